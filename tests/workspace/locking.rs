//! Two processes in one clone.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tlg::workspace::Failure;

use crate::actor::actor;
use crate::{Office, WAIT};

fn hold(office: &Office) -> Child {
    let mut child = actor(&office.sandbox, &office.root, "hold")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().ends_with("held")));
    child
}

#[test]
fn the_holder_is_named_and_waited_for() {
    let office = Office::new();
    let mut child = hold(&office);
    let workspace = office.open();
    match workspace.lock(Duration::from_millis(50)) {
        Err(Failure::Busy { holder }) => {
            let holder = holder.unwrap();
            assert_eq!(holder.pid, child.id());
            assert!(holder.command.contains("actor::act"), "{holder:?}");
            assert!(!holder.host.is_empty());
        }
        other => panic!("{:?}", other.map(drop)),
    }
    drop(child.stdin.take());
    drop(workspace.lock(WAIT).unwrap());
    assert!(child.wait().unwrap().success());
}

#[test]
fn loose_objects_are_packed_in_the_background() {
    let office = Office::new();
    let workspace = office.open();
    let repository = git2::Repository::open(&office.root).unwrap();
    let objects = repository.odb().unwrap();
    (0..)
        .map(|number: u32| number.to_string())
        .filter(|text| {
            let id = git2::Oid::hash_object(git2::ObjectType::Blob, text.as_bytes());
            id.unwrap().to_string().starts_with("17")
        })
        .take(30)
        .for_each(|text| {
            let blob = git2::ObjectType::Blob;
            objects.write(blob, text.as_bytes()).unwrap();
        });
    drop(workspace.lock(WAIT).unwrap());
    let packs = office.file(".git/objects/pack");
    let deadline = Instant::now() + Duration::from_secs(30);
    while fs::read_dir(&packs).unwrap().count() == 0 {
        assert!(Instant::now() < deadline, "nothing was packed");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_killed_holder_leaves_no_lock() {
    let office = Office::new();
    let mut child = hold(&office);
    child.kill().unwrap();
    child.wait().unwrap();
    drop(office.open().lock(Duration::ZERO).unwrap());
}
