//! Days are counted as the company counts them: `docs/process.md`, Time.

use proptest::prelude::*;
use tlg::calendar::{Calendar, CalendarFault, Year, YearProblem, provisional, zone};
use tlg::record::{Day, FaultKind, Moment, Node};

const SHIPPED: [(&str, &[u8]); 4] = [
    (
        "calendar/2023.yaml",
        include_bytes!("../templates/calendar/2023.yaml"),
    ),
    (
        "calendar/2024.yaml",
        include_bytes!("../templates/calendar/2024.yaml"),
    ),
    (
        "calendar/2025.yaml",
        include_bytes!("../templates/calendar/2025.yaml"),
    ),
    (
        "calendar/2026.yaml",
        include_bytes!("../templates/calendar/2026.yaml"),
    ),
];

fn company() -> Calendar {
    let moscow = zone("Europe/Moscow").expect("a zone");
    Calendar::read(moscow, SHIPPED).expect("the shipped calendars are sound")
}

fn day(written: &str) -> Day {
    Day::parse(written).expect("a day")
}

fn moment(written: &str) -> Moment {
    written.parse().expect("a moment")
}

fn of_zone(name: &str) -> Calendar {
    Calendar::new(zone(name).expect("a zone"))
}

/// The oracles of the process description: three working days.
#[test]
fn three_days_are_three_working_days() {
    let calendar = company();
    for (begun, due) in [
        ("23.10.2023", "26.10.2023"),
        ("20.10.2023", "25.10.2023"),
        ("30.12.2025", "14.01.2026"),
        ("20.02.2026", "26.02.2026"),
        ("06.03.2026", "12.03.2026"),
        ("30.04.2026", "06.05.2026"),
        ("07.05.2026", "13.05.2026"),
        ("11.06.2026", "17.06.2026"),
        ("02.11.2026", "06.11.2026"),
        ("03.11.2026", "09.11.2026"),
        // Working Saturdays count.
        ("26.04.2024", "03.05.2024"),
        ("31.10.2024", "05.11.2024"),
        ("30.10.2025", "05.11.2025"),
        // From a day off.
        ("24.10.2026", "28.10.2026"),
        // Over the end of the last published year.
        ("30.12.2026", "13.01.2027"),
    ] {
        assert_eq!(calendar.due_after(day(begun), 3), day(due), "{begun}");
        assert_eq!(calendar.working_days_between(day(begun), day(due)), 3);
    }
}

#[test]
fn other_numbers_of_days() {
    let calendar = company();
    let friday = day("20.11.2026");
    assert_eq!(calendar.due_after(friday, 0), friday);
    assert_eq!(calendar.due_after(friday, 1), day("23.11.2026"));
    assert_eq!(calendar.due_after(friday, 5), day("27.11.2026"));
    assert_eq!(
        calendar.next_working_day(day("31.12.2025")),
        day("12.01.2026")
    );
    assert_eq!(
        calendar.due_after_calendar_days(friday, 3),
        day("23.11.2026")
    );
    assert_eq!(calendar.working_days_between(friday, friday), 0);
    assert_eq!(calendar.working_days_between(friday, day("22.11.2026")), 0);
    assert_eq!(calendar.working_days_between(friday, day("01.11.2026")), 0);
}

#[test]
fn years_have_the_published_number_of_working_days() {
    let counts: Vec<(i32, usize)> = company()
        .years()
        .map(|year| (year.year(), year.working_days()))
        .collect();
    assert_eq!(counts, [(2023, 247), (2024, 248), (2025, 247), (2026, 247)]);
}

/// The tables above count days one by one; here the whole year comes out of the public holidays and the decree's moves.
#[test]
fn shipped_years_are_the_holidays_and_the_moves_of_the_decree() {
    let moves: [(i32, &[(&str, &str)]); 4] = [
        (2023, &[("01.01", "24.02"), ("08.01", "08.05")]),
        (
            2024,
            &[
                ("06.01", "10.05"),
                ("07.01", "31.12"),
                ("27.04", "29.04"),
                ("02.11", "30.04"),
                ("28.12", "30.12"),
            ],
        ),
        (
            2025,
            &[
                ("04.01", "02.05"),
                ("05.01", "31.12"),
                ("23.02", "08.05"),
                ("08.03", "13.06"),
                ("01.11", "03.11"),
            ],
        ),
        (2026, &[("03.01", "09.01"), ("04.01", "31.12")]),
    ];
    let january = (1..=8).map(|number| (1, number));
    let others = [(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)];
    let holidays: Vec<(u32, u32)> = january.chain(others).collect();
    let calendar = company();
    for (year, moves) in moves {
        let in_year = |short: &str| day(&format!("{short}.{year}"));
        let is_weekend = |day: Day| day.weekday().number_from_monday() > 5;
        let is_holiday = |day: Day| holidays.contains(&(day.month(), day.day()));
        let mut off: Vec<Day> = moves.iter().map(|(_, to)| in_year(to)).collect();
        for (month, number) in &holidays {
            let holiday = Day::new(year, *month, *number).expect("a day");
            off.push(holiday);
            let moved = moves.iter().any(|(from, _)| in_year(from) == holiday);
            if is_weekend(holiday) && *month > 1 && !moved {
                let days = (1..).map(|days| holiday.plus(days));
                off.extend(
                    days.filter(|day| !is_weekend(*day) && !is_holiday(*day))
                        .take(1),
                );
            }
        }
        let working: Vec<Day> = moves
            .iter()
            .map(|(from, _)| in_year(from))
            .filter(|day| !is_holiday(*day))
            .collect();
        let mut day = Day::new(year, 1, 1).expect("a day");
        while day.year() == year {
            let expected = working.contains(&day) || (!is_weekend(day) && !off.contains(&day));
            assert_eq!(calendar.is_working(day), expected, "{day}");
            day = day.plus(1);
        }
    }
}

#[test]
fn a_year_without_a_file_is_provisional() {
    let calendar = company();
    assert!(!calendar.is_provisional(2026));
    assert!(calendar.is_provisional(2027));
    let off = |year| -> Vec<String> {
        let year = provisional::year(year).expect("in range");
        year.days_off().map(|day| day.to_string()).collect()
    };
    // 1 and 9 May 2027 fall on a weekend; 2 and 3 January do too and are not moved.
    assert_eq!(
        off(2027),
        [
            "2027-01-01",
            "2027-01-04",
            "2027-01-05",
            "2027-01-06",
            "2027-01-07",
            "2027-01-08",
            "2027-02-23",
            "2027-03-08",
            "2027-05-03",
            "2027-05-10",
            "2027-11-04",
        ]
        .into_iter()
        .chain(["2027-06-14"])
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect::<Vec<_>>()
    );
    // Sunday 8 March 2026 is moved by the law itself, the two January days only by the decree.
    assert!(off(2026).contains(&"2026-03-09".to_owned()));
    assert!(!off(2026).contains(&"2026-01-09".to_owned()));
    assert_eq!(provisional::year(1999), None);
}

#[test]
fn provisional_days_equal_the_provisional_year() {
    let by_day = of_zone("Europe/Moscow");
    for number in 2000..=2199 {
        let year = provisional::year(number).expect("in range");
        let by_file = by_day.clone().with(year);
        let mut day = Day::new(number, 1, 1).expect("a day");
        let mut working = 0;
        for _ in 0..365 {
            assert_eq!(by_day.is_working(day), by_file.is_working(day), "{day}");
            working += u32::from(by_day.is_working(day));
            day = day.plus(1);
        }
        assert!((245..=252).contains(&working), "{number}: {working}");
    }
}

#[test]
fn counting_ends_with_the_last_day() {
    let calendar = company();
    assert_eq!(calendar.due_after(Day::LAST, 3), Day::LAST);
    assert_eq!(calendar.due_after(day("01.12.2199"), 10_000), Day::LAST);
}

fn year_faults(path: &str, yaml: &str) -> Vec<CalendarFault> {
    Year::read(path, yaml.as_bytes()).expect_err("refused")
}

#[test]
fn everything_wrong_in_a_year_is_named() {
    let yaml = "\
format: 2
year: 2026
days_off:
- 2026-01-01
- 2025-12-31
- 2026-01-03
- 2026-01-01 # again
working:
- 2026-01-12
";
    let path = "calendar/2025.yaml";
    let wrong = |line, problem| CalendarFault::Wrong {
        path: path.to_owned(),
        line,
        problem,
    };
    assert_eq!(
        year_faults(path, yaml),
        [
            wrong(1, YearProblem::Format { found: 2 }),
            wrong(2, YearProblem::FileName { year: 2026 }),
            wrong(
                5,
                YearProblem::OtherYear {
                    day: day("2025-12-31")
                }
            ),
            wrong(
                6,
                YearProblem::DayOffOnWeekend {
                    day: day("2026-01-03")
                }
            ),
            wrong(
                7,
                YearProblem::Twice {
                    day: day("2026-01-01")
                }
            ),
            wrong(
                9,
                YearProblem::WorkingOnWeekday {
                    day: day("2026-01-12")
                }
            ),
        ]
    );
}

/// Nothing would ever be due.
#[test]
fn a_year_without_working_days_is_refused() {
    let first = Day::parse("2026-01-01").expect("a day");
    let days = std::iter::successors(Some(first), Day::next).take_while(|day| day.year() == 2026);
    let calendar = of_zone("Europe/Moscow").with(
        Year::read(
            "calendar/2026.yaml",
            b"format: 1\nyear: 2026\ndays_off: []\n",
        )
        .expect("a year"),
    );
    let mut text = "format: 1\nyear: 2026\ndays_off:\n".to_owned();
    for day in days.filter(|day| calendar.is_working(*day)) {
        text.push_str(&format!("- {day}\n"));
    }
    let problem = YearProblem::NoWorkingDays { year: 2026 };
    assert_eq!(
        year_faults("calendar/2026.yaml", &text),
        [CalendarFault::Wrong {
            path: "calendar/2026.yaml".to_owned(),
            line: 3,
            problem
        }]
    );
}

#[test]
fn a_year_that_cannot_be_read_says_where() {
    for (yaml, line, expected) in [
        ("format: 1\nyear: 2026\nday_off: []\n", 3, "UnknownKey"),
        ("format: 1\nyear: 2026\n", 1, "MissingKey"),
        (
            "format: 1\nyear: 2026\ndays_off:\n- 2026-02-30\n",
            4,
            "WrongValue",
        ),
        (
            "format: 1\nyear: 2026\ndays_off:\n- 09.01.2026\n",
            4,
            "WrongValue",
        ),
    ] {
        let faults = year_faults("calendar/2026.yaml", yaml);
        let [CalendarFault::Unreadable(fault)] = faults.as_slice() else {
            panic!("{faults:?}");
        };
        assert_eq!(fault.line, line, "{fault:?}");
        assert!(
            format!("{:?}", fault.kind).starts_with(expected),
            "{fault:?}"
        );
    }
}

#[test]
fn all_files_are_judged_at_once() {
    let moscow = zone("Europe/Moscow").expect("a zone");
    let files: [(&str, &[u8]); 3] = [
        ("calendar/2023.yaml", b"\xff"),
        SHIPPED[1],
        ("calendar/2025.yaml", b"year: 2025\n"),
    ];
    let faults = Calendar::read(moscow, files).expect_err("refused");
    assert_eq!(faults.len(), 2);
    assert!(
        matches!(&faults[0], CalendarFault::Unreadable(fault) if fault.kind == FaultKind::NotUtf8)
    );
}

#[test]
fn a_year_has_one_file() {
    let moscow = zone("Europe/Moscow").expect("a zone");
    let (_, bytes) = SHIPPED[3];
    let faults = Calendar::read(moscow, [SHIPPED[3], ("calendar/old/2026.yaml", bytes)]);
    let problem = YearProblem::SecondFile { year: 2026 };
    let path = "calendar/old/2026.yaml".to_owned();
    let line = 1;
    assert_eq!(
        faults,
        Err(vec![CalendarFault::Wrong {
            path,
            line,
            problem
        }])
    );
}

#[test]
fn a_year_can_be_written_again() {
    for (path, bytes) in SHIPPED {
        let year = Year::read(path, bytes).expect("sound");
        let yaml = Node::from(&year).to_yaml();
        assert_eq!(Year::read(path, yaml.as_bytes()), Ok(year));
    }
}

#[test]
fn days_are_the_companys_and_not_the_moments() {
    let calendar = company();
    let late = moment("2026-11-20T21:30:00+00:00");
    assert_eq!(calendar.local_day(late), day("2026-11-21"));
    assert_eq!(
        calendar.local_day(moment("2026-11-20T20:59:59+00:00")),
        day("2026-11-20")
    );
    assert_eq!(
        calendar
            .moment(late.unix())
            .map(|told| told.to_string())
            .as_deref(),
        Ok("2026-11-21T00:30:00+03:00")
    );
    assert_eq!(
        of_zone("America/New_York").local_day(moment("2026-11-20T03:00:00+03:00")),
        day("2026-11-19")
    );
}

fn edges(zone: &str, written: &str) -> (String, String) {
    let calendar = of_zone(zone);
    let told = |moment: Result<Moment, _>| moment.expect("in range").to_string();
    let day = day(written);
    (
        told(calendar.start_of_day(day)),
        told(calendar.end_of_day(day)),
    )
}

#[test]
fn days_begin_and_end_where_the_clock_changes() {
    for (zone, day, start, end) in [
        (
            "Europe/Moscow",
            "2026-11-20",
            "2026-11-20T00:00:00+03:00",
            "2026-11-20T23:59:59+03:00",
        ),
        // Moscow left summer time for good on 26.10.2014.
        (
            "Europe/Moscow",
            "2014-10-26",
            "2014-10-26T00:00:00+04:00",
            "2014-10-26T23:59:59+03:00",
        ),
        (
            "Europe/Berlin",
            "2026-03-29",
            "2026-03-29T00:00:00+01:00",
            "2026-03-29T23:59:59+02:00",
        ),
        (
            "Europe/Berlin",
            "2026-10-25",
            "2026-10-25T00:00:00+02:00",
            "2026-10-25T23:59:59+01:00",
        ),
        // Midnight skipped, and shown twice.
        (
            "America/Sao_Paulo",
            "2018-11-04",
            "2018-11-04T01:00:00-02:00",
            "2018-11-04T23:59:59-02:00",
        ),
        (
            "America/Sao_Paulo",
            "2018-02-17",
            "2018-02-17T00:00:00-02:00",
            "2018-02-17T23:59:59-03:00",
        ),
        // A day that Samoa never had begins and ends where it would have.
        (
            "Pacific/Apia",
            "2011-12-30",
            "2011-12-31T00:00:00+14:00",
            "2011-12-29T23:59:59-10:00",
        ),
    ] {
        assert_eq!(
            edges(zone, day),
            (start.to_owned(), end.to_owned()),
            "{zone} {day}"
        );
    }
}

#[test]
fn moments_cross_changes_of_the_clock() {
    let berlin = of_zone("Europe/Berlin");
    let told = |utc: &str| {
        berlin
            .moment(moment(utc).unix())
            .expect("in range")
            .to_string()
    };
    assert_eq!(
        told("2026-03-29T00:59:59+00:00"),
        "2026-03-29T01:59:59+01:00"
    );
    assert_eq!(
        told("2026-03-29T01:00:00+00:00"),
        "2026-03-29T03:00:00+02:00"
    );
    assert_eq!(
        told("2026-10-25T00:30:00+00:00"),
        "2026-10-25T02:30:00+02:00"
    );
    assert_eq!(
        told("2026-10-25T01:30:00+00:00"),
        "2026-10-25T02:30:00+01:00"
    );
}

#[test]
fn moments_outside_of_the_years_are_refused() {
    let calendar = company();
    for unix in [i64::MIN, i64::MAX, 0, 946_684_799, 7_258_118_400] {
        assert!(calendar.moment(unix).is_err(), "{unix}");
    }
    assert!(calendar.start_of_day(day("2000-01-01")).is_err());
    assert!(calendar.end_of_day(Day::LAST).is_ok());
    assert!(of_zone("America/New_York").end_of_day(Day::LAST).is_err());
}

#[test]
fn zones_have_names() {
    assert!(zone("Europe/Moscow").is_some());
    for name in ["", "MSK", "Europe/Mosсow", "local", "+03:00"] {
        assert_eq!(zone(name), None, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counting_forth_and_back_agree(from in 0_u32..2_000, days in 1_u32..60) {
        let calendar = company();
        let begun = day("2023-01-01").plus(from);
        let due = calendar.due_after(begun, days);
        prop_assert!(calendar.is_working(due));
        prop_assert_eq!(calendar.working_days_between(begun, due), days);
        prop_assert_eq!(calendar.due_after(begun, days + 1), calendar.next_working_day(due));
    }

    #[test]
    fn days_follow_one_another_without_holes(from in 0_u32..70_000, name in prop::sample::select(vec!["Europe/Moscow", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])) {
        let calendar = of_zone(name);
        let first = day("2000-01-02").plus(from);
        let end = calendar.end_of_day(first).expect("in range");
        let start = calendar.start_of_day(first.plus(1)).expect("in range");
        prop_assert_eq!(end.seconds_until(start), 1);
        prop_assert_eq!(calendar.local_day(end), first);
        prop_assert_eq!(calendar.local_day(start), first.plus(1));
    }
}
