use super::prove::let_in;
use super::standing::Distrust;
use super::{Proof, Root, Tally, Verdict};
use crate::workspace::{CommitId, Failure, Store};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use tempfile::NamedTempFile;

/// How far a branch was proved the last time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// What all was proved from: the first commit, and its key where that was given.
    pub root: String,
    /// Which program proved it: another one proves everything again.
    pub build: String,
    /// The last commit that was proved.
    pub tip: String,
    /// What the history up to there holds.
    pub tally: Tally,
    /// Whom not to trust from there on.
    #[serde(default)]
    pub distrust: Distrust,
}

/// The largest file of marks that is read, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// The marks of a repository, each under a name of its own: `tlg/verified.json` beside git's own files.
pub struct Marks {
    path: PathBuf,
    marks: BTreeMap<String, Mark>,
}

impl Mark {
    /// How far this program has come; none where anything is left to prove.
    pub fn of(proof: &Proof, root: &Root) -> Option<Mark> {
        (proof.verdict() == Verdict::Proved).then(|| Mark {
            root: root.to_string(),
            build: build().unwrap_or_default(),
            tip: proof.tip.to_string(),
            tally: proof.tally.clone(),
            distrust: proof.distrust.clone(),
        })
    }

    /// The commit that was proved last, for whoever trusts the same root.
    pub fn tip_since(&self, root: &Root) -> Option<CommitId> {
        let same = self.root == root.to_string();
        self.tip.parse().ok().filter(|_| same)
    }

    /// Whether this very program made it.
    pub fn is_ours(&self) -> bool {
        build().is_some_and(|build| build == self.build)
    }
}

/// Whether this very program has proved the history of a repository up to a commit. Where nobody can tell, it has not.
pub fn is_proved(store: &Store, tip: CommitId) -> bool {
    let root = Root::of(store).ok().flatten();
    let marks = Marks::of(store);
    let mark = marks.of_tip(tip).zip(root);
    mark.is_some_and(|(mark, root)| mark.tip_since(&root) == Some(tip))
}

impl Marks {
    /// The marks of a repository. What cannot be read or understood counts for nothing: a mark only ever spares work, and
    /// a branch that never goes back is proved from the first commit on.
    pub fn of(store: &Store) -> Marks {
        let path = store.folder().join("tlg").join("verified.json");
        let plain = fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() <= LARGEST);
        let text = plain.then(|| fs::read(&path).ok()).flatten();
        let marks = serde_json::from_slice(&text.unwrap_or_default()).unwrap_or_default();
        Marks { path, marks }
    }

    /// The mark of a name.
    pub fn get(&self, name: &str) -> Option<&Mark> {
        self.marks.get(name)
    }

    /// A mark that ends with a commit, under whatever name.
    pub fn of_tip(&self, tip: CommitId) -> Option<&Mark> {
        let tip = tip.to_string();
        self.marks
            .values()
            .find(|mark| mark.tip == tip && mark.is_ours())
    }

    /// What was let in and is on the branch now has landed: the branch never goes back behind it.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn land(
        &mut self,
        branch: &str,
        root: &Root,
        old: Option<CommitId>,
    ) -> Result<(), Failure> {
        let landed = self.get(&let_in(branch)).cloned();
        match landed.filter(|mark| old.is_some() && mark.tip_since(root) == old) {
            Some(mark) => self.set(branch, mark),
            None => Ok(()),
        }
    }

    /// Forgets what was proved up to a commit, by its full id and of every name; whether there was anything to forget.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn forget(&mut self, tip: &str) -> Result<bool, Failure> {
        let known = self.marks.len();
        self.marks.retain(|_, mark| mark.tip != tip);
        match self.marks.len() < known {
            true => self.written().map(|()| true),
            false => Ok(false),
        }
    }

    /// Remembers how far the history of a name is proved now.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn set(&mut self, name: &str, mark: Mark) -> Result<(), Failure> {
        if self.marks.get(name) == Some(&mark) {
            return Ok(());
        }
        self.marks.insert(name.to_owned(), mark);
        self.written()
    }

    fn written(&self) -> Result<(), Failure> {
        self.write().map_err(|source| Failure::File {
            path: self.path.clone(),
            source,
        })
    }

    fn write(&self) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(&self.path);
        fs::create_dir_all(folder)?;
        let mut file = new_in(folder)?;
        let mut text = serde_json::to_vec_pretty(&self.marks)?;
        text.push(b'\n');
        file.write_all(&text)?;
        file.persist(&self.path)?;
        Ok(())
    }
}

/// A new file that the umask alone keeps from others: where several accounts share a clone, each remembers in it.
fn new_in(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Which program this is: a file that was built or installed anew proves anew. None where nobody can tell.
fn build() -> Option<String> {
    let program = std::env::current_exe().and_then(fs::metadata).ok()?;
    let written = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let (size, version) = (program.len(), env!("CARGO_PKG_VERSION"));
    Some(format!("{version} {size} {}", written.as_nanos()))
}
