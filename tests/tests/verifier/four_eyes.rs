//! A record with two officers: what one gives out and the other approves or reviews is checked from outside as well.

use std::path::Path;

use desk::pages::approval::{Asking, Deciding};
use desk::pages::request::Answering;
use desk::pages::review::Reviewing;
use desk::pages::unmerging::{AskingUnmerging, DecidingUnmerging};
use desk::ports::Silent;
use desk::{Desk, Founding, Opening, Passphrase, RequestDocument};
use tempfile::TempDir;

use crate::office::{holds, python_is_here};
use crate::stopped::{CHEAP, Seeded, StoppedClock};

const FIRST: (&str, &str) = ("Ada", "four words nobody guesses");
const GIVEN: &str = "three crows on a copper roof";
const SECOND: (&str, &str) = ("R. Chen", "nine boats below an empty mill");

fn clock() -> StoppedClock {
    StoppedClock("2026-11-24T15:00:00Z".parse().unwrap())
}

fn open(store: &Path, officer: &str, words: &str) -> Desk {
    let passphrase = Passphrase::new(words.to_owned()).unwrap();
    let opening = Opening { store, officer: Some(officer), passphrase: &passphrase, read_only: false };
    Desk::open(opening, Box::new(clock()), Box::new(Seeded(8))).unwrap()
}

fn answering(item: u32, basis: &str) -> Answering {
    Answering {
        number: "2026-0001".to_owned(),
        item,
        response: "released".to_owned(),
        responded: "2026-11-24".to_owned(),
        already_left: false,
        basis: basis.to_owned(),
        surplus: false,
        what_left: String::new(),
    }
}

#[test]
fn an_approval_that_says_who_answers_and_a_review_of_what_went_out_at_once_hold_from_outside() {
    if !python_is_here("a record of two officers holds from outside") {
        return;
    }
    let folder = TempDir::new().unwrap();
    let store = folder.path().join("store");
    let founding = Founding { office: "City Clerk".to_owned(), officer: FIRST.0.to_owned(), kdf: CHEAP };
    let passphrase = Passphrase::new(FIRST.1.to_owned()).unwrap();
    Desk::found(&store, &founding, &passphrase, &clock(), &mut Seeded(7)).unwrap();

    let mut desk = open(&store, FIRST.0, FIRST.1);
    let new = serde_json::json!({ "name": SECOND.0, "role": "reviewer", "passphrase": GIVEN });
    desk.add_officer(&serde_json::from_value(new).unwrap()).unwrap();
    let letter = r#"{"received": "2026-11-23", "agency": "ICE", "items": [
        {"information": "personal", "purpose": "immigration_enforcement"},
        {"information": "personal", "purpose": "life_safety"}]}"#;
    desk.log(&RequestDocument::from_json(letter).unwrap()).unwrap();
    let (number, reason) = ("2026-0001".to_owned(), "The mayor has ordered it.".to_owned());
    desk.ask_approval(&Asking { number: number.clone(), item: 1, reason: reason.clone() }).unwrap();
    desk.answer_item(&answering(2, "life_safety")).unwrap();
    // A request of the quarter before: one of one department.
    let letter = r#"{"received": "2026-09-23", "agency": "ICE", "items": [{"information": "published"}]}"#;
    desk.log(&RequestDocument::from_json(letter).unwrap()).unwrap();
    let (quarter, table) = ("2026-Q3".to_owned(), "received_by_department".to_owned());
    let why = "The council asks for it.".to_owned();
    desk.ask_unmerging(&AskingUnmerging { quarter: quarter.clone(), table: table.clone(), reason: why.clone() })
        .unwrap();
    drop(desk);

    let mut desk = open(&store, SECOND.0, GIVEN);
    let own = serde_json::json!({ "old": GIVEN, "passphrase": SECOND.1 });
    desk.change_passphrase(&serde_json::from_value(own).unwrap()).unwrap();
    drop(desk);
    let mut desk = open(&store, SECOND.0, SECOND.1);
    let approve = Deciding { number: number.clone(), item: 1, approve: true, answerable: Some(1), reason };
    desk.decide_approval(&approve).unwrap();
    let (found, reason) = ("in_order".to_owned(), "The call was real.".to_owned());
    desk.review_release(&Reviewing { number, item: 2, found, reason }).unwrap();
    desk.decide_unmerging(&DecidingUnmerging { quarter, table, approve: true, reason: why }).unwrap();
    drop(desk);

    let mut desk = open(&store, FIRST.0, FIRST.1);
    desk.answer_item(&answering(1, "")).unwrap();
    assert_eq!(desk.verify(&[], &mut Silent).unwrap().problems, []);
    let export = folder.path().join("export");
    desk.export(&export, &mut Silent).unwrap();
    let log = std::fs::read_to_string(export.join("disclosure.jsonl")).unwrap();
    assert!(
        log.contains("unmerging_approved") && log.contains("release_reviewed") && log.contains(r#"\"answerable\":1"#),
        "{log}"
    );
    holds(&export, &[]);
}
