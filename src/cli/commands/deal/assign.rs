use crate::actions::intent::Intent;
use crate::cli::commands::acted;
use crate::cli::desk::{Acted, Deals, Desk};
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::deal::DealOnFile;
use crate::deal::act::Act;
use crate::deal::entry::Seen;
use crate::record::id::PersonId;

/// Give a deal, or all deals of a person, to another manager
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID", required_unless_present = "from")]
    pub deal: Option<String>,
    /// Manager who takes the deal
    #[arg(value_name = "PERSON")]
    pub person: Option<String>,
    /// Manager whose deals are given away
    #[arg(long, value_name = "PERSON", conflicts_with = "deal")]
    pub from: Option<String>,
    /// Manager who takes them
    #[arg(long, value_name = "PERSON", requires = "from")]
    pub to: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}

/// Hands over one deal, or every open deal of a manager, each by a commit of its own.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    acted::refuse_words(&args.writing, session)?;
    let desk = Desk::open_to_write(session, &args.writing)?;
    let (deals, to) = match (&args.deal, &args.from) {
        (Some(deal), _) => (vec![desk.deal(deal, session)?], args.person.as_deref()),
        (None, Some(from)) => (deals_of(&desk, from, session)?, args.to.as_deref()),
        (None, None) => (Vec::new(), None),
    };
    let missing = if args.from.is_some() {
        "--to"
    } else {
        "PERSON"
    };
    let to = to.map(str::to_owned);
    let to = session.ask.text(
        to,
        missing,
        &session.say.line("acted-to-whom"),
        &session.say,
    )?;
    let to = desk.person(&to, session)?.id.clone();
    if deals.is_empty() {
        session.output.talk(&session.say.line("acted-no-deals"))?;
    }
    let intents: Vec<Intent> = deals.iter().map(|file| hand_over(file, &to)).collect();
    let tried = match args.writing.dry_run || intents.len() > 1 {
        true => tried(&desk, &intents, &args.writing, session)?,
        false => Vec::new(),
    };
    let done = match args.writing.dry_run {
        true => tried,
        false => desk.carry_out_all(&intents, session)?,
    };
    acted::tell_all(&desk, &done, session)
}

fn deals_of(desk: &Desk, from: &str, session: &Session) -> Result<Vec<DealOnFile>, Stop> {
    let from = desk.person(from, session)?;
    let view = desk.view(None, session)?;
    let Deals { read, unreadable } = view.deals(session)?;
    // Whose a deal is that cannot be read, nobody knows.
    if let Some(deal) = unreadable.first() {
        return Err(words::unreadable_deal(deal, &session.say));
    }
    let process = &desk.house.process;
    let theirs = read
        .iter()
        .filter(|deal| deal.manager == from.id && process.is_open(&deal.stage));
    theirs.map(|deal| view.deal(&deal.deal, session)).collect()
}

/// Nothing is handed over if anything cannot be.
fn tried(
    desk: &Desk,
    intents: &[Intent],
    writing: &Writing,
    session: &Session,
) -> Result<Vec<Acted>, Stop> {
    let trial = Writing {
        dry_run: true,
        ..writing.clone()
    };
    let trials = intents.iter();
    trials
        .map(|intent| desk.carry_out(intent, &[], &trial, session))
        .collect()
}

fn hand_over(file: &DealOnFile, to: &PersonId) -> Intent {
    let act = Act::Assign { to: to.clone() };
    Intent::Deal {
        deal: file.deal.deal.clone(),
        seen: Seen::of(&file.deal, &act),
        act,
    }
}
