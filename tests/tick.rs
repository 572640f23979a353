//! What `tick` does and when (docs/process.md, Time and Mail).

#[allow(dead_code, reason = "shared with tests/core.rs")]
#[path = "core/doing.rs"]
mod doing;
#[allow(dead_code, reason = "shared with tests/core.rs")]
#[path = "core/house.rs"]
mod house;
#[allow(dead_code, reason = "shared with tests/core.rs")]
#[path = "core/journey.rs"]
mod journey;

#[path = "tick/cron.rs"]
mod cron;
#[path = "tick/explaining.rs"]
mod explaining;
#[path = "tick/mailing.rs"]
mod mailing;
#[path = "tick/posting.rs"]
mod posting;
#[path = "tick/record.rs"]
mod record;
#[path = "tick/reminding.rs"]
mod reminding;
#[allow(dead_code, reason = "shared with tests/workspace.rs")]
#[path = "support/sandbox.rs"]
mod sandbox;
