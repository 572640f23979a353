//! A refusal as people and programs read it.

use super::super::say::Say;
use super::super::stop::{RefusalScreen, Stop, Unmet};
use super::named::Namer;
use super::{register, remedy, unmet};
use crate::actions::attributes::ATTRIBUTES_PATH;
use crate::actions::intent::Intent;
use crate::actions::refusal::Refusal;
use crate::actions::remedy::{Asked, remedies};
use crate::actions::{self, ground::Ground};
use crate::deal::act::Act;
use crate::process::Process;
use crate::process::settings::Settings;
use crate::record::Moment;
use crate::record::id::PersonId;

/// The rules say no: every unmet condition, each with the commands that meet it.
pub fn refusal(
    refusal: &Refusal,
    intent: &Intent,
    ground: &Ground,
    actor: &PersonId,
    now: Moment,
    say: &Say,
) -> Stop {
    let asked = Asked {
        ground,
        intent,
        actor,
        now,
    };
    let namer = Namer {
        ground,
        today: asked.today(),
        say,
    };
    Stop::Refused(RefusalScreen {
        subject: subject(&asked, &namer),
        unmet: in_words(refusal, &asked, &namer),
    })
}

/// What an intent lacks, each condition with the commands that meet it.
pub fn missing(
    unmet: &[actions::refusal::Unmet],
    intent: &Intent,
    ground: &Ground,
    actor: &PersonId,
    now: Moment,
    say: &Say,
) -> Vec<Unmet> {
    let asked = Asked {
        ground,
        intent,
        actor,
        now,
    };
    let namer = Namer {
        ground,
        today: asked.today(),
        say,
    };
    let refusal = Refusal {
        deal: None,
        unmet: unmet.to_vec(),
    };
    in_words(&refusal, &asked, &namer)
}

fn in_words(refusal: &Refusal, asked: &Asked, namer: &Namer) -> Vec<Unmet> {
    let said = refusal.unmet.iter().zip(remedies(refusal, asked));
    let unmet = said.map(|(unmet, remedies)| Unmet {
        text: unmet::text(unmet, asked, namer),
        remedies: remedies
            .iter()
            .map(|way| remedy::remedy(way, namer.ground, namer.say))
            .chain(mend_edit(unmet, namer.say))
            .collect(),
    });
    unmet.collect()
}

/// An edit that does not hold is put right in its file, or dropped by git, not by `tlg`.
fn mend_edit(unmet: &crate::actions::refusal::Unmet, say: &Say) -> Vec<super::Remedy> {
    let crate::actions::refusal::Unmet::Unapplicable { path, problem } = unmet else {
        return Vec::new();
    };
    let always_there = [Settings::PATH, Process::PATH, ATTRIBUTES_PATH].contains(&path.as_str());
    let drop = super::noted(format!("git restore {path}"), say.line("apply-drop"));
    let new = super::noted(format!("rm {path}"), say.line("apply-drop-new"));
    let new = (!always_there).then_some(new);
    let map = super::unapplicable::map(problem, say);
    map.into_iter().chain([drop]).chain(new).collect()
}

/// What was refused, and where it stands.
fn subject(asked: &Asked, namer: &Namer) -> String {
    let say = namer.say;
    match asked.intent {
        Intent::Deal {
            act: Act::Open { title, .. },
            ..
        } => say.text("refusal-about-opening", args![title => title.as_str()]),
        Intent::Deal { deal, .. } => match asked.deal() {
            Some(found) => say.text(
                "refusal-about-deal",
                args![deal => deal.to_string(), title => found.title.as_str(), stage => namer.stage(&found.stage)],
            ),
            None => say.text("refusal-about-no-deal", args![deal => deal.to_string()]),
        },
        Intent::Client { client, .. } => match &asked.ground.client {
            Some(file) => say.text("refusal-about-client", args![client => file.name.as_str()]),
            None => say.text("refusal-about-client", args![client => client.to_string()]),
        },
        Intent::Apply { files } => {
            let paths = super::named::listed(files.keys());
            say.text("refusal-about-settings", args![paths => paths])
        }
        Intent::People { act, .. } => register::subject(act, namer),
        Intent::Lease { block, .. } => {
            say.text("refusal-about-lease", args![block => block.to_string()])
        }
        Intent::Tick(_) | Intent::Receipt(_) => say.line("refusal-about-tick"),
    }
}
