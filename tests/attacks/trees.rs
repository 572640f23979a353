//! Trees that git would not write, or writes and we do not.

use super::files::{PAID, noted};
use super::forge::BRANCH;
use super::honest::Honest;

/// A note of Иванов's under the branch `noted`, to be made again.
pub fn with_note() -> Honest {
    let honest = Honest::new();
    noted(&honest);
    honest.git(&["branch", "noted"]);
    honest
}

/// An entry of a tree as it is written: mode, name, id.
type Entry = (String, String, String);

impl Honest {
    fn entries(&self, tree: &str) -> Vec<Entry> {
        let list = self.git(&["ls-tree", "-z", tree]);
        let entries = list.split_terminator('\0').map(|line| {
            let (head, name) = line.split_once('\t').expect("a name");
            let words: Vec<&str> = head.split(' ').collect();
            let mode = words[0].trim_start_matches('0').to_owned();
            (mode, name.to_owned(), words[2].to_owned())
        });
        entries.collect()
    }

    /// A tree of these entries in this order, whatever they are.
    fn tree_of(&self, entries: &[Entry]) -> String {
        let mut bytes = Vec::new();
        for (mode, name, id) in entries {
            bytes.extend(format!("{mode} {name}\0").bytes());
            let digits = (0..id.len()).step_by(2).map(|at| &id[at..at + 2]);
            bytes.extend(digits.map(|two| u8::from_str_radix(two, 16).expect("hex")));
        }
        self.object("tree", &bytes)
    }

    /// git's own check turns the branch away, and the hook would do so too. With `fsckObjects` the hook is not asked.
    #[track_caller]
    fn assert_git_and_hook_refuse(&self, forged: &str, rule: &str) {
        let before = self.taken();
        let pushed = self.push(&["main"]);
        assert!(!pushed.is_in && self.taken() == before, "{}", pushed.said);
        let asked = self.ask_the_hook(&format!("{before} {forged} {BRANCH}\n"));
        assert!(!asked.is_in, "{}", asked.said);
        assert!(asked.said.contains(&format!("({rule})")), "{}", asked.said);
    }
}

#[test]
fn a_symbolic_link() {
    let honest = with_note();
    let target = honest.object("blob", b"/etc/passwd");
    let link = |path: &str| {
        honest
            .reforge("noted")
            .entry(path, "120000", &target)
            .commit()
    };
    for path in ["clients/s/stakan-plus/TLG-1/quote-2.pdf", "notes"] {
        let judged = honest.assert_caught(&link(path), "G", "tree");
        assert_eq!(judged.path(), Some(path));
    }
    let judged = honest.assert_caught(&link(PAID), "G", "tree");
    assert_eq!(judged.path(), Some(PAID));
}

#[test]
fn a_submodule() {
    let honest = with_note();
    let commit = honest.id("HEAD");
    let forged = honest
        .reforge("noted")
        .entry("vendor", "160000", &commit)
        .commit();
    let judged = honest.assert_caught(&forged, "G", "tree");
    assert_eq!(judged.path(), Some("vendor"));
}

#[test]
fn an_executable_bit() {
    let honest = with_note();
    for path in [PAID, "process.yaml"] {
        let blob = honest.id(&format!("noted:{path}"));
        let forged = honest
            .reforge("noted")
            .entry(path, "100755", &blob)
            .commit();
        let judged = honest.assert_caught(&forged, "G", "tree");
        assert_eq!(judged.path(), Some(path));
    }
    // Alone it changes no byte of any file.
    let blob = honest.id("noted:process.yaml");
    let alone = honest.forge().on(&["noted"]).files_of("noted").by("orlov");
    let alone = alone.entry("process.yaml", "100755", &blob);
    honest.assert_caught(&alone.commit(), "G", "tree");
}

#[test]
fn paths_that_differ_in_case() {
    for (path, text) in [
        ("PEOPLE.yaml", "people.yaml"),
        ("deals/00/00/tlg-1.yaml", PAID),
        (
            "Clients/s/stakan-plus/client.yaml",
            "clients/s/stakan-plus/client.yaml",
        ),
        (
            "clients/s/Stakan-Plus/client.yaml",
            "clients/s/stakan-plus/client.yaml",
        ),
    ] {
        let honest = with_note();
        let text = honest.text("noted", text);
        let forged = honest.reforge("noted").put(path, text.as_bytes()).commit();
        honest.assert_caught(&forged, "G", "tree");
    }
}

#[test]
fn names_that_git_reserves() {
    for name in [".git", ".GIT", "..", ".", "a\u{7}b"] {
        let honest = with_note();
        let mut entries = honest.entries("noted");
        let blob = honest.object("blob", b"[core]\n");
        entries.push(("100644".to_owned(), name.to_owned(), blob));
        entries.sort_by(|one, other| one.1.cmp(&other.1));
        let tree = honest.tree_of(&entries);
        let forged = honest.reforge("noted").tree(&tree).commit();
        honest.assert_found(&forged, "tree");
        match name {
            "a\u{7}b" => honest.assert_kept_out("tree"),
            _ => honest.assert_git_and_hook_refuse(&forged, "tree"),
        }
    }
}

#[test]
fn an_empty_folder() {
    let honest = with_note();
    let empty = honest.object("tree", b"");
    let mut entries = honest.entries("noted");
    entries.push(("40000".to_owned(), "zzz".to_owned(), empty.clone()));
    let tree = honest.tree_of(&entries);
    let forged = honest.reforge("noted").tree(&tree).commit();
    honest.assert_caught(&forged, "G", "tree");
    let bare = honest.reforge("noted").tree(&empty).commit();
    honest.assert_caught(&bare, "G", "tree");
}

/// Whoever reads it folder by folder runs out of stack, if it is let in.
#[test]
fn folders_without_end() {
    let honest = with_note();
    let repository = git2::Repository::open(honest.workspace()).expect("a repository");
    let mut inner = repository.blob(b"Hello\n").expect("a blob");
    let mut mode = 0o100644;
    for _ in 0..20_000 {
        let mut tree = repository.treebuilder(None).expect("a tree");
        tree.insert("a", inner, mode).expect("an entry");
        (inner, mode) = (tree.write().expect("a tree"), 0o040000);
    }
    let mut entries = honest.entries("noted");
    entries.push(("40000".to_owned(), "zzz".to_owned(), inner.to_string()));
    let tree = honest.tree_of(&entries);
    let forged = honest.reforge("noted").tree(&tree).make();
    honest.point(&forged);
    honest.assert_found(&forged, "tree");
    let asked = honest.ask_the_hook(&format!("{} {forged} {BRANCH}\n", honest.taken()));
    assert!(asked.said.contains("(tree)"), "{}", asked.said);
}

/// A few trees that hold each other many times over. Whoever has no key does not even get them opened.
#[test]
fn folders_without_number() {
    let honest = with_note();
    honest.shell("ssh-keygen -q -t ed25519 -N '' -f ../keys/stranger");
    let repository = git2::Repository::open(honest.workspace()).expect("a repository");
    let mut inner = repository.blob(b"Hello\n").expect("a blob");
    let mut mode = 0o100644;
    for _ in 0..9 {
        let mut tree = repository.treebuilder(None).expect("a tree");
        for name in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"] {
            tree.insert(name, inner, mode).expect("an entry");
        }
        (inner, mode) = (tree.write().expect("a tree"), 0o040000);
    }
    let mut entries = honest.entries("noted");
    entries.push(("40000".to_owned(), "zzz".to_owned(), inner.to_string()));
    let tree = honest.tree_of(&entries);
    let strangers = honest
        .reforge("noted")
        .tree(&tree)
        .signed_by("stranger")
        .make();
    honest.point(&strangers);
    honest.assert_found(&strangers, "unknown_key");
    let known = honest.reforge("noted").tree(&tree).make();
    honest.point(&known);
    honest.assert_found(&known, "tree");
}

#[test]
fn a_tree_whose_entries_are_not_written_the_one_way() {
    let honest = with_note();
    let entries = honest.entries("noted");
    let reversed: Vec<Entry> = entries.iter().rev().cloned().collect();
    let mut twice = entries.clone();
    twice.insert(1, entries[0].clone());
    let padded = entries.iter().map(|(mode, name, id)| match mode.as_str() {
        "40000" => ("040000".to_owned(), name.clone(), id.clone()),
        _ => (mode.clone(), name.clone(), id.clone()),
    });
    let writable = entries.iter().map(|(mode, name, id)| match name.as_str() {
        "tlg.yaml" => ("100664".to_owned(), name.clone(), id.clone()),
        _ => (mode.clone(), name.clone(), id.clone()),
    });
    for entries in [reversed, twice, padded.collect(), writable.collect()] {
        let tree = honest.tree_of(&entries);
        let forged = honest.reforge("noted").tree(&tree).commit();
        assert_eq!(honest.signature_of(&forged), "G");
        honest.assert_found(&forged, "tree");
        honest.assert_git_and_hook_refuse(&forged, "tree");
    }
}

#[test]
fn a_file_and_a_folder_of_one_name() {
    let honest = with_note();
    let mut entries = honest.entries("noted");
    let blob = honest.object("blob", b"Hello\n");
    let place = entries.iter().position(|(_, name, _)| name == "clients");
    entries.insert(
        place.expect("clients"),
        ("100644".to_owned(), "clients".to_owned(), blob),
    );
    let tree = honest.tree_of(&entries);
    let forged = honest.reforge("noted").tree(&tree).commit();
    honest.assert_found(&forged, "tree");
    honest.assert_git_and_hook_refuse(&forged, "tree");
}
