//! An office with an officer of each role, three ordinary requests, and one that an order keeps secret.

use desk::pages::attachment::Attaching;
use desk::pages::keeping::PlacingHold;
use desk::pages::request::Answering;
use desk::pages::seals::SealingRequest;
use desk::pages::waits::Pausing;
use desk::ports::Silent;
use desk::roles::{Duty, Role};
use serde_json::{Value, json};

use crate::support::{Office, log_of, quarter};

pub const GIVEN: &str = "three crows on a copper roof";

/// The request that is sealed.
pub const SEALED: &str = "S-77";

/// Words that stand in it and nowhere else.
pub const NEEDLES: [&str; 4] = [SEALED, "Zephyr", "zqneedle", "Zqwing"];

/// A log of three ordinary requests, in both ledgers.
pub const ORDINARY: &[&[(&str, &str)]] = &[
    &[
        ("request", "A-1"),
        ("agency", "ICE"),
        ("recipient", ""),
        ("instrument", "records_request"),
        ("exempt_record", "no"),
    ],
    &[("request", "A-2"), ("agency", "ICE"), ("recipient", ""), ("information", "status"), ("description", "")],
    &[("request", "A-3"), ("agency", "ICE"), ("recipient", ""), ("purpose", "")],
];

/// What is sealed afterwards: a public record that is due, one that went out, and a status exchange. It came in two quarters
/// before everything else.
pub const SECRET: &[&[(&str, &str)]] = &[
    &[
        ("request", SEALED),
        ("received", "2026-04-07"),
        ("agency", "Zephyr Bureau"),
        ("recipient", "other_federal_agency"),
        ("department", "Zqwing"),
        ("instrument", "records_request"),
        ("exempt_record", "no"),
        ("description", "zqneedle of the park"),
    ],
    &[
        ("request", SEALED),
        ("received", "2026-04-07"),
        ("agency", "Zephyr Bureau"),
        ("recipient", "other_federal_agency"),
        ("department", "Zqwing"),
        ("response", "released"),
        ("responded", "2026-11-02"),
        ("for_immigration_agency", "no"),
        ("instrument", "none"),
        ("other_law_forbids", "no"),
    ],
    &[
        ("request", SEALED),
        ("received", "2026-04-07"),
        ("agency", "Zephyr Bureau"),
        ("recipient", "immigration_agency"),
        ("department", "Zqwing"),
        ("information", "status"),
        ("description", ""),
        ("response", "released"),
        ("responded", "2026-11-02"),
    ],
];

pub fn from<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

pub fn sealing(until: &str, counted: bool) -> SealingRequest {
    SealingRequest {
        number: SEALED.to_owned(),
        until: until.to_owned(),
        counted,
        under: "court_order".to_owned(),
        reason: "The order of 20 November forbids it.".to_owned(),
    }
}

/// An office with an officer of each role, and the ordinary requests.
pub fn ordinary() -> Office {
    let mut office = Office::new();
    for role in Role::ALL {
        let new = json!({ "name": role.label(), "role": role.as_str(), "passphrase": GIVEN });
        office.desk.add_officer(&from(new)).unwrap();
    }
    office.import(&log_of(ORDINARY));
    office
}

/// The same with the secret one: with a scan, a legal hold, a wait, and a report of its quarter that was issued.
pub fn with_secret() -> Office {
    let mut office = ordinary();
    office.import(&log_of(SECRET));
    let scan = office.store().parent().unwrap().join("scan.pdf");
    std::fs::write(&scan, "%PDF-1.7\nzqneedle").unwrap();
    let number = || SEALED.to_owned();
    office.desk.attach(&Attaching { number: number(), what: "instrument".to_owned() }, &scan).unwrap();
    let (waits_for, reason) = ("records".to_owned(), "zqneedle in the archive".to_owned());
    office.desk.pause_item(&Pausing { number: number(), item: 1, waits_for, reason }).unwrap();
    let (reference, reason) = ("zqneedle-1".to_owned(), "a suit".to_owned());
    office.desk.place_hold(&PlacingHold { number: number(), reference, reason }).unwrap();
    office.desk.issue_report(quarter("2026-Q4"), &mut Silent, |_| Ok(())).unwrap();
    office
}

/// The same, sealed by the solicitor.
pub fn sealed(counted: bool) -> Office {
    let mut office = with_secret().opened_by("Solicitor", GIVEN);
    office.desk.seal_request(&sealing("2027-01-31", counted)).unwrap();
    office
}

/// The officers who may not see it.
pub fn blind() -> impl Iterator<Item = Role> {
    Role::ALL.iter().copied().filter(|role| !role.may(Duty::SeeSealed))
}

pub fn number() -> String {
    SEALED.to_owned()
}

pub fn reason() -> String {
    "a reason".to_owned()
}

pub fn answering() -> Answering {
    Answering {
        number: number(),
        item: 1,
        response: "withheld".to_owned(),
        responded: "2026-11-20".to_owned(),
        already_left: false,
        basis: String::new(),
        surplus: false,
        what_left: String::new(),
    }
}
