//! `.gitattributes`: what git may do to the files of a workspace, and what it may not (docs/process.md, Process changes).

use super::applying::Problem;
use super::settings_edit::is_own;

/// Where git's own settings of a workspace stand.
pub const ATTRIBUTES_PATH: &str = ".gitattributes";

/// The lines that no `.gitattributes` of a workspace goes without: no text merge ever touches a deal or the numbers.
pub const ATTRIBUTES: [&str; 2] = ["deals/** merge=binary", "numbers.yaml merge=binary"];

/// What a new workspace has beside it: no other file that acts write is merged line by line either.
pub const OTHER_ATTRIBUTES: [&str; 4] = [
    "clients/** merge=binary",
    "ticks/** merge=binary",
    "people.yaml merge=binary",
    "allowed_signers merge=binary",
];

/// What may be said of any file: by none of these does git change a byte, or merge one text into another.
const HARMLESS: [&str; 8] = [
    "merge=binary",
    "-merge",
    "binary",
    "-text",
    "-diff",
    "-filter",
    "-ident",
    "-working-tree-encoding",
];

/// What is wrong with the text of the file.
pub(super) fn problems(text: &str) -> Vec<Problem> {
    // git passes over a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let kept = |wanted: &&str| text.lines().any(|line| line.trim() == *wanted);
    let missing = ATTRIBUTES.into_iter().filter(|wanted| !kept(wanted));
    let unkept = missing.map(|missing| Problem::Merges { missing });
    let bends = (1..).zip(text.lines()).filter(|(_, line)| bends_ours(line));
    let bends = bends.map(|(line, text)| Problem::Attributes {
        line,
        text: text.trim().to_owned(),
    });
    unkept.chain(bends).collect()
}

/// Whether git could by this line check out, compare or merge a file of ours otherwise than byte for byte. What follows
/// wins, so that each line is looked at by itself; a macro could hide what it does.
fn bends_ours(line: &str) -> bool {
    let mut words = line.split_ascii_whitespace();
    let Some(pattern) = words.next().filter(|pattern| !pattern.starts_with('#')) else {
        return false;
    };
    let harmful = words.any(|word| !HARMLESS.contains(&word));
    harmful && may_match_ours(pattern)
}

/// Whether a pattern may match a file of ours: any does that is not bound to a folder or file of the company's own.
fn may_match_ours(pattern: &str) -> bool {
    let path = pattern.strip_prefix('/').unwrap_or(pattern);
    let first = path.split('/').next().unwrap_or_default();
    let is_bound = pattern.contains('/');
    let is_plain = !first.is_empty() && !first.contains(['*', '?', '[', '\\', '"', '!']);
    !(is_bound && is_plain) || is_own(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_taken(more: &str) -> bool {
        problems(&format!("{}\n{more}\n", ATTRIBUTES.join("\n"))).is_empty()
    }

    #[test]
    fn a_byte_order_mark_hides_nothing() {
        const MARK: char = '\u{feff}';
        let text = format!("{MARK}deals/** merge=union\n{}\n", ATTRIBUTES.join("\n"));
        assert_eq!(problems(&text).len(), 1);
    }

    #[test]
    fn only_folders_of_the_companys_own_are_read_as_text() {
        for line in [
            "",
            "# * text",
            "*.pdf binary",
            "*.yaml -text",
            "deals/** merge=binary -text",
            "ci/** text eol=lf",
            "/README.md text",
            "  ci/*.sh text",
        ] {
            assert!(is_taken(line), "{line}");
        }
        for line in [
            "deals/** merge=union",
            "* text eol=crlf",
            "*.yaml text",
            "* text=auto",
            "*.pdf filter=lfs diff=lfs merge=lfs -text",
            "/deals/** !merge",
            "DEALS/** merge",
            "dea?s/** merge=union",
            "[d]eals/** merge=union",
            "\"deals/**\" ident",
            "**/TLG-1.yaml working-tree-encoding=UTF-16",
            "clients/** -text diff=word",
            "people.yaml merge=ours",
            "README.md text",
            "\tticks/** eol=crlf",
            "[attr]ours text",
        ] {
            assert!(!is_taken(line), "{line}");
        }
    }
}
