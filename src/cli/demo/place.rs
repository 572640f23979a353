//! The folders of a demo: the workspace, the homes of its people, their papers.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::cast::Who;
use super::paper;
use crate::cli::say::Say;
use crate::cli::stop::{Failure, Stop};

/// The name of the folder where none is given; the next ones get a number.
const NAME: &str = "tlg-demo";

/// Where a demo lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    root: PathBuf,
}

impl Place {
    /// The folder that a person names, or the first free one of `tlg-demo`, `tlg-demo-2`, … in `here`.
    pub fn chosen(named: Option<&Path>, here: &Path) -> Place {
        let root = match named {
            Some(folder) => here.join(folder),
            None => free_in(here),
        };
        // What is said of the folder reads better without the `./` of the current one.
        let root = root.strip_prefix(".").map(Path::to_owned).unwrap_or(root);
        Place { root }
    }

    /// The folder as a whole.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The company's repository.
    pub fn workspace(&self) -> PathBuf {
        self.root.join("workspace")
    }

    /// The home of somebody: key and git configuration.
    pub fn home(&self, who: Who) -> PathBuf {
        self.root.join("people").join(who.id())
    }

    /// Makes the folders, the keys and the git configurations.
    ///
    /// # Errors
    /// The folder is taken; it cannot be written; there is no `ssh-keygen`.
    pub fn furnish(&self, say: &Say) -> Result<(), Stop> {
        let failed = |error: io::Error| self.failed(&error, say);
        if !is_free(&self.root).map_err(failed)? {
            let folder = self.root.display().to_string();
            return Err(Stop::usage(say.text("demo-taken", args![folder => folder])));
        }
        fs::create_dir_all(self.workspace()).map_err(failed)?;
        fs::create_dir_all(self.papers()).map_err(failed)?;
        for who in Who::ALL {
            self.move_in(who).map_err(failed)?;
        }
        Ok(())
    }

    /// Lays out the paper that a word of a command line names, if it names one.
    ///
    /// # Errors
    /// The paper cannot be written.
    pub fn lay_out(&self, word: &str) -> io::Result<()> {
        let Some((_, name)) = word.split_once("../papers/") else {
            return Ok(());
        };
        let title = name.strip_suffix(".pdf").unwrap_or(name);
        fs::write(self.papers().join(name), paper::pdf(title))
    }

    fn papers(&self) -> PathBuf {
        self.root.join("papers")
    }

    fn move_in(&self, who: Who) -> io::Result<()> {
        let home = self.home(who);
        fs::create_dir_all(&home)?;
        let (name, email) = (who.name(), who.email());
        let mut config = format!("[user]\n\tname = {name}\n\temail = {email}\n");
        if who.has_key() {
            let key = home.canonicalize()?.join("id_ed25519");
            make_key(&key, &email)?;
            config.push_str(&format!("\tsigningkey = {}\n", quoted(&key)));
        }
        fs::write(home.join("gitconfig"), config)
    }

    fn failed(&self, error: &io::Error, say: &Say) -> Stop {
        let folder = self.root.display().to_string();
        Stop::Failed(Failure {
            text: say.text("demo-no-place", args![folder => folder]),
            causes: vec![error.to_string()],
            remedy: None,
        })
    }
}

fn make_key(path: &Path, email: &str) -> io::Result<()> {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", email, "-f"])
        .arg(path)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| io::Error::new(error.kind(), format!("ssh-keygen: {error}")))?;
    if made.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&made.stderr);
    Err(io::Error::other(format!("ssh-keygen: {}", said.trim())))
}

/// A path as a value of a git configuration file.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn free_in(here: &Path) -> PathBuf {
    let names = (1_u32..).map(|number| match number {
        1 => NAME.to_owned(),
        _ => format!("{NAME}-{number}"),
    });
    let mut folders = names.map(|name| here.join(name));
    // Numbers do not run out; a folder that cannot be looked into is found out when it is furnished.
    folders
        .find(|folder| !folder.exists())
        .unwrap_or_else(|| here.join(NAME))
}

fn is_free(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(error),
    }
}
