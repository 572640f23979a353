use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::Misentry;

/// A sum as a person enters it: `1250000.50`, `1 250 000,50`, `1250000 RUB`. What it must not be (negative, finer
/// than a hundredth, of a wrong currency) is for the rules to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    pub amount: Decimal,
    /// Three capital letters; without them the company's currency is meant.
    pub currency: Option<String>,
}

impl FromStr for Sum {
    type Err = Misentry;

    fn from_str(entry: &str) -> Result<Sum, Misentry> {
        let entry = entry.trim();
        let letters = entry
            .find(|letter: char| letter.is_ascii_alphabetic())
            .unwrap_or(entry.len());
        let (digits, currency) = entry.split_at_checked(letters).ok_or(Misentry::Sum)?;
        Ok(Sum {
            amount: amount(digits.trim()).ok_or(Misentry::Sum)?,
            currency: currency_of(currency)?,
        })
    }
}

/// `1250000.50 RUB`, the way it is written in files.
impl fmt::Display for Sum {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.amount)?;
        self.currency
            .iter()
            .try_for_each(|currency| write!(to, " {currency}"))
    }
}

fn currency_of(letters: &str) -> Result<Option<String>, Misentry> {
    let code = letters.len() == 3 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    match letters {
        "" => Ok(None),
        letters if code => Ok(Some(letters.to_owned())),
        _ => Err(Misentry::Sum),
    }
}

/// Spaces may only group thousands, so that `1 25` is not taken for 125.
fn amount(digits: &str) -> Option<Decimal> {
    let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, "0"));
    let mut groups = whole.split([' ', '\u{a0}', '\u{202f}']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped =
        rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    // Three digits after a comma are thousands to some people, so they are not taken for a fraction.
    let fine = fraction.len() <= 2;
    let only_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !grouped
        || !fine
        || !only_digits(first)
        || !rest.iter().all(|group| only_digits(group))
        || !only_digits(fraction)
    {
        return None;
    }
    let fraction = if digits.contains([',', '.']) {
        format!(".{fraction}")
    } else {
        String::new()
    };
    format!("{first}{}{fraction}", rest.concat()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_as_people_write_them() {
        for (entry, written) in [
            ("1250000.50", "1250000.50"),
            ("1 250 000,50", "1250000.50"),
            ("1\u{a0}250\u{a0}000,50 RUB", "1250000.50 RUB"),
            ("0,01", "0.01"),
            ("980000 USD", "980000 USD"),
        ] {
            assert_eq!(
                entry.parse::<Sum>().map(|sum| sum.to_string()),
                Ok(written.to_owned()),
                "{entry}"
            );
        }
    }

    #[test]
    fn what_may_be_a_slip_is_refused() {
        for entry in [
            "",
            "RUB",
            "-5",
            "1 25",
            "1,250",
            "1,250,000",
            "1.250.000",
            "12e3",
            "5,",
            ",5",
            "5 rub",
            "5 EURO",
            "1  000",
        ] {
            assert_eq!(entry.parse::<Sum>(), Err(Misentry::Sum), "{entry}");
        }
    }
}
