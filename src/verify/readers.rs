//! Several readers side by side: a commit needs nothing but its parent to be judged.

use super::Wrong;
use super::judge::{CouldNot, Judge, Legal};
use crate::audit::Documents;
use crate::record::Moment;
use crate::workspace::{CommitId, Failure, Link, Store, readers};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Commits that a reader takes at once.
const SHARE: usize = 64;

/// What is thought of the commit of that place, or why it could not be judged.
pub(super) type Opinion = (usize, Result<Result<Legal, Wrong>, CouldNot>);

/// Commits that readers work off together.
pub(super) struct Work<'a> {
    pub links: &'a [Link],
    /// How many of the first had their documents hashed before.
    pub hashed: usize,
    pub introduction: CommitId,
    /// The judge's clock.
    pub now: Moment,
    /// One reader, which goes no further than the first commit that is no legal act: nothing that stands on it is opened.
    pub stops: bool,
    /// Told how many commits are judged and how many there are.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// Where the readers are.
#[derive(Default)]
struct Place {
    next: AtomicUsize,
    done: AtomicUsize,
}

impl Work<'_> {
    /// Judges every commit.
    ///
    /// # Errors
    /// The repository cannot be opened once more.
    pub fn judge(&self, store: &Store) -> Result<Vec<Opinion>, Failure> {
        let place = Place::default();
        let others = (0..self.other_readers()).map(|_| store.another());
        let others = others.collect::<Result<Vec<Store>, Failure>>()?;
        let judged = thread::scope(|scope| {
            let place = &place;
            let others: Vec<_> = others
                .into_iter()
                .map(|store| scope.spawn(move || self.judge_shares(&store, place)))
                .collect();
            let mut judged = self.judge_shares(store, place);
            for other in others {
                let other = other.join();
                judged.extend(other.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            judged
        });
        Ok(judged)
    }

    fn other_readers(&self) -> usize {
        let shares = self.links.len().div_ceil(SHARE);
        match self.stops {
            true => 0,
            false => readers().min(shares).saturating_sub(1),
        }
    }

    fn judge_shares(&self, store: &Store, place: &Place) -> Vec<Opinion> {
        let mut judge = Judge::new(store, self.introduction, self.now);
        let mut opinions = Vec::new();
        loop {
            let begin = place.next.fetch_add(SHARE, Ordering::Relaxed);
            let share = self.links.iter().enumerate().skip(begin).take(SHARE);
            let before = opinions.len();
            for (number, link) in share {
                let documents = match number < self.hashed {
                    true => Documents::Sized,
                    false => Documents::Hashed,
                };
                let opinion = judge.judge(link, documents);
                let legal = matches!(opinion, Ok(Ok(_)));
                opinions.push((number, opinion));
                if self.stops && !legal {
                    return opinions;
                }
            }
            let judged = opinions.len() - before;
            if judged == 0 {
                return opinions;
            }
            let done = place.done.fetch_add(judged, Ordering::Relaxed) + judged;
            (self.progress)(done, self.links.len());
        }
    }
}
