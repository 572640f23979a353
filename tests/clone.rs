//! `tlg clone`: an honest clone works, and nothing is kept of any other.
#![cfg(unix)]

#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/office.rs"]
mod office;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sandbox.rs"]
mod sandbox;

use std::fs;
use std::path::{Path, PathBuf};

use office::{Ended, Office};
use serde_json::Value;
use tlg::workspace::{Fetched, Workspace};

const NOW: &str = "2026-11-20T10:00:00+03:00";
const A_WEEK_LATER: &str = "2026-11-27T10:00:00+03:00";

/// A workspace with a deal, and the server that it was pushed to.
struct Site {
    office: Office,
    server: PathBuf,
}

impl Site {
    fn new() -> Site {
        let office = Office::open();
        let manager = office.by("sidorov");
        manager.done("deal new --client stakan-plus --title 'Line for cups'");
        Site::of(office)
    }

    fn of(office: Office) -> Site {
        let server = office.sandbox.path("server.git");
        office.git(&format!("init -q --bare -b main {}", server.display()));
        office.git(&format!(
            "-C {} config tlg.testClock true",
            server.display()
        ));
        office.git(&format!("remote add origin {}", server.display()));
        let site = Site { office, server };
        site.push();
        site
    }

    fn push(&self) {
        self.office.git("push -q --no-verify --force origin main");
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.office.sandbox.path(name)
    }

    /// The introduction, as `tlg init` tells it.
    fn introduction(&self) -> String {
        let of = |name: &str| self.office.git(&format!("config {name}")).trim().to_owned();
        format!("{}:{}", of("tlg.introduction"), of("tlg.introducedBy"))
    }

    /// Runs `tlg clone` into the folder of that name.
    fn clone_at(&self, now: &str, name: &str, options: &str) -> Ended {
        let mut command = self.office.sandbox.tlg(now);
        command
            .arg("clone")
            .arg(&self.server)
            .arg(self.folder(name));
        Ended::of(command.args(office::words(options)).output().unwrap())
    }

    fn clone(&self, name: &str, options: &str) -> Ended {
        self.clone_at(NOW, name, options)
    }

    /// An honest clone.
    fn cloned(&self, name: &str) -> PathBuf {
        let ended = self.clone(name, &format!("--introduction {}", self.introduction()));
        assert_eq!(ended.code, 0, "{}{}", ended.stdout, ended.stderr);
        self.folder(name)
    }

    /// Runs `tlg` as the manager in a folder.
    fn tlg(&self, folder: &Path, line: &str) -> Ended {
        let mut command = self.office.sandbox.tlg(NOW);
        command
            .env("GIT_CONFIG_GLOBAL", self.folder("sidorov.gitconfig"))
            .arg("-C")
            .arg(folder)
            .args(office::words(line));
        Ended::of(command.output().unwrap())
    }

    fn done(&self, folder: &Path, line: &str) -> String {
        let ended = self.tlg(folder, line);
        assert_eq!(ended.code, 0, "{line}: {}{}", ended.stdout, ended.stderr);
        ended.stdout
    }

    fn git(&self, folder: &Path, line: &str) -> String {
        let said = self.office.sandbox.git(folder, &office::words(line));
        said.trim().to_owned()
    }

    /// Nothing is left of a clone that was not kept.
    fn assert_nothing(&self, name: &str) {
        assert!(!self.folder(name).exists(), "{name} is there");
    }
}

fn json(ended: &Ended) -> Value {
    let value = serde_json::from_str(&ended.stdout);
    value.unwrap_or_else(|error| panic!("{error}: {}{}", ended.stdout, ended.stderr))
}

#[test]
fn an_honest_clone_works_at_once() {
    let site = Site::new();
    let options = format!("--introduction {} --json", site.introduction());
    let ended = site.clone("clone", &options);
    assert_eq!(ended.code, 0, "{}{}", ended.stdout, ended.stderr);
    let told = json(&ended);
    assert_eq!(told["branch"], "main");
    assert_eq!(told["introduction"], site.introduction());
    assert_eq!(told["trusted_on_first_use"], false);
    assert_eq!(told["verification"]["verdict"], "proved");
    let clone = site.folder("clone");
    assert!(site.done(&clone, "deal list").contains("TLG-1"));
    site.office.sandbox.assert_clean(&clone);
    assert_eq!(site.git(&clone, "config pull.ff"), "only");
    assert_eq!(site.git(&clone, "config index.version"), "4");
    for hook in ["pre-push", "pre-commit", "prepare-commit-msg"] {
        assert!(clone.join(".git/hooks").join(hook).exists(), "{hook}");
    }
    site.done(&clone, "deal note 1 -m 'called them'");
    site.git(&clone, "push -q");
    let pushed = site.git(&site.server, "rev-parse main");
    assert_eq!(site.git(&clone, "rev-parse HEAD"), pushed);
}

#[test]
fn what_was_proved_is_remembered_of_both_branches() {
    let site = Site::new();
    let clone = site.cloned("clone");
    for line in [
        "verify",
        "verify main",
        "verify origin/main",
        "verify origin",
    ] {
        let told = site.done(&clone, &format!("{line} --json"));
        let told: Value = serde_json::from_str(&told).unwrap();
        assert_eq!(told["judged"], 0, "{line}: {told}");
    }
    let told = site.done(&clone, "verify HEAD~1 --json");
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["judged"], told["commits"], "{told}");
}

#[test]
fn without_an_introduction_nothing_is_fetched() {
    let site = Site::new();
    let ended = site.clone("clone", "");
    assert_eq!(ended.code, 1, "{}", ended.stdout);
    for way in ["--introduction ID:SHA256:…", "--trust-on-first-use"] {
        assert!(ended.stderr.contains(way), "{}", ended.stderr);
    }
    site.assert_nothing("clone");
}

#[test]
fn an_introduction_that_is_believed_is_printed_to_be_compared() {
    let site = Site::new();
    let ended = site.clone("clone", "--trust-on-first-use");
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(
        ended.stdout.contains(&site.introduction()),
        "{}",
        ended.stdout
    );
    let clone = site.folder("clone");
    let recorded = site.git(&clone, "config tlg.introduction");
    assert!(site.introduction().starts_with(&recorded));
    site.done(&clone, "verify");
}

#[test]
fn another_introduction_is_refused() {
    let site = Site::new();
    let told = site.introduction();
    let (id, key) = told.split_once(':').unwrap();
    let other_id = format!("{}:{key}", "1".repeat(40));
    let other_key = format!("{id}:SHA256:{}", "A".repeat(43));
    for other in [other_id, other_key] {
        let ended = site.clone("clone", &format!("--introduction {other} --json"));
        assert_eq!(ended.code, 1, "{}{}", ended.stdout, ended.stderr);
        let told = json(&ended);
        assert_eq!(told["folder"], Value::Null);
        let rule = &told["verification"]["findings"][0]["rule"];
        assert_eq!(rule, "introduction", "{told}");
        site.assert_nothing("clone");
    }
}

#[test]
fn a_folder_that_was_there_stays_empty() {
    let site = Site::new();
    let folder = site.folder("clone");
    fs::create_dir(&folder).unwrap();
    let other = format!("--introduction {}", site.introduction().replace(':', "a:"));
    let ended = site.clone("clone", &other);
    assert_eq!(ended.code, 2, "{}", ended.stderr);
    let key = "A".repeat(43);
    let other = format!("--introduction {}:SHA256:{key}", "1".repeat(40));
    let ended = site.clone("clone", &other);
    assert_eq!(ended.code, 1, "{}", ended.stderr);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    site.cloned("clone");
}

#[test]
fn of_a_forged_history_nothing_is_kept() {
    let site = Site::new();
    let path = "deals/00/00/TLG-1.yaml";
    let file = site.office.folder().join(path);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("cups", "lids")).unwrap();
    site.git(
        &site.office.folder(),
        "-c core.hooksPath=/dev/null commit -qam edited",
    );
    let forged = site.office.tip();
    site.push();
    let options = format!("--introduction {}", site.introduction());
    let ended = site.clone("clone", &options);
    assert_eq!(ended.code, 1, "{}{}", ended.stdout, ended.stderr);
    for said in [&forged[..7], "docs/auditing.md#forged", "копия не снята"] {
        assert!(ended.stderr.contains(said), "{}", ended.stderr);
    }
    assert_eq!(ended.stdout, "");
    site.assert_nothing("clone");
    let ended = site.clone("clone", "--trust-on-first-use");
    assert_eq!(ended.code, 1, "{}", ended.stdout);
    site.assert_nothing("clone");
}

#[test]
fn whoever_answers_for_a_stolen_key_needs_a_clone() {
    let site = Site::new();
    let key = site.folder("sidorov.pub");
    let line = format!(
        "people key compromise sidorov {} --nothing-trusted -m stolen",
        key.display()
    );
    site.office.by("ivanov").done(&line);
    site.push();
    let options = format!("--introduction {} --json", site.introduction());
    let ended = site.clone("clone", &options);
    assert_eq!(ended.code, 1, "{}", ended.stderr);
    let told = json(&ended);
    assert_eq!(
        told["verification"]["findings"][0]["rule"], "compromised_key",
        "{told}"
    );
    assert_eq!(told["introduction"], site.introduction());
    site.done(&site.folder("clone"), "deal list");
}

#[test]
fn a_server_that_was_rolled_back_is_noticed() {
    let site = Site::new();
    let clone = site.cloned("clone");
    let before = site.office.tip();
    site.git(&site.server, "update-ref refs/heads/main main~1");
    site.git(&clone, "fetch -q");
    let ended = site.tlg(&clone, "verify origin/main --json");
    assert_eq!(ended.code, 1, "{}", ended.stdout);
    let finding = &json(&ended)["findings"][0];
    assert_eq!(finding["rule"], "rolled_back", "{finding}");
    assert!(finding["text"].as_str().unwrap().contains(before.trim()));
    // It stays red: what was not proved is not remembered.
    assert_eq!(site.tlg(&clone, "verify origin/main").code, 1);
    site.done(&clone, "verify");
    site.push();
    site.git(&clone, "fetch -q");
    site.done(&clone, "verify origin/main");
}

#[test]
fn an_old_state_is_told_where_there_is_a_service() {
    let site = Site::new();
    let options = format!("--introduction {} --json", site.introduction());
    let alone = site.clone_at(A_WEEK_LATER, "alone", &options);
    assert_eq!(json(&alone)["verification"]["notes"], serde_json::json!([]));
    site.office.let_in("cron", "service");
    site.push();
    let fresh = site.clone("fresh", &options);
    assert_eq!(json(&fresh)["verification"]["notes"], serde_json::json!([]));
    let stale = site.clone_at(A_WEEK_LATER, "stale", &options);
    assert_eq!(stale.code, 0, "{}", stale.stderr);
    let note = &json(&stale)["verification"]["notes"][0]["stale"];
    assert_eq!(note["last"], Value::Null);
    assert_eq!(note["working_days"], 5);
    site.office.by("cron").done("tick");
    site.push();
    let options = options.replace(" --json", "");
    let ticked = site.clone_at(A_WEEK_LATER, "ticked", &options);
    assert_eq!(ticked.code, 0, "{}", ticked.stderr);
    assert!(ticked.stdout.contains("20.11.2026"), "{}", ticked.stdout);
}

#[test]
fn until_it_is_proved_nobody_can_work_in_it() {
    let site = Site::new();
    let folder = site.folder("clone");
    let fetched = Fetched::from(site.server.to_str().unwrap(), &folder, true).unwrap();
    assert_eq!(fetched.branch(), "refs/heads/main");
    assert_eq!(fetched.tip().to_string(), site.office.tip().trim());
    assert!(Workspace::open(&folder).is_err());
    assert_eq!(site.tlg(&folder, "deal list").code, 1);
    fetched.abandon().unwrap();
    site.assert_nothing("clone");
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let site = Site::new();
    let folder = site.folder("clone");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("letter.txt"), "Dear").unwrap();
    let ended = site.clone("clone", &format!("--introduction {}", site.introduction()));
    assert_eq!(ended.code, 1, "{}", ended.stdout);
    assert!(ended.stderr.contains("tlg clone"), "{}", ended.stderr);
    let left: Vec<_> = fs::read_dir(&folder).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn without_git_nothing_is_left() {
    let site = Site::new();
    let mut command = site.office.sandbox.tlg(NOW);
    command
        .env("PATH", site.folder("nowhere"))
        .arg("clone")
        .arg(&site.server)
        .arg(site.folder("clone"))
        .arg("--trust-on-first-use");
    let ended = Ended::of(command.output().unwrap());
    assert_eq!(ended.code, 3, "{}", ended.stderr);
    assert!(ended.stderr.contains("git"), "{}", ended.stderr);
    site.assert_nothing("clone");
}

#[test]
fn a_source_without_its_whole_history_is_refused() {
    let mut site = Site::new();
    let shallow = site.folder("shallow.git");
    let whole = format!("file://{}", site.server.display());
    let line = format!("clone -q --bare --depth 1 {whole} {}", shallow.display());
    site.git(&site.office.folder(), &line);
    site.server = shallow;
    let options = format!("--introduction {}", site.introduction());
    let ended = site.clone("clone", &options);
    assert_eq!(ended.code, 3, "{}", ended.stderr);
    assert!(ended.stderr.contains("shallow"), "{}", ended.stderr);
    site.assert_nothing("clone");
}

#[test]
fn a_server_without_commits_or_without_a_repository_is_named() {
    let mut site = Site::new();
    let empty = site.folder("empty.git");
    let line = format!("init -q --bare -b main {}", empty.display());
    site.git(&site.office.folder(), &line);
    site.server = empty;
    let ended = site.clone("clone", "--trust-on-first-use");
    assert_eq!(ended.code, 3, "{}", ended.stderr);
    assert!(
        ended.stderr.contains("git push -u origin main"),
        "{}",
        ended.stderr
    );
    site.server = site.folder("nowhere.git");
    let ended = site.clone("clone", "--trust-on-first-use");
    assert_eq!(ended.code, 3, "{}", ended.stderr);
    assert!(ended.stderr.contains("git ls-remote"), "{}", ended.stderr);
    site.assert_nothing("clone");
}

#[test]
fn a_folder_of_hooks_that_others_share_is_left_alone() {
    let site = Site::new();
    let shared = site.folder("shared-hooks");
    let config = format!("config --global core.hooksPath {}", shared.display());
    site.git(&site.office.folder(), &config);
    let options = format!("--introduction {}", site.introduction());
    let ended = site.clone("clone", &options);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(
        ended.stdout.contains("tlg hook install"),
        "{}",
        ended.stdout
    );
    assert!(!shared.exists());
}

#[test]
fn the_users_template_has_no_say() {
    let site = Site::new();
    let template = site.folder("template");
    fs::create_dir_all(template.join("hooks")).unwrap();
    fs::write(template.join("hooks/pre-push"), "#!/bin/sh\nexec lint\n").unwrap();
    let config = format!("config --global init.templateDir {}", template.display());
    site.git(&site.office.folder(), &config);
    let clone = site.cloned("clone");
    let hook = fs::read_to_string(clone.join(".git/hooks/pre-push")).unwrap();
    assert!(hook.contains("tlg hook install"), "{hook}");
}
