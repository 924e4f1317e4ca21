//! Corrections in the record: new entries beside the old ones, by the one fold, and none can be forged unseen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "what fails here, fails the test")]

#[cfg(test)]
mod common;

use common::{CHEAP, Counting, Office, at, exchange, items, open_item, passphrase, settled, term, when};
use ledger::{
    Act, Answer, Correction, Error, FreeText, Happening, Item, ItemChange, ItemHappening, Log, NewItem, Request,
    RequestId, RequestNumber, Store, merkle,
};

const REQUEST: RequestId = RequestId(1);

/// Two officers, and a request with a settled and answered item, an exchange, and an open item.
fn office() -> (Office, Store) {
    let office = Office::new();
    let mut store = office.open();
    act(&mut store, 1, |act| {
        act.add_officer("Ben", common::REVIEWER, &passphrase("a given horse"), CHEAP)?;
        let request = act.record_request(common::request(RequestNumber::new("N-1").unwrap()))?;
        act.add_item(request, settled(Some("home address")))?;
        act.add_item(request, exchange(None))?;
        act.add_item(request, open_item(Some("date of release"))).map(|_| ())
    })
    .unwrap();
    drop(store);
    common::choose_own(&office, "Ben", "a given horse", "another horse");
    let store = open_as(&office, "Ada");
    (office, store)
}

fn open_as(office: &Office, officer: &str) -> Store {
    let words = if officer == "Ada" { "correct horse" } else { "another horse" };
    Store::open(&office.path, Some(officer), &passphrase(words)).unwrap()
}

fn read_as_ada(office: &Office) -> Store {
    Store::open_read_only(&office.path, Some("Ada"), &passphrase("correct horse")).unwrap()
}

fn act(store: &mut Store, second: i64, work: impl FnOnce(&mut Act<'_>) -> Result<(), Error>) -> Result<(), Error> {
    let mut entropy = Counting(u64::try_from(second).unwrap() * 1000);
    let mut act = store.begin(at(second), &mut entropy).unwrap();
    work(&mut act)?;
    act.commit()
}

/// A correction that says what stands there.
fn as_it_is(store: &Store, item: u32) -> Correction {
    let found = items(store, None).into_iter().find(|found| found.item == item).unwrap();
    let like = match (found.determination.log, &found.determination.outcome) {
        (Log::StatusExchange, _) => exchange(None),
        (Log::Disclosure, Some(_)) => settled(None),
        (Log::Disclosure, None) => open_item(None),
    };
    let Item { facts, decided, direction, description, response, responded, imported, .. } = found;
    let description = description.map(FreeText::stored);
    let answer = responded.map(|responded| Answer {
        response,
        responded,
        imported,
        approved: false,
        basis: None,
        surplus: false,
    });
    let (why, determination) = (term("mistyped"), like.determination);
    Correction { why, facts, decided, direction, description, determination, answer }
}

fn correct(store: &mut Store, second: i64, item: u32, correction: Correction) -> Result<(), Error> {
    act(store, second, |act| act.correct_item(REQUEST, item, correction))
}

fn other_request() -> Request {
    Request {
        received: when("2026-10-01"),
        channel: Some(term("fax")),
        agency: FreeText::new("Probation Office").unwrap(),
        ..common::request(RequestNumber::new("N-1").unwrap())
    }
}

fn item(store: &Store, second: Option<i64>, number: u32) -> Item {
    items(store, second.map(at)).into_iter().find(|found| found.item == number).unwrap()
}

fn size(store: &Store) -> (u64, u64) {
    let heads = store.heads(None).unwrap();
    (heads.disclosure.size, heads.status_exchange.size)
}

fn last(store: &Store) -> Happening {
    store.history("N-1").unwrap().pop().unwrap().what
}

#[test]
fn a_corrected_request_is_found_by_its_new_words_and_reads_as_it_was_as_of_then() {
    let (_office, mut store) = office();
    act(&mut store, 5, |act| act.correct_request(REQUEST, term("misread_paper"), other_request())).unwrap();
    for number in 1..=3 {
        let (then, now) = (item(&store, Some(4), number).request, item(&store, None, number).request);
        assert_eq!((then.received, then.agency.as_str()), (when("2026-10-07"), "Sheriff of Hampshire County"));
        assert_eq!((now.received, now.agency.as_str()), (when("2026-10-01"), "Probation Office"));
        assert_eq!(now.number, "N-1");
    }
    assert_eq!(store.search("probation", 9).unwrap(), [3, 1]);
    assert_eq!(store.search("hampshire", 9).unwrap(), [0_i64; 0], "the words it is found by are those it has");
    let Happening::Corrected { why, before, after } = last(&store) else { panic!("{:?}", last(&store)) };
    assert_eq!((why, before.received, after.received), (term("misread_paper"), when("2026-10-07"), when("2026-10-01")));
    let before = size(&store);
    act(&mut store, 6, |act| act.correct_request(REQUEST, term("mistyped"), other_request())).unwrap();
    assert_eq!(size(&store), before, "what says nothing new is no entry");
    act(&mut store, 7, |act| act.add_item(REQUEST, settled(None)).map(|_| ())).unwrap();
    assert_eq!(store.search("probation", 9).unwrap(), [4, 3, 1], "an item that comes later has the new words");
    common::assert_holds(&store);
}

#[test]
fn a_corrected_answer_counts_from_then_on_and_one_taken_back_can_be_given_again() {
    let (_office, mut store) = office();
    let mut later = as_it_is(&store, 1);
    later.answer.as_mut().unwrap().responded = when("2026-10-12");
    correct(&mut store, 5, 1, later).unwrap();
    assert_eq!(item(&store, Some(4), 1).responded, Some(when("2026-10-09")));
    assert_eq!(item(&store, None, 1).responded, Some(when("2026-10-12")));
    let taken_back = Correction { answer: None, ..as_it_is(&store, 1) };
    correct(&mut store, 6, 1, taken_back).unwrap();
    assert_eq!(item(&store, None, 1).response, term("pending"));
    assert_eq!(store.unanswered().unwrap().iter().map(|item| item.item).collect::<Vec<_>>(), [1, 3]);
    let NewItem { facts, decided, determination, .. } = settled(None);
    let answer = Answer {
        response: term("withheld"),
        responded: when("2026-10-20"),
        imported: false,
        approved: false,
        basis: None,
        surplus: false,
    };
    let change = ItemChange { facts, decided, direction: None, determination, answer: Some(answer), what_left: None };
    act(&mut store, 7, |act| act.change_item(REQUEST, 1, change)).unwrap();
    assert_eq!(item(&store, Some(5), 1).response, term("released"));
    assert_eq!(item(&store, None, 1).response, term("withheld"));
    common::assert_holds(&store);
}

#[test]
fn corrected_facts_are_decided_again_and_an_exchange_leaves_its_text_behind() {
    let (_office, mut store) = office();
    let mut open = as_it_is(&store, 1);
    open.facts.purpose = None;
    open.determination = open_item(None).determination;
    correct(&mut store, 5, 1, open).unwrap();
    assert_eq!(item(&store, Some(4), 1).determination.outcome, Some(term("non_mandatory_permitted")));
    assert_eq!(item(&store, None, 1).determination.ask_next, Some(term("purpose")));

    let NewItem { facts, determination, .. } = exchange(None);
    let moved = Correction { why: term("learned_later"), facts, determination, ..as_it_is(&store, 3) };
    correct(&mut store, 6, 3, moved).unwrap();
    assert_eq!(item(&store, None, 3).determination.log, Log::StatusExchange);
    assert_eq!(item(&store, Some(5), 3).determination.log, Log::Disclosure);
    let told: Vec<_> = store.history("N-1").unwrap().into_iter().map(|happened| happened.what).collect();
    let why = Some(term("learned_later"));
    assert!(told.contains(&Happening::Item { item: 3, what: Box::new(ItemHappening::Moved { why, destroyed: 0 }) }));

    let mut back = as_it_is(&store, 2);
    back.facts.information = Some(term("personal"));
    back.determination = settled(None).determination;
    assert!(matches!(correct(&mut store, 7, 2, back), Err(Error::Correction { .. })), "an exchange does not come back");
    let mut received = as_it_is(&store, 2);
    received.direction = Some(term("received"));
    received.answer = None;
    correct(&mut store, 8, 2, received).unwrap();
    let (then, now) = (item(&store, Some(7), 2), item(&store, None, 2));
    assert_eq!((then.direction, then.response), (Some(term("sent")), term("released")));
    assert_eq!((now.direction, now.response), (Some(term("received")), term("pending")));
    common::assert_holds(&store);
}

#[test]
fn what_nobody_answered_is_not_corrected_and_every_correction_has_a_listed_reason() {
    let (_office, mut store) = office();
    let before = size(&store);
    let answer = settled(None).answer;
    let unanswered = Correction { answer, ..as_it_is(&store, 3) };
    assert!(matches!(correct(&mut store, 5, 3, unanswered), Err(Error::Correction { .. })));
    let without_reason = Correction { why: term("because"), answer: None, ..as_it_is(&store, 1) };
    assert!(matches!(correct(&mut store, 6, 1, without_reason), Err(Error::UnknownWord { .. })));
    for number in 1..=3 {
        let same = as_it_is(&store, number);
        correct(&mut store, 7, number, same).unwrap();
    }
    assert_eq!(size(&store), before, "what is refused or says nothing new is no entry");
}

/// Takes the answer back, has the release asked and approved, and records it as that.
fn released_under_an_approval(office: &Office, mut store: Store) -> Store {
    let taken_back = Correction { answer: None, ..as_it_is(&store, 1) };
    correct(&mut store, 10, 1, taken_back).unwrap();
    let words = FreeText::new("it is public").unwrap();
    act(&mut store, 11, |act| act.ask_approval(REQUEST, 1, &words)).unwrap();
    drop(store);
    let mut store = open_as(office, "Ben");
    act(&mut store, 12, |act| act.decide_approval(REQUEST, 1, common::APPROVE, &words)).unwrap();
    let NewItem { facts, decided, determination, .. } = settled(None);
    let answer = Answer {
        response: term("released"),
        responded: when("2026-10-20"),
        imported: false,
        approved: true,
        basis: None,
        surplus: false,
    };
    let change = ItemChange { facts, decided, direction: None, determination, answer: Some(answer), what_left: None };
    act(&mut store, 13, |act| act.change_item(REQUEST, 1, change)).unwrap();
    store
}

#[test]
fn an_approval_goes_with_the_answer_it_was_used_for_and_with_the_facts_it_was_about() {
    let (office, store) = office();
    let mut store = released_under_an_approval(&office, store);
    let mut day = as_it_is(&store, 1);
    day.answer.as_mut().unwrap().approved = true;
    day.answer.as_mut().unwrap().responded = when("2026-10-21");
    correct(&mut store, 14, 1, day).unwrap();
    assert!(store.approval(1).unwrap().unwrap().used, "the same release on another day");
    let mut withheld = as_it_is(&store, 1);
    withheld.answer.as_mut().unwrap().response = term("withheld");
    correct(&mut store, 15, 1, withheld).unwrap();
    assert_eq!(store.approval(1).unwrap(), None, "it was not given out under it after all");
    let mut released = as_it_is(&store, 1);
    let answer = released.answer.as_mut().unwrap();
    (answer.response, answer.approved) = (term("released"), true);
    assert!(matches!(correct(&mut store, 16, 1, released), Err(Error::NotTaken { .. })), "it has to be asked again");

    let taken_back = Correction { answer: None, ..as_it_is(&store, 1) };
    correct(&mut store, 17, 1, taken_back).unwrap();
    let words = FreeText::new("once more").unwrap();
    act(&mut store, 18, |act| act.ask_approval(REQUEST, 1, &words)).unwrap();
    let mut learned = as_it_is(&store, 1);
    learned.facts.exempt_record = Some(term("no"));
    correct(&mut store, 19, 1, learned).unwrap();
    assert_eq!(store.approval(1).unwrap(), None, "it was asked about other facts");
    common::assert_holds(&store);
}

/// Corrects what was asked, and nothing else.
fn describe(store: &mut Store, second: i64, item: u32, words: Option<&str>) {
    let description = words.map(|words| FreeText::new(words).unwrap());
    let correction = Correction { description, ..as_it_is(store, item) };
    correct(store, second, item, correction).unwrap();
}

/// What is told of the descriptions of an item.
fn descriptions(store: &Store, number: u32) -> Vec<(Option<String>, Option<String>)> {
    let mut told = Vec::new();
    for happened in store.history("N-1").unwrap() {
        let Happening::Item { item, what } = happened.what else { continue };
        if item != number {
            continue;
        }
        if let ItemHappening::Added { description } = *what {
            told.push((None, description));
        } else if let ItemHappening::DescriptionCorrected { why: _, before, after } = *what {
            told.push((before, after));
        }
    }
    told
}

fn said(words: &str) -> Option<String> {
    Some(words.to_owned())
}

#[test]
fn a_corrected_description_is_found_by_its_new_words_and_those_that_stood_there_stay_readable() {
    let (_office, mut store) = office();
    let before = size(&store);
    describe(&mut store, 5, 1, Some("work address"));
    describe(&mut store, 6, 1, Some("school records"));
    describe(&mut store, 7, 1, None);
    describe(&mut store, 8, 1, Some("work address"));
    assert_eq!(size(&store), (before.0 + 4, before.1), "an entry each, and no other");
    describe(&mut store, 9, 1, Some("work address"));
    assert_eq!(size(&store).0, before.0 + 4, "what says nothing new is no entry");
    let then = |second| item(&store, Some(second), 1).description;
    assert_eq!(
        [then(4), then(5), then(6), then(7), then(8)],
        [said("home address"), said("work address"), said("school records"), None, said("work address")]
    );
    assert_eq!(item(&store, None, 1).description, said("work address"));
    assert_eq!(
        descriptions(&store, 1),
        [
            (None, said("home address")),
            (said("home address"), said("work address")),
            (said("work address"), said("school records")),
            (said("school records"), None),
            (None, said("work address")),
        ]
    );
    assert_eq!(descriptions(&store, 3), [(None, said("date of release"))], "another item has its own");
    assert_eq!(store.search("work address", 9).unwrap(), [1]);
    assert_eq!(store.search("home", 9).unwrap(), [0_i64; 0], "the words it is found by are those it has");
    common::assert_holds(&store);
}

#[test]
fn an_item_is_described_in_the_act_that_adds_it_and_twice_in_one_act() {
    let (_office, mut store) = office();
    let as_it_is = as_it_is(&store, 1);
    let described = |words: &str| Correction { description: Some(FreeText::new(words).unwrap()), ..as_it_is.clone() };
    act(&mut store, 5, |act| {
        let added = act.add_item(REQUEST, settled(Some("home address")))?;
        for words in ["work address", "school records"] {
            act.correct_item(REQUEST, added, described(words))?;
            act.correct_item(REQUEST, 1, described(words))?;
        }
        Ok(())
    })
    .unwrap();
    for number in [1, 4] {
        assert_eq!(
            descriptions(&store, number),
            [
                (None, said("home address")),
                (said("home address"), said("work address")),
                (said("work address"), said("school records")),
            ]
        );
    }
    assert_eq!(store.search("school", 9).unwrap(), [4, 1]);
    common::assert_holds(&store);
}

#[test]
fn other_words_for_what_was_asked_void_what_nobody_has_given_out_yet() {
    let (office, mut store) = office();
    let taken_back = Correction { answer: None, ..as_it_is(&store, 1) };
    correct(&mut store, 10, 1, taken_back).unwrap();
    let reason = FreeText::new("it is public").unwrap();
    act(&mut store, 11, |act| act.ask_approval(REQUEST, 1, &reason)).unwrap();
    drop(store);
    let mut store = open_as(&office, "Ben");
    act(&mut store, 12, |act| act.decide_approval(REQUEST, 1, common::APPROVE, &reason)).unwrap();
    let other_words = Correction { description: Some(FreeText::new("work address").unwrap()), ..as_it_is(&store, 1) };
    correct(&mut store, 13, 1, other_words).unwrap();
    assert_eq!(store.approval(1).unwrap(), None, "it was asked about other words");
    common::assert_holds(&store);
}

#[test]
fn other_words_for_what_was_given_out_leave_the_facts_the_answer_and_the_approval_as_they_are() {
    let (office, store) = office();
    let store = released_under_an_approval(&office, store);
    let before = (item(&store, None, 1), store.approval(1).unwrap());
    assert!(before.1.as_ref().unwrap().used);
    let mut store = store;
    let mut correction = as_it_is(&store, 1);
    correction.answer.as_mut().unwrap().approved = true;
    correction.description = Some(FreeText::new("work address").unwrap());
    correct(&mut store, 20, 1, correction).unwrap();
    let after = (item(&store, None, 1), store.approval(1).unwrap());
    assert_eq!(after, (Item { description: said("work address"), ..before.0 }, before.1));
    common::assert_holds(&store);
}

#[test]
fn what_settles_as_an_exchange_leaves_no_description_that_it_had() {
    let (office, mut store) = office();
    describe(&mut store, 5, 3, Some("time of release"));
    let before = size(&store);
    let NewItem { facts, determination, .. } = exchange(None);
    let description = Some(FreeText::new("status").unwrap());
    let moved = Correction { facts, determination, description, ..as_it_is(&store, 3) };
    correct(&mut store, 6, 3, moved).unwrap();
    assert_eq!(size(&store), (before.0 + 1, before.1 + 1), "it moves, and nothing is said of other words");
    assert_eq!(descriptions(&store, 3), [(None, None), (None, None)]);
    assert_eq!(item(&store, Some(5), 3).description, None, "what is destroyed is gone from the past as well");
    assert_eq!(store.search("release", 9).unwrap(), [0_i64; 0]);
    let described = Correction { description: Some(FreeText::new("status").unwrap()), ..as_it_is(&store, 3) };
    correct(&mut store, 7, 3, described).unwrap();
    assert_eq!(size(&store), (before.0 + 1, before.1 + 1), "an exchange has no description to correct");
    common::assert_holds(&store);
    drop(store);
    let raw = office.raw();
    for table in ["description", "remark"] {
        let sql = format!("SELECT count(*) FROM {table} WHERE entry = 3");
        assert_eq!(raw.query_row(&sql, [], |row| row.get::<_, i64>(0)).unwrap(), 0, "{table}");
    }
    raw.execute_batch("INSERT INTO remark VALUES (3, 9, zeroblob(16), 'date of release')").unwrap();
    drop(raw);
    let found = open_as(&office, "Ada").verify(&[], &mut ledger::to_the_end).unwrap().problems;
    assert!(found[0].what.contains("entry 3 are kept"), "{found:?}");
    assert!(found[0].what.contains("should have been destroyed"), "{found:?}");
}

#[test]
fn the_descriptions_that_an_item_had_are_what_its_events_say() {
    for (with, about) in [
        ("DROP TRIGGER remark_stays; UPDATE remark SET words = 'other'", "had before a correction is not the one"),
        ("DELETE FROM remark WHERE entry = 1", "entry 1 had before a correction is missing"),
        ("DELETE FROM remark WHERE entry = 3", "entry 3 had before a correction is missing"),
        ("INSERT INTO remark VALUES (1, 1, zeroblob(16), 'more')", "words about entry 1 are kept"),
        ("UPDATE item SET commitment = zeroblob(32) WHERE entry = 1", "entry 1 of the disclosure ledger"),
        ("DELETE FROM description WHERE entry = 1", "description of entry 1"),
        // The words that stood there are put back, as if nobody had corrected them.
        (
            "DELETE FROM description WHERE entry = 1; \
             INSERT INTO description SELECT entry, salt, words FROM remark WHERE entry = 1",
            "description of entry 1",
        ),
        ("UPDATE search SET words = 'home address' WHERE rowid = 1", "words of entry 1"),
    ] {
        let (office, mut store) = office();
        describe(&mut store, 5, 1, Some("work address"));
        describe(&mut store, 6, 3, Some("time of release"));
        common::assert_holds(&store);
        drop(store);
        office.raw().execute_batch(with).unwrap();
        let found = open_as(&office, "Ada").verify(&[], &mut ledger::to_the_end).unwrap().problems;
        assert!(found.iter().any(|problem| problem.what.contains(about)), "{with}: {found:?}");
    }
}

#[test]
fn a_store_from_before_the_timeline_reads_what_stood_there_and_one_from_before_remarks_what_stands() {
    let (office, mut store) = office();
    describe(&mut store, 5, 1, Some("work address"));
    drop(store);
    office.back_to(8);
    let older = read_as_ada(&office);
    assert_eq!(item(&older, Some(4), 1).description, said("home address"));
    assert_eq!(item(&older, Some(5), 1).description, said("work address"));
    common::assert_holds(&older);
    drop(older);
    let store = open_as(&office, "Ada");
    let told = [(None, said("home address")), (said("home address"), said("work address"))];
    assert_eq!(descriptions(&store, 1), told, "the upgrade finds the correction among the events");
    common::assert_holds(&store);

    let (office, mut store) = self::office();
    let NewItem { facts, determination, .. } = exchange(None);
    let moved = Correction { facts, determination, ..as_it_is(&store, 3) };
    correct(&mut store, 5, 3, moved).unwrap();
    drop(store);
    office.back_to(2);
    let older = read_as_ada(&office);
    assert_eq!(item(&older, Some(4), 1).description, said("home address"));
    assert_eq!(item(&older, Some(4), 3).description, None, "it was destroyed, and is looked for nowhere else");
    common::assert_holds(&older);
}

/// Somebody who holds the key appends a correction that cannot be.
#[test]
fn a_forged_correction_is_found() {
    for (event, about) in [
        (r#"{"answer_corrected":{"entry":3,"why":"mistyped"}}"#, "nobody gave"),
        (r#"{"answer_corrected":{"entry":1,"why":"hidden"}}"#, "no known reason"),
        (
            r#"{"answer_corrected":{"entry":1,"why":"other","answer":{"response":"released","responded":"2026-10-09","approved":true}}}"#,
            "no second officer",
        ),
        (r#"{"answer_corrected":{"entry":2,"why":"other"}}"#, "that is an exchange"),
        (r#"{"description_corrected":{"entry":2,"why":"other"}}"#, "that is an exchange"),
        (r#"{"description_corrected":{"entry":1,"why":"hidden"}}"#, "no known reason"),
        (r#"{"description_corrected":{"entry":4,"why":"other"}}"#, "never added"),
        (
            r#"{"request_corrected":{"request":7,"why":"other","received":"2026-10-01","origin":"requested","agency":"X"}}"#,
            "never logged",
        ),
        // The rows still say what was there before.
        (r#"{"answer_corrected":{"entry":1,"why":"other"}}"#, "entry 1 of the disclosure ledger"),
        (r#"{"description_corrected":{"entry":1,"why":"other"}}"#, "description of entry 1"),
        (r#"{"description_corrected":{"entry":1,"why":"other"}}"#, "entry 1 had before a correction is missing"),
        (
            r#"{"request_corrected":{"request":1,"why":"other","received":"2026-10-01","origin":"requested","agency":"X"}}"#,
            "request row 1",
        ),
    ] {
        let (office, store) = office();
        drop(store);
        let raw = office.raw();
        let last = "SELECT (SELECT max(id) FROM (SELECT id FROM disclosure_event UNION SELECT id FROM exchange_event)), \
                    seq, CAST(body AS TEXT) FROM disclosure_event ORDER BY id DESC LIMIT 1";
        let (id, seq, body): (i64, i64, String) =
            raw.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        let (head, _) = body.split_once("\"event\":").unwrap();
        let head = head.replace(&format!("\"seq\":{seq}"), &format!("\"seq\":{}", seq + 1));
        let forged = format!("{head}\"event\":{event}}}");
        let leaf = merkle::leaf(forged.as_bytes());
        raw.execute(
            "INSERT INTO disclosure_event (id, seq, leaf, body) VALUES (?1, ?2, ?3, ?4)",
            (id + 1, seq + 1, &leaf[..], forged.as_bytes()),
        )
        .unwrap();
        drop(raw);
        let found = open_as(&office, "Ada").verify(&[], &mut ledger::to_the_end).unwrap().problems;
        assert!(found.iter().any(|problem| problem.what.contains(about)), "{event}: {found:?}");
    }
}
