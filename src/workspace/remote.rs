//! The server that a clone shares its branch with. Fetching and pushing is git's; what was fetched is judged elsewhere.

use std::path::PathBuf;
use std::process::Command;

use super::git_program::{Call, NotRun, Ran, git_in, run};
use super::{CommitId, Failure, MeetingLock, Workspace, config};
use git2::Repository;

/// A server, as git's configuration names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// The name that git knows it by: `origin`.
    pub name: String,
    /// Its address, without a password.
    pub url: String,
}

/// Below this stands what servers showed, until it is proved and followed, or for as long as it is refused.
pub(super) const SHOWN: &str = "refs/tlg/shown";

/// The name under which a branch stands that a server showed.
pub(super) fn shown_as(remote: &str, branch: &str) -> String {
    format!("{SHOWN}/{remote}/{branch}")
}

/// What fetching came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetching {
    /// The commit that the server's branch is at.
    Tip(CommitId),
    /// The server has no such branch yet.
    NothingThere,
    /// The server did not answer; what git said.
    Unreachable(String),
}

/// What pushing came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pushing {
    /// The server's branch is where it was asked to be.
    Landed,
    /// The server's branch is not where it was taken to be.
    Overtaken,
    /// The server could not move its branch: somebody else may have been at it. What it said.
    Contested(String),
    /// The server said no; what it said.
    Refused(String),
    /// The connection broke: nobody knows whether the server took it. What git said.
    Lost(String),
}

/// Objects are checked on their way in, and nothing but the branch is asked for.
const FETCH: [&str; 9] = [
    "-c",
    "fetch.fsckObjects=true",
    "fetch",
    "--progress",
    "--no-tags",
    "--no-auto-maintenance",
    "--no-write-fetch-head",
    // Nobody but us moves what is followed.
    "--refmap=",
    "--no-recurse-submodules",
];

/// What is pushed was judged already, by the same rules.
const PUSH: [&str; 8] = [
    "-c",
    "push.followTags=false",
    "push",
    "--porcelain",
    "--progress",
    "--no-verify",
    "--no-recurse-submodules",
    "--no-signed",
];

impl Workspace {
    /// The server of this clone: that of the branch, else `origin`, else the only one.
    ///
    /// # Errors
    /// [`Failure::WhichServer`] and [`Failure::TwoServers`]: a claim that goes astray would let letters leave twice. The
    /// configuration cannot be read.
    pub fn remote(&self) -> Result<Option<Remote>, Failure> {
        let Some(name) = remote_of(&self.repo, self.branch())? else {
            return Ok(None);
        };
        let remote = self.repo.find_remote(&name)?;
        let fetched = remote.url()?;
        if remote.pushurl()?.is_some_and(|pushed| pushed != fetched) {
            return Err(Failure::TwoServers { name });
        }
        let url = without_password(fetched);
        drop(remote);
        Ok(Some(Remote { name, url }))
    }

    /// The full name of the server's branch as it was fetched last.
    pub fn upstream(&self, remote: &Remote) -> String {
        format!("refs/remotes/{}/{}", remote.name, self.branch())
    }

    /// Where the server's branch was when this clone met it last; `None` before the first time.
    ///
    /// # Errors
    /// References that cannot be read.
    pub fn fetched(&self, remote: &Remote) -> Result<Option<CommitId>, Failure> {
        self.at_reference(&self.upstream(remote))
    }

    fn at_reference(&self, name: &str) -> Result<Option<CommitId>, Failure> {
        match self.repo.refname_to_id(name) {
            Ok(tip) => Ok(Some(tip)),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Fetches the server's branch, wherever it is now. Nobody has judged it then: it is [followed](Workspace::follow) later.
    ///
    /// # Errors
    /// git cannot be started; references that cannot be read.
    pub fn fetch(&self, _: &MeetingLock, remote: &Remote, call: Call) -> Result<Fetching, Failure> {
        let shown = shown_as(&remote.name, self.branch());
        let refspec = format!("+{}:{shown}", self.branch);
        let mut git = self.git_for(&FETCH, call)?;
        let ran = match run(git.arg(&remote.name).arg(&refspec), call) {
            Ok(ran) => ran,
            Err(NotRun::Failed(failure)) => return Err(failure),
            Err(NotRun::Silent { said }) => return Ok(Fetching::Unreachable(said)),
        };
        if let Some(lock) = foreign_lock(&ran.said) {
            return Err(Failure::GitBusy { lock });
        }
        if !ran.status.success() {
            if ran.said.contains("couldn't find remote ref") {
                self.release(&shown)?;
                return Ok(Fetching::NothingThere);
            }
            return Ok(Fetching::Unreachable(last_words(&ran.said)));
        }
        let tip = self.at_reference(&shown)?;
        Ok(tip.map_or(Fetching::NothingThere, Fetching::Tip))
    }

    /// Remembers where the server's branch is: a commit that is proved.
    ///
    /// # Errors
    /// References that cannot be written.
    pub fn follow(
        &self,
        _: &MeetingLock,
        remote: &Remote,
        commit: CommitId,
    ) -> Result<(), Failure> {
        if self.fetched(remote)? != Some(commit) {
            let upstream = self.upstream(remote);
            self.repo.reference(&upstream, commit, true, "tlg sync")?;
        }
        self.release(&shown_as(&remote.name, self.branch()))
    }

    /// Asks the server to bring its branch forward to `commit`, from where it was `known` to be: neither a branch that went
    /// back there nor one that is gone is filled up again.
    ///
    /// # Errors
    /// git cannot be started; the repository cannot be read.
    pub fn push(
        &self,
        _: &MeetingLock,
        remote: &Remote,
        known: Option<CommitId>,
        commit: CommitId,
        call: Call,
    ) -> Result<Pushing, Failure> {
        // The condition would let git push back as well.
        if let Some(known) = known
            && !self.repo.graph_descendant_of(commit, known)?
        {
            return Ok(Pushing::Overtaken);
        }
        let there = known.map_or_else(String::new, |known| known.to_string());
        let condition = format!("--force-with-lease={}:{there}", self.branch);
        let refspec = format!("{commit}:{}", self.branch);
        let mut git = self.git_for(&PUSH, call)?;
        let ran = match run(git.arg(condition).arg(&remote.name).arg(refspec), call) {
            Ok(ran) => ran,
            Err(NotRun::Failed(failure)) => return Err(failure),
            Err(NotRun::Silent { said }) => return Ok(Pushing::Lost(said)),
        };
        Ok(answer(&ran))
    }

    /// Asks where the server's branch is, and fetches nothing.
    ///
    /// # Errors
    /// git cannot be started.
    pub fn ask(&self, remote: &Remote, call: Call) -> Result<Fetching, Failure> {
        let mut git = self.git_for(&["ls-remote", "--quiet"], call)?;
        let ran = match run(git.arg(&remote.name).arg(&self.branch), call) {
            Ok(ran) => ran,
            Err(NotRun::Failed(failure)) => return Err(failure),
            Err(NotRun::Silent { said }) => return Ok(Fetching::Unreachable(said)),
        };
        if !ran.status.success() {
            return Ok(Fetching::Unreachable(last_words(&ran.said)));
        }
        let mut lines = ran.out.lines().filter_map(|line| line.split_once('\t'));
        let ours = lines.find(|(_, name)| *name == self.branch);
        let tip = ours.and_then(|(tip, _)| tip.parse().ok());
        Ok(tip.map_or(Fetching::NothingThere, Fetching::Tip))
    }

    fn git_for(&self, arguments: &[&str], call: Call) -> Result<Command, Failure> {
        let own_ssh = config::setting(&self.repo, "core.sshCommand")?.is_some();
        let mut git = git_in(&self.root, own_ssh, call);
        git.args(arguments);
        Ok(git)
    }
}

/// The name of the server that a branch is shared with: as git's configuration of the branch says, else `origin`, else the
/// only one.
pub(super) fn remote_of(repo: &Repository, branch: &str) -> Result<Option<String>, Failure> {
    let remotes = repo.remotes()?;
    let mut names = Vec::new();
    for name in remotes.iter() {
        names.extend(name?.map(str::to_owned));
    }
    let own = config::setting(repo, &format!("branch.{branch}.remote"))?;
    let own = own.filter(|own| names.contains(own));
    let origin = || names.iter().find(|name| *name == "origin").cloned();
    if let Some(name) = own.or_else(origin) {
        return Ok(Some(name));
    }
    match names.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(only.clone())),
        _ => Err(Failure::WhichServer {
            names,
            branch: branch.to_owned(),
        }),
    }
}

/// An address as it may be shown: over the web the login may be a token.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let Some((login, host)) = host.rsplit_once('@') else {
        return url.to_owned();
    };
    if scheme.starts_with("http") {
        return format!("{scheme}://{host}/{path}");
    }
    let user = login.split(':').next().unwrap_or_default();
    format!("{scheme}://{user}@{host}/{path}")
}

/// What git's own table for programs says of the one reference that was pushed.
fn answer(ran: &Ran) -> Pushing {
    let mut lines = ran.out.lines().filter(|line| line.contains(":refs/"));
    let Some(line) = lines.next() else {
        return Pushing::Lost(last_words(&ran.said));
    };
    if !line.starts_with('!') {
        return match ran.status.success() {
            true => Pushing::Landed,
            false => Pushing::Lost(last_words(&ran.said)),
        };
    }
    match line.contains("hook declined") || line.contains("(deny") {
        true => Pushing::Refused(of_the_server(&ran.said)),
        false if says(line, &OVERTAKEN) => Pushing::Overtaken,
        false if says(line, &CONTESTED) => Pushing::Contested(match of_the_server(&ran.said) {
            said if said.is_empty() => last_words(&ran.said),
            said => said,
        }),
        false => Pushing::Refused(last_words(&ran.said)),
    }
}

/// Words for a branch that moved before the push began, or while it went on.
const OVERTAKEN: [&str; 2] = ["[rejected]", "incorrect old value"];

/// Words for a branch that could not be moved: because somebody else did, or because of something else.
const CONTESTED: [&str; 3] = ["cannot lock ref", "failed to update ref", "failed to lock"];

fn says(line: &str, words: &[&str]) -> bool {
    words.iter().any(|words| line.contains(words))
}

/// The words of the server's hook, without git's own.
fn of_the_server(said: &str) -> String {
    let lines = said.lines().filter_map(|line| line.strip_prefix("remote:"));
    let lines: Vec<&str> = lines.map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned()
}

/// The lock of another git, or of one that was killed, which this one found in its way.
fn foreign_lock(said: &str) -> Option<PathBuf> {
    let (_, rest) = said.split_once("Unable to create '")?;
    let (lock, _) = rest.split_once("': File exists")?;
    Some(PathBuf::from(lock))
}

/// What git said last, without what it said of its progress.
fn last_words(said: &str) -> String {
    let lines = said.lines().map(|line| line.rsplit('\r').next());
    let lines = lines.flatten().filter(|line| !line.trim().is_empty());
    let lines: Vec<&str> = lines.collect();
    lines
        .get(lines.len().saturating_sub(4)..)
        .unwrap_or_default()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        for (url, shown) in [
            (
                "https://ivan:secret@git.example/tlg.git",
                "https://git.example/tlg.git",
            ),
            ("https://git.example/tlg.git", "https://git.example/tlg.git"),
            ("git@git.example:tlg.git", "git@git.example:tlg.git"),
            ("/srv/tlg.git", "/srv/tlg.git"),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }
}
