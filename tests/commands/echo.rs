//! What a write prints.

use crate::office::Office;
use crate::{office_preparing_a_quote, office_waiting_for_money};

#[test]
fn every_write_echoes_id_title_and_client_and_what_follows() {
    let office = office_preparing_a_quote();
    let quote = office.file("quote.pdf", "quote");
    let said = office.by("sidorov").done(&format!(
        "quote send 1 --file {quote} --total 2500000 --valid-until 31.12.2026"
    ));
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "TLG-1  Линия для стаканов · Стакан Плюс");
    assert_eq!(lines[1], "✓ Подготовка КП → КП отправлено");
    assert_eq!(
        lines[2],
        "  задача   уточнить обратную связь от клиента, до ср 25.11 · sidorov"
    );
    assert_eq!(
        lines[3],
        "  письмо   quote/1 → buyer@stakan.example, уйдет не раньше: сегодня 10:10"
    );
    let commit = office.tip();
    let signed = office.git("log -1 --format=%GF");
    assert_eq!(
        lines[4],
        format!("  коммит   {} · подпись {}", &commit[..8], signed.trim())
    );
    assert_eq!(lines.len(), 5);
}

#[test]
fn the_language_of_the_person_changes_words_and_no_commit() {
    let office = Office::open();
    office
        .by("sidorov")
        .done("deal new --client stakan --title Стаканы");
    let moved = office.tried("sidorov", "deal move 1 procurement");
    let mut command = office.sandbox.tlg("2026-11-20T10:00:00+03:00");
    command.env("TLG_LANG", "en").env(
        "GIT_CONFIG_GLOBAL",
        office.sandbox.path("sidorov.gitconfig"),
    );
    let said = command
        .current_dir(office.folder())
        .args(["deal", "move", "1", "procurement"])
        .output()
        .unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(
        said.contains("  task     запросить цену у поставщика, by Wed 25 Nov"),
        "{said}"
    );
    assert_eq!(office.tip(), moved);
}

#[test]
fn programs_get_the_keys_of_the_files() {
    let office = office_waiting_for_money();
    let specification = office.file("s.pdf", "s");
    let deferred = office.by("sidorov").json(&format!(
        "deal defer 1 --until 10.12.2026 --file specification={specification}"
    ));
    assert_eq!(deferred["deal"], "TLG-1");
    assert_eq!(deferred["client"], "stakan-plus");
    assert_eq!(deferred["stage"], "payment_deferred");
    assert_eq!(deferred["kind"], "moved");
    assert_eq!(deferred["closed"][0]["id"], "check_payment");
    assert_eq!(
        deferred["documents"][0]["file"],
        "clients/s/stakan-plus/TLG-1/specification-1.pdf"
    );
    assert_eq!(deferred["commit"].as_str().unwrap(), office.tip().trim());
    assert!(deferred["key"].as_str().unwrap().starts_with("SHA256:"));
}

#[test]
fn the_id_of_a_new_deal_stands_alone() {
    let office = Office::open();
    let ended = office
        .by("sidorov")
        .run("deal new --client stakan --title Стаканы");
    assert_eq!(ended.stdout, "TLG-1\n");
    assert!(
        ended.stderr.contains("Стаканы · Стакан Плюс"),
        "{}",
        ended.stderr
    );
    let quiet = office
        .by("sidorov")
        .run("deal new --client stakan --title Ещё --quiet");
    assert_eq!(
        (quiet.stdout.as_str(), quiet.stderr.as_str()),
        ("TLG-2\n", "")
    );
}

#[test]
fn a_dry_run_prints_the_change_and_makes_none() {
    let office = office_waiting_for_money();
    let specification = office.file("s.pdf", "s");
    let line =
        format!("deal defer 1 --until 10.12.2026 --file specification={specification} --dry-run");
    let before = office.git("rev-parse HEAD HEAD^{tree}");
    let said = office.by("sidorov").done(&line);
    for expected in [
        "Intent: moved",
        "--- deals/00/00/TLG-1.yaml",
        "+ stage: payment_deferred",
        "- stage: invoice_and_specification",
        "+++ clients/s/stakan-plus/TLG-1/specification-1.pdf",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    let data = office.by("sidorov").json(&line);
    assert_eq!(data["dry_run"], true);
    assert_eq!(data["commit"], serde_json::Value::Null);
    let text = data["files"]["deals/00/00/TLG-1.yaml"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(office.git("rev-parse HEAD HEAD^{tree}"), before);
    office.assert_sound();
    office.by("sidorov").done(&line.replace(" --dry-run", ""));
    assert_eq!(office.git("show HEAD:deals/00/00/TLG-1.yaml"), text);
    for line in [
        "client add Волга --dry-run",
        "deal new --client stakan --title Ещё --dry-run",
        "deal note 1 -m мысль --dry-run",
        "deal lose 1 --reason price --dry-run",
    ] {
        let before = office.tip();
        office.by("sidorov").done(line);
        assert_eq!(office.tip(), before, "{line}");
    }
}
