//! Scans at the desk: recognised by what they are, kept without their name, listed with their hash, and given back.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "what fails here, fails the test")]

mod support;

use std::fs;
use std::path::PathBuf;

use desk::Error;
use desk::pages::attachment::{Attaching, AttachmentWanted};
use support::{Office, log_with};

fn office() -> Office {
    let mut office = Office::new();
    office.import(&log_with(&[]));
    office
}

fn attaching(what: &str) -> Attaching {
    Attaching { number: "A-1".to_owned(), what: what.to_owned() }
}

/// A file with this content, under a name that names somebody.
fn file(folder: &tempfile::TempDir, content: &[u8]) -> PathBuf {
    let path = folder.path().join("Juan Zqneedle detainer.pdf");
    fs::write(&path, content).unwrap();
    path
}

#[test]
fn a_scan_is_kept_with_its_hash_and_given_back_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = office();
    let signs: [(&[u8], &str, &str); 5] = [
        (b"%PDF-1.7 one", "PDF", "pdf"),
        (b"\x89PNG\r\n\x1a\n two", "PNG picture", "png"),
        (b"\xff\xd8\xff\xe0 three", "JPEG picture", "jpg"),
        (b"II*\0 four", "TIFF picture", "tif"),
        (b"MM\0* five", "TIFF picture", "tif"),
    ];
    for (number, (content, media, end)) in (1..).zip(signs) {
        let view = office.desk.attach(&attaching("instrument"), &file(&folder, content)).unwrap();
        let kept = view.attachments.last().unwrap();
        assert_eq!((kept.attachment, kept.media.as_str(), kept.sha256.len()), (number, media, 64));
        assert!(view.timeline.last().unwrap().sentence.contains("was attached"), "{:?}", view.timeline.last());
        let wanted = AttachmentWanted { number: "A-1".to_owned(), attachment: number };
        let (name, back) = office.desk.attached(&wanted).unwrap();
        assert_eq!((name, &back[..]), (format!("request-A-1-attachment-{number}.{end}"), content));
        assert!(!format!("{view:?}").contains("Zqneedle"), "the file's own name is kept nowhere");
    }
    office.assert_holds();
}

#[test]
fn what_is_no_scan_or_too_large_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = office();
    let sizes = office.sizes();
    let mut large = b"%PDF-".to_vec();
    large.resize(26 * 1024 * 1024, 0);
    for (what, content, about) in [
        ("instrument", &b"MZ\x90\0"[..], "no PDF, PNG, JPEG or TIFF"),
        ("instrument", b"", "empty"),
        ("instrument", &large, "26.0 MB, and a scan may have 25.0 MB"),
        ("", b"%PDF-1.7", "say what the scan shows"),
    ] {
        let Error::Refused(said) = office.desk.attach(&attaching(what), &file(&folder, content)).unwrap_err() else {
            panic!("not a refusal")
        };
        assert!(said.contains(about), "{said}");
    }
    let gone = office.desk.attach(&attaching("other"), &folder.path().join("gone.pdf")).unwrap_err();
    assert!(matches!(gone, Error::File { .. }), "{gone}");
    let nowhere = Attaching { number: "A-9".to_owned(), what: "other".to_owned() };
    let nowhere = office.desk.attach(&nowhere, &file(&folder, b"%PDF-1.7")).unwrap_err();
    assert!(matches!(nowhere, Error::NothingThere), "{nowhere}");
    assert_eq!(office.sizes(), sizes, "nothing was recorded");
}

#[test]
fn a_request_of_exchanges_only_keeps_no_scan() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = Office::new();
    office.import(&log_with(&[
        ("agency", "ICE"),
        ("recipient", "immigration_agency"),
        ("information", "status"),
        ("instrument", "none"),
        ("description", ""),
    ]));
    let view = office.desk.request("A-1").unwrap();
    assert_eq!((view.items[0].ledger.as_str(), view.may_attach), ("status_exchange", false));
    let refused = office.desk.attach(&attaching("request"), &file(&folder, b"%PDF-1.7")).unwrap_err();
    assert!(refused.to_string().contains("keeps no scan"), "{refused}");
}
