//! An office with a request that has every kind of text, and what is done to it.

use ledger::{
    Act, Answer, Correction, Decision, Error, FreeText, ItemChange, NewItem, RequestId, RequestNumber, Store,
};

use crate::common::{self, Counting, Office, at, settled, term};

pub const REQUEST: RequestId = RequestId(1);
pub const OTHER: RequestId = RequestId(2);

pub fn act(store: &mut Store, second: i64, work: impl FnOnce(&mut Act<'_>) -> Result<(), Error>) -> Result<(), Error> {
    let mut entropy = Counting(u64::try_from(second).unwrap() * 1000);
    let mut act = store.begin(at(second), &mut entropy).unwrap();
    work(&mut act)?;
    act.commit()
}

pub fn text(words: &str) -> FreeText {
    FreeText::new(words).unwrap()
}

pub fn place(store: &mut Store, second: i64, request: RequestId, reference: Option<&str>) -> Result<u32, Error> {
    let mut number = 0;
    act(store, second, |act| {
        number = act.place_hold(request, reference.map(text), &text("zqhold a suit is expected"))?;
        Ok(())
    })?;
    Ok(number)
}

pub fn lift(store: &mut Store, second: i64, request: RequestId, hold: u32) -> Result<(), Error> {
    act(store, second, |act| act.lift_hold(request, hold, &text("zqlift the suit is settled")))
}

pub fn destroy(store: &mut Store, second: i64, request: RequestId) -> Result<u32, Error> {
    let mut texts = 0;
    act(store, second, |act| {
        texts = act.destroy_particulars(request, text("RMU-2034-118"))?;
        Ok(())
    })?;
    Ok(texts)
}

pub fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::NotTaken { what }) => what,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

pub fn problems(store: &Store) -> Vec<String> {
    store.verify(&[], &mut ledger::to_the_end).unwrap().problems.into_iter().map(|problem| problem.what).collect()
}

pub fn destroyed(store: &Store) -> u64 {
    store.verify(&[], &mut ledger::to_the_end).unwrap().destroyed
}

pub fn log_two(store: &mut Store) {
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
pub fn office() -> Office {
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
pub const TEXTS: u32 = 11;

/// What each of them holds that nothing else does.
pub const PLANTED: [&str; 11] = [
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
pub fn scan() -> Vec<u8> {
    b"%PDF-1.7 zqscan ".iter().copied().cycle().take(20_000).collect()
}

pub fn open(office: &Office) -> Store {
    Store::open(&office.path, Some("Ada"), &common::passphrase("correct horse")).unwrap()
}
