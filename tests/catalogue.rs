//! The message catalogue: both languages say the same things, and nothing that is said is missing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, iter};

use tlg::args;
use tlg::cli::language::Language;
use tlg::cli::say::{RUSSIAN_HELP, Say, THEMES};

type Messages = BTreeMap<String, BTreeSet<String>>;

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    for (theme, russian, english) in THEMES {
        assert_eq!(messages(russian), messages(english), "theme {theme}");
    }
}

#[test]
fn no_message_is_written_twice() {
    let russian = THEMES
        .iter()
        .flat_map(|(_, russian, _)| entries(russian))
        .chain(entries(RUSSIAN_HELP));
    let english = THEMES.iter().flat_map(|(_, _, english)| entries(english));
    for entries in [russian.collect::<Vec<_>>(), english.collect()] {
        let mut known = BTreeSet::new();
        for (id, _) in entries {
            assert!(known.insert(id.clone()), "{id}");
        }
    }
}

#[test]
fn every_file_on_disk_is_embedded() {
    let themes: BTreeSet<String> = THEMES
        .iter()
        .map(|(theme, _, _)| (*theme).to_owned())
        .collect();
    for language in ["ru", "en"] {
        let mut on_disk = names(&root().join("src/cli/messages").join(language));
        on_disk.remove("help");
        assert_eq!(on_disk, themes, "{language}");
    }
}

#[test]
fn every_file_is_well_formed() {
    for text in all_texts() {
        let parsed = fluent_bundle::FluentResource::try_new(text.to_owned());
        assert!(
            parsed.is_ok(),
            "{:?}",
            parsed.err().map(|(_, errors)| errors)
        );
    }
}

#[test]
fn every_message_said_in_the_source_exists_with_its_variables() {
    let catalogue = catalogue();
    let said = said_in_the_source();
    assert!(said.len() > 40, "the scan found only {} calls", said.len());
    for call in said {
        let Some(variables) = catalogue.get(&call.id) else {
            panic!("{}: no message {}", call.file, call.id)
        };
        assert_eq!(
            &call.variables, variables,
            "{}: variables of {}",
            call.file, call.id
        );
    }
}

#[test]
fn every_message_of_the_catalogue_is_said() {
    let said: BTreeSet<String> = said_in_the_source()
        .into_iter()
        .map(|call| call.id)
        .collect();
    let unsaid: Vec<String> = catalogue()
        .into_keys()
        .filter(|id| !said.contains(id))
        .collect();
    assert!(unsaid.is_empty(), "nobody says {unsaid:?}");
}

#[test]
fn no_word_mixes_the_alphabets() {
    for word in all_texts().flat_map(|text| text.split(|letter: char| !letter.is_alphabetic())) {
        let latin = word.chars().any(|letter| letter.is_ascii_alphabetic());
        assert!(
            !(latin && word.chars().any(is_cyrillic)),
            "{word:?} mixes Latin and Cyrillic letters"
        );
    }
}

#[test]
fn english_has_no_cyrillic() {
    for (theme, _, english) in THEMES {
        assert_eq!(
            english.chars().find(|letter| is_cyrillic(*letter)),
            None,
            "theme {theme}"
        );
    }
}

#[test]
fn russian_plurals_have_every_form() {
    for (_, russian, english) in THEMES {
        let english: BTreeMap<String, String> = entries(english).into_iter().collect();
        for (id, text) in entries(russian) {
            let counts = text.contains("[one]")
                || english.get(&id).is_some_and(|text| text.contains("[one]"));
            assert!(
                !counts || (text.contains("[one]") && text.contains("[few]")),
                "{id}"
            );
        }
    }
}

#[test]
fn what_is_missing_is_said_by_its_id() {
    assert_eq!(
        Say::new(Language::Russian).line("no-such-message"),
        "no-such-message"
    );
}

#[test]
fn values_stand_in_the_text_without_invisible_marks() {
    let text = Say::new(Language::Russian).text("stop-refused", args![subject => "TLG-42"]);
    assert_eq!(text, "нельзя: TLG-42");
}

#[test]
fn the_locale_chooses_the_language() {
    for locale in ["ru", "ru_RU.UTF-8", "RU-ru", "ru@euro"] {
        assert_eq!(Language::from_locale(locale), Language::Russian, "{locale}");
    }
    for locale in ["en_US.UTF-8", "C", "POSIX", "", "rue_UA", "de_DE"] {
        assert_eq!(Language::from_locale(locale), Language::English, "{locale}");
    }
}

/// A call such as `say.text("id", args![name => value])` or `say.line("id")`.
struct Call {
    file: String,
    id: String,
    variables: BTreeSet<String>,
}

fn said_in_the_source() -> Vec<Call> {
    sources(&root().join("src/cli"))
        .iter()
        .flat_map(|path| calls_in(path))
        .collect()
}

fn calls_in(path: &Path) -> Vec<Call> {
    let source = fs::read_to_string(path).expect("a source of this package");
    // Tests below the code may say what does not exist.
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    // Fields of files are texts as well: only what `say` says is said.
    let places = [".line(", ".text("].into_iter().flat_map(|opening| {
        let said = move |(at, _): &(usize, &str)| code[..*at].trim_end().ends_with("say");
        let found = code.match_indices(opening).filter(said);
        found.map(move |(at, opening)| &code[at + opening.len()..])
    });
    let calls = places.filter_map(|rest| {
        let (id, rest) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
        Some(Call {
            file: path.display().to_string(),
            id: id.to_owned(),
            variables: variables_given(rest),
        })
    });
    calls.collect()
}

/// The names before `=>` in the `args![…]` that `rest` goes on with, if it does.
fn variables_given(rest: &str) -> BTreeSet<String> {
    let rest = rest.trim_start_matches(|letter: char| letter == ',' || letter.is_whitespace());
    let Some(list) = rest.strip_prefix("args![") else {
        return BTreeSet::new();
    };
    let mut depth = 0_usize;
    let mut names = BTreeSet::new();
    let mut word = String::new();
    for letter in list.chars() {
        match letter {
            ']' if depth == 0 => break,
            '[' | '(' | '{' => depth += 1,
            ']' | ')' | '}' => depth -= 1,
            ',' if depth == 0 => word.clear(),
            '>' if depth == 0 && word.ends_with('=') => {
                names.insert(word.trim_end_matches('=').trim().to_owned());
            }
            _ if depth == 0 => word.push(letter),
            _ => {}
        }
    }
    names
}

fn catalogue() -> Messages {
    THEMES
        .iter()
        .flat_map(|(_, russian, _)| messages(russian))
        .collect()
}

fn all_texts() -> impl Iterator<Item = &'static str> {
    THEMES
        .iter()
        .flat_map(|(_, russian, english)| [*russian, *english])
        .chain(iter::once(RUSSIAN_HELP))
}

fn messages(text: &str) -> Messages {
    entries(text)
        .into_iter()
        .map(|(id, body)| (id, variables_of(&body)))
        .collect()
}

/// Messages as they stand in a file: an id at the start of a line, and what follows up to the next one.
fn entries(text: &str) -> Vec<(String, String)> {
    let mut entries: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let starts = line.starts_with(|letter: char| letter.is_ascii_alphabetic());
        match (line.split_once('='), entries.last_mut()) {
            (Some((id, body)), _) if starts => {
                entries.push((id.trim().to_owned(), body.to_owned()))
            }
            (_, Some((_, body))) if line.starts_with(' ') => body.extend(["\n", line]),
            _ => {}
        }
    }
    entries
}

fn variables_of(body: &str) -> BTreeSet<String> {
    let name = |rest: &str| {
        rest.chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
            .collect()
    };
    body.split('$').skip(1).map(name).collect()
}

fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&letter)
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter();
    let paths = files.map(|entry| entry.expect("a folder of this package").into_path());
    paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder of this package");
    entries
        .filter_map(|entry| {
            Some(
                entry
                    .ok()?
                    .path()
                    .file_stem()?
                    .to_string_lossy()
                    .into_owned(),
            )
        })
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
