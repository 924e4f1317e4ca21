//! What is said to who asks for it by its number, or enters something about it.

use std::collections::BTreeMap;

use desk::pages::access_log::Printing;
use desk::pages::approval::{Asking, Deciding};
use desk::pages::attachment::{Attaching, AttachmentWanted};
use desk::pages::correction::{ItemCorrection, RequestCorrection};
use desk::pages::keeping::{Destroying, LiftingHold, PlacingHold};
use desk::pages::letters::LetterWanted;
use desk::pages::log::Answers;
use desk::pages::receipt::ReceiptWanted;
use desk::pages::request::Finding;
use desk::pages::review::Reviewing;
use desk::pages::seals::LiftingSeal;
use desk::pages::waits::{Pausing, Resuming};
use desk::{Desk, Error};
use serde_json::json;

use crate::office::{GIVEN, NEEDLES, SEALED, SECRET, answering, blind, number, reason, sealed, sealing};
use crate::support::log_of;

type ByNumber = fn(&mut Desk) -> Result<(), Error>;

fn request_correction() -> RequestCorrection {
    RequestCorrection {
        number: number(),
        why: "mistyped".to_owned(),
        received: "2026-04-08".to_owned(),
        origin: "requested".to_owned(),
        channel: String::new(),
        department: String::new(),
        agency: "Other".to_owned(),
    }
}

fn item_correction() -> ItemCorrection {
    ItemCorrection {
        number: number(),
        item: 1,
        why: "mistyped".to_owned(),
        facts: Answers(BTreeMap::new()),
        decided: "2026-04-08".to_owned(),
        direction: String::new(),
        description: String::new(),
        response: "pending".to_owned(),
        responded: String::new(),
        already_left: false,
    }
}

fn letter() -> LetterWanted {
    LetterWanted {
        number: number(),
        letter: "acknowledgement".to_owned(),
        language: "en".to_owned(),
        exemptions: Vec::new(),
        reason: String::new(),
        due: String::new(),
    }
}

/// Everything that is asked of one request by its number.
const BY_NUMBER: &[(&str, ByNumber)] = &[
    ("its page", |desk| desk.request(SEALED).map(drop)),
    ("its page, opened", |desk| desk.open_request(SEALED).map(drop)),
    ("a receipt", |desk| desk.receipt(SEALED, 1).map(drop)),
    ("a receipt of the exchange", |desk| desk.receipt(SEALED, 3).map(drop)),
    ("a receipt's page", |desk| desk.receipt_view(&ReceiptWanted { number: number(), item: 1 }).map(drop)),
    ("a receipt's file", |desk| desk.receipt_file(SEALED, 1).map(drop)),
    ("a receipt on paper", |desk| desk.note_printing(&Printing::Receipt { number: number(), item: 1 })),
    ("a scan", |desk| desk.attached(&AttachmentWanted { number: number(), attachment: 1 }).map(drop)),
    ("a letter", |desk| desk.show_letter(&letter()).map(drop)),
    ("issuing a letter", |desk| desk.issue_letter(&letter(), |_| panic!("nothing is saved")).map(drop)),
    ("a letter to edit", |desk| desk.draft_letter(&letter()).map(drop)),
    ("attaching", |desk| {
        let path = std::env::temp_dir().join("no such scan");
        desk.attach(&Attaching { number: number(), what: "answer".to_owned() }, &path).map(drop)
    }),
    ("answering", |desk| desk.answer_item(&answering()).map(drop)),
    ("a fact", |desk| {
        let (fact, value) = ("purpose".to_owned(), "other".to_owned());
        desk.add_fact(&Finding { number: number(), item: 1, fact, value }).map(drop)
    }),
    ("asking", |desk| desk.ask_approval(&Asking { number: number(), item: 2, reason: reason() }).map(drop)),
    ("deciding", |desk| {
        let deciding = Deciding { number: number(), item: 2, approve: false, answerable: None, reason: reason() };
        desk.decide_approval(&deciding).map(drop)
    }),
    ("reviewing", |desk| {
        let reviewing = Reviewing { number: number(), item: 2, found: "in_order".to_owned(), reason: reason() };
        desk.review_release(&reviewing).map(drop)
    }),
    ("putting on hold", |desk| {
        let pausing = Pausing { number: number(), item: 1, waits_for: "records".to_owned(), reason: reason() };
        desk.pause_item(&pausing).map(drop)
    }),
    ("going on", |desk| desk.resume_item(&Resuming { number: number(), item: 1, finding: reason() }).map(drop)),
    ("a legal hold", |desk| {
        let (reference, reason) = (String::new(), reason());
        desk.place_hold(&PlacingHold { number: number(), reference, reason }).map(drop)
    }),
    ("lifting a hold", |desk| desk.lift_hold(&LiftingHold { number: number(), hold: 1, reason: reason() }).map(drop)),
    ("a correction, considered", |desk| desk.consider_request_correction(&request_correction()).map(drop)),
    ("a correction", |desk| desk.correct_request(&request_correction()).map(drop)),
    ("an item's correction, considered", |desk| desk.consider_item_correction(&item_correction()).map(drop)),
    ("an item's correction", |desk| desk.correct_item(&item_correction()).map(drop)),
    ("sealing", |desk| desk.seal_request(&sealing("2027-06-30", true)).map(drop)),
    ("lifting the seal", |desk| desk.lift_seal(&LiftingSeal { number: number(), reason: reason() }).map(drop)),
    ("destroying", |desk| {
        let destroying =
            Destroying { numbers: vec![number()], approval: "RMU-1".to_owned(), word: "destroy".to_owned() };
        desk.destroy_particulars(&destroying).map(drop)
    }),
];

#[test]
fn whoever_asks_for_it_by_its_number_is_told_that_it_is_sealed_and_no_more_and_nothing_is_recorded() {
    let mut office = sealed(true);
    for role in blind() {
        office = office.opened_by(role.label(), GIVEN);
        for (what, ask) in BY_NUMBER {
            let before = office.desk.signed_heads().unwrap();
            let refused = ask(&mut office.desk).unwrap_err();
            let said = refused.to_string();
            let expected = matches!(refused, Error::Sealed { .. } | Error::NotTheRole { .. })
                || (*what == "destroying" && matches!(refused, Error::Refused(_)));
            assert!(expected, "{role:?}: {what}: {said}");
            let typed = *what == "destroying";
            for needle in NEEDLES.into_iter().filter(|needle| !(typed && *needle == SEALED)) {
                assert!(!said.contains(needle), "{role:?}: {what}: {said}");
            }
            assert_eq!(office.desk.signed_heads().unwrap(), before, "{role:?}: {what}");
        }
        let said = office.desk.request(SEALED).unwrap_err().to_string();
        assert_eq!(said, "This entry is sealed until 31 January 2027. Nothing was shown or changed.");
    }
}

#[test]
fn a_log_or_a_letter_that_touches_it_is_refused_with_its_row() {
    let mut office = sealed(true).opened_by("Clerk", GIVEN);
    let log = log_of(SECRET);
    let problems = office.problems(&log);
    assert_eq!(problems.len(), 3, "{problems:?}");
    for problem in &problems {
        assert_eq!(problem.problem.message, "this entry is sealed until 31 January 2027");
    }
    let other = log_of(&[&[("request", SEALED), ("agency", "ICE"), ("recipient", "")]]);
    assert_eq!(office.problems(&other).len(), 1, "what is in it is not compared, so nothing of it is told");
    let letter =
        json!({ "request": SEALED, "received": "2026-11-20", "agency": "ICE", "items": [{ "ask": "custody_hold" }] });
    let said = office.log(&letter.to_string()).map(|logged| logged.number).unwrap_err().to_string();
    assert!(said.contains("sealed until 31 January 2027") && !said.contains("Zephyr"), "{said}");
    assert!(matches!(office.log(&letter.to_string()).map(drop), Err(Error::Sealed { .. })));
}
