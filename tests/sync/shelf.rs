//! What cannot be done again lies on the shelf: whoever it concerns is told, with the reason and the ways on.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};

use crate::firm::{Deal, Firm, NOW, Seat};
use crate::sandbox::succeed;

const CAFE: &str = "client add Cafe --email cafe@cafe.example";
const BAR: &str = "client add Bar --email bar@bar.example";
const LOSE: &str = "deal lose 1 --reason price -m 'Too dear'";

/// The manager's loss of a deal does not hold on what the server has.
fn with_a_loss() -> Firm {
    let firm = Firm::with(Deal::Sent);
    firm.desk().offline(LOSE);
    firm.laptop().done("deal move 1 invoicing");
    let _ = fs::remove_file(firm.desk().folder().join(".git/tlg/contact"));
    firm
}

fn waiting(seat: &Seat) -> String {
    seat.git("for-each-ref refs/tlg/waiting --format=%(refname)")
}

/// Somebody new has worked in the desk's clone, and the server has something else by now.
fn with_work_of_belov(firm: &Firm) -> Seat<'_> {
    firm.office.let_in("belov", "manager");
    let (desk, belov) = (firm.desk(), firm.seat("belov", "desk"));
    desk.done("sync");
    belov.offline(CAFE);
    firm.bureau().done(BAR);
    belov
}

#[test]
fn what_nobody_can_sign_any_more_is_kept_for_everybody_to_see() {
    for noticed_before in [false, true] {
        let firm = Firm::with(Deal::New);
        with_work_of_belov(&firm);
        let desk = firm.desk();
        if noticed_before {
            desk.done("sync");
            assert_eq!(waiting(&desk), "refs/tlg/waiting/belov/1");
        }
        firm.office().done("people revoke belov manager");
        let said = desk.run("sync").stdout;
        assert!(
            said.contains("nobody can sign it: belov <belov@tlg.example>"),
            "{said}"
        );
        assert_eq!(waiting(&desk), "");
        let director = firm.seat("petrova", "desk");
        let kept = director.kept();
        assert_eq!(kept.len(), 1, "{kept:?}");
        assert!(
            kept[0]["subject"].as_str().unwrap().contains("Cafe"),
            "{kept:?}"
        );
        let russian = director.says_in_russian("sync --kept");
        assert!(russian.contains("подписать это некому"), "{russian}");
        let number = &kept[0]["number"];
        director.done(&format!("sync --drop {number}"));
        assert_eq!(desk.kept().len(), 0);
        desk.assert_sound();
    }
}

#[test]
fn what_a_stranger_did_here_is_kept_and_not_waited_for() {
    let firm = Firm::with(Deal::New);
    let desk = firm.desk();
    fs::write(desk.folder().join("notes.txt"), "mine\n").unwrap();
    desk.git("add notes.txt");
    let line = "-c core.hooksPath=/dev/null -c user.email=nobody@else.example commit -q -m Notes";
    succeed(desk.git_command(line).env("GIT_COMMITTER_DATE", NOW));
    let said = desk.ends("sync", 1);
    assert!(said.contains("nobody@else.example"), "{said}");
    assert_eq!(waiting(&desk), "");
    assert_eq!(firm.seat("petrova", "desk").kept().len(), 1);
    desk.assert_sound();
}

#[test]
fn after_a_rollback_that_was_accepted_acts_of_others_are_seen_to_wait_until_they_are_done_again() {
    let firm = Firm::with(Deal::Sent);
    let (desk, board) = (firm.desk(), firm.board());
    board.done("deal note 1 -m Heard");
    desk.done("sync");
    let gone = firm.tip();
    firm.sandbox()
        .git(&firm.server, &["update-ref", "refs/heads/main", "main~1"]);
    firm.bureau().done(BAR);
    for seat in [desk, board] {
        seat.ends("sync", 1);
        seat.run(&format!("verify --accept-rollback {gone}"));
    }
    let said = desk.done("sync");
    assert!(
        said.contains("waiting for the key of petrova: 1 act"),
        "{said}"
    );
    let listed = desk.done("sync --kept");
    assert!(listed.contains("waits for petrova"), "{listed}");
    board.done("sync");
    let synced = desk.json("sync");
    assert_eq!(synced["dropped"].as_array().unwrap().len(), 1, "{synced}");
    assert_eq!(waiting(&desk), "");
    let notes = desk.git("show HEAD:deals/00/00/TLG-1.yaml");
    assert_eq!(notes.matches("Heard").count(), 1, "{notes}");
    desk.assert_sound();
}

#[test]
fn what_is_kept_in_passing_is_said_quiet_or_not_and_told_to_programs() {
    let firm = with_a_loss();
    let ended = firm.desk().run(&format!("{CAFE} --quiet"));
    assert_eq!(
        (ended.code, ended.stdout.as_str()),
        (0, ""),
        "{}",
        ended.stderr
    );
    assert!(
        ended.stderr.contains("tlg sync --retry 1"),
        "{}",
        ended.stderr
    );
    assert!(firm.desk().done("").contains("1 act of yours is kept"));
    let doctor = firm.desk().run("doctor");
    assert!(
        doctor.stdout.contains("tlg sync --kept"),
        "{}",
        doctor.stdout
    );
    let firm = with_a_loss();
    let told = firm.desk().json(CAFE);
    assert_eq!(told["kept"][0]["number"], 1, "{told}");
    assert!(told["commit"].is_string(), "{told}");
}

#[test]
fn what_is_kept_before_the_server_says_no_is_said_along_with_that() {
    for json in [false, true] {
        let firm = with_a_loss();
        firm.desk().offline(CAFE);
        let _ = fs::remove_file(firm.desk().folder().join(".git/tlg/contact"));
        let hook = firm.server.join("hooks/pre-receive");
        fs::write(&hook, "#!/bin/sh\necho 'closed for repairs' >&2\nexit 1\n").unwrap();
        if json {
            let told = firm.desk().json("sync");
            assert_eq!(told["kept"][0]["number"], 1, "{told}");
            assert!(told["failed"]["causes"][0].is_string(), "{told}");
        } else {
            let said = firm.desk().ends("sync", 3);
            assert!(said.contains("tlg sync --retry 1"), "{said}");
            assert!(said.contains("closed for repairs"), "{said}");
        }
    }
}

#[test]
fn the_first_reason_is_told_beside_what_is_so_now() {
    let firm = with_a_loss();
    let desk = firm.desk();
    desk.ends("sync", 1);
    let listed = desk.done("sync --kept");
    assert!(
        listed.contains("kept 20.11.2026 10:00 because:"),
        "{listed}"
    );
    assert!(listed.contains("stage"), "{listed}");
    assert!(listed.contains("now: it would hold"), "{listed}");
    let kept = desk.kept();
    assert!(kept[0]["why"].is_null(), "{kept:?}");
    assert!(kept[0]["first"]["why"][0]["text"].is_string(), "{kept:?}");
    firm.board().done("deal assign 1 volkov");
    desk.done("sync");
    let listed = desk.done("sync --kept");
    assert!(listed.contains("now:\n"), "{listed}");
    assert!(
        listed.contains("this is for the manager: volkov"),
        "{listed}"
    );
}

#[test]
fn a_retry_meets_the_server_first_and_tells_programs_once() {
    let firm = with_a_loss();
    let desk = firm.desk();
    desk.ends("sync", 1);
    let bureau = firm.bureau();
    bureau.done(BAR);
    let told = desk.json("sync --retry 1");
    assert_eq!(
        (&told["number"], &told["sync"]["sent"]),
        (&1.into(), &1.into()),
        "{told}"
    );
    assert_eq!(told["sync"]["received"], 1, "{told}");
    assert_eq!(
        told["sync"]["redone"].as_array().unwrap().len(),
        0,
        "decided once: {told}"
    );
    assert_eq!(told["commit"], firm.tip());
    desk.assert_sound();
}

#[test]
fn a_lease_is_sent_too() {
    let firm = Firm::with(Deal::New);
    let fresh = firm.fresh("volkov", "fresh");
    let synced = fresh.json("sync");
    assert_eq!(synced["sent"], 1, "{synced}");
    assert!(synced["leased"]["from"].is_number(), "{synced}");
}

#[test]
fn an_act_signed_with_a_key_that_was_added_on_the_way_is_done_again() {
    let firm = Firm::with(Deal::New);
    let office = firm.office();
    let key = firm.sandbox().make_key("second", "");
    office.offline(&format!("people key add ivanov {}.pub", key.display()));
    let with_key = format!("config user.signingkey {}", key.display());
    office.git(&with_key);
    office.offline(CAFE);
    office.git("config --unset user.signingkey");
    firm.bureau().done(BAR);
    let synced = office.json("sync");
    assert_eq!(synced["redone"].as_array().unwrap().len(), 2, "{synced}");
    office.assert_sound();
}

#[test]
fn an_act_of_somebody_who_was_let_in_on_the_way_waits_for_them() {
    let firm = Firm::with(Deal::New);
    firm.server_goes_away();
    firm.office.let_in("belov", "manager");
    let belov = firm.seat("belov", "office");
    belov.done(CAFE);
    firm.server_comes_back();
    firm.bureau().done(BAR);
    firm.office().done("sync");
    assert_eq!(waiting(&belov), "refs/tlg/waiting/belov/1");
    belov.done("sync");
    assert!(belov.done("client list").contains("Cafe"));
    belov.assert_sound();
}

#[test]
fn a_commit_with_files_of_names_that_none_of_ours_has_stops_nothing() {
    let names: [&[u8]; 3] = [b"caf\xe9.txt", b"line\nbreak.txt", b"caf\xe9/inside.txt"];
    for name in names {
        for there in [None, Some(BAR)] {
            let firm = Firm::with(Deal::New);
            let desk = firm.desk();
            let path = desk.folder().join(OsStr::from_bytes(name));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "mine\n").unwrap();
            desk.git("add -A");
            let line = "-c core.hooksPath=/dev/null commit -q -m Named";
            succeed(desk.git_command(line).env("GIT_COMMITTER_DATE", NOW));
            if let Some(there) = there {
                firm.bureau().done(there);
            }
            let said = desk.ends("sync", 1);
            assert!(said.contains("git show refs/tlg/kept/sidorov/1"), "{said}");
            assert_eq!(desk.tip(), firm.tip());
            let status = desk.git("status --porcelain");
            assert!(status.starts_with("?? "), "the file stays: {status}");
            assert!(path.exists());
            desk.done(CAFE);
            assert_eq!(desk.tip(), firm.tip());
        }
    }
}

#[test]
fn a_commit_with_a_link_stops_nothing() {
    let firm = Firm::with(Deal::New);
    let desk = firm.desk();
    symlink("tlg.yaml", desk.folder().join("link")).unwrap();
    desk.git("add -A");
    let line = "-c core.hooksPath=/dev/null commit -q -m Link";
    succeed(desk.git_command(line).env("GIT_COMMITTER_DATE", NOW));
    let said = desk.ends("sync", 1);
    assert!(said.contains("git show refs/tlg/kept/sidorov/1"), "{said}");
    assert_eq!(desk.tip(), firm.tip());
}

#[test]
fn what_plain_git_committed_is_found_where_it_is_kept() {
    let firm = Firm::with(Deal::New);
    let desk = firm.desk();
    fs::write(desk.folder().join("notes.txt"), "mine\n").unwrap();
    desk.git("add notes.txt");
    let line = "-c core.hooksPath=/dev/null commit -q -m Notes";
    succeed(desk.git_command(line).env("GIT_COMMITTER_DATE", NOW));
    let said = desk.ends("sync", 1);
    assert!(
        said.contains("git show refs/tlg/kept/sidorov/1:FILE"),
        "{said}"
    );
    assert_eq!(desk.git("show refs/tlg/kept/sidorov/1:notes.txt"), "mine");
    let day = desk.done("");
    assert!(!day.contains("faster"), "nobody was faster: {day}");
    desk.assert_sound();
}

#[test]
fn an_act_that_is_found_nowhere_is_not_said_to_be_done() {
    let firm = Firm::with(Deal::New);
    let desk = firm.desk();
    // While the server looks at the push, somebody sets the clone's branch back.
    let hook = firm.server.join("hooks/pre-receive");
    let folder = desk.folder().display().to_string();
    let script = format!(
        "#!/bin/sh\nenv -i PATH=\"$PATH\" git -C {folder} update-ref refs/heads/main main~1\nexit 1\n"
    );
    fs::write(&hook, script).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    let said = desk.ends(CAFE, 1);
    assert!(said.contains("neither on the branch nor kept"), "{said}");
}

#[test]
fn many_deals_are_given_to_another_manager_by_one_push() {
    let firm = Firm::with(Deal::New);
    let desk = firm.desk();
    desk.done("deal new --client stakan-plus --title Lids");
    let pushes = firm.sandbox().path("pushes");
    let hook = firm.server.join("hooks/post-receive");
    fs::write(
        &hook,
        format!("#!/bin/sh\necho push >> {}\n", pushes.display()),
    )
    .unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    firm.board().done("deal assign --from sidorov --to volkov");
    assert_eq!(fs::read_to_string(&pushes).unwrap(), "push\n");
    assert_eq!(firm.board().json("deal show 2")["manager"], "volkov");
    assert_eq!(firm.board().tip(), firm.tip());
}

/// The server shows a history that went back.
fn went_back(firm: &Firm) {
    firm.sandbox()
        .git(&firm.server, &["update-ref", "refs/heads/main", "main~1"]);
}

#[test]
fn nothing_is_approved_where_what_the_server_has_is_not_proved() {
    let firm = Firm::with(Deal::Asked);
    let board = firm.board();
    let binds = board.binds();
    let before = board.tip();
    went_back(&firm);
    for line in [
        format!("approve 1 --binds {binds}"),
        format!("rework 1 --binds {binds} -m 'Too long'"),
        format!("reject 1 --binds {binds} -m 'Too dear'"),
    ] {
        let said = board.ends(&line, 1);
        assert!(said.contains("is not proved"), "{said}");
    }
    assert_eq!(board.tip(), before);
}

#[test]
fn what_keeps_clone_and_server_apart_is_said_once_a_command() {
    let firm = Firm::with(Deal::Sent);
    went_back(&firm);
    let said = firm.desk().done(CAFE);
    assert_eq!(said.matches("is not proved").count(), 1, "{said}");
    assert!(said.contains("not on the server yet"), "{said}");
}

#[test]
fn quiet_is_quiet() {
    let firm = Firm::with(Deal::Sent);
    firm.laptop().done(CAFE);
    let ended = firm.desk().run("sync --quiet");
    assert_eq!(
        (ended.code, ended.stdout, ended.stderr),
        (0, String::new(), String::new())
    );
}

#[test]
fn a_number_that_is_none_is_refused_in_the_language_of_the_person() {
    let firm = Firm::with(Deal::New);
    let russian = firm.desk().says_in_russian("sync --retry abc");
    assert!(russian.contains("целое число"), "{russian}");
    assert!(!russian.contains("invalid digit"), "{russian}");
}
