//! The settings of a server's repository: what git itself refuses before anything is judged.

use super::config::{self, Differing};
use super::{Failure, Store};

/// Nobody rewrites or removes a branch, every object is checked and on the disk before a push is accepted, and what a
/// branch pointed to stays on record.
const SETTINGS: [(&str, &str); 7] = [
    ("core.fsync", "added,reference"),
    ("core.logAllRefUpdates", "true"),
    ("receive.autogc", "true"),
    ("receive.denyDeletes", "true"),
    ("receive.denyNonFastForwards", "true"),
    ("receive.fsckObjects", "true"),
    ("transfer.fsckObjects", "true"),
];

const INPUT: &str = "receive.maxInputSize";

/// A push may carry at least so many bytes, whatever the largest document is.
const SMALLEST_INPUT: u64 = 128 * 1024 * 1024;

/// A push may carry so many of the largest documents: the work of a week offline.
const DOCUMENTS: u64 = 16;

/// The largest push that is taken, in bytes, where documents may have `document` bytes.
pub fn largest_push(document: Option<u64>) -> u64 {
    let documents = document.unwrap_or_default().saturating_mul(DOCUMENTS);
    documents.max(SMALLEST_INPUT)
}

impl Store {
    /// Writes the settings that a clone of a workspace needs, or those of a server where there is no work tree;
    /// returns those that had another value.
    ///
    /// # Errors
    /// The configuration cannot be read or written.
    pub fn configure(&self, largest_push: u64) -> Result<Vec<Differing>, Failure> {
        let differing = self.differing_settings(largest_push)?;
        for setting in &differing {
            self.set(setting.name, &setting.wanted)?;
        }
        Ok(differing)
    }

    /// The settings that [`Store::configure`] would change.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn differing_settings(&self, largest_push: u64) -> Result<Vec<Differing>, Failure> {
        if !self.repo.is_bare() {
            return config::differing_in_clone(&self.repo);
        }
        let wanted = SETTINGS.iter();
        let wanted = wanted.map(|(name, value)| (*name, (*value).to_owned()));
        let input = (INPUT, largest_push.to_string());
        config::differing(&self.repo, wanted.chain([input]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_push_may_carry_several_of_the_largest_documents() {
        assert_eq!(largest_push(None), SMALLEST_INPUT);
        assert_eq!(largest_push(Some(1)), SMALLEST_INPUT);
        assert_eq!(largest_push(Some(20_971_520)), 335_544_320);
        assert_eq!(largest_push(Some(u64::MAX)), u64::MAX);
    }
}
