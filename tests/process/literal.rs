//! The request taken literally.

use super::{LITERAL, read};
use tlg::process::check;
use tlg::process::finding::{Cause, FindingKind};

fn stage(kind: &FindingKind) -> &str {
    match kind {
        FindingKind::DeadEnd { stage, .. } | FindingKind::Idle { stage, .. } => stage.as_str(),
        other => other.id(),
    }
}

#[test]
fn the_request_taken_literally_has_five_dead_ends() {
    let findings = check(&read(LITERAL)).findings;
    let stages: Vec<&str> = findings.iter().map(|it| stage(&it.kind)).collect();
    assert_eq!(
        stages,
        [
            "in_stock",
            "payment_deferred",
            "awaiting_supply",
            "quote_preparation",
            "quote_revision"
        ]
    );
}

#[test]
fn each_is_named_by_what_leads_into_it_and_its_line() {
    let findings = check(&read(LITERAL)).findings;
    let lines: Vec<&str> = findings
        .iter()
        .map(|finding| {
            let line = finding.line.expect("read from a file");
            LITERAL.lines().nth(line - 1).expect("a line of the file")
        })
        .collect();
    for (line, expected) in lines.iter().zip([
        "in_stock",
        "payment_deferred",
        "awaiting_supply",
        "title: выбрать, требуется ли согласование",
        "reject: {}",
    ]) {
        assert!(line.contains(expected), "{line} has no {expected}");
    }
    let causes: Vec<&Cause> = findings
        .iter()
        .filter_map(|finding| match &finding.kind {
            FindingKind::Idle { after, .. } => Some(after),
            _ => None,
        })
        .collect();
    assert!(matches!(
        causes.as_slice(),
        [Cause::Done { .. }, Cause::Answered { .. }]
    ));
}
