use super::Misentry;

/// A number of the kind that lists count by: 1, 2, 3.
///
/// # Errors
/// It is none.
pub fn number(entry: &str) -> Result<u32, Misentry> {
    entry.trim().parse().map_err(|_| Misentry::Number)
}
