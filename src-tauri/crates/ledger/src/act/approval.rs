//! Four eyes, as acts: asking, deciding, and the try that was stopped.

use super::Act;
use crate::approval::Blocked;
use crate::event::{Commitment, Event};
use crate::fold::{self, Entry};
use crate::record::{Answer, DeterminationSummary, Facts, OfficerId, RequestId};
use crate::tables::Beside;
use crate::{Error, FreeText, Term, remark, review, tables};

/// What a release that no second officer approved is refused with.
const NOT_APPROVED: &str = "no second officer has approved the release of this item as it is";

/// What an approval of what 2(a) bars is refused with, where nobody answers for it.
const NOBODY_ANSWERS: &str = "2(a) bars this; name an officer of the record who answers for giving it out";

/// What a second officer decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It may go out.
    Approve {
        /// Who answers for it, where 2(a) bars it; nobody elsewhere.
        answerable: Option<OfficerId>,
    },
    /// It may not.
    Refuse,
}

impl Act<'_> {
    /// Asks that another officer approve the release of an item, with the facts it has.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if it is answered or not settled, or is asked or approved already; [`Error::NoSuchItem`].
    pub fn ask_approval(&mut self, request: RequestId, item: u32, reason: &FreeText) -> Result<(), Error> {
        let state = self.state_of(request, item)?;
        self.say(request, state, reason, |entry, reason| Event::ApprovalAsked { entry, reason })
    }

    /// Approves the release that another officer asked for, or refuses it. Where 2(a) bars it, an approval says which
    /// officer answers for it; nothing else does.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if nothing is asked, or this officer asked it, or an approval of what 2(a) bars names no officer
    /// who works here; [`Error::GivenPassphrase`] if somebody else could decide in their name; [`Error::NoSuchItem`].
    pub fn decide_approval(
        &mut self,
        request: RequestId,
        item: u32,
        decision: Decision,
        reason: &FreeText,
    ) -> Result<(), Error> {
        self.require_own_passphrase()?;
        let state = self.state_of(request, item)?;
        if let Decision::Approve { answerable } = decision {
            self.require_answerable(&state, answerable)?;
        }
        self.say(request, state, reason, |entry, reason| match decision {
            Decision::Approve { answerable } => Event::ApprovalGiven { entry, reason, answerable },
            Decision::Refuse => Event::ApprovalRefused { entry, reason },
        })
    }

    /// Records what this officer found of what another one gave out at once to protect life.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if it was not given out at once, was reviewed already, or this officer gave it out, or `found`
    /// is in no list; [`Error::GivenPassphrase`] if somebody else could decide in their name; [`Error::NoSuchItem`].
    pub fn review_release(
        &mut self,
        request: RequestId,
        item: u32,
        found: Term,
        reason: &FreeText,
    ) -> Result<(), Error> {
        self.require_own_passphrase()?;
        let state = self.state_of(request, item)?;
        self.say(request, state, reason, |entry, reason| Event::ReleaseReviewed { entry, found, reason })
    }

    /// Nobody decides whose passphrase somebody else knows.
    pub(super) fn require_own_passphrase(&self) -> Result<(), Error> {
        if self.store.known_officers()?.get(self.store.officer.0).is_some_and(|known| known.given) {
            return Err(Error::GivenPassphrase);
        }
        Ok(())
    }

    /// Where 2(a) bars an item, an officer who works here answers for giving it out.
    fn require_answerable(&self, state: &Entry, answerable: Option<OfficerId>) -> Result<(), Error> {
        let known = self.store.known_officers()?;
        let works_here = answerable.is_some_and(|officer| known.get(officer).is_some_and(|known| !known.left));
        if state.is_barred() && !works_here { Err(Error::NotTaken { what: NOBODY_ANSWERS }) } else { Ok(()) }
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

/// Refuses an answer that calls itself approved where no second officer approved the item as it is then, or given out at
/// once where it cannot be.
pub(super) fn require_release(
    state: Option<&Entry>,
    facts: &Facts,
    law: &DeterminationSummary,
    answer: Option<&Answer>,
) -> Result<(), Error> {
    let Some(answer) = answer else { return Ok(()) };
    let same = state.filter(|state| state.is_same_case(facts, law));
    if answer.approved && !same.is_some_and(Entry::is_approved) {
        return Err(Error::NotTaken { what: NOT_APPROVED });
    }
    review::check(answer, facts, law, same.and_then(|state| state.approval.as_deref())).map_err(refused)
}

pub(super) fn refused(contradiction: fold::Contradiction) -> Error {
    Error::NotTaken { what: contradiction.0 }
}
