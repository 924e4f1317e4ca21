//! Receipts of single items, checked alone and against the record, and what happens to one that somebody changed.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::office::{Office, check, holds, python_is_here};
use crate::stopped::Seeded;

fn said_of(words: &[&OsStr]) -> (i32, String) {
    let (status, said) = check(words);
    assert_eq!(said.lines().count(), 1, "{said}");
    (status, said)
}

fn of_receipt(file: &Path) -> (i32, String) {
    said_of(&[OsStr::new("--receipt"), file.as_os_str()])
}

#[test]
fn a_receipt_holds_alone_and_with_the_record_and_changed_it_does_not() {
    if !python_is_here("receipts are checked") {
        return;
    }
    let office = Office::busy(7);
    let early = office.look().unwrap().receipt("2026-0001", 1).unwrap();
    office.go_on("2026-11-27", 3);
    let (folder, (kept, _)) = (office.export("record"), office.keep_heads("kept.txt"));
    let desk = office.look().unwrap();
    let file = office.path("receipt.json");
    for (item, log, events) in [(("2026-0001", 1), "disclosure", 5), (("2026-0002", 1), "status_exchange", 1)] {
        let text = desk.receipt(item.0, item.1).unwrap();
        fs::write(&file, &text).unwrap();
        let (status, said) = of_receipt(&file);
        assert_eq!(status, 0, "{said}");
        assert!(said.contains(&format!("{events} events of request {}", item.0)), "{said}");
        assert!(said.contains(&format!("the {log} log")), "{said}");
        let head = [OsStr::new("--receipt"), file.as_os_str(), OsStr::new("--head"), kept.as_os_str()];
        holds(&folder, &head);
        tamper(&file, &text, 40);
    }
    // One from an earlier day fits the record that went on, and none of another store.
    fs::write(&file, &early).unwrap();
    holds(&folder, &[OsStr::new("--receipt"), file.as_os_str()]);
    let other = Office::founded(99);
    other.go_on("2026-11-23", 1);
    let folder = other.export("record");
    let (status, said) = said_of(&[folder.as_os_str(), OsStr::new("--receipt"), file.as_os_str()]);
    assert_eq!(status, 1, "{said}");
}

/// A receipt in which one letter or digit is another, or a part is missing, holds no more.
fn tamper(file: &Path, text: &str, times: usize) {
    let mut seeded = Seeded(42);
    for _ in 0..times {
        let mut bytes = text.as_bytes().to_vec();
        let at = loop {
            let at = seeded.below(bytes.len());
            if bytes[at].is_ascii_alphanumeric() {
                break at;
            }
        };
        bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
        if text.as_bytes() == bytes {
            continue;
        }
        fs::write(file, &bytes).unwrap();
        let (status, said) = of_receipt(file);
        assert_ne!(status, 0, "byte {at} changed: {said}");
    }
    let receipt: Value = serde_json::from_str(text).unwrap();
    let count = receipt["events"].as_array().unwrap().len();
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut receipt = receipt.clone();
        change(&mut receipt);
        fs::write(file, receipt.to_string()).unwrap();
        let (status, said) = of_receipt(file);
        assert_eq!(status, 1, "{said}");
    };
    changed(&|receipt| drop(receipt["events"].as_array_mut().unwrap().remove(0)));
    changed(&|receipt| receipt["item"] = 2.into());
    changed(&|receipt| receipt["request"] = "2026-0003".into());
    changed(&|receipt| drop(receipt["events"][0]["path"].as_array_mut().unwrap().pop()));
    changed(&|receipt| receipt["events"][count - 1]["seq"] = 3.into());
    let first = receipt["events"][0].clone();
    changed(&|receipt| receipt["events"].as_array_mut().unwrap().push(first.clone()));
}
