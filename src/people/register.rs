use super::delegation::Delegation;
use super::person::Person;
use super::role::Role;
use crate::record::id::PersonId;
use crate::record::{Day, Fault, Fields, Moment, Node, read_canonical};
use serde::Deserialize;

/// The largest `people.yaml` that is read, in bytes.
const LARGEST: usize = 1024 * 1024;

/// Everybody who acts: `people.yaml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    pub format: u32,
    pub people: Vec<Person>,
    pub delegations: Vec<Delegation>,
    pub history: Vec<PeopleEntry>,
}

/// One line of the register's history: who let whom in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleEntry {
    pub kind: PeopleKind,
    pub at: Moment,
    pub by: PersonId,
    /// Those who were added, as they were then.
    pub added: Vec<Person>,
}

/// What was done to the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeopleKind {
    /// The first commit: the first administrator, and the service where one was named.
    Introduced,
    Added,
}

impl PeopleKind {
    /// As files and commit trailers write it.
    pub fn id(self) -> &'static str {
        match self {
            PeopleKind::Introduced => "introduced",
            PeopleKind::Added => "added",
        }
    }
}

impl People {
    /// Where the register stands in a workspace.
    pub const PATH: &'static str = "people.yaml";

    /// Where the signers stand that stock git and ssh-keygen read.
    pub const SIGNERS_PATH: &'static str = "allowed_signers";

    /// Reads the register.
    ///
    /// # Errors
    /// The first thing that is wrong with the file.
    pub fn read(bytes: &[u8]) -> Result<People, Fault> {
        read_canonical(People::PATH, bytes, LARGEST, People::node)
    }

    /// The register with one more entry, which adds people.
    #[must_use]
    pub fn with(mut self, entry: PeopleEntry) -> People {
        self.people.extend(entry.added.iter().cloned());
        self.history.push(entry);
        self
    }

    /// A register without anybody.
    pub fn nobody() -> People {
        People {
            format: 1,
            people: Vec::new(),
            delegations: Vec::new(),
            history: Vec::new(),
        }
    }

    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == *id)
    }

    /// The person of that e-mail address; the case of Latin letters does not count.
    pub fn by_email(&self, email: &str) -> Option<&Person> {
        self.people
            .iter()
            .find(|person| person.email.eq_ignore_ascii_case(email))
    }

    /// Everybody who holds a role.
    pub fn holding(&self, role: Role) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.is(role))
    }

    /// Everybody in whose place a person may act in a role on a day, the person first where they hold it.
    /// Nobody stands in for administrators.
    pub fn acts_for<'a>(
        &'a self,
        person: &'a PersonId,
        role: Role,
        day: Day,
    ) -> impl Iterator<Item = &'a PersonId> {
        let own = self
            .person(person)
            .filter(|found| found.is(role))
            .map(|found| &found.id);
        let stands_in = self.delegations.iter().filter(move |delegation| {
            delegation.role == role
                && role != Role::Administrator
                && delegation.to == *person
                && delegation.holds_on(day)
                && self.person(&delegation.of).is_some_and(|of| of.is(role))
        });
        own.into_iter()
            .chain(stands_in.map(|delegation| &delegation.of))
    }

    /// The register as its file writes it.
    pub fn node(&self) -> Node {
        Fields::new()
            .number("format", self.format)
            .list("people", self.people.iter().map(Person::node))
            .list("delegations", self.delegations.iter().map(Delegation::node))
            .list("history", self.history.iter().map(PeopleEntry::node))
            .into()
    }

    /// The file `allowed_signers`, so that stock git and ssh-keygen check signatures too.
    pub fn allowed_signers(&self) -> String {
        let lines = self.people.iter().flat_map(|person| {
            person
                .keys
                .iter()
                .map(move |key| format!("{} namespaces=\"git\" {key}\n", person.email))
        });
        lines.collect()
    }
}

impl PeopleEntry {
    fn node(&self) -> Node {
        Fields::new()
            .word("kind", self.kind.id())
            .word("at", self.at)
            .word("by", &self.by)
            .list("added", self.added.iter().map(Person::node))
            .into()
    }
}
