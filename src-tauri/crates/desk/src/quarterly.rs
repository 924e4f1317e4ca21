//! The quarterly disclosure report: figures from the record, files from the figures. It appends nothing.

use jiff::Timestamp;
use report::{Account, Counting, Head, Preparation, Quarter};

use crate::error::Error;
use crate::office::{Desk, directory_of};
use crate::ports::{Progress, Silent, goes_on};

/// The files of a report: their names and bytes.
pub type ReportFiles = Vec<(String, Vec<u8>)>;

/// How many items pass between two reports of progress.
const STRIDE: u64 = 1024;

impl Desk {
    /// The account of a quarter; with `as_of`, as it would have been made then. Without, everything in the record counts,
    /// and `as_of` is the later of now and the last entry.
    ///
    /// # Errors
    /// What the store says; or [`Error::DoesNotAddUp`].
    pub fn account(&self, quarter: Quarter, as_of: Option<Timestamp>) -> Result<Account, Error> {
        Ok(self.count(quarter, as_of, &mut Silent)?.0)
    }

    /// The account, and how many items were read for it.
    fn count(
        &self,
        quarter: Quarter,
        as_of: Option<Timestamp>,
        progress: &mut dyn Progress,
    ) -> Result<(Account, u64), Error> {
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
        // An agency added later renames nothing: the report stays as it would have been made then.
        let then = as_of.map(|instant| self.store.agencies_as_of(instant)).transpose()?.map(directory_of);
        let directory = then.as_ref().unwrap_or(&self.directory);
        let mut counting = Counting::new(preparation);
        let mut items = 0_u64;
        self.each_entry(quarter, as_of, directory, &mut |entry| {
            items += 1;
            if items.is_multiple_of(STRIDE) {
                goes_on(progress.at(items, 0))?;
            }
            Ok(counting.add(entry)?)
        })?;
        goes_on(progress.at(items, items))?;
        Ok((counting.finish()?, items))
    }

    /// The report's four files, all made before any is written. `progress` counts the items that are read for it; the
    /// pages are laid out after the last, and it is asked once more before the files are handed over.
    ///
    /// # Errors
    /// As [`Self::account`]; [`Error::Render`]; [`Error::Stopped`].
    pub fn report(
        &self,
        quarter: Quarter,
        as_of: Option<Timestamp>,
        progress: &mut dyn Progress,
    ) -> Result<ReportFiles, Error> {
        let (account, items) = self.count(quarter, as_of, progress)?;
        let files = report::files(&account)?;
        goes_on(progress.at(items, items))?;
        Ok(files)
    }
}
