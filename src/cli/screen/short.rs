use std::fmt::Display;

/// Digits that tell a commit or a request from others.
const DIGITS: usize = 8;

/// As many digits of a hash as people read.
pub fn short(hash: impl Display) -> String {
    hash.to_string().chars().take(DIGITS).collect()
}
