//! Documents brought in from outside.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use tlg::workspace::{Content, DocumentProblem, Failure};

use crate::sandbox::succeed;
use crate::{Office, write};

const LIMIT: u64 = 1_000_000;

#[track_caller]
fn problem(office: &Office, path: &Path) -> DocumentProblem {
    match office.open().stage(path, LIMIT) {
        Err(Failure::Document { problem, .. }) => problem,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_document_is_committed_as_it_was_hashed() {
    let office = Office::new();
    let path = office.sandbox.path("quote.pdf");
    fs::write(&path, vec![0x25; 200_000]).unwrap();
    let workspace = office.open();
    let staged = workspace.stage(&path, LIMIT).unwrap();
    let sums = succeed(office.sandbox.command("sha256sum").arg(&path));
    assert!(sums.starts_with(staged.sha256()), "{sums}");
    assert_eq!(staged.size(), 200_000);
    let target = "clients/s/stakan/TLG-1/quote-1.pdf";
    office
        .write(&[(target, Content::Document(staged))])
        .unwrap();
    office.assert_clean();
    assert_eq!(
        fs::read(office.file(target)).unwrap(),
        fs::read(path).unwrap()
    );
}

#[test]
fn a_document_that_lies_packed_is_committed_again() {
    let office = Office::new();
    let path = office.sandbox.path("quote.pdf");
    write(&path, "the same");
    let content = |office: &Office| Content::Document(office.open().stage(&path, LIMIT).unwrap());
    office.write(&[("a.pdf", content(&office))]).unwrap();
    office.git(&["gc", "--quiet"]);
    office.write(&[("b.pdf", content(&office))]).unwrap();
    office.assert_clean();
    assert_eq!(office.content("b.pdf"), "the same");
}

#[test]
fn what_is_no_document_is_refused() {
    let office = Office::new();
    let path = office.sandbox.path("x.pdf");
    assert!(matches!(problem(&office, &path), DocumentProblem::Missing));
    write(&path, "");
    assert!(matches!(problem(&office, &path), DocumentProblem::Empty));
    fs::write(&path, vec![0; 1_000_001]).unwrap();
    assert!(matches!(
        problem(&office, &path),
        DocumentProblem::TooLarge {
            size: 1_000_001,
            max_size: LIMIT
        }
    ));
    let link = office.sandbox.path("link.pdf");
    symlink(&path, &link).unwrap();
    assert!(matches!(problem(&office, &link), DocumentProblem::Link));
    let folder = office.sandbox.path("folder.pdf");
    fs::create_dir(&folder).unwrap();
    assert!(matches!(
        problem(&office, &folder),
        DocumentProblem::NotAFile
    ));
    let pipe = office.sandbox.path("pipe.pdf");
    succeed(office.sandbox.command("mkfifo").arg(&pipe));
    assert!(matches!(problem(&office, &pipe), DocumentProblem::NotAFile));
}
