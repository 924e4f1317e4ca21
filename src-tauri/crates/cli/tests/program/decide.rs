//! `decide`: the worked cases through the program, and lines that cannot be answered.

use serde_json::{Value, json};

use crate::office::{Office, Ran};

const SCENARIOS: &str = include_str!("../../../law/tests/scenarios/northampton.jsonl");

fn decide(input: &[u8]) -> Ran {
    Office::without_store().run_with_input(["decide"], input)
}

fn answers(ran: &Ran) -> Vec<Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_worked_case_gets_its_answer_in_its_place() {
    let ran = decide(SCENARIOS.as_bytes());
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let answers = answers(&ran);
    assert_eq!(answers.len(), SCENARIOS.lines().count());
    for (answer, line) in answers.iter().zip(SCENARIOS.lines()) {
        let case: Value = serde_json::from_str(line).unwrap();
        assert_eq!(answer["id"], case["id"], "the order is kept");
        for part in ["outcome", "clause", "ledger", "flag"] {
            assert_eq!(answer[part], case["expected"][part], "{}: {part}", case["id"]);
        }
    }
}

#[test]
fn a_line_that_cannot_be_answered_is_told_in_its_place_and_the_others_are_answered() {
    let good = json!({"id": "good", "facts": {"ask": "custody_hold", "instrument": "detainer"}});
    let bad: [(&[u8], &str); 8] = [
        (b"{", "not JSON"),
        (b"\xFF\xFE", "UTF-8"),
        (b"[1]", "facts"),
        (br#"{"id": 1}"#, "facts"),
        (br#"{"id": 1, "facts": [1]}"#, "object"),
        (br#"{"id": 1, "facts": {"aks": "information"}}"#, "`aks`"),
        (br#"{"id": 1, "facts": {"ask": "hug"}}"#, "`hug`"),
        (br#"{"id": 1, "facts": {"ask": 1}}"#, "must be a word"),
    ];
    let mut input = Vec::new();
    for (line, _) in bad {
        input.extend_from_slice(line);
        input.extend(format!("\n\n{good}\r\n").into_bytes());
    }
    let ran = decide(&input);
    assert_eq!(ran.status, Some(1));
    let answers = answers(&ran);
    assert_eq!(answers.len(), 2 * bad.len(), "empty lines are left out, every other line is answered");
    for ((pair, (_, wanted)), number) in answers.chunks(2).zip(bad).zip((1..).step_by(3)) {
        let error = pair[0]["error"].as_str().unwrap();
        assert!(error.contains(wanted) && error.contains(&format!("line {number}")), "{error}");
        assert_eq!(pair[1]["id"], "good");
        assert_eq!(pair[1]["clause"], "2(b)(iii)");
    }
}

#[test]
fn what_is_missing_is_asked_and_nothing_gives_nothing() {
    let ran = decide(br#"{"id": 7, "facts": {"ask": "information"}}"#);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let answer = &answers(&ran)[0];
    assert_eq!(answer["id"], 7);
    assert_eq!(answer["outcome"], Value::Null);
    assert!(answer["ask_next"].is_string() && answer["possible"].as_array().unwrap().len() > 1);
    let nothing = decide(b"");
    assert_eq!((nothing.status, nothing.out.as_str()), (Some(0), ""));
}
