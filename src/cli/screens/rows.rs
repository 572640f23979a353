//! A page of labelled rows: what it is on the left, what there is to say on the right.

use crate::cli::screen::{of_text, wrap};

/// Rows under their labels; a label is written once for all rows that follow under it.
#[derive(Default)]
pub struct Rows(Vec<(String, String)>);

impl Rows {
    /// Adds a row.
    pub fn add(&mut self, label: &str, text: impl Into<String>) {
        self.0.push((label.to_owned(), text.into()));
    }

    /// The columns that the labels take, with the space after them.
    pub fn indent(&self) -> usize {
        let labels = self.0.iter().map(|(label, _)| of_text(label));
        labels.max().unwrap_or_default() + 2
    }

    /// The lines on a screen of `width` columns; what is longer goes on below itself.
    pub fn to_lines(&self, width: u16) -> Vec<String> {
        let indent = self.indent();
        let room = usize::from(width).saturating_sub(indent).max(20);
        let mut lines = Vec::new();
        let mut above = "";
        for (label, text) in &self.0 {
            let label_here = if label == above { "" } else { label };
            above = label;
            for (place, part) in wrap(text, room).iter().enumerate() {
                let label = if place == 0 { label_here } else { "" };
                lines.push(labelled(label, indent, part));
            }
        }
        lines
    }
}

/// One line behind its label.
pub fn labelled(label: &str, indent: usize, text: &str) -> String {
    let blank = " ".repeat(indent.saturating_sub(of_text(label)));
    format!("{label}{blank}{text}").trim_end().to_owned()
}
