//! An example of everything that can be wrong with a file.

use tlg::actions::ground::GroundError;
use tlg::calendar::CalendarFault;
use tlg::calendar::year::YearProblem;
use tlg::cli::say::Say;
use tlg::cli::stop::Stop;
use tlg::cli::words;
use tlg::deal::fact::FactError;
use tlg::record::tree::TreeError;
use tlg::record::{Day, DayError, Fault, FaultKind, MoneyError, ValueError};

use super::kinds::{FACT_ERRORS, FAULTS, TREES, YEARS, of_fact_error, of_fault, of_tree, of_year};

/// What is wrong, under its name.
pub fn examples(say: &Say) -> Vec<(&'static str, Stop)> {
    let faults = faults().into_iter().map(|(line, column, kind)| {
        let name = of_fault(&kind);
        let fault = Fault::at_line("deals/00/00/TLG-42.yaml", line, 1, column, kind);
        let error = GroundError::from(fault);
        (name, words::ground_error(&error, say))
    });
    let years = years().into_iter().map(|problem| {
        let fault = CalendarFault::Wrong {
            path: "calendar/2026.yaml".to_owned(),
            line: 12,
            problem,
        };
        let error = GroundError::Calendar(vec![fault]);
        (of_year(&problem), words::ground_error(&error, say))
    });
    let trees = trees().into_iter().map(|error| {
        let name = of_tree(&error);
        (name, words::ground_error(&error.into(), say))
    });
    let others = [
        (
            "Missing",
            GroundError::Missing {
                path: "people.yaml",
            },
        ),
        (
            "EditedByHand",
            GroundError::EditedByHand {
                path: "deals/00/00/TLG-42.yaml".to_owned(),
            },
        ),
        ("NewerRules", GroundError::NewerRules { rules: 2 }),
    ];
    let others = others
        .into_iter()
        .map(|(name, error)| (name, words::ground_error(&error, say)));
    let all = faults.chain(years).chain(trees).chain(others);
    let mut all: Vec<(&str, Stop)> = all.collect();
    all.sort_by_key(|(kind, _)| *kind);
    all
}

fn faults() -> Vec<(&'static str, usize, FaultKind)> {
    let message = || "did not find expected ',' or ']'".to_owned();
    let expected = || vec!["quote_sent".to_owned(), "quote_preparation".to_owned()];
    vec![
        (
            "format: 1",
            1,
            FaultKind::TooLarge {
                size: 2_100_000,
                limit: 1_048_576,
            },
        ),
        ("title: \u{fffd}", 8, FaultKind::NotUtf8),
        (
            "title: Линия\u{7}",
            13,
            FaultKind::Control { character: '\u{7}' },
        ),
        (
            "title: \u{202e}Линия",
            8,
            FaultKind::Bidi {
                character: '\u{202e}',
            },
        ),
        (
            "title: Ли\u{200b}ния",
            10,
            FaultKind::ZeroWidth {
                character: '\u{200b}',
            },
        ),
        ("<<<<<<< HEAD", 1, FaultKind::ConflictMarker),
        ("manager: *asker", 10, FaultKind::Alias),
        ("manager: &asker ivanov", 10, FaultKind::Anchor),
        ("manager: !!str ivanov", 10, FaultKind::Tag),
        ("<<: {manager: ivanov}", 1, FaultKind::MergeKey),
        ("[a, b]: 1", 1, FaultKind::ComplexKey),
        (
            "stage: won",
            1,
            FaultKind::DuplicateKey {
                key: "stage".to_owned(),
                first_line: 6,
            },
        ),
        ("---", 1, FaultKind::SecondDocument),
        ("", 1, FaultKind::Empty),
        ("- - - - - - -", 13, FaultKind::TooDeep { limit: 12 }),
        (
            "documents: [{kind: quote",
            25,
            FaultKind::Syntax { message: message() },
        ),
        (
            "stgae: won",
            1,
            FaultKind::UnknownKey {
                key: "stgae".to_owned(),
                expected: vec!["stage".to_owned(), "title".to_owned()],
            },
        ),
        (
            "stage: elsewhere",
            8,
            FaultKind::UnknownChoice {
                choice: "elsewhere".to_owned(),
                expected: expected(),
            },
        ),
        (
            "deal: TLG-42",
            1,
            FaultKind::MissingKey {
                at: String::new(),
                key: "title".to_owned(),
            },
        ),
        (
            "opened: 20.11.2026",
            9,
            FaultKind::WrongValue {
                at: "opened".to_owned(),
                error: ValueError::Day(DayError::Spelling),
            },
        ),
        (
            "visit: first",
            8,
            FaultKind::WrongType {
                at: "visit".to_owned(),
                message: "invalid type: string \"first\", expected u32".to_owned(),
            },
        ),
        (
            "title: 'Линия'",
            8,
            FaultKind::NotCanonical {
                expected: "title: Линия".to_owned(),
            },
        ),
    ]
}

fn years() -> Vec<YearProblem> {
    let day = |text: &str| Day::parse(text).expect("a day of this test");
    vec![
        YearProblem::Format { found: 2 },
        YearProblem::FileName { year: 2027 },
        YearProblem::SecondFile { year: 2026 },
        YearProblem::OtherYear {
            day: day("2025-12-31"),
        },
        YearProblem::DayOffOnWeekend {
            day: day("2026-11-21"),
        },
        YearProblem::WorkingOnWeekday {
            day: day("2026-11-23"),
        },
        YearProblem::Twice {
            day: day("2026-11-04"),
        },
        YearProblem::NoWorkingDays { year: 2026 },
    ]
}

fn trees() -> Vec<TreeError> {
    let path = || "deals/00/00/TLG-42.yaml".to_owned();
    vec![
        TreeError::NotAFile {
            path: path(),
            mode: 0o120_000,
        },
        TreeError::NotAFolder {
            path: "deals".to_owned(),
            mode: 0o100_644,
        },
        TreeError::UnreadableName {
            folder: "clients".to_owned(),
        },
        TreeError::TooLarge {
            path: path(),
            size: 734_003_200,
            limit: 20_971_520,
        },
        TreeError::Unreadable {
            path: path(),
            source: "object not found".into(),
        },
    ]
}

/// What the command line says to values that are none.
pub fn values(say: &Say) -> Vec<(&'static str, String)> {
    let errors = [
        FactError::NotYesNo,
        FactError::Value(ValueError::Money(MoneyError::Ambiguous)),
        FactError::NoText,
        FactError::LongText,
        FactError::UnfitText,
    ];
    let of_facts = errors.map(|error| (of_fact_error(&error), words::fact_error(error, say)));
    let of_values = ValueError::all().map(|error| ("Value", words::value_error(error, say)));
    of_facts.into_iter().chain(of_values).collect()
}

#[test]
fn everything_that_can_be_wrong_with_a_file_has_an_example() {
    let say = Say::new(tlg::cli::language::Language::Russian);
    let shown: Vec<&str> = examples(&say)
        .iter()
        .map(|(name, _)| *name)
        .chain(values(&say).iter().map(|(name, _)| *name))
        .collect();
    for kinds in [FAULTS, YEARS, TREES, FACT_ERRORS] {
        let missing: Vec<&&str> = kinds.iter().filter(|kind| !shown.contains(*kind)).collect();
        assert!(missing.is_empty(), "no example of {missing:?}");
    }
}

#[test]
fn every_wrong_value_is_told_in_words_of_its_own() {
    for language in [
        tlg::cli::language::Language::Russian,
        tlg::cli::language::Language::English,
    ] {
        let say = Say::new(language);
        let texts: Vec<String> = ValueError::all()
            .map(|error| words::value_error(error, &say))
            .collect();
        let different: std::collections::BTreeSet<&String> = texts.iter().collect();
        assert_eq!(different.len(), texts.len(), "{language:?}");
    }
}
