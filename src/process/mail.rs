use super::span::Span;
use crate::record::id::{DocumentKind, MailId, StageId, TaskId};
use serde::{Deserialize, Deserializer, de::Error};
use std::fmt;

/// A letter of the process (docs/process.md, Mail). Its text is `templates/mail/<id>.txt`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailRule {
    pub id: MailId,
    pub when: Occasion,
    pub to: Recipient,
    /// The document in force that goes along.
    pub attached: Option<DocumentKind>,
}

/// When a letter is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// `enters S`.
    Enters(StageId),
    /// `done T`: the task is done by saying so.
    Done(TaskId),
    /// `asked`: a request is open.
    Asked,
    /// `answered`: a decision's outcome names the letter.
    Answered,
    /// `paid`: money came in.
    Paid,
    /// `daily`: once a working day, if there is something.
    Daily,
    /// `reminded`: a reminder names the letter.
    Reminded,
}

impl Occasion {
    /// Reads the occasion as the process file writes it.
    pub fn parse(text: &str) -> Option<Occasion> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["enters", stage] => StageId::new(stage).ok().map(Occasion::Enters),
            ["done", task] => TaskId::new(task).ok().map(Occasion::Done),
            ["asked"] => Some(Occasion::Asked),
            ["answered"] => Some(Occasion::Answered),
            ["paid"] => Some(Occasion::Paid),
            ["daily"] => Some(Occasion::Daily),
            ["reminded"] => Some(Occasion::Reminded),
            _ => None,
        }
    }
}

impl fmt::Display for Occasion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Occasion::Enters(stage) => write!(f, "enters {stage}"),
            Occasion::Done(task) => write!(f, "done {task}"),
            Occasion::Asked => f.write_str("asked"),
            Occasion::Answered => f.write_str("answered"),
            Occasion::Paid => f.write_str("paid"),
            Occasion::Daily => f.write_str("daily"),
            Occasion::Reminded => f.write_str("reminded"),
        }
    }
}

impl<'de> Deserialize<'de> for Occasion {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        Occasion::parse(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "`{text}` is no occasion for a letter: write `enters STAGE`, `done TASK`, `asked`, `answered`, `paid`, `daily` or `reminded`"
            ))
        })
    }
}

/// Whom a letter goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    Client,
    /// The deal's manager.
    Manager,
    /// Everybody who can answer the open request.
    Decider,
    /// Each person of the company.
    Everyone,
}

impl Recipient {
    /// As the process file writes it.
    pub fn id(self) -> &'static str {
        match self {
            Recipient::Client => "client",
            Recipient::Manager => "manager",
            Recipient::Decider => "decider",
            Recipient::Everyone => "everyone",
        }
    }
}

/// How long letters to clients wait and when they are too old.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailLimits {
    /// A letter to a client waits this long, so that a slip can be taken back.
    pub hold: Span,
    /// A letter older than this does not leave by itself.
    pub too_old: Span,
}

/// A reminder that comes on a date and then every local day (docs/process.md, Time).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReminderRule {
    pub id: crate::record::id::ReminderId,
    pub stage: StageId,
    /// The fact with the first day.
    pub from: crate::record::id::FactId,
    /// In the company's language.
    pub title: String,
    pub mail: Option<MailId>,
}
