//! Command lines, read as the program reads them, and what they ask for.

use clap::{ArgMatches, CommandFactory};

use tlg::actions::intent::Intent;
use tlg::agenda::LetterName;
use tlg::cli::invocation::Invocation;
use tlg::client::{ClientDetails, ClientKind};
use tlg::deal::act::{Act, Given, Reply};
use tlg::deal::document::GivenDocument;
use tlg::deal::entry::Seen;
use tlg::deal::fact::FactValue;
use tlg::deal::letter::Verdict;
use tlg::deal::{Deal, DealId};
use tlg::process::decision::Answer;
use tlg::record::id::{DecisionId, DocumentKind, FactId, StageId};
use tlg::record::{Day, Money, Sha256Hex};

use super::house::{House, person};

/// A command line that clap has read.
pub(super) struct Line {
    pub command: String,
    matches: ArgMatches,
}

/// What a command line asks for, given by somebody; panics where `tlg` would not even read it.
pub fn intent(words: &[String], actor: &str, house: &House) -> Intent {
    let line = read(words);
    match line.command.as_str() {
        "client add" | "client set" => line.client(house),
        command if command.starts_with("people ") => line.register(actor, house),
        "deal assign" if line.get("from").is_some() => line.hand_over(house),
        "deal new" => Intent::Deal {
            deal: DealId::new("TLG", house.next_number()),
            act: Act::Open {
                title: line.need("title"),
                client: line.need("client").parse().expect("a client's id"),
                manager: person(&line.get("manager").unwrap_or_else(|| actor.to_owned())),
            },
            seen: Seen::default(),
        },
        "mail resolve" => line.letter(house),
        _ => {
            let number: u32 = line.need("deal").parse().expect("a deal's number");
            let deal = house.deal(number);
            let act = line.act(deal.as_ref(), house);
            Intent::Deal {
                deal: DealId::new("TLG", number),
                seen: deal.map(|deal| Seen::of(&deal, &act)).unwrap_or_default(),
                act,
            }
        }
    }
}

fn read(words: &[String]) -> Line {
    let arguments = std::iter::once("tlg".to_owned()).chain(words.iter().cloned());
    let matches = Invocation::command().try_get_matches_from(arguments);
    let mut matches = matches.unwrap_or_else(|error| panic!("{words:?}: {error}"));
    let mut command = Vec::new();
    while let Some((name, below)) = matches.remove_subcommand() {
        command.push(name);
        matches = below;
    }
    Line {
        command: command.join(" "),
        matches,
    }
}

impl Line {
    pub fn all(&self, argument: &str) -> Vec<String> {
        let given = self.matches.try_get_raw(argument).ok().flatten();
        let given = given.into_iter().flatten();
        given
            .map(|value| value.to_string_lossy().into_owned())
            .collect()
    }

    pub fn get(&self, argument: &str) -> Option<String> {
        self.all(argument).into_iter().next()
    }

    pub fn need(&self, argument: &str) -> String {
        self.get(argument)
            .unwrap_or_else(|| panic!("{} without {argument}", self.command))
    }

    pub fn day(&self, argument: &str) -> Option<Day> {
        let text = self.get(argument)?;
        Some(Day::parse(&text).expect("a day"))
    }

    pub fn words(&self) -> Option<String> {
        self.get("message")
    }

    pub fn has(&self, switch: &str) -> bool {
        self.matches.try_get_one::<bool>(switch).ok().flatten() == Some(&true)
    }

    fn money(&self, argument: &str, house: &House) -> Option<Money> {
        let text = self.get(argument)?;
        Some(Money::parse(&text, house.rules().settings.currency).expect("an amount"))
    }

    /// Facts, documents and words of the line.
    fn given(&self, house: &House) -> Given {
        let mut given = Given {
            text: self.words(),
            ..Given::default()
        };
        let named = [
            ("total", "quote_total"),
            ("valid_until", "quote_valid_until"),
            ("prepayment", "prepayment"),
            ("ask", "discount_asked"),
            ("until", "deferral_until"),
        ];
        let own = named
            .into_iter()
            .filter_map(|(flag, fact)| Some((fact.to_owned(), self.get(flag)?)));
        let set = self.all("set").into_iter().map(|set| {
            let (fact, value) = set.split_once('=').expect("fact=value");
            (fact.to_owned(), value.to_owned())
        });
        for (fact, value) in own.chain(set) {
            let fact = FactId::new(&fact).expect("a fact's id");
            let value = match house.rules().process.facts.get(&fact) {
                Some(rule) => {
                    let currency = house.rules().settings.currency;
                    FactValue::from_person(rule.kind, &value, currency).expect("a value of a fact")
                }
                None => FactValue::Text(value),
            };
            given.facts.insert(fact, value);
        }
        for file in self.all("file") {
            let (kind, path) = file.split_once('=').unwrap_or(("quote", &file));
            given.documents.push(document(kind, path, house));
        }
        given
    }

    fn act(&self, deal: Option<&Deal>, house: &House) -> Act {
        let text = || self.words().unwrap_or_default();
        match self.command.as_str() {
            "deal move" => self.movement(&self.need("stage"), house),
            "deal defer" => self.movement("payment_deferred", house),
            "deal lose" => self.movement("lost", house),
            "quote send" => self.movement("quote_sent", house),
            "deal set" => Act::Set {
                given: self.given(house),
                no_mail: self.has("no_mail"),
            },
            "deal attach" => Act::Attach {
                given: Given {
                    documents: vec![document(&self.need("kind"), &self.need("path"), house)],
                    text: self.words(),
                    ..Given::default()
                },
                no_mail: self.has("no_mail"),
            },
            "deal note" => Act::Note { text: text() },
            "deal assign" => Act::Assign {
                to: person(&self.need("person")),
            },
            "deal edit" => Act::Edit {
                title: self.get("title"),
                client: self
                    .get("client")
                    .map(|id| id.parse().expect("a client's id")),
            },
            "deal correct" => Act::Correct {
                event: deal.map_or(0, |deal| house.last_event(deal.deal.number())),
                text: self.words(),
            },
            "deal reopen" => Act::Reopen { text: text() },
            "task done" => Act::FinishTask {
                task: self.need("task").parse().expect("a task's id"),
                given: self.given(house),
                no_mail: self.has("no_mail"),
            },
            "task later" => Act::PutOffTask {
                task: self.need("task").parse().expect("a task's id"),
                until: self.day("until").expect("a day"),
                text: text(),
            },
            "quote ask" => self.question("quote", house),
            "quote discount" => self.question("discount", house),
            "quote withdraw" => Act::Withdraw { text: text() },
            "approve" => self.answer(Answer::Approved, deal, house),
            "rework" => self.answer(Answer::Returned, deal, house),
            "reject" => self.answer(Answer::Rejected, deal, house),
            "pay" => self.payment(deal, house),
            other => panic!("no act is done by `tlg {other}`"),
        }
    }

    /// What is said of a letter.
    fn letter(&self, house: &House) -> Intent {
        let name = LetterName::parse(&self.need("letter"), true).expect("a letter's name");
        let id = name.kept_by().expect("a deal's letter").clone();
        let deal = house.deal(id.number()).expect("a deal");
        let act = Act::Resolve {
            letter: name.letter,
            verdict: match self.need("verdict").as_str() {
                "sent" => Verdict::Sent,
                "resend" => Verdict::Resend { to: self.get("to") },
                _ => Verdict::Drop,
            },
            text: self.words(),
        };
        Intent::Deal {
            seen: Seen::of(&deal, &act),
            deal: id,
            act,
        }
    }

    /// The first of somebody's open deals goes to somebody else.
    fn hand_over(&self, house: &House) -> Intent {
        let from = self.need("from");
        let deals = (42..house.next_number()).filter_map(|number| house.deal(number));
        let open = |deal: &Deal| house.rules().process.is_open(&deal.stage);
        let mut theirs = deals.filter(|deal| deal.manager.as_str() == from && open(deal));
        let deal = theirs.next().expect("an open deal");
        let to = person(&self.need("to"));
        let act = Act::Assign { to };
        Intent::Deal {
            deal: deal.deal.clone(),
            seen: Seen::of(&deal, &act),
            act,
        }
    }

    fn movement(&self, to: &str, house: &House) -> Act {
        Act::Move {
            to: StageId::new(to).expect("a stage's id"),
            given: self.given(house),
            reason: self.get("reason").map(|id| id.parse().expect("a reason")),
            no_mail: self.has("no_mail"),
        }
    }

    fn question(&self, about: &str, house: &House) -> Act {
        Act::Ask {
            about: DecisionId::new(about).expect("a decision's id"),
            given: self.given(house),
        }
    }

    /// The answer to what has the hash that was shown; to something else where nothing has it.
    fn answer(&self, answer: Answer, deal: Option<&Deal>, house: &House) -> Act {
        let shown = self.need("binds");
        let request = deal.and_then(|deal| deal.request.as_ref());
        let asked = request.filter(|request| request.binds.begins_with(&shown, 7));
        Act::Decide(Reply {
            answer,
            about: request.map_or_else(
                || DecisionId::new("quote").expect("an id"),
                |request| request.about.clone(),
            ),
            round: request.map_or(1, |request| request.round),
            binds: asked.map_or(Sha256Hex::of(shown.as_bytes()), |request| request.binds),
            lowest: self.money("lowest", house),
            until: self.day("until"),
            text: self.words(),
        })
    }

    fn payment(&self, deal: Option<&Deal>, house: &House) -> Act {
        let Some(document) = self.get("cancel") else {
            return Act::Pay {
                amount: self.money("amount", house).expect("an amount"),
                date: self.day("date").expect("a day"),
                document: self.need("document"),
            };
        };
        let paid = deal.into_iter().flat_map(|deal| deal.paid());
        let of_document: Vec<u32> = paid
            .filter(|payment| payment.document == document)
            .map(|payment| payment.number)
            .collect();
        let payment = match of_document.as_slice() {
            [only] => *only,
            _ => document.parse().unwrap_or(99),
        };
        Act::CancelPayment {
            payment,
            text: self.words().unwrap_or_default(),
        }
    }

    fn client(&self, house: &House) -> Intent {
        let added = self.command == "client add";
        let id = if added { "id" } else { "client" };
        let client = self.need(id).parse().expect("a client's id");
        Intent::Client {
            kind: if added {
                ClientKind::Added
            } else {
                ClientKind::Edited
            },
            details: ClientDetails {
                name: self.get("name"),
                email: self.get("email"),
                inn: self.get("inn"),
            },
            after: house.entries_of_client(&client),
            client,
        }
    }
}

/// A file with content of its own; one called `huge` is larger than any company takes.
fn document(kind: &str, path: &str, house: &House) -> GivenDocument {
    let limit = house.rules().settings.limits.document;
    GivenDocument {
        kind: DocumentKind::new(kind).expect("a kind's id"),
        ending: path.rsplit('.').next().unwrap_or_default().to_owned(),
        sha256: Sha256Hex::of(path.as_bytes()),
        size: if path.starts_with("huge") {
            limit + 1
        } else {
            184_213
        },
    }
}
