//! Whoever a stolen key lets in, and what can be done with what it gave.

use super::honest::Honest;
use super::judged::Judged;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

/// Козлов is a second administrator, and somebody else has Орлов's key from `trusted` on. `mine` is their own key.
const STOLEN: &str = "
for name in mine spare; do ssh-keygen -q -t ed25519 -N '' -C '' -f ../keys/$name; done
orlov tlg -q people grant kozlov administrator
git branch trusted
stolen=$(ssh-keygen -l -f ../keys/orlov.pub | cut -d ' ' -f 2)
reported() { kozlov tlg -q people key compromise orlov $stolen --trusted trusted -m 'Ноутбук украден'; }
signs_with() { git config --file $HOME/$1.gitconfig user.signingkey $PWD/../keys/$2; }
";

impl Honest {
    fn with_a_thief(&self, script: &str) {
        self.shell(&format!("{STOLEN}{script}"));
    }

    /// What is found is exactly these commits, in this order, and each for a key.
    #[track_caller]
    fn assert_in_doubt(&self, commits: &[&str]) -> Judged {
        let judged = self.verify(&["--full"]);
        let found: Vec<String> = judged.found().into_iter().map(|found| found.0).collect();
        let expected: Vec<String> = commits.iter().map(|commit| self.id(commit)).collect();
        assert_eq!(found, expected, "{:#}", judged.value);
        let mut found = judged.found().into_iter();
        assert!(found.all(|(_, rule)| rule == "compromised_key"));
        judged
    }

    /// What the command said that was refused.
    #[track_caller]
    fn refused(&self, command: &str) -> String {
        self.shell(&format!("if {command} 2>&1; then echo WENT THROUGH; fi"))
    }
}

#[test]
fn a_thief_who_puts_the_report_right() {
    let honest = Honest::new();
    honest.with_a_thief(
        "orlov tlg -q people key add orlov ../keys/mine.pub
         git branch let_in
         reported
         signs_with orlov mine
         orlov tlg -q people key compromise orlov $stolen --trusted HEAD -m 'Уточнение'",
    );
    honest.assert_in_doubt(&["let_in", "HEAD"]);
    // Nor does it help to report whoever reported.
    honest.shell(
        "kozlovs=$(ssh-keygen -l -f ../keys/kozlov.pub | cut -d ' ' -f 2)
         kozlov tlg -q people key add kozlov ../keys/spare.pub
         orlov tlg -q people key compromise kozlov $kozlovs --nothing-trusted -m 'И этот'",
    );
    honest.assert_in_doubt(&["let_in", "HEAD~2", "HEAD"]);
}

/// Who was reported counts again once whoever reported them is found out.
#[test]
fn an_honest_key_that_a_thief_reported_first() {
    let honest = Honest::new();
    honest.with_a_thief(
        "orlov tlg -q people key add kozlov ../keys/spare.pub
         git branch -f trusted
         kozlov tlg -q people grant sidorov accountant
         git branch granted
         kozlovs=$(ssh-keygen -l -f ../keys/kozlov.pub | cut -d ' ' -f 2)
         orlov tlg -q people key compromise kozlov $kozlovs --trusted trusted -m 'Украден'
         git branch lie
         signs_with kozlov spare",
    );
    honest.assert_in_doubt(&["granted"]);
    honest.shell(
        "stolen=$(ssh-keygen -l -f ../keys/orlov.pub | cut -d ' ' -f 2)
         ssh-keygen -q -t ed25519 -N '' -C '' -f ../keys/new
         orlov tlg -q people key add orlov ../keys/new.pub
         git branch new_key
         kozlov tlg -q people key compromise orlov $stolen --trusted granted -m 'Он лжёт'",
    );
    honest.assert_in_doubt(&["lie", "new_key"]);
}

#[test]
fn following_the_remedies_lets_no_thief_in_again() {
    let honest = Honest::new();
    honest.with_a_thief(
        "orlov tlg -q people key add orlov ../keys/mine.pub
         git branch let_in
         reported",
    );
    let said = honest.refused("kozlov tlg people ratify let_in -m 'Видел'");
    assert!(said.contains("tlg people key compromise orlov"), "{said}");
    honest.assert_in_doubt(&["let_in"]);
    honest.shell(
        "mine=$(ssh-keygen -l -f ../keys/mine.pub | cut -d ' ' -f 2)
         kozlov tlg -q people key compromise orlov $mine --nothing-trusted -m 'Это вор'
         kozlov tlg -q people ratify let_in -m 'Видел, ключ снят'",
    );
    let judged = honest.verify(&["--full"]);
    judged.assert_proved();
    assert_eq!(judged.value["notes"].as_array().map(Vec::len), Some(1));
    honest.assert_taken();
}

#[test]
fn a_deputy_of_a_stolen_key() {
    let honest = Honest::new();
    honest.with_a_thief(
        "stolen=$(ssh-keygen -l -f ../keys/petrova.pub | cut -d ' ' -f 2)
         orlov tlg -q people key add petrova ../keys/spare.pub
         git branch known
         petrova tlg -q people delegate finance_director --to smirnova --until 31.12.2026
         git branch delegated
         smirnova tlg -q approve 3 --binds $(asked 3)
         git branch decided
         smirnova tlg -q deal note 1 -m 'Платеж пришел'
         orlov tlg -q people key compromise petrova $stolen --trusted known -m 'Ноутбук украден'",
    );
    let judged = honest.assert_in_doubt(&["delegated", "decided"]);
    let text = judged.value["findings"][1]["text"]
        .as_str()
        .expect("a text");
    assert!(text.contains(&honest.id("delegated")[..8]), "{text}");
    honest.shell(
        "git config --file $HOME/petrova.gitconfig user.signingkey $PWD/../keys/spare
         petrova tlg -q people delegate finance_director --end
         orlov tlg -q people ratify delegated decided -m 'Петрова решила бы так же'",
    );
    honest.verify(&["--full"]).assert_proved();
}

#[test]
fn somebody_let_in_by_a_thief_who_gets_a_key_later() {
    let honest = Honest::new();
    honest.with_a_thief(
        "orlov tlg -q people add zotov --name Зотов --email zotov@tlg.example --role administrator
         git branch added
         kozlov tlg -q people key add zotov ../keys/mine.pub
         reported
         cp $HOME/orlov.gitconfig $HOME/zotov.gitconfig
         git config --file $HOME/zotov.gitconfig user.name Зотов
         git config --file $HOME/zotov.gitconfig user.email zotov@tlg.example
         signs_with zotov mine
         zotov() { GIT_CONFIG_GLOBAL=\"$HOME/zotov.gitconfig\" \"$@\"; }
         zotov tlg -q people ratify added --keep -m 'Я честный'",
    );
    honest.assert_in_doubt(&["added", "HEAD"]);
}

#[test]
fn a_process_that_a_thief_applied() {
    let honest = Honest::new();
    honest.with_a_thief(
        "sed -i '/^  needs: \\[reason\\]$/d' process.yaml
         if git diff --quiet process.yaml; then exit 7; fi
         orlov tlg -q apply
         git branch applied
         sidorov tlg -q deal move 4 in_stock
         sidorov tlg -q deal move 4 procurement
         git branch moved
         ivanov tlg -q deal note 1 -m 'Звонил клиент'
         reported",
    );
    honest.assert_in_doubt(&["applied", "moved"]);
    let said = honest.refused("kozlov tlg people ratify applied -m 'Видел'");
    assert!(said.contains("tlg apply"), "{said}");
    honest.shell(
        "git show trusted:process.yaml > process.yaml
         kozlov tlg -q apply
         kozlov tlg -q people ratify applied moved -m 'Видел, процесс возвращен'",
    );
    honest.verify(&["--full"]).assert_proved();
}

/// One more role from a thief makes nobody a thief.
#[test]
fn honest_people_who_got_a_role_from_a_thief() {
    let honest = Honest::new();
    honest.with_a_thief(
        "for person in kozlov ivanov; do orlov tlg -q people grant $person accountant; done
         ivanov tlg -q deal note 1 -m 'Звонил клиент'
         git branch noted
         ivanov tlg -q pay 17 --amount 250000 --date 23.11.2026 --document 118
         git branch paid
         reported",
    );
    honest.assert_in_doubt(&["noted~2", "noted~1", "paid"]);
    honest.shell(
        "for person in kozlov ivanov; do kozlov tlg -q people revoke $person accountant; done
         kozlov tlg -q people ratify noted~2 noted~1 paid -m 'Роли сняты, платеж верный'",
    );
    honest.verify(&["--full"]).assert_proved();
}

#[test]
fn to_trust_nothing_of_the_founder_is_put_right() {
    let honest = Honest::new();
    honest.with_a_thief("");
    let whole = "kozlov tlg -q people key compromise orlov $(ssh-keygen -l -f ../keys/orlov.pub | cut -d ' ' -f 2)";
    let said = honest.refused(&format!("{whole} --nothing-trusted -m 'Не знаем'"));
    assert!(said.contains("--trusted"), "{said}");
    // Whoever says it all the same may say it better.
    let first = honest.git(&["rev-list", "--max-parents=0", "HEAD"]);
    honest.shell(&format!("{whole} --trusted {first} -m 'Не знаем'"));
    assert_eq!(honest.verify(&[]).code, 1);
    honest.shell(&format!("{whole} --trusted trusted -m 'Теперь знаем'"));
    honest.verify(&[]).assert_proved();
}

/// What is remembered of a proof spares work and believes nobody more.
#[test]
fn distrust_is_remembered() {
    let honest = Honest::new();
    honest.with_a_thief(
        "orlov tlg -q people grant ivanov accountant
         git branch granted
         reported
         sidorov tlg -q deal note 4 -m 'Звонил клиент'
         kozlov tlg -q people revoke ivanov accountant
         kozlov tlg -q people ratify granted -m 'Роль снята'",
    );
    honest.verify(&[]).assert_proved();
    let memory = honest.workspace().join(".git/tlg/verified.json");
    let text = std::fs::read_to_string(memory).expect("a mark");
    assert!(text.contains(&honest.id("granted")), "{text}");
    honest.shell("sidorov tlg -q deal note 4 -m 'Звонил еще раз'");
    let judged = honest.verify(&[]);
    judged.assert_proved();
    assert_eq!(judged.value["judged"], 1);
    assert_eq!(judged.value["notes"].as_array().map(Vec::len), Some(1));
}

/// What honest people do, also with what a thief gave back.
const HONEST: [&str; 9] = [
    "ivanov tlg -q deal note 1 -m 'Звонил клиент'",
    "sidorov tlg -q deal note 4 -m 'Ждем'",
    "sidorov tlg -q deal move 4 in_stock",
    "smirnova tlg -q pay 17 --amount 250000 --date 23.11.2026 --document 118",
    "cron tlg -q tick",
    "petrova tlg -q approve 3 --binds $(asked 3)",
    "kozlov tlg -q people grant petrova manager",
    "kozlov tlg -q people revoke sidorov accountant",
    "kozlov tlg -q people revoke ivanov administrator",
];

/// What a thief does with Орлов's key or the one that it let in, and what others can do only by that.
const THEFT: [&str; 8] = [
    "orlov tlg -q people key add orlov ../keys/mine.pub",
    "orlov tlg -q people grant sidorov accountant",
    "orlov tlg -q people grant ivanov administrator",
    "orlov tlg -q people add zotov --name Зотов --email zotov@tlg.example --role manager",
    "orlov tlg -q people revoke petrova manager",
    "mine tlg -q people grant sidorov accountant",
    "ivanov tlg -q people grant smirnova manager",
    "sidorov tlg -q pay 17 --amount 100 --date 23.11.2026 --document 119",
];

/// What the thief says once the key is reported.
const EXCUSES: &str = "
mine tlg -q people key compromise orlov $stolen --trusted HEAD -m 'Уточнение' 2>/dev/null || true
mine tlg -q people ratify $(cat ../theirs) --keep -m 'Все в порядке' 2>/dev/null || true
";

/// Takes back what is left of what the thief gave.
const UNDONE: &str = "
mine=$(ssh-keygen -l -f ../keys/mine.pub | cut -d ' ' -f 2)
kozlov tlg -q people key compromise orlov $mine --nothing-trusted -m 'Вор' 2>/dev/null || true
for gift in 'sidorov accountant' 'ivanov administrator' 'zotov manager' 'smirnova manager'; do
    kozlov tlg -q people revoke $gift 2>/dev/null || true
done
";

fn a_history(acts: &[(bool, usize)]) -> String {
    let lines = acts.iter().map(|(honest, which)| {
        let (line, noted) = match honest {
            true => (HONEST[which % HONEST.len()], ""),
            false => (
                THEFT[which % THEFT.len()],
                "git rev-parse HEAD >> ../theirs",
            ),
        };
        format!("if {line} 2>/dev/null; then :; {noted}\nfi\n")
    });
    lines.collect()
}

/// Exactly what the thief did is found, and what was possible only by that; nothing that the thief signs makes it good;
/// answered for by somebody honest, it is green again, with a note for each.
#[test]
fn exactly_what_a_thief_did_is_found() {
    let acts = prop::collection::vec((any::<bool>(), 0..72_usize), 6..18);
    let mut runner = TestRunner::new(Config {
        cases: 6,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_261_123),
        ..Config::default()
    });
    let held = runner.run(&acts, |acts| {
        let honest = Honest::new();
        let story = a_history(&acts);
        let prelude = "
            cp $HOME/orlov.gitconfig $HOME/mine.gitconfig
            git config --file $HOME/mine.gitconfig user.signingkey $PWD/../keys/mine
            mine() { GIT_CONFIG_GLOBAL=\"$HOME/mine.gitconfig\" \"$@\"; }
            touch ../theirs";
        honest.with_a_thief(&format!(
            "{prelude}\n{story}\nreported\ncp ../theirs ../first\n{EXCUSES}"
        ));
        let theirs = honest.shell("cat ../first");
        let theirs: Vec<&str> = theirs.lines().collect();
        let judged = honest.verify(&["--full"]);
        let found: Vec<String> = judged.found().into_iter().map(|found| found.0).collect();
        // The excuses come last.
        prop_assert_eq!(
            &found[..theirs.len().min(found.len())],
            &theirs[..],
            "{}",
            story
        );
        prop_assert!(found.len() <= theirs.len() + 2, "{}", story);
        prop_assert_eq!(judged.code, i32::from(!theirs.is_empty()), "{}", story);
        let answer = match found.is_empty() {
            true => String::new(),
            false => format!("kozlov tlg -q people ratify {} -m 'Видел'", found.join(" ")),
        };
        honest.shell(&format!("{UNDONE}{answer}"));
        let again = honest.verify(&[]);
        prop_assert_eq!(again.code, 0, "{}\n{:#}", story, again.value);
        let notes = again.value["notes"].as_array().map(Vec::len);
        prop_assert_eq!(notes, Some(found.len()), "{}", story);
        Ok(())
    });
    held.expect("it holds");
}
