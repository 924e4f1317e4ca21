//! What a record alone cannot show, and a head that somebody kept elsewhere can. Each is shown to pass without the
//! head, and to be found with it: by both programs, where the tables of a store can be made to fit as well.

use std::ffi::OsStr;
use std::fs;

use desk::ledger::{ClaimedHead, Head, Log};

use crate::office::{Office, check, holds, python_is_here, refused};
use crate::record::Record;

/// Both programs say that the record holds.
fn both_pass(office: &Office, name: &str) {
    assert_eq!(office.verify(&[]).unwrap().problems, [], "{name}: `verify` without a kept head");
    holds(&office.export(name), &[]);
}

/// Both programs find it, against what was kept.
fn both_find(office: &Office, name: &str, (file, claims): &(std::path::PathBuf, Vec<ClaimedHead>)) -> String {
    let found = office.verify(claims).unwrap();
    assert!(found.problems.iter().any(|found| found.log.is_some()), "{name}: {:?}", found.problems);
    refused(&office.path(name), &[OsStr::new("--head"), file.as_os_str()])
}

#[test]
fn a_record_cut_at_a_signed_head_is_seen_only_with_a_kept_head() {
    if !python_is_here("a cut record is seen with a kept head") {
        return;
    }
    let office = Office::busy(7);
    let cut = office.copy();
    office.go_on("2026-11-27", 5);
    let kept = office.keep_heads("kept.txt");
    // The store as it was then is the record cut at the head that was signed then: nothing in it tells what came after.
    both_pass(&cut, "cut");
    let found = both_find(&cut, "cut", &kept);
    assert!(found.contains("is missing: the head that was kept counts"), "{found}");
    // The same from the export alone: cut behind a head, and the last line written again.
    let whole = office.export("whole");
    holds(&whole, &[OsStr::new("--head"), kept.0.as_os_str()]);
    for log in Log::ALL {
        let name = format!("{log}.jsonl");
        let (long, short) = (fs::read_to_string(whole.join(&name)), fs::read_to_string(cut.path("cut").join(&name)));
        let (long, short) = (long.unwrap(), short.unwrap());
        let (body, _) = short.trim_end().rsplit_once('\n').unwrap();
        assert!(long.starts_with(body), "the older record is the beginning of the newer");
    }
    // An older head fits the newer record, in every form in which it is kept.
    let older = cut.keep_heads("older.txt");
    let seals: Vec<String> = older.1.iter().map(|claim| head(claim).seal()).collect();
    let report = report(&older.1);
    fs::write(office.path("report.json"), report).unwrap();
    for kept in
        [older.0, office.path("report.json"), seals[0].to_uppercase().into(), seals.join("\n").replace('-', " ").into()]
    {
        holds(&whole, &[OsStr::new("--head"), kept.as_os_str()]);
    }
    let mistyped = seals[0].replacen("disclosure ", "disclosure 1", 1);
    let (status, said) = check([whole.as_os_str(), OsStr::new("--head"), OsStr::new(&mistyped)]);
    assert_eq!(status, 2, "a slip of the pen is no finding: {said}");
    assert!(said.contains("mistyped"), "{said}");
}

fn head(claim: &ClaimedHead) -> Head {
    Head { log: claim.log, size: claim.size, root: claim.root }
}

/// The part of a report's JSON that has the heads.
fn report(claims: &[ClaimedHead]) -> String {
    let mut ledger = serde_json::Map::new();
    for claim in claims {
        let root = data_encoding::HEXLOWER.encode(&claim.root);
        ledger.insert(claim.log.to_string(), serde_json::json!({"size": claim.size, "root": root}));
    }
    serde_json::json!({"quarter": {}, "ledger": ledger}).to_string()
}

#[test]
fn two_desks_that_went_on_from_one_head_are_told_apart_only_by_a_kept_head() {
    if !python_is_here("a fork is seen with a kept head") {
        return;
    }
    let office = Office::busy(7);
    let common = office.keep_heads("common.txt");
    let other = office.copy();
    office.go_on("2026-11-27", 6);
    other.go_on("2026-11-28", 6);
    both_pass(&office, "ours");
    both_pass(&other, "theirs");
    let (ours, theirs) = (office.keep_heads("ours.txt"), other.keep_heads("theirs.txt"));
    both_find(&other, "theirs", &ours);
    both_find(&office, "ours", &theirs);
    // What was kept before they parted fits both, and so shows nothing.
    for (desk, name) in [(&office, "ours"), (&other, "theirs")] {
        holds(&desk.path(name), &[OsStr::new("--head"), common.0.as_os_str()]);
        assert_eq!(desk.verify(&common.1).unwrap().problems, []);
    }
}

#[test]
fn another_past_that_is_signed_with_the_key_is_seen_only_with_a_kept_head() {
    if !python_is_here("a past that was signed anew is seen with a kept head") {
        return;
    }
    let office = Office::busy(7);
    let (kept, _) = office.keep_heads("kept.txt");
    let mut record = office.record();
    let at = record.events.iter().position(|event| event.body.contains("withheld")).unwrap();
    let body = record.events[at].body.replace("withheld", "no_such_record");
    record.events[at].say(body);
    // The report that was issued names the heads of then: whoever forges leaves that entry no less false.
    let issued = record.events.iter().position(|event| event.body.contains("report_issued")).unwrap();
    let mut without = record.clone();
    without.events.truncate(issued);
    // With the store's key alone it is seen: the officer has not signed it.
    let mut alone = Record { officer: None, ..without.clone() };
    alone.sign();
    alone.export(&office.path("alone"));
    let found = refused(&office.path("alone"), &[]);
    assert!(found.contains("is not signed by the officer who is said to have entered it"), "{found}");
    for record in [&mut record, &mut without] {
        record.sign();
    }
    record.export(&office.path("forged"));
    let found = refused(&office.path("forged"), &[]);
    assert!(found.contains("names heads for a report"), "a report that was issued is a head kept inside: {found}");
    without.export(&office.path("without"));
    holds(&office.path("without"), &[]);
    let found = refused(&office.path("without"), &[OsStr::new("--head"), kept.as_os_str()]);
    assert!(found.contains("the head that was kept"), "{found}");
    // `verify` finds the first by its tables as well, which this forger left as they were.
    let copy = office.copy();
    without.write(&mut copy.raw());
    assert!(!copy.verify(&[]).unwrap().problems.is_empty());
}

#[test]
fn a_record_signed_with_another_key_is_seen_only_with_the_kept_key() {
    if !python_is_here("another key is seen with the kept one") {
        return;
    }
    let office = Office::founded(7);
    office.go_on("2026-11-23", 3);
    let (kept, _) = office.keep_heads("kept.txt");
    let mut record = office.record();
    record.key = ed25519_dalek::SigningKey::from_bytes(&[9; 32]);
    record.sign();
    record.export(&office.path("forged"));
    holds(&office.path("forged"), &[]);
    let found = refused(&office.path("forged"), &[OsStr::new("--head"), kept.as_os_str()]);
    assert!(found.contains("another key than the one that was kept"), "{found}");
}
