//! A share of a whole: from 0 to 100, exact.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::node::Node;

/// Why something is not a percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PercentError {
    #[error("not a percentage")]
    NotANumber,
    #[error("a percentage has at most two decimals")]
    Decimals,
    #[error("a percentage is from 0 to 100")]
    OutOfRange,
    #[error("a percentage is written like 30 or 12.5")]
    Spelling,
}

impl PercentError {
    /// Every error there is.
    pub const ALL: &[Self] = &[
        Self::NotANumber,
        Self::Decimals,
        Self::OutOfRange,
        Self::Spelling,
    ];
}

/// A percentage from 0 to 100 with up to two decimals. Its canonical spelling is `30` or `12.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(Decimal);

impl Percent {
    /// All of it.
    pub const ALL_OF_IT: Self = Self(Decimal::ONE_HUNDRED);

    /// An exact percentage.
    ///
    /// # Errors
    /// [`PercentError::OutOfRange`], [`PercentError::Decimals`].
    pub fn new(value: Decimal) -> Result<Self, PercentError> {
        let value = value.normalize();
        if value.is_sign_negative() || value > Decimal::ONE_HUNDRED {
            return Err(PercentError::OutOfRange);
        }
        if value.scale() > 2 {
            return Err(PercentError::Decimals);
        }
        Ok(Self(value))
    }

    /// What people write: `30`, `30%`, `12,5 %`.
    ///
    /// # Errors
    /// [`PercentError::NotANumber`] and those of [`Percent::new`].
    pub fn parse(written: &str) -> Result<Self, PercentError> {
        let number = written.trim();
        let number = number.strip_suffix('%').unwrap_or(number).trim_end();
        let digits = number.strip_prefix(['-', '−']).unwrap_or(number);
        let well_formed = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.ends_with(|c: char| c.is_ascii_digit())
            && digits
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
        if !well_formed {
            return Err(PercentError::NotANumber);
        }
        if digits.len() < number.len() {
            return Err(PercentError::OutOfRange);
        }
        let exact = Decimal::from_str_exact(&digits.replace(',', "."));
        Self::new(exact.map_err(|_| PercentError::NotANumber)?)
    }

    /// The number, 0 to 100.
    pub fn value(&self) -> Decimal {
        self.0
    }

    fn from_spelling(spelling: &str) -> Result<Self, PercentError> {
        let percent = Self::parse(spelling)?;
        match percent.to_string() == spelling {
            true => Ok(percent),
            false => Err(PercentError::Spelling),
        }
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl FromStr for Percent {
    type Err = PercentError;

    /// The canonical spelling only.
    fn from_str(spelling: &str) -> Result<Self, PercentError> {
        Self::from_spelling(spelling)
    }
}

/// Whole percentages are numbers of the file; the others are words, so that no reader makes a float of them.
impl From<Percent> for Node {
    fn from(percent: Percent) -> Self {
        match percent.0.is_integer().then(|| percent.0.to_i64()).flatten() {
            Some(whole) => Node::Number(whole),
            None => Node::word(percent),
        }
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Spelling;
        impl de::Visitor<'_> for Spelling {
            type Value = Percent;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a percentage such as 30 or 12.5")
            }

            fn visit_u64<E: de::Error>(self, whole: u64) -> Result<Percent, E> {
                Percent::new(whole.into()).map_err(E::custom)
            }

            fn visit_i64<E: de::Error>(self, whole: i64) -> Result<Percent, E> {
                Percent::new(whole.into()).map_err(E::custom)
            }

            /// A float of at most two decimals shows exactly the digits that it was read from.
            fn visit_f64<E: de::Error>(self, decimal: f64) -> Result<Percent, E> {
                Percent::parse(&decimal.to_string()).map_err(E::custom)
            }

            fn visit_str<E: de::Error>(self, spelling: &str) -> Result<Percent, E> {
                Percent::from_spelling(spelling).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Spelling)
    }
}
