use std::io::BufRead;
use std::time::Instant;

use super::anchor::warn_of_loose_anchor;
use crate::cli::commands::verify::{ended, judges_clock, machines_clock};
use crate::cli::language::Language;
use crate::cli::say::Say;
use crate::cli::screen::{Done, Meaning, Output, paint, short};
use crate::cli::session::Session;
use crate::cli::stop::{self, Stop};
use crate::cli::words;
use crate::process::settings::{self, Settings};
use crate::record::Moment;
use crate::record::tree::Tree;
use crate::verify::{Answer, Push, judge_push};
use crate::workspace::{Failure, Store, short_branch};

/// Let a push in, or refuse it: what git asks on the server
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Judges every line that git writes; one that is refused refuses them all.
pub fn run(_: Args, session: &mut Session) -> Result<Done, Stop> {
    let failed = |failure: Failure| words::failure(&failure, &session.say);
    let store = Store::from_environment().map_err(failed)?;
    let now = servers_clock(&store, session)?;
    let say = companys_voice(&store, &session.say);
    warn_of_loose_anchor(&store, &say, &mut session.output)?;
    let mut done = Done::Well;
    for push in pushes(session)? {
        let began = Instant::now();
        let failed = |failure: Failure| words::failure(&failure, &say);
        let answer = judge_push(&store, &push, now).map_err(failed)?;
        if let Answer::LetIn { forgotten } = &answer {
            warn_of_forgetting(forgotten.as_ref(), &say, &mut session.output)?;
        } else if let Some(refusal) = refusal(&store, &push, &answer, began, &say) {
            session.output.complain(&refusal)?;
            done = Done::NeedsAPerson;
        }
    }
    Ok(done)
}

/// Says in a line that the server's own notes cannot be written; nothing where they can.
fn warn_of_forgetting(
    forgotten: Option<&Failure>,
    say: &Say,
    output: &mut Output,
) -> Result<(), Stop> {
    let Some(failure) = forgotten else {
        return Ok(());
    };
    let text = say.line("gate-not-remembered");
    let why = match words::failure(failure, say) {
        // Whoever pushes cannot mend it.
        Stop::Failed(failed) => Stop::Failed(stop::Failure {
            remedy: None,
            ..failed
        }),
        other => other,
    };
    let why = why.to_text(say);
    output.complain(&format!("{} {text}\n{why}", paint(Meaning::Late, "!")))
}

/// The clock of the machine. Whoever pushes may set variables, so `TLG_NOW` counts only where the server's own
/// configuration says that it is there for tests.
fn servers_clock(store: &Store, session: &Session) -> Result<Moment, Stop> {
    let failed = |failure: Failure| words::failure(&failure, &session.say);
    let for_tests = store.own_setting("tlg.testClock").map_err(failed)?;
    match for_tests.as_deref() {
        Some("true") => judges_clock(session),
        _ => machines_clock(session),
    }
}

/// Whoever pushes reads the company's language, whatever the server speaks.
fn companys_voice(store: &Store, own: &Say) -> Say {
    let tip = store.tip().ok().flatten();
    let bytes = tip.and_then(|tip| tip.read(Settings::PATH).ok().flatten());
    let settings = bytes.and_then(|bytes| Settings::read(&bytes).ok());
    Say::new(match settings.map(|settings| settings.language) {
        Some(settings::Language::Ru) => Language::Russian,
        Some(settings::Language::En) => Language::English,
        None => own.language(),
    })
}

/// The lines of a hook's input.
pub(super) fn lines() -> Result<Vec<String>, Stop> {
    let lines = std::io::stdin().lock().lines();
    Ok(lines.collect::<Result<Vec<String>, std::io::Error>>()?)
}

fn pushes(session: &Session) -> Result<Vec<Push>, Stop> {
    let lines = lines()?;
    let pushes = lines.iter().map(|line| line.parse::<Push>());
    let pushes: Result<Vec<Push>, _> = pushes.collect();
    pushes.map_err(|_| Stop::usage(session.say.line("gate-no-push")))
}

/// Why a push stays out, and what to do; none where it is let in.
fn refusal(
    store: &Store,
    push: &Push,
    answer: &Answer,
    began: Instant,
    say: &Say,
) -> Option<String> {
    let reference = push.reference.as_str();
    let (why, ways) = match answer {
        Answer::LetIn { .. } => return None,
        Answer::OtherReference { branch } => (
            say.text(
                "gate-other-reference",
                args![branch => short_branch(branch)],
            ),
            vec![format!("git push origin {}", short_branch(branch))],
        ),
        Answer::Deletion => (say.line("gate-deletion"), Vec::new()),
        Answer::NotForward { old } => (
            say.text("gate-not-forward", args![commit => short(*old)]),
            vec![
                "git fetch".to_owned(),
                format!(
                    "git reset --keep origin/{}    {}",
                    short_branch(reference),
                    say.line("gate-way-again")
                ),
            ],
        ),
        Answer::TooMany { most, part } => {
            // Into an empty server the first commits go first: the sender knows them.
            let commit = match part {
                Some(commit) => commit.to_string(),
                None => format!("$(git rev-list --reverse HEAD | sed -n {most}p)"),
            };
            let text = say.text("gate-too-many", args![most => *most]);
            (text, vec![format!("git push origin {commit}:{reference}")])
        }
        Answer::NoIntroduction => (
            say.line("gate-no-introduction"),
            vec!["tlg hook install --introduction ID:FINGERPRINT".to_owned()],
        ),
        Answer::Unproved(proof) => {
            let ended = ended(store, proof, began.elapsed(), say);
            let back = ended.last_good.map(|commit| {
                let note = say.line("gate-way-reset");
                format!("git reset --keep {}    {note}", short(commit))
            });
            (ended.to_text(), back.into_iter().collect())
        }
    };
    let head = say.text("gate-refused", args![reference => reference]);
    let mut lines = vec![format!("{} {head}", paint(Meaning::Wrong, "✗"))];
    lines.extend(why.lines().map(|line| format!("  {line}")));
    lines.extend(ways.iter().map(|way| format!("    → {way}")));
    Some(lines.join("\n"))
}
