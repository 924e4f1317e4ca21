//! JSON lines in, determinations out.

use desk::wire::answer;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

const DAY: Date = date(2026, 11, 22);

const SCENARIOS: &str = include_str!("../../law/tests/scenarios/northampton.jsonl");

#[test]
fn every_scenario_comes_back_as_the_contract_says() {
    let mut answered = 0;
    for (index, line) in SCENARIOS.lines().enumerate() {
        let given: Value = serde_json::from_str(line).unwrap();
        let found = answer(index + 1, line, DAY).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(found["id"], given["id"]);
        for (name, expected) in given["expected"].as_object().unwrap() {
            assert_eq!(&found[name], expected, "{}: {name}", given["id"]);
        }
        assert!(found["trace"].as_array().is_some_and(|trace| !trace.is_empty()), "{}", given["id"]);
        answered += 1;
    }
    assert!(answered > 50, "{answered} scenarios");
}

#[test]
fn a_settled_answer_carries_its_reasons_and_what_staff_do_next() {
    let line = r#"{"id": 7, "facts": {"ask": "information", "information": "personal", "recipient": "immigration_agency", "for_immigration_agency": "no", "purpose": "immigration_enforcement", "instrument": "none", "other_law_forbids": "no"}}"#;
    let found = answer(1, line, DAY).unwrap();
    let named = json!([found["outcome"], found["clause"], found["ledger"], found["flag"]]);
    assert_eq!(named, json!(["non_mandatory_prohibited", "2(a)", "disclosure", "high"]));
    for text in ["label", "because", "clause_text", "rules_version", "text_version"] {
        assert!(found[text].as_str().is_some_and(|text| !text.is_empty()), "{text}: {found}");
    }
    assert!(found["next_steps"].as_array().is_some_and(|steps| !steps.is_empty()), "{found}");
    let trace = found["trace"].as_array().unwrap();
    let fired: Vec<_> = trace.iter().filter(|step| step["fired"] == true).collect();
    assert!(!fired.is_empty() && trace.iter().any(|step| step["fired"] == false), "why, and why not: {trace:?}");
    let facts = fired[fired.len() - 1]["facts"].as_array().unwrap();
    assert!(facts.contains(&json!("purpose")), "on which fact: {facts:?}");
}

#[test]
fn with_facts_missing_the_outcomes_still_possible_and_one_fact_to_ask_come_back() {
    let line = r#"{"id": "x", "facts": {"ask": "information", "information": "personal", "recipient": "state_agency", "for_immigration_agency": "no", "instrument": "none", "other_law_forbids": "no", "purpose": null}}"#;
    let found = answer(1, line, DAY).unwrap();
    assert_eq!((&found["id"], &found["outcome"], &found["ask_next"]), (&json!("x"), &Value::Null, &json!("purpose")));
    let possible = found["possible"].as_array().unwrap();
    assert!(possible.contains(&json!("non_mandatory_prohibited")) && possible.contains(&json!("counsel")));
    assert!(!possible.contains(&json!("mandatory")), "nothing compels it: {possible:?}");

    let found = answer(1, r#"{"facts": {}}"#, DAY).unwrap();
    assert_eq!((&found["id"], &found["outcome"]), (&Value::Null, &Value::Null), "not even `ask` is needed");
    assert!(found["ask_next"].is_string());
}

#[test]
fn missing_facts_that_cannot_change_the_answer_are_not_asked_for() {
    let found = answer(1, r#"{"id": 1, "facts": {"ask": "benefit_certification", "recipient": "data_subject"}}"#, DAY);
    assert_eq!(found.unwrap()["outcome"], "benefit");
}

#[test]
fn a_line_that_cannot_be_read_is_answered_with_its_place_field_and_the_values_allowed() {
    for (line, id, words) in [
        ("{", Value::Null, vec!["line 9", "not JSON"]),
        ("", Value::Null, vec!["line 9", "not JSON"]),
        ("[1]", Value::Null, vec!["line 9", "`facts` is missing"]),
        (r#"{"id": 3}"#, json!(3), vec!["line 9", "`facts` is missing"]),
        (r#"{"id": "a", "facts": []}"#, json!("a"), vec!["line 9", "`facts` must be an object"]),
        (r#"{"id": 3, "facts": {"purpos": "other"}}"#, json!(3), vec!["line 9", "`purpos`", "purpose", "recipient"]),
        (
            r#"{"id": 3, "facts": {"purpose": "others"}}"#,
            json!(3),
            vec!["line 9", "`purpose`", "`others`", "public_benefit", "not_stated"],
        ),
        (r#"{"id": 3, "facts": {"exempt_record": true}}"#, json!(3), vec!["line 9", "`exempt_record`", "yes, no"]),
        (r#"{"id": 3, "facts": {"ask": "INFORMATION"}}"#, json!(3), vec!["line 9", "`ask`", "custody_hold"]),
    ] {
        let found = answer(9, line, DAY).unwrap_err();
        assert_eq!(found["id"], id, "{line}");
        let keys: Vec<_> = found.as_object().unwrap().keys().collect();
        assert_eq!(keys.len(), 2, "nothing but the id and the error: {keys:?}");
        for word in words {
            assert!(found["error"].as_str().is_some_and(|text| text.contains(word)), "{line}: {word}: {found}");
        }
    }
}

#[test]
fn other_keys_are_ignored_and_a_long_value_is_cut_in_the_message() {
    let line = r#"{"id": 1, "title": "x", "expected": 5, "facts": {"ask": "agreement"}}"#;
    assert!(answer(1, line, DAY).is_ok());
    let long = format!(r#"{{"facts": {{"ask": "{}"}}}}"#, "x".repeat(10_000));
    assert!(answer(1, &long, DAY).unwrap_err()["error"].as_str().is_some_and(|text| text.len() < 500));
}
