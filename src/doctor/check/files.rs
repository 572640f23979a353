//! Guards against settings, a process, people, numbers, calendars or deals that no command can read.

use crate::doctor::finding::Finding;
use crate::doctor::observed::Seen;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let house = &seen.house;
    if let Some(failure) = &house.unreadable {
        return vec![Finding::Unseen(failure.clone())];
    }
    let Some(settings) = &house.settings else {
        return Vec::new();
    };
    let wrong = [
        settings.as_ref().err(),
        house.process.as_ref(),
        house.numbers.as_ref(),
        house.deals.as_ref(),
        house
            .people
            .as_ref()
            .and_then(|people| people.as_ref().err()),
        house
            .calendar
            .as_ref()
            .and_then(|calendar| calendar.as_ref().err()),
        house
            .ticked
            .as_ref()
            .and_then(|ticked| ticked.as_ref().err()),
    ];
    let wrong = wrong.into_iter().flatten();
    let wrong = wrong.map(|error| Finding::FileWrong(error.clone()));
    let deals = house.unreadable_deals.iter().cloned();
    let findings: Vec<Finding> = wrong.chain(deals.map(Finding::DealUnreadable)).collect();
    match findings.is_empty() {
        true => vec![Finding::Files],
        false => findings,
    }
}
