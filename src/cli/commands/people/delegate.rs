use chrono::NaiveDate;

use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::entry::day;
use crate::cli::flags::Writing;
use crate::cli::screen::{self, Done};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::people::{Delegation, PeopleAct, Role};
use crate::record::Day;

/// Let somebody stand in for you in a role, or end that
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Role of yours
    #[arg(value_name = "ROLE")]
    pub role: String,
    /// Person who stands in
    #[arg(long, value_name = "PERSON", conflicts_with = "end")]
    pub to: Option<String>,
    /// First day; without it today
    #[arg(id = "first", long = "from", value_name = "DATE", value_parser = day)]
    pub from: Option<NaiveDate>,
    /// Last day
    #[arg(id = "last", long = "until", value_name = "DATE", value_parser = day, conflicts_with = "end")]
    pub until: Option<NaiveDate>,
    /// End it: the one in force or, with --from, the one that begins that day
    #[arg(long)]
    pub end: bool,
    #[command(flatten)]
    pub writing: Writing,
}

/// Lets somebody stand in, or takes that back, by a commit of whoever delegates.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let role = super::role(&args.role, session)?;
    match args.end {
        true => end(&args, &desk, role, session),
        false => begin(&args, &desk, role, session),
    }
}

fn begin(args: &Args, desk: &Desk, role: Role, session: &mut Session) -> Result<Done, Stop> {
    let (say, ask) = (&session.say, session.ask);
    acted::require(
        &[
            ("--to", args.to.is_some()),
            ("--until", args.until.is_some()),
        ],
        session,
    )?;
    let to = ask.text(args.to.clone(), "--to", &say.line("acted-to-whom"), say)?;
    let to = desk.person(&to, session)?;
    let until = ask.date(args.until, "--until", &say.line("people-until-when"), say)?;
    let (from, until) = (first_day(args, desk, session)?, desk.day(until, session)?);
    let called = words::role_name(role, say);
    let days = (
        screen::exact_day(from.date(), say),
        screen::exact_day(until.date(), say),
    );
    let what = say.text(
        "people-delegated",
        args![person => to.name.as_str(), role => called, from => days.0, until => days.1],
    );
    let act = PeopleAct::Delegated {
        role,
        to: to.id.clone(),
        from,
        until,
    };
    super::carry_out(desk, act, &what, &args.writing, session)
}

fn first_day(args: &Args, desk: &Desk, session: &Session) -> Result<Day, Stop> {
    args.from
        .map_or(Ok(desk.today), |from| desk.day(from, session))
}

fn end(args: &Args, desk: &Desk, role: Role, session: &mut Session) -> Result<Done, Stop> {
    let actor = &desk.actor(session)?.id;
    let mut own: Vec<&Delegation> = desk
        .house
        .people
        .delegations
        .iter()
        .filter(|one| one.role == role && one.of == *actor && one.until >= desk.today)
        .collect();
    own.sort_by_key(|one| one.from);
    let from = match (args.from, own.first()) {
        (None, Some(one)) => one.from,
        _ => first_day(args, desk, session)?,
    };
    let called = words::role_name(role, &session.say);
    let what = session
        .say
        .text("people-undelegated", args![role => called]);
    let act = PeopleAct::Undelegated { role, from };
    super::carry_out(desk, act, &what, &args.writing, session)
}
