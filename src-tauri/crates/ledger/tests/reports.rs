//! The list of reports issued: what is written is what is read, it speaks of the record as it was, and a forged line is
//! seen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "what fails here, fails the test")]

#[cfg(test)]
mod common;

use common::{Counting, Office, assert_holds, at};
use jiff::Timestamp;
use ledger::{ClaimedHead, Error, IssuedFile, Store};

fn file(content: &str) -> IssuedFile {
    IssuedFile::of("disclosure-report-2026-Q3.json", content.as_bytes())
}

fn issue(store: &mut Store, second: i64, as_of: Timestamp, content: &str) -> Result<(), Error> {
    let mut entropy = Counting(u64::try_from(second).unwrap());
    let mut act = store.begin(at(second), &mut entropy).unwrap();
    act.issue_report("2026-Q3", as_of, vec![file(content)])?;
    act.commit()
}

/// An office with a request, and a report that was issued a second after it was made.
fn office() -> (Office, Store) {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    issue(&mut store, 3, at(2), "figures").unwrap();
    (office, store)
}

#[test]
fn a_report_that_was_issued_is_listed_with_the_heads_of_its_moment() {
    let (office, mut store) = office();
    let heads = store.heads(Some(at(2))).unwrap();
    office.log_one(&mut store, 4);
    issue(&mut store, 6, at(5), "other figures").unwrap();
    let listed = store.reports_issued(10).unwrap();
    let [latest, first] = listed.as_slice() else { panic!("{listed:?}") };
    assert_eq!((first.quarter.as_str(), first.as_of, first.at, first.by.as_str()), ("2026-Q3", at(2), at(3), "Ada"));
    assert_eq!(first.heads, heads);
    assert_eq!(first.files, [file("figures")]);
    assert_eq!(latest.as_of, at(5));
    assert_eq!(store.reports_issued(1).unwrap().first(), Some(latest), "the latest come first");
    assert_eq!(store.report_issued(first.event).unwrap().as_ref(), Some(first));
    assert_eq!(store.report_issued(1).unwrap(), None, "another event is no report");
    assert_eq!(store.report_issued_with(&file("figures").sha256).unwrap().as_ref(), Some(first));
    assert_eq!(store.report_issued_with(&file("figures changed").sha256).unwrap(), None);
    assert_holds(&store);
    drop(store);
    let read = office.open_read_only();
    assert_eq!(read.reports_issued(10).unwrap(), listed, "whoever only reads sees the same");
    assert_holds(&read);
}

#[test]
fn a_report_speaks_of_the_record_as_it_is_when_it_is_issued() {
    let (_office, mut store) = office();
    let before = store.heads(None).unwrap();
    let last = store.last_entry_at().unwrap();
    let too_early = issue(&mut store, 9, last - jiff::SignedDuration::from_micros(1), "x");
    assert!(matches!(too_early, Err(Error::Issue { .. })), "{too_early:?}");
    let not_before_itself = issue(&mut store, 9, at(9), "x");
    assert!(matches!(not_before_itself, Err(Error::Issue { .. })), "{not_before_itself:?}");
    assert_eq!(store.heads(None).unwrap(), before, "what is refused appends nothing");
    issue(&mut store, 9, last, "x").unwrap();
    assert_holds(&store);
}

#[test]
fn a_line_that_was_changed_added_or_taken_away_is_seen() {
    for forgery in [
        "UPDATE report_issued SET as_of = as_of - 1",
        "UPDATE report_issued SET disclosure_size = disclosure_size + 1",
        "UPDATE report_issued SET exchange_root = zeroblob(32)",
        "UPDATE report_issued SET quarter = '2026-Q2'",
        "UPDATE report_issued SET files = replace(files, 'Q3', 'Q2')",
        "UPDATE report_issued SET files = 'none'",
        "DELETE FROM report_issued",
        "INSERT INTO report_issued SELECT event + 1, at, officer, quarter, as_of, disclosure_size, disclosure_root, \
         exchange_size, exchange_root, files FROM report_issued",
    ] {
        let (office, store) = office();
        drop(store);
        office.raw().execute_batch(forgery).unwrap();
        let found = office.open().verify(&[], &mut ledger::to_the_end).unwrap().problems;
        assert!(!found.is_empty(), "{forgery}");
        let told = found.iter().all(|problem| problem.what.contains("report"));
        assert!(told, "{forgery}: {found:?}");
    }
}

#[test]
fn a_head_is_of_this_record_if_its_log_has_had_it() {
    let (office, mut store) = office();
    let heads = store.heads(None).unwrap();
    let kept = [heads.disclosure, heads.status_exchange].map(ClaimedHead::from);
    office.log_one(&mut store, 20);
    for head in kept {
        assert!(store.has_had(&head).unwrap(), "{head:?}");
    }
    let [disclosure, _] = kept;
    assert!(store.has_had(&store.heads(None).unwrap().disclosure.into()).unwrap(), "the head of today");
    assert!(!store.has_had(&ClaimedHead { size: disclosure.size - 1, ..disclosure }).unwrap(), "another size");
    assert!(!store.has_had(&ClaimedHead { root: [7; 32], ..disclosure }).unwrap(), "another root");
    assert!(!store.has_had(&ClaimedHead { size: u64::MAX, ..disclosure }).unwrap(), "longer than the log");
}

#[test]
fn a_store_from_before_the_list_is_read_as_it_is_and_lists_reports_once_it_is_opened_to_write() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    drop(store);
    office.back_to(3);
    let read = office.open_read_only();
    assert_eq!(read.reports_issued(10).unwrap(), []);
    assert_eq!((read.report_issued(1).unwrap(), read.report_issued_with(&[0; 32]).unwrap()), (None, None));
    assert_holds(&read);
    drop(read);
    let mut store = office.open();
    issue(&mut store, 3, at(2), "figures").unwrap();
    assert_eq!(store.reports_issued(10).unwrap().len(), 1);
    assert_holds(&store);
}
