//! What goes out at once to protect life is recorded as that, and another officer reviews it: once, and nobody's own
//! release. No correction takes it back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "what fails here, fails the test")]

#[cfg(test)]
mod common;

use common::{CHEAP, Counting, Office, at, choose_own, exchange, items, passphrase, settled, term, when};
use ledger::{
    Answer, Correction, Decision, Error, FreeText, ItemChange, Log, NewItem, Release, RequestId, Review, Reviewed,
    Store, merkle,
};
use proptest::prelude::*;

const REQUEST: RequestId = RequestId(1);

/// An office with two officers and a request with one unanswered item that is asked to protect life.
fn office() -> Office {
    let office = Office::new();
    let mut store = office.open();
    act(&mut store, 1, |act| {
        act.add_officer("Ben", common::REVIEWER, &passphrase("a given horse"), CHEAP)?;
        let number = act.next_number(2026)?;
        let request = act.record_request(common::request(number))?;
        act.add_item(request, urgent()).map(|_| ())
    })
    .unwrap();
    drop(store);
    choose_own(&office, "Ben", "a given horse", "another horse");
    office
}

/// An item that an agency asks for to protect life, flagged `low`.
fn urgent() -> NewItem {
    let mut item = NewItem { answer: None, ..settled(Some("whereabouts of a missing child")) };
    item.facts.purpose = Some(term("life_safety"));
    item
}

fn open_as(office: &Office, officer: &str) -> Store {
    let words = if officer == "Ada" { "correct horse" } else { "another horse" };
    Store::open(&office.path, Some(officer), &passphrase(words)).unwrap()
}

fn act(
    store: &mut Store,
    second: i64,
    work: impl FnOnce(&mut ledger::Act<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut entropy = Counting(u64::try_from(second).unwrap() * 1000);
    let mut act = store.begin(at(second), &mut entropy).unwrap();
    work(&mut act)?;
    act.commit()
}

fn answer_of(response: &str, basis: Option<&str>) -> Answer {
    Answer {
        response: term(response),
        responded: when("2026-10-09"),
        imported: false,
        approved: false,
        basis: basis.map(term),
        surplus: false,
    }
}

fn at_once() -> Answer {
    answer_of("released", Some("life_safety"))
}

fn answer(store: &mut Store, second: i64, item: NewItem, answer: Answer) -> Result<(), Error> {
    let NewItem { facts, decided, determination, .. } = item;
    let change = ItemChange { facts, decided, direction: None, determination, answer: Some(answer), what_left: None };
    act(store, second, |act| act.change_item(REQUEST, 1, change))
}

fn review(store: &mut Store, second: i64, found: &str) -> Result<(), Error> {
    let reason = FreeText::new("the call was real").unwrap();
    act(store, second, |act| act.review_release(REQUEST, 1, term(found), &reason))
}

fn correct(store: &mut Store, second: i64, item: NewItem, answer: Option<Answer>) -> Result<(), Error> {
    let NewItem { facts, decided, direction, description, determination, .. } = item;
    let why = term("learned_later");
    let correction = Correction { why, facts, decided, direction, description, determination, answer };
    act(store, second, |act| act.correct_item(REQUEST, 1, correction))
}

#[track_caller]
fn refused(result: Result<(), Error>) -> &'static str {
    match result {
        Err(Error::NotTaken { what } | Error::Correction { what }) => what,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

fn size(store: &Store) -> u64 {
    store.heads(None).unwrap().disclosure.size
}

fn problems(store: &Store) -> Vec<String> {
    store.verify(&[], &mut ledger::to_the_end).unwrap().problems.into_iter().map(|problem| problem.what).collect()
}

#[test]
fn what_goes_out_at_once_waits_for_another_officers_review_and_gets_one() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    assert!(refused(review(&mut store, 2, "in_order")).contains("not given out at once"));
    answer(&mut store, 3, urgent(), at_once()).unwrap();
    assert_eq!(store.answer_detail(1).unwrap().basis, Some(term("life_safety")), "it stands with its basis");
    let waiting = store.not_reviewed().unwrap();
    assert_eq!(waiting.iter().map(|(item, review)| (item.entry, review.released.at)).collect::<Vec<_>>(), [(1, at(3))]);
    let Review { released, stands, reviewed } = store.review(1).unwrap().unwrap();
    assert_eq!((released.name.as_str(), released.at, stands, reviewed), ("Ada", at(3), true, None));

    let before = size(&store);
    assert!(refused(review(&mut store, 4, "in_order")).contains("same officer gave out"));
    assert_eq!(size(&store), before, "what is refused appends nothing");
    drop(store);

    let mut store = open_as(&office, "Ben");
    assert!(refused(review(&mut store, 5, "splendid")).contains("in no list"));
    review(&mut store, 6, "not_in_order").unwrap();
    assert!(store.not_reviewed().unwrap().is_empty());
    let (found, said) = store.review(1).unwrap().unwrap().reviewed.unwrap();
    assert_eq!((found, said.name.as_str(), said.at), (term("not_in_order"), "Ben", at(6)));
    assert_eq!(said.reason.as_deref(), Some("the call was real"));
    assert!(refused(review(&mut store, 7, "in_order")).contains("a second time"));
    assert_eq!(problems(&store), [""; 0]);

    let reviewed = Reviewed { found: term("not_in_order"), by: common::acting("Ben", "reviewer"), at: at(6) };
    assert_eq!(common::releases(&store, None), [Some(Release::AtOnce { review: Some(reviewed) })]);
    assert_eq!(common::releases(&store, Some(at(5))), [Some(Release::AtOnce { review: None })], "as of then");
    assert_eq!(common::releases(&store, Some(at(2))), [None], "and before, it had not left");
    let told: Vec<String> = store.history("2026-0001").unwrap().iter().map(|line| format!("{:?}", line.what)).collect();
    assert!(told.iter().any(|line| line.contains("ReleaseReviewed") && line.contains("the call was real")), "{told:?}");
}

#[test]
fn only_what_2a_flags_and_is_asked_to_protect_life_goes_out_at_once() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    let before = size(&store);
    let mut unflagged = urgent();
    unflagged.determination.flag = Some(term("none"));
    let mut other = urgent();
    other.facts.purpose = Some(term("other"));
    for (item, wanted, why) in [
        (urgent(), answer_of("withheld", Some("life_safety")), "gives nothing out"),
        (urgent(), Answer { imported: true, ..at_once() }, "came with a log"),
        (unflagged, at_once(), "takes no second officer"),
    ] {
        let said = refused(answer(&mut store, 2, item, wanted));
        assert!(said.contains(why), "{said}");
    }
    let said = refused(act(&mut store, 2, |act| {
        act.add_item(REQUEST, NewItem { answer: Some(at_once()), ..other }).map(|_| ())
    }));
    assert!(said.contains("not asked to protect life"), "{said}");
    let of_exchange = NewItem { answer: Some(at_once()), ..exchange(None) };
    refused(act(&mut store, 2, |act| act.add_item(REQUEST, of_exchange).map(|_| ())));
    assert_eq!(size(&store), before, "nothing was recorded");
    // What has already left, or came with a log, is history and no such release.
    answer(&mut store, 3, urgent(), Answer { imported: true, ..answer_of("released", None) }).unwrap();
    assert_eq!(store.review(1).unwrap(), None);
    assert!(refused(review(&mut store, 4, "in_order")).contains("not given out at once"));
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn what_a_second_officer_refused_does_not_go_out_at_once_but_what_is_only_asked_does() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    let reason = FreeText::new("a child is missing").unwrap();
    act(&mut store, 2, |act| act.ask_approval(REQUEST, 1, &reason)).unwrap();
    drop(store);
    let mut store = open_as(&office, "Ben");
    act(&mut store, 3, |act| act.decide_approval(REQUEST, 1, Decision::Refuse, &reason)).unwrap();
    drop(store);
    let mut store = open_as(&office, "Ada");
    assert!(refused(answer(&mut store, 4, urgent(), at_once())).contains("second officer refused"));
    act(&mut store, 5, |act| act.ask_approval(REQUEST, 1, &reason)).unwrap();
    answer(&mut store, 6, urgent(), at_once()).unwrap();
    assert!(store.approvals_asked().unwrap().is_empty(), "nobody waits for that approval any more");
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn no_correction_takes_back_that_it_went_out_at_once() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    let other = || NewItem { facts: common::facts(Some("other")), ..urgent() };
    answer(&mut store, 2, urgent(), at_once()).unwrap();
    // The facts turn out to be others: it went out at once all the same.
    correct(&mut store, 3, other(), Some(at_once())).unwrap();
    assert_eq!(store.not_reviewed().unwrap().len(), 1);
    for answer in [answer_of("released", None), Answer { approved: true, ..answer_of("released", None) }] {
        refused(correct(&mut store, 4, other(), Some(answer)));
    }
    correct(&mut store, 5, other(), Some(answer_of("released_in_part", Some("life_safety")))).unwrap();
    assert_eq!(common::releases(&store, None), [Some(Release::AtOnce { review: None })]);

    // Nothing went out after all, says the officer who gave it out. Another one looks at that.
    correct(&mut store, 6, other(), None).unwrap();
    assert_eq!(common::releases(&store, None), [None]);
    let standing = |store: &Store| store.review(1).unwrap().map(|review| review.stands);
    assert_eq!((standing(&store), store.not_reviewed().unwrap().len()), (Some(false), 1));
    assert!(refused(review(&mut store, 7, "in_order")).contains("same officer"));
    answer(&mut store, 8, other(), answer_of("withheld", None)).unwrap();
    assert!(refused(correct(&mut store, 9, other(), Some(at_once()))).contains("to a release at once"));
    drop(store);
    let mut store = open_as(&office, "Ben");
    review(&mut store, 10, "in_order").unwrap();
    assert!(store.not_reviewed().unwrap().is_empty());
    assert_eq!(common::releases(&store, Some(at(5))), [Some(Release::AtOnce { review: None })], "as of then it had");
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn what_turns_out_to_be_an_exchange_is_reviewed_by_nobody_and_keeps_no_words() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    answer(&mut store, 2, urgent(), at_once()).unwrap();
    drop(store);
    let mut store = open_as(&office, "Ben");
    review(&mut store, 3, "in_order").unwrap();
    correct(&mut store, 4, exchange(None), Some(at_once())).unwrap();
    assert_eq!(items(&store, None)[0].determination.log, Log::StatusExchange);
    assert_eq!(store.review(1).unwrap(), None);
    assert_eq!(store.answer_detail(1).unwrap().basis, None, "no exchange goes out at once");
    assert!(refused(review(&mut store, 5, "in_order")).contains("exchange"));
    assert_eq!(problems(&store), [""; 0]);
    drop(store);
    let kept: i64 = office.raw().query_row("SELECT count(*) FROM remark", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 0, "an exchange keeps no text");
}

#[test]
fn nothing_of_a_request_is_destroyed_before_the_review_and_then_its_words_go_as_well() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    answer(&mut store, 3, urgent(), at_once()).unwrap();
    let approval = FreeText::new("RMU-2 5521").unwrap();
    let destroy = |store: &mut Store, second| {
        act(store, second, |act| act.destroy_particulars(REQUEST, approval.clone()).map(|_| ()))
    };
    assert_eq!(
        refused(destroy(&mut store, 4)),
        "it destroys particulars of a request that is not completed",
        "it waits for the review"
    );
    drop(store);
    review(&mut open_as(&office, "Ben"), 5, "in_order").unwrap();
    let mut store = open_as(&office, "Ada");
    assert!(store.review(1).unwrap().unwrap().reviewed.unwrap().1.reason.is_some());
    destroy(&mut store, 6).unwrap();
    let (found, said) = store.review(1).unwrap().unwrap().reviewed.unwrap();
    assert_eq!((found, said.reason), (term("in_order"), None), "what was found stays, and why is gone");
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn nobody_reviews_with_a_passphrase_that_somebody_else_gave_them() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    act(&mut store, 2, |act| {
        act.add_officer("Cleo", common::REVIEWER, &passphrase("a third horse"), CHEAP).map(|_| ())
    })
    .unwrap();
    answer(&mut store, 3, urgent(), at_once()).unwrap();
    drop(store);
    let mut store = Store::open(&office.path, Some("Cleo"), &passphrase("a third horse")).unwrap();
    assert!(matches!(review(&mut store, 4, "in_order"), Err(Error::GivenPassphrase)));
    assert_eq!(store.not_reviewed().unwrap().len(), 1);
}

/// Somebody who holds the key appends a review in the first officer's own name.
#[test]
fn a_forged_review_is_found() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    answer(&mut store, 2, urgent(), at_once()).unwrap();
    drop(store);
    let raw = office.raw();
    let last = "SELECT id, seq, CAST(body AS TEXT) FROM disclosure_event ORDER BY id DESC LIMIT 1";
    let (id, seq, body): (i64, i64, String) =
        raw.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let (head, _) = body.split_once("\"event\":").unwrap();
    let head = head.replace(&format!("\"seq\":{seq}"), &format!("\"seq\":{}", seq + 1));
    let reason = "ab".repeat(32);
    let forged = format!(
        "{head}\"event\":{{\"release_reviewed\":{{\"entry\":1,\"found\":\"in_order\",\"reason\":\"{reason}\"}}}}}}"
    );
    let leaf = merkle::leaf(forged.as_bytes());
    raw.execute(
        "INSERT INTO disclosure_event (id, seq, leaf, body) VALUES (?1, ?2, ?3, ?4)",
        (id + 1, seq + 1, &leaf[..], forged.as_bytes()),
    )
    .unwrap();
    drop(raw);
    let found = open_as(&office, "Ada").verify(&[], &mut ledger::to_the_end).unwrap().problems;
    let first = found.first().expect("the forged review is found");
    assert_eq!(first.seq, u64::try_from(seq + 1).ok());
    assert!(first.what.contains("same officer gave out"), "{}", first.what);
}

#[test]
fn the_rows_of_reviews_are_what_the_events_say() {
    for (with, about) in [
        ("UPDATE review SET released_at = released_at + 1", "release at once of entry 1"),
        ("UPDATE review SET stands = 0", "release at once of entry 1"),
        ("UPDATE review SET found = 'not_in_order'", "release at once of entry 1"),
        ("DELETE FROM review", "release at once that was recorded"),
        ("UPDATE answer SET basis = 'other_purpose'", "answer of entry 1"),
        ("DELETE FROM remark", "reason that was given is missing"),
    ] {
        let office = office();
        let mut store = open_as(&office, "Ada");
        answer(&mut store, 2, urgent(), at_once()).unwrap();
        drop(store);
        let mut store = open_as(&office, "Ben");
        review(&mut store, 3, "in_order").unwrap();
        drop(store);
        office.raw().execute_batch(with).unwrap();
        let found = problems(&open_as(&office, "Ada"));
        assert!(found.iter().any(|problem| problem.contains(about)), "{with}: {found:?}");
    }
    let office = office();
    let mut store = open_as(&office, "Ada");
    answer(&mut store, 2, urgent(), at_once()).unwrap();
    drop(store);
    let own = "UPDATE review SET reviewed = released + 1, reviewed_by = released_by, reviewed_at = released_at, \
               found = 'in_order'";
    assert!(office.raw().execute_batch(own).is_err(), "the table itself takes no review of one's own release");
}

#[test]
fn a_store_from_before_reviews_is_read_as_it_is_and_keeps_its_rows_when_it_is_opened_to_write() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    answer(&mut store, 2, urgent(), answer_of("released", Some("other_purpose"))).unwrap();
    act(&mut store, 3, |act| {
        act.add_item(REQUEST, urgent())?;
        act.ask_approval(REQUEST, 2, &FreeText::new("a child is missing").unwrap())
    })
    .unwrap();
    drop(store);
    office.back_to(10);
    let before = common::bytes(&office.path);
    let store = Store::open_read_only(&office.path, Some("Ada"), &passphrase("correct horse")).unwrap();
    assert_eq!((store.review(1).unwrap(), store.not_reviewed().unwrap()), (None, Vec::new()));
    assert_eq!(store.approval(2).unwrap().unwrap().asked.name, "Ada");
    assert_eq!(common::releases(&store, None), [None, None]);
    assert_eq!(problems(&store), [""; 0]);
    drop(store);
    assert_eq!(common::bytes(&office.path), before, "reading changes nothing");
    let store = open_as(&office, "Ada");
    assert_eq!(store.answer_detail(1).unwrap().basis, Some(term("other_purpose")), "the table made anew has the row");
    assert_eq!(problems(&store), [""; 0]);
}

/// One thing an officer tries.
#[derive(Debug, Clone, Copy)]
enum Try {
    AtOnce,
    Review,
    Keep,
    TakeBack,
    Forget,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The rule told in the shortest way: who gave it out, whether that stands, and whether it was reviewed.
    #[test]
    fn whatever_two_officers_try_only_the_other_one_reviews_and_no_one_takes_a_review_away(
        tries in prop::collection::vec((any::<bool>(), prop_oneof![
            3 => Just(Try::AtOnce),
            3 => Just(Try::Review),
            1 => Just(Try::Keep),
            1 => Just(Try::TakeBack),
            1 => Just(Try::Forget),
        ]), 1..16)
    ) {
        let office = office();
        let mut at_desk = false;
        let mut store = open_as(&office, "Ada");
        let mut released: Option<(bool, bool)> = None;
        let mut stands = false;
        for (second, (officer, tried)) in (2..).zip(tries) {
            if officer != at_desk {
                drop(store);
                store = open_as(&office, if officer { "Ben" } else { "Ada" });
                at_desk = officer;
            }
            let (done, may) = match tried {
                // An item that is answered so already is not answered again: nothing is recorded.
                Try::AtOnce if stands => continue,
                Try::AtOnce => {
                    (released, stands) = (Some((officer, false)), true);
                    (answer(&mut store, second, urgent(), at_once()), true)
                }
                Try::Review => {
                    let may = released.is_some_and(|(by, reviewed)| by != officer && !reviewed);
                    if may {
                        released = released.map(|(by, _)| (by, true));
                    }
                    (review(&mut store, second, "in_order"), may)
                }
                Try::Keep | Try::TakeBack | Try::Forget if !stands => continue,
                Try::Keep => {
                    let part = Answer { responded: when("2026-10-10"), ..at_once() };
                    (correct(&mut store, second, urgent(), Some(part)), true)
                }
                Try::TakeBack => {
                    stands = false;
                    (correct(&mut store, second, urgent(), None), true)
                }
                Try::Forget => (correct(&mut store, second, urgent(), Some(answer_of("released", None))), false),
            };
            prop_assert_eq!(done.is_ok(), may, "{:?}: {:?}", tried, done);
            let found = store.review(1).unwrap().map(|review| (review.released.name == "Ben", review.reviewed.is_some()));
            prop_assert_eq!(found, released);
            let waits = released.is_some_and(|(_, reviewed)| !reviewed);
            prop_assert_eq!(store.not_reviewed().unwrap().len(), usize::from(waits));
        }
        prop_assert_eq!(problems(&store), [""; 0]);
    }
}
