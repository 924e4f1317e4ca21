//! What is kept of a request and what no longer: its legal holds, and the lawful destruction of its particulars. Nothing is
//! destroyed while a seal stands, either; the seals themselves have a room of their own.
//!
//! A legal hold is on a whole request and has nothing to do with an item that waits. While one stands nothing of the
//! request is destroyed, and no item of it moves to the exchange log, which would destroy its words. Destroying takes
//! what lies beside the log for a request, words, scans and salts; every event stays. The state is the sum of the events.
//! What is not known here: how many years have to pass. The desk's settings say that.

mod rows;

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use crate::event::{Commitment, Event};
use crate::fold::{Contradiction, Entry, Made, Place};
use crate::record::RequestId;
use crate::remark::Said;
use crate::{FreeText, seal};

pub(crate) use rows::{compare, destroy, index_anew, mark_only, of_request, put, put_words, there};

/// A legal hold on a request, as the record shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalHold {
    /// Its number among those of the request, from 1.
    pub hold: u32,
    /// The number of the case or the letter, if one was given.
    pub reference: Option<String>,
    /// Who placed it, when and why.
    pub placed: Said,
    /// Who lifted it, when and why; `None`: it stands.
    pub lifted: Option<Said>,
}

/// That the particulars of a request were destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destruction {
    /// The name of the officer who did it.
    pub officer: String,
    /// When.
    pub at: Timestamp,
    /// The approval number of the Supervisor of Records.
    pub approval: String,
    /// How many texts and scans these were.
    pub texts: u32,
}

/// A request that has been left alone for some time, and what stands against destroying its particulars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untouched {
    /// Its number.
    pub number: String,
    /// When its last entry was made.
    pub last_entry: Timestamp,
    /// How many of its items nobody has answered, or reviewed where one went out at once. An item that waits is one of them: an
    /// answer ends its wait.
    pub open: u32,
    /// How many legal holds stand on it.
    pub holds: u32,
    /// How many texts and scans lie beside the log for it.
    pub texts: u32,
}

/// The most letters that a reference or an approval number has.
pub const KEEPING_NUMBER_AT_MOST: usize = 60;

/// What is kept of one request: the sum of its events about that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct State {
    holds: Vec<Hold>,
    destroyed: Vec<Destroyed>,
}

/// One legal hold.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hold {
    reference: Option<String>,
    placed: Made,
    lifted: Option<Made>,
}

/// One destruction: everything that an earlier event of the request had committed to is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Destroyed {
    made: Made,
    approval: String,
    texts: u32,
}

/// What there is of a request when somebody would destroy it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct There {
    /// How many of its items nobody has answered, or reviewed where one went out at once. An item that waits is one of them: an
    /// answer ends its wait.
    pub(crate) open: u32,
    /// How many texts and scans lie beside the log.
    pub(crate) texts: u32,
    /// Does a seal stand on it?
    pub(crate) sealed: bool,
}

impl State {
    pub(crate) fn is_held(&self) -> bool {
        self.holds.iter().any(|hold| hold.lifted.is_none())
    }

    /// The number that its next hold has.
    pub(crate) fn next(&self) -> u32 {
        u32::try_from(self.holds.len()).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// A hold is placed. Others may stand: each is of another matter, and is lifted for itself.
    pub(crate) fn place(&mut self, number: u32, reference: Option<&FreeText>, made: Made) -> Result<(), Contradiction> {
        if number != self.next() {
            return Err(Contradiction("it numbers a legal hold out of order"));
        }
        let reference = reference.map(FreeText::as_str);
        if reference.is_some_and(|reference| !is_number(reference)) {
            return Err(Contradiction("the reference of a legal hold is empty or too long"));
        }
        self.holds.push(Hold { reference: reference.map(ToOwned::to_owned), placed: made, lifted: None });
        Ok(())
    }

    pub(crate) fn lift(&mut self, number: u32, made: Made) -> Result<(), Contradiction> {
        let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        let hold = index.and_then(|index| self.holds.get_mut(index)).filter(|hold| hold.lifted.is_none());
        hold.ok_or(Contradiction("it lifts a legal hold that does not stand"))?.lifted = Some(made);
        Ok(())
    }

    /// The particulars are destroyed, as many texts as there are.
    pub(crate) fn destroy(
        &mut self,
        approval: &FreeText,
        texts: u32,
        there: There,
        made: Made,
    ) -> Result<(), Contradiction> {
        if self.is_held() {
            return Err(Contradiction("it destroys particulars of a request that is on legal hold"));
        }
        if there.sealed {
            return Err(Contradiction("it destroys particulars of a request that is sealed"));
        }
        if there.open > 0 {
            return Err(Contradiction("it destroys particulars of a request that is not completed"));
        }
        if !is_number(approval.as_str()) {
            return Err(Contradiction("it destroys particulars without the Supervisor's approval number"));
        }
        if there.texts == 0 {
            return Err(Contradiction("it destroys particulars of a request that has none"));
        }
        if texts != there.texts {
            return Err(Contradiction("it does not say how many texts it destroys"));
        }
        self.destroyed.push(Destroyed { made, approval: approval.as_str().to_owned(), texts });
        Ok(())
    }

    /// Was what this event of the request committed to destroyed?
    pub(crate) fn is_destroyed(&self, event: i64) -> bool {
        self.destroyed.last().is_some_and(|destroyed| event < destroyed.made.event)
    }

    /// How many words about its holds lie beside the log.
    fn words(&self) -> u32 {
        let events = self.holds.iter().flat_map(|hold| [Some(hold.placed), hold.lifted]).flatten();
        u32::try_from(events.filter(|made| !self.is_destroyed(made.event)).count()).unwrap_or(u32::MAX)
    }
}

/// A number of somebody else's: not empty, and short.
fn is_number(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= KEEPING_NUMBER_AT_MOST
}

/// What the events say of keeping, request by request.
#[derive(Debug, Default)]
pub(crate) struct Keeping {
    /// Of the requests that ever had a hold or were destroyed.
    states: BTreeMap<RequestId, State>,
    /// The seals of the requests that ever had one.
    seals: BTreeMap<RequestId, seal::State>,
    /// What was said about holds and seals: the event, the request and the commitment, in the order of the events.
    words: Vec<(i64, RequestId, Commitment)>,
    /// The entry of each text about an item that lies beside the log.
    texts: HashMap<RequestId, Vec<i64>>,
    /// How many items are open; of the requests that have some.
    open: HashMap<RequestId, u32>,
}

impl Keeping {
    /// Takes an event about a hold, a seal or a destruction; others say nothing here. `scans` is how many the request has.
    ///
    /// # Errors
    /// [`Contradiction`] if the event cannot follow those before it.
    pub(crate) fn follow(&mut self, event: &Event, made: Made, scans: u32) -> Result<(), Contradiction> {
        if let Event::HoldPlaced { request, hold, reference, reason } = event {
            self.states.entry(*request).or_default().place(*hold, reference.as_ref(), made)?;
            self.words.push((made.event, *request, *reason));
        } else if let Event::HoldLifted { request, hold, reason } = event {
            self.states.entry(*request).or_default().lift(*hold, made)?;
            self.words.push((made.event, *request, *reason));
        } else if let Event::RequestSealed { request, until, counted, under, reason } = event {
            self.seals.entry(*request).or_default().seal(*until, *counted, under, made)?;
            self.words.push((made.event, *request, *reason));
        } else if let Event::SealLifted { request, reason } = event {
            self.seals.entry(*request).or_default().lift(made)?;
            self.words.push((made.event, *request, *reason));
        } else if let Event::RecordsDestroyed { request, approval, texts } = event {
            let state = self.states.entry(*request).or_default();
            let seals = self.seals.get(request);
            let of_seals = seals.map_or(0, |seals| seals.events().filter(|event| !state.is_destroyed(*event)).count());
            let sealed = seals.is_some_and(|seals| seals.stands(made.at));
            let of_items = u32::try_from(self.texts.get(request).map_or(0, Vec::len)).unwrap_or(u32::MAX);
            let open = self.open.get(request).copied().unwrap_or_default();
            let said = state.words().saturating_add(u32::try_from(of_seals).unwrap_or(u32::MAX));
            let there = There { open, texts: of_items.saturating_add(said).saturating_add(scans), sealed };
            state.destroy(approval, *texts, there, made)?;
            self.texts.remove(request);
        }
        Ok(())
    }

    /// A text about an item was committed to.
    pub(crate) fn text(&mut self, request: RequestId, entry: i64) {
        self.texts.entry(request).or_default().push(entry);
    }

    /// An item is what it is after an event; before, it was `open`, or was not there.
    pub(crate) fn item(&mut self, request: RequestId, was_open: bool, entry: &Entry) {
        match (was_open, is_open(entry)) {
            (false, true) => *self.open.entry(request).or_default() += 1,
            (true, false) => {
                if let Some(open) = self.open.get_mut(&request) {
                    *open = open.saturating_sub(1);
                }
            }
            (true, true) | (false, false) => {}
        }
    }

    /// An item moves to the exchange log: its texts are destroyed.
    ///
    /// # Errors
    /// [`Contradiction`] if a legal hold stands on its request.
    pub(crate) fn moves(&mut self, request: RequestId, entry: i64) -> Result<(), Contradiction> {
        self.states.get(&request).map_or(Ok(()), may_move)?;
        if let Some(texts) = self.texts.get_mut(&request) {
            texts.retain(|of| *of != entry);
        }
        Ok(())
    }

    /// Was what this event of a request committed to destroyed with the particulars of the request?
    pub(crate) fn is_destroyed(&self, request: RequestId, event: i64) -> bool {
        self.states.get(&request).is_some_and(|state| state.is_destroyed(event))
    }

    /// The seals of each request that ever had one.
    pub(crate) const fn seals(&self) -> &BTreeMap<RequestId, seal::State> {
        &self.seals
    }

    /// How many texts and scans were destroyed, in all.
    pub(crate) fn destroyed(&self) -> u64 {
        self.states.values().flat_map(|state| &state.destroyed).map(|destroyed| u64::from(destroyed.texts)).sum()
    }
}

/// Nobody has answered it, or nobody has reviewed that it went out at once. A wait ends with the answer, so what waits is open.
pub(crate) fn is_open(entry: &Entry) -> bool {
    let in_disclosure = matches!(entry.place, Place::Disclosure { .. });
    entry.answer.is_none() || (in_disclosure && entry.review.as_ref().is_some_and(|review| review.reviewed.is_none()))
}

/// What moves to the exchange log leaves its words behind, destroyed. A legal hold forbids that.
pub(crate) fn may_move(state: &State) -> Result<(), Contradiction> {
    if state.is_held() {
        return Err(Contradiction(
            "this item is a status exchange now, and to move it to that ledger would destroy its words, while its request \
             is on legal hold; ask the Solicitor whether the hold can be lifted",
        ));
    }
    Ok(())
}
