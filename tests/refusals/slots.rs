//! Values that a person might fill into the slots of a remedy.

use tlg::actions::remedy::Slot;
use tlg::people::Role;

use super::house::House;

/// A valid value for a slot. `nth` makes names and numbers differ from those filled in before.
pub fn filled(slot: &Slot, nth: usize, house: &House) -> String {
    match slot {
        Slot::File(kind) => {
            let rule = house.rules().process.documents.get(kind);
            let ending = rule.and_then(|rule| rule.types.first()).expect("a type");
            format!("{kind}-{nth}.{ending}")
        }
        Slot::Amount(None) => format!("{}", 100_000 + nth),
        Slot::Amount(Some(currency)) => format!("{} {currency}", 100_000 + nth),
        Slot::Day => "2026-12-01".to_owned(),
        Slot::DayFrom(day) => day.plus(nth as u32 + 3).to_string(),
        Slot::DayUpTo(day) => day.to_string(),
        Slot::YesNo => ["yes", "no"][nth % 2].to_owned(),
        Slot::Percent => "100".to_owned(),
        Slot::Words => "так решили".to_owned(),
        Slot::Line => format!("А-{nth}"),
        Slot::FactAndValue => "goods_in_stock=yes".to_owned(),
        Slot::DocumentKind => "other".to_owned(),
        Slot::LossReason => "price".to_owned(),
        Slot::Person(Role::Manager) => ["sidorov", "ivanov"][nth % 2].to_owned(),
        Slot::Person(role) => {
            let holder = house.rules().people.holding(*role).next();
            holder.expect("somebody holds the role").id.to_string()
        }
        Slot::Colleague => {
            let mut people = house.rules().people.people.iter();
            let signs = people.find(|person| person.id.as_str() == "orlova");
            signs.expect("somebody").id.to_string()
        }
        Slot::NewId => format!("new-{nth}"),
        Slot::Name | Slot::PersonName => format!("Новый {nth}"),
        Slot::Title => format!("Линия {nth}"),
        Slot::Email => format!("new-{nth}@stakan.example"),
        Slot::Inn => "7707083893".to_owned(),
        Slot::KeyFile => format!("new-{nth}.pub"),
        Slot::PaymentDocument => format!("{}", 700 + nth),
    }
}
