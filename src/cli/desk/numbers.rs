//! Numbers of deals that this clone gives out (docs/process.md, Numbers).

use super::Desk;
use crate::actions::ground::GroundError;
use crate::actions::numbering::{drawn, leases_at, next_number};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::deal::DealId;
use crate::workspace::Failure;

impl Desk {
    /// The number of the deal that whoever acts opens next: the lowest that this clone of theirs has in stock. A clone that
    /// keeps no stock takes the next number that is free.
    ///
    /// # Errors
    /// The stock of a clone with a server is used up, numbers have come to their end, or the world failed.
    pub fn draw(&self, title: &str, session: &Session) -> Result<DealId, Stop> {
        let failed = |failure: Failure| words::failure(&failure, &session.say);
        let unreadable = |error: GroundError| words::ground_error(&error, &session.say);
        let tip = self.tip(session)?;
        let actor = &self.actor(session)?.id;
        let leases = leases_at(&tip).map_err(unreadable)?;
        let clone = self.workspace.clone_name().map_err(failed)?;
        let stock = clone.filter(|clone| leases.blocks(actor, clone).next().is_some());
        let number = match &stock {
            Some(clone) => drawn(&tip, &leases, actor, clone).map_err(unreadable)?,
            None => None,
        };
        let number = match number {
            None if stock.is_some() && self.workspace.has_remote().map_err(failed)? => {
                return Err(words::out_of_numbers(title, &session.say));
            }
            None => next_number(&tip, &leases).map_err(unreadable)?,
            drawn => drawn,
        };
        let number = number.ok_or_else(|| words::numbers_end(title, &session.say))?;
        Ok(DealId::new(&self.house.settings.prefix, number))
    }
}
