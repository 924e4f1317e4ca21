//! The report of a quarter: it adds up, it can be made again, and it leaves the record alone.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use desk::Edition;
use serde_json::{Value, json};
use support::{NOW, Office, PRACTICE, log_of, log_with};

fn count(value: &Value) -> i64 {
    value.as_i64().unwrap_or_else(|| panic!("not a count: {value}"))
}

fn sum(object: &Value) -> i64 {
    object.as_object().unwrap().values().map(count).sum()
}

fn assert_rolls_forward(report: &Value) {
    let requests = &report["requests"];
    let of = |name: &str| count(&requests[name]);
    assert_eq!(of("pending_at_start") + of("received") - of("completed"), of("pending_at_end"), "{requests}");
}

fn practice() -> Office {
    let mut office = Office::new();
    office.import(PRACTICE);
    office
}

#[test]
fn the_practice_quarter_adds_up_and_rolls_into_the_next() {
    let office = practice();
    let mut pending = 0;
    for quarter in ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"] {
        let report = office.report(quarter, None);
        assert_rolls_forward(&report);
        assert_eq!(count(&report["requests"]["pending_at_start"]), pending, "{quarter} begins where the last ended");
        pending = count(&report["requests"]["pending_at_end"]);
        let items = &report["items"];
        let determined = sum(&items["by_outcome"]) - count(&items["by_outcome"]["not_settled"]);
        assert_eq!(determined, count(&items["determined"]), "{quarter}");
        let disclosed = count(&report["responses"]["released"]) + count(&report["responses"]["released_in_part"]);
        assert_eq!(sum(&report["disclosures"]), disclosed, "{quarter}");
        let listed = report["non_mandatory_disclosures"].as_array().unwrap().len();
        assert_eq!(count(&report["disclosures"]["non_mandatory"]), i64::try_from(listed).unwrap(), "{quarter}");
        assert_eq!(sum(&report["by_origin"]), count(&report["requests"]["received"]), "{quarter}");
    }
    assert!(
        count(&office.report("2026-Q3", None)["requests"]["received"]) > 100,
        "the practice quarter is no nil quarter"
    );
}

#[test]
fn a_report_has_its_four_files_under_the_calendar_label_and_appends_nothing() {
    let office = practice();
    let before = office.sizes();
    let files = office.files("FY2027-Q1", None);
    let names: Vec<_> = files.iter().map(|(name, _)| name.clone()).collect();
    for ending in ["pdf", "xlsx", "csv", "json"] {
        assert!(names.contains(&format!("disclosure-report-2026-Q3.{ending}")), "{names:?}");
    }
    assert_eq!((names.len(), office.sizes()), (4, before));
    let json = files.iter().find(|(name, _)| name.ends_with("json")).map(|(_, bytes)| bytes.as_slice());
    let json: Value = serde_json::from_slice(json.unwrap()).unwrap();
    assert_eq!(json, office.report("2026-Q3", None), "the file says what the desk counted");
    assert_eq!(office.files("2026-Q3", None), files, "the calendar label names the same report, to the byte");
}

#[test]
fn a_quarter_without_an_entry_gives_a_nil_report() {
    let empty = Office::new();
    let report = empty.report("2026-Q3", None);
    assert_eq!(report["requests"], json!({"pending_at_start": 0, "received": 0, "completed": 0, "pending_at_end": 0}));
    assert_eq!(report["rows"], json!([]));
    assert_eq!(sum(&report["items"]["by_outcome"]) + sum(&report["responses"]) + sum(&report["status_exchanges"]), 0);
    assert_eq!(report["items"]["by_flag"], json!({"high": 0, "medium": 0, "low": 0, "pending": 0}), "listed with 0");
    let office = practice();
    for before in ["2026-Q1", "1999-Q4"] {
        let nil = office.report(before, None);
        assert_eq!(nil["rows"], json!([]), "{before} lies before the first entry");
        assert_eq!(nil["requests"], report["requests"]);
    }
    let after = office.report("2030-Q1", None);
    assert_eq!(after["rows"], json!([]));
    assert_eq!(count(&after["requests"]["received"]), 0);
    assert_rolls_forward(&after);
}

#[test]
fn as_of_a_moment_before_the_answer_the_request_is_pending() {
    let mut office = Office::new();
    office.import(&log_of(&[&[("response", "pending")]]));
    let then = office.files("2026-Q4", None);
    let before = office.report("2026-Q4", None);
    assert_eq!(before["requests"], json!({"pending_at_start": 0, "received": 1, "completed": 0, "pending_at_end": 1}));
    assert_eq!(before["quarter"]["as_of"], NOW);

    office.set_clock("2026-12-01T15:00:00Z");
    office.import(&log_with(&[("response", "released"), ("responded", "2026-11-30")]));
    office.set_clock("2026-12-02T15:00:00Z");
    office.import(&log_with(&[("request", "A-2"), ("information", "status"), ("recipient", "court")]));
    let now = office.report("2026-Q4", None);
    assert_eq!(now["requests"], json!({"pending_at_start": 0, "received": 1, "completed": 1, "pending_at_end": 0}));
    assert_eq!(now["quarter"]["as_of"], "2026-12-02T15:00:00Z");
    assert_eq!(office.files("2026-Q4", Some(NOW)), then, "what was entered later is left out, to the byte");
    assert_ne!(now["ledger"], before["ledger"], "the heads are those of the moment");
    let founded_later = office.report("2026-Q4", Some("2026-01-01T00:00:00Z"));
    assert_eq!(founded_later["ledger"]["disclosure"]["size"], 0, "before the store was made there was nothing");
    assert_eq!(founded_later["rows"], json!([]));
}

#[test]
fn the_moment_a_report_prints_gives_the_same_report_again() {
    // A moment finer than the record keeps, and a clock that was set back behind the last entry.
    for (entered, made) in [
        ("2026-11-22T15:00:00.123456789Z", "2026-11-22T15:00:00.123456789Z"),
        ("2026-11-22T15:00:00.123456Z", "2026-11-22T15:00:00.000000001Z"),
        ("2026-11-22T15:00:00Z", "2026-11-23T09:30:00.5Z"),
    ] {
        let mut office = Office::at(entered);
        office.import(PRACTICE);
        office.set_clock(made);
        let report = office.report("2026-Q3", None);
        let as_of = report["quarter"]["as_of"].as_str().unwrap().to_owned();
        office.set_clock("2026-12-24T15:00:00Z");
        assert_eq!(office.report("2026-Q3", Some(&as_of)), report, "as of {as_of}");
        office.import(&log_with(&[("received", "2026-09-01")]));
        assert_eq!(office.report("2026-Q3", Some(&as_of)), report, "as of {as_of}, after another entry");
    }
}

#[test]
fn what_becomes_of_an_item_counts_on_the_day_it_happened() {
    let mut office = Office::new();
    office.import(&log_with(&[
        ("received", "2026-06-30T23:59"),
        ("decided", "2026-09-30"),
        ("response", "released"),
        ("responded", "2026-10-01T00:00"),
        ("recipient", "state_agency"),
    ]));
    let figures = |quarter: &str| {
        let report = office.report(quarter, None);
        assert_rolls_forward(&report);
        let requests = &report["requests"];
        (
            count(&requests["received"]),
            count(&report["items"]["determined"]),
            count(&report["responses"]["released"]),
            count(&report["disclosures"]["non_mandatory"]),
            report["rows"].as_array().map_or(0, Vec::len),
        )
    };
    assert_eq!(figures("2026-Q2"), (1, 0, 0, 0, 1));
    assert_eq!(figures("2026-Q3"), (0, 1, 0, 0, 1));
    assert_eq!(figures("2026-Q4"), (0, 0, 1, 1, 1));
}

#[test]
fn an_agency_stands_under_the_name_the_directory_has_for_it() {
    let mut office = Office::new();
    let row = |request, agency| [("request", request), ("agency", agency), ("recipient", "")];
    office.import(&log_of(&[
        &row("A-1", "ICE"),
        &row("A-2", "U.S. Immigration and Customs Enforcement"),
        &[("request", "A-3"), ("agency", "Bakery")],
    ]));
    let agencies = office.report("2026-Q4", None)["by_agency"].clone();
    let counted: Vec<_> = agencies
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["agency"].as_str().unwrap_or_default().to_owned(), count(&it["requests"])))
        .collect();
    assert_eq!(counted.len(), 2, "{counted:?}");
    assert_eq!(counted[0], ("Bakery".to_owned(), 1));
    assert_eq!(counted[1].1, 2);
}

#[test]
fn an_agency_added_later_renames_nothing_in_a_report_as_of_then() {
    let mut office = Office::new();
    office.import(&log_with(&[("agency", "Harbor Task Force"), ("recipient", "local_agency")]));
    let agencies = |office: &Office, as_of| office.report("2026-Q4", as_of)["by_agency"].clone();
    let (then, before) = (office.files("2026-Q4", None), agencies(&office, None));
    assert_eq!(before, json!([{"agency": "Harbor Task Force", "requests": 1, "items": 1}]));

    office.set_clock("2026-12-01T15:00:00Z");
    let agency = law::directory::OfficeAgency {
        name: "Joint Harbor Task Force".to_owned(),
        aliases: vec!["Harbor Task Force".to_owned()],
        recipient: law::facts::Recipient::MixedFederalAgency,
    };
    office.desk.add_agency(agency).unwrap();
    let renamed = json!([{"agency": "Joint Harbor Task Force", "requests": 1, "items": 1}]);
    assert_eq!(agencies(&office, None), renamed, "today it stands under its name in the directory");
    assert_eq!(agencies(&office, Some("2026-12-01T15:00:00Z")), renamed, "from the moment it was added");
    assert_eq!(agencies(&office, Some("2026-12-01T14:59:59Z")), before, "not before");
    assert_eq!(office.files("2026-Q4", Some(NOW)), then, "the report made then can be made again, to the byte");
}

#[test]
fn a_report_tells_how_many_items_were_read() {
    struct Told(Vec<(u64, u64)>);
    impl desk::ports::Progress for Told {
        fn at(&mut self, done: u64, of: u64) -> std::ops::ControlFlow<()> {
            self.0.push((done, of));
            std::ops::ControlFlow::Continue(())
        }
    }
    let office = practice();
    let items = office.list().len() as u64;
    let mut told = Told(Vec::new());
    office.desk.report(support::quarter("2026-Q3"), Edition::Internal, None, &mut told).unwrap();
    assert_eq!(told.0.last(), Some(&(items, items)), "{:?}", told.0);
}
