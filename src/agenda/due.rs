use super::agenda::{Agenda, Fate};
use super::day_file::DayFile;
use super::explain::{Explanation, ReminderState, of_agenda};
use super::standing::Standing;
use crate::actions::ground::Ground;
use crate::deal::{Deal, DealId};
use crate::record::Day;
use crate::record::id::{ClientId, PersonId, StageId};

/// A deal of which somebody has to hear today, and what of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealDue {
    pub deal: DealId,
    /// The deal's title.
    pub title: String,
    pub client: ClientId,
    pub stage: StageId,
    pub manager: PersonId,
    /// What is due or late, was reminded or escalated, waits for an answer, or is to leave; never empty.
    pub what: Vec<Explanation>,
}

impl DealDue {
    /// What is due on a deal; none where nothing is. `day` is the record of today, if there is one.
    pub fn of(
        ground: &Ground,
        deal: &Deal,
        agenda: &Agenda,
        day: Option<&DayFile>,
        today: Day,
    ) -> Option<DealDue> {
        let mut what = of_agenda(ground, deal, agenda, day, today);
        what.retain(|told| is_due(told, agenda));
        (!what.is_empty()).then(|| DealDue {
            deal: deal.deal.clone(),
            title: deal.title.clone(),
            client: deal.client.clone(),
            stage: deal.stage.clone(),
            manager: deal.manager.clone(),
            what,
        })
    }
}

/// Whether a rule concerns somebody today.
fn is_due(told: &Explanation, agenda: &Agenda) -> bool {
    match told {
        Explanation::Waits(awaited) | Explanation::Expected(awaited) => has_come(awaited.standing),
        Explanation::Task(task) => has_come(task.standing),
        Explanation::Request(_) => true,
        Explanation::Quote(quote) => quote.runs_out,
        Explanation::Reminder(state) => {
            matches!(state, ReminderState::Given { .. } | ReminderState::Due(_))
        }
        Explanation::Escalation(state) => {
            let mut due = agenda.escalations.iter();
            due.any(|due| due.what == state.what)
        }
        Explanation::Letter(letter) => !matches!(letter.fate, Fate::Sent | Fate::Cancelled { .. }),
        Explanation::Automatic { .. } | Explanation::Uncalled { .. } => false,
    }
}

fn has_come(standing: Standing) -> bool {
    standing != Standing::Ahead
}
