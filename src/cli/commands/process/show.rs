use crate::cli::screen::{Done, Meaning, paint};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::process::Process;
use crate::process::outline::{Line, Mark, outline};

/// Show pipelines, stages, tasks and moves
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Shows the process stage by stage, in the words of its file.
pub fn run(_: Args, process: &Process, session: &mut Session) -> Result<Done, Stop> {
    if session.globals.json {
        session.output.json(&process.node().to_json())?;
        return Ok(Done::Well);
    }
    let lines: Vec<String> = outline(process).iter().map(told).collect();
    session.output.data(&lines.join("\n"))?;
    Ok(Done::Well)
}

fn told(line: &Line) -> String {
    match line.mark {
        Mark::Pipeline => line.title.to_uppercase(),
        Mark::Stage | Mark::End => paint(Meaning::Mine, &line.to_string()),
        _ => line.to_string(),
    }
}
