//! Letters through a mail server: what leaves, what does not, and what is known of it after any crash (docs/process.md,
//! Mail; docs/deployment.md, Mail).
#![cfg(unix)]

#[allow(dead_code, reason = "shared with tests/tick.rs")]
#[path = "tick/clone.rs"]
mod clone;
#[allow(dead_code, reason = "shared with tests/tick.rs")]
#[path = "tick/cron.rs"]
mod cron;
#[allow(dead_code, reason = "shared with tests/core.rs")]
#[path = "core/doing.rs"]
mod doing;
#[allow(dead_code, reason = "shared with other tests")]
mod faults;
#[allow(dead_code, reason = "shared with tests/core.rs")]
#[path = "core/house.rs"]
mod house;
#[allow(dead_code, reason = "shared with tests/core.rs")]
#[path = "core/journey.rs"]
mod journey;
#[allow(dead_code, reason = "shared with tests/workspace.rs")]
#[path = "support/sandbox.rs"]
mod sandbox;
#[path = "support/vouched.rs"]
mod vouched;

#[path = "smtp/aiosmtpd.rs"]
mod aiosmtpd;
#[path = "smtp/answers.rs"]
mod answers;
#[path = "smtp/killed.rs"]
mod killed;
#[path = "smtp/post.rs"]
mod post;
#[path = "smtp/resolving.rs"]
mod resolving;
#[path = "smtp/secured.rs"]
mod secured;
#[path = "smtp/sendmail.rs"]
mod sendmail;
#[path = "smtp/server.rs"]
mod server;
