//! A long honest history, decided by the library and signed in-process: deals one after another go from the request to
//! the quote and are lost or noted on, ten events each.

use super::Company;
use git2::build::TreeUpdateBuilder;
use git2::{FileMode, ObjectType, Oid, Repository};
use ssh_key::{HashAlg, LineEnding, PrivateKey};
use std::fs;
use std::process::Command;
use tlg::actions::decide::decide;
use tlg::actions::ground::facts_at;
use tlg::actions::intent::Intent;
use tlg::deal::act::{Act, Given};
use tlg::deal::document::GivenDocument;
use tlg::deal::entry::Seen;
use tlg::deal::fact::FactValue;
use tlg::deal::{Deal, DealId};
use tlg::record::id::{ClientId, DocumentKind, FactId, LossReason, PersonId, StageId};
use tlg::record::tree::Tree;
use tlg::record::{Moment, Sha256Hex};
use tlg::workspace::{CommitId, Store};

/// Loose objects are packed whenever so many commits were made.
const PACKED: usize = 5_000;

/// The first deal was opened by the company itself.
const FIRST: usize = 2;

/// Events of each deal.
const EVENTS: usize = 10;

/// Deals that are worked on side by side.
const SIDE_BY_SIDE: usize = 50;

/// Clients that deals are for, one after another, as a company of some years has them.
const CLIENTS: usize = 50;

/// The first events of a deal, up to the quote that is on its way to the client.
const UNTIL_THE_QUOTE: usize = 4;

/// Somebody who writes commits faster than processes could.
struct Scribe {
    store: Store,
    repo: Repository,
    introduction: String,
    key: PrivateKey,
    by: PersonId,
    tip: CommitId,
    now: Moment,
}

impl Company {
    /// Adds so many commits to the workspace, each a legal act of the manager.
    pub fn act(&self, commits: usize) {
        if self.acted.get() == 0 {
            self.let_clients_in();
        }
        let mut scribe = Scribe::of(self);
        for _ in 0..commits {
            let number = self.acted.replace(self.acted.get() + 1);
            scribe.one_more(number);
            if number % PACKED == PACKED - 1 {
                scribe.land();
                self.git(&["repack", "-a", "-d", "-q"]);
            }
        }
        scribe.land();
        if commits > 1 {
            // As git leaves a repository from time to time by itself.
            self.git(&["gc", "-q"]);
        }
        self.git(&["reset", "-q", "--hard"]);
    }

    fn let_clients_in(&self) {
        for number in 0..CLIENTS {
            let (name, email) = (
                format!("Buyer {number}"),
                format!("buyer-{number}@buyer.example"),
            );
            self.tlg(&["-q", "client", "add", &name, "--email", &email]);
        }
    }

    /// Adds so many deals of which the quote is on its way to the client.
    pub fn send_quotes(&self, deals: usize) {
        let mut scribe = Scribe::of(self);
        for event in 0..UNTIL_THE_QUOTE {
            for place in 0..deals {
                scribe.goes_on(FIRST + place, event);
            }
        }
        scribe.land();
        self.git(&["repack", "-a", "-d", "-q"]);
        self.git(&["reset", "-q", "--hard"]);
    }
}

impl Scribe {
    fn of(company: &Company) -> Scribe {
        let store = Store::open(&company.workspace()).expect("the store opens");
        let repo = Repository::open(company.workspace()).expect("the repository opens");
        let introduction = store.first_commit().expect("a history").expect("a commit");
        let key = fs::read_to_string(company.key("manager")).expect("the manager's key");
        let tip = store
            .commit_at("HEAD")
            .expect("a branch")
            .expect("a commit");
        let committed = store.tip_of(tip).expect("the tip").committed();
        Scribe {
            introduction: introduction.id.to_string(),
            key: PrivateKey::from_openssh(key).expect("a key"),
            by: PersonId::new("ivanov").expect("an id"),
            now: Moment::new(committed).expect("a moment"),
            store,
            repo,
            tip,
        }
    }

    fn one_more(&mut self, number: usize) {
        let batch = number / (EVENTS * SIDE_BY_SIDE);
        let within = number % (EVENTS * SIDE_BY_SIDE);
        let deal = FIRST + batch * SIDE_BY_SIDE + within % SIDE_BY_SIDE;
        let client = format!("buyer-{}", deal % CLIENTS);
        self.goes_on_for(&client, deal, within / SIDE_BY_SIDE);
    }

    /// The event of that number in the life of a deal of the first client.
    fn goes_on(&mut self, deal: usize, number: usize) {
        self.goes_on_for("stakan-plus", deal, number);
    }

    fn goes_on_for(&mut self, client: &str, deal: usize, number: usize) {
        let deal = DealId::new("TLG", u32::try_from(deal).expect("few deals"));
        let (act, document) = event(number, client);
        let tip = self.store.tip_of(self.tip).expect("the tip");
        let seen = tip.read(&deal.path()).expect("a tree").map(|bytes| {
            Seen::of(
                &Deal::read(&deal.path(), &bytes).expect("our own deal"),
                &act,
            )
        });
        let intent = Intent::Deal {
            deal,
            act,
            seen: seen.unwrap_or_default(),
        };
        let ground = facts_at(&tip, &self.introduction, &intent).expect("a state");
        let change = decide(&ground, &intent, &self.by, self.now).expect("a legal act");
        let tree = self.repo.find_tree(tip.tree_id()).expect("a tree");
        let mut update = TreeUpdateBuilder::new();
        for (path, text) in &change.files {
            let blob = self.repo.blob(text.as_bytes()).expect("a blob");
            update.upsert(path, blob, FileMode::Blob);
        }
        for path in change.documents.keys() {
            let blob = self.repo.blob(&document).expect("a blob");
            update.upsert(path, blob, FileMode::Blob);
        }
        let tree = update.create_updated(&self.repo, &tree).expect("a tree");
        drop(tip);
        self.tip = self.commit(tree, &change.message);
    }

    fn commit(&self, tree: Oid, message: &str) -> Oid {
        let at = format!("{} +0300", self.now.unix());
        let who = format!("Иванов Иван <ivanov@tlg.example> {at}");
        let header = format!(
            "tree {tree}\nparent {}\nauthor {who}\ncommitter {who}\n",
            self.tip
        );
        let payload = format!("{header}\n{message}");
        let signature = self.key.sign("git", HashAlg::Sha512, payload.as_bytes());
        let armour = signature.and_then(|signature| signature.to_pem(LineEnding::LF));
        let armour = armour.expect("a signature");
        let armour = armour.trim_end().replace('\n', "\n ");
        let object = format!("{header}gpgsig {armour}\n\n{message}");
        let odb = self.repo.odb().expect("objects");
        odb.write(ObjectType::Commit, object.as_bytes())
            .expect("a commit")
    }

    fn land(&self) {
        let mut head = Command::new("git");
        head.args(["update-ref", "HEAD", &self.tip.to_string()])
            .current_dir(self.repo.path());
        super::succeed(head);
    }
}

/// The event of that number in the life of a deal, and the document that comes along.
fn event(number: usize, client: &str) -> (Act, Vec<u8>) {
    match number {
        0 => (opening(client), Vec::new()),
        1 => (going("in_stock", Given::default(), None), Vec::new()),
        2 => (
            going("quote_preparation", Given::default(), None),
            Vec::new(),
        ),
        3 => {
            let (given, document) = quote();
            (going("quote_sent", given, None), document)
        }
        4 => (going("quote_revision", Given::default(), None), Vec::new()),
        9 => {
            let reason = LossReason::new("price").expect("an id");
            (going("lost", Given::default(), Some(reason)), Vec::new())
        }
        number => {
            let text = format!("Звонок клиенту, разговор {number}: думает до конца недели.");
            (Act::Note { text }, Vec::new())
        }
    }
}

fn opening(client: &str) -> Act {
    Act::Open {
        title: "Линия для стаканов".to_owned(),
        client: ClientId::new(client).expect("an id"),
        manager: PersonId::new("ivanov").expect("an id"),
    }
}

fn going(to: &str, given: Given, reason: Option<LossReason>) -> Act {
    Act::Move {
        to: StageId::new(to).expect("an id"),
        given,
        reason,
        no_mail: false,
    }
}

/// A quote of two kilobytes.
fn quote() -> (Given, Vec<u8>) {
    let document = [b"%PDF-1.4\n".as_slice(), &[b'x'; 2_000]].concat();
    let mut given = Given::default();
    for (fact, value) in [
        ("quote_total", "2500000.00 RUB"),
        ("quote_valid_until", "2199-12-31"),
    ] {
        let value = FactValue::Text(value.to_owned());
        given.facts.insert(FactId::new(fact).expect("an id"), value);
    }
    given.documents.push(GivenDocument {
        kind: DocumentKind::new("quote").expect("an id"),
        ending: "pdf".to_owned(),
        sha256: Sha256Hex::of(&document),
        size: document.len() as u64,
    });
    (given, document)
}
