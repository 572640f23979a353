//! The command as cron and people run it (docs/process.md, Mail and Time).
#![cfg(unix)]

use crate::office::Office;
use serde_json::Value;
use tlg::workspace::Workspace;

const MONDAY: &str = "2026-11-23T09:00:00+03:00";
const THURSDAY: &str = "2026-11-26T09:00:00+03:00";

/// An office with cron's identity and a deal whose first task is due on 25.11.2026.
fn office() -> Office {
    let office = Office::open();
    office.let_in("cron", "service");
    office
        .by("sidorov")
        .done("deal new --client stakan-plus --title Линия");
    office
}

#[test]
fn quiet_where_nothing_happened_and_the_day_is_marked_all_the_same() {
    let mut office = office();
    office.at(MONDAY);
    let before = office.tip();
    let cron = office.by("cron");
    let first = cron.run("tick --quiet");
    assert_eq!(
        (first.code, first.stdout.as_str(), first.stderr.as_str()),
        (0, "", "")
    );
    let marked = office.tip();
    assert_ne!(marked, before);
    let again = office.by("cron").run("tick --quiet");
    assert_eq!((again.code, again.stdout.as_str()), (0, ""));
    assert_eq!(office.tip(), marked);
    assert!(office.by("cron").done("tick").contains("нечего делать"));
}

#[test]
fn quiet_is_not_dumb() {
    let mut office = office();
    office.at(THURSDAY);
    let said = office.by("cron").done("tick --quiet");
    assert!(
        said.contains("сводки  1: sidorov 1") && said.contains("отправлено 1"),
        "{said}"
    );
    office.assert_sound();
}

#[test]
fn for_everybody_else_it_is_a_dry_run_that_says_so() {
    let mut office = office();
    office.at(THURSDAY);
    for person in ["sidorov", "petrova", "ivanov"] {
        let said = office.by(person).refused("tick", 1);
        assert!(said.contains("проба, ничего не записано"), "{said}");
        assert!(said.contains("сводки  1: sidorov 1"), "{said}");
        assert!(said.contains("✗"), "{said}");
    }
}

#[test]
fn a_clock_that_went_backwards_is_refused() {
    let mut office = office();
    office.at(MONDAY);
    office.by("cron").done("tick");
    office.at("2026-11-22T09:00:00+03:00");
    let said = office.by("cron").refused("tick", 3);
    assert!(said.contains("опережает часы"), "{said}");
    // Clocks of two machines are never quite the same.
    office.at("2026-11-23T08:55:00+03:00");
    office.by("cron").done("tick");
}

/// Whoever looks at their day is told by what clock, as whoever writes is.
#[test]
fn a_day_by_a_clock_that_went_backwards_says_so() {
    let mut office = office();
    office.at(MONDAY);
    office.by("cron").done("tick");
    assert_eq!(office.by("sidorov").json("")["clock"], Value::Null);
    office.at("2026-11-22T09:00:00+03:00");
    for person in ["sidorov", "petrova", "ivanov"] {
        let day = office.by(person).done("");
        let doctor = office.by(person).run("doctor").stdout;
        let tick = office.by("cron").run("tick").stderr;
        // The doctor folds long lines.
        let doctor = doctor.split_whitespace().collect::<Vec<_>>().join(" ");
        for said in [&day, &doctor, &tick] {
            assert!(said.contains("опережает часы этого компьютера"), "{said}");
        }
        assert!(day.contains("проверьте часы"), "{day}");
        assert!(day.contains("Пн 23.11.2026"), "{day}");
        let clock = &office.by(person).json("")["clock"];
        let clock = clock.as_str().expect("words");
        assert!(clock.contains("на 24 ч"), "{clock}");
    }
    office.at("2026-11-23T08:55:00+03:00");
    assert_eq!(office.by("sidorov").json("")["clock"], Value::Null);
}

#[test]
fn a_second_run_says_who_runs_and_leaves() {
    let mut office = office();
    office.at(THURSDAY);
    let workspace = Workspace::open(&office.folder()).expect("the office");
    let post = workspace.lock_post().expect("the post");
    let before = office.tip();
    let ended = office.by("cron").run("tick");
    assert_eq!((ended.code, ended.stdout.as_str()), (0, ""));
    let me = std::process::id().to_string();
    assert!(ended.stderr.contains(&me), "{}", ended.stderr);
    assert_eq!(office.by("cron").run("tick --quiet").stderr, "");
    assert_eq!(office.tip(), before);
    drop(post);
    office.by("cron").done("tick");
    assert_ne!(office.tip(), before);
}

#[test]
fn the_agenda_is_there_for_anybody_to_read() {
    let mut office = office();
    office.at(THURSDAY);
    let said = office.by("sidorov").done("tick --dry-run");
    let block = "\n\nTLG-1  Новая заявка · Линия · sidorov\n  ✗ узнать, есть ли товар на складе  sidorov, с";
    assert!(said.contains(block), "{said}");
    let data = office.by("petrova").json("tick --dry-run");
    assert_eq!(data["dry_run"], true);
    let task = &data["agenda"][0]["due"][0];
    let told: Vec<&Value> = ["kind", "task", "for", "due", "late_days", "state"]
        .iter()
        .map(|key| &task[*key])
        .collect();
    assert_eq!(
        told,
        ["task", "check_stock", "sidorov", "2026-11-25"]
            .map(Value::from)
            .iter()
            .chain(&[Value::from(1), Value::from("lacks")])
            .collect::<Vec<_>>()
    );
}

#[test]
fn every_rule_explains_itself_also_the_letters_that_nothing_called_for() {
    let office = office();
    let said = office.by("sidorov").done("deal explain 1");
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "· узнать, есть ли товар на складе",
        "· напоминание «уточнить оплату»",
        "· эскалация «узнать, есть ли товар на складе»",
        "со входом в стадию «Доставка»",
        "когда спрошено решение",
        "с таким ответом",
        "когда придёт оплата",
        "когда сделано: собрать и отгрузить товар",
    ] {
        assert!(said.contains(part), "no `{part}` in\n{said}");
    }
    let data = office.by("sidorov").json("deal explain 1");
    let rules = data["rules"].as_array().expect("rules");
    let kinds = rules
        .iter()
        .map(|rule| rule["kind"].as_str().expect("a kind"));
    let kinds: std::collections::BTreeSet<&str> = kinds.collect();
    assert_eq!(
        kinds.into_iter().collect::<Vec<_>>(),
        ["escalation", "mail", "reminder", "task"]
    );
}

#[test]
fn the_letter_of_a_request_tells_a_history_that_was_cut_off() {
    let office = office();
    let sidorov = office.by("sidorov");
    sidorov.done("deal move 1 in_stock");
    sidorov.done("deal move 1 quote_preparation");
    let quote = office.file("quote.pdf", "%PDF-1.7 quote");
    let terms = "--total 100000 --valid-until 2026-12-31 -m Срочно";
    sidorov.done(&format!("quote ask 1 --file {quote} {terms}"));
    let asked = office.tip();
    office.by("cron").done("tick");
    let letters = office.by("petrova").json("mail show 1/request/4/petrova");
    let body = letters["body"].as_str().expect("a text");
    let command = format!("git branch --contains {}", asked.trim());
    assert!(body.contains(&command), "no `{command}` in\n{body}");
    let look = command.trim_start_matches("git ");
    assert_eq!(office.git(look), "* main\n");
    office.git(&format!("reset -q --hard {}~1", asked.trim()));
    office.by("sidorov").done("deal note 1 -m Забудем");
    assert_eq!(office.git(look), "");
}

#[test]
fn a_clock_that_is_set_for_a_test_may_be_as_far_ahead_as_it_likes() {
    let mut office = office();
    office.at("2027-03-15T09:00:00+03:00");
    office.by("cron").done("tick");
}

#[test]
fn on_another_branch_than_that_of_the_deals_nothing_leaves() {
    let mut office = office();
    office.at(MONDAY);
    office.git("config tlg.branch main");
    office.git("switch -q -c probe");
    let said = office.by("cron").refused("tick", 3);
    assert!(
        said.contains("probe") && said.contains("git switch main"),
        "{said}"
    );
    office.git("switch -q main");
    office.by("cron").done("tick");
}

#[test]
fn a_run_that_hangs_is_not_waited_for_in_silence() {
    let mut office = office();
    office.at(MONDAY);
    let workspace = Workspace::open(&office.folder()).expect("the clone");
    let _run = workspace.lock_post().expect("free");
    assert_eq!(office.by("cron").run("tick --quiet").code, 0);
    let lock = std::fs::File::options()
        .write(true)
        .open(workspace.shared_dir().join("post"))
        .expect("the lock");
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3_700);
    lock.set_modified(long_ago).expect("our own file");
    let said = office.by("cron").refused("tick --quiet", 3);
    assert!(said.contains("61 мин"), "{said}");
}

#[test]
fn programs_get_one_document_whoever_asks() {
    let mut office = office();
    office.at(THURSDAY);
    let ended = office.by("sidorov").run("tick --json");
    let plan: Value = serde_json::from_str(&ended.stdout).expect("one document");
    assert_eq!((ended.code, &plan["dry_run"]), (1, &Value::Bool(true)));
    let workspace = Workspace::open(&office.folder()).expect("the clone");
    let _run = workspace.lock_post().expect("free");
    let ended = office.by("cron").run("tick --json");
    let said: Value = serde_json::from_str(&ended.stdout).expect("one document");
    assert!(said["another_runs"].is_string(), "{said}");
}

#[test]
fn a_wrong_clock_is_told_before_it_does_harm() {
    let mut office = office();
    office.at(MONDAY);
    office.by("cron").done("tick");
    office.at("2026-11-22T09:00:00+03:00");
    let told = "опережает часы этого компьютера на 24 ч";
    for person in ["cron", "sidorov"] {
        let said = office.by(person).refused("tick --dry-run", 3);
        assert!(said.contains(told), "{said}");
    }
    let said = office.by("cron").run("tick --dry-run --json");
    let data: Value = serde_json::from_str(&said.stdout).expect("one document");
    let text = data["failed"]["text"].as_str().expect("words");
    assert!(text.contains(told), "{data}");
}

/// Whoever looks at their day learns that nobody is reminded any more, also who may do nothing about it.
#[test]
fn everybody_sees_that_cron_is_dead_after_more_than_a_working_day() {
    let mut office = office();
    office.at(MONDAY);
    let says = |office: &Office| {
        let said = ["sidorov", "petrova", "ivanov"].map(|person| office.by(person).run("").stdout);
        said.map(|said| said.contains("Напоминания стоят с 23.11.2026 (2 раб. дня)"))
    };
    assert_eq!(says(&office), [false; 3]);
    office.by("cron").done("tick");
    office.at("2026-11-24T09:00:00+03:00");
    assert_eq!(says(&office), [false; 3]);
    office.at("2026-11-25T09:00:00+03:00");
    assert_eq!(says(&office), [true; 3]);
    let data = office.by("petrova").json("");
    assert_eq!(
        (&data["ticked"], &data["silent_days"]),
        (&"2026-11-23".into(), &2.into())
    );
    office.by("cron").done("tick");
    assert_eq!(says(&office), [false; 3]);
}

#[test]
fn a_new_address_of_a_client_names_the_letters_that_leave_for_the_old_one() {
    let office = office();
    let quote = office.file("quote.pdf", "a quote");
    let sidorov = office.by("sidorov");
    sidorov.done("deal move 1 Закуп");
    sidorov.done("deal move 1 quote_preparation --set supplier_price=100000");
    let send = format!("quote send 1 --file {quote} --total 250000 --valid-until 31.12.2026");
    sidorov.done(&send);
    let told = office
        .by("sidorov")
        .done("client set stakan-plus --email new@stakan.example");
    let redirect = "tlg mail resolve TLG-1/quote/1 resend --to new@stakan.example";
    assert!(
        told.contains("TLG-1/quote/1 уйдёт на прежний адрес"),
        "{told}"
    );
    assert!(told.contains(redirect), "{told}");
    let command = redirect.strip_prefix("tlg ").expect("a command");
    let told = office.by("sidorov").done(command);
    assert!(told.contains("quote/1 → new@stakan.example"), "{told}");
}
