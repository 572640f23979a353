//! Times that cannot be, rules that are not known yet, and what a clone remembers.

use std::fs;

use super::files::noted;
use super::honest::Honest;

#[test]
fn a_time_before_the_parents() {
    let honest = Honest::new();
    noted(&honest);
    let forged = honest.reforge("HEAD").later(-4 * 86400).commit();
    honest.assert_caught(&forged, "G", "clock");
}

#[test]
fn a_time_that_has_not_come() {
    let honest = Honest::new();
    honest.shell("clock 2026-11-23T12:10\nivanov tlg -q deal note 1 -m 'Звонил клиент'");
    // Clocks differ a little.
    honest.verify(&["HEAD"]).assert_proved();
    let ahead = honest.id("HEAD");
    let forged = honest.reforge("HEAD").later(1).commit();
    honest.assert_caught(&forged, "G", "clock");
    honest.point(&ahead);
    honest.assert_taken();
}

#[test]
fn a_time_in_another_zone() {
    let honest = Honest::new();
    noted(&honest);
    honest.git(&["branch", "noted"]);
    for zone in ["+0000", "+0400", "-0300", "+0330"] {
        let forged = honest.reforge("noted").zone(zone).commit();
        honest.assert_caught(&forged, "G", "clock");
    }
}

/// One moment, written in a way that git reads and we do not write.
#[test]
fn a_zone_that_is_written_otherwise() {
    let honest = Honest::new();
    noted(&honest);
    honest.git(&["branch", "noted"]);
    for zone in ["+300", "+00300", "+0260", "+0300 ", "0300"] {
        let forged = honest.reforge("noted").zone(zone).commit();
        let judged = honest.verify(&[]);
        assert_eq!(judged.found(), [(forged, "form".to_owned())], "{zone}");
        let pushed = honest.push(&["main"]);
        assert!(!pushed.is_in, "{zone}");
    }
}

/// When it was first asked for is told: nothing hangs on it, and it cannot be just anything. A negative one makes a
/// history that nobody can clone.
#[test]
fn an_authors_time_is_not_after_the_commits() {
    let honest = Honest::new();
    noted(&honest);
    honest.git(&["branch", "noted"]);
    let earlier = honest.reforge("noted").authored_later(-900_000).commit();
    assert_eq!(honest.signature_of(&earlier), "G");
    honest.verify(&["HEAD"]).assert_proved();
    for seconds in [1, 900_000, -900_000_000, -2_000_000_000] {
        let forged = honest.reforge("noted").authored_later(seconds).commit();
        let judged = honest.verify(&[]);
        assert_eq!(judged.found(), [(forged, "clock".to_owned())], "{seconds}");
        assert!(!honest.push(&["main"]).is_in, "{seconds}");
    }
    let forged = honest.reforge("noted").author_zone("+0000").commit();
    honest.assert_caught(&forged, "G", "clock");
    honest.point(&earlier);
    honest.assert_taken();
}

/// An act at another time than its entry says.
#[test]
fn a_time_that_is_not_the_entrys() {
    let honest = Honest::new();
    noted(&honest);
    let forged = honest.reforge("HEAD").later(60).commit();
    honest.assert_caught(&forged, "G", "differs");
}

#[test]
fn rules_that_this_program_does_not_know() {
    let honest = Honest::new();
    let newer = honest
        .forge()
        .by("orlov")
        .swap("tlg.yaml", "rules: 1", "rules: 2")
        .commit();
    honest.verify(&[]).assert_could_not();
    assert_eq!(
        honest.verify(&[]).value["unproved"]["commit"],
        newer.as_str()
    );
    let later = honest
        .forge()
        .by("ivanov")
        .put("notes.txt", b"Hello\n")
        .commit();
    honest.verify(&[]).assert_could_not();
    let pushed = honest.push(&["main"]);
    assert!(!pushed.is_in, "{}", pushed.said);
    assert!(!pushed.said.contains(&later[..7]), "{}", pushed.said);
}

/// What came before is judged all the same.
#[test]
fn a_forgery_before_rules_that_are_not_known() {
    let honest = Honest::new();
    let forged = honest
        .forge()
        .by("ivanov")
        .put("notes.txt", b"Hello\n")
        .commit();
    let newer = honest.forge().by("orlov");
    newer.swap("tlg.yaml", "rules: 1", "rules: 2").commit();
    let judged = honest.verify(&[]);
    assert_eq!(judged.code, 1);
    assert_eq!(judged.found(), [(forged, "not_allowed".to_owned())]);
}

/// A manager cannot blind the program by rules of his own.
#[test]
fn rules_changed_by_a_stranger() {
    let honest = Honest::new();
    honest.shell("ssh-keygen -q -t ed25519 -N '' -f ../keys/stranger");
    let forged = honest
        .forge()
        .by("orlov")
        .signed_by("stranger")
        .swap("tlg.yaml", "rules: 1", "rules: 2")
        .commit();
    let judged = honest.verify(&[]);
    assert_eq!(judged.code, 1);
    assert_eq!(judged.found()[0], (forged, "unknown_key".to_owned()));
}

/// Nor can anybody of the company who is no administrator, nor an administrator who brings something else along.
#[test]
fn rules_that_blind_nobody() {
    for (who, more) in [("ivanov", false), ("orlov", true)] {
        let honest = Honest::new();
        let newer = honest
            .forge()
            .by(who)
            .swap("tlg.yaml", "rules: 1", "rules: 2");
        let forged = match more {
            true => newer.put("notes.txt", b"Hello\n").commit(),
            false => newer.commit(),
        };
        let judged = honest.verify(&[]);
        assert_eq!(judged.code, 1, "{:#}", judged.value);
        assert_eq!(judged.found()[0].0, forged);
    }
}

/// Under rules that are not known a stranger is still a stranger.
#[test]
fn a_stranger_under_rules_that_are_not_known() {
    let honest = Honest::new();
    honest.shell("ssh-keygen -q -t ed25519 -N '' -f ../keys/stranger");
    let newer = honest
        .forge()
        .by("orlov")
        .swap("tlg.yaml", "rules: 1", "rules: 2");
    newer.commit();
    let forged = honest
        .forge()
        .by("orlov")
        .signed_by("stranger")
        .put("notes.txt", b"Hello\n")
        .commit();
    let judged = honest.verify(&[]);
    assert_eq!(judged.code, 1, "{:#}", judged.value);
    assert_eq!(judged.found(), [(forged, "unknown_key".to_owned())]);
}

/// Whoever pushes sets no clock of the server's, and what was proved by a wrong clock is proved again.
#[test]
fn a_future_that_the_pusher_brings_along() {
    let honest = Honest::new();
    honest.git_in(&honest.server(), &["config", "tlg.testClock", "false"]);
    honest.shell(
        "export TLG_NOW=2046-11-23T12:00:00+03:00
         ivanov tlg -q deal note 1 -m 'Звонок из будущего'
         tlg -q verify
         ! git push -q --no-verify ../server.git main",
    );
    let forged = honest.id("HEAD");
    honest.assert_found(&forged, "clock");
}

const REMEMBERED: &str = ".git/tlg/verified.json";

#[test]
fn a_memory_that_says_the_forgery_is_proved() {
    let honest = Honest::new();
    let good = honest.id("HEAD");
    let forged = honest
        .forge()
        .by("ivanov")
        .put("notes.txt", b"Hello\n")
        .commit();
    let path = honest.workspace().join(REMEMBERED);
    let memory = fs::read_to_string(&path).expect("what was proved");
    assert!(memory.contains(&good), "{memory}");
    honest.write(REMEMBERED, memory.replace(&good, &forged).as_bytes());
    let judged = honest.verify(&["--full"]);
    assert_eq!(judged.code, 1);
    assert_eq!(judged.found(), [(forged, "not_allowed".to_owned())]);
    // The server does not know what a clone remembers.
    honest.assert_kept_out("not_allowed");
}

#[test]
fn a_memory_full_of_nonsense() {
    let honest = Honest::new();
    let whole = fs::read_to_string(honest.workspace().join(REMEMBERED)).expect("what was proved");
    for nonsense in [
        "",
        "{",
        "[]",
        "null",
        "{\"refs/heads/main\": 1}",
        &whole.replace("\"tip\"", "\"top\""),
        &whole.replace("\"build\": \"", "\"build\": \"another "),
        &whole[..whole.len() / 2],
    ] {
        honest.write(REMEMBERED, nonsense.as_bytes());
        honest.verify(&[]).assert_proved();
        let written = fs::read_to_string(honest.workspace().join(REMEMBERED));
        assert_eq!(written.expect("what was proved"), whole, "{nonsense}");
    }
    let forged = honest
        .forge()
        .by("ivanov")
        .put("notes.txt", b"Hello\n")
        .commit();
    let judged = honest.verify(&[]);
    assert_eq!(judged.found(), [(forged, "not_allowed".to_owned())]);
}
