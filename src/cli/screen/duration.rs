use crate::cli::say::Say;

/// A time in working days: «3 раб. дня».
pub fn working_days(days: i64, say: &Say) -> String {
    say.text("time-working-days", args![count => days])
}

/// The same, counted back from now: «3 раб. дня назад», «сегодня» for none.
pub fn working_days_ago(days: i64, say: &Say) -> String {
    match days {
        0 => say.line("day-today"),
        _ => say.text("time-ago", args![time => working_days(days, say)]),
    }
}

/// A time in the largest unit of which it has two: «90 мин», «25 ч», «400 дн.», «72 года».
pub fn span(seconds: i64, say: &Say) -> String {
    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;
    const YEAR: i64 = 365 * DAY;
    match seconds {
        _ if seconds >= 2 * YEAR => say.text("time-years", args![count => seconds / YEAR]),
        _ if seconds >= 2 * DAY => say.text("time-days", args![count => seconds / DAY]),
        _ if seconds >= 2 * HOUR => say.text("time-hours", args![count => seconds / HOUR]),
        _ => say.text("time-minutes", args![count => seconds / MINUTE]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_told_in_its_largest_unit() {
        let said = |seconds, language| span(seconds, &Say::new(language));
        assert_eq!(said(900, Language::Russian), "15 мин");
        assert_eq!(said(7_200, Language::Russian), "2 ч");
        assert_eq!(said(400 * 86_400, Language::Russian), "400 дн.");
        assert_eq!(said(72 * 365 * 86_400, Language::Russian), "72 года");
        assert_eq!(said(2 * 86_400, Language::English), "2 days");
    }
    use crate::cli::language::Language;

    #[test]
    fn russian_plurals_are_right() {
        let say = Say::new(Language::Russian);
        for (days, said) in [
            (1, "1 раб. день"),
            (2, "2 раб. дня"),
            (5, "5 раб. дней"),
            (11, "11 раб. дней"),
            (12, "12 раб. дней"),
            (21, "21 раб. день"),
            (104, "104 раб. дня"),
            (111, "111 раб. дней"),
        ] {
            assert_eq!(working_days(days, &say), said);
        }
        assert_eq!(working_days_ago(3, &say), "3 раб. дня назад");
        assert_eq!(
            working_days_ago(1, &Say::new(Language::English)),
            "1 working day ago"
        );
    }
}
