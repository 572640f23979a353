use crate::deal::id::DealId;
use crate::record::{Currency, Fault, FaultKind, read};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, de::Error};

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

/// How letters leave.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    pub transport: Transport,
    /// The address that letters come from.
    pub from: String,
    /// The maildir; without it `maildir` inside of the clone's own folder `.git/tlg`.
    #[serde(default)]
    pub maildir: Option<String>,
}

/// The ways in which letters can leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    /// Files in a folder: everything works without a server.
    Maildir,
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

    /// The newest rules that this program knows.
    pub const RULES: u32 = 1;

    /// Reads the settings.
    ///
    /// # Errors
    /// The first thing that is wrong with the file.
    pub fn read(bytes: &[u8]) -> Result<Settings, Fault> {
        let settings: Settings = read(Settings::PATH, bytes, LARGEST)?;
        if settings.format == 1 {
            return Ok(settings);
        }
        let text = String::from_utf8_lossy(bytes);
        let message = format!("format {} is not known", settings.format);
        let wrong = FaultKind::WrongType {
            at: "format".to_owned(),
            message,
        };
        Err(Fault::at_line(Settings::PATH, &text, 1, 1, wrong))
    }
}

fn zone<'de, D: Deserializer<'de>>(input: D) -> Result<Tz, D::Error> {
    let name = String::deserialize(input)?;
    name.parse()
        .map_err(|_| D::Error::custom(format!("`{name}` is no time zone such as Europe/Moscow")))
}

fn currency<'de, D: Deserializer<'de>>(input: D) -> Result<Currency, D::Error> {
    let name = String::deserialize(input)?;
    Currency::parse(&name)
        .map_err(|_| D::Error::custom(format!("`{name}` is no currency such as RUB")))
}

fn prefix<'de, D: Deserializer<'de>>(input: D) -> Result<String, D::Error> {
    let prefix = String::deserialize(input)?;
    match DealId::is_prefix(&prefix) {
        true => Ok(prefix),
        false => Err(D::Error::custom(format!(
            "`{prefix}` is no prefix of 1 to 10 Latin capitals"
        ))),
    }
}
