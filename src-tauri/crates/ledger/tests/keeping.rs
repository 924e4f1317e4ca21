//! Legal holds and lawful destruction in the record: a hold keeps everything of its request, what is destroyed is gone from
//! every page, and a text that is missing or still there against the events is found.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here, fails the test")]

#[cfg(test)]
mod common;

use std::collections::BTreeSet;

use common::{Counting, Office, at, exchange, items, open_item, settled, term};
use ledger::{
    Act, Answer, Correction, Decision, Error, FreeText, Happening, ItemChange, ItemHappening, LegalHold, NewItem,
    RequestId, RequestNumber, Store, Term, merkle,
};
use proptest::prelude::*;

const REQUEST: RequestId = RequestId(1);
const OTHER: RequestId = RequestId(2);

fn act(store: &mut Store, second: i64, work: impl FnOnce(&mut Act<'_>) -> Result<(), Error>) -> Result<(), Error> {
    let mut entropy = Counting(u64::try_from(second).unwrap() * 1000);
    let mut act = store.begin(at(second), &mut entropy).unwrap();
    work(&mut act)?;
    act.commit()
}

fn text(words: &str) -> FreeText {
    FreeText::new(words).unwrap()
}

fn place(store: &mut Store, second: i64, request: RequestId, reference: Option<&str>) -> Result<u32, Error> {
    let mut number = 0;
    act(store, second, |act| {
        number = act.place_hold(request, reference.map(text), &text("zqhold a suit is expected"))?;
        Ok(())
    })?;
    Ok(number)
}

fn lift(store: &mut Store, second: i64, request: RequestId, hold: u32) -> Result<(), Error> {
    act(store, second, |act| act.lift_hold(request, hold, &text("zqlift the suit is settled")))
}

fn destroy(store: &mut Store, second: i64, request: RequestId) -> Result<u32, Error> {
    let mut texts = 0;
    act(store, second, |act| {
        texts = act.destroy_particulars(request, text("RMU-2034-118"))?;
        Ok(())
    })?;
    Ok(texts)
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::NotTaken { what }) => what,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

fn problems(store: &Store) -> Vec<String> {
    store.verify(&[], &mut ledger::to_the_end).unwrap().problems.into_iter().map(|problem| problem.what).collect()
}

fn destroyed(store: &Store) -> u64 {
    store.verify(&[], &mut ledger::to_the_end).unwrap().destroyed
}

fn log_two(store: &mut Store) {
    act(store, 1, |act| {
        for number in ["N-1", "N-2"] {
            let request = act.record_request(common::request(RequestNumber::new(number)?))?;
            act.add_item(request, settled(Some("zqfirst home address")))?;
        }
        Ok(())
    })
    .unwrap();
}

/// Two requests with an item each. Of the first, a text of every kind: a description that was corrected, a second item that
/// waited, was approved on the second try and answered with what left, a hold that was lifted, and a scan.
fn office() -> Office {
    let office = Office::new();
    act(&mut office.open(), 1, |act| {
        act.add_officer("Ben", common::REVIEWER, &common::passphrase("battery staple"), common::CHEAP).map(|_| ())
    })
    .unwrap();
    common::choose_own(&office, "Ben", "battery staple", "his own words");
    let mut store = open(&office);
    log_two(&mut store);
    let NewItem { facts, decided, determination, answer, .. } = settled(None);
    let description = Some(text("zqsecond home address of the tenant"));
    let why = term("mistyped");
    let correction = Correction { why, facts, decided, direction: None, description, determination, answer };
    act(&mut store, 2, |act| act.correct_item(REQUEST, 1, correction)).unwrap();
    let asked = NewItem { answer: None, ..settled(Some("zqthird date of release")) };
    act(&mut store, 3, |act| act.add_item(REQUEST, asked).map(|_| ())).unwrap();
    act(&mut store, 4, |act| act.pause_item(REQUEST, 2, term("solicitor"), &text("zqquestion may it go"))).unwrap();
    act(&mut store, 5, |act| act.resume_item(REQUEST, 2, &text("zqfinding it may"))).unwrap();
    act(&mut store, 6, |act| act.ask_approval(REQUEST, 2, &text("zqasked"))).unwrap();
    drop(store);
    let mut second = Store::open(&office.path, Some("Ben"), &common::passphrase("his own words")).unwrap();
    let approved = Decision::Approve { answerable: None };
    act(&mut second, 7, |act| act.decide_approval(REQUEST, 2, approved, &text("zqapproved"))).unwrap();
    drop(second);
    let mut store = open(&office);
    let NewItem { facts, decided, determination, .. } = settled(None);
    let (response, responded) = (term("released"), common::when("2026-10-09"));
    let answer = Answer { response, responded, imported: false, approved: true, basis: None, surplus: false };
    let what_left = Some(text("zqleft one page"));
    let change = ItemChange { facts, decided, direction: None, determination, answer: Some(answer), what_left };
    act(&mut store, 8, |act| act.change_item(REQUEST, 2, change)).unwrap();
    act(&mut store, 9, |act| act.add_attachment(REQUEST, term("request"), term("pdf"), &scan()).map(|_| ())).unwrap();
    place(&mut store, 10, REQUEST, Some("26-cv-30017")).unwrap();
    lift(&mut store, 11, REQUEST, 1).unwrap();
    office
}

/// Two descriptions and one before a correction, question and finding, asking and approving, what left, two words about a
/// hold, and a scan.
const TEXTS: u32 = 11;

/// What each of them holds that nothing else does.
const PLANTED: [&str; 11] = [
    "zqfirst",
    "zqsecond",
    "zqthird",
    "zqquestion",
    "zqfinding",
    "zqasked",
    "zqapproved",
    "zqleft",
    "zqhold",
    "zqlift",
    "zqscan",
];

/// A scan that fills some pages of the database.
fn scan() -> Vec<u8> {
    b"%PDF-1.7 zqscan ".iter().copied().cycle().take(20_000).collect()
}

fn open(office: &Office) -> Store {
    Store::open(&office.path, Some("Ada"), &common::passphrase("correct horse")).unwrap()
}

/// Which of the planted words any page of the database still has, whether the page is in use or free, and also between its
/// rows: the pages are read decrypted and whole, which a search for bytes in an encrypted file could not see.
fn found_in_pages(office: &Office) -> BTreeSet<&'static str> {
    let raw = office.raw();
    let mut pages = raw.prepare("SELECT data FROM sqlite_dbpage").unwrap();
    let mut rows = pages.query([]).unwrap();
    let mut found = BTreeSet::new();
    while let Some(row) = rows.next().unwrap() {
        let page: Vec<u8> = row.get(0).unwrap();
        found.extend(PLANTED.iter().filter(|word| holds(&page, word.as_bytes())));
    }
    found
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

#[test]
fn what_is_destroyed_is_gone_from_every_page_and_the_record_holds_and_says_how_much_it_was() {
    let office = office();
    let mut store = open(&office);
    act(&mut store, 12, |act| {
        let NewItem { facts, decided, determination, answer, .. } = settled(None);
        let why = term("mistyped");
        let correction = Correction { why, facts, decided, direction: None, description: None, determination, answer };
        act.correct_item(OTHER, 1, correction)
    })
    .unwrap();
    assert_eq!(destroy(&mut store, 13, OTHER).unwrap(), 1, "the words of the other that were corrected");
    assert_eq!(store.search("zqsecond", 9).unwrap(), [1]);
    drop(store);
    let all: BTreeSet<&str> = PLANTED.into_iter().collect();
    assert_eq!(found_in_pages(&office), all, "the pages show every text while it is kept");

    let mut store = open(&office);
    let (before, heads) = (items(&store, None), store.heads(None).unwrap());
    let last = store.last_entry_at().unwrap();
    assert_eq!(destroy(&mut store, 20, REQUEST).unwrap(), TEXTS);
    let log = office.path.join("ledger.db-wal");
    assert_eq!(std::fs::metadata(&log).unwrap().len(), 0, "nothing stays in the database's log, also while it is open");
    assert_eq!(store.search("zqsecond", 9).unwrap(), [0; 0], "nor is it found by its words");
    assert_eq!(store.search("N-1", 9).unwrap(), [3, 1], "but by the number of its request");
    assert_eq!(problems(&store), [""; 0]);
    assert_eq!(destroyed(&store), u64::from(TEXTS) + 1);
    assert_eq!(store.attachments("N-1").unwrap(), []);
    let said = store.destructions("N-1").unwrap();
    assert_eq!(
        (said[0].officer.as_str(), said[0].at, said[0].approval.as_str(), said[0].texts),
        ("Ada", at(20), "RMU-2034-118", TEXTS)
    );
    // Everything but the words is as it was, and a moment before the destruction gives the same figures.
    let without = |items: Vec<ledger::Item>| -> Vec<ledger::Item> {
        items.into_iter().map(|item| ledger::Item { description: None, ..item }).collect()
    };
    assert_eq!(items(&store, None), without(before.clone()));
    assert_eq!(items(&store, Some(last)), without(before));
    assert_eq!(store.heads(Some(last)).unwrap(), heads);
    drop(store);
    assert_eq!(found_in_pages(&office), BTreeSet::new(), "no page has a word of it");
    assert_eq!(common::names(&office.path).len(), 3, "and there is no file beside keys, database and lock");
    for (file, bytes) in common::bytes(&office.path) {
        assert!(PLANTED.iter().all(|word| !holds(&bytes, word.as_bytes())), "{file}");
    }
    assert_eq!(problems(&open(&office)), [""; 0]);
}

#[test]
fn a_record_that_was_worked_in_keeps_no_remains_between_its_rows() {
    // Descriptions of all lengths, corrected here and there: pages split, and rows move from one to another. SQLite
    // overwrites what it deletes, but not what moved away; without the sweep some of it is still there.
    const REQUESTS: u64 = 500;
    let mut seed = 7_u64;
    let mut any = move |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((seed >> 33) % below).unwrap()
    };
    let office = Office::new();
    let mut store = office.open();
    act(&mut store, 1, |act| {
        for number in 0..REQUESTS {
            let request = act.record_request(common::request(RequestNumber::new(&format!("N-{number}"))?))?;
            act.add_item(request, settled(Some(&format!("zqfirst {}", "ab cd ".repeat(any(60))))))?;
        }
        Ok(())
    })
    .unwrap();
    for second in 2..42 {
        act(&mut store, second, |act| {
            for _ in 0..20 {
                let request = RequestId(i64::try_from(any(REQUESTS)).unwrap() + 1);
                let NewItem { facts, decided, determination, answer, .. } = settled(None);
                let description = format!("zqsecond {} {}", any(1000), "x y ".repeat(any(300)));
                let (why, description) = (term("mistyped"), Some(text(&description)));
                let correction =
                    Correction { why, facts, decided, direction: None, description, determination, answer };
                act.correct_item(request, 1, correction)?;
            }
            Ok(())
        })
        .unwrap();
    }
    assert_eq!(problems(&store), [""; 0]);
    drop(store);
    assert_eq!(found_in_pages(&office), ["zqfirst", "zqsecond"].into_iter().collect());
    let mut store = office.open();
    act(&mut store, 100, |act| {
        for request in 1..=i64::try_from(REQUESTS).unwrap() {
            act.destroy_particulars(RequestId(request), text("RMU-1"))?;
        }
        Ok(())
    })
    .unwrap();
    assert!(!store.has_remains().unwrap());
    assert_eq!(problems(&store), [""; 0]);
    drop(store);
    assert_eq!(found_in_pages(&office), BTreeSet::new());
}

#[test]
fn a_sweep_that_a_power_cut_left_undone_is_done_at_the_next_opening() {
    let office = office();
    // As the cut leaves it: noted in the act, and not done.
    office.raw().execute_batch("INSERT INTO setting VALUES ('sweep_due', 'true')").unwrap();
    let store = Store::open_read_only(&office.path, Some("Ada"), &common::passphrase("correct horse")).unwrap();
    assert!(store.has_remains().unwrap(), "reading writes nothing");
    drop(store);
    let store = open(&office);
    assert!(!store.has_remains().unwrap());
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn while_somebody_reads_the_pages_as_they_were_the_sweep_stays_due() {
    let office = office();
    let raw = office.raw();
    raw.execute_batch("BEGIN; SELECT count(*) FROM item").unwrap();
    let mut store = open(&office);
    destroy(&mut store, 20, REQUEST).unwrap();
    destroy(&mut store, 21, OTHER).unwrap();
    assert!(store.has_remains().unwrap(), "the log has the pages from before");
    assert_eq!(problems(&store), [""; 0], "the act is done all the same");
    drop((store, raw));
    let store = open(&office);
    assert!(!store.has_remains().unwrap());
    drop(store);
    assert_eq!(found_in_pages(&office), BTreeSet::new());
}

#[test]
fn a_power_cut_between_the_sweep_and_its_end_is_no_finding() {
    let office = office();
    let raw = office.raw();
    raw.execute_batch(
        "CREATE TABLE junk (bytes BLOB); INSERT INTO junk VALUES (zeroblob(200000)); DROP TABLE junk;
         INSERT INTO setting VALUES ('sweep_due', 'true'); PRAGMA wal_checkpoint (TRUNCATE);",
    )
    .unwrap();
    // Who reads keeps the log from being taken in; so it is there as the cut leaves it.
    let reader = office.raw();
    reader.execute_batch("BEGIN; SELECT count(*) FROM item").unwrap();
    raw.execute_batch("VACUUM").unwrap();
    let cut = office.folder.path().join("cut");
    std::fs::create_dir(&cut).unwrap();
    for (file, bytes) in common::bytes(&office.path) {
        // The index of the log is made anew from it.
        if !file.ends_with("-shm") {
            std::fs::write(cut.join(file), bytes).unwrap();
        }
    }
    drop((reader, raw));
    let passphrase = common::passphrase("correct horse");
    let store = Store::open_read_only(&cut, Some("Ada"), &passphrase).unwrap();
    let (length, pages) = (std::fs::metadata(cut.join("ledger.db")).unwrap().len(), common::bytes(&cut).len());
    assert!(
        length > 200_000 && pages >= 4,
        "the file is as long as it was, and the log is beside it: {length}, {pages}"
    );
    assert_eq!(problems(&store), [""; 0]);
    drop(store);
    let store = Store::open(&cut, Some("Ada"), &passphrase).unwrap();
    assert!(!store.has_remains().unwrap());
    assert_eq!(problems(&store), [""; 0]);
}

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

#[test]
fn the_history_says_which_words_were_destroyed_and_what_comes_later_is_kept() {
    let office = office();
    let mut store = open(&office);
    destroy(&mut store, 20, REQUEST).unwrap();
    act(&mut store, 21, |act| act.add_item(REQUEST, settled(Some("asked again"))).map(|_| ())).unwrap();
    act(&mut store, 22, |act| act.add_attachment(REQUEST, term("other"), term("png"), b"later").map(|_| ())).unwrap();
    let history = store.history("N-1").unwrap();
    let gone = history.iter().filter(|line| line.destroyed.is_some()).count();
    assert_eq!(u32::try_from(gone).unwrap(), TEXTS, "{history:#?}");
    // Of all the words that an event told, only those that came after the destruction are there.
    let told: Vec<&str> = PLANTED.into_iter().chain(["asked again"]).collect();
    let shown = format!("{history:?}");
    let there: Vec<&str> = told.into_iter().filter(|words| shown.contains(words)).collect();
    assert_eq!(there, ["asked again"]);
    let described = history.iter().filter_map(|line| match &line.what {
        Happening::Item { what, .. } => match what.as_ref() {
            ItemHappening::Added { description } => Some((description.as_deref(), line.destroyed.is_some())),
            ItemHappening::Determined { .. }
            | ItemHappening::Answered { .. }
            | ItemHappening::Paused { .. }
            | ItemHappening::Resumed { .. }
            | ItemHappening::ApprovalAsked { .. }
            | ItemHappening::ApprovalGiven { .. }
            | ItemHappening::ApprovalRefused { .. }
            | ItemHappening::ReleaseBlocked { .. }
            | ItemHappening::ReleaseReviewed { .. }
            | ItemHappening::Corrected { .. }
            | ItemHappening::AnswerCorrected { .. }
            | ItemHappening::DescriptionCorrected { .. }
            | ItemHappening::Moved { .. }
            | ItemHappening::ExchangeRecorded { .. }
            | ItemHappening::ExchangeChanged { .. }
            | ItemHappening::ExchangeCorrected { .. } => None,
        },
        Happening::Received(_)
        | Happening::Corrected { .. }
        | Happening::Attached { .. }
        | Happening::HoldPlaced { .. }
        | Happening::HoldLifted { .. }
        | Happening::Destroyed(_) => None,
    });
    assert_eq!(described.collect::<Vec<_>>(), [(None, true), (None, true), (Some("asked again"), false)]);
    let last = history.last().unwrap();
    assert!(matches!(last.what, Happening::Attached { attachment: 1, .. }) && last.destroyed.is_none(), "{last:?}");
    assert_eq!(problems(&store), [""; 0]);
    // And it can be destroyed in its turn.
    assert_eq!(destroy(&mut store, 30, REQUEST).unwrap(), 2);
    assert_eq!((problems(&store), destroyed(&store)), (Vec::new(), u64::from(TEXTS) + 2));
    assert_eq!(store.destructions("N-1").unwrap().len(), 2);
}

#[test]
fn a_text_that_is_missing_or_still_there_against_the_events_is_found() {
    for (with, about) in [
        ("DELETE FROM description WHERE entry = 2", "description of entry 2"),
        (
            "INSERT INTO description (entry, salt, words) SELECT 1, salt, words FROM description",
            "should have been destroyed",
        ),
        (
            "INSERT INTO remark (entry, event, salt, words) VALUES (3, 12, zeroblob(16), 'kept')",
            "should have been destroyed",
        ),
        (
            "INSERT INTO hold_remark SELECT placed, 1, zeroblob(16), 'kept' FROM hold WHERE request = 1",
            "should have been destroyed",
        ),
        ("DELETE FROM hold_remark WHERE request = 2", "said about a legal hold is missing"),
        ("DROP TRIGGER hold_remark_stays; UPDATE hold_remark SET words = 'other'", "legal hold of request row 2"),
        (
            "INSERT INTO attachment VALUES (12, 1, 1, 'request', 'pdf', 1, zeroblob(32), zeroblob(16), zeroblob(1))",
            "attachment 1 of request row 1",
        ),
        ("UPDATE hold SET placed_at = placed_at + 1 WHERE request = 2", "legal hold 1 of request row 2"),
        ("UPDATE hold SET reference = NULL", "legal hold 1 of request row 1"),
        ("UPDATE hold SET lifted = NULL, lifted_by = NULL, lifted_at = NULL", "legal hold 1 of request row 1"),
        ("DELETE FROM hold WHERE request = 2", "a legal hold has no row"),
        ("UPDATE destruction SET approval = 'RMU-2'", "request row 1 were destroyed"),
        ("UPDATE destruction SET texts = 1", "request row 1 were destroyed"),
        ("DELETE FROM destruction", "were destroyed has no row"),
        ("DELETE FROM happened WHERE request = 2", "list of what happened"),
    ] {
        let office = office();
        let mut store = open(&office);
        destroy(&mut store, 20, REQUEST).unwrap();
        place(&mut store, 21, OTHER, Some("letter 4")).unwrap();
        assert_eq!(problems(&store), [""; 0]);
        drop(store);
        office.raw().execute_batch(with).unwrap();
        let found = problems(&open(&office));
        assert!(found.iter().any(|problem| problem.contains(about)), "{with}: {found:?}");
    }
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
