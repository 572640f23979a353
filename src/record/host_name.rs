use serde::{Deserialize, Deserializer, de::Error};
use std::fmt;

/// What a machine calls itself: `mail-1`, `office.tlg.example`. It says where something was done, and proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HostName(String);

impl HostName {
    /// Longer names are none.
    const LONGEST: usize = 253;

    /// Reads a name: Latin letters, digits, dots, hyphens and underscores.
    pub fn new(text: &str) -> Option<HostName> {
        let fit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let is_one = !text.is_empty() && text.len() <= HostName::LONGEST && text.chars().all(fit);
        is_one.then(|| HostName(text.to_owned()))
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for HostName {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        HostName::new(&text).ok_or_else(|| D::Error::custom(format!("`{text}` names no machine")))
    }
}
