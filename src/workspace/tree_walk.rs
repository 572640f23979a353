//! Two trees walked side by side; what is equal is never opened.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use git2::{ObjectType, Odb, OdbObject, Oid};

use super::Failure;

/// A file that differs between two trees, by the ids of its contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathChange {
    /// Where it stands.
    pub path: String,
    /// What it held; `None` where it is new.
    pub before: Option<Oid>,
    /// What it holds; `None` where it went.
    pub after: Option<Oid>,
}

/// What no tree of a workspace has (docs/trust.md, Rules of the branch).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TreeFault {
    /// Something else than a plain file or a folder; `mode` as the tree writes it: a symbolic link is 120000, a
    /// submodule 160000, an executable file 100755.
    Mode { path: String, mode: String },
    /// A name that is no UTF-8, or that git reserves.
    Name { folder: String },
    /// Two names that some file systems cannot tell apart.
    Twins { path: String, other: String },
    /// More entries differ than any commit of ours changes.
    TooMany { most: usize },
    /// A folder without anything in it.
    EmptyFolder { path: String },
    /// A folder whose entries are not written the one way: sorted, each name once.
    Unsorted { folder: String },
    /// A folder in more folders than any file of ours is in.
    Deep { folder: String },
}

const FILE: &[u8] = b"100644";
const PROGRAM: &[u8] = b"100755";
const FOLDER: &[u8] = b"40000";
const ID: usize = 20;

/// Folders that a file may be in.
const DEEPEST: usize = 16;

/// Folders that a file of anybody's may be in: no path of a work tree is longer.
const DEEPEST_OF_ALL: usize = 1_000;

/// Entries of folders that differ, in one commit: a new process may take a hundred thousand deals along. A few trees that
/// hold each other many times over would make more of them than any memory holds.
const MOST_ENTRIES: usize = 1_000_000;

/// A line of a tree object.
#[derive(Clone, Copy)]
struct Entry<'t> {
    mode: &'t [u8],
    name: &'t [u8],
    id: Oid,
}

impl Entry<'_> {
    fn is_file(&self) -> bool {
        self.mode == FILE || self.mode == PROGRAM
    }

    fn is_folder(&self) -> bool {
        self.mode == FOLDER
    }

    /// git sorts a folder as if its name ended with a slash.
    fn order(&self, other: &Entry) -> Ordering {
        let common = self.name.len().min(other.name.len());
        let next = |entry: &Entry| match entry.name.get(common) {
            Some(byte) => Some(*byte),
            None => entry.is_folder().then_some(b'/'),
        };
        let (own, others) = (self.name.get(..common), other.name.get(..common));
        own.cmp(&others)
            .then_with(|| next(self).cmp(&next(other)))
            .then_with(|| self.name.len().cmp(&other.name.len()))
    }
}

/// What stands in the way: the world, or the trees themselves.
enum Obstacle {
    Failure(Failure),
    Fault(TreeFault),
}

impl From<TreeFault> for Obstacle {
    fn from(fault: TreeFault) -> Self {
        Obstacle::Fault(fault)
    }
}

impl From<git2::Error> for Obstacle {
    fn from(error: git2::Error) -> Self {
        Obstacle::Failure(error.into())
    }
}

/// Every file that differs between two trees. Of the second one, all folders that differ are checked as well.
pub(super) fn changes(
    odb: &Odb,
    before: Option<Oid>,
    after: Oid,
) -> Result<Result<Vec<PathChange>, TreeFault>, Failure> {
    let mut walk = Walk {
        odb,
        changes: Vec::new(),
        foreign: None,
        seen: 0,
    };
    match walk.folder("", before, Some(after)) {
        Ok(()) => Ok(Ok(walk.changes)),
        Err(Obstacle::Fault(fault)) => Ok(Err(fault)),
        Err(Obstacle::Failure(failure)) => Err(failure),
    }
}

/// What leads from a tree of any form to one of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Way {
    pub changes: Vec<PathChange>,
    /// What goes and is no file of ours, by its name or as it is a link, as git writes its path.
    pub foreign: Vec<Vec<u8>>,
}

/// As [`changes`], from a tree of any form: somebody may have made it by hand.
pub(super) fn way(odb: &Odb, before: Oid, after: Oid) -> Result<Result<Way, TreeFault>, Failure> {
    let mut walk = Walk {
        odb,
        changes: Vec::new(),
        foreign: Some(Vec::new()),
        seen: 0,
    };
    match walk.folder("", Some(before), Some(after)) {
        Ok(()) => Ok(Ok(Way {
            changes: walk.changes,
            foreign: walk.foreign.unwrap_or_default(),
        })),
        Err(Obstacle::Fault(fault)) => Ok(Err(fault)),
        Err(Obstacle::Failure(failure)) => Err(failure),
    }
}

struct Walk<'o> {
    odb: &'o Odb<'o>,
    changes: Vec<PathChange>,
    /// What goes and is no file of ours; none where that is a fault.
    foreign: Option<Vec<Vec<u8>>>,
    /// Entries looked at so far.
    seen: usize,
}

impl Walk<'_> {
    fn folder(
        &mut self,
        path: &str,
        before: Option<Oid>,
        after: Option<Oid>,
    ) -> Result<(), Obstacle> {
        if before == after {
            return Ok(());
        }
        let deepest = match (&self.foreign, after) {
            (Some(_), None) => DEEPEST_OF_ALL,
            _ => DEEPEST,
        };
        if path.matches('/').count() >= deepest {
            let folder = path.to_owned();
            return Err(TreeFault::Deep { folder }.into());
        }
        let odb = self.odb;
        let old = before.map(|id| tree(odb, id)).transpose()?;
        let new = after.map(|id| tree(odb, id)).transpose()?;
        let old = entries(path, old.as_ref().map(OdbObject::data))?;
        let new = entries(path, new.as_ref().map(OdbObject::data))?;
        self.seen += old.len() + new.len();
        if self.seen > MOST_ENTRIES {
            return Err(TreeFault::TooMany { most: MOST_ENTRIES }.into());
        }
        if after.is_some() {
            check_folder(path, &new)?;
        }
        let differing = differing(&old, &new);
        check_twins(path, &differing, &new)?;
        differing
            .into_iter()
            .try_for_each(|(old, new)| self.entry(path, old, new))
    }

    fn entry(
        &mut self,
        folder: &str,
        old: Option<&Entry>,
        new: Option<&Entry>,
    ) -> Result<(), Obstacle> {
        let (before, after) = (old.map(|old| old.id), new.map(|new| new.id));
        let Some(either) = new.or(old) else {
            return Ok(());
        };
        let path = match (name(folder, either.name), new, &mut self.foreign) {
            (Ok(name), Some(_), _) | (Ok(name), _, None) => joined(folder, &name),
            (Ok(name), ..) if either.is_file() || either.is_folder() => joined(folder, &name),
            (_, None, Some(foreign)) => {
                let folder = match folder {
                    "" => String::new(),
                    folder => format!("{folder}/"),
                };
                foreign.push([folder.as_bytes(), either.name].concat());
                return Ok(());
            }
            (Err(fault), ..) => return Err(fault.into()),
        };
        if let Some(new) = new
            && new.mode != FILE
            && !new.is_folder()
        {
            let mode = String::from_utf8_lossy(new.mode).into_owned();
            return Err(TreeFault::Mode { path, mode }.into());
        }
        if either.is_folder() {
            return self.folder(&path, before, after);
        }
        self.changes.push(PathChange {
            path,
            before,
            after,
        });
        Ok(())
    }
}

fn tree<'o>(odb: &'o Odb, id: Oid) -> Result<OdbObject<'o>, Obstacle> {
    let object = odb.read(id)?;
    match object.kind() {
        ObjectType::Tree => Ok(object),
        _ => Err(Obstacle::Failure(Failure::Git {
            source: git2::Error::from_str("the object is no tree"),
        })),
    }
}

/// The entries of a tree object, as they stand there.
fn entries<'t>(folder: &str, data: Option<&'t [u8]>) -> Result<Vec<Entry<'t>>, TreeFault> {
    let unsorted = || TreeFault::Unsorted {
        folder: folder.to_owned(),
    };
    let mut rest = data.unwrap_or_default();
    let mut entries = Vec::new();
    while !rest.is_empty() {
        let space = rest.iter().position(|byte| *byte == b' ');
        let (mode, after) = rest.split_at(space.ok_or_else(unsorted)?);
        let end = after.iter().position(|byte| *byte == 0);
        let (name, after) = after.split_at(end.ok_or_else(unsorted)?);
        let id = after.get(1..=ID).ok_or_else(unsorted)?;
        entries.push(Entry {
            mode,
            name: name.get(1..).unwrap_or_default(),
            id: Oid::from_bytes(id).map_err(|_| unsorted())?,
        });
        rest = after.get(ID + 1..).unwrap_or_default();
    }
    Ok(entries)
}

/// Every folder is written the one way and holds something.
fn check_folder(path: &str, entries: &[Entry]) -> Result<(), TreeFault> {
    let folder = || path.to_owned();
    if entries.is_empty() {
        return Err(TreeFault::EmptyFolder { path: folder() });
    }
    let sorted = entries.windows(2).all(|pair| match pair {
        [one, next] => one.order(next) == Ordering::Less && one.name != next.name,
        _ => true,
    });
    match sorted {
        true => Ok(()),
        false => Err(TreeFault::Unsorted { folder: folder() }),
    }
}

/// An entry as it was and as it is; one of them is missing where it came or went.
type Differing<'e, 't> = (Option<&'e Entry<'t>>, Option<&'e Entry<'t>>);

/// The entries of a folder that are not the same before and after.
fn differing<'e, 't>(old: &'e [Entry<'t>], new: &'e [Entry<'t>]) -> Vec<Differing<'e, 't>> {
    let mut differing = Vec::new();
    let (mut left, mut right) = (old.iter().peekable(), new.iter().peekable());
    loop {
        let order = match (left.peek(), right.peek()) {
            (Some(old), Some(new)) => old.order(new),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return differing,
        };
        let old = (order != Ordering::Greater).then(|| left.next()).flatten();
        let new = (order != Ordering::Less).then(|| right.next()).flatten();
        let is = |entry: &Entry<'t>| (entry.id, entry.mode);
        if old.map(is) != new.map(is) {
            differing.push((old, new));
        }
    }
}

/// A new name differs from all its neighbours in more than case. One pass, however many are new.
fn check_twins(folder: &str, differing: &[Differing], new: &[Entry]) -> Result<(), TreeFault> {
    let mut added: BTreeMap<String, &[u8]> = BTreeMap::new();
    for (old, entry) in differing {
        if let (None, Some(entry)) = (old, entry) {
            added.insert(name(folder, entry.name)?.to_lowercase(), entry.name);
        }
    }
    if added.is_empty() {
        return Ok(());
    }
    for entry in new {
        let own = name(folder, entry.name)?;
        let twin = added
            .get(&own.to_lowercase())
            .filter(|twin| **twin != entry.name);
        if let Some(twin) = twin {
            return Err(TreeFault::Twins {
                path: joined(folder, &name(folder, twin)?),
                other: joined(folder, &own),
            });
        }
    }
    Ok(())
}

fn name(folder: &str, name: &[u8]) -> Result<String, TreeFault> {
    let wrong = || TreeFault::Name {
        folder: folder.to_owned(),
    };
    let name = std::str::from_utf8(name).map_err(|_| wrong())?;
    let reserved = ["", ".", ".."].contains(&name) || name.eq_ignore_ascii_case(".git");
    match reserved || name.contains('/') || name.chars().any(char::is_control) {
        true => Err(wrong()),
        false => Ok(name.to_owned()),
    }
}

fn joined(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    }
}
