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
