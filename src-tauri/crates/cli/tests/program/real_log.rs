//! A real log of another office: every detainer request that ICE sent to Pennsylvania from 2014 to July 2015.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::office::{Office, skipped};

const MAPPING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pa-detainers.toml");
const NOTICE_ONLY: &str = "I247N - Immigration Advisal - Request for Notification";

/// The log is reference data beside the project: at `REAL_LOG`, or where it usually lies.
fn real_log() -> Option<PathBuf> {
    let usual = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared/data/ice-detainers-pa-2014-2015.csv");
    let path = std::env::var_os("REAL_LOG").map_or_else(|| PathBuf::from(usual), PathBuf::from);
    path.is_file().then_some(path)
}

/// What a quarter of the log must come to, counted here from the file itself.
#[derive(Default)]
struct Expected {
    requests: u64,
    holds: u64,
}

#[test]
fn every_row_of_a_real_log_is_one_request_and_its_quarters_add_up() {
    let Some(log) = real_log() else {
        return skipped("the real log", "the file is not here; set REAL_LOG to it");
    };
    let mut expected = BTreeMap::<String, Expected>::new();
    let mut departments = Vec::new();
    for row in csv::Reader::from_path(&log).unwrap().records() {
        let row = row.unwrap();
        let (year, month) = (&row[0][..4], row[0][5..7].parse::<u32>().unwrap());
        let quarter = expected.entry(format!("{year}-Q{}", month.div_ceil(3))).or_default();
        quarter.requests += 1;
        quarter.holds += u64::from(&row[5] != NOTICE_ONLY);
        departments.push(row[2].trim().to_owned());
    }
    let quarters: Vec<_> = expected.keys().map(String::as_str).collect();
    assert_eq!(quarters, ["2014-Q1", "2014-Q2", "2014-Q3", "2014-Q4", "2015-Q1", "2015-Q2", "2015-Q3"]);
    let requests: u64 = expected.values().map(|quarter| quarter.requests).sum();
    let holds: u64 = expected.values().map(|quarter| quarter.holds).sum();
    assert_eq!(requests, 3965);

    let office = Office::new();
    let words = ["import", "store", log.to_str().unwrap(), "--mapping", MAPPING, "--json"];
    let imported = office.run(words).json();
    assert_eq!((&imported["rows"], &imported["new_requests"]), (&requests.into(), &requests.into()));
    assert_eq!(imported["new_items"], requests + holds, "notice for every row, the hold for all but the advisals");
    assert_eq!(imported["not_settled"], 0);
    let again = office.run(words).json();
    assert_eq!(again["already_present"], requests + holds, "exact copies of a row are rows, and the log twice is once");

    let listed = office.listed();
    let mut kept = listed.iter().filter(|item| item["ask"] == "release_notification");
    for (row, department) in departments.iter().enumerate() {
        let item = kept.next().unwrap();
        assert_eq!(item["request"], format!("PA-{}", row + 1));
        assert_eq!(item["department"].as_str().unwrap_or_default(), department);
    }
    assert!(kept.next().is_none());

    let (mut received, mut pending) = (0, 0);
    for (quarter, expected) in &expected {
        office.run(["report", "store", "--quarter", quarter, "--out", "reports"]).done();
        let file = office.path(&format!("reports/disclosure-report-{quarter}.json"));
        let report: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        let figures = |name: &str| report["requests"][name].as_u64().unwrap();
        assert_eq!(figures("received"), expected.requests, "{quarter}");
        assert_eq!(figures("pending_at_start"), pending, "{quarter} begins where the one before ended");
        let by_outcome = &report["items"]["by_outcome"];
        assert_eq!(by_outcome["action_prohibited"], expected.holds, "{quarter}: nobody is held on a detainer");
        assert_eq!(by_outcome["non_mandatory_prohibited"], expected.requests, "{quarter}: nor is ICE given notice");
        assert_eq!(report["items"]["determined"], expected.requests + expected.holds, "{quarter}");
        assert_eq!(report["by_instrument"]["detainer"], expected.requests + expected.holds, "{quarter}");
        let rows = csv::Reader::from_path(office.path(&format!("reports/disclosure-report-{quarter}.csv"))).unwrap();
        assert_eq!(rows.into_records().count() as u64, expected.requests + expected.holds, "{quarter}");
        pending = figures("pending_at_end");
        received += figures("received");
    }
    assert_eq!((received, pending), (requests, requests), "all are received once, and none is answered");
    office.run(["verify", "store"]).done();
}
