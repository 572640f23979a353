//! Settings, process, calendars and templates edited by hand.

use std::fs;

use crate::office::Office;
use crate::office_preparing_a_quote;

/// What somebody does to a text.
type Edit = fn(String) -> String;

fn edit(office: &Office, path: &str, change: impl FnOnce(String) -> String) {
    let path = office.folder().join(path);
    let text = fs::read_to_string(&path).unwrap_or_default();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, change(text)).unwrap();
}

fn restore(office: &Office) {
    office.git("restore .");
    office.git("clean -fdq");
}

#[test]
fn edited_settings_become_one_signed_commit() {
    let office = Office::open();
    edit(&office, "tlg.yaml", |text| {
        text.replace("ООО «ТЛГ»", "ООО «Стаканы»")
    });
    edit(&office, "templates/mail/quote.txt", |_| {
        "Subject: КП\n\nЗдравствуйте, {{ client.name }}!\n".to_owned()
    });
    office.by("sidorov").refused("apply", 1);
    let applied = office.by("ivanov").json("apply");
    assert_eq!(
        applied["paths"],
        serde_json::json!(["templates/mail/quote.txt", "tlg.yaml"])
    );
    office.assert_sound();
    assert!(office.git("log -1 --format=%B").contains("Intent: applied"));
    let nothing = office.by("ivanov").run("apply");
    assert_eq!((nothing.code, nothing.stdout.as_str()), (0, ""));
}

#[test]
fn a_dry_run_of_apply_commits_nothing() {
    let office = Office::new();
    edit(&office, "tlg.yaml", |text| {
        text.replace("ООО «ТЛГ»", "ООО «Стаканы»")
    });
    let before = office.tip();
    let said = office.by("ivanov").done("apply --dry-run");
    assert!(said.contains("ООО «Стаканы»"), "{said}");
    assert_eq!(office.tip(), before);
}

#[test]
fn settings_that_do_not_hold_are_refused() {
    let office = office_preparing_a_quote();
    let edits: [(&str, Edit); 8] = [
        ("tlg.yaml", |text| {
            text.replace("currency: RUB", "currency: roubles")
        }),
        ("tlg.yaml", |text| text.replace("rules: 1", "rules: 0")),
        ("tlg.yaml", |text| text.replace("rules: 1", "rules: 2")),
        ("tlg.yaml", |text| {
            text.replace("prefix: TLG", "prefix: ABC")
        }),
        ("process.yaml", |text| {
            text.replace("tasks: [prepare_quote]", "tasks: [no_such_task]")
        }),
        ("calendar/2026.yaml", |_| "year: 1999\n".to_owned()),
        ("templates/mail/quote.txt", |_| "{% if %}".to_owned()),
        (".gitattributes", |_| "* text\n".to_owned()),
    ];
    for (path, change) in edits {
        edit(&office, path, change);
        office.by("ivanov").refused("apply", 1);
        restore(&office);
    }
    office.assert_sound();
}

#[test]
fn a_process_leaves_no_open_deal_behind() {
    let office = office_preparing_a_quote();
    let renamed = |text: String| text.replace("prepare_quote", "write_quote");
    edit(&office, "process.yaml", renamed);
    office.by("ivanov").refused("apply", 1);
    let path = office.folder().join("process.yaml");
    let text = fs::read_to_string(&path).unwrap();
    office.git("restore process.yaml");
    office
        .by("sidorov")
        .done("deal lose 1 --reason other -m Передумали");
    fs::write(path, text).unwrap();
    office.by("ivanov").done("apply");
    office.assert_sound();
}

#[test]
fn a_removed_setting_is_not_applied() {
    let office = Office::new();
    fs::remove_file(office.folder().join("calendar/2026.yaml")).unwrap();
    let before = office.tip();
    assert_ne!(office.by("ivanov").run("apply").code, 0);
    assert_eq!(office.tip(), before);
}

#[test]
fn extra_paths_are_the_administrators_own_files() {
    let office = Office::new();
    edit(&office, "ci/check.yml", |_| "tlg verify\n".to_owned());
    let nothing = office.by("ivanov").run("apply");
    assert_eq!((nothing.code, nothing.stdout.as_str()), (0, ""));
    edit(&office, "tlg.yaml", |text| {
        text.replace("extra_paths: []", "extra_paths: [ci/]")
    });
    let applied = office.by("ivanov").json("apply");
    assert_eq!(
        applied["paths"],
        serde_json::json!(["ci/check.yml", "tlg.yaml"])
    );
    office.assert_sound();
}
