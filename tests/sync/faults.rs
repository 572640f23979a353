//! What goes wrong on the way: the next run makes up for it, or says what is the matter.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::time::Instant;

use crate::broken::failing::{Disk, Failing};
use crate::broken::{Killer, copy_folder};
use crate::firm::{Deal, Firm, NOW, Seat};
use crate::office::Ended;
use crate::sandbox::succeed;

const CAFE: &str = "client add Cafe --email cafe@cafe.example";
const BAR: &str = "client add Bar --email bar@bar.example";

/// The manager has one act that holds, one that does not, and the server has something new.
fn with_work() -> Firm {
    let firm = Firm::with(Deal::Sent);
    firm.desk().offline(CAFE);
    firm.desk()
        .offline("deal lose 1 --reason price -m 'Too dear'");
    firm.laptop().done("deal move 1 invoicing");
    let _ = fs::remove_file(firm.desk().folder().join(".git/tlg/contact"));
    firm
}

/// A program in the place of git.
fn instead_of_git(firm: &Firm, script: &str) -> PathBuf {
    let folder = firm.sandbox().path("instead");
    fs::create_dir_all(&folder).unwrap();
    let git = folder.join("git");
    fs::write(&git, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&git, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

fn with_path(seat: &Seat, line: &str, path: &str) -> Ended {
    let mut command = seat.command(line);
    Ended::of(command.env("PATH", path).output().unwrap())
}

fn both(ended: &Ended) -> String {
    format!("{}{}", ended.stdout, ended.stderr)
}

/// All of the work is done: the client is there for everybody, the loss is kept.
fn assert_all_is_well(seat: &Seat) {
    let ended = seat.run("sync");
    assert!(ended.code <= 1, "{}", both(&ended));
    assert_eq!(seat.tip(), seat.firm.tip());
    assert!(seat.done("client list").contains("Cafe"));
    let subjects: Vec<String> = seat
        .kept()
        .iter()
        .map(|it| it["subject"].to_string())
        .collect();
    assert_eq!(subjects.len(), 1, "{subjects:?}");
    let twice = seat.git("log --format=%s").matches("Cafe").count();
    assert_eq!(twice, 1, "nothing is done twice");
    seat.assert_sound();
}

/// What is on the shelf is on no branch, whenever somebody looks.
fn assert_kept_is_off_the_branch(seat: &Seat) {
    let kept = seat.git("for-each-ref refs/tlg/kept --format=%(objectname)");
    let branch = seat.git("rev-list HEAD");
    let both = kept.lines().find(|kept| branch.contains(kept));
    assert_eq!(both, None, "kept, and still on the branch");
}

/// The company as it was, once more: server and desk, under the same paths.
struct Snapshot {
    server: PathBuf,
    desk: PathBuf,
}

impl Snapshot {
    fn of(firm: &Firm) -> Snapshot {
        let snapshot = Snapshot {
            server: firm.sandbox().path("server.kept"),
            desk: firm.sandbox().path("desk.kept"),
        };
        copy_folder(&firm.server, &snapshot.server);
        copy_folder(&firm.desk().folder(), &snapshot.desk);
        snapshot
    }

    fn restore(&self, firm: &Firm) {
        for (kept, place) in [
            (&self.server, &firm.server),
            (&self.desk, &firm.desk().folder()),
        ] {
            fs::remove_dir_all(place).unwrap();
            copy_folder(kept, place);
        }
    }
}

/// How many changes lie between two that are tried; all of them with `TLG_EVERY_CHANGE=1`.
fn stride() -> usize {
    let every = std::env::var_os("TLG_EVERY_CHANGE").is_some();
    if every { 1 } else { 17 }
}

#[test]
fn a_sync_killed_anywhere_is_made_up_for_by_the_next_one() {
    let firm = with_work();
    let snapshot = Snapshot::of(&firm);
    let killer = Killer::new();
    let mut kills = 0;
    for number in (1..5_000).step_by(stride()) {
        snapshot.restore(&firm);
        let command = firm.desk().command("sync");
        let output = killer.killed_at(command, &firm.desk().folder(), number);
        match output.status.signal() {
            Some(_) => kills += 1,
            None if matches!(output.status.code(), Some(0 | 1)) => break,
            // It was git that was killed.
            None => assert_eq!(output.status.code(), Some(3), "{output:?}"),
        }
        firm.sandbox().assert_sound(&firm.desk().folder());
        assert_kept_is_off_the_branch(&firm.desk());
        assert_all_is_well(&firm.desk());
    }
    assert!(kills * stride() > 50, "only {kills} kills");
}

#[test]
fn what_cannot_be_brought_to_the_branch_is_not_kept_either() {
    let firm = with_work();
    let desk = firm.desk();
    let deal = desk.git("ls-files deals");
    let deal = desk.folder().join(deal.lines().next().unwrap());
    let before = (desk.tip(), fs::read_to_string(&deal).unwrap());
    fs::write(&deal, format!("{}# mine\n", before.1)).unwrap();
    let ended = desk.run("sync");
    assert!(both(&ended).contains("TLG-1.yaml"), "{}", both(&ended));
    assert_eq!(desk.tip(), before.0);
    assert_eq!(desk.git("for-each-ref refs/tlg"), "");
    fs::write(&deal, before.1).unwrap();
    assert_all_is_well(&desk);
}

#[test]
fn a_full_disk_is_said_and_made_up_for() {
    let firm = with_work();
    let snapshot = Snapshot::of(&firm);
    let failing = Failing::new();
    for number in (1..5_000).step_by(stride() * 2) {
        snapshot.restore(&firm);
        let command = firm.desk().command("sync");
        let folder = firm.desk().folder();
        let (output, refused) = failing.run(command, &folder, Disk::Full, number);
        let ended = Ended::of(output);
        if !refused {
            assert!(number > 50, "only {number} changes");
            break;
        }
        assert!(matches!(ended.code, 0 | 1 | 3), "{}", both(&ended));
        if ended.code == 3 {
            assert!(
                both(&ended).contains("No space left"),
                "{number}: {}",
                both(&ended)
            );
        }
        firm.sandbox().assert_sound(&folder);
        assert_all_is_well(&firm.desk());
    }
}

#[test]
fn a_read_only_clone_is_said_to_be_one() {
    let firm = with_work();
    let folder = firm.desk().folder();
    let failing = Failing::new();
    for (language, words) in [("en", "failed"), ("ru", "не получилось")] {
        let mut command = firm.desk().command("sync");
        command.env("TLG_LANG", language);
        let (output, _) = failing.run(command, &folder, Disk::ReadOnly, 1);
        let ended = Ended::of(output);
        assert_eq!(ended.code, 3, "{}", both(&ended));
        let said = both(&ended);
        assert!(
            said.contains("Read-only file system") && said.contains(words),
            "{said}"
        );
        assert!(!said.contains("does not answer"), "{said}");
    }
    assert_all_is_well(&firm.desk());
}

#[test]
fn a_push_that_the_server_took_before_the_connection_broke_is_not_done_twice() {
    let firm = with_work();
    // The server's process dies when the branch has moved and nobody has been told.
    let hook = firm.server.join("hooks/reference-transaction");
    fs::write(
        &hook,
        "#!/bin/sh\ntest \"$1\" != committed || kill -9 $PPID\n",
    )
    .unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    let desk = firm.desk();
    let before = firm.tip();
    let ended = desk.run("sync");
    assert_ne!(firm.tip(), before, "the server took it: {}", both(&ended));
    fs::remove_file(hook).unwrap();
    assert_all_is_well(&desk);
    let ended = desk.run("sync --json");
    let again: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!((&again["sent"], &again["received"]), (&0.into(), &0.into()));
}

#[test]
fn a_git_that_is_missing_is_named() {
    let firm = with_work();
    for (language, words) in [("en", "git"), ("ru", "git")] {
        let mut command = firm.desk().command("sync");
        command.env("PATH", "/nowhere").env("TLG_LANG", language);
        let ended = Ended::of(command.output().unwrap());
        assert_eq!(ended.code, 3, "{}", both(&ended));
        assert!(both(&ended).contains(words), "{}", both(&ended));
    }
    let folder = firm.sandbox().path("without-git");
    fs::create_dir_all(&folder).unwrap();
    symlink("/usr/bin/ssh-keygen", folder.join("ssh-keygen")).unwrap();
    let path = folder.display().to_string();
    let ended = with_path(&firm.desk(), BAR, &path);
    assert_eq!(
        ended.code,
        0,
        "nobody is kept from working: {}",
        both(&ended)
    );
    assert_all_is_well(&firm.desk());
}

#[test]
fn a_git_that_hangs_is_given_up() {
    let firm = with_work();
    let path = instead_of_git(&firm, "exec sleep 600")
        .display()
        .to_string();
    let path = format!("{path}:/usr/bin:/bin");
    let begun = Instant::now();
    let ended = with_path(&firm.desk(), BAR, &path);
    assert_eq!(ended.code, 0, "{}", both(&ended));
    assert!(
        both(&ended).contains("not on the server yet"),
        "{}",
        both(&ended)
    );
    assert!(begun.elapsed().as_secs() < 25, "{:?}", begun.elapsed());
    let begun = Instant::now();
    let ended = with_path(
        &firm.desk(),
        "client add Pub --email pub@pub.example",
        &path,
    );
    assert_eq!(ended.code, 0, "{}", both(&ended));
    assert!(
        begun.elapsed().as_secs() < 5,
        "the server is left alone for a while"
    );
    assert_all_is_well(&firm.desk());
}

#[test]
fn in_passing_nobody_is_asked_for_a_password() {
    let firm = with_work();
    let desk = firm.desk();
    desk.git("config remote.origin.url ssh://git@tlg.example/deals.git");
    let called = firm.sandbox().path("called");
    let folder = instead_of_git(&firm, "exec /usr/bin/git \"$@\"");
    let ssh = folder.join("ssh");
    let script = format!("#!/bin/sh\necho \"$@\" > {}\nexit 255\n", called.display());
    fs::write(&ssh, script).unwrap();
    fs::set_permissions(&ssh, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.display());
    let ended = with_path(&desk, BAR, &path);
    assert_eq!(ended.code, 0, "{}", both(&ended));
    let batch = "BatchMode=yes";
    assert!(fs::read_to_string(&called).unwrap().contains(batch));
    let _ = fs::remove_file(desk.folder().join(".git/tlg/contact"));
    desk.git(&format!("config core.sshCommand {}", ssh.display()));
    with_path(&desk, "deal note 1 -m 'Their own ssh'", &path);
    assert!(!fs::read_to_string(&called).unwrap().contains(batch));
}

#[test]
fn a_server_whose_branch_went_back_is_not_believed() {
    let firm = Firm::with(Deal::Sent);
    let desk = firm.desk();
    desk.offline(CAFE);
    let before = desk.tip();
    let tip = firm.tip();
    firm.sandbox()
        .git(&firm.server, &["update-ref", "refs/heads/main", "main~2"]);
    let said = desk.ends("sync", 1);
    assert!(said.contains("is not proved"), "{said}");
    assert!(desk.says_in_russian("sync").contains("не доказано"));
    assert_eq!(desk.tip(), before, "nothing of it is taken");
    firm.sandbox()
        .git(&firm.server, &["update-ref", "refs/heads/main", &tip]);
    desk.done("sync");
    assert_eq!(desk.tip(), firm.tip());
    desk.assert_sound();
}

#[test]
fn a_branch_that_is_gone_or_went_back_is_not_filled_up_by_an_act() {
    for at in [None, Some("main~2")] {
        let firm = Firm::with(Deal::Sent);
        let (desk, server) = (firm.desk(), firm.server.clone());
        let tip = firm.tip();
        let there = || {
            let name = "--format=%(objectname)";
            firm.sandbox().git(&server, &["for-each-ref", name])
        };
        match at {
            None => firm
                .sandbox()
                .git(&server, &["update-ref", "-d", "refs/heads/main"]),
            Some(at) => firm
                .sandbox()
                .git(&server, &["update-ref", "refs/heads/main", at]),
        };
        let before = there();
        let words = match at {
            None => "had the branch of the deals and has it no more",
            Some(_) => "is not proved",
        };
        // Nobody looked before the act: the push itself notices.
        let said = desk.done("deal note 1 -m 'Work goes on'");
        assert!(
            said.contains(words) && said.contains("not on the server yet"),
            "{said}"
        );
        assert_eq!(there(), before);
        let ended = desk.run("sync");
        assert!(
            ended.code != 0 && both(&ended).contains(words),
            "{}",
            both(&ended)
        );
        let ended = firm.seat("cron", "night").run("tick");
        assert_ne!(ended.code, 0, "{}", both(&ended));
        assert_eq!(there(), before);
        firm.sandbox()
            .git(&server, &["update-ref", "refs/heads/main", &tip]);
        desk.done("sync");
        assert_eq!(desk.tip(), firm.tip());
        desk.assert_sound();
    }
}

#[test]
fn a_push_alone_notices_that_the_branch_is_gone() {
    let firm = Firm::with(Deal::Sent);
    let desk = firm.desk();
    // The branch goes between the fetch before the act and the push after it.
    let folder = instead_of_git(
        &firm,
        &format!(
            "case \"$*\" in *' push '*) /usr/bin/git -C {0} update-ref -d refs/heads/main ;; esac\nexec /usr/bin/git \"$@\"",
            firm.server.display()
        ),
    );
    let path = format!("{}:/usr/bin:/bin", folder.display());
    let ended = with_path(&desk, BAR, &path);
    let said = both(&ended);
    assert_eq!(ended.code, 0, "{said}");
    assert!(said.contains("has it no more"), "{said}");
    let left = firm.sandbox().git(&firm.server, &["for-each-ref"]);
    assert_eq!(left, "", "nothing is filled up");
}

#[test]
fn a_server_that_cannot_move_its_branch_is_quoted() {
    let firm = with_work();
    let lock = firm.server.join("refs/heads/main.lock");
    fs::write(&lock, "").unwrap();
    let said = firm.desk().ends("sync", 3);
    assert!(
        said.contains("says no") && said.contains("main.lock"),
        "{said}"
    );
    fs::remove_file(lock).unwrap();
    assert_all_is_well(&firm.desk());
}

#[test]
fn a_server_whose_history_was_written_anew_is_not_believed() {
    let firm = Firm::with(Deal::Sent);
    let (desk, laptop) = (firm.desk(), firm.laptop());
    let old = firm.tip();
    // Somebody sets the server back and pushes something else that is in order by itself.
    laptop.git("reset -q --hard HEAD~2");
    laptop.git("remote remove origin");
    laptop.done(BAR);
    let other = laptop.tip();
    let folder = laptop.folder().display().to_string();
    firm.sandbox()
        .git(&firm.server, &["fetch", "-q", &folder, "+main:main"]);
    assert_eq!(firm.tip(), other);
    desk.offline(CAFE);
    let before = desk.tip();
    let said = desk.ends("sync", 1);
    assert!(said.contains("is not proved"), "{said}");
    assert_eq!(desk.tip(), before);
    let said = desk.done("deal note 1 -m 'Work goes on'");
    assert!(said.contains("not on the server yet"), "{said}");
    assert_eq!(firm.tip(), other, "nothing is forced");
    firm.sandbox()
        .git(&firm.server, &["update-ref", "refs/heads/main", &old]);
    desk.done("sync");
    assert_eq!(desk.tip(), firm.tip());
    desk.assert_sound();
}

#[test]
fn a_server_that_says_no_is_quoted() {
    let firm = with_work();
    let hook = firm.server.join("hooks/pre-receive");
    let kept = fs::read(&hook).unwrap();
    fs::write(&hook, "#!/bin/sh\necho 'closed for repairs' >&2\nexit 1\n").unwrap();
    let desk = firm.desk();
    let said = desk.ends("sync", 3);
    assert!(
        said.contains("says no") && said.contains("closed for repairs"),
        "{said}"
    );
    let russian = desk.says_in_russian("sync");
    assert!(russian.contains("closed for repairs"), "{russian}");
    let said = desk.done(BAR);
    assert!(said.contains("closed for repairs"), "{said}");
    fs::write(&hook, kept).unwrap();
    assert_all_is_well(&desk);
}

#[test]
fn a_server_without_a_hook_is_as_good_as_the_clones() {
    let firm = with_work();
    fs::remove_file(firm.server.join("hooks/pre-receive")).unwrap();
    assert_all_is_well(&firm.desk());
    // Nobody judged this push; whoever fetches it does.
    let laptop = firm.laptop();
    laptop.done("sync");
    fs::write(laptop.folder().join("tlg.yaml"), "mine\n").unwrap();
    let mut commit = laptop.git_command("-c core.hooksPath=/dev/null commit -q -a -m Mine");
    succeed(commit.env("GIT_COMMITTER_DATE", NOW));
    laptop.git("-c core.hooksPath=/dev/null push -q --no-verify origin main");
    let desk = firm.desk();
    let before = desk.tip();
    let said = desk.ends("sync", 1);
    assert!(said.contains("is not proved"), "{said}");
    assert_eq!(desk.tip(), before);
    // Nobody takes it for the server's: it stands apart, and is named for as long as it is there.
    assert_eq!(desk.git("rev-parse origin/main"), before);
    let shown = desk.git("for-each-ref refs/tlg/shown --format=%(objectname)");
    assert_eq!(shown, firm.tip());
    let refused = |seat: &Seat| seat.run("doctor").stdout.contains(&shown[..8]);
    assert!(refused(&desk), "{}", both(&desk.run("doctor")));
    let said = desk.done("deal note 1 -m 'Work goes on'");
    assert!(said.contains("is not proved"), "{said}");
    assert_eq!(firm.tip(), shown, "nothing is pushed over it");
    firm.sandbox()
        .git(&firm.server, &["update-ref", "refs/heads/main", &before]);
    desk.done("sync");
    assert!(!refused(&desk));
    assert_eq!(desk.git("for-each-ref refs/tlg/shown"), "");
    assert_eq!(desk.tip(), firm.tip());
}

#[test]
fn what_is_on_the_server_is_done_even_if_nobody_can_note_it_here() {
    let firm = Firm::with(Deal::Sent);
    let desk = firm.desk();
    let contact = desk.folder().join(".git/tlg/contact");
    let _ = fs::remove_file(&contact);
    // Nothing can be put in the place of a folder.
    fs::create_dir_all(contact.join("full")).unwrap();
    let said = desk.done(BAR);
    assert!(said.contains("could not be noted here"), "{said}");
    assert_eq!(desk.tip(), firm.tip());
    assert!(
        desk.says_in_russian("sync")
            .contains("записать это здесь не удалось")
    );
    fs::remove_dir_all(&contact).unwrap();
    desk.done("sync");
    desk.assert_sound();
}

#[test]
fn a_folder_without_a_server_in_it_is_away() {
    let firm = with_work();
    firm.server_goes_away();
    let said = firm.desk().ends("sync", 3);
    assert!(said.contains("does not answer"), "{said}");
    assert!(firm.desk().says_in_russian("sync").contains("не отвечает"));
    fs::create_dir_all(&firm.server).unwrap();
    firm.desk().ends("sync", 3);
    fs::remove_dir(&firm.server).unwrap();
    firm.server_comes_back();
    assert_all_is_well(&firm.desk());
}
