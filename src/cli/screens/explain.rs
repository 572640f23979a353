//! Why each rule did or did not act on a deal.

use super::Wording;
use super::mail::fate;
use super::rows::Rows;
use crate::agenda::Explanation;
use crate::agenda::agenda::{Awaited, Fate, LetterDue, QuoteDue, RequestDue, TaskDue};
use crate::agenda::explain::{EscalationState, ReminderState};
use crate::cli::screen::{Meaning, paint};
use crate::cli::stop::Unmet;
use crate::deal::Deal;
use crate::record::id::PersonId;
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
        let mut rows = Rows::default();
        for line in self.lines(words) {
            let (mark, meaning) = match line.mark {
                Mark::Acted => ("✓", Meaning::Right),
                Mark::Waits => ("·", Meaning::Plain),
                Mark::Lacks => ("✗", Meaning::Wrong),
            };
            rows.add(&format!("{} {}", paint(meaning, mark), line.rule), line.why);
        }
        let stage = words.stage(&self.deal.stage);
        let head = format!("{}  {stage} · {}", self.deal.deal, self.deal.title);
        let lines = rows.to_lines(width.saturating_sub(2)).into_iter();
        let lines = lines.map(|line| format!("  {line}"));
        std::iter::once(head)
            .chain(lines)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The same for programs.
    pub fn to_json(&self, words: &Wording) -> Value {
        let lines = self.lines(words).into_iter();
        let rules = lines.zip(&self.missing).map(|(line, missing)| {
            let state = match line.mark {
                Mark::Acted => "acted",
                Mark::Waits => "waits",
                Mark::Lacks => "lacks",
            };
            json!({"state": state, "rule": line.rule, "why": line.why, "unmet": missing})
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

fn line(explanation: &Explanation, missing: &[Unmet], words: &Wording) -> Line {
    match explanation {
        Explanation::Waits(awaited) => waits(awaited, words),
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
    }
}

fn waits(awaited: &Awaited, words: &Wording) -> Line {
    Line {
        mark: Mark::Waits,
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
        Fate::Sent => Mark::Acted,
        Fate::Leaves | Fate::Held { .. } | Fate::Leaving => Mark::Waits,
        Fate::CauseGone { .. } | Fate::Cancelled { .. } => Mark::Lacks,
    };
    let name = words.letter(&due.letter);
    Line {
        mark,
        rule: words.say.text("explain-letter", args![letter => name]),
        why: fate(due.fate, words),
    }
}

fn people(ids: &[PersonId], words: &Wording) -> String {
    let names: Vec<String> = ids.iter().map(|id| words.person(id)).collect();
    names.join(", ")
}
