//! What happened to one request is told from its own events, in their order, and nobody can make it say less.

#![allow(clippy::unwrap_used, reason = "what fails here, fails the test")]

#[cfg(test)]
mod common;

use common::{Counting, Office, at, exchange, open_item, request, settled, term, when};
use ledger::{Answer, Happened, Happening, ItemChange, ItemHappening, Log, RequestNumber, Store};

/// Two requests, entered in turn: the first has an item, an exchange, and an item that becomes one.
fn office() -> (Office, Store) {
    let office = Office::new();
    let mut store = office.open();
    let mut entropy = Counting(1);
    let mut act = store.begin(at(1), &mut entropy).unwrap();
    let first = act.record_request(request(RequestNumber::new("N-1").unwrap())).unwrap();
    let second = act.record_request(request(RequestNumber::new("N-2").unwrap())).unwrap();
    act.add_item(first, settled(Some("home address"))).unwrap();
    act.add_item(second, settled(None)).unwrap();
    act.add_item(first, exchange(None)).unwrap();
    act.add_item(first, open_item(Some("date of release"))).unwrap();
    act.commit().unwrap();
    let mut act = store.begin(at(2), &mut entropy).unwrap();
    let moved = exchange(None);
    let mut facts = open_item(None).facts;
    facts.purpose = Some(term("other"));
    let answer = Answer {
        response: term("withheld"),
        responded: when("2026-10-20"),
        imported: false,
        approved: false,
        basis: None,
        surplus: false,
    };
    let change = ItemChange {
        facts,
        decided: None,
        direction: None,
        determination: moved.determination,
        answer: Some(answer),
        what_left: None,
    };
    act.change_item(first, 3, change).unwrap();
    act.commit().unwrap();
    (office, store)
}

/// An event in few words.
fn short(Happened { at: then, officer, log, seq, what, destroyed }: Happened) -> String {
    assert_eq!(destroyed, None, "nothing is destroyed here");
    let what = match what {
        Happening::Received(request) => format!("received {}", request.number),
        Happening::Attached { attachment, what, media, size, letter: _ } => {
            format!("attached {attachment} {what} {media} {size}")
        }
        Happening::HoldPlaced { .. }
        | Happening::HoldLifted { .. }
        | Happening::ExchangeLetter { .. }
        | Happening::Sealed { .. }
        | Happening::SealLifted { .. }
        | Happening::Destroyed(_) => unreachable!(),
        Happening::Corrected { why, before, after } => {
            format!("corrected {why} {} {}", before.received, after.received)
        }
        Happening::Item { item, what } => {
            let what = match *what {
                ItemHappening::Added { description } => format!("added {description:?}"),
                ItemHappening::Determined { before, .. } => format!("determined {}", before.is_some()),
                ItemHappening::Answered { answer, .. } => format!("answered {}", answer.response),
                ItemHappening::Paused { waits_for, reason } => format!("waits for {waits_for} {reason:?}"),
                ItemHappening::Resumed { finding } => format!("resumed {finding:?}"),
                ItemHappening::Moved { why: _, destroyed } => format!("moved {destroyed}"),
                ItemHappening::ExchangeRecorded { direction, answer, .. } => {
                    format!("exchange {} {}", direction.unwrap(), answer.unwrap().response)
                }
                ItemHappening::Corrected { why, before, after } => {
                    let outcome = |known: ledger::Known| known.determination.outcome.map(|word| word.to_string());
                    format!("corrected {why} {:?} {:?}", outcome(before), outcome(after))
                }
                ItemHappening::AnswerCorrected { why, before, after } => {
                    let response = |answer: Option<Answer>| answer.map(|answer| answer.response.to_string());
                    format!("answer corrected {why} {:?} {:?}", response(before), response(after))
                }
                ItemHappening::DescriptionCorrected { why, before, after } => {
                    format!("description corrected {why} {before:?} {after:?}")
                }
                ItemHappening::ApprovalAsked { reason } => format!("asked {reason:?}"),
                ItemHappening::ApprovalGiven { reason, .. } => format!("approved {reason:?}"),
                ItemHappening::ApprovalRefused { reason } => format!("refused {reason:?}"),
                ItemHappening::ReleaseBlocked { why } => format!("blocked {why}"),
                ItemHappening::ReleaseReviewed { found, reason } => format!("reviewed {found} {reason:?}"),
                ItemHappening::ExchangeChanged { answer, .. } => format!("exchange changed {answer:?}"),
                ItemHappening::ExchangeCorrected { why, .. } => format!("exchange corrected {why}"),
            };
            format!("{item} {what}")
        }
    };
    let log = if log == Log::Disclosure { "d" } else { "x" };
    format!("{} {officer} {log}{seq} {what}", then.as_second() - at(0).as_second())
}

fn told(store: &Store, number: &str) -> Vec<String> {
    store.history(number).unwrap().into_iter().map(short).collect()
}

#[test]
fn the_events_of_both_logs_are_told_in_the_order_of_entry_and_those_of_other_requests_are_not() {
    let (_office, store) = office();
    assert_eq!(
        told(&store, "N-1"),
        [
            "1 Ada d2 received N-1",
            "1 Ada d4 1 added Some(\"home address\")",
            "1 Ada d5 1 determined false",
            "1 Ada d6 1 answered released",
            "1 Ada x0 2 exchange sent released",
            // What was typed about it went with it.
            "1 Ada d10 3 added None",
            "1 Ada d11 3 determined false",
            "2 Ada d12 3 moved 0",
            "2 Ada x1 3 exchange sent withheld",
        ]
    );
    assert_eq!(told(&store, "N-2").len(), 4);
    assert_eq!(told(&store, "N-3"), [""; 0], "of what is not there nothing is told");
    common::assert_holds(&store);
}

#[test]
fn where_the_events_lie_is_checked_against_the_events() {
    for with in [
        "DELETE FROM happened WHERE request = 2",
        "UPDATE happened SET last = last + 1 WHERE request = 1 AND first = 3",
        "INSERT INTO happened VALUES (2, 1, 1)",
        "UPDATE happened SET request = 1 WHERE request = 2",
    ] {
        let (office, store) = office();
        drop(store);
        office.raw().execute_batch(with).unwrap();
        let found = office.open().verify(&[], &mut ledger::to_the_end).unwrap().problems;
        assert!(found.iter().any(|problem| problem.what.contains("happened to it") || problem.what.contains("lie")));
    }
}

#[test]
fn a_store_from_before_the_timeline_is_read_as_it_is_and_has_it_once_it_is_opened_to_write() {
    let (office, store) = office();
    let before = told(&store, "N-1");
    drop(store);
    office.back_to(8);
    let older = office.open_read_only();
    assert_eq!(told(&older, "N-1"), [""; 0]);
    common::assert_holds(&older);
    drop(older);
    let store = office.open();
    assert_eq!(told(&store, "N-1"), before, "the upgrade finds every event");
    common::assert_holds(&store);
}
