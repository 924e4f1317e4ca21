//! Automatic copies: made beside the store, verified, thinned, and never at the cost of what somebody else put there.

#[cfg(test)]
mod common;

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use common::{Office, at, bytes, names, passphrase};
use jiff::{SignedDuration, Timestamp};
use ledger::{Error, Store, backup};

fn folder(office: &Office) -> PathBuf {
    office.folder.path().join("store with é-copies")
}

#[cfg(test)]
fn copy(store: &Store, now: Timestamp) {
    store.make_copy(now, &mut ledger::to_the_end).unwrap();
}

/// So many hours after the store was made.
fn hour(hours: i64) -> Timestamp {
    at(0) + SignedDuration::from_hours(hours)
}

#[test]
fn a_copy_is_due_when_there_is_something_new_and_not_right_after_another() {
    let office = Office::new();
    let mut store = office.open();
    assert!(store.copy_is_due(at(0)).unwrap(), "no copy was ever made");
    copy(&store, at(0));
    assert!(!store.copy_is_due(hour(100)).unwrap(), "nothing is new");
    office.log_one(&mut store, 60);
    assert!(!store.copy_is_due(at(120)).unwrap(), "one was made two minutes ago");
    assert!(store.copy_is_due(at(30 * 60)).unwrap());
    assert!(store.copy_is_due(hour(-5)).unwrap(), "a clock that was set back keeps nothing from being copied");
    copy(&store, at(30 * 60));
    assert!(!store.copy_is_due(hour(100)).unwrap());
    let copies = store.copies().unwrap();
    assert_eq!(copies.iter().map(|copy| copy.at).collect::<Vec<_>>(), [at(0), at(30 * 60)]);
    assert!(copies[1].entries > copies[0].entries && copies[0].bytes > 0);
}

#[test]
fn a_copy_is_a_backup_like_any_other_and_lies_beside_the_store() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let before = names(&office.path).len();
    copy(&store, at(2));
    assert_eq!(names(&office.path).len(), before, "nothing of it is in the store's folder");
    assert_eq!(names(&folder(&office)), ["record-20260921T141322Z-6.backup"], "a moment and a count, and nothing else");
    let copies = store.copies().unwrap();
    let place = office.folder.path().join("restored");
    let right = passphrase("correct horse");
    let found = backup::restore(&copies[0].path, &place, None, &right, &mut ledger::to_the_end).unwrap();
    assert_eq!(found.heads, store.heads(None).unwrap());
}

#[test]
fn old_copies_are_thinned_and_what_the_program_did_not_make_stays() {
    let office = Office::new();
    let mut store = office.open();
    copy(&store, hour(0));
    let foreign = ["record-20260921T132640Z-1.backup~", "record-2026.backup", "notes.txt", ".unfinished.partial.old"];
    for name in foreign {
        fs::write(folder(&office).join(name), "somebody's").unwrap();
    }
    fs::create_dir(folder(&office).join("record-20200101T000000Z-1.backup")).unwrap();
    for hours in [100, 101, 102, 200] {
        office.log_one(&mut store, hours * 3600);
        copy(&store, hour(hours));
    }
    let kept: Vec<_> = store.copies().unwrap().into_iter().map(|copy| copy.at).collect();
    assert_eq!(kept, [hour(0), hour(102), hour(200)], "of a day that is long past, the newest");
    for name in foreign {
        assert_eq!(fs::read_to_string(folder(&office).join(name)).unwrap(), "somebody's");
    }
    assert!(folder(&office).join("record-20200101T000000Z-1.backup").is_dir(), "a folder is no copy");
}

#[test]
fn a_copy_that_is_stopped_or_not_verified_costs_no_other() {
    let office = Office::new();
    let mut store = office.open();
    for hours in [0, 1, 2] {
        office.log_one(&mut store, hours * 3600);
        copy(&store, hour(hours));
    }
    let before = bytes(&folder(&office));
    office.log_one(&mut store, 300 * 3600);
    let stopped = store.make_copy(hour(300), &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    assert!(bytes(&folder(&office)) == before, "nothing was made, and nothing thinned");

    // A record with a fault in it: its copies are not pushed out by copies of the fault.
    office.raw().execute_batch("UPDATE item SET flag = 'high' WHERE entry = 1").unwrap();
    let refused = store.make_copy(hour(300), &mut ledger::to_the_end).unwrap_err();
    let said = refused.to_string();
    assert!(said.contains("NOT made") && said.contains("earlier copies are still there"), "{said}");
    assert!(bytes(&folder(&office)) == before);
}

#[test]
fn what_an_interrupted_copy_left_is_replaced_by_the_next() {
    let office = Office::new();
    let store = office.open();
    fs::create_dir_all(folder(&office).join("..unfinished.partial.partial")).unwrap();
    for name in ["unfinished", ".unfinished.partial", "..unfinished.partial.partial/ledger.db"] {
        fs::write(folder(&office).join(name), "half").unwrap();
    }
    copy(&store, at(2));
    assert_eq!(names(&folder(&office)).len(), 1);
}
