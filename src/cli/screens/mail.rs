//! Letters: which have not left, and what one says.

use super::Wording;
use super::rows::Rows;
use crate::actions::resolving::Way;
use crate::agenda::MailRow;
use crate::agenda::agenda::Fate;
use crate::cli::screen::{Cell, Column, Meaning, Table, put_side_by_side, width};
use crate::cli::words;
use crate::deal::departure::{Departure, Stray, Strayed};
use crate::deal::letter::CancelCause;
use crate::mail::{Address, Written};
use crate::post::Shown;
use crate::record::HostName;
use serde_json::{Value, json};

/// The letters one under another.
pub fn list(rows: &[MailRow], words: &Wording, width: u16) -> String {
    let mut table = Table::new([Column::Words, Column::Words, Column::Elastic]);
    for row in rows {
        let meaning = match row.fate {
            _ if row.stray.is_some() => Meaning::Wrong,
            Fate::Cancelled { because } | Fate::CauseGone { because } => match because {
                CancelCause::TooOld => Meaning::Wrong,
                _ => Meaning::Done,
            },
            Fate::NoReceipt { .. } | Fate::Missed { .. } => Meaning::Wrong,
            _ => Meaning::Plain,
        };
        let state = told(row.fate, row.said.as_deref(), row.stray.as_ref(), words);
        table.row([
            Cell::from(row.name.to_string()),
            Cell::new(state, meaning),
            Cell::from(row.to.as_str()),
        ]);
    }
    table.to_text(width)
}

/// The letters for programs.
pub fn list_data(rows: &[MailRow]) -> Value {
    let rows = rows.iter();
    rows.map(|row| {
        let mut value = json!({"letter": row.name.to_string(), "to": row.to});
        super::standing::extend(&mut value, fate_data(row.fate));
        super::standing::extend(&mut value, said_data(row.said.as_deref()));
        super::standing::extend(&mut value, stray_data(row.stray.as_ref()));
        value
    })
    .collect()
}

/// A letter as its recipient gets it; before it was claimed as it would leave now.
pub fn letter(shown: &Shown, words: &Wording) -> String {
    let say = words.say;
    let mut rows = Rows::default();
    rows.add(&say.line("mail-letter"), shown.name.to_string());
    let state = told(
        shown.fate,
        shown.said.as_deref(),
        shown.stray.as_ref(),
        words,
    );
    rows.add(&say.line("mail-state"), state);
    let letter = match &shown.letter {
        Ok(letter) => letter,
        Err(error) => {
            rows.add(&say.line("mail-unwritten"), words::post_failure(error, say));
            return rows.to_lines(width()).join("\n");
        }
    };
    rows.add(&say.line("mail-from"), address(&letter.from));
    rows.add(&say.line("mail-to"), address(&letter.to));
    if let Some(reply_to) = &letter.reply_to {
        rows.add(&say.line("mail-reply-to"), address(reply_to));
    }
    rows.add(&say.line("mail-subject"), letter.subject.as_str());
    if let Some(attachment) = &letter.attachment {
        let text = format!("{} ({})", attachment.name, attachment.file);
        rows.add(&say.line("mail-attachment"), text);
    }
    let head = rows.to_lines(width()).join("\n");
    let body = letter.body.trim_end();
    match shown.ways.is_empty() {
        true => format!("{head}\n\n{body}"),
        false => format!("{head}\n\n{body}\n\n{}", ways(shown, words)),
    }
}

/// What can be done about a letter, each with its command.
fn ways(shown: &Shown, words: &Wording) -> String {
    let say = words.say;
    let rows = shown.ways.iter().map(|way| {
        let end = match way {
            Way::Sent => "sent".to_owned(),
            Way::Again => "resend".to_owned(),
            Way::Elsewhere => format!("resend --to {}", say.line("slot-email")),
            Way::Drop => format!("drop -m {}", say.line("slot-words")),
        };
        let what = match way {
            Way::Sent if shown.stray.is_some() => say.line("mail-next-leave-it"),
            Way::Sent => say.line("mail-next-sent"),
            Way::Again => say.line("mail-next-again"),
            Way::Elsewhere => say.line("mail-next-elsewhere"),
            Way::Drop => say.line("mail-next-drop"),
        };
        [format!("  tlg mail resolve {} {end}", shown.name), what]
    });
    let rows: Vec<[String; 2]> = rows.collect();
    let rows: Vec<[&str; 2]> = rows
        .iter()
        .map(|row| row.each_ref().map(String::as_str))
        .collect();
    let lines = put_side_by_side(&rows).join("\n");
    format!("{}\n{lines}", say.line("mail-next"))
}

fn way_id(way: &Way) -> &'static str {
    match way {
        Way::Sent => "sent",
        Way::Again => "resend",
        Way::Elsewhere => "resend_to",
        Way::Drop => "drop",
    }
}

/// A letter for programs.
pub fn letter_data(shown: &Shown, words: &Wording) -> Value {
    let mut value = json!({
        "letter": shown.name.to_string(),
        "claimed": shown.claimed.map(|at| at.to_string()),
        "ways": shown.ways.iter().map(way_id).collect::<Vec<_>>(),
    });
    super::standing::extend(&mut value, fate_data(shown.fate));
    super::standing::extend(&mut value, said_data(shown.said.as_deref()));
    super::standing::extend(&mut value, stray_data(shown.stray.as_ref()));
    let more = match &shown.letter {
        Ok(letter) => written_data(letter),
        Err(error) => json!({"unwritten": words::post_failure(error, words.say)}),
    };
    super::standing::extend(&mut value, more);
    value
}

fn written_data(letter: &Written) -> Value {
    let attachment = letter.attachment.as_ref().map(|attachment| {
        json!({
            "name": attachment.name,
            "file": attachment.file,
            "sha256": attachment.sha256.to_string(),
        })
    });
    json!({
        "from": address(&letter.from),
        "to": address(&letter.to),
        "reply_to": letter.reply_to.as_ref().map(address),
        "message_id": letter.message_id,
        "subject": letter.subject,
        "body": letter.body,
        "attachment": attachment,
        "sha256": letter.sha256().to_string(),
    })
}

fn address(address: &Address) -> String {
    match address.name.is_empty() {
        true => address.email.clone(),
        false => format!("{} <{}>", address.name, address.email),
    }
}

/// What is to happen to a letter, in words.
pub fn fate(fate: Fate, words: &Wording) -> String {
    let say = words.say;
    match fate {
        Fate::Leaves => say.line("mail-leaves"),
        Fate::Held { until } => say.text("mail-held", args![until => words.moment(until)]),
        Fate::PutOff { until } => say.text("mail-put-off", args![until => words.moment(until)]),
        Fate::CauseGone { because } => {
            say.text("mail-cause-gone", args![because => cause(because, words)])
        }
        Fate::Leaving => say.line("mail-leaving"),
        Fate::NoReceipt { since } => {
            say.text("mail-no-receipt", args![since => words.moment(since)])
        }
        Fate::Missed { because } => words::missed(because, None, words.say),
        Fate::Sent => say.line("mail-sent"),
        Fate::Cancelled { because } => {
            say.text("mail-cancelled", args![because => cause(because, words)])
        }
    }
}

/// [`fate`] with what the mail server said; of a letter that left as it should not have, that.
pub fn told(how: Fate, said: Option<&str>, stray: Option<&Strayed>, words: &Wording) -> String {
    if let Some(left) = stray {
        return departed(left, words);
    }
    match how {
        Fate::Missed { because } => words::missed(because, said, words.say),
        Fate::PutOff { .. } => words::with_said(fate(how, words), said, words.say),
        how => fate(how, words),
    }
}

/// When and for whom a letter left as it should not have; of one that left twice in the order of time.
pub fn departed(strayed: &Strayed, words: &Wording) -> String {
    let left = &strayed.left;
    let to = left.to.as_str();
    let name = |host: &Option<HostName>| {
        host.as_ref()
            .map_or_else(|| NOTHING.to_owned(), ToString::to_string)
    };
    let Some(Stray::Twice { also }) = &left.stray else {
        let at = words.moment(left.sent);
        return words.say.text("mail-sent-late", args![at => at, to => to]);
    };
    let time = |left: &Departure| words.moment(left.sent);
    let other = strayed.also.as_ref();
    let mut times = [
        (
            other.map(|it| it.sent),
            other.map_or_else(|| NOTHING.to_owned(), time),
            name(also),
        ),
        (Some(left.sent), time(left), name(&left.host)),
    ];
    times.sort_by_key(|(at, ..)| *at);
    let [(_, first, host), (_, second, other)] = times;
    words.say.text(
        "mail-sent-twice",
        args![to => to, first => first, host => host, second => second, other => other],
    )
}

/// What stands for a machine or a time that nobody knows.
const NOTHING: &str = "–";

/// That a letter left as it should not have, for programs.
pub fn stray_data(stray: Option<&Strayed>) -> Value {
    let Some(strayed) = stray else {
        return json!({});
    };
    let mut data = strayed.left.node().to_json();
    if let Some(also) = &strayed.also {
        super::standing::extend(&mut data, json!({ "also_sent": also.sent.to_string() }));
    }
    json!({ "stray": data })
}

fn cause(because: CancelCause, words: &Wording) -> String {
    words
        .say
        .text("mail-because", args![because => because.id()])
}

fn said_data(said: Option<&str>) -> Value {
    said.map_or_else(|| json!({}), |said| json!({ "said": said }))
}

/// What is to happen to a letter, for programs.
pub fn fate_data(fate: Fate) -> Value {
    match fate {
        Fate::Leaves => json!({"state": "queued"}),
        Fate::Held { until } => json!({"state": "queued", "after": until.to_string()}),
        Fate::PutOff { until } => json!({"state": "queued", "put_off": until.to_string()}),
        Fate::CauseGone { because } => json!({"state": "queued", "cause_gone": because.id()}),
        Fate::Leaving => json!({"state": "claimed"}),
        Fate::NoReceipt { since } => json!({"state": "claimed", "no_receipt": since.to_string()}),
        Fate::Missed { because } => {
            json!({"state": because.state().id(), "missed": because.id()})
        }
        Fate::Sent => json!({"state": "sent"}),
        Fate::Cancelled { because } => json!({"state": "cancelled", "because": because.id()}),
    }
}
