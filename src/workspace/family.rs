//! Programs that were started, and their ends.

use std::io;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program that was told to end may take to clear up.
const CLEARING_UP: Duration = Duration::from_secs(2);

const POLL: Duration = Duration::from_millis(20);

/// Who ends when a program is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// The program and all that it has started.
    Whole,
    /// The program alone: what asks at the terminal has to stay in the group that the terminal listens to.
    Alone,
}

impl Family {
    /// The family of a program that is about to start, and may ask at the terminal.
    pub fn of(command: &mut Command, asks: bool) -> Family {
        if asks {
            return Family::Alone;
        }
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            command.process_group(0);
        }
        Family::Whole
    }

    /// Ends a program: told first, so that git takes its lock files away, then without asking.
    pub fn end(self, child: &mut Child) -> io::Result<()> {
        self.tell(child)?;
        let deadline = Instant::now() + CLEARING_UP;
        while child.try_wait()?.is_none() && Instant::now() < deadline {
            thread::sleep(POLL);
        }
        self.kill(child)?;
        child.wait().map(drop)
    }

    #[cfg(unix)]
    fn tell(self, child: &Child) -> io::Result<()> {
        self.signal(child, rustix::process::Signal::TERM)
    }

    #[cfg(unix)]
    fn kill(self, child: &mut Child) -> io::Result<()> {
        match self {
            Family::Whole => self.signal(child, rustix::process::Signal::KILL),
            Family::Alone => child.kill(),
        }
    }

    #[cfg(unix)]
    fn signal(self, child: &Child, signal: rustix::process::Signal) -> io::Result<()> {
        use rustix::process::{Pid, kill_process, kill_process_group};
        let pid = Pid::from_child(child);
        let sent = match self {
            Family::Whole => kill_process_group(pid, signal),
            Family::Alone => kill_process(pid, signal),
        };
        match sent {
            // All of them have ended.
            Err(rustix::io::Errno::SRCH) => Ok(()),
            sent => Ok(sent?),
        }
    }

    /// Programs are not told here.
    #[cfg(not(unix))]
    fn tell(self, child: &mut Child) -> io::Result<()> {
        child.kill()
    }

    #[cfg(not(unix))]
    fn kill(self, child: &mut Child) -> io::Result<()> {
        child.kill()
    }
}
