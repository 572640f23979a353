//! The one way to write a file: block style, two spaces, lists at the indent of their key, LF at every line's end.
//!
//! ```
//! use tlg::record::{Fields, Node};
//!
//! let quote = Fields::new().word("kind", "quote").number("round", 1);
//! let deal: Node = Fields::new().text("title", "Линия: 250 мл").list("documents", [quote]).into();
//! assert_eq!(deal.to_yaml(), "title: \"Линия: 250 мл\"\ndocuments:\n- kind: quote\n  round: 1\n");
//! ```

use super::node::Node;
use super::scalar;

const STEP: usize = 2;

impl Node {
    /// The bytes of a file that holds this node. Equal nodes give equal bytes, for ever.
    pub fn to_yaml(&self) -> String {
        let mut out = String::new();
        write_block(&mut out, self, 0);
        out
    }
}

/// Writes a node whose first line starts at the cursor, which stands at column `indent`.
fn write_block(out: &mut String, node: &Node, indent: usize) {
    match node {
        Node::Map(fields) if !fields.is_empty() => write_map(out, fields, indent),
        Node::List(items) if !items.is_empty() => write_list(out, items, indent),
        single => {
            write_single(out, single);
            out.push('\n');
        }
    }
}

fn write_map(out: &mut String, fields: &[(String, Node)], indent: usize) {
    for (position, (key, value)) in fields.iter().enumerate() {
        if position > 0 {
            pad(out, indent);
        }
        scalar::write_text(out, key);
        out.push(':');
        match value {
            Node::Map(inner) if !inner.is_empty() => {
                out.push('\n');
                pad(out, indent + STEP);
                write_map(out, inner, indent + STEP);
            }
            Node::List(items) if !items.is_empty() => {
                out.push('\n');
                pad(out, indent);
                write_list(out, items, indent);
            }
            single => {
                out.push(' ');
                write_single(out, single);
                out.push('\n');
            }
        }
    }
}

fn write_list(out: &mut String, items: &[Node], indent: usize) {
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            pad(out, indent);
        }
        out.push_str("- ");
        write_block(out, item, indent + STEP);
    }
}

/// Writes what fits on the line of its key: a scalar or an empty collection.
fn write_single(out: &mut String, node: &Node) {
    match node {
        Node::Map(_) => out.push_str("{}"),
        Node::List(_) => out.push_str("[]"),
        Node::Text(text) => scalar::write_text(out, text),
        Node::Word(word) => scalar::write_word(out, word),
        Node::Number(number) => out.push_str(&number.to_string()),
        Node::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
    }
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}
