//! `tick` killed: whatever a power failure leaves, each letter leaves once, or somebody is told that nobody knows.

use crate::clone::{CRON, MONDAY, said};
use crate::faults::{Killer, Remains, Trial, copy_folder};
use crate::post::{CLIENT, MANAGER, Post, at};
use crate::sandbox::quick_folder;
use crate::server::Received;
use crate::vouched::vouched_for;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use tlg::workspace::Workspace;

/// The program in a copy of the clone.
fn tlg(post: &Post, folder: &Path, email: &str, now: &str, arguments: &[&str]) -> Command {
    let mut command = post.clone.command(email, now, arguments);
    command.current_dir(folder);
    let workspace = Workspace::open(folder).expect("a clone");
    vouched_for(&workspace, Path::new(command.get_program()));
    command
}

/// How often each letter came, by Message-ID, with its recipient.
fn copies(received: &[Received]) -> BTreeMap<String, (String, usize)> {
    let mut copies = BTreeMap::new();
    for letter in received {
        let (_, count) = copies
            .entry(letter.message_id())
            .or_insert_with(|| (letter.to.clone(), 0));
        *count += 1;
    }
    copies
}

/// What the next runs make of what a kill left.
fn judge(post: &Post, remains: &Remains, before: usize, sendings: usize) -> bool {
    let killed_at = remains.killed_at.unwrap_or("never");
    let (folder, sandbox) = (remains.folder, &post.clone.sandbox);
    sandbox.assert_sound(folder);
    let (code, told) = said(&mut tlg(post, folder, CRON, &at("09:05"), &["tick"]));
    assert!(matches!(code, Some(0 | 1)), "{killed_at}: {told}");
    let received = post.server.received();
    let copies = copies(&received[before..]);
    let unclear = told.contains("неизвестно, ушло ли");
    assert_eq!(code == Some(1), unclear, "{killed_at}: {told}");
    let letters =
        copies.len() + usize::from(unclear && !copies.values().any(|(to, _)| to == CLIENT));
    assert_eq!(letters, sendings, "{killed_at}: {told}\n{copies:?}");
    for (to, count) in copies.values() {
        // Nothing comes twice but what people of the company get again in the one window in which nobody knows.
        let most = if to == CLIENT { 1 } else { 2 };
        assert!(*count <= most, "{killed_at}: {to} {count}");
    }
    let twice = copies.values().filter(|(_, count)| *count > 1).count();
    assert!(twice <= 1, "{killed_at}: {copies:?}");
    if !killed_at.contains("outbox") {
        return unclear;
    }
    let (code, told) = said(&mut tlg(post, folder, CRON, &at("09:06"), &["tick"]));
    assert_eq!(code, Some(i32::from(unclear)), "{killed_at}: {told}");
    let later = &post.server.received()[received.len()..];
    // The manager may yet hear of what is unclear; nothing comes that came before.
    assert!(
        later.len() <= usize::from(unclear),
        "{killed_at}: {later:?}"
    );
    assert!(
        later
            .iter()
            .all(|letter| !copies.contains_key(&letter.message_id()))
    );
    unclear
}

#[test]
fn killed_at_every_change_on_disk_each_letter_leaves_once_or_nobody_knows() {
    let post = Post::open();
    let mut before = 0;
    let sendings = {
        let mut trial = trial(&post);
        let (code, told) = said(&mut trial.command);
        assert_eq!(code, Some(0), "{told}");
        copies(&post.server.received()).len()
    };
    let mut seen = [0; 2];
    let counted = std::cell::Cell::new(0);
    let kills = Killer::new().at_every_change(
        || {
            counted.set(post.server.received().len());
            trial(&post)
        },
        |remains| {
            before = counted.get();
            seen[usize::from(judge(&post, remains, before, sendings))] += 1;
        },
    );
    assert!(kills > 30, "only {kills} changes were seen");
    assert!(seen[0] > 20 && seen[1] > 0, "{seen:?}");
}

fn trial(post: &Post) -> Trial {
    let place = quick_folder();
    let folder = place.path().join("office");
    copy_folder(post.clone.workspace.root(), &folder);
    let command = tlg(post, &folder, CRON, MONDAY, &["tick"]);
    Trial {
        folder,
        command,
        keep: vec![place],
    }
}

#[test]
fn killed_while_the_server_has_the_letter_nobody_knows_whether_it_left() {
    let post = Post::open();
    let silence = crate::server::Answer::SlowAfter(Duration::from_secs(5));
    post.server.answers(CLIENT, &[silence]);
    let mut tick = post.tick(MONDAY);
    let mut child = tick.stdout(Stdio::null()).spawn().expect("the program");
    while post.came_to(CLIENT) == 0 {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("ours");
    child.wait().expect("killed");
    assert_eq!(post.state(), "claimed");
    let (code, told) = post.ticks(&at("09:05"));
    assert_eq!(code, Some(1), "{told}");
    assert_eq!(
        (post.came_to(CLIENT), post.state().as_str()),
        (1, "unclear")
    );
    let (_, day) = post.tlg(MANAGER, &at("09:06"), &[]);
    assert!(day.contains("неизвестно, ушло ли"), "{day}");
}
