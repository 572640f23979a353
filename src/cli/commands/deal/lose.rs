use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::deal::act::Act;
use crate::process::definition::LosingRule;
use crate::record::id::LossReason;

/// Close a deal as lost
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID")]
    pub deal: String,
    /// Reason: price, no_answer, no_supply, competitor, unpaid, rejected, duplicate, other
    #[arg(long, value_name = "REASON")]
    pub reason: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}

/// Moves the deal to the stage of the lost.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let file = desk.deal(&args.deal, session)?;
    let Some(rule) = &desk.house.process.losing else {
        return Err(Stop::usage(session.say.line("acted-no-losing")));
    };
    let reason = reason(&args, rule, session)?;
    let papers = desk.papers(&[], &[], args.writing.message.as_deref(), session)?;
    let act = Act::Move {
        to: rule.to.clone(),
        given: papers.given.clone(),
        reason,
        no_mail: false,
    };
    let acted = desk.act(&file, act, &papers, &args.writing, session)?;
    acted::tell(&desk, &acted, session)
}

/// The reason by id, or as chosen out of the list; without either the rules say which there are.
fn reason(args: &Args, rule: &LosingRule, session: &Session) -> Result<Option<LossReason>, Stop> {
    let known = rule.reasons.keys().map(ToString::to_string);
    let known = known.collect::<Vec<String>>().join(", ");
    if let Some(reason) = &args.reason {
        let unknown = |_| {
            let reason = reason.as_str();
            session.say.text(
                "acted-no-such-reason",
                args![reason => reason, known => known],
            )
        };
        return LossReason::new(reason)
            .map(Some)
            .map_err(unknown)
            .map_err(Stop::usage);
    }
    if !session.ask.can_ask() {
        return Ok(None);
    }
    let offers = rule
        .reasons
        .iter()
        .map(|(id, title)| (id.clone(), title.clone()));
    let question = session.say.line("acted-why-lost");
    let offers = offers.collect();
    session
        .ask
        .choice(None, "--reason", &question, offers, &session.say)
        .map(Some)
}
