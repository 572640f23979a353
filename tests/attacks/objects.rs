//! git's own files doctored: what it reads from them is not what the objects say.

use std::fs;

use super::files::PAID;
use super::honest::Honest;
use super::trees::with_note;

#[test]
fn an_object_replaced_under_its_own_name() {
    let honest = with_note();
    let folder = honest.workspace().join(".git/objects");
    let file = |id: &str| folder.join(&id[..2]).join(&id[2..]);
    let cheaper = honest.text("noted", PAID).replace("2500000", "1500000");
    let other = honest.object("blob", cheaper.as_bytes());
    let blob = honest.id(&format!("noted:{PAID}"));
    let commit = honest
        .reforge("noted")
        .say("Звонил клиент", "Платите туда")
        .unsigned()
        .make();
    for (name, other) in [(blob, other), (honest.id("noted"), commit)] {
        let kept = fs::read(file(&name)).expect("a loose object");
        fs::remove_file(file(&name)).expect("our own file");
        fs::copy(file(&other), file(&name)).expect("a copy");
        let mut tlg = honest.command("tlg");
        let ended = tlg.arg("verify").output().expect("tlg starts");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(3), "{said}");
        assert!(said.contains(&name), "the object is named: {said}");
        fs::remove_file(file(&name)).expect("our own file");
        fs::write(file(&name), kept).expect("the object as it was");
    }
    honest.verify(&[]).assert_proved();
}

/// git reads parents and trees from its commit-graph and does not see the forged commit; `tlg` reads the commits.
#[test]
fn a_doctored_commit_graph() {
    let honest = Honest::new();
    let good = honest.id("HEAD");
    let forged = honest
        .forge()
        .by("ivanov")
        .put("notes.txt", b"Hello\n")
        .commit();
    let tip = honest.forge().by("ivanov").remove("notes.txt").commit();
    honest.git(&["commit-graph", "write", "--reachable"]);
    let path = ".git/objects/info/commit-graph";
    let mut graph = fs::read(honest.workspace().join(path)).expect("a commit-graph");
    let place = |id: &str| Graph(&graph).place(id);
    let (child, parent) = (place(&tip), place(&good));
    let data = Graph(&graph).chunk(b"CDAT") + child * 36 + 20;
    graph[data..data + 4].copy_from_slice(&u32::try_from(parent).expect("a place").to_be_bytes());
    honest.write(path, &graph);
    let log = honest.git(&["-c", "core.commitGraph=true", "log", "-2", "--format=%H"]);
    assert_eq!(log, format!("{tip}\n{good}"), "git does not see it");
    let judged = honest.verify(&[]);
    assert_eq!(judged.code, 1);
    assert_eq!(judged.found()[0], (forged, "not_allowed".to_owned()));
}

/// The bytes of a commit-graph file.
struct Graph<'g>(&'g [u8]);

impl Graph<'_> {
    /// Where a chunk begins.
    fn chunk(&self, name: &[u8; 4]) -> usize {
        let entries = self.0[8..].chunks(12);
        let entry = entries.take(16).find(|entry| entry.starts_with(name));
        let offset = &entry.expect("the chunk")[4..12];
        usize::try_from(u64::from_be_bytes(offset.try_into().expect("8 bytes"))).expect("a place")
    }

    /// The number of a commit.
    fn place(&self, id: &str) -> usize {
        let hex = |bytes: &[u8]| {
            bytes
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
        };
        let ids = self.0[self.chunk(b"OIDL")..].chunks(20);
        ids.map(hex)
            .position(|known| known == id)
            .expect("the commit")
    }
}
