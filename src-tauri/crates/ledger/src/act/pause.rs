//! Waits, as acts: an item is referred to the Solicitor or put on hold, and what came of it is recorded.

use super::Act;
use crate::event::Event;
use crate::record::RequestId;
use crate::{Error, FreeText, Term};

impl Act<'_> {
    /// Records that an item waits, for whom and why. Its deadlines run on.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if it waits already, is answered, or is a status exchange, or `waits_for` is in no list;
    /// [`Error::NoSuchItem`].
    pub fn pause_item(
        &mut self,
        request: RequestId,
        item: u32,
        waits_for: Term,
        reason: &FreeText,
    ) -> Result<(), Error> {
        let state = self.state_of(request, item)?;
        self.say(request, state, reason, |entry, reason| Event::ItemPaused { entry, waits_for, reason })
    }

    /// Records what came of it: the Solicitor's finding, or what the item was on hold for. It waits no longer.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if it does not wait; [`Error::NoSuchItem`].
    pub fn resume_item(&mut self, request: RequestId, item: u32, finding: &FreeText) -> Result<(), Error> {
        let state = self.state_of(request, item)?;
        self.say(request, state, finding, |entry, finding| Event::ItemResumed { entry, finding })
    }
}
