//! What can go wrong with a store, in words for the person at the desk: what happened, what is safe, what to do next.
//!
//! What must never enter a message: text from the record, a passphrase, a key.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::reading_again::ReadAgain;

/// Why the store did not do what was asked. Whatever it is, nothing of the act was kept; only [`Error::CommitUnsure`] says
/// what was.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no store at this place.
    #[error(
        "There is no store at {}. Check the path, or make a new store there with `init`.", path.display()
    )]
    NoStore {
        /// The folder that was named.
        path: PathBuf,
    },
    /// A new store needs an empty place.
    #[error("{} exists and is not an empty folder. Nothing was changed. Name a folder that does not exist yet.", path.display())]
    NotEmpty {
        /// The folder or file that was named.
        path: PathBuf,
    },
    /// Another process has the store open.
    #[error(
        "The store at {} is in use by another program or window. Nothing was changed. Close it there and try again.",
        path.display()
    )]
    InUse {
        /// The folder of the store.
        path: PathBuf,
    },
    /// A file or folder could not be read or written.
    #[error("{} could not be {doing}: {}. {}.", path.display(), in_words(source), next_step(source))]
    File {
        /// The file or folder.
        path: PathBuf,
        /// `read` or `written`.
        doing: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// The passphrase opens none of the officer's keys.
    #[error("The passphrase is not right. Nothing was changed. Try again; capital and small letters count.")]
    WrongPassphrase,
    /// Several officers have access, and none was named.
    #[error("This store has several officers: {}. Say which one you are.", names.join(", "))]
    WhichOfficer {
        /// The officers' names, in the order they were added.
        names: Vec<String>,
    },
    /// No officer of this name has access.
    #[error("No officer named \"{name}\" has access to this store. Check the name, or ask an officer to add it.")]
    UnknownOfficer {
        /// The name that was given.
        name: String,
    },
    /// The passphrase is right, and what the officer signs with is not what the record knows.
    #[error(
        "The passphrase is right, but the record does not know the key that you sign with. A new passphrase may not have \
         been finished, keys.json may be from another day than the record, or somebody recorded a new passphrase in your \
         name. Nothing was changed. Open the record with the recovery sheet, and look at its last entries."
    )]
    OtherSigner,
    /// Somebody decides who still has the passphrase that another officer gave them.
    #[error(
        "You still have the passphrase that another officer gave you, so they could decide in your name. Nothing was \
         changed. Choose a passphrase of your own under Settings, and decide then."
    )]
    GivenPassphrase,
    /// An officer of this name is there already.
    #[error("There is already an officer named \"{name}\". Nothing was changed. Choose a name that tells them apart.")]
    OfficerExists {
        /// The name that was given.
        name: String,
    },
    /// An officer's or office's name cannot be used.
    #[error("A name needs 1 to 100 characters and no line break. Nothing was changed. Type it again.")]
    Name,
    /// The passphrase is empty.
    #[error("The passphrase is empty. Nothing was changed. Choose one of several words.")]
    EmptyPassphrase,
    /// A recovery sheet has another number of words.
    #[error(
        "A recovery sheet has 12 words; {count} were typed. Nothing was changed. Type all of them, in their order."
    )]
    RecoveryWordCount {
        /// How many were typed.
        count: usize,
    },
    /// A word stands on no recovery sheet.
    #[error(
        "Word {number} stands on no recovery sheet. Nothing was changed. Compare it with the sheet, letter by letter."
    )]
    NoRecoveryWord {
        /// Its place on the sheet, from 1.
        number: usize,
    },
    /// Every word could stand on a sheet, but not together with the others.
    #[error(
        "These words do not belong together: one of them is another word, or two have changed places. Nothing was \
         changed. Compare them with the sheet, one by one."
    )]
    RecoveryWordsDoNotFit,
    /// No recovery sheet was made for this store.
    #[error(
        "No recovery sheet was ever made for this record. Nothing was changed. Open it with a passphrase; an officer who \
         can open it makes the sheet under Settings."
    )]
    NoRecoverySheet,
    /// The words are those of another sheet.
    #[error(
        "These are the words of another recovery sheet: of another record, or of a sheet that a newer one has replaced. \
         Nothing was changed. Look for the newest sheet of this record."
    )]
    OtherRecoverySheet,
    /// The file of wrapped keys is damaged.
    #[error(
        "The key file {} is damaged; the record itself may be whole. Nothing was changed. Keep this folder as it is and \
         put keys.json back from a backup of this store.", path.display()
    )]
    KeysDamaged {
        /// The key file.
        path: PathBuf,
    },
    /// The file of wrapped keys is of a newer format.
    #[error(
        "The key file is of format {found}; this program knows up to {known}. Nothing was changed. Use a newer program."
    )]
    KeysNewer {
        /// Its format.
        found: u32,
        /// The newest format this program knows.
        known: u32,
    },
    /// The database is damaged.
    #[error(
        "The record at {} is damaged: {what}. Nothing was changed or deleted. Keep this folder as it is, and restore the \
         last backup to another place.", path.display()
    )]
    Damaged {
        /// The folder of the store.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// The store was written by a newer program.
    #[error(
        "This store is of version {found}; this program knows up to {known}. Nothing was changed. Use a newer program."
    )]
    Newer {
        /// The version of the store.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The encryption library is not the one the program was made for.
    #[error("This program is built wrongly: {what}. No store was opened. Install the program again.")]
    Build {
        /// What is missing.
        what: String,
    },
    /// The system gave no random bytes, and without them no key or salt is safe.
    #[error("This computer gave no random numbers ({}). Nothing was saved. Restart it and try again.", in_words(.0))]
    NoRandomness(std::io::Error),
    /// The system starts no further thread: it has too little memory, or runs too much.
    #[error("This computer has no room for more work ({}). Nothing was changed. Close other programs and try again.", in_words(.0))]
    NoThread(std::io::Error),
    /// The disk is full.
    #[error(
        "The disk is full: nothing was saved. What was in the record before is safe. Free some space and try again."
    )]
    DiskFull,
    /// The disk failed while an act was being kept, and the record was read again.
    #[error("The disk reported an error while this was being saved. {found}")]
    CommitUnsure {
        /// What is in the record.
        found: ReadAgain,
    },
    /// The disk failed while what was to leave was being noted in the access log.
    #[error(
        "The disk reported an error while this was being noted in the access log, so nothing left the record. The entry may \
         stand there all the same. Nothing more is written until the record is opened again. Have the disk looked at, open \
         the record, and try again."
    )]
    NoteUnsure,
    /// The store was opened for reading, or takes no further act since the disk failed.
    #[error("The store is open for reading only. Nothing was changed. To write, close it and open it again.")]
    ReadOnly,
    /// The number is no request number.
    #[error("This number cannot be used: {reason}")]
    RequestNumber {
        /// What is wrong with it.
        reason: String,
    },
    /// There is already a request of this number.
    #[error("There is already a request {number}. Nothing was changed. Use another number, or add to that request.")]
    NumberTaken {
        /// The number.
        number: String,
    },
    /// There is no such request.
    #[error("There is no such request in this store. Nothing was changed.")]
    NoSuchRequest,
    /// There is no such item.
    #[error("The request has no item {item}. Nothing was changed.")]
    NoSuchItem {
        /// The item that was asked for.
        item: u32,
    },
    /// What is known cannot be overwritten.
    #[error("`{field}` of item {item} is already {known}; it cannot become {given}. Nothing was changed.")]
    AlreadyKnown {
        /// The item.
        item: u32,
        /// The fact or column.
        field: &'static str,
        /// What the record has.
        known: String,
        /// What was given.
        given: String,
    },
    /// A word does not belong to the list of its field.
    #[error("\"{word}\" is not a value of `{field}`. Nothing was changed.")]
    UnknownWord {
        /// The fact or column.
        field: &'static str,
        /// The word that was given.
        word: String,
    },
    /// A determination is neither settled nor open.
    #[error(
        "A determination has an outcome, a clause and a flag, or none of them; a status exchange always has. Nothing was \
         changed."
    )]
    HalfSettled,
    /// The directory has an agency of this name.
    #[error("The directory already has an agency called \"{name}\". Nothing was changed.")]
    AgencyExists {
        /// The name or alias that is taken.
        name: String,
    },
    /// It does not follow from what the record has: nobody asked for what is approved, or an item waits already.
    #[error("The record does not take this: {what}. Nothing was changed.")]
    NotTaken {
        /// Why.
        what: &'static str,
    },
    /// The record does not let this report be called issued.
    #[error("The record does not take this: {what}. Nothing was changed.")]
    Issue {
        /// Why.
        what: &'static str,
    },
    /// The record does not let this be corrected so.
    #[error("The record does not take this correction: {what}. Nothing was changed.")]
    Correction {
        /// Why.
        what: &'static str,
    },
    /// The record does not let this be attached.
    #[error("The record does not take this attachment: {what}. Nothing was changed.")]
    Attachment {
        /// Why.
        what: &'static str,
    },
    /// A backup is not whole.
    #[error("This is not a whole backup: {what}. Nothing was changed. Use another backup.")]
    BackupDamaged {
        /// What was found.
        what: String,
    },
    /// The backup's keys open with another officer's name or another passphrase.
    #[error(
        "This backup does not open with this name and passphrase. It may be of another office, or of a day when another \
         passphrase held. Nothing was changed. Type the passphrase of the day of the backup, or use another backup."
    )]
    BackupNotOpened,
    /// The copy that was made could not be verified.
    #[error("Its check found {what}. The store is as it was. Run `verify` on the store.")]
    BackupNotMade {
        /// What was found.
        what: String,
    },
    /// A backup to a file was not made.
    #[error("The backup was NOT made. {reason} {}", still_there(*older))]
    NoBackup {
        /// Why.
        reason: Box<Error>,
        /// Is an older backup of this name at its place?
        older: bool,
    },
    /// A copy in the folder beside the store was not made.
    #[error("The automatic copy was NOT made. {reason} The record is as it was, and earlier copies are still there.")]
    NoCopy {
        /// Why.
        reason: Box<Error>,
    },
    /// The record was not encrypted anew.
    #[error("The record's key was NOT changed. {reason} The record is as it was, under its key from before.")]
    KeyNotChanged {
        /// Why.
        reason: Box<Error>,
    },
    /// The record was encrypted anew, and could not be opened again at once.
    #[error(
        "The record has its new key, and everything in it is there; but it could not be opened again at once. {reason} Lock the \
         desk and open it with your passphrase. The new recovery sheet could not be shown: make another one then."
    )]
    KeyChangedNotOpened {
        /// Why.
        reason: Box<Error>,
    },
    /// Officers who could not open the record any more, if it got another key.
    #[error(
        "These officers have no key of their own yet, so that a new key of the record cannot be handed to them: {}. Let each \
         of them change their passphrase first, or enter that they have left.",
        names.join(", ")
    )]
    NoKeyOfTheirOwn {
        /// Their names.
        names: Vec<String>,
    },
    /// Whoever waited for long work said to stop.
    #[error("It was stopped before its end, as you asked. Nothing was changed.")]
    Stopped,
    /// The database refused for another reason.
    #[error("The record could not be read or written: {0}. Nothing of this act was saved. Run `verify` on the store.")]
    Database(rusqlite::Error),
}

/// What the system says about files, in words for the person at the desk.
const WORDS: [(ErrorKind, &str); 21] = [
    (ErrorKind::NotFound, "there is no such file or folder"),
    (ErrorKind::PermissionDenied, "this computer does not allow it"),
    (ErrorKind::AlreadyExists, "something of that name is there already"),
    (ErrorKind::NotADirectory, "what should be a folder is a file"),
    (ErrorKind::IsADirectory, "it is a folder, not a file"),
    (ErrorKind::DirectoryNotEmpty, "the folder is not empty"),
    (ErrorKind::InvalidFilename, "the name is too long, or the disk does not allow it"),
    (ErrorKind::ReadOnlyFilesystem, "the disk can only be read"),
    (ErrorKind::StorageFull, "the disk is full"),
    (ErrorKind::QuotaExceeded, "the space that you may use there is full"),
    (ErrorKind::FileTooLarge, "the file is larger than the disk allows"),
    (ErrorKind::ResourceBusy, "another program is using it"),
    (ErrorKind::StaleNetworkFileHandle, "the network drive does not know it any more"),
    (ErrorKind::NetworkDown, "the network drive cannot be reached"),
    (ErrorKind::NetworkUnreachable, "the network drive cannot be reached"),
    (ErrorKind::HostUnreachable, "the network drive cannot be reached"),
    (ErrorKind::TimedOut, "the disk or network drive did not answer in time"),
    (ErrorKind::BrokenPipe, "whoever should read it is gone"),
    (ErrorKind::UnexpectedEof, "it ends too early"),
    (ErrorKind::InvalidData, "it is not text in UTF-8"),
    (ErrorKind::OutOfMemory, "this computer has too little memory left"),
];

/// What the system said, in words. Its own end in `(os error 2)`, which helps nobody at the desk; they stay only where
/// nothing better is known.
#[must_use]
pub fn in_words(error: &std::io::Error) -> String {
    if let Some((_, words)) = WORDS.iter().find(|(kind, _)| *kind == error.kind()) {
        return (*words).to_owned();
    }
    // A library may have wrapped what the system said.
    let mut within = error.get_ref().map(|inner| inner as &(dyn std::error::Error + 'static));
    while let Some(inner) = within {
        if let Some(system) = inner.downcast_ref() {
            return in_words(system);
        }
        within = inner.source();
    }
    error.to_string()
}

fn next_step(source: &std::io::Error) -> &'static str {
    if matches!(source.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) {
        "Nothing was saved. Ask for the right to write there, or choose another folder"
    } else {
        "Nothing was saved. Check the path and the disk, and try again"
    }
}

const fn still_there(older: bool) -> &'static str {
    if older { "The earlier backup of this name is still there." } else { "There is no backup of this name there." }
}

/// What [`Error::File`] says of a file that could not be written.
const WRITTEN: &str = "written";

impl Error {
    /// Is it that a store cannot be written, by this officer or at this place? Then it may still be read.
    #[must_use]
    pub fn forbids_writing(&self) -> bool {
        matches!(self, Self::ReadOnly | Self::DiskFull | Self::OtherSigner | Self::File { doing: WRITTEN, .. })
    }

    pub(crate) fn reading(path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::File { path, doing: "read", source }
    }

    pub(crate) fn writing(path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| {
            if matches!(source.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
                Self::DiskFull
            } else {
                Self::File { path, doing: WRITTEN, source }
            }
        }
    }

    /// A database error, told apart as far as staff can act on it.
    pub(crate) fn of_database(error: rusqlite::Error, store: &Path) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse { path: store.to_owned() },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::NotADatabase) => {
                Self::Damaged { path: store.to_owned(), what: "the first page of ledger.db cannot be read".to_owned() }
            }
            Some(ErrorCode::DatabaseCorrupt) => {
                Self::Damaged { path: store.to_owned(), what: "a page of ledger.db cannot be read".to_owned() }
            }
            _ => Self::Database(error),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::of_database(error, Path::new("this folder"))
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn what_the_system_says_is_told_in_words_and_without_its_number() {
        for (kind, words) in WORDS {
            assert_eq!(in_words(&kind.into()), words);
        }
        let hidden = io::Error::new(ErrorKind::NotFound, "No such file or directory (os error 2) at path \"x\"");
        assert_eq!(in_words(&hidden), "there is no such file or folder", "by its kind, whatever it says");
        let wrapped = io::Error::other(io::Error::from(ErrorKind::IsADirectory));
        assert_eq!(in_words(&wrapped), "it is a folder, not a file", "by what a library wrapped");
        let own = io::Error::new(ErrorKind::InvalidInput, "the path has no name at its end");
        assert_eq!(in_words(&own), "the path has no name at its end", "words of our own stay");
        let failed = Error::reading(Path::new("log"))(io::Error::other("x")).to_string();
        assert_eq!(failed, "log could not be read: x. Nothing was saved. Check the path and the disk, and try again.");
    }

    #[test]
    #[cfg(unix)]
    fn what_a_desk_meets_has_words() {
        // ENOENT, EACCES, EEXIST, ENOTDIR, EISDIR, EFBIG, ENOSPC, EROFS
        for code in [2, 13, 17, 20, 21, 27, 28, 30] {
            let said = in_words(&io::Error::from_raw_os_error(code));
            assert!(!said.contains("os error"), "{said}");
        }
        let unknown = in_words(&io::Error::from_raw_os_error(5));
        assert!(unknown.contains("os error 5"), "what has no words keeps the system's: {unknown}");
    }
}
