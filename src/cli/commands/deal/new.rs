use crate::actions::intent::Intent;
use crate::cli::commands::acted;
use crate::cli::desk::{Acted, Desk};
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::deal::act::Act;
use crate::deal::entry::Seen;

/// Open a deal and print its id
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Client, by id or unique part of the name
    #[arg(long, value_name = "CLIENT")]
    pub client: Option<String>,
    /// Title of the deal: what the client wants
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Manager of the deal, you when left out
    #[arg(long, value_name = "PERSON")]
    pub manager: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}

/// Opens the deal under the next number of this clone's stock, or the next that is free.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    acted::refuse_words(&args.writing, session)?;
    let desk = Desk::open_to_number(session, &args.writing)?;
    let (client, title) = wanted(&args, session)?;
    let client = desk.client(&client, session)?.client;
    let manager = match &args.manager {
        Some(name) => desk.person(name, session)?,
        None => desk.actor(session)?,
    };
    let act = Act::Open {
        title: title.clone(),
        client,
        manager: manager.id.clone(),
    };
    let acted = open(&desk, &title, &act, &args.writing, session)?;
    acted::tell_id(&desk, &acted, session)
}

/// Opens the deal under the number drawn for it; where somebody was faster, under another. Nothing that the person said
/// becomes false by that.
fn open(
    desk: &Desk,
    title: &str,
    act: &Act,
    writing: &Writing,
    session: &Session,
) -> Result<Acted, Stop> {
    loop {
        let number = desk.draw(title, session)?;
        let intent = Intent::Deal {
            deal: number.clone(),
            act: act.clone(),
            seen: Seen::default(),
        };
        match desk.carry_out(&intent, &[], writing, session) {
            Err(Stop::Refused(_)) if desk.draw(title, session)? != number => {}
            ended => return ended,
        }
    }
}

/// Whose deal and what it is called: as given, else asked for.
fn wanted(args: &Args, session: &Session) -> Result<(String, String), Stop> {
    let (say, ask) = (&session.say, session.ask);
    acted::require(
        &[
            ("--client", args.client.is_some()),
            ("--title", args.title.is_some()),
        ],
        session,
    )?;
    let question = say.line("acted-which-client");
    let client = ask.text(args.client.clone(), "--client", &question, say)?;
    let question = say.line("acted-which-title");
    let title = ask.text(args.title.clone(), "--title", &question, say)?;
    let title = title.trim().to_owned();
    Ok((client, title))
}
