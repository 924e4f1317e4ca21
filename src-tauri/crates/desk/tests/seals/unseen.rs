//! What the pages answer: nothing of it to who may not see it, and a mark to who may.

use std::collections::BTreeMap;

use desk::pages::comparing::Comparing;
use desk::pages::log::{Answers, ItemDraft, RequestDraft};
use desk::pages::register::{RegisterQuery, RegisterSearch};
use desk::pages::register_file::RegisterExport;
use desk::ports::Silent;
use desk::roles::{Duty, Role};
use serde::Serialize;
use serde_json::Value;

use crate::office::{GIVEN, NEEDLES, SEALED, blind, ordinary, sealed};
use crate::support::Office;

fn draft() -> RequestDraft {
    RequestDraft {
        received: "2026-04-07".to_owned(),
        origin: "requested".to_owned(),
        channel: String::new(),
        department: String::new(),
        agency: "Zephyr Bureau".to_owned(),
        facts: Answers(BTreeMap::new()),
        items: vec![ItemDraft {
            description: String::new(),
            direction: String::new(),
            facts: Answers(BTreeMap::from([("ask".to_owned(), "custody_hold".to_owned())])),
            response: String::new(),
            responded: String::new(),
        }],
    }
}

fn told(what: &str, answer: &impl Serialize) -> (String, String) {
    (what.to_owned(), serde_json::to_string(answer).unwrap())
}

/// What every page answers that is not about one request, with what was asked.
fn pages(office: &mut Office) -> Vec<(String, String)> {
    let listed: Vec<Value> = office.list().iter().map(|item| serde_json::to_value(item).unwrap()).collect();
    let files = ["2026-Q2", "2026-Q4"].map(|label| (label, office.files(label, None)));
    let desk = &mut office.desk;
    let mut answers = vec![
        told("list", &listed),
        told("session", &desk.session(false).unwrap()),
        told("today", &desk.today().unwrap()),
        told("quarters", &desk.quarters().unwrap()),
        told("exchanges", &desk.exchanges(None).unwrap()),
        told("keeping", &desk.keeping().unwrap()),
        told("settings", &desk.settings().unwrap()),
        told("officers", &desk.officers().unwrap()),
        told("backups", &desk.backups().unwrap()),
        told("issued", &desk.issued_reports().unwrap()),
        told("register kept", &desk.register_kept().unwrap()),
        told("agencies", &desk.find_agencies("zeph").unwrap()),
        told("alike", &desk.consider(&draft()).unwrap()),
        told("draft", &desk.kept_draft().unwrap()),
        told("verified", &desk.verified(&mut Silent).unwrap()),
        told("mappings", &desk.saved_mappings().unwrap()),
    ];
    if desk.role().unwrap().may(Duty::ReadAccess) {
        answers.push(told("access log", &desk.access_log(None).unwrap()));
    }
    for kind in
        ["overdue", "due_today", "due_this_week", "question", "on_hold", "with_solicitor", "second_officer", "review"]
    {
        answers.push(told(kind, &desk.needs(kind).unwrap()));
    }
    for label in ["2026-Q2", "2026-Q3", "2026-Q4"] {
        answers.push(told(label, &desk.report_view(label).unwrap()));
    }
    let comparing = Comparing { quarter: "2026-Q2".to_owned(), with: "2026-Q4".to_owned() };
    answers.push(told("compared", &desk.compare_quarters(&comparing).unwrap()));
    for (label, files) in files {
        for (name, bytes) in files {
            answers.push((format!("{label} {name}"), String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    for search in searches() {
        let query = RegisterQuery { search: search.clone(), after: None };
        answers.push(told(&format!("register {search:?}"), &desk.register(&query).unwrap()));
    }
    for ledger in ["disclosure", "status_exchange"] {
        let search = RegisterSearch { ledger: ledger.to_owned(), ..RegisterSearch::default() };
        let columns = ["asked", "law", "answer", "due", "paper", "department", "officer", "ledger"];
        let export = RegisterExport { search, columns: columns.map(ToOwned::to_owned).to_vec() };
        let (bytes, items) = desk.register_file(&export, &mut Silent).unwrap();
        answers.push((format!("register file {ledger}"), format!("{items} {}", String::from_utf8(bytes).unwrap())));
    }
    answers
}

/// Ways to look into the register: everything in every order, and for what is sealed by each of its words.
fn searches() -> Vec<RegisterSearch> {
    let plain = RegisterSearch::default;
    let text = |text: &str| text.to_owned();
    let mut searches = vec![
        RegisterSearch { text: text("zqneedle"), ..plain() },
        RegisterSearch { text: text("zqneedle"), order: text("received"), response: text("pending"), ..plain() },
        RegisterSearch { text: text(SEALED), ..plain() },
        RegisterSearch { text: text("park"), ledger: text("disclosure"), ..plain() },
        RegisterSearch { agency: text("Zephyr Bureau"), ..plain() },
        RegisterSearch { agency: text("zeph"), order: text("agency"), ..plain() },
        RegisterSearch { quarter: text("2026-Q2"), ..plain() },
        RegisterSearch { flag: text("low"), ..plain() },
        RegisterSearch { response: text("released"), ..plain() },
        RegisterSearch { instrument: text("records_request"), officer: text("Ada"), ..plain() },
        RegisterSearch { outcome: text("mandatory"), ..plain() },
        RegisterSearch { due: text("overdue"), ..plain() },
        RegisterSearch { due: text("overdue"), order: text("due"), ascending: true, ..plain() },
    ];
    for order in ["entry", "received", "agency", "number"] {
        for ascending in [true, false] {
            searches.push(RegisterSearch { order: text(order), ascending, ..plain() });
        }
    }
    searches
}

/// What is counted anywhere: the same as if there were no such request.
fn counts(office: &mut Office) -> Vec<(String, String)> {
    let desk = &mut office.desk;
    let today = desk.today().unwrap();
    let mut counts = vec![
        told("needs", &(today.needs_total, &today.counts, &today.figures)),
        told("exchanges", &desk.exchanges(None).unwrap().total),
        told("quarters", &desk.quarters().unwrap().len()),
    ];
    for label in ["2026-Q2", "2026-Q3", "2026-Q4"] {
        // What the order allows to be counted is told apart.
        let mut report = desk.report_view(label).unwrap();
        report.nil |= report.sealed > 0;
        report.sealed = 0;
        report.as_of = String::new();
        report.seals = Vec::new();
        counts.push(told(label, &report));
    }
    let comparing = Comparing { quarter: "2026-Q2".to_owned(), with: "2026-Q4".to_owned() };
    counts.push(told("compared", &desk.compare_quarters(&comparing).unwrap().figures));
    for search in searches() {
        let query = RegisterQuery { search: search.clone(), after: None };
        let page = desk.register(&query).unwrap();
        counts.push(told(&format!("{search:?}"), &(page.total, page.rows.len())));
    }
    counts
}

#[test]
fn no_page_shows_it_to_who_may_not_see_it_and_no_count_has_it() {
    for counted in [true, false] {
        let mut office = sealed(counted);
        for role in blind() {
            office = office.opened_by(role.label(), GIVEN);
            for (what, answer) in pages(&mut office) {
                for needle in NEEDLES {
                    // What somebody types themselves comes back to them.
                    let typed = what == "alike" && needle == "Zephyr";
                    assert!(typed || !answer.contains(needle), "{role:?}: {what}: {needle} shows: {answer}");
                }
            }
            let without = counts(&mut ordinary().opened_by(role.label(), GIVEN));
            for ((what, with), (_, without)) in counts(&mut office).into_iter().zip(without) {
                assert_eq!(with, without, "{role:?}: {what}");
            }
        }
        office.assert_holds();
    }
}

#[test]
fn who_may_see_it_does_with_a_mark_but_nothing_that_leaves_as_a_list_has_it() {
    let mut office = sealed(true);
    for role in [Role::Solicitor, Role::Auditor] {
        office = office.opened_by(role.label(), GIVEN);
        assert!(office.desk.role().unwrap().may(Duty::SeeSealed));
        let files = |what: &str| what == "list" || what.starts_with("register file") || what.starts_with("2026-");
        let mut shown = 0;
        for (what, answer) in pages(&mut office) {
            let has = answer.contains(SEALED);
            assert!(!(has && files(&what)), "{role:?}: {what} leaves the program, or is a figure");
            shown += usize::from(has);
        }
        assert!(shown > 10, "{role:?}: Today, the register and the exchanges show it: {shown}");
        let today = office.desk.today().unwrap();
        let need = today.needs.iter().find(|need| need.number == SEALED).unwrap();
        assert!(need.due.is_some(), "its date is seen");
        assert_eq!(need.sealed_until.as_deref(), Some("2027-01-31"));
        let search = RegisterSearch { text: "zqneedle".to_owned(), ..RegisterSearch::default() };
        let page = office.desk.register(&RegisterQuery { search, after: None }).unwrap();
        assert_eq!(page.rows[0].sealed_until.as_deref(), Some("2027-01-31"));
        let exchanges = office.desk.exchanges(None).unwrap().rows;
        let mark = |number: &str| exchanges.iter().find(|row| row.request == number).unwrap().sealed_until.clone();
        assert_eq!((mark(SEALED).as_deref(), mark("A-2")), (Some("2027-01-31"), None));
    }
}
