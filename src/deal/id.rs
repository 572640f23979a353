use serde::{Deserialize, Deserializer, de::Error};
use std::fmt;

/// A deal's number with the company's prefix, `TLG-42`. Numbers run on and never restart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DealId {
    prefix: String,
    number: u32,
}

impl DealId {
    /// The deal of that number.
    pub fn new(prefix: &str, number: u32) -> DealId {
        DealId {
            prefix: prefix.to_owned(),
            number,
        }
    }

    /// Reads the canonical form: prefix of capitals, dash, number without leading zeros.
    pub fn parse(text: &str) -> Option<DealId> {
        let (prefix, digits) = text.split_once('-')?;
        let number: u32 = digits.parse().ok().filter(|number| *number > 0)?;
        let canonical = Self::is_prefix(prefix) && number.to_string() == digits;
        canonical.then(|| DealId::new(prefix, number))
    }

    /// Whether the company may number its deals with this prefix: 1 to 10 Latin capitals.
    pub fn is_prefix(prefix: &str) -> bool {
        (1..=10).contains(&prefix.len()) && prefix.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    pub fn number(&self) -> u32 {
        self.number
    }

    /// Where the deal's file stands: folders of a hundred, from the number alone.
    pub fn path(&self) -> String {
        format!("{}/{self}.yaml", DealId::folder(self.number))
    }

    /// The folder of the deal of a number.
    pub fn folder(number: u32) -> String {
        let (thousands, hundreds) = (number / 10_000, number / 100 % 100);
        format!("deals/{thousands:02}/{hundreds:02}")
    }

    /// The deal whose file a path is.
    pub fn of_path(path: &str) -> Option<DealId> {
        let name = path.rsplit('/').next()?.strip_suffix(".yaml")?;
        DealId::parse(name).filter(|deal| deal.path() == path)
    }
}

impl fmt::Display for DealId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.prefix, self.number)
    }
}

impl<'de> Deserialize<'de> for DealId {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        DealId::parse(&text)
            .ok_or_else(|| D::Error::custom(format!("`{text}` is no deal id such as TLG-42")))
    }
}
