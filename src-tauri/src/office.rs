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
mod tests {
    use desk::Timestamp;
    use desk::pages::log::RequestDraft;
    use desk::pages::opening::Opening;

    use super::*;

    /// Clocks that go on when the test says so.
    struct SetTimes(Mutex<u64>);

    impl Times for SetTimes {
        fn now(&self) -> Moment {
            let seconds = *self.0.lock().unwrap();
            let wall = Timestamp::from_second(1_790_000_000 + seconds.cast_signed()).unwrap();
            Moment { wall, steady: Duration::from_secs(seconds) }
        }
    }

    struct Practice {
        office: Office,
        times: Arc<SetTimes>,
        told: Arc<Mutex<Vec<Turn>>>,
        _folder: TempDir,
    }

    impl Practice {
        /// A practice desk that was just opened.
        fn open() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let times = Arc::new(SetTimes(Mutex::new(0)));
            let told = Arc::new(Mutex::new(Vec::new()));
            let hears = Arc::clone(&told);
            let places = (folder.path().join("record"), SeenFolder::at(folder.path().join("seen")));
            let office = Office::new(places, Arc::clone(&times) as Arc<dyn Times>, move |turn| {
                hears.lock().unwrap().push(turn);
            });
            run(office.practise()).unwrap();
            Self { office, times, told, _folder: folder }
        }

        /// Time passes, and the watch looks at every two seconds of it.
        fn wait(&self, seconds: u64) {
            for _ in 0..seconds / 2 {
                *self.times.0.lock().unwrap() += 2;
                self.office.stays_open(Watch::look);
            }
        }

        fn is_open(&self) -> bool {
            matches!(run(self.office.opening()).unwrap(), Opening::Open { .. })
        }

        fn has_record(&self) -> bool {
            self.office.open().is_some()
        }
    }

    fn run<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
    }

    fn draft() -> RequestDraft {
        serde_json::from_value(serde_json::json!({
            "received": "", "origin": "", "channel": "", "department": "", "agency": "Sheriff", "facts": {}, "items": []
        }))
        .unwrap()
    }

    #[test]
    fn an_act_is_a_touch_and_without_one_the_desk_is_closed_and_its_keys_are_gone() {
        let desk = Practice::open();
        desk.wait(598);
        run(desk.office.at_desk(|desk| desk.today())).unwrap();
        desk.wait(598);
        assert!(desk.is_open() && desk.has_record(), "the act began the idle time again");
        desk.wait(2);
        assert!(!desk.is_open() && !desk.has_record());
        assert_eq!(*desk.told.lock().unwrap(), [Turn::Opened, Turn::Locked]);
        assert!(run(desk.office.at_desk(|desk| desk.today())).is_err(), "nothing is shown any more");
    }

    #[test]
    fn to_ask_whether_it_is_open_is_no_touch() {
        let desk = Practice::open();
        for _ in 0..6 {
            desk.wait(100);
            desk.is_open();
        }
        assert!(!desk.has_record());
    }

    #[test]
    fn after_sleep_the_first_act_finds_the_desk_locked_and_the_draft_is_kept() {
        let desk = Practice::open();
        *desk.times.0.lock().unwrap() += 3600;
        run(desk.office.keep(|desk| desk.keep_draft(draft()))).unwrap();
        let mut kept = None;
        if let Some(open) = desk.office.open().as_mut() {
            kept = open.desk.kept_draft().unwrap();
        }
        assert_eq!(kept, Some(draft()), "what was being written went into the record before it was closed");
        assert!(run(desk.office.at_desk(|desk| desk.today())).is_err(), "before the watch has looked");
        assert!(!desk.has_record());
        assert!(run(desk.office.keep(|desk| desk.keep_draft(draft()))).is_err(), "a closed record keeps nothing");
    }

    #[test]
    fn an_act_that_goes_on_is_not_cut_off() {
        let desk = Practice::open();
        let (begun, goes_on) = std::sync::mpsc::channel();
        let (finish, finished) = std::sync::mpsc::channel::<()>();
        let office = desk.office.clone();
        let act = std::thread::spawn(move || {
            run(office.at_desk(move |desk| {
                begun.send(()).unwrap();
                finished.recv().unwrap();
                desk.today()
            }))
        });
        goes_on.recv().unwrap();
        *desk.times.0.lock().unwrap() += 3600;
        let office = desk.office.clone();
        let watch = std::thread::spawn(move || office.stays_open(Watch::look));
        while desk.told.lock().unwrap().last() != Some(&Turn::Locked) {
            std::thread::yield_now();
        }
        assert!(run(desk.office.at_desk(|desk| desk.today())).is_err(), "nothing new begins");
        finish.send(()).unwrap();
        assert!(act.join().unwrap().is_ok(), "what had begun was finished");
        assert!(!watch.join().unwrap());
        assert!(!desk.has_record());
    }

    /// The copies beside the record.
    fn copies(desk: &Practice) -> usize {
        std::fs::read_dir(desk.office.record.with_file_name("record-copies")).map_or(0, Iterator::count)
    }

    /// Quiet minutes pass, and the watch does what it does then.
    fn be_quiet(desk: &Practice) {
        desk.wait(120);
        if desk.office.is_newly_quiet() {
            desk.office.copy();
        }
    }

    #[test]
    fn a_copy_is_made_in_a_quiet_time_and_none_of_the_practice_desk() {
        let desk = Practice::open();
        be_quiet(&desk);
        assert_eq!(copies(&desk), 0, "a practice record is gone when the practice is ended");
        run(desk.office.end_practice()).unwrap();
        let new = serde_json::json!({
            "office": "City Clerk", "officer": "M. Alvarez", "passphrase": "seven lamps on a quiet hill"
        });
        run(desk.office.set_up(serde_json::from_value(new).unwrap())).unwrap();
        desk.wait(60);
        assert!(!desk.office.is_newly_quiet(), "a minute is not long enough");
        be_quiet(&desk);
        assert_eq!(copies(&desk), 1);
        desk.wait(10);
        assert!(!desk.office.is_newly_quiet(), "once for each time that nobody touches it");
        run(desk.office.touch()).unwrap();
        desk.office.copy();
        be_quiet(&desk);
        assert_eq!(copies(&desk), 1, "nothing is new");
    }

    #[test]
    fn whoever_comes_to_the_desk_ends_the_copy() {
        let desk = Practice::open();
        let (begun, goes_on) = std::sync::mpsc::channel();
        let office = desk.office.clone();
        let copy = std::thread::spawn(move || {
            let _at_the_desk = office.open();
            let mut copying = office.copying.begin();
            begun.send(()).unwrap();
            while desk::ports::Progress::at(&mut copying, 0, 0).is_continue() {
                std::thread::yield_now();
            }
        });
        goes_on.recv().unwrap();
        assert_eq!(desk.office.work().how_far(), None, "the page is not told of it");
        run(desk.office.at_desk(|desk| desk.today())).unwrap();
        copy.join().unwrap();
    }

    #[test]
    fn the_lock_button_closes_the_record_and_says_so_once() {
        let desk = Practice::open();
        assert!(!matches!(run(desk.office.lock()).unwrap(), Opening::Open { .. }));
        assert!(!desk.has_record());
        run(desk.office.lock()).unwrap();
        assert_eq!(*desk.told.lock().unwrap(), [Turn::Opened, Turn::Locked]);
    }
}
