//! What the core says as data, in words. Nothing is decided here: every variant of a refusal, a failure or a fault
//! has a text of its own in the catalogue, and the titles of stages, tasks and facts are the company's.

mod authority;
mod doctor;
mod doubt;
mod failure;
mod fault;
mod finding;
mod given;
mod ground;
mod letter;
mod lookup;
mod named;
mod numbers;
mod post;
mod refusal;
mod register;
mod remedy;
mod signing;
mod standstill;
mod sync;
mod unapplicable;
mod unmet;
mod unreadable;
mod value;
mod wrong;

pub use doctor::{Said, found, guards, said_of, title};
pub use doubt::{doubts_oneself, still_stands};
pub use failure::failure;
pub use fault::fault;
pub use finding::finding;
pub use ground::{broken, ground_error, process_errors};
pub use lookup::{
    ambiguous_client, ambiguous_person, ambiguous_stage, clock_ahead, clock_unusable, commit_ahead,
    fact_twice, no_identity, no_moment, no_time, not_a_deal, not_in_doubt, nothing_proved,
    signs_itself, stranger, unknown_client, unknown_deal, unknown_document, unknown_fact,
    unknown_person, unknown_revision, unknown_stage, wrong_value,
};
pub use named::role_name;
pub use numbers::{numbers_end, out_of_numbers};
pub use post::{
    clock_set_and_mail_leaves, missed, post_failure, tick_failure, unwritten, with_said,
};
pub use refusal::{missing, refusal};
pub use remedy::{quoted, remedy};
pub use standstill::{standstill, standstill_way, unknown};
pub use sync::{
    nowhere, server, still_kept, sync_failure, sync_reason, waits, ways_of, ways_of_kept, why_kept,
    with_others_kept,
};
pub use unreadable::unreadable_deal;
pub use value::{fact_error, value_error};
use wrong::differs as difference;
pub use wrong::{wrong, wrong_ways};

use super::stop::{RefusalScreen, Remedy, Stop, Unmet};

/// A refusal with one condition.
fn refused(subject: String, text: String, remedies: Vec<Remedy>) -> Stop {
    Stop::Refused(RefusalScreen {
        subject,
        unmet: vec![Unmet { text, remedies }],
    })
}

/// A way on that needs no words.
fn way(command: impl Into<String>) -> Remedy {
    Remedy {
        command: command.into(),
        note: String::new(),
    }
}

/// A way on, and what it is good for.
pub fn noted(command: impl Into<String>, note: String) -> Remedy {
    Remedy {
        command: command.into(),
        note,
    }
}
