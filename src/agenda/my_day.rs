use super::agenda::{Agenda, Fate, LetterDue, agenda};
use super::deals::all_deals;
use super::standing::Standing;
use crate::actions::ground::{Ground, GroundError};
use crate::deal::Deal;
use crate::deal::DealId;
use crate::deal::departure::Strayed;
use crate::deal::task::Task;
use crate::people::Role;
use crate::record::id::{ClientId, DecisionId, PersonId, ReminderId, StageId, TaskId};
use crate::record::tree::Tree;
use crate::record::{Day, Moment};

/// What a day brings one person: the digest, and what `tlg` shows without a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyDay {
    pub person: PersonId,
    pub day: Day,
    /// Deals of the person that are worked on, and how many of them have something late.
    pub open: u32,
    pub open_late: u32,
    /// What is past its day: also requests that the person may answer, or that the person's deals wait for.
    pub late: Vec<Item>,
    pub today: Vec<Item>,
    /// Requests that the person may answer, and still has time for.
    pub decide: Vec<Item>,
    /// What is late elsewhere and was escalated to the person.
    pub escalated: Vec<Item>,
    /// Quotes of the person's deals that run out or have run out.
    pub quotes: Vec<Item>,
    /// Letters of the person's deals that did not leave and should have.
    pub mail: Vec<Undelivered>,
    /// What others still have time to answer on the person's deals.
    pub waiting: Vec<Item>,
}

/// One line of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub deal: DealId,
    /// The deal's title.
    pub title: String,
    pub client: ClientId,
    pub stage: StageId,
    pub manager: PersonId,
    pub what: What,
    pub due: Day,
    pub standing: Standing,
}

/// What a line of a day is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Task {
        task: TaskId,
        title: String,
    },
    /// `day` counts the days of reminding.
    Reminder {
        reminder: ReminderId,
        title: String,
        day: u32,
    },
    Request {
        about: DecisionId,
        round: u32,
        /// Whom it waits for.
        deciders: Vec<PersonId>,
    },
    Quote {
        round: u32,
    },
}

/// A letter that somebody has to see to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undelivered {
    pub deal: DealId,
    pub title: String,
    pub letter: crate::deal::letter::LetterId,
    pub fate: Fate,
    /// That it left as it should not have.
    pub stray: Option<Strayed>,
}

impl MyDay {
    /// A day that brings nothing yet.
    pub fn new(person: &PersonId, day: Day) -> MyDay {
        MyDay {
            person: person.clone(),
            day,
            open: 0,
            open_late: 0,
            late: Vec::new(),
            today: Vec::new(),
            decide: Vec::new(),
            escalated: Vec::new(),
            quotes: Vec::new(),
            mail: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// The day of a person over the deals of a workspace that can be read.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn at(
        ground: &Ground,
        tree: &dyn Tree,
        person: &PersonId,
        now: Moment,
    ) -> Result<MyDay, GroundError> {
        let mut day = MyDay::new(person, ground.calendar.local_day(now));
        for deal in all_deals(tree)?.flatten() {
            day.add(ground, &deal, &agenda(ground, &deal, now));
        }
        Ok(day)
    }

    /// Whether there is something that the person should hear of.
    pub fn brings_something(&self) -> bool {
        let lists = [
            &self.late,
            &self.today,
            &self.decide,
            &self.escalated,
            &self.quotes,
        ];
        lists.iter().any(|list| !list.is_empty()) || !self.mail.is_empty()
    }

    /// What one deal brings.
    pub fn add(&mut self, ground: &Ground, deal: &Deal, agenda: &Agenda) {
        let mine = acts_for(ground, &self.person, Role::Manager, self.day, &deal.manager);
        let before = self.late.len();
        self.add_tasks(ground, deal, agenda);
        if mine {
            self.add_reminders(deal, agenda);
            self.add_quote(deal, agenda);
            self.add_mail(deal, agenda);
        }
        self.add_request(deal, agenda, mine);
        self.add_escalations(deal, agenda);
        if mine && ground.process.is_open(&deal.stage) {
            self.open += 1;
            self.open_late += u32::from(self.late.len() > before);
        }
    }

    fn add_tasks(&mut self, ground: &Ground, deal: &Deal, agenda: &Agenda) {
        for due in &agenda.tasks {
            if !holds(ground, &self.person, &due.task, self.day) {
                continue;
            }
            let what = What::Task {
                task: due.task.id.clone(),
                title: due.task.title.clone(),
            };
            self.put(item(deal, what, due.task.due, due.standing));
        }
    }

    fn add_reminders(&mut self, deal: &Deal, agenda: &Agenda) {
        for due in &agenda.reminders {
            let what = What::Reminder {
                reminder: due.reminder.clone(),
                title: due.title.clone(),
                day: due.day,
            };
            let standing = match due.day {
                0 | 1 => Standing::Today,
                days => Standing::Late {
                    working_days: days - 1,
                },
            };
            self.put(item(deal, what, due.since, standing));
        }
    }

    fn put(&mut self, item: Item) {
        match item.standing {
            Standing::Late { .. } => self.late.push(item),
            Standing::Today => self.today.push(item),
            Standing::Ahead => {}
        }
    }

    fn add_quote(&mut self, deal: &Deal, agenda: &Agenda) {
        if let Some(quote) = agenda.quote.as_ref().filter(|quote| quote.runs_out) {
            let what = What::Quote { round: quote.round };
            self.quotes
                .push(item(deal, what, quote.valid_until, quote.standing));
        }
    }

    fn add_mail(&mut self, deal: &Deal, agenda: &Agenda) {
        for due in agenda.letters.iter().filter(|due| is_missed(deal, due)) {
            self.mail.push(Undelivered {
                deal: deal.deal.clone(),
                title: deal.title.clone(),
                letter: due.letter.id.clone(),
                fate: due.fate,
                stray: due.letter.stray(),
            });
        }
    }

    fn add_request(&mut self, deal: &Deal, agenda: &Agenda, mine: bool) {
        let Some(due) = &agenda.request else {
            return;
        };
        let what = What::Request {
            about: due.request.about.clone(),
            round: due.request.round,
            deciders: due.deciders.clone(),
        };
        let item = item(deal, what, due.request.due, due.standing);
        let decides = due.deciders.contains(&self.person);
        if due.standing.is_late() && (decides || mine) {
            self.late.push(item);
        } else if decides {
            self.decide.push(item);
        } else if mine {
            self.waiting.push(item);
        }
    }

    fn add_escalations(&mut self, deal: &Deal, agenda: &Agenda) {
        for due in &agenda.escalations {
            if !due.to.contains(&self.person) {
                continue;
            }
            let title = due.title.clone();
            let what = match &due.what {
                super::tick::Escalated::Task { task, .. } => What::Task {
                    task: task.clone(),
                    title,
                },
                super::tick::Escalated::Reminder { reminder } => What::Reminder {
                    reminder: reminder.clone(),
                    title,
                    day: due.late,
                },
            };
            let standing = Standing::Late {
                working_days: due.late,
            };
            self.escalated.push(item(deal, what, due.since, standing));
        }
    }
}

/// Whether somebody has to see to a letter: also to one that left as it should not have. One that got too old is news for as long as the deal stands where it stood
/// then.
pub fn is_missed(deal: &Deal, due: &LetterDue) -> bool {
    let still_here = deal.entered <= due.letter.after;
    match due.fate {
        _ if due.letter.stray().is_some() => true,
        Fate::CauseGone { .. } | Fate::Cancelled { .. } => due.fate.needs_a_person() && still_here,
        fate => fate.needs_a_person(),
    }
}

fn item(deal: &Deal, what: What, due: Day, standing: Standing) -> Item {
    Item {
        deal: deal.deal.clone(),
        title: deal.title.clone(),
        client: deal.client.clone(),
        stage: deal.stage.clone(),
        manager: deal.manager.clone(),
        what,
        due,
        standing,
    }
}

/// Whether a task is the person's: by name, by role, or in somebody's place.
fn holds(ground: &Ground, person: &PersonId, task: &Task, day: Day) -> bool {
    match Role::named(&task.holder) {
        Some(role) => {
            let mut places = ground.people.acts_for(person, role, day);
            places.next().is_some()
        }
        None => PersonId::new(&task.holder)
            .is_ok_and(|holder| acts_for(ground, person, Role::Manager, day, &holder)),
    }
}

fn acts_for(ground: &Ground, person: &PersonId, role: Role, day: Day, of: &PersonId) -> bool {
    let mut places = ground.people.acts_for(person, role, day);
    person == of || places.any(|place| place == of)
}
