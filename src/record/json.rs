//! The same keys for programs: what `--json` prints.

use serde_json::{Map, Value};

use super::node::Node;

impl Node {
    /// The node as JSON: same keys, same order; words are strings.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Map(fields) => fields
                .iter()
                .map(|(key, value)| (key.clone(), value.to_json()))
                .collect::<Map<_, _>>()
                .into(),
            Self::List(items) => items.iter().map(Self::to_json).collect(),
            Self::Text(text) | Self::Word(text) => text.as_str().into(),
            Self::Number(number) => (*number).into(),
            Self::Flag(flag) => (*flag).into(),
        }
    }
}
