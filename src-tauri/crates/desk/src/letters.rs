//! Which letters the determinations of a request's items lead to, and what holds in each: items in, letters out. A letter
//! is never typed from nothing.
//!
//! It decides nothing about an item: that was determined, and what became of it recorded, before. It knows no wording.

use std::collections::BTreeSet;

use jiff::civil::Date;
use law::Decision;
use law::calendar::ClosedDays;
use law::deadlines::{self, Deadline, DeadlineKind};
use law::facts::{Ask, Facts, Instrument};
use law::outcome::Outcome;
use ledger::Log;
use report::entry::{Direction, Response};
use report::letters::{Asked, Condition, Letter};

/// What is known of an item, for the letters about it.
pub(crate) struct Considered {
    /// Its number within the request.
    pub(crate) item: u32,
    /// The ledger it is in.
    pub(crate) log: Log,
    /// Which way it went, of a status exchange.
    pub(crate) direction: Option<Direction>,
    pub(crate) facts: Facts,
    pub(crate) decision: Decision,
    /// Does it wait for the Solicitor, or for being referred?
    pub(crate) for_solicitor: bool,
    /// What became of it.
    pub(crate) response: Response,
}

/// The request that the letters are about.
pub(crate) struct OfRequest<'a> {
    /// Did somebody ask? Nobody is answered about what the City volunteers or inquires itself.
    pub(crate) asked: bool,
    /// The day on which it came in.
    pub(crate) received: Date,
    /// Days on which the office is closed.
    pub(crate) closed: &'a ClosedDays,
}

/// A letter that can be issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offer {
    /// Which.
    pub(crate) letter: Letter,
    /// The items it is about, in order.
    pub(crate) about: Vec<Asked>,
    /// What holds in it.
    pub(crate) holds: BTreeSet<Condition>,
    /// The date that it gives, or that is offered for it.
    pub(crate) due: Option<Date>,
    /// Does the officer choose the date? Then [`Self::due`] is the last one.
    pub(crate) chooses_date: bool,
    /// Does the officer give a reason?
    pub(crate) wants_reason: bool,
    /// Does the officer name exemptions?
    pub(crate) wants_exemptions: bool,
}

impl Considered {
    fn outcome(&self) -> Option<Outcome> {
        match &self.decision {
            Decision::Settled(found) => Some(found.outcome),
            Decision::NotSettled(_) => None,
        }
    }

    fn is_records_request(&self) -> bool {
        self.facts.instrument == Some(Instrument::RecordsRequest)
    }

    fn is_certification(&self) -> bool {
        self.facts.ask == Some(Ask::BenefitCertification)
    }

    fn is_pending(&self) -> bool {
        self.response == Response::Pending
    }

    fn is_given(&self) -> bool {
        self.response.is_disclosure()
    }

    fn is_withheld(&self) -> bool {
        self.response == Response::Withheld
    }

    /// Is it kept back, wholly or in part?
    fn is_kept_back(&self) -> bool {
        matches!(self.response, Response::Withheld | Response::ReleasedInPart)
    }

    fn brings_agency_paper(&self) -> bool {
        matches!(
            self.facts.instrument,
            Some(Instrument::AdministrativeSubpoena | Instrument::AdministrativeWarrant | Instrument::Detainer)
        )
    }

    /// Is somebody's question about a status among what is answered?
    fn is_status_question(&self) -> bool {
        self.log == Log::StatusExchange && self.direction == Some(Direction::Sent)
    }

    /// Is this letter about it?
    fn leads_to(&self, letter: Letter) -> bool {
        if letter == Letter::StatusExchange {
            return self.is_status_question();
        }
        self.log == Log::Disclosure
            && match letter {
                Letter::Acknowledgement => self.is_pending(),
                Letter::Refusal => {
                    !self.is_records_request()
                        && (self.is_pending() || self.is_withheld())
                        && matches!(self.outcome(), Some(Outcome::NonMandatoryProhibited | Outcome::ActionProhibited))
                }
                Letter::CourtPaper => {
                    !self.is_records_request()
                        && self.is_pending()
                        && self.outcome().is_some_and(Outcome::is_non_mandatory)
                }
                Letter::Referral => self.is_pending() && self.for_solicitor,
                Letter::PublicRecords => self.is_records_request() && (self.is_given() || self.is_withheld()),
                Letter::Certification => {
                    self.is_certification() && (self.is_pending() || self.is_given() || self.is_withheld())
                }
                Letter::Extension => self.is_records_request() && self.is_pending(),
                Letter::StatusExchange => false,
            }
    }

    /// What holds in a letter about it.
    fn holds(&self, letter: Letter) -> impl Iterator<Item = Condition> {
        let all = match letter {
            Letter::Acknowledgement => vec![
                (Condition::Records, self.is_records_request()),
                (Condition::Certification, self.is_certification()),
            ],
            Letter::Refusal => vec![
                (Condition::Information, self.outcome() == Some(Outcome::NonMandatoryProhibited)),
                (Condition::Action, self.outcome() == Some(Outcome::ActionProhibited)),
            ],
            Letter::CourtPaper | Letter::Referral => vec![(Condition::AgencyPaper, self.brings_agency_paper())],
            Letter::PublicRecords => {
                vec![(Condition::Given, self.is_given()), (Condition::Withheld, self.is_kept_back())]
            }
            Letter::Certification => vec![
                (Condition::Signed, self.is_given()),
                (Condition::Denied, self.is_withheld()),
                (Condition::Later, self.is_pending()),
            ],
            Letter::StatusExchange | Letter::Extension => Vec::new(),
        };
        all.into_iter().filter_map(|(condition, holds)| holds.then_some(condition))
    }

    /// The date for it that a letter gives: the last one that the law allows.
    fn due(&self, letter: Letter, of_request: &OfRequest<'_>) -> Option<Date> {
        let given = |deadline: &Deadline| match letter {
            Letter::Acknowledgement => {
                matches!(deadline.kind, DeadlineKind::RecordsResponse | DeadlineKind::CertificationResponse)
            }
            Letter::Referral => true,
            Letter::Certification => self.is_pending() && deadline.kind == DeadlineKind::CertificationResponse,
            Letter::Extension => deadline.kind == DeadlineKind::RecordsOuterLimit,
            Letter::Refusal | Letter::CourtPaper | Letter::StatusExchange | Letter::PublicRecords => false,
        };
        let running = deadlines::for_item(&self.facts, of_request.received, None, of_request.closed);
        running.iter().filter(|deadline| given(deadline)).map(|deadline| deadline.due).min()
    }
}

/// The letters that can be issued about a request, in the order of the list.
pub(crate) fn offers(items: &[Considered], of_request: &OfRequest<'_>) -> Vec<Offer> {
    let asked = |letter: &&Letter| of_request.asked || **letter == Letter::Referral;
    Letter::ALL.iter().filter(asked).filter_map(|letter| offer(*letter, items, of_request)).collect()
}

fn offer(letter: Letter, items: &[Considered], of_request: &OfRequest<'_>) -> Option<Offer> {
    let about: Vec<&Considered> = items.iter().filter(|item| item.leads_to(letter)).collect();
    if about.is_empty() {
        return None;
    }
    let mut holds: BTreeSet<Condition> = about.iter().flat_map(|item| item.holds(letter)).collect();
    let due = about.iter().filter_map(|item| item.due(letter, of_request)).min();
    if letter == Letter::Referral && due.is_some() {
        holds.insert(Condition::Dated);
    }
    if matches!(letter, Letter::Refusal | Letter::CourtPaper) && items.iter().any(Considered::is_status_question) {
        holds.insert(Condition::Apart);
    }
    let is_late = letter == Letter::Extension || holds.contains(&Condition::Later);
    Some(Offer {
        letter,
        about: about
            .iter()
            .map(|item| Asked { item: item.item, ask: item.facts.ask, information: item.facts.information })
            .collect(),
        due,
        chooses_date: is_late,
        wants_reason: is_late || holds.contains(&Condition::Denied),
        wants_exemptions: letter == Letter::PublicRecords && holds.contains(&Condition::Withheld),
        holds,
    })
}

#[cfg(test)]
mod tests;
