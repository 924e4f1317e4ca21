//! The departments that report: the list, what they certified, what the report and its checks say of them, and that a report
//! as of an earlier moment says what was so then.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use desk::Error;
use desk::pages::coverage::{CertifyingNil, CoverageView, WithdrawingNil};
use desk::pages::reports::ReportView;
use serde_json::json;
use support::{Office, log_of};

const QUARTER: &str = "2026-Q3";

fn office() -> Office {
    let mut office = Office::new();
    office.import(&log_of(&[
        &[("request", "A"), ("received", "2026-08-03"), ("department", "police records")],
        &[("request", "B"), ("received", "2026-08-04"), ("department", "Kennel")],
        &[("request", "C"), ("received", "2026-10-20"), ("department", "Fire")],
    ]));
    set(&mut office, &["Health", "Fire", "Police Records"]).unwrap();
    office
}

fn set(office: &mut Office, departments: &[&str]) -> Result<Vec<String>, Error> {
    let departments: Vec<String> = departments.iter().map(|name| (*name).to_owned()).collect();
    office.desk.set_departments_reporting(&departments).map(|settings| settings.reporting)
}

fn certify(office: &mut Office, quarter: &str, department: &str, signer: &str) -> Result<ReportView, Error> {
    let (quarter, department, signer) = (quarter.to_owned(), department.to_owned(), signer.to_owned());
    office.desk.certify_nil(&CertifyingNil { quarter, department, signer })
}

fn withdraw(office: &mut Office, department: &str, why: &str) -> Result<ReportView, Error> {
    let (quarter, department, why) = (QUARTER.to_owned(), department.to_owned(), why.to_owned());
    office.desk.withdraw_nil(&WithdrawingNil { quarter, department, why })
}

fn said(view: &CoverageView) -> Vec<(&str, &str, u64)> {
    view.departments.iter().map(|one| (one.department.as_str(), one.said.as_str(), one.requests)).collect()
}

/// The check of the departments, and whether it holds.
fn check(report: &ReportView) -> (bool, &str) {
    let of = |what: &str| {
        ["Silent:", "Certified nil, and", "Every department", "No list of", "on the list reported so far"]
            .iter()
            .any(|known| what.contains(known))
    };
    let found: Vec<_> = report.checks.iter().filter(|check| of(&check.what)).collect();
    assert_eq!(found.len(), 1, "{:?}", report.checks);
    (found[0].holds, &found[0].what)
}

const SILENT: &str = "Silent: neither reported nor certified nil";

#[test]
fn a_department_reports_certifies_nil_or_is_silent_and_the_checks_say_what_to_do() {
    let mut office = office();
    let report = office.desk.report_view(QUARTER).unwrap();
    assert_eq!(
        said(&report.coverage),
        [
            ("Fire", SILENT, 0),
            ("Health", SILENT, 0),
            ("Kennel", "Reported. Not on the list", 1),
            ("Police Records", "Reported", 1),
        ]
    );
    let next = "Silent: Fire, Health. Ask for their requests, or enter under Departments the nil that they certify";
    assert_eq!(check(&report), (false, next));

    let report = certify(&mut office, "FY2027-Q1", "fire", " Fire Chief ").unwrap();
    let fire = "Certified nil: Fire Chief; entered by Ada on 22 November 2026";
    assert_eq!(said(&report.coverage)[0], ("Fire", fire, 0), "under either label, and as the list writes it");
    assert_eq!(report.coverage.said, "2 of 3 departments on the list reported or certified nil; 1 was silent.");
    let report = certify(&mut office, QUARTER, "Health", "Director of Health").unwrap();
    assert_eq!(check(&report), (true, "Every department on the list reported or certified nil"));

    // A request that comes to light says that the certificate was wrong.
    office.import(&log_of(&[&[("request", "D"), ("received", "2026-09-30"), ("department", "Health")]]));
    let report = office.desk.report_view(QUARTER).unwrap();
    let health = "Certified nil, and then reported: Director of Health; entered by Ada on 22 November 2026";
    assert_eq!(said(&report.coverage)[1], ("Health", health, 1));
    let next = "Certified nil, and then reported: Health. Withdraw the certified nil, or correct the requests";
    assert_eq!(check(&report), (false, next));
    let report = withdraw(&mut office, "Health", "learned_later").unwrap();
    assert_eq!(said(&report.coverage)[1], ("Health", "Reported", 1));
    let told = ["A certified nil was withdrawn by Ada on 22 November 2026: more was learned later"];
    assert_eq!(report.coverage.departments[1].withdrawn, told);
    assert!(check(&report).0);
    office.assert_holds();
}

#[test]
fn what_cannot_be_certified_or_withdrawn_is_refused_and_nothing_is_recorded() {
    let mut office = office();
    let before = office.sizes();
    let refused = |what: &str, result: Result<ReportView, Error>| {
        let Err(Error::Refused(why)) = result else { panic!("{what}: {result:?}") };
        assert!(why.contains(what), "{what}: {why}");
    };
    refused("not over", certify(&mut office, "2026-Q4", "Fire", "Fire Chief"));
    refused("list of those that report", certify(&mut office, QUARTER, "Kennel", "Warden"));
    refused(
        "1 request that Police Records received",
        certify(&mut office, QUARTER, "Police Records", "Chief of Police"),
    );
    refused("and no name", certify(&mut office, QUARTER, "Fire", " "));
    refused("one line", certify(&mut office, QUARTER, "Fire", "Fire\nChief"));
    refused("one line", certify(&mut office, QUARTER, "Fire", &"x".repeat(101)));
    refused("A-number", certify(&mut office, QUARTER, "Fire", "A123456789"));
    refused("2026-Q9", certify(&mut office, "2026-Q9", "Fire", "Fire Chief"));
    refused("no certified nil", withdraw(&mut office, "Fire", "mistyped"));
    refused("say why", withdraw(&mut office, "Fire", "solicitor"));
    for (what, departments) in
        [("twice", ["Fire", "fire"]), ("name", ["Fire", " "]), ("A-number", ["Fire", "A123456789"])]
    {
        let Err(Error::Refused(why)) = set(&mut office, &departments) else { panic!("{departments:?}") };
        assert!(why.contains(what), "{why}");
    }
    set(&mut office, &["Police Records", "Health", "Fire"]).unwrap();
    assert_eq!(office.sizes(), before, "the same list in another order says nothing new");
    office.assert_holds();
}

#[test]
fn a_report_as_of_then_is_the_same_to_the_byte_and_one_of_now_says_what_is_so_now() {
    let mut office = office();
    certify(&mut office, QUARTER, "Fire", "Fire Chief").unwrap();
    let issued = office.desk.issue_report(support::quarter(QUARTER), &mut desk::ports::Silent, |_| Ok(())).unwrap();
    let number = office.desk.issued_reports().unwrap()[0].number;
    office.set_clock("2026-12-01T15:00:00Z");
    withdraw(&mut office, "Fire", "wrong_entry").unwrap();
    certify(&mut office, QUARTER, "Health", "Director of Health").unwrap();
    set(&mut office, &["Health"]).unwrap();
    let (again, changed) = office.desk.make_report_again(number, &mut desk::ports::Silent).unwrap();
    assert_eq!((again == issued, changed), (true, Vec::new()));
    let now = office.report(QUARTER, None)["coverage"].clone();
    assert_eq!(now["departments"][0]["department"], "Health", "who is not on the list, and did nothing, is not there");
    let certified = json!({"signer": "Director of Health", "entered_by": "Ada", "on": "2026-12-01"});
    assert_eq!(
        (&now["departments"][0]["did"], &now["departments"][0]["certified_nil"]),
        (&json!("certified_nil"), &certified)
    );
    office.assert_holds();
}

#[test]
fn what_somebody_changed_in_it_is_named_by_the_department() {
    let mut office = office();
    certify(&mut office, QUARTER, "Fire", "Fire Chief").unwrap();
    let files = office.desk.issue_report(support::quarter(QUARTER), &mut desk::ports::Silent, |_| Ok(())).unwrap();
    let (_, json) = files.into_iter().find(|(name, _)| name.ends_with("Q3.json")).unwrap();
    let changed = String::from_utf8(json).unwrap().replace("Fire Chief", "Mayor");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("brought.json");
    std::fs::write(&file, changed).unwrap();
    let found = office.desk.verify_report(&file, &mut desk::ports::Silent).unwrap().differences;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (found[0].what.as_str(), found[0].in_file.as_str(), found[0].in_record.as_str()),
        ("What the departments did, departments, Fire, certified nil, signer", "Mayor", "Fire Chief")
    );
}

#[test]
fn without_a_list_it_is_said_that_there_is_none() {
    let mut office = office();
    assert_eq!(set(&mut office, &[]).unwrap(), [""; 0]);
    let report = office.desk.report_view(QUARTER).unwrap();
    assert_eq!(report.coverage.said, "No list of reporting departments was set.");
    assert_eq!(said(&report.coverage), [("Kennel", "Reported", 1), ("police records", "Reported", 1)]);
    let next = "No list of reporting departments is set. An administrator says in Settings which of them report";
    assert_eq!(check(&report), (false, next));
    assert!(!check(&office.desk.report_view("2026-Q4").unwrap()).0);
}

#[test]
fn while_a_quarter_goes_on_nobody_is_called_silent() {
    let office = office();
    let report = office.desk.report_view("2026-Q4").unwrap();
    let expected = [("Fire", "Reported", 1), ("Health", "Nothing yet", 0), ("Police Records", "Nothing yet", 0)];
    assert_eq!(said(&report.coverage), expected);
    assert!(report.coverage.departments.iter().all(|one| !one.silent));
    assert_eq!(
        check(&report),
        (true, "1 of 3 departments on the list reported so far; nil is certified once the quarter is over")
    );
}
