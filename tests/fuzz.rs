//! Damaged input of every kind that comes from outside: it is refused or read as exactly what it is, and nothing panics.
//!
//! Valid samples are spliced at random. `PROPTEST_CASES` sets how many are tried.

use proptest::prelude::*;
use ssh_key::{HashAlg, LineEnding, PrivateKey};
use tlg::agenda::DayFile;
use tlg::calendar::Year;
use tlg::client::ClientFile;
use tlg::deal::DealFile;
use tlg::deal::entry::Entry;
use tlg::numbers::Numbers;
use tlg::people::People;
use tlg::process::Process;
use tlg::process::settings::Settings;
use tlg::verify::Push;
use tlg::workspace::{Introduction, SignedCommit};
use walkdir::WalkDir;

/// A change of a sample: so many bytes at a place give way to others.
#[derive(Clone, Debug)]
struct Splice {
    place: prop::sample::Index,
    removed: usize,
    put: Vec<u8>,
}

fn splices() -> impl Strategy<Value = Vec<Splice>> {
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..8),
        prop::collection::vec(
            prop::sample::select(b"\n -:'\"{}[]&*!|>#%\t\0".to_vec()),
            0..6
        ),
        Just(b"gpgsig ".to_vec()),
        Just(b"parent ".to_vec()),
        Just("\u{202e}".as_bytes().to_vec()),
    ];
    let splice = (any::<prop::sample::Index>(), 0..12usize, bytes);
    let splice = splice.prop_map(|(place, removed, put)| Splice {
        place,
        removed,
        put,
    });
    prop::collection::vec(splice, 1..4)
}

fn spliced(sample: &[u8], splices: &[Splice]) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for splice in splices {
        let place = splice.place.index(bytes.len() + 1);
        let end = (place + splice.removed).min(bytes.len());
        bytes.splice(place..end, splice.put.iter().copied());
    }
    bytes
}

/// The sample deals of the repository.
fn deals() -> Vec<Vec<u8>> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/deals");
    let files = WalkDir::new(root)
        .into_iter()
        .map(|entry| entry.expect("a folder"));
    let deals = files.filter(|entry| entry.path().extension().is_some_and(|name| name == "yaml"));
    deals
        .map(|entry| std::fs::read(entry.path()).expect("a sample"))
        .collect()
}

fn template(name: &str) -> Vec<u8> {
    let path = format!("{}/templates/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("a template")
}

/// A commit in the one form that we write, signed by Иванов.
fn commit() -> Vec<u8> {
    let key = format!("{}/tests/keys/ivanov", env!("CARGO_MANIFEST_DIR"));
    let key = PrivateKey::read_openssh_file(key.as_ref()).expect("a key");
    let who = "Иванов Иван <ivanov@tlg.example> 1795181531 +0300";
    let header = format!(
        "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nparent 1111111111111111111111111111111111111111\n\
         author {who}\ncommitter {who}\n"
    );
    let message = "TLG-1: открыта — Линия\n\nDeal: TLG-1\nBy: ivanov\n";
    let signature = key.sign(
        "git",
        HashAlg::Sha512,
        format!("{header}\n{message}").as_bytes(),
    );
    let armour = signature.and_then(|signature| signature.to_pem(LineEnding::LF));
    let armour = armour.expect("a signature").trim_end().replace('\n', "\n ");
    format!("{header}gpgsig {armour}\n\n{message}").into_bytes()
}

fn people() -> Vec<u8> {
    let key = format!("{}/tests/keys/ivanov.pub", env!("CARGO_MANIFEST_DIR"));
    let key = std::fs::read_to_string(key).expect("a key");
    let key: Vec<&str> = key.split_whitespace().take(2).collect();
    let person = |indent: &str| {
        format!(
            "- id: ivanov\n{indent}  name: Иванов Иван\n{indent}  email: ivanov@tlg.example\n{indent}  roles:\n\
             {indent}  - administrator\n{indent}  keys:\n{indent}  - {}\n",
            key.join(" ")
        )
    };
    format!(
        "format: 1\npeople:\n{}delegations: []\ncompromised: []\nratified: []\nhistory:\n- kind: introduced\n  \
         at: 2026-11-20T10:00:00+03:00\n  by: ivanov\n  added:\n  {}",
        person(""),
        person("  ")
    )
    .into_bytes()
}

#[test]
fn the_samples_are_sound() {
    assert!(deals().len() > 15);
    for deal in deals() {
        DealFile::read("deal.yaml", &deal).expect("a sample deal");
    }
    let signed = SignedCommit::read(&commit()).expect("a commit in our form");
    assert!(signed.signing_key().is_ok());
    People::read(&people()).expect("a register");
}

proptest! {
    /// A commit that is read is signed over exactly its bytes, or is not accepted.
    #[test]
    fn commits(splices in splices()) {
        let sample = commit();
        let bytes = spliced(&sample, &splices);
        if let Ok(read) = SignedCommit::read(&bytes) {
            prop_assert!(bytes == sample || read.signing_key().is_err());
        }
    }

    /// Whatever stands in the armour, it is the sample's signature or none.
    #[test]
    fn armours(splices in splices()) {
        let sample = String::from_utf8(commit()).expect("UTF-8");
        let (before, rest) = sample.split_once("gpgsig ").expect("a signature");
        let (armour, message) = rest.split_once("\n\n").expect("a message");
        let forged = spliced(armour.as_bytes(), &splices);
        let bytes = [before.as_bytes(), b"gpgsig ", &forged, b"\n\n", message.as_bytes()].concat();
        if let Ok(read) = SignedCommit::read(&bytes) {
            prop_assert!(bytes == sample.as_bytes() || read.signing_key().is_err());
        }
    }

    /// A deal file that is read says the same when it is written again.
    #[test]
    fn deal_files(number in any::<prop::sample::Index>(), splices in splices()) {
        let deals = deals();
        let sample = number.get(&deals);
        let bytes = spliced(sample, &splices);
        if let Ok(file) = DealFile::read("deal.yaml", &bytes) {
            prop_assert_eq!(file.node().to_yaml().into_bytes(), bytes.clone());
        }
        // What a longer history adds is read by itself, whatever stands before it.
        let _ = Entry::read_new("deal.yaml", Some(sample), &bytes);
    }

    /// A register that is read says the same when it is written again.
    #[test]
    fn people_files(splices in splices()) {
        let bytes = spliced(&people(), &splices);
        if let Ok(people) = People::read(&bytes) {
            prop_assert_eq!(people.node().to_yaml().into_bytes(), bytes);
        }
    }

    /// Leases that are read say the same when they are written again.
    #[test]
    fn number_files(splices in splices()) {
        let sample = b"format: 1\nhistory:\n- kind: leased\n  at: 2026-11-20T10:00:00+03:00\n  by: ivanov\n  \
                       clone: 000000a1\n  from: 1\n  to: 20\n";
        let bytes = spliced(sample, &splices);
        if let Ok(numbers) = Numbers::read(&bytes) {
            prop_assert_eq!(numbers.text().into_bytes(), bytes);
        }
    }

    /// The other files of a workspace, and what git hands to a hook: an error or a value, and no panic.
    #[test]
    fn everything_else(splices in splices()) {
        let _ = Settings::read(&spliced(&template("tlg.yaml"), &splices));
        let _ = Process::read("process.yaml", &spliced(&template("process.yaml"), &splices));
        let _ = Year::read("calendar/2026.yaml", &spliced(&template("calendar/2026.yaml"), &splices));
        let client = b"format: 1\nclient: stakan\nname: Stakan\nemail: a@b.example\ninn: \"1\"\nhistory: []\n";
        let _ = ClientFile::read("clients/s/stakan/client.yaml", &spliced(client, &splices));
        let day = "2026-11-23".parse().expect("a day");
        let _ = DayFile::read(day, &spliced(b"format: 1\nday: 2026-11-23\nhistory: []\n", &splices));
        let line = b"0000000000000000000000000000000000000000 4b825dc642cb6eb9a060e54bf8d69288fbee4904 refs/heads/main";
        let line = String::from_utf8_lossy(&spliced(line, &splices)).into_owned();
        let _ = line.parse::<Push>();
        let _ = line.parse::<Introduction>();
    }
}
