//! What was seen of a record against what is there: each way in which a record can lack it, made with the real files, is
//! named for what it is; and what lawfully goes on is not.

#![cfg(test)]

mod common;

use std::fs;
use std::path::Path;

use common::{Counting, Office, at, passphrase};
use ledger::merkle::{self, Frontier};
use ledger::{Log, Lost, Regression, Seen, Store};

fn seen(store: &Store, second: i64) -> Seen {
    Seen { at: at(second), heads: store.heads(None).unwrap() }
}

/// Copies what lies in a store's folder, as it lies there.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

/// Puts a copy in the store's place.
fn put_back(copy_of: &Path, store: &Path) {
    fs::remove_dir_all(store).unwrap();
    copy(copy_of, store);
}

#[track_caller]
fn lost(store: &Store, seen: &Seen) -> Regression {
    store.regression(seen).unwrap().expect("the record lacks what was seen of it")
}

/// An office with three requests, what was seen of them, and a copy from before the last one.
fn with_older_copy() -> (Office, Seen, std::path::PathBuf) {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    office.log_one(&mut store, 2);
    drop(store);
    let older = office.folder.path().join("older");
    copy(&office.path, &older);
    let mut store = office.open();
    office.log_one(&mut store, 3);
    let seen = seen(&store, 3);
    (office, seen, older)
}

/// Takes away what keeps a log from being rewritten, as somebody with the key can.
fn without_triggers(raw: &rusqlite::Connection) {
    let names: Vec<String> = raw
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for name in names {
        raw.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
}

/// Makes the kept end of the disclosure log fit the leaves that are there.
fn fit_the_end(raw: &rusqlite::Connection) {
    let mut frontier = Frontier::EMPTY;
    let mut leaves = raw.prepare("SELECT leaf FROM disclosure_event ORDER BY id").unwrap();
    for leaf in leaves.query_map([], |row| row.get::<_, [u8; 32]>(0)).unwrap() {
        frontier.push(leaf.unwrap());
    }
    raw.execute(
        "UPDATE frontier SET size = ?1, peaks = ?2 WHERE log = 'disclosure'",
        (i64::try_from(frontier.size()).unwrap(), frontier.peaks().as_flattened()),
    )
    .unwrap();
}

#[test]
fn a_record_that_is_as_it_was_or_has_grown_lacks_nothing() {
    let office = Office::new();
    let mut store = office.open();
    let empty = Seen { at: at(0), heads: store.heads(Some(at(-1))).unwrap() };
    let founded = seen(&store, 0);
    office.log_one(&mut store, 1);
    let first = seen(&store, 1);
    office.log_one(&mut store, 2);
    let second = seen(&store, 2);
    drop(store);
    let store = office.open_read_only();
    for seen in [empty, founded, first, second] {
        assert_eq!(store.regression(&seen).unwrap(), None, "of {} entries", seen.entries());
    }
    assert!(empty.entries() == 0 && founded.entries() < first.entries() && first.entries() < second.entries());
}

#[test]
fn an_older_copy_that_was_put_back_is_named() {
    let (office, seen, older) = with_older_copy();
    put_back(&older, &office.path);
    for open in [Office::open_read_only, Office::open] {
        let found = lost(&open(&office), &seen);
        assert_eq!(found.lost, Lost::OlderCopy);
        assert_eq!((found.entries, found.seen.entries()), (10, 14));
        assert_eq!(
            found.to_string(),
            "This record is older than the one last used on this computer: it has 10 entries; on 21 September 2026 there \
             were 14 entries. An older copy was put in its place, or its newest part (the file ledger.db-wal) is missing."
        );
    }
    assert_eq!(office.open().verify(&[], &mut ledger::to_the_end).unwrap().problems, [], "alone, it is a whole record");
}

#[test]
fn a_log_beside_the_database_that_is_gone_is_named_as_long_as_its_index_tells_of_it() {
    let office = Office::new();
    drop(office.open());
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let seen = seen(&store, 1);
    // As a program leaves it that is killed now.
    let killed = office.folder.path().join("killed");
    copy(&office.path, &killed);
    drop(store);
    assert!(killed.join("ledger.db-wal").exists() && killed.join("ledger.db-shm").exists());
    put_back(&killed, &office.path);
    assert_eq!(office.open_read_only().regression(&seen).unwrap(), None, "nothing is lost by the kill");

    fs::remove_file(killed.join("ledger.db-wal")).unwrap();
    put_back(&killed, &office.path);
    let found = lost(&office.open_read_only(), &seen);
    assert_eq!(found.lost, Lost::NewestPart);
    assert!(found.to_string().starts_with("The newest part of this record is missing: the file ledger.db-wal is gone"));
    let store = office.open();
    assert_eq!(lost(&store, &seen).lost, Lost::NewestPart, "opened for writing");
    let store = store.opened_anew(true).unwrap();
    assert_eq!(lost(&store, &seen).lost, Lost::NewestPart, "and opened anew, it is still known");
    drop(store);

    fs::remove_file(killed.join("ledger.db-shm")).unwrap();
    put_back(&killed, &office.path);
    assert_eq!(lost(&office.open(), &seen).lost, Lost::OlderCopy, "nothing tells it from an older copy any more");
}

#[test]
fn an_end_that_was_cut_off_is_named_whether_or_not_the_kept_end_was_made_to_fit() {
    for fits in [true, false] {
        let (office, seen, _) = with_older_copy();
        let raw = office.raw();
        without_triggers(&raw);
        raw.execute_batch("DELETE FROM disclosure_event WHERE seq >= 12").unwrap();
        if fits {
            fit_the_end(&raw);
        }
        drop(raw);
        let found = lost(&office.open_read_only(), &seen);
        assert_eq!(found.lost, Lost::CutOff, "made to fit: {fits}");
        assert_eq!(found.entries, 12);
        assert!(found.to_string().starts_with("The end of this record was cut off: it has 12 entries;"), "{found}");
    }
}

#[test]
fn a_past_that_was_computed_again_is_named_even_where_the_record_is_longer() {
    for longer in [false, true] {
        let (office, seen, _) = with_older_copy();
        let raw = office.raw();
        without_triggers(&raw);
        let body: Vec<u8> =
            raw.query_row("SELECT body FROM disclosure_event WHERE seq = 2", [], |row| row.get(0)).unwrap();
        let body = String::from_utf8(body).unwrap().replace("2026-10-07", "2026-10-06");
        raw.execute(
            "UPDATE disclosure_event SET body = ?1, leaf = ?2 WHERE seq = 2",
            (body.as_bytes(), merkle::leaf(body.as_bytes())),
        )
        .unwrap();
        fit_the_end(&raw);
        drop(raw);
        let mut store = office.open();
        if longer {
            office.log_one(&mut store, 4);
        }
        let found = lost(&store, &seen);
        assert_eq!(found.lost, Lost::OtherPast, "longer: {longer}");
        assert!(found.to_string().starts_with("The past of this record is not the one last seen"), "{found}");
    }
}

#[test]
fn an_older_copy_that_went_on_by_itself_is_another_past() {
    let (office, seen, older) = with_older_copy();
    put_back(&older, &office.path);
    let mut store = office.open();
    office.log_one(&mut store, 5);
    assert_eq!(lost(&store, &seen).lost, Lost::OtherPast, "of the same length");
    assert_eq!(seen.heads.disclosure.log, Log::Disclosure);
}

#[test]
fn what_was_seen_is_written_as_a_kept_head_and_reads_back() {
    let (office, seen, _) = with_older_copy();
    let written = serde_json::to_string(&seen).unwrap();
    assert_eq!(serde_json::from_str::<Seen>(&written).unwrap(), seen);
    let claims = ledger::note::parse_claims(&written).unwrap();
    assert_eq!(office.open().verify(&claims, &mut ledger::to_the_end).unwrap().problems, []);
    assert!(!written.contains("Ada") && !written.contains("Sheriff"), "{written}");
}

#[test]
fn a_store_is_opened_anew_only_to_be_read_and_again_to_append() {
    let office = Office::new();
    let store = office.open().opened_anew(true).unwrap();
    assert!(store.is_read_only());
    assert!(Store::open(&office.path, None, &passphrase("correct horse")).is_err(), "it is still in use");
    let mut store = store;
    assert!(matches!(store.begin(at(1), &mut Counting(5)).err(), Some(ledger::Error::ReadOnly)));
    let mut store = store.opened_anew(false).unwrap();
    office.log_one(&mut store, 1);
    drop(store);
    assert_eq!(office.open_read_only().heads(None).unwrap().disclosure.size, 6);
}
