//! Backups: to another place, by hand; beside the record, by themselves; and the way back, also only to try it.
//!
//! When the last backup was made and a restore was last tried is kept beside the record like a setting: no figure and no
//! determination rests on it, and the record's log is no diary of the computer's. What must never enter here: where a
//! backup lies. It is whoever made it who knows, and a thief of this computer should not.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use ledger::backup::{self, Fit, Restored};
use ledger::local_date;
use serde::{Deserialize, Serialize};

use super::contract;
use super::opening::Secret;
use super::reports::Seal;
use super::today::days_between;
use crate::error::Error;
use crate::office::Desk;
use crate::ports::Progress;
use crate::roles::Duty;
use crate::settings::{keep, kept};

contract! {
    /// What there is of backups.
    pub struct BackupsView {
        /// The last backup that was made to another place from this desk.
        pub last: Option<BackupKept>,
        /// Is it time for another?
        pub due: bool,
        /// The copies that the desk makes by itself.
        pub copies: CopiesView,
        /// When it was last tried whether a backup can be restored, UTC.
        pub tried: Option<String>,
        /// Is it time to try again?
        pub try_due: bool,
    }

    /// A backup that was made.
    pub struct BackupKept {
        /// When, UTC.
        pub at: String,
        /// The size of its file, in bytes.
        pub bytes: u64,
    }

    /// The copies in the folder beside the record.
    pub struct CopiesView {
        /// How many.
        pub count: usize,
        /// When the newest was made, UTC.
        pub newest: Option<String>,
        /// How large they are together, in bytes.
        pub bytes: u64,
        /// Why the last one was not made, or why they cannot be listed; nothing, where all is well.
        pub failed: Option<String>,
    }

    /// A backup was made.
    pub struct BackupMade {
        /// The file's name.
        pub file: String,
        /// What there is of backups now.
        pub backups: BackupsView,
    }

    /// A record, by what tells it from another.
    pub struct RecordShown {
        /// The office's name.
        pub office: String,
        /// Entries of both logs.
        pub entries: u64,
        /// When the last one was made, UTC.
        pub last_entry_at: String,
        /// The heads, as a person reads them out.
        pub seals: Vec<Seal>,
    }

    /// A backup was restored beside the record, which stays as it is.
    pub struct RestoredView {
        /// The folder of the restored record.
        pub folder: String,
        /// How it stands to the record that is open.
        pub said: String,
        /// Is it of the record that is open, and does that one hold all of it?
        pub fits: bool,
        /// What to do to work on it.
        pub next: String,
        /// The restored record.
        pub restored: RecordShown,
        /// The record that is open.
        pub present: RecordShown,
    }

    /// It was tried whether a backup can be restored.
    pub struct TriedView {
        /// How what it holds stands to the record that is open.
        pub said: String,
        /// Is it of the record that is open, and does that one hold all of it? Then it counts as tried.
        pub fits: bool,
        /// What was restored, and is removed again.
        pub restored: RecordShown,
        /// The record that is open.
        pub present: RecordShown,
        /// What there is of backups now.
        pub backups: BackupsView,
    }
}

/// Who opens a backup.
#[derive(Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Restoring {
    /// The officer's name on the day of the backup.
    pub officer: String,
    /// The officer's passphrase of that day.
    pub passphrase: Secret,
}

/// What is tried, and who opens it.
#[derive(Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Trying {
    /// A backup that somebody chooses; else the newest automatic copy.
    pub chosen: bool,
    /// The officer's name on the day of the backup.
    pub officer: String,
    /// The officer's passphrase of that day.
    pub passphrase: Secret,
}

/// The last backup, as it is kept beside the record.
#[derive(Serialize, Deserialize)]
struct Last {
    at: Timestamp,
    bytes: u64,
}

const LAST_BACKUP: &str = "last_backup";
const RESTORE_TRIED: &str = "restore_tried";

/// An older backup is no longer good enough.
const BACKUP_AGE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// After this long it is tried again whether a backup can be restored.
const TRY_AGE: SignedDuration = SignedDuration::from_hours(365 * 24);

impl Desk {
    /// What there is of backups.
    ///
    /// # Errors
    /// What the store says.
    pub fn backups(&self) -> Result<BackupsView, Error> {
        let now = self.clock.now();
        let last: Option<Last> = kept(&self.store, LAST_BACKUP)?;
        let tried: Option<Timestamp> = kept(&self.store, RESTORE_TRIED)?;
        // A folder of copies that cannot be read keeps nobody from the day's work.
        let (copies, unread) = match self.store.copies() {
            Ok(copies) => (copies, None),
            Err(error) => (Vec::new(), Some(error.to_string())),
        };
        Ok(BackupsView {
            due: last.as_ref().is_none_or(|last| is_past(last.at, BACKUP_AGE, now)),
            last: last.map(|Last { at, bytes }| BackupKept { at: at.to_string(), bytes }),
            copies: CopiesView {
                count: copies.len(),
                newest: copies.last().map(|copy| copy.at.to_string()),
                bytes: copies.iter().map(|copy| copy.bytes).sum(),
                failed: self.copy_failed.clone().or(unread),
            },
            try_due: is_past(tried.unwrap_or(self.store.created_at()?), TRY_AGE, now),
            tried: tried.map(|at| at.to_string()),
        })
    }

    /// What somebody at the desk should know about its backups; nothing, where all is well.
    ///
    /// # Errors
    /// As [`Self::backups`].
    pub(crate) fn safekeeping(&self) -> Result<Vec<String>, Error> {
        let backups = self.backups()?;
        let mut said = Vec::new();
        if backups.due {
            let last: Option<Last> = kept(&self.store, LAST_BACKUP)?;
            said.push(last.map_or_else(
                || "No backup was made yet. What this computer loses is lost.".to_owned(),
                |last| {
                    let days = days_between(local_date(last.at), local_date(self.clock.now()));
                    format!("The last backup was made {days} days ago.")
                },
            ));
        }
        if backups.copies.failed.is_some() {
            said.push("The last automatic copy was not made.".to_owned());
        }
        if backups.try_due {
            said.push("For a year nobody has tried whether a backup can be restored.".to_owned());
        }
        Ok(said)
    }

    /// Makes a verified backup in a file outside of the record, and keeps that it was made.
    ///
    /// # Errors
    /// [`Error::Unchanged`] for a place in the record's own folder; what the store says, or [`Error::Stopped`]: then an
    /// older backup of that name is still there. [`Error::NotNoted`] if it was made and only that could not be kept.
    pub fn back_up(&mut self, file: &Path, progress: &mut dyn Progress) -> Result<BackupMade, Error> {
        self.require(Duty::BackUp)?;
        self.require_outside(file, "A backup there would be lost with it")?;
        self.backup(file, progress)?;
        let bytes = std::fs::metadata(file).map_or(0, |file| file.len());
        keep(&mut self.store, LAST_BACKUP, &Last { at: self.clock.now(), bytes })
            .map_err(|source| Error::NotNoted { done: "The backup was made and verified", source: Box::new(source) })?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(BackupMade { file: name, backups: self.backups()? })
    }

    /// Makes an automatic copy if it is time for one. Why it was not made is told by [`Self::backups`]; a copy that was
    /// stopped is made another time.
    pub fn copy_if_due(&mut self, progress: &mut dyn Progress) {
        let now = self.clock.now();
        let made = match self.store.copy_is_due(now) {
            Ok(true) => self.store.make_copy(now, &mut |done, of| progress.at(done, of)),
            Ok(false) | Err(ledger::Error::Stopped) => return,
            Err(error) => Err(error),
        };
        match made {
            Ok(()) => self.copy_failed = None,
            Err(ledger::Error::Stopped) => {}
            Err(error) => self.copy_failed = Some(error.to_string()),
        }
    }

    /// Restores a backup into a new folder at this place, verified. The record that is open stays as it is.
    ///
    /// # Errors
    /// [`Error::Unchanged`] for a place in the record's own folder; what the store says, or [`Error::Stopped`]. Then
    /// nothing was made.
    pub fn restore_beside(
        &self,
        file: &Path,
        place: &Path,
        who: &Restoring,
        progress: &mut dyn Progress,
    ) -> Result<RestoredView, Error> {
        self.require(Duty::BackUp)?;
        self.require_outside(place, "What is restored must lie apart from it")?;
        if !place.is_dir() {
            let source = std::io::ErrorKind::NotFound.into();
            return Err(Error::File { path: place.to_owned(), doing: "could not be written", source });
        }
        let folder = place.join(format!("restored-record-{}", self.clock.now().strftime("%Y%m%dT%H%M%SZ")));
        let passphrase = who.passphrase.passphrase()?;
        let mut tell = |done, of| progress.at(done, of);
        let restored = backup::restore(file, &folder, Some(&who.officer), &passphrase, &mut tell)?;
        let (said, fits) = self.said_of(&restored)?;
        Ok(RestoredView {
            said,
            fits,
            next: format!(
                "The desk goes on with the present record. To work on the restored one, close the program, move the folder \
                 {} to another place and keep it, and put the restored folder there under the same name.",
                self.store.folder().display()
            ),
            folder: folder.display().to_string(),
            restored: RecordShown::of(&restored),
            present: self.shown()?,
        })
    }

    /// Restores a backup to a place of its own, verifies it, compares it with the record that is open, and removes it
    /// again. Keeps that it was tried, if it is of this record and that one holds all of it. Without a file, it is the
    /// newest automatic copy.
    ///
    /// # Errors
    /// [`Error::Unchanged`] if there is no copy; what the store says, or [`Error::Stopped`]. [`Error::NotNoted`] if it
    /// was tried and only that could not be kept.
    pub fn try_restore(
        &mut self,
        file: Option<&Path>,
        who: &Trying,
        progress: &mut dyn Progress,
    ) -> Result<TriedView, Error> {
        self.require(Duty::BackUp)?;
        let newest = self.store.copies()?.pop().map(|copy| copy.path);
        let Some(file) = file.or(newest.as_deref()) else {
            return Err(Error::Unchanged("There is no automatic copy yet. Choose a backup to try.".to_owned()));
        };
        let passphrase = who.passphrase.passphrase()?;
        let mut tell = |done, of| progress.at(done, of);
        let restored = self.store.try_restore(file, Some(&who.officer), &passphrase, &mut tell)?;
        let (said, fits) = self.said_of(&restored)?;
        if fits {
            keep(&mut self.store, RESTORE_TRIED, &self.clock.now())
                .map_err(|source| Error::NotNoted { done: "The backup can be restored", source: Box::new(source) })?;
        }
        Ok(TriedView {
            said,
            fits,
            restored: RecordShown::of(&restored),
            present: self.shown()?,
            backups: self.backups()?,
        })
    }

    /// How what a backup holds stands to the record that is open, in words; and whether that one holds all of it.
    fn said_of(&self, restored: &Restored) -> Result<(String, bool), Error> {
        let (said, fits) = match self.store.fit(restored)? {
            Fit::Same => ("it holds all that the present record holds", true),
            Fit::Past => ("the present record goes on from where it ends", true),
            Fit::Apart => (
                "it is of this record, but the present one does not hold all of it: one of the two was put back or \
                 changed since. Keep both, and compare their seals with those that were printed",
                false,
            ),
            Fit::Other => ("it is of another record than the present one", false),
        };
        Ok((format!("The backup is whole, and {said}."), fits))
    }

    fn shown(&self) -> Result<RecordShown, Error> {
        let heads = self.store.heads(None)?;
        Ok(RecordShown {
            office: self.office().to_owned(),
            entries: heads.disclosure.size + heads.status_exchange.size,
            last_entry_at: self.store.last_entry_at()?.to_string(),
            seals: Seal::both(&heads),
        })
    }

    fn require_outside(&self, place: &Path, why: &str) -> Result<(), Error> {
        if place.starts_with(self.store.folder()) {
            return Err(Error::Unchanged(format!("This is the record’s own folder. {why}. Choose another place.")));
        }
        Ok(())
    }
}

impl RecordShown {
    fn of(restored: &Restored) -> Self {
        Self {
            office: restored.office.clone(),
            entries: restored.events,
            last_entry_at: restored.last_entry_at.to_string(),
            seals: Seal::both(&restored.heads),
        }
    }
}

/// A clock that was set back makes nothing old.
fn is_past(at: Timestamp, age: SignedDuration, now: Timestamp) -> bool {
    now.duration_since(at) > age
}
