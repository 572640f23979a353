use crate::cli::commands::unreadable::tell;
use crate::cli::desk::{Deals, Desk};
use crate::cli::screen::{Done, width};
use crate::cli::screens::client::{to_json, to_text};
use crate::cli::screens::deals::Line;
use crate::cli::screens::standing::{extend, is_worked_on};
use crate::cli::screens::{self, Standing};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::deal::Deal;
use serde_json::json;

/// Show a client and its deals
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Client, by id or unique part of the name
    #[arg(value_name = "CLIENT")]
    pub client: String,
}

/// Shows one client with its open deals.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    let view = desk.view(None, session)?;
    let client = desk.client(&args.client, session)?.client();
    let Deals { read, unreadable } = view.deals(session)?;
    let of_client = read.iter().filter(|deal| deal.client == client.client);
    let (open, closed): (Vec<&Deal>, Vec<&Deal>) =
        of_client.partition(|deal| is_worked_on(deal, &view.house.process));
    let line = |deal| Line {
        deal,
        client_name: client.name.clone(),
        standing: Standing::of(deal, &view.house, view.today),
    };
    let open: Vec<Line> = open.into_iter().map(line).collect();
    if session.globals.json {
        let mut value = to_json(&client, &open, closed.len());
        let missing = screens::unreadable::to_json(&unreadable, &session.say);
        extend(&mut value, json!({ "unreadable": missing }));
        session.output.json(&value)?;
        return tell(&unreadable, session);
    }
    let words = view.words(session);
    let text = to_text(&client, &open, closed.len(), &words, width());
    session.output.data(&text)?;
    tell(&unreadable, session)
}
