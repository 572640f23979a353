//! The life of a deal, from opening to closing.

pub mod assign;
pub mod attach;
pub mod correct;
pub mod defer;
pub mod edit;
pub mod explain;
pub mod list;
pub mod log;
pub mod lose;
pub mod move_;
pub mod new;
pub mod note;
pub mod reopen;
pub mod set;
pub mod show;

use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    New(new::Args),
    List(list::Args),
    Show(show::Args),
    Log(log::Args),
    Explain(explain::Args),
    Move(move_::Args),
    Set(set::Args),
    Attach(attach::Args),
    Edit(edit::Args),
    Note(note::Args),
    Assign(assign::Args),
    Defer(defer::Args),
    Lose(lose::Args),
    Correct(correct::Args),
    Reopen(reopen::Args),
}

/// Runs a command of this family.
pub fn run(command: Command, session: &mut Session) -> Result<Done, Stop> {
    match command {
        Command::New(args) => new::run(args, session),
        Command::Move(args) => move_::run(args, session),
        Command::Set(args) => set::run(args, session),
        Command::Attach(args) => attach::run(args, session),
        Command::Edit(args) => edit::run(args, session),
        Command::Note(args) => note::run(args, session),
        Command::Assign(args) => assign::run(args, session),
        Command::Defer(args) => defer::run(args, session),
        Command::Lose(args) => lose::run(args, session),
        Command::Correct(args) => correct::run(args, session),
        Command::Reopen(args) => reopen::run(args, session),
        Command::List(args) => list::run(args, session),
        Command::Show(args) => show::run(args, session),
        Command::Log(args) => log::run(args, session),
        Command::Explain(args) => explain::run(args, session),
    }
}
