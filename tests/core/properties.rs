//! What holds of every sequence of acts, whoever does them and whatever they want. Every accepted act is audited and its
//! deal held against the invariants when the house falls (`house`).

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use tlg::actions::correcting::last_event;
use tlg::actions::intent::Intent;
use tlg::client::ClientFile;
use tlg::deal::act::Act;
use tlg::deal::fact::FactValue;
use tlg::deal::letter::{MissCause, Verdict};
use tlg::deal::{Deal, DealFile};
use tlg::people::People;
use tlg::process::Process;
use tlg::process::condition::Condition;
use tlg::process::decision::Answer;
use tlg::record::Day;

use crate::correcting::undone;
use crate::doing::{
    Doing, answer, ask, assign, attach, cancel_payment, change_client, claim, correct, done, go,
    later, lose, missed, note, pay, reopen, resolve, retitle, sent, set, withdraw,
};
use crate::house::{House, read_deal};

/// One wish of a random person: which kind of act, and two numbers that choose among what there is.
#[derive(Clone, Debug)]
struct Wish {
    who: u8,
    what: u8,
    which: u8,
    amount: u8,
    /// Hours that pass before.
    hours: u16,
}

fn wish() -> impl Strategy<Value = Wish> {
    let hours = prop_oneof![6 => 0_u16..3, 1 => 24_u16..400];
    (any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>(), hours).prop_map(
        |(who, what, which, amount, hours)| Wish {
            who,
            what,
            which,
            amount,
            hours,
        },
    )
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_261_120),
        ..ProptestConfig::default()
    }
}

const PEOPLE: [&str; 7] = [
    "ivanov", "sidorov", "petrova", "kozlov", "belova", "admin", "cron",
];

fn pick<'a, T: ?Sized>(among: &[&'a T], which: u8) -> &'a T {
    among[usize::from(which) % among.len()]
}

const MISSES: [&MissCause; 4] = [
    &MissCause::Refused,
    &MissCause::GaveUp,
    &MissCause::TooOld,
    &MissCause::Unclear,
];

const VERDICTS: [&Verdict; 3] = [
    &Verdict::Sent,
    &Verdict::Resend { to: None },
    &Verdict::Drop,
];

fn today(house: &mut House) -> Day {
    let now = house.now();
    house.house().calendar.local_day(now)
}

fn amount(number: u8) -> String {
    format!("{}.00 RUB", 1_000_000 + 100_000 * u32::from(number % 8))
}

/// Fills in what the stage could ask for, so that many wishes come true; some keys are left out.
fn furnished(house: &mut House, doing: Doing, wish: &Wish) -> Doing {
    let today = today(house);
    let ahead = |days: u32| today.plus(days).to_string();
    let n = wish.amount;
    let name = format!("{}-{n}-{}.pdf", wish.what, wish.hours);
    let sparse = n.is_multiple_of(16);
    let to = match &doing.act {
        Act::Move { to, .. } => to.to_string(),
        Act::Ask { about, .. } => format!("ask {about}"),
        Act::FinishTask { task, .. } => task.to_string(),
        _ => String::new(),
    };
    let from = house.stage();
    match (to.as_str(), from.as_str()) {
        _ if sparse => doing,
        ("quote_preparation", "procurement") => doing.fact("supplier_price", &amount(n)),
        ("quote_preparation" | "procurement", _) => doing.says("Нужно другое"),
        ("quote_sent" | "ask quote", _) => {
            let doing = doing.file("quote", &name).fact("quote_total", &amount(n));
            let doing = doing.fact("quote_valid_until", &ahead(u32::from(n % 20)));
            let share = ["0%", "30%", "100%"][usize::from(wish.which % 3)];
            doing.fact("prepayment", share).says("Просит клиент")
        }
        ("ask discount", _) => doing
            .fact("discount_asked", &amount(n))
            .says("Просит клиент"),
        ("issue_invoice", _) => doing.file("invoice", &name).fact("invoice_number", "С-1"),
        ("payment_deferred", _) => {
            let doing = doing.file("specification", &name).says("Просит клиент");
            doing.fact("deferral_until", &ahead(u32::from(n % 30)))
        }
        ("order_goods", _) => doing.fact("supply_expected", &ahead(14)),
        ("closing_documents", _) => doing.fact("handover_date", &today.to_string()),
        ("won", _) => doing.file("closing", &name),
        _ => doing,
    }
}

/// What the wish means on the deal as it stands.
fn doing(house: &mut House, wish: &Wish) -> Doing {
    let ground = house.house();
    let process = &ground.process;
    let deal = house.deal();
    let today = today(house);
    let Wish {
        which, amount: n, ..
    } = *wish;
    match wish.what % 32 {
        0..=9 => {
            let reachable = process.moves_from(&deal.stage).map(|rule| rule.to.as_str());
            let reachable: Vec<&str> = reachable.collect();
            let to = if reachable.is_empty() {
                "won"
            } else {
                pick(&reachable, which)
            };
            furnished(house, go(to), wish)
        }
        10 => {
            let stages: Vec<&str> = process
                .stages
                .iter()
                .map(|stage| stage.id.as_str())
                .collect();
            furnished(house, go(pick(&stages, which)), wish)
        }
        11..=13 => {
            let open: Vec<&str> = deal.tasks.iter().map(|task| task.id.as_str()).collect();
            let task = if open.is_empty() {
                "refund"
            } else {
                pick(&open, which)
            };
            furnished(house, done(task), wish)
        }
        14 => furnished(house, ask("quote"), wish),
        15 | 16 => furnished(house, ask("discount"), wish),
        17..=19 if deal.request.is_some() => {
            let answers = [
                Answer::Approved,
                Answer::Approved,
                Answer::Returned,
                Answer::Rejected,
            ];
            let how = answers[usize::from(which) % answers.len()];
            let doing = answer(house, how);
            let lowest = (n.is_multiple_of(2)).then(|| amount(n));
            match how {
                Answer::Approved => doing.grant(lowest.as_deref(), None),
                _ => doing.says("Нет"),
            }
        }
        17..=20 => {
            let date = today.to_string();
            pay(&amount(n), &date, &format!("П-{}", which % 4))
        }
        21 => withdraw(),
        22 => cancel_payment(u32::from(which % 3)),
        23 | 24 => {
            let history = house.file().history;
            let last = last_event(&history).map_or(1, |(event, _)| event);
            correct(last).says("ошибка")
        }
        25 => reopen(),
        26 => lose(pick(&["price", "other", "weather"], which)),
        27 => match which % 5 {
            0 => set("quote_total", &amount(n)),
            1 => set(
                "goods_in_stock",
                if n.is_multiple_of(2) { "true" } else { "false" },
            ),
            2 => set("invoice_number", &format!("С-{n}")),
            3 => set(
                "supply_expected",
                &today.plus(u32::from(n % 30)).to_string(),
            ),
            _ => set("discount_asked", &amount(n)),
        },
        28 => match which % 4 {
            0 => note("заметка"),
            1 => retitle(&format!("Линия {n}")),
            2 => change_client(pick(&["stakan-plus", "drugoy"], n)),
            _ => assign(pick(&["ivanov", "sidorov"], n)),
        },
        29 => attach(
            pick(&["other", "closing", "quote", "invoice"], which),
            &format!("{n}.pdf"),
        ),
        30 => {
            let open = deal
                .tasks
                .first()
                .map_or("check_stock", |task| task.id.as_str());
            later(open, &today.plus(u32::from(n % 10)).to_string())
        }
        _ => {
            let mail = deal.mail.get(usize::from(which) % deal.mail.len().max(1));
            let id = mail.map_or("quote/1".to_owned(), |letter| letter.id.to_string());
            let now = house.now().to_string();
            match n % 5 {
                0 | 1 => claim(&[&id]),
                2 => sent(&id, &now),
                3 => missed(&id, &now, *pick(&MISSES, which)),
                _ => resolve(&id, pick(&VERDICTS, which).clone(), Some("так решили")),
            }
        }
    }
}

/// Who does it: most of the time somebody who may.
fn chooses(house: &mut House, wish: &Wish, doing: &Doing) {
    let manager = house.deal().manager.to_string();
    let fitting = match &doing.act {
        Act::Decide(_) | Act::Reopen { .. } => "petrova",
        Act::Pay { .. } | Act::CancelPayment { .. } => "belova",
        Act::Claim { .. } | Act::Send { .. } | Act::Miss { .. } => "cron",
        Act::Correct { .. } if wish.who.is_multiple_of(2) => "admin",
        Act::Move { to, .. } if to == "won" => "belova",
        Act::Move { to, .. } if to == "lost" && house.deal().paid().next().is_some() => "petrova",
        Act::FinishTask { task, .. } if task == "refund" => "belova",
        _ => &manager,
    };
    let who = match wish.who % 8 {
        0 => pick(&PEOPLE, wish.which),
        _ => fitting,
    };
    house.by(who);
}

/// A house whose deal stands at one of the milestones; the way there is tested elsewhere.
fn world(milestone: usize) -> House {
    const MILESTONES: [&str; 5] = [
        "new_request",
        "quote_preparation",
        "invoice_and_specification",
        "rostov_warehouse",
        "closing_documents",
    ];
    let mut house = House::empty();
    house
        .adds_client("drugoy", Some("d@drugoy.example"))
        .opens("ivanov")
        .reaches(MILESTONES[milestone % MILESTONES.len()]);
    house.recorded.clear();
    house
}

/// Grants one wish, if it may be; tells what was done.
fn grants(house: &mut House, wish: &Wish) -> Option<Doing> {
    let later = house.now().later(i64::from(wish.hours) * 3600).to_string();
    house.at(&later);
    let doing = doing(house, wish);
    chooses(house, wish, &doing);
    house.tries(doing.clone()).is_ok().then_some(doing)
}

/// Whether a need of a move is met, as far as the deal's own file tells, judged without `decide`.
fn met(need: &Condition, deal: &Deal, act: &Act, today: Day) -> bool {
    let day = |fact| deal.facts.get(fact).and_then(FactValue::day);
    match need {
        Condition::Fact(fact) => deal.facts.contains_key(fact),
        Condition::Document(kind) => deal.documents.iter().any(|on_file| on_file.kind == *kind),
        Condition::Reason => act.text().is_some(),
        Condition::NotPast(fact) => day(fact).is_some_and(|day| day >= today),
        Condition::Ahead(fact) => day(fact).is_some_and(|day| day > today),
        Condition::NothingPaid => deal.payments.iter().all(|payment| payment.cancelled),
        Condition::QuoteInForce => deal
            .rounds
            .iter()
            .rev()
            .find(|round| round.sent.is_some())
            .is_some_and(|round| {
                let total = deal.facts.get("quote_total").and_then(FactValue::money);
                round.valid_until >= today && total == Some(round.total) && !round.taken_back
            }),
        _ => true,
    }
}

/// A deal that a move brought into a stage has what the move needs.
fn needs_are_met(house: &mut House, doing: &Doing, before: &Deal) {
    let (process, today) = (house.process(), {
        let now = house.recorded.last().expect("a commit").now;
        house.house().calendar.local_day(now)
    });
    if let Act::Move { to, .. } = &doing.act
        && let Some(rule) = process.move_between(&before.stage, to)
    {
        let after = house.deal();
        let unmet: Vec<&Condition> = rule
            .needs
            .iter()
            .filter(|need| !met(need, &after, &doing.act, today))
            .collect();
        assert!(unmet.is_empty(), "{} → {to}: {unmet:?}", before.stage);
    }
}

/// Whatever `tlg` writes it reads again, to the same bytes.
fn reads_what_it_writes(house: &House) {
    for (path, bytes) in &house.files.0 {
        let written = if path.starts_with("deals/") {
            DealFile::read(path, bytes).map(|file| file.node())
        } else if path.ends_with("client.yaml") {
            ClientFile::read(path, bytes).map(|file| file.node())
        } else if path == People::PATH {
            People::read(bytes).map(|people| people.node())
        } else {
            continue;
        };
        let written = written
            .unwrap_or_else(|fault| panic!("{fault:#?}"))
            .to_yaml();
        assert_eq!(written.as_bytes(), bytes.as_slice(), "{path}");
    }
}

/// Brings an open deal to `won`, with every condition at its worst, or says where it is stuck.
fn drives_home(house: &mut House) {
    for _ in 0..40 {
        let deal = house.deal();
        if !house.house().process.is_open(&deal.stage) {
            return;
        }
        let day = today(house).to_string();
        let month = today(house).plus(30).to_string();
        let manager = deal.manager.to_string();
        if deal.request.is_some() {
            let approval = answer(house, Answer::Approved);
            if house.by("petrova").tries(approval).is_err() {
                house.by(&manager).does(withdraw());
            }
            continue;
        }
        let quote = ask("quote").file("quote", &format!("последнее {}.pdf", deal.events));
        let quote = quote
            .fact("quote_total", "3000000.00 RUB")
            .fact("quote_valid_until", &month)
            .fact("prepayment", "100%");
        let again = go("quote_preparation").says("Новое КП");
        let ways: Vec<(&str, Doing)> = match deal.stage.as_str() {
            "new_request" => vec![(&manager, go("in_stock"))],
            "in_stock" => vec![(&manager, go("quote_preparation"))],
            "procurement" => {
                let price = go("quote_preparation").fact("supplier_price", "1.00 RUB");
                vec![(&manager, price)]
            }
            "quote_preparation" => vec![(&manager, quote.says("Прошу"))],
            "quote_sent" | "quote_revision" => vec![(&manager, go("invoicing")), (&manager, again)],
            "invoicing" => {
                let invoice = done("issue_invoice").file("invoice", "последний.pdf");
                vec![(&manager, invoice.fact("invoice_number", "С-99"))]
            }
            "invoice_and_specification" | "payment_deferred" => {
                vec![(
                    "belova",
                    pay("3000000.00 RUB", &day, &format!("П-{}", deal.events)),
                )]
            }
            "paid" | "awaiting_supply" => vec![(&manager, go("rostov_warehouse"))],
            "rostov_warehouse" => vec![(&manager, go("in_delivery"))],
            "in_delivery" => vec![(&manager, go("destination_warehouse"))],
            "destination_warehouse" => {
                vec![(
                    &manager,
                    go("closing_documents").fact("handover_date", &day),
                )]
            }
            _ => vec![
                ("belova", go("won").file("closing", "акт.pdf")),
                (
                    "belova",
                    pay("3000000.00 RUB", &day, &format!("П-{}", deal.events)),
                ),
            ],
        };
        // A letter in the hands of a `tick` may hold the deal for as long as it takes to leave.
        let leaving = deal
            .mail
            .iter()
            .filter(|letter| tlg::actions::letters::is_leaving(letter));
        let leaving: Vec<String> = leaving.map(|letter| letter.id.to_string()).collect();
        for letter in leaving {
            let at = house.now().to_string();
            house.by("cron").does(sent(&letter, &at));
        }
        let mut refused = Vec::new();
        let went = ways
            .into_iter()
            .any(|(who, doing)| match house.by(who).tries(doing) {
                Ok(()) => true,
                Err(unmet) => {
                    refused.push(unmet);
                    false
                }
            });
        assert!(went, "stuck in {}: {refused:#?}", deal.stage);
    }
    panic!("the deal goes round in {}", house.stage());
}

proptest! {
    #![proptest_config(config(120))]

    /// Random acts of random people: needs are met on entry, every file is read as it was written, history only grows,
    /// and at the end the deal can still be brought to its end.
    #[test]
    fn any_sequence_of_acts_keeps_the_rules(start in 0_usize..5, wishes in prop::collection::vec(wish(), 1..28)) {
        let mut house = world(start);
        for wish in &wishes {
            let before = house.deal();
            if let Some(doing) = grants(&mut house, wish) {
                needs_are_met(&mut house, &doing, &before);
            }
        }
        reads_what_it_writes(&house);
        drives_home(&mut house);
    }
}

proptest! {
    #![proptest_config(config(80))]

    /// Whatever was done last is taken back by whoever did it, and the header is what it was, apart from what cannot be
    /// undone.
    #[test]
    fn taking_back_restores_the_header(start in 0_usize..5, wishes in prop::collection::vec(wish(), 1..24)) {
        let mut house = world(start);
        let mut last = None;
        for wish in &wishes {
            let before = house.deal();
            if let Some(doing) = grants(&mut house, wish) {
                last = Some((before, doing));
            }
        }
        let Some((before, doing)) = last else {
            return Ok(());
        };
        let author = house.recorded.last().expect("a commit").actor.clone();
        let event = house.deal().events;
        let lasting = matches!(doing.act, Act::Correct { .. } | Act::Note { .. })
            || doing.act.is_about_letters();
        if !lasting {
            house.by(author.as_str()).does(correct(event));
            prop_assert_eq!(undone(&house.deal()), undone(&before));
            let file = read_deal(&house.files, &house.deal).expect("the deal");
            prop_assert_eq!(file.deal.documents.len(), house.deal().documents.len());
        }
    }
}

/// Stages and tasks whose ids mean nothing else in the process.
const NAMES: [&str; 13] = [
    "new_request",
    "quote_preparation",
    "quote_sent",
    "quote_revision",
    "invoicing",
    "invoice_and_specification",
    "payment_deferred",
    "awaiting_supply",
    "rostov_warehouse",
    "destination_warehouse",
    "closing_documents",
    "rework_quote",
    "tell_client",
];

/// Another name for every one of [`NAMES`], also where it is part of another.
fn called_otherwise(text: &str) -> String {
    let otherwise = |text: String, name: &&str| text.replace(name, &format!("x_{name}"));
    NAMES.iter().fold(text.to_owned(), otherwise)
}

/// A process, with the way from the names of an old one to its own.
fn with_map(text: &str, names: &[(String, String)], tasks: &[(String, String)]) -> String {
    let list = |names: &[(String, String)]| {
        let names = names.iter().map(|(old, new)| format!("{old}: {new}"));
        names.collect::<Vec<String>>().join(", ")
    };
    let (stages, tasks) = (list(names), list(tasks));
    format!("{text}\ndeals_in_flight: {{stages: {{{stages}}}, tasks: {{{tasks}}}}}\n")
}

proptest! {
    #![proptest_config(config(20))]

    /// Wherever a deal stands, a process that calls everything otherwise takes it along, and so does the way back: the
    /// work is the same and due when it was, and the deal can be brought to its end.
    #[test]
    fn a_process_that_calls_everything_otherwise_takes_deals_along(start in 0_usize..5, wishes in prop::collection::vec(wish(), 1..24)) {
        let mut house = world(start);
        for wish in &wishes {
            grants(&mut house, wish);
        }
        let before = house.deal();
        let process = house.process();
        let open = process.stages.iter().filter(|stage| stage.is_open());
        let renamed = |id: &str| {
            let new = called_otherwise(id);
            (new != id).then(|| (id.to_owned(), new))
        };
        let stages: Vec<_> = open.filter_map(|stage| renamed(stage.id.as_str())).collect();
        let tasks: Vec<_> = process.tasks.keys().filter_map(|task| renamed(task.as_str())).collect();
        let back = |names: &[(String, String)]| -> Vec<(String, String)> {
            names.iter().map(|(old, new)| (new.clone(), old.clone())).collect()
        };
        let text = String::from_utf8(house.files.0[Process::PATH].clone()).expect("UTF-8");
        let there = with_map(&called_otherwise(&text), &stages, &tasks);
        let again = with_map(&text, &back(&stages), &back(&tasks));
        for text in [there, again] {
            let files = [(Process::PATH.to_owned(), text)].into();
            let applied = house.by("admin").commits(&Intent::Apply { files });
            prop_assert!(applied.is_ok(), "{applied:?}");
        }
        let after = house.deal();
        prop_assert_eq!(&after.stage, &before.stage);
        if before.request.is_none() {
            let work = |deal: &Deal| -> Vec<(String, String)> {
                let tasks = deal.tasks.iter();
                tasks.map(|task| (task.id.to_string(), task.due.to_string())).collect()
            };
            prop_assert_eq!(work(&after), work(&before));
        }
        reads_what_it_writes(&house);
        drives_home(&mut house);
    }
}

/// The wishes above are not in vain: they come true often enough, and reach every stage.
#[test]
fn random_acts_reach_every_stage() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::new(config(1));
    let mut reached = std::collections::BTreeSet::new();
    let (mut tried, mut done) = (0, 0);
    for start in 0..30 {
        let wishes = prop::collection::vec(wish(), 40)
            .new_tree(&mut runner)
            .expect("wishes");
        let mut house = world(start);
        for wish in wishes.current() {
            tried += 1;
            done += u32::from(grants(&mut house, &wish).is_some());
        }
        reached.extend(house.deal().visits.keys().cloned());
        house.recorded.clear();
    }
    assert!(done * 4 > tried, "{done} of {tried}");
    let bytes = House::empty()
        .files
        .0
        .remove(Process::PATH)
        .expect("a process");
    let process = Process::read(Process::PATH, &bytes).expect("a process");
    let missed = process
        .stages
        .iter()
        .filter(|stage| !reached.contains(&stage.id));
    let missed: Vec<&str> = missed.map(|stage| stage.id.as_str()).collect();
    assert!(missed.is_empty(), "{missed:?} after {done} of {tried}");
}
