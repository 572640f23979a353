//! Receipts are facts of the world: taken whatever somebody did to the letter since (docs/process.md, Mail).

use crate::cron::{house, plan};
use crate::doing::{correct, resolve};
use crate::house::{House, moment, person_id};
use tlg::actions::intent::Intent;
use tlg::actions::refusal::Unmet;
use tlg::actions::resolving::{Way, ways};
use tlg::agenda::mailbox::mailbox;
use tlg::agenda::{ClaimedLetter, Delivery, LetterName, MyDay, Receipt, RunId};
use tlg::cli::language::Language;
use tlg::cli::say::Say;
use tlg::cli::screens::Wording;
use tlg::cli::screens::mail::{departed, list_data};
use tlg::deal::act::Kind;
use tlg::deal::departure::Stray;
use tlg::deal::letter::{Letter, LetterState, Verdict};
use tlg::record::HostName;

const OLD: &str = "buyer@stakan.example";
const NEW: &str = "new@stakan.example";
/// When the first run claims, when its mail server answers, when somebody sees to the letter, and later.
const CLAIMED: &str = "2026-11-20T12:00:00+03:00";
const ANSWERED: &str = "2026-11-20T12:00:07+03:00";
const SEEN_TO: &str = "2026-11-20T13:00:00+03:00";
const ANEW: &str = "2026-11-20T13:05:00+03:00";
const LATER: &str = "2026-11-20T14:00:00+03:00";

/// The runs of two machines.
const FIRST: (u64, &str) = (1, "mail-1");
const SECOND: (u64, &str) = (2, "mail-2");

fn host(name: &str) -> Option<HostName> {
    HostName::new(name)
}

/// A run of a machine claims what is due.
fn claims(house: &mut House, (run, name): (u64, &str), now: &str) {
    let mut tick = plan(&house.files, now).tick;
    tick.run = RunId::new(run);
    tick.host = host(name);
    let claim = house.by("cron").at(now).commits(&Intent::Tick(tick));
    claim.expect("a claim");
}

/// The quote's letter, of which the first machine has heard nothing yet.
fn claimed() -> House {
    let mut house = house();
    house.reaches("quote_sent");
    claims(&mut house, FIRST, CLAIMED);
    house
}

/// A machine records that its mail server took the quote's letter.
fn records(
    house: &mut House,
    (run, _): (u64, &str),
    to: &str,
    sent: &str,
) -> Result<(), Vec<Unmet>> {
    let name = LetterName::parse("TLG-1/quote/1", true).expect("a name");
    let run = RunId::new(run);
    let delivery = Delivery {
        to: to.to_owned(),
        sent: moment(sent),
    };
    house
        .by("cron")
        .at(LATER)
        .commits(&Intent::Receipt(Receipt {
            day: "2026-11-20".parse().expect("a day"),
            sent: [(ClaimedLetter { name, run }, delivery)].into(),
            missed: [].into(),
        }))
}

fn sees_to(house: &mut House, verdict: Verdict, why: Option<&str>, now: &str) {
    house
        .by("ivanov")
        .at(now)
        .does(resolve("quote/1", verdict, why));
}

fn to(address: &str) -> Verdict {
    Verdict::Resend {
        to: Some(address.to_owned()),
    }
}

fn quote(house: &House) -> Letter {
    house.letter("quote/1")
}

fn last_kind(house: &House) -> Kind {
    let history = house.file().history;
    history.last().expect("an entry").act.kind()
}

/// Whether the letter is among what the manager has to see to.
fn bothers_the_manager(house: &House) -> bool {
    let ground = house.ground();
    let day = MyDay::at(&ground, &house.files, &person_id("ivanov"), moment(LATER));
    let rows = mailbox(&ground, &house.files, moment(LATER)).expect("letters");
    let listed = rows.rows.iter().any(|row| row.stray.is_some() && row.waits);
    let told = !day.expect("a day").mail.is_empty();
    assert_eq!(listed, told, "the list and the day agree");
    told
}

/// What the list says of the letter.
fn told_of(house: &House) -> String {
    let ground = house.ground();
    let say = Say::new(Language::Russian);
    let now = moment(LATER);
    let words = Wording {
        house: &ground,
        say: &say,
        now,
        today: ground.calendar.local_day(now),
    };
    departed(&quote(house).stray().expect("a stray"), &words)
}

#[test]
fn a_receipt_names_the_address_the_machine_and_the_moment_of_the_answer() {
    let mut house = claimed();
    records(&mut house, FIRST, OLD, ANSWERED).expect("a receipt");
    let letter = quote(&house);
    let left = &letter.left[0];
    assert_eq!((left.to.as_str(), left.sent), (OLD, moment(ANSWERED)));
    assert_eq!((&left.host, &left.stray), (&host("mail-1"), &None));
    assert_eq!(
        (letter.state, last_kind(&house)),
        (LetterState::Sent, Kind::Sent)
    );
    assert!(!bothers_the_manager(&house));
    let file = String::from_utf8(house.files.0["deals/00/00/TLG-1.yaml"].clone()).expect("text");
    let entry = "  letter: quote/1\n  to: buyer@stakan.example\n  sent: 2026-11-20T12:00:07+03:00\n  host: mail-1\n";
    assert!(file.contains(entry), "{file}");
}

#[test]
fn a_letter_that_left_though_it_was_dropped_is_the_managers_until_it_is_seen_to() {
    let mut house = claimed();
    sees_to(&mut house, Verdict::Drop, Some("передумали"), SEEN_TO);
    records(&mut house, FIRST, OLD, ANSWERED).expect("a fact");
    let letter = quote(&house);
    assert_eq!(letter.state, LetterState::Sent);
    assert_eq!(letter.left[0].stray, Some(Stray::Late));
    assert_eq!(last_kind(&house), Kind::SentLate);
    assert!(bothers_the_manager(&house));
    let digest = &house.written("2026-11-23T09:00:00+03:00")["digest/20261123/ivanov"];
    let line = "письмо quote/1 ушло, хотя к тому времени было решено иначе: \
                tlg mail show TLG-1/quote/1";
    assert!(digest.body.contains(line), "{}", digest.body);
    sees_to(&mut house, Verdict::Sent, None, LATER);
    assert_eq!(quote(&house).state, LetterState::Sent);
    assert!(!bothers_the_manager(&house));
    house.audits();
}

#[test]
fn of_a_letter_that_has_left_nobody_says_that_it_does_not_leave() {
    let elsewhere = |house: &mut House| sees_to(house, to(NEW), None, SEEN_TO);
    let dropped = |house: &mut House| sees_to(house, Verdict::Drop, Some("передумали"), SEEN_TO);
    for sees_to_it in [&elsewhere as &dyn Fn(&mut House), &dropped] {
        let mut house = claimed();
        sees_to_it(&mut house);
        records(&mut house, FIRST, OLD, ANSWERED).expect("a fact");
        let drop = resolve("quote/1", Verdict::Drop, Some("не надо"));
        let unmet = house.by("ivanov").at(LATER).refuses(drop);
        assert!(matches!(unmet[..], [Unmet::LetterLeft { .. }]), "{unmet:?}");
        let open = ways(
            &house.ground(),
            &house.deal(),
            &quote(&house),
            moment(LATER),
        );
        assert_eq!(open, [Way::Sent, Way::Elsewhere]);
        sees_to(&mut house, Verdict::Sent, None, LATER);
        assert_eq!(quote(&house).state, LetterState::Sent);
        assert!(plan(&house.files, LATER).tick.claims.is_empty());
    }
}

#[test]
fn a_letter_that_left_for_the_old_address_still_leaves_for_the_new_one() {
    let mut house = claimed();
    sees_to(&mut house, to(NEW), None, SEEN_TO);
    records(&mut house, FIRST, OLD, ANSWERED).expect("a fact");
    let letter = quote(&house);
    assert_eq!(
        (letter.state, letter.to.as_str()),
        (LetterState::Queued, NEW)
    );
    assert_eq!(last_kind(&house), Kind::SentLate);
    assert!(bothers_the_manager(&house));
    claims(&mut house, SECOND, LATER);
    records(&mut house, SECOND, NEW, LATER).expect("a receipt");
    assert_eq!(
        (quote(&house).state, last_kind(&house)),
        (LetterState::Sent, Kind::Sent)
    );
    assert!(
        bothers_the_manager(&house),
        "of the first one nobody knows yet"
    );
    house.audits();
}

#[test]
fn a_letter_that_left_for_its_address_after_all_does_not_leave_again() {
    let mut house = claimed();
    let again = Verdict::Resend { to: None };
    sees_to(&mut house, again, None, SEEN_TO);
    records(&mut house, FIRST, OLD, ANSWERED).expect("a fact");
    assert_eq!(quote(&house).state, LetterState::Sent);
    assert!(bothers_the_manager(&house));
    let tick = plan(&house.files, LATER).tick;
    assert!(tick.claims.is_empty(), "{tick:?}");
}

#[test]
fn of_a_letter_that_left_twice_the_receipt_names_the_other_machine() {
    let mut house = claimed();
    sees_to(&mut house, Verdict::Resend { to: None }, None, SEEN_TO);
    claims(&mut house, SECOND, ANEW);
    records(&mut house, SECOND, OLD, ANEW).expect("a receipt");
    assert_eq!(last_kind(&house), Kind::Sent);
    records(&mut house, FIRST, OLD, ANSWERED).expect("a fact");
    let letter = quote(&house);
    let also = host("mail-2");
    assert_eq!(letter.left[1].stray, Some(Stray::Twice { also }));
    assert_eq!(letter.left[1].host, host("mail-1"));
    assert_eq!(
        (letter.state, last_kind(&house)),
        (LetterState::Sent, Kind::SentTwice)
    );
    assert!(bothers_the_manager(&house));
    let strayed = letter.stray().expect("left twice");
    let also = strayed.also.as_ref().expect("the other time");
    assert_eq!(
        (strayed.left.sent, also.sent),
        (moment(ANSWERED), moment(ANEW))
    );
    assert_eq!(
        told_of(&house),
        "ушло дважды на buyer@stakan.example: сегодня 12:00 с машины mail-1, сегодня 13:05 с машины mail-2"
    );
    let ground = house.ground();
    let rows = mailbox(&ground, &house.files, moment(LATER))
        .expect("letters")
        .rows;
    assert_eq!(list_data(&rows)[0]["stray"]["also_sent"], ANEW);
    let event = house.deal().rounds[0].event;
    let unmet = house.by("ivanov").refuses(correct(event));
    assert!(matches!(unmet[..], [Unmet::LetterLeft { .. }]), "{unmet:?}");
    house.audits();
}

#[test]
fn what_one_run_says_does_not_settle_what_another_has_in_hand() {
    let mut house = claimed();
    sees_to(&mut house, to(NEW), None, SEEN_TO);
    claims(&mut house, SECOND, ANEW);
    records(&mut house, FIRST, OLD, ANSWERED).expect("a fact");
    assert_eq!(quote(&house).state, LetterState::Claimed);
    let day = house.day("2026-11-20");
    let claims = day.letters.iter();
    let claims = claims.filter(|letter| letter.posted.name.to_string() == "TLG-1/quote/1");
    let states: Vec<LetterState> = claims.map(|letter| letter.state).collect();
    assert_eq!(states, [LetterState::Sent, LetterState::Claimed]);
    records(&mut house, SECOND, NEW, ANEW).expect("a receipt");
    assert_eq!(quote(&house).state, LetterState::Sent);
}

#[test]
fn that_somebody_took_it_for_sent_is_confirmed_by_the_receipt() {
    let mut house = claimed();
    sees_to(&mut house, Verdict::Sent, None, SEEN_TO);
    records(&mut house, FIRST, OLD, ANSWERED).expect("a receipt");
    assert_eq!(
        (quote(&house).state, last_kind(&house)),
        (LetterState::Sent, Kind::Sent)
    );
    assert!(!bothers_the_manager(&house));
}

#[test]
fn no_receipt_says_what_the_claim_does_not() {
    let refused = |run, address: &str, sent: &str| {
        let unmet = records(&mut claimed(), run, address, sent);
        unmet.expect_err("no such thing happened")
    };
    let nobodys = refused(SECOND, OLD, ANSWERED);
    assert!(
        matches!(nobodys[..], [Unmet::UnknownLetter { .. }]),
        "{nobodys:?}"
    );
    for (address, sent) in [
        (NEW, ANSWERED),
        (OLD, "2026-11-20T11:59:59+03:00"),
        (OLD, "2026-11-20T14:00:01+03:00"),
    ] {
        let unmet = refused(FIRST, address, sent);
        assert!(
            matches!(unmet[..], [Unmet::LetterNotWaiting { .. }]),
            "{unmet:?}"
        );
    }
    let mut house = claimed();
    records(&mut house, FIRST, OLD, ANSWERED).expect("a receipt");
    let again = records(&mut house, FIRST, OLD, ANSWERED).expect_err("one claim leaves once");
    assert!(
        matches!(again[..], [Unmet::LetterNotWaiting { .. }]),
        "{again:?}"
    );
}
