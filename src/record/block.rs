//! Reading the one canonical form in one pass, without a parser of all of YAML.
//!
//! It understands only what [`super::canonical`] writes, and proves nothing: who reads with it writes the value again and
//! compares the bytes. Whatever looks unusual is left to the parser, which also says what is wrong. A deal's header is
//! read in a tenth of the parser's time, which is what a list of thousands of deals needs.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;

const STEP: usize = 2;

/// The value of a file, if nothing in it is unusual.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mut lines = Lines { rest: text };
    let value = T::deserialize(Value {
        found: Found::Map { indent: 0 },
        lines: &mut lines,
    });
    value.ok().filter(|_| lines.rest.is_empty())
}

/// Something that is not as it is written here, or not what the caller expects.
#[derive(Debug)]
struct Unusual;

impl fmt::Display for Unusual {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("not in the usual form")
    }
}

impl std::error::Error for Unusual {}

impl de::Error for Unusual {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Unusual
    }
}

/// What is left of the text.
struct Lines<'t> {
    rest: &'t str,
}

/// A value that was met: one on the line of its key, or a collection that begins here.
enum Found<'t> {
    Single(&'t str),
    /// The cursor stands at the first key.
    Map {
        indent: usize,
    },
    /// The cursor stands at the beginning of the line of the first item.
    List {
        indent: usize,
    },
}

impl<'t> Lines<'t> {
    /// Goes past a number of blanks, if the line begins with exactly so many.
    fn indented(&mut self, indent: usize) -> bool {
        let blanks = self.rest.bytes().take_while(|byte| *byte == b' ').count();
        if blanks == indent && !self.rest.is_empty() {
            self.rest = &self.rest[indent..];
            return true;
        }
        false
    }

    /// The rest of the line, without its end.
    fn take_line(&mut self) -> Result<&'t str, Unusual> {
        let (line, rest) = self.rest.split_once('\n').ok_or(Unusual)?;
        self.rest = rest;
        Ok(line)
    }

    fn take_key(&mut self) -> Result<&'t str, Unusual> {
        let (key, rest) = self.rest.split_once(':').ok_or(Unusual)?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        if key.is_empty() || !key.bytes().all(plain) {
            return Err(Unusual);
        }
        self.rest = rest;
        Ok(key)
    }

    /// What stands behind the colon of a key at `indent`.
    fn after_key(&mut self, indent: usize) -> Result<Found<'t>, Unusual> {
        if let Some(single) = self.rest.strip_prefix(' ') {
            self.rest = single;
            return Ok(Found::Single(self.take_line()?));
        }
        self.rest = self.rest.strip_prefix('\n').ok_or(Unusual)?;
        let blanks = self.rest.bytes().take_while(|byte| *byte == b' ').count();
        let item = self.rest[blanks..].starts_with("- ");
        match (blanks, item) {
            (blanks, true) if blanks == indent => Ok(Found::List { indent }),
            (blanks, false) if blanks == indent + STEP => {
                self.rest = &self.rest[blanks..];
                Ok(Found::Map { indent: blanks })
            }
            _ => Err(Unusual),
        }
    }

    /// What stands behind the dash of an item whose content begins at `indent`.
    fn after_dash(&mut self, indent: usize) -> Result<Found<'t>, Unusual> {
        let line = self.rest.split('\n').next().unwrap_or_default();
        if line.starts_with("- ") {
            return Err(Unusual);
        }
        let is_map = !line.starts_with('"') && (line.contains(": ") || line.ends_with(':'));
        match is_map {
            true => Ok(Found::Map { indent }),
            false => Ok(Found::Single(self.take_line()?)),
        }
    }
}

struct Value<'a, 't> {
    found: Found<'t>,
    lines: &'a mut Lines<'t>,
}

impl<'t> Value<'_, 't> {
    fn single(&self) -> Result<&'t str, Unusual> {
        match self.found {
            Found::Single(text) => Ok(text),
            Found::Map { .. } | Found::List { .. } => Err(Unusual),
        }
    }
}

impl<'de> Deserializer<'de> for Value<'_, 'de> {
    type Error = Unusual;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        let lines = self.lines;
        match self.found {
            Found::Map { indent } => visitor.visit_map(Keys {
                lines,
                indent,
                met: None,
                first: true,
            }),
            Found::List { indent } => visitor.visit_seq(Items { lines, indent }),
            Found::Single("{}") => visitor.visit_map(NoKeys),
            Found::Single("[]") => visitor.visit_seq(NoItems),
            Found::Single("true") => visitor.visit_bool(true),
            Found::Single("false") => visitor.visit_bool(false),
            Found::Single(text) => match number(text) {
                Some(number) => visitor.visit_i64(number),
                None => match text_of(text)? {
                    Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                    Cow::Owned(text) => visitor.visit_string(text),
                },
            },
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unusual> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unusual> {
        let name: StrDeserializer<'_, Unusual> = self.single()?.into_deserializer();
        visitor.visit_enum(name)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

struct Keys<'a, 't> {
    lines: &'a mut Lines<'t>,
    indent: usize,
    met: Option<Found<'t>>,
    first: bool,
}

impl<'de> MapAccess<'de> for Keys<'_, 'de> {
    type Error = Unusual;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unusual> {
        if !std::mem::take(&mut self.first) && !self.lines.indented(self.indent) {
            return Ok(None);
        }
        let key = self.lines.take_key()?;
        self.met = Some(self.lines.after_key(self.indent)?);
        seed.deserialize(BorrowedStrDeserializer::new(key))
            .map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Unusual> {
        let found = self.met.take().ok_or(Unusual)?;
        let lines = &mut *self.lines;
        seed.deserialize(Value { found, lines })
    }
}

struct Items<'a, 't> {
    lines: &'a mut Lines<'t>,
    indent: usize,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Unusual;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Unusual> {
        let here = self.lines.rest;
        if !self.lines.indented(self.indent) {
            return Ok(None);
        }
        let Some(content) = self.lines.rest.strip_prefix("- ") else {
            self.lines.rest = here;
            return Ok(None);
        };
        self.lines.rest = content;
        let found = self.lines.after_dash(self.indent + STEP)?;
        let lines = &mut *self.lines;
        seed.deserialize(Value { found, lines }).map(Some)
    }
}

struct NoKeys;

impl<'de> MapAccess<'de> for NoKeys {
    type Error = Unusual;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        _: K,
    ) -> Result<Option<K::Value>, Unusual> {
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, _: S) -> Result<S::Value, Unusual> {
        Err(Unusual)
    }
}

struct NoItems;

impl<'de> SeqAccess<'de> for NoItems {
    type Error = Unusual;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        _: S,
    ) -> Result<Option<S::Value>, Unusual> {
        Ok(None)
    }
}

fn number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| text.parse().ok()).flatten()
}

/// The text of a scalar that is bare or in double quotes.
fn text_of(scalar: &str) -> Result<Cow<'_, str>, Unusual> {
    let Some(quoted) = scalar.strip_prefix('"') else {
        return Ok(Cow::Borrowed(scalar));
    };
    let inner = quoted.strip_suffix('"').ok_or(Unusual)?;
    if !inner.contains(['\\', '"']) {
        return Ok(Cow::Borrowed(inner));
    }
    let mut text = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some(itself @ ('"' | '\\')) => itself,
                _ => return Err(Unusual),
            },
            '"' => return Err(Unusual),
            other => other,
        });
    }
    Ok(Cow::Owned(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Sha256Hex;
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        title: String,
        count: Option<u32>,
        missing: Option<u32>,
        facts: BTreeMap<String, bool>,
        tasks: Vec<Task>,
        words: Vec<String>,
        nothing: Vec<u32>,
        #[serde(default)]
        hash: Option<Sha256Hex>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Task {
        id: String,
        kind: Kind,
        with: Vec<String>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Open,
        TaskDone,
    }

    const TEXT: &str = "\
title: \"Линия: \\\"250\\\" мл\\nи ещё\"
count: 42
facts:
  goods_in_stock: false
tasks:
- id: check_stock
  kind: task_done
  with:
  - one
  - \"two: three\"
- id: other
  kind: open
  with: []
words:
- \"42\"
- слово
nothing: []
";

    #[test]
    fn what_the_writer_writes_is_read() {
        let sample: Sample = read(TEXT).expect("nothing unusual");
        assert_eq!(sample.title, "Линия: \"250\" мл\nи ещё");
        assert_eq!(
            (sample.count, sample.missing, sample.hash),
            (Some(42), None, None)
        );
        assert!(!sample.facts["goods_in_stock"]);
        assert_eq!(sample.tasks[0].with, ["one", "two: three"]);
        assert_eq!(sample.tasks[1].kind, Kind::Open);
        assert_eq!(sample.words, ["42", "слово"]);
    }

    #[test]
    fn anything_unusual_is_left_to_the_parser() {
        for (usual, unusual) in [
            ("count: 42", "count:  42 # remark\ncount: 43"),
            ("count: 42", "count: 42\nunknown: 1"),
            ("facts:\n  goods", "facts:\n   goods"),
            ("words:\n- \"42\"", "words: ['42']\nwords:\n- x"),
            ("nothing: []\n", "nothing: []"),
            ("\\nи", "\\x41и"),
            ("- id: other", "- - id: other"),
        ] {
            let text = TEXT.replace(usual, unusual);
            assert_ne!(text, TEXT, "{usual}");
            assert!(read::<Sample>(&text).is_none(), "{unusual}");
        }
    }
}
