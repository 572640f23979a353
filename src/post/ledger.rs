//! Where a run writes what it does: onto the branch of the clone; at a rehearsal nowhere, and reads it all the same.

use crate::record::tree::{Tree, TreeEntry, TreeError};
use crate::sync::PATIENCE;
use crate::verify::is_proved;
use crate::workspace::{Commit, CommitId, Content, Failure, Lock, Store, Tip, Workspace};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The branch as a run reads and writes it.
pub(super) struct Ledger<'w> {
    workspace: &'w Workspace,
    /// At a rehearsal: what would have been committed.
    rehearsed: Option<RefCell<Written>>,
}

/// Texts that would have been committed by their paths, and when the last of them.
#[derive(Clone, Default)]
pub(super) struct Written {
    texts: BTreeMap<String, String>,
    at: Option<i64>,
}

/// The right to write; a rehearsal takes it from nobody.
pub(super) enum Hold<'l> {
    OfTheBranch(&'l Workspace, Lock),
    OfNothing(&'l Workspace, &'l RefCell<Written>),
}

/// The files that a run sees: those of the tip, under those that it would have written.
pub(super) struct State<'w> {
    tip: Tip<'w>,
    written: Written,
}

impl<'w> Ledger<'w> {
    /// The branch itself.
    pub fn of(workspace: &'w Workspace) -> Ledger<'w> {
        Ledger {
            workspace,
            rehearsed: None,
        }
    }

    /// The branch, as it would be.
    pub fn rehearsed(workspace: &'w Workspace) -> Ledger<'w> {
        Ledger {
            workspace,
            rehearsed: Some(RefCell::default()),
        }
    }

    pub fn is_rehearsed(&self) -> bool {
        self.rehearsed.is_some()
    }

    pub fn hold(&self) -> Result<Hold<'_>, Failure> {
        let workspace = self.workspace;
        Ok(match &self.rehearsed {
            None => Hold::OfTheBranch(workspace, workspace.lock(PATIENCE)?),
            Some(written) => Hold::OfNothing(workspace, written),
        })
    }

    pub fn tip(&self) -> Result<State<'w>, Failure> {
        let written = self.rehearsed.as_ref();
        let tip = self.workspace.tip()?;
        let store = Store::open(self.workspace.root())?;
        let is_proved = is_proved(&store, tip.id());
        Ok(State {
            tip: tip.known_as_proved(is_proved),
            written: written.map_or_else(Written::default, |it| it.borrow().clone()),
        })
    }
}

impl Hold<'_> {
    /// Commits; at a rehearsal what was to be committed is read from now on, and the branch stays where it is.
    pub fn commit(&self, commit: &Commit) -> Result<CommitId, Failure> {
        match self {
            Hold::OfTheBranch(workspace, lock) => workspace.commit(lock, commit),
            Hold::OfNothing(workspace, written) => {
                written.borrow_mut().add(commit);
                Ok(workspace.tip()?.id())
            }
        }
    }
}

impl Written {
    fn add(&mut self, commit: &Commit) {
        let texts = commit.writes.iter();
        let texts = texts.filter_map(|(path, content)| match content {
            Content::Text(text) => Some((path.clone(), text.clone())),
            // A run writes no documents.
            Content::Document(_) | Content::Stored(_) => None,
        });
        self.texts.extend(texts);
        self.at = Some(commit.committed.timestamp());
    }
}

impl State<'_> {
    /// The last commit that there is.
    pub fn id(&self) -> CommitId {
        self.tip.id()
    }

    /// When it was last written, in seconds since 1970.
    pub fn at(&self) -> i64 {
        let tip = self.tip.committed().timestamp();
        self.written.at.map_or(tip, |at| at.max(tip))
    }
}

impl Tree for State<'_> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TreeError> {
        match self.written.texts.get(path) {
            Some(text) => Ok(Some(text.clone().into_bytes())),
            None => self.tip.read(path),
        }
    }

    fn size(&self, path: &str) -> Result<Option<u64>, TreeError> {
        match self.written.texts.get(path) {
            Some(text) => Ok(Some(u64::try_from(text.len()).unwrap_or(u64::MAX))),
            None => self.tip.size(path),
        }
    }

    fn commit(&self) -> Option<String> {
        self.tip.commit()
    }

    fn is_proved(&self) -> bool {
        self.tip.is_proved()
    }

    fn list(&self, folder: &str) -> Result<Vec<TreeEntry>, TreeError> {
        let mut entries: BTreeSet<TreeEntry> = self.tip.list(folder)?.into_iter().collect();
        let prefix = match folder.is_empty() {
            true => String::new(),
            false => format!("{folder}/"),
        };
        let below = self.written.texts.keys();
        let below = below.filter_map(|path| path.strip_prefix(&prefix));
        entries.extend(below.map(|rest| match rest.split_once('/') {
            Some((name, _)) => TreeEntry {
                name: name.to_owned(),
                is_folder: true,
            },
            None => TreeEntry {
                name: rest.to_owned(),
                is_folder: false,
            },
        }));
        Ok(entries.into_iter().collect())
    }
}
