//! Attacks on a history, each built with real git and ssh-keygen: what stock git says of it, that `tlg verify` finds it,
//! and that the server's hook keeps it out (docs/trust.md, Rules of the branch).

#[path = "support/company.rs"]
mod company;
#[path = "scenarios/founding.rs"]
mod founding;

#[path = "attacks/forge.rs"]
mod forge;
#[path = "attacks/honest.rs"]
mod honest;
#[path = "attacks/judged.rs"]
mod judged;

#[path = "attacks/anchors.rs"]
mod anchors;
#[path = "attacks/approvals.rs"]
mod approvals;
#[path = "attacks/clock.rs"]
mod clock;
#[path = "attacks/commits.rs"]
mod commits;
#[path = "attacks/distrust.rs"]
mod distrust;
#[path = "attacks/files.rs"]
mod files;
#[path = "attacks/history.rs"]
mod history;
#[path = "attacks/keys.rs"]
mod keys;
#[path = "attacks/logged.rs"]
mod logged;
#[path = "attacks/numbers.rs"]
mod numbers;
#[path = "attacks/objects.rs"]
mod objects;
#[path = "attacks/people.rs"]
mod people;
#[path = "attacks/places.rs"]
mod places;
#[path = "attacks/properties.rs"]
mod properties;
#[path = "attacks/terminal.rs"]
mod terminal;
#[path = "attacks/trees.rs"]
mod trees;
