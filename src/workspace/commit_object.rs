//! The bytes of a commit object: written in the one form that is ours, read for its header.

use chrono::{DateTime, FixedOffset, Offset};
use git2::{ObjectType, Oid, Repository};

use super::{CommitId, Failure, Person};

/// What a commit says of itself, apart from its signature.
pub(super) struct Unsigned<'a> {
    pub tree: Oid,
    pub parent: Option<Oid>,
    pub author: &'a Person,
    pub authored: DateTime<FixedOffset>,
    pub committed: DateTime<FixedOffset>,
    pub message: &'a str,
}

impl Unsigned<'_> {
    fn header(&self) -> String {
        let parent = self
            .parent
            .map(|parent| format!("parent {parent}\n"))
            .unwrap_or_default();
        format!(
            "tree {}\n{parent}author {}\ncommitter {}\n",
            self.tree,
            stamp(self.author, &self.authored),
            stamp(self.author, &self.committed),
        )
    }

    /// The bytes that are signed.
    pub fn payload(&self) -> String {
        format!("{}\n{}", self.header(), self.message)
    }

    /// The whole object, with `armour` where git puts it.
    pub fn signed(&self, armour: &str) -> String {
        let armour = armour.trim_end().replace('\n', "\n ");
        format!("{}gpgsig {armour}\n\n{}", self.header(), self.message)
    }
}

fn stamp(person: &Person, moment: &DateTime<FixedOffset>) -> String {
    let minutes = moment.offset().fix().local_minus_utc() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!(
        "{} <{}> {} {sign}{:02}{:02}",
        person.name,
        person.email,
        moment.timestamp(),
        minutes.abs() / 60,
        minutes.abs() % 60,
    )
}

/// Reads the bytes of a commit object itself: libgit2's own commits follow grafts and shallow marks.
///
/// # Errors
/// An object that is missing, damaged or no commit.
pub(super) fn read<T>(
    repo: &Repository,
    id: CommitId,
    read: impl FnOnce(&[u8]) -> T,
) -> Result<T, Failure> {
    let odb = repo.odb()?;
    let object = odb.read(id)?;
    match object.kind() {
        ObjectType::Commit => Ok(read(object.data())),
        _ => Err(Failure::MalformedCommit { commit: id }),
    }
}

/// What walking a history needs of a commit, whatever its form; who made it only a
/// [`SignedCommit`](super::SignedCommit) says.
pub(super) struct Header {
    pub tree: Oid,
    pub parents: Vec<Oid>,
    pub committed: DateTime<FixedOffset>,
}

impl Header {
    /// The header of a commit.
    ///
    /// # Errors
    /// An object that is missing, damaged or no commit that can be understood.
    pub fn of(repo: &Repository, id: CommitId) -> Result<Header, Failure> {
        read(repo, id, Header::parse)?.ok_or(Failure::MalformedCommit { commit: id })
    }

    /// Reads the header of a commit object, or `None` where it has no such form.
    fn parse(object: &[u8]) -> Option<Header> {
        let mut tree = None;
        let mut parents = Vec::new();
        let mut committed = None;
        for line in object.split(|byte| *byte == b'\n') {
            if line.is_empty() {
                break;
            }
            if let Some(id) = line.strip_prefix(b"tree ") {
                tree = Some(whole_id(id)?);
            } else if let Some(id) = line.strip_prefix(b"parent ") {
                parents.push(whole_id(id)?);
            } else if let Some(stamp) = line.strip_prefix(b"committer ") {
                committed = Some(moment(stamp)?);
            }
        }
        Some(Header {
            tree: tree?,
            parents,
            committed: committed?,
        })
    }
}

/// The first parent that a commit object names, whatever else is wrong with it.
pub(super) fn first_parent(object: &[u8]) -> Option<Oid> {
    let header = object
        .split(|byte| *byte == b'\n')
        .take_while(|line| !line.is_empty());
    let mut parents = header.filter_map(|line| line.strip_prefix(b"parent "));
    parents.next().and_then(whole_id)
}

/// Reads an id of 40 digits; git2 by itself completes shorter ones with zeros.
pub(super) fn whole_id(hex: &[u8]) -> Option<Oid> {
    (hex.len() == 40)
        .then(|| std::str::from_utf8(hex).ok()?.parse().ok())
        .flatten()
}

/// The moment at the end of an author's or committer's line.
pub(super) fn moment(stamp: &[u8]) -> Option<DateTime<FixedOffset>> {
    let after_address = stamp.rsplit(|byte| *byte == b'>').next()?;
    let text = std::str::from_utf8(after_address).ok()?;
    let (seconds, zone) = text.trim_start().split_once(' ')?;
    let hours_and_minutes: i32 = zone.parse().ok()?;
    let minutes = hours_and_minutes / 100 * 60 + hours_and_minutes % 100;
    let offset = FixedOffset::east_opt(minutes.checked_mul(60)?)?;
    let moment = DateTime::from_timestamp(seconds.parse().ok()?, 0)?;
    Some(moment.with_timezone(&offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY_TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    fn person() -> Person {
        Person {
            name: "Иванов".into(),
            email: "ivanov@example.org".into(),
        }
    }

    fn payload_at(moment: &str) -> String {
        let author = person();
        let moment = DateTime::parse_from_rfc3339(moment).unwrap();
        Unsigned {
            tree: EMPTY_TREE.parse().unwrap(),
            parent: None,
            author: &author,
            authored: moment,
            committed: moment,
            message: "subject\n",
        }
        .payload()
    }

    #[test]
    fn zones_west_of_greenwich_keep_their_minutes() {
        let payload = payload_at("2026-11-20T10:02:11-03:30");
        assert!(payload.contains(" 1795181531 -0330\n"), "{payload}");
        let header = Header::parse(payload.as_bytes()).unwrap();
        assert_eq!(header.committed.to_rfc3339(), "2026-11-20T10:02:11-03:30");
    }

    #[test]
    fn a_header_without_a_committer_is_refused() {
        let object = format!("tree {EMPTY_TREE}\n\ncommitter x <y> 1 +0000\n");
        assert!(Header::parse(object.as_bytes()).is_none());
    }
}
