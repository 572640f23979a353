//! A commit needs nothing but its parent to be judged, so several readers judge side by side.

use super::Wrong;
use super::judge::{CouldNot, Judge, Legal};
use crate::audit::Documents;
use crate::record::Moment;
use crate::workspace::{CommitId, Failure, Link, Store, side_by_side};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Commits that a reader takes at once: each share reads the house and the upper folders once more.
const SHARE: usize = 1024;

/// Commits after which somebody who watches is told how far all are.
const TOLD: usize = 64;

/// What is thought of a commit, or why it could not be judged.
pub(super) type Opinion = Result<Result<Legal, Wrong>, CouldNot>;

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

impl Work<'_> {
    /// What is thought of the commits, in their order.
    ///
    /// # Errors
    /// The repository cannot be opened once more.
    pub fn judge(&self, store: &Store) -> Result<Vec<Opinion>, Failure> {
        let share = if self.stops { self.links.len() } else { SHARE };
        let judged = AtomicUsize::new(0);
        let place = store.place();
        let another = || place.open();
        let shares = side_by_side(self.links, share, store, another, |store, place, links| {
            self.judge_share(store, place, links, &judged)
        })?;
        Ok(shares.into_iter().flatten().collect())
    }

    fn judge_share(
        &self,
        store: &Store,
        first: usize,
        links: &[Link],
        judged: &AtomicUsize,
    ) -> Vec<Opinion> {
        let mut judge = Judge::new(store, self.introduction, self.now);
        let mut opinions = Vec::new();
        for (place, link) in (first..).zip(links) {
            let documents = match place < self.hashed {
                true => Documents::Sized,
                false => Documents::Hashed,
            };
            let opinion = judge.judge(link, documents);
            let legal = matches!(opinion, Ok(Ok(_)));
            opinions.push(opinion);
            if self.stops && !legal {
                break;
            }
            self.tell(1 + judged.fetch_add(1, Ordering::Relaxed));
        }
        opinions
    }

    fn tell(&self, judged: usize) {
        let all = self.links.len();
        if judged.is_multiple_of(TOLD) || judged == all {
            (self.progress)(judged, all);
        }
    }
}
