//! Why a clone and its server did not come together, and why an act is not done again by itself.

use super::{difference, failure, ground_error, noted, refusal, way};
use crate::actions::decide::No;
use crate::audit::difference::Refused;
use crate::cli::say::Say;
use crate::cli::screen::{foreign, short};
use crate::cli::screens::verify::Ended;
use crate::cli::stop::{self, RefusalScreen, Remedy, Stop, Unmet};
use crate::sync::{Kept, SyncFailure, Why};
use crate::verify::Proof;
use crate::workspace::{CommitId, Holder, Remote};
use std::time::Duration;

/// Why nothing came of it. What was done here stays here.
pub fn sync_failure(why: &SyncFailure, say: &Say) -> Stop {
    match why {
        SyncFailure::NoRemote => Stop::Refused(RefusalScreen {
            subject: say.line("sync-about"),
            unmet: vec![Unmet {
                text: say.line("sync-no-server"),
                remedies: vec![way("git remote add origin URL")],
            }],
        }),
        SyncFailure::Offline { remote, said } => Stop::Failed(stop::Failure {
            text: say.text("sync-offline", args![server => server(remote)]),
            causes: causes(said),
            remedy: Some(say.line("sync-way-later")),
        }),
        SyncFailure::Engaged { holder } => engaged(holder.as_ref(), say),
        SyncFailure::Gone { remote } => Stop::Refused(RefusalScreen {
            subject: say.line("sync-about"),
            unmet: vec![Unmet {
                text: say.text("sync-gone", args![server => server(remote)]),
                remedies: vec![noted(
                    format!("git ls-remote {}", foreign(&remote.name)),
                    say.line("sync-way-gone"),
                )],
            }],
        }),
        SyncFailure::Unproved { remote, proof } => {
            let server = server(remote);
            unproved(
                &say.text("sync-unproved", args![server => server]),
                proof,
                say,
            )
        }
        SyncFailure::OwnUnproved { proof } => unproved(&say.line("sync-own-unproved"), proof, say),
        SyncFailure::Letters { commit } => Stop::Refused(RefusalScreen {
            subject: say.line("sync-about"),
            unmet: vec![Unmet {
                text: say.text("sync-letters", args![commit => short(*commit)]),
                remedies: vec![noted(
                    format!("git show {}", short(*commit)),
                    say.line("sync-way-letters"),
                )],
            }],
        }),
        SyncFailure::Refused { remote, said } => refused_by_server(remote, said, say),
        SyncFailure::Overtaken { tries } => Stop::Failed(stop::Failure {
            text: say.text("sync-overtaken", args![tries => *tries]),
            causes: Vec::new(),
            remedy: Some("tlg sync".to_owned()),
        }),
        SyncFailure::Ground(error) => ground_error(error, say),
        SyncFailure::Failure(why) => failure(why, say),
    }
}

/// The same in one sentence.
pub fn sync_reason(why: &SyncFailure, say: &Say) -> String {
    match sync_failure(why, say) {
        Stop::Failed(failure) => failure.text,
        Stop::Refused(screen) => screen.subject,
        stop => stop
            .to_text(say)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned(),
    }
}

/// How a server is named: by its address; by the name that git has for it where it has none.
pub fn server(remote: &Remote) -> String {
    match remote.url.trim().is_empty() {
        true => foreign(&remote.name),
        false => foreign(&remote.url),
    }
}

fn causes(said: &str) -> Vec<String> {
    said.lines().map(foreign).collect()
}

fn unproved(text: &str, proof: &Proof, say: &Say) -> Stop {
    let ended = Ended {
        proof,
        commits: proof.findings.iter().map(|_| Default::default()).collect(),
        last_good: None,
        took: Duration::ZERO,
        fetch: None,
        say,
    };
    Stop::Found(vec![format!("{text}\n{}", ended.to_text())])
}

fn engaged(holder: Option<&Holder>, say: &Say) -> Stop {
    let causes = holder.map(|holder| {
        let (pid, host, command) = (holder.pid, foreign(&holder.host), foreign(&holder.command));
        say.text(
            "sync-engaged-with",
            args![command => command, pid => pid.to_string(), host => host],
        )
    });
    Stop::Failed(stop::Failure {
        text: say.line("sync-engaged"),
        causes: causes.into_iter().collect(),
        remedy: Some(say.line("sync-way-later")),
    })
}

fn refused_by_server(remote: &Remote, said: &str, say: &Say) -> Stop {
    Stop::Failed(stop::Failure {
        text: say.text("sync-refused", args![server => server(remote)]),
        causes: causes(said),
        remedy: Some("tlg verify".to_owned()),
    })
}

/// Why an act is not done again by itself: conditions that are not met, with the ways to meet them.
pub fn why_kept(why: &Why, say: &Say) -> Vec<Unmet> {
    let only = |text: String| {
        vec![Unmet {
            text,
            remedies: Vec::new(),
        }]
    };
    match why {
        Why::Refused(refused) => conditions(refused, say),
        Why::Overwritten { path } => vec![Unmet {
            text: say.text("sync-why-overwritten", args![path => path.as_str()]),
            remedies: vec![noted("tlg apply", say.line("sync-way-edit"))],
        }],
        Why::Follows { commit } => {
            let commit = short(*commit);
            only(say.text("sync-why-follows", args![commit => commit]))
        }
        Why::NobodySigns { author } => {
            only(say.text("sync-why-nobody-signs", args![author => foreign(author)]))
        }
        Why::NotSigned => only(say.line("sync-why-not-signed")),
        Why::NotAnAct(it) => {
            only(say.text("sync-why-no-act", args![difference => difference(it, say)]))
        }
        Why::OutOfForm => only(say.line("sync-why-out-of-form")),
        Why::OtherDeal => only(say.line("sync-why-other-deal")),
    }
}

fn conditions(refused: &Refused, say: &Say) -> Vec<Unmet> {
    let Refused {
        intent,
        no,
        ground,
        actor,
        now,
    } = refused;
    let stop = match no {
        No::Refused(no) => refusal(no, intent, ground, actor, *now, say),
        No::Broken(no) => super::broken(no, intent, say),
    };
    match stop {
        Stop::Refused(screen) => screen.unmet,
        stop => vec![Unmet {
            text: stop.to_text(say),
            remedies: Vec::new(),
        }],
    }
}

/// An act was done here, and waits for one of somebody else's that it builds on.
pub fn waits(done: CommitId, say: &Say) -> Stop {
    Stop::Refused(RefusalScreen {
        subject: short(done),
        unmet: vec![Unmet {
            text: say.line("sync-why-waits"),
            remedies: vec![way("tlg sync")],
        }],
    })
}

/// An act was done here, and is nowhere to be found any more.
pub fn nowhere(done: CommitId, say: &Say) -> Stop {
    Stop::Refused(RefusalScreen {
        subject: short(done),
        unmet: vec![Unmet {
            text: say.line("sync-why-nowhere"),
            remedies: vec![noted(
                format!("git show {}", short(done)),
                say.line("sync-way-nowhere"),
            )],
        }],
    })
}

/// The ways on with an act of a number.
pub fn ways_of(number: u32, say: &Say) -> Vec<Remedy> {
    vec![
        noted(
            format!("tlg sync --retry {number}"),
            say.line("sync-way-retry"),
        ),
        noted(
            format!("tlg sync --drop {number}"),
            say.line("sync-way-drop"),
        ),
    ]
}

/// The ways on with a kept act. What `tlg` did not write has its files nowhere but in the commit that is kept.
pub fn ways_of_kept(kept: &Kept, say: &Say) -> Vec<Remedy> {
    let mut ways = ways_of(kept.shelved.number, say);
    if let Some(Why::NotAnAct(_) | Why::OutOfForm) = &kept.why {
        let name = kept.shelved.name();
        let path = say.line("slot-file");
        ways.insert(
            0,
            noted(format!("git show {name}"), say.line("sync-way-look")),
        );
        ways.insert(
            1,
            noted(format!("git show {name}:{path}"), say.line("sync-way-file")),
        );
    }
    ways
}

/// A refusal of one act, with the others that were kept at once.
pub fn with_others_kept(stop: Stop, others: &[Kept], say: &Say) -> Stop {
    match stop {
        Stop::Refused(mut screen) => {
            screen.unmet.extend(others.iter().map(|kept| Unmet {
                text: kept_as(kept, say),
                remedies: ways_of_kept(kept, say),
            }));
            Stop::Refused(screen)
        }
        stop => stop,
    }
}

/// That an act is kept, and as which number.
fn kept_as(kept: &Kept, say: &Say) -> String {
    let (number, subject) = (kept.shelved.number, foreign(&kept.subject));
    say.text("sync-kept", args![number => number, subject => subject])
}

/// A kept act does not hold on what is there now.
pub fn still_kept(kept: &Kept, say: &Say) -> Stop {
    let unmet = kept.why.as_ref().map(|why| why_kept(why, say));
    let mut unmet = unmet.unwrap_or_default();
    if let Some(last) = unmet.last_mut() {
        last.remedies.extend(ways_of_kept(kept, say));
    }
    Stop::Refused(RefusalScreen {
        subject: kept_as(kept, say),
        unmet,
    })
}
