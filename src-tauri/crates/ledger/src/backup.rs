//! A backup: one file with the sealed keys and a copy of the database, verified before it counts; and the way back.
//!
//! Both are encrypted as they are in the store, so the file may lie anywhere; the passphrase is needed to use it.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::ErrorCode;
use tar::{Archive, Builder, EntryType, Header};

use crate::connection;
use crate::event::DeskId;
use crate::note::{ClaimedHead, Heads};
use crate::record::Log;
use crate::store::{self, Store};
use crate::watch::{Watch, beside};
use crate::{Error, Passphrase, Problem, Progress, files, keys};

/// The most a key file can be: some thousand officers.
const KEYS_AT_MOST: u64 = 1024 * 1024;

/// What a backup was found to hold, read back and fully verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The office whose record it is.
    pub office: String,
    /// The heads as recomputed from its events.
    pub heads: Heads,
    /// The number of events in both logs.
    pub events: u64,
    /// The moment of its last entry.
    pub last_entry_at: Timestamp,
    /// Where the damaged store is that stood in its place.
    pub aside: Option<PathBuf>,
    store: DeskId,
}

/// How what a backup holds stands to the record that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It ends where the record ends.
    Same,
    /// The record continues from where it ends.
    Past,
    /// It is of this record, and ends where the record never was: the record was put back or rewritten since, or it was.
    Apart,
    /// It is of another record.
    Other,
}

impl Store {
    /// Writes a backup to one file, in place of an older one of that name. It is read back and fully verified before
    /// it takes that place. `progress` is asked as by [`Store::verify`].
    ///
    /// # Errors
    /// [`Error::NoBackup`], with the reason, and whether an older backup of that name is still there; [`Error::Stopped`],
    /// and then it is.
    pub fn backup(&self, file: &Path, progress: &mut Progress<'_>) -> Result<(), Error> {
        let file = files::absolute(file)?;
        self.write_backup(&file, progress).map_err(|reason| {
            if matches!(reason, Error::Stopped) {
                return reason;
            }
            Error::NoBackup { older: file.is_file(), reason: Box::new(reason) }
        })
    }

    /// As [`Store::backup`], with the reason alone.
    pub(crate) fn write_backup(&self, file: &Path, progress: &mut Progress<'_>) -> Result<(), Error> {
        // A missing folder is not made: it may be a stick that is not there, and a backup beside the store is none.
        if let Some(folder) = file.parent()
            && !folder.is_dir()
        {
            return Err(Error::writing(folder)(std::io::ErrorKind::NotFound.into()));
        }
        let partial = files::partial(file)?;
        let copy = files::partial(&partial)?;
        let made = self.copy_to(&copy, progress).and_then(|()| {
            let read_back = Self::reopen(&copy, &self.key, self.officer.0)?;
            let found = read_back.verify(&[], progress)?;
            drop(read_back);
            let same = self.heads(None)? == found.heads && self.access_head() == found.access;
            match found.problems.first() {
                None if same => Ok(()),
                None => Err(Error::BackupNotMade { what: "that the copy ends elsewhere than the record".to_owned() }),
                Some(problem) => Err(Error::BackupNotMade { what: clause(problem) }),
            }?;
            pack(&copy, &partial)?;
            compare(&partial, &copy)
        });
        files::discard(&copy);
        let placed = made.and_then(|()| {
            fs::rename(&partial, file).map_err(Error::writing(file))?;
            files::sync_parent(file)
        });
        placed.map_err(|error| {
            files::discard(&partial);
            // What failed is the backup, not the hidden place it was being made in.
            if let Error::File { doing, source, .. } = error {
                return Error::File { path: file.to_owned(), doing, source };
            }
            error
        })
    }

    /// A copy of the store as a folder.
    pub(crate) fn copy_to(&self, folder: &Path, progress: &mut Progress<'_>) -> Result<(), Error> {
        files::fresh_folder(folder)?;
        let target = connection::path(folder);
        let Some(name) = target.to_str() else {
            let what = "that the path has letters the database cannot write".to_owned();
            return Err(Error::BackupNotMade { what });
        };
        // The copy is made by a second connection: the first is not even able to attach another file.
        let mut source = connection::open(&self.folder, &self.key, self.mode_beside())?;
        source.pragma_update(None, "query_only", false)?;
        let mut watch = Watch::new(u64::try_from(self.end.events).unwrap_or_default(), progress);
        watch.stop().ends(&mut source)?;
        let written = std::thread::scope(|scope| {
            let copying = beside(scope, move || source.execute("VACUUM INTO ?1", [name]))?;
            watch.wait_for(copying)
        })?;
        let written = written.map_err(|_| Error::BackupNotMade { what: "that the copying broke off".to_owned() })?;
        written.map_err(|error| self.not_copied(error, folder))?;
        connection::refuse_plain(folder)?;
        self.keys.write(folder)
    }

    /// Why the database was not copied: the fault of the record, or of the place it was to be copied to.
    fn not_copied(&self, error: rusqlite::Error, to: &Path) -> Error {
        match error.sqlite_error_code() {
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => {
                Error::writing(to)(std::io::Error::other("the disk does not take it, or is not there any more"))
            }
            _ => Error::of_database(error, &self.folder),
        }
    }

    /// Restores a backup to a place of its own beside the store, verifies it there, and removes it again. `progress` is
    /// asked as by [`Store::verify`].
    ///
    /// # Errors
    /// As [`restore`]. Either way nothing of it stays.
    pub fn try_restore(
        &self,
        file: &Path,
        officer: Option<&str>,
        passphrase: &Passphrase,
        progress: &mut Progress<'_>,
    ) -> Result<Restored, Error> {
        let scratch = files::partial(&files::beside(&self.folder, "-trial")?)?;
        let tried = restore_to(&scratch, file, (officer, passphrase), progress);
        files::discard(&scratch);
        tried
    }

    /// How what a backup holds stands to this record.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn fit(&self, restored: &Restored) -> Result<Fit, Error> {
        if restored.store != self.keys.store() {
            return Ok(Fit::Other);
        }
        if restored.heads == self.heads(None)? {
            return Ok(Fit::Same);
        }
        for log in Log::ALL {
            if !self.has_had(&ClaimedHead::from(*restored.heads.of(log)))? {
                return Ok(Fit::Apart);
            }
        }
        Ok(Fit::Past)
    }
}

/// Puts the two files of a copy into one, with nothing in it that depends on the machine or the day.
fn pack(folder: &Path, file: &Path) -> Result<(), Error> {
    let mut archive = Builder::new(files::new_file(file)?);
    for name in [keys::FILE, connection::FILE] {
        let path = folder.join(name);
        let source = File::open(&path).map_err(Error::reading(&path))?;
        let mut header = Header::new_gnu();
        header.set_size(source.metadata().map_err(Error::reading(&path))?.len());
        header.set_mode(0o600);
        header.set_mtime(0);
        header.set_entry_type(EntryType::Regular);
        archive.append_data(&mut header, name, source).map_err(Error::writing(file))?;
    }
    let mut written = archive.into_inner().map_err(Error::writing(file))?;
    written.flush().and_then(|()| written.sync_all()).map_err(Error::writing(file))
}

/// Hands over exactly the two files of a backup with their sizes in bytes, and refuses whatever else it names.
fn parts(file: &Path, mut take: impl FnMut(&str, &mut dyn Read) -> Result<u64, Error>) -> Result<(), Error> {
    let mut archive = Archive::new(File::open(file).map_err(Error::reading(file))?);
    let mut expected = [keys::FILE, connection::FILE].into_iter();
    for entry in archive.entries().map_err(|_| broken("it cannot be read"))? {
        let mut entry = entry.map_err(|_| broken("it is cut off or not a backup"))?;
        let name = expected.next().ok_or_else(|| broken("it has more files than a backup"))?;
        let named = entry.path_bytes().as_ref() == name.as_bytes();
        if !named || entry.header().entry_type() != EntryType::Regular {
            return Err(broken("it is not a backup"));
        }
        if name == keys::FILE && entry.size() > KEYS_AT_MOST {
            return Err(broken("its key file is too large"));
        }
        let size = entry.size();
        if take(name, &mut entry)? != size {
            return Err(broken("it is cut off"));
        }
    }
    if expected.next().is_some() {
        return Err(broken("it is cut off or not a backup"));
    }
    Ok(())
}

fn broken(what: &str) -> Error {
    Error::BackupDamaged { what: what.to_owned() }
}

/// Takes the two files of a backup out of it.
fn unpack(file: &Path, folder: &Path) -> Result<(), Error> {
    parts(file, |name, entry| {
        let target = folder.join(name);
        let mut written = files::new_file(&target)?;
        let copied = each_piece(entry, |bytes| written.write_all(bytes).map_err(Error::writing(&target)))?;
        written.sync_all().map_err(Error::writing(&target))?;
        Ok(copied)
    })?;
    files::sync_folder(folder)
}

/// Reads a backup back: its two files are those of the folder, byte for byte.
fn compare(file: &Path, folder: &Path) -> Result<(), Error> {
    let differs = || Error::BackupNotMade { what: "that the disk gives back other bytes than were written".to_owned() };
    let compared = parts(file, |name, entry| {
        let path = folder.join(name);
        let mut wanted = File::open(&path).map_err(Error::reading(&path))?;
        let mut beside = Vec::new();
        let read = each_piece(entry, |bytes| {
            beside.resize(bytes.len(), 0);
            wanted.read_exact(&mut beside).map_err(|_| differs())?;
            if beside == bytes { Ok(()) } else { Err(differs()) }
        })?;
        let more = wanted.read(&mut [0]).map_err(Error::reading(&path))?;
        if more == 0 { Ok(read) } else { Err(differs()) }
    });
    compared.map_err(|error| if let Error::BackupDamaged { .. } = error { differs() } else { error })
}

/// Reads to the end, piece by piece, and gives the number of bytes. A source that cannot be read is told apart from what
/// becomes of the pieces.
fn each_piece(from: &mut dyn Read, mut take: impl FnMut(&[u8]) -> Result<(), Error>) -> Result<u64, Error> {
    let mut buffer = vec![0; 256 * 1024];
    let mut all = 0;
    loop {
        let read = from.read(&mut buffer).map_err(|_| broken("it is cut off"))?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { return Ok(all) };
        take(bytes)?;
        all += u64::try_from(read).unwrap_or_default();
    }
}

/// Makes a store from a backup, in a folder that is absent or empty. It is fully verified before it takes that place.
/// Where a damaged store stands, that is moved aside, as it is. `progress` is asked as by [`Store::verify`].
///
/// # Errors
/// [`Error::BackupDamaged`] if the file is no whole backup or does not verify; [`Error::BackupNotOpened`] and the other
/// errors of opening a store; [`Error::NotEmpty`] if a whole store stands there, or something else; [`Error::Stopped`].
/// Then the place is as it was.
pub fn restore(
    file: &Path,
    store: &Path,
    officer: Option<&str>,
    passphrase: &Passphrase,
    progress: &mut Progress<'_>,
) -> Result<Restored, Error> {
    let store = files::absolute(store)?;
    let replaces = match files::require_empty(&store) {
        Err(Error::NotEmpty { path }) => {
            if !is_damaged(&store, officer, passphrase, progress)? {
                return Err(Error::NotEmpty { path });
            }
            true
        }
        empty => {
            empty?;
            false
        }
    };
    let partial = files::partial(&store)?;
    let restored = restore_to(&partial, file, (officer, passphrase), progress).and_then(|restored| {
        let aside = if replaces { Some(files::move_aside(&store)?) } else { None };
        let placed = files::move_into_place(&partial, &store);
        if let (Err(_), Some(aside)) = (&placed, &aside) {
            // What stood there goes back; where it cannot, it is as whole beside its place.
            let _back = fs::rename(aside, &store);
        }
        placed.map(|()| Restored { aside, ..restored })
    });
    if restored.is_err() {
        files::discard(&partial);
    }
    restored
}

/// Is this a store, and does it not hold?
fn is_damaged(
    store: &Path,
    officer: Option<&str>,
    passphrase: &Passphrase,
    progress: &mut Progress<'_>,
) -> Result<bool, Error> {
    match Store::open_read_only(store, officer, passphrase) {
        Ok(opened) => Ok(!opened.verify(&[], progress)?.problems.is_empty()),
        Err(Error::Damaged { .. } | Error::KeysDamaged { .. }) => Ok(true),
        Err(Error::InUse { path }) => Err(Error::InUse { path }),
        Err(_) => Ok(false),
    }
}

/// Makes a store from a backup in place of whatever an interrupted run left there, and fully verifies it.
fn restore_to(
    folder: &Path,
    file: &Path,
    (officer, passphrase): (Option<&str>, &Passphrase),
    progress: &mut Progress<'_>,
) -> Result<Restored, Error> {
    files::fresh_folder(folder)?;
    unpack(file, folder)?;
    store::make_lock(folder)?;
    let opened = Store::open_read_only(folder, officer, passphrase).map_err(of_backup)?;
    let found = opened.verify(&[], progress)?;
    if let Some(problem) = found.problems.first() {
        return Err(Error::BackupDamaged { what: clause(problem) });
    }
    let restored = Restored {
        office: opened.office().to_owned(),
        heads: found.heads,
        events: found.events,
        last_entry_at: opened.last_entry_at()?,
        aside: None,
        store: opened.keys.store(),
    };
    drop(opened);
    files::sync_folder(folder)?;
    Ok(restored)
}

/// A finding as a part of another sentence.
pub(crate) fn clause(problem: &Problem) -> String {
    problem.what.trim_end_matches('.').to_owned()
}

/// What is wrong with what was unpacked is wrong with the backup: that is the file to look at, and it may be another
/// office's.
fn of_backup(error: Error) -> Error {
    if let Error::Damaged { path: _, what } = error {
        Error::BackupDamaged { what }
    } else if let Error::KeysDamaged { path: _ } = error {
        Error::BackupDamaged { what: "its key file is damaged".to_owned() }
    } else if matches!(error, Error::WrongPassphrase | Error::UnknownOfficer { .. }) {
        Error::BackupNotOpened
    } else {
        error
    }
}
