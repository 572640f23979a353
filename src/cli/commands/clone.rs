use super::cloning::Source;
use super::verify::done;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::verify::Verdict;

/// Clone a workspace from a server, and keep the clone only if its whole history is proved
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub source: Source,
}

/// Makes the clone and tells of it; ends as `tlg verify` does.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let cloned = args.source.clone("clone", &[], session)?;
    let mut lines = cloned.to_text(&session.say);
    if cloned.introduction.is_some() {
        lines.push(format!("\n{}", session.say.line("init-next")));
        lines.push(format!("  cd {}", cloned.shown_folder()));
        lines.push("  tlg doctor".to_owned());
    }
    match (session.globals.json, cloned.verdict) {
        (true, _) => session.output.json(&cloned.to_json())?,
        (false, Verdict::Proved) if session.globals.quiet => {}
        (false, Verdict::Proved) => session.output.data(&lines.join("\n"))?,
        (false, _) => session.output.complain(&lines.join("\n"))?,
    }
    Ok(done(cloned.verdict))
}
