//! `tlg hook install`: what it writes into clones and servers, and what it leaves alone.
#![cfg(unix)]

#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/office.rs"]
mod office;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sandbox.rs"]
mod sandbox;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use office::{Ended, Office};
use serde_json::Value;
use tlg::workspace::{Failure, Store};

/// The hooks of a clone.
const OF_CLONE: [&str; 6] = [
    "pre-push",
    "pre-commit",
    "pre-merge-commit",
    "pre-rebase",
    "pre-applypatch",
    "prepare-commit-msg",
];

const NOW: &str = "2026-11-20T10:00:00+03:00";

/// A workspace, and a bare repository beside it.
struct Site {
    office: Office,
    server: PathBuf,
}

impl Site {
    fn new() -> Site {
        let office = Office::new();
        let server = office.sandbox.path("server.git");
        office.git(&format!("init -q --bare -b main {}", server.display()));
        office.git(&format!(
            "-C {} config tlg.testClock true",
            server.display()
        ));
        office.git(&format!("remote add origin {}", server.display()));
        Site { office, server }
    }

    fn clone(&self) -> PathBuf {
        self.office.folder()
    }

    /// Runs `tlg -C FOLDER LINE`.
    fn tlg(&self, folder: &Path, line: &str) -> Ended {
        let mut command = self.office.sandbox.tlg(NOW);
        command.arg("-C").arg(folder).args(office::words(line));
        Ended::of(command.output().unwrap())
    }

    fn done(&self, folder: &Path, line: &str) -> Value {
        let ended = self.tlg(folder, &format!("{line} --json"));
        assert_eq!(ended.code, 0, "{line}: {}{}", ended.stdout, ended.stderr);
        serde_json::from_str(&ended.stdout).unwrap()
    }

    fn refused(&self, folder: &Path, line: &str) -> String {
        let ended = self.tlg(folder, line);
        assert_eq!(ended.code, 1, "{line}: {}{}", ended.stdout, ended.stderr);
        ended.stderr
    }

    fn git(&self, folder: &Path, line: &str) -> String {
        let said = self.office.sandbox.git(folder, &office::words(line));
        said.trim().to_owned()
    }

    fn push(&self) -> std::process::Output {
        let arguments = ["push", "--no-verify", "-q", "origin", "main"];
        self.office.sandbox.try_git(&self.clone(), &arguments)
    }

    /// The introduction, as `tlg init` tells it.
    fn introduction(&self) -> String {
        let id = self.git(&self.clone(), "rev-list --max-parents=0 HEAD");
        let mut command = Command::new("ssh-keygen");
        command.arg("-lf").arg(self.office.sandbox.path("id.pub"));
        let listed = sandbox::succeed(&mut command);
        format!("{id}:{}", listed.split(' ').nth(1).unwrap())
    }
}

/// How many hooks were written.
fn written(made: &Value) -> usize {
    let hooks = made["hooks"].as_array().unwrap().iter();
    hooks.filter(|made| made["written"] == true).count()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn write_program(path: &Path, script: &str) {
    fs::write(path, script).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_server_gets_its_hook_and_refuses_what_git_can_refuse() {
    let site = Site::new();
    let made = site.done(&site.server, "hook install");
    let hook = site.server.join("hooks/pre-receive");
    let hooks = made["hooks"].as_array().unwrap();
    assert_eq!(hooks.len(), 1, "{made}");
    assert_eq!(hooks[0]["hook"], "pre-receive");
    assert_eq!(hooks[0]["written"], true);
    assert_eq!(mode(&hook), 0o755);
    let script = fs::read_to_string(&hook).unwrap();
    let program = assert_cmd::cargo::cargo_bin!("tlg");
    assert!(
        script.contains(&format!("tlg='{}'", program.display())),
        "{script}"
    );
    assert!(script.ends_with("hook pre-receive \"$@\"\n"), "{script}");
    for (name, value) in [
        ("core.logAllRefUpdates", "true"),
        ("receive.autogc", "true"),
        ("receive.denyDeletes", "true"),
        ("receive.denyNonFastForwards", "true"),
        ("receive.fsckObjects", "true"),
        ("receive.maxInputSize", "134217728"),
        ("transfer.fsckObjects", "true"),
    ] {
        let found = site.git(&site.server, &format!("config --local {name}"));
        assert_eq!(found, value, "{name}");
    }
}

#[test]
fn a_clone_gets_a_hook_before_its_pushes_and_the_settings_of_a_clone() {
    let site = Site::new();
    let clone = site.office.sandbox.path("plain");
    let from = site.clone();
    site.git(
        &from,
        &format!("clone -q {} {}", from.display(), clone.display()),
    );
    let made = site.done(&clone, "hook install");
    let hooks = made["hooks"].as_array().unwrap().iter();
    let hooks: Vec<&str> = hooks.map(|made| made["hook"].as_str().unwrap()).collect();
    assert_eq!(hooks, OF_CLONE);
    for hook in OF_CLONE {
        assert_eq!(mode(&clone.join(".git/hooks").join(hook)), 0o755);
    }
    assert_eq!(site.git(&clone, "config --local pull.ff"), "only");
    assert_eq!(site.git(&clone, "config --local commit.gpgsign"), "true");
}

#[test]
fn installing_again_changes_nothing() {
    let site = Site::new();
    for folder in [&site.server, &site.clone()] {
        site.done(folder, "hook install");
        let again = site.done(folder, "hook install");
        assert_eq!(written(&again), 0, "{again}");
        assert_eq!(again["settings"], serde_json::json!([]), "{again}");
    }
}

/// git takes the last of several values, and so may each of its own versions or an include: one is left.
#[test]
fn a_setting_with_several_values_is_set_in_place_of_all() {
    let site = Site::new();
    for value in ["false", "true", "false"] {
        site.git(
            &site.server,
            &format!("config --add receive.denyDeletes {value}"),
        );
    }
    site.done(&site.server, "hook install");
    let set = site.git(&site.server, "config --get-all receive.denyDeletes");
    assert_eq!(set, "true");
}

#[test]
fn a_hook_of_ours_is_written_anew_when_it_is_out_of_date() {
    let site = Site::new();
    site.done(&site.server, "hook install");
    let hook = site.server.join("hooks/pre-receive");
    let script = fs::read_to_string(&hook).unwrap();
    fs::write(&hook, script.replace("tlg='/", "tlg='/gone/")).unwrap();
    assert_eq!(written(&site.done(&site.server, "hook install")), 1);
    assert_eq!(fs::read_to_string(&hook).unwrap(), script);
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(written(&site.done(&site.server, "hook install")), 1);
    assert_eq!(mode(&hook), 0o755);
}

#[test]
fn the_largest_push_grows_with_the_largest_document() {
    let site = Site::new();
    assert!(site.push().status.success());
    site.done(&site.server, "hook install");
    let found = site.git(&site.server, "config receive.maxInputSize");
    assert_eq!(found, (16 * 20_971_520).to_string());
}

#[test]
fn a_foreign_hook_is_kept_until_it_is_given_up() {
    let site = Site::new();
    let hook = site.server.join("hooks/pre-receive");
    write_program(&hook, "#!/bin/sh\nexec lint\n");
    let said = site.refused(&site.server, "hook install");
    assert!(
        said.contains("чужой хук") && said.contains("tlg hook install --force"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(&hook).unwrap(), "#!/bin/sh\nexec lint\n");
    let denied = site
        .office
        .sandbox
        .try_git(&site.server, &["config", "receive.denyDeletes"]);
    assert!(!denied.status.success(), "a refusal changes nothing");
    let made = site.done(&site.server, "hook install --force");
    assert_eq!(written(&made), 1);
}

#[test]
fn any_foreign_hook_of_a_clone_is_named_and_none_is_written_then() {
    let site = Site::new();
    let folder = site.clone().join(".git/hooks");
    let names = ["pre-commit", "prepare-commit-msg"];
    for name in OF_CLONE {
        fs::remove_file(folder.join(name)).unwrap();
    }
    for name in names {
        write_program(&folder.join(name), "#!/bin/sh\nexec lint\n");
    }
    let said = site.refused(&site.clone(), "hook install");
    for name in names {
        assert!(
            said.contains(&folder.join(name).display().to_string()),
            "{said}"
        );
        assert!(said.contains(&format!("tlg hook {name}")), "{said}");
    }
    assert!(!folder.join("pre-push").exists());
    let made = site.done(&site.clone(), "hook install --force");
    assert_eq!(written(&made), OF_CLONE.len());
}

#[test]
fn a_folder_of_hooks_that_others_share_is_left_alone() {
    let site = Site::new();
    let shared = site.office.sandbox.path("shared-hooks");
    let global = site.office.sandbox.path("gitconfig");
    let mut config = fs::read_to_string(&global).unwrap();
    config.push_str(&format!("[core]\n\thooksPath = {}\n", shared.display()));
    fs::write(&global, config).unwrap();
    let said = site.refused(&site.server, "hook install");
    let own = site.server.join("hooks");
    assert!(
        said.contains("git config core.hooksPath") && !shared.exists(),
        "{said}"
    );
    site.git(
        &site.server,
        &format!("config core.hooksPath {}", own.display()),
    );
    site.done(&site.server, "hook install");
    assert!(own.join("pre-receive").exists());
}

#[test]
fn an_introduction_is_recorded_and_never_quietly_replaced() {
    let site = Site::new();
    let told = site.introduction();
    let (id, key) = told.split_once(':').unwrap();
    site.done(&site.server, &format!("hook install --introduction {told}"));
    assert_eq!(site.git(&site.server, "config tlg.introduction"), id);
    assert_eq!(site.git(&site.server, "config tlg.introducedBy"), key);
    let other = format!("{}:{key}", "1".repeat(40));
    let line = format!("hook install --introduction {other}");
    let said = site.refused(&site.server, &line);
    assert!(said.contains(id), "{said}");
    assert_eq!(site.git(&site.server, "config tlg.introduction"), id);
    site.done(&site.server, &format!("{line} --force"));
    assert_eq!(
        site.git(&site.server, "config tlg.introduction"),
        "1".repeat(40)
    );
}

#[test]
fn an_introduction_of_another_history_is_refused_also_by_force() {
    let site = Site::new();
    assert!(site.push().status.success());
    let told = site.introduction();
    let (id, key) = told.split_once(':').unwrap();
    let other_key = format!("SHA256:{}", "A".repeat(43));
    for other in [
        format!("{}:{key}", "1".repeat(40)),
        format!("{id}:{other_key}"),
    ] {
        let line = format!("hook install --introduction {other} --force");
        let said = site.refused(&site.server, &line);
        assert!(said.contains(&told), "{said}");
    }
    site.done(&site.server, &format!("hook install --introduction {told}"));
}

#[test]
fn half_an_introduction_is_no_argument() {
    let site = Site::new();
    let ended = site.tlg(&site.server, "hook install --introduction 4f1c");
    assert_eq!(ended.code, 2, "{}", ended.stderr);
    assert!(ended.stderr.contains("ID:SHA256:"), "{}", ended.stderr);
}

#[test]
fn an_anchor_holds_the_introduction_outside_of_the_repository() {
    let site = Site::new();
    let told = site.introduction();
    let (id, key) = told.split_once(':').unwrap();
    let anchor = site.office.sandbox.path("anchor");
    let line = format!(
        "hook install --introduction {told} --anchor {}",
        anchor.display()
    );
    site.done(&site.server, &line);
    let shown = anchor.display();
    assert_eq!(
        site.git(&site.server, &format!("config -f {shown} tlg.introduction")),
        id
    );
    assert_eq!(
        site.git(&site.server, &format!("config -f {shown} tlg.introducedBy")),
        key
    );
    assert_eq!(
        site.git(&site.server, "config tlg.anchor"),
        shown.to_string()
    );
    let inside = site
        .office
        .sandbox
        .try_git(&site.server, &["config", "tlg.introduction"]);
    assert!(!inside.status.success(), "the configuration holds none");
    site.done(&site.server, &line);
    let other = line.replace(id, &"1".repeat(40));
    let said = site.refused(&site.server, &other);
    assert!(said.contains(&told), "{said}");
}

#[test]
fn an_anchor_that_only_root_can_write_is_spelled_out() {
    let site = Site::new();
    let told = site.introduction();
    let (id, key) = told.split_once(':').unwrap();
    // No user, not even root, can make a file below a file.
    let anchor = site.office.sandbox.path("gitconfig").join("anchor");
    let line = format!(
        "hook install --introduction {told} --anchor {}",
        anchor.display()
    );
    let ended = site.tlg(&site.server, &line);
    assert_eq!(ended.code, 1, "{}", ended.stderr);
    let lines = format!("[tlg]\n\tintroduction = {id}\n\tintroducedBy = {key}\n");
    assert!(ended.stdout.ends_with(&lines), "{}", ended.stdout);
    assert_eq!(
        site.git(&site.server, "config tlg.anchor"),
        anchor.display().to_string()
    );
}

#[test]
fn a_push_is_handed_to_the_program() {
    let site = Site::new();
    site.done(&site.server, "hook install");
    let program = site.office.sandbox.path("judge");
    let heard = site.office.sandbox.path("heard");
    write_program(
        &program,
        &format!("#!/bin/sh\necho \"$@\" >{0}\ncat >>{0}\n", heard.display()),
    );
    call(&site, &program);
    let pushed = site.push();
    assert!(
        pushed.status.success(),
        "{}",
        String::from_utf8_lossy(&pushed.stderr)
    );
    let heard = fs::read_to_string(heard).unwrap();
    let tip = site.git(&site.clone(), "rev-parse HEAD");
    let expected = format!(
        "hook pre-receive\n{} {tip} refs/heads/main\n",
        "0".repeat(40)
    );
    assert_eq!(heard, expected);
}

#[test]
fn without_the_program_nothing_gets_in() {
    let site = Site::new();
    site.done(&site.server, "hook install");
    call(&site, Path::new("/gone/tlg"));
    let pushed = site.push();
    let said = String::from_utf8_lossy(&pushed.stderr);
    assert!(!pushed.status.success());
    assert!(said.contains("программа не найдена"), "{said}");
    assert!(said.contains("the program is not there"), "{said}");
    assert_eq!(site.git(&site.server, "for-each-ref"), "");
}

/// Lets the server's hook call another program.
fn call(site: &Site, program: &Path) {
    let hook = site.server.join("hooks/pre-receive");
    let script = fs::read_to_string(&hook).unwrap();
    let lines = script.lines().map(|line| match line.starts_with("tlg='") {
        true => format!("tlg='{}'\n", program.display()),
        false => format!("{line}\n"),
    });
    fs::write(&hook, lines.collect::<String>()).unwrap();
}

#[test]
fn a_repository_of_something_else_is_refused() {
    let site = Site::new();
    let folder = site.office.sandbox.path("other");
    fs::create_dir(&folder).unwrap();
    site.git(&folder, "init -q");
    fs::write(folder.join("a"), "a").unwrap();
    site.git(&folder, "add a");
    site.git(&folder, "commit -qm a");
    let said = site.refused(&folder, "hook install");
    assert!(said.contains("tlg init"), "{said}");
    assert!(!folder.join(".git/hooks/pre-push").exists());
}

/// Whoever pushes hears of a server that cannot note how far the branch is proved: nobody else reads what it says.
#[test]
fn a_server_that_cannot_remember_says_so_to_whoever_pushes() {
    let site = Site::new();
    let told = site.introduction();
    site.done(&site.server, &format!("hook install --introduction {told}"));
    // No user, not even root, can make a file below a file.
    let notes = site.server.join("tlg");
    fs::write(&notes, "").unwrap();
    let says = |words: &str| {
        let pushed = site.push();
        let said = String::from_utf8_lossy(&pushed.stderr);
        assert!(pushed.status.success(), "{said}");
        assert!(said.contains(words), "{said}");
        assert!(said.contains(&notes.display().to_string()), "{said}");
    };
    // What the company speaks is known from the second push on.
    says("the server cannot remember");
    site.done(&site.clone(), "client add Стакан");
    // The command has pushed by itself: once more, by git.
    site.git(&site.server, "update-ref refs/heads/main main~1");
    says("сервер не может запомнить");
}

const STORE: &str = "HOOK_TEST_STORE";

/// Not a test of its own: the program that the server's hook of the next test calls.
#[test]
fn judge() {
    let Some(report) = std::env::var_os(STORE) else {
        return;
    };
    let said = match Store::from_environment() {
        Ok(store) => seen(&store).unwrap_or_else(|failure| format!("{failure:?}")),
        Err(failure) => format!("{failure:?}"),
    };
    fs::write(report, said).unwrap();
    std::process::exit(0);
}

/// What a hook sees of the commit that is being pushed, before the server has let it in.
fn seen(store: &Store) -> Result<String, Failure> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    let new = line.split(' ').nth(1).unwrap().parse().unwrap();
    let tip = store.tip_of(new)?;
    let has_settings = tip.blob("tlg.yaml").unwrap().is_some();
    let is_empty = store.tip()?.is_none();
    Ok(format!("{new} {has_settings} {is_empty}"))
}

#[test]
fn a_hook_sees_what_is_being_pushed_and_what_the_server_has() {
    let site = Site::new();
    site.done(&site.server, "hook install");
    let report = site.office.sandbox.path("report");
    let program = site.office.sandbox.path("judge");
    let this = std::env::current_exe().unwrap();
    write_program(
        &program,
        &format!(
            "#!/bin/sh\n{STORE}={} exec {} --exact judge --nocapture --quiet\n",
            report.display(),
            this.display()
        ),
    );
    call(&site, &program);
    let pushed = site.push();
    assert!(
        pushed.status.success(),
        "{}",
        String::from_utf8_lossy(&pushed.stderr)
    );
    let tip = site.git(&site.clone(), "rev-parse HEAD");
    assert_eq!(
        fs::read_to_string(report).unwrap(),
        format!("{tip} true true")
    );
}
