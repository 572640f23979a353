//! A server of OpenSSH on a port of its own, with keys and settings of its own.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::sandbox::{Sandbox, succeed};

const PATIENCE: Duration = Duration::from_secs(20);

/// Stopped when dropped.
pub struct Sshd {
    process: Child,
    port: u16,
}

impl Sshd {
    /// Starts it. Whoever has the key `visitor` of the sandbox is let in as the account that runs the test.
    pub fn start(sandbox: &Sandbox, now: &str) -> Sshd {
        let program = program();
        sandbox.make_key("host", "");
        sandbox.make_key("visitor", "");
        if crate::one_clone_for_all::is_root() {
            fs::create_dir_all("/run/sshd").unwrap();
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = port.local_addr().unwrap().port();
        let path = std::env::var("PATH").unwrap();
        let lines = [
            format!("Port {port}"),
            "ListenAddress 127.0.0.1".to_owned(),
            format!("HostKey {}", sandbox.path("host").display()),
            format!(
                "AuthorizedKeysFile {}",
                sandbox.path("visitor.pub").display()
            ),
            "PasswordAuthentication no".to_owned(),
            "KbdInteractiveAuthentication no".to_owned(),
            "PermitRootLogin prohibit-password".to_owned(),
            "StrictModes no".to_owned(),
            "UsePAM no".to_owned(),
            "PidFile none".to_owned(),
            // The clock of the tests, which the server's repository admits.
            format!("SetEnv TLG_NOW={now} PATH={path}"),
        ];
        let config = sandbox.path("sshd_config");
        fs::write(&config, lines.join("\n") + "\n").unwrap();
        let log = fs::File::create(sandbox.path("sshd.log")).unwrap();
        let mut sshd = Command::new(program);
        sshd.args(["-D", "-e", "-f"]).arg(&config);
        let process = sshd.stdin(Stdio::null()).stderr(log).spawn().unwrap();
        let mut sshd = Sshd { process, port };
        sshd.wait(&sandbox.path("sshd.log"));
        sshd
    }

    fn wait(&mut self, log: &Path) {
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            let ended = self.process.try_wait().unwrap();
            let said = fs::read_to_string(log).unwrap_or_default();
            assert!(ended.is_none() && Instant::now() < deadline, "sshd: {said}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Where a folder of this machine is by ssh.
    pub fn url(&self, folder: &Path) -> String {
        let mut who = Command::new("id");
        let who = succeed(who.arg("-un"));
        let (who, port) = (who.trim(), self.port);
        format!("ssh://{who}@127.0.0.1:{port}{}", folder.display())
    }

    /// How git calls ssh with a key.
    pub fn command(sandbox: &Sandbox, key: &str) -> String {
        let path = |name: &str| sandbox.path(name).display().to_string();
        format!(
            "ssh -F none -i {} -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=accept-new \
             -o UserKnownHostsFile={}",
            path(key),
            path("known_hosts")
        )
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        // It may be gone already; then there is nothing to stop.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// sshd wants to be called by its whole path.
fn program() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders =
        std::env::split_paths(&path).chain(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from));
    let mut programs = folders.map(|folder| folder.join("sshd"));
    let found = programs.find(|program| program.is_file());
    found.expect("sshd is missing, and this test needs it: apt-get install openssh-server")
}
