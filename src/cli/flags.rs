//! Flags that many commands share.

use std::path::PathBuf;

use clap::ArgAction;

use super::session::Session;
use super::stop::Stop;

/// Flags of every command.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Globals {
    /// Run as if started in this folder
    #[arg(short = 'C', value_name = "DIR", global = true, display_order = 101)]
    pub directory: Option<PathBuf>,
    /// Print data for programs
    #[arg(long, global = true, display_order = 102)]
    pub json: bool,
    /// Say nothing but data and refusals
    #[arg(long, short, global = true, display_order = 103)]
    pub quiet: bool,
    /// Show this help
    #[arg(long, short, global = true, action = ArgAction::Help, display_order = 104)]
    help: Option<bool>,
    /// Show the version
    #[arg(long, short = 'V', action = ArgAction::Version, display_order = 105)]
    version: Option<bool>,
}

/// Flags of every command that writes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Writing {
    /// Print what would be written, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Reason or remark, kept with the event
    #[arg(long, short, value_name = "TEXT")]
    pub message: Option<String>,
}

impl Writing {
    /// The words that the event cannot do without: as given, else asked for.
    ///
    /// # Errors
    /// Nobody can be asked, or nobody answers.
    pub fn words(&self, question: &str, session: &Session) -> Result<String, Stop> {
        let given = self.message.clone();
        session.ask.text(given, "-m", question, &session.say)
    }

    /// The words as given, else asked for; none where nobody can be asked.
    ///
    /// # Errors
    /// The person breaks off.
    pub fn words_if_asked(
        &self,
        question: &str,
        session: &Session,
    ) -> Result<Option<String>, Stop> {
        match self.message.is_some() || session.ask.can_ask() {
            true => self.words(question, session).map(Some),
            false => Ok(None),
        }
    }
}

/// The flag of every command that reads deals.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct AsOf {
    /// As things stood at the end of this day, or at this revision
    #[arg(long, value_name = "DATE|REV")]
    pub at: Option<String>,
}
