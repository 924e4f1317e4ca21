//! When a seal ends, what it stops meanwhile, and who works on what is sealed.

use desk::Error;
use desk::pages::keeping::{Destroying, LiftingHold};
use desk::pages::seals::LiftingSeal;
use desk::ports::Silent;

use crate::office::{GIVEN, SEALED, answering, number, reason, sealed, sealing};
use crate::support::Office;

#[test]
fn the_raw_logs_are_handed_over_only_by_who_may_see_everything_in_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = sealed(true).opened_by("Administrator", GIVEN);
    let place = folder.path().join("record");
    let refused = office.desk.export(&place, &mut Silent).unwrap_err();
    assert!(matches!(refused, Error::SealedLogs) && !place.exists(), "{refused}");
    office = office.opened_by("Auditor", GIVEN);
    office.desk.export(&place, &mut Silent).unwrap();
    assert!(std::fs::read_to_string(place.join("disclosure.jsonl")).unwrap().contains(SEALED));
    // Once it has ended, the office exports as before.
    office = office.opened_by("Administrator", GIVEN);
    office.set_clock("2027-01-31T05:00:00Z");
    office.desk.export(&folder.path().join("later"), &mut Silent).unwrap();
}

#[test]
fn a_seal_ends_by_itself_on_its_day_and_when_it_is_lifted() {
    let office = sealed(true).opened_by("Clerk", GIVEN);
    office.set_clock("2027-01-31T04:59:59Z");
    assert!(matches!(office.desk.request(SEALED), Err(Error::Sealed { .. })), "a second before midnight in New York");
    office.set_clock("2027-01-31T05:00:00Z");
    assert_eq!(office.desk.request(SEALED).unwrap().sealed_until, None);
    office.set_clock("2026-11-23T15:00:00Z");
    let mut office = office.opened_by("Solicitor", GIVEN);
    let anew = office.desk.seal_request(&sealing("2027-06-30", false)).unwrap();
    assert_eq!(anew.sealed_until.as_deref(), Some("2027-06-30"));
    assert_eq!(anew.seals.len(), 2);
    assert!(office.desk.seal_request(&sealing("2027-03-01", true)).is_err(), "an earlier day is no renewal");
    for wrong in ["2026-11-23", "yesterday", "", "3000-01-01"] {
        assert!(matches!(office.desk.seal_request(&sealing(wrong, true)), Err(Error::Refused(_))), "{wrong}");
    }
    let lifting = LiftingSeal { number: number(), reason: "The court lifted it.".to_owned() };
    let lifted = office.desk.lift_seal(&lifting).unwrap();
    assert_eq!((lifted.sealed_until, lifted.seals[1].lifted.is_some()), (None, true));
    let office = office.opened_by("Clerk", GIVEN);
    assert_eq!(office.desk.request(SEALED).unwrap().agency, "Zephyr Bureau");
    let told: Vec<String> =
        office.desk.request(SEALED).unwrap().timeline.into_iter().map(|line| line.sentence).collect();
    assert!(told.iter().any(|line| line.starts_with("The request was sealed until 31 Jan 2027.")), "{told:?}");
    assert!(told.iter().any(|line| line == "The seal was lifted."), "{told:?}");
    office.assert_holds();
}

#[test]
fn who_seals_also_records_what_became_of_it_for_nobody_else_sees_it() {
    let mut office = sealed(true);
    let mut answer = answering();
    answer.number = "A-1".to_owned();
    assert!(matches!(office.desk.answer_item(&answer), Err(Error::NotTheRole { .. })), "not what is not sealed");
    office.desk.answer_item(&answering()).unwrap();
    assert_eq!(office.desk.request(SEALED).unwrap().items[0].response, "withheld");
    let mut office = office.opened_by("Auditor", GIVEN);
    assert!(
        matches!(office.desk.answer_item(&answering()), Err(Error::NotTheRole { .. })),
        "an auditor changes nothing"
    );
}

#[test]
fn each_opening_of_it_is_noted_and_who_may_not_see_it_reads_only_that_something_was_opened() {
    let mut office = sealed(true);
    let size = |office: &Office| office.desk.access_log(None).unwrap().seal.size;
    let before = size(&office);
    office.desk.open_request(SEALED).unwrap();
    office.desk.open_request("A-1").unwrap();
    office.desk.open_request(SEALED).unwrap();
    assert_eq!(size(&office), before + 2);
    let newest = office.desk.access_log(None).unwrap().entries.remove(0);
    assert_eq!((newest.what.as_str(), newest.request.as_deref()), ("Opened a sealed request", Some(SEALED)));
    let office = office.opened_by("Administrator", GIVEN);
    let newest = office.desk.access_log(None).unwrap().entries.remove(0);
    assert_eq!(
        (newest.what.as_str(), newest.by.as_str(), newest.request),
        ("Opened a sealed request", "Solicitor", None)
    );
}

#[test]
fn its_particulars_are_not_destroyed_while_it_is_sealed() {
    let mut office = sealed(true);
    office.desk.seal_request(&sealing("2040-01-31", true)).unwrap();
    // Nothing else stands against it: it is answered, and no legal hold is on it any more.
    office.desk.answer_item(&answering()).unwrap();
    office.desk.lift_hold(&LiftingHold { number: number(), hold: 1, reason: reason() }).unwrap();
    office.set_clock("2035-06-01T15:00:00Z");
    let mut office = office.opened_by("Administrator", GIVEN);
    let keeping = office.desk.keeping().unwrap();
    let numbers = keeping.due.iter().map(|due| &due.number).chain(keeping.kept.iter().map(|kept| &kept.number));
    assert!(!numbers.into_iter().any(|number| number == SEALED));
    let destroying = Destroying { numbers: vec![number()], approval: "RMU-1".to_owned(), word: "destroy".to_owned() };
    assert!(matches!(office.desk.destroy_particulars(&destroying), Err(Error::Refused(_))));
    office.set_clock("2040-01-31T15:00:00Z");
    assert!(office.desk.destroy_particulars(&destroying).is_ok(), "once it has ended, as anything else");
}
