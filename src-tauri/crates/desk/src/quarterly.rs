//! The quarterly disclosure report: figures from the record, files from the figures. Making it appends nothing; that it
//! was issued from the desk is an entry of its own.

use jiff::{SignedDuration, Timestamp};
use ledger::{AccessEvent, IssuedFile};
use report::{Account, Counting, Head, Preparation, Quarter};

use crate::error::Error;
use crate::office::{Desk, directory_of};
use crate::ports::{Progress, Silent, goes_on};
use crate::roles::Duty;
use crate::sight::LeftOut;

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
        let left_out = self.left_out_of_report(self.moment(as_of)?)?;
        Ok(self.count(quarter, as_of, &left_out, &mut Silent)?.0)
    }

    /// The account, and how many items were read for it.
    fn count(
        &self,
        quarter: Quarter,
        as_of: Option<Timestamp>,
        left_out: &LeftOut,
        progress: &mut dyn Progress,
    ) -> Result<(Account, u64), Error> {
        let heads = self.store.heads(as_of)?;
        let head = |head: ledger::Head| Head { size: head.size, root: head.root, seal: head.seal() };
        let preparation = Preparation {
            office: self.office().to_owned(),
            quarter,
            as_of: self.moment(as_of)?,
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
            if left_out.has(&entry.request) {
                if left_out.is_counted(&entry.request) {
                    counting.seal(&entry.request, entry.received.date);
                }
                return Ok(());
            }
            Ok(counting.add(entry)?)
        })?;
        goes_on(progress.at(items, items))?;
        Ok((counting.finish()?, items))
    }

    /// The moment whose record a report speaks of.
    fn moment(&self, as_of: Option<Timestamp>) -> Result<Timestamp, Error> {
        match as_of {
            Some(instant) => Ok(instant),
            None => Ok(to_the_microsecond(self.clock.now()).max(self.store.last_entry_at()?)),
        }
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
        let left_out = self.left_out_of_report(self.moment(as_of)?)?;
        Ok(self.made(quarter, as_of, &left_out, progress)?.1)
    }

    /// As [`Self::report`], for files that leave the record: that it was made is noted first, where it can be.
    ///
    /// # Errors
    /// As [`Self::report`]; or what the store says, if it could not be noted.
    pub fn report_files(
        &mut self,
        quarter: Quarter,
        as_of: Option<Timestamp>,
        progress: &mut dyn Progress,
    ) -> Result<ReportFiles, Error> {
        let files = self.report(quarter, as_of, progress)?;
        self.note_report(quarter)?;
        Ok(files)
    }

    fn note_report(&mut self, quarter: Quarter) -> Result<(), Error> {
        self.note(&AccessEvent::ReportMade { quarter: quarter.calendar() })
    }

    fn made(
        &self,
        quarter: Quarter,
        as_of: Option<Timestamp>,
        left_out: &LeftOut,
        progress: &mut dyn Progress,
    ) -> Result<(Account, ReportFiles), Error> {
        let (account, items) = self.count(quarter, as_of, left_out, progress)?;
        let files = report::files(&account)?;
        goes_on(progress.at(items, items))?;
        Ok((account, files))
    }

    /// The report's JSON file alone, as it was or would have been made at a moment without these requests.
    pub(crate) fn report_json(
        &self,
        quarter: Quarter,
        as_of: Timestamp,
        left_out: &LeftOut,
        progress: &mut dyn Progress,
    ) -> Result<Vec<u8>, Error> {
        Ok(report::json(&self.count(quarter, Some(as_of), left_out, progress)?.0)?)
    }

    /// Issues the report of a quarter: makes its files, has `save` put them in place, and then enters it in the list of
    /// reports issued, with the files' digests and the heads of the record they speak of.
    ///
    /// The entry comes last, so that the list never names a report that nobody got: an entry stays for ever, and where
    /// `save` failed, or the power went while it worked, there is none. Should the power go between the two, files lie
    /// there that the list does not name. That is no lie: nobody was told that they were saved, they can be verified all
    /// the same, for the record makes them again, and to export them once more lists them.
    ///
    /// # Errors
    /// As [`Self::report`], and what `save` says: then nothing is listed. [`Error::NotListed`] if the files are in place
    /// and the record did not take the entry.
    pub fn issue_report(
        &mut self,
        quarter: Quarter,
        progress: &mut dyn Progress,
        save: impl FnOnce(&ReportFiles) -> Result<(), Error>,
    ) -> Result<ReportFiles, Error> {
        self.require(Duty::Issue)?;
        let left_out = self.left_out_of_report(self.moment(None)?)?;
        let (account, files) = self.made(quarter, None, &left_out, progress)?;
        self.note_report(quarter)?;
        save(&files)?;
        self.list_report(&account, &files).map_err(|source| Error::NotListed { source })?;
        Ok(files)
    }

    fn list_report(&mut self, account: &Account, files: &ReportFiles) -> Result<(), ledger::Error> {
        let as_of = account.period.as_of;
        // After the moment it speaks of, so that a report as of that moment does not count this entry.
        let after = as_of.checked_add(SignedDuration::from_micros(1)).unwrap_or(as_of);
        let mut act = self.store.begin(self.clock.now().max(after), self.entropy.as_mut())?;
        let digests = files.iter().map(|(name, bytes)| IssuedFile::of(name, bytes)).collect();
        act.issue_report(&account.period.quarter.calendar(), as_of, digests)?;
        act.commit()
    }

    /// Makes a report that was issued again, and names those of its files whose bytes are not the ones that were issued:
    /// none, unless another version of the program lays it out in another way.
    ///
    /// # Errors
    /// [`Error::NothingThere`] if none was issued under this number; [`Error::SealedSince`]; as [`Self::report`].
    pub fn make_report_again(
        &mut self,
        number: i64,
        progress: &mut dyn Progress,
    ) -> Result<(ReportFiles, Vec<String>), Error> {
        let issued = self.store.report_issued(number)?.ok_or(Error::NothingThere)?;
        let quarter = issued.quarter.parse().map_err(|_| Error::NothingThere)?;
        let left_out = self.left_out_then(issued.as_of)?;
        let files = self.made(quarter, Some(issued.as_of), &left_out, progress)?.1;
        self.note_report(quarter)?;
        let differs = |(name, bytes): &&(String, Vec<u8>)| !issued.files.contains(&IssuedFile::of(name, bytes));
        let changed = files.iter().filter(differs).map(|(name, _)| name.clone()).collect();
        Ok((files, changed))
    }
}

/// The record tells moments apart by the microsecond.
fn to_the_microsecond(moment: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(moment.as_microsecond()).unwrap_or(moment)
}
