//! How a command ends that looked at all deals and could not read some of them.

use crate::agenda::deals::UnreadableDeal;
use crate::cli::screen::Done;
use crate::cli::screens::unreadable::{to_json, to_text};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use serde_json::Value;

/// Names the deals that are missing above, for people; exit code 1 where there are any.
pub fn tell(unreadable: &[UnreadableDeal], session: &mut Session) -> Result<Done, Stop> {
    if unreadable.is_empty() {
        return Ok(Done::Well);
    }
    if !session.globals.json {
        let text = to_text(unreadable, &session.say);
        session.output.data(&format!("\n{text}"))?;
    }
    Ok(Done::NeedsAPerson)
}

/// A list for programs with the deals that are missing in it at its end.
pub fn listed(list: Value, unreadable: &[UnreadableDeal], session: &Session) -> Value {
    match (list, to_json(unreadable, &session.say)) {
        (Value::Array(mut list), Value::Array(more)) => {
            list.extend(more);
            Value::Array(list)
        }
        (list, _) => list,
    }
}
