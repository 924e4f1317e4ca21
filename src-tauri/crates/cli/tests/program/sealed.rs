//! A request that an order keeps secret, on the command line: left out of what is listed and reported, and refused by its
//! number.

use std::fs;

use desk::Passphrase;
use desk::host::SystemEntropy;
use desk::ledger::{FreeText, Store, Term};
use serde_json::Value;

use crate::office::{HEADER, Office, PASSPHRASE};

/// An office with two requests, of which the second is sealed until the next century. Its officer is an administrator.
fn with_sealed() -> Office {
    let office = Office::new();
    office.import(format!("{HEADER}A-1,2026-10-07,ICE,\nS-77,2026-10-08,Zephyr Bureau,state_agency\n")).done();
    let passphrase = Passphrase::new(PASSPHRASE.to_owned()).unwrap();
    let mut store = Store::open(&office.path("store"), None, &passphrase).unwrap();
    let now = store.last_entry_at().unwrap();
    let mut entropy = SystemEntropy;
    let mut act = store.begin(now, &mut entropy).unwrap();
    let (request, _) = act.find_request("S-77").unwrap().unwrap();
    let under = Term::from_static("national_security_letter");
    let until = "2126-01-31".parse().unwrap();
    act.seal_request(request, (until, false, under), &FreeText::new("the letter of 9 October").unwrap()).unwrap();
    act.commit().unwrap();
    drop(store);
    office
}

const SAID: &str = "sealed until 31 January 2126";

#[test]
fn it_is_in_no_list_and_no_report_and_nothing_says_that_there_is_one() {
    let office = with_sealed();
    let ran = office.run(["list", "store", "--json"]);
    assert_eq!(ran.err, "", "who may not see it is not told how many there are");
    let rows: Vec<Value> = serde_json::from_str(&ran.done()).unwrap();
    assert_eq!(rows.iter().map(|row| row["request"].as_str().unwrap()).collect::<Vec<_>>(), ["A-1"]);
    assert!(!office.run(["list", "store"]).done().contains("S-77"));
    office.run(["report", "store", "--quarter", "2026-Q4", "--out", "reports"]).done();
    for kind in ["json", "csv"] {
        let text = fs::read_to_string(office.path(&format!("reports/disclosure-report-2026-Q4.{kind}"))).unwrap();
        assert!(text.contains("A-1") && !text.contains("S-77") && !text.contains("Zephyr"), "{kind}: {text}");
    }
    office.run(["verify", "store"]).done();
}

#[test]
fn its_receipt_the_raw_logs_and_rows_that_name_it_are_refused_with_a_sentence() {
    let office = with_sealed();
    let receipt = ["receipt", "store", "--request", "S-77", "--item", "1", "--out", "receipt.json"];
    assert!(office.run(receipt).refused().contains(SAID));
    assert!(!office.path("receipt.json").exists());
    let said = office.run(["export", "store", "--out", "record"]).refused();
    assert!(said.contains("hold entries that are sealed") && said.contains("Ask a solicitor or an auditor"), "{said}");
    assert!(!office.path("record").exists());
    let before = office.heads();
    let said = office.import(format!("{HEADER}S-77,2026-10-09,ICE,\n")).refused();
    assert!(said.contains("row 1") && said.contains(SAID) && !said.contains("Zephyr"), "{said}");
    let letter =
        r#"{"request": "S-77", "received": "2026-10-09", "agency": "ICE", "items": [{"ask": "custody_hold"}]}"#;
    let said = office.run_with_input(["log", "store", "-"], letter.as_bytes()).refused();
    assert!(said.contains(SAID) && !said.contains("Zephyr"), "{said}");
    assert_eq!(office.heads(), before, "nothing was recorded");
    // A backup is the whole record, encrypted: who keeps it safe makes it as before.
    office.run(["backup", "store", "kept"]).done();
}
