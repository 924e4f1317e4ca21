//! Tables of the public edition that are given exactly: two officers, once, for a quarter that is over; and a forged row is
//! seen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "what fails here, fails the test")]

#[cfg(test)]
mod common;

use common::{CHEAP, Counting, Office, REVIEWER, assert_holds, at, choose_own, passphrase, term};
use ledger::{Act, Error, FreeText, Store, Term, Unmerging, merkle};

/// The second at which 2026-Q3 is over in New York: the store is made on 21 September.
const OVER: i64 = 827_200;
const QUARTER: &str = "2026-Q3";
const DEPARTMENT: Term = Term::from_static("received_by_department");
const CHANNEL: Term = Term::from_static("received_by_channel");

fn reason(text: &str) -> FreeText {
    FreeText::new(text).unwrap()
}

fn act<T>(store: &mut Store, second: i64, work: impl FnOnce(&mut Act<'_>) -> Result<T, Error>) -> Result<T, Error> {
    let mut entropy = Counting(u64::try_from(second).unwrap() * 1000);
    let mut act = store.begin(at(second), &mut entropy).unwrap();
    let done = work(&mut act)?;
    act.commit().map(|()| done)
}

fn ask(store: &mut Store, second: i64, quarter: &str, table: &Term) -> Result<(), Error> {
    act(store, second, |act| act.ask_unmerging(quarter, table, &reason("the council asks for it")))
}

fn decide(store: &mut Store, second: i64, approve: bool) -> Result<(), Error> {
    act(store, second, |act| act.decide_unmerging(QUARTER, &DEPARTMENT, approve, &reason("it was in the newspaper")))
}

/// Ada, who administers, and Ben, who may approve and still has the passphrase that she gave him.
fn two_officers() -> Office {
    let office = Office::new();
    act(&mut office.open(), 1, |act| act.add_officer("Ben", REVIEWER, &passphrase("given"), CHEAP)).unwrap();
    office
}

fn ben(office: &Office, words: &str) -> Store {
    Store::open(&office.path, Some("Ben"), &passphrase(words)).unwrap()
}

fn ada(office: &Office) -> Store {
    Store::open(&office.path, Some("Ada"), &passphrase("correct horse")).unwrap()
}

/// Opened by Ada, to read.
fn reading(office: &Office) -> Store {
    Store::open_read_only(&office.path, Some("Ada"), &passphrase("correct horse")).unwrap()
}

/// Ada has asked, and Ben, with a passphrase of his own, has approved.
fn approved() -> Office {
    let office = two_officers();
    choose_own(&office, "Ben", "given", "own");
    ask(&mut ada(&office), OVER, QUARTER, &DEPARTMENT).unwrap();
    decide(&mut ben(&office, "own"), OVER + 60, true).unwrap();
    office
}

fn said(of: &Unmerging) -> (&str, &str, &str, Option<(bool, &str)>) {
    let decided = of.decided.as_ref().map(|(approved, said)| (*approved, said.name.as_str()));
    (of.quarter.as_str(), of.table.as_str(), of.asked.name.as_str(), decided)
}

fn refused(result: Result<(), Error>, why: &str) {
    match result {
        Err(Error::NotTaken { what }) => assert!(what.contains(why), "{what}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_one_officer_asks_another_approves_and_it_counts_from_then_on() {
    let office = approved();
    let store = ada(&office);
    let all = store.unmergings(None).unwrap();
    let [one] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(said(one), (QUARTER, "received_by_department", "Ada", Some((true, "Ben"))));
    assert_eq!(one.asked.reason.as_deref(), Some("the council asks for it"));
    let (_, decided) = one.decided.as_ref().unwrap();
    assert_eq!((decided.at, decided.reason.as_deref()), (at(OVER + 60), Some("it was in the newspaper")));
    let before = store.unmergings(Some(at(OVER + 59))).unwrap();
    assert_eq!(said(&before[0]), (QUARTER, "received_by_department", "Ada", None), "a moment before it was asked only");
    assert_eq!(store.unmergings(Some(at(OVER + 60))).unwrap(), all, "from its own moment on");
    assert_eq!(store.unmergings(Some(at(OVER - 1))).unwrap(), []);
    assert_holds(&store);
    drop(store);
    let read = reading(&office);
    assert_eq!(read.unmergings(None).unwrap(), all, "whoever only reads sees the same");
    assert_holds(&read);
}

#[test]
fn nobody_decides_on_their_own_asking_nor_with_a_passphrase_that_somebody_gave_them() {
    let office = two_officers();
    let mut store = ada(&office);
    refused(decide(&mut store, OVER, true), "nobody asked");
    ask(&mut store, OVER, QUARTER, &DEPARTMENT).unwrap();
    let heads = store.heads(None).unwrap();
    refused(decide(&mut store, OVER + 1, true), "the same officer asked");
    refused(decide(&mut store, OVER + 1, false), "the same officer asked");
    drop(store);
    let mut store = ben(&office, "given");
    let given = decide(&mut store, OVER + 1, true).unwrap_err();
    assert!(matches!(given, Error::GivenPassphrase), "{given}");
    assert_eq!(store.heads(None).unwrap(), heads, "what is refused appends nothing");
    drop(store);
    choose_own(&office, "Ben", "given", "own");
    let mut store = ben(&office, "own");
    decide(&mut store, OVER + 2, true).unwrap();
    assert_holds(&store);
}

#[test]
fn one_asking_waits_at_a_time_what_was_refused_is_asked_again_and_what_was_approved_stays() {
    let office = two_officers();
    choose_own(&office, "Ben", "given", "own");
    let mut store = ada(&office);
    ask(&mut store, OVER, QUARTER, &DEPARTMENT).unwrap();
    refused(ask(&mut store, OVER + 1, QUARTER, &DEPARTMENT), "asked for already");
    ask(&mut store, OVER + 2, QUARTER, &CHANNEL).unwrap();
    drop(store);
    decide(&mut ben(&office, "own"), OVER + 3, false).unwrap();
    let mut store = ada(&office);
    ask(&mut store, OVER + 4, QUARTER, &DEPARTMENT).unwrap();
    drop(store);
    let mut store = ben(&office, "own");
    decide(&mut store, OVER + 5, true).unwrap();
    refused(decide(&mut store, OVER + 6, false), "decided already");
    refused(ask(&mut store, OVER + 7, QUARTER, &DEPARTMENT), "given exactly already");
    let all = store.unmergings(None).unwrap();
    let said: Vec<_> = all.iter().map(said).collect();
    assert_eq!(
        said,
        [
            (QUARTER, "received_by_department", "Ada", Some((false, "Ben"))),
            (QUARTER, "received_by_channel", "Ada", None),
            (QUARTER, "received_by_department", "Ada", Some((true, "Ben"))),
        ]
    );
    assert_holds(&store);
}

#[test]
fn it_is_asked_of_a_table_of_the_list_in_a_quarter_that_is_over_in_new_york() {
    let office = two_officers();
    let mut store = ada(&office);
    refused(ask(&mut store, OVER - 1, QUARTER, &DEPARTMENT), "not over");
    refused(ask(&mut store, OVER, "2026-Q4", &DEPARTMENT), "not over");
    for none in ["2026-Q5", "2026", "26-Q3", "FY2027-Q1", ""] {
        refused(ask(&mut store, OVER, none, &DEPARTMENT), "no quarter");
    }
    refused(ask(&mut store, OVER, QUARTER, &term("by_agency")), "does not have");
    assert_eq!(store.unmergings(None).unwrap(), []);
    ask(&mut store, OVER, QUARTER, &DEPARTMENT).unwrap();
    assert!(ledger::is_published_table("received_by_department") && !ledger::is_published_table("pdf"));
    assert_holds(&store);
}

#[test]
fn a_row_that_was_changed_added_or_taken_away_is_seen() {
    for forgery in [
        "UPDATE unmerging SET quarter = '2026-Q2'",
        "UPDATE unmerging SET published_table = 'received_by_channel'",
        "UPDATE unmerging SET reason = 'another'",
        "UPDATE unmerging SET asked_by = 2, decided_by = 1",
        "UPDATE unmerging SET asked_at = asked_at - 1",
        "UPDATE unmerging SET approved = 0",
        "UPDATE unmerging SET decided_at = decided_at - 1",
        "UPDATE unmerging SET why = 'another'",
        "UPDATE unmerging SET approved = NULL, decided = NULL, decided_by = NULL, decided_at = NULL, why = NULL",
        "DELETE FROM unmerging",
        "INSERT INTO unmerging SELECT asked + 1, asked_by, asked_at, quarter, 'not_released_by_kind', reason, approved, decided + 1, \
         decided_by, decided_at, why FROM unmerging",
    ] {
        let office = approved();
        office.raw().execute_batch(forgery).unwrap();
        let found = ada(&office).verify(&[], &mut ledger::to_the_end).unwrap().problems;
        assert!(!found.is_empty(), "{forgery}");
        assert!(found.iter().all(|problem| problem.what.contains("given exactly")), "{forgery}: {found:?}");
    }
}

/// Somebody who holds the key appends an approval in the name of who asked.
#[test]
fn a_forged_approval_is_found() {
    let office = two_officers();
    ask(&mut ada(&office), OVER, QUARTER, &DEPARTMENT).unwrap();
    let raw = office.raw();
    let last = "SELECT id, seq, CAST(body AS TEXT) FROM disclosure_event ORDER BY id DESC LIMIT 1";
    let (id, seq, body): (i64, i64, String) =
        raw.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let forged = body
        .replace("unmerging_asked", "unmerging_approved")
        .replace(&format!("\"seq\":{seq}"), &format!("\"seq\":{}", seq + 1));
    assert_ne!(forged, body);
    let leaf = merkle::leaf(forged.as_bytes());
    let put = "INSERT INTO disclosure_event (id, seq, leaf, body) VALUES (?1, ?2, ?3, ?4)";
    raw.execute(put, (id + 1, seq + 1, &leaf[..], forged.as_bytes())).unwrap();
    drop(raw);
    let found = ada(&office).verify(&[], &mut ledger::to_the_end).unwrap().problems;
    assert!(found[0].what.contains("same officer asked"), "{found:?}");
}

#[test]
fn a_store_from_before_is_read_as_it_is_and_takes_it_once_it_is_opened_to_write() {
    let office = two_officers();
    office.back_to(16);
    let read = reading(&office);
    assert_eq!(read.unmergings(None).unwrap(), []);
    assert_holds(&read);
    drop(read);
    let mut store = ada(&office);
    ask(&mut store, OVER, QUARTER, &DEPARTMENT).unwrap();
    assert_eq!(store.unmergings(None).unwrap().len(), 1);
    assert_holds(&store);
}
