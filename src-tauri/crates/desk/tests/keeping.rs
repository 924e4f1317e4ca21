//! Legal holds and lawful destruction at the desk: nothing goes before its years are over, without the Supervisor's number or
//! while a hold stands; what went is told as that; and no figure changes by it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod support;

use desk::Error;
use desk::pages::correction::RequestCorrection;
use desk::pages::keeping::{Destroying, Gone, KeptRequest, LiftingHold, PlacingHold};
use desk::pages::receipt::ReceiptWanted;
use desk::pages::request::Answering;
use desk::pages::settings::SettingChange;
use desk::pages::waits::{Pausing, Resuming};
use desk::ports::Silent;
use support::{Office, log_of};

/// Three requests: two were answered, one is open. The day is 22 November 2026.
fn office() -> Office {
    let mut office = Office::new();
    let answered = [("response", "withheld"), ("responded", "2026-10-09")];
    let row = |number: &'static str, words: &'static str| -> Vec<(&'static str, &'static str)> {
        [("request", number), ("description", words)].into_iter().chain(answered).collect()
    };
    let (first, second) = (row("A-1", "forwarding address of the tenant"), row("A-2", "date of the lease"));
    let open = [("request", "A-3"), ("description", "number of the house"), ("response", ""), ("responded", "")];
    office.import(&log_of(&[&first, &second, &open]));
    office
}

fn destroying(numbers: &[&str]) -> Destroying {
    Destroying {
        numbers: numbers.iter().map(ToString::to_string).collect(),
        approval: "RMU-2034-118".to_owned(),
        word: "Destroy ".to_owned(),
    }
}

fn placing(number: &str) -> PlacingHold {
    let (number, reference, reason) = (number.to_owned(), "26-cv-30017".to_owned(), "a suit is expected".to_owned());
    PlacingHold { number, reference, reason }
}

fn lifting(number: &str, hold: u32) -> LiftingHold {
    LiftingHold { number: number.to_owned(), hold, reason: "the suit is settled".to_owned() }
}

fn due(office: &Office) -> Vec<String> {
    office.desk.keeping().unwrap().due.into_iter().map(|request| request.number).collect()
}

fn kept(office: &Office) -> Vec<(String, String)> {
    office.desk.keeping().unwrap().kept.into_iter().map(|KeptRequest { number, why }| (number, why)).collect()
}

/// What is refused, with the proof that nothing changed.
fn refused(office: &mut Office, destroying: &Destroying) -> String {
    let before = (office.sizes(), office.list());
    let said = office.desk.destroy_particulars(destroying).unwrap_err().to_string();
    assert_eq!((office.sizes(), office.list()), before, "what is refused destroys nothing");
    said
}

#[test]
fn what_is_completed_is_due_on_the_day_after_its_full_years() {
    let mut office = office();
    assert_eq!((due(&office), kept(&office)), (Vec::new(), Vec::new()));
    // Shortly before midnight in Northampton it is the next day in UTC already.
    office.set_clock("2033-11-23T04:59:00Z");
    assert_eq!(due(&office), [""; 0]);
    assert!(refused(&mut office, &destroying(&["A-1"])).contains("To be kept until 22 Nov 2033"));
    office.set_clock("2033-11-23T05:00:00Z");
    assert_eq!(due(&office), ["A-1", "A-2"]);
    let told = office.desk.keeping().unwrap();
    assert_eq!((told.years, told.series.as_str(), told.more), (7, "", 0));
    let first = &told.due[0];
    assert_eq!((first.last_entry.as_str(), first.since.as_str(), first.texts), ("2026-11-22", "2033-11-23", 1));
    assert_eq!(kept(&office), [("A-3".to_owned(), "Not completed: 1 item is not answered".to_owned())]);
    // The office may keep them longer.
    let keep = |years| SettingChange::KeepFor { series: " Requests for records ".to_owned(), years };
    let set = office.desk.change_setting(keep(8)).unwrap();
    assert_eq!((set.retention_series.as_str(), set.retention_years), ("Requests for records", 8));
    assert_eq!((due(&office), kept(&office)), (Vec::new(), Vec::new()));
    office.desk.change_setting(keep(1)).unwrap();
    assert_eq!(due(&office), ["A-1", "A-2"]);
}

#[test]
fn an_entry_later_than_the_completion_makes_the_years_begin_anew() {
    let mut office = office();
    office.set_clock("2028-02-29T15:00:00Z");
    let correction = RequestCorrection {
        number: "A-1".to_owned(),
        why: "mistyped".to_owned(),
        received: "2026-10-07".to_owned(),
        origin: "requested".to_owned(),
        channel: "letter".to_owned(),
        department: String::new(),
        agency: "Moving company".to_owned(),
    };
    office.desk.correct_request(&correction).unwrap();
    office.set_clock("2034-06-01T15:00:00Z");
    assert_eq!(due(&office), ["A-2"]);
    office.set_clock("2035-02-28T15:00:00Z");
    assert_eq!(due(&office), ["A-2"], "29 February has its last day on 28 February");
    office.set_clock("2035-03-01T15:00:00Z");
    assert_eq!(due(&office), ["A-1", "A-2"]);
    // A hold and its lifting are entries as well.
    office.desk.place_hold(&placing("A-2")).unwrap();
    office.desk.lift_hold(&lifting("A-2", 1)).unwrap();
    assert_eq!(due(&office), ["A-1"]);
}

#[test]
fn what_is_on_legal_hold_is_listed_as_that_whatever_its_age_and_stays() {
    let mut office = office();
    let view = office.desk.place_hold(&placing("A-1")).unwrap();
    let hold = &view.legal_holds[0];
    assert_eq!((hold.hold, hold.reference.as_deref(), hold.placed.by.as_str()), (1, Some("26-cv-30017"), "Ada"));
    assert_eq!((hold.placed.reason.as_deref(), hold.lifted.is_none()), (Some("a suit is expected"), true));
    assert_eq!(kept(&office), [("A-1".to_owned(), "On legal hold".to_owned())]);
    office.set_clock("2033-12-01T15:00:00Z");
    let second = PlacingHold { reference: String::new(), ..placing("A-1") };
    assert_eq!(office.desk.place_hold(&second).unwrap().legal_holds.len(), 2, "each matter has a hold of its own");
    assert_eq!(kept(&office)[0], ("A-1".to_owned(), "On legal hold (2 holds)".to_owned()));
    assert!(refused(&mut office, &destroying(&["A-2", "A-1"])).contains("A-1 cannot be destroyed. On legal hold"));
    let view = office.desk.lift_hold(&lifting("A-1", 1)).unwrap();
    assert_eq!(view.legal_holds[0].lifted.as_ref().unwrap().reason.as_deref(), Some("the suit is settled"));
    let timeline: Vec<&str> = view.timeline.iter().map(|line| line.sentence.as_str()).collect();
    assert_eq!(
        timeline[timeline.len() - 3..],
        [
            "Legal hold 1 was placed on the request (26-cv-30017). Nothing of it is destroyed.",
            "Legal hold 2 was placed on the request. Nothing of it is destroyed.",
            "Legal hold 1 was lifted."
        ]
    );
    assert!(office.desk.lift_hold(&lifting("A-1", 1)).unwrap_err().to_string().contains("does not stand"));
    office.assert_holds();
}

#[test]
fn a_hold_takes_a_reason_and_no_words_that_must_not_be_kept() {
    let mut office = office();
    let before = office.sizes();
    let long = "9".repeat(61);
    for (reference, reason, says) in [
        ("", " ", "say why"),
        ("", "about A 123 456 789", "A-number"),
        ("A 123 456 789", "a suit is expected", "A-number"),
        (long.as_str(), "a suit is expected", "60 characters"),
        ("two\nlines", "a suit is expected", "one line"),
    ] {
        let placing = PlacingHold { reference: reference.to_owned(), reason: reason.to_owned(), ..placing("A-1") };
        let said = office.desk.place_hold(&placing).unwrap_err().to_string();
        assert!(said.contains(says), "{said}");
    }
    assert!(matches!(office.desk.place_hold(&placing("B-9")), Err(Error::NothingThere)));
    let without = LiftingHold { reason: String::new(), ..lifting("A-1", 1) };
    assert!(office.desk.lift_hold(&without).unwrap_err().to_string().contains("say why"));
    assert_eq!(office.sizes(), before);
}

#[test]
fn destroying_takes_a_number_a_word_and_requests_that_are_due_all_of_them_or_none() {
    let mut office = office();
    office.set_clock("2033-12-01T15:00:00Z");
    let usual = || destroying(&["A-1", "A-2"]);
    for (wrong, says) in [
        (Destroying { numbers: Vec::new(), ..usual() }, "choose the requests"),
        (Destroying { approval: " ".to_owned(), ..usual() }, "approval number of the Supervisor"),
        (Destroying { approval: "9".repeat(61), ..usual() }, "60 characters"),
        (Destroying { approval: "A 123 456 789".to_owned(), ..usual() }, "A-number"),
        (Destroying { word: "yes".to_owned(), ..usual() }, "type the word destroy"),
        (destroying(&["A-1", "A-3"]), "A-3 cannot be destroyed. Not completed"),
        (destroying(&["A-1", "B-9"]), "B-9 cannot be destroyed"),
    ] {
        let said = refused(&mut office, &wrong);
        assert!(said.contains(says), "{said}");
    }
    let done = office.desk.destroy_particulars(&usual()).unwrap();
    assert_eq!((done.requests, done.texts, done.keeping.due.len(), done.keeping.remains), (2, 2, 0, false));
    let found = office.desk.verified(&mut Silent).unwrap();
    assert_eq!((found.problems, found.destroyed), (Vec::new(), 2));
    assert!(refused(&mut office, &destroying(&["A-1"])).contains("has nothing left"));
}

#[test]
fn no_figure_of_a_report_changes_by_destroying_and_receipts_and_exports_go_on() {
    let mut office = office();
    office.set_clock("2033-12-01T15:00:00Z");
    let as_of = Some("2033-11-30T15:00:00Z");
    let quarters = ["2026-Q3", "2026-Q4"];
    let files = |office: &Office| quarters.map(|quarter| office.files(quarter, as_of));
    let (before, wanted) = (files(&office), ReceiptWanted { number: "A-1".to_owned(), item: 1 });
    let entries = office.desk.receipt_view(&wanted).unwrap().entries;
    office.desk.destroy_particulars(&destroying(&["A-1", "A-2"])).unwrap();
    assert_eq!(files(&office), before, "the same record, quarter and moment give the same bytes");
    assert_eq!(office.desk.receipt_view(&wanted).unwrap().entries, entries);
    let folder = tempfile::tempdir().unwrap();
    office.desk.export(&folder.path().join("logs"), &mut Silent).unwrap();
    let log = std::fs::read_to_string(folder.path().join("logs/disclosure.jsonl")).unwrap();
    assert!(log.contains("records_destroyed") && log.contains("RMU-2034-118"));
}

#[test]
fn what_was_destroyed_is_told_with_day_and_number_and_what_comes_later_is_there() {
    let mut office = office();
    let scan = tempfile::tempdir().unwrap().keep().join("scan.pdf");
    std::fs::write(&scan, "%PDF-1.7 made up").unwrap();
    let attaching = desk::pages::attachment::Attaching { number: "A-3".to_owned(), what: "request".to_owned() };
    office.desk.attach(&attaching, &scan).unwrap();
    std::fs::remove_dir_all(scan.parent().unwrap()).unwrap();
    let (number, item) = ("A-3".to_owned(), 1);
    let waits_for = "records".to_owned();
    let pausing = Pausing { number: number.clone(), item, waits_for, reason: "in the archive".to_owned() };
    office.desk.pause_item(&pausing).unwrap();
    let resuming = Resuming { number: number.clone(), item, finding: "the book was found".to_owned() };
    office.desk.resume_item(&resuming).unwrap();
    office
        .desk
        .answer_item(&Answering {
            number,
            item,
            response: "released".to_owned(),
            responded: "2026-11-21".to_owned(),
            already_left: true,
            basis: String::new(),
            surplus: false,
            what_left: "one page".to_owned(),
        })
        .unwrap();
    office.desk.place_hold(&placing("A-3")).unwrap();
    office.desk.lift_hold(&lifting("A-3", 1)).unwrap();
    let before = office.desk.request("A-3").unwrap();
    assert!(before.items[0].description_destroyed.is_none() && before.destroyed_scans.is_empty());

    office.set_clock("2033-12-02T02:00:00Z");
    assert_eq!(office.desk.destroy_particulars(&destroying(&["A-3"])).unwrap().texts, 7);
    let gone = Some(Gone { on: "2033-12-01".to_owned(), approval: "RMU-2034-118".to_owned() });
    let view = office.desk.request("A-3").unwrap();
    let item = &view.items[0];
    assert_eq!((&item.description, &item.description_destroyed), (&None, &gone));
    assert_eq!((&item.what_left, &item.what_left_destroyed), (&None, &gone));
    let wait = &item.waits[0];
    assert_eq!((&wait.reason, &wait.reason_destroyed), (&None, &gone));
    assert_eq!(wait.ended.as_ref().unwrap().words_destroyed, gone);
    let hold = &view.legal_holds[0];
    assert_eq!((&hold.placed.reason, &hold.placed.reason_destroyed), (&None, &gone));
    assert_eq!(hold.reference.as_deref(), Some("26-cv-30017"), "the number of the case is in the log");
    assert_eq!(view.attachments, []);
    let scans: Vec<_> =
        view.destroyed_scans.iter().map(|scan| (scan.attachment, Some(scan.destroyed.clone()))).collect();
    assert_eq!(scans, [(1, gone.clone())]);
    assert_eq!(view.timeline.iter().filter(|line| line.destroyed == gone).count(), 7);
    assert_eq!(view.timeline.iter().filter(|line| line.said.is_some()).count(), 0);
    assert_eq!(
        view.timeline.last().unwrap().sentence,
        "The particulars of the request were destroyed under approval RMU-2034-118 of the Supervisor of Records: 7 texts \
         and scans."
    );
    // Everything else is what it was.
    assert_eq!(
        (&item.facts, &item.response, &item.responded),
        (&before.items[0].facts, &before.items[0].response, &before.items[0].responded)
    );
    // A request that was never destroyed has nothing of this.
    assert!(office.desk.request("A-1").unwrap().items[0].description_destroyed.is_none());

    // What was written down wrongly is corrected once more: that is a new text.
    let placed = office.desk.place_hold(&placing("A-3")).unwrap().legal_holds;
    assert_eq!(
        (placed[1].placed.reason.as_deref(), &placed[1].placed.reason_destroyed),
        (Some("a suit is expected"), &None)
    );
    office.assert_holds();
}

#[test]
fn a_setting_that_cannot_be_is_refused_and_one_of_another_version_is_the_usual_one() {
    let mut office = office();
    for (series, years, says) in [
        ("Requests", 0, "from 1 to 100"),
        ("Requests", 101, "from 1 to 100"),
        ("about A 123 456 789", 7, "A-number"),
        ("two\nlines", 7, "one line"),
    ] {
        let keep = SettingChange::KeepFor { series: series.to_owned(), years };
        let said = office.desk.change_setting(keep).unwrap_err().to_string();
        assert!(said.contains(says), "{said}");
    }
    let office = office.with_setting("retention", r#"{"series":"Requests","years":0}"#);
    assert_eq!(office.desk.settings().unwrap().retention_years, 7, "no setting lets all be destroyed at once");
}
