//! docs/process.md, The deal file: whatever stands in one, it is read to the same bytes or refused with its place.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::sync::OnceLock;
use tlg::deal::{Deal, DealFile, DealOnFile};
use tlg::process::decision::Answer;
use tlg::record::{Fault, FaultKind};

use crate::doing::{attach, note};
use crate::house::House;
use crate::journey::{TOTAL, ask_discount, ask_quote, send_quote};

const PATH: &str = "deals/00/00/TLG-1.yaml";

/// A deal that has been through much: rounds, a grant, an invoice, payments, letters, words of people.
fn rich() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        let mut house = House::new();
        house.reaches("quote_preparation");
        house
            .does(ask_quote(TOTAL).fact("prepayment", "30%"))
            .answers(Answer::Approved);
        house
            .does(ask_discount("2300000.00 RUB"))
            .answers(Answer::Approved);
        house
            .does(send_quote("2600000.00 RUB").fact("prepayment", "30%"))
            .does(note("Звонил: «да»\n- ждем # счет"));
        house
            .does(attach("other", "письмо.eml"))
            .reaches("rostov_warehouse");
        String::from_utf8(house.files.0[PATH].clone()).expect("UTF-8")
    })
}

#[track_caller]
fn refused(text: impl AsRef<[u8]>) -> Fault {
    let bytes = text.as_ref();
    let fault = DealFile::read(PATH, bytes).expect_err("a refusal");
    assert_eq!(fault.path, PATH);
    assert!(fault.line >= 1 && fault.column >= 1, "{fault:?}");
    fault
}

#[track_caller]
fn edited(old: &str, new: &str) -> Fault {
    assert!(rich().contains(old), "no `{old}` in\n{}", rich());
    refused(rich().replacen(old, new, 1))
}

/// The line of the first place where a text stands, from 1.
fn line_of(text: &str) -> usize {
    let (before, _) = rich().split_once(text).expect("the text");
    before.matches('\n').count() + 1
}

/// What YAML offers and a deal never needs is refused where it stands, in the header and in the history.
#[test]
fn what_a_deal_never_needs_is_refused_where_it_stands() {
    let cases = [
        (
            "client: stakan-plus",
            "client: &c stakan-plus",
            FaultKind::Anchor,
        ),
        ("client: stakan-plus", "client: *c", FaultKind::Alias),
        (
            "client: stakan-plus",
            "client: !!str stakan-plus",
            FaultKind::Tag,
        ),
        (
            "- kind: opened",
            "- <<: {}\n  kind: opened",
            FaultKind::MergeKey,
        ),
        ("- kind: opened", "- !evil\n  kind: opened", FaultKind::Tag),
        (
            "manager: ivanov",
            "? [a]\n: b\nmanager: ivanov",
            FaultKind::ComplexKey,
        ),
    ];
    for (old, new, kind) in cases {
        let fault = edited(old, new);
        assert_eq!(fault.kind, kind, "{new}");
        assert_eq!(fault.line, line_of(old), "{new}");
    }
}

/// The same key twice, with the first place, in the header and in the history.
#[test]
fn a_key_twice_is_refused() {
    let fault = edited("manager: ivanov", "manager: ivanov\nmanager: petrova");
    assert_eq!(fault.line, line_of("manager: ivanov") + 1);
    assert!(matches!(fault.kind, FaultKind::DuplicateKey { key, .. } if key == "manager"));
    let fault = edited("- kind: opened", "- kind: opened\n  kind: opened");
    assert_eq!(fault.line, line_of("- kind: opened") + 1);
    let fault = refused(format!("{}history:\n{}", rich(), "- kind: opened\n"));
    assert!(
        matches!(fault.kind, FaultKind::DuplicateKey { .. }),
        "{fault:?}"
    );
}

/// A second document, before or behind.
#[test]
fn a_second_document_is_refused() {
    for text in [
        format!("{}---\nformat: 1\n", rich()),
        format!("format: 1\n---\n{}", rich()),
    ] {
        assert_eq!(refused(text).kind, FaultKind::SecondDocument);
    }
    let fault = edited("history:\n", "---\nhistory:\n");
    assert_eq!(fault.line, line_of("\nhistory:\n") + 1);
}

/// A key that is none, at every depth.
#[test]
fn an_unknown_key_is_refused() {
    for (old, new) in [
        ("client: stakan-plus", "klient: stakan-plus"),
        ("- id: collect_goods", "- idd: collect_goods"),
        ("- kind: opened", "- kind: opened\n  whim: 1"),
        ("  answer: approved", "  answr: approved"),
    ] {
        let fault = edited(old, new);
        assert!(
            matches!(fault.kind, FaultKind::UnknownKey { .. }),
            "{new}: {fault:?}"
        );
        assert!(fault.line.abs_diff(line_of(old)) <= 1, "{new}: {fault:?}");
    }
}

/// A key of another kind of entry is none of this one's.
#[test]
fn a_key_of_another_kind_of_entry_is_refused() {
    let fault = edited("- kind: opened\n", "- kind: opened\n  withdrew: true\n");
    assert!(
        matches!(fault.kind, FaultKind::NotCanonical { .. }),
        "{fault:?}"
    );
}

/// Too large is said before anything is read: 100 MB of blanks, of history, of one line.
#[test]
fn a_hundred_megabytes_are_refused_unread() {
    let size = 100 * 1024 * 1024;
    for byte in [b' ', b'\n', b'-', 0xFF] {
        let fault = refused(vec![byte; size]);
        let limit = tlg::deal::read::LARGEST;
        assert_eq!(fault.kind, FaultKind::TooLarge { size, limit });
    }
    assert!(Deal::read(PATH, &vec![b'a'; size]).is_err());
    assert!(DealOnFile::read(PATH, &vec![b'a'; size]).is_err());
}

/// Deep nesting is no way to the bottom of the stack.
#[test]
fn deep_nesting_is_refused() {
    for open in ["[", "{a: ", "- "] {
        let deep = format!("deal: {}", open.repeat(100_000));
        let fault = refused(deep);
        assert!(
            matches!(
                fault.kind,
                FaultKind::TooDeep { .. } | FaultKind::Syntax { .. }
            ),
            "{fault:?}"
        );
    }
    let title = "[".repeat(10_000);
    edited("title: Линия", &format!("title: {title}"));
}

/// Bytes that are no text, and characters that hide or turn it.
#[test]
fn bytes_that_are_no_text_are_refused() {
    let mut bytes = rich().as_bytes().to_vec();
    let at = rich().find("client: ").expect("a client") + 8;
    bytes[at] = 0xFF;
    assert_eq!(refused(&bytes).kind, FaultKind::NotUtf8);
    assert_eq!(
        refused(&rich().as_bytes()[..rich().find('Л').expect("a letter") + 1]).kind,
        FaultKind::NotUtf8
    );
    for (character, line) in [
        ('\u{0}', 3),
        ('\u{202e}', 3),
        ('\u{200b}', 3),
        ('\r', 3),
        ('\u{feff}', 3),
    ] {
        let fault = edited("Линия", &format!("Ли{character}ния"));
        assert_eq!(fault.line, line, "{character:?}");
        let hidden = matches!(
            fault.kind,
            FaultKind::Control { .. } | FaultKind::Bidi { .. } | FaultKind::ZeroWidth { .. }
        );
        assert!(hidden, "{character:?}: {fault:?}");
        assert!(!fault.excerpt.contains(character), "{fault:?}");
    }
}

/// Lines that a failed merge leaves.
#[test]
fn conflict_markers_are_refused() {
    let merged = "<<<<<<< HEAD\nstage: won\n=======\nstage: lost\n>>>>>>> other\nvisit: ";
    let fault = edited("visit: ", merged);
    assert_eq!(fault.kind, FaultKind::ConflictMarker);
}

/// Another spelling of the same is not canonical, and the fault says how it is written.
#[test]
fn another_spelling_is_not_canonical() {
    for (old, new) in [
        ("client: stakan-plus", "client:  stakan-plus"),
        ("client: stakan-plus", "client: \"stakan-plus\""),
        ("client: stakan-plus", "client: stakan-plus # постоянный"),
        ("client: stakan-plus\n", "client: stakan-plus \n"),
        ("format: 1\n", "\nformat: 1\n"),
        (
            "manager: ivanov\nstage: rostov_warehouse",
            "stage: rostov_warehouse\nmanager: ivanov",
        ),
        ("history:\n", "history: # записи\n"),
        ("- kind: opened\n", "-  kind: opened\n"),
        ("title: Линия ", "title: Линия\t"),
    ] {
        let fault = edited(old, new);
        assert!(
            matches!(
                fault.kind,
                FaultKind::NotCanonical { .. }
                    | FaultKind::WrongType { .. }
                    | FaultKind::Syntax { .. }
            ),
            "{new:?}: {fault:?}"
        );
    }
    assert!(DealFile::read(PATH, rich().trim_end().as_bytes()).is_err());
    assert!(DealFile::read(PATH, format!("{}\n", rich()).as_bytes()).is_err());
}

/// A value of another type in the place of each value of the file, one after the other, is never taken silently.
#[test]
fn a_wrong_type_in_each_key_is_refused() {
    let lines: Vec<&str> = rich().lines().collect();
    for (number, line) in lines.iter().enumerate() {
        let Some((key, value)) = line.split_once(": ") else {
            continue;
        };
        for wrong in ["[]", "{}", "-7", "4.5", "null", "''", "{a: [1]}"] {
            if wrong == value {
                continue;
            }
            let mut text: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            text[number] = format!("{key}: {wrong}");
            let text = text.join("\n") + "\n";
            if let Ok(file) = DealFile::read(PATH, text.as_bytes()) {
                panic!("{key}: {wrong} is taken: {:?}", file.deal);
            }
        }
    }
}

/// A header that the history does not add up to, or an edited history, reads as text and fails the audit (`auditing`);
/// a history without its opening, or without entries, tells no state.
#[test]
fn a_history_that_tells_no_state_is_no_panic() {
    let file = DealFile::read(PATH, rich().as_bytes()).expect("a deal");
    let deal = &file.deal.deal;
    for skipped in 0..=file.history.len() {
        let history = &file.history[skipped..];
        let folded = tlg::deal::fold::fold(deal, history);
        assert_eq!(folded.is_ok(), skipped == 0, "without {skipped}");
    }
    for dropped in 1..file.history.len() {
        let mut history = file.history.clone();
        history.remove(dropped);
        let folded = tlg::deal::fold::fold(deal, &history);
        assert_ne!(folded.as_ref(), Ok(&file.deal), "without {dropped}");
    }
}

/// Cut anywhere, a deal is no deal.
#[test]
fn a_deal_cut_off_is_no_deal() {
    let text = rich();
    let history = text.find("\nhistory:").expect("a history");
    for end in (0..history).step_by(97) {
        if text.is_char_boundary(end) {
            assert!(
                DealFile::read(PATH, &text.as_bytes()[..end]).is_err(),
                "cut at {end}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(42),
        ..ProptestConfig::default()
    })]

    /// One byte changed anywhere: refused with its place, or read to the very bytes that stand there.
    #[test]
    fn a_changed_byte_is_refused_or_means_itself(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = rich().as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        match DealFile::read(PATH, &bytes) {
            Ok(file) => prop_assert_eq!(file.node().to_yaml().into_bytes(), bytes),
            Err(fault) => prop_assert!(fault.line >= 1 && fault.column >= 1),
        }
    }

    /// A piece cut out, doubled or moved: the same.
    #[test]
    fn a_moved_piece_is_refused_or_means_itself(
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        length in 0_usize..120,
        cut in any::<bool>(),
    ) {
        let mut bytes = rich().as_bytes().to_vec();
        let from = from.index(bytes.len());
        let end = (from + length).min(bytes.len());
        let piece = bytes[from..end].to_vec();
        if cut {
            bytes.drain(from..end);
        }
        let to = to.index(bytes.len());
        bytes.splice(to..to, piece);
        if let Ok(file) = DealFile::read(PATH, &bytes) {
            prop_assert_eq!(file.node().to_yaml().into_bytes(), bytes);
        }
    }
}
