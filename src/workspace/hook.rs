//! git's hooks that call `tlg`: small scripts that find the program and hand over to it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::durable::{self, Sync};
use super::{Failure, Store, config};

/// The line by which a hook of ours is known.
const MARK: &str = "# Written by tlg hook install, which writes it anew.";

/// How the line begins that says where the program is.
const PROGRAM: &str = "tlg='";

/// A hook that `tlg` answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hook {
    /// Of a clone: before its commits leave.
    PrePush,
    /// Of a clone: before `git commit`.
    PreCommit,
    /// Of a clone: before the commit of a merge.
    PreMergeCommit,
    /// Of a clone: before commits are written anew.
    PreRebase,
    /// Of a clone: before the commit of a mailed patch.
    PreApplypatch,
    /// Of a clone: before any commit but that of a patch. The only one that git asks on `cherry-pick` and `revert`, and
    /// that `--no-verify` does not pass by.
    PrepareCommitMsg,
    /// Of a server: before a push is let in.
    PreReceive,
}

/// The hooks of a clone.
const OF_CLONE: &[Hook] = &[
    Hook::PrePush,
    Hook::PreCommit,
    Hook::PreMergeCommit,
    Hook::PreRebase,
    Hook::PreApplypatch,
    Hook::PrepareCommitMsg,
];

/// The hooks of a server.
const OF_SERVER: &[Hook] = &[Hook::PreReceive];

/// What stands in the place of a hook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Installed {
    Nothing,
    /// A hook of ours, and the program that it names.
    Ours {
        path: PathBuf,
        program: PathBuf,
        /// Whether it is there.
        has_program: bool,
        /// Whether git would run the hook.
        is_executable: bool,
        /// Whether it is as it was written, byte for byte: a line more may let everything in.
        is_whole: bool,
    },
    /// Somebody else's.
    Foreign {
        path: PathBuf,
    },
}

/// What installing a hook came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Installing {
    /// Written where there was nothing, or anew.
    Written(PathBuf),
    /// It was there as it should be.
    Unchanged(PathBuf),
    /// Somebody else's hook stands there and was left alone.
    Foreign(PathBuf),
}

/// Where git looks for the hooks of a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HooksFolder {
    /// The repository's own.
    Own(PathBuf),
    /// One that many repositories share: `core.hooksPath` of the user or the machine.
    Shared(PathBuf),
}

impl Hook {
    /// The hook's name, as git and `tlg hook` call it.
    pub fn name(self) -> &'static str {
        match self {
            Hook::PrePush => "pre-push",
            Hook::PreCommit => "pre-commit",
            Hook::PreMergeCommit => "pre-merge-commit",
            Hook::PreRebase => "pre-rebase",
            Hook::PreApplypatch => "pre-applypatch",
            Hook::PrepareCommitMsg => "prepare-commit-msg",
            Hook::PreReceive => "pre-receive",
        }
    }

    /// The script that hands over to `program`, else to the `tlg` of the `PATH`, and says `missing` and refuses where
    /// there is neither.
    pub fn script(self, program: &Path, missing: &[String]) -> String {
        let said = missing
            .iter()
            .map(|line| format!("        echo {} >&2\n", quoted(line)));
        format!(
            "#!/bin/sh\n{MARK}\ntlg={}\nif ! test -x \"$tlg\"; then\n    tlg=$(command -v tlg) || {{\n{}        \
             exit 1\n    }}\nfi\nexec \"$tlg\" hook {} \"$@\"\n",
            quoted(&program.display().to_string()),
            said.collect::<String>(),
            self.name(),
        )
    }
}

impl Hook {
    /// Whether these bytes are the script that hands over to `program`, whatever it says where that is missing.
    fn is_script(self, bytes: &[u8], program: &Path) -> bool {
        let text = String::from_utf8_lossy(bytes);
        let said = text.lines().filter_map(|line| {
            let quoted = line.strip_prefix("        echo '")?;
            let text = quoted.strip_suffix("' >&2")?;
            Some(text.replace("'\\''", "'"))
        });
        let said: Vec<String> = said.collect();
        self.script(program, &said).as_bytes() == bytes
    }
}

impl Store {
    /// The hooks by which git asks `tlg` here: those of a clone, or of a server where there is no work tree.
    pub fn hooks(&self) -> &'static [Hook] {
        match self.repo.is_bare() {
            true => OF_SERVER,
            false => OF_CLONE,
        }
    }

    /// Where git looks for hooks.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn hooks_folder(&self) -> Result<HooksFolder, Failure> {
        const NAME: &str = "core.hooksPath";
        let Some(named) = config::path_setting(&self.repo, NAME)? else {
            return Ok(HooksFolder::Own(self.repo.commondir().join("hooks")));
        };
        let folder = self.work_tree().unwrap_or(self.folder()).join(named);
        Ok(match config::own_setting(&self.repo, NAME)? {
            Some(_) => HooksFolder::Own(folder),
            None => HooksFolder::Shared(folder),
        })
    }

    /// What stands in the place of a hook.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn installed(&self, hook: Hook) -> Result<Installed, Failure> {
        let (HooksFolder::Own(folder) | HooksFolder::Shared(folder)) = self.hooks_folder()?;
        let path = folder.join(hook.name());
        let Some(bytes) = durable::read_if_there(&path).map_err(Failure::at(&path))? else {
            return Ok(Installed::Nothing);
        };
        Ok(match program_in(&bytes) {
            Some(program) => Installed::Ours {
                is_executable: is_executable(&path),
                is_whole: hook.is_script(&bytes, &program),
                has_program: is_executable(&program),
                path,
                program,
            },
            None => Installed::Foreign { path },
        })
    }

    /// Puts a script in the place of a hook in `folder`; somebody else's hook only gives way by force.
    ///
    /// # Errors
    /// A file that cannot be read or written.
    pub fn install(
        &self,
        hook: Hook,
        folder: &Path,
        script: &str,
        by_force: bool,
    ) -> Result<Installing, Failure> {
        let path = folder.join(hook.name());
        let found = durable::read_if_there(&path).map_err(Failure::at(&path))?;
        if found.as_deref() == Some(script.as_bytes()) && is_executable(&path) {
            return Ok(Installing::Unchanged(path));
        }
        let is_foreign = found.is_some_and(|bytes| program_in(&bytes).is_none());
        if is_foreign && !by_force {
            return Ok(Installing::Foreign(path));
        }
        fs::create_dir_all(folder).map_err(Failure::at(folder))?;
        let temporary = folder.join(format!(".{}.tlg-new", hook.name()));
        durable::replace(&path, &temporary, Sync::Now, |file| {
            file.write_all(script.as_bytes())?;
            make_executable(file)
        })
        .map_err(Failure::at(&path))?;
        Ok(Installing::Written(path))
    }
}

/// The program that a hook of ours names; `None` for a hook of somebody else's.
fn program_in(script: &[u8]) -> Option<PathBuf> {
    let text = std::str::from_utf8(script).ok()?;
    if !text.lines().any(|line| line == MARK) {
        return None;
    }
    let quoted = text.lines().find_map(|line| line.strip_prefix(PROGRAM))?;
    let program = quoted.strip_suffix('\'')?;
    Some(PathBuf::from(program.replace("'\\''", "'")))
}

/// One word to the shell, whatever is in it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(unix)]
fn make_executable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o755))
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o111 != 0)
}

/// git asks no mode here.
#[cfg(not(unix))]
fn make_executable(_file: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_names_the_program_whatever_its_path() {
        for program in ["/usr/local/bin/tlg", "/home/o'neil/my tlg"] {
            let script = Hook::PreRebase.script(Path::new(program), &["it's gone".to_owned()]);
            assert_eq!(program_in(script.as_bytes()), Some(PathBuf::from(program)));
        }
        assert_eq!(program_in(b"#!/bin/sh\nexec lint\n"), None);
    }

    #[test]
    fn a_script_with_a_line_more_is_none_of_ours() {
        let program = Path::new("/home/o'neil/my tlg");
        let said = ["it's gone".to_owned(), "нет программы".to_owned()];
        for hook in [Hook::PrePush, Hook::PreReceive] {
            let script = hook.script(program, &said);
            assert!(hook.is_script(script.as_bytes(), program));
            let lines: Vec<&str> = script.split_inclusive('\n').collect();
            for place in 1..=lines.len() {
                let (before, behind) = lines.split_at(place);
                for more in ["exit 0\n", "        echo '' >&2; exit 0 #' >&2\n"] {
                    let disarmed = format!("{}{more}{}", before.concat(), behind.concat());
                    assert!(!hook.is_script(disarmed.as_bytes(), program), "{disarmed}");
                }
            }
        }
    }
}
