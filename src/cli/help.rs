//! The help, in the language of the person.
//!
//! English help is the doc-comments of the commands. For another language the built tree of commands is walked and
//! every text replaced by the one that the catalogue holds under a key made from the place in the tree:
//! `help-deal-move` for a command, `help-deal-move--stage` for an argument of it, `help--message` for an argument
//! that says the same wherever it stands, `value-stage` for the name of a value.

use std::collections::BTreeMap;

use clap::{Arg, Command, CommandFactory};

use super::invocation::Invocation;
use super::say::Say;
use super::screen::width;

/// The words for the usage line that clap writes in English whatever it is told.
const OPTIONS_IN_USAGE: &str = "[OPTIONS]";

/// The tree of commands, speaking the language of `say`.
pub fn command(say: &Say) -> Command {
    speak(
        Invocation::command().term_width(usize::from(width())),
        "help",
        say,
    )
}

/// The help of the command at `path`, as `--help` prints it; none where there is no such command.
pub fn page(path: &[String], say: &Say) -> Option<String> {
    let mut tree = command(say);
    tree.build();
    let mut found = &mut tree;
    for word in path {
        found = found.find_subcommand_mut(word)?;
    }
    Some(in_words(&found.render_help().ansi().to_string(), say))
}

/// A page or usage line that clap rendered, with the words that it has no setting for.
pub fn in_words(rendered: &str, say: &Say) -> String {
    let options = format!("[{}]", say.line("help-options-in-usage"));
    rendered.replace(OPTIONS_IN_USAGE, &options)
}

/// Every key that help needs in a language other than English, with the English text that it stands for.
/// A key with two texts would translate one of them wrongly.
pub fn keys(say: &Say) -> BTreeMap<String, Vec<String>> {
    let mut keys = BTreeMap::new();
    collect(&Invocation::command(), "help", say, &mut keys);
    keys
}

fn speak(command: Command, key: &str, say: &Say) -> Command {
    let about = say.help(key);
    let template = template(&command, say);
    let command = command
        .help_template(template)
        .subcommand_value_name(say.line("help-command-in-usage"))
        .mut_args(|argument| speak_argument(argument, key, say))
        .mut_subcommands(|subcommand| {
            let key = format!("{key}-{}", subcommand.get_name());
            speak(subcommand, &key, say)
        });
    about.into_iter().fold(command, Command::about)
}

fn speak_argument(argument: Arg, command: &str, say: &Say) -> Arg {
    let [own, shared] = argument_keys(&argument, command);
    let help = say.help(&own).or_else(|| say.help(&shared));
    let values = value_names(&argument)
        .into_iter()
        .map(|name| say.help(&value_key(&name)).unwrap_or(name))
        .collect::<Vec<_>>();
    let argument = if values.is_empty() {
        argument
    } else {
        argument.value_names(values)
    };
    help.into_iter().fold(argument, Arg::help)
}

fn template(command: &Command, say: &Say) -> String {
    let section =
        |heading: String, body: &str| format!("\n\n\u{1b}[1m{heading}:\u{1b}[0m\n{{{body}}}");
    let mut template = format!(
        "{{about}}\n\n\u{1b}[1m{}:\u{1b}[0m {{usage}}",
        say.line("help-usage")
    );
    if command.has_subcommands() {
        template.push_str(&section(say.line("help-commands"), "subcommands"));
    }
    if command.get_positionals().next().is_some() {
        template.push_str(&section(say.line("help-arguments"), "positionals"));
    }
    template.push_str(&section(say.line("help-options"), "options"));
    template.push('\n');
    template
}

fn collect(command: &Command, key: &str, say: &Say, keys: &mut BTreeMap<String, Vec<String>>) {
    let mut need = |key: String, english: String| {
        let texts = keys.entry(key).or_default();
        if !texts.contains(&english) {
            texts.push(english);
        }
    };
    need(
        key.to_owned(),
        command
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default(),
    );
    for argument in command.get_arguments() {
        let [own, shared] = argument_keys(argument, key);
        let english = argument
            .get_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        need(
            if say.help(&own).is_some() {
                own
            } else {
                shared
            },
            english,
        );
        value_names(argument)
            .into_iter()
            .for_each(|name| need(value_key(&name), name));
    }
    for subcommand in command.get_subcommands() {
        collect(
            subcommand,
            &format!("{key}-{}", subcommand.get_name()),
            say,
            keys,
        );
    }
}

fn argument_keys(argument: &Arg, command: &str) -> [String; 2] {
    [
        format!("{command}--{}", argument.get_id()),
        format!("help--{}", argument.get_id()),
    ]
}

/// The names of the values that an argument takes; clap gives names to the values of plain flags too.
fn value_names(argument: &Arg) -> Vec<String> {
    let takes_values = argument.get_action().takes_values();
    let names = argument.get_value_names().filter(|_| takes_values);
    names
        .unwrap_or_default()
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn value_key(name: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() {
            letter.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    format!("value-{}", name.chars().map(plain).collect::<String>())
}
