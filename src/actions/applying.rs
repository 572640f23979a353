//! Settings, process, calendars and templates that an administrator edited by hand (docs/process.md, Process changes).

use super::authority::acting;
use super::change::Change;
use super::ground::Ground;
use super::refusal::{Refusal, Unmet};
use crate::calendar::{CalendarFault, Year};
use crate::deal::DealId;
use crate::mail::{self, WriteError};
use crate::people::Role;
use crate::process::settings::Settings;
use crate::process::{Process, ProcessErrors, check};
use crate::record::id::{DecisionId, MailId, PersonId, StageId, TaskId};
use crate::record::{Fault, Moment};
use std::collections::BTreeMap;

/// Where git's own settings of a workspace stand.
pub const ATTRIBUTES_PATH: &str = ".gitattributes";

/// The line that no `.gitattributes` of a workspace goes without: no text merge ever touches a deal.
pub const DEALS_ATTRIBUTE: &str = "deals/** merge=binary";

/// Why a file cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is none of the files that an administrator edits.
    NotASetting,
    Settings(Fault),
    Process(ProcessErrors),
    Calendar(Vec<CalendarFault>),
    /// The template of a letter; `line` from 1, the words are the reader's, in English.
    Template {
        line: usize,
        message: String,
    },
    /// A template's first line is no `Subject: …`, or no empty line follows it.
    NoSubject,
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
    /// `.gitattributes` would let git merge deals as text.
    DealsMerge,
    /// Open deals stand in a stage that is gone or final now.
    StageInUse {
        stage: StageId,
        deals: Vec<DealId>,
    },
    /// Deals, lost ones among them, have an open task that is gone.
    TaskInUse {
        task: TaskId,
        deals: Vec<DealId>,
    },
    /// Open deals wait for an answer to a question that is gone.
    DecisionInUse {
        decision: DecisionId,
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

/// Takes files over as they were edited, by an administrator, if every one of them holds.
pub(super) fn decide(
    ground: &Ground,
    files: &BTreeMap<String, String>,
    actor: &PersonId,
    now: Moment,
) -> Result<Change, Refusal> {
    let mut unmet = Vec::new();
    let today = ground.calendar.local_day(now);
    unmet.extend(acting(&ground.people, None, Role::Administrator, actor, today).err());
    if files.is_empty() {
        unmet.push(Unmet::NothingGiven);
    }
    unmet.extend(self::unmet(ground, files));
    if !unmet.is_empty() {
        return Err(Refusal { deal: None, unmet });
    }
    let paths: Vec<String> = files.keys().cloned().collect();
    Ok(Change {
        message: super::message::of_apply(ground, &paths, actor),
        files: files.clone(),
        ..Change::default()
    })
}

/// What is in the way of the files that a workspace begins with: the same as where they are applied later, and that
/// git never merges deals.
pub(super) fn scaffold_unmet(ground: &Ground, files: &BTreeMap<String, String>) -> Vec<Unmet> {
    let unkept = (!files.contains_key(ATTRIBUTES_PATH)).then(|| Unmet::Unapplicable {
        path: ATTRIBUTES_PATH.to_owned(),
        problem: Box::new(Problem::DealsMerge),
    });
    unkept.into_iter().chain(unmet(ground, files)).collect()
}

/// Why files cannot be taken over, each by itself.
fn unmet(ground: &Ground, files: &BTreeMap<String, String>) -> Vec<Unmet> {
    let of_file = |(path, text): (&String, &String)| {
        let problems = problems(ground, files, path, text).into_iter();
        let unmet = problems.map(|problem| Unmet::Unapplicable {
            path: path.clone(),
            problem: Box::new(problem),
        });
        unmet.collect::<Vec<Unmet>>()
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
        Settings::PATH => settings_problems(ground, files, text),
        Process::PATH => process_problems(ground, files, text),
        ATTRIBUTES_PATH => attributes_problem(text).into_iter().collect(),
        _ if is_calendar(path) => {
            let faults = Year::read(path, text.as_bytes()).err();
            faults.map(Problem::Calendar).into_iter().collect()
        }
        _ if template_of(path).is_some() => template_problem(path, text).into_iter().collect(),
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

fn settings_problems(
    ground: &Ground,
    files: &BTreeMap<String, String>,
    text: &str,
) -> Vec<Problem> {
    let settings = match Settings::read(text.as_bytes()) {
        Ok(settings) => settings,
        Err(fault) => return vec![Problem::Settings(fault)],
    };
    let old = &ground.settings;
    let mut problems = Vec::new();
    if settings.rules < old.rules {
        problems.push(Problem::RulesGoDown {
            from: old.rules,
            to: settings.rules,
        });
    }
    if settings.rules > old.rules && (files.len() > 1 || !is_same_but_rules(&settings, old)) {
        problems.push(Problem::RulesNotAlone);
    }
    if settings.rules > Settings::RULES {
        problems.push(Problem::RulesUnknown {
            rules: settings.rules,
            known: Settings::RULES,
        });
    }
    if settings.prefix != old.prefix && !ground.deals.is_empty() {
        problems.push(Problem::PrefixInUse {
            prefix: old.prefix.clone(),
        });
    }
    problems
}

fn is_same_but_rules(new: &Settings, old: &Settings) -> bool {
    let rules = old.rules;
    *old == Settings {
        rules,
        ..new.clone()
    }
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
    let mut stages: BTreeMap<&StageId, Vec<DealId>> = BTreeMap::new();
    let mut tasks: BTreeMap<&TaskId, Vec<DealId>> = BTreeMap::new();
    let mut decisions: BTreeMap<&DecisionId, Vec<DealId>> = BTreeMap::new();
    for deal in &ground.deals {
        let id = || deal.deal.clone();
        if ground.process.is_open(&deal.stage) && !process.is_open(&deal.stage) {
            stages.entry(&deal.stage).or_default().push(id());
        }
        for task in deal
            .tasks
            .iter()
            .filter(|task| !process.tasks.contains_key(&task.id))
        {
            tasks.entry(&task.id).or_default().push(id());
        }
        let asked = deal.request.iter().map(|request| &request.about);
        for about in asked.filter(|about| process.decision(about).is_none()) {
            decisions.entry(about).or_default().push(id());
        }
    }
    let stages = stages
        .into_iter()
        .map(|(stage, deals)| Problem::StageInUse {
            stage: stage.clone(),
            deals,
        });
    let tasks = tasks.into_iter().map(|(task, deals)| Problem::TaskInUse {
        task: task.clone(),
        deals,
    });
    let decisions = decisions
        .into_iter()
        .map(|(decision, deals)| Problem::DecisionInUse {
            decision: decision.clone(),
            deals,
        });
    let unwritten = untold(ground, files, &process).map(|mail| Problem::TemplateMissing { mail });
    let in_use = stages.chain(tasks).chain(decisions);
    in_use.chain(unwritten).collect()
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

fn attributes_problem(text: &str) -> Option<Problem> {
    let kept = text.lines().any(|line| line.trim() == DEALS_ATTRIBUTE);
    (!kept).then_some(Problem::DealsMerge)
}

fn template_problem(path: &str, text: &str) -> Option<Problem> {
    match mail::check(path, text) {
        Err(WriteError::Template { line, message, .. }) => Some(Problem::Template {
            line: line.unwrap_or(1),
            message,
        }),
        Err(_) => Some(Problem::NoSubject),
        Ok(()) => None,
    }
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
    let ours = [
        "deals/",
        "clients/",
        "ticks/",
        "people.yaml",
        "allowed_signers",
    ];
    let folder = extra.trim_end_matches('/');
    let below = path
        .strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    below && !ours.iter().any(|ours| path.starts_with(ours))
}
