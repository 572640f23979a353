//! Names, paths and texts that a terminal would obey: whoever looks at a forgery must see it.

use std::process::{Command, Output};

use super::files::PAID;
use super::forge::{BRANCH, feed};
use super::honest::Honest;

/// Goes up a line, wipes it, says that all is well, and hides what follows.
const ORDERS: &str =
    "\u{1B}[1A\u{1B}[2K\u{1B}[32m✓\u{1B}[39m 42 commits proved\u{1B}[8m\u{9B}2J\u{202E}";

/// The colours that the program itself paints in.
const OURS: [&str; 7] = ["0m", "1m", "2m", "31m", "32m", "38;5;9m", "38;5;10m"];

/// What a program shows on a terminal.
fn shown(command: &mut Command) -> String {
    let ended = command.env("CLICOLOR_FORCE", "1").output();
    of_both(&ended.expect("it starts"))
}

fn of_both(ended: &Output) -> String {
    let texts = [&ended.stdout, &ended.stderr];
    let texts = texts.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    texts.concat()
}

/// Nothing in it but text and colours, and `colour` is there.
#[track_caller]
fn assert_obeys_nothing(shown: &str, colour: &str) {
    assert!(shown.contains(&format!("\u{1B}[{colour}")), "{shown:?}");
    for order in shown.split('\u{1B}').skip(1) {
        let order = order.strip_prefix('[').unwrap_or_default();
        let is_ours = order.starts_with("39m") || OURS.iter().any(|ours| order.starts_with(ours));
        assert!(is_ours, "{order:?} in {shown:?}");
    }
    assert!(!shown.contains(['\u{9B}', '\u{202E}', '\r']), "{shown:?}");
}

fn verify(honest: &Honest) -> String {
    shown(honest.command("tlg").arg("verify"))
}

/// What the hook says; whoever asks it has no terminal, so it is made to show colours.
fn hook(honest: &Honest, tip: &str) -> String {
    let mut tlg = honest.command("tlg");
    tlg.current_dir(honest.server())
        .env("CLICOLOR_FORCE", "1")
        .env("GIT_DIR", honest.server())
        .env(
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            honest.workspace().join(".git/objects"),
        )
        .args(["hook", "pre-receive"]);
    let line = format!("{} {tip} {BRANCH}\n", honest.taken());
    of_both(&feed(&mut tlg, line.as_bytes()))
}

#[test]
fn a_name_that_gives_orders() {
    let honest = Honest::new();
    let named = honest
        .forge()
        .swap(
            PAID,
            "\nstage: invoice_and_specification\n",
            "\nstage: won\n",
        )
        .signed_by("petrova");
    let alone = named
        .clone()
        .called(&format!("{ORDERS} <evil@tlg.example>"));
    let forged = alone.commit();
    assert_obeys_nothing(&verify(&honest), "31m");
    assert_obeys_nothing(&hook(&honest, &forged), "31m");
    let log = shown(honest.command("tlg").args(["deal", "log", "1"]));
    assert_obeys_nothing(&log, "38;5;9m");
    assert!(
        log.contains("\u{FFFD}[32m✓\u{FFFD}[39m 42 commits proved"),
        "{log:?}"
    );
}

#[test]
fn a_path_a_text_and_a_header_that_give_orders() {
    let honest = Honest::new();
    let forgeries = [
        honest.forge().put(&format!("{ORDERS}.txt"), b""),
        honest.forge().swap(PAID, "Линия", ORDERS),
        honest
            .forge()
            .header(&format!("{}x y", ORDERS.replace(' ', "_"))),
    ];
    for forgery in forgeries {
        let forged = forgery.by("petrova").commit();
        assert_obeys_nothing(&verify(&honest), "31m");
        assert_obeys_nothing(&hook(&honest, &forged), "31m");
    }
}

/// What is long is cut, so that it cannot push what matters off the screen.
#[test]
fn a_name_that_fills_the_screen() {
    let honest = Honest::new();
    let name = "я".repeat(5000);
    let forgery = honest.forge().called(&format!("{name} <evil@tlg.example>"));
    forgery.signed_by("petrova").commit();
    let shown = verify(&honest);
    assert!(shown.contains('…') && shown.len() < 4000, "{shown}");
}
