//! The proof that a process is sound (docs/process.md, Proof): every state that a deal can reach is explored, and each
//! question about them is a file of its own.

mod act;
mod asking;
mod automatic;
mod components;
mod condition;
mod dead_end;
mod dead_rule;
mod idle;
mod letter;
mod live;
mod model;
mod moving;
mod proof;
mod seen;
mod settle;
mod space;
mod state;
mod step;
mod task;
mod unreachable;
mod unused;
mod working;

use super::definition::Process;
use super::finding::{Finding, FindingKind};
use model::Model;
use proof::Proof;
use space::{MOST_STATES, Space};

/// What the proof found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How many states were told apart.
    pub states: usize,
    /// How many different acts lead from one state to another.
    pub transitions: usize,
    /// Nothing, if the process is sound.
    pub findings: Vec<Finding>,
}

/// A question about all states; it answers with all that is wrong.
type Question = fn(&Proof) -> Vec<Finding>;

/// In the order in which findings are told: what stops a deal first, then what is only superfluous.
const QUESTIONS: [Question; 9] = [
    dead_end::findings,
    idle::findings,
    unreachable::findings,
    automatic::findings,
    dead_rule::findings,
    task::findings,
    condition::findings,
    letter::findings,
    unused::findings,
];

/// Proves a process sound, or says what is wrong with it.
pub fn check(process: &Process) -> Report {
    let model = Model::new(process);
    let Some(space) = Space::explore(&model) else {
        return too_complex(&model);
    };
    let proof = Proof::new(&model, &space);
    let findings = QUESTIONS.iter().flat_map(|question| question(&proof));
    Report {
        states: space.states.len(),
        transitions: space.transitions(),
        findings: process.located(findings.collect()),
    }
}

fn too_complex(model: &Model) -> Report {
    let facts = model.facts.iter().map(|fact| fact.id.clone()).collect();
    let states = MOST_STATES;
    let finding = FindingKind::TooComplex { states, facts }.at("facts");
    Report {
        states,
        transitions: 0,
        findings: model.process.located(vec![finding]),
    }
}
