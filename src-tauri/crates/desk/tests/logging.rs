//! Logging one request: its number, its determinations, and everything that is wrong with it at once.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use desk::Error;
use support::Office;

/// One request with one item that is settled.
fn document(head: &str) -> String {
    format!(
        r#"{{{head}"received": "2026-10-07", "agency": "ICE", "items": [{{"information": "personal", "purpose": "immigration_enforcement", "description": "home address of one resident"}}]}}"#
    )
}

fn log(office: &mut Office, head: &str) -> String {
    office.log(&document(head)).unwrap_or_else(|error| panic!("{error}")).number
}

#[test]
fn numbers_count_from_1_in_the_year_of_entry_in_northampton() {
    let mut office = Office::new();
    assert_eq!(log(&mut office, ""), "2026-0001");
    assert_eq!(log(&mut office, ""), "2026-0002");
    office.set_clock("2027-01-01T04:59:59Z");
    assert_eq!(log(&mut office, ""), "2026-0003", "still the last evening of 2026 there");
    office.set_clock("2027-01-01T05:00:00Z");
    assert_eq!(log(&mut office, ""), "2027-0001", "though it was received in 2026");
    assert_eq!(log(&mut office, ""), "2027-0002");
}

#[test]
fn the_office_may_give_its_own_number_and_none_is_given_twice() {
    let mut office = Office::new();
    assert_eq!(log(&mut office, r#""request": "PRR 26/118","#), "PRR 26/118");
    assert_eq!(log(&mut office, r#""request": "2026-0002","#), "2026-0002");
    assert_eq!(log(&mut office, ""), "2026-0001");
    assert_eq!(log(&mut office, ""), "2026-0003", "a number that is in use is skipped");
    let before = office.sizes();
    let error = office.log(&document(r#""request": "2026-0002","#)).map(|logged| logged.number).unwrap_err();
    assert!(error.to_string().contains("2026-0002"), "{error}");
    assert_eq!(office.sizes(), before);
}

#[test]
fn the_determinations_and_deadlines_of_all_items_come_back() {
    let mut office = Office::new();
    let logged = office
        .log(
            r#"{"received": "2026-10-07T09:00", "agency": "ICE", "channel": "fax", "department": "Police Department", "items": [
                {"ask": "custody_hold", "purpose": "immigration_enforcement", "instrument": "detainer", "valid_on_face": "yes", "within_scope": "yes"},
                {"information": "status"},
                {"information": "personal"},
                {"ask": "benefit_certification", "recipient": "data_subject"}
            ]}"#,
        )
        .unwrap();
    assert_eq!(logged.items.iter().map(|item| item.item).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let deadlines: Vec<_> = logged.items.iter().map(|item| item.deadlines.len()).collect();
    assert_eq!(deadlines, [0, 0, 0, 1], "the certification has a deadline; a detainer sets none running");
    assert_eq!(logged.items[3].deadlines[0].due, jiff::civil::date(2027, 1, 5), "90 days after it was received");
    assert_eq!(
        logged.warnings.len(),
        1,
        "item 4 is not for the agency as the directory knows it: {:?}",
        logged.warnings
    );
    assert!(logged.warnings[0].starts_with("item 4: "), "{:?}", logged.warnings);
    let outcomes: Vec<_> = logged
        .items
        .iter()
        .map(|item| match &item.decision {
            law::Decision::Settled(found) => found.outcome.as_str(),
            law::Decision::NotSettled(open) => open.ask_next.as_str(),
        })
        .collect();
    assert_eq!(outcomes, ["action_prohibited", "status_exchange", "purpose", "benefit"]);
    let listed: Vec<_> = office.list().into_iter().map(|item| item.outcome.or(item.ask_next)).collect();
    assert_eq!(listed, outcomes.into_iter().map(|word| Some(word.to_owned())).collect::<Vec<_>>(), "as recorded");
    office.assert_holds();
}

#[test]
fn everything_wrong_is_said_at_once_with_the_place_of_the_item() {
    let mut office = Office::new();
    let problems = office.refuse_document(
        r#"{"received": "2026-11-23", "agency": "Acme Movers", "channel": "pigeon", "items": [
            {"information": "personal", "recipient": "private_party"},
            {"information": "adress", "recipient": "private_party"},
            {"response": "released", "description": "resident born 1990-03-04"}
        ]}"#,
    );
    let starting = |with: &str| problems.iter().filter(|problem| problem.starts_with(with)).count();
    assert_eq!(starting("received: `2026-11-23`: "), 1, "a problem of the request is said once: {problems:?}");
    assert_eq!(starting("channel: `pigeon`: "), 1, "{problems:?}");
    assert_eq!(starting("item 1: "), 0, "{problems:?}");
    assert_eq!(starting("item 2: information: `adress`: "), 1, "{problems:?}");
    for column in ["recipient", "responded", "description"] {
        assert_eq!(starting(&format!("item 3: {column}: ")), 1, "{problems:?}");
    }
    assert_eq!(problems.len(), 6, "{problems:?}");
    assert_eq!(office.list(), []);
}

#[test]
fn what_is_no_document_names_every_key_that_is_wrong_and_the_nearest_right_one() {
    let mut office = Office::new();
    let problems = office.refuse_document(
        r#"{"recieved": "2026-10-07", "agency": 7, "channel": {"by": ["fax", 1.5, -1, true]}, "purpose": "other", "items": [{"informaton": "x", "channel": "fax"}, 3]}"#,
    );
    for words in [
        "`recieved` is not known; did you mean `received`?",
        "`agency` must be text",
        "`channel` must be text",
        "`purpose` belongs to an item",
        "item 1: `informaton` is not known; did you mean `information`?",
        "item 1: `channel` belongs to the request",
        "item 2: must be an object",
    ] {
        assert!(problems.iter().any(|problem| problem.starts_with(words)), "{words}: {problems:?}");
    }
    assert_eq!(problems.len(), 7, "{problems:?}");
    for (text, words) in [
        ("{", "not JSON (line 1"),
        ("[]", "must be an object"),
        (r#"{"received": "2026-10-07", "agency": "ICE"}"#, "`items`"),
        (r#"{"received": "2026-10-07", "agency": "ICE", "items": []}"#, "`items`"),
    ] {
        let problems = office.refuse_document(text);
        assert!(problems.len() == 1 && problems[0].contains(words), "{text}: {problems:?}");
    }
}

#[test]
fn a_key_that_is_there_twice_is_named_with_its_place() {
    let mut office = Office::new();
    let problems = office.refuse_document(
        r#"{"received": "2026-10-07", "agency": "ICE", "agency": null, "agency": "CBP", "items": [
            {"information": "status"},
            {"information": "personal", "purpose": "other", "information": "personal"}
        ]}"#,
    );
    assert_eq!(
        problems,
        ["`agency` is there twice; keep one of them", "item 2: `information` is there twice; keep one of them"]
    );
    let item = r#"[{"information": "personal"}]"#;
    let twice = format!(r#"{{"received": "2026-10-07", "agency": "ICE", "items": {item}, "items": {item}}}"#);
    assert_eq!(office.refuse_document(&twice), ["`items` is there twice; keep one of them"]);
}

#[test]
fn null_and_empty_mean_not_known() {
    let mut office = Office::new();
    let text = r#"{"received": "2026-10-07", "agency": "ICE", "origin": null, "items": [{"information": "personal", "purpose": null, "decided": ""}]}"#;
    office.log(text).unwrap_or_else(|error| panic!("{error}"));
    let item = office.only();
    assert_eq!((item.purpose, item.origin.as_str(), item.decided.as_str()), (None, "requested", "2026-10-07"));
}

#[test]
fn a_description_of_an_exchange_is_not_kept() {
    let mut office = Office::new();
    office
        .log(r#"{"received": "2026-10-07", "agency": "ICE", "items": [{"information": "status", "description": "status of one resident"}]}"#)
        .unwrap_or_else(|error: Error| panic!("{error}"));
    assert_eq!((office.only().ledger, office.only().description), ("status_exchange", None));
}
