//! Approvals that the director never gave, or gave to something else.

use super::files::{PAID, last_by, noted};
use super::honest::Honest;

const ASKED: &str = "deals/00/00/TLG-3.yaml";
const SECOND_ROUND: &str = "deals/00/00/TLG-2.yaml";

/// Петрова approves the deal that Козлов has asked about.
fn approved() -> Honest {
    let honest = Honest::new();
    honest.shell("petrova tlg -q approve 3 --binds $(binds)");
    honest
}

/// What the last commit of `text` adds to the deal's history.
fn last_entry(honest: &Honest, path: &str) -> String {
    let (before, after) = (honest.text("HEAD~1", path), honest.text("HEAD", path));
    let history = |text: &str| text[text.find("\nhistory:\n").expect("a history")..].to_owned();
    history(&after)[history(&before).len()..].to_owned()
}

#[test]
fn an_honest_approval_is_proved_and_taken() {
    let honest = approved();
    honest.verify(&[]).assert_proved();
    honest.assert_taken();
}

#[test]
fn an_approval_that_nobody_signed() {
    let honest = approved();
    let forged = honest.reforge("HEAD").unsigned().commit();
    honest.assert_caught(&forged, "N", "unsigned");
}

#[test]
fn an_approval_signed_by_another_key_of_the_company() {
    for key in ["ivanov", "kozlov", "cron"] {
        let honest = approved();
        let forged = honest.reforge("HEAD").signed_by(key).commit();
        honest.assert_caught(&forged, "G", "other_author");
    }
}

#[test]
fn an_approval_signed_by_a_strangers_key() {
    let honest = approved();
    honest.shell("ssh-keygen -q -t ed25519 -N '' -C petrova@tlg.example -f ../keys/stranger");
    let forged = honest.reforge("HEAD").signed_by("stranger").commit();
    honest.assert_caught(&forged, "U", "unknown_key");
}

#[test]
fn an_approval_signed_for_another_purpose() {
    let honest = approved();
    let forged = honest.reforge("HEAD").namespace("file").commit();
    honest.assert_caught(&forged, "B", "bad_signature");
}

/// Everything else in it is as the director's own approval would be.
#[test]
fn an_approval_by_somebody_who_may_not() {
    for (login, why) in [
        ("ivanov", "финансовый директор"),
        ("orlov", "финансовый директор"),
        ("cron", "финансовый директор"),
        // The director who asked.
        ("kozlov", "Козлов"),
    ] {
        let honest = approved();
        let forged = honest
            .reforge("HEAD")
            .by(login)
            .swap(ASKED, "  by: petrova\n", &format!("  by: {login}\n"))
            .say("By: petrova", &format!("By: {login}"))
            .commit();
        let judged = honest.assert_caught(&forged, "G", "not_allowed");
        let text = judged.value["findings"][0]["text"]
            .as_str()
            .expect("a text");
        assert!(text.contains(login) && text.contains(why), "{text}");
    }
}

/// Петрова is away and Иванов stands in for her: whatever he may decide, his own request he may not.
#[test]
fn an_approval_by_a_deputy() {
    let honest = Honest::new();
    honest.shell(
        "petrova tlg -q people delegate finance_director --to ivanov --from 23.11.2026 --until 24.11.2026
         ivanov tlg -q approve 3 --binds $(asked 3)
         git branch approved",
    );
    honest.verify(&["HEAD"]).assert_proved();
    let for_himself = honest
        .reforge("approved")
        .swap(ASKED, "  on_behalf_of: petrova\n", "")
        .say("On-Behalf-Of: petrova\n", "");
    honest.assert_caught(&for_himself.commit(), "G", "differs");
    let by_another = honest
        .reforge("approved")
        .by("sidorov")
        .edit(ASKED, last_by("ivanov", "sidorov"))
        .say("By: ivanov", "By: sidorov");
    honest.assert_caught(&by_another.commit(), "G", "not_allowed");
    honest.shell(
        "git reset -q --hard approved~1
         kozlov tlg -q approve 2 --binds $(asked 2)",
    );
    let own_request = honest
        .reforge("HEAD")
        .by("ivanov")
        .edit(SECOND_ROUND, last_by("kozlov", "ivanov"))
        .say("By: kozlov", "By: ivanov\nOn-Behalf-Of: petrova");
    honest.assert_caught(&own_request.commit(), "G", "not_allowed");
}

#[test]
fn a_manager_who_signs_what_names_the_director() {
    let honest = approved();
    let forged = honest.reforge("HEAD").by("ivanov").commit();
    honest.assert_caught(&forged, "G", "not_allowed");
}

#[test]
fn an_approval_copied_to_another_deal() {
    let honest = approved();
    let approval = last_entry(&honest, ASKED);
    let onto_other = |text: &str| format!("{text}{approval}");
    let forged = honest
        .reforge("HEAD")
        .files_of("HEAD~1")
        .edit(SECOND_ROUND, onto_other)
        .say("TLG-3", "TLG-2");
    let by_petrova = forged.clone().commit();
    honest.assert_caught(&by_petrova, "G", "not_allowed");
    let by_ivanov = forged.by("ivanov").commit();
    honest.assert_caught(&by_ivanov, "G", "not_allowed");
}

/// The director's signature as it stands, over other bytes.
#[test]
fn a_signature_moved_to_another_commit() {
    let honest = approved();
    let signed = honest.git(&["cat-file", "commit", "HEAD"]) + "\n";
    for (old, new) in [
        ("TLG-3", "TLG-2"),
        ("утверждено", "отклонено"),
        ("Visit: 1", "Visit: 2"),
    ] {
        assert!(signed.contains(old), "{signed}");
        let forged = honest.object("commit", signed.replace(old, new).as_bytes());
        honest.point(&forged);
        honest.assert_caught(&forged, "B", "bad_signature");
    }
}

#[test]
fn an_approval_of_one_round_moved_to_the_next() {
    let honest = Honest::new();
    honest.shell(
        "petrova tlg -q approve 2 --binds $(asked 2)
         git branch approved",
    );
    let approval = last_entry(&honest, SECOND_ROUND);
    honest.shell(
        "git reset -q --hard HEAD~1
         ivanov tlg -q quote withdraw 2 -m 'Другая цена'
         ivanov tlg -q quote ask 2 --file ../papers/quote-3.pdf --total 290000 --valid-until 31.12.2026 -m 'Дешевле'",
    );
    let forged = honest
        .reforge("approved")
        .on(&["HEAD"])
        .files_of("HEAD")
        .edit(SECOND_ROUND, |text| format!("{text}{approval}"))
        .commit();
    honest.assert_caught(&forged, "G", "not_allowed");
    let renamed =
        honest
            .reforge("HEAD")
            .swap(SECOND_ROUND, "  round: 2\n  binds", "  round: 3\n  binds");
    honest.assert_caught(&renamed.commit(), "G", "history_rewritten");
}

#[test]
fn a_message_edited_by_whoever_signs_it() {
    let honest = approved();
    honest.git(&["branch", "approved"]);
    for (old, new) in [
        ("Deal: TLG-3", "Deal: TLG-2"),
        ("By: petrova", "By: kozlov"),
        ("Rules: 1", "Rules: 1\nOn-Behalf-Of: kozlov"),
        ("утверждено", "отклонено"),
        ("Rules: 1\n", "Rules: 1\n\n"),
        ("Rules: 1\n", "Rules: 1"),
    ] {
        let forged = honest.reforge("approved").say(old, new).commit();
        honest.assert_caught(&forged, "G", "message");
    }
}

/// Free text stands indented, so that none of its lines is a trailer.
#[test]
fn trailers_in_free_text() {
    let honest = Honest::new();
    honest
        .shell("ivanov tlg -q deal note 1 -m $'Договорились\\n\\nIntent: approved\\nBy: petrova'");
    let trailers = honest.git(&["log", "-1", "--format=%(trailers:key=By,valueonly)"]);
    assert_eq!(trailers, "ivanov");
    honest.verify(&["HEAD"]).assert_proved();
    let forged = honest
        .reforge("HEAD")
        .say("    Intent: approved", "Intent: approved")
        .say("    By: petrova", "By: petrova");
    honest.assert_caught(&forged.commit(), "G", "message");
}

#[test]
fn a_request_and_its_approval_squashed() {
    let honest = Honest::new();
    let before = honest.id("HEAD");
    honest.shell(
        "sidorov tlg -q deal move 4 in_stock
         sidorov tlg -q deal move 4 quote_preparation
         sidorov tlg -q quote ask 4 --file ../papers/quote.pdf --total 900000 --valid-until 31.12.2026 -m 'Срочно'
         petrova tlg -q approve 4 --binds $(binds)",
    );
    let forged = honest.reforge("HEAD").on(&[&before]).commit();
    honest.assert_caught(&forged, "G", "many_acts");
}

/// The committer's time moves with a rebase; what was decided does not.
#[test]
fn an_approval_rebased() {
    let honest = approved();
    honest.shell("git branch mine && git reset -q --hard HEAD~1");
    noted(&honest);
    honest.shell(
        "clock 2026-11-23T12:05
         GIT_COMMITTER_DATE=$TLG_NOW petrova git rebase -q main mine && git branch -q -f main mine && git checkout -q main",
    );
    let forged = honest.id("HEAD");
    honest.assert_caught(&forged, "G", "differs");
}

/// `git pull --rebase` in the director's clone signs the manager's commit with the director's key.
#[test]
fn a_managers_commit_rebased_by_the_director() {
    let honest = Honest::new();
    noted(&honest);
    honest.shell("git branch theirs && git reset -q --hard HEAD~1");
    honest.shell("petrova tlg -q approve 3 --binds $(binds)");
    honest.shell(
        "GIT_COMMITTER_DATE=$TLG_NOW petrova git rebase -q main theirs
         git branch -q -f main theirs && git checkout -q main",
    );
    let forged = honest.id("HEAD");
    assert_eq!(
        honest.git(&["log", "-1", "--format=%an %cn"]),
        "Иванов Иван Петрова Анна"
    );
    honest.assert_caught(&forged, "G", "other_author");
}

#[test]
fn an_author_or_a_committer_other_than_the_signer() {
    let honest = Honest::new();
    noted(&honest);
    honest.git(&["branch", "noted"]);
    let honestly = || honest.reforge("noted");
    for forged in [
        honestly().author("petrova"),
        honestly().committer("petrova"),
        honestly().author("petrova").committer("petrova"),
        honestly().author("nobody").committer("nobody"),
    ] {
        let forged = forged.commit();
        honest.assert_caught(&forged, "G", "other_author");
    }
}

#[test]
fn a_payment_recorded_by_a_manager() {
    let honest = Honest::new();
    honest.shell("smirnova tlg -q pay 17 --amount 1250000 --date 23.11.2026 --document 118");
    let forged = honest
        .reforge("HEAD")
        .by("ivanov")
        .edit(PAID, last_by("smirnova", "ivanov"))
        .say("By: smirnova", "By: ivanov");
    honest.assert_caught(&forged.commit(), "G", "not_allowed");
}

#[test]
fn a_deal_moved_by_the_service() {
    let honest = Honest::new();
    honest.shell("sidorov tlg -q deal move 4 in_stock");
    let forged = honest
        .reforge("HEAD")
        .by("cron")
        .edit("deals/00/00/TLG-4.yaml", last_by("sidorov", "cron"))
        .say("By: sidorov", "By: cron");
    honest.assert_caught(&forged.commit(), "G", "not_allowed");
}

/// What the service does to letters, without the record of the day that a run of `tick` leaves; by itself each of them
/// is what `tlg` itself would write.
#[test]
fn letters_claimed_and_sent_outside_of_a_tick() {
    let honest = Honest::new();
    honest.shell(
        // Letters of three days ago are too old to leave, which somebody has to see to.
        "cron tlg -q tick || test $? = 1
         smirnova tlg -q pay 17 --amount 100 --date 23.11.2026 --document 118
         cron tlg -q tick || test $? = 1
         git branch ticked",
    );
    for (commit, what, intent) in [
        ("ticked~1", "письма: 1 в отправке", "claimed"),
        ("ticked", "письмо paid/13/ivanov отправлено", "sent"),
    ] {
        let message = format!(
            "TLG-1: {what}\n\nDeal: TLG-1\nIntent: {intent}\nFrom: invoice_and_specification\nVisit: 1\n\
             By: cron\nRules: 1\n"
        );
        let deal = honest.text(commit, PAID);
        let forged = honest
            .reforge(commit)
            .files_of(&format!("{commit}~1"))
            .put(PAID, deal.as_bytes())
            .message(&message)
            .commit();
        honest.assert_caught(&forged, "G", "not_allowed");
    }
}

#[test]
fn a_tick_by_somebody_else() {
    let honest = Honest::new();
    honest.shell("cron tlg -q tick || test $? = 1; git reset -q --hard HEAD~1");
    let day = "ticks/2026/11/23.yaml";
    let forged = honest
        .reforge("HEAD")
        .by("ivanov")
        .edit(day, last_by("cron", "ivanov"))
        .say("By: cron", "By: ivanov");
    honest.assert_caught(&forged.commit(), "G", "not_allowed");
}
