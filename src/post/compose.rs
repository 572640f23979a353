use super::PostFailure;
use crate::mail::{Address, Written};
use crate::record::{Moment, Sha256Hex};
use lettre::Message;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};

/// A letter as a MIME message, in the characters that every server takes; `attached` are the bytes of its document. The
/// same letter gives the same message.
///
/// # Errors
/// An address that mail knows no way to; a document that is missing or not the one that was decided on.
pub fn compose(
    letter: &Written,
    attached: Option<Vec<u8>>,
    date: Moment,
) -> Result<String, PostFailure> {
    let mut builder = Message::builder()
        .from(mailbox(&letter.from)?)
        .to(mailbox(&letter.to)?)
        .subject(letter.subject.clone())
        .message_id(Some(format!("<{}>", letter.message_id)))
        .date(date.time().into());
    if let Some(reply_to) = &letter.reply_to {
        builder = builder.reply_to(mailbox(reply_to)?);
    }
    let text = SinglePart::plain(letter.body.clone());
    let message = match &letter.attachment {
        None => builder.singlepart(text),
        Some(attachment) => {
            let bytes = checked(attachment, attached)?;
            let name = attachment.name.replace('"', "");
            let part = Attachment::new(name).body(bytes, content_type(&attachment.file));
            let boundary = Sha256Hex::of(letter.message_id.as_bytes()).to_string();
            let both = MultiPart::mixed().boundary(boundary);
            builder.multipart(both.singlepart(text).singlepart(part))
        }
    };
    let message = message.map_err(|error| PostFailure::Message(Box::new(error)))?;
    String::from_utf8(message.formatted()).map_err(|error| PostFailure::Message(Box::new(error)))
}

/// Exactly the bytes that were decided on.
fn checked(
    attachment: &crate::mail::Attachment,
    bytes: Option<Vec<u8>>,
) -> Result<Vec<u8>, PostFailure> {
    let file = attachment.file.clone();
    match bytes {
        None => Err(PostFailure::AttachmentMissing { file }),
        Some(bytes) if Sha256Hex::of(&bytes) == attachment.sha256 => Ok(bytes),
        Some(_) => Err(PostFailure::AttachmentChanged { file }),
    }
}

fn mailbox(address: &Address) -> Result<Mailbox, PostFailure> {
    let email = address.email.parse().map_err(|_| PostFailure::Address {
        email: address.email.clone(),
    })?;
    let name = Some(address.name.clone()).filter(|name| !name.is_empty());
    Ok(Mailbox::new(name, email))
}

/// What a document is, by the ending of its name; for endings that nobody knows just bytes.
fn content_type(file: &str) -> ContentType {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let name = match ending {
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "xml" => "application/xml",
        "zip" => "application/zip",
        "jpg" => "image/jpeg",
        "png" => "image/png",
        _ => "application/octet-stream",
    };
    ContentType::parse(name).unwrap_or(ContentType::TEXT_PLAIN)
}
