//! Secured connections and logins.

use crate::clone::{CRON, MONDAY, said, sent_quote};
use crate::post::{Post, authority};
use crate::server::{Kind, PASSWORD};
use serde_json::Value;
use std::fs;

#[test]
fn letters_leave_encrypted_and_after_a_login() {
    for kind in [Kind::Starttls, Kind::Implicit] {
        let post = Post::of(kind, &mut sent_quote());
        let (code, told) = post.ticks(MONDAY);
        assert_eq!(code, Some(0), "{kind:?}: {told}");
        let received = post.server.received();
        assert!(!received.is_empty());
        assert!(
            received
                .iter()
                .all(|letter| letter.encrypted && letter.logged_in)
        );
    }
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_a_failure_of_the_world_and_nothing_is_claimed() {
    for kind in [Kind::Starttls, Kind::Implicit] {
        let post = Post::of(kind, &mut sent_quote());
        let mut tick = post.tick(MONDAY);
        tick.env("SSL_CERT_FILE", "/dev/null")
            .env("SSL_CERT_DIR", "/nowhere");
        let (code, told) = said(&mut tick);
        assert_eq!(code, Some(3), "{told}");
        assert!(
            told.contains("защищённого соединения") && told.contains("certificate"),
            "{told}"
        );
        assert_eq!(post.state(), "queued");
        assert!(post.server.received().is_empty());
    }
}

#[test]
fn a_server_that_offers_no_starttls_gets_neither_password_nor_letters() {
    let mut house = sent_quote();
    let server = crate::server::Server::new(Kind::Open);
    let smtp = format!(
        "smtp\n  smtp: {{host: 127.0.0.1, port: {}, user: a}}",
        server.port
    );
    crate::post::transport(&mut house, &smtp);
    let clone = crate::clone::Clone::of(&mut house);
    let mut tick = clone.command(CRON, MONDAY, &["tick"]);
    let (code, told) = said(tick.env("TLG_SMTP_PASSWORD", PASSWORD));
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("не предлагает STARTTLS"), "{told}");
    assert!(server.received().is_empty());
}

#[test]
fn a_wrong_password_is_said_and_never_shown() {
    let post = Post::of(Kind::Starttls, &mut sent_quote());
    let mut tick = post.tick(MONDAY);
    let (code, told) = said(tick.env("TLG_SMTP_PASSWORD", "не тот пароль"));
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("535 5.7.8"), "{told}");
    assert!(!told.contains("не тот пароль"), "{told}");
}

#[test]
fn the_password_may_stand_in_a_file_outside_of_the_clone_and_nowhere_else() {
    let post = Post::of(Kind::Starttls, &mut sent_quote());
    let tick = |file: Option<&std::path::Path>| {
        let mut tick = post.clone.command(CRON, MONDAY, &["tick"]);
        tick.env("SSL_CERT_FILE", authority());
        if let Some(file) = file {
            tick.env("TLG_SMTP_PASSWORD_FILE", file);
        }
        said(&mut tick)
    };
    let (code, told) = tick(None);
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("TLG_SMTP_PASSWORD"), "{told}");
    let inside = post.clone.workspace.root().join("password");
    fs::write(&inside, format!("{PASSWORD}\n")).expect("a file");
    let (code, told) = tick(Some(&inside));
    fs::remove_file(&inside).expect("ours");
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("держите его вне её"), "{told}");
    let (code, told) = tick(Some(&post.clone.sandbox.path("missing")));
    assert_eq!(code, Some(3), "{told}");
    let outside = post.clone.sandbox.path("password");
    fs::write(&outside, format!("{PASSWORD}\n")).expect("a file");
    let setting = outside.to_str().expect("a path");
    let workspace = &post.clone.workspace;
    workspace
        .set("tlg.smtpPasswordFile", setting)
        .expect("a setting");
    let (code, told) = tick(None);
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(post.state(), "sent");
}

#[test]
fn doctor_tries_the_connection_and_sends_nothing() {
    for kind in [Kind::Starttls, Kind::Implicit] {
        let post = Post::of(kind, &mut sent_quote());
        let doctor = |password: &str| {
            let mut doctor = post.clone.command(CRON, MONDAY, &["doctor", "--json"]);
            doctor
                .env("TLG_SMTP_PASSWORD", password)
                .env("SSL_CERT_FILE", authority());
            let output = doctor.output().expect("the program");
            let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
            found(&report)
        };
        let well = doctor(PASSWORD);
        assert_eq!(
            (well["finding"].as_str(), well["outcome"].as_str()),
            (Some("post_ready"), Some("ok"))
        );
        let wrong = doctor("не тот");
        assert_eq!(
            (wrong["finding"].as_str(), wrong["outcome"].as_str()),
            (Some("post_still"), Some("failing"))
        );
        assert!(
            wrong["text"]
                .as_str()
                .is_some_and(|text| text.contains("535 5.7.8")),
            "{wrong}"
        );
        assert!(post.server.received().is_empty());
    }
}

/// What the check of mail found first.
fn found(report: &Value) -> Value {
    let checks = report["checks"].as_array().expect("checks");
    let mail = checks.iter().find(|check| check["check"] == "mail");
    mail.expect("the check of mail")["findings"][0].clone()
}

/// What each step met with, in words of its own, with what to do; nothing was claimed, and the next run tries again.
#[test]
fn every_step_that_fails_is_called_by_its_name_and_says_what_to_do() {
    type Spoil = fn(&Post);
    let steps: [(Kind, Spoil, [&str; 3]); 5] = [
        (
            Kind::Starttls,
            |post| post.server.answers_logins("454 4.7.0 try later"),
            [
                "сейчас не проверяет имя и пароль",
                "454 4.7.0",
                "следующий tick попробует снова",
            ],
        ),
        (
            Kind::Starttls,
            |post| post.server.offers_no_login(),
            ["не предлагает входа", "mail.smtp.user", "tlg apply"],
        ),
        (
            Kind::Starttls,
            |post| post.server.answers_logins("535 5.7.8 no"),
            ["не принимает имя и пароль", "535 5.7.8", "mail.smtp.user"],
        ),
        (
            Kind::Open,
            |post| post.server.greets_with("554 5.7.1 not you"),
            [
                "не обслуживает этот компьютер",
                "554 5.7.1",
                "кто ведёт этот сервер",
            ],
        ),
        (
            Kind::Open,
            |post| post.server.refuses_senders(Some("452 4.3.1 full")),
            [
                "сейчас не принимает писем",
                "452 4.3.1",
                "следующий tick попробует снова",
            ],
        ),
    ];
    for (kind, spoil, words) in steps {
        let post = Post::of(kind, &mut sent_quote());
        spoil(&post);
        let (code, told) = post.ticks(MONDAY);
        assert_eq!(code, Some(3), "{told}");
        for word in words {
            assert!(told.contains(word), "no `{word}` in {told}");
        }
        assert_eq!(post.state(), "queued", "{told}");
    }
}

#[test]
fn a_port_in_the_open_is_told_from_a_server_that_does_not_answer() {
    let mut house = sent_quote();
    let server = crate::server::Server::new(Kind::Open);
    let smtp = format!(
        "smtp\n  smtp: {{host: localhost, port: {}, tls: implicit}}",
        server.port
    );
    crate::post::transport(&mut house, &smtp);
    let clone = crate::clone::Clone::of(&mut house);
    let (code, told) = clone.tlg(CRON, &["tick"]);
    assert_eq!(code, Some(3), "{told}");
    for word in ["отвечает открыто", "tls: starttls для порта 587"] {
        assert!(told.contains(word), "no `{word}` in {told}");
    }
}
