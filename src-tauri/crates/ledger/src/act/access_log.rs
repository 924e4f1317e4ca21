//! An entry of the access log, as an act. It appends to neither ledger.

use super::Act;
use crate::Error;
use crate::access_log::{AccessEvent, Writing};

impl Act<'_> {
    /// Notes in the access log what the officer is about to do. It is kept with the act, before the thing itself is done.
    ///
    /// # Errors
    /// [`Error::NoSuchRequest`]; or if the store cannot be written.
    pub fn note_access(&mut self, what: &AccessEvent) -> Result<(), Error> {
        if what.request().is_some_and(|request| request.0 < 1 || request.0 > self.end.requests) {
            return Err(Error::NoSuchRequest);
        }
        let writing = Writing {
            desk: self.store.keys.store(),
            after: self.end.events,
            at: self.at,
            officer: self.store.officer.0,
            signing: &self.store.signing,
            signer: self.signer.as_ref().or(self.store.signer.as_ref()),
        };
        let end = writing.append(self.connection(), &self.end.access, what)?;
        self.end.access = end;
        Ok(())
    }
}
