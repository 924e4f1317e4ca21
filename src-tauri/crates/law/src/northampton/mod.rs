//! The City of Northampton's Safe City Ordinance, 19.153.
//!
//! Its words stand in `northampton/*.md`, to the letter and by version; the positions on its open questions in
//! `northampton/positions.md`. The rules stand in `information.rs` (2(a), 3(b)) and `actions.rs` (2(b), 2(c)); the sets
//! they speak of in `sets.rs`; what staff do next in `next_steps.rs`; the facts as questions to staff in `questions.rs`.

mod actions;
mod information;
mod next_steps;
pub mod questions;
mod sets;

use std::sync::LazyLock;

use crate::facts::{Ask, Facts, Information, Recipient, YesNoUnknown};
use crate::ordinance::{MayHang, Ordinance};
use crate::outcome::{Clause, Flag, LedgerKind, Outcome};
use crate::rule::{Rule, Truth};
use crate::text::{self, Text};

/// 2(a), the exception.
const UNLESS_REQUIRED: &str = "unless required by state and federal law";
/// 2(a), the bar.
const SOLE_PURPOSE: &str = "any action for the sole purpose of facilitating federal immigration enforcement";
/// 3(a), on which referral to the Solicitor rests.
const ASK_THE_SOLICITOR: &str = "promulgate the necessary policies, procedures, directives, and training necessary to effectively and faithfully enforce and implement this ordinance";

/// Ordinance 19.153.
pub static ORDINANCE: Ordinance =
    Ordinance { rules_version: "northampton-2026.1", texts, rules, ledger, flag, next_steps: next_steps::next_steps };

/// The positions taken on the ordinance's open questions, with their sources: one `## A-nn` section each.
pub const POSITIONS: &str = include_str!("../../northampton/positions.md");

static TEXTS: LazyLock<Vec<Text>> = LazyLock::new(|| {
    vec![
        text::read(include_str!("../../northampton/enrolled.md")),
        text::read(include_str!("../../northampton/codified.md")),
    ]
});

fn texts() -> &'static [Text] {
    &TEXTS
}

fn rules(ask: Ask) -> &'static [Rule] {
    match ask {
        Ask::Information | Ask::ReleaseNotification => information::RULES,
        Ask::CustodyHold => actions::CUSTODY_HOLD,
        Ask::StatusDetermination => actions::STATUS_DETERMINATION,
        Ask::ActionOnStatus => actions::ACTION_ON_STATUS,
        Ask::ImmigrationFunction => actions::IMMIGRATION_FUNCTION,
        Ask::Assistance => actions::ASSISTANCE,
        Ask::BenefitCertification => actions::BENEFIT_CERTIFICATION,
        Ask::Agreement => actions::AGREEMENT,
    }
}

/// Status exchanges are kept apart: those that are free, and those that are compelled.
fn ledger(facts: &Facts, outcome: Outcome) -> MayHang<LedgerKind> {
    let exchange = match outcome {
        Outcome::StatusExchange => Truth::Yes,
        Outcome::Mandatory => match (facts.ask, facts.information_that_counts()) {
            (Some(Ask::StatusDetermination), _) => Truth::Yes,
            (Some(Ask::Information), None) => Truth::Open(crate::facts::FactName::Information),
            (Some(Ask::Information), Some(Information::Status)) => sets::government(facts),
            (_, _) => Truth::No,
        },
        Outcome::Benefit
        | Outcome::NonMandatoryProhibited
        | Outcome::NonMandatoryPermitted
        | Outcome::NonMandatoryUndetermined
        | Outcome::ActionProhibited
        | Outcome::BarredByOtherLaw
        | Outcome::NotCovered
        | Outcome::Counsel => Truth::No,
    };
    match exchange {
        Truth::Yes => Ok(LedgerKind::StatusExchange),
        Truth::No => Ok(LedgerKind::Disclosure),
        Truth::Open(fact) => Err(fact),
    }
}

/// The 2(a) flag: wide, where the bar itself is narrow.
fn flag(facts: &Facts, outcome: Outcome, clause: Clause) -> MayHang<Flag> {
    match outcome {
        Outcome::NonMandatoryProhibited | Outcome::NonMandatoryUndetermined => Ok(Flag::High),
        Outcome::ActionProhibited if clause == Clause::S2a => Ok(Flag::High),
        Outcome::NonMandatoryPermitted => match close_to_enforcement(facts) {
            Truth::Yes => Ok(Flag::Medium),
            Truth::No => Ok(Flag::Low),
            Truth::Open(fact) => Err(fact),
        },
        Outcome::Counsel => match sets::agency(facts) {
            Truth::Yes => Ok(Flag::Pending),
            Truth::No => Ok(Flag::None),
            Truth::Open(fact) => Err(fact),
        },
        Outcome::ActionProhibited
        | Outcome::Mandatory
        | Outcome::StatusExchange
        | Outcome::Benefit
        | Outcome::BarredByOtherLaw
        | Outcome::NotCovered => Ok(Flag::None),
    }
}

/// An immigration agency, a mixed one, or someone who acts for an immigration agency or may do so.
fn close_to_enforcement(facts: &Facts) -> Truth {
    match facts.recipient {
        None => Truth::Open(crate::facts::FactName::Recipient),
        Some(Recipient::ImmigrationAgency | Recipient::MixedFederalAgency) => Truth::Yes,
        Some(_) => match sets::acts_for_immigration_agency(facts, YesNoUnknown::No) {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            open @ Truth::Open(_) => open,
        },
    }
}
