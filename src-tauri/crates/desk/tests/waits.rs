//! What is with the Solicitor is not given out, and what the law sends there is not either until the finding is recorded;
//! what waits says since when; an answer says on what basis, and whether more left than the paper names.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use desk::Error;
use desk::pages::correction::ItemCorrection;
use desk::pages::log::Answers;
use desk::pages::needs::Need;
use desk::pages::request::{Answering, Finding, RequestItem, RequestView};
use desk::pages::waits::{Held, Pausing, Resuming};
use support::{Office, log_of, log_with};

/// Cells of an item that an administrative subpoena asks for: the law sends it to the Solicitor.
const SUBPOENA: &[(&str, &str)] = &[
    ("agency", "ICE"),
    ("recipient", "immigration_agency"),
    ("purpose", "immigration_enforcement"),
    ("instrument", "administrative_subpoena"),
    ("valid_on_face", "yes"),
    ("within_scope", "yes"),
];

/// Cells of an item that a court order asks for.
const COURT_ORDER: &[(&str, &str)] =
    &[("instrument", "court_order"), ("valid_on_face", "yes"), ("within_scope", "yes")];

/// An office with one item of a request, `A-1`.
fn office(cells: &[(&str, &str)], outcome: &str) -> Office {
    let mut office = Office::new();
    office.import(&log_with(cells));
    assert_eq!(office.only().outcome.as_deref(), Some(outcome));
    office
}

fn answering(response: &str) -> Answering {
    Answering {
        number: "A-1".to_owned(),
        item: 1,
        response: response.to_owned(),
        responded: "2026-11-20".to_owned(),
        already_left: false,
        basis: String::new(),
        surplus: false,
        what_left: String::new(),
    }
}

fn pausing(waits_for: &str, reason: &str) -> Pausing {
    Pausing { number: "A-1".to_owned(), item: 1, waits_for: waits_for.to_owned(), reason: reason.to_owned() }
}

fn resuming(finding: &str) -> Resuming {
    Resuming { number: "A-1".to_owned(), item: 1, finding: finding.to_owned() }
}

fn item(view: &RequestView) -> &RequestItem {
    &view.items[0]
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let Error::Refused(problem) = result.unwrap_err() else { panic!("not a refusal of what was typed") };
    problem
}

fn needs_finding<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let error = result.unwrap_err();
    assert!(matches!(error, Error::NeedsFinding { .. }), "{error}");
    error.to_string()
}

fn first(office: &Office) -> Need {
    office.desk.today().unwrap().needs[0].clone()
}

/// How many requests are of a kind, as the line of counts says, and as the list of that kind has them.
fn of_kind(office: &Office, kind: &str) -> usize {
    let today = office.desk.today().unwrap();
    let found = office.desk.needs(kind).unwrap();
    assert_eq!(found.needs.len(), found.total);
    let count = today.counts.iter().find(|count| count.kind == kind).unwrap().count;
    assert_eq!(count, found.total, "the figure and its list agree on {kind}");
    count
}

fn waits(office: &Office) -> Vec<(String, String)> {
    first(office).waits.into_iter().map(|wait| (wait.label, wait.since)).collect()
}

#[test]
fn what_the_law_sends_to_the_solicitor_is_not_given_out_until_the_finding_is_recorded() {
    let mut office = office(SUBPOENA, "counsel");
    let before = office.sizes();
    assert_eq!(item(&office.desk.request("A-1").unwrap()).held, Some(Held::NoFinding));
    for response in ["released", "released_in_part"] {
        let said = needs_finding(office.desk.answer_item(&answering(response)));
        assert!(said.contains("Refer it first") && said.contains("the try is in the record"), "{said}");
    }
    assert_eq!(office.sizes(), (before.0 + 2, before.1), "each try is an event");
    assert_eq!(of_kind(&office, "with_solicitor"), 0, "nobody has referred it yet");

    office.set_clock("2026-11-24T19:05:00Z");
    let view = office.desk.pause_item(&pausing("solicitor", "Does the subpoena bind the City?")).unwrap();
    assert_eq!(item(&view).held, Some(Held::WithSolicitor));
    let wait = &item(&view).waits[0];
    assert_eq!((wait.waits_for.as_str(), wait.begun_by.as_str()), ("solicitor", "Ada"));
    assert_eq!(wait.begun_at, "2026-11-24T14:05", "as the clock in Northampton shows it");
    assert_eq!((wait.reason.as_deref(), &wait.ended), (Some("Does the subpoena bind the City?"), &None));
    assert_eq!(waits(&office), [("With the Solicitor".to_owned(), "2026-11-24".to_owned())]);
    assert_eq!(first(&office).next, None, "nothing is left to do here meanwhile");
    assert_eq!((of_kind(&office, "with_solicitor"), of_kind(&office, "on_hold")), (1, 0));
    assert!(needs_finding(office.desk.answer_item(&answering("released"))).contains("Record the finding first"));

    office.set_clock("2026-11-25T15:00:00Z");
    let view = office.desk.resume_item(&resuming("It does not bind it until a court orders it.")).unwrap();
    assert_eq!(item(&view).held, None);
    let mut answer = answering("released_in_part");
    answer.basis = "solicitor".to_owned();
    let view = office.desk.answer_item(&answer).unwrap();
    let ended = item(&view).waits[0].ended.clone().unwrap();
    assert_eq!((ended.answered, ended.by.as_str(), ended.at.as_str()), (false, "Ada", "2026-11-25T10:00"));
    assert_eq!(
        ended.words.as_deref(),
        Some("It does not bind it until a court orders it."),
        "also once it is answered"
    );
    assert_eq!((item(&view).basis.as_deref(), item(&view).held), (Some("The Solicitor's finding"), None));
    office.assert_holds();
}

#[test]
fn what_is_with_the_solicitor_can_be_refused_or_said_to_have_left() {
    let mut office = office(COURT_ORDER, "mandatory");
    assert_eq!(item(&office.desk.request("A-1").unwrap()).held, None, "a court's order takes no finding");
    office.desk.pause_item(&pausing("solicitor", "Is the order in force?")).unwrap();
    needs_finding(office.desk.answer_item(&answering("released")));
    let view = office.desk.answer_item(&Answering { already_left: true, ..answering("released") }).unwrap();
    assert!(item(&view).waits[0].ended.as_ref().unwrap().answered, "the answer ends the wait");
    office.assert_holds();

    for response in ["withheld", "referred", "withdrawn", "no_such_record"] {
        let mut office = self::office(SUBPOENA, "counsel");
        office.desk.pause_item(&pausing("solicitor", "Is it valid?")).unwrap();
        let view = office.desk.answer_item(&answering(response)).unwrap();
        assert_eq!((item(&view).response.as_str(), item(&view).held), (response, None));
        assert_eq!(of_kind(&office, "with_solicitor"), 0);
    }
}

#[test]
fn what_is_on_hold_can_be_answered_and_says_what_it_waits_for() {
    let mut office = office(COURT_ORDER, "mandatory");
    assert!(refused(office.desk.pause_item(&pausing("mayor", "why"))).contains("for whom"));
    assert!(refused(office.desk.pause_item(&pausing("records", " "))).contains("say why it waits"));
    assert!(refused(office.desk.pause_item(&pausing("solicitor", " "))).contains("write the question"));
    assert!(!refused(office.desk.pause_item(&pausing("other", "he is undocumented, A 123 456 789"))).is_empty());
    assert!(refused(office.desk.resume_item(&resuming("what"))).contains("does not wait"));
    office.desk.pause_item(&pausing("records", "The book is in the vault.")).unwrap();
    assert!(refused(office.desk.pause_item(&pausing("solicitor", "And now?"))).contains("waits already"));
    assert_eq!(waits(&office)[0].0, "On hold, waits for records");
    assert_eq!(of_kind(&office, "on_hold"), 1);
    assert!(refused(office.desk.resume_item(&resuming(""))).contains("what came of it"));
    office.desk.resume_item(&resuming("It was fetched.")).unwrap();
    assert_eq!(waits(&office), [("Waits for an answer".to_owned(), "2026-10-07".to_owned())]);
    office.desk.pause_item(&pausing("requester", "Which of the two houses?")).unwrap();
    let view = office.desk.answer_item(&answering("released")).unwrap();
    let ends: Vec<bool> = item(&view).waits.iter().map(|wait| wait.ended.as_ref().unwrap().answered).collect();
    assert_eq!(ends, [false, true]);
    assert!(refused(office.desk.pause_item(&pausing("other", "late"))).contains("is answered"));
    office.assert_holds();
}

#[test]
fn a_finding_is_for_the_facts_it_was_given_for() {
    let mut office = office(SUBPOENA, "counsel");
    office.desk.pause_item(&pausing("solicitor", "Does it bind the City?")).unwrap();
    office.desk.resume_item(&resuming("It does.")).unwrap();
    let fact =
        Finding { number: "A-1".to_owned(), item: 1, fact: "exempt_record".to_owned(), value: "unknown".to_owned() };
    let view = office.desk.add_fact(&fact).unwrap();
    assert_eq!(item(&view).held, Some(Held::OtherFacts));
    assert!(needs_finding(office.desk.answer_item(&answering("released"))).contains("Refer it to the Solicitor again"));
    office.desk.pause_item(&pausing("solicitor", "And now?")).unwrap();
    let view = office.desk.resume_item(&resuming("It still does.")).unwrap();
    assert_eq!((item(&view).held, item(&view).waits.len()), (None, 2));
    office.assert_holds();
}

#[test]
fn an_open_question_can_wait_and_is_still_counted_as_open() {
    let mut office = Office::new();
    office.import(&log_with(&[("agency", "IRS"), ("recipient", "other_federal_agency"), ("purpose", "")]));
    assert_eq!((of_kind(&office, "question"), of_kind(&office, "on_hold")), (1, 0));
    office.desk.pause_item(&pausing("requester", "Asked them why.")).unwrap();
    assert_eq!((of_kind(&office, "question"), of_kind(&office, "on_hold")), (1, 1));
    assert_eq!(
        waits(&office).iter().map(|(label, _)| label.as_str()).collect::<Vec<_>>(),
        ["On hold, waits for who asks", "A question is open"]
    );
    office.assert_holds();
}

#[test]
fn what_becomes_an_exchange_waits_no_longer_and_keeps_no_words() {
    let mut office = Office::new();
    office.import(&log_with(&[("agency", "ICE"), ("recipient", "immigration_agency"), ("information", "")]));
    office.desk.pause_item(&pausing("requester", "zqneedle which record")).unwrap();
    let fact =
        Finding { number: "A-1".to_owned(), item: 1, fact: "information".to_owned(), value: "status".to_owned() };
    let view = office.desk.add_fact(&fact).unwrap();
    assert_eq!((item(&view).ledger.as_str(), item(&view).waits.len()), ("status_exchange", 0));
    assert!(refused(office.desk.pause_item(&pausing("solicitor", "may we"))).contains("holds no text"));
    let with = |basis: &str, surplus, what_left: &str| Answering {
        basis: basis.to_owned(),
        surplus,
        what_left: what_left.to_owned(),
        ..answering("released")
    };
    assert!(refused(office.desk.answer_item(&with("", false, "the status"))).contains("holds no text"));
    assert!(refused(office.desk.answer_item(&with("", true, ""))).contains("under a paper"));
    assert_eq!(item(&office.desk.request("A-1").unwrap()).bases[0].value, "section_1373", "the usual one first");
    let view = office.desk.answer_item(&with("section_1373", false, "")).unwrap();
    assert_eq!(item(&view).basis.as_deref(), Some("8 U.S.C. § 1373"));
    office.assert_holds();
}

/// The item as it stands, to be corrected.
fn correction(view: &RequestView) -> ItemCorrection {
    let item = item(view);
    ItemCorrection {
        number: view.number.clone(),
        item: item.item,
        why: "mistyped".to_owned(),
        facts: Answers(item.facts.iter().map(|known| (known.fact.clone(), known.value.clone())).collect()),
        decided: item.decided.clone(),
        direction: String::new(),
        description: item.description.clone().unwrap_or_default(),
        response: item.response.clone(),
        responded: item.responded.clone().unwrap_or_default(),
        already_left: false,
    }
}

#[test]
fn a_corrected_answer_keeps_what_was_said_of_it_only_where_that_still_holds() {
    let mut office = office(COURT_ORDER, "mandatory");
    let answer = Answering {
        basis: "court_paper".to_owned(),
        surplus: true,
        what_left: "two pages more than it names".to_owned(),
        ..answering("released")
    };
    let view = office.desk.answer_item(&answer).unwrap();
    let day = ItemCorrection { responded: "2026-11-19".to_owned(), ..correction(&view) };
    let view = office.desk.correct_item(&day).unwrap();
    let said = |view: &RequestView| (item(view).basis.clone(), item(view).surplus, item(view).what_left.clone());
    assert_eq!(item(&view).responded.as_deref(), Some("2026-11-19"));
    assert_eq!(
        said(&view),
        (Some("A court's paper".to_owned()), true, Some("two pages more than it names".to_owned())),
        "another day is the same answer"
    );
    let before = (office.sizes(), said(&view));
    let other_words = ItemCorrection { description: "current address".to_owned(), ..correction(&view) };
    let view = office.desk.correct_item(&other_words).unwrap();
    assert_eq!(
        (office.sizes().0, said(&view)),
        (before.0.0 + 1, before.1),
        "other words for what was asked, and no more"
    );
    let withheld = ItemCorrection { response: "withheld".to_owned(), ..correction(&view) };
    let view = office.desk.correct_item(&withheld).unwrap();
    assert_eq!(said(&view), (None, false, None), "nothing left, so nothing is said of what left");
    office.assert_holds();
}

#[test]
fn a_correction_of_the_facts_or_of_what_was_asked_leaves_no_finding_for_them() {
    let mut office = office(SUBPOENA, "counsel");
    office.desk.pause_item(&pausing("solicitor", "Does it bind the City?")).unwrap();
    let view = office.desk.resume_item(&resuming("It does not, before a court enforces it.")).unwrap();
    assert_eq!(item(&view).held, None);
    let other_words = ItemCorrection { description: "current address".to_owned(), ..correction(&view) };
    let view = office.desk.correct_item(&other_words).unwrap();
    assert_eq!(item(&view).held, Some(Held::OtherFacts), "who found read the words as well as the facts");
    office.desk.pause_item(&pausing("solicitor", "Does it bind the City, for this address?")).unwrap();
    let view = office.desk.resume_item(&resuming("It does not, before a court enforces it.")).unwrap();
    assert_eq!(item(&view).held, None);
    let mut corrected = correction(&view);
    corrected.facts.0.insert("information".to_owned(), "statistical".to_owned());
    let view = office.desk.correct_item(&corrected).unwrap();
    assert_eq!(item(&view).determination.outcome.as_deref(), Some("counsel"));
    assert_eq!(item(&view).held, Some(Held::OtherFacts));
    office.assert_holds();
}

#[test]
fn an_answer_says_its_basis_and_what_left_and_surplus_only_under_a_paper() {
    let mut office = office(COURT_ORDER, "mandatory");
    let view = office.desk.request("A-1").unwrap();
    assert!(item(&view).under_paper);
    assert_eq!(item(&view).bases[0].value, "court_paper", "the usual one first");
    assert!(item(&view).bases.iter().all(|basis| basis.value != "section_1373"), "an address is no status");
    let with = |response: &str, basis: &str, surplus, what_left: &str| Answering {
        basis: basis.to_owned(),
        surplus,
        what_left: what_left.to_owned(),
        ..answering(response)
    };
    let before = office.sizes();
    assert!(refused(office.desk.answer_item(&with("released", "because", false, ""))).contains("no basis"));
    assert!(refused(office.desk.answer_item(&with("released", "section_1373", false, ""))).contains("status alone"));
    assert!(refused(office.desk.answer_item(&with("withheld", "", true, ""))).contains("under a paper"));
    assert!(refused(office.desk.answer_item(&with("withheld", "", false, "a page"))).contains("nothing left"));
    let named = refused(office.desk.answer_item(&with("released", "", false, "file of A 123 456 789")));
    assert!(named.starts_with("what left:"), "{named}");
    assert_eq!(office.sizes(), before, "what is refused appends nothing");
    assert_eq!(check(&office), (true, "No item is marked as surplus to its paper".to_owned()));
    let view =
        office.desk.answer_item(&with("released", "court_paper", true, "Both pages, to the court's clerk")).unwrap();
    assert_eq!(
        (item(&view).basis.as_deref(), item(&view).surplus, item(&view).what_left.as_deref()),
        (Some("A court's paper"), true, Some("Both pages, to the court's clerk"))
    );
    assert!(item(&view).bases.is_empty(), "it is answered");
    assert_eq!(check(&office), (false, "1 item went out with more than its paper names".to_owned()));
    office.assert_holds();

    let mut bare = self::office(&[], "not_covered");
    assert!(!item(&bare.desk.request("A-1").unwrap()).under_paper);
    assert!(refused(bare.desk.answer_item(&with("released", "", true, ""))).contains("under a paper"));
}

/// What the report's page says about surplus in the quarter.
fn check(office: &Office) -> (bool, String) {
    let checks = office.desk.report_view("2026-Q4").unwrap().checks;
    let found = checks.into_iter().find(|check| check.what.contains("paper")).unwrap();
    (found.holds, found.what)
}

#[test]
fn today_counts_by_dates_and_zero_is_a_result() {
    // Sunday, 22 November 2026.
    let mut office = Office::new();
    for kind in ["overdue", "due_today", "due_this_week", "question", "on_hold", "with_solicitor", "second_officer"] {
        assert_eq!(of_kind(&office, kind), 0);
    }
    assert!(refused(office.desk.needs("late")).contains("is not a value"));
    // Ten business days each: 7 October runs to 22 October, 6 November to 23 November, 9 November to 24 November.
    let of = |number: &'static str, received: &'static str| {
        [("request", number), ("received", received), ("instrument", "records_request"), ("exempt_record", "no")]
    };
    let rows = [of("A-1", "2026-10-07"), of("A-2", "2026-11-06"), of("A-3", "2026-11-09"), of("A-4", "2026-11-20")];
    office.import(&log_of(&rows.iter().map(<[_; 4]>::as_slice).collect::<Vec<_>>()));
    let dates: Vec<String> =
        office.desk.today().unwrap().needs.iter().map(|need| need.due.as_ref().unwrap().date.clone()).collect();
    assert!(dates.is_sorted(), "the first date first: {dates:?}");
    assert_eq!(
        (of_kind(&office, "overdue"), of_kind(&office, "due_today"), of_kind(&office, "due_this_week")),
        (1, 0, 0)
    );
    office.set_clock(&format!("{}T15:00:00Z", dates[1]));
    let this_week = dates.iter().filter(|date| (dates[1].as_str().."2026-11-30").contains(&date.as_str())).count();
    assert_eq!((of_kind(&office, "overdue"), of_kind(&office, "due_today")), (1, 1));
    assert_eq!(of_kind(&office, "due_this_week"), this_week, "from today to Sunday: {dates:?}");
    office.assert_holds();
}
