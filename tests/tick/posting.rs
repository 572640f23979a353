//! The runs of `tick` in a clone: real git, real ssh-keygen, a real maildir.
#![cfg(unix)]

use crate::clone::{CRON, Clone, MONDAY, said, sent_quote};
use crate::cron::house;
use crate::house::{INTRODUCTION, moment, person_id};
use crate::journey::{TOTAL, ask_quote};
use crate::vouched::vouched_for_here;
use std::fs;
use std::process::Command;
use tlg::actions::decide::{No, decide};
use tlg::actions::ground::facts_at;
use tlg::actions::intent::Intent;
use tlg::agenda::{LetterName, Plan};
use tlg::deal::letter::CancelCause;
use tlg::post::{Maildir, Outcome, PostFailure, TickFailure, run, show};
use tlg::workspace::Workspace;

/// Lines of a header or a body that base64 or folding has cut.
fn joined(text: &str) -> String {
    text.replace("\r\n ", " ").replace("\r\n", "")
}

#[test]
fn a_run_claims_sends_and_records_and_the_next_one_changes_nothing() {
    let clone = Clone::of(&mut sent_quote());
    let report = clone.ticks(MONDAY);
    assert!(
        report.claim.is_some() && report.receipts.len() == 1,
        "{report:?}"
    );
    assert_eq!(report.trouble.len(), 0, "{report:?}");
    assert_eq!(report.sent.len(), clone.mail().len());
    clone.sandbox.assert_clean(clone.workspace.root());
    let head = clone.head();
    let again = clone.ticks("2026-11-23T10:00:00+03:00");
    assert!(again.claim.is_none() && again.receipts.is_empty() && again.sent.is_empty());
    assert_eq!(clone.head(), head);
}

#[test]
fn the_attachment_has_the_decided_bytes_under_a_name_that_everybody_can_read() {
    let mut house = sent_quote();
    let file = house.deal().rounds[0].file.clone();
    let bytes = house.files.0.get(&file).expect("the quote").clone();
    let clone = Clone::of(&mut house);
    clone.ticks(MONDAY);
    let mail = clone.mail();
    let letter = mail
        .iter()
        .map(|letter| String::from_utf8(letter.clone()).expect("ASCII"))
        .find(|letter| letter.contains("buyer@stakan.example"))
        .expect("the client's letter");
    let (_, part) = letter
        .split_once("Content-Type: application/pdf")
        .expect("a part");
    let (header, body) = part.split_once("\r\n\r\n").expect("a body");
    let whole = joined(&letter);
    assert!(whole.contains("filename*0*=utf-8''%D0%9A%D0%9F"), "{whole}");
    assert!(header.contains("base64"), "{header}");
    let encoded: String = body
        .lines()
        .take_while(|line| !line.starts_with("--"))
        .collect();
    assert_eq!(base64(&encoded), bytes);
    assert!(letter.contains("Reply-To: ") && letter.contains("<ivanov@tlg.example>"));
    assert!(letter.is_ascii());
}

#[test]
fn after_a_crash_between_claim_and_receipt_the_next_run_sends_once() {
    let clone = Clone::of(&mut sent_quote());
    // A file in the maildir's place: the claim lands, nothing can leave.
    fs::write(clone.maildir(), "in the way").expect("a file");
    let cut_off = clone.ticks(MONDAY);
    assert!(cut_off.claim.is_some() && cut_off.receipts.is_empty());
    assert!(
        cut_off
            .trouble
            .iter()
            .all(|trouble| matches!(trouble.why, PostFailure::File { .. }))
    );
    fs::remove_file(clone.maildir()).expect("out of the way");
    let next = clone.ticks("2026-11-24T09:00:00+03:00");
    let late = next
        .sent
        .iter()
        .filter(|name| !name.to_string().contains("20261124"));
    assert_eq!(late.count() + next.lapsed.len(), cut_off.trouble.len());
    // What was to be said on Monday, Tuesday's letters say.
    let of_monday = |name: &LetterName| name.to_string().contains("20261123");
    assert!(next.lapsed.iter().all(of_monday) && !next.sent.iter().any(of_monday));
    assert_eq!(next.trouble.len(), 0, "{:?}", next.trouble);
    assert_eq!(clone.mail().len(), next.sent.len());
}

#[test]
fn a_letter_that_left_without_a_receipt_is_not_sent_twice() {
    let mut house = sent_quote();
    let clone = Clone::of(&mut house);
    let tip = clone.workspace.tip().expect("a tip");
    let plan = Plan::at(&tip, INTRODUCTION, moment(MONDAY)).expect("a plan");
    let letters = tlg::mail::write_all(&plan.ground, &plan.tick, moment(MONDAY));
    let maildir = Maildir::new(clone.maildir());
    for letter in letters
        .values()
        .map(|letter| letter.as_ref().expect("a letter"))
    {
        maildir
            .deliver(
                &format!("{}\n{}", letter.message_id, letter.to.email),
                b"it left",
            )
            .expect("delivered");
    }
    let report = clone.ticks(MONDAY);
    assert_eq!(report.sent.len(), letters.len());
    assert!(clone.mail().iter().all(|letter| letter == b"it left"));
}

/// The machine went down between the mail server's answer and the receipt, and came back after somebody had decided.
#[test]
fn what_left_is_recorded_however_late_the_machine_comes_back() {
    let clone = Clone::of(&mut sent_quote());
    fs::write(clone.maildir(), "in the way").expect("a file");
    clone.ticks(MONDAY);
    let day = "2026-11-23".parse().expect("a day");
    let tip = clone.workspace.tip().expect("a tip");
    let file = tlg::actions::ground::day_file_at(&tip, day).expect("a file");
    let (_, _, claim) = file
        .as_ref()
        .and_then(|file| file.runs().last())
        .expect("a run");
    let answered = "2026-11-23T09:00:01+03:00";
    let outbox = clone.workspace.shared_dir().join("outbox");
    let noted = fs::read_to_string(&outbox).expect("the journal");
    let noted = noted.trim_end_matches('\0');
    let sent = format!("{noted}{answered} sent {} TLG-1/quote/1\n", claim.id);
    fs::write(&outbox, sent).expect("the journal");
    let dropped = [
        "mail",
        "resolve",
        "1/quote/1",
        "drop",
        "-m",
        "Отправили курьером",
    ];
    let mut drop = clone.command("ivanov@tlg.example", "2026-11-23T09:40:00+03:00", &dropped);
    let (code, told) = said(&mut drop);
    assert_eq!(code, Some(0), "{told}");
    fs::remove_file(clone.maildir()).expect("out of the way");
    let mut tick = clone.command(CRON, "2026-11-23T10:00:00+03:00", &["tick"]);
    let (code, told) = said(&mut tick);
    assert_eq!(code, Some(1), "{told}");
    let late = "ушло сегодня 09:00 на buyer@stakan.example, хотя к тому времени было решено иначе";
    let at_ten = |arguments: &[&str]| {
        let mut command = clone.command(CRON, "2026-11-23T10:00:00+03:00", arguments);
        let told = said(&mut command).1;
        told.split_whitespace().collect::<Vec<&str>>().join(" ")
    };
    for arguments in [["mail", "show", "1/quote/1"], ["deal", "explain", "1"]] {
        let told = at_ten(&arguments);
        assert!(
            told.contains("хотя к тому времени"),
            "{arguments:?}\n{told}"
        );
    }
    let log = at_ten(&["--json", "deal", "log", "1"]);
    assert!(log.contains("sent_late"), "{log}");
    let told = at_ten(&["mail", "list"]);
    assert!(told.contains(late), "{told}");
    let mail = clone.mail().into_iter().map(String::from_utf8);
    let mut mail = mail.map(|letter| letter.expect("ASCII"));
    let again = mail.any(|letter| letter.contains("To: buyer@stakan.example"));
    assert!(!again, "it leaves no second time");
}

#[test]
fn letters_are_written_as_they_were_claimed_whatever_happened_since() {
    let mut house = sent_quote();
    let clone = Clone::of(&mut house);
    fs::write(clone.maildir(), "in the way").expect("a file");
    clone.ticks(MONDAY);
    fs::remove_file(clone.maildir()).expect("out of the way");
    let name = LetterName::parse("TLG-1/quote/1", true).expect("a name");
    let shown = show(&clone.workspace, &name, moment("2026-11-25T09:00:00+03:00"));
    let shown = shown.expect("a clone").expect("the letter");
    assert_eq!(shown.claimed, Some(moment(MONDAY)));
    let tip = clone.workspace.at("HEAD").expect("the claim");
    let day = "2026-11-23".parse().expect("a day");
    let file = tlg::actions::ground::day_file_at(&tip, day)
        .expect("a file")
        .expect("a file");
    let claimed = file.letter(&name).expect("claimed").posted.sha256;
    assert_eq!(shown.letter.expect("written").sha256(), claimed);
}

#[test]
fn whoever_lost_the_role_while_a_run_was_cut_off_gets_no_letter_of_its_claim() {
    let mut house = house();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let clone = Clone::of(&mut house);
    // A file in the maildir's place: the claim lands, nothing can leave.
    fs::write(clone.maildir(), "in the way").expect("a file");
    let cut_off = clone.ticks(MONDAY);
    assert!(cut_off.claim.is_some() && cut_off.receipts.is_empty());
    fs::remove_file(clone.maildir()).expect("out of the way");
    house.people(|people| {
        let mut found = people.people.iter_mut();
        let petrova = found.find(|found| found.id == "petrova");
        petrova.expect("a person").roles.clear();
    });
    clone.takes_over(&house, "people.yaml", "2026-11-23T09:01:00+03:00");
    let next = clone.ticks("2026-11-23T09:05:00+03:00");
    let of_the_request: Vec<String> = next
        .sent
        .iter()
        .map(ToString::to_string)
        .filter(|name| name.contains("request"))
        .collect();
    assert_eq!(of_the_request, ["TLG-1/request/4/kozlov"]);
    assert!(!next.needs_a_person() && next.still.is_none(), "{next:?}");
    let after = clone.ticks("2026-11-23T09:10:00+03:00");
    let cancelled: Vec<_> = after
        .tick
        .claims
        .values()
        .flat_map(|claim| &claim.cancelled)
        .collect();
    assert!(
        matches!(cancelled[..], [(_, CancelCause::CannotDecide)]),
        "{cancelled:?}"
    );
}

#[test]
fn only_one_run_of_a_clone_sends() {
    let clone = Clone::of(&mut sent_quote());
    let _other = clone.workspace.lock_post().expect("the post");
    let outcome = run(&clone.workspace, &person_id("cron"), &|| moment(MONDAY)).expect("a run");
    let Outcome::AnotherRuns(Some(holder)) = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(holder.pid, std::process::id());
    assert!(clone.mail().is_empty());
}

/// A second host with a clone of its own, as it was before anybody claimed anything.
fn on_another_host(clone: &Clone) -> (tempfile::TempDir, Workspace) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("office");
    let copied = Command::new("cp")
        .arg("-a")
        .args([clone.workspace.root(), &root])
        .status();
    assert!(copied.expect("cp").success());
    let workspace = Workspace::open(&root).expect("a clone");
    (folder, workspace)
}

fn git(workspace: &Workspace, arguments: &[&str]) {
    let mut git = Command::new("git");
    let done = git.arg("-C").arg(workspace.root()).args(arguments).status();
    assert!(done.expect("git").success(), "{arguments:?}");
}

#[test]
fn of_two_hosts_that_claim_in_the_same_second_neither_takes_the_others_claim_for_its_own() {
    let clone = Clone::of(&mut sent_quote());
    let (_folder, other) = on_another_host(&clone);
    let in_the_way = |workspace: &Workspace| workspace.state_dir().join("maildir");
    for workspace in [&clone.workspace, &other] {
        fs::create_dir_all(workspace.state_dir()).expect("a folder");
        fs::write(in_the_way(workspace), "in the way").expect("a file");
        vouched_for_here(workspace);
        run(workspace, &person_id("cron"), &|| moment(MONDAY)).expect("a run");
    }
    let claim = |workspace: &Workspace| workspace.tip().expect("a tip").id();
    assert_ne!(claim(&clone.workspace), claim(&other));
    let theirs = clone.workspace.root().to_str().expect("a path");
    git(&other, &["fetch", "-q", theirs, "HEAD"]);
    git(&other, &["reset", "-q", "--hard", "FETCH_HEAD"]);
    fs::remove_file(in_the_way(&other)).expect("out of the way");
    vouched_for_here(&other);
    let outcome = run(&other, &person_id("cron"), &|| {
        moment("2026-11-23T09:05:00+03:00")
    });
    let Ok(Outcome::Ran(report)) = outcome else {
        panic!("{outcome:?}");
    };
    assert!(report.sent.is_empty(), "{:?}", report.sent);
    let mail = fs::read_dir(in_the_way(&other).join("new"));
    assert_eq!(mail.map_or(0, |letters| letters.count()), 0);
}

#[test]
fn nobody_but_the_service_runs_it() {
    let clone = Clone::of(&mut sent_quote());
    let head = clone.head();
    let outcome = run(&clone.workspace, &person_id("ivanov"), &|| moment(MONDAY));
    assert!(
        matches!(outcome, Err(TickFailure::No(No::Refused(_)))),
        "{outcome:?}"
    );
    assert_eq!(clone.head(), head);
}

#[test]
fn a_claim_in_the_clone_is_the_one_that_the_core_decides() {
    let mut house = sent_quote();
    let clone = Clone::of(&mut house);
    let parent = clone.head();
    clone.ticks(MONDAY);
    let parent = clone.workspace.at(&parent).expect("the parent");
    let plan = Plan::at(&parent, INTRODUCTION, moment(MONDAY)).expect("a plan");
    let intent = Intent::Tick(plan.tick);
    let ground = facts_at(&parent, INTRODUCTION, &intent).expect("a ground");
    let change = decide(&ground, &intent, &person_id("cron"), moment(MONDAY)).expect("a change");
    let arguments = ["log", "-1", "--format=%B", "HEAD^"];
    let message = clone.sandbox.git(clone.workspace.root(), &arguments);
    assert_eq!(message.trim_end(), change.message.trim_end());
}

#[test]
fn cron_is_told_what_was_done_and_then_that_there_is_nothing_to_do() {
    let clone = Clone::of(&mut sent_quote());
    let (code, said) = clone.tlg(CRON, &["tick"]);
    let sent = clone.mail().len();
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.starts_with("tick 23.11.2026 09:00 · 1 сделка в работе"),
        "{said}"
    );
    assert!(said.contains(&format!("отправлено {sent}")), "{said}");
    let (code, said) = clone.tlg(CRON, &["tick"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("нечего делать"), "{said}");
}

#[test]
fn anybody_may_look_at_what_tick_would_do_and_nobody_else_may_do_it() {
    let clone = Clone::of(&mut sent_quote());
    let head = clone.head();
    let (code, said) = clone.tlg("ivanov@tlg.example", &["tick"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("tlg tick --dry-run"), "{said}");
    let (code, said) = clone.tlg("ivanov@tlg.example", &["tick", "--dry-run"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("письма  ушло бы 2"), "{said}");
    assert_eq!(clone.head(), head);
}

#[test]
fn letters_are_listed_and_shown_as_their_recipients_get_them() {
    let clone = Clone::of(&mut sent_quote());
    let (_, said) = clone.tlg(CRON, &["mail", "list"]);
    assert!(
        said.contains("TLG-1/quote/1") && said.contains("уйдёт со следующим tick"),
        "{said}"
    );
    for name in ["TLG-1/quote/1", "1/quote/1", "quote/1"] {
        let (code, said) = clone.tlg(CRON, &["mail", "show", name]);
        assert_eq!(code, Some(0), "{said}");
        assert!(
            said.contains("Направляем вам коммерческое предложение №1"),
            "{said}"
        );
        assert!(said.contains("КП TLG-1 №1.pdf"), "{said}");
    }
    clone.tlg(CRON, &["tick"]);
    let (code, said) = clone.tlg(CRON, &["mail", "show", "1/quote/1"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Состояние  отправлено"), "{said}");
    let (code, _) = clone.tlg(CRON, &["mail", "show", "7/quote/1"]);
    assert_eq!(code, Some(1));
}

#[test]
fn a_deal_explains_itself() {
    let mut house = house();
    house.defers("2026-11-21");
    let clone = Clone::of(&mut house);
    clone.tlg(CRON, &["tick"]);
    let (code, said) = clone.tlg(CRON, &["deal", "explain", "1"]);
    assert_eq!(code, Some(0), "{said}");
    for part in [
        "✓ напоминание «уточнить оплату»",
        "Иванов, сегодня 09:00 (3-й день)",
        "завтра, если до тех пор ничего не",
        "чт 26.11 → Петрова, Козлов",
        "✗ переход в «Счет оплачен»",
        "tlg pay 1",
    ] {
        assert!(said.contains(part), "no `{part}` in\n{said}");
    }
}

/// Decodes base64, without which no test of an attachment would see its bytes.
fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text
        .bytes()
        .filter_map(|byte| ALPHABET.iter().position(|digit| *digit == byte));
    let bits: String = digits.map(|digit| format!("{digit:06b}")).collect();
    let bytes = bits.as_bytes().chunks_exact(8);
    bytes
        .map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | (bit - b'0')))
        .collect()
}
