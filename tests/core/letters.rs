//! docs/process.md, Mail: which letters an act calls for, to whom, with what, and when they may leave.

use tlg::actions::refusal::Unmet;
use tlg::deal::letter::{CancelCause, LetterState};
use tlg::process::decision::Answer;

use crate::doing::{correct, done, go, lose, reopen, sent, set};
use crate::house::House;
use crate::journey::{TOTAL, ask_discount, ask_quote, issue_invoice, send_quote};

const CLIENT: &str = "buyer@stakan.example";

/// `quote`: enters `quote_sent`, to the client, exactly the round's file.
#[test]
fn a_quote_goes_to_the_client_with_exactly_its_file() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(send_quote(TOTAL));
    assert_eq!(house.letters(), [format!("quote/1 → {CLIENT}")]);
    let (letter, round) = (house.letter("quote/1"), house.deal().rounds.remove(0));
    assert_eq!(letter.sha256, Some(round.sha256));
    assert_eq!(letter.file, Some(round.file));
}

/// Client letters wait ten minutes.
#[test]
fn client_letters_wait_ten_minutes() {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .at("2026-11-20T12:00:00+03:00")
        .does(send_quote(TOTAL));
    assert_eq!(
        house.letter("quote/1").after.to_string(),
        "2026-11-20T12:10:00+03:00"
    );
}

/// `request`: a request is open, to everybody who can answer it, the КП attached; without any delay.
#[test]
fn a_request_goes_to_those_who_can_answer() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let event = house.deal().events;
    let expected =
        ["petrova", "kozlov"].map(|who| format!("request/{event}/{who} → {who}@tlg.example"));
    assert_eq!(house.letters(), expected);
    let letter = house.letter(&format!("request/{event}/petrova"));
    assert_eq!(letter.sha256, Some(house.deal().rounds[0].sha256));
    assert_eq!(letter.after, house.recorded.last().expect("a commit").now);
}

/// `approved_and_sent`, `returned`, `rejected`, `granted`: a decision, to the manager.
#[test]
fn decisions_are_told_to_the_manager() {
    let told = |house: &House, mail: &str| {
        let letters = house.letters();
        letters
            .iter()
            .any(|letter| letter.starts_with(mail) && letter.ends_with("ivanov@tlg.example"))
    };
    let answers = [
        (Answer::Approved, "approved_and_sent/"),
        (Answer::Returned, "returned/"),
        (Answer::Rejected, "rejected/"),
    ];
    for (answer, mail) in answers {
        let mut house = House::new();
        house
            .reaches("quote_preparation")
            .does(ask_quote(TOTAL))
            .answers(answer);
        assert!(told(&house, mail), "{:?}", house.letters());
    }
    for (answer, mail) in [
        (Answer::Approved, "granted/"),
        (Answer::Rejected, "rejected/"),
    ] {
        let mut house = House::new();
        house
            .reaches("quote_sent")
            .does(ask_discount("2300000.00 RUB"))
            .answers(answer);
        assert!(told(&house, mail), "{:?}", house.letters());
    }
}

/// `invoice`: enters `invoice_and_specification`, to the client, unless it was handed over otherwise.
#[test]
fn an_invoice_goes_to_the_client_unless_handed_over() {
    let mut house = House::new();
    house.reaches("invoicing").does(issue_invoice());
    assert_eq!(house.letters(), [format!("invoice/1 → {CLIENT}")]);
    let letter = house.letter("invoice/1");
    assert_eq!(
        letter.file.as_deref(),
        Some("clients/s/stakan-plus/TLG-1/invoice-1.pdf")
    );
    let mut house = House::new();
    house.reaches("invoicing").does(issue_invoice().no_mail());
    assert_eq!(house.letters(), [""; 0]);
}

/// `in_delivery`, `at_warehouse`: entering the stage, to the client, nothing attached.
#[test]
fn the_client_hears_where_the_goods_are() {
    let mut house = House::new();
    house.reaches("rostov_warehouse").does(go("in_delivery"));
    assert_eq!(house.letters(), [format!("in_delivery/1 → {CLIENT}")]);
    assert_eq!(house.letter("in_delivery/1").file, None);
    house.does(go("destination_warehouse"));
    assert_eq!(house.letters(), [format!("at_warehouse/1 → {CLIENT}")]);
}

/// `ready_for_pickup`: with `collect_goods` done, when the client picks up in Rostov.
#[test]
fn the_client_hears_that_the_goods_can_be_picked_up() {
    let mut house = House::new();
    house
        .reaches("rostov_warehouse")
        .does(done("collect_goods"));
    assert_eq!(house.letters(), [format!("ready_for_pickup/1 → {CLIENT}")]);
}

/// `paid`: money in, to the manager; once for each payment.
#[test]
fn every_payment_is_told_to_the_manager() {
    let mut house = House::new();
    house
        .reaches("invoice_and_specification")
        .is_paid("1.00 RUB");
    let first = house.letters();
    house.is_paid("2.00 RUB");
    assert_eq!((first.len(), house.letters().len()), (1, 1));
    assert_ne!(first, house.letters());
}

/// No letter where the deal moves on past a stage without one: losing and reopening tell nobody.
#[test]
fn losing_and_reopening_send_no_letters() {
    let mut house = House::new();
    house
        .reaches("rostov_warehouse")
        .does(go("in_delivery"))
        .by("petrova")
        .does(lose("competitor"));
    assert_eq!(house.letters(), [""; 0]);
    house.does(reopen());
    assert_eq!(
        (house.stage().as_str(), house.letters()),
        ("in_delivery", vec![])
    );
}

/// Letters are keyed by visit and round: a second visit is a letter of its own.
#[test]
fn a_second_visit_is_a_second_letter() {
    let mut house = House::new();
    house
        .reaches("invoice_and_specification")
        .does(go("quote_preparation").says("Другое"));
    house.does(send_quote("2600000.00 RUB"));
    assert_eq!(house.letters(), [format!("quote/2 → {CLIENT}")]);
    house.does(go("invoicing")).does(issue_invoice());
    assert_eq!(house.letters(), [format!("invoice/2 → {CLIENT}")]);
}

/// The recipient is fixed when the letter is queued; the client's next address is for the next letter.
#[test]
fn the_recipient_is_fixed_when_the_letter_is_queued() {
    let mut house = House::new();
    house.reaches("quote_sent");
    house
        .commits(&tlg::actions::intent::Intent::Client {
            client: tlg::record::id::ClientId::new("stakan-plus").expect("an id"),
            kind: tlg::client::ClientKind::Edited,
            details: tlg::client::ClientDetails {
                email: Some("new@stakan.example".to_owned()),
                ..Default::default()
            },
            after: 1,
        })
        .expect("an edited client");
    assert_eq!(house.letter("quote/1").to, CLIENT);
    house.does(go("invoicing")).does(issue_invoice());
    assert_eq!(house.letters(), ["invoice/1 → new@stakan.example"]);
}

/// Queued letters of an event that is taken back are cancelled.
#[test]
fn correcting_cancels_queued_letters() {
    let mut house = House::new();
    house.reaches("quote_sent");
    house.does(correct(house.deal().events));
    let letter = house.letter("quote/1");
    assert_eq!(letter.state, LetterState::Cancelled);
    assert_eq!(letter.because, Some(CancelCause::TakenBack));
}

/// While `tick` has a letter in its hands, what would make it void is refused, and what leaves it alone is not.
#[test]
fn nothing_makes_a_leaving_letter_void() {
    let mut house = House::empty();
    house
        .adds_client("drugoy", Some("d@drugoy.example"))
        .opens("ivanov")
        .reaches("quote_sent");
    house
        .at("2026-11-20T11:00:00+03:00")
        .by("cron")
        .does(crate::doing::claim(&["quote/1"]));
    assert_eq!(house.letter("quote/1").state, LetterState::Claimed);
    for void in [lose("price"), crate::doing::change_client("drugoy")] {
        let unmet = house.by("ivanov").refuses(void);
        assert!(
            matches!(&unmet[..], [Unmet::LetterLeaving { .. }]),
            "{unmet:?}"
        );
    }
    house
        .does(set("discount_asked", "2300000.00 RUB"))
        .does(go("invoicing"));
    house
        .by("cron")
        .does(sent("quote/1", "2026-11-20T11:00:30+03:00"));
    assert_eq!(house.letter("quote/1").state, LetterState::Sent);
    house.by("ivanov").does(lose("price"));
}

/// A letter is claimed only after its hold, and only while its cause holds.
#[test]
fn a_letter_is_claimed_when_it_is_due_and_its_cause_holds() {
    let mut house = House::new();
    house.reaches("quote_sent").by("cron");
    let early = house.refuses(crate::doing::claim(&["quote/1"]));
    assert!(matches!(&early[..], [Unmet::LetterNotWaiting { .. }]));
    house
        .by("ivanov")
        .does(lose("price"))
        .by("cron")
        .at("2026-11-20T12:00:00+03:00");
    let gone = house.refuses(crate::doing::claim(&["quote/1"]));
    assert!(matches!(&gone[..], [Unmet::LetterNotWaiting { .. }]));
}

/// A receipt is a fact of the world: it is taken whatever happened to the deal since it left.
#[test]
fn a_receipt_is_taken_whatever_the_deal_did_since() {
    let mut house = House::new();
    house.reaches("quote_sent").at("2026-11-20T11:00:00+03:00");
    house.by("cron").does(crate::doing::claim(&["quote/1"]));
    let receipt = sent("quote/1", "2026-11-20T11:00:30+03:00");
    let seen = house.sees(&receipt.act);
    house.by("ivanov").does(go("invoicing"));
    house.by("cron").does(receipt.having_seen(seen));
    assert_eq!(house.letter("quote/1").state, LetterState::Sent);
}

/// Only the service takes letters in hand.
#[test]
fn letters_are_the_services() {
    let mut house = House::new();
    house.reaches("quote_sent").at("2026-11-20T11:00:00+03:00");
    let unmet = house.refuses(crate::doing::claim(&["quote/1"]));
    assert!(matches!(&unmet[..], [Unmet::NotEntitled { .. }]));
    let unmet = house
        .by("cron")
        .refuses(sent("quote/9", "2026-11-20T11:00:00+03:00"));
    assert!(matches!(&unmet[..], [Unmet::UnknownLetter { .. }]));
}

/// Why a letter that waits would not go at a moment.
fn lost_cause(house: &mut House, letter: &str, now: &str) -> Option<CancelCause> {
    let (ground, deal) = (house.house(), house.deal());
    let letter = house.letter(letter);
    tlg::actions::letters::lost_cause(&ground, &deal, &letter, crate::house::moment(now))
}

/// A quote does not leave once another one is being prepared, though nothing that it binds has changed yet.
#[test]
fn a_quote_stays_while_another_one_is_prepared() {
    let mut house = House::new();
    house.reaches("quote_sent");
    let soon = "2026-11-20T12:00:00+03:00";
    assert_eq!(lost_cause(&mut house, "quote/1", soon), None);
    house.does(go("quote_preparation").says("Другое количество"));
    let cause = lost_cause(&mut house, "quote/1", soon);
    assert_eq!(cause, Some(CancelCause::NotInForce));
}

/// Nor after its last day: the client could not accept it any more.
#[test]
fn a_quote_stays_after_its_last_day() {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .does(send_quote(TOTAL).fact("quote_valid_until", "2026-11-20"));
    let cause = lost_cause(&mut house, "quote/1", "2026-11-20T23:59:00+03:00");
    assert_eq!(cause, None);
    let cause = lost_cause(&mut house, "quote/1", "2026-11-21T00:00:00+03:00");
    assert_eq!(cause, Some(CancelCause::NotInForce));
}

/// The letter of a payment goes while that payment stands, whatever else is paid.
#[test]
fn a_payments_letter_stays_when_the_payment_is_cancelled() {
    let mut house = House::new();
    house
        .reaches("invoice_and_specification")
        .is_paid("1.00 RUB");
    let event = house.deal().events;
    house.is_paid("2.00 RUB");
    house.does(crate::doing::cancel_payment(1));
    let soon = "2026-11-20T12:00:00+03:00";
    let letter = |event: u32| format!("paid/{event}/ivanov");
    let cause = lost_cause(&mut house, &letter(event), soon);
    assert_eq!(cause, Some(CancelCause::NotInForce));
    assert_eq!(lost_cause(&mut house, &letter(event + 1), soon), None);
}

/// A letter as it would be written now.
fn body(house: &mut House, letter: &str) -> String {
    let mut ground = (*house.house()).clone();
    let letter = house.letter(letter);
    let mail = letter.id.mail.to_string();
    let path = format!("{}/templates/mail/{mail}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read(path).expect("a template");
    ground.tick.templates.insert(mail, text);
    let writer = tlg::mail::Writer::new(&ground, house.now());
    let written = writer.letter(&house.deal(), &letter).expect("a letter");
    let text = format!("{}\n{}", written.subject, written.body);
    let space = |letter: char| if letter.is_whitespace() { ' ' } else { letter };
    text.chars().map(space).collect()
}

/// Each payment's letter tells that payment, also when it leaves after the next one came in.
#[test]
fn a_payments_letter_tells_that_payment() {
    let mut house = House::new();
    house
        .reaches("invoice_and_specification")
        .is_paid("1111.00 RUB");
    let event = house.deal().events;
    house.is_paid("2222.00 RUB");
    let first = body(&mut house, &format!("paid/{event}/ivanov"));
    assert!(
        first.contains("1 111") && !first.contains("2 222"),
        "{first}"
    );
}

/// An answer's letter speaks of the quote that was answered, not of a newer one.
#[test]
fn an_answers_letter_speaks_of_the_quote_that_was_answered() {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .answers(Answer::Approved);
    let event = house.deal().events;
    let approved = format!("approved_and_sent/{event}/ivanov");
    assert!(body(&mut house, &approved).contains("2 500 000"));
    house
        .does(go("quote_preparation").says("Другое количество"))
        .does(ask_quote("2450000.00 RUB"));
    let now = body(&mut house, &approved);
    assert!(now.contains("2 500 000"), "{now}");
}

/// What calls for a letter to the client needs the client's address, unless it is handed over otherwise.
#[test]
fn a_letter_to_a_client_without_an_address_is_refused() {
    for (stage, doing) in [
        ("invoicing", issue_invoice()),
        ("rostov_warehouse", done("collect_goods")),
        ("in_delivery", go("destination_warehouse")),
    ] {
        let mut house = House::empty();
        house.adds_client("molcha", Some("m@molcha.example"));
        house.opens_for("ivanov", "molcha").reaches(stage);
        house.loses_address("molcha");
        let unmet = house.refuses(doing.clone());
        assert!(
            matches!(&unmet[..], [Unmet::ClientEmailMissing { .. }]),
            "{unmet:?}"
        );
        house.does(doing.no_mail());
        assert_eq!(house.letters(), [""; 0]);
    }
}
