use super::of_text;

/// Cells of short rows one under another, three spaces between columns, none at the ends of lines. For a table of
/// many rows that has to fit the screen there is [`super::Table`].
pub fn put_side_by_side<const COLUMNS: usize>(rows: &[[&str; COLUMNS]]) -> Vec<String> {
    let widths: [usize; COLUMNS] = std::array::from_fn(|column| {
        rows.iter()
            .map(|row| of_text(row[column]))
            .max()
            .unwrap_or(0)
    });
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn line(row: &[&str], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        line.push_str(cell);
        line.push_str(&" ".repeat(width.saturating_sub(of_text(cell)) + 3));
    }
    line.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_start_under_each_other_in_both_alphabets() {
        let rows = [["tlg tick", "cron"], ["напомнить", "вручную"], ["один", ""]];
        assert_eq!(
            put_side_by_side(&rows),
            ["tlg tick    cron", "напомнить   вручную", "один"]
        );
    }
}
