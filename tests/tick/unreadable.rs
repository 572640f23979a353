//! A deal that cannot be read, because somebody committed it by hand or a merge spoiled it, holds up nothing but itself,
//! and everybody is told (docs/process.md, The deal file).
#![cfg(unix)]

use crate::clone::{Clone, MONDAY, sent_quote};
use crate::cron::{house, plan};
use crate::office::Office;
use crate::sandbox::{Sandbox, succeed};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tlg::post::PostFailure;

const THURSDAY: &str = "2026-11-26T09:00:00+03:00";
const FIRST: &str = "deals/00/00/TLG-1.yaml";

/// An office with two deals, of which the first is spoiled by `spoil` and committed past everything.
fn office(spoil: impl FnOnce(&Office)) -> Office {
    let office = Office::open();
    office.let_in("cron", "service");
    for title in ["Линия", "Сырьё"] {
        let open = format!("deal new --client stakan-plus --title {title}");
        office.by("sidorov").done(&open);
    }
    spoil(&office);
    by_hand(&office.sandbox, &office.folder());
    office
}

/// A commit that no command of ours made, at the time of the office.
pub fn by_hand(sandbox: &Sandbox, folder: &Path) {
    let without_hooks = "core.hooksPath=/dev/null";
    for arguments in [
        vec!["add", "-A"],
        vec!["-c", without_hooks, "commit", "-q", "-m", "вручную"],
    ] {
        let mut git = sandbox.command("git");
        let at = "2026-11-20T10:00:00+03:00";
        git.env("GIT_COMMITTER_DATE", at).env("GIT_AUTHOR_DATE", at);
        succeed(git.arg("-C").arg(folder).args(arguments));
    }
}

fn write(office: &Office, path: &str, change: impl FnOnce(String) -> String) {
    let path = office.folder().join(path);
    let text = fs::read_to_string(&path).unwrap_or_default();
    fs::write(path, change(text)).expect("a file");
}

fn unknown_key(office: &Office) {
    write(office, FIRST, |text| {
        text.replace("title: Линия", "title: Линия\ntitel: Линия")
    });
}

#[test]
fn everybody_goes_on_with_the_others_and_is_told_of_it() {
    let mut office = office(unknown_key);
    office.at(THURSDAY);
    let place = format!("{FIRST}:4:");
    for line in [
        "",
        "board",
        "deal list",
        "task list",
        "client list",
        "client show stakan-plus",
        "approve",
        "mail list",
    ] {
        let person = match line {
            "approve" => "petrova",
            _ => "sidorov",
        };
        let ended = office.by(person).run(line);
        assert_eq!(ended.code, 1, "{line}: {}{}", ended.stdout, ended.stderr);
        for said in [place.as_str(), "titel", "tlg verify"] {
            assert!(ended.stdout.contains(said), "{line}: {}", ended.stdout);
        }
        let ended = office.by(person).run(&format!("{line} --json"));
        assert_eq!(ended.code, 1, "{line}: {}", ended.stdout);
        let data: Value = serde_json::from_str(&ended.stdout).expect("one document");
        let list = data.get("unreadable").unwrap_or(&data).as_array();
        let told = list.and_then(|list| list.last()).expect("the deal");
        assert_eq!(told["deal"], "TLG-1", "{line}");
        assert_eq!((&told["file"], &told["line"]), (&FIRST.into(), &4.into()));
        assert!(told["column"].is_u64(), "{line}");
        assert!(
            told["unreadable"]
                .as_str()
                .expect("words")
                .contains("titel")
        );
        assert!(!told["remedies"].as_array().expect("ways").is_empty());
    }
    for line in ["deal list", "task list", ""] {
        let said = office.by("sidorov").run(line).stdout;
        assert!(said.contains("TLG-2"), "{line}: {said}");
    }
}

/// The first deal with an entry of its history spoiled; its header is as it was.
fn spoiled_below(spoil: impl FnOnce(String) -> String) -> Office {
    office(|office| {
        office.by("sidorov").done("deal note 1 -m 'Ждём звонка'");
        write(office, FIRST, |text| {
            let (header, history) = text.split_once("\nhistory:").expect("a history");
            format!("{header}\nhistory:{}", spoil(history.to_owned()))
        });
    })
}

#[test]
fn a_history_that_is_spoiled_counts_like_a_header() {
    type Spoil = fn(String) -> String;
    let spoils: [(&str, &str, Spoil); 4] = [
        ("an unknown key", "TLG-1.yaml:", |text| {
            text.replacen("  title: Линия", "  titel: Линия", 1)
        }),
        ("a damaged line", "TLG-1.yaml:", |text| {
            text.replacen("- kind: noted", "- kind noted", 1)
        }),
        ("another order", "TLG-1.yaml", |text| {
            let (opened, noted) = text.split_at(text.rfind("- kind").expect("two entries"));
            format!("\n{noted}{}", opened.trim_start())
        }),
        ("an entry that is gone", "TLG-1.yaml", |text| {
            text[..text.rfind("- kind").expect("two entries")].to_owned()
        }),
    ];
    for (what, place, spoil) in spoils {
        let mut office = spoiled_below(spoil);
        for line in [
            "",
            "board",
            "deal list",
            "task list",
            "client show stakan-plus",
            "mail list",
        ] {
            let ended = office.by("sidorov").run(line);
            assert_eq!(ended.code, 1, "{what}, {line}: {}", ended.stdout);
            assert!(ended.stdout.contains(place), "{what}: {}", ended.stdout);
        }
        assert_eq!(unreadable_to_doctor(&office), ["deal_unreadable"], "{what}");
        office.at(THURSDAY);
        let planned = office.by("cron").run("tick --dry-run");
        assert_eq!(planned.code, 1, "{what}: {}", planned.stdout);
        assert!(planned.stdout.contains(place), "{what}: {}", planned.stdout);
        let ended = office.by("sidorov").run("deal list --json");
        let list: Value = serde_json::from_str(&ended.stdout).expect("one document");
        let told = list.as_array().and_then(|list| list.last());
        assert_eq!(told.expect("the deal")["deal"], "TLG-1", "{what}");
    }
}

/// What `tlg doctor` finds wrong with the files.
fn unreadable_to_doctor(office: &Office) -> Vec<String> {
    let examined = office.by("petrova").run("doctor --json");
    let data: Value = serde_json::from_str(&examined.stdout).expect("one document");
    let checks = data["checks"].as_array().expect("checks").iter();
    let files = checks.filter(|check| check["check"] == "files");
    let findings = files.flat_map(|check| check["findings"].as_array().expect("findings"));
    let names = findings.map(|finding| finding["finding"].as_str().expect("a name"));
    names.map(str::to_owned).collect()
}

#[test]
fn what_is_proved_is_not_read_again_line_by_line_and_is_no_less_told() {
    let office = Office::open();
    office
        .by("sidorov")
        .done("deal new --client stakan-plus --title Линия");
    office.by("sidorov").done("verify");
    assert!(office.by("sidorov").done("deal list").contains("TLG-1"));
    // The mark counts for that very commit alone.
    write(&office, FIRST, |text| {
        text.replace("  title: Линия", "  titel: Линия")
    });
    by_hand(&office.sandbox, &office.folder());
    assert_eq!(office.by("sidorov").run("deal list").code, 1);
}

#[test]
fn only_commands_that_touch_that_very_deal_refuse() {
    let office = office(unknown_key);
    let sidorov = office.by("sidorov");
    sidorov.done("deal move 2 procurement");
    sidorov.done("deal new --client stakan-plus --title Третья");
    sidorov.done("client set stakan-plus --email new@stakan.example");
    for line in [
        "deal move 1 procurement",
        "deal show 1",
        "deal assign --from sidorov --to ivanov",
    ] {
        let person = match line.contains("assign") {
            true => "petrova",
            false => "sidorov",
        };
        let said = office.by(person).refused(line, 1);
        assert!(said.contains(FIRST), "{line}: {said}");
    }
}

#[test]
fn whatever_is_wrong_with_it() {
    type Spoil = fn(&Office);
    let spoils: [(&str, Spoil); 6] = [
        ("a merge", |office| {
            write(office, FIRST, |text| {
                format!("<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n")
            });
        }),
        ("another deal", |office| {
            write(office, FIRST, |text| {
                text.replace("deal: TLG-1", "deal: TLG-2")
            });
        }),
        ("a link", |office| {
            let path = office.folder().join(FIRST);
            fs::remove_file(&path).expect("a deal");
            std::os::unix::fs::symlink("TLG-2.yaml", path).expect("a link");
        }),
        ("nothing", |office| write(office, FIRST, |_| String::new())),
        ("a stray file", |office| {
            write(office, "deals/README", |_| "сделки".to_owned());
        }),
        ("a copy", |office| {
            let text = fs::read_to_string(office.folder().join(FIRST)).expect("a deal");
            write(office, "deals/00/00/TLG-1-old.yaml", |_| text);
        }),
    ];
    for (what, spoil) in spoils {
        let mut office = office(spoil);
        for line in ["board", "deal list"] {
            let ended = office.by("petrova").run(line);
            assert_eq!(ended.code, 1, "{what}: {}{}", ended.stdout, ended.stderr);
            assert!(ended.stdout.contains("deals/"), "{what}: {}", ended.stdout);
        }
        office.at(THURSDAY);
        let ended = office.by("cron").run("tick");
        assert_eq!(ended.code, 1, "{what}: {}{}", ended.stdout, ended.stderr);
        assert!(ended.stdout.contains("deals/"), "{what}: {}", ended.stdout);
        assert_eq!(unreadable_to_doctor(&office), ["deal_unreadable"], "{what}");
    }
}

#[test]
fn what_was_committed_by_hand_sends_no_letter_until_it_is_put_right() {
    let mut office = office(unknown_key);
    office.at(THURSDAY);
    let by_hand = office.tip();
    let before = office.by("cron").run("tick --dry-run");
    assert_eq!(before.code, 1, "{}", before.stdout);
    assert!(before.stdout.contains(FIRST), "{}", before.stdout);
    for line in ["tick", "tick --quiet"] {
        let ended = office.by("cron").run(line);
        assert_eq!(ended.code, 1, "{}{}", ended.stdout, ended.stderr);
        for said in [FIRST, &by_hand[..8], "(file)", "tlg sync", "tlg verify"] {
            assert!(ended.stdout.contains(said), "{said}: {}", ended.stdout);
        }
        assert!(!ended.stdout.contains("отправлено"), "{}", ended.stdout);
    }
    let told = office.by("cron").run("tick --json");
    let data: Value = serde_json::from_str(&told.stdout).expect("one document");
    assert_eq!(data["unreadable"][0]["file"], FIRST);
    assert_eq!(data["claim"], Value::Null);
    assert_eq!(office.tip(), by_hand);
    // Nothing was built on it, so that it can be put right.
    let kept = office.by("ivanov").run("sync");
    assert_eq!(kept.code, 1, "{}{}", kept.stdout, kept.stderr);
    let run = office.by("cron").done("tick --quiet");
    for said in ["2 сделки", "сводки  1: sidorov 1", "отправлено 1"] {
        assert!(run.contains(said), "{run}");
    }
    office.assert_sound();
}

#[test]
fn nor_does_a_forgery_that_every_deal_is_sound_after() {
    let mut office = Office::open();
    office.let_in("cron", "service");
    office
        .by("sidorov")
        .done("deal new --client stakan-plus --title Линия");
    office.at(THURSDAY);
    write(&office, "clients/s/stakan-plus/client.yaml", |text| {
        text.replace("buyer@stakan.example", "thief@stakan.example")
    });
    by_hand(&office.sandbox, &office.folder());
    let forged = office.tip();
    let ended = office.by("cron").run("tick");
    assert_eq!(ended.code, 3, "{}{}", ended.stdout, ended.stderr);
    assert!(ended.stdout.contains(&forged[..8]), "{}", ended.stdout);
    assert_eq!(office.tip(), forged);
}

#[test]
fn the_digest_of_the_administrators_names_file_line_and_column() {
    let mut house = house();
    house.reaches("new_request");
    let path = house.deal().deal.path();
    let text = String::from_utf8(house.files.0[&path].clone()).expect("text");
    let spoiled = text.replacen("\nclient:", "\nclinet: x\nclient:", 1);
    let line = 1 + spoiled
        .lines()
        .position(|line| line == "clinet: x")
        .expect("a line");
    house.files.0.insert(path.clone(), spoiled.into_bytes());
    let letters = house.written(MONDAY);
    let bodies: Vec<(&String, &str)> = letters
        .iter()
        .map(|(name, letter)| (name, letter.body.as_str()))
        .collect();
    let [(name, body)] = bodies.as_slice() else {
        panic!("{bodies:?}");
    };
    assert!(
        name.contains("digest") && name.ends_with("/admin"),
        "{name}"
    );
    let told = format!("НЕ ЧИТАЕТСЯ\n- TLG-1: {path}:{line}:");
    assert!(
        body.contains(&told) && body.contains("tlg doctor"),
        "{body}"
    );
    let plan = plan(&house.files, MONDAY);
    assert_eq!(plan.unreadable.len(), 1);
    // It is decided as everything else is, and said once a day.
    house.ticks(MONDAY).expect("a run");
    assert!(house.ticks("2026-11-23T12:00:00+03:00").is_none());
}

#[test]
fn nothing_is_claimed_on_a_deal_whose_history_cannot_be_read() {
    let mut house = sent_quote();
    let path = house.deal().deal.path();
    let text = String::from_utf8(house.files.0[&path].clone()).expect("text");
    let spoiled = text.replacen("- kind: opened", "- kind: opnened", 1);
    assert_ne!(spoiled, text);
    house.files.0.insert(path.clone(), spoiled.into_bytes());
    let planned = plan(&house.files, MONDAY);
    assert_eq!(planned.unreadable[0].path, path);
    assert!(planned.tick.claims.is_empty());
    let heard = planned.tick.digests.keys();
    assert_eq!(heard.collect::<Vec<_>>(), ["admin"]);
}

#[test]
fn a_letter_in_hand_of_a_deal_that_is_spoiled_meanwhile_holds_up_no_other() {
    let mut house = sent_quote();
    let clone = Clone::of(&mut house);
    // A file in the maildir's place: the claim lands, nothing can leave.
    fs::write(clone.maildir(), "in the way").expect("a file");
    clone.ticks(MONDAY);
    fs::remove_file(clone.maildir()).expect("out of the way");
    let root = clone.workspace.root();
    let path = root.join(house.deal().deal.path());
    let text = fs::read_to_string(&path).expect("a deal");
    fs::write(&path, text.replacen("\nclient:", "\nclinet: x\nclient:", 1)).expect("a deal");
    by_hand(&clone.sandbox, root);
    let report = clone.ticks("2026-11-23T09:10:00+03:00");
    let held = report.trouble.iter();
    let held = held.filter(|trouble| matches!(trouble.why, PostFailure::Unreadable(_)));
    let held: Vec<String> = held.map(|trouble| trouble.letter.to_string()).collect();
    assert!(held.contains(&"TLG-1/quote/1".to_owned()), "{report:?}");
    let digests = report.sent.iter().filter(|name| name.kept_by().is_none());
    assert!(digests.count() > 0, "{report:?}");
}
