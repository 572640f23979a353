use super::chain::Chain;
use super::histories;
use super::judge::AHEAD;
use super::readers::Work;
use super::standing::Distrust;
use super::untrusted::untrusted;
use super::{Finding, Mark, Proof, Root, Wrong};
use crate::people::key::fingerprint;
use crate::record::Moment;
use crate::workspace::{CommitId, Failure, Store};

/// What is to be proved.
pub struct Verification<'a> {
    /// The last commit of the history.
    pub tip: CommitId,
    /// None proves that the history is sound, not that it is ours.
    pub root: Option<&'a Root>,
    /// How far the history was proved before: it spares work.
    pub spares: Option<&'a Mark>,
    /// A commit that the history must hold, whatever was done to the branch since.
    pub holds: Option<CommitId>,
    /// Judges everything from the first commit on, whatever was proved before.
    pub full: bool,
    /// Hashes all documents, also of commits that were proved before.
    pub documents: bool,
    /// Goes no further than the first commit that is no legal act.
    pub stops: bool,
    /// The judge's clock.
    pub now: Moment,
    /// Told how many commits are judged and how many there are.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// Proves a history, or finds what is wrong with it. What cannot be read leaves it unproved, and hides nothing that is
/// wrong with the rest.
///
/// # Errors
/// The repository itself cannot be read.
pub fn verify(store: &Store, wanted: &Verification) -> Result<Proof, Failure> {
    let proved = wanted.proved_before(store);
    let spared = proved.filter(|_| !wanted.full && !wanted.documents);
    let mut chain = Chain::walk(store, wanted.tip, spared, usize::MAX);
    let mut proof = Proof {
        introduction: introduction(&chain, wanted).unwrap_or(wanted.tip),
        tip: wanted.tip,
        judged: 0,
        tally: wanted
            .spares
            .filter(|_| chain.base.is_some())
            .map(|mark| mark.tally.clone())
            .unwrap_or_default(),
        findings: Vec::new(),
        unproved: None,
        anchored: wanted.root.is_some(),
        notes: Vec::new(),
        distrust: Distrust::default(),
    };
    if let Some((commit, failure)) = chain.broken.take() {
        proof.could_not(commit, failure.into());
    } else {
        proof.findings.extend(rolled_back(store, &chain, wanted));
        proof.findings.extend(anchored(store, &chain, wanted)?);
    }
    if let Some(introduction) = introduction(&chain, wanted) {
        let work = Work {
            links: &chain.links,
            hashed: hashed_before(&chain, proved, wanted),
            introduction,
            now: wanted.now,
            stops: wanted.stops,
            progress: wanted.progress,
        };
        let deals = proof.gather(&chain, work.judge(store)?);
        // After a step that was not allowed, the whole would only accuse the last commit of it.
        if proof.findings.is_empty() {
            match histories::findings(store, wanted.tip, &deals) {
                Ok(findings) => proof.findings.extend(findings),
                Err(failure) => proof.could_not(wanted.tip, failure.into()),
            }
        }
    }
    let remembered = wanted.spares.map(|mark| &mark.distrust);
    let known = chain.base.zip(remembered);
    let first = proof.introduction.to_string();
    match untrusted(store, wanted.tip, &first, known) {
        Ok(found) => {
            proof.findings.extend(found.findings);
            proof.notes = found.notes;
            proof.distrust = found.distrust;
        }
        Err(failure) => proof.could_not(wanted.tip, failure.into()),
    }
    Ok(proof)
}

impl Verification<'_> {
    /// The commit up to which this very program has proved the history. A clock that was wrong then does not count: the
    /// commit must not lie in the future of the judge's.
    fn proved_before(&self, store: &Store) -> Option<CommitId> {
        let mark = self.spares.filter(|mark| mark.is_ours())?;
        let tip = mark.tip_since(self.root?)?;
        let committed = store.tip_of(tip).ok()?.committed();
        let latest = self.now.later(AHEAD).unix();
        (committed.timestamp() <= latest).then_some(tip)
    }
}

/// The first commit, as far as it can be known.
fn introduction(chain: &Chain, wanted: &Verification) -> Option<CommitId> {
    let given = wanted.root.map(|root| root.introduction);
    chain.first().or(given)
}

/// The commit that the history must hold is on the way, or behind what was proved with it.
fn rolled_back(store: &Store, chain: &Chain, wanted: &Verification) -> Option<Finding> {
    let verified = wanted.holds?;
    let on_the_way = chain.links.iter().any(|link| link.id == verified);
    let there = on_the_way
        || chain.base.is_some_and(|base| {
            base == verified
                || Chain::walk(store, base, Some(verified), usize::MAX)
                    .base
                    .is_some()
        });
    (!there).then_some(Finding {
        commit: wanted.tip,
        wrong: Wrong::RolledBack { verified },
    })
}

/// The first commit must be the one that was given, signed by the key that was given.
fn anchored(
    store: &Store,
    chain: &Chain,
    wanted: &Verification,
) -> Result<Option<Finding>, Failure> {
    let (Some(root), Some(first)) = (wanted.root, chain.first()) else {
        return Ok(None);
    };
    let finding = |wrong| {
        Ok(Some(Finding {
            commit: first,
            wrong,
        }))
    };
    if first != root.introduction {
        let expected = root.introduction;
        return finding(Wrong::OtherIntroduction { expected });
    }
    let (Some(expected), Ok(commit)) = (&root.key, store.commit(first)?) else {
        return Ok(None);
    };
    let key = commit.named_key().ok();
    let found = key.map(|key| fingerprint(&key));
    match found {
        Some(found) if found != *expected => finding(Wrong::OtherIntroducer {
            expected: expected.clone(),
            found,
        }),
        _ => Ok(None),
    }
}

/// How many of the commits had their documents hashed in an earlier run.
fn hashed_before(chain: &Chain, proved: Option<CommitId>, wanted: &Verification) -> usize {
    if wanted.documents {
        return 0;
    }
    let mut links = chain.links.iter();
    let place = links.position(|link| Some(link.id) == proved);
    place.map_or(0, |place| place + 1)
}
