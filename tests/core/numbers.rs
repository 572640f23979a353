//! docs/process.md, Numbers: a number of a deal is given once and never changes, whoever opens deals in however many clones.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::collections::BTreeMap;
use tlg::actions::intent::Intent;
use tlg::actions::leasing::wanted;
use tlg::actions::numbering::{drawn, leases_at, next_number};
use tlg::actions::refusal::Unmet;
use tlg::deal::DealId;
use tlg::deal::act::Act;
use tlg::numbers::{Block, Numbers};
use tlg::people::Role;
use tlg::record::CloneName;
use tlg::record::id::{ClientId, PersonId};
use tlg::record::{Fault, FaultKind};

use crate::doing::Doing;
use crate::house::{Files, House, person_id, read_deal};

const OFFICE: &str = "000000a1";
const LAPTOP: &str = "1e000000";

const LEASED: &str = "\
format: 1
history:
- kind: leased
  at: 2026-11-20T10:01:00+03:00
  by: ivanov
  clone: 000000a1
  from: 1
  to: 20
- kind: leased
  at: 2026-11-20T10:02:00+03:00
  by: ivanov
  clone: \"1e000000\"
  from: 21
  to: 40
";

fn clone(name: &str) -> CloneName {
    name.parse().expect("a clone")
}

fn lease(name: &str, from: u32, to: u32) -> Intent {
    Intent::Lease {
        clone: clone(name),
        block: Block { from, to },
    }
}

fn opening(person: &str) -> Doing {
    Doing::from(Act::Open {
        title: "Линия".to_owned(),
        client: ClientId::new("stakan-plus").expect("an id"),
        manager: person_id(person),
    })
}

/// Somebody leases a block that is free.
#[track_caller]
fn leases(house: &mut House, person: &str, name: &str, from: u32) {
    let block = lease(name, from, from + 19);
    house.by(person).commits(&block).expect("a lease");
}

fn opens(house: &mut House, person: &str, number: u32) -> Result<(), Vec<Unmet>> {
    house.deal = DealId::new("TLG", number);
    house.by(person).tries(opening("ivanov"))
}

#[track_caller]
fn is_opened(house: &mut House, person: &str, number: u32) {
    opens(house, person, number).unwrap_or_else(|unmet| panic!("{number}: {unmet:?}"));
}

/// What is in the way of an opening under a number: the next number, and whose it is.
#[track_caller]
fn is_taken(house: &mut House, person: &str, number: u32) -> (u32, Option<PersonId>) {
    match opens(house, person, number) {
        Err(unmet) => match &unmet[..] {
            [Unmet::TakenNumber { next, holder, .. }] => (*next, holder.clone()),
            other => panic!("{number}: {other:?}"),
        },
        Ok(()) => panic!("{number} is opened"),
    }
}

/// Files with numbers leased up to one.
fn leased_up_to(house: &mut House, to: u32) {
    let text = LEASED.replace("from: 21\n  to: 40", &format!("from: {to}\n  to: {to}"));
    let path = Numbers::PATH.to_owned();
    house.files.0.insert(path, text.into_bytes());
}

/// Two blocks of one person in two clones, byte for byte.
#[test]
fn leases_are_written_in_one_way() {
    let mut house = House::empty();
    leases(&mut house, "ivanov", OFFICE, 1);
    leases(&mut house, "ivanov", LAPTOP, 21);
    let bytes = house.files.0[Numbers::PATH].clone();
    assert_eq!(String::from_utf8(bytes).expect("UTF-8"), LEASED);
    assert_eq!(
        house.message(),
        "номера сделок: 21–40 — ivanov, клон 1e000000\n\nIntent: leased\nBy: ivanov\nRules: 1\n"
    );
    let numbers = Numbers::read(LEASED.as_bytes()).expect("leases");
    assert_eq!(numbers.highest(), 40);
    let holders = [0, 1, 20, 21, 40, 41].map(|number| numbers.holder(number).is_some());
    assert_eq!(holders, [false, true, true, true, true, false]);
}

/// Whoever has leased a block opens under its numbers in any order and from any clone; others go on above.
#[test]
fn a_leased_number_is_its_holders_alone() {
    let mut house = House::empty();
    is_opened(&mut house, "ivanov", 1);
    leases(&mut house, "ivanov", OFFICE, 2);
    assert_eq!(
        is_taken(&mut house, "sidorov", 2),
        (22, Some(person_id("ivanov")))
    );
    assert_eq!(is_taken(&mut house, "ivanov", 23), (22, None));
    for (person, number) in [
        ("sidorov", 22),
        ("ivanov", 21),
        ("ivanov", 2),
        ("ivanov", 23),
    ] {
        is_opened(&mut house, person, number);
    }
    for number in [1, 2, 21, 22] {
        assert_eq!(is_taken(&mut house, "ivanov", number), (24, None));
    }
    house.deal = DealId::new("NEW", 3);
    assert!(house.by("ivanov").tries(opening("ivanov")).is_err());
}

/// A block is the twenty lowest numbers above all that are on file or leased, and nothing else.
#[test]
fn a_block_is_the_lowest_that_is_free() {
    let mut house = House::new();
    let free = Block { from: 2, to: 21 };
    for (from, to) in [(1, 20), (3, 22), (2, 20), (2, 22), (2, 2), (0, 19), (22, 2)] {
        let refused = house.by("ivanov").commits(&lease(OFFICE, from, to));
        let block = Block { from, to };
        assert_eq!(refused, Err(vec![Unmet::NotTheBlock { block, free }]));
    }
    leases(&mut house, "ivanov", OFFICE, 2);
    is_opened(&mut house, "sidorov", 22);
    leases(&mut house, "sidorov", OFFICE, 23);
}

/// Who opens deals leases numbers: a manager or their deputy, and nobody else.
#[test]
fn only_who_opens_deals_leases_numbers() {
    let mut house = House::empty();
    for person in ["petrova", "belova", "admin", "cron", "nikto"] {
        let refused = house.by(person).commits(&lease(OFFICE, 1, 20));
        let role = Role::Manager;
        let refused = refused.expect_err("a refusal");
        assert!(
            matches!(&refused[..], [Unmet::NotEntitled { role: asked, .. }] if *asked == role),
            "{person}: {refused:?}"
        );
    }
    house.delegates(Role::Manager, "ivanov", "belova");
    leases(&mut house, "belova", OFFICE, 1);
    assert_eq!(
        is_taken(&mut house, "ivanov", 1),
        (21, Some(person_id("belova")))
    );
    is_opened(&mut house, "belova", 1);
}

/// A clone takes more only when fewer than ten are left in it; another clone of the same person has a stock of its own.
#[test]
fn a_clone_takes_more_when_few_are_left() {
    let mut house = House::empty();
    leases(&mut house, "ivanov", OFFICE, 1);
    for number in [1, 2, 3, 4, 5, 6, 7, 8, 20, 15] {
        is_opened(&mut house, "ivanov", number);
    }
    let left = vec![Block { from: 9, to: 14 }, Block { from: 16, to: 19 }];
    let refused = house.by("ivanov").commits(&lease(OFFICE, 21, 40));
    assert_eq!(refused, Err(vec![Unmet::NumbersLeft { left }]));
    leases(&mut house, "ivanov", LAPTOP, 21);
    leases(&mut house, "sidorov", OFFICE, 41);
    is_opened(&mut house, "ivanov", 12);
    leases(&mut house, "ivanov", OFFICE, 61);
    assert_eq!(
        wants(&house, "ivanov", OFFICE),
        None,
        "nine of the first block and twenty of the second"
    );
}

fn wants(house: &House, person: &str, name: &str) -> Option<Intent> {
    wanted(&house.files, &person_id(person), &clone(name)).expect("sound files")
}

fn draws(house: &House, person: &str, name: &str) -> Option<u32> {
    let leases = leases_at(&house.files).expect("sound leases");
    drawn(&house.files, &leases, &person_id(person), &clone(name)).expect("sound folders")
}

/// A clone draws its lowest number, and says by itself when it needs more; what it asks for is then given.
#[test]
fn a_clone_draws_its_lowest_number_and_knows_when_it_needs_more() {
    let mut house = House::new();
    assert_eq!(draws(&house, "ivanov", OFFICE), None);
    assert_eq!(wants(&house, "ivanov", OFFICE), Some(lease(OFFICE, 2, 21)));
    leases(&mut house, "ivanov", OFFICE, 2);
    is_opened(&mut house, "ivanov", 3);
    for number in [2, 4, 5, 6, 7, 8, 9, 10, 11] {
        assert_eq!(wants(&house, "ivanov", OFFICE), None);
        assert_eq!(draws(&house, "ivanov", OFFICE), Some(number));
        is_opened(&mut house, "ivanov", number);
    }
    assert_eq!(wants(&house, "ivanov", OFFICE), None);
    is_opened(&mut house, "ivanov", 12);
    let more = wants(&house, "ivanov", OFFICE).expect("nine are left");
    assert_eq!(more, lease(OFFICE, 22, 41));
    house.by("ivanov").commits(&more).expect("a lease");
    assert_eq!(draws(&house, "ivanov", OFFICE), Some(13));
    assert_eq!(draws(&house, "ivanov", LAPTOP), None);
    assert_eq!(draws(&house, "sidorov", OFFICE), None);
}

/// Numbers on file may have gaps, and lower ones may come later: the highest counts, across folders.
#[test]
fn numbers_go_on_above_the_highest_on_file() {
    let mut house = House::new();
    let bytes = house.files.0[&house.deal.path()].clone();
    for (number, next) in [
        (99, 100),
        (7, 100),
        (100, 101),
        (10_000, 10_001),
        (250, 10_001),
    ] {
        let path = DealId::new("TLG", number).path();
        house.files.0.insert(path, bytes.clone());
        let found = next_number(&house.files, &Numbers::default()).expect("sound folders");
        assert_eq!(found, Some(next));
    }
}

/// Where numbers end, nothing begins again: the last can still be used.
#[test]
fn numbers_end() {
    let mut house = House::empty();
    leased_up_to(&mut house, u32::MAX - 19);
    let refused = house
        .by("sidorov")
        .commits(&lease(OFFICE, u32::MAX - 18, u32::MAX));
    assert_eq!(refused, Err(vec![Unmet::NumbersEnd]));
    assert_eq!(wants(&house, "sidorov", OFFICE), None);
    is_opened(&mut house, "sidorov", u32::MAX - 18);
    leased_up_to(&mut house, u32::MAX);
    assert_eq!(
        opens(&mut house, "sidorov", u32::MAX),
        Err(vec![Unmet::NumbersEnd])
    );
    assert_eq!(
        opens(&mut house, "sidorov", 1),
        Err(vec![Unmet::NumbersEnd])
    );
    is_opened(&mut house, "ivanov", u32::MAX);
    assert_eq!(
        opens(&mut house, "ivanov", u32::MAX),
        Err(vec![Unmet::NumbersEnd])
    );
    is_opened(&mut house, "ivanov", 5);
}

/// The file never grows so large that nobody could read it any more.
#[test]
fn the_file_stays_readable() {
    let mut text = String::from("format: 1\nhistory:\n");
    let mut number = 1;
    let entry = |number: u32| {
        format!(
            "- kind: leased\n  at: 2026-11-20T10:01:00+03:00\n  by: sidorov\n  clone: 000000a1\n  \
             from: {number}\n  to: {number}\n"
        )
    };
    while text.len() + entry(number).len() <= Numbers::LARGEST {
        text.push_str(&entry(number));
        number += 1;
    }
    let mut house = House::empty();
    let path = Numbers::PATH.to_owned();
    house.files.0.insert(path, text.clone().into_bytes());
    let block = lease(OFFICE, number, number + 19);
    let refused = house.by("ivanov").commits(&block);
    assert_eq!(refused, Err(vec![Unmet::NumbersEnd]));
    text.push_str(&entry(number));
    let fault = Numbers::read(text.as_bytes()).expect_err("a refusal");
    assert!(
        matches!(fault.kind, FaultKind::TooLarge { .. }),
        "{fault:?}"
    );
}

#[track_caller]
fn spoiled(old: &str, new: &str) -> Fault {
    assert!(LEASED.contains(old), "{old}");
    let fault = Numbers::read(LEASED.replace(old, new).as_bytes()).expect_err("a refusal");
    assert_eq!(fault.path, Numbers::PATH);
    fault
}

/// Whatever stands in the file, it is leases in the one form, or refused where it stands.
#[test]
fn a_file_that_tells_no_leases_is_refused_where_it_stands() {
    let places = [
        ("from: 21", "from: 20", (13, 9)),
        ("to: 40", "to: 20", (14, 7)),
        ("to: 40", "to: 41", (14, 7)),
        ("to: 40", "to: 4294967295", (14, 7)),
        ("from: 1\n", "from: 0\n", (7, 9)),
        ("to: 20\n", "to: 4294967296\n", (8, 7)),
        ("from: 1\n", "from: -1\n", (7, 9)),
        ("000000a1", "000000A1", (6, 10)),
        ("000000a1", "a1", (6, 10)),
        ("kind: leased", "kind: given", (3, 9)),
        ("  to: 20\n", "", (3, 3)),
        ("format: 1", "format: 2", (1, 9)),
        ("\"1e000000\"", "'1e000000'", (12, 10)),
        ("  by: ivanov\n", "  by: &i ivanov\n", (5, 7)),
    ];
    let found = places.map(|(old, new, _)| {
        let fault = spoiled(old, new);
        (new, (fault.line, fault.column))
    });
    assert_eq!(found, places.map(|(_, new, place)| (new, place)));
    for text in [
        "",
        "history: []\n",
        "format: 1\n",
        "format: 1\nhistory: {}\n",
        "\0",
    ] {
        Numbers::read(text.as_bytes()).expect_err("a refusal");
    }
    let none = Numbers::read(b"format: 1\nhistory: []\n").expect("no leases");
    assert_eq!(none, Numbers::default());
}

/// One move of somebody in a clone that is offline as long as it likes.
#[derive(Clone, Debug)]
struct Wish {
    who: usize,
    clone: usize,
    what: u8,
    number: u32,
}

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let wish = (0..4_usize, 0..3_usize, any::<u8>(), 0..80_u32);
    let wish = wish.prop_map(|(who, clone, what, number)| Wish {
        who,
        clone,
        what,
        number,
    });
    prop::collection::vec(wish, 1..60)
}

/// What a wish means: mostly what the program does, at times whatever somebody could claim.
fn does(house: &mut House, wish: &Wish) -> bool {
    let person = ["ivanov", "sidorov", "kozlov", "belova"][wish.who];
    let name = ["00000001", "00000002", "00000003"][wish.clone];
    match wish.what % 8 {
        0 | 1 => {
            wants(house, person, name).is_some_and(|lease| house.by(person).commits(&lease).is_ok())
        }
        2 => {
            let lease = lease(name, wish.number, wish.number + 19);
            house.by(person).commits(&lease).is_ok()
        }
        3 => opens(house, person, wish.number).is_ok(),
        _ => {
            let leases = leases_at(&house.files).expect("leases");
            let next = || next_number(&house.files, &leases).expect("folders");
            let number = draws(house, person, name).or_else(next);
            opens(house, person, number.expect("a number")).is_ok()
        }
    }
}

/// Every number with the title line and author of its deal.
fn given(files: &Files) -> BTreeMap<u32, PersonId> {
    let ids = files.0.keys().filter_map(|path| DealId::of_path(path));
    let by = |deal: DealId| {
        let file = read_deal(files, &deal).expect("a deal");
        (deal.number(), file.history[0].by.clone())
    };
    ids.map(by).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 32,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_261_120),
        ..ProptestConfig::default()
    })]

    /// However people lease and open in however many clones, no number is given twice, none changes hands, and no block
    /// touches another or a deal that was there before. Each step is audited when the house falls.
    #[test]
    fn no_number_is_given_twice(wishes in wishes()) {
        let mut house = House::empty();
        house.grants("kozlov", Role::Manager);
        let mut opened = BTreeMap::new();
        let mut leased = Vec::new();
        let mut done = 0;
        for wish in &wishes {
            done += u32::from(does(&mut house, wish));
            let now = given(&house.files);
            prop_assert!(opened.iter().all(|(number, by)| now.get(number) == Some(by)));
            let leases = leases_at(&house.files).expect("leases").history;
            prop_assert!(leases.starts_with(&leased));
            for new in leases.iter().skip(leased.len()) {
                let spoken_for = opened.keys().any(|number| *number >= new.block.from);
                prop_assert!(!spoken_for, "{:?}", new.block);
            }
            for number in now.keys().filter(|number| !opened.contains_key(*number)) {
                let lease = leases.iter().find(|lease| lease.block.contains(*number));
                prop_assert!(lease.is_none_or(|lease| lease.by == now[number]));
            }
            (opened, leased) = (now, leases);
        }
        prop_assert!(opened.len() + leased.len() == done as usize);
    }
}
