//! The company on its first morning: everybody let in, two clients, no deal. Founded once in a process and copied, which
//! takes milliseconds.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use super::company::{Company, FOUNDED, PEOPLE};

/// A company of its own, at work.
pub fn company_at_work() -> Company {
    static FIRST: OnceLock<Company> = OnceLock::new();
    let first = FIRST.get_or_init(founded);
    let company = Company::new();
    copy(&first.workspace(), &company.workspace());
    company
}

fn founded() -> Company {
    let company = Company::new();
    let mut script = format!(
        "{}set -e\nexport TLG_NOW={FOUNDED}\n\
         orlov tlg -q init . --company 'ООО «ТЛГ»' --service-key ../keys/cron.pub\n",
        company.prelude()
    );
    for (login, name, roles) in &PEOPLE[1..] {
        let roles: Vec<String> = roles.iter().map(|role| format!("--role {role}")).collect();
        script.push_str(&format!(
            "orlov tlg -q people add {login} --name '{name}' --email {login}@tlg.example \
             {} --key ../keys/{login}.pub\n",
            roles.join(" ")
        ));
    }
    script.push_str(
        "ivanov tlg -q client add 'Стакан Плюс' --email buyer@stakan.example\n\
         sidorov tlg -q client add 'Волга-Пак' --email zakaz@volga.example\n",
    );
    let ended = company.shell(&script).output().expect("bash starts");
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(ended.status.success(), "{said}");
    company
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("a readable folder");
        let inside = entry.path().strip_prefix(from).expect("a path below");
        let target = to.join(inside);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("a new folder");
        } else {
            fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}
