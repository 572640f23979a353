//! Several people in one clone: everybody's acts are signed by themselves alone, and wait until they are back.

use crate::firm::{Deal, Firm, Seat};

/// The director and a manager share the office's clone; both acted there without the server, which went on meanwhile.
fn two_in_one(firm: &Firm) -> (Seat<'_>, Seat<'_>) {
    let manager = firm.seat("sidorov", "board");
    let director = firm.board();
    manager.done("sync");
    let approve = format!("approve 1 --binds {}", director.binds());
    firm.server_goes_away();
    manager.done("client add Cafe --email cafe@cafe.example");
    director.done(&approve);
    manager.done("deal note 1 -m 'Sent at last'");
    firm.server_comes_back();
    firm.bureau().done("client add Bar --email bar@bar.example");
    (manager, director)
}

fn waiting(seat: &Seat) -> String {
    seat.git("for-each-ref refs/tlg/waiting --format=%(refname)")
}

#[test]
fn acts_of_others_wait_for_their_key_and_so_does_what_builds_on_them() {
    let firm = Firm::with(Deal::Asked);
    let (manager, director) = two_in_one(&firm);
    let made = manager.git("log -n 3 --format=%H");
    let said = manager.done("sync");
    assert!(
        said.contains("waiting for the key of petrova: 1 act"),
        "{said}"
    );
    assert!(said.contains("1 act of yours builds on"), "{said}");
    let russian = manager.says_in_russian("sync");
    assert!(!russian.contains("petrova"), "said once: {russian}");
    assert_eq!(
        waiting(&manager),
        "refs/tlg/waiting/petrova/1\nrefs/tlg/waiting/sidorov/2"
    );
    let kept = manager.git("for-each-ref refs/tlg/waiting --format=%(objectname)");
    assert!(
        kept.lines().all(|commit| made.contains(commit)),
        "as they were made: {kept}"
    );
    assert_eq!(manager.json("deal show 1")["stage"], "quote_preparation");
    assert_eq!(manager.git("log -n 2 --format=%an"), "sidorov\nvolkov");
    assert_eq!(manager.tip(), firm.tip());
    manager.assert_sound();

    let said = director.done("sync");
    assert!(said.contains("decided again"), "{said}");
    assert_eq!(waiting(&director), "refs/tlg/waiting/sidorov/2");
    assert_eq!(director.json("deal show 1")["stage"], "quote_sent");
    assert_eq!(
        director.git("log -n 1 '--format=%an %GS'"),
        "petrova petrova@tlg.example"
    );

    manager.done("client add Pub --email pub@pub.example");
    assert_eq!(waiting(&manager), "");
    assert_eq!(manager.git("log -n 2 --format=%an"), "sidorov\nsidorov");
    assert!(manager.done("deal log 1").contains("Sent at last"));
    assert_eq!(manager.tip(), firm.tip());
    manager.assert_sound();
}

#[test]
fn nobody_tries_again_or_drops_what_waits_for_somebody_else() {
    let firm = Firm::with(Deal::Asked);
    let (manager, director) = two_in_one(&firm);
    manager.done("sync");
    let before = waiting(&manager);
    for line in ["sync --retry 1", "sync --drop 1"] {
        manager.ends(line, 1);
    }
    director.ends("sync --drop 2", 1);
    assert_eq!(waiting(&manager), before);
    let listed = manager.done("sync --kept");
    assert!(listed.contains("waits as 2"), "{listed}");
    assert!(listed.contains("waits for petrova"), "{listed}");
    director.done("sync");
    assert_eq!(director.json("deal show 1")["stage"], "quote_sent");
}

#[test]
fn ones_own_act_that_waits_is_tried_again_or_let_go() {
    let firm = Firm::with(Deal::Asked);
    let (manager, _) = two_in_one(&firm);
    manager.done("sync");
    manager.done("sync --retry 2");
    assert_eq!(waiting(&manager), "refs/tlg/waiting/petrova/1");
    assert!(manager.done("deal log 1").contains("Sent at last"));
    assert_eq!(manager.tip(), firm.tip());
    let firm = Firm::with(Deal::Asked);
    let (manager, _) = two_in_one(&firm);
    manager.done("sync");
    manager.done("sync --drop 2");
    assert_eq!(waiting(&manager), "refs/tlg/waiting/petrova/1");
    manager.done("sync");
    assert!(!manager.done("deal log 1").contains("Sent at last"));
}

#[test]
fn what_others_did_here_goes_out_as_they_made_it() {
    let firm = Firm::with(Deal::Asked);
    let (manager, director) = (firm.seat("sidorov", "board"), firm.board());
    manager.done("sync");
    let approve = format!("approve 1 --binds {}", director.binds());
    firm.server_goes_away();
    manager.done("client add Cafe --email cafe@cafe.example");
    director.done(&approve);
    firm.server_comes_back();
    let made = manager.tip();
    manager.done("sync");
    assert_eq!(firm.tip(), made, "nothing is signed anew without need");
    manager.assert_sound();
}

#[test]
fn what_somebody_wrote_in_the_directors_name_is_never_signed_by_the_director() {
    let firm = Firm::with(Deal::Asked);
    let (manager, director) = (firm.seat("sidorov", "board"), firm.board());
    let approve = format!("approve 1 --binds {}", director.binds());
    // The manager takes the director's own act for a model: what it does is in order but for the signature.
    director.offline(&approve);
    let tree = director.git("rev-parse HEAD^{tree}");
    let message = director.git("log -1 --format=%B");
    director.git("reset -q --hard HEAD~1");
    for signed in [false, true] {
        let sign = if signed { " -S" } else { "" };
        let mut forge = manager.git_command(&format!("commit-tree {tree} -p HEAD{sign}"));
        forge
            .arg("-m")
            .arg(&message)
            .env("GIT_AUTHOR_NAME", "petrova")
            .env("GIT_AUTHOR_EMAIL", "petrova@tlg.example")
            .env("GIT_COMMITTER_NAME", "petrova")
            .env("GIT_COMMITTER_EMAIL", "petrova@tlg.example")
            .env("GIT_AUTHOR_DATE", crate::firm::NOW)
            .env("GIT_COMMITTER_DATE", crate::firm::NOW);
        let forged = crate::sandbox::succeed(&mut forge);
        let forged = forged.trim();
        director.git(&format!("reset -q --hard {forged}"));
        manager.run("sync");
        let said = director.run("sync");
        let number = director.kept().pop().unwrap()["number"].clone();
        let said = format!("{}{}", said.stdout, said.stderr);
        let signers = director.git("log '--format=%an %GS' -n 3");
        assert!(!signers.contains("petrova"), "{signers}");
        let kept = director.says_in_russian("sync --kept");
        assert!(kept.contains("не подписан"), "{said} {kept}");
        let retry = director.ends(&format!("sync --retry {number}"), 1);
        assert!(retry.contains("not signed by your key"), "{retry}");
        assert_eq!(director.json("deal show 1")["stage"], "quote_preparation");
        assert_eq!(director.tip(), firm.tip());
        director.assert_sound();
    }
}
