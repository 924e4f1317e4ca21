//! The recovery sheet as an office uses it: made at the first start, kept, and needed one day.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

use std::io;
use std::path::Path;

use desk::host::SystemClock;
use desk::ledger::Error as Ledger;
use desk::pages::opening::{NewRecord, Secret};
use desk::pages::recovery::{NewPassphrase, Recovering, RecoverySheet};
use desk::ports::{Entropy, Silent};
use desk::{Desk, Error, Opening, Passphrase};
use serde_json::json;

const FIRST: &str = "seven lamps on a quiet hill";
const SECOND: &str = "copper violin beneath slow rivers";

/// Bytes that look random, and are the same in every run.
struct Seeded(u64);

impl Entropy for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        for byte in bytes {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            *byte = self.0.to_be_bytes()[0];
        }
        Ok(())
    }
}

fn secret(text: &str) -> Secret {
    serde_json::from_value(json!(text)).unwrap()
}

fn set_up(folder: &Path) -> Desk {
    let new: NewRecord =
        serde_json::from_value(json!({ "office": "City Clerk", "officer": "M. Alvarez", "passphrase": FIRST }))
            .unwrap();
    Desk::set_up(folder, &new, Box::new(SystemClock), Box::new(Seeded(1))).unwrap()
}

fn recover(folder: &Path, words: &str, passphrase: &str) -> Result<Desk, Error> {
    let ask: Recovering =
        serde_json::from_value(json!({ "words": words, "officer": "M. Alvarez", "passphrase": passphrase })).unwrap();
    Desk::recover(folder, &ask, Box::new(SystemClock), Box::new(Seeded(3)))
}

fn open(folder: &Path, passphrase: &str) -> Result<Desk, Error> {
    let passphrase = Passphrase::new(passphrase.to_owned()).unwrap();
    let way = Opening { store: folder, officer: None, passphrase: &passphrase, read_only: false };
    Desk::open(way, Box::new(SystemClock), Box::new(Seeded(4)))
}

fn refused(result: Result<Desk, Error>) -> Error {
    result.err().expect("this was refused")
}

fn words(sheet: &RecoverySheet) -> String {
    sheet.words.join(" ")
}

#[test]
fn a_lost_passphrase_is_not_lost_data_while_there_is_a_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("record");
    let mut desk = set_up(&place);
    assert!(!desk.access().recovery_sheet);
    let error = desk.make_recovery_sheet(&secret("not mine at all")).err().unwrap();
    assert!(matches!(error, Error::Ledger(Ledger::WrongPassphrase)), "an open desk is not enough: {error}");
    let sheet = desk.make_recovery_sheet(&secret(FIRST)).unwrap();
    assert!(desk.access().recovery_sheet);
    assert_eq!((sheet.office.as_str(), sheet.words.len()), ("City Clerk", 12));
    drop(desk);

    let weak = refused(recover(&place, &words(&sheet), "river"));
    assert!(matches!(weak, Error::WeakPassphrase { .. }), "{weak}");
    let mut wrong: Vec<&str> = sheet.words.iter().map(String::as_str).collect();
    wrong[2] = "lanpern";
    let error = refused(recover(&place, &wrong.join(" "), SECOND));
    assert_eq!(
        error.to_string(),
        "Word 3 stands on no recovery sheet. Nothing was changed. Compare it with the sheet, letter by letter."
    );
    drop(open(&place, FIRST).unwrap());

    let desk = recover(&place, &words(&sheet).to_uppercase(), SECOND).unwrap();
    assert_eq!(desk.session(false).unwrap().officer, "M. Alvarez");
    assert_eq!(desk.verify(&[], &mut Silent).unwrap().problems, []);
    drop(desk);
    assert!(matches!(refused(open(&place, FIRST)), Error::Ledger(Ledger::WrongPassphrase)));
    open(&place, SECOND).unwrap();
}

#[test]
fn an_officer_changes_the_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("record");
    let mut desk = set_up(&place);
    let ask = |old: &str, new: &str| -> NewPassphrase {
        serde_json::from_value(json!({ "old": old, "passphrase": new })).unwrap()
    };
    assert!(matches!(desk.change_passphrase(&ask(FIRST, "Alvarez Clerk")), Err(Error::WeakPassphrase { .. })));
    let wrong = desk.change_passphrase(&ask("not mine at all", SECOND));
    assert!(matches!(wrong, Err(Error::Ledger(Ledger::WrongPassphrase))));
    desk.change_passphrase(&ask(FIRST, SECOND)).unwrap();
    drop(desk);
    open(&place, SECOND).unwrap();
}

#[test]
fn the_sheet_as_a_file_says_what_it_opens_and_how_it_is_kept() {
    let sheet: RecoverySheet = serde_json::from_value(json!({
        "office": "City Clerk",
        "made": "2026-11-05",
        "words": ["legal", "winner", "thank", "year", "wave", "sausage", "worth", "useful", "legal", "winner", "thank", "yellow"],
        "opens": "They open the record.",
        "keep": ["Keep it in the safe.", "Make a new one under Settings."]
    }))
    .unwrap();
    let expected = "RECOVERY SHEET\r\nDisclosure Gatekeeper, City of Northampton, Massachusetts\r\n\r\nOffice: City Clerk\r\n\
                    Made:   2026-11-05\r\n\r\n   1. legal\r\n   2. winner\r\n   3. thank\r\n   4. year\r\n   5. wave\r\n   \
                    6. sausage\r\n   7. worth\r\n   8. useful\r\n   9. legal\r\n  10. winner\r\n  11. thank\r\n  12. \
                    yellow\r\n\r\nThey open the record.\r\n\r\nKeep it in the safe.\r\n\r\nMake a new one under \
                    Settings.\r\n";
    assert_eq!(*sheet.text(), expected);
}

#[test]
fn who_has_left_is_named_until_the_record_has_another_key_and_its_sheet_opens_it() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("record");
    let mut desk = set_up(&place);
    let before = desk.make_recovery_sheet(&secret(FIRST)).unwrap();
    let clerk = json!({ "name": "C. Diaz", "role": "clerk", "passphrase": SECOND });
    desk.add_officer(&serde_json::from_value(clerk).unwrap()).unwrap();
    assert_eq!(desk.record_key().unwrap().left_since, [] as [String; 0]);
    desk.officer_left(2).unwrap();
    assert_eq!(desk.record_key().unwrap().left_since, ["C. Diaz"]);

    let error = desk.change_record_key(&secret(SECOND), &mut Silent).err().unwrap();
    assert!(matches!(error, Error::Ledger(Ledger::WrongPassphrase)), "{error}");
    assert_eq!(desk.record_key().unwrap().left_since, ["C. Diaz"]);
    let sheet = desk.change_record_key(&secret(FIRST), &mut Silent).unwrap();
    assert_eq!(desk.record_key().unwrap().left_since, [] as [String; 0]);
    assert_eq!(desk.verify(&[], &mut Silent).unwrap().problems, []);
    // The passphrase is what it was, and the sheet is another.
    drop(desk);
    drop(open(&place, FIRST).unwrap());
    let error = refused(recover(&place, &words(&before), SECOND));
    assert!(matches!(error, Error::Ledger(Ledger::OtherRecoverySheet)), "{error}");
    let desk = recover(&place, &words(&sheet), SECOND).unwrap();
    assert_eq!(desk.record_key().unwrap().left_since, [] as [String; 0]);
}
