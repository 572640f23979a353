use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::desk::{folder, machine_seconds, seconds};
use crate::cli::say::Say;
use crate::cli::screen::Done;
use crate::cli::screens::verify::{Ended, Told};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::record::Moment;
use crate::verify::{
    Depth, Marks, Proof, Root, Subject, Verdict, Verification, prove, stale, verify,
};
use crate::workspace::{CommitId, Failure, Store};

/// Prove that everything in the history was a legal act of somebody who may do it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Branch or last commit of the history; without it the branch of the deals
    #[arg(value_name = "REV")]
    pub revision: Option<String>,
    /// Judge everything from the first commit on, also what was proved before
    #[arg(long)]
    pub full: bool,
    /// Hash all documents again, also those of commits that were proved before
    #[arg(long)]
    pub documents: bool,
    /// The server was led back on purpose: forget that this commit, proved here before, was on its branch
    #[arg(long, value_name = "COMMIT")]
    pub accept_rollback: Option<String>,
}

/// Judges every commit that was not proved before. Ends with 0 proved, 1 forged, 3 could not check, 4 not anchored.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let began = Instant::now();
    let failed = |failure: Failure| no_verdict(&failure, &session.say);
    let store = Store::open(&folder(session)).map_err(failed)?;
    let subject = subject(&store, args.revision.as_deref()).map_err(failed)?;
    let depth = Depth {
        full: args.full,
        documents: args.documents,
    };
    let now = judges_clock(session)?;
    if let Some(gone) = &args.accept_rollback
        && !Marks::of(&store).forget(gone).map_err(failed)?
    {
        return Err(words::nothing_proved(gone, &session.say));
    }
    let mut proof =
        watched(|progress| prove(&store, &subject, depth, now, progress)).map_err(failed)?;
    if subject.branch.is_some() && proof.anchored {
        let stale = stale(&store, &proof, now).map_err(failed)?;
        proof.notes.extend(stale);
    }
    let ended = ended(&store, &proof, began.elapsed(), &session.say);
    let (text, value) = (ended.to_text(), ended.to_json());
    match (session.globals.json, proof.verdict()) {
        (true, _) => session.output.json(&value)?,
        (false, Verdict::Proved) if session.globals.quiet => {}
        (false, Verdict::Proved) => session.output.data(&text)?,
        (false, _) => session.output.complain(&text)?,
    }
    Ok(done(proof.verdict()))
}

/// Where nothing could be judged nothing is forged: 2 for a revision that is none, 3 for all else, as where there is
/// no commit yet.
fn no_verdict(failure: &Failure, say: &Say) -> Stop {
    if let Failure::UnknownRevision { revision } = failure {
        return words::unknown_revision(revision, say);
    }
    let stop = words::failure(failure, say);
    match stop.code() {
        3 => stop,
        _ => Stop::Failed(crate::cli::stop::Failure {
            text: stop.to_text(say),
            ..Default::default()
        }),
    }
}

/// What is told of a verification.
pub fn ended<'a>(store: &Store, proof: &'a Proof, took: Duration, say: &'a Say) -> Ended<'a> {
    Ended {
        commits: told(store, proof),
        last_good: last_good(store, proof),
        took,
        fetch: missing_objects(store),
        say,
        proof,
    }
}

/// How git fetches what a shallow or partial clone lacks.
fn missing_objects(store: &Store) -> Option<&'static str> {
    let inspection = store.inspect().ok()?;
    match (inspection.is_shallow, inspection.is_partial) {
        (true, _) => Some("git fetch --unshallow"),
        (false, true) => Some("git fetch --refetch --no-filter"),
        (false, false) => None,
    }
}

/// The judge's clock, whatever the workspace says: its settings are what is being judged.
///
/// # Errors
/// `TLG_NOW` is no moment.
pub fn judges_clock(session: &Session) -> Result<Moment, Stop> {
    let seconds = seconds(&session.say)?;
    Moment::from_unix(seconds, 0).map_err(|_| words::clock_unusable(&session.say))
}

/// As [`judges_clock`], whatever `TLG_NOW` says.
///
/// # Errors
/// The clock of the machine is no use.
pub fn machines_clock(session: &Session) -> Result<Moment, Stop> {
    let seconds = machine_seconds(&session.say)?;
    Moment::from_unix(seconds, 0).map_err(|_| words::clock_unusable(&session.say))
}

fn subject(store: &Store, revision: Option<&str>) -> Result<Subject, Failure> {
    let branch = match revision {
        Some(revision) => store.branch_named(revision)?,
        None => Some(store.branch()?.ok_or_else(|| Failure::DetachedHead {
            root: store.work_tree().unwrap_or(store.folder()).to_owned(),
        })?),
    };
    // The commit itself may be what is wrong: where a reference says which one it is, it is not read here.
    let reference = match revision {
        Some(_) => branch.as_deref(),
        None => Some("HEAD"),
    };
    let tip = match reference.map(|name| store.commit_at(name)).transpose()? {
        Some(Some(tip)) => tip,
        _ => store.revision(revision.unwrap_or("HEAD"))?,
    };
    Ok(Subject { tip, branch })
}

/// Proves the history of a new clone from its introduction on.
///
/// # Errors
/// The repository cannot be read.
pub fn prove_anew(
    store: &Store,
    tip: CommitId,
    root: &Root,
    now: Moment,
) -> Result<Proof, Failure> {
    let mut proof = watched(|progress| {
        let wanted = Verification {
            tip,
            root: Some(root),
            spares: None,
            holds: None,
            full: true,
            documents: true,
            stops: false,
            now,
            progress,
        };
        verify(store, &wanted)
    })?;
    proof.notes.extend(stale(store, &proof, now)?);
    Ok(proof)
}

/// Works while a person watches how far a proof is.
pub fn watched<T>(prove: impl FnOnce(&(dyn Fn(usize, usize) + Sync)) -> T) -> T {
    let bar = bar();
    let proof = prove(&|done, all| {
        bar.set_length(u64::try_from(all).unwrap_or(u64::MAX));
        bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    });
    bar.finish_and_clear();
    proof
}

/// A bar on a terminal, and nothing elsewhere.
fn bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} · {eta}");
    let bar = ProgressBar::new(0);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn told(store: &Store, proof: &Proof) -> Vec<Told> {
    let findings = proof.findings.iter();
    let told = findings.map(|finding| match store.commit(finding.commit) {
        Ok(Ok(commit)) => Told {
            who: Some(commit.person.name),
            at: commit.committed.format("%d.%m.%Y %H:%M").to_string(),
        },
        _ => Told::default(),
    });
    told.collect()
}

fn last_good(store: &Store, proof: &Proof) -> Option<CommitId> {
    let first = proof.findings.first()?;
    store.link(first.commit).ok()?.parent
}

/// How a command ends that came to a verdict.
pub fn done(verdict: Verdict) -> Done {
    match verdict {
        Verdict::Proved => Done::Well,
        Verdict::Forged => Done::NeedsAPerson,
        Verdict::CouldNotCheck => Done::CouldNotCheck,
        Verdict::NotAnchored => Done::NotAnchored,
    }
}
