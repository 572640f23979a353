use crate::cli::desk::Desk;
use crate::cli::screen::{Done, width};
use crate::cli::screens::people;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

/// List people, their roles and keys, and who stands in for whom
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Lists everybody in the register, who stands in for whom, and the keys that were given up.
pub fn run(_: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    let register = &desk.house.people;
    if session.globals.json {
        session.output.json(&people::to_json(register))?;
    } else {
        let me = desk.reader().map(|person| &person.id);
        let view = desk.view(None, session)?;
        let text = people::to_text(register, me, &view.words(session), width());
        session.output.data(&text)?;
    }
    Ok(Done::Well)
}
