//! What a person enters as a value: dates, sums, `name=value`.

mod assignment;
mod day;
mod introduction;
mod number;
mod sum;

pub use assignment::Assignment;
pub use day::day;
pub use introduction::introduction;
pub use number::number;
pub use sum::Sum;

use thiserror::Error;

/// Why an entry cannot be read. The person is told in their language, by [`super::usage`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Misentry {
    #[error("not a date: 2026-11-20 or 20.11.2026")]
    Day,
    #[error("not a sum: 1250000.50 or 1 250 000,50, with a currency or without")]
    Sum,
    #[error("not name=value")]
    Assignment,
    #[error("not ID:SHA256:…, as tlg init prints them")]
    Introduction,
    #[error("not a number")]
    Number,
}
