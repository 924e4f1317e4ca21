//! A report that was issued, as an act.

use jiff::Timestamp;

use super::Act;
use crate::event::Event;
use crate::issued::{self, Issued, IssuedFile, Report, Tip};
use crate::record::Log;
use crate::{Error, fold};

impl Act<'_> {
    /// Records that the report of a quarter was issued: whose record it speaks of, and what its files were. The heads are
    /// those of the record as it is now.
    ///
    /// # Errors
    /// [`Error::Issue`] if the moment lies before the last entry or not before this act.
    pub fn issue_report(&mut self, quarter: &str, as_of: Timestamp, files: Vec<IssuedFile>) -> Result<(), Error> {
        let ends = Log::ALL.map(|log| Tip::of(self.end.of(log)));
        let [disclosure, status_exchange] = ends;
        let report = Report {
            quarter: quarter.to_owned(),
            as_of: as_of.as_microsecond(),
            disclosure,
            status_exchange,
            files: files.into_iter().map(Into::into).collect(),
        };
        let issued = Issued::follow(report.clone(), self.made(), ends, self.end.at)
            .map_err(|fold::Contradiction(what)| Error::Issue { what })?;
        self.append(None, &Event::ReportIssued(report))?;
        issued::put(self.connection(), &issued)
    }
}
