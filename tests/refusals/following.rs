//! Whoever follows the remedies literally gets where they wanted to go.

use std::cell::Cell;

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use tlg::actions::intent::Intent;
use tlg::actions::refusal::{Refusal, Unmet};
use tlg::actions::remedy::{Asked, Purpose, Remedy, remedies};
use tlg::people::Role;

use super::command::intent;
use super::house::{House, moment, person};
use super::slots::filled;

/// More commands than the longest way from the first stage to the last one takes.
const PATIENCE: usize = 80;

/// Decisions made by bytes, the same each time; when they run out, the first of everything.
pub struct Choices {
    bytes: Vec<u8>,
    next: Cell<usize>,
}

impl Choices {
    pub fn new(bytes: Vec<u8>) -> Choices {
        Choices {
            bytes,
            next: Cell::new(0),
        }
    }

    fn of(&self, count: usize) -> usize {
        let next = self.next.replace(self.next.get() + 1);
        usize::from(self.bytes.get(next).copied().unwrap_or_default()) % count
    }

    fn among<'t, T>(&self, things: &'t [T]) -> &'t T {
        &things[self.of(things.len())]
    }
}

/// Somebody who asks, and follows what they are told.
pub struct Follower<'h> {
    pub house: &'h mut House,
    pub choices: Choices,
    /// What was typed, by whom.
    pub typed: Vec<String>,
}

impl Follower<'_> {
    /// Types a command, and on a no one of the remedies, and so on until it is done.
    ///
    /// # Errors
    /// Where it ended instead.
    pub fn reach(&mut self, actor: &str, words: &[String]) -> Result<(), String> {
        let mut actor = actor.to_owned();
        let mut words = words.to_vec();
        loop {
            if self.typed.len() > PATIENCE {
                return Err(format!("no end of {:#?}", self.typed));
            }
            self.typed.push(format!("{actor}: {}", words.join(" ")));
            let asked = intent(&words, &actor, self.house);
            let Err(refusal) = self.house.ask(&actor, &asked) else {
                return Ok(());
            };
            if self.is_there(&refusal) || self.was_reopened() {
                return Ok(());
            }
            let Some(remedy) = self.chosen(&refusal, &asked, &actor) else {
                return match self.went_past(&refusal) {
                    true => Ok(()),
                    false => Err(format!("{refusal:?} after {:#?}", self.typed)),
                };
            };
            let nth = self.typed.len();
            let next = remedy.command.words(&|slot| filled(slot, nth, self.house));
            let by = match &remedy.by {
                None => actor.clone(),
                Some(others) => match others.people.first() {
                    Some(other) => other.to_string(),
                    None => return Err(format!("nobody does {next:?}")),
                },
            };
            match remedy.purpose {
                Purpose::Instead => (actor, words) = (by, next),
                Purpose::First => self.reach(&by, &next)?,
                Purpose::Look => return Err(format!("only to look at: {next:?}")),
            }
        }
    }

    /// What was to be reached by this very move was reached by itself on the way.
    fn is_there(&self, refusal: &Refusal) -> bool {
        let stage = self.house.deal(42).map(|deal| deal.stage);
        match refusal.unmet.as_slice() {
            [Unmet::NoSuchMove { to, .. }] => stage.as_ref() == Some(to),
            _ => false,
        }
    }

    /// The stage that asks for a fact was passed by itself on the way, because the fact is known.
    fn went_past(&self, refusal: &Refusal) -> bool {
        let deal = self.house.deal(42);
        let knows = |fact| deal.is_some_and(|deal| deal.facts.contains_key(fact));
        match refusal.unmet.as_slice() {
            [Unmet::FactNotHere { fact, .. }] => self.typed.len() > 1 && knows(fact),
            _ => false,
        }
    }

    /// A lost deal that came back is another deal: what was asked of the lost one may make no sense of it.
    fn was_reopened(&self) -> bool {
        self.typed.iter().any(|line| line.contains("deal reopen"))
    }

    fn chosen(&self, refusal: &Refusal, intent: &Intent, actor: &str) -> Option<Remedy> {
        let all = offered(refusal, intent, actor, self.house);
        let leading: Vec<Remedy> = all.into_iter().flatten().filter(leads_on).collect();
        match leading.is_empty() {
            true => None,
            false => Some(self.choices.among(&leading).clone()),
        }
    }
}

/// The remedies of each condition.
pub fn offered(refusal: &Refusal, intent: &Intent, actor: &str, house: &House) -> Vec<Vec<Remedy>> {
    let asked = Asked {
        ground: &house.ground(intent),
        intent,
        actor: &person(actor),
        now: house.now,
    };
    remedies(refusal, &asked)
}

fn leads_on(remedy: &Remedy) -> bool {
    remedy.purpose != Purpose::Look
}

pub fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}

/// A house with deal 42, brought to a stage by following the first remedy of each refusal.
pub fn house_at_stage(stage: &str) -> House {
    let mut house = House::new();
    open(&mut house, "stakan-plus");
    bring(&mut house, stage);
    house
}

pub fn open(house: &mut House, client: &str) {
    let mut words = words(&format!(
        "deal new --client {client} --manager ivanov --title"
    ));
    words.push("Линия для стаканов 250 мл".to_owned());
    let opening = intent(&words, "ivanov", house);
    house
        .ask("ivanov", &opening)
        .expect("a manager opens deals");
}

pub fn bring(house: &mut House, stage: &str) {
    let is_there = |house: &House| {
        house
            .deal(42)
            .is_some_and(|deal| deal.stage.as_str() == stage)
    };
    if is_there(house) {
        return;
    }
    match stage {
        // With a fresh statement about the stock a deal passes through this stage by itself.
        "paid" => {
            bring(house, "invoice_and_specification");
            house.now = moment("2027-01-20T10:00:00+03:00");
        }
        // Who says that the goods are in stock does not wait for them.
        "awaiting_supply" => bring(house, "procurement"),
        _ => {}
    }
    let mut follower = Follower {
        house,
        choices: Choices::new(Vec::new()),
        typed: Vec::new(),
    };
    let reached = follower.reach("ivanov", &words(&goal(stage)));
    let typed = follower.typed;
    assert!(
        is_there(house),
        "{stage}: {reached:?} by {typed:#?}, in {:?}",
        house.deal(42).map(|deal| deal.stage)
    );
}

fn goal(stage: &str) -> String {
    match stage {
        "lost" => "deal lose 42 --reason price".to_owned(),
        "payment_deferred" => {
            "deal defer 42 --until 2026-12-20 --file specification=s.pdf".to_owned()
        }
        stage => format!("deal move 42 {stage}"),
    }
}

#[test]
fn every_stage_can_be_reached_by_doing_as_one_is_told() {
    let stages = House::new().rules().process.stages.clone();
    for stage in stages.iter().filter(|stage| stage.is_open()) {
        let house = house_at_stage(stage.id.as_str());
        assert_eq!(
            house.deal(42).map(|deal| deal.stage),
            Some(stage.id.clone())
        );
    }
    for end in ["won", "lost"] {
        house_at_stage(end);
    }
}

const PEOPLE: [&str; 5] = ["ivanov", "sidorov", "petrova", "orlova", "belov"];

/// Commands that people might type at any time; what follows `|` may or may not be there.
const COMMANDS: [&str; 27] = [
    "deal move 42 STAGE|-m так|--set goods_in_stock=no|--set supplier_price=90000|--no-mail",
    "deal move 42 STAGE|--set handover_date=2026-11-20|--set waybill=7|--file quote=q.pdf",
    "deal move 42 STAGE|--file closing=a.pdf|--file quote=b.exe|--set carrier=ПЭК",
    "deal move 42 won|--file closing=a.pdf",
    "deal move 42 lost|-m так",
    "deal set 42 goods_in_stock=yes|supply_expected=2026-12-10",
    "deal set 42 handover_date=2026-11-20|waybill=7",
    "deal set 42 supplier_price=80000|quote_total=70000",
    "deal set 42 invoice_number=17|invoice_total=5|--no-mail",
    "deal attach 42 invoice i.pdf|--no-mail",
    "deal attach 42 specification s.pdf",
    "deal attach 42 quote s.exe",
    "deal attach 42 closing huge.pdf|-m так",
    "deal note 42 -m так",
    "deal assign 42 petrova",
    "deal assign 42 ivanov",
    "deal edit 42|--title Линия|--client volga-pak",
    "deal defer 42 --until 2026-11-20|--file specification=s.pdf|-m так",
    "deal lose 42|--reason price|-m так",
    "deal lose 42 --reason bad",
    "quote send 42|--file q.pdf|--total 90000|--valid-until 2026-11-01|--prepayment 30",
    "quote send 42 --file q.pdf --total 50000 --valid-until 2026-12-31",
    "quote ask 42|--file q.pdf|--total 90000|--valid-until 2026-12-31|-m так",
    "quote discount 42|--ask 80000|-m так",
    "task done 42 TASK|--file invoice=i.pdf|--set invoice_number=17|--set invoice_total=5",
    "approve 42 --binds 12345678|--lowest 100|--until 2026-11-30",
    "pay 42 --amount 50000 --date 2026-11-2X --document 9",
];

fn some_command(choices: &Choices, house: &House) -> String {
    let command = choices.among(&COMMANDS);
    let mut parts = command.split('|');
    let mut line = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if choices.of(2) == 1 {
            line = format!("{line} {part}");
        }
    }
    let process = &house.rules().process;
    let tasks: Vec<_> = process.tasks.keys().collect();
    // To be paid, or to wait for goods that are in stock, is nothing that a person can bring about.
    let passing = ["paid", "awaiting_supply"];
    let stages: Vec<_> = process
        .stages
        .iter()
        .map(|stage| stage.id.as_str())
        .collect();
    let stages: Vec<_> = stages
        .into_iter()
        .filter(|id| !passing.contains(id))
        .collect();
    let stage = choices.among(&stages);
    line.replace("STAGE", stage)
        .replace("TASK", choices.among(&tasks).as_str())
        .replace("2X", if choices.of(2) == 1 { "20" } else { "25" })
}

/// Conditions that nobody can supply: what is done is done, or there is nothing to do.
fn hopeless(remedies: &[Vec<Remedy>]) -> bool {
    remedies.iter().any(|ways| !ways.iter().any(leads_on))
}

/// The only director owns deals as well.
fn the_director_manages(house: &mut House) {
    let mut people = house.people_mut().people.iter_mut();
    let director = people.find(|found| found.id.as_str() == "petrova");
    let roles = &mut director.expect("a director").roles;
    roles.push(Role::Manager);
}

/// Both ways of giving a deal to the only one who could answer its request lead there.
#[test]
fn a_deal_with_an_open_request_can_be_given_to_the_only_director() {
    for way in [0, 1] {
        let mut house = House::new();
        the_director_manages(&mut house);
        open(&mut house, "stakan-plus");
        bring(&mut house, "quote_preparation");
        let asking = "quote ask 42 --file q.pdf --total 90000 --valid-until 2026-12-31 -m так";
        let asked = intent(&words(asking), "ivanov", &house);
        house.ask("ivanov", &asked).expect("petrova can decide");
        let mut follower = Follower {
            house: &mut house,
            choices: Choices::new(vec![way]),
            typed: Vec::new(),
        };
        let reached = follower.reach("ivanov", &words("deal assign 42 petrova"));
        assert_eq!((reached, follower.typed.len()), (Ok(()), 3));
        let deal = house.deal(42).expect("the deal");
        assert_eq!(deal.manager.as_str(), "petrova");
        assert_eq!(deal.request.is_some(), way == 1);
    }
}

/// A deal's life with people who ask for anything; gives how many refusals they got over.
fn a_random_life(bytes: Vec<u8>) -> Result<usize, TestCaseError> {
    let mut overcome = 0;
    let choices = Choices::new(bytes);
    let mut house = House::new();
    the_director_manages(&mut house);
    let clients = ["stakan-plus", "volga-pak"];
    open(&mut house, clients[choices.of(2)]);
    for _ in 0..1 + choices.of(3) {
        let stages = house.rules().process.stages.clone();
        let stage = choices.among(&stages).id.clone();
        if stage.as_str() == "won" || stage.as_str() == "lost" {
            continue;
        }
        let mut follower = Follower {
            house: &mut house,
            choices: Choices::new(Vec::new()),
            typed: Vec::new(),
        };
        // Where the deal cannot be brought any more it stays: what follows is asked of it all the same.
        let _there = follower.reach("ivanov", &words(&goal(stage.as_str())));
        for _ in 0..4 {
            let actor = choices.among(&PEOPLE);
            let line = words(&some_command(&choices, &house));
            let asked = intent(&line, actor, &house);
            let Err(refusal) = house.ask(actor, &asked) else {
                continue;
            };
            let ways = offered(&refusal, &asked, actor, &house);
            if hopeless(&ways) {
                continue;
            }
            let mut follower = Follower {
                house: &mut house,
                choices: Choices::new((0..40).map(|_| choices.of(251) as u8).collect()),
                typed: Vec::new(),
            };
            follower
                .reach(actor, &line)
                .map_err(|why| TestCaseError::fail(format!("{line:?} by {actor}: {why}")))?;
            overcome += 1;
        }
    }
    Ok(overcome)
}

#[test]
fn following_the_remedies_leads_to_a_yes() {
    let config = Config {
        cases: 60,
        failure_persistence: None,
        max_shrink_iters: 100,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let bytes = proptest::collection::vec(proptest::num::u8::ANY, 900);
    let overcome = Cell::new(0);
    let live = |bytes| a_random_life(bytes).map(|refusals| overcome.set(overcome.get() + refusals));
    if let Err(error) = TestRunner::new_with_rng(config, rng).run(&bytes, live) {
        panic!("{error}");
    }
    assert!(overcome.get() > 100, "only {} refusals", overcome.get());
}
