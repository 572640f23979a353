//! A company that has done nothing wrong, and the server that has taken all of it. Made once in a process by the real
//! program, and copied for every attack.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use super::company::Company;
use super::founding::{company_at_work, copy};

/// When the attacks happen: after everything honest, on the same day.
pub const NOW: &str = "2026-11-23T12:00:00+03:00";

/// Of TLG-1 a quote is approved, sent, invoiced and paid. TLG-2 waits for an answer to its second round. Козлов, who is a
/// director as well as a manager, has asked about his own TLG-3. TLG-4 of Сидоров has just been opened.
const STORY: &str = "
clock 2026-11-20T10:00
ivanov tlg -q deal new --client стакан --title 'Линия для бумажных стаканов 250 мл'
ivanov tlg -q deal move 1 in_stock
ivanov tlg -q deal move 1 quote_preparation
ivanov tlg -q quote ask 1 --file ../papers/quote.pdf --total 2500000 --valid-until 31.12.2026 -m 'Крупный заказ'
clock 2026-11-20T10:10
petrova tlg -q approve 1 --binds $(binds)
clock 2026-11-20T10:20
cron tlg -q tick
ivanov tlg -q deal move 1 invoicing
ivanov tlg -q task done 1 --set invoice_number=17 --file invoice=../papers/invoice.pdf
smirnova tlg -q pay 17 --amount 1250000 --date 20.11.2026 --document 117
clock 2026-11-20T11:00
ivanov tlg -q deal new --client волга --title 'Крышки 90 мм'
ivanov tlg -q deal move 2 in_stock
ivanov tlg -q deal move 2 quote_preparation
ivanov tlg -q quote ask 2 --file ../papers/quote.pdf --total 325000 --valid-until 31.12.2026 -m 'Новый клиент'
petrova tlg -q rework 2 --binds $(binds) -m 'Укажите срок поставки'
ivanov tlg -q quote ask 2 --file ../papers/quote-2.pdf --total 325000 --valid-until 31.12.2026 -m 'Срок указан'
kozlov tlg -q deal new --client волга --title 'Стаканы 350 мл'
kozlov tlg -q deal move 3 in_stock
kozlov tlg -q deal move 3 quote_preparation
kozlov tlg -q quote ask 3 --file ../papers/quote-3.pdf --total 2900000 --valid-until 31.12.2026 -m 'Срочно'
sidorov tlg -q deal new --client стакан --title 'Держатели'
clock 2026-11-23T10:00
";

/// The hash of what was asked last about a deal.
const ASKED: &str = "asked() {
    tlg -q deal show $1 --json | grep -o '\"binds\": \"[0-9a-f]*' | tail -1 | cut -c 11-
}
";

/// A company of its own and its server.
pub struct Honest {
    pub company: Company,
}

impl Honest {
    /// A copy of the honest company and its server.
    pub fn new() -> Honest {
        static FIRST: OnceLock<Honest> = OnceLock::new();
        let first = FIRST.get_or_init(Honest::made);
        let honest = Honest {
            company: Company::new(),
        };
        copy(&first.workspace(), &honest.workspace());
        copy(&first.server(), &honest.server());
        honest
    }

    fn made() -> Honest {
        let honest = Honest {
            company: company_at_work(),
        };
        honest.shell(STORY);
        let introduction = honest.introduction();
        honest.shell(&format!(
            "git init -q --bare --initial-branch=main ../server.git
             git -C ../server.git config tlg.testClock true
             tlg -q -C ../server.git hook install --introduction {introduction}
             git push -q ../server.git main
             tlg -q verify
             git repack -q -d -a"
        ));
        honest
    }

    pub fn workspace(&self) -> PathBuf {
        self.company.workspace()
    }

    /// The bare repository with the hook.
    pub fn server(&self) -> PathBuf {
        self.company.folder().join("server.git")
    }

    /// The first commit and the fingerprint of the key that signed it, as people tell them.
    pub fn introduction(&self) -> String {
        let first = self.git(&["config", "tlg.introduction"]);
        let told = self.shell("ssh-keygen -l -f ../keys/orlov.pub");
        let key = told.split(' ').nth(1).expect("a fingerprint");
        format!("{first}:{key}")
    }

    /// Runs a script in the workspace, at noon of the day of the attacks unless it says otherwise; each line must succeed.
    pub fn shell(&self, script: &str) -> String {
        let prelude = self.company.prelude();
        let script = format!("{prelude}{ASKED}set -e\nexport TLG_NOW={NOW}\n{script}\n");
        let ended = self.company.shell(&script).output().expect("bash starts");
        said(&script, ended)
    }

    /// What git says in the workspace; it must succeed.
    pub fn git(&self, arguments: &[&str]) -> String {
        self.git_in(&self.workspace(), arguments)
    }

    /// What git says in a folder; it must succeed.
    pub fn git_in(&self, folder: &Path, arguments: &[&str]) -> String {
        let mut git = self.command("git");
        let ended = git.current_dir(folder).args(arguments).output();
        said(&format!("git {arguments:?}"), ended.expect("git starts"))
    }

    /// A program in the workspace, at noon of the day of the attacks.
    pub fn command(&self, program: &str) -> Command {
        let mut command = self.company.command(program);
        command.env("TLG_NOW", NOW);
        command
    }

    /// The file of a deal, in the workspace's tree.
    pub fn text(&self, revision: &str, path: &str) -> String {
        self.git(&["show", &format!("{revision}:{path}")]) + "\n"
    }

    /// A copy of a file of git's own, which is never written in place.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.workspace().join(path);
        let _ = fs::remove_file(&path);
        fs::write(path, bytes).expect("a file");
    }
}

/// What was printed, without the last end of line.
fn said(what: &str, ended: Output) -> String {
    let error = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{what}: {error}");
    let text = String::from_utf8(ended.stdout).expect("UTF-8");
    text.trim_end_matches('\n').to_owned()
}
