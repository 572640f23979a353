//! Roles are granted and revoked.

use super::{Case, RegisterUnmet};
use crate::actions::authority::deciders;
use crate::actions::refusal::Unmet;
use crate::deal::{Deal, DealId};
use crate::people::{PeopleAct, Person, Role};
use crate::record::id::PersonId;

/// Roles that the company cannot go without: always somebody holds them and can sign.
const KEPT: [Role; 2] = [Role::Administrator, Role::FinanceDirector];

impl Case<'_> {
    /// Nobody grants themselves a role, and the service stands alone.
    pub(super) fn granting(&self, id: &PersonId, role: Role) -> Vec<Unmet> {
        let person = match self.person(id) {
            Ok(person) => person,
            Err(unknown) => return vec![unknown],
        };
        let mut unmet = Vec::new();
        if person.is(role) {
            let person = id.clone();
            unmet.push(RegisterUnmet::HasRole { person, role }.into());
        } else if !self.fits(person, role) {
            unmet.push(RegisterUnmet::ServiceAlone { person: id.clone() }.into());
        }
        if id == self.actor {
            unmet.push(RegisterUnmet::OwnRole { role }.into());
        }
        unmet
    }

    /// Whether somebody may hold a role besides those that they hold, and besides standing in for others.
    fn fits(&self, person: &Person, role: Role) -> bool {
        let mut delegations = self.people().delegations.iter();
        match role {
            Role::Service => {
                let stands_in =
                    delegations.any(|one| one.to == person.id && one.until >= self.today);
                person.roles.is_empty() && !stands_in
            }
            _ => !person.is(Role::Service),
        }
    }

    /// A role is revoked unless the company or one of its deals cannot go on without it.
    pub(super) fn revoking(&self, id: &PersonId, role: Role) -> Vec<Unmet> {
        let person = match self.person(id) {
            Ok(person) => person,
            Err(unknown) => return vec![unknown],
        };
        if !person.is(role) {
            return vec![Unmet::NotInRole {
                person: id.clone(),
                role,
            }];
        }
        let mut unmet = Vec::new();
        if KEPT.contains(&role) && self.is_last(person, role) {
            let person = id.clone();
            unmet.push(RegisterUnmet::LastInRole { person, role }.into());
        }
        if role == Role::Manager {
            unmet.extend(self.owning(id));
        }
        unmet.extend(self.leaving_undecided(id, role));
        unmet
    }

    /// The role that the company cannot go without and only this person can sign in.
    pub(super) fn last_signer_in(&self, person: &Person) -> Option<Role> {
        let held = KEPT.into_iter().filter(|role| person.is(*role));
        held.into_iter().find(|role| self.is_last(person, *role))
    }

    /// Whether nobody would be left in a role; nobody who can sign, where the person can.
    fn is_last(&self, person: &Person, role: Role) -> bool {
        let signs = |other: &&Person| person.keys.is_empty() || !other.keys.is_empty();
        let mut others = self
            .people()
            .holding(role)
            .filter(|other| other.id != person.id);
        !others.any(|other| signs(&other))
    }

    fn owning(&self, id: &PersonId) -> Option<Unmet> {
        let process = &self.ground.process;
        let owned = |deal: &&Deal| deal.manager == *id && process.is_open(&deal.stage);
        let deals = self.ground.deals.iter().filter(owned);
        let deals: Vec<DealId> = deals.map(|deal| deal.deal.clone()).collect();
        let person = id.clone();
        (!deals.is_empty()).then(|| RegisterUnmet::OwnsDeals { person, deals }.into())
    }

    /// An open request that somebody could answer and nobody could then.
    fn leaving_undecided(&self, id: &PersonId, role: Role) -> Option<Unmet> {
        let before = self.people();
        let revoked = PeopleAct::Revoked {
            person: id.clone(),
            role,
        };
        let after = before.after(&revoked, self.actor);
        let open = |deal: &Deal| {
            let request = deal.request.as_ref()?;
            let answered = |people| !deciders(people, deal, request, self.today).is_empty();
            (answered(before) && !answered(&after)).then_some(request.asks)
        };
        let role = self.ground.deals.iter().find_map(open)?;
        Some(Unmet::NobodyElseDecides { role })
    }
}
