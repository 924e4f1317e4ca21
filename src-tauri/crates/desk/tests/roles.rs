//! Who may do what: what a role does not do is refused at the desk, and nothing is recorded but the try to decide.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use desk::Error;
use desk::ledger::ClaimedHead;
use desk::pages::approval::{Asking, Deciding};
use desk::pages::coverage::{CertifyingNil, WithdrawingNil};
use desk::pages::keeping::{Destroying, LiftingHold, PlacingHold};
use desk::pages::letters::LetterWanted;
use desk::pages::officers::RoleChange;
use desk::pages::request::{Answering, Finding};
use desk::pages::seals::{LiftingSeal, SealingRequest};
use desk::pages::settings::{NewAgency, SettingChange};
use desk::pages::unmerging::{AskingUnmerging, DecidingUnmerging};
use desk::pages::waits::Pausing;
use desk::ports::Silent;
use desk::roles::{Duty, Role};
use desk::{Desk, ImportOptions, RequestDocument};
use serde_json::{Value, json};
use support::{Office, log_with};

const GIVEN: &str = "three crows on a copper roof";

fn from<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

type Try = fn(&mut Desk) -> Result<(), Error>;

/// Every act of the desk, with whose duty it is. Each is asked for in a way that the desk takes as far as the role.
const ACTS: &[(&str, Duty, Try)] = &[
    ("log", Duty::Log, |desk| {
        let letter = json!({ "received": "2026-11-20", "agency": "ICE", "items": [{ "ask": "custody_hold" }] });
        desk.log(&RequestDocument::from_json(&letter.to_string())?).map(drop)
    }),
    ("import", Duty::Log, |desk| {
        let options = ImportOptions { file: "log.csv", sheet: None, mapping: None, dry_run: false };
        desk.import("request,received,agency\nB-1,2026-11-02,ICE\n".as_bytes(), options, &mut Silent).map(drop)
    }),
    ("answer", Duty::Answer, |desk| desk.answer_item(&answering()).map(drop)),
    ("add a fact", Duty::Answer, |desk| {
        desk.add_fact(&Finding {
            number: "A-1".to_owned(),
            item: 1,
            fact: "exempt_record".to_owned(),
            value: "no".to_owned(),
        })
        .map(drop)
    }),
    ("ask", Duty::Answer, |desk| {
        desk.ask_approval(&Asking { number: "A-1".to_owned(), item: 1, reason: "published".to_owned() }).map(drop)
    }),
    ("put on hold", Duty::Answer, |desk| {
        let waits_for = "records".to_owned();
        desk.pause_item(&Pausing { number: "A-1".to_owned(), item: 1, waits_for, reason: "in the archive".to_owned() })
            .map(drop)
    }),
    ("issue a letter", Duty::Answer, |desk| desk.issue_letter(&acknowledgement(), |_| Ok(())).map(drop)),
    ("save a letter to edit", Duty::Answer, |desk| desk.draft_letter(&acknowledgement()).map(drop)),
    ("word a letter", Duty::Office, |desk| {
        let wording = json!({ "letter": "refusal", "language": "en", "part": "opening", "words": "Thank you." });
        desk.word_letter(&from(wording)).map(drop)
    }),
    ("set the letterhead", Duty::Office, |desk| desk.set_letterhead(&["210 Main Street".to_owned()]).map(drop)),
    ("place a legal hold", Duty::Hold, |desk| {
        let (reference, reason) = (String::new(), "a suit is expected".to_owned());
        desk.place_hold(&PlacingHold { number: "A-1".to_owned(), reference, reason }).map(drop)
    }),
    ("lift a legal hold", Duty::LiftHold, |desk| {
        desk.lift_hold(&LiftingHold { number: "A-1".to_owned(), hold: 1, reason: "settled".to_owned() }).map(drop)
    }),
    ("destroy particulars", Duty::Destroy, |desk| {
        let (numbers, approval) = (vec!["A-1".to_owned()], "RMU-1".to_owned());
        desk.destroy_particulars(&Destroying { numbers, approval, word: "destroy".to_owned() }).map(drop)
    }),
    ("issue a report", Duty::Issue, |desk| {
        desk.issue_report("2026-Q4".parse().unwrap(), &mut Silent, |_| Ok(())).map(drop)
    }),
    ("certify nil", Duty::Issue, |desk| {
        let (quarter, department, signer) = ("2026-Q3".to_owned(), "Fire".to_owned(), "Fire Chief".to_owned());
        desk.certify_nil(&CertifyingNil { quarter, department, signer }).map(drop)
    }),
    ("withdraw a certified nil", Duty::Issue, |desk| {
        let (quarter, department, why) = ("2026-Q3".to_owned(), "Fire".to_owned(), "mistyped".to_owned());
        desk.withdraw_nil(&WithdrawingNil { quarter, department, why }).map(drop)
    }),
    ("say which departments report", Duty::Office, |desk| {
        desk.set_departments_reporting(&["Fire".to_owned()]).map(drop)
    }),
    ("ask for a table given exactly", Duty::AskUnmerging, |desk| {
        let (quarter, table) = ("2026-Q4".to_owned(), "received_by_department".to_owned());
        desk.ask_unmerging(&AskingUnmerging { quarter, table, reason: "the council asks".to_owned() }).map(drop)
    }),
    ("decide on a table given exactly", Duty::DecideUnmerging, |desk| {
        let (quarter, table) = ("2026-Q4".to_owned(), "received_by_department".to_owned());
        let reason = "it points at nobody".to_owned();
        desk.decide_unmerging(&DecidingUnmerging { quarter, table, approve: true, reason }).map(drop)
    }),
    ("add an agency", Duty::Office, |desk| {
        let (name, recipient) = ("Pioneer Valley Transit".to_owned(), "local_agency".to_owned());
        desk.add_own_agency(NewAgency { name, aliases: Vec::new(), recipient }).map(drop)
    }),
    ("change a setting", Duty::Office, |desk| desk.change_setting(SettingChange::LockAfter { minutes: 5 }).map(drop)),
    ("add an officer", Duty::Office, |desk| {
        desk.add_officer(&from(json!({ "name": "C. Diaz", "role": "clerk", "passphrase": GIVEN }))).map(drop)
    }),
    ("change a role", Duty::Office, |desk| {
        desk.change_role(&RoleChange { officer: 1, role: Role::Administrator }).map(drop)
    }),
    ("make a recovery sheet", Duty::Office, |desk| desk.make_recovery_sheet(&from(json!(GIVEN))).map(drop)),
    ("change the record's key", Duty::Office, |desk| {
        desk.change_record_key(&from(json!(GIVEN)), &mut Silent).map(drop)
    }),
    ("back up", Duty::BackUp, |desk| {
        let folder = tempfile::tempdir().unwrap();
        desk.backup(&folder.path().join("copy"), &mut Silent)
    }),
    ("read the access log", Duty::ReadAccess, |desk| desk.access_log(None).map(drop)),
    ("seal a request", Duty::Seal, |desk| {
        let (number, until, under) = ("A-1".to_owned(), "2027-01-31".to_owned(), "court_order".to_owned());
        desk.seal_request(&SealingRequest { number, until, counted: true, under, reason: "an order".to_owned() })
            .map(drop)
    }),
    ("lift a seal", Duty::Seal, |desk| {
        desk.lift_seal(&LiftingSeal { number: "A-1".to_owned(), reason: "it was lifted".to_owned() }).map(drop)
    }),
    ("export", Duty::Export, |desk| {
        let folder = tempfile::tempdir().unwrap();
        desk.export(&folder.path().join("logs"), &mut Silent).map(drop)
    }),
];

fn acknowledgement() -> LetterWanted {
    from(json!({
        "number": "A-1", "letter": "acknowledgement", "language": "en", "exemptions": [], "reason": "", "due": ""
    }))
}

fn answering() -> Answering {
    Answering {
        number: "A-1".to_owned(),
        item: 1,
        response: "withheld".to_owned(),
        responded: "2026-11-20".to_owned(),
        already_left: false,
        basis: String::new(),
        surplus: false,
        what_left: String::new(),
    }
}

/// An office with one item that carries a flag, at whose desk an officer of this role works.
fn office_of(role: Role) -> Office {
    let mut office = Office::new();
    office.import(&log_with(&[
        ("agency", "Massachusetts Department of Revenue"),
        ("recipient", "state_agency"),
        ("for_immigration_agency", "no"),
        ("instrument", "none"),
        ("other_law_forbids", "no"),
    ]));
    office.desk.add_officer(&from(json!({ "name": "B. Ortiz", "role": role.as_str(), "passphrase": GIVEN }))).unwrap();
    office.opened_by("B. Ortiz", GIVEN)
}

/// The same, with the release of the item asked by the first officer.
fn office_asked(role: Role) -> Office {
    let mut office = office_of(role).opened_by("Ada", "correct horse");
    let reason = "published".to_owned();
    office.desk.ask_approval(&Asking { number: "A-1".to_owned(), item: 1, reason }).unwrap();
    office.opened_by("B. Ortiz", GIVEN)
}

#[test]
fn what_a_role_does_not_do_is_refused_and_leaves_the_record_as_it_was() {
    for role in Role::ALL {
        let mut office = office_of(*role);
        assert_eq!(office.desk.role().unwrap(), *role);
        for (what, duty, act) in ACTS {
            let before = office.sizes();
            let result = act(&mut office.desk);
            let refused = matches!(&result, Err(Error::NotTheRole { .. }));
            assert_eq!(!refused, role.may(*duty), "{role:?}: {what}: {result:?}");
            if refused {
                assert_eq!(office.sizes(), before, "{role:?}: {what}");
            }
        }
        office.assert_holds();
    }
}

#[test]
fn only_a_reviewer_decides_on_a_release_and_every_other_try_is_in_the_record() {
    for role in Role::ALL {
        let mut office = office_asked(*role);
        let before = office.sizes();
        let reason = "published".to_owned();
        let decided = Deciding { number: "A-1".to_owned(), item: 1, approve: false, answerable: None, reason };
        let refused = office.desk.decide_approval(&decided).unwrap_err();
        if role.may(Duty::Approve) {
            // As far as the role goes; the passphrase is not the officer's own yet.
            assert!(matches!(refused, Error::Ledger(desk::ledger::Error::GivenPassphrase)), "{role:?}: {refused}");
            assert_eq!(office.sizes(), before);
        } else {
            let said = refused.to_string();
            assert!(said.contains("Ask a reviewer") && said.contains("the try is in the record"), "{role:?}: {said}");
            assert_eq!(office.sizes(), (before.0 + 1, before.1), "{role:?}");
        }
        office.assert_holds();
    }
}

#[test]
fn an_auditor_reads_everything() {
    let office = office_of(Role::Auditor);
    let desk = &office.desk;
    desk.today().unwrap();
    desk.request("A-1").unwrap();
    desk.settings().unwrap();
    desk.officers().unwrap();
    desk.report("2026-Q4".parse().unwrap(), desk::Edition::Internal, None, &mut Silent).unwrap();
    desk.receipt("A-1", 1).unwrap();
    let kept: [ClaimedHead; 0] = [];
    assert_eq!(desk.verify(&kept, &mut Silent).unwrap().problems, []);
    let session = desk.session(false).unwrap();
    let reads = [Duty::Export, Duty::SeeSealed, Duty::ReadAccess];
    assert_eq!((session.role.as_str(), session.duties.as_slice()), ("Auditor", &reads[..]));
}

#[test]
fn who_leaves_finds_no_way_in_and_nobody_takes_their_own_access_away() {
    let mut office = office_of(Role::Clerk).opened_by("Ada", "correct horse");
    let own = office.desk.officer_left(1).unwrap_err();
    assert!(matches!(own, Error::Refused(_)), "{own}");
    let officers = office.desk.officer_left(2).unwrap().officers;
    assert!(officers[1].left && !officers[0].left);
    office.assert_holds();
}
