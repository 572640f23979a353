//! A command line that could not be read, said in the language of the person; clap itself speaks English alone.

use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::entry::Misentry;
use super::help;
use super::say::Say;
use super::screen::{Meaning, Output, paint};
use super::stop::Stop;

/// Prints the help or version that was asked for, or says what is wrong with the line; gives the exit code.
pub fn answer(error: &Error, say: &Say, output: &mut Output) -> ExitCode {
    let page = || help::in_words(&error.render().ansi().to_string(), say);
    let (said, code) = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => (output.data(page().trim_end()), 0),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            (output.complain(page().trim_end()), 2)
        }
        _ => (output.complain(&explain(error, say)), 2),
    };
    match said {
        Ok(()) | Err(Stop::PipeClosed) => ExitCode::from(code),
        Err(unsaid) => unsaid.exit_code(),
    }
}

/// What is wrong, what may have been meant, how the command is used.
pub fn explain(error: &Error, say: &Say) -> String {
    let problem = problem(error, say);
    let mut text = format!(
        "{} {problem}",
        paint(Meaning::Wrong, &say.line("usage-error"))
    );
    for suggestion in suggestions(error, say) {
        text.push_str("\n  ");
        text.push_str(&suggestion);
    }
    if let Some(usage) = usage(error, say) {
        text.push_str("\n\n");
        text.push_str(&usage);
    }
    text.push_str("\n\n");
    text.push_str(&say.line("usage-see-help"));
    text
}

fn problem(error: &Error, say: &Say) -> String {
    let argument = words(error, ContextKind::InvalidArg).join(", ");
    let value = words(error, ContextKind::InvalidValue).join(", ");
    let count = |kind| words(error, kind).join("");
    match error.kind() {
        ErrorKind::UnknownArgument => {
            say.text("usage-unknown-argument", args![argument => argument])
        }
        ErrorKind::InvalidSubcommand => {
            let command = words(error, ContextKind::InvalidSubcommand).join(" ");
            say.text("usage-no-such-command", args![command => command])
        }
        ErrorKind::MissingRequiredArgument => {
            say.text("usage-missing", args![argument => argument])
        }
        ErrorKind::MissingSubcommand => say.line("usage-missing-command"),
        ErrorKind::ArgumentConflict => conflict(argument, words(error, ContextKind::PriorArg), say),
        ErrorKind::InvalidValue if value.is_empty() => {
            say.text("usage-no-value", args![argument => argument])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let reason = reason(error, say);
            say.text(
                "usage-invalid-value",
                args![argument => argument, value => value, reason => reason],
            )
        }
        ErrorKind::TooManyValues => say.text(
            "usage-too-many-values",
            args![argument => argument, value => value],
        ),
        ErrorKind::TooFewValues => {
            let needed = count(ContextKind::MinValues);
            say.text(
                "usage-number-of-values",
                args![argument => argument, needed => needed],
            )
        }
        ErrorKind::WrongNumberOfValues => {
            let needed = count(ContextKind::ExpectedNumValues);
            say.text(
                "usage-number-of-values",
                args![argument => argument, needed => needed],
            )
        }
        ErrorKind::NoEquals => say.text("usage-no-equals", args![argument => argument]),
        ErrorKind::InvalidUtf8 => say.line("usage-not-utf8"),
        _ => error.to_string(),
    }
}

fn conflict(argument: String, others: Vec<String>, say: &Say) -> String {
    if others.contains(&argument) {
        return say.text("usage-twice", args![argument => argument]);
    }
    let others = others.join(", ");
    say.text(
        "usage-conflict",
        args![argument => argument, others => others],
    )
}

fn reason(error: &Error, say: &Say) -> String {
    let misentry =
        std::error::Error::source(error).and_then(|source| source.downcast_ref::<Misentry>());
    match misentry {
        Some(misentry) => misread(*misentry, say),
        None => words(error, ContextKind::ValidValue).join(", "),
    }
}

/// How a value of this kind is written.
pub fn misread(misentry: Misentry, say: &Say) -> String {
    match misentry {
        Misentry::Day => say.line("usage-date"),
        Misentry::Sum => say.line("usage-sum"),
        Misentry::Assignment => say.line("usage-assignment"),
        Misentry::Number => say.line("usage-number"),
        Misentry::Introduction => say.line("usage-introduction"),
    }
}

fn suggestions(error: &Error, say: &Say) -> Vec<String> {
    [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .map(|kind| words(error, kind).join(", "))
    .filter(|meant| !meant.is_empty())
    .map(|meant| say.text("usage-perhaps", args![meant => meant]))
    .collect()
}

fn usage(error: &Error, say: &Say) -> Option<String> {
    let ContextValue::StyledStr(usage) = error.get(ContextKind::Usage)? else {
        return None;
    };
    let usage = help::in_words(&usage.to_string(), say);
    let line = usage.trim_start_matches("Usage:").trim().to_owned();
    Some(format!("{}: {line}", say.line("help-usage")))
}

fn words(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        Some(ContextValue::Number(number)) => vec![number.to_string()],
        _ => Vec::new(),
    }
}
