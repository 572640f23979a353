use super::Misentry;
use crate::workspace::Introduction;

/// An introduction as it is told out of band: `ID:SHA256:…`.
///
/// # Errors
/// It is none, or half of one.
pub fn introduction(entry: &str) -> Result<Introduction, Misentry> {
    entry.trim().parse().map_err(|_| Misentry::Introduction)
}
