use super::agenda::Agenda;
use crate::actions::ground::Ground;
use crate::deal::Deal;
use crate::people::Role;
use crate::process::mail::Occasion;
use crate::record::Day;
use crate::record::id::PersonId;
use std::collections::{BTreeMap, BTreeSet};

/// Who may get a digest on a day, and for whom each of them acts: looked up once a run, not for everybody on every deal.
pub(super) struct Readers {
    /// Everybody who may still get a digest today.
    open: BTreeSet<PersonId>,
    /// Who acts in a role, deputies included.
    in_role: BTreeMap<Role, BTreeSet<PersonId>>,
    /// Who stands in for a manager.
    in_place: BTreeMap<PersonId, BTreeSet<PersonId>>,
}

impl Readers {
    /// The readers of a day; nobody on days off, or where the process has no digest. `has_read` are those who have theirs.
    pub fn of(ground: &Ground, today: Day, has_read: impl Fn(&PersonId) -> bool) -> Readers {
        let has_digest = ground.process.mails_on(&Occasion::Daily).next().is_some();
        let wanted = has_digest && ground.calendar.is_working(today);
        let people = ground.people.people.iter().filter(|_| wanted);
        let people = people.filter(|person| !person.is(Role::Service));
        let mut readers = Readers {
            open: BTreeSet::new(),
            in_role: BTreeMap::new(),
            in_place: BTreeMap::new(),
        };
        for person in people.map(|person| &person.id).filter(|id| !has_read(id)) {
            readers.open.insert(person.clone());
            for role in Role::ALL {
                let mut places = ground.people.acts_for(person, role, today).peekable();
                if places.peek().is_some() {
                    let holders = readers.in_role.entry(role).or_default();
                    holders.insert(person.clone());
                }
                if role == Role::Manager {
                    for place in places {
                        let deputies = readers.in_place.entry(place.clone()).or_default();
                        deputies.insert(person.clone());
                    }
                }
            }
        }
        readers
    }

    /// Whether somebody may still get a digest.
    pub fn has(&self, person: &PersonId) -> bool {
        self.open.contains(person)
    }

    /// Everybody for whom a deal may have something; of others it has nothing.
    pub fn concerned(&self, deal: &Deal, agenda: &Agenda) -> BTreeSet<&PersonId> {
        let holders = agenda.tasks.iter().map(|due| due.task.holder.as_str());
        let by_task = holders.flat_map(|holder| self.holding(holder));
        let deciders = agenda.request.iter().flat_map(|due| &due.deciders);
        let escalated = agenda.escalations.iter().flat_map(|due| &due.to);
        let named = deciders.chain(escalated);
        let named = named.filter_map(|person| self.open.get(person));
        by_task
            .chain(self.acting_for(&deal.manager))
            .chain(named)
            .collect()
    }

    /// Whoever holds a task: a role, or a manager by name.
    fn holding(&self, holder: &str) -> Vec<&PersonId> {
        match (Role::named(holder), PersonId::new(holder)) {
            (Some(role), _) => self.in_role.get(&role).into_iter().flatten().collect(),
            (None, Ok(person)) => self.acting_for(&person).collect(),
            (None, Err(_)) => Vec::new(),
        }
    }

    /// A manager, and whoever stands in for them.
    fn acting_for(&self, manager: &PersonId) -> impl Iterator<Item = &PersonId> {
        let deputies = self.in_place.get(manager).into_iter().flatten();
        self.open.get(manager).into_iter().chain(deputies)
    }
}
