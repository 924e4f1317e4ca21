//! The access log as a page shows it, and noting in it what is about to leave.
//!
//! It is written before the thing leaves: what could not be noted is not exported, and what then failed stays noted as
//! begun.

use ledger::{AccessEntry, AccessEvent};
use serde::Deserialize;

use super::approval::local_minute;
use super::contract;
use super::receipt::log_in_words;
use super::reports::Seal;
use crate::error::Error;
use crate::office::Desk;
use crate::roles::Duty;

contract! {
    /// A page of the access log, the last entry first.
    pub struct AccessLogPage {
        /// The entries.
        pub entries: Vec<AccessLine>,
        /// What the page behind this one is asked for by; none: this is the last.
        pub next: Option<i64>,
        /// The head of the whole log, as a person reads it out.
        pub seal: Seal,
    }

    /// An entry of the access log.
    pub struct AccessLine {
        /// Its place in the log, from 0.
        pub seq: i64,
        /// When, in New York: `2026-11-24T14:05`.
        pub at: String,
        /// The officer.
        pub by: String,
        /// What was begun, in words.
        pub what: String,
        /// The number of the request it is about; none, too, where whoever reads this may not see that request.
        pub request: Option<String>,
    }
}

/// What is about to go on paper.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Printing {
    /// The receipt of an item.
    Receipt {
        /// The request's number.
        number: String,
        /// The item's number within it.
        item: u32,
    },
    /// The recovery sheet.
    RecoverySheet,
}

/// How many entries a page has.
const LISTED: usize = 50;

fn in_words(what: &AccessEvent) -> String {
    match what {
        AccessEvent::ReportMade { quarter } => format!("Made the report of {quarter}"),
        AccessEvent::RegisterExported { ledger } => format!("Exported {} from the register", log_in_words(*ledger)),
        AccessEvent::LogsExported {} => "Exported the logs".to_owned(),
        AccessEvent::ReceiptMade { item, .. } => format!("Saved the receipt of item {item}"),
        AccessEvent::AttachmentSaved { attachment, .. } => format!("Saved attachment {attachment}"),
        AccessEvent::LetterDrafted { .. } => "Saved a letter to edit".to_owned(),
        AccessEvent::ReceiptPrinted { item, .. } => format!("Printed the receipt of item {item}"),
        AccessEvent::RecoverySheetTaken {} => "Printed or saved the recovery sheet".to_owned(),
        AccessEvent::BackupMade {} => "Made a backup".to_owned(),
        AccessEvent::SealedViewed { .. } => "Opened a sealed request".to_owned(),
    }
}

impl AccessLine {
    fn of(AccessEntry { seq, at, by, what, request }: AccessEntry) -> Self {
        Self { seq, at: local_minute(at), by, what: in_words(&what), request }
    }
}

impl Desk {
    /// A page of the access log, the last entry first; with `before`, the entries in front of that one.
    ///
    /// # Errors
    /// [`Error::NotTheRole`]; or what the store says.
    pub fn access_log(&self, before: Option<i64>) -> Result<AccessLogPage, Error> {
        self.require(Duty::ReadAccess)?;
        let hidden = self.out_of_sight()?;
        let shown = |mut entry: AccessEntry| {
            // That something was opened is no secret to who keeps the office; what it was is.
            entry.request = entry.request.filter(|number| !hidden.has(number));
            AccessLine::of(entry)
        };
        let entries: Vec<AccessLine> = self.store.accesses(before, LISTED)?.into_iter().map(shown).collect();
        let next = entries.last().map(|entry| entry.seq).filter(|seq| *seq > 0);
        let head = self.store.access_head();
        let seal = Seal { log: "access".to_owned(), size: head.size, seal: head.seal() };
        Ok(AccessLogPage { entries, next, seal })
    }

    /// Does what leaves go unnoted here? Only where the record was opened to be read and nothing else.
    #[must_use]
    pub fn goes_unnoted(&self) -> bool {
        self.unnoted && self.store.is_read_only()
    }

    /// Notes what is about to be printed.
    ///
    /// # Errors
    /// [`Error::NothingThere`]; or what the store says. Then it must not be printed.
    pub fn note_printing(&mut self, printing: &Printing) -> Result<(), Error> {
        let what = match printing {
            Printing::Receipt { number, item } => {
                self.require_sight(number)?;
                let request = self.store.request_id(number)?.ok_or(Error::NothingThere)?;
                AccessEvent::ReceiptPrinted { request, item: *item }
            }
            Printing::RecoverySheet => AccessEvent::RecoverySheetTaken {},
        };
        self.note(&what)
    }

    /// Notes that the recovery sheet is about to be saved as a file.
    ///
    /// # Errors
    /// What the store says. Then it must not be saved.
    pub fn note_sheet_saved(&mut self) -> Result<(), Error> {
        self.note(&AccessEvent::RecoverySheetTaken {})
    }

    /// Notes what is about to leave, in an act of its own.
    ///
    /// # Errors
    /// What the store says. Then it must not leave.
    pub(crate) fn note(&mut self, what: &AccessEvent) -> Result<(), Error> {
        if self.goes_unnoted() {
            return Ok(());
        }
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        act.note_access(what)?;
        Ok(act.commit()?)
    }
}
