use crate::people::{People, Person};
use crate::record::id::PersonId;
use crate::workspace::{CommitFault, CommitId, Failure, SignedCommit, Store};

/// Whose act a commit is, as far as the clone it lies in is concerned.
pub(super) enum Authorship {
    /// Mine: signed by a key of mine, author and committer.
    Mine,
    /// It names me, but nothing proves that I made it.
    Unsigned,
    /// Somebody else's; none where the company does not know them.
    Others(Option<PersonId>),
    /// It joins histories and is nobody's act.
    Merge,
}

impl Authorship {
    /// Looks at a commit. What is signed anew in my name must have been signed by me: whoever can write into this clone
    /// could otherwise have me sign anything.
    ///
    /// # Errors
    /// An object that is missing, damaged or no commit.
    pub fn of(
        store: &Store,
        commit: CommitId,
        people: &People,
        me: Option<&Person>,
    ) -> Result<Authorship, Failure> {
        let read = store.commit(commit)?;
        if let Err(CommitFault::Merge { .. }) = read {
            return Ok(Authorship::Merge);
        }
        let named = store.author(commit)?;
        let author = people.by_email(&named.email);
        let Some(me) = me.filter(|me| author.is_some_and(|author| author.id == me.id)) else {
            return Ok(Authorship::Others(author.map(|author| author.id.clone())));
        };
        let signed = read.ok().filter(|signed| is_signed_by(signed, me, people));
        Ok(match signed {
            Some(_) => Authorship::Mine,
            None => Authorship::Unsigned,
        })
    }
}

/// By a key that the person has or had; never by one that got into wrong hands.
fn is_signed_by(signed: &SignedCommit, person: &Person, people: &People) -> bool {
    let Ok(key) = signed.signing_key() else {
        return false;
    };
    let keys = people.keys_of(&person.id);
    keys.contains(&key.as_str()) && people.compromised(&key).is_none()
}
