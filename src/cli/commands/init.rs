use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::hook::install::{equip, without_hooks};
use crate::actions::change::Change;
use crate::actions::ground::{Ground, house_at};
use crate::actions::intent::Intent;
use crate::actions::people::introduce;
use crate::cli::desk::{self, PATIENCE, commit_of, fingerprint, public_key, signing_key};
use crate::cli::say::Say;
use crate::cli::scaffold::Scaffold;
use crate::cli::screen::{Done, Meaning, paint, put_side_by_side};
use crate::cli::session::Session;
use crate::cli::stop::{RefusalScreen, Remedy, Stop, Unmet};
use crate::cli::words;
use crate::people::{PeopleAct, Person, Role};
use crate::record::Moment;
use crate::record::id::PersonId;
use crate::record::slug;
use crate::workspace::{CommitId, Failure, SigningFailure, Store, Workspace};

/// Make the workspace of a company in a folder and sign its first commit
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of the workspace, new or empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Name of the company
    #[arg(long, value_name = "NAME")]
    pub company: Option<String>,
    /// Public key of the service, for tick
    #[arg(long, value_name = "FILE.pub")]
    pub service_key: Option<PathBuf>,
}

/// The person that `tick` runs as, at the administrator's host.
const SERVICE: (&str, &str) = ("cron", "tlg cron");

/// What a new workspace is known by.
struct Introduction {
    id: CommitId,
    key: String,
    people: Vec<Person>,
}

/// Makes the repository and its first commit, or leaves nothing behind.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let folder = desk::folder(session).join(&args.folder);
    let is_new = !folder.exists();
    let failed = |failure: Failure| words::failure(&failure, &session.say);
    let workspace = Workspace::init(&folder).map_err(failed)?;
    let hooks = Store::open(&folder).and_then(|store| equip(&store));
    let made = hooks.map_err(failed).and_then(|hooks| {
        let introduction = first_commit(&workspace, &args, session)?;
        Ok((introduction, hooks))
    });
    match made {
        Ok((introduction, hooks)) => tell(&args, &introduction, &hooks, session),
        Err(stop) => {
            workspace.abandon().map_err(failed)?;
            if is_new {
                fs::remove_dir(&folder).map_err(Stop::from)?;
            }
            Err(stop)
        }
    }
}

fn first_commit(
    workspace: &Workspace,
    args: &Args,
    session: &Session,
) -> Result<Introduction, Stop> {
    let failed = |failure: Failure| words::failure(&failure, &session.say);
    let people = people(workspace, args, session)?;
    let scaffold = Scaffold::new(args.company.as_deref());
    let house = house_at(&scaffold, "");
    let house = house.map_err(|error| words::ground_error(&error, &session.say))?;
    let now = house.calendar.moment(desk::seconds(&session.say)?);
    let now = now.map_err(|_| words::clock_unusable(&session.say))?;
    let [administrator, ..] = people.as_slice() else {
        return Err(words::no_identity(&session.say));
    };
    let commit = {
        let change = introduction(&house, &scaffold, &people, &administrator.id, now, session)?;
        commit_of(&change, None, administrator, now, &[]).map_err(failed)?
    };
    let key = fingerprint(workspace).map_err(failed)?;
    let lock = workspace.lock(PATIENCE).map_err(failed)?;
    let id = workspace.commit(&lock, &commit).map_err(failed)?;
    Ok(Introduction { id, key, people })
}

fn introduction(
    house: &Ground,
    scaffold: &Scaffold,
    people: &[Person],
    by: &PersonId,
    now: Moment,
    session: &Session,
) -> Result<Change, Stop> {
    let added = people.to_vec();
    let intent = Intent::People {
        act: PeopleAct::Introduced { added },
        text: None,
    };
    introduce(house, &scaffold.settings(), people, by, now)
        .map_err(|refusal| words::refusal(&refusal, &intent, house, by, now, &session.say))
}

/// The administrator, as git knows them, and the service where its key is given.
fn people(workspace: &Workspace, args: &Args, session: &Session) -> Result<Vec<Person>, Stop> {
    let failed = |failure: Failure| words::failure(&failure, &session.say);
    let identity = workspace.identity().map_err(failed)?;
    let key = match signing_key(workspace) {
        Err(Failure::Signing(SigningFailure::NoKey)) => None,
        key => Some(key.map_err(failed)?),
    };
    let (Some(identity), Some(key)) = (&identity, &key) else {
        return Err(unknown_person(
            identity.is_some(),
            key.is_some(),
            &session.say,
        ));
    };
    let administrator = Person {
        id: person_id(&identity.email, &identity.name, session)?,
        name: identity.name.clone(),
        email: identity.email.clone(),
        roles: vec![Role::Administrator],
        keys: vec![key.clone()],
    };
    let key = args.service_key.as_deref();
    let service = key.map(|key| service(&administrator, key, session));
    let service = service.transpose()?;
    Ok([Some(administrator), service]
        .into_iter()
        .flatten()
        .collect())
}

fn service(administrator: &Person, key: &Path, session: &Session) -> Result<Person, Stop> {
    let (id, name) = SERVICE;
    let host = administrator.email.rsplit('@').next().unwrap_or_default();
    Ok(Person {
        id: person_id(id, name, session)?,
        name: name.to_owned(),
        email: format!("{id}@{host}"),
        roles: vec![Role::Service],
        keys: vec![public_key(key, session)?],
    })
}

/// An id from the part of the address before the `@`, else from the name.
///
/// # Errors
/// Neither makes one.
pub fn person_id(email: &str, name: &str, session: &Session) -> Result<PersonId, Stop> {
    let local = email.split('@').next().unwrap_or_default();
    let candidates = [slug::client_id(local), slug::client_id(name)];
    let ids = candidates.into_iter().flatten();
    let mut ids = ids.filter_map(|id| PersonId::new(id.as_str()).ok());
    ids.find(|id| Role::named(id.as_str()).is_none())
        .ok_or_else(|| {
            Stop::usage(
                session
                    .say
                    .text("init-no-id", args![email => email, name => name]),
            )
        })
}

/// Who works here is not known to git: the commands that make it known.
fn unknown_person(identity: bool, key: bool, say: &Say) -> Stop {
    let remedy = |command: &str| Remedy {
        command: command.to_owned(),
        note: String::new(),
    };
    let mut unmet = Vec::new();
    if !identity {
        unmet.push(Unmet {
            text: say.line("init-no-identity"),
            remedies: vec![
                remedy(&say.line("init-set-name")),
                remedy(&say.line("init-set-email")),
            ],
        });
    }
    if !key {
        unmet.push(Unmet {
            text: say.line("init-no-key"),
            remedies: vec![
                remedy("ssh-keygen -t ed25519 -f ~/.ssh/tlg"),
                remedy("git config --global user.signingkey ~/.ssh/tlg.pub"),
            ],
        });
    }
    let subject = say.line("init-nobody");
    Stop::Refused(RefusalScreen { subject, unmet })
}

fn tell(
    args: &Args,
    made: &Introduction,
    hooks: &[PathBuf],
    session: &mut Session,
) -> Result<Done, Stop> {
    let folder = args.folder.display().to_string();
    if session.globals.json {
        let people: Vec<_> = made
            .people
            .iter()
            .map(|person| person.node().to_json())
            .collect();
        session.output.json(&json!({
            "folder": folder,
            "introduction": made.id.to_string(),
            "key": made.key,
            "people": people,
            "hooks": hooks,
        }))?;
        return Ok(Done::Well);
    }
    let text = told(&folder, made, hooks, &session.say);
    session.output.data(&text)?;
    Ok(Done::Well)
}

fn told(folder: &str, made: &Introduction, hooks: &[PathBuf], say: &Say) -> String {
    let id = made.id.to_string();
    let told = format!("{id}:{}", made.key);
    let mut facts = vec![
        [say.line("init-introduction"), id],
        [say.line("init-key"), made.key.clone()],
        [say.line("init-told"), told],
    ];
    for person in &made.people {
        let roles: Vec<String> = person.roles.iter().map(ToString::to_string).collect();
        let text = format!("{} <{}>, {}", person.id, person.email, roles.join(", "));
        facts.push([say.line("init-person"), text]);
    }
    let steps = [
        format!("cd {folder}"),
        say.line("init-people"),
        say.line("init-client"),
        say.line("init-deal"),
    ];
    let made = say.text("init-made", args![folder => folder]);
    let mut lines = vec![format!("{} {made}", paint(Meaning::Right, "✓"))];
    lines.extend(aligned(&facts));
    lines.extend(without_hooks(hooks, say));
    lines.push(say.line("init-keep"));
    lines.push(format!("\n{}", say.line("init-next")));
    lines.extend(steps.map(|step| format!("  {step}")));
    lines.push(say.line("init-roles"));
    lines.push(say.line("init-settings"));
    lines.join("\n")
}

fn aligned(rows: &[[String; 2]]) -> Vec<String> {
    let rows: Vec<[&str; 2]> = rows
        .iter()
        .map(|[left, right]| [left.as_str(), right.as_str()])
        .collect();
    let lines = put_side_by_side(&rows).into_iter();
    lines.map(|line| format!("  {line}")).collect()
}
