//! Another process: this test binary, started again to act on a workspace.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use tlg::workspace::{Failure, Workspace};

use crate::sandbox::Sandbox;
use crate::{WAIT, commit, text};

const ACT: &str = "ACTOR_ACT";
const ROOT: &str = "ACTOR_ROOT";
const TRUSTED: &str = "ACTOR_TRUSTED";

pub const DEAL: &str = "deals/00/00/TLG-1.yaml";
pub const NEW_DEAL: &str = "deals/00/00/TLG-2.yaml";

/// A command that performs `act` in the workspace at `root`, with the sandbox's environment.
pub fn actor(sandbox: &Sandbox, root: &Path, act: &str) -> Command {
    let mut command = sandbox.command(std::env::current_exe().unwrap());
    command
        .args(["--exact", "actor::act", "--nocapture", "--quiet"])
        .env(ACT, act)
        .env(ROOT, root)
        .env(TRUSTED, sandbox.public_key("id"));
    command
}

/// Runs [`actor`] and returns whether it succeeded and what it said.
pub fn perform(mut command: Command) -> (bool, String) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

/// Not a test of its own: the body of the process that [`actor`] starts.
#[test]
fn act() {
    let Ok(act) = std::env::var(ACT) else {
        return;
    };
    let root = std::env::var(ROOT).unwrap();
    if let Err(failure) = play(&act, Path::new(&root)) {
        eprintln!("{failure:?}");
        std::process::exit(1);
    }
    std::process::exit(0);
}

fn play(act: &str, root: &Path) -> Result<(), Failure> {
    let workspace = Workspace::open(root)?;
    match act {
        "commit" => {
            let document = workspace.stage(&root.join("../quote.pdf"), 1 << 20)?;
            let writes = [
                (DEAL, text("stage: procurement\n")),
                (NEW_DEAL, text("stage: new\n")),
                (
                    "clients/s/stakan/TLG-1/quote-1.pdf",
                    tlg::workspace::Content::Document(document),
                ),
            ];
            let lock = workspace.lock(WAIT)?;
            let trusted = std::env::var(TRUSTED).unwrap();
            let tip = workspace.tip()?.id();
            workspace.commit(&lock, &commit(Some(tip), &trusted, &writes))?;
        }
        "lock" => drop(workspace.lock(Duration::from_millis(50))?),
        "hold" => {
            let _lock = workspace.lock(WAIT)?;
            println!("held");
            let mut end = Vec::new();
            std::io::stdin().read_to_end(&mut end).unwrap();
        }
        "identity" => println!("{:?}", workspace.identity()?),
        other => panic!("no act {other}"),
    }
    Ok(())
}
