use crate::actions::intent::Intent;
use crate::cli::commands::acted;
use crate::cli::desk::{Desk, given_key};
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::people::{PeopleAct, Person, Role};
use crate::record::id::PersonId;

/// Add a person
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id of the person
    #[arg(value_name = "ID")]
    pub id: String,
    /// Name of the person
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Address, the same as in the person's git
    #[arg(long, value_name = "EMAIL")]
    pub email: Option<String>,
    /// Role, can be repeated
    #[arg(long, value_name = "ROLE")]
    pub role: Vec<String>,
    /// Public key that the person signs with: its file or its text
    #[arg(long, value_name = "FILE.pub|KEY")]
    pub key: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}

/// Adds the person by a commit that touches nothing else.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let person = person(&args, session)?;
    let what = format!("{} · {} <{}>", person.id, person.name, person.email);
    let has_key = !person.keys.is_empty();
    let intent = Intent::People {
        act: PeopleAct::Added {
            added: vec![person],
        },
        text: args.writing.message.clone(),
    };
    let acted = desk.carry_out(&intent, &[], &args.writing, session)?;
    if !has_key {
        session
            .output
            .talk(&session.say.line("people-without-key"))?;
    }
    let what = session.say.text("people-added", args![person => what]);
    acted::tell_of(&what, &acted, session)
}

fn person(args: &Args, session: &Session) -> Result<Person, Stop> {
    let (say, ask) = (&session.say, session.ask);
    acted::require(
        &[
            ("--name", args.name.is_some()),
            ("--email", args.email.is_some()),
            ("--role", !args.role.is_empty()),
        ],
        session,
    )?;
    let id = args.id.as_str();
    let unfit = |_| Stop::usage(say.text("acted-no-id", args![id => id]));
    let key = args.key.as_deref().map(|key| given_key(key, session));
    Ok(Person {
        id: PersonId::new(id).map_err(unfit)?,
        name: ask.text(
            args.name.clone(),
            "--name",
            &say.line("people-which-name"),
            say,
        )?,
        email: ask.text(
            args.email.clone(),
            "--email",
            &say.line("people-which-email"),
            say,
        )?,
        roles: roles(args, session)?,
        keys: key.transpose()?.into_iter().collect(),
    })
}

/// The roles by name, each once; one is asked for where none is given.
fn roles(args: &Args, session: &Session) -> Result<Vec<Role>, Stop> {
    if args.role.is_empty() {
        let offers = Role::ALL.map(|role| (role, role.to_string())).into();
        let question = session.say.line("people-which-role");
        let role = session
            .ask
            .choice(None, "--role", &question, offers, &session.say)?;
        return Ok(vec![role]);
    }
    let mut roles = Vec::new();
    for name in &args.role {
        let role = super::role(name, session)?;
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    Ok(roles)
}
