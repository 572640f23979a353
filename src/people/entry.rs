//! A line of the register's history as the file writes it: one flat map with the keys of its kind.

use super::act::{PeopleAct, PeopleKind};
use super::person::Person;
use super::role::Role;
use crate::record::id::PersonId;
use crate::record::{CommitHex, Day, Fields, Moment, Node};
use serde::Deserialize;

/// One line of the register's history: what was done to it, by whom and why.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Line")]
pub struct PeopleEntry {
    pub at: Moment,
    pub by: PersonId,
    pub act: PeopleAct,
    /// The person's own words.
    pub text: Option<String>,
}

impl PeopleEntry {
    /// The entry as `people.yaml` writes it.
    pub fn node(&self) -> Node {
        Fields::new()
            .word("kind", self.act.kind().id())
            .word("at", self.at)
            .word("by", &self.by)
            .and(act_fields(&self.act))
            .maybe_text("text", self.text.as_deref())
            .into()
    }
}

fn act_fields(act: &PeopleAct) -> Fields {
    let fields = Fields::new();
    match act {
        PeopleAct::Introduced { added } | PeopleAct::Added { added } => {
            fields.list("added", added.iter().map(Person::node))
        }
        PeopleAct::Granted { person, role } | PeopleAct::Revoked { person, role } => {
            fields.word("person", person).word("role", role)
        }
        PeopleAct::KeyAdded { person, key } | PeopleAct::KeyRetired { person, key } => {
            fields.word("person", person).text("key", key)
        }
        PeopleAct::KeyCompromised {
            person,
            key,
            trusted,
        } => fields
            .word("person", person)
            .text("key", key)
            .maybe_word("trusted", trusted.as_ref()),
        PeopleAct::Ratified { commits } => fields.list("commits", commits),
        PeopleAct::Delegated {
            role,
            to,
            from,
            until,
        } => fields
            .word("role", role)
            .word("to", to)
            .word("from", from)
            .word("until", until),
        PeopleAct::Undelegated { role, from } => fields.word("role", role).word("from", from),
    }
}

/// Every key that an entry may have. Which of them belong to a kind, writing it again decides: a file with others is
/// not canonical.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    kind: PeopleKind,
    at: Moment,
    by: PersonId,
    added: Option<Vec<Person>>,
    person: Option<PersonId>,
    role: Option<Role>,
    key: Option<String>,
    trusted: Option<CommitHex>,
    commits: Option<Vec<CommitHex>>,
    to: Option<PersonId>,
    from: Option<Day>,
    until: Option<Day>,
    text: Option<String>,
}

impl TryFrom<Line> for PeopleEntry {
    type Error = String;

    fn try_from(line: Line) -> Result<PeopleEntry, String> {
        let (at, by, text) = (line.at, line.by.clone(), line.text.clone());
        let act = line.act().map_err(|key| format!("missing field `{key}`"))?;
        Ok(PeopleEntry { at, by, act, text })
    }
}

impl Line {
    fn act(self) -> Result<PeopleAct, &'static str> {
        let (person, role, key) = (
            self.person.ok_or("person"),
            self.role.ok_or("role"),
            self.key.ok_or("key"),
        );
        let from = self.from.ok_or("from");
        Ok(match self.kind {
            PeopleKind::Introduced => PeopleAct::Introduced {
                added: self.added.ok_or("added")?,
            },
            PeopleKind::Added => PeopleAct::Added {
                added: self.added.ok_or("added")?,
            },
            PeopleKind::Granted => PeopleAct::Granted {
                person: person?,
                role: role?,
            },
            PeopleKind::Revoked => PeopleAct::Revoked {
                person: person?,
                role: role?,
            },
            PeopleKind::KeyAdded => PeopleAct::KeyAdded {
                person: person?,
                key: key?,
            },
            PeopleKind::KeyRetired => PeopleAct::KeyRetired {
                person: person?,
                key: key?,
            },
            PeopleKind::KeyCompromised => PeopleAct::KeyCompromised {
                person: person?,
                key: key?,
                trusted: self.trusted,
            },
            PeopleKind::Ratified => PeopleAct::Ratified {
                commits: self.commits.ok_or("commits")?,
            },
            PeopleKind::Delegated => PeopleAct::Delegated {
                role: role?,
                to: self.to.ok_or("to")?,
                from: from?,
                until: self.until.ok_or("until")?,
            },
            PeopleKind::Undelegated => PeopleAct::Undelegated {
                role: role?,
                from: from?,
            },
        })
    }
}
