use super::of_text;

/// A text on lines of at most `width` columns, broken between words where there are any; its own line ends stay.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    text.split('\n')
        .flat_map(|line| of_line(line, width))
        .collect()
}

fn of_line(text: &str, width: usize) -> Vec<String> {
    if of_text(text) <= width {
        return vec![text.to_owned()];
    }
    let mut lines = vec![String::new()];
    for word in text.split(' ').flat_map(|word| cut(word, width)) {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(&word),
            Some(line) if of_text(line) + 1 + of_text(&word) <= width => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// A word that is wider than the screen, in pieces.
fn cut(word: &str, width: usize) -> Vec<String> {
    if of_text(word) <= width {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        match pieces.last_mut() {
            Some(piece) if of_text(piece) < width => piece.push(letter),
            _ => pieces.push(letter.to_string()),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_long_words_in_pieces() {
        assert_eq!(
            wrap("укажите срок поставки", 13),
            ["укажите срок", "поставки"]
        );
        assert_eq!(wrap("да\nнет", 13), ["да", "нет"]);
        assert_eq!(wrap("abcdef gh", 4), ["abcd", "ef", "gh"]);
    }
}
