//! What this clone is called in the register of numbers.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

use super::config::{own_setting, set};
use super::{Failure, Lock, Workspace};
use crate::record::CloneName;

const CLONE: &str = "tlg.clone";

impl Workspace {
    /// The name of this clone, if it has ever needed one; what somebody set that is no name is none.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn clone_name(&self) -> Result<Option<CloneName>, Failure> {
        let name = own_setting(&self.repo, CLONE)?;
        Ok(name.and_then(|name| name.parse().ok()))
    }

    /// The name of this clone, drawn by lot where it has none. Under the lock, so that two commands draw one.
    ///
    /// # Errors
    /// A configuration file that cannot be read or written.
    pub fn named_clone(&self, _: &Lock) -> Result<CloneName, Failure> {
        if let Some(name) = self.clone_name()? {
            return Ok(name);
        }
        let name = CloneName::of_lot(lot());
        set(&self.repo, CLONE, &name.to_string())?;
        Ok(name)
    }

    /// Whether this clone exchanges commits with a server.
    ///
    /// # Errors
    /// The configuration cannot be read.
    pub fn has_remote(&self) -> Result<bool, Failure> {
        Ok(!self.repo.remotes()?.is_empty())
    }
}

/// What the standard library draws from the system for its hash maps.
fn lot() -> u32 {
    let drawn = RandomState::new().build_hasher().finish();
    u32::try_from(drawn >> 32).unwrap_or_default()
}
