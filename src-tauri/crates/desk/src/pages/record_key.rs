//! The record under another key: after an officer has left, what they may have kept of it opens nothing that comes later.
//!
//! For whom it was last done is kept beside the record like a setting: it only says when the page calls for it again.

use std::collections::BTreeSet;

use ledger::{NewKey, RecoveryWords, local_date};

use super::contract;
use super::opening::Secret;
use super::recovery::RecoverySheet;
use crate::error::Error;
use crate::office::Desk;
use crate::ports::Progress;
use crate::roles::Duty;
use crate::settings::{keep, kept};

/// The numbers of the officers who had left when the record got its key.
const LEFT_BEFORE: &str = "left_before_the_key";

contract! {
    /// Who may have kept the key that the record has.
    pub struct RecordKey {
        /// The names of those who have left since the record got it.
        pub left_since: Vec<String>,
        /// May the officer at this desk change it?
        pub may_change: bool,
    }
}

impl Desk {
    /// Who may have kept the key that the record has.
    ///
    /// # Errors
    /// What the store says.
    pub fn record_key(&self) -> Result<RecordKey, Error> {
        let before: BTreeSet<u32> = kept(&self.store, LEFT_BEFORE)?.unwrap_or_default();
        let officers = self.store.officer_list()?.into_iter();
        Ok(RecordKey {
            left_since: officers
                .filter(|officer| officer.left && !before.contains(&officer.id.0))
                .map(|officer| officer.name)
                .collect(),
            may_change: self.role()?.may(Duty::Office),
        })
    }

    /// Encrypts the record anew, with another key, for the officer who knows the passphrase. The sheet that comes back opens
    /// it; an earlier one does not any more.
    ///
    /// # Errors
    /// [`Error::NotTheRole`]; [`ledger::Error::WrongPassphrase`], or what the store says. Then the record has the key that
    /// it had.
    pub fn change_record_key(
        &mut self,
        passphrase: &Secret,
        progress: &mut dyn Progress,
    ) -> Result<RecoverySheet, Error> {
        self.require(Duty::Office)?;
        let words = RecoveryWords::random(self.entropy.as_mut())?;
        let now = self.clock.now();
        let new = NewKey { passphrase: &passphrase.passphrase()?, words: &words, kdf: self.clock.kdf() };
        self.store.change_key(&new, now, self.entropy.as_mut(), &mut |done, of| progress.at(done, of))?;
        let left: BTreeSet<u32> =
            self.store.officer_list()?.into_iter().filter(|officer| officer.left).map(|officer| officer.id.0).collect();
        // The sheet is shown whatever becomes of this: without it, the page calls for a new key once more.
        let _noted = keep(&mut self.store, LEFT_BEFORE, &left);
        Ok(RecoverySheet::of(self.office(), &local_date(now).to_string(), &words))
    }
}
