use super::transport::MailSettings;
use crate::deal::id::DealId;
use crate::record::{Currency, Fault, FaultKind, SettingError, read};
use chrono_tz::Tz;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// The largest `tlg.yaml` that is read, in bytes.
const LARGEST: usize = 256 * 1024;

/// A company's settings: `tlg.yaml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub format: u32,
    /// The version of the rules that judge what follows (docs/process.md, Rules).
    pub rules: u32,
    pub company: String,
    /// The company's time zone, never the machine's.
    #[serde(deserialize_with = "zone")]
    pub zone: Tz,
    /// The language of commit messages and letters.
    pub language: Language,
    /// Stands in where an amount names no currency.
    #[serde(deserialize_with = "currency")]
    pub currency: Currency,
    /// Deal ids begin with it: `TLG-42`.
    #[serde(deserialize_with = "prefix")]
    pub prefix: String,
    pub mail: MailSettings,
    pub limits: SizeLimits,
    /// Whether commands meet the server by themselves.
    #[serde(default)]
    pub sync: Sync,
    /// Files apart from those of `tlg` that administrators may keep in the workspace.
    #[serde(default)]
    pub extra_paths: Vec<String>,
    /// Remarks for people.
    #[serde(default)]
    pub notes: Option<String>,
}

/// A language that the company writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    Ru,
    En,
}

/// When a clone that has a server meets it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sync {
    /// Around every command that writes.
    #[default]
    Auto,
    /// When somebody runs `tlg sync`.
    Manual,
}

/// The largest files that are taken.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeLimits {
    /// The largest document, in bytes.
    pub document: u64,
}

impl Settings {
    /// Where the settings stand in a workspace.
    pub const PATH: &'static str = "tlg.yaml";

    /// The version of the rules that settings name, also where nothing else of them can be understood: later rules may
    /// write other settings.
    pub fn rules_of(bytes: &[u8]) -> Option<u32> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut lines = text.lines().filter_map(|line| line.strip_prefix("rules: "));
        lines.next()?.trim().parse().ok()
    }

    /// The newest rules that this program knows.
    pub const RULES: u32 = 1;

    /// Reads the settings.
    ///
    /// # Errors
    /// The first thing that is wrong with the file.
    pub fn read(bytes: &[u8]) -> Result<Settings, Fault> {
        let settings: Settings = read(Settings::PATH, bytes, LARGEST)?;
        let text = String::from_utf8_lossy(bytes);
        if settings.format == 1 {
            return match settings.mail.fault() {
                Some((key, kind)) => Err(fault_at(&text, key, kind)),
                None => Ok(settings),
            };
        }
        let message = format!("format {} is not known", settings.format);
        let wrong = FaultKind::WrongType {
            at: "format".to_owned(),
            message,
        };
        Err(Fault::at_line(Settings::PATH, &text, 1, 1, wrong))
    }
}

/// A fault at the first line that says a key.
fn fault_at(text: &str, key: &str, kind: FaultKind) -> Fault {
    let begin = format!("{key}:");
    let mut lines = (1..).zip(text.lines());
    let line = lines.find(|(_, line)| line.trim_start().starts_with(&begin));
    let (number, line) = line.unwrap_or((1, ""));
    let column = line.chars().count() - line.trim_start().chars().count() + 1;
    Fault::at_line(Settings::PATH, text, number, column, kind)
}

fn zone<'de, D: Deserializer<'de>>(input: D) -> Result<Tz, D::Error> {
    let parse = |name: &str| name.parse().map_err(|_| SettingError::Zone);
    input.deserialize_str(Spelled(parse))
}

fn currency<'de, D: Deserializer<'de>>(input: D) -> Result<Currency, D::Error> {
    input.deserialize_str(Spelled(Currency::parse))
}

fn prefix<'de, D: Deserializer<'de>>(input: D) -> Result<String, D::Error> {
    let parse = |prefix: &str| match DealId::is_prefix(prefix) {
        true => Ok(prefix.to_owned()),
        false => Err(SettingError::Prefix),
    };
    input.deserialize_str(Spelled(parse))
}

/// Reads a word by its grammar, so that what is wrong is found at its own place.
struct Spelled<F>(F);

impl<T, E: fmt::Display, F: Fn(&str) -> Result<T, E>> Visitor<'_> for Spelled<F> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a word")
    }

    fn visit_str<R: Error>(self, word: &str) -> Result<T, R> {
        (self.0)(word).map_err(R::custom)
    }
}
