use crate::process::fact::FactType;
use crate::record::{
    Currency, Day, DayError, Money, MoneyError, Node, Percent, PercentError, ValueError, is_blank,
    is_unfit,
};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// A value that was stated about a deal, in its canonical form: `true`, `1250000.00 RUB`, `2026-11-20`, `30%`, text.
/// Which of them it is, the process says (`FactType`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue {
    Flag(bool),
    Text(String),
}

/// Why something that a person wrote is no value of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactError {
    NotYesNo,
    /// An amount, a day or a percentage that breaks its grammar.
    Value(ValueError),
    NoText,
    /// Longer than such a text may be.
    LongText,
    /// With characters that no line of text has: controls, or characters that hide or turn text.
    UnfitText,
}

/// The longest text that a fact holds, in characters.
pub const LONGEST_TEXT: usize = 500;

/// The longest words of a person that go with an act, in characters.
const LONGEST_WORDS: usize = 10_000;

impl FactValue {
    /// Reads what a person wrote as a value of the given type. `currency` stands in where an amount names none.
    ///
    /// # Errors
    /// What keeps it from being such a value.
    pub fn from_person(
        kind: FactType,
        text: &str,
        currency: Currency,
    ) -> Result<FactValue, FactError> {
        let text = text.trim();
        match kind {
            FactType::YesNo => yes_no(text).map(FactValue::Flag).ok_or(FactError::NotYesNo),
            FactType::Money => value(Money::parse_positive(text, currency)),
            FactType::Date => value(Day::parse(text)),
            FactType::Percent => value(Percent::parse(text)),
            FactType::Text => check_line(text).map(|()| FactValue::Text(text.to_owned())),
        }
    }

    /// Whether the value is one of the given type in its canonical form.
    pub fn is_a(&self, kind: FactType) -> bool {
        match kind {
            FactType::YesNo => self.flag().is_some(),
            FactType::Money => self.money().is_some_and(|money| !money.is_zero()),
            FactType::Date => self.day().is_some(),
            FactType::Percent => self.percent().is_some(),
            FactType::Text => self.text().is_some_and(|text| check_line(text).is_ok()),
        }
    }

    /// What keeps it from being a value of the given type.
    pub fn fault_as(&self, kind: FactType) -> FactError {
        match (kind, self.text()) {
            (FactType::YesNo, _) | (_, None) => FactError::NotYesNo,
            (FactType::Money, Some(_)) => FactError::Value(match self.money() {
                Some(_) => MoneyError::Zero.into(),
                None => MoneyError::Spelling.into(),
            }),
            (FactType::Date, Some(_)) => FactError::Value(DayError::Spelling.into()),
            (FactType::Percent, Some(_)) => FactError::Value(PercentError::Spelling.into()),
            (FactType::Text, Some(text)) => check_line(text).err().unwrap_or(FactError::NoText),
        }
    }

    pub fn flag(&self) -> Option<bool> {
        match self {
            FactValue::Flag(flag) => Some(*flag),
            FactValue::Text(_) => None,
        }
    }

    pub fn money(&self) -> Option<Money> {
        self.text().and_then(|text| text.parse().ok())
    }

    pub fn day(&self) -> Option<Day> {
        self.text().and_then(|text| text.parse().ok())
    }

    pub fn percent(&self) -> Option<Percent> {
        self.text()?
            .strip_suffix('%')
            .and_then(|text| text.parse().ok())
    }

    pub fn text(&self) -> Option<&str> {
        match self {
            FactValue::Flag(_) => None,
            FactValue::Text(text) => Some(text),
        }
    }

    /// The value as the file writes it.
    pub fn node(&self) -> Node {
        match self {
            FactValue::Flag(flag) => Node::Flag(*flag),
            FactValue::Text(text) if text.parse::<Day>().is_ok() => Node::Word(text.clone()),
            FactValue::Text(text) => Node::Text(text.clone()),
        }
    }
}

fn value<T, E>(parsed: Result<T, E>) -> Result<FactValue, FactError>
where
    FactValue: From<T>,
    ValueError: From<E>,
{
    parsed
        .map(FactValue::from)
        .map_err(|error| FactError::Value(error.into()))
}

/// Whether a person's own words can be kept: a reason, remarks, a note. They may have several lines.
///
/// # Errors
/// What is wrong with them.
pub fn check_words(text: &str) -> Result<(), FactError> {
    if is_blank(text) {
        return Err(FactError::NoText);
    }
    if text.chars().count() > LONGEST_WORDS {
        return Err(FactError::LongText);
    }
    let unfit = |character| character != '\n' && is_unfit(character);
    match text.chars().any(unfit) {
        true => Err(FactError::UnfitText),
        false => Ok(()),
    }
}

/// Whether text fits into a line of a file.
///
/// # Errors
/// What is wrong with it.
pub fn check_line(text: &str) -> Result<(), FactError> {
    if is_blank(text) {
        return Err(FactError::NoText);
    }
    if text.chars().count() > LONGEST_TEXT {
        return Err(FactError::LongText);
    }
    if text.chars().any(is_unfit) {
        return Err(FactError::UnfitText);
    }
    Ok(())
}

fn yes_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "да" | "д" => Some(true),
        "no" | "n" | "false" | "нет" | "н" => Some(false),
        _ => None,
    }
}

impl From<bool> for FactValue {
    fn from(flag: bool) -> Self {
        FactValue::Flag(flag)
    }
}

impl From<Money> for FactValue {
    fn from(money: Money) -> Self {
        FactValue::Text(money.to_string())
    }
}

impl From<Day> for FactValue {
    fn from(day: Day) -> Self {
        FactValue::Text(day.to_string())
    }
}

impl From<Percent> for FactValue {
    fn from(percent: Percent) -> Self {
        FactValue::Text(format!("{percent}%"))
    }
}

impl fmt::Display for FactValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FactValue::Flag(flag) => write!(f, "{flag}"),
            FactValue::Text(text) => f.write_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for FactValue {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct Value;
        impl Visitor<'_> for Value {
            type Value = FactValue;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true, false or text")
            }
            fn visit_bool<E: Error>(self, flag: bool) -> Result<FactValue, E> {
                Ok(FactValue::Flag(flag))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<FactValue, E> {
                Ok(FactValue::Text(text.to_owned()))
            }
        }
        input.deserialize_any(Value)
    }
}
