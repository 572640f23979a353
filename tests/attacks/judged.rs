//! What stock git, `tlg verify` and the server say of a history.

use serde_json::Value;
use std::path::Path;

use super::forge::{BRANCH, feed};
use super::honest::Honest;

/// How `tlg verify --json` ended.
pub struct Judged {
    pub code: i32,
    pub value: Value,
}

/// How a push ended.
pub struct Pushed {
    pub is_in: bool,
    pub said: String,
}

impl Judged {
    /// What was found: commit and rule, in order.
    pub fn found(&self) -> Vec<(String, String)> {
        let text = |finding: &Value, key: &str| finding[key].as_str().expect(key).to_owned();
        let findings = self.value["findings"].as_array().expect("findings").iter();
        let found = findings.map(|finding| (text(finding, "commit"), text(finding, "rule")));
        found.collect()
    }

    /// The file that the first finding is about.
    pub fn path(&self) -> Option<&str> {
        self.value["findings"][0]["path"].as_str()
    }

    #[track_caller]
    pub fn assert_proved(&self) {
        assert_eq!(self.code, 0, "{:#}", self.value);
        assert_eq!(self.value["verdict"], "proved");
    }

    /// It could not be checked, and nothing is said against anybody.
    #[track_caller]
    pub fn assert_could_not(&self) {
        assert_eq!(self.code, 3, "{:#}", self.value);
        assert_eq!(self.found(), []);
    }
}

impl Honest {
    /// What `tlg verify` says.
    pub fn verify(&self, arguments: &[&str]) -> Judged {
        self.verify_in(&self.workspace(), arguments)
    }

    /// What `tlg verify` says in another repository.
    pub fn verify_in(&self, folder: &Path, arguments: &[&str]) -> Judged {
        let mut tlg = self.command("tlg");
        tlg.current_dir(folder);
        let ended = tlg.args(["verify", "--json"]).args(arguments).output();
        let ended = ended.expect("tlg starts");
        let said = String::from_utf8_lossy(&ended.stdout);
        let value = serde_json::from_str(&said).unwrap_or_else(|_| {
            Value::String(format!("{said}{}", String::from_utf8_lossy(&ended.stderr)))
        });
        Judged {
            code: ended.status.code().expect("no signal"),
            value,
        }
    }

    /// What git says of a commit's signature: `G` good, `B` bad, `N` none, `U` of nobody known.
    pub fn signature_of(&self, commit: &str) -> String {
        self.git(&["log", "-1", "--format=%G?", commit])
    }

    /// Pushes the branch to the server, with or without force.
    pub fn push(&self, arguments: &[&str]) -> Pushed {
        let mut git = self.command("git");
        let git = git.args(["push", "--no-verify", "../server.git"]);
        let ended = git.args(arguments).output().expect("git starts");
        Pushed {
            is_in: ended.status.success(),
            said: String::from_utf8_lossy(&ended.stderr).into_owned(),
        }
    }

    /// Where the server's branch points.
    pub fn taken(&self) -> String {
        self.git_in(&self.server(), &["rev-parse", BRANCH])
    }

    /// What the server's hook says of lines, as git writes them; the objects are read from the workspace.
    pub fn ask_the_hook(&self, lines: &str) -> Pushed {
        let mut tlg = self.command("tlg");
        tlg.current_dir(self.server())
            .env("GIT_DIR", self.server())
            .env(
                "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                self.workspace().join(".git/objects"),
            )
            .args(["hook", "pre-receive"]);
        let ended = feed(&mut tlg, lines.as_bytes());
        Pushed {
            is_in: ended.status.success(),
            said: String::from_utf8_lossy(&ended.stderr).into_owned(),
        }
    }

    /// The whole of an attack: what git says of the commit's signature, that `tlg verify` finds exactly this commit, by
    /// this rule, and that the server keeps it out. Returns what was found.
    #[track_caller]
    pub fn assert_caught(&self, commit: &str, signature: &str, rule: &str) -> Judged {
        assert_eq!(self.signature_of(commit), signature, "git says");
        let judged = self.verify(&[]);
        assert_eq!(judged.code, 1, "{:#}", judged.value);
        let expected = [(commit.to_owned(), rule.to_owned())];
        assert_eq!(judged.found(), expected, "{:#}", judged.value);
        self.assert_kept_out(rule);
        judged
    }

    /// `tlg verify` finds this commit by this rule.
    #[track_caller]
    pub fn assert_found(&self, forged: &str, rule: &str) {
        let judged = self.verify(&[]);
        assert_eq!(judged.code, 1, "{:#}", judged.value);
        assert_eq!(
            judged.found(),
            [(forged.to_owned(), rule.to_owned())],
            "{:#}",
            judged.value
        );
    }

    /// The server takes the branch.
    #[track_caller]
    pub fn assert_taken(&self) {
        let pushed = self.push(&["main"]);
        assert!(pushed.is_in, "{}", pushed.said);
        assert_eq!(self.taken(), self.id(BRANCH));
    }

    /// The server's hook refuses the branch by this rule.
    #[track_caller]
    pub fn assert_kept_out(&self, rule: &str) {
        let before = self.taken();
        let pushed = self.push(&["main"]);
        assert!(!pushed.is_in, "the server took it");
        assert!(
            pushed.said.contains(&format!("({rule})")),
            "{}",
            pushed.said
        );
        assert_eq!(self.taken(), before);
    }
}
