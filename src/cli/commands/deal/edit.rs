use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::desk::Papers;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::deal::act::Act;

/// Change the title or the client of a deal
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID")]
    pub deal: String,
    /// New title
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Another client, by id or unique part of the name
    #[arg(long, value_name = "CLIENT")]
    pub client: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}

/// Puts title or client right.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    acted::refuse_words(&args.writing, session)?;
    let desk = Desk::open_to_write(session, &args.writing)?;
    let file = desk.deal(&args.deal, session)?;
    let client = args
        .client
        .as_deref()
        .map(|name| desk.client(name, session));
    let act = Act::Edit {
        title: args.title,
        client: client.transpose()?.map(|file| file.client),
    };
    let acted = desk.act(&file, act, &Papers::default(), &args.writing, session)?;
    acted::tell(&desk, &acted, session)
}
