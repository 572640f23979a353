//! Many people in many clones do whatever comes to their minds, away from the server and beside each other: in the end
//! everybody has the same history, it is proved, and nothing that anybody did is lost.
//!
//! `TLG_CROWD_SEEDS=100` tries so many more stories, `TLG_CROWD_STEPS=60` longer ones.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Stdio;

use chrono::{DateTime, Duration};

use crate::chance::Chance;
use crate::firm::{Deal, Firm, NOW, Seat};
use crate::office::Ended;

/// Who works where; two of them share a clone.
const SEATS: [(&str, &str); 7] = [
    ("sidorov", "desk"),
    ("sidorov", "laptop"),
    ("volkov", "bureau"),
    ("volkov", "desk"),
    ("petrova", "board"),
    ("orlova", "books"),
    ("cron", "night"),
];

const OF_A_MANAGER: [&str; 21] = [
    "deal note {deal} -m 'Call {step}'",
    "deal note {deal} -m 'Letter {step}'",
    "deal set {deal} goods_in_stock=yes",
    "deal move {deal} procurement",
    "deal move {deal} in_stock",
    "deal move {deal} quote_preparation",
    "deal move {deal} quote_preparation --set supplier_price=2100000",
    "deal move {deal} invoicing",
    "deal lose {deal} --reason other -m 'Lost {step}'",
    "deal reopen {deal} -m 'Back {step}'",
    "deal edit {deal} --title 'Title {step}'",
    "deal new --client stakan-plus --title 'Deal {step}'",
    "quote ask {deal} --file {file} --total 25000{step} --valid-until 31.12.2026 -m 'Ask {step}'",
    "quote ask {deal} --file {file} --total 25000{step} --valid-until 31.12.2026 -m 'Ask {step}'",
    "quote send {deal} --file {file} --total 1000{step} --valid-until 31.12.2026",
    "quote withdraw {deal} -m 'Wrong {step}'",
    "task done {deal} --set supplier_price=2100000",
    "task done {deal} --file invoice={file} --set invoice_number=A-{step}",
    "client set stakan-plus --email b{step}@stakan.example",
    "client add 'Cafe {step}' --email cafe{step}@cafe.example",
    "sync --retry 1",
];

const OF_THE_DIRECTOR: [&str; 7] = [
    "approve {deal} --binds {binds}",
    "approve {deal} --binds {binds}",
    "rework {deal} --binds {binds} -m 'Why {step}'",
    "reject {deal} --binds {binds} -m 'No {step}'",
    "deal assign {deal} volkov",
    "deal assign {deal} sidorov",
    "sync --retry 1",
];

const OF_THE_ACCOUNTANT: [&str; 3] = [
    "pay {deal} --amount 1000000 --date 20.11.2026 --document {step}",
    "pay {deal} --amount 500{step} --date 20.11.2026 --document {step}",
    "deal note {deal} -m 'Bank {step}'",
];

#[derive(Clone, Copy, Debug)]
enum Step {
    /// Somebody acts.
    Act {
        seat: usize,
        act: u64,
    },
    /// Two act at the same moment.
    Together {
        one: (usize, u64),
        other: (usize, u64),
    },
    Sync {
        seat: usize,
    },
    /// The network of a seat is gone, or back.
    Away {
        seat: usize,
    },
    Back {
        seat: usize,
    },
}

fn story(seed: u64, steps: usize) -> Vec<(usize, Step)> {
    let mut chance = Chance::of(seed);
    let seat = |chance: &mut Chance| chance.below(SEATS.len());
    let steps = (0..steps).map(|number| {
        let step = match chance.below(10) {
            0..=4 => Step::Act {
                seat: seat(&mut chance),
                act: chance.next(),
            },
            5 | 6 => Step::Together {
                one: (seat(&mut chance), chance.next()),
                other: (seat(&mut chance), chance.next()),
            },
            7 => Step::Away {
                seat: seat(&mut chance),
            },
            8 => Step::Back {
                seat: seat(&mut chance),
            },
            _ => Step::Sync {
                seat: seat(&mut chance),
            },
        };
        (number, step)
    });
    steps.collect()
}

/// A story as it is told in a company of its own.
struct Stage {
    firm: Firm,
}

impl Stage {
    fn seat(&self, number: usize) -> Seat<'_> {
        let (person, clone) = SEATS[number];
        self.firm.seat(person, clone)
    }

    /// The command that somebody thinks of; the director looks first at what is asked.
    fn line(&self, seat: usize, step: usize, act: u64) -> String {
        let seat = self.seat(seat);
        let lines: &[&str] = match seat.person {
            "petrova" => &OF_THE_DIRECTOR,
            "orlova" => &OF_THE_ACCOUNTANT,
            "cron" => &["tick"],
            _ => &OF_A_MANAGER,
        };
        let mut chance = Chance::of(act);
        let line = lines[chance.below(lines.len())];
        let deal = 1 + chance.below(2);
        let name = format!("paper-{}.pdf", chance.below(2));
        let folder = self.firm.sandbox().path(&format!("papers-{step}"));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join(name);
        fs::write(&file, format!("{act}")).unwrap();
        let mut binds = "00000000".to_owned();
        if line.contains("{binds}") {
            let ended = seat.run("approve --json");
            let waiting: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
            let asked = waiting.as_array().unwrap().iter();
            let number = format!("TLG-{deal}");
            let mut asked = asked.filter(|it| it["deal"] == number.as_str());
            if let Some(asked) = asked.next() {
                binds = asked["binds"].as_str().unwrap()[..8].to_owned();
            }
        }
        line.replace("{deal}", &deal.to_string())
            .replace("{step}", &step.to_string())
            .replace("{file}", &file.display().to_string())
            .replace("{binds}", &binds)
    }

    /// The moment of a step at a seat: no two acts of one person are ever asked for at the same time.
    fn now(step: usize, seat: usize) -> String {
        let now = DateTime::parse_from_rfc3339(NOW).unwrap();
        let after = Duration::minutes(step as i64 + 1) + Duration::seconds(seat as i64);
        (now + after).to_rfc3339()
    }

    fn play(&self, number: usize, step: Step) {
        match step {
            Step::Act { seat, act } => {
                self.firm.at(&Stage::now(number, seat));
                let line = self.line(seat, number, act);
                judge(&line, &self.seat(seat).run(&line));
            }
            Step::Together { one, other } => {
                let acts = [one, other].map(|(seat, act)| {
                    self.firm.at(&Stage::now(number, seat));
                    let line = self.line(seat, number, act);
                    let mut command = self.seat(seat).command(&line);
                    command.stdout(Stdio::piped()).stderr(Stdio::piped());
                    (line, command.spawn().unwrap())
                });
                for (line, child) in acts {
                    judge(&line, &Ended::of(child.wait_with_output().unwrap()));
                }
            }
            Step::Sync { seat } => {
                self.firm.at(&Stage::now(number, seat));
                judge("sync", &self.seat(seat).run("sync"));
            }
            Step::Away { seat } => {
                self.seat(seat).git("config remote.origin.url /nowhere");
            }
            Step::Back { seat } => self.back(seat),
        }
    }

    fn back(&self, seat: usize) {
        let seat = self.seat(seat);
        let server = self.firm.server.display();
        seat.git(&format!("config remote.origin.url {server}"));
        let _ = fs::remove_file(seat.folder().join(".git/tlg/contact"));
    }

    /// Everybody meets the server until there is nothing more to do.
    fn converge(&self, steps: usize) {
        (0..SEATS.len()).for_each(|seat| self.back(seat));
        for round in 0..3 {
            for seat in 0..SEATS.len() {
                self.firm.at(&Stage::now(steps + round, seat));
                judge("sync", &self.seat(seat).run("sync"));
            }
        }
        for seat in 0..SEATS.len() {
            let seat = self.seat(seat);
            assert_eq!(
                seat.tip(),
                self.firm.tip(),
                "{} has another tip",
                seat.clone
            );
            let status = seat.git("status --porcelain");
            assert_eq!(status, "", "{}", seat.clone);
            let waiting = seat.git("for-each-ref refs/tlg/waiting --format=%(refname)");
            let mine = waiting.lines().filter(|name| name.contains(seat.person));
            assert_eq!(mine.count(), 0, "{}: {waiting}", seat.clone);
        }
    }

    /// Whatever was on a branch of a person is in history by now, or on the shelf of that clone.
    fn assert_nothing_is_lost(&self) {
        // An act keeps its author and the moment at which it was asked for, however often it is decided again.
        const ACT: &str = "--format=%ae|%at";
        let of = |text: String| -> BTreeSet<String> { text.lines().map(str::to_owned).collect() };
        let server = self.firm.sandbox();
        let history = of(server.git(&self.firm.server, &["log", ACT, "main"]));
        let clones: BTreeSet<&str> = SEATS.iter().map(|(_, clone)| *clone).collect();
        for clone in clones {
            let seat = self.firm.seat("ivanov", clone);
            let made = of(seat.git(&format!("log -g {ACT} main")));
            let shelf = of(seat.git(&format!("log {ACT} --glob=refs/tlg/")));
            for act in made.difference(&history) {
                let is_derived = act.starts_with("cron@");
                assert!(is_derived || shelf.contains(act), "{clone}: {act} is lost");
            }
        }
    }

    fn assert_proved(&self, everywhere: bool) {
        let seats = if everywhere { SEATS.len() } else { 1 };
        for seat in 0..seats {
            self.seat(seat).assert_sound();
        }
        let signatures = self.seat(0).git("log --format=%G?");
        assert!(signatures.lines().all(|good| good == "G"), "{signatures}");
    }
}

/// A command may be refused, and a run without a server may fail; nothing else may happen.
fn judge(line: &str, ended: &Ended) {
    let said = format!("{}{}", ended.stdout, ended.stderr);
    let away = ended.code == 3 && said.contains("does not answer");
    let expected = matches!(ended.code, 0..=2) || away;
    assert!(expected, "{line} ends with {}: {said}", ended.code);
    let broken = ["panicked", "is not proved", "says no\n"];
    for words in broken {
        assert!(!said.contains(words), "{line}: {said}");
    }
}

fn told(steps: &[(usize, Step)], everywhere: bool) -> Result<(), String> {
    let told = catch_unwind(AssertUnwindSafe(|| {
        let stage = Stage {
            firm: Firm::with(Deal::Asked),
        };
        for (number, step) in steps {
            stage.play(*number, *step);
        }
        stage.converge(steps.last().map_or(0, |(number, _)| number + 1));
        stage.assert_nothing_is_lost();
        stage.assert_proved(everywhere);
    }));
    told.map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        text.unwrap_or_else(|| "an assertion".to_owned())
    })
}

/// The shortest story that still goes wrong, by leaving out more and more of it.
fn shortest(mut steps: Vec<(usize, Step)>) -> Vec<(usize, Step)> {
    let mut size = steps.len() / 2;
    while size > 0 {
        let mut from = 0;
        while from < steps.len() {
            let mut fewer = steps.clone();
            fewer.drain(from..(from + size).min(steps.len()));
            match told(&fewer, false) {
                Err(_) => steps = fewer,
                Ok(()) => from += size,
            }
        }
        size /= 2;
    }
    steps
}

fn number(name: &str, else_: u64) -> u64 {
    let value = std::env::var(name).ok().and_then(|it| it.parse().ok());
    value.unwrap_or(else_)
}

#[test]
fn whatever_they_do_all_come_to_the_same_history_and_nothing_is_lost() {
    let first = number("TLG_CROWD_FIRST", 1);
    let steps = number("TLG_CROWD_STEPS", 20) as usize;
    let seeds = number("TLG_CROWD_SEEDS", 2);
    for seed in first..first + seeds {
        let steps = story(seed, steps);
        if let Err(why) = told(&steps, seeds > 2) {
            let steps = shortest(steps);
            let lines: Vec<String> = steps.iter().map(|step| format!("{step:?}")).collect();
            panic!("seed {seed}: {why}\n{}", lines.join("\n"));
        }
    }
}
