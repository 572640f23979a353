use crate::record::{Fields, HostName, Moment, Node};
use serde::Deserialize;

/// That a letter left: a fact of the world (docs/process.md, Mail).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "DepartureFields")]
pub struct Departure {
    /// The address that it left for.
    pub to: String,
    /// When the mail took it.
    pub sent: Moment,
    /// The machine that sent it, where its name is known.
    pub host: Option<HostName>,
    /// What is wrong with that, where something is.
    pub stray: Option<Stray>,
}

/// A letter that left as it should not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strayed {
    pub left: Departure,
    /// The other time that it left for that address, where it did.
    pub also: Option<Departure>,
}

/// Why a letter should not have left as it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stray {
    /// It had been dropped, or was to leave anew, by then.
    Late,
    /// It had left for that address before.
    Twice {
        /// The machine that sent it before.
        also: Option<HostName>,
    },
}

impl Stray {
    /// As files write it.
    pub fn id(&self) -> &'static str {
        match self {
            Stray::Late => "late",
            Stray::Twice { .. } => "twice",
        }
    }
}

impl Departure {
    /// The departure as history entries write it: their kind says what is wrong with it.
    pub(super) fn fields(&self) -> Fields {
        let also = match &self.stray {
            Some(Stray::Twice { also }) => also.as_ref(),
            Some(Stray::Late) | None => None,
        };
        Fields::new()
            .text("to", &self.to)
            .word("sent", self.sent)
            .maybe_text("host", self.host.as_ref().map(ToString::to_string))
            .maybe_text("also", also.map(ToString::to_string))
    }

    /// The departure as the head of the deal file writes it.
    pub fn node(&self) -> Node {
        let stray = self.stray.as_ref().map(Stray::id);
        self.fields().maybe_word("stray", stray.as_ref()).into()
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DepartureFields {
    to: String,
    sent: Moment,
    host: Option<HostName>,
    also: Option<HostName>,
    stray: Option<StrayKind>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StrayKind {
    Late,
    Twice,
}

impl TryFrom<DepartureFields> for Departure {
    type Error = &'static str;

    fn try_from(fields: DepartureFields) -> Result<Departure, Self::Error> {
        let stray = match (fields.stray, fields.also) {
            (Some(StrayKind::Twice), also) => Some(Stray::Twice { also }),
            (_, Some(_)) => {
                return Err("only a letter that left twice left from another machine too");
            }
            (Some(StrayKind::Late), None) => Some(Stray::Late),
            (None, None) => None,
        };
        Ok(Departure {
            to: fields.to,
            sent: fields.sent,
            host: fields.host,
            stray,
        })
    }
}
