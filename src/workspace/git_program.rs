//! The `git` program, which has the network: credentials, proxies and ssh are as the person set them up for git.

use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::Failure;
use super::family::Family;

/// git's own variables that would lead it to another repository.
const ELSEWHERE: [&str; 7] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_WORK_TREE",
];

/// Where ssh is set up by hand nothing is added to it.
const OWN_SSH: [&str; 2] = ["GIT_SSH", "GIT_SSH_COMMAND"];

/// An ssh that gives up on a host that does not answer.
const SSH: &str = "ssh -o ConnectTimeout=10";

/// The same, where nobody is there to be asked for a password or about an unknown host.
const SSH_UNASKED: &str = "ssh -o ConnectTimeout=10 -o BatchMode=yes";

const POLL: Duration = Duration::from_millis(50);

/// How long the last words of a program that has ended may be on their way.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// How a server is called on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// How long git may say nothing before the server counts as away.
    pub silence: Duration,
    /// Whether somebody is there who may be asked for a password.
    pub may_ask: bool,
}

impl Call {
    /// Whether anybody is asked: only at a terminal.
    fn asks(self) -> bool {
        self.may_ask && io::stdin().is_terminal()
    }
}

/// What a run of git came to.
pub(super) struct Ran {
    pub status: ExitStatus,
    pub out: String,
    /// What it said to people.
    pub said: String,
}

/// Why a run of git came to nothing.
pub(super) enum NotRun {
    /// It could not be started, or its output not be read.
    Failed(Failure),
    /// It was silent for too long and was ended; what it had said by then.
    Silent { said: String },
}

/// A git for the repository in `folder`, whatever the environment says.
pub(super) fn git() -> Command {
    let mut git = Command::new("git");
    for name in ELSEWHERE {
        git.env_remove(name);
    }
    git
}

/// A git that meets a server: nobody is asked where nobody is.
pub(super) fn git_in(folder: &Path, has_own_ssh: bool, call: Call) -> Command {
    let mut git = git();
    git.arg("-C").arg(folder);
    // Its words are read.
    git.env("LC_ALL", "C").env_remove("LANGUAGE");
    if !call.asks() {
        git.env("GIT_TERMINAL_PROMPT", "0");
    }
    let is_set = |name: &&str| std::env::var_os(name).is_some();
    if !has_own_ssh && OWN_SSH.iter().find(|name| is_set(name)).is_none() {
        git.env(
            "GIT_SSH_COMMAND",
            if call.asks() { SSH } else { SSH_UNASKED },
        );
    }
    git.stdin(Stdio::null());
    git
}

/// Runs a program to its end, unless it says nothing for too long.
pub(super) fn run(command: &mut Command, call: Call) -> Result<Ran, NotRun> {
    let program = PathBuf::from(command.get_program());
    let failed = |source| NotRun::Failed(Failure::Program { program, source });
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let family = Family::of(command, call.asks());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(source) => return Err(failed(source)),
    };
    let mut heard = Heard::of(&mut child);
    match heard.until_the_end(&mut child, family, call.silence) {
        Ok(Some(status)) => Ok(Ran {
            status,
            out: text(&heard.out),
            said: text(&heard.said),
        }),
        Ok(None) => Err(NotRun::Silent {
            said: text(&heard.said),
        }),
        Err(source) => Err(failed(source)),
    }
}

/// What a program writes, as it comes.
struct Heard {
    pieces: Receiver<(Stream, Vec<u8>)>,
    out: Vec<u8>,
    said: Vec<u8>,
}

impl Heard {
    fn of(child: &mut Child) -> Heard {
        let (sender, pieces) = mpsc::channel();
        listen(child.stdout.take(), Stream::Out, &sender);
        listen(child.stderr.take(), Stream::Said, &sender);
        Heard {
            pieces,
            out: Vec::new(),
            said: Vec::new(),
        }
    }

    /// Waits for the program; `None` where it was silent for too long. An ssh that stays for the next connection keeps the
    /// streams open, so after the program has ended their end is waited for only a moment.
    fn until_the_end(
        &mut self,
        child: &mut Child,
        family: Family,
        silence: Duration,
    ) -> io::Result<Option<ExitStatus>> {
        let mut last = Instant::now();
        let mut ended = None;
        loop {
            match self.pieces.recv_timeout(POLL) {
                Ok(piece) => {
                    self.take(piece);
                    last = Instant::now();
                }
                Err(RecvTimeoutError::Disconnected) => return child.wait().map(Some),
                Err(RecvTimeoutError::Timeout) => match ended {
                    Some((status, at)) if Instant::now() > at => return Ok(Some(status)),
                    Some(_) => {}
                    None => {
                        ended = child
                            .try_wait()?
                            .map(|it| (it, Instant::now() + LAST_WORDS))
                    }
                },
            }
            if ended.is_none() && last.elapsed() > silence {
                family.end(child)?;
                return Ok(None);
            }
        }
    }

    fn take(&mut self, (stream, bytes): (Stream, Vec<u8>)) {
        match stream {
            Stream::Out => self.out.extend(bytes),
            Stream::Said => self.said.extend(bytes),
        }
    }
}

#[derive(Clone, Copy)]
enum Stream {
    Out,
    Said,
}

/// Hands on what comes, piece by piece, until the stream ends or nobody waits for it.
fn listen(
    source: Option<impl Read + Send + 'static>,
    stream: Stream,
    heard: &Sender<(Stream, Vec<u8>)>,
) {
    let Some(mut source) = source else {
        return;
    };
    let heard = heard.clone();
    thread::spawn(move || {
        let mut piece = [0; 4096];
        while let Ok(count) = source.read(&mut piece) {
            let bytes = piece.get(..count).unwrap_or_default().to_vec();
            if count == 0 || heard.send((stream, bytes)).is_err() {
                break;
            }
        }
    });
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn unasked(silence: Duration) -> Call {
        Call {
            silence,
            may_ask: false,
        }
    }

    fn said_by(script: &str) -> String {
        let mut shell = Command::new("sh");
        let ran = run(shell.args(["-c", script]), unasked(Duration::from_secs(20)));
        ran.ok().map(|ran| ran.out).unwrap_or_default()
    }

    #[test]
    fn the_last_words_of_a_program_that_has_ended_are_heard() {
        assert_eq!(
            said_by("(sleep 0.2; echo late) & echo early"),
            "early\nlate"
        );
    }

    #[test]
    fn a_silent_program_may_clear_up_and_nothing_of_it_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let lock = folder.path().join("lock");
        let child = folder.path().join("child");
        let script = format!(
            "trap 'rm {lock}; exit' TERM; touch {lock}; sleep 600 & echo $! > {child}; wait",
            lock = lock.display(),
            child = child.display()
        );
        let mut shell = Command::new("sh");
        let silence = Duration::from_millis(500);
        let ran = run(shell.args(["-c", &script]), unasked(silence));
        assert!(matches!(ran, Err(NotRun::Silent { .. })));
        let child = std::fs::read_to_string(child).expect("it has begun");
        // Somebody else has to bury it.
        let state = || std::fs::read_to_string(format!("/proc/{}/stat", child.trim()));
        let lives = || state().is_ok_and(|state| !state.contains(") Z "));
        let deadline = Instant::now() + Duration::from_secs(5);
        while lives() && Instant::now() < deadline {
            thread::sleep(POLL);
        }
        assert!(!lock.exists() && !lives());
    }

    #[test]
    fn nobody_waits_for_what_stays_behind() {
        let begun = Instant::now();
        assert_eq!(said_by("sleep 15 & echo done"), "done");
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
}
