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
use tempfile::NamedTempFile;

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
/// [`Error::File`]; then none of the set is there, and the older ones are. Should the power go meanwhile, each file is the
/// whole new one or the whole older one.
pub fn save_all(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(not_written(folder))?;
    remove_unfinished(folder);
    Staged::write(folder, files)?.put()
}

/// A set of files that are on the disk, and not under their names yet.
struct Staged<'a> {
    folder: &'a Path,
    files: Vec<StagedFile>,
}

struct StagedFile {
    path: PathBuf,
    new: NamedTempFile,
    /// A copy of the file that stands there before.
    older: Option<NamedTempFile>,
}

impl<'a> Staged<'a> {
    fn write(folder: &'a Path, files: &[(String, Vec<u8>)]) -> Result<Self, Error> {
        let staged = files.iter().map(|(name, bytes)| {
            let path = folder.join(name);
            let mut new = unfinished(folder).map_err(not_written(&path))?;
            new.write_all(bytes).and_then(|()| new.as_file().sync_all()).map_err(not_written(&path))?;
            let older = older(folder, &path).map_err(not_replaced(&path))?;
            Ok(StagedFile { path, new, older })
        });
        Ok(Self { folder, files: staged.collect::<Result<_, Error>>()? })
    }

    /// Gives the files their names. Where one cannot be replaced, the others get their older ones back.
    fn put(self) -> Result<(), Error> {
        let mut there: Vec<(PathBuf, Option<NamedTempFile>)> = Vec::with_capacity(self.files.len());
        for StagedFile { path, new, older } in self.files {
            if let Err(source) = share(&new).and_then(|()| new.persist(&path).map(drop).map_err(io::Error::from)) {
                there.into_iter().for_each(|(path, older)| put_back(&path, older));
                return Err(not_replaced(&path)(source));
            }
            there.push((path, older));
        }
        sync_folder(self.folder).map_err(not_written(self.folder))
    }
}

/// What cannot be put back adds nothing to the error that led here.
fn put_back(path: &Path, older: Option<NamedTempFile>) {
    let _back = match older {
        Some(older) => older.as_file().sync_all().and_then(|()| older.persist(path).map(drop).map_err(io::Error::from)),
        None => fs::remove_file(path),
    };
}

fn unfinished(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)
}

/// A copy of the file that is to be replaced, if there is one.
fn older(folder: &Path, path: &Path) -> io::Result<Option<NamedTempFile>> {
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        read => read?,
    };
    let mut copy = unfinished(folder)?;
    copy.write_all(&bytes)?;
    share(&copy)?;
    Ok(Some(copy))
}

fn not_written(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::File { path, doing: "could not be written", source }
}

fn not_replaced(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let (path, there) = (path.to_owned(), path.exists());
    let doing = if there {
        "could not be replaced (if it is open in another program, close it there)"
    } else {
        "could not be written"
    };
    move |source| Error::File { path, doing, source }
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
    let mut staged = NamedTempFile::new_in(folder).map_err(failed)?;
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
fn share(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn share(_: &NamedTempFile) -> io::Result<()> {
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn set(text: &str) -> Vec<(String, Vec<u8>)> {
        ["a.pdf", "b.xlsx", "c.csv"].map(|name| (name.to_owned(), format!("{name}: {text}").into_bytes())).into()
    }

    /// Every file of a folder, hidden ones too.
    fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
        let files = fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file());
        files.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
    }

    fn said(result: Result<(), Error>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn where_one_file_cannot_be_replaced_none_of_the_set_is_there_and_the_older_ones_are() {
        for before in [None, Some("older")] {
            let place = tempfile::tempdir().unwrap();
            let folder = place.path();
            before.into_iter().for_each(|text| save_all(folder, &set(text)).unwrap());
            let staged = Staged::write(folder, &set("new")).unwrap();
            // Meanwhile something stands in the place of the last one.
            let last = folder.join("c.csv");
            let _gone = fs::remove_file(&last);
            fs::create_dir(&last).unwrap();
            fs::write(last.join("something"), "in it").unwrap();
            let said = said(staged.put());
            assert!(said.contains("c.csv") && said.contains("open in another program"), "{said}");
            assert!(said.contains("The record is as it was."), "{said}");
            let expected: BTreeMap<_, _> = before.map(set).unwrap_or_default().into_iter().take(2).collect();
            assert_eq!(contents(folder), expected, "and nothing unfinished is left");
        }
    }

    #[test]
    fn a_folder_that_is_gone_when_the_files_get_their_names_is_told_and_none_is_made() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("stick");
        save_all(&folder, &set("older")).unwrap();
        let staged = Staged::write(&folder, &set("new")).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        let said = said(staged.put());
        assert!(said.contains("a.pdf: could not be written") && said.contains("Check the path."), "{said}");
        assert!(!folder.exists());
    }

    #[test]
    fn who_reads_an_older_file_goes_on_reading_it_whole_and_the_next_reader_gets_the_new_one() {
        let place = tempfile::tempdir().unwrap();
        save_all(place.path(), &set("older")).unwrap();
        let mut open = fs::File::open(place.path().join("a.pdf")).unwrap();
        save_all(place.path(), &set("a new one, and longer")).unwrap();
        let mut read = String::new();
        io::Read::read_to_string(&mut open, &mut read).unwrap();
        assert_eq!(read, "a.pdf: older");
        assert_eq!(contents(place.path()), set("a new one, and longer").into_iter().collect());
    }

    /// A spreadsheet program lets others read the file that it has open, and no more.
    #[test]
    #[cfg(windows)]
    fn a_file_that_another_program_has_open_is_named_and_the_others_stay_as_they_were() {
        use std::os::windows::fs::OpenOptionsExt as _;
        const FILE_SHARE_READ: u32 = 1;
        let place = tempfile::tempdir().unwrap();
        save_all(place.path(), &set("older")).unwrap();
        for share in [FILE_SHARE_READ, 0] {
            let open = fs::OpenOptions::new().read(true).share_mode(share).open(place.path().join("b.xlsx")).unwrap();
            let said = said(save_all(place.path(), &set("new")));
            drop(open);
            assert!(said.contains("b.xlsx") && said.contains("open in another program"), "{said}");
            assert_eq!(contents(place.path()), set("older").into_iter().collect());
        }
    }
}
