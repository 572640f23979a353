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

#[path = "tick/clone.rs"]
mod clone;
#[path = "tick/command.rs"]
mod command;
#[path = "tick/cron.rs"]
mod cron;
#[path = "tick/deciders.rs"]
mod deciders;
#[path = "tick/deployment.rs"]
mod deployment;
#[path = "tick/explaining.rs"]
mod explaining;
#[allow(dead_code, reason = "shared with other tests")]
mod faults;
#[path = "tick/lapsing.rs"]
mod lapsing;
#[path = "tick/mailing.rs"]
mod mailing;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/office.rs"]
mod office;
#[path = "tick/posting.rs"]
mod posting;
#[path = "tick/properties.rs"]
mod properties;
#[path = "tick/receipts.rs"]
mod receipts;
#[path = "tick/record.rs"]
mod record;
#[cfg(target_os = "linux")]
#[path = "tick/rehearsing.rs"]
mod rehearsing;
#[path = "tick/reminding.rs"]
mod reminding;
#[allow(dead_code, reason = "shared with tests/workspace.rs")]
#[path = "support/sandbox.rs"]
mod sandbox;
#[path = "tick/unreadable.rs"]
mod unreadable;
#[cfg(unix)]
#[allow(dead_code, reason = "shared with tests/smtp.rs")]
#[cfg(unix)]
#[path = "support/vouched.rs"]
mod vouched;
#[path = "tick/year.rs"]
mod year;
