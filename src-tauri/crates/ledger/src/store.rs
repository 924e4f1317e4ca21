//! A store: made, opened, closed. One process at a time, one writer.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use ed25519_dalek::SigningKey;
use jiff::Timestamp;
use rusqlite::Connection;
use zeroize::Zeroizing;

use crate::access_log::AccessEnd;
use crate::act::Act;
use crate::connection::{self, Mode, optional};
use crate::event::{Body, DeskId, Event, PublicKey};
use crate::keys::{Entropy, KeyFile, Opened, StoreKey};
use crate::merkle::Frontier;
use crate::officer::{Known, Officers};
use crate::passphrase::{Kdf, Passphrase};
use crate::record::{Log, OfficerId};
use crate::recovery::RecoveryWords;
use crate::{Error, files, rekeying, schema, tables};

/// The name of the file that is locked while the store is open.
const LOCK: &str = "lock";

/// What a new store is made from.
#[derive(Debug, Clone)]
pub struct Founding {
    /// The office that keeps the record.
    pub office: String,
    /// Its first officer.
    pub officer: String,
    /// What a guess at a passphrase shall cost.
    pub kdf: Kdf,
}

/// An open store. Nobody else can open it until this is dropped.
pub struct Store {
    // Fields are dropped in this order: the database is closed before the lock is given up.
    pub(crate) connection: Connection,
    pub(crate) key: StoreKey,
    pub(crate) keys: KeyFile,
    /// The desk's key, which signs every head.
    pub(crate) signing: SigningKey,
    /// What the officer who opened it signs with, where the record knows a key of theirs.
    pub(crate) signer: Option<SigningKey>,
    pub(crate) folder: PathBuf,
    pub(crate) mode: Mode,
    pub(crate) office: String,
    pub(crate) officer: (OfficerId, String),
    pub(crate) end: End,
    /// Was the log beside the database gone when it was opened, and its index still there?
    pub(crate) without_its_log: bool,
    _lock: Option<File>,
}

/// Where the record ends: what the next event continues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct End {
    /// The number of events in both logs.
    pub(crate) events: i64,
    /// The time of the last one, in microseconds since 1970, UTC.
    pub(crate) at: i64,
    /// The number of requests.
    pub(crate) requests: i64,
    /// The number of items in both ledgers.
    pub(crate) entries: i64,
    pub(crate) disclosure: Frontier,
    pub(crate) exchange: Frontier,
    /// Where the access log ends, which no ledger knows of.
    pub(crate) access: AccessEnd,
}

impl End {
    const EMPTY: Self = Self {
        events: 0,
        at: i64::MIN,
        requests: 0,
        entries: 0,
        disclosure: Frontier::EMPTY,
        exchange: Frontier::EMPTY,
        access: AccessEnd::EMPTY,
    };

    pub(crate) const fn of(&self, log: Log) -> &Frontier {
        match log {
            Log::Disclosure => &self.disclosure,
            Log::StatusExchange => &self.exchange,
        }
    }

    pub(crate) const fn of_mut(&mut self, log: Log) -> &mut Frontier {
        match log {
            Log::Disclosure => &mut self.disclosure,
            Log::StatusExchange => &mut self.exchange,
        }
    }
}

impl Store {
    /// Makes a new store with its first officer, in a folder that is absent or empty: all of it or nothing.
    ///
    /// # Errors
    /// [`Error::NotEmpty`] if something is there; [`Error::File`] or [`Error::DiskFull`] if it cannot be written.
    pub fn create(
        path: &Path,
        founding: &Founding,
        passphrase: &Passphrase,
        at: Timestamp,
        entropy: &mut dyn Entropy,
    ) -> Result<(), Error> {
        Self::create_with(path, founding, passphrase, None, at, entropy)
    }

    /// As [`Store::create`], with a recovery sheet of these words.
    ///
    /// # Errors
    /// As [`Store::create`].
    pub fn create_with_sheet(
        path: &Path,
        founding: &Founding,
        passphrase: &Passphrase,
        words: &RecoveryWords,
        at: Timestamp,
        entropy: &mut dyn Entropy,
    ) -> Result<(), Error> {
        Self::create_with(path, founding, passphrase, Some(words), at, entropy)
    }

    fn create_with(
        path: &Path,
        founding: &Founding,
        passphrase: &Passphrase,
        sheet: Option<&RecoveryWords>,
        at: Timestamp,
        entropy: &mut dyn Entropy,
    ) -> Result<(), Error> {
        let path = files::absolute(path)?;
        require_name(&founding.office)?;
        require_name(&founding.officer)?;
        files::require_empty(&path)?;
        let partial = files::partial(&path)?;
        files::fresh_folder(&partial)?;
        let made = Self::found(&partial, founding, passphrase, sheet, at, entropy)
            .and_then(|()| files::move_into_place(&partial, &path));
        if made.is_err() {
            files::discard(&partial);
        }
        made
    }

    fn found(
        folder: &Path,
        founding: &Founding,
        passphrase: &Passphrase,
        sheet: Option<&RecoveryWords>,
        at: Timestamp,
        entropy: &mut dyn Entropy,
    ) -> Result<(), Error> {
        make_lock(folder)?;
        let lock = lock(folder, Mode::Write)?;
        let key = StoreKey::random(entropy)?;
        let mut desk = DeskId([0; 8]);
        entropy.fill(&mut desk.0).map_err(Error::NoRandomness)?;
        let first = OfficerId(1);
        let signer = random_signer(entropy)?;
        let mut keys = KeyFile::new(desk, &key);
        keys.wrap((first, &founding.officer), (&key, &[&signer]), passphrase, founding.kdf, entropy)?;
        keys.write(folder)?;

        files::new_file(&connection::path(folder))?;
        let mut connection = connection::open(folder, &key, Mode::Migrate)?;
        schema::migrate(&mut connection, folder)?;
        let signing = random_signer(entropy)?;
        connection
            .execute("INSERT INTO signing_key (id, seed) VALUES (1, ?1)", [&signing.as_bytes()[..]])
            .map_err(|error| Error::of_database(error, folder))?;
        let mut store = Self {
            connection,
            key,
            keys,
            signing,
            signer: Some(signer),
            folder: folder.to_owned(),
            mode: Mode::Write,
            office: founding.office.clone(),
            officer: (first, founding.officer.clone()),
            end: End::EMPTY,
            without_its_log: false,
            _lock: lock,
        };
        let mut act = store.begin(at, entropy)?;
        act.found(&founding.office, first, &founding.officer)?;
        if let Some(words) = sheet {
            act.seal_recovery(words, founding.kdf)?;
        }
        act.commit()?;
        drop(store);
        connection::refuse_plain(folder)?;
        files::sync_file(&connection::path(folder))?;
        files::sync_folder(folder)
    }

    /// Opens a store to read and append. Without an officer's name, the only officer is meant.
    ///
    /// # Errors
    /// [`Error::NoStore`], [`Error::InUse`], [`Error::WrongPassphrase`], [`Error::WhichOfficer`], [`Error::Damaged`],
    /// [`Error::KeysDamaged`] or [`Error::Newer`]: each tells what to do.
    pub fn open(path: &Path, officer: Option<&str>, passphrase: &Passphrase) -> Result<Self, Error> {
        Self::unlock(path, officer, passphrase, Mode::Write)
    }

    /// Opens a store to read it, and changes no byte of any file in its folder.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_read_only(path: &Path, officer: Option<&str>, passphrase: &Passphrase) -> Result<Self, Error> {
        Self::unlock(path, officer, passphrase, Mode::Read)
    }

    fn unlock(path: &Path, officer: Option<&str>, passphrase: &Passphrase, mode: Mode) -> Result<Self, Error> {
        let folder = files::absolute(path)?;
        let lock = lock(&folder, mode)?;
        let (keys, id, opened) = rekeying::own_keys(&folder, |keys| keys.unwrap(&folder, officer, passphrase))?;
        let store = Self::load(folder, lock, keys, opened, id, mode)?;
        store.require_known_signer()?;
        Ok(store)
    }

    /// Gives an officer a new passphrase with the words of the recovery sheet, and opens the store for that officer. That
    /// it happened is in the record.
    ///
    /// # Errors
    /// [`Error::NoRecoverySheet`], [`Error::OtherRecoverySheet`], [`Error::UnknownOfficer`], or as [`Store::open`]. Then
    /// the officer's passphrase is what it was.
    pub fn recover(
        path: &Path,
        officer: &str,
        words: &RecoveryWords,
        (new, kdf): (&Passphrase, Kdf),
        at: Timestamp,
        entropy: &mut dyn Entropy,
    ) -> Result<Self, Error> {
        let folder = files::absolute(path)?;
        let lock = lock(&folder, Mode::Write)?;
        let (keys, id, opened) = rekeying::own_keys(&folder, |keys| keys.recover(&folder, officer, words))?;
        let mut store = Self::load(folder, lock, keys, opened, id, Mode::Write)?;
        let mut act = store.begin(at, entropy)?;
        act.reset_passphrase(new, kdf)?;
        act.commit()?;
        Ok(store)
    }

    /// Is this the passphrase of the officer who opened the store?
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`] if it is not.
    pub fn require_passphrase(&self, passphrase: &Passphrase) -> Result<(), Error> {
        self.keys.unwrap(&self.folder, Some(&self.officer.1), passphrase).map(|_| ())
    }

    /// Was a recovery sheet made for this store?
    #[must_use]
    pub const fn has_recovery_sheet(&self) -> bool {
        self.keys.has_recovery()
    }

    /// Opens a store whose key is known: a copy just made, which is looked at again before it counts.
    pub(crate) fn reopen(path: &Path, key: &StoreKey, officer: OfficerId) -> Result<Self, Error> {
        let folder = files::absolute(path)?;
        let lock = lock(&folder, Mode::Read)?;
        let keys = KeyFile::read(&folder)?;
        Self::load(folder, lock, keys, Opened { key: key.clone(), signers: Vec::new() }, officer, Mode::Read)
    }

    pub(crate) fn load(
        folder: PathBuf,
        lock: Option<File>,
        keys: KeyFile,
        Opened { key, signers }: Opened,
        officer: OfficerId,
        mode: Mode,
    ) -> Result<Self, Error> {
        let without_its_log = connection::log_is_gone(&folder);
        let mut connection = connection::open(&folder, &key, mode)?;
        if mode == Mode::Write && schema::version(&connection, &folder)? < schema::VERSION {
            connection = connection::open(&folder, &key, Mode::Migrate)?;
            schema::migrate(&mut connection, &folder)?;
            connection = connection::open(&folder, &key, Mode::Write)?;
        }
        if mode == Mode::Write && connection::has_log_left_behind(&folder) {
            connection::take_log_in(&connection).map_err(|error| Error::of_database(error, &folder))?;
        }
        schema::require_readable(&connection, &folder)?;
        let damaged = |what: &str| Error::Damaged { path: folder.clone(), what: what.to_owned() };
        let in_store = |error| Error::of_database(error, &folder);
        let office: Option<String> =
            optional(connection.query_row("SELECT name FROM office", [], |row| row.get(0))).map_err(in_store)?;
        let version = schema::version(&connection, &folder)?;
        let officers = Officers::read(&connection, version).map_err(in_store)?;
        let seed: Option<[u8; 32]> =
            optional(connection.query_row("SELECT seed FROM signing_key", [], |row| row.get(0))).map_err(in_store)?;
        let office = office.ok_or_else(|| damaged("it names no office"))?;
        // A key that was sealed for an officer whose entry was never recorded: the power went between the two.
        let Some(Known { name, key: public, left, .. }) = officers.get(officer).cloned() else {
            return Err(damaged("this officer's entry was never finished; ask another officer"));
        };
        // And one whose leaving was recorded, and the power went before the sealed key was gone.
        if left {
            return Err(Error::UnknownOfficer { name });
        }
        let signer = signers.into_iter().find(|signer| public == Some(PublicKey::of(signer)));
        let seed = Zeroizing::new(seed.ok_or_else(|| damaged("its signing key is missing"))?);
        let end = end(&connection)
            .map_err(in_store)?
            .ok_or_else(|| damaged("the end of a log cannot be read; `verify` tells which"))?;
        let mut store = Self {
            connection,
            key,
            keys,
            signing: SigningKey::from_bytes(&seed),
            signer,
            folder,
            mode,
            office,
            officer: (officer, name),
            end,
            without_its_log,
            _lock: lock,
        };
        if mode == Mode::Write {
            rekeying::settle(&store.folder, &store.keys)?;
            store.drop_leavers()?;
            // Where the power went before the end of an act that destroys.
            let _done = store.sweep();
        }
        Ok(store)
    }

    /// Drops the sealed keys of officers who have left. Those of officers whose entry was never finished stay: the next
    /// attempt to add them replaces them.
    pub(crate) fn drop_leavers(&mut self) -> Result<(), Error> {
        let officers = self.known_officers()?;
        let mut keys = self.keys.clone();
        if keys.keep_only(|id| officers.get(id).is_none_or(|known| !known.left)) {
            keys.write(&self.folder)?;
            self.keys = keys;
        }
        Ok(())
    }

    /// Who writes must be able to sign. Reading needs no more than the store's key.
    fn require_known_signer(&self) -> Result<(), Error> {
        let known = self.known_officers()?.get(self.officer.0).is_some_and(|known| known.key.is_some());
        if known && self.signer.is_none() && self.mode == Mode::Write { Err(Error::OtherSigner) } else { Ok(()) }
    }

    /// The same store, opened anew by the same officer: only to read it, or to append again.
    ///
    /// # Errors
    /// As [`Store::open`]; then the store is closed.
    pub fn opened_anew(self, read_only: bool) -> Result<Self, Error> {
        let mode = if read_only { Mode::Read } else { Mode::Write };
        let (folder, officer) = (self.folder.clone(), self.officer.0);
        let opened = Opened { key: self.key.clone(), signers: self.signer.clone().into_iter().collect() };
        let without_its_log = self.without_its_log;
        drop(self);
        let lock = lock(&folder, mode)?;
        let keys = KeyFile::read(&folder)?;
        let mut anew = Self::load(folder, lock, keys, opened, officer, mode)?;
        // What was found before must not be forgotten because the database was opened in between.
        anew.without_its_log |= without_its_log;
        Ok(anew)
    }

    /// Was it opened only to be read?
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.mode == Mode::Read
    }

    /// The office that keeps the record.
    #[must_use]
    pub fn office(&self) -> &str {
        &self.office
    }

    /// The names of the officers who may open the store in this folder. Nothing is opened for it.
    ///
    /// # Errors
    /// [`Error::NoStore`], [`Error::KeysDamaged`] or [`Error::File`].
    pub fn officers_of(path: &Path) -> Result<Vec<String>, Error> {
        let folder = files::absolute(path)?;
        if !fs::exists(connection::path(&folder)).unwrap_or(false) {
            return Err(Error::NoStore { path: folder });
        }
        Ok(KeyFile::read(&folder)?.names())
    }

    /// The names of the officers, in the order they were added.
    #[must_use]
    pub fn officers(&self) -> Vec<String> {
        self.keys.names()
    }

    /// The folder the store is in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The officer who opened the store.
    #[must_use]
    pub fn officer(&self) -> (OfficerId, &str) {
        (self.officer.0, &self.officer.1)
    }

    /// How another connection is opened while this one is.
    pub(crate) fn mode_beside(&self) -> Mode {
        if self.mode == Mode::Read { Mode::Read } else { Mode::Beside }
    }

    /// Begins an act: everything in it is kept together when it is committed, and nothing of it otherwise.
    ///
    /// `at` is when it happens; the record never goes back, so an earlier time than the last entry's counts as that.
    ///
    /// # Errors
    /// [`Error::ReadOnly`] if the store was opened for reading.
    pub fn begin<'s>(&'s mut self, at: Timestamp, entropy: &'s mut dyn Entropy) -> Result<Act<'s>, Error> {
        if self.mode == Mode::Read { Err(Error::ReadOnly) } else { Act::begin(self, at, entropy) }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if self.mode != Mode::Read {
            // The log goes into the database, so that nothing is left beside it. If that fails, the log stays and is
            // read at the next opening: nothing is lost.
            let _kept = connection::take_log_in(&self.connection);
        }
    }
}

/// A name of an office or officer: on one line, neither empty nor endless.
pub(crate) fn require_name(name: &str) -> Result<(), Error> {
    let fits = !name.trim().is_empty() && name.chars().count() <= 100 && !name.chars().any(char::is_control);
    if fits { Ok(()) } else { Err(Error::Name) }
}

/// A new key for somebody to sign with.
pub(crate) fn random_signer(entropy: &mut dyn Entropy) -> Result<SigningKey, Error> {
    let mut seed = Zeroizing::new([0; 32]);
    entropy.fill(&mut *seed).map_err(Error::NoRandomness)?;
    Ok(SigningKey::from_bytes(&seed))
}

/// Makes the file that is locked while the store is open.
pub(crate) fn make_lock(folder: &Path) -> Result<(), Error> {
    files::new_file(&folder.join(LOCK))?.sync_all().map_err(Error::writing(folder))
}

/// Takes the store's lock, for as long as the file is held. A store without a lock file, copied together by hand, gets
/// one when it is opened for writing; reading it makes none, and so locks nobody out.
fn lock(folder: &Path, mode: Mode) -> Result<Option<File>, Error> {
    let no_store = || Error::NoStore { path: folder.to_owned() };
    if !folder.is_dir() {
        return Err(no_store());
    }
    let path = folder.join(LOCK);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if !fs::exists(connection::path(folder)).unwrap_or(false) {
                return Err(no_store());
            }
            if mode == Mode::Read {
                return Ok(None);
            }
            files::new_file(&path)?
        }
        Err(error) => return Err(Error::reading(&path)(error)),
    };
    for _ in 0..LOCK_TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
            Err(TryLockError::Error(error)) => return Err(Error::reading(&path)(error)),
        }
    }
    Err(Error::InUse { path: folder.to_owned() })
}

/// How often and how far apart the lock is tried: a process that is just being started holds it for some milliseconds
/// after its parent has let go, and so may a virus scanner.
const LOCK_TRIES: u32 = 10;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// Reads where the record ends; `None` if its last event or a frontier is not what the program writes.
pub(crate) fn end(connection: &Connection) -> rusqlite::Result<Option<End>> {
    let last: Option<(i64, Vec<u8>)> = optional(connection.query_row(
        "SELECT id, body FROM (SELECT * FROM (SELECT id, body FROM disclosure_event ORDER BY id DESC LIMIT 1) \
         UNION ALL SELECT * FROM (SELECT id, body FROM exchange_event ORDER BY id DESC LIMIT 1)) ORDER BY id DESC LIMIT 1",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    ))?;
    let body = last.and_then(|(id, body)| Some((id, serde_json::from_slice::<Body<Event>>(&body).ok()?.at)));
    let (requests, entries) = connection.query_row(
        "SELECT (SELECT coalesce(max(id), 0) FROM request), \
         max((SELECT coalesce(max(entry), 0) FROM item), (SELECT coalesce(max(entry), 0) FROM exchange))",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let disclosure = tables::frontier(connection, Log::Disclosure)?;
    let exchange = tables::frontier(connection, Log::StatusExchange)?;
    let access = AccessEnd::read(connection)?;
    Ok(body.zip(disclosure.zip(exchange)).map(|((events, at), (disclosure, exchange))| End {
        events,
        at,
        requests,
        entries,
        disclosure,
        exchange,
        access,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_can_be_handed_to_another_thread() {
        fn is_send<T: Send>() {}
        is_send::<Store>();
    }
}
