//! What is handed out to be checked elsewhere: both logs, and the receipt of one item.

use std::fs;

use serde_json::Value;

use crate::office::{Office, contents, names};

const MIXED: &str = r#"{"received": "2026-11-02", "agency": "ICE", "department": "Police", "items": [
    {"ask": "custody_hold", "instrument": "detainer", "purpose": "immigration_enforcement", "description": "Zephyrine"},
    {"information": "status", "purpose": "immigration_enforcement", "description": "Zephyrine"}]}"#;

fn with_a_mixed_letter() -> Office {
    let office = Office::new();
    office.run_with_input(["log", "store", "-"], MIXED.as_bytes()).done();
    office
}

#[test]
fn both_logs_are_written_each_to_its_own_file_and_nothing_in_the_store_changes() {
    let office = with_a_mixed_letter();
    let before = contents(&office.path("store"));
    let said = office.run(["export", "store", "--out", "deep/record"]).done();
    assert!(said.contains("deep/record: both logs, "), "{said}");
    assert!(contents(&office.path("store")) == before, "an export appends nothing");
    assert_eq!(names(&office.path("deep/record")), ["disclosure.jsonl", "status_exchange.jsonl"]);
    let text = |log: &str| fs::read_to_string(office.path("deep/record").join(format!("{log}.jsonl"))).unwrap();
    let (disclosure, exchange) = (text("disclosure"), text("status_exchange"));
    assert!(disclosure.contains("item_added") && !disclosure.contains("exchange_recorded"));
    assert!(exchange.contains("exchange_recorded") && !exchange.contains("item_added"));
    assert!(!exchange.contains("ICE") && !exchange.contains("Police"), "{exchange}");
    assert!(!disclosure.contains("Zephyrine") && !exchange.contains("Zephyrine"), "no description is in it");
    let verified = office.run(["verify", "store"]).done();
    for text in [&disclosure, &exchange] {
        let first: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        assert!(verified.contains(first["key"].as_str().unwrap()), "the key is the one that `verify` prints");
    }
    office.run(["export", "store", "--out", "again"]).done();
    assert!(contents(&office.path("again")).into_values().eq(contents(&office.path("deep/record")).into_values()));
}

#[test]
fn an_export_is_never_written_over_anything() {
    let office = with_a_mixed_letter();
    office.run(["export", "store", "--out", "record"]).done();
    let before = contents(&office.path("record"));
    let found = office.run(["export", "store", "--out", "record"]).refused();
    assert!(found.contains("is not an empty folder"), "{found}");
    office.write("file", "mine");
    office.run(["export", "store", "--out", "file"]).refused();
    office.run(["export", "store", "--out", "file/below"]).refused();
    office.run(["export", "nowhere", "--out", "other"]).refused();
    assert!(contents(&office.path("record")) == before);
    assert_eq!(names(&office.path("")), ["file", "record", "store"], "nothing half made is left behind");
}

#[test]
fn a_receipt_is_of_one_item_and_of_one_ledger_and_is_never_written_over_anything() {
    let office = with_a_mixed_letter();
    let before = contents(&office.path("store"));
    let receipt = |item: &str, out: &str| {
        office.run(["receipt", "store", "--request", "2026-0001", "--item", item, "--out", out])
    };
    let said = receipt("1", "first.json").done();
    assert!(said.contains("first.json: the receipt of request 2026-0001, item 1"), "{said}");
    receipt("2", "second.json").done();
    let read = |name: &str| fs::read_to_string(office.path(name)).unwrap();
    let first: Value = serde_json::from_str(&read("first.json")).unwrap();
    assert_eq!((first["log"].as_str(), first["item"].as_u64()), (Some("disclosure"), Some(1)));
    assert_eq!(first["events"].as_array().unwrap().len(), 3, "received, added, determined");
    assert!(office.run(["verify", "store"]).done().contains(first["head"].as_str().unwrap().trim_end()));
    let second = read("second.json");
    assert!(second.contains("exchange_recorded") && !second.contains("ICE") && !second.contains("Police"), "{second}");

    let found = receipt("1", "first.json").refused();
    assert!(found.contains("first.json: could not be written: something of that name is there already"), "{found}");
    let found = receipt("1", "nowhere/first.json").refused();
    assert!(found.contains("there is no such file or folder"), "{found}");
    let found = receipt("3", "third.json").refused();
    assert!(found.contains("The request has no item 3"), "{found}");
    let found =
        office.run(["receipt", "store", "--request", "2026-0002", "--item", "1", "--out", "third.json"]).refused();
    assert!(found.contains("no such request"), "{found}");
    assert!(contents(&office.path("store")) == before, "a receipt appends nothing");
    assert_eq!(names(&office.path("")), ["first.json", "second.json", "store"]);
}
