//! What comes along with an act from the command line: facts, documents, words.

use super::Desk;
use crate::cli::entry::Assignment;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::deal::act::Given;
use crate::deal::document::GivenDocument;
use crate::deal::fact::{FactError, FactValue};
use crate::process::fact::FactType;
use crate::record::id::{DocumentKind, FactId};
use crate::record::{Day, Money, Sha256Hex};
use crate::workspace::Staged;
use chrono::NaiveDate;
use std::path::Path;

/// Facts, documents and words of an act, and the bytes of the documents.
#[derive(Default)]
pub struct Papers {
    pub given: Given,
    pub staged: Vec<Staged>,
}

impl Desk {
    /// Reads facts, documents and words as the person gave them.
    ///
    /// # Errors
    /// A fact or document that nobody knows, a value that is none, a file that cannot be taken.
    pub fn papers(
        &self,
        facts: &[Assignment],
        files: &[Assignment],
        words: Option<&str>,
        session: &Session,
    ) -> Result<Papers, Stop> {
        let mut papers = Papers::default();
        papers.given.text = words.map(str::to_owned);
        for fact in facts {
            self.add_fact(&mut papers, &fact.name, &fact.value, session)?;
        }
        for file in files {
            self.add_document(&mut papers, &file.name, Path::new(&file.value), session)?;
        }
        Ok(papers)
    }

    /// Adds a fact as a person writes it.
    ///
    /// # Errors
    /// The process knows no such fact, or the text is no value of it.
    pub fn add_fact(
        &self,
        papers: &mut Papers,
        name: &str,
        value: &str,
        session: &Session,
    ) -> Result<(), Stop> {
        let rules = &self.house.process.facts;
        let known = FactId::new(name)
            .ok()
            .and_then(|id| Some((rules.get(&id)?.kind, id)));
        let Some((kind, id)) = known else {
            return Err(words::unknown_fact(name, &self.house.process, &session.say));
        };
        let value = self
            .value(kind, value)
            .map_err(|error| words::wrong_value(name, kind, value, &error, &session.say))?;
        if papers.given.facts.insert(id, value).is_some() {
            return Err(words::fact_twice(name, &session.say));
        }
        Ok(())
    }

    /// A day as a person names it.
    ///
    /// # Errors
    /// A day of a year that nobody plans for.
    pub fn day(&self, date: NaiveDate, session: &Session) -> Result<Day, Stop> {
        let text = date.to_string();
        Day::from_date(date).map_err(|error| {
            let error = FactError::Value(error.into());
            words::wrong_value("date", FactType::Date, &text, &error, &session.say)
        })
    }

    /// A sum above zero, in the company's currency where it names none.
    ///
    /// # Errors
    /// It is no amount of money.
    pub fn money(&self, flag: &str, text: &str, session: &Session) -> Result<Money, Stop> {
        Money::parse_positive(text, self.house.settings.currency).map_err(|error| {
            let error = FactError::Value(error.into());
            words::wrong_value(flag, FactType::Money, text, &error, &session.say)
        })
    }

    fn value(&self, kind: FactType, text: &str) -> Result<FactValue, crate::deal::fact::FactError> {
        FactValue::from_person(kind, text, self.house.settings.currency)
    }

    /// Adds a document: its bytes are copied into the object store and hashed.
    ///
    /// # Errors
    /// The process knows no such kind, or the file cannot be taken.
    pub fn add_document(
        &self,
        papers: &mut Papers,
        kind: &str,
        path: &Path,
        session: &Session,
    ) -> Result<(), Stop> {
        let rules = &self.house.process.documents;
        let known = DocumentKind::new(kind)
            .ok()
            .filter(|id| rules.contains_key(id));
        let Some(kind) = known else {
            return Err(words::unknown_document(
                kind,
                &self.house.process,
                &session.say,
            ));
        };
        let limit = self.house.settings.limits.document;
        let staged = self.workspace.stage(path, limit);
        let staged = staged.map_err(|failure| words::failure(&failure, &session.say))?;
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase());
        papers.given.documents.push(GivenDocument {
            kind,
            ending: ending.unwrap_or_default(),
            sha256: sha256(&staged, session)?,
            size: staged.size(),
        });
        papers.staged.push(staged);
        Ok(())
    }
}

fn sha256(staged: &Staged, session: &Session) -> Result<Sha256Hex, Stop> {
    staged
        .sha256()
        .parse()
        .map_err(|error| Stop::failed(session.say.line("failed-hash"), &error))
}
