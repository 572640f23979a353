//! An introduction that somebody else put on record.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::forge::BRANCH;
use super::honest::Honest;

const OTHER: &str = "4f1c000000000000000000000000000000000abc";
const KEY: &str = "SHA256:uNiVztksCsDhcc0u9e8BrqkCvWp3lRcjsUSaJOiZrZY";

/// What the user's or the machine's configuration says of an introduction is said of no repository.
#[test]
fn only_the_repository_itself_says_whose_it_is() {
    let honest = Honest::new();
    let anchor = honest.company.folder().join("anchor");
    let text = format!("[tlg]\n\tintroduction = {OTHER}\n\tintroducedBy = {KEY}\n");
    fs::write(&anchor, text).expect("a file");
    let anchor = anchor.display().to_string();
    let global = |name: &str, value: &str| {
        honest.git(&["config", "--global", name, value]);
    };
    global("tlg.anchor", &anchor);
    honest.verify(&["--full"]).assert_proved();
    let own = honest.git(&["config", "--local", "tlg.introduction"]);
    honest.git(&["config", "--local", "--unset", "tlg.introduction"]);
    global("tlg.introduction", &own);
    let judged = honest.verify(&["--full"]);
    assert_eq!(judged.code, 4, "{:#}", judged.value);
}

#[test]
fn a_server_says_that_others_can_change_its_anchor() {
    let honest = Honest::new();
    let anchor = honest.company.folder().join("anchor");
    let path = anchor.display().to_string();
    let introduction = honest.introduction();
    honest.shell(&format!(
        "tlg -q -C ../server.git hook install --introduction {introduction} --anchor {path}"
    ));
    fs::set_permissions(&anchor, fs::Permissions::from_mode(0o666)).expect("a file");
    let taken = honest.taken();
    let asked = honest.ask_the_hook(&format!("{taken} {taken} {BRANCH}\n"));
    let told = asked.said.lines().filter(|line| line.contains(&path));
    assert_eq!(told.count(), 1, "{}", asked.said);
}
