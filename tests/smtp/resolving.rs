//! What the manager says of a letter, with the program.

use crate::clone::MONDAY;
use crate::post::{CLIENT, MANAGER, Post, QUOTE, at};
use crate::server::Answer;

fn unclear() -> Post {
    let post = Post::open();
    post.server.answers(CLIENT, &[Answer::HangUpAfter]);
    post.ticks(MONDAY);
    post
}

#[test]
fn a_letter_is_sent_again_to_another_address_under_its_old_message_id() {
    let post = unclear();
    let (_, shown) = post.tlg(MANAGER, &at("10:00"), &["mail", "show", QUOTE]);
    assert!(
        shown.contains("tlg mail resolve TLG-1/quote/1 resend"),
        "{shown}"
    );
    let resend = [
        "mail",
        "resolve",
        QUOTE,
        "resend",
        "--to",
        "new@stakan.example",
    ];
    let (code, told) = post.tlg(MANAGER, &at("10:00"), &resend);
    assert_eq!(code, Some(0), "{told}");
    for said in [
        "решено, что с письмом",
        "10:00): уйдет снова",
        "quote/1 → new@stakan.example",
    ] {
        assert!(told.contains(said), "no `{said}` in\n{told}");
    }
    assert_eq!(post.state(), "queued");
    let (code, told) = post.ticks(&at("10:01"));
    assert_eq!((code, post.state().as_str()), (Some(0), "sent"), "{told}");
    let received = post.server.received();
    let ids = received
        .iter()
        .filter(|letter| letter.to.ends_with("stakan.example"));
    let ids: Vec<_> = ids
        .map(|letter| (letter.to.as_str(), letter.message_id()))
        .collect();
    let [(CLIENT, first), ("new@stakan.example", second)] = ids.as_slice() else {
        panic!("{ids:?}");
    };
    assert_eq!(first, second);
}

#[test]
fn doctor_names_the_letters_that_wait() {
    let post = unclear();
    let (code, told) = post.tlg(MANAGER, &at("09:01"), &["doctor", "--json"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(
        told.contains("letters_wait") && told.contains(QUOTE),
        "{told}"
    );
}

#[test]
fn a_letter_that_came_otherwise_holds_up_nothing_any_more() {
    let post = unclear();
    let lose = ["deal", "lose", "1", "--reason", "price"];
    let (code, told) = post.tlg(MANAGER, &at("10:00"), &lose);
    assert_eq!(code, Some(1), "{told}");
    let sent = ["mail", "resolve", "1/quote/1", "sent", "-m", "отдал сам"];
    let (code, told) = post.tlg(MANAGER, &at("10:00"), &sent);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("10:00): оно дошло"), "{told}");
    assert!(told.contains(&format!("quote/1 → {CLIENT}")), "{told}");
    let (code, told) = post.ticks(&at("10:01"));
    assert_eq!((code, post.came_to(CLIENT)), (Some(0), 1), "{told}");
    let (code, told) = post.tlg(MANAGER, &at("10:02"), &lose);
    assert_eq!(code, Some(0), "{told}");
}

#[test]
fn a_letter_is_dropped_with_a_reason_and_to_belongs_to_resend() {
    let post = unclear();
    let (code, told) = post.tlg(MANAGER, &at("10:00"), &["mail", "resolve", QUOTE, "drop"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(
        told.contains("tlg mail resolve TLG-1/quote/1 drop -m"),
        "{told}"
    );
    let drop = [
        "mail",
        "resolve",
        QUOTE,
        "drop",
        "-m",
        "передумали",
        "--to",
        "a@b",
    ];
    let (code, _) = post.tlg(MANAGER, &at("10:00"), &drop);
    assert_eq!(code, Some(2));
    let (code, told) = post.tlg(MANAGER, &at("10:00"), &drop[..6]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("10:00): не уйдет"), "{told}");
    assert!(told.contains(CLIENT), "{told}");
    let (code, told) = post.ticks(&at("10:01"));
    assert_eq!(
        (code, post.state().as_str()),
        (Some(0), "cancelled"),
        "{told}"
    );
    let (_, listed) = post.tlg(MANAGER, &at("10:02"), &["mail", "list"]);
    assert!(listed.contains("Ни одно письмо не ждёт"), "{listed}");
}

#[test]
fn somebody_elses_letter_and_one_that_is_none_are_refused() {
    let post = unclear();
    let (code, told) = post.tlg(
        crate::clone::CRON,
        &at("10:00"),
        &["mail", "resolve", QUOTE, "sent"],
    );
    assert_eq!(code, Some(1), "{told}");
    let (code, told) = post.tlg(
        MANAGER,
        &at("10:00"),
        &["mail", "resolve", "1/quote/7", "sent"],
    );
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("tlg mail list"), "{told}");
}
