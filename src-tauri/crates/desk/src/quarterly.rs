//! The quarterly disclosure report: figures from the record, files from the figures, in two editions. Making it appends to
//! neither ledger; that it was issued is an entry of its own.

use std::iter;

use jiff::{SignedDuration, Timestamp};
use ledger::{AccessEvent, IssuedFile, IssuedReport, local_date};
use report::account::Period;
use report::comparison::{Comparison, QuarterFigures, Restatement};
use report::{Account, Counting, Edition, Head, LaidOut, Preparation, Publication, Quarter};

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
    /// The account of a quarter beside the four before; with `as_of`, as it would have been made then. Without, everything
    /// in the record counts, and `as_of` is the later of now and the last entry.
    ///
    /// # Errors
    /// What the store says; or [`Error::DoesNotAddUp`].
    pub fn account(&self, quarter: Quarter, as_of: Option<Timestamp>) -> Result<Account, Error> {
        let left_out = self.left_out_of_report(self.moment(as_of)?)?;
        Ok(self.with_comparison(quarter, as_of, &left_out, &mut Silent)?.0)
    }

    /// The account of a quarter alone.
    ///
    /// # Errors
    /// As [`Self::account`].
    pub(crate) fn account_alone(&self, quarter: Quarter) -> Result<Account, Error> {
        let left_out = self.left_out_of_report(self.moment(None)?)?;
        self.count_one(quarter, None, &left_out, &mut Silent)
    }

    /// The account with what stands beside it, and how many items were read for it.
    fn with_comparison(
        &self,
        quarter: Quarter,
        as_of: Option<Timestamp>,
        left_out: &LeftOut,
        progress: &mut dyn Progress,
    ) -> Result<(Account, u64), Error> {
        let mut quarters: Vec<Quarter> =
            iter::successors(Some(quarter), |later| Some(later.previous())).take(5).collect();
        quarters.dedup();
        quarters.reverse();
        let (mut accounts, items) = self.count(&quarters, as_of, left_out, progress)?;
        let mut comparison = Comparison::default();
        // Of a quarter that was over before the record was made, only what was brought into it later can be said.
        let made_on = local_date(self.store.created_at()?);
        let began = |account: &Account| {
            made_on <= account.period.quarter.to() || account.key_figures().values().any(|count| *count > 0)
        };
        for account in &accounts {
            self.restate(account, left_out, &mut comparison, progress)?;
        }
        let account = accounts.pop().ok_or(Error::NothingThere)?;
        comparison.quarters_before = accounts
            .into_iter()
            .skip_while(|account| !began(account))
            .map(|account| QuarterFigures { quarter: account.period.quarter, figures: account.key_figures() })
            .collect();
        Ok((account.beside(comparison), items))
    }

    /// The accounts of two quarters as the record has them now, and what was restated of each.
    ///
    /// # Errors
    /// As [`Self::account`].
    pub(crate) fn beside_each_other(&self, quarters: [Quarter; 2]) -> Result<([Account; 2], Vec<Restatement>), Error> {
        let left_out = self.left_out_of_report(self.moment(None)?)?;
        let (accounts, _) = self.count(&quarters, None, &left_out, &mut Silent)?;
        let accounts: [Account; 2] = accounts.try_into().map_err(|_| Error::NothingThere)?;
        let mut comparison = Comparison::default();
        for account in &accounts {
            self.restate(account, &left_out, &mut comparison, &mut Silent)?;
        }
        Ok((accounts, comparison.restated))
    }

    /// Notes what is not any more what the last report of an account's quarter said.
    fn restate(
        &self,
        account: &Account,
        left_out: &LeftOut,
        comparison: &mut Comparison,
        progress: &mut dyn Progress,
    ) -> Result<(), Error> {
        let quarter = account.period.quarter;
        if let Some(issued) = self.issued_of(quarter, account.period.as_of)?.first() {
            // Without what was left out then, and without what is left out today: that a seal has ended since is a
            // change to tell of, and that something was sealed since is not.
            let left_out = self.left_out_as_of(issued.as_of)?.and(left_out);
            let said = self.count_one(quarter, Some(issued.as_of), &left_out, progress)?;
            comparison.restate(quarter, issued.as_of, &said.key_figures(), &account.key_figures());
        }
        Ok(())
    }

    /// The reports of a quarter that were issued up to a moment, the latest first.
    fn issued_of(&self, quarter: Quarter, until: Timestamp) -> Result<Vec<IssuedReport>, Error> {
        let name = quarter.calendar();
        let mut issued = self.store.reports_issued(usize::MAX)?;
        issued.retain(|report| report.quarter == name && report.at <= until);
        Ok(issued)
    }

    /// The account of one quarter.
    fn count_one(
        &self,
        quarter: Quarter,
        as_of: Option<Timestamp>,
        left_out: &LeftOut,
        progress: &mut dyn Progress,
    ) -> Result<Account, Error> {
        let (mut accounts, _) = self.count(&[quarter], as_of, left_out, progress)?;
        accounts.pop().ok_or(Error::NothingThere)
    }

    /// The accounts of some quarters, counted in one pass, and how many items were read for them.
    fn count(
        &self,
        quarters: &[Quarter],
        as_of: Option<Timestamp>,
        left_out: &LeftOut,
        progress: &mut dyn Progress,
    ) -> Result<(Vec<Account>, u64), Error> {
        let heads = self.store.heads(as_of)?;
        let head = |head: ledger::Head| Head { size: head.size, root: head.root, seal: head.seal() };
        let moment = self.moment(as_of)?;
        // An agency added later renames nothing: the report stays as it would have been made then.
        let then = as_of.map(|instant| self.store.agencies_as_of(instant)).transpose()?.map(directory_of);
        let directory = then.as_ref().unwrap_or(&self.directory);
        let mut countings: Vec<Counting> = quarters
            .iter()
            .map(|quarter| {
                Ok(Counting::new(Preparation {
                    office: self.office().to_owned(),
                    quarter: *quarter,
                    as_of: moment,
                    disclosure: head(heads.disclosure),
                    status_exchange: head(heads.status_exchange),
                    reporting: self.reporting(*quarter, as_of)?,
                }))
            })
            .collect::<Result<_, Error>>()?;
        let mut items = 0_u64;
        if let Some(first) = quarters.iter().min() {
            self.each_entry(*first, as_of, directory, &mut |entry| {
                items += 1;
                if items.is_multiple_of(STRIDE) {
                    goes_on(progress.at(items, 0))?;
                }
                if left_out.has(&entry.request) {
                    if left_out.is_counted(&entry.request) {
                        countings.iter_mut().for_each(|counting| counting.seal(&entry.request, entry.received.date));
                    }
                    return Ok(());
                }
                Ok(countings.iter_mut().try_for_each(|counting| counting.add(&entry))?)
            })?;
        }
        goes_on(progress.at(items, items))?;
        let accounts = countings.into_iter().map(Counting::finish).collect::<Result<_, _>>()?;
        Ok((accounts, items))
    }

    /// The moment whose record a report speaks of.
    fn moment(&self, as_of: Option<Timestamp>) -> Result<Timestamp, Error> {
        match as_of {
            Some(instant) => Ok(instant),
            None => Ok(to_the_microsecond(self.clock.now()).max(self.store.last_entry_at()?)),
        }
    }

    /// The files of an edition of the report, all made before any is written. `progress` counts the items that are read for
    /// it; the pages are laid out after the last, and it is asked once more before the files are handed over.
    ///
    /// # Errors
    /// As [`Self::account`]; [`Error::Render`]; [`Error::Stopped`].
    pub fn report(
        &self,
        quarter: Quarter,
        edition: Edition,
        as_of: Option<Timestamp>,
        progress: &mut dyn Progress,
    ) -> Result<ReportFiles, Error> {
        let left_out = self.left_out_of_report(self.moment(as_of)?)?;
        self.made(quarter, &[edition], as_of, &left_out, progress).map(|(_, files)| files)
    }

    /// As [`Self::report`], for files that leave the record: that it was made is noted first, where it can be.
    ///
    /// # Errors
    /// As [`Self::report`]; or what the store says, if it could not be noted.
    pub fn report_files(
        &mut self,
        quarter: Quarter,
        edition: Edition,
        as_of: Option<Timestamp>,
        progress: &mut dyn Progress,
    ) -> Result<ReportFiles, Error> {
        let files = self.report(quarter, edition, as_of, progress)?;
        self.note_report(quarter)?;
        Ok(files)
    }

    fn note_report(&mut self, quarter: Quarter) -> Result<(), Error> {
        self.note(&AccessEvent::ReportMade { quarter: quarter.calendar() })
    }

    /// The account and the files of some editions.
    fn made(
        &self,
        quarter: Quarter,
        editions: &[Edition],
        as_of: Option<Timestamp>,
        left_out: &LeftOut,
        progress: &mut dyn Progress,
    ) -> Result<(Account, ReportFiles), Error> {
        let (account, items) = self.with_comparison(quarter, as_of, left_out, progress)?;
        let mut files = Vec::new();
        for edition in editions {
            files.extend(match edition {
                Edition::Internal => report::files(&account)?,
                Edition::Public => report::public_files(&self.publication(&account, progress)?)?,
            });
        }
        goes_on(progress.at(items, items))?;
        Ok((account, files))
    }

    /// The pages of an edition as they would be exported now, and the moment whose record they speak of.
    pub(crate) fn laid_out(
        &self,
        quarter: Quarter,
        edition: Edition,
        progress: &mut dyn Progress,
    ) -> Result<(Timestamp, LaidOut), Error> {
        let left_out = self.left_out_of_report(self.moment(None)?)?;
        let (account, items) = self.with_comparison(quarter, None, &left_out, progress)?;
        let pages = match edition {
            Edition::Internal => report::preview(&account)?,
            Edition::Public => report::public_preview(&self.publication(&account, progress)?)?,
        };
        goes_on(progress.at(items, items))?;
        Ok((account.period.as_of, pages))
    }

    /// The public edition of an account, with the tables of the first one that was issued after the quarter was over. What two
    /// officers let be given exactly by its moment is.
    fn publication(&self, account: &Account, progress: &mut dyn Progress) -> Result<Publication, Error> {
        let period = account.period;
        let exact = self.given_exactly(period.quarter, period.as_of)?;
        let first = self.first_published(account, progress)?;
        Ok(Publication::of(account, first.as_ref(), &exact))
    }

    /// The account of the first public edition of a quarter that was issued after it was over; `None`: none was yet.
    pub(crate) fn first_published(
        &self,
        account: &Account,
        progress: &mut dyn Progress,
    ) -> Result<Option<Account>, Error> {
        let quarter = account.period.quarter;
        let issued = self.issued_of(quarter, account.period.as_of)?.into_iter().rev();
        let is_final = |issued: &IssuedReport| !Period { quarter, as_of: issued.as_of }.is_interim();
        let mut public = issued.filter(|issued| issued.files.iter().any(|file| is_public(&file.name)));
        let Some(first) = public.find(is_final) else { return Ok(None) };
        // What was published then is repeated, whatever was sealed since.
        let left_out = self.left_out_as_of(first.as_of)?;
        self.count_one(quarter, Some(first.as_of), &left_out, progress).map(Some)
    }

    /// The JSON file of an edition alone, as it was or would have been made at a moment without these requests.
    pub(crate) fn report_json(
        &self,
        quarter: Quarter,
        edition: Edition,
        as_of: Timestamp,
        left_out: &LeftOut,
        progress: &mut dyn Progress,
    ) -> Result<Vec<u8>, Error> {
        let account = self.with_comparison(quarter, Some(as_of), left_out, progress)?.0;
        Ok(match edition {
            Edition::Internal => report::json(&account)?,
            Edition::Public => report::public_json(&self.publication(&account, progress)?)?,
        })
    }

    /// Issues the report of a quarter: makes the files of both editions, has `save` put them in place, and then enters it in
    /// the list of reports issued, with the files' digests and the heads of the record they speak of.
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
        let (account, files) = self.made(quarter, Edition::ALL, None, &left_out, progress)?;
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
        let public = issued.files.iter().any(|file| is_public(&file.name));
        let editions: &[Edition] = if public { Edition::ALL } else { &[Edition::Internal] };
        let left_out = self.left_out_then(issued.as_of)?;
        let files = self.made(quarter, editions, Some(issued.as_of), &left_out, progress)?.1;
        self.note_report(quarter)?;
        let differs = |(name, bytes): &&(String, Vec<u8>)| !issued.files.contains(&IssuedFile::of(name, bytes));
        let changed = files.iter().filter(differs).map(|(name, _)| name.clone()).collect();
        Ok((files, changed))
    }
}

/// Is a file of this name one of the public edition?
fn is_public(name: &str) -> bool {
    name.contains("-public.")
}

/// The record tells moments apart by the microsecond.
fn to_the_microsecond(moment: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(moment.as_microsecond()).unwrap_or(moment)
}
