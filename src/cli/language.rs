//! The language in which the program speaks to a person.

use std::env;

use unic_langid::{LanguageIdentifier, langid};

/// A language of the interface. Stage titles and letters are in the company's language instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Russian,
    English,
}

impl Language {
    /// By `TLG_LANG`, else the locale of messages as POSIX orders its variables.
    pub fn from_environment() -> Language {
        let said = |name| env::var(name).ok().filter(|value| !value.is_empty());
        ["TLG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(said)
            .map_or(Language::English, |locale| Language::from_locale(&locale))
    }

    /// The language of a locale such as `ru_RU.UTF-8`; English for all that we do not speak.
    pub fn from_locale(locale: &str) -> Language {
        let language = locale
            .split(['_', '-', '.', '@'])
            .next()
            .unwrap_or_default();
        if language.eq_ignore_ascii_case("ru") {
            Language::Russian
        } else {
            Language::English
        }
    }

    /// The identifier by which plural forms are chosen.
    pub fn identifier(self) -> LanguageIdentifier {
        match self {
            Language::Russian => langid!("ru"),
            Language::English => langid!("en"),
        }
    }
}
