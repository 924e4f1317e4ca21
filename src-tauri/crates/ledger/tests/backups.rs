//! A backup and the way back: it comes back as it was, says how far it is, and is refused where it is not whole.

#[cfg(test)]
mod common;

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use common::{Office, bytes, names, passphrase};
use ledger::{Error, Store, backup};

fn restore(file: &Path, store: &Path, with: &str) -> Result<ledger::Verification, Error> {
    backup::restore(file, store, None, &passphrase(with), &mut ledger::to_the_end).map(|done| done.verification)
}

#[test]
fn a_backup_comes_back_as_it_was() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let file = office.folder.path().join("backup.tar");
    fs::write(&file, "an older backup").unwrap();
    store.backup(&file, &mut ledger::to_the_end).unwrap();
    let (heads, items) = (store.heads(None).unwrap(), common::items(&store, None));
    office.log_one(&mut store, 2);
    drop(store);
    let left = names(office.folder.path());
    assert_eq!(left.len(), 2, "the store and the backup, nothing half made: {left:?}");

    let place = office.folder.path().join("restored");
    assert!(matches!(restore(&file, &place, "no"), Err(Error::WrongPassphrase)));
    assert!(matches!(restore(&file, &office.path, "correct horse"), Err(Error::NotEmpty { .. })));
    assert!(!place.exists(), "a restore that failed leaves nothing");
    let found = restore(&file, &place, "correct horse").unwrap();
    assert_eq!(found.heads, heads);
    let mut found = names(&place);
    found.sort();
    assert_eq!(found, ["keys.json", "ledger.db", "lock"], "a restored store is a whole one");
    let mut restored = Store::open(&place, None, &passphrase("correct horse")).unwrap();
    assert_eq!(common::items(&restored, None), items);
    office.log_one(&mut restored, 3);
    common::assert_holds(&restored);
    drop(restored);
    let read_only = office.open_read_only();
    let before = bytes(&office.path);
    read_only.backup(&file, &mut ledger::to_the_end).unwrap();
    assert_eq!(bytes(&office.path), before, "a backup of a store opened for reading changes nothing in it");
}

#[test]
fn a_backup_and_a_restore_tell_how_far_they_are() {
    let office = Office::new();
    let mut store = office.open();
    for second in 1..4 {
        office.log_one(&mut store, second);
    }
    let heads = store.heads(None).unwrap();
    let events = heads.disclosure.size + heads.status_exchange.size;
    let (file, place) = (office.folder.path().join("backup.tar"), office.folder.path().join("restored"));
    let mut told = Vec::new();
    let mut tell = |done, of| {
        told.push((done, of));
        ControlFlow::Continue(())
    };
    store.backup(&file, &mut tell).unwrap();
    assert_eq!(told.last(), Some(&(events, events)), "{told:?}");
    told.clear();
    let right = passphrase("correct horse");
    let mut tell = |done, of| {
        told.push((done, of));
        ControlFlow::Continue(())
    };
    backup::restore(&file, &place, None, &right, &mut tell).unwrap();
    assert_eq!(told.last(), Some(&(events, events)), "{told:?}");
}

#[test]
fn a_backup_that_is_not_whole_is_refused_before_anything_is_touched() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let file = office.folder.path().join("backup.tar");
    store.backup(&file, &mut ledger::to_the_end).unwrap();
    let whole = fs::read(&file).unwrap();
    let place = office.folder.path().join("restored");
    let mut damaged: Vec<(String, Vec<u8>)> = vec![
        ("empty".to_owned(), Vec::new()),
        ("zeros".to_owned(), vec![0; whole.len()]),
        ("text".to_owned(), b"not a backup".repeat(200)),
    ];
    for tenth in 1..10 {
        damaged.push((format!("cut at {tenth} tenths"), whole[..whole.len() * tenth / 10].to_vec()));
        let mut changed = whole.clone();
        changed[whole.len() * tenth / 10 + 7] ^= 1;
        damaged.push((format!("changed at {tenth} tenths"), changed));
    }
    for (how, content) in damaged {
        fs::write(&file, content).unwrap();
        let refused = restore(&file, &place, "correct horse");
        assert!(matches!(refused, Err(Error::BackupDamaged { .. })), "{how}: {refused:?}");
        assert!(!place.exists(), "{how}: nothing is left at the place");
    }
}

#[test]
fn a_backup_that_is_stopped_leaves_no_file_and_the_older_one_as_it_was() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let file = office.folder.path().join("backup.tar");
    store.backup(&file, &mut ledger::to_the_end).unwrap();
    let before = fs::read(&file).unwrap();
    office.log_one(&mut store, 2);
    let sorted = || {
        let mut names = names(office.folder.path());
        names.sort();
        names
    };
    let beside = sorted();
    let stopped = store.backup(&file, &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    assert!(fs::read(&file).unwrap() == before);
    assert_eq!(sorted(), beside, "nothing half made stays");
    let place = office.folder.path().join("restored");
    let stopped =
        backup::restore(&file, &place, None, &passphrase("correct horse"), &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    assert!(!place.exists());
}

#[test]
fn a_check_stops_wherever_it_is_told_to() {
    let office = Office::new();
    let mut store = office.open();
    for second in 1..4 {
        office.log_one(&mut store, second);
    }
    let mut most = 0;
    store
        .verify(&[], &mut |_, _| {
            most += 1;
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(most > 1, "it asks more than once");
    for nth in 1..=2 {
        let mut asked = 0;
        let stopped = store.verify(&[], &mut |_, _| {
            asked += 1;
            if asked < nth { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
        assert_eq!(asked, nth, "once told, it does not ask again");
    }
}

#[test]
fn a_damaged_store_is_moved_aside_and_a_whole_one_never() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let items = common::items(&store, None);
    let file = office.folder.path().join("kept");
    store.backup(&file, &mut ledger::to_the_end).unwrap();
    let restore = || backup::restore(&file, &office.path, None, &passphrase("correct horse"), &mut ledger::to_the_end);
    assert!(matches!(restore(), Err(Error::InUse { .. })), "nobody's open record is moved");
    drop(store);
    let whole = common::bytes(&office.path);
    assert!(matches!(restore(), Err(Error::NotEmpty { .. })), "nor a whole one");
    assert_eq!(common::bytes(&office.path), whole);
    let database = office.path.join("ledger.db");
    for time in 1..=2_u32 {
        let mut damaged = whole["ledger.db"].clone();
        damaged[5000] ^= 1;
        fs::write(&database, damaged).unwrap();
        let before = common::bytes(&office.path);
        let done = restore().unwrap();
        let mut aside = office.path.clone().into_os_string();
        aside.push(format!(".damaged-{time}"));
        let aside = std::path::PathBuf::from(aside);
        assert_eq!(done.aside.as_ref(), Some(&aside));
        assert_eq!(common::bytes(&aside), before, "what is damaged stays as it is");
        assert_eq!(common::items(&office.open(), None), items, "and the backup is in its place");
    }
}
