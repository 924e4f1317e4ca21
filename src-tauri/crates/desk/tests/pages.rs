//! What the window's pages are answered: the same law and the same record as everywhere, and nothing filled in.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use std::collections::BTreeMap;

use desk::pages::exchanges::ExchangeDraft;
use desk::pages::log::{Answers, ItemDraft, RequestDraft};
use desk::pages::opening::{NewRecord, strength};
use desk::pages::request::{Answering, Finding};
use desk::{Desk, Error};
use serde_json::json;
use support::{Office, log_of};

fn answers(given: &[(&str, &str)]) -> Answers {
    Answers(given.iter().map(|(fact, value)| ((*fact).to_owned(), (*value).to_owned())).collect::<BTreeMap<_, _>>())
}

fn item(description: &str, facts: &[(&str, &str)]) -> ItemDraft {
    ItemDraft {
        description: description.to_owned(),
        direction: String::new(),
        facts: answers(facts),
        response: String::new(),
        responded: String::new(),
    }
}

/// A letter of ICE: status, an address, and the date of a release.
fn letter() -> RequestDraft {
    RequestDraft {
        received: "2026-11-20".to_owned(),
        origin: "requested".to_owned(),
        channel: "letter".to_owned(),
        department: "Police Records".to_owned(),
        agency: "ICE".to_owned(),
        facts: answers(&[("purpose", "immigration_enforcement"), ("instrument", "none"), ("other_law_forbids", "no")]),
        items: vec![
            item("", &[("ask", "information"), ("information", "status")]),
            item("home address", &[("ask", "information"), ("information", "personal")]),
            item("", &[("ask", "release_notification")]),
        ],
    }
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let error = result.unwrap_err();
    if let Error::Request(problems) = error { problems.join("; ") } else { error.to_string() }
}

#[test]
fn a_mixed_letter_is_three_determinations_in_two_ledgers() {
    let mut office = Office::new();
    let considered = office.desk.consider(&letter()).unwrap();
    assert_eq!(considered.problems, []);
    let outcomes: Vec<_> = considered.items.iter().map(|found| found.outcome.as_deref().unwrap()).collect();
    assert_eq!(outcomes, ["status_exchange", "non_mandatory_prohibited", "non_mandatory_prohibited"]);
    let before = office.sizes();
    assert_eq!(before, office.sizes(), "considering records nothing");

    let logged = office.desk.log_draft(&letter()).unwrap();
    let request = office.desk.request(&logged.number).unwrap();
    let ledgers: Vec<_> = request.items.iter().map(|item| item.ledger.as_str()).collect();
    assert_eq!(ledgers, ["status_exchange", "disclosure", "disclosure"]);
    assert_eq!(request.items[0].description, None, "an exchange keeps no text");
    office.assert_holds();
}

#[test]
fn what_was_not_said_is_asked_and_never_filled_in() {
    let office = Office::new();
    let mut draft = letter();
    draft.facts = Answers::default();
    draft.items = vec![item("home address", &[("ask", "information"), ("information", "personal")])];
    let mut asked = Vec::new();
    loop {
        let considered = office.desk.consider(&draft).unwrap();
        assert_eq!(considered.problems, [], "a question is no mistake");
        let Some(fact) = considered.items[0].ask_next.clone() else { break };
        assert!(considered.items[0].outcome.is_none());
        let answer = match fact.as_str() {
            "purpose" => "immigration_enforcement",
            "instrument" => "none",
            "other_law_forbids" | "for_immigration_agency" => "no",
            other => panic!("{other} cannot matter here"),
        };
        draft.facts.0.insert(fact.clone(), answer.to_owned());
        asked.push(fact);
    }
    assert!(asked.contains(&"instrument".to_owned()), "the paper is asked for, not taken as none: {asked:?}");
    assert!(asked.contains(&"other_law_forbids".to_owned()), "so is another law: {asked:?}");
}

#[test]
fn an_agency_the_directory_does_not_know_is_asked_for_its_class() {
    let office = Office::new();
    let mut draft = letter();
    draft.agency = "Federal task force".to_owned();
    draft.items.truncate(2);
    let considered = office.desk.consider(&draft).unwrap();
    assert_eq!(considered.recipient, None);
    assert_eq!(considered.problems, []);
    assert_eq!(considered.items[0].ask_next.as_deref(), Some("recipient"));
}

#[test]
fn a_text_that_shows_a_person_is_stopped_and_not_even_kept_as_a_draft() {
    let mut office = Office::new();
    let mut draft = letter();
    draft.items[1].description = "address of A 123 456 789".to_owned();
    let considered = office.desk.consider(&draft).unwrap();
    let [problem] = considered.problems.as_slice() else { panic!("{:?}", considered.problems) };
    assert_eq!((problem.item, problem.field.as_str()), (Some(1), "description"));
    let before = office.sizes();
    assert!(refused(office.desk.log_draft(&draft)).contains("item 2"));
    assert_eq!(office.sizes(), before, "nothing was recorded");

    office.desk.keep_draft(draft.clone()).unwrap();
    let kept = office.desk.kept_draft().unwrap().unwrap();
    assert_eq!(kept.items[1].description, "", "what is stopped is kept nowhere");
    draft.items[1].description.clear();
    assert_eq!(kept, draft, "all else is");
}

#[test]
fn a_draft_outlives_the_program_until_it_is_logged_or_thrown_away() {
    let mut office = Office::new();
    assert_eq!(office.desk.kept_draft().unwrap(), None);
    office.desk.keep_draft(letter()).unwrap();
    assert_eq!(office.desk.kept_draft().unwrap(), Some(letter()));
    office.desk.log_draft(&letter()).unwrap();
    assert_eq!(office.desk.kept_draft().unwrap(), None, "it is in the record now");
    office.desk.keep_draft(letter()).unwrap();
    office.desk.drop_draft().unwrap();
    assert_eq!(office.desk.kept_draft().unwrap(), None);
    office.assert_holds();
}

#[test]
fn a_request_of_the_same_agency_and_day_is_pointed_out() {
    let mut office = Office::new();
    let logged = office.desk.log_draft(&letter()).unwrap();
    let mut again = letter();
    again.agency = "Immigration and Customs Enforcement".to_owned();
    again.received = "2026-11-20T10:00".to_owned();
    let alike = office.desk.consider(&again).unwrap().alike;
    assert_eq!(alike.iter().map(|found| found.number.as_str()).collect::<Vec<_>>(), [logged.number]);
    again.received = "2026-11-21".to_owned();
    assert_eq!(office.desk.consider(&again).unwrap().alike, [], "another day is another request");
}

#[test]
fn today_lists_what_waits_the_first_date_first() {
    let mut office = Office::new();
    office.import(&log_of(&[
        &[("request", "no date")],
        &[("request", "late"), ("instrument", "records_request"), ("exempt_record", "no"), ("received", "2026-10-07")],
        &[("request", "soon"), ("instrument", "records_request"), ("exempt_record", "no"), ("received", "2026-11-20")],
        &[("request", "done"), ("response", "released"), ("responded", "2026-10-08")],
    ]));
    let today = office.desk.today().unwrap();
    let rows: Vec<_> =
        today.needs.iter().map(|need| (need.number.as_str(), need.due.as_ref().map(|due| due.days < 0))).collect();
    assert_eq!(rows, [("late", Some(true)), ("soon", Some(false)), ("no date", None)]);
    assert!(today.needs[0].due.as_ref().unwrap().how.contains("day 10 is"), "the date says how it was computed");
    assert_eq!((today.quarter.id.as_str(), today.day, today.days), ("2026-Q4", 53, 92));
}

#[test]
fn an_open_question_is_answered_and_an_answer_stays() {
    let mut office = Office::new();
    let mut draft = letter();
    draft.facts.0.remove("purpose");
    draft.items = vec![item("incident report", &[("ask", "information"), ("information", "personal")])];
    draft.agency = "Internal Revenue Service".to_owned();
    draft.facts.0.insert("for_immigration_agency".to_owned(), "no".to_owned());
    let number = office.desk.log_draft(&draft).unwrap().number;
    let open = office.desk.request(&number).unwrap().items[0].determination.ask_next.clone();
    assert_eq!(open.as_deref(), Some("purpose"));

    let finding =
        |value: &str| Finding { number: number.clone(), item: 1, fact: "purpose".to_owned(), value: value.to_owned() };
    let settled = office.desk.add_fact(&finding("other")).unwrap();
    assert_eq!(settled.items[0].determination.outcome.as_deref(), Some("non_mandatory_permitted"));
    assert!(refused(office.desk.add_fact(&finding("mixed"))).contains("never overwritten"));

    let answering = |response: &str, responded: &str| Answering {
        number: number.clone(),
        item: 1,
        response: response.to_owned(),
        responded: responded.to_owned(),
        already_left: false,
        basis: String::new(),
        surplus: false,
        what_left: String::new(),
    };
    assert!(refused(office.desk.answer_item(&answering("withheld", "2026-11-19"))).contains("before its request"));
    assert!(refused(office.desk.answer_item(&answering("withheld", "2026-11-23"))).contains("future"));
    assert!(refused(office.desk.answer_item(&answering("pending", "2026-11-21"))).contains("say what became"));
    let answered = office.desk.answer_item(&answering("withheld", "2026-11-21")).unwrap();
    assert_eq!(answered.items[0].response, "withheld");
    assert!(refused(office.desk.answer_item(&answering("released", "2026-11-21"))).contains("answered already"));
    office.assert_holds();
}

#[test]
fn what_takes_somebody_else_first_is_not_given_out_by_logging_it() {
    let mut office = Office::new();
    let mut draft = letter();
    draft.agency = "Internal Revenue Service".to_owned();
    draft.facts.0.insert("for_immigration_agency".to_owned(), "no".to_owned());
    let asked = [("ask", "information"), ("information", "personal")];
    for (purpose, response, first) in [
        ("other", "released", Some("another officer's approval")),
        ("other", "released_in_part", Some("another officer's approval")),
        ("mixed", "released", Some("the Solicitor's written finding")),
        ("other", "withheld", None),
        ("mixed", "referred", None),
    ] {
        draft.facts.0.insert("purpose".to_owned(), purpose.to_owned());
        let answered =
            ItemDraft { response: response.to_owned(), responded: "2026-11-20".to_owned(), ..item("a report", &asked) };
        draft.items = vec![answered];
        let problems = office.desk.consider(&draft).unwrap().problems;
        let told: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        match first {
            Some(first) => {
                assert_eq!(told, ["response"], "{purpose} {response}");
                assert!(problems[0].message.contains(first), "{}", problems[0].message);
                assert!(refused(office.desk.log_draft(&draft)).contains(first));
            }
            None => {
                assert_eq!(told, [""; 0], "{purpose} {response}");
                office.desk.log_draft(&draft).unwrap();
            }
        }
    }
    office.assert_holds();
}

#[test]
fn the_exchange_form_records_exchanges_and_nothing_else() {
    let mut office = Office::new();
    let exchange = |agency: &str| ExchangeDraft {
        agency: agency.to_owned(),
        received: "2026-11-20".to_owned(),
        channel: "phone".to_owned(),
        direction: "sent".to_owned(),
        instrument: "none".to_owned(),
        response: "released".to_owned(),
        responded: "2026-11-20".to_owned(),
    };
    let logged = office.desk.log_exchange(&exchange("USCIS")).unwrap();
    let page = office.desk.exchanges(None).unwrap();
    assert_eq!((page.total, page.rows[0].request.as_str()), (1, logged.number.as_str()));
    assert_eq!(page.rows[0].counterpart, "USCIS");
    let before = office.sizes();
    assert!(refused(office.desk.log_exchange(&exchange("data broker of nowhere"))).contains("§ 1373"));
    assert_eq!(office.sizes(), before, "a private party is no counterpart of an exchange: nothing was recorded");
}

#[test]
fn a_record_is_made_with_a_passphrase_that_is_hard_to_guess_and_with_no_other() {
    let new = |passphrase: &str| -> NewRecord {
        serde_json::from_value(json!({"office": "City Clerk", "officer": "M. Alvarez", "passphrase": passphrase}))
            .unwrap()
    };
    for easy in ["", "alvarez2026", "password password", "City Clerk Alvarez", "abcdefghijklmnop"] {
        let found = strength(&new(easy));
        assert!(!found.enough, "`{easy}` is easy to guess");
        assert!(found.advice.ends_with('.'), "{}", found.advice);
    }
    assert!(strength(&new("seven lamps on a quiet hill")).enough);

    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("record");
    let set_up = |passphrase: &str| {
        Desk::set_up(&record, &new(passphrase), Box::new(desk::host::SystemClock), Box::new(desk::host::SystemEntropy))
    };
    assert!(matches!(set_up("password password"), Err(Error::WeakPassphrase { .. })));
    assert_eq!(Desk::officers_of(&record).unwrap(), None, "no record was made");
    let desk = set_up("seven lamps on a quiet hill").unwrap();
    assert_eq!(desk.session(false).unwrap().officer, "M. Alvarez");
    assert_eq!(Desk::officers_of(&record).unwrap(), Some(vec!["M. Alvarez".to_owned()]));
}

#[test]
fn the_report_page_shows_what_the_report_says() {
    let mut office = Office::new();
    office.import(support::PRACTICE);
    let view = office.desk.report_view("FY2027-Q1").unwrap();
    let report = office.report("2026-Q3", None);
    assert_eq!(view.non_mandatory, report["disclosures"]["non_mandatory"].as_u64().unwrap());
    assert_eq!(view.non_mandatory_rows.len() as u64, view.non_mandatory);
    assert_eq!(view.requests.received, report["requests"]["received"].as_u64().unwrap());
    for count in &view.outcomes {
        assert_eq!(count.count, report["items"]["by_outcome"][&count.value].as_u64().unwrap(), "{}", count.label);
    }
    assert_eq!(view.exchanges.sent, report["status_exchanges"]["sent"].as_u64().unwrap());
    assert!(view.checks.iter().any(|check| !check.holds), "the practice quarter has open questions");
    let choices = office.desk.quarters().unwrap();
    assert_eq!(choices.first().map(|choice| (choice.quarter.id.as_str(), choice.complete)), Some(("2026-Q4", false)));
}
