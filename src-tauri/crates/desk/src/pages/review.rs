//! What goes out at once to protect life, without an approval; and the review by a second officer, which follows within one
//! business day.

use jiff::civil::Date;
use law::calendar::ClosedDays;
use law::facts::{Facts, Purpose};
use law::{Decision, deadlines, vocabulary};
use ledger::{Blocked, Destruction, Item, OfficerId, Term, local_date};

use super::approval::{self, local_minute, reason};
use super::contract;
use super::keeping::Gone;
use super::needs::Due;
use super::request::{RequestView, find};
use super::words;
use crate::error::Error;
use crate::office::Desk;
use crate::roles::Duty;

vocabulary! {
    /// What a second officer finds of what went out at once.
    Found = "found" {
        /// It was right to give it out at once.
        InOrder = "in_order",
        /// It was not.
        NotInOrder = "not_in_order",
    }
}

contract! {
    /// What went out at once, and its review.
    pub struct Review {
        /// Who recorded that it went out at once.
        pub released_by: String,
        /// When, in New York: `2026-11-24T14:05`.
        pub released_at: String,
        /// Did the officer at this desk give it out?
        pub own: bool,
        /// Is the answer still that release? Not where it was corrected to say that nothing went out.
        pub stands: bool,
        /// By when a second officer reviews it; none: it is reviewed.
        pub due: Option<Due>,
        /// What was found, in words.
        pub found: Option<String>,
        /// Who reviewed it.
        pub reviewed_by: Option<String>,
        /// When, in New York.
        pub reviewed_at: Option<String>,
        /// Why.
        pub reviewed_reason: Option<String>,
        /// That it was destroyed.
        pub reviewed_destroyed: Option<Gone>,
    }

    /// What a second officer says of what went out at once.
    pub struct Reviewing {
        /// The request's number.
        pub number: String,
        /// The item's number within the request.
        pub item: u32,
        /// What was found: a word of the list.
        pub found: String,
        /// Why.
        pub reason: String,
    }
}

/// Is it asked to protect life, and does 2(a) flag it? Then it may go out at once.
pub(crate) fn is_urgent(facts: &Facts, decision: &Decision) -> bool {
    facts.purpose == Some(Purpose::LifeSafety) && approval::is_flagged(decision)
}

/// What keeps an item from going out at once; `None`: nothing does.
pub(crate) fn what_keeps_it(
    facts: &Facts,
    decision: &Decision,
    holding: Option<&ledger::Approval>,
) -> Option<&'static str> {
    if !is_urgent(facts, decision) {
        return Some("Only what is asked to protect someone's life or safety goes out at once. Ask a second officer.");
    }
    match holding {
        Some(ledger::Approval { decided: Some((false, _)), .. }) => approval::what_is_missing(holding),
        Some(ledger::Approval { decided: Some((true, _)) | None, .. }) | None => None,
    }
}

/// By when a second officer reviews what went out at once: counted from the day it went out, which is not after the day
/// on which that was recorded.
pub(crate) fn deadline(item: &Item, said: &ledger::Review, closed: &ClosedDays) -> Option<deadlines::Deadline> {
    let recorded = local_date(said.released.at);
    let released = item.responded.filter(|_| said.stands).map_or(recorded, |day| day.date().min(recorded));
    deadlines::release_review(released, closed)
}

impl Review {
    pub(crate) fn of(
        item: &Item,
        said: &ledger::Review,
        (officer, today): (OfficerId, Date),
        closed: &ClosedDays,
        destructions: &[Destruction],
    ) -> Self {
        let reviewed = said.reviewed.as_ref();
        let due = deadline(item, said, closed).filter(|_| reviewed.is_none());
        let by = reviewed.map(|(_, by)| by);
        Self {
            released_by: said.released.name.clone(),
            released_at: local_minute(said.released.at),
            own: said.released.by == officer,
            stands: said.stands,
            due: due.map(|due| Due::of(&due, today)),
            found: reviewed.map(|(found, _)| words::found_in_words(found.as_str()).to_owned()),
            reviewed_by: by.map(|by| by.name.clone()),
            reviewed_at: by.map(|by| local_minute(by.at)),
            reviewed_reason: by.and_then(|by| by.reason.clone()),
            reviewed_destroyed: by.and_then(|by| Gone::said(by, destructions)),
        }
    }
}

fn refusal(what: &str) -> Error {
    Error::Refused(what.to_owned())
}

impl Desk {
    /// Records what a second officer found of what went out at once.
    ///
    /// # Errors
    /// [`Error::OwnRelease`] if this officer gave it out, [`Error::NotTheDecider`]: then only that it was tried is
    /// recorded. [`ledger::Error::GivenPassphrase`] if somebody else could decide in their name. [`Error::Refused`] if
    /// there is nothing to review, or the reason cannot be kept; or what the store says. Then nothing was recorded.
    pub fn review_release(&mut self, reviewing: &Reviewing) -> Result<RequestView, Error> {
        let item = self.item(&reviewing.number, reviewing.item)?;
        let Some(said) = self.store.review(item.entry)?.filter(|said| said.reviewed.is_none()) else {
            return Err(refusal("nothing of this item waits for a review; look at it again"));
        };
        if said.released.by == self.store.officer().0 {
            self.block(&item, Blocked::OwnRelease)?;
            return Err(Error::OwnRelease);
        }
        let role = self.role()?;
        if !role.may(Duty::Approve) {
            self.block(&item, Blocked::NotTheRole)?;
            return Err(Error::NotTheDecider { role: role.as_str(), whose: Duty::Approve.whose() });
        }
        let Ok(found) = reviewing.found.parse::<Found>() else {
            return Err(refusal("say whether it was in order that it went out at once"));
        };
        let reason = reason(&reviewing.reason)?;
        let mut act = self.store.begin(self.clock.now(), self.entropy.as_mut())?;
        let id = find(&mut act, &item)?;
        act.review_release(id, item.item, Term::from_static(found.as_str()), &reason)?;
        act.commit()?;
        self.request(&reviewing.number)
    }

    /// Stops what does not go out at once, and records that it was tried.
    pub(crate) fn require_urgent(&mut self, item: &Item, facts: &Facts, decision: &Decision) -> Result<(), Error> {
        let said = self.store.approval(item.entry)?;
        let holding = approval::holding(item, decision, said.as_ref());
        match what_keeps_it(facts, decision, holding) {
            None => Ok(()),
            Some(next) => {
                self.block(item, Blocked::NoApproval)?;
                Err(Error::NeedsApproval { next })
            }
        }
    }
}
