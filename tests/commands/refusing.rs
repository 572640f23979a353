//! Refusals: the rules, the files, the machine. None of them changes anything.

use std::fs;
use std::os::unix::fs::symlink;

use crate::office::{Ended, Office};
use crate::{office_preparing_a_quote, office_with_a_sent_quote};

#[test]
fn rules_that_are_broken_are_refused_all_at_once() {
    let office = office_preparing_a_quote();
    let said = office.by("sidorov").refused("quote send 1", 1);
    for missing in ["quote_total", "quote_valid_until"] {
        assert!(
            said.contains(missing) || said.contains("--total"),
            "{missing}: {said}"
        );
    }
    let sidorov = office.by("sidorov");
    let quote = office.file("quote.pdf", "quote");
    sidorov.refused("deal move 1 invoicing", 1);
    sidorov.refused("deal move 1 lost", 1);
    sidorov.refused("deal lose 1 --reason weather", 1);
    sidorov.refused("deal reopen 1 -m снова", 1);
    sidorov.refused("deal edit 1", 1);
    sidorov.refused("deal set 1 supply_expected=01.12.2026", 1);
    sidorov.refused("task done 1", 1);
    sidorov.refused(
        &format!("quote send 1 --file {quote} --total 2500000 --valid-until 19.11.2026"),
        1,
    );
    sidorov.refused(
        &format!("quote ask 1 --file {quote} --total 2500000 --valid-until 31.12.2026"),
        1,
    );
    office.by("petrova").refused(
        &format!("quote send 1 --file {quote} --total 2500000 --valid-until 31.12.2026"),
        1,
    );
}

#[test]
fn values_that_are_none_are_usage() {
    let office = office_preparing_a_quote();
    let sidorov = office.by("sidorov");
    let quote = office.file("quote.pdf", "quote");
    sidorov.refused(
        &format!("quote send 1 --file {quote} --total 1.005 --valid-until 31.12.2026"),
        2,
    );
    sidorov.refused(
        &format!("quote send 1 --file {quote} --total 2500000 --valid-until 31.02.2027"),
        2,
    );
    sidorov.refused("deal set 1 supplier_price", 2);
    sidorov.refused("deal new --client stakan", 2);
    sidorov.refused("deal note 1", 2);
    sidorov.refused("client add Волга -m зачем", 2);
    sidorov.refused("client add 株式会社", 2);
}

#[test]
fn a_file_that_cannot_be_taken_is_refused() {
    let office = office_preparing_a_quote();
    let send =
        |file: &str| format!("quote send 1 --file {file} --total 2500000 --valid-until 31.12.2026");
    let folder = office.sandbox.path("folder.pdf");
    fs::create_dir(&folder).unwrap();
    let link = office.sandbox.path("link.pdf");
    symlink(office.file("real.pdf", "quote"), &link).unwrap();
    let large = office.sandbox.path("large.pdf");
    fs::File::create(&large)
        .unwrap()
        .set_len(20_971_521)
        .unwrap();
    let files = [
        office.sandbox.path("nothing.pdf").display().to_string(),
        folder.display().to_string(),
        link.display().to_string(),
        large.display().to_string(),
        office.file("empty.pdf", ""),
        office.file("quote.exe", "quote"),
        office.file("quote", "quote"),
    ];
    for file in files {
        let before = office.tip();
        let ended = office.by("sidorov").run(&send(&file));
        assert!(
            [1, 3].contains(&ended.code),
            "{file}: {} {}",
            ended.code,
            ended.stderr
        );
        assert_eq!(office.tip(), before, "{file}");
    }
    office.assert_sound();
}

#[test]
fn a_deal_edited_by_hand_is_not_touched() {
    let office = office_with_a_sent_quote();
    let path = office.folder().join("deals/00/00/TLG-1.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("2500000", "1500000")).unwrap();
    let before = office.tip();
    let ended = office.by("sidorov").run("deal move 1 invoicing");
    assert_ne!(ended.code, 0);
    assert_eq!(office.tip(), before);
    assert!(fs::read_to_string(&path).unwrap().contains("1500000"));
    fs::write(&path, text).unwrap();
    office.by("sidorov").done("deal move 1 invoicing");
    office.assert_sound();
}

#[test]
fn strangers_and_keys_that_do_not_sign_are_refused() {
    let office = Office::open();
    let config = office.sandbox.path("sidorov.gitconfig");
    let own = fs::read_to_string(&config).unwrap();
    let locked = office
        .sandbox
        .make_key("locked", "secret")
        .display()
        .to_string();
    let other = office.sandbox.make_key("other", "").display().to_string();
    let key = office.sandbox.path("sidorov").display().to_string();
    let configs = [
        String::new(),
        own.replace("sidorov@", "nobody@"),
        own.replace("signingkey", "nokey"),
        own.replace(&key, "/nowhere/id"),
        own.replace(&key, &other),
        own.replace(&key, &locked),
    ];
    for config_text in configs {
        fs::write(&config, &config_text).unwrap();
        let before = office.tip();
        let ended = office
            .by("sidorov")
            .run("deal new --client stakan --title Стаканы");
        assert_ne!(ended.code, 0, "{config_text}");
        assert_eq!(office.tip(), before, "{config_text}");
    }
    fs::write(&config, own).unwrap();
    office
        .by("sidorov")
        .done("deal new --client stakan --title Стаканы");
    office.assert_sound();
}

#[test]
fn a_folder_without_a_workspace_is_refused() {
    let office = Office::new();
    let elsewhere = office.sandbox.path("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let mut command = office.sandbox.tlg("2026-11-20T10:00:00+03:00");
    let ended = command
        .arg("-C")
        .arg(&elsewhere)
        .args(["deal", "note", "1", "-m", "x"])
        .output()
        .unwrap();
    let ended = Ended::of(ended);
    assert_ne!(ended.code, 0);
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}

#[test]
fn the_last_event_is_taken_back_by_whoever_did_it() {
    let office = office_with_a_sent_quote();
    office.by("orlova").refused("deal correct 1", 1);
    let corrected = office.by("sidorov").json("deal correct 1");
    assert_eq!(corrected["stage"], "quote_preparation");
    let said = office.by("sidorov").done("deal correct 1");
    assert!(said.contains("✓ взято назад"), "{said}");
    office.assert_sound();
}

#[test]
fn a_clock_that_is_behind_the_last_commit_writes_nothing() {
    let mut office = office_with_a_sent_quote();
    office.at("2026-11-20T09:00:00+03:00");
    let before = office.tip();
    assert_ne!(office.by("sidorov").run("deal note 1 -m x").code, 0);
    assert_eq!(office.tip(), before);
}

/// A revision that is none, for whichever command, is told once and as such; a date that is none is no revision.
#[test]
fn a_time_or_revision_that_is_none_is_usage() {
    let office = office_preparing_a_quote();
    let sidorov = office.by("sidorov");
    let said = sidorov.refused("verify nosuch", 2);
    assert!(said.contains("nosuch") && !said.contains("no:"), "{said}");
    for at in ["nosuch", "31.02.2026", "9999-12-31", "yesterday"] {
        let said = sidorov.refused(&format!("deal show 1 --at {at}"), 2);
        assert!(said.contains(at) && said.contains("20.11.2026"), "{said}");
    }
    let said = sidorov.refused("people delegate manager --to ivanov --until 9999-12-31", 2);
    assert!(said.contains("--until"), "{said}");
}

#[test]
fn a_refusal_names_what_was_meant() {
    let office = office_preparing_a_quote();
    let said = office
        .by("ivanov")
        .refused("people key compromise sidorov SHA256:x -m так", 2);
    assert!(said.contains("--nothing-trusted"), "{said}");
    let reserved = office.by("ivanov").refused(
        "people add manager --name Foo --email a@b.example --role manager",
        1,
    );
    let taken = office.by("ivanov").refused(
        "people add sidorov --name Foo --email a@b.example --role manager",
        1,
    );
    let why = |said: &str| {
        said.lines()
            .find(|line| line.contains('✗'))
            .map(str::to_owned)
    };
    assert_ne!(
        why(&reserved).map(|line| line.replace("manager", "")),
        why(&taken).map(|line| line.replace("sidorov", ""))
    );
}

/// A link in the place of a folder or a file of settings is told as such, and no pipe is waited for.
#[test]
fn a_link_in_the_place_of_settings_is_named() {
    let office = office_preparing_a_quote();
    let folder = office.folder();
    for path in ["tlg.yaml", "calendar"] {
        fs::rename(folder.join(path), folder.join("kept")).unwrap();
        symlink("kept", folder.join(path)).unwrap();
        let said = office.by("ivanov").refused("apply", 1);
        assert!(said.contains(&format!("mv {path} {path}.old")), "{said}");
        fs::remove_file(folder.join(path)).unwrap();
        fs::rename(folder.join("kept"), folder.join(path)).unwrap();
    }
}

#[test]
fn a_proof_that_holds_says_nothing_when_quiet() {
    let office = office_preparing_a_quote();
    let ended = office.by("sidorov").run("verify -q");
    assert_eq!(
        (ended.code, ended.stdout.as_str()),
        (0, ""),
        "{}",
        ended.stderr
    );
}
