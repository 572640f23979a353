//! For every refusal the smallest example that gives it.

use std::collections::BTreeSet;
use tlg::actions::intent::Intent;
use tlg::actions::refusal::Unmet;
use tlg::agenda::Tick;
use tlg::agenda::tick::ReminderKey;
use tlg::client::{ClientDetails, ClientKind};
use tlg::deal::DealId;
use tlg::deal::act::Act;
use tlg::deal::letter::{LetterId, MissCause, Verdict};
use tlg::numbers::{Block, Lease, Numbers};
use tlg::people::{PeopleAct, Person, Role};
use tlg::process::decision::Answer;
use tlg::record::CloneName;
use tlg::record::id::{ClientId, ReminderId};

use crate::doing::{
    Doing, answer, assign, attach, cancel_payment, claim, correct, done, go, later, lose, missed,
    note, pay, reopen, resolve, sent, set, withdraw,
};
use crate::house::{House, person, person_id};
use crate::journey::{TOTAL, ask_discount, ask_quote, issue_invoice, send_quote};

type Example = (&'static str, fn() -> Vec<Unmet>);

/// A house whose deal stands in a stage.
fn at(stage: &str) -> House {
    let mut house = House::new();
    house.reaches(stage);
    house
}

/// A house with the deal's quote in the director's hands, and the director acting.
fn asked() -> House {
    let mut house = at("quote_preparation");
    house.does(ask_quote(TOTAL)).by("petrova");
    house
}

/// A house in which the first move needs one thing more.
fn needing(condition: &str) -> House {
    let mut house = House::new();
    let hint = "hint: товар есть\n";
    house.rule(hint, &format!("{hint}  needs: [{condition}]\n"));
    house
}

/// A house with one limit.
fn limited(limit: &str) -> House {
    let mut house = House::new();
    house.rule("limits: {", &format!("limits: {{{limit}, "));
    house.does(go("procurement"));
    house.does(go("quote_preparation").fact("supplier_price", "2100000.00 RUB"));
    house
}

fn opening(title: &str, client: &str, number: u32) -> Vec<Unmet> {
    let mut house = House::empty();
    house.deal = tlg::deal::DealId::new("TLG", number);
    house.refuses(Doing::from(Act::Open {
        title: title.to_owned(),
        client: ClientId::new(client).expect("an id"),
        manager: person_id("ivanov"),
    }))
}

/// Twenty numbers up to one are leased to a clone of Иванов's.
fn leased(house: &mut House, to: u32) {
    let block = Block { from: to - 19, to };
    let numbers = Numbers::default().with(Lease {
        at: house.now(),
        by: person_id("ivanov"),
        clone: CloneName::of_lot(1),
        block,
    });
    let path = Numbers::PATH.to_owned();
    house.files.0.insert(path, numbers.text().into_bytes());
}

fn lease(house: &mut House, from: u32) -> Vec<Unmet> {
    let block = Block {
        from,
        to: from + 19,
    };
    let clone = CloneName::of_lot(1);
    let refused = house.commits(&Intent::Lease { clone, block });
    refused.expect_err("a refusal")
}

fn client(kind: ClientKind, id: &str, email: &str, inn: Option<&str>) -> Vec<Unmet> {
    let mut house = House::empty();
    let refused = house.commits(&Intent::Client {
        client: ClientId::new(id).expect("an id"),
        kind,
        details: ClientDetails {
            name: Some("Волга-Пак".to_owned()),
            email: Some(email.to_owned()),
            inn: inn.map(str::to_owned),
        },
        after: 0,
    });
    refused.expect_err("a refusal")
}

fn let_in(act: fn(Vec<Person>) -> PeopleAct, edit: impl FnOnce(&mut Person)) -> Vec<Unmet> {
    let mut house = House::empty();
    let mut added = person("novikov", "Новиков Глеб", Role::Manager);
    edit(&mut added);
    let act = act(vec![added]);
    let refused = house
        .by("admin")
        .commits(&Intent::People { act, text: None });
    refused.expect_err("a refusal")
}

fn first(added: Vec<Person>) -> PeopleAct {
    PeopleAct::Introduced { added }
}

fn more(added: Vec<Person>) -> PeopleAct {
    PeopleAct::Added { added }
}

/// A run of `tick` by cron on 20.11.2026, on a deal whose quote waits to leave.
fn ticking(edit: impl FnOnce(&mut Tick, DealId)) -> Vec<Unmet> {
    let mut house = at("quote_sent");
    let mut tick = Tick::heartbeat(crate::doing::day("2026-11-20"));
    edit(&mut tick, house.deal.clone());
    house
        .files
        .0
        .retain(|path, _| !path.starts_with("templates/"));
    house.by("cron").at("2026-11-20T12:00:00+03:00");
    let refused = house.commits(&Intent::Tick(tick));
    refused.expect_err("a refusal")
}

const EXAMPLES: &[Example] = &[
    ("UnknownDeal", || House::empty().refuses(go("in_stock"))),
    ("TakenNumber", || opening("Линия", "stakan-plus", 7)),
    ("NumbersEnd", || {
        let mut house = House::empty();
        leased(&mut house, u32::MAX);
        house.refuses(Doing::from(Act::Open {
            title: "Линия".to_owned(),
            client: ClientId::new("stakan-plus").expect("an id"),
            manager: person_id("ivanov"),
        }))
    }),
    ("NumbersLeft", || {
        let mut house = House::empty();
        leased(&mut house, 20);
        lease(&mut house, 21)
    }),
    ("NotTheBlock", || lease(&mut House::empty(), 2)),
    ("UnknownClient", || opening("Линия", "nikto", 1)),
    ("TitleMissing", || opening("", "stakan-plus", 1)),
    ("TakenClient", || {
        client(ClientKind::Added, "stakan-plus", "a@b.example", None)
    }),
    ("EmailUnfit", || {
        client(ClientKind::Added, "volga", "a b@c", None)
    }),
    ("InnUnfit", || {
        client(
            ClientKind::Added,
            "volga",
            "a@b.example",
            Some("7707083894"),
        )
    }),
    ("TakenPerson", || {
        let_in(more, |new| new.id = person_id("ivanov"))
    }),
    ("TakenEmail", || {
        let_in(more, |new| new.email = "IVANOV@tlg.example".to_owned())
    }),
    ("Register", || {
        let_in(more, |new| new.keys = vec!["ssh-ed25519 AAAA\n".to_owned()])
    }),
    ("Introduced", || let_in(first, |_| {})),
    ("UnknownPerson", || House::new().refuses(assign("nikto"))),
    ("NotInRole", || House::new().refuses(assign("belova"))),
    ("NotEntitled", || {
        House::new().by("sidorov").refuses(go("in_stock"))
    }),
    ("FourEyes", || {
        let mut house = House::new();
        house.grants("ivanov", Role::FinanceDirector);
        house.reaches("quote_preparation").does(ask_quote(TOTAL));
        let approval = answer(&house, Answer::Approved);
        house.refuses(approval)
    }),
    ("NobodyElseDecides", || {
        let mut house = at("quote_preparation");
        house
            .without("petrova")
            .without("kozlov")
            .refuses(ask_quote(TOTAL))
    }),
    ("Changed", || {
        let mut house = House::new();
        let seen = house.sees(&go("in_stock").act);
        house
            .does(go("in_stock"))
            .refuses(go("procurement").having_seen(seen))
    }),
    ("Closed", || {
        House::new().does(lose("duplicate")).refuses(go("in_stock"))
    }),
    ("NotLost", || House::new().by("petrova").refuses(reopen())),
    ("NoSuchMove", || House::new().refuses(go("invoicing"))),
    ("FollowsByItself", || {
        at("invoicing").refuses(go("invoice_and_specification"))
    }),
    ("NoSuchQuestion", || {
        House::new().refuses(ask_discount("1.00 RUB"))
    }),
    ("FactMissing", || {
        at("procurement").refuses(go("quote_preparation"))
    }),
    ("FactNotHere", || {
        House::new().refuses(set("carrier", "ПЭК"))
    }),
    ("UnknownFact", || {
        House::new().refuses(set("weather", "солнце"))
    }),
    ("FactWrong", || {
        House::new().refuses(set("goods_in_stock", "да"))
    }),
    ("FactContradicts", || {
        House::new().refuses(go("in_stock").fact("goods_in_stock", "false"))
    }),
    ("NotTheQuote", || {
        at("invoicing").refuses(issue_invoice().fact("invoice_total", "1.00 RUB"))
    }),
    ("DatePast", || {
        let mut house = at("quote_preparation");
        house
            .at("2027-01-01T10:00:00+03:00")
            .refuses(send_quote(TOTAL))
    }),
    ("DateNotAhead", || {
        at("invoice_and_specification").refuses(crate::journey::defer("2026-11-20"))
    }),
    ("SameValue", || {
        let mut house = House::new();
        house
            .does(set("goods_in_stock", "true"))
            .refuses(set("goods_in_stock", "true"))
    }),
    ("NothingGiven", || House::new().refuses(assign("ivanov"))),
    ("DocumentMissing", || {
        at("quote_preparation").refuses(go("quote_sent"))
    }),
    ("DocumentNotHere", || {
        House::new().refuses(attach("quote", "КП.pdf"))
    }),
    ("UnknownDocument", || {
        House::new().refuses(attach("photo", "фото.jpg"))
    }),
    ("DocumentType", || {
        House::new().refuses(attach("other", "вирус.exe"))
    }),
    ("DocumentTooLarge", || {
        let mut house = House::new();
        let text = String::from_utf8(house.files.0["tlg.yaml"].clone()).expect("UTF-8");
        let text = text.replace("document: 20971520", "document: 3");
        house
            .files
            .0
            .insert("tlg.yaml".to_owned(), text.into_bytes());
        house.refuses(attach("other", "а.txt"))
    }),
    ("FileFull", || {
        let mut house = House::new();
        house.fills(2 * 1024 * 1024);
        house.refuses(note(&"я".repeat(9_900)))
    }),
    ("DocumentTwice", || {
        at("quote_preparation").refuses(attach("quote", "а.pdf").file("quote", "б.pdf"))
    }),
    ("ReasonMissing", || {
        at("in_stock").refuses(go("procurement"))
    }),
    ("TextUnfit", || {
        House::new().refuses(note("пере\u{202e}ворот"))
    }),
    ("ClientEmailMissing", || {
        let mut house = House::empty();
        house
            .adds_client("bez-adresa", None)
            .opens_for("ivanov", "bez-adresa");
        house
            .reaches("quote_preparation")
            .refuses(send_quote(TOTAL))
    }),
    ("AboveLimit", || {
        limited("without_approval_up_to: 1.00 RUB").refuses(send_quote(TOTAL))
    }),
    ("BelowMarkup", || {
        limited("markup_min: 50").refuses(send_quote(TOTAL))
    }),
    ("OtherCurrency", || {
        limited("without_approval_up_to: 1.00 USD").refuses(send_quote(TOTAL))
    }),
    ("BelowLastSent", || {
        let mut house = at("quote_sent");
        house
            .does(go("quote_preparation").says("Меньше"))
            .refuses(send_quote("1.00 RUB"))
    }),
    ("NoQuoteInForce", || {
        at("quote_sent")
            .at("2027-01-01T10:00:00+03:00")
            .refuses(go("invoicing"))
    }),
    ("PaymentOnRecord", || {
        let mut house = at("invoice_and_specification");
        house
            .is_paid("1.00 RUB")
            .by("ivanov")
            .refuses(go("quote_preparation").says("Другое"))
    }),
    ("ShareUnpaid", || {
        needing("paid_share").refuses(go("in_stock"))
    }),
    ("WholeUnpaid", || {
        let mut house = at("closing_documents");
        house
            .by("belova")
            .does(cancel_payment(1))
            .refuses(go("won").file("closing", "акт.pdf"))
    }),
    ("FactIsNot", || {
        needing("no goods_in_stock").refuses(go("in_stock"))
    }),
    ("FactStale", || {
        let mut house = at("in_stock");
        let hint = "hint: готовим КП\n";
        house.rule(hint, &format!("{hint}  needs: [fresh goods_in_stock]\n"));
        house
            .at("2026-12-21T10:00:00+03:00")
            .refuses(go("quote_preparation"))
    }),
    ("FactFresh", || {
        needing("stale goods_in_stock").refuses(go("in_stock"))
    }),
    ("TaskNotOpen", || {
        House::new().refuses(done("issue_invoice"))
    }),
    ("TaskEndsOtherwise", || {
        House::new().refuses(done("check_stock"))
    }),
    ("NothingAsked", || House::new().refuses(withdraw())),
    ("Superseded", || {
        let mut house = asked();
        let stale = answer(&house, Answer::Approved);
        house
            .by("ivanov")
            .does(ask_quote("1.00 RUB"))
            .by("petrova")
            .refuses(stale)
    }),
    ("NoSuchAnswer", || {
        let mut house = at("quote_sent");
        house.does(ask_discount("1.00 RUB"));
        let doing = answer(&house, Answer::Returned).says("?");
        house.by("petrova").refuses(doing)
    }),
    ("NoGrantHere", || {
        let mut house = asked();
        let grant = answer(&house, Answer::Approved).grant(Some("1.00 RUB"), None);
        house.refuses(grant)
    }),
    ("LossReasonMissing", || House::new().refuses(go("lost"))),
    ("UnknownLossReason", || {
        House::new().refuses(lose("weather"))
    }),
    ("NoInvoice", || {
        at("quote_sent")
            .by("belova")
            .refuses(pay("1.00 RUB", "2026-11-20", "П-1"))
    }),
    ("PaymentNotHere", || {
        at("quote_sent")
            .by("belova")
            .refuses(pay("1.00 RUB", "2026-11-20", "П-1"))
    }),
    ("PaidTwice", || {
        let mut house = at("invoice_and_specification");
        house
            .is_paid("1.00 RUB")
            .refuses(pay("1.00 RUB", "2026-11-20", "П-1"))
    }),
    ("DayAhead", || {
        at("invoice_and_specification")
            .by("belova")
            .refuses(pay("1.00 RUB", "2026-11-21", "П-1"))
    }),
    ("DayGone", || {
        House::new().refuses(later("check_stock", "2026-11-19"))
    }),
    ("UnknownPayment", || {
        House::new().by("belova").refuses(cancel_payment(1))
    }),
    ("PaymentGone", || {
        let mut house = at("invoice_and_specification");
        house
            .is_paid("1.00 RUB")
            .does(cancel_payment(1))
            .refuses(cancel_payment(1))
    }),
    ("NothingToCorrect", || House::new().refuses(correct(1))),
    ("BuiltOn", || at("quote_preparation").refuses(correct(2))),
    ("NotYours", || {
        at("in_stock").by("sidorov").refuses(correct(2))
    }),
    ("AskerCorrects", || {
        let mut house = at("quote_preparation");
        house
            .grants("ivanov", Role::Administrator)
            .does(ask_quote(TOTAL))
            .answers(Answer::Returned);
        let event = house.deal().events;
        house.refuses(correct(event).says("не согласен"))
    }),
    ("LetterLeft", || {
        let mut house = at("quote_sent");
        let event = house.deal().events;
        house
            .at("2026-11-20T12:00:00+03:00")
            .by("cron")
            .does(claim(&["quote/1"]));
        house.by("ivanov").refuses(correct(event))
    }),
    ("LetterLeaving", || {
        let mut house = at("quote_sent");
        house
            .at("2026-11-20T12:00:00+03:00")
            .by("cron")
            .does(claim(&["quote/1"]));
        house.by("ivanov").refuses(lose("price"))
    }),
    ("UnknownLetter", || {
        House::new()
            .by("cron")
            .refuses(sent("quote/1", "2026-11-20T10:00:00+03:00"))
    }),
    ("LetterUnwritten", || {
        ticking(|tick, deal| {
            let letter = LetterId::parse("quote/1").expect("a letter's id");
            tick.claims.entry(deal).or_default().letters.insert(letter);
        })
    }),
    ("NotDue", || {
        ticking(|tick, deal| {
            tick.reminders.insert(ReminderKey {
                deal,
                reminder: ReminderId::new("deferral").expect("an id"),
                person: person_id("ivanov"),
            });
        })
    }),
    ("NoActAlone", || {
        let mut house = at("quote_sent");
        house.by("cron").at("2026-11-20T12:00:00+03:00");
        let act = claim(&["quote/1"]).act;
        let seen = house.sees(&act);
        let deal = house.deal.clone();
        let refused = house.commits(&Intent::Deal { deal, act, seen });
        refused.expect_err("a refusal")
    }),
    ("Unapplicable", || {
        let mut house = House::empty();
        let files = [("people.yaml".to_owned(), String::new())].into();
        let refused = house.by("admin").commits(&Intent::Apply { files });
        refused.expect_err("a refusal")
    }),
    ("LetterInHand", || {
        let mut house = at("quote_sent");
        house
            .at("2026-11-20T12:00:00+03:00")
            .by("cron")
            .does(claim(&["quote/1"]));
        house
            .by("ivanov")
            .refuses(resolve("quote/1", Verdict::Sent, None))
    }),
    ("LetterFine", || {
        at("quote_sent").refuses(resolve("quote/1", Verdict::Sent, None))
    }),
    ("LetterCauseGone", || {
        let mut house = at("quote_sent");
        house
            .at("2026-11-20T12:00:00+03:00")
            .by("cron")
            .does(claim(&["quote/1"]));
        house.does(missed(
            "quote/1",
            "2026-11-20T12:00:00+03:00",
            MissCause::Refused,
        ));
        house.by("ivanov").does(lose("price"));
        house.refuses(resolve("quote/1", Verdict::Resend { to: None }, None))
    }),
    ("LetterNotWaiting", || {
        at("quote_sent").by("cron").refuses(claim(&["quote/1"]))
    }),
];

/// What `decide` never says: `WhichTask` is said before there is an intent, which names its task; `TaskNotDone` by the
/// explanation of a move that follows by itself, since the process lets no other move wait for a task.
const SAID_ELSEWHERE: &[&str] = &["WhichTask", "TaskNotDone"];

/// Each example gives its refusal.
#[test]
fn every_example_gives_its_refusal() {
    for (name, example) in EXAMPLES {
        let unmet = example();
        let names: Vec<String> = unmet.iter().map(name_of).collect();
        assert!(names.iter().any(|given| given == name), "{name}: {names:?}");
    }
}

/// No refusal is without an example.
#[test]
fn every_refusal_has_its_example() {
    let source = include_str!("../../src/actions/refusal.rs");
    let shown = EXAMPLES
        .iter()
        .map(|(name, _)| *name)
        .chain(SAID_ELSEWHERE.iter().copied());
    let shown: BTreeSet<String> = shown.map(str::to_owned).collect();
    assert_eq!(variants(source, "Unmet"), shown);
}

fn name_of(unmet: &Unmet) -> String {
    let text = format!("{unmet:?}");
    text.split([' ', '{', '('])
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// The variants of an enum, as its source lists them.
pub fn variants(source: &str, name: &str) -> BTreeSet<String> {
    let begin = format!("pub enum {name} {{\n");
    let (_, body) = source.split_once(&begin).expect("the enum");
    let (body, _) = body.split_once("\n}\n").expect("the end of the enum");
    let lines = body.lines().filter_map(|line| line.strip_prefix("    "));
    let names = lines.filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase()));
    let names = names.map(|line| {
        line.split([' ', ',', '('])
            .next()
            .unwrap_or_default()
            .to_owned()
    });
    names.collect()
}

#[test]
fn every_address_that_is_taken_is_one_that_mail_knows_a_way_to() {
    let long = |count| "b".repeat(count);
    let parts = [
        "a",
        "a.b",
        ".a",
        "a..b",
        "o'neil",
        "a b",
        "a\"b",
        "ё",
        &long(64),
        &long(65),
    ];
    let hosts = [
        "x.example",
        "x",
        "-x.ru",
        "x-.ru",
        "x_y.ru",
        "x..ru",
        "[1.2.3.4]",
        "xn--p1ai",
    ];
    let hosts = hosts.iter().map(|host| (*host).to_owned());
    let hosts: Vec<String> = hosts
        .chain([63, 64].map(|count| format!("{}.ru", long(count))))
        .collect();
    let mut taken = 0;
    for address in parts
        .iter()
        .flat_map(|name| hosts.iter().map(move |host| format!("{name}@{host}")))
    {
        if tlg::actions::clients::is_email(&address) {
            taken += 1;
            assert!(address.parse::<lettre::Address>().is_ok(), "{address}");
        }
    }
    assert_eq!(taken, 4 * 4);
}
