//! Numbers of deals that somebody takes who may not, or that are somebody else's.

use super::forge::Forgery;
use super::honest::Honest;
use tlg::record::Moment;

const NUMBERS: &str = "numbers.yaml";

/// A lease of somebody's in a clone of theirs, a minute after the tip, with whatever entries stand before it.
fn leased<'h>(honest: &'h Honest, login: &str, before: &str, from: u32, to: u32) -> Forgery<'h> {
    let told = honest.git(&["show", "-s", "--format=%ct", "HEAD"]);
    let tip: i64 = told.parse().expect("seconds");
    let at = Moment::from_unix(tip + 60, 180).expect("a moment");
    let before = if before.is_empty() {
        "format: 1\nhistory:\n"
    } else {
        before
    };
    let text = format!(
        "{before}- kind: leased\n  at: {at}\n  by: {login}\n  clone: 000000a1\n  from: {from}\n  to: {to}\n"
    );
    let message = format!(
        "номера сделок: {from}–{to} — {login}, клон 000000a1\n\nIntent: leased\nBy: {login}\nRules: 1\n"
    );
    let forgery = honest.forge().by(login).put(NUMBERS, text.as_bytes());
    forgery.message(&message)
}

/// Four deals are on file; Иванов has leased the next twenty numbers.
fn with_lease() -> Honest {
    let honest = Honest::new();
    leased(&honest, "ivanov", "", 5, 24).commit();
    honest
}

#[test]
fn an_honest_lease_is_proved_and_taken() {
    let honest = with_lease();
    honest.verify(&[]).assert_proved();
    honest.assert_taken();
    honest.git(&["reset", "-q", "--hard"]);
    honest.shell("sidorov tlg -q deal new --client волга --title 'Крышки'");
    assert!(!honest.text("HEAD", "deals/00/00/TLG-25.yaml").is_empty());
    honest.verify(&["--full"]).assert_proved();
    honest.assert_taken();
}

#[test]
fn numbers_leased_by_somebody_who_opens_no_deals() {
    for login in ["petrova", "smirnova", "orlov", "cron"] {
        let honest = Honest::new();
        let forged = leased(&honest, login, "", 5, 24).commit();
        honest.assert_caught(&forged, "G", "not_allowed");
    }
}

#[test]
fn a_lease_in_another_name() {
    let honest = Honest::new();
    let forged = leased(&honest, "ivanov", "", 5, 24).by("sidorov").commit();
    honest.assert_caught(&forged, "G", "differs");
}

#[test]
fn a_lease_of_other_numbers_than_the_next_twenty() {
    for (from, to, rule) in [
        (5, 25, "file"),
        (5, 4_294_967_295, "file"),
        (5, 23, "not_allowed"),
        (6, 25, "not_allowed"),
        (1, 20, "not_allowed"),
    ] {
        let honest = Honest::new();
        let forged = leased(&honest, "ivanov", "", from, to).commit();
        honest.assert_caught(&forged, "G", rule);
    }
}

#[test]
fn numbers_of_somebody_else_leased_once_more() {
    for (from, to, rule) in [(5, 24, "file"), (24, 43, "file"), (26, 45, "not_allowed")] {
        let honest = with_lease();
        let before = honest.text("HEAD", NUMBERS);
        let forged = leased(&honest, "sidorov", &before, from, to).commit();
        honest.assert_caught(&forged, "G", rule);
    }
}

#[test]
fn more_numbers_than_a_clone_needs() {
    let honest = with_lease();
    let before = honest.text("HEAD", NUMBERS);
    let forged = leased(&honest, "ivanov", &before, 25, 44).commit();
    honest.assert_caught(&forged, "G", "not_allowed");
}

#[test]
fn a_deal_opened_under_a_number_of_somebody_else() {
    let honest = Honest::new();
    honest.shell("sidorov tlg -q deal new --client волга --title 'Крышки'");
    let deal = honest.text("HEAD", "deals/00/00/TLG-5.yaml");
    let opening = honest.id("HEAD");
    honest.git(&["reset", "-q", "--hard", "HEAD~1"]);
    let lease = leased(&honest, "ivanov", "", 5, 24).commit();
    let forged = honest
        .reforge(&opening)
        .files_of(&lease)
        .put("deals/00/00/TLG-5.yaml", deal.as_bytes())
        .on(&[&lease])
        .commit();
    honest.assert_caught(&forged, "G", "not_allowed");
}

#[test]
fn leases_rewritten_or_removed() {
    for (old, new) in [("by: ivanov", "by: sidorov"), ("000000a1", "000000b2")] {
        let honest = with_lease();
        let forged = honest.forge().by("sidorov").swap(NUMBERS, old, new);
        honest.assert_caught(&forged.commit(), "G", "history_rewritten");
    }
    let honest = with_lease();
    let removed = honest.forge().by("ivanov").remove(NUMBERS).commit();
    honest.assert_caught(&removed, "G", "removed");
}

#[test]
fn numbers_edited_by_hand() {
    let honest = with_lease();
    honest.git(&["branch", "honest"]);
    for (old, new) in [
        ("to: 24\n", "to: 24\n# ours\n"),
        ("to: 24", "to: 44"),
        ("format: 1", "format: 2"),
    ] {
        let forged = honest.forge().by("ivanov").swap(NUMBERS, old, new).commit();
        honest.assert_caught(&forged, "G", "file");
        honest.point("honest");
    }
    let honest = Honest::new();
    let empty = b"format: 1\nhistory: []\n";
    let forged = honest.forge().by("ivanov").put(NUMBERS, empty).commit();
    let judged = honest.assert_caught(&forged, "G", "unexplained");
    assert_eq!(judged.path(), Some(NUMBERS));
}

#[test]
fn a_lease_along_with_something_else() {
    let honest = Honest::new();
    let with_deal = leased(&honest, "ivanov", "", 5, 24).swap(
        super::files::PAID,
        "\nstage: invoice_and_specification\n",
        "\nstage: won\n",
    );
    honest.assert_caught(&with_deal.commit(), "G", "unexplained");
}
