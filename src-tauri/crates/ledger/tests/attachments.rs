//! Scans kept inside the store: bound to the log, checked, carried by backups, and destroyed when only exchanges are left.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here, fails the test")]

#[cfg(test)]
mod common;

use common::{Counting, Office, at, exchange, open_item, passphrase, term};
use ledger::{
    ATTACHMENT_AT_MOST, Act, Correction, Error, Happening, ItemHappening, LetterIssued, Log, NewItem, RequestId,
    RequestNumber, Store, backup,
};
use sha2::{Digest, Sha256};

const REQUEST: RequestId = RequestId(1);
const SCAN: &[u8] = b"%PDF-1.7 zqneedle";

/// A request with an open item and an exchange.
fn office() -> (Office, Store) {
    let office = Office::new();
    let mut store = office.open();
    act(&mut store, 1, |act| {
        let request = act.record_request(common::request(RequestNumber::new("N-1").unwrap()))?;
        act.add_item(request, open_item(Some("date of release")))?;
        act.add_item(request, exchange(None)).map(|_| ())
    })
    .unwrap();
    (office, store)
}

fn act(store: &mut Store, second: i64, work: impl FnOnce(&mut Act<'_>) -> Result<(), Error>) -> Result<(), Error> {
    let mut entropy = Counting(u64::try_from(second).unwrap() * 1000);
    let mut act = store.begin(at(second), &mut entropy).unwrap();
    work(&mut act)?;
    act.commit()
}

fn attach(store: &mut Store, second: i64, what: &str, media: &str, content: &[u8]) -> Result<(), Error> {
    act(store, second, |act| act.add_attachment(REQUEST, term(what), term(media), content).map(|_| ()))
}

/// The open item settles as an exchange.
fn settle_as_exchange(store: &mut Store, second: i64) {
    let NewItem { facts, decided, determination, .. } = exchange(None);
    let why = term("learned_later");
    let correction =
        Correction { why, facts, decided, direction: None, description: None, determination, answer: None };
    act(store, second, |act| act.correct_item(REQUEST, 1, correction)).unwrap();
}

#[test]
fn what_is_attached_comes_back_as_it_was_with_its_hash_also_from_a_backup() {
    let (office, mut store) = office();
    attach(&mut store, 2, "request", "pdf", SCAN).unwrap();
    attach(&mut store, 3, "answer", "png", &[7; 70_000]).unwrap();
    let kept = store.attachments("N-1").unwrap();
    let sizes: Vec<_> = kept.iter().map(|found| (found.attachment, found.what.as_str(), found.size)).collect();
    assert_eq!(sizes, [(1, "request", 17), (2, "answer", 70_000)]);
    assert_eq!(kept[0].sha256[..], Sha256::digest(SCAN)[..]);
    assert_eq!(store.attachment("N-1", 1).unwrap().unwrap(), (kept[0].clone(), SCAN.to_vec()));
    assert_eq!(store.attachment("N-1", 3).unwrap(), None);
    common::assert_holds(&store);

    let file = office.folder.path().join("backup.tar");
    store.backup(&file, &mut ledger::to_the_end).unwrap();
    let place = office.folder.path().join("restored");
    backup::restore(&file, &place, None, &passphrase("correct horse"), &mut ledger::to_the_end).unwrap();
    let restored = Store::open(&place, None, &passphrase("correct horse")).unwrap();
    assert_eq!(restored.attachments("N-1").unwrap(), kept);
    assert_eq!(restored.attachment("N-1", 2).unwrap().unwrap().1, [7; 70_000]);
    let last = store.history("N-1").unwrap().pop().unwrap().what;
    let (what, media) = (term("answer"), term("png"));
    assert_eq!(last, Happening::Attached { attachment: 2, what, media, size: 70_000, letter: None });
}

#[test]
fn nothing_is_attached_that_is_empty_too_large_of_no_known_kind_or_of_exchanges_only() {
    let (_office, mut store) = office();
    let before = store.heads(None).unwrap();
    let large = vec![0; usize::try_from(ATTACHMENT_AT_MOST).unwrap() + 1];
    for (what, media, content) in
        [("request", "pdf", &b""[..]), ("request", "pdf", &large), ("letter", "pdf", SCAN), ("request", "exe", SCAN)]
    {
        let refused = attach(&mut store, 2, what, media, content);
        assert!(matches!(refused, Err(Error::Attachment { .. })), "{refused:?}");
    }
    let unknown =
        act(&mut store, 3, |act| act.add_attachment(RequestId(9), term("other"), term("pdf"), SCAN).map(|_| ()));
    assert!(matches!(unknown, Err(Error::NoSuchRequest)));
    assert_eq!(store.heads(None).unwrap(), before, "what is refused is no entry");
    settle_as_exchange(&mut store, 4);
    let refused = attach(&mut store, 5, "request", "pdf", SCAN);
    assert!(matches!(refused, Err(Error::Attachment { .. })), "a request of exchanges keeps no scan: {refused:?}");
    common::assert_holds(&store);
}

fn letter(letter: &str, items: &[u32]) -> LetterIssued {
    LetterIssued { letter: term(letter), language: term("en"), items: items.to_vec() }
}

#[test]
fn a_letter_that_was_issued_is_kept_as_an_answer_and_told_as_a_letter() {
    let (_office, mut store) = office();
    act(&mut store, 2, |act| act.issue_letter(REQUEST, letter("refusal", &[1]), SCAN).map(|_| ())).unwrap();
    let (kept, content) = store.attachment("N-1", 1).unwrap().unwrap();
    assert_eq!((kept.what.as_str(), kept.media.as_str(), &content[..]), ("answer", "pdf", SCAN));
    assert_eq!(kept.letter, Some(letter("refusal", &[1])));
    assert_eq!(store.attachments("N-1").unwrap(), std::slice::from_ref(&kept));
    let told = store.history("N-1").unwrap().pop().unwrap().what;
    assert!(matches!(told, Happening::Attached { letter: Some(told), .. } if told == letter("refusal", &[1])));
    common::assert_holds(&store);
    settle_as_exchange(&mut store, 3);
    assert_eq!(store.attachments("N-1").unwrap(), [], "it goes with the last item of its ledger, as a scan does");
    common::assert_holds(&store);
}

#[test]
fn a_letter_about_exchanges_leaves_its_digest_in_their_log_and_nothing_else_anywhere() {
    let (_office, mut store) = office();
    let before = store.heads(None).unwrap();
    act(&mut store, 2, |act| act.issue_exchange_letter(REQUEST, vec![2], SCAN)).unwrap();
    let after = store.heads(None).unwrap();
    assert_eq!(after.disclosure, before.disclosure, "the disclosure ledger does not know of it");
    assert_eq!(after.status_exchange.size, before.status_exchange.size + 1);
    assert_eq!(store.attachments("N-1").unwrap(), []);
    let told = store.history("N-1").unwrap().pop().unwrap();
    assert_eq!((told.log, told.what), (Log::StatusExchange, Happening::ExchangeLetter { items: vec![2] }));
    common::assert_holds(&store);
}

#[test]
fn no_letter_is_about_both_ledgers_about_nothing_or_of_no_known_kind() {
    let (_office, mut store) = office();
    let before = store.heads(None).unwrap();
    let unknown = LetterIssued { language: term("la"), ..letter("refusal", &[1]) };
    let refused = [&[][..], &[1, 1], &[0], &[2], &[1, 2], &[3]].map(|items| letter("refusal", items));
    for refused in refused.into_iter().chain([unknown, letter("status_exchange", &[1])]) {
        let said = act(&mut store, 2, |act| act.issue_letter(REQUEST, refused.clone(), SCAN).map(|_| ()));
        assert!(matches!(said, Err(Error::Attachment { .. })), "{refused:?}: {said:?}");
    }
    for items in [vec![], vec![1], vec![1, 2], vec![3]] {
        let said = act(&mut store, 2, |act| act.issue_exchange_letter(REQUEST, items, SCAN));
        assert!(matches!(said, Err(Error::Attachment { .. })), "{said:?}");
    }
    assert_eq!(store.heads(None).unwrap(), before, "what is refused is no entry");
}

#[test]
fn when_the_last_item_becomes_an_exchange_the_scans_and_salts_are_gone_and_the_log_still_holds() {
    let (office, mut store) = office();
    attach(&mut store, 2, "request", "pdf", SCAN).unwrap();
    settle_as_exchange(&mut store, 3);
    assert_eq!(store.attachments("N-1").unwrap(), []);
    assert_eq!(store.attachment("N-1", 1).unwrap(), None);
    common::assert_holds(&store);
    let told: Vec<_> = store.history("N-1").unwrap().into_iter().map(|happened| happened.what).collect();
    let why = Some(term("learned_later"));
    assert!(told.contains(&Happening::Item { item: 1, what: Box::new(ItemHappening::Moved { why, destroyed: 1 }) }));
    drop(store);
    let kept: i64 = office.raw().query_row("SELECT count(*) FROM attachment", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 0);
    // A new item of the request may have scans again, numbered from 1.
    let mut store = office.open();
    act(&mut store, 4, |act| act.add_item(REQUEST, open_item(None)).map(|_| ())).unwrap();
    attach(&mut store, 5, "other", "pdf", SCAN).unwrap();
    assert_eq!(store.attachments("N-1").unwrap()[0].attachment, 1);
    common::assert_holds(&store);
}

#[test]
fn a_scan_that_was_changed_lost_or_slipped_in_is_found() {
    for with in [
        "DROP TRIGGER attachment_stays; UPDATE attachment SET content = CAST('%PDF-1.7 zqNeedle' AS BLOB)",
        "DROP TRIGGER attachment_stays; UPDATE attachment SET sha256 = zeroblob(32)",
        "DROP TRIGGER attachment_stays; UPDATE attachment SET what = 'other'",
        "DELETE FROM attachment",
        "INSERT INTO attachment SELECT event + 1, request, 2, what, media, size, sha256, salt, content FROM attachment",
    ] {
        let (office, mut store) = office();
        attach(&mut store, 2, "request", "pdf", SCAN).unwrap();
        drop(store);
        office.raw().execute_batch(with).unwrap();
        let found = office.open().verify(&[], &mut ledger::to_the_end).unwrap().problems;
        assert!(found.iter().any(|problem| problem.what.contains("attached")), "{with}: {found:?}");
    }
    let (office, mut store) = office();
    attach(&mut store, 2, "request", "pdf", SCAN).unwrap();
    drop(store);
    assert!(office.raw().execute_batch("UPDATE attachment SET what = 'other'").is_err(), "a scan never changes");
}
