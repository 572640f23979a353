//! Settings, process, calendars and templates that an administrator edited by hand (docs/process.md, Process changes).

use super::attributes::{self, ATTRIBUTES_PATH};
use super::authority::acting;
use super::change::Change;
use super::decide::No;
use super::ground::{Ground, new_process};
use super::refusal::{Refusal, Unmet};
use super::relocating::{self, take_along};
use super::settings_edit::{self, SettingFault};
use crate::calendar::{CalendarFault, Year};
use crate::deal::DealId;
use crate::mail::{self, WriteError};
use crate::people::Role;
use crate::process::settings::Settings;
use crate::process::{Process, ProcessErrors, check};
use crate::record::id::{FactId, MailId, PersonId, StageId, TaskId};
use crate::record::{Fault, Moment};
use std::collections::BTreeMap;

/// Why a file cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is none of the files that an administrator edits.
    NotASetting,
    Settings(Fault),
    /// The settings can be read, and one of them cannot be so.
    Setting(SettingFault),
    Process(ProcessErrors),
    Calendar(Vec<CalendarFault>),
    /// The template of a letter; `line` from 1, the words are the reader's, in English.
    Template {
        line: usize,
        message: String,
    },
    /// A template's first line is no `Subject: …`, or no empty line follows it.
    NoSubject,
    /// The subject or the text of the letter would be empty.
    EmptyLetter,
    /// The template on file cannot tell the letter that the new process makes of it.
    TemplateUnfit {
        mail: MailId,
        problem: Box<Problem>,
    },
    /// A letter of the process has no template.
    TemplateMissing {
        mail: MailId,
    },
    /// The rules only ever grow.
    RulesGoDown {
        from: u32,
        to: u32,
    },
    /// New rules come in a commit of their own, which changes nothing else.
    RulesNotAlone,
    /// Rules that this program does not know.
    RulesUnknown {
        rules: u32,
        known: u32,
    },
    /// Deals have been numbered with the old prefix.
    PrefixInUse {
        prefix: String,
    },
    /// `.gitattributes` would let git merge deals or their numbers as text.
    Merges {
        missing: &'static str,
    },
    /// A line of `.gitattributes` by which git would change, compare or merge files of `tlg` otherwise than byte for byte.
    Attributes {
        line: usize,
        text: String,
    },
    /// Open deals stand in a stage that is gone or final now, and the process does not say where they go.
    StageInUse {
        stage: StageId,
        deals: Vec<DealId>,
    },
    /// Closed deals stand in a stage that would open again, or end otherwise.
    EndChanged {
        stage: StageId,
        deals: Vec<DealId>,
    },
    /// Deals, lost ones among them, have an open task that is gone, and the process does not say what becomes of it.
    TaskInUse {
        task: TaskId,
        deals: Vec<DealId>,
    },
    /// Open deals hold a fact with a value of another type.
    FactInUse {
        fact: FactId,
        deals: Vec<DealId>,
    },
    /// Deals would be taken into a stage, or left in one, where nobody has anything to do.
    NothingToDo {
        stage: StageId,
        deals: Vec<DealId>,
    },
}

/// Where settings stand that an administrator edits, besides the company's own extra paths.
pub const PATHS: [&str; 5] = [
    Settings::PATH,
    Process::PATH,
    ATTRIBUTES_PATH,
    "calendar",
    "templates",
];

/// Takes files over as they were edited, by an administrator, if every one of them holds, and takes along the deals for
/// which a new process has no place.
pub(super) fn decide(
    ground: &Ground,
    files: &BTreeMap<String, String>,
    actor: &PersonId,
    now: Moment,
) -> Result<Change, No> {
    let mut unmet = Vec::new();
    let today = ground.calendar.local_day(now);
    unmet.extend(acting(&ground.people, None, Role::Administrator, actor, today).err());
    if files.is_empty() {
        unmet.push(Unmet::NothingGiven);
    }
    unmet.extend(self::unmet(ground, files));
    if !unmet.is_empty() {
        return Err(Refusal { deal: None, unmet }.into());
    }
    let process = new_process(files);
    let process = process.as_ref().unwrap_or(&ground.process);
    let relocated = take_along(ground, process, actor, now)?;
    let paths: Vec<String> = files.keys().cloned().collect();
    let deals = relocated.iter().map(|deal| &deal.after);
    let deals = deals.map(|file| (file.deal.deal.path(), file.text()));
    Ok(Change {
        message: super::message::of_apply(ground, &paths, process, &relocated, actor),
        files: files.clone().into_iter().chain(deals).collect(),
        ..Change::default()
    })
}

/// The problems of one file as conditions that are not met.
pub(super) fn unapplicable(path: &str, problems: Vec<Problem>) -> impl Iterator<Item = Unmet> {
    let problems = problems.into_iter();
    problems.map(move |problem| Unmet::Unapplicable {
        path: path.to_owned(),
        problem: Box::new(problem),
    })
}

/// What is in the way of the files that a workspace begins with: the same as where they are applied later, and that
/// git never merges deals.
pub(super) fn scaffold_unmet(ground: &Ground, files: &BTreeMap<String, String>) -> Vec<Unmet> {
    let unkept = match files.contains_key(ATTRIBUTES_PATH) {
        true => Vec::new(),
        false => attributes::problems(""),
    };
    let unkept = unapplicable(ATTRIBUTES_PATH, unkept);
    unkept.chain(unmet(ground, files)).collect()
}

/// Why files cannot be taken over, each by itself.
fn unmet(ground: &Ground, files: &BTreeMap<String, String>) -> Vec<Unmet> {
    let of_file = |(path, text): (&String, &String)| {
        let problems = problems(ground, files, path, text);
        unapplicable(path, problems).collect::<Vec<Unmet>>()
    };
    files.iter().flat_map(of_file).collect()
}

fn problems(
    ground: &Ground,
    files: &BTreeMap<String, String>,
    path: &str,
    text: &str,
) -> Vec<Problem> {
    match path {
        Settings::PATH => settings_edit::problems(ground, files, text),
        Process::PATH => process_problems(ground, files, text),
        ATTRIBUTES_PATH => attributes::problems(text),
        _ if is_calendar(path) => {
            let faults = Year::read(path, text.as_bytes()).err();
            faults.map(Problem::Calendar).into_iter().collect()
        }
        _ if template_of(path).is_some() => template_problem(ground, files, path, text)
            .into_iter()
            .collect(),
        _ if is_extra(ground, files, path) => Vec::new(),
        _ => vec![Problem::NotASetting],
    }
}

/// `calendar/<year>.yaml`; that it is the year's own file, the calendar says.
fn is_calendar(path: &str) -> bool {
    let name = path.strip_prefix("calendar/");
    let year = name.and_then(|name| name.strip_suffix(".yaml"));
    year.is_some_and(|year| year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit()))
}

/// The letter that a file is the template of.
fn template_of(path: &str) -> Option<MailId> {
    let name = path.strip_prefix("templates/mail/")?.strip_suffix(".txt")?;
    MailId::new(name).ok()
}

/// A process is taken over only if it is sound, every letter has its template and every deal can go on by it; a lost deal
/// may have money to give back.
fn process_problems(ground: &Ground, files: &BTreeMap<String, String>, text: &str) -> Vec<Problem> {
    let process = match Process::read(Process::PATH, text.as_bytes()) {
        Ok(process) => process,
        Err(errors) => return vec![Problem::Process(errors)],
    };
    let findings = check(&process).findings;
    if !findings.is_empty() {
        return vec![Problem::Process(ProcessErrors::Findings(findings))];
    }
    let unwritten = untold(ground, files, &process).map(|mail| Problem::TemplateMissing { mail });
    let in_use = relocating::problems(ground, &process).into_iter();
    let stale = stale(ground, files, &process).into_iter();
    in_use.chain(unwritten).chain(stale).collect()
}

/// The letters of a process that no template is on file or comes along for.
fn untold<'a>(
    ground: &'a Ground,
    files: &'a BTreeMap<String, String>,
    process: &'a Process,
) -> impl Iterator<Item = MailId> + 'a {
    let ids = process.mails.iter().map(|rule| &rule.id);
    let missing = ids.filter(|id| {
        !ground.tick.templates.contains_key(id.as_str()) && !files.contains_key(&mail::path(id))
    });
    missing.cloned()
}

/// What keeps letters from being written by a template: in any case, or on what the letter of that name speaks of.
fn template_problem(
    ground: &Ground,
    files: &BTreeMap<String, String>,
    path: &str,
    text: &str,
) -> Option<Problem> {
    let process = new_process(files);
    let process = process.as_ref().unwrap_or(&ground.process);
    let rule = template_of(path).and_then(|id| process.mail(&id));
    let written = mail::check(path, text).and_then(|()| match rule {
        Some(rule) => mail::try_out(process, rule, text.as_bytes()),
        None => Ok(()),
    });
    written.err().map(of_template)
}

fn of_template(error: WriteError) -> Problem {
    match error {
        WriteError::Template { line, message, .. } => Problem::Template {
            line: line.unwrap_or(1),
            message,
        },
        WriteError::Empty { .. } => Problem::EmptyLetter,
        _ => Problem::NoSubject,
    }
}

/// Templates on file that a new process would write other letters by, and that cannot tell them.
fn stale(ground: &Ground, files: &BTreeMap<String, String>, process: &Process) -> Vec<Problem> {
    let kept = process.mails.iter().filter_map(|rule| {
        let template = ground.tick.templates.get(rule.id.as_str())?;
        let is_edited = files.contains_key(&mail::path(&rule.id));
        let error = mail::try_out(process, rule, template).err()?;
        let mail = rule.id.clone();
        (!is_edited).then(|| Problem::TemplateUnfit {
            mail,
            problem: Box::new(of_template(error)),
        })
    });
    kept.collect()
}

/// Whether the settings, as they will be, let administrators keep this file here.
fn is_extra(ground: &Ground, files: &BTreeMap<String, String>, path: &str) -> bool {
    let new = files.get(Settings::PATH);
    let new = new.and_then(|text| Settings::read(text.as_bytes()).ok());
    let settings = new.as_ref().unwrap_or(&ground.settings);
    settings.extra_paths.iter().any(|extra| covers(extra, path))
}

/// Whether an extra path is the file itself or a folder that holds it. Nothing of ours is ever an extra path.
fn covers(extra: &str, path: &str) -> bool {
    let folder = extra.trim_end_matches('/');
    let rest = path.strip_prefix(folder);
    let below = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    below && settings_edit::is_extra(path)
}
