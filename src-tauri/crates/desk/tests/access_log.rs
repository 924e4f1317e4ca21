//! What leaves the desk is noted before it leaves, by whom and what; nothing else of it is, and no ledger moves.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use desk::pages::access_log::Printing;
use desk::pages::attachment::{Attaching, AttachmentWanted};
use desk::pages::letters::LetterWanted;
use desk::pages::register::RegisterSearch;
use desk::pages::register_file::RegisterExport;
use desk::ports::Silent;
use desk::{Desk, Error, Opening, Passphrase};
use support::{Office, PRACTICE, log_with, quarter};

/// A word that is searched for, and that stands nowhere in the access log.
const SOUGHT: &str = "zqneedle";

type Leaving = fn(&mut Desk) -> Result<(), Error>;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Everything by which something leaves, with what the log says of it.
const LEAVING: &[(&str, Leaving)] = &[
    ("Made the report of 2026-Q4", |desk| {
        desk.report_files(quarter("2026-Q4"), desk::Edition::Internal, None, &mut Silent).map(drop)
    }),
    ("Made the report of 2026-Q4", |desk| desk.issue_report(quarter("2026-Q4"), &mut Silent, |_| Ok(())).map(drop)),
    ("Made the report of 2026-Q4", |desk| {
        let number = desk.issued_reports()?[0].number;
        desk.make_report_again(number, &mut Silent).map(drop)
    }),
    ("Exported disclosures from the register", |desk| {
        let search =
            RegisterSearch { ledger: "disclosure".to_owned(), text: SOUGHT.to_owned(), ..RegisterSearch::default() };
        desk.register_file(&RegisterExport { search, columns: Vec::new() }, &mut Silent).map(drop)
    }),
    ("Exported the logs", |desk| desk.export(&folder().path().join("record"), &mut Silent).map(drop)),
    ("Saved the receipt of item 1", |desk| desk.receipt_file("A-1", 1).map(drop)),
    ("Printed the receipt of item 1", |desk| {
        desk.note_printing(&Printing::Receipt { number: "A-1".to_owned(), item: 1 })
    }),
    ("Saved attachment 1", |desk| {
        desk.attached(&AttachmentWanted { number: "A-1".to_owned(), attachment: 1 }).map(drop)
    }),
    ("Saved a letter to edit", |desk| {
        let (number, letter, language) = ("A-1".to_owned(), "acknowledgement".to_owned(), "en".to_owned());
        let (exemptions, reason, due) = (Vec::new(), String::new(), String::new());
        desk.draft_letter(&LetterWanted { number, letter, language, exemptions, reason, due }).map(drop)
    }),
    ("Printed or saved the recovery sheet", |desk| desk.note_printing(&Printing::RecoverySheet)),
    ("Printed or saved the recovery sheet", Desk::note_sheet_saved),
    ("Made a backup", |desk| desk.back_up(&folder().path().join("zq.backup"), &mut Silent).map(drop)),
];

/// An office with one request, a scan of it, and a report issued.
fn office() -> Office {
    let mut office = Office::new();
    office.import(&log_with(&[("description", SOUGHT)]));
    let scan = office.store().parent().unwrap().join("scan.pdf");
    std::fs::write(&scan, "%PDF-1.7\n").unwrap();
    let attaching = Attaching { number: "A-1".to_owned(), what: "request".to_owned() };
    office.desk.attach(&attaching, &scan).unwrap();
    office
}

fn sizes(office: &Office) -> (String, u64) {
    (office.desk.signed_heads().unwrap(), office.desk.access_log(None).unwrap().seal.size)
}

#[test]
fn whatever_leaves_is_noted_and_moves_neither_ledger() {
    let mut office = office();
    for (said, leave) in LEAVING {
        let before = sizes(&office);
        leave(&mut office.desk).unwrap_or_else(|error| panic!("{said}: {error}"));
        let (heads, noted) = sizes(&office);
        assert_eq!(noted, before.1 + 1, "{said}: one entry");
        // That a report was issued is an entry of the record, as before.
        let issued = office.desk.issued_reports().unwrap().len() == 1 && heads != before.0;
        assert!(heads == before.0 || issued, "{said}: no head moves");
        let newest = office.desk.access_log(None).unwrap().entries.remove(0);
        assert_eq!((newest.what.as_str(), newest.by.as_str()), (*said, "Ada"));
        assert_eq!(
            newest.request.as_deref() == Some("A-1"),
            ["receipt", "attachment", "letter"].iter().any(|of_request| said.contains(of_request)),
            "{said}"
        );
    }
    let exported = folder();
    let record = exported.path().join("record");
    office.desk.export(&record, &mut Silent).unwrap();
    let text = std::fs::read_to_string(record.join("access.jsonl")).unwrap();
    for secret in [SOUGHT, "zq.backup", "scan.pdf", "A-1", "Moving company", "forwarding"] {
        assert!(!text.contains(secret), "{secret} stands in the access log");
    }
    office.assert_holds();
}

#[test]
fn a_report_keeps_its_bytes_whatever_left_in_between() {
    let mut office = office();
    office.import(PRACTICE);
    let before = office.files("2026-Q3", None);
    for (said, leave) in LEAVING.iter().filter(|(said, _)| !said.contains("report")) {
        leave(&mut office.desk).unwrap_or_else(|error| panic!("{said}: {error}"));
    }
    assert!(office.desk.access_log(None).unwrap().seal.size > 5);
    let json: serde_json::Value =
        serde_json::from_slice(&before.iter().find(|(name, _)| name.ends_with("json")).unwrap().1).unwrap();
    assert!(office.files("2026-Q3", None) == before, "now");
    assert!(office.files("2026-Q3", json["quarter"]["as_of"].as_str()) == before, "and as of then");
    assert_eq!(json["ledger"].as_object().unwrap().len(), 2, "two heads, as the contract has it");
}

#[test]
fn a_seal_of_it_that_somebody_kept_is_compared_at_the_desk() {
    let mut office = office();
    office.desk.receipt_file("A-1", 1).unwrap();
    let kept = office.desk.access_log(None).unwrap().seal.seal;
    office.desk.receipt_file("A-1", 1).unwrap();
    let fits = office.desk.verify_seal(&kept, &mut Silent).unwrap();
    assert!(fits.findings.iter().all(|found| found.holds), "{fits:?}");
    assert!(fits.said.starts_with("The access log still contains"), "{}", fits.said);
    let mut other = self::office();
    other.desk.receipt_file("A-1", 1).unwrap();
    other.set_clock("2026-11-30T15:00:00Z");
    other.desk.receipt_file("A-1", 1).unwrap();
    let later = other.desk.access_log(None).unwrap().seal.seal;
    let found = office.desk.verify_seal(&later, &mut Silent).unwrap();
    assert!(found.findings.iter().any(|found| !found.holds) && found.said.contains("does not contain"), "{found:?}");
    assert!(office.desk.verify_seal(&kept.replacen("access 1", "access 2", 1), &mut Silent).is_err(), "mistyped");
}

#[test]
fn what_then_fails_stays_noted_as_begun_and_what_cannot_be_noted_does_not_leave() {
    let mut office = office();
    let before = sizes(&office).1;
    let failed = office.desk.issue_report(quarter("2026-Q4"), &mut Silent, |_| Err(Error::Stopped));
    assert!(matches!(failed, Err(Error::Stopped)));
    assert_eq!(sizes(&office).1, before + 1, "it was begun");
    assert_eq!(office.desk.issued_reports().unwrap(), [], "and not issued");

    let Office { desk, .. } = office;
    let mut desk = desk.opened_anew(true).unwrap();
    for (said, leave) in LEAVING.iter().filter(|(said, _)| *said != "Made the report of 2026-Q4") {
        let refused = leave(&mut desk).unwrap_err();
        assert!(matches!(refused, Error::Ledger(desk::ledger::Error::ReadOnly)), "{said}: {refused}");
    }
}

#[test]
fn who_opened_the_record_to_read_it_and_nothing_else_is_told_that_nothing_is_noted() {
    let office = office();
    assert!(!office.desk.goes_unnoted());
    let store = office.store().to_owned();
    let Office { desk, .. } = &office;
    assert_eq!(desk.access_log(None).unwrap().seal.size, 0);
    let (_opened, _folder) = office.into_store();
    drop(_opened);
    let passphrase = Passphrase::new("correct horse".to_owned()).unwrap();
    let opening = Opening { store: &store, officer: None, passphrase: &passphrase, read_only: true };
    let mut desk = Desk::open(opening, Box::new(desk::host::SystemClock), Box::new(support::Seeded(5))).unwrap();
    assert!(desk.goes_unnoted());
    desk.receipt_file("A-1", 1).unwrap();
    assert_eq!(desk.access_log(None).unwrap().seal.size, 0);
}
