use super::digest_words::digest_words;
use super::template::{WriteError, render};
use super::words::{
    DealWords, DecisionWords, PaymentWords, PersonWords, QuoteWords, ReminderWords, RequestWords,
    Words, day, money,
};
use super::written::{Address, Attachment, Written, message_id, one_line};
use crate::actions::clients::is_email;
use crate::actions::ground::Ground;
use crate::actions::request_letters;
use crate::agenda::letter_name::{Keeper, LetterName, occasion_of};
use crate::agenda::reminder::{self, ReminderDue};
use crate::agenda::tick::Tick;
use crate::agenda::{MyDay, agenda};
use crate::deal::decision::Decision;
use crate::deal::letter::{Letter, LetterId};
use crate::deal::round::Round;
use crate::deal::{Deal, DealId};
use crate::process::decision::Answer;
use crate::process::mail::{Occasion, Recipient};
use crate::process::names;
use crate::process::settings::Language;
use crate::record::id::{FactId, MailId, PersonId};
use crate::record::{Day, Moment, Money, Percent};
use std::collections::{BTreeMap, BTreeSet};

/// Digits of a hash that a command to answer needs.
const SHORT_HASH: usize = 10;

/// Writes letters on one state of the workspace.
#[derive(Clone, Debug)]
pub struct Writer<'a> {
    ground: &'a Ground,
    now: Moment,
    today: Day,
    language: Language,
}

/// Every letter that a run of `tick` calls for, written or with the reason why not.
pub fn write_all(
    ground: &Ground,
    tick: &Tick,
    now: Moment,
) -> BTreeMap<LetterName, Result<Written, WriteError>> {
    let writer = Writer::new(ground, now);
    let mut letters = BTreeMap::new();
    for (id, claim) in &tick.claims {
        for letter in &claim.letters {
            let name = LetterName::of_deal(id, letter);
            letters.insert(name, writer.letter_of(id, letter));
        }
    }
    for key in &tick.reminders {
        if let Some((name, written)) = writer.reminder(&key.deal, &key.reminder, &key.person) {
            letters.insert(name, written);
        }
    }
    for (person, deals) in &tick.digests {
        if let Some((name, written)) = writer.digest(person, deals) {
            letters.insert(name, written);
        }
    }
    letters
}

impl<'a> Writer<'a> {
    /// A writer on a state of the workspace at a moment.
    pub fn new(ground: &'a Ground, now: Moment) -> Writer<'a> {
        Writer {
            ground,
            now,
            today: ground.calendar.local_day(now),
            language: ground.settings.language,
        }
    }

    fn letter_of(&self, id: &DealId, letter: &LetterId) -> Result<Written, WriteError> {
        let deal = self.deal(id).ok_or(WriteError::Unknown)?;
        let missing = request_letters::missing(self.ground, deal, self.now);
        let mut letters = missing.iter().chain(deal.mail.iter().rev());
        let letter = letters.find(|found| found.id == *letter);
        self.letter(deal, letter.ok_or(WriteError::Unknown)?)
    }

    /// A letter that an act of a deal called for.
    ///
    /// # Errors
    /// Why it cannot be written.
    pub fn letter(&self, deal: &Deal, letter: &Letter) -> Result<Written, WriteError> {
        let rule = self.ground.process.mail(&letter.id.mail);
        let rule = rule.ok_or(WriteError::Unknown)?;
        let mut words = self.words_of(deal);
        let to_client = rule.to == Recipient::Client;
        let recipient = match &letter.id.person {
            Some(person) => self.person(person),
            None => words.client.clone().unwrap_or_else(|| anonymous("")),
        };
        words.recipient = Some(recipient.clone());
        words.quote = self.quote(deal, letter, to_client);
        words.payment = self.payment(deal, Some(letter.event)).or(words.payment);
        words.request = self.request(deal, letter);
        let decisions = deal.decisions.iter();
        let mut decisions = decisions.filter(|decision| decision.event == letter.event);
        words.decision = decisions.next().map(|decision| self.decision(decision));
        let name = LetterName::of_deal(&deal.deal, &letter.id);
        let reply_to = words.manager.clone().filter(|_| to_client);
        let mut written = self.write(&name, &recipient.name, &letter.to, &words)?;
        written.reply_to = reply_to
            .filter(|manager| is_email(&manager.email))
            .map(|manager| Address::new(&manager.name, &manager.email));
        written.attachment = self.attachment(deal, letter);
        Ok(written)
    }

    /// The letter of a reminder, and its name; none where the process has no letter for it.
    pub fn reminder(
        &self,
        id: &DealId,
        reminder: &crate::record::id::ReminderId,
        person: &PersonId,
    ) -> Option<(LetterName, Result<Written, WriteError>)> {
        let mut rules = self.ground.process.reminders.iter();
        let mail = rules.find(|rule| rule.id == *reminder)?.mail.clone()?;
        let name = self.name_of_the_day(mail, Some(id), person);
        let due = self.deal(id).and_then(|deal| {
            let due = reminder::due(&self.ground.process, deal, self.today);
            let due = due.into_iter().find(|due| due.reminder == *reminder)?;
            Some((deal, due))
        });
        let written = match due {
            Some((deal, due)) => self.reminder_letter(&name, deal, &due, person),
            None => Err(WriteError::Unknown),
        };
        Some((name, written))
    }

    fn reminder_letter(
        &self,
        name: &LetterName,
        deal: &Deal,
        due: &ReminderDue,
        person: &PersonId,
    ) -> Result<Written, WriteError> {
        let recipient = self.person(person);
        let mut words = self.words_of(deal);
        words.recipient = Some(recipient.clone());
        words.reminder = Some(ReminderWords {
            title: due.title.clone(),
            since: day(due.since, self.language),
            day: due.day,
        });
        self.write(name, &recipient.name, &recipient.email, &words)
    }

    /// The digest of a person over some deals, and its name; none where the process has no digest.
    pub fn digest(
        &self,
        person: &PersonId,
        deals: &BTreeSet<DealId>,
    ) -> Option<(LetterName, Result<Written, WriteError>)> {
        let mut rules = self.ground.process.mails_on(&Occasion::Daily);
        let mail = rules.next()?.id.clone();
        let name = self.name_of_the_day(mail, None, person);
        let mut my_day = MyDay::new(person, self.today);
        for deal in deals.iter().filter_map(|id| self.deal(id)) {
            let agenda = agenda::agenda(self.ground, deal, self.now);
            my_day.add(self.ground, deal, &agenda);
        }
        let recipient = self.person(person);
        let mut words = self.words();
        words.recipient = Some(recipient.clone());
        let unreadable = deals.iter();
        let unreadable = unreadable.filter_map(|id| self.ground.tick.unreadable.get(id));
        words.digest = Some(digest_words(self.ground, &my_day, unreadable));
        let written = self.write(&name, &recipient.name, &recipient.email, &words);
        Some((name, written))
    }

    fn name_of_the_day(
        &self,
        mail: MailId,
        about: Option<&DealId>,
        person: &PersonId,
    ) -> LetterName {
        LetterName {
            keeper: Keeper::Day {
                about: about.cloned(),
            },
            letter: LetterId {
                mail,
                occasion: occasion_of(self.today),
                person: Some(person.clone()),
            },
        }
    }

    fn write(
        &self,
        name: &LetterName,
        to_name: &str,
        to: &str,
        words: &Words,
    ) -> Result<Written, WriteError> {
        let from = &self.ground.settings.mail.from;
        let from = Address::parse(from).ok_or_else(|| WriteError::Sender { from: from.clone() })?;
        if !is_email(to) {
            return Err(WriteError::Recipient { to: to.to_owned() });
        }
        let mail = &name.letter.mail;
        let template = self.ground.tick.templates.get(mail.as_str());
        let (subject, body) = render(mail, template.map(Vec::as_slice), words)?;
        Ok(Written {
            message_id: message_id(&self.ground.introduction, name, &from),
            from,
            to: Address::new(to_name, to),
            reply_to: None,
            subject,
            body,
            attachment: None,
        })
    }

    fn deal(&self, id: &DealId) -> Option<&'a Deal> {
        self.ground.tick.deals.get(id).map(|file| &file.deal)
    }

    fn words(&self) -> Words {
        let today = day(self.today, self.language);
        Words {
            tip: self.ground.tick.tip.clone(),
            ..Words::new(&self.ground.settings.company, &today)
        }
    }

    fn words_of(&self, deal: &Deal) -> Words {
        let client = self.ground.tick.clients.get(&deal.client);
        let facts = deal.facts.iter();
        Words {
            deal: Some(DealWords {
                id: deal.deal.to_string(),
                number: deal.deal.number(),
                title: deal.title.clone(),
                stage: self.ground.process.stage_title(&deal.stage).to_owned(),
            }),
            client: Some(PersonWords {
                name: client.map_or_else(|| deal.client.to_string(), |client| client.name.clone()),
                email: client
                    .and_then(|client| client.email.clone())
                    .unwrap_or_default(),
            }),
            manager: Some(self.person(&deal.manager)),
            facts: facts
                .map(|(fact, value)| (fact.to_string(), self.fact(value)))
                .collect(),
            quote: deal.last_round().map(|round| self.round(round)),
            payment: self.payment(deal, None),
            ..self.words()
        }
    }

    fn fact(&self, value: &crate::deal::fact::FactValue) -> String {
        match (value.money(), value.day(), value.flag()) {
            (Some(amount), ..) => money(amount, self.language),
            (_, Some(date), _) => day(date, self.language),
            (.., Some(flag)) => match (self.language, flag) {
                (Language::Ru, true) => "да".to_owned(),
                (Language::Ru, false) => "нет".to_owned(),
                (Language::En, true) => "yes".to_owned(),
                (Language::En, false) => "no".to_owned(),
            },
            _ => value.to_string(),
        }
    }

    fn person(&self, id: &PersonId) -> PersonWords {
        match self.ground.people.person(id) {
            Some(person) => PersonWords {
                name: person.name.clone(),
                email: person.email.clone(),
            },
            None => anonymous(id.as_str()),
        }
    }

    /// The quote that a client's letter carries, that is asked about or that was decided, else the last one.
    fn quote(&self, deal: &Deal, letter: &Letter, to_client: bool) -> Option<QuoteWords> {
        let carried = letter.sha256.filter(|_| to_client);
        let asked = deal.request.as_ref();
        let asked = asked.filter(|request| request.event == letter.event);
        let mut decisions = deal.decisions.iter();
        let decided = decisions.find(|decision| decision.event == letter.event);
        let number = asked.map(|request| request.round);
        let number = number.or(decided.map(|decision| decision.round));
        let rounds = deal.rounds.iter();
        let mut named = rounds.filter(|round| match carried {
            Some(sha256) => round.sha256 == sha256 && round.round == letter.id.occasion,
            None => number == Some(round.round),
        });
        let round = named.next().or_else(|| deal.last_round())?;
        Some(self.round(round))
    }

    fn round(&self, round: &Round) -> QuoteWords {
        let prepayment = round.prepayment.unwrap_or(Percent::ALL_OF_IT);
        QuoteWords {
            round: round.round,
            total: money(round.total, self.language),
            valid_until: day(round.valid_until, self.language),
            prepayment: format!("{prepayment} %"),
            file: round.file.clone(),
        }
    }

    fn request(&self, deal: &Deal, letter: &Letter) -> Option<RequestWords> {
        let request = deal.request.as_ref();
        let request = request.filter(|request| request.event == letter.event)?;
        let rule = self.ground.process.decision(&request.about);
        let is_quote = request.about.as_str() == names::QUOTE;
        let hash = request.binds.to_string();
        let short = hash.get(..SHORT_HASH).unwrap_or(&hash);
        let number = deal.deal.number();
        let command = |verb: &str| format!("tlg {verb} {number} --binds {short}");
        let why = match self.language {
            Language::Ru => "-m \"ПРИЧИНА\"",
            Language::En => "-m \"WHY\"",
        };
        let earlier = deal.decisions.iter();
        let earlier = earlier.filter(|decision| decision.about == request.about);
        Some(RequestWords {
            title: rule.map_or_else(|| request.about.to_string(), |rule| rule.title.clone()),
            by: self.person(&request.by).name,
            reason: request.reason.clone(),
            due: day(request.due, self.language),
            discount_asked: self
                .amount(deal, names::DISCOUNT_ASKED)
                .filter(|_| !is_quote),
            supplier_price: self.amount(deal, names::SUPPLIER_PRICE),
            returnable: rule.is_some_and(|rule| rule.rework.is_some()),
            approve: command("approve"),
            rework: format!("{} {why}", command("rework")),
            reject: format!("{} {why}", command("reject")),
            earlier: earlier.map(|decision| self.decision(decision)).collect(),
            binds: hash,
        })
    }

    fn amount(&self, deal: &Deal, fact: &str) -> Option<String> {
        let fact = FactId::new(fact).ok()?;
        let amount: Money = deal.facts.get(&fact)?.money()?;
        Some(money(amount, self.language))
    }

    fn decision(&self, decision: &Decision) -> DecisionWords {
        let rule = self.ground.process.decision(&decision.about);
        let answer = match (self.language, decision.answer) {
            (Language::Ru, Answer::Approved) => "утверждено",
            (Language::Ru, Answer::Returned) => "возвращено",
            (Language::Ru, Answer::Rejected) => "отклонено",
            (Language::En, Answer::Approved) => "approved",
            (Language::En, Answer::Returned) => "returned",
            (Language::En, Answer::Rejected) => "rejected",
        };
        let on = self.ground.calendar.local_day(decision.at);
        DecisionWords {
            title: rule.map_or_else(|| decision.about.to_string(), |rule| rule.title.clone()),
            round: decision.round,
            answer: answer.to_owned(),
            by: self.person(&decision.by).name,
            day: day(on, self.language),
            remarks: decision.remarks.clone(),
            lowest: decision.lowest.map(|lowest| money(lowest, self.language)),
            until: decision.until.map(|until| day(until, self.language)),
        }
    }

    /// The payment that an event recorded, or else the last one.
    fn payment(&self, deal: &Deal, event: Option<u32>) -> Option<PaymentWords> {
        let mut paid = deal.paid();
        let last = match event {
            Some(event) => paid.find(|payment| payment.event == event)?,
            None => paid.last()?,
        };
        let total = self.ground.process.payments.as_ref();
        let total = total.and_then(|rule| deal.facts.get(&rule.total)?.money());
        Some(PaymentWords {
            amount: money(last.amount, self.language),
            date: day(last.date, self.language),
            document: last.document.clone(),
            paid: money(deal.paid_total().unwrap_or(last.amount), self.language),
            total: total.map(|total| money(total, self.language)),
        })
    }

    /// The document that goes along, under a name for people: `КП TLG-42 №1.pdf`.
    fn attachment(&self, deal: &Deal, letter: &Letter) -> Option<Attachment> {
        let (file, sha256) = (letter.file.clone()?, letter.sha256?);
        let documents = deal.documents.iter().rev();
        let document = documents
            .filter(|document| document.file == file)
            .find(|document| document.sha256 == sha256);
        let base = file.rsplit('/').next().unwrap_or(&file);
        let name = document.and_then(|document| {
            let title = &self.ground.process.documents.get(&document.kind)?.title;
            let number = document.round.or(document.number)?;
            let (_, ending) = base.rsplit_once('.')?;
            Some(format!("{title} {} №{number}.{ending}", deal.deal))
        });
        let name = name.unwrap_or_else(|| base.to_owned());
        Some(Attachment {
            name: one_line(&name).replace(['/', '\\'], "-"),
            file,
            sha256,
        })
    }
}

fn anonymous(name: &str) -> PersonWords {
    PersonWords {
        name: name.to_owned(),
        email: String::new(),
    }
}
