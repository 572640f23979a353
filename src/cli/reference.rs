//! The reference of commands, made from their help. `docs/commands.md` is this text; a test keeps them equal.

use std::fmt::{self, Write};

use clap::{Arg, Command};

use super::help;
use super::say::Say;

/// The reference in Markdown, in the language of `say`.
pub fn markdown(say: &Say) -> String {
    let mut tree = help::command(say);
    tree.build();
    let mut page = String::new();
    // A String takes every write.
    let _ = write_reference(&mut page, &tree, say);
    page
}

fn write_reference(page: &mut String, tree: &Command, say: &Say) -> fmt::Result {
    writeln!(
        page,
        "# {}\n\n{}\n",
        say.line("help-reference-title"),
        say.line("help-reference-origin")
    )?;
    writeln!(page, "{}.\n", about(tree))?;
    writeln!(page, "{}\n", say.line("help-reference-everywhere"))?;
    tree.get_arguments()
        .filter(|argument| argument.is_global_set())
        .try_for_each(|argument| write_argument(page, argument))?;
    tree.get_subcommands()
        .try_for_each(|command| write_command(page, command, say))
}

fn write_command(page: &mut String, command: &Command, say: &Say) -> fmt::Result {
    if command.has_subcommands() {
        writeln!(
            page,
            "\n## tlg {}\n\n{}.",
            command.get_name(),
            about(command)
        )?;
        return command
            .get_subcommands()
            .try_for_each(|command| write_command(page, command, say));
    }
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let depth = if name.split(' ').count() > 2 {
        "###"
    } else {
        "##"
    };
    let usage = help::in_words(&command.clone().render_usage().to_string(), say);
    let usage = usage.trim_start_matches("Usage:").trim();
    writeln!(
        page,
        "\n{depth} {name}\n\n{}.\n\n```text\n{usage}\n```",
        about(command)
    )?;
    let own: Vec<&Arg> = command
        .get_arguments()
        .filter(|argument| !argument.is_global_set())
        .collect();
    if !own.is_empty() {
        writeln!(page)?;
    }
    own.into_iter()
        .try_for_each(|argument| write_argument(page, argument))
}

fn write_argument(page: &mut String, argument: &Arg) -> fmt::Result {
    let short = argument
        .get_short()
        .filter(|_| argument.get_long().is_some())
        .map(|short| format!("-{short}, "));
    let help = argument
        .get_help()
        .map(ToString::to_string)
        .unwrap_or_default();
    writeln!(page, "* `{}{argument}`: {help}", short.unwrap_or_default())
}

fn about(command: &Command) -> String {
    command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default()
}
