//! The keys that people sign with.

pub mod add;
pub mod compromise;
pub mod retire;

use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Add(add::Args),
    Retire(retire::Args),
    Compromise(compromise::Args),
}

/// Runs a command of this family.
pub fn run(command: Command, session: &mut Session) -> Result<Done, Stop> {
    match command {
        Command::Add(args) => add::run(args, session),
        Command::Retire(args) => retire::run(args, session),
        Command::Compromise(args) => compromise::run(args, session),
    }
}
