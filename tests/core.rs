//! What the process says holds of what the program decides (docs/process.md).

#[path = "core/auditing.rs"]
mod auditing;
#[path = "core/correcting.rs"]
mod correcting;
#[path = "core/deciding.rs"]
mod deciding;
#[path = "core/doing.rs"]
mod doing;
#[path = "core/entries.rs"]
mod entries;
#[path = "core/facts.rs"]
mod facts;
#[path = "core/finishing.rs"]
mod finishing;
#[path = "core/hostile.rs"]
mod hostile;
#[path = "core/house.rs"]
mod house;
#[path = "core/journey.rs"]
mod journey;
#[path = "core/letters.rs"]
mod letters;
#[path = "core/limits.rs"]
mod limits;
#[path = "core/moves.rs"]
mod moves;
#[path = "core/numbers.rs"]
mod numbers;
#[path = "core/payments.rs"]
mod payments;
#[path = "core/people.rs"]
mod people;
#[path = "core/properties.rs"]
mod properties;
#[path = "core/refusals.rs"]
mod refusals;
#[path = "core/relocating.rs"]
mod relocating;
#[path = "core/resolving.rs"]
mod resolving;
#[path = "core/reviewing.rs"]
mod reviewing;
#[path = "core/room.rs"]
mod room;
#[path = "core/semantics.rs"]
mod semantics;
#[path = "core/stages.rs"]
mod stages;
