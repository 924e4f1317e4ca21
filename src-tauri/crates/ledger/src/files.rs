//! Files and folders that are written whole or not at all, and stay written when the power goes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::Error;

/// The name of a file or folder while it is being made, beside its final place: `.name.partial`.
pub(crate) fn partial(path: &Path) -> Result<PathBuf, Error> {
    let name = named(path)?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".partial");
    Ok(path.with_file_name(hidden))
}

/// The file or folder beside this one whose name is longer by a suffix.
pub(crate) fn beside(path: &Path, suffix: &str) -> Result<PathBuf, Error> {
    let mut name = named(path)?.to_os_string();
    name.push(suffix);
    Ok(path.with_file_name(name))
}

fn named(path: &Path) -> Result<&std::ffi::OsStr, Error> {
    path.file_name().ok_or_else(|| {
        Error::writing(path)(io::Error::new(io::ErrorKind::InvalidInput, "the path has no name at its end"))
    })
}

/// An absolute form of the path, so that its parent has a name.
pub(crate) fn absolute(path: &Path) -> Result<PathBuf, Error> {
    std::path::absolute(path).map_err(Error::reading(path))
}

/// Makes a folder only its owner can enter, in place of whatever an interrupted run left there.
pub(crate) fn fresh_folder(path: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Error::writing(path)(error)),
    }
    folder(path)
}

/// Makes a folder only its owner can enter, where there is none.
pub(crate) fn folder(path: &Path) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(Error::writing(path))
}

/// Opens a new file only its owner can read.
pub(crate) fn new_file(path: &Path) -> Result<File, Error> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(Error::writing(path))
}

/// Puts the bytes in the file's place, whole or not at all.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let partial = partial(path)?;
    let mut file = new_file(&partial)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Error::writing(&partial))?;
    drop(file);
    fs::rename(&partial, path).map_err(Error::writing(path))?;
    sync_parent(path)
}

/// Makes the file's content durable.
pub(crate) fn sync_file(path: &Path) -> Result<(), Error> {
    OpenOptions::new().write(true).open(path).and_then(|file| file.sync_all()).map_err(Error::writing(path))
}

/// Makes the names in a folder durable. On Windows the file system does so itself.
pub(crate) fn sync_folder(path: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        File::open(path).and_then(|folder| folder.sync_all()).map_err(Error::writing(path))?;
    }
    Ok(())
}

/// Makes the name of a file or folder durable.
pub(crate) fn sync_parent(path: &Path) -> Result<(), Error> {
    path.parent().map_or(Ok(()), sync_folder)
}

/// Refuses a place that is taken: only nothing, or an empty folder, may stand there.
pub(crate) fn require_empty(path: &Path) -> Result<(), Error> {
    match fs::read_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(Error::NotEmpty { path: path.to_owned() }),
        Err(error) => Err(Error::reading(path)(error)),
        Ok(mut entries) => {
            if entries.next().is_none() {
                Ok(())
            } else {
                Err(Error::NotEmpty { path: path.to_owned() })
            }
        }
    }
}

/// Moves a finished folder to its place, which is absent or an empty folder.
pub(crate) fn move_into_place(from: &Path, to: &Path) -> Result<(), Error> {
    match fs::remove_dir(to) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(_) => return Err(Error::NotEmpty { path: to.to_owned() }),
    }
    fs::rename(from, to).map_err(Error::writing(to))?;
    sync_parent(to)
}

/// Moves a folder out of its place, as it is, to the first free name beside it; gives that.
pub(crate) fn move_aside(path: &Path) -> Result<PathBuf, Error> {
    let name = path.file_name().unwrap_or_default();
    let beside = (1..).map(|number: u32| {
        let mut beside = name.to_owned();
        beside.push(format!(".damaged-{number}"));
        path.with_file_name(beside)
    });
    let free =
        |aside: &PathBuf| fs::symlink_metadata(aside).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
    let aside = beside.take(1000).find(free).ok_or_else(|| Error::NotEmpty { path: path.to_owned() })?;
    fs::rename(path, &aside).map_err(Error::writing(path))?;
    sync_parent(path).inspect_err(|_| {
        let _back = fs::rename(&aside, path);
    })?;
    Ok(aside)
}

/// Removes what an act that failed had begun. Whatever remains is hidden, encrypted, and replaced by the next attempt,
/// so a failure here adds nothing to the error that led here.
pub(crate) fn discard(path: &Path) {
    let _gone = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}
