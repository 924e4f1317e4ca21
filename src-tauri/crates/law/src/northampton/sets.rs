//! The named sets that Northampton's rules speak of, and the question "is it compelled, now?".

use crate::facts::{Ask, FactName, Facts, Information, Instrument, Recipient, YesNo, YesNoUnknown};
use crate::rule::{Condition, Test, Truth};

/// Does the recipient act for an immigration agency? A data subject acts for themselves, whatever was answered.
pub(super) fn acts_for_immigration_agency(facts: &Facts, answer: YesNoUnknown) -> Truth {
    match (facts.recipient, facts.for_immigration_agency) {
        (Some(Recipient::DataSubject), _) => (answer == YesNoUnknown::No).into(),
        (Some(_), Some(known)) => (known == answer).into(),
        (Some(_), None) => Truth::Open(FactName::ForImmigrationAgency),
        (None, Some(YesNoUnknown::No)) => (answer == YesNoUnknown::No).into(),
        (None, Some(known)) if known != answer && answer != YesNoUnknown::No => Truth::No,
        (None, _) => Truth::Open(FactName::Recipient),
    }
}

fn is_agency_by_class(recipient: Recipient) -> bool {
    matches!(
        recipient,
        Recipient::ImmigrationAgency
            | Recipient::ImmigrationBenefitsAgency
            | Recipient::MixedFederalAgency
            | Recipient::OtherFederalAgency
            | Recipient::StateAgency
    )
}

/// 2(a) "any state or federal agency": the five agency classes, and whoever acts for an immigration agency.
pub(super) fn agency(facts: &Facts) -> Truth {
    match facts.recipient {
        Some(recipient) if is_agency_by_class(recipient) => Truth::Yes,
        Some(_) => acts_for_immigration_agency(facts, YesNoUnknown::Yes),
        None => Truth::Open(FactName::Recipient),
    }
}

/// 8 U.S.C. § 1373(b)(3) "any other Federal, State, or local government entity". A City department counts only where it
/// passes the question on for an immigration agency; a private party that acts for one is not government.
pub(super) fn government(facts: &Facts) -> Truth {
    match facts.recipient {
        Some(recipient) if is_agency_by_class(recipient) => Truth::Yes,
        Some(Recipient::LocalAgency | Recipient::Court | Recipient::Legislature) => Truth::Yes,
        Some(Recipient::CityDepartment) => acts_for_immigration_agency(facts, YesNoUnknown::Yes),
        Some(_) => Truth::No,
        None => Truth::Open(FactName::Recipient),
    }
}

fn immigration_side(facts: &Facts) -> Truth {
    match facts.recipient {
        Some(Recipient::ImmigrationAgency) => Truth::Yes,
        Some(_) => acts_for_immigration_agency(facts, YesNoUnknown::Yes),
        None => Truth::Open(FactName::Recipient),
    }
}

/// Does law or a judge's process oblige the City, now?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compulsion {
    Yes,
    Open,
    No,
}

/// Is the paper good, and does it name this item? `No` to either settles it.
fn face_and_scope(facts: &Facts) -> Result<Compulsion, FactName> {
    use YesNoUnknown::{No, Yes};
    match (facts.valid_on_face, facts.within_scope) {
        (Some(No), _) | (_, Some(No)) => Ok(Compulsion::No),
        (None, _) => Err(FactName::ValidOnFace),
        (_, None) => Err(FactName::WithinScope),
        (Some(Yes), Some(Yes)) => Ok(Compulsion::Yes),
        (Some(_), Some(_)) => Ok(Compulsion::Open),
    }
}

/// What each paper can do by itself. The error names the fact on which it still hangs.
fn compulsion(facts: &Facts) -> Result<Compulsion, FactName> {
    match facts.instrument {
        None => Err(FactName::Instrument),
        Some(
            Instrument::JudicialWarrant | Instrument::CourtOrder | Instrument::CourtSubpoena | Instrument::Statute,
        ) => face_and_scope(facts),
        // Not self-executing: a court enforces the one, and the other is a contract. Neither is law that obliges now.
        Some(Instrument::AdministrativeSubpoena | Instrument::AgreementTerm) => {
            face_and_scope(facts).map(|found| if found == Compulsion::Yes { Compulsion::Open } else { found })
        }
        Some(Instrument::I9Inspection) => match facts.information_that_counts() {
            None => Err(FactName::Information),
            Some(Information::EmploymentEligibilityForm) => face_and_scope(facts),
            Some(_) => Ok(Compulsion::No),
        },
        Some(Instrument::RecordsRequest) if facts.ask != Some(Ask::Information) => Ok(Compulsion::No),
        Some(Instrument::RecordsRequest) => match facts.exempt_record {
            None => Err(FactName::ExemptRecord),
            Some(YesNoUnknown::No) => Ok(Compulsion::Yes),
            Some(YesNoUnknown::Yes) => Ok(Compulsion::No),
            Some(YesNoUnknown::Unknown) => Ok(Compulsion::Open),
        },
        Some(Instrument::AdministrativeWarrant | Instrument::Detainer | Instrument::None) => Ok(Compulsion::No),
    }
}

fn compelled_is(facts: &Facts, wanted: Compulsion) -> Truth {
    match compulsion(facts) {
        Ok(found) => (found == wanted).into(),
        Err(missing) => Truth::Open(missing),
    }
}

const PAPER: &[FactName] = &[
    FactName::Instrument,
    FactName::Information,
    FactName::ValidOnFace,
    FactName::WithinScope,
    FactName::ExemptRecord,
];
const WHO: &[FactName] = &[FactName::Recipient, FactName::ForImmigrationAgency];

/// A law or a judge's process obliges the City now.
pub(super) const COMPELLED: Condition = Condition::Is(&Test {
    words: "the law or a court compels it now",
    facts: PAPER,
    holds: |facts| compelled_is(facts, Compulsion::Yes),
});
/// It may oblige the City; someone has to find out.
pub(super) const COMPULSION_OPEN: Condition = Condition::Is(&Test {
    words: "whether it is compelled is an open question",
    facts: PAPER,
    holds: |facts| compelled_is(facts, Compulsion::Open),
});
/// [`COMPELLED`] or [`COMPULSION_OPEN`].
pub(super) const COMPELLED_OR_OPEN: Condition = Condition::Is(&Test {
    words: "the law or a court compels it, or may",
    facts: PAPER,
    holds: |facts| match compulsion(facts) {
        Ok(found) => (found != Compulsion::No).into(),
        Err(missing) => Truth::Open(missing),
    },
});
/// Nothing obliges the City, or it is an open question.
pub(super) const NOT_COMPELLED_FOR_SURE: Condition = Condition::Is(&Test {
    words: "nothing surely compels it now",
    facts: PAPER,
    holds: |facts| match compulsion(facts) {
        Ok(found) => (found != Compulsion::Yes).into(),
        Err(missing) => Truth::Open(missing),
    },
});
/// 2(a) "any state or federal agency".
pub(super) const AGENCY: Condition = Condition::Is(&Test {
    words: "the recipient is a state or federal agency, or acts for an immigration agency",
    facts: WHO,
    holds: agency,
});
/// § 1373 "any other Federal, State, or local government entity".
pub(super) const GOVERNMENT: Condition = Condition::Is(&Test {
    words: "the recipient is a federal, state or local government entity",
    facts: WHO,
    holds: government,
});
/// An immigration agency, or whoever acts for one.
pub(super) const IMMIGRATION_SIDE: Condition = Condition::Is(&Test {
    words: "the recipient is an immigration agency or acts for one",
    facts: WHO,
    holds: immigration_side,
});
/// Whether the recipient acts for an immigration agency could not be found out.
pub(super) const MAY_ACT_FOR_IMMIGRATION_AGENCY: Condition = Condition::Is(&Test {
    words: "whether the recipient acts for an immigration agency is unknown",
    facts: WHO,
    holds: |facts| acts_for_immigration_agency(facts, YesNoUnknown::Unknown),
});
/// A paper of immigration officers that no judge signed.
pub(super) const ENFORCEMENT_PAPER: Condition =
    Condition::Instrument(&[Instrument::Detainer, Instrument::AdministrativeWarrant]);
/// Another law keeps the record secret, or forbids the act.
pub(super) const OTHER_LAW_FORBIDS: Condition = Condition::Is(&Test {
    words: "another law forbids it",
    facts: &[FactName::OtherLawForbids],
    holds: |facts| match facts.other_law_forbids {
        None => Truth::Open(FactName::OtherLawForbids),
        Some(answer) => (answer == YesNo::Yes).into(),
    },
});
/// Citizenship or immigration status, to a government: what § 1373 speaks of.
pub(super) const STATUS_TO_A_GOVERNMENT: Condition =
    Condition::All(&[Condition::Information(&[Information::Status]), GOVERNMENT]);
