//! An example of everything that keeps a clone and its server apart, and of every reason for which an act is kept.

use tlg::audit::Difference;
use tlg::cli::language::Language;
use tlg::cli::say::Say;
use tlg::cli::screens::sync::shelf_to_text;
use tlg::cli::stop::Stop;
use tlg::cli::words;
use tlg::record::id::PersonId;
use tlg::sync::{First, Kept, Meanwhile, OnShelf, Place, Shelved, SyncFailure, Why};
use tlg::verify::{CouldNot, Distrust, Finding, Proof, Tally, Unproved, Wrong};
use tlg::workspace::{CommitId, Holder, Remote};

use super::kinds::{SYNC, WHY, of_sync, of_why};

/// What `tlg sync` says, under the name of the failure.
pub fn examples(say: &Say) -> Vec<(&'static str, Stop)> {
    let told = |failure: SyncFailure| (of_sync(&failure), words::sync_failure(&failure, say));
    failures().into_iter().map(told).collect()
}

/// What is said of an act that is kept, under the name of the reason.
pub fn kept(say: &Say) -> Vec<(&'static str, String)> {
    let told = |why: Why| {
        let name = of_why(&why);
        let kept = Kept {
            shelved: Shelved {
                number: 3,
                place: Place::Kept,
                person: PersonId::new("ivanov").ok(),
                commit: commit(1),
            },
            subject: "TLG-42: Подготовка КП → КП отправлено".to_owned(),
            first: Some(First {
                at: "2026-11-20T14:05:00+03:00".parse().expect("a moment"),
                why: Why::OtherDeal,
            }),
            why: Some(why),
            meanwhile: vec![Meanwhile {
                commit: commit(2),
                by: "petrova".to_owned(),
                at: "2026-11-20T14:02:00+03:00".parse().expect("a moment"),
                subject: "TLG-42: Подготовка КП → Некачественная".to_owned(),
            }],
        };
        let shelf = OnShelf {
            kept: vec![kept],
            ..OnShelf::default()
        };
        let text = shelf_to_text(&shelf, say);
        (name, anstream::adapter::strip_str(&text).to_string())
    };
    whys().into_iter().map(told).collect()
}

fn failures() -> Vec<SyncFailure> {
    let remote = || Remote {
        name: "origin".to_owned(),
        url: "git@tlg.example:deals.git".to_owned(),
    };
    vec![
        SyncFailure::NoRemote,
        SyncFailure::Offline {
            remote: remote(),
            said: "ssh: connect to host tlg.example port 22: Connection timed out".to_owned(),
        },
        SyncFailure::Engaged {
            holder: Some(Holder {
                pid: 4711,
                host: "office".to_owned(),
                command: "tlg sync".to_owned(),
                since: None,
            }),
        },
        SyncFailure::Gone { remote: remote() },
        SyncFailure::Unproved {
            remote: remote(),
            proof: proof(),
        },
        SyncFailure::OwnUnproved { proof: proof() },
        SyncFailure::Letters { commit: commit(5) },
        SyncFailure::Refused {
            remote: remote(),
            said: "✗ сервер не принимает refs/heads/main".to_owned(),
        },
        SyncFailure::Overtaken { tries: 20 },
    ]
}

fn whys() -> Vec<Why> {
    let path = || "process.yaml".to_owned();
    vec![
        Why::Overwritten { path: path() },
        Why::Follows { commit: commit(3) },
        Why::NotSigned,
        Why::NobodySigns {
            author: "Белов Б. Б. <belov@tlg.example>".to_owned(),
        },
        Why::NotAnAct(Box::new(Difference::Unexplained { path: path() })),
        Why::OutOfForm,
        Why::OtherDeal,
    ]
}

/// A proof that has found something.
pub fn proof() -> Box<Proof> {
    Box::new(Proof {
        introduction: commit(0),
        tip: commit(9),
        judged: 9,
        tally: Tally::default(),
        findings: vec![Finding {
            commit: commit(8),
            wrong: Wrong::BadSignature { key: None },
        }],
        unproved: None,
        anchored: true,
        notes: Vec::new(),
        distrust: Distrust::default(),
    })
}

/// A proof that has found nothing: not all could be judged, or nobody says what it goes back to.
pub fn proofs_without_a_finding() -> [Box<Proof>; 2] {
    let unproved = Some(Unproved {
        commit: commit(7),
        why: CouldNot::NewerRules { rules: 2 },
    });
    let without = |unproved: Option<Unproved>| {
        Box::new(Proof {
            findings: Vec::new(),
            anchored: unproved.is_some(),
            unproved,
            ..*proof()
        })
    };
    [without(unproved), without(None)]
}

fn commit(number: u8) -> CommitId {
    CommitId::from_bytes(&[0x40 + number; 20]).expect("an id")
}

#[test]
fn everything_that_keeps_clone_and_server_apart_has_an_example() {
    let say = Say::new(Language::English);
    let failures = examples(&say).into_iter().map(|(name, _)| name);
    let shown: Vec<&str> = failures
        .chain(kept(&say).into_iter().map(|it| it.0))
        .collect();
    // The failures of the clone, its files and the rules have examples of their own.
    let elsewhere = ["Ground", "Failure", "Refused"];
    let all = SYNC.iter().chain(WHY);
    let missing: Vec<&&str> = all
        .filter(|kind| !shown.contains(kind) && !elsewhere.contains(kind))
        .collect();
    assert!(missing.is_empty(), "no example of {missing:?}");
}
