//! The register of people: command lines about it, and the smallest example of each condition.

use tlg::actions::intent::Intent;
use tlg::actions::remedy::Purpose;
use tlg::people::key::fingerprint;
use tlg::people::{PeopleAct, Person, Role};
use tlg::record::{CommitHex, Sha256Hex};

use super::command::Line;
use super::following::{Choices, Follower, offered};
use super::house::{House, person};
use super::kinds::REGISTER;
use super::rules::{Example, Typed, typed, words_of};

/// The key that a file of this name holds.
pub fn key_in(file: &str) -> String {
    use ssh_key::Mpint;
    use ssh_key::public::{DsaPublicKey, Ed25519PublicKey, KeyData, RsaPublicKey};
    let number = |bytes: &[u8]| Mpint::from_positive_bytes(bytes).expect("a number");
    let data = match file {
        "weak.pub" => KeyData::Rsa(RsaPublicKey {
            e: number(&[1, 0, 1]),
            n: number(&[0xff; 128]),
        }),
        "old.pub" => KeyData::Dsa(DsaPublicKey {
            p: number(&[7]),
            q: number(&[7]),
            g: number(&[7]),
            y: number(&[7]),
        }),
        file => KeyData::Ed25519(Ed25519PublicKey(*Sha256Hex::of(file.as_bytes()).as_bytes())),
    };
    let key = ssh_key::PublicKey::from(data);
    key.to_openssh().expect("a key")
}

impl Line {
    /// What a command about the register asks for.
    pub(super) fn register(&self, actor: &str, house: &House) -> Intent {
        Intent::People {
            act: self.people_act(actor, house),
            text: self.words(),
        }
    }

    fn people_act(&self, actor: &str, house: &House) -> PeopleAct {
        let who = || person(&self.need("person"));
        let role = || Role::named(&self.need("role")).expect("a role");
        match self.command.as_str() {
            "people add" => self.added(),
            "people grant" => PeopleAct::Granted {
                person: who(),
                role: role(),
            },
            "people revoke" => PeopleAct::Revoked {
                person: who(),
                role: role(),
            },
            "people key add" => PeopleAct::KeyAdded {
                person: who(),
                key: key_in(&self.need("key")),
            },
            "people key retire" => PeopleAct::KeyRetired {
                person: who(),
                key: self.known_key(house),
            },
            "people key compromise" => PeopleAct::KeyCompromised {
                person: who(),
                key: self.known_key(house),
                trusted: self.get("trusted").map(|commit| commit_of(&commit)),
            },
            "people ratify" => PeopleAct::Ratified {
                commits: self.all("commit").iter().map(|id| commit_of(id)).collect(),
            },
            "people delegate" => self.delegation(role(), actor, house),
            other => panic!("nothing is done to the register by `tlg {other}`"),
        }
    }

    fn added(&self) -> PeopleAct {
        let roles = self.all("role");
        PeopleAct::Added {
            added: vec![Person {
                id: person(&self.need("id")),
                name: self.need("name"),
                email: self.need("email"),
                roles: roles.iter().filter_map(|role| Role::named(role)).collect(),
                keys: self.all("key").iter().map(|file| key_in(file)).collect(),
            }],
        }
    }

    fn delegation(&self, role: Role, actor: &str, house: &House) -> PeopleAct {
        let today = house.rules().calendar.local_day(house.now);
        let mut own = house.rules().people.delegations.iter();
        let own = own.find(|one| one.role == role && one.of.as_str() == actor);
        let from = self.day("first");
        match self.has("end") {
            true => PeopleAct::Undelegated {
                role,
                from: from.or(own.map(|one| one.from)).unwrap_or(today),
            },
            false => PeopleAct::Delegated {
                role,
                to: person(&self.need("to")),
                from: from.unwrap_or(today),
                until: self.day("last").expect("a day"),
            },
        }
    }

    /// A key by its fingerprint, or out of a file.
    fn known_key(&self, house: &House) -> String {
        let named = self.need("key");
        let people = house.rules().people.people.iter();
        let mut keys = people.flat_map(|person| &person.keys);
        let known = keys.find(|key| fingerprint(key) == named);
        known.cloned().unwrap_or_else(|| key_in(&named))
    }
}

fn commit_of(id: &str) -> CommitHex {
    id.parse().expect("the id of a commit")
}

const STOLEN: (&str, &str) = (
    "belov",
    "people key compromise sidorov sidorov.pub --nothing-trusted -m украден",
);
const AWAY: (&str, &str) = (
    "ivanov",
    "people delegate manager --to sidorov --until 2026-12-01",
);
const RATIFIED: (&str, &str) = (
    "belov",
    "people ratify 3b1e90f2aa31b7f0c55e8d61f3e2a4b9c8d7e6f5 -m проверено",
);

const TYPED: &[Typed] = &[
    (
        "KeyUnfit",
        "new_request",
        &[],
        "belov",
        "people key add ivanov weak.pub",
    ),
    (
        "KeyUnfit",
        "new_request",
        &[],
        "belov",
        "people key add ivanov old.pub",
    ),
    (
        "NameUnfit",
        "new_request",
        &[],
        "belov",
        "people add orlov --name Орлов. --email orlov@tlg.example --role manager",
    ),
    (
        "TakenName",
        "new_request",
        &[],
        "belov",
        "people add novikov --name TLG --email novikov@tlg.example --role manager",
    ),
    (
        "TakenKey",
        "new_request",
        &[],
        "belov",
        "people key add ivanov sidorov.pub",
    ),
    (
        "TakenKey",
        "new_request",
        &[],
        "belov",
        "people add novikov --name Новиков --email novikov@tlg.example --role manager --key sidorov.pub",
    ),
    (
        "KeyBarred",
        "new_request",
        &[STOLEN],
        "belov",
        "people key add sidorov sidorov.pub",
    ),
    (
        "UnknownKey",
        "new_request",
        &[],
        "belov",
        "people key retire ivanov sidorov.pub",
    ),
    (
        "NoKey",
        "new_request",
        &[STOLEN],
        "ivanov",
        "people delegate manager --to sidorov --until 2026-12-01",
    ),
    (
        "LastKey",
        "new_request",
        &[],
        "belov",
        "people key retire petrova petrova.pub",
    ),
    (
        "OwnRole",
        "new_request",
        &[],
        "belov",
        "people grant belov manager",
    ),
    (
        "HasRole",
        "new_request",
        &[],
        "belov",
        "people grant ivanov manager",
    ),
    (
        "ServiceAlone",
        "new_request",
        &[],
        "belov",
        "people grant ivanov service",
    ),
    (
        "LastInRole",
        "new_request",
        &[],
        "belov",
        "people revoke petrova finance_director",
    ),
    (
        "OwnsDeals",
        "new_request",
        &[],
        "belov",
        "people revoke ivanov manager",
    ),
    (
        "AlreadyRatified",
        "new_request",
        &[RATIFIED],
        "belov",
        "people ratify 3b1e90f2aa31b7f0c55e8d61f3e2a4b9c8d7e6f5 9d20aa31b7f0c55e8d61f3e2a4b9c8d7e6f54f1c -m так",
    ),
    (
        "NoDeputy",
        "new_request",
        &[],
        "belov",
        "people delegate administrator --to ivanov --until 2026-12-01",
    ),
    (
        "OwnDeputy",
        "new_request",
        &[],
        "ivanov",
        "people delegate manager --to ivanov --until 2026-12-01",
    ),
    (
        "DaysReversed",
        "new_request",
        &[],
        "ivanov",
        "people delegate manager --to sidorov --from 2026-12-05 --until 2026-12-01",
    ),
    (
        "DelegatedAlready",
        "new_request",
        &[AWAY],
        "ivanov",
        "people delegate manager --to orlova --from 2026-12-01 --until 2026-12-05",
    ),
    (
        "NotDelegated",
        "new_request",
        &[],
        "ivanov",
        "people delegate manager --end",
    ),
    (
        "DayGone",
        "new_request",
        &[],
        "ivanov",
        "people delegate manager --to sidorov --from 2026-11-01 --until 2026-12-01",
    ),
    (
        "NotInRole",
        "new_request",
        &[],
        "orlova",
        "people delegate manager --to ivanov --until 2026-12-01",
    ),
    (
        "NotEntitled",
        "new_request",
        &[],
        "ivanov",
        "people grant orlova manager",
    ),
    (
        "UnknownPerson",
        "new_request",
        &[],
        "belov",
        "people grant novikov manager",
    ),
    (
        "TextUnfit",
        "new_request",
        &[],
        "belov",
        "people grant orlova manager -m ''",
    ),
];

/// Examples of everything that is refused about the register.
pub fn examples() -> Vec<Example> {
    TYPED.iter().map(typed).collect()
}

#[test]
fn every_condition_of_the_register_has_an_example() {
    let shown = examples();
    let missing: Vec<&&str> = REGISTER
        .iter()
        .filter(|kind| !shown.iter().any(|example| example.kind == **kind))
        .collect();
    assert!(missing.is_empty(), "no example of {missing:?}");
}

/// Whoever does as they are told gets what they wanted, or what stands in its place.
#[test]
fn following_the_remedies_leads_to_a_yes() {
    let mut followed = 0;
    for row in TYPED {
        let mut example = typed(row);
        let (refusal, actor) = (&example.refusal, example.actor);
        let ways = offered(refusal, &example.intent, actor, &example.house);
        let ways: Vec<_> = ways.into_iter().flatten().collect();
        assert!(!ways.is_empty(), "{}: no way on", example.typed);
        if ways.iter().all(|way| way.purpose == Purpose::Look) {
            continue;
        }
        let line = words_of(row.4, &example.house);
        let mut follower = Follower {
            house: &mut example.house,
            choices: Choices::new(Vec::new()),
            typed: Vec::new(),
        };
        let reached = follower.reach(actor, &line);
        let typed = follower.typed;
        assert_eq!(reached, Ok(()), "{typed:#?}");
        followed += 1;
    }
    assert!(followed > 15, "only {followed}");
}
