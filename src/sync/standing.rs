use super::shelf::{Place, Shelf};
use crate::record::id::PersonId;
use crate::workspace::{Contact, Failure, Remote, Store, Workspace};
use std::collections::BTreeMap;

/// How a clone stands to its server, as far as it knows by itself, and what lies on its shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// None where the clone has no server.
    pub remote: Option<Remote>,
    /// Commits here that the server did not have when it answered last.
    pub ahead: usize,
    /// Commits of the server that were fetched and are not on the branch here.
    pub behind: usize,
    pub contact: Contact,
    /// Acts of the one who looks that no longer held.
    pub kept: usize,
    /// Acts of the one who looks that are decided again with their next command.
    pub mine: usize,
    /// Acts that wait for others, by whom they wait for; none for strangers.
    pub others: BTreeMap<Option<PersonId>, usize>,
}

impl Standing {
    /// Looks at a clone for somebody; asks no server.
    ///
    /// # Errors
    /// References or the record of the last meeting cannot be read.
    pub fn of(workspace: &Workspace, me: Option<&PersonId>) -> Result<Standing, Failure> {
        let shelf = Shelf::of(workspace)?;
        let following = Store::open(workspace.root())?.following()?;
        let mut standing = Standing {
            remote: workspace.remote()?,
            ahead: following.as_ref().map_or(0, |it| it.ahead),
            behind: following.as_ref().map_or(0, |it| it.behind),
            contact: Contact::of(workspace)?,
            kept: shelf.kept_of(me).count(),
            mine: 0,
            others: BTreeMap::new(),
        };
        for act in shelf.acts().filter(|act| act.place == Place::Waiting) {
            match act.person.is_some() && act.person.as_ref() == me {
                true => standing.mine += 1,
                false => *standing.others.entry(act.person.clone()).or_default() += 1,
            }
        }
        Ok(standing)
    }

    /// Whether there is nothing to say: no server, and nothing on the shelf.
    pub fn is_plain(&self) -> bool {
        self.remote.is_none() && self.kept == 0 && self.mine == 0 && self.others.is_empty()
    }
}
