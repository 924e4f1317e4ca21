//! The access log: it moves neither ledger, only grows, holds where nobody changed it, and goes where the record goes.

#![cfg(test)]

mod common;

use std::fs;

use common::{CHEAP, Counting, Office, REVIEWER, assert_holds, at, choose_own, passphrase};
use ledger::{AccessEvent, Error, Log, NewKey, RecoveryWords, RequestId, Store, backup, local_date, note, to_the_end};
use rusqlite::Connection;

const VIEWED: AccessEvent = AccessEvent::SealedViewed { request: RequestId(1) };

fn note_it(store: &mut Store, second: i64, what: &AccessEvent) -> Result<(), Error> {
    let mut entropy = Counting(9_000_000);
    let mut act = store.begin(at(second), &mut entropy)?;
    act.note_access(what)?;
    act.commit()
}

fn report_made() -> AccessEvent {
    AccessEvent::ReportMade { quarter: "2026-Q4".to_owned() }
}

/// An office with two requests, and five entries in its access log, one of them of a second officer.
fn office() -> Office {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    note_it(&mut store, 2, &report_made()).unwrap();
    note_it(&mut store, 3, &AccessEvent::RegisterExported { ledger: Log::StatusExchange }).unwrap();
    let mut entropy = Counting(3_000_000);
    let mut act = store.begin(at(4), &mut entropy).unwrap();
    act.add_officer("Ben", REVIEWER, &passphrase("given"), CHEAP).unwrap();
    act.commit().unwrap();
    drop(store);
    choose_own(&office, "Ben", "given", "own words");
    let mut store = Store::open(&office.path, Some("Ben"), &passphrase("own words")).unwrap();
    note_it(&mut store, 6, &VIEWED).unwrap();
    drop(store);
    let mut store = ada(&office);
    office.log_one(&mut store, 7);
    note_it(&mut store, 8, &AccessEvent::ReceiptMade { request: RequestId(2), item: 1 }).unwrap();
    note_it(&mut store, 9, &AccessEvent::LogsExported {}).unwrap();
    office
}

fn ada(office: &Office) -> Store {
    Store::open(&office.path, Some("Ada"), &passphrase("correct horse")).unwrap()
}

fn looked_at(office: &Office) -> Store {
    Store::open_read_only(&office.path, Some("Ada"), &passphrase("correct horse")).unwrap()
}

fn problems(office: &Office) -> Vec<String> {
    let found = looked_at(office).verify(&[], &mut to_the_end).unwrap();
    found.problems.into_iter().map(|problem| problem.what).collect()
}

#[test]
fn what_is_noted_moves_neither_ledger_nor_the_order_of_both_nor_a_row_beside_them() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let before = (store.heads(None).unwrap(), store.last_entry_at().unwrap(), common::items(&store, None));
    for (second, what) in (2..).zip([report_made(), VIEWED, AccessEvent::BackupMade {}]) {
        note_it(&mut store, second, &what).unwrap();
        let after = (store.heads(None).unwrap(), store.last_entry_at().unwrap(), common::items(&store, None));
        assert_eq!(after, before, "{what:?}");
    }
    assert_eq!(store.access_head().size, 3);
    assert_holds(&store);
    office.log_one(&mut store, 9);
    let found = store.verify(&[], &mut to_the_end).unwrap();
    assert_eq!(found.problems, [], "the next entry continues the record as if nobody had looked");
    assert_eq!(found.access, store.access_head(), "and its own head is the one recomputed");
}

#[test]
fn entries_are_read_the_last_first_a_page_at_a_time_and_say_who_when_and_what() {
    let office = office();
    let store = ada(&office);
    let all = store.accesses(None, 100).unwrap();
    assert_eq!(all.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [4, 3, 2, 1, 0]);
    let first = &all[4];
    assert_eq!((first.by.as_str(), first.at, &first.what), ("Ada", at(2), &report_made()));
    assert_eq!((all[2].by.as_str(), all[2].request.as_deref()), ("Ben", Some("2026-0001")));
    assert_eq!(store.accesses(Some(3), 2).unwrap(), all[2..4]);
    assert_eq!(store.accesses(Some(0), 2).unwrap(), []);
}

#[test]
fn an_entry_is_not_dated_before_the_one_in_front_of_it_here_or_in_the_record() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 100);
    note_it(&mut store, 1, &report_made()).unwrap();
    note_it(&mut store, 200, &report_made()).unwrap();
    note_it(&mut store, 150, &report_made()).unwrap();
    let [third, second, first] = store.accesses(None, 3).unwrap().try_into().unwrap();
    assert!(first.at > at(100), "{}: the record has an entry that is later than the clock", first.at);
    assert_eq!((second.at, third.at), (at(200), at(200)));
    assert_eq!(local_date(first.at), local_date(at(100)));
    assert_holds(&store);
}

#[test]
fn nothing_is_noted_of_what_is_not_there_or_where_the_store_is_only_read() {
    let office = Office::new();
    assert!(matches!(note_it(&mut office.open(), 1, &VIEWED), Err(Error::NoSuchRequest)));
    assert_eq!(office.open().access_head().size, 0);
    assert!(matches!(note_it(&mut office.open_read_only(), 1, &report_made()), Err(Error::ReadOnly)));
}

#[test]
fn an_entry_never_changes_and_is_never_removed() {
    let office = office();
    let raw = office.raw();
    for statement in [
        "UPDATE access_event SET body = x'00' WHERE seq = 0",
        "DELETE FROM access_event WHERE seq = 4",
        "INSERT OR REPLACE INTO access_event SELECT * FROM access_event WHERE seq = 1",
        "INSERT INTO access_event SELECT 6, leaf, body, root, signature, NULL FROM access_event WHERE seq = 0",
        "INSERT INTO access_event SELECT -1, leaf, body, root, signature, NULL FROM access_event WHERE seq = 0",
    ] {
        let said = raw.execute_batch(statement).unwrap_err().to_string();
        assert!(said.contains("an event"), "{statement}: {said}");
    }
    assert_eq!(problems(&office), [""; 0]);
}

type Change = fn(&Connection);

/// What somebody with the store's key may do to the log, and what the check says of it.
const WAYS: &[(&str, &str, Change)] = &[
    ("another body", "Event 1 of the access log is not what was entered", |raw| {
        raw.execute_batch(
            "UPDATE access_event SET body = CAST(replace(body, 'status_exchange', 'disclosure') AS BLOB) WHERE seq = 1",
        )
        .unwrap();
    }),
    ("another body under its leaf", "Event 1 of the access log or one before it was changed", |raw| {
        let body: Vec<u8> = raw.query_row("SELECT body FROM access_event WHERE seq = 1", [], |row| row.get(0)).unwrap();
        let body = String::from_utf8(body).unwrap().replace("status_exchange", "disclosure");
        let leaf = ledger::merkle::leaf(body.as_bytes());
        raw.execute("UPDATE access_event SET body = ?1, leaf = ?2 WHERE seq = 1", (body.as_bytes(), leaf)).unwrap();
    }),
    ("one in the middle gone", "Event 2 of the access log is missing; event 3 follows", |raw| {
        raw.execute_batch("DELETE FROM access_event WHERE seq = 2").unwrap();
    }),
    ("the first gone and the others moved up", "Event 0 of the access log names another desk or place", |raw| {
        raw.execute_batch("DELETE FROM access_event WHERE seq = 0; UPDATE access_event SET seq = seq - 1").unwrap();
    }),
    ("a head of another place", "does not fit", |raw| {
        raw.execute_batch("UPDATE access_event SET root = (SELECT root FROM access_event WHERE seq = 1) WHERE seq = 4")
            .unwrap();
    }),
    (
        "a signature of another head",
        "Event 3 of the access log stands under a head that the desk did not sign",
        |raw| {
            let other = "(SELECT signature FROM access_event WHERE seq = 1)";
            raw.execute_batch(&format!("UPDATE access_event SET signature = {other} WHERE seq = 3")).unwrap();
        },
    ),
    ("not signed by the officer", "Event 2 of the access log is not signed by the officer who is said", |raw| {
        raw.execute_batch("UPDATE access_event SET officer_signature = NULL WHERE seq = 2").unwrap();
    }),
    ("signed by another officer", "Event 2 of the access log is not signed by the officer who is said", |raw| {
        let other = "(SELECT officer_signature FROM access_event WHERE seq = 1)";
        raw.execute_batch(&format!("UPDATE access_event SET officer_signature = {other} WHERE seq = 2")).unwrap();
    }),
    ("a last entry that cannot be read", "Event 4 of the access log is not an event this program can read", |raw| {
        let leaf = ledger::merkle::leaf(b"{}");
        raw.execute("UPDATE access_event SET body = ?1, leaf = ?2 WHERE seq = 4", (&b"{}"[..], leaf)).unwrap();
    }),
    ("no log at all", "table access_event", |raw| raw.execute_batch("DROP TABLE access_event").unwrap()),
];

#[test]
fn whatever_is_changed_in_it_is_found() {
    for (what, found, change) in WAYS {
        let office = office();
        assert_eq!(problems(&office), [""; 0], "{what}: it holds before");
        let raw = office.raw();
        let triggers = ["appends", "stays", "remains"].map(|name| format!("access_event_{name}"));
        let made: Vec<String> = triggers
            .iter()
            .map(|name| {
                raw.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [name], |row| row.get(0)).unwrap()
            })
            .collect();
        triggers.iter().for_each(|name| raw.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
        change(&raw);
        if *what != "no log at all" {
            made.iter().for_each(|sql| raw.execute_batch(sql).unwrap());
        }
        drop(raw);
        match Store::open_read_only(&office.path, Some("Ada"), &passphrase("correct horse")) {
            Ok(store) => {
                let problems = store.verify(&[], &mut to_the_end).unwrap().problems;
                assert!(problems.iter().any(|problem| problem.what.contains(found)), "{what}: {problems:?}");
            }
            // Where there is no end to continue, the store is not even opened.
            Err(error) => assert_eq!(*what, "no log at all", "{error}"),
        }
    }
}

#[test]
fn a_kept_head_tells_that_the_end_was_cut_off() {
    let office = office();
    let kept = ada(&office).access_head();
    let raw = office.raw();
    raw.execute_batch("DROP TRIGGER access_event_remains; DELETE FROM access_event WHERE seq > 2").unwrap();
    drop(raw);
    let store = looked_at(&office);
    assert!(
        !store.has_had_access(&kept).unwrap(),
        "cut at a signed head it is a whole, shorter log: only who kept it can tell"
    );
    let (note, key) = store.signed_access_head();
    let now = note::parse_access_claims(&note).unwrap()[0];
    assert!(store.has_had_access(&now).unwrap() && now.size == 3 && key.contains("/access+"));
}

#[test]
fn it_goes_along_into_a_backup_and_under_another_key() {
    let office = office();
    let mut store = ada(&office);
    let (head, entries) = (store.access_head(), store.accesses(None, 100).unwrap());
    let file = office.folder.path().join("record.backup");
    store.backup(&file, &mut to_the_end).unwrap();
    let words = RecoveryWords::random(&mut Counting(800)).unwrap();
    let new = NewKey { passphrase: &passphrase("correct horse"), words: &words, kdf: CHEAP };
    store.change_key(&new, at(20), &mut Counting(5000), &mut to_the_end).unwrap();
    assert_eq!((store.access_head(), store.accesses(None, 100).unwrap()), (head, entries.clone()), "another key");
    assert_holds(&store);
    note_it(&mut store, 21, &report_made()).unwrap();
    assert_holds(&store);
    drop(store);
    let place = office.folder.path().join("restored");
    backup::restore(&file, &place, Some("Ada"), &passphrase("correct horse"), &mut to_the_end).unwrap();
    let mut restored = Store::open(&place, Some("Ada"), &passphrase("correct horse")).unwrap();
    assert_eq!((restored.access_head(), restored.accesses(None, 100).unwrap()), (head, entries), "restored");
    note_it(&mut restored, 22, &report_made()).unwrap();
    assert_holds(&restored);
}

#[test]
fn an_export_has_it_as_a_third_file_with_a_head_behind_every_event() {
    let office = office();
    let folder = office.folder.path().join("record");
    let exported = looked_at(&office).export(&folder, &mut to_the_end).unwrap();
    assert_eq!(exported.access, 5);
    let text = fs::read_to_string(folder.join("access.jsonl")).unwrap();
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 1 + 2 * 5 + 1);
    assert_eq!((lines[0]["log"].as_str(), &lines[11]["events"]), (Some("access"), &5.into()));
    assert_eq!((&lines[5]["seq"], &lines[6]["officer"]), (&2.into(), &2.into()), "Ben looked, and signed it");
    let last = note::parse_access_claims(lines[10]["note"].as_str().unwrap()).unwrap()[0];
    assert_eq!(last, looked_at(&office).access_head());
    for words in ["/", "home address", "Sheriff"] {
        let bodies = lines.iter().filter_map(|line| line["body"].as_str());
        assert!(!bodies.into_iter().any(|body| body.contains(words)), "{words} stands in it");
    }
}

#[test]
fn a_store_from_before_has_none_and_is_read_all_the_same() {
    let office = Office::new();
    office.log_one(&mut office.open(), 1);
    office.back_to(12);
    let store = office.open_read_only();
    assert_eq!((store.access_head().size, store.accesses(None, 9).unwrap()), (0, Vec::new()));
    assert_holds(&store);
    let exported = store.export(&office.folder.path().join("record"), &mut to_the_end).unwrap();
    assert_eq!(exported.access, 0);
    drop(store);
    let mut store = office.open();
    note_it(&mut store, 2, &report_made()).unwrap();
    assert_holds(&store);
}
