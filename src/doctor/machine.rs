use std::io;
use std::process::{Command, Stdio};

/// The programs of this machine that `tlg` runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// The version of git, `2.47.3`; `None` where git does not start.
    pub git: Option<String>,
    /// Whether `ssh-keygen` starts.
    pub has_ssh_keygen: bool,
    /// The version of OpenSSH, where `ssh` says one.
    pub ssh: Option<String>,
}

impl Machine {
    /// Starts each program once.
    pub fn look() -> Machine {
        Machine {
            git: said("git", "--version").map(|said| version_of_git(&said)),
            has_ssh_keygen: starts("ssh-keygen"),
            ssh: said("ssh", "-V").and_then(|said| version_of_ssh(&said)),
        }
    }
}

fn command(program: &str, argument: &str) -> Command {
    let mut command = Command::new(program);
    command.arg(argument).stdin(Stdio::null());
    command
}

/// What a program says on both streams; `None` where it does not start.
fn said(program: &str, argument: &str) -> Option<String> {
    let output = command(program, argument).output().ok()?;
    let said = [output.stdout, output.stderr].concat();
    Some(String::from_utf8_lossy(&said).trim().to_owned())
}

/// `ssh-keygen -?` is a wrong use, which it says and ends; whether it starts is all that counts.
fn starts(program: &str) -> bool {
    let started = command(program, "-?").output();
    !matches!(started, Err(error) if error.kind() == io::ErrorKind::NotFound)
}

/// `git version 2.47.3 (Apple Git-1)` is `2.47.3`.
fn version_of_git(said: &str) -> String {
    let words = said.trim_start_matches("git version ");
    words.split(' ').next().unwrap_or_default().to_owned()
}

/// `OpenSSH_9.2p1 Debian-2, OpenSSL 3.0` is `9.2p1`.
fn version_of_ssh(said: &str) -> Option<String> {
    let rest = said.split_once("OpenSSH_")?.1;
    let word = rest.split([' ', ',']).next()?;
    Some(word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_programs_say() {
        assert_eq!(
            version_of_git("git version 2.39.5 (Apple Git-154)"),
            "2.39.5"
        );
        let said = "OpenSSH_9.2p1 Debian-2+deb12u6, OpenSSL 3.0.19";
        assert_eq!(version_of_ssh(said).as_deref(), Some("9.2p1"));
        assert_eq!(version_of_ssh("dropbear"), None);
    }
}
