//! On what basis an item was answered: a short list, after what the ordinance can say and what papers there are.

use law::facts::{Facts, Instrument};
use law::outcome::{LedgerKind, Outcome};
use law::{Decision, vocabulary};

use super::words::{self, Choice};

vocabulary! {
    /// On what basis an item was answered.
    Basis = "basis" {
        /// A court's paper requires it.
        CourtPaper = "court_paper",
        /// A law that is no records law requires it.
        Statute = "statute",
        /// The public records law requires it, or exempts it.
        RecordsLaw = "records_law",
        /// The Solicitor's finding.
        Solicitor = "solicitor",
        /// A benefit: 2(c), or the public-benefit exception of 2(b).
        Benefit = "benefit",
        /// An exchange of status alone: 8 U.S.C. § 1373 and 3(b).
        Section1373 = "section_1373",
        /// Another purpose; no law requires it.
        OtherPurpose = "other_purpose",
        /// The ordinance bars it or holds it.
        Ordinance = "ordinance",
        /// Another law forbids it.
        OtherLaw = "other_law",
        /// The ordinance does not decide.
        NotCovered = "not_covered",
        /// It went out at once to protect life, without an approval; a second officer reviews it.
        LifeSafety = "life_safety",
    }
}

/// The basis that goes with what the law says; `None`: a question is open.
fn usual(decision: &Decision, facts: &Facts) -> Option<Basis> {
    let Decision::Settled(found) = decision else { return None };
    let by_records_law = facts.instrument == Some(Instrument::RecordsRequest);
    Some(match found.outcome {
        Outcome::Mandatory => match facts.instrument {
            Some(Instrument::JudicialWarrant | Instrument::CourtOrder | Instrument::CourtSubpoena) => Basis::CourtPaper,
            Some(Instrument::RecordsRequest) => Basis::RecordsLaw,
            Some(
                Instrument::Statute
                | Instrument::I9Inspection
                | Instrument::None
                | Instrument::AdministrativeSubpoena
                | Instrument::AdministrativeWarrant
                | Instrument::Detainer
                | Instrument::AgreementTerm,
            )
            | None => Basis::Statute,
        },
        Outcome::StatusExchange => Basis::Section1373,
        Outcome::Benefit => Basis::Benefit,
        Outcome::NonMandatoryPermitted => Basis::OtherPurpose,
        Outcome::NonMandatoryProhibited | Outcome::NonMandatoryUndetermined | Outcome::ActionProhibited => {
            Basis::Ordinance
        }
        Outcome::BarredByOtherLaw => Basis::OtherLaw,
        Outcome::NotCovered if by_records_law => Basis::RecordsLaw,
        Outcome::NotCovered => Basis::NotCovered,
        Outcome::Counsel => Basis::Solicitor,
    })
}

impl Basis {
    /// Can an item of this ledger be answered on it? § 1373 is about status, and nothing else; and no exchange goes out at
    /// once, for none takes a second officer.
    pub(crate) fn is_for(self, ledger: LedgerKind) -> bool {
        match self {
            Self::Section1373 => ledger == LedgerKind::StatusExchange,
            Self::LifeSafety => ledger == LedgerKind::Disclosure,
            Self::CourtPaper
            | Self::Statute
            | Self::RecordsLaw
            | Self::Solicitor
            | Self::Benefit
            | Self::OtherPurpose
            | Self::Ordinance
            | Self::OtherLaw
            | Self::NotCovered => true,
        }
    }

    /// What can be chosen for an item, the usual one first. None is chosen for anybody. That something goes out at once is
    /// not chosen here: it is said by itself.
    pub(crate) fn choices(decision: &Decision, facts: &Facts) -> Vec<Choice> {
        let ledger = ledger_of(decision);
        let mut bases: Vec<Self> =
            Self::ALL.iter().copied().filter(|basis| basis.is_for(ledger) && *basis != Self::LifeSafety).collect();
        let usual = usual(decision, facts);
        bases.sort_by_key(|basis| Some(*basis) != usual);
        bases.into_iter().map(words::basis).collect()
    }
}

/// The ledger an item is in: disclosure until it is settled as an exchange.
pub(crate) fn ledger_of(decision: &Decision) -> LedgerKind {
    match decision {
        Decision::Settled(found) => found.ledger,
        Decision::NotSettled(_) => LedgerKind::Disclosure,
    }
}

/// Did a paper come with it, of which more can leave than it names? A status exchange has only the status.
pub(crate) fn is_under_paper(decision: &Decision, facts: &Facts) -> bool {
    ledger_of(decision) == LedgerKind::Disclosure
        && facts.instrument.is_some_and(|instrument| instrument != Instrument::None)
}
