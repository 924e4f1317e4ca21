//! `log`: one request, from flags and from a document.

use serde_json::{Value, json};

use crate::office::Office;

#[test]
fn one_item_from_flags_gets_a_number_and_a_determination() {
    let office = Office::new();
    let said = office
        .run([
            "log",
            "store",
            "--received",
            "2025-03-04",
            "--agency",
            "ICE",
            "--ask",
            "custody_hold",
            "--instrument",
            "detainer",
        ])
        .done();
    let number = said.lines().next().unwrap().to_owned();
    assert!(number.ends_with("-0001") && number.len() == 9, "the first number of the year of entry: {number}");
    assert!(said.contains("action_prohibited 2(b)(iii)"), "{said}");

    let next = office
        .run(["log", "store", "--json", "--received", "2025-03-04", "--agency", "ICE", "--ask", "information"])
        .json();
    assert!(next["request"].as_str().unwrap().ends_with("-0002"));
    assert_eq!(next["items"][0]["outcome"], Value::Null);
    assert!(next["items"][0]["ask_next"].is_string());
    let listed = office.listed();
    assert_eq!((listed.len(), &listed[0]["request"]), (2, &json!(number)));
    assert_eq!(listed[0]["recipient"], "immigration_agency", "the directory knows the agency");
    office.run(["verify", "store"]).done();
}

#[test]
fn a_document_is_one_request_with_its_items() {
    let office = Office::new();
    let document = json!({
        "request": "L-7", "received": "2025-03-04T09:30", "channel": "fax", "department": "Police", "agency": "ICE",
        "items": [
            {"ask": "custody_hold", "instrument": "detainer"},
            {"information": "status", "purpose": "immigration_enforcement"},
            {"information": "personal", "purpose": "immigration_enforcement", "response": "withheld", "responded": "2025-03-05"},
        ],
    });
    let logged = office.run_with_input(["log", "store", "-", "--json"], document.to_string().as_bytes()).json();
    assert_eq!(logged["request"], "L-7");
    let outcomes: Vec<_> = logged["items"].as_array().unwrap().iter().map(|item| item["outcome"].clone()).collect();
    assert_eq!(outcomes, ["action_prohibited", "status_exchange", "non_mandatory_prohibited"]);
    for (item, said) in office.listed().iter().zip(logged["items"].as_array().unwrap()) {
        for part in ["item", "outcome", "clause", "ledger", "flag"] {
            assert_eq!(item[part], said[part], "what was said is what is kept");
        }
        assert_eq!((&item["received"], &item["channel"]), (&json!("2025-03-04T09:30"), &json!("fax")));
    }
    let before = office.heads();
    let said = office.run_with_input(["log", "store", "-"], document.to_string().as_bytes()).refused();
    assert!(said.contains("already a request L-7"), "{said}");
    assert_eq!(office.heads(), before);
}

#[test]
fn a_request_with_a_mistake_is_not_logged_and_every_mistake_is_told() {
    let office = Office::new();
    let before = office.heads();
    for (document, names) in [
        ("", &["not JSON", "\"items\""][..]),
        ("[]", &["must be an object"]),
        (r#"{"received": "2025-03-04", "agency": "ICE"}"#, &["`items` must be a list"]),
        (r#"{"received": "2025-03-04", "agency": "ICE", "items": []}"#, &["at least one item"]),
        (
            r#"{"recieved": "2025-03-04", "agency": "ICE", "ask": "information", "items": [{"agency": "ICE"}, {"ask": 3}, 4]}"#,
            &[
                "`recieved`",
                "did you mean `received`",
                "`ask` belongs to an item",
                "item 1: `agency` belongs to the request",
                "item 2: `ask` must be text",
                "item 3",
            ],
        ),
        (
            r#"{"received": "2025-03-04", "agency": "ICE", "agency": "CBP", "items": [{"ask": "custody_hold"}]}"#,
            &["`agency` is there twice"],
        ),
        (
            r#"{"received": "2025-02-30", "agency": "Acme Widgets", "items": [{"ask": "hug"}, {"purpose": "fun"}]}"#,
            &["received: `2025-02-30`", "item 1: ask: `hug`", "item 1: recipient", "item 2: purpose: `fun`"],
        ),
    ] {
        let said = office.run_with_input(["log", "store", "-"], document.as_bytes()).refused();
        for name in names {
            assert!(said.contains(name), "{name:?} is not in:\n{said}");
        }
        assert!(said.contains("not logged"), "{said}");
    }
    let said = office.run_with_input(["log", "store", "-"], b"\xFF").refused();
    assert!(said.contains("UTF-8") && said.contains("Nothing was logged"), "{said}");
    let said = office.run(["log", "store"]).refused();
    assert!(said.contains("received") && said.contains("agency"), "{said}");
    assert_eq!(office.heads(), before);
}

#[test]
fn a_statute_that_requires_nothing_is_explained() {
    let office = Office::new();
    let ran = office.run([
        "log",
        "store",
        "--json",
        "--received",
        "2025-03-04",
        "--agency",
        "ICE",
        "--information",
        "personal",
        "--purpose",
        "immigration_enforcement",
        "--statute",
        "8 U.S.C. 1373",
    ]);
    assert!(ran.err.contains("1373"), "{}", ran.err);
    let logged = ran.json();
    assert_eq!(
        logged["items"][0]["outcome"], "non_mandatory_prohibited",
        "it is not the duty it was named as: {logged}"
    );
}
