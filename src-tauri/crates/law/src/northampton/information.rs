//! Section 2(a) and 3(b): information that would leave the City, and notice of a release.
//!
//! "It is the policy of the City of Northampton that unless required by state and federal law, the City shall not take
//! any action for the sole purpose of facilitating federal immigration enforcement, including providing non-mandatory
//! information to any state or federal agency."

use super::sets::{
    AGENCY, COMPELLED, COMPELLED_OR_OPEN, COMPULSION_OPEN, ENFORCEMENT_PAPER, GOVERNMENT, IMMIGRATION_SIDE,
    MAY_ACT_FOR_IMMIGRATION_AGENCY, NOT_COMPELLED_FOR_SURE, OTHER_LAW_FORBIDS, STATUS_TO_A_GOVERNMENT,
};
use super::{ASK_THE_SOLICITOR, SOLE_PURPOSE, UNLESS_REQUIRED};
use crate::facts::{Information, Purpose, Recipient};
use crate::outcome::{Clause, Outcome};
use crate::rule::{Condition, Rule};

const NON_MANDATORY: &str = "providing non-mandatory information to any state or federal agency";

/// The order in which the law is asked; the first rule that applies decides.
pub(super) static RULES: &[Rule] = &[
    Rule {
        id: "info.published",
        clause: Clause::S2a,
        quote: "providing non-mandatory information",
        positions: &["A-11"],
        because: "It is already public to everyone. Publishing to everyone is not providing to an agency.",
        when: &[Condition::Information(&[Information::Published]), NOT_COMPELLED_FOR_SURE],
        outcome: Outcome::NotCovered,
    },
    Rule {
        id: "info.laws_collide",
        clause: Clause::S3a,
        quote: ASK_THE_SOLICITOR,
        positions: &["A-02", "A-14", "A-29"],
        because: "One law keeps it secret and another may call for it, and a deadline may run. The Solicitor decides which comes first.",
        when: &[OTHER_LAW_FORBIDS, Condition::Any(&[COMPELLED_OR_OPEN, STATUS_TO_A_GOVERNMENT])],
        outcome: Outcome::Counsel,
    },
    Rule {
        id: "info.secret",
        clause: Clause::OtherLaw,
        quote: "",
        positions: &[],
        because: "Another law keeps it secret, and nothing compels the City to give it.",
        when: &[OTHER_LAW_FORBIDS],
        outcome: Outcome::BarredByOtherLaw,
    },
    Rule {
        id: "info.required",
        clause: Clause::S2a,
        quote: UNLESS_REQUIRED,
        positions: &["A-01", "A-02", "A-03", "A-18"],
        because: "State or federal law requires it now; either suffices.",
        when: &[COMPELLED],
        outcome: Outcome::Mandatory,
    },
    Rule {
        id: "info.status_to_government",
        clause: Clause::S3b,
        quote: "providing another law enforcement agency citizenship or information status, consistent with 8 U.S.C. § 1373",
        positions: &["A-12", "A-13", "A-14", "A-33"],
        because: "Exchanging citizenship or immigration status with a government is neither prohibited nor required. It is recorded, never held back.",
        when: &[STATUS_TO_A_GOVERNMENT],
        outcome: Outcome::StatusExchange,
    },
    Rule {
        id: "info.compulsion_open",
        clause: Clause::S3a,
        quote: ASK_THE_SOLICITOR,
        positions: &["A-02", "A-03", "A-34"],
        because: "Whether the law requires it is an open question. The Solicitor answers it before anything leaves.",
        when: &[COMPULSION_OPEN],
        outcome: Outcome::Counsel,
    },
    Rule {
        id: "info.next_to_status",
        clause: Clause::S3a,
        quote: ASK_THE_SOLICITOR,
        positions: &["A-13"],
        because: "A birthplace, nationality field, A-number, passport number or visa type lies between status and ordinary information.",
        when: &[Condition::Information(&[Information::StatusAdjacent]), GOVERNMENT],
        outcome: Outcome::Counsel,
    },
    Rule {
        id: "info.benefit_asked_by_enforcement",
        clause: Clause::S3a,
        quote: ASK_THE_SOLICITOR,
        positions: &["A-19"],
        because: "An immigration agency names a person's benefit as its purpose. That is the person's to ask for.",
        when: &[Condition::Purpose(&[Purpose::ImmigrationBenefit]), IMMIGRATION_SIDE],
        outcome: Outcome::Counsel,
    },
    Rule {
        id: "info.benefit",
        clause: Clause::S2c,
        quote: "shall not prohibit or inhibit the City's participation in any government operation or program that confers an immigration benefit",
        positions: &["A-16", "A-19"],
        because: "It serves an immigration benefit, and 2(c) keeps that open.",
        when: &[Condition::Purpose(&[Purpose::ImmigrationBenefit])],
        outcome: Outcome::Benefit,
    },
    Rule {
        id: "info.sole_purpose",
        clause: Clause::S2a,
        quote: SOLE_PURPOSE,
        positions: &["A-04", "A-05", "A-06", "A-07", "A-21"],
        because: "Immigration enforcement is the only purpose that is articulated, and no law requires it.",
        when: &[Condition::Purpose(&[Purpose::ImmigrationEnforcement])],
        outcome: Outcome::NonMandatoryProhibited,
    },
    Rule {
        id: "info.mixed_purpose",
        clause: Clause::S3a,
        quote: ASK_THE_SOLICITOR,
        positions: &["A-04", "A-08", "A-09"],
        because: "Immigration enforcement is one purpose of several. Whether the other one is real is for the Solicitor.",
        when: &[Condition::Purpose(&[Purpose::Mixed])],
        outcome: Outcome::Counsel,
    },
    Rule {
        id: "info.sole_purpose_presumed",
        clause: Clause::S2a,
        quote: SOLE_PURPOSE,
        positions: &["A-04", "A-08", "A-21", "A-30"],
        because: "Immigration officers or their papers ask and give no purpose: immigration enforcement is presumed to be the only one.",
        when: &[Condition::Purpose(&[Purpose::NotStated]), Condition::Any(&[IMMIGRATION_SIDE, ENFORCEMENT_PAPER])],
        outcome: Outcome::NonMandatoryProhibited,
    },
    Rule {
        id: "info.hold_and_ask",
        clause: Clause::S2a,
        quote: NON_MANDATORY,
        positions: &["A-04", "A-07"],
        because: "No law requires it, and who asks or why is not known. Hold it and ask.",
        when: &[
            Condition::Purpose(&[Purpose::NotStated]),
            Condition::Any(&[AGENCY, Condition::Recipient(&[Recipient::Unidentified]), MAY_ACT_FOR_IMMIGRATION_AGENCY]),
        ],
        outcome: Outcome::NonMandatoryUndetermined,
    },
    Rule {
        id: "info.no_agency_no_purpose",
        clause: Clause::S2a,
        quote: "to any state or federal agency",
        positions: &["A-07"],
        because: "Nobody from a state or federal agency asks. Ordinary records law decides.",
        when: &[Condition::Purpose(&[Purpose::NotStated])],
        outcome: Outcome::NotCovered,
    },
    Rule {
        id: "info.unidentified",
        clause: Clause::S2a,
        quote: NON_MANDATORY,
        positions: &["A-07"],
        because: "The one who asks does not say who they are. Hold it and ask.",
        when: &[Condition::Recipient(&[Recipient::Unidentified])],
        outcome: Outcome::NonMandatoryUndetermined,
    },
    Rule {
        id: "info.other_purpose",
        clause: Clause::S2a,
        quote: NON_MANDATORY,
        positions: &["A-04", "A-05", "A-20"],
        because: "No law requires it, and immigration enforcement is not its sole purpose. It may be disclosed, and it is listed in the report.",
        when: &[AGENCY],
        outcome: Outcome::NonMandatoryPermitted,
    },
    Rule {
        id: "info.no_agency",
        clause: Clause::S2a,
        quote: "to any state or federal agency",
        positions: &["A-07"],
        because: "Nobody from a state or federal agency asks, and the stated purpose is not immigration enforcement. Ordinary records law decides.",
        when: &[],
        outcome: Outcome::NotCovered,
    },
];
