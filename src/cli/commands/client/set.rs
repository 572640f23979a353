use crate::actions::intent::Intent;
use crate::agenda::mailbox::waiting_for;
use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::client::{ClientDetails, ClientKind};
use crate::record::id::ClientId;

/// Change what is on record about a client
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Client, by id or unique part of the name
    #[arg(value_name = "CLIENT")]
    pub client: String,
    /// New name
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// New address that letters go to
    #[arg(long, value_name = "EMAIL")]
    pub email: Option<String>,
    /// New taxpayer number
    #[arg(long, value_name = "INN")]
    pub inn: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}

/// Puts the client right, unless somebody else has done so since it was read.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    acted::refuse_words(&args.writing, session)?;
    let desk = Desk::open_to_write(session, &args.writing)?;
    let file = desk.client(&args.client, session)?;
    let name = args.name.clone().unwrap_or_else(|| file.name.clone());
    let new_email = args.email.clone();
    let intent = Intent::Client {
        client: file.client.clone(),
        kind: ClientKind::Edited,
        details: ClientDetails {
            name: args.name,
            email: args.email,
            inn: args.inn,
        },
        after: u32::try_from(file.history.len()).unwrap_or(u32::MAX),
    };
    let astray = match (&file.email, &new_email) {
        (Some(old), Some(new)) if old != new => astray(&desk, &file.client, old, new, session)?,
        _ => Vec::new(),
    };
    let acted = desk.carry_out(&intent, &[], &args.writing, session)?;
    let (id, name) = (file.client.as_str(), name.as_str());
    let what = session
        .say
        .text("acted-client-edited", args![client => id, name => name]);
    acted::tell_of_with(&what, astray, &acted, session)
}

/// Letters that were queued for the old address and still leave for it, each with the command that redirects it.
fn astray(
    desk: &Desk,
    client: &ClientId,
    old: &str,
    new: &str,
    session: &Session,
) -> Result<Vec<[String; 2]>, Stop> {
    let tip = desk.tip_to_overlook(session)?;
    let letters = waiting_for(&tip, client, old);
    let letters = letters.map_err(|error| words::ground_error(&error, &session.say))?;
    let rows = letters.into_iter().flat_map(|letter| {
        let letter = letter.to_string();
        let to = words::quoted(new);
        let command = format!("tlg mail resolve {letter} resend --to {to}");
        let text = session
            .say
            .text("acted-letter-astray", args![letter => letter, to => old]);
        [
            [session.say.line("acted-letter"), text],
            [String::new(), command],
        ]
    });
    Ok(rows.collect())
}
