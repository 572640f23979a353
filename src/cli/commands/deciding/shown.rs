//! What is decided on, as whoever decides sees it.

use rust_decimal::Decimal;

use crate::cli::desk::{Desk, Papers};
use crate::cli::flags::Writing;
use crate::cli::say::Say;
use crate::cli::screen::{exact_day, money, number, put_side_by_side, short, size};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::deal::act::{Act, Reply};
use crate::deal::request::Request;
use crate::deal::round::Round;
use crate::deal::{Deal, DealOnFile};
use crate::process::decision::{Answer, DecisionRule};
use crate::process::names;
use crate::record::id::FactId;
use crate::record::tree::Tree;
use crate::record::{Money, Percent, Sha256Hex};

/// A request with the bytes that it is about, out of the object store.
pub struct Shown<'a> {
    desk: &'a Desk,
    deal: &'a DealOnFile,
    request: &'a Request,
    round: &'a Round,
    bytes: Vec<u8>,
}

impl<'a> Shown<'a> {
    /// Reads the file of the round and checks that it holds the bytes asked about.
    ///
    /// # Errors
    /// The file is missing, unreadable or another one.
    pub fn new(
        desk: &'a Desk,
        deal: &'a DealOnFile,
        request: &'a Request,
        session: &Session,
    ) -> Result<Shown<'a>, Stop> {
        let mut rounds = deal.deal.rounds.iter();
        let other = |file: &str| {
            Stop::Found(vec![
                session.say.text("approve-other-bytes", args![file => file]),
            ])
        };
        let round = rounds.find(|round| round.round == request.round);
        let round = round.ok_or_else(|| other(&deal.deal.deal.path()))?;
        let bytes = desk.tip(session)?.read(&round.file);
        let bytes = bytes.map_err(|error| words::ground_error(&error.into(), &session.say))?;
        let bytes = bytes.filter(|bytes| Sha256Hex::of(bytes) == round.sha256);
        Ok(Shown {
            desk,
            deal,
            request,
            round,
            bytes: bytes.ok_or_else(|| other(&round.file))?,
        })
    }

    /// The path of the file that is decided on.
    pub fn file(&self) -> &str {
        &self.round.file
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The first digits of what the answer will name.
    pub fn binds(&self) -> String {
        short(self.request.binds)
    }

    /// What is asked, with its round: «КП №2», «согласование скидки №1».
    pub fn what(&self, say: &Say) -> String {
        let documents = &self.desk.house.process.documents;
        let rule = self.rule();
        let document = rule.and_then(|rule| documents.get(rule.puts_forward.as_ref()?));
        let title = document.map(|document| document.title.as_str());
        let title = title.or(rule.map(|rule| rule.title.as_str()));
        let (title, round) = (title.unwrap_or_default(), self.request.round);
        say.text("approve-what", args![title => title, round => round])
    }

    /// The whole screen, and what each answer will do.
    ///
    /// # Errors
    /// What keeps an approval from being tried.
    pub fn to_text(&self, session: &Session) -> Result<String, Stop> {
        let say = &session.say;
        let mut rows = vec![self.file_row(say)];
        rows.extend(self.asked_row(say));
        rows.push(self.total_row(say));
        rows.push(self.terms_row(say));
        rows.push([
            say.line("approve-row-reason"),
            quoted(&self.request.reason, say),
        ]);
        rows.extend(self.earlier_rows(say));
        rows.extend(self.supplier_row(say));
        let cells: Vec<[&str; 2]> = rows
            .iter()
            .map(|[label, text]| [label.as_str(), text.as_str()])
            .collect();
        let lines = put_side_by_side(&cells)
            .into_iter()
            .map(|line| format!("  {line}"));
        let head = std::iter::once(self.heading(session)?);
        let then = std::iter::once(String::new()).chain(self.what_follows(session));
        Ok(head
            .chain(lines)
            .chain(then)
            .collect::<Vec<String>>()
            .join("\n"))
    }

    fn deal(&self) -> &Deal {
        &self.deal.deal
    }

    fn rule(&self) -> Option<&DecisionRule> {
        self.desk.house.process.decision(&self.request.about)
    }

    fn heading(&self, session: &Session) -> Result<String, Stop> {
        let deal = self.deal();
        let view = self.desk.view(None, session)?;
        let client = view.client_name(&deal.client, session)?;
        let manager = self.desk.house.people.person(&deal.manager);
        let manager = manager.map_or(deal.manager.as_str(), |person| person.short_name());
        let manager = session
            .say
            .text("approve-manager", args![manager => manager]);
        Ok(format!(
            "{}  {} · {client} · {manager}",
            deal.deal, deal.title
        ))
    }

    fn file_row(&self, say: &Say) -> [String; 2] {
        let label = say.text("approve-row-quote", args![round => self.round.round]);
        let size = size(self.bytes.len() as u64, say);
        let open = say.line("approve-open");
        [label, format!("{}  {size}  {open}", self.round.file)]
    }

    /// The price that the client asks for, of a discount.
    fn asked_row(&self, say: &Say) -> Option<[String; 2]> {
        let binds = &self.rule()?.binds;
        let fact = binds.iter().find(|fact| **fact == *names::DISCOUNT_ASKED)?;
        let asked = self.deal().facts.get(fact)?.money()?;
        let change = change(asked, self.round.total, say)?;
        let asked = money(&asked.to_string(), say);
        Some([
            say.line("approve-row-asked"),
            format!("{asked}   ({change})"),
        ])
    }

    fn total_row(&self, say: &Say) -> [String; 2] {
        let total = money(&self.round.total.to_string(), say);
        let before = self.before().and_then(|before| {
            let change = change(self.round.total, before.total, say)?;
            let (round, was) = (before.round, money(&before.total.to_string(), say));
            Some(say.text(
                "approve-was",
                args![round => round, was => was, change => change],
            ))
        });
        let total = [Some(total), before].into_iter().flatten();
        [
            say.line("approve-row-total"),
            total.collect::<Vec<String>>().join("   "),
        ]
    }

    /// The round before this one.
    fn before(&self) -> Option<&Round> {
        let earlier = self.deal().rounds.iter().rev();
        earlier
            .filter(|round| !round.taken_back)
            .find(|round| round.round < self.round.round)
    }

    fn terms_row(&self, say: &Say) -> [String; 2] {
        let until = exact_day(self.round.valid_until.date(), say);
        let share = self.round.prepayment.unwrap_or(Percent::ALL_OF_IT);
        let share = number(&share.to_string(), say);
        let text = say.text("approve-terms", args![until => until, share => share]);
        [say.line("approve-row-valid"), text]
    }

    /// What was decided on this deal before.
    fn earlier_rows(&self, say: &Say) -> Vec<[String; 2]> {
        let rows = self.deal().decisions.iter().map(|decision| {
            let answer = match decision.answer {
                Answer::Approved => say.line("acted-approved"),
                Answer::Returned => say.line("acted-returned"),
                Answer::Rejected => say.line("acted-rejected"),
            };
            let day = self.desk.house.calendar.local_day(decision.at);
            let day = exact_day(day.date(), say);
            let about = (decision.about != self.request.about).then_some(&decision.about);
            let title = about.and_then(|about| self.desk.house.process.decision(about));
            let title = title.map(|rule| format!("{} ", rule.title));
            let (title, round) = (title.unwrap_or_default(), decision.round);
            let text = say.text(
                "approve-earlier",
                args![title => title, round => round, answer => answer, day => day],
            );
            let remarks = decision
                .remarks
                .as_deref()
                .map(|remarks| quoted(remarks, say));
            let text = [Some(text), remarks]
                .into_iter()
                .flatten()
                .collect::<Vec<String>>()
                .join(": ");
            [say.line("approve-row-earlier"), text]
        });
        rows.collect()
    }

    fn supplier_row(&self, say: &Say) -> Option<[String; 2]> {
        let fact = FactId::new(names::SUPPLIER_PRICE).ok()?;
        let price = self.deal().facts.get(&fact)?.money()?;
        let markup = change(self.round.total, price, say)?;
        let price = money(&price.to_string(), say);
        let text = say.text("approve-supplier", args![price => price, markup => markup]);
        Some([say.line("approve-row-supplier"), text])
    }

    /// What each answer leads to; an approval is tried, so that its letters are those that will go.
    fn what_follows(&self, session: &Session) -> Vec<String> {
        let say = &session.say;
        let mut lines = vec![self.what_approval_does(session)];
        let rule = self.rule();
        if rule.is_some_and(|rule| rule.outcome(Answer::Returned).is_some()) {
            lines.push(say.line("approve-returns"));
        }
        let rejected = rule.and_then(|rule| rule.outcome(Answer::Rejected));
        lines.extend(rejected.map(|outcome| match &outcome.to {
            Some(to) => {
                let stage = self.desk.house.process.stage_title(to);
                say.text("approve-rejects-into", args![stage => stage])
            }
            None => say.line("approve-rejects"),
        }));
        lines
    }

    fn what_approval_does(&self, session: &Session) -> String {
        let say = &session.say;
        let reply = Reply {
            answer: Answer::Approved,
            about: self.request.about.clone(),
            round: self.request.round,
            binds: self.request.binds,
            lowest: None,
            until: None,
            text: None,
        };
        let trial = Writing {
            dry_run: true,
            ..Writing::default()
        };
        let acted = self.desk.act(
            self.deal,
            Act::Decide(reply),
            &Papers::default(),
            &trial,
            session,
        );
        let acted = match acted {
            Ok(acted) => acted,
            Err(stop) => return stop.to_text(say),
        };
        let stage = acted.deal().map(|(deal, _)| deal.stage);
        let stage = stage
            .as_ref()
            .map(|stage| self.desk.house.process.stage_title(stage));
        let stage = stage.unwrap_or_default();
        let client = self.desk.house.people.people.iter();
        let staff: Vec<&str> = client.map(|person| person.email.as_str()).collect();
        let mut letters = acted.change.letters.iter();
        match letters.find(|letter| !staff.contains(&letter.to.as_str())) {
            Some(letter) => {
                let to = letter.to.as_str();
                say.text("approve-sends", args![to => to, stage => stage])
            }
            None => say.text("approve-moves", args![stage => stage]),
        }
    }
}

fn quoted(text: &str, say: &Say) -> String {
    let text = text.replace('\n', " ");
    say.text("approve-quoted", args![text => text])
}

/// By how much a sum differs from another one, in percent: `−7 %`.
fn change(now: Money, before: Money, say: &Say) -> Option<String> {
    if before.is_zero() || now.currency() != before.currency() {
        return None;
    }
    let share = (now.amount() - before.amount()).checked_mul(Decimal::ONE_HUNDRED)?;
    let share = share.checked_div(before.amount())?.round_dp(1).normalize();
    Some(say.text(
        "approve-percent",
        args![share => number(&share.to_string(), say)],
    ))
}
