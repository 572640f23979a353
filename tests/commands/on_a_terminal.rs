//! What is asked where somebody is there to answer: `script` gives the program a terminal.

use crate::office::{Ended, Office};
use crate::office_preparing_a_quote;

/// Runs a command on a terminal, where the person types these lines.
fn typed(office: &Office, person: &str, command: &str, lines: &[&str]) -> Ended {
    let mut tlg = office.by(person).on_a_terminal(command);
    let keys: String = lines.iter().map(|line| format!("{line}\r")).collect();
    Ended::of(tlg.write_stdin(keys).output().unwrap())
}

fn asked() -> Office {
    let mut office = office_preparing_a_quote();
    let (first, second) = (
        office.file("1.pdf", "first"),
        office.file("2.pdf", "second"),
    );
    let ask = |file: &str, total: &str, why: &str| {
        format!("quote ask 1 --file {file} --total {total} --valid-until 31.12.2026 -m '{why}'")
    };
    office
        .by("sidorov")
        .done(&ask(&first, "2500000", "новый клиент"));
    let waiting = office.by("petrova").json("approve");
    let binds = waiting[0]["binds"].as_str().unwrap();
    office
        .by("petrova")
        .done(&format!("rework 1 --binds {binds} -m 'Укажите срок'"));
    office.at("2026-11-23T09:15:00+03:00");
    office
        .by("sidorov")
        .done(&ask(&second, "2325000", "Просит 7 %"));
    office
}

#[test]
fn who_decides_sees_what_is_decided_and_what_follows() {
    let office = asked();
    let ended = typed(&office, "petrova", "approve 1", &["у"]);
    assert_eq!(ended.code, 0, "{}", ended.stdout);
    for shown in [
        "TLG-1  Линия для стаканов · Стакан Плюс · менеджер sidorov",
        "clients/s/stakan-plus/TLG-1/quote-2.pdf  6 Б",
        "2 325 000,00 RUB   было в №1: 2 500 000,00 RUB (−7 %)",
        "до 31.12.2026   предоплата 100 %",
        "«Просит 7 %»",
        "№1 возвращено 20.11.2026: «Укажите срок»",
        "2 100 000,00 RUB   наценка 10,7 %",
        "Утвердить → письмо уйдет на buyer@stakan.example, сделка перейдет в «КП отправлено».",
        "Отклонить → сделка закроется: «Некачественная».",
        "утверждено → КП отправлено",
    ] {
        assert!(ended.stdout.contains(shown), "{shown}: {}", ended.stdout);
    }
    office.assert_sound();
}

#[test]
fn remarks_are_asked_for() {
    let office = asked();
    let ended = typed(&office, "petrova", "approve 1", &["в", "Укажите гарантию"]);
    assert_eq!(ended.code, 0, "{}", ended.stdout);
    let message = office.git("log -1 --format=%B");
    assert!(message.contains("    Укажите гарантию\n") && message.contains("Intent: returned"));
}

#[test]
fn who_leaves_the_question_changes_nothing() {
    let office = asked();
    let before = office.tip();
    for (command, answer) in [
        ("approve 1", "н"),
        ("reject 1 -m нет", "нет"),
        ("rework 1", "н"),
    ] {
        assert_eq!(
            typed(&office, "petrova", command, &[answer]).code,
            1,
            "{command}"
        );
    }
    assert_eq!(office.tip(), before);
}

#[test]
fn who_may_not_decide_is_not_asked() {
    let office = asked();
    let ended = typed(&office, "sidorov", "approve 1", &["у"]);
    assert_eq!(ended.code, 1);
    assert!(!ended.stdout.contains("[у]твердить"), "{}", ended.stdout);
}

#[test]
fn what_is_missing_is_asked_for() {
    let office = Office::open();
    let ended = typed(
        &office,
        "sidorov",
        "deal new",
        &["стакан", "Стаканы 250 мл"],
    );
    assert_eq!(ended.code, 0, "{}", ended.stdout);
    assert!(office.git("log -1 --format=%s").contains("Стаканы 250 мл"));
    let ended = typed(&office, "sidorov", "deal lose 1", &[""]);
    assert_eq!(ended.code, 0, "{}", ended.stdout);
    assert!(office.git("log -1 --format=%s").contains("Некачественная"));
}
