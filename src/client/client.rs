use crate::record::id::{ClientId, PersonId};
use crate::record::{Fault, Fields, Moment, Node, head, read_canonical};
use serde::Deserialize;

/// A client as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Client {
    pub format: u32,
    pub client: ClientId,
    pub name: String,
    /// Where letters to the client go.
    pub email: Option<String>,
    /// Taxpayer's number: 10 digits of a company, 12 of a person.
    pub inn: Option<String>,
}

/// A client with all that was done.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientFile {
    pub format: u32,
    pub client: ClientId,
    pub name: String,
    pub email: Option<String>,
    pub inn: Option<String>,
    pub history: Vec<ClientEntry>,
}

/// What is stated of a client; what is not named stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientDetails {
    pub name: Option<String>,
    pub email: Option<String>,
    pub inn: Option<String>,
}

/// One line of a client's history.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientEntry {
    pub kind: ClientKind,
    pub at: Moment,
    pub by: PersonId,
    pub name: Option<String>,
    pub email: Option<String>,
    pub inn: Option<String>,
    /// The client's number of entries before: another one came in between if it differs.
    pub after: u32,
}

/// What was done to a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientKind {
    Added,
    Edited,
}

impl ClientKind {
    /// As files and commit trailers write it.
    pub fn id(self) -> &'static str {
        match self {
            ClientKind::Added => "added",
            ClientKind::Edited => "edited",
        }
    }
}

impl Client {
    /// The largest client file that is read, in bytes.
    pub const LARGEST: usize = 1024 * 1024;

    /// Where a client's file stands.
    pub fn path(client: &ClientId) -> String {
        format!("{}/client.yaml", super::folder(client))
    }

    /// Reads how a client stands, whatever the length of its history.
    ///
    /// # Errors
    /// The first thing that is wrong with the file.
    pub fn read(path: &str, bytes: &[u8]) -> Result<Client, Fault> {
        let header = match std::str::from_utf8(bytes) {
            Ok(text) if bytes.len() <= Client::LARGEST => head(text).as_bytes(),
            _ => bytes,
        };
        read_canonical(path, header, Client::LARGEST, |client: &Client| {
            client.fields().into()
        })
    }

    fn fields(&self) -> Fields {
        Fields::new()
            .number("format", self.format)
            .word("client", &self.client)
            .text("name", &self.name)
            .maybe_text("email", self.email.as_deref())
            .maybe_text("inn", self.inn.as_deref())
    }

    /// The client as a program reads it.
    pub fn node(&self) -> Node {
        self.fields().into()
    }
}

impl ClientFile {
    /// Reads a whole client file.
    ///
    /// # Errors
    /// The first thing that is wrong with the file.
    pub fn read(path: &str, bytes: &[u8]) -> Result<ClientFile, Fault> {
        read_canonical(path, bytes, Client::LARGEST, ClientFile::node)
    }

    /// The file of a client that is new.
    pub fn new(client: ClientId) -> ClientFile {
        ClientFile {
            format: 1,
            client,
            name: String::new(),
            email: None,
            inn: None,
            history: Vec::new(),
        }
    }

    /// The file with one more entry.
    #[must_use]
    pub fn with(mut self, entry: ClientEntry) -> ClientFile {
        if let Some(name) = &entry.name {
            self.name.clone_from(name);
        }
        self.email = entry.email.clone().or(self.email);
        self.inn = entry.inn.clone().or(self.inn);
        self.history.push(entry);
        self
    }

    /// How the client stands.
    pub fn client(&self) -> Client {
        Client {
            format: self.format,
            client: self.client.clone(),
            name: self.name.clone(),
            email: self.email.clone(),
            inn: self.inn.clone(),
        }
    }

    /// The whole file: header first, history last.
    pub fn node(&self) -> Node {
        self.client()
            .fields()
            .list("history", self.history.iter().map(ClientEntry::node))
            .into()
    }
}

impl ClientEntry {
    fn node(&self) -> Node {
        Fields::new()
            .word("kind", self.kind.id())
            .word("at", self.at)
            .word("by", &self.by)
            .maybe_text("name", self.name.as_deref())
            .maybe_text("email", self.email.as_deref())
            .maybe_text("inn", self.inn.as_deref())
            .number("after", self.after)
            .into()
    }
}
