//! What happens around the program: small disks, limits, another instance, a folder that goes away, a wrong clock, a sleep
//! in the middle, a crash.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::Depth;
use crate::calls::again;
use crate::invariants;
use crate::job::Job;
use crate::office::{NEEDLE, Office, PASSPHRASE, Said, copy_tree, program};
use crate::shim::{self, Does, Fault, Ran, Running};
use crate::table::Row;

/// What a run without the library said, as one with it would.
fn ran(said: Said) -> Ran {
    Ran { status: said.status, out: said.out, err: said.err, fired: Vec::new(), seen: None }
}

/// A file system in memory of this size, mounted over a folder of the office, and gone at the end.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: PathBuf, size: &str) -> Option<Self> {
        fs::create_dir_all(&at).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(&at)
            .stderr(Stdio::null())
            .status();
        mounted.is_ok_and(|status| status.success()).then_some(Self(at))
    }

    fn again(&self, options: &str) {
        let done = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&self.0).status().unwrap();
        assert!(done.success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _gone = Command::new("umount").args(["--lazy"]).arg(&self.0).status();
    }
}

const NO_MOUNT: &str = "SKIPPED: no file system can be mounted here (it needs root)";

/// A disk in memory that holds the store, and has no room for more.
pub fn full_disk() -> Vec<Row> {
    let mut save = Row::of(7, "the disk is full in a save");
    let mut fold = Row::of(8, "the disk is full when the log is folded into the database");
    let mut export = Row::of(9, "the disk is full in an export, a backup or a restore");
    let mut backup = Row::of(52, "the place of a backup is full, gone, or can only be read");
    let office = Job::Import.office();
    let aside = tempfile::tempdir().unwrap();
    copy_tree(&office.path("store"), aside.path());
    let Some(disk) = SmallDisk::mount(office.path("store"), "16m") else {
        for row in [&mut save, &mut fold, &mut export, &mut backup] {
            NO_MOUNT.clone_into(&mut row.note);
        }
        return vec![save, fold, export, backup];
    };
    copy_tree(aside.path(), &office.path("store"));
    // From no room at all to almost enough: it ends in the log, in its index, and in folding it into the database.
    let filler = office.path("store/filler");
    let mut seen_full = 0;
    for left in [0, 4, 16, 36, 40, 64, 96, 128, 192, 256, 320, 512, 768] {
        fs::write(&filler, vec![1; fill(&office.path("store"), left)]).unwrap();
        let said = ran(office.run(&Job::Import.words()));
        let full = said.status == Some(1) && said.err.contains("full");
        fs::remove_file(&filler).unwrap();
        let broken = invariants::broken(&office, Job::Import, &said);
        if full {
            seen_full += 1;
            save.done("a small disk", broken);
        } else {
            // It went in: then folding found no room, or there was enough for all.
            fold.done("a small disk", broken);
        }
        fs::remove_dir_all(office.path("store")).ok();
        for entry in fs::read_dir(office.path("store")).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
        copy_tree(aside.path(), &office.path("store"));
    }
    assert!(seen_full > 2, "the disk was full {seen_full} times");
    drop(disk);

    let office = Job::Report.office();
    let Some(disk) = SmallDisk::mount(office.path("stick"), "8k") else { return vec![save, fold, export, backup] };
    for words in [
        &["report", "store", "--quarter", "2025-Q1", "--out", "stick/reports"][..],
        &["export", "store", "--out", "stick/exported"],
        &["restore", "kept", "stick/new"],
        &["backup", "store", "stick/kept"],
    ] {
        let row = if words[0] == "backup" { &mut backup } else { &mut export };
        row.done(&format!("{} on a small disk", words[0]), refused(&office, words, "stick", "Free some space"));
    }
    fs::write(office.path("stick/kept"), "an older backup").unwrap();
    disk.again("ro");
    backup.done("can only be read", refused(&office, &["backup", "store", "stick/kept"], "stick", "only be read"));
    let gone = &["backup", "store", "unplugged/kept"];
    backup.done("gone", refused(&office, gone, "stick", "no such file or folder"));
    backup.note = "a FAT disk with its limit of 4 GB: not here".to_owned();
    vec![save, fold, export, backup]
}

/// How much to write so that so many KiB are left.
fn fill(disk: &Path, left: usize) -> usize {
    let said = Command::new("df").args(["--output=avail", "-k"]).arg(disk).output().unwrap();
    let free: usize = String::from_utf8(said.stdout).unwrap().lines().nth(1).unwrap().trim().parse().unwrap();
    (free - left) * 1024
}

/// The command is refused with these words, and nothing in the folder is different. In the store, that it was begun is noted
/// apart: every other file is as it was, and so is all that `verify` prints of both ledgers.
fn refused(office: &Office, words: &[&str], folder: &str, why: &str) -> Vec<String> {
    let seen = || -> (Vec<_>, String) {
        let files = office.files().into_iter();
        let files = files.filter(|(path, _)| path.starts_with(folder) || path.starts_with("store"));
        let noted_in = |path: &Path| path == Path::new("store/ledger.db");
        let files = files.map(|(path, bytes)| if noted_in(&path) { (path, Vec::new()) } else { (path, bytes) });
        (files.collect(), office.run(&["verify", "store"]).out)
    };
    let before = seen();
    let said = office.run(words);
    let mut broken = Vec::new();
    if said.status != Some(1) || !said.err.contains(why) {
        broken.push(format!("I7: {words:?}: {:?} {}{}", said.status, said.out, said.err));
    }
    if seen() != before {
        broken.push(format!("I5: {words:?} left something behind"));
    }
    broken
}

/// A shell that sets a limit and then becomes the program.
fn limited(office: &Office, limit: &str, job: Job) -> Said {
    let mut command = office.command(Path::new("sh"), &["-c", &format!("ulimit {limit}; exec \"$0\" \"$@\"")]);
    command.arg(program()).args(job.words());
    Said::of(&mut command)
}

/// No file may become longer than so much.
pub fn file_limit(depth: Depth) -> Row {
    let mut row = Row::of(10, "no file may grow beyond a limit");
    let jobs = if depth == Depth::Long {
        &[Job::Import, Job::Backup, Job::Restore, Job::Export][..]
    } else {
        &[Job::Import, Job::Backup]
    };
    for job in jobs {
        let step = if depth == Depth::Long { 40 } else { 200 };
        let mut hit = false;
        for blocks in (8..1600).step_by(step) {
            let office = job.office();
            let said = limited(&office, &format!("-f {blocks}"), *job);
            if said.status == Some(0) {
                break;
            }
            hit = true;
            let mut broken = invariants::broken(&office, *job, &ran(said));
            if broken.is_empty() {
                broken = again(&office, *job);
            }
            row.done(&format!("{job:?} at {blocks} blocks"), broken);
        }
        assert!(hit, "{job:?} met no limit");
    }
    row.note = "the system ends the program at the limit, as if killed".to_owned();
    row
}

/// The program may have so much memory.
pub fn memory(depth: Depth) -> Row {
    let mut row = Row::of(11, "there is too little memory");
    let jobs = if depth == Depth::Long { &[Job::Import, Job::Backup, Job::Report][..] } else { &[Job::Import] };
    for job in jobs {
        for megabytes in (8..400).step_by(if depth == Depth::Long { 4 } else { 16 }) {
            let office = job.office();
            let said = limited(&office, &format!("-v {}", megabytes * 1024), *job);
            if said.status == Some(0) {
                break;
            }
            // Where the loader found no room, there was no program yet.
            if said.status == Some(127) || said.err.contains("error while loading") {
                continue;
            }
            row.done(&format!("{job:?}"), invariants::broken(&office, *job, &without_reason(said)));
        }
    }
    row.note = "a program that gets no memory ends at once, as if killed, and says so in the system's words".to_owned();
    row
}

/// A program that ran out of memory ended as if killed; what it printed then is the runtime's, not its own, or that of the
/// library which sets the report's pages on threads of its own.
fn without_reason(said: Said) -> Ran {
    let ended = said.err.contains("memory allocation of") || said.err.contains("rayon-core");
    Ran { status: if ended { None } else { said.status }, ..ran(said) }
}

/// A run that stands still at its n-th change, and where it stands.
fn stopped_at(office: &Office, job: Job, at: u64) -> Running {
    let fault = Fault { at, ..Fault::one("wsn", Does::Stop) };
    let running = shim::start(office, job.command(office), fault, false);
    for _ in 0..3000 {
        if running.report().contains("fired") {
            return running;
        }
        sleep(Duration::from_millis(10));
    }
    panic!("{job:?} never came to change {at}");
}

fn go_on(running: Running) -> Ran {
    let sent = Command::new("kill").args(["-CONT", &running.child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    running.finish().0
}

/// Another instance, while one stands still in the middle of its work; and that one goes on afterwards.
pub fn two_at_once(depth: Depth) -> Vec<Row> {
    let mut two = Row::of(22, "a second instance is started");
    let mut sleeps = Row::of(30, "the computer sleeps in a save");
    for job in [Job::Log, Job::Import] {
        for at in [1, 2, 5, 9, 14].into_iter().take(if depth == Depth::Long { 5 } else { 3 }) {
            let office = job.office();
            let running = stopped_at(&office, job, at);
            let mut broken = Vec::new();
            for words in [&Job::Log.words()[..], &["verify", "store"], &["list", "store"]] {
                let said = office.run(words);
                if said.status != Some(1) || !said.err.contains("in use by another program") {
                    broken.push(format!("I7: {}: {:?} {}", words[0], said.status, said.err));
                }
            }
            if depth == Depth::Long {
                sleep(Duration::from_secs(2));
            }
            let ran = go_on(running);
            two.hit(&ran, &format!("beside {job:?} at change {at}"), broken);
            let mut broken = invariants::broken(&office, job, &ran);
            if ran.status != Some(0) {
                broken.push(format!("I7: it did not go on: {}", ran.err));
            }
            sleeps.hit(&ran, &format!("{job:?} at change {at}"), broken);
        }
    }
    vec![two, sleeps]
}

/// The folder moves away while the program stands still; and folders with unusual names.
pub fn folders() -> Row {
    let mut row = Row::of(62, "the folder moves away, or has an unusual name");
    for job in [Job::Log, Job::Import] {
        for at in [1, 3, 8] {
            let office = job.office();
            let running = stopped_at(&office, job, at);
            fs::rename(office.path("store"), office.path("moved")).unwrap();
            let ran = go_on(running);
            // What was open stays open: the record is whole where it is now.
            fs::rename(office.path("moved"), office.path("store")).unwrap();
            row.hit(&ran, &format!("moved in {job:?} at change {at}"), invariants::broken(&office, job, &ran));
        }
    }
    let office = Office::new();
    let long = "n".repeat(200);
    for name in ["with space", "Büro ☂", "-dash", "per%20cent", "question?#", long.as_str()] {
        copy_tree(&office.path("store"), &office.path(name));
        let place = format!("./{name}");
        let said = office.run(&["import", &place, "log.csv"]);
        let verified = office.run(&["verify", &place]);
        let broken = [said, verified].into_iter().filter(|said| said.status != Some(0)).map(|said| said.err).collect();
        row.done(name, broken);
        fs::remove_dir_all(office.path(name)).unwrap();
    }
    let said = office.run(&["verify", "nowhere"]);
    let broken =
        (said.status != Some(1) || !said.err.contains("nowhere")).then(|| said.err.clone()).into_iter().collect();
    row.done("no such folder", broken);
    row
}

/// The clock is wrong by years, both ways, and the computer is in another zone.
pub fn clock() -> Vec<Row> {
    const YEAR: i64 = 365 * 86_400;
    let mut wrong = Row::of(28, "the clock is set back or forward by years");
    for years in [-1, -20, 1, 9] {
        let office = Job::Log.office();
        let fault = Fault { clock: years * YEAR, ..Fault::none("w") };
        let ran = shim::run(&office, Job::Log, fault);
        let mut broken = invariants::broken(&office, Job::Log, &ran);
        if years == -20 {
            // Then the letter has not come yet.
            if !ran.err.contains("this lies in the future") {
                broken.push(format!("I7: {}{}", ran.out, ran.err));
            }
            wrong.hit(&ran, "by -20 years", broken);
            continue;
        }
        if ran.status != Some(0) {
            broken.push(format!("I7: {}", ran.err));
        }
        // And then the clock is right again: the order stays that of entry.
        let later = office.run(&["import", "store", "log.csv"]);
        let verified = office.run(&["verify", "store"]);
        broken.extend([later, verified].into_iter().filter(|said| said.status != Some(0)).map(|said| said.err));
        let order: Vec<_> =
            office.rows("store").unwrap().iter().map(|row| row["request"].as_str().unwrap().to_owned()).collect();
        let place = |number: &str| order.iter().position(|known| known == number);
        if !(place("LATER-1") < place("NEW-1") && place("NEW-1") < place("LOG-1")) {
            broken.push(format!("I1: the order is not that of entry: {order:?}"));
        }
        wrong.hit(&ran, &format!("by {years} years"), broken);
    }
    wrong.note = "a jump of the clock is not told".to_owned();
    let mut zones = Row::of(29, "the computer's zone changes");
    let office = Job::Export.office();
    let listed = office.run(&["list", "store", "--json"]).done();
    for zone in ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "Asia/Kathmandu", "No/Such"] {
        let mut command = office.command(program(), &["list", "store", "--json"]);
        let said = Said::of(command.env("TZ", zone));
        let mut broken: Vec<String> =
            (said.out != listed).then(|| format!("I4: another record in {zone}: {}", said.err)).into_iter().collect();
        let mut command = office.command(program(), &["export", "store", "--out", "there"]);
        let said = Said::of(command.env("TZ", zone));
        broken.extend((said.status != Some(0)).then_some(said.err));
        zones.done(zone, broken);
        fs::remove_dir_all(office.path("there")).unwrap();
    }
    zones.note =
        "quarter edges and daylight saving: law/src/calendar.rs, report/src/quarter.rs, ledger/src/when.rs".to_owned();
    vec![wrong, zones]
}

/// The program crashes as it would by a mistake of its own: what does the system keep of its memory?
pub fn crash() -> Row {
    let mut row = Row::of(58, "the program crashes, and the system may keep its memory in a file");
    let pattern = fs::read_to_string("/proc/sys/kernel/core_pattern").unwrap_or_default();
    if pattern.starts_with('|') || pattern.contains('/') {
        row.note = format!("SKIPPED: this system keeps crashes elsewhere ({})", pattern.trim());
        return row;
    }
    for at in [1, 4, 9] {
        let office = Job::Log.office();
        let limit = "ulimit -c unlimited; exec \"$0\" \"$@\"";
        let mut command = office.command(Path::new("sh"), &["-c", limit]);
        command.arg(program()).args(Job::Log.words());
        let fault = Fault { at, ..Fault::one("w", Does::Crash) };
        let ran = shim::start(&office, command, fault, false).finish().0;
        assert_eq!(ran.fired.len(), 1, "it crashed at write {at}");
        let mut broken = Vec::new();
        for (path, bytes) in office.files() {
            let holds = |words: &str| bytes.windows(words.len()).any(|window| window == words.as_bytes());
            if !path.starts_with("store") && path != Path::new("log.csv") && (holds(NEEDLE) || holds(PASSPHRASE)) {
                broken.push(format!("I6: the crash left {} with what was logged", path.display()));
                fs::remove_file(office.path(&path.to_string_lossy())).unwrap();
            }
        }
        broken.extend(invariants::broken(&office, Job::Log, &ran));
        row.hit(&ran, &format!("at write {at}"), broken);
    }
    row.note =
        "swap and hibernation: only an encrypted disk helps; the window sets the same limit, and is not crashed here"
            .to_owned();
    row
}

/// Somebody else holds the database, past the program's own lock.
pub fn held(depth: Depth) -> Row {
    let mut row = Row::of(63, "another process keeps the database locked");
    if depth == Depth::Short {
        row.note = "waits for five seconds: the long set".to_owned();
        return row;
    }
    let office = Job::Log.office();
    let raw = office.raw();
    raw.execute_batch("BEGIN IMMEDIATE").unwrap();
    let said = office.run(&Job::Log.words());
    let told = said.status == Some(1) && said.err.contains("in use");
    let mut broken: Vec<String> = (!told).then(|| format!("I7: {:?} {}", said.status, said.err)).into_iter().collect();
    raw.execute_batch("ROLLBACK").unwrap();
    drop(raw);
    broken.extend(invariants::broken(&office, Job::Log, &ran(said)));
    row.done("held for writing", broken);
    row
}
