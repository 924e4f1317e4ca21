//! The desk while the program runs: locked, or open for one officer. One act at a time, away from the window's thread.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk::Desk;
use desk::host::{SystemClock, SystemEntropy};
use desk::pages::opening::{Credentials, NewRecord, Opening, Session};
use tempfile::TempDir;

use crate::refusal::Refusal;
use crate::work::{UnderWay, Work};

/// The one office of this program.
#[derive(Clone)]
pub(crate) struct Office {
    /// Where the record lies.
    record: PathBuf,
    open: Arc<Mutex<Option<OpenDesk>>>,
    /// The long work the desk is at.
    work: Work,
}

struct OpenDesk {
    // Dropped in this order: the record is closed before its folder goes.
    desk: Desk,
    /// The practice record's folder, which goes with the desk.
    practice: Option<TempDir>,
}

impl OpenDesk {
    fn session(&self) -> Session {
        self.desk.session(self.practice.is_some())
    }
}

impl Office {
    /// An office whose record lies in this folder, or will.
    pub(crate) fn new(record: PathBuf) -> Self {
        Self { record, open: Arc::default(), work: Work::default() }
    }

    /// Does something at the open desk.
    ///
    /// # Errors
    /// What the desk refuses; `locked` while nobody has opened it.
    pub(crate) async fn at_desk<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Desk) -> Result<T, desk::Error> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.away(move |office| {
            let mut open = office.open();
            let open = open.as_mut().ok_or_else(Refusal::locked)?;
            Ok(act(&mut open.desk)?)
        })
        .await
    }

    /// Does something at the open desk that may last: the page can see how far it is, and stop it.
    ///
    /// # Errors
    /// As [`Self::at_desk`]; `stopped` where it was stopped.
    pub(crate) async fn at_length<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Desk, &mut UnderWay) -> Result<T, desk::Error> + Send + 'static,
    ) -> Result<T, Refusal> {
        let work = self.work.clone();
        // It begins when the desk is free for it, not while another act is still at the desk.
        self.at_desk(move |desk| act(desk, &mut work.begin())).await
    }

    /// The long work the desk is at.
    pub(crate) fn work(&self) -> &Work {
        &self.work
    }

    /// Whether there is a record, and whether it is open.
    pub(crate) async fn opening(&self) -> Result<Opening, Refusal> {
        self.away(|office| office.state()).await
    }

    /// Makes the record with its first officer, and opens it.
    pub(crate) async fn set_up(&self, new: NewRecord) -> Result<Session, Refusal> {
        self.away(move |office| {
            let desk = Desk::set_up(&office.record, &new, Box::new(SystemClock), Box::new(SystemEntropy))?;
            Ok(office.seat(OpenDesk { desk, practice: None }))
        })
        .await
    }

    /// Opens the record.
    pub(crate) async fn unlock(&self, who: Credentials) -> Result<Session, Refusal> {
        self.away(move |office| office.unlock_with(who)).await
    }

    /// Opens a fresh practice desk in a folder of its own.
    pub(crate) async fn practise(&self) -> Result<Session, Refusal> {
        self.away(|office| {
            let folder = tempfile::Builder::new().prefix("practice-desk-").tempdir().map_err(|_| {
                Refusal::said(
                    "No folder for the practice desk could be made on this computer. Your record is untouched.",
                )
            })?;
            let place = folder.path().join("record");
            let desk = Desk::practise(&place, Box::new(SystemClock), Box::new(SystemEntropy))?;
            Ok(office.seat(OpenDesk { desk, practice: Some(folder) }))
        })
        .await
    }

    /// Closes the desk: its keys leave the memory with it.
    pub(crate) async fn lock(&self) -> Result<Opening, Refusal> {
        self.away(|office| {
            drop(office.open().take());
            office.state()
        })
        .await
    }

    fn unlock_with(&self, who: Credentials) -> Result<Session, Refusal> {
        let passphrase = who.passphrase.passphrase()?;
        // The store is one program's at a time: the desk that is open is closed first.
        drop(self.open().take());
        let way = desk::Opening {
            store: &self.record,
            officer: Some(&who.officer).filter(|officer| !officer.is_empty()).map(String::as_str),
            passphrase: &passphrase,
            read_only: false,
        };
        let desk = Desk::open(way, Box::new(SystemClock), Box::new(SystemEntropy))?;
        Ok(self.seat(OpenDesk { desk, practice: None }))
    }

    fn seat(&self, desk: OpenDesk) -> Session {
        let session = desk.session();
        *self.open() = Some(desk);
        session
    }

    fn state(&self) -> Result<Opening, Refusal> {
        if let Some(open) = self.open().as_ref() {
            return Ok(Opening::Open { session: open.session() });
        }
        let officers = Desk::officers_of(&self.record)?;
        Ok(officers.map_or(Opening::FirstStart, |officers| Opening::Locked { officers }))
    }

    /// An act that panicked left nothing in the record; the desk it was at is closed all the same.
    fn open(&self) -> MutexGuard<'_, Option<OpenDesk>> {
        self.open.lock().unwrap_or_else(|poisoned: PoisonError<_>| {
            let mut open = poisoned.into_inner();
            *open = None;
            self.open.clear_poison();
            open
        })
    }

    /// Works on a thread where waiting for the disk holds up nobody.
    async fn away<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let office = self.clone();
        tokio::task::spawn_blocking(move || work(&office)).await.unwrap_or_else(|_| {
            Err(Refusal::said(
                "The desk stopped in the middle of an act, and nothing of that act was kept. Open the desk again.",
            ))
        })
    }
}
