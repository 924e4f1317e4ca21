//! A backup: one file with the sealed keys and a copy of the database, verified before it counts; and the way back.
//!
//! Both are encrypted as they are in the store, so the file may lie anywhere; the passphrase is needed to use it.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use tar::{Archive, Builder, EntryType, Header};

use crate::connection;
use crate::store::{self, Store};
use crate::{Error, Passphrase, Problem, Progress, Verification, files, keys};

/// The most a key file can be: some thousand officers.
const KEYS_AT_MOST: u64 = 1024 * 1024;

impl Store {
    /// Writes a backup to one file, in place of an older one of that name. It is read back and fully verified before
    /// it takes that place. `progress` is asked as by [`Store::verify`].
    ///
    /// # Errors
    /// [`Error::BackupNotMade`] if the copy does not verify, [`Error::DiskFull`] or [`Error::File`] if it cannot be
    /// written, [`Error::Stopped`]. An older backup of that name is then still there.
    pub fn backup(&self, file: &Path, progress: &mut Progress<'_>) -> Result<(), Error> {
        let file = files::absolute(file)?;
        // A missing folder is not made: it may be a stick that is not there, and a backup beside the store is none.
        if let Some(folder) = file.parent()
            && !folder.is_dir()
        {
            return Err(Error::writing(folder)(std::io::ErrorKind::NotFound.into()));
        }
        let partial = files::partial(&file)?;
        let copy = files::partial(&partial)?;
        let made = self.copy_to(&copy).and_then(|()| pack(&copy, &partial)).and_then(|()| {
            files::fresh_folder(&copy)?;
            unpack(&partial, &copy)?;
            let read_back = Self::reopen(&copy, &self.key, self.officer.0)?;
            let found = read_back.verify(&[], progress)?;
            let same = self.heads(None)? == found.heads;
            match found.problems.first() {
                None if same => Ok(()),
                None => Err(Error::BackupNotMade { what: "that the copy ends elsewhere than the record".to_owned() }),
                Some(problem) => Err(Error::BackupNotMade { what: clause(problem) }),
            }
        });
        files::discard(&copy);
        let placed = made.and_then(|()| {
            fs::rename(&partial, &file).map_err(Error::writing(&file))?;
            files::sync_parent(&file)
        });
        placed.map_err(|error| {
            files::discard(&partial);
            // What failed is the backup, not the hidden place it was being made in.
            if let Error::File { doing: "written", source, .. } = error {
                return Error::writing(&file)(source);
            }
            error
        })
    }

    /// A copy of the store as a folder.
    fn copy_to(&self, folder: &Path) -> Result<(), Error> {
        files::fresh_folder(folder)?;
        let target = connection::path(folder);
        let Some(name) = target.to_str() else {
            let what = "that the path has letters the database cannot write".to_owned();
            return Err(Error::BackupNotMade { what });
        };
        // The copy is made by a second connection: the first is not even able to attach another file.
        let source = connection::open(&self.folder, &self.key, self.mode_beside())?;
        source.pragma_update(None, "query_only", false)?;
        source.execute("VACUUM INTO ?1", [name]).map_err(|error| Error::of_database(error, folder))?;
        drop(source);
        connection::refuse_plain(folder)?;
        self.keys.write(folder)
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

/// Takes exactly the two files of a backup out of it, and nothing else, whatever else it names.
fn unpack(file: &Path, folder: &Path) -> Result<(), Error> {
    let broken = |what: &str| Error::BackupDamaged { what: what.to_owned() };
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
        let target = folder.join(name);
        let mut written = files::new_file(&target)?;
        let size = entry.size();
        let copied = copy(&mut entry, &mut written, &target)?;
        if copied != size {
            return Err(broken("it is cut off"));
        }
        written.sync_all().map_err(Error::writing(&target))?;
    }
    if expected.next().is_some() {
        return Err(broken("it is cut off or not a backup"));
    }
    files::sync_folder(folder)
}

/// Copies all bytes, and tells a source that cannot be read from a target that cannot be written.
fn copy(from: &mut impl Read, to: &mut File, target: &Path) -> Result<u64, Error> {
    let mut buffer = vec![0; 256 * 1024];
    let mut copied = 0;
    loop {
        let read = from.read(&mut buffer).map_err(|_| Error::BackupDamaged { what: "it is cut off".to_owned() })?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { return Ok(copied) };
        to.write_all(bytes).map_err(Error::writing(target))?;
        copied += u64::try_from(read).unwrap_or_default();
    }
}

/// A store that was made from a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What its check found; nothing in it fails to hold.
    pub verification: Verification,
    /// Where the damaged store is that stood in its place.
    pub aside: Option<PathBuf>,
}

/// Makes a store from a backup, in a folder that is absent or empty. It is fully verified before it takes that place.
/// Where a damaged store stands, that is moved aside, as it is. `progress` is asked as by [`Store::verify`].
///
/// # Errors
/// [`Error::BackupDamaged`] if the file is no whole backup or does not verify; [`Error::WrongPassphrase`] and the other
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
    files::fresh_folder(&partial)?;
    let restored = unpack(file, &partial).and_then(|()| {
        store::make_lock(&partial)?;
        let opened = Store::open_read_only(&partial, officer, passphrase).map_err(of_backup)?;
        let found = opened.verify(&[], progress)?;
        drop(opened);
        if let Some(problem) = found.problems.first() {
            return Err(Error::BackupDamaged { what: clause(problem) });
        }
        files::sync_folder(&partial)?;
        let aside = if replaces { Some(files::move_aside(&store)?) } else { None };
        let placed = files::move_into_place(&partial, &store);
        if let (Err(_), Some(aside)) = (&placed, &aside) {
            // What stood there goes back; where it cannot, it is as whole beside its place.
            let _back = fs::rename(aside, &store);
        }
        placed.map(|()| Restored { verification: found, aside })
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

/// A finding as a part of another sentence.
fn clause(problem: &Problem) -> String {
    problem.what.trim_end_matches('.').to_owned()
}

/// Damage in what was unpacked is damage of the backup: that is the file to look at.
fn of_backup(error: Error) -> Error {
    if let Error::Damaged { path: _, what } = error {
        Error::BackupDamaged { what }
    } else if let Error::KeysDamaged { path: _ } = error {
        Error::BackupDamaged { what: "its key file is damaged".to_owned() }
    } else {
        error
    }
}
