//! Four eyes, as acts: asking, deciding, and the try that was stopped.

use super::Act;
use crate::approval::Blocked;
use crate::event::{Commitment, Event};
use crate::fold::{self, Entry};
use crate::record::{DeterminationSummary, Facts, RequestId};
use crate::tables::Beside;
use crate::{Error, FreeText, Term, remark, tables};

/// What a release that no second officer approved is refused with.
const NOT_APPROVED: &str = "no second officer has approved the release of this item as it is";

impl Act<'_> {
    /// Asks that another officer approve the release of an item, with the facts it has.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if it is answered or not settled, or is asked or approved already; [`Error::NoSuchItem`].
    pub fn ask_approval(&mut self, request: RequestId, item: u32, reason: &FreeText) -> Result<(), Error> {
        let state = self.state_of(request, item)?;
        self.say(request, state, reason, |entry, reason| Event::ApprovalAsked { entry, reason })
    }

    /// Approves the release that another officer asked for, or refuses it.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if nothing is asked, or this officer asked it; [`Error::GivenPassphrase`] if somebody else could
    /// decide in their name; [`Error::NoSuchItem`].
    pub fn decide_approval(
        &mut self,
        request: RequestId,
        item: u32,
        approve: bool,
        reason: &FreeText,
    ) -> Result<(), Error> {
        if self.store.known_officers()?.get(self.store.officer.0).is_some_and(|known| known.given) {
            return Err(Error::GivenPassphrase);
        }
        let state = self.state_of(request, item)?;
        self.say(request, state, reason, |entry, reason| {
            if approve { Event::ApprovalGiven { entry, reason } } else { Event::ApprovalRefused { entry, reason } }
        })
    }

    /// Records that a release was tried and stopped. Nothing else changes.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if it is a status exchange; [`Error::NoSuchItem`].
    pub fn block_release(&mut self, request: RequestId, item: u32, why: Blocked) -> Result<(), Error> {
        let state = self.state_of(request, item)?;
        let event = Event::ReleaseBlocked { entry: state.entry, why: Term::from_static(why.as_str()) };
        fold::entry(Some(state), event.clone(), self.made()).map_err(refused)?;
        self.append(Some(request), &event)
    }

    pub(super) fn state_of(&mut self, request: RequestId, item: u32) -> Result<Entry, Error> {
        let found = tables::find_item(self.connection(), request, item)?.ok_or(Error::NoSuchItem { item })?;
        tables::find_entry(self.connection(), found.entry)?.ok_or(Error::NoSuchItem { item })
    }

    /// Appends what an officer says about an item, with the words beside the log.
    pub(super) fn say(
        &mut self,
        request: RequestId,
        state: Entry,
        words: &FreeText,
        event: impl FnOnce(i64, Commitment) -> Event,
    ) -> Result<(), Error> {
        let (entry, beside) = (state.entry, Beside::of(&state));
        let (salt, commitment) = self.commit_to(words)?;
        let event = event(entry, commitment);
        let made = self.made();
        let next = fold::entry(Some(state), event.clone(), made).map_err(refused)?;
        self.append(Some(request), &event)?;
        remark::put(self.connection(), entry, made.event, &salt, words)?;
        tables::put_beside(self.connection(), &beside, &next)?;
        Ok(())
    }
}

/// Refuses an answer that calls itself approved where no second officer approved the item as it is then.
pub(super) fn require_approved(
    state: Option<&Entry>,
    facts: &Facts,
    law: &DeterminationSummary,
    approved: bool,
) -> Result<(), Error> {
    let holds = state.is_some_and(|state| state.is_approved() && state.is_same_case(facts, law));
    if !approved || holds { Ok(()) } else { Err(Error::NotTaken { what: NOT_APPROVED }) }
}

pub(super) fn refused(contradiction: fold::Contradiction) -> Error {
    Error::NotTaken { what: contradiction.0 }
}
