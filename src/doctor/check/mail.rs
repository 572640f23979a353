//! Guards against letters that have nowhere to go, and letters that wait for a person.

use crate::doctor::finding::Finding;
use crate::doctor::observed::{PostSeen, Seen};
use crate::people::Role;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let way = seen.post.as_ref().map(|post| match post {
        PostSeen::Maildir { path, why: None } => Finding::Maildir { path: path.clone() },
        PostSeen::Maildir {
            path,
            why: Some(why),
        } => Finding::MaildirUnwritable {
            path: path.clone(),
            why: why.clone(),
        },
        PostSeen::Ready { to } => Finding::PostReady { to: to.clone() },
        PostSeen::Still(why) => Finding::PostStill {
            why: why.clone(),
            by_service: seen.person().is_some_and(|person| person.is(Role::Service)),
        },
    });
    let waiting = (!seen.letters.is_empty()).then(|| Finding::LettersWait {
        letters: seen.letters.clone(),
    });
    way.into_iter().chain(waiting).collect()
}
