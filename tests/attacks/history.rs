//! A history that is forked, joined, cut, hidden or led back, and the references that point at it.

use super::files::noted;
use super::forge::BRANCH;
use super::honest::Honest;

const NOTHING: &str = "0000000000000000000000000000000000000000";

#[test]
fn a_merge() {
    let honest = Honest::new();
    noted(&honest);
    honest.shell(
        "git branch theirs && git reset -q --hard HEAD~1
         petrova tlg -q approve 3 --binds $(binds)
         GIT_COMMITTER_DATE=$TLG_NOW GIT_AUTHOR_DATE=$TLG_NOW petrova git -c core.hooksPath=/dev/null merge -q --no-ff -m Merge theirs",
    );
    let merge = honest.id("HEAD");
    honest.assert_caught(&merge, "G", "merge");
}

/// A merge that holds what neither side has.
#[test]
fn an_evil_merge() {
    let honest = Honest::new();
    noted(&honest);
    honest.shell("git branch theirs && git reset -q --hard HEAD~1");
    honest.shell("petrova tlg -q approve 3 --binds $(binds)");
    let merge = honest
        .forge()
        .by("petrova")
        .on(&["HEAD", "theirs"])
        .swap("deals/00/00/TLG-2.yaml", "325000.00", "25000.00")
        .commit();
    honest.assert_caught(&merge, "G", "merge");
}

/// A merge whose second parent is hidden behind the first one is a merge all the same.
#[test]
fn a_merge_of_the_same_parent_twice() {
    let honest = Honest::new();
    noted(&honest);
    let forged = honest.reforge("HEAD").on(&["HEAD~1", "HEAD~1"]).commit();
    honest.assert_caught(&forged, "G", "merge");
}

#[test]
fn a_branch_pushed_by_force() {
    let honest = Honest::new();
    honest.shell("git reset -q --hard HEAD~2");
    noted(&honest);
    let before = honest.taken();
    for git_itself in ["true", "false"] {
        let arguments = ["config", "receive.denyNonFastForwards", git_itself];
        honest.git_in(&honest.server(), &arguments);
        let pushed = honest.push(&["--force", "main"]);
        assert!(!pushed.is_in && honest.taken() == before, "{}", pushed.said);
        assert!(pushed.said.contains(&before[..7]), "{}", pushed.said);
    }
}

/// Whoever was overtaken does the same again on what the others did: what never left a clone may be done anew.
#[test]
fn a_push_that_was_overtaken() {
    let honest = Honest::new();
    noted(&honest);
    honest.verify(&[]).assert_proved();
    honest.shell("git reset -q --hard HEAD~1");
    noted(&honest);
    honest.verify(&[]).assert_proved();
    honest.assert_taken();
}

/// The branch of a server never goes back behind what was proved of it.
#[test]
fn a_branch_rolled_back() {
    let honest = Honest::new();
    noted(&honest);
    honest.assert_taken();
    noted(&honest);
    honest.assert_taken();
    let server = honest.server();
    let verified = honest.id("HEAD~1");
    honest.verify_in(&server, &[]).assert_proved();
    honest.git_in(&server, &["update-ref", BRANCH, &honest.id("HEAD~3")]);
    for arguments in [&[][..], &["--full"]] {
        let judged = honest.verify_in(&server, arguments);
        assert_eq!(judged.code, 1);
        let rules: Vec<String> = judged.found().into_iter().map(|found| found.1).collect();
        assert_eq!(rules, ["rolled_back"]);
    }
    // Nor is anything let in that does not bring back what is missing.
    honest.shell("git branch all && git reset -q --hard HEAD~3");
    noted(&honest);
    honest.assert_kept_out("rolled_back");
    honest.shell("git reset -q --hard all");
    honest.git_in(&server, &["update-ref", BRANCH, &verified]);
    honest.assert_taken();
}

/// Whoever was told that a server was led back says so, of the one commit that is gone.
#[test]
fn a_server_led_back_on_purpose() {
    let honest = Honest::new();
    noted(&honest);
    honest.assert_taken();
    noted(&honest);
    honest.assert_taken();
    let server = honest.server();
    honest.verify_in(&server, &[]).assert_proved();
    let gone = honest.id("HEAD");
    honest.git_in(&server, &["update-ref", BRANCH, &honest.id("HEAD~1")]);
    honest.shell(
        "git reset -q --hard HEAD~1\nclock 2026-11-23T12:05\nivanov tlg -q deal note 1 -m 'Другое'",
    );
    honest.assert_kept_out("rolled_back");
    for other in [&gone[..12], &honest.id("HEAD~1")[..]] {
        let judged = honest.verify_in(&server, &["--accept-rollback", other]);
        assert_eq!(judged.code, 2, "{other}");
    }
    let judged = honest.verify_in(&server, &[]);
    assert_eq!(
        judged.found(),
        [(honest.id("HEAD~1"), "rolled_back".to_owned())]
    );
    let told = honest.verify_in(&server, &["--accept-rollback", &gone]);
    told.assert_proved();
    honest.assert_taken();
}

/// What a server did not take in the end, for whatever reason, was never on its branch.
#[test]
fn a_push_that_git_refuses_after_it_was_judged() {
    let honest = Honest::new();
    noted(&honest);
    let hook = honest.server().join("hooks/update");
    std::fs::write(&hook, "#!/bin/sh\nexit 1\n").expect("a hook");
    let runs = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&hook, runs).expect("our own file");
    assert!(!honest.push(&["main"]).is_in);
    honest.verify_in(&honest.server(), &[]).assert_proved();
    std::fs::remove_file(&hook).expect("our own file");
    honest.assert_taken();
    honest.verify_in(&honest.server(), &[]).assert_proved();
}

#[test]
fn a_branch_removed() {
    let honest = Honest::new();
    let before = honest.taken();
    for git_itself in ["true", "false"] {
        for name in ["receive.denyDeletes", "receive.denyDeleteCurrent"] {
            honest.git_in(&honest.server(), &["config", name, git_itself]);
        }
        let pushed = honest.push(&["--delete", "main"]);
        assert!(!pushed.is_in, "{}", pushed.said);
        assert_eq!(honest.taken(), before);
    }
    let asked = honest.ask_the_hook(&format!("{before} {NOTHING} {BRANCH}\n"));
    assert!(!asked.is_in, "{}", asked.said);
}

#[test]
fn other_references_pushed() {
    let honest = Honest::new();
    noted(&honest);
    let tip = honest.id("HEAD");
    for reference in [
        "refs/heads/other",
        "refs/tags/v1",
        "refs/notes/commits",
        &format!("refs/replace/{}", honest.id("HEAD~1")),
        "refs/heads/main/../evil",
        "HEAD",
    ] {
        let asked = honest.ask_the_hook(&format!("{NOTHING} {tip} {reference}\n"));
        assert!(!asked.is_in, "{reference}: {}", asked.said);
        let pushed = honest.push(&[&format!("HEAD:{reference}")]);
        assert!(!pushed.is_in, "{reference}: {}", pushed.said);
    }
    // One that is refused refuses them all.
    let before = honest.taken();
    let pushed = honest.push(&["main", "HEAD:refs/tags/v1"]);
    assert!(!pushed.is_in && honest.taken() == before, "{}", pushed.said);
    let refs = honest.git_in(&honest.server(), &["for-each-ref", "--format=%(refname)"]);
    assert_eq!(refs, BRANCH);
    honest.assert_taken();
}

#[test]
fn lines_that_git_never_writes() {
    let honest = Honest::new();
    let (old, new) = (honest.id("HEAD~1"), honest.id("HEAD"));
    for line in [
        "",
        "nonsense",
        &format!("{old} {new}"),
        &format!("{old} {} {BRANCH}", &new[..12]),
        &format!("{old}{new} {BRANCH} x"),
        &format!("{old} {new} "),
    ] {
        let asked = honest.ask_the_hook(&format!("{line}\n"));
        assert!(!asked.is_in, "{line}: {}", asked.said);
    }
}

/// git shows another commit in its place, and `tlg` the one that is there.
#[test]
fn a_commit_replaced_in_the_clone() {
    let honest = Honest::new();
    let forged = honest
        .forge()
        .by("ivanov")
        .put("notes.txt", b"Hello\n")
        .make();
    let tip = honest.id("HEAD");
    let harmless = honest.reforge("HEAD").message("Ничего\n").make();
    honest.git(&["replace", &tip, &harmless]);
    assert_eq!(honest.git(&["log", "-1", "--format=%s"]), "Ничего");
    honest.verify(&["--full"]).assert_proved();
    honest.git(&["replace", "-d", &tip]);
    honest.point(&forged);
    honest.git(&["replace", &forged, &tip]);
    assert_eq!(honest.git(&["ls-tree", "HEAD", "notes.txt"]), "");
    let judged = honest.verify(&[]);
    assert_eq!(judged.found(), [(forged, "not_allowed".to_owned())]);
}

/// Grafts rewrite the parents that git sees.
#[test]
fn a_history_grafted_in_the_clone() {
    let honest = Honest::new();
    let forged = honest
        .forge()
        .by("ivanov")
        .put("notes.txt", b"Hello\n")
        .commit();
    honest.git(&["reset", "-q", "--hard"]);
    let tip = honest.forge().by("ivanov").remove("notes.txt").commit();
    let good = honest.id(&format!("{forged}~1"));
    honest.write(".git/info/grafts", format!("{tip} {good}\n").as_bytes());
    let log = honest.git(&["log", "-2", "--format=%H"]);
    assert!(!log.contains(&forged), "git does not see it: {log}");
    let judged = honest.verify(&[]);
    assert_eq!(judged.code, 1);
    assert_eq!(judged.found()[0], (forged, "not_allowed".to_owned()));
}

#[test]
fn a_shallow_clone_could_not_be_checked() {
    let honest = Honest::new();
    let introduction = honest.introduction();
    honest.shell(&format!(
        "git clone -q --depth 3 file://$PWD ../shallow
         tlg -q -C ../shallow hook install --introduction {introduction} 2>/dev/null ||
           git -C ../shallow config tlg.introduction {}",
        &introduction[..40]
    ));
    let shallow = honest.company.folder().join("shallow");
    let judged = honest.verify(&["-C", &shallow.display().to_string()]);
    judged.assert_could_not();
    assert_eq!(
        judged.value["unproved"]["commit"],
        honest.id("HEAD~3").as_str()
    );
    // What is there is judged all the same.
    let forged = honest
        .forge()
        .by("ivanov")
        .put("notes.txt", b"Hello\n")
        .commit();
    honest.git_in(&shallow, &["fetch", "-q", "origin", "main"]);
    let judged = honest.verify(&["-C", &shallow.display().to_string(), "FETCH_HEAD"]);
    assert_eq!(judged.found(), [(forged, "not_allowed".to_owned())]);
    assert_eq!(judged.code, 1);
    // Whose it is matters for what decisions bind: without that nothing is said.
    honest.git_in(&shallow, &["config", "--unset", "tlg.introduction"]);
    honest
        .verify(&["-C", &shallow.display().to_string()])
        .assert_could_not();
}

/// A server that has nothing yet takes no history without its beginning.
#[test]
fn a_shallow_push() {
    let honest = Honest::new();
    let introduction = honest.introduction();
    honest.shell(&format!(
        "git clone -q --depth 3 file://$PWD ../shallow
         git init -q --bare --initial-branch=main ../empty.git
         tlg -q -C ../empty.git hook install --introduction {introduction}"
    ));
    for shallow_updates in ["false", "true"] {
        let empty = honest.company.folder().join("empty.git");
        let setting = ["config", "receive.shallowUpdate", shallow_updates];
        honest.git_in(&empty, &setting);
        let mut git = honest.command("git");
        git.current_dir(honest.company.folder().join("shallow"));
        let ended = git
            .args(["push", "../empty.git", "main"])
            .output()
            .expect("git starts");
        assert!(!ended.status.success());
        let refs = honest.git_in(&empty, &["for-each-ref"]);
        assert_eq!(refs, "", "nothing is in");
    }
}

#[test]
fn an_introduction_that_is_another_commit() {
    let honest = Honest::new();
    let wrong = honest.id("HEAD~5");
    honest.git(&["config", "tlg.introduction", &wrong]);
    let judged = honest.verify(&[]);
    assert_eq!(judged.code, 1);
    let first = honest.git(&["rev-list", "--max-parents=0", "HEAD"]);
    assert_eq!(judged.found(), [(first, "introduction".to_owned())]);
}

#[test]
fn an_introduction_signed_by_another_key() {
    let honest = Honest::new();
    let told = honest.shell("ssh-keygen -l -f ../keys/ivanov.pub");
    let key = told.split(' ').nth(1).expect("a fingerprint");
    honest.git(&["config", "tlg.introducedBy", key]);
    let judged = honest.verify(&["--full"]);
    assert_eq!(judged.code, 1);
    let first = honest.git(&["rev-list", "--max-parents=0", "HEAD"]);
    assert_eq!(judged.found(), [(first, "introduction".to_owned())]);
}

#[test]
fn a_clone_that_knows_no_introduction() {
    let honest = Honest::new();
    honest.git(&["config", "--unset", "tlg.introduction"]);
    let judged = honest.verify(&[]);
    assert_eq!(judged.code, 4);
    assert_eq!(judged.value["verdict"], "not_anchored");
    // Even so, a forgery is one.
    let forged = honest
        .forge()
        .by("ivanov")
        .put("notes.txt", b"Hello\n")
        .commit();
    let judged = honest.verify(&[]);
    assert_eq!(judged.code, 1);
    assert_eq!(judged.found(), [(forged, "not_allowed".to_owned())]);
}

/// A company of the forger's own, in which everything is in order.
#[test]
fn a_server_takes_no_other_companys_history() {
    let honest = Honest::new();
    let introduction = honest.introduction();
    honest.shell(&format!(
        "git init -q --bare --initial-branch=main ../empty.git
         tlg -q -C ../empty.git hook install --introduction {introduction}
         clock 2026-11-20T09:01
         orlov tlg -q init ../own --company 'ООО «ТЛГ»' --service-key ../keys/cron.pub"
    ));
    let own = honest.company.folder().join("own");
    let mut tlg = honest.command("tlg");
    let ended = tlg
        .current_dir(&own)
        .arg("verify")
        .output()
        .expect("tlg starts");
    assert_eq!(ended.status.code(), Some(0), "true to itself");
    let mut git = honest.command("git");
    git.current_dir(&own).args(["push", "../empty.git", "main"]);
    let ended = git.output().expect("git starts");
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(
        !ended.status.success() && said.contains("(introduction)"),
        "{said}"
    );
}

#[test]
fn a_server_that_knows_no_introduction_takes_nothing() {
    let honest = Honest::new();
    noted(&honest);
    for name in ["tlg.introduction", "tlg.introducedBy"] {
        honest.git_in(&honest.server(), &["config", "--unset", name]);
    }
    let pushed = honest.push(&["main"]);
    assert!(!pushed.is_in, "{}", pushed.said);
    assert!(
        pushed.said.contains("tlg hook install --introduction"),
        "{}",
        pushed.said
    );
}

/// The clone's own hook keeps a forgery at home.
#[test]
fn a_forgery_does_not_leave_the_clone() {
    let honest = Honest::new();
    honest.shell("tlg -q hook install");
    let forged = honest
        .forge()
        .by("ivanov")
        .put("notes.txt", b"Hello\n")
        .commit();
    let mut git = honest.command("git");
    let ended = git.args(["push", "../server.git", "main"]).output();
    let ended = ended.expect("git starts");
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(
        !ended.status.success() && said.contains(&forged[..7]),
        "{said}"
    );
    assert!(
        !said.contains("remote:"),
        "the server was not asked: {said}"
    );
}
