//! *Verify*, for what is no report: heads that somebody kept (seals that were typed, a saved note) and receipts.
//!
//! What is brought is hostile. What it says is compared with the record and never believed.

use ledger::{AccessHead, ClaimError, ClaimedHead, Log, ReceiptError, ReceiptRead, note};
use serde_json::Value;

use super::receipt::log_in_words;
use super::report_file::{FileFinding, ReportFileView, Verdict, finding};
use crate::entry::shown;
use crate::error::Error;
use crate::office::Desk;
use crate::ports::Progress;

/// No receipt and no file of heads is larger, in bytes.
const LARGEST: usize = 4 * 1024 * 1024;

impl Desk {
    /// Looks at seals or notes that somebody typed: was each the head of its log once, and does the log go on from there?
    ///
    /// # Errors
    /// [`Error::Unchanged`] if there is no seal in it, or a mistyped one; [`Error::Stopped`]; or what the store says.
    pub fn verify_seal(&self, typed: &str, progress: &mut dyn Progress) -> Result<ReportFileView, Error> {
        let unchanged = |error: ClaimError| Error::Unchanged(error.to_string());
        match note::parse_claims(typed) {
            Err(ClaimError::None) => {
                let heads = note::parse_access_claims(typed).map_err(unchanged)?;
                self.verify_access_heads(&heads, progress)
            }
            heads => self.verify_heads(String::new(), &heads.map_err(unchanged)?, progress),
        }
    }

    /// Looks at a file that is no report: a receipt, or one with kept heads in it; `None`: it is neither.
    pub(crate) fn verify_kept(
        &self,
        file: &str,
        text: &str,
        progress: &mut dyn Progress,
    ) -> Result<Option<ReportFileView>, Error> {
        if text.len() > LARGEST {
            return Ok(None);
        }
        match ReceiptRead::of(text) {
            Ok(receipt) => return self.verify_receipt(file.to_owned(), &receipt, progress).map(Some),
            Err(ReceiptError::None) => {}
            Err(why @ (ReceiptError::Malformed | ReceiptError::NotProven { .. })) => {
                let said = format!("This receipt does not hold: {why}. Rely on no entry in it, and ask for it again.");
                return Ok(Some(ReportFileView::about(file.to_owned(), Verdict::DoesNotFit, said)));
            }
        }
        // A report that was changed must not pass for the head that it holds.
        let is_report = serde_json::from_str::<Value>(text).is_ok_and(|value| value.get("quarter").is_some());
        match note::parse_claims(text).ok().filter(|_| !is_report) {
            Some(heads) => self.verify_heads(file.to_owned(), &heads, progress).map(Some),
            None => Ok(None),
        }
    }

    /// Looks at seals of the access log, which is of neither ledger.
    fn verify_access_heads(&self, heads: &[AccessHead], progress: &mut dyn Progress) -> Result<ReportFileView, Error> {
        let mut findings = Vec::new();
        for head in heads {
            let fits = self.store.has_had_access(head)?;
            let log = if head.size == 1 { "1 entry".to_owned() } else { format!("{} entries", head.size) };
            findings.push(finding(
                fits,
                if fits {
                    format!("The access log begins with the {log} of the seal, unchanged")
                } else {
                    format!("The first {log} of the access log are not those of the seal, or are missing")
                },
            ));
        }
        let fit = findings.iter().all(|found| found.holds);
        let whole = if fit { self.whole(&mut findings, &[], progress)? } else { true };
        let said = match (fit, whole) {
            (true, true) => "The access log still contains exactly what was sealed then, and goes on from it.",
            (true, false) => "The seal fits, but the record itself does not hold. Check the record.",
            (false, _) => {
                "The access log does not contain what was sealed then. The seal is of another record, or the log lost or \
                 changed entries since. Keep the seal, and the record’s folder as it is."
            }
        };
        let verdict = if fit && whole { Verdict::Fits } else { Verdict::DoesNotFit };
        Ok(ReportFileView { findings, ..ReportFileView::about(String::new(), verdict, said.to_owned()) })
    }

    fn verify_heads(
        &self,
        file: String,
        heads: &[ClaimedHead],
        progress: &mut dyn Progress,
    ) -> Result<ReportFileView, Error> {
        let mut findings = Vec::new();
        let mut fit = true;
        for head in heads {
            let found = self.continues(head)?;
            fit &= found.holds;
            findings.push(found);
        }
        let whole = if fit { self.whole(&mut findings, heads, progress)? } else { true };
        let said = match (fit, whole) {
            (true, true) => "This record still contains exactly the past that was sealed then, and goes on from it.",
            (true, false) => "The seal fits, but the record itself does not hold. Check the record.",
            (false, _) => {
                "This record does not contain the past that was sealed then. The seal is of another record, or this record \
                 lost or changed entries since. Keep the seal, and the record’s folder as it is."
            }
        };
        let verdict = if fit && whole { Verdict::Fits } else { Verdict::DoesNotFit };
        Ok(ReportFileView { findings, ..ReportFileView::about(file, verdict, said.to_owned()) })
    }

    fn verify_receipt(
        &self,
        file: String,
        receipt: &ReceiptRead,
        progress: &mut dyn Progress,
    ) -> Result<ReportFileView, Error> {
        let head = ClaimedHead::from(receipt.head);
        let of = format!("request {}, item {}", shown(&receipt.request), receipt.item);
        let mut findings = vec![
            finding(true, format!("The proofs of its {} entries hold under its seal", receipt.events.len())),
            self.continues(&head)?,
            self.is_all_of(receipt)?,
        ];
        let fits = findings.iter().all(|found| found.holds);
        let whole = if fits { self.whole(&mut findings, &[head], progress)? } else { true };
        let said = match (fits, whole) {
            (true, true) => {
                format!("This is a receipt of {of}, of this record, and everything in it is in the record.")
            }
            (true, false) => {
                format!("This receipt of {of} fits, but the record itself does not hold. Check the record.")
            }
            (false, _) => format!(
                "This receipt says that it is of {of}. It does not fit this record: it is of another record, it was \
                 changed, or the record lost or changed entries since. Keep the file, and the record’s folder as it is."
            ),
        };
        let verdict = if fits && whole { Verdict::Fits } else { Verdict::DoesNotFit };
        Ok(ReportFileView { findings, ..ReportFileView::about(file, verdict, said) })
    }

    /// Was this the head of its log, and how did the log go on?
    fn continues(&self, head: &ClaimedHead) -> Result<FileFinding, Error> {
        let log = log_in_words(head.log);
        let now = self.store.heads(None)?.of(head.log).size;
        let fits = self.store.has_had(head)?;
        let entries = if head.size == 1 { "1 entry".to_owned() } else { format!("{} entries", head.size) };
        Ok(finding(
            fits,
            match (fits, now.checked_sub(head.size)) {
                (true, None | Some(0)) => format!("The log of {log} has the {entries} of the seal, unchanged"),
                (true, Some(more)) => {
                    format!("The log of {log} begins with the {entries} of the seal, unchanged; {more} came after")
                }
                (false, None) => format!("The seal counts {entries} of {log}; the log here has {now}"),
                (false, Some(_)) => format!("The first {entries} of {log} are not those of the seal"),
            },
        ))
    }

    /// Are the entries of a receipt the item's, and all that it had under that head?
    fn is_all_of(&self, receipt: &ReceiptRead) -> Result<FileFinding, Error> {
        let ours = match self.receipt(&receipt.request, receipt.item) {
            Ok(text) => ReceiptRead::of(&text).ok(),
            Err(Error::Ledger(ledger::Error::NoSuchRequest | ledger::Error::NoSuchItem { .. })) => None,
            Err(error) => return Err(error),
        };
        let Some(ours) = ours else {
            return Ok(finding(false, "The record has no item of this request and number"));
        };
        if ours.head.log == Log::StatusExchange && receipt.head.log == Log::Disclosure {
            return Ok(finding(
                true,
                "The item was settled as a § 1373 exchange since; its entries here stay where they are",
            ));
        }
        let then = || ours.events.iter().filter(|event| event.seq < receipt.head.size);
        let same = ours.head.log == receipt.head.log && then().eq(receipt.events.iter());
        Ok(finding(
            same,
            if same {
                "They are all entries that the item had then"
            } else {
                "They are not the entries that the item had then: some are of another item, or left out"
            },
        ))
    }

    /// Checks the record itself, and says so.
    fn whole(
        &self,
        findings: &mut Vec<FileFinding>,
        heads: &[ClaimedHead],
        progress: &mut dyn Progress,
    ) -> Result<bool, Error> {
        let record = self.verify(heads, progress)?;
        let holds = record.problems.is_empty();
        findings.push(finding(
            holds,
            if holds {
                format!("All {} entries of the record hold", record.events)
            } else {
                "The record itself does not hold: check the record".to_owned()
            },
        ));
        Ok(holds)
    }
}
