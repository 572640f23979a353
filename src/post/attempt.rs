//! Whether a claimed letter is tried now, later, or no more (docs/process.md, Mail).

use super::journal_line::Progress;
use super::setback::NOTHING;
use crate::agenda::tick::Miss;
use crate::deal::letter::{MissCause, wait_after};
use crate::record::Moment;

/// How often a letter to the company's own people is handed over without an answer.
const UNHEARD: usize = 5;

/// What is to be done with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Try,
    /// It is tried again then; what was said.
    Wait {
        until: Moment,
        said: String,
    },
    /// It left then, and the receipt is still to be written.
    Sent {
        at: Moment,
    },
    Miss(Miss),
}

/// A letter in hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct InHand {
    pub claimed: Moment,
    /// Goes to somebody of the company, who may as well get it twice.
    pub to_staff: bool,
    /// How long letters may wait, in seconds.
    pub too_old: i64,
    /// A deal keeps it: put off, it waits in the deal's queue. Others wait in hand.
    pub of_a_deal: bool,
    /// How often it was put off before it was claimed.
    pub put_off: u32,
    /// It is a reminder or digest of a day that is over.
    pub day_over: bool,
    /// Steps that were taken with it may be missing.
    pub doubtful: bool,
}

/// What is to be done with a letter after the steps taken with it, the oldest first.
pub(super) fn next(letter: InHand, steps: &[(Moment, Progress)], now: Moment) -> Next {
    let too_old = letter.claimed.seconds_until(now) > letter.too_old;
    let puts_off = steps.iter().filter(|(_, step)| is_put_off(step));
    let puts_off = puts_off.fold(letter.put_off, |sum, _| sum.saturating_add(1));
    let unheard = steps.iter().filter(|(_, step)| *step == Progress::Sending);
    match steps.last() {
        Some((at, Progress::Sent)) => Next::Sent { at: *at },
        Some((at, Progress::Refused(said))) => missed(*at, MissCause::Refused, Some(said)),
        _ if letter.doubtful && !letter.to_staff => {
            missed(letter.claimed, MissCause::Unclear, None)
        }
        Some((at, Progress::Later(said))) if letter.day_over => {
            missed(*at, MissCause::DayOver, Some(said))
        }
        Some((at, Progress::Sending)) if letter.day_over => missed(*at, MissCause::DayOver, None),
        None if letter.day_over => missed(now, MissCause::DayOver, None),
        Some((_, Progress::Sending))
            if letter.to_staff && unheard.count() < UNHEARD && !too_old =>
        {
            Next::Try
        }
        Some((at, Progress::Sending)) => missed(*at, MissCause::Unclear, None),
        Some((at, Progress::Later(said))) => match wait_after(puts_off) {
            None => missed(*at, MissCause::GaveUp, Some(said)),
            Some(_) if letter.of_a_deal => missed(*at, MissCause::PutOff, Some(said)),
            Some(_) if too_old => missed(*at, MissCause::GaveUp, Some(said)),
            Some(seconds) if at.later(seconds) > now => Next::Wait {
                until: at.later(seconds),
                said: said.clone(),
            },
            Some(_) => Next::Try,
        },
        None if too_old => missed(now, MissCause::TooOld, None),
        None => Next::Try,
    }
}

fn missed(tried: Moment, because: MissCause, said: Option<&String>) -> Next {
    Next::Miss(Miss {
        tried,
        because,
        said: said.filter(|said| *said != NOTHING).cloned(),
    })
}

fn is_put_off(step: &Progress) -> bool {
    matches!(step, Progress::Later(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NINE: &str = "2026-11-23T09:00:00+03:00";

    fn moment(text: &str) -> Moment {
        text.parse().expect("a moment")
    }

    fn client() -> InHand {
        InHand {
            claimed: moment(NINE),
            to_staff: false,
            too_old: 3 * 86_400,
            of_a_deal: true,
            put_off: 0,
            day_over: false,
            doubtful: false,
        }
    }

    fn of_a_day() -> InHand {
        InHand {
            to_staff: true,
            of_a_deal: false,
            ..client()
        }
    }

    #[test]
    fn a_letter_of_a_deal_goes_back_into_its_queue_until_it_was_put_off_too_often() {
        let at = moment(NINE);
        let steps = [(at, Progress::Later("451 greylisted".to_owned()))];
        let because = |put_off| {
            let letter = InHand {
                put_off,
                ..client()
            };
            match next(letter, &steps, at) {
                Next::Miss(miss) => miss.because,
                next => panic!("{next:?}"),
            }
        };
        assert_eq!([0, 5].map(because), [MissCause::PutOff; 2]);
        assert_eq!(because(6), MissCause::GaveUp);
    }

    #[test]
    fn a_letter_that_is_put_off_waits_longer_each_time_and_then_needs_a_person() {
        let later = Progress::Later("451 greylisted".to_owned());
        let mut steps = Vec::new();
        let mut now = moment(NINE);
        let mut waited = Vec::new();
        let end = loop {
            steps.push((now, later.clone()));
            match next(of_a_day(), &steps, now) {
                Next::Wait { until, .. } => {
                    waited.push(now.seconds_until(until) / 60);
                    assert_eq!(next(of_a_day(), &steps, until), Next::Try);
                    now = until;
                }
                end => break end,
            }
        };
        assert_eq!(waited, [10, 30, 60, 180, 360, 720]);
        let said = Some("451 greylisted".to_owned());
        let because = MissCause::GaveUp;
        assert_eq!(
            end,
            Next::Miss(Miss {
                tried: now,
                because,
                said
            })
        );
    }

    #[test]
    fn of_a_letter_without_an_answer_nobody_knows_and_only_the_companys_own_people_get_it_again() {
        let steps = [(moment(NINE), Progress::Sending)];
        let unclear = next(client(), &steps, moment(NINE));
        assert!(matches!(
            unclear,
            Next::Miss(Miss {
                because: MissCause::Unclear,
                ..
            })
        ));
        let staff = InHand {
            to_staff: true,
            ..client()
        };
        assert_eq!(next(staff, &steps, moment(NINE)), Next::Try);
        let often = vec![(moment(NINE), Progress::Sending); UNHEARD];
        assert!(matches!(next(staff, &often, moment(NINE)), Next::Miss(_)));
    }

    #[test]
    fn after_an_outage_an_old_letter_does_not_leave_by_itself() {
        let now = moment("2026-11-26T09:00:01+03:00");
        assert_eq!(
            next(client(), &[], now),
            Next::Miss(Miss {
                tried: now,
                because: MissCause::TooOld,
                said: None
            })
        );
    }

    #[test]
    fn a_letter_whose_day_is_over_is_tried_no_more_however_far_it_came() {
        let of_yesterday = InHand {
            day_over: true,
            ..of_a_day()
        };
        let said = || "451 greylisted".to_owned();
        let at = moment(NINE);
        for steps in [
            vec![],
            vec![(at, Progress::Sending)],
            vec![(at, Progress::Later(said()))],
        ] {
            let next = next(of_yesterday, &steps, moment("2026-11-24T00:00:00+03:00"));
            let Next::Miss(miss) = next else {
                panic!("{steps:?}: {next:?}");
            };
            assert_eq!(miss.because, MissCause::DayOver, "{steps:?}");
        }
        let sent = [(at, Progress::Sending), (at, Progress::Sent)];
        assert_eq!(next(of_yesterday, &sent, at), Next::Sent { at });
    }

    #[test]
    fn where_steps_may_be_missing_a_client_does_not_get_a_letter_by_itself() {
        let doubtful = |letter| InHand {
            doubtful: true,
            ..letter
        };
        let Next::Miss(miss) = next(doubtful(client()), &[], moment(NINE)) else {
            panic!("it may have left");
        };
        assert_eq!(miss.because, MissCause::Unclear);
        assert_eq!(next(doubtful(of_a_day()), &[], moment(NINE)), Next::Try);
    }

    #[test]
    fn what_was_answered_holds() {
        let at = moment(NINE);
        let sent = [(at, Progress::Sending), (at, Progress::Sent)];
        assert_eq!(next(client(), &sent, at), Next::Sent { at });
        let refused = Progress::Refused("550 no such user".to_owned());
        let refused = [(at, refused)];
        assert!(matches!(
            next(client(), &refused, at),
            Next::Miss(Miss {
                because: MissCause::Refused,
                ..
            })
        ));
    }
}
