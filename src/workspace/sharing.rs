//! A clone that several accounts of one machine work in: what is made there follows git's `core.sharedRepository`.
//!
//! libgit2 asks for no more rights than its own, and neither do we: what is made gets as many as the process lets it. So
//! it is the process that follows, and all that it makes with it: objects, references, the lock, what is remembered, files.

use git2::{Config, Repository};

use super::{Failure, config};

const NAME: &str = "core.sharedRepository";

/// Who may do what with the files of a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sharing {
    /// Whoever made them decides, by their own umask.
    Own,
    /// Others may besides do this: bits that a umask must not take away.
    Open(u16),
    /// Exactly this, whatever the umask: what it takes away.
    Exactly(u16),
}

/// Lets all that this process makes from now on be shared as the repository says.
///
/// # Errors
/// A configuration file that cannot be read.
pub(super) fn follow(repo: &Repository) -> Result<(), Failure> {
    match config::setting(repo, NAME)?.as_deref().map(sharing) {
        None | Some(Sharing::Own) => {}
        Some(Sharing::Open(bits)) => mask::open(bits),
        Some(Sharing::Exactly(mask)) => mask::set(mask),
    }
    Ok(())
}

/// git's own reading of the setting; what it would refuse changes nothing here.
fn sharing(value: &str) -> Sharing {
    const GROUP: Sharing = Sharing::Open(0o070);
    const ALL: Sharing = Sharing::Open(0o075);
    match (value, u16::from_str_radix(value, 8)) {
        ("umask", _) | (_, Ok(0)) => Sharing::Own,
        ("group", _) | (_, Ok(1)) => GROUP,
        ("all" | "world" | "everybody", _) | (_, Ok(2)) => ALL,
        (_, Ok(mode)) if mode <= 0o777 && mode & 0o600 == 0o600 => {
            // Who may read a file may enter a folder.
            Sharing::Exactly(0o777 & !(mode | (mode & 0o444) >> 2))
        }
        (_, Ok(_)) => Sharing::Own,
        _ => match Config::parse_bool(value) {
            Ok(true) => GROUP,
            Ok(false) | Err(_) => Sharing::Own,
        },
    }
}

#[cfg(unix)]
mod mask {
    use std::sync::OnceLock;

    use rustix::fs::{Mode, RawMode};
    use rustix::process::umask;

    /// The umask that the process began with.
    static OWN: OnceLock<RawMode> = OnceLock::new();

    pub(super) fn open(bits: u16) {
        let own = *OWN.get_or_init(|| {
            // There is no way to look at it but to set it; nothing is made in between that others could get at.
            let own = umask(Mode::from_raw_mode(0o077));
            umask(own);
            own.as_raw_mode()
        });
        umask(Mode::from_raw_mode(own & !RawMode::from(bits)));
    }

    pub(super) fn set(mask: u16) {
        umask(Mode::from_raw_mode(mask.into()));
    }
}

/// Rights are inherited from the folder here.
#[cfg(not(unix))]
mod mask {
    pub(super) fn open(_: u16) {}

    pub(super) fn set(_: u16) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_setting_is_read_as_git_reads_it() {
        for (value, expected) in [
            ("umask", Sharing::Own),
            ("false", Sharing::Own),
            ("0", Sharing::Own),
            ("group", Sharing::Open(0o070)),
            ("true", Sharing::Open(0o070)),
            ("1", Sharing::Open(0o070)),
            ("all", Sharing::Open(0o075)),
            ("everybody", Sharing::Open(0o075)),
            ("2", Sharing::Open(0o075)),
            ("0660", Sharing::Exactly(0o007)),
            ("0640", Sharing::Exactly(0o027)),
            ("0664", Sharing::Exactly(0o002)),
            ("0070", Sharing::Own),
            ("77777", Sharing::Own),
            ("mine", Sharing::Own),
        ] {
            assert_eq!(sharing(value), expected, "{value}");
        }
    }
}
