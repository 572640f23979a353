//! The way of a deal through its stages.

use crate::cli::screen::{Meaning, of_text, paint};
use crate::cli::screens::Wording;
use crate::deal::DealFile;
use crate::deal::act::Act;
use crate::process::Process;
use crate::process::stage::End;
use crate::record::id::StageId;

const STEP: &str = " ─ ";
const LEFT_OUT: &str = "…";

/// The stages that led to where the deal stands, each once: coming back to a stage forgets the loop.
pub fn stages<'a>(file: &'a DealFile, process: &Process) -> Vec<&'a StageId> {
    let taken_back: Vec<u32> = file
        .history
        .iter()
        .filter_map(|entry| match entry.act {
            Act::Correct { event, .. } => Some(event),
            _ => None,
        })
        .collect();
    let mut path: Vec<&StageId> = Vec::new();
    for (number, entry) in (1..).zip(&file.history) {
        if taken_back.contains(&number) {
            continue;
        }
        for stage in &entry.outcome.entered {
            visit(&mut path, stage);
        }
    }
    if path.last() != Some(&&file.deal.stage) {
        visit(&mut path, &file.deal.stage);
    }
    // What was lost and came back has not come by way of the lost stage.
    path.retain(|stage| **stage == file.deal.stage || process.is_open(stage));
    path
}

fn visit<'a>(path: &mut Vec<&'a StageId>, stage: &'a StageId) {
    match path.iter().position(|before| *before == stage) {
        Some(place) => path.truncate(place + 1),
        None => path.push(stage),
    }
}

/// The way on one line: the stages so far, where the deal stands, and where it is to go.
pub fn to_lines(file: &DealFile, words: &Wording, width: u16) -> Vec<String> {
    let process = &words.house.process;
    let path = stages(file, process);
    let mut steps: Vec<String> = path
        .iter()
        .map(|stage| words.stage(stage).to_owned())
        .collect();
    if let Some(here) = steps.last_mut() {
        *here = format!("● {here}");
    }
    let place = steps.len().saturating_sub(1);
    let goal = process
        .stages
        .iter()
        .find(|stage| stage.end == Some(End::Won));
    let ended = process
        .stage(&file.deal.stage)
        .is_some_and(|stage| !stage.is_open());
    let goal = goal.filter(|_| !ended);
    steps.extend(
        goal.into_iter()
            .flat_map(|goal| [LEFT_OUT.to_owned(), goal.title.clone()]),
    );
    let shown = shortened(steps, place, usize::from(width).saturating_sub(2));
    vec![format!("  {}", painted(&shown))]
}

/// Leaves out stages after the first one until the line fits.
fn shortened(mut steps: Vec<String>, here: usize, room: usize) -> Vec<String> {
    let mut here = here;
    let fits = |steps: &[String]| of_text(&steps.join(STEP)) <= room;
    if !fits(&steps) && here > 1 {
        steps.splice(1..2, [LEFT_OUT.to_owned()]);
    }
    while !fits(&steps) && here > 2 {
        steps.remove(2);
        here -= 1;
    }
    while !fits(&steps) && steps.len() > 1 && here > 0 {
        steps.remove(0);
        here -= 1;
    }
    steps
}

fn painted(steps: &[String]) -> String {
    let here = steps.iter().position(|step| step.starts_with('●'));
    let painted = steps.iter().enumerate().map(|(place, step)| match here {
        Some(here) if place == here => paint(Meaning::Mine, step),
        Some(here) if place < here => paint(Meaning::Done, step),
        _ => step.clone(),
    });
    painted.collect::<Vec<_>>().join(STEP)
}
