//! The desk while the program runs: locked, or open for one officer. One act at a time, away from the window's thread.
//!
//! Every act is a touch, and every act asks the watch first: what should be locked by now does nothing more. While the
//! desk is being locked, what was being written may still be kept; then the record is closed, and its keys leave the
//! memory. An act that has begun is never cut off.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use desk::Desk;
use desk::host::{SeenFolder, SystemClock, SystemEntropy};
use desk::pages::opening::{Credentials, NewRecord, Opening, Session};
use desk::pages::practice::trainees;
use desk::pages::recovery::Recovering;
use tempfile::TempDir;

use crate::refusal::Refusal;
use crate::tries::Tries;
use crate::watch::{EVERY, Moment, Times, Watch};
use crate::work::{UnderWay, Work};

/// How long a desk that is being locked waits for what was being written.
const LAST_WORDS: Duration = Duration::from_millis(400);

/// How often and how far apart a program that ends tries to close the desk: a copy that was told to end needs a moment.
const LAST_TRIES: u32 = 20;
const LAST_PAUSE: Duration = Duration::from_millis(20);

/// What the window is told of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It was opened.
    Opened,
    /// It is being locked.
    Locked,
}

/// The one office of this program.
#[derive(Clone)]
pub(crate) struct Office {
    /// Where the record lies.
    record: PathBuf,
    /// The wrong passphrases so far.
    tries: Tries,
    /// What this computer has seen of it.
    seen: SeenFolder,
    /// The practice record's folder, from the beginning of the practice to its end.
    practice: Arc<Mutex<Option<TempDir>>>,
    open: Arc<Mutex<Option<OpenDesk>>>,
    /// The long work the desk is at.
    work: Work,
    /// The automatic copy that is being made. Nobody waits for it: whoever comes to the desk ends it.
    copying: Work,
    /// The last touch before the quiet time in which a copy was begun.
    quiet_since: Arc<Mutex<Option<Duration>>>,
    /// Never held while an act goes on, so that the watch waits for none.
    watch: Arc<Mutex<Watch>>,
    times: Arc<dyn Times>,
    told: Arc<dyn Fn(Turn) + Send + Sync>,
}

struct OpenDesk {
    desk: Desk,
    /// Is it the practice desk?
    practice: bool,
}

impl OpenDesk {
    fn session(&self) -> Result<Session, desk::Error> {
        self.desk.session(self.practice)
    }

    /// How long it stays open without a touch.
    fn idle(&self) -> Duration {
        idle_of_a_test().unwrap_or_else(|| Duration::from_secs(60 * u64::from(self.desk.idle_minutes())))
    }
}

/// No test waits for minutes. In a build for tests, the environment says how many seconds.
fn idle_of_a_test() -> Option<Duration> {
    let seconds = if cfg!(debug_assertions) { std::env::var("DESK_TEST_IDLE_SECONDS").ok() } else { None };
    seconds?.parse().ok().map(Duration::from_secs)
}

impl Office {
    /// An office whose record lies in this folder, or will. `told` hears when the desk is opened and locked.
    pub(crate) fn new(
        (record, seen): (PathBuf, SeenFolder),
        times: Arc<dyn Times>,
        told: impl Fn(Turn) + Send + Sync + 'static,
    ) -> Self {
        Self {
            tries: Tries::beside(&record),
            record,
            seen,
            practice: Arc::default(),
            open: Arc::default(),
            work: Work::default(),
            copying: Work::default(),
            quiet_since: Arc::default(),
            watch: Arc::new(Mutex::new(Watch::Locked)),
            times,
            told: Arc::new(told),
        }
    }

    /// Does something at the open desk. It is a touch.
    ///
    /// # Errors
    /// What the desk refuses; `locked` while nobody has opened it, and when it should have been locked by now.
    pub(crate) async fn at_desk<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Desk) -> Result<T, desk::Error> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.away(move |office| {
            if !office.stays_open(Watch::touch) {
                return Err(Refusal::locked());
            }
            office.act(act)
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

    /// Keeps what is being written, also while the desk is being locked: it shows nothing of the record.
    ///
    /// # Errors
    /// What the desk refuses; `locked` once the record is closed.
    pub(crate) async fn keep(
        &self,
        act: impl FnOnce(&mut Desk) -> Result<(), desk::Error> + Send + 'static,
    ) -> Result<(), Refusal> {
        self.away(move |office| office.act(act)).await
    }

    /// Somebody touched the keyboard or the mouse.
    pub(crate) async fn touch(&self) -> Result<(), Refusal> {
        self.away(|office| {
            office.stays_open(Watch::touch);
            Ok(())
        })
        .await
    }

    /// Locks the desk once nobody has touched it for its idle time, or the computer slept; makes an automatic copy in a
    /// quiet time. Looks for as long as the program runs.
    pub(crate) fn keep_watch(&self) {
        let office = self.clone();
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(EVERY);
                if office.stays_open(Watch::look) && office.is_newly_quiet() {
                    // Apart from the watch, which goes on looking.
                    let office = office.clone();
                    std::thread::spawn(move || office.copy());
                }
            }
        });
    }

    /// Has the desk become quiet, for the first time since it was last touched?
    fn is_newly_quiet(&self) -> bool {
        let quiet = self.watch().quiet_since(self.times.now());
        let mut before = self.quiet_since.lock().unwrap_or_else(PoisonError::into_inner);
        let newly = quiet.is_some() && quiet != *before;
        if newly {
            *before = quiet;
        }
        newly
    }

    /// Makes an automatic copy if it is time for one; not at the practice desk, which keeps nothing that is real.
    fn copy(&self) {
        let mut open = self.open();
        let mut copying = self.copying.begin();
        // Whoever comes from here on ends the copy. Whoever came before it began is found here.
        let quiet = self.watch().quiet_since(self.times.now()).is_some();
        if let Some(OpenDesk { desk, practice: false }) = open.as_mut()
            && quiet
        {
            desk.copy_if_due(&mut copying);
        }
    }

    fn act<T>(&self, act: impl FnOnce(&mut Desk) -> Result<T, desk::Error>) -> Result<T, Refusal> {
        let mut open = self.open();
        let open = open.as_mut().ok_or_else(Refusal::locked)?;
        let done = act(&mut open.desk);
        // Also after an act that was refused: that it was tried may be in the record.
        open.desk.keep_seen();
        // The act may have been to set another idle time.
        self.watch().stay(open.idle());
        Ok(done?)
    }

    /// Whether there is a record, and whether it is open.
    pub(crate) async fn opening(&self) -> Result<Opening, Refusal> {
        self.away(|office| office.state()).await
    }

    /// Makes the record with its first officer, and opens it.
    pub(crate) async fn set_up(&self, new: NewRecord) -> Result<Session, Refusal> {
        self.away(move |office| {
            let desk = Desk::set_up(&office.record, &new, Box::new(SystemClock), Box::new(SystemEntropy))?;
            office.seat(OpenDesk { desk: office.looked_back(desk)?, practice: false })
        })
        .await
    }

    /// Opens the record, or the practice desk while somebody practises.
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
            let desk = Desk::practise(&practice_record(&folder), Box::new(SystemClock), Box::new(SystemEntropy))?;
            let session = office.seat(OpenDesk { desk, practice: true })?;
            *office.practising() = Some(folder);
            Ok(session)
        })
        .await
    }

    /// Ends the practice: the practice desk and everything on it are gone.
    pub(crate) async fn end_practice(&self) -> Result<Opening, Refusal> {
        self.away(|office| {
            let practises = office.open().as_ref().is_some_and(|open| open.practice);
            if practises {
                office.shut();
            }
            drop(office.practising().take());
            office.state()
        })
        .await
    }

    /// Gives an officer a new passphrase with the words of the recovery sheet, and opens the record.
    pub(crate) async fn recover(&self, ask: Recovering) -> Result<Session, Refusal> {
        self.away(move |office| {
            office.put_away();
            office.tries.may_try()?;
            let opened = Desk::recover(&office.record, &ask, Box::new(SystemClock), Box::new(SystemEntropy));
            office.tries.note(opened.as_ref().map(drop));
            office.seat(OpenDesk { desk: office.looked_back(opened?)?, practice: false })
        })
        .await
    }

    /// Closes the desk: its keys leave the memory with it.
    pub(crate) async fn lock(&self) -> Result<Opening, Refusal> {
        self.away(|office| {
            office.shut();
            office.state()
        })
        .await
    }

    /// Closes the desk at once, where no act is going on: the program ends. An automatic copy is given up for it.
    pub(crate) fn leave(&self) {
        for _ in 0..LAST_TRIES {
            self.copying.stop();
            if let Ok(mut open) = self.open.try_lock() {
                drop(open.take());
                return;
            }
            std::thread::sleep(LAST_PAUSE);
        }
    }

    /// Locks the desk now.
    fn shut(&self) {
        self.stays_open(|watch, _| {
            watch.lock();
            false
        });
    }

    /// Asks the watch; closes the desk if it shall not stay open.
    fn stays_open(&self, ask: impl FnOnce(&mut Watch, Moment) -> bool) -> bool {
        let mut watch = self.watch();
        let was_open = matches!(*watch, Watch::Open { .. });
        let open = ask(&mut watch, self.times.now());
        drop(watch);
        if was_open && !open {
            self.close();
        }
        open
    }

    /// Closes a desk that is being locked.
    fn close(&self) {
        (self.told)(Turn::Locked);
        std::thread::sleep(LAST_WORDS);
        let mut open = self.open();
        let mut watch = self.watch();
        // Somebody may have opened it again in between.
        if matches!(*watch, Watch::Locking) {
            *watch = Watch::Locked;
            drop(watch);
            drop(open.take());
        }
    }

    fn unlock_with(&self, who: Credentials) -> Result<Session, Refusal> {
        let passphrase = who.passphrase.passphrase()?;
        self.put_away();
        let practice = self.practising().as_ref().map(practice_record);
        let way = desk::Opening {
            store: practice.as_ref().unwrap_or(&self.record),
            officer: Some(&who.officer).filter(|officer| !officer.is_empty()).map(String::as_str),
            passphrase: &passphrase,
            read_only: false,
        };
        let waits = practice.is_none();
        if waits {
            self.tries.may_try()?;
        }
        let opened = Desk::open(way, Box::new(SystemClock), Box::new(SystemEntropy));
        if waits {
            self.tries.note(opened.as_ref().map(drop));
        }
        // A practice record lasts as long as the program: there is nothing to look back at.
        let desk = if practice.is_some() { opened? } else { self.looked_back(opened?)? };
        self.seat(OpenDesk { desk, practice: practice.is_some() })
    }

    /// The desk, compared with what this computer has seen of its record. One that lacks something of that can only be
    /// read until somebody goes on with it.
    fn looked_back(&self, mut desk: Desk) -> Result<Desk, desk::Error> {
        desk.look_back(Box::new(self.seen.clone()));
        if desk.regression().is_some() {
            return desk.opened_anew(true);
        }
        desk.keep_seen();
        Ok(desk)
    }

    /// Goes on with a record that lacks what was seen of it, for who typed the words that say so.
    pub(crate) async fn go_on(&self, typed: String) -> Result<Session, Refusal> {
        self.away(move |office| {
            if !office.stays_open(Watch::touch) {
                return Err(Refusal::locked());
            }
            let mut open = office.open();
            let OpenDesk { desk, .. } = open.as_mut().ok_or_else(Refusal::locked)?;
            desk.go_on_as_typed(&typed)?;
            let Some(OpenDesk { desk, practice }) = open.take() else { return Err(Refusal::locked()) };
            drop(open);
            office.seat(OpenDesk { desk: desk.opened_anew(false)?, practice })
        })
        .await
    }

    /// The store is one program's at a time: a desk that is open is closed before another is opened.
    fn put_away(&self) {
        let mut open = self.open();
        *self.watch() = Watch::Locked;
        drop(open.take());
    }

    fn seat(&self, desk: OpenDesk) -> Result<Session, Refusal> {
        let (session, idle) = (desk.session()?, desk.idle());
        let mut open = self.open();
        *open = Some(desk);
        *self.watch() = Watch::open(self.times.now(), idle);
        drop(open);
        (self.told)(Turn::Opened);
        Ok(session)
    }

    fn state(&self) -> Result<Opening, Refusal> {
        let is_open = matches!(*self.watch(), Watch::Open { .. });
        if is_open && let Some(open) = self.open().as_ref() {
            return Ok(Opening::Open { session: open.session()? });
        }
        if self.practising().is_some() {
            return Ok(Opening::Practice { officers: trainees() });
        }
        let officers = Desk::officers_of(&self.record)?;
        Ok(officers.map_or(Opening::FirstStart, |officers| Opening::Locked { officers }))
    }

    fn practising(&self) -> MutexGuard<'_, Option<TempDir>> {
        self.practice.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn watch(&self) -> MutexGuard<'_, Watch> {
        // A watch is whole whenever its lock is let go.
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Comes to the desk, when the act before is done. An act that panicked left nothing in the record; the desk it was
    /// at is closed all the same.
    fn open(&self) -> MutexGuard<'_, Option<OpenDesk>> {
        self.copying.stop();
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

/// Where the practice record lies in its folder.
fn practice_record(folder: &TempDir) -> PathBuf {
    folder.path().join("record")
}

#[cfg(test)]
mod tests;
