//! What an event does to an entry: the one place where events become state.
//!
//! Writing, checking and reading as of an earlier day all fold with [`entry`], so they cannot disagree. Nothing here
//! touches a file.

use crate::approval::State;
use crate::event::{Commitment, Event};
use crate::record::{Answer, DeterminationSummary, Facts, Log, OfficerId, RequestId, RequestSummary};
use crate::term::{self, VOCABULARIES};
use crate::{Term, When, answer, pause, review};

/// The state of one item: the sum of its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) entry: i64,
    pub(crate) item: u32,
    pub(crate) place: Place,
    pub(crate) direction: Option<Term>,
    pub(crate) facts: Facts,
    pub(crate) decided: Option<When>,
    /// `None` only between an item's first event and its second, which the same act writes.
    pub(crate) determination: Option<DeterminationSummary>,
    pub(crate) answer: Option<Answer>,
    /// What was said about giving it out. In a box: few entries have it.
    pub(crate) approval: Option<Box<State>>,
    /// That it was given out at once, and what a second officer found of that. In a box likewise.
    pub(crate) review: Option<Box<review::State>>,
    /// Whom it waited for, and whether it still does.
    pub(crate) waits: Vec<pause::State>,
    /// The event whose words say what left with its answer.
    pub(crate) told: Option<i64>,
}

/// Who made an event and when, and its place in the order of both logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) event: i64,
    pub(crate) officer: OfficerId,
    pub(crate) at: i64,
}

impl Entry {
    /// Is a row what it has to be? The approval, the review, the waits and what is said of the answer are in
    /// tables of their own.
    pub(crate) fn is_row(&self, row: &Self) -> bool {
        let Self {
            entry,
            item,
            place,
            direction,
            facts,
            decided,
            determination,
            answer,
            approval: _,
            review: _,
            waits: _,
            told: _,
        } = self;
        (*entry, *item) == (row.entry, row.item)
            && *place == row.place
            && *direction == row.direction
            && *facts == row.facts
            && *decided == row.decided
            && *determination == row.determination
            && answer.as_ref().map(in_row) == row.answer.as_ref().map(in_row)
    }

    /// What its description is committed to as, if it has one.
    pub(crate) const fn description(&self) -> Option<Commitment> {
        match &self.place {
            Place::Disclosure { description, .. } => *description,
            Place::Moving { .. } | Place::Exchange { .. } => None,
        }
    }

    /// Its number and its approval, if anything was said about giving it out.
    pub(crate) fn with_approval(&self) -> Option<(i64, &State)> {
        Some((self.entry, self.approval.as_deref()?))
    }

    /// Has a second officer approved that it be given out?
    pub(crate) fn is_approved(&self) -> bool {
        self.approval.as_deref().is_some_and(State::is_given)
    }

    /// Does 2(a) bar it, so that somebody has to answer for giving it out?
    pub(crate) fn is_barred(&self) -> bool {
        self.determination.as_ref().and_then(|law| law.flag.as_ref()).is_some_and(|flag| *flag == "high")
    }

    /// Are these the facts it has, and does the law say the same of them? Then what was approved is still what it was.
    pub(crate) fn is_same_case(&self, facts: &Facts, law: &DeterminationSummary) -> bool {
        self.facts == *facts
            && self.determination.as_ref().is_some_and(|known| {
                (known.log, &known.outcome, &known.clause, &known.flag)
                    == (law.log, &law.outcome, &law.clause, &law.flag)
            })
    }

    /// Is every word in the list of its field? The tables take no other words; whoever holds the key could make them.
    pub(crate) fn is_in_listed_words(&self) -> bool {
        let law = self.determination.as_ref();
        let words = self.facts.named().map(|(_, word)| word).into_iter().chain([
            law.and_then(|law| law.outcome.as_ref()),
            law.and_then(|law| law.clause.as_ref()),
            law.and_then(|law| law.flag.as_ref()),
            law.and_then(|law| law.ask_next.as_ref()),
            self.answer.as_ref().map(|answer| &answer.response),
            self.direction.as_ref(),
        ]);
        // The lists stand in this order, so that none has to be looked for: this is asked of every entry of a record.
        VOCABULARIES.iter().zip(words).all(|(list, word)| word.is_none_or(|word| list.has(word)))
            && self.answer.as_ref().is_none_or(|answer| answer.response != "pending")
    }
}

/// Which ledger an entry stands in, and what ties it to its request there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    Disclosure {
        request: RequestId,
        description: Option<Commitment>,
    },
    /// Between leaving one log and entering the other, in the same act.
    Moving {
        request: String,
    },
    Exchange {
        /// The request's number: the only thing the two ledgers know each other by.
        request: String,
    },
}

/// An event that does not follow from those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Contradiction(pub(crate) &'static str);

/// The entry after the event that was made so.
///
/// # Errors
/// [`Contradiction`] if the event cannot follow the state it meets.
pub(crate) fn entry(current: Option<Entry>, event: Event, made: Made) -> Result<Entry, Contradiction> {
    match (event, current) {
        (Event::ItemAdded { entry, request, item, direction, description }, None) => Ok(Entry {
            entry,
            item,
            place: Place::Disclosure { request, description },
            direction,
            facts: Facts::default(),
            decided: None,
            determination: None,
            answer: None,
            approval: None,
            review: None,
            waits: Vec::new(),
            told: None,
        }),
        (Event::ItemDetermined { entry: _, facts, decided, determination }, Some(mut current)) => {
            in_disclosure(&current)?;
            let law = summary(determination, Log::Disclosure)?;
            // Approved or found was what it was. What was given out already stays what it was then.
            let bound = current.approval.is_some() || !current.waits.is_empty();
            if bound && current.answer.is_none() && !current.is_same_case(&facts, &law) {
                current.approval = None;
                pause::other_facts(&mut current.waits);
            }
            current.facts = facts;
            current.decided = decided;
            current.determination = Some(law);
            Ok(current)
        }
        (Event::ItemAnswered { entry: _, answer, what_left }, Some(mut current)) => {
            in_disclosure(&current)?;
            first_answer(&current)?;
            answer::check(&answer, &current.facts)?;
            if answer.approved {
                use_approval(&mut current)?;
            }
            give_out_at_once(&mut current, &answer, made)?;
            pause::answer(&mut current.waits, made);
            current.answer = Some(answer);
            current.told = what_left.map(|_| made.event);
            Ok(current)
        }
        (Event::ItemPaused { entry: _, waits_for, reason: _ }, Some(mut current)) => {
            to_be_answered(&current)?;
            pause::begin(&mut current.waits, waits_for, made)?;
            Ok(current)
        }
        (Event::ItemResumed { .. }, Some(mut current)) => {
            to_be_answered(&current)?;
            pause::resume(&mut current.waits, made)?;
            Ok(current)
        }
        (Event::ItemCorrected { entry: _, why, facts, decided, determination }, Some(mut current)) => {
            in_disclosure(&current)?;
            known_reason(&why)?;
            let law = summary(determination, Log::Disclosure)?;
            if !current.is_same_case(&facts, &law) {
                other_case(&mut current);
            }
            current.facts = facts;
            current.decided = decided;
            current.determination = Some(law);
            Ok(current)
        }
        (Event::AnswerCorrected { entry: _, why, answer }, Some(mut current)) => {
            in_disclosure(&current)?;
            known_reason(&why)?;
            if current.answer.is_none() {
                return Err(NO_ANSWER);
            }
            if let Some(answer) = &answer {
                answer::check(answer, &current.facts)?;
            }
            // What left is said of what was given out.
            if !answer.as_ref().is_some_and(Answer::gives_out) {
                current.told = None;
            }
            review::State::correct(current.review.as_deref_mut(), answer.as_ref())?;
            if answer.as_ref().is_some_and(|answer| answer.approved) {
                use_approval(&mut current)?;
            } else if current.approval.as_deref().is_some_and(State::is_used) {
                // It was not given out under it after all, and what was approved may have changed since.
                current.approval = None;
            }
            current.answer = answer;
            Ok(current)
        }
        (Event::DescriptionCorrected { entry: _, why, description: corrected }, Some(mut current)) => {
            in_disclosure(&current)?;
            known_reason(&why)?;
            if let Place::Disclosure { description, .. } = &mut current.place {
                *description = corrected;
            }
            // Who approved or found read the words as well as the facts.
            other_case(&mut current);
            Ok(current)
        }
        (Event::ApprovalAsked { .. }, Some(mut current)) => {
            to_be_released(&current)?;
            current.approval = Some(Box::new(State::ask(current.approval.as_deref(), made)?));
            Ok(current)
        }
        (Event::ApprovalGiven { entry: _, reason: _, answerable }, Some(mut current)) => {
            to_be_released(&current)?;
            // Approvals from before name nobody, so that none is demanded here.
            if answerable.is_some() && !current.is_barred() {
                return Err(Contradiction("it says who answers for what nothing bars"));
            }
            current.approval = Some(Box::new(State::decide(current.approval.as_deref(), true, answerable, made)?));
            Ok(current)
        }
        (Event::ApprovalRefused { .. }, Some(mut current)) => {
            to_be_released(&current)?;
            current.approval = Some(Box::new(State::decide(current.approval.as_deref(), false, None, made)?));
            Ok(current)
        }
        (Event::ReleaseBlocked { entry: _, why }, Some(current)) => {
            in_disclosure(&current)?;
            if term::allows("why", &why) {
                Ok(current)
            } else {
                Err(Contradiction("it was stopped for no known reason"))
            }
        }
        (Event::ReleaseReviewed { entry: _, found, reason: _ }, Some(mut current)) => {
            in_disclosure(&current)?;
            current.review = Some(Box::new(review::State::review(current.review.as_deref(), found, made)?));
            Ok(current)
        }
        (Event::ItemMoved { entry: _, request, item, why }, Some(mut current)) => {
            in_disclosure(&current)?;
            why.as_ref().map_or(Ok(()), known_reason)?;
            if item != current.item {
                return Err(Contradiction("it moves an item under another number"));
            }
            current.place = Place::Moving { request };
            current.approval = None;
            current.review = None;
            current.waits = Vec::new();
            current.told = None;
            Ok(current)
        }
        (Event::ExchangeRecorded { entry, request, item, direction, facts, decided, determination, answer }, None) => {
            of_exchange(answer.as_ref(), &facts)?;
            Ok(Entry {
                entry,
                item,
                place: Place::Exchange { request },
                direction: Some(direction),
                facts,
                decided,
                determination: Some(summary(determination, Log::StatusExchange)?),
                answer,
                approval: None,
                review: None,
                waits: Vec::new(),
                told: None,
            })
        }
        (
            Event::ExchangeRecorded { entry: _, request, item, direction, facts, decided, determination, answer },
            Some(mut current),
        ) => {
            if current.item != item || current.place != (Place::Moving { request: request.clone() }) {
                return Err(Contradiction("it records an exchange that is already there, or another item's"));
            }
            of_exchange(answer.as_ref(), &facts)?;
            current.place = Place::Exchange { request };
            current.direction = Some(direction);
            current.facts = facts;
            current.decided = decided;
            current.determination = Some(summary(determination, Log::StatusExchange)?);
            current.answer = answer;
            Ok(current)
        }
        (Event::ExchangeChanged { entry: _, facts, decided, determination, answer }, Some(mut current)) => {
            if !matches!(current.place, Place::Exchange { .. }) {
                return Err(Contradiction("it changes an exchange that is none"));
            }
            of_exchange(answer.as_ref(), &facts)?;
            current.facts = facts;
            current.decided = decided;
            current.determination = Some(summary(determination, Log::StatusExchange)?);
            if answer.is_some() {
                first_answer(&current)?;
                current.answer = answer;
            }
            Ok(current)
        }
        (
            Event::ExchangeCorrected { entry: _, why, direction, facts, decided, determination, answer },
            Some(mut current),
        ) => {
            if !matches!(current.place, Place::Exchange { .. }) {
                return Err(Contradiction("it corrects an exchange that is none"));
            }
            known_reason(&why)?;
            of_exchange(answer.as_ref(), &facts)?;
            if answer.is_some() && current.answer.is_none() {
                return Err(NO_ANSWER);
            }
            current.direction = Some(direction);
            current.facts = facts;
            current.decided = decided;
            current.determination = Some(summary(determination, Log::StatusExchange)?);
            current.answer = answer;
            Ok(current)
        }
        (Event::ItemAdded { .. }, Some(_)) => Err(Contradiction("it adds an item that is already there")),
        (
            Event::ItemDetermined { .. }
            | Event::ItemAnswered { .. }
            | Event::ItemCorrected { .. }
            | Event::AnswerCorrected { .. }
            | Event::DescriptionCorrected { .. }
            | Event::ApprovalAsked { .. }
            | Event::ApprovalGiven { .. }
            | Event::ApprovalRefused { .. }
            | Event::ReleaseBlocked { .. }
            | Event::ReleaseReviewed { .. }
            | Event::ItemPaused { .. }
            | Event::ItemResumed { .. }
            | Event::ItemMoved { .. }
            | Event::ExchangeChanged { .. }
            | Event::ExchangeCorrected { .. },
            None,
        ) => Err(Contradiction("it is about an item that was never added")),
        (
            Event::StoreCreated { .. }
            | Event::OfficerAdded { .. }
            | Event::RoleChanged { .. }
            | Event::OfficerLeft { .. }
            | Event::RecoverySheetMade {}
            | Event::StoreKeyChanged {}
            | Event::PassphraseReset { .. }
            | Event::PassphraseChanged { .. }
            | Event::AgencyAdded { .. }
            | Event::RequestReceived { .. }
            | Event::ReportIssued(_)
            | Event::DepartmentsReporting { .. }
            | Event::NilCertified { .. }
            | Event::NilWithdrawn { .. }
            | Event::UnmergingAsked { .. }
            | Event::UnmergingApproved { .. }
            | Event::UnmergingRefused { .. }
            | Event::RequestCorrected { .. }
            | Event::HoldPlaced { .. }
            | Event::HoldLifted { .. }
            | Event::RequestSealed { .. }
            | Event::SealLifted { .. }
            | Event::RecordsDestroyed { .. }
            | Event::ExchangeLetterIssued { .. }
            | Event::AttachmentAdded { .. },
            _,
        ) => Err(Contradiction("it is not about an item")),
    }
}

const NO_ANSWER: Contradiction = Contradiction("it corrects an answer that nobody gave");

fn known_reason(why: &Term) -> Result<(), Contradiction> {
    if term::allows("correction", why) { Ok(()) } else { Err(Contradiction("it corrects for no known reason")) }
}

/// What was approved, and what the Solicitor found, was about what the item was; only what was given out under an
/// approval stays what it was then.
fn other_case(current: &mut Entry) {
    if !current.approval.as_deref().is_some_and(State::is_used) {
        current.approval = None;
    }
    pause::other_facts(&mut current.waits);
}

/// What is given out as approved uses the approval up.
fn use_approval(current: &mut Entry) -> Result<(), Contradiction> {
    let given = current.approval.as_mut().filter(|approval| approval.is_given());
    given.ok_or(Contradiction("it calls approved what no second officer approved"))?.use_up();
    Ok(())
}

/// What is given out at once, to protect life, waits for a second officer's review from here on.
fn give_out_at_once(current: &mut Entry, answer: &Answer, made: Made) -> Result<(), Contradiction> {
    if !review::is_at_once(answer) {
        return Ok(());
    }
    let law = current.determination.as_ref().ok_or(Contradiction("it gives out what is not determined"))?;
    review::check(answer, &current.facts, law, current.approval.as_deref())?;
    current.review = Some(Box::new(review::State { released: made, stands: true, reviewed: None }));
    Ok(())
}

/// What a row of an item has room for.
const fn in_row(answer: &Answer) -> (&Term, &When, bool) {
    let Answer { response, responded, imported, approved: _, basis: _, surplus: _ } = answer;
    (response, responded, *imported)
}

fn in_disclosure(current: &Entry) -> Result<(), Contradiction> {
    if matches!(current.place, Place::Disclosure { .. }) {
        Ok(())
    } else {
        Err(Contradiction("it changes an item of the disclosure log that is an exchange"))
    }
}

/// What waits is an item that nobody has answered.
fn to_be_answered(current: &Entry) -> Result<(), Contradiction> {
    in_disclosure(current)?;
    if current.answer.is_some() {
        return Err(Contradiction("it is about the wait of an item that is answered already"));
    }
    Ok(())
}

/// What is asked or approved is the release of a settled item that nobody has answered.
fn to_be_released(current: &Entry) -> Result<(), Contradiction> {
    in_disclosure(current)?;
    if current.answer.is_some() {
        return Err(Contradiction("it is about the release of an item that is answered already"));
    }
    if current.determination.as_ref().is_none_or(|law| law.outcome.is_none()) {
        return Err(Contradiction("it is about the release of an item that is not settled"));
    }
    Ok(())
}

fn of_exchange(answer: Option<&Answer>, facts: &Facts) -> Result<(), Contradiction> {
    match answer {
        Some(answer) if answer.approved => Err(Contradiction("it calls an exchange approved, which none is")),
        Some(answer) if review::is_at_once(answer) => {
            Err(Contradiction("it calls an exchange given out at once, which takes no second officer"))
        }
        Some(answer) => answer::check(answer, facts),
        None => Ok(()),
    }
}

const fn first_answer(current: &Entry) -> Result<(), Contradiction> {
    if current.answer.is_none() { Ok(()) } else { Err(Contradiction("it answers an item a second time")) }
}

fn summary(determination: crate::Determination, log: Log) -> Result<DeterminationSummary, Contradiction> {
    if determination.log != log {
        return Err(Contradiction("its determination belongs in the other log"));
    }
    let crate::Determination { log, outcome, clause, flag, possible, ask_next, trace: _, rules, text } = determination;
    Ok(DeterminationSummary { log, outcome, clause, flag, possible, ask_next, rules, text })
}

/// The request after an event that is about it as a whole.
///
/// # Errors
/// [`Contradiction`] if the event cannot follow the state it meets.
pub(crate) fn request(current: Option<RequestSummary>, event: Event) -> Result<RequestSummary, Contradiction> {
    let in_row = |name: Option<crate::FreeText>| name.map(|name| name.as_str().to_owned());
    match (event, current) {
        (
            Event::RequestReceived { request: _, number, issued: _, received, origin, channel, department, agency },
            None,
        ) => {
            let (department, agency) = (in_row(department), agency.as_str().to_owned());
            Ok(RequestSummary { number, received, origin, channel, department, agency })
        }
        (
            Event::RequestCorrected { request: _, why, received, origin, channel, department, agency },
            Some(RequestSummary { number, .. }),
        ) => {
            known_reason(&why)?;
            let (department, agency) = (in_row(department), agency.as_str().to_owned());
            Ok(RequestSummary { number, received, origin, channel, department, agency })
        }
        (Event::RequestReceived { .. }, Some(_)) => Err(Contradiction("it logs a request that is already there")),
        (Event::RequestCorrected { .. }, None) => Err(Contradiction("it corrects a request that was never logged")),
        (
            Event::StoreCreated { .. }
            | Event::OfficerAdded { .. }
            | Event::RoleChanged { .. }
            | Event::OfficerLeft { .. }
            | Event::AgencyAdded { .. }
            | Event::RecoverySheetMade {}
            | Event::StoreKeyChanged {}
            | Event::PassphraseReset { .. }
            | Event::PassphraseChanged { .. }
            | Event::ReportIssued(_)
            | Event::DepartmentsReporting { .. }
            | Event::NilCertified { .. }
            | Event::NilWithdrawn { .. }
            | Event::UnmergingAsked { .. }
            | Event::UnmergingApproved { .. }
            | Event::UnmergingRefused { .. }
            | Event::AttachmentAdded { .. }
            | Event::HoldPlaced { .. }
            | Event::HoldLifted { .. }
            | Event::RequestSealed { .. }
            | Event::SealLifted { .. }
            | Event::RecordsDestroyed { .. }
            | Event::ItemAdded { .. }
            | Event::ItemDetermined { .. }
            | Event::ItemAnswered { .. }
            | Event::ItemCorrected { .. }
            | Event::AnswerCorrected { .. }
            | Event::DescriptionCorrected { .. }
            | Event::ItemPaused { .. }
            | Event::ItemResumed { .. }
            | Event::ApprovalAsked { .. }
            | Event::ApprovalGiven { .. }
            | Event::ApprovalRefused { .. }
            | Event::ReleaseBlocked { .. }
            | Event::ReleaseReviewed { .. }
            | Event::ItemMoved { .. }
            | Event::ExchangeRecorded { .. }
            | Event::ExchangeChanged { .. }
            | Event::ExchangeCorrected { .. }
            | Event::ExchangeLetterIssued { .. },
            _,
        ) => Err(Contradiction("it is not about a request as a whole")),
    }
}

#[cfg(test)]
mod tests;
