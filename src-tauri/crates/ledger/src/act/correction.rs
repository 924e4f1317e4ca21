//! Corrections, as acts: new entries beside the old ones, which stay readable.

use super::{Act, approval, require_answer, require_word, require_words};
use crate::event::{Commitment, Event};
use crate::fold::{self, Contradiction, Place};
use crate::record::{Answer, Correction, DeterminationSummary, Item, ItemChange, Log, Request, RequestId};
use crate::tables::Beside;
use crate::{Error, FreeText, Term, remark, review, tables};

impl Act<'_> {
    /// Corrects what was logged about a request as a whole. Its number stays. What says nothing new records nothing.
    ///
    /// # Errors
    /// [`Error::NoSuchRequest`]; [`Error::UnknownWord`] for its origin, its channel or the reason.
    pub fn correct_request(&mut self, id: RequestId, why: Term, request: Request) -> Result<(), Error> {
        require_word("correction", Some(&why))?;
        require_word("origin", Some(&request.origin))?;
        require_word("channel", request.channel.as_ref())?;
        self.index_words()?;
        let before = tables::request_of(self.connection(), id)?.ok_or(Error::NoSuchRequest)?;
        let Request { number: _, received, origin, channel, department, agency } = request;
        let event = Event::RequestCorrected { request: id, why, received, origin, channel, department, agency };
        let after = fold::request(Some(before.clone()), event.clone()).map_err(refused)?;
        if after == before {
            return Ok(());
        }
        self.append(Some(id), &event)?;
        tables::change_request(self.connection(), id, &after)?;
        tables::change_words(self.connection(), id, &after)?;
        // What is known here of the request is what it was.
        self.current = None;
        Ok(())
    }

    /// Corrects what was recorded about an item: facts, the day of the decision, the answer, and what was asked; of an
    /// exchange the direction instead of that. An item that now settles as a status exchange leaves the disclosure
    /// ledger, and every description that it had is destroyed. What says nothing new records nothing.
    ///
    /// # Errors
    /// [`Error::Correction`] if it would answer what nobody answered, or make an exchange something else, or a release at
    /// once of what was none, or the other way about;
    /// [`Error::NotTaken`] if it calls approved what no second officer approved as it is; [`Error::NoSuchItem`];
    /// [`Error::UnknownWord`].
    pub fn correct_item(&mut self, request: RequestId, item: u32, correction: Correction) -> Result<(), Error> {
        let Correction { why, facts, decided, direction, description, determination, answer } = correction;
        require_word("correction", Some(&why))?;
        require_words(&facts, direction.as_ref(), &determination, answer.as_ref())?;
        self.index_words()?;
        let before = tables::find_item(self.connection(), request, item)?.ok_or(Error::NoSuchItem { item })?;
        let entry = before.entry;
        let state = tables::find_entry(self.connection(), entry)?.ok_or(Error::NoSuchItem { item })?;
        if answer.is_some() && state.answer.is_none() {
            return Err(Error::Correction { what: "nobody has answered this item yet; answer it instead" });
        }
        let law = DeterminationSummary::of(&determination);
        let same_text = state.determination.as_ref().is_some_and(|known| known.text == law.text);
        let determined = facts != state.facts || decided != state.decided || !state.is_same_case(&facts, &law);
        let determined = determined || !same_text;
        let answered = !is_same(answer.as_ref(), state.answer.as_ref());
        require_answer(answer.as_ref(), &facts)?;
        let beside = Beside::of(&state);
        let other_words = description.as_ref().map(FreeText::as_str) != before.description.as_deref();
        let given_out_approved = state.approval.as_deref().is_some_and(crate::approval::State::is_used);
        let approved = answer.as_ref().filter(|answer| answered && answer.approved && !given_out_approved);
        approval::require_release(Some(&state).filter(|_| !other_words), &facts, &law, approved)?;
        if answered && law.log == Log::Disclosure {
            review::State::correct(state.review.clone().as_deref_mut(), answer.as_ref()).map_err(refused)?;
        }
        let after = match (&state.place, determination.log) {
            (Place::Disclosure { .. } | Place::Moving { .. }, Log::Disclosure) => {
                let corrected =
                    determined.then(|| Event::ItemCorrected { entry, why: why.clone(), facts, decided, determination });
                let answer = answered.then(|| Event::AnswerCorrected { entry, why: why.clone(), answer });
                let described = if other_words {
                    let description = self.describe_anew(request, &before, description.as_ref())?;
                    Some(Event::DescriptionCorrected { entry, why, description })
                } else {
                    None
                };
                let events: Vec<Event> = corrected.into_iter().chain(answer).chain(described).collect();
                if events.is_empty() {
                    return Ok(());
                }
                self.record(request, Some(state), events)?
            }
            (Place::Disclosure { .. } | Place::Moving { .. }, Log::StatusExchange) => {
                // No exchange is approved; what was given out was given out.
                let answer = answer.map(|answer| Answer { approved: false, ..answer });
                let exchange = ItemChange { facts, decided, direction, determination, answer, what_left: None };
                self.settle_as_exchange(request, &before.request.number, state, Some(why), exchange)?
            }
            (Place::Exchange { .. }, Log::StatusExchange) => {
                let Some(direction) = direction.or_else(|| state.direction.clone()) else {
                    return Err(Error::Correction { what: "an exchange has a direction" });
                };
                if !determined && !answered && state.direction.as_ref() == Some(&direction) {
                    return Ok(());
                }
                let answer = answer.map(review::not_at_once);
                let corrected =
                    Event::ExchangeCorrected { entry, why, direction, facts, decided, determination, answer };
                self.record(request, Some(state), [corrected])?
            }
            (Place::Exchange { .. }, Log::Disclosure) => {
                return Err(Error::Correction {
                    what: "what is recorded as a status exchange stays one; correct its answer, and log the item anew",
                });
            }
        };
        tables::put(self.connection(), &after)?;
        tables::put_beside(self.connection(), &beside, &after)?;
        Ok(())
    }

    /// Puts other words, or none, where the description of an item stands, and gives what the log says of them. Those
    /// that stood there stay readable.
    fn describe_anew(
        &mut self,
        request: RequestId,
        before: &Item,
        description: Option<&FreeText>,
    ) -> Result<Option<Commitment>, Error> {
        let entry = before.entry;
        if before.description.is_some() {
            let said = self.store.described_by(request, entry)?;
            remark::put_description(self.connection(), entry, said)?;
        }
        let words = description.map(FreeText::as_str);
        tables::change_words_of(self.connection(), entry, &before.request, words)?;
        words.map(|words| self.keep_description(entry, words)).transpose()
    }
}

/// Do both say the same of what happened? How it was approved is the approval's matter.
fn is_same(one: Option<&Answer>, other: Option<&Answer>) -> bool {
    let said = |answer: &Answer| Answer { approved: false, ..answer.clone() };
    one.map(said) == other.map(said)
}

fn refused(contradiction: Contradiction) -> Error {
    Error::Correction { what: contradiction.0 }
}
