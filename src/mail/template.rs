use super::language;
use super::missing_word::missing_word;
use super::words::Words;
use super::written::one_line;
use crate::record::id::MailId;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, escape_formatter};

/// Why a letter cannot be written. It stays where it is until somebody has put this right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// The template is not there, or is no text.
    TemplateMissing { path: String },
    /// The template's first line is no `Subject: …`, or no empty line follows it.
    NoSubject { path: String },
    /// The template breaks the rules of its language, or speaks of what this letter does not have.
    Template {
        path: String,
        /// Counted from 1; none where the error has no place.
        line: Option<usize>,
        message: String,
    },
    /// The subject or the text came out empty.
    Empty { path: String },
    /// `mail.from` of the settings is no address.
    Sender { from: String },
    /// The recipient's address is none that letters can go to.
    Recipient { to: String },
    /// The process or the deal no longer knows this letter.
    Unknown,
}

/// What filling a template may cost: one instruction of it, or 64 bytes that it makes, cost one. A digest of a thousand
/// deals costs less than a tenth.
const FUEL: u64 = 1_000_000;

/// The longest letter, in bytes: a digest of a thousand deals has a fifth of it.
const LONGEST: usize = 1024 * 1024;

/// Where the template of a letter stands.
pub fn path(mail: &MailId) -> String {
    format!("templates/mail/{mail}.txt")
}

/// Subject and text of a letter.
///
/// # Errors
/// What is wrong with the template, or with it on these words.
pub fn render(
    mail: &MailId,
    source: Option<&[u8]>,
    words: &Words,
) -> Result<(String, String), WriteError> {
    let path = path(mail);
    let source = source.and_then(|bytes| std::str::from_utf8(bytes).ok());
    let source = source.ok_or_else(|| WriteError::TemplateMissing { path: path.clone() })?;
    let source = &source.replace("\r\n", "\n");
    let (subject, body) =
        halves(source).ok_or_else(|| WriteError::NoSubject { path: path.clone() })?;
    let subject = one_line(&fill(environment(), &path, 0, subject, words)?);
    let body = fill(quoting(environment()), &path, 2, body, words)?;
    let body = format!("{}\n", paragraphs(&body));
    match subject.is_empty() || body.trim().is_empty() {
        true => Err(WriteError::Empty { path }),
        false => Ok((subject, body)),
    }
}

/// Whether a text can be a template: subject, empty line, text, each in the language of templates.
///
/// # Errors
/// What is wrong with it whatever the letter.
pub fn check(path: &str, source: &str) -> Result<(), WriteError> {
    let source = &source.replace("\r\n", "\n");
    let (subject, body) = halves(source).ok_or_else(|| WriteError::NoSubject {
        path: path.to_owned(),
    })?;
    for (above, part) in [(0, subject), (2, body)] {
        language::check(part).map_err(|foreign| not_ours(path, above, foreign))?;
        let read = environment();
        let read = read.template_from_str(part).map(|_| ());
        read.map_err(|error| wrong(path, above, &error, None))?;
    }
    Ok(())
}

/// Text without empty lines at its ends, and with one at most between two others: what a condition left out leaves no
/// hole.
fn paragraphs(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.trim().lines().map(str::trim_end) {
        let second = line.is_empty() && lines.last().is_some_and(|last| last.is_empty());
        if !second {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// The subject's template and the text's.
fn halves(source: &str) -> Option<(&str, &str)> {
    let (subject, rest) = source.strip_prefix("Subject: ")?.split_once('\n')?;
    Some((subject, rest.strip_prefix('\n')?))
}

/// Fills a part of a template that begins `above` lines below its top.
fn fill(
    environment: Environment,
    path: &str,
    above: usize,
    source: &str,
    words: &Words,
) -> Result<String, WriteError> {
    language::check(source).map_err(|foreign| not_ours(path, above, foreign))?;
    let filled = environment.render_str(source, Serde(words));
    let filled = filled.map_err(|error| {
        let missing = missing_word(source, &error, words);
        wrong(path, above, &error, missing)
    })?;
    match filled.len() <= LONGEST {
        true => Ok(filled),
        false => Err(WriteError::Template {
            path: path.to_owned(),
            line: None,
            message: format!("the letter would have more than {LONGEST} bytes"),
        }),
    }
}

fn not_ours(path: &str, above: usize, foreign: language::Foreign) -> WriteError {
    WriteError::Template {
        path: path.to_owned(),
        line: Some(foreign.line + above),
        message: foreign.message,
    }
}

/// Marks what people wrote in several lines, so that none of these can pass for a line of the template.
fn quoting(mut environment: Environment<'static>) -> Environment<'static> {
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) => Ok(out.write_str(&quoted(text))?),
        None => escape_formatter(out, state, value),
    });
    environment
}

/// Text as it is, without characters that hide or turn text; of several lines each behind a `>`.
fn quoted(text: &str) -> String {
    let lines = text.split('\n').map(one_line);
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    match lines.as_slice() {
        [] => String::new(),
        [line] => line.clone(),
        lines => format!("> {}", lines.join("\n> ")),
    }
}

fn environment() -> Environment<'static> {
    let lines_of_their_own = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build();
    let mut environment = language::environment();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    if let Ok(syntax) = lines_of_their_own {
        environment.set_syntax(syntax);
    }
    environment
}

/// What is wrong, with one line number: the template's own.
fn wrong(
    path: &str,
    above: usize,
    error: &minijinja::Error,
    missing: Option<String>,
) -> WriteError {
    let said = match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    };
    WriteError::Template {
        path: path.to_owned(),
        line: error.line().map(|line| line + above),
        message: match missing {
            Some(missing) => format!("{said}: {missing}"),
            None => said,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let mut words = Words::new("ООО «ТЛГ»", "23.11.2026");
        words
            .facts
            .insert("carrier".into(), "Деловые линии\nBcc: x@y".into());
        words
    }

    fn rendered(source: &str) -> Result<(String, String), WriteError> {
        let mail = MailId::new("quote").expect("an identifier");
        render(&mail, Some(source.as_bytes()), &words())
    }

    #[test]
    fn a_subject_is_one_line_whatever_the_words_hold() {
        let (subject, body) =
            rendered("Subject: Груз: {{ facts.carrier }}\n\n{{ facts.carrier }}\n")
                .expect("renders");
        assert_eq!(subject, "Груз: Деловые линии Bcc: x@y");
        assert_eq!(body, "> Деловые линии\n> Bcc: x@y\n");
    }

    #[test]
    fn what_people_wrote_is_told_from_what_the_template_says() {
        let said = |text: &str| {
            let mut words = words();
            words.facts.insert("carrier".into(), text.into());
            let mail = MailId::new("quote").expect("an identifier");
            let source = "Subject: Груз\n\nВезет {{ facts.carrier }}.\nОтветить: tlg approve 1\n";
            let (_, body) = render(&mail, Some(source.as_bytes()), &words).expect("renders");
            body
        };
        assert_eq!(
            said("{{ company }} {% if"),
            "Везет {{ company }} {% if.\nОтветить: tlg approve 1\n"
        );
        assert_eq!(
            said("А\u{202e}Б\u{7}В"),
            "Везет А Б В.\nОтветить: tlg approve 1\n"
        );
        assert_eq!(
            said("Ответить: tlg approve 2\r\n\r\nОтветить: tlg approve 3"),
            "Везет > Ответить: tlg approve 2\n> Ответить: tlg approve 3.\nОтветить: tlg approve 1\n"
        );
    }

    #[test]
    fn what_a_letter_does_not_have_is_an_error_with_its_line() {
        let error = rendered("Subject: Груз\n\nраз\n{{ facts.waybill }}\n").expect_err("strict");
        assert!(
            matches!(error, WriteError::Template { line: Some(4), .. }),
            "{error:?}"
        );
        assert!(rendered("Subject: Груз\n\n{{ quote.total }}").is_err());
        assert!(rendered("Subject: Груз\n\n{% if quote %}{{ quote.total }}{% endif %}да").is_ok());
    }

    #[test]
    fn a_missing_word_is_named_with_those_that_are_there_and_one_line_number() {
        let told = |source: &str| match rendered(source).expect_err("strict") {
            WriteError::Template {
                line: Some(line),
                message,
                ..
            } => (line, message),
            error => panic!("{error:?}"),
        };
        let (line, said) = told("Subject: Груз\n\nраз\n{{ facts.waybill }}\n");
        assert_eq!(line, 4);
        assert_eq!(
            said,
            "undefined value: “facts.waybill” is not there; there are carrier"
        );
        let (_, said) = told("Subject: Груз\n\n{{ compnay | upper }}\n");
        assert!(
            said.contains("“compnay” is not there; there are company, today"),
            "{said}"
        );
        let (_, said) = told("Subject: Груз\n\n{{ quote.total }}\n");
        assert!(said.contains("“quote.total” is not there"), "{said}");
        let (line, said) = told("Subject: Груз\n\nраз\n{% if %}\n");
        assert!(
            line == 4 && !said.contains("line") && !said.contains("<string>"),
            "{said}"
        );
    }

    #[test]
    fn a_template_of_an_editor_that_ends_lines_in_its_own_way_is_the_same_template() {
        let (lines, windows) = (
            "Subject: Груз\n\nраз\nдва\n",
            "Subject: Груз\r\n\r\nраз\r\nдва\r\n",
        );
        assert_eq!(rendered(windows), rendered(lines));
        assert_eq!(check("templates/mail/quote.txt", windows), Ok(()));
    }

    /// A template that costs too much says so at once: nobody holds up `tick` by one.
    #[test]
    fn a_template_that_swells_is_refused() {
        for source in [
            "Subject: Груз\n\n{{ [[1]*100000]*100000 }}",
            "Subject: Груз\n\n{{ ([1]*100000)|join }}",
            "Subject: Груз\n\n{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
            "Subject: {{ \"x\" * 9999999 }}\n\nтекст",
        ] {
            let error = rendered(source).expect_err("too much");
            assert!(matches!(error, WriteError::Template { .. }), "{error:?}");
        }
        let long = format!("Subject: Груз\n\n{}", "я".repeat(LONGEST / 2 + 1));
        assert!(rendered(&long).is_err());
    }

    #[test]
    fn what_is_left_out_leaves_no_hole() {
        let source = "Subject: Груз\n\nраз\n\n{% if quote %}\nКП\n{% endif %}\n\n\nдва\n\n";
        let (_, body) = rendered(source).expect("renders");
        assert_eq!(body, "раз\n\nдва\n");
    }

    #[test]
    fn a_template_begins_with_its_subject() {
        for source in ["Здравствуйте!\n", "Subject: Груз\nтекст\n", "Subject: Груз"]
        {
            assert!(
                matches!(rendered(source), Err(WriteError::NoSubject { .. })),
                "{source}"
            );
        }
        assert!(matches!(
            rendered("Subject: Груз\n\n \n"),
            Err(WriteError::Empty { .. })
        ));
    }
}
