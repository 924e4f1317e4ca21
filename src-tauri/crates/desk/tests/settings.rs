//! The office's settings: kept beside the record, in force at once, and no part of what is counted or proved.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use desk::pages::settings::{ClosedDay, SettingChange, SettingsView};
use desk::{Error, QuarterLabel, RequestDocument};
use support::{Office, log_of};

fn closed(date: &str, why: &str) -> SettingChange {
    SettingChange::AddClosedDay { day: ClosedDay { date: date.to_owned(), why: why.to_owned() } }
}

fn department(name: &str) -> SettingChange {
    SettingChange::AddDepartment { name: name.to_owned() }
}

/// What is refused, with the proof that nothing changed.
fn refused(office: &mut Office, change: SettingChange) -> String {
    let before = office.desk.settings().unwrap();
    let Err(Error::Unchanged(why)) = office.desk.change_setting(change) else { panic!("it was taken") };
    assert_eq!(office.desk.settings().unwrap(), before, "a refused change changes nothing");
    why
}

/// A records request that came in on Friday, 20 November 2026: business day 10 is Monday, 7 December.
fn records_request(office: &mut Office) {
    office.import(&log_of(&[&[
        ("request", "R-1"),
        ("received", "2026-11-20"),
        ("instrument", "records_request"),
        ("exempt_record", "no"),
    ]]));
}

#[test]
fn where_nothing_is_set_the_usual_holds() {
    let office = Office::new();
    let SettingsView { departments, closed_days, quarters, idle_minutes, .. } = office.desk.settings().unwrap();
    assert_eq!((departments.len(), closed_days.len()), (0, 0));
    assert_eq!((quarters, idle_minutes), (QuarterLabel::Fiscal, 10));
}

#[test]
fn settings_outlive_the_program_and_leave_the_record_as_it_is() {
    let mut office = Office::new();
    let before = office.sizes();
    for change in [
        department("  Police Records "),
        department("City Clerk"),
        closed("2026-11-24", "Snow"),
        SettingChange::ShowQuarters { first: QuarterLabel::Calendar },
        SettingChange::LockAfter { minutes: 25 },
    ] {
        office.desk.change_setting(change).unwrap();
    }
    assert_eq!(office.sizes(), before, "no event tells of a setting");
    let set = office.desk.settings().unwrap();
    assert_eq!(set.departments, ["City Clerk", "Police Records"]);
    assert_eq!(set.closed_days, [ClosedDay { date: "2026-11-24".to_owned(), why: "Snow".to_owned() }]);
    assert_eq!((set.quarters, set.idle_minutes), (QuarterLabel::Calendar, 25));
    let mut office = office.opened_by("Ada", "correct horse");
    assert_eq!(office.desk.settings().unwrap(), set);
    let session = office.desk.session(false).unwrap();
    assert_eq!((session.quarters, session.idle_minutes), (QuarterLabel::Calendar, 25));
    office.desk.change_setting(SettingChange::RemoveDepartment { name: "City Clerk".to_owned() }).unwrap();
    office.desk.change_setting(SettingChange::RemoveClosedDay { date: "2026-11-24".to_owned() }).unwrap();
    let set = office.desk.settings().unwrap();
    assert_eq!((set.departments.as_slice(), set.closed_days.len()), (&["Police Records".to_owned()][..], 0));
    office.assert_holds();
}

#[test]
fn due_dates_follow_a_closed_day_at_once_everywhere() {
    let mut office = Office::new();
    records_request(&mut office);
    let due = |office: &Office| {
        let today = office.desk.today().unwrap().needs[0].due.clone().unwrap();
        let request = office.desk.request("R-1").unwrap().items[0].determination.deadlines[0].clone();
        assert_eq!(today.date, request.date, "Today and the request say the same");
        (today.date, request.how)
    };
    assert_eq!(due(&office).0, "2026-12-07");
    office.desk.change_setting(closed("2026-11-24", "Snow")).unwrap();
    let (date, how) = due(&office);
    assert_eq!(date, "2026-12-08");
    assert!(how.contains("Tuesday 24 November the office was closed"), "{how}");
    let document = RequestDocument::from_json(
        r#"{"received": "2026-11-20", "agency": "A resident", "items": [{"recipient": "private_party", "instrument": "records_request"}]}"#,
    );
    let logged = office.desk.log(&document.unwrap()).unwrap();
    assert_eq!(logged.items[0].deadlines[0].due.to_string(), "2026-12-08", "what is logged otherwise says it too");
    office.desk.change_setting(SettingChange::RemoveClosedDay { date: "2026-11-24".to_owned() }).unwrap();
    assert_eq!(due(&office).0, "2026-12-07");
}

#[test]
fn what_cannot_be_is_refused_in_a_sentence_and_changes_nothing() {
    let mut office = Office::new();
    office.desk.change_setting(department("City Clerk")).unwrap();
    for (change, says) in [
        (department(" "), "Give the department’s name."),
        (department("CITY CLERK"), "on the list already"),
        (department("Office of A 123 456 789"), "A-number"),
        (department(&"x".repeat(101)), "100 characters"),
        (department("two\nlines"), "one line"),
        (closed("2026-02-30", "Snow"), "Give the day"),
        (closed("2026-11-24", ""), "why the office is closed"),
        (closed("2026-11-28", "Snow"), "weekend"),
        (closed("2026-11-26", "Snow"), "Thanksgiving Day"),
        (SettingChange::LockAfter { minutes: 0 }, "from 1 to 60"),
        (SettingChange::LockAfter { minutes: 61 }, "from 1 to 60"),
        (SettingChange::RemoveClosedDay { date: "yesterday".to_owned() }, "Give the day"),
    ] {
        let said = refused(&mut office, change);
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn a_setting_that_another_version_wrote_otherwise_is_the_usual_one() {
    let mut office = Office::new();
    office.desk.change_setting(SettingChange::LockAfter { minutes: 25 }).unwrap();
    let office = office.with_setting("idle_minutes", "\"soon\"");
    assert_eq!(office.desk.settings().unwrap().idle_minutes, 10);
    let office = office.with_setting("idle_minutes", "600");
    assert_eq!(office.desk.settings().unwrap().idle_minutes, 10, "no setting leaves the desk open all day");
}
