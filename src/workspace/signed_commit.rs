//! A commit object read strictly: the one form in which we write commits, and nothing besides.

use chrono::{DateTime, FixedOffset};
use git2::Oid;

use super::commit_object::{Unsigned, moment, whole_id};
use super::{CommitId, Person, SigningFailure, signature};

/// A commit in our form: one parent at most, one person, one signature.
#[derive(Clone, Debug)]
pub struct SignedCommit {
    /// Its files.
    pub tree: Oid,
    /// The commit before; `None` for the first one.
    pub parent: Option<CommitId>,
    /// Author and committer.
    pub person: Person,
    /// When it was first asked for; no act is judged by it.
    pub authored: DateTime<FixedOffset>,
    /// When it was committed.
    pub committed: DateTime<FixedOffset>,
    /// The whole message.
    pub message: String,
    armour: String,
}

/// How a commit object departs from our form (docs/trust.md, Rules of the branch).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommitFault {
    /// It joins several histories.
    Merge { parents: usize },
    /// A header line that we never write, or one twice.
    Header { name: String },
    /// Nobody signed it.
    Unsigned,
    /// The signature is spelled otherwise than it decodes.
    Armour,
    /// One person wrote it and another one committed it.
    TwoPeople { author: Person, committer: Person },
    /// Some byte of it is not as we write it.
    Malformed,
}

const FIELDS: [&str; 5] = ["tree", "parent", "author", "committer", "gpgsig"];

impl SignedCommit {
    /// Reads the bytes of a commit object.
    ///
    /// # Errors
    /// The first thing that departs from our form. What passes is byte for byte what we would write.
    pub fn read(object: &[u8]) -> Result<SignedCommit, CommitFault> {
        let text = std::str::from_utf8(object).map_err(|_| CommitFault::Malformed)?;
        let (header, message) = text.split_once("\n\n").ok_or(CommitFault::Malformed)?;
        let fields = Fields::of(header)?;
        let armour = fields.signature()?;
        let (author, authored) = stamp(fields.one("author")?)?;
        let (committer, committed) = stamp(fields.one("committer")?)?;
        if author != committer {
            return Err(CommitFault::TwoPeople { author, committer });
        }
        let commit = SignedCommit {
            tree: id(fields.one("tree")?)?,
            parent: fields.parent()?,
            person: author,
            authored,
            committed,
            message: message.to_owned(),
            armour,
        };
        match commit.unsigned().signed(&commit.armour) == text {
            true => Ok(commit),
            false => Err(CommitFault::Malformed),
        }
    }

    /// Whose key signed exactly this commit: the public key as OpenSSH writes it, without a comment.
    ///
    /// # Errors
    /// The signature is not over these bytes, or was made for something else than git.
    pub fn signing_key(&self) -> Result<String, SigningFailure> {
        signature::signing_key(&self.armour, self.unsigned().payload().as_bytes())
    }

    /// The key that the signature names, whether or not it signed these bytes.
    ///
    /// # Errors
    /// The signature cannot be read.
    pub fn named_key(&self) -> Result<String, SigningFailure> {
        signature::named_key(&self.armour)
    }

    fn unsigned(&self) -> Unsigned<'_> {
        Unsigned {
            tree: self.tree,
            parent: self.parent,
            author: &self.person,
            authored: self.authored,
            committed: self.committed,
            message: &self.message,
        }
    }
}

/// The lines of a header by name, each with the lines that go on with it.
struct Fields<'t>(Vec<(&'t str, String)>);

impl<'t> Fields<'t> {
    fn of(header: &'t str) -> Result<Fields<'t>, CommitFault> {
        let mut fields: Vec<(&str, String)> = Vec::new();
        for line in header.split('\n') {
            if let Some(more) = line.strip_prefix(' ') {
                let (_, value) = fields.last_mut().ok_or(CommitFault::Malformed)?;
                value.push('\n');
                value.push_str(more);
                continue;
            }
            let (name, value) = line.split_once(' ').ok_or(CommitFault::Malformed)?;
            let repeated = name != "parent" && fields.iter().any(|(known, _)| *known == name);
            if repeated || !FIELDS.contains(&name) {
                let name = name.to_owned();
                return Err(CommitFault::Header { name });
            }
            fields.push((name, value.to_owned()));
        }
        Ok(Fields(fields))
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let fields = self.0.iter().filter(move |(known, _)| *known == name);
        fields.map(|(_, value)| value.as_str())
    }

    fn one(&self, name: &str) -> Result<&str, CommitFault> {
        self.all(name).next().ok_or(CommitFault::Malformed)
    }

    fn parent(&self) -> Result<Option<CommitId>, CommitFault> {
        match self.all("parent").count() {
            0 | 1 => self.all("parent").next().map(id).transpose(),
            parents => Err(CommitFault::Merge { parents }),
        }
    }

    /// The armour of the signature; it must be the only spelling of what it holds.
    fn signature(&self) -> Result<String, CommitFault> {
        self.parent()?;
        let armour = self.all("gpgsig").next().ok_or(CommitFault::Unsigned)?;
        let canonical = signature::canonical(armour).map_err(|_| CommitFault::Armour)?;
        match canonical.trim_end() == armour {
            true => Ok(armour.to_owned()),
            false => Err(CommitFault::Armour),
        }
    }
}

fn id(hex: &str) -> Result<Oid, CommitFault> {
    whole_id(hex.as_bytes()).ok_or(CommitFault::Malformed)
}

/// A person and a moment, as git writes them in one line.
fn stamp(line: &str) -> Result<(Person, DateTime<FixedOffset>), CommitFault> {
    let (name, rest) = line.split_once(" <").ok_or(CommitFault::Malformed)?;
    let (email, _) = rest.split_once("> ").ok_or(CommitFault::Malformed)?;
    let moment = moment(line.as_bytes()).ok_or(CommitFault::Malformed)?;
    let person = Person {
        name: name.to_owned(),
        email: email.to_owned(),
    };
    Ok((person, moment))
}
