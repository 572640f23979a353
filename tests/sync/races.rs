//! Races on one deal: the second of two acts is judged on what the first left, and whoever was slower is told what
//! happened meanwhile.

use std::fs;

use crate::firm::{Deal, Firm, Seat};

/// What came of a race.
struct Race {
    /// What the slower one's `tlg sync` said, and how it ended.
    said: String,
    code: i32,
}

/// Two act without knowing of each other; the server hears of the faster one's act first.
fn race(faster: (Seat, &str), slower: (Seat, &str)) -> Race {
    let (winner, first) = faster;
    let (loser, second) = slower;
    loser.offline(second);
    winner.done(first);
    let ended = loser.run("sync");
    Race {
        said: format!("{}{}", ended.stdout, ended.stderr),
        code: ended.code,
    }
}

/// A race whose slower act no longer holds: it is kept and nowhere in history, whatever it was.
fn kept(faster: (Seat, &str), slower: (Seat, &str), because: &[&str]) {
    let (winner, loser) = (faster.0, slower.0);
    let race = race(faster, slower);
    assert_eq!(race.code, 1, "{}", race.said);
    for words in because {
        assert!(race.said.contains(words), "{words}: {}", race.said);
    }
    let meanwhile = format!("meanwhile: {}", winner.person);
    assert!(race.said.contains(&meanwhile), "{}", race.said);
    assert_eq!(loser.tip(), loser.firm.tip());
    let kept = loser.kept();
    assert_eq!(kept.len(), 1, "{kept:?}");
    let was = kept[0]["was"].as_str().unwrap();
    let signature = loser.git(&format!("log -1 --format=%G? {was}"));
    assert_eq!(signature, "G", "the act as it was made is still there");
    let russian = loser.says_in_russian("sync --kept");
    assert!(russian.contains(" под номером 1"), "{russian}");
    loser.assert_sound();
}

/// A race in which both acts hold, one after the other.
fn both(faster: (Seat, &str), slower: (Seat, &str)) {
    let loser = slower.0;
    let race = race(faster, slower);
    assert_eq!(race.code, 0, "{}", race.said);
    assert!(race.said.contains("decided again"), "{}", race.said);
    assert_eq!(loser.kept().len(), 0);
    assert_eq!(loser.tip(), loser.firm.tip());
    loser.assert_sound();
}

#[test]
fn of_two_moves_the_second_is_kept() {
    let firm = Firm::with(Deal::Sent);
    kept(
        (firm.desk(), "deal move 1 invoicing"),
        (firm.laptop(), "deal lose 1 --reason price -m 'Too dear'"),
        &[
            "stage “КП отправлено” → “Выставить счет”",
            "tlg sync --retry 1",
        ],
    );
}

#[test]
fn an_approval_beats_a_move_and_a_move_an_approval() {
    for approval_first in [true, false] {
        let firm = Firm::with(Deal::Asked);
        let approve = format!("approve 1 --binds {}", firm.board().binds());
        let approval = (firm.board(), approve.as_str());
        let lost = (firm.desk(), "deal lose 1 --reason price -m 'Too dear'");
        match approval_first {
            true => kept(approval, lost, &["stage “Подготовка КП” → “КП отправлено”"]),
            false => kept(
                lost,
                approval,
                &["stage “Подготовка КП” → “Некачественная”"],
            ),
        }
    }
}

#[test]
fn an_approval_never_lands_on_what_it_did_not_bind() {
    let firm = Firm::with(Deal::Asked);
    let approve = format!("approve 1 --binds {}", firm.board().binds());
    firm.board().offline(&approve);
    let quote = firm.office.file("dearer.pdf", "dearer");
    firm.desk().done("quote withdraw 1 -m 'A mistake'");
    firm.desk().done(&format!(
        "quote ask 1 --file {quote} --total 2900000 --valid-until 31.12.2026 -m 'Corrected'"
    ));
    let said = firm.board().ends("sync", 1);
    assert!(said.contains("something else is asked by now"), "{said}");
    assert_eq!(
        firm.board().json("deal show 1")["stage"],
        "quote_preparation"
    );
    let retry = firm.board().ends("sync --retry 1", 1);
    assert!(retry.contains("something else is asked by now"), "{retry}");
    assert_eq!(firm.board().tip(), firm.tip());
}

#[test]
fn of_two_approvals_by_the_director_and_a_deputy_the_second_is_kept() {
    let firm = Firm::with(Deal::Asked);
    let board = firm.board();
    board.done("people delegate finance_director --to volkov --until 30.11.2026");
    let approve = format!("approve 1 --binds {}", board.binds());
    firm.bureau().done("sync");
    let because = ["stage “Подготовка КП” → “КП отправлено”"];
    kept((board, &approve), (firm.bureau(), &approve), &because);
    let firm = Firm::with(Deal::Asked);
    let board = firm.board();
    board.done("people delegate finance_director --to volkov --until 30.11.2026");
    let approve = format!("approve 1 --binds {}", board.binds());
    firm.bureau().done("sync");
    kept((firm.bureau(), &approve), (board, &approve), &because);
}

#[test]
fn of_a_payment_and_a_deferral_the_second_is_kept_and_the_payment_counts_when_it_is_tried_again() {
    let firm = Firm::with(Deal::Invoiced);
    let specification = firm.office.file("specification.pdf", "specification");
    let defer = format!("deal defer 1 --until 10.12.2026 --file specification={specification}");
    let pay = "pay A-17 --amount 2500000 --date 20.11.2026 --document 512";
    let because = ["stage “Счет и спецификация” → “Товар на складе Ростов”"];
    kept((firm.books(), pay), (firm.desk(), &defer), &because);
    let firm = Firm::with(Deal::Invoiced);
    let specification = firm.office.file("specification.pdf", "specification");
    let defer = format!("deal defer 1 --until 10.12.2026 --file specification={specification}");
    let because = ["stage “Счет и спецификация” → “Отсрочка платежа”"];
    kept((firm.desk(), &defer), (firm.books(), pay), &because);
    firm.books().done("sync --retry 1");
    assert_eq!(
        firm.books().json("deal show 1")["stage"],
        "rostov_warehouse"
    );
    assert_eq!(firm.books().tip(), firm.tip());
}

#[test]
fn an_edit_by_whom_the_deal_was_taken_from_is_kept() {
    let firm = Firm::with(Deal::Sent);
    kept(
        (firm.board(), "deal assign 1 volkov"),
        (firm.desk(), "deal edit 1 --title 'Line for lids'"),
        &["this is for the manager: volkov"],
    );
    let firm = Firm::with(Deal::Sent);
    both(
        (firm.desk(), "deal edit 1 --title 'Line for lids'"),
        (firm.board(), "deal assign 1 volkov"),
    );
    let deal = firm.board().json("deal show 1");
    assert_eq!(
        (&deal["title"], &deal["manager"]),
        (&"Line for lids".into(), &"volkov".into())
    );
}

#[test]
fn of_two_deals_of_one_number_the_second_is_kept_and_gets_another_when_it_is_tried_again() {
    let firm = Firm::with(Deal::New);
    // Neither clone has a stock of numbers of its own, so both take the next one.
    let there = firm.fresh("volkov", "there");
    let here = firm.fresh("sidorov", "here");
    for seat in [there, here] {
        seat.offline(&format!(
            "deal new --client stakan-plus --title {}",
            seat.clone
        ));
    }
    there.git("push -q --no-verify origin main");
    let said = here.ends("sync", 1);
    assert!(said.contains("meanwhile: volkov"), "{said}");
    let said = here.done("sync --retry 1");
    assert!(!said.contains("TLG-2:"), "{said}");
    let log = here.git("log --format=%s");
    assert!(log.contains("there") && log.contains("here"), "{log}");
    assert_eq!(here.tip(), firm.tip());
    here.assert_sound();
}

#[test]
fn of_two_clients_of_one_id_the_second_is_kept() {
    let firm = Firm::with(Deal::New);
    kept(
        (firm.bureau(), "client add Cafe --email cafe@cafe.example"),
        (firm.desk(), "client add Cafe --email office@cafe.example"),
        &["x"],
    );
    firm.desk().ends("sync --retry 1", 1);
}

#[test]
fn of_two_edits_of_one_client_the_second_is_kept() {
    let firm = Firm::with(Deal::New);
    kept(
        (
            firm.bureau(),
            "client set stakan-plus --email one@stakan.example",
        ),
        (
            firm.desk(),
            "client set stakan-plus --email two@stakan.example",
        ),
        &["x"],
    );
}

#[test]
fn of_two_applied_versions_of_one_file_the_second_is_kept() {
    let firm = Firm::with(Deal::New);
    let second = firm.clone("ivanov", "home");
    for (seat, company) in [(firm.office(), "First"), (second, "Second")] {
        let path = seat.folder().join("tlg.yaml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text.replace("ООО «ТЛГ»", company)).unwrap();
    }
    kept(
        (firm.office(), "apply"),
        (second, "apply"),
        &["somebody else has changed this file"],
    );
    let text = fs::read_to_string(second.folder().join("tlg.yaml")).unwrap();
    assert!(text.contains("First"), "{text}");
}

#[test]
fn applied_files_that_have_nothing_to_do_with_each_other_both_stand() {
    let firm = Firm::with(Deal::New);
    let second = firm.clone("ivanov", "home");
    let edit = |seat: Seat, path: &str, old: &str, new: &str| {
        let path = seat.folder().join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old));
        fs::write(path, text.replace(old, new)).unwrap();
    };
    edit(firm.office(), "tlg.yaml", "ООО «ТЛГ»", "First");
    edit(
        second,
        "templates/mail/quote.txt",
        "Subject: ",
        "Subject: New ",
    );
    both((firm.office(), "apply"), (second, "apply"));
}

#[test]
fn the_people_are_changed_one_after_another() {
    let firm = Firm::with(Deal::New);
    let second = firm.clone("ivanov", "home");
    both(
        (firm.office(), "people grant volkov accountant"),
        (second, "people revoke volkov manager"),
    );
    kept(
        (
            firm.office(),
            "people add belov --name Belov --email belov@tlg.example --role manager",
        ),
        (
            second,
            "people add belov --name Belova --email belova@tlg.example --role manager",
        ),
        &["x"],
    );
}

#[test]
fn an_act_of_somebody_whose_right_is_gone_is_kept() {
    let firm = Firm::with(Deal::New);
    kept(
        (firm.office(), "people revoke volkov manager"),
        (firm.bureau(), "deal new --client stakan-plus --title Lids"),
        &["volkov does not have the role manager"],
    );
}
