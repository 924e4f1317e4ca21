//! An office with a record, a log to import, a backup and reports; and the real program, run there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use desk::ports::{Entropy, Silent};
use desk::{Desk, Founding, ImportOptions, Opening, Passphrase};
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

use crate::stopped::{CHEAP, Seeded, StoppedClock};

/// Stands in what is logged. It must be found nowhere but in the record and in what was exported.
pub const NEEDLE: &str = "ZQ7-NEEDLE";

/// What opens every store here; it is looked for as the needle is.
pub const PASSPHRASE: &str = "four words nobody guesses";

/// The request that `log` logs.
pub const NEW: &str = "NEW-1";

/// How many requests the log has that is imported.
const ROWS: usize = 24;

/// The seed of the store's randomness: the test knows its key.
const SEED: u64 = 7;

/// The program, which Cargo builds beside the tests.
///
/// # Panics
/// Where it is not there: nothing here means anything without it.
pub fn program() -> &'static Path {
    static FOUND: OnceLock<PathBuf> = OnceLock::new();
    FOUND.get_or_init(|| {
        let tests = std::env::current_exe().unwrap();
        let built = tests.ancestors().nth(2).unwrap().join("gatekeeper");
        let program = std::env::var_os("GATEKEEPER_PROGRAM").map_or(built, PathBuf::from);
        assert!(
            program.is_file(),
            "the program is not at {}: build it first, with `cargo build --package gatekeeper`",
            program.display()
        );
        program
    })
}

/// What opens the store, for the library.
pub fn passphrase() -> Passphrase {
    Passphrase::new(PASSPHRASE.to_owned()).unwrap()
}

/// The desk of a store at a moment.
pub fn desk_of(store: &Path, seed: u64) -> Result<Desk, desk::Error> {
    let opening = Opening { store, officer: None, passphrase: &passphrase(), read_only: false };
    let clock = StoppedClock("2026-11-22T15:00:00Z".parse().unwrap());
    Desk::open(opening, Box::new(clock), Box::new(Seeded(seed)))
}

/// A folder, in it `store` and what goes into it and comes out of it.
pub struct Office {
    folder: TempDir,
}

impl Office {
    /// An office as it is before a fault: five requests in its record, some with a needle in what was asked.
    pub fn new() -> Self {
        static FIRST: OnceLock<Office> = OnceLock::new();
        FIRST.get_or_init(Self::make).copy()
    }

    fn make() -> Self {
        let office = Self { folder: TempDir::new().unwrap() };
        fs::create_dir(office.path("tmp")).unwrap();
        fs::write(office.path("log.csv"), log("LOG", ROWS)).unwrap();
        let founding = Founding { office: "City Clerk".to_owned(), officer: "Ada".to_owned(), kdf: CHEAP };
        let clock = StoppedClock("2026-11-22T14:00:00Z".parse().unwrap());
        Desk::found(&office.path("store"), &founding, &passphrase(), &clock, &mut Seeded(SEED)).unwrap();
        office.import("KEPT", 4, 1);
        office.run(&["backup", "store", "kept"]).done();
        office.import("LATER", 1, 2);
        office
    }

    /// Puts requests into the record, before anything is done to it.
    pub fn import(&self, prefix: &str, requests: usize, seed: u64) {
        let mut desk = desk_of(&self.path("store"), SEED + seed).unwrap();
        let options = ImportOptions { file: "log.csv", sheet: None, mapping: None, dry_run: false };
        desk.import(log(prefix, requests).as_bytes(), options, &mut Silent).unwrap();
    }

    /// Another folder with a copy of everything.
    pub fn copy(&self) -> Self {
        let copy = Self { folder: TempDir::new().unwrap() };
        copy_tree(self.root(), copy.root());
        copy
    }

    /// An empty folder for an office.
    pub fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// A program with these words, not yet started. Relative paths are the office's, and so are temporary files.
    pub fn command(&self, program: &Path, words: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .args(words)
            .current_dir(self.root())
            .env("GATEKEEPER_PASSPHRASE", PASSPHRASE)
            .env("GATEKEEPER_OFFICER", "Ada")
            .env("TMPDIR", self.path("tmp"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs the real program, undisturbed.
    pub fn run(&self, words: &[&str]) -> Said {
        Said::of(&mut self.command(program(), words))
    }

    /// The record as `list --json` gives it, or why not.
    pub fn rows(&self, store: &str) -> Result<Vec<Value>, String> {
        let said = self.run(&["list", store, "--json"]);
        if said.status != Some(0) {
            return Err(said.err);
        }
        serde_json::from_str(&said.out).map_err(|error| format!("{error}: {}", said.out))
    }

    /// The database as somebody who holds the key sees it: the first thing that the store's randomness gave.
    pub fn raw(&self) -> Connection {
        raw(&self.path("store/ledger.db"))
    }

    /// Every file of the office with its bytes.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        read_tree(self.root(), &mut found);
        found.into_iter().map(|(path, bytes)| (path.strip_prefix(self.root()).unwrap().to_owned(), bytes)).collect()
    }
}

/// A database of such a store, wherever it lies.
pub fn raw(file: &Path) -> Connection {
    let raw = Connection::open(file).unwrap();
    raw.pragma_update(None, "key", key_literal()).unwrap();
    raw
}

/// The store's key as SQLCipher takes it.
pub fn key_literal() -> String {
    let mut key = [0; 32];
    Seeded(SEED).fill(&mut key).unwrap();
    format!("x'{}'", data_encoding::HEXLOWER.encode(&key))
}

/// What an undisturbed run said.
#[derive(Debug)]
pub struct Said {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            status: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.status, Some(0), "{}{}", self.out, self.err);
        self.out
    }
}

/// A log of so many requests, each with a needle in what was asked, but for the exchanges, which hold no words.
fn log(prefix: &str, requests: usize) -> String {
    let mut log = String::from("request,received,agency,recipient,ask,information,purpose,instrument,description\n");
    for number in 1..=requests {
        let day = 1 + number % 28;
        log.push_str(&match number % 4 {
            0 => format!("{prefix}-{number},2025-02-{day:02},ICE,,information,status,immigration_enforcement,,\n"),
            1 => {
                format!("{prefix}-{number},2025-02-{day:02},ICE,,custody_hold,,,detainer,hold of one person {NEEDLE}\n")
            }
            _ => format!(
                "{prefix}-{number},2025-02-{day:02},Daily paper,private_party,,published,other,,minutes {NEEDLE}\n"
            ),
        });
    }
    log
}

pub fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_tree(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn read_tree(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_tree(&path, found);
        } else if let Ok(bytes) = fs::read(&path) {
            found.insert(path, bytes);
        }
    }
}
