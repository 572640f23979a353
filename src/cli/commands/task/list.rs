use crate::cli::commands::unreadable::{listed, tell};
use crate::cli::desk::{Deals, Desk};
use crate::cli::screen::{Done, width};
use crate::cli::screens::tasks::{is_for, open, to_json, to_text};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::deal::Deal;

/// List tasks, late ones first
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The tasks of everybody, not yours alone
    #[arg(long)]
    pub all: bool,
}

/// Lists the open tasks, the person's own or everybody's.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    let view = desk.view(None, session)?;
    let Deals { read, unreadable } = view.deals(session)?;
    let mut lines = open(&read, &view.house);
    if !args.all {
        let person = &desk.actor(session)?.id;
        lines.retain(|line| is_for(line.task, person, &view.house, view.today));
    }
    let names = view.client_names(lines.iter().map(|line| line.deal), session)?;
    let client = |deal: &Deal| names.of(deal);
    if session.globals.json {
        let tasks = to_json(&lines, client, &view.house, view.today);
        session.output.json(&listed(tasks, &unreadable, session))?;
        return tell(&unreadable, session);
    }
    if lines.is_empty() {
        session.output.talk(&session.say.line("tasks-none"))?;
        return tell(&unreadable, session);
    }
    let words = view.words(session);
    let text = to_text(&lines, args.all, client, &words, width());
    session.output.data(&text)?;
    tell(&unreadable, session)
}
