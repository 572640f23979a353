//! Reading the files at the tip, each by itself.

use std::rc::Rc;

use crate::actions::ground::{
    GroundError, calendar_at, day_file_at, need, process_at, recorded_days,
};
use crate::actions::numbering::leases_at;
use crate::agenda::deals::{UnreadableDeal, all_deals};
use crate::people::People;
use crate::process::settings::Settings;
use crate::record::tree::Tree;

use super::observed::{House, LastTick};

/// What the files of a tree say, and which of them say nothing.
pub fn look(tree: &dyn Tree) -> House {
    let settings = need(tree, Settings::PATH)
        .and_then(|bytes| Settings::read(&bytes).map_err(GroundError::from));
    let people =
        need(tree, People::PATH).and_then(|bytes| People::read(&bytes).map_err(GroundError::from));
    let calendar = settings
        .as_ref()
        .ok()
        .map(|settings| calendar_at(tree, settings).map_err(Rc::new));
    let (unreadable_deals, deals) = match unreadable_deals(tree) {
        Ok(unreadable) => (unreadable, None),
        Err(error) => (Vec::new(), Some(Rc::new(error))),
    };
    House {
        unreadable_deals,
        deals,
        rules: rules(tree),
        settings: Some(settings.map_err(Rc::new)),
        people: Some(people.map_err(Rc::new)),
        calendar,
        process: process_at(tree).err().map(Rc::new),
        numbers: leases_at(tree).err().map(Rc::new),
        ticked: Some(ticked(tree).map_err(Rc::new)),
        unreadable: None,
    }
}

fn unreadable_deals(tree: &dyn Tree) -> Result<Vec<UnreadableDeal>, GroundError> {
    Ok(all_deals(tree)?.filter_map(Result::err).collect())
}

/// The rules, also from settings that only a newer program reads.
fn rules(tree: &dyn Tree) -> Option<u32> {
    Settings::rules_of(&tree.read(Settings::PATH).ok()??)
}

fn ticked(tree: &dyn Tree) -> Result<Option<LastTick>, GroundError> {
    let Some(day) = recorded_days(tree, 1)?.first().copied() else {
        return Ok(None);
    };
    let file = day_file_at(tree, day)?;
    let at = file.and_then(|file| file.runs().last().map(|(_, at, _)| at));
    Ok(Some(LastTick { day, at }))
}
