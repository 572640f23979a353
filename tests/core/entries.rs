//! No key of a history entry is free: whatever is changed, added or left out by hand, nobody could have done so.

use std::collections::{BTreeMap, BTreeSet};
use tlg::actions::intent::Intent;
use tlg::agenda::tick::Claim;
use tlg::agenda::{ClaimedLetter, Delivery, LetterName, Receipt, RunId, Tick};
use tlg::audit::{Commit, Documents, audit_in};
use tlg::deal::DealId;
use tlg::deal::act::Act;
use tlg::deal::letter::{CancelCause, LetterId, MissCause, Verdict};
use tlg::people::{PeopleAct, Role};
use tlg::process::Process;
use tlg::process::decision::Answer;
use tlg::record::HostName;

use crate::doing::{
    assign, attach, cancel_payment, change_client, claim, correct, day, go, later, lose, missed,
    note, reopen, resolve, retitle, sent, set, withdraw,
};
use crate::house::{House, INTRODUCTION, Recorded, moment, person_id};
use crate::journey::{TOTAL, ask_discount, ask_quote, send_quote};

/// How many values of each key are tried in the place of its own.
const TRIED: usize = 2;

/// An entry by its keys: each with its lines, the first without its indent.
type Keys = Vec<(String, String)>;

/// A file that a commit added an entry to: the text before the entry, and the entry.
struct Added<'r> {
    recorded: &'r Recorded,
    path: String,
    before: String,
    entry: Keys,
}

impl Added<'_> {
    /// What kind of file it is; keys are alike in those of one kind.
    fn folder(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }

    fn holds(&self, entry: &Keys) -> bool {
        let lines: String = entry.iter().map(|(_, lines)| lines.as_str()).collect();
        let entry = lines.replacen("  ", "- ", 1);
        let mut child = self.recorded.child.clone();
        let text = format!("{}{entry}", self.before);
        child.0.insert(self.path.clone(), text.into_bytes());
        let changed = self.recorded.changed();
        let judged = audit_in(
            (*self.recorded.house).clone(),
            &Commit {
                introduction: INTRODUCTION,
                parent: &self.recorded.parent,
                child: &child,
                changed: &changed,
                message: &self.recorded.change.message,
                actor: &self.recorded.actor,
                now: self.recorded.now,
                documents: Documents::Sized,
            },
        );
        judged.is_ok()
    }
}

/// The last entry of every file with a history that a commit changed.
fn added(recorded: &Recorded) -> Vec<Added<'_>> {
    let texts = recorded.change.files.iter();
    let files = texts.filter_map(|(path, text)| {
        let history = text.rfind("\nhistory:\n")?;
        let begin = history + text[history..].rfind("\n- ")? + 1;
        let (before, entry) = text.split_at(begin);
        let mut keys = Keys::new();
        for line in entry.replacen("- ", "  ", 1).split_inclusive('\n') {
            let is_key = !line.starts_with("   ") && !line.starts_with("  -");
            match (is_key, keys.last_mut()) {
                (false, Some((_, lines))) => lines.push_str(line),
                _ => {
                    let key = line.trim_start().split(':').next().expect("a key");
                    keys.push((key.to_owned(), line.to_owned()));
                }
            }
        }
        Some(Added {
            recorded,
            path: path.clone(),
            before: before.to_owned(),
            entry: keys,
        })
    });
    files.collect()
}

/// Houses in which everything is done that a deal, a client and the register can be told.
fn houses() -> Vec<House> {
    vec![
        sold(),
        asked(),
        granted(),
        handed_over(),
        dropped(),
        posted(),
        strayed(),
        taken_along(),
        register(),
    ]
}

/// From the opening to the end, with a payment taken back and a way back from a loss.
fn sold() -> House {
    let mut house = House::new();
    house.adds_client("volga", None);
    house
        .does(attach("other", "письмо.txt").says("От клиента"))
        .does(note("Звонил клиент"))
        .does(retitle("Лента"))
        .does(change_client("volga"))
        .does(change_client("stakan-plus"))
        .does(go("procurement").says("Нет на складе"))
        .does(later("ask_supplier_price", "2026-11-30"))
        .does(set("supplier_price", "2100000.00 RUB"))
        .does(set("supplier_price", "2000000.00 RUB"))
        .does(correct(10))
        .does(assign("sidorov"));
    house.by("sidorov").does(assign("ivanov"));
    house.by("ivanov").does(lose("no_supply"));
    house.by("petrova").does(reopen());
    house.reaches("invoice_and_specification");
    house.is_paid("100.00 RUB");
    house.does(cancel_payment(1));
    house.reaches("won");
    house
}

/// Questions and every answer.
fn asked() -> House {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    house.does(withdraw());
    house.does(ask_quote(TOTAL)).answers(Answer::Returned);
    house.does(ask_quote(TOTAL)).answers(Answer::Rejected);
    house
}

/// An answer of a deputy that grants something.
fn granted() -> House {
    let mut house = House::new();
    house.delegates(Role::FinanceDirector, "petrova", "sidorov");
    house
        .reaches("quote_sent")
        .does(ask_discount("2300000.00 RUB"));
    let grant = crate::doing::answer(&house, Answer::Approved);
    let grant = grant.grant(Some("2200000.00 RUB"), Some("2026-12-01"));
    house.by("sidorov").does(grant).by("ivanov");
    house
}

/// A quote that the manager hands over.
fn handed_over() -> House {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .does(send_quote(TOTAL).no_mail());
    house
}

/// A deferral taken back: facts and documents are dropped.
fn dropped() -> House {
    let mut house = House::new();
    house
        .reaches("payment_deferred")
        .does(go("quote_preparation").says("Передумали"));
    house
}

/// What becomes of letters.
fn posted() -> House {
    let mut house = House::new();
    let at = "2026-11-20T11:00:00+03:00";
    house.reaches("quote_sent").at(at);
    house.by("cron").does(claim(&["quote/1"]));
    house.does(missed("quote/1", at, MissCause::Refused));
    let to = Some("new@stakan.example".to_owned());
    house.by("ivanov").does(resolve(
        "quote/1",
        Verdict::Resend { to },
        Some("Новый адрес"),
    ));
    house.at("2026-11-20T12:00:00+03:00");
    house.by("cron").does(claim(&["quote/1"]));
    house.does(sent("quote/1", "2026-11-20T12:00:00+03:00"));
    house
}

/// A letter that two machines sent after a third had sent it when it no longer should have.
fn strayed() -> House {
    let mut house = House::new();
    house.reaches("quote_sent");
    let id = LetterId::parse("quote/1").expect("a letter's id");
    let name = LetterName::of_deal(&house.deal, &id);
    let day = day("2026-11-20");
    let runs = [
        (1, "mail-1", "11:00"),
        (2, "mail-2", "12:00"),
        (3, "mail-3", "13:00"),
    ];
    for (number, host, time) in runs {
        let now = format!("2026-11-20T{time}:00+03:00");
        if number > 1 {
            let again = Verdict::Resend { to: None };
            house
                .by("ivanov")
                .at(&now)
                .does(resolve("quote/1", again, None));
        }
        let mut tick = Tick::heartbeat(day);
        (tick.run, tick.host) = (RunId::new(number), HostName::new(host));
        let claim = Claim {
            letters: [id.clone()].into(),
            ..Claim::default()
        };
        tick.claims.insert(house.deal.clone(), claim);
        let claimed = house.by("cron").at(&now).commits(&Intent::Tick(tick));
        claimed.expect("a claim");
    }
    for (number, _, time) in runs {
        let letter = ClaimedLetter {
            name: name.clone(),
            run: RunId::new(number),
        };
        let delivery = Delivery {
            to: "buyer@stakan.example".to_owned(),
            sent: moment(&format!("2026-11-20T{time}:05+03:00")),
        };
        let receipt = Intent::Receipt(Receipt {
            day,
            sent: [(letter, delivery)].into(),
            missed: BTreeMap::new(),
        });
        let now = "2026-11-20T14:00:00+03:00";
        house.by("cron").at(now).commits(&receipt).expect("a fact");
    }
    house
}

/// A new process takes a deal along, and a letter of the old one is called off.
fn taken_along() -> House {
    let mut house = House::new();
    house.reaches("rostov_warehouse");
    house.does(go("in_delivery").fact("carrier", "ПЭК"));
    let process = String::from_utf8(house.files.0[Process::PATH].clone()).expect("UTF-8");
    let names = [
        ("fact carrier", "fact haulier"),
        ("  carrier:", "  haulier:"),
        ("{id: quote, when", "{id: offer, when"),
    ];
    let process = names
        .iter()
        .fold(process, |text, (old, new)| text.replace(old, new));
    let map = "\ndeals_in_flight: {facts: {carrier: haulier}}\n";
    let offer = house.files.0["templates/mail/quote.txt"].clone();
    let files = [
        (Process::PATH.to_owned(), format!("{process}{map}")),
        (
            "templates/mail/offer.txt".to_owned(),
            String::from_utf8(offer).expect("UTF-8"),
        ),
    ];
    let files = files.into();
    let applied = house.by("admin").commits(&Intent::Apply { files });
    applied.expect("a process with its map");
    let quote = LetterId::parse("quote/1").expect("a letter's id");
    house.by("cron").does(Act::Claim {
        letters: Vec::new(),
        cancelled: vec![(quote, CancelCause::MovedOn)],
    });
    house
}

/// What is done to the register.
fn register() -> House {
    let mut house = House::empty();
    let granted = PeopleAct::Granted {
        person: person_id("sidorov"),
        role: Role::Accountant,
    };
    let delegated = PeopleAct::Delegated {
        role: Role::Manager,
        to: person_id("sidorov"),
        from: day("2026-11-23"),
        until: day("2026-11-30"),
    };
    for (who, act) in [("admin", granted), ("ivanov", delegated)] {
        let text = Some("Отпуск".to_owned());
        let done = house.by(who).commits(&Intent::People { act, text });
        done.expect("an act of the register");
    }
    house
}

/// Every key that `deal::entry_line` knows.
fn keys_of_deals() -> BTreeSet<String> {
    let source = include_str!("../../src/deal/entry_line.rs");
    let line = source.split("struct Line {").nth(1).expect("the line");
    let line = line.split("\n}").next().expect("its end");
    let keys = line
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with(['/', '#']));
    keys.filter_map(|line| Some(line.split_once(':')?.0.to_owned()))
        .collect()
}

#[test]
fn no_key_of_an_entry_is_free() {
    let houses = houses();
    let recorded = houses.iter().flat_map(|house| &house.recorded);
    let all: Vec<Added> = recorded.flat_map(added).collect();
    let mut values: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for added in &all {
        for (key, lines) in &added.entry {
            let known = values.entry((added.folder(), key)).or_default();
            known.insert(lines);
        }
    }
    let known = values.keys().filter(|(folder, _)| *folder == "deals");
    let known: BTreeSet<String> = known.map(|(_, key)| (*key).to_owned()).collect();
    assert_eq!(known, keys_of_deals(), "each key is in some entry");
    let mut tried = 0;
    let mut kinds = BTreeSet::new();
    let orders = orders(&all);
    for added in &all {
        assert!(added.holds(&added.entry), "{:?}", added.entry);
        if DealId::of_path(&added.path).is_some() {
            kinds.insert(added.entry[0].1.trim().to_owned());
        }
        for forged in forgeries(added, &values, &orders) {
            tried += 1;
            assert!(!added.holds(&forged), "{}: {forged:#?}", added.path);
        }
    }
    assert_eq!(kinds.len(), 25, "every kind of entry: {kinds:?}");
    assert!(tried > 2_000, "{tried}");
}

/// Pairs of keys of which the first stands before the second in some entry.
fn orders<'a>(all: &'a [Added]) -> BTreeSet<(&'a str, &'a str)> {
    let pairs = all.iter().flat_map(|added| {
        let keys = added.entry.iter().map(|(key, _)| key.as_str());
        let keys: Vec<&str> = keys.collect();
        let later = |place: usize| keys[place + 1..].to_vec();
        let pairs = (0..keys.len()).flat_map(|place| {
            let first = keys[place];
            later(place).into_iter().map(move |second| (first, second))
        });
        pairs.collect::<Vec<_>>()
    });
    pairs.collect()
}

/// What the service says of its own run: nothing follows from it, and nobody else could know.
fn of_the_run_itself(folder: &str, key: &str) -> bool {
    folder == "ticks" && ["run", "host"].contains(&key)
}

/// The entry without each of its keys, with another value of it, and with each key that it has not, wherever that could
/// stand by the order that keys have elsewhere.
fn forgeries(
    added: &Added,
    values: &BTreeMap<(&str, &str), BTreeSet<&str>>,
    orders: &BTreeSet<(&str, &str)>,
) -> Vec<Keys> {
    let mut forgeries = Vec::new();
    for (place, (key, _)) in added.entry.iter().enumerate() {
        if of_the_run_itself(added.folder(), key) {
            continue;
        }
        let mut without = added.entry.clone();
        without.remove(place);
        forgeries.push(without);
    }
    let ordered = |first: &str, second: &str| {
        orders.contains(&(first, second)) || !orders.contains(&(second, first))
    };
    let fits = |key: &str, place: usize| {
        let (before, behind) = added.entry.split_at(place);
        before.iter().all(|(other, _)| ordered(other, key))
            && behind.iter().all(|(other, _)| ordered(key, other))
    };
    let own = |key: &str| added.entry.iter().position(|(known, _)| known == key);
    for ((folder, key), lines) in values {
        if *folder != added.folder() || of_the_run_itself(folder, key) {
            continue;
        }
        let others = lines.iter().filter(|lines| match own(key) {
            Some(place) => added.entry[place].1 != **lines,
            None => true,
        });
        for lines in others.take(TRIED) {
            let new = ((*key).to_owned(), (*lines).to_owned());
            match own(key) {
                Some(place) => {
                    let mut other = added.entry.clone();
                    other[place] = new;
                    forgeries.push(other);
                }
                None => {
                    let places = (1..=added.entry.len()).filter(|place| fits(key, *place));
                    forgeries.extend(places.map(|place| {
                        let mut more = added.entry.clone();
                        more.insert(place, new.clone());
                        more
                    }));
                }
            }
        }
    }
    forgeries
}
