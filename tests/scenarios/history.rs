//! What a played document leaves behind: every commit judged by stock git and decided again by the audit.

use std::collections::BTreeSet;

use tlg::actions::ground::{Ground, deal_at, house_at, process_at};
use tlg::actions::numbering::leases_at;
use tlg::audit::{self, Documents, invariants};
use tlg::deal::{DealFile, DealId};
use tlg::process::Process;
use tlg::record::Moment;
use tlg::record::id::PersonId;
use tlg::record::tree::{NoTree, Tree};
use tlg::verify::{Root, Verdict, Verification, verify};
use tlg::workspace::{Store, Workspace};

use super::company::Company;
use super::rows::{self, Row};

/// The history of a workspace.
pub struct History {
    faults: Vec<String>,
    rows: BTreeSet<Row>,
}

/// A commit as `git log` tells it.
struct Told {
    id: String,
    /// `G` where the signature is good, and the address of whose it is.
    signature: String,
    signer: String,
    author: String,
    committer: String,
    message: String,
}

impl Told {
    fn trailer(&self, name: &str) -> &str {
        let prefix = format!("{name}: ");
        let mut lines = self.message.lines().rev();
        lines
            .find_map(|line| line.strip_prefix(&prefix))
            .unwrap_or_default()
    }
}

impl History {
    /// Reads and judges everything that was committed.
    pub fn of(company: &Company) -> History {
        let mut history = History {
            faults: Vec::new(),
            rows: BTreeSet::new(),
        };
        for (what, said) in [
            (
                "fsck",
                git(
                    company,
                    &[
                        "fsck",
                        "--strict",
                        "--full",
                        "--no-dangling",
                        "--no-progress",
                    ],
                ),
            ),
            ("status", git(company, &["status", "--porcelain"])),
        ] {
            if !said.is_empty() {
                history.faults.push(format!("git {what}: {said}"));
            }
        }
        let workspace = Workspace::open(&company.workspace()).expect("a workspace");
        let commits = told(company);
        for commit in &commits {
            history.check_signature(company, commit);
        }
        if let Some(first) = commits.first() {
            history.judge_introduction(company, &workspace, first);
        }
        for pair in commits.windows(2) {
            history.judge(company, &workspace, &pair[0], &pair[1]);
        }
        history.verify(company);
        history.collect_rows(&workspace);
        history
    }

    /// Fails with everything that is wrong.
    #[track_caller]
    pub fn assert_proved(&self) {
        assert!(self.faults.is_empty(), "{}", self.faults.join("\n"));
    }

    /// What of the process was shown.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        self.rows.iter().cloned()
    }

    /// By the keys of today or, where those have changed, by those of the parent.
    fn check_signature(&mut self, company: &Company, commit: &Told) {
        let signed = commit.signature == "G" || was_good(company, commit);
        let good = signed
            && commit.author == commit.committer
            && (commit.signature != "G"
                || commit.author.ends_with(&format!("<{}>", commit.signer)));
        if !good {
            let (id, message) = (&commit.id, &commit.message);
            self.faults
                .push(format!("{id} is not well signed: {message}"));
        }
    }

    /// What every commit by itself is, the whole is as well.
    fn verify(&mut self, company: &Company) {
        let store = Store::open(&company.workspace()).expect("a repository");
        let tip = store.tip().expect("a repository").expect("a commit");
        let introduction = store.first_commit().expect("a history").expect("a commit");
        let root = Root {
            introduction: introduction.id,
            key: introduction.key,
        };
        let proof = verify(
            &store,
            &Verification {
                tip: tip.id(),
                root: Some(&root),
                spares: None,
                holds: None,
                full: true,
                documents: true,
                stops: false,
                now: Moment::new(tip.committed()).expect("a moment"),
                progress: &|_, _| {},
            },
        );
        let proof = proof.expect("a repository");
        if proof.verdict() != Verdict::Proved {
            self.faults.push(format!("tlg verify: {proof:?}"));
        }
    }

    fn judge_introduction(&mut self, company: &Company, workspace: &Workspace, told: &Told) {
        let what = ["ls-tree", "-r", "-z", "--name-only", &told.id];
        let paths = git(company, &what);
        let child = workspace.at(&told.id).expect("a commit");
        let judged = audit::audit(&audit::Commit {
            introduction: &told.id,
            parent: &NoTree,
            child: &child,
            changed: &paths.split_terminator('\0').map(str::to_owned).collect(),
            message: &told.message,
            actor: &PersonId::new(told.trailer("By")).expect("a person"),
            now: Moment::new(child.committed()).expect("a moment"),
            documents: Documents::Hashed,
        });
        if let Err(difference) = judged {
            let fault = format!("{} {}: {difference:?}", told.id, told.message);
            self.faults.push(fault);
        }
    }

    fn judge(&mut self, company: &Company, workspace: &Workspace, parent: &Told, told: &Told) {
        let changed = git(
            company,
            &["diff-tree", "-r", "-z", "--name-only", &parent.id, &told.id],
        );
        let changed: BTreeSet<String> = changed.split_terminator('\0').map(str::to_owned).collect();
        let introduction = workspace
            .introduction()
            .expect("a first commit")
            .to_string();
        let parent = workspace.at(&parent.id).expect("a commit");
        let child = workspace.at(&told.id).expect("a commit");
        let house = house_at(&parent, &introduction).expect("a house");
        let actor = PersonId::new(told.trailer("By")).expect("a person");
        let known = house.people.person(&actor).map(|person| &person.email);
        let mut no = |what: String| {
            let fault = format!("{} {}: {what}", told.id, told.message);
            self.faults.push(fault);
        };
        if known.is_none_or(|email| !told.author.contains(email.as_str())) {
            no(format!("{actor} is not the author {}", told.author));
        }
        let judged = audit::audit(&audit::Commit {
            introduction: &introduction,
            parent: &parent,
            child: &child,
            changed: &changed,
            message: &told.message,
            actor: &actor,
            now: Moment::new(child.committed()).expect("a moment"),
            documents: Documents::Hashed,
        });
        if let Err(difference) = judged {
            no(format!("{difference:?}"));
        }
        for path in changed
            .iter()
            .filter(|path| DealId::of_path(path).is_some())
        {
            for broken in broken(&house, &parent, &child, path) {
                no(format!("{broken:?}"));
            }
        }
    }

    fn collect_rows(&mut self, workspace: &Workspace) {
        let tip = workspace.tip().expect("a tip");
        let introduction = workspace
            .introduction()
            .expect("a first commit")
            .to_string();
        let house = house_at(&tip, &introduction).expect("a house");
        for number in 1.. {
            let deal = DealId::new(&house.settings.prefix, number);
            if deal_at(&tip, &deal)
                .expect("a deal that can be read")
                .is_none()
            {
                return;
            }
            let file = deal_file(&tip, &deal.path()).expect("a deal");
            self.rows.extend(rows::shown_by(&house.process, &file));
        }
    }
}

fn broken(
    house: &Ground,
    parent: &dyn Tree,
    child: &dyn Tree,
    path: &str,
) -> Vec<invariants::Broken> {
    let before = deal_file(parent, path);
    let after = deal_file(child, path).expect("a deal is never removed");
    let changed = parent.read(Process::PATH).ok() != child.read(Process::PATH).ok();
    let next = changed.then(|| process_at(child).expect("a process"));
    let known = before.as_ref().map_or(0, |file| file.history.len());
    let mut broken = invariants::broken(&invariants::Step {
        process: &house.process,
        next: next.as_ref(),
        people: &house.people,
        leases: &leases_at(parent).expect("leases"),
        before: before.as_ref().map(|file| &file.deal),
        after: &after.deal,
        new: after.history.get(known..).expect("a longer history"),
    });
    broken.extend(invariants::told(&after));
    broken
}

fn deal_file(tree: &dyn Tree, path: &str) -> Option<DealFile> {
    let bytes = tree.read(path).expect("a file that can be read")?;
    Some(DealFile::read(path, &bytes).expect("a deal file"))
}

/// Whether stock git finds a commit well signed by the committer, by the keys at its parent.
fn was_good(company: &Company, commit: &Told) -> bool {
    let signers = git(
        company,
        &["show", &format!("{}^:allowed_signers", commit.id)],
    );
    let path = company.folder().join("signers-before");
    std::fs::write(&path, signers).expect("a file");
    let setting = format!("gpg.ssh.allowedSignersFile={}", path.display());
    let form = "--format=%G? <%GS>";
    let told = git(company, &["-c", &setting, "log", "-1", form, &commit.id]);
    let signer = told.trim().strip_prefix("G ");
    signer.is_some_and(|signer| commit.author.ends_with(signer))
}

/// Every commit of the branch, the first one first.
fn told(company: &Company) -> Vec<Told> {
    let form = "%H%x1f%G?%x1f%GS%x1f%an <%ae>%x1f%cn <%ce>%x1f%B%x1e";
    let log = git(company, &["log", "--reverse", &format!("--format={form}")]);
    let commits = log
        .split('\u{1e}')
        .map(|commit| commit.trim_start_matches('\n'));
    let commits = commits.filter(|commit| !commit.is_empty());
    let told = commits.map(|commit| {
        let fields: Vec<&str> = commit.split('\u{1f}').collect();
        let [id, signature, signer, author, committer, message] = fields[..] else {
            panic!("{commit:?}");
        };
        Told {
            id: id.to_owned(),
            signature: signature.to_owned(),
            signer: signer.to_owned(),
            author: author.to_owned(),
            committer: committer.to_owned(),
            message: message.to_owned(),
        }
    });
    told.collect()
}

/// What git says in the workspace; it must succeed.
fn git(company: &Company, arguments: &[&str]) -> String {
    let output = company.command("git").args(arguments).output();
    let output = output.expect("git starts");
    let said = [&output.stdout[..], &output.stderr[..]].concat();
    let said = String::from_utf8(said).expect("UTF-8");
    assert!(output.status.success(), "git {arguments:?}: {said}");
    said
}
