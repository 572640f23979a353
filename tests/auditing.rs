//! docs/auditing.md: its examples run, and every rule that a proof can name is explained there.

#[path = "support/company.rs"]
mod company;
#[path = "support/document.rs"]
mod document;
#[path = "scenarios/founding.rs"]
mod founding;

use std::fs;
use std::path::PathBuf;

use company::Company;
use founding::company_at_work;

/// Before the auditor sits down: what the page does not show.
const BEFORE: &str = "```console\n$ export TLG_LANG=en TLG_NOW=2026-11-23T18:00:00+03:00\n```\n";

/// The deal that the page looks at, a server, and what the administrator gave the auditor.
const STORY: &str = "\
clock 2026-11-20T10:00
ivanov tlg -q deal new --client стакан --title 'Линия для бумажных стаканов 250 мл'
ivanov tlg -q deal move 1 in_stock
ivanov tlg -q deal move 1 quote_preparation
clock 2026-11-20T12:30
ivanov tlg -q quote ask 1 --file ../papers/quote.pdf --total 2500000 --valid-until 2026-12-31 -m 'Крупный заказ'
clock 2026-11-20T15:10
petrova tlg -q rework 1 --binds $(binds) -m 'Нужен срок поставки'
clock 2026-11-21T11:00
ivanov tlg -q quote ask 1 --file ../papers/quote-2.pdf --total 2325000 --valid-until 2026-12-31 -m 'Срок указан'
clock 2026-11-23T09:40
petrova tlg -q approve 1 --binds $(binds) -m 'Согласовано, срок поставки указан'
cron tlg -q tick
git init -q --bare -b main ../server.git
git push -q ../server.git main
git config --global url.$PWD/../server.git.insteadOf git@tlg.example:deals.git
echo $(git config tlg.introduction):$(git config tlg.introducedBy) > ../introduction.txt
rm -rf ../crm/* ../crm/.git
mv ../introduction.txt .
";

fn page() -> (PathBuf, String) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/auditing.md");
    let text = fs::read_to_string(&path).expect("the page can be read");
    (path, text)
}

/// A company whose deal is decided on and pushed; the folder of the workspace is empty but for the introduction.
fn company_to_audit() -> Company {
    let company = company_at_work();
    let script = format!("{}set -e\n{STORY}", company.prelude());
    let ended = company.shell(&script).output().expect("bash starts");
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(ended.status.success(), "{said}");
    company
}

#[test]
fn the_examples_run() {
    let (path, text) = page();
    let played = document::play(&format!("{BEFORE}{text}"), &company_to_audit());
    let played = played.strip_prefix(BEFORE).expect("a quiet beginning");
    document::compare(&path, played);
}

#[test]
fn every_rule_is_explained() {
    let source = include_str!("../src/verify/finding.rs");
    let (_, names) = source.split_once("pub fn rule(&self)").expect("names");
    let (names, _) = names.split_once("fn tree_path(").expect("their end");
    let names: Vec<&str> = names.split('"').skip(1).step_by(2).collect();
    assert!(names.len() > 20, "{names:?}");
    let (_, text) = page();
    let (_, forged) = text.split_once("\n## Forged\n").expect("the section");
    for name in names {
        assert!(forged.contains(&format!("\n| `{name}` |")), "{name}");
    }
}

#[test]
fn every_exit_code_of_a_proof_is_explained() {
    let (_, text) = page();
    for row in [
        "| 0 | proved |",
        "| 1 | forged |",
        "| 3 | could not check |",
        "| 4 | not anchored |",
    ] {
        assert!(text.contains(row), "{row}");
    }
}
