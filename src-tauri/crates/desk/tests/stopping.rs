//! Long work that is stopped leaves the record, and the disk, as they were.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use std::ops::ControlFlow;

use desk::pages::register::RegisterSearch;
use desk::pages::register_file::RegisterExport;
use desk::ports::Progress;
use desk::{Edition, Error, ImportOptions};
use support::{Office, PRACTICE};

/// Stops at the n-th question, from 1.
struct StopsAt(u32);

impl Progress for StopsAt {
    fn at(&mut self, _done: u64, _of: u64) -> ControlFlow<()> {
        self.0 -= 1;
        if self.0 == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

#[test]
fn an_import_that_is_stopped_imports_nothing() {
    let mut office = Office::new();
    let (header, rows) = PRACTICE.split_once('\n').unwrap();
    // An import tells how far it is every few thousand rows.
    let many: String =
        (0..5_000).map(|n| rows.lines().next().unwrap().replacen("P-", &format!("S{n}-"), 1) + "\n").collect();
    let log = format!("{header}\n{many}");
    let before = office.sizes();
    let options = ImportOptions { file: "log.csv", sheet: None, mapping: None, dry_run: false };
    let stopped = office.desk.import(log.as_bytes(), options, &mut StopsAt(1));
    assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    assert_eq!(office.sizes(), before);
    office.assert_holds();
    office.import(&log);
    assert_ne!(office.sizes(), before, "begun anew it goes through");
}

#[test]
fn a_report_that_is_stopped_hands_over_no_file() {
    let mut office = Office::new();
    office.import(PRACTICE);
    let quarter = support::quarter("2026-Q3");
    // Once when the items are counted, once when the files are made.
    for question in 1..=2 {
        let stopped = office.desk.report(quarter, Edition::Internal, None, &mut StopsAt(question));
        assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    }
    assert_eq!(office.desk.report(quarter, Edition::Internal, None, &mut StopsAt(3)).unwrap().len(), 4);
}

#[test]
fn a_file_of_the_register_that_is_stopped_hands_over_nothing() {
    let mut office = Office::new();
    let (header, rows) = PRACTICE.split_once('\n').unwrap();
    let first = rows.lines().find(|row| row.starts_with("P-")).unwrap();
    let (number, rest) = first.split_once(',').unwrap();
    let many: String = (0..600).map(|n| format!("{number}-{n},{rest}\n")).collect();
    office.import(&format!("{header}\n{many}"));
    let search = RegisterSearch { ledger: "disclosure".to_owned(), ..RegisterSearch::default() };
    let export = RegisterExport { search, columns: Vec::new() };
    for question in 1..=2 {
        let stopped = office.desk.register_file(&export, &mut StopsAt(question));
        assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    }
    assert_eq!(office.desk.register_file(&export, &mut StopsAt(3)).unwrap().1, 600);
}

#[test]
fn a_check_and_a_backup_that_are_stopped_say_so() {
    let mut office = Office::new();
    office.import(PRACTICE);
    assert!(matches!(office.desk.verify(&[], &mut StopsAt(1)), Err(Error::Stopped)));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.tar");
    assert!(matches!(office.desk.backup(&file, &mut StopsAt(1)), Err(Error::Stopped)));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "no file, nor a part of one");
    office.assert_holds();
}
