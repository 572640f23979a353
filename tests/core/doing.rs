//! Acts, as tests say them.

use tlg::deal::act::{Act, Given, Reply};
use tlg::deal::departure::Departure;
use tlg::deal::document::GivenDocument;
use tlg::deal::entry::Seen;
use tlg::deal::fact::FactValue;
use tlg::deal::letter::{LetterId, MissCause, Verdict};
use tlg::process::decision::Answer;
use tlg::record::id::{
    ClientId, DecisionId, DocumentKind, FactId, LossReason, PersonId, StageId, TaskId,
};
use tlg::record::{Day, Money, Sha256Hex};

use crate::house::House;

/// An act in the making, with the bytes of its documents.
#[derive(Clone)]
pub struct Doing {
    pub act: Act,
    pub documents: Vec<(Sha256Hex, Vec<u8>)>,
    /// What the person saw, where it is not the deal as it stands.
    pub seen: Option<Seen>,
}

impl From<Act> for Doing {
    fn from(act: Act) -> Doing {
        Doing {
            act,
            documents: Vec::new(),
            seen: None,
        }
    }
}

impl Doing {
    fn given(&mut self) -> &mut Given {
        match &mut self.act {
            Act::Set { given, .. }
            | Act::Attach { given, .. }
            | Act::Move { given, .. }
            | Act::FinishTask { given, .. }
            | Act::Ask { given, .. } => given,
            act => panic!("nothing comes along with {act:?}"),
        }
    }

    pub fn fact(mut self, fact: &str, value: &str) -> Doing {
        let value = match value {
            "true" => FactValue::Flag(true),
            "false" => FactValue::Flag(false),
            text => FactValue::Text(text.to_owned()),
        };
        let fact = FactId::new(fact).expect("an id");
        self.given().facts.insert(fact, value);
        self
    }

    /// A document of that kind; `name` is its content and its file name.
    pub fn file(mut self, kind: &str, name: &str) -> Doing {
        let bytes = name.as_bytes().to_vec();
        let sha256 = Sha256Hex::of(&bytes);
        let size = bytes.len() as u64;
        let ending = name.rsplit('.').next().expect("an ending").to_owned();
        self.documents.push((sha256, bytes));
        self.given().documents.push(GivenDocument {
            kind: DocumentKind::new(kind).expect("an id"),
            ending,
            sha256,
            size,
        });
        self
    }

    pub fn says(mut self, words: &str) -> Doing {
        match &mut self.act {
            Act::Decide(reply) => reply.text = Some(words.to_owned()),
            Act::Correct { text, .. } => *text = Some(words.to_owned()),
            _ => self.given().text = Some(words.to_owned()),
        }
        self
    }

    pub fn no_mail(mut self) -> Doing {
        match &mut self.act {
            Act::Set { no_mail, .. }
            | Act::Attach { no_mail, .. }
            | Act::Move { no_mail, .. }
            | Act::FinishTask { no_mail, .. } => *no_mail = true,
            act => panic!("no mail goes with {act:?}"),
        }
        self
    }

    pub fn because(mut self, why: &str) -> Doing {
        match &mut self.act {
            Act::Move { reason, .. } => *reason = Some(LossReason::new(why).expect("an id")),
            act => panic!("no reason of a list goes with {act:?}"),
        }
        self
    }

    pub fn grant(mut self, lowest: Option<&str>, until: Option<&str>) -> Doing {
        match &mut self.act {
            Act::Decide(reply) => {
                reply.lowest = lowest.map(money);
                reply.until = until.map(day);
            }
            act => panic!("{act:?} grants nothing"),
        }
        self
    }

    pub fn having_seen(mut self, seen: Seen) -> Doing {
        self.seen = Some(seen);
        self
    }
}

pub fn go(to: &str) -> Doing {
    Doing::from(Act::Move {
        to: StageId::new(to).expect("an id"),
        given: Given::default(),
        reason: None,
        no_mail: false,
    })
}

pub fn lose(reason: &str) -> Doing {
    go("lost").because(reason)
}

pub fn set(fact: &str, value: &str) -> Doing {
    let (given, no_mail) = (Given::default(), false);
    Doing::from(Act::Set { given, no_mail }).fact(fact, value)
}

pub fn attach(kind: &str, name: &str) -> Doing {
    let (given, no_mail) = (Given::default(), false);
    Doing::from(Act::Attach { given, no_mail }).file(kind, name)
}

pub fn note(words: &str) -> Doing {
    let text = words.to_owned();
    Doing::from(Act::Note { text })
}

pub fn assign(to: &str) -> Doing {
    let to = PersonId::new(to).expect("an id");
    Doing::from(Act::Assign { to })
}

pub fn retitle(title: &str) -> Doing {
    Doing::from(Act::Edit {
        title: Some(title.to_owned()),
        client: None,
    })
}

pub fn change_client(client: &str) -> Doing {
    Doing::from(Act::Edit {
        title: None,
        client: Some(ClientId::new(client).expect("an id")),
    })
}

pub fn done(task: &str) -> Doing {
    Doing::from(Act::FinishTask {
        task: TaskId::new(task).expect("an id"),
        given: Given::default(),
        no_mail: false,
    })
}

pub fn later(task: &str, until: &str) -> Doing {
    Doing::from(Act::PutOffTask {
        task: TaskId::new(task).expect("an id"),
        until: day(until),
        text: "поставщик в отпуске".to_owned(),
    })
}

pub fn ask(about: &str) -> Doing {
    Doing::from(Act::Ask {
        about: DecisionId::new(about).expect("an id"),
        given: Given::default(),
    })
}

pub fn withdraw() -> Doing {
    let text = "передумал".to_owned();
    Doing::from(Act::Withdraw { text })
}

/// An answer to what is asked now.
pub fn answer(house: &House, answer: Answer) -> Doing {
    let request = house.deal().request.expect("an open request");
    Doing::from(Act::Decide(Reply {
        answer,
        about: request.about,
        round: request.round,
        binds: request.binds,
        lowest: None,
        until: None,
        text: None,
    }))
}

pub fn pay(amount: &str, date: &str, document: &str) -> Doing {
    Doing::from(Act::Pay {
        amount: money(amount),
        date: day(date),
        document: document.to_owned(),
    })
}

pub fn cancel_payment(payment: u32) -> Doing {
    let text = "ошибка банка".to_owned();
    Doing::from(Act::CancelPayment { payment, text })
}

pub fn correct(event: u32) -> Doing {
    Doing::from(Act::Correct { event, text: None })
}

pub fn reopen() -> Doing {
    let text = "клиент вернулся".to_owned();
    Doing::from(Act::Reopen { text })
}

pub fn claim(letters: &[&str]) -> Doing {
    let id = |text: &&str| tlg::deal::letter::LetterId::parse(text).expect("a letter's id");
    Doing::from(Act::Claim {
        letters: letters.iter().map(id).collect(),
        cancelled: Vec::new(),
    })
}

/// The mail took a letter, for the address that it was claimed for.
pub fn sent(letter: &str, at: &str) -> Doing {
    Doing::from(Act::Send {
        letter: LetterId::parse(letter).expect("a letter's id"),
        left: Departure {
            to: String::new(),
            sent: crate::house::moment(at),
            host: None,
            stray: None,
        },
    })
}

pub fn missed(letter: &str, at: &str, because: MissCause) -> Doing {
    Doing::from(Act::Miss {
        letter: LetterId::parse(letter).expect("a letter's id"),
        tried: crate::house::moment(at),
        because,
        said: Some("550 5.1.1 no such user".to_owned()),
    })
}

pub fn resolve(letter: &str, verdict: Verdict, why: Option<&str>) -> Doing {
    Doing::from(Act::Resolve {
        letter: LetterId::parse(letter).expect("a letter's id"),
        verdict,
        text: why.map(str::to_owned),
    })
}

pub fn money(text: &str) -> Money {
    text.parse().expect("money")
}

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}
