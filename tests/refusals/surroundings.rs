//! An example of everything that can fail, or be in the way, around the rules.

use std::io;
use std::path::PathBuf;

use tlg::cli::say::Say;
use tlg::cli::stop::Stop;
use tlg::cli::words;
use tlg::record::tree::TreeError;
use tlg::workspace::{CommitId, DirtyPath, DocumentProblem, Edit, Failure, Holder, SigningFailure};

use super::kinds::{
    DOCUMENTS, EDITS, FAILURES, SIGNING, of_document, of_edit, of_failure, of_signing,
};

fn path(text: &str) -> PathBuf {
    PathBuf::from(text)
}

fn commit() -> CommitId {
    "9c41d07d20aa31b7f0c55e8d61f3e2a4b9c8d7e6"
        .parse()
        .expect("an id of this test")
}

/// What fails, under its name.
pub fn examples(say: &Say) -> Vec<(&'static str, Stop)> {
    let failures = failures();
    let told = failures
        .iter()
        .map(|failure| (name(failure), words::failure(failure, say)));
    told.collect()
}

/// The name of the innermost variant.
fn name(failure: &Failure) -> &'static str {
    match failure {
        Failure::Signing(failure) => of_signing(failure),
        Failure::Document { problem, .. } => of_document(problem),
        Failure::Dirty { paths } => paths.first().map_or("Dirty", |dirty| of_edit(&dirty.edit)),
        failure => of_failure(failure),
    }
}

fn failures() -> Vec<Failure> {
    let of_the_clone = of_the_clone().into_iter();
    let signing = signing().into_iter().map(Failure::Signing);
    let documents = documents().into_iter().map(|problem| Failure::Document {
        path: path("КП.pdf"),
        problem,
    });
    let edits = [
        Edit::Modified,
        Edit::Deleted,
        Edit::Staged,
        Edit::Untracked,
        Edit::Obstructed,
    ];
    let dirty = edits.into_iter().map(|edit| Failure::Dirty {
        paths: vec![DirtyPath {
            path: "deals/00/00/TLG-42.yaml".to_owned(),
            edit,
        }],
    });
    of_the_clone
        .chain(signing)
        .chain(documents)
        .chain(dirty)
        .collect()
}

fn of_the_clone() -> Vec<Failure> {
    let root = || path("/home/ivanov/deals");
    let full = || io::Error::from(io::ErrorKind::StorageFull);
    let first = "2026-11-20T10:02:11+03:00"
        .parse()
        .expect("a moment of this test");
    let holder = Holder {
        pid: 4711,
        host: "rostov".to_owned(),
        command: "tlg tick".to_owned(),
        since: None,
    };
    vec![
        Failure::NotARepository {
            from: path("/home/ivanov"),
        },
        Failure::NotAWorkspace {
            root: path("/home/ivanov/tlg"),
        },
        Failure::Bare {
            repository: path("/srv/deals.git"),
        },
        Failure::UnsupportedFormat {
            repository: root(),
            extension: "extensions.objectformat=sha256".to_owned(),
        },
        Failure::ForeignOwner { path: root() },
        Failure::DetachedHead { root: root() },
        Failure::InProgress {
            root: root(),
            operation: git2::RepositoryState::RebaseInteractive,
        },
        Failure::FolderInUse { dir: root() },
        Failure::Busy { holder: None },
        Failure::Busy {
            holder: Some(holder),
        },
        Failure::WhichServer {
            names: vec!["backup".to_owned(), "main-server".to_owned()],
            branch: "main".to_owned(),
        },
        Failure::TwoServers {
            name: "origin".to_owned(),
        },
        Failure::GitBusy {
            lock: path("/home/ivanov/deals/.git/index.lock"),
        },
        Failure::UnknownRevision {
            revision: "v1".to_owned(),
        },
        Failure::BeforeHistory { first },
        Failure::MalformedCommit { commit: commit() },
        Failure::Tree(TreeError::NotAFile {
            path: "people.yaml".to_owned(),
            mode: 0o100_755,
        }),
        Failure::Raced {
            expected: Some(commit()),
            found: None,
        },
        Failure::BadPath {
            path: "../etc/passwd".to_owned(),
        },
        Failure::BadPerson {
            person: "Иванов <".to_owned(),
        },
        Failure::BadMessage,
        Failure::Unfinished {
            commit: commit(),
            source: Box::new(Failure::File {
                path: path("deals/00/00/TLG-42.yaml"),
                source: full(),
            }),
        },
        Failure::MalformedPending {
            path: path(".git/tlg/pending"),
        },
        Failure::File {
            path: path("deals/00/00/TLG-42.yaml"),
            source: full(),
        },
        Failure::Fetch {
            url: "git@cups.example:deals.git".to_owned(),
            said: "fatal: Could not read from remote repository.".to_owned(),
        },
        Failure::NothingThere {
            url: "git@cups.example:deals.git".to_owned(),
        },
        Failure::Program {
            program: path("ssh-keygen"),
            source: io::Error::from(io::ErrorKind::PermissionDenied),
        },
        Failure::Git {
            source: git2::Error::new(
                git2::ErrorCode::GenericError,
                git2::ErrorClass::Os,
                "failed to write chunk: No space left on device",
            ),
        },
        Failure::Git {
            source: git2::Error::from_str("object not found"),
        },
    ]
}

fn signing() -> Vec<SigningFailure> {
    let key = || path("/home/ivanov/.ssh/id_ed25519.pub");
    let unreadable = || ssh_key::PublicKey::from_openssh("ssh-rsa").expect_err("no key");
    vec![
        SigningFailure::NoKey,
        SigningFailure::NotSsh {
            format: "openpgp".to_owned(),
        },
        SigningFailure::KeyMissing { path: key() },
        SigningFailure::KeyUnreadable { path: key() },
        SigningFailure::ProgramMissing {
            program: path("ssh-keygen"),
        },
        SigningFailure::Locked {
            key: "/home/ivanov/.ssh/id_ed25519".to_owned(),
        },
        SigningFailure::Refused {
            program: path("ssh-keygen"),
            said: "Couldn't sign message: agent refused operation".to_owned(),
        },
        SigningFailure::Unreadable {
            source: unreadable(),
        },
        SigningFailure::BadTrustedKey {
            line: "ssh-rsa AAAA".to_owned(),
            source: unreadable(),
        },
        SigningFailure::WrongKey {
            used: "SHA256:kX3v".to_owned(),
        },
    ]
}

fn documents() -> Vec<DocumentProblem> {
    vec![
        DocumentProblem::Missing,
        DocumentProblem::Link,
        DocumentProblem::NotAFile,
        DocumentProblem::Empty,
        DocumentProblem::TooLarge {
            size: 31_000_000,
            max_size: 20_971_520,
        },
        DocumentProblem::Changed,
    ]
}

#[test]
fn everything_that_can_fail_has_an_example() {
    let say = Say::new(tlg::cli::language::Language::English);
    let shown: Vec<&str> = examples(&say).iter().map(|(name, _)| *name).collect();
    let within = ["Signing", "Document", "Dirty"];
    let outer = FAILURES.iter().filter(|kind| !within.contains(*kind));
    let kinds = outer.chain(SIGNING).chain(DOCUMENTS).chain(EDITS);
    let missing: Vec<&&str> = kinds.filter(|kind| !shown.contains(*kind)).collect();
    assert!(missing.is_empty(), "no example of {missing:?}");
}

#[test]
fn what_the_person_did_is_refused_and_what_the_world_did_has_failed() {
    let say = Say::new(tlg::cli::language::Language::English);
    let code = |failure: &Failure| words::failure(failure, &say).code();
    for failure in failures() {
        let by_the_person = match &failure {
            Failure::NotARepository { .. }
            | Failure::NotAWorkspace { .. }
            | Failure::FolderInUse { .. }
            | Failure::UnknownRevision { .. }
            | Failure::BeforeHistory { .. }
            | Failure::Dirty { .. }
            | Failure::Tree(_) => true,
            Failure::Document { problem, .. } => !matches!(problem, DocumentProblem::Changed),
            _ => false,
        };
        assert_eq!(
            code(&failure),
            if by_the_person { 1 } else { 3 },
            "{failure:?}"
        );
    }
}
