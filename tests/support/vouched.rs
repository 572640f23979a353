//! Files that come from no acts of anybody: `tick` would send nothing on them, for they are not proved.

use std::fs;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};
use tlg::verify::{Distrust, Mark, Marks, Root, Tally};
use tlg::workspace::{Store, Workspace};

/// `program` believes that it has proved this clone to its tip.
pub fn vouched_for(workspace: &Workspace, program: &Path) {
    if workspace.was_interrupted() {
        drop(workspace.lock(Duration::from_secs(5)).expect("the lock"));
    }
    let store = Store::open(workspace.root()).expect("a repository");
    let root = Root::of(&store).expect("a configuration").expect("a root");
    let file = fs::metadata(program).expect("a program");
    let written = file.modified().expect("a time").duration_since(UNIX_EPOCH);
    let (version, size) = (env!("CARGO_PKG_VERSION"), file.len());
    let mark = Mark {
        root: root.to_string(),
        build: format!("{version} {size} {}", written.expect("a time").as_nanos()),
        tip: workspace.tip().expect("a tip").id().to_string(),
        tally: Tally::default(),
        distrust: Distrust::default(),
    };
    let branch = format!("refs/heads/{}", workspace.branch());
    let mut marks = Marks::of(&store);
    marks.set(&branch, mark).expect("a mark");
}

/// The same, where this program itself runs `tick`.
pub fn vouched_for_here(workspace: &Workspace) {
    vouched_for(workspace, &std::env::current_exe().expect("a program"));
}
