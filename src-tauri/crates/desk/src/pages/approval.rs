//! Four eyes: giving out what 2(a) flags takes the approval of another officer. For what 2(a) bars it says who answers for
//! that.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use law::Decision;
use law::outcome::{Flag, LedgerKind};
use ledger::{Blocked, FreeText, Item, Officer, OfficerId, Term};
use serde::{Deserialize, Serialize};

use super::contract;
use super::keeping::Gone;
use super::request::{RequestView, change, decision_of, facts_of, find};
use super::words::Choice;
use crate::error::Error;
use crate::office::Desk;
use crate::roles::Duty;

/// Where the office is. The rules are compiled in.
static ZONE: TimeZone = jiff::tz::get!("America/New_York");

/// How far the approval of an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ApprovalState {
    /// Giving it out takes one, and nobody has asked.
    Needed,
    /// A second officer is asked.
    Asked,
    /// A second officer approved.
    Given,
    /// A second officer refused.
    Refused,
}

contract! {
    /// The approval that giving an item out takes, and how far it is.
    pub struct Approval {
        /// How far it is.
        pub state: ApprovalState,
        /// Who asked.
        pub asked_by: Option<String>,
        /// When, in New York: `2026-11-24T14:05`.
        pub asked_at: Option<String>,
        /// Why.
        pub asked_reason: Option<String>,
        /// How that was destroyed; none: it is kept.
        pub asked_destroyed: Option<Gone>,
        /// Who decided.
        pub decided_by: Option<String>,
        /// When, in New York.
        pub decided_at: Option<String>,
        /// Why.
        pub decided_reason: Option<String>,
        /// How that was destroyed; none: it is kept.
        pub decided_destroyed: Option<Gone>,
        /// Did the officer at this desk ask?
        pub own: bool,
        /// Who can answer for it, where 2(a) bars it and a second officer is asked: numbers and names. None elsewhere.
        pub can_answer: Vec<Choice>,
        /// Who answers for it, where 2(a) bars it and it was approved.
        pub answerable: Option<String>,
    }

    /// A second officer is asked.
    pub struct Asking {
        /// The request's number.
        pub number: String,
        /// The item's number within the request.
        pub item: u32,
        /// Why it should go out.
        pub reason: String,
    }

    /// What the second officer says.
    pub struct Deciding {
        /// The request's number.
        pub number: String,
        /// The item's number within the request.
        pub item: u32,
        /// May it go out?
        pub approve: bool,
        /// The number of the officer who answers for it, where 2(a) bars it and it may go out.
        pub answerable: Option<u32>,
        /// Why, or why not.
        pub reason: String,
    }
}

/// Does the law flag it under 2(a), so that giving it out takes a second officer?
pub(crate) fn is_flagged(decision: &Decision) -> bool {
    match decision {
        Decision::Settled(found) => {
            found.ledger == LedgerKind::Disclosure
                && match found.flag {
                    Flag::High | Flag::Medium | Flag::Low => true,
                    Flag::Pending | Flag::None => false,
                }
        }
        Decision::NotSettled(_) => false,
    }
}

/// Does 2(a) bar it, so that an approval says which officer answers for it?
pub(crate) const fn is_barred(decision: &Decision) -> bool {
    match decision {
        Decision::Settled(found) => matches!(found.flag, Flag::High),
        Decision::NotSettled(_) => false,
    }
}

/// Does the law say of a settled item what it said when that was recorded?
pub(crate) fn is_same_law(item: &Item, decision: &Decision) -> bool {
    let Decision::Settled(found) = decision else { return false };
    let is = |word: Option<&Term>, now: &str| word.is_some_and(|word| *word == now);
    let law = &item.determination;
    is(law.outcome.as_ref(), found.outcome.as_str())
        && is(law.clause.as_ref(), found.clause.as_str())
        && is(law.flag.as_ref(), found.flag.as_str())
}

/// What was said about an item, while the law still says of it what it said then.
pub(crate) fn holding<'a>(
    item: &Item,
    decision: &Decision,
    said: Option<&'a ledger::Approval>,
) -> Option<&'a ledger::Approval> {
    said.filter(|_| is_same_law(item, decision))
}

/// What to do before the item can be given out; `None`: it can.
pub(crate) const fn what_is_missing(holding: Option<&ledger::Approval>) -> Option<&'static str> {
    match holding {
        Some(ledger::Approval { decided: Some((true, _)), .. }) => None,
        Some(ledger::Approval { decided: Some((false, _)), .. }) => {
            Some("The second officer refused. Ask again with a new reason, or do not release it.")
        }
        Some(ledger::Approval { decided: None, .. }) => {
            Some("A second officer is asked already. Wait until another officer has decided.")
        }
        None => Some("Ask a second officer. If it has already left, say so, and record it as it happened."),
    }
}

/// The approval as the page shows it.
pub(crate) fn of(
    item: &Item,
    decision: &Decision,
    said: Option<&ledger::Approval>,
    officer: OfficerId,
    (officers, destructions): (&[Officer], &[ledger::Destruction]),
) -> Option<Approval> {
    let used = said.filter(|said| said.used);
    if item.responded.is_some() && used.is_none() {
        return None;
    }
    // What was given out under an approval was, whatever the law says today.
    let holding = used.or_else(|| holding(item, decision, said));
    if used.is_none() && !is_flagged(decision) {
        return None;
    }
    let asked = holding.map(|said| &said.asked);
    let decided = holding.and_then(|said| said.decided.as_ref());
    let decider = decided.map(|(_, said)| said);
    let state = match (asked, decided) {
        (None, _) => ApprovalState::Needed,
        (Some(_), None) => ApprovalState::Asked,
        (Some(_), Some((true, _))) => ApprovalState::Given,
        (Some(_), Some((false, _))) => ApprovalState::Refused,
    };
    Some(Approval {
        state,
        asked_by: asked.map(|said| said.name.clone()),
        asked_at: asked.map(|said| local_minute(said.at)),
        asked_reason: asked.and_then(|said| said.reason.clone()),
        asked_destroyed: asked.and_then(|said| Gone::said(said, destructions)),
        decided_by: decider.map(|said| said.name.clone()),
        decided_at: decider.map(|said| local_minute(said.at)),
        decided_reason: decider.and_then(|said| said.reason.clone()),
        decided_destroyed: decider.and_then(|said| Gone::said(said, destructions)),
        own: asked.is_some_and(|said| said.by == officer),
        can_answer: if state == ApprovalState::Asked && is_barred(decision) { choices(officers) } else { Vec::new() },
        answerable: holding.and_then(|said| said.answerable.clone()),
    })
}

/// The officers who work here, by number and name.
fn choices(officers: &[Officer]) -> Vec<Choice> {
    let there = officers.iter().filter(|officer| !officer.left);
    there.map(|officer| Choice::new(&officer.id.0.to_string(), &officer.name, "")).collect()
}

/// The civil time in New York, to the minute.
pub(crate) fn local_minute(at: Timestamp) -> String {
    ZONE.to_datetime(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

pub(crate) fn reason(text: &str) -> Result<FreeText, Error> {
    if text.trim().is_empty() {
        return Err(refusal("give a reason; it stands in the record"));
    }
    FreeText::new(text).map_err(|screened| refusal(&screened.to_string()))
}

fn refusal(what: &str) -> Error {
    Error::Refused(what.to_owned())
}

impl Desk {
    /// Asks that another officer approve the release of an item, with the facts it has.
    ///
    /// # Errors
    /// [`Error::Refused`] if that takes no approval, or the reason cannot be kept; or what the store says. Then nothing
    /// was recorded.
    pub fn ask_approval(&mut self, asking: &Asking) -> Result<RequestView, Error> {
        self.require(Duty::Answer)?;
        let item = self.item(&asking.number, asking.item)?;
        let facts = facts_of(&item)?;
        if item.responded.is_some() || !is_flagged(&decision_of(&item, &facts)) {
            return Err(refusal("this item is answered, or giving it out takes no second officer"));
        }
        let reason = reason(&asking.reason)?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, &item)?;
        // What is approved is what the law says now; where the record has that already, this changes nothing.
        act.change_item(id, item.item, change(&item, &facts, None))?;
        act.ask_approval(id, item.item, &reason)?;
        act.commit()?;
        self.request(&asking.number)
    }

    /// Approves the release that another officer asked for, or refuses it.
    ///
    /// # Errors
    /// [`Error::OwnAsk`] if this officer asked, [`Error::NotTheDecider`]: then only that it was tried is recorded.
    /// [`ledger::Error::GivenPassphrase`] if somebody else could decide in their name. [`Error::Refused`] if nothing is asked, or the reason cannot be kept; or what the store says. Then nothing was recorded.
    pub fn decide_approval(&mut self, deciding: &Deciding) -> Result<RequestView, Error> {
        let item = self.item(&deciding.number, deciding.item)?;
        let facts = facts_of(&item)?;
        let said = self.store.approval(item.entry)?.filter(|said| said.decided.is_none());
        let decision = decision_of(&item, &facts);
        let asked = holding(&item, &decision, said.as_ref()).filter(|_| item.responded.is_none());
        if asked.is_some_and(|said| said.asked.by == self.store.officer().0) {
            self.block(&item, Blocked::OwnAsk)?;
            return Err(Error::OwnAsk);
        }
        if asked.is_none() {
            return Err(refusal("no approval is asked for this item as it is now; look at it again"));
        }
        let role = self.role()?;
        if !role.may(Duty::Approve) {
            self.block(&item, Blocked::NotTheRole)?;
            return Err(Error::NotTheDecider { role: role.as_str(), whose: Duty::Approve.whose() });
        }
        let reason = reason(&deciding.reason)?;
        let decided = self.decided(deciding, &decision)?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, &item)?;
        act.decide_approval(id, item.item, decided, &reason)?;
        act.commit()?;
        self.request(&deciding.number)
    }
    /// What is decided. Where 2(a) bars the item, who answers for it belongs to an approval, and nowhere else.
    fn decided(&self, deciding: &Deciding, decision: &Decision) -> Result<ledger::Decision, Error> {
        if !deciding.approve {
            return Ok(ledger::Decision::Refuse);
        }
        if !is_barred(decision) {
            return Ok(ledger::Decision::Approve { answerable: None });
        }
        let known = self.store.officer_list()?;
        let answerable = known.iter().find(|officer| Some(officer.id.0) == deciding.answerable && !officer.left);
        match answerable {
            Some(officer) => Ok(ledger::Decision::Approve { answerable: Some(officer.id) }),
            None => Err(refusal("2(a) bars this: say which officer answers for giving it out all the same")),
        }
    }
}
