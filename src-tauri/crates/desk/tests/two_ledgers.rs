//! The two ledgers stay apart: what is exchanged about status is known by its request's number, and by no text.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use std::ops::ControlFlow;

use desk::Filter;
use desk::ledger::{Item, Log, Store};
use law::outcome::LedgerKind;
use support::{Office, log_of, log_with};

const STATUS: (&str, &str) = ("information", "status");
const TO_ICE: (&str, &str) = ("recipient", "immigration_agency");

/// Words that stand nowhere but where the test puts them.
const NEEDLES: [&str; 3] = ["Quillfeather", "Zephyrine", "Brambleworth"];

fn typed() -> [(&'static str, &'static str); 3] {
    [("agency", NEEDLES[0]), ("department", NEEDLES[1]), ("description", NEEDLES[2])]
}

fn items(store: &Store) -> Vec<Item> {
    let mut items = Vec::new();
    let mut take = |item| {
        items.push(item);
        ControlFlow::Continue(())
    };
    store.each_item(None, &mut take).unwrap();
    items
}

/// What an exchange says of itself, without the request that the list puts beside it.
fn own_words(item: &Item) -> String {
    let Item { facts, decided, direction, description, determination, response, responded, .. } = item;
    format!("{facts:?} {decided:?} {direction:?} {description:?} {determination:?} {response} {responded:?}")
}

fn mixed_request() -> Office {
    let [agency, department, description] = typed();
    let answered = [("response", "released"), ("responded", "2026-10-09")];
    let exchange = [STATUS, TO_ICE, agency, department, description, answered[0], answered[1]];
    let address =
        [TO_ICE, agency, department, ("purpose", "immigration_enforcement"), ("response", "withheld"), answered[1]];
    let mut office = Office::new();
    office.import(&log_of(&[&exchange, &address]));
    office
}

#[test]
fn of_a_mixed_request_the_status_goes_into_the_exchange_ledger_and_nothing_else_does() {
    let office = mixed_request();
    let of = |ledger| -> Vec<_> {
        let filter = Filter { ledger: Some(ledger), ..Filter::default() };
        office.filtered(filter).into_iter().map(|item| (item.item, item.outcome.unwrap_or_default())).collect()
    };
    assert_eq!(of(LedgerKind::StatusExchange), [(1, "status_exchange".to_owned())]);
    assert_eq!(of(LedgerKind::Disclosure), [(2, "non_mandatory_prohibited".to_owned())]);
}

#[test]
fn no_text_that_was_typed_is_in_an_exchange_and_no_search_for_it_finds_one() {
    let (store, _folder) = mixed_request().into_store();
    let items = items(&store);
    let [exchange, address] = items.as_slice() else { panic!("two items: {items:?}") };
    assert_eq!((exchange.determination.log, address.determination.log), (Log::StatusExchange, Log::Disclosure));
    assert_eq!(exchange.description, None);
    for needle in NEEDLES {
        assert!(!own_words(exchange).contains(needle), "{needle} is in the exchange: {exchange:?}");
        let found = store.search(needle, 10).unwrap();
        assert!(!found.contains(&exchange.entry), "a search for {needle} finds the exchange");
    }
    assert_eq!(store.search("Brambleworth", 10).unwrap(), Vec::<i64>::new(), "its description was never kept");
    assert!(store.search("A-1", 10).unwrap().contains(&exchange.entry), "the number leads to it");
}

#[test]
fn the_report_counts_the_ledgers_apart() {
    let office = mixed_request();
    let report = office.report("2026-Q4", None);
    assert_eq!(report["status_exchanges"], serde_json::json!({"sent": 1, "received": 0, "inquiry": 0}));
    assert_eq!(report["responses"]["released"], 0, "the released status is no disclosure");
    assert_eq!(report["responses"]["withheld"], 1);
    assert_eq!(report["items"]["determined"], 1);
    assert_eq!(report["items"]["by_outcome"]["status_exchange"], 0);
    assert_eq!(
        report["disclosures"],
        serde_json::json!({"mandatory": 0, "non_mandatory": 0, "benefit": 0, "other": 0})
    );
    assert_eq!(report["by_agency"], serde_json::json!([{"agency": NEEDLES[0], "requests": 1, "items": 1}]));
    assert_eq!(report["by_instrument"], serde_json::json!({"none": 1}));
    let rows = report["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0]["item"], 2, "an item is numbered among all items of its request");
    assert!(!report.to_string().contains(NEEDLES[2]), "no description is in a report");
}

#[test]
fn a_request_of_nothing_but_exchanges_is_in_no_figure_of_the_disclosure_ledger() {
    let mut office = Office::new();
    let log = log_with(&[STATUS, TO_ICE, typed()[0], ("response", "released"), ("responded", "2026-10-09")]);
    office.import(&log);
    let report = office.report("2026-Q4", None);
    assert_eq!(report["requests"]["received"], 0);
    assert_eq!(report["by_origin"]["requested"], 0);
    assert_eq!(report["by_agency"], serde_json::json!([]));
    assert_eq!(report["status_exchanges"]["sent"], 1);
    assert!(!report.to_string().contains(NEEDLES[0]), "nor is its agency anywhere in the report");
}

#[test]
fn an_open_item_keeps_its_description_until_it_settles_as_an_exchange_and_then_it_is_gone() {
    let [_, _, description] = typed();
    let mut office = Office::new();
    office.import(&log_with(&[("information", ""), TO_ICE, description]));
    let open = office.only();
    assert_eq!((open.outcome, open.ledger), (None, "disclosure"), "not settled");
    assert_eq!(open.description.as_deref(), Some(NEEDLES[2]));
    assert_eq!(office.report("2026-Q4", None)["items"]["by_outcome"]["not_settled"], 1);

    office.set_clock("2026-11-23T15:00:00Z");
    let settled = log_with(&[STATUS, TO_ICE, description]);
    let done = office.import(&settled);
    assert_eq!((done.changed_items, done.not_settled), (1, 0));
    let exchange = office.only();
    assert_eq!((exchange.ledger, exchange.item), ("status_exchange", 1));
    assert_eq!(exchange.description, None);
    assert_eq!(office.import(&settled).already_present, 1);
    assert_eq!(office.report("2026-Q4", None)["items"]["by_outcome"]["not_settled"], 0);
    let earlier = office.report("2026-Q4", Some("2026-11-22T15:00:00Z"));
    assert_eq!(
        earlier["items"]["by_outcome"]["not_settled"], 1,
        "as of the day before it was in the disclosure ledger"
    );
    office.assert_holds();

    let (store, _folder) = office.into_store();
    assert_eq!(store.search("Brambleworth", 10).unwrap(), Vec::<i64>::new(), "no search finds what was destroyed");
    for as_of in [None, Some("2026-11-22T15:00:00Z".parse().unwrap())] {
        let mut left = Vec::new();
        let mut take = |item: Item| {
            left.extend(item.description);
            ControlFlow::Continue(())
        };
        store.each_item(as_of, &mut take).unwrap();
        assert_eq!(left, Vec::<String>::new(), "nor is it there as of an earlier moment");
    }
}

#[test]
fn an_open_item_that_settles_as_a_disclosure_keeps_its_description() {
    let mut office = Office::new();
    office.import(&log_with(&[("information", ""), TO_ICE, typed()[2]]));
    office.import(&log_with(&[TO_ICE, typed()[2]]));
    let item = office.only();
    assert_eq!((item.ledger, item.description.as_deref()), ("disclosure", Some(NEEDLES[2])));
    let (store, _folder) = office.into_store();
    assert_eq!(store.search("Brambleworth", 10).unwrap().len(), 1);
}
