//! What the program is asked to do while something goes wrong, and what it does when nothing does.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, OnceLock};

use serde_json::Value;

use crate::Depth;
use crate::day;
use crate::office::{NEEDLE, NEW, Office, Said, program};
use crate::shim::Ran;

/// One thing the program does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Job {
    /// A new store is made.
    Init,
    /// One request is logged.
    Log,
    /// A log is imported.
    Import,
    /// The four files of a report are made where older ones stand.
    Report,
    /// A backup is made where an older one stands.
    Backup,
    /// A store is made from a backup.
    Restore,
    /// Both logs are written for others to check.
    Export,
    /// A receipt of one item is written.
    Receipt,
    /// A request is logged in a store that an older program made.
    Migrate,
    /// A desk is open for a while, and says of each act when it is saved: see [`crate::day`].
    Day,
}

impl Job {
    /// Those that are disturbed: in the short set, those that take milliseconds.
    pub const fn of(depth: Depth) -> &'static [Self] {
        match depth {
            Depth::Short => {
                &[Self::Log, Self::Import, Self::Backup, Self::Restore, Self::Receipt, Self::Migrate, Self::Day]
            }
            Depth::Long => &[
                Self::Init,
                Self::Log,
                Self::Import,
                Self::Report,
                Self::Backup,
                Self::Restore,
                Self::Export,
                Self::Receipt,
                Self::Migrate,
                Self::Day,
            ],
        }
    }

    /// The program that does it, not yet started.
    pub fn command(self, office: &Office) -> Command {
        match self {
            Self::Day => day::command(office),
            Self::Init
            | Self::Log
            | Self::Import
            | Self::Report
            | Self::Backup
            | Self::Restore
            | Self::Export
            | Self::Receipt
            | Self::Migrate => office.command(program(), &self.words()),
        }
    }

    /// The words on the command line.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Init => vec!["init", "new", "--officer", "Ada", "--office", "City Clerk"],
            Self::Log | Self::Migrate => vec![
                "log",
                "store",
                "--request",
                NEW,
                "--received",
                "2025-03-04",
                "--agency",
                "ICE",
                "--ask",
                "custody_hold",
                "--instrument",
                "detainer",
                "--description",
                "a hold of one person ZQ7-NEEDLE",
            ],
            Self::Import => vec!["import", "store", "log.csv"],
            Self::Report => {
                vec!["report", "store", "--quarter", "2025-Q1", "--out", "reports", "--as-of", "2026-12-31T00:00:00Z"]
            }
            Self::Backup => vec!["backup", "store", "kept"],
            Self::Restore => vec!["restore", "kept", "new"],
            Self::Export => vec!["export", "store", "--out", "exported"],
            Self::Receipt => vec!["receipt", "store", "--request", "KEPT-1", "--item", "1", "--out", "receipt.json"],
            Self::Day => Vec::new(),
        }
    }

    /// An office in which it can be done.
    pub fn office(self) -> Office {
        let office = Office::new();
        match self {
            Self::Report => {
                fs::create_dir(office.path("reports")).unwrap();
                for name in REPORT {
                    fs::write(office.path("reports").join(name), "an older report").unwrap();
                }
            }
            Self::Migrate => age(&office),
            Self::Init
            | Self::Log
            | Self::Import
            | Self::Backup
            | Self::Restore
            | Self::Export
            | Self::Receipt
            | Self::Day => {}
        }
        office
    }

    /// The folder of a store that it makes.
    pub const fn makes_store(self) -> Option<&'static str> {
        match self {
            Self::Init | Self::Restore => Some("new"),
            Self::Log
            | Self::Import
            | Self::Report
            | Self::Backup
            | Self::Export
            | Self::Receipt
            | Self::Migrate
            | Self::Day => None,
        }
    }

    /// Does it add to the record?
    pub const fn records(self) -> bool {
        matches!(self, Self::Log | Self::Import | Self::Migrate | Self::Day)
    }

    /// How many acts the program said it had saved.
    pub fn acknowledged(self, ran: &Ran) -> usize {
        match self {
            Self::Day => ran.out.lines().filter(|line| line.contains(day::SAVED)).count(),
            Self::Log | Self::Import | Self::Migrate => usize::from(ran.status == Some(0)),
            Self::Init | Self::Report | Self::Backup | Self::Restore | Self::Export | Self::Receipt => 0,
        }
    }

    /// The files it makes or replaces; each is whole, the old one or the new.
    pub const fn files(self) -> &'static [&'static str] {
        match self {
            Self::Report => &[
                "reports/disclosure-report-2025-Q1.csv",
                "reports/disclosure-report-2025-Q1.json",
                "reports/disclosure-report-2025-Q1.pdf",
                "reports/disclosure-report-2025-Q1.xlsx",
            ],
            Self::Backup => &["kept"],
            Self::Export => &["exported/disclosure.jsonl", "exported/status_exchange.jsonl"],
            Self::Receipt => &["receipt.json"],
            Self::Init | Self::Log | Self::Import | Self::Restore | Self::Migrate | Self::Day => &[],
        }
    }

    /// What it does when nothing goes wrong.
    pub fn expected(self) -> &'static Expected {
        static KNOWN: OnceLock<Mutex<BTreeMap<Job, &'static Expected>>> = OnceLock::new();
        let mut known = KNOWN.get_or_init(Mutex::default).lock().unwrap();
        known.entry(self).or_insert_with(|| Box::leak(Box::new(Expected::of(self))))
    }
}

const REPORT: [&str; 4] = [
    "disclosure-report-2025-Q1.csv",
    "disclosure-report-2025-Q1.json",
    "disclosure-report-2025-Q1.pdf",
    "disclosure-report-2025-Q1.xlsx",
];

/// An undisturbed run: what was there before it, and after.
#[derive(Debug)]
pub struct Expected {
    /// The record before, and after each act: every state in which it may ever be found.
    pub stages: Vec<Vec<Value>>,
    /// Every file before.
    pub old: BTreeMap<PathBuf, Vec<u8>>,
    /// Every file afterwards.
    pub new: BTreeMap<PathBuf, Vec<u8>>,
}

impl Expected {
    /// The record before anything was done.
    pub fn before(&self) -> &Vec<Value> {
        &self.stages[0]
    }

    /// The record when everything was done.
    pub fn after(&self) -> &Vec<Value> {
        &self.stages[self.stages.len() - 1]
    }

    fn of(job: Job) -> Self {
        let office = job.office();
        let (before, old) = (office.rows("store").unwrap(), office.files());
        assert!(serde_json::to_string(&before).unwrap().contains(NEEDLE), "there is something to look for");
        let said = Said::of(&mut job.command(&office));
        assert_eq!(said.status, Some(0), "{job:?}: {}{}", said.out, said.err);
        let (after, new) = (office.rows("store").unwrap(), office.files());
        assert_eq!(job.records(), before != after, "{job:?} is what it is said to be");
        let stages: Vec<_> = match job {
            Job::Day => (before.len()..=after.len()).map(|rows| after[..rows].to_vec()).collect(),
            Job::Init
            | Job::Log
            | Job::Import
            | Job::Report
            | Job::Backup
            | Job::Restore
            | Job::Export
            | Job::Receipt
            | Job::Migrate => vec![before, after],
        };
        for file in job.files() {
            assert_ne!(old.get(&PathBuf::from(file)), new.get(&PathBuf::from(file)), "{job:?} makes {file}");
        }
        Self { stages, old, new }
    }
}

/// Puts the same record in the store's place as the program of version 9 left it, the last before officers signed.
fn age(office: &Office) {
    for (name, bytes) in VERSION_9 {
        fs::write(office.path("store").join(name), bytes).unwrap();
    }
}

/// The files of that store.
const VERSION_9: [(&str, &[u8]); 2] = [
    ("keys.json", include_bytes!("../../../src-tauri/crates/ledger/tests/stores/version-9/keys.json")),
    ("ledger.db", include_bytes!("../../../src-tauri/crates/ledger/tests/stores/version-9/ledger.db")),
];
