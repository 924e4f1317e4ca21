//! The list of reports issued from the desk, as a page shows it.

use report::Quarter;

use super::contract;
use super::reports::Seal;
use super::today::QuarterName;
use crate::error::Error;
use crate::office::Desk;

contract! {
    /// A report that was issued.
    pub struct IssuedReport {
        /// What it is asked for by.
        pub number: i64,
        /// Its quarter.
        pub quarter: QuarterName,
        /// The moment whose record it speaks of, UTC.
        pub as_of: String,
        /// When it was issued, UTC.
        pub at: String,
        /// Who issued it.
        pub by: String,
        /// The heads of the record it speaks of.
        pub seals: Vec<Seal>,
        /// Its files.
        pub files: Vec<String>,
    }
}

/// The most that a page lists.
const LISTED: usize = 200;

impl IssuedReport {
    fn of(found: ledger::IssuedReport) -> Result<Self, Error> {
        let quarter: Quarter = found.quarter.parse().map_err(|_| Error::NothingThere)?;
        Ok(Self {
            number: found.event,
            quarter: QuarterName::of(quarter),
            as_of: found.as_of.to_string(),
            at: found.at.to_string(),
            by: found.by,
            seals: Seal::both(&found.heads),
            files: found.files.into_iter().map(|file| file.name).collect(),
        })
    }
}

impl Desk {
    /// The reports that were issued from the desk, the latest first; at most 200.
    ///
    /// # Errors
    /// What the store says.
    pub fn issued_reports(&self) -> Result<Vec<IssuedReport>, Error> {
        self.store.reports_issued(LISTED)?.into_iter().map(IssuedReport::of).collect()
    }
}
