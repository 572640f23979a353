//! docs/process.md, Moves and decisions: the deal's last event taken back.

use tlg::actions::refusal::Unmet;
use tlg::deal::{Deal, DealFile};
use tlg::people::Role;
use tlg::process::decision::Answer;

use crate::doing::{attach, claim, correct, go, lose, note, reopen, sent, set};
use crate::house::House;
use crate::journey::{TOTAL, ask_quote, defer, issue_invoice, send_quote};

/// The header without what taking back cannot undo: counts of events and visits, documents, rounds and payments that
/// are out of force, letters.
pub fn undone(deal: &Deal) -> Deal {
    let mut deal = deal.clone();
    deal.events = 0;
    deal.visits.clear();
    deal.mail.clear();
    deal.documents.retain(|document| !document.cancelled);
    deal.rounds.retain(|round| !round.taken_back);
    deal.payments.retain(|payment| !payment.cancelled);
    deal
}

/// Takes back the last event, and finds the header as it was before.
#[track_caller]
fn takes_back(house: &mut House, before: &DealFile) {
    let event = house.deal().events;
    house.does(correct(event));
    assert_eq!(undone(&house.deal()), undone(&before.deal));
    assert_eq!(house.file().history.len(), before.history.len() + 2);
}

/// Whatever a manager does last can be taken back, and the header is what it was.
#[test]
fn a_managers_last_event_is_taken_back() {
    let cases = [
        ("new_request", go("in_stock")),
        ("new_request", set("goods_in_stock", "true")),
        ("new_request", attach("other", "письмо.eml")),
        ("new_request", lose("duplicate")),
        ("quote_preparation", send_quote(TOTAL)),
        ("quote_preparation", ask_quote(TOTAL)),
        ("quote_sent", crate::journey::ask_discount("2300000.00 RUB")),
        ("quote_sent", go("quote_preparation").says("Другое")),
        ("invoicing", issue_invoice()),
        ("invoice_and_specification", defer("2026-12-01")),
        (
            "awaiting_supply",
            crate::doing::later("order_goods", "2026-12-01"),
        ),
        ("awaiting_supply", crate::doing::assign("sidorov")),
    ];
    for (stage, doing) in cases {
        let mut house = House::new();
        let before = house.reaches(stage).file();
        house.does(doing);
        takes_back(&mut house, &before);
    }
}

/// The director's decision is taken back by the director, and the request is open again.
#[test]
fn a_decision_taken_back_opens_the_request_again() {
    for answer in [Answer::Approved, Answer::Returned, Answer::Rejected] {
        let mut house = House::new();
        let before = house
            .reaches("quote_preparation")
            .does(ask_quote(TOTAL))
            .file();
        house.answers(answer).by("petrova");
        takes_back(&mut house, &before);
        assert!(house.deal().request.is_some());
        house.answers(Answer::Approved);
    }
}

/// A payment that moved the deal on is taken back with the moves.
#[test]
fn a_payment_taken_back_takes_its_moves_with_it() {
    let mut house = House::new();
    let before = house.reaches("invoice_and_specification").file();
    house.is_paid(TOTAL);
    takes_back(&mut house, &before);
    assert_eq!(house.deal().payments.len(), 1);
    assert_eq!(house.deal().paid_total(), None);
}

/// A reopening taken back leaves the deal lost, and what was void is void no more.
#[test]
fn a_reopening_is_taken_back() {
    let mut house = House::new();
    let before = house.reaches("quote_sent").does(lose("price")).file();
    house.by("petrova").does(reopen());
    takes_back(&mut house, &before);
}

/// Whoever did it, or the administrator with a reason; nobody else.
#[test]
fn an_event_is_taken_back_by_its_author_or_the_administrator() {
    let mut house = House::new();
    house.does(go("in_stock"));
    for person in ["sidorov", "petrova", "belova", "cron"] {
        assert!(matches!(
            &house.by(person).refuses(correct(2))[..],
            [Unmet::NotYours { .. }]
        ));
    }
    assert_eq!(
        house.by("admin").refuses(correct(2)),
        [Unmet::ReasonMissing]
    );
    house.does(correct(2).says("ошибка менеджера"));
}

/// Never the requester of a decision, whatever roles they hold.
#[test]
fn the_requester_does_not_take_the_decision_back() {
    let mut house = House::new();
    house.grants("ivanov", Role::Administrator);
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .answers(Answer::Returned);
    let event = house.deal().events;
    assert_eq!(
        house.refuses(correct(event).says("не согласен")),
        [Unmet::AskerCorrects]
    );
    house.by("admin").does(correct(event).says("ошибка"));
}

/// Refused once another event has built on it, with its author.
#[test]
fn what_was_built_on_is_not_taken_back() {
    let mut house = House::new();
    house.does(go("in_stock")).does(go("quote_preparation"));
    let unmet = house.refuses(correct(2));
    assert!(matches!(&unmet[..], [Unmet::BuiltOn { event: 3, .. }]));
    house.does(correct(3)).does(correct(2));
    assert_eq!(house.stage(), "new_request");
    assert_eq!(house.refuses(correct(1)), [Unmet::NothingToCorrect]);
}

/// A remark builds on nothing: it does not keep a slip from being taken back.
#[test]
fn a_note_does_not_stand_in_the_way() {
    let mut house = House::new();
    house
        .does(go("procurement"))
        .by("sidorov")
        .does(note("товар есть!"));
    house.by("ivanov").does(correct(2));
    assert_eq!(house.stage(), "new_request");
}

/// Refused once a letter of the event is on its way.
#[test]
fn an_event_with_a_letter_on_its_way_stays() {
    let mut house = House::new();
    house.reaches("quote_sent").at("2026-11-20T11:00:00+03:00");
    let event = house.deal().events;
    house.by("cron").does(claim(&["quote/1"]));
    let unmet = house.by("ivanov").refuses(correct(event));
    assert!(matches!(&unmet[0], Unmet::LetterLeft { .. }));
    house
        .by("cron")
        .does(sent("quote/1", "2026-11-20T11:00:10+03:00"));
    let unmet = house.by("ivanov").refuses(correct(event));
    assert!(matches!(&unmet[..], [Unmet::LetterLeft { .. }]));
}

/// Numbers of rounds, files and visits run on past what was taken back.
#[test]
fn what_was_taken_back_leaves_its_numbers_used() {
    let mut house = House::new();
    house.reaches("quote_sent");
    house
        .does(correct(house.deal().events))
        .does(send_quote(TOTAL));
    let deal = house.deal();
    assert_eq!(deal.visit, 2);
    assert_eq!(
        deal.rounds
            .iter()
            .map(|round| round.round)
            .collect::<Vec<u32>>(),
        [1, 2]
    );
    assert_eq!(
        deal.documents[1].file,
        "clients/s/stakan-plus/TLG-1/quote-2.pdf"
    );
    assert_eq!(house.letters().len(), 1);
    assert!(house.letters()[0].starts_with("quote/2 "));
}

/// A quote that was taken back is none that was sent: it is no floor and invoices nothing.
#[test]
fn a_quote_taken_back_counts_for_nothing() {
    let mut house = House::new();
    house.reaches("quote_sent");
    house
        .does(correct(house.deal().events))
        .does(send_quote("1.00 RUB"));
    assert_eq!(house.stage(), "quote_sent");
}

/// A correction of a correction: the pair is gone, the event before it is the last.
#[test]
fn corrections_go_back_step_by_step() {
    let mut house = House::new();
    house.does(go("in_stock"));
    let before = house.file();
    house
        .does(go("quote_preparation"))
        .does(correct(3))
        .does(go("quote_preparation"));
    let event = house.deal().events;
    house.does(correct(event));
    assert_eq!(undone(&house.deal()), undone(&before.deal));
    house.does(correct(2));
    assert_eq!(house.stage(), "new_request");
}

/// A history that cannot be read permits nothing, and is not taken for an empty one.
#[test]
fn nothing_is_taken_back_on_a_history_that_cannot_be_read() {
    use tlg::actions::decide::{No, decide};
    let mut house = House::new();
    house.does(set("goods_in_stock", "true"));
    let text = house.file().node().to_yaml();
    let torn = text.replacen("kind: opened", "kind: torn", 1);
    assert_ne!(torn, text);
    let path = house.deal.path();
    let intent = tlg::actions::intent::Intent::Deal {
        deal: house.deal.clone(),
        act: correct(house.deal().events).act,
        seen: house.sees(&correct(2).act),
    };
    let mut ground = (*house.house()).clone();
    let deal = tlg::deal::DealOnFile::read(&path, torn.as_bytes()).expect("a header");
    ground.deal = Some(deal);
    let actor = crate::house::person_id("ivanov");
    let no = decide(&ground, &intent, &actor, house.now());
    assert!(matches!(no, Err(No::Broken(_))), "{no:?}");
}
