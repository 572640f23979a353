//! docs/process.md, Process changes: a new process takes deals in flight along, or is refused and names them.

use std::collections::BTreeSet;
use tlg::actions::applying::Problem;
use tlg::actions::intent::Intent;
use tlg::actions::refusal::Unmet;
use tlg::audit::{Commit, Difference, Documents, audit};
use tlg::deal::DealOnFile;
use tlg::deal::act::{Act, Kind};
use tlg::deal::entry::{Entry, Outcome, Seen};
use tlg::deal::letter::{CancelCause, LetterState};
use tlg::deal::task::HowClosed;
use tlg::process::Process;
use tlg::process::decision::Answer;

use crate::doing::{claim, correct, go, later, lose, reopen, sent, set};
use crate::house::{Files, House, INTRODUCTION};
use crate::journey::{TOTAL, ask_discount, ask_quote, send_quote};

const PATH: &str = "deals/00/00/TLG-1.yaml";
const MAP: &str = "\ndeals_in_flight: ";

/// A house whose deal stands in a stage.
fn at(stage: &str) -> House {
    let mut house = House::new();
    house.reaches(stage);
    house
}

fn process(house: &House) -> String {
    String::from_utf8(house.files.0[Process::PATH].clone()).expect("UTF-8")
}

fn applies(house: &mut House, text: String) -> Result<(), Vec<Unmet>> {
    assert_ne!(text, process(house));
    let files = [(Process::PATH.to_owned(), text)].into();
    house.by("admin").commits(&Intent::Apply { files })
}

/// The process with some names in place of others, and where the deals in flight go.
fn renamed(house: &House, names: &[(&str, &str)], map: &str) -> String {
    let mut text = process(house);
    for (old, new) in names {
        assert!(text.contains(old), "no `{old}`");
        text = text.replace(old, new);
    }
    match map {
        "" => text,
        map => format!("{text}{MAP}{map}\n"),
    }
}

#[track_caller]
fn problems(house: &mut House, text: String) -> Vec<Problem> {
    let unmet = applies(house, text).expect_err("a refusal").into_iter();
    let problems = unmet.map(|unmet| match unmet {
        Unmet::Unapplicable { problem, .. } => *problem,
        other => panic!("{other:?}"),
    });
    problems.collect()
}

fn last_entry(house: &House) -> Entry {
    house.file().history.last().expect("an entry").clone()
}

const STAGE: [(&str, &str); 1] = [("quote_preparation", "quote_drafting")];
const TASK: [(&str, &str); 1] = [("prepare_quote", "write_quote")];

#[test]
fn a_stage_that_is_gone_names_its_deals() {
    let mut house = at("quote_preparation");
    let text = renamed(&house, &STAGE, "");
    let stage = house.deal().stage;
    let deals = vec![house.deal.clone()];
    assert_eq!(
        problems(&mut house, text),
        [Problem::StageInUse { stage, deals }]
    );
}

/// The deal enters the stage that takes it, in the same commit; the work goes on and is due when it was.
#[test]
fn a_map_takes_deals_along() {
    let mut house = at("quote_preparation");
    house.does(later("prepare_quote", "2026-12-15"));
    let before = house.deal();
    house.at("2026-12-03T10:00:00+03:00");
    let text = renamed(
        &house,
        &STAGE,
        "{stages: {quote_preparation: quote_drafting}}",
    );
    applies(&mut house, text).expect("a map");
    let deal = house.deal();
    assert_eq!((deal.stage.as_str(), deal.visit), ("quote_drafting", 1));
    assert_eq!(deal.tasks, before.tasks);
    let entry = last_entry(&house);
    assert_eq!(entry.act.kind(), Kind::Relocated);
    assert_eq!(entry.by, "admin");
    assert_eq!(entry.outcome.closed[0].how, HowClosed::Carried);
    let paths: Vec<&String> = house.recorded.last().unwrap().change.files.keys().collect();
    assert_eq!(paths, [PATH, Process::PATH]);
    assert!(
        house
            .message()
            .contains("    TLG-1: Подготовка КП → Подготовка КП\n"),
        "{}",
        house.message()
    );
    house.by("ivanov").does(send_quote(TOTAL));
    assert_eq!(house.stage(), "quote_sent");
}

/// Where the stage that takes the deal has no such work, its own tasks are given.
#[test]
fn another_stage_gives_its_own_tasks() {
    let mut house = at("quote_preparation");
    let text = renamed(&house, &STAGE, "{stages: {quote_preparation: procurement}}");
    applies(&mut house, text).expect("a map");
    assert_eq!(house.tasks(), ["ask_supplier_price"]);
    assert_eq!(house.closed(), ["prepare_quote cancelled"]);
}

/// Nothing is said and nobody is told where no deal is stranded; the map may stay in the file.
#[test]
fn a_map_may_stay_for_ever() {
    let mut house = at("quote_preparation");
    let text = renamed(
        &house,
        &STAGE,
        "{stages: {quote_preparation: quote_drafting}}",
    );
    applies(&mut house, text).expect("a map");
    let events = house.deal().events;
    let text = renamed(&house, &[("reminders: 5", "reminders: 6")], "");
    applies(&mut house, text).expect("another process");
    assert_eq!(house.deal().events, events);
    house.by("ivanov").does(send_quote(TOTAL));
}

#[test]
fn an_open_task_that_is_gone_becomes_another_or_is_dropped() {
    let mut house = at("quote_preparation");
    let text = renamed(&house, &TASK, "");
    let told = problems(&mut house, text);
    assert!(matches!(&told[..], [Problem::TaskInUse { task, deals }]
        if *task == "prepare_quote" && *deals == [house.deal.clone()]));
    let due = house.due();
    house.at("2026-12-03T10:00:00+03:00");
    let text = renamed(&house, &TASK, "{tasks: {prepare_quote: write_quote}}");
    applies(&mut house, text).expect("a map");
    assert_eq!(
        (house.tasks(), house.due()),
        (vec!["write_quote".to_owned()], due)
    );
    assert_eq!(house.closed(), ["prepare_quote carried"]);

    let mut house = at("quote_preparation");
    house.at("2026-12-03T10:00:00+03:00");
    let text = renamed(&house, &TASK, "{tasks: {prepare_quote: dropped}}");
    applies(&mut house, text).expect("a map");
    assert_eq!(
        house.tasks(),
        ["write_quote"],
        "the tasks of the stage, anew"
    );
    assert_eq!(house.due(), ["2026-12-07"]);
    assert_eq!(house.closed(), ["prepare_quote cancelled"]);
}

/// A lost deal has nothing open but money to give back.
#[test]
fn money_to_give_back_goes_on_under_another_name() {
    let mut house = at("invoice_and_specification");
    house
        .is_paid("1.00 RUB")
        .by("petrova")
        .does(lose("other").says("Передумали"));
    assert_eq!(house.tasks(), ["refund"]);
    let names = [("refund", "give_back")];
    let text = renamed(&house, &names, "{tasks: {refund: hand_over}}");
    let told = problems(&mut house, text);
    assert!(matches!(&told[..], [Problem::TaskInUse { .. }]), "{told:?}");
    let text = renamed(&house, &names, "{tasks: {refund: give_back}}");
    applies(&mut house, text).expect("a map");
    assert_eq!(house.tasks(), ["give_back"]);
}

/// An answer could no longer bind what is asked: the question is withdrawn, and the work given again.
#[test]
fn a_request_that_would_bind_something_else_is_withdrawn() {
    let mut house = at("quote_sent");
    house.does(ask_discount("2300000.00 RUB"));
    let text = renamed(
        &house,
        &[(
            "needs: [fact discount_asked, reason]\n  binds: [discount_asked]",
            "needs: [fact discount_asked, reason]\n  takes: [fact prepayment]\n  binds: [discount_asked, prepayment]",
        )],
        "",
    );
    applies(&mut house, text).expect("a process");
    assert_eq!(house.deal().request, None);
    assert!(last_entry(&house).outcome.withdrew);
    assert_eq!(house.tasks(), ["describe_revision"]);
    assert_eq!(house.letters(), [""; 0]);
    house.by("ivanov").does(ask_discount("2300000.00 RUB"));
    house.answers(Answer::Approved);
}

/// A request that binds what it bound stays as it is.
#[test]
fn a_request_that_still_stands_is_left_alone() {
    let mut house = at("quote_preparation");
    house.does(ask_quote(TOTAL));
    let before = house.deal();
    let text = renamed(&house, &TASK, "");
    applies(&mut house, text).expect("no task is open");
    assert_eq!(house.deal(), before);
    house.answers(Answer::Approved);
}

/// A fact under another name keeps its value and who stated it; a value of another type is in the way.
#[test]
fn facts_keep_their_values() {
    let delivered = || {
        let mut house = at("rostov_warehouse");
        house.does(go("in_delivery").fact("carrier", "ПЭК"));
        house
    };
    let mut house = delivered();
    let stated = house.deal().stated["carrier"].clone();
    let names = [
        ("fact carrier", "fact haulier"),
        ("  carrier:", "  haulier:"),
    ];
    let text = renamed(&house, &names, "{facts: {carrier: haulier}}");
    applies(&mut house, text).expect("a map");
    assert_eq!(house.fact("haulier").as_deref(), Some("ПЭК"));
    assert_eq!(house.fact("carrier"), None);
    assert_eq!(house.deal().stated["haulier"], stated);
    house.by("ivanov").does(set("haulier", "Деловые линии"));

    let mut house = delivered();
    let types = [("перевозчик, type: text", "перевозчик, type: date")];
    let text = renamed(&house, &types, "");
    let told = problems(&mut house, text);
    assert!(matches!(&told[..], [Problem::FactInUse { fact, deals }]
        if *fact == "carrier" && *deals == [house.deal.clone()]));
}

/// A document stays on file as what it was filed as; nobody touches the deal for it.
#[test]
fn documents_stay_on_file() {
    let mut house = at("payment_deferred");
    let before = house.deal();
    let names = [
        ("document specification", "document annex"),
        ("  specification:", "  annex:"),
    ];
    let text = renamed(&house, &names, "");
    applies(&mut house, text).expect("no deal is stranded");
    assert_eq!(house.deal(), before);
    assert!(before.documents.iter().any(|it| it.kind == "specification"));
}

/// A letter that waits and that the process does not know any more is cancelled by the next run of `tick`.
#[test]
fn a_letter_without_its_rule_is_cancelled() {
    let mut house = at("quote_sent");
    let offer = house.files.0["templates/mail/quote.txt"].clone();
    let offer = String::from_utf8(offer).expect("UTF-8");
    let text = renamed(&house, &[("{id: quote, when", "{id: offer, when")], "");
    let files = [
        (Process::PATH.to_owned(), text),
        ("templates/mail/offer.txt".to_owned(), offer),
    ];
    let files = files.into();
    let applied = house.by("admin").commits(&Intent::Apply { files });
    applied.expect("a process with its template");
    let Act::Claim { letters, .. } = claim(&["quote/1"]).act else {
        unreachable!("a claim");
    };
    let cancelled = letters.into_iter().map(|id| (id, CancelCause::MovedOn));
    house.by("cron").does(Act::Claim {
        letters: Vec::new(),
        cancelled: cancelled.collect(),
    });
    assert_eq!(house.letter("quote/1").state, LetterState::Cancelled);
}

/// A lost deal is not touched; it comes back into the stage that took the place of its own.
#[test]
fn a_lost_deal_comes_back_into_the_stage_that_took_its_place() {
    let names = [("procurement", "buying")];
    let mut house = at("procurement");
    house.does(lose("no_supply"));
    let events = house.deal().events;
    let text = renamed(&house, &names, "");
    applies(&mut house, text).expect("no open deal stands there");
    assert_eq!(house.deal().events, events);
    let unmet = house.by("petrova").refuses(reopen());
    assert!(
        matches!(&unmet[..], [Unmet::NoSuchMove { .. }]),
        "{unmet:?}"
    );
    let text = renamed(&house, &[], "{stages: {procurement: buying}}");
    applies(&mut house, text).expect("a map");
    house.by("petrova").does(reopen());
    assert_eq!(house.stage(), "buying");
    assert_eq!(house.tasks(), ["ask_supplier_price"]);
}

/// A stage keeps ending deals as it did.
#[test]
fn a_stage_does_not_end_deals_otherwise() {
    let mut house = at("quote_sent");
    house.does(lose("price"));
    let swap = [
        ("to: won", "to: swapped"),
        ("to: lost", "to: won"),
        ("to: swapped", "to: lost"),
        ("move won", "move lost"),
        ("id: won,", "id: swapped,"),
        ("id: lost,", "id: won,"),
        ("id: swapped,", "id: lost,"),
    ];
    let text = renamed(&house, &swap, "");
    let told = problems(&mut house, text);
    assert!(
        matches!(&told[..], [Problem::EndChanged { stage, .. }] if *stage == "lost"),
        "{told:?}"
    );
}

/// No map leaves an open deal where nobody has anything to do.
#[test]
fn nobody_is_left_without_work() {
    let mut house = at("quote_preparation");
    let text = renamed(
        &house,
        &STAGE,
        "{stages: {quote_preparation: payment_deferred}}",
    );
    let told = problems(&mut house, text);
    assert!(
        matches!(&told[..], [Problem::NothingToDo { stage, deals }]
        if *stage == "payment_deferred" && *deals == [house.deal.clone()]),
        "{told:?}"
    );
}

/// No letter goes because the process has changed, and what was done before it is not taken back.
#[test]
fn a_change_of_the_process_is_no_act_on_the_deal() {
    let mut house = at("in_delivery");
    let event = house.deal().events;
    let names = [
        ("in_delivery", "on_the_way"),
        ("id: on_the_way, when", "id: in_delivery, when"),
    ];
    let text = renamed(&house, &names, "{stages: {in_delivery: on_the_way}}");
    applies(&mut house, text).expect("a map");
    assert_eq!(house.letters(), [""; 0]);
    for event in [event, event + 1] {
        let unmet = house.by("ivanov").refuses(correct(event));
        assert_eq!(unmet, [Unmet::NothingToCorrect]);
    }
}

#[test]
fn only_the_administrator_changes_the_process() {
    let mut house = at("quote_preparation");
    let text = renamed(
        &house,
        &STAGE,
        "{stages: {quote_preparation: quote_drafting}}",
    );
    let files = [(Process::PATH.to_owned(), text)].into();
    let refused = house.by("petrova").commits(&Intent::Apply { files });
    let unmet = refused.expect_err("a refusal");
    assert!(
        matches!(&unmet[..], [Unmet::NotEntitled { .. }]),
        "{unmet:?}"
    );
}

/// The last commit of a house, judged as it would be if `forge` had been at its files.
fn judge(house: &House, forge: impl FnOnce(&mut Files)) -> Result<Intent, Difference> {
    let last = house.recorded.last().expect("a commit");
    let mut child = last.child.clone();
    forge(&mut child);
    judge_as(house, &last.parent, &child, last.actor.as_str())
}

fn judge_as(
    house: &House,
    parent: &Files,
    child: &Files,
    actor: &str,
) -> Result<Intent, Difference> {
    let last = house.recorded.last().expect("a commit");
    let differs = |path: &&String| parent.0.get(*path) != child.0.get(*path);
    let changed: BTreeSet<String> = child.0.keys().filter(differs).cloned().collect();
    audit(&Commit {
        introduction: INTRODUCTION,
        parent,
        child,
        changed: &changed,
        message: &last.change.message,
        actor: &crate::house::person_id(actor),
        now: last.now,
        documents: Documents::Hashed,
    })
}

/// What a new process does to deals is decided again with it, byte for byte.
#[test]
fn a_forged_relocation_is_found() {
    let mut house = at("quote_preparation");
    let elsewhere = house.deal.clone();
    house.opens("ivanov").reaches("quote_preparation");
    let text = renamed(
        &house,
        &STAGE,
        "{stages: {quote_preparation: quote_drafting}}",
    );
    applies(&mut house, text).expect("a map");
    judge(&house, |_| {}).expect("an honest commit");
    let parent = house.recorded.last().expect("a commit").parent.clone();
    let forgotten = judge(&house, |files| {
        let path = elsewhere.path();
        files.0.insert(path.clone(), parent.0[&path].clone());
    });
    assert!(
        matches!(forgotten, Err(Difference::Unchanged { .. })),
        "{forgotten:?}"
    );
    let moved = judge(&house, |files| {
        let text = String::from_utf8(files.0[PATH].clone()).expect("UTF-8");
        let text = text.replace("\nstage: quote_drafting", "\nstage: rostov_warehouse");
        files.0.insert(PATH.to_owned(), text.into_bytes());
    });
    assert!(matches!(moved, Err(Difference::Text { .. })), "{moved:?}");
    let alone = judge(&house, |files| {
        let path = Process::PATH.to_owned();
        files.0.insert(path.clone(), parent.0[&path].clone());
        files
            .0
            .insert(elsewhere.path(), parent.0[&elsewhere.path()].clone());
    });
    assert!(
        matches!(alone, Err(Difference::Refused { .. })),
        "{alone:?}"
    );
}

/// What the post and a new process do to a deal is never done by itself, whoever signs it.
#[test]
fn a_bare_entry_of_the_post_or_of_a_new_process_is_refused() {
    let mut house = at("quote_sent");
    house.at("2026-11-20T12:00:00+03:00").by("ivanov");
    house.does(set("discount_asked", "1.00 RUB"));
    let parent = house.files.clone();
    let acts = [
        claim(&["quote/1"]).act,
        sent("quote/1", "2026-11-20T11:30:00+03:00").act,
        Act::Relocate {
            to: None,
            facts: Default::default(),
        },
    ];
    for act in acts {
        let file = DealOnFile::read(PATH, &parent.0[PATH]).expect("the deal");
        for actor in ["cron", "admin", "ivanov"] {
            let entry = Entry {
                at: house.recorded.last().expect("a commit").now,
                by: crate::house::person_id(actor),
                on_behalf_of: None,
                seen: Seen::of(&file.deal, &act),
                act: act.clone(),
                outcome: Outcome::default(),
            };
            let after = file.with(&entry).expect("an entry that fits");
            let mut child = parent.clone();
            child.0.insert(PATH.to_owned(), after.text().into_bytes());
            let judged = judge_as(&house, &parent, &child, actor);
            let Err(Difference::Refused(refused)) = judged else {
                panic!("{actor} {act:?}: {judged:?}");
            };
            let no = &refused.no;
            let expected = Unmet::NoActAlone { kind: act.kind() };
            assert!(
                format!("{no:?}").contains(&format!("{expected:?}")),
                "{no:?}"
            );
        }
    }
}

/// An entry is read as it was written.
#[test]
fn a_relocation_reads_as_it_was_written() {
    let mut house = at("rostov_warehouse");
    house.does(go("in_delivery").fact("carrier", "ПЭК"));
    let names = [
        ("in_delivery", "on_the_way"),
        ("id: on_the_way, when", "id: in_delivery, when"),
        ("fact carrier", "fact haulier"),
        ("  carrier:", "  haulier:"),
    ];
    let map = "{stages: {in_delivery: on_the_way}, facts: {carrier: haulier}}";
    let text = renamed(&house, &names, map);
    applies(&mut house, text).expect("a map");
    let text = String::from_utf8(house.files.0[PATH].clone()).expect("UTF-8");
    let written = "- kind: relocated\n";
    assert!(text.contains(written), "{text}");
    assert!(
        text.contains("  to: on_the_way\n  renamed:\n    carrier: haulier\n"),
        "{text}"
    );
    assert_eq!(house.file().node().to_yaml(), text);
}
