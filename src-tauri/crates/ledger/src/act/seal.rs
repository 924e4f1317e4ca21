//! Seals, as acts.

use jiff::civil::Date;

use super::{Act, approval};
use crate::event::Event;
use crate::record::RequestId;
use crate::{Error, FreeText, Term, seal, tables};

impl Act<'_> {
    /// Seals a request until a day, on which the seal does not stand any more. `counted`: the order allows that the request
    /// is counted. `under` is the kind of order, a word of its list.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if the day is not to come, or if a seal stands whose day is not earlier; [`Error::NoSuchRequest`].
    pub fn seal_request(
        &mut self,
        request: RequestId,
        (until, counted, under): (Date, bool, Term),
        reason: &FreeText,
    ) -> Result<(), Error> {
        let mut state = self.seals_of(request)?;
        state.seal(until, counted, &under, self.made()).map_err(approval::refused)?;
        self.say_of_request(request, reason, |reason| Event::RequestSealed { request, until, counted, under, reason })?;
        Ok(seal::put(self.connection(), request, &state)?)
    }

    /// Lifts the seal of a request before its day.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if none stands; [`Error::NoSuchRequest`].
    pub fn lift_seal(&mut self, request: RequestId, reason: &FreeText) -> Result<(), Error> {
        let mut state = self.seals_of(request)?;
        state.lift(self.made()).map_err(approval::refused)?;
        self.say_of_request(request, reason, |reason| Event::SealLifted { request, reason })?;
        Ok(seal::put(self.connection(), request, &state)?)
    }

    fn seals_of(&self, request: RequestId) -> Result<seal::State, Error> {
        if tables::request_of(self.connection(), request)?.is_none() {
            return Err(Error::NoSuchRequest);
        }
        Ok(seal::of_request(self.connection(), request)?)
    }
}
