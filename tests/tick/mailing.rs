//! Letters: when they leave, what they say, what goes along (docs/process.md, Mail).

use crate::cron::{hours, house, plan};
use crate::doing::{answer, assign, claim, correct, done, go, lose, withdraw};
use crate::house::{House, INTRODUCTION, moment};
use crate::journey::{TOTAL, ask_discount, ask_quote};
use tlg::actions::refusal::Unmet;
use tlg::agenda::Plan;
use tlg::agenda::mailbox::{DAYS_BACK, unsent};
use tlg::agenda::tick::Claim;
use tlg::deal::letter::{CancelCause, LetterId, LetterState};
use tlg::mail::WriteError;
use tlg::process::decision::Answer;
use tlg::record::Sha256Hex;

const FRIDAY_NOON: &str = "2026-11-20T12:00:00+03:00";

fn claims(plan: &Plan) -> Vec<String> {
    let claims = plan.tick.claims.values();
    claims
        .flat_map(|claim| &claim.letters)
        .map(ToString::to_string)
        .collect()
}

fn letter_id(id: &str) -> LetterId {
    LetterId::parse(id).expect("a letter's id")
}

#[test]
fn a_clients_letter_waits_ten_minutes() {
    let mut house = house();
    house
        .reaches("quote_preparation")
        .at("2026-11-20T11:00:00+03:00");
    house.reaches("quote_sent");
    assert_eq!(
        claims(&plan(&house.files, "2026-11-20T11:09:59+03:00")),
        [""; 0]
    );
    assert_eq!(
        claims(&plan(&house.files, "2026-11-20T11:10:00+03:00")),
        ["quote/1"]
    );
}

#[test]
fn a_letter_within_its_hold_cannot_be_claimed() {
    let mut house = house();
    house
        .reaches("quote_preparation")
        .at("2026-11-20T11:00:00+03:00");
    house.reaches("quote_sent");
    let mut tick = plan(&house.files, "2026-11-20T11:05:00+03:00").tick;
    let claim = Claim {
        letters: [letter_id("quote/1")].into(),
        ..Claim::default()
    };
    tick.claims.insert(house.deal.clone(), claim);
    let unmet = house.refuses_tick("cron", "2026-11-20T11:05:00+03:00", &tick);
    assert!(
        matches!(unmet.as_slice(), [Unmet::LetterNotWaiting { .. }]),
        "{unmet:?}"
    );
}

#[test]
fn a_slip_that_is_taken_back_in_time_sends_nothing() {
    let mut house = house();
    house.reaches("quote_sent");
    let event = house.deal().events;
    house.does(correct(event));
    assert_eq!(claims(&plan(&house.files, FRIDAY_NOON)), [""; 0]);
    assert_eq!(
        house.letter("quote/1").because,
        Some(CancelCause::TakenBack)
    );
}

#[test]
fn a_letter_is_cancelled_when_its_cause_is_gone() {
    let mut house = house();
    house
        .reaches("in_delivery")
        .does(go("destination_warehouse"));
    house.ticks(FRIDAY_NOON);
    let letter = house.letter("in_delivery/1");
    assert_eq!(
        (letter.state, letter.because),
        (LetterState::Cancelled, Some(CancelCause::MovedOn))
    );
    assert_eq!(house.letter("at_warehouse/1").state, LetterState::Claimed);
}

/// A letter whose cause was gone for a while leaves all the same: under its one name, so that nobody reads it twice.
#[test]
fn a_letter_is_queued_again_when_its_cause_comes_back() {
    let mut house = house();
    house.reaches("quote_sent").does(lose("duplicate"));
    house.ticks(FRIDAY_NOON);
    let letter = house.letter("quote/1");
    assert_eq!(letter.because, Some(CancelCause::Lost));
    let event = house.deal().events - 1;
    house
        .by("ivanov")
        .at("2026-11-20T12:05:00+03:00")
        .does(correct(event));
    let letter = house.letter("quote/1");
    assert_eq!((letter.state, letter.because), (LetterState::Queued, None));
    let sent = house.ticks_and_sends("2026-11-20T12:10:00+03:00");
    assert_eq!(sent, ["TLG-1/quote/1"]);
    assert_eq!(house.letter("quote/1").state, LetterState::Sent);
    assert_eq!(house.ticks("2026-11-20T12:15:00+03:00"), None);
    house.audits();
}

#[test]
fn a_request_that_is_open_again_is_told_to_those_who_decide() {
    let mut house = house();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    house.does(withdraw());
    let event = house.deal().events;
    house.ticks(FRIDAY_NOON);
    let cancelled = |house: &House| {
        let mail = house.deal().mail.into_iter();
        let gone = mail.filter(|letter| letter.state == LetterState::Cancelled);
        gone.count()
    };
    assert_eq!(cancelled(&house), 2);
    house.by("ivanov").does(correct(event));
    assert_eq!(cancelled(&house), 0);
    let told = claims(&plan(&house.files, "2026-11-20T12:10:00+03:00"));
    assert_eq!(told.len(), 2, "{told:?}");
}

/// What comes back is judged like any other letter: one that has grown too old meanwhile does not leave.
#[test]
fn a_letter_that_comes_back_too_late_stays() {
    let mut house = house();
    house.reaches("quote_sent").does(lose("duplicate"));
    let event = house.deal().events;
    house.ticks(FRIDAY_NOON);
    house
        .by("ivanov")
        .at("2026-11-27T10:00:00+03:00")
        .does(correct(event));
    house.ticks("2026-11-27T10:10:00+03:00");
    let letter = house.letter("quote/1");
    assert_eq!(letter.because, Some(CancelCause::TooOld));
}

#[test]
fn the_letter_of_a_request_goes_while_the_request_is_open() {
    let mut house = house();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let open = claims(&plan(&house.files, FRIDAY_NOON));
    assert_eq!(open.len(), 2, "both directors may answer: {open:?}");
    house.answers(Answer::Returned);
    let plan = plan(&house.files, FRIDAY_NOON);
    assert_eq!(
        claims(&plan).len(),
        1,
        "the answer alone: {:?}",
        claims(&plan)
    );
    let causes = plan
        .tick
        .claims
        .values()
        .flat_map(|claim| claim.cancelled.values());
    let causes: Vec<&CancelCause> = causes.collect();
    assert_eq!(causes, [&CancelCause::RequestClosed; 2]);
}

#[test]
fn letters_older_than_the_process_allows_do_not_leave_after_an_outage() {
    let mut house = house();
    house.reaches("in_delivery");
    house.ticks("2026-12-01T09:00:00+03:00");
    let letter = house.letter("in_delivery/1");
    assert_eq!(letter.because, Some(CancelCause::TooOld));
    let digest = &house.written("2026-12-02T09:00:00+03:00")["digest/20261202/ivanov"];
    assert!(
        digest
            .body
            .contains("письмо in_delivery/1 устарело и не ушло: tlg mail show TLG-1/in_delivery/1"),
        "{}",
        digest.body
    );
}

#[test]
fn what_is_leaving_is_not_made_void() {
    let mut house = house();
    house.reaches("in_delivery");
    house.ticks(FRIDAY_NOON);
    house.by("ivanov").at("2026-11-20T12:01:00+03:00");
    let unmet = house.refuses(go("destination_warehouse"));
    assert!(
        matches!(unmet.as_slice(), [Unmet::LetterLeaving { .. }]),
        "{unmet:?}"
    );
}

#[test]
fn a_letter_leaves_once_and_its_receipt_says_when() {
    let mut house = house();
    house.reaches("quote_sent");
    let sent = house.ticks_and_sends(FRIDAY_NOON);
    assert_eq!(sent, ["TLG-1/quote/1"]);
    assert_eq!(house.letter("quote/1").state, LetterState::Sent);
    assert_eq!(
        house.message().lines().next(),
        Some("письма отправлены: TLG-1/quote/1")
    );
    assert!(
        house
            .ticks_and_sends("2026-11-20T13:00:00+03:00")
            .is_empty()
    );
    let again = house.by("cron").refuses(claim(&["quote/1"]));
    assert!(
        matches!(again.as_slice(), [Unmet::LetterNotWaiting { .. }]),
        "{again:?}"
    );
}

/// The deal itself knows that a letter is in hand, however many days have a record since.
#[test]
fn a_letter_in_hand_is_never_forgotten() {
    let mut house = house();
    house.reaches("quote_sent");
    house.ticks(FRIDAY_NOON);
    for now in hours("2026-11-21", 2 * i64::try_from(DAYS_BACK).expect("a few")).step_by(24) {
        house.ticks(&now);
    }
    let waiting = unsent(&house.files).expect("day files");
    let waiting: Vec<String> = waiting
        .iter()
        .map(|letter| format!("{} {}", letter.day, letter.name))
        .collect();
    assert!(
        waiting.contains(&"2026-11-20 TLG-1/quote/1".to_owned()),
        "{waiting:?}"
    );
    let sent = house.ticks_and_sends("2027-02-01T09:00:00+03:00");
    assert!(sent.contains(&"TLG-1/quote/1".to_owned()), "{sent:?}");
    assert_eq!(house.letter("quote/1").state, LetterState::Sent);
}

#[test]
fn letters_of_the_day_have_receipts_too() {
    let mut house = house();
    house.defers("2026-11-23");
    let sent = house.ticks_and_sends("2026-11-23T09:00:00+03:00");
    let staff: Vec<&String> = sent
        .iter()
        .filter(|name| name.contains("20261123"))
        .collect();
    assert_eq!(
        staff,
        ["TLG-1/deferral/20261123/ivanov", "digest/20261123/ivanov"]
    );
    assert_eq!(house.day("2026-11-23").unsent().count(), 0);
}

#[test]
fn the_claim_names_the_hash_of_each_letter() {
    let mut house = house();
    house.reaches("quote_sent");
    let letter = house
        .written(FRIDAY_NOON)
        .remove("TLG-1/quote/1")
        .expect("the letter");
    house.ticks(FRIDAY_NOON);
    let file = house.day("2026-11-20");
    let claimed: Vec<Sha256Hex> = file.unsent().map(|letter| letter.posted.sha256).collect();
    assert_eq!(claimed, [letter.sha256()]);
}

#[test]
fn the_quote_carries_exactly_the_decided_bytes() {
    let mut house = house();
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .answers(Answer::Approved);
    let letters = house.written(FRIDAY_NOON);
    let letter = &letters["TLG-1/quote/1"];
    let attachment = letter.attachment.clone().expect("the quote");
    let round = house.deal().rounds[0].clone();
    assert_eq!(
        (attachment.sha256, &attachment.file),
        (round.sha256, &round.file)
    );
    assert_eq!(attachment.name, "КП TLG-1 №1.pdf");
    assert_eq!(letter.to.email, "buyer@stakan.example");
    assert_eq!(letter.from.email, "sales@tlg.example");
    let reply_to = letter.reply_to.clone().expect("the manager");
    assert_eq!(reply_to.email, "ivanov@tlg.example");
    assert!(letter.body.contains("2 500 000,00 руб."), "{}", letter.body);
    assert!(letter.body.contains("31.12.2026"), "{}", letter.body);
    let told = &letters["TLG-1/approved_and_sent/5/ivanov"];
    assert_eq!(told.reply_to, None);
}

#[test]
fn the_letter_of_a_request_has_everything_that_an_answer_needs() {
    let mut house = house();
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .answers(Answer::Returned);
    house.does(ask_quote("2400000.00 RUB"));
    let letters = house.written(FRIDAY_NOON);
    let (_, letter) = letters
        .iter()
        .find(|(name, _)| name.contains("request") && name.ends_with("petrova"))
        .expect("a letter to the director");
    let binds = house.binds().to_string();
    for part in [
        format!("tlg approve 1 --binds {}", &binds[..10]),
        format!("tlg rework 1 --binds {}", &binds[..10]),
        format!("tlg reject 1 --binds {}", &binds[..10]),
        "2 400 000,00 руб.".into(),
        "Постоянный клиент".into(),
        "КП №1, возвращено 20.11.2026, Петрова Анна: Укажите срок поставки".into(),
        "clients/s/stakan-plus/TLG-1/quote-2.pdf".into(),
    ] {
        assert!(
            letter.body.contains(&part),
            "no `{part}` in\n{}",
            letter.body
        );
    }
    assert!(letter.attachment.is_some());
}

#[test]
fn a_message_id_is_a_function_of_the_letter_alone() {
    let mut house = house();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let today = house.written(FRIDAY_NOON);
    let tomorrow = house.written("2026-11-21T12:00:00+03:00");
    let ids: std::collections::BTreeSet<&String> =
        today.values().map(|letter| &letter.message_id).collect();
    assert_eq!(ids.len(), today.len(), "no two letters share one");
    let kept = today.iter().filter(|(name, _)| name.starts_with("TLG-1/"));
    for (name, letter) in kept {
        assert_eq!(letter.message_id, tomorrow[name].message_id);
        assert!(letter.message_id.ends_with("@tlg.example"));
    }
}

#[test]
fn every_letter_of_the_process_can_be_written() {
    let mut names = std::collections::BTreeSet::new();
    for house in every_occasion() {
        for (name, letter) in house.written("2026-11-25T12:00:00+03:00") {
            let mail = name
                .split('/')
                .find(|part| part.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
            names.insert(mail.expect("a mail's id").to_owned());
            assert!(!letter.subject.contains('\n'), "{name}");
            for (rule, broken) in [("blank lines", "\n\n\n"), ("a template's marks", "{%")] {
                assert!(
                    !letter.body.contains(broken),
                    "{rule} in {name}:\n{}",
                    letter.body
                );
            }
        }
    }
    let process = house().process();
    let known: Vec<String> = process
        .mails
        .iter()
        .map(|mail| mail.id.to_string())
        .collect();
    for mail in known {
        assert!(names.contains(&mail), "no test writes {mail}: {names:?}");
    }
}

/// Houses in which every letter of the process waits or is due on 25.11.2026.
fn every_occasion() -> Vec<House> {
    let mut houses = Vec::new();
    let late = "2026-11-25T10:00:00+03:00";
    let mut quote = house();
    quote
        .at(late)
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .answers(Answer::Approved);
    houses.push(quote);
    let mut returned = house();
    returned
        .at(late)
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .answers(Answer::Returned);
    returned.does(ask_quote(TOTAL));
    houses.push(returned);
    let mut rejected = house();
    rejected
        .at(late)
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .answers(Answer::Rejected);
    houses.push(rejected);
    let mut discount = house();
    discount
        .at(late)
        .reaches("quote_sent")
        .does(ask_discount("2400000.00 RUB"));
    let granted =
        answer(&discount, Answer::Approved).grant(Some("2400000.00 RUB"), Some("2026-12-15"));
    discount.by("petrova").does(granted);
    houses.push(discount);
    for stage in ["in_delivery", "destination_warehouse"] {
        let mut moved = house();
        moved.at(late).reaches(stage);
        houses.push(moved);
    }
    let mut invoice = house();
    invoice.at(late).reaches("invoice_and_specification");
    houses.push(invoice);
    let mut pickup = house();
    pickup
        .at(late)
        .reaches("rostov_warehouse")
        .does(done("collect_goods"));
    houses.push(pickup);
    let mut deferred = house();
    deferred.defers("2026-11-24");
    houses.push(deferred);
    houses
}

#[test]
fn words_of_people_make_no_headers() {
    let mut house = house();
    house.people(|people| {
        let ivanov = people
            .people
            .iter_mut()
            .find(|person| person.id == "ivanov");
        ivanov.expect("ivanov").name = "Иванов\nBcc: all@evil.example".to_owned();
    });
    house.reaches("quote_sent");
    let letter = &house.written(FRIDAY_NOON)["TLG-1/quote/1"];
    let reply_to = letter.reply_to.as_ref().expect("the manager");
    assert_eq!(reply_to.name, "Иванов Bcc: all@evil.example");
    let bytes = Some("КП на 2500000.00 RUB.pdf".as_bytes().to_vec());
    let message = tlg::post::compose(letter, bytes, moment(FRIDAY_NOON)).expect("a message");
    let text = message;
    assert!(!text.to_lowercase().contains("\nbcc:"), "{text}");
}

/// Whatever a client or a deal is called: files refuse such names, and a letter would bear them.
#[test]
fn no_name_makes_a_header() {
    for evil in [
        "\r\nBcc: all@evil.example",
        "\nBcc: all@evil.example",
        "\rBcc: all@evil.example\r\n\r\n",
    ] {
        let letter = tlg::mail::Written {
            from: tlg::mail::Address::new(evil, "sales@tlg.example"),
            to: tlg::mail::Address::new(evil, "buyer@stakan.example"),
            reply_to: Some(tlg::mail::Address::new(evil, "ivanov@tlg.example")),
            message_id: "1@tlg.example".into(),
            subject: tlg::mail::written::one_line(&format!("КП{evil}")),
            body: format!("Здравствуйте{evil}"),
            attachment: Some(tlg::mail::Attachment {
                name: tlg::mail::written::one_line(&format!("КП{evil}\".pdf")),
                file: "quote.pdf".into(),
                sha256: Sha256Hex::of(b"quote"),
            }),
        };
        let message = tlg::post::compose(&letter, Some(b"quote".to_vec()), moment(FRIDAY_NOON));
        let text = message.expect("a message");
        let heads = text.split("\r\n\r\n").flat_map(str::lines);
        let mut forged = heads.filter(|line| line.to_lowercase().starts_with("bcc"));
        assert_eq!(forged.next(), None, "{text}");
        assert_eq!(text.matches("Content-Disposition: ").count(), 1, "{text}");
    }
}

#[test]
fn the_reason_of_a_request_cannot_pass_for_the_command_to_answer() {
    let mut house = house();
    let reason = "Срочно\n\nОтветить нужно до конца дня 20.11.2026:\n  tlg approve 666";
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL).says(reason));
    let letters = house.written(FRIDAY_NOON);
    let letter = &letters["TLG-1/request/4/petrova"];
    assert!(
        letter
            .body
            .contains("\n> Срочно\n> Ответить нужно до конца дня 20.11.2026:\n> tlg approve 666\n"),
        "{}",
        letter.body
    );
}

#[test]
fn letters_of_decisions_name_the_commit_that_they_stand_on() {
    let mut house = house();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let mut plan = plan(&house.files, FRIDAY_NOON);
    plan.ground.tick.tip = Some("4f1c0ffee".into());
    let letters = tlg::mail::write_all(&plan.ground, &plan.tick, moment(FRIDAY_NOON));
    let named = letters.iter().filter(|(_, letter)| {
        let letter = letter.as_ref().expect("a letter");
        letter.body.contains("4f1c0ffee")
    });
    let names: Vec<String> = named.map(|(name, _)| name.to_string()).collect();
    assert_eq!(
        names,
        [
            "TLG-1/request/4/kozlov",
            "TLG-1/request/4/petrova",
            "digest/20261120/kozlov",
            "digest/20261120/petrova"
        ]
    );
}

#[test]
fn a_broken_template_stops_no_other_letter() {
    let mut house = house();
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .answers(Answer::Approved);
    let broken = b"Subject: {{ nobody.knows }}\n\ntext\n".to_vec();
    house
        .files
        .0
        .insert("templates/mail/quote.txt".into(), broken);
    let before = plan(&house.files, FRIDAY_NOON);
    assert_eq!(claims(&before), ["approved_and_sent/5/ivanov"]);
    let [(name, WriteError::Template { path, .. })] = before.unwritten.as_slice() else {
        panic!("{:?}", before.unwritten);
    };
    assert_eq!(
        (name.to_string().as_str(), path.as_str()),
        ("TLG-1/quote/1", "templates/mail/quote.txt")
    );
    let mut tick = before.tick.clone();
    let claim = tick.claims.get_mut(&house.deal).expect("a claim");
    claim.letters.insert(letter_id("quote/1"));
    let unmet = house.refuses_tick("cron", FRIDAY_NOON, &tick);
    assert!(
        matches!(unmet.as_slice(), [Unmet::LetterUnwritten { .. }]),
        "{unmet:?}"
    );
}

#[test]
fn replies_go_to_whoever_has_the_deal_when_the_letter_leaves() {
    let mut house = house();
    house.reaches("quote_sent").does(assign("sidorov"));
    let letter = &house.written(FRIDAY_NOON)["TLG-1/quote/1"];
    assert_eq!(
        letter.reply_to.as_ref().expect("the manager").email,
        "sidorov@tlg.example"
    );
    assert_eq!(letter.message_id.len(), 40 + "@tlg.example".len());
    assert_eq!(INTRODUCTION.len(), 40);
}
