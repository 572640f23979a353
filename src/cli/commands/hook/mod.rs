//! The hooks by which git asks `tlg`.

mod anchor;
pub mod install;
pub mod plain_git;
pub mod pre_push;
pub mod pre_receive;

use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use plain_git::Before;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Install(install::Args),
    PreReceive(pre_receive::Args),
    PrePush(pre_push::Args),
    /// Refuse a commit past tlg on the branch of the deals: what git asks before it
    PreCommit(plain_git::Args),
    /// Refuse a merge into the branch of the deals: what git asks before it
    PreMergeCommit(plain_git::Args),
    /// Refuse to write the branch of the deals anew: what git asks before it
    PreRebase(plain_git::Args),
    /// Refuse a mailed patch on the branch of the deals: what git asks before it
    PreApplypatch(plain_git::Args),
    /// Refuse a commit past tlg, a cherry-pick or a revert on the branch of the deals: what git asks before any of them
    PrepareCommitMsg(plain_git::Args),
}

/// Runs a command of this family.
pub fn run(command: Command, session: &mut Session) -> Result<Done, Stop> {
    match command {
        Command::Install(args) => install::run(args, session),
        Command::PreReceive(args) => pre_receive::run(args, session),
        Command::PrePush(args) => pre_push::run(args, session),
        Command::PreCommit(args) => plain_git::run(Before::Commit, args, session),
        Command::PreMergeCommit(args) => plain_git::run(Before::Merge, args, session),
        Command::PreRebase(args) => plain_git::run(Before::Rebase, args, session),
        Command::PreApplypatch(args) => plain_git::run(Before::Patch, args, session),
        Command::PrepareCommitMsg(args) => plain_git::run(Before::AnyCommit, args, session),
    }
}
