//! Who may open the store: officers, their passphrases, and the recovery sheet. The sealed keys stand beside the record;
//! the record says what was done to them, by whom and when.

use super::Act;
use crate::Error;
use crate::event::Event;
use crate::keys::{Kdf, Passphrase};
use crate::record::OfficerId;
use crate::recovery::RecoveryWords;
use crate::store::require_name;

impl Act<'_> {
    /// Gives another officer access with a passphrase of their own.
    ///
    /// # Errors
    /// [`Error::OfficerExists`] or [`Error::Name`].
    pub fn add_officer(&mut self, name: &str, passphrase: &Passphrase, kdf: Kdf) -> Result<OfficerId, Error> {
        require_name(name)?;
        let taken: bool =
            self.connection()
                .query_row("SELECT EXISTS (SELECT 1 FROM officer WHERE name = ?1)", [name], |row| row.get(0))?;
        if taken {
            return Err(Error::OfficerExists { name: name.to_owned() });
        }
        let id =
            self.connection().query_row("SELECT max(id) + 1 FROM officer", [], |row| Ok(OfficerId(row.get(0)?)))?;
        let keys = self.keys.get_or_insert_with(|| self.store.keys.clone());
        keys.wrap((id, name), &self.store.key, passphrase, kdf, self.entropy)?;
        self.record_officer(id, name)?;
        Ok(id)
    }

    pub(super) fn record_officer(&mut self, id: OfficerId, name: &str) -> Result<(), Error> {
        self.append(None, &Event::OfficerAdded { id, name: name.to_owned() })?;
        self.connection().execute("INSERT INTO officer (id, name) VALUES (?1, ?2)", (id.0, name))?;
        Ok(())
    }

    /// Seals the store's key with the words of a new recovery sheet. An earlier sheet opens nothing after that.
    ///
    /// # Errors
    /// [`Error::NoRandomness`], or if the store cannot be written.
    pub fn seal_recovery(&mut self, words: &RecoveryWords, kdf: Kdf) -> Result<(), Error> {
        let keys = self.keys.get_or_insert_with(|| self.store.keys.clone());
        keys.seal_recovery(&self.store.key, words, kdf, self.entropy)?;
        self.append(None, &Event::RecoverySheetMade {})
    }

    /// Gives the officer who opened the store another passphrase, for the one they know.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`] if they do not know it.
    pub fn change_passphrase(&mut self, old: &Passphrase, new: &Passphrase, kdf: Kdf) -> Result<(), Error> {
        self.store.require_passphrase(old)?;
        self.seal_for_officer(new, kdf)?;
        self.append(None, &Event::PassphraseChanged { officer: self.store.officer.0 })
    }

    /// Gives the officer for whom the store was opened with the recovery sheet a new passphrase.
    pub(crate) fn reset_passphrase(&mut self, new: &Passphrase, kdf: Kdf) -> Result<(), Error> {
        self.seal_for_officer(new, kdf)?;
        self.append(None, &Event::PassphraseReset { officer: self.store.officer.0 })
    }

    fn seal_for_officer(&mut self, passphrase: &Passphrase, kdf: Kdf) -> Result<(), Error> {
        let keys = self.keys.get_or_insert_with(|| self.store.keys.clone());
        let (id, name) = (self.store.officer.0, self.store.officer.1.as_str());
        keys.wrap((id, name), &self.store.key, passphrase, kdf, self.entropy)
    }
}
