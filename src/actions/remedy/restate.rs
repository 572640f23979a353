//! The command line that an intent comes from.

use super::command_line::{CommandLine, typed, typed_amount};
use crate::actions::ground::Ground;
use crate::actions::intent::Intent;
use crate::agenda::LetterName;
use crate::client::{ClientDetails, ClientKind};
use crate::deal::DealId;
use crate::deal::act::{Act, Given, Reply};
use crate::deal::letter::Verdict;
use crate::deal::payment::Payment;
use crate::people::key::fingerprint;
use crate::people::{PeopleAct, Person, Role};
use crate::process::decision::Answer;
use crate::process::names;
use crate::record::id::{ClientId, DecisionId, PersonId, StageId};
use crate::record::{Day, Money};

/// The command that says the same; none for what nobody types, as `tick` does it.
pub fn command_of(intent: &Intent, ground: &Ground) -> Option<CommandLine> {
    match intent {
        Intent::Deal { deal, act, .. } => of_act(deal, act, ground),
        Intent::Client {
            client,
            kind,
            details,
            ..
        } => Some(of_client(client, *kind, details)),
        Intent::People { act, text } => of_people(act).map(|line| line.because(text.as_deref())),
        Intent::Apply { .. } => Some(CommandLine::new("apply")),
        Intent::Lease { .. } => Some(CommandLine::new("sync")),
        Intent::Tick(_) | Intent::Receipt(_) => None,
    }
}

fn of_act(deal: &DealId, act: &Act, ground: &Ground) -> Option<CommandLine> {
    let on = |command| about(deal, command);
    Some(match act {
        Act::Open {
            title,
            client,
            manager,
        } => CommandLine::new("deal new")
            .flag("--client", client)
            .flag("--title", title)
            .flag("--manager", manager),
        Act::Set { given, no_mail } => {
            with(on("deal set"), given, ground).switch("--no-mail", *no_mail)
        }
        Act::Attach { given, no_mail } => {
            attach(on("deal attach"), given).switch("--no-mail", *no_mail)
        }
        Act::Note { text } => on("deal note").flag("-m", text),
        Act::Assign { to } => on("deal assign").plain(to),
        Act::Edit { title, client } => on("deal edit")
            .maybe("--title", title.as_ref())
            .maybe("--client", client.as_ref()),
        Act::Move {
            to, given, reason, ..
        } if loses(to, ground) => on("deal lose")
            .maybe("--reason", reason.as_ref())
            .because(given.text.as_deref()),
        Act::Move {
            to, given, no_mail, ..
        } => with(
            move_to(deal, to, Some(given), *no_mail, ground),
            given,
            ground,
        ),
        Act::FinishTask {
            task,
            given,
            no_mail,
        } => {
            let line = on("task done").plain(task);
            with(line, given, ground).switch("--no-mail", *no_mail)
        }
        Act::PutOffTask { task, until, text } => on("task later")
            .plain(task)
            .flag("--until", until)
            .flag("-m", text),
        Act::Ask { about, given } => with(ask(deal, about)?, given, ground),
        Act::Withdraw { text } => on("quote withdraw").flag("-m", text),
        Act::Decide(reply) => decide(deal, reply, ground),
        Act::Pay {
            amount,
            date,
            document,
        } => pay(deal, *amount, ground)
            .flag("--date", date)
            .flag("--document", document),
        Act::CancelPayment { payment, text } => {
            cancel_payment(deal, *payment, ground).flag("-m", text)
        }
        Act::Correct { text, .. } => on("deal correct").because(text.as_deref()),
        Act::Reopen { text } => on("deal reopen").flag("-m", text),
        Act::Resolve {
            letter,
            verdict,
            text,
        } => {
            let to = match verdict {
                Verdict::Resend { to } => to.as_ref(),
                Verdict::Sent | Verdict::Drop => None,
            };
            CommandLine::new("mail resolve")
                .plain(&LetterName::of_deal(deal, letter))
                .plain(verdict.id())
                .maybe("--to", to)
                .because(text.as_deref())
        }
        Act::Claim { .. } | Act::Send { .. } | Act::Miss { .. } | Act::Relocate { .. } => {
            return None;
        }
    })
}

/// A command about a deal.
pub fn about(deal: &DealId, command: &'static str) -> CommandLine {
    CommandLine::new(command).plain(&deal.number())
}

/// The command that moves a deal to a stage and can say all that is given: some moves have one of their own.
pub fn move_to(
    deal: &DealId,
    to: &StageId,
    given: Option<&Given>,
    no_mail: bool,
    ground: &Ground,
) -> CommandLine {
    let process = &ground.process;
    let stage = process.stage(to);
    let waits = stage.and_then(|stage| stage.waits_for.as_ref());
    let quote = process
        .moves
        .iter()
        .any(|rule| rule.to == *to && rule.puts_forward == Some(names::quote()));
    let own = if waits.is_some_and(|fact| fact.as_str() == names::DEFERRAL_UNTIL) {
        about(deal, "deal defer")
    } else if quote {
        about(deal, "quote send")
    } else {
        return about(deal, "deal move")
            .plain(to)
            .switch("--no-mail", no_mail);
    };
    match !no_mail && given.is_none_or(|given| can_say(&own, given)) {
        true => own,
        false => about(deal, "deal move")
            .plain(to)
            .switch("--no-mail", no_mail),
    }
}

fn loses(to: &StageId, ground: &Ground) -> bool {
    let losing = ground.process.losing.as_ref();
    losing.is_some_and(|rule| rule.to == *to)
}

fn can_say(line: &CommandLine, given: &Given) -> bool {
    let facts = given.facts.keys().all(|fact| line.has_flag_for(fact));
    let documents = given.documents.iter().all(|document| match line.command {
        "quote send" => document.kind.as_str() == names::QUOTE,
        command => command == "deal defer",
    });
    facts && documents
}

/// The command that asks a question; none where no command does.
pub fn ask(deal: &DealId, decision: &DecisionId) -> Option<CommandLine> {
    match decision.as_str() {
        "quote" => Some(about(deal, "quote ask")),
        "discount" => Some(about(deal, "quote discount")),
        _ => None,
    }
}

/// The command that records a payment of this amount.
pub fn pay(deal: &DealId, amount: Money, ground: &Ground) -> CommandLine {
    let amount = typed_amount(amount, ground.settings.currency);
    about(deal, "pay").flag("--amount", &amount)
}

/// The command that takes a payment back: by its document, by its number where another payment has the same.
pub fn cancel_payment(deal: &DealId, number: u32, ground: &Ground) -> CommandLine {
    let paid: Vec<&Payment> = match &ground.deal {
        Some(file) => file.deal.paid().collect(),
        None => Vec::new(),
    };
    let document = |payment: &&&Payment| payment.number == number;
    let document = paid.iter().find(document).map(|paid| &paid.document);
    let same = paid.iter().filter(|paid| Some(&paid.document) == document);
    match (document, same.count()) {
        (Some(document), 1) => about(deal, "pay").flag("--cancel", document),
        _ => about(deal, "pay").flag("--cancel", &number),
    }
}

fn decide(deal: &DealId, reply: &Reply, ground: &Ground) -> CommandLine {
    let currency = ground.settings.currency;
    let lowest = reply.lowest.map(|lowest| typed_amount(lowest, currency));
    answer(deal, reply.answer, &reply.binds.to_string())
        .maybe("--lowest", lowest.as_ref())
        .maybe("--until", reply.until.as_ref())
        .because(reply.text.as_deref())
}

/// The command that answers what has this hash.
pub fn answer(deal: &DealId, answer: Answer, binds: &str) -> CommandLine {
    let command = match answer {
        Answer::Approved => "approve",
        Answer::Returned => "rework",
        Answer::Rejected => "reject",
    };
    about(deal, command).flag("--binds", binds.get(..8).unwrap_or(binds))
}

fn attach(line: CommandLine, given: &Given) -> CommandLine {
    let line = match given.documents.first() {
        Some(document) => {
            let file = super::Slot::File(document.kind.clone());
            line.plain(&document.kind).plain(file)
        }
        None => line
            .plain(super::Slot::DocumentKind)
            .plain(super::Slot::Line),
    };
    line.because(given.text.as_deref())
}

fn with(line: CommandLine, given: &Given, ground: &Ground) -> CommandLine {
    let currency = ground.settings.currency;
    let facts = given.facts.iter();
    let line = facts.fold(line, |line, (fact, value)| {
        line.state(fact, &typed(value, currency))
    });
    let documents = given.documents.iter();
    let line = documents.fold(line, |line, document| line.file(&document.kind));
    line.because(given.text.as_deref())
}

fn of_client(client: &ClientId, kind: ClientKind, details: &ClientDetails) -> CommandLine {
    let line = match kind {
        ClientKind::Added => {
            let line = CommandLine::new("client add");
            let line = match &details.name {
                Some(name) => line.plain(name),
                None => line.plain(super::Slot::Name),
            };
            line.flag("--id", client)
        }
        ClientKind::Edited => CommandLine::new("client set")
            .plain(client)
            .maybe("--name", details.name.as_ref()),
    };
    line.maybe("--email", details.email.as_ref())
        .maybe("--inn", details.inn.as_ref())
}

fn of_people(act: &PeopleAct) -> Option<CommandLine> {
    let about = |command, person: &PersonId| CommandLine::new(command).plain(person);
    Some(match act {
        PeopleAct::Introduced { added } | PeopleAct::Added { added } => of_person(added.first()?),
        PeopleAct::Granted { person, role } => about("people grant", person).plain(role),
        PeopleAct::Revoked { person, role } => about("people revoke", person).plain(role),
        PeopleAct::KeyAdded { person, .. } => {
            about("people key add", person).plain(super::Slot::KeyFile)
        }
        PeopleAct::KeyRetired { person, key } => {
            about("people key retire", person).plain(&fingerprint(key))
        }
        PeopleAct::KeyCompromised {
            person,
            key,
            trusted,
        } => about("people key compromise", person)
            .plain(&fingerprint(key))
            .maybe("--trusted", trusted.as_ref())
            .switch("--nothing-trusted", trusted.is_none()),
        PeopleAct::Ratified { commits } => {
            let line = CommandLine::new("people ratify");
            commits.iter().fold(line, |line, commit| line.plain(commit))
        }
        PeopleAct::Delegated {
            role,
            to,
            from,
            until,
        } => CommandLine::new("people delegate")
            .plain(role)
            .flag("--to", to)
            .flag("--from", from)
            .flag("--until", until),
        PeopleAct::Undelegated { role, from } => end_of_delegation(*role, *from),
    })
}

/// The command that takes a delegation back.
pub fn end_of_delegation(role: Role, from: Day) -> CommandLine {
    CommandLine::new("people delegate")
        .plain(&role)
        .switch("--end", true)
        .flag("--from", &from)
}

fn of_person(person: &Person) -> CommandLine {
    let line = CommandLine::new("people add")
        .plain(&person.id)
        .flag("--name", &person.name)
        .flag("--email", &person.email);
    let roles = person.roles.iter();
    let line = roles.fold(line, |mut line, role| {
        let role = super::Argument::Flag("--role", role.into());
        line.arguments.push(role);
        line
    });
    match person.keys.is_empty() {
        true => line,
        false => line.flag("--key", super::Slot::KeyFile),
    }
}
