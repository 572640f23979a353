//! What a verification came to.

use crate::cli::say::Say;
use crate::cli::screen::{
    Meaning, exact_day, foreign, number, paint, short, working_days, working_days_ago,
};
use crate::cli::stop::Remedy;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::process::settings::Settings;
use crate::record::Day;
use crate::verify::{CouldNot, Finding, Note, Proof, Unproved, Verdict};
use crate::workspace::CommitId;
use serde_json::{Value, json};
use std::time::Duration;

/// Findings that are told to a person one by one.
const MOST: usize = 20;

/// A verification that has ended.
pub struct Ended<'a> {
    pub proof: &'a Proof,
    /// Of each finding, who is named in the commit and when it was made, as far as it can be read.
    pub commits: Vec<Told>,
    /// The commit before the first finding.
    pub last_good: Option<CommitId>,
    pub took: Duration,
    /// The repository keeps a part of the objects alone: how git fetches the others.
    pub fetch: Option<&'static str>,
    pub say: &'a Say,
}

/// Whom and when a commit names.
#[derive(Clone, Debug, Default)]
pub struct Told {
    pub who: Option<String>,
    pub at: String,
}

impl Ended<'_> {
    /// As a person reads it.
    pub fn to_text(&self) -> String {
        let mut lines = match self.proof.verdict() {
            Verdict::Proved => vec![format!("{} {}", paint(Meaning::Right, "✓"), self.proved())],
            Verdict::NotAnchored => self.not_anchored(),
            Verdict::Forged | Verdict::CouldNotCheck => Vec::new(),
        };
        lines.extend(self.findings());
        lines.extend(
            self.proof
                .unproved
                .iter()
                .flat_map(|why| self.could_not(why)),
        );
        lines.extend(self.proof.notes.iter().map(|note| self.note(note)));
        lines.join("\n")
    }

    fn proved(&self) -> String {
        let tally = &self.proof.tally;
        let decisions = self.say.text(
            "verify-decisions",
            args![count => tally.decisions, number => self.number(tally.decisions)],
        );
        let seconds = format!("{:.1}", self.took.as_secs_f64());
        let text = self.say.text(
            "verify-proved",
            args![
                commits => self.commits(),
                introduction => short(self.proof.introduction),
                tip => short(self.proof.tip),
                decisions => decisions,
                people => tally.people.len(),
                seconds => number(&seconds, self.say)
            ],
        );
        match self.proof.judged == tally.commits {
            true => text,
            false => {
                let judged = self.number(self.proof.judged);
                let judged = self.say.text("verify-judged", args![number => judged]);
                format!("{text} · {judged}")
            }
        }
    }

    fn not_anchored(&self) -> Vec<String> {
        let text = self.say.text(
            "verify-not-anchored",
            args![commits => self.commits(), tip => short(self.proof.tip)],
        );
        let way = format!(
            "    → tlg hook install --introduction ID:FINGERPRINT    {}",
            self.say.line("verify-way-anchor")
        );
        vec![format!("{} {text}", paint(Meaning::Late, "!")), way]
    }

    fn findings(&self) -> Vec<String> {
        let findings = &self.proof.findings;
        let mut lines = Vec::new();
        for (finding, told) in findings.iter().zip(&self.commits).take(MOST) {
            lines.extend(self.finding(finding, told));
        }
        let more = findings.len().saturating_sub(MOST);
        if more > 0 {
            lines.push(self.say.text("verify-more", args![count => more]));
        }
        if !findings.is_empty() {
            lines.push(match self.last_good {
                Some(commit) => self
                    .say
                    .text("verify-last-good", args![commit => short(commit)]),
                None => self.say.line("verify-nothing-good"),
            });
        }
        lines
    }

    fn finding(&self, finding: &Finding, told: &Told) -> Vec<String> {
        let commit = short(finding.commit);
        let head = match (&told.who, finding.wrong.accuses()) {
            (Some(who), true) => self.say.text(
                "verify-forged-by",
                args![commit => commit, who => foreign(who), at => told.at.as_str()],
            ),
            (None, true) => self.say.text("verify-forged", args![commit => commit]),
            (_, false) => self.say.text("verify-not-good", args![commit => commit]),
        };
        let mut lines = vec![format!("{} {head}", paint(Meaning::Wrong, "✗"))];
        let text = words::wrong(&finding.wrong, self.say);
        lines.push(format!("  {text} ({})", finding.wrong.rule()));
        let ways = words::wrong_ways(finding, self.say);
        lines.extend(ways.iter().map(way_on));
        lines
    }

    fn could_not(&self, unproved: &Unproved) -> Vec<String> {
        let commit = short(unproved.commit);
        let head = self.say.text("verify-could-not", args![commit => commit]);
        let (why, way) = self.why(&unproved.why);
        vec![
            format!("{} {head}", paint(Meaning::Wrong, "✗")),
            format!("  {why}"),
            format!("    → {way}"),
        ]
    }

    fn why(&self, why: &CouldNot) -> (String, String) {
        match why {
            CouldNot::NewerRules { rules } => (
                self.say.text(
                    "verify-newer-rules",
                    args![rules => rules.to_string(), known => Settings::RULES.to_string()],
                ),
                self.say.line("verify-way-newer"),
            ),
            CouldNot::Read(failure) => {
                let said = match words::failure(failure, self.say) {
                    Stop::Failed(failed) => [vec![failed.text], failed.causes].concat().join(": "),
                    stop => stop.to_text(self.say),
                };
                let way = self.fetch.map(str::to_owned).unwrap_or_else(|| {
                    let way = self.say.line("verify-way-unreadable");
                    format!("git fsck --full    {way}")
                });
                (self.say.text("verify-unreadable", args![why => said]), way)
            }
        }
    }

    fn note(&self, note: &Note) -> String {
        let text = match note {
            Note::Accepted { commit } => self
                .say
                .text("verify-accepted", args![commit => short(*commit)]),
            Note::NotRemembered => self.say.line("verify-not-remembered"),
            Note::Stale { last, days } => self.stale(*last, i64::from(*days)),
        };
        format!("{} {text}", paint(Meaning::Late, "!"))
    }

    fn stale(&self, last: Option<Day>, days: i64) -> String {
        let Some(last) = last else {
            let days = working_days(days, self.say);
            return self.say.text("verify-never-ticked", args![days => days]);
        };
        let last = exact_day(last.date(), self.say);
        let ago = working_days_ago(days, self.say);
        self.say
            .text("verify-stale", args![last => last, ago => ago])
    }

    fn commits(&self) -> String {
        let commits = self.proof.tally.commits;
        self.say.text(
            "verify-commits",
            args![count => commits, number => self.number(commits)],
        )
    }

    fn number(&self, count: usize) -> String {
        number(&count.to_string(), self.say)
    }

    /// As programs read it.
    pub fn to_json(&self) -> Value {
        let proof = self.proof;
        let findings: Vec<Value> = proof
            .findings
            .iter()
            .map(|found| self.found(found))
            .collect();
        let unproved = proof.unproved.as_ref().map(|unproved| {
            let (why, remedy) = self.why(&unproved.why);
            json!({ "commit": unproved.commit.to_string(), "text": why, "remedy": remedy })
        });
        let notes = proof.notes.iter().map(|note| match note {
            Note::NotRemembered => json!({ "not_remembered": true }),
            Note::Accepted { commit } => json!({ "accepted": commit.to_string() }),
            Note::Stale { last, days } => {
                json!({ "stale": { "last": last, "working_days": days } })
            }
        });
        json!({
            "verdict": match proof.verdict() {
                Verdict::Proved => "proved",
                Verdict::Forged => "forged",
                Verdict::CouldNotCheck => "could_not_check",
                Verdict::NotAnchored => "not_anchored",
            },
            "introduction": proof.introduction.to_string(),
            "tip": proof.tip.to_string(),
            "commits": proof.tally.commits,
            "decisions": proof.tally.decisions,
            "people": proof.tally.people,
            "judged": proof.judged,
            "findings": findings,
            "last_good": self.last_good.map(|commit| commit.to_string()),
            "unproved": unproved,
            "notes": notes.collect::<Vec<Value>>(),
        })
    }

    fn found(&self, finding: &Finding) -> Value {
        json!({
            "commit": finding.commit.to_string(),
            "rule": finding.wrong.rule(),
            "path": finding.wrong.path(),
            "text": words::wrong(&finding.wrong, self.say),
            "remedies": words::wrong_ways(finding, self.say),
        })
    }
}

fn way_on(way: &Remedy) -> String {
    match way.note.is_empty() {
        true => format!("    → {}", way.command),
        false => format!("    → {}    {}", way.command, way.note),
    }
}
