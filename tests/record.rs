//! Every file of a workspace has one spelling, and whatever two readers could understand differently is refused.

#[path = "record/canonical.rs"]
mod canonical;
#[path = "record/refusals.rs"]
mod refusals;
#[path = "record/values.rs"]
mod values;
