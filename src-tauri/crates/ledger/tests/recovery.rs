//! A lost passphrase: what the recovery sheet opens, what it does not, and what the record tells of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "what fails here, fails the test")]

#[cfg(test)]
mod common;

use std::fs;
use std::path::Path;

use common::{CHEAP, Counting, Office, at, passphrase};
use ledger::{Error, RecoveryWords, Store};

/// Makes a sheet, as an officer at the desk does.
fn make_sheet(store: &mut Store, second: i64, seed: u64) -> RecoveryWords {
    let words = RecoveryWords::random(&mut Counting(seed)).unwrap();
    let mut entropy = Counting(seed + 1000);
    let mut act = store.begin(at(second), &mut entropy).unwrap();
    act.seal_recovery(&words, CHEAP).unwrap();
    act.commit().unwrap();
    words
}

fn recover(path: &Path, officer: &str, words: &RecoveryWords, new: &str) -> Result<Store, Error> {
    Store::recover(path, officer, words, (&passphrase(new), CHEAP), at(100), &mut Counting(9000))
}

fn refused<T>(result: Result<T, Error>) -> Error {
    result.err().expect("this was refused")
}

/// What the disclosure log holds, as text.
fn bodies(office: &Office) -> Vec<String> {
    let raw = office.raw();
    let mut statement = raw.prepare("SELECT CAST(body AS TEXT) FROM disclosure_event ORDER BY seq").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn the_sheet_gives_an_officer_a_new_passphrase_and_the_record_tells_so() {
    let office = Office::new();
    let mut store = office.open();
    assert!(!store.has_recovery_sheet());
    let words = make_sheet(&mut store, 1, 50);
    assert!(store.has_recovery_sheet());
    office.log_one(&mut store, 2);
    let items = common::items(&store, None);
    drop(store);

    let recovered = recover(&office.path, "Ada", &words, "battery staple").unwrap();
    assert_eq!(recovered.officer().1, "Ada");
    assert_eq!(common::items(&recovered, None), items, "nothing in the record changed");
    common::assert_holds(&recovered);
    drop(recovered);

    let old = Store::open(&office.path, None, &passphrase("correct horse"));
    assert!(matches!(refused(old), Error::WrongPassphrase), "the lost passphrase opens nothing any more");
    let opened = Store::open(&office.path, None, &passphrase("battery staple")).unwrap();
    assert!(opened.has_recovery_sheet(), "the sheet can be used again");
    common::assert_holds(&opened);
    drop(opened);
    let told = bodies(&office);
    assert!(told.iter().any(|body| body.contains(r#""event":{"recovery_sheet_made":{}}"#)), "{told:?}");
    assert!(told.last().unwrap().contains(r#""event":{"passphrase_reset":{"officer":1,"key":""#), "{told:?}");
    let everything = told.concat();
    assert!(words.words().all(|word| !everything.contains(&format!(" {word} "))), "no word stands in the record");
}

#[test]
fn only_the_newest_sheet_of_this_record_opens_it() {
    let office = Office::new();
    let words = RecoveryWords::random(&mut Counting(50)).unwrap();
    assert!(matches!(refused(recover(&office.path, "Ada", &words, "x")), Error::NoRecoverySheet));
    let mut store = office.open();
    let first = make_sheet(&mut store, 1, 50);
    let second = make_sheet(&mut store, 2, 60);
    drop(store);
    let keys = fs::read(office.path.join("keys.json")).unwrap();
    let sizes = bodies(&office).len();
    assert!(matches!(refused(recover(&office.path, "Ada", &first, "x")), Error::OtherRecoverySheet));
    assert!(matches!(refused(recover(&office.path, "Nobody", &second, "x")), Error::UnknownOfficer { .. }));
    assert_eq!(fs::read(office.path.join("keys.json")).unwrap(), keys, "a refused sheet changes no key");
    assert_eq!(bodies(&office).len(), sizes, "and appends nothing");
    recover(&office.path, "Ada", &second, "battery staple").unwrap();
}

#[test]
fn one_officers_new_passphrase_leaves_the_others_theirs() {
    let office = Office::new();
    let mut store = office.open();
    let words = make_sheet(&mut store, 1, 50);
    let mut entropy = Counting(70);
    let mut act = store.begin(at(2), &mut entropy).unwrap();
    act.add_officer("Ben", common::REVIEWER, &passphrase("two"), CHEAP).unwrap();
    act.commit().unwrap();
    drop(store);
    drop(recover(&office.path, "Ada", &words, "battery staple").unwrap());
    assert_eq!(Store::officers_of(&office.path).unwrap(), ["Ada", "Ben"], "in the order they were added");
    Store::open(&office.path, Some("Ben"), &passphrase("two")).unwrap();
}

#[test]
fn an_officer_changes_the_passphrase_with_the_old_one_only() {
    let office = Office::new();
    let mut store = office.open();
    let mut entropy = Counting(70);
    let mut act = store.begin(at(1), &mut entropy).unwrap();
    let wrong = act.change_passphrase(&passphrase("not it"), &passphrase("battery staple"), CHEAP);
    assert!(matches!(refused(wrong), Error::WrongPassphrase));
    drop(act);
    store.require_passphrase(&passphrase("correct horse")).unwrap();

    let mut act = store.begin(at(2), &mut entropy).unwrap();
    act.change_passphrase(&passphrase("correct horse"), &passphrase("battery staple"), CHEAP).unwrap();
    drop(act);
    store.require_passphrase(&passphrase("correct horse")).unwrap();

    let mut act = store.begin(at(3), &mut entropy).unwrap();
    act.change_passphrase(&passphrase("correct horse"), &passphrase("battery staple"), CHEAP).unwrap();
    act.commit().unwrap();
    store.require_passphrase(&passphrase("battery staple")).unwrap();
    common::assert_holds(&store);
    drop(store);
    assert!(bodies(&office).last().unwrap().contains(r#""event":{"passphrase_changed":{"officer":1}}"#));
    Store::open(&office.path, None, &passphrase("battery staple")).unwrap();
}

#[test]
fn a_backup_carries_the_sheet_of_its_day() {
    let office = Office::new();
    let mut store = office.open();
    let words = make_sheet(&mut store, 1, 50);
    let file = office.folder.path().join("copy.backup");
    store.backup(&file, &mut ledger::to_the_end).unwrap();
    make_sheet(&mut store, 2, 60);
    drop(store);
    let place = office.folder.path().join("restored");
    ledger::backup::restore(&file, &place, None, &passphrase("correct horse"), &mut ledger::to_the_end).unwrap();
    let opened = recover(&place, "Ada", &words, "battery staple").unwrap();
    common::assert_holds(&opened);
}
