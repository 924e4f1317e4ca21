//! The quarterly disclosure report: figures from the record, files from the figures. It appends nothing.

use jiff::Timestamp;
use report::{Account, Counting, Head, Preparation, Quarter};

use crate::error::Error;
use crate::office::Desk;

/// The files of a report: their names and bytes.
pub type ReportFiles = Vec<(String, Vec<u8>)>;

impl Desk {
    /// The account of a quarter; with `as_of`, as it would have been made then. Without, everything in the record counts,
    /// and `as_of` is the later of now and the last entry.
    ///
    /// # Errors
    /// What the store says; or [`Error::DoesNotAddUp`].
    pub fn account(&self, quarter: Quarter, as_of: Option<Timestamp>) -> Result<Account, Error> {
        let heads = self.store.heads(as_of)?;
        let head = |head: ledger::Head| Head { size: head.size, root: head.root, seal: head.seal() };
        let preparation = Preparation {
            office: self.office().to_owned(),
            quarter,
            as_of: match as_of {
                Some(instant) => instant,
                None => self.clock.now().max(self.store.last_entry_at()?),
            },
            disclosure: head(heads.disclosure),
            status_exchange: head(heads.status_exchange),
        };
        let mut counting = Counting::new(preparation);
        self.each_entry(as_of, &mut |entry| Ok(counting.add(entry)?))?;
        Ok(counting.finish()?)
    }

    /// The report's four files, all made before any is written.
    ///
    /// # Errors
    /// As [`Self::account`], and [`Error::Render`].
    pub fn report(&self, quarter: Quarter, as_of: Option<Timestamp>) -> Result<ReportFiles, Error> {
        Ok(report::files(&self.account(quarter, as_of)?)?)
    }
}
