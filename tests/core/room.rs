//! docs/process.md, Room: nobody fills a file so that others can go on no more.

use tlg::actions::intent::Intent;
use tlg::actions::refusal::Unmet;
use tlg::deal::fact::FactError;
use tlg::deal::read::LARGEST;
use tlg::people::{People, PeopleAct, PeopleEntry, Role};

use crate::doing::{day, go, note};
use crate::house::{House, person_id};

#[test]
fn remarks_leave_half_of_a_deal_to_others() {
    let mut house = House::new();
    house.fills(LARGEST / 2).does(note("Звонил клиент"));
    let long = "я".repeat(9_900);
    let unmet = house.refuses(note(&long));
    let [Unmet::FileFull { path, size, limit }] = &unmet[..] else {
        panic!("{unmet:?}");
    };
    assert_eq!(*path, house.deal.path());
    assert_eq!(*limit, LARGEST as u64 / 2);
    assert!(size > limit);
    house.by("admin").does(note(&long));
    house.by("ivanov").does(go("in_stock"));
}

#[test]
fn what_moves_a_deal_leaves_a_quarter_to_letters_and_administrators() {
    let mut house = House::new();
    house.fills(LARGEST / 4 * 3);
    let reason = "я".repeat(9_900);
    let unmet = house.refuses(go("procurement").says(&reason));
    assert!(matches!(unmet[..], [Unmet::FileFull { .. }]), "{unmet:?}");
    house.does(go("procurement").says("нет на складе"));
}

/// No deal file is ever written that cannot be read, whoever writes it.
#[test]
fn nobody_writes_more_than_is_read() {
    let mut house = House::new();
    house.fills(LARGEST);
    let unmet = house.by("admin").refuses(note(&"я".repeat(9_900)));
    assert!(matches!(unmet[..], [Unmet::FileFull { .. }]), "{unmet:?}");
}

fn delegated(from: &str, text: String) -> Intent {
    let act = PeopleAct::Delegated {
        role: Role::Manager,
        to: person_id("sidorov"),
        from: day(from),
        until: day(from),
    };
    let text = Some(text);
    Intent::People { act, text }
}

#[test]
fn words_in_the_register_are_short() {
    let mut house = House::empty();
    let unmet = house.commits(&delegated("2026-11-23", "я".repeat(501)));
    let error = FactError::LongText;
    assert_eq!(unmet, Err(vec![Unmet::TextUnfit { error }]));
    let taken = house.commits(&delegated("2026-11-23", "я".repeat(500)));
    assert_eq!(taken, Ok(()));
}

/// Deputies fill no register: a stolen key can still be given up.
#[test]
fn delegations_leave_half_of_the_register_to_administrators() {
    let mut house = House::empty();
    let now = house.now();
    house.people(|people| {
        let Intent::People { act, text } = delegated("2026-11-23", "я".repeat(500)) else {
            unreachable!("an act of the register");
        };
        let by = person_id("ivanov");
        let entry = PeopleEntry {
            at: now,
            by,
            act,
            text,
        };
        let bytes = |people: &People| people.node().to_yaml().len();
        let empty = bytes(people);
        people.history.push(entry.clone());
        let each = bytes(people) - empty;
        let more = (People::LARGEST / 2 - empty) / each - 1;
        people.history.extend(std::iter::repeat_n(entry, more));
    });
    let unmet = house.commits(&delegated("2026-12-23", "я".repeat(500)));
    assert!(
        matches!(
            unmet.as_ref().map_err(Vec::as_slice),
            Err([Unmet::FileFull { .. }])
        ),
        "{unmet:?}"
    );
    let person = person_id("sidorov");
    let role = Role::Accountant;
    let act = PeopleAct::Granted { person, role };
    let granted = Intent::People { act, text: None };
    house
        .by("admin")
        .commits(&granted)
        .expect("room that is kept");
}
