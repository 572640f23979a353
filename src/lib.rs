//! `tlg` carries the deals of a company from the first request to the closing documents, as signed, plain-text history
//! in git.
//!
//! # Bird's-eye view
//!
//! A *workspace* is a git repository of the company's. Each deal is a YAML file whose header says where the deal stands
//! and whose last key, `history`, says what was done. Whoever does something states an *intent*; the pure core decides
//! it on the state of the parent commit and the company's *process*; what comes out is a *change*: one commit, byte for
//! byte, signed by the person who acts. Nothing else writes a deal, so that anybody with a clone can decide every commit
//! again and compare.
//!
//! ```text
//! record ← deal, client, numbers, process, people, calendar ← actions, agenda, mail, audit ← cli ← main
//! (files)  (what is written, may happen, who, when)            (pure decisions)           (what is said)
//!
//!          deal, client, numbers, process, people, calendar ← workspace ← verify ← sync ← post ← doctor ← cli
//!                                     (git, signing)  (the proof)  (clones meet)  (letters)
//! ```
//!
//! An arrow goes only to the left; `tests/architecture.rs` holds it, and clippy keeps clocks, files, environment and
//! printing out of the core.
//!
//! # Code map, in reading order
//!
//! * [`record`]: how every file is written and read: one canonical form, faults with line and column, money, days.
//! * [`process`]: what may happen: `process.yaml`, and the proof that it is sound.
//! * [`deal`]: what is written about a deal; its state is the fold of its history.
//! * [`client`], [`people`], [`calendar`]: for whom, by whom, and on which days.
//! * [`numbers`]: which numbers of deals are leased to whom, so that one given out offline stays.
//! * [`actions`]: `facts_at` reads the state at the parent, `decide` judges an intent on it, a `Change` comes out, or a
//!   `Refusal` with everything that is in the way.
//! * [`agenda`]: what is due, late, to be reminded and to be mailed, derived from state alone.
//! * [`mail`]: what letters say, written from the company's templates.
//! * [`audit`]: decides the intents of a commit again and compares, byte for byte.
//! * [`workspace`]: the clone: tips as trees, the lock, documents, signing, one commit at a time.
//! * [`verify`]: the proof that every commit of a branch was a legal act, for people, for the server's hook, for `clone`.
//! * [`sync`]: many clones, one truth: what was done here is decided again on what others did.
//! * [`post`]: letters become files or mail, and the runs of `tick`.
//! * [`doctor`]: what is wrong with a machine, a clone or the files at its tip.
//! * [`cli`]: commands, questions, screens, and every word that is said, in Russian and English.
//!
//! # Glossary
//!
//! A *deal* stands in a *stage* of a *pipeline*; how often it has entered it is the *visit*. A *move* joins two stages;
//! what it *needs* and *sets*, the process says. A *task* is work that a stage gives. A *round* is a quote put forward,
//! its file and terms frozen. A *request* asks somebody to decide; a *decision* answers it and *binds* bytes and terms;
//! it is *void* once one of them has changed. A *grant* is the lowest total that an approved discount allows. A
//! *deferral* puts payment off to a day. A *letter* is *queued* by an act, *claimed* by a tick, then *sent*. A clone has
//! numbers of deals in *stock*, by *leases*, each of a *block*. The *introduction* is the first commit, to which all trust
//! goes back.
//!
//! # Life of a command
//!
//! `tlg deal move 42 procurement`: [`cli`] reads the line and opens the *desk* (`cli::desk`): the clone, settings,
//! process and people at its tip, who acts and when. It finds deal and stage by the names that the person used and makes
//! an `Intent` with what the person saw. Under the clone's lock, `facts_at` reads the tip, `decide` judges, the
//! workspace builds the commit, `ssh-keygen` signs it, the signature is checked, the branch moves by compare-and-swap,
//! work tree and index follow. Then the screen says what followed.
//!
//! # Life of a tick
//!
//! Cron runs `tlg tick` as the service. The [`agenda`] of all deals says what should exist now. One *claim* commit
//! takes reminders and letters in hand; letters leave without the lock, each step noted in a journal before it is taken;
//! one *receipt* commit says what became of them. A second run on the same day finds nothing to do. What did not leave, or
//! may have, waits for a person: `tlg mail resolve`.
//!
//! # Life of a proof
//!
//! `tlg verify`, or the hook of the server: the branch is walked back along the parents that the commits themselves name.
//! Each commit is then judged on its parent alone, so on all cores at once: its form byte for byte, its signer by the
//! register of the parent, its time, its trees; the [`audit`] takes the intent out of the new history entry, decides it
//! again and compares. Where nothing is wrong, the histories of all deals that were touched are folded once more. The hook
//! goes one commit after another, and no further than the first that is no legal act.
//!
//! # Life of a meeting
//!
//! Around every command that writes, a clone that has a server meets it ([`sync`]), one command of a clone at a time and without
//! keeping others from acting there: fetch, prove what came, push. Where both went on, the acts that the server does not have
//! are decided again on its tip, one by one, built aside and swung in at once; each is signed anew by whoever made it. An act
//! that no longer holds is *kept*, one of somebody else's *waits* for its author: a reference to the commit as it was made, so
//! that nothing of it is lost (docs/sync.md).
//!
//! # Invariants
//!
//! 1. The core has no clock, file, environment or printing (`tests/architecture.rs`, clippy).
//! 2. A deal's header is the fold of its history (`tests/core`, properties).
//! 3. Reading what was written and writing it again gives the same bytes (`tests/record.rs`, `tests/core`).
//! 4. Every commit can be decided again from its parent, byte for byte (`tests/core`, `audit`).
//! 5. A killed command leaves the old state or the new one (`tests/workspace.rs`, `tests/killed.rs`).
//! 6. The process is sound: every open stage can reach the won end (`tests/process.rs`).
//! 7. Every text exists in both languages (`tests/catalogue.rs`).
//! 8. A decision binds bytes and terms and is void once one of them has changed (`tests/core`).
//! 9. Whoever runs `tick` how often, and wherever it is killed, one thing is said to one person once a local day, and a
//!    letter to a client leaves once or somebody is told that nobody knows (`tests/tick.rs`, `tests/smtp.rs`).
//! 10. A new process leaves no open deal behind: it takes it along in its own commit or is refused (`tests/core`).
//! 11. A number of a deal is given once and never changes (`tests/core`, `tests/attacks`).
//! 12. What was not a legal act of somebody who may do it is found, and stays out of the server (`tests/attacks`,
//!     `tests/hook.rs`).
//! 12. Whatever people do beside each other, offline and at once, all clones come to one history; every act is in it or is
//!     reported as kept, and nobody's commit is signed by somebody else (`tests/sync.rs`).

pub mod record;

pub mod process;

pub mod deal;

pub mod calendar;
pub mod client;
pub mod numbers;
pub mod people;

pub mod actions;
pub mod agenda;
pub mod audit;
pub mod mail;

pub mod post;
pub mod sync;
pub mod verify;
pub mod workspace;

pub mod doctor;

pub mod cli;
