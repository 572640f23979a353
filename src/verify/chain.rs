use crate::workspace::{CommitId, Failure, Link, Store};

/// The commits of a branch in order, the oldest first.
#[derive(Debug, Default)]
pub struct Chain {
    /// The commits to be judged.
    pub links: Vec<Link>,
    /// The commit before them that is verified already, if the walk came to it.
    pub base: Option<CommitId>,
    /// The commit that the walk could not get past, missing as in a shallow clone or damaged, and why.
    pub broken: Option<(CommitId, Failure)>,
}

impl Chain {
    /// Walks from `tip` back to `base`, or to the first commit where `base` is not on the way, over `most` commits at most.
    pub fn walk(store: &Store, tip: CommitId, base: Option<CommitId>, most: usize) -> Chain {
        let mut chain = Chain::default();
        let mut next = Some(tip);
        while let Some(id) = next {
            if Some(id) == base {
                chain.base = base;
                break;
            }
            if chain.links.len() == most {
                break;
            }
            match store.link(id) {
                Ok(link) => {
                    next = link.parent;
                    chain.links.push(link);
                }
                Err(failure) => {
                    chain.broken = Some((id, failure));
                    break;
                }
            }
        }
        chain.links.reverse();
        chain
    }

    /// The chain, if no commit of it is missing.
    ///
    /// # Errors
    /// The commit that could not be read.
    pub fn whole(self) -> Result<Chain, Failure> {
        match self.broken {
            Some((_, failure)) => Err(failure),
            None => Ok(self),
        }
    }

    /// The first commit of the branch, where the walk came to it.
    pub fn first(&self) -> Option<CommitId> {
        let first = self.links.first()?;
        first.parent.is_none().then_some(first.id)
    }
}
