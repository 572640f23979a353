//! Every no has a text in both languages and a way on, and the way on leads on.

#[path = "refusals/command.rs"]
mod command;
#[path = "refusals/files.rs"]
mod files;
#[path = "refusals/following.rs"]
mod following;
#[path = "refusals/house.rs"]
mod house;
#[path = "refusals/kinds.rs"]
mod kinds;
#[path = "refusals/mail.rs"]
mod mail;
#[path = "refusals/meeting.rs"]
mod meeting;
#[path = "refusals/page.rs"]
mod page;
#[path = "refusals/register.rs"]
mod register;
#[path = "refusals/rules.rs"]
mod rules;
#[path = "refusals/slots.rs"]
mod slots;
#[path = "refusals/surroundings.rs"]
mod surroundings;
