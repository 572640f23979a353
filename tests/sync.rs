//! Many clones, one truth: `tlg sync`, and the meeting of the server around every command (docs/sync.md).
#![cfg(unix)]

#[path = "sync/apart.rs"]
mod apart;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "faults/mod.rs"]
mod broken;
#[path = "sync/chance.rs"]
mod chance;
#[path = "sync/crowd.rs"]
mod crowd;
#[cfg(target_os = "linux")]
#[path = "sync/faults.rs"]
mod faults;
#[path = "sync/firm.rs"]
mod firm;
#[path = "sync/keys.rs"]
mod keys;
#[path = "sync/load.rs"]
mod load;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/office.rs"]
mod office;
#[path = "sync/papers.rs"]
mod papers;
#[path = "sync/plain_git.rs"]
mod plain_git;
#[path = "sync/races.rs"]
mod races;
#[path = "sync/rehearsing.rs"]
mod rehearsing;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sandbox.rs"]
mod sandbox;
#[path = "sync/shared.rs"]
mod shared;
#[path = "sync/shelf.rs"]
mod shelf;
#[path = "sync/ticking.rs"]
mod ticking;
#[path = "sync/together.rs"]
mod together;
