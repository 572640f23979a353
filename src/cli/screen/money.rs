use crate::cli::language::Language;
use crate::cli::say::Say;

/// A sum of a file, `2325000.00 RUB`, for people: `2 325 000,00 RUB`, in English `2,325,000.00 RUB`.
pub fn money(canonical: &str, say: &Say) -> String {
    match canonical.split_once(' ') {
        Some((digits, currency)) => format!("{} {currency}", number(digits, say)),
        None => number(canonical, say),
    }
}

/// The same without its currency, for a column whose title names it.
pub fn amount(canonical: &str, say: &Say) -> String {
    number(digits(canonical), say)
}

/// The same in whole units, the rest cut off, for sums of many deals.
pub fn whole(canonical: &str, say: &Say) -> String {
    let digits = digits(canonical);
    number(
        digits.split_once('.').map_or(digits, |(whole, _)| whole),
        say,
    )
}

/// A decimal number (`10.7`, `-1234`) with the separators of the language.
pub fn number(digits: &str, say: &Say) -> String {
    let (minus, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits), |positive| ("−", positive));
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let (group, point) = match say.language() {
        Language::Russian => (' ', ','),
        Language::English => (',', '.'),
    };
    let mut text = format!("{minus}{}", grouped(whole, group));
    if let Some(fraction) = fraction {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

fn digits(canonical: &str) -> &str {
    canonical
        .split_once(' ')
        .map_or(canonical, |(digits, _)| digits)
}

fn grouped(whole: &str, separator: char) -> String {
    let count = whole.chars().count();
    let mut text = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (count - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_grouped_as_each_language_does() {
        let (russian, english) = (Say::new(Language::Russian), Say::new(Language::English));
        assert_eq!(money("2325000.00 RUB", &russian), "2 325 000,00 RUB");
        assert_eq!(money("2325000.00 RUB", &english), "2,325,000.00 RUB");
        assert_eq!(amount("980.50 RUB", &russian), "980,50");
        assert_eq!(whole("12400000.99 RUB", &russian), "12 400 000");
        assert_eq!(number("-7", &russian), "−7");
        assert_eq!(number("1000", &english), "1,000");
    }
}
