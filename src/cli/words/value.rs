//! Why something that was written is no amount, day, percentage, name or text.

use super::super::say::Say;
use crate::deal::fact::FactError;
use crate::record::{
    CloneNameError, CommitHexError, DayError, IdError, MomentError, MoneyError, PercentError,
    SettingError, Sha256Error, ValueError,
};

/// Why something is no value of a fact, or no text that can be kept.
pub fn fact_error(error: FactError, say: &Say) -> String {
    match error {
        FactError::NotYesNo => say.line("value-not-yes-no"),
        FactError::Value(error) => value_error(error, say),
        FactError::NoText => say.line("value-no-text"),
        FactError::LongText => say.line("value-long-text"),
        FactError::UnfitText => say.line("value-unfit-text"),
    }
}

/// Why something breaks the grammar of a value.
pub fn value_error(error: ValueError, say: &Say) -> String {
    match error {
        ValueError::Money(error) => money(error, say),
        ValueError::Percent(error) => percent(error, say),
        ValueError::Day(error) => day(error, say),
        ValueError::Moment(error) => moment(error, say),
        ValueError::Id(error) => id(error, say),
        ValueError::Sha256(Sha256Error::Spelling) => say.line("value-sha256-spelling"),
        ValueError::Commit(CommitHexError::Spelling) => say.line("value-commit-spelling"),
        ValueError::Clone(CloneNameError::Spelling) => say.line("value-clone-spelling"),
        ValueError::Setting(SettingError::Zone) => say.line("value-zone"),
        ValueError::Setting(SettingError::Prefix) => say.line("value-prefix"),
    }
}

fn money(error: MoneyError, say: &Say) -> String {
    match error {
        MoneyError::NotAnAmount => say.line("value-money-not-an-amount"),
        MoneyError::Decimals => say.line("value-money-decimals"),
        MoneyError::Ambiguous => say.line("value-money-ambiguous"),
        MoneyError::Negative => say.line("value-money-negative"),
        MoneyError::Zero => say.line("value-money-zero"),
        MoneyError::TooLarge => say.line("value-money-too-large"),
        MoneyError::Currency => say.line("value-money-currency"),
        MoneyError::OtherCurrency => say.line("value-money-other-currency"),
        MoneyError::Spelling => say.line("value-money-spelling"),
    }
}

fn percent(error: PercentError, say: &Say) -> String {
    match error {
        PercentError::NotANumber => say.line("value-percent-not-a-number"),
        PercentError::Decimals => say.line("value-percent-decimals"),
        PercentError::OutOfRange => say.line("value-percent-out-of-range"),
        PercentError::Spelling => say.line("value-percent-spelling"),
    }
}

fn day(error: DayError, say: &Say) -> String {
    match error {
        DayError::NotADay => say.line("value-day-not-a-day"),
        DayError::NoSuchDay => say.line("value-day-no-such-day"),
        DayError::OutOfRange => say.line("value-day-out-of-range"),
        DayError::Spelling => say.line("value-day-spelling"),
    }
}

fn moment(error: MomentError, say: &Say) -> String {
    match error {
        MomentError::Spelling => say.line("value-moment-spelling"),
        MomentError::OutOfRange => say.line("value-moment-out-of-range"),
        MomentError::Fraction => say.line("value-moment-fraction"),
    }
}

fn id(error: IdError, say: &Say) -> String {
    match error {
        IdError::Empty => say.line("value-id-empty"),
        IdError::TooLong => say.line("value-id-too-long"),
        IdError::Character => say.line("value-id-character"),
        IdError::Start => say.line("value-id-start"),
        IdError::End => say.line("value-id-end"),
    }
}
