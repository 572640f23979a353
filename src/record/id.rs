//! Identifiers: names that files, folders, commits and commands share.

use thiserror::Error;

/// Longest identifier, in characters.
const LENGTH: usize = 64;

/// Why something is not an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum IdError {
    #[error("an identifier is not empty")]
    Empty,
    #[error("an identifier has at most 64 characters")]
    TooLong,
    #[error("an identifier has small Latin letters, digits, _ and - only")]
    Character,
    #[error("an identifier starts with a letter or a digit")]
    Start,
    #[error("an identifier does not end with -")]
    End,
}

impl IdError {
    /// Every error there is.
    pub const ALL: &[Self] = &[
        Self::Empty,
        Self::TooLong,
        Self::Character,
        Self::Start,
        Self::End,
    ];
}

/// Checks the rules that all identifiers share.
///
/// # Errors
/// The first rule that is broken.
pub fn check(id: &str) -> Result<(), IdError> {
    if id.is_empty() {
        return Err(IdError::Empty);
    }
    if id.chars().count() > LENGTH {
        return Err(IdError::TooLong);
    }
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-');
    if !id.bytes().all(allowed) {
        return Err(IdError::Character);
    }
    if id.starts_with(['_', '-']) {
        return Err(IdError::Start);
    }
    if id.ends_with('-') {
        return Err(IdError::End);
    }
    Ok(())
}

/// Declares kinds of identifiers, so that a stage is never taken for a task.
macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// An identifier that keeps the rules.
            ///
            /// # Errors
            /// See [`check`].
            pub fn new(id: &str) -> Result<Self, IdError> {
                check(id).map(|()| Self(id.into()))
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.pad(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            fn from_str(id: &str) -> Result<Self, IdError> {
                Self::new(id)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }

        impl From<$name> for crate::record::Node {
            fn from(id: $name) -> Self {
                Self::Word(id.0.into_string())
            }
        }

        impl From<&$name> for crate::record::Node {
            fn from(id: &$name) -> Self {
                Self::Word(id.as_str().to_owned())
            }
        }

        crate::record::value::serde_by_spelling!($name, "an identifier", $name::new);
    )*};
}

identifiers! {
    /// A client, `stakan-plus`.
    ClientId
    /// A kind of decision of the process, `quote`.
    DecisionId
    /// A kind of document, `specification`.
    DocumentKind
    /// A fact of the process, `goods_in_stock`.
    FactId
    /// Why a deal was lost, `no_answer`.
    LossReason
    /// A kind of letter of the process, `in_delivery`.
    MailId
    /// A person, `ivanov`.
    PersonId
    /// A pipeline of the process, `sales`.
    PipelineId
    /// A reminder of the process, `deferral`.
    ReminderId
    /// A stage of the process, `quote_preparation`.
    StageId
    /// A task of the process, `check_stock`.
    TaskId
}
