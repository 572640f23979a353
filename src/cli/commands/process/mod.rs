//! The process as its file describes it, and the proof of it.

pub mod check;
pub mod diagram;
pub mod show;

use crate::cli::desk::Desk;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::process::Process;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Show(show::Args),
    Check(check::Args),
    Diagram(diagram::Args),
}

/// Runs a command of this family.
pub fn run(command: Command, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    let process = process(&desk, session)?;
    match command {
        Command::Show(args) => show::run(args, &process, session),
        Command::Check(args) => check::run(args, &process, session),
        Command::Diagram(args) => diagram::run(args, &process, session),
    }
}

/// The process as it was edited by hand and not applied yet, else as it is in force.
fn process(desk: &Desk, session: &mut Session) -> Result<Process, Stop> {
    let edits = desk.workspace.edits(&[Process::PATH]);
    let edits = edits.map_err(|failure| words::failure(&failure, &session.say))?;
    let Some(edited) = edits.first() else {
        return Ok(Process::clone(&desk.house.process));
    };
    session.output.talk(&session.say.line("process-edited"))?;
    let process = Process::read(Process::PATH, &edited.bytes);
    process.map_err(|errors| words::process_errors(&errors, &session.say))
}
