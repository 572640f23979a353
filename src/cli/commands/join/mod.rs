mod key;
mod standing;

use std::path::PathBuf;

use serde_json::json;

use super::cloning::{Cloned, Source};
use super::people::role;
use super::verify::done;
use crate::cli::desk::Desk;
use crate::cli::say::Say;
use crate::cli::screen::{Done, Meaning, paint};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words::{self, role_name};
use crate::people::Role;
use crate::people::key::fingerprint;
use crate::workspace::{Failure, Person, Store, UsersConfig};
use key::SigningKey;
use standing::Standing;

/// Set up a clone to work in: proved, with your name, your key and the hooks
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub source: Source,
    /// Your name, in place of the one in git's own configuration
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Your address, in place of the one in git's own configuration
    #[arg(long, value_name = "EMAIL")]
    pub email: Option<String>,
    /// Key to sign with, in place of git's own or ~/.ssh/id_ed25519.pub
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Role to ask the administrator for, can be repeated
    #[arg(long, value_name = "ROLE")]
    pub role: Vec<String>,
}

/// A clone that was kept, and who works in it.
struct Joined<'a> {
    cloned: &'a Cloned<'a>,
    who: &'a Person,
    key: &'a SigningKey,
    standing: Standing,
    /// What the administrator has to run.
    line: Option<String>,
}

/// Finds out who joins and with which key, clones as `tlg clone` does, and says what is left to do.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    args.source.check("join", &session.say)?;
    let roles = args.role.iter().map(|name| role(name, session));
    let roles = roles.collect::<Result<Vec<Role>, Stop>>()?;
    let failed = |failure: Failure| words::failure(&failure, &session.say);
    let users = UsersConfig::open().map_err(failed)?;
    let who = who(&args, &users, session)?;
    let key = key::choose(args.key.as_deref(), &users, session)?;
    let settings = settings(&who, &key, &users).map_err(failed)?;
    let cloned = args.source.clone("join", &settings, session)?;
    if cloned.introduction.is_none() {
        match session.globals.json {
            true => session.output.json(&cloned.to_json())?,
            false => session
                .output
                .complain(&cloned.to_text(&session.say).join("\n"))?,
        }
        return Ok(done(cloned.verdict));
    }
    let store = Store::open(&cloned.folder);
    let store = store.map_err(|failure| words::failure(&failure, &session.say))?;
    let standing = Standing::look(&store, &who, &key.public, session)?;
    let joined = Joined {
        line: standing.line(&who, &key.public, &roles, &session.say),
        cloned: &cloned,
        who: &who,
        key: &key,
        standing,
    };
    match (session.globals.json, session.globals.quiet) {
        (true, _) => session.output.json(&joined.to_json())?,
        // What the administrator has to run is not to be missed.
        (false, true) => {
            let line = joined.line.as_deref();
            line.map_or(Ok(()), |line| session.output.data(line))?;
        }
        (false, false) => session.output.data(&joined.to_text(&session.say))?,
    }
    if joined.line.is_some() {
        return Ok(Done::NeedsAPerson);
    }
    // A number that is given out before the next meeting has to stay.
    Desk::at(&cloned.folder, session)?.stocked(session)?;
    Ok(done(cloned.verdict))
}

/// Who joins: as the flags say, else as git's own configuration does, else as the person answers.
fn who(args: &Args, users: &UsersConfig, session: &Session) -> Result<Person, Stop> {
    let (say, ask) = (&session.say, session.ask);
    let failed = |failure: Failure| words::failure(&failure, say);
    let known = |given: &Option<String>, name: &str| match given {
        Some(given) => Ok(Some(given.clone())),
        None => users.setting(name).map_err(failed),
    };
    let (name, email) = (
        known(&args.name, "user.name")?,
        known(&args.email, "user.email")?,
    );
    super::acted::require(
        &[("--name", name.is_some()), ("--email", email.is_some())],
        session,
    )?;
    let who = Person {
        name: ask.text(name, "--name", &say.line("people-which-name"), say)?,
        email: ask.text(email, "--email", &say.line("people-which-email"), say)?,
    };
    who.check().map_err(failed)?;
    Ok(who)
}

/// What the clone's own configuration has to say: the key, and the person where git's own configuration says otherwise.
fn settings(
    who: &Person,
    key: &SigningKey,
    users: &UsersConfig,
) -> Result<Vec<(&'static str, String)>, Failure> {
    let mut settings = vec![("user.signingkey", key.setting.clone())];
    for (name, value) in [("user.name", &who.name), ("user.email", &who.email)] {
        if users.setting(name)?.as_ref() != Some(value) {
            settings.push((name, value.clone()));
        }
    }
    Ok(settings)
}

impl Joined<'_> {
    fn to_text(&self, say: &Say) -> String {
        let mut lines = self.cloned.to_text(say);
        let (key, setting) = (fingerprint(&self.key.public), self.key.setting.as_str());
        lines.push(right(
            &say.text("join-key", args![key => key, setting => setting]),
        ));
        let email = self.who.email.as_str();
        let next = match &self.standing {
            Standing::Known { id, roles } => {
                let roles: Vec<String> = roles.iter().map(|role| role_name(*role, say)).collect();
                let (id, roles) = (id.to_string(), roles.join(", "));
                lines.push(right(
                    &say.text("join-known", args![id => id, roles => roles]),
                ));
                vec!["tlg".to_owned()]
            }
            Standing::OtherKey { id } => {
                let id = id.to_string();
                lines.push(open(&say.text("join-other-key", args![id => id])));
                lines.extend(self.line.clone());
                later(say)
            }
            Standing::Unknown { .. } => {
                lines.push(open(&say.text("join-unknown", args![email => email])));
                lines.extend(self.line.clone());
                later(say)
            }
        };
        lines.push(format!("\n{}", say.line("init-next")));
        lines.push(format!("  cd {}", self.cloned.shown_folder()));
        lines.extend(next.iter().map(|step| format!("  {step}")));
        lines.join("\n")
    }

    fn to_json(&self) -> serde_json::Value {
        let mut value = self.cloned.to_json();
        let known = match &self.standing {
            Standing::Known { id, roles } => {
                let roles: Vec<String> = roles.iter().map(ToString::to_string).collect();
                json!({ "id": id.to_string(), "roles": roles })
            }
            Standing::OtherKey { .. } | Standing::Unknown { .. } => json!(null),
        };
        value["name"] = json!(self.who.name);
        value["email"] = json!(self.who.email);
        value["key"] = json!({
            "setting": self.key.setting,
            "public": self.key.public,
            "fingerprint": fingerprint(&self.key.public),
        });
        value["person"] = known;
        value["for_the_administrator"] = json!(self.line);
        value
    }
}

/// What is left once the administrator has done their part.
fn later(say: &Say) -> Vec<String> {
    vec![
        format!("tlg sync    {}", say.line("join-note-afterwards")),
        "tlg".to_owned(),
    ]
}

fn right(text: &str) -> String {
    format!("{} {text}", paint(Meaning::Right, "✓"))
}

fn open(text: &str) -> String {
    format!("{} {text}", paint(Meaning::Late, "!"))
}
