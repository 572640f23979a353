//! Somebody used git itself between two commands: sync makes it right where it can, keeps what it cannot, and loses nothing.

use std::fs;

use crate::firm::{Deal, Firm, Seat};

/// What a sync made of the commits that only this clone had.
struct Repaired {
    said: serde_json::Value,
    code: i32,
}

impl Repaired {
    fn count(&self, what: &str) -> usize {
        self.said[what].as_array().unwrap().len()
    }
}

/// A person's git without any hook and with git's own defaults, as on a machine that nobody has set up.
fn by_hand(seat: &Seat, line: &str) {
    let defaults =
        "-c core.hooksPath=/dev/null -c merge.ff=true -c pull.ff=false -c pull.rebase=false";
    let mut git = seat.git_command(&format!("{defaults} {line}"));
    git.env("GIT_EDITOR", "true")
        .env("GIT_MERGE_AUTOEDIT", "no");
    git.env("GIT_COMMITTER_DATE", "2026-11-20T10:01:00+03:00");
    crate::sandbox::succeed(&mut git);
}

fn edit(seat: &Seat, path: &str, old: &str, new: &str) {
    let path = seat.folder().join(path);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{text}");
    fs::write(path, text.replacen(old, new, 1)).unwrap();
}

/// Syncs, and finds each commit of the branch in history, decided again, kept, waiting, or dropped and said so.
fn repaired(seat: &Seat) -> Repaired {
    seat.git("fetch -q origin");
    let own = seat.git("rev-list origin/main..HEAD");
    let ended = seat.run("sync --json");
    let json = serde_json::from_str(&ended.stdout);
    let said: serde_json::Value =
        json.unwrap_or_else(|_| panic!("{}{}", ended.stdout, ended.stderr));
    let history = seat.git("rev-list HEAD");
    let shelf = seat.git("rev-list --glob=refs/tlg/");
    let told = |what: &str, commit: &str| {
        let mut list = said[what].as_array().unwrap().iter();
        list.any(|it| it == commit || it["was"] == commit)
    };
    for commit in own.lines() {
        let found = history.contains(commit)
            || shelf.contains(commit)
            || told("redone", commit)
            || told("dropped", commit);
        assert!(found, "{commit} is lost: {said}");
    }
    assert_eq!(seat.tip(), seat.firm.tip(), "{said}");
    seat.assert_sound();
    Repaired {
        said,
        code: ended.code,
    }
}

/// The desk did something without the server, and the server has something else by now.
fn apart(here: &str, there: &str) -> Firm {
    let firm = Firm::with(Deal::New);
    firm.desk().offline(here);
    firm.bureau().done(there);
    firm.desk().git("fetch -q origin");
    firm
}

const CAFE: &str = "client add Cafe --email cafe@cafe.example";
const BAR: &str = "client add Bar --email bar@bar.example";

#[test]
fn a_merge_is_taken_apart_again() {
    let firm = apart(CAFE, BAR);
    by_hand(&firm.desk(), "merge -q --no-ff -m Merge origin/main");
    let repaired = repaired(&firm.desk());
    assert_eq!(
        (repaired.count("redone"), repaired.count("dropped")),
        (1, 1)
    );
    assert_eq!(repaired.code, 0);
}

#[test]
fn a_merge_the_other_way_round_loses_nothing() {
    let firm = apart(CAFE, BAR);
    let desk = firm.desk();
    by_hand(&desk, "checkout -q -b aside origin/main");
    by_hand(&desk, "merge -q --no-ff -m Merge main");
    by_hand(&desk, "branch -f main aside");
    by_hand(&desk, "checkout -q main");
    let repaired = repaired(&desk);
    assert_eq!(
        repaired.count("kept") + repaired.count("redone"),
        1,
        "{}",
        repaired.said
    );
}

#[test]
fn a_merge_that_changes_a_deal_is_kept() {
    let firm = apart(CAFE, BAR);
    let desk = firm.desk();
    by_hand(&desk, "merge -q --no-ff --no-commit origin/main");
    edit(
        &desk,
        "deals/00/00/TLG-1.yaml",
        "Line for cups",
        "Line for lids",
    );
    by_hand(&desk, "commit -q -a -m Merge");
    desk.ends("deal note 1 -m 'On the merge'", 1);
    desk.offline("client add Pub --email pub@pub.example");
    let repaired = repaired(&desk);
    assert_eq!(repaired.code, 1);
    assert_eq!(desk.json("deal show 1")["title"], "Line for cups");
    assert_eq!(repaired.count("redone"), 2, "{}", repaired.said);
}

#[test]
fn a_conflict_that_was_solved_by_hand_is_kept_and_the_acts_are_decided_again() {
    let firm = apart("deal note 1 -m Here", "deal note 1 -m There");
    let desk = firm.desk();
    let merged = desk
        .git_command("-c merge.ff=true merge --no-ff -m Merge origin/main")
        .output()
        .unwrap();
    assert!(!merged.status.success(), "no text merge touches a deal");
    let said = desk.run("sync");
    assert_ne!(said.code, 0, "a merge is in progress");
    by_hand(&desk, "checkout -q --theirs deals/00/00/TLG-1.yaml");
    by_hand(&desk, "commit -q -a -m Merge");
    let repaired = repaired(&desk);
    assert_eq!(repaired.count("redone"), 1, "{}", repaired.said);
    let log = desk.done("deal log 1");
    assert!(log.contains("Here") && log.contains("There"), "{log}");
}

#[test]
fn ones_own_rebase_is_decided_again() {
    let firm = apart(CAFE, BAR);
    by_hand(&firm.desk(), "rebase -q origin/main");
    let repaired = repaired(&firm.desk());
    assert_eq!(repaired.code, 0, "{}", repaired.said);
    assert_eq!(repaired.count("redone"), 1, "{}", repaired.said);
}

#[test]
fn a_rebase_over_somebody_elses_act_never_signs_it_for_them() {
    let firm = Firm::with(Deal::New);
    let (manager, director) = (firm.seat("sidorov", "board"), firm.board());
    manager.offline(CAFE);
    director.offline("deal note 1 -m 'By the director'");
    firm.bureau().done(BAR);
    director.git("fetch -q origin");
    by_hand(&director, "rebase -q origin/main");
    let repaired = repaired(&director);
    assert_eq!(repaired.count("redone"), 1, "{}", repaired.said);
    assert_eq!(repaired.count("waiting"), 1, "{}", repaired.said);
    let ended = manager.run("sync");
    assert_eq!(ended.code, 1, "{}{}", ended.stdout, ended.stderr);
    assert!(
        ended.stdout.contains("not signed by your key"),
        "{}",
        ended.stdout
    );
    assert!(!manager.done("client list").contains("Cafe"));
    manager.assert_sound();
}

#[test]
fn an_amended_message_is_written_anew() {
    let firm = apart(CAFE, BAR);
    by_hand(&firm.desk(), "commit -q --amend -m Shorter");
    let repaired = repaired(&firm.desk());
    assert_eq!(
        (repaired.code, repaired.count("redone")),
        (0, 1),
        "{}",
        repaired.said
    );
    assert!(!firm.desk().git("log --format=%s").contains("Shorter"));
}

#[test]
fn an_amended_message_is_written_anew_where_nobody_else_did_anything() {
    let firm = Firm::with(Deal::New);
    firm.desk().offline(CAFE);
    by_hand(&firm.desk(), "commit -q --amend -m Shorter");
    let repaired = repaired(&firm.desk());
    assert_eq!(
        (repaired.code, repaired.count("redone")),
        (0, 1),
        "{}",
        repaired.said
    );
}

#[test]
fn an_amended_act_is_kept() {
    for there in [None, Some(BAR)] {
        let firm = Firm::with(Deal::New);
        let desk = firm.desk();
        desk.offline("deal note 1 -m Before");
        if let Some(there) = there {
            firm.bureau().done(there);
        }
        edit(
            &desk,
            "deals/00/00/TLG-1.yaml",
            "Line for cups",
            "Line for lids",
        );
        by_hand(&desk, "commit -q --amend -a --no-edit");
        let repaired = repaired(&desk);
        assert_eq!(
            (repaired.code, repaired.count("kept")),
            (1, 1),
            "{}",
            repaired.said
        );
        desk.ends("sync --retry 1", 1);
        assert_eq!(desk.tip(), firm.tip());
    }
}

#[test]
fn squashed_acts_are_kept_together() {
    let firm = apart(CAFE, BAR);
    let desk = firm.desk();
    desk.offline("deal note 1 -m Second");
    by_hand(&desk, "reset -q --soft HEAD~2");
    by_hand(&desk, "commit -q -m Both");
    let repaired = repaired(&desk);
    assert_eq!(
        (repaired.code, repaired.count("kept")),
        (1, 1),
        "{}",
        repaired.said
    );
}

#[test]
fn a_hand_edit_is_kept_whoever_signed_it() {
    for signed in ["true", "false"] {
        for there in [None, Some(BAR)] {
            let firm = Firm::with(Deal::New);
            let desk = firm.desk();
            if let Some(there) = there {
                firm.bureau().done(there);
            }
            desk.offline(CAFE);
            edit(
                &desk,
                "deals/00/00/TLG-1.yaml",
                "Line for cups",
                "Line for lids",
            );
            by_hand(
                &desk,
                &format!("-c commit.gpgsign={signed} commit -q -a -m Edit"),
            );
            let repaired = repaired(&desk);
            assert_eq!(
                (repaired.code, repaired.count("kept")),
                (1, 1),
                "{}",
                repaired.said
            );
            assert!(desk.done("client list").contains("Cafe"));
        }
    }
}

#[test]
fn an_edit_of_what_was_done_is_called_one() {
    let firm = Firm::with(Deal::New);
    let desk = firm.desk();
    let path = "deals/00/00/TLG-1.yaml";
    let file = desk.folder().join(path);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(
        &file,
        text.replace("Line for cups", "Line for cups and lids"),
    )
    .unwrap();
    by_hand(&desk, "commit -q -a -m Edit");
    let ended = desk.run("sync");
    let said = format!("{}{}", ended.stdout, ended.stderr);
    assert_eq!(ended.code, 1, "{said}");
    assert!(said.contains("the history was rewritten"), "{said}");
    desk.assert_sound();
}

#[test]
fn a_branch_that_was_set_back_behind_the_server_comes_forward_again() {
    let firm = Firm::with(Deal::Sent);
    let desk = firm.desk();
    let before = desk.tip();
    by_hand(&desk, "reset -q --hard HEAD~2");
    let repaired = repaired(&desk);
    assert_eq!((repaired.code, desk.tip()), (0, before));
}

#[test]
fn what_was_done_on_a_branch_that_was_set_back_is_judged_on_what_the_server_has() {
    let firm = Firm::with(Deal::Sent);
    let desk = firm.desk();
    by_hand(&desk, "reset -q --hard HEAD~1");
    desk.offline(CAFE);
    desk.offline("deal lose 1 --reason other -m 'No more'");
    let repaired = repaired(&desk);
    assert_eq!(
        (repaired.count("redone"), repaired.count("kept")),
        (1, 1),
        "{}",
        repaired.said
    );
    assert_eq!(desk.json("deal show 1")["stage"], "quote_sent");
}

#[test]
fn a_revert_is_kept_and_undoes_nothing() {
    for pushed in [true, false] {
        let firm = Firm::with(Deal::New);
        let desk = firm.desk();
        match pushed {
            true => desk.done("deal note 1 -m Stays"),
            false => desk.offline("deal note 1 -m Stays"),
        };
        by_hand(&desk, "revert --no-edit HEAD");
        let repaired = repaired(&desk);
        assert_eq!(
            (repaired.code, repaired.count("kept")),
            (1, 1),
            "{}",
            repaired.said
        );
        assert!(desk.done("deal log 1").contains("Stays"));
    }
}

#[test]
fn a_cherry_picked_act_of_somebody_else_is_never_signed_by_whoever_picked_it() {
    let firm = Firm::with(Deal::New);
    let desk = firm.desk();
    firm.bureau().offline(BAR);
    let bureau = firm.bureau().folder();
    desk.git(&format!("fetch -q {} main", bureau.display()));
    by_hand(&desk, "cherry-pick FETCH_HEAD");
    let repaired = repaired(&desk);
    assert_eq!(repaired.count("waiting"), 1, "{}", repaired.said);
    assert!(!desk.done("client list").contains("Bar"));
    firm.bureau().done("sync");
    assert!(firm.bureau().done("client list").contains("Bar"));
}

#[test]
fn without_a_server_it_is_made_right_as_well() {
    let firm = Firm::with(Deal::New);
    let desk = firm.desk();
    desk.git("remote set-head origin -d");
    desk.git("remote remove origin");
    desk.done(CAFE);
    edit(
        &desk,
        "deals/00/00/TLG-1.yaml",
        "Line for cups",
        "Line for lids",
    );
    by_hand(&desk, "commit -q -a -m Edit");
    desk.ends("sync", 1);
    assert_eq!(desk.kept().len(), 1);
    assert_eq!(desk.json("deal show 1")["title"], "Line for cups");
    assert!(desk.done("client list").contains("Cafe"));
    desk.assert_sound();
}

#[test]
fn an_act_that_was_pushed_and_then_amended_is_not_done_twice() {
    let firm = Firm::with(Deal::New);
    let desk = firm.desk();
    desk.done("deal note 1 -m 'Called them'");
    desk.git("-c core.hooksPath=/dev/null commit -q --amend -m Amended");
    let synced = desk.json("sync");
    assert_eq!(synced["dropped"].as_array().unwrap().len(), 1, "{synced}");
    let log = desk.json("deal log 1");
    let notes = desk.git("show HEAD:deals/00/00/TLG-1.yaml");
    assert_eq!(notes.matches("Called them").count(), 1, "{log}");
    desk.assert_sound();
}

#[test]
fn on_another_branch_nothing_is_done() {
    let firm = Firm::with(Deal::New);
    let desk = firm.desk();
    desk.git("switch -q -c side");
    let said = desk.ends("deal note 1 -m Aside", 3);
    assert!(said.contains("git switch main"), "{said}");
}

#[test]
fn where_nobody_says_which_server_is_meant_nothing_is_done() {
    let firm = Firm::with(Deal::New);
    let desk = firm.desk();
    desk.git("remote rename origin main-server");
    desk.git("remote add backup ../backup.git");
    desk.git("config --unset branch.main.remote");
    for line in ["sync", "deal note 1 -m Astray"] {
        let said = desk.ends(line, 3);
        assert!(
            said.contains("git config branch.main.remote NAME"),
            "{said}"
        );
    }
    desk.git("config branch.main.remote main-server");
    desk.done("deal note 1 -m Found");
    desk.git("config remote.main-server.pushurl ../backup.git");
    let said = desk.ends("deal note 1 -m Elsewhere", 3);
    assert!(said.contains("pushurl"), "{said}");
}
