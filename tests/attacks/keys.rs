//! Keys that were retired, stolen, or brought back.

use super::honest::Honest;
use super::judged::Judged;

/// Сидоров signs with a new key from now on; `old` is still there, and in wrong hands.
const NEW_KEY: &str = "
ssh-keygen -q -t ed25519 -N '' -C sidorov@tlg.example -f ../keys/new
cp ../home/sidorov.gitconfig ../home/thief.gitconfig
thief() { GIT_CONFIG_GLOBAL=\"$HOME/thief.gitconfig\" \"$@\"; }
orlov tlg -q people key add sidorov ../keys/new.pub
git config -f ../home/sidorov.gitconfig user.signingkey $PWD/../keys/new
old=$(ssh-keygen -l -f ../keys/sidorov.pub | cut -d ' ' -f 2)
";

impl Honest {
    /// Runs a script in which Сидоров has a new key.
    fn with_new_key(&self, script: &str) {
        self.shell(&format!("{NEW_KEY}{script}"));
    }
}

/// The commits that a compromised key signed and that are accepted all the same.
fn accepted(judged: &Judged) -> Vec<String> {
    let notes = judged.value["notes"].as_array().expect("notes").iter();
    let notes = notes.map(|note| note["accepted"].as_str().expect("a commit").to_owned());
    notes.collect()
}

#[test]
fn an_honest_change_of_keys_is_proved_and_taken() {
    let honest = Honest::new();
    honest.with_new_key(
        "orlov tlg -q people key retire sidorov $old
         sidorov tlg -q deal move 4 in_stock",
    );
    honest.verify(&["--full"]).assert_proved();
    honest.assert_taken();
    // What a retired key signed stays good, and git only knows the keys of today.
    assert_eq!(honest.signature_of("HEAD"), "G");
}

#[test]
fn a_commit_backdated_with_a_retired_key() {
    let honest = Honest::new();
    honest.with_new_key(
        "sidorov tlg -q deal move 4 in_stock
         git branch moved
         git reset -q --hard HEAD~1
         orlov tlg -q people key retire sidorov $old",
    );
    let before_its_time = honest
        .reforge("moved")
        .on(&["HEAD"])
        .files_of("HEAD")
        .later(-86400)
        .signed_by("sidorov");
    honest.assert_caught(&before_its_time.commit(), "U", "unknown_key");
}

/// By itself it is what `tlg` would write: only the key is no longer Сидоров's.
#[test]
fn an_act_signed_with_a_retired_key() {
    let honest = Honest::new();
    honest.with_new_key(
        "orlov tlg -q people key retire sidorov $old
         sidorov tlg -q deal move 4 in_stock",
    );
    let forged = honest.reforge("HEAD").signed_by("sidorov").commit();
    honest.assert_caught(&forged, "U", "unknown_key");
}

/// The merged tree holds the register of before, and git reads the signers from it: the commit makes itself good.
#[test]
fn a_merge_that_brings_a_removed_key_in() {
    let honest = Honest::new();
    honest.with_new_key(
        "git branch before HEAD~1
         orlov tlg -q people key retire sidorov $old",
    );
    let merged = honest
        .reforge("before")
        .by("sidorov")
        .files_of("before")
        .later(300_000);
    let merge = merged.clone().on(&["HEAD", "before"]).commit();
    honest.git(&["reset", "-q", "--hard"]);
    honest.assert_caught(&merge, "G", "merge");
    let in_line = merged.on(&["HEAD~1"]).commit();
    honest.git(&["reset", "-q", "--hard"]);
    honest.assert_caught(&in_line, "G", "unknown_key");
}

#[test]
fn what_a_stolen_key_signed_is_red_until_it_is_ratified() {
    let honest = Honest::new();
    honest.with_new_key(
        "git branch trusted
         thief tlg -q deal move 4 in_stock
         git branch stolen
         orlov tlg -q people key compromise sidorov $old --trusted trusted -m 'Ноутбук украден'",
    );
    let stolen = honest.id("stolen");
    let judged = honest.verify(&[]);
    assert_eq!(judged.code, 1);
    assert_eq!(
        judged.found(),
        [(stolen.clone(), "compromised_key".to_owned())]
    );
    honest.shell("orlov tlg -q people ratify stolen -m 'Спросил Сидорова, это он'");
    let judged = honest.verify(&[]);
    judged.assert_proved();
    assert_eq!(accepted(&judged), [stolen]);
    honest.assert_taken();
}

#[test]
fn what_a_stolen_key_signed_is_red_until_it_is_corrected() {
    let honest = Honest::new();
    honest.with_new_key(
        "git branch trusted
         thief tlg -q deal move 4 in_stock
         git branch stolen
         orlov tlg -q people key compromise sidorov $old --trusted trusted -m 'Ноутбук украден'",
    );
    assert_eq!(honest.verify(&[]).code, 1);
    honest.shell("sidorov tlg -q deal correct 4");
    let judged = honest.verify(&[]);
    judged.assert_proved();
    assert_eq!(accepted(&judged), [honest.id("stolen")]);
    honest.assert_taken();
}

/// Whoever has an administrator's key lets themselves in by another one; that one is trusted no more than the first.
#[test]
fn a_thief_who_ratifies_their_own_commits() {
    let honest = Honest::new();
    honest.shell(
        "cp ../keys/orlov ../keys/spare && cp ../keys/orlov.pub ../keys/spare.pub
         ssh-keygen -q -t ed25519 -N '' -f ../keys/second
         ssh-keygen -q -t ed25519 -N '' -f ../keys/theirs
         orlov tlg -q people grant ivanov administrator
         git branch trusted
         orlov tlg -q people key add orlov ../keys/theirs.pub
         git branch let_in
         stolen=$(ssh-keygen -l -f ../keys/orlov.pub | cut -d ' ' -f 2)
         ivanov tlg -q people key compromise orlov $stolen --trusted trusted -m 'Ноутбук украден'
         git config --file $HOME/orlov.gitconfig user.signingkey $PWD/../keys/theirs
         orlov tlg -q people ratify let_in --keep -m 'Все в порядке'",
    );
    let judged = honest.verify(&[]);
    assert_eq!(judged.code, 1, "{:#}", judged.value);
    let commits: Vec<String> = judged.found().into_iter().map(|found| found.0).collect();
    assert_eq!(commits, [honest.id("let_in"), honest.id("HEAD")]);
    // Somebody who is trusted may look at both and call them good.
    honest.shell("ivanov tlg -q people ratify let_in HEAD --keep -m 'Это был сам Орлов'");
    honest.verify(&[]).assert_proved();
}

/// A thief calls a commit good before anybody knows of the key: what they said counts for nothing, and whoever owns the key
/// says it again.
#[test]
fn what_the_owner_of_a_stolen_key_ratified_has_to_be_ratified_again() {
    let honest = Honest::new();
    honest.with_new_key(
        "ssh-keygen -q -t ed25519 -N '' -f ../keys/second
         orlov tlg -q people grant ivanov administrator
         orlov tlg -q people key add orlov ../keys/second.pub
         git branch trusted
         thief tlg -q deal move 4 in_stock
         git branch stolen
         orlov tlg -q people key compromise sidorov $old --trusted trusted -m 'Ноутбук украден'
         git branch known
         orlov tlg -q people ratify stolen -m 'Все в порядке'
         git branch by_thief",
    );
    honest.verify(&[]).assert_proved();
    honest.shell(
        "orlovs=$(ssh-keygen -l -f ../keys/orlov.pub | cut -d ' ' -f 2)
         ivanov tlg -q people key compromise orlov $orlovs --trusted known -m 'И этот тоже'",
    );
    let judged = honest.verify(&[]);
    let commits: Vec<String> = judged.found().into_iter().map(|found| found.0).collect();
    assert_eq!(commits, [honest.id("stolen"), honest.id("by_thief")]);
    honest.shell(
        "git config --file $HOME/orlov.gitconfig user.signingkey $PWD/../keys/second
         orlov tlg -q people ratify stolen by_thief -m 'Теперь это я'",
    );
    honest.verify(&[]).assert_proved();
}

/// Ratifying one commit says nothing of the next.
#[test]
fn every_commit_of_a_stolen_key_is_answered_for() {
    let honest = Honest::new();
    honest.with_new_key(
        "git branch trusted
         thief tlg -q deal move 4 in_stock
         thief tlg -q deal note 4 -m 'Платите на другой счет'
         orlov tlg -q people key compromise sidorov $old --trusted trusted -m 'Ноутбук украден'
         orlov tlg -q people ratify HEAD~2 -m 'Это еще он'",
    );
    let judged = honest.verify(&[]);
    let noted = honest.id("HEAD~2");
    assert_eq!(judged.found(), [(noted, "compromised_key".to_owned())]);
    assert_eq!(accepted(&judged), [honest.id("HEAD~3")]);
}

#[test]
fn what_a_key_signed_before_it_was_stolen_stays_good() {
    let honest = Honest::new();
    honest.with_new_key(
        "thief tlg -q deal move 4 in_stock
         orlov tlg -q people key compromise sidorov $old --trusted HEAD -m 'Ноутбук украден'",
    );
    let judged = honest.verify(&[]);
    judged.assert_proved();
    assert_eq!(accepted(&judged), <[String; 0]>::default());
    honest.assert_taken();
}

/// Everybody has to learn of a stolen key at once: the server takes that commit while its own history is red.
#[test]
fn the_server_takes_the_news_of_a_stolen_key() {
    let honest = Honest::new();
    honest.with_new_key("thief tlg -q deal move 4 in_stock");
    honest.assert_taken();
    honest.shell(
        "old=$(ssh-keygen -l -f ../keys/sidorov.pub | cut -d ' ' -f 2)
         orlov tlg -q people key compromise sidorov $old --trusted HEAD~1 -m 'Ноутбук украден'",
    );
    assert_eq!(honest.verify(&[]).code, 1);
    honest.assert_taken();
    // Whatever the thief signs from now on is signed by a stranger.
    honest.shell("ivanov tlg -q deal note 1 -m 'Звонил клиент'");
    honest.assert_taken();
    honest.shell("sidorov tlg -q deal move 4 quote_preparation");
    let forged = honest.reforge("HEAD").signed_by("sidorov").commit();
    assert!(
        honest
            .verify(&[])
            .found()
            .contains(&(forged, "unknown_key".to_owned()))
    );
    honest.assert_kept_out("unknown_key");
}

#[test]
fn a_ratification_by_nobody_entitled() {
    let honest = Honest::new();
    honest.with_new_key(
        "git branch trusted
         thief tlg -q deal move 4 in_stock
         orlov tlg -q people key compromise sidorov $old --trusted trusted -m 'Ноутбук украден'
         orlov tlg -q people ratify HEAD~1 -m 'Это он'",
    );
    let forged = honest
        .reforge("HEAD")
        .by("ivanov")
        .edit("people.yaml", super::files::last_by("orlov", "ivanov"))
        .say("By: orlov", "By: ivanov")
        .commit();
    let judged = honest.verify(&[]);
    assert_eq!(judged.code, 1);
    assert!(judged.found().contains(&(forged, "not_allowed".to_owned())));
    honest.assert_kept_out("not_allowed");
}
