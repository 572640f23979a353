use serde::Deserialize;
use std::fmt;

/// What a person may be in the company (docs/process.md, Roles).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Owns deals and moves them.
    Manager,
    /// Decides on quotes and discounts.
    FinanceDirector,
    /// Confirms money in and collects the closing documents.
    Accountant,
    /// Keeps people, process and settings.
    Administrator,
    /// Cron's identity: what `tick` does, nothing else.
    Service,
}

impl Role {
    /// Every role, in the order in which they are listed.
    pub const ALL: [Role; 5] = [
        Role::Manager,
        Role::FinanceDirector,
        Role::Accountant,
        Role::Administrator,
        Role::Service,
    ];

    /// The role's name as files and commands write it.
    pub fn id(self) -> &'static str {
        match self {
            Role::Manager => "manager",
            Role::FinanceDirector => "finance_director",
            Role::Accountant => "accountant",
            Role::Administrator => "administrator",
            Role::Service => "service",
        }
    }

    /// The role of that name.
    pub fn named(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.id() == name)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
