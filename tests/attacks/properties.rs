//! Whatever is done honestly is proved, and whatever differs from it in a single place is not. In this process, without
//! git or ssh-keygen, so that it is fast.

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, ObjectType, Oid, Repository};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use ssh_key::{HashAlg, LineEnding, PrivateKey};
use tlg::record::Moment;
use tlg::verify::{Mark, Proof, Root, Verdict, Verification, verify};
use tlg::workspace::{CommitId, Store};

use super::company::PEOPLE;
use super::honest::{Honest, NOW};

/// A history that is proved, read in this process.
struct Proved {
    honest: Honest,
    store: Store,
    repo: Repository,
    root: Root,
    /// Every commit, the oldest first.
    commits: Vec<CommitId>,
}

impl Proved {
    fn of(honest: Honest) -> Proved {
        let store = Store::open(&honest.workspace()).expect("a repository");
        let commits = honest.git(&["rev-list", "--reverse", "HEAD"]);
        let commits = commits.lines().map(|id| id.parse().expect("an id"));
        let commits: Vec<CommitId> = commits.collect();
        Proved {
            repo: Repository::open(honest.workspace()).expect("a repository"),
            root: Root {
                introduction: commits[0],
                key: None,
            },
            commits,
            store,
            honest,
        }
    }

    fn judged(&self, tip: CommitId, mark: Option<&Mark>) -> Proof {
        let wanted = Verification {
            tip,
            root: Some(&self.root),
            spares: mark,
            holds: None,
            full: false,
            documents: false,
            stops: false,
            now: NOW.parse::<Moment>().expect("a moment").later(3600),
            progress: &|_, _| {},
        };
        verify(&self.store, &wanted).expect("a repository that can be read")
    }

    /// How far the history is proved.
    fn mark(&self) -> Mark {
        let tip = *self.commits.last().expect("a tip");
        let proof = self.judged(tip, None);
        assert_eq!(proof.tally.commits, self.commits.len());
        Mark::of(&proof, &self.root).unwrap_or_else(|| panic!("{:?}", proof.findings))
    }

    /// The mark as it was before a commit, so that nothing but what follows is judged.
    fn before(&self, commit: CommitId, mark: &Mark) -> Mark {
        let parent = self.store.link(commit).expect("a commit").parent;
        Mark {
            tip: parent.expect("a parent").to_string(),
            ..mark.clone()
        }
    }

    fn object(&self, commit: CommitId) -> Vec<u8> {
        let odb = self.repo.odb().expect("objects");
        odb.read(commit).expect("a commit").data().to_vec()
    }

    fn write(&self, object: &[u8]) -> CommitId {
        let odb = self.repo.odb().expect("objects");
        odb.write(ObjectType::Commit, object).expect("an object")
    }
}

/// Flips every bit of the part of the tip's object that lies between two texts.
fn assert_no_bit_is_free(from: &str, to: &str) {
    let proved = Proved::of(Honest::new());
    let tip = *proved.commits.last().expect("a tip");
    let mark = proved.before(tip, &proved.mark());
    assert_eq!(proved.judged(tip, Some(&mark)).verdict(), Verdict::Proved);
    let object = proved.object(tip);
    let text = String::from_utf8(object.clone()).expect("UTF-8");
    let (from, to) = (text.find(from), text.rfind(to));
    for place in from.expect("the beginning")..to.expect("the end") {
        for bit in 0..8 {
            let mut forged = object.clone();
            forged[place] ^= 1 << bit;
            let verdict = proved.judged(proved.write(&forged), Some(&mark)).verdict();
            assert_ne!(verdict, Verdict::Proved, "byte {place}, bit {bit}: {text}");
        }
    }
}

#[test]
fn no_bit_of_a_header_is_free() {
    assert_no_bit_is_free("tree ", "gpgsig ");
}

#[test]
fn no_bit_of_a_signature_is_free() {
    assert_no_bit_is_free("gpgsig ", "\n\nTLG-");
}

#[test]
fn no_bit_of_a_message_is_free() {
    assert_no_bit_is_free("\n\nTLG-", "Rules: 1");
}

/// What people of the company try, one after another; much of it is refused.
const TRIED: [&str; 22] = [
    "ivanov tlg -q deal note 1 -m 'Звонил клиент'",
    "ivanov tlg -q deal new --client волга --title 'Стаканы'",
    "sidorov tlg -q deal move 4 in_stock",
    "sidorov tlg -q deal move 4 quote_preparation",
    "sidorov tlg -q deal attach 4 other ../papers/letter.pdf",
    "sidorov tlg -q quote ask 4 --file ../papers/quote.pdf --total 90000 --valid-until 31.12.2026 -m 'Срочно'",
    "sidorov tlg -q deal assign 4 ivanov",
    "petrova tlg -q approve 3 --binds $(asked 3)",
    "petrova tlg -q rework 2 --binds $(asked 2) -m 'Дорого'",
    "kozlov tlg -q approve 2 --binds $(asked 2)",
    "kozlov tlg -q quote withdraw 3 -m 'Передумал'",
    "kozlov tlg -q deal note 3 -m 'Ждем'",
    "smirnova tlg -q pay 17 --amount 250000 --date 23.11.2026 --document 118",
    "smirnova tlg -q pay 1 --cancel 1 -m 'Ошибка банка'",
    "smirnova tlg -q deal note 1 -m 'Платеж пришел'",
    "ivanov tlg -q task later 1 --until 30.11.2026 -m 'Просят подождать'",
    "ivanov tlg -q client set стакан --email new@stakan.example",
    "orlov tlg -q deal correct 1",
    "orlov tlg -q people grant sidorov accountant",
    "orlov tlg -q people revoke sidorov accountant",
    "cron tlg -q tick",
    "ivanov tlg -q deal move 2 quote_sent",
];

/// What differs from an honest commit, in one place.
#[derive(Clone, Copy, Debug)]
enum Tampering {
    /// A bit of the file of a deal, of the register, of a document or of any other file.
    Bit(&'static str),
    Dropped,
    Message,
    OtherSigner,
    Unsigned,
}

const TAMPERINGS: [Tampering; 9] = [
    Tampering::Bit("deals/"),
    Tampering::Bit("people.yaml"),
    Tampering::Bit("clients/"),
    Tampering::Bit("ticks/"),
    Tampering::Bit(""),
    Tampering::Dropped,
    Tampering::Message,
    Tampering::OtherSigner,
    Tampering::Unsigned,
];

/// A commit of the history, and what is done to it at which place.
type Attack = (prop::sample::Index, usize, prop::sample::Index);

impl Proved {
    /// The commit again with a difference, signed well by whoever is its author.
    fn tampered(
        &self,
        commit: CommitId,
        tampering: Tampering,
        at: &prop::sample::Index,
    ) -> CommitId {
        let honest = self.repo.find_commit(commit).expect("a commit");
        let mut tree = honest.tree_id();
        let mut message = honest.message_raw().expect("UTF-8").to_owned();
        let mut signer = login_of(honest.author().email().expect("UTF-8"));
        match tampering {
            Tampering::Bit(folder) => {
                tree = self.with_bit_flipped(&honest.tree().expect("a tree"), folder, at)
            }
            Tampering::Dropped => tree = self.without_a_file(&honest.tree().expect("a tree"), at),
            Tampering::Message => {
                let places: Vec<usize> = message.char_indices().map(|(place, _)| place).collect();
                message.insert(*at.get(&places), 'x');
            }
            Tampering::OtherSigner => {
                let others = PEOPLE.map(|(login, ..)| login);
                let others = others.into_iter().filter(|login| *login != signer);
                signer = at.get(&others.collect::<Vec<_>>()).to_owned().to_owned();
            }
            Tampering::Unsigned => {}
        }
        let object = String::from_utf8(self.object(commit)).expect("UTF-8");
        let header = object.split("gpgsig ").next().expect("a header");
        let header = header.replace(&honest.tree_id().to_string(), &tree.to_string());
        let payload = format!("{header}\n{message}");
        let signature = match tampering {
            Tampering::Unsigned => String::new(),
            _ => format!("gpgsig {}\n", self.armour(&signer, &payload)),
        };
        self.write(format!("{header}{signature}\n{message}").as_bytes())
    }

    fn armour(&self, login: &str, payload: &str) -> String {
        let path = self.honest.company.folder().join("keys").join(login);
        let key = PrivateKey::read_openssh_file(&path).expect("a key");
        let signature = key.sign("git", HashAlg::Sha512, payload.as_bytes());
        let armour = signature.expect("a signature").to_pem(LineEnding::LF);
        armour.expect("an armour").trim_end().replace('\n', "\n ")
    }

    /// The files of a tree below a folder, or all of them where there is none.
    fn files(&self, tree: &git2::Tree, folder: &str) -> Vec<(String, Oid)> {
        let mut files = Vec::new();
        let walked = tree.walk(git2::TreeWalkMode::PreOrder, |root, entry| {
            if entry.kind() == Some(ObjectType::Blob) {
                files.push((
                    format!("{root}{}", entry.name().expect("UTF-8")),
                    entry.id(),
                ));
            }
            git2::TreeWalkResult::Ok
        });
        walked.expect("a tree");
        let inside: Vec<_> = files
            .iter()
            .filter(|(path, _)| path.starts_with(folder))
            .cloned()
            .collect();
        if inside.is_empty() { files } else { inside }
    }

    fn with_bit_flipped(&self, tree: &git2::Tree, folder: &str, at: &prop::sample::Index) -> Oid {
        let files = self.files(tree, folder);
        let (path, blob) = at.get(&files);
        let mut bytes = self
            .repo
            .find_blob(*blob)
            .expect("a file")
            .content()
            .to_vec();
        let place = at.index(bytes.len() * 8);
        bytes[place / 8] ^= 1 << (place % 8);
        let blob = self.repo.blob(&bytes).expect("a blob");
        let mut update = TreeUpdateBuilder::new();
        update.upsert(path.as_str(), blob, FileMode::Blob);
        update.create_updated(&self.repo, tree).expect("a tree")
    }

    fn without_a_file(&self, tree: &git2::Tree, at: &prop::sample::Index) -> Oid {
        let files = self.files(tree, "");
        let mut update = TreeUpdateBuilder::new();
        update.remove(at.get(&files).0.as_str());
        update.create_updated(&self.repo, tree).expect("a tree")
    }
}

fn login_of(email: &str) -> String {
    let (login, _) = email.split_once('@').expect("an address");
    login.to_owned()
}

fn config(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_261_123),
        ..Config::default()
    }
}

/// The company after these tries.
fn busy(tried: &[usize]) -> Honest {
    let honest = Honest::new();
    let lines = tried.iter().enumerate().map(|(minute, which)| {
        let line = TRIED[*which];
        format!("clock 2026-11-23T12:{minute:02}\n{line} 2>/dev/null || true\n")
    });
    honest.shell(&lines.collect::<String>());
    honest
}

#[test]
fn what_is_honest_is_proved_and_nothing_that_differs_in_one_place() {
    let tries = prop::collection::vec(0..TRIED.len(), 4..16);
    let attack = (
        any::<prop::sample::Index>(),
        0..TAMPERINGS.len(),
        any::<prop::sample::Index>(),
    );
    let attacks = prop::collection::vec(attack, 60);
    let mut runner = TestRunner::new(config(8));
    let held = runner.run(
        &(tries, attacks),
        |(tries, attacks): (Vec<usize>, Vec<Attack>)| {
            let proved = Proved::of(busy(&tries));
            let mark = proved.mark();
            for (commit, tampering, at) in attacks {
                let commit = *commit.get(&proved.commits[1..]);
                let tampering = TAMPERINGS[tampering];
                let forged = proved.tampered(commit, tampering, &at);
                prop_assert_ne!(forged, commit);
                let proof = proved.judged(forged, Some(&proved.before(commit, &mark)));
                prop_assert_eq!(
                    proof.verdict(),
                    Verdict::Forged,
                    "{:?} of {}",
                    tampering,
                    commit
                );
                let finding = proof.findings.first().expect("a finding");
                prop_assert_eq!(finding.commit, forged);
            }
            Ok(())
        },
    );
    held.expect("it holds");
}
