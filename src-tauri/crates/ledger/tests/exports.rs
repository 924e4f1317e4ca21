//! What leaves the store for others to check: both logs as files, and the receipt of one item.

#![cfg(test)]

mod common;

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use common::{Counting, Office, at, bytes, exchange, facts, names, open_item, settled, term};
use data_encoding::{BASE64, HEXLOWER};
use ledger::merkle::{self, Hash};
use ledger::{Error, ItemChange, Log, Store, to_the_end};
use serde_json::Value;

const DESCRIPTION: &str = "zqneedle on the Street List";

/// An office with a few requests. One of them has an item in each ledger, and one that moved from the first to the second.
fn office() -> Office {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let mut entropy = Counting(77);
    let mut act = store.begin(at(2), &mut entropy).unwrap();
    let number = act.next_number(2026).unwrap();
    let request = act.record_request(common::request(number)).unwrap();
    act.add_item(request, settled(Some(DESCRIPTION))).unwrap();
    act.add_item(request, exchange(None)).unwrap();
    act.add_item(request, open_item(Some(DESCRIPTION))).unwrap();
    act.commit().unwrap();
    office.log_one(&mut store, 3);
    let mut act = store.begin(at(4), &mut entropy).unwrap();
    let became = exchange(None);
    let change = ItemChange {
        facts: ledger::Facts { information: Some(term("personal")), ..facts(Some("other")) },
        decided: became.decided,
        direction: None,
        determination: became.determination,
        answer: None,
        what_left: None,
    };
    act.change_item(request, 3, change).unwrap();
    act.commit().unwrap();
    office
}

fn lines(file: &Path) -> Vec<Value> {
    fs::read_to_string(file).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn table(log: Log) -> &'static str {
    match log {
        Log::Disclosure => "disclosure_event",
        Log::StatusExchange => "exchange_event",
    }
}

#[test]
fn each_log_is_a_file_with_the_bytes_that_are_hashed_and_every_head_behind_what_it_counts() {
    let office = office();
    let folder = office.folder.path().join("deep/record");
    let before = bytes(&office.path);
    let store = office.open_read_only();
    let exported = store.export(&folder, &mut to_the_end).unwrap();
    let (heads, keys, notes) = (store.heads(None).unwrap(), store.verifying_keys(), store.signed_heads().unwrap());
    drop(store);
    assert_eq!(bytes(&office.path), before, "nothing in the store changed");
    let mut files = names(&folder);
    files.sort();
    assert_eq!(files, ["access.jsonl", "disclosure.jsonl", "status_exchange.jsonl"]);
    let raw = office.raw();
    let mut places = Vec::new();
    let mut signed = 0;
    for (log, key) in Log::ALL.into_iter().zip(&keys) {
        let lines = lines(&folder.join(format!("{log}.jsonl")));
        let [first, middle @ .., last] = lines.as_slice() else { panic!("{lines:?}") };
        assert_eq!((first["log"].as_str(), first["key"].as_str()), (Some(log.as_str()), Some(key.as_str())));
        let mut frontier = merkle::Frontier::EMPTY;
        let mut stored = raw.prepare(&format!("SELECT id, seq, leaf, body FROM {} ORDER BY id", table(log))).unwrap();
        let mut stored = stored.query([]).unwrap();
        for line in middle {
            if let Some(note) = line["note"].as_str() {
                let claims = ledger::note::parse_claims(note).unwrap();
                assert_eq!(claims, [ledger::ClaimedHead { log, size: frontier.size(), root: frontier.root() }]);
                signed += 1;
                continue;
            }
            let row = stored.next().unwrap().unwrap();
            let (id, seq, leaf, body): (i64, i64, Hash, Vec<u8>) =
                (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap(), row.get(3).unwrap());
            assert_eq!((line["place"].as_i64(), line["seq"].as_i64()), (Some(id), Some(seq)));
            assert_eq!(line["body"].as_str().unwrap().as_bytes(), body, "byte for byte");
            assert_eq!(line["leaf"].as_str(), Some(HEXLOWER.encode(&leaf).as_str()));
            assert_eq!(merkle::leaf(&body), leaf);
            frontier.push(leaf);
            places.push(id);
        }
        assert!(stored.next().unwrap().is_none(), "no event of the {log} log is left out");
        assert_eq!(frontier.root(), heads.of(log).root);
        assert_eq!(last["events"].as_u64(), Some(heads.of(log).size));
        let note = middle.iter().rev().find_map(|line| line["note"].as_str()).unwrap();
        assert!(notes.contains(note), "the last note is the one that `verify` prints: {note}");
    }
    let kept: i64 = raw.query_row("SELECT count(*) FROM signed_head", [], |row| row.get(0)).unwrap();
    assert_eq!(signed, kept, "every head that was signed");
    assert_eq!((exported.events, exported.heads), (places.len() as u64, u64::try_from(kept).unwrap()));
    places.sort_unstable();
    assert!(places.into_iter().eq(1..=i64::try_from(exported.events).unwrap()), "the order of both logs has no gap");
}

#[test]
fn what_lies_beside_the_logs_is_in_no_export_and_in_no_receipt() {
    let office = office();
    let folder = office.folder.path().join("record");
    let store = office.open_read_only();
    store.export(&folder, &mut to_the_end).unwrap();
    let mut texts: Vec<String> = bytes(&folder).into_values().map(|file| String::from_utf8(file).unwrap()).collect();
    texts.push(store.receipt("2026-0002", 1).unwrap());
    let raw = office.raw();
    let salts: Vec<Vec<u8>> = raw
        .prepare("SELECT salt FROM description")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let seed: Vec<u8> = raw.query_row("SELECT seed FROM signing_key", [], |row| row.get(0)).unwrap();
    assert!(salts.len() > 2);
    for text in texts {
        for secret in salts.iter().chain([&seed]) {
            assert!(!text.contains(&HEXLOWER.encode(secret)) && !text.contains(&BASE64.encode(secret)));
        }
        assert!(!text.contains("zqneedle") && !text.contains("Street List"), "{text}");
    }
}

#[test]
fn an_export_is_made_whole_or_not_at_all_and_never_over_anything() {
    let office = office();
    let store = office.open_read_only();
    let folder = office.folder.path().join("record");
    let left = |what: &str| {
        let left = names(office.folder.path());
        assert!(!left.iter().any(|name| name.contains("record")), "{what}: {left:?}");
    };
    let stopped = store.export(&folder, &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Error::Stopped)));
    left("stopped at once");
    let stopped =
        store.export(&folder, &mut |done, _| if done > 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) });
    assert!(matches!(stopped, Err(Error::Stopped)));
    left("stopped later");

    fs::create_dir(office.folder.path().join(".record.partial")).unwrap();
    fs::write(office.folder.path().join(".record.partial/x.jsonl"), "half of an interrupted run").unwrap();
    fs::create_dir(&folder).unwrap();
    store.export(&folder, &mut to_the_end).unwrap();
    assert_eq!(names(&folder).len(), 3, "into an empty folder, and without what an interrupted run left");
    assert!(!office.folder.path().join(".record.partial").exists());
    let before = bytes(&folder);
    assert!(matches!(store.export(&folder, &mut to_the_end), Err(Error::NotEmpty { .. })));
    assert_eq!(bytes(&folder), before);
    let file = office.folder.path().join("letter.txt");
    fs::write(&file, "mine").unwrap();
    assert!(matches!(store.export(&file, &mut to_the_end), Err(Error::NotEmpty { .. })));
}

/// The receipt's events as they stand in it, once every proof was followed to the head of the store.
fn proven(store: &Store, request: &str, item: u32) -> (Log, Vec<Value>) {
    let receipt: Value = serde_json::from_str(&store.receipt(request, item).unwrap()).unwrap();
    assert_eq!((receipt["request"].as_str(), receipt["item"].as_u64()), (Some(request), Some(u64::from(item))));
    let log = Log::from_word(receipt["log"].as_str().unwrap()).unwrap();
    let note = receipt["head"].as_str().unwrap();
    assert!(store.signed_heads().unwrap().contains(note));
    let head = ledger::note::parse_claims(note).unwrap()[0];
    assert!(store.has_had(&head).unwrap());
    let mut events = Vec::new();
    for event in receipt["events"].as_array().unwrap() {
        let hash =
            |digits: &Value| Hash::try_from(HEXLOWER.decode(digits.as_str().unwrap().as_bytes()).unwrap()).unwrap();
        let path: Vec<Hash> = event["path"].as_array().unwrap().iter().map(hash).collect();
        let (leaf, seq) = (merkle::leaf(event["body"].as_str().unwrap().as_bytes()), event["seq"].as_u64().unwrap());
        assert!(merkle::verify_inclusion(&leaf, seq, head.size, &path, &head.root), "{event}");
        events.push(serde_json::from_str::<Value>(event["body"].as_str().unwrap()).unwrap());
    }
    (log, events)
}

fn kinds(events: &[Value]) -> Vec<&str> {
    events.iter().map(|body| body["event"].as_object().unwrap().keys().next().unwrap().as_str()).collect()
}

#[test]
fn a_receipt_proves_the_events_of_its_item_and_is_of_one_ledger() {
    let office = office();
    let store = office.open_read_only();
    let (log, events) = proven(&store, "2026-0002", 1);
    assert_eq!(log, Log::Disclosure);
    assert_eq!(kinds(&events), ["request_received", "item_added", "item_determined", "item_answered"]);
    assert!(events.iter().all(|body| body["log"] == "disclosure"));
    assert_eq!(events[0]["event"]["request_received"]["number"], "2026-0002");
    assert_eq!(events[1]["event"]["item_added"]["item"], 1);

    let (log, events) = proven(&store, "2026-0002", 2);
    assert_eq!((log, kinds(&events).as_slice()), (Log::StatusExchange, &["exchange_recorded"][..]));
    let text = store.receipt("2026-0002", 2).unwrap();
    for word in ["Sheriff", "Police", "request_received", "\"disclosure\""] {
        assert!(!text.contains(word), "{word} is in the receipt of an exchange: {text}");
    }
    let (log, events) = proven(&store, "2026-0002", 3);
    assert_eq!(log, Log::StatusExchange, "it moved, and what it was before stands in the other log");
    assert_eq!(kinds(&events), ["exchange_recorded"]);

    assert!(matches!(store.receipt("2026-0099", 1), Err(Error::NoSuchRequest)));
    assert!(matches!(store.receipt("2026-0002", 4), Err(Error::NoSuchItem { item: 4 })));
}

#[test]
fn a_store_of_an_older_version_that_is_only_read_gives_the_same_export_and_receipt() {
    let office = office();
    let take = |name: &str| {
        let store = office.open_read_only();
        let folder = office.folder.path().join(name);
        store.export(&folder, &mut to_the_end).unwrap();
        (bytes(&folder), store.receipt("2026-0002", 1).unwrap(), store.receipt("2026-0002", 2).unwrap())
    };
    office.back_to(8);
    let then = take("then");
    drop(office.open());
    assert!(take("now") == then, "a store that was brought to this program's shape gives the same bytes");
}

#[test]
fn no_receipt_is_given_that_does_not_hold() {
    let office = office();
    let raw = office.raw();
    raw.execute_batch(
        "DROP TRIGGER disclosure_event_stays; UPDATE disclosure_event SET \
         body = CAST(replace(CAST(body AS TEXT), 'Sheriff', 'Nobody') AS BLOB)",
    )
    .unwrap();
    drop(raw);
    let store = office.open_read_only();
    assert!(matches!(store.receipt("2026-0002", 1), Err(Error::Damaged { .. })));
    assert!(store.receipt("2026-0002", 2).is_ok(), "the other log is as it was");
}
