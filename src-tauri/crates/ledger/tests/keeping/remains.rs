//! What is destroyed leaves nothing behind: no page, no space between rows, no log.

use std::collections::BTreeSet;

use ledger::{Correction, NewItem, RequestId, RequestNumber, Store};

use crate::common::{self, Office, at, items, settled, term};
use crate::office::*;

/// Which of the planted words any page of the database still has, whether the page is in use or free, and also between its
/// rows: the pages are read decrypted and whole, which a search for bytes in an encrypted file could not see.
fn found_in_pages(office: &Office) -> BTreeSet<&'static str> {
    let raw = office.raw();
    let mut pages = raw.prepare("SELECT data FROM sqlite_dbpage").unwrap();
    let mut rows = pages.query([]).unwrap();
    let mut found = BTreeSet::new();
    while let Some(row) = rows.next().unwrap() {
        let page: Vec<u8> = row.get(0).unwrap();
        found.extend(PLANTED.iter().filter(|word| holds(&page, word.as_bytes())));
    }
    found
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

#[test]
fn what_is_destroyed_is_gone_from_every_page_and_the_record_holds_and_says_how_much_it_was() {
    let office = office();
    let mut store = open(&office);
    act(&mut store, 12, |act| {
        let NewItem { facts, decided, determination, answer, .. } = settled(None);
        let why = term("mistyped");
        let correction = Correction { why, facts, decided, direction: None, description: None, determination, answer };
        act.correct_item(OTHER, 1, correction)
    })
    .unwrap();
    assert_eq!(destroy(&mut store, 13, OTHER).unwrap(), 1, "the words of the other that were corrected");
    assert_eq!(store.search("zqsecond", 9).unwrap(), [1]);
    drop(store);
    let all: BTreeSet<&str> = PLANTED.into_iter().collect();
    assert_eq!(found_in_pages(&office), all, "the pages show every text while it is kept");

    let mut store = open(&office);
    let (before, heads) = (items(&store, None), store.heads(None).unwrap());
    let last = store.last_entry_at().unwrap();
    assert_eq!(destroy(&mut store, 20, REQUEST).unwrap(), TEXTS);
    let log = office.path.join("ledger.db-wal");
    assert_eq!(std::fs::metadata(&log).unwrap().len(), 0, "nothing stays in the database's log, also while it is open");
    assert_eq!(store.search("zqsecond", 9).unwrap(), [0; 0], "nor is it found by its words");
    assert_eq!(store.search("N-1", 9).unwrap(), [3, 1], "but by the number of its request");
    assert_eq!(problems(&store), [""; 0]);
    assert_eq!(destroyed(&store), u64::from(TEXTS) + 1);
    assert_eq!(store.attachments("N-1").unwrap(), []);
    let said = store.destructions("N-1").unwrap();
    assert_eq!(
        (said[0].officer.as_str(), said[0].at, said[0].approval.as_str(), said[0].texts),
        ("Ada", at(20), "RMU-2034-118", TEXTS)
    );
    // Everything but the words is as it was, and a moment before the destruction gives the same figures.
    let without = |items: Vec<ledger::Item>| -> Vec<ledger::Item> {
        items.into_iter().map(|item| ledger::Item { description: None, ..item }).collect()
    };
    assert_eq!(items(&store, None), without(before.clone()));
    assert_eq!(items(&store, Some(last)), without(before));
    assert_eq!(store.heads(Some(last)).unwrap(), heads);
    drop(store);
    assert_eq!(found_in_pages(&office), BTreeSet::new(), "no page has a word of it");
    assert_eq!(common::names(&office.path).len(), 3, "and there is no file beside keys, database and lock");
    for (file, bytes) in common::bytes(&office.path) {
        assert!(PLANTED.iter().all(|word| !holds(&bytes, word.as_bytes())), "{file}");
    }
    assert_eq!(problems(&open(&office)), [""; 0]);
}

#[test]
fn a_record_that_was_worked_in_keeps_no_remains_between_its_rows() {
    // Descriptions of all lengths, corrected here and there: pages split, and rows move from one to another. SQLite
    // overwrites what it deletes, but not what moved away; without the sweep some of it is still there.
    const REQUESTS: u64 = 500;
    let mut seed = 7_u64;
    let mut any = move |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((seed >> 33) % below).unwrap()
    };
    let office = Office::new();
    let mut store = office.open();
    act(&mut store, 1, |act| {
        for number in 0..REQUESTS {
            let request = act.record_request(common::request(RequestNumber::new(&format!("N-{number}"))?))?;
            act.add_item(request, settled(Some(&format!("zqfirst {}", "ab cd ".repeat(any(60))))))?;
        }
        Ok(())
    })
    .unwrap();
    for second in 2..42 {
        act(&mut store, second, |act| {
            for _ in 0..20 {
                let request = RequestId(i64::try_from(any(REQUESTS)).unwrap() + 1);
                let NewItem { facts, decided, determination, answer, .. } = settled(None);
                let description = format!("zqsecond {} {}", any(1000), "x y ".repeat(any(300)));
                let (why, description) = (term("mistyped"), Some(text(&description)));
                let correction =
                    Correction { why, facts, decided, direction: None, description, determination, answer };
                act.correct_item(request, 1, correction)?;
            }
            Ok(())
        })
        .unwrap();
    }
    assert_eq!(problems(&store), [""; 0]);
    drop(store);
    assert_eq!(found_in_pages(&office), ["zqfirst", "zqsecond"].into_iter().collect());
    let mut store = office.open();
    act(&mut store, 100, |act| {
        for request in 1..=i64::try_from(REQUESTS).unwrap() {
            act.destroy_particulars(RequestId(request), text("RMU-1"))?;
        }
        Ok(())
    })
    .unwrap();
    assert!(!store.has_remains().unwrap());
    assert_eq!(problems(&store), [""; 0]);
    drop(store);
    assert_eq!(found_in_pages(&office), BTreeSet::new());
}

#[test]
fn a_sweep_that_a_power_cut_left_undone_is_done_at_the_next_opening() {
    let office = office();
    // As the cut leaves it: noted in the act, and not done.
    office.raw().execute_batch("INSERT INTO setting VALUES ('sweep_due', 'true')").unwrap();
    let store = Store::open_read_only(&office.path, Some("Ada"), &common::passphrase("correct horse")).unwrap();
    assert!(store.has_remains().unwrap(), "reading writes nothing");
    drop(store);
    let store = open(&office);
    assert!(!store.has_remains().unwrap());
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn while_somebody_reads_the_pages_as_they_were_the_sweep_stays_due() {
    let office = office();
    let raw = office.raw();
    raw.execute_batch("BEGIN; SELECT count(*) FROM item").unwrap();
    let mut store = open(&office);
    destroy(&mut store, 20, REQUEST).unwrap();
    destroy(&mut store, 21, OTHER).unwrap();
    assert!(store.has_remains().unwrap(), "the log has the pages from before");
    assert_eq!(problems(&store), [""; 0], "the act is done all the same");
    drop((store, raw));
    let store = open(&office);
    assert!(!store.has_remains().unwrap());
    drop(store);
    assert_eq!(found_in_pages(&office), BTreeSet::new());
}

#[test]
fn a_power_cut_between_the_sweep_and_its_end_is_no_finding() {
    let office = office();
    let raw = office.raw();
    raw.execute_batch(
        "CREATE TABLE junk (bytes BLOB); INSERT INTO junk VALUES (zeroblob(200000)); DROP TABLE junk;
         INSERT INTO setting VALUES ('sweep_due', 'true'); PRAGMA wal_checkpoint (TRUNCATE);",
    )
    .unwrap();
    // Who reads keeps the log from being taken in; so it is there as the cut leaves it.
    let reader = office.raw();
    reader.execute_batch("BEGIN; SELECT count(*) FROM item").unwrap();
    raw.execute_batch("VACUUM").unwrap();
    let cut = office.folder.path().join("cut");
    std::fs::create_dir(&cut).unwrap();
    for (file, bytes) in common::bytes(&office.path) {
        // The index of the log is made anew from it.
        if !file.ends_with("-shm") {
            std::fs::write(cut.join(file), bytes).unwrap();
        }
    }
    drop((reader, raw));
    let passphrase = common::passphrase("correct horse");
    let store = Store::open_read_only(&cut, Some("Ada"), &passphrase).unwrap();
    let (length, pages) = (std::fs::metadata(cut.join("ledger.db")).unwrap().len(), common::bytes(&cut).len());
    assert!(
        length > 200_000 && pages >= 4,
        "the file is as long as it was, and the log is beside it: {length}, {pages}"
    );
    assert_eq!(problems(&store), [""; 0]);
    drop(store);
    let store = Store::open(&cut, Some("Ada"), &passphrase).unwrap();
    assert!(!store.has_remains().unwrap());
    assert_eq!(problems(&store), [""; 0]);
}
