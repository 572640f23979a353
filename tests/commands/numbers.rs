//! Which number `tlg deal new` gives a deal.

use super::office::Office;
use super::sandbox::succeed;

const LEASED: &str = "format: 1
history:
- kind: leased
  at: 2026-11-20T10:00:00+03:00
  by: sidorov
  clone: 000000a1
  from: 2
  to: 21
";

const MESSAGE: &str =
    "номера сделок: 2–21 — sidorov, клон 000000a1\n\nIntent: leased\nBy: sidorov\nRules: 1\n";

/// Сидоров leases numbers, as plain git commits it.
fn lease(office: &Office) {
    std::fs::write(office.folder().join("numbers.yaml"), LEASED).unwrap();
    let date = "2026-11-20T10:00:00+03:00";
    let config = office.sandbox.path("sidorov.gitconfig");
    let git = |arguments: &[&str]| {
        let mut git = office.sandbox.command("git");
        git.env("GIT_CONFIG_GLOBAL", &config)
            .env("GIT_AUTHOR_DATE", date)
            .env("GIT_COMMITTER_DATE", date)
            .current_dir(office.folder());
        succeed(git.args(arguments));
    };
    git(&["add", "numbers.yaml"]);
    let past_the_hooks = ["-c", "core.hooksPath=/dev/null"];
    let commit = ["commit", "-q", "--cleanup=verbatim", "-m", MESSAGE];
    git(&[past_the_hooks.as_slice(), commit.as_slice()].concat());
}

fn opened(office: &Office) -> String {
    let said = office
        .by("sidorov")
        .done("deal new --client стакан --title Линия -q");
    said.trim_end().to_owned()
}

#[test]
fn a_clone_gives_out_what_it_has_in_stock() {
    let office = Office::open();
    assert_eq!(opened(&office), "TLG-1");
    lease(&office);
    office.git("remote add origin ../nowhere");
    assert_eq!(opened(&office), "TLG-22", "the clone has no name yet");
    office.git("config tlg.clone 000000a1");
    let planned = office
        .by("sidorov")
        .done("deal new --client стакан --title Линия --dry-run");
    assert!(planned.contains("TLG-2: "), "{planned}");
    for number in 2..=21 {
        assert_eq!(opened(&office), format!("TLG-{number}"));
    }
    let line = "deal new --client стакан --title Линия";
    let said = office.by("sidorov").refused(line, 1);
    assert_eq!(
        said,
        "нельзя: новая сделка «Линия»\n\n  ✗ номера, взятые про запас, в этом клоне кончились\n      \
         tlg sync   сначала\n"
    );
    office.git("config tlg.clone 000000b2");
    assert_eq!(opened(&office), "TLG-23", "this clone never took any");
    office.git("config tlg.clone 000000a1");
    office.git("remote remove origin");
    assert_eq!(opened(&office), "TLG-24", "nobody is there to ask for more");
    office.by("ivanov").done("verify");
}
