//! Whether the parts of a process fit together: one question a file. What fits together may still lead nowhere;
//! that is the proof's business ([`super::check()`]).

mod binding;
mod duplicate;
mod ending;
mod fact_type;
mod final_stage;
mod format;
mod in_flight;
mod losing;
mod money;
mod occasion;
mod placement;
mod reference;
mod role;
mod span;
mod title;
mod unknown;

use super::definition::Process;
use super::finding::Finding;

/// A question about a process; it answers with all that is wrong.
type Question = fn(&Process) -> Vec<Finding>;

/// In the order in which people mend a file: names first, then what names them.
const QUESTIONS: [Question; 15] = [
    format::findings,
    duplicate::findings,
    unknown::findings,
    fact_type::findings,
    placement::findings,
    final_stage::findings,
    ending::findings,
    binding::findings,
    losing::findings,
    money::findings,
    occasion::findings,
    role::findings,
    span::findings,
    title::findings,
    in_flight::findings,
];

/// Everything about a process that does not fit together.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    QUESTIONS
        .iter()
        .flat_map(|question| question(process))
        .collect()
}
