//! Making a workspace, and letting people in.

use std::fs;

use crate::office::{Ended, Office};
use crate::sandbox::Sandbox;

const NOW: &str = "2026-11-20T10:00:00+03:00";

fn init(sandbox: &Sandbox, arguments: &[&str]) -> Ended {
    let folder = sandbox.path("office");
    let mut command = sandbox.tlg(NOW);
    Ended::of(
        command
            .arg("init")
            .arg(folder)
            .args(arguments)
            .output()
            .unwrap(),
    )
}

#[test]
fn a_workspace_begins_with_one_signed_commit() {
    let office = Office::new();
    office.assert_sound();
    let files = office.git("ls-tree -r --name-only HEAD");
    for file in [
        "tlg.yaml",
        "process.yaml",
        "people.yaml",
        "allowed_signers",
        "calendar/2026.yaml",
    ] {
        assert!(files.lines().any(|line| line == file), "{file}: {files}");
    }
    let attributes = office.git("show HEAD:.gitattributes");
    assert!(
        attributes.starts_with("deals/** merge=binary\nnumbers.yaml merge=binary\n"),
        "{attributes}"
    );
    assert_eq!(office.git("rev-list --count HEAD"), "1\n");
    assert_eq!(office.git("config tlg.introduction"), office.tip());
    let people = office.by("ivanov").json("people list");
    assert_eq!(people["people"][0]["id"], "ivanov");
    assert_eq!(
        people["people"][0]["roles"],
        serde_json::json!(["administrator"])
    );
}

#[test]
fn a_company_and_its_service_are_named() {
    let sandbox = Sandbox::new();
    sandbox.make_key("service", "");
    let key = sandbox.path("service.pub").display().to_string();
    let made = init(
        &sandbox,
        &[
            "--company",
            "ООО «Ромашка: \"Ко\"»",
            "--service-key",
            &key,
            "--json",
        ],
    );
    assert_eq!(made.code, 0, "{}", made.stderr);
    let made: serde_json::Value = serde_json::from_str(&made.stdout).unwrap();
    assert_eq!(made["people"][1]["id"], "cron");
    assert_eq!(made["people"][1]["roles"], serde_json::json!(["service"]));
    assert_eq!(made["people"][1]["email"], "cron@example.org");
    let settings = fs::read_to_string(sandbox.path("office/tlg.yaml")).unwrap();
    assert!(
        settings.contains("\ncompany: \"ООО «Ромашка: \\\"Ко\\\"»\"\n"),
        "{settings}"
    );
}

#[test]
fn without_name_or_key_init_says_how_to_make_them_and_leaves_nothing() {
    let sandbox = Sandbox::new();
    fs::write(sandbox.path("gitconfig"), "").unwrap();
    let refused = init(&sandbox, &[]);
    assert_eq!(refused.code, 1);
    for command in [
        "git config --global user.email",
        "ssh-keygen -t ed25519",
        "git config --global user.signingkey",
    ] {
        assert!(refused.stderr.contains(command), "{}", refused.stderr);
    }
    assert!(!sandbox.path("office").exists());
}

#[test]
fn a_locked_key_makes_no_workspace() {
    let sandbox = Sandbox::new();
    let key = sandbox.make_key("locked", "secret");
    let config = fs::read_to_string(sandbox.path("gitconfig")).unwrap();
    let own = sandbox.path("id").display().to_string();
    fs::write(
        sandbox.path("gitconfig"),
        config.replace(&own, &key.display().to_string()),
    )
    .unwrap();
    let refused = init(&sandbox, &[]);
    assert_ne!(refused.code, 0);
    assert!(!sandbox.path("office").exists());
}

#[test]
fn a_folder_in_use_stays_as_it_is() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("office")).unwrap();
    fs::write(sandbox.path("office/note.txt"), "mine").unwrap();
    assert_ne!(init(&sandbox, &[]).code, 0);
    let entries: Vec<_> = fs::read_dir(sandbox.path("office")).unwrap().collect();
    assert_eq!(entries.len(), 1);
    fs::remove_file(sandbox.path("office/note.txt")).unwrap();
    assert_eq!(init(&sandbox, &[]).code, 0);
}

#[test]
fn only_the_administrator_lets_people_in_and_keys_are_normal() {
    let office = Office::open();
    let key = office
        .sandbox
        .make_key("kuznetsov", "")
        .display()
        .to_string();
    let line = format!(
        "people add kuznetsov --name 'Кузнецов Пётр' --email k@tlg.example --role manager --role accountant --key {key}.pub"
    );
    office.by("sidorov").refused(&line, 1);
    office.by("ivanov").refused(&line.replace(".pub", ""), 1);
    let added = office.by("ivanov").json(&line);
    assert_eq!(
        added["paths"],
        serde_json::json!(["allowed_signers", "people.yaml"])
    );
    let people = office.by("ivanov").json("people list");
    let person = people["people"].as_array().unwrap().last().unwrap();
    assert_eq!(
        person["roles"],
        serde_json::json!(["manager", "accountant"])
    );
    assert_eq!(person["keys"][0].as_str().unwrap().split(' ').count(), 2);
    office.by("ivanov").refused(&line, 1);
    office.by("ivanov").refused(
        "people add x --name X --email x@tlg.example --role chief",
        2,
    );
    office.by("ivanov").refused("people add x", 2);
    office.assert_sound();
}

#[test]
fn a_key_is_given_by_its_text_or_its_file() {
    let office = Office::open();
    let file = office.sandbox.make_key("new", "").display().to_string();
    let text = office.sandbox.public_key("new");
    let by_file = office.tried("ivanov", &format!("people key add sidorov {file}.pub"));
    let by_text = office.tried("ivanov", &format!("people key add sidorov '{text}'"));
    assert_eq!(by_text, by_file);
    let cut = &text[..text.len() - 40];
    office
        .by("ivanov")
        .refused(&format!("people key add sidorov '{cut}'"), 3);
}
