use crate::cli::commands::unreadable::{listed, tell};
use crate::cli::desk::{Deals, Desk, View};
use crate::cli::flags::AsOf;
use crate::cli::screen::{Done, width};
use crate::cli::screens::Standing;
use crate::cli::screens::deals::{About, Line, counted, to_json, to_text};
use crate::cli::screens::standing::is_worked_on;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::deal::Deal;
use crate::record::id::{PersonId, PipelineId, StageId};

/// List deals
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only deals whose id, title or client contains this
    #[arg(value_name = "TEXT")]
    pub text: Option<String>,
    /// Only deals in this stage
    #[arg(long, value_name = "STAGE")]
    pub stage: Option<String>,
    /// Only deals of this manager
    #[arg(long, value_name = "PERSON")]
    pub manager: Option<String>,
    /// Only deals in this pipeline
    #[arg(long, value_name = "PIPELINE")]
    pub pipeline: Option<String>,
    /// Only deals with something late
    #[arg(long)]
    pub late: bool,
    /// Also the deals that are won or lost
    #[arg(long)]
    pub closed: bool,
    #[command(flatten)]
    pub as_of: AsOf,
}

/// What the flags ask for.
struct Wanted {
    text: Option<String>,
    stage: Option<StageId>,
    manager: Option<PersonId>,
    pipeline: Option<PipelineId>,
    late: bool,
    closed: bool,
}

/// Lists the deals that the flags ask for, by number.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    let view = desk.view(args.as_of.at.as_deref(), session)?;
    let wanted = Wanted::of(&args, &desk, session)?;
    let Deals { read, unreadable } = view.deals(session)?;
    let lines = wanted.lines(&read, &view, session)?;
    if session.globals.json {
        let list = listed(to_json(&lines), &unreadable, session);
        session.output.json(&list)?;
        return tell(&unreadable, session);
    }
    let words = view.words(session);
    if lines.is_empty() {
        session.output.talk(&session.say.line("deals-none"))?;
        return tell(&unreadable, session);
    }
    let text = to_text(&lines, About::Everybody, &words, width());
    let counted = counted(&lines, &words);
    session.output.data(&text)?;
    session.output.talk(&counted)?;
    tell(&unreadable, session)
}

impl Wanted {
    fn of(args: &Args, desk: &Desk, session: &Session) -> Result<Wanted, Stop> {
        let stage = args
            .stage
            .as_deref()
            .map(|name| desk.stage(name, None, session));
        let manager = args
            .manager
            .as_deref()
            .map(|name| desk.person(name, session));
        let pipeline = args
            .pipeline
            .as_deref()
            .map(|name| desk.pipeline(name, session));
        let stage = stage.transpose()?;
        let ended = stage
            .as_ref()
            .is_some_and(|stage| !desk.house.process.is_open(stage));
        Ok(Wanted {
            text: args.text.as_ref().map(|text| text.to_lowercase()),
            stage,
            manager: manager.transpose()?.map(|person| person.id.clone()),
            pipeline: pipeline.transpose()?,
            late: args.late,
            // Whoever names a stage in which deals have ended wants those that have.
            closed: args.closed || ended,
        })
    }

    fn lines<'a>(
        &self,
        deals: &'a [Deal],
        view: &View,
        session: &Session,
    ) -> Result<Vec<Line<'a>>, Stop> {
        let wanted: Vec<&Deal> = deals.iter().filter(|deal| self.wants(deal, view)).collect();
        let client_names = view.client_names(wanted.iter().copied(), session)?;
        let mut lines = Vec::new();
        for deal in wanted {
            let standing = Standing::of(deal, &view.house, view.today);
            if self.late && standing.late_since.is_none() {
                continue;
            }
            let client_name = client_names.of(deal);
            if self
                .text
                .as_ref()
                .is_some_and(|text| !names(deal, &client_name, text))
            {
                continue;
            }
            lines.push(Line {
                deal,
                client_name,
                standing,
            });
        }
        Ok(lines)
    }

    fn wants(&self, deal: &Deal, view: &View) -> bool {
        let process = &view.house.process;
        let is_there = |pipeline: &PipelineId| {
            process
                .stage(&deal.stage)
                .is_some_and(|stage| stage.pipeline == *pipeline)
        };
        (self.closed || is_worked_on(deal, process))
            && self.stage.as_ref().is_none_or(|stage| deal.stage == *stage)
            && self
                .manager
                .as_ref()
                .is_none_or(|manager| deal.manager == *manager)
            && self.pipeline.as_ref().is_none_or(is_there)
    }
}

/// Whether a deal's id, title or client contains a text in lower case.
fn names(deal: &Deal, client_name: &str, text: &str) -> bool {
    [
        deal.deal.to_string().as_str(),
        &deal.title,
        deal.client.as_str(),
        client_name,
    ]
    .iter()
    .any(|name| name.to_lowercase().contains(text))
}
