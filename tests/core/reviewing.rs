//! docs/trust.md, Audit: settings and the first commit are judged like everything else that was done.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tlg::actions::applying::Problem;
use tlg::actions::decide::{No, decide};
use tlg::actions::ground::{Ground, house_at};
use tlg::actions::intent::Intent;
use tlg::actions::people::{RegisterUnmet, introduce};
use tlg::actions::refusal::{Refusal, Unmet};
use tlg::actions::settings_edit::SettingFault;
use tlg::audit::{Commit, Difference, Documents, audit};
use tlg::cli::scaffold::Scaffold;
use tlg::people::{PeopleAct, Person, Role};
use tlg::record::FaultKind;
use tlg::record::id::TaskId;

use crate::doing::{attach, claim, lose, sent};
use crate::house::{Files, House, INTRODUCTION, key, moment, person, person_id};

const DEAL: &str = "deals/00/00/TLG-1.yaml";
const KEY: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILRslK/czjFGzYU0dpMZxoNruZ9fqQS7B+Y7juHwr+Xo";
const NOW: &str = "2026-11-20T10:00:00+03:00";

/// The last commit of a house, judged as it would be if `forge` had been at its files.
fn judge_last(house: &House, forge: impl FnOnce(&mut Files)) -> Result<Intent, Difference> {
    let last = house.recorded.last().expect("a commit");
    let mut child = last.child.clone();
    forge(&mut child);
    let paths = last.parent.0.keys().chain(child.0.keys());
    let differs = |path: &&String| last.parent.0.get(*path) != child.0.get(*path);
    let mut changed: BTreeSet<String> = paths.filter(differs).cloned().collect();
    changed.extend(last.changed());
    audit(&Commit {
        introduction: INTRODUCTION,
        parent: &last.parent,
        child: &child,
        changed: &changed,
        message: &last.change.message,
        actor: &last.actor,
        now: last.now,
        documents: Documents::Hashed,
    })
}

fn replace(files: &mut Files, path: &str, old: &str, new: &str) {
    let text = String::from_utf8(files.0[path].clone()).expect("UTF-8");
    assert!(text.contains(old), "no `{old}` in\n{text}");
    let text = text.replace(old, new);
    files.0.insert(path.to_owned(), text.into_bytes());
}

fn applied(house: &House, path: &str, old: &str, new: &str) -> Intent {
    let mut files = house.files.clone();
    replace(&mut files, path, old, new);
    let text = String::from_utf8(files.0[path].clone()).expect("UTF-8");
    Intent::Apply {
        files: [(path.to_owned(), text)].into(),
    }
}

/// Settings that were applied are decided again; settings that no `tlg apply` takes are found.
#[test]
fn applied_settings_are_judged() {
    let mut house = House::new();
    let intent = applied(&house, "tlg.yaml", "company: ООО «ТЛГ»", "company: ТЛГ");
    house.by("admin").commits(&intent).expect("settings");
    judge_last(&house, |_| {}).expect("an honest commit");
    let prefix = judge_last(&house, |files| {
        replace(files, "tlg.yaml", "prefix: TLG", "prefix: ABC");
    });
    assert!(matches!(prefix, Err(Difference::Refused(_))), "{prefix:?}");
    let more = judge_last(&house, |files| {
        files.0.insert("notes.txt".to_owned(), b"x".to_vec());
    });
    assert!(matches!(more, Err(Difference::Refused(_))), "{more:?}");
    let unreadable = judge_last(&house, |files| {
        files.0.insert("tlg.yaml".to_owned(), vec![0xff]);
    });
    assert!(
        matches!(unreadable, Err(Difference::NoText { .. })),
        "{unreadable:?}"
    );
    let last = house.recorded.last_mut().expect("a commit");
    last.actor = person_id("ivanov");
    let by_another = judge_last(&house, |_| {});
    assert!(
        matches!(by_another, Err(Difference::Refused(_))),
        "{by_another:?}"
    );
    house.recorded.pop();
}

/// A workspace before its first commit, with the files that it begins with.
fn beginning() -> (Ground, BTreeMap<String, String>) {
    let scaffold = Scaffold::new(None);
    let ground = house_at(&scaffold, "").expect("a house");
    (ground, scaffold.settings())
}

fn administrator() -> Person {
    let mut admin = person("admin", "Админов Павел", Role::Administrator);
    admin.keys = vec![KEY.to_owned()];
    admin
}

fn introduced(people: &[Person]) -> Result<tlg::actions::change::Change, Refusal> {
    let (ground, scaffold) = beginning();
    introduce(&ground, &scaffold, people, &person_id("admin"), moment(NOW))
}

/// The first commit, judged as it would be if `forge` had been at its files.
fn judge_introduction(forge: impl FnOnce(&mut Files)) -> Result<Intent, Difference> {
    let change = introduced(&[administrator()]).expect("an introduction");
    let texts = change.files.into_iter();
    let mut child = Files(
        texts
            .map(|(path, text)| (path, text.into_bytes()))
            .collect(),
    );
    forge(&mut child);
    audit(&Commit {
        introduction: INTRODUCTION,
        parent: &Files::default(),
        child: &child,
        changed: &child.0.keys().cloned().collect(),
        message: &change.message,
        actor: &person_id("admin"),
        now: moment(NOW),
        documents: Documents::Hashed,
    })
}

/// The first commit is judged on what it brings itself.
#[test]
fn the_introduction_is_judged() {
    judge_introduction(|_| {}).expect("an honest introduction");
    for (path, text) in [
        ("notes.txt", "x"),
        ("deals/00/00/TLG-1.pdf", "x"),
        (".gitattributes", "deals/** merge=union\n"),
        ("templates/mail/quote.txt", "{% if %}"),
    ] {
        let judged = judge_introduction(|files| {
            files.0.insert(path.to_owned(), text.as_bytes().to_vec());
        });
        assert!(judged.is_err(), "{path}");
    }
    let signers = judge_introduction(|files| {
        replace(files, "allowed_signers", "admin@", "other@");
    });
    assert!(
        matches!(signers, Err(Difference::Text { .. })),
        "{signers:?}"
    );
    let unkept = judge_introduction(|files| {
        files.0.remove(".gitattributes");
    });
    assert!(matches!(unkept, Err(Difference::Refused(_))), "{unkept:?}");
}

/// A file that is gone is not an empty one.
#[test]
fn a_removed_file_is_found() {
    let mut house = House::new();
    let mut orlov = person("orlov", "Орлов Илья", Role::Manager);
    orlov.keys = vec![key(8)];
    let act = PeopleAct::Added { added: vec![orlov] };
    let intent = Intent::People { act, text: None };
    house.by("admin").commits(&intent).expect("one more person");
    let judged = judge_last(&house, |files| {
        files.0.remove("allowed_signers");
    });
    assert!(
        matches!(&judged, Err(Difference::Removed { path }) if path == "allowed_signers"),
        "{judged:?}"
    );
}

/// A document is as large as the deal says.
#[test]
fn another_size_is_found() {
    let mut house = House::new();
    house.does(attach("other", "письмо.txt"));
    let size = house.deal().documents.last().expect("a document").size;
    let judged = judge_last(&house, |files| {
        let (old, new) = (format!("size: {size}\n"), format!("size: {}\n", size + 1));
        replace(files, DEAL, &old, &new);
    });
    assert!(
        matches!(judged, Err(Difference::Size { named, found, .. }) if (named, found) == (size + 1, size)),
        "{judged:?}"
    );
}

/// Why an administrator may not take over an edit of one file.
fn problems_with(house: &mut House, path: &str, text: &str) -> Vec<Problem> {
    let files = [(path.to_owned(), text.to_owned())].into();
    let unmet = house.by("admin").commits(&Intent::Apply { files });
    let problems = unmet.expect_err("a refusal").into_iter();
    let problems = problems.map(|unmet| match unmet {
        Unmet::Unapplicable { problem, .. } => *problem,
        other => panic!("{other:?}"),
    });
    problems.collect()
}

/// Templates and calendars stand where letters and days look for them, and are what they must be.
#[test]
fn templates_and_calendars_are_checked() {
    let mut house = House::new();
    let calendar = Scaffold::new(None).settings()["calendar/2026.yaml"].clone();
    for path in [
        "calendar/a/2026.yaml",
        "calendar/2026.yml",
        "templates/quote.txt",
    ] {
        let problems = problems_with(&mut house, path, &calendar);
        assert_eq!(problems, [Problem::NotASetting], "{path}");
    }
    let path = "templates/mail/quote.txt";
    for text in ["Здравствуйте!\n", "Subject: КП\nтекст\n"] {
        assert_eq!(problems_with(&mut house, path, text), [Problem::NoSubject]);
    }
    let broken = problems_with(&mut house, path, "Subject: КП\n\nраз\n{% if %}\n");
    assert!(
        matches!(broken[..], [Problem::Template { line: 4, .. }]),
        "{broken:?}"
    );
}

/// A process comes with a template for each of its letters.
#[test]
fn a_letter_without_a_template_is_found() {
    let mut house = House::new();
    let mut files = Scaffold::new(None).settings();
    let process = format!("{}# edited by hand\n", files["process.yaml"]);
    let mail = |path: &str| path.starts_with("templates/");
    house.files.0.retain(|path, _| !mail(path));
    let problems = problems_with(&mut house, "process.yaml", &process);
    files.insert("process.yaml".to_owned(), process);
    assert!(!problems.is_empty());
    let missing = |problem: &Problem| matches!(problem, Problem::TemplateMissing { .. });
    assert!(problems.iter().all(missing), "{problems:?}");
    files.retain(|path, _| path.starts_with("templates/") || path == "process.yaml");
    house
        .commits(&Intent::Apply { files })
        .expect("all letters have their templates");
}

/// A lost deal that has money to give back keeps its task in every later process.
#[test]
fn a_lost_deal_keeps_its_task() {
    let mut house = House::new();
    house.reaches("quote_sent").does(lose("price"));
    let process = house.process();
    let mut deal = house.deal();
    assert!(!process.is_open(&deal.stage));
    deal.tasks = vec![tlg::deal::task::Task {
        id: TaskId::new("long_gone").expect("an id"),
        visit: 1,
        title: "вернуть деньги".to_owned(),
        holder: "belova".to_owned(),
        due: crate::doing::day("2026-12-01"),
        first_due: None,
        attached: None,
        remarks: None,
    }];
    let text = Scaffold::new(None).settings()["process.yaml"].clone();
    let intent = Intent::Apply {
        files: [("process.yaml".to_owned(), text)].into(),
    };
    let mut ground = (*house.house()).clone();
    ground.deals = vec![deal];
    let refused = decide(&ground, &intent, &person_id("admin"), moment(NOW));
    let Err(No::Refused(refusal)) = refused else {
        panic!("{refused:?}");
    };
    let found = refusal.unmet.iter().any(|unmet| {
        matches!(unmet, Unmet::Unapplicable { problem, .. }
            if matches!(&**problem, Problem::TaskInUse { deals, .. } if deals.len() == 1))
    });
    assert!(found, "{refusal:?}");
}

/// New rules come alone.
#[test]
fn rules_rise_in_a_commit_of_their_own() {
    let mut house = House::new();
    let mut ground = (*house.house()).clone();
    Arc::make_mut(&mut ground.settings).rules = 0;
    let alone = house.files.0["tlg.yaml"].clone();
    let alone = String::from_utf8(alone).expect("UTF-8");
    let renamed = alone.replace("company: ООО «ТЛГ»", "company: ТЛГ");
    let extra = Scaffold::new(None).settings()["calendar/2026.yaml"].clone();
    let settings = |text: &str| ("tlg.yaml".to_owned(), text.to_owned());
    let calendar = ("calendar/2026.yaml".to_owned(), extra);
    let decides = |files: BTreeMap<String, String>| {
        let intent = Intent::Apply { files };
        decide(&ground, &intent, &person_id("admin"), moment(NOW))
    };
    decides([settings(&alone)].into()).expect("rules alone");
    for files in [
        [settings(&renamed)].into(),
        [settings(&alone), calendar].into(),
    ] {
        let Err(No::Refused(refusal)) = decides(files) else {
            panic!("allowed");
        };
        let path = "tlg.yaml".to_owned();
        let problem = Box::new(Problem::RulesNotAlone);
        assert_eq!(refusal.unmet, [Unmet::Unapplicable { path, problem }]);
    }
}

/// Whoever introduces a workspace is its administrator and signs; roles are given, each once.
#[test]
fn the_introduction_brings_an_administrator() {
    let refused = |people: &[Person]| introduced(people).expect_err("a refusal").unmet;
    let mut keyless = administrator();
    keyless.keys.clear();
    assert!(matches!(
        refused(&[keyless])[..],
        [Unmet::Register(RegisterUnmet::NoKey { .. })]
    ));
    let mut manager = administrator();
    manager.roles = vec![Role::Manager];
    assert!(matches!(refused(&[manager])[..], [Unmet::NotInRole { .. }]));
    let mut other = administrator();
    other.id = person_id("other");
    assert!(matches!(refused(&[other])[..], [Unmet::NotInRole { .. }]));
    for roles in [vec![], vec![Role::Manager, Role::Manager]] {
        let mut second = person("orlov", "Орлов Илья", Role::Manager);
        second.roles = roles;
        let unmet = refused(&[administrator(), second]);
        assert_eq!(unmet, [Unmet::NothingGiven]);
    }
}

/// A letter leaves after its hold and not later than now.
#[test]
fn a_letter_leaves_between_claim_and_now() {
    let mut house = House::new();
    house.reaches("quote_sent").at("2026-11-20T11:00:00+03:00");
    house.by("cron").does(claim(&["quote/1"]));
    for at in ["2026-11-20T09:00:00+03:00", "2026-11-20T11:01:01+03:00"] {
        let unmet = house.refuses(sent("quote/1", at));
        assert!(
            matches!(unmet[..], [Unmet::LetterNotWaiting { .. }]),
            "{unmet:?}"
        );
    }
    house.does(sent("quote/1", "2026-11-20T11:01:00+03:00"));
}

/// A template is tried on a made-up letter: what it fails on would stop the mail.
#[test]
fn a_template_is_tried_on_its_letter() {
    let mut house = House::new();
    for (letter, body) in [
        ("quote", "{{ qoute.total }}"),
        ("quote", "{{ quote.sum }}"),
        ("quote", "{{ facts.waybil }}"),
        ("quote", "{{ quote.total | shout }}"),
        ("quote", "{{ 1 // 0 }}"),
        ("quote", "{{ digest.late }}"),
        ("paid", "{{ request.title }}"),
        ("digest", "{{ deal.title }}"),
        ("digest", "{{ digest.late[0].deal }}"),
        (
            "quote",
            "{% for a in range(9999) %}{% for b in range(9999) %}1{% endfor %}{% endfor %}",
        ),
        ("quote", "{{ 'x' * 4000000000 }}"),
        (
            "quote",
            "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        ),
    ] {
        let path = format!("templates/mail/{letter}.txt");
        let text = format!("Subject: КП\n\nраз\n{body}\n");
        let problems = problems_with(&mut house, &path, &text);
        assert!(
            matches!(problems[..], [Problem::Template { .. }]),
            "{body}: {problems:?}"
        );
    }
    let path = "templates/mail/quote.txt";
    for text in [
        "Subject: {% if false %}КП{% endif %}\n\nраз\n",
        "Subject: КП\n\n \n",
    ] {
        assert_eq!(
            problems_with(&mut house, path, text),
            [Problem::EmptyLetter]
        );
    }
    let files = Scaffold::new(None).settings();
    let own = files
        .iter()
        .filter(|(path, _)| path.starts_with("templates/"));
    let own = own.map(|(path, text)| (path.clone(), format!("{text}\n\nТЛГ\n")));
    let files = own.collect();
    house
        .by("admin")
        .commits(&Intent::Apply { files })
        .expect("our own templates tell their letters");
}

/// A process that writes another letter by a template on file takes that template along.
#[test]
fn a_template_tells_the_letters_of_a_new_process() {
    let mut house = House::new();
    let process = Scaffold::new(None).settings()["process.yaml"].clone();
    let renamed = process.replace("waybill", "consignment");
    assert_ne!(process, renamed);
    let template = house
        .files
        .0
        .get_mut("templates/mail/in_delivery.txt")
        .expect("a template");
    template.extend_from_slice("\n{{ facts.waybill }}\n".as_bytes());
    let problems = problems_with(&mut house, "process.yaml", &renamed);
    assert!(
        matches!(&problems[..], [Problem::TemplateUnfit { mail, .. }] if mail.as_str() == "in_delivery"),
        "{problems:?}"
    );
}

fn with_setting(old: &str, new: &str) -> String {
    let text = Scaffold::new(None).settings()["tlg.yaml"].clone();
    assert!(text.contains(old), "{old}");
    text.replace(old, new)
}

/// Settings that would stop the mail or the work are not taken over.
#[test]
fn settings_that_stop_the_work_are_refused() {
    let mut house = House::new();
    let mut fault = |old: &str, new: &str| {
        let problems = problems_with(&mut house, "tlg.yaml", &with_setting(old, new));
        match &problems[..] {
            [Problem::Setting(fault)] => fault.clone(),
            _ => panic!("{new}: {problems:?}"),
        }
    };
    for name in ["''", "' '", "\"a\\nb\""] {
        let fault = fault("company: ООО «ТЛГ»", &format!("company: {name}"));
        assert_eq!(fault, SettingFault::Company, "{name}");
    }
    assert_eq!(
        fault("document: 20971520", "document: 0"),
        SettingFault::NoDocuments
    );
    for from in [
        "ТЛГ",
        "a b@tlg.example",
        "\"ТЛГ\\a <sales@tlg.example>\"",
        "ТЛГ <sales@>",
    ] {
        let fault = fault("from: ТЛГ <sales@tlg.example>", &format!("from: {from}"));
        assert!(matches!(fault, SettingFault::Sender { .. }), "{from}");
    }
    for path in [
        "people.yaml",
        "deals",
        "deals/00",
        "/etc",
        "..",
        "a/../deals",
        "./deals",
        "*",
        "a/*",
        "",
        "/",
        ".git/hooks",
        "a//b",
        "Deals",
        "allowed_signers",
        "templates",
        "a/.git",
        ".mailmap",
        ".gitmodules",
        ".gitignore",
        ".lfsconfig",
    ] {
        let fault = fault("extra_paths: []", &format!("extra_paths: ['{path}']"));
        assert!(matches!(fault, SettingFault::ExtraPath { .. }), "{path}");
    }
    let text = with_setting(
        "extra_paths: []",
        "extra_paths: [README.md, docs/, contracts/2026]",
    );
    let files = [("tlg.yaml".to_owned(), text)].into();
    house
        .by("admin")
        .commits(&Intent::Apply { files })
        .expect("files of one's own");
}

/// As long as open deals hold money in the old currency, it stays.
#[test]
fn the_currency_stays_while_deals_hold_money_in_it() {
    let text = with_setting("currency: RUB", "currency: USD");
    let mut house = House::new();
    house.reaches("quote_sent");
    let problems = problems_with(&mut house, "tlg.yaml", &text);
    assert!(
        matches!(&problems[..], [Problem::Setting(SettingFault::CurrencyInUse { deals, .. })] if deals.len() == 1),
        "{problems:?}"
    );
    house.by("ivanov").does(lose("price"));
    let files: std::collections::BTreeMap<_, _> = [("tlg.yaml".to_owned(), text)].into();
    house
        .by("admin")
        .commits(&Intent::Apply { files })
        .expect("no open deal holds money");
}

/// What is wrong with a setting is said at its own line.
#[test]
fn a_wrong_setting_is_found_at_its_line() {
    let mut house = House::new();
    for (old, new, key) in [
        ("zone: Europe/Moscow", "zone: Europe/Moskow", "zone"),
        ("currency: RUB", "currency: roubles", "currency"),
        ("prefix: TLG", "prefix: сделка", "prefix"),
        (
            "document: 20971520",
            "document: 99999999999999999999",
            "limits.document",
        ),
        ("document: 20971520", "document: many", "limits.document"),
        ("rules: 1", "rules: -1", "rules"),
    ] {
        let text = with_setting(old, new);
        let problems = problems_with(&mut house, "tlg.yaml", &text);
        let [Problem::Settings(fault)] = &problems[..] else {
            panic!("{new}: {problems:?}");
        };
        let (at, said) = match &fault.kind {
            FaultKind::WrongValue { at, error } => (at, error.to_string()),
            FaultKind::WrongType { at, message } => (at, message.clone()),
            other => panic!("{new}: {other:?}"),
        };
        assert_eq!(at, key, "{fault:?}");
        assert_eq!(fault.excerpt.trim(), new);
        for leak in ["u128", "u64", "u32", "i64", "struct"] {
            assert!(!said.contains(leak), "{said}");
        }
    }
    let problems = problems_with(&mut house, "tlg.yaml", "вот\n");
    let [Problem::Settings(fault)] = &problems[..] else {
        panic!("{problems:?}");
    };
    let FaultKind::WrongType { message, .. } = &fault.kind else {
        panic!("{fault:?}");
    };
    assert!(!message.contains("struct"), "{message}");
}
