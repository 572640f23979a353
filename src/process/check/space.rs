use super::act::Act;
use super::model::Model;
use super::seen::Seen;
use super::state::State;
use super::step::Step;
use std::collections::{BTreeMap, BTreeSet};

/// Every state that a deal can reach, and what leads from one to another.
pub(super) struct Space {
    pub states: Vec<State>,
    /// Of each state: the acts possible in it, with the number of the state that follows.
    pub edges: Vec<Vec<(Act, usize)>>,
    /// Of each state: the act that first led to it, and the state before.
    pub origins: Vec<(Act, Option<usize>)>,
    /// Of each state: the stages entered by the acts possible in it, also those that are left at once.
    pub entered: Vec<BTreeSet<usize>>,
    pub seen: Seen,
}

/// More states than this are not explored.
pub(super) const MOST_STATES: usize = 100_000;

impl Space {
    /// Explores breadth first, so that the way to each state is a shortest one; none where there are too many.
    pub fn explore(model: &Model) -> Option<Space> {
        let mut space = Space {
            states: Vec::new(),
            edges: Vec::new(),
            origins: Vec::new(),
            entered: Vec::new(),
            seen: Seen::default(),
        };
        let mut numbers = BTreeMap::new();
        let (opening, mut first) = Step::new(model, &mut space.seen).opening();
        for (act, state) in opening {
            space.number(&mut numbers, state, (act, None));
        }
        while let Some(state) = space.states.get(space.edges.len()).cloned() {
            let here = space.edges.len();
            let mut edges = Vec::new();
            let (following, entered) = Step::new(model, &mut space.seen).after(&state);
            for (act, state) in following {
                let next = space.number(&mut numbers, state, (act, Some(here)));
                edges.push((act, next));
            }
            edges.sort_unstable();
            edges.dedup();
            space.edges.push(edges);
            space.entered.push(entered);
            if let Some(entered) = space.entered.first_mut() {
                entered.append(&mut first);
            }
            if space.states.len() > MOST_STATES {
                return None;
            }
        }
        Some(space)
    }

    /// The number of a state, a new one where it is new.
    fn number(
        &mut self,
        numbers: &mut BTreeMap<State, usize>,
        state: State,
        origin: (Act, Option<usize>),
    ) -> usize {
        *numbers.entry(state).or_insert_with_key(|state| {
            self.states.push(state.clone());
            self.origins.push(origin);
            self.states.len() - 1
        })
    }

    /// How many different acts lead from state to state.
    pub fn transitions(&self) -> usize {
        self.edges.iter().map(Vec::len).sum()
    }

    /// The states from which one of `goals` can be reached along acts of the given kind, by number.
    pub fn leading_to(&self, goals: &[usize], kind: impl Fn(Act) -> bool) -> Vec<bool> {
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); self.states.len()];
        for (from, edges) in self.edges.iter().enumerate() {
            for (_, to) in edges.iter().filter(|(act, _)| kind(*act)) {
                if let Some(before) = before.get_mut(*to) {
                    before.push(from);
                }
            }
        }
        spread(goals, &before)
    }

    /// The states that can be reached from the first one along acts of the given kind, by number.
    pub fn reached(&self, kind: impl Fn(Act) -> bool) -> Vec<bool> {
        let after: Vec<Vec<usize>> = self
            .edges
            .iter()
            .map(|edges| {
                let edges = edges.iter().filter(|(act, _)| kind(*act));
                edges.map(|(_, to)| *to).collect()
            })
            .collect();
        let first: Vec<usize> = self
            .origins
            .iter()
            .enumerate()
            .filter(|(_, (_, before))| before.is_none())
            .map(|(number, _)| number)
            .collect();
        spread(&first, &after)
    }
}

fn spread(first: &[usize], next: &[Vec<usize>]) -> Vec<bool> {
    let mut reached = vec![false; next.len()];
    let mut waiting = first.to_vec();
    while let Some(number) = waiting.pop() {
        match reached.get_mut(number) {
            Some(known) if !*known => *known = true,
            _ => continue,
        }
        waiting.extend(next.get(number).into_iter().flatten());
    }
    reached
}
