//! The message catalogue: what the program says, by id, in the language of the person.

use std::cell::OnceCell;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use super::language::Language;
use super::screen::printable;

/// Values for the variables of a message.
pub type Values<'a> = FluentArgs<'a>;

/// Values for a message, each under the name of its variable: `args![stage => title, count => 3]`.
#[macro_export]
macro_rules! args {
    ($($name:ident => $value:expr),* $(,)?) => {{
        #[allow(unused_mut)]
        let mut values = $crate::cli::say::Values::new();
        $(values.set(stringify!($name), $value);)*
        values
    }};
}

macro_rules! themes {
    ($($theme:literal)*) => {
        &[$((
            $theme,
            include_str!(concat!("messages/ru/", $theme, ".ftl")),
            include_str!(concat!("messages/en/", $theme, ".ftl")),
        ),)*]
    };
}

/// The files of the catalogue: theme, Russian, English. A file on disk that is not listed here is caught by
/// `tests/catalogue.rs`.
pub const THEMES: &[(&str, &str, &str)] = themes! {
    "stop"
    "usage"
    "time"
    "ask"
    "acted"
    "approve"
    "init"
    "apply"
    "hook"
    "clone"
    "join"
    "doctor"
    "demo"
    "process"
    "people"
    "refusal"
    "failure"
    "fault"
    "lookup"
    "day"
    "board"
    "deals"
    "deal"
    "history"
    "tasks"
    "clients"
    "tick"
    "mail"
    "explain"
    "verify"
    "sync"
    "gate"
};

/// The Russian texts of the help; the English ones are the doc-comments of the commands.
pub const RUSSIAN_HELP: &str = include_str!("messages/ru/help.ftl");

type Bundle = FluentBundle<FluentResource>;

/// Speaks one language, and English where a text of that language is missing.
pub struct Say {
    language: Language,
    chosen: Bundle,
    english: OnceCell<Bundle>,
    help: OnceCell<Bundle>,
}

impl Say {
    /// Reads the catalogue of one language; the others only when they are needed.
    pub fn new(language: Language) -> Say {
        let chosen = bundle(language, texts_in(language));
        Say {
            language,
            chosen,
            english: OnceCell::new(),
            help: OnceCell::new(),
        }
    }

    /// The language spoken.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A message without variables.
    pub fn line(&self, id: &str) -> String {
        self.text(id, Values::new())
    }

    /// A message with its variables; without a text for `id`, the id itself, so that something is always said.
    pub fn text(&self, id: &str, values: Values<'_>) -> String {
        let english = || {
            self.english
                .get_or_init(|| bundle(Language::English, texts_in(Language::English)))
        };
        let values = shown(&values);
        format(&self.chosen, id, &values)
            .or_else(|| format(english(), id, &values))
            .unwrap_or_else(|| id.to_owned())
    }

    /// A help text in place of the English doc-comment, where this language has one.
    pub fn help(&self, id: &str) -> Option<String> {
        let texts = match self.language {
            Language::Russian => RUSSIAN_HELP,
            Language::English => return None,
        };
        let help = self
            .help
            .get_or_init(|| bundle(self.language, [texts].into_iter()));
        format(help, id, &Values::new())
    }
}

/// Values with nothing in them that a terminal would obey or hide; line ends and colours of ours stay.
fn shown<'v>(values: &'v Values<'_>) -> Values<'v> {
    let mut shown = Values::new();
    for (name, value) in values.iter() {
        match value {
            FluentValue::String(text) => shown.set(name, printable(text)),
            value => shown.set(name, value.clone()),
        }
    }
    shown
}

fn texts_in(language: Language) -> impl Iterator<Item = &'static str> {
    THEMES
        .iter()
        .map(move |(_, russian, english)| match language {
            Language::Russian => *russian,
            Language::English => *english,
        })
}

fn bundle(language: Language, texts: impl Iterator<Item = &'static str>) -> Bundle {
    let mut bundle = Bundle::new(vec![language.identifier()]);
    // Terminals show the marks that isolate directions as boxes, and neither language needs them.
    bundle.set_use_isolating(false);
    for text in texts {
        // A file with a broken message still gives all its others; tests/catalogue.rs lets no broken one through.
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(whole, _)| whole);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn format(bundle: &Bundle, id: &str, values: &Values<'_>) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    let mut unresolved = Vec::new();
    Some(
        bundle
            .format_pattern(pattern, Some(values), &mut unresolved)
            .into_owned(),
    )
}
