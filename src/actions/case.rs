//! One act on one deal, while it is judged.

use super::authority::OnBehalfOf;
use super::ground::Ground;
use super::refusal::{Difference, Unmet};
use super::scene::Scene;
use crate::deal::act::{Act, Given};
use crate::deal::document::{Document, GivenDocument};
use crate::deal::entry::{Entry, Outcome, Seen};
use crate::deal::fold::BrokenHistory;
use crate::deal::{Deal, DealOnFile};
use crate::people::Role;
use crate::process::condition::Condition;
use crate::process::names;
use crate::record::id::{DocumentKind, FactId, PersonId, StageId, TaskId};
use crate::record::{Day, Moment};
use std::collections::BTreeSet;

/// What is known while an act is judged.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    pub ground: &'a Ground,
    pub file: &'a DealOnFile,
    pub actor: &'a PersonId,
    pub now: Moment,
    pub today: Day,
}

/// The judgement so far: the entry that would be written, and everything that is in its way.
#[derive(Clone)]
pub struct Draft {
    pub entry: Entry,
    pub unmet: Vec<Unmet>,
    /// Tasks that the act finishes by saying so.
    pub done: Vec<TaskId>,
}

impl Draft {
    /// A draft of an act with nothing in its way yet.
    pub fn new(actor: &PersonId, now: Moment, act: &Act, seen: &Seen) -> Draft {
        let entry = Entry {
            at: now,
            by: actor.clone(),
            on_behalf_of: None,
            seen: seen.clone(),
            act: act.clone(),
            outcome: Outcome::default(),
        };
        Draft {
            entry,
            unmet: Vec::new(),
            done: Vec::new(),
        }
    }

    /// Notes what is in the way.
    pub fn refuse(&mut self, unmet: Unmet) {
        self.unmet.push(unmet);
    }

    /// Notes what is in the way unless it holds.
    pub fn require(&mut self, holds: bool, unmet: impl FnOnce() -> Unmet) {
        if !holds {
            self.unmet.push(unmet());
        }
    }

    /// Notes for whom the actor acts, or who may instead.
    pub fn by_authority(&mut self, authority: Result<OnBehalfOf, Unmet>) {
        match authority {
            Ok(on_behalf_of) => self.entry.on_behalf_of = on_behalf_of,
            Err(unmet) => self.unmet.push(unmet),
        }
    }

    /// The act's own words.
    pub fn text(&self) -> Option<&str> {
        self.entry.act.text()
    }
}

impl<'a> Case<'a> {
    /// The deal as it stands.
    pub fn deal(&self) -> &'a Deal {
        &self.file.deal
    }

    /// The state that the draft leaves so far.
    ///
    /// # Errors
    /// The draft fits no such deal.
    pub fn after(&self, draft: &Draft) -> Result<Deal, BrokenHistory> {
        self.file.after(&draft.entry)
    }

    /// The scene of a state, for conditions.
    pub fn scene<'s>(
        &'s self,
        deal: &'s Deal,
        text: Option<&'s str>,
        done: &'s [TaskId],
    ) -> Scene<'s> {
        Scene {
            ground: self.ground,
            deal,
            text,
            done,
            now: self.now,
            today: self.today,
        }
    }

    /// How the deal, as there is to see `now`, differs from what the person saw (docs/process.md, Concurrent acts).
    /// A remark binds nothing, a receipt is a fact of the world, and what becomes of a letter hangs on the letter alone:
    /// they are taken on any state. An answer names by itself what it binds.
    pub fn check_seen(&self, act: &Act, seen: &Seen, now: &Seen) -> Option<Unmet> {
        let anywhere = matches!(
            act,
            Act::Note { .. } | Act::Send { .. } | Act::Miss { .. } | Act::Resolve { .. }
        );
        if anywhere {
            return None;
        }
        let mut differences = Vec::new();
        if seen.stage != now.stage {
            let at = self.deal().stage.clone();
            differences.push(Difference::Stage {
                seen: seen.stage.clone(),
                now: at,
            });
        } else if seen.visit != now.visit {
            differences.push(Difference::Visit {
                seen: seen.visit,
                now: now.visit,
            });
        }
        if seen.request != now.request && !matches!(act, Act::Decide(_)) {
            differences.push(Difference::Request { now: now.request });
        }
        let facts: BTreeSet<&FactId> = seen.was.keys().chain(now.was.keys()).collect();
        for fact in facts {
            let (before, after) = (seen.was.get(fact), now.was.get(fact));
            if before != after {
                differences.push(Difference::Fact {
                    fact: fact.clone(),
                    seen: before.cloned(),
                    now: after.cloned(),
                });
            }
        }
        (!differences.is_empty()).then_some(Unmet::Changed { differences })
    }

    /// Files the documents that come along, each in its place: those that the stage names for this role.
    pub fn file_documents(&self, draft: &mut Draft, given: &Given, role: Role) {
        let mut filed: Vec<Document> = Vec::new();
        for document in &given.documents {
            if let Some(unmet) = self.document_fault(document, role, &draft.entry.act) {
                draft.refuse(unmet);
            }
            if filed.iter().any(|other| other.kind == document.kind)
                && document.kind.as_str() == names::QUOTE
            {
                draft.refuse(Unmet::DocumentTwice {
                    kind: document.kind.clone(),
                });
            }
            filed.push(self.placed(document, &filed));
        }
        draft.entry.outcome.filed = filed;
    }

    /// A document with its place; the number runs on over all of its kind, also over those out of force.
    fn placed(&self, given: &GivenDocument, filed: &[Document]) -> Document {
        let of_kind = self.deal().documents.iter().chain(filed);
        let numbers = of_kind.filter(|document| document.kind == given.kind);
        let numbers = numbers.filter_map(|document| document.round.or(document.number));
        let number = numbers.max().unwrap_or_default().saturating_add(1);
        let in_rounds = given.kind.as_str() == names::QUOTE;
        Document {
            kind: given.kind.clone(),
            round: in_rounds.then_some(number),
            number: (!in_rounds).then_some(number),
            file: given.path(&self.deal().folder(), number),
            sha256: given.sha256,
            size: given.size,
            cancelled: false,
        }
    }

    fn document_fault(&self, document: &GivenDocument, role: Role, act: &Act) -> Option<Unmet> {
        let kind = document.kind.clone();
        let rules = &self.ground.process.documents;
        let Some(rule) = rules.get(&kind) else {
            return Some(Unmet::UnknownDocument {
                kind,
                known: rules.keys().cloned().collect(),
            });
        };
        let here = self.documents_here(role, act);
        let limit = self.ground.settings.limits.document;
        if !here.contains(&kind) {
            Some(Unmet::DocumentNotHere {
                kind,
                here: here.into_iter().collect(),
            })
        } else if !rule.types.contains(&document.ending) {
            let (ending, takes) = (document.ending.clone(), rule.types.clone());
            Some(Unmet::DocumentType {
                kind,
                ending,
                takes,
            })
        } else if document.size > limit {
            Some(Unmet::DocumentTooLarge {
                kind,
                size: document.size,
                limit,
            })
        } else {
            None
        }
    }

    /// Kinds of documents that the stage names; `other` is welcome everywhere.
    fn documents_here(&self, role: Role, act: &Act) -> BTreeSet<DocumentKind> {
        let named = self.named_here(&self.deal().stage, role, act);
        let kinds = named
            .iter()
            .filter_map(|condition| condition.document())
            .cloned();
        let other = DocumentKind::new("other").ok();
        kinds.chain(other).collect()
    }

    /// Checks the facts that come along: known, named by the stage for this role, of their type.
    pub fn check_facts(&self, draft: &mut Draft, given: &Given, role: Role) {
        let named = self.named_here(&self.deal().stage, role, &draft.entry.act);
        let here: BTreeSet<FactId> = named
            .iter()
            .filter_map(|condition| condition.fact())
            .cloned()
            .collect();
        for (fact, value) in &given.facts {
            let rules = &self.ground.process.facts;
            let Some(rule) = rules.get(fact) else {
                let known = rules.keys().cloned().collect();
                draft.refuse(Unmet::UnknownFact {
                    fact: fact.clone(),
                    known,
                });
                continue;
            };
            if !here.contains(fact) || self.waits_for_another_act(fact, &draft.entry.act) {
                let here = here.iter().cloned().collect();
                draft.refuse(Unmet::FactNotHere {
                    fact: fact.clone(),
                    here,
                });
            } else if !value.is_a(rule.kind) {
                let error = value.fault_as(rule.kind);
                draft.refuse(Unmet::FactWrong {
                    fact: fact.clone(),
                    kind: rule.kind,
                    error,
                });
            }
        }
    }

    /// The day that a deal waits for in a stage is stated by the move there alone, with all that this move needs.
    fn waits_for_another_act(&self, fact: &FactId, act: &Act) -> bool {
        let to = match act {
            Act::Move { to, .. } => Some(to),
            _ => None,
        };
        let mut stages = self.ground.process.stages.iter();
        stages.any(|stage| stage.waits_for.as_ref() == Some(fact) && to != Some(&stage.id))
    }

    /// Everything that the tasks, moves and decisions of a stage ask for or take, for one role.
    fn named_here(&self, stage: &StageId, role: Role, act: &Act) -> Vec<Condition> {
        let process = &self.ground.process;
        let mine = |by: Role| role == by;
        let mut named: Vec<Condition> = Vec::new();
        let of_stage = process
            .stage(stage)
            .map(|stage| stage.tasks.as_slice())
            .unwrap_or_default();
        let open = self.deal().tasks.iter().map(|task| &task.id);
        let mut tasks: Vec<&TaskId> = of_stage.iter().chain(open).collect();
        if let Act::FinishTask { task, .. } = act {
            tasks.push(task);
        }
        for rule in tasks.into_iter().filter_map(|task| process.tasks.get(task)) {
            if mine(rule.holder) {
                named.extend(rule.asks.iter().chain(&rule.takes).cloned());
            }
        }
        for rule in process.moves_from(stage).filter(|rule| mine(rule.by)) {
            named.extend(rule.needs.iter().chain(&rule.takes).cloned());
            named.extend(rule.sets.keys().cloned().map(Condition::Fact));
        }
        for rule in process.decisions_from(stage).filter(|rule| mine(rule.by)) {
            named.extend(rule.needs.iter().chain(&rule.takes).cloned());
        }
        named
    }
}
