//! The command line: what can be said, the help in both languages, and what is answered to a line that is wrong.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use clap::CommandFactory;
use clap_complete::engine::complete;
use tlg::cli::completion::{Sources, Word, with_words};
use tlg::cli::help;
use tlg::cli::invocation::Invocation;
use tlg::cli::language::Language;
use tlg::cli::reference::markdown;
use tlg::cli::say::{RUSSIAN_HELP, Say};

/// Every form of every command that people were promised.
const PROMISED: &str = "\
tlg
tlg -C crm --json
tlg init crm --company ТЛГ --service-key service.pub
tlg demo
tlg demo try
tlg completions bash
tlg client add СтаканПлюс --email buyer@stakan.example --inn 6163000000 --id stakan-plus
tlg client set stakan --email new@stakan.example
tlg client list
tlg client list стакан
tlg client show stakan
tlg deal new --client stakan --title Линия --manager ivanov
tlg deal list линия --stage procurement --manager ivanov --pipeline sales --late --closed --at 20.11.2026
tlg board --at 2026-11-20
tlg deal show 42 --at HEAD~3
tlg deal log TLG-42 --json
tlg deal explain 42
tlg deal move 42 procurement --set goods_in_stock=no --set carrier=ПЭК --file quote=КП.pdf -m причина --no-mail
tlg deal set 42 supplier_price=2100000 goods_in_stock=нет
tlg deal set 42 invoice_number=17 --no-mail
tlg deal attach 42 other scan.pdf --dry-run
tlg deal attach 42 invoice счет.pdf --no-mail
tlg deal edit 42 --title Линия --client stakan
tlg deal note 42 -m звонил
tlg deal assign 42 petrov
tlg deal assign --from ivanov --to petrov
tlg deal defer 42 --until 01.12.2026 --file specification=spec.pdf
tlg deal lose 42 --reason price -m дорого
tlg deal correct 42 -m ошибка
tlg deal reopen 42 -m вернулись
tlg task list --all
tlg task done 42
tlg task done 42 issue_invoice --set invoice_number=7 --file invoice=счет.pdf --no-mail
tlg task later 42 check_stock --until 2026-12-01 -m ждём
tlg quote send 42 --file КП.pdf --total 2325000,00 --valid-until 31.12.2026 --prepayment 50
tlg quote ask 42 --file КП.pdf --total 2325000.00 --valid-until 2026-12-31 -m скидка
tlg quote discount 42 --ask 2200000 -m просит
tlg quote withdraw 42 -m передумали
tlg approve
tlg approve 42 --binds 3b1e90f --lowest 2200000 --until 31.12.2026
tlg rework 42 --binds 3b1e90f -m срок
tlg reject 42 --binds 3b1e90f -m нет
tlg pay 42 --amount 2325000 --date 2026-12-01 --document 117
tlg pay 42 --cancel 117 -m ошибка
tlg sync
tlg sync --kept --json
tlg sync --retry 3
tlg sync --drop 3
tlg tick --dry-run
tlg mail list
tlg mail show quote/1
tlg mail resolve TLG-42/quote/1 resend --to buyer@stakan.example
tlg mail resolve quote/1 drop -m отдали
tlg apply --dry-run
tlg doctor --json
tlg clone git@cups.example:deals.git crm --introduction 4f1c0c3e5d1a2b3c4d5e6f708192a3b4c5d6e7f8:SHA256:uNiVztksCsDhcc0u9e8BrqkCvWp3lRcjsUSaJOiZrZY
tlg clone git@cups.example:deals.git crm --trust-on-first-use
tlg join git@cups.example:deals.git crm --introduction 4f1c0c3e5d1a2b3c4d5e6f708192a3b4c5d6e7f8:SHA256:uNiVztksCsDhcc0u9e8BrqkCvWp3lRcjsUSaJOiZrZY
tlg join git@cups.example:deals.git crm --trust-on-first-use --name Петров --email p@tlg.example --key p.pub --role manager
tlg hook install --force
tlg hook install --introduction 4f1c0c3e5d1a2b3c4d5e6f708192a3b4c5d6e7f8:SHA256:uNiVztksCsDhcc0u9e8BrqkCvWp3lRcjsUSaJOiZrZY --anchor /etc/tlg/anchor
tlg hook pre-receive
tlg hook pre-push origin https://example.org/crm.git
tlg hook pre-commit
tlg hook pre-merge-commit
tlg hook pre-rebase origin/main main
tlg hook pre-applypatch
tlg hook prepare-commit-msg .git/COMMIT_EDITMSG commit HEAD
tlg verify
tlg verify --full --documents HEAD~3
tlg process show
tlg process check --json
tlg process diagram
tlg people list
tlg people add petrov --name Петров --email p@tlg.example --role manager --role accountant --key p.pub
tlg people grant petrov accountant -m замена
tlg people revoke petrov accountant -m ушёл
tlg people key add petrov p.pub
tlg people key retire petrov SHA256:3b1e90f2
tlg people key compromise petrov p.pub --trusted HEAD~3 -m украден
tlg people key compromise petrov p.pub --nothing-trusted -m украден
tlg people ratify 3b1e90f2 9d20aa31 -m проверено
tlg people delegate manager --to petrov --from 20.11.2026 --until 2026-11-30
tlg people delegate manager --end
tlg people delegate manager --end --from 2026-11-20
tlg help deal move";

#[test]
fn the_tree_of_commands_is_sound() {
    Invocation::command().debug_assert();
    for language in [Language::Russian, Language::English] {
        help::command(&Say::new(language)).debug_assert();
    }
}

#[test]
fn every_promised_line_is_understood() {
    let say = Say::new(Language::English);
    for line in PROMISED.lines() {
        let read = Invocation::read(line.split(' ').map(OsString::from), &say);
        assert!(read.is_ok(), "{line}: {:?}", read.err());
    }
}

#[test]
fn every_command_is_among_the_promised() {
    let mut tree = Invocation::command();
    tree.build();
    for command in leaves(&tree) {
        let forms = PROMISED
            .lines()
            .filter(|line| *line == command || line.starts_with(&format!("{command} ")));
        assert!(forms.count() > 0, "{command}");
    }
}

#[test]
fn the_russian_help_lacks_nothing_and_has_nothing_over() {
    let russian = Say::new(Language::Russian);
    let needed: BTreeSet<String> = help::keys(&russian).into_keys().collect();
    let entry = |line: &'static str| line.split_once(" = ").filter(|_| !line.starts_with('#'));
    let written: BTreeSet<String> = RUSSIAN_HELP
        .lines()
        .filter_map(entry)
        .map(|(key, _)| key.to_owned())
        .collect();
    assert_eq!(needed, written);
}

#[test]
fn a_help_text_translates_one_english_text() {
    for (key, english) in help::keys(&Say::new(Language::Russian)) {
        assert_eq!(english.len(), 1, "{key} stands for {english:?}");
    }
}

#[test]
fn help_texts_are_sentences_without_a_full_stop() {
    let russian = Say::new(Language::Russian);
    for (key, english) in help::keys(&russian) {
        for text in english.into_iter().chain(russian.help(&key)) {
            assert!(
                text.starts_with(char::is_uppercase) && !text.ends_with('.'),
                "{key}: {text:?}"
            );
        }
    }
}

#[test]
fn russian_help_has_no_english_words() {
    let page = stdout(&tlg("deal move --help", "ru"));
    for word in ["Usage", "Options", "Arguments", "OPTIONS", "STAGE", "Print"] {
        assert!(!page.contains(word), "{word} in\n{page}");
    }
    assert!(
        page.contains("Перевести сделку на другую стадию") && page.contains("<СТАДИЯ>"),
        "{page}"
    );
}

#[test]
fn the_reference_is_what_the_help_says() {
    for (language, name) in [
        (Language::English, "commands.md"),
        (Language::Russian, "commands.ru.md"),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("docs")
            .join(name);
        let text = markdown(&Say::new(language));
        if std::env::var_os("TLG_BLESS").is_some() {
            fs::write(&path, &text).expect("the reference can be written");
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(
            written, text,
            "docs/{name}: run TLG_BLESS=1 cargo test --test command_line"
        );
    }
}

#[test]
fn a_wrong_line_is_explained_in_the_language_of_the_person() {
    for (line, russian, english) in [
        (
            "deal mov 42",
            "нет такой команды: mov\n  возможно: move",
            "no such command: mov\n  perhaps: move",
        ),
        (
            "deal move",
            "не хватает: <ID>, <СТАДИЯ>",
            "missing: <ID>, <STAGE>",
        ),
        (
            "deal show 42 --ta",
            "неизвестный аргумент: --ta",
            "unknown argument: --ta",
        ),
        (
            "task later 42 --until завтра",
            "завтра не подходит; нужно: дата",
            "завтра does not fit; needed: a date",
        ),
        (
            "quote discount 42 --ask 1.250.000",
            "нужно: сумма",
            "needed: a sum",
        ),
        (
            "deal set 42 goods",
            "нужно: имя=значение",
            "needed: name=value",
        ),
        (
            "pay 42 --amount 1 --cancel 7",
            "не сочетается с --cancel",
            "does not go with --cancel",
        ),
        (
            "pay 42 --amount",
            "у --amount <СУММА> нет значения",
            "--amount <AMOUNT> has no value",
        ),
        (
            "deal show 42 --at a --at b",
            "--at <ДАТА|РЕВИЗИЯ> указан дважды",
            "--at <DATE|REV> is given twice",
        ),
        (
            "deal show 42 43",
            "неизвестный аргумент: 43",
            "unknown argument: 43",
        ),
        (
            "help deal mov",
            "нет такой команды: deal mov",
            "no such command: deal mov",
        ),
        (
            "completions tcsh",
            "нет такой оболочки: tcsh",
            "no such shell: tcsh",
        ),
    ] {
        for (language, said) in [("ru_RU.UTF-8", russian), ("en", english)] {
            let output = tlg(line, language);
            let talk = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{line}: {talk}");
            assert!(talk.contains(said), "{line}: {talk}");
            assert!(output.stdout.is_empty(), "{line}");
            assert!(
                !talk.contains('\u{1b}'),
                "{line}: colour without a terminal"
            );
        }
    }
}

#[test]
fn help_and_version_are_data() {
    for line in [
        "--help",
        "deal --help",
        "deal move -h",
        "help deal move",
        "--version",
        "completions zsh",
    ] {
        let output = tlg(line, "ru");
        assert_eq!(output.status.code(), Some(0), "{line}");
        assert!(
            !output.stdout.is_empty() && output.stderr.is_empty(),
            "{line}"
        );
    }
    assert_eq!(
        stdout(&tlg("help deal move", "ru")),
        stdout(&tlg("deal move --help", "ru"))
    );
}

#[test]
fn help_fits_eighty_columns_in_both_languages() {
    let mut tree = Invocation::command();
    tree.build();
    for language in [Language::Russian, Language::English] {
        let say = Say::new(language);
        for command in leaves(&tree) {
            let path: Vec<String> = command.split(' ').skip(1).map(str::to_owned).collect();
            let page = help::page(&path, &say).expect("the command is in the tree");
            let page = anstream::adapter::strip_str(&page).to_string();
            let body = page.lines().filter(|line| line.starts_with(' '));
            let widest = body
                .max_by_key(|line| line.chars().count())
                .unwrap_or_default();
            assert!(widest.chars().count() <= 80, "{command}: {widest}");
        }
    }
}

#[test]
fn a_reader_who_has_read_enough_is_no_failure() {
    let mut child = program("help", "en")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("tlg runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("tlg ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_shell_completes_commands_deals_and_stages() {
    assert_eq!(completed(&["deal", "mo"]), ["move"]);
    assert!(completed(&["deal", "show", ""]).contains(&"TLG-42".to_owned()));
    assert!(completed(&["deal", "move", "42", "pro"]).contains(&"procurement".to_owned()));
    assert!(completed(&["deal", "list", "--manager", ""]).contains(&"ivanov".to_owned()));
    assert!(!completed(&["people", "add", ""]).contains(&"ivanov".to_owned()));
}

fn completed(words: &[&str]) -> Vec<String> {
    let sources = Sources {
        deals: |_| word("TLG-42"),
        stages: |_| word("procurement"),
        clients: |_| word("stakan-plus"),
        people: |_| word("ivanov"),
    };
    let mut command = with_words(Invocation::command(), sources, Path::new("."));
    let line: Vec<OsString> = std::iter::once("tlg")
        .chain(words.iter().copied())
        .map(OsString::from)
        .collect();
    let last = line.len() - 1;
    let candidates = complete(&mut command, line, last, None).expect("completions");
    candidates
        .iter()
        .map(|candidate| candidate.get_value().to_string_lossy().into_owned())
        .collect()
}

fn word(word: &str) -> Vec<Word> {
    vec![Word {
        word: word.to_owned(),
        meaning: "Линия".to_owned(),
    }]
}

fn leaves(command: &clap::Command) -> BTreeSet<String> {
    if command.has_subcommands() {
        return command.get_subcommands().flat_map(leaves).collect();
    }
    BTreeSet::from([command.get_bin_name().unwrap_or_default().to_owned()])
}

fn program(line: &str, language: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tlg"));
    program
        .args(line.split(' '))
        .env_clear()
        .env("TLG_LANG", language)
        .stdin(Stdio::null());
    program
}

fn tlg(line: &str, language: &str) -> Output {
    program(line, language).output().expect("tlg runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}
