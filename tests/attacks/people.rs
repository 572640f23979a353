//! The register, settings and process, changed by somebody who may not, or along with something else.

use super::files::{PAID, noted};
use super::honest::Honest;

const REGISTER: &str = "people.yaml";
const SIGNERS: &str = "allowed_signers";
const PROCESS: &str = "process.yaml";

/// Орлов lets one more manager in.
fn let_in() -> Honest {
    let honest = Honest::new();
    honest.shell(
        "ssh-keygen -q -t ed25519 -N '' -C volkov@tlg.example -f ../keys/volkov
         orlov tlg -q people add volkov --name 'Волков Игорь' --email volkov@tlg.example --role manager --key ../keys/volkov.pub",
    );
    honest
}

/// The last entry of a register, with a text in it replaced.
fn in_last_entry(old: &str, new: &str) -> impl FnOnce(&str) -> String {
    move |text| {
        let place = text.rfind("- kind: ").expect("an entry");
        assert!(text[place..].contains(old), "{text}");
        format!("{}{}", &text[..place], text[place..].replace(old, new))
    }
}

#[test]
fn somebody_who_is_no_administrator_lets_people_in() {
    for login in ["sidorov", "petrova", "cron"] {
        let honest = let_in();
        let forged = honest
            .reforge("HEAD")
            .by(login)
            .edit(
                REGISTER,
                in_last_entry("by: orlov", &format!("by: {login}")),
            )
            .say("By: orlov", &format!("By: {login}"));
        honest.assert_caught(&forged.commit(), "G", "not_allowed");
    }
}

#[test]
fn a_role_that_somebody_grants_themselves() {
    let honest = Honest::new();
    honest.shell("orlov tlg -q people grant sidorov finance_director");
    let granted = || honest.reforge("granted").say("By: orlov", "By: sidorov");
    honest.git(&["branch", "granted"]);
    let by_sidorov = granted()
        .by("sidorov")
        .edit(REGISTER, in_last_entry("by: orlov", "by: sidorov"));
    honest.assert_caught(&by_sidorov.commit(), "G", "not_allowed");
    // The administrator himself may grant anything, but not to himself.
    let by_orlov = honest
        .reforge("granted")
        .edit(REGISTER, in_last_entry("person: sidorov", "person: orlov"));
    honest.assert_caught(&by_orlov.commit(), "G", "not_allowed");
}

#[test]
fn a_role_granted_in_the_header_alone() {
    let honest = Honest::new();
    let roles = "  - manager\n";
    let forged = honest.forge().by("sidorov").edit(REGISTER, |text| {
        text.replacen(roles, &format!("{roles}  - finance_director\n"), 1)
    });
    let judged = honest.assert_caught(&forged.commit(), "G", "unexplained");
    assert_eq!(judged.path(), Some(REGISTER));
}

#[test]
fn the_last_administrator_removed() {
    let honest = Honest::new();
    honest.shell(
        "orlov tlg -q people grant sidorov accountant
         orlov tlg -q people revoke sidorov accountant",
    );
    let forged = honest.reforge("HEAD").edit(REGISTER, |text| {
        let text = in_last_entry("person: sidorov", "person: orlov")(text);
        in_last_entry("role: accountant", "role: administrator")(&text)
    });
    honest.assert_caught(&forged.commit(), "G", "not_allowed");
}

#[test]
fn people_changed_together_with_a_deal() {
    let honest = Honest::new();
    noted(&honest);
    let deal = honest.text("HEAD", PAID);
    honest.git(&["reset", "-q", "--hard", "HEAD~1"]);
    honest.shell("orlov tlg -q people grant sidorov accountant");
    let forged = honest.reforge("HEAD").put(PAID, deal.as_bytes()).commit();
    honest.assert_caught(&forged, "G", "many_acts");
}

#[test]
fn signers_that_differ_from_the_register() {
    let honest = let_in();
    honest.git(&["branch", "honest"]);
    for (old, new) in [
        ("volkov@tlg.example", "petrova@tlg.example"),
        ("namespaces=\"git\" ", ""),
    ] {
        let forged = honest.reforge("honest").swap(SIGNERS, old, new).commit();
        let judged = honest.assert_caught(&forged, "G", "differs");
        assert_eq!(judged.path(), Some(SIGNERS));
    }
    let without = honest.text("honest~1", SIGNERS);
    let forged = honest.reforge("honest").put(SIGNERS, without.as_bytes());
    honest.assert_caught(&forged.commit(), "G", "differs");
    let removed = honest.reforge("honest").remove(SIGNERS).commit();
    honest.assert_caught(&removed, "G", "removed");
}

#[test]
fn signers_changed_alone() {
    let honest = Honest::new();
    let signers = |text: &str| format!("{text}petrova@tlg.example ssh-ed25519 AAAA\n");
    let forged = honest.forge().by("orlov").edit(SIGNERS, signers);
    let judged = honest.assert_caught(&forged.commit(), "G", "unexplained");
    assert_eq!(judged.path(), Some(SIGNERS));
}

#[test]
fn a_process_that_nobody_signed() {
    let honest = Honest::new();
    let title = ("title: Закрывающие документы", "title: Документы");
    let forged = honest
        .forge()
        .by("orlov")
        .unsigned()
        .swap(PROCESS, title.0, title.1)
        .commit();
    honest.assert_caught(&forged, "N", "unsigned");
}

#[test]
fn settings_changed_by_a_manager() {
    for (path, old, new) in [
        (PROCESS, "title: Закрывающие документы", "title: Документы"),
        ("tlg.yaml", "language: ru", "language: en"),
        ("calendar/2026.yaml", "2026-11-04", "2026-11-05"),
        ("templates/mail/quote.txt", "Здравствуйте", "Привет"),
        (".gitattributes", "merge=binary", "merge=union"),
    ] {
        let honest = Honest::new();
        let forged = honest.forge().by("sidorov").swap(path, old, new).commit();
        honest.assert_caught(&forged, "G", "not_allowed");
    }
}

#[test]
fn settings_that_an_administrator_may_not_change_either() {
    for (path, old, new) in [
        (".gitattributes", "merge=binary", "merge=union"),
        (
            ".gitattributes",
            "merge=binary",
            "merge=binary\n* text eol=crlf",
        ),
        // A name in the place of another, where git shows who did something.
        ("tlg.yaml", "extra_paths: []", "extra_paths: [.mailmap]"),
        ("templates/mail/quote.txt", "{{", "{%"),
        // TLG-4 stands there.
        (PROCESS, "new_request", "fresh_request"),
        // Nothing leads on from there any more.
        (
            PROCESS,
            "\n- from: [closing_documents]\n",
            "\n- from: [new_request]\n",
        ),
    ] {
        let honest = Honest::new();
        let forged = honest.forge().by("orlov").swap(path, old, new).commit();
        honest.assert_caught(&forged, "G", "not_allowed");
    }
}

#[test]
fn settings_deleted() {
    for path in [
        "calendar/2026.yaml",
        ".gitattributes",
        "templates/mail/quote.txt",
    ] {
        let honest = Honest::new();
        let forged = honest.forge().by("orlov").remove(path).commit();
        let judged = honest.assert_caught(&forged, "G", "removed");
        assert_eq!(judged.path(), Some(path));
    }
}
