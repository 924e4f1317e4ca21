//! Four eyes in the record: an approval is another officer's, over exactly the facts an item has, and none can be forged
//! without being seen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "what fails here, fails the test")]

#[cfg(test)]
mod common;

use common::{
    CHEAP, Counting, Office, at, choose_own, exchange, facts, items, open_item, passphrase, settled, term, when,
};
use ledger::{
    Answer, Approval, Blocked, Decision, Error, FreeText, ItemChange, NewItem, OfficerId, Release, RequestId, Store,
    merkle,
};
use proptest::prelude::*;

/// An office with two officers and a request with one settled, unanswered item that carries a flag.
fn office() -> Office {
    let office = Office::new();
    let mut store = office.open();
    let mut entropy = Counting(7);
    let mut act = store.begin(at(1), &mut entropy).unwrap();
    act.add_officer("Ben", common::REVIEWER, &passphrase("a given horse"), CHEAP).unwrap();
    let number = act.next_number(2026).unwrap();
    let request = act.record_request(common::request(number)).unwrap();
    act.add_item(request, flagged()).unwrap();
    act.commit().unwrap();
    drop(store);
    choose_own(&office, "Ben", "a given horse", "another horse");
    office
}

fn flagged() -> NewItem {
    NewItem { answer: None, ..settled(Some("home address on Street List")) }
}

fn open_as(office: &Office, officer: &str) -> Store {
    let words = if officer == "Ada" { "correct horse" } else { "another horse" };
    Store::open(&office.path, Some(officer), &passphrase(words)).unwrap()
}

const REQUEST: RequestId = RequestId(1);

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

fn ask(store: &mut Store, second: i64, why: &str) -> Result<(), Error> {
    act(store, second, |act| act.ask_approval(REQUEST, 1, &FreeText::new(why).unwrap()))
}

fn decide(store: &mut Store, second: i64, approve: bool, why: &str) -> Result<(), Error> {
    let decision = if approve { Decision::Approve { answerable: None } } else { Decision::Refuse };
    act(store, second, |act| act.decide_approval(REQUEST, 1, decision, &FreeText::new(why).unwrap()))
}

fn answer(store: &mut Store, second: i64, approved: bool) -> Result<(), Error> {
    let NewItem { facts, decided, determination, .. } = flagged();
    let answer = Some(Answer {
        response: term("released"),
        responded: when("2026-10-09"),
        imported: false,
        approved,
        basis: None,
        surplus: false,
    });
    let change = ItemChange { facts, decided, direction: None, determination, answer, what_left: None };
    act(store, second, |act| act.change_item(REQUEST, 1, change))
}

/// One more fact becomes known; the law says the same.
fn learn(store: &mut Store, second: i64) {
    let NewItem { mut facts, decided, determination, .. } = flagged();
    facts.exempt_record = Some(term("no"));
    let change = ItemChange { facts, decided, direction: None, determination, answer: None, what_left: None };
    act(store, second, |act| act.change_item(REQUEST, 1, change)).unwrap();
}

fn refused(result: Result<(), Error>) -> &'static str {
    match result {
        Err(Error::NotTaken { what }) => what,
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
fn a_second_officer_approves_what_the_first_asked_and_it_is_given_out() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    assert!(refused(answer(&mut store, 2, true)).contains("no second officer"));
    ask(&mut store, 3, "the date is public").unwrap();
    assert_eq!(store.approvals_asked().unwrap().into_iter().collect::<Vec<_>>(), [(1, at(3))]);
    assert!(refused(ask(&mut store, 4, "again")).contains("asked or given already"));
    let before = size(&store);
    assert!(refused(decide(&mut store, 5, true, "my own")).contains("same officer"));
    assert!(refused(answer(&mut store, 6, true)).contains("no second officer"), "asked is not given");
    assert_eq!(size(&store), before, "what is refused appends nothing");
    drop(store);

    let mut store = open_as(&office, "Ben");
    decide(&mut store, 7, true, "only the date").unwrap();
    assert!(store.approvals_asked().unwrap().is_empty());
    assert!(refused(decide(&mut store, 8, false, "or not")).contains("decided already"));
    answer(&mut store, 9, true).unwrap();
    let Approval { asked, decided, answerable, used } = store.approval(1).unwrap().unwrap();
    let (given, decided) = decided.unwrap();
    assert_eq!((asked.name.as_str(), asked.at, asked.reason.as_deref()), ("Ada", at(3), Some("the date is public")));
    assert_eq!((decided.name.as_str(), decided.at, decided.reason.as_deref()), ("Ben", at(7), Some("only the date")));
    assert!(given && used);
    assert_eq!(answerable, None, "nothing bars it, so nobody has to answer for it");
    assert!(refused(ask(&mut store, 10, "late")).contains("answered already"));
    assert_eq!(items(&store, Some(at(5)))[0].response, term("pending"), "and as of then it was not given out");
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn a_refusal_can_be_asked_again_and_is_no_approval() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    ask(&mut store, 2, "first").unwrap();
    drop(store);
    let mut store = open_as(&office, "Ben");
    decide(&mut store, 3, false, "name the paper").unwrap();
    assert!(refused(answer(&mut store, 4, true)).contains("no second officer"));
    ask(&mut store, 5, "Ben asks now").unwrap();
    assert!(refused(decide(&mut store, 6, true, "mine")).contains("same officer"), "whoever asks, the other decides");
    assert_eq!(problems(&store), [""; 0], "and what was said before is still checked");
}

#[test]
fn a_change_of_facts_voids_an_approval_until_it_is_given_out() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    ask(&mut store, 2, "as it is").unwrap();
    learn(&mut store, 3);
    assert_eq!(store.approval(1).unwrap(), None, "the ask was about other facts");
    drop(store);
    let mut store = open_as(&office, "Ben");
    assert!(refused(decide(&mut store, 4, true, "late")).contains("nobody asked"));
    assert_eq!(problems(&store), [""; 0]);

    let office = self::office();
    let mut store = open_as(&office, "Ada");
    ask(&mut store, 2, "as it is").unwrap();
    drop(store);
    let mut store = open_as(&office, "Ben");
    decide(&mut store, 3, true, "as it is").unwrap();
    let NewItem { mut facts, decided, determination, .. } = flagged();
    facts.exempt_record = Some(term("no"));
    let response = term("released");
    let answer = Some(Answer {
        response,
        responded: when("2026-10-09"),
        imported: false,
        approved: true,
        basis: None,
        surplus: false,
    });
    let change = ItemChange { facts, decided, direction: None, determination, answer, what_left: None };
    let together = act(&mut store, 4, |act| act.change_item(REQUEST, 1, change));
    assert!(refused(together).contains("no second officer"), "nor with other facts in the same act");
    self::answer(&mut store, 5, true).unwrap();
    learn(&mut store, 6);
    assert!(store.approval(1).unwrap().unwrap().used, "what was given out stays what it was then");
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn what_happened_without_an_approval_is_recorded_as_that() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    ask(&mut store, 2, "as it is").unwrap();
    answer(&mut store, 3, false).unwrap();
    assert!(!store.approval(1).unwrap().unwrap().used);
    assert!(store.approvals_asked().unwrap().is_empty(), "nobody waits for it any more");
    drop(store);
    let mut store = open_as(&office, "Ben");
    assert!(refused(decide(&mut store, 4, true, "late")).contains("answered already"));
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn a_new_item_or_an_exchange_is_never_approved_and_an_open_one_cannot_be_asked() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    let approved = |item: NewItem| {
        let answer = Answer {
            response: term("released"),
            responded: when("2026-10-09"),
            imported: false,
            approved: true,
            basis: None,
            surplus: false,
        };
        NewItem { answer: Some(answer), ..item }
    };
    for item in [flagged(), exchange(None)] {
        let added = act(&mut store, 2, |act| act.add_item(REQUEST, approved(item)).map(|_| ()));
        assert!(refused(added).contains("no second officer"));
    }
    act(&mut store, 3, |act| {
        act.add_item(REQUEST, open_item(None))?;
        act.add_item(REQUEST, exchange(None)).map(|_| ())
    })
    .unwrap();
    let reason = FreeText::new("please").unwrap();
    let open = act(&mut store, 4, |act| act.ask_approval(REQUEST, 2, &reason));
    assert!(refused(open).contains("not settled"));
    let of_exchange = act(&mut store, 5, |act| act.ask_approval(REQUEST, 3, &reason));
    assert!(refused(of_exchange).contains("exchange"));
    assert!(matches!(
        act(&mut store, 6, |act| act.ask_approval(REQUEST, 9, &reason)),
        Err(Error::NoSuchItem { item: 9 })
    ));
}

#[test]
fn a_try_that_was_stopped_is_an_event_and_changes_nothing_else() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    let (before, size_before) = (items(&store, None), size(&store));
    act(&mut store, 2, |act| act.block_release(REQUEST, 1, Blocked::NoApproval)).unwrap();
    act(&mut store, 3, |act| act.block_release(REQUEST, 1, Blocked::OwnAsk)).unwrap();
    assert_eq!((items(&store, None), size(&store)), (before, size_before + 2));
    assert_eq!(store.approval(1).unwrap(), None);
    assert_eq!(problems(&store), [""; 0]);
}

#[test]
fn the_reasons_of_an_item_that_becomes_an_exchange_are_destroyed() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    ask(&mut store, 2, "zqneedle about the date").unwrap();
    let mut facts = facts(Some("other"));
    facts.exempt_record = Some(term("no"));
    let NewItem { decided, determination, .. } = exchange(None);
    let change = ItemChange { facts, decided, direction: None, determination, answer: None, what_left: None };
    act(&mut store, 3, |act| act.change_item(REQUEST, 1, change)).unwrap();
    assert_eq!(store.approval(1).unwrap(), None);
    assert_eq!(problems(&store), [""; 0]);
    drop(store);
    let kept: i64 = office.raw().query_row("SELECT count(*) FROM remark", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 0, "an exchange keeps no text");
}

/// What 2(a) bars, of an item that nobody has answered.
fn barred() -> NewItem {
    let mut item = flagged();
    item.facts.purpose = Some(term("immigration_enforcement"));
    item.determination.outcome = Some(term("non_mandatory_prohibited"));
    item.determination.flag = Some(term("high"));
    item
}

#[test]
fn for_what_2a_bars_an_approval_names_an_officer_of_the_record_who_answers_for_it() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    act(&mut store, 2, |act| {
        act.add_officer("Cleo", common::REVIEWER, &passphrase("a third horse"), CHEAP)?;
        act.add_officer("Dan", common::REVIEWER, &passphrase("a fourth horse"), CHEAP)?;
        act.add_item(REQUEST, barred()).map(|_| ())
    })
    .unwrap();
    act(&mut store, 3, |act| {
        act.officer_left(OfficerId(4))?;
        act.change_role(OfficerId(3), term("solicitor"))
    })
    .unwrap();
    let reason = FreeText::new("the mayor wants it").unwrap();
    act(&mut store, 4, |act| act.ask_approval(REQUEST, 2, &reason)).unwrap();
    drop(store);

    let mut store = open_as(&office, "Ben");
    let before = size(&store);
    let approve = |store: &mut Store, second, answerable: Option<u32>| {
        let decision = Decision::Approve { answerable: answerable.map(OfficerId) };
        act(store, second, |act| act.decide_approval(REQUEST, 2, decision, &reason))
    };
    for nobody in [None, Some(0), Some(4), Some(9)] {
        assert!(refused(approve(&mut store, 5, nobody)).contains("who answers for giving it out"), "{nobody:?}");
    }
    assert_eq!(size(&store), before, "nothing was recorded");
    approve(&mut store, 6, Some(3)).unwrap();
    let approval = store.approval(2).unwrap().unwrap();
    assert_eq!(approval.decided.unwrap().1.name, "Ben");
    assert_eq!(approval.answerable.as_deref(), Some("Cleo"), "another than the one who approved, or the same");
    assert_eq!(problems(&store), [""; 0]);

    let NewItem { facts, decided, determination, .. } = barred();
    let answer = Some(Answer {
        response: term("released"),
        responded: when("2026-10-09"),
        imported: false,
        approved: true,
        basis: None,
        surplus: false,
    });
    let change = ItemChange { facts, decided, direction: None, determination, answer, what_left: None };
    act(&mut store, 7, |act| act.change_item(REQUEST, 2, change)).unwrap();
    let by = common::acting("Ben", "reviewer");
    let left = [None, Some(Release::Approved { by, answerable: Some(common::acting("Cleo", "solicitor")) })];
    assert_eq!(common::releases(&store, None), left);
    assert_eq!(common::releases(&store, Some(at(6))), [None, None], "as of then it had not left");
    learn(&mut store, 8);
    assert_eq!(common::releases(&store, Some(at(7))), left, "folded, it is the same");
    act(&mut store, 9, |act| {
        act.change_role(OfficerId(2), term("clerk"))?;
        act.change_role(OfficerId(3), term("auditor"))
    })
    .unwrap();
    assert_eq!(common::releases(&store, None), left, "and with the roles of the approval, whatever they are now");
    assert_eq!(common::releases(&store, Some(at(8))), left);
    drop(store);

    let changed = "UPDATE approval SET answerable = 1 WHERE entry = 2";
    office.raw().execute_batch(changed).unwrap();
    let found = problems(&open_as(&office, "Ada"));
    assert!(found.iter().any(|problem| problem.contains("approval of entry 2")), "{found:?}");
}

#[test]
fn for_what_nothing_bars_nobody_answers_and_a_refusal_names_nobody() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    ask(&mut store, 2, "as it is").unwrap();
    drop(store);
    let mut store = open_as(&office, "Ben");
    let named = Decision::Approve { answerable: Some(OfficerId(1)) };
    let reason = FreeText::new("as it is").unwrap();
    let decided = act(&mut store, 3, |act| act.decide_approval(REQUEST, 1, named, &reason));
    assert!(refused(decided).contains("nothing bars"));
    decide(&mut store, 4, false, "no").unwrap();
    assert_eq!(store.approval(1).unwrap().unwrap().answerable, None);
    assert_eq!(problems(&store), [""; 0]);
}

/// Somebody who holds the key lets an approval name an officer who is none, or nobody, as approvals from before did.
#[test]
fn an_approval_that_names_no_officer_of_the_record_is_found_and_one_from_before_that_names_nobody_is_read() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    act(&mut store, 2, |act| act.add_item(REQUEST, barred()).map(|_| ())).unwrap();
    act(&mut store, 3, |act| act.ask_approval(REQUEST, 2, &FreeText::new("why").unwrap())).unwrap();
    drop(store);
    let mut store = open_as(&office, "Ben");
    let named = Decision::Approve { answerable: Some(OfficerId(2)) };
    act(&mut store, 4, |act| act.decide_approval(REQUEST, 2, named, &FreeText::new("because").unwrap())).unwrap();
    drop(store);
    let last = "SELECT id, CAST(body AS TEXT) FROM disclosure_event ORDER BY id DESC LIMIT 1";
    let (id, body): (i64, String) = office.raw().query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    for (names, found) in [(",\"answerable\":9", true), ("", false)] {
        let forged = body.replace(",\"answerable\":2", names);
        assert_ne!(forged, body);
        let raw = office.raw();
        raw.execute_batch("DROP TRIGGER IF EXISTS disclosure_event_stays").unwrap();
        let leaf = merkle::leaf(forged.as_bytes());
        let changed = "UPDATE disclosure_event SET body = ?2, leaf = ?3 WHERE id = ?1";
        raw.execute(changed, (id, forged.as_bytes(), &leaf[..])).unwrap();
        drop(raw);
        let told = problems(&open_as(&office, "Ada"));
        assert_eq!(told.iter().any(|problem| problem.contains("who is no officer")), found, "{told:?}");
        assert!(!told.iter().any(|problem| problem.contains("this program can read")), "{told:?}");
    }
}

/// Somebody who holds the key appends an approval in the first officer's own name.
#[test]
fn a_forged_approval_is_found() {
    let office = office();
    let mut store = open_as(&office, "Ada");
    ask(&mut store, 2, "as it is").unwrap();
    drop(store);
    let raw = office.raw();
    let last = "SELECT id, seq, CAST(body AS TEXT) FROM disclosure_event ORDER BY id DESC LIMIT 1";
    let (id, seq, body): (i64, i64, String) =
        raw.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let forged = body
        .replace("approval_asked", "approval_given")
        .replace(&format!("\"seq\":{seq}"), &format!("\"seq\":{}", seq + 1));
    assert_ne!(forged, body);
    let leaf = merkle::leaf(forged.as_bytes());
    raw.execute(
        "INSERT INTO disclosure_event (id, seq, leaf, body) VALUES (?1, ?2, ?3, ?4)",
        (id + 1, seq + 1, &leaf[..], forged.as_bytes()),
    )
    .unwrap();
    drop(raw);
    let found = open_as(&office, "Ada").verify(&[], &mut ledger::to_the_end).unwrap().problems;
    let first = found.first().expect("the forged approval is found");
    assert_eq!(first.seq, u64::try_from(seq + 1).ok());
    assert!(first.what.contains("same officer asked"), "{}", first.what);
}

#[test]
fn the_rows_of_approvals_and_reasons_are_what_the_events_say() {
    for (with, about) in [
        ("UPDATE approval SET asked_at = asked_at + 1", "approval of entry 1"),
        ("UPDATE approval SET state = 'refused'", "approval of entry 1"),
        ("UPDATE approval SET used = 1", "approval of entry 1"),
        ("DELETE FROM approval", "approval that was recorded"),
        ("DROP TRIGGER remark_stays; UPDATE remark SET words = 'other'", "reason given about entry 1"),
        ("DELETE FROM remark WHERE event = (SELECT max(event) FROM remark)", "reason that was given is missing"),
        ("INSERT INTO remark VALUES (1, 1, zeroblob(16), 'more')", "words about entry 1 are kept"),
    ] {
        let office = office();
        let mut store = open_as(&office, "Ada");
        ask(&mut store, 2, "as it is").unwrap();
        drop(store);
        let mut store = open_as(&office, "Ben");
        decide(&mut store, 3, true, "as it is").unwrap();
        drop(store);
        let raw = office.raw();
        raw.execute_batch(with).unwrap();
        drop(raw);
        let found = problems(&open_as(&office, "Ada"));
        assert!(found.iter().any(|problem| problem.contains(about)), "{with}: {found:?}");
    }
    let office = office();
    let mut store = open_as(&office, "Ada");
    ask(&mut store, 2, "as it is").unwrap();
    drop(store);
    let own = "UPDATE approval SET state = 'given', decided = asked, decided_by = asked_by, decided_at = asked_at";
    assert!(office.raw().execute_batch(own).is_err(), "the table itself takes no approval of one's own ask");
}

#[test]
fn a_store_from_before_approvals_is_read_as_it_is_and_knows_them_once_it_is_opened_to_write() {
    let office = office();
    office.back_to(2);
    let before = common::bytes(&office.path);
    let store = Store::open_read_only(&office.path, Some("Ada"), &passphrase("correct horse")).unwrap();
    assert_eq!(store.approval(1).unwrap(), None);
    assert!(store.approvals_asked().unwrap().is_empty());
    assert_eq!(problems(&store), [""; 0]);
    assert_eq!(items(&store, None).len(), 1);
    drop(store);
    assert_eq!(common::bytes(&office.path), before, "reading changes nothing");
    let mut store = open_as(&office, "Ada");
    ask(&mut store, 2, "as it is").unwrap();
    assert_eq!(problems(&store), [""; 0]);
}

/// One thing an officer tries.
#[derive(Debug, Clone, Copy)]
enum Try {
    Ask,
    Decide(bool),
    Answer(bool),
    Learn,
    Block,
}

/// The rule of four eyes, told in the shortest way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    Nothing,
    Asked(bool),
    Given,
    Refused,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_two_officers_try_only_the_other_one_approves_and_only_what_is(
        tries in prop::collection::vec((any::<bool>(), prop_oneof![
            4 => Just(Try::Ask),
            4 => any::<bool>().prop_map(Try::Decide),
            2 => Just(Try::Answer(true)),
            1 => Just(Try::Answer(false)),
            1 => Just(Try::Learn),
            1 => Just(Try::Block),
        ]), 1..20)
    ) {
        let office = office();
        let mut at_desk = false;
        let mut store = open_as(&office, "Ada");
        let (mut rule, mut answered, mut facts) = (Rule::Nothing, false, flagged().facts);
        for (second, (officer, tried)) in (2..).zip(tries) {
            if officer != at_desk {
                drop(store);
                store = open_as(&office, if officer { "Ben" } else { "Ada" });
                at_desk = officer;
            }
            let change = |facts: &ledger::Facts, answer| {
                let NewItem { decided, determination, .. } = flagged();
                ItemChange { facts: facts.clone(), decided, direction: None, determination, answer, what_left: None }
            };
            let (done, may) = match tried {
                Try::Ask => {
                    let may = !answered && matches!(rule, Rule::Nothing | Rule::Refused);
                    if may {
                        rule = Rule::Asked(officer);
                    }
                    (ask(&mut store, second, "why"), may)
                }
                Try::Decide(approve) => {
                    let may = !answered && rule == Rule::Asked(!officer);
                    if may {
                        rule = if approve { Rule::Given } else { Rule::Refused };
                    }
                    (decide(&mut store, second, approve, "because"), may)
                }
                Try::Answer(approved) => {
                    if answered {
                        continue;
                    }
                    let may = !approved || rule == Rule::Given;
                    answered = may;
                    let (response, responded) = (term("released"), when("2026-10-09"));
                    let answer = Some(Answer { response, responded, imported: false, approved, basis: None, surplus: false });
                    (act(&mut store, second, |act| act.change_item(REQUEST, 1, change(&facts, answer))), may)
                }
                Try::Learn => {
                    if facts.exempt_record.is_none() {
                        facts.exempt_record = Some(term("no"));
                        if !answered {
                            rule = Rule::Nothing;
                        }
                    }
                    (act(&mut store, second, |act| act.change_item(REQUEST, 1, change(&facts, None))), true)
                }
                Try::Block => (act(&mut store, second, |act| act.block_release(REQUEST, 1, Blocked::NoApproval)), true),
            };
            prop_assert_eq!(done.is_ok(), may, "{:?}: {:?}", tried, done);
            let found = store.approval(1).unwrap().map(|found| found.decided.map(|(given, _)| given));
            prop_assert_eq!(found, match rule {
                Rule::Nothing => None,
                Rule::Asked(_) => Some(None),
                Rule::Given => Some(Some(true)),
                Rule::Refused => Some(Some(false)),
            });
        }
        prop_assert_eq!(problems(&store), [""; 0]);
    }
}
