//! What a file holds, before it becomes bytes.

use std::fmt::Display;

/// A value of a file. Its variant alone fixes the style in which it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Keys and values in the order in which they are written. Keys are unique.
    Map(Vec<(String, Node)>),
    /// Values in the order in which they are written.
    List(Vec<Node>),
    /// Free text of people: titles, reasons, notes, names.
    Text(String),
    /// A value with a grammar of its own: identifiers, dates, moments, hashes, money. Dates are written bare.
    Word(String),
    /// A whole number: counts, sizes, versions.
    Number(i64),
    /// Yes or no, written `true` or `false`.
    Flag(bool),
}

impl Node {
    /// Free text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A value with a grammar of its own, in its canonical spelling.
    pub fn word(word: impl Display) -> Self {
        Self::Word(word.to_string())
    }

    /// A list of what becomes nodes.
    pub fn list<N: Into<Node>>(items: impl IntoIterator<Item = N>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }

    /// The value of a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match self {
            Self::Map(fields) => fields
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, node)| node),
            _ => None,
        }
    }
}

impl From<bool> for Node {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<i64> for Node {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Node {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

/// A map under construction: `Fields::new().word("id", id).text("title", title).into()`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, Node)>);

impl Fields {
    /// No fields yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a field of any kind.
    #[must_use]
    pub fn field(mut self, key: impl Into<String>, value: impl Into<Node>) -> Self {
        self.0.push((key.into(), value.into()));
        self
    }

    /// Appends free text.
    #[must_use]
    pub fn text(self, key: impl Into<String>, text: impl Into<String>) -> Self {
        self.field(key, Node::text(text))
    }

    /// Appends a value with a grammar of its own.
    #[must_use]
    pub fn word(self, key: impl Into<String>, word: impl Display) -> Self {
        self.field(key, Node::word(word))
    }

    /// Appends a whole number.
    #[must_use]
    pub fn number(self, key: impl Into<String>, number: impl Into<i64>) -> Self {
        self.field(key, Node::Number(number.into()))
    }

    /// Appends yes or no.
    #[must_use]
    pub fn flag(self, key: impl Into<String>, flag: bool) -> Self {
        self.field(key, flag)
    }

    /// Appends a list, also an empty one.
    #[must_use]
    pub fn list<N: Into<Node>>(
        self,
        key: impl Into<String>,
        items: impl IntoIterator<Item = N>,
    ) -> Self {
        self.field(key, Node::list(items))
    }

    /// Appends a list unless it is empty.
    #[must_use]
    pub fn some<N: Into<Node>>(
        self,
        key: impl Into<String>,
        items: impl IntoIterator<Item = N>,
    ) -> Self {
        let items: Vec<Node> = items.into_iter().map(Into::into).collect();
        if items.is_empty() {
            return self;
        }
        self.field(key, Node::List(items))
    }

    /// Appends a field when there is a value.
    #[must_use]
    pub fn maybe(self, key: impl Into<String>, value: Option<impl Into<Node>>) -> Self {
        match value {
            Some(value) => self.field(key, value),
            None => self,
        }
    }

    /// Appends free text when there is some.
    #[must_use]
    pub fn maybe_text(self, key: impl Into<String>, text: Option<impl Into<String>>) -> Self {
        self.maybe(key, text.map(Node::text))
    }

    /// Appends a value with a grammar of its own when there is one.
    #[must_use]
    pub fn maybe_word(self, key: impl Into<String>, word: Option<impl Display>) -> Self {
        self.maybe(key, word.map(Node::word))
    }

    /// Appends all fields of another map.
    #[must_use]
    pub fn and(mut self, more: Fields) -> Self {
        self.0.extend(more.0);
        self
    }

    /// Whether nothing was appended.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Fields> for Node {
    fn from(fields: Fields) -> Self {
        Self::Map(fields.0)
    }
}
