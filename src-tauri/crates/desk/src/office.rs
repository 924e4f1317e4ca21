//! The open desk: one office's store, its directory, and the ports it works through.

use std::path::Path;

use law::directory::{Directory, OfficeAgency};
use ledger::backup::{self, Restored};
use ledger::{AccessEvent, AccessHead, Agency, ClaimedHead, Exported, Founding, Passphrase, Store, Verification};

use crate::error::Error;
use crate::pages::preview::Preview;
use crate::ports::{Clock, Entropy, Progress};
use crate::roles::Duty;
use crate::seen::Looking;
use crate::settings::Settings;

/// The shipped directory with the office's own agencies. A class that this version does not know leaves its agency out,
/// so that nobody's class is guessed.
pub(crate) fn directory_of(agencies: Vec<Agency>) -> Directory {
    Directory::with_office(agencies.into_iter().filter_map(|agency| {
        let recipient = agency.recipient.as_str().parse().ok()?;
        Some(OfficeAgency { name: agency.name, aliases: agency.aliases, recipient })
    }))
}

/// The desk of one office.
pub struct Desk {
    pub(crate) store: Store,
    pub(crate) directory: Directory,
    pub(crate) settings: Settings,
    /// What was seen of the record before; `None`: nobody asked.
    pub(crate) looking: Option<Looking>,
    pub(crate) clock: Box<dyn Clock>,
    pub(crate) entropy: Box<dyn Entropy>,
    /// May what leaves go unnoted, where the record was opened only to be read? Who opened it so has to say that it did.
    pub(crate) unnoted: bool,
    /// The pages of a report that somebody looks at; they go when the desk is locked.
    pub(crate) preview: Option<Preview>,
    /// Why the last automatic copy was not made, if it was not.
    pub(crate) copy_failed: Option<String>,
}

/// Who opens a store, and for what.
#[derive(Clone, Copy)]
pub struct Opening<'a> {
    /// The store's folder.
    pub store: &'a Path,
    /// The officer's name; without one, the only officer.
    pub officer: Option<&'a str>,
    /// The officer's passphrase.
    pub passphrase: &'a Passphrase,
    /// Only to read: then nothing in the folder changes, and the access log does not tell what was exported
    /// ([`Desk::goes_unnoted`]).
    pub read_only: bool,
}

impl Desk {
    /// Makes a new, encrypted store with its first officer.
    ///
    /// # Errors
    /// What the store says; then nothing was made.
    pub fn found(
        store: &Path,
        founding: &Founding,
        passphrase: &Passphrase,
        clock: &dyn Clock,
        entropy: &mut dyn Entropy,
    ) -> Result<(), Error> {
        Ok(Store::create(store, founding, passphrase, clock.now(), entropy)?)
    }

    /// Opens a store.
    ///
    /// # Errors
    /// What the store says: no store, in use, wrong passphrase, damaged, newer.
    pub fn open(opening: Opening<'_>, clock: Box<dyn Clock>, entropy: Box<dyn Entropy>) -> Result<Self, Error> {
        let Opening { store, officer, passphrase, read_only } = opening;
        let store = if read_only {
            Store::open_read_only(store, officer, passphrase)?
        } else {
            Store::open(store, officer, passphrase)?
        };
        Ok(Self { unnoted: read_only, ..Self::at(store, clock, entropy)? })
    }

    /// The desk over a store that was opened.
    pub(crate) fn at(store: Store, clock: Box<dyn Clock>, entropy: Box<dyn Entropy>) -> Result<Self, Error> {
        let directory = directory_of(store.agencies()?);
        let settings = Settings::of(&store)?;
        Ok(Self {
            store,
            directory,
            settings,
            looking: None,
            clock,
            entropy,
            unnoted: false,
            preview: None,
            copy_failed: None,
        })
    }

    /// The office's name.
    #[must_use]
    pub fn office(&self) -> &str {
        self.store.office()
    }

    /// The agencies this desk knows: the shipped ones and the office's own.
    #[must_use]
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Adds an agency to the office's own directory.
    ///
    /// # Errors
    /// What the store says; then nothing was added.
    pub fn add_agency(&mut self, agency: OfficeAgency) -> Result<(), Error> {
        self.require(Duty::Office)?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        act.add_agency(ledger::Agency {
            name: agency.name,
            aliases: agency.aliases,
            recipient: ledger::Term::from_static(agency.recipient.as_str()),
        })?;
        act.commit()?;
        self.directory = directory_of(self.store.agencies()?);
        Ok(())
    }

    /// Checks every page, both logs and all projections; and the heads that somebody kept.
    ///
    /// # Errors
    /// [`Error::Stopped`]; what the store says, if it could not be checked at all. What the check found is in the answer.
    pub fn verify(&self, kept: &[ClaimedHead], progress: &mut dyn Progress) -> Result<Verification, Error> {
        Ok(self.store.verify(kept, &mut |done, of| progress.at(done, of))?)
    }

    /// Both logs' signed heads, for somebody to keep outside the store.
    ///
    /// # Errors
    /// What the store says.
    pub fn signed_heads(&self) -> Result<String, Error> {
        Ok(self.store.signed_heads()?)
    }

    /// The access log's signed head, for somebody to keep outside the store, and the key that checks it.
    #[must_use]
    pub fn signed_access_head(&self) -> (String, String) {
        self.store.signed_access_head()
    }

    /// Was this the head of the access log at some moment?
    ///
    /// # Errors
    /// What the store says.
    pub fn has_had_access(&self, head: &AccessHead) -> Result<bool, Error> {
        Ok(self.store.has_had_access(head)?)
    }

    /// The keys that check the signatures of those heads, one for each log: `name+id+key`, as C2SP signed-note has them.
    #[must_use]
    pub fn verifying_keys(&self) -> [String; 2] {
        self.store.verifying_keys()
    }

    /// Writes both logs and the access log into a folder that is absent or empty, for somebody to check without this program.
    ///
    /// # Errors
    /// [`Error::SealedLogs`] if something in them is out of the officer's sight; what the store says, or [`Error::Stopped`]; then nothing was made.
    pub fn export(&mut self, folder: &Path, progress: &mut dyn Progress) -> Result<Exported, Error> {
        self.require(Duty::Export)?;
        if !self.out_of_sight()?.requests().is_empty() {
            return Err(Error::SealedLogs);
        }
        self.note(&AccessEvent::LogsExported {})?;
        Ok(self.store.export(folder, &mut |done, of| progress.at(done, of))?)
    }

    /// What the record holds of one item, as the text of one file that is checked without the record.
    ///
    /// # Errors
    /// [`Error::Sealed`]; what the store says: no such request, no such item.
    pub fn receipt(&self, request: &str, item: u32) -> Result<String, Error> {
        self.require_sight(request)?;
        Ok(self.store.receipt(request, item)?)
    }

    /// Writes one verified copy of the store to a file.
    ///
    /// # Errors
    /// What the store says, or [`Error::Stopped`]; then there is no new file.
    pub fn backup(&mut self, file: &Path, progress: &mut dyn Progress) -> Result<(), Error> {
        self.require(Duty::BackUp)?;
        self.note(&AccessEvent::BackupMade {})?;
        Ok(self.store.backup(file, &mut |done, of| progress.at(done, of))?)
    }

    /// Makes a store from such a copy, verified, in a folder that is absent or empty. A damaged store that stands there is
    /// moved aside.
    ///
    /// # Errors
    /// What the store says, or [`Error::Stopped`]; then nothing was made.
    pub fn restore(
        file: &Path,
        store: &Path,
        officer: Option<&str>,
        passphrase: &Passphrase,
        progress: &mut dyn Progress,
    ) -> Result<Restored, Error> {
        Ok(backup::restore(file, store, officer, passphrase, &mut |done, of| progress.at(done, of))?)
    }
}
