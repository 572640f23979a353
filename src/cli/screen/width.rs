use unicode_width::UnicodeWidthStr;

/// Columns of a screen that is not a terminal: a pipe, a file, a letter from cron.
const WHEN_PIPED: u16 = 80;

/// The columns of the screen that standard output goes to.
pub fn width() -> u16 {
    comfy_table::Table::new().width().unwrap_or(WHEN_PIPED)
}

/// The columns that a text takes, colours not counted.
pub fn of_text(text: &str) -> usize {
    match text.contains('\u{1b}') {
        true => anstream::adapter::strip_str(text).to_string().width(),
        false => text.width(),
    }
}
