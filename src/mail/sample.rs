//! What each letter may speak of, made up: a template that fails on it would fail on a deal, and stop the mail.

use super::template::{WriteError, render};
use super::words::{
    DealWords, DecisionWords, DigestWords, FileWords, ItemWords, PaymentWords, PersonWords,
    QuoteWords, ReminderWords, RequestWords, Words,
};
use crate::process::Process;
use crate::process::mail::{MailRule, Occasion};

/// Writes a letter of the process from a template on made-up words, once with all that it may have and once with only
/// what it always has. Facts, the quote and the payment are always there: whether a deal has them, its stage says.
///
/// # Errors
/// Why no such letter could be written.
pub fn try_out(process: &Process, rule: &MailRule, template: &[u8]) -> Result<(), WriteError> {
    for full in [true, false] {
        render(&rule.id, Some(template), &words(process, &rule.when, full))?;
    }
    Ok(())
}

fn words(process: &Process, when: &Occasion, full: bool) -> Words {
    let mut words = Words {
        recipient: Some(person()),
        ..Words::new("ООО «ТЛГ»", "20.11.2026")
    };
    if *when == Occasion::Daily {
        words.digest = Some(digest(full));
        return words;
    }
    let facts = process.facts.keys();
    words.facts = facts.map(|fact| (fact.to_string(), text())).collect();
    words.deal = Some(DealWords {
        id: "TLG-42".to_owned(),
        number: 42,
        title: text(),
        stage: text(),
    });
    words.client = Some(person());
    words.manager = Some(person());
    words.quote = Some(quote());
    words.payment = Some(payment(full));
    if *when == Occasion::Reminded {
        words.reminder = Some(reminder());
        return words;
    }
    let is_about_money = *when == Occasion::Paid;
    words.request = (*when == Occasion::Asked || full && !is_about_money).then(|| request(full));
    words.decision =
        (*when == Occasion::Answered || full && !is_about_money).then(|| decision(full));
    words
}

fn text() -> String {
    "1".to_owned()
}

fn person() -> PersonWords {
    PersonWords {
        name: "Иванов Иван".to_owned(),
        email: "ivanov@tlg.example".to_owned(),
    }
}

fn quote() -> QuoteWords {
    QuoteWords {
        round: 1,
        total: text(),
        valid_until: text(),
        prepayment: text(),
        file: text(),
    }
}

fn payment(full: bool) -> PaymentWords {
    PaymentWords {
        amount: text(),
        date: text(),
        document: text(),
        paid: text(),
        total: full.then(text),
    }
}

fn reminder() -> ReminderWords {
    ReminderWords {
        title: text(),
        since: text(),
        day: 1,
    }
}

fn request(full: bool) -> RequestWords {
    RequestWords {
        title: text(),
        by: text(),
        reason: text(),
        due: text(),
        discount_asked: full.then(text),
        supplier_price: full.then(text),
        binds: text(),
        returnable: full,
        approve: text(),
        rework: text(),
        reject: text(),
        earlier: full.then(|| decision(full)).into_iter().collect(),
    }
}

fn decision(full: bool) -> DecisionWords {
    DecisionWords {
        title: text(),
        round: 1,
        answer: text(),
        by: text(),
        day: text(),
        remarks: full.then(text),
        lowest: full.then(text),
        until: full.then(text),
    }
}

fn file() -> FileWords {
    FileWords {
        deal: "TLG-42".to_owned(),
        place: text(),
    }
}

fn digest(full: bool) -> DigestWords {
    let item = ItemWords {
        deal: "TLG-42".to_owned(),
        title: text(),
        client: text(),
        stage: text(),
        manager: text(),
        what: text(),
        day: text(),
    };
    let items = |full: bool| full.then(|| item.clone()).into_iter().collect();
    DigestWords {
        late: items(full),
        late_in_all: usize::from(full),
        today: items(true),
        decide: items(full),
        escalated: items(full),
        quotes: items(full),
        mail: items(full),
        unreadable: full.then(file).into_iter().collect(),
        more: usize::from(full),
    }
}
