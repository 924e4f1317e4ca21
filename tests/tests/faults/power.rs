//! A power cut at every moment: of what the program wrote, only what was synced survives for certain; of the rest any
//! part may, torn at any sector and in any order.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::Depth;
use crate::invariants;
use crate::job::Job;
use crate::office::Office;
use crate::shim::{self, Does, EIO, Fault, Ran};
use crate::stopped::Seeded;
use crate::table::Row;

/// What a disk writes at once.
const SECTOR: usize = 512;

/// One thing the program did, as the library took it down.
enum Op {
    Write {
        file: u64,
        place: usize,
        bytes: Vec<u8>,
    },
    Cut {
        file: u64,
        length: usize,
    },
    Sync {
        file: u64,
    },
    /// A sync that failed: what was not on the disk is lost.
    Lost {
        file: u64,
    },
    /// The names in a folder.
    Names {
        folder: u64,
        names: Names,
        synced: bool,
    },
    Said(Vec<u8>),
}

/// Name, number, and whether it is a folder.
type Names = BTreeMap<String, (u64, bool)>;

fn read_journal(mut bytes: &[u8]) -> Vec<Op> {
    let mut ops = Vec::new();
    while let Some((what, rest)) = bytes.split_first() {
        let number = |at: usize| u64::from_ne_bytes(rest[at * 8..at * 8 + 8].try_into().unwrap());
        let (file, place, length) =
            (number(0), usize::try_from(number(1)).unwrap(), usize::try_from(number(2)).unwrap());
        let content = rest[24..24 + length].to_vec();
        bytes = &rest[24 + length..];
        ops.push(match what {
            b'W' => Op::Write { file, place, bytes: content },
            b'T' => Op::Cut { file, length: place },
            b'S' => Op::Sync { file },
            b'E' => Op::Lost { file },
            b'L' => Op::Names { folder: file, names: names(&content), synced: true },
            b'V' => Op::Names { folder: file, names: names(&content), synced: false },
            b'A' => Op::Said(content),
            other => panic!("the journal has a record {other}"),
        });
    }
    ops
}

fn names(list: &[u8]) -> Names {
    let text = std::str::from_utf8(list).unwrap();
    text.lines()
        .map(|line| {
            let mut words = line.splitn(3, ' ');
            let (kind, number, name) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
            (name.to_owned(), (number.parse().unwrap(), kind == "d"))
        })
        .collect()
}

#[derive(Default)]
struct File {
    durable: Vec<u8>,
    /// Writes and cuts since the last sync.
    pending: Vec<Change>,
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

#[derive(Default, Clone)]
struct Folder {
    durable: Names,
    now: Names,
}

/// The disk below an office's folder.
struct Disk {
    root: u64,
    files: BTreeMap<u64, File>,
    folders: BTreeMap<u64, Folder>,
}

impl Disk {
    /// As it lies there, all of it synced.
    fn of(office: &Office) -> Self {
        let mut disk =
            Self { root: fs::metadata(office.root()).unwrap().ino(), files: BTreeMap::new(), folders: BTreeMap::new() };
        disk.scan(office.root());
        disk
    }

    fn scan(&mut self, folder: &Path) {
        let mut names = Names::new();
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let found = entry.metadata().unwrap();
            names.insert(entry.file_name().into_string().unwrap(), (found.ino(), found.is_dir()));
            if found.is_dir() {
                self.scan(&entry.path());
            } else {
                let file = File { durable: fs::read(entry.path()).unwrap(), pending: Vec::new() };
                self.files.insert(found.ino(), file);
            }
        }
        let number = fs::metadata(folder).unwrap().ino();
        self.folders.insert(number, Folder { durable: names.clone(), now: names });
    }

    fn apply(&mut self, op: &Op) {
        match op {
            Op::Write { file, place, bytes } => {
                self.files.entry(*file).or_default().pending.push(Change::Write(*place, bytes.clone()));
            }
            Op::Cut { file, length } => self.files.entry(*file).or_default().pending.push(Change::Cut(*length)),
            Op::Sync { file } => {
                let file = self.files.entry(*file).or_default();
                for change in std::mem::take(&mut file.pending) {
                    change.make(&mut file.durable);
                }
            }
            Op::Lost { file } => self.files.entry(*file).or_default().pending.clear(),
            Op::Names { folder, names, synced } => {
                let folder = self.folders.entry(*folder).or_default();
                folder.now.clone_from(names);
                if *synced {
                    folder.durable.clone_from(names);
                }
            }
            Op::Said(_) => {}
        }
    }

    /// Every file that a cut leaves, if this becomes of what was not synced.
    fn left(&self, fate: &mut Fate) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut left = BTreeMap::new();
        self.leave(self.root, Path::new(""), fate, &mut left);
        left
    }

    fn leave(&self, folder: u64, at: &Path, fate: &mut Fate, left: &mut BTreeMap<PathBuf, Vec<u8>>) {
        let empty = Folder::default();
        let folder = self.folders.get(&folder).unwrap_or(&empty);
        let names = if fate.keeps_names() { &folder.now } else { &folder.durable };
        for (name, (number, is_folder)) in names {
            let path = at.join(name);
            if *is_folder {
                // A folder is there even where nothing in it is.
                left.insert(path.join(""), Vec::new());
                self.leave(*number, &path, fate, left);
            } else {
                let bytes = self.files.get(number).map_or_else(Vec::new, |file| file.left(fate));
                left.insert(path, bytes);
            }
        }
    }
}

impl File {
    fn left(&self, fate: &mut Fate) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        for change in &self.pending {
            match (fate.of_change(), change) {
                (Kept::Nothing, _) => {}
                (Kept::All, _) | (Kept::Torn, Change::Cut(_)) => change.make(&mut bytes),
                (Kept::Torn, Change::Write(place, written)) => {
                    let mut from = 0;
                    while from < written.len() {
                        // Sectors are those of the disk, not of the write.
                        let to = written.len().min((place + from) / SECTOR * SECTOR + SECTOR - place);
                        if fate.heads() {
                            Change::Write(place + from, written[from..to].to_vec()).make(&mut bytes);
                        }
                        from = to;
                    }
                }
            }
        }
        bytes
    }
}

impl Change {
    fn make(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Cut(length) => bytes.resize(*length, 0),
            Self::Write(place, written) => {
                let end = place + written.len();
                if bytes.len() < end {
                    bytes.resize(end, 0);
                }
                bytes[*place..end].copy_from_slice(written);
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Kept {
    Nothing,
    All,
    Torn,
}

/// What becomes of what was not synced.
enum Fate {
    /// The same for all names and for all writes.
    All { names: bool, writes: bool },
    /// Each for itself, as chance has it.
    Chance(Seeded),
}

impl Fate {
    fn keeps_names(&mut self) -> bool {
        match self {
            Self::All { names, .. } => *names,
            Self::Chance(seeded) => seeded.below(2) == 0,
        }
    }

    fn of_change(&mut self) -> Kept {
        match self {
            Self::All { writes: true, .. } => Kept::All,
            Self::All { writes: false, .. } => Kept::Nothing,
            Self::Chance(seeded) => match seeded.below(4) {
                0 => Kept::Nothing,
                1 => Kept::All,
                _ => Kept::Torn,
            },
        }
    }

    fn heads(&mut self) -> bool {
        match self {
            Self::All { writes, .. } => *writes,
            Self::Chance(seeded) => seeded.below(2) == 0,
        }
    }
}

/// How many times chance decides at one moment.
const fn chances(depth: Depth) -> u64 {
    match depth {
        Depth::Short => 1,
        Depth::Long => 12,
    }
}

/// The power is cut after every call of a job, or of some where the time is short.
pub fn cut(job: Job, depth: Depth) -> Vec<Row> {
    let mut clean = Row::of(2, "the power is cut: only what was synced survives");
    let mut torn = Row::of(3, "and of the rest any part, torn and out of order");
    // Once with a disk that works, and once for each sync that fails.
    let (ran, ops, disk) = recorded(job, Fault::none("s"));
    assert_eq!(ran.status, Some(0), "{job:?}: {}", ran.err);
    let syncs = ops.iter().filter(|op| matches!(op, Op::Sync { .. } | Op::Names { synced: true, .. })).count();
    assert!(syncs > 0, "{job:?} syncs something");
    let mut known = BTreeSet::new();
    let every = if depth == Depth::Long { 1 } else { ops.len().div_ceil(12) };
    replay(job, (&ran, &ops), disk, (every, chances(depth)), &mut known, (&mut clean, &mut torn));

    let mut failed = Row::of(4, "and the power is cut after that");
    for at in 1..=ran.seen.expect("the syncs were counted") {
        let (ran, ops, disk) = recorded(job, Fault { at, ..Fault::one("s", Does::Fail(EIO)) });
        assert_eq!(ran.fired.len(), 1, "{job:?}: sync {at} did not fail");
        // Only the end counts: before the fault it was as above.
        let mut states = (Row::of(4, ""), Row::of(4, ""));
        replay(job, (&ran, &ops), disk, (ops.len(), chances(depth)), &mut known, (&mut states.0, &mut states.1));
        for row in [states.0, states.1] {
            failed.injections += row.injections;
            failed.broken.extend(row.broken);
        }
        failed.places.extend(ran.fired);
    }
    vec![clean, torn, failed]
}

/// A run with everything it did, and the disk before it.
fn recorded(job: Job, fault: Fault) -> (Ran, Vec<Op>, Disk) {
    let office = job.office();
    let disk = Disk::of(&office);
    let (ran, journal) = shim::start(&office, job.command(&office), fault, true).finish();
    (ran, read_journal(&journal), disk)
}

fn replay(
    job: Job,
    (ran, ops): (&Ran, &[Op]),
    mut disk: Disk,
    (every, chances): (usize, u64),
    known: &mut BTreeSet<[u8; 32]>,
    (clean, torn): (&mut Row, &mut Row),
) {
    let mut said = Vec::new();
    for (at, op) in ops.iter().enumerate() {
        disk.apply(op);
        if let Op::Said(words) = op {
            said.extend_from_slice(words);
        }
        let ends = at + 1 == ops.len();
        if !(ends || (at + 1) % every == 0) {
            continue;
        }
        // What the program had said by then, and how it ended if it had.
        let told = Ran {
            status: if ends || (!said.is_empty() && said.len() == ran.out.len()) { ran.status } else { None },
            out: String::from_utf8_lossy(&said).into_owned(),
            // That an act can be read is said with the reservation that the disk has not confirmed it.
            err: if ends { ran.err.replace("All of it is in the record", "") } else { String::new() },
            fired: Vec::new(),
            seen: None,
        };
        let seed = u64::try_from(at).unwrap() * 1000 + 1;
        let fates = [(false, false), (true, false), (false, true), (true, true)]
            .map(|(names, writes)| Fate::All { names, writes })
            .into_iter()
            .chain((0..chances).map(|chance| Fate::Chance(Seeded(seed + chance))));
        for mut fate in fates {
            let left = disk.left(&mut fate);
            if !known.insert(digest(&left, &told)) {
                continue;
            }
            let office = Office::empty();
            put(&office, &left);
            let broken = invariants::broken(&office, job, &told);
            let row = match fate {
                Fate::All { names: false, writes: false } => &mut *clean,
                Fate::All { .. } | Fate::Chance(_) => &mut *torn,
            };
            row.done(&format!("{job:?}, cut after {} of {} calls", at + 1, ops.len()), broken);
        }
    }
}

fn put(office: &Office, left: &BTreeMap<PathBuf, Vec<u8>>) {
    for (path, bytes) in left {
        let target = office.root().join(path);
        if path.as_os_str().as_encoded_bytes().ends_with(b"/") {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::write(target, bytes).unwrap();
        }
    }
}

fn digest(left: &BTreeMap<PathBuf, Vec<u8>>, told: &Ran) -> [u8; 32] {
    let mut hash = Sha256::new();
    for (path, bytes) in left {
        hash.update(path.as_os_str().as_encoded_bytes());
        hash.update(Sha256::digest(bytes));
    }
    hash.update(format!("{:?}{}{}", told.status, told.out, told.err));
    hash.finalize().into()
}
