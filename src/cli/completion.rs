//! What the shell completes: commands and flags from the command line itself, deals and stages from the workspace.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Shells};

use super::help;
use super::say::Say;

/// The variable by which the shell's script asks for completions.
const ASKED_BY: &str = "COMPLETE";

/// A word that can stand on the command line, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub word: String,
    pub meaning: String,
}

/// A source of words in the workspace that a folder is in; none where there is no workspace.
pub type Words = fn(&Path) -> Vec<Word>;

/// Where the words of a workspace come from. A source that is left out completes nothing.
#[derive(Debug, Clone, Copy)]
pub struct Sources {
    pub deals: Words,
    pub stages: Words,
    pub clients: Words,
    pub people: Words,
}

impl Default for Sources {
    fn default() -> Sources {
        let nothing: Words = |_| Vec::new();
        Sources {
            deals: nothing,
            stages: nothing,
            clients: nothing,
            people: nothing,
        }
    }
}

/// When it is the shell that asks for completions, answers and ends the process.
pub fn answer_the_shell(say: &Say, sources: Sources) {
    if env::var_os(ASKED_BY).is_some() {
        let command = || with_words(help::command(say), sources, &folder_of_the_line());
        CompleteEnv::with_factory(command).var(ASKED_BY).complete();
    }
}

/// The shells that can be taught.
pub fn shells() -> Vec<&'static str> {
    Shells::builtins().names().collect()
}

/// The script that teaches a shell, none for a shell that is not known.
pub fn script(shell: &str) -> io::Result<Option<String>> {
    let shells = Shells::builtins();
    let Some(shell) = shells.completer(shell) else {
        return Ok(None);
    };
    let mut script = Vec::new();
    shell.write_registration(ASKED_BY, "tlg", "tlg", "tlg", &mut script)?;
    String::from_utf8(script)
        .map(Some)
        .map_err(io::Error::other)
}

/// Gives every argument that names a deal, a stage, a client or a person the words of the workspace around `folder`.
pub fn with_words(command: Command, sources: Sources, folder: &Path) -> Command {
    command
        .mut_args(|argument| knowing(argument, sources, folder))
        .mut_subcommands(|subcommand| with_words(subcommand, sources, folder))
}

fn knowing(argument: Arg, sources: Sources, folder: &Path) -> Arg {
    let words = match argument.get_id().as_str() {
        "deal" => sources.deals,
        "stage" => sources.stages,
        "client" => sources.clients,
        "person" | "manager" | "from" | "to" => sources.people,
        _ => return argument,
    };
    let folder = folder.to_owned();
    argument.add(ArgValueCandidates::new(move || {
        words(&folder).into_iter().map(candidate).collect()
    }))
}

fn candidate(word: Word) -> CompletionCandidate {
    CompletionCandidate::new(word.word).help(Some(word.meaning.into()))
}

/// The folder that `-C` names on the line being completed, which follows `--`; else the current one.
fn folder_of_the_line() -> PathBuf {
    let mut line = env::args_os()
        .skip_while(|argument| argument != "--")
        .skip_while(|argument| argument != "-C");
    line.nth(1)
        .map_or_else(|| PathBuf::from("."), PathBuf::from)
}
