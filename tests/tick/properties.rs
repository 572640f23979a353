//! What holds of `tick` whatever deals there are and whenever it runs (docs/process.md, Time and Mail).

use crate::cron::{empty_house, plan};
use crate::house::{Files, House, INTRODUCTION, moment};
use crate::journey::{TOTAL, ask_quote, defer};
use crate::reminding::{letters, said};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::collections::{BTreeMap, BTreeSet};
use tlg::agenda::{MyDay, Plan};
use tlg::people::Role;
use tlg::record::tree::{Tree, TreeEntry, TreeError};

/// The Monday on which runs begin.
const FIRST: &str = "2026-11-23T00:00:00+03:00";
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_261_123),
        ..ProptestConfig::default()
    }
}

/// Where a deal stands on Friday evening.
#[derive(Clone, Copy, Debug)]
enum Stand {
    At(&'static str),
    Asked,
    Deferred(u8),
}

fn stand() -> impl Strategy<Value = Stand> {
    const STAGES: [&str; 6] = [
        "new_request",
        "procurement",
        "quote_sent",
        "awaiting_supply",
        "in_delivery",
        "won",
    ];
    prop_oneof![
        3 => proptest::sample::select(&STAGES[..]).prop_map(Stand::At),
        1 => Just(Stand::Asked),
        2 => (21_u8..=30).prop_map(Stand::Deferred),
    ]
}

fn stands() -> impl Strategy<Value = Vec<Stand>> {
    proptest::collection::vec(stand(), 1..4)
}

fn house_of(stands: &[Stand]) -> House {
    let mut house = empty_house();
    for stand in stands {
        house.at("2026-11-20T16:00:00+03:00").opens("ivanov");
        match stand {
            Stand::At(stage) => house.reaches(stage),
            Stand::Asked => house.reaches("quote_preparation").does(ask_quote(TOTAL)),
            Stand::Deferred(day) => house
                .reaches("invoice_and_specification")
                .does(defer(&format!("2026-11-{day}"))),
        };
    }
    house
}

/// The moment so many seconds after the first Monday's midnight.
fn after(seconds: i64) -> String {
    moment(FIRST).later(seconds).to_string()
}

/// The same files, listed in another order.
struct Shuffled<'a>(&'a Files, u64);

impl Tree for Shuffled<'_> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TreeError> {
        self.0.read(path)
    }

    fn list(&self, folder: &str) -> Result<Vec<TreeEntry>, TreeError> {
        let mut entries = self.0.list(folder)?;
        entries.sort_by_key(|entry| {
            let bytes = entry.name.bytes();
            bytes.fold(self.1, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
            })
        });
        Ok(entries)
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn a_second_run_at_once_changes_nothing(stands in stands(), at in 0_i64..20 * DAY) {
        let mut house = house_of(&stands);
        house.ticks_and_sends(&after(at));
        let files = house.files.0.clone();
        prop_assert!(house.ticks(&after(at)).is_none());
        prop_assert!(house.files.0 == files);
    }

    #[test]
    fn whenever_and_how_often_it_runs_a_day_the_same_is_said_and_sent(
        stands in stands(),
        days in proptest::collection::vec(proptest::collection::btree_set(0_i64..24 * 60, 1..5), 8),
    ) {
        let mut often = house_of(&stands);
        let mut daily = house_of(&stands);
        for (day, minutes) in (0..).zip(&days) {
            let moments: Vec<String> = minutes.iter().map(|minute| after(day * DAY + minute * 60)).collect();
            for now in &moments {
                often.ticks_and_sends(now);
            }
            daily.ticks_and_sends(&moments[0]);
        }
        prop_assert_eq!(said(&often), said(&daily));
        prop_assert_eq!(letters(&often), letters(&daily));
    }

    #[test]
    fn whoever_a_day_brings_something_gets_a_digest_of_just_that(
        stands in stands(),
        at in 0_i64..20 * DAY,
        deputy in proptest::sample::select(&["petrova", "sidorov", "belova"][..]),
    ) {
        let mut house = house_of(&stands);
        house.delegates(Role::Manager, "ivanov", deputy);
        house.delegates(Role::FinanceDirector, "kozlov", "sidorov");
        let now = after(at);
        let plan = plan(&house.files, &now);
        let ground = house.ground();
        let people = ground.people.people.iter().filter(|person| !person.is(Role::Service));
        let mut brought = BTreeMap::new();
        for person in people.filter(|_| ground.calendar.is_working(plan.tick.day)) {
            let day = MyDay::at(&ground, &house.files, &person.id, moment(&now)).expect("a day");
            let lists = [&day.late, &day.today, &day.decide, &day.escalated, &day.quotes];
            let items = lists.into_iter().flatten().map(|item| item.deal.clone());
            let letters = day.mail.iter().map(|letter| letter.deal.clone());
            let deals: BTreeSet<_> = items.chain(letters).collect();
            if !deals.is_empty() {
                brought.insert(person.id.clone(), deals);
            }
        }
        prop_assert_eq!(plan.tick.digests, brought);
    }

    #[test]
    fn days_without_a_run_are_made_up_for_with_one_reminder_each(
        stands in stands(),
        outage in 1_i64..15,
        hour in 0_i64..24,
    ) {
        let mut out = house_of(&stands);
        out.ticks(&after(0));
        let back = after(outage * DAY + hour * HOUR);
        out.ticks(&back);
        let mut never_out = house_of(&stands);
        for day in 0..=outage {
            never_out.ticks(&after(day * DAY + hour * HOUR * i64::from(day == outage)));
        }
        let today = &back[..10];
        let of_today = |house: &House| -> BTreeSet<String> {
            said(house).into_iter().filter(|line| line.starts_with(today)).collect()
        };
        prop_assert_eq!(of_today(&out), of_today(&never_out));
    }

    #[test]
    fn the_order_of_the_deals_has_no_say(stands in stands(), at in 0_i64..20 * DAY, seed in any::<u64>()) {
        let house = house_of(&stands);
        let now = after(at);
        let here = plan(&house.files, &now);
        let there = Plan::at(&Shuffled(&house.files, seed), INTRODUCTION, moment(&now)).expect("a plan");
        prop_assert_eq!(here.tick, there.tick);
        prop_assert_eq!(here.due, there.due);
    }
}
