//! Answering a request: what is decided on is shown first, and the answer names it by its hash
//! (docs/process.md, A decision names bytes).

mod look;
mod shown;
pub mod waiting;

use super::acted;
use crate::actions::authority;
use crate::cli::ask::Verdict;
use crate::cli::desk::{Desk, Papers};
use crate::cli::flags::Writing;
use crate::cli::screen::{Done, short};
use crate::cli::session::Session;
use crate::cli::stop::{RefusalScreen, Remedy, Stop, Unmet};
use crate::deal::DealOnFile;
use crate::deal::act::{Act, Reply};
use crate::deal::request::Request;
use crate::process::decision::Answer;
use crate::record::{Day, Money, Sha256Hex};

use shown::Shown;

/// The answer that the person came to give.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Approve(Grant),
    Rework,
    Reject,
}

/// What an approval of a discount may carry.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Grant {
    pub lowest: Option<Money>,
    pub until: Option<Day>,
}

/// The fewest digits of a hash that name a request.
const DIGITS: usize = 7;

/// Answers the request of a deal: by the hash that was given, else after showing it on the terminal.
pub fn run(
    desk: &Desk,
    deal: &str,
    binds: Option<&str>,
    wanted: Wanted,
    writing: &Writing,
    session: &mut Session,
) -> Result<Done, Stop> {
    let file = desk.deal(deal, session)?;
    let Some(request) = &file.deal.request else {
        return Err(desk.refuse(&file, crate::actions::refusal::Unmet::NothingAsked, session));
    };
    let reply = match binds {
        Some(given) => {
            let binds = bound(&file, request, given, session)?;
            Some(wanted.reply(request, binds, writing.message.clone()))
        }
        None => on_the_terminal(desk, &file, request, wanted, writing, session)?,
    };
    let Some(reply) = reply else {
        return Err(Stop::BrokenOff);
    };
    let acted = desk.act(
        &file,
        Act::Decide(reply),
        &Papers::default(),
        writing,
        session,
    )?;
    acted::tell(desk, &acted, session)
}

impl Wanted {
    fn answer(self) -> Answer {
        match self {
            Wanted::Approve(_) => Answer::Approved,
            Wanted::Rework => Answer::Returned,
            Wanted::Reject => Answer::Rejected,
        }
    }

    fn reply(self, request: &Request, binds: Sha256Hex, text: Option<String>) -> Reply {
        let grant = match self {
            Wanted::Approve(grant) => grant,
            Wanted::Rework | Wanted::Reject => Grant::default(),
        };
        Reply {
            answer: self.answer(),
            about: request.about.clone(),
            round: request.round,
            binds,
            lowest: grant.lowest,
            until: grant.until,
            text,
        }
    }
}

/// The whole hash that the digits name: of the open request, else of an earlier one, which the rules then refuse.
fn bound(
    file: &DealOnFile,
    request: &Request,
    given: &str,
    session: &Session,
) -> Result<Sha256Hex, Stop> {
    let digits = given.to_lowercase();
    let is_hash = digits.len() >= DIGITS && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if !is_hash {
        return Err(Stop::usage(
            session.say.text("approve-no-hash", args![binds => given]),
        ));
    }
    let deal = &file.deal;
    let rounds = deal.rounds.iter().map(|round| round.binds);
    let decisions = deal.decisions.iter().map(|decision| decision.binds);
    let known = std::iter::once(request.binds)
        .chain(rounds)
        .chain(decisions);
    let mut meant = known.filter(|binds| binds.to_string().starts_with(&digits));
    meant
        .next()
        .ok_or_else(|| not_asked(file, request, given, session))
}

fn not_asked(file: &DealOnFile, request: &Request, given: &str, session: &Session) -> Stop {
    let (say, deal) = (&session.say, file.deal.deal.to_string());
    let binds = short(request.binds);
    let command = format!("tlg approve {}", file.deal.deal.number());
    let remedy = Remedy {
        note: say.text("approve-asked-now", args![binds => binds]),
        command,
    };
    let unmet = Unmet {
        text: say.text("approve-other-hash", args![binds => given]),
        remedies: vec![remedy],
    };
    let title = file.deal.title.as_str();
    Stop::Refused(RefusalScreen {
        subject: say.text("approve-subject", args![deal => deal, title => title]),
        unmet: vec![unmet],
    })
}

/// Shows what is asked and takes the answer of the person; none where they leave it.
fn on_the_terminal(
    desk: &Desk,
    file: &DealOnFile,
    request: &Request,
    wanted: Wanted,
    writing: &Writing,
    session: &mut Session,
) -> Result<Option<Reply>, Stop> {
    if !session.ask.can_ask() {
        return Err(Stop::usage(session.say.line("approve-needs-binds")));
    }
    let actor = desk.actor(session)?;
    let (people, today) = (&desk.house.people, desk.today);
    authority::deciding(people, &file.deal, request, &actor.id, today)
        .map_err(|unmet| desk.refuse(file, unmet, session))?;
    let shown = Shown::new(desk, file, request, session)?;
    // Nobody decides on what was not shown, also not quietly.
    session.output.complain(&shown.to_text(session)?)?;
    let Some(wanted) = verdict(&shown, wanted, session)? else {
        return Ok(None);
    };
    let say = &session.say;
    let text = match wanted {
        Wanted::Approve(_) => writing.message.clone(),
        Wanted::Rework => Some(writing.words(&say.line("approve-which-remarks"), session)?),
        Wanted::Reject => Some(writing.words(&say.line("approve-which-reason"), session)?),
    };
    Ok(Some(wanted.reply(request, request.binds, text)))
}

/// Who came to approve may also decide otherwise; who came to return or reject agrees or leaves it.
fn verdict(shown: &Shown, wanted: Wanted, session: &mut Session) -> Result<Option<Wanted>, Stop> {
    let (what, binds) = (shown.what(&session.say), shown.binds());
    let (what, binds) = (what.as_str(), binds.as_str());
    let question = match wanted {
        Wanted::Approve(_) => session
            .say
            .text("approve-which", args![what => what, binds => binds]),
        Wanted::Rework => session
            .say
            .text("approve-return", args![what => what, binds => binds]),
        Wanted::Reject => session
            .say
            .text("approve-reject", args![what => what, binds => binds]),
    };
    if !matches!(wanted, Wanted::Approve(_)) {
        let agreed = session.ask.yes_or_no("--binds", &question, &session.say)?;
        return Ok(agreed.then_some(wanted));
    }
    loop {
        match session.ask.verdict("--binds", &question, &session.say)? {
            Verdict::Approve => return Ok(Some(wanted)),
            Verdict::Rework => return Ok(Some(Wanted::Rework)),
            Verdict::Reject => return Ok(Some(Wanted::Reject)),
            Verdict::Leave => return Ok(None),
            Verdict::Open => look::open(shown.file(), shown.bytes(), session)?,
        }
    }
}
