//! How long an open desk stays open: until nobody has touched it for the idle time, or the computer slept.
//!
//! What is unlocked outlives neither, whatever the page does. Two clocks are asked: the wall clock goes on while the
//! computer sleeps, the steady one cannot be set back by anybody.

use std::time::Duration;

use desk::Timestamp;
use desk::ports::Clock;

/// How often the watch looks.
pub(crate) const EVERY: Duration = Duration::from_secs(2);
/// Between two looks lies no more than this, and the two clocks differ by no more: unless the computer slept.
const AWAKE: Duration = Duration::from_secs(20);

/// After so long without a touch, or half of a shorter idle time, the desk is quiet. The page tells of keys and pointer
/// once a minute, so that a minute alone would not do.
const QUIET: Duration = Duration::from_secs(120);

/// A moment on both clocks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) wall: Timestamp,
    /// Since the program began.
    pub(crate) steady: Duration,
}

impl Moment {
    /// How much later this moment is, by each clock; a wall clock that was set back counts as much as one set forward.
    fn since(self, earlier: Self) -> (Duration, Duration) {
        (self.wall.duration_since(earlier.wall).unsigned_abs(), self.steady.saturating_sub(earlier.steady))
    }
}

/// Where a moment comes from.
pub(crate) trait Times: Send + Sync {
    /// Now.
    fn now(&self) -> Moment;
}

/// The computer's clocks.
pub(crate) struct SystemTimes(std::time::Instant);

impl SystemTimes {
    pub(crate) fn new() -> Self {
        Self(std::time::Instant::now())
    }
}

impl Times for SystemTimes {
    fn now(&self) -> Moment {
        Moment { wall: desk::host::SystemClock.now(), steady: self.0.elapsed() }
    }
}

/// The watch over the desk.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Watch {
    /// Nobody has opened it.
    Locked,
    /// Somebody works at it.
    Open {
        /// When it was last touched.
        touched: Moment,
        /// When the watch last looked.
        looked: Moment,
        /// How long it stays open without a touch.
        idle: Duration,
    },
    /// It is being locked: what was being written may still be kept, and nothing else is done.
    Locking,
}

impl Watch {
    /// Somebody opens the desk.
    pub(crate) fn open(now: Moment, idle: Duration) -> Self {
        Self::Open { touched: now, looked: now, idle }
    }

    /// Looks at the clocks. Does the desk stay open? Once it does not, it is being locked.
    pub(crate) fn look(&mut self, now: Moment) -> bool {
        match self {
            Self::Open { touched, looked, idle } => {
                let (wall, steady) = now.since(*looked);
                let slept = steady > AWAKE || wall.abs_diff(steady) > AWAKE;
                let untouched = now.since(*touched).1;
                if slept || untouched >= *idle {
                    *self = Self::Locking;
                    return false;
                }
                *looked = now;
                true
            }
            Self::Locked | Self::Locking => false,
        }
    }

    /// Somebody touches the desk. Is it open? A touch does not open what should have been locked before it.
    pub(crate) fn touch(&mut self, now: Moment) -> bool {
        let open = self.look(now);
        if let Self::Open { touched, .. } = self {
            *touched = now;
        }
        open
    }

    /// Since when nobody has touched the open desk, if that is long enough to call it quiet: the time of the last touch
    /// by the steady clock.
    pub(crate) fn quiet_since(&self, now: Moment) -> Option<Duration> {
        match self {
            Self::Open { touched, idle, .. } => {
                let quiet = now.since(*touched).1 >= QUIET.min(*idle / 2);
                quiet.then_some(touched.steady)
            }
            Self::Locked | Self::Locking => None,
        }
    }

    /// Somebody locks the desk.
    pub(crate) fn lock(&mut self) {
        if let Self::Open { .. } = self {
            *self = Self::Locking;
        }
    }

    /// The idle time is another from now on.
    pub(crate) fn stay(&mut self, as_long: Duration) {
        if let Self::Open { idle, .. } = self {
            *idle = as_long;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDLE: Duration = Duration::from_secs(600);

    fn at(wall: i64, steady: u64) -> Moment {
        Moment { wall: Timestamp::from_second(1_790_000_000 + wall).unwrap(), steady: Duration::from_secs(steady) }
    }

    /// Looks every two seconds; both clocks go on.
    fn looks(watch: &mut Watch, from: u64, to: u64) -> bool {
        (from..=to).step_by(2).all(|second| watch.look(at(second.cast_signed(), second)))
    }

    #[test]
    fn without_a_touch_the_desk_locks_after_the_idle_time_and_not_before() {
        let mut watch = Watch::open(at(0, 0), IDLE);
        assert!(looks(&mut watch, 2, 598));
        assert!(!watch.look(at(600, 600)));
        assert!(matches!(watch, Watch::Locking));
    }

    #[test]
    fn a_touch_begins_the_idle_time_again() {
        let mut watch = Watch::open(at(0, 0), IDLE);
        assert!(looks(&mut watch, 2, 500));
        assert!(watch.touch(at(501, 501)));
        assert!(looks(&mut watch, 502, 1100));
        assert!(!watch.look(at(1102, 1102)));
    }

    #[test]
    fn a_touch_that_comes_too_late_opens_nothing() {
        let mut watch = Watch::open(at(0, 0), IDLE);
        assert!(looks(&mut watch, 2, 598));
        assert!(!watch.touch(at(601, 601)), "the watch had not looked yet; the touch finds the desk locked");
        assert!(!watch.touch(at(602, 602)));
    }

    #[test]
    fn sleep_locks_whether_or_not_the_steady_clock_slept_too() {
        for (awake, what) in [(at(3602, 2), "the steady clock stood still"), (at(3602, 3602), "it went on")] {
            let mut watch = Watch::open(at(0, 0), Duration::from_secs(10_000));
            assert!(!watch.look(awake), "{what}");
            let mut watch = Watch::open(at(0, 0), Duration::from_secs(10_000));
            assert!(!watch.touch(awake), "{what}; the first touch after waking does not open it again");
        }
    }

    #[test]
    fn a_wall_clock_that_is_set_locks_and_one_that_drifts_does_not() {
        for set in [300, -300] {
            let mut watch = Watch::open(at(0, 0), IDLE);
            assert!(!watch.look(at(set, 2)), "set by {set} seconds");
        }
        let mut watch = Watch::open(at(0, 0), IDLE);
        assert!(watch.look(at(3, 2)), "put right by a second");
    }

    #[test]
    fn another_idle_time_counts_at_once() {
        let mut watch = Watch::open(at(0, 0), IDLE);
        assert!(looks(&mut watch, 2, 100));
        watch.stay(Duration::from_secs(60));
        assert!(!watch.look(at(102, 102)));
    }

    #[test]
    fn a_desk_is_quiet_after_two_minutes_or_half_of_a_shorter_idle_time() {
        let mut watch = Watch::open(at(0, 0), IDLE);
        assert!(watch.touch(at(10, 10)));
        assert_eq!(watch.quiet_since(at(128, 128)), None);
        assert_eq!(watch.quiet_since(at(130, 130)), Some(Duration::from_secs(10)));
        watch.stay(Duration::from_secs(60));
        assert_eq!(watch.quiet_since(at(40, 40)), Some(Duration::from_secs(10)));
        watch.lock();
        assert_eq!(watch.quiet_since(at(130, 130)), None, "a desk that is being locked is left alone");
    }

    #[test]
    fn a_locked_desk_stays_locked() {
        for mut watch in [Watch::Locked, Watch::Locking] {
            assert!(!watch.look(at(2, 2)));
            assert!(!watch.touch(at(2, 2)));
        }
    }
}
