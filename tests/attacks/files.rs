//! Files changed with an editor and committed by somebody of the company, alone or along with an honest act.

use super::honest::Honest;

/// The deal that is paid.
pub const PAID: &str = "deals/00/00/TLG-1.yaml";
const QUOTE: &str = "clients/s/stakan-plus/TLG-1/quote-1.pdf";
const INVOICE: &str = "clients/s/stakan-plus/TLG-1/invoice-1.pdf";
const CLIENT: &str = "clients/s/stakan-plus/client.yaml";

/// An act that is allowed, so that what is smuggled in travels in good company.
pub fn noted(honest: &Honest) {
    honest.shell("ivanov tlg -q deal note 1 -m 'Звонил клиент'");
}

/// A commit of Иванов's that changes one file by hand.
#[track_caller]
fn assert_edit_caught(old: &str, new: &str, rule: &str) {
    let honest = Honest::new();
    let forged = honest.forge().by("ivanov").swap(PAID, old, new).commit();
    let judged = honest.assert_caught(&forged, "G", rule);
    assert_eq!(judged.path(), Some(PAID));
}

/// The same edit along with an honest note.
#[track_caller]
fn assert_smuggling_caught(old: &str, new: &str, rule: &str) {
    let honest = Honest::new();
    noted(&honest);
    let forged = honest.reforge("HEAD").swap(PAID, old, new).commit();
    let judged = honest.assert_caught(&forged, "G", rule);
    assert_eq!(judged.path(), Some(PAID));
}

#[test]
fn what_is_honest_is_proved_and_taken() {
    let honest = Honest::new();
    honest.verify(&[]).assert_proved();
    honest.verify(&["--full", "--documents"]).assert_proved();
    noted(&honest);
    honest.verify(&[]).assert_proved();
    honest.assert_taken();
}

#[test]
fn a_commit_made_again_without_a_difference_is_the_same_commit() {
    let honest = Honest::new();
    for revision in ["HEAD", "HEAD~3", "HEAD~9"] {
        assert_eq!(honest.reforge(revision).make(), honest.id(revision));
    }
}

#[test]
fn a_stage_edited_by_hand() {
    let (old, new) = ("\nstage: invoice_and_specification\n", "\nstage: won\n");
    assert_edit_caught(old, new, "unexplained");
    assert_smuggling_caught(old, new, "differs");
}

#[test]
fn an_amount_edited_after_approval() {
    let (old, new) = (
        "  total: 2500000.00 RUB\n  valid_until",
        "  total: 2600000.00 RUB\n  valid_until",
    );
    assert_edit_caught(old, new, "unexplained");
    assert_smuggling_caught(old, new, "differs");
    assert_edit_caught("2500000.00", "2600000.00", "history_rewritten");
    assert_smuggling_caught("2500000.00", "2600000.00", "history_rewritten");
}

#[test]
fn the_time_of_a_history_entry_changed() {
    let (old, new) = (
        "- kind: payment\n  at: 2026-11-20T10:20",
        "- kind: payment\n  at: 2026-11-20T10:19",
    );
    assert_edit_caught(old, new, "history_rewritten");
    assert_smuggling_caught(old, new, "history_rewritten");
}

#[test]
fn a_history_entry_removed() {
    let honest = Honest::new();
    let before = honest.git(&["log", "-2", "--format=%H", "--", PAID]);
    let unpaid = honest.text(before.lines().nth(1).expect("a commit"), PAID);
    let forged = honest.forge().by("ivanov").put(PAID, unpaid.as_bytes());
    let judged = honest.assert_caught(&forged.commit(), "G", "history_rewritten");
    assert_eq!(judged.path(), Some(PAID));
}

#[test]
fn history_entries_reordered() {
    let honest = Honest::new();
    let forged = honest.forge().by("ivanov").edit(PAID, |text| {
        let (rest, payment) = text.split_once("- kind: payment\n").expect("a payment");
        let (head, finished) = rest.split_once("- kind: task_done\n").expect("a task");
        format!("{head}- kind: payment\n{payment}- kind: task_done\n{finished}")
    });
    honest.assert_caught(&forged.commit(), "G", "history_rewritten");
}

#[test]
fn a_commit_that_changes_nothing() {
    let honest = Honest::new();
    let forged = honest.forge().by("orlov").commit();
    let judged = honest.assert_caught(&forged, "G", "unexplained");
    assert_eq!(judged.path(), None);
}

#[test]
fn a_deal_deleted() {
    let honest = Honest::new();
    let forged = honest.forge().by("ivanov").remove(PAID).commit();
    let judged = honest.assert_caught(&forged, "G", "removed");
    assert_eq!(judged.path(), Some(PAID));
}

#[test]
fn a_deal_deleted_along_with_an_honest_act() {
    let honest = Honest::new();
    noted(&honest);
    let other = "deals/00/00/TLG-2.yaml";
    let forged = honest.reforge("HEAD").remove(other).commit();
    let judged = honest.assert_caught(&forged, "G", "removed");
    assert_eq!(judged.path(), Some(other));
}

#[test]
fn a_quote_swapped_after_approval() {
    let honest = Honest::new();
    let forged = honest.forge().by("ivanov").put(QUOTE, b"%PDF-1.4 cheaper");
    let judged = honest.assert_caught(&forged.commit(), "G", "unexplained");
    assert_eq!(judged.path(), Some(QUOTE));
}

#[test]
fn a_quote_swapped_with_its_hashes() {
    let honest = Honest::new();
    let quote = b"%PDF-1.4 cheaper";
    let hash = |revision: &str| honest.shell(&format!("{revision} | sha256sum | cut -c -64"));
    let old = hash(&format!("git cat-file blob HEAD:{QUOTE}"));
    let new = hash("printf '%s' '%PDF-1.4 cheaper'");
    let forged = honest.forge().by("ivanov").put(QUOTE, quote);
    let forged = forged.swap(PAID, &old, &new);
    honest.assert_caught(&forged.commit(), "G", "history_rewritten");
}

#[test]
fn a_document_overwritten_along_with_an_honest_act() {
    let honest = Honest::new();
    noted(&honest);
    let forged = honest.reforge("HEAD").put(INVOICE, b"%PDF-1.4 Invoice 18");
    let judged = honest.assert_caught(&forged.commit(), "G", "unexplained");
    assert_eq!(judged.path(), Some(INVOICE));
}

#[test]
fn a_document_that_is_not_the_one_named() {
    let honest = Honest::new();
    honest.shell("ivanov tlg -q deal attach 1 other ../papers/letter.pdf");
    let path = honest.git(&["diff", "--name-only", "HEAD~1", "HEAD", "--", "clients"]);
    let same_size = honest.shell(&format!("git cat-file blob HEAD:{path} | tr a-y b-z"));
    let forged = honest.reforge("HEAD").put(&path, same_size.as_bytes());
    let judged = honest.assert_caught(&forged.commit(), "G", "document");
    assert_eq!(judged.path(), Some(path.as_str()));
}

#[test]
fn a_document_removed() {
    let honest = Honest::new();
    let forged = honest.forge().by("smirnova").remove(INVOICE).commit();
    let judged = honest.assert_caught(&forged, "G", "removed");
    assert_eq!(judged.path(), Some(INVOICE));
}

#[test]
fn extra_files_that_nobody_explains() {
    for path in [
        "deals/notes.txt",
        "deals/00/00/README.md",
        "deals/00/07/TLG-1.yaml",
        "clients/s/stakan-plus/TLG-1/draft.pdf",
        "ticks/notes.yaml",
    ] {
        let honest = Honest::new();
        let forged = honest.forge().by("orlov").put(path, b"format: 1\n");
        let judged = honest.assert_caught(&forged.commit(), "G", "unexplained");
        assert_eq!(judged.path(), Some(path));
    }
}

#[test]
fn an_extra_file_that_is_no_setting() {
    for login in ["ivanov", "orlov"] {
        let honest = Honest::new();
        let forged = honest.forge().by(login).put("notes.txt", b"Hello\n");
        honest.assert_caught(&forged.commit(), "G", "not_allowed");
    }
}

#[test]
fn an_extra_file_along_with_an_honest_act() {
    for path in ["notes.txt", "process.yaml", ".gitattributes"] {
        let honest = Honest::new();
        noted(&honest);
        let forged = honest.reforge("HEAD").put(path, b"Hello\n");
        let judged = honest.assert_caught(&forged.commit(), "G", "unexplained");
        assert_eq!(judged.path(), Some(path));
    }
}

#[test]
fn a_clients_address_edited_by_hand() {
    let honest = Honest::new();
    let forged = honest
        .forge()
        .by("ivanov")
        .swap(CLIENT, "buyer@stakan.example", "thief@stakan.example")
        .commit();
    let judged = honest.assert_caught(&forged, "G", "history_rewritten");
    assert_eq!(judged.path(), Some(CLIENT));
}

#[test]
fn a_clients_address_changed_by_nobody_entitled() {
    let honest = Honest::new();
    honest.shell("ivanov tlg -q client set стакан --email thief@stakan.example");
    let forged = honest
        .reforge("HEAD")
        .by("petrova")
        .edit(CLIENT, last_by("ivanov", "petrova"))
        .say("By: ivanov", "By: petrova")
        .commit();
    honest.assert_caught(&forged, "G", "not_allowed");
}

#[test]
fn a_client_in_the_place_of_another() {
    let honest = Honest::new();
    let path = "clients/x/other/client.yaml";
    let client = honest.text("HEAD", CLIENT);
    let forged = honest.forge().by("ivanov").put(path, client.as_bytes());
    let judged = honest.assert_caught(&forged.commit(), "G", "unexplained");
    assert_eq!(judged.path(), Some(path));
}

/// A header is compared byte by byte; what is new in a history is read, strictly.
#[test]
fn a_deal_file_that_is_written_otherwise() {
    let (header, entry) = ("\nmanager: ivanov\n", "  text: Звонил клиент\n");
    let honest = Honest::new();
    noted(&honest);
    honest.git(&["branch", "noted"]);
    for (old, rule) in [(header, "differs"), (entry, "file")] {
        let (key, value) = old.split_once(": ").expect("a key");
        let indent = &key[..key.len() - key.trim_start().len()];
        let value = value.trim_end();
        for new in [
            format!("{key}:  {value}\n"),
            format!("{key}: \"{value}\"\n"),
            format!("{key}: &who {value}\n"),
            format!("{key}: !!str {value}\n"),
            format!("{key}: {value} # until spring\n"),
            format!("{old}{indent}owner: ivanov\n"),
            format!("{old}{}\n", old.trim_matches('\n')),
        ] {
            let forged = honest.reforge("noted").swap(PAID, old, &new).commit();
            let judged = honest.assert_caught(&forged, "G", rule);
            assert_eq!(judged.path(), Some(PAID), "{new}");
        }
    }
    let alias = honest
        .reforge("noted")
        .swap(PAID, header, "\nmanager: &who ivanov\n")
        .swap(PAID, entry, "  text: *who\n");
    honest.assert_caught(&alias.commit(), "G", "file");
}

/// An accusation names the one commit that is wrong, also where others follow.
#[test]
fn a_forgery_with_honest_acts_on_top() {
    let honest = Honest::new();
    noted(&honest);
    let forged = honest
        .reforge("HEAD")
        .swap(PAID, "Звонил клиент", "Деньги пришли");
    let forged = forged.say("Звонил клиент", "Деньги уже пришли").commit();
    honest.shell(
        "git reset -q --hard
         sidorov tlg -q deal move 4 in_stock
         ivanov tlg -q deal note 1 -m 'Отправили счет'",
    );
    let judged = honest.verify(&[]);
    assert_eq!(judged.found(), [(forged, "message".to_owned())]);
    honest.assert_kept_out("message");
}

/// Puts another person into the last history entry.
pub fn last_by(old: &str, new: &str) -> impl FnOnce(&str) -> String {
    let (old, new) = (format!("  by: {old}\n"), format!("  by: {new}\n"));
    move |text| {
        let place = text.rfind(&old).expect("an entry by them");
        format!("{}{new}{}", &text[..place], &text[place + old.len()..])
    }
}

/// A few kilobytes in a pack that unpack to more than is ever taken: told by the object's header, never unpacked.
#[test]
fn a_file_larger_than_any_that_is_read() {
    let honest = Honest::new();
    let zeros = vec![0; 20_971_521];
    let forged = honest.forge().by("ivanov").put("zeros", &zeros).commit();
    let judged = honest.assert_caught(&forged, "G", "file");
    assert_eq!(judged.path(), Some("zeros"));
    let honest = Honest::new();
    noted(&honest);
    let forged = honest.reforge("HEAD").put(PAID, &zeros).commit();
    let judged = honest.assert_caught(&forged, "G", "file");
    assert_eq!(judged.path(), Some(PAID));
}
