use crate::cli::completion;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

/// Print the script that teaches a shell to complete commands, deals and stages
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Shell: bash, elvish, fish, powershell or zsh
    #[arg(value_name = "SHELL")]
    pub shell: String,
}

/// Prints the registration script of the shell.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let script = completion::script(&args.shell)?.ok_or_else(|| {
        let known = completion::shells().join(", ");
        let shell = args.shell.as_str();
        Stop::usage(
            session
                .say
                .text("usage-no-such-shell", args![shell => shell, known => known]),
        )
    })?;
    session.output.data(script.trim_end())?;
    Ok(Done::Well)
}
