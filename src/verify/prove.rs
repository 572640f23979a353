//! What is remembered of a proof, and what that is good for (docs/trust.md, What is remembered).

use super::{Mark, Marks, Note, Proof, Root, Verification, verify};
use crate::record::Moment;
use crate::workspace::{CommitId, Failure, Store};

/// A history to prove: a commit, and the full name of the branch that leads to it, if one does.
#[derive(Clone, Debug)]
pub struct Subject {
    pub tip: CommitId,
    pub branch: Option<String>,
}

/// What is judged again of what was proved before.
#[derive(Clone, Copy, Debug, Default)]
pub struct Depth {
    pub full: bool,
    pub documents: bool,
}

/// Proves a history from what the repository has on record, and remembers how far it is proved. Whether it is
/// [stale](super::stale) is another question.
///
/// # Errors
/// The repository cannot be read.
pub fn prove(
    store: &Store,
    subject: &Subject,
    depth: Depth,
    now: Moment,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Proof, Failure> {
    let root = Root::of(store)?;
    let mut marks = Marks::of(store);
    let name = subject.branch.as_deref();
    let mark = name.and_then(|name| marks.get(name));
    let proved = mark.zip(root.as_ref());
    let proved = proved.and_then(|(mark, root)| mark.tip_since(root));
    // What was proved of this very commit counts under whatever name: what is pushed was judged as the branch here.
    let spares = marks.of_tip(subject.tip).or(mark);
    let spares = spares.or_else(|| name.and_then(|name| marks.get(&let_in(name))));
    let mut proof = verify(
        store,
        &Verification {
            tip: subject.tip,
            root: root.as_ref(),
            spares,
            holds: proved.filter(|_| name.is_some_and(|name| never_goes_back(store, name))),
            full: depth.full,
            documents: depth.documents,
            stops: false,
            now,
            progress,
        },
    )?;
    let (Some(name), Some(root)) = (name, &root) else {
        return Ok(proof);
    };
    if let Some(mark) = Mark::of(&proof, root)
        && marks.set(name, mark).is_err()
    {
        // Whoever may only read proves all the same, and everything again the next time.
        proof.notes.push(Note::NotRemembered);
    }
    Ok(proof)
}

/// What others have built on never goes back: a branch of the server. What is only here may still be done anew.
fn never_goes_back(store: &Store, name: &str) -> bool {
    store.work_tree().is_none() || name.starts_with("refs/remotes/")
}

/// The name of how far pushes to a branch were judged. git may still have refused one of them for reasons of its own, so
/// this spares work and says nothing of where the branch was.
pub(super) fn let_in(branch: &str) -> String {
    format!("let in: {branch}")
}
