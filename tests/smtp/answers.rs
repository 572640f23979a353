//! What a mail server answers, and what becomes of the letters.

use crate::clone::{MONDAY, said};
use crate::post::{CLIENT, MANAGER, Post, QUOTE, at};
use crate::server::{Answer, Kind};
use std::time::Duration;
use tlg::actions::ground::day_file_at;
use tlg::deal::letter::LetterState;

#[test]
fn letters_leave_over_one_connection_each_to_one_recipient() {
    let post = Post::open();
    let (code, told) = post.ticks(MONDAY);
    assert_eq!(code, Some(0), "{told}");
    let received = post.server.received();
    assert_eq!(post.server.connections(), 1);
    assert!(
        told.contains(&format!("отправлено {}", received.len())),
        "{told}"
    );
    assert!(received.len() > 1, "{received:?}");
    assert_eq!(post.came_to(CLIENT), 1);
    assert_eq!(post.state(), "sent");
    let letter = &received[0];
    assert!(letter.text.is_ascii() && !letter.text.contains("\r\n\r\n\r\n.\r\n"));
    assert!(letter.message_id().ends_with("@tlg.example>"), "{letter:?}");
    let (code, told) = post.ticks(&at("10:00"));
    assert_eq!(
        (code, post.server.received().len()),
        (Some(0), received.len()),
        "{told}"
    );
    post.clone.sandbox.assert_clean(post.clone.workspace.root());
}

#[test]
fn a_refused_recipient_stops_no_other_letter_and_needs_a_person_at_once() {
    let post = Post::open();
    let no = Answer::Recipient("550 5.1.1 нет такого ящика");
    post.server.answers(CLIENT, &[no]);
    let (code, told) = post.ticks(MONDAY);
    assert_eq!(code, Some(1), "{told}");
    assert!(
        told.contains("не доставлено: 550 5.1.1 нет такого ящика"),
        "{told}"
    );
    assert!(post.came_to(MANAGER) > 0);
    assert_eq!((post.came_to(CLIENT), post.state().as_str()), (0, "failed"));
    let (_, listed) = post.tlg(MANAGER, MONDAY, &["mail", "list"]);
    assert!(
        listed.contains(QUOTE) && listed.contains("550 5.1.1"),
        "{listed}"
    );
    let (_, day) = post.tlg(MANAGER, MONDAY, &[]);
    assert!(
        day.contains("550 5.1.1") && day.contains("tlg mail show TLG-1/quote/1"),
        "{day}"
    );
    let (code, told) = post.ticks(&at("10:00"));
    assert_eq!((code, post.came_to(CLIENT)), (Some(1), 0), "{told}");
}

#[test]
fn a_letter_that_the_server_refuses_after_reading_it_has_not_left() {
    let post = Post::open();
    post.server
        .answers(CLIENT, &[Answer::Letter("554 5.7.1 spam")]);
    let (code, told) = post.ticks(MONDAY);
    assert_eq!(code, Some(1), "{told}");
    assert_eq!((post.came_to(CLIENT), post.state().as_str()), (0, "failed"));
}

#[test]
fn a_greylisted_letter_waits_its_time_and_leaves_once() {
    let post = Post::open();
    let later = || Answer::Recipient("451 4.7.1 greylisted");
    post.server.answers(CLIENT, &[later(), later()]);
    let (code, told) = post.ticks(MONDAY);
    assert_eq!(code, Some(0), "{told}");
    assert!(
        told.contains("позже") && told.contains("сегодня 09:10: 451 4.7.1 greylisted"),
        "{told}"
    );
    assert_eq!(post.state(), "queued");
    post.ticks(&at("09:09"));
    assert_eq!(post.came_to(CLIENT), 0);
    let (_, listed) = post.tlg(MANAGER, &at("09:09"), &["mail", "list"]);
    assert!(
        listed.contains("сервер отложил, снова сегодня 09:10: 451 4.7.1"),
        "{listed}"
    );
    let (code, told) = post.ticks(&at("09:10"));
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("сегодня 09:40"), "{told}");
    let (code, told) = post.ticks(&at("09:40"));
    assert_eq!((code, post.came_to(CLIENT)), (Some(0), 1), "{told}");
    assert_eq!(post.state(), "sent");
}

#[test]
fn a_letter_that_is_put_off_again_and_again_needs_a_person() {
    let post = Post::open();
    let later = vec![Answer::Recipient("452 4.2.2 mailbox full"); 7];
    post.server.answers(CLIENT, &later);
    for time in ["09:00", "09:10", "09:40", "10:40", "13:40", "19:40"] {
        let (code, told) = post.ticks(&at(time));
        assert_eq!(code, Some(0), "{time}: {told}");
    }
    let (code, told) = post.ticks("2026-11-24T07:40:00+03:00");
    assert_eq!(code, Some(1), "{told}");
    assert!(
        told.contains("после всех попыток: 452 4.2.2 mailbox full"),
        "{told}"
    );
    assert_eq!(post.state(), "failed");
}

#[test]
fn of_a_letter_without_an_answer_nobody_knows_and_it_is_not_sent_again() {
    for silence in [
        Answer::HangUpAfter,
        Answer::SlowAfter(Duration::from_secs(12)),
    ] {
        let post = Post::open();
        post.server.answers(CLIENT, &[silence]);
        let (code, told) = post.ticks(MONDAY);
        assert_eq!(code, Some(1), "{told}");
        assert!(told.contains("неизвестно, ушло ли"), "{told}");
        assert!(post.came_to(MANAGER) > 0, "the others left nevertheless");
        let (code, _) = post.ticks(&at("12:00"));
        assert_eq!((code, post.came_to(CLIENT)), (Some(1), 1));
        assert_eq!(post.state(), "unclear");
    }
}

#[test]
fn people_of_the_company_get_a_letter_without_an_answer_again_under_one_message_id() {
    let post = Post::open();
    post.server.answers(MANAGER, &[Answer::HangUpAfter]);
    let (code, told) = post.ticks(MONDAY);
    assert_eq!(code, Some(0), "{told}");
    let before = post.came_to(MANAGER);
    post.ticks(&at("09:09"));
    assert_eq!(post.came_to(MANAGER), before, "it waits its time");
    let (code, told) = post.ticks(&at("09:10"));
    assert_eq!(
        (code, post.came_to(MANAGER)),
        (Some(0), before + 1),
        "{told}"
    );
    let received = post.server.received();
    let again = received.last().expect("a letter");
    let mut same = received
        .iter()
        .filter(|letter| letter.message_id() == again.message_id());
    assert_eq!(same.clone().count(), 2);
    assert_eq!(same.next().map(|first| &first.to), Some(&again.to));
}

#[test]
fn a_connection_that_drops_before_the_letter_costs_nothing_but_time() {
    for drop in [
        Answer::HangUpBefore,
        Answer::SlowBefore(Duration::from_secs(3)),
    ] {
        let post = Post::open();
        post.server.answers(CLIENT, &[drop]);
        let (code, told) = post.ticks(MONDAY);
        assert_eq!(code, Some(0), "{told}");
        let (code, told) = post.ticks(&at("09:10"));
        assert_eq!((code, post.came_to(CLIENT)), (Some(0), 1), "{told}");
        assert_eq!(post.state(), "sent");
    }
}

#[test]
fn an_address_of_ours_that_the_server_refuses_fails_no_letter() {
    let post = Post::open();
    post.server
        .refuses_senders(Some("553 5.7.1 not your address"));
    let (code, told) = post.ticks(MONDAY);
    assert_eq!(code, Some(3), "{told}");
    assert!(
        told.contains("mail.from: 553 5.7.1 not your address"),
        "{told}"
    );
    assert_eq!(post.state(), "queued");
    post.server.refuses_senders(None);
    let (code, told) = post.ticks(&at("09:05"));
    assert_eq!((code, post.state().as_str()), (Some(0), "sent"), "{told}");
}

#[test]
fn without_a_server_letters_stay_in_the_queue_and_cron_hears_of_it() {
    let mut house = crate::clone::sent_quote();
    crate::post::transport(
        &mut house,
        "smtp\n  smtp: {host: 127.0.0.1, port: 1, tls: none, timeout: 1}",
    );
    let clone = crate::clone::Clone::of(&mut house);
    let (code, told) = clone.tlg(crate::clone::CRON, &["tick"]);
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("127.0.0.1:1 не отвечает"), "{told}");
    assert_eq!(crate::post::state_of_quote(&clone), "queued");
    let head = clone.head();
    let (code, _) = clone.tlg(crate::clone::CRON, &["tick"]);
    assert_eq!(
        (code, clone.head()),
        (Some(3), head),
        "the day has its record already"
    );
}

#[test]
fn after_an_outage_old_letters_do_not_leave_by_themselves() {
    let post = Post::open();
    let later = Answer::Recipient("451 later");
    post.server.answers(CLIENT, &[later]);
    post.ticks(MONDAY);
    let (code, told) = post.ticks("2026-11-26T10:00:00+03:00");
    assert_eq!((code, post.came_to(CLIENT)), (Some(1), 0), "{told}");
    assert_eq!(post.state(), "cancelled");
    let (code, told) = post.ticks("2026-11-26T10:10:00+03:00");
    assert_eq!(code, Some(1), "for as long as it waits: {told}");
    let (code, told) = post.tlg(MANAGER, "2026-11-26T10:11:00+03:00", &["doctor", "--json"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains(QUOTE), "{told}");
}

#[test]
fn after_ten_days_without_mail_people_get_the_letters_of_one_day() {
    let mut house = crate::cron::house();
    house.defers("2026-11-23");
    let post = Post::of(Kind::Open, &mut house);
    // The server lets us in, so that letters are claimed, and takes none.
    let later = vec![Answer::Recipient("451 later"); 99];
    post.server.answers("@tlg.example", &later);
    let mut days: Vec<String> = (23..=30).map(|day| format!("2026-11-{day}")).collect();
    days.extend(["2026-12-01", "2026-12-02"].map(str::to_owned));
    for day in &days {
        post.ticks(&format!("{day}T09:00:00+03:00"));
    }
    post.server.forgets_its_answers();
    let (_, told) = post.ticks("2026-12-03T09:00:00+03:00");
    assert_eq!(post.came_to(MANAGER), 2, "{told}");
    let all_are = |day: &str, state: LetterState| {
        let states = states_of(&post, day);
        assert!(
            !states.is_empty() && states.iter().all(|it| *it == state),
            "{day}: {states:?}"
        );
    };
    all_are("2026-12-03", LetterState::Sent);
    for day in &days {
        all_are(day, LetterState::Cancelled);
    }
    assert!(told.contains("за прошлые дни"), "{told}");
    let head = post.clone.head();
    post.ticks("2026-12-03T09:10:00+03:00");
    assert_eq!((post.came_to(MANAGER), post.clone.head()), (2, head));
}

/// How the reminders and digests of a day stand.
fn states_of(post: &Post, day: &str) -> Vec<LetterState> {
    let tip = post.clone.workspace.tip().expect("a tip");
    let file = day_file_at(&tip, day.parse().expect("a day")).expect("day files");
    let letters = file.expect("a day").letters.into_iter();
    let own = letters.filter(|letter| letter.posted.name.kept_by().is_none());
    own.map(|letter| letter.state).collect()
}

#[test]
fn with_a_clock_that_was_set_nothing_leaves_the_machine() {
    let mut house = crate::clone::sent_quote();
    crate::post::transport(&mut house, "smtp\n  smtp: {host: mail.tlg.example}");
    let clone = crate::clone::Clone::of(&mut house);
    let head = clone.head();
    let (code, told) = clone.tlg(crate::clone::CRON, &["tick"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("TLG_NOW"), "{told}");
    assert_eq!(clone.head(), head);
    let (code, _) = said(&mut clone.command(crate::clone::CRON, MONDAY, &["tick", "--dry-run"]));
    assert_eq!(code, Some(0));
}

#[test]
fn a_claim_of_another_host_is_never_taken_over() {
    let post = Post::open();
    post.server
        .answers(MANAGER, &[Answer::SlowAfter(Duration::from_secs(9))]);
    let mut tick = post.tick(MONDAY).spawn().expect("the program");
    while post.came_to(MANAGER) == 0 {
        std::thread::sleep(Duration::from_millis(5));
    }
    tick.kill().expect("ours");
    tick.wait().expect("killed");
    let journal = post.clone.workspace.shared_dir().join("outbox");
    std::fs::remove_file(journal).expect("another host has its own");
    let (code, told) = post.ticks(&at("09:29"));
    assert_eq!(code, Some(0), "it may be leaving there right now: {told}");
    let (code, told) = post.ticks(&at("09:30"));
    assert_eq!((code, post.came_to(CLIENT)), (Some(1), 0), "{told}");
    assert!(
        told.contains("исход неизвестен → tlg mail show TLG-1/quote/1"),
        "{told}"
    );
}

#[test]
fn what_is_decided_of_a_letter_while_a_run_is_at_work_holds() {
    let post = Post::open();
    post.server
        .answers(MANAGER, &[Answer::SlowAfter(Duration::from_secs(3))]);
    let mut tick = post.tick(MONDAY).spawn().expect("the program");
    while post.came_to(MANAGER) == 0 {
        std::thread::sleep(Duration::from_millis(5));
    }
    let drop = ["mail", "resolve", QUOTE, "drop", "-m", "передумали"];
    let (code, told) = post.tlg(MANAGER, &at("09:31"), &drop);
    assert_eq!(code, Some(3), "the run may send it right now: {told}");
    // In another clone nobody knows of the run.
    let lock = post.clone.workspace.shared_dir().join("post");
    std::fs::remove_file(lock).expect("the lock of this clone");
    let (code, told) = post.tlg(MANAGER, &at("09:31"), &drop);
    assert_eq!(code, Some(0), "{told}");
    tick.wait().expect("done");
    assert_eq!(
        (post.came_to(CLIENT), post.state().as_str()),
        (0, "cancelled")
    );
}

#[test]
fn a_letter_that_was_not_handed_over_holds_up_nothing() {
    let post = Post::open();
    let later = Answer::Recipient("451 4.7.1 greylisted");
    post.server.answers(CLIENT, &[later]);
    post.ticks(MONDAY);
    let lose = ["deal", "lose", "1", "--reason", "price"];
    let (code, told) = post.tlg(MANAGER, &at("09:05"), &lose);
    assert_eq!(code, Some(0), "{told}");
    post.ticks(&at("10:00"));
    assert_eq!(
        (post.came_to(CLIENT), post.state().as_str()),
        (0, "cancelled")
    );
}

#[test]
fn a_refusal_of_the_letter_before_it_was_said_holds_up_no_other() {
    for no in ["451 4.3.0 later", "554 5.7.1 no"] {
        let post = Post::open();
        post.server.answers(MANAGER, &[Answer::Data(no)]);
        let (_, told) = post.ticks(MONDAY);
        assert_eq!(post.came_to(CLIENT), 1, "{told}");
        assert_eq!(post.server.connections(), 1, "{told}");
    }
}

#[test]
fn a_server_that_takes_no_letters_now_counts_against_none() {
    let post = Post::open();
    post.server.refuses_senders(Some("452 4.3.1 no space"));
    let times = [
        "09:00", "09:10", "09:20", "09:30", "09:40", "09:50", "09:55", "10:00",
    ];
    for time in times {
        let (code, told) = post.ticks(&at(time));
        assert_eq!(code, Some(3), "{told}");
    }
    assert_eq!(post.state(), "queued");
    post.server.refuses_senders(None);
    let (code, told) = post.ticks(&at("10:01"));
    assert_eq!((code, post.came_to(CLIENT)), (Some(0), 1), "{told}");
}

#[test]
fn an_answer_that_asks_for_more_is_no_receipt() {
    let post = Post::open();
    post.server.answers(CLIENT, &[Answer::Letter("354 go on")]);
    let (code, told) = post.ticks(MONDAY);
    assert_eq!(
        (code, post.state().as_str()),
        (Some(1), "unclear"),
        "{told}"
    );
}

#[test]
fn an_answer_that_comes_byte_by_byte_holds_up_nothing_for_long() {
    let post = Post::open();
    post.server.answers(CLIENT, &[Answer::Drip]);
    let before = std::time::Instant::now();
    let (code, told) = post.ticks(MONDAY);
    assert_eq!(code, Some(0), "{told}");
    assert!(before.elapsed() < Duration::from_secs(5), "{told}");
    assert_eq!(post.state(), "queued");
}
