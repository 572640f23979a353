//! Commits that `tlg` would never make: any tree, header, time, message and signature, built with git's plumbing.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use super::company::PEOPLE;
use super::honest::Honest;

/// The branch of the deals.
pub const BRANCH: &str = "refs/heads/main";

/// A commit in the making. What is not said otherwise is as in the commit that it began with.
#[derive(Clone)]
pub struct Forgery<'h> {
    honest: &'h Honest,
    tree: String,
    parents: Vec<String>,
    author: Stamp,
    committer: Stamp,
    message: String,
    /// Header lines that are signed with the rest.
    headers: Vec<String>,
    signer: Option<String>,
    namespace: &'static str,
    armour: fn(&str) -> String,
    /// Header lines after the signature, which git does not take for signed.
    afterwards: Vec<String>,
}

/// A person and a time, as git writes them in one line.
#[derive(Clone)]
struct Stamp {
    person: String,
    seconds: i64,
    zone: String,
}

impl Honest {
    /// A commit on the tip with the tip's files, a minute later, of nobody yet.
    pub fn forge(&self) -> Forgery<'_> {
        let mut forgery = self.reforge("HEAD");
        forgery.parents = vec![self.id("HEAD")];
        "Правка".clone_into(&mut forgery.message);
        forgery.later(60)
    }

    /// A commit as it stands, to be made again with a difference; signed by whoever is its author.
    pub fn reforge(&self, revision: &str) -> Forgery<'_> {
        let form = "%T%n%P%n%an <%ae>%n%at%n%cn <%ce>%n%ct%n%ae";
        let told = self.git(&["show", "-s", &format!("--format={form}"), revision]);
        let lines: Vec<&str> = told.lines().collect();
        let [tree, parents, author, at, committer, ct, email] = lines[..] else {
            panic!("{told}");
        };
        Forgery {
            honest: self,
            tree: tree.to_owned(),
            parents: parents.split_whitespace().map(str::to_owned).collect(),
            author: Stamp::new(author, at),
            committer: Stamp::new(committer, ct),
            message: self.git(&["show", "-s", "--format=%B", revision]) + "\n",
            headers: Vec::new(),
            signer: email.split('@').next().map(str::to_owned),
            namespace: "git",
            armour: str::to_owned,
            afterwards: Vec::new(),
        }
    }

    /// The id of a revision.
    pub fn id(&self, revision: &str) -> String {
        self.git(&["rev-parse", "--verify", revision])
    }

    /// Points the branch at a commit, as an attacker would: nothing else is touched.
    pub fn point(&self, commit: &str) {
        self.git(&["update-ref", BRANCH, commit]);
    }

    /// Writes an object of any content.
    pub fn object(&self, kind: &str, bytes: &[u8]) -> String {
        let arguments = ["hash-object", "-t", kind, "-w", "--stdin", "--literally"];
        let mut git = self.command("git");
        let id = fed(git.args(arguments), bytes);
        id.trim().to_owned()
    }

    /// A tree with one file more, another one, or one less.
    fn with_file(&self, tree: &str, path: &str, entry: Option<(&str, &str)>) -> String {
        let index = self.company.folder().join("home/index");
        let git = |arguments: &[&str], input: &str| {
            let mut git = self.command("git");
            git.env("GIT_INDEX_FILE", &index).args(arguments);
            fed(&mut git, input.as_bytes()).trim().to_owned()
        };
        let (mode, id) = entry.unwrap_or(("0", "0000000000000000000000000000000000000000"));
        git(&["read-tree", tree], "");
        git(
            &["update-index", "--add", "--index-info"],
            &format!("{mode} {id}\t{path}\n"),
        );
        git(&["write-tree", "--missing-ok"], "")
    }
}

impl Forgery<'_> {
    /// Its files are those of another commit or tree.
    #[must_use]
    pub fn files_of(mut self, revision: &str) -> Self {
        self.tree = self.honest.id(&format!("{revision}^{{tree}}"));
        self
    }

    /// Its files are exactly this tree.
    #[must_use]
    pub fn tree(mut self, tree: &str) -> Self {
        tree.clone_into(&mut self.tree);
        self
    }

    /// Rewrites a text; it must become another one.
    #[must_use]
    pub fn edit(self, path: &str, edit: impl FnOnce(&str) -> String) -> Self {
        let text = self.honest.text(&self.tree, path);
        let edited = edit(&text);
        assert!(edited != text, "{path} stays as it is");
        self.put(path, edited.as_bytes())
    }

    /// Replaces a text in a file, wherever it stands.
    #[must_use]
    pub fn swap(self, path: &str, old: &str, new: &str) -> Self {
        self.edit(path, |text| text.replace(old, new))
    }

    #[must_use]
    pub fn put(self, path: &str, bytes: &[u8]) -> Self {
        let id = self.honest.object("blob", bytes);
        self.entry(path, "100644", &id)
    }

    /// An entry of any mode.
    #[must_use]
    pub fn entry(mut self, path: &str, mode: &str, id: &str) -> Self {
        self.tree = self.honest.with_file(&self.tree, path, Some((mode, id)));
        self
    }

    #[must_use]
    pub fn remove(mut self, path: &str) -> Self {
        self.tree = self.honest.with_file(&self.tree, path, None);
        self
    }

    #[must_use]
    pub fn on(mut self, parents: &[&str]) -> Self {
        self.parents = parents.iter().map(|one| self.honest.id(one)).collect();
        self
    }

    /// Author, committer and signer.
    #[must_use]
    pub fn by(self, login: &str) -> Self {
        self.author(login).committer(login).signed_by(login)
    }

    #[must_use]
    pub fn author(mut self, login: &str) -> Self {
        self.author.person = person(login);
        self
    }

    #[must_use]
    pub fn committer(mut self, login: &str) -> Self {
        self.committer.person = person(login);
        self
    }

    /// Author and committer, as they stand in the commit.
    #[must_use]
    pub fn called(mut self, person: &str) -> Self {
        self.author.person = person.to_owned();
        self.committer.person = person.to_owned();
        self
    }

    /// The name of a file in the folder of keys.
    #[must_use]
    pub fn signed_by(mut self, key: &str) -> Self {
        self.signer = Some(key.to_owned());
        self
    }

    #[must_use]
    pub fn unsigned(mut self) -> Self {
        self.signer = None;
        self
    }

    /// What the signature is made for.
    #[must_use]
    pub fn namespace(mut self, namespace: &'static str) -> Self {
        self.namespace = namespace;
        self
    }

    /// Spells the signature in another way.
    #[must_use]
    pub fn armour(mut self, armour: fn(&str) -> String) -> Self {
        self.armour = armour;
        self
    }

    /// Moves the author's time by seconds.
    #[must_use]
    pub fn authored_later(mut self, seconds: i64) -> Self {
        self.author.seconds += seconds;
        self
    }

    /// Moves both times by seconds.
    #[must_use]
    pub fn later(mut self, seconds: i64) -> Self {
        self.author.seconds += seconds;
        self.committer.seconds += seconds;
        self
    }

    #[must_use]
    pub fn zone(mut self, zone: &str) -> Self {
        self.committer.zone = zone.to_owned();
        self
    }

    #[must_use]
    pub fn author_zone(mut self, zone: &str) -> Self {
        self.author.zone = zone.to_owned();
        self
    }

    #[must_use]
    pub fn message(mut self, message: &str) -> Self {
        self.message = message.to_owned();
        self
    }

    /// Replaces a text in the message, which must be there.
    #[must_use]
    pub fn say(mut self, old: &str, new: &str) -> Self {
        assert!(self.message.contains(old), "{}", self.message);
        self.message = self.message.replace(old, new);
        self
    }

    /// A header line that is signed with the rest.
    #[must_use]
    pub fn header(mut self, line: &str) -> Self {
        self.headers.push(line.to_owned());
        self
    }

    /// A header line after the signature.
    #[must_use]
    pub fn afterwards(mut self, line: &str) -> Self {
        self.afterwards.push(line.to_owned());
        self
    }

    /// Makes the commit and points the branch at it.
    pub fn commit(self) -> String {
        let id = self.make();
        self.honest.point(&id);
        id
    }

    /// Makes the commit.
    pub fn make(&self) -> String {
        self.honest.object("commit", self.bytes().as_bytes())
    }

    /// The whole object.
    pub fn bytes(&self) -> String {
        let mut header = self.header_lines();
        if let Some(key) = &self.signer {
            let payload = format!("{header}\n{}", self.message);
            let armour = (self.armour)(&self.honest.signature(&payload, key, self.namespace));
            let armour = armour.trim_end_matches('\n').replace('\n', "\n ");
            header.push_str(&format!("gpgsig {armour}\n"));
        }
        for line in &self.afterwards {
            header.push_str(&format!("{line}\n"));
        }
        format!("{header}\n{}", self.message)
    }

    fn header_lines(&self) -> String {
        let parents = self.parents.iter().map(|id| format!("parent {id}\n"));
        let headers = self.headers.iter().map(|line| format!("{line}\n"));
        format!(
            "tree {}\n{}author {}\ncommitter {}\n{}",
            self.tree,
            parents.collect::<String>(),
            self.author.line(),
            self.committer.line(),
            headers.collect::<String>(),
        )
    }
}

impl Honest {
    /// What ssh-keygen signs with a key of that name.
    pub fn signature(&self, payload: &str, key: &str, namespace: &str) -> String {
        let key = self.company.folder().join("keys").join(key);
        let mut keygen = self.command("ssh-keygen");
        keygen.args(["-q", "-Y", "sign", "-n", namespace, "-f"]);
        fed(keygen.arg(key), payload.as_bytes())
    }
}

impl Stamp {
    fn new(person: &str, seconds: &str) -> Stamp {
        Stamp {
            person: person.to_owned(),
            seconds: seconds.parse().expect("seconds"),
            zone: "+0300".to_owned(),
        }
    }

    fn line(&self) -> String {
        format!("{} {} {}", self.person, self.seconds, self.zone)
    }
}

/// Name and address, as `people.yaml` has them.
fn person(login: &str) -> String {
    let known = PEOPLE.iter().find(|(known, ..)| *known == login);
    let name = known.map_or("tlg cron", |(_, name, _)| name);
    format!("{name} <{login}@tlg.example>")
}

/// What a program prints that reads `input`; it must succeed.
fn fed(command: &mut Command, input: &[u8]) -> String {
    let ended = feed(command, input);
    let error = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{command:?}: {error}");
    String::from_utf8(ended.stdout).expect("UTF-8")
}

/// How a program ends that reads `input`.
pub fn feed(command: &mut Command, input: &[u8]) -> Output {
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = pipes.stderr(Stdio::piped()).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // Whoever does not read to the end says why in how they end.
    let _ = stdin.write_all(input);
    drop(stdin);
    child.wait_with_output().expect("it ends")
}
