//! Wrong passphrases at this desk: each further one waits longer. Nothing is ever wiped, and the right one ends it.
//!
//! This holds somebody up who tries at the keyboard. Who has copied the files is held up by the cost of each guess alone.
//! What must never enter here: what was typed, or for whom.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How many may be wrong before the next one waits: fingers slip.
const FREE: u32 = 3;
/// The first wait.
const FIRST: SignedDuration = SignedDuration::from_secs(5);
/// The longest.
const LONGEST: SignedDuration = SignedDuration::from_mins(15);

/// The wrong passphrases since the last right one. A host keeps it outside the record, so that it survives a restart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tries {
    /// How many there were.
    wrong: u32,
    /// When the last one was, by the computer's clock; or when the clock was found to have been turned back since.
    last: Option<Timestamp>,
}

impl Tries {
    /// Reads what a host kept. Bytes that are none of ours count as one try too many: to take the file away or to spoil
    /// it must not be the faster way.
    #[must_use]
    pub fn read(kept: Option<&[u8]>) -> Self {
        kept.map_or_else(Self::default, |bytes| {
            serde_json::from_slice(bytes).unwrap_or(Self { wrong: FREE, last: None })
        })
    }

    /// What a host keeps.
    #[must_use]
    pub fn to_bytes(self) -> Vec<u8> {
        serde_json::to_vec(&self).unwrap_or_default()
    }

    /// How long the next try has to wait; `None`: not at all. A clock that was turned back begins the wait again, so that
    /// it is never longer than it was, and never shorter.
    pub fn wait(&mut self, now: Timestamp) -> Option<SignedDuration> {
        let delay = self.delay()?;
        let last = *self.last.get_or_insert(now);
        if now < last {
            self.last = Some(now);
            return Some(delay);
        }
        let left = delay.checked_sub(now.duration_since(last))?;
        left.is_positive().then_some(left)
    }

    /// A passphrase was wrong.
    pub fn was_wrong(&mut self, now: Timestamp) {
        *self = Self { wrong: self.wrong.saturating_add(1), last: Some(now) };
    }

    /// It was right: those before are forgotten.
    pub fn was_right(&mut self) {
        *self = Self::default();
    }

    fn delay(self) -> Option<SignedDuration> {
        let doublings = self.wrong.checked_sub(FREE)?;
        let factor = 1_i32.checked_shl(doublings).filter(|factor| *factor > 0).unwrap_or(i32::MAX);
        Some(FIRST.checked_mul(factor).map_or(LONGEST, |delay| delay.min(LONGEST)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    fn wrong(times: u32) -> Tries {
        Tries { wrong: times, last: Some(at(0)) }
    }

    fn seconds(tries: &mut Tries, now: i64) -> i64 {
        tries.wait(at(now)).map_or(0, |wait| wait.as_secs())
    }

    #[test]
    fn the_wait_grows_and_has_an_end() {
        let waits: Vec<i64> = (0..14).map(|times| seconds(&mut wrong(times), 0)).collect();
        assert_eq!(waits, [0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]);
        assert_eq!(seconds(&mut wrong(u32::MAX), 0), 900);
    }

    #[test]
    fn it_passes_with_time_and_ends_with_the_right_one() {
        let mut tries = wrong(3);
        tries.was_wrong(at(0));
        assert_eq!([seconds(&mut tries, 3), seconds(&mut tries, 9), seconds(&mut tries, 10)], [7, 1, 0]);
        tries.was_right();
        assert_eq!(tries, Tries::default());
    }

    #[test]
    fn a_restart_or_a_changed_clock_does_not_shorten_it() {
        let mut tries = Tries::read(Some(&wrong(5).to_bytes()));
        assert_eq!(seconds(&mut tries, -86_400), 20, "turned back a day");
        assert_eq!(seconds(&mut tries, -86_400 + 15), 5, "it runs from there, and not a day longer");
        assert_eq!(seconds(&mut Tries::read(Some(b"{}x")), 0), 5, "a spoilt file is no way around it");
        assert_eq!(Tries::read(None), Tries::default());
    }
}
