//! docs/trust.md, Audit: what could not be done with `tlg` is found, wherever it was smuggled in.

use std::collections::BTreeSet;
use tlg::actions::intent::Intent;
use tlg::actions::numbering::leases_at;
use tlg::audit::invariants::{Broken, Step, broken, told};
use tlg::audit::{Commit, Difference, Documents, audit};
use tlg::deal::DealFile;
use tlg::numbers::Block;
use tlg::process::decision::Answer;
use tlg::record::CloneName;
use tlg::record::FaultKind;

use crate::doing::{attach, go};
use crate::house::{Files, House, INTRODUCTION, moment, person_id, read_deal};
use crate::journey::{TOTAL, ask_quote};

const DEAL: &str = "deals/00/00/TLG-1.yaml";

/// The last commit of a house, as somebody could have forged it.
struct Forged {
    parent: Files,
    child: Files,
    changed: BTreeSet<String>,
    message: String,
    actor: String,
    now: String,
}

impl Forged {
    fn last(house: &House) -> Forged {
        let last = house.recorded.last().expect("a commit");
        Forged {
            parent: last.parent.clone(),
            child: last.child.clone(),
            changed: last.changed(),
            message: last.change.message.clone(),
            actor: last.actor.to_string(),
            now: last.now.to_string(),
        }
    }

    /// Another text of a file, by one replacement.
    fn edit(mut self, path: &str, old: &str, new: &str) -> Forged {
        let text = String::from_utf8(self.child.0[path].clone()).expect("UTF-8");
        assert!(text.contains(old), "no `{old}` in\n{text}");
        self.put(path, &text.replacen(old, new, 1));
        self
    }

    fn put(&mut self, path: &str, text: &str) {
        self.child
            .0
            .insert(path.to_owned(), text.as_bytes().to_vec());
        self.changed.insert(path.to_owned());
    }

    fn judge(&self) -> Result<Intent, Difference> {
        audit(&Commit {
            introduction: INTRODUCTION,
            parent: &self.parent,
            child: &self.child,
            changed: &self.changed,
            message: &self.message,
            actor: &person_id(&self.actor),
            now: moment(&self.now),
            documents: Documents::Hashed,
        })
    }
}

fn moved() -> House {
    let mut house = House::new();
    house.does(go("in_stock"));
    house
}

/// What was done through the door passes.
#[test]
fn an_honest_commit_passes() {
    Forged::last(&moved()).judge().expect("an honest commit");
}

/// A header that the act does not make is found, with line and column.
#[test]
fn an_edited_header_is_found() {
    let forged = Forged::last(&moved()).edit(DEAL, "title: Линия", "title: Ленты");
    let Err(Difference::Text { path, mismatch }) = forged.judge() else {
        panic!("{:?}", forged.judge());
    };
    assert_eq!(
        (path.as_str(), mismatch.line, mismatch.column),
        (DEAL, 3, 9)
    );
}

/// A history that says something else about the past is found, with its line.
#[test]
fn an_edited_history_is_found() {
    let house = moved();
    let text = String::from_utf8(house.files.0[DEAL].clone()).expect("UTF-8");
    let line = 1 + text
        .lines()
        .position(|line| line == "- kind: opened")
        .expect("an opening");
    let forged = Forged::last(&house).edit(DEAL, "  by: ivanov\n  title", "  by: sidorov\n  title");
    match forged.judge() {
        Err(Difference::HistoryRewritten { line: found, .. }) => assert_eq!(found, line + 2),
        other => panic!("{other:?}"),
    }
}

/// A path that the act does not change is found: settings, another deal, a document in its place.
#[test]
fn an_unexplained_path_is_found() {
    for path in [
        "process.yaml",
        "notes.txt",
        "clients/s/stakan-plus/TLG-1/quote-1.pdf",
    ] {
        let mut forged = Forged::last(&moved());
        forged.put(path, "смена правил");
        assert!(
            matches!(forged.judge(), Err(Difference::Unexplained { path: found }) if found == path)
        );
    }
}

/// Nothing done is no commit; two acts are two commits.
#[test]
fn a_commit_holds_one_act() {
    let mut forged = Forged::last(&moved());
    forged.child = forged.parent.clone();
    forged.changed.clear();
    assert!(matches!(forged.judge(), Err(Difference::NothingDone)));
    let mut house = moved();
    let parent = house.recorded.last().expect("a commit").parent.clone();
    house.does(go("quote_preparation"));
    let mut forged = Forged::last(&house);
    forged.parent = parent;
    assert!(matches!(
        forged.judge(),
        Err(Difference::ManyActs { count: 2 })
    ));
}

/// What somebody else signed, or at another time, is not what the file says.
#[test]
fn another_signer_or_time_is_found() {
    let mut forged = Forged::last(&moved());
    forged.actor = "sidorov".to_owned();
    assert!(matches!(forged.judge(), Err(Difference::Refused(_))));
    let mut forged = Forged::last(&moved());
    forged.now = "2026-11-20T12:00:00+03:00".to_owned();
    assert!(matches!(forged.judge(), Err(Difference::Text { .. })));
}

/// The message is the act's, whole.
#[test]
fn another_message_is_found() {
    let mut forged = Forged::last(&moved());
    forged.message.push_str("Reviewed-By: petrova\n");
    let Err(Difference::Message(mismatch)) = forged.judge() else {
        panic!("{:?}", forged.judge());
    };
    assert_eq!(mismatch.found, "Reviewed-By: petrova");
}

/// A document is the one that the act names, it is there, and it takes nobody's place.
#[test]
fn another_document_is_found() {
    let path = "clients/s/stakan-plus/TLG-1/other-1.txt";
    let mut house = House::new();
    house.does(attach("other", "письмо.txt"));
    let mut other = Forged::last(&house);
    other.put(path, "другое письмо");
    assert!(matches!(
        other.judge(),
        Err(Difference::Document { found: Some(_), .. })
    ));
    let mut missing = Forged::last(&house);
    missing.child.0.remove(path);
    assert!(matches!(
        missing.judge(),
        Err(Difference::Document { found: None, .. })
    ));
    let mut unchanged = Forged::last(&house);
    unchanged.changed.remove(path);
    assert!(matches!(
        unchanged.judge(),
        Err(Difference::Unchanged { .. })
    ));
    let mut replaced = Forged::last(&house);
    replaced.parent.0.insert(path.to_owned(), b"old".to_vec());
    assert!(matches!(replaced.judge(), Err(Difference::Document { .. })));
}

/// A deal file that is no deal file is found as such.
#[test]
fn a_file_without_sense_is_found() {
    let mut forged = Forged::last(&moved());
    forged.put(DEAL, "deal: *alias\n");
    match forged.judge() {
        Err(Difference::Fault(fault)) => assert_eq!(fault.kind, FaultKind::Alias),
        other => panic!("{other:?}"),
    }
}

/// An approval that the manager writes into the file with an editor is refused whatever the header says.
#[test]
fn a_forged_approval_is_refused() {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .answers(Answer::Approved);
    let mut forged = Forged::last(&house);
    forged.actor = "ivanov".to_owned();
    let text = String::from_utf8(forged.child.0[DEAL].clone()).expect("UTF-8");
    forged.put(DEAL, &text.replace("by: petrova", "by: ivanov"));
    assert!(
        matches!(forged.judge(), Err(Difference::Refused(_))),
        "{:?}",
        forged.judge()
    );
}

/// The invariants that a deal file breaks when it is changed like that.
fn breaks(house: &mut House, forge: impl FnOnce(&mut DealFile)) -> Vec<Broken> {
    let ground = house.house();
    let last = house.recorded.last().expect("a commit");
    let before = read_deal(&last.parent, &house.deal);
    let mut after = house.file();
    forge(&mut after);
    let known = before.as_ref().map_or(0, |file| file.history.len());
    let mut found = broken(&Step {
        process: &ground.process,
        next: None,
        people: &ground.people,
        leases: &leases_at(&last.parent).expect("leases"),
        before: before.as_ref().map(|file| &file.deal),
        after: &after.deal,
        new: after.history.get(known..).unwrap_or_default(),
    });
    found.extend(told(&after));
    found
}

/// Every invariant finds what it is there for, without deciding anything.
#[test]
fn every_invariant_can_fail() {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .answers(Answer::Approved);
    assert_eq!(breaks(&mut house, |_| {}), []);
    let kinds = |broken: Vec<Broken>| -> BTreeSet<String> {
        let names = broken.iter().map(|broken| format!("{broken:?}"));
        let names = names.map(|name| name.split([' ', '{']).next().unwrap_or_default().to_owned());
        names.collect()
    };
    let mut found = BTreeSet::new();
    let mut finds = |house: &mut House, name: &str, forge: &dyn Fn(&mut DealFile)| {
        let broken = kinds(breaks(house, forge));
        assert!(broken.contains(name), "{name}: {broken:?}");
        found.insert(name.to_owned());
    };
    finds(&mut house, "HeaderIsNoFold", &|file| {
        file.deal.title.push('!')
    });
    finds(&mut house, "TwoActs", &|file| {
        file.history.extend(file.history.last().cloned());
    });
    finds(&mut house, "TimeRunsBack", &|file| {
        file.history[1].at = moment("2020-01-01T00:00:00+03:00");
    });
    finds(&mut house, "VisitsMiscounted", &|file| {
        file.deal.visits.insert(file.deal.stage.clone(), 7);
    });
    finds(&mut house, "NoFold", &|file| {
        let entry = file.history.last_mut().expect("an entry");
        entry.act = crate::doing::claim(&["quote/9"]).act;
    });
    finds(&mut house, "NoSuchEdge", &|file| {
        let entry = file.history.last_mut().expect("an entry");
        entry
            .outcome
            .entered
            .push(tlg::record::id::StageId::new("won").expect("an id"));
    });
    finds(&mut house, "RelocatedAlone", &|file| {
        let entry = file.history.last_mut().expect("an entry");
        entry.act = tlg::deal::act::Act::Relocate {
            to: None,
            facts: Default::default(),
        };
    });
    finds(&mut house, "NoDecision", &|file| {
        file.deal.decisions.clear()
    });
    finds(&mut house, "NotFourEyes", &|file| {
        file.history.last_mut().expect("an entry").by = person_id("ivanov");
    });
    finds(&mut house, "Forgotten", &|file| file.deal.tasks.clear());
    finds(&mut house, "DocumentsRewritten", &|file| {
        file.deal.documents[0].size += 1
    });
    finds(&mut house, "RoundRewritten", &|file| {
        file.deal.rounds[0].total = crate::doing::money("1.00 RUB");
    });
    finds(&mut house, "LetterAstray", &|file| {
        let letter = file.deal.mail[0].clone();
        file.deal.mail.push(letter);
    });
    let mut house = House::new();
    house.reaches("won");
    finds(&mut house, "Underpaid", &|file| {
        file.deal.payments[0].cancelled = true
    });
    finds(&mut house, "BusyAfterEnd", &|file| {
        file.deal.tasks = vec![tlg::deal::task::Task {
            id: tlg::record::id::TaskId::new("hand_over").expect("an id"),
            visit: 1,
            title: "передать груз клиенту".to_owned(),
            holder: "ivanov".to_owned(),
            due: crate::doing::day("2026-12-01"),
            first_due: None,
            attached: None,
            remarks: None,
        }];
    });
    let mut house = House::empty();
    let lease = Intent::Lease {
        clone: CloneName::of_lot(1),
        block: Block { from: 1, to: 20 },
    };
    house.commits(&lease).expect("a lease");
    house.opens("ivanov");
    assert_eq!(breaks(&mut house, |_| {}), []);
    finds(&mut house, "ForeignNumber", &|file| {
        file.history[0].by = person_id("sidorov");
    });
    let source = include_str!("../../src/audit/invariants.rs");
    let all = crate::refusals::variants(source, "Broken");
    assert_eq!(found, all);
}
