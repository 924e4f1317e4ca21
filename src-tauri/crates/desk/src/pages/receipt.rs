//! The receipt of an item as a page to read and to print: what is proved, and how anybody checks it.
//!
//! It is made from the text of the receipt's file and from nothing else, so that it says nothing the file does not.

use ledger::{AccessEvent, Log, ReceiptEvent, ReceiptRead};

use super::approval::local_minute;
use super::contract;
use super::reports::Seal;
use crate::error::Error;
use crate::office::Desk;

contract! {
    /// Which item's receipt is wanted.
    pub struct ReceiptWanted {
        /// The request's number.
        pub number: String,
        /// The item's number within the request.
        pub item: u32,
    }

    /// The receipt of an item.
    pub struct ReceiptView {
        /// The request's number.
        pub number: String,
        /// The item's number within the request.
        pub item: u32,
        /// What it proves, and what it does not.
        pub proves: Vec<String>,
        /// The entries of the item, in the order of the log.
        pub entries: Vec<ReceiptEntry>,
        /// The head under which they stand, as a person reads it out.
        pub seal: Seal,
        /// The root of that head: 64 hexadecimal digits.
        pub root: String,
        /// Whose record it is of: 16 hexadecimal digits.
        pub desk: String,
        /// What checks the head's signature.
        pub key: String,
        /// How it is checked, step by step.
        pub checks: Vec<String>,
    }

    /// An entry of a receipt.
    pub struct ReceiptEntry {
        /// Its place in the log, from 0.
        pub seq: u64,
        /// When it was entered, in New York: `2026-11-24T14:05`.
        pub at: String,
        /// What it is, in words.
        pub what: String,
    }
}

/// The kinds of events that a receipt can have, in words. One that this version does not know is told by its own word.
const KINDS: [(&str, &str); 19] = [
    ("request_received", "The request was logged"),
    ("request_corrected", "What was logged about the request was corrected"),
    ("item_added", "The item was logged"),
    ("item_determined", "What the law says was determined"),
    ("item_answered", "It was answered"),
    ("item_corrected", "What was known of it was corrected"),
    ("answer_corrected", "The answer was corrected"),
    ("description_corrected", "The words of what was asked were corrected"),
    ("approval_asked", "A second officer was asked to approve"),
    ("approval_given", "A second officer approved"),
    ("approval_refused", "A second officer refused"),
    ("release_blocked", "Giving it out, or reviewing that, was tried, and stopped"),
    ("release_reviewed", "A second officer reviewed that it went out at once"),
    ("item_paused", "It was referred, or put on hold"),
    ("item_resumed", "What it waited for came"),
    ("item_moved", "It was settled as a status exchange"),
    ("exchange_recorded", "The status exchange was logged"),
    ("exchange_changed", "More became known of the status exchange"),
    ("exchange_corrected", "The status exchange was corrected"),
];

/// A kind of event in words.
fn kind_in_words(kind: &str) -> String {
    let known = KINDS.iter().find(|(word, _)| *word == kind);
    known.map_or_else(|| kind.replace('_', " "), |(_, words)| (*words).to_owned())
}

/// A log in words, as the pages call it.
pub(crate) const fn log_in_words(log: Log) -> &'static str {
    match log {
        Log::Disclosure => "disclosures",
        Log::StatusExchange => "§ 1373 exchanges",
    }
}

impl ReceiptView {
    fn of(read: ReceiptRead) -> Self {
        let ReceiptRead { desk, key, request, item, head, events } = read;
        let log = log_in_words(head.log);
        let entry =
            |ReceiptEvent { seq, at, kind }| ReceiptEntry { seq, at: local_minute(at), what: kind_in_words(&kind) };
        let root: String = head.root.iter().map(|byte| format!("{byte:02x}")).collect();
        Self {
            number: request,
            item,
            proves: vec![
                format!(
                    "Each entry below stands in this office’s record of {log}, at its place, unchanged: under the seal \
                     below, which stands for all {} entries of that log.",
                    head.size
                ),
                "It does not prove that there are no other entries about the item. For that, the whole log is needed."
                    .to_owned(),
            ],
            entries: events.into_iter().map(entry).collect(),
            seal: Seal::of(&head),
            root,
            desk,
            key,
            checks: vec![
                "Ask the office for the receipt’s file: it holds each entry, word for word, with its proof.".to_owned(),
                "Compare the seal with one that somebody else kept: printed on a report, or read into the minutes. A later \
                 seal will do, with the office’s exported log."
                    .to_owned(),
                "Check the file with the program verify_log.py, or with any other that follows the page FORMAT.md. Neither \
                 the office’s program nor its passphrase is needed."
                    .to_owned(),
            ],
        }
    }
}

impl Desk {
    /// The receipt of an item as the text of a file. That it leaves the record is noted first.
    ///
    /// # Errors
    /// As [`Self::receipt`]; or what the store says, if it could not be noted.
    pub fn receipt_file(&mut self, number: &str, item: u32) -> Result<String, Error> {
        let receipt = self.receipt(number, item)?;
        let request = self.store.request_id(number)?.ok_or(Error::NothingThere)?;
        self.note(&AccessEvent::ReceiptMade { request, item })?;
        Ok(receipt)
    }

    /// The receipt of an item as a page shows and prints it.
    ///
    /// # Errors
    /// As [`Self::receipt`]; [`Error::Unchanged`] if what was made does not hold.
    pub fn receipt_view(&self, wanted: &ReceiptWanted) -> Result<ReceiptView, Error> {
        let text = self.receipt(&wanted.number, wanted.item)?;
        let read = ReceiptRead::of(&text)
            .map_err(|why| Error::Unchanged(format!("No receipt could be made: {why}. Check the record.")))?;
        Ok(ReceiptView::of(read))
    }
}
