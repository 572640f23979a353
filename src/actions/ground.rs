pub(crate) use super::deal_file::told_by_history;
use super::deal_file::{ReadDeal, deal_by};
pub use super::deal_file::{deal_at, sound_deal_at, sound_deal_in};
use super::intent::Intent;
pub use super::inventory::{clients_at, deal_paths_at, deals_at};
use super::numbering::NumberGround;
use super::relocating::{Between, under};
use crate::agenda::deals::UnreadableDeal;
use crate::agenda::{DayFile, Tick};
use crate::calendar::{Calendar, CalendarFault};
use crate::client::{Client, ClientFile};
use crate::deal::act::Act;
use crate::deal::{Deal, DealId, DealOnFile};
use crate::numbers::Numbers;
use crate::people::{People, PeopleAct};
use crate::process::Process;
use crate::process::settings::Settings;
use crate::record::id::ClientId;
use crate::record::tree::{Tree, TreeError};
use crate::record::{Day, Fault};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The state at the parent commit, as far as a decision needs it.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The id of the first commit: what decisions and letters are bound to.
    pub introduction: String,
    pub settings: Arc<Settings>,
    pub process: Arc<Process>,
    pub people: Arc<People>,
    pub calendar: Arc<Calendar>,
    /// The deal that the intent is about.
    pub deal: Option<DealOnFile>,
    /// The client that the intent is about: the deal's, or the one that is edited.
    pub client: Option<ClientFile>,
    /// The client that a deal is about to get.
    pub next_client: Option<Client>,
    /// The numbers that are spoken for.
    pub numbers: NumberGround,
    /// What a run of `tick` stands on; empty for all other intents.
    pub tick: TickGround,
    /// Every deal, where settings or process change under them, or somebody loses a role.
    pub deals: Vec<Deal>,
    /// The deals for which a new process has no place, whole.
    pub stranded: BTreeMap<DealId, DealOnFile>,
}

/// What a run of `tick`, or the receipt of its letters, stands on.
#[derive(Clone, Debug, Default)]
pub struct TickGround {
    /// The deals that it names.
    pub deals: BTreeMap<DealId, DealOnFile>,
    /// Those of them that cannot be read.
    pub unreadable: BTreeMap<DealId, UnreadableDeal>,
    /// The clients of these deals.
    pub clients: BTreeMap<ClientId, Client>,
    /// The templates of letters, by the letter's id; also where the process changes.
    pub templates: BTreeMap<String, Vec<u8>>,
    /// The record of the day, if there is one.
    pub day: Option<DayFile>,
    /// The id of the commit that the run stands on; letters of decisions name it.
    pub tip: Option<String>,
}

/// Why the state at a commit tells nothing.
#[derive(Debug)]
pub enum GroundError {
    /// A file of the workspace is wrong.
    Fault(Box<Fault>),
    /// A production calendar is wrong.
    Calendar(Vec<CalendarFault>),
    /// The process is wrong.
    Process(crate::process::read::ProcessErrors),
    /// A deal file that says something else than its history tells, or than its name.
    EditedByHand { path: String },
    /// A file that every workspace has is not there.
    Missing { path: &'static str },
    /// The tree cannot be read.
    Tree(TreeError),
    /// The workspace follows newer rules than this program knows.
    NewerRules { rules: u32 },
}

impl From<Fault> for GroundError {
    fn from(fault: Fault) -> Self {
        GroundError::Fault(Box::new(fault))
    }
}

impl From<TreeError> for GroundError {
    fn from(error: TreeError) -> Self {
        GroundError::Tree(error)
    }
}

/// Reads from a tree what the decision of an intent needs: nothing else may enter it.
///
/// # Errors
/// A file that is missing, unreadable or wrong.
pub fn facts_at(
    tree: &dyn Tree,
    introduction: &str,
    intent: &Intent,
) -> Result<Ground, GroundError> {
    about(house_at(tree, introduction)?, tree, intent)
}

/// As [`facts_at`], where settings, process, people and calendars of that tree are read already.
///
/// # Errors
/// A file that is unreadable or wrong.
pub fn about(house: Ground, tree: &dyn Tree, intent: &Intent) -> Result<Ground, GroundError> {
    let ground = state(house, tree, intent, READ)?;
    let opens = matches!(
        intent,
        Intent::Deal {
            act: Act::Open { .. },
            ..
        }
    );
    if let (false, Some(deal)) = (opens, &ground.deal) {
        told_by_history(deal)?;
    }
    Ok(ground)
}

/// As [`about`], where whoever judged that tree has seen to it that the deal is what its history tells.
///
/// # Errors
/// A file that is unreadable or wrong.
pub fn proved(house: Ground, tree: &dyn Tree, intent: &Intent) -> Result<Ground, GroundError> {
    state(house, tree, intent, WRITTEN)
}

/// How files are read: as they come, or as those that were compared with what we write.
#[derive(Clone, Copy)]
struct Reading {
    deal: ReadDeal,
    /// One deal of many, of which nobody else finds out what is wrong with it below its header.
    beside: fn(&dyn Tree, &DealId) -> Result<Option<DealOnFile>, GroundError>,
    numbers: fn(&[u8]) -> Result<Numbers, Fault>,
}

const READ: Reading = Reading {
    deal: DealOnFile::read,
    beside: sound_deal_at,
    numbers: Numbers::read,
};

const WRITTEN: Reading = Reading {
    deal: DealOnFile::read_written,
    beside: deal_at,
    numbers: Numbers::read_written,
};

fn state(
    house: Ground,
    tree: &dyn Tree,
    intent: &Intent,
    reading: Reading,
) -> Result<Ground, GroundError> {
    let mut ground = house;
    let read = reading.deal;
    ground.numbers = NumberGround::at(tree, intent, reading.numbers)?;
    match intent {
        Intent::Deal {
            deal,
            act: Act::Open { client, .. },
            ..
        } => {
            ground.next_client = client_at(tree, client)?.map(|file| file.client());
            ground.deal = deal_by(tree, deal, read)?;
        }
        Intent::Deal { deal, act, .. } => {
            ground.deal = deal_by(tree, deal, read)?;
            if let Some(deal) = &ground.deal {
                ground.client = client_at(tree, &deal.deal.client)?;
            }
            if let Act::Edit {
                client: Some(client),
                ..
            } = act
            {
                ground.next_client = client_at(tree, client)?.map(|file| file.client());
            }
        }
        Intent::Client { client, .. } => ground.client = client_at(tree, client)?,
        Intent::People {
            act: PeopleAct::Revoked { .. },
            ..
        } => ground.deals = deals_at(tree)?,
        Intent::People { .. } | Intent::Lease { .. } => {}
        Intent::Tick(tick) => return ticking(ground, tree, tick, reading),
        Intent::Receipt(receipt) => {
            let letters = receipt.letters();
            let deals = letters.filter_map(|letter| letter.name.kept_by());
            ground.tick = tick_ground(tree, receipt.day, deals.collect(), reading)?;
        }
        Intent::Apply { files } => {
            let moved = [Settings::PATH, Process::PATH];
            if moved.iter().any(|path| files.contains_key(*path)) {
                ground.deals = deals_at(tree)?;
                ground.tick.templates = templates_at(tree)?;
            }
            if let Some(process) = new_process(files) {
                ground.stranded = stranded_at(tree, &ground, &process)?;
            }
        }
    }
    Ok(ground)
}

/// The process that comes along with edited files, if there is one that can be read.
pub(super) fn new_process(files: &BTreeMap<String, String>) -> Option<Process> {
    let text = files.get(Process::PATH)?;
    Process::read(Process::PATH, text.as_bytes()).ok()
}

fn stranded_at(
    tree: &dyn Tree,
    ground: &Ground,
    process: &Process,
) -> Result<BTreeMap<DealId, DealOnFile>, GroundError> {
    let new = &under(ground, process);
    let old = &ground.process;
    let deals = ground.deals.iter();
    let stranded = deals.filter(|deal| Between { old, new, deal }.is_stranded());
    let mut files = BTreeMap::new();
    for deal in stranded {
        if let Some(file) = deal_at(tree, &deal.deal)? {
            told_by_history(&file)?;
            files.insert(deal.deal.clone(), file);
        }
    }
    Ok(files)
}

/// The state at a tree, with what a run of `tick` needs besides.
///
/// # Errors
/// A file that is unreadable or wrong.
pub fn with_tick(ground: Ground, tree: &dyn Tree, tick: &Tick) -> Result<Ground, GroundError> {
    ticking(ground, tree, tick, READ)
}

fn ticking(
    mut ground: Ground,
    tree: &dyn Tree,
    tick: &Tick,
    reading: Reading,
) -> Result<Ground, GroundError> {
    ground.tick = tick_ground(tree, tick.day, tick.deals(), reading)?;
    ground.tick.templates = templates_at(tree)?;
    ground.tick.tip = tree.commit();
    Ok(ground)
}

/// What every decision needs: settings, process, people and calendars.
///
/// # Errors
/// A file that is missing, unreadable or wrong.
pub fn house_at(tree: &dyn Tree, introduction: &str) -> Result<Ground, GroundError> {
    let settings = need(tree, Settings::PATH)?;
    match Settings::rules_of(&settings) {
        Some(rules) if rules > Settings::RULES => return Err(GroundError::NewerRules { rules }),
        _ => {}
    }
    let settings = Settings::read(&settings)?;
    if settings.rules > Settings::RULES {
        let rules = settings.rules;
        return Err(GroundError::NewerRules { rules });
    }
    Ok(Ground {
        introduction: introduction.to_owned(),
        process: Arc::new(process_at(tree)?),
        people: Arc::new(People::read(&need(tree, People::PATH)?)?),
        calendar: Arc::new(calendar_at(tree, &settings)?),
        settings: Arc::new(settings),
        deal: None,
        client: None,
        next_client: None,
        numbers: NumberGround::default(),
        tick: TickGround::default(),
        deals: Vec::new(),
        stranded: BTreeMap::new(),
    })
}

/// The process at a tree.
///
/// # Errors
/// The file is missing, unreadable or wrong.
pub fn process_at(tree: &dyn Tree) -> Result<Process, GroundError> {
    let bytes = need(tree, Process::PATH)?;
    Process::read(Process::PATH, &bytes).map_err(GroundError::Process)
}

/// The client of an id, if there is one.
///
/// # Errors
/// The file is unreadable or wrong.
pub fn client_at(tree: &dyn Tree, client: &ClientId) -> Result<Option<ClientFile>, GroundError> {
    let path = Client::path(client);
    match tree.read(&path)? {
        Some(bytes) => Ok(Some(ClientFile::read(&path, &bytes)?)),
        None => Ok(None),
    }
}

/// The record of a day, if there is one.
///
/// # Errors
/// The file is unreadable or wrong.
pub fn day_file_at(tree: &dyn Tree, day: Day) -> Result<Option<DayFile>, GroundError> {
    match tree.read(&DayFile::path(day))? {
        Some(bytes) => Ok(Some(DayFile::read(day, &bytes)?)),
        None => Ok(None),
    }
}

/// The newest days that have a record, the newest first, `count` at most.
///
/// # Errors
/// A folder that cannot be read.
pub fn recorded_days(tree: &dyn Tree, count: usize) -> Result<Vec<Day>, GroundError> {
    let mut days = Vec::new();
    for year in names(tree, "ticks")? {
        for month in names(tree, &format!("ticks/{year}"))? {
            let folder = format!("ticks/{year}/{month}");
            let paths = names(tree, &folder)?.into_iter();
            let paths = paths.map(|name| format!("{folder}/{name}"));
            days.extend(paths.filter_map(|path| DayFile::of_path(&path)));
            if days.len() >= count {
                days.truncate(count);
                return Ok(days);
            }
        }
    }
    Ok(days)
}

/// The names of a folder, the last first.
fn names(tree: &dyn Tree, folder: &str) -> Result<Vec<String>, GroundError> {
    let entries = tree.list(folder)?.into_iter().rev();
    Ok(entries.map(|entry| entry.name).collect())
}

fn tick_ground(
    tree: &dyn Tree,
    day: Day,
    deals: BTreeSet<&DealId>,
    reading: Reading,
) -> Result<TickGround, GroundError> {
    let read = match tree.is_proved() {
        true => deal_at,
        false => reading.beside,
    };
    let mut ground = TickGround {
        day: day_file_at(tree, day)?,
        ..TickGround::default()
    };
    for id in deals {
        let deal = match read(tree, id) {
            Ok(Some(deal)) => deal,
            Ok(None) => continue,
            Err(why) => {
                let unreadable = UnreadableDeal::new(&id.path(), why);
                ground.unreadable.insert(id.clone(), unreadable);
                continue;
            }
        };
        let client = &deal.deal.client;
        if !ground.clients.contains_key(client)
            && let Some(file) = client_at(tree, client)?
        {
            ground.clients.insert(client.clone(), file.client());
        }
        ground.deals.insert(id.clone(), deal);
    }
    Ok(ground)
}

/// The templates of letters, by the letter's id.
///
/// # Errors
/// The folder or a file of it is unreadable.
pub fn templates_at(tree: &dyn Tree) -> Result<BTreeMap<String, Vec<u8>>, GroundError> {
    let mut templates = BTreeMap::new();
    for entry in tree.list("templates/mail")? {
        let Some(id) = entry.name.strip_suffix(".txt") else {
            continue;
        };
        if let Some(bytes) = tree.read(&format!("templates/mail/{}", entry.name))? {
            templates.insert(id.to_owned(), bytes);
        }
    }
    Ok(templates)
}

/// The calendars of the company.
///
/// # Errors
/// The folder or a file of it is unreadable or wrong.
pub(crate) fn calendar_at(tree: &dyn Tree, settings: &Settings) -> Result<Calendar, GroundError> {
    let mut files = Vec::new();
    for entry in tree.list("calendar")? {
        let path = format!("calendar/{}", entry.name);
        if let (false, Some(bytes)) = (entry.is_folder, tree.read(&path)?) {
            files.push((path, bytes));
        }
    }
    let files = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    Calendar::read(settings.zone, files).map_err(GroundError::Calendar)
}

/// A file that every workspace has.
///
/// # Errors
/// The file is missing or unreadable.
pub(crate) fn need(tree: &dyn Tree, path: &'static str) -> Result<Vec<u8>, GroundError> {
    tree.read(path)?.ok_or(GroundError::Missing { path })
}
