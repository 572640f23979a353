use crate::cli::desk::{Desk, View};
use crate::cli::flags::AsOf;
use crate::cli::screen::{Done, width};
use crate::cli::screens::log::{Line, to_json, to_text, warning};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::deal::entry::Entry;
use crate::deal::{Deal, DealId};
use crate::people::People;
use crate::record::tree::Tree;
use crate::workspace::{Step, Tip};

/// Show the history of a deal with its signed commits
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID")]
    pub deal: String,
    #[command(flatten)]
    pub as_of: AsOf,
}

/// Shows every commit that changed the deal, the oldest first. Ends with 1 where a signature is not good.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    let view = desk.view(args.as_of.at.as_deref(), session)?;
    let id = desk.known_id(&args.deal, session)?;
    let file = view.deal(&id, session)?;
    let history = file
        .entries()
        .map_err(|fault| words::ground_error(&fault.into(), &session.say))?;
    let steps = desk.workspace.trail(view.tip.id(), &id.path());
    let steps = steps.map_err(|failure| words::failure(&failure, &session.say))?;
    let mut lines = Vec::new();
    for step in &steps {
        lines.push(line(step, &id, &history, &view, session)?);
    }
    let words = view.words(session);
    let warning = warning(&lines, &words);
    if session.globals.json {
        session.output.json(&to_json(&lines))?;
    } else {
        let text = format!(
            "{}  {}\n\n{}",
            id,
            file.deal.title,
            to_text(&lines, &history, &words, width())
        );
        session.output.data(&text)?;
    }
    match warning {
        Some(warning) => {
            session.output.complain(&warning)?;
            Ok(Done::NeedsAPerson)
        }
        None => Ok(Done::Well),
    }
}

fn line<'h>(
    step: &Step,
    id: &DealId,
    history: &'h [Entry],
    view: &View,
    session: &Session,
) -> Result<Line<'h>, Stop> {
    let before = match &step.parent {
        Some(parent) => events(parent, id, session)?,
        None => 0,
    };
    let after = events(&step.tip, id, session)?;
    let at = view.house.calendar.moment(step.committed().timestamp());
    Ok(Line {
        commit: step.tip.id(),
        at: at.unwrap_or(view.now),
        author: step.author().cloned(),
        entries: history.get(before..after).unwrap_or_default(),
        first: before + 1,
        signature: step.signature(&trusted(step, session)?),
    })
}

/// How many entries the deal's history had in a commit.
fn events(tip: &Tip, id: &DealId, session: &Session) -> Result<usize, Stop> {
    let path = id.path();
    let bytes = tip
        .read(&path)
        .map_err(|error| words::ground_error(&error.into(), &session.say))?;
    let Some(bytes) = bytes else {
        return Ok(0);
    };
    let deal = Deal::read(&path, &bytes);
    let deal = deal.map_err(|fault| words::ground_error(&fault.into(), &session.say))?;
    Ok(usize::try_from(deal.events).unwrap_or(usize::MAX))
}

/// The keys of the author, as the register of the parent has them; of the first commit, its own.
fn trusted(step: &Step, session: &Session) -> Result<Vec<String>, Stop> {
    let Some(author) = step.author() else {
        return Ok(Vec::new());
    };
    let register = step.parent.as_ref().unwrap_or(&step.tip);
    let bytes = register.read(People::PATH);
    let bytes = bytes.map_err(|error| words::ground_error(&error.into(), &session.say))?;
    let people = People::read(&bytes.unwrap_or_default());
    let people = people.map_err(|fault| words::ground_error(&fault.into(), &session.say))?;
    let author = people.by_email(&author.email);
    Ok(author.map(|person| person.keys.clone()).unwrap_or_default())
}
