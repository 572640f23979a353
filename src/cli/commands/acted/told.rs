//! An act on a deal as people are told of it.

use super::{below, commit_row, done};
use crate::cli::desk::{Acted, Desk};
use crate::cli::say::Say;
use crate::cli::screen::{day, moment, short};
use crate::cli::words;
use crate::deal::Deal;
use crate::deal::act::{Act, Kind};
use crate::deal::entry::Entry;
use crate::deal::letter::{Letter, LetterState, Verdict};
use crate::people::Role;
use crate::process::Process;

/// What is told of an act.
pub(super) struct Told<'a> {
    desk: &'a Desk,
    acted: &'a Acted,
    deal: &'a Deal,
    entry: &'a Entry,
}

impl<'a> Told<'a> {
    pub fn new(desk: &'a Desk, acted: &'a Acted, deal: &'a Deal, entry: &'a Entry) -> Told<'a> {
        Told {
            desk,
            acted,
            deal,
            entry,
        }
    }

    pub fn to_text(&self, say: &Say) -> String {
        let mut rows = self.finished_rows(say);
        rows.extend(self.task_rows(say));
        rows.extend(self.wait_row(say));
        rows.extend(self.request_row(say));
        rows.extend(self.letter_rows(say));
        rows.extend(commit_row(self.acted, say));
        let head = [self.heading(), done(&self.what(say))];
        head.into_iter()
            .chain(below(&rows))
            .collect::<Vec<String>>()
            .join("\n")
    }

    /// Whose deal it is: a slip in the number shows at once.
    fn heading(&self) -> String {
        let ground = &self.acted.ground;
        let file = ground
            .client
            .as_ref()
            .map(|file| (&file.client, &file.name));
        let next = ground
            .next_client
            .as_ref()
            .map(|next| (&next.client, &next.name));
        let name = [next, file]
            .into_iter()
            .flatten()
            .find(|(id, _)| **id == self.deal.client);
        let client = name.map_or(self.deal.client.as_str(), |(_, name)| name);
        format!("{}  {} · {client}", self.deal.deal, self.deal.title)
    }

    fn process(&self) -> &Process {
        &self.acted.ground.process
    }

    fn what(&self, say: &Say) -> String {
        let what = self.way(self.entry, say);
        match self.taken_back() {
            Some(entry) => format!("{what}: {}", self.way(&entry, say)),
            None => what,
        }
    }

    /// What an entry did, with the stages that the deal entered.
    fn way(&self, entry: &Entry, say: &Say) -> String {
        let title = |stage| self.process().stage_title(stage).to_owned();
        let mut path: Vec<String> = entry.outcome.entered.iter().map(title).collect();
        let moved = matches!(entry.act, Act::Move { .. }) && !path.is_empty();
        let from = entry.seen.stage.as_ref().map(title);
        let first = match from.filter(|_| moved) {
            Some(from) => from,
            None => match &entry.act {
                Act::Resolve { verdict, .. } => self.resolved(verdict, entry, say),
                act => kind(act, say),
            },
        };
        path.insert(0, first);
        path.join(" → ")
    }

    /// What somebody said of a letter, and when.
    fn resolved(&self, verdict: &Verdict, entry: &Entry, say: &Say) -> String {
        let at = moment(entry.at.time(), self.desk.today.date(), say);
        let done = kind(&entry.act, say);
        say.text(
            "acted-verdict",
            args![done => done, at => at, verdict => verdict.id()],
        )
    }

    /// The entry that a correction takes back.
    fn taken_back(&self) -> Option<Entry> {
        let Act::Correct { event, .. } = self.entry.act else {
            return None;
        };
        let index = usize::try_from(event).ok()?.checked_sub(1)?;
        let file = self.acted.ground.deal.as_ref()?;
        file.entries().ok()?.into_iter().nth(index)
    }

    /// The tasks that a statement finished: it names none of them itself.
    fn finished_rows(&self, say: &Say) -> Vec<[String; 2]> {
        let rows = self.entry.finished().map(|task| {
            let title = self.process().task_title(task).to_owned();
            [say.line("acted-finished"), title]
        });
        rows.collect()
    }

    fn task_rows(&self, say: &Say) -> Vec<[String; 2]> {
        let today = self.desk.today.date();
        let tasks = self.entry.outcome.opened.iter();
        let rows = tasks.map(|task| {
            let due = day(task.due.date(), today, say);
            let holder = self.called(&task.holder, say);
            let title = task.title.as_str();
            let text = say.text(
                "acted-task-due",
                args![title => title, due => due, holder => holder],
            );
            [say.line("acted-task"), text]
        });
        rows.collect()
    }

    /// Whose a task is: a person's, or everybody's in a role.
    fn called(&self, id: &str, say: &Say) -> String {
        if let Some(role) = Role::named(id) {
            return words::role_name(role, say);
        }
        let people = &self.acted.ground.people.people;
        let person = people.iter().find(|person| person.id == *id);
        person.map_or(id, |person| person.short_name()).to_owned()
    }

    /// The day that the deal waits for, where the act named it.
    fn wait_row(&self, say: &Say) -> Option<[String; 2]> {
        let fact = self.process().stage(&self.deal.stage)?.waits_for.as_ref()?;
        let given = self.entry.act.given()?.facts.contains_key(fact);
        let until = self.deal.facts.get(fact).filter(|_| given)?.day()?;
        let day = day(until.date(), self.desk.today.date(), say);
        let text = say.text("acted-waits-until", args![day => day]);
        Some([say.line("acted-waits"), text])
    }

    fn request_row(&self, say: &Say) -> Option<[String; 2]> {
        let said = matches!(self.entry.act, Act::Ask { .. } | Act::Withdraw { .. });
        if self.entry.outcome.withdrew && !said {
            return Some([say.line("acted-request"), say.line("acted-request-ended")]);
        }
        let request = self.deal.request.as_ref();
        let request = request.filter(|_| matches!(self.entry.act, Act::Ask { .. }))?;
        let rule = self.process().decision(&request.about)?;
        let (title, round) = (rule.title.as_str(), request.round);
        let due = day(request.due.date(), self.desk.today.date(), say);
        let binds = short(request.binds);
        let asks = words::role_name(request.asks, say);
        let text = say.text(
            "acted-request-due",
            args![title => title, round => round, asks => asks, due => due, binds => binds],
        );
        Some([say.line("acted-request"), text])
    }

    /// Letters that the act queued, and those that it took back.
    fn letter_rows(&self, say: &Say) -> Vec<[String; 2]> {
        let cancelled = |letter: &&Letter| letter.state == LetterState::Cancelled;
        let before = self
            .acted
            .ground
            .deal
            .as_ref()
            .map(|file| file.deal.mail.as_slice());
        let known = before.unwrap_or_default();
        let stood = |letter: &&Letter| known.contains(letter);
        let gone = self
            .deal
            .mail
            .iter()
            .filter(cancelled)
            .filter(|letter| !stood(letter));
        let queued = self.entry.outcome.letters.iter();
        let queued = queued.map(|letter| self.queued(letter, say));
        let gone = gone.map(|letter| {
            let (id, to) = (letter.id.to_string(), letter.to.as_str());
            say.text("acted-letter-cancelled", args![letter => id, to => to])
        });
        let rows = queued.chain(gone).chain(self.seen_to(say));
        rows.map(|text| [say.line("acted-letter"), text]).collect()
    }

    /// The letter of which somebody said that it arrived, or is to leave again; one that is dropped is told of anyway.
    fn seen_to(&self, say: &Say) -> Option<String> {
        let Act::Resolve {
            letter, verdict, ..
        } = &self.entry.act
        else {
            return None;
        };
        let mut mail = self.deal.mail.iter().rev();
        let known = mail.find(|known| known.id == *letter)?;
        match verdict {
            Verdict::Resend { .. } => Some(self.queued(known, say)),
            Verdict::Sent => {
                let (id, to) = (known.id.to_string(), known.to.as_str());
                let text = say.text("acted-letter-delivered", args![letter => id, to => to]);
                Some(text)
            }
            Verdict::Drop => None,
        }
    }

    fn queued(&self, letter: &Letter, say: &Say) -> String {
        let (id, to) = (letter.id.to_string(), letter.to.as_str());
        if letter.after <= self.entry.at {
            return say.text("acted-letter-next", args![letter => id, to => to]);
        }
        let after = moment(letter.after.time(), self.desk.today.date(), say);
        say.text(
            "acted-letter-leaves",
            args![letter => id, to => to, after => after],
        )
    }
}

/// What an act did that moved nothing, in a word or two.
fn kind(act: &Act, say: &Say) -> String {
    match act.kind() {
        Kind::Opened => say.line("acted-opened"),
        Kind::Set => say.line("acted-set"),
        Kind::Attached => say.line("acted-attached"),
        Kind::Noted => say.line("acted-noted"),
        Kind::Assigned => say.line("acted-assigned"),
        Kind::Edited => say.line("acted-edited"),
        Kind::Moved => say.line("acted-put-off"),
        Kind::TaskDone => say.line("acted-task-done"),
        Kind::TaskLater => say.line("acted-task-later"),
        Kind::Asked => say.line("acted-asked"),
        Kind::Withdrawn => say.line("acted-withdrawn"),
        Kind::Approved => say.line("acted-approved"),
        Kind::Returned => say.line("acted-returned"),
        Kind::Rejected => say.line("acted-rejected"),
        Kind::Payment => say.line("acted-payment"),
        Kind::PaymentCancelled => say.line("acted-payment-cancelled"),
        Kind::Corrected => say.line("acted-corrected"),
        Kind::Reopened => say.line("acted-reopened"),
        Kind::Claimed => say.line("acted-claimed"),
        Kind::Sent | Kind::SentLate | Kind::SentTwice => say.line("acted-sent"),
        Kind::Missed => say.line("acted-missed"),
        Kind::Resolved => say.line("acted-resolved"),
        Kind::Relocated => say.line("acted-relocated"),
    }
}
