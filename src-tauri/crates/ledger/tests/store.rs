//! A store as the office's work uses it: what goes in comes out, together or not at all.

#[cfg(test)]
mod common;

use std::ops::ControlFlow;

use common::{Office, assert_holds, at, exchange, facts, open_item, settled, term, when};
use ledger::{Agency, Answer, Error, FreeText, ItemChange, Log, NewItem, RequestNumber, Store};

#[test]
fn what_is_recorded_reads_back_in_the_order_of_entry() {
    let office = Office::new();
    let mut store = office.open();
    let mut entropy = common::Counting(7);
    let mut act = store.begin(at(1), &mut entropy).unwrap();
    let number = act.next_number(2026).unwrap();
    assert_eq!(number.as_str(), "2026-0001");
    let request = act.record_request(common::request(number)).unwrap();
    assert_eq!(act.add_item(request, settled(Some("street list of ward 3"))).unwrap(), 1);
    assert_eq!(act.add_item(request, exchange(Some("needle in the exchange"))).unwrap(), 2);
    assert_eq!(act.add_item(request, open_item(Some("release date of one person"))).unwrap(), 3);
    act.commit().unwrap();

    let items = common::items(&store, None);
    assert_eq!(items.iter().map(|item| (item.entry, item.item)).collect::<Vec<_>>(), [(1, 1), (2, 2), (3, 3)]);
    assert_eq!(items[0].description.as_deref(), Some("street list of ward 3"));
    assert_eq!(items[0].request.agency, "Sheriff of Hampshire County");
    assert_eq!(items[1].determination.log, Log::StatusExchange);
    assert_eq!(items[1].description, None, "a status exchange keeps no text");
    assert_eq!(items[1].direction, Some(term("sent")), "the usual direction");
    assert_eq!(items[2].determination.outcome, None, "not settled");
    assert_eq!(items[2].determination.possible, [term("mandatory"), term("counsel")]);
    assert_eq!(items[2].response, term("pending"));
    common::assert_holds(&store);

    drop(store);
    assert_eq!(common::items(&office.open(), None), items, "and after the store was closed and opened");
}

#[test]
fn an_act_that_is_not_committed_leaves_nothing() {
    let office = Office::new();
    let mut store = office.open();
    let before = (store.heads(None).unwrap(), common::items(&store, None));
    let mut entropy = common::Counting(7);
    let mut act = store.begin(at(1), &mut entropy).unwrap();
    let number = act.next_number(2026).unwrap();
    let request = act.record_request(common::request(number)).unwrap();
    act.add_item(request, settled(Some("never kept"))).unwrap();
    drop(act);
    assert_eq!((store.heads(None).unwrap(), common::items(&store, None)), before);
    assert_eq!(store.search("kept", 10).unwrap(), Vec::<i64>::new());
    let mut act = store.begin(at(2), &mut entropy).unwrap();
    assert_eq!(act.next_number(2026).unwrap().as_str(), "2026-0001", "the number was not used up");
    drop(act);
    common::assert_holds(&store);
}

#[test]
fn numbers_restart_each_year_and_skip_those_the_office_used() {
    let office = Office::new();
    let mut store = office.open();
    let mut entropy = common::Counting(7);
    let mut act = store.begin(at(1), &mut entropy).unwrap();
    act.record_request(common::request(RequestNumber::new("2026-0002").unwrap())).unwrap();
    for expected in ["2026-0001", "2026-0003", "2026-0004"] {
        let number = act.next_number(2026).unwrap();
        assert_eq!(number.as_str(), expected);
        act.record_request(common::request(number)).unwrap();
    }
    assert_eq!(act.next_number(2027).unwrap().as_str(), "2027-0001");
    let again = act.record_request(common::request(RequestNumber::new("2026-0003").unwrap()));
    assert!(matches!(again, Err(Error::NumberTaken { number }) if number == "2026-0003"));
    act.commit().unwrap();
    common::assert_holds(&store);
}

#[test]
fn an_item_that_settles_as_an_exchange_moves_and_its_text_is_destroyed() {
    let office = Office::new();
    let mut store = office.open();
    let mut entropy = common::Counting(7);
    let mut act = store.begin(at(1), &mut entropy).unwrap();
    let number = act.next_number(2026).unwrap();
    let request = act.record_request(common::request(number)).unwrap();
    act.add_item(request, open_item(Some("zqneedle about one person"))).unwrap();
    act.commit().unwrap();
    assert_eq!(store.search("zqneedle", 10).unwrap(), [1]);

    let settled = exchange(None);
    let mut act = store.begin(at(2), &mut entropy).unwrap();
    let mut known = act.find_item(request, 1).unwrap().unwrap().facts;
    known.purpose = Some(term("other"));
    let change = ItemChange {
        facts: known,
        decided: Some(when("2026-10-08")),
        direction: None,
        determination: settled.determination,
        answer: Some(Answer {
            response: term("released"),
            responded: when("2026-10-09"),
            imported: false,
            approved: false,
            basis: None,
            surplus: false,
        }),
        what_left: None,
    };
    act.change_item(request, 1, change).unwrap();
    act.commit().unwrap();

    let items = common::items(&store, None);
    assert_eq!((items[0].entry, items[0].item, items[0].determination.log), (1, 1, Log::StatusExchange));
    assert_eq!(items[0].description, None);
    assert_eq!(store.search("zqneedle", 10).unwrap(), Vec::<i64>::new(), "the text is not found any more");
    assert_eq!(store.search("2026-0001", 10).unwrap(), [1], "an exchange is found by its request's number");
    let then = common::items(&store, Some(at(1)));
    assert_eq!(then[0].determination.log, Log::Disclosure, "as of then it was not settled");
    assert_eq!(then[0].description, None, "but what was destroyed stays destroyed");
    common::assert_holds(&store);
}

#[test]
fn what_is_known_is_not_overwritten() {
    let office = Office::new();
    let mut store = office.open();
    let mut entropy = common::Counting(7);
    let mut act = store.begin(at(1), &mut entropy).unwrap();
    let number = act.next_number(2026).unwrap();
    let request = act.record_request(common::request(number)).unwrap();
    act.add_item(request, settled(None)).unwrap();
    act.add_item(request, exchange(None)).unwrap();
    let same = |item: &NewItem| ItemChange {
        facts: item.facts.clone(),
        decided: item.decided,
        direction: None,
        determination: item.determination.clone(),
        answer: item.answer.clone(),
        what_left: None,
    };
    act.change_item(request, 1, same(&settled(None))).unwrap();
    let refused = |change: Result<(), Error>| match change {
        Err(Error::AlreadyKnown { field, .. }) => field,
        other => panic!("expected a refusal, got {other:?}"),
    };
    let mut change = same(&settled(None));
    change.facts.purpose = Some(term("mixed"));
    assert_eq!(refused(act.change_item(request, 1, change)), "purpose");
    let mut change = same(&settled(None));
    change.facts.ask = None;
    assert_eq!(refused(act.change_item(request, 1, change)), "ask");
    let mut change = same(&settled(None));
    change.decided = Some(when("2026-12-01"));
    assert_eq!(refused(act.change_item(request, 1, change)), "decided");
    let mut change = same(&settled(None));
    change.answer = Some(Answer {
        response: term("withheld"),
        responded: when("2026-10-09"),
        imported: false,
        approved: false,
        basis: None,
        surplus: false,
    });
    assert_eq!(refused(act.change_item(request, 1, change)), "response");
    let mut change = same(&exchange(None));
    change.determination = settled(None).determination;
    assert_eq!(refused(act.change_item(request, 2, change)), "ledger");
    let size = |store: &Store| store.heads(None).unwrap().disclosure.size;
    act.commit().unwrap();
    assert_eq!(size(&store), 2 + 1 + 3, "founding, request, item: what said nothing new left no event");
    common::assert_holds(&store);
}

#[test]
fn words_outside_their_lists_and_half_settled_items_are_refused() {
    let office = Office::new();
    let mut store = office.open();
    let mut entropy = common::Counting(7);
    let mut act = store.begin(at(1), &mut entropy).unwrap();
    let number = act.next_number(2026).unwrap();
    let request = act.record_request(common::request(number)).unwrap();
    let mut item = settled(None);
    item.facts.purpose = Some(term("undocumented"));
    assert!(matches!(act.add_item(request, item), Err(Error::UnknownWord { field: "purpose", .. })));
    let mut item = settled(None);
    item.determination.flag = None;
    assert!(matches!(act.add_item(request, item), Err(Error::HalfSettled)));
    let mut item = open_item(None);
    item.determination.log = Log::StatusExchange;
    assert!(matches!(act.add_item(request, item), Err(Error::HalfSettled)), "an exchange is settled");
    let mut item = settled(None);
    item.answer = Some(Answer {
        response: term("pending"),
        responded: when("2026-10-09"),
        imported: false,
        approved: false,
        basis: None,
        surplus: false,
    });
    assert!(matches!(act.add_item(request, item), Err(Error::UnknownWord { field: "response", .. })));
}

#[test]
fn no_text_typed_into_a_request_is_found_in_an_exchange_row() {
    let office = Office::new();
    let mut store = office.open();
    let mut entropy = common::Counting(7);
    let mut act = store.begin(at(1), &mut entropy).unwrap();
    let number = act.next_number(2026).unwrap();
    let mut request = common::request(number);
    request.agency = FreeText::new("Needleagency").unwrap();
    request.department = Some(FreeText::new("Needledepartment").unwrap());
    let request = act.record_request(request).unwrap();
    act.add_item(request, exchange(Some("Needledescription"))).unwrap();
    act.add_item(request, open_item(Some("Needlelater"))).unwrap();
    let change = ItemChange {
        facts: facts(Some("other")),
        decided: None,
        direction: None,
        determination: exchange(None).determination,
        answer: None,
        what_left: None,
    };
    act.change_item(request, 2, change).unwrap();
    act.commit().unwrap();
    drop(store);

    let raw = office.raw();
    let mut looked_at = 0;
    for table in ["exchange", "exchange_event"] {
        let mut statement = raw.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            looked_at += 1;
            for column in 0..columns {
                let value = format!("{:?}", row.get_ref(column).unwrap());
                let bytes = row.get_ref(column).unwrap().as_bytes().map(<[u8]>::to_vec).unwrap_or_default();
                let text = String::from_utf8_lossy(&bytes).to_lowercase();
                assert!(!text.contains("needle") && !value.to_lowercase().contains("needle"), "{table}: {text}");
            }
        }
    }
    assert_eq!(looked_at, 2 + 2, "two exchanges, two events");
    let left: i64 = raw.query_row("SELECT count(*) FROM description", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0, "no description is left");
}

#[test]
fn time_in_the_record_never_goes_back_and_each_act_has_an_instant_of_its_own() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 100);
    let then = store.heads(Some(at(100))).unwrap();
    office.log_one(&mut store, 50);
    assert!(store.last_entry_at().unwrap() > at(100), "a clock set back does not date an entry before the last");
    assert_eq!(common::items(&store, Some(at(99))).len(), 0);
    assert_eq!(common::items(&store, Some(at(100))).len(), 1, "a report as of the first act never sees the second");
    assert_eq!(store.heads(Some(at(100))).unwrap(), then, "nor do its heads");
    assert_eq!(common::items(&store, None).len(), 2);
    common::assert_holds(&store);
}

#[test]
fn items_and_heads_as_of_a_moment_are_those_of_that_moment() {
    let office = Office::new();
    let mut store = office.open();
    let mut then = Vec::new();
    for second in 1..8 {
        office.log_one(&mut store, second);
        then.push((second, common::items(&store, None), store.heads(None).unwrap()));
    }
    for (second, items, heads) in then {
        assert_eq!(common::items(&store, Some(at(second))), items);
        assert_eq!(store.heads(Some(at(second))).unwrap(), heads);
    }
    let mut seen = 0;
    store
        .each_item(None, &mut |_| {
            seen += 1;
            ControlFlow::Break(())
        })
        .unwrap();
    assert_eq!(seen, 1, "reading stops where it is told to");
}

#[test]
fn heads_prove_that_the_log_only_grew() {
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let old = store.heads(None).unwrap().disclosure;
    office.log_one(&mut store, 2);
    let new = store.heads(None).unwrap().disclosure;
    let leaves = store.leaves(Log::Disclosure).unwrap();
    let proof = ledger::merkle::consistency_proof(&leaves, old.size as usize).unwrap();
    assert!(ledger::merkle::verify_consistency(old.size, &old.root, new.size, &new.root, &proof));
}

#[test]
fn the_directory_keeps_each_name_once() {
    let office = Office::new();
    let mut store = office.open();
    let mut entropy = common::Counting(7);
    let sheriff =
        Agency { name: "Sheriff".to_owned(), aliases: vec!["HCSO".to_owned()], recipient: term("state_agency") };
    let mut act = store.begin(at(1), &mut entropy).unwrap();
    act.add_agency(sheriff.clone()).unwrap();
    for (name, alias, taken) in [("hcso", "X", "hcso"), ("New", "SHERIFF", "SHERIFF"), ("Same", "same", "same")] {
        let (name, aliases) = (name.to_owned(), vec![alias.to_owned()]);
        let again = act.add_agency(Agency { name, aliases, recipient: term("local_agency") });
        assert!(matches!(again, Err(Error::AgencyExists { name }) if name == taken));
    }
    act.commit().unwrap();
    assert_eq!(store.agencies().unwrap(), [sheriff]);
    common::assert_holds(&store);
}

#[test]
fn the_directory_as_of_a_moment_has_the_agencies_added_by_then() {
    let office = Office::new();
    let mut store = office.open();
    let agency = |name: &str| Agency { name: name.to_owned(), aliases: Vec::new(), recipient: term("court") };
    for (second, name) in [(10, "First"), (20, "Second")] {
        let mut entropy = common::Counting(7);
        let mut act = store.begin(at(second), &mut entropy).unwrap();
        act.add_agency(agency(name)).unwrap();
        act.commit().unwrap();
        // Neither a request nor its words pass for an agency.
        office.log_one(&mut store, second + 5);
    }
    let (first, second) = (agency("First"), agency("Second"));
    for (moment, expected) in [
        (0, vec![]),
        (9, vec![]),
        (10, vec![first.clone()]),
        (19, vec![first.clone()]),
        (20, vec![first.clone(), second.clone()]),
        (99, vec![first, second]),
    ] {
        assert_eq!(store.agencies_as_of(at(moment)).unwrap(), expected, "after {moment} seconds");
    }
}

#[test]
fn a_stranger_checks_the_signed_heads_with_the_keys_beside_them() {
    use data_encoding::BASE64;
    use ed25519_dalek::{Signature, VerifyingKey};
    let office = Office::new();
    let mut store = office.open();
    office.log_one(&mut store, 1);
    let (notes, keys) = (store.signed_heads().unwrap(), store.verifying_keys());
    let lines: Vec<&str> = notes.lines().collect();
    let signed = lines.iter().filter(|line| line.starts_with("— "));
    assert_eq!(signed.clone().count(), keys.len(), "{notes}");
    for (line, key) in signed.zip(&keys) {
        let [_, name, signature] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let [of, id, key] = key.splitn(3, '+').collect::<Vec<_>>()[..] else { panic!("{key}") };
        let (signature, key) = (BASE64.decode(signature.as_bytes()).unwrap(), BASE64.decode(key.as_bytes()).unwrap());
        assert_eq!((name, data_encoding::HEXLOWER.encode(&signature[..4])), (of, id.to_owned()), "whose signature");
        assert_eq!(key[0], 1, "Ed25519");
        let key = VerifyingKey::from_bytes(key[1..].try_into().unwrap()).unwrap();
        let start = lines.iter().position(|line| *line == name).unwrap();
        let text = lines[start..start + 3].join("\n") + "\n";
        let signature = Signature::from_slice(&signature[4..]).unwrap();
        key.verify_strict(text.as_bytes(), &signature).unwrap();
        assert!(key.verify_strict(text.replacen('\n', "\n1", 1).as_bytes(), &signature).is_err(), "another size");
    }
}

#[test]
fn searching_takes_any_text_and_finds_the_newest_first() {
    let office = Office::new();
    let mut store = office.open();
    for second in 1..4 {
        office.log_one(&mut store, second);
    }
    assert_eq!(store.search("HAMPSHIRE stréet", 2).unwrap(), [3, 2], "case and accents do not count");
    assert_eq!(store.search("ham", 10).unwrap(), [3, 2, 1], "a word is found by its beginning");
    for text in ["", "\"", "NEAR(", "a* OR b", "words:x", "-", "^street", "\0", "'; DROP TABLE item", "2026-0001"] {
        store.search(text, 10).unwrap();
    }
    assert_eq!(store.search("2026-0002", 10).unwrap(), [2]);
}

#[test]
fn officers_open_the_store_with_their_own_passphrase() {
    let office = Office::new();
    let mut store = office.open();
    let mut entropy = common::Counting(70);
    let mut act = store.begin(at(1), &mut entropy).unwrap();
    let second = common::passphrase("another long passphrase");
    act.add_officer("Ben", common::REVIEWER, &second, common::CHEAP).unwrap();
    assert!(matches!(
        act.add_officer("Ben", common::REVIEWER, &second, common::CHEAP),
        Err(Error::OfficerExists { .. })
    ));
    act.commit().unwrap();
    common::assert_holds(&store);
    drop(store);
    let which = Store::open(&office.path, None, &common::passphrase("x"));
    assert!(matches!(which, Err(Error::WhichOfficer { names }) if names == ["Ada", "Ben"]));
    let store = Store::open(&office.path, Some("Ben"), &second).unwrap();
    assert_eq!(store.officer().1, "Ben");
    assert_eq!(store.office(), "City Clerk of Northampton");
}

#[test]
fn a_setting_is_kept_in_the_place_of_the_one_before_and_is_no_part_of_the_record() {
    let office = Office::new();
    let mut store = office.open();
    let heads = store.heads(None).unwrap();
    assert_eq!(store.setting("idle_minutes").unwrap(), None);
    store.keep_setting("idle_minutes", "5").unwrap();
    store.keep_setting("idle_minutes", "25").unwrap();
    assert_eq!(store.heads(None).unwrap(), heads, "no event tells of it");
    assert_holds(&store);
    drop(store);
    let mut store = office.open_read_only();
    assert_eq!(store.setting("idle_minutes").unwrap().as_deref(), Some("25"));
    assert!(matches!(store.keep_setting("idle_minutes", "5"), Err(Error::ReadOnly)));
}

#[test]
fn a_store_from_before_settings_has_none_and_keeps_them_once_it_is_opened_to_write() {
    let office = Office::new();
    office.back_to(4);
    let store = office.open_read_only();
    assert_eq!(store.setting("idle_minutes").unwrap(), None);
    drop(store);
    let mut store = office.open();
    store.keep_setting("idle_minutes", "25").unwrap();
    assert_eq!(store.setting("idle_minutes").unwrap().as_deref(), Some("25"));
    assert_holds(&store);
}
