//! Who may not, and who may instead.

use super::named::Namer;
use crate::actions::refusal::Involvement;
use crate::people::Role;
use crate::record::id::PersonId;

pub(super) fn not_entitled(role: Role, who: &[PersonId], names: &Namer) -> String {
    let role = names.role(role);
    match who {
        [] => names
            .say
            .text("refusal-nobody-entitled", args![role => role]),
        who => names.say.text(
            "refusal-not-entitled",
            args![role => role, who => names.people(who)],
        ),
    }
}

pub(super) fn four_eyes(person: &PersonId, because: Involvement, names: &Namer) -> String {
    let (say, person) = (names.say, names.person(person));
    match because {
        Involvement::Asked => say.text("refusal-four-eyes-asked", args![person => person]),
        Involvement::OwnsTheDeal => say.text("refusal-four-eyes-owns", args![person => person]),
        Involvement::SetABoundValue => say.text("refusal-four-eyes-bound", args![person => person]),
    }
}
