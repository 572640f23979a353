//! The invoice, payments, the date waited for, other documents, and what else is known.

use crate::cli::screen::{Meaning, amount, paint};
use crate::cli::screens::Wording;
use crate::cli::screens::rows::Rows;
use crate::cli::screens::standing::waits_for;
use crate::deal::Deal;
use crate::deal::fact::FactValue;
use crate::process::names;
use crate::record::Money;

/// The fact with the invoice's number.
const INVOICE_NUMBER: &str = "invoice_number";
/// Documents of this kind are invoices.
const INVOICE: &str = "invoice";

/// Facts that have rows of their own.
const TOLD_ELSEWHERE: [&str; 7] = [
    names::QUOTE_TOTAL,
    names::QUOTE_VALID_UNTIL,
    names::INVOICE_TOTAL,
    names::DEFERRAL_UNTIL,
    names::DISCOUNT_ASKED,
    names::PREPAYMENT,
    INVOICE_NUMBER,
];

/// Adds the rows there is something for.
pub fn add_rows(rows: &mut Rows, deal: &Deal, words: &Wording) {
    if let Some(invoice) = invoice(deal, words) {
        rows.add(&words.say.line("deal-invoice"), invoice);
    }
    add_payments(rows, deal, words);
    if let Some(until) = waits_for(deal, &words.house.process) {
        let day = words.day(until);
        let text = words
            .say
            .text("deal-deferred", args![day => day, count => deal.deferrals]);
        let text = match until < words.today {
            true => paint(Meaning::Late, &text),
            false => text,
        };
        rows.add(&words.say.line("deal-deferral"), text);
    }
    let papers = deal.documents.iter().filter(|document| {
        !document.cancelled && ![names::QUOTE, INVOICE].contains(&document.kind.as_str())
    });
    for document in papers {
        let kind = words.document(&document.kind);
        rows.add(
            &words.say.line("deal-document"),
            format!("{kind} {}", document.file),
        );
    }
    let known = deal
        .facts
        .iter()
        .filter(|(fact, _)| !TOLD_ELSEWHERE.contains(&fact.as_str()));
    for (fact, value) in known {
        rows.add(
            &words.say.line("deal-known"),
            format!("{}: {}", words.fact(fact), words.value(value)),
        );
    }
}

fn invoice(deal: &Deal, words: &Wording) -> Option<String> {
    let number = deal
        .facts
        .get(INVOICE_NUMBER)
        .map(|value| words.value(value));
    let number = number.map(|number| {
        words
            .say
            .text("deal-invoice-number", args![number => number])
    });
    let total = deal
        .facts
        .get(names::INVOICE_TOTAL)
        .and_then(FactValue::money)
        .map(|total| words.money(&total));
    let invoice = number
        .into_iter()
        .chain(total)
        .collect::<Vec<_>>()
        .join(", ");
    (!invoice.is_empty()).then_some(invoice)
}

fn add_payments(rows: &mut Rows, deal: &Deal, words: &Wording) {
    let say = words.say;
    let label = say.line("deal-payment");
    let rule = words.house.process.payments.as_ref();
    let total = rule.and_then(|rule| deal.fact(&rule.total)?.money());
    if let Some(total) = total {
        let paid = deal.paid_total().unwrap_or(Money::zero(total.currency()));
        let (paid, total) = (amount(&paid.to_string(), say), words.money(&total));
        rows.add(
            &label,
            say.text("my-day-paid-of", args![paid => paid, total => total]),
        );
    }
    for payment in &deal.payments {
        let (amount, date) = (words.money(&payment.amount), words.exact_day(payment.date));
        let document = payment.document.as_str();
        let line = say.text(
            "deal-payment-line",
            args![amount => amount, date => date, document => document],
        );
        match payment.cancelled {
            true => rows.add(&label, format!("{line}, {}", say.line("deal-taken-back"))),
            false => rows.add(&label, format!("{line}, {}", words.person(&payment.by))),
        }
    }
}
