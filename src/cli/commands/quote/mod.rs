//! Quotes and discounts: putting them forward and taking them back.

pub mod ask;
pub mod discount;
pub mod send;
pub mod terms;
pub mod withdraw;

pub use terms::Terms;

use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Send(send::Args),
    Ask(ask::Args),
    Discount(discount::Args),
    Withdraw(withdraw::Args),
}

/// Runs a command of this family.
pub fn run(command: Command, session: &mut Session) -> Result<Done, Stop> {
    match command {
        Command::Send(args) => send::run(args, session),
        Command::Ask(args) => ask::run(args, session),
        Command::Discount(args) => discount::run(args, session),
        Command::Withdraw(args) => withdraw::run(args, session),
    }
}
