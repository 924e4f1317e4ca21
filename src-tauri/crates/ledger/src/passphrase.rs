//! Officers' passphrases, and what a guess at one costs (Argon2id, RFC 9106).
//!
//! What must never enter here: a passphrase in the clear, in a file or a message.

use std::time::Duration;

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::Error;

/// An officer's passphrase. It cannot be printed, and its memory is wiped when it goes.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes over a passphrase.
    ///
    /// # Errors
    /// [`Error::EmptyPassphrase`] if it is empty: an empty key would mean no encryption.
    pub fn new(text: String) -> Result<Self, Error> {
        let passphrase = Self(Zeroizing::new(text));
        if passphrase.0.is_empty() { Err(Error::EmptyPassphrase) } else { Ok(passphrase) }
    }
}

/// What one guess at a passphrase costs (Argon2id, RFC 9106).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kdf {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// What a guess shall take on a computer, between 250 and 500 milliseconds.
const MIDDLE: Duration = Duration::from_millis(375);

impl Default for Kdf {
    /// The usual cost, and the least in production: 64 MiB, three passes, one lane (RFC 9106's second choice, on one
    /// thread).
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 }
    }
}

impl Kdf {
    /// What a guess shall cost on a computer: 250 to 500 milliseconds, and never less work than the usual cost, however
    /// slow the computer is. `cost` does the work of one guess with these parameters and says how long it took.
    pub fn calibrated(mut cost: impl FnMut(Self) -> Duration) -> Self {
        let usual = Self::default();
        // The better of two: something else may have had the computer during one.
        let one = cost(usual).min(cost(usual)).max(Duration::from_millis(1));
        let passes = MIDDLE.as_millis() * u128::from(usual.passes) / one.as_millis();
        let passes = u32::try_from(passes).unwrap_or(Self::WITHIN.passes).clamp(usual.passes, Self::WITHIN.passes);
        Self { passes, ..usual }
    }

    /// Does the work of one guess, for who measures it.
    pub fn work(self) {
        // What comes out opens nothing.
        let _unused = self.derive(&Passphrase(Zeroizing::new("measured".to_owned())), &[0; 16]);
    }

    /// Limits for what a file may ask of this machine: a crafted one must not take all memory or hours.
    const WITHIN: Self = Self { memory_kib: 1024 * 1024, passes: 64, lanes: 16 };

    pub(crate) fn derive(self, passphrase: &Passphrase, salt: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
        let within = self.memory_kib <= Self::WITHIN.memory_kib
            && self.passes <= Self::WITHIN.passes
            && self.lanes <= Self::WITHIN.lanes;
        if !within {
            return None;
        }
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok()?;
        let mut derived = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.0.as_bytes(), salt, &mut *derived)
            .ok()?;
        Some(derived)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::tests::{CHEAP, passphrase};

    #[test]
    fn a_guess_costs_a_quarter_to_half_a_second_and_never_less_work_than_usual() {
        let passes = |milliseconds_a_pass: u64| {
            let cost = |kdf: Kdf| Duration::from_millis(milliseconds_a_pass * u64::from(kdf.passes));
            let Kdf { memory_kib, passes, lanes } = Kdf::calibrated(cost);
            assert_eq!((memory_kib, lanes), (64 * 1024, 1));
            passes
        };
        for pace in [10, 30, 60, 90, 120] {
            let took = pace * u64::from(passes(pace));
            assert!((250..=500).contains(&took), "{took} ms at {pace} ms a pass");
        }
        assert_eq!(passes(400), 3, "a slow computer takes longer");
        assert_eq!(passes(0), 64, "a clock that measures nothing does not make it endless");
        assert!(Kdf { passes: passes(1), ..Kdf::default() }.derive(&passphrase("one"), &[0; 16]).is_some());
    }

    #[test]
    fn a_file_cannot_ask_for_all_the_memory_of_the_machine() {
        let greedy = Kdf { memory_kib: u32::MAX, ..CHEAP };
        assert!(greedy.derive(&passphrase("one"), &[0; 16]).is_none(), "4 TiB is refused before it is asked for");
    }
}
