//! Waits in the record: an item waits for one thing at a time until somebody says what came of it or it is answered, and
//! neither that nor what is said of an answer can be forged without being seen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "what fails here, fails the test")]

#[cfg(test)]
mod common;

use common::{Counting, Office, at, exchange, items, open_item, settled, term, when};
use ledger::{
    Act, Answer, AnswerDetail, Error, Facts, FreeText, ItemChange, NewItem, Pause, PauseEnd, RequestId, Store, merkle,
};
use proptest::prelude::*;

const REQUEST: RequestId = RequestId(1);

/// An item that a court order asks for: settled, and nobody has answered.
fn asked() -> NewItem {
    let mut item = NewItem { answer: None, ..settled(Some("home address on Street List")) };
    item.facts.instrument = Some(term("court_order"));
    item
}

/// An office and a request with one such item.
fn office() -> Office {
    let office = Office::new();
    let mut store = office.open();
    let mut entropy = Counting(7);
    let mut act = store.begin(at(1), &mut entropy).unwrap();
    let number = act.next_number(2026).unwrap();
    let request = act.record_request(common::request(number)).unwrap();
    act.add_item(request, asked()).unwrap();
    act.commit().unwrap();
    office
}

fn act(store: &mut Store, second: i64, work: impl FnOnce(&mut Act<'_>) -> Result<(), Error>) -> Result<(), Error> {
    let mut entropy = Counting(u64::try_from(second).unwrap() * 1000);
    let mut act = store.begin(at(second), &mut entropy).unwrap();
    work(&mut act)?;
    act.commit()
}

fn text(words: &str) -> FreeText {
    FreeText::new(words).unwrap()
}

fn pause(store: &mut Store, second: i64, waits_for: &str, why: &str) -> Result<(), Error> {
    act(store, second, |act| act.pause_item(REQUEST, 1, term(waits_for), &text(why)))
}

fn resume(store: &mut Store, second: i64, finding: &str) -> Result<(), Error> {
    act(store, second, |act| act.resume_item(REQUEST, 1, &text(finding)))
}

fn answered(response: &str, basis: Option<&str>, surplus: bool) -> Answer {
    let (response, responded) = (term(response), when("2026-10-09"));
    Answer { response, responded, imported: false, approved: false, basis: basis.map(term), surplus }
}

fn change(facts: Facts, answer: Option<Answer>, what_left: Option<&str>) -> ItemChange {
    let NewItem { decided, determination, .. } = asked();
    ItemChange { facts, decided, direction: None, determination, answer, what_left: what_left.map(text) }
}

fn answer(store: &mut Store, second: i64, answer: Answer, what_left: Option<&str>) -> Result<(), Error> {
    act(store, second, |act| act.change_item(REQUEST, 1, change(asked().facts, Some(answer), what_left)))
}

/// One more fact becomes known; the law says the same.
fn learn(store: &mut Store, second: i64) {
    let mut facts = asked().facts;
    facts.exempt_record = Some(term("no"));
    act(store, second, |act| act.change_item(REQUEST, 1, change(facts, None, None))).unwrap();
}

fn refused(result: Result<(), Error>) -> &'static str {
    match result {
        Err(Error::NotTaken { what }) => what,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

fn only(store: &Store) -> Pause {
    let mut pauses = store.pauses(1).unwrap();
    assert_eq!(pauses.len(), 1, "{pauses:?}");
    pauses.remove(0)
}

fn size(store: &Store) -> u64 {
    store.heads(None).unwrap().disclosure.size
}

fn problems(store: &Store) -> Vec<String> {
    store.verify(&[], &mut ledger::to_the_end).unwrap().problems.into_iter().map(|problem| problem.what).collect()
}

#[test]
fn an_item_waits_until_the_finding_is_recorded_and_the_finding_stays() {
    let office = office();
    let mut store = office.open();
    assert_eq!((store.pauses(1).unwrap(), store.waiting().unwrap().len()), (Vec::new(), 0));
    assert!(refused(resume(&mut store, 2, "too early")).contains("does not wait"));
    pause(&mut store, 3, "solicitor", "is the order in force").unwrap();
    let waits = store.waiting().unwrap();
    assert_eq!((waits[&1].waits_for.as_str(), waits[&1].since), ("solicitor", at(3)));
    let before = size(&store);
    assert!(refused(pause(&mut store, 4, "requester", "again")).contains("waits already"));
    assert_eq!(size(&store), before, "what is refused appends nothing");
    resume(&mut store, 5, "it is in force").unwrap();
    assert!(store.waiting().unwrap().is_empty());
    assert!(refused(resume(&mut store, 6, "twice")).contains("does not wait"));
    answer(&mut store, 7, answered("released", None, false), None).unwrap();
    drop(store);

    let store = office.open_read_only();
    let Pause { waits_for, begun, ended, stands } = only(&store);
    let (how, said) = ended.unwrap();
    assert_eq!(
        (waits_for.as_str(), begun.at, begun.reason.as_deref()),
        ("solicitor", at(3), Some("is the order in force"))
    );
    assert_eq!((how, said.name.as_str(), said.reason.as_deref()), (PauseEnd::Resumed, "Ada", Some("it is in force")));
    assert!(stands, "it is for the facts the item has");
    assert_eq!(items(&store, Some(at(4)))[0].response, term("pending"), "a wait is no answer");
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn an_answer_ends_a_wait_without_a_finding() {
    let office = office();
    let mut store = office.open();
    pause(&mut store, 2, "records", "the book is in the vault").unwrap();
    answer(&mut store, 3, answered("withheld", None, false), None).unwrap();
    let Pause { ended, stands, .. } = only(&store);
    let (how, said) = ended.unwrap();
    assert_eq!((how, said.at, said.reason, stands), (PauseEnd::Answered, at(3), None, false));
    assert!(store.waiting().unwrap().is_empty());
    assert!(refused(pause(&mut store, 4, "other", "late")).contains("answered already"));
    assert!(refused(resume(&mut store, 5, "late")).contains("answered already"));
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn a_finding_is_for_the_facts_it_was_given_for() {
    let office = office();
    let mut store = office.open();
    pause(&mut store, 2, "solicitor", "may it go").unwrap();
    resume(&mut store, 3, "it may").unwrap();
    learn(&mut store, 4);
    assert!(!only(&store).stands, "what was found was about other facts");
    pause(&mut store, 5, "solicitor", "may it go now").unwrap();
    resume(&mut store, 6, "it still may").unwrap();
    let stands: Vec<bool> = store.pauses(1).unwrap().iter().map(|pause| pause.stands).collect();
    assert_eq!(stands, [false, true]);
    pause(&mut store, 7, "requester", "asked for a date").unwrap();
    resume(&mut store, 8, "they named one").unwrap();
    assert!(!store.pauses(1).unwrap()[2].stands, "what others say is no finding");
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn only_an_unanswered_item_of_the_disclosure_ledger_waits_and_only_for_what_is_listed() {
    let office = office();
    let mut store = office.open();
    act(&mut store, 2, |act| {
        act.add_item(REQUEST, exchange(None))?;
        act.add_item(REQUEST, open_item(None)).map(|_| ())
    })
    .unwrap();
    let why = text("why");
    let of_exchange = act(&mut store, 3, |act| act.pause_item(REQUEST, 2, term("solicitor"), &why));
    assert!(refused(of_exchange).contains("exchange"));
    act(&mut store, 4, |act| act.pause_item(REQUEST, 3, term("solicitor"), &why)).unwrap();
    assert!(refused(pause(&mut store, 5, "mayor", "why")).contains("in no list"));
    let nobody = act(&mut store, 6, |act| act.pause_item(REQUEST, 9, term("other"), &why));
    assert!(matches!(nobody, Err(Error::NoSuchItem { item: 9 })));
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn what_is_said_of_an_answer_is_kept_beside_it() {
    let office = office();
    let mut store = office.open();
    answer(&mut store, 2, answered("released", Some("court_paper"), true), Some("page 2, to the clerk of the court"))
        .unwrap();
    let expected = AnswerDetail {
        basis: Some(term("court_paper")),
        surplus: true,
        what_left: Some("page 2, to the clerk of the court".to_owned()),
    };
    assert_eq!(store.answer_detail(1).unwrap(), expected);
    let count = |from, before| store.surplus_between(from, before, &[]).unwrap();
    let day = |text: &str| when(text).date();
    assert_eq!(count(day("2026-10-09"), day("2026-10-10")), 1);
    assert_eq!(count(day("2026-10-01"), day("2026-10-09")), 0);
    assert_eq!(problems(&store), [""; 0]);
    drop(store);
    let kept: i64 = office.raw().query_row("SELECT count(*) FROM remark", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 1, "the words lie beside the log");
}

#[test]
fn more_than_a_paper_names_leaves_only_under_a_paper() {
    let office = office();
    let mut store = office.open();
    let kept_back = answer(&mut store, 2, answered("withheld", None, true), None);
    assert!(refused(kept_back).contains("under a paper"));
    let unlisted = answer(&mut store, 3, answered("released", Some("no_reason"), false), None);
    assert!(refused(unlisted).contains("in no list"));
    let without = |answer| NewItem { answer: Some(answer), ..settled(None) };
    let bare = act(&mut store, 4, |act| act.add_item(REQUEST, without(answered("released", None, true))).map(|_| ()));
    assert!(refused(bare).contains("under a paper"));
    act(&mut store, 5, |act| {
        act.add_item(REQUEST, without(answered("released", Some("other_purpose"), false))).map(|_| ())
    })
    .unwrap();
    assert_eq!(store.answer_detail(2).unwrap().basis, Some(term("other_purpose")));
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn an_exchange_keeps_a_basis_and_no_words() {
    let becomes = |facts: Facts, answer| {
        let NewItem { decided, determination, .. } = exchange(None);
        ItemChange { facts, decided, direction: None, determination, answer, what_left: Some(text("zqneedle left")) }
    };
    let mut facts = asked().facts;
    facts.exempt_record = Some(term("no"));

    // Waiting, it settles as an exchange, and is answered then.
    let office = office();
    let mut store = office.open();
    pause(&mut store, 2, "solicitor", "zqneedle may it go").unwrap();
    act(&mut store, 3, |act| act.change_item(REQUEST, 1, becomes(facts.clone(), None))).unwrap();
    assert_eq!((store.pauses(1).unwrap(), store.waiting().unwrap().len()), (Vec::new(), 0));
    let with = Some(answered("released", Some("section_1373"), false));
    act(&mut store, 4, |act| act.change_item(REQUEST, 1, becomes(facts.clone(), with))).unwrap();
    let detail = AnswerDetail { basis: Some(term("section_1373")), surplus: false, what_left: None };
    assert_eq!(store.answer_detail(1).unwrap(), detail);
    assert_eq!(problems(&store), [""; 0]);
    drop(store);
    let remarks = |office: &Office| -> i64 {
        office.raw().query_row("SELECT count(*) FROM remark", [], |row| row.get(0)).unwrap()
    };
    assert_eq!(remarks(&office), 0, "an exchange keeps no text");

    // Answered, it settles as an exchange: what was said of the answer goes with it, but for the words.
    let office = self::office();
    let mut store = office.open();
    answer(&mut store, 2, answered("released", Some("court_paper"), true), Some("zqneedle left")).unwrap();
    act(&mut store, 3, |act| act.change_item(REQUEST, 1, becomes(facts, None))).unwrap();
    let detail = AnswerDetail { basis: Some(term("court_paper")), surplus: true, what_left: None };
    assert_eq!(store.answer_detail(1).unwrap(), detail);
    assert_eq!(problems(&store), [""; 0]);
    drop(store);
    assert_eq!(remarks(&office), 0, "an exchange keeps no text");
}

/// Somebody who holds the key appends what never happened, in the place after the last event.
fn forge(office: &Office, from: &str, to: &str) -> u64 {
    forge_with(office, |body| body.replace(from, to))
}

fn forge_with(office: &Office, forged: impl FnOnce(&str) -> String) -> u64 {
    let raw = office.raw();
    let last = "SELECT id, seq, CAST(body AS TEXT) FROM disclosure_event ORDER BY id DESC LIMIT 1";
    let (id, seq, body): (i64, i64, String) =
        raw.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let forged = forged(&body).replace(&format!("\"seq\":{seq}"), &format!("\"seq\":{}", seq + 1));
    assert_ne!(forged, body);
    let leaf = merkle::leaf(forged.as_bytes());
    raw.execute(
        "INSERT INTO disclosure_event (id, seq, leaf, body) VALUES (?1, ?2, ?3, ?4)",
        (id + 1, seq + 1, &leaf[..], forged.as_bytes()),
    )
    .unwrap();
    u64::try_from(seq + 1).unwrap()
}

#[test]
fn a_forged_finding_or_surplus_is_found() {
    let (office, other) = (office(), office());
    let mut store = office.open();
    pause(&mut store, 2, "solicitor", "may it go").unwrap();
    resume(&mut store, 3, "it may not").unwrap();
    drop(store);
    let place = forge(&office, "item_resumed", "item_resumed");
    let found = office.open().verify(&[], &mut ledger::to_the_end).unwrap().problems;
    assert_eq!(found[0].seq, Some(place));
    assert!(found[0].what.contains("does not wait"), "{}", found[0].what);

    let mut store = other.open();
    pause(&mut store, 2, "solicitor", "may it go").unwrap();
    drop(store);
    forge(
        &other,
        "item_paused\":{\"entry\":1,\"waits_for\":\"solicitor\",\"reason",
        "item_resumed\":{\"entry\":1,\"finding",
    );
    let found = problems(&other.open());
    assert!(
        found.iter().any(|what| what.contains("entry 1 waits or waited for")),
        "a fitting forgery has no row: {found:?}"
    );

    // Under no paper nothing can be more than it names.
    let bare = Office::new();
    let mut store = bare.open();
    act(&mut store, 1, |act| {
        let request = act.record_request(common::request(ledger::RequestNumber::new("N-1")?))?;
        act.add_item(request, NewItem { answer: None, ..settled(None) }).map(|_| ())
    })
    .unwrap();
    drop(store);
    let determined = "\"item_determined\"";
    let place = forge_with(&bare, |body| {
        let head = body.split(determined).next().unwrap();
        format!(
            "{head}\"item_answered\":{{\"entry\":1,\"answer\":{{\"response\":\"released\",\"responded\":\"2026-10-09\",\"surplus\":true}}}}}}}}"
        )
    });
    let found = bare.open().verify(&[], &mut ledger::to_the_end).unwrap().problems;
    assert_eq!(found[0].seq, Some(place), "{found:?}");
    assert!(found[0].what.contains("under a paper"), "{}", found[0].what);
}

#[test]
fn the_rows_of_waits_and_answers_are_what_the_events_say() {
    for (with, about) in [
        ("UPDATE pause SET begun_at = begun_at + 1", "what entry 1 waits or waited for"),
        ("UPDATE pause SET waits_for = 'other', stands = 0", "what entry 1 waits or waited for"),
        ("UPDATE pause SET stands = 0", "what entry 1 waits or waited for"),
        ("UPDATE pause SET ended = NULL, ended_by = NULL, ended_at = NULL, how = NULL, stands = 0", "entry 1 waits"),
        ("DELETE FROM pause", "waits or waited has no row"),
        ("UPDATE answer SET surplus = 0", "answer of entry 1"),
        ("UPDATE answer SET basis = 'statute'", "answer of entry 1"),
        ("UPDATE answer SET told = NULL", "answer of entry 1"),
        ("DELETE FROM answer", "what is said of an answer has no row"),
        ("INSERT INTO answer VALUES (2, 'statute', 0, NULL)", "answer of entry 2"),
        ("DROP TRIGGER remark_stays; UPDATE remark SET words = 'other'", "reason given about entry 1"),
        ("DELETE FROM remark WHERE event = (SELECT max(event) FROM remark)", "reason that was given is missing"),
    ] {
        let office = office();
        let mut store = office.open();
        pause(&mut store, 2, "solicitor", "may it go").unwrap();
        resume(&mut store, 3, "it may").unwrap();
        answer(&mut store, 4, answered("released", Some("solicitor"), true), Some("one page")).unwrap();
        drop(store);
        office.raw().execute_batch(with).unwrap();
        let found = problems(&office.open());
        assert!(found.iter().any(|problem| problem.contains(about)), "{with}: {found:?}");
    }
}

#[test]
fn a_store_from_before_waits_is_read_as_it_is_and_knows_them_once_it_is_opened_to_write() {
    let office = office();
    office.back_to(7);
    let before = common::bytes(&office.path);
    let store = office.open_read_only();
    assert_eq!((store.pauses(1).unwrap(), store.waiting().unwrap().len()), (Vec::new(), 0));
    assert_eq!(store.answer_detail(1).unwrap(), AnswerDetail::default());
    assert_eq!(store.surplus_between(when("2026-01-01").date(), when("2027-01-01").date(), &[]).unwrap(), 0);
    assert_eq!(problems(&store), [""; 0]);
    drop(store);
    assert_eq!(common::bytes(&office.path), before, "reading changes nothing");
    let mut store = office.open();
    pause(&mut store, 2, "solicitor", "may it go").unwrap();
    answer(&mut store, 3, answered("released", Some("solicitor"), false), Some("one page")).unwrap();
    assert_eq!(problems(&store), [""; 0]);
}

/// One thing somebody tries.
#[derive(Debug, Clone, Copy)]
enum Try {
    Pause(bool),
    Resume,
    Answer,
    Learn,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_tried_an_item_waits_for_one_thing_and_a_finding_ends_with_its_facts(
        tries in prop::collection::vec(prop_oneof![
            4 => any::<bool>().prop_map(Try::Pause),
            4 => Just(Try::Resume),
            1 => Just(Try::Answer),
            1 => Just(Try::Learn),
        ], 1..20)
    ) {
        let office = office();
        let mut store = office.open();
        // What waits now, which findings stand, and whether it is answered: the rule told in the shortest way.
        let (mut waits, mut stands, mut answered, mut learnt) = (None, Vec::new(), false, false);
        for (second, tried) in (2..).zip(tries) {
            let (done, may) = match tried {
                Try::Pause(solicitor) => {
                    let may = !answered && waits.is_none();
                    if may {
                        waits = Some(solicitor);
                        stands.push(false);
                    }
                    let waits_for = if solicitor { "solicitor" } else { "requester" };
                    (pause(&mut store, second, waits_for, "why"), may)
                }
                Try::Resume => {
                    let may = !answered && waits.is_some();
                    if let (true, Some(last)) = (may, stands.last_mut()) {
                        *last = waits == Some(true);
                        waits = None;
                    }
                    (resume(&mut store, second, "because"), may)
                }
                Try::Answer | Try::Learn => {
                    let mut facts = asked().facts;
                    if matches!(tried, Try::Learn) && !learnt {
                        learnt = true;
                        if !answered {
                            stands.fill(false);
                        }
                    }
                    facts.exempt_record = learnt.then(|| term("no"));
                    let answer = matches!(tried, Try::Answer).then(|| self::answered("withheld", None, false));
                    if answer.is_some() {
                        (answered, waits) = (true, None);
                    }
                    (act(&mut store, second, |act| act.change_item(REQUEST, 1, change(facts, answer, None))), true)
                }
            };
            prop_assert_eq!(done.is_ok(), may, "{:?}: {:?}", tried, done);
            let found = store.pauses(1).unwrap();
            prop_assert_eq!(found.iter().map(|pause| pause.stands).collect::<Vec<_>>(), stands.clone());
            prop_assert_eq!(store.waiting().unwrap().contains_key(&1), waits.is_some());
        }
        prop_assert_eq!(problems(&store), [""; 0]);
    }
}
