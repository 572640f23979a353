//! One deal: where it stands, what is next, what was done.

mod facts;
mod offer;
mod offers;
mod path;
mod quotes;

pub use offer::Offer;
pub use offers::offers;

use super::mail::departed;
use super::rows::{Rows, labelled};
use super::standing::extend;
use super::{Standing, Wording, history};
use crate::actions::letters::lost_cause;
use crate::cli::screen::{Meaning, exact_day, of_text, paint, working_days};
use crate::cli::words::missed;
use crate::deal::letter::{CancelCause, Letter, LetterState, MissCause};
use crate::deal::task::Task;
use crate::deal::{Deal, DealFile};
use serde_json::{Value, json};

/// A deal with all that the page tells of it.
pub struct Page<'a> {
    pub file: &'a DealFile,
    pub client_name: String,
    pub standing: Standing,
    /// What the person at the screen can do now; nothing where one looks at the past.
    pub offers: Vec<Offer>,
}

impl Page<'_> {
    /// The page as people read it.
    pub fn to_text(&self, words: &Wording, width: u16) -> String {
        let deal = &self.file.deal;
        let mut lines = vec![
            format!(
                "{}  {}",
                paint(Meaning::Mine, &deal.deal.to_string()),
                deal.title
            ),
            self.subtitle(words),
            String::new(),
        ];
        lines.extend(path::to_lines(self.file, words, width));
        lines.push(String::new());
        let rows = self.rows(words);
        let indent = rows
            .indent()
            .max(of_text(&words.say.line("deal-history")) + 2);
        lines.extend(rows.to_lines(width));
        lines.extend(offer::to_lines(&self.offers, indent, words, width));
        lines.push(String::new());
        lines.extend(self.history(indent, words, width));
        lines.join("\n")
    }

    /// The page as programs read it: the whole file, and what follows from it.
    pub fn to_json(&self, words: &Wording) -> Value {
        let mut value = self.standing.to_json(&self.file.deal, &self.client_name);
        if let Some(history) = self.file.node().get("history") {
            extend(&mut value, json!({ "history": history.to_json() }));
        }
        let path = path::stages(self.file, &words.house.process);
        let derived = json!({
            "path": path.iter().map(|stage| stage.as_str()).collect::<Vec<_>>(),
            "quote": quotes::state(&self.file.deal, words),
            "paid": self.file.deal.paid_total().map(|paid| paid.to_string()),
            "can": self.offers.iter().map(Offer::to_json).collect::<Value>(),
        });
        extend(&mut value, derived);
        value
    }

    fn subtitle(&self, words: &Wording) -> String {
        let deal = &self.file.deal;
        let opened = words.house.calendar.local_day(deal.opened);
        let days = words
            .house
            .calendar
            .working_days_between(opened, words.today);
        let day = exact_day(opened.date(), words.say);
        let parts = [
            self.client_name.clone(),
            words.person(&deal.manager),
            words.say.text("deal-opened", args![day => day]),
            working_days(days.into(), words.say),
        ];
        parts.join(" · ")
    }

    fn rows(&self, words: &Wording) -> Rows {
        let deal = &self.file.deal;
        let say = words.say;
        let mut rows = Rows::default();
        rows.add(&say.line("deal-stage"), self.stage(words));
        if let Some(lost) = &deal.lost {
            let reason = history::loss(&lost.reason, words);
            let text = lost.text.iter().map(|text| words.quoted(text));
            rows.add(
                &say.line("deal-lost"),
                std::iter::once(reason)
                    .chain(text)
                    .collect::<Vec<_>>()
                    .join(", "),
            );
        }
        for task in &deal.tasks {
            rows.add(&say.line("deal-task"), task_text(task, deal, words));
        }
        quotes::add_rows(&mut rows, deal, words);
        facts::add_rows(&mut rows, deal, words);
        for letter in deal
            .mail
            .iter()
            .filter(|letter| is_of_interest(letter, deal))
        {
            rows.add(&say.line("deal-letter"), letter_text(letter, deal, words));
        }
        rows
    }

    /// The stage and since when; how often the deal has come here, where that is more than once.
    fn stage(&self, words: &Wording) -> String {
        let deal = &self.file.deal;
        let (stage, since) = (words.stage(&deal.stage), words.moment(deal.entered));
        let text = words
            .say
            .text("deal-stage-since", args![stage => stage, moment => since]);
        match deal.visit {
            0 | 1 => text,
            visit => format!(
                "{text}, {}",
                words.say.text("deal-visit", args![count => visit])
            ),
        }
    }

    fn history(&self, indent: usize, words: &Wording, width: u16) -> Vec<String> {
        let indent_columns = u16::try_from(indent).unwrap_or_default();
        let text = history::to_text(&self.file.history, indent_columns, words, width);
        let title = words.say.line("deal-history");
        let lines = text.lines().enumerate();
        lines
            .map(|(place, line)| match place {
                0 => labelled(&title, indent, line.trim_start()),
                _ => line.to_owned(),
            })
            .collect()
    }
}

fn task_text(task: &Task, deal: &Deal, words: &Wording) -> String {
    let say = words.say;
    let due = match task.due < words.today {
        true => {
            let day = words.day(task.due);
            paint(
                Meaning::Late,
                &say.text("deal-task-late", args![day => day]),
            )
        }
        false => words.due(task.due),
    };
    let mut text = format!("{}, {due}", task.title);
    if task.holder != deal.manager.as_str() {
        text.push_str(&format!(" · {}", words.holder(&task.holder)));
    }
    if let Some(file) = &task.attached {
        text.push_str(&format!("\n{file}"));
    }
    if let Some(remarks) = &task.remarks {
        text.push_str(&format!("\n{}", words.quoted(remarks)));
    }
    text
}

/// Of the letters to the client, those on their way and all of the present stage. What people of the company are
/// written stands in `tlg mail list`.
fn is_of_interest(letter: &Letter, deal: &Deal) -> bool {
    let on_its_way = !matches!(letter.state, LetterState::Sent | LetterState::Cancelled);
    letter.id.person.is_none() && (on_its_way || letter.after >= deal.entered)
}

fn letter_text(letter: &Letter, deal: &Deal, words: &Wording) -> String {
    let say = words.say;
    let lost_cause = lost_cause(words.house, deal, letter, words.now);
    let cancelled = |because: Option<CancelCause>| {
        let because = because.map_or("other", CancelCause::id);
        say.text("deal-letter-cancelled", args![because => because])
    };
    let state = match letter.state {
        _ if let Some(left) = letter.stray() => departed(&left, words),
        LetterState::Queued if lost_cause.is_some() => cancelled(lost_cause),
        LetterState::Queued if letter.after <= words.now => say.line("deal-letter-queued"),
        LetterState::Queued => {
            let time = letter.after.time().format("%H:%M").to_string();
            say.text("deal-letter-held", args![time => time])
        }
        LetterState::Claimed => say.line("deal-letter-claimed"),
        LetterState::Sent => say.line("deal-letter-sent"),
        LetterState::Failed | LetterState::Unclear => {
            let because = letter.missed.unwrap_or(MissCause::Unclear);
            missed(because, letter.said.as_deref(), words.say)
        }
        LetterState::Cancelled => cancelled(letter.because),
    };
    let (name, to) = (words.letter(letter), letter.to.as_str());
    say.text(
        "deal-letter-line",
        args![name => name, to => to, state => state],
    )
}
