//! Small numbers of the public edition: a table is given exactly once two officers decided so, from then on, and nothing
//! that was issued before changes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use desk::pages::unmerging::{AskingUnmerging, DecidingUnmerging, SmallNumbers, SmallTable, UnmergingState};
use desk::ports::Silent;
use desk::{Edition, Error, ReportFiles};
use serde_json::Value;
use support::{NOW, Office, PRACTICE, log_of};

const ADA: (&str, &str) = ("Ada", "correct horse");
const BEN: (&str, &str) = ("Ben", "four geese over a cold pond");
const LATER: &str = "2026-12-01T15:00:00Z";
const DEPARTMENT: &str = "received_by_department";

/// The practice quarter, with a second officer.
fn office() -> Office {
    let mut office = Office::new().with_reviewer(BEN.0, BEN.1);
    office.import(PRACTICE);
    office
}

fn ask(office: &mut Office, quarter: &str, table: &str) -> Result<SmallNumbers, Error> {
    let (quarter, table) = (quarter.to_owned(), table.to_owned());
    office.desk.ask_unmerging(&AskingUnmerging { quarter, table, reason: "the council asks for it".to_owned() })
}

fn decide(office: &mut Office, table: &str, approve: bool) -> Result<SmallNumbers, Error> {
    let (quarter, table) = ("2026-Q3".to_owned(), table.to_owned());
    let reason = "it points at nobody".to_owned();
    office.desk.decide_unmerging(&DecidingUnmerging { quarter, table, approve, reason })
}

fn refused(result: Result<SmallNumbers, Error>, why: &str) {
    match result {
        Err(error @ Error::Refused(_)) => assert!(error.to_string().contains(why), "{error}"),
        other => panic!("{other:?}"),
    }
}

fn of<'a>(numbers: &'a SmallNumbers, table: &str) -> &'a SmallTable {
    numbers.tables.iter().find(|known| known.table == table).unwrap()
}

fn issue(office: &mut Office) -> ReportFiles {
    office.desk.issue_report(support::quarter("2026-Q3"), &mut Silent, |_| Ok(())).unwrap()
}

fn public(files: &ReportFiles) -> Value {
    let (_, bytes) = files.iter().find(|(name, _)| name.ends_with("-public.json")).unwrap();
    serde_json::from_slice(bytes).unwrap()
}

fn table<'a>(edition: &'a Value, name: &str) -> &'a Value {
    edition["tables"].as_array().unwrap().iter().find(|table| table["name"] == name).unwrap()
}

#[test]
fn the_public_edition_gives_a_table_exactly_from_the_approval_on_and_what_was_issued_stays() {
    let mut office = office();
    let first = issue(&mut office);
    let before = public(&first);
    assert!(!table(&before, DEPARTMENT)["merged"].is_null(), "the practice quarter has small numbers there");
    assert_eq!(before["given_exactly"], serde_json::json!([]));

    // What came late is in no table that was published before, exact or not.
    office.set_clock(LATER);
    office.import(&log_of(&[&[("request", "late"), ("received", "2026-09-30"), ("department", "Archive")]]));
    let asked = ask(&mut office, "2026-Q3", DEPARTMENT).unwrap();
    let hidden = of(&asked, DEPARTMENT).hidden.clone();
    let waiting = issue(&mut office);
    assert_eq!(public(&waiting)["tables"], before["tables"], "asked is not approved");

    let mut office = office.opened_by(BEN.0, BEN.1);
    let decided = decide(&mut office, DEPARTMENT, true).unwrap();
    assert_eq!(of(&decided, DEPARTMENT).state, UnmergingState::Exact);
    assert_eq!(of(&decided, DEPARTMENT).hidden, hidden, "the page goes on to show what would be merged");
    let files = issue(&mut office);
    let after = public(&files);
    assert_eq!(after["given_exactly"], serde_json::json!([DEPARTMENT]));
    assert_eq!(after["tables_as_of"], before["tables_as_of"]);
    for (was, is) in before["tables"].as_array().unwrap().iter().zip(after["tables"].as_array().unwrap()) {
        if is["name"] == DEPARTMENT {
            assert!(is["merged"].is_null());
            assert_eq!(is["total"], was["total"], "of the same moment");
            for cell in &hidden {
                assert!(is["cells"].as_array().unwrap().iter().any(|is| is["count"] == cell.count), "{cell:?}");
            }
            assert!(!is.to_string().contains("Archive"));
        } else {
            assert_eq!(is, was, "what is about other tables stays");
        }
    }
    let listed = office.desk.issued_reports().unwrap();
    for (report, made) in listed.iter().zip([&files, &waiting, &first]) {
        let (again, changed) = office.desk.make_report_again(report.number, &mut Silent).unwrap();
        assert_eq!((&again, changed), (made, Vec::new()), "each as it was, byte for byte");
    }
    office.assert_holds();
}

#[test]
fn an_edition_as_of_a_moment_knows_what_was_decided_by_then() {
    let mut office = office();
    office.set_clock("2026-11-22T16:00:00Z");
    ask(&mut office, "2026-Q3", DEPARTMENT).unwrap();
    let mut office = office.opened_by(BEN.0, BEN.1);
    office.set_clock("2026-11-22T17:00:00Z");
    decide(&mut office, DEPARTMENT, true).unwrap();
    let exact = |as_of: &str| {
        let quarter = support::quarter("2026-Q3");
        let made = office.desk.report(quarter, Edition::Public, Some(as_of.parse().unwrap()), &mut Silent).unwrap();
        public(&made)["given_exactly"].clone()
    };
    assert_eq!(exact(NOW), serde_json::json!([]));
    assert_eq!(exact("2026-11-22T16:59:59Z"), serde_json::json!([]));
    assert_eq!(exact("2026-11-22T17:00:00Z"), serde_json::json!([DEPARTMENT]));
}

#[test]
fn what_is_merged_is_shown_before_it_is_decided_and_only_the_other_officer_decides() {
    let office = office();
    let numbers = office.desk.small_numbers("2026-Q3").unwrap();
    assert!(numbers.over && !numbers.issued);
    let merged = of(&numbers, DEPARTMENT);
    assert_eq!(merged.state, UnmergingState::Merged);
    assert!(merged.hidden.iter().any(|cell| (1..5).contains(&cell.count)), "{merged:?}");
    let sizes = office.sizes();
    refused(decide(&mut office.opened_by(BEN.0, BEN.1), DEPARTMENT, true), "nobody asks");

    let mut office = self::office();
    assert_eq!(office.sizes(), sizes, "the same office");
    refused(ask(&mut office, "2026-Q4", DEPARTMENT), "not over");
    refused(ask(&mut office, "2026-Q3", "by_agency"), "nothing is merged");
    ask(&mut office, "2026-Q3", DEPARTMENT).unwrap();
    refused(ask(&mut office, "2026-Q3", DEPARTMENT), "asked already");
    let own = decide(&mut office, DEPARTMENT, true).unwrap_err();
    assert!(matches!(own, Error::NotTheRole { .. }), "an administrator does not decide: {own}");

    // A reviewer may ask and decide, but not what they asked themselves.
    let mut office = office.opened_by(BEN.0, BEN.1);
    let kept = decide(&mut office, DEPARTMENT, false).unwrap();
    let known = of(&kept, DEPARTMENT);
    assert_eq!((known.state, known.decided_by.as_deref()), (UnmergingState::Refused, Some("Ben")));
    assert_eq!(known.decided_reason.as_deref(), Some("it points at nobody"));
    let again = ask(&mut office, "2026-Q3", DEPARTMENT).unwrap();
    assert!(of(&again, DEPARTMENT).own);
    let sizes = office.sizes();
    refused(decide(&mut office, DEPARTMENT, true), "another officer has to decide");
    assert_eq!(office.sizes(), sizes, "what is refused appends nothing");
    office.assert_holds();
}

#[test]
fn a_reason_that_shows_a_person_is_stopped() {
    let mut office = office();
    let sizes = office.sizes();
    let (quarter, table) = ("2026-Q3".to_owned(), DEPARTMENT.to_owned());
    for reason in ["", "  ", "about A 123 456 789"] {
        let (quarter, table) = (quarter.clone(), table.clone());
        let stopped = office.desk.ask_unmerging(&AskingUnmerging { quarter, table, reason: reason.to_owned() });
        assert!(matches!(stopped, Err(Error::Refused(_))), "{reason:?}: {stopped:?}");
    }
    assert_eq!(office.sizes(), sizes);
}

#[test]
fn tables_that_tell_each_other_go_together() {
    let mut office = office();
    let numbers = office.desk.small_numbers("2026-Q3").unwrap();
    let (kinds, outcomes) = ("not_released_by_kind", "not_released_by_outcome");
    assert_eq!(of(&numbers, kinds).with.as_deref(), Some("Determinations of what was not released"));
    // Every reason has five or more in the practice quarter: that table is whole without anybody's decision.
    assert_eq!(of(&numbers, "released_by_kind").with, None);
    let numbers = ask(&mut office, "2026-Q3", kinds).unwrap();
    let with = of(&numbers, outcomes);
    assert_eq!((with.state, with.through.as_deref()), (UnmergingState::Asked, Some("What was asked and not released")));
    refused(ask(&mut office, "2026-Q3", outcomes), "asked already");
    let mut office = office.opened_by(BEN.0, BEN.1);
    refused(decide(&mut office, outcomes, true), "nobody asks for this table");
    let numbers = decide(&mut office, kinds, true).unwrap();
    assert_eq!(of(&numbers, outcomes).state, UnmergingState::Exact);
    let edition = public(&issue(&mut office));
    assert_eq!(edition["given_exactly"], serde_json::json!([kinds, outcomes]));
    assert!([kinds, outcomes].iter().all(|name| table(&edition, name)["merged"].is_null()));
    assert!(!table(&edition, "released_by_kind")["merged"].is_null());
    assert!(!table(&edition, DEPARTMENT)["merged"].is_null());
}

#[test]
fn what_waits_for_a_second_officer_is_said_before_a_report_is_issued() {
    let mut office = office();
    let waits = |office: &Office| {
        let checks = office.desk.report_view("2026-Q3").unwrap().checks;
        checks.into_iter().filter(|check| check.what.contains("waits for a second officer")).count()
    };
    assert_eq!(waits(&office), 0);
    ask(&mut office, "2026-Q3", DEPARTMENT).unwrap();
    assert_eq!(waits(&office), 1);
    let mut office = office.opened_by(BEN.0, BEN.1);
    decide(&mut office, DEPARTMENT, true).unwrap();
    assert_eq!(waits(&office.opened_by(ADA.0, ADA.1)), 0);
}

#[test]
fn every_table_that_the_edition_merges_is_known_to_the_record_by_the_same_word() {
    for table in report::TableName::ALL {
        assert!(desk::ledger::is_published_table(table.as_str()), "{table}");
    }
    assert!(!desk::ledger::is_published_table("by_agency"));
}
