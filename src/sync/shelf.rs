//! Acts that are on no branch: kept until somebody tries them again or drops them, or waiting for their author's key.
//! Each is a reference to the commit as it was made, `refs/tlg/kept/ivanov/3`: nothing of it is lost, its documents
//! included.

use super::note;
use crate::record::id::PersonId;
use crate::workspace::{CommitId, Failure, Workspace};

const SHELF: &str = "refs/tlg/";

/// In whose place acts of somebody stand whom the company does not know.
const NOBODY: &str = "-";

/// Why an act is on the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// It no longer holds.
    Kept,
    /// Only its author can sign it anew.
    Waiting,
}

/// An act on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// Counts on over both places: what was put there first comes first.
    pub number: u32,
    pub place: Place,
    /// Whose act it is; none where the company does not know.
    pub person: Option<PersonId>,
    pub commit: CommitId,
}

/// Everything that is on the shelf of a clone, in the order in which it was put there.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    acts: Vec<Shelved>,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Place::Kept => "kept",
            Place::Waiting => "waiting",
        }
    }
}

impl Shelved {
    /// The name of its reference.
    pub fn name(&self) -> String {
        let person = self.person.as_ref().map_or(NOBODY, PersonId::as_str);
        format!("{SHELF}{}/{person}/{}", self.place.name(), self.number)
    }

    /// Whether it is put off until somebody's next command.
    pub(super) fn waits_for(&self, person: Option<&PersonId>) -> bool {
        self.place == Place::Waiting && self.person.is_some() && self.person.as_ref() == person
    }

    /// The names of all references that are its own.
    pub(super) fn names(&self) -> [String; 2] {
        [self.name(), note::name(self.number)]
    }

    fn parse(name: &str, commit: CommitId) -> Option<Shelved> {
        let mut parts = name.strip_prefix(SHELF)?.split('/');
        let place = match parts.next()? {
            "kept" => Place::Kept,
            "waiting" => Place::Waiting,
            _ => return None,
        };
        let person = match parts.next()? {
            NOBODY => None,
            person => Some(PersonId::new(person).ok()?),
        };
        let number = parts.next()?.parse().ok()?;
        parts.next().is_none().then_some(Shelved {
            number,
            place,
            person,
            commit,
        })
    }
}

impl Shelf {
    /// Looks at the shelf of a clone.
    ///
    /// # Errors
    /// References that cannot be read.
    pub fn of(workspace: &Workspace) -> Result<Shelf, Failure> {
        let references = workspace.references(SHELF)?.into_iter();
        let mut acts: Vec<Shelved> = references
            .filter_map(|(name, commit)| Shelved::parse(&name, commit))
            .collect();
        acts.sort_by_key(|act| (act.number, act.place));
        Ok(Shelf { acts })
    }

    /// All of it, the oldest first.
    pub fn acts(&self) -> impl Iterator<Item = &Shelved> {
        self.acts.iter()
    }

    /// What is kept of one person's, or of nobody's.
    pub fn kept_of<'a>(
        &'a self,
        person: Option<&'a PersonId>,
    ) -> impl Iterator<Item = &'a Shelved> {
        let kept = self.acts.iter().filter(|act| act.place == Place::Kept);
        kept.filter(move |act| act.person.is_none() || act.person.as_ref() == person)
    }

    /// Gives an act its place on the shelf; its reference is made when the branch moves.
    pub(super) fn put(
        &mut self,
        place: Place,
        person: Option<PersonId>,
        commit: CommitId,
    ) -> Shelved {
        let last = self.acts.iter().map(|act| act.number).max();
        let shelved = Shelved {
            number: last.unwrap_or_default().saturating_add(1),
            place,
            person,
            commit,
        };
        self.acts.push(shelved.clone());
        shelved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_says_whose_act_it_is_and_why_it_is_there() {
        let commit: CommitId = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
            .parse()
            .expect("an id");
        for (name, person) in [
            ("refs/tlg/kept/ivanov/3", PersonId::new("ivanov").ok()),
            ("refs/tlg/waiting/-/12", None),
        ] {
            let shelved = Shelved::parse(name, commit).expect("a shelved act");
            assert_eq!((shelved.name().as_str(), &shelved.person), (name, &person));
        }
        for foreign in [
            "refs/tlg/kept/ivanov",
            "refs/tlg/lost/ivanov/1",
            "refs/tlg/kept/x/1/2",
        ] {
            assert_eq!(Shelved::parse(foreign, commit), None);
        }
    }
}
