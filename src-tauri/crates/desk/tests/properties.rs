//! What holds for every log, not only for those somebody thought of.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use support::{Office, log_of};

/// One row of a generated log: its request's place and its cells.
type Row = (usize, Vec<(&'static str, &'static str)>);

/// The cells of one item: any kind, known or not, answered or not.
fn item() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let information = select(&["", "status", "personal", "published", "statistical", "status_adjacent"]);
    let recipient = select(&["immigration_agency", "state_agency", "private_party", "court", "unidentified"]);
    let purpose = select(&["", "immigration_enforcement", "other", "mixed", "not_stated", "immigration_benefit"]);
    let ask = select(&["information", "release_notification", "status_determination", "custody_hold", "assistance"]);
    let response = select(&["released", "released_in_part", "withheld", "referred", "withdrawn", "no_such_record"]);
    let answer = weighted(0.6, (response, select(&["2026-09-30T23:59", "2026-10-01T00:00", "2026-11-20"])));
    let decided = select(&["", "2026-09-30", "2026-10-01"]);
    (information, recipient, purpose, ask, answer, decided).prop_map(
        |(information, recipient, purpose, ask, answer, decided)| {
            let (response, responded) = answer.unwrap_or(("pending", ""));
            vec![
                ("information", if ask == "information" { information } else { "" }),
                ("recipient", recipient),
                ("purpose", purpose),
                ("ask", ask),
                ("response", response),
                ("responded", responded),
                ("decided", decided),
            ]
        },
    )
}

/// Rows of a few requests in any order; what belongs to a request is the same in all its rows.
fn log() -> impl Strategy<Value = Vec<Row>> {
    vec((0_usize..6, item()), 1..14)
}

/// The requests of a generated log: number, received, origin, agency.
const REQUESTS: [[&str; 4]; 6] = [
    ["R-0", "2026-06-30", "requested", "Bakery"],
    ["R-1", "2026-07-01T08:00", "volunteered", "bakery"],
    ["R-2", "2026-09-30T23:58", "requested", "ICE"],
    ["R-3", "2026-09-29", "own_inquiry", "Probation office"],
    ["R-4", "2026-09-30", "requested", "Immigration and Customs Enforcement"],
    ["R-5", "2026-08-15", "own_inquiry", "Bakery"],
];

fn csv(rows: &[Row]) -> String {
    let rows: Vec<Vec<(&str, &str)>> = rows
        .iter()
        .map(|(request, item)| {
            let [number, received, origin, agency] = REQUESTS[*request];
            let head = [("request", number), ("received", received), ("origin", origin), ("agency", agency)];
            head.into_iter().chain(item.iter().copied()).collect()
        })
        .collect();
    log_of(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// The same log, pending and undecided throughout: as an office would have sent it before it answered.
fn unanswered(rows: &[Row]) -> Vec<Row> {
    let blank = |(column, value): &(&'static str, &'static str)| match *column {
        "response" | "responded" | "decided" | "purpose" => (*column, ""),
        _ => (*column, *value),
    };
    rows.iter().map(|(request, item)| (*request, item.iter().map(blank).collect())).collect()
}

fn count(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

fn sum(object: &Value) -> i64 {
    object.as_object().unwrap().values().map(count).sum()
}

/// The rows and figures of two quarters, without the heads of the ledger.
fn figures(office: &Office) -> Vec<Value> {
    let figures = |quarter| {
        let mut report = office.report(quarter, None);
        report["ledger"] = Value::Null;
        report["quarter"]["as_of"] = Value::Null;
        report
    };
    vec![figures("2026-Q3"), figures("2026-Q4")]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// A log may come in pieces: a request's rows that came first, then the whole.
    #[test]
    fn in_one_go_or_in_two_the_record_is_the_same(rows in log(), cut in 0_usize..14) {
        let mut whole = Office::new();
        let done = whole.import(&csv(&rows));
        prop_assert_eq!(done.new_items, rows.len() as u64);
        let mut parts = Office::new();
        let cut = cut.min(rows.len());
        parts.import(&csv(&rows[..cut]));
        let rest = parts.import(&csv(&rows));
        prop_assert_eq!((rest.already_present, rest.new_items), (cut as u64, (rows.len() - cut) as u64));
        prop_assert_eq!(parts.list(), whole.list());
        prop_assert_eq!(figures(&parts), figures(&whole));
    }

    /// Importing a log again changes nothing, and the store holds.
    #[test]
    fn an_import_is_made_once(rows in log()) {
        let mut office = Office::new();
        let log = csv(&rows);
        office.import(&log);
        let (sizes, items) = (office.sizes(), office.list());
        let again = office.import(&log);
        prop_assert_eq!((again.already_present, again.new_items + again.changed_items), (rows.len() as u64, 0));
        prop_assert_eq!((office.sizes(), office.list()), (sizes, items));
        office.assert_holds();
    }

    /// A log that answers the items of an earlier one leaves the record as if it had come alone.
    #[test]
    fn answered_later_or_at_once_the_record_is_the_same(rows in log()) {
        let mut later = Office::new();
        later.import(&csv(&unanswered(&rows)));
        later.import(&csv(&rows));
        let mut at_once = Office::new();
        at_once.import(&csv(&rows));
        prop_assert_eq!(later.list(), at_once.list());
        prop_assert_eq!(figures(&later), figures(&at_once));
        later.assert_holds();
    }

    /// A report of now looks at what its quarter can see, a report as of a moment at everything: they say the same.
    #[test]
    fn what_was_done_with_before_a_quarter_changes_nothing_in_it(rows in log()) {
        let mut office = Office::new();
        office.import(&csv(&rows));
        for quarter in ["2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"] {
            let mut now = office.report(quarter, None);
            let mut of_all = office.report(quarter, Some("2026-12-31T00:00:00Z"));
            now["quarter"]["as_of"] = Value::Null;
            of_all["quarter"]["as_of"] = Value::Null;
            prop_assert_eq!(now, of_all, "{}", quarter);
        }
    }

    /// Whatever is in a log, the figures of its quarters add up with each other and with the list.
    #[test]
    fn figures_add_up(rows in log()) {
        let mut office = Office::new();
        office.import(&csv(&rows));
        let items = office.list();
        let disclosure: Vec<_> = items.iter().filter(|item| item.ledger == "disclosure").collect();
        let mut pending = 0;
        let (mut received, mut determined, mut answered) = (0, 0, 0);
        for quarter in ["2026-Q2", "2026-Q3", "2026-Q4"] {
            let report = office.report(quarter, None);
            let requests = &report["requests"];
            prop_assert_eq!(count(&requests["pending_at_start"]), pending, "{} begins where the last ended", quarter);
            pending = count(&requests["pending_at_end"]);
            received += count(&requests["received"]);
            determined += count(&report["items"]["determined"]);
            answered += sum(&report["responses"]);
            let by_outcome = &report["items"]["by_outcome"];
            prop_assert_eq!(sum(by_outcome) - count(&by_outcome["not_settled"]), count(&report["items"]["determined"]));
            let released = count(&report["responses"]["released"]) + count(&report["responses"]["released_in_part"]);
            prop_assert_eq!(sum(&report["disclosures"]), released);
            prop_assert_eq!(sum(&report["by_origin"]), count(&requests["received"]));
            let agencies = report["by_agency"].as_array().unwrap();
            prop_assert_eq!(agencies.iter().map(|it| count(&it["requests"])).sum::<i64>(), count(&requests["received"]));
            prop_assert_eq!(agencies.iter().map(|it| count(&it["items"])).sum::<i64>(), sum(&report["by_instrument"]));
        }
        let mut numbers: Vec<_> = disclosure.iter().map(|item| &item.request).collect();
        numbers.sort();
        numbers.dedup();
        prop_assert_eq!(received, numbers.len() as i64, "every request with a disclosure item is received once");
        let of = |wanted: fn(&desk::ListedItem) -> bool| disclosure.iter().filter(|item| wanted(item)).count() as i64;
        prop_assert_eq!(determined, of(|item| item.outcome.is_some()), "each settled item is determined once");
        prop_assert_eq!(answered, of(|item| item.responded.is_some()), "each answer counts once");
    }
}
