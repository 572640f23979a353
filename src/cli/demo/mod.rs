//! The demonstration: a company with throw-away keys that carries its deals for ten weeks before our eyes.
//!
//! Nothing is staged: each line of the `story` is run by the program itself as the person who would type it, one
//! process a command, with that person's home, git configuration and key, at that hour of the story. What is shown is
//! what they would see. The workspace stays, to go on with.

mod cast;
mod days;
mod farewell;
mod line;
mod paper;
mod place;
mod player;
mod script;
mod story;
mod telling;

pub use place::Place;

use super::scaffold::Scaffold;
use super::session::Session;
use super::stop::Stop;
use super::words;
use crate::actions::ground::house_at;
use crate::calendar::Calendar;
use days::Days;
use player::Player;
use telling::Telling;

/// Makes the place of the demo and plays the story there.
///
/// # Errors
/// The place is taken or cannot be made; a command of the story ends otherwise than the story says.
pub fn play(place: &Place, session: &mut Session) -> Result<(), Stop> {
    let house = house_at(&Scaffold::new(None), "");
    let house = house.map_err(|error| words::ground_error(&error, &session.say))?;
    let days = Days::before_now(Calendar::clone(&house.calendar), &session.say)?;
    place.furnish(&session.say)?;
    let story = story::of(&session.say);
    let telling = Telling::of(session);
    Player::new(place, days, telling, session)?.play(&story)
}
