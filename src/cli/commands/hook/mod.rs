//! The hooks by which git asks `tlg`.

mod anchor;
pub mod install;
pub mod pre_push;
pub mod pre_receive;

use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Install(install::Args),
    PreReceive(pre_receive::Args),
    PrePush(pre_push::Args),
}

/// Runs a command of this family.
pub fn run(command: Command, session: &mut Session) -> Result<Done, Stop> {
    match command {
        Command::Install(args) => install::run(args, session),
        Command::PreReceive(args) => pre_receive::run(args, session),
        Command::PrePush(args) => pre_push::run(args, session),
    }
}
