//! Looking: every thing by itself, and nothing is judged yet.

use std::path::Path;
use std::rc::Rc;

use chrono::{DateTime, FixedOffset};
use ssh_key::PublicKey;

use crate::actions::ground::house_at;
use crate::agenda::{LetterName, mailbox::mailbox};
use crate::people::key::fingerprint;
use crate::post::{Maildir, try_out};
use crate::process::transport::{MailSettings, Transport};
use crate::record::Moment;
use crate::sync::{self, Shelf};
use crate::workspace::{
    CommitId, Failure, Following, Person, SigningFailure, Store, Trial, Workspace, largest_push,
};

use super::house;
use super::machine::Machine;
use super::observed::{
    House, KeySeen, KeyTrial, Kind, Look, Observed, Place, PostSeen, Seen, Stray,
};
use super::room::Room;
use super::strays;

/// Looks at this machine, and at the repository that holds `folder`; `now` is in seconds of the Unix clock.
pub fn observe(folder: &Path, now: i64) -> Observed {
    let place = match Store::open(folder) {
        Ok(store) => Place::Repository(Box::new(seen(&store, now))),
        Err(failure) => Place::Nowhere(Rc::new(failure)),
    };
    Observed {
        machine: Machine::look(),
        place,
    }
}

fn seen(store: &Store, now: i64) -> Seen {
    let kind = match store.work_tree() {
        Some(_) => Kind::Clone,
        None => Kind::Server,
    };
    let house = house_of(store);
    let document = house
        .settings
        .as_ref()
        .and_then(|settings| settings.as_ref().ok());
    let largest = largest_push(document.map(|settings| settings.limits.document));
    let hooks = store.hooks().iter();
    let hooks = hooks.map(|hook| (*hook, look(store.installed(*hook))));
    let workspace = store.work_tree().map(Workspace::open);
    let workspace = workspace.and_then(Result::ok);
    let post = document.zip(workspace.as_ref());
    let post = post.and_then(|(settings, workspace)| post_seen(workspace, &settings.mail));
    let letters = workspace
        .as_ref()
        .and_then(|workspace| letters(workspace, now));
    let following = of_clone(kind, || look(store.following()));
    Seen {
        kind,
        strays: of_clone(kind, || look(strays(store, following.as_ref(), now))),
        folder: store.work_tree().unwrap_or(store.folder()).to_owned(),
        repository: store.folder().to_owned(),
        now,
        branch: look(store.branch()),
        inspection: look(store.inspect()),
        first: look(store.first_commit()),
        last: last(store),
        anchor: look(store.anchor()),
        hooks: hooks.collect(),
        settings: look(store.differing_settings(largest)),
        identity: of_clone(kind, || look::<Option<Person>>(store.identity())),
        key: of_clone(kind, || look(key(store))),
        edits: of_clone(kind, || look(store.uncommitted())),
        following,
        room: Room::look(store.folder()),
        ticks_here: store.folder().join("tlg/post").exists(),
        shelved: workspace.as_ref().map(|it| look(shelved(it))),
        post,
        letters: letters.unwrap_or_default(),
        house,
    }
}

/// The commits that are no acts; none where the clock is no use, which every command says.
fn strays(
    store: &Store,
    following: Option<&Look<Option<Following>>>,
    now: i64,
) -> Result<Option<Vec<Stray>>, Failure> {
    let following = following.and_then(|following| following.as_ref().ok()?.as_ref());
    let upstream = following.and_then(|following| following.upstream.as_deref());
    match Moment::from_unix(now, 0) {
        Ok(now) => strays::look(store, upstream, now),
        Err(_) => Ok(None),
    }
}

fn look<T>(seen: Result<T, Failure>) -> Look<T> {
    seen.map_err(Rc::new)
}

fn of_clone<T>(kind: Kind, look: impl FnOnce() -> T) -> Option<T> {
    (kind == Kind::Clone).then(look)
}

fn last(store: &Store) -> Option<(CommitId, DateTime<FixedOffset>)> {
    let tip = store.tip().ok().flatten()?;
    Some((tip.id(), tip.committed()))
}

fn house_of(store: &Store) -> House {
    match store.tip() {
        Ok(Some(tip)) => house::look(&tip),
        Ok(None) => House::default(),
        Err(failure) => House {
            unreadable: Some(Rc::new(failure)),
            ..House::default()
        },
    }
}

fn key(store: &Store) -> Result<KeySeen, Failure> {
    let signer = store.signer()?;
    let unreadable = |source| Failure::from(SigningFailure::Unreadable { source });
    let mut key = PublicKey::from_openssh(&signer.public_key()?).map_err(unreadable)?;
    key.set_comment("");
    let trial = match signer.try_out() {
        Ok(Trial::Signed) => KeyTrial::Signed,
        Ok(Trial::NeedsTouch) => KeyTrial::NotTried,
        Err(Failure::Signing(SigningFailure::Locked { key })) => KeyTrial::Locked { key },
        Err(failure) => KeyTrial::Failed(Rc::new(failure)),
    };
    let public = key.to_openssh().map_err(unreadable)?;
    Ok(KeySeen {
        fingerprint: fingerprint(&public),
        public,
        trial,
    })
}

/// How letters leave; nothing where git's configuration cannot be read, which others notice.
fn post_seen(workspace: &Workspace, settings: &MailSettings) -> Option<PostSeen> {
    if settings.transport == Transport::Maildir {
        let path = Maildir::of(workspace, settings).root().to_owned();
        let why = match Room::look(&path) {
            Room::None { why, .. } => Some(why),
            Room::Enough | Room::Little { .. } => None,
        };
        return Some(PostSeen::Maildir { path, why });
    }
    match try_out(workspace, settings).ok()? {
        Ok(to) => Some(PostSeen::Ready { to }),
        Err(still) => Some(PostSeen::Still(Rc::new(still))),
    }
}

/// Letters that somebody has to see to; none where the files cannot be read, which others notice.
fn letters(workspace: &Workspace, now: i64) -> Option<Vec<LetterName>> {
    let tip = workspace.tip().ok()?;
    let introduction = workspace.introduction().ok()?.to_string();
    let house = house_at(&tip, &introduction).ok()?;
    let now = house.calendar.moment(now).ok()?;
    let rows = mailbox(&house, &tip, now).ok()?.rows.into_iter();
    let waiting = rows.filter(|row| row.waits && row.name.kept_by().is_some());
    Some(waiting.map(|row| row.name).collect())
}

/// How many acts are kept here, whosever they are: nobody else sees that they are not done.
fn shelved(workspace: &Workspace) -> Result<usize, Failure> {
    let shelf = Shelf::of(workspace)?;
    let kept = shelf.acts().filter(|act| act.place == sync::Place::Kept);
    Ok(kept.count())
}
