//! The command line as a whole.

use std::ffi::OsString;

use clap::{FromArgMatches, Parser};

use super::commands::Command;
use super::flags::Globals;
use super::help;
use super::say::Say;

/// Carry the deals of a company as signed history in git; without a command, show your day
#[derive(Debug, Parser)]
#[command(
    name = "tlg",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub struct Invocation {
    #[command(flatten)]
    pub globals: Globals,
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Invocation {
    /// Reads the arguments. Only when they cannot be read is the tree of commands translated, which would double
    /// the time of a start: the error (or the help asked for) then speaks the language of `say`.
    pub fn read(
        arguments: impl Iterator<Item = OsString>,
        say: &Say,
    ) -> Result<Invocation, clap::Error> {
        let arguments: Vec<OsString> = arguments.collect();
        Invocation::try_parse_from(&arguments).or_else(|_| {
            let matches = help::command(say).try_get_matches_from(&arguments)?;
            Invocation::from_arg_matches(&matches)
        })
    }
}
