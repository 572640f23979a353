use std::collections::BTreeSet;

/// Where a deal can stand, as far as the rules can tell (docs/process.md, Proof).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    /// The number of the stage.
    pub stage: usize,
    /// Open tasks, by number.
    pub tasks: BTreeSet<usize>,
    pub request: Option<Pending>,
    /// The facts that the model tells apart, in its order.
    pub facts: Vec<Value>,
    /// The last quote was sent, has not run out and is not void.
    pub quote_in_force: bool,
    pub paid: Paid,
}

/// A request that waits for its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pending {
    /// The number of the decision.
    pub decision: usize,
    /// The dates that the answer looks at have run out.
    pub run_out: bool,
}

/// What is known of a fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    #[default]
    Unset,
    /// Has a value, of whatever size or date.
    Set,
    Stated {
        yes: bool,
        fresh: bool,
    },
}

impl Value {
    pub fn is_set(self) -> bool {
        self != Value::Unset
    }

    pub fn is(self, answer: bool) -> bool {
        matches!(self, Value::Stated { yes, .. } if yes == answer)
    }

    /// Stated, and not so long ago that it must be asked again.
    pub fn is_fresh(self) -> bool {
        matches!(self, Value::Stated { fresh: true, .. } | Value::Set)
    }
}

/// How much of the invoice is paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Paid {
    #[default]
    Nothing,
    /// Nothing, and nothing is due before shipping.
    NothingDue,
    Part,
    /// The share that is due before shipping.
    Share,
    Whole,
}

impl Paid {
    pub fn nothing(self) -> bool {
        matches!(self, Paid::Nothing | Paid::NothingDue)
    }

    pub fn share(self) -> bool {
        matches!(self, Paid::NothingDue | Paid::Share | Paid::Whole)
    }

    pub fn whole(self) -> bool {
        self == Paid::Whole
    }

    /// What one more payment can make of it.
    pub fn more(self) -> &'static [Paid] {
        match self {
            Paid::Nothing => &[Paid::Part, Paid::Share, Paid::Whole],
            Paid::Part | Paid::NothingDue => &[Paid::Share, Paid::Whole],
            Paid::Share => &[Paid::Whole],
            Paid::Whole => &[],
        }
    }

    /// What taking a payment back can make of it.
    pub fn less(self) -> &'static [Paid] {
        match self {
            Paid::Nothing | Paid::NothingDue => &[],
            Paid::Part => &[Paid::Nothing],
            Paid::Share => &[Paid::Nothing, Paid::NothingDue, Paid::Part],
            Paid::Whole => &[Paid::Nothing, Paid::NothingDue, Paid::Part, Paid::Share],
        }
    }
}
