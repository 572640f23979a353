//! Plain git in a clone: what it is kept from on the branch of the deals, and how that is said.
#![cfg(unix)]

#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/office.rs"]
mod office;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sandbox.rs"]
mod sandbox;

use std::fs;
use std::path::PathBuf;

use office::{Ended, Office, words};
use serde_json::Value;

const DEAL: &str = "deals/00/00/TLG-1.yaml";

/// git without the hooks of the clone: what somebody does all the same.
const UNHOOKED: &str = "-c core.hooksPath=/dev/null";

/// A workspace with a server, a deal that was pushed and one act that was not.
struct Site {
    office: Office,
}

impl Site {
    fn new() -> Site {
        let office = Office::open();
        let manager = office.by("sidorov");
        manager.done("deal new --client stakan-plus --title Cups");
        let server = office.sandbox.path("server.git");
        office.git(&format!("init -q --bare -b main {}", server.display()));
        office.git(&format!("remote add origin {}", server.display()));
        office.git("push -q --no-verify -u origin main");
        manager.done("deal note 1 -m 'called them'");
        Site { office }
    }

    fn folder(&self) -> PathBuf {
        self.office.folder()
    }

    /// A branch beside, from before the last act, with a file of its own, committed by git.
    fn with_a_branch_beside(self) -> Site {
        self.office.git("branch side HEAD~1");
        self.office.git("switch -q side");
        fs::write(self.folder().join("plan.txt"), "a plan\n").unwrap();
        self.office.git("add plan.txt");
        self.office.git("commit -q -m 'a plan'");
        self.office.git("switch -q main");
        self
    }

    fn edit_the_deal(&self) {
        let path = self.folder().join(DEAL);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text.replace("Cups", "Lids")).unwrap();
    }

    /// Runs git as the manager, speaking that language, whatever comes of it.
    fn git_in(&self, language: &str, line: &str) -> Ended {
        let mut git = self.office.sandbox.command("git");
        git.current_dir(self.folder())
            .env("TLG_LANG", language)
            .env("GIT_EDITOR", "true")
            .env(
                "GIT_CONFIG_GLOBAL",
                self.office.sandbox.path("sidorov.gitconfig"),
            )
            .args(words(line));
        Ended::of(git.output().unwrap())
    }

    /// git is kept from it: the branch stays where it is, and the refusal says all of `named`, in both languages.
    fn refused(&self, line: &str, named: &[&str]) {
        let tip = self.office.tip();
        for (language, beginning) in [("ru", "нельзя: на ветку main"), ("en", "no: only acts")]
        {
            let ended = self.git_in(language, line);
            assert_ne!(ended.code, 0, "{line}: {}", ended.stdout);
            for text in named.iter().chain([&beginning]) {
                assert!(
                    ended.stderr.contains(text),
                    "{line}: {text} in\n{}",
                    ended.stderr
                );
            }
            assert_eq!(self.office.tip(), tip, "{line}");
            self.undo();
        }
    }

    /// The way back that a refusal names where git stopped halfway.
    fn undo(&self) {
        let state = self.office.folder().join(".git");
        let way = [
            ("CHERRY_PICK_HEAD", "cherry-pick --abort"),
            ("MERGE_HEAD", "merge --abort"),
            ("rebase-apply", "am --abort"),
        ];
        for (mark, way) in way {
            if state.join(mark).exists() {
                self.office.git(way);
            }
        }
    }

    /// As [`Site::refused`]; git does not note that it was reverting, and leaves the files as it has changed them.
    fn refused_to_revert(&self, line: &str) {
        for language in ["ru", "en"] {
            let tip = self.office.tip();
            let ended = self.git_in(language, line);
            assert_ne!(ended.code, 0, "{line}: {}", ended.stdout);
            for way in ["tlg deal correct", "git reset --merge"] {
                assert!(ended.stderr.contains(way), "{line}: {}", ended.stderr);
            }
            assert_eq!(self.office.tip(), tip, "{line}");
            assert!(!self.is_clean(), "{line}");
            self.office.git("reset -q --merge");
            assert!(self.is_clean(), "{line}");
        }
    }

    fn is_clean(&self) -> bool {
        self.office.git("status --porcelain").is_empty()
    }

    /// What the doctor finds of a check.
    fn findings(&self, check: &str) -> Vec<Value> {
        let ended = self.office.by("sidorov").run("doctor --json");
        let report: Value = serde_json::from_str(&ended.stdout).unwrap();
        let checks = report["checks"].as_array().unwrap();
        let found = checks.iter().find(|found| found["check"] == check);
        let found = found.unwrap_or_else(|| panic!("no {check} in {report}"));
        found["findings"].as_array().unwrap().clone()
    }

    /// The doctor names the last commit, and `tlg sync` as the way on.
    fn explained(&self, finding: &str) {
        let found = self.findings("branch");
        let one = found.iter().find(|one| one["finding"] == finding);
        let one = one.unwrap_or_else(|| panic!("no {finding} in {found:?}"));
        let tip = self.office.tip();
        let text = one["text"].as_str().unwrap();
        assert!(text.contains(&tip[..7]), "{text}");
        assert_eq!(one["outcome"], "failing");
        assert_eq!(one["remedies"][0], "tlg sync", "{one}");
    }
}

#[test]
fn a_commit_is_refused_with_the_command_for_what_was_edited() {
    let site = Site::new();
    site.edit_the_deal();
    site.refused("commit -am Lids", &["tlg deal set TLG-1", "tlg doctor"]);
    site.office.git("restore .");
    let settings = site.folder().join("tlg.yaml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, format!("{text}# checked\n")).unwrap();
    site.refused("commit -am Settings", &["tlg apply"]);
    site.office.git("restore .");
    site.refused("commit --allow-empty -m Nothing", &["tlg doctor"]);
}

#[test]
fn a_commit_past_the_first_hook_meets_the_next_one() {
    let site = Site::new();
    site.edit_the_deal();
    site.refused("commit --no-verify -am Lids", &["tlg deal set TLG-1"]);
}

#[test]
fn an_act_is_not_amended() {
    let site = Site::new();
    site.refused("commit --amend --no-edit", &["git commit"]);
    site.refused(
        "commit --amend --no-edit --no-verify",
        &["tlg deal correct"],
    );
}

#[test]
fn a_merge_is_refused_by_settings_and_by_the_hook() {
    let site = Site::new().with_a_branch_beside();
    let ended = site.git_in("en", "merge side");
    assert_ne!(ended.code, 0, "{}", ended.stdout);
    assert!(ended.stderr.contains("fast-forward"), "{}", ended.stderr);
    site.refused(
        "merge --no-ff --no-edit side",
        &["tlg sync", "git merge --abort"],
    );
    assert!(site.is_clean());
}

#[test]
fn acts_are_not_written_anew() {
    let site = Site::new().with_a_branch_beside();
    site.refused("rebase side", &["tlg sync"]);
    site.refused("pull -q --rebase . side", &["tlg sync"]);
    site.office.git("switch -q side");
    site.refused("rebase side main", &["tlg sync"]);
}

#[test]
fn nothing_is_copied_or_taken_back() {
    let site = Site::new().with_a_branch_beside();
    site.refused("cherry-pick side", &["tlg sync", "git cherry-pick --abort"]);
    assert!(site.is_clean());
    for line in ["revert --no-edit HEAD", "revert --edit HEAD"] {
        site.refused_to_revert(line);
    }
}

#[test]
fn a_mailed_patch_is_refused() {
    let site = Site::new().with_a_branch_beside();
    let patch = site.office.sandbox.path("plan.patch");
    fs::write(&patch, site.office.git("format-patch -1 --stdout side")).unwrap();
    site.refused(
        &format!("am {}", patch.display()),
        &["tlg sync", "git am --abort"],
    );
    assert!(site.is_clean());
}

#[test]
fn what_tlg_does_meets_no_hook() {
    let site = Site::new();
    site.office.by("sidorov").done("deal note 1 -m again");
    site.office.assert_sound();
}

#[test]
fn other_branches_and_a_detached_head_are_nobody_elses_business() {
    let site = Site::new().with_a_branch_beside();
    for place in ["switch -q side", "switch -q --detach main"] {
        site.office.git(place);
        site.office.git("commit -q --allow-empty -m noted");
        site.office
            .git("commit -q --amend --allow-empty -m 'noted well'");
        site.office.git("revert --no-edit HEAD~1");
    }
}

#[test]
fn a_fast_forward_passes() {
    let site = Site::new();
    site.office.git("branch ahead");
    site.office.git("reset -q --hard HEAD~1");
    site.office.git("merge -q --ff-only ahead");
    assert_eq!(site.office.git("rev-parse ahead"), site.office.tip());
}

#[test]
fn the_branch_of_the_deals_is_on_record() {
    let site = Site::new();
    assert_eq!(site.office.git("config --local tlg.branch"), "main\n");
    site.office.git("switch -q -c beside");
    site.office.by("ivanov").done("hook install");
    assert_eq!(site.office.git("config --local tlg.branch"), "main\n");
}

#[test]
fn git_merges_no_file_that_acts_write() {
    let site = Site::new();
    for path in [
        DEAL,
        "clients/s/stakan-plus/client.yaml",
        "ticks/2026/11/20.yaml",
        "people.yaml",
        "numbers.yaml",
        "allowed_signers",
    ] {
        let said = site.office.git(&format!("check-attr merge -- {path}"));
        assert_eq!(said, format!("{path}: merge: binary\n"));
    }
    let said = site.office.git("check-attr merge -- tlg.yaml");
    assert_eq!(said, "tlg.yaml: merge: unspecified\n");
}

#[test]
fn the_doctor_has_nothing_to_say_of_acts() {
    let site = Site::new();
    assert_eq!(site.findings("branch")[0]["finding"], "only_acts");
}

#[test]
fn the_doctor_explains_a_plain_commit() {
    let site = Site::new();
    site.edit_the_deal();
    site.office.git(&format!("{UNHOOKED} commit -q -am Lids"));
    site.explained("plain_commit");
}

#[test]
fn the_doctor_explains_an_amended_act() {
    let site = Site::new();
    site.edit_the_deal();
    site.office
        .git(&format!("{UNHOOKED} commit -q -a --amend --no-edit"));
    site.explained("altered_act");
}

#[test]
fn the_doctor_explains_a_merge() {
    let site = Site::new().with_a_branch_beside();
    site.office
        .git(&format!("{UNHOOKED} merge -q --no-ff --no-edit side"));
    site.explained("merge_commit");
}

#[test]
fn the_doctor_explains_a_revert() {
    let site = Site::new();
    site.office
        .git(&format!("{UNHOOKED} revert --no-edit HEAD"));
    site.explained("plain_commit");
}

#[test]
fn the_doctor_explains_acts_of_others_that_were_copied() {
    let site = Site::new();
    site.office.git("branch side");
    site.office
        .by("sidorov")
        .done("deal note 1 -m 'wrote to them'");
    let noted = site.office.tip();
    site.office
        .git(&format!("{UNHOOKED} reset -q --hard side~1"));
    site.office
        .git(&format!("{UNHOOKED} cherry-pick -X theirs {noted}"));
    site.explained("altered_act");
}

#[test]
fn the_doctor_names_what_git_is_in_the_middle_of() {
    let site = Site::new().with_a_branch_beside();
    site.git_in("en", "merge --no-ff --no-edit side");
    let found = site.findings("repository");
    assert_eq!(found[0]["finding"], "in_progress", "{found:?}");
    assert_eq!(found[0]["remedies"][0], "git merge --abort");
}

#[test]
fn what_was_pushed_already_is_the_servers() {
    let site = Site::new();
    site.edit_the_deal();
    site.office.git(&format!("{UNHOOKED} commit -q -am Lids"));
    site.office.git("push -q --no-verify origin main");
    assert_eq!(site.findings("branch")[0]["finding"], "only_acts");
}
