use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::json;

use super::hook::install::{equip, without_hooks};
use super::verify::{done, ended, judges_clock, prove_anew};
use crate::cli::desk;
use crate::cli::entry;
use crate::cli::say::Say;
use crate::cli::screen::{Done, Meaning, paint};
use crate::cli::screens::verify::Ended;
use crate::cli::session::Session;
use crate::cli::stop::{RefusalScreen, Stop, Unmet};
use crate::cli::words::{self, noted};
use crate::record::Moment;
use crate::verify::{Mark, Marks, Proof, Root, Verdict};
use crate::workspace::{Failure, Fetched, Introduction};

/// Clone a workspace from a server, and keep the clone only if its whole history is proved
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Address of the server's repository, as git takes it
    #[arg(value_name = "URL")]
    pub url: String,
    /// Folder of the clone, new or empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// First commit and fingerprint of its key, as `tlg init` printed them
    #[arg(long, value_name = "ID:FINGERPRINT", value_parser = entry::introduction)]
    pub introduction: Option<Introduction>,
    /// Believe the introduction that is found there, and print it to be compared
    #[arg(long, conflicts_with = "introduction")]
    pub trust_on_first_use: bool,
}

/// What came of it.
struct Cloned<'a> {
    args: &'a Args,
    /// The short name of the branch.
    branch: &'a str,
    /// What the clone is anchored to; none where nothing was kept.
    introduction: Option<Introduction>,
    hooks: Vec<PathBuf>,
    ended: Ended<'a>,
}

/// Fetches, proves, and only then makes the branch and its files; whatever is not proved is removed again. Ends as
/// `tlg verify` does.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    if args.introduction.is_none() && !args.trust_on_first_use {
        return Err(nobody_introduced(&args, &session.say));
    }
    let now = judges_clock(session)?;
    let folder = std::path::absolute(desk::folder(session).join(&args.folder))?;
    let quietly = session.globals.quiet || session.globals.json;
    let fetched = Fetched::from(&args.url, &folder, quietly);
    let fetched = fetched.map_err(|failure| not_fetched(&failure, &args, &session.say))?;
    let admitted = admit(&fetched, &args, now, session);
    if !matches!(admitted, Ok((Kept::Yes, _))) {
        let abandoned = fetched.abandon();
        abandoned.map_err(|failure| words::failure(&failure, &session.say))?;
    }
    admitted.map(|(_, done)| done)
}

/// Whether a clone stays.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    Yes,
    No,
}

/// Proves what was fetched, makes a clone of it where that succeeds, and tells either. What a key in wrong hands signed
/// is answered for by more commits, and somebody needs a clone to make them.
fn admit(
    fetched: &Fetched,
    args: &Args,
    now: Moment,
    session: &mut Session,
) -> Result<(Kept, Done), Stop> {
    let began = Instant::now();
    let failed = |failure: Failure| words::failure(&failure, &session.say);
    let store = fetched.store();
    let root = root(fetched, args).map_err(failed)?;
    let proof = prove_anew(store, fetched.tip(), &root, now).map_err(failed)?;
    let introduction = introduction(&root).filter(|_| proof.is_legal());
    let hooks = match &introduction {
        Some(introduction) => settle(fetched, introduction, &proof).map_err(failed)?,
        None => Vec::new(),
    };
    let kept = match introduction {
        Some(_) => Kept::Yes,
        None => Kept::No,
    };
    let cloned = Cloned {
        args,
        branch: fetched.short_branch(),
        introduction,
        hooks,
        ended: ended(store, &proof, began.elapsed(), &session.say),
    };
    let (text, value) = (cloned.to_text(&session.say), cloned.to_json());
    match (session.globals.json, proof.verdict()) {
        (true, _) => session.output.json(&value)?,
        (false, Verdict::Proved) => session.output.data(&text)?,
        (false, _) => session.output.complain(&text)?,
    }
    Ok((kept, done(proof.verdict())))
}

/// What all is proved from: what was told, else what is found there.
fn root(fetched: &Fetched, args: &Args) -> Result<Root, Failure> {
    if let Some(told) = &args.introduction {
        return Ok(Root {
            introduction: told.commit,
            key: Some(told.key.clone()),
        });
    }
    let first = fetched.store().first_commit_of(fetched.tip())?;
    Ok(Root {
        introduction: first.id,
        key: first.key,
    })
}

/// A first commit without a key is unsigned and proves nothing.
fn introduction(root: &Root) -> Option<Introduction> {
    Some(Introduction {
        commit: root.introduction,
        key: root.key.clone()?,
    })
}

fn settle(
    fetched: &Fetched,
    introduction: &Introduction,
    proof: &Proof,
) -> Result<Vec<PathBuf>, Failure> {
    let store = fetched.store();
    let root = Root {
        introduction: introduction.commit,
        key: Some(introduction.key.clone()),
    };
    if let Some(mark) = Mark::of(proof, &root) {
        let mut marks = Marks::of(store);
        marks.set(&fetched.upstream(), mark.clone())?;
        marks.set(fetched.branch(), mark)?;
    }
    let hooks = equip(store)?;
    fetched.settle(introduction)?;
    Ok(hooks)
}

fn nobody_introduced(args: &Args, say: &Say) -> Stop {
    let clone = format!("tlg clone {} {}", args.url, args.folder.display());
    Stop::Refused(RefusalScreen {
        subject: say.text("clone-about", args![url => args.url.as_str()]),
        unmet: vec![Unmet {
            text: say.line("clone-not-introduced"),
            remedies: vec![
                noted(
                    format!("{clone} --introduction ID:SHA256:…"),
                    say.line("clone-note-introduction"),
                ),
                noted(
                    format!("{clone} --trust-on-first-use"),
                    say.line("clone-note-trust"),
                ),
            ],
        }],
    })
}

fn not_fetched(failure: &Failure, args: &Args, say: &Say) -> Stop {
    match failure {
        Failure::FolderInUse { dir } => Stop::Refused(RefusalScreen {
            subject: shown(dir),
            unmet: vec![Unmet {
                text: say.line("failure-folder-in-use"),
                remedies: vec![noted(
                    format!("tlg clone {} {}", args.url, say.line("slot-other-folder")),
                    String::new(),
                )],
            }],
        }),
        failure => words::failure(failure, say),
    }
}

impl Cloned<'_> {
    fn to_text(&self, say: &Say) -> String {
        let folder = shown(&self.args.folder);
        let mut lines = vec![self.ended.to_text()];
        let Some(introduction) = &self.introduction else {
            let text = say.text("clone-nothing-kept", args![folder => folder]);
            lines.push(format!("{} {text}", paint(Meaning::Wrong, "✗")));
            let look = format!("git clone --mirror {} DIR", self.args.url);
            lines.push(format!("    → {look}    {}", say.line("clone-way-look")));
            return lines.join("\n");
        };
        let made = say.text(
            "clone-made",
            args![folder => folder.as_str(), branch => self.branch, url => self.args.url.as_str()],
        );
        lines.push(format!("{} {made}", paint(Meaning::Right, "✓")));
        lines.extend(without_hooks(&self.hooks, say));
        if self.args.trust_on_first_use {
            let told = introduction.to_string();
            let text = say.text("clone-trusted", args![introduction => told]);
            lines.push(format!("{} {text}", paint(Meaning::Late, "!")));
        }
        lines.push(format!("\n{}", say.line("init-next")));
        lines.push(format!("  cd {folder}"));
        lines.push("  tlg doctor".to_owned());
        lines.join("\n")
    }

    fn to_json(&self) -> serde_json::Value {
        let kept = self.introduction.as_ref();
        json!({
            "folder": kept.map(|_| shown(&self.args.folder)),
            "url": self.args.url,
            "branch": self.branch,
            "introduction": kept.map(ToString::to_string),
            "trusted_on_first_use": self.args.trust_on_first_use,
            "hooks": self.hooks,
            "verification": self.ended.to_json(),
        })
    }
}

fn shown(folder: &Path) -> String {
    folder.display().to_string()
}
