//! A company in memory: files of a tree, and the acts that people do on them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::register::key_in;
use tlg::actions::decide::{No, decide};
use tlg::actions::ground::{Ground, about, client_at, deal_at, house_at};
use tlg::actions::intent::Intent;
use tlg::actions::people::files;
use tlg::actions::refusal::Refusal;
use tlg::client::{ClientDetails, ClientKind};
use tlg::deal::act::Act;
use tlg::deal::{Deal, DealId};
use tlg::people::{People, PeopleAct, PeopleEntry, Person, Role};
use tlg::record::Moment;
use tlg::record::id::{ClientId, PersonId};
use tlg::record::tree::{Tree, TreeEntry, TreeError};

/// The first commit of the company.
const INTRODUCTION: &str = "4f1c9d20aa31b7f0c55e8d61f3e2a4b9c8d7e6f5";

/// A company with its deals.
#[derive(Clone)]
pub struct House {
    files: BTreeMap<String, Vec<u8>>,
    /// What every decision needs, read once.
    ground: Ground,
    pub now: Moment,
}

/// Files by path.
struct Files<'f>(&'f BTreeMap<String, Vec<u8>>);

impl Tree for Files<'_> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TreeError> {
        Ok(self.0.get(path).cloned())
    }

    fn list(&self, folder: &str) -> Result<Vec<TreeEntry>, TreeError> {
        let folder = format!("{folder}/");
        let below = self.0.keys().filter_map(|path| path.strip_prefix(&folder));
        let entries = below.map(|rest| TreeEntry {
            name: rest.split('/').next().unwrap_or_default().to_owned(),
            is_folder: rest.contains('/'),
        });
        let entries: std::collections::BTreeSet<TreeEntry> = entries.collect();
        Ok(entries.into_iter().collect())
    }
}

pub fn person(id: &str) -> PersonId {
    PersonId::new(id).expect("an id of this test")
}

pub fn moment(text: &str) -> Moment {
    text.parse().expect("a moment of this test")
}

fn somebody(id: &str, name: &str, roles: &[Role]) -> Person {
    Person {
        id: person(id),
        name: name.to_owned(),
        email: format!("{id}@tlg.example"),
        roles: roles.to_vec(),
        keys: vec![key_in(&format!("{id}.pub"))],
    }
}

fn staff() -> People {
    let added = vec![
        somebody("ivanov", "Иванов Пётр", &[Role::Manager]),
        somebody("sidorov", "Сидоров Олег", &[Role::Manager]),
        somebody("petrova", "Петрова Анна", &[Role::FinanceDirector]),
        somebody("orlova", "Орлова Инна", &[Role::Accountant]),
        somebody("belov", "Белов Юрий", &[Role::Administrator]),
        somebody("robot", "tlg", &[Role::Service]),
    ];
    People::nobody().with(PeopleEntry {
        at: moment("2026-11-01T09:00:00+03:00"),
        by: person("belov"),
        act: PeopleAct::Introduced { added },
        text: None,
    })
}

/// The files that the program brings for a new company.
fn templates() -> BTreeMap<String, Vec<u8>> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let names = [
        "tlg.yaml",
        "process.yaml",
        "calendar/2025.yaml",
        "calendar/2026.yaml",
    ];
    let read = |name: &str| std::fs::read(root.join(name)).expect("a template of the program");
    names
        .iter()
        .map(|name| ((*name).to_owned(), read(name)))
        .collect()
}

impl House {
    /// A company of six people with two clients, one of them without an address.
    pub fn new() -> House {
        House::with_process(|text| text)
    }

    /// The same with another process.
    pub fn with_process(edit: impl FnOnce(String) -> String) -> House {
        let mut all = templates();
        let process = all
            .remove("process.yaml")
            .expect("every company has a process");
        let process = edit(String::from_utf8(process).expect("the template is UTF-8"));
        all.insert("process.yaml".to_owned(), process.into_bytes());
        for (path, text) in files(&staff()) {
            all.insert(path, text.into_bytes());
        }
        let ground = house_at(&Files(&all), INTRODUCTION).expect("the templates are sound");
        let mut house = House {
            files: all,
            ground,
            now: moment("2026-11-23T10:00:00+03:00"),
        };
        house.ground.numbers.next = Some(42);
        house.add_client("stakan-plus", "Стакан Плюс", Some("buyer@stakan.example"));
        house.add_client("volga-pak", "Волга-Пак", None);
        house
    }

    fn add_client(&mut self, id: &str, name: &str, email: Option<&str>) {
        let intent = Intent::Client {
            client: ClientId::new(id).expect("an id of this test"),
            kind: ClientKind::Added,
            details: ClientDetails {
                name: Some(name.to_owned()),
                email: email.map(str::to_owned),
                inn: None,
            },
            after: 0,
        };
        self.ask("ivanov", &intent).expect("a manager adds clients");
    }

    /// The state that an intent is judged on.
    pub fn ground(&self, intent: &Intent) -> Ground {
        let ground = about(self.ground.clone(), &Files(&self.files), intent);
        let mut ground = ground.expect("our own files");
        ground.numbers.next = Some(self.next_number());
        ground
    }

    /// Judges an intent, and does it where the answer is yes.
    pub fn ask(&mut self, actor: &str, intent: &Intent) -> Result<(), Refusal> {
        let ground = self.ground(intent);
        match decide(&ground, intent, &person(actor), self.now) {
            Err(No::Refused(refusal)) => Err(refusal),
            Err(No::Broken(broken)) => panic!("{broken:?}"),
            Ok(change) => {
                let files = change.files.into_iter();
                self.files
                    .extend(files.map(|(path, text)| (path, text.into_bytes())));
                match intent {
                    Intent::Deal {
                        act: Act::Open { .. },
                        ..
                    } => self.ground.numbers.next = Some(self.next_number() + 1),
                    Intent::People { .. } => {
                        let bytes = self.files.get(People::PATH).expect("the register");
                        self.ground.people =
                            Arc::new(People::read(bytes).expect("our own register"));
                    }
                    _ => {}
                }
                Ok(())
            }
        }
    }

    /// The number of the deal that is opened next.
    pub fn next_number(&self) -> u32 {
        self.ground.numbers.next.expect("numbers go on")
    }

    /// What every decision needs.
    pub fn rules(&self) -> &Ground {
        &self.ground
    }

    /// Somebody's delegation begins, as `people.yaml` would say it.
    pub fn people_mut(&mut self) -> &mut People {
        Arc::make_mut(&mut self.ground.people)
    }

    pub fn deal(&self, number: u32) -> Option<Deal> {
        let id = DealId::new("TLG", number);
        let file = deal_at(&Files(&self.files), &id).expect("our own deal file");
        file.map(|file| file.deal)
    }

    /// The number of entries of a client's history.
    pub fn entries_of_client(&self, client: &ClientId) -> u32 {
        let file = client_at(&Files(&self.files), client).expect("our own client file");
        file.map_or(0, |file| file.history.len() as u32)
    }

    /// The number of the last event of a deal that can be taken back; 0 where there is none.
    pub fn last_event(&self, number: u32) -> u32 {
        let id = DealId::new("TLG", number);
        let file = deal_at(&Files(&self.files), &id).expect("our own deal file");
        let history = file.map(|file| file.entries().expect("our own history"));
        let history = history.unwrap_or_default();
        tlg::actions::correcting::last_event(&history).map_or(0, |(event, _)| event)
    }
}
