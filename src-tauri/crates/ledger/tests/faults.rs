//! What a store says and does when something is wrong with it: it tells what happened, and changes nothing.

#[cfg(test)]
mod common;

use std::fs;
use std::path::Path;

use common::{Counting, Office, at, bytes, exchange, founding, names, passphrase, settled};
use ledger::{ClaimedHead, Error, Log, Store};

fn open(office: &Office) -> Result<Store, Error> {
    Store::open(&office.path, None, &passphrase("correct horse"))
}

#[test]
fn a_store_is_made_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("taken");
    fs::create_dir(&taken).unwrap();
    fs::write(taken.join("letter.txt"), "mine").unwrap();
    let make = |path: &Path| Store::create(path, &founding(), &passphrase("long"), at(0), &mut Counting(0));
    assert!(matches!(make(&taken), Err(Error::NotEmpty { .. })));
    assert_eq!(bytes(&taken).len(), 1, "what was there is untouched");
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    assert!(matches!(make(&file), Err(Error::NotEmpty { .. })));
    assert!(matches!(make(&file.join("below")), Err(Error::File { .. } | Error::NotEmpty { .. })));

    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    fs::create_dir(folder.path().join(".empty.partial")).unwrap();
    fs::write(folder.path().join(".empty.partial/ledger.db"), "half of an interrupted run").unwrap();
    make(&empty).unwrap();
    assert_eq!(bytes(&empty).keys().collect::<Vec<_>>(), ["keys.json", "ledger.db", "lock"]);
    make(&folder.path().join("new/below")).unwrap();
    let left: Vec<_> = names(folder.path());
    assert!(!left.iter().any(|name| name.contains("partial")), "nothing half made is left: {left:?}");
    assert!(matches!(make(&empty), Err(Error::NotEmpty { .. })), "a store is never made over a store");
}

#[test]
fn the_database_is_encrypted_and_holds_no_plain_text() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    for (name, bytes) in bytes(&office.path) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("hampshire") && !text.contains("sqlite format"), "plain text in {name}");
    }
}

#[test]
fn no_store_wrong_passphrase_and_a_store_in_use_are_told_apart() {
    let office = Office::new();
    let nowhere = office.folder.path().join("nowhere");
    assert!(matches!(Store::open(&nowhere, None, &passphrase("x")), Err(Error::NoStore { .. })));
    assert!(!nowhere.exists(), "looking for a store makes none");
    let empty = office.folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    assert!(matches!(Store::open(&empty, None, &passphrase("x")), Err(Error::NoStore { .. })));
    assert_eq!(bytes(&empty).len(), 0);
    let before = bytes(&office.path);
    assert!(matches!(Store::open(&office.path, None, &passphrase("wrong")), Err(Error::WrongPassphrase)));
    assert!(matches!(
        Store::open(&office.path, Some("Cy"), &passphrase("correct horse")),
        Err(Error::UnknownOfficer { .. })
    ));
    assert_eq!(bytes(&office.path), before);
    let store = office.open();
    assert!(matches!(open(&office), Err(Error::InUse { .. })));
    assert!(matches!(
        Store::open_read_only(&office.path, None, &passphrase("correct horse")),
        Err(Error::InUse { .. })
    ));
    drop(store);
    open(&office).unwrap();
}

#[test]
fn reading_changes_no_byte_of_the_store() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let expected = common::items(&store, None);
    drop(store);
    let before = bytes(&office.path);
    assert_eq!(before.keys().collect::<Vec<_>>(), ["keys.json", "ledger.db", "lock"], "closing leaves no log behind");
    let mut store = office.open_read_only();
    assert_eq!(common::items(&store, None), expected);
    common::assert_holds(&store);
    assert!(matches!(store.begin(at(2), &mut Counting(1)).err(), Some(Error::ReadOnly)));
    assert_eq!(bytes(&office.path), before, "while it is open");
    drop(store);
    assert_eq!(bytes(&office.path), before, "and after");
}

#[test]
fn a_store_in_a_folder_that_can_only_be_read_is_read_and_gets_no_lock() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let expected = common::items(&store, None);
    drop(store);
    fs::remove_file(office.path.join("lock")).unwrap();
    let before = bytes(&office.path);
    // The permissions bind everyone but the superuser; that one would leave a lock behind.
    let set = |writable: bool| {
        let mut permissions = fs::metadata(&office.path).unwrap().permissions();
        #[cfg(unix)]
        std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, if writable { 0o700 } else { 0o500 });
        #[cfg(not(unix))]
        permissions.set_readonly(!writable);
        fs::set_permissions(&office.path, permissions).unwrap();
    };
    set(false);
    let store = office.open_read_only();
    assert_eq!(common::items(&store, None), expected);
    common::assert_holds(&store);
    assert_eq!(bytes(&office.path), before, "reading makes no lock");
    drop(store);
    set(true);
    drop(office.open());
    assert!(office.path.join("lock").exists(), "writing does");
}

#[test]
fn what_was_saved_before_a_kill_is_read_without_changing_a_byte() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let expected = common::items(&store, None);
    let mut entropy = Counting(1);
    let mut act = store.begin(at(2), &mut entropy).unwrap();
    let number = act.next_number(2026).unwrap();
    let request = act.record_request(common::request(number)).unwrap();
    act.add_item(request, settled(None)).unwrap();
    // The folder as a kill in the middle of the act leaves it.
    let killed = office.folder.path().join("killed");
    fs::create_dir(&killed).unwrap();
    for (name, content) in bytes(&office.path) {
        fs::write(killed.join(name), content).unwrap();
    }
    drop(act);
    drop(store);
    let before = bytes(&killed);
    assert!(before["ledger.db-wal"].len() > 1000, "the act is only in the log");
    for without_index in [false, true] {
        if without_index {
            fs::remove_file(killed.join("ledger.db-shm")).unwrap();
        }
        let before = bytes(&killed);
        let store = Store::open_read_only(&killed, None, &passphrase("correct horse")).unwrap();
        assert_eq!(common::items(&store, None), expected, "what was saved is there, what was not is not");
        common::assert_holds(&store);
        assert_eq!(bytes(&killed), before);
        drop(store);
        assert_eq!(bytes(&killed), before);
    }
    let store = Store::open(&killed, None, &passphrase("correct horse")).unwrap();
    assert_eq!(common::items(&store, None), expected);
    common::assert_holds(&store);
    drop(store);
    assert_eq!(bytes(&killed).keys().collect::<Vec<_>>(), ["keys.json", "ledger.db", "lock"]);
}

#[test]
fn one_changed_byte_on_any_page_is_found() {
    // As it is; and with a list of pages that hold nothing any more.
    let free = "CREATE TABLE spare (words); INSERT INTO spare VALUES (zeroblob(40000)); DROP TABLE spare";
    for first in ["SELECT 1", free] {
        let office = Office::new();
        let mut store = office.open();
        for second in 1..30 {
            office.log_one(&mut store, second);
        }
        drop(store);
        office.raw().execute_batch(first).unwrap();
        let file = office.path.join("ledger.db");
        let whole = fs::read(&file).unwrap();
        let pages = whole.len() / 4096;
        assert!(pages > 30, "there are {pages} pages to damage");
        for page in 0..pages {
            let mut changed = whole.clone();
            changed[page * 4096 + (page * 37) % 4096] ^= 0x10;
            fs::write(&file, &changed).unwrap();
            match Store::open_read_only(&office.path, None, &passphrase("correct horse")) {
                Err(Error::Damaged { .. }) => {}
                Err(other) => panic!("page {page}: {other}"),
                Ok(store) => {
                    let found = store.verify(&[], &mut ledger::to_the_end).unwrap();
                    assert!(!found.problems.is_empty(), "page {page} was changed unnoticed");
                    for raw in ["HMAC", "fts5", "btree"] {
                        assert!(
                            !found.problems.iter().any(|problem| problem.what.contains(raw)),
                            "{:?}",
                            found.problems
                        );
                    }
                }
            }
            assert_eq!(fs::read(&file).unwrap(), changed, "nothing damaged is changed");
        }
        for length in [0, 10, 4096, 5000, whole.len() - 4096, whole.len() - 1] {
            fs::write(&file, &whole[..length]).unwrap();
            match Store::open_read_only(&office.path, None, &passphrase("correct horse")) {
                Err(Error::Damaged { .. }) => {}
                Err(other) => panic!("cut at {length}: {other}"),
                Ok(store) => {
                    let found = store.verify(&[], &mut ledger::to_the_end).unwrap();
                    assert!(!found.problems.is_empty(), "cut at {length} unnoticed");
                }
            }
        }
        for longer in [1, 4096] {
            fs::write(&file, [whole.as_slice(), &vec![0; longer]].concat()).unwrap();
            let found = office.open_read_only().verify(&[], &mut ledger::to_the_end).unwrap();
            assert!(!found.problems.is_empty(), "{longer} bytes more unnoticed");
        }
        fs::remove_file(&file).unwrap();
        assert!(matches!(open(&office), Err(Error::Damaged { .. })));
    }
}

#[test]
fn damaged_keys_are_not_a_wrong_passphrase() {
    let office = Office::new();
    let keys = office.path.join("keys.json");
    let whole = fs::read_to_string(&keys).unwrap();
    fs::write(&keys, whole.replacen("\"salt\": \"", "\"salt\": \"0", 1)).unwrap();
    assert!(matches!(open(&office), Err(Error::KeysDamaged { .. })));
    fs::write(&keys, "").unwrap();
    assert!(matches!(open(&office), Err(Error::KeysDamaged { .. })));
    fs::remove_file(&keys).unwrap();
    assert!(matches!(open(&office), Err(Error::KeysDamaged { .. })));
    fs::write(&keys, whole.replace("\"format\": 3", "\"format\": 5")).unwrap();
    assert!(matches!(open(&office), Err(Error::KeysNewer { found: 5, known: 4 })));
}

#[test]
fn a_newer_store_is_refused_and_left_alone() {
    let office = Office::new();
    let raw = office.raw();
    let ours: i64 = raw.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    raw.pragma_update(None, "user_version", ours + 1).unwrap();
    drop(raw);
    let before = bytes(&office.path);
    assert!(matches!(open(&office), Err(Error::Newer { found, known }) if (found, known) == (ours + 1, ours)));
    assert!(matches!(
        Store::open_read_only(&office.path, None, &passphrase("correct horse")),
        Err(Error::Newer { .. })
    ));
    assert_eq!(bytes(&office.path), before);
}

#[test]
fn an_unencrypted_database_is_refused() {
    let office = Office::new();
    let file = office.path.join("ledger.db");
    fs::remove_file(&file).unwrap();
    rusqlite::Connection::open(&file).unwrap().execute_batch("CREATE TABLE item (entry)").unwrap();
    let refused = open(&office).err().unwrap();
    assert!(refused.to_string().contains("not encrypted"), "{refused}");
}

#[test]
fn events_and_heads_are_only_ever_appended() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let mut entropy = Counting(1);
    let mut act = store.begin(at(2), &mut entropy).unwrap();
    let number = act.next_number(2026).unwrap();
    let request = act.record_request(common::request(number)).unwrap();
    act.add_item(request, exchange(None)).unwrap();
    act.add_item(request, exchange(None)).unwrap();
    act.commit().unwrap();
    drop(store);
    let raw = office.raw();
    let leaf = "zeroblob(32)";
    for table in ["disclosure_event", "exchange_event"] {
        let (id, seq): (i64, i64) = raw
            .query_row(&format!("SELECT id, seq FROM {table} ORDER BY id DESC LIMIT 1"), [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        let last: i64 = raw
            .query_row("SELECT max(a, b) FROM (SELECT max(id) a FROM disclosure_event), (SELECT max(id) b FROM exchange_event)", [], |row| row.get(0))
            .unwrap();
        let next = last + 1;
        for attempt in [
            format!("UPDATE {table} SET body = x'00' WHERE id = {id}"),
            format!("DELETE FROM {table} WHERE id = {id}"),
            format!("DELETE FROM {table}"),
            format!("INSERT OR REPLACE INTO {table} VALUES ({id}, {seq}, {leaf}, x'00')"),
            format!("REPLACE INTO {table} VALUES ({id}, {}, {leaf}, x'00')", seq + 1),
            format!(
                "INSERT INTO {table} VALUES ({id}, {seq}, {leaf}, x'00') ON CONFLICT (id) DO UPDATE SET body = x'00'"
            ),
            format!("INSERT OR IGNORE INTO {table} VALUES ({}, {}, {leaf}, x'00')", next + 1, seq + 1),
            format!("INSERT INTO {table} VALUES ({next}, {}, {leaf}, x'00')", seq + 2),
            format!("INSERT INTO {table} VALUES ({next}, {seq}, {leaf}, x'00')"),
            format!("INSERT INTO {table} VALUES (NULL, {}, {leaf}, x'00')", seq + 1),
            format!("INSERT INTO {table} (seq, leaf, body) VALUES ({}, {leaf}, x'00')", seq + 1),
        ] {
            let refused = raw.execute(&attempt, []).unwrap_err().to_string();
            assert!(refused.contains("only ever appended") || refused.contains("never"), "{attempt}: {refused}");
        }
    }
    for attempt in [
        "UPDATE signed_head SET root = zeroblob(32)",
        "DELETE FROM signed_head",
        "INSERT OR REPLACE INTO signed_head VALUES (1, 'disclosure', 1, zeroblob(32), zeroblob(64), 1, zeroblob(64))",
        "INSERT INTO signed_head VALUES (99, 'disclosure', 1, zeroblob(32), zeroblob(64), 1, zeroblob(64))",
        "UPDATE description SET words = 'other'",
    ] {
        let refused = raw.execute(attempt, []).unwrap_err().to_string();
        assert!(refused.contains("appended") || refused.contains("never"), "{attempt}: {refused}");
    }
    drop(raw);
    common::assert_holds(&office.open_read_only());
}

/// What somebody with the key and without scruples can do, and what the check then names first.
#[test]
fn the_first_event_that_does_not_hold_is_named() {
    fn tampered(with: &str) -> (Office, ledger::Verification) {
        let office = Office::new();
        let mut store = office.open();
        for second in 1..6 {
            office.log_one(&mut store, second);
        }
        drop(store);
        office.raw().execute_batch(with).unwrap();
        let found = office.open_read_only().verify(&[], &mut ledger::to_the_end).unwrap();
        (office, found)
    }
    let first = |with: &str| {
        let (_office, found) = tampered(with);
        let problem = found.problems.first().unwrap_or_else(|| panic!("unnoticed: {with}")).clone();
        (problem.log, problem.seq, problem.what)
    };
    let free = "DROP TRIGGER disclosure_event_stays; DROP TRIGGER disclosure_event_remains; ";
    let change = "UPDATE disclosure_event SET body = CAST(replace(CAST(body AS TEXT), 'Sheriff', 'Nobody') AS BLOB) WHERE seq = 6;";
    let (log, seq, what) = first(&format!("{free}{change}"));
    assert_eq!((log, seq), (Some(Log::Disclosure), Some(6)), "{what}");
    let (log, seq, what) = first(&format!("{free}DELETE FROM disclosure_event WHERE seq = 12;"));
    assert_eq!((log, seq), (Some(Log::Disclosure), Some(12)), "{what}");
    let (log, seq, what) = first(&format!("{free}DELETE FROM disclosure_event WHERE seq >= 20;"));
    assert_eq!((log, seq), (Some(Log::Disclosure), Some(20)), "{what}");
    for (with, about) in [
        ("UPDATE item SET response = 'withheld' WHERE entry = 3", "entry 3"),
        ("DELETE FROM item WHERE entry = 2", "entry"),
        ("UPDATE request SET agency = 'Nobody' WHERE id = 2", "request row 2"),
        ("UPDATE officer SET name = 'Eve'", "officers"),
        ("UPDATE numbering SET last = 3", "numbering"),
        ("INSERT INTO agency (name, aliases, recipient) VALUES ('X', '[]', 'court')", "directory"),
        ("DROP TRIGGER description_stays; UPDATE description SET words = 'other' WHERE entry = 4", "description"),
        ("DELETE FROM description WHERE entry = 4", "description"),
        ("INSERT INTO description VALUES (77, zeroblob(16), 'kept')", "description"),
        ("UPDATE search SET words = 'other' WHERE rowid = 2", "words of entry 2"),
        ("DELETE FROM search WHERE rowid = 2", "words"),
        ("UPDATE frontier SET size = size - 1 WHERE log = 'disclosure'", "end of"),
        ("CREATE TRIGGER extra AFTER INSERT ON request BEGIN SELECT 1; END", "shape"),
        ("UPDATE office SET name = 'Other'", "office"),
        (
            "CREATE TEMP TABLE root AS SELECT name, rootpage FROM sqlite_schema WHERE name LIKE 'sqlite_autoindex_item%' \
             OR name LIKE 'sqlite_autoindex_exchange%'; PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = \
             (SELECT rootpage FROM root WHERE root.name <> sqlite_schema.name) WHERE name IN (SELECT name FROM root)",
            "index of items",
        ),
    ] {
        let office = Office::new();
        let mut store = office.open();
        for second in 1..6 {
            office.log_one(&mut store, second);
        }
        drop(store);
        let raw = office.raw();
        raw.execute_batch(with).unwrap();
        drop(raw);
        match Store::open_read_only(&office.path, None, &passphrase("correct horse")) {
            Ok(store) => {
                let found = store.verify(&[], &mut ledger::to_the_end).unwrap();
                assert!(
                    found.problems.iter().any(|problem| problem.what.contains(about)),
                    "{with}: {:?}",
                    found.problems
                );
            }
            Err(Error::Damaged { what, .. }) => assert!(what.contains(about), "{with}: {what}"),
            Err(other) => panic!("{with}: {other}"),
        }
    }
}

#[test]
fn a_head_kept_outside_finds_what_was_rewritten_inside() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let kept = store.signed_heads().unwrap() + &store.heads(None).unwrap().disclosure.seal();
    let claims = ledger::note::parse_claims(&kept).unwrap();
    assert_eq!(claims.len(), 2 + 1);
    office.log_one(&mut store, 2);
    let found = store.verify(&claims, &mut ledger::to_the_end).unwrap();
    assert_eq!(found.problems, [], "an older head of the same log holds");
    drop(store);

    // The same office again, with another past: everything in it is signed and fits.
    let other = Office::new();
    let mut store = other.open();
    other.log_one(&mut store, 50);
    let found = store.verify(&claims, &mut ledger::to_the_end).unwrap();
    assert!(found.problems.iter().any(|problem| problem.log == Some(Log::Disclosure)), "{:?}", found.problems);
    let longer = ClaimedHead { log: Log::StatusExchange, size: 5, root: [1; 32] };
    let found = store.verify(&[longer], &mut ledger::to_the_end).unwrap();
    assert_eq!(found.problems[0].seq, Some(0), "events that a kept head counts are missing");
}

#[test]
fn an_old_copy_of_the_database_is_found_by_a_kept_head() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    drop(store);
    let old = fs::read(office.path.join("ledger.db")).unwrap();
    let mut store = office.open();
    office.log_one(&mut store, 2);
    let kept = store.heads(None).unwrap().disclosure;
    drop(store);
    fs::write(office.path.join("ledger.db"), old).unwrap();
    let store = office.open_read_only();
    common::assert_holds(&store);
    let found = store.verify(&[kept.into()], &mut ledger::to_the_end).unwrap();
    assert_eq!(found.problems[0].seq, Some(6), "the first event after the old copy is missing");
}

#[test]
fn an_old_page_pasted_back_is_found() {
    let office = Office::new();
    let mut store = office.open();
    for second in 1..12 {
        office.log_one(&mut store, second);
    }
    drop(store);
    let file = office.path.join("ledger.db");
    let old = fs::read(&file).unwrap();
    let mut store = office.open();
    for second in 12..24 {
        office.log_one(&mut store, second);
    }
    drop(store);
    let new = fs::read(&file).unwrap();
    let items = common::items(&office.open_read_only(), None);
    let (mut pasted, mut passed) = (0, 0);
    for page in 0..old.len() / 4096 {
        let place = page * 4096..(page + 1) * 4096;
        if old[place.clone()] == new[place.clone()] {
            continue;
        }
        pasted += 1;
        let mut mixed = new.clone();
        mixed[place.clone()].copy_from_slice(&old[place]);
        fs::write(&file, &mixed).unwrap();
        match Store::open_read_only(&office.path, None, &passphrase("correct horse")) {
            Err(_) => {}
            Ok(store) => {
                let found = store.verify(&[], &mut ledger::to_the_end).unwrap();
                if found.problems.is_empty() {
                    // A page of the index that lists what is no longer used: nothing anybody reads is different.
                    passed += 1;
                    assert_eq!(common::items(&store, None), items, "page {} from an older day passed", page + 1);
                    assert_eq!(store.search("address street", 99).unwrap().len(), items.len());
                }
            }
        }
    }
    assert!(pasted > 5 && passed <= 1, "{pasted} pages differed, {passed} of them passed");
}

/// A disk of 4 MiB, where this machine allows one to be mounted.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_what_was_saved_and_goes_on_when_there_is_room() {
    use std::process::Command;

    struct Disk(tempfile::TempDir);
    impl Drop for Disk {
        fn drop(&mut self) {
            let _unmounted = Command::new("umount").arg(self.0.path()).status();
        }
    }
    let disk = Disk(tempfile::tempdir().unwrap());
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=4m", "tmpfs"]).arg(disk.0.path()).status();
    if !mounted.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: a small disk cannot be mounted here (it needs root), so the full disk was not tried");
        return;
    }
    let path = disk.0.path().join("store");
    let right = passphrase("correct horse");
    Store::create(&path, &founding(), &right, at(0), &mut Counting(0)).unwrap();
    let mut store = Store::open(&path, None, &right).unwrap();
    let mut saved = 0_usize;
    let full = loop {
        let mut entropy = Counting(7);
        let logged = (|| {
            let mut act = store.begin(at(1), &mut entropy)?;
            let number = act.next_number(2026)?;
            let request = act.record_request(common::request(number))?;
            for _ in 0..200 {
                act.add_item(request, settled(Some(&"words of an item ".repeat(20))))?;
            }
            act.commit()
        })();
        match logged {
            Ok(()) => saved += 200,
            Err(error) => break error,
        }
        assert!(saved < 100_000, "a disk of 4 MiB is full some time");
    };
    assert!(matches!(full, Error::DiskFull), "{full}");
    assert_eq!(common::items(&store, None).len(), saved, "what was saved is there, and nothing of the act that failed");
    let target = disk.0.path().join("backup.tar");
    assert!(store.backup(&target, &mut ledger::to_the_end).is_err(), "there is no room for a backup");
    assert!(!target.exists());
    drop(store);
    let store = Store::open_read_only(&path, None, &right).unwrap();
    assert_eq!(common::items(&store, None).len(), saved);
    common::assert_holds(&store);
    drop(store);
    let more = Command::new("mount").args(["-o", "remount,size=32m"]).arg(disk.0.path()).status().unwrap();
    assert!(more.success());
    let mut store = Store::open(&path, None, &right).unwrap();
    let mut entropy = Counting(9);
    let mut act = store.begin(at(2), &mut entropy).unwrap();
    let number = act.next_number(2026).unwrap();
    act.record_request(common::request(number)).unwrap();
    act.commit().unwrap();
    common::assert_holds(&store);
}

#[cfg(unix)]
#[test]
fn files_of_a_store_are_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::new();
    let _open = office.open();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&office.path), 0o700);
    for name in names(&office.path) {
        assert_eq!(mode(&office.path.join(&name)) & 0o077, 0, "{name} can be read by others");
    }
}
