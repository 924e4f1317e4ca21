//! Corrections at the desk: what was entered wrongly is entered anew with a reason, and what stood there stays readable.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use std::collections::BTreeMap;

use desk::Error;
use desk::ledger::{Correction, Determination, DeterminationSummary, FreeText, Store, Trace};
use desk::pages::approval::{Asking, Deciding};
use desk::pages::correction::{ItemCorrection, RequestCorrection};
use desk::pages::log::Answers;
use desk::pages::request::{Answering, RequestView};
use desk::pages::timeline::Change;
use support::{Office, Seeded, log_of, log_with};

const REVENUE: [(&str, &str); 5] = [
    ("agency", "Massachusetts Department of Revenue"),
    ("recipient", "state_agency"),
    ("for_immigration_agency", "no"),
    ("instrument", "none"),
    ("other_law_forbids", "no"),
];

/// An office with one item of a request, `A-1`, which carries the flag `low`; it is answered as given.
fn office(more: &[(&str, &str)]) -> Office {
    let mut office = Office::new();
    let cells: Vec<(&str, &str)> = REVENUE.iter().chain(more).copied().collect();
    office.import(&log_with(&cells));
    office
}

fn request(view: &RequestView) -> RequestCorrection {
    RequestCorrection {
        number: view.number.clone(),
        why: "misread_paper".to_owned(),
        received: view.received.clone(),
        origin: view.origin_value.clone(),
        channel: view.channel_value.clone().unwrap_or_default(),
        department: view.department.clone().unwrap_or_default(),
        agency: view.agency.clone(),
    }
}

fn item(view: &RequestView, number: u32) -> ItemCorrection {
    let item = view.items.iter().find(|item| item.item == number).unwrap();
    let facts: BTreeMap<_, _> = item.facts.iter().map(|known| (known.fact.clone(), known.value.clone())).collect();
    ItemCorrection {
        number: view.number.clone(),
        item: number,
        why: "mistyped".to_owned(),
        facts: Answers(facts),
        decided: item.decided.clone(),
        direction: item.direction_value.clone().unwrap_or_default(),
        description: item.description.clone().unwrap_or_default(),
        response: item.response.clone(),
        responded: item.responded.clone().unwrap_or_default(),
        already_left: false,
    }
}

fn seen(office: &Office) -> RequestView {
    office.desk.request("A-1").unwrap()
}

fn change(what: &str, before: &str, after: &str) -> Change {
    Change { what: what.to_owned(), before: Some(before.to_owned()), after: Some(after.to_owned()) }
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let Error::Refused(problem) = result.unwrap_err() else { panic!("not a refusal of what was typed") };
    problem
}

/// Describes the item of `A-1` in words that today's screen might stop.
fn described(store: &mut Store, words: &str) {
    let (item, now) = (store.items_of("A-1").unwrap().remove(0), store.last_entry_at().unwrap());
    let DeterminationSummary { log, outcome, clause, flag, possible, ask_next, rules, text } = item.determination;
    let trace = Trace::default();
    let correction = Correction {
        why: "other".parse().unwrap(),
        facts: item.facts,
        decided: item.decided,
        direction: item.direction,
        description: Some(FreeText::stored(words.to_owned())),
        determination: Determination { log, outcome, clause, flag, possible, ask_next, trace, rules, text },
        answer: None,
    };
    let mut entropy = Seeded(5);
    let mut act = store.begin(now, &mut entropy).unwrap();
    let (id, _) = act.find_request("A-1").unwrap().unwrap();
    act.correct_item(id, item.item, correction).unwrap();
    act.commit().unwrap();
}

#[test]
fn a_correction_is_shown_before_it_is_recorded_and_the_report_of_then_stays_what_it_was() {
    let mut office = office(&[]);
    office.set_clock("2026-11-22T15:10:00Z");
    let before = office.report("2026-Q4", None);
    let wanted = RequestCorrection { received: "2026-09-30".to_owned(), ..request(&seen(&office)) };
    let sizes = office.sizes();
    let view = office.desk.consider_request_correction(&wanted).unwrap();
    assert_eq!(view.changes, [change("Received", "7 Oct 2026", "30 Sep 2026")]);
    assert_eq!(office.sizes(), sizes, "what is considered is not recorded");
    office.set_clock("2026-11-22T15:20:00Z");
    let corrected = office.desk.correct_request(&wanted).unwrap();
    assert_eq!(corrected.received, "2026-09-30");
    let last = corrected.timeline.last().unwrap();
    assert_eq!(last.sentence, "The request was corrected: the paper was misread.");
    assert_eq!(last.changes, view.changes);
    let then = office.report("2026-Q4", Some("2026-11-22T15:10:00Z"));
    assert_eq!(then["requests"], before["requests"], "as of then the old day counts");
    let now = office.report("2026-Q4", None);
    assert_ne!(now["requests"], before["requests"], "from now on the new one");
    office.assert_holds();
}

#[test]
fn corrected_facts_are_decided_again_by_the_law_of_the_same_day() {
    let mut office = office(&[]);
    let mut wanted = item(&seen(&office), 1);
    wanted.facts.0.insert("purpose".to_owned(), "immigration_enforcement".to_owned());
    let view = office.desk.consider_item_correction(&wanted).unwrap();
    assert_eq!(view.problems, []);
    assert_eq!(view.determination.unwrap().outcome.as_deref(), Some("non_mandatory_prohibited"));
    assert_eq!(view.changes.len(), 2, "{:?}", view.changes);
    assert_eq!(
        view.changes[1],
        change("What the law says", "Not required: other purpose", "Not required: 2(a) bars it")
    );
    let corrected = office.desk.correct_item(&wanted).unwrap();
    assert_eq!(corrected.items[0].determination.flag.as_deref(), Some("high"));
    assert_eq!(corrected.items[0].decided, "2026-10-07", "on the day of the determination");
    assert_eq!(corrected.timeline.last().unwrap().sentence, "Item 1 was corrected: it was typed wrongly.");
    office.assert_holds();
}

#[test]
fn dates_and_words_are_checked_as_when_logging_and_a_reason_is_needed() {
    let mut office = office(&[("response", "withheld"), ("responded", "2026-10-09")]);
    let view = seen(&office);
    let sizes = office.sizes();
    for (received, about) in [("2026-12-24", "future"), ("2026-10-10", "answered 9 Oct 2026"), ("", "empty")] {
        let wanted = RequestCorrection { received: received.to_owned(), ..request(&view) };
        let found = office.desk.consider_request_correction(&wanted).unwrap().problems;
        assert!(found.iter().any(|found| found.field == "received" && found.message.contains(about)), "{found:?}");
        assert!(refused(office.desk.correct_request(&wanted)).contains(about));
    }
    let named = RequestCorrection { agency: "he has A 123 456 789".to_owned(), ..request(&view) };
    assert!(!refused(office.desk.correct_request(&named)).is_empty());
    for (responded, about) in [("2026-10-01", "before its request"), ("2026-12-24", "future"), ("", "day")] {
        let wanted = ItemCorrection { responded: responded.to_owned(), ..item(&view, 1) };
        assert!(refused(office.desk.correct_item(&wanted)).contains(about), "{responded}");
    }
    let unsaid = ItemCorrection { why: String::new(), response: "referred".to_owned(), ..item(&view, 1) };
    assert!(refused(office.desk.correct_item(&unsaid)).contains("say why"));
    assert!(refused(office.desk.correct_item(&item(&view, 1))).contains("nothing is different"));
    assert!(refused(office.desk.correct_request(&request(&view))).contains("nothing is different"));
    assert_eq!(office.sizes(), sizes, "nothing of this was recorded");
}

#[test]
fn an_answer_is_taken_back_and_the_item_waits_again() {
    let mut office = office(&[("response", "withheld"), ("responded", "2026-10-09")]);
    let wanted = ItemCorrection { response: "pending".to_owned(), responded: String::new(), ..item(&seen(&office), 1) };
    let corrected = office.desk.correct_item(&wanted).unwrap();
    assert_eq!((corrected.items[0].response.as_str(), &corrected.items[0].responded), ("pending", &None));
    let told = &corrected.timeline.last().unwrap().changes;
    assert_eq!(told[..], [change("Answer", "Not given, 9 Oct 2026, as an imported log says", "Not answered")]);
    assert_eq!(office.desk.today().unwrap().needs.len(), 1);
    office.assert_holds();
}

#[test]
fn an_answer_becomes_given_out_with_an_approval_or_as_what_has_already_left() {
    let mut office = office(&[("response", "withheld"), ("responded", "2026-10-09")]);
    let given = ItemCorrection { response: "released".to_owned(), ..item(&seen(&office), 1) };
    let view = office.desk.consider_item_correction(&given).unwrap();
    assert!(view.needs_approval.unwrap().contains("not answered after all"));
    let sizes = office.sizes();
    let stopped = office.desk.correct_item(&given).unwrap_err();
    assert!(matches!(stopped, Error::NeedsApproval { .. }), "{stopped}");
    assert_eq!(office.sizes(), (sizes.0 + 1, sizes.1), "the try is an event, and nothing else");
    let left = ItemCorrection { already_left: true, ..given };
    let corrected = office.desk.correct_item(&left).unwrap();
    assert_eq!((corrected.items[0].response.as_str(), &corrected.items[0].approval), ("released", &None));
    office.assert_holds();
}

#[test]
fn an_approval_that_was_given_is_used_by_the_correction_and_kept_by_the_next() {
    let mut office = office(&[]).with_reviewer("R. Chen", "nine boats below an empty mill");
    let reason = "Nothing in it is exempt.".to_owned();
    office.desk.ask_approval(&Asking { number: "A-1".to_owned(), item: 1, reason: reason.clone() }).unwrap();
    let mut office = office.opened_by("R. Chen", "nine boats below an empty mill");
    office
        .desk
        .decide_approval(&Deciding { number: "A-1".to_owned(), item: 1, approve: true, answerable: None, reason })
        .unwrap();
    let withheld = Answering {
        number: "A-1".to_owned(),
        item: 1,
        response: "withheld".to_owned(),
        responded: "2026-11-20".to_owned(),
        already_left: false,
        basis: String::new(),
        surplus: false,
        what_left: String::new(),
    };
    let answered = office.desk.answer_item(&withheld).unwrap();
    let given = ItemCorrection { response: "released".to_owned(), ..item(&answered, 1) };
    assert_eq!(office.desk.consider_item_correction(&given).unwrap().needs_approval, None);
    let corrected = office.desk.correct_item(&given).unwrap();
    assert_eq!(corrected.items[0].approval.clone().unwrap().decided_by.as_deref(), Some("R. Chen"));
    let earlier = ItemCorrection { responded: "2026-11-19".to_owned(), ..item(&corrected, 1) };
    let corrected = office.desk.correct_item(&earlier).unwrap();
    assert!(corrected.items[0].approval.is_some(), "the same release, on another day");
    office.assert_holds();
}

#[test]
fn what_was_asked_is_corrected_and_told_and_the_report_says_the_same() {
    let mut office = office(&[("description", "home adress of one resident")]);
    let before = office.report("2026-Q4", None);
    let words = "  home address of one resident ".to_owned();
    let wanted = ItemCorrection { description: words, ..item(&seen(&office), 1) };
    let view = office.desk.consider_item_correction(&wanted).unwrap();
    let told = [change("What was asked", "home adress of one resident", "home address of one resident")];
    assert_eq!((view.problems, view.needs_approval, &view.changes[..]), (vec![], None, &told[..]));
    let corrected = office.desk.correct_item(&wanted).unwrap();
    assert_eq!(corrected.items[0].description.as_deref(), Some("home address of one resident"));
    assert_eq!(corrected.items[0].determination, seen(&office).items[0].determination);
    let last = corrected.timeline.last().unwrap();
    assert_eq!(last.sentence, "The description of item 1 was corrected: it was typed wrongly.");
    assert_eq!((&last.said, &last.changes[..]), (&None, &told[..]));
    let logged = corrected.timeline.iter().find(|line| line.sentence == "Item 1 was logged.").unwrap();
    assert_eq!(logged.said.as_deref(), Some("home adress of one resident"), "what stood there stays readable");
    assert!(refused(office.desk.correct_item(&item(&corrected, 1))).contains("nothing is different"));

    let none = ItemCorrection { description: String::new(), ..item(&corrected, 1) };
    let corrected = office.desk.correct_item(&none).unwrap();
    assert_eq!(corrected.items[0].description, None);
    let last = corrected.timeline.last().unwrap();
    assert_eq!((last.changes[0].before.as_deref(), &last.changes[0].after), (told[0].after.as_deref(), &None));
    let mut after = office.report("2026-Q4", None);
    for of_the_moment in ["quarter", "ledger"] {
        after[of_the_moment] = before[of_the_moment].clone();
    }
    assert_eq!(after, before, "no figure rests on what was asked in words");
    office.assert_holds();
}

#[test]
fn other_words_for_what_was_asked_are_screened_as_when_logging() {
    let mut office = office(&[("description", "home address of one resident")]);
    let sizes = office.sizes();
    let wanted = ItemCorrection { description: "home of A 123 456 789".to_owned(), ..item(&seen(&office), 1) };
    let view = office.desk.consider_item_correction(&wanted).unwrap();
    let [problem] = &view.problems[..] else { panic!("{:?}", view.problems) };
    assert_eq!((problem.field.as_str(), problem.item), ("description", None));
    assert!(problem.message.contains("A-number"), "{}", problem.message);
    assert!(refused(office.desk.correct_item(&wanted)).contains("A-number"));
    assert_eq!(office.sizes(), sizes, "nothing of this was recorded");
}

#[test]
fn words_that_an_older_screen_let_pass_stand_in_the_way_of_no_other_correction() {
    let passed = "home of A 123 456 789";
    let mut office = office(&[]).with(|store| described(store, passed));
    let mut learned = item(&seen(&office), 1);
    learned.facts.0.insert("purpose".to_owned(), "immigration_enforcement".to_owned());
    let corrected = office.desk.correct_item(&learned).unwrap();
    assert_eq!(corrected.items[0].description.as_deref(), Some(passed));
    let earlier = RequestCorrection { received: "2026-09-30".to_owned(), ..request(&corrected) };
    let corrected = office.desk.correct_request(&earlier).unwrap();
    assert_eq!(corrected.items[0].description.as_deref(), Some(passed));
    let taken_out = ItemCorrection { description: "home of one resident".to_owned(), ..item(&corrected, 1) };
    let corrected = office.desk.correct_item(&taken_out).unwrap();
    assert_eq!(corrected.items[0].description.as_deref(), Some("home of one resident"));
    office.assert_holds();
}

#[test]
fn a_request_that_is_corrected_keeps_what_was_asked_with_its_items() {
    let mut office = office(&[("description", "home address of one resident")]);
    let wanted = RequestCorrection { received: "2026-09-30".to_owned(), ..request(&seen(&office)) };
    let corrected = office.desk.correct_request(&wanted).unwrap();
    assert_eq!(corrected.items[0].description.as_deref(), Some("home address of one resident"));
    assert!(corrected.timeline.iter().all(|line| !line.sentence.starts_with("The description")));
    office.assert_holds();
}

#[test]
fn what_settles_as_an_exchange_moves_and_does_not_come_back() {
    let mut office = office(&[]);
    let mut wanted = item(&seen(&office), 1);
    wanted.facts.0.insert("information".to_owned(), "status".to_owned());
    wanted.description = "other words".to_owned();
    let view = office.desk.consider_item_correction(&wanted).unwrap();
    assert!(view.notes[0].contains("§ 1373"), "{:?}", view.notes);
    assert!(view.changes.iter().all(|change| change.what != "What was asked"), "{:?}", view.changes);
    let corrected = office.desk.correct_item(&wanted).unwrap();
    assert_eq!(corrected.items[0].ledger, "status_exchange");
    assert_eq!(corrected.items[0].description, None);
    let moved = &corrected.timeline[corrected.timeline.len() - 2];
    assert!(moved.sentence.contains("It was corrected: it was typed wrongly."), "{}", moved.sentence);

    let mut back = item(&corrected, 1);
    back.facts.0.insert("information".to_owned(), "personal".to_owned());
    let view = office.desk.consider_item_correction(&back).unwrap();
    assert!(view.problems[0].message.contains("log the item anew"), "{:?}", view.problems);
    assert!(refused(office.desk.correct_item(&back)).contains("log the item anew"));
    let described = ItemCorrection { description: "home of A 123 456 789".to_owned(), ..item(&corrected, 1) };
    let view = office.desk.consider_item_correction(&described).unwrap();
    assert_eq!((view.problems, view.changes), (vec![], vec![]), "of an exchange it says nothing");
    let received = ItemCorrection { direction: "received".to_owned(), ..described };
    let corrected = office.desk.correct_item(&received).unwrap();
    assert_eq!(corrected.items[0].direction_value.as_deref(), Some("received"));
    let last = corrected.timeline.last().unwrap();
    assert_eq!(last.changes, [change("Direction", "The City sent it", "The City received it")]);
    assert_eq!(last.log, "status_exchange");
    assert_eq!(corrected.items[0].description, None);
    office.assert_holds();
}

#[test]
fn another_agency_does_not_change_who_the_items_say_gets_it_but_is_told() {
    let mut office = Office::new();
    let second: Vec<(&str, &str)> = REVENUE.iter().copied().chain([("description", "second thing")]).collect();
    office.import(&log_of(&[&REVENUE, &second]));
    let agency = "ICE, Enforcement and Removal Operations".to_owned();
    let wanted = RequestCorrection { agency, ..request(&seen(&office)) };
    let view = office.desk.consider_request_correction(&wanted).unwrap();
    assert!(view.notes[0].contains("for item 1, 2"), "{:?}", view.notes);
    let corrected = office.desk.correct_request(&wanted).unwrap();
    assert!(corrected.items.iter().all(|item| item.facts.iter().any(|known| known.value == "state_agency")));
    office.assert_holds();
}
