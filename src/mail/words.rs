//! What a template may speak of.
//!
//! Everything is text in the company's language, ready to be read: `{{ quote.total }}` gives `2 325 000,00 руб.`. What a
//! letter does not have is none: `{% if quote %}…{% endif %}`; to speak of it nevertheless is an error, and the letter
//! does not leave. Facts may be unset: `{% if facts.waybill is defined %}…{% endif %}`.

use crate::process::settings::Language;
use crate::record::{Currency, Day, Money};
use serde::Serialize;
use std::collections::BTreeMap;

/// The words of one letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// The company's name.
    pub company: String,
    /// The day on which the letter is written.
    pub today: String,
    /// The last commit when the letter was written: whoever keeps the letter can tell whether the history still has it.
    pub tip: Option<String>,
    /// Whom it goes to.
    pub recipient: Option<PersonWords>,
    pub deal: Option<DealWords>,
    pub client: Option<PersonWords>,
    /// The deal's manager.
    pub manager: Option<PersonWords>,
    /// Facts that are set, by id.
    pub facts: BTreeMap<String, String>,
    /// The quote that the letter is about, else the last one.
    pub quote: Option<QuoteWords>,
    /// The open request (`request` only).
    pub request: Option<RequestWords>,
    /// The decision that called for the letter (`approved_and_sent`, `granted`, `returned`, `rejected`).
    pub decision: Option<DecisionWords>,
    /// Payments on record.
    pub payment: Option<PaymentWords>,
    /// The reminder (`deferral`).
    pub reminder: Option<ReminderWords>,
    /// The recipient's day (`digest`).
    pub digest: Option<DigestWords>,
}

/// A person, a client or a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonWords {
    pub name: String,
    /// Empty where there is none.
    pub email: String,
}

/// The deal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DealWords {
    /// `TLG-42`.
    pub id: String,
    /// `42`, for commands.
    pub number: u32,
    pub title: String,
    /// The stage's title.
    pub stage: String,
}

/// A quote put forward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuoteWords {
    pub round: u32,
    pub total: String,
    pub valid_until: String,
    /// `100 %` where the quote says nothing else.
    pub prepayment: String,
    /// Path in the workspace.
    pub file: String,
}

/// A request and all that is needed to answer it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequestWords {
    /// The decision's title, `согласование КП`.
    pub title: String,
    pub by: String,
    pub reason: String,
    pub due: String,
    /// The price that the client wants; of discounts only.
    pub discount_asked: Option<String>,
    /// What the supplier asks, where it is known.
    pub supplier_price: Option<String>,
    /// The whole hash of what is decided on.
    pub binds: String,
    /// Whether it can be returned for correction.
    pub returnable: bool,
    /// The exact commands to answer, in the order of the answers.
    pub approve: String,
    pub rework: String,
    pub reject: String,
    /// What was answered before.
    pub earlier: Vec<DecisionWords>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecisionWords {
    /// The decision's title, `согласование КП`.
    pub title: String,
    pub round: u32,
    /// `утверждено`, `возвращено`, `отклонено`.
    pub answer: String,
    pub by: String,
    pub day: String,
    pub remarks: Option<String>,
    /// The grant: the lowest total.
    pub lowest: Option<String>,
    /// The grant: its last day.
    pub until: Option<String>,
}

/// Money that came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaymentWords {
    /// The last payment on record.
    pub amount: String,
    pub date: String,
    pub document: String,
    /// The sum of all.
    pub paid: String,
    /// The whole invoice, where it is known.
    pub total: Option<String>,
}

/// A reminder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReminderWords {
    pub title: String,
    /// The date that it begins with.
    pub since: String,
    /// Which day of reminding it is; the date itself is the first.
    pub day: u32,
}

/// A person's day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DigestWords {
    pub late: Vec<ItemWords>,
    /// How much is late, also where the list would be too long for a letter.
    pub late_in_all: usize,
    pub today: Vec<ItemWords>,
    /// Requests that wait for this person.
    pub decide: Vec<ItemWords>,
    /// What is late elsewhere.
    pub escalated: Vec<ItemWords>,
    /// Quotes that run out.
    pub quotes: Vec<ItemWords>,
    /// Letters that did not leave.
    pub mail: Vec<ItemWords>,
    /// Deals that cannot be read; of these only administrators hear.
    pub unreadable: Vec<FileWords>,
    /// Lines of all lists that the letter leaves out; `tlg` shows them.
    pub more: usize,
}

/// A deal that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileWords {
    /// `TLG-42`.
    pub deal: String,
    /// File, line and column, `deals/00/00/TLG-42.yaml:3:7`.
    pub place: String,
}

/// One line of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemWords {
    /// `TLG-42`.
    pub deal: String,
    pub title: String,
    pub client: String,
    /// The stage's title.
    pub stage: String,
    pub manager: String,
    /// What is to be done.
    pub what: String,
    /// Due on, or since.
    pub day: String,
}

impl Words {
    /// Words that speak of the company alone.
    pub fn new(company: &str, today: &str) -> Words {
        Words {
            company: company.to_owned(),
            today: today.to_owned(),
            tip: None,
            recipient: None,
            deal: None,
            client: None,
            manager: None,
            facts: BTreeMap::new(),
            quote: None,
            request: None,
            decision: None,
            payment: None,
            reminder: None,
            digest: None,
        }
    }
}

/// How the company's language writes amounts and days.
pub(super) fn money(money: Money, language: Language) -> String {
    let rouble = Currency::parse("RUB").is_ok_and(|rouble| rouble == money.currency());
    match language {
        Language::Ru if rouble => format!("{} руб.", money.digits(" ", ",")),
        Language::Ru => format!("{} {}", money.digits(" ", ","), money.currency()),
        Language::En => format!("{} {}", money.digits(",", "."), money.currency()),
    }
}

pub(super) fn day(day: Day, language: Language) -> String {
    match language {
        Language::Ru => format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year()),
        Language::En => day.to_string(),
    }
}
