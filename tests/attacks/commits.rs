//! Commits whose header, signature or message is spelled in a way that we never write.

use std::fs;

use super::forge::BRANCH;
use super::trees::with_note;

/// Header lines that are signed with the rest, so that git has nothing against them.
#[test]
fn header_lines_that_we_never_write() {
    let honest = with_note();
    for line in [
        "encoding UTF-8",
        "encoding KOI8-R",
        "mergetag object 0000000000000000000000000000000000000000\n type commit\n tag v1",
        "note Одобрено",
    ] {
        let forged = honest.reforge("noted").header(line).commit();
        honest.assert_caught(&forged, "G", "form");
    }
}

/// Header lines that git leaves out when it checks the signature.
#[test]
fn header_lines_that_nobody_signed() {
    let honest = with_note();
    let other = honest.signature("anything", "petrova", "git");
    let other = other.trim_end().replace('\n', "\n ");
    for name in ["gpgsig", "gpgsig-sha256"] {
        let forged = honest
            .reforge("noted")
            .afterwards(&format!("{name} {other}"));
        let forged = forged.commit();
        let judged = honest.verify(&[]);
        assert_eq!(
            judged.found(),
            [(forged.clone(), "form".to_owned())],
            "{name}"
        );
        honest.assert_kept_out("form");
    }
    let forged = honest
        .reforge("noted")
        .afterwards("gpgsig-sha256 x")
        .commit();
    honest.assert_caught(&forged, "G", "form");
}

/// One signature has many spellings that ssh-keygen reads; a commit has one.
#[test]
fn a_signature_that_is_spelled_otherwise() {
    let honest = with_note();
    let spellings: [fn(&str) -> String; 5] = [
        // The version of the signature, which no signature is over.
        |armour| armour.replacen("U1NIU0lHAAAAAQ", "U1NIU0lHAAAAAA", 1),
        |armour| rewrapped(armour, 64),
        |armour| rewrapped(armour, 76),
        |armour| armour.replace("\n-----END", "\n\n-----END"),
        |armour| format!("{armour}\n\nAnything may follow\n"),
    ];
    for (number, armour) in spellings.into_iter().enumerate() {
        let forged = honest.reforge("noted").armour(armour).commit();
        assert_eq!(honest.signature_of(&forged), "G", "spelling {number}");
        honest.assert_found(&forged, "form");
        honest.assert_kept_out("form");
    }
}

/// The armour with lines of another length.
fn rewrapped(armour: &str, length: usize) -> String {
    let (begin, end) = (
        "-----BEGIN SSH SIGNATURE-----",
        "-----END SSH SIGNATURE-----",
    );
    let inside = armour
        .trim()
        .trim_start_matches(begin)
        .trim_end_matches(end);
    let letters: Vec<char> = inside.chars().filter(|letter| *letter != '\n').collect();
    let lines = letters
        .chunks(length)
        .map(|line| line.iter().collect::<String>() + "\n");
    format!("{begin}\n{}{end}\n", lines.collect::<String>())
}

#[test]
fn a_message_that_is_no_utf_8() {
    let honest = with_note();
    let object = honest.reforge("noted").bytes().into_bytes();
    let place = object
        .windows(4)
        .position(|bytes| bytes == b"TLG-")
        .expect("the subject");
    let mut bytes = object.clone();
    bytes[place] = 0xff;
    let forged = honest.object("commit", &bytes);
    honest.point(&forged);
    honest.assert_found(&forged, "form");
    honest.assert_kept_out("form");
}

#[test]
fn a_commit_that_has_no_form_at_all() {
    let honest = with_note();
    let whole = honest.reforge("noted").bytes();
    for (old, new) in [
        ("\ncommitter ", "\ncomitter "),
        ("\nauthor ", "\nauthor\t"),
        (" +0300\ngpgsig", " +03000\ngpgsig"),
        ("tree ", "tree  "),
        ("parent ", "parent x"),
        ("\n\n", "\n"),
    ] {
        let forged = honest.object("commit", whole.replacen(old, new, 1).as_bytes());
        fs::write(
            honest.workspace().join(".git").join(BRANCH),
            format!("{forged}\n"),
        )
        .expect("a reference");
        let judged = honest.verify(&[]);
        assert_eq!(judged.code, 1, "{:#}", judged.value);
        assert!(
            judged
                .found()
                .contains(&(forged.clone(), "form".to_owned())),
            "{new}"
        );
        let asked = honest.ask_the_hook(&format!("{} {forged} {BRANCH}\n", honest.taken()));
        assert!(!asked.is_in, "{}", asked.said);
    }
}
