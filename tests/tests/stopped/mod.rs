//! What a desk in a test works through: a clock that stands, bytes that are the same in every run, and a key that is
//! derived at once.

use std::io;

use desk::Timestamp;
use desk::ledger::Kdf;
use desk::ports::{Clock, Entropy};

/// The cheapest key derivation that Argon2id has, so that no test waits.
pub const CHEAP: Kdf = Kdf { memory_kib: 64, passes: 1, lanes: 1 };

/// A clock that stands at a moment.
pub struct StoppedClock(pub Timestamp);

impl Clock for StoppedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// Bytes that look random, and are the same in every run (xorshift).
#[derive(Clone)]
pub struct Seeded(pub u64);

impl Seeded {
    /// The next number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % bound
    }
}

impl Entropy for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        bytes.fill_with(|| u8::try_from(self.below(256)).unwrap());
        Ok(())
    }
}
