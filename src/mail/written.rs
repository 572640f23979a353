use crate::actions::clients::is_email;
use crate::agenda::LetterName;
use crate::record::{Sha256Hex, is_unfit};

/// A letter with everything that its recipient gets, before it becomes a MIME message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub from: Address,
    pub to: Address,
    /// Where answers go; none where the sender takes them.
    pub reply_to: Option<Address>,
    /// Without the angle brackets: the same for a letter whenever it is written.
    pub message_id: String,
    /// One line.
    pub subject: String,
    pub body: String,
    pub attachment: Option<Attachment>,
}

/// A name, which may be empty, and an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub name: String,
    pub email: String,
}

/// A document that goes along: exactly the bytes with this hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The name that the recipient sees.
    pub name: String,
    /// Path in the workspace.
    pub file: String,
    pub sha256: Sha256Hex,
}

impl Address {
    /// An address; characters that no line of a header has become blanks.
    pub fn new(name: &str, email: &str) -> Address {
        Address {
            name: one_line(name),
            email: email.to_owned(),
        }
    }

    /// Reads `Name <mail@host>` or `mail@host`.
    pub fn parse(text: &str) -> Option<Address> {
        let (name, email) = match text.trim().strip_suffix('>') {
            Some(rest) => rest.rsplit_once('<')?,
            None => ("", text.trim()),
        };
        is_email(email).then(|| Address::new(name.trim().trim_matches('"'), email))
    }

    /// What stands behind the `@`.
    pub fn host(&self) -> &str {
        self.email
            .rsplit_once('@')
            .map_or("localhost", |(_, host)| host)
    }
}

impl Written {
    /// The hash over everything that the recipient gets: `name=value` lines, an empty line, the text.
    pub fn sha256(&self) -> Sha256Hex {
        let address = |address: &Address| format!("{} <{}>", address.name, address.email);
        let reply_to = self.reply_to.as_ref().map(address).unwrap_or_default();
        let (name, file) = match &self.attachment {
            Some(attachment) => (attachment.name.as_str(), attachment.sha256.to_string()),
            None => ("", String::new()),
        };
        let text = format!(
            "from={}\nto={}\nreply_to={reply_to}\nmessage_id={}\nattachment={name}\nfile={file}\nsubject={}\n\n{}",
            address(&self.from),
            address(&self.to),
            self.message_id,
            self.subject,
            self.body,
        );
        Sha256Hex::of(text.as_bytes())
    }
}

/// The Message-ID of a letter, a function of what it is and of nothing else (docs/process.md, Mail).
pub fn message_id(introduction: &str, name: &LetterName, from: &Address) -> String {
    let deal = name.deal().map(ToString::to_string).unwrap_or_default();
    let person = name.letter.person.as_ref();
    let person = person.map(ToString::to_string).unwrap_or_default();
    let text = format!(
        "introduction={introduction}\ndeal={deal}\nmail={}\noccasion={}\nperson={person}\n",
        name.letter.mail, name.letter.occasion,
    );
    let hash = Sha256Hex::of(text.as_bytes()).to_string();
    let short = hash.get(..40).unwrap_or(&hash);
    format!("{short}@{}", from.host())
}

/// Text as one line of a header: whatever could end the line or turn it becomes a blank.
pub fn one_line(text: &str) -> String {
    let fit: String = text
        .chars()
        .map(|character| match is_unfit(character) || character == '\n' {
            true => ' ',
            false => character,
        })
        .collect();
    fit.split_whitespace().collect::<Vec<_>>().join(" ")
}
