//! A company with deals in many stages, made by the library as `tlg` itself would: decided, signed, committed.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use tlg::actions::change::Change;
use tlg::actions::decide::decide;
use tlg::actions::ground::{deal_at, facts_at};
use tlg::actions::intent::Intent;
use tlg::agenda::Tick;
use tlg::calendar::Calendar;
use tlg::client::{ClientDetails, ClientKind};
use tlg::deal::act::{Act, Given, Reply};
use tlg::deal::document::GivenDocument;
use tlg::deal::entry::Seen;
use tlg::deal::fact::FactValue;
use tlg::deal::letter::LetterId;
use tlg::deal::{Deal, DealId};
use tlg::people::{People, PeopleAct, PeopleEntry, Person, Role};
use tlg::process::Process;
use tlg::process::decision::Answer;
use tlg::record::{Currency, Moment};
use tlg::workspace::{Commit, Content, Person as Author, Staged, Workspace};

/// When the screens are looked at, a Monday.
pub const NOW: &str = "2026-11-23T11:25:00+03:00";

const PEOPLE: [(&str, &str, Role); 6] = [
    ("orlov", "Орлов Олег", Role::Administrator),
    ("ivanov", "Иванов Иван", Role::Manager),
    ("sidorov", "Сидоров Семён", Role::Manager),
    ("petrova", "Петрова Полина", Role::FinanceDirector),
    ("smirnova", "Смирнова Софья", Role::Accountant),
    ("service", "Служба", Role::Service),
];

/// What somebody gives along with an act: facts, documents by kind, words.
#[derive(Clone, Copy, Default)]
pub struct Gift<'a> {
    pub facts: &'a [(&'a str, &'a str)],
    pub documents: &'a [&'a str],
    pub text: Option<&'a str>,
}

/// The clone of the company, and a home for whoever looks at it.
pub struct Company {
    folder: PathBuf,
    people: People,
    process: Process,
}

impl Company {
    /// A company of six people without deals, in a folder of that name below the build's own.
    pub fn new(name: &str) -> Company {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("screens")
            .join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        fs::create_dir_all(folder.join("home")).unwrap();
        for (id, ..) in PEOPLE {
            copy_key(&folder, id);
        }
        for who in PEOPLE.map(|(id, ..)| id).into_iter().chain(["nobody", ""]) {
            let identity = match who {
                "" => String::new(),
                who => format!("[user]\n\tname = {who}\n\temail = {who}@tlg.example\n"),
            };
            fs::write(
                folder.join("home").join(format!("{who}.gitconfig")),
                identity,
            )
            .unwrap();
        }
        let workspace = Workspace::init(&folder.join("office")).unwrap();
        workspace.set("gpg.ssh.program", "ssh-keygen").unwrap();
        let people = register(&folder);
        let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let process = fs::read(templates.join("process.yaml")).unwrap();
        let process = Process::read(Process::PATH, &process).unwrap();
        let company = Company {
            folder,
            people,
            process,
        };
        company.introduce(&workspace, &templates);
        company
    }

    fn introduce(&self, workspace: &Workspace, templates: &Path) {
        let text = |name: &str| fs::read_to_string(templates.join(name)).unwrap();
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        for name in [
            "tlg.yaml",
            "process.yaml",
            "calendar/2025.yaml",
            "calendar/2026.yaml",
        ] {
            files.insert(name.to_owned(), text(name));
        }
        for entry in fs::read_dir(templates.join("mail")).unwrap() {
            let name = format!("mail/{}", entry.unwrap().file_name().display());
            files.insert(format!("templates/{name}"), text(&name));
        }
        files.insert(People::PATH.to_owned(), self.people.node().to_yaml());
        files.insert(
            People::SIGNERS_PATH.to_owned(),
            self.people.allowed_signers(),
        );
        let message = "Введение\n".to_owned();
        let change = Change {
            files,
            message,
            ..Change::default()
        };
        self.land(
            workspace,
            &change,
            "orlov",
            "2026-11-01T09:00:00+03:00",
            &[],
        );
    }

    pub fn root(&self) -> PathBuf {
        self.folder.join("office")
    }

    /// Adds a client.
    pub fn client(&self, by: &str, at: &str, id: &str, name: &str) {
        let details = ClientDetails {
            name: Some(name.to_owned()),
            email: Some(format!("buyer@{id}.example")),
            inn: Some("7707083893".to_owned()),
        };
        let (client, kind) = (id.parse().unwrap(), ClientKind::Added);
        self.carry_out(
            Intent::Client {
                client,
                kind,
                details,
                after: 0,
            },
            by,
            at,
            &[],
        );
    }

    /// Opens the deal of that number.
    pub fn open(&self, by: &str, at: &str, number: u32, client: &str, title: &str) {
        let act = Act::Open {
            title: title.to_owned(),
            client: client.parse().unwrap(),
            manager: by.parse().unwrap(),
        };
        let intent = Intent::Deal {
            deal: DealId::new("TLG", number),
            act,
            seen: Seen::default(),
        };
        self.carry_out(intent, by, at, &[]);
    }

    /// Moves a deal.
    pub fn go(&self, by: &str, at: &str, number: u32, to: &str, gift: Gift) {
        let (given, staged) = self.given(gift);
        let act = Act::Move {
            to: to.parse().unwrap(),
            given,
            reason: None,
            no_mail: false,
        };
        self.act(by, at, number, act, &staged);
    }

    /// Loses a deal.
    pub fn lose(&self, by: &str, at: &str, number: u32, reason: &str) {
        let act = Act::Move {
            to: "lost".parse().unwrap(),
            given: Given::default(),
            reason: Some(reason.parse().unwrap()),
            no_mail: false,
        };
        self.act(by, at, number, act, &[]);
    }

    /// Puts a question to whoever decides.
    pub fn ask(&self, by: &str, at: &str, number: u32, about: &str, gift: Gift) {
        let (given, staged) = self.given(gift);
        self.act(
            by,
            at,
            number,
            Act::Ask {
                about: about.parse().unwrap(),
                given,
            },
            &staged,
        );
    }

    /// Answers the open request.
    pub fn answer(&self, by: &str, at: &str, number: u32, answer: Answer, text: Option<&str>) {
        let request = self.deal(number).request.unwrap();
        let reply = Reply {
            answer,
            about: request.about,
            round: request.round,
            binds: request.binds,
            lowest: None,
            until: None,
            text: text.map(str::to_owned),
        };
        self.act(by, at, number, Act::Decide(reply), &[]);
    }

    /// Finishes a task.
    pub fn finish(&self, by: &str, at: &str, number: u32, task: &str, gift: Gift) {
        let (given, staged) = self.given(gift);
        let act = Act::FinishTask {
            task: task.parse().unwrap(),
            given,
            no_mail: false,
        };
        self.act(by, at, number, act, &staged);
    }

    /// Does any act on a deal.
    pub fn act(&self, by: &str, at: &str, number: u32, act: Act, staged: &[Staged]) {
        let deal = self.deal(number);
        let seen = Seen::of(&deal, &act);
        self.carry_out(
            Intent::Deal {
                deal: deal.deal,
                act,
                seen,
            },
            by,
            at,
            staged,
        );
    }

    /// Takes letters of a deal in hand, as `tlg tick` does.
    pub fn claim(&self, by: &str, at: &str, number: u32, letters: &[LetterId]) {
        let moment: Moment = at.parse().unwrap();
        let calendar = Calendar::new(chrono_tz::Europe::Moscow);
        let mut tick = Tick::heartbeat(calendar.local_day(moment));
        let claim = tick.claims.entry(DealId::new("TLG", number)).or_default();
        claim.letters.extend(letters.iter().cloned());
        self.carry_out(Intent::Tick(tick), by, at, &[]);
    }

    fn workspace(&self) -> Workspace {
        Workspace::open(&self.root()).unwrap()
    }

    pub fn deal(&self, number: u32) -> Deal {
        let workspace = self.workspace();
        let tip = workspace.tip().unwrap();
        let file = deal_at(&tip, &DealId::new("TLG", number)).unwrap();
        file.unwrap().deal
    }

    fn given(&self, gift: Gift) -> (Given, Vec<Staged>) {
        let mut given = Given {
            text: gift.text.map(str::to_owned),
            ..Given::default()
        };
        for (fact, value) in gift.facts {
            let kind = self.process.facts[*fact].kind;
            let value = FactValue::from_person(kind, value, Currency::RUB).unwrap();
            given.facts.insert(fact.parse().unwrap(), value);
        }
        let mut staged = Vec::new();
        for kind in gift.documents {
            let path = self.folder.join("paper.pdf");
            fs::write(&path, format!("{kind} {given:?}")).unwrap();
            let paper = self.workspace().stage(&path, 1 << 20).unwrap();
            given.documents.push(GivenDocument {
                kind: kind.parse().unwrap(),
                ending: "pdf".to_owned(),
                sha256: paper.sha256().parse().unwrap(),
                size: paper.size(),
            });
            staged.push(paper);
        }
        (given, staged)
    }

    fn carry_out(&self, intent: Intent, by: &str, at: &str, staged: &[Staged]) {
        let workspace = self.workspace();
        let introduction = workspace.introduction().unwrap().to_string();
        let tip = workspace.tip().unwrap();
        let ground = facts_at(&tip, &introduction, &intent).unwrap();
        drop(tip);
        let at_moment: Moment = at.parse().unwrap();
        let change = decide(&ground, &intent, &by.parse().unwrap(), at_moment);
        let change = change.unwrap_or_else(|no| panic!("{at} {intent:?}: {no:?}"));
        self.land(&workspace, &change, by, at, staged);
    }

    fn land(&self, workspace: &Workspace, change: &Change, by: &str, at: &str, staged: &[Staged]) {
        let author = self.people.person(&by.parse().unwrap()).unwrap();
        let texts = change.files.iter();
        let mut writes: BTreeMap<String, Content> = texts
            .map(|(path, text)| (path.clone(), Content::Text(text.clone())))
            .collect();
        for (path, sha256) in &change.documents {
            let paper = staged
                .iter()
                .find(|paper| paper.sha256() == sha256.to_string());
            writes.insert(path.clone(), Content::Document(paper.unwrap().clone()));
        }
        let at: Moment = at.parse().unwrap();
        let commit = Commit {
            parent: workspace.tip().ok().map(|tip| tip.id()),
            writes,
            message: change.message.clone(),
            author: Author {
                name: author.name.clone(),
                email: author.email.clone(),
            },
            committed: at.time(),
            authored: at.time(),
            trusted: author.keys.clone(),
        };
        let key = self.folder.join(by);
        workspace
            .set("user.signingkey", key.to_str().unwrap())
            .unwrap();
        let lock = workspace.lock(Duration::from_secs(5)).unwrap();
        workspace.commit(&lock, &commit).unwrap();
    }

    /// A `tlg` that a person runs in the workspace, at [`NOW`].
    pub fn tlg(&self, who: &str, language: &str, line: &str) -> Command {
        let home = self.folder.join("home");
        let config = home.join(format!("{who}.gitconfig"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_tlg"));
        command
            .args(line.split(' ').filter(|word| !word.is_empty()))
            .current_dir(self.root())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &home)
            .env("GIT_CONFIG_GLOBAL", config)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("TLG_NOW", NOW)
            .env("TLG_LANG", language)
            .stdin(Stdio::null());
        command
    }

    /// What it says.
    pub fn said(&self, who: &str, language: &str, line: &str) -> Output {
        self.tlg(who, language, line).output().unwrap()
    }
}

fn register(folder: &Path) -> People {
    let added: Vec<Person> = PEOPLE
        .iter()
        .map(|(id, name, role)| Person {
            id: id.parse().unwrap(),
            name: (*name).to_owned(),
            email: format!("{id}@tlg.example"),
            roles: vec![*role],
            keys: vec![public_key(folder, id)],
        })
        .collect();
    People::nobody().with(PeopleEntry {
        at: "2026-11-01T09:00:00+03:00".parse().unwrap(),
        by: "orlov".parse().unwrap(),
        act: PeopleAct::Introduced { added },
        text: None,
    })
}

/// ssh-keygen takes only keys that nobody else can read, and a checkout leaves them open.
fn copy_key(folder: &Path, id: &str) {
    let keys = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys");
    let public = format!("{id}.pub");
    fs::copy(keys.join(&public), folder.join(&public)).unwrap();
    fs::copy(keys.join(id), folder.join(id)).unwrap();
    fs::set_permissions(folder.join(id), fs::Permissions::from_mode(0o600)).unwrap();
}

fn public_key(folder: &Path, id: &str) -> String {
    let text = fs::read_to_string(folder.join(format!("{id}.pub"))).unwrap();
    text.split(' ').take(2).collect::<Vec<_>>().join(" ")
}
