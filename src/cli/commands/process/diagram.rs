use serde_json::json;

use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::process::Process;
use crate::process::diagram::diagram;

/// Print the process as a diagram
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Prints the process in Mermaid, which forges draw by themselves.
pub fn run(_: Args, process: &Process, session: &mut Session) -> Result<Done, Stop> {
    let diagram = diagram(process);
    if session.globals.json {
        session.output.json(&json!({ "mermaid": diagram }))?;
    } else {
        session.output.data(diagram.trim_end())?;
    }
    Ok(Done::Well)
}
