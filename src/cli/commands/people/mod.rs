//! Who may act, and in which role.

pub mod add;
pub mod list;

use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Add(add::Args),
}

/// Runs a command of this family.
pub fn run(command: Command, session: &mut Session) -> Result<Done, Stop> {
    match command {
        Command::List(args) => list::run(args, session),
        Command::Add(args) => add::run(args, session),
    }
}
