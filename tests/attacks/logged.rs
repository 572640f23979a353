//! What `tlg deal log` says of signatures: no more than `tlg verify` would.

use serde_json::{Value, json};

use super::honest::Honest;
use super::trees::with_note;

/// The last line of the log of TLG-1.
fn last(honest: &Honest) -> Value {
    let mut tlg = honest.command("tlg");
    let ended = tlg.args(["deal", "log", "1", "--json"]).output();
    let ended = ended.expect("tlg starts");
    let lines: Value = serde_json::from_slice(&ended.stdout).expect("JSON");
    let lines = lines.as_array().expect("lines");
    lines.last().expect("a line").clone()
}

#[test]
fn an_honest_note_is_well_signed() {
    let honest = with_note();
    let line = last(&honest);
    assert_eq!(line["signature"], "good", "{line:#}");
    assert_eq!(line["email"], "ivanov@tlg.example");
}

#[test]
fn a_key_of_nobody_known_is_named() {
    let honest = with_note();
    honest.reforge("noted").signed_by("petrova").commit();
    let line = last(&honest);
    assert_eq!(line["signature"], "bad");
    let key = honest.shell("ssh-keygen -l -f ../keys/petrova.pub");
    assert_eq!(line["key"].as_str(), key.split(' ').nth(1));
}

#[test]
fn a_commit_that_is_not_in_our_form_speaks_for_nobody() {
    let honest = with_note();
    let other = honest.signature("anything", "petrova", "git");
    let other = other.trim_end().replace('\n', "\n ");
    let note = || honest.reforge("noted");
    let forgeries = [
        note().afterwards(&format!("gpgsig {other}")),
        note().afterwards("gpgsig-sha256 x"),
        note().header("encoding UTF-8"),
        note().armour(|armour| armour.replace('\n', "\r\n")),
        note().armour(|armour| format!("{armour}\n\nAnything may follow\n")),
        note().committer("petrova"),
    ];
    for (number, forgery) in forgeries.into_iter().enumerate() {
        forgery.commit();
        let line = last(&honest);
        assert_eq!(line["signature"], "bad", "{number}: {line:#}");
        assert_eq!(line["name"], Value::Null, "{number}");
        assert_eq!(line["key"], Value::Null, "{number}");
    }
}

#[test]
fn what_nobody_signed_is_told() {
    let honest = with_note();
    honest.reforge("noted").unsigned().commit();
    let line = last(&honest);
    assert_eq!(
        (&line["signature"], &line["name"]),
        (&json!("missing"), &Value::Null)
    );
}
