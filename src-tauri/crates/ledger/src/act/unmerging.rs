//! That a table of the public edition be given exactly, as acts: asking, and deciding by another officer.

use super::{Act, approval};
use crate::event::Event;
use crate::unmerging::Unmergings;
use crate::{Error, FreeText, Term};

impl Act<'_> {
    /// Asks that another officer let a table of the public edition of a quarter be given exactly.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if the quarter is not over, or the table is none, is asked for or given exactly already.
    pub fn ask_unmerging(&mut self, quarter: &str, table: &Term, reason: &FreeText) -> Result<(), Error> {
        let (named, about, reason) = (quarter.to_owned(), table.clone(), reason.clone());
        self.unmerge(quarter, table, Event::UnmergingAsked { quarter: named, table: about, reason })
    }

    /// Approves what another officer asked of a table, or refuses it.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if nothing is asked, or this officer asked it; [`Error::GivenPassphrase`] if somebody else could
    /// decide in their name.
    pub fn decide_unmerging(
        &mut self,
        quarter: &str,
        table: &Term,
        approve: bool,
        reason: &FreeText,
    ) -> Result<(), Error> {
        self.require_own_passphrase()?;
        let (named, about, reason) = (quarter.to_owned(), table.clone(), reason.clone());
        let event = if approve {
            Event::UnmergingApproved { quarter: named, table: about, reason }
        } else {
            Event::UnmergingRefused { quarter: named, table: about, reason }
        };
        self.unmerge(quarter, table, event)
    }

    fn unmerge(&mut self, quarter: &str, table: &Term, event: Event) -> Result<(), Error> {
        let mut state = Unmergings::read(self.connection())?;
        state.follow(event.clone(), self.made()).map_err(approval::refused)?;
        self.append(None, &event)?;
        Ok(state.put(self.connection(), quarter, table)?)
    }
}
