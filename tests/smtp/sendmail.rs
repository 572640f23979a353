//! The program `sendmail` of a machine, here a script.

use crate::clone::{Clone, MONDAY, sent_quote};
use crate::post::{CLIENT, state_of_quote, transport};
use crate::vouched::vouched_for_here;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use tlg::post::{Outcome, Report, Standstill, run};

/// A clone that gives its letters to a script: `case $to in …`.
fn clone(cases: &str) -> Clone {
    let mut house = sent_quote();
    transport(&mut house, "sendmail");
    let clone = Clone::of(&mut house);
    let program = clone.sandbox.path("sendmail");
    let kept = clone.sandbox.path("kept");
    let script = format!(
        "#!/bin/sh\n[ \"$1 $2 $4\" = '-i -f --' ] || exit 64\nto=$5\n{cases}\ncat > {}.$to\n",
        kept.display()
    );
    fs::write(&program, script).expect("a script");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("ours");
    let path = program.to_str().expect("a path");
    clone
        .workspace
        .set("tlg.sendmail", path)
        .expect("a setting");
    clone
}

fn ticks(clone: &Clone, now: &str) -> Report {
    let cron = crate::house::person_id("cron");
    vouched_for_here(&clone.workspace);
    match run(&clone.workspace, &cron, &|| crate::house::moment(now)).expect("a run") {
        Outcome::Ran(report) => *report,
        Outcome::AnotherRuns(holder) => panic!("{holder:?} runs"),
    }
}

#[test]
fn letters_go_through_the_program_with_one_recipient_each() {
    let clone = clone("");
    let report = ticks(&clone, MONDAY);
    assert!(
        !report.needs_a_person() && report.still.is_none(),
        "{report:?}"
    );
    let kept = fs::read_to_string(clone.sandbox.path(&format!("kept.{CLIENT}")));
    assert!(kept.expect("the letter").contains("Message-ID: <"));
    assert_eq!(state_of_quote(&clone), "sent");
}

#[test]
fn its_exit_code_says_whether_another_try_may_help() {
    let later = [69, 71, 74, 75, 126, 127];
    let for_good = [1, 64, 65, 67, 68, 70, 77, 78];
    let later_or = |code: u32| match later.contains(&code) {
        true => "queued",
        false => "failed",
    };
    for code in later.into_iter().chain(for_good) {
        let state = later_or(code);
        let clone = clone(&format!(
            "case $to in buyer*) echo no box >&2; exit {code};; esac"
        ));
        let report = ticks(&clone, MONDAY);
        assert_eq!(state_of_quote(&clone), state, "{code}");
        assert_eq!(report.deferred.len(), usize::from(state == "queued"));
        assert!(!report.sent.is_empty(), "the others left");
    }
    let killed = clone("case $to in buyer*) kill -9 $$;; esac");
    ticks(&killed, MONDAY);
    assert_eq!(state_of_quote(&killed), "unclear");
}

#[test]
fn without_the_program_nothing_is_claimed() {
    let clone = clone("");
    let gone = clone.sandbox.path("gone");
    let gone = gone.to_str().expect("a path");
    clone
        .workspace
        .set("tlg.sendmail", gone)
        .expect("a setting");
    let report = ticks(&clone, MONDAY);
    assert!(
        matches!(report.still, Some(Standstill::SendmailMissing { .. })),
        "{report:?}"
    );
    assert_eq!(state_of_quote(&clone), "queued");
}
