use crate::actions::ground::{Ground, client_at};
use crate::cli::desk::{Desk, View};
use crate::cli::flags::AsOf;
use crate::cli::screen::{Done, width};
use crate::cli::screens::Standing;
use crate::cli::screens::deal::{Offer, Page, offers};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::deal::{Deal, DealFile};

/// Show a deal: where it stands, what is next, what was done
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID")]
    pub deal: String,
    #[command(flatten)]
    pub as_of: AsOf,
}

/// Shows one deal.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    let view = desk.view(args.as_of.at.as_deref(), session)?;
    let id = desk.known_id(&args.deal, session)?;
    let on_file = view.deal(&id, session)?;
    let history = on_file
        .entries()
        .map_err(|fault| words::ground_error(&fault.into(), &session.say))?;
    let file = DealFile {
        deal: on_file.deal,
        history,
    };
    let offers = match args.as_of.at {
        Some(_) => Vec::new(),
        None => offers_now(&file.deal, &desk, &view, session)?,
    };
    let page = Page {
        client_name: view.client_name(&file.deal.client, session)?,
        standing: Standing::of(&file.deal, &view.house, view.today),
        offers,
        file: &file,
    };
    let words = view.words(session);
    match session.globals.json {
        true => session.output.json(&page.to_json(&words))?,
        false => session.output.data(&page.to_text(&words, width()))?,
    }
    Ok(Done::Well)
}

/// What the person at the screen can do; nothing where the company does not know them.
fn offers_now(
    deal: &Deal,
    desk: &Desk,
    view: &View,
    session: &Session,
) -> Result<Vec<Offer>, Stop> {
    let Some(person) = desk.reader() else {
        return Ok(Vec::new());
    };
    let client = client_at(&view.tip, &deal.client);
    let client = client.map_err(|error| words::ground_error(&error, &session.say))?;
    let house = Ground {
        client,
        ..view.house.clone()
    };
    Ok(offers(deal, &person.id, &house, view.now, &session.say))
}
