use anstyle::{AnsiColor, Color, Style};

/// What a colour stands for. Every text means the same without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    Plain,
    /// Past its due date.
    Late,
    /// Of the person at the screen.
    Mine,
    /// Over; kept for the record.
    Done,
    /// In order.
    Right,
    /// Refused, forged, failed.
    Wrong,
}

impl Meaning {
    fn style(self) -> Style {
        let colour = |colour: AnsiColor| Style::new().fg_color(Some(Color::Ansi(colour)));
        match self {
            Meaning::Plain => Style::new(),
            Meaning::Late | Meaning::Wrong => colour(AnsiColor::Red),
            Meaning::Right => colour(AnsiColor::Green),
            Meaning::Mine => Style::new().bold(),
            Meaning::Done => Style::new().dimmed(),
        }
    }
}

/// A text in the colour of its meaning. [`super::Output`] takes the colour off where there is no terminal.
pub fn paint(meaning: Meaning, text: &str) -> String {
    let style = meaning.style();
    format!("{style}{text}{style:#}")
}
