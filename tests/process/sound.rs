//! What is proved sound.

use super::{SMALL, TLG, described, findings, read};
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

/// Where deals in flight go is a stage where work goes on, a task or a fact of the process; what they leave is gone.
#[test]
fn a_map_of_deals_in_flight_fits_its_process() {
    let mapped = |map: &str| format!("{SMALL}deals_in_flight: {map}\n");
    let map = "{stages: {offered: offer, won: paying}, tasks: {call: check, write: dropped}, facts: {sum: quote_total}}";
    assert_eq!(described(&findings(&mapped(map))), [""; 0]);
    let node = read(&mapped(map)).node();
    assert_eq!(read(&node.to_yaml()).node(), node);
    for (map, finding) in [
        (
            "{stages: {offered: lost}}",
            "not_open at deals_in_flight.stages.offered",
        ),
        (
            "{stages: {offered: nowhere}}",
            "unknown at deals_in_flight.stages.offered",
        ),
        (
            "{stages: {offer: paying}}",
            "still_there at deals_in_flight.stages.offer",
        ),
        (
            "{tasks: {call: nothing}}",
            "unknown at deals_in_flight.tasks.call",
        ),
        (
            "{tasks: {check: again}}",
            "still_there at deals_in_flight.tasks.check",
        ),
        (
            "{facts: {sum: nothing}}",
            "unknown at deals_in_flight.facts.sum",
        ),
        (
            "{facts: {until: in_stock}}",
            "still_there at deals_in_flight.facts.until",
        ),
    ] {
        assert_eq!(described(&findings(&mapped(map))), [finding], "{map}");
    }
}
