use super::SyncFailure;
use crate::actions::ground::house_at;
use crate::calendar::Calendar;
use crate::people::{People, Person};
use crate::record::id::PersonId;
use crate::workspace::{CommitId, Tip};
use std::sync::Arc;

/// Who people are where acts are decided: at the tip that the acts so far lead to.
pub(super) struct Staff {
    pub people: Arc<People>,
    /// Tells moments as the company tells time.
    pub calendar: Arc<Calendar>,
    /// Who works here, if the company knows.
    pub me: Option<Person>,
    email: Option<String>,
    /// The content of the register that this was read from.
    register: Option<CommitId>,
}

impl Staff {
    /// Reads the register of a tip; whoever has the address works here.
    ///
    /// # Errors
    /// The files of the tip tell nothing.
    pub fn at(tip: &Tip, introduction: &str, email: Option<String>) -> Result<Staff, SyncFailure> {
        let house = house_at(tip, introduction)?;
        let known = email.as_ref().and_then(|it| house.people.by_email(it));
        Ok(Staff {
            me: known.cloned(),
            people: house.people,
            calendar: house.calendar,
            register: tip.blob(People::PATH)?,
            email,
        })
    }

    /// Reads the register again where another tip has another one.
    ///
    /// # Errors
    /// As [`Staff::at`].
    pub fn follow(&mut self, tip: &Tip, introduction: &str) -> Result<(), SyncFailure> {
        if tip.blob(People::PATH)? != self.register {
            *self = Staff::at(tip, introduction, self.email.take())?;
        }
        Ok(())
    }

    /// Whether somebody can sign an act anew: the company knows them, and they have a role and a key.
    pub fn can_sign(&self, person: &PersonId) -> bool {
        let person = self.people.person(person);
        person.is_some_and(|person| !person.roles.is_empty() && !person.keys.is_empty())
    }
}
