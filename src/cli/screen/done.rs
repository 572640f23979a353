use std::process::ExitCode;

/// How a command ended that was not stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// All is done: exit code 0.
    Well,
    /// It ran to its end and left something that needs a person, as `tick` may: exit code 1.
    NeedsAPerson,
}

impl Done {
    /// The number that the process ends with.
    pub fn exit_code(self) -> ExitCode {
        match self {
            Done::Well => ExitCode::SUCCESS,
            Done::NeedsAPerson => ExitCode::from(1),
        }
    }
}
