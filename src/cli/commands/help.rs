use crate::cli::help;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

/// Show the help of a command
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Command, word by word
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
}

/// Prints what `tlg COMMAND --help` prints.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let page = help::page(&args.command, &session.say).ok_or_else(|| {
        let command = args.command.join(" ");
        Stop::usage(
            session
                .say
                .text("usage-no-such-command", args![command => command]),
        )
    })?;
    session.output.data(page.trim_end())?;
    Ok(Done::Well)
}
