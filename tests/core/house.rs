//! A workspace in memory: everything that is done in it is recorded, and audited when the house falls.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use tlg::actions::change::Change;
use tlg::actions::decide::{No, decide};
use tlg::actions::ground::{Ground, about, house_at};
use tlg::actions::intent::Intent;
use tlg::actions::numbering::leases_at;
use tlg::actions::refusal::Unmet;
use tlg::agenda::tick::{Claim, ClaimedLetter, Delivery, Miss, Receipt};
use tlg::agenda::{DayFile, LetterName, RunId, Tick};
use tlg::audit::{Commit, Documents, audit_in, invariants};
use tlg::calendar::Calendar;
use tlg::cli::scaffold::Scaffold;
use tlg::client::{Client, ClientDetails, ClientKind};
use tlg::deal::act::Act;
use tlg::deal::entry::{Entry, Outcome, Seen};
use tlg::deal::letter::Letter;
use tlg::deal::{Deal, DealFile, DealId, DealOnFile};
use tlg::people::delegation::Delegation;
use tlg::people::{People, PeopleAct, PeopleEntry, Person, Role};
use tlg::process::Process;
use tlg::record::id::{ClientId, PersonId};
use tlg::record::tree::{Tree, TreeEntry, TreeError};
use tlg::record::{Day, Moment, Sha256Hex};

use crate::doing::Doing;

/// The id of the first commit, as far as hashes go.
pub const INTRODUCTION: &str = "4f1c2d3e4f1c2d3e4f1c2d3e4f1c2d3e4f1c2d3e";

/// Files by path.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Files(pub BTreeMap<String, Vec<u8>>);

impl Tree for Files {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TreeError> {
        Ok(self.0.get(path).cloned())
    }

    fn list(&self, folder: &str) -> Result<Vec<TreeEntry>, TreeError> {
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let below = self.0.keys().filter_map(|path| path.strip_prefix(&prefix));
        let entries: BTreeSet<TreeEntry> = below
            .map(|rest| match rest.split_once('/') {
                Some((name, _)) => entry(name, true),
                None => entry(rest, false),
            })
            .collect();
        Ok(entries.into_iter().collect())
    }
}

fn entry(name: &str, is_folder: bool) -> TreeEntry {
    TreeEntry {
        name: name.to_owned(),
        is_folder,
    }
}

/// One commit, with what it was made of.
pub struct Recorded {
    pub parent: Files,
    pub child: Files,
    pub change: Change,
    pub actor: PersonId,
    pub now: Moment,
    /// Settings, process, people and calendars at the parent.
    pub house: Rc<Ground>,
}

impl Recorded {
    pub fn changed(&self) -> BTreeSet<String> {
        let change = &self.change;
        let paths = change.files.keys().chain(change.documents.keys());
        let differs = |path: &&String| self.parent.0.get(*path) != self.child.0.get(*path);
        paths.filter(differs).cloned().collect()
    }
}

/// A letter as a run of these tests claims it: they all bear one number.
pub fn of_run_zero(name: LetterName) -> ClaimedLetter {
    let run = RunId::default();
    ClaimedLetter { name, run }
}

pub struct House {
    pub files: Files,
    pub deal: DealId,
    actor: PersonId,
    now: Moment,
    documents: BTreeMap<Sha256Hex, Vec<u8>>,
    pub recorded: Vec<Recorded>,
    /// The last reading of the house's files.
    read: Option<(Files, Rc<Ground>)>,
    /// The last reading of the deal's header.
    header: RefCell<Option<(Vec<u8>, Deal)>>,
}

impl House {
    /// A house with people and the client `stakan-plus`, and no deal.
    pub fn empty() -> House {
        let mut files = BTreeMap::new();
        let templates = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
        for path in [
            "tlg.yaml",
            "process.yaml",
            "calendar/2023.yaml",
            "calendar/2024.yaml",
            "calendar/2025.yaml",
            "calendar/2026.yaml",
        ] {
            let text = std::fs::read(format!("{templates}/{path}")).expect("a template");
            files.insert(path.to_owned(), text);
        }
        for (path, text) in Scaffold::new(None).settings() {
            if path.starts_with("templates/") {
                files.insert(path, text.into_bytes());
            }
        }
        let mut house = House {
            files: Files(files),
            deal: DealId::new("TLG", 1),
            actor: person_id("ivanov"),
            now: moment("2026-11-20T10:00:00+03:00"),
            documents: BTreeMap::new(),
            recorded: Vec::new(),
            read: None,
            header: RefCell::default(),
        };
        house.write_people(&everybody());
        house.adds_client("stakan-plus", Some("buyer@stakan.example"));
        house
    }

    /// A house with the deal TLG-1 of ivanov, on Friday 20.11.2026.
    pub fn new() -> House {
        let mut house = House::empty();
        house.opens("ivanov");
        house
    }

    /// Sets the clock.
    pub fn at(&mut self, now: &str) -> &mut House {
        self.now = moment(now);
        self
    }

    /// Who acts from now on.
    pub fn by(&mut self, person: &str) -> &mut House {
        self.actor = person_id(person);
        self
    }

    pub fn now(&self) -> Moment {
        self.now
    }

    /// Other rules from here on: one passage of `process.yaml` in place of another.
    pub fn rule(&mut self, old: &str, new: &str) -> &mut House {
        let text = self.files.0.get("process.yaml").expect("a process");
        let text = String::from_utf8(text.clone()).expect("UTF-8");
        assert!(text.contains(old), "process.yaml has no `{old}`");
        let text = text.replacen(old, new, 1);
        self.files
            .0
            .insert("process.yaml".into(), text.into_bytes());
        self
    }

    /// Other people from here on.
    pub fn people(&mut self, edit: impl FnOnce(&mut People)) -> &mut House {
        let mut people = self.register();
        edit(&mut people);
        self.write_people(&people);
        self
    }

    pub fn register(&self) -> People {
        People::read(self.files.0.get(People::PATH).expect("people")).expect("people")
    }

    fn write_people(&mut self, people: &People) {
        for (path, text) in tlg::actions::people::files(people) {
            self.files.0.insert(path, text.into_bytes());
        }
    }

    /// Somebody stands in for somebody from 20.11.2026 to 30.11.2026.
    pub fn delegates(&mut self, role: Role, of: &str, to: &str) -> &mut House {
        let delegation = Delegation {
            role,
            of: person_id(of),
            to: person_id(to),
            from: "2026-11-20".parse().expect("a day"),
            until: "2026-11-30".parse().expect("a day"),
        };
        self.people(|people| people.delegations.push(delegation))
    }

    /// Gives somebody one more role.
    pub fn grants(&mut self, person: &str, role: Role) -> &mut House {
        self.people(|people| {
            let found = people.people.iter_mut().find(|found| found.id == person);
            found.expect("a person").roles.push(role);
        })
    }

    /// Takes somebody out of the register.
    pub fn without(&mut self, person: &str) -> &mut House {
        self.people(|people| people.people.retain(|found| found.id != person))
    }

    pub fn adds_client(&mut self, id: &str, email: Option<&str>) -> &mut House {
        let intent = Intent::Client {
            client: ClientId::new(id).expect("an id"),
            kind: ClientKind::Added,
            details: ClientDetails {
                name: Some(id.to_owned()),
                email: email.map(str::to_owned),
                inn: None,
            },
            after: 0,
        };
        self.commits(&intent).expect("a client");
        self
    }

    /// From here on the client has no e-mail address.
    pub fn loses_address(&mut self, client: &str) -> &mut House {
        let id = ClientId::new(client).expect("an id");
        let path = Client::path(&id);
        let text = self.files.0.get(&path).expect("the client").clone();
        let text = String::from_utf8(text).expect("UTF-8");
        let kept = text.lines().filter(|line| !line.starts_with("email:"));
        let text: String = kept.map(|line| format!("{line}\n")).collect();
        self.files.0.insert(path, text.into_bytes());
        self
    }

    /// Opens a deal of `stakan-plus`; it is the one that acts are about from now on.
    pub fn opens(&mut self, manager: &str) -> &mut House {
        self.opens_for(manager, "stakan-plus")
    }

    pub fn opens_for(&mut self, manager: &str, client: &str) -> &mut House {
        let tree = &self.files.0;
        let deals = tree.keys().filter_map(|path| DealId::of_path(path));
        let next = deals.map(|deal| deal.number()).max().unwrap_or_default() + 1;
        self.deal = DealId::new("TLG", next);
        self.by(manager).does(Doing::from(Act::Open {
            title: "Линия для бумажных стаканов 250 мл".to_owned(),
            client: ClientId::new(client).expect("an id"),
            manager: person_id(manager),
        }))
    }

    /// Does something that must be allowed; a minute passes.
    #[track_caller]
    pub fn does(&mut self, doing: impl Into<Doing>) -> &mut House {
        let doing = doing.into();
        match self.tries(doing.clone()) {
            Ok(()) => self,
            Err(unmet) => panic!("{:?} of {} is refused: {unmet:#?}", doing.act, self.actor),
        }
    }

    /// Does something that must be refused, and says why it was.
    #[track_caller]
    pub fn refuses(&mut self, doing: impl Into<Doing>) -> Vec<Unmet> {
        let doing = doing.into();
        match self.tries(doing.clone()) {
            Ok(()) => panic!("{:?} of {} is allowed", doing.act, self.actor),
            Err(unmet) => unmet,
        }
    }

    /// Does something, if it is allowed.
    pub fn tries(&mut self, doing: impl Into<Doing>) -> Result<(), Vec<Unmet>> {
        let doing = doing.into();
        let seen = doing.seen.clone().unwrap_or_else(|| self.sees(&doing.act));
        self.documents.extend(doing.documents);
        let intent = self.intent(doing.act, seen);
        self.commits(&intent)
    }

    /// An act on the deal; what the post does to it is part of a run of `tick`.
    fn intent(&self, act: Act, seen: Seen) -> Intent {
        let deal = self.deal.clone();
        let today = Calendar::new(chrono_tz::Europe::Moscow).local_day(self.now);
        match act {
            Act::Claim { letters, cancelled } => {
                let claim = Claim {
                    letters: letters.into_iter().collect(),
                    cancelled: cancelled.into_iter().collect(),
                };
                let mut tick = Tick::heartbeat(today);
                tick.claims.insert(deal, claim);
                Intent::Tick(tick)
            }
            Act::Send { letter, left } => {
                let name = LetterName::of_deal(&deal, &letter);
                let claim = self.claim_of(&name);
                let delivery = Delivery {
                    to: claim.as_ref().map_or(left.to, |(_, to)| to.clone()),
                    sent: left.sent,
                };
                Intent::Receipt(Receipt {
                    day: claim.map_or(today, |(day, _)| day),
                    sent: [(of_run_zero(name), delivery)].into(),
                    missed: BTreeMap::new(),
                })
            }
            Act::Miss {
                letter,
                tried,
                because,
                said,
            } => {
                let name = LetterName::of_deal(&deal, &letter);
                let miss = Miss {
                    tried,
                    because,
                    said,
                };
                Intent::Receipt(Receipt {
                    day: self.claim_of(&name).map_or(today, |(day, _)| day),
                    sent: BTreeMap::new(),
                    missed: [(of_run_zero(name), miss)].into(),
                })
            }
            act => Intent::Deal { deal, act, seen },
        }
    }

    /// The day whose run took a letter in hand, and the address.
    fn claim_of(&self, letter: &LetterName) -> Option<(Day, String)> {
        let days = self.files.0.iter().rev();
        let days = days.filter_map(|(path, bytes)| {
            let day = DayFile::of_path(path)?;
            Some(DayFile::read(day, bytes).expect("a day"))
        });
        let mut claims = days.filter_map(|day| {
            let claimed = day.letter(letter)?;
            Some((day.day, claimed.posted.to.clone()))
        });
        claims.next()
    }

    /// Fills the deal's file with remarks, to some thousands of bytes below a size.
    pub fn fills(&mut self, size: usize) -> &mut House {
        let path = self.deal.path();
        let read = DealOnFile::read(&path, &self.files.0[&path]);
        let mut file = read.unwrap_or_else(|fault| panic!("{fault:#?}"));
        let act = Act::Note {
            text: "я".repeat(5_000),
        };
        let entry = Entry {
            at: self.now,
            by: self.actor.clone(),
            on_behalf_of: None,
            seen: Seen::of(&file.deal, &act),
            act,
            outcome: Outcome::default(),
        };
        while file.text().len() + 10_200 < size {
            file = file.with(&entry).expect("a remark");
        }
        self.files.0.insert(path, file.text().into_bytes());
        self.header = RefCell::default();
        self
    }

    /// What whoever acts now sees of the deal.
    pub fn sees(&self, act: &Act) -> Seen {
        match (act, self.files.0.contains_key(&self.deal.path())) {
            (Act::Open { .. }, _) | (_, false) => Seen::default(),
            _ => Seen::of(&self.deal(), act),
        }
    }

    /// Decides an intent; what follows is applied and recorded.
    pub fn commits(&mut self, intent: &Intent) -> Result<(), Vec<Unmet>> {
        let house = self.house();
        let ground = about((*house).clone(), &self.files, intent).expect("a ground");
        let change = match decide(&ground, intent, &self.actor, self.now) {
            Ok(change) => change,
            Err(No::Refused(refusal)) => {
                assert!(!refusal.unmet.is_empty(), "a refusal without a reason");
                return Err(refusal.unmet);
            }
            Err(No::Broken(broken)) => panic!("{intent:?} breaks the history: {broken:?}"),
        };
        let parent = self.files.clone();
        for (path, text) in &change.files {
            let bytes = text.clone().into_bytes();
            self.files.0.insert(path.clone(), bytes);
        }
        for (path, sha256) in &change.documents {
            let bytes = self.documents.get(sha256).expect("the document's bytes");
            let old = self.files.0.insert(path.clone(), bytes.clone());
            assert_eq!(old, None, "{path} is overwritten");
        }
        self.recorded.push(Recorded {
            parent,
            child: self.files.clone(),
            change,
            actor: self.actor.clone(),
            now: self.now,
            house,
        });
        self.now = self.now.later(60);
        Ok(())
    }

    /// Settings, process, people and calendars, read again when one of their files has changed.
    pub fn house(&mut self) -> Rc<Ground> {
        let others = ["deals/", "clients/", "ticks/", "templates/"];
        let whose = |path: &str| !others.iter().any(|other| path.starts_with(other));
        let files = || self.files.0.iter().filter(|(path, _)| whose(path));
        if let Some((read, house)) = &self.read
            && files().eq(read.0.iter())
        {
            return house.clone();
        }
        let files = Files(
            files()
                .map(|(path, bytes)| (path.clone(), bytes.clone()))
                .collect(),
        );
        let house = Rc::new(house_at(&files, INTRODUCTION).expect("a house"));
        self.read = Some((files, house.clone()));
        house
    }

    pub fn process(&mut self) -> Process {
        Process::clone(&self.house().process)
    }

    /// The deal that acts are about, read from its file.
    pub fn deal(&self) -> Deal {
        let path = self.deal.path();
        let bytes = self.files.0.get(&path).expect("the deal");
        if let Some((read, deal)) = &*self.header.borrow()
            && read == bytes
        {
            return deal.clone();
        }
        let deal = Deal::read(&path, bytes).unwrap_or_else(|fault| panic!("{fault:#?}"));
        self.header.replace(Some((bytes.clone(), deal.clone())));
        deal
    }

    pub fn file(&self) -> DealFile {
        read_deal(&self.files, &self.deal).expect("the deal")
    }

    pub fn stage(&self) -> String {
        self.deal().stage.to_string()
    }

    /// The open tasks.
    pub fn tasks(&self) -> Vec<String> {
        let tasks = self.deal().tasks;
        tasks.iter().map(|task| task.id.to_string()).collect()
    }

    /// The days on which the open tasks are due.
    pub fn due(&self) -> Vec<String> {
        let tasks = self.deal().tasks;
        tasks.iter().map(|task| task.due.to_string()).collect()
    }

    /// How the tasks that the last act closed ended.
    pub fn closed(&self) -> Vec<String> {
        let file = self.file();
        let closed = &file.history.last().expect("an entry").outcome.closed;
        let told = closed
            .iter()
            .map(|task| format!("{} {}", task.id, task.how.id()));
        told.collect()
    }

    /// The letters that the last act called for: `id → address`.
    pub fn letters(&self) -> Vec<String> {
        let letters = &self.recorded.last().expect("an act").change.letters;
        let told = letters
            .iter()
            .map(|letter| format!("{} → {}", letter.id, letter.to));
        told.collect()
    }

    /// The letter of that name, of several the last.
    pub fn letter(&self, id: &str) -> Letter {
        let mail = self.deal().mail.into_iter();
        let found = mail.rev().find(|letter| letter.id.to_string() == id);
        found.unwrap_or_else(|| panic!("no letter {id}"))
    }

    /// The hash that the open request binds.
    pub fn binds(&self) -> Sha256Hex {
        self.deal().request.expect("an open request").binds
    }

    pub fn fact(&self, fact: &str) -> Option<String> {
        self.deal().facts.get(fact).map(ToString::to_string)
    }

    /// The message of the last commit.
    pub fn message(&self) -> &str {
        &self.recorded.last().expect("a commit").change.message
    }

    /// Decides everything that was recorded again, and checks the invariants.
    pub fn audits(&self) {
        for recorded in &self.recorded {
            audits(recorded);
        }
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.audits();
        }
    }
}

/// Decides one commit again, byte for byte, and checks the invariants of its deal.
pub fn audits(recorded: &Recorded) {
    let changed = recorded.changed();
    let house = &recorded.house;
    let judged = audit_in(
        (**house).clone(),
        &Commit {
            introduction: INTRODUCTION,
            parent: &recorded.parent,
            child: &recorded.child,
            changed: &changed,
            message: &recorded.change.message,
            actor: &recorded.actor,
            now: recorded.now,
            documents: Documents::Hashed,
        },
    );
    if let Err(difference) = judged {
        panic!("{}\n{difference:#?}", recorded.change.message);
    }
    for deal in changed.iter().filter_map(|path| DealId::of_path(path)) {
        let before = read_deal(&recorded.parent, &deal);
        let next = new_process(recorded);
        let after = read_deal(&recorded.child, &deal).expect("a deal");
        let known = before.as_ref().map_or(0, |file| file.history.len());
        let mut broken = invariants::broken(&invariants::Step {
            process: &house.process,
            next: next.as_ref(),
            people: &house.people,
            leases: &leases_at(&recorded.parent).expect("leases"),
            before: before.as_ref().map(|file| &file.deal),
            after: &after.deal,
            new: after.history.get(known..).expect("a longer history"),
        });
        broken.extend(invariants::told(&after));
        assert_eq!(broken, [], "{}", recorded.change.message);
    }
}

/// The process that a commit brings.
pub fn new_process(recorded: &Recorded) -> Option<Process> {
    let text = recorded.change.files.get(Process::PATH)?;
    Process::read(Process::PATH, text.as_bytes()).ok()
}

pub fn read_deal(files: &Files, deal: &DealId) -> Option<DealFile> {
    let bytes = files.0.get(&deal.path())?;
    let file = DealFile::read(&deal.path(), bytes);
    Some(file.unwrap_or_else(|fault| panic!("{fault:#?}")))
}

pub fn person_id(id: &str) -> PersonId {
    PersonId::new(id).expect("an id")
}

pub fn moment(spelling: &str) -> Moment {
    spelling.parse().expect("a moment")
}

/// Two managers, two directors, an accountant, an administrator and the service, with a key each.
fn everybody() -> People {
    let mut people = [
        person("ivanov", "Иванов Иван", Role::Manager),
        person("sidorov", "Сидоров Петр", Role::Manager),
        person("petrova", "Петрова Анна", Role::FinanceDirector),
        person("kozlov", "Козлов Олег", Role::FinanceDirector),
        person("belova", "Белова Ольга", Role::Accountant),
        person("admin", "Админов Павел", Role::Administrator),
        person("cron", "tick", Role::Service),
    ];
    for (number, person) in (1..).zip(&mut people) {
        person.keys.push(key(number));
    }
    People::nobody().with(PeopleEntry {
        at: moment("2026-01-12T09:00:00+03:00"),
        by: person_id("admin"),
        act: PeopleAct::Introduced {
            added: people.into(),
        },
        text: None,
    })
}

/// A key of its own for each number.
pub fn key(number: u8) -> String {
    let public = ssh_key::public::Ed25519PublicKey([number; 32]);
    let key = ssh_key::PublicKey::from(ssh_key::public::KeyData::Ed25519(public));
    key.to_openssh().expect("a key")
}

pub fn person(id: &str, name: &str, role: Role) -> Person {
    Person {
        id: person_id(id),
        name: name.to_owned(),
        email: format!("{id}@tlg.example"),
        roles: vec![role],
        keys: Vec::new(),
    }
}
