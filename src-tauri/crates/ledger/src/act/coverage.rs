//! The departments that report, and what they certify, as acts.

use super::{Act, approval};
use crate::event::Event;
use crate::{Error, FreeText, Term, coverage};

impl Act<'_> {
    /// Says which departments are expected to report from here on: the whole list, sorted, each once.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if it is out of order, has one twice, or has more than [`crate::DEPARTMENTS_AT_MOST`].
    pub fn set_departments_reporting(&mut self, departments: Vec<FreeText>) -> Result<(), Error> {
        self.enter_coverage(&Event::DepartmentsReporting { departments })
    }

    /// Records that a department certified that it had nothing to report for a quarter, by its calendar label. One that stands
    /// for the same department and quarter is replaced. `signer` is the office of who signed in the department, never a name.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if the quarter is not over, or the department is not on the list.
    pub fn certify_nil(&mut self, quarter: &str, department: FreeText, signer: FreeText) -> Result<(), Error> {
        self.enter_coverage(&Event::NilCertified { quarter: quarter.to_owned(), department, signer })
    }

    /// Withdraws a certified nil that was entered wrongly; `why` is a word of the corrections.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if none stands for this department and quarter, or the reason is none.
    pub fn withdraw_nil(&mut self, quarter: &str, department: FreeText, why: Term) -> Result<(), Error> {
        self.enter_coverage(&Event::NilWithdrawn { quarter: quarter.to_owned(), department, why })
    }

    fn enter_coverage(&mut self, event: &Event) -> Result<(), Error> {
        let mut kept = coverage::read(self.connection())?.ok_or_else(|| self.store.unreadable_event())?;
        let made = self.made();
        kept.follow(event, made).map_err(approval::refused)?;
        self.append(None, event)?;
        coverage::put(self.connection(), &kept, made)
    }
}
