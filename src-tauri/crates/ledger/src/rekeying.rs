//! The record under another key, after an officer has left who may have kept the one it had.
//!
//! It is encrypted anew as a copy, verified, and put in the place of the record: never in place. Database and key file are
//! two files, and no disk renames both at once. So the new key file is written beside the old one first, then the database
//! takes its place, then the key file. Where the power goes in between, both key files are there, and the database tells
//! which of them is its own.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::Connection;

use crate::connection::{self, Mode};
use crate::keys::{Entropy, KeyFile, Opened, StoreKey};
use crate::passphrase::{Kdf, Passphrase};
use crate::record::OfficerId;
use crate::recovery::RecoveryWords;
use crate::store::{self, Store};
use crate::{Error, Progress, backup, files};

/// Who changes the key, and what opens the record afterwards beside the passphrases of all officers.
pub struct NewKey<'a> {
    /// The passphrase of the officer who opened the store.
    pub passphrase: &'a Passphrase,
    /// The words of a new recovery sheet: an earlier one opens nothing any more.
    pub words: &'a RecoveryWords,
    /// What a guess at either shall cost.
    pub kdf: Kdf,
}

impl Store {
    /// Gives the record another key. Every officer's passphrase stays; the recovery sheet becomes a new one. There must be
    /// room for a second copy of the record on its disk. `progress` is asked as by [`Store::verify`].
    ///
    /// # Errors
    /// [`Error::ReadOnly`]; [`Error::WrongPassphrase`]; [`Error::NoKeyOfTheirOwn`]; [`Error::KeyNotChanged`] with the reason;
    /// [`Error::Stopped`]. Then the record is as it was. [`Error::KeyChangedNotOpened`]: it has its new key.
    pub fn change_key(
        &mut self,
        new: &NewKey<'_>,
        at: Timestamp,
        entropy: &mut dyn Entropy,
        progress: &mut Progress<'_>,
    ) -> Result<(), Error> {
        if self.mode == Mode::Read {
            return Err(Error::ReadOnly);
        }
        self.require_passphrase(new.passphrase)?;
        let key = StoreKey::random(entropy)?;
        let keys = self.keys_for(&key, new, entropy)?;
        let copy = place_of_copy(&self.folder)?;
        let changed = self
            .copy_under(&copy, (&key, &keys), at, entropy, progress)
            .and_then(|()| self.take_place_of(&copy, &keys));
        files::discard(&copy);
        changed.map_err(|reason| {
            if matches!(reason, Error::Stopped) { reason } else { Error::KeyNotChanged { reason: Box::new(reason) } }
        })?;
        // From here on the record has its new key, whatever becomes of the rest.
        self.reopen_under(key, keys).map_err(|reason| Error::KeyChangedNotOpened { reason: Box::new(reason) })
    }

    /// The key file for another key: sealed with the passphrase of who is here, handed to everybody else.
    fn keys_for(&self, key: &StoreKey, new: &NewKey<'_>, entropy: &mut dyn Entropy) -> Result<KeyFile, Error> {
        let mut keys = KeyFile::new(self.keys.store(), key);
        let mut without = Vec::new();
        for (id, known) in self.known_officers()?.present() {
            if id == self.officer.0 {
                let signers: Vec<_> = self.signer.iter().collect();
                keys.wrap((id, &known.name), (key, &signers), new.passphrase, new.kdf, entropy)?;
            } else if let Some(public) = &known.key {
                keys.hand(key, (&self.keys, id), public, entropy)?;
            } else {
                without.push(known.name.clone());
            }
        }
        if !without.is_empty() {
            return Err(Error::NoKeyOfTheirOwn { names: without });
        }
        keys.seal_recovery(key, new.words, new.kdf, entropy)?;
        Ok(keys)
    }

    /// A copy of the record under another key, with the entry that says so, fully verified.
    fn copy_under(
        &self,
        copy: &Path,
        (key, keys): (&StoreKey, &KeyFile),
        at: Timestamp,
        entropy: &mut dyn Entropy,
        progress: &mut Progress<'_>,
    ) -> Result<(), Error> {
        self.copy_to(copy, progress)?;
        connection::encrypt_anew(copy, &self.key, key)?;
        keys.write(copy)?;
        let differs = |what: &str| Error::BackupNotMade { what: what.to_owned() };
        let signers = self.signer.clone().into_iter().collect();
        let opened = Opened { key: key.clone(), signers };
        let mut store = Self::load(copy.to_owned(), None, keys.clone(), opened, self.officer.0, Mode::Write)?;
        if store.end != self.end {
            return Err(differs("that the copy ends elsewhere than the record"));
        }
        let mut act = store.begin(at, entropy)?;
        act.record_new_key()?;
        act.commit()?;
        let end = store.end.clone();
        drop(store);
        store::make_lock(copy)?;
        let read_back = Self::reopen(copy, key, self.officer.0)?;
        let found = read_back.verify(&[], progress)?;
        if let Some(problem) = found.problems.first() {
            return Err(differs(&backup::clause(problem)));
        }
        if read_back.end != end {
            return Err(differs("that the copy ends elsewhere than it was written to"));
        }
        drop(read_back);
        files::sync_file(&connection::path(copy))
    }

    /// Puts the copy's database and its keys in the place of the store's.
    fn take_place_of(&mut self, copy: &Path, keys: &KeyFile) -> Result<(), Error> {
        keys.write_next(&self.folder)?;
        let exchanged = self.close_database().and_then(|()| {
            let database = connection::path(&self.folder);
            fs::rename(connection::path(copy), &database).map_err(Error::writing(&database))
        });
        if let Err(error) = exchanged {
            // What is left of the attempt is put away by the next opening, if not now.
            let _gone = KeyFile::drop_next(&self.folder);
            self.connection = connection::open(&self.folder, &self.key, self.mode)?;
            return Err(error);
        }
        // What cannot be finished now is finished by the next opening.
        let _finished = files::sync_folder(&self.folder).and_then(|()| KeyFile::take_place(&self.folder));
        Ok(())
    }

    /// Opens the database that took the place of the one before.
    fn reopen_under(&mut self, key: StoreKey, keys: KeyFile) -> Result<(), Error> {
        self.connection = connection::open(&self.folder, &key, self.mode)?;
        self.key = key;
        self.keys = keys;
        if let Some(end) = store::end(&self.connection)? {
            self.end = end;
        }
        Ok(())
    }

    /// Closes the database with everything in it: nothing is left in the log beside it.
    fn close_database(&mut self) -> Result<(), Error> {
        let nothing = Connection::open_in_memory()?;
        let closing = std::mem::replace(&mut self.connection, nothing);
        if let Err((connection, error)) = closing.close() {
            drop(connection);
            return Err(Error::of_database(error, &self.folder));
        }
        if connection::has_log_left_behind(&self.folder) {
            return Err(Error::writing(&self.folder)(std::io::Error::other("its log could not be taken in")));
        }
        Ok(())
    }
}

/// Where the copy is made: beside the record, on its disk.
fn place_of_copy(folder: &Path) -> Result<PathBuf, Error> {
    files::partial(&files::beside(folder, "-new-key")?)
}

/// The key file that is the store's, and what `open` opens of it. Where the power went while the record got another key,
/// the database tells which of the two it is.
///
/// # Errors
/// What `open` says, or if a file cannot be read.
pub(crate) fn own_keys(
    folder: &Path,
    open: impl Fn(&KeyFile) -> Result<(OfficerId, Opened), Error>,
) -> Result<(KeyFile, OfficerId, Opened), Error> {
    let keys = KeyFile::read(folder)?;
    if let Some(next) = KeyFile::read_next(folder)?
        && let Ok((id, opened)) = open(&next)
        && connection::opens(folder, &opened.key)
    {
        return Ok((next, id, opened));
    }
    let (id, opened) = open(&keys)?;
    Ok((keys, id, opened))
}

/// Ends what the power had cut short: one key file is left, that of the database that was opened with `keys`, and no copy.
pub(crate) fn settle(folder: &Path, keys: &KeyFile) -> Result<(), Error> {
    let copy = place_of_copy(folder)?;
    if copy.is_dir() {
        files::discard(&copy);
    }
    match KeyFile::read_next(folder)? {
        Some(next) if next == *keys => KeyFile::take_place(folder),
        Some(_) => KeyFile::drop_next(folder),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::tests::{CHEAP, Counting, passphrase};
    use crate::store::Founding;
    use crate::{Log, Term, to_the_end};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    fn words(from: u64) -> RecoveryWords {
        RecoveryWords::random(&mut Counting(from)).unwrap()
    }

    /// A record of three officers with passphrases of their own, and a sheet.
    fn office(folder: &tempfile::TempDir) -> PathBuf {
        let path = folder.path().join("record");
        let founding = Founding { office: "City Clerk".to_owned(), officer: "Ada".to_owned(), kdf: CHEAP };
        Store::create_with_sheet(&path, &founding, &passphrase("one"), &words(900), at(0), &mut Counting(0)).unwrap();
        for (name, given, own) in [("Ben", "given-b", "two"), ("Cy", "given-c", "three")] {
            let mut store = Store::open(&path, Some("Ada"), &passphrase("one")).unwrap();
            let mut entropy = Counting(u64::from(name.as_bytes()[0]) * 100);
            let mut act = store.begin(at(1), &mut entropy).unwrap();
            act.add_officer(name, Term::from_static("clerk"), &passphrase(given), CHEAP).unwrap();
            act.commit().unwrap();
            drop(store);
            let mut store = Store::open(&path, Some(name), &passphrase(given)).unwrap();
            let mut act = store.begin(at(2), &mut entropy).unwrap();
            act.change_passphrase(&passphrase(given), &passphrase(own), CHEAP).unwrap();
            act.commit().unwrap();
        }
        path
    }

    fn change(store: &mut Store, sheet: &RecoveryWords) -> Result<(), Error> {
        let new = NewKey { passphrase: &passphrase("one"), words: sheet, kdf: CHEAP };
        store.change_key(&new, at(9), &mut Counting(5000), &mut to_the_end)
    }

    fn opened(path: &Path, name: &str, own: &str) -> Result<Store, Error> {
        Store::open(path, Some(name), &passphrase(own))
    }

    fn holds(store: &Store) {
        let found = store.verify(&[], &mut to_the_end).unwrap();
        assert_eq!(found.problems, []);
    }

    fn names_in(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn who_has_left_opens_nothing_with_what_they_kept_and_everybody_else_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = office(&folder);
        let kept = opened(&path, "Cy", "three").unwrap().key.clone();
        let mut store = opened(&path, "Ada", "one").unwrap();
        let mut entropy = Counting(4000);
        let mut act = store.begin(at(5), &mut entropy).unwrap();
        act.officer_left(OfficerId(3)).unwrap();
        act.commit().unwrap();
        assert!(connection::opens(&path, &kept), "the key that they kept still opens the record");
        let before = store.heads(None).unwrap();
        change(&mut store, &words(700)).unwrap();
        holds(&store);
        for log in Log::ALL {
            assert!(store.has_had(&(*before.of(log)).into()).unwrap(), "the record goes on from where it was");
        }
        // It goes on at once, without being opened again.
        let mut act = store.begin(at(10), &mut entropy).unwrap();
        act.change_role(OfficerId(2), Term::from_static("reviewer")).unwrap();
        act.commit().unwrap();
        drop(store);

        assert!(!connection::opens(&path, &kept), "and now it opens nothing");
        assert!(matches!(opened(&path, "Cy", "three"), Err(Error::UnknownOfficer { .. })));
        let mut ben = opened(&path, "Ben", "two").unwrap();
        holds(&ben);
        // Ben signs as before, and may choose another passphrase.
        let mut act = ben.begin(at(11), &mut entropy).unwrap();
        act.change_passphrase(&passphrase("two"), &passphrase("four"), CHEAP).unwrap();
        act.commit().unwrap();
        drop(ben);
        holds(&opened(&path, "Ben", "four").unwrap());
        assert_eq!(names_in(&path), ["keys.json", "ledger.db", "lock"]);
        assert_eq!(names_in(folder.path()), ["record"], "nothing of the copy is left");
    }

    #[test]
    fn the_sheet_from_before_opens_nothing_and_the_new_one_does() {
        let folder = tempfile::tempdir().unwrap();
        let path = office(&folder);
        let (before, after) = (words(900), words(700));
        change(&mut opened(&path, "Ada", "one").unwrap(), &after).unwrap();
        let new = passphrase("five");
        let refused = Store::recover(&path, "Ben", &before, (&new, CHEAP), at(12), &mut Counting(1));
        assert!(matches!(refused, Err(Error::OtherRecoverySheet)));
        holds(&Store::recover(&path, "Ben", &after, (&new, CHEAP), at(12), &mut Counting(6000)).unwrap());
        holds(&opened(&path, "Ben", "five").unwrap());
    }

    #[test]
    fn the_power_may_go_at_any_moment_of_the_exchange() {
        for (cut, is_new) in [("after the keys are beside", false), ("after the database", true)] {
            let folder = tempfile::tempdir().unwrap();
            let path = office(&folder);
            let before = fs::read(path.join("keys.json")).unwrap();
            let database = fs::read(path.join("ledger.db")).unwrap();
            change(&mut opened(&path, "Ada", "one").unwrap(), &words(700)).unwrap();
            fs::rename(path.join("keys.json"), path.join("keys.next.json")).unwrap();
            fs::write(path.join("keys.json"), &before).unwrap();
            fs::create_dir(folder.path().join(".record-new-key.partial")).unwrap();
            if !is_new {
                fs::write(path.join("ledger.db"), &database).unwrap();
            }
            // Reading changes nothing, and finds it.
            let read = Store::open_read_only(&path, Some("Ben"), &passphrase("two")).unwrap();
            holds(&read);
            drop(read);
            assert_eq!(names_in(&path), ["keys.json", "keys.next.json", "ledger.db", "lock"], "{cut}");
            let refused = opened(&path, "Ben", "three");
            assert!(matches!(refused, Err(Error::WrongPassphrase)), "{cut}: a wrong passphrase is that and no damage");
            // Each sheet opens what it is for.
            let sheet = if is_new { words(700) } else { words(900) };
            let new = passphrase("five");
            holds(&Store::recover(&path, "Ben", &sheet, (&new, CHEAP), at(12), &mut Counting(6000)).unwrap());
            assert_eq!(names_in(&path), ["keys.json", "ledger.db", "lock"], "{cut}: the next opening ended it");
            assert_eq!(names_in(folder.path()), ["record"], "{cut}: and took away what was left of the copy");
            for (name, own) in [("Ada", "one"), ("Ben", "five"), ("Cy", "three")] {
                holds(&opened(&path, name, own).unwrap());
            }
        }
    }

    #[test]
    fn an_attempt_that_is_stopped_or_fails_leaves_the_record_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = office(&folder);
        let mut store = opened(&path, "Ada", "one").unwrap();
        let sheet = words(700);
        let new = NewKey { passphrase: &passphrase("one"), words: &sheet, kdf: CHEAP };
        let stopped = store.change_key(&new, at(9), &mut Counting(1), &mut |_, _| std::ops::ControlFlow::Break(()));
        assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
        let wrong = NewKey { passphrase: &passphrase("two"), ..new };
        let refused = store.change_key(&wrong, at(9), &mut Counting(1), &mut to_the_end);
        assert!(matches!(refused, Err(Error::WrongPassphrase)));
        // And whoever only reads changes nothing.
        drop(store);
        let mut reading = Store::open_read_only(&path, Some("Ada"), &passphrase("one")).unwrap();
        assert!(matches!(change(&mut reading, &sheet), Err(Error::ReadOnly)));
        drop(reading);
        let mut store = opened(&path, "Ada", "one").unwrap();
        // Something stands in the copy's place that cannot go.
        let in_the_way = folder.path().join(".record-new-key.partial");
        fs::write(&in_the_way, "a file").unwrap();
        assert!(matches!(change(&mut store, &sheet), Err(Error::KeyNotChanged { .. })));
        holds(&store);
        let mut entropy = Counting(8000);
        let mut act = store.begin(at(10), &mut entropy).unwrap();
        act.change_role(OfficerId(2), Term::from_static("reviewer")).unwrap();
        act.commit().unwrap();
        drop(store);
        holds(&opened(&path, "Cy", "three").unwrap());
    }
}
