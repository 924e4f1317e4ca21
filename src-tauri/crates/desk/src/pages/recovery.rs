//! The recovery sheet, and officers' passphrases: what opens the record when a passphrase is lost.
//!
//! The words of a sheet are shown once, on the sheet, and kept nowhere. What must never enter here: a copy of them that
//! is not overwritten when it is dropped.

use std::path::Path;

use ledger::{RecoveryWords, Store, local_date};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::contract;
use super::opening::{Secret, Strength, measured};
use crate::error::Error;
use crate::office::Desk;
use crate::ports::{Clock, Entropy};
use crate::roles::Duty;
use crate::{Founding, Passphrase};

contract! {
    /// What opens this record, besides the passphrase of who works on it.
    pub struct Access {
        /// Was a recovery sheet made?
        pub recovery_sheet: bool,
    }
}

/// A recovery sheet, as it is shown once.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RecoverySheet {
    /// The office whose record it opens.
    pub office: String,
    /// The civil date in New York on which it was made.
    pub made: String,
    /// The words, in their order.
    #[cfg_attr(feature = "typescript", ts(as = "Vec<String>"))]
    pub words: Zeroizing<Vec<String>>,
    /// What the words open.
    pub opens: String,
    /// How the sheet is kept.
    pub keep: Vec<String>,
}

/// What opens the record again when a passphrase is lost.
#[derive(Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Recovering {
    /// The words of the recovery sheet.
    pub words: Secret,
    /// The officer who gets a new passphrase.
    pub officer: String,
    /// The new passphrase.
    pub passphrase: Secret,
}

/// A new passphrase for the officer who works at the desk.
#[derive(Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NewPassphrase {
    /// The passphrase so far.
    pub old: Secret,
    /// The new one.
    pub passphrase: Secret,
}

/// What the words open.
const OPENS: &str = "These words, in this order, open the record of this office without a passphrase. Whoever holds them \
                     can give any officer a new passphrase, and read everything.";
/// How the sheet is kept.
const KEEP: [&str; 4] = [
    "Keep it on paper, in a safe to which two people have access. Do not photograph it, and do not send it.",
    "If it is kept as a file, keep the file on a stick in the safe, and not on this computer.",
    "To use it, choose “Open with the recovery sheet” where the desk is locked. The record tells that it was used.",
    "If somebody may have seen it, make a new sheet under Settings. From then on, this one opens the record no more; it \
     still opens backups that were made before.",
];

impl RecoverySheet {
    pub(super) fn of(office: &str, made: &str, words: &RecoveryWords) -> Self {
        Self {
            office: office.to_owned(),
            made: made.to_owned(),
            words: Zeroizing::new(words.words().map(str::to_owned).collect()),
            opens: OPENS.to_owned(),
            keep: KEEP.map(str::to_owned).to_vec(),
        }
    }

    /// The sheet as plain text, for a file.
    #[must_use]
    pub fn text(&self) -> Zeroizing<String> {
        // Long enough for the whole sheet: the text never moves, and leaves no copy of the words behind.
        let mut text = Zeroizing::new(String::with_capacity(4096 + self.office.len()));
        let mut line = |words: &str| {
            text.push_str(words);
            text.push_str("\r\n");
        };
        line("RECOVERY SHEET");
        line("Disclosure Gatekeeper, City of Northampton, Massachusetts");
        line("");
        for (label, value) in [("Office: ", &self.office), ("Made:   ", &self.made)] {
            line(&[label, value.as_str()].concat());
        }
        line("");
        for (place, word) in self.words.iter().enumerate() {
            line(&Zeroizing::new(format!("{:>4}. {word}", place + 1)));
        }
        line("");
        line(&self.opens);
        for sentence in &self.keep {
            line("");
            line(sentence);
        }
        text
    }
}

impl Desk {
    /// Makes a new, encrypted store with its first officer and a recovery sheet. `save` puts the sheet in place, before
    /// there is a store that it opens.
    ///
    /// # Errors
    /// What `save` says, or the store. Then no store was made; the sheet that was saved opens nothing.
    pub fn found_with_sheet(
        store: &Path,
        founding: &Founding,
        passphrase: &Passphrase,
        clock: &dyn Clock,
        entropy: &mut dyn Entropy,
        save: impl FnOnce(&str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let words = RecoveryWords::random(entropy)?;
        let now = clock.now();
        save(&RecoverySheet::of(&founding.office, &local_date(now).to_string(), &words).text())?;
        Ok(Store::create_with_sheet(store, founding, passphrase, &words, now, entropy)?)
    }

    /// What opens this record.
    #[must_use]
    pub fn access(&self) -> Access {
        Access { recovery_sheet: self.store.has_recovery_sheet() }
    }

    /// Makes a recovery sheet, for the officer who knows the passphrase. An earlier sheet opens nothing after that.
    ///
    /// # Errors
    /// [`ledger::Error::WrongPassphrase`], or what the store says. Then an earlier sheet still holds.
    pub fn make_recovery_sheet(&mut self, passphrase: &Secret) -> Result<RecoverySheet, Error> {
        self.require(Duty::Office)?;
        self.store.require_passphrase(&passphrase.passphrase()?)?;
        let words = RecoveryWords::random(self.entropy.as_mut())?;
        let now = self.clock.now();
        let mut act = self.store.begin(now, self.entropy.as_mut())?;
        act.seal_recovery(&words, self.clock.kdf())?;
        act.commit()?;
        Ok(RecoverySheet::of(self.office(), &local_date(now).to_string(), &words))
    }

    /// Gives the officer who works at the desk another passphrase.
    ///
    /// # Errors
    /// [`Error::WeakPassphrase`]; [`ledger::Error::WrongPassphrase`] if the old one is not right. Then the old one holds.
    pub fn change_passphrase(&mut self, new: &NewPassphrase) -> Result<(), Error> {
        strong_enough(&new.passphrase, &[self.office(), self.store.officer().1])?;
        let (old, passphrase) = (new.old.passphrase()?, new.passphrase.passphrase()?);
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        act.change_passphrase(&old, &passphrase, self.clock.kdf())?;
        Ok(act.commit()?)
    }

    /// Gives an officer a new passphrase with the words of the recovery sheet, and opens the desk for that officer.
    ///
    /// # Errors
    /// [`Error::WeakPassphrase`]; or what the store says of the words. Then the officer's passphrase is what it was.
    pub fn recover(
        folder: &Path,
        ask: &Recovering,
        clock: Box<dyn Clock>,
        mut entropy: Box<dyn Entropy>,
    ) -> Result<Self, Error> {
        let words = RecoveryWords::read(ask.words.text())?;
        strong_enough(&ask.passphrase, &[&ask.officer])?;
        let passphrase = ask.passphrase.passphrase()?;
        let new = (&passphrase, clock.kdf());
        let store = Store::recover(folder, &ask.officer, &words, new, clock.now(), entropy.as_mut())?;
        Self::at(store, clock, entropy)
    }
}

fn strong_enough(passphrase: &Secret, names: &[&str]) -> Result<(), Error> {
    let Strength { score: _, enough, advice } = measured(passphrase, names);
    if enough { Ok(()) } else { Err(Error::WeakPassphrase { advice }) }
}
