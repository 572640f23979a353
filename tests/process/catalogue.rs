//! The smallest edit for every finding.

use super::{SMALL, described, findings};
use std::collections::BTreeSet;
use tlg::process::{FindingKind, Process, ProcessErrors};

/// For each finding an edit of the small process that brings it about: its name, its place, and the edit.
const EDITS: &[(&str, &str, &str, &str)] = &[
    ("unknown_format", "format", "format: 1", "format: 2"),
    ("unknown", "moves[0].to", "to: offer", "to: nowhere"),
    (
        "duplicate",
        "mails[3]",
        "mail: {hold",
        "- {id: paid, when: paid, to: manager}\nmail: {hold",
    ),
    (
        "wrong_type",
        "stages[3].waits_for",
        "title: until, type: date",
        "title: until, type: text",
    ),
    ("missing_name", "facts", "  quote_total: {", "  total: {"),
    (
        "reserved_name",
        "facts.client",
        "facts:\n",
        "facts:\n  client: {title: client, type: text}\n",
    ),
    (
        "misplaced_condition",
        "moves[0].needs[0]",
        "needs: [fact in_stock]",
        "needs: [done refund]",
    ),
    (
        "no_payments",
        "automatic[0].when[0]",
        "payments: {by",
        "notes: none # {by",
    ),
    (
        "no_beginning",
        "stages",
        "stages:\n",
        "stages:\n- {id: early, title: Early, pipeline: sales, end: won}\n",
    ),
    ("no_won_stage", "stages", "end: won", "end: lost"),
    (
        "empty_pipeline",
        "pipelines[1]",
        "stages:\n",
        "- {id: none, title: None}\nstages:\n",
    ),
    (
        "work_in_final",
        "stages[4]",
        "end: won",
        "end: won, tasks: [check]",
    ),
    (
        "leaves_final",
        "moves[0].from[1]",
        "from: [request]",
        "from: [request, won]",
    ),
    ("not_lost", "losing.to", "  to: lost\n", "  to: won\n"),
    ("not_open", "reopening.into", "into: offer", "into: lost"),
    (
        "loss_without_reason",
        "decisions[0].reject",
        ", as: price",
        "",
    ),
    (
        "reason_without_loss",
        "decisions[0].approve.as",
        "mail: answered}",
        "mail: answered, as: price}",
    ),
    (
        "twin_moves",
        "moves[1]",
        "- {from: [paying], to: waiting",
        "- {from: [request], to: offer, by: manager}\n- {from: [paying], to: waiting",
    ),
    (
        "foreign_round",
        "decisions[0].puts_forward",
        "puts_forward: quote",
        "puts_forward: other",
    ),
    (
        "incomplete_round",
        "decisions[0].needs",
        "fact quote_total, ",
        "",
    ),
    (
        "wrong_binds",
        "decisions[0].binds",
        "binds: [quote_total, ",
        "binds: [",
    ),
    (
        "endless_task",
        "tasks.refund.ends_with",
        "ends_with: [done]",
        "ends_with: []",
    ),
    (
        "no_follow_up",
        "tasks.check.then",
        "asks: [fact in_stock],",
        "asks: [fact in_stock], then: again,",
    ),
    (
        "wrong_occasion",
        "decisions[0].approve.mail",
        "id: answered, when: answered",
        "id: answered, when: asked",
    ),
    (
        "unfit_role",
        "moves[0].by",
        "to: offer, by: manager",
        "to: offer, by: service",
    ),
    ("unfit_span", "mail.hold", "hold: 10 minutes", "hold: until"),
    (
        "unfit_title",
        "documents.other.title",
        "title: Other, types: [pdf]",
        "title: \"\\u3164\", types: [pdf]",
    ),
    (
        "no_file_types",
        "documents.other.types",
        "title: Other, types: [pdf]",
        "title: Other, types: []",
    ),
    (
        "still_there",
        "deals_in_flight.stages.waiting",
        "mails:\n",
        "deals_in_flight: {stages: {waiting: offer}}\nmails:\n",
    ),
    (
        "unreachable_stage",
        "stages[1]",
        "- {id: offer",
        "- {id: apart, title: Apart, pipeline: sales, waits_for: until}\n- {id: offer",
    ),
    (
        "dead_end",
        "stages[3]",
        "- {from: [waiting], to: paying, by: manager}\n",
        "",
    ),
    ("idle", "moves[0]", ", tasks: [prepare]", ""),
    (
        "unreminded",
        "stages[3].waits_for",
        "{id: late, stage: waiting",
        "{id: late, stage: paying",
    ),
    (
        "dead_move",
        "moves[3]",
        "automatic:",
        "- {from: [request], to: waiting, by: manager, needs: [yes in_stock, no in_stock]}\nautomatic:",
    ),
    (
        "dead_automatic",
        "automatic[1]",
        "decisions:",
        "- {from: [request], to: offer, when: [yes in_stock, no in_stock]}\ndecisions:",
    ),
    (
        "dead_decision",
        "decisions[0]",
        "not_past quote_valid_until]\n",
        "not_past quote_valid_until, yes in_stock, no in_stock]\n",
    ),
    (
        "dead_task",
        "tasks.extra",
        "tasks:\n",
        "tasks:\n  extra: {title: extra, for: manager, due: 1 day, ends_with: [done]}\n",
    ),
    (
        "dead_ending",
        "tasks.check.ends_with[1]",
        "asks: [fact in_stock], ends_with: [any move]",
        "asks: [fact in_stock], ends_with: [any move, ask quote]",
    ),
    (
        "no_due_date",
        "tasks.prepare.due",
        "title: prepare, for: manager, due: 1 day",
        "title: prepare, for: manager, due: until",
    ),
    ("dead_mail", "mails[2]", ", mail: paid}", "}"),
    (
        "dead_reminder",
        "reminders[1]",
        "mails:\n",
        "- {id: vain, stage: waiting, from: birthday, title: vain}\nmails:\n",
    ),
    (
        "unused_fact",
        "facts.extra",
        "facts:\n",
        "facts:\n  extra: {title: extra, type: text}\n",
    ),
    (
        "never_true",
        "moves[0].needs[1]",
        "needs: [fact in_stock]",
        "needs: [fact in_stock, paid_whole]",
    ),
    (
        "always_true",
        "moves[0].needs[1]",
        "needs: [fact in_stock]",
        "needs: [fact in_stock, nothing_paid]",
    ),
    (
        "automatic_cycle",
        "automatic[0]",
        "decisions:",
        "- {from: [paying], to: waiting, when: [nothing_paid]}\n- {from: [waiting], to: paying, when: [nothing_paid]}\ndecisions:",
    ),
    (
        "automatic_conflict",
        "automatic[0]",
        "decisions:",
        "- {from: [paying], to: waiting, when: [paid_whole]}\ndecisions:",
    ),
];

fn edited(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "the small process has no {from:?}");
    let text = SMALL.replacen(from, to, 1);
    match to.contains("birthday") {
        true => text.replacen(
            "facts:\n",
            "facts:\n  birthday: {title: birthday, type: date}\n",
            1,
        ),
        false => text,
    }
}

#[test]
fn every_edit_brings_its_finding_about() {
    for (kind, at, from, to) in EDITS {
        let found = described(&findings(&edited(from, to)));
        let expected = format!("{kind} at {at}");
        assert!(found.contains(&expected), "no {expected} among {found:?}");
    }
}

#[test]
fn every_finding_names_its_line() {
    for (kind, _, from, to) in EDITS {
        for finding in findings(&edited(from, to)) {
            assert!(finding.line.is_some(), "{kind}: {finding:?}");
        }
    }
}

#[test]
fn no_finding_is_missing() {
    let source = include_str!("../../src/process/finding.rs");
    let (_, names) = source.split_once("pub fn id(&self)").expect("names");
    let (names, _) = names.split_once("pub fn at(").expect("an end of the names");
    let named: BTreeSet<&str> = names.split('"').skip(1).step_by(2).collect();
    let edits = EDITS.iter().map(|(kind, ..)| *kind);
    let shown: BTreeSet<&str> = edits.chain(["too_complex"]).collect();
    assert_eq!(named, shown);
}

#[test]
fn a_process_of_too_many_states_is_refused_by_its_facts() {
    let names: Vec<String> = (0..12).map(|number| format!("f{number:02}")).collect();
    let with = |text: &dyn Fn(&str) -> String, between: &str| {
        let parts: Vec<String> = names.iter().map(|name| text(name)).collect();
        parts.join(between)
    };
    let facts = with(
        &|name| format!("  {name}: {{title: {name}, type: yes_no}}\n"),
        "",
    );
    let takes = with(&|name| format!("fact {name}"), ", ");
    let reads = with(&|name| format!("yes {name}"), ", ");
    let text = SMALL
        .replacen("facts:\n", &format!("facts:\n{facts}"), 1)
        .replacen(
            "needs: [fact in_stock]}",
            &format!("needs: [fact in_stock], takes: [{takes}]}}"),
            1,
        )
        .replacen(
            "to: paying, by: manager",
            &format!("to: paying, by: manager, needs: [{reads}]"),
            1,
        );
    let found = findings(&text);
    let [finding] = found.as_slice() else {
        panic!("{:?}", described(&found));
    };
    let FindingKind::TooComplex { facts, .. } = &finding.kind else {
        panic!("{finding:?}");
    };
    assert!(
        names
            .iter()
            .all(|name| facts.iter().any(|fact| *fact == name.as_str()))
    );
}

#[test]
fn a_file_that_is_no_process_is_a_fault_with_its_line() {
    let text = SMALL.replacen("ends_with: [done]", "ends_with: [soon]", 1);
    let errors = Process::read(Process::PATH, text.as_bytes()).expect_err("no ending");
    let ProcessErrors::Fault(fault) = errors else {
        panic!("{errors:?}");
    };
    let line = SMALL.lines().position(|line| line.contains("  refund:"));
    assert_eq!(Some(fault.line - 1), line);
}
