//! What is proved sound.

use super::{SMALL, TLG, described, read};
use tlg::process::{Report, check};

#[test]
fn the_process_of_tlg() {
    let Report {
        states, findings, ..
    } = check(&read(TLG));
    assert_eq!(described(&findings), [""; 0]);
    assert!((200..1000).contains(&states), "{states} states");
}

#[test]
fn the_small_process() {
    assert_eq!(described(&check(&read(SMALL)).findings), [""; 0]);
}

#[test]
fn proving_twice_gives_the_same() {
    assert_eq!(check(&read(TLG)), check(&read(TLG)));
}
