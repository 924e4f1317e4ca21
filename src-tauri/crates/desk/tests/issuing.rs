//! Reports that are issued: listed once their files are in place, made again byte for byte, and verified from a file that
//! somebody brings.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use desk::pages::report_file::{ReportFileView, Verdict};
use desk::ports::{Progress, Silent};
use desk::{Error, host};
use support::{NOW, Office, PRACTICE, log_of};

const LATER: &str = "2026-12-01T15:00:00Z";

/// An office that has issued the report of 2026-Q3, with the bytes of its JSON.
fn issued() -> (Office, Vec<u8>) {
    let mut office = Office::new();
    office.import(PRACTICE);
    let json = issue(&mut office);
    (office, json)
}

fn issue(office: &mut Office) -> Vec<u8> {
    let files = office.desk.issue_report(support::quarter("2026-Q3"), &mut Silent, |_| Ok(())).unwrap();
    files.into_iter().find(|(name, _)| name.ends_with(".json")).unwrap().1
}

fn verify(office: &Office, bytes: &[u8]) -> ReportFileView {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("brought.json");
    std::fs::write(&file, bytes).unwrap();
    let before = office.sizes();
    let view = office.desk.verify_report(&file, &mut Silent).unwrap();
    assert_eq!(office.sizes(), before, "to verify appends nothing");
    view
}

fn differing(view: &ReportFileView) -> Vec<(&str, &str, &str)> {
    view.differences
        .iter()
        .map(|found| (found.what.as_str(), found.in_file.as_str(), found.in_record.as_str()))
        .collect()
}

#[test]
fn a_report_that_is_issued_is_listed_and_made_again_to_the_byte() {
    let mut office = Office::new();
    office.import(PRACTICE);
    let mut saved = Vec::new();
    let files = office
        .desk
        .issue_report(support::quarter("2026-Q3"), &mut Silent, |files| {
            saved.clone_from(files);
            Ok(())
        })
        .unwrap();
    assert_eq!(saved, files);
    let listed = office.desk.issued_reports().unwrap();
    let [first] = listed.as_slice() else { panic!("{listed:?}") };
    assert_eq!(
        (first.quarter.id.as_str(), first.quarter.fiscal.as_str(), first.by.as_str()),
        ("2026-Q3", "FY2027-Q1", "Ada")
    );
    assert_eq!(first.seals.len(), 2);

    // Much happens afterwards; the report of then stays what it was.
    office.set_clock(LATER);
    office.import(&log_of(&[&[
        ("request", "late"),
        ("received", "2026-09-30"),
        ("response", "released"),
        ("responded", "2026-10-01"),
    ]]));
    issue(&mut office);
    let (again, changed) = office.desk.make_report_again(first.number, &mut Silent).unwrap();
    assert_eq!(again, files);
    assert_eq!(changed, [""; 0]);
    let listed = office.desk.issued_reports().unwrap();
    assert_eq!(listed.len(), 2, "the latest first, and to make one again lists nothing");
    assert!(listed[0].number > listed[1].number);
    assert_eq!(listed[1], *first);
    office.assert_holds();
}

fn json_of(files: &desk::ReportFiles, end: &str) -> serde_json::Value {
    let (_, bytes) = files.iter().find(|(name, _)| name.ends_with(end)).unwrap();
    serde_json::from_slice(bytes).unwrap()
}

#[test]
fn what_came_late_is_restated_in_the_next_report_and_no_difference_tells_what_was_merged() {
    let mut office = Office::new();
    office.import(PRACTICE);
    let quarter = support::quarter("2026-Q3");
    let first = office.desk.issue_report(quarter, &mut Silent, |_| Ok(())).unwrap();
    assert_eq!(json_of(&first, "Q3.json")["comparison"]["restated"], serde_json::json!([]));
    office.set_clock(LATER);
    office.import(&log_of(&[&[("request", "late"), ("received", "2026-09-30"), ("agency", "ICE")]]));
    let second = office.desk.issue_report(quarter, &mut Silent, |_| Ok(())).unwrap();
    let json = json_of(&second, "Q3.json");
    let restated: Vec<(&str, u64, u64)> = json["comparison"]["restated"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["figure"].as_str().unwrap(), one["was"].as_u64().unwrap(), one["now"].as_u64().unwrap()))
        .collect();
    assert!(restated.contains(&("requests_received", 152, 153)), "{restated:?}");
    // The next quarter tells of it, too, and sets the four before beside its own.
    let next = office.report("2026-Q4", None);
    assert_eq!(next["comparison"]["restated"], serde_json::json!([]), "the last report of the quarter had it already");
    let before: Vec<&str> = next["comparison"]["quarters_before"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["quarter"].as_str().unwrap())
        .collect();
    assert_eq!(before, ["2026-Q2", "2026-Q3"], "of those before the record began nothing is known");
    let (then, now) = (json_of(&first, "Q3-public.json"), json_of(&second, "Q3-public.json"));
    assert_eq!(now["requests"]["received"], 153);
    assert_eq!((&then["tables"], &then["tables_as_of"]), (&now["tables"], &now["tables_as_of"]));
    office.assert_holds();
}

#[test]
fn a_public_edition_that_somebody_brings_is_verified_and_a_figure_changed_in_it_is_named() {
    let mut office = Office::new();
    office.import(PRACTICE);
    let files = office.desk.issue_report(support::quarter("2026-Q3"), &mut Silent, |_| Ok(())).unwrap();
    let (_, public) = files.iter().find(|(name, _)| name.ends_with("Q3-public.json")).unwrap();
    let view = verify(&office, public);
    assert_eq!(view.verdict, Verdict::Same, "{view:?}");
    let changed =
        String::from_utf8(public.clone()).unwrap().replacen("\"non_mandatory\": 24", "\"non_mandatory\": 2", 1);
    let view = verify(&office, changed.as_bytes());
    assert_eq!(view.verdict, Verdict::Differs);
    let [(_, "2", "24")] = differing(&view)[..] else { panic!("{:?}", differing(&view)) };
}

#[test]
fn a_report_whose_files_could_not_be_put_in_place_is_not_listed() {
    let mut office = Office::new();
    office.import(PRACTICE);
    let before = office.sizes();
    let failed = |path: PathBuf| Error::File {
        path,
        doing: "could not be written",
        source: std::io::ErrorKind::StorageFull.into(),
    };
    let refused = office
        .desk
        .issue_report(support::quarter("2026-Q3"), &mut Silent, |_| Err(failed(PathBuf::from("stick"))))
        .unwrap_err();
    assert!(refused.to_string().contains("Free some space"), "{refused}");
    assert_eq!(office.sizes(), before);
    assert_eq!(office.desk.issued_reports().unwrap(), []);
}

/// Takes a folder away when it is asked whether to go on: after the last item was counted, and before a file is saved.
struct TakesAway<'a>(&'a Path, &'a dyn Fn(&Path));

impl Progress for TakesAway<'_> {
    fn at(&mut self, _done: u64, _of: u64) -> ControlFlow<()> {
        let _gone = std::fs::remove_dir_all(self.0);
        self.1(self.0);
        ControlFlow::Continue(())
    }
}

#[test]
fn a_folder_that_is_taken_away_while_the_report_is_made_is_made_again_or_told_and_then_nothing_is_listed() {
    let mut office = Office::new();
    office.import(PRACTICE);
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("stick/reports");
    let quarter = support::quarter("2026-Q3");
    let mut issue = |taken: &Path, instead: &dyn Fn(&Path)| {
        std::fs::create_dir_all(&folder).unwrap();
        office.desk.issue_report(quarter, &mut TakesAway(taken, instead), |files| host::save_all(&folder, files))
    };
    let files = issue(&folder, &|_| {}).unwrap();
    let names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), files.len(), "the folder is made again, and the report is whole: {names:?}");
    // Something else stands where the stick was: what cannot be made is said.
    let stick = place.path().join("stick");
    let refused = issue(&stick, &|gone| std::fs::write(gone, "a file").unwrap()).unwrap_err();
    assert!(refused.to_string().contains("The record is as it was."), "{refused}");
    assert!(refused.to_string().contains("reports: could not be written"), "{refused}");
    assert_eq!(std::fs::read(&stick).unwrap(), b"a file");
    assert_eq!(office.desk.issued_reports().unwrap().len(), 1, "the one whose files are there");
    office.assert_holds();
}

#[test]
fn a_report_that_cannot_take_the_place_of_an_older_file_is_not_listed_and_the_older_files_stay() {
    let mut office = Office::new();
    office.import(PRACTICE);
    let place = tempfile::tempdir().unwrap();
    let in_the_way = place.path().join("disclosure-report-2026-Q3.xlsx");
    std::fs::create_dir(&in_the_way).unwrap();
    std::fs::write(place.path().join("disclosure-report-2026-Q3.pdf"), "an older one").unwrap();
    let before = office.sizes();
    let quarter = support::quarter("2026-Q3");
    let saved = office.desk.issue_report(quarter, &mut Silent, |files| host::save_all(place.path(), files));
    let refused = saved.unwrap_err().to_string();
    assert!(refused.contains("disclosure-report-2026-Q3.xlsx") && refused.contains("close it there"), "{refused}");
    assert_eq!((office.sizes(), office.desk.issued_reports().unwrap()), (before, Vec::new()));
    let left: Vec<_> = std::fs::read_dir(place.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "{left:?}");
    assert_eq!(std::fs::read(place.path().join("disclosure-report-2026-Q3.pdf")).unwrap(), b"an older one");
}

#[test]
fn a_quarter_before_the_first_entry_and_one_that_goes_on_are_issued_as_what_they_are() {
    let mut office = Office::new();
    office.import(PRACTICE);
    let mut issue = |label: &str| {
        let mut saved = desk::ReportFiles::new();
        let files = office.desk.issue_report(support::quarter(label), &mut Silent, |files| {
            saved.clone_from(files);
            Ok(())
        });
        assert_eq!(files.unwrap(), saved);
        saved
    };
    let nothing = issue("1999-Q4");
    assert_eq!(nothing.len(), 9);
    assert_eq!(json_of(&nothing, "Q4.json")["rows"], serde_json::json!([]));
    assert_eq!(json_of(&nothing, "Q4-public.json")["nil"], true);
    let interim = issue("2026-Q4");
    let public = json_of(&interim, "Q4-public.json");
    assert_eq!((&public["tables_as_of"], &public["tables"]), (&serde_json::Value::Null, &serde_json::json!([])));
    let as_of = json_of(&interim, "Q4.json")["quarter"]["as_of"].as_str().unwrap().to_owned();
    assert!(as_of.starts_with("2026-11-22T15:00:00"), "{as_of} lies before the end of the quarter");
    for (listed, files) in office.desk.issued_reports().unwrap().into_iter().zip([interim, nothing]) {
        let (again, changed) = office.desk.make_report_again(listed.number, &mut Silent).unwrap();
        assert_eq!((again, changed), (files, Vec::new()), "{}", listed.quarter.id);
    }
    office.assert_holds();
}

#[test]
fn a_report_as_it_was_issued_is_verified_however_much_came_after_it() {
    let (mut office, json) = issued();
    office.set_clock(LATER);
    office.import(&log_of(&[&[("request", "late"), ("received", "2026-09-30")]]));
    let view = verify(&office, &json);
    assert_eq!(view.verdict, Verdict::Same, "{view:?}");
    assert!(view.findings.iter().all(|found| found.holds), "{:?}", view.findings);
    assert_eq!(view.quarter.unwrap().id, "2026-Q3");
    assert_eq!(view.differences, []);
}

#[test]
fn one_figure_that_was_changed_is_named_with_what_the_record_says() {
    let (office, json) = issued();
    let text = String::from_utf8(json).unwrap();
    let honest: serde_json::Value = serde_json::from_str(&text).unwrap();
    let released = honest["responses"]["released"].to_string();
    let forged = text.replacen(&format!("\"released\": {released}"), "\"released\": 1", 1);
    assert_ne!(forged, text);
    let view = verify(&office, forged.as_bytes());
    assert_eq!(view.verdict, Verdict::Differs);
    assert!(view.said.contains("one thing in it"), "{}", view.said);
    assert_eq!(differing(&view), [("What became of it, Given or done", "1", released.as_str())]);

    // A line that is taken away moves no other.
    let mut fewer = honest.clone();
    let gone = fewer["rows"].as_array_mut().unwrap().remove(3);
    let view = verify(&office, serde_json::to_string_pretty(&fewer).unwrap().as_bytes());
    let what = format!("List of items, request {} item {}", gone["request"].as_str().unwrap(), gone["item"]);
    assert_eq!(differing(&view), [(what.as_str(), "not there", "there")]);

    // The same figures, saved again by another program.
    let view = verify(&office, honest.to_string().as_bytes());
    assert_eq!(view.verdict, Verdict::Differs);
    assert_eq!(view.differences, []);
    assert!(view.said.starts_with("Every figure is what the record says."), "{}", view.said);
}

#[test]
fn a_report_of_another_record_is_told_from_one_whose_heads_were_changed() {
    let (_, json) = issued();
    let mut other = Office::new();
    other.import(&log_of(&[&[("request", "one")]]));
    let view = verify(&other, &json);
    assert_eq!(view.verdict, Verdict::OtherRecord, "the same office's name, and yet another record");
    assert!(view.said.contains("another copy"), "{}", view.said);

    let elsewhere = String::from_utf8(json.clone())
        .unwrap()
        .replace("\"office\": \"City Clerk\"", "\"office\": \"Town of <b>Amherst</b>\"");
    let view = verify(&other, elsewhere.as_bytes());
    assert!(view.said.contains("another office: it names \"Town of <b>Amherst</b>\""), "{}", view.said);

    let (office, json) = issued();
    let mut changed: serde_json::Value = serde_json::from_slice(&json).unwrap();
    changed["ledger"]["disclosure"]["size"] = 3.into();
    let view = verify(&office, changed.to_string().as_bytes());
    assert_eq!(view.verdict, Verdict::OtherRecord);
    assert_eq!(view.findings.iter().map(|found| found.holds).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_file_that_is_no_report_is_told_as_that_whatever_it_is() {
    let (office, json) = issued();
    let text = String::from_utf8(json).unwrap();
    let deep = "[".repeat(100_000);
    for (bytes, why) in [
        (&b""[..], "not JSON"),
        (b"\xff\xfe\x00", "not text"),
        (b"request,received\n1,2026-10-01\n", "not JSON"),
        (b"{}", "no quarter"),
        (b"[1, 2]", "no quarter"),
        (deep.as_bytes(), "not JSON"),
        (&text.as_bytes()[..text.len() / 2], "cut off"),
        (text.replace("2026-Q3", "2026-Q7").as_bytes(), "names no quarter"),
        (text.replace("\"as_of\": \"2026", "\"as_of\": \"soon").as_bytes(), "which moment"),
        (text.replace("\"root\": \"", "\"root\": \"+").as_bytes(), "seals"),
        (text.replacen("\"office\":", "\"office\": \"x\", \"office\":", 1).as_bytes(), "twice"),
    ] {
        let view = verify(&office, bytes);
        assert_eq!(view.verdict, Verdict::NoReport, "{why}: {view:?}");
        assert!(view.said.contains(why), "{why}: {}", view.said);
    }
}

#[test]
fn a_file_much_longer_than_the_report_is_not_read_figure_by_figure() {
    let (office, json) = issued();
    let mut text = String::from_utf8(json).unwrap();
    let end = text.rfind('}').unwrap();
    text.insert_str(end, &format!(", \"more\": [{}0]", "0,".repeat(2 * text.len())));
    let view = verify(&office, text.as_bytes());
    assert_eq!(view.verdict, Verdict::Differs);
    assert_eq!(view.differences.len(), 1);
    assert_eq!(view.differences[0].what, "Length of the file");
}

#[test]
fn the_checks_name_what_is_open_late_or_went_out_unapproved() {
    let mut office = Office::at(NOW);
    let records = ("instrument", "records_request");
    office.import(&log_of(&[
        &[
            ("request", "late"),
            records,
            ("exempt_record", "no"),
            ("received", "2026-10-07"),
            ("response", "withheld"),
            ("responded", "2026-10-28"),
        ],
        &[
            ("request", "in time"),
            records,
            ("exempt_record", "no"),
            ("received", "2026-10-07"),
            ("response", "withheld"),
            ("responded", "2026-10-22"),
        ],
        &[("request", "waits"), records, ("exempt_record", "no"), ("received", "2026-10-07")],
        &[
            ("request", "gone"),
            ("agency", "Massachusetts State Police"),
            ("recipient", "state_agency"),
            ("received", "2026-10-07"),
            ("response", "released"),
            ("responded", "2026-10-08"),
        ],
    ]));
    let report = office.desk.report_view("2026-Q4").unwrap();
    let named = |what: &str| -> Vec<String> {
        let check = report
            .checks
            .iter()
            .find(|check| check.what.contains(what))
            .unwrap_or_else(|| panic!("{what}: {:?}", report.checks));
        assert!(!check.holds);
        check.items.iter().map(|item| item.request.clone()).collect()
    };
    assert_eq!(named("came after the date"), ["late"]);
    assert_eq!(named("past the date"), ["waits"]);
    assert_eq!(named("without a second officer"), ["gone"]);
    let late = report.checks.iter().find(|check| check.what.contains("came after")).unwrap();
    assert!(late.items[0].how.as_deref().unwrap().contains("day 10 is"), "the date says how it was computed");
    assert!(late.items[0].found.contains("after the date it was due"));
    let next = office.desk.report_view("2026-Q3").unwrap();
    assert!(
        next.checks.iter().all(|check| check.items.is_empty()),
        "another quarter has none of them: {:?}",
        next.checks
    );
}
