use crate::record::id::PersonId;
use crate::record::{CommitHex, Fields, Node};
use serde::Deserialize;

/// A key that somebody else may sign with: it is never let in again (docs/trust.md, Keys).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompromisedKey {
    /// Whose key it was.
    pub person: PersonId,
    /// Type and base64, no comment.
    pub key: String,
    /// The last commit by which its signatures count; none counts where there is none.
    pub trusted: Option<CommitHex>,
}

impl CompromisedKey {
    /// The key as `people.yaml` writes it.
    pub fn node(&self) -> Node {
        Fields::new()
            .word("person", &self.person)
            .text("key", &self.key)
            .maybe_word("trusted", self.trusted.as_ref())
            .into()
    }
}
