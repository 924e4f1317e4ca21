//! What waits: an item that is with the Solicitor, or on hold, and what came of it.

use law::Decision;
use law::outcome::Outcome;
use ledger::{Blocked, FreeText, Item, Log, PauseEnd, Term};
use report::entry::WaitsFor;
use serde::{Deserialize, Serialize};

use super::approval::{is_same_law, local_minute};
use super::contract;
use super::keeping::Gone;
use super::request::{RequestView, change, facts_of, find};
use crate::error::Error;
use crate::office::Desk;
use crate::roles::Duty;

/// Why an item cannot be given out yet, whoever approves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// It is with the Solicitor.
    WithSolicitor,
    /// It takes the Solicitor's finding, and nobody has referred it.
    NoFinding,
    /// It takes the Solicitor's finding, and the last one was for other facts.
    OtherFacts,
}

contract! {
    /// One wait of an item, and how it ended.
    pub struct Wait {
        /// For whom or what: a word of the list.
        pub waits_for: String,
        /// Who referred it or put it on hold.
        pub begun_by: String,
        /// When, in New York: `2026-11-24T14:05`.
        pub begun_at: String,
        /// The question, or why it waits.
        pub reason: Option<String>,
        /// How that was destroyed; none: it is kept.
        pub reason_destroyed: Option<Gone>,
        /// How it ended; none: it waits.
        pub ended: Option<WaitEnd>,
    }

    /// How a wait ended.
    pub struct WaitEnd {
        /// Did an answer to the item end it? Else somebody recorded what came of it.
        pub answered: bool,
        /// Who.
        pub by: String,
        /// When, in New York.
        pub at: String,
        /// The finding, or what came of it.
        pub words: Option<String>,
        /// How that was destroyed; none: it is kept, or nothing was said.
        pub words_destroyed: Option<Gone>,
    }

    /// An item is referred to the Solicitor, or put on hold.
    pub struct Pausing {
        /// The request's number.
        pub number: String,
        /// The item's number within the request.
        pub item: u32,
        /// For whom or what it waits.
        pub waits_for: String,
        /// The question, or why it waits.
        pub reason: String,
    }

    /// What came of a wait.
    pub struct Resuming {
        /// The request's number.
        pub number: String,
        /// The item's number within the request.
        pub item: u32,
        /// The finding, or what came of it.
        pub finding: String,
    }
}

impl Wait {
    pub(crate) fn of(pause: &ledger::Pause, destructions: &[ledger::Destruction]) -> Self {
        Self {
            waits_for: pause.waits_for.as_str().to_owned(),
            begun_by: pause.begun.name.clone(),
            begun_at: local_minute(pause.begun.at),
            reason: pause.begun.reason.clone(),
            reason_destroyed: Gone::said(&pause.begun, destructions),
            ended: pause.ended.as_ref().map(|(how, said)| WaitEnd {
                answered: matches!(how, PauseEnd::Answered),
                by: said.name.clone(),
                at: local_minute(said.at),
                words: said.reason.clone(),
                // An answer that ends a wait says nothing of it.
                words_destroyed: match how {
                    PauseEnd::Resumed => Gone::said(said, destructions),
                    PauseEnd::Answered => None,
                },
            }),
        }
    }
}

fn is_for_solicitor(pause: &ledger::Pause) -> bool {
    pause.waits_for == WaitsFor::Solicitor.as_str()
}

/// Why an item that nobody has answered cannot be given out yet; `None`: the Solicitor need not say anything.
pub(crate) fn held(item: &Item, decision: &Decision, pauses: &[ledger::Pause]) -> Option<Held> {
    if item.responded.is_some() || item.determination.log == Log::StatusExchange {
        return None;
    }
    if pauses.iter().any(|pause| is_for_solicitor(pause) && pause.ended.is_none()) {
        return Some(Held::WithSolicitor);
    }
    if !takes_a_finding(decision) || is_same_law(item, decision) && pauses.iter().any(|pause| pause.stands) {
        return None;
    }
    let found = |pause: &ledger::Pause| is_for_solicitor(pause) && matches!(pause.ended, Some((PauseEnd::Resumed, _)));
    Some(if pauses.iter().any(found) { Held::OtherFacts } else { Held::NoFinding })
}

/// Is nothing that was asked to be done until the Solicitor has said what?
pub(crate) fn takes_a_finding(decision: &Decision) -> bool {
    match decision {
        Decision::Settled(found) => found.outcome == Outcome::Counsel,
        Decision::NotSettled(_) => false,
    }
}

impl Held {
    /// What to do before it can be given out.
    pub(crate) const fn next(self) -> &'static str {
        match self {
            Self::WithSolicitor => "It is with the Solicitor. Record the finding first, then do what it says.",
            Self::NoFinding => "Nothing that was asked is done until the Solicitor's written finding. Refer it first.",
            Self::OtherFacts => {
                "What is known of it has changed since the Solicitor's finding. Refer it to the Solicitor again."
            }
        }
    }

    pub(crate) const fn blocked(self) -> Blocked {
        match self {
            Self::WithSolicitor => Blocked::WithSolicitor,
            Self::NoFinding | Self::OtherFacts => Blocked::NoFinding,
        }
    }
}

fn said(text: &str, missing: &str) -> Result<FreeText, Error> {
    if text.trim().is_empty() {
        return Err(refusal(missing));
    }
    FreeText::new(text.trim()).map_err(|screened| refusal(&screened.to_string()))
}

fn refusal(what: &str) -> Error {
    Error::Refused(what.to_owned())
}

impl Desk {
    /// Refers an item to the Solicitor, or puts it on hold. Its deadlines run on.
    ///
    /// # Errors
    /// [`Error::Refused`] if it is answered, a status exchange, or waits already, or the words cannot be kept; or what the
    /// store says. Then nothing was recorded.
    pub fn pause_item(&mut self, pausing: &Pausing) -> Result<RequestView, Error> {
        self.require_for(Duty::Answer, &pausing.number)?;
        let Ok(waits_for) = pausing.waits_for.parse::<WaitsFor>() else {
            return Err(refusal("say for whom or what the item waits"));
        };
        let item = self.item(&pausing.number, pausing.item)?;
        if item.responded.is_some() {
            return Err(refusal("this item is answered; nothing waits any more"));
        }
        if item.determination.log == Log::StatusExchange {
            return Err(refusal("a status exchange holds no text; ask the Solicitor outside of it"));
        }
        if self.store.pauses(item.entry)?.iter().any(|pause| pause.ended.is_none()) {
            return Err(refusal("this item waits already; record first what came of it"));
        }
        let reason = said(
            &pausing.reason,
            match waits_for {
                WaitsFor::Solicitor => "write the question to the Solicitor; it stands in the record",
                WaitsFor::Requester | WaitsFor::Records | WaitsFor::Other => {
                    "say why it waits; it stands in the record"
                }
            },
        )?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, &item)?;
        act.pause_item(id, item.item, Term::from_static(waits_for.as_str()), &reason)?;
        act.commit()?;
        self.request(&pausing.number)
    }

    /// Records what came of a wait: the Solicitor's finding, or what an item was on hold for.
    ///
    /// # Errors
    /// [`Error::Refused`] if it does not wait, or the words cannot be kept; or what the store says. Then nothing was
    /// recorded.
    pub fn resume_item(&mut self, resuming: &Resuming) -> Result<RequestView, Error> {
        let item = self.item(&resuming.number, resuming.item)?;
        let facts = facts_of(&item)?;
        let pauses = self.store.pauses(item.entry)?;
        let Some(open) = pauses.iter().find(|pause| pause.ended.is_none()) else {
            return Err(refusal("this item does not wait any more; look at it again"));
        };
        self.require(if is_for_solicitor(open) { Duty::Find } else { Duty::Answer })?;
        let finding = said(
            &resuming.finding,
            if is_for_solicitor(open) {
                "write what the Solicitor found; it stands in the record"
            } else {
                "say what came of it; it stands in the record"
            },
        )?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, &item)?;
        // A finding is for what the law says now; where the record has that already, this changes nothing.
        act.change_item(id, item.item, change(&item, &facts, None))?;
        act.resume_item(id, item.item, &finding)?;
        act.commit()?;
        self.request(&resuming.number)
    }

    /// Why an item cannot be given out yet, for all the Solicitor has said.
    pub(crate) fn held(&self, item: &Item, decision: &Decision) -> Result<Option<Held>, Error> {
        Ok(held(item, decision, &self.store.pauses(item.entry)?))
    }
}
