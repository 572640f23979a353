//! The commits that changed a file, each with its author and signature.

use chrono::{DateTime, FixedOffset};
use git2::{ObjectType, Oid, Repository, Tree};
use ssh_key::{HashAlg, SshSig};

use super::commit_object::Header;
use super::{CommitId, Failure, Person, Tip, Workspace, signature};

/// A commit that changed the file.
pub struct Step<'w> {
    /// The commit and its files.
    pub tip: Tip<'w>,
    /// The commit before; `None` for the first one.
    pub parent: Option<Tip<'w>>,
    /// Whom the commit names as its author.
    pub author: Person,
    signed: Option<Signed>,
}

/// A signature and the bytes that it is over.
struct Signed {
    armour: String,
    payload: Vec<u8>,
}

/// What a signature proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// One of the trusted keys signed exactly these bytes; its fingerprint.
    Good { key: String },
    /// Another key signed, or other bytes were signed.
    Bad { key: String },
    /// There is no signature that can be read.
    Missing,
}

impl Step<'_> {
    /// Checks the signature against public keys in authorized-keys form, in-process.
    pub fn proof(&self, trusted: &[String]) -> Proof {
        let Some(signed) = &self.signed else {
            return Proof::Missing;
        };
        let Ok(signature) = SshSig::from_pem(&signed.armour) else {
            return Proof::Missing;
        };
        let key = signature
            .public_key()
            .fingerprint(HashAlg::Sha256)
            .to_string();
        match signature::check(&signed.armour, &signed.payload, trusted) {
            Ok(()) => Proof::Good { key },
            Err(_) => Proof::Bad { key },
        }
    }

    /// When the commit was made, in whole seconds.
    pub fn committed(&self) -> DateTime<FixedOffset> {
        self.tip.committed()
    }
}

impl Workspace {
    /// Every commit from `from` back to the first one in which the file at `path` differs from the commit before, the
    /// oldest first. Only first parents are followed, as the commits themselves name them.
    ///
    /// # Errors
    /// An object that is missing, damaged or no commit.
    pub fn trail(&self, from: CommitId, path: &str) -> Result<Vec<Step<'_>>, Failure> {
        let mut steps = Vec::new();
        let mut tip = self.tip_of(from)?;
        loop {
            let object = self.commit_bytes(tip.id())?;
            let header =
                Header::parse(&object).ok_or(Failure::MalformedCommit { commit: tip.id() })?;
            let parent = header
                .parents
                .first()
                .map(|id| self.tip_of(*id))
                .transpose()?;
            if differs(&self.repo, tip.tree(), parent.as_ref().map(Tip::tree), path)? {
                let (author, signed) = author_and_signature(&object)
                    .ok_or(Failure::MalformedCommit { commit: tip.id() })?;
                let parent = header
                    .parents
                    .first()
                    .map(|id| self.tip_of(*id))
                    .transpose()?;
                steps.push(Step {
                    tip,
                    parent,
                    author,
                    signed,
                });
            }
            match parent {
                Some(parent) => tip = parent,
                None => break,
            }
        }
        steps.reverse();
        Ok(steps)
    }

    fn commit_bytes(&self, id: CommitId) -> Result<Vec<u8>, Failure> {
        let odb = self.repo.odb()?;
        let object = odb.read(id)?;
        match object.kind() {
            ObjectType::Commit => Ok(object.data().to_vec()),
            _ => Err(Failure::MalformedCommit { commit: id }),
        }
    }
}

/// Walks two trees side by side down to `path` and stops where they are the same.
fn differs(
    repo: &Repository,
    tree: &Tree,
    before: Option<&Tree>,
    path: &str,
) -> Result<bool, Failure> {
    let mut ours = Some(tree.id());
    let mut theirs = before.map(Tree::id);
    for name in path.split('/') {
        if ours == theirs {
            return Ok(false);
        }
        ours = child(repo, ours, name)?;
        theirs = child(repo, theirs, name)?;
    }
    Ok(ours != theirs)
}

fn child(repo: &Repository, tree: Option<Oid>, name: &str) -> Result<Option<Oid>, Failure> {
    let Some(id) = tree else {
        return Ok(None);
    };
    let tree = repo.find_tree(id)?;
    Ok(tree.get_name(name).map(|entry| entry.id()))
}

/// Reads the author, and takes the signature out of the commit: what is left is what was signed.
fn author_and_signature(object: &[u8]) -> Option<(Person, Option<Signed>)> {
    let text = std::str::from_utf8(object).ok()?;
    let (header, message) = text.split_once("\n\n")?;
    let mut author = None;
    let mut armour: Option<String> = None;
    let mut payload = String::with_capacity(object.len());
    let mut in_signature = false;
    for line in header.lines() {
        if let Some(first) = line.strip_prefix("gpgsig ") {
            in_signature = true;
            armour = Some(first.to_owned());
            continue;
        }
        if let (true, Some(more)) = (in_signature, line.strip_prefix(' ')) {
            armour = armour.map(|armour| armour + "\n" + more);
            continue;
        }
        in_signature = false;
        if let Some(stamp) = line.strip_prefix("author ") {
            author = Some(person(stamp)?);
        }
        payload.push_str(line);
        payload.push('\n');
    }
    payload.push('\n');
    payload.push_str(message);
    let signed = armour.map(|armour| Signed {
        armour: armour + "\n",
        payload: payload.into_bytes(),
    });
    Some((author?, signed))
}

fn person(stamp: &str) -> Option<Person> {
    let (name, rest) = stamp.split_once(" <")?;
    let (email, _) = rest.split_once('>')?;
    Some(Person {
        name: name.to_owned(),
        email: email.to_owned(),
    })
}
