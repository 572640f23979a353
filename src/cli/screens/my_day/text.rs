//! A person's day on the screen.

use super::{MyDay, Trouble};
use crate::agenda::Silence;
use crate::agenda::agenda::Fate;
use crate::cli::screen::{
    Cell, Column, Meaning, Table, heading_day, of_text, paint, working_days, wrap,
};
use crate::cli::screens::Wording;
use crate::cli::screens::mail::departed;
use crate::cli::words::missed;
use crate::deal::Deal;
use crate::people::Role;
use crate::record::Day;

/// Rows of a section; of more it is said how many there are.
const LONGEST_SECTION: usize = 12;

/// What is due within so many working days is soon.
const SOON: u32 = 3;

/// Rows under a title.
struct Section {
    title: String,
    rows: Vec<Vec<Cell>>,
    /// The command that shows all of them.
    all: &'static str,
}

impl MyDay<'_> {
    /// The day as people read it.
    pub fn to_text(&self, client: impl Fn(&Deal) -> String, words: &Wording, width: u16) -> String {
        let mut lines = vec![self.heading(words)];
        let sections = self.sections(&client, words);
        let mut table = Table::new([
            Column::Words,
            Column::Elastic,
            Column::Elastic,
            Column::Words,
            Column::Elastic,
        ])
        .indented(2);
        for section in &sections {
            for row in section.rows.iter().take(LONGEST_SECTION) {
                table.row(row.iter().cloned());
            }
        }
        let text = table.to_text(width);
        let mut rows = text.lines();
        for section in sections.iter().filter(|section| !section.rows.is_empty()) {
            lines.extend([String::new(), section.title.clone()]);
            let shown = section.rows.len().min(LONGEST_SECTION);
            lines.extend(rows.by_ref().take(shown).map(str::to_owned));
            let more = section.rows.len() - shown;
            if more > 0 {
                let all = section.all;
                lines.push(format!(
                    "  {}",
                    words
                        .say
                        .text("my-day-more", args![count => more, all => all])
                ));
            }
        }
        lines.extend(self.mail(words, width));
        if lines.len() == 1 {
            lines.extend([String::new(), words.say.line("my-day-nothing")]);
        }
        lines.join("\n")
    }

    /// The command that is most worth giving next.
    pub fn next_step(&self) -> String {
        let number = |deal: &Deal| deal.deal.number();
        if let Some(asked) = self.requests.first() {
            return format!("tlg approve {}", number(asked.deal));
        }
        if let Some(work) = self.work.first() {
            return format!("tlg deal show {}", number(work.deal));
        }
        if let Some(unpaid) = self.unpaid.first() {
            return format!("tlg deal show {}", number(unpaid.deal));
        }
        match self.person.is(Role::Service) {
            true => "tlg tick".to_owned(),
            false => "tlg deal list".to_owned(),
        }
    }

    fn heading(&self, words: &Wording) -> String {
        let say = words.say;
        let deals = say.text("my-day-open", args![count => self.open]);
        let late = (self.late > 0).then(|| {
            let late = say.text("deals-count-late", args![count => self.late]);
            paint(Meaning::Late, &late)
        });
        let counts = std::iter::once(deals)
            .chain(late)
            .collect::<Vec<_>>()
            .join(", ");
        let date = heading_day(words.today.date(), say);
        format!("{date} · {} · {counts}", self.person.short_name())
    }

    fn sections(&self, client: &impl Fn(&Deal) -> String, words: &Wording) -> Vec<Section> {
        let say = words.say;
        let soon = words.house.calendar.due_after(words.today, SOON);
        let work = |is: &dyn Fn(Day) -> bool| -> Vec<Vec<Cell>> {
            let work = self.work.iter().filter(|work| is(work.due));
            work.map(|work| self.work_row(work, client, words))
                .collect()
        };
        let section = |title: String, rows, all| Section { title, rows, all };
        vec![
            section(
                say.line("my-day-requests"),
                self.request_rows(client, words),
                "tlg approve",
            ),
            section(
                paint(Meaning::Late, &say.line("my-day-late")),
                work(&|due| due < words.today),
                "tlg task list",
            ),
            section(
                say.line("my-day-today"),
                work(&|due| due == words.today),
                "tlg task list",
            ),
            section(
                say.line("my-day-soon"),
                work(&|due| due > words.today && due <= soon),
                "tlg task list",
            ),
            section(
                say.line("my-day-raised"),
                self.raised_rows(client, words),
                "tlg deal list --late",
            ),
            section(
                say.line("my-day-quotes"),
                self.quote_rows(client, words),
                "tlg deal list",
            ),
            section(
                say.line("my-day-unpaid"),
                self.unpaid_rows(client, words),
                "tlg deal list",
            ),
            section(
                say.line("my-day-waiting"),
                self.waiting_rows(client, words),
                "tlg deal list",
            ),
            section(
                say.line("my-day-deferred"),
                self.deferred_rows(client, words),
                "tlg deal list",
            ),
        ]
    }

    fn mail(&self, words: &Wording, width: u16) -> Vec<String> {
        if self.letters.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![String::new(), words.say.line("my-day-mail")];
        let room = usize::from(width).saturating_sub(4);
        for trouble in &self.letters {
            let (text, show) = (trouble_text(trouble, words), show_command(trouble));
            let together = format!("{text} → {show}");
            let told = match of_text(&together) <= room {
                true => vec![together],
                false => wrap(&text, room)
                    .into_iter()
                    .chain([format!("→ {show}")])
                    .collect(),
            };
            lines.extend(told.iter().enumerate().map(|(place, line)| {
                let indent = if place == 0 { "  " } else { "    " };
                format!("{indent}{line}")
            }));
        }
        lines
    }
}

fn trouble_text(trouble: &Trouble, words: &Wording) -> String {
    let say = words.say;
    let (deal, letter) = (trouble.deal.deal.to_string(), words.letter(&trouble.letter));
    let why = match trouble.fate {
        _ if let Some(left) = trouble.letter.stray() => departed(&left, words),
        Fate::NoReceipt { since } => {
            say.text("my-day-no-receipt", args![at => words.moment(since)])
        }
        Fate::Missed { because } => missed(because, trouble.letter.said.as_deref(), words.say),
        _ => say.line("my-day-too-old"),
    };
    say.text(
        "my-day-letter",
        args![deal => deal, letter => letter, why => why],
    )
}

fn show_command(trouble: &Trouble) -> String {
    format!("tlg mail show {}/{}", trouble.deal.deal, trouble.letter.id)
}

/// That nobody is reminded any more; nothing where `tick` never ran, which nobody has come to rely on.
pub fn silence(silence: Silence, words: &Wording) -> Option<String> {
    let day = words.exact_day(silence.last?);
    let days = working_days(i64::from(silence.days), words.say);
    let text = words
        .say
        .text("my-day-silence", args![day => day, days => days]);
    Some(paint(Meaning::Wrong, &text))
}
