//! What the operating system gives: the clock, randomness, files that appear whole or not at all, and a place of its user
//! for what was seen of records. What differs between Windows, macOS and Linux comes from libraries made for it, and is used here and nowhere else.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Instant;

use jiff::Timestamp;
use ledger::Kdf;
use sha2::{Digest as _, Sha256};

use crate::error::Error;
use crate::ports::{Clock, Entropy, SeenHeads};
use crate::seen::Memory;

/// The computer's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place where the clock is read")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn kdf(&self) -> Kdf {
        static MEASURED: OnceLock<Kdf> = OnceLock::new();
        *MEASURED.get_or_init(|| {
            Kdf::calibrated(|kdf| {
                let begun = Instant::now();
                kdf.work();
                begun.elapsed()
            })
        })
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        getrandom::fill(bytes).map_err(io::Error::from)
    }
}

/// Has the system write no file of the program's memory when it crashes: what was typed and the store's key are in it.
/// Where the system refuses, or hands crashes to a program of its own, they are as safe as that keeps them.
pub fn leave_no_core() {
    #[cfg(unix)]
    {
        let nothing = rustix::process::Rlimit { current: Some(0), maximum: Some(0) };
        let _set = rustix::process::setrlimit(rustix::process::Resource::Core, nothing);
    }
}

/// Where the program keeps what belongs to the user of this computer, beside the user's other data. The window's system
/// names its own folder so, too.
const PROGRAM: &str = "gov.northamptonma.disclosure-gatekeeper";
/// Names another folder for what was seen of records; empty: nothing is kept or compared.
const SEEN: &str = "GATEKEEPER_SEEN";
/// What the file says of its form.
const SEEN_FORMAT: &str = "disclosure-gatekeeper-seen/1";

/// What was seen of records, as small files in the user's own data folder: one for each record and place. The window and
/// the command line read and write the same ones. A file holds the record's id, sizes, roots and moments; its name is a
/// digest, which tells neither the place nor the office.
#[derive(Debug, Clone)]
pub struct SeenFolder(Option<PathBuf>);

/// A file of [`SeenFolder`].
#[derive(serde::Serialize, serde::Deserialize)]
struct SeenFile<M> {
    format: String,
    desk: String,
    #[serde(flatten)]
    memory: M,
}

impl SeenFolder {
    /// The folder of the computer's user, or the one that `GATEKEEPER_SEEN` names. Where there is none, or it is named
    /// empty, nothing is remembered.
    #[must_use]
    pub fn of_this_user() -> Self {
        let named = std::env::var_os(SEEN).map(PathBuf::from);
        Self(match named {
            Some(folder) => Some(folder).filter(|folder| !folder.as_os_str().is_empty()),
            None => dirs::data_local_dir().map(|folder| folder.join(PROGRAM).join("seen")),
        })
    }

    /// A folder that is named here.
    #[must_use]
    pub const fn at(folder: PathBuf) -> Self {
        Self(Some(folder))
    }

    fn file(&self, desk: &str, record: &Path) -> io::Result<Option<PathBuf>> {
        let Some(folder) = &self.0 else { return Ok(None) };
        let place = fs::canonicalize(record)?;
        let digest = Sha256::new()
            .chain_update(desk)
            .chain_update([0])
            .chain_update(place.as_os_str().as_encoded_bytes())
            .finalize();
        let digits: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Ok(Some(folder.join(format!("{digits}.json"))))
    }
}

impl SeenHeads for SeenFolder {
    fn remembered(&self, desk: &str, record: &Path) -> io::Result<Option<Memory>> {
        let Some(file) = self.file(desk, record)? else { return Ok(None) };
        let bytes = match fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let not_ours = || io::Error::other("the file is not what the program writes");
        let kept: SeenFile<Memory> = serde_json::from_slice(&bytes).map_err(|_| not_ours())?;
        if kept.format == SEEN_FORMAT && kept.desk == desk { Ok(Some(kept.memory)) } else { Err(not_ours()) }
    }

    fn remember(&mut self, desk: &str, record: &Path, memory: &Memory) -> io::Result<()> {
        let Some(file) = self.file(desk, record)? else { return Ok(()) };
        let mut bytes =
            serde_json::to_vec_pretty(&SeenFile { format: SEEN_FORMAT.to_owned(), desk: desk.to_owned(), memory })?;
        bytes.push(b'\n');
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        put_for_its_owner(&file, &bytes)
    }
}

/// How the name of a file begins that is not finished yet.
const UNFINISHED: &str = ".unfinished-disclosure-report-";

/// Writes a set of files into a folder, which is made where it is missing. Each file appears whole, in the place of an
/// older one of its name; all are on the disk before the first appears.
///
/// # Errors
/// [`Error::File`]; then files of the set that did not appear yet do not appear, and older ones stay.
pub fn save_all(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Error> {
    let failed = |path: PathBuf| move |source: io::Error| Error::File { path, doing: "could not be written", source };
    fs::create_dir_all(folder).map_err(failed(folder.to_owned()))?;
    remove_unfinished(folder);
    let mut staged = Vec::with_capacity(files.len());
    for (name, bytes) in files {
        let path = folder.join(name);
        let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder).map_err(failed(path.clone()))?;
        file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed(path.clone()))?;
        staged.push((path, file));
    }
    for (path, file) in staged {
        share(&file).map_err(failed(path.clone()))?;
        file.persist(&path).map_err(|error| failed(path)(error.error))?;
    }
    sync_folder(folder).map_err(failed(folder.to_owned()))
}

/// Writes one file that nobody but its owner may read, whole or not at all, in the place of an older one.
///
/// # Errors
/// [`Error::File`]; then an older file of that name is still there.
pub fn save_for_its_owner(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    put_for_its_owner(file, bytes).map_err(|source| Error::File {
        path: file.to_owned(),
        doing: "could not be written",
        source,
    })
}

fn put_for_its_owner(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut staged = tempfile::Builder::new().prefix(".unfinished-").tempfile_in(folder)?;
    staged.write_all(bytes).and_then(|()| staged.as_file().sync_all())?;
    staged.persist(file).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// Writes one new file into a folder that is there, for its owner alone. It appears whole, and never in the place of
/// another.
///
/// # Errors
/// [`Error::File`]; then there is no new file.
pub fn save_new(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Error> {
    save_new_file(&folder.join(name), bytes)
}

/// As [`save_new`], by the file's path.
///
/// # Errors
/// [`Error::File`]; then there is no new file.
pub fn save_new_file(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |source: io::Error| Error::File { path: file.to_owned(), doing: "could not be written", source };
    // A bare name has a folder only in its absolute form.
    let place = std::path::absolute(file).map_err(failed)?;
    let folder = place.parent().ok_or_else(|| failed(io::ErrorKind::IsADirectory.into()))?;
    let mut staged = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    staged.write_all(bytes).and_then(|()| staged.as_file().sync_all()).map_err(failed)?;
    staged.persist_noclobber(&place).map_err(|error| failed(error.error))?;
    sync_folder(folder).map_err(failed)
}

/// What a killed report left behind. A file that cannot be removed is no reason not to write the report.
fn remove_unfinished(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A report is for others to read; a temporary file is made for its owner alone.
#[cfg(unix)]
fn share(file: &tempfile::NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn share(_: &tempfile::NamedTempFile) -> io::Result<()> {
    Ok(())
}

/// A new name survives a power cut only once its folder is on the disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
