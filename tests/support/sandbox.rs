//! A place of its own for a test: home, git configuration, keys, and real git.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub const NAME: &str = "Иванов";
pub const EMAIL: &str = "ivanov@example.org";

/// A home with a key, apart from the machine's own configuration.
pub struct Sandbox {
    folder: TempDir,
}

/// A sandbox in memory.
pub struct Packed {
    tar: Vec<u8>,
    path: PathBuf,
}

impl Sandbox {
    pub fn new() -> Sandbox {
        let sandbox = Sandbox {
            folder: quick_folder(),
        };
        let key = sandbox.make_key("id", "");
        let config = format!(
            "[user]\n\tname = {NAME}\n\temail = {EMAIL}\n\tsigningkey = {}\n",
            key.display()
        );
        fs::write(sandbox.path("gitconfig"), config).unwrap();
        sandbox
    }

    /// All of it, to be [laid out](Sandbox::laid_out) anew as often as one likes.
    pub fn packed(&self) -> Packed {
        let mut tar = Command::new("tar");
        let output = tar
            .arg("-C")
            .arg(self.folder.path())
            .args(["-cf", "-", "."]);
        let output = output.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        Packed {
            tar: output.stdout,
            path: self.folder.path().to_owned(),
        }
    }

    /// A sandbox as it was packed, in a folder of its own; the files `naming` it name the new one.
    pub fn laid_out(packed: &Packed, naming: &[&str]) -> Sandbox {
        let folder = quick_folder();
        let mut tar = Command::new("tar");
        tar.arg("-C").arg(folder.path()).args(["-xf", "-"]);
        let mut child = tar.stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(&packed.tar).unwrap();
        drop(stdin);
        assert!(child.wait().unwrap().success());
        let (old, new) = (packed.path.display(), folder.path().display());
        for name in naming {
            let file = folder.path().join(name);
            let text = fs::read_to_string(&file).unwrap();
            fs::write(file, text.replace(&old.to_string(), &new.to_string())).unwrap();
        }
        Sandbox { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes an ed25519 key and returns its path.
    pub fn make_key(&self, name: &str, passphrase: &str) -> PathBuf {
        self.make_key_of(name, &["-t", "ed25519", "-N", passphrase])
    }

    /// Makes a key as `ssh-keygen` is told to, and returns its path.
    pub fn make_key_of(&self, name: &str, arguments: &[&str]) -> PathBuf {
        let path = self.path(name);
        let mut command = Command::new("ssh-keygen");
        command.args(["-q", "-C", EMAIL]).args(arguments);
        succeed(command.arg("-f").arg(&path));
        path
    }

    /// The public half of the key `name`, in authorized-keys form.
    pub fn public_key(&self, name: &str) -> String {
        let text = fs::read_to_string(self.path(&format!("{name}.pub"))).unwrap();
        text.trim().to_owned()
    }

    /// A command that sees this home and nothing of the machine's.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.folder.path())
            .env("GIT_CONFIG_GLOBAL", self.path("gitconfig"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        command
    }

    /// Runs git in `dir` and returns what it printed; it must succeed.
    pub fn git(&self, dir: &Path, arguments: &[&str]) -> String {
        succeed(self.command("git").current_dir(dir).args(arguments))
    }

    /// Runs git in `dir`, whatever comes of it.
    pub fn try_git(&self, dir: &Path, arguments: &[&str]) -> Output {
        let mut command = self.command("git");
        command.current_dir(dir).args(arguments).output().unwrap()
    }

    /// Stock git finds nothing wrong, nothing to commit, and a good signature.
    pub fn assert_clean(&self, dir: &Path) {
        assert_eq!(self.git(dir, &["status", "--porcelain"]), "");
        self.assert_sound(dir);
        assert_eq!(self.git(dir, &["log", "-1", "--format=%G?"]), "G\n");
    }

    /// `git fsck --strict` has nothing to say.
    pub fn assert_sound(&self, dir: &Path) {
        let arguments = [
            "fsck",
            "--strict",
            "--full",
            "--no-dangling",
            "--no-progress",
        ];
        let output = self.try_git(dir, &arguments);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(output.status.success() && said.is_empty(), "{said}");
    }
}

/// A folder in memory where the system has such a thing: what is synced there costs nothing.
pub fn quick_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        tempfile::tempdir_in(memory).unwrap()
    } else {
        tempfile::tempdir().unwrap()
    }
}

/// Runs the command and returns its output; it must succeed.
pub fn succeed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}
