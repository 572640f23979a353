//! Somebody lets somebody else stand in for them (docs/process.md, Deputies).

use super::{Case, RegisterUnmet};
use crate::actions::refusal::Unmet;
use crate::people::{Delegation, Role};
use crate::record::Day;
use crate::record::id::PersonId;

impl Case<'_> {
    /// A role of one's own, for some days to come, to somebody who can sign; one at a time.
    pub(super) fn delegating(
        &self,
        role: Role,
        to: &PersonId,
        from: Day,
        until: Day,
    ) -> Vec<Unmet> {
        let mut unmet = Vec::new();
        unmet.extend(self.unfit_role(role));
        unmet.extend(self.unfit_deputy(to));
        if from < self.today {
            unmet.push(Unmet::DayGone {
                day: from,
                today: self.today,
            });
        }
        if until < from {
            unmet.push(RegisterUnmet::DaysReversed { from, until }.into());
        }
        let mut others = self.own_delegations(role);
        let overlap = others.find(|other| other.from <= until && from <= other.until);
        unmet.extend(overlap.map(|other| {
            Unmet::from(RegisterUnmet::DelegatedAlready {
                role,
                to: other.to.clone(),
                from: other.from,
                until: other.until,
            })
        }));
        unmet
    }

    /// A delegation ends early, or before it begins.
    pub(super) fn ending(&self, role: Role, from: Day) -> Vec<Unmet> {
        let mut own = self.own_delegations(role);
        let found = own.any(|one| one.from == from && one.until >= self.today);
        match found {
            true => Vec::new(),
            false => vec![RegisterUnmet::NotDelegated { role }.into()],
        }
    }

    fn own_delegations(&self, role: Role) -> impl Iterator<Item = &Delegation> {
        let all = self.people().delegations.iter();
        all.filter(move |one| one.role == role && one.of == *self.actor)
    }

    /// Only a role held by the person is delegated: a deputy passes nothing on.
    fn unfit_role(&self, role: Role) -> Option<Unmet> {
        if matches!(role, Role::Administrator | Role::Service) {
            return Some(RegisterUnmet::NoDeputy { role }.into());
        }
        let held = self.people().person(self.actor);
        let holds = held.is_some_and(|person| person.is(role));
        (!holds).then(|| Unmet::NotInRole {
            person: self.actor.clone(),
            role,
        })
    }

    fn unfit_deputy(&self, to: &PersonId) -> Option<Unmet> {
        if to == self.actor {
            return Some(RegisterUnmet::OwnDeputy.into());
        }
        match self.person(to) {
            Err(unknown) => Some(unknown),
            Ok(person) if person.is(Role::Service) => {
                Some(RegisterUnmet::ServiceAlone { person: to.clone() }.into())
            }
            Ok(person) => person
                .keys
                .is_empty()
                .then(|| RegisterUnmet::NoKey { person: to.clone() }.into()),
        }
    }
}
