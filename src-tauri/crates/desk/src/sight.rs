//! What an order keeps secret, and from whom: the one place that says which requests are out of sight.
//!
//! A sealed request is seen by who gives seals and by who looks over everything ([`Duty::SeeSealed`]), and by nobody else:
//! no list, count, search, date or page shows it to them, and whoever asks for it by its number is told that it is sealed
//! and until when, no more. What leaves the program as a list or a figure is made without it for everybody: a file has no
//! way to say who may read it.

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Item, Sealed, local_date};

use crate::error::Error;
use crate::office::Desk;
use crate::roles::Duty;

/// Requests that are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LeftOut(Vec<Sealed>);

impl LeftOut {
    /// Is the request of this number one of them?
    pub(crate) fn has(&self, number: &str) -> bool {
        self.find(number).is_some()
    }

    /// Is it one of them that the order allows to be counted?
    pub(crate) fn is_counted(&self, number: &str) -> bool {
        self.find(number).is_some_and(|sealed| sealed.counted)
    }

    /// The requests, in the order of entry.
    pub(crate) fn requests(&self) -> &[Sealed] {
        &self.0
    }

    /// The day on which the seal of this request does not stand any more, if it is one of them.
    pub(crate) fn until(&self, number: &str) -> Option<Date> {
        self.find(number).map(|sealed| sealed.until)
    }

    /// Refuses a request that is one of them, and says no more than that it is sealed.
    pub(crate) fn require(&self, number: &str) -> Result<(), Error> {
        match self.until(number) {
            Some(until) => Err(Error::Sealed { until }),
            None => Ok(()),
        }
    }

    /// These, and those that are left out beside them.
    pub(crate) fn and(self, others: &Self) -> Self {
        self.with(others.0.clone())
    }

    fn find(&self, number: &str) -> Option<&Sealed> {
        self.0.iter().find(|sealed| sealed.number == number)
    }

    /// These, and those of another moment. One that is in both is counted only where both allow it.
    fn with(mut self, others: Vec<Sealed>) -> Self {
        for other in others {
            match self.0.iter_mut().find(|known| known.request == other.request) {
                Some(known) => known.counted &= other.counted,
                None => self.0.push(other),
            }
        }
        self
    }
}

impl Desk {
    /// The requests on which a seal stands today.
    pub(crate) fn sealed(&self) -> Result<LeftOut, Error> {
        Ok(LeftOut(self.store.sealed_on(local_date(self.clock.now()))?))
    }

    /// What the officer at this desk may not see.
    pub(crate) fn out_of_sight(&self) -> Result<LeftOut, Error> {
        if self.sees_sealed()? { Ok(LeftOut::default()) } else { self.sealed() }
    }

    /// May the officer at this desk see what is sealed?
    pub(crate) fn sees_sealed(&self) -> Result<bool, Error> {
        Ok(self.role()?.may(Duty::SeeSealed))
    }

    /// How many requests the command line's list leaves out although the officer may see them; of what they may not see,
    /// nothing is said.
    ///
    /// # Errors
    /// What the store says.
    pub fn left_out_of_list(&self) -> Result<usize, Error> {
        Ok(if self.sees_sealed()? { self.sealed()?.requests().len() } else { 0 })
    }

    /// Refuses a request that the officer may not see.
    pub(crate) fn require_sight(&self, number: &str) -> Result<(), Error> {
        self.out_of_sight()?.require(number)
    }

    /// Every item of a request, for an officer who may see it. Empty: there is no such request.
    pub(crate) fn items_of(&self, number: &str) -> Result<Vec<Item>, Error> {
        self.require_sight(number)?;
        Ok(self.store.items_of(number)?)
    }

    /// What a report of a moment is made without, whoever makes it: what was sealed then, and what is sealed today, for an
    /// order binds now.
    pub(crate) fn left_out_of_report(&self, moment: Timestamp) -> Result<LeftOut, Error> {
        Ok(self.sealed()?.with(self.store.sealed_as_of(moment)?))
    }

    /// What a report of that moment was made without, for what was published then and is repeated.
    pub(crate) fn left_out_as_of(&self, moment: Timestamp) -> Result<LeftOut, Error> {
        Ok(LeftOut(self.store.sealed_as_of(moment)?))
    }

    /// What a report was made without that was issued as of a moment. To make it again shows what was sealed since, so
    /// only who may see that does.
    ///
    /// # Errors
    /// [`Error::SealedSince`].
    pub(crate) fn left_out_then(&self, moment: Timestamp) -> Result<LeftOut, Error> {
        let then = self.left_out_as_of(moment)?;
        let since = self.out_of_sight()?;
        if since.requests().iter().any(|sealed| !then.has(&sealed.number)) {
            return Err(Error::SealedSince);
        }
        Ok(then)
    }
}
