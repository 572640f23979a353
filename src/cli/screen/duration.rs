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

#[cfg(test)]
mod tests {
    use super::*;
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
