use std::path::PathBuf;

use chrono::NaiveDate;

use crate::cli::desk::{Desk, Papers};
use crate::cli::entry::{Sum, day};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::deal::Deal;
use crate::process::names;

/// What a quote that is put forward says.
#[derive(Debug, clap::Args)]
pub struct Terms {
    /// File of the quote
    #[arg(long, value_name = "PATH")]
    pub file: Option<PathBuf>,
    /// Total of the quote
    #[arg(long, value_name = "AMOUNT")]
    pub total: Option<Sum>,
    /// Last day on which the quote holds
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub valid_until: Option<NaiveDate>,
    /// Share to be paid before shipping, in percent
    #[arg(long, value_name = "PERCENT")]
    pub prepayment: Option<String>,
}

impl Terms {
    /// File, total and dates as given; on a terminal what neither the command nor the deal says is asked for.
    pub fn papers(
        &self,
        desk: &Desk,
        deal: &Deal,
        message: Option<&str>,
        session: &Session,
    ) -> Result<Papers, Stop> {
        let mut papers = desk.papers(&[], &[], message, session)?;
        if let Some(total) = total(
            self.total.as_ref(),
            names::QUOTE_TOTAL,
            "--total",
            deal,
            session,
        )? {
            desk.add_fact(&mut papers, names::QUOTE_TOTAL, &total, session)?;
        }
        if let Some(date) = self.last_day(deal, session)? {
            desk.add_fact(
                &mut papers,
                names::QUOTE_VALID_UNTIL,
                &date.to_string(),
                session,
            )?;
        }
        if let Some(share) = &self.prepayment {
            desk.add_fact(&mut papers, names::PREPAYMENT, share, session)?;
        }
        if let Some(file) = self.file_of(deal, session)? {
            desk.add_document(&mut papers, names::QUOTE, &file, session)?;
        }
        Ok(papers)
    }

    fn last_day(&self, deal: &Deal, session: &Session) -> Result<Option<NaiveDate>, Stop> {
        let (say, ask) = (&session.say, session.ask);
        if self.valid_until.is_some() || knows(deal, names::QUOTE_VALID_UNTIL) || !ask.can_ask() {
            return Ok(self.valid_until);
        }
        let question = say.line("acted-valid-until");
        ask.date(None, "--valid-until", &question, say).map(Some)
    }

    fn file_of(&self, deal: &Deal, session: &Session) -> Result<Option<PathBuf>, Stop> {
        let (say, ask) = (&session.say, session.ask);
        let on_file = deal.document(&names::quote()).is_some();
        if self.file.is_some() || on_file || !ask.can_ask() {
            return Ok(self.file.clone());
        }
        let path = ask.text(None, "--file", &say.line("acted-which-file"), say)?;
        Ok(Some(path.into()))
    }
}

/// A sum as given; on a terminal it is asked for where the deal does not know the fact.
pub fn total(
    given: Option<&Sum>,
    fact: &str,
    flag: &str,
    deal: &Deal,
    session: &Session,
) -> Result<Option<String>, Stop> {
    let (say, ask) = (&session.say, session.ask);
    if given.is_some() || knows(deal, fact) || !ask.can_ask() {
        return Ok(given.map(ToString::to_string));
    }
    ask.text(None, flag, &say.line("acted-which-total"), say)
        .map(Some)
}

/// Whether this visit has stated the term: one that an earlier visit left does not count.
fn knows(deal: &Deal, fact: &str) -> bool {
    deal.stated_here.contains(fact)
}
