use crate::actions::ground::{day_file_at, facts_at};
use crate::actions::intent::Intent;
use crate::agenda::{Explanation, explain};
use crate::cli::desk::Desk;
use crate::cli::flags::AsOf;
use crate::cli::screen::{Done, width};
use crate::cli::screens::Wording;
use crate::cli::screens::explain::Page;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::deal::act::{Act, Given};
use crate::deal::entry::Seen;
use crate::record::id::StageId;

/// Say of every rule why it did or did not act on a deal
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID")]
    pub deal: String,
    #[command(flatten)]
    pub as_of: AsOf,
}

/// Explains one deal.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    let view = desk.view(args.as_of.at.as_deref(), session)?;
    let id = desk.known_id(&args.deal, session)?;
    let deal = view.deal(&id, session)?.deal;
    let failed = |error| words::ground_error(&error, &session.say);
    let towards = |to: &StageId| {
        let act = Act::Move {
            to: to.clone(),
            given: Given::default(),
            reason: None,
            no_mail: false,
        };
        Intent::Deal {
            deal: id.clone(),
            seen: Seen::of(&deal, &act),
            act,
        }
    };
    let intent = towards(&deal.stage);
    let ground = facts_at(&view.tip, &view.house.introduction, &intent).map_err(failed)?;
    let day = day_file_at(&view.tip, view.today).map_err(failed)?;
    let explanations = explain(&ground, &deal, day.as_ref(), view.now);
    let words = Wording {
        house: &ground,
        say: &session.say,
        now: view.now,
        today: view.today,
    };
    let page = Page {
        deal: &deal,
        explanations: &explanations,
        missing: explanations
            .iter()
            .map(|explanation| match explanation {
                Explanation::Automatic { to, unmet } => {
                    let (intent, who) = (towards(to), &deal.manager);
                    words::missing(unmet, &intent, &ground, who, view.now, &session.say)
                }
                _ => Vec::new(),
            })
            .collect(),
    };
    match session.globals.json {
        true => session.output.json(&page.to_json(&words))?,
        false => session.output.data(&page.to_text(&words, width()))?,
    }
    Ok(Done::Well)
}
