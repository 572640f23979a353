use std::process::ExitCode;

/// How a command ended that was not stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// All is done: exit code 0.
    Well,
    /// It ran to its end and left something that needs a person, as `tick` may: exit code 1.
    NeedsAPerson,
    /// It ran to its end, but the world stood in the way of something that a later run may do: exit code 3.
    MayBeTriedAgain,
    /// It ran to its end, but could not look at everything that it wanted to: exit code 3.
    CouldNotCheck,
    /// A history is sound, but nobody has said whose it is: exit code 4.
    NotAnchored,
}

impl Done {
    /// The number that the process ends with.
    pub fn exit_code(self) -> ExitCode {
        match self {
            Done::Well => ExitCode::SUCCESS,
            Done::NeedsAPerson => ExitCode::from(1),
            Done::MayBeTriedAgain | Done::CouldNotCheck => ExitCode::from(3),
            Done::NotAnchored => ExitCode::from(4),
        }
    }
}
