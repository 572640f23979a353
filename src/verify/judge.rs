use super::blobs::{Blobs, Remembered};
use super::houses::Houses;
use super::{AuthoredFault, Wrong};
use crate::actions::ground::{Ground, GroundError};
use crate::actions::intent::Intent;
use crate::audit::{self, Commit, Difference, Documents, audit, audit_in};
use crate::deal::DealId;
use crate::deal::act::Act;
use crate::people::key::fingerprint;
use crate::people::{People, Person, Role};
use crate::process::settings::Settings;
use crate::record::Moment;
use crate::record::id::PersonId;
use crate::record::tree::{NoTree, Tree, TreeError};
use crate::workspace::{self, CommitId, Failure, Link, PathChange, SignedCommit, Store, Tip};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How far a committer's clock may be ahead of the judge's, in seconds.
pub(super) const AHEAD: i64 = 600;

/// The largest text that is read, whatever the company's limit for documents, in bytes.
const LARGEST_TEXT: u64 = 4 * 1024 * 1024;

/// Judges commits one by one, each on its parent's state.
pub(super) struct Judge<'s> {
    store: &'s Store,
    introduction: CommitId,
    /// The judge's own clock.
    now: Moment,
    houses: Houses,
    blobs: Blobs,
    /// The commit judged last: the parent of the next one, as a rule.
    last: Option<Tip<'s>>,
}

/// A legal act.
pub(super) struct Legal {
    pub by: PersonId,
    /// Whether it answered a request.
    pub decided: bool,
    /// The files of the deals that it changed.
    pub deals: Vec<String>,
}

/// Why a commit cannot be judged here.
#[derive(Debug)]
pub enum CouldNot {
    /// It follows rules that a later version of this program knows.
    NewerRules { rules: u32 },
    /// An object is missing or damaged, or the disk fails.
    Read(Failure),
}

impl From<Failure> for CouldNot {
    fn from(failure: Failure) -> Self {
        CouldNot::Read(failure)
    }
}

impl From<TreeError> for CouldNot {
    fn from(error: TreeError) -> Self {
        CouldNot::Read(error.into())
    }
}

/// What stops the judgement of a commit.
enum Stop {
    Wrong(Wrong),
    CouldNot(CouldNot),
}

impl From<Wrong> for Stop {
    fn from(wrong: Wrong) -> Self {
        Stop::Wrong(wrong)
    }
}

impl<E: Into<CouldNot>> From<E> for Stop {
    fn from(error: E) -> Self {
        Stop::CouldNot(error.into())
    }
}

/// A commit and the trees before and after it.
struct Step<'s> {
    parent: Option<Tip<'s>>,
    child: Tip<'s>,
    commit: SignedCommit,
}

impl<'s> Judge<'s> {
    pub fn new(store: &'s Store, introduction: CommitId, now: Moment) -> Judge<'s> {
        Judge {
            store,
            introduction,
            now,
            houses: Houses::default(),
            blobs: Blobs::default(),
            last: None,
        }
    }

    /// Who did what by a commit, or what is wrong with it.
    ///
    /// # Errors
    /// It cannot be judged here.
    pub fn judge(
        &mut self,
        link: &Link,
        documents: Documents,
    ) -> Result<Result<Legal, Wrong>, CouldNot> {
        let judged = self.step(link).and_then(|step| {
            let legal = self.legal(&step, documents);
            self.last = Some(step.child);
            legal
        });
        match judged {
            Ok(legal) => Ok(Ok(legal)),
            Err(Stop::Wrong(wrong)) => Ok(Err(wrong)),
            Err(Stop::CouldNot(could_not)) => Err(could_not),
        }
    }

    /// Form, signer and time come before anything that the commit brings is opened.
    fn legal(&mut self, step: &Step, documents: Documents) -> Result<Legal, Stop> {
        let house = match self.house(step) {
            Err(Stop::CouldNot(CouldNot::NewerRules { rules })) => {
                self.legal_by_any_rules(step)?;
                return Err(CouldNot::NewerRules { rules }.into());
            }
            house => house?,
        };
        let people = match &step.parent {
            Some(_) => Arc::clone(&house.people),
            None => Arc::new(people_of(&step.child)?),
        };
        let signer = signer(&step.commit, &people)?;
        let now = self.time(step, Some(&house))?;
        let changes = self.changes(step)?;
        let changed: BTreeSet<String> = changes.iter().map(|it| it.path.clone()).collect();
        let introduction = self.introduction.to_string();
        let limit = house.settings.limits.document.max(LARGEST_TEXT);
        let remembered = |tip, known| Remembered {
            tip,
            blobs: &self.blobs,
            limit,
            known,
        };
        let after = changes.iter().map(|it| (it.path.as_str(), it.after));
        let child = remembered(&step.child, after.collect());
        known_rules(&child, &changed, signer)?;
        let before = changes.iter().map(|it| (it.path.as_str(), it.before));
        let parent = step.parent.as_ref();
        let before = parent.map(|parent| remembered(parent, before.collect()));
        let parent: &dyn Tree = match &before {
            Some(parent) => parent,
            None => &NoTree,
        };
        let commit = Commit {
            introduction: &introduction,
            parent,
            child: &child,
            changed: &changed,
            message: &step.commit.message,
            actor: &signer.id,
            now,
            documents,
        };
        let audited = match step.parent {
            Some(_) => audit_in(house, &commit),
            None => audit(&commit),
        };
        let intent = audited.map_err(differs)?;
        let decided = matches!(&intent, Intent::Deal { act, .. } if matches!(act, Act::Decide(_)));
        Ok(Legal {
            by: signer.id.clone(),
            decided,
            deals: deals(&changed),
        })
    }

    fn step(&mut self, link: &Link) -> Result<Step<'s>, Stop> {
        let commit = self.store.commit(link.id)?.map_err(Wrong::Form)?;
        let child = self.store.tip_with(link.id, &commit)?;
        let last = self.last.take().filter(|tip| Some(tip.id()) == link.parent);
        let parent = match (last, link.parent) {
            (None, Some(id)) => Some(self.store.tip_of(id)?),
            (last, _) => last,
        };
        Ok(Step {
            parent,
            child,
            commit,
        })
    }

    /// Every file that the commit changes.
    fn changes(&self, step: &Step) -> Result<Vec<PathChange>, Stop> {
        let before = step.parent.as_ref().map(Tip::tree_id);
        let changes = self.store.changes(before, step.commit.tree)?;
        Ok(changes.map_err(Wrong::Tree)?)
    }

    /// What no rules change: somebody of the company signed, time runs on, and the trees are plain.
    fn legal_by_any_rules(&self, step: &Step) -> Result<(), Stop> {
        let register = step.parent.as_ref().unwrap_or(&step.child);
        let register = register.read(People::PATH)?.unwrap_or_default();
        match People::read(&register) {
            Ok(people) => drop(signer(&step.commit, &people)?),
            // Newer rules may write it otherwise.
            Err(_) => drop(key_of(&step.commit)?),
        }
        self.time(step, None)?;
        self.changes(step).map(drop)
    }

    /// The parent judges; the first commit brings its own settings.
    fn house(&mut self, step: &Step) -> Result<Ground, Stop> {
        let tip = step.parent.as_ref().unwrap_or(&step.child);
        let house = self.houses.at(tip, &self.introduction.to_string());
        house.map_err(|error| differs(error.into()))
    }

    /// The moment of the commit: not before its parent, not after the judge's clock, told in the company's zone.
    fn time(&self, step: &Step, house: Option<&Ground>) -> Result<Moment, Wrong> {
        let committed = step.commit.committed;
        let at = Moment::new(committed).map_err(|_| Wrong::NoMoment)?;
        if let Some(parent) = &step.parent {
            let parent = Moment::new(parent.committed()).map_err(|_| Wrong::NoMoment)?;
            if at < parent {
                return Err(Wrong::ClockBack { at, parent });
            }
        }
        if at > self.now.later(AHEAD) {
            return Err(Wrong::ClockAhead { at, now: self.now });
        }
        let authored = Moment::new(step.commit.authored);
        let authored = authored.map_err(|_| Wrong::Authored(AuthoredFault::NoMoment))?;
        if authored > at {
            let committed = at;
            return Err(Wrong::Authored(AuthoredFault::Ahead {
                authored,
                committed,
            }));
        }
        let Some(house) = house else {
            return Ok(at);
        };
        match (other_zone(at, house)?, other_zone(authored, house)?) {
            (Some((found_minutes, company_minutes)), _) => Err(Wrong::OtherZone {
                found_minutes,
                company_minutes,
            }),
            (None, Some((found_minutes, company_minutes))) => {
                Err(Wrong::Authored(AuthoredFault::OtherZone {
                    found_minutes,
                    company_minutes,
                }))
            }
            (None, None) => Ok(at),
        }
    }
}

/// The offset of a moment and the company's at that moment, in minutes, where they differ.
fn other_zone(at: Moment, house: &Ground) -> Result<Option<(i32, i32)>, Wrong> {
    let company = house.calendar.moment(at.unix());
    let company = company.map_err(|_| Wrong::NoMoment)?.offset_minutes();
    let found = at.offset_minutes();
    Ok((found != company).then_some((found, company)))
}

/// A commit by which an administrator takes over newer rules, and nothing else, cannot be judged by a program that does
/// not know them. Anything else is judged as it is: nobody blinds the judge by a number.
fn known_rules(child: &dyn Tree, changed: &BTreeSet<String>, signer: &Person) -> Result<(), Stop> {
    let alone = changed.len() == 1 && changed.contains(Settings::PATH);
    if !alone || !signer.is(Role::Administrator) {
        return Ok(());
    }
    let bytes = child.read(Settings::PATH);
    let bytes = bytes
        .map_err(|error| differs(error.into()))?
        .unwrap_or_default();
    match Settings::rules_of(&bytes) {
        Some(rules) if rules > Settings::RULES => Err(CouldNot::NewerRules { rules }.into()),
        _ => Ok(()),
    }
}

fn deals(changed: &BTreeSet<String>) -> Vec<String> {
    let deals = changed
        .iter()
        .filter(|path| DealId::of_path(path).is_some());
    deals.cloned().collect()
}

/// An object that cannot be read proves nothing against the commit.
fn differs(difference: Difference) -> Stop {
    match difference {
        Difference::Ground(GroundError::NewerRules { rules }) => {
            CouldNot::NewerRules { rules }.into()
        }
        Difference::Tree(error @ TreeError::Unreadable { .. })
        | Difference::Ground(GroundError::Tree(error @ TreeError::Unreadable { .. })) => {
            error.into()
        }
        difference => Wrong::Audit(Box::new(difference)).into(),
    }
}

fn people_of(tip: &Tip) -> Result<People, Stop> {
    let bytes = tip.read(People::PATH)?.unwrap_or_default();
    People::read(&bytes).map_err(|fault| differs(audit::Difference::from(fault)))
}

/// Who signed: a key of theirs, and their name and address byte for byte.
fn signer<'p>(commit: &SignedCommit, people: &'p People) -> Result<&'p Person, Wrong> {
    let key = key_of(commit)?;
    let mut holders = people.people.iter();
    let Some(person) = holders.find(|person| person.keys.contains(&key)) else {
        let key = fingerprint(&key);
        return Err(Wrong::UnknownKey { key });
    };
    let known = workspace::Person {
        name: person.name.clone(),
        email: person.email.clone(),
    };
    match commit.person == known {
        true => Ok(person),
        false => Err(Wrong::OtherAuthor {
            signer: person.id.clone(),
            named: commit.person.clone(),
            known,
        }),
    }
}

/// The key that signed exactly this commit.
fn key_of(commit: &SignedCommit) -> Result<String, Wrong> {
    commit.signing_key().map_err(|_| Wrong::BadSignature {
        key: commit.named_key().ok().map(|key| fingerprint(&key)),
    })
}
