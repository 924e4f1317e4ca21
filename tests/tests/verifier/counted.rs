//! The figures of both editions of a report, counted again from the exported events by a program that shares no code.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use desk::pages::correction::{ItemCorrection, RequestCorrection};
use desk::pages::log::Answers;
use desk::pages::waits::Pausing;
use desk::ports::Silent;
use serde_json::Value;

use crate::office::{Office, count, python_is_here};

/// A record in which every kind of event that a figure follows from happened, its export, and both editions of a quarter of it
/// as files.
fn counted(seed: u64) -> (Office, PathBuf, [PathBuf; 2]) {
    let office = Office::practised(seed);
    let mut desk = office.desk("2026-11-26T09:00:00Z");
    let view = desk.request("P-021").unwrap();
    let request = RequestCorrection {
        number: view.number.clone(),
        why: "misread_paper".to_owned(),
        received: "2026-06-30".to_owned(),
        origin: "volunteered".to_owned(),
        channel: "fax".to_owned(),
        department: "Parking Division".to_owned(),
        agency: view.agency.clone(),
    };
    desk.correct_request(&request).unwrap();
    for (number, response, responded) in [("P-012", "withheld", "2026-09-30"), ("P-025", "pending", "")] {
        let view = desk.request(number).unwrap();
        let item = &view.items[0];
        let facts: BTreeMap<_, _> = item.facts.iter().map(|known| (known.fact.clone(), known.value.clone())).collect();
        let item = ItemCorrection {
            number: number.to_owned(),
            item: item.item,
            why: "mistyped".to_owned(),
            facts: Answers(facts),
            decided: item.decided.clone(),
            direction: item.direction_value.clone().unwrap_or_default(),
            description: item.description.clone().unwrap_or_default(),
            response: response.to_owned(),
            responded: responded.to_owned(),
            already_left: false,
        };
        desk.correct_item(&item).unwrap();
    }
    let (number, reason) = ("P-025".to_owned(), "Is it binding?".to_owned());
    desk.pause_item(&Pausing { number, item: 1, waits_for: "solicitor".to_owned(), reason }).unwrap();
    let files = desk.issue_report("2026-Q3".parse().unwrap(), &mut Silent, |_| Ok(())).unwrap();
    drop(desk);
    let kept = ["disclosure-report-2026-Q3.json", "disclosure-report-2026-Q3-public.json"].map(|name| {
        let (_, bytes) = files.iter().find(|(file, _)| file == name).unwrap();
        fs::write(office.path(name), bytes).unwrap();
        office.path(name)
    });
    let export = office.export("counted");
    (office, export, kept)
}

fn written(words: &[&PathBuf]) -> (i32, String) {
    count(words.iter().copied())
}

#[test]
fn a_count_over_the_exported_events_gives_every_figure_of_both_editions() {
    if !python_is_here("the figures are those of the exported events") {
        return;
    }
    let (_office, export, [internal, public]) = counted(43);
    let (status, said) = written(&[&export, &internal, &public]);
    assert_eq!(status, 0, "{said}");
    assert!(said.starts_with("Every figure of 2 files is that of "), "{said}");
}

/// A number of each part of a report, by the part's name: the first of those that are in it.
fn numbers(value: &Value, path: &str, part: &str, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Number(_) => {
            found.entry(part.to_owned()).or_insert_with(|| path.to_owned());
        }
        Value::Array(values) => {
            let each = values.iter().enumerate();
            each.for_each(|(place, value)| {
                let part = if path == "/tables" { format!("{part}/{place}") } else { part.to_owned() };
                numbers(value, &format!("{path}/{place}"), &part, found);
            });
        }
        Value::Object(values) => values.iter().for_each(|(name, value)| {
            let part = if part.matches('/').count() < 2 { format!("{part}/{name}") } else { part.to_owned() };
            numbers(value, &format!("{path}/{name}"), &part, found);
        }),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

/// What the count leaves to others: heads, what stands under a name of the directory, other quarters, departments' nil.
const NOT_COUNTED: [&str; 9] = [
    "/ledger",
    "/exchanges_by_counterpart",
    "/breakdowns/by_component",
    "/comparison",
    "/coverage",
    "/key_figures",
    "/quarters_before",
    "/restated",
    // The last table, of the counterparts.
    "/tables/8",
];

#[test]
fn a_figure_that_is_one_more_is_found_in_each_part_of_a_report() {
    if !python_is_here("a wrong figure is found") {
        return;
    }
    let (office, export, files) = counted(44);
    let mut tried = 0;
    for file in files {
        let report: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        let mut found = BTreeMap::new();
        numbers(&report, "", "", &mut found);
        found.retain(|part, _| !NOT_COUNTED.iter().any(|other| part.starts_with(other)));
        for (part, path) in found {
            let mut wrong = report.clone();
            let number = wrong.pointer_mut(&path).unwrap();
            *number = Value::from(number.as_f64().unwrap() + 1.0);
            let bent = office.path("bent.json");
            fs::write(&bent, wrong.to_string()).unwrap();
            let (status, said) = written(&[&export, &bent]);
            assert_eq!(status, 1, "{part} at {path}: {said}");
            tried += 1;
        }
    }
    assert!(tried > 40, "{tried}");
}
