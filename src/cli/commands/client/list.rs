use crate::cli::commands::unreadable::{listed, tell};
use crate::cli::desk::{Deals, Desk};
use crate::cli::screen::{Done, width};
use crate::cli::screens::client::{Line, list_to_json, list_to_text};
use crate::cli::screens::standing::is_worked_on;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::client::Client;

/// List the clients
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only clients whose name or id contains this
    #[arg(value_name = "TEXT")]
    pub text: Option<String>,
}

/// Lists the clients by id, with how many of their deals are open.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    let view = desk.view(None, session)?;
    let wanted = args.text.unwrap_or_default().to_lowercase();
    let clients = view.clients(session)?;
    let is_wanted = |client: &&Client| {
        client.client.as_str().contains(&wanted) || client.name.to_lowercase().contains(&wanted)
    };
    let Deals { read, unreadable } = view.deals(session)?;
    let process = &view.house.process;
    let mut lines: Vec<Line> = clients
        .values()
        .filter(is_wanted)
        .map(|client| Line {
            client,
            open_deals: 0,
        })
        .collect();
    for deal in read.iter().filter(|deal| is_worked_on(deal, process)) {
        if let Ok(place) = lines.binary_search_by(|line| line.client.client.cmp(&deal.client))
            && let Some(line) = lines.get_mut(place)
        {
            line.open_deals += 1;
        }
    }
    if session.globals.json {
        let list = listed(list_to_json(&lines), &unreadable, session);
        session.output.json(&list)?;
        return tell(&unreadable, session);
    }
    if lines.is_empty() {
        session.output.talk(&session.say.line("clients-none"))?;
        return tell(&unreadable, session);
    }
    let words = view.words(session);
    session
        .output
        .data(&list_to_text(&lines, &words, width()))?;
    tell(&unreadable, session)
}
