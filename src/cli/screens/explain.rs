//! Why each rule did or did not act on a deal.

use super::Wording;
use super::explain_data::data;
use super::mail::told;
use super::rows::Rows;
use super::standing::extend;
use crate::agenda::agenda::{Awaited, Fate, LetterDue, QuoteDue, RequestDue, TaskDue};
use crate::agenda::explain::{EscalationState, ReminderState};
use crate::agenda::{DealDue, Explanation};
use crate::cli::screen::{Meaning, paint};
use crate::cli::stop::Unmet;
use crate::deal::Deal;
use crate::process::mail::Occasion;
use crate::record::id::{MailId, PersonId};
use serde_json::{Value, json};

/// What there is to explain of a deal.
pub struct Page<'a> {
    pub deal: &'a Deal,
    pub explanations: &'a [Explanation],
    /// What each explanation of a move lacks, in words.
    pub missing: Vec<Vec<Unmet>>,
}

/// Whether a rule acted, waits for its time, or lacks something.
#[derive(Clone, Copy)]
enum Mark {
    Acted,
    Waits,
    Lacks,
}

/// One line: the mark, the rule, and why.
struct Line {
    mark: Mark,
    rule: String,
    why: String,
}

impl Page<'_> {
    /// The lines under the deal's title.
    pub fn to_text(&self, words: &Wording, width: u16) -> String {
        let stage = words.stage(&self.deal.stage);
        let head = format!("{}  {stage} · {}", self.deal.deal, self.deal.title);
        under(head, self.lines(words), width)
    }

    /// The same for programs.
    pub fn to_json(&self, words: &Wording) -> Value {
        let lines = self.lines(words).into_iter();
        let told = self.explanations.iter().zip(&self.missing);
        let rules = lines.zip(told).map(|(line, (explanation, missing))| {
            let mut value = line.to_json();
            extend(&mut value, json!({ "unmet": missing }));
            extend(&mut value, data(explanation));
            value
        });
        json!({
            "deal": self.deal.deal.to_string(),
            "stage": self.deal.stage.as_str(),
            "rules": rules.collect::<Vec<_>>(),
        })
    }

    fn lines(&self, words: &Wording) -> Vec<Line> {
        let explained = self.explanations.iter().zip(&self.missing);
        explained
            .map(|(explanation, missing)| line(explanation, missing, words))
            .collect()
    }
}

/// What is due on a deal, under its title.
pub fn due(due: &DealDue, words: &Wording, width: u16) -> String {
    let (stage, manager) = (words.stage(&due.stage), words.person(&due.manager));
    let head = format!("{}  {stage} · {} · {manager}", due.deal, due.title);
    let lines = due.what.iter().map(|told| line(told, &[], words));
    under(head, lines.collect(), width)
}

/// What is due on a deal, for programs.
pub fn due_data(due: &DealDue, words: &Wording) -> Value {
    let what = due.what.iter().map(|told| {
        let mut value = line(told, &[], words).to_json();
        extend(&mut value, data(told));
        value
    });
    json!({
        "deal": due.deal.to_string(),
        "title": due.title,
        "client": due.client.as_str(),
        "stage": due.stage.as_str(),
        "manager": due.manager.as_str(),
        "due": what.collect::<Vec<_>>(),
    })
}

fn under(head: String, lines: Vec<Line>, width: u16) -> String {
    let mut rows = Rows::default();
    for line in lines {
        let (mark, meaning) = match line.mark {
            Mark::Acted => ("✓", Meaning::Right),
            Mark::Waits => ("·", Meaning::Plain),
            Mark::Lacks => ("✗", Meaning::Wrong),
        };
        rows.add(&format!("{} {}", paint(meaning, mark), line.rule), line.why);
    }
    let lines = rows.to_lines(width.saturating_sub(2)).into_iter();
    let lines = lines.map(|line| format!("  {line}"));
    let lines: Vec<String> = std::iter::once(head).chain(lines).collect();
    lines.join("\n")
}

impl Line {
    fn to_json(&self) -> Value {
        let state = match self.mark {
            Mark::Acted => "acted",
            Mark::Waits => "waits",
            Mark::Lacks => "lacks",
        };
        json!({"state": state, "rule": self.rule, "why": self.why})
    }
}

fn line(explanation: &Explanation, missing: &[Unmet], words: &Wording) -> Line {
    match explanation {
        Explanation::Waits(awaited) | Explanation::Expected(awaited) => waits(awaited, words),
        Explanation::Task(due) => task(due, words),
        Explanation::Request(due) => request(due, words),
        Explanation::Quote(due) => quote(due, words),
        Explanation::Reminder(state) => reminder(state, words),
        Explanation::Escalation(state) => escalation(state, words),
        Explanation::Automatic { to, .. } => {
            let stage = words.stage(to);
            let rule = words.say.text("explain-move", args![stage => stage]);
            automatic(rule, missing, words)
        }
        Explanation::Letter(due) => letter(due, words),
        Explanation::Uncalled { mail, when } => uncalled(mail, when, words),
    }
}

fn uncalled(mail: &MailId, when: &Occasion, words: &Wording) -> Line {
    let say = words.say;
    let name = say.text("deal-letter-name", args![mail => mail.as_str()]);
    let process = &words.house.process;
    let why = match when {
        Occasion::Enters(stage) => {
            say.text("explain-letter-enters", args![stage => words.stage(stage)])
        }
        Occasion::Done(task) => {
            let rule = process.tasks.get(task);
            let title = rule.map_or_else(|| task.to_string(), |rule| rule.title.clone());
            say.text("explain-letter-done", args![task => title])
        }
        Occasion::Asked => say.line("explain-letter-asked"),
        Occasion::Answered => say.line("explain-letter-answered"),
        Occasion::Paid => say.line("explain-letter-paid"),
        Occasion::Daily | Occasion::Reminded => String::new(),
    };
    Line {
        mark: Mark::Waits,
        rule: say.text("explain-letter", args![letter => name]),
        why,
    }
}

fn waits(awaited: &Awaited, words: &Wording) -> Line {
    Line {
        mark: match awaited.standing.is_late() {
            true => Mark::Lacks,
            false => Mark::Waits,
        },
        rule: words.fact(&awaited.fact),
        why: words.day(awaited.day),
    }
}

fn task(due: &TaskDue, words: &Wording) -> Line {
    let holder = words.holder(&due.task.holder);
    let day = words.due(due.task.due);
    Line {
        mark: if due.standing.is_late() {
            Mark::Lacks
        } else {
            Mark::Waits
        },
        rule: due.task.title.clone(),
        why: words
            .say
            .text("explain-task", args![holder => holder, day => day]),
    }
}

fn request(due: &RequestDue, words: &Wording) -> Line {
    let who = people(&due.deciders, words);
    let day = words.due(due.request.due);
    Line {
        mark: if due.standing.is_late() {
            Mark::Lacks
        } else {
            Mark::Waits
        },
        rule: words.question(&due.request.about, due.request.round),
        why: words
            .say
            .text("explain-request", args![who => who, day => day]),
    }
}

fn quote(due: &QuoteDue, words: &Wording) -> Line {
    let round = due.round;
    let day = words.due(due.valid_until);
    Line {
        mark: if due.standing.is_late() {
            Mark::Lacks
        } else {
            Mark::Waits
        },
        rule: words.say.text("explain-quote", args![round => round]),
        why: words.say.text("explain-quote-valid", args![day => day]),
    }
}

fn reminder(state: &ReminderState, words: &Wording) -> Line {
    let say = words.say;
    let rule = |title: &str| say.text("explain-reminder", args![title => title]);
    match state {
        ReminderState::Given { due, at } => Line {
            mark: Mark::Acted,
            rule: rule(&due.title),
            why: say.text(
                "explain-reminder-given",
                args![who => words.person(&due.person), at => words.moment(*at), day => due.day],
            ),
        },
        ReminderState::Due(due) => Line {
            mark: Mark::Waits,
            rule: rule(&due.title),
            why: say.text("explain-reminder-due", args![day => due.day]),
        },
        ReminderState::Next { title, on, .. } => Line {
            mark: Mark::Waits,
            rule: rule(title),
            why: say.text("explain-reminder-next", args![day => words.day(*on)]),
        },
        ReminderState::Elsewhere { title, stage, .. } => Line {
            mark: Mark::Waits,
            rule: rule(title),
            why: say.text(
                "explain-reminder-elsewhere",
                args![stage => words.stage(stage)],
            ),
        },
        ReminderState::NoDate { title, .. } => Line {
            mark: Mark::Waits,
            rule: rule(title),
            why: say.line("explain-reminder-no-date"),
        },
    }
}

fn escalation(state: &EscalationState, words: &Wording) -> Line {
    let say = words.say;
    let who = people(&state.to, words);
    let title = state.title.as_str();
    let rule = say.text("explain-escalation", args![title => title]);
    match state.given {
        Some(at) => Line {
            mark: Mark::Acted,
            rule,
            why: say.text(
                "explain-escalation-given",
                args![who => who, at => words.moment(at)],
            ),
        },
        None => Line {
            mark: Mark::Waits,
            rule,
            why: say.text(
                "explain-escalation-on",
                args![who => who, day => words.day(state.on)],
            ),
        },
    }
}

fn automatic(rule: String, missing: &[Unmet], words: &Wording) -> Line {
    let Some(first) = missing.first() else {
        let why = words.say.line("explain-move-follows");
        return Line {
            mark: Mark::Waits,
            rule,
            why,
        };
    };
    let texts: Vec<&str> = missing.iter().map(|unmet| unmet.text.as_str()).collect();
    let command = first.remedies.first().map(|remedy| remedy.command.as_str());
    let why = match command {
        Some(command) => format!("{}: {command}", texts.join(", ")),
        None => texts.join(", "),
    };
    Line {
        mark: Mark::Lacks,
        rule,
        why,
    }
}

fn letter(due: &LetterDue, words: &Wording) -> Line {
    let mark = match due.fate {
        _ if due.letter.stray().is_some() => Mark::Lacks,
        Fate::Sent => Mark::Acted,
        Fate::Leaves | Fate::Held { .. } | Fate::PutOff { .. } => Mark::Waits,
        Fate::Leaving => Mark::Waits,
        Fate::CauseGone { .. } | Fate::Cancelled { .. } => Mark::Lacks,
        Fate::NoReceipt { .. } | Fate::Missed { .. } => Mark::Lacks,
    };
    let name = words.letter(&due.letter);
    Line {
        mark,
        rule: words.say.text("explain-letter", args![letter => name]),
        why: told(
            due.fate,
            due.letter.said.as_deref(),
            due.letter.stray().as_ref(),
            words,
        ),
    }
}

fn people(ids: &[PersonId], words: &Wording) -> String {
    let names: Vec<String> = ids.iter().map(|id| words.person(id)).collect();
    names.join(", ")
}
