//! Reports are made without it, whoever makes them.

use desk::Error;
use desk::ports::Silent;
use desk::roles::{Duty, Role};
use serde_json::{Value, json};

use crate::office::{GIVEN, SEALED, ordinary, sealed, with_secret};
use crate::support::{Office, quarter};

/// The report of a quarter as the JSON file has it, without the moment and the heads.
fn figures(office: &Office, label: &str, as_of: Option<&str>) -> Value {
    let mut report = office.report(label, as_of);
    report["ledger"] = Value::Null;
    report["quarter"]["as_of"] = Value::Null;
    report
}

#[test]
fn a_report_is_made_without_it_whoever_makes_it_and_has_it_once_the_seal_has_ended() {
    let before = ordinary();
    let plain = ["2026-Q2", "2026-Q4"].map(|label| figures(&before, label, None));
    let mut office = sealed(true);
    let as_of = office.report("2026-Q2", None)["quarter"]["as_of"].as_str().unwrap().to_owned();
    let mut bytes = Vec::new();
    for role in Role::ALL {
        office = office.opened_by(role.label(), GIVEN);
        let made = ["2026-Q2", "2026-Q4"].map(|label| figures(&office, label, None));
        assert_eq!(made, plain, "{role:?}: every figure and row is as if it had never come");
        bytes.push(office.files("2026-Q2", Some(&as_of)));
    }
    assert!(bytes.iter().all(|files| *files == bytes[0]), "the same bytes, whoever makes it");
    // The roll-forward adds up again with it.
    office.set_clock("2027-02-01T15:00:00Z");
    let later = office.report("2026-Q2", None);
    assert_eq!(later["requests"], json!({ "pending_at_start": 0, "received": 1, "completed": 0, "pending_at_end": 1 }));
    assert_eq!(later["rows"].as_array().unwrap().len(), 2);
}

#[test]
fn an_order_binds_now_also_a_report_of_a_moment_before_it_and_what_was_issued_is_made_again_only_by_who_may_see() {
    let issued_before = with_secret();
    let issued = issued_before.desk.issued_reports().unwrap().remove(0);
    let then = issued.as_of.clone();
    let file = |files: desk::ReportFiles| files.into_iter().find(|(name, _)| name.ends_with(".json")).unwrap().1;
    let original = file(issued_before.files("2026-Q4", Some(&then)));
    assert!(String::from_utf8(original.clone()).unwrap().contains(SEALED));
    drop(issued_before);

    let mut office = sealed(true);
    let original_path = office.store().parent().unwrap().join("issued.json");
    std::fs::write(&original_path, &original).unwrap();
    for role in Role::ALL {
        office = office.opened_by(role.label(), GIVEN);
        let made = file(office.files("2026-Q4", Some(&then)));
        assert!(!String::from_utf8(made).unwrap().contains(SEALED), "{role:?}: made now, as of then");
        let again = office.desk.make_report_again(issued.number, &mut Silent);
        let verified = office.desk.verify_report(&original_path, &mut Silent).unwrap();
        assert!(verified.said.contains("byte for byte"), "{role:?}: {}", verified.said);
        assert_eq!(verified.differences, [], "{role:?}");
        if role.may(Duty::SeeSealed) {
            let (files, changed) = again.unwrap();
            assert_eq!((file(files) == original, changed), (true, Vec::new()), "{role:?}: as it was issued");
        } else {
            assert!(matches!(again, Err(Error::SealedSince)), "{role:?}");
        }
    }
    // What the list does not name cannot be told from a wrong one by who may not see.
    let changed = String::from_utf8(original).unwrap() + "\n";
    std::fs::write(&original_path, changed).unwrap();
    let mut office = office.opened_by("Clerk", GIVEN);
    let said = office.desk.verify_report(&original_path, &mut Silent).unwrap_err();
    assert!(matches!(said, Error::SealedSince), "{said}");
    // When the seal has ended, anybody makes it again.
    office.set_clock("2027-02-01T15:00:00Z");
    assert!(office.desk.make_report_again(issued.number, &mut Silent).is_ok());
}

/// The figures that a report restates: of which quarter, which, what was said and what is so now.
fn restated(office: &Office, label: &str) -> Vec<(String, String, u64, u64)> {
    let report = office.report(label, None);
    let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    let number = |one: &Value, key: &str| one[key].as_u64().unwrap();
    let list = report["comparison"]["restated"].as_array().unwrap().iter();
    list.map(|one| (text(one, "quarter"), text(one, "figure"), number(one, "was"), number(one, "now"))).collect()
}

#[test]
fn that_a_seal_has_ended_is_restated_and_that_something_was_sealed_is_not() {
    // The report of 2026-Q4 was issued with it, and it was sealed afterwards.
    let mut office = sealed(true).opened_by(Role::Administrator.label(), GIVEN);
    assert_eq!(restated(&office, "2026-Q4"), []);
    // That of 2026-Q2 is issued without it.
    office.desk.issue_report("2026-Q2".parse().unwrap(), &mut Silent, |_| Ok(())).unwrap();
    assert_eq!(restated(&office, "2026-Q4"), []);
    office.set_clock("2027-02-01T15:00:00Z");
    let told = restated(&office, "2026-Q4");
    let received = ("2026-Q2".to_owned(), "requests_received".to_owned(), 0, 1);
    assert!(told.contains(&received), "{told:?}");
}

#[test]
fn it_is_counted_as_one_number_apart_only_where_the_order_allows_it() {
    for counted in [true, false] {
        let office = sealed(counted).opened_by("Reviewer", GIVEN);
        let told = |label| office.desk.report_view(label).unwrap().sealed;
        assert_eq!((told("2026-Q2"), told("2026-Q4")), (u64::from(counted), 0), "in the quarter in which it came");
        let json = office.report("2026-Q2", None);
        assert!(json.get("sealed").is_none(), "the contract of the JSON stays");
        let account = office.desk.account(quarter("2026-Q2"), None).unwrap();
        assert_eq!(account.sealed, u64::from(counted));
    }
}
