//! The smallest example of each condition that the rules know.

use tlg::actions::applying::Problem;
use tlg::actions::attributes::ATTRIBUTES;
use tlg::actions::intent::Intent;
use tlg::actions::people::RegisterUnmet;
use tlg::actions::refusal::{Difference, NotDue, Refusal, Unmet};
use tlg::actions::settings_edit::SettingFault;
use tlg::agenda::LetterName;
use tlg::agenda::letter_name::Keeper;
use tlg::calendar::Year;
use tlg::cli::say::Say;
use tlg::cli::stop::Stop;
use tlg::cli::words;
use tlg::deal::DealId;
use tlg::deal::act::{Act, Given, Kind};
use tlg::deal::fact::FactValue;
use tlg::deal::letter::{CancelCause, LetterId, LetterState};
use tlg::mail::WriteError;
use tlg::numbers::Block;
use tlg::people::delegation::Delegation;
use tlg::people::{KeyFault, Role};
use tlg::process::settings::Settings;
use tlg::process::{Process, ProcessErrors, check};
use tlg::record::CloneName;
use tlg::record::id::{FactId, TaskId};
use tlg::record::{Day, Money};

use super::command::intent;
use super::following::{bring, house_at_stage, offered, open};
use super::house::{House, moment, person};
use super::kinds::{PROBLEMS, SETTINGS, UNMET, of_problem, of_register, of_setting, of_unmet};
use super::register;

/// A no, and the state that it was said in.
pub struct Example {
    pub kind: &'static str,
    pub typed: String,
    pub actor: &'static str,
    pub house: House,
    pub intent: Intent,
    pub refusal: Refusal,
}

impl Example {
    pub fn stop(&self, say: &Say) -> Stop {
        let ground = self.house.ground(&self.intent);
        let actor = person(self.actor);
        words::refusal(
            &self.refusal,
            &self.intent,
            &ground,
            &actor,
            self.house.now,
            say,
        )
    }
}

/// What was done before, and then is refused: the stage, what others type there, who types what.
pub type Typed = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
    &'static str,
);

const ASK: (&str, &str) = (
    "ivanov",
    "quote ask 42 --file КП.pdf --total 90000 --valid-until 2026-12-31 -m скидка",
);
const PAID: (&str, &str) = ("orlova", "pay 42 --amount 5 --date 2026-11-20 --document 9");

const TYPED: &[Typed] = &[
    (
        "UnknownDeal",
        "new_request",
        &[],
        "ivanov",
        "deal move 99 in_stock",
    ),
    (
        "UnknownClient",
        "new_request",
        &[],
        "ivanov",
        "deal new --client rosupak --title Линия",
    ),
    (
        "TakenClient",
        "new_request",
        &[],
        "ivanov",
        "client add Стакан --id stakan-plus",
    ),
    (
        "UnknownPerson",
        "new_request",
        &[],
        "ivanov",
        "deal assign 42 novikov",
    ),
    (
        "TakenPerson",
        "new_request",
        &[],
        "belov",
        "people add ivanov --name Иванов --email novikov@tlg.example --role manager --key novikov.pub",
    ),
    (
        "TakenEmail",
        "new_request",
        &[],
        "belov",
        "people add novikov --name Новиков --email ivanov@tlg.example --role manager --key novikov.pub",
    ),
    (
        "NotEntitled",
        "new_request",
        &[],
        "sidorov",
        "deal move 42 in_stock",
    ),
    (
        "NotEntitled",
        "closing_documents",
        &[],
        "ivanov",
        "deal move 42 won",
    ),
    (
        "NotInRole",
        "new_request",
        &[],
        "ivanov",
        "deal assign 42 orlova",
    ),
    ("Closed", "won", &[], "ivanov", "deal set 42 waybill=7"),
    (
        "Closed",
        "lost",
        &[],
        "ivanov",
        "deal move 42 quote_preparation",
    ),
    (
        "NotLost",
        "in_stock",
        &[],
        "petrova",
        "deal reopen 42 -m ошибка",
    ),
    (
        "NoSuchMove",
        "quote_preparation",
        &[],
        "ivanov",
        "deal move 42 invoicing",
    ),
    (
        "NoSuchMove",
        "new_request",
        &[],
        "ivanov",
        "deal move 42 invoicing",
    ),
    (
        "NoSuchMove",
        "quote_preparation",
        &[ASK],
        "ivanov",
        "deal move 42 invoicing",
    ),
    (
        "FollowsByItself",
        "invoicing",
        &[],
        "ivanov",
        "deal move 42 invoice_and_specification",
    ),
    (
        "FollowsByItself",
        "invoice_and_specification",
        &[],
        "ivanov",
        "deal move 42 paid",
    ),
    (
        "NoSuchQuestion",
        "new_request",
        &[],
        "ivanov",
        "quote ask 42 --file КП.pdf --total 90000",
    ),
    (
        "FactMissing",
        "procurement",
        &[],
        "ivanov",
        "deal move 42 quote_preparation",
    ),
    (
        "FactMissing",
        "destination_warehouse",
        &[],
        "ivanov",
        "deal move 42 closing_documents",
    ),
    (
        "FactMissing",
        "quote_preparation",
        &[],
        "ivanov",
        "quote send 42",
    ),
    (
        "FactMissing",
        "quote_preparation",
        &[
            (
                "ivanov",
                "quote send 42 --file КП.pdf --total 90000 --valid-until 2026-12-31 --prepayment 30",
            ),
            ("ivanov", "deal move 42 quote_preparation -m больше"),
        ],
        "ivanov",
        "quote send 42 --file КП.pdf",
    ),
    (
        "FactNotHere",
        "new_request",
        &[],
        "ivanov",
        "deal set 42 supplier_price=90000",
    ),
    (
        "UnknownFact",
        "new_request",
        &[],
        "ivanov",
        "deal set 42 colour=red",
    ),
    (
        "FactContradicts",
        "new_request",
        &[],
        "ivanov",
        "deal move 42 in_stock --set goods_in_stock=no",
    ),
    (
        "NotTheQuote",
        "invoicing",
        &[],
        "ivanov",
        "task done 42 issue_invoice --file invoice=счет.pdf --set invoice_number=17 --set invoice_total=5",
    ),
    (
        "DatePast",
        "quote_preparation",
        &[],
        "ivanov",
        "quote send 42 --file КП.pdf --total 90000 --valid-until 2026-11-01",
    ),
    (
        "DateNotAhead",
        "invoice_and_specification",
        &[],
        "ivanov",
        "deal defer 42 --until 2026-11-20 --file specification=с.pdf",
    ),
    (
        "SameValue",
        "payment_deferred",
        &[],
        "ivanov",
        "deal defer 42 --until 2026-12-20 -m просят",
    ),
    (
        "NothingGiven",
        "new_request",
        &[],
        "ivanov",
        "deal assign 42 ivanov",
    ),
    (
        "DocumentMissing",
        "invoice_and_specification",
        &[],
        "ivanov",
        "deal defer 42 --until 2026-12-20",
    ),
    (
        "DocumentNotHere",
        "new_request",
        &[],
        "ivanov",
        "deal attach 42 specification с.pdf",
    ),
    (
        "UnknownDocument",
        "new_request",
        &[],
        "ivanov",
        "deal attach 42 photo фото.jpg",
    ),
    (
        "DocumentType",
        "quote_preparation",
        &[],
        "ivanov",
        "quote send 42 --file КП.exe --total 90000 --valid-until 2026-12-31",
    ),
    (
        "DocumentTooLarge",
        "new_request",
        &[],
        "ivanov",
        "deal attach 42 other huge.pdf",
    ),
    (
        "DocumentTwice",
        "quote_preparation",
        &[],
        "ivanov",
        "deal move 42 quote_sent --file quote=а.pdf --file quote=б.pdf --set quote_total=90000 --set quote_valid_until=2026-12-31",
    ),
    (
        "ReasonMissing",
        "in_stock",
        &[],
        "ivanov",
        "deal move 42 procurement",
    ),
    (
        "TextUnfit",
        "new_request",
        &[],
        "ivanov",
        "deal note 42 -m \u{202e}так",
    ),
    (
        "ClientEmailMissing",
        "quote_preparation",
        &[("ivanov", "deal edit 42 --client volga-pak")],
        "ivanov",
        "quote send 42 --file КП.pdf --total 90000 --valid-until 2026-12-31",
    ),
    (
        "ClientEmailMissing",
        "invoicing",
        &[
            ("ivanov", "deal edit 42 --client volga-pak"),
            ("ivanov", "deal set 42 invoice_number=17"),
        ],
        "ivanov",
        "deal attach 42 invoice Счет.pdf",
    ),
    (
        "EmailUnfit",
        "new_request",
        &[],
        "ivanov",
        "client set stakan-plus --email stakan",
    ),
    (
        "InnUnfit",
        "new_request",
        &[],
        "ivanov",
        "client set stakan-plus --inn 7707083894",
    ),
    (
        "TitleMissing",
        "new_request",
        &[],
        "ivanov",
        "deal new --client stakan-plus --title ''",
    ),
    (
        "BelowLastSent",
        "quote_sent",
        &[("ivanov", "deal move 42 quote_preparation -m скидка")],
        "ivanov",
        "quote send 42 --file КП.pdf --total 50000 --valid-until 2026-12-31",
    ),
    (
        "OtherCurrency",
        "invoice_and_specification",
        &[],
        "orlova",
        "pay 42 --amount 100USD --date 2026-11-20 --document 9",
    ),
    (
        "PaymentOnRecord",
        "invoice_and_specification",
        &[PAID],
        "ivanov",
        "deal move 42 quote_preparation -m другое",
    ),
    (
        "WholeUnpaid",
        "closing_documents",
        &[("orlova", "pay 42 --cancel PAYMENT -m ошибка")],
        "orlova",
        "deal move 42 won --file closing=акт.pdf",
    ),
    (
        "TaskNotOpen",
        "new_request",
        &[],
        "ivanov",
        "task done 42 hand_over",
    ),
    (
        "TaskEndsOtherwise",
        "new_request",
        &[],
        "ivanov",
        "task done 42 check_stock",
    ),
    (
        "TaskEndsOtherwise",
        "quote_preparation",
        &[],
        "ivanov",
        "task done 42 prepare_quote",
    ),
    (
        "NothingAsked",
        "quote_preparation",
        &[],
        "petrova",
        "approve 42 --binds 3b1e90f2",
    ),
    (
        "Superseded",
        "quote_preparation",
        &[ASK],
        "petrova",
        "approve 42 --binds 3b1e90f2",
    ),
    (
        "NoSuchAnswer",
        "quote_sent",
        &[("ivanov", "quote discount 42 --ask 80000 -m просят")],
        "petrova",
        "rework 42 --binds BINDS -m исправить",
    ),
    (
        "NoGrantHere",
        "quote_preparation",
        &[ASK],
        "petrova",
        "approve 42 --binds BINDS --lowest 80000",
    ),
    (
        "NotEntitled",
        "quote_preparation",
        &[ASK],
        "ivanov",
        "approve 42 --binds BINDS",
    ),
    (
        "LossReasonMissing",
        "new_request",
        &[],
        "ivanov",
        "deal lose 42",
    ),
    (
        "UnknownLossReason",
        "new_request",
        &[],
        "ivanov",
        "deal lose 42 --reason bored",
    ),
    (
        "NoInvoice",
        "invoicing",
        &[],
        "orlova",
        "pay 42 --amount 90000 --date 2026-11-20 --document 9",
    ),
    (
        "PaidTwice",
        "invoice_and_specification",
        &[PAID],
        "orlova",
        PAID.1,
    ),
    (
        "DayAhead",
        "invoice_and_specification",
        &[],
        "orlova",
        "pay 42 --amount 5 --date 2026-11-30 --document 9",
    ),
    (
        "DayGone",
        "new_request",
        &[],
        "ivanov",
        "task later 42 check_stock --until 2026-11-01 -m некогда",
    ),
    (
        "UnknownPayment",
        "invoice_and_specification",
        &[PAID],
        "orlova",
        "pay 42 --cancel 5 -m ошибка",
    ),
    (
        "PaymentGone",
        "invoice_and_specification",
        &[PAID, ("orlova", "pay 42 --cancel 9 -m ошибка")],
        "orlova",
        "pay 42 --cancel 1 -m ошибка",
    ),
    (
        "PaymentNotHere",
        "quote_sent",
        &[],
        "orlova",
        "pay 42 --amount 5 --date 2026-11-20 --document 9",
    ),
    (
        "NothingToCorrect",
        "new_request",
        &[],
        "ivanov",
        "deal correct 42",
    ),
    ("NotYours", "in_stock", &[], "sidorov", "deal correct 42"),
    (
        "AskerCorrects",
        "quote_preparation",
        &[ASK, ("petrova", "approve 42 --binds BINDS")],
        "ivanov",
        "deal correct 42",
    ),
];

/// Examples of everything that the rules refuse.
pub fn examples() -> Vec<Example> {
    let typed = TYPED.iter().map(typed);
    let of_rules = typed.chain(on_other_rules()).chain(as_data());
    of_rules.chain(register::examples()).collect()
}

pub fn typed((kind, stage, before, actor, line): &Typed) -> Example {
    let mut house = house_at_stage(stage);
    for (actor, line) in *before {
        say(&mut house, actor, line);
    }
    refused(kind, house, actor, line)
}

pub fn words_of(line: &str, house: &House) -> Vec<String> {
    let deal = house.deal(42);
    let request = deal.as_ref().and_then(|deal| deal.request.as_ref());
    let binds = request.map(|request| request.binds.to_string());
    let paid = deal.as_ref().and_then(|deal| deal.payments.first());
    let paid = paid.map(|payment| payment.document.clone());
    let filled = |word: &str| match word {
        "''" => String::new(),
        "BINDS" => binds.clone().unwrap_or_default().chars().take(8).collect(),
        "PAYMENT" => paid.clone().unwrap_or_default(),
        word => word.to_owned(),
    };
    line.split(' ').map(filled).collect()
}

fn say(house: &mut House, actor: &str, line: &str) {
    let words = words_of(line, house);
    let asked = intent(&words, actor, house);
    house
        .ask(actor, &asked)
        .unwrap_or_else(|refusal| panic!("{words:?}: {refusal:?}"));
}

/// What the rules themselves say to a command.
fn refused(kind: &'static str, mut house: House, actor: &'static str, line: &str) -> Example {
    let words = words_of(line, &house);
    let asked = intent(&words, actor, &house);
    let no = house.ask(actor, &asked);
    let refusal = no.err().unwrap_or_else(|| panic!("{line} is not refused"));
    told(
        kind,
        &format!("tlg {}", words.join(" ")),
        house,
        actor,
        asked,
        refusal,
    )
}

fn told(
    kind: &'static str,
    typed: &str,
    house: House,
    actor: &'static str,
    intent: Intent,
    refusal: Refusal,
) -> Example {
    let kinds: Vec<&str> = refusal.unmet.iter().map(kind_of).collect();
    assert!(kinds.contains(&kind), "{typed}: {kinds:?}, not {kind}");
    Example {
        kind,
        typed: typed.to_owned(),
        actor,
        house,
        intent,
        refusal,
    }
}

/// Refusals that take other people, limits or days than the templates have.
fn on_other_rules() -> Vec<Example> {
    vec![
        four_eyes(),
        nobody_else(),
        nobody_left(),
        changed(),
        fact_wrong(),
        on_limits("AboveLimit", "without_approval_up_to: 50000.00 RUB"),
        on_limits("BelowMarkup", "markup_min: 40"),
        ran_out(),
        built_on(),
    ]
}

/// The manager stands in for the director, and asks themselves.
fn four_eyes() -> Example {
    let mut house = house_at_stage("quote_preparation");
    let day = |text: &str| Day::parse(text).expect("a day of this test");
    house.people_mut().delegations.push(Delegation {
        role: Role::FinanceDirector,
        of: person("petrova"),
        to: person("ivanov"),
        from: day("2026-11-01"),
        until: day("2026-12-31"),
    });
    say(&mut house, ASK.0, ASK.1);
    refused("FourEyes", house, "ivanov", "approve 42 --binds BINDS")
}

/// The only director owns the deal.
fn nobody_else() -> Example {
    let mut house = house_at_stage("quote_preparation");
    for person in &mut house.people_mut().people {
        person.roles.retain(|role| *role != Role::FinanceDirector);
        if person.id.as_str() == "ivanov" {
            person.roles.push(Role::FinanceDirector);
        }
    }
    refused("NobodyElseDecides", house, ASK.0, ASK.1)
}

/// The only director is about to own the deal that waits for an answer.
fn nobody_left() -> Example {
    let mut house = house_at_stage("quote_preparation");
    for person in &mut house.people_mut().people {
        if person.id.as_str() == "petrova" {
            person.roles.push(Role::Manager);
        }
    }
    say(&mut house, ASK.0, ASK.1);
    refused(
        "NobodyElseDecides",
        house,
        "ivanov",
        "deal assign 42 petrova",
    )
}

/// Two people act on what they saw before the other did.
fn changed() -> Example {
    let mut house = house_at_stage("new_request");
    let line = "deal move 42 in_stock";
    let asked = intent(&words_of(line, &house), "ivanov", &house);
    say(&mut house, "ivanov", "deal move 42 procurement");
    let refusal = house.ask("ivanov", &asked).expect_err("the deal has moved");
    told(
        "Changed",
        &format!("tlg {line}"),
        house,
        "ivanov",
        asked,
        refusal,
    )
}

/// Only a program that writes intents itself gets a value past the command line.
fn fact_wrong() -> Example {
    let mut house = house_at_stage("new_request");
    let mut asked = intent(
        &words_of("deal set 42 goods_in_stock=yes", &house),
        "ivanov",
        &house,
    );
    if let Intent::Deal {
        act: Act::Set {
            given,
            no_mail: false,
        },
        ..
    } = &mut asked
    {
        let fact = FactId::new("goods_in_stock").expect("an id");
        let value = FactValue::Text("наверное".to_owned());
        *given = Given {
            facts: [(fact, value)].into(),
            ..Given::default()
        };
    }
    let refusal = house.ask("ivanov", &asked).expect_err("no yes and no no");
    let typed = "tlg deal set 42 goods_in_stock=наверное";
    told("FactWrong", typed, house, "ivanov", asked, refusal)
}

fn on_limits(kind: &'static str, limit: &str) -> Example {
    let mut house =
        House::with_process(|text| text.replace("limits: {", &format!("limits: {{{limit}, ")));
    open(&mut house, "stakan-plus");
    bring(&mut house, "procurement");
    bring(&mut house, "quote_preparation");
    let line = "quote send 42 --file КП.pdf --total 90000 --valid-until 2026-12-31";
    refused(kind, house, "ivanov", line)
}

/// The client took so long that the quote ran out.
fn ran_out() -> Example {
    let mut house = house_at_stage("quote_sent");
    house.now = moment("2027-03-01T10:00:00+03:00");
    refused("NoQuoteInForce", house, "ivanov", "deal move 42 invoicing")
}

/// The event that somebody saw as the last one is the last one no more.
fn built_on() -> Example {
    let mut house = house_at_stage("in_stock");
    let mut asked = intent(&words_of("deal correct 42", &house), "ivanov", &house);
    say(&mut house, "belov", "deal assign 42 sidorov");
    if let (
        Intent::Deal {
            seen,
            act: Act::Correct { .. },
            ..
        },
        Some(deal),
    ) = (&mut asked, house.deal(42))
    {
        seen.visit = deal.visit;
    }
    let refusal = house
        .ask("ivanov", &asked)
        .expect_err("the deal has changed hands");
    told(
        "BuiltOn",
        "tlg deal correct 42",
        house,
        "ivanov",
        asked,
        refusal,
    )
}

/// Conditions that no single command of today's process brings up alone, as the core would say them.
fn as_data() -> Vec<Example> {
    let money = |text: &str| text.parse::<Money>().expect("an amount of this test");
    let fact = |text: &str| FactId::new(text).expect("an id of this test");
    let task = |text: &str| TaskId::new(text).expect("an id of this test");
    let letter = || LetterId::parse("quote/1").expect("a letter's id");
    let stock = || fact("goods_in_stock");
    let due = Some(money("90000.00 RUB"));
    let moves = "deal move 42 rostov_warehouse";
    vec![
        datum(
            "new_request",
            "deal new --client stakan-plus --title Линия",
            Unmet::TakenNumber {
                deal: DealId::new("TLG", 42),
                next: 43,
                holder: None,
            },
        ),
        datum(
            "new_request",
            "deal new --client stakan-plus --title Линия",
            Unmet::TakenNumber {
                deal: DealId::new("TLG", 43),
                next: 63,
                holder: Some(person("sidorov")),
            },
        ),
        datum(
            "new_request",
            "deal new --client stakan-plus --title Линия",
            Unmet::NumbersEnd,
        ),
        lease(Unmet::NumbersLeft {
            left: vec![Block { from: 43, to: 45 }, Block { from: 47, to: 62 }],
        }),
        lease(Unmet::NotTheBlock {
            block: Block { from: 43, to: 62 },
            free: Block { from: 44, to: 63 },
        }),
        datum(
            "new_request",
            "people add novikov --name Новиков --email novikov@tlg.example --role administrator",
            Unmet::Introduced,
        ),
        datum(
            "new_request",
            "people add novikov --name Новиков --email novikov@tlg.example --role manager --key novikov.pub",
            RegisterUnmet::KeyUnfit {
                key: "ssh-rsa AAAA".to_owned(),
                fault: KeyFault::NotAKey,
            }
            .into(),
        ),
        datum(
            "new_request",
            "client set stakan-plus --inn 7707083893",
            Unmet::Changed {
                differences: vec![Difference::Client { seen: 1, now: 2 }],
            },
        ),
        datum(
            "invoice_and_specification",
            moves,
            Unmet::ShareUnpaid {
                paid: Some(money("30000.00 RUB")),
                due,
            },
        ),
        datum(
            "paid",
            moves,
            Unmet::FactIsNot {
                fact: stock(),
                should_be: true,
            },
        ),
        datum("new_request", moves, Unmet::FactStale { fact: stock() }),
        datum("new_request", moves, Unmet::FactFresh { fact: stock() }),
        datum(
            "invoicing",
            moves,
            Unmet::TaskNotDone {
                task: task("issue_invoice"),
            },
        ),
        datum(
            "awaiting_supply",
            "task done 42 order_goods",
            Unmet::WhichTask {
                open: vec![task("order_goods"), task("receive_goods")],
            },
        ),
        datum(
            "quote_sent",
            "deal correct 42",
            Unmet::LetterLeft { letter: letter() },
        ),
        datum(
            "quote_sent",
            "deal lose 42 --reason price",
            Unmet::LetterLeaving { letter: letter() },
        ),
        datum(
            "quote_sent",
            "deal note 42 -m так",
            Unmet::UnknownLetter { letter: letter() },
        ),
        datum(
            "quote_sent",
            "deal note 42 -m так",
            Unmet::LetterNotWaiting { letter: letter() },
        ),
        datum(
            "quote_sent",
            "mail resolve TLG-42/quote/1 resend --to покупатель",
            Unmet::EmailUnfit {
                email: "покупатель".to_owned(),
            },
        ),
        datum(
            "quote_sent",
            "mail resolve TLG-42/quote/1 sent",
            Unmet::LetterInHand {
                letter: letter(),
                until: moment("2026-11-20T11:12:00+03:00"),
            },
        ),
        datum(
            "quote_sent",
            "mail resolve TLG-42/quote/1 sent",
            Unmet::LetterFine {
                letter: letter(),
                state: LetterState::Sent,
            },
        ),
        datum(
            "quote_sent",
            "mail resolve TLG-42/quote/1 resend",
            Unmet::LetterCauseGone {
                letter: letter(),
                because: CancelCause::NotInForce,
            },
        ),
        datum(
            "quote_sent",
            "deal note 42 -m так",
            Unmet::LetterUnwritten {
                name: LetterName {
                    keeper: Keeper::Deal(DealId::new("TLG", 42)),
                    letter: letter(),
                },
                error: Box::new(WriteError::TemplateMissing {
                    path: "templates/mail/quote.txt".to_owned(),
                }),
            },
        ),
        datum(
            "quote_sent",
            "deal note 42 -m так",
            Unmet::FileFull {
                path: "deals/00/00/TLG-42.yaml".to_owned(),
                size: 2_100_000,
                limit: 2_097_152,
            },
        ),
        datum(
            "quote_sent",
            "deal note 42 -m так",
            Unmet::NotDue {
                what: NotDue::Digest(person("ivanov")),
            },
        ),
        datum(
            "quote_sent",
            "deal note 42 -m так",
            Unmet::NoActAlone {
                kind: Kind::Claimed,
            },
        ),
        datum(
            "quote_sent",
            "deal note 42 -m так",
            Unmet::NoActAlone {
                kind: Kind::Relocated,
            },
        ),
    ]
    .into_iter()
    .chain(problems().into_iter().map(unapplicable))
    .collect()
}

/// Why a file that an administrator edited cannot be taken over, each reason once.
fn problems() -> Vec<(&'static str, Problem)> {
    let deals = || vec![DealId::new("TLG", 42), DealId::new("TLG", 43)];
    let stage = |id: &str| id.parse().expect("an id of this test");
    let process = |edit: (&str, &str)| {
        let text = include_str!("../../templates/process.yaml").replacen(edit.0, edit.1, 1);
        match Process::read(Process::PATH, text.as_bytes()) {
            Err(errors) => errors,
            Ok(process) => ProcessErrors::Findings(check(&process).findings),
        }
    };
    let settings = include_str!("../../templates/tlg.yaml").replace("RUB", "roubles");
    let year = include_bytes!("../../templates/calendar/2026.yaml");
    let misnamed = Year::read("calendar/2028.yaml", year).expect_err("another year");
    vec![
        ("deals/00/00/TLG-42.yaml", Problem::NotASetting),
        (
            "tlg.yaml",
            Problem::Settings(Settings::read(settings.as_bytes()).expect_err("no currency")),
        ),
        (
            "process.yaml",
            Problem::Process(process(("tasks: [start_quote]", "tasks: [begin]"))),
        ),
        (
            "process.yaml",
            Problem::Process(process((
                "- from: [awaiting_supply]",
                "- from: [rostov_warehouse]",
            ))),
        ),
        ("calendar/2028.yaml", Problem::Calendar(misnamed)),
        (
            "templates/mail/quote.txt",
            Problem::Template {
                line: 4,
                message: "syntax error: unexpected end of block".to_owned(),
            },
        ),
        ("templates/mail/quote.txt", Problem::NoSubject),
        ("templates/mail/quote.txt", Problem::EmptyLetter),
        (
            "process.yaml",
            Problem::TemplateUnfit {
                mail: "quote".parse().expect("an id of this test"),
                problem: Box::new(Problem::Template {
                    line: 4,
                    message: "undefined value".to_owned(),
                }),
            },
        ),
        ("tlg.yaml", Problem::Setting(SettingFault::Company)),
        (
            "tlg.yaml",
            Problem::Setting(SettingFault::Sender {
                from: "ТЛГ".to_owned(),
            }),
        ),
        ("tlg.yaml", Problem::Setting(SettingFault::NoDocuments)),
        (
            "tlg.yaml",
            Problem::Setting(SettingFault::ExtraPath {
                path: "../notes".to_owned(),
            }),
        ),
        (
            "tlg.yaml",
            Problem::Setting(SettingFault::CurrencyInUse {
                currency: tlg::record::Currency::RUB,
                deals: deals(),
            }),
        ),
        (
            "process.yaml",
            Problem::TemplateMissing {
                mail: "reminder".parse().expect("an id of this test"),
            },
        ),
        ("tlg.yaml", Problem::RulesGoDown { from: 2, to: 1 }),
        ("tlg.yaml", Problem::RulesNotAlone),
        ("tlg.yaml", Problem::RulesUnknown { rules: 2, known: 1 }),
        (
            "tlg.yaml",
            Problem::PrefixInUse {
                prefix: "TLG".to_owned(),
            },
        ),
        (
            ".gitattributes",
            Problem::Merges {
                missing: ATTRIBUTES[0],
            },
        ),
        (
            ".gitattributes",
            Problem::Attributes {
                line: 2,
                text: "* text eol=crlf".to_owned(),
            },
        ),
        (
            ".gitattributes",
            Problem::Attributes {
                line: 2,
                text: "* text eol=crlf".to_owned(),
            },
        ),
        (
            "process.yaml",
            Problem::StageInUse {
                stage: stage("procurement"),
                deals: deals(),
            },
        ),
        (
            "process.yaml",
            Problem::EndChanged {
                stage: stage("lost"),
                deals: deals(),
            },
        ),
        (
            "process.yaml",
            Problem::TaskInUse {
                task: "prepare_quote".parse().expect("an id of this test"),
                deals: deals(),
            },
        ),
        (
            "process.yaml",
            Problem::FactInUse {
                fact: "carrier".parse().expect("an id of this test"),
                deals: deals(),
            },
        ),
        (
            "process.yaml",
            Problem::NothingToDo {
                stage: stage("payment_deferred"),
                deals: deals(),
            },
        ),
    ]
}

/// Numbers that a clone of Иванов's cannot take into stock.
fn lease(unmet: Unmet) -> Example {
    let intent = Intent::Lease {
        clone: CloneName::of_lot(1),
        block: Block { from: 43, to: 62 },
    };
    let (kind, refusal) = (kind_of(&unmet), Refusal::because(unmet));
    told(
        kind,
        "tlg deal new --client stakan-plus --title Линия",
        House::new(),
        "ivanov",
        intent,
        refusal,
    )
}

/// A file that an administrator edited, and that cannot be taken over.
fn unapplicable((path, problem): (&str, Problem)) -> Example {
    let intent = Intent::Apply {
        files: [(path.to_owned(), String::new())].into(),
    };
    let unmet = Unmet::Unapplicable {
        path: path.to_owned(),
        problem: Box::new(problem),
    };
    let refusal = Refusal::because(unmet);
    told(
        "Unapplicable",
        "tlg apply",
        House::new(),
        "belov",
        intent,
        refusal,
    )
}

/// The name of the condition; of those of the register their own.
fn kind_of(unmet: &Unmet) -> &'static str {
    match unmet {
        Unmet::Register(unmet) => of_register(unmet),
        unmet => of_unmet(unmet),
    }
}

#[test]
fn every_problem_of_an_edit_has_an_example() {
    let shown: std::collections::BTreeSet<&str> = problems()
        .iter()
        .map(|(_, problem)| of_problem(problem))
        .collect();
    let all: std::collections::BTreeSet<&str> = PROBLEMS.iter().copied().collect();
    assert_eq!(shown, all);
    let settings = problems()
        .into_iter()
        .filter_map(|(_, problem)| match problem {
            Problem::Setting(fault) => Some(of_setting(&fault)),
            _ => None,
        });
    let settings: std::collections::BTreeSet<&str> = settings.collect();
    assert_eq!(settings, SETTINGS.iter().copied().collect());
}

fn datum(stage: &'static str, line: &str, unmet: Unmet) -> Example {
    let house = house_at_stage(stage);
    let words = words_of(line, &house);
    let asked = intent(&words, "ivanov", &house);
    let kind = kind_of(&unmet);
    let refusal = Refusal {
        deal: None,
        unmet: vec![unmet],
    };
    told(
        kind,
        &format!("tlg {line}"),
        house,
        "ivanov",
        asked,
        refusal,
    )
}

#[test]
fn every_condition_has_an_example() {
    let shown: std::collections::BTreeSet<&str> =
        examples().iter().map(|example| example.kind).collect();
    let missing: Vec<&&str> = UNMET
        .iter()
        .filter(|kind| **kind != "Register" && !shown.contains(**kind))
        .collect();
    assert!(missing.is_empty(), "no example of {missing:?}");
}

#[test]
fn every_condition_has_at_least_somewhere_to_look() {
    for example in examples() {
        let ways = offered(
            &example.refusal,
            &example.intent,
            example.actor,
            &example.house,
        );
        assert_eq!(ways.len(), example.refusal.unmet.len());
        let about_a_deal = matches!(example.intent, Intent::Deal { .. });
        for (ways, unmet) in ways.iter().zip(&example.refusal.unmet) {
            assert!(!about_a_deal || !ways.is_empty(), "{unmet:?} has no way on");
        }
    }
}
