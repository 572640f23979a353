//! Why a command did not do what it was asked, as a person or a program is told.

use std::io;
use std::process::ExitCode;

use serde::Serialize;
use serde_json::{Value, json};

use super::say::Say;
use super::screen::{Meaning, paint, put_side_by_side};

/// A command that stopped. The texts are already in the language of the person.
#[derive(Debug)]
pub enum Stop {
    /// The rules say no: exit code 1.
    Refused(RefusalScreen),
    /// Files are wrong, or something a check looked for was found: exit code 1.
    Found(Vec<String>),
    /// The command line cannot be meant: exit code 2.
    Usage(String),
    /// The world failed (disk, network, another program); trying again may help: exit code 3.
    Failed(Failure),
    /// The person broke off at a question; nothing changed: exit code 1.
    BrokenOff,
    /// Whoever read our output has read enough, as in `tlg deal list | head`: exit code 0.
    PipeClosed,
}

/// A refusal: what it is about and every condition that is not met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefusalScreen {
    /// What was refused and where it stands, after "нельзя: ".
    pub subject: String,
    pub unmet: Vec<Unmet>,
}

/// A condition that is not met, with the ways to meet it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unmet {
    pub text: String,
    pub remedies: Vec<Remedy>,
}

/// A way on: a command, and what it is good for (may be empty).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remedy {
    pub command: String,
    pub note: String,
}

/// What failed outside of the rules, the causes below it, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Failure {
    pub text: String,
    pub causes: Vec<String>,
    pub remedy: Option<String>,
}

impl Stop {
    /// A command line that cannot be meant.
    pub fn usage(text: impl Into<String>) -> Stop {
        Stop::Usage(text.into())
    }

    /// Something outside failed: `text` in the language of the person, `error` and its sources as they put it.
    pub fn failed(text: impl Into<String>, error: &dyn std::error::Error) -> Stop {
        let causes = std::iter::successors(Some(error), |error| error.source())
            .map(ToString::to_string)
            .collect();
        Stop::Failed(Failure {
            text: text.into(),
            causes,
            remedy: None,
        })
    }

    /// The number that the process ends with.
    pub fn code(&self) -> u8 {
        match self {
            Stop::PipeClosed => 0,
            Stop::Refused(_) | Stop::Found(_) | Stop::BrokenOff => 1,
            Stop::Usage(_) => 2,
            Stop::Failed(_) => 3,
        }
    }

    /// [`Stop::code`] for the system.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code())
    }

    /// As a person reads it, without the last line end.
    pub fn to_text(&self, say: &Say) -> String {
        match self {
            Stop::Refused(screen) => screen.to_text(say),
            Stop::Found(findings) => findings
                .iter()
                .map(|finding| crossed(finding))
                .collect::<Vec<_>>()
                .join("\n"),
            Stop::Usage(text) => {
                format!("{} {text}", paint(Meaning::Wrong, &say.line("usage-error")))
            }
            Stop::Failed(failure) => failure.to_text(say),
            Stop::BrokenOff => say.line("stop-broken-off"),
            Stop::PipeClosed => String::new(),
        }
    }

    /// As a program reads it under `--json`.
    pub fn to_json(&self, say: &Say) -> Value {
        match self {
            Stop::Refused(screen) => json!({ "refused": screen }),
            Stop::Found(findings) => json!({ "found": findings }),
            Stop::Usage(text) => json!({ "usage": text }),
            Stop::Failed(failure) => json!({ "failed": failure }),
            Stop::BrokenOff | Stop::PipeClosed => json!({ "broken_off": self.to_text(say) }),
        }
    }
}

/// A pipe that was closed is no failure; everything else that output can run into is.
impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Stop::PipeClosed;
        }
        Stop::Failed(Failure {
            text: error.to_string(),
            ..Failure::default()
        })
    }
}

impl RefusalScreen {
    /// "нельзя: …", then each condition with its ways on. A way that meets several stands under the last of them.
    pub fn to_text(&self, say: &Say) -> String {
        let subject = self.subject.as_str();
        let mut text = say.text("stop-refused", args![subject => subject]);
        for (place, unmet) in self.unmet.iter().enumerate() {
            let later = self.unmet.get(place + 1..).unwrap_or_default();
            text.push_str(if place == 0 { "\n\n  " } else { "\n  " });
            text.push_str(&unmet.to_text(later));
        }
        text
    }
}

impl Unmet {
    fn to_text(&self, later: &[Unmet]) -> String {
        let comes_later =
            |remedy: &&Remedy| later.iter().any(|unmet| unmet.remedies.contains(remedy));
        let rows: Vec<[&str; 2]> = self
            .remedies
            .iter()
            .filter(|remedy| !comes_later(remedy))
            .map(|remedy| [remedy.command.as_str(), remedy.note.as_str()])
            .collect();
        let remedies = put_side_by_side(&rows)
            .into_iter()
            .map(|line| format!("\n      {line}"));
        std::iter::once(crossed(&self.text))
            .chain(remedies)
            .collect()
    }
}

impl Failure {
    fn to_text(&self, say: &Say) -> String {
        let text = self.text.as_str();
        let causes = self.causes.iter().map(|cause| format!("\n  {cause}"));
        let remedy = self.remedy.iter().map(|remedy| format!("\n  → {remedy}"));
        std::iter::once(say.text("stop-failed", args![text => text]))
            .chain(causes)
            .chain(remedy)
            .collect()
    }
}

fn crossed(text: &str) -> String {
    format!("{} {text}", paint(Meaning::Wrong, "✗"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::language::Language;

    fn refusal() -> Stop {
        let remedy = |command: &str, note: &str| Remedy {
            command: command.into(),
            note: note.into(),
        };
        let no_edge = Unmet {
            text: "отсюда нет перехода в «Выставить счет»".into(),
            remedies: vec![remedy("можно: КП отправлено, Некачественная", "")],
        };
        let not_sent = Unmet {
            text: "КП ещё не отправлено клиенту".into(),
            remedies: vec![
                remedy("tlg quote send 42", "без согласования"),
                remedy("tlg quote ask 42", ""),
            ],
        };
        let subject = "TLG-42 «Линия» стоит на стадии «Подготовка КП»".into();
        Stop::Refused(RefusalScreen {
            subject,
            unmet: vec![no_edge, not_sent],
        })
    }

    #[test]
    fn a_refusal_names_everything_and_the_way_on() {
        let expected = "\
нельзя: TLG-42 «Линия» стоит на стадии «Подготовка КП»

  ✗ отсюда нет перехода в «Выставить счет»
      можно: КП отправлено, Некачественная
  ✗ КП ещё не отправлено клиенту
      tlg quote send 42   без согласования
      tlg quote ask 42";
        let text = refusal().to_text(&Say::new(Language::Russian));
        assert_eq!(anstream::adapter::strip_str(&text).to_string(), expected);
    }

    #[test]
    fn a_way_that_meets_several_conditions_stands_under_the_last_of_them() {
        let unmet = |text: &str| Unmet {
            text: text.into(),
            remedies: vec![Remedy {
                command: "tlg quote send 42".into(),
                note: String::new(),
            }],
        };
        let screen = RefusalScreen {
            subject: "TLG-42".into(),
            unmet: vec![unmet("no file"), unmet("no total")],
        };
        let text = screen.to_text(&Say::new(Language::English));
        let text = anstream::adapter::strip_str(&text).to_string();
        assert_eq!(
            text,
            "no: TLG-42\n\n  ✗ no file\n  ✗ no total\n      tlg quote send 42"
        );
    }

    #[test]
    fn a_stop_tells_programs_what_it_tells_people() {
        let say = Say::new(Language::English);
        let json = refusal().to_json(&say);
        assert_eq!(
            json["refused"]["unmet"][1]["remedies"][0]["command"],
            "tlg quote send 42"
        );
        let causes = vec!["no space left".to_owned()];
        let failure = Failure {
            text: "disk full".into(),
            causes,
            remedy: Some("df".into()),
        };
        assert_eq!(
            Stop::Failed(failure.clone()).to_text(&say),
            "failed: disk full\n  no space left\n  → df"
        );
        assert_eq!(
            Stop::Failed(failure).to_json(&say)["failed"]["causes"][0],
            "no space left"
        );
    }

    #[test]
    fn exit_codes_tell_no_from_wrong_from_failed() {
        for (stop, code) in [
            (refusal(), 1),
            (Stop::Found(vec!["a finding".into()]), 1),
            (Stop::BrokenOff, 1),
            (Stop::usage("--until"), 2),
            (Stop::from(io::Error::from(io::ErrorKind::StorageFull)), 3),
            (Stop::from(io::Error::from(io::ErrorKind::BrokenPipe)), 0),
        ] {
            assert_eq!(stop.code(), code, "{stop:?}");
        }
    }
}
