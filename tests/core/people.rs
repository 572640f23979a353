//! What is done to the register of people (docs/process.md, Roles, Deputies; docs/trust.md, Keys).

use std::collections::BTreeSet;
use tlg::actions::intent::Intent;
use tlg::actions::people::RegisterUnmet;
use tlg::actions::refusal::Unmet;
use tlg::people::key::fingerprint;
use tlg::people::{KeyFault, People, PeopleAct, Role};
use tlg::process::decision::Answer;
use tlg::record::CommitHex;

use crate::doing::{answer, assign, day};
use crate::house::{House, key, person, person_id};
use crate::journey::{TOTAL, ask_quote};
use crate::refusals::variants;

fn commit(digit: char) -> CommitHex {
    let spelling: String = std::iter::repeat_n(digit, 40).collect();
    spelling.parse().expect("the id of a commit")
}

fn grant(id: &str, role: Role) -> PeopleAct {
    let person = person_id(id);
    PeopleAct::Granted { person, role }
}

fn revoke(id: &str, role: Role) -> PeopleAct {
    let person = person_id(id);
    PeopleAct::Revoked { person, role }
}

fn add_key(id: &str, key: String) -> PeopleAct {
    let person = person_id(id);
    PeopleAct::KeyAdded { person, key }
}

fn retire(id: &str, key: String) -> PeopleAct {
    let person = person_id(id);
    PeopleAct::KeyRetired { person, key }
}

fn compromise(id: &str, key: String, trusted: Option<CommitHex>) -> PeopleAct {
    PeopleAct::KeyCompromised {
        person: person_id(id),
        key,
        trusted,
    }
}

fn ratify(commits: &[CommitHex]) -> PeopleAct {
    let commits = commits.to_vec();
    PeopleAct::Ratified { commits }
}

fn delegate(role: Role, to: &str, from: &str, until: &str) -> PeopleAct {
    PeopleAct::Delegated {
        role,
        to: person_id(to),
        from: day(from),
        until: day(until),
    }
}

fn undelegate(role: Role, from: &str) -> PeopleAct {
    let from = day(from);
    PeopleAct::Undelegated { role, from }
}

/// Does something to the register, if it is allowed.
fn act(house: &mut House, by: &str, act: PeopleAct) -> Result<(), Vec<Unmet>> {
    let text = Some("так решили".to_owned());
    house.by(by).commits(&Intent::People { act, text })
}

#[track_caller]
fn does(house: &mut House, by: &str, what: PeopleAct) {
    let done = act(house, by, what.clone());
    done.unwrap_or_else(|unmet| panic!("{what:?} of {by} is refused: {unmet:?}"));
}

/// The names of what is in the way.
#[track_caller]
fn refused(house: &mut House, by: &str, what: PeopleAct) -> Vec<String> {
    let unmet = act(house, by, what.clone());
    let unmet = unmet.expect_err(&format!("{what:?} of {by} is allowed"));
    unmet.iter().map(name_of).collect()
}

fn name_of(unmet: &Unmet) -> String {
    let text = match unmet {
        Unmet::Register(unmet) => format!("{unmet:?}"),
        unmet => format!("{unmet:?}"),
    };
    let end = text.find([' ', '{', '(']).unwrap_or(text.len());
    text[..end].to_owned()
}

/// A house where everything that can be done to the register was done, once each.
fn busy() -> House {
    let mut house = House::empty();
    let mut novikov = person("novikov", "Новиков Глеб", Role::Manager);
    novikov.keys = vec![key(8)];
    let added = vec![novikov];
    for (by, what) in [
        ("admin", PeopleAct::Added { added }),
        ("admin", grant("novikov", Role::Administrator)),
        ("novikov", grant("sidorov", Role::Accountant)),
        ("novikov", revoke("sidorov", Role::Accountant)),
        ("admin", add_key("ivanov", key(9))),
        ("admin", retire("ivanov", key(1))),
        ("admin", add_key("sidorov", key(10))),
        ("admin", compromise("sidorov", key(2), Some(commit('a')))),
        ("admin", ratify(&[commit('b'), commit('c')])),
        (
            "petrova",
            delegate(Role::FinanceDirector, "belova", "2026-11-20", "2026-11-30"),
        ),
        (
            "petrova",
            delegate(Role::FinanceDirector, "belova", "2026-12-01", "2026-12-02"),
        ),
        ("petrova", undelegate(Role::FinanceDirector, "2026-11-20")),
    ] {
        does(&mut house, by, what);
    }
    house
}

/// Read again it is the same, and its header is the fold of its history. That each commit is audited, the house sees to.
#[test]
fn the_register_is_the_fold_of_its_history() {
    let house = busy();
    let people = house.register();
    let entries = people.history.clone().into_iter();
    assert_eq!(entries.fold(People::nobody(), People::with), people);
    assert_eq!(people.history.len(), 13);
    let holders: Vec<&str> = people
        .holding(Role::Administrator)
        .map(|person| person.id.as_str())
        .collect();
    assert_eq!(holders, ["admin", "novikov"]);
    let ivanov = people.person(&person_id("ivanov")).expect("a person");
    assert_eq!(ivanov.keys, [key(9)]);
    let trusted = people.compromised(&key(2)).map(|known| &known.trusted);
    assert_eq!(trusted, Some(&Some(commit('a'))));
    assert!(people.is_ratified(&commit('c')) && !people.is_ratified(&commit('a')));
    assert_eq!(people.delegations.len(), 1);
}

/// docs/trust.md, Compromised keys: whoever stole a key may have called good with it what they did, so its owner is asked
/// anew; once is enough then. Whose word counts is shown by `tests/attacks`.
#[test]
fn what_the_owner_of_a_stolen_key_ratified_can_be_ratified_again() {
    let mut house = busy();
    let again = ratify(&[commit('b')]);
    let said = ["AlreadyRatified"];
    assert_eq!(refused(&mut house, "admin", again.clone()), said);
    does(&mut house, "admin", add_key("admin", key(11)));
    does(&mut house, "novikov", compromise("admin", key(6), None));
    does(&mut house, "admin", again.clone());
    assert_eq!(refused(&mut house, "admin", again), said);
    let times = house.register().ratified;
    assert_eq!(times, [commit('b'), commit('c')]);
}

/// An entry has the keys of its kind and no others.
#[test]
fn an_entry_lists_only_the_keys_that_it_has() {
    let people = busy().register();
    let text = people.node().to_yaml();
    let entry = "- kind: ratified\n  at: 2026-11-20T10:09:00+03:00\n  by: admin\n  commits:\n";
    assert!(text.contains(entry), "{text}");
    let strange = text.replace(
        "  by: admin\n  commits:",
        "  by: admin\n  role: manager\n  commits:",
    );
    assert!(strange != text && People::read(strange.as_bytes()).is_err());
    let short = text.replace("  role: accountant\n", "");
    let fault = People::read(short.as_bytes()).expect_err("a key is missing");
    assert!(format!("{fault:?}").contains("MissingKey"), "{fault:?}");
}

/// Stock git checks by the keys of today.
#[test]
fn allowed_signers_are_the_keys_of_today() {
    let house = busy();
    let signers = String::from_utf8(house.files.0["allowed_signers"].clone()).expect("UTF-8");
    let line =
        |id: &str, number: u8| format!("{id}@tlg.example namespaces=\"git\" {}\n", key(number));
    for (id, number) in [("ivanov", 9), ("sidorov", 10), ("novikov", 8), ("admin", 6)] {
        assert!(signers.contains(&line(id, number)), "{id}: {signers}");
    }
    for (id, number) in [("ivanov", 1), ("sidorov", 2)] {
        assert!(!signers.contains(&line(id, number)), "{id}: {signers}");
    }
}

/// A commit that leaves the signers as they were does not touch their file.
#[test]
fn what_does_not_change_is_not_written() {
    let house = busy();
    let written: Vec<usize> = house
        .recorded
        .iter()
        .map(|recorded| recorded.change.files.len())
        .filter(|files| *files > 1)
        .collect();
    // The client comes first; people added, two keys added, one retired, one compromised.
    assert_eq!(written.len(), 5);
}

#[test]
fn messages_say_whom_and_what_it_is_about() {
    let house = busy();
    let messages: Vec<&str> = house
        .recorded
        .iter()
        .map(|recorded| recorded.change.message.as_str())
        .collect();
    let begins = |subject: &str| messages.iter().any(|message| message.starts_with(subject));
    let sidorov = fingerprint(&key(2));
    for subject in [
        "люди: добавлены — novikov\n",
        "люди: роль дана — sidorov: accountant\n",
        "люди: роль снята — sidorov: accountant\n",
        &format!("люди: ключ скомпрометирован — sidorov: {sidorov}\n"),
        "люди: коммиты подтверждены — bbbbbbbb, cccccccc\n",
        "люди: замещение — finance_director: petrova → belova, 2026-11-20 – 2026-11-30\n",
        "люди: замещение снято — finance_director: petrova, 2026-11-20\n",
    ] {
        assert!(begins(subject), "{subject}: {messages:#?}");
    }
    let ratified = messages.iter().find(|message| message.contains("Ratifies"));
    let (b, c) = (commit('b'), commit('c'));
    assert_eq!(
        ratified.copied(),
        Some(
            format!(
                "люди: коммиты подтверждены — bbbbbbbb, cccccccc\n\n    так решили\n\nIntent: ratified\n\
                 Ratifies: {b}\nRatifies: {c}\nBy: admin\nRules: 1\n"
            )
            .as_str()
        )
    );
}

/// Only administrators change people, and nobody stands in for them.
#[test]
fn only_administrators_change_people() {
    let mut house = busy();
    let deputy = house.delegates(Role::Administrator, "admin", "sidorov");
    let orlov = person("orlov", "Орлов Илья", Role::Manager);
    for what in [
        PeopleAct::Added { added: vec![orlov] },
        grant("ivanov", Role::Accountant),
        revoke("novikov", Role::Manager),
        add_key("ivanov", key(11)),
        retire("ivanov", key(9)),
        compromise("ivanov", key(9), None),
        ratify(&[commit('d')]),
    ] {
        for by in ["sidorov", "petrova", "cron"] {
            let names = refused(deputy, by, what.clone());
            assert_eq!(names, ["NotEntitled"], "{what:?} of {by}");
        }
    }
}

type Example = (&'static str, fn(&mut House) -> Vec<String>);

const EXAMPLES: &[Example] = &[
    ("KeyUnfit", |house| {
        refused(house, "admin", add_key("ivanov", "ssh-rsa AAAA".to_owned()))
    }),
    ("TakenKey", |house| {
        refused(house, "admin", add_key("ivanov", key(3)))
    }),
    ("KeyBarred", |house| {
        refused(house, "admin", add_key("sidorov", key(2)))
    }),
    ("UnknownKey", |house| {
        refused(house, "admin", retire("ivanov", key(3)))
    }),
    ("NoKey", |house| {
        let orlov = person("orlov", "Орлов Илья", Role::Manager);
        does(house, "admin", PeopleAct::Added { added: vec![orlov] });
        let to_orlov = delegate(Role::Manager, "orlov", "2026-11-20", "2026-11-21");
        refused(house, "ivanov", to_orlov)
    }),
    ("LastKey", |house| {
        does(house, "admin", revoke("novikov", Role::Administrator));
        refused(house, "admin", retire("admin", key(6)))
    }),
    ("OwnRole", |house| {
        refused(house, "admin", grant("admin", Role::FinanceDirector))
    }),
    ("HasRole", |house| {
        refused(house, "admin", grant("ivanov", Role::Manager))
    }),
    ("NameUnfit", |house| {
        let orlov = person("orlov", "Орлов И.", Role::Manager);
        refused(house, "admin", PeopleAct::Added { added: vec![orlov] })
    }),
    ("TakenName", |house| {
        let orlov = person("orlov", "иванов  Иван", Role::Manager);
        refused(house, "admin", PeopleAct::Added { added: vec![orlov] })
    }),
    ("ServiceAlone", |house| {
        refused(house, "admin", grant("cron", Role::Manager))
    }),
    ("LastInRole", |house| {
        does(house, "novikov", revoke("admin", Role::Administrator));
        refused(house, "novikov", revoke("novikov", Role::Administrator))
    }),
    ("OwnsDeals", |house| {
        house.opens("ivanov");
        refused(house, "admin", revoke("ivanov", Role::Manager))
    }),
    ("AlreadyRatified", |house| {
        refused(house, "admin", ratify(&[commit('d'), commit('b')]))
    }),
    ("NoDeputy", |house| {
        let own = delegate(Role::Administrator, "ivanov", "2026-11-20", "2026-11-21");
        refused(house, "admin", own)
    }),
    ("OwnDeputy", |house| {
        let own = delegate(Role::Manager, "ivanov", "2026-11-20", "2026-11-21");
        refused(house, "ivanov", own)
    }),
    ("DaysReversed", |house| {
        let reversed = delegate(Role::Manager, "sidorov", "2026-11-21", "2026-11-20");
        refused(house, "ivanov", reversed)
    }),
    ("DelegatedAlready", |house| {
        let second = delegate(Role::FinanceDirector, "sidorov", "2026-12-02", "2026-12-05");
        refused(house, "petrova", second)
    }),
    ("NotDelegated", |house| {
        refused(
            house,
            "petrova",
            undelegate(Role::FinanceDirector, "2026-11-20"),
        )
    }),
];

#[test]
fn every_example_gives_its_refusal() {
    for (name, example) in EXAMPLES {
        assert_eq!(example(&mut busy()), [*name]);
    }
}

#[test]
fn every_refusal_has_its_example() {
    let source = include_str!("../../src/actions/people/unmet.rs");
    let shown: BTreeSet<String> = EXAMPLES
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    assert_eq!(variants(source, "RegisterUnmet"), shown);
}

/// What cannot be undone says why; what is empty does nothing.
#[test]
fn some_acts_need_words_and_all_need_something_to_do() {
    let mut house = busy();
    for act in [compromise("ivanov", key(9), None), ratify(&[commit('d')])] {
        let silent = Intent::People { act, text: None };
        let unmet = house.by("admin").commits(&silent).expect_err("no reason");
        assert_eq!(unmet, [Unmet::ReasonMissing]);
    }
    assert_eq!(refused(&mut house, "admin", ratify(&[])), ["NothingGiven"]);
    let twice = ratify(&[commit('d'), commit('d')]);
    assert_eq!(refused(&mut house, "admin", twice), ["AlreadyRatified"]);
    let again = compromise("sidorov", key(2), Some(commit('a')));
    assert_eq!(refused(&mut house, "admin", again), ["NothingGiven"]);
    for what in [
        grant("nikto", Role::Manager),
        revoke("nikto", Role::Manager),
        add_key("nikto", key(11)),
        retire("nikto", key(11)),
        compromise("nikto", key(11), None),
    ] {
        assert_eq!(refused(&mut house, "admin", what), ["UnknownPerson"]);
    }
    let nobodys = revoke("ivanov", Role::Accountant);
    assert_eq!(refused(&mut house, "admin", nobodys), ["NotInRole"]);
}

/// The company never loses the last one who can sign as administrator or finance director.
#[test]
fn somebody_who_can_sign_is_always_left() {
    let mut house = House::empty();
    // Two directors: one of them goes, then the other one is the last.
    does(&mut house, "admin", retire("kozlov", key(4)));
    let last = revoke("petrova", Role::FinanceDirector);
    assert_eq!(refused(&mut house, "admin", last.clone()), ["LastInRole"]);
    let last_key = retire("petrova", key(3));
    assert_eq!(refused(&mut house, "admin", last_key), ["LastKey"]);
    let lost = compromise("petrova", key(3), None);
    assert_eq!(refused(&mut house, "admin", lost.clone()), ["LastKey"]);
    // Whoever cannot sign anyway may go; the last director may change keys.
    does(&mut house, "admin", revoke("kozlov", Role::FinanceDirector));
    does(&mut house, "admin", add_key("petrova", key(11)));
    does(&mut house, "admin", lost);
    assert_eq!(refused(&mut house, "admin", last), ["LastInRole"]);
}

/// A manager's open deals go to somebody else first.
#[test]
fn a_manager_hands_over_before_leaving() {
    let mut house = House::new();
    house.opens("ivanov");
    let leave = revoke("ivanov", Role::Manager);
    let unmet = act(&mut house, "admin", leave.clone()).expect_err("deals are open");
    let deals = ["TLG-1", "TLG-2"].map(|id| tlg::deal::DealId::parse(id).expect("an id"));
    let person = person_id("ivanov");
    let owns = RegisterUnmet::OwnsDeals {
        person,
        deals: deals.into(),
    };
    assert_eq!(unmet, [Unmet::Register(owns)]);
    house.by("ivanov").does(assign("sidorov"));
    house.deal = tlg::deal::DealId::new("TLG", 1);
    house.does(assign("sidorov"));
    does(&mut house, "admin", leave);
}

/// Nobody goes who alone could answer an open request.
#[test]
fn a_request_keeps_somebody_who_can_answer_it() {
    let mut house = House::new();
    house.grants("ivanov", Role::FinanceDirector);
    house.reaches("quote_preparation");
    does(&mut house, "admin", revoke("kozlov", Role::FinanceDirector));
    house.by("ivanov").does(ask_quote(TOTAL));
    let alone = revoke("petrova", Role::FinanceDirector);
    assert_eq!(
        refused(&mut house, "admin", alone.clone()),
        ["NobodyElseDecides"]
    );
    let no = answer(&house, Answer::Rejected).says("нет");
    house.by("petrova").does(no);
    does(&mut house, "admin", alone);
}

/// A key belongs to one person for ever, unless it is compromised: then to nobody.
#[test]
fn a_key_comes_back_to_its_owner_alone() {
    let mut house = busy();
    let of_sidorov = add_key("sidorov", key(1));
    assert_eq!(refused(&mut house, "admin", of_sidorov), ["TakenKey"]);
    let mut orlov = person("orlov", "Орлов Илья", Role::Manager);
    orlov.keys = vec![key(1)];
    let added = vec![orlov.clone()];
    assert_eq!(
        refused(&mut house, "admin", PeopleAct::Added { added }),
        ["TakenKey"]
    );
    orlov.keys = vec![key(2)];
    let added = vec![orlov];
    assert_eq!(
        refused(&mut house, "admin", PeopleAct::Added { added }),
        ["KeyBarred"]
    );
    does(&mut house, "admin", add_key("ivanov", key(1)));
    let twice = add_key("ivanov", key(1));
    assert_eq!(refused(&mut house, "admin", twice), ["TakenKey"]);
}

/// Also a retired key can be called compromised, and the last trusted commit can be put right.
#[test]
fn compromised_is_known_of_keys_past_and_present() {
    let mut house = busy();
    does(&mut house, "admin", compromise("ivanov", key(1), None));
    let ivanov = house.register().person(&person_id("ivanov")).cloned();
    assert_eq!(ivanov.expect("a person").keys, [key(9)]);
    does(
        &mut house,
        "admin",
        compromise("sidorov", key(2), Some(commit('e'))),
    );
    let people = house.register();
    let trusted: Vec<Option<CommitHex>> = people
        .compromised
        .iter()
        .map(|known| known.trusted.clone())
        .collect();
    assert_eq!(trusted, [None, Some(commit('e'))]);
    let others = compromise("petrova", key(2), None);
    assert_eq!(refused(&mut house, "admin", others), ["UnknownKey"]);
}

/// Cron's identity is nobody else's, and stands in for nobody.
#[test]
fn the_service_stands_alone() {
    let mut house = busy();
    let service = grant("ivanov", Role::Service);
    assert_eq!(refused(&mut house, "admin", service), ["ServiceAlone"]);
    let deputy = delegate(Role::Manager, "cron", "2026-11-20", "2026-11-21");
    assert_eq!(refused(&mut house, "ivanov", deputy), ["ServiceAlone"]);
    // Whoever stands in for somebody is no service as long as that lasts, even without a role.
    does(&mut house, "admin", revoke("belova", Role::Accountant));
    let belova = grant("belova", Role::Service);
    assert_eq!(
        refused(&mut house, "admin", belova.clone()),
        ["ServiceAlone"]
    );
    house.at("2026-12-03T10:00:00+03:00");
    does(&mut house, "admin", belova);
    let mut both = person("orlov", "Орлов Илья", Role::Service);
    both.roles.push(Role::Manager);
    let added = vec![both];
    assert_eq!(
        refused(&mut house, "admin", PeopleAct::Added { added }),
        ["ServiceAlone"]
    );
}

/// Stock ssh-keygen reads the addresses of `allowed_signers` as patterns: nobody's may stand for another one's.
#[test]
fn no_address_stands_for_others() {
    let mut house = House::empty();
    for email in [
        "*@tlg.example",
        "?vanov@tlg.example",
        "!ivanov@tlg.example",
        "#ivanov@tlg.example",
        "ivanov@*",
        "a,ivanov@tlg.example",
        "\"a\"@tlg.example",
        "a b@tlg.example",
        "a\t@tlg.example",
    ] {
        let mut orlov = person("orlov", "Орлов Илья", Role::Manager);
        orlov.email = email.to_owned();
        let added = PeopleAct::Added { added: vec![orlov] };
        let unmet = act(house.by("admin"), "admin", added).expect_err(email);
        assert!(
            matches!(&unmet[..], [Unmet::EmailUnfit { .. }]),
            "{email}: {unmet:?}"
        );
    }
}

/// A name that git does not keep letter by letter is nobody's: no commit of theirs would be taken for theirs.
#[test]
fn every_name_can_stand_in_a_commit() {
    let mut house = House::empty();
    for name in [
        " Орлов",
        "Орлов ",
        "Орлов.",
        ",Орлов",
        "Орлов;",
        "'Орлов",
        "\"Орлов\"",
        "Ор<лов",
        "Орлов>",
        ".",
        "...",
        "Чаи\u{306}ка",
        "Орлов\u{FE0F}",
    ] {
        let orlov = person("orlov", name, Role::Manager);
        let added = PeopleAct::Added { added: vec![orlov] };
        assert_eq!(refused(&mut house, "admin", added), ["NameUnfit"], "{name}");
    }
    for name in [
        "",
        "Ор\tлов",
        "Ор\nлов",
        "Ор\u{202e}лов",
        "\u{3164}",
        "\u{2800}\u{115F}",
        "Ор\u{FFA0}лов",
        "Ор\u{17B4}лов\u{1D159}",
        "\u{FE0F}",
    ] {
        let orlov = person("orlov", name, Role::Manager);
        let added = PeopleAct::Added { added: vec![orlov] };
        let unmet = act(&mut house, "admin", added).expect_err(name);
        assert!(
            matches!(&unmet[..], [Unmet::TextUnfit { .. }]),
            "{name:?}: {unmet:?}"
        );
    }
    let added = vec![person("orlov", "О'Нил-Орлов И. П", Role::Manager)];
    does(&mut house, "admin", PeopleAct::Added { added });
}

/// One's own role alone, from today on, one deputy at a time.
#[test]
fn delegations_keep_their_rules() {
    let mut house = House::empty();
    let first = delegate(Role::Manager, "sidorov", "2026-11-20", "2026-11-22");
    does(&mut house, "ivanov", first);
    let of_the_deputy = delegate(Role::FinanceDirector, "ivanov", "2026-11-20", "2026-11-22");
    assert_eq!(refused(&mut house, "sidorov", of_the_deputy), ["NotInRole"]);
    let past = delegate(Role::Manager, "ivanov", "2026-11-19", "2026-11-22");
    assert_eq!(refused(&mut house, "sidorov", past), ["DayGone"]);
    let unknown = delegate(Role::Manager, "nikto", "2026-11-20", "2026-11-22");
    assert_eq!(refused(&mut house, "sidorov", unknown), ["UnknownPerson"]);
    let touching = delegate(Role::Manager, "petrova", "2026-11-22", "2026-11-25");
    assert_eq!(
        refused(&mut house, "ivanov", touching),
        ["DelegatedAlready"]
    );
    let next = delegate(Role::Manager, "petrova", "2026-11-23", "2026-11-25");
    does(&mut house, "ivanov", next);
    let others = undelegate(Role::Manager, "2026-11-23");
    assert_eq!(
        refused(&mut house, "sidorov", others.clone()),
        ["NotDelegated"]
    );
    does(&mut house, "ivanov", others);
    house.at("2026-11-23T10:00:00+03:00");
    let over = undelegate(Role::Manager, "2026-11-20");
    assert_eq!(refused(&mut house, "ivanov", over), ["NotDelegated"]);
}

/// A deputy acts in somebody's place, and the message says so; ended early it is over at once.
#[test]
fn a_deputy_acts_on_behalf_of_whoever_delegates() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let deputy = delegate(Role::FinanceDirector, "belova", "2026-11-20", "2026-11-30");
    does(&mut house, "petrova", deputy);
    does(
        &mut house,
        "petrova",
        undelegate(Role::FinanceDirector, "2026-11-20"),
    );
    let yes = answer(&house, Answer::Approved);
    house.by("belova").refuses(yes.clone());
    let deputy = delegate(Role::FinanceDirector, "belova", "2026-11-20", "2026-11-30");
    does(&mut house, "petrova", deputy);
    house.by("belova").does(yes);
    assert!(
        house
            .message()
            .contains("\nBy: belova\nOn-Behalf-Of: petrova\n")
    );
}

/// Whoever loses a role has no deputy in it, not even once the role comes back.
#[test]
fn a_delegation_ends_with_the_role() {
    let mut house = House::empty();
    let deputy = delegate(Role::FinanceDirector, "belova", "2026-11-20", "2026-11-30");
    does(&mut house, "petrova", deputy);
    does(
        &mut house,
        "admin",
        revoke("petrova", Role::FinanceDirector),
    );
    does(&mut house, "admin", grant("petrova", Role::FinanceDirector));
    assert_eq!(house.register().delegations, []);
}

/// Types of keys that nobody signs with are refused by name.
#[test]
fn keys_of_other_types_are_refused_by_name() {
    use ssh_key::Mpint;
    use ssh_key::public::{DsaPublicKey, EcdsaPublicKey, KeyData, RsaPublicKey};
    let number = |bytes: &[u8]| Mpint::from_positive_bytes(bytes).expect("a number");
    let written = |data: KeyData| ssh_key::PublicKey::from(data).to_openssh().expect("a key");
    let rsa = |bytes: usize| {
        let e = number(&[1, 0, 1]);
        let n = number(&vec![0xff; bytes]);
        written(KeyData::Rsa(RsaPublicKey { e, n }))
    };
    let one = || number(&[7]);
    let dsa = DsaPublicKey {
        p: one(),
        q: one(),
        g: one(),
        y: one(),
    };
    let point = [&[4_u8][..], &[1; 64]].concat();
    let ecdsa = EcdsaPublicKey::from_sec1_bytes(&point).expect("a point");
    let check = |text: &str| tlg::people::key::check(text);
    assert_eq!(check(&rsa(256)), Ok(()));
    assert_eq!(check(&rsa(255)), Err(KeyFault::Short { bits: 2040 }));
    assert_eq!(check(&written(KeyData::Ecdsa(ecdsa))), Ok(()));
    let dsa = written(KeyData::Dsa(dsa));
    assert_eq!(check(&dsa), Err(KeyFault::Type("ssh-dss".to_owned())));
    assert_eq!(check(&format!("{} me", key(1))), Err(KeyFault::NotAKey));
    assert_eq!(check("ssh-ed25519 AAAA"), Err(KeyFault::NotAKey));
}
