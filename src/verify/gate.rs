use super::prove::let_in;
use super::{Chain, Mark, Marks, Proof, Root, Verification, verify};
use crate::record::Moment;
use crate::workspace::{CommitId, Failure, Store};
use std::str::FromStr;

/// Commits that one push may bring.
pub const MOST_COMMITS: usize = 10_000;

/// A reference that somebody wants to move, as git tells a hook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// Where it points; `None` where it is new.
    pub old: Option<CommitId>,
    /// Where it shall point; `None` where it shall go.
    pub new: Option<CommitId>,
    /// Its full name.
    pub reference: String,
}

/// A line of a hook's input that git never writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPush;

/// What becomes of a push (docs/trust.md, The gate).
#[derive(Debug)]
pub enum Answer {
    /// Every commit of it was a legal act. `forgotten` says why the server cannot remember that: it judges all of it again
    /// with the next push.
    LetIn { forgotten: Option<Failure> },
    /// Only the branch of the deals takes commits.
    OtherReference { branch: String },
    /// The branch of the deals never goes.
    Deletion,
    /// The branch has commits that the push does not build on.
    NotForward { old: CommitId },
    /// More commits than are judged at once; `part` is the last of them that could be pushed before the others.
    TooMany { most: usize, part: Option<CommitId> },
    /// The server does not know whose history it keeps.
    NoIntroduction,
    /// It is not proved.
    Unproved(Box<Proof>),
}

impl FromStr for Push {
    type Err = NoPush;

    /// Reads a line such as `<old id> <new id> <reference>`; an id of zeros is none.
    fn from_str(line: &str) -> Result<Push, NoPush> {
        let mut words = line.splitn(3, ' ');
        let mut id = || -> Result<Option<CommitId>, NoPush> {
            let word = words.next().filter(|word| word.len() == 40).ok_or(NoPush)?;
            let id: CommitId = word.parse().map_err(|_| NoPush)?;
            Ok((!id.is_zero()).then_some(id))
        };
        let (old, new) = (id()?, id()?);
        let reference = words.next().filter(|name| !name.is_empty()).ok_or(NoPush)?;
        Ok(Push {
            old,
            new,
            reference: reference.to_owned(),
        })
    }
}

/// Judges a push before it is let in: only what follows from the branch by legal acts gets past.
///
/// # Errors
/// The repository cannot be read.
pub fn judge_push(store: &Store, push: &Push, now: Moment) -> Result<Answer, Failure> {
    let branch = store.branch()?.unwrap_or_default();
    if push.reference != branch {
        return Ok(Answer::OtherReference { branch });
    }
    let Some(new) = push.new else {
        return Ok(Answer::Deletion);
    };
    let Some(root) = Root::of(store)? else {
        return Ok(Answer::NoIntroduction);
    };
    let mut brought = Chain::walk(store, new, push.old, MOST_COMMITS + 1);
    if let Some((_, failure)) = brought.broken.take() {
        return Err(failure);
    }
    if brought.links.len() > MOST_COMMITS {
        let part = brought.links.get(1).map(|link| link.id);
        return Ok(Answer::TooMany {
            most: MOST_COMMITS,
            part: part.filter(|_| push.old.is_some()),
        });
    }
    if let (Some(old), None) = (push.old, brought.base) {
        return Ok(Answer::NotForward { old });
    }
    let mut marks = Marks::of(store);
    let landed = marks.land(&branch, &root, push.old);
    let holds = marks.get(&branch).and_then(|mark| mark.tip_since(&root));
    let up_to = |mark: &&Mark| mark.tip_since(&root) == push.old;
    let names = [let_in(&branch), branch.clone()];
    let mark = names.iter().find_map(|name| marks.get(name).filter(up_to));
    let proof = verify(
        store,
        &Verification {
            tip: new,
            root: Some(&root),
            spares: mark,
            holds,
            full: false,
            documents: false,
            stops: true,
            now,
            progress: &|_, _| {},
        },
    )?;
    if !proof.is_legal() {
        return Ok(Answer::Unproved(Box::new(proof)));
    }
    let remembered = match Mark::of(&proof, &root) {
        Some(mark) => marks.set(&let_in(&branch), mark),
        None => Ok(()),
    };
    let forgotten = landed.and(remembered).err();
    Ok(Answer::LetIn { forgotten })
}
