//! Seals: when one stands, what it stops, and that the check computes all of it again.

#![cfg(test)]

mod common;

use common::{Counting, Office, assert_holds, at, settled, term};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use ledger::{Error, FreeText, Happening, RequestId, Store, local_date, to_the_end};

const FIRST: RequestId = RequestId(1);
const SECOND: RequestId = RequestId(2);
const REASON: &str = "zqreason of the order";

fn words(text: &str) -> FreeText {
    FreeText::new(text).unwrap()
}

fn seal(store: &mut Store, moment: Timestamp, request: RequestId, until: Date, counted: bool) -> Result<(), Error> {
    let mut entropy = Counting(u64::try_from(moment.as_second()).unwrap());
    let mut act = store.begin(moment, &mut entropy)?;
    act.seal_request(request, (until, counted, term("court_order")), &words(REASON))?;
    act.commit()
}

fn lift(store: &mut Store, moment: Timestamp, request: RequestId) -> Result<(), Error> {
    let mut entropy = Counting(u64::try_from(moment.as_second()).unwrap());
    let mut act = store.begin(moment, &mut entropy)?;
    act.lift_seal(request, &words("the court lifted it"))?;
    act.commit()
}

fn destroy(store: &mut Store, moment: Timestamp, request: RequestId) -> Result<u32, Error> {
    let mut entropy = Counting(7_000_000);
    let mut act = store.begin(moment, &mut entropy)?;
    let texts = act.destroy_particulars(request, words("RMU-2034-118"))?;
    act.commit()?;
    Ok(texts)
}

/// A store with two requests, of one answered item each.
fn office() -> (Office, Store) {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    office.log_one(&mut store, 2);
    (office, store)
}

fn numbers(sealed: Vec<ledger::Sealed>) -> Vec<String> {
    sealed.into_iter().map(|sealed| sealed.number).collect()
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The first day of the store, in New York: it was made on the evening of 21 September 2026.
const TODAY: Date = date(2026, 9, 21);

#[test]
fn a_seal_stands_until_its_day_as_the_office_counts_days() {
    let (_office, mut store) = office();
    assert_eq!(local_date(at(10)), TODAY);
    assert_eq!(store.sealed_on(TODAY).unwrap(), []);
    seal(&mut store, at(10), SECOND, date(2026, 10, 1), true).unwrap();
    let standing = store.sealed_on(date(2026, 9, 30)).unwrap();
    assert_eq!(standing.len(), 1);
    assert_eq!((standing[0].request, standing[0].until, standing[0].counted), (SECOND, date(2026, 10, 1), true));
    assert_eq!(store.sealed_on(date(2026, 10, 1)).unwrap(), [], "from its day on it ends by itself");
    // Midnight in New York is four in the morning, UTC.
    let (before, after) = (moment("2026-10-01T03:59:59Z"), moment("2026-10-01T04:00:00Z"));
    assert_eq!(numbers(store.sealed_as_of(before).unwrap()), ["2026-0002"]);
    assert_eq!(store.sealed_as_of(after).unwrap(), []);
    assert_holds(&store);
}

#[test]
fn what_stood_at_an_earlier_moment_can_be_told() {
    let (_office, mut store) = office();
    seal(&mut store, at(10), FIRST, date(2026, 10, 1), false).unwrap();
    lift(&mut store, at(20), FIRST).unwrap();
    seal(&mut store, at(30), FIRST, date(2026, 11, 1), true).unwrap();
    let stood = |second| !store.sealed_as_of(at(second)).unwrap().is_empty();
    assert_eq!([9, 10, 19, 20, 29, 30, 40].map(stood), [false, true, true, false, false, true, true]);
    assert!(!store.sealed_as_of(at(15)).unwrap()[0].counted, "and as it was given then");
    assert_eq!(store.entries_of(&store.sealed_as_of(at(40)).unwrap()).unwrap(), [1]);
    assert_holds(&store);
}

#[test]
fn a_seal_is_given_anew_only_with_a_later_day_and_ends_on_a_day_to_come() {
    let (_office, mut store) = office();
    let refused = |result: Result<(), Error>| matches!(result, Err(Error::NotTaken { .. }));
    assert!(refused(seal(&mut store, at(10), FIRST, TODAY, true)), "today is no day to come");
    assert!(refused(lift(&mut store, at(10), FIRST)), "none stands");
    seal(&mut store, at(11), FIRST, date(2026, 10, 1), true).unwrap();
    assert!(refused(seal(&mut store, at(12), FIRST, date(2026, 10, 1), true)), "no later day");
    assert!(refused(seal(&mut store, at(12), FIRST, date(2026, 9, 30), true)), "an earlier one");
    seal(&mut store, at(13), FIRST, date(2026, 12, 1), false).unwrap();
    let told = store.seals("2026-0001").unwrap();
    assert_eq!(told.iter().map(|seal| seal.until).collect::<Vec<_>>(), [date(2026, 10, 1), date(2026, 12, 1)]);
    assert_eq!(told[1].sealed.reason.as_deref(), Some(REASON));
    assert_eq!(told[1].sealed.name, "Ada");
    assert_eq!(store.sealed_on(date(2026, 11, 1)).unwrap()[0].until, date(2026, 12, 1), "the last one counts");
    lift(&mut store, at(14), FIRST).unwrap();
    assert_eq!(store.sealed_on(TODAY).unwrap(), [], "and lifting it does not bring the one before back");
    // After its day a seal that was not lifted is over as well.
    seal(&mut store, at(15), FIRST, date(2026, 10, 1), true).unwrap();
    let later = moment("2026-10-05T12:00:00Z");
    assert!(refused(lift(&mut store, later, FIRST)));
    seal(&mut store, later, FIRST, date(2026, 10, 20), true).unwrap();
    let mut entropy = Counting(1);
    let mut act = store.begin(later, &mut entropy).unwrap();
    assert!(matches!(
        act.seal_request(RequestId(9), (date(2027, 1, 1), true, term("court_order")), &words("x")),
        Err(Error::NoSuchRequest)
    ));
    assert!(matches!(
        act.seal_request(SECOND, (date(2027, 1, 1), true, term("released")), &words("x")),
        Err(Error::NotTaken { .. })
    ));
    drop(act);
    assert_holds(&store);
}

#[test]
fn nothing_is_destroyed_while_a_seal_stands_and_its_words_go_with_the_others_afterwards() {
    let (_office, mut store) = office();
    seal(&mut store, at(10), FIRST, date(2026, 10, 1), true).unwrap();
    assert!(matches!(destroy(&mut store, at(11), FIRST), Err(Error::NotTaken { .. })));
    assert_eq!(destroy(&mut store, at(12), SECOND).unwrap(), 1, "what is not sealed goes as before");
    let over = moment("2026-10-01T04:00:00Z");
    assert_eq!(destroy(&mut store, over, FIRST).unwrap(), 2, "the description, and why it was sealed");
    let told = store.seals("2026-0001").unwrap();
    assert_eq!((told.len(), told[0].sealed.reason.as_deref()), (1, None));
    let found = store.verify(&[], &mut to_the_end).unwrap();
    assert_eq!((found.problems, found.destroyed), (Vec::new(), 3));
}

#[test]
fn the_timeline_tells_it_and_the_log_holds_no_word_of_why() {
    let (office, mut store) = office();
    seal(&mut store, at(10), FIRST, date(2026, 10, 1), true).unwrap();
    lift(&mut store, at(11), FIRST).unwrap();
    let told: Vec<Happening> = store.history("2026-0001").unwrap().into_iter().map(|happened| happened.what).collect();
    let [.., Happening::Sealed { until, counted: true, under, reason }, Happening::SealLifted { reason: why }] =
        told.as_slice()
    else {
        panic!("{told:?}")
    };
    assert_eq!((*until, under.as_str()), (date(2026, 10, 1), "court_order"));
    assert_eq!((reason.as_deref(), why.as_deref()), (Some(REASON), Some("the court lifted it")));
    drop(store);
    let raw = office.raw();
    let bodies: i64 = raw
        .query_row("SELECT count(*) FROM disclosure_event WHERE instr(CAST(body AS TEXT), 'zqreason')", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(bodies, 0);
}

#[test]
fn a_row_that_was_changed_is_found() {
    for (change, found) in [
        ("UPDATE seal SET until = '2026-09-22'", "a seal of request row 1 is not what its events say"),
        ("UPDATE seal SET counted = 0", "a seal of request row 1 is not what its events say"),
        ("DELETE FROM seal", "a seal has no row"),
        ("DELETE FROM hold_remark", "what was said about a legal hold or a seal is missing"),
    ] {
        let (office, mut store) = office();
        seal(&mut store, at(10), FIRST, date(2026, 10, 1), true).unwrap();
        drop(store);
        office.raw().execute_batch(change).unwrap();
        let problems = office.open_read_only().verify(&[], &mut to_the_end).unwrap().problems;
        assert!(problems.iter().any(|problem| problem.what.contains(found)), "{change}: {problems:?}");
    }
}

#[test]
fn a_store_from_before_has_no_seal_and_takes_one_once_it_is_opened_to_write() {
    let (office, store) = office();
    drop(store);
    office.back_to(13);
    let store = office.open_read_only();
    assert_eq!((store.sealed_on(TODAY).unwrap(), store.seals("2026-0001").unwrap()), (Vec::new(), Vec::new()));
    assert_holds(&store);
    drop(store);
    let mut store = office.open();
    seal(&mut store, at(10), FIRST, date(2026, 10, 1), true).unwrap();
    let mut entropy = Counting(5);
    let mut act = store.begin(at(11), &mut entropy).unwrap();
    act.add_item(FIRST, settled(None)).unwrap();
    act.commit().unwrap();
    assert_eq!(store.entries_of(&store.sealed_on(TODAY).unwrap()).unwrap(), [1, 3], "what came to it is sealed too");
    assert_holds(&store);
}
