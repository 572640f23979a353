/// How far the clocks of two machines may differ, in seconds.
const TOLERANCE: i64 = 600;

/// A clock that is ahead of the last commit by more than this is not believed, in seconds: it would make every letter too
/// old, and every later commit impossible.
const LEAP: i64 = 31 * 86_400;

/// Why the clock of a machine is not believed; both in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockDoubt {
    /// The last commit is later than now.
    Behind { seconds: i64 },
    /// The last commit is long ago.
    Ahead { seconds: i64 },
}

impl ClockDoubt {
    /// What is to be doubted of a clock beside the last commit; both in seconds of the Unix clock.
    pub fn of(last: i64, now: i64) -> Option<ClockDoubt> {
        let seconds = now.saturating_sub(last);
        match seconds {
            ..0 if seconds < -TOLERANCE => Some(ClockDoubt::Behind {
                seconds: seconds.saturating_neg(),
            }),
            _ if seconds > LEAP => Some(ClockDoubt::Ahead { seconds }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_believed_from_ten_minutes_before_the_last_commit_to_a_month_after_it() {
        let last = 1_795_000_000;
        let behind = |seconds| Some(ClockDoubt::Behind { seconds });
        let ahead = |seconds| Some(ClockDoubt::Ahead { seconds });
        for (now, doubt) in [
            (last - TOLERANCE - 1, behind(TOLERANCE + 1)),
            (last - TOLERANCE, None),
            (last + LEAP, None),
            (last + LEAP + 1, ahead(LEAP + 1)),
            (last + 3_652 * 86_400, ahead(3_652 * 86_400)),
        ] {
            assert_eq!(ClockDoubt::of(last, now), doubt, "{now}");
        }
    }
}
