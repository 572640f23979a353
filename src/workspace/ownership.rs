//! Whose a repository is. git opens another user's only where `safe.directory` names it; libgit2 asks no more than
//! `$HOME/.gitconfig` and the system's file for that, so what git's own variables name is read here.

use std::env;
use std::path::{Path, PathBuf};

use git2::{Config, ErrorCode, Repository};

use super::Failure;

/// Opens a repository, another user's only if it is a `safe.directory` to git.
///
/// # Errors
/// [`Failure::ForeignOwner`] with the folder that git would have to be told; whatever keeps it from being opened.
pub(super) fn open(
    open: impl Fn() -> Result<Repository, git2::Error>,
) -> Result<Repository, OpenError> {
    match open() {
        Err(error) if error.code() == ErrorCode::Owner => {}
        other => return other.map_err(OpenError::Git),
    }
    validate(false);
    let repository = open();
    validate(true);
    let repository = repository.map_err(OpenError::Git)?;
    let folder = repository.workdir().unwrap_or(repository.path());
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    if !is_safe(&folder) {
        return Err(OpenError::Own(Failure::ForeignOwner { path: folder }));
    }
    // It is opened again by every thread that reads it.
    validate(false);
    Ok(repository)
}

/// Why a repository was not opened.
pub(super) enum OpenError {
    Git(git2::Error),
    Own(Failure),
}

fn validate(owner: bool) {
    // SAFETY: a global switch of libgit2. It is set while a command opens its repository, before there are threads.
    #[expect(unsafe_code, reason = "git2 marks its global switches so")]
    // The call cannot fail for a switch that exists.
    let _ = unsafe { git2::opts::set_verify_owner_validation(owner) };
}

/// Whether git is told to open this folder: by the files that its variables name, where the repository itself has no say.
fn is_safe(folder: &Path) -> bool {
    let files = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"];
    let files = files.iter().filter_map(env::var_os);
    let named = files.flat_map(|file| named_in(&PathBuf::from(file)));
    // An empty value drops all those before it.
    named.fold(false, |safe, value| {
        !value.is_empty() && (safe || means(&value, folder))
    })
}

fn named_in(file: &Path) -> Vec<String> {
    let read = || {
        let config = Config::open(file).ok()?;
        let mut named = Vec::new();
        let entries = config.multivar("safe.directory", None).ok()?;
        entries
            .for_each(|entry| named.extend(entry.value().ok().map(str::to_owned)))
            .ok()?;
        Some(named)
    };
    read().unwrap_or_default()
}

/// `*` is every folder, `…/*` every one below, `~/` begins at home.
fn means(value: &str, folder: &Path) -> bool {
    if value == "*" {
        return true;
    }
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let named = match value.strip_prefix("~/") {
        Some(rest) => home.join(rest),
        None => PathBuf::from(value),
    };
    match value.strip_suffix("/*") {
        Some(_) => named
            .parent()
            .is_some_and(|above| folder != above && folder.starts_with(above)),
        None => named.canonicalize().is_ok_and(|named| named == folder),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_named_in_gits_ways() {
        let folder = Path::new("/srv/deals");
        for (value, is) in [
            ("*", true),
            ("/srv/*", true),
            ("/srv/deals/*", false),
            ("/srv/deal", false),
            ("/sr/*", false),
            ("deals", false),
        ] {
            assert_eq!(means(value, folder), is, "{value}");
        }
        let there = tempfile::tempdir().unwrap();
        let there = there.path().canonicalize().unwrap();
        assert!(means(&there.display().to_string(), &there));
        assert!(means(&format!("{}/", there.display()), &there));
    }

    #[test]
    fn a_file_names_safe_folders() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config");
        std::fs::write(
            &file,
            "[safe]\n\tdirectory = /a\n\tdirectory =\n\tdirectory = /b\n",
        )
        .unwrap();
        assert_eq!(named_in(&file), ["/a", "", "/b"]);
        assert!(named_in(&folder.path().join("gone")).is_empty());
    }
}
