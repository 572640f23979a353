//! What a person probably meant by a word that nobody knows.

/// The known word that is nearest to what was written, if one is near at all.
pub(super) fn nearest<'w>(
    written: &str,
    known: impl IntoIterator<Item = &'w str>,
) -> Option<&'w str> {
    let written = written.to_lowercase();
    let (distance, word) = known
        .into_iter()
        .map(|word| (distance(&written, &word.to_lowercase()), word))
        .min()?;
    let near = distance * 3 <= written.chars().count().max(3);
    near.then_some(word)
}

/// How many letters must be added, left out, replaced or swapped with the next to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let mut letter_before = None;
    for (row, letter) in one.chars().enumerate() {
        let mut now = vec![row + 1];
        for (column, against) in other.iter().enumerate() {
            let replaced = last[column] + usize::from(letter != *against);
            let mut least = replaced.min(last[column + 1] + 1).min(now[column] + 1);
            let swapped = column > 0
                && letter_before == Some(*against)
                && other.get(column - 1) == Some(&letter);
            if let Some(swap) = before_last.get(column.wrapping_sub(1)).filter(|_| swapped) {
                least = least.min(swap + 1);
            }
            now.push(least);
        }
        before_last = std::mem::replace(&mut last, now);
        letter_before = Some(letter);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let known = ["goods_in_stock", "quote_total", "carrier"];
        for (written, meant) in [
            ("good_in_stock", Some("goods_in_stock")),
            ("carreir", Some("carrier")),
            ("QUOTE_TOTAL", Some("quote_total")),
            ("waybill", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, known), meant, "{written}");
        }
    }
}
