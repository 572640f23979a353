use comfy_table::{Attribute, Cell as Drawn, CellAlignment, Color, ContentArrangement, Row};
use unicode_width::UnicodeWidthChar;

use super::{Meaning, of_text};

/// Blanks between two columns.
const GAP: u16 = 2;

/// No column gives way below this width.
const NARROWEST: usize = 6;

/// How a column of a table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Words, never cut.
    Words,
    /// Numbers, under each other by their last digit, never cut.
    Numbers,
    /// Words that give way, with "…", when the screen is narrow.
    Elastic,
}

/// A text in a table and what its colour says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    text: String,
    meaning: Meaning,
}

impl Cell {
    /// A text in the colour of its meaning.
    pub fn new(text: impl Into<String>, meaning: Meaning) -> Cell {
        Cell {
            text: text.into(),
            meaning,
        }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell::new(text, Meaning::Plain)
    }
}

/// Rows one under another without frames, two spaces between columns.
pub struct Table {
    columns: Vec<Column>,
    indent: u16,
    head: Option<Vec<Cell>>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table of these columns.
    pub fn new(columns: impl Into<Vec<Column>>) -> Table {
        Table {
            columns: columns.into(),
            indent: 0,
            head: None,
            rows: Vec::new(),
        }
    }

    /// Moves the whole table to the right by so many columns of the screen.
    pub fn indented(mut self, indent: u16) -> Table {
        self.indent = indent;
        self
    }

    /// Titles over the columns.
    pub fn head(mut self, titles: impl IntoIterator<Item = impl Into<Cell>>) -> Table {
        self.head = Some(titles.into_iter().map(Into::into).collect());
        self
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The lines of the table on a screen of `width` columns, without the last line end.
    pub fn to_text(&self, width: u16) -> String {
        let mut table = comfy_table::Table::new();
        table
            .load_style(comfy_table::presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Disabled)
            .enforce_styling()
            .style_text_only();
        let widths = self.widths(usize::from(width.saturating_sub(self.indent)));
        for cells in self.head.iter().chain(&self.rows) {
            let cells = cells.iter().zip(&widths);
            let cells = cells.map(|(cell, width)| drawn(cell, *width));
            table.add_row(Row::from(cells.collect::<Vec<_>>()));
        }
        for (column, kind) in table.column_iter_mut().zip(&self.columns) {
            column.set_padding((0, GAP));
            if *kind == Column::Numbers {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let indent = " ".repeat(usize::from(self.indent));
        let lines = table.trim_fmt();
        lines
            .lines()
            .map(|line| format!("{indent}{}", line.trim_end()))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The width of each column. Where they are wider than the screen together, the widest elastic one gives way, then
    /// the widest of those that are left.
    fn widths(&self, room: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = self.columns.iter().map(|_| 0).collect();
        for cells in self.head.iter().chain(&self.rows) {
            for (width, cell) in widths.iter_mut().zip(cells) {
                *width = of_text(&cell.text).max(*width);
            }
        }
        let gaps = usize::from(GAP) * self.columns.len().saturating_sub(1);
        let mut over = (widths.iter().sum::<usize>() + gaps).saturating_sub(room);
        while over > 0 {
            let elastic = widths.iter_mut().zip(&self.columns);
            let elastic =
                elastic.filter(|(width, kind)| **kind == Column::Elastic && **width > NARROWEST);
            let Some((width, _)) = elastic.max_by_key(|(width, _)| **width) else {
                break;
            };
            *width -= 1;
            over -= 1;
        }
        widths
    }
}

/// A text cut to a width, with "…" in place of what is left out.
fn cut(text: &str, width: usize) -> String {
    if of_text(text) <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.chars() {
        let taken = letter.width().unwrap_or_default();
        if of_text(&short) + taken + 1 > width {
            break;
        }
        short.push(letter);
    }
    format!("{}…", short.trim_end())
}

fn drawn(cell: &Cell, width: usize) -> Drawn {
    let drawn = Drawn::new(cut(&cell.text, width));
    match cell.meaning {
        Meaning::Plain => drawn,
        Meaning::Late | Meaning::Wrong => drawn.fg(Color::Red),
        Meaning::Right => drawn.fg(Color::Green),
        Meaning::Mine => drawn.add_attribute(Attribute::Bold),
        Meaning::Done => drawn.add_attribute(Attribute::Dim),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Table {
        let mut table = Table::new([Column::Words, Column::Elastic, Column::Numbers]).indented(2);
        table.row(["TLG-38", "запросить цену у поставщика", "1"]);
        table.row([
            Cell::from("TLG-142"),
            Cell::new("подготовить КП", Meaning::Late),
            Cell::from("12 400 000"),
        ]);
        table
    }

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn columns_are_aligned_without_frames_or_trailing_blanks() {
        let expected = "  TLG-38   запросить цену у поставщика           1\n  TLG-142  подготовить КП               12 400 000";
        assert_eq!(plain(&sample().to_text(80)), expected);
    }

    #[test]
    fn the_elastic_column_gives_way_on_a_narrow_screen() {
        let text = plain(&sample().to_text(40));
        assert!(text.contains("…") && text.contains("12 400 000"), "{text}");
        assert!(
            text.lines().all(|line| super::super::of_text(line) <= 40),
            "{text}"
        );
        assert_eq!(text.lines().count(), 2, "{text}");
    }

    #[test]
    fn what_is_late_is_coloured() {
        assert!(sample().to_text(80).contains("\u{1b}["));
    }
}
