//! Faults at the n-th call, for n = 1, 2, 3 … until a run sees none.

use std::collections::BTreeSet;

use crate::Depth;
use crate::invariants;
use crate::job::Job;
use crate::office::{Office, Said};
use crate::shim::{self, Does, EACCES, EIO, ENOSPC, EROFS, Fault};
use crate::table::Row;

/// Everything that changes a file or a name.
const CHANGES: &str = "cwtsfnum";

/// How many calls of each job are hit where not all are: the first ones, the last ones, and some in between.
const SOME: u64 = 4;

/// A set of runs: one fault of the list, at each call of a kind, in one job.
#[derive(Clone, Copy)]
pub struct Loop {
    number: u32,
    what: &'static str,
    job: Job,
    fault: Fault,
    /// All calls are hit, in the short set too.
    whole: bool,
}

impl Loop {
    const fn of(number: u32, what: &'static str, job: Job, fault: Fault) -> Self {
        Self { number, what, job, fault, whole: false }
    }

    /// Injects it at every call, or at some where the time is short.
    pub fn run(self, depth: Depth) -> Row {
        let Self { number, what, job, fault, whole } = self;
        let mut row = Row::of(number, what);
        let total = calls(job, fault);
        // A report takes seconds, nearly all of them before its first write.
        let all = whole || (depth == Depth::Long && (job != Job::Report || fault.kinds == CHANGES));
        let wanted = if all { (1..=total).collect() } else { some(total) };
        let mut at = 0;
        let clean = loop {
            // Past the last call that is wanted, every further one is tried until a run sees none.
            at = wanted.range(at + 1..).next().copied().unwrap_or_else(|| (total + 1).max(at + 1));
            let office = job.office();
            let ran = shim::run(&office, job, Fault { at, ..fault });
            if ran.fired.is_empty() {
                break (ran, office);
            }
            let how = format!("{job:?}, {:?} at call {at} of {}", fault.does, fault.kinds);
            let killed = matches!(fault.does, Does::Kill | Does::Tear);
            let mut broken = invariants::broken(&office, job, &ran);
            if killed != ran.status.is_none() {
                broken.push(format!("the program ended with {:?}", ran.status));
            }
            // What was begun can be done again, and then nothing half made is left.
            if broken.is_empty() {
                broken = again(&office, job);
            }
            row.hit(&ran, &how, broken);
        };
        assert!(row.injections > 0, "F{number:02} {job:?}: no call of the kinds {} was seen", fault.kinds);
        let (ran, office) = clean;
        assert_eq!(ran.status, Some(0), "F{number:02} {job:?}: an undisturbed run: {}", ran.err);
        row.broken.extend(invariants::broken(&office, job, &ran));
        row
    }
}

/// How many calls an undisturbed run makes.
fn calls(job: Job, fault: Fault) -> u64 {
    let office = job.office();
    let ran = shim::run(&office, job, Fault { at: 0, ..fault });
    assert_eq!(ran.status, Some(0), "{job:?}: {}", ran.err);
    ran.seen.expect("the library counted the calls")
}

fn some(total: u64) -> BTreeSet<u64> {
    if total <= SOME {
        return (1..=total).collect();
    }
    let spread = (1..=SOME).map(|part| 1 + (total - 1) * part / SOME);
    spread.chain([1, total - 1]).collect()
}

/// The same again, undisturbed; but for the day's acts, of which some may be kept and some not.
pub fn again(office: &Office, job: Job) -> Vec<String> {
    if job == Job::Day {
        return Vec::new();
    }
    let done = job.records() && office.rows("store").is_ok_and(|rows| rows == *job.expected().after());
    let made = job.makes_store().is_some_and(|made| office.path(made).exists());
    let exported =
        matches!(job, Job::Export | Job::Receipt) && job.files().iter().all(|file| office.path(file).exists());
    let said = Said::of(&mut job.command(office));
    let wanted = if (done && job != Job::Import) || made || exported { Some(1) } else { Some(0) };
    let mut broken = Vec::new();
    if said.status != wanted {
        broken.push(format!("it cannot be done again: {}{}", said.out, said.err));
    }
    // A store that was made, and whose end was disturbed, takes an entry; that puts away what the end did not.
    if made && let Some(store) = job.makes_store() {
        let words: Vec<&str> =
            Job::Log.words().into_iter().map(|word| if word == "store" { store } else { word }).collect();
        let logged = office.run(&words);
        if logged.status != Some(0) {
            broken.push(format!("I2: {store} takes no entry: {}{}", logged.out, logged.err));
        }
    }
    let left: Vec<_> = office.files().into_keys().filter(|path| !job.expected().new.contains_key(path)).collect();
    if !left.is_empty() && job != Job::Receipt {
        broken.push(format!("I5: left behind after it was done again: {left:?}"));
    }
    broken
}

/// Every set of runs.
pub fn loops(depth: Depth) -> Vec<Loop> {
    let mut loops = Vec::new();
    let kills = [Fault::one(CHANGES, Does::Kill), Fault::one("w", Does::Tear)];
    for job in Job::of(depth) {
        let (number, what) = match job {
            Job::Init | Job::Log | Job::Day => (1, "killed at any moment of a save"),
            Job::Import => (38, "killed in an import"),
            Job::Report | Job::Backup | Job::Export | Job::Receipt => (27, "killed in an export"),
            Job::Restore => (54, "killed in a restore"),
            Job::Migrate => (31, "killed in a migration"),
        };
        let whole = |fault: Fault| *job == Job::Log && fault.does == Does::Kill;
        loops.extend(kills.map(|fault| Loop { whole: whole(fault), ..Loop::of(number, what, *job, fault) }));
        if depth == Depth::Short && *job == Job::Migrate {
            continue;
        }
        let eio = Does::Fail(EIO);
        loops.push(Loop { whole: true, ..Loop::of(4, "the disk fails to sync a file", *job, Fault::one("s", eio)) });
        loops.push(Loop::of(4, "", *job, Fault::from_then_on("s", eio)));
        loops.push(Loop::of(4, "or to write, or cut one", *job, Fault::one("wt", eio)));
        loops.push(Loop::of(6, "the disk fails to read", *job, Fault::one("r", eio)));
        let (number, what) = if job.records() {
            (7, "the disk is full in a save")
        } else {
            (9, "the disk is full in an export, a backup or a restore")
        };
        loops.push(Loop::of(number, what, *job, Fault::from_then_on("cwm", Does::Fail(ENOSPC))));
        if !job.records() {
            let what = "the folder's sync fails (where SQLite makes it, SQLite says nothing)";
            loops.push(Loop::of(5, what, *job, Fault::one("f", eio)));
        }
        if matches!(job, Job::Backup | Job::Restore | Job::Export) {
            loops.push(Loop::of(25, "something holds a file for a moment", *job, Fault::one("n", Does::Fail(EACCES))));
            loops.push(Loop::of(
                26,
                "another program keeps a file open",
                *job,
                Fault::from_then_on("nu", Does::Fail(EACCES)),
            ));
        }
        loops.push(Loop::of(62, "the folder can only be read", *job, Fault::from_then_on("cwtnum", Does::Fail(EROFS))));
    }
    loops
}
