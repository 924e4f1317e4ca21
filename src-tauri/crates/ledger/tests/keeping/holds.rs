//! Legal holds, and what the record refuses.

use ledger::{Correction, Error, LegalHold, NewItem, RequestId, RequestNumber, Store, Term, merkle};
use proptest::prelude::*;

use crate::common::{self, Office, at, exchange, items, open_item, settled, term};
use crate::office::*;

#[test]
fn the_record_refuses_what_is_on_legal_hold_not_completed_or_has_nothing_and_what_has_no_number() {
    let office = office();
    let mut store = open(&office);
    let heads = store.heads(None).unwrap();
    assert_eq!(place(&mut store, 12, REQUEST, None).unwrap(), 2, "holds are numbered in the request");
    assert!(refused(destroy(&mut store, 13, REQUEST)).contains("on legal hold"));
    lift(&mut store, 14, REQUEST, 2).unwrap();
    let number = "9".repeat(ledger::KEEPING_NUMBER_AT_MOST + 1);
    let tried = act(&mut store, 15, |act| act.destroy_particulars(REQUEST, text(&number)).map(|_| ()));
    assert!(refused(tried).contains("approval number"));
    act(&mut store, 16, |act| act.add_item(REQUEST, open_item(None)).map(|_| ())).unwrap();
    assert!(refused(destroy(&mut store, 17, REQUEST)).contains("not completed"));
    act(&mut store, 18, |act| act.pause_item(REQUEST, 3, term("records"), &text("the book is away"))).unwrap();
    assert!(refused(destroy(&mut store, 19, REQUEST)).contains("not completed"));
    let none = act(&mut store, 20, |act| act.destroy_particulars(RequestId(9), text("RMU-1")).map(|_| ()));
    assert!(matches!(none, Err(Error::NoSuchRequest)));
    destroy(&mut store, 21, OTHER).unwrap();
    assert!(refused(destroy(&mut store, 22, OTHER)).contains("has none"), "there is nothing a second time");
    assert!(store.heads(None).unwrap().disclosure.size > heads.disclosure.size);
    assert_eq!(problems(&store), [""; 0]);

    // An exchange that nobody has answered is as open as an item.
    let mut asked = exchange(None);
    asked.answer = None;
    act(&mut store, 23, |act| {
        act.add_item(OTHER, settled(Some("more was asked")))?;
        act.add_item(OTHER, asked).map(|_| ())
    })
    .unwrap();
    assert!(refused(destroy(&mut store, 24, OTHER)).contains("not completed"));
}

#[test]
fn all_of_an_act_is_destroyed_or_nothing() {
    let office = office();
    let mut store = open(&office);
    place(&mut store, 12, OTHER, None).unwrap();
    let before = (items(&store, None), store.heads(None).unwrap());
    let tried = act(&mut store, 13, |act| {
        act.destroy_particulars(REQUEST, text("RMU-1"))?;
        act.destroy_particulars(OTHER, text("RMU-1")).map(|_| ())
    });
    assert!(refused(tried).contains("on legal hold"));
    assert_eq!((items(&store, None), store.heads(None).unwrap()), before);
    assert_eq!((problems(&store), destroyed(&store)), (Vec::new(), 0));
}

#[test]
fn two_holds_stand_each_for_itself_and_their_words_are_told() {
    let office = office();
    let mut store = open(&office);
    assert_eq!(place(&mut store, 12, REQUEST, Some("letter 4")).unwrap(), 2);
    assert_eq!(place(&mut store, 13, REQUEST, None).unwrap(), 3);
    lift(&mut store, 14, REQUEST, 2).unwrap();
    assert!(refused(lift(&mut store, 15, REQUEST, 2)).contains("does not stand"));
    assert!(refused(lift(&mut store, 15, REQUEST, 4)).contains("does not stand"));
    assert!(refused(lift(&mut store, 15, REQUEST, 0)).contains("does not stand"));
    let long = "9".repeat(ledger::KEEPING_NUMBER_AT_MOST + 1);
    assert!(refused(place(&mut store, 15, REQUEST, Some(&long))).contains("too long"));
    assert!(refused(destroy(&mut store, 16, REQUEST)).contains("on legal hold"), "the third still stands");
    let holds = store.legal_holds("N-1").unwrap();
    let told: Vec<_> = holds
        .iter()
        .map(|LegalHold { hold, reference, placed, lifted }| {
            (*hold, reference.as_deref(), placed.at, lifted.as_ref().map(|said| said.at))
        })
        .collect();
    assert_eq!(
        told,
        [
            (1, Some("26-cv-30017"), at(10), Some(at(11))),
            (2, Some("letter 4"), at(12), Some(at(14))),
            (3, None, at(13), None)
        ]
    );
    assert_eq!(holds[0].placed.reason.as_deref(), Some("zqhold a suit is expected"));
    assert_eq!(holds[0].lifted.as_ref().unwrap().reason.as_deref(), Some("zqlift the suit is settled"));
    assert_eq!(problems(&store), [""; 0]);
    lift(&mut store, 17, REQUEST, 3).unwrap();
    destroy(&mut store, 18, REQUEST).unwrap();
    let holds = store.legal_holds("N-1").unwrap();
    assert_eq!((holds.len(), &holds[0].placed.reason, holds[0].reference.as_deref()), (3, &None, Some("26-cv-30017")));
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn no_item_leaves_for_the_exchange_ledger_while_a_hold_stands_for_its_words_would_go() {
    let office = office();
    let mut store = open(&office);
    place(&mut store, 12, OTHER, None).unwrap();
    let settle = |store: &mut Store, second| {
        let NewItem { facts, decided, determination, answer, .. } = exchange(None);
        let why = term("learned_later");
        let correction = Correction { why, facts, decided, direction: None, description: None, determination, answer };
        act(store, second, |act| act.correct_item(OTHER, 1, correction))
    };
    assert!(refused(settle(&mut store, 13)).contains("legal hold"));
    lift(&mut store, 14, OTHER, 1).unwrap();
    settle(&mut store, 15).unwrap();
    assert_eq!(problems(&store), [""; 0]);
    // What was said of the hold is about the request, and stays.
    assert_eq!(destroy(&mut store, 16, OTHER).unwrap(), 2);
    assert_eq!(problems(&store), [""; 0]);
}

/// Somebody who holds the key appends what never happened, in the place after the last event, and gives its place.
fn forge(office: &Office, event: &str) -> u64 {
    let raw = office.raw();
    let last = "SELECT id, seq, CAST(body AS TEXT) FROM disclosure_event ORDER BY id DESC LIMIT 1";
    let (id, seq, body): (i64, i64, String) =
        raw.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let (head, _) = body.split_once(",\"event\":").unwrap();
    let forged =
        format!("{head},\"event\":{event}}}").replace(&format!("\"seq\":{seq}"), &format!("\"seq\":{}", seq + 1));
    let leaf = merkle::leaf(forged.as_bytes());
    raw.execute(
        "INSERT INTO disclosure_event (id, seq, leaf, body) VALUES (?1, ?2, ?3, ?4)",
        (id + 1, seq + 1, &leaf[..], forged.as_bytes()),
    )
    .unwrap();
    u64::try_from(seq + 1).unwrap()
}

#[test]
fn a_forged_hold_or_destruction_is_found_by_the_fold() {
    let reason = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
    let destroyed = |request: u32, approval: &str, texts: u32| {
        format!(r#"{{"records_destroyed":{{"request":{request},"approval":"{approval}","texts":{texts}}}}}"#)
    };
    let long = "9".repeat(61);
    for (event, about) in [
        (destroyed(2, "RMU-1", 2), "on legal hold"),
        (destroyed(3, "RMU-1", 1), "not completed"),
        (destroyed(1, "", TEXTS), "approval number"),
        (destroyed(1, &long, TEXTS), "approval number"),
        (destroyed(1, "RMU-1", TEXTS - 1), "how many texts"),
        (destroyed(4, "RMU-1", 0), "has none"),
        (destroyed(5, "RMU-1", 1), "has none"),
        (format!(r#"{{"hold_placed":{{"request":1,"hold":3,"reason":"{reason}"}}}}"#), "out of order"),
        (format!(r#"{{"hold_placed":{{"request":1,"hold":2,"reference":"","reason":"{reason}"}}}}"#), "reference"),
        (format!(r#"{{"hold_placed":{{"request":5,"hold":1,"reason":"{reason}"}}}}"#), "not recorded"),
        (format!(r#"{{"hold_lifted":{{"request":1,"hold":1,"reason":"{reason}"}}}}"#), "does not stand"),
        (r#"{"item_moved":{"entry":2,"request":"N-2","item":1}}"#.to_owned(), "legal hold"),
    ] {
        let office = office();
        let mut store = open(&office);
        place(&mut store, 12, OTHER, None).unwrap();
        act(&mut store, 13, |act| {
            let open = act.record_request(common::request(RequestNumber::new("N-3")?))?;
            act.add_item(open, open_item(Some("open")))?;
            let bare = act.record_request(common::request(RequestNumber::new("N-4")?))?;
            act.add_item(bare, settled(None)).map(|_| ())
        })
        .unwrap();
        assert_eq!(problems(&store), [""; 0]);
        drop(store);
        let place = forge(&office, &event);
        let found = open(&office).verify(&[], &mut ledger::to_the_end).unwrap().problems;
        let told = found.iter().any(|problem| problem.seq == Some(place) && problem.what.contains(about));
        assert!(told, "{event}: {found:?}");
    }
}

#[test]
fn what_has_been_left_alone_is_told_with_what_stands_against_destroying_it() {
    let office = office();
    let mut store = open(&office);
    act(&mut store, 100, |act| {
        let open = act.record_request(common::request(RequestNumber::new("N-3")?))?;
        act.add_item(open, open_item(Some("open"))).map(|_| ())
    })
    .unwrap();
    let told = |store: &Store, second| -> Vec<(String, i64, u32, u32, u32)> {
        let told = store.untouched_since(at(second)).unwrap().into_iter();
        told.map(|of| (of.number, of.last_entry.as_second() - at(0).as_second(), of.open, of.holds, of.texts)).collect()
    };
    let first = || ("N-1".to_owned(), 11, 0, 0, TEXTS);
    let other = || ("N-2".to_owned(), 1, 0, 0, 1);
    assert_eq!(told(&store, 1), [], "a moment is not before itself");
    assert_eq!(told(&store, 11), [other()]);
    assert_eq!(told(&store, 12), [first(), other()]);
    assert_eq!(told(&store, 101), [first(), other(), ("N-3".to_owned(), 100, 1, 0, 1)]);
    place(&mut store, 200, OTHER, None).unwrap();
    assert_eq!(told(&store, 12), [first(), ("N-2".to_owned(), 200, 0, 1, 2)], "what is on hold is always told");
    destroy(&mut store, 201, REQUEST).unwrap();
    assert_eq!(told(&store, 300).len(), 2, "what has nothing any more is not");
}

#[test]
fn a_store_from_before_legal_holds_is_read_as_it_is_and_knows_them_once_it_is_opened_to_write() {
    let office = Office::new();
    log_two(&mut office.open());
    office.back_to(10);
    let before = common::bytes(&office.path);
    let store = office.open_read_only();
    assert_eq!((store.legal_holds("N-1").unwrap(), store.destructions("N-1").unwrap()), (Vec::new(), Vec::new()));
    assert_eq!(store.untouched_since(at(500)).unwrap(), []);
    assert_eq!((problems(&store), destroyed(&store)), (Vec::new(), 0));
    drop(store);
    assert_eq!(common::bytes(&office.path), before, "reading changes nothing");
    let mut store = office.open();
    place(&mut store, 12, REQUEST, None).unwrap();
    destroy(&mut store, 13, OTHER).unwrap();
    assert_eq!(problems(&store), [""; 0]);
}

/// One thing somebody tries.
#[derive(Debug, Clone, Copy)]
enum Try {
    Place(bool),
    Lift(bool, u32),
    Destroy(bool),
    Describe(bool),
    Exchange(bool),
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_is_tried_nothing_goes_while_a_hold_stands_and_the_record_holds(
        tries in prop::collection::vec(prop_oneof![
            2 => any::<bool>().prop_map(Try::Place),
            3 => (any::<bool>(), 1..4_u32).prop_map(|(other, hold)| Try::Lift(other, hold)),
            3 => any::<bool>().prop_map(Try::Destroy),
            2 => any::<bool>().prop_map(Try::Describe),
            1 => any::<bool>().prop_map(Try::Exchange),
        ], 1..24)
    ) {
        let office = Office::new();
        let mut store = office.open();
        log_two(&mut store);
        // By request: which holds stand, how many texts there are of items that can still move, of others, and of holds.
        #[derive(Default)]
        struct Model { holds: Vec<bool>, of_first: u32, of_others: u32, moved: bool, of_holds: u32 }
        let mut models = [Model { of_first: 1, ..Model::default() }, Model { of_first: 1, ..Model::default() }];
        let mut gone = 0_u64;
        for (second, tried) in (2..).zip(tries) {
            let (Try::Place(other) | Try::Lift(other, _) | Try::Destroy(other) | Try::Describe(other) | Try::Exchange(other)) = tried;
            let (request, model) = (if other { OTHER } else { REQUEST }, &mut models[usize::from(other)]);
            let held = model.holds.contains(&true);
            let done = match tried {
                Try::Place(_) => {
                    model.holds.push(true);
                    model.of_holds += 1;
                    let number = place(&mut store, second, request, None);
                    prop_assert_eq!(number.as_ref().ok().copied(), u32::try_from(model.holds.len()).ok());
                    (number.map(|_| ()), true)
                }
                Try::Lift(_, hold) => {
                    let may = model.holds.get(hold as usize - 1) == Some(&true);
                    if may {
                        model.holds[hold as usize - 1] = false;
                        model.of_holds += 1;
                    }
                    (lift(&mut store, second, request, hold), may)
                }
                Try::Destroy(_) => {
                    let texts = model.of_first + model.of_others + model.of_holds;
                    let done = destroy(&mut store, second, request);
                    let may = !held && texts > 0;
                    if may {
                        prop_assert_eq!(done.as_ref().ok(), Some(&texts));
                        gone += u64::from(texts);
                        (model.of_first, model.of_others, model.of_holds) = (0, 0, 0);
                    }
                    (done.map(|_| ()), may)
                }
                Try::Describe(_) => {
                    model.of_others += 1;
                    (act(&mut store, second, |act| act.add_item(request, settled(Some("more words"))).map(|_| ())), true)
                }
                Try::Exchange(_) => {
                    let may = !held || model.moved;
                    let NewItem { facts, decided, determination, answer, .. } = exchange(None);
                    let correction = Correction {
                        why: term("learned_later"), facts, decided, direction: Some(Term::from_static("sent")),
                        description: None, determination, answer,
                    };
                    if may {
                        (model.of_first, model.moved) = (0, true);
                    }
                    (act(&mut store, second, |act| act.correct_item(request, 1, correction)), may)
                }
            };
            prop_assert_eq!(done.0.is_ok(), done.1, "{:?}: {:?}", tried, done.0);
        }
        let found = store.verify(&[], &mut ledger::to_the_end).unwrap();
        prop_assert_eq!((found.problems, found.destroyed), (Vec::new(), gone));
    }
}
