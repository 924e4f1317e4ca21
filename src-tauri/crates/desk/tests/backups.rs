//! Backups as an office keeps them: reminded of, made, tried and restored beside the record.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use std::ops::ControlFlow;
use std::path::PathBuf;

use desk::host::SystemClock;
use desk::pages::backups::{Restoring, Trying};
use desk::ports::{Progress, Silent};
use desk::{Desk, Error, ledger};
use serde_json::json;
use support::Office;

const PASSPHRASE: &str = "correct horse";

fn who(passphrase: &str) -> Restoring {
    serde_json::from_value(json!({ "officer": "Ada", "passphrase": passphrase })).unwrap()
}

fn try_with(passphrase: &str) -> Trying {
    serde_json::from_value(json!({ "officer": "Ada", "passphrase": passphrase, "chosen": true })).unwrap()
}

/// What Today says of backups.
fn told(office: &Office) -> Vec<String> {
    office.desk.today().unwrap().safekeeping
}

/// A place for backups, on another disk as it were.
fn stick() -> (tempfile::TempDir, PathBuf) {
    let stick = tempfile::tempdir().unwrap();
    let file = stick.path().join("kept.backup");
    (stick, file)
}

#[test]
fn the_desk_asks_for_a_backup_until_there_is_one_and_again_after_a_week() {
    let mut office = Office::at("2026-11-22T15:00:00Z");
    assert_eq!(told(&office), ["No backup was made yet. What this computer loses is lost."]);
    let (_stick, file) = stick();
    let before = office.sizes();
    let made = office.desk.back_up(&file, &mut Silent).unwrap();
    assert_eq!(office.sizes(), before, "it is no entry of the record");
    assert_eq!(made.file, "kept.backup");
    let last = made.backups.last.unwrap();
    assert_eq!((last.at.as_str(), last.bytes), ("2026-11-22T15:00:00Z", std::fs::metadata(&file).unwrap().len()));
    assert!(told(&office).is_empty());
    office.set_clock("2026-11-29T15:00:00Z");
    assert!(told(&office).is_empty(), "seven days are not yet too long");
    office.set_clock("2026-12-01T15:00:00Z");
    assert_eq!(told(&office), ["The last backup was made 9 days ago."]);
    office.set_clock("2025-12-01T15:00:00Z");
    assert!(told(&office).is_empty(), "a clock that was set back makes nothing old");
}

#[test]
fn a_backup_that_fails_is_not_counted_and_the_earlier_one_still_is() {
    let mut office = Office::new();
    let (stick, file) = stick();
    office.desk.back_up(&file, &mut Silent).unwrap();
    let before = office.desk.backups().unwrap();
    office.set_clock("2026-11-25T15:00:00Z");
    let gone = stick.path().join("not there").join("kept.backup");
    let said = office.desk.back_up(&gone, &mut Silent).unwrap_err().to_string();
    assert!(said.contains("NOT made"), "{said}");
    struct Stop;
    impl Progress for Stop {
        fn at(&mut self, _: u64, _: u64) -> ControlFlow<()> {
            ControlFlow::Break(())
        }
    }
    assert!(matches!(office.desk.back_up(&file, &mut Stop), Err(Error::Stopped)));
    let own = office.store().join("kept.backup");
    let said = office.desk.back_up(&own, &mut Silent).unwrap_err().to_string();
    assert!(said.contains("own folder") && !own.exists(), "{said}");
    assert_eq!(office.desk.backups().unwrap(), before);
}

#[test]
fn copies_are_made_when_there_is_something_new_and_why_not_is_told() {
    let mut office = Office::new();
    office.desk.copy_if_due(&mut Silent);
    office.desk.copy_if_due(&mut Silent);
    let copies = office.desk.backups().unwrap().copies;
    assert_eq!((copies.count, copies.newest.as_deref()), (1, Some("2026-11-22T15:00:00Z")));
    assert_eq!(copies.failed, None);
    office.import(&support::log_of(&[&[]]));
    office.set_clock("2026-11-22T16:00:00Z");
    office.desk.copy_if_due(&mut Silent);
    assert_eq!(office.desk.backups().unwrap().copies.count, 2);

    // A file stands where the folder was.
    let folder = office.store().with_file_name("store-copies");
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::write(&folder, "").unwrap();
    assert!(told(&office).contains(&"The last automatic copy was not made.".to_owned()), "and Today is shown");
    office.desk.copy_if_due(&mut Silent);
    std::fs::remove_file(&folder).unwrap();
    let failed = office.desk.backups().unwrap().copies.failed.unwrap();
    assert!(failed.contains("store-copies"), "{failed}");
    assert!(told(&office).contains(&"The last automatic copy was not made.".to_owned()));
    office.desk.copy_if_due(&mut Silent);
    assert_eq!(office.desk.backups().unwrap().copies.failed, None, "the next one ends the notice");
}

#[test]
fn once_a_year_a_restore_is_to_be_tried_and_that_it_was_is_kept() {
    let mut office = Office::at("2026-11-22T15:00:00Z");
    let (_stick, file) = stick();
    office.desk.back_up(&file, &mut Silent).unwrap();
    office.set_clock("2027-11-23T15:00:00Z");
    office.desk.back_up(&file, &mut Silent).unwrap();
    assert_eq!(told(&office), ["For a year nobody has tried whether a backup can be restored."]);
    let wrong = office.desk.try_restore(Some(&file), &try_with("wrong"), &mut Silent).unwrap_err().to_string();
    assert!(wrong.contains("does not open with this name and passphrase"), "{wrong}");
    assert!(matches!(office.desk.try_restore(None, &try_with(PASSPHRASE), &mut Silent), Err(Error::Unchanged(_))));
    assert_eq!(told(&office).len(), 1, "what failed is no try");

    let before = office.sizes();
    let tried = office.desk.try_restore(Some(&file), &try_with(PASSPHRASE), &mut Silent).unwrap();
    assert!(tried.fits, "{}", tried.said);
    assert_eq!(tried.restored, tried.present);
    assert_eq!(tried.backups.tried.as_deref(), Some("2027-11-23T15:00:00Z"));
    assert!(told(&office).is_empty());
    assert_eq!(office.sizes(), before);
    let beside = std::fs::read_dir(office.store().parent().unwrap()).unwrap().count();
    assert_eq!(beside, 1, "nothing of it stays beside the record");
}

#[test]
fn a_backup_of_another_office_is_whole_and_no_try() {
    let mut ours = Office::new();
    let folder = tempfile::tempdir().unwrap();
    let (_stick, file) = stick();
    let theirs = Desk::practise(&folder.path().join("record"), Box::new(SystemClock), Box::new(support::Seeded(5)));
    theirs.unwrap().back_up(&file, &mut Silent).unwrap();
    let who = json!({ "officer": "Practice officer", "passphrase": "one lamp in the window", "chosen": true });
    let tried = ours.desk.try_restore(Some(&file), &serde_json::from_value(who).unwrap(), &mut Silent).unwrap();
    assert!(!tried.fits && tried.said.contains("another record"), "{}", tried.said);
    assert_eq!((tried.restored.office.as_str(), tried.present.office.as_str()), ("Practice office", "City Clerk"));
    assert_eq!(tried.backups.tried, None);
    let said = ours.desk.try_restore(Some(&file), &try_with(PASSPHRASE), &mut Silent).unwrap_err().to_string();
    assert!(said.contains("may be of another office"), "{said}");
}

#[test]
fn a_backup_is_restored_beside_the_record_and_both_are_shown() {
    let mut office = Office::new();
    let (_stick, file) = stick();
    office.desk.back_up(&file, &mut Silent).unwrap();
    office.import(&support::log_of(&[&[]]));
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("letter.txt"), "somebody's").unwrap();
    let found = office.desk.restore_beside(&file, place.path(), &who(PASSPHRASE), &mut Silent).unwrap();
    assert!(found.fits && found.said.contains("the present record goes on from where it ends"), "{}", found.said);
    assert!(found.present.entries > found.restored.entries);
    assert_ne!(found.present.seals, found.restored.seals);
    assert!(found.next.contains(office.store().to_str().unwrap()), "{}", found.next);
    assert!(found.folder.ends_with("restored-record-20261122T150000Z"), "{}", found.folder);
    let passphrase = desk::Passphrase::new(PASSPHRASE.to_owned()).unwrap();
    let restored = ledger::Store::open(found.folder.as_ref(), None, &passphrase).unwrap();
    assert_eq!(restored.heads(None).unwrap().disclosure.seal(), found.restored.seals[0].seal);
    drop(restored);

    for (what, at) in [("again at the same moment", place.path()), ("into the record", office.store())] {
        let refused = office.desk.restore_beside(&file, at, &who(PASSPHRASE), &mut Silent);
        assert!(refused.is_err(), "{what}");
    }
    let gone = place.path().join("pulled");
    assert!(office.desk.restore_beside(&file, &gone, &who(PASSPHRASE), &mut Silent).is_err());
    assert!(!gone.exists(), "a place that is not there is not made");
    office.assert_holds();
}
