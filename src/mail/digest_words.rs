use super::words::{DigestWords, FileWords, ItemWords, day};
use crate::actions::ground::{Ground, GroundError};
use crate::agenda::agenda::Fate;
use crate::agenda::deals::UnreadableDeal;
use crate::agenda::my_day::{Item, MyDay, Undelivered, What};
use crate::deal::departure::Stray;
use crate::deal::letter::{LetterId, MissCause};
use crate::process::settings::Language;
use crate::record::id::PersonId;

/// Lines of one list at most: the letter has to be written however much is late, and nobody reads more in a letter.
const MOST: usize = 200;

/// A person's day in words.
pub(super) fn digest_words<'a>(
    ground: &Ground,
    my_day: &MyDay,
    unreadable: impl Iterator<Item = &'a UnreadableDeal>,
) -> DigestWords {
    let items = |items: &[Item]| items.iter().map(|item| line(ground, item)).collect();
    let mut words = DigestWords {
        late_in_all: my_day.late.len(),
        late: late(ground, my_day),
        today: items(&my_day.today),
        decide: items(&my_day.decide),
        escalated: items(&my_day.escalated),
        quotes: items(&my_day.quotes),
        mail: my_day
            .mail
            .iter()
            .map(|letter| undelivered(ground, letter))
            .collect(),
        unreadable: unreadable.map(file).collect(),
        more: 0,
    };
    words.more = cut(&mut words);
    words
}

/// Cuts each list to what a letter can hold; how many lines that were too many.
fn cut(words: &mut DigestWords) -> usize {
    let lists = [
        &mut words.late,
        &mut words.today,
        &mut words.decide,
        &mut words.escalated,
        &mut words.quotes,
        &mut words.mail,
    ];
    let over = lists.map(cut_list).into_iter().sum::<usize>();
    over + cut_list(&mut words.unreadable)
}

fn cut_list<T>(list: &mut Vec<T>) -> usize {
    let over = list.len().saturating_sub(MOST);
    list.truncate(MOST);
    over
}

fn file(deal: &UnreadableDeal) -> FileWords {
    let id = deal.deal();
    FileWords {
        deal: id.map_or_else(String::new, |id| id.to_string()),
        place: match &*deal.why {
            GroundError::Fault(fault) => format!("{}:{}:{}", deal.path, fault.line, fault.column),
            _ => deal.path.clone(),
        },
    }
}

/// A request that is late says who has to answer it.
fn late(ground: &Ground, my_day: &MyDay) -> Vec<ItemWords> {
    let items = my_day.late.iter().map(|item| {
        let mut words = line(ground, item);
        if let What::Request { deciders, .. } = &item.what {
            let mine = deciders.contains(&my_day.person);
            words.what = match (ground.settings.language, mine) {
                (Language::Ru, true) => format!("{} ждет вашего ответа, tlg approve", words.what),
                (Language::En, true) => {
                    format!("{} waits for your answer, tlg approve", words.what)
                }
                (Language::Ru, false) => {
                    format!("{} ждет ответа: {}", words.what, names(ground, deciders))
                }
                (Language::En, false) => format!(
                    "{} waits for an answer by {}",
                    words.what,
                    names(ground, deciders)
                ),
            };
        }
        words
    });
    items.collect()
}

fn names(ground: &Ground, people: &[PersonId]) -> String {
    let names = people.iter().map(|id| {
        let person = ground.people.person(id);
        person.map_or(id.as_str(), |person| person.short_name())
    });
    names.collect::<Vec<&str>>().join(", ")
}

fn line(ground: &Ground, item: &Item) -> ItemWords {
    let client = ground.tick.clients.get(&item.client);
    let manager = ground.people.person(&item.manager);
    ItemWords {
        deal: item.deal.to_string(),
        title: item.title.clone(),
        client: client.map_or_else(|| item.client.to_string(), |client| client.name.clone()),
        stage: ground.process.stage_title(&item.stage).to_owned(),
        manager: manager.map_or_else(
            || item.manager.to_string(),
            |person| person.short_name().to_owned(),
        ),
        what: what(ground, &item.what),
        day: day(item.due, ground.settings.language),
    }
}

fn what(ground: &Ground, what: &What) -> String {
    let language = ground.settings.language;
    match what {
        What::Task { title, .. } => title.clone(),
        What::Reminder { title, day, .. } => match language {
            Language::Ru => format!("{title}, {day}-й день"),
            Language::En => format!("{title}, day {day}"),
        },
        What::Request { about, round, .. } => {
            let title = ground.process.decision(about);
            let title = title.map_or_else(|| about.to_string(), |rule| rule.title.clone());
            match language {
                Language::Ru => format!("{title} №{round}"),
                Language::En => format!("{title} No. {round}"),
            }
        }
        What::Quote { round } => match language {
            Language::Ru => format!("КП №{round} действует до этого дня"),
            Language::En => format!("quote No. {round} is valid until that day"),
        },
    }
}

fn undelivered(ground: &Ground, letter: &Undelivered) -> ItemWords {
    let deal = ground.tick.deals.get(&letter.deal).map(|file| &file.deal);
    let client = deal.and_then(|deal| ground.tick.clients.get(&deal.client));
    ItemWords {
        deal: letter.deal.to_string(),
        title: letter.title.clone(),
        client: client.map(|client| client.name.clone()).unwrap_or_default(),
        stage: deal
            .map(|deal| ground.process.stage_title(&deal.stage).to_owned())
            .unwrap_or_default(),
        manager: deal
            .map(|deal| deal.manager.to_string())
            .unwrap_or_default(),
        what: format!(
            "{}: tlg mail show {}/{}",
            missed(ground.settings.language, letter),
            letter.deal,
            letter.letter
        ),
        day: String::new(),
    }
}

fn missed(language: Language, undelivered: &Undelivered) -> String {
    let letter = &undelivered.letter;
    let unclear = matches!(
        undelivered.fate,
        Fate::NoReceipt { .. }
            | Fate::Missed {
                because: MissCause::Unclear
            }
    );
    let refused = matches!(undelivered.fate, Fate::Missed { .. }) && !unclear;
    if let Some(stray) = undelivered
        .stray
        .as_ref()
        .and_then(|strayed| strayed.left.stray.as_ref())
    {
        return strayed(language, letter, stray);
    }
    match (language, unclear, refused) {
        (Language::Ru, true, _) => format!("неизвестно, ушло ли письмо {letter}"),
        (Language::En, true, _) => format!("nobody knows whether letter {letter} left"),
        (Language::Ru, _, true) => format!("письмо {letter} не доставлено"),
        (Language::En, _, true) => format!("letter {letter} was not delivered"),
        (Language::Ru, ..) => format!("письмо {letter} устарело и не ушло"),
        (Language::En, ..) => format!("letter {letter} got too old and did not leave"),
    }
}

fn strayed(language: Language, letter: &LetterId, stray: &Stray) -> String {
    match (language, stray) {
        (Language::Ru, Stray::Late) => {
            format!("письмо {letter} ушло, хотя к тому времени было решено иначе")
        }
        (Language::En, Stray::Late) => {
            format!("letter {letter} left, though something else had been decided by then")
        }
        (Language::Ru, Stray::Twice { .. }) => format!("письмо {letter} ушло дважды"),
        (Language::En, Stray::Twice { .. }) => format!("letter {letter} left twice"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::template::render;
    use super::super::words::{PersonWords, Words};
    use super::*;
    use crate::record::id::MailId;

    fn long_item() -> ItemWords {
        let long = || "Ж".repeat(120);
        ItemWords {
            deal: "TLG-123456".to_owned(),
            title: long(),
            client: long(),
            stage: long(),
            manager: long(),
            what: long(),
            day: "20.11.2026".to_owned(),
        }
    }

    #[test]
    fn a_digest_is_written_however_much_is_late() {
        let items = || vec![long_item(); 20_000];
        let mut words = DigestWords {
            late: items(),
            late_in_all: 20_000,
            today: items(),
            decide: items(),
            escalated: items(),
            quotes: items(),
            mail: items(),
            unreadable: Vec::new(),
            more: 0,
        };
        words.more = cut(&mut words);
        assert_eq!(words.more, 6 * (20_000 - MOST));
        let person = PersonWords {
            name: "Иванов".to_owned(),
            email: "ivanov@tlg.example".to_owned(),
        };
        let words = Words {
            recipient: Some(person),
            digest: Some(words),
            ..Words::new("ООО «ТЛГ»", "20.11.2026")
        };
        let template = include_bytes!("../../templates/mail/digest.txt");
        let digest = MailId::new("digest").expect("an id");
        let (subject, text) = render(&digest, Some(template), &words).expect("a letter");
        assert_eq!(subject, "Ваш день 20.11.2026: просрочено 20000");
        assert!(text.contains("Строк, которые сюда не поместились: 118800"));
    }
}
