//! Legal holds and lawful destruction, as acts.

use super::{Act, approval};
use crate::event::{Commitment, Event};
use crate::keeping::{self, State};
use crate::record::RequestId;
use crate::{Error, FreeText, tables};

impl Act<'_> {
    /// Places a legal hold on a request, and gives its number among those of the request. While it stands nothing of the
    /// request is destroyed. `reference` is the number of the case or the letter.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if the reference is empty or too long; [`Error::NoSuchRequest`].
    pub fn place_hold(
        &mut self,
        request: RequestId,
        reference: Option<FreeText>,
        reason: &FreeText,
    ) -> Result<u32, Error> {
        let mut state = self.kept_of(request)?;
        let hold = state.next();
        state.place(hold, reference.as_ref(), self.made()).map_err(approval::refused)?;
        self.say_of_hold(request, &state, reason, |reason| Event::HoldPlaced { request, hold, reference, reason })?;
        Ok(hold)
    }

    /// Lifts a legal hold of a request. Others that stand go on.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if it does not stand; [`Error::NoSuchRequest`].
    pub fn lift_hold(&mut self, request: RequestId, hold: u32, reason: &FreeText) -> Result<(), Error> {
        let mut state = self.kept_of(request)?;
        state.lift(hold, self.made()).map_err(approval::refused)?;
        self.say_of_hold(request, &state, reason, |reason| Event::HoldLifted { request, hold, reason })
    }

    /// Destroys the particulars of a request: every text and scan that lies beside the log for it, with its salt. Gives how
    /// many these were. The events stay. After the act the database is written anew, so that no remains of them stay in it
    /// ([`crate::Store::has_remains`] says whether that was done).
    ///
    /// `approval` is the number under which the Supervisor of Records allowed it. How long the request has to be kept is
    /// not asked here.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if a legal hold or a seal stands, an item is not answered, there is nothing to destroy, or the approval
    /// has no number; [`Error::NoSuchRequest`].
    pub fn destroy_particulars(&mut self, request: RequestId, approval: FreeText) -> Result<u32, Error> {
        self.index_words()?;
        let mut state = self.kept_of(request)?;
        let there = keeping::there(self.connection(), request, self.at)?;
        state.destroy(&approval, there.texts, there, self.made()).map_err(approval::refused)?;
        if !self.destroys {
            keeping::mark_only(self.connection())?;
            self.store.note_remains()?;
            self.destroys = true;
        }
        self.append(Some(request), &Event::RecordsDestroyed { request, approval, texts: there.texts })?;
        keeping::destroy(self.connection(), request)?;
        keeping::put(self.connection(), request, &state)?;
        Ok(there.texts)
    }

    fn kept_of(&self, request: RequestId) -> Result<State, Error> {
        if tables::request_of(self.connection(), request)?.is_none() {
            return Err(Error::NoSuchRequest);
        }
        Ok(keeping::of_request(self.connection(), request)?)
    }

    /// Refuses to destroy the words of an item, by moving it to the other ledger, while a legal hold stands.
    pub(super) fn require_no_hold(&self, request: RequestId) -> Result<(), Error> {
        keeping::may_move(&keeping::of_request(self.connection(), request)?).map_err(approval::refused)
    }

    fn say_of_hold(
        &mut self,
        request: RequestId,
        state: &State,
        words: &FreeText,
        event: impl FnOnce(Commitment) -> Event,
    ) -> Result<(), Error> {
        self.say_of_request(request, words, event)?;
        keeping::put(self.connection(), request, state)?;
        Ok(())
    }

    /// Appends an event about a request as a whole, with words that lie beside the log.
    pub(super) fn say_of_request(
        &mut self,
        request: RequestId,
        words: &FreeText,
        event: impl FnOnce(Commitment) -> Event,
    ) -> Result<(), Error> {
        let (salt, commitment) = self.commit_to(words)?;
        let made = self.made();
        self.append(Some(request), &event(commitment))?;
        Ok(keeping::put_words(self.connection(), request, made.event, &salt, words)?)
    }
}
