//! The departments that report and what they certified: what is written is what is read, as of any moment; what does not
//! follow is refused, and a forged row is seen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "what fails here, fails the test")]

#[cfg(test)]
mod common;

use common::{Counting, Office, assert_holds, at};
use jiff::Timestamp;
use ledger::{Act, DEPARTMENTS_AT_MOST, Error, FreeText, Store, Term};

/// A quarter that was over when the tests' records begin.
const OVER: &str = "2026-Q2";

fn words(text: &str) -> FreeText {
    FreeText::new(text).unwrap()
}

fn act(
    store: &mut Store,
    moment: Timestamp,
    what: impl FnOnce(&mut Act<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut entropy = Counting(u64::try_from(moment.as_microsecond()).unwrap());
    let mut act = store.begin(moment, &mut entropy).unwrap();
    what(&mut act)?;
    act.commit()
}

fn list(store: &mut Store, second: i64, departments: &[&str]) -> Result<(), Error> {
    let departments = departments.iter().map(|name| words(name)).collect();
    act(store, at(second), |act| act.set_departments_reporting(departments))
}

fn certify(store: &mut Store, second: i64, department: &str, signer: &str) -> Result<(), Error> {
    act(store, at(second), |act| act.certify_nil(OVER, words(department), words(signer)))
}

fn withdraw(store: &mut Store, second: i64, department: &str) -> Result<(), Error> {
    act(store, at(second), |act| act.withdraw_nil(OVER, words(department), Term::from_static("wrong_entry")))
}

/// Who certified nil, for the quarter that was over, as of a second: department and office.
fn certified(store: &Store, second: Option<i64>) -> Vec<(String, String)> {
    let found = store.nil_certificates(OVER, second.map(at)).unwrap();
    found.into_iter().map(|nil| (nil.department, nil.signer)).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
}

/// An office in which two departments report, of which one certified nil twice, and the other once and not after all.
fn office() -> (Office, Store) {
    let office = Office::new();
    let mut store = office.open();
    list(&mut store, 1, &["Fire", "Police"]).unwrap();
    certify(&mut store, 2, "Police", "Captain").unwrap();
    certify(&mut store, 3, "Police", "Chief of Police").unwrap();
    certify(&mut store, 4, "Fire", "Fire Chief").unwrap();
    withdraw(&mut store, 5, "Fire").unwrap();
    (office, store)
}

#[test]
fn the_list_and_the_certificates_are_read_now_and_as_of_every_moment() {
    let (office, mut store) = office();
    list(&mut store, 6, &["Police"]).unwrap();
    let lists = |store: &Store, second: Option<i64>| store.departments_reporting(second.map(at)).unwrap();
    let all = |store: &Store| {
        assert_eq!(lists(store, Some(0)), [""; 0], "before there was one");
        assert_eq!(lists(store, Some(1)), ["Fire", "Police"]);
        assert_eq!(lists(store, Some(5)), ["Fire", "Police"]);
        assert_eq!(lists(store, None), ["Police"]);
        assert_eq!(certified(store, Some(1)), []);
        assert_eq!(certified(store, Some(2)), pairs(&[("Police", "Captain")]));
        assert_eq!(certified(store, Some(3)), pairs(&[("Police", "Chief of Police")]), "the second takes its place");
        assert_eq!(certified(store, Some(4)), pairs(&[("Police", "Chief of Police"), ("Fire", "Fire Chief")]));
        assert_eq!(certified(store, Some(5)), pairs(&[("Police", "Chief of Police")]), "it was withdrawn");
        assert_eq!(certified(store, None), pairs(&[("Police", "Chief of Police")]));
        let found = store.nil_certificates(OVER, None).unwrap();
        assert_eq!((found[0].by.as_str(), found[0].at), ("Ada", at(3)));
        assert_eq!(store.nil_certificates("2026-Q1", None).unwrap(), []);
        let withdrawn = store.nil_withdrawals(OVER).unwrap();
        assert_eq!(withdrawn.len(), 1, "one that was replaced was not withdrawn");
        assert_eq!(
            (withdrawn[0].department.as_str(), withdrawn[0].why.as_str(), withdrawn[0].at),
            ("Fire", "wrong_entry", at(5))
        );
        assert_holds(store);
    };
    all(&store);
    drop(store);
    all(&office.open_read_only());
}

#[test]
fn what_does_not_follow_is_refused_and_appends_nothing() {
    let (_office, mut store) = office();
    let before = store.heads(None).unwrap();
    let many: Vec<String> = (0..=DEPARTMENTS_AT_MOST).map(|number| format!("{number:03}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let long = "x".repeat(101);
    let now = Timestamp::from_microsecond(at(9).as_microsecond()).unwrap();
    let running = ledger::local_date(now);
    let running = format!("{}-Q{}", running.year(), (running.month() + 2) / 3);
    let refused = |what: &str, result: Result<(), Error>| {
        assert!(matches!(result, Err(Error::NotTaken { .. })), "{what}: {result:?}");
    };
    refused("out of order", list(&mut store, 9, &["Police", "Fire"]));
    refused("twice", list(&mut store, 9, &["Fire", "Fire"]));
    refused("too many", list(&mut store, 9, &many));
    refused("too long", list(&mut store, 9, &[&long]));
    refused("two lines", list(&mut store, 9, &["Fire\nPolice"]));
    refused("not on the list", certify(&mut store, 9, "Health", "Director"));
    refused("a long office", certify(&mut store, 9, "Fire", &long));
    refused("withdrawn already", withdraw(&mut store, 9, "Fire"));
    for quarter in [running.as_str(), "2999-Q4", "2026", "2026-Q5", "FY2026-Q4"] {
        let result = act(&mut store, now, |act| act.certify_nil(quarter, words("Fire"), words("Fire Chief")));
        refused(quarter, result);
    }
    let why = Term::from_static("solicitor");
    refused("no reason", act(&mut store, now, |act| act.withdraw_nil(OVER, words("Police"), why)));
    assert_eq!(store.heads(None).unwrap(), before);
    list(&mut store, 9, &many[..DEPARTMENTS_AT_MOST]).unwrap();
    list(&mut store, 10, &[]).unwrap();
    let ended = certify(&mut store, 11, "Police", "Chief of Police");
    assert!(matches!(ended, Err(Error::NotTaken { .. })), "no list holds any more: {ended:?}");
    assert_holds(&store);
}

#[test]
fn a_quarter_is_over_with_its_last_day_in_northampton() {
    let office = Office::new();
    let mut store = office.open();
    let last: Timestamp = "2026-12-31T23:59:59.999999-05:00".parse().unwrap();
    let next: Timestamp = "2027-01-01T00:00:00.000001-05:00".parse().unwrap();
    let departments = || vec![words("Police")];
    act(&mut store, last, |act| act.set_departments_reporting(departments())).unwrap();
    let nil = |act: &mut Act<'_>| act.certify_nil("2026-Q4", words("Police"), words("Chief of Police"));
    let other = Office::new();
    let mut early = other.open();
    let evening = last - jiff::SignedDuration::from_secs(2);
    act(&mut early, evening, |act| act.set_departments_reporting(departments())).unwrap();
    let early = act(&mut early, last, nil);
    assert!(matches!(early, Err(Error::NotTaken { .. })), "{early:?}");
    act(&mut store, next, nil).unwrap();
    assert_holds(&store);
}

#[test]
fn a_row_that_was_changed_added_or_taken_away_is_seen() {
    for forgery in [
        "UPDATE departments_reporting SET departments = '[\"Police\"]'",
        "UPDATE departments_reporting SET departments = 'none'",
        "UPDATE departments_reporting SET at = at - 1",
        "DELETE FROM departments_reporting",
        "INSERT INTO departments_reporting SELECT event + 1, at, officer, departments FROM departments_reporting",
        "UPDATE nil_certified SET signer = 'Captain'",
        "UPDATE nil_certified SET quarter = '2026-Q1'",
        "UPDATE nil_certified SET department = 'Fire' WHERE department = 'Police'",
        "UPDATE nil_certified SET ended = NULL, ended_by = NULL, ended_at = NULL, correction = NULL",
        "UPDATE nil_certified SET correction = 'mistyped' WHERE correction IS NOT NULL",
        "DELETE FROM nil_certified WHERE ended IS NULL",
        "INSERT INTO nil_certified SELECT event + 9, at, officer, quarter, department, signer, ended + 9, ended_by, ended_at, \
         correction FROM nil_certified",
    ] {
        let (office, store) = office();
        drop(store);
        office.raw().execute_batch(forgery).unwrap();
        let found = office.open().verify(&[], &mut ledger::to_the_end).unwrap().problems;
        assert!(!found.is_empty(), "{forgery}");
        let told = found.iter().all(|problem| problem.what.contains("departments"));
        assert!(told, "{forgery}: {found:?}");
    }
}

#[test]
fn a_store_from_before_it_is_read_as_it_is_and_knows_a_list_once_it_is_opened_to_write() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    drop(store);
    office.back_to(14);
    let read = office.open_read_only();
    assert_eq!(read.departments_reporting(None).unwrap(), [""; 0]);
    assert_eq!(read.nil_certificates(OVER, None).unwrap(), []);
    assert_eq!(read.nil_withdrawals(OVER).unwrap(), []);
    assert_holds(&read);
    drop(read);
    let mut store = office.open();
    list(&mut store, 3, &["Police"]).unwrap();
    certify(&mut store, 4, "Police", "Chief of Police").unwrap();
    assert_eq!(certified(&store, None).len(), 1);
    assert_holds(&store);
}
