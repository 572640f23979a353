use crate::actions::intent::Intent;
use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::client::{ClientDetails, ClientKind};
use crate::record::id::ClientId;
use crate::record::slug;

/// Add a client
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Name of the client
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Address that letters go to
    #[arg(long, value_name = "EMAIL")]
    pub email: Option<String>,
    /// Taxpayer number
    #[arg(long, value_name = "INN")]
    pub inn: Option<String>,
    /// Id of the client, made from the name when left out
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}

/// Decides and commits the new client.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    acted::refuse_words(&args.writing, session)?;
    let desk = Desk::open_to_write(session, &args.writing)?;
    let client = id(&args, session)?;
    let intent = Intent::Client {
        client: client.clone(),
        kind: ClientKind::Added,
        details: ClientDetails {
            name: Some(args.name.clone()),
            email: args.email,
            inn: args.inn,
        },
        after: 0,
    };
    let acted = desk.carry_out(&intent, &[], &args.writing, session)?;
    let (id, name) = (client.as_str(), args.name.as_str());
    let what = session
        .say
        .text("acted-client-added", args![client => id, name => name]);
    acted::tell_of(&what, &acted, session)
}

fn id(args: &Args, session: &Session) -> Result<ClientId, Stop> {
    let name = args.name.as_str();
    let id = match &args.id {
        Some(id) => ClientId::new(id).ok(),
        None => slug::client_id(name),
    };
    id.ok_or_else(|| match &args.id {
        Some(id) => Stop::usage(session.say.text("acted-no-id", args![id => id.as_str()])),
        None => Stop::usage(session.say.text("acted-id-needed", args![name => name])),
    })
}
