//! The people of ТЛГ with their keys, papers to file, and a shell that knows them all.
//!
//! Keys and times are fixed, so that the same document makes the same commits, byte for byte, in every run.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Login, name, and the roles that the administrator gives; the administrator is the first.
pub const PEOPLE: [(&str, &str, &[&str]); 6] = [
    ("orlov", "Орлов Пётр", &[]),
    ("ivanov", "Иванов Иван", &["manager"]),
    ("sidorov", "Сидоров Семён", &["manager"]),
    ("petrova", "Петрова Анна", &["finance_director"]),
    ("kozlov", "Козлов Олег", &["finance_director", "manager"]),
    ("smirnova", "Смирнова Ольга", &["accountant"]),
];

/// The service that cron runs `tlg tick` as, in the name that `tlg init` gives it.
const SERVICE: (&str, &str) = ("cron", "tlg cron");

/// When the company begins to work, as `TLG_NOW` says it.
pub const FOUNDED: &str = "2026-11-20T09:00:00+03:00";

/// Papers that can be filed: name and the line that stands in them.
const PAPERS: [(&str, &str); 10] = [
    ("quote.pdf", "Quote: cup line, 2 500 000 RUB"),
    ("quote-2.pdf", "Quote: cup line, 2 325 000 RUB"),
    ("quote-3.pdf", "Quote: cup line and lids, 2 900 000 RUB"),
    ("invoice.pdf", "Invoice 17"),
    ("invoice-2.pdf", "Invoice 18"),
    ("specification.pdf", "Specification 1"),
    ("specification-2.pdf", "Specification 2"),
    ("act.pdf", "Statement of acceptance"),
    ("waybill.pdf", "Waybill"),
    ("letter.pdf", "Letter of the client"),
];

/// A folder with a home for everybody, papers, and a place for the workspace.
pub struct Company {
    folder: TempDir,
}

impl Company {
    /// People with keys and papers, and nothing founded yet.
    pub fn new() -> Company {
        let company = Company {
            folder: quick_folder(),
        };
        for folder in ["home", "keys", "papers", "crm"] {
            fs::create_dir(company.path(folder)).expect("a new folder");
        }
        let logins = PEOPLE.map(|(login, name, _)| (login, name));
        for (login, name) in logins.into_iter().chain([SERVICE]) {
            company.equip(login, name);
        }
        for (name, line) in PAPERS {
            fs::write(company.path("papers").join(name), pdf(line)).expect("a paper");
        }
        fs::write(company.path("papers/act.xml"), "<act number=\"1\"/>\n").expect("a paper");
        company
    }

    /// Gives a person the key of that login and a git configuration that names both.
    fn equip(&self, login: &str, name: &str) {
        let keys = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys");
        let kept = if login == SERVICE.0 { "service" } else { login };
        for ending in ["", ".pub"] {
            let key = self.path(&format!("keys/{login}{ending}"));
            fs::copy(keys.join(format!("{kept}{ending}")), &key).expect("a key");
            fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).expect("our own file");
        }
        let key = self.path(&format!("keys/{login}"));
        let config = format!(
            "[user]\n\tname = {name}\n\temail = {login}@tlg.example\n\tsigningkey = {}\n\
             [gpg]\n\tformat = ssh\n[advice]\n\tdetachedHead = false\n",
            key.display()
        );
        let path = self.path(&format!("home/{login}.gitconfig"));
        fs::write(path, config).expect("a configuration");
    }

    /// The folder that everything is in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// The folder of the workspace.
    pub fn workspace(&self) -> PathBuf {
        self.path("crm")
    }

    /// What a program sees of the world: this company, and nothing of the machine's configuration.
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        let program = Path::new(env!("CARGO_BIN_EXE_tlg"));
        let mut paths = vec![program.parent().expect("a folder").to_owned()];
        let machine = std::env::var_os("PATH").unwrap_or_default();
        paths.extend(std::env::split_paths(&machine));
        vec![
            ("PATH", std::env::join_paths(paths).expect("folders")),
            ("HOME", self.path("home").into()),
            ("GIT_CONFIG_GLOBAL", self.path("home/.gitconfig").into()),
            ("GIT_CONFIG_NOSYSTEM", "1".into()),
            ("GIT_PAGER", "cat".into()),
            ("LC_ALL", "C.UTF-8".into()),
            ("TMPDIR", self.path("home").into()),
            ("TZ", "Asia/Vladivostok".into()),
            ("TLG_LANG", "ru".into()),
            ("TLG_NOW", FOUNDED.into()),
        ]
    }

    /// What a shell of the company knows: each person by login, `clock` for the time in Moscow, and `binds`, the hash of
    /// the last request.
    pub fn prelude(&self) -> String {
        let logins = PEOPLE.map(|(login, ..)| login);
        let people = logins.into_iter().chain([SERVICE.0]).map(|login| {
            format!("{login}() {{ GIT_CONFIG_GLOBAL=\"$HOME/{login}.gitconfig\" \"$@\"; }}\n")
        });
        let clock = "clock() { export TLG_NOW=\"$1:00+03:00\"; }\n";
        let binds =
            "binds() { git log --format='%(trailers:key=Binds,valueonly)' | grep -m1 .; }\n";
        people.chain([clock, binds].map(str::to_owned)).collect()
    }

    /// A shell in the workspace's folder that runs this script.
    pub fn shell(&self, script: &str) -> Command {
        let path = self.path("home/script");
        fs::write(&path, script).expect("a script");
        let mut shell = self.command("bash");
        shell.args(["--noprofile", "--norc"]).arg(path);
        shell
    }

    /// A program in the workspace's folder that sees only this company.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.workspace())
            .env_clear()
            .envs(self.environment());
        command
    }
}

/// A folder in memory where the system has such a thing: what is synced there costs nothing.
fn quick_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    folder.expect("a temporary folder")
}

/// A PDF of one page with one line of Latin text. The same line gives the same bytes.
fn pdf(line: &str) -> Vec<u8> {
    let text = format!("BT /F1 24 Tf 72 720 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    for (number, object) in (1..).zip(&objects) {
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    file.push_str("trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n");
    file.into_bytes()
}
