//! The commands. Each is one file: its arguments, whose doc-comments are the English help, and what it does.

pub mod acted;
pub mod apply;
pub mod approve;
pub mod board;
pub mod client;
pub mod clone;
pub mod cloning;
pub mod completions;
pub mod day;
pub mod deal;
pub mod deciding;
pub mod demo;
pub mod doctor;
pub mod help;
pub mod hook;
pub mod init;
pub mod join;
pub mod mail;
pub mod pay;
pub mod people;
pub mod process;
pub mod quote;
pub mod reject;
pub mod rework;
pub mod sync;
pub mod task;
pub mod tick;
pub mod unreadable;
pub mod verify;

use super::screen::Done;
use super::session::Session;
use super::stop::Stop;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Open, find, move and close deals
    #[command(subcommand)]
    Deal(deal::Command),
    /// See and finish tasks
    #[command(subcommand)]
    Task(task::Command),
    /// Put quotes and discounts forward
    #[command(subcommand)]
    Quote(quote::Command),
    Approve(approve::Args),
    Rework(rework::Args),
    Reject(reject::Args),
    Pay(pay::Args),
    Board(board::Args),
    /// Add, change and find clients
    #[command(subcommand)]
    Client(client::Command),
    /// See the letters that leave the company
    #[command(subcommand)]
    Mail(mail::Command),
    Tick(tick::Args),
    /// See and prove the process
    #[command(subcommand)]
    Process(process::Command),
    /// See and add people, their roles, keys and deputies
    #[command(subcommand)]
    People(people::Command),
    Sync(sync::Args),
    Verify(verify::Args),
    Apply(apply::Args),
    Doctor(doctor::Args),
    /// Let git ask tlg before commits leave a clone or enter a server
    #[command(subcommand)]
    Hook(hook::Command),
    Init(init::Args),
    Clone(clone::Args),
    Join(join::Args),
    Demo(demo::Args),
    Completions(completions::Args),
    Help(help::Args),
}

/// Runs a command; without one, the day of the person.
pub fn run(command: Option<Command>, session: &mut Session) -> Result<Done, Stop> {
    match command {
        None => day::run(session),
        Some(Command::Deal(command)) => deal::run(command, session),
        Some(Command::Task(command)) => task::run(command, session),
        Some(Command::Quote(command)) => quote::run(command, session),
        Some(Command::Approve(args)) => approve::run(args, session),
        Some(Command::Rework(args)) => rework::run(args, session),
        Some(Command::Reject(args)) => reject::run(args, session),
        Some(Command::Process(command)) => process::run(command, session),
        Some(Command::Apply(args)) => apply::run(args, session),
        Some(Command::Pay(args)) => pay::run(args, session),
        Some(Command::People(command)) => people::run(command, session),
        Some(Command::Client(command)) => client::run(command, session),
        Some(Command::Init(args)) => init::run(args, session),
        Some(Command::Clone(args)) => clone::run(args, session),
        Some(Command::Join(args)) => join::run(args, session),
        Some(Command::Demo(args)) => demo::run(args, session),
        Some(Command::Sync(args)) => sync::run(args, session),
        Some(Command::Verify(args)) => verify::run(args, session),
        Some(Command::Tick(args)) => tick::run(args, session),
        Some(Command::Mail(command)) => mail::run(command, session),
        Some(Command::Doctor(args)) => doctor::run(args, session),
        Some(Command::Hook(command)) => hook::run(command, session),
        Some(Command::Board(args)) => board::run(args, session),
        Some(Command::Completions(args)) => completions::run(args, session),
        Some(Command::Help(args)) => help::run(args, session),
    }
}
