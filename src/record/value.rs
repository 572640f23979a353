//! What can be wrong with a value that has a grammar of its own.

use thiserror::Error;

use super::{
    CloneNameError, CommitHexError, DayError, IdError, MomentError, MoneyError, PercentError,
    Sha256Error,
};

/// Why a setting of a company was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SettingError {
    #[error("no time zone such as Europe/Moscow")]
    Zone,
    #[error("no prefix of 1 to 10 Latin capitals")]
    Prefix,
}

impl SettingError {
    /// Every error there is.
    pub const ALL: &'static [Self] = &[Self::Zone, Self::Prefix];
}

/// Why a value was refused, whatever its type. It survives the way through serde: see [`ValueError::from_message`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ValueError {
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error(transparent)]
    Percent(#[from] PercentError),
    #[error(transparent)]
    Day(#[from] DayError),
    #[error(transparent)]
    Moment(#[from] MomentError),
    #[error(transparent)]
    Id(#[from] IdError),
    #[error(transparent)]
    Sha256(#[from] Sha256Error),
    #[error(transparent)]
    Commit(#[from] CommitHexError),
    #[error(transparent)]
    Clone(#[from] CloneNameError),
    #[error(transparent)]
    Setting(#[from] SettingError),
}

impl ValueError {
    /// Every error there is. Their sentences differ.
    pub fn all() -> impl Iterator<Item = Self> {
        let money = MoneyError::ALL.iter().copied().map(Self::Money);
        let percent = PercentError::ALL.iter().copied().map(Self::Percent);
        let day = DayError::ALL.iter().copied().map(Self::Day);
        let moment = MomentError::ALL.iter().copied().map(Self::Moment);
        let id = IdError::ALL.iter().copied().map(Self::Id);
        let sha256 = Sha256Error::ALL.iter().copied().map(Self::Sha256);
        let commit = CommitHexError::ALL.iter().copied().map(Self::Commit);
        let clone = CloneNameError::ALL.iter().copied().map(Self::Clone);
        let setting = SettingError::ALL.iter().copied().map(Self::Setting);
        money
            .chain(percent)
            .chain(day)
            .chain(moment)
            .chain(id)
            .chain(sha256)
            .chain(commit)
            .chain(clone)
            .chain(setting)
    }

    /// The error whose sentence ends the message of a deserializer: serde carries sentences only.
    pub fn from_message(message: &str) -> Option<Self> {
        Self::all().find(|error| message.ends_with(&error.to_string()))
    }
}

/// Implements serde for a value by its one canonical spelling.
macro_rules! serde_by_spelling {
    ($type:ty, $expected:literal, $parse:path) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Spelling;
                impl serde::de::Visitor<'_> for Spelling {
                    type Value = $type;

                    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        out.write_str($expected)
                    }

                    fn visit_str<E: serde::de::Error>(self, spelling: &str) -> Result<$type, E> {
                        $parse(spelling).map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Spelling)
            }
        }
    };
}

pub(super) use serde_by_spelling;
