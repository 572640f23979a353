use chrono::NaiveDate;

use crate::cli::commands::acted;
use crate::cli::desk::{Desk, Papers};
use crate::cli::entry::{Sum, day};
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::deal::act::Act;
use crate::deal::{Deal, DealId, DealOnFile};
use crate::process::names;

/// Confirm money in for a deal or an invoice, or take a payment back
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal by number or id, or invoice by number
    #[arg(value_name = "ID|INVOICE")]
    pub deal: String,
    /// Amount that came in
    #[arg(long, value_name = "AMOUNT", conflicts_with = "cancel")]
    pub amount: Option<Sum>,
    /// Day on which it came in
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "cancel")]
    pub date: Option<NaiveDate>,
    /// Number of the payment document
    #[arg(long, value_name = "NUMBER", conflicts_with = "cancel")]
    pub document: Option<String>,
    /// Take back the payment with this document number
    #[arg(long, value_name = "NUMBER")]
    pub cancel: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}

/// Records the payment, or takes one back.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let file = paid_deal(&desk, &args.deal, session)?;
    let act = match &args.cancel {
        Some(number) => cancel(&args, &file, number, session)?,
        None => pay(&desk, &args, session)?,
    };
    let acted = desk.act(&file, act, &Papers::default(), &args.writing, session)?;
    acted::tell(&desk, &acted, session)
}

fn pay(desk: &Desk, args: &Args, session: &Session) -> Result<Act, Stop> {
    acted::refuse_words(&args.writing, session)?;
    let (say, ask) = (&session.say, session.ask);
    acted::require(
        &[
            ("--amount", args.amount.is_some()),
            ("--date", args.date.is_some()),
            ("--document", args.document.is_some()),
        ],
        session,
    )?;
    let amount = args.amount.as_ref().map(ToString::to_string);
    let amount = ask.text(amount, "--amount", &say.line("acted-which-amount"), say)?;
    let date = ask.date(args.date, "--date", &say.line("acted-paid-when"), say)?;
    let document = args.document.clone();
    Ok(Act::Pay {
        amount: desk.money("--amount", &amount, session)?,
        date: desk.day(date, session)?,
        document: ask.text(
            document,
            "--document",
            &say.line("acted-which-document"),
            say,
        )?,
    })
}

/// The payment of that document, or of that number among the deal's payments.
fn cancel(args: &Args, file: &DealOnFile, number: &str, session: &Session) -> Result<Act, Stop> {
    let paid: Vec<_> = file.deal.paid().collect();
    let of_document = paid.iter().filter(|payment| payment.document == number);
    let numbers: Vec<u32> = of_document.map(|payment| payment.number).collect();
    let payment = match (numbers.as_slice(), number.parse()) {
        ([only], _) => Some(*only),
        ([], Ok(number)) => Some(number),
        _ => None,
    };
    let known = paid.iter().map(|payment| {
        format!(
            "{}: {} {}, {}",
            payment.number, payment.amount, payment.date, payment.document
        )
    });
    let payment = payment.ok_or_else(|| {
        let known = known.collect::<Vec<String>>().join("; ");
        let say = &session.say;
        Stop::Found(vec![say.text(
            "acted-which-payment",
            args![number => number, known => known],
        )])
    })?;
    Ok(Act::CancelPayment {
        payment,
        text: args
            .writing
            .words(&session.say.line("acted-which-reason"), session)?,
    })
}

/// The deal of that number, or the one with the invoice of that number. A number that is both is refused: money goes
/// to no deal by guess.
fn paid_deal(desk: &Desk, name: &str, session: &Session) -> Result<DealOnFile, Stop> {
    let invoiced = invoiced(desk, name, session)?;
    let id = desk.deal_id(name);
    let known = match &id {
        Some(id) => exists(desk, id, session)?,
        None => false,
    };
    match (id.filter(|_| known), invoiced.as_slice()) {
        (None, [only]) => desk.deal(&only.to_string(), session),
        (None, []) => desk.deal(name, session),
        (Some(id), others) if others.iter().all(|other| *other == id) => desk.deal(name, session),
        (id, others) => {
            let meant = id.iter().chain(others).map(ToString::to_string);
            let meant = meant.collect::<Vec<String>>().join(", ");
            let say = &session.say;
            Err(Stop::usage(say.text(
                "acted-which-invoice",
                args![number => name, deals => meant],
            )))
        }
    }
}

fn exists(desk: &Desk, id: &DealId, session: &Session) -> Result<bool, Stop> {
    let tip = desk.tip(session)?;
    let deal = crate::actions::ground::deal_at(&tip, id);
    let deal = deal.map_err(|error| words::ground_error(&error, &session.say))?;
    Ok(deal.is_some())
}

fn invoiced(desk: &Desk, number: &str, session: &Session) -> Result<Vec<DealId>, Stop> {
    let deals = desk.view(None, session)?.deals(session)?.read;
    let has = |deal: &&Deal| {
        let mut facts = deal.facts.iter();
        facts.any(|(fact, value)| *fact == *names::INVOICE_NUMBER && value.text() == Some(number))
    };
    Ok(deals
        .iter()
        .filter(has)
        .map(|deal| deal.deal.clone())
        .collect())
}
