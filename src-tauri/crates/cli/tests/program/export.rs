//! What is handed out to be checked elsewhere: both logs, and the receipt of one item.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::office::{Office, contents, names, skipped};

const MIXED: &str = r#"{"received": "2026-11-02", "agency": "ICE", "department": "Police", "items": [
    {"ask": "custody_hold", "instrument": "detainer", "purpose": "immigration_enforcement", "description": "Zephyrine"},
    {"information": "status", "purpose": "immigration_enforcement", "description": "Zephyrine"}]}"#;

fn with_a_mixed_letter() -> Office {
    let office = Office::new();
    office.run_with_input(["log", "store", "-"], MIXED.as_bytes()).done();
    office
}

#[test]
fn both_logs_are_written_each_to_its_own_file_with_the_access_log_beside_them() {
    let office = with_a_mixed_letter();
    let before = office.heads();
    let said = office.run(["export", "store", "--out", "deep/record"]).done();
    assert!(said.contains("deep/record: both logs, "), "{said}");
    assert!(said.ends_with("; the access log, 1 event\n"), "{said}");
    assert_eq!(office.heads(), before, "an export appends to neither ledger");
    assert_eq!(names(&office.path("deep/record")), ["access.jsonl", "disclosure.jsonl", "status_exchange.jsonl"]);
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
    for (log, before) in [("disclosure", &disclosure), ("status_exchange", &exchange)] {
        let again = fs::read_to_string(office.path("again").join(format!("{log}.jsonl"))).unwrap();
        assert_eq!(&again, before, "the same record gives the same bytes");
    }
    let access = |folder: &str| fs::read_to_string(office.path(folder).join("access.jsonl")).unwrap().lines().count();
    assert_eq!((access("deep/record"), access("again")), (4, 6), "the second export is an entry more, and its head");
    assert!(office.run(["verify", "store", "--access"]).done().contains("/access\n2\n"));
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
    let before = office.heads();
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
    assert_eq!(office.heads(), before, "a receipt appends to neither ledger");
    assert_eq!(names(&office.path("")), ["first.json", "second.json", "store"]);
}

#[test]
fn where_the_store_can_only_be_read_it_leaves_all_the_same_and_that_nothing_is_noted_is_said() {
    let office = with_a_mixed_letter();
    let Some(_disk) = ReadOnly::mount(&office.path("store"), office.path("evidence")) else {
        return skipped("a store that can only be read", "file systems cannot be mounted here");
    };
    for words in [
        &["report", "evidence", "--quarter", "2026-Q4", "--out", "reports"][..],
        &["export", "evidence", "--out", "record"],
        &["receipt", "evidence", "--request", "2026-0001", "--item", "1", "--out", "receipt.json"],
        &["backup", "evidence", "kept"],
    ] {
        let ran = office.run(words);
        assert!(ran.err.contains("what leaves it is not noted in its access log"), "{words:?}: {}", ran.err);
        ran.done();
    }
    assert_eq!(fs::read_to_string(office.path("record/access.jsonl")).unwrap().lines().count(), 2);
    let ran = office.run(["list", "evidence"]);
    assert_eq!(ran.err, "", "what only looks has nothing to say");
}

/// A copy of a store on a file system that can only be read, unmounted at the end.
struct ReadOnly(PathBuf);

impl ReadOnly {
    fn mount(store: &Path, at: PathBuf) -> Option<Self> {
        fs::create_dir(&at).unwrap();
        let run = |program: &str, words: &[&str]| {
            Command::new(program)
                .args(words)
                .arg(&at)
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|status| status.success())
        };
        if !run("mount", &["-t", "tmpfs", "tmpfs"]) {
            return None;
        }
        let mounted = Self(at.clone());
        for name in names(store) {
            fs::copy(store.join(&name), at.join(&name)).unwrap();
        }
        run("mount", &["-o", "remount,ro"]).then_some(mounted)
    }
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        let _unmounted = Command::new("umount").arg(&self.0).status();
    }
}
