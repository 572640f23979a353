//! The language of templates: what a letter says, under which conditions, once for each of a list. Nothing in it can be
//! made larger than the words that a letter is given, so that filling a template always ends.

use minijinja::{Environment, filters, tests};
use std::fmt;

/// Tags that a template may have.
const TAGS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// What a template has that is none of its language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Foreign {
    /// The line, from 1.
    pub line: usize,
    /// The words, in English.
    pub message: String,
}

/// A reader of templates that knows the filters of the language and no others: none of them makes lists.
pub(super) fn environment() -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.add_filter("capitalize", filters::capitalize);
    environment.add_filter("default", filters::default);
    environment.add_filter("first", filters::first);
    environment.add_filter("join", filters::join);
    environment.add_filter("last", filters::last);
    environment.add_filter("length", filters::length);
    environment.add_filter("lower", filters::lower);
    environment.add_filter("trim", filters::trim);
    environment.add_filter("upper", filters::upper);
    environment.add_test("defined", tests::is_defined);
    environment.add_test("undefined", tests::is_undefined);
    environment
}

/// Whether a template holds to the language, apart from its grammar: no other tags, no lists, maps and tuples of its own,
/// no `*` and `+`, which repeat and join lists.
///
/// # Errors
/// The first thing that is none of it.
pub(super) fn check(source: &str) -> Result<(), Foreign> {
    let mut rest = source;
    while let Some(place) = rest.find('{') {
        let (_, from) = rest.split_at(place);
        let line = source[..source.len() - from.len()].matches('\n').count() + 1;
        let foreign = |token: &Token| Foreign {
            line,
            message: format!("“{token}” is not part of the language of letters"),
        };
        rest = if let Some(comment) = from.strip_prefix("{#") {
            comment.split_once("#}").map_or("", |(_, rest)| rest)
        } else if let Some(tag) = from.strip_prefix("{%") {
            let (tokens, rest) = tokens(tag.trim_start_matches(['-', '+']));
            match tokens.first() {
                Some(Token::Word(word)) if TAGS.contains(word) => {}
                first => return Err(foreign(first.unwrap_or(&Token::Sign('%')))),
            }
            hold(&tokens).map_err(|token| foreign(&token))?;
            rest
        } else if let Some(expression) = from.strip_prefix("{{") {
            let (tokens, rest) = tokens(expression);
            hold(&tokens).map_err(|token| foreign(&token))?;
            rest
        } else {
            from.get(1..).unwrap_or_default()
        };
    }
    Ok(())
}

/// A piece of a tag or an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'t> {
    Word(&'t str),
    /// A string or a number.
    Literal(&'t str),
    Sign(char),
}

impl fmt::Display for Token<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Token::Word(text) | Token::Literal(text) => out.write_str(text),
            Token::Sign(sign) => write!(out, "{sign}"),
        }
    }
}

/// The tokens up to the end of a tag or an expression, and what follows it.
fn tokens(text: &str) -> (Vec<Token<'_>>, &str) {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("}}").or_else(|| rest.strip_prefix("%}")) {
            return (tokens, after);
        }
        let length = match letter {
            '"' | '\'' => string(rest),
            _ if is_of_word(letter) => rest.find(|one| !is_of_word(one)).unwrap_or(rest.len()),
            _ => letter.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        tokens.push(match letter {
            '"' | '\'' | '0'..='9' => Token::Literal(token),
            _ if is_of_word(letter) => Token::Word(token),
            _ => Token::Sign(letter),
        });
        rest = after.trim_start();
    }
    (tokens, "")
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The length of the string that a text begins with, in bytes.
fn string(text: &str) -> usize {
    let mut letters = text.char_indices();
    let quote = letters.next().map(|(_, quote)| quote);
    let mut is_escaped = false;
    for (place, letter) in letters {
        if is_escaped {
            is_escaped = false;
        } else if letter == '\\' {
            is_escaped = true;
        } else if Some(letter) == quote {
            return place + letter.len_utf8();
        }
    }
    text.len()
}

/// Whether tokens build nothing: `[` holds one literal, as in `facts["due-date"]`, and commas stand in the calls of
/// filters alone.
fn hold<'t>(tokens: &[Token<'t>]) -> Result<(), Token<'t>> {
    let mut are_calls = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        let Token::Sign(sign) = *token else {
            continue;
        };
        let holds = match sign {
            '*' | '+' | '{' | '}' => false,
            '[' => matches!(
                tokens.get(place + 1..place + 3),
                Some([Token::Literal(_), Token::Sign(']')])
            ),
            '(' => {
                let before = place
                    .checked_sub(2)
                    .and_then(|from| tokens.get(from..place));
                are_calls.push(matches!(before, Some([Token::Sign('|'), Token::Word(_)])));
                true
            }
            ')' => are_calls.pop().is_some(),
            ',' => are_calls.last() == Some(&true),
            _ => true,
        };
        if !holds {
            return Err(*token);
        }
    }
    Ok(())
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn what_letters_need_is_part_of_the_language() {
        for source in [
            "",
            "{ } {x} 100 % [1, 2] (a, b) * + {# {% set x = [1] * 9 %} #}",
            "{{ quote.total }} {{- facts[\"due-date\"] -}}",
            "{% if facts.carrier is defined and not (quote or payment) %}{% elif x == 1 %}{% else %}{% endif %}",
            "{%- for item in digest.late -%}{{ loop.index }}. {{ item.title | default(\"—\", true) }}{% endfor %}",
            "{{ digest.late | length }} {{ '}} %} * [x' }} {{ \"a \\\" * b\" }}",
        ] {
            assert_eq!(check(source), Ok(()), "{source}");
        }
    }

    #[test]
    fn nothing_that_grows_is_part_of_it() {
        for source in [
            "{{ [[1]*100000]*100000 }}",
            "{{ \"x\" * 100000 }}",
            "{% set a = b %}",
            "{% macro x() %}",
            "{% include \"x\" %}",
            "{% raw %}",
            "{% %}",
            "{{ [a, a] }}",
            "{{ [a] }}",
            "{{ x[1:] }}",
            "{{ {\"a\": a} }}",
            "{{ (a, a) }}",
            "{% for a in b, b %}",
            "{% if x in(a, a) %}",
            "{{ a + a }}",
            "{{ '\\'' * 9 }}",
            "{# #}{{ a * a }}",
            "{{ x }}{%- set a = b %}",
        ] {
            assert!(check(source).is_err(), "{source}");
        }
        let foreign = check("one\ntwo {{ a * b }}").expect_err("a product");
        assert_eq!(foreign.line, 2);
        assert_eq!(
            foreign.message,
            "“*” is not part of the language of letters"
        );
    }
}
