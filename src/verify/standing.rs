//! Who may do what by acts that are in nobody's doubt (docs/trust.md, Compromised keys).
//!
//! The register is folded twice side by side: once from all of its entries, and once from those that are not in doubt. What
//! only the first of them gives is *lost*: an act that needs it is in doubt as well.

use super::deed::{Deed, Doubt, Gift, HOUSE};
use crate::people::{People, PeopleAct, PeopleEntry, Power, Role};
use crate::record::Day;
use crate::record::id::PersonId;
use crate::workspace::CommitId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An entry of the register.
struct Line {
    entry: PeopleEntry,
    /// None of an entry that was proved before, and is not in doubt.
    commit: Option<CommitId>,
    in_doubt: bool,
}

/// A text of a file that says what may be done, by the commit that brought it.
#[derive(Clone, Copy)]
struct Version {
    commit: CommitId,
    in_doubt: bool,
}

/// How far everybody is trusted at one place of the history.
pub(super) struct Standing {
    lines: Vec<Line>,
    /// As the register stands there.
    pub real: People,
    /// As it would stand without the entries in doubt.
    sound: People,
    /// What people have only by entries in doubt.
    lost: BTreeSet<Power>,
    /// As the register stands there, without that.
    pub left: Arc<People>,
    versions: BTreeMap<&'static str, Vec<Version>>,
    pub doubts: Vec<(CommitId, Doubt)>,
    /// What somebody who is trusted has ratified.
    pub ratified: BTreeSet<CommitId>,
}

/// What is remembered of it with a proof: it is green, so all doubts are answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Distrust {
    /// Entries of the register that still count for nothing, by their place in it, with their commits.
    pub entries: BTreeMap<usize, String>,
    /// Files that still say what a commit in doubt made them say: that commit, and the last one that was trusted.
    pub files: BTreeMap<String, (String, String)>,
    /// Commits in doubt that were answered for.
    pub accepted: Vec<String>,
}

impl Standing {
    /// Before the first commit.
    pub fn new() -> Standing {
        Standing {
            lines: Vec::new(),
            real: People::nobody(),
            sound: People::nobody(),
            lost: BTreeSet::new(),
            left: Arc::new(People::nobody()),
            versions: BTreeMap::new(),
            doubts: Vec::new(),
            ratified: BTreeSet::new(),
        }
    }

    /// Where a proof has come to: the register there, and what was remembered.
    pub fn at(real: People, remembered: &Distrust) -> Standing {
        let lines = real.history.iter().enumerate().map(|(number, entry)| {
            let commit = remembered.entries.get(&number);
            Line {
                entry: entry.clone(),
                commit: commit.and_then(|commit| commit.parse().ok()),
                in_doubt: commit.is_some(),
            }
        });
        let lines = lines.collect();
        let versions = HOUSE.into_iter().filter_map(|path| {
            let (doubted, trusted) = remembered.files.get(path)?;
            let version = |commit: &str, in_doubt| {
                let commit = commit.parse().ok()?;
                Some(Version { commit, in_doubt })
            };
            let versions = [version(trusted, false)?, version(doubted, true)?];
            Some((path, versions.to_vec()))
        });
        let mut standing = Standing {
            lines,
            versions: versions.collect(),
            real,
            ..Standing::new()
        };
        standing.fold_again();
        standing
    }

    /// What has to be remembered.
    pub fn distrust(&self) -> Distrust {
        let lines = self.lines.iter().enumerate();
        let lines = lines.filter(|(_, line)| line.in_doubt);
        let entries = lines.filter_map(|(number, line)| Some((number, line.commit?.to_string())));
        let files = HOUSE.into_iter().filter_map(|path| {
            let (doubted, trusted) = self.other_version(path)?;
            let commits = (doubted.to_string(), trusted.to_string());
            Some((path.to_owned(), commits))
        });
        Distrust {
            entries: entries.collect(),
            files: files.collect(),
            accepted: Vec::new(),
        }
    }

    /// Whether nobody has anything that is in doubt.
    pub fn is_sound(&self) -> bool {
        self.lost.is_empty() && !self.has_other_files()
    }

    fn has_other_files(&self) -> bool {
        let mut files = HOUSE.into_iter();
        files.any(|path| self.other_version(path).is_some())
    }

    /// The commit in doubt whose text a file has, and the last one whose text it would have without it.
    pub fn other_version(&self, path: &str) -> Option<(CommitId, CommitId)> {
        let versions = self.versions.get(path)?;
        let doubted = versions.last().filter(|version| version.in_doubt)?;
        let trusted = versions.iter().rev().find(|version| !version.in_doubt)?;
        Some((doubted.commit, trusted.commit))
    }

    /// Who acted, by the register as it stood.
    pub fn actor(&self, deed: &Deed) -> Option<&PersonId> {
        self.real.by_email(&deed.email).map(|person| &person.id)
    }

    /// The commit in doubt that gave what a deed needs, as far as the register and the deed tell. `None` where it needs
    /// nothing that is lost.
    pub fn rests_on(&self, deed: &Deed) -> Option<CommitId> {
        let actor = self.actor(deed)?;
        let signs = Power::Key {
            person: actor.clone(),
            key: deed.key.clone(),
        };
        let role = |role: Role| Power::Role {
            person: actor.clone(),
            role,
        };
        let of_entries = deed.entries.iter().filter_map(|entry| match &entry.act {
            PeopleAct::Introduced { .. } | PeopleAct::Undelegated { .. } => None,
            PeopleAct::Delegated { role: own, .. } => Some(role(*own)),
            _ => Some(role(Role::Administrator)),
        });
        let of_files = deed.files.iter().map(|_| role(Role::Administrator));
        let mut needed = [signs].into_iter().chain(of_entries).chain(of_files);
        let missing = needed.find(|power| self.lost.contains(power))?;
        self.giver(&missing)
    }

    /// The first commit in doubt that gave something to somebody, or to whomever they stand in for.
    pub fn gave_to(&self, person: &PersonId) -> Option<CommitId> {
        let stands_in_for = |other: &PersonId| {
            let mut delegations = self.real.delegations.iter();
            delegations.any(|one| one.to == *person && one.of == *other)
        };
        let theirs = |power: &&Power| {
            let holder = power.holder();
            holder == person || stands_in_for(holder)
        };
        let mut lost = self.lost.iter().filter(theirs);
        lost.find_map(|power| self.giver(power))
    }

    fn giver(&self, power: &Power) -> Option<CommitId> {
        let mut doubted = self.lines.iter().filter(|line| line.in_doubt);
        let line = doubted.find(|line| line.entry.gives(power))?;
        line.commit
    }

    /// Takes a deed in, in doubt or not.
    pub fn take(&mut self, deed: &Deed, doubt: Option<Doubt>) {
        let commit = deed.link.id;
        let in_doubt = doubt.is_some();
        self.doubts.extend(doubt.map(|doubt| (commit, doubt)));
        for path in &deed.files {
            let version = Version { commit, in_doubt };
            self.versions.entry(path).or_default().push(version);
        }
        if !deed.files.is_empty() {
            self.lose();
        }
        for entry in &deed.entries {
            self.real = std::mem::replace(&mut self.real, People::nobody()).with(entry.clone());
            self.lines.push(Line {
                entry: entry.clone(),
                commit: Some(commit),
                in_doubt,
            });
            self.fold_on();
            if let (PeopleAct::Ratified { commits }, false) = (&entry.act, in_doubt) {
                let commits = commits
                    .iter()
                    .filter_map(|commit| commit.as_str().parse().ok());
                self.ratify(commits.collect());
            }
        }
    }

    /// What was given by these commits counts from here on.
    fn ratify(&mut self, commits: BTreeSet<CommitId>) {
        for line in &mut self.lines {
            let ratified = line.commit.is_some_and(|commit| commits.contains(&commit));
            line.in_doubt &= !ratified;
        }
        for version in self.versions.values_mut().flatten() {
            version.in_doubt &= !commits.contains(&version.commit);
        }
        self.ratified.extend(commits);
        self.fold_again();
    }

    fn fold_on(&mut self) {
        let Some(line) = self.lines.last() else {
            return;
        };
        self.sound = counted(
            std::mem::replace(&mut self.sound, People::nobody()),
            line,
            false,
        );
        self.lose();
    }

    fn fold_again(&mut self) {
        self.sound = folded(&self.lines, None);
        self.lose();
    }

    fn lose(&mut self) {
        let sound = self.sound.powers();
        self.lost = match self.lines.iter().any(|line| line.in_doubt) {
            true => self.real.powers().difference(&sound).cloned().collect(),
            false => BTreeSet::new(),
        };
        self.left = Arc::new(match self.lost.is_empty() && !self.has_other_files() {
            // Nobody asks for it.
            true => People::nobody(),
            false => self.real.without(&self.lost),
        });
    }

    /// What a commit in doubt gave and somebody still has on a day: to call it good would give it for good.
    pub fn stands(&self, commit: CommitId, today: Day) -> Vec<Gift> {
        let files = HOUSE.into_iter().filter(|path| {
            let versions = self.versions.get(path).into_iter().flatten().rev();
            let mut newest = versions.take_while(|version| version.in_doubt);
            newest.any(|version| version.commit == commit)
        });
        let files = files.map(Gift::File);
        let gave = self
            .lines
            .iter()
            .any(|line| line.commit == Some(commit) && line.in_doubt);
        if !gave {
            return files.collect();
        }
        let with = folded(&self.lines, Some(commit)).powers();
        let over = |power: &&Power| matches!(power, Power::Deputy(one) if one.until < today);
        let powers = self.lost.iter().filter(|power| with.contains(*power));
        let powers = powers
            .filter(|power| !over(power))
            .cloned()
            .map(Gift::Power);
        powers.chain(files).collect()
    }
}

/// The register that the entries add up to which are not in doubt, or are of this commit.
fn folded(lines: &[Line], trusted: Option<CommitId>) -> People {
    lines.iter().fold(People::nobody(), |people, line| {
        let trusts = trusted.is_some() && line.commit == trusted;
        counted(people, line, trusts)
    })
}

/// The register with one more entry, as far as it counts: whoever is let in by one in doubt is known, and can do nothing.
fn counted(people: People, line: &Line, trusts: bool) -> People {
    if !line.in_doubt || trusts {
        return people.with(line.entry.clone());
    }
    match line.entry.of_names_alone() {
        Some(entry) => people.with(entry),
        None => people,
    }
}
