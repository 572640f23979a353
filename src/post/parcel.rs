use crate::agenda::LetterName;

/// A letter ready to leave: who to, who from, and the message.
#[derive(Clone, Debug)]
pub struct Parcel {
    pub name: LetterName,
    /// Without the angle brackets.
    pub message_id: String,
    /// The address that the letter comes from.
    pub from: String,
    /// The address that it goes to: one letter, one recipient.
    pub to: String,
    pub text: String,
}
