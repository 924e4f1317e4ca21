//! The receipt of an item as a page shows it, and *Verify* for receipts and kept heads: what fits is told as fitting, and
//! what was changed, relabelled, cut or is of another record is not.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod support;

use desk::Error;
use desk::pages::receipt::ReceiptWanted;
use desk::pages::report_file::{ReportFileView, Verdict};
use desk::ports::Silent;
use serde_json::Value;
use support::Office;

const LETTER: &str = r#"{"received": "2026-11-20", "agency": "ICE", "items": [
    {"ask": "information", "information": "personal", "purpose": "immigration_enforcement"},
    {"ask": "custody_hold", "instrument": "detainer"},
    {"ask": "information", "information": "status", "response": "released", "responded": "2026-11-20"}]}"#;

fn wanted(number: &str, item: u32) -> ReceiptWanted {
    ReceiptWanted { number: number.to_owned(), item }
}

/// An office with one letter, and its number.
fn with_letter() -> (Office, String) {
    let mut office = Office::new();
    let number = office.log(LETTER).unwrap().number;
    (office, number)
}

/// What the desk says of a file.
#[track_caller]
fn verify(office: &Office, name: &str, text: &str) -> ReportFileView {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, text).unwrap();
    office.desk.verify_report(&file, &mut Silent).unwrap()
}

fn changed(receipt: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut value: Value = serde_json::from_str(receipt).unwrap();
    change(&mut value);
    value.to_string()
}

#[test]
fn the_page_says_what_the_file_holds_and_nothing_else() {
    let (office, number) = with_letter();
    let view = office.desk.receipt_view(&wanted(&number, 2)).unwrap();
    let file = office.desk.receipt(&number, 2).unwrap();
    assert_eq!((view.number.as_str(), view.item), (number.as_str(), 2));
    let told: Vec<(u64, &str, &str)> =
        view.entries.iter().map(|entry| (entry.seq, entry.at.as_str(), entry.what.as_str())).collect();
    assert_eq!(
        told,
        [
            (2, "2026-11-22T10:00", "The request was logged"),
            (5, "2026-11-22T10:00", "The item was logged"),
            (6, "2026-11-22T10:00", "What the law says was determined"),
        ]
    );
    let heads = office.desk.verified(&mut Silent).unwrap().seals;
    assert_eq!(view.seal, heads[0], "the seal is the one that the check of the record shows");
    assert!(file.contains(&view.desk) && file.contains(&view.key));
    let exchange = office.desk.receipt_view(&wanted(&number, 3)).unwrap();
    assert_eq!(exchange.seal, heads[1], "an exchange is proved under the seal of its own log");
    assert_eq!(exchange.entries.len(), 1);
    assert_eq!(exchange.entries[0].what, "The status exchange was logged");
    assert!(matches!(
        office.desk.receipt_view(&wanted(&number, 4)),
        Err(Error::Ledger(desk::ledger::Error::NoSuchItem { item: 4 }))
    ));
}

#[test]
fn a_receipt_fits_the_record_it_is_of_also_after_that_went_on() {
    let (mut office, number) = with_letter();
    let receipt = office.desk.receipt(&number, 2).unwrap();
    let view = verify(&office, "receipt.json", &receipt);
    assert_eq!(view.verdict, Verdict::Fits, "{view:?}");
    assert_eq!(
        view.said,
        format!(
            "This is a receipt of request {number}, item 2, of this record, and everything in it is in the record."
        )
    );
    assert!(view.findings.iter().all(|found| found.holds));
    office.log(LETTER).unwrap();
    let view = verify(&office, "receipt.json", &receipt);
    assert_eq!(view.verdict, Verdict::Fits);
    assert!(view.findings[1].what.contains("came after"), "{view:?}");
    let exchange = office.desk.receipt(&number, 3).unwrap();
    assert_eq!(verify(&office, "receipt.json", &exchange).verdict, Verdict::Fits);
}

#[test]
fn a_receipt_that_was_changed_or_is_of_another_record_does_not_fit() {
    let (office, number) = with_letter();
    let receipt = office.desk.receipt(&number, 2).unwrap();
    let said = |text: &str| {
        let view = verify(&office, "receipt.json", text);
        assert_eq!(view.verdict, Verdict::DoesNotFit, "{text}\n{view:?}");
        view.said + &view.findings.into_iter().filter(|found| !found.holds).map(|found| found.what).collect::<String>()
    };
    let body = receipt.replace("custody_hold", "benefit_certification");
    assert!(said(&body).contains("the proof of its entry 6 does not hold"), "{}", said(&body));
    let moved = changed(&receipt, |value| value["events"][0]["seq"] = 1.into());
    assert!(said(&moved).contains("the proof of its entry 1 does not hold"), "{}", said(&moved));
    let relabelled = changed(&receipt, |value| value["item"] = 1.into());
    assert!(said(&relabelled).contains("some are of another item, or left out"), "{}", said(&relabelled));
    let unknown = changed(&receipt, |value| value["request"] = "2026-9999".into());
    assert!(said(&unknown).contains("no item of this request and number"), "{}", said(&unknown));
    let less = changed(&receipt, |value| drop(value["events"].as_array_mut().unwrap().pop()));
    assert!(said(&less).contains("some are of another item, or left out"), "{}", said(&less));
    for part in ["desk", "log", "key", "head", "events"] {
        let without = changed(&receipt, |value| drop(value.as_object_mut().unwrap().remove(part)));
        assert!(said(&without).contains("a part of it is missing"), "{part}: {}", said(&without));
    }
    let other = changed(&receipt, |value| value["desk"] = "0000000000000000".into());
    assert!(said(&other).contains("a part of it is missing, or is not what the program writes"));

    let mut theirs = Office::new();
    theirs.log(&LETTER.replace("ICE", "CBP")).unwrap();
    let view = verify(&theirs, "receipt.json", &receipt);
    assert_eq!(view.verdict, Verdict::DoesNotFit);
    assert!(view.findings[0].holds && !view.findings[1].holds, "its own proofs hold, under another head: {view:?}");
}

#[test]
fn a_typed_seal_is_compared_and_a_mistyped_one_is_no_finding() {
    let (mut office, _) = with_letter();
    let seals = office.desk.verified(&mut Silent).unwrap().seals;
    let typed = format!("{}\n{}", seals[0].seal.to_uppercase().replace('-', " "), seals[1].seal);
    office.log(LETTER).unwrap();
    let view = office.desk.verify_seal(&typed, &mut Silent).unwrap();
    assert_eq!((view.verdict, view.file.as_str()), (Verdict::Fits, ""));
    assert_eq!(view.said, "This record still contains exactly the past that was sealed then, and goes on from it.");
    assert_eq!(view.findings.len(), 3, "one for each seal, and the record: {view:?}");
    let said = |typed: &str| office.desk.verify_seal(typed, &mut Silent).unwrap_err().to_string();
    assert!(said("nothing").starts_with("No head was found in this."));
    let slip = seals[0].seal.replacen("disclosure 7", "disclosure 8", 1);
    assert!(said(&slip).contains("its check word does not fit"), "{}", said(&slip));

    let (theirs, _) = with_letter();
    let later = office.desk.verified(&mut Silent).unwrap().seals;
    let view = theirs.desk.verify_seal(&later[0].seal, &mut Silent).unwrap();
    assert_eq!(view.verdict, Verdict::DoesNotFit, "a record that ends before the seal: {view:?}");
    assert!(view.findings[0].what.starts_with("The seal counts"), "{view:?}");
}

#[test]
fn a_saved_note_is_a_file_to_verify_and_a_changed_report_does_not_pass_for_its_head() {
    let (office, _) = with_letter();
    let notes = office.desk.signed_heads().unwrap();
    let view = verify(&office, "heads.txt", &notes);
    assert_eq!((view.verdict, view.file.as_str()), (Verdict::Fits, "heads.txt"));
    let (_, report) = office.files("2026-Q4", None).into_iter().find(|(name, _)| name.ends_with(".json")).unwrap();
    let report = String::from_utf8(report).unwrap();
    assert_eq!(verify(&office, "report.json", &report).verdict, Verdict::Same);
    let broken = changed(&report, |value| drop(value.as_object_mut().unwrap().remove("office")));
    assert_eq!(verify(&office, "report.json", &broken).verdict, Verdict::NoReport);
    assert_eq!(verify(&office, "letter.txt", "Dear clerk,").verdict, Verdict::NoReport);
}
