//! Money: an exact decimal amount with two places, and a currency. Never a binary float.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use thiserror::Error;

use super::currency::Currency;
use super::node::Node;
use super::percent::Percent;
use super::value::serde_by_spelling;

const PLACES: u32 = 2;

/// Greatest number of digits before the decimal mark.
const DIGITS: usize = 12;

/// Why something is not an amount of money, or cannot be counted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MoneyError {
    #[error("not an amount of money")]
    NotAnAmount,
    #[error("money has at most two decimals")]
    Decimals,
    #[error("one separator before three digits: thousands or decimals")]
    Ambiguous,
    #[error("money is never negative")]
    Negative,
    #[error("the amount must be above zero")]
    Zero,
    #[error("money has at most twelve digits before the decimals")]
    TooLarge,
    #[error("a currency is three letters")]
    Currency,
    #[error("amounts in different currencies")]
    OtherCurrency,
    #[error("money is written like 1250000.00 RUB")]
    Spelling,
}

impl MoneyError {
    /// Every error there is.
    pub const ALL: &[Self] = &[
        Self::NotAnAmount,
        Self::Decimals,
        Self::Ambiguous,
        Self::Negative,
        Self::Zero,
        Self::TooLarge,
        Self::Currency,
        Self::OtherCurrency,
        Self::Spelling,
    ];
}

/// An amount in a currency: not negative, two decimals, at most twelve digits before them.
///
/// Its canonical spelling is `1250000.00 RUB`. Amounts are equal when both parts are; they are ordered only within a
/// currency, see [`Money::compare`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

impl Money {
    /// An exact amount.
    ///
    /// # Errors
    /// [`MoneyError::Negative`], [`MoneyError::Decimals`] or [`MoneyError::TooLarge`].
    pub fn new(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        if amount.is_sign_negative() && !amount.is_zero() {
            return Err(MoneyError::Negative);
        }
        let mut rescaled = amount.abs();
        rescaled.rescale(PLACES);
        if rescaled != amount.abs() {
            return Err(MoneyError::Decimals);
        }
        if rescaled >= Decimal::from(10_u64.pow(DIGITS as u32)) {
            return Err(MoneyError::TooLarge);
        }
        Ok(Self {
            amount: rescaled,
            currency,
        })
    }

    /// Nothing, in a currency.
    pub fn zero(currency: Currency) -> Self {
        Self {
            amount: Decimal::new(0, PLACES),
            currency,
        }
    }

    /// What people write: `1250000.50`, `1 250 000,50 ₽`, `1,250,000.00 usd`; without a currency `default` is meant.
    ///
    /// Thousands stand apart by blanks (also unbreakable ones), commas or points. `1,250` could be either and is refused.
    ///
    /// # Errors
    /// Any [`MoneyError`] but `Zero` and `OtherCurrency`.
    pub fn parse(written: &str, default: Currency) -> Result<Self, MoneyError> {
        let written = written.trim();
        let split = written
            .find(|c: char| c.is_alphabetic() || matches!(c, '₽' | '$' | '€' | '¥'))
            .unwrap_or(written.len());
        let (amount, currency) = written.split_at(split);
        let currency = match currency {
            "" => default,
            name => Currency::parse(name)?,
        };
        Self::new(parse_amount(amount.trim())?, currency)
    }

    /// As [`Money::parse`], for what cannot be nothing.
    ///
    /// # Errors
    /// Also [`MoneyError::Zero`].
    pub fn parse_positive(written: &str, default: Currency) -> Result<Self, MoneyError> {
        match Self::parse(written, default)? {
            nothing if nothing.is_zero() => Err(MoneyError::Zero),
            money => Ok(money),
        }
    }

    /// The number, with two places.
    pub fn amount(&self) -> Decimal {
        self.amount
    }

    /// The currency.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// Whether there is none.
    pub fn is_zero(&self) -> bool {
        self.amount.is_zero()
    }

    /// The sum.
    ///
    /// # Errors
    /// [`MoneyError::OtherCurrency`], [`MoneyError::TooLarge`].
    pub fn plus(&self, other: &Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        Self::new(self.amount + other.amount, self.currency)
    }

    /// What is left.
    ///
    /// # Errors
    /// [`MoneyError::OtherCurrency`], [`MoneyError::Negative`].
    pub fn minus(&self, other: &Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        Self::new(self.amount - other.amount, self.currency)
    }

    /// The sum of many, of one currency.
    ///
    /// # Errors
    /// As [`Money::plus`].
    pub fn total<'a>(
        amounts: impl IntoIterator<Item = &'a Self>,
        currency: Currency,
    ) -> Result<Self, MoneyError> {
        amounts
            .into_iter()
            .try_fold(Self::zero(currency), |sum, amount| sum.plus(amount))
    }

    /// A share of the amount, rounded half up to the last place.
    #[must_use]
    pub fn share(&self, percent: Percent) -> Self {
        let exact = self.amount * percent.value() / Decimal::ONE_HUNDRED;
        let mut amount =
            exact.round_dp_with_strategy(PLACES, RoundingStrategy::MidpointAwayFromZero);
        amount.rescale(PLACES);
        Self {
            amount,
            currency: self.currency,
        }
    }

    /// The amount and a percentage on top of it, rounded half up to the last place.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn with_markup(&self, percent: Percent) -> Result<Self, MoneyError> {
        self.plus(&self.share(percent))
    }

    /// The order of two amounts of one currency; `None` for two currencies.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        (self.currency == other.currency).then(|| self.amount.cmp(&other.amount))
    }

    /// The amount as people read it, with the given signs between thousands and before decimals: `2 325 000,00`.
    pub fn digits(&self, thousands: &str, decimal_mark: &str) -> String {
        let plain = self.amount.to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, "00"));
        let mut out = String::with_capacity(plain.len() + 8);
        for (position, digit) in whole.chars().enumerate() {
            if position > 0 && (whole.len() - position).is_multiple_of(3) {
                out.push_str(thousands);
            }
            out.push(digit);
        }
        out + decimal_mark + fraction
    }

    fn same_currency(&self, other: &Self) -> Result<(), MoneyError> {
        match self.currency == other.currency {
            true => Ok(()),
            false => Err(MoneyError::OtherCurrency),
        }
    }

    fn from_spelling(spelling: &str) -> Result<Self, MoneyError> {
        let (amount, currency) = spelling.split_once(' ').ok_or(MoneyError::Spelling)?;
        let amount = Decimal::from_str_exact(amount).map_err(|_| MoneyError::Spelling)?;
        let money = Self::new(amount, Currency::from_code(currency)?)?;
        match money.to_string() == spelling {
            true => Ok(money),
            false => Err(MoneyError::Spelling),
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.amount, self.currency)
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    /// The canonical spelling only.
    fn from_str(spelling: &str) -> Result<Self, MoneyError> {
        Self::from_spelling(spelling)
    }
}

impl From<Money> for Node {
    fn from(money: Money) -> Self {
        Node::word(money)
    }
}

serde_by_spelling!(Money, "money such as 1250000.00 RUB", Money::from_spelling);

/// The number in `1 250 000,50` and its relatives.
fn parse_amount(written: &str) -> Result<Decimal, MoneyError> {
    if written.starts_with(['-', '−', '–']) {
        return Err(MoneyError::Negative);
    }
    let (whole, fraction) = split_decimals(written)?;
    let whole = join_thousands(whole)?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(MoneyError::NotAnAmount);
    }
    if fraction.len() > PLACES as usize {
        return Err(MoneyError::Decimals);
    }
    if whole.trim_start_matches('0').len() > DIGITS {
        return Err(MoneyError::TooLarge);
    }
    Decimal::from_str_exact(&format!("{whole}.{fraction:0<2}")).map_err(|_| MoneyError::NotAnAmount)
}

/// Parts the decimals off: the last point or comma starts them unless it parts thousands.
fn split_decimals(written: &str) -> Result<(&str, &str), MoneyError> {
    let Some(mark) = written.rfind(['.', ',']) else {
        return Ok((written, ""));
    };
    let (whole, rest) = written.split_at(mark);
    let sign = rest.chars().next().unwrap_or('.');
    let fraction = rest.trim_start_matches(['.', ',']);
    let repeated = whole.contains(sign);
    if repeated {
        return Ok((written, ""));
    }
    let plain = whole.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.len() == 3 && plain && (1..=3).contains(&whole.len()) && !whole.starts_with('0') {
        return Err(MoneyError::Ambiguous);
    }
    match fraction {
        "" => Err(MoneyError::NotAnAmount),
        _ => Ok((whole, fraction)),
    }
}

/// Takes the separators out of `1 250 000`; all are the same sign and stand before groups of three digits.
fn join_thousands(whole: &str) -> Result<String, MoneyError> {
    let is_separator = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '.' | ',');
    let is_number = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let Some(separator) = whole.chars().find(|c| is_separator(*c)) else {
        return match is_number(whole) {
            true => Ok(whole.to_owned()),
            false => Err(MoneyError::NotAnAmount),
        };
    };
    let mut groups = whole.split(separator);
    let first = groups.next().unwrap_or("");
    let well_formed = is_number(first)
        && first.len() <= 3
        && groups.all(|group| group.len() == 3 && is_number(group));
    match well_formed {
        true => Ok(whole.replace(separator, "")),
        false => Err(MoneyError::NotAnAmount),
    }
}
