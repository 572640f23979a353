//! How long is waited for whom, and how often something is tried.

use crate::workspace::Call;
use std::thread;
use std::time::{Duration, SystemTime};

/// How long a meeting waits for another command to be done with the branch of the same clone.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// How often it is tried where others are faster.
pub const TRIES: u32 = 20;

/// How long one waits at most before the next try.
const LONGEST_WAIT: Duration = Duration::from_millis(1_500);

/// What a clone meets its server for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Somebody asked for it and waits for it: `tlg sync`.
    Asked,
    /// The clock did; nobody is there: `tlg tick`.
    ByTheClock,
    /// Another command came by, and goes on without the server if need be.
    InPassing,
}

impl Manner {
    /// How long another command of the same clone may be talking to the server.
    pub fn patience(self) -> Duration {
        match self {
            Manner::Asked | Manner::ByTheClock => PATIENCE,
            Manner::InPassing => Duration::from_secs(2),
        }
    }

    /// How the server is called on.
    pub fn call(self) -> Call {
        let silence = match self {
            Manner::Asked | Manner::ByTheClock => 60,
            Manner::InPassing => 10,
        };
        Call {
            silence: Duration::from_secs(silence),
            may_ask: self == Manner::Asked,
        }
    }
}

/// Waits before the next try: longer each time, and never twice the same, for two clones that wait alike would meet again.
pub(super) fn pause(tries: u32) {
    let longest = Duration::from_millis(50) * 2_u32.saturating_pow(tries.min(6));
    let nanos = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let chance = nanos.map_or(0, |since| since.subsec_nanos() ^ std::process::id());
    thread::sleep(longest.min(LONGEST_WAIT) * (chance % 1_000) / 1_000);
}
