use std::fmt;

use crate::workspace::{Anchor, AnchorContent, CommitId, Failure, Store};

/// What all trust goes back to: the first commit and the key that signed it, given by word of mouth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    pub introduction: CommitId,
    /// The fingerprint of the key; none where only the commit was given.
    pub key: Option<String>,
}

impl Root {
    /// What a repository has on record; none where that is nothing, or nothing that can be understood.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn of(store: &Store) -> Result<Option<Root>, Failure> {
        Ok(match store.anchor()? {
            Anchor::Configured { commit, key } => {
                let commit = (commit.len() == 40).then_some(commit);
                let introduction = commit.and_then(|commit| commit.parse().ok());
                introduction.map(|introduction| Root { introduction, key })
            }
            Anchor::File(file) => match file.content {
                AnchorContent::Introduction(introduction) => Some(Root {
                    introduction: introduction.commit,
                    key: Some(introduction.key),
                }),
                AnchorContent::Missing | AnchorContent::Unreadable => None,
            },
            Anchor::Nothing => None,
        })
    }
}

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.introduction)?;
        match &self.key {
            Some(key) => write!(f, ":{key}"),
            None => Ok(()),
        }
    }
}
