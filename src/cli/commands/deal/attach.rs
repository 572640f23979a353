use std::path::PathBuf;

use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::deal::act::Act;

/// File a document of a deal
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID")]
    pub deal: String,
    /// Kind of the document
    #[arg(value_name = "KIND")]
    pub kind: String,
    /// File to take in
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// Send no letter to the client, it was handed over otherwise
    #[arg(long)]
    pub no_mail: bool,
    #[command(flatten)]
    pub writing: Writing,
}

/// Takes the document in.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let file = desk.deal(&args.deal, session)?;
    let mut papers = desk.papers(&[], &[], args.writing.message.as_deref(), session)?;
    desk.add_document(&mut papers, &args.kind, &args.path, session)?;
    let act = Act::Attach {
        given: papers.given.clone(),
        no_mail: args.no_mail,
    };
    let acted = desk.act(&file, act, &papers, &args.writing, session)?;
    acted::tell(&desk, &acted, session)
}
