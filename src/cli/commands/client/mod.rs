//! Who buys: adding, changing and finding clients.

pub mod add;
pub mod list;
pub mod set;
pub mod show;

use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Add(add::Args),
    Set(set::Args),
    List(list::Args),
    Show(show::Args),
}

/// Runs a command of this family.
pub fn run(command: Command, session: &mut Session) -> Result<Done, Stop> {
    match command {
        Command::Add(args) => add::run(args, session),
        Command::Set(args) => set::run(args, session),
        Command::List(args) => list::run(args, session),
        Command::Show(args) => show::run(args, session),
    }
}
