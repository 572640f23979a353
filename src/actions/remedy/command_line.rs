//! A command line as data: what somebody types after `tlg`, with slots where only they know the value.

use crate::deal::fact::FactValue;
use crate::people::Role;
use crate::process::fact::FactType;
use crate::process::names;
use crate::record::id::{DocumentKind, FactId};
use crate::record::{Currency, Day, Money};

/// A command with its arguments, in the order in which they are typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandLine {
    /// `quote send`.
    pub command: &'static str,
    pub arguments: Vec<Argument>,
}

/// One argument of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Stands by itself: a deal, a stage.
    Plain(Value),
    /// `--no-mail`.
    Switch(&'static str),
    /// `--total 100`.
    Flag(&'static str, Value),
    /// `--set carrier=ПЭК`; without a flag, as `deal set` takes it, `carrier=ПЭК`.
    Named(Option<&'static str>, String, Value),
}

/// What stands for an argument: a value that is known, or a slot for one that is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Known(String),
    Open(Slot),
}

/// What only the person can fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A file of this kind.
    File(DocumentKind),
    /// An amount above zero; in this currency where one is named.
    Amount(Option<Currency>),
    /// Any day.
    Day,
    /// This day or a later one.
    DayFrom(Day),
    /// This day or an earlier one.
    DayUpTo(Day),
    YesNo,
    Percent,
    /// A reason or remark in the person's own words.
    Words,
    /// A value of a fact that holds text.
    Line,
    /// A fact and its value.
    FactAndValue,
    /// A kind of document.
    DocumentKind,
    /// One of the reasons for which deals are lost.
    LossReason,
    /// Somebody who holds the role.
    Person(Role),
    /// Somebody else of the company.
    Colleague,
    /// An id that nobody has yet.
    NewId,
    /// What a client is called.
    Name,
    /// Surname and first name.
    PersonName,
    Title,
    Email,
    Inn,
    /// A file with a public key.
    KeyFile,
    /// The number of a bank's document.
    PaymentDocument,
}

impl From<Slot> for Value {
    fn from(slot: Slot) -> Value {
        Value::Open(slot)
    }
}

impl<T: ToString + ?Sized> From<&T> for Value {
    fn from(known: &T) -> Value {
        Value::Known(known.to_string())
    }
}

impl CommandLine {
    /// A command without arguments.
    pub fn new(command: &'static str) -> CommandLine {
        CommandLine {
            command,
            arguments: Vec::new(),
        }
    }

    /// With an argument that stands by itself.
    #[must_use]
    pub fn plain(mut self, value: impl Into<Value>) -> CommandLine {
        self.arguments.push(Argument::Plain(value.into()));
        self
    }

    /// With a switch.
    #[must_use]
    pub fn switch(mut self, name: &'static str, on: bool) -> CommandLine {
        if on {
            self.arguments.push(Argument::Switch(name));
        }
        self
    }

    /// With a flag; a value that it had before is replaced where it stands.
    #[must_use]
    pub fn flag(self, name: &'static str, value: impl Into<Value>) -> CommandLine {
        self.put(Argument::Flag(name, value.into()))
    }

    /// With a flag whose value may be missing.
    #[must_use]
    pub fn maybe(
        self,
        name: &'static str,
        value: Option<&(impl ToString + ?Sized)>,
    ) -> CommandLine {
        match value {
            Some(value) => self.flag(name, value),
            None => self,
        }
    }

    /// With a reason.
    #[must_use]
    pub fn because(self, words: Option<&str>) -> CommandLine {
        self.maybe("-m", words)
    }

    /// With a fact, under the flag that the command has for it.
    #[must_use]
    pub fn state(self, fact: &FactId, value: impl Into<Value>) -> CommandLine {
        let argument = match self.flag_of(fact) {
            Some(flag) => Argument::Flag(flag, value.into()),
            None => Argument::Named(self.flag_of_facts(), fact.to_string(), value.into()),
        };
        self.put(argument)
    }

    /// With a file of a kind.
    #[must_use]
    pub fn file(self, kind: &DocumentKind) -> CommandLine {
        let slot = Value::Open(Slot::File(kind.clone()));
        if self.is_about_a_quote() {
            return self.put(Argument::Flag("--file", slot));
        }
        self.put(Argument::Named(Some("--file"), kind.to_string(), slot))
    }

    /// Without a flag, whatever its value.
    #[must_use]
    pub fn without_flag(mut self, name: &str) -> CommandLine {
        self.arguments.retain(
            |argument| !matches!(argument, Argument::Flag(flag, _) | Argument::Switch(flag) if *flag == name),
        );
        self
    }

    /// Without a fact.
    #[must_use]
    pub fn without_fact(mut self, fact: &FactId) -> CommandLine {
        let own = self.flag_of(fact);
        self.arguments.retain(|argument| match argument {
            Argument::Flag(flag, _) => Some(*flag) != own,
            Argument::Named(flag, name, _) => *flag == Some("--file") || name != fact.as_str(),
            _ => true,
        });
        self
    }

    /// Without the files of a kind.
    #[must_use]
    pub fn without_file(mut self, kind: &DocumentKind) -> CommandLine {
        let own = self.is_about_a_quote();
        self.arguments.retain(|argument| match argument {
            Argument::Flag("--file", _) => !own,
            Argument::Named(Some("--file"), name, _) => name != kind.as_str(),
            _ => true,
        });
        self
    }

    /// Whether it says more than what it is about.
    pub fn says_something(&self) -> bool {
        let says =
            |argument: &Argument| matches!(argument, Argument::Flag(..) | Argument::Named(..));
        self.arguments.iter().any(says)
    }

    /// The arguments as the shell hands them over, with the slots filled.
    pub fn words(&self, fill: &dyn Fn(&Slot) -> String) -> Vec<String> {
        let written = |value: &Value| match value {
            Value::Known(known) => known.clone(),
            Value::Open(slot) => fill(slot),
        };
        let mut words: Vec<String> = self.command.split(' ').map(str::to_owned).collect();
        let mut arguments: Vec<&Argument> = self.arguments.iter().collect();
        arguments.sort_by_key(|argument| argument.place());
        for argument in arguments {
            match argument {
                Argument::Plain(value) => words.push(written(value)),
                Argument::Switch(name) => words.push((*name).to_owned()),
                Argument::Flag(name, value) => words.extend([(*name).to_owned(), written(value)]),
                Argument::Named(flag, name, value) => {
                    words.extend(flag.map(str::to_owned));
                    words.push(format!("{name}={}", written(value)));
                }
            }
        }
        words
    }

    /// Whether the command has a flag of its own for a fact.
    pub fn has_flag_for(&self, fact: &FactId) -> bool {
        self.flag_of(fact).is_some()
    }

    fn flag_of(&self, fact: &FactId) -> Option<&'static str> {
        match (self.command, fact.as_str()) {
            ("quote send" | "quote ask", names::QUOTE_TOTAL) => Some("--total"),
            ("quote send" | "quote ask", names::QUOTE_VALID_UNTIL) => Some("--valid-until"),
            ("quote send" | "quote ask", names::PREPAYMENT) => Some("--prepayment"),
            ("quote discount", names::DISCOUNT_ASKED) => Some("--ask"),
            ("deal defer", names::DEFERRAL_UNTIL) => Some("--until"),
            _ => None,
        }
    }

    fn flag_of_facts(&self) -> Option<&'static str> {
        (self.command != "deal set").then_some("--set")
    }

    fn is_about_a_quote(&self) -> bool {
        matches!(self.command, "quote send" | "quote ask")
    }

    fn put(mut self, argument: Argument) -> CommandLine {
        let same = |other: &Argument| match (other, &argument) {
            (Argument::Flag(one, _), Argument::Flag(other, _)) => one == other,
            (Argument::Named(flag, name, _), Argument::Named(other, other_name, _)) => {
                flag == other && name == other_name
            }
            _ => false,
        };
        match self.arguments.iter().position(same) {
            Some(place) => self.arguments[place] = argument,
            None => self.arguments.push(argument),
        }
        self
    }
}

impl Argument {
    /// Where people look for it: what it is about, papers, values, the reason last.
    fn place(&self) -> u8 {
        match self {
            Argument::Plain(_) => 0,
            Argument::Flag("--file", _) | Argument::Named(Some("--file"), ..) => 1,
            Argument::Flag("-m", _) => 3,
            Argument::Switch(_) | Argument::Flag(..) | Argument::Named(..) => 2,
        }
    }
}

impl Slot {
    /// The slot for a value of a fact.
    pub fn of_fact(kind: FactType) -> Slot {
        match kind {
            FactType::YesNo => Slot::YesNo,
            FactType::Money => Slot::Amount(None),
            FactType::Date => Slot::Day,
            FactType::Percent => Slot::Percent,
            FactType::Text => Slot::Line,
        }
    }
}

/// A fact's value as people type it.
pub fn typed(value: &FactValue, currency: Currency) -> String {
    match (value.flag(), value.money()) {
        (Some(true), _) => "yes".to_owned(),
        (Some(false), _) => "no".to_owned(),
        (None, Some(money)) => typed_amount(money, currency),
        (None, None) => value.to_string(),
    }
}

/// An amount as people type it: without the currency where it is the company's, without a fraction of nothing.
pub fn typed_amount(amount: Money, currency: Currency) -> String {
    let spelled = amount.to_string();
    let (digits, code) = spelled.split_once(' ').unwrap_or((&spelled, ""));
    let digits = digits.strip_suffix(".00").unwrap_or(digits);
    match amount.currency() == currency {
        true => digits.to_owned(),
        false => format!("{digits} {code}"),
    }
}
