use serde::Deserialize;
use serde::de::Error;
use std::fmt;
use std::str::FromStr;

/// Tells a run of `tick` from every other one, on whichever host: 16 hex digits, drawn by chance. Two hosts that claim the
/// same letters on the same commit in the same second would otherwise make one and the same commit, and each would take
/// it for its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(u64);

impl RunId {
    /// The name that a number gives.
    pub const fn new(number: u64) -> RunId {
        RunId(number)
    }
}

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for RunId {
    type Err = String;

    fn from_str(text: &str) -> Result<RunId, String> {
        let id = u64::from_str_radix(text, 16).map(RunId).ok();
        id.filter(|id| id.to_string() == text)
            .ok_or_else(|| format!("`{text}` does not name a run: 16 hex digits do"))
    }
}

impl<'de> Deserialize<'de> for RunId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<RunId, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_written_and_in_no_other_spelling() {
        let id = RunId::new(0x00ab_cdef_0123_4567);
        assert_eq!(id.to_string(), "00abcdef01234567");
        assert_eq!("00abcdef01234567".parse(), Ok(id));
        for text in ["abcdef01234567", "00ABCDEF01234567", "+0abcdef01234567", ""] {
            assert!(text.parse::<RunId>().is_err(), "{text}");
        }
    }
}
