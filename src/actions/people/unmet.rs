use crate::actions::refusal::Unmet;
use crate::deal::DealId;
use crate::people::{KeyFault, Role};
use crate::record::id::PersonId;
use crate::record::{CommitHex, Day};

/// Why the register of people cannot become as somebody wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterUnmet {
    /// Nobody can sign with this.
    KeyUnfit {
        key: String,
        fault: KeyFault,
    },
    /// This person signs, or has signed, with the key.
    TakenKey {
        key: String,
        person: PersonId,
    },
    /// The key is compromised: nobody signs with it again.
    KeyBarred {
        key: String,
    },
    /// A commit cannot carry the name as it is written.
    NameUnfit {
        name: String,
    },
    /// Somebody else is called so: screens and letters could not tell them apart.
    TakenName {
        name: String,
        person: PersonId,
    },
    /// The person has no such key.
    UnknownKey {
        person: PersonId,
        key: String,
    },
    /// The person has no key to sign with.
    NoKey {
        person: PersonId,
    },
    /// Without this key nobody could sign in the role any more.
    LastKey {
        person: PersonId,
        role: Role,
    },
    /// Nobody grants themselves a role.
    OwnRole {
        role: Role,
    },
    HasRole {
        person: PersonId,
        role: Role,
    },
    /// Whoever holds the role of the service holds no other one, nor stands in for anybody.
    ServiceAlone {
        person: PersonId,
    },
    /// Nobody would hold the role any more, or nobody who can sign.
    LastInRole {
        person: PersonId,
        role: Role,
    },
    /// Open deals would be left without a manager.
    OwnsDeals {
        person: PersonId,
        deals: Vec<DealId>,
    },
    AlreadyRatified {
        commit: CommitHex,
    },
    /// Nobody stands in for somebody in this role.
    NoDeputy {
        role: Role,
    },
    /// Nobody stands in for themselves.
    OwnDeputy,
    /// The last day is before the first one.
    DaysReversed {
        from: Day,
        until: Day,
    },
    /// Somebody else stands in on some of these days.
    DelegatedAlready {
        role: Role,
        to: PersonId,
        from: Day,
        until: Day,
    },
    /// There is no such delegation, or it is over.
    NotDelegated {
        role: Role,
    },
}

impl From<RegisterUnmet> for Unmet {
    fn from(unmet: RegisterUnmet) -> Unmet {
        Unmet::Register(unmet)
    }
}
