//! The register is what a plain sort of the whole record would be, whatever the pages; and who logged an item is known.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here, fails the test")]

#[cfg(test)]
mod common;

use common::{Counting, Office, at, exchange, open_item, settled, when};
use ledger::{By, FreeText, Item, Mark, Order, RequestNumber, Sought, Store, Total};
use proptest::prelude::*;

const AGENCIES: [&str; 5] = ["Sheriff", "sheriff", "ICE", "State Police", "Zoning board of Éire"];
const DAYS: [&str; 4] = ["2026-10-07", "2026-10-07T09:40", "2026-09-30", "2026-10-08"];

/// One request: its agency, its day, and its items, each settled, open or an exchange.
#[derive(Debug, Clone)]
struct Asked {
    agency: usize,
    day: usize,
    items: Vec<u8>,
}

fn asked() -> impl Strategy<Value = Asked> {
    (0..AGENCIES.len(), 0..DAYS.len(), prop::collection::vec(0_u8..3, 1..4)).prop_map(|(agency, day, items)| Asked {
        agency,
        day,
        items,
    })
}

fn logged(requests: &[Asked]) -> (Office, Store) {
    let office = Office::new();
    let mut store = office.open();
    let mut entropy = Counting(7);
    let mut act = store.begin(at(1), &mut entropy).unwrap();
    for (place, asked) in requests.iter().enumerate() {
        // Numbers that are not in the order of entry.
        let number = RequestNumber::new(&format!("N-{:03}", (place * 37 + 5) % 101)).unwrap();
        let request = ledger::Request {
            received: when(DAYS[asked.day]),
            agency: FreeText::new(AGENCIES[asked.agency]).unwrap(),
            ..common::request(number)
        };
        let id = act.record_request(request).unwrap();
        for item in &asked.items {
            let item = match item {
                0 => settled(Some("camera footage of one street")),
                1 => open_item(Some("release date of one person")),
                _ => exchange(None),
            };
            act.add_item(id, item).unwrap();
        }
    }
    act.commit().unwrap();
    (office, store)
}

fn every(store: &Store, sought: &Sought<'_>, order: Order, size: usize) -> (Vec<Item>, Option<Total>) {
    let (mut items, mut after, mut total): (Vec<Item>, Option<Mark>, _) = (Vec::new(), None, None);
    loop {
        let found = store.register(sought, order, after.as_ref(), size).unwrap();
        assert!(found.items.len() <= size, "no page is longer than was asked for");
        assert_eq!(found.total.is_some(), after.is_none(), "the first page is counted, and no other");
        total = total.or(found.total);
        after = found.items.last().map(|item| order.mark(item));
        let ended = found.items.len() < size;
        items.extend(found.items);
        if ended {
            return (items, total);
        }
    }
}

fn orders() -> impl Iterator<Item = Order> {
    [By::Entry, By::Received, By::Agency, By::Number]
        .into_iter()
        .flat_map(|by| [true, false].map(|descending| Order { by, descending }))
}

/// The same order, told in the shortest way.
fn sorted(mut items: Vec<Item>, order: Order) -> Vec<Item> {
    items.sort_by_cached_key(|item| {
        let value = match order.by {
            By::Entry => String::new(),
            By::Received => item.request.received.to_string(),
            By::Agency => item.request.agency.to_ascii_lowercase(),
            By::Number => item.request.number.clone(),
        };
        (value, item.entry)
    });
    if order.descending {
        items.reverse();
    }
    items
}

/// What is sought, and the same told of one item.
type Kind<'a> = (Sought<'a>, &'a dyn Fn(&Item) -> bool);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_order_is_a_plain_sort_whatever_the_pages(
        requests in prop::collection::vec(asked(), 1..24),
        size in 1_usize..9,
    ) {
        let (_office, store) = logged(&requests);
        let all = common::items(&store, None);
        let (names, entries) = (["SHERIFF".to_owned(), "ICE".to_owned()], [1, 2, 3, 5, 8, 13]);
        let kinds: [Kind<'_>; 9] = [
            (Sought::default(), &|_| true),
            (Sought { text: Some("street"), ..Sought::default() }, &|item| {
                item.description.as_ref().is_some_and(|text| text.contains("street"))
            }),
            (Sought { text: Some("N-042"), ..Sought::default() }, &|item| item.request.number == "N-042"),
            (Sought { agencies: Some(&names), ..Sought::default() }, &|item| {
                names.iter().any(|name| name.eq_ignore_ascii_case(&item.request.agency))
            }),
            (Sought { text: Some("one s"), agencies: Some(&names), ..Sought::default() }, &|item| {
                names.iter().any(|name| name.eq_ignore_ascii_case(&item.request.agency))
                    && item.description.as_ref().is_some_and(|text| {
                        text.contains("street") || item.request.agency.to_lowercase().starts_with('s')
                    })
            }),
            (Sought { outcome: Some(""), ..Sought::default() }, &|item| item.determination.outcome.is_none()),
            (Sought { response: Some("pending"), log: Some("status_exchange"), ..Sought::default() }, &|item| {
                item.response == "pending" && item.determination.log.as_str() == "status_exchange"
            }),
            (
                Sought { received_from: Some("2026-10-07"), received_before: Some("2026-10-08"), ..Sought::default() },
                &|item| item.request.received.to_string().starts_with("2026-10-07"),
            ),
            (Sought { entries: Some(&entries), officer: Some("Ada"), ..Sought::default() }, &|item| {
                entries.contains(&item.entry)
            }),
        ];
        for (sought, is) in kinds {
            let wanted: Vec<Item> = all.iter().filter(|item| is(item)).cloned().collect();
            let entries: Vec<i64> = wanted.iter().map(|item| item.entry).collect();
            prop_assert_eq!(store.matching(&sought).unwrap(), entries);
            for order in orders() {
                let (found, total) = every(&store, &sought, order, size);
                prop_assert_eq!(&found, &sorted(wanted.clone(), order), "{:?} {:?}", sought, order);
                prop_assert_eq!(total, Some(Total { items: wanted.len() as u64, more: false }));
            }
        }
        common::assert_holds(&store);
    }
}

#[test]
fn words_are_counted_up_to_a_thousand_and_then_it_is_said_that_there_are_more() {
    let asked = |items: usize| Asked { agency: 0, day: 0, items: vec![0; items] };
    let (_office, store) = logged(&[asked(1000)]);
    let street = Sought { text: Some("street"), ..Sought::default() };
    let count = |store: &Store, sought| store.register(sought, Order::LATEST, None, 200).unwrap().total;
    assert_eq!(count(&store, &street), Some(Total { items: 1000, more: false }));
    let (_office, store) = logged(&[asked(1001)]);
    assert_eq!(count(&store, &street), Some(Total { items: 1000, more: true }));
    assert_eq!(count(&store, &Sought::default()), Some(Total { items: 1001, more: false }), "without words, all");
}

#[test]
fn every_way_of_writing_an_agency_is_told_once() {
    let asked = |agency| Asked { agency, day: 0, items: vec![0] };
    let (_office, store) = logged(&[asked(3), asked(0), asked(1), asked(4), asked(2), asked(0)]);
    let written = store.agencies_written().unwrap();
    let lower: Vec<String> = written.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(lower, ["ice", "sheriff", "state police", "zoning board of éire"]);
    assert_eq!(Office::new().open().agencies_written().unwrap(), [""; 0]);
}

/// Three acts of two officers: Ada logs the entries 1 and 2, Ben 3, Ada 4; entry 2 became an exchange since, at Ben's desk.
fn two_officers() -> Office {
    let office = Office::new();
    let mut store = office.open();
    let mut entropy = Counting(70);
    let mut act = store.begin(at(1), &mut entropy).unwrap();
    act.add_officer("Ben", common::REVIEWER, &common::passphrase("another long passphrase"), common::CHEAP).unwrap();
    let number = RequestNumber::new("N-1").unwrap();
    let request = act.record_request(common::request(number)).unwrap();
    act.add_item(request, settled(None)).unwrap();
    act.add_item(request, open_item(Some("release date of one person"))).unwrap();
    act.commit().unwrap();
    drop(store);
    let mut store = Store::open(&office.path, Some("Ben"), &common::passphrase("another long passphrase")).unwrap();
    let mut act = store.begin(at(2), &mut entropy).unwrap();
    act.add_item(request, exchange(None)).unwrap();
    let mut facts = act.find_item(request, 2).unwrap().unwrap().facts;
    facts.purpose = Some(common::term("other"));
    let change = ledger::ItemChange {
        facts,
        decided: Some(when("2026-10-08")),
        direction: None,
        determination: exchange(None).determination,
        answer: None,
        what_left: None,
    };
    act.change_item(request, 2, change).unwrap();
    act.commit().unwrap();
    drop(store);
    let mut store = Store::open(&office.path, Some("Ada"), &common::passphrase("correct horse")).unwrap();
    let mut act = store.begin(at(3), &mut entropy).unwrap();
    act.add_item(request, settled(None)).unwrap();
    act.commit().unwrap();
    drop(store);
    office
}

fn open(office: &Office) -> Store {
    Store::open(&office.path, Some("Ada"), &common::passphrase("correct horse")).unwrap()
}

#[test]
fn the_officer_who_logged_an_item_is_known_and_can_be_sought() {
    let office = two_officers();
    let store = open(&office);
    let logged = store.logged_by(&[4, 3, 2, 1]).unwrap();
    assert_eq!(logged, ["Ada", "Ben", "Ada", "Ada"].map(|name| Some(name.to_owned())));
    let of = |name| store.matching(&Sought { officer: Some(name), ..Sought::default() }).unwrap();
    assert_eq!((of("Ada"), of("Ben"), of("Cleo")), (vec![1, 2, 4], vec![3], vec![]));
    assert_eq!(store.loggers().unwrap(), ["Ada", "Ben"]);
    common::assert_holds(&store);
}

#[test]
fn a_forged_logger_or_a_torn_index_is_found() {
    for (with, about) in [
        ("UPDATE logged_by SET officer = 2 WHERE entry = 1", "officers who logged"),
        ("DELETE FROM logged_by WHERE entry = 3", "officers who logged"),
        ("INSERT INTO logged_by VALUES (2, 2)", "officers who logged"),
    ] {
        let office = two_officers();
        office.raw().execute_batch(with).unwrap();
        let found = open(&office).verify(&[], &mut ledger::to_the_end).unwrap().problems;
        assert!(found.iter().any(|problem| problem.what.contains(about)), "{with}: {found:?}");
    }
}

#[test]
fn an_older_store_learns_from_its_events_who_logged_what() {
    let office = two_officers();
    let rows = |office: &Office| -> Vec<(i64, i64)> {
        let raw = office.raw();
        let mut statement = raw.prepare("SELECT entry, officer FROM logged_by ORDER BY entry").unwrap();
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap()
    };
    assert_eq!(rows(&office), [(1, 1), (3, 2), (4, 1)]);
    office.back_to(6);
    let store = Store::open_read_only(&office.path, Some("Ada"), &common::passphrase("correct horse")).unwrap();
    assert_eq!(store.logged_by(&[1]).unwrap(), [None], "only read, it does not say it");
    let found = store.register(&Sought { officer: Some("Ada"), ..Sought::default() }, Order::LATEST, None, 9).unwrap();
    assert_eq!(found.items, []);
    for order in orders() {
        let (found, _) = every(&store, &Sought::default(), order, 3);
        assert_eq!(found.len(), 4, "it is sorted all the same");
    }
    common::assert_holds(&store);
    drop(store);
    common::assert_holds(&open(&office));
    assert_eq!(rows(&office), [(1, 1), (3, 2), (4, 1)], "as it would have been written");
}

#[test]
fn what_an_officer_keeps_is_theirs_alone_and_no_part_of_the_record() {
    let office = two_officers();
    let mut store = open(&office);
    let heads = store.heads(None).unwrap();
    store.save_search("Open", "one", None).unwrap();
    store.save_search("Late", "two", None).unwrap();
    store.save_search("Late", "three", None).unwrap();
    store.save_search("Waiting", "four", Some("Open")).unwrap();
    store.keep_columns("some").unwrap();
    let kept = [("Late", "three"), ("Waiting", "four")].map(|(name, words)| (name.to_owned(), words.to_owned()));
    assert_eq!(store.saved_searches().unwrap(), kept);
    store.forget_search("Late").unwrap();
    assert_eq!(store.saved_searches().unwrap(), kept[1..]);
    assert_eq!(store.kept_columns().unwrap().as_deref(), Some("some"));
    assert_eq!(store.heads(None).unwrap(), heads);
    common::assert_holds(&store);
    drop(store);
    let store = Store::open(&office.path, Some("Ben"), &common::passphrase("another long passphrase")).unwrap();
    assert_eq!((store.saved_searches().unwrap(), store.kept_columns().unwrap()), (vec![], None));
}
