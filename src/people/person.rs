use super::role::Role;
use crate::record::id::PersonId;
use crate::record::{Fields, Node};
use serde::Deserialize;

/// Somebody who acts, or cron's identity.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    /// What `git config user.email` names, and where letters to the person go.
    pub email: String,
    pub roles: Vec<Role>,
    /// Public keys as OpenSSH writes them: type and base64, no comment.
    pub keys: Vec<String>,
}

impl Person {
    /// Whether the person holds a role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// What people call the person: the first word of the name, or all of it where the person is a service.
    pub fn short_name(&self) -> &str {
        match self.name.split_whitespace().next() {
            Some(first) if !self.is(Role::Service) => first,
            _ => &self.name,
        }
    }

    /// The person as `people.yaml` writes it.
    pub fn node(&self) -> Node {
        Fields::new()
            .word("id", &self.id)
            .text("name", &self.name)
            .text("email", &self.email)
            .list("roles", self.roles.iter().map(Node::word))
            .list("keys", self.keys.iter().map(Node::text))
            .into()
    }
}
