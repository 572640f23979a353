//! What `tlg clone` and `tlg join` have in common: a history is fetched, proved, and kept only if it is.

use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::{Value, json};

use super::hook::install::{equip, without_hooks};
use super::verify::{ended, judges_clock, prove_anew};
use crate::cli::desk;
use crate::cli::entry;
use crate::cli::say::Say;
use crate::cli::screen::{Meaning, paint};
use crate::cli::session::Session;
use crate::cli::stop::{RefusalScreen, Stop, Unmet};
use crate::cli::words::{self, noted};
use crate::record::Moment;
use crate::verify::{Mark, Marks, Proof, Root, Verdict};
use crate::workspace::{Failure, Fetched, Introduction};

/// Where a clone comes from and goes to, and whose history it should be.
#[derive(Debug, clap::Args)]
pub struct Source {
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
pub struct Cloned<'a> {
    source: &'a Source,
    /// The folder, absolute.
    pub folder: PathBuf,
    /// The short name of the branch.
    branch: String,
    /// What the clone is anchored to; none where nothing was kept.
    pub introduction: Option<Introduction>,
    hooks: Vec<PathBuf>,
    /// How the proof ended.
    pub verdict: Verdict,
    proof_text: String,
    proof_data: Value,
}

impl Source {
    /// Refuses where nobody has said whose history it should be; `command` is the one that asks.
    ///
    /// # Errors
    /// There is no introduction, and none is to be believed.
    pub fn check(&self, command: &str, say: &Say) -> Result<(), Stop> {
        if self.introduction.is_some() || self.trust_on_first_use {
            return Ok(());
        }
        let clone = format!("tlg {command} {} {}", self.url, shown(&self.folder));
        let remedies = vec![
            noted(
                format!("{clone} --introduction ID:SHA256:…"),
                say.line("clone-note-introduction"),
            ),
            noted(
                format!("{clone} --trust-on-first-use"),
                say.line("clone-note-trust"),
            ),
        ];
        Err(Stop::Refused(RefusalScreen {
            subject: say.text("clone-about", args![url => self.url.as_str()]),
            unmet: vec![Unmet {
                text: say.line("clone-not-introduced"),
                remedies,
            }],
        }))
    }

    /// Fetches, proves, and only then makes the branch and its files; whatever is not proved is removed again. The clone
    /// gets the hooks, and `settings` beside those of every clone.
    ///
    /// # Errors
    /// There is no introduction; the folder is in use; the server or git does not do it; files cannot be written.
    pub fn clone(
        &self,
        command: &str,
        settings: &[(&str, String)],
        session: &Session,
    ) -> Result<Cloned<'_>, Stop> {
        let say = &session.say;
        self.check(command, say)?;
        let now = judges_clock(session)?;
        let folder = std::path::absolute(desk::folder(session).join(&self.folder))?;
        let quietly = session.globals.quiet || session.globals.json;
        let fetched = Fetched::from(&self.url, &folder, quietly);
        let fetched = fetched.map_err(|failure| self.not_fetched(command, &failure, say))?;
        let admitted = self.admit(&fetched, folder, settings, now, say);
        let is_kept = matches!(&admitted, Ok(cloned) if cloned.introduction.is_some());
        if !is_kept {
            let abandoned = fetched.abandon();
            abandoned.map_err(|failure| words::failure(&failure, say))?;
        }
        admitted.map_err(|failure| words::failure(&failure, say))
    }

    /// Proves what was fetched, and makes a clone of it where that succeeds. What a key in wrong hands signed is answered
    /// for by more commits, and somebody needs a clone to make them.
    fn admit(
        &self,
        fetched: &Fetched,
        folder: PathBuf,
        settings: &[(&str, String)],
        now: Moment,
        say: &Say,
    ) -> Result<Cloned<'_>, Failure> {
        let began = Instant::now();
        let store = fetched.store();
        let root = self.root(fetched)?;
        let proof = prove_anew(store, fetched.tip(), &root, now)?;
        let introduction = introduction(&root).filter(|_| proof.is_legal());
        let mut hooks = Vec::new();
        if let Some(introduction) = &introduction {
            remember(fetched, &root, &proof)?;
            hooks = equip(store)?;
            for (name, value) in settings {
                store.set(name, value)?;
            }
            fetched.settle(introduction)?;
        }
        let ended = ended(store, &proof, began.elapsed(), say);
        Ok(Cloned {
            source: self,
            folder,
            branch: fetched.short_branch().to_owned(),
            introduction,
            hooks,
            verdict: proof.verdict(),
            proof_text: ended.to_text(),
            proof_data: ended.to_json(),
        })
    }

    /// What all is proved from: what was told, else what is found there.
    fn root(&self, fetched: &Fetched) -> Result<Root, Failure> {
        if let Some(told) = &self.introduction {
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

    fn not_fetched(&self, command: &str, failure: &Failure, say: &Say) -> Stop {
        let Failure::FolderInUse { dir } = failure else {
            return words::failure(failure, say);
        };
        let other = say.line("slot-other-folder");
        Stop::Refused(RefusalScreen {
            subject: shown(dir),
            unmet: vec![Unmet {
                text: say.line("failure-folder-in-use"),
                remedies: vec![noted(
                    format!("tlg {command} {} {other}", self.url),
                    String::new(),
                )],
            }],
        })
    }
}

/// A first commit without a key is unsigned and proves nothing.
fn introduction(root: &Root) -> Option<Introduction> {
    Some(Introduction {
        commit: root.introduction,
        key: root.key.clone()?,
    })
}

/// How far both branches are proved.
fn remember(fetched: &Fetched, root: &Root, proof: &Proof) -> Result<(), Failure> {
    let Some(mark) = Mark::of(proof, root) else {
        return Ok(());
    };
    let mut marks = Marks::of(fetched.store());
    marks.set(&fetched.upstream(), mark.clone())?;
    marks.set(fetched.branch(), mark)
}

impl Cloned<'_> {
    /// How the proof ended and what was made, a line each.
    pub fn to_text(&self, say: &Say) -> Vec<String> {
        let folder = self.shown_folder();
        let url = self.source.url.as_str();
        let mut lines = vec![self.proof_text.clone()];
        let Some(introduction) = &self.introduction else {
            let text = say.text("clone-nothing-kept", args![folder => folder]);
            lines.push(format!("{} {text}", paint(Meaning::Wrong, "✗")));
            let look = format!("git clone --mirror {url} DIR");
            lines.push(format!("    → {look}    {}", say.line("clone-way-look")));
            return lines;
        };
        let branch = self.branch.as_str();
        let made = say.text(
            "clone-made",
            args![folder => folder, branch => branch, url => url],
        );
        lines.push(format!("{} {made}", paint(Meaning::Right, "✓")));
        lines.extend(without_hooks(&self.hooks, say));
        if self.source.trust_on_first_use {
            let told = introduction.to_string();
            let text = say.text("clone-trusted", args![introduction => told]);
            lines.push(format!("{} {text}", paint(Meaning::Late, "!")));
        }
        lines
    }

    /// The folder as the person named it.
    pub fn shown_folder(&self) -> String {
        shown(&self.source.folder)
    }

    /// The same for programs.
    pub fn to_json(&self) -> Value {
        let kept = self.introduction.as_ref();
        json!({
            "folder": kept.map(|_| self.shown_folder()),
            "url": self.source.url,
            "branch": self.branch,
            "introduction": kept.map(ToString::to_string),
            "trusted_on_first_use": self.source.trust_on_first_use,
            "hooks": self.hooks,
            "verification": self.proof_data,
        })
    }
}

fn shown(folder: &Path) -> String {
    folder.display().to_string()
}
