//! What has to be done on deals, and when.

pub mod done;
pub mod later;
pub mod list;

use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Done(done::Args),
    Later(later::Args),
}

/// Runs a command of this family.
pub fn run(command: Command, session: &mut Session) -> Result<Done, Stop> {
    match command {
        Command::Done(args) => done::run(args, session),
        Command::Later(args) => later::run(args, session),
        Command::List(args) => list::run(args, session),
    }
}
