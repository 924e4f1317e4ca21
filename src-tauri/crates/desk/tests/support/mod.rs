//! A small office for the tests: a store with a cheap key derivation, a clock that stands still, and logs written in a
//! line or two.
#![allow(dead_code, reason = "each test binary uses the part it needs")]

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use desk::ledger::{Founding, Kdf, Passphrase};
use desk::ports::{Clock, Entropy, Silent};
use desk::{
    Desk, Error, Filter, ImportOptions, Imported, ListedItem, Mapping, Opening, Quarter, RequestDocument, RowProblem,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

/// The cheapest key derivation that Argon2id has, so that no test waits.
const CHEAP: Kdf = Kdf { memory_kib: 64, passes: 1, lanes: 1 };

/// The practice quarter, as it is shipped.
pub const PRACTICE: &str = include_str!("../../practice/practice-2026-Q3.csv");

/// A moment after everything in the practice quarter: 22 November 2026, 10:00 in Northampton.
pub const NOW: &str = "2026-11-22T15:00:00Z";

/// A clock that shows what the test set it to.
#[derive(Clone)]
struct StoppedClock(Arc<Mutex<Timestamp>>);

impl Clock for StoppedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Bytes that look random, and are the same in every run (xorshift).
pub struct Seeded(pub u64);

impl Entropy for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        for byte in bytes {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            *byte = self.0.to_be_bytes()[0];
        }
        Ok(())
    }
}

/// One office at its desk, in a folder of its own.
pub struct Office {
    pub desk: Desk,
    clock: Arc<Mutex<Timestamp>>,
    _folder: tempfile::TempDir,
    store: PathBuf,
}

impl Office {
    pub fn new() -> Self {
        Self::at(NOW)
    }

    /// An office that was founded an hour before a moment and opens its desk then.
    pub fn at(now: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("store");
        let now: Timestamp = now.parse().unwrap();
        let clock = Arc::new(Mutex::new(now - SignedDuration::from_hours(1)));
        let founding = Founding { office: "City Clerk".to_owned(), officer: "Ada".to_owned(), kdf: CHEAP };
        let ports = StoppedClock(Arc::clone(&clock));
        Desk::found(&store, &founding, &passphrase(), &ports, &mut Seeded(1)).unwrap();
        *clock.lock().unwrap() = now;
        let opening = Opening { store: &store, officer: None, passphrase: &passphrase(), read_only: false };
        let desk = Desk::open(opening, Box::new(ports), Box::new(Seeded(2))).unwrap();
        Self { desk, clock, _folder: folder, store }
    }

    /// The folder of the record.
    pub fn store(&self) -> &Path {
        &self.store
    }

    pub fn set_clock(&self, now: &str) {
        *self.clock.lock().unwrap() = now.parse().unwrap();
    }

    pub fn try_import(&mut self, log: &[u8], mapping: Option<&Mapping>, dry_run: bool) -> Result<Imported, Error> {
        self.desk.import(log, ImportOptions { file: "log.csv", sheet: None, mapping, dry_run }, &mut Silent)
    }

    /// Imports a log that is right.
    pub fn import(&mut self, log: &str) -> Imported {
        self.try_import(log.as_bytes(), None, false).unwrap_or_else(|error| panic!("{error}\n{log}"))
    }

    /// Imports another office's log that is right.
    pub fn import_mapped(&mut self, mapping: &str, log: &str) -> Imported {
        let mapping = Mapping::parse(mapping).unwrap_or_else(|error| panic!("{error}\n{mapping}"));
        self.try_import(log.as_bytes(), Some(&mapping), false).unwrap_or_else(|error| panic!("{error}\n{log}"))
    }

    /// Imports a log that is wrong, and gives the message; proves that nothing was recorded.
    pub fn refuse(&mut self, log: impl AsRef<[u8]>) -> Error {
        self.refuse_mapped(None, log)
    }

    pub fn refuse_mapped(&mut self, mapping: Option<&Mapping>, log: impl AsRef<[u8]>) -> Error {
        let (before, items) = (self.sizes(), self.list());
        let error = match self.try_import(log.as_ref(), mapping, false) {
            Err(error) => error,
            Ok(done) => panic!("this was imported: {done:?}\n{}", String::from_utf8_lossy(log.as_ref())),
        };
        assert_eq!(self.sizes(), before, "a refused log appends nothing");
        assert_eq!(self.list(), items, "a refused log changes nothing");
        error
    }

    /// The problems of a log with wrong rows.
    pub fn problems(&mut self, log: impl AsRef<[u8]>) -> Vec<RowProblem> {
        rows_of(self.refuse(log))
    }

    /// Imports a log with exactly one wrong cell: its row, column, value and message.
    pub fn problem(&mut self, log: &str) -> (u64, String, String, String) {
        let problems = self.problems(log);
        let [RowProblem { row, problem, .. }] = problems.as_slice() else { panic!("not one problem: {problems:?}") };
        let column = problem.column.map_or(String::new(), |column| column.to_string());
        (*row, column, problem.value.clone().unwrap_or_default(), problem.message.clone())
    }

    pub fn log(&mut self, document: &str) -> Result<desk::Logged, Error> {
        self.desk.log(&RequestDocument::from_json(document)?)
    }

    /// The problems of a document that cannot be logged; proves that nothing was.
    pub fn refuse_document(&mut self, document: &str) -> Vec<String> {
        let before = self.sizes();
        let error = self.log(document).map(|logged| logged.number).unwrap_err();
        assert_eq!(self.sizes(), before, "a refused document appends nothing");
        let Error::Request(problems) = error else { panic!("{error}") };
        problems
    }

    pub fn list(&self) -> Vec<ListedItem> {
        self.filtered(Filter::default())
    }

    pub fn filtered(&self, filter: Filter) -> Vec<ListedItem> {
        let mut items = Vec::new();
        let mut take = |item| {
            items.push(item);
            ControlFlow::Continue(())
        };
        self.desk.list(filter, &mut take).unwrap();
        items
    }

    /// The one item there is.
    pub fn only(&self) -> ListedItem {
        let items = self.list();
        let [item] = items.as_slice() else { panic!("not one item: {items:?}") };
        item.clone()
    }

    /// The sizes of the two logs.
    pub fn sizes(&self) -> (u64, u64) {
        let account = self.desk.account(quarter("2026-Q4"), None).unwrap();
        (account.ledger.disclosure.size, account.ledger.status_exchange.size)
    }

    /// The report as its JSON file says it.
    pub fn report(&self, label: &str, as_of: Option<&str>) -> Value {
        let as_of = as_of.map(|instant| instant.parse().unwrap());
        serde_json::to_value(self.desk.account(quarter(label), as_of).unwrap()).unwrap()
    }

    /// The report's files.
    pub fn files(&self, label: &str, as_of: Option<&str>) -> desk::ReportFiles {
        self.desk
            .report(quarter(label), desk::Edition::Internal, as_of.map(|instant| instant.parse().unwrap()), &mut Silent)
            .unwrap()
    }

    /// Every page, both logs and all projections hold.
    pub fn assert_holds(&self) {
        let found = self.desk.verify(&[], &mut Silent).unwrap();
        assert_eq!(found.problems, [], "the store verifies");
    }

    /// Closes the desk and lets another officer open it.
    pub fn opened_by(self, officer: &str, words: &str) -> Self {
        let Self { desk, clock, _folder, store } = self;
        drop(desk);
        let words = Passphrase::new(words.to_owned()).unwrap();
        let opening = Opening { store: &store, officer: Some(officer), passphrase: &words, read_only: false };
        let ports = StoppedClock(Arc::clone(&clock));
        let desk = Desk::open(opening, Box::new(ports), Box::new(Seeded(3))).unwrap();
        Self { desk, clock, _folder, store }
    }

    /// Adds a second officer, who may approve and has chosen a passphrase; the first goes on at the desk.
    pub fn with_reviewer(mut self, name: &str, words: &str) -> Self {
        const GIVEN: &str = "three crows on a copper roof";
        let new = serde_json::json!({ "name": name, "role": "reviewer", "passphrase": GIVEN });
        self.desk.add_officer(&serde_json::from_value(new).unwrap()).unwrap();
        let mut office = self.opened_by(name, GIVEN);
        let own = serde_json::json!({ "old": GIVEN, "passphrase": words });
        office.desk.change_passphrase(&serde_json::from_value(own).unwrap()).unwrap();
        office.opened_by("Ada", "correct horse")
    }

    /// Closes the desk, keeps a setting as another version of the program might, and opens it again.
    pub fn with_setting(self, name: &str, words: &str) -> Self {
        self.with(|store| store.keep_setting(name, words).unwrap())
    }

    /// Closes the desk, lets the record be changed as another version of the program might, and opens it again.
    pub fn with(self, change: impl FnOnce(&mut desk::ledger::Store)) -> Self {
        let Self { desk, clock, _folder, store } = self;
        drop(desk);
        change(&mut desk::ledger::Store::open(&store, None, &passphrase()).unwrap());
        let opening = Opening { store: &store, officer: None, passphrase: &passphrase(), read_only: false };
        let ports = StoppedClock(Arc::clone(&clock));
        let desk = Desk::open(opening, Box::new(ports), Box::new(Seeded(4))).unwrap();
        Self { desk, clock, _folder, store }
    }

    /// Closes the desk and opens the store itself, as the record's own program.
    pub fn into_store(self) -> (desk::ledger::Store, tempfile::TempDir) {
        let Self { desk, _folder, store, .. } = self;
        drop(desk);
        (desk::ledger::Store::open(&store, None, &passphrase()).unwrap(), _folder)
    }
}

fn passphrase() -> Passphrase {
    Passphrase::new("correct horse".to_owned()).unwrap()
}

pub fn quarter(label: &str) -> Quarter {
    label.parse().unwrap()
}

pub fn rows_of(error: Error) -> Vec<RowProblem> {
    let Error::Rows(problems) = error else { panic!("{error}") };
    assert_eq!(problems.count, problems.listed.len() as u64, "every problem is listed");
    problems.listed
}

/// A log of one settled, pending item, with some cells set to something else; a cell that is not among the usual ones is
/// added.
pub fn log_with(cells: &[(&str, &str)]) -> String {
    log_of(&[cells])
}

/// A log with one row for each set of cells.
pub fn log_of(rows: &[&[(&str, &str)]]) -> String {
    let usual = [
        ("request", "A-1"),
        ("received", "2026-10-07"),
        ("agency", "Moving company"),
        ("recipient", "private_party"),
        ("information", "personal"),
        ("purpose", "other"),
        ("description", "forwarding address"),
    ];
    let mut columns: Vec<&str> = usual.iter().map(|(column, _)| *column).collect();
    for (column, _) in rows.iter().copied().flatten() {
        if !columns.contains(column) {
            columns.push(column);
        }
    }
    let mut log = columns.join(",") + "\n";
    for row in rows {
        let cell = |column: &&str| {
            let own = row.iter().find(|(name, _)| name == column);
            let value = own.or_else(|| usual.iter().find(|(name, _)| name == column)).map_or("", |(_, value)| value);
            format!("\"{}\"", value.replace('"', "\"\""))
        };
        log += &(columns.iter().map(cell).collect::<Vec<_>>().join(",") + "\n");
    }
    log
}
