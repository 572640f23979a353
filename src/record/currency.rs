//! The currency of an amount of money.

use std::fmt;
use std::str::FromStr;

use super::money::MoneyError;
use super::value::serde_by_spelling;

/// Three capital letters, as in ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The rouble.
    pub const RUB: Self = Self(*b"RUB");

    /// The currency that people mean: a code in any case, `₽`, `руб.`, `$`, `€`.
    ///
    /// # Errors
    /// [`MoneyError::Currency`].
    pub fn parse(name: &str) -> Result<Self, MoneyError> {
        match name.to_lowercase().trim_end_matches('.') {
            "₽" | "р" | "руб" | "рублей" | "рубля" | "рубль" => {
                return Ok(Self::RUB);
            }
            "$" => return Ok(Self(*b"USD")),
            "€" => return Ok(Self(*b"EUR")),
            "¥" => return Ok(Self(*b"CNY")),
            _ => {}
        }
        Self::from_code(&name.to_ascii_uppercase())
    }

    pub(super) fn from_code(code: &str) -> Result<Self, MoneyError> {
        match <[u8; 3]>::try_from(code.as_bytes()) {
            Ok(letters) if letters.iter().all(u8::is_ascii_uppercase) => Ok(Self(letters)),
            _ => Err(MoneyError::Currency),
        }
    }

    /// The code, `RUB`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(code: &str) -> Result<Self, MoneyError> {
        Self::from_code(code)
    }
}

serde_by_spelling!(Currency, "a currency such as RUB", Currency::from_code);
