//! Giving out what 2(a) flags takes a second officer; everything that was asked, decided or stopped is in the record.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use desk::Error;
use desk::pages::approval::{Approval, ApprovalState, Asking, Deciding};
use desk::pages::officers::NewOfficer;
use desk::pages::request::{Answering, Finding, RequestView};
use serde_json::json;
use support::{Office, log_with};

const FIRST: (&str, &str) = ("Ada", "correct horse");
const SECOND: (&str, &str) = ("R. Chen", "nine boats below an empty mill");

/// An office of two officers with one item of a request, `A-1`: personal information that an agency of the state
/// asks for, which carries the flag `low`.
fn office() -> Office {
    let mut office = Office::new();
    office.import(&log_with(&[
        ("agency", "Massachusetts Department of Revenue"),
        ("recipient", "state_agency"),
        ("for_immigration_agency", "no"),
        ("instrument", "none"),
        ("other_law_forbids", "no"),
    ]));
    let office = office.with_reviewer(SECOND.0, SECOND.1);
    let item = office.only();
    assert_eq!(item.flag.as_deref(), Some("low"), "{item:?}");
    office
}

fn new_officer(name: &str, passphrase: &str) -> NewOfficer {
    serde_json::from_value(json!({ "name": name, "role": "reviewer", "passphrase": passphrase })).unwrap()
}

fn answering(response: &str, already_left: bool) -> Answering {
    Answering {
        number: "A-1".to_owned(),
        item: 1,
        response: response.to_owned(),
        responded: "2026-11-20".to_owned(),
        already_left,
        basis: String::new(),
        surplus: false,
        what_left: String::new(),
    }
}

fn asking(reason: &str) -> Asking {
    Asking { number: "A-1".to_owned(), item: 1, reason: reason.to_owned() }
}

fn deciding(approve: bool, reason: &str) -> Deciding {
    Deciding { number: "A-1".to_owned(), item: 1, approve, answerable: None, reason: reason.to_owned() }
}

fn approval(view: &RequestView) -> Approval {
    view.items[0].approval.clone().unwrap()
}

fn seen(office: &Office) -> Option<Approval> {
    office.desk.request("A-1").unwrap().items[0].approval.clone()
}

fn waits(office: &Office) -> bool {
    office.desk.today().unwrap().needs[0].waits.iter().any(|wait| wait.label == "Waits for a second officer")
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let Error::Refused(problem) = result.unwrap_err() else { panic!("not a refusal of what was typed") };
    problem
}

#[test]
fn a_release_is_stopped_until_another_officer_approves_it() {
    let mut office = office();
    assert_eq!(seen(&office).unwrap().state, ApprovalState::Needed);
    let before = office.sizes();
    for response in ["released", "released_in_part"] {
        let stopped = office.desk.answer_item(&answering(response, false)).unwrap_err();
        assert!(matches!(stopped, Error::NeedsApproval { .. }), "{stopped}");
        assert!(stopped.to_string().contains("Ask a second officer"), "{stopped}");
    }
    assert_eq!(office.sizes(), (before.0 + 2, before.1), "each try is an event");
    assert_eq!(office.desk.request("A-1").unwrap().items[0].response, "pending", "and nothing else");

    office.set_clock("2026-11-24T19:05:00Z");
    let asked = approval(&office.desk.ask_approval(&asking("The report is public on its face.")).unwrap());
    assert_eq!((asked.state, asked.own), (ApprovalState::Asked, true));
    assert_eq!(asked.asked_by.as_deref(), Some("Ada"));
    assert_eq!(asked.asked_at.as_deref(), Some("2026-11-24T14:05"), "as the clock in Northampton shows it");
    assert_eq!(asked.asked_reason.as_deref(), Some("The report is public on its face."));
    assert_eq!(asked.decided_by, None);
    assert!(waits(&office), "Today says that it waits for a second officer");

    let before = office.sizes();
    let own = office.desk.decide_approval(&deciding(true, "I am sure")).unwrap_err();
    assert!(matches!(own, Error::OwnAsk), "{own}");
    assert_eq!(office.sizes(), (before.0 + 1, before.1), "the try is an event");
    assert_eq!(seen(&office).unwrap().state, ApprovalState::Asked);
    let stopped = office.desk.answer_item(&answering("released", false)).unwrap_err();
    assert!(stopped.to_string().contains("asked already"), "{stopped}");

    let mut office = office.opened_by(SECOND.0, SECOND.1);
    assert!(!seen(&office).unwrap().own, "another officer asked");
    let given = approval(&office.desk.decide_approval(&deciding(true, "Nothing in it is exempt.")).unwrap());
    assert_eq!((given.state, given.decided_by.as_deref()), (ApprovalState::Given, Some("R. Chen")));
    assert_eq!(given.decided_reason.as_deref(), Some("Nothing in it is exempt."));
    assert!(!waits(&office));

    let mut office = office.opened_by(FIRST.0, FIRST.1);
    let released = office.desk.answer_item(&answering("released", false)).unwrap();
    assert_eq!(released.items[0].response, "released");
    assert_eq!(approval(&released).state, ApprovalState::Given, "the page goes on saying who approved");
    office.assert_holds();
}

#[test]
fn what_was_refused_stays_where_it_is_until_it_is_asked_again() {
    let mut office = office();
    office.desk.ask_approval(&asking("They called twice.")).unwrap();
    let mut office = office.opened_by(SECOND.0, SECOND.1);
    let view = office.desk.decide_approval(&deciding(false, "They gave no purpose in writing.")).unwrap();
    assert_eq!(approval(&view).state, ApprovalState::Refused);
    assert!(!waits(&office));
    assert!(refused(office.desk.decide_approval(&deciding(true, "or yes"))).contains("no approval is asked"));
    let mut office = office.opened_by(FIRST.0, FIRST.1);
    let stopped = office.desk.answer_item(&answering("released", false)).unwrap_err();
    assert!(stopped.to_string().contains("refused"), "{stopped}");
    let again = approval(&office.desk.ask_approval(&asking("Now they gave it in writing.")).unwrap());
    assert_eq!((again.state, again.decided_by), (ApprovalState::Asked, None));
    office.assert_holds();
}

#[test]
fn a_change_of_facts_voids_what_was_approved() {
    let mut office = office();
    office.desk.ask_approval(&asking("As it is.")).unwrap();
    let mut office = office.opened_by(SECOND.0, SECOND.1);
    office.desk.decide_approval(&deciding(true, "As it is.")).unwrap();
    let finding =
        Finding { number: "A-1".to_owned(), item: 1, fact: "exempt_record".to_owned(), value: "unknown".to_owned() };
    let view = office.desk.add_fact(&finding).unwrap();
    assert_eq!(approval(&view).state, ApprovalState::Needed, "what was approved was something else");
    let stopped = office.desk.answer_item(&answering("released", false)).unwrap_err();
    assert!(matches!(stopped, Error::NeedsApproval { .. }), "{stopped}");
    office.assert_holds();
}

#[test]
fn what_has_already_left_is_recorded_as_it_happened_and_never_as_approved() {
    let mut office = office();
    let view = office.desk.answer_item(&answering("released", true)).unwrap();
    assert_eq!((view.items[0].response.as_str(), &view.items[0].approval), ("released", &None));
    office.assert_holds();

    // Not even where an approval is there.
    let mut office = self::office();
    office.desk.ask_approval(&asking("As it is.")).unwrap();
    let mut office = office.opened_by(SECOND.0, SECOND.1);
    office.desk.decide_approval(&deciding(true, "As it is.")).unwrap();
    let view = office.desk.answer_item(&answering("released", true)).unwrap();
    assert_eq!(view.items[0].approval, None);
    office.assert_holds();
}

#[test]
fn refusing_and_what_carries_no_flag_take_no_second_officer() {
    for response in ["withheld", "referred", "withdrawn", "no_such_record"] {
        let mut office = office();
        let view = office.desk.answer_item(&answering(response, false)).unwrap();
        assert_eq!((view.items[0].response.as_str(), &view.items[0].approval), (response, &None));
    }
    let mut office = Office::new();
    office.import(&log_with(&[]));
    assert_eq!(office.only().flag.as_deref(), Some("none"));
    assert_eq!(seen(&office), None);
    assert!(refused(office.desk.ask_approval(&asking("why not"))).contains("takes no second officer"));
    let view = office.desk.answer_item(&answering("released", false)).unwrap();
    assert_eq!(view.items[0].response, "released");
    assert_eq!(view.items[0].approval, None);
}

#[test]
fn a_reason_is_given_and_shows_nobody() {
    let mut office = office();
    let before = office.sizes();
    assert!(refused(office.desk.ask_approval(&asking("  "))).contains("give a reason"));
    let shown = refused(office.desk.ask_approval(&asking("he is undocumented, A 123 456 789")));
    assert!(!shown.is_empty());
    let mut office = office.opened_by(SECOND.0, SECOND.1);
    assert!(refused(office.desk.decide_approval(&deciding(true, "yes"))).contains("no approval is asked"));
    assert_eq!(office.sizes(), before, "nothing was recorded");
    assert_eq!(seen(&office).unwrap().state, ApprovalState::Needed);
}

#[test]
fn an_officer_is_added_with_a_passphrase_that_is_hard_to_guess_and_a_name_of_their_own() {
    let mut office = office();
    let before = office.sizes();
    let weak = office.desk.add_officer(&new_officer("B. Ortiz", "ortiz2026")).unwrap_err();
    assert!(matches!(weak, Error::WeakPassphrase { .. }), "{weak}");
    let taken = office.desk.add_officer(&new_officer("Ada", SECOND.1)).unwrap_err();
    assert!(taken.to_string().contains("already an officer"), "{taken}");
    let nobody = office.desk.add_officer(&new_officer(" ", SECOND.1)).unwrap_err();
    assert!(nobody.to_string().contains("A name needs"), "{nobody}");
    assert_eq!(office.sizes(), before, "nobody was added");
    let officers = office.desk.officers().unwrap().officers;
    assert_eq!(officers.iter().map(|officer| officer.name.as_str()).collect::<Vec<_>>(), ["Ada", "R. Chen"]);
    let office = office.opened_by(SECOND.0, SECOND.1);
    assert_eq!(office.desk.session(false).unwrap().officer, "R. Chen");
    office.assert_holds();
}
