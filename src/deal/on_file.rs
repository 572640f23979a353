use super::deal::{Deal, DealFile};
use super::entry::Entry;
use super::fold::{BrokenHistory, apply};
use super::id::DealId;
use crate::record::{Fault, Node, head};

/// A deal as its file holds it, with the history as text: it is only ever appended to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealOnFile {
    pub deal: Deal,
    /// The file's text from the key `history` on.
    history: String,
}

impl DealOnFile {
    /// Reads a deal file; its history is read when somebody asks for it.
    ///
    /// # Errors
    /// The first thing that is wrong with the header, with its line and column.
    pub fn read(path: &str, bytes: &[u8]) -> Result<DealOnFile, Fault> {
        Ok(DealOnFile {
            deal: Deal::read(path, bytes)?,
            history: history(bytes),
        })
    }

    /// As [`DealOnFile::read`], of a file that was compared with what we write.
    ///
    /// # Errors
    /// As [`DealOnFile::read`].
    pub fn read_written(path: &str, bytes: &[u8]) -> Result<DealOnFile, Fault> {
        Ok(DealOnFile {
            deal: Deal::read_written(path, bytes)?,
            history: history(bytes),
        })
    }

    /// The whole history.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn entries(&self) -> Result<Vec<Entry>, Fault> {
        let text = self.text();
        DealFile::read(&self.deal.deal.path(), text.as_bytes()).map(|file| file.history)
    }

    /// The whole history, for rules that judge by it.
    ///
    /// # Errors
    /// The history cannot be read: nothing follows from it.
    pub fn told(&self) -> Result<Vec<Entry>, BrokenHistory> {
        self.entries().map_err(|_| BrokenHistory {
            event: self.deal.events,
            why: "the history cannot be read",
        })
    }

    /// The whole file.
    pub fn text(&self) -> String {
        self.deal.node().to_yaml() + &self.history
    }

    /// The file of a deal that an entry opens.
    ///
    /// # Errors
    /// The entry opens no deal.
    pub fn opened(deal: DealId, entry: &Entry) -> Result<DealOnFile, BrokenHistory> {
        let file = DealFile::opened(deal, entry.clone())?;
        let history = format!("history:\n{}", lines(entry));
        Ok(DealOnFile {
            deal: file.deal,
            history,
        })
    }

    /// The state that one more entry leaves, without writing it.
    ///
    /// # Errors
    /// The entry fits no such deal.
    pub fn after(&self, entry: &Entry) -> Result<Deal, BrokenHistory> {
        apply(&self.deal, || self.told(), entry)
    }

    /// The file with one more entry.
    ///
    /// # Errors
    /// The entry fits no such deal.
    pub fn with(&self, entry: &Entry) -> Result<DealOnFile, BrokenHistory> {
        let deal = self.after(entry)?;
        Ok(DealOnFile {
            deal,
            history: format!("{}{}", self.history, lines(entry)),
        })
    }
}

fn history(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.get(head(&text).len()..).unwrap_or_default().to_owned()
}

fn lines(entry: &Entry) -> String {
    Node::List(vec![entry.node()]).to_yaml()
}
