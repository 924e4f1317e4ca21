//! An office with a mixed bag in its record, and the other program that checks what it hands out.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use desk::ledger::{ClaimedHead, FreeText, Store, Term, Verification};
use desk::pages::keeping::{LiftingHold, PlacingHold};
use desk::pages::waits::{Pausing, Resuming};
use desk::ports::{Entropy, Silent};
use desk::{Desk, Error, Founding, ImportOptions, Opening, Passphrase, RequestDocument};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::record::Record;
use crate::stopped::{CHEAP, Seeded, StoppedClock};

/// The practice quarter, as it is shipped.
const PRACTICE: &str = include_str!("../../../src-tauri/crates/desk/practice/practice-2026-Q3.csv");

/// The program that checks.
const VERIFIER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/verifier/verify_log.py");
/// The program that counts.
const COUNTER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/verifier/count_report.py");

fn passphrase() -> Passphrase {
    Passphrase::new("four words nobody guesses".to_owned()).unwrap()
}

/// A store in a folder of its own, and who may do anything to it: the test knows its key.
pub struct Office {
    folder: TempDir,
    seed: u64,
}

impl Office {
    /// A store in which nothing but its making is recorded.
    pub fn founded(seed: u64) -> Self {
        let office = Self { folder: TempDir::new().unwrap(), seed };
        let founding = Founding { office: "Büro der Stadt".to_owned(), officer: "Ada".to_owned(), kdf: CHEAP };
        let clock = clock("2026-11-22T14:00:00Z");
        Desk::found(&office.store(), &founding, &passphrase(), &clock, &mut Seeded(seed)).unwrap();
        office
    }

    /// The practice quarter, and letters that ask for several things.
    pub fn practised(seed: u64) -> Self {
        let office = Self::founded(seed);
        let mut desk = office.desk("2026-11-22T15:00:00Z");
        let options = ImportOptions { file: "practice.csv", sheet: None, mapping: None, dry_run: false };
        desk.import(PRACTICE.as_bytes(), options, &mut Silent).unwrap();
        drop(desk);
        office.go_on("2026-11-23", 8);
        office
    }

    /// A mixed bag: besides those, waits, a report that was issued, a legal hold, a seal, and particulars that were destroyed.
    pub fn busy(seed: u64) -> Self {
        let office = Self::practised(seed);
        let mut desk = office.desk("2026-11-24T09:00:00Z");
        let (number, item) = ("2026-0001".to_owned(), 1);
        let waits_for = "solicitor".to_owned();
        desk.pause_item(&Pausing { number: number.clone(), item, waits_for, reason: "Is it binding?".to_owned() })
            .unwrap();
        desk.resume_item(&Resuming { number, item, finding: "It is not.".to_owned() }).unwrap();
        desk.issue_report("2026-Q3".parse().unwrap(), &mut Silent, |_| Ok(())).unwrap();
        let hold =
            PlacingHold { number: "P-002".to_owned(), reference: "26-cv-1".to_owned(), reason: "A suit.".to_owned() };
        desk.place_hold(&hold).unwrap();
        desk.lift_hold(&LiftingHold { number: "P-002".to_owned(), hold: 1, reason: "It is settled.".to_owned() })
            .unwrap();
        drop(desk);
        office.destroy("P-001", "2026-11-24T10:00:00Z");
        office.seal_and_lift("P-003", "2026-11-24T11:00:00Z");
        office.go_on("2026-11-25", 8);
        office
    }

    /// Destroys the particulars of a request in the record itself, which asks for no years.
    fn destroy(&self, number: &str, now: &str) {
        let mut store = Store::open(&self.store(), None, &passphrase()).unwrap();
        let mut entropy = Seeded(self.seed + 2);
        let mut act = store.begin(now.parse().unwrap(), &mut entropy).unwrap();
        let (request, _) = act.find_request(number).unwrap().unwrap();
        act.destroy_particulars(request, FreeText::new("RMU-2034-118").unwrap()).unwrap();
        act.commit().unwrap();
    }

    /// Seals a request in the record itself, which knows no roles, and lifts the seal.
    fn seal_and_lift(&self, number: &str, now: &str) {
        let mut store = Store::open(&self.store(), None, &passphrase()).unwrap();
        let mut entropy = Seeded(self.seed + 3);
        let mut act = store.begin(now.parse().unwrap(), &mut entropy).unwrap();
        let (request, _) = act.find_request(number).unwrap().unwrap();
        let (until, under) = ("2027-01-31".parse().unwrap(), Term::from_static("court_order"));
        act.seal_request(request, (until, true, under), &FreeText::new("an order of a court").unwrap()).unwrap();
        act.lift_seal(request, &FreeText::new("it was lifted").unwrap()).unwrap();
        act.commit().unwrap();
    }

    /// Another folder with a copy of everything.
    pub fn copy(&self) -> Self {
        let copy = Self { folder: TempDir::new().unwrap(), seed: self.seed };
        fs::create_dir(copy.store()).unwrap();
        for file in fs::read_dir(self.store()).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), copy.store().join(file.file_name())).unwrap();
        }
        copy
    }

    /// Logs so many letters on a day, each an act of its own.
    pub fn go_on(&self, day: &str, letters: usize) {
        for letter in 0..letters {
            let mut desk = self.desk(&format!("{day}T16:{:02}:00Z", letter % 60));
            let document = match letter % 3 {
                0 => {
                    r#"{"ask": "custody_hold", "instrument": "detainer", "purpose": "immigration_enforcement", "description": "a hold of one person"}"#
                }
                1 => {
                    r#"{"information": "status", "purpose": "immigration_enforcement"}, {"information": "personal", "purpose": "immigration_enforcement", "description": "home address of one resident"}"#
                }
                _ => r#"{"information": "published"}, {"information": "status"}"#,
            };
            let document = format!(r#"{{"received": "2026-11-20", "agency": "ICE", "items": [{document}]}}"#);
            desk.log(&RequestDocument::from_json(&document).unwrap()).unwrap();
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn store(&self) -> PathBuf {
        self.path("store")
    }

    /// The desk at a moment.
    pub fn desk(&self, now: &str) -> Desk {
        self.open(now, false).unwrap()
    }

    fn open(&self, now: &str, read_only: bool) -> Result<Desk, Error> {
        let opening = Opening { store: &self.store(), officer: None, passphrase: &passphrase(), read_only };
        Desk::open(opening, Box::new(clock(now)), Box::new(Seeded(self.seed + 1)))
    }

    /// The desk of somebody who only looks.
    pub fn look(&self) -> Result<Desk, Error> {
        self.open("2026-12-01T12:00:00Z", true)
    }

    /// Exports the record at a moment to a new folder, as who may write in it: that is noted.
    pub fn leave(&self, now: &str, name: &str) {
        self.desk(now).export(&self.path(name), &mut Silent).unwrap();
    }

    /// Exports the record to a new folder, and notes nothing.
    pub fn export(&self, name: &str) -> PathBuf {
        let folder = self.path(name);
        self.look().unwrap().export(&folder, &mut Silent).unwrap();
        folder
    }

    /// Both heads as `verify` prints them, with the keys, in a file.
    pub fn keep_heads(&self, name: &str) -> (PathBuf, Vec<ClaimedHead>) {
        let desk = self.look().unwrap();
        let text = format!("{}\n  {}\n", desk.signed_heads().unwrap(), desk.verifying_keys().join("\n  "));
        let file = self.path(name);
        fs::write(&file, &text).unwrap();
        (file, desk::ledger::note::parse_claims(&text).unwrap())
    }

    /// What the program's own check finds; a store that cannot even be opened is found wrong by that.
    pub fn verify(&self, kept: &[ClaimedHead]) -> Result<Verification, Error> {
        self.look()?.verify(kept, &mut Silent)
    }

    /// The record in the hand of somebody who has the store's key, and what its only officer signs with: the first and
    /// the third thing that the test's entropy gave.
    pub fn record(&self) -> Record {
        let (mut before, mut signs) = ([0; 40], [0; 32]);
        let mut seeded = Seeded(self.seed);
        seeded.fill(&mut before).unwrap();
        seeded.fill(&mut signs).unwrap();
        Record { officer: Some(ed25519_dalek::SigningKey::from_bytes(&signs)), ..Record::read(&self.raw()) }
    }

    /// The database as somebody who holds the key sees it: the first thing that the test's entropy gave.
    pub fn raw(&self) -> Connection {
        let mut key = [0; 32];
        Seeded(self.seed).fill(&mut key).unwrap();
        let raw = Connection::open(self.store().join("ledger.db")).unwrap();
        raw.pragma_update(None, "key", format!("x'{}'", data_encoding::HEXLOWER.encode(&key))).unwrap();
        raw
    }
}

fn clock(now: &str) -> StoppedClock {
    StoppedClock(now.parse().unwrap())
}

/// Is the interpreter here that the other program needs? Where it is not, that is said.
pub fn python_is_here(what: &str) -> bool {
    let here = Command::new("python3").arg("--version").output().is_ok_and(|ran| ran.status.success());
    if !here {
        eprintln!("SKIPPED: there is no python3 here, so it was not tried that {what}");
    }
    here
}

/// What the other program said, and with which exit status.
pub fn check<S: AsRef<OsStr>>(words: impl IntoIterator<Item = S>) -> (i32, String) {
    ran(VERIFIER, words)
}

/// What the program that counts said, and with which exit status.
pub fn count<S: AsRef<OsStr>>(words: impl IntoIterator<Item = S>) -> (i32, String) {
    ran(COUNTER, words)
}

fn ran<S: AsRef<OsStr>>(program: &str, words: impl IntoIterator<Item = S>) -> (i32, String) {
    let ran = Command::new("python3").arg(program).args(words).env("PYTHONDONTWRITEBYTECODE", "1").output().unwrap();
    let said = if ran.status.success() { ran.stdout } else { ran.stderr };
    let said = String::from_utf8(said).unwrap();
    assert!(!said.contains("Traceback"), "{said}");
    (ran.status.code().unwrap(), said)
}

/// The line that says that a record holds.
#[track_caller]
pub fn holds(folder: &Path, more: &[&OsStr]) -> String {
    let (status, said) = check([folder.as_os_str()].iter().chain(more));
    assert_eq!(status, 0, "{said}");
    assert_eq!(said.lines().count(), 1, "one line where all holds: {said}");
    said
}

/// The finding of a record that does not hold.
#[track_caller]
pub fn refused(folder: &Path, more: &[&OsStr]) -> String {
    let (status, said) = check([folder.as_os_str()].iter().chain(more));
    assert_eq!(status, 1, "{said}");
    assert_eq!(said.lines().count(), 1, "the first finding: {said}");
    said
}
