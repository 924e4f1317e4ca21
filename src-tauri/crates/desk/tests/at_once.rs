//! What is asked to protect life goes out at once, is told as that, and another officer reviews it within one business day;
//! and an approval of what 2(a) bars says who answers for it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use std::collections::BTreeMap;

use desk::Error;
use desk::pages::approval::{ApprovalState, Asking, Deciding};
use desk::pages::correction::{ItemCorrection, RequestCorrection};
use desk::pages::log::Answers;
use desk::pages::needs::Need;
use desk::pages::officers::RoleChange;
use desk::pages::request::{Answering, RequestItem, RequestView};
use desk::pages::review::{Review, Reviewing};
use desk::pages::settings::{ClosedDay, SettingChange};
use desk::pages::waits::Pausing;
use desk::roles::Role;
use serde_json::json;
use support::{Office, log_with};

const SECOND: (&str, &str) = ("R. Chen", "nine boats below an empty mill");

/// An office of two officers with one item of a request, `A-1`, that an agency of the state asks for, flagged `low`.
fn office(cells: &[(&str, &str)]) -> Office {
    let mut office = Office::new();
    let own = [
        ("agency", "Massachusetts Department of Revenue"),
        ("recipient", "state_agency"),
        ("for_immigration_agency", "no"),
        ("instrument", "none"),
        ("other_law_forbids", "no"),
    ];
    office.import(&log_with(&[&own[..], cells].concat()));
    office.with_reviewer(SECOND.0, SECOND.1)
}

fn urgent() -> Office {
    let office = office(&[("purpose", "life_safety")]);
    assert_eq!(office.only().flag.as_deref(), Some("low"));
    office
}

/// What 2(a) bars.
fn barred() -> Office {
    let office =
        office(&[("agency", "ICE"), ("recipient", "immigration_agency"), ("purpose", "immigration_enforcement")]);
    assert_eq!(office.only().flag.as_deref(), Some("high"));
    office
}

fn answering(response: &str, basis: &str) -> Answering {
    Answering {
        number: "A-1".to_owned(),
        item: 1,
        response: response.to_owned(),
        // A Friday; the clock stands at the Sunday after.
        responded: "2026-11-20T18:30".to_owned(),
        already_left: false,
        basis: basis.to_owned(),
        surplus: false,
        what_left: String::new(),
    }
}

fn at_once() -> Answering {
    Answering { what_left: "the route of the bus".to_owned(), ..answering("released", "life_safety") }
}

fn reviewing(found: &str) -> Reviewing {
    let (number, reason) = ("A-1".to_owned(), "The call was real, and only the route left.".to_owned());
    Reviewing { number, item: 1, found: found.to_owned(), reason }
}

fn item(office: &Office) -> RequestItem {
    office.desk.request("A-1").unwrap().items[0].clone()
}

fn review(office: &Office) -> Review {
    item(office).review.unwrap()
}

fn needs(office: &Office, kind: &str) -> Vec<Need> {
    office.desk.needs(kind).unwrap().needs
}

fn correction(view: &RequestView) -> ItemCorrection {
    let item = &view.items[0];
    let facts: BTreeMap<_, _> = item.facts.iter().map(|known| (known.fact.clone(), known.value.clone())).collect();
    ItemCorrection {
        number: view.number.clone(),
        item: 1,
        why: "learned_later".to_owned(),
        facts: Answers(facts),
        decided: item.decided.clone(),
        direction: String::new(),
        description: item.description.clone().unwrap_or_default(),
        response: item.response.clone(),
        responded: item.responded.clone().unwrap_or_default(),
        already_left: false,
    }
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let Error::Refused(problem) = result.unwrap_err() else { panic!("not a refusal of what was typed") };
    problem
}

fn told(office: &Office) -> Vec<String> {
    office.desk.request("A-1").unwrap().timeline.into_iter().map(|line| line.sentence).collect()
}

#[test]
fn what_is_asked_to_protect_life_goes_out_at_once_and_another_officer_reviews_it() {
    let mut office = urgent();
    assert!(item(&office).urgent);
    assert!(item(&office).bases.iter().all(|basis| basis.value != "life_safety"), "it is said by itself");
    let view = office.desk.answer_item(&at_once()).unwrap();
    let answered = &view.items[0];
    assert_eq!((answered.response.as_str(), answered.basis.as_deref()), ("released", Some("At once, to protect life")));
    assert_eq!((answered.approval.is_none(), answered.urgent), (true, false), "it is no approval");
    let told_last = told(&office).pop().unwrap();
    assert_eq!(
        told_last,
        "Item 1 was answered: Given or done, 20 Nov 2026, 18:30, at once to protect life. A second officer reviews it."
    );

    let before = office.sizes();
    let own = office.desk.review_release(&reviewing("in_order")).unwrap_err();
    assert!(matches!(own, Error::OwnRelease) && own.to_string().contains("the try is in the record"), "{own}");
    assert_eq!(office.sizes(), (before.0 + 1, before.1), "the try is an event");
    assert!(review(&office).own);

    let mut office = office.opened_by(SECOND.0, SECOND.1);
    assert_eq!((review(&office).own, review(&office).released_by.as_str()), (false, "Ada"));
    assert!(refused(office.desk.review_release(&reviewing("splendid"))).contains("whether it was in order"));
    let unsaid = Reviewing { reason: " ".to_owned(), ..reviewing("in_order") };
    assert!(refused(office.desk.review_release(&unsaid)).contains("give a reason"));
    let named = Reviewing { reason: "he is undocumented, A 123 456 789".to_owned(), ..reviewing("in_order") };
    assert!(!refused(office.desk.review_release(&named)).is_empty(), "the words are screened");
    office.desk.review_release(&reviewing("in_order")).unwrap();
    let Review { found, reviewed_by, reviewed_reason, due, stands, .. } = review(&office);
    assert_eq!((found.as_deref(), reviewed_by.as_deref()), (Some("In order"), Some("R. Chen")));
    assert_eq!(reviewed_reason.as_deref(), Some("The call was real, and only the route left."));
    assert!(due.is_none() && stands);
    assert_eq!(told(&office).pop().unwrap(), "That item 1 went out at once was reviewed: in order.");
    assert!(refused(office.desk.review_release(&reviewing("not_in_order"))).contains("nothing of this item waits"));
    assert!(office.desk.today().unwrap().needs.is_empty());
    office.assert_holds();
}

#[test]
fn today_says_by_when_it_is_reviewed_over_a_weekend_and_a_closed_day_and_when_that_is_past() {
    let mut office = urgent();
    office.desk.answer_item(&at_once()).unwrap();
    let due = |office: &Office| {
        let need = needs(office, "review").remove(0);
        let due = need.due.unwrap();
        assert_eq!(review(office).due.unwrap().date, due.date, "the request says the same");
        (due.date, due.days)
    };
    // Released on Friday, recorded on Sunday.
    assert_eq!(due(&office), ("2026-11-23".to_owned(), 1));
    let [need] = &office.desk.today().unwrap().needs[..] else { panic!("one request waits") };
    assert_eq!((need.items, need.label.as_str()), (1, "Went out at once"));
    assert_eq!(need.waits[0].label, "Waits for a second officer’s review");
    assert_eq!(need.waits[0].since, "2026-11-22");
    assert!(need.next.as_deref().unwrap().contains("Another officer reviews it"));
    assert!(needs(&office, "second_officer").is_empty(), "no approval is asked");

    let day = ClosedDay { date: "2026-11-23".to_owned(), why: "Snow".to_owned() };
    office.desk.change_setting(SettingChange::AddClosedDay { day }).unwrap();
    assert_eq!(due(&office), ("2026-11-24".to_owned(), 2));
    office.set_clock("2026-11-25T15:00:00Z");
    assert_eq!(due(&office), ("2026-11-24".to_owned(), -1));
    assert_eq!(needs(&office, "overdue").len(), 1, "and counts as overdue");
    let mut office = office.opened_by(SECOND.0, SECOND.1);
    office.desk.review_release(&reviewing("not_in_order")).unwrap();
    assert!(needs(&office, "review").is_empty() && needs(&office, "overdue").is_empty());
    office.assert_holds();
}

#[test]
fn only_who_may_approve_reviews_and_every_other_try_is_in_the_record() {
    const GIVEN: &str = "three crows on a copper roof";
    for role in Role::ALL {
        let mut office = urgent();
        office.desk.answer_item(&at_once()).unwrap();
        let new = json!({ "name": "B. Ortiz", "role": role.as_str(), "passphrase": GIVEN });
        office.desk.add_officer(&serde_json::from_value(new).unwrap()).unwrap();
        let mut office = office.opened_by("B. Ortiz", GIVEN);
        let before = office.sizes();
        let refused = office.desk.review_release(&reviewing("in_order")).unwrap_err();
        if role.may(desk::roles::Duty::Approve) {
            // As far as the role goes; the passphrase is not the officer's own yet.
            assert!(matches!(refused, Error::Ledger(desk::ledger::Error::GivenPassphrase)), "{role:?}: {refused}");
            assert_eq!(office.sizes(), before);
        } else {
            assert!(matches!(refused, Error::NotTheDecider { .. }), "{role:?}: {refused}");
            assert_eq!(office.sizes(), (before.0 + 1, before.1), "{role:?}");
        }
        assert!(review(&office).found.is_none());
        office.assert_holds();
    }
}

#[test]
fn nothing_else_goes_out_at_once_and_each_try_is_in_the_record() {
    let mut other = office(&[]);
    assert!(!item(&other).urgent);
    let before = other.sizes();
    let stopped = other.desk.answer_item(&at_once()).unwrap_err();
    assert!(matches!(stopped, Error::NeedsApproval { .. }) && stopped.to_string().contains("life or safety"));
    assert_eq!(other.sizes(), (before.0 + 1, before.1));
    assert_eq!(item(&other).response, "pending");
    other.assert_holds();

    let mut office = urgent();
    let before = office.sizes();
    for answer in [answering("withheld", "life_safety"), Answering { already_left: true, ..at_once() }] {
        assert!(refused(office.desk.answer_item(&answer)).contains("only what is given out now"));
    }
    assert_eq!(office.sizes(), before);
    // What a second officer refused does not go out at once.
    let reason = "A child is missing.".to_owned();
    office.desk.ask_approval(&Asking { number: "A-1".to_owned(), item: 1, reason: reason.clone() }).unwrap();
    assert!(item(&office).urgent, "what is only asked may");
    let mut office = office.opened_by(SECOND.0, SECOND.1);
    let no = Deciding { number: "A-1".to_owned(), item: 1, approve: false, answerable: None, reason };
    office.desk.decide_approval(&no).unwrap();
    assert!(!item(&office).urgent);
    let stopped = office.desk.answer_item(&at_once()).unwrap_err();
    assert!(stopped.to_string().contains("second officer refused"), "{stopped}");
    office.assert_holds();
}

#[test]
fn a_life_does_not_wait_for_the_solicitor() {
    let mut office = urgent();
    let (number, waits_for, reason) = ("A-1".to_owned(), "solicitor".to_owned(), "Whose bus is it?".to_owned());
    office.desk.pause_item(&Pausing { number, item: 1, waits_for, reason }).unwrap();
    let held = office.desk.answer_item(&answering("released", "")).unwrap_err();
    assert!(matches!(held, Error::NeedsFinding { .. }), "{held}");
    office.desk.answer_item(&at_once()).unwrap();
    assert!(review(&office).stands);
    office.assert_holds();
}

#[test]
fn what_a_log_brings_or_has_already_left_is_history_and_no_release_at_once() {
    let office = office(&[("purpose", "life_safety"), ("response", "released"), ("responded", "2026-10-09")]);
    assert_eq!(item(&office).review, None);
    let mut office = urgent();
    let left = Answering { already_left: true, ..answering("released", "other_purpose") };
    office.desk.answer_item(&left).unwrap();
    assert_eq!(item(&office).review, None);
    assert!(office.desk.today().unwrap().needs.is_empty());
    office.assert_holds();
}

#[test]
fn a_correction_does_not_undo_that_it_went_out_at_once() {
    let mut office = urgent();
    office.desk.answer_item(&at_once()).unwrap();
    // It was no emergency: the facts are corrected, and what was done stays what it was.
    let view = office.desk.request("A-1").unwrap();
    let mut wanted = correction(&view);
    wanted.facts.0.insert("purpose".to_owned(), "other".to_owned());
    let considered = office.desk.consider_item_correction(&wanted).unwrap();
    assert!(considered.notes.iter().any(|note| note.contains("does not undo that")), "{:?}", considered.notes);
    office.desk.correct_item(&wanted).unwrap();
    let known = item(&office);
    assert_eq!(known.basis.as_deref(), Some("At once, to protect life"));
    assert!(known.review.unwrap().due.is_some(), "and it is to be reviewed");
    // Nor does another day of the request, or another word of the answer.
    let view = office.desk.request("A-1").unwrap();
    let head = RequestCorrection {
        number: view.number.clone(),
        why: "mistyped".to_owned(),
        received: "2026-10-06".to_owned(),
        origin: view.origin_value.clone(),
        channel: String::new(),
        department: String::new(),
        agency: view.agency.clone(),
    };
    office.desk.correct_request(&head).unwrap();
    let part =
        ItemCorrection { response: "released_in_part".to_owned(), ..correction(&office.desk.request("A-1").unwrap()) };
    office.desk.correct_item(&part).unwrap();
    let known = item(&office);
    assert_eq!((known.basis.as_deref(), known.review.unwrap().stands), (Some("At once, to protect life"), true));

    // Nothing went out after all, says who gave it out. That is for the other officer to see.
    let never = ItemCorrection {
        response: "pending".to_owned(),
        responded: String::new(),
        ..correction(&office.desk.request("A-1").unwrap())
    };
    office.desk.correct_item(&never).unwrap();
    assert_eq!((item(&office).response.as_str(), review(&office).stands), ("pending", false));
    let [need] = &office.desk.today().unwrap().needs[..] else { panic!("one request waits") };
    assert_eq!((need.items, need.label.as_str()), (1, "Went out at once"));
    let mut office = office.opened_by(SECOND.0, SECOND.1);
    office.desk.review_release(&reviewing("in_order")).unwrap();
    assert_eq!(office.desk.today().unwrap().needs[0].label, "Not required: other purpose", "the item itself waits on");
    office.assert_holds();
}

#[test]
fn an_approval_of_what_2a_bars_says_who_answers_for_it() {
    let mut office = barred();
    let reason = "The mayor has ordered it.".to_owned();
    office.desk.ask_approval(&Asking { number: "A-1".to_owned(), item: 1, reason: reason.clone() }).unwrap();
    let mut office = office.opened_by(SECOND.0, SECOND.1);
    let approval = item(&office).approval.unwrap();
    let can: Vec<(&str, &str)> =
        approval.can_answer.iter().map(|choice| (choice.value.as_str(), choice.label.as_str())).collect();
    assert_eq!((can, approval.answerable), (vec![("1", "Ada"), ("2", "R. Chen")], None));
    let deciding = |approve, answerable| Deciding {
        number: "A-1".to_owned(),
        item: 1,
        approve,
        answerable,
        reason: reason.clone(),
    };
    let before = office.sizes();
    for nobody in [None, Some(0), Some(7)] {
        assert!(refused(office.desk.decide_approval(&deciding(true, nobody))).contains("which officer answers"));
    }
    assert_eq!(office.sizes(), before);
    let view = office.desk.decide_approval(&deciding(true, Some(1))).unwrap();
    let approval = view.items[0].approval.clone().unwrap();
    assert_eq!((approval.state, approval.answerable.as_deref()), (ApprovalState::Given, Some("Ada")));
    assert!(approval.can_answer.is_empty());
    assert_eq!(told(&office).pop().unwrap(), "The release of item 1 was approved. Ada answers for it.");
    office.desk.answer_item(&answering("released", "ordinance")).unwrap();
    assert_eq!(item(&office).approval.unwrap().answerable.as_deref(), Some("Ada"), "the page goes on saying so");

    let said = |office: &Office| office.desk.report_view("2026-Q4").unwrap().non_mandatory_rows[0].release.clone();
    let told = "Approved by R. Chen (reviewer). Ada (administrator) answers for it.";
    assert_eq!(said(&office).as_deref(), Some(told));
    let then = office.desk.account(support::quarter("2026-Q4"), None).unwrap().period.as_of.to_string();
    let files = office.files("2026-Q4", Some(&then));
    let mut office = office.opened_by("Ada", "correct horse");
    office.set_clock("2026-11-24T15:00:00Z");
    office.desk.change_role(&RoleChange { officer: 2, role: Role::Administrator }).unwrap();
    office.desk.change_role(&RoleChange { officer: 1, role: Role::Clerk }).unwrap();
    assert_eq!(said(&office).as_deref(), Some(told), "the roles that they had then");
    assert_eq!(office.files("2026-Q4", Some(&then)), files);
    office.assert_holds();
}

#[test]
fn who_answers_is_asked_for_nothing_that_2a_does_not_bar() {
    let mut office = office(&[]);
    let reason = "It is public.".to_owned();
    office.desk.ask_approval(&Asking { number: "A-1".to_owned(), item: 1, reason: reason.clone() }).unwrap();
    let mut office = office.opened_by(SECOND.0, SECOND.1);
    assert!(item(&office).approval.unwrap().can_answer.is_empty());
    let named = Deciding { number: "A-1".to_owned(), item: 1, approve: true, answerable: Some(1), reason };
    let view = office.desk.decide_approval(&named).unwrap();
    assert_eq!(view.items[0].approval.clone().unwrap().answerable, None);
    office.assert_holds();
}

/// The report as of a moment tells what was so then, and the same bytes come again.
#[test]
fn the_report_tells_how_it_left_as_of_then_and_now() {
    let mut office = urgent();
    office.import(&log_with(&[
        ("request", "A-2"),
        ("agency", "ICE"),
        ("recipient", "immigration_agency"),
        ("for_immigration_agency", "no"),
        ("purpose", "immigration_enforcement"),
        ("instrument", "none"),
        ("other_law_forbids", "no"),
        ("response", "released"),
        ("responded", "2026-10-09"),
    ]));
    office.desk.answer_item(&at_once()).unwrap();
    let waiting = office.desk.account(support::quarter("2026-Q4"), None).unwrap().period.as_of;
    let mut office = office.opened_by(SECOND.0, SECOND.1);
    office.set_clock("2026-11-23T15:00:00Z");
    office.desk.review_release(&reviewing("in_order")).unwrap();

    let said = |as_of: Option<jiff::Timestamp>| -> Vec<(String, Option<String>)> {
        let account = office.desk.account(support::quarter("2026-Q4"), as_of).unwrap();
        account.disclosures_by_flag().iter().map(|row| (row.request.clone(), row.how_it_left())).collect()
    };
    let barred = ("A-2".to_owned(), Some("It left without an approval.".to_owned()));
    let at_once = |review: &str| ("A-1".to_owned(), Some(format!("Released at once to protect life. {review}")));
    assert_eq!(said(Some(waiting)), [barred.clone(), at_once("Not yet reviewed.")]);
    assert_eq!(said(None), [barred, at_once("Reviewed by R. Chen (reviewer) on 23 November 2026: in order.")]);
    let moment = waiting.to_string();
    assert_eq!(office.files("2026-Q4", Some(&moment)), office.files("2026-Q4", Some(&moment)));

    let page = office.desk.report_view("2026-Q4").unwrap();
    let rows: Vec<&str> = page.non_mandatory_rows.iter().map(|row| row.request.as_str()).collect();
    assert_eq!(rows, ["A-2", "A-1"], "on the page too what 2(a) bars comes first");
    let check = page.checks.iter().find(|check| check.what.contains("without a second officer")).unwrap();
    let items: Vec<&str> = check.items.iter().map(|item| item.request.as_str()).collect();
    assert_eq!(items, ["A-2"], "what was reviewed has had its second officer");
}
