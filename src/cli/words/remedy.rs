//! Ways on, as commands to type.

use super::super::say::Say;
use super::super::stop;
use super::named::{listed, role_name};
use crate::actions::ground::Ground;
use crate::actions::remedy::{Note, Others, Purpose, Remedy, Slot};
use crate::record::id::DocumentKind;

/// A way on as a command with slots, and who runs it or what it is good for.
pub fn remedy(remedy: &Remedy, ground: &Ground, say: &Say) -> stop::Remedy {
    let words = remedy.command.words(&|slot| slot_text(slot, ground, say));
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    let mut notes: Vec<String> = Vec::new();
    notes.extend(remedy.by.as_ref().map(|others| who(others, ground, say)));
    notes.extend(remedy.note.as_ref().map(|note| note_text(note, say)));
    if remedy.purpose == Purpose::First && notes.is_empty() {
        notes.push(say.line("remedy-first"));
    }
    stop::Remedy {
        command: format!("tlg {}", words.join(" ")),
        note: notes.join(", "),
    }
}

fn who(others: &Others, ground: &Ground, say: &Say) -> String {
    let named = |id: &_| match ground.people.person(id) {
        Some(person) => person.short_name().to_owned(),
        None => ToString::to_string(id),
    };
    let people = listed(others.people.iter().map(named));
    match others.role {
        None => people,
        Some(role) if others.people.is_empty() => role_name(role, say),
        Some(role) => {
            let role = role_name(role, say);
            say.text("remedy-by", args![role => role, people => people])
        }
    }
}

fn note_text(note: &Note, say: &Say) -> String {
    match note {
        Note::WithoutApproval => say.line("remedy-without-approval"),
        Note::WithApproval => say.line("remedy-with-approval"),
        Note::TakesOver => say.line("remedy-takes-over"),
        Note::IfMistaken => say.line("remedy-if-mistaken"),
        Note::OnceLeft => say.line("remedy-once-left"),
        Note::HandedOver => say.line("remedy-handed-over"),
        Note::Hint(hint) => hint.clone(),
    }
}

fn slot_text(slot: &Slot, ground: &Ground, say: &Say) -> String {
    match slot {
        Slot::File(kind) => file_name(kind, ground, say),
        Slot::Amount(None) => say.line("slot-amount"),
        Slot::Amount(Some(currency)) => {
            let currency = currency.to_string();
            say.text("slot-amount-in", args![currency => currency])
        }
        Slot::Day | Slot::DayFrom(_) | Slot::DayUpTo(_) => say.line("slot-day"),
        Slot::YesNo => say.line("slot-yes-no"),
        Slot::Percent => say.line("slot-percent"),
        Slot::Words => say.line("slot-words"),
        Slot::Line => say.line("slot-line"),
        Slot::FactAndValue => say.line("slot-fact-and-value"),
        Slot::DocumentKind => say.line("slot-document-kind"),
        Slot::LossReason => say.line("slot-loss-reason"),
        Slot::Person(_) | Slot::Colleague => say.line("slot-person"),
        Slot::NewId => say.line("slot-new-id"),
        Slot::Name => say.line("slot-name"),
        Slot::PersonName => say.line("slot-name-and-surname"),
        Slot::Title => say.line("slot-title"),
        Slot::Email => say.line("slot-email"),
        Slot::Inn => say.line("slot-inn"),
        Slot::KeyFile => say.line("slot-key-file"),
        Slot::PaymentDocument => say.line("slot-payment-document"),
    }
}

/// A name that such a file might have: `КП.pdf`.
fn file_name(kind: &DocumentKind, ground: &Ground, say: &Say) -> String {
    let rule = ground.process.documents.get(kind);
    match rule.and_then(|rule| Some((&rule.title, rule.types.first()?))) {
        Some((title, ending)) if !title.contains(char::is_whitespace) => {
            format!("{title}.{ending}")
        }
        _ => say.line("slot-file"),
    }
}

/// A word as every shell takes it for one.
pub fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./=:%,@+№".contains(letter);
    let single = |letter: char| "\"$`\\!".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    match word.contains(single) {
        true => format!("'{}'", word.replace('\'', r"'\''")),
        false => format!("\"{word}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_are_quoted_where_the_shell_would_split_or_read_them() {
        for (word, written) in [
            ("deal", "deal"),
            ("goods_in_stock=yes", "goods_in_stock=yes"),
            ("КП.pdf", "КП.pdf"),
            ("Иванов уехал", "\"Иванов уехал\""),
            ("", "\"\""),
            ("a|b", "\"a|b\""),
            ("$HOME", "'$HOME'"),
            ("don't $", r"'don'\''t $'"),
            ("don't", "\"don't\""),
        ] {
            assert_eq!(quoted(word), written);
        }
    }
}
