//! Acts that are asked of the City: section 2(b), the acts that 2(a) reaches, and the benefits of 2(c).
//!
//! One list for each kind of act. The first rule that applies decides.

use super::sets::{
    AGENCY, COMPELLED, COMPELLED_OR_OPEN, COMPULSION_OPEN, ENFORCEMENT_PAPER, IMMIGRATION_SIDE, OTHER_LAW_FORBIDS,
};
use super::{ASK_THE_SOLICITOR, SOLE_PURPOSE, UNLESS_REQUIRED};
use crate::facts::{Instrument, Purpose};
use crate::outcome::{Clause, Outcome};
use crate::rule::{Condition, Rule};

const BENEFIT: &str = "any government operation or program that confers an immigration benefit";
const PUBLIC_BENEFIT: &str = "to provide a public benefit";
const OFFICER_FUNCTIONS: &str = "To perform the functions of an immigration officer";
const DETAIN: &str = "To detain or delay the release of an individual otherwise eligible for release from custody on the basis of an immigration detainer";
const DETERMINE: &str = "To determine the immigration status of a person";
const ACT_ON_STATUS: &str = "To take action on the basis of actual or perceived immigration status";

/// 2(c): certifications for U and T visas, VAWA and special immigrant juveniles.
pub(super) static BENEFIT_CERTIFICATION: &[Rule] = &[
    Rule {
        id: "certification.asked_by_enforcement",
        clause: Clause::S3a,
        quote: ASK_THE_SOLICITOR,
        positions: &["A-19"],
        because: "A certification is for the person or their lawyer to ask for, not for immigration officers.",
        when: &[IMMIGRATION_SIDE],
        outcome: Outcome::Counsel,
    },
    Rule {
        id: "certification.benefit",
        clause: Clause::S2c,
        quote: BENEFIT,
        positions: &["A-16"],
        because: "2(c) keeps immigration benefits open, and G.L. c.258F § 3 requires a certifying office to answer within 90 days.",
        when: &[],
        outcome: Outcome::Benefit,
    },
];

/// 2(b)(iv): the functions of an immigration officer.
pub(super) static IMMIGRATION_FUNCTION: &[Rule] = &[
    Rule {
        id: "function.court_order",
        clause: Clause::S3a,
        quote: ASK_THE_SOLICITOR,
        positions: &["A-02"],
        because: "A court orders it. The Solicitor reads the order first.",
        when: &[Condition::Instrument(&[Instrument::CourtOrder]), COMPELLED],
        outcome: Outcome::Counsel,
    },
    Rule {
        id: "function.barred",
        clause: Clause::S2bIv,
        quote: OFFICER_FUNCTIONS,
        positions: &["A-10"],
        because: "City resources are not used to do an immigration officer's work.",
        when: &[],
        outcome: Outcome::ActionProhibited,
    },
];

/// 2(b)(iv) "pursuant to 8 U.S.C. section 1357(g) or any other law, regulation, or policy": agreements.
pub(super) static AGREEMENT: &[Rule] = &[
    Rule {
        id: "agreement.enforcement",
        clause: Clause::S2bIv,
        quote: OFFICER_FUNCTIONS,
        positions: &["A-03", "A-04"],
        because: "An immigration agency offers an agreement, and immigration enforcement is its only purpose.",
        when: &[IMMIGRATION_SIDE, Condition::Purpose(&[Purpose::ImmigrationEnforcement, Purpose::NotStated])],
        outcome: Outcome::ActionProhibited,
    },
    Rule {
        id: "agreement.counsel",
        clause: Clause::S3a,
        quote: ASK_THE_SOLICITOR,
        positions: &["A-03"],
        because: "An agreement binds the City. The Solicitor reads it first.",
        when: &[],
        outcome: Outcome::Counsel,
    },
];

/// 2(b)(iii) with 1(c): holding a person who is due for release.
pub(super) static CUSTODY_HOLD: &[Rule] = &[
    Rule {
        id: "hold.not_eligible_for_release",
        clause: Clause::S1c,
        quote: "no judicial warrant, judicial order or law that prevents an individual from being released from custody",
        positions: &["A-30"],
        because: "A judicial warrant, judicial order or law prevents the release: the person is not eligible for it.",
        when: &[
            Condition::Instrument(&[Instrument::JudicialWarrant, Instrument::CourtOrder, Instrument::Statute]),
            COMPELLED,
        ],
        outcome: Outcome::Mandatory,
    },
    Rule {
        id: "hold.eligibility_open",
        clause: Clause::S3a,
        quote: ASK_THE_SOLICITOR,
        positions: &["A-02", "A-30"],
        because: "Whether the paper prevents the release is an open question for the Solicitor, at once.",
        when: &[
            Condition::Instrument(&[Instrument::JudicialWarrant, Instrument::CourtOrder, Instrument::Statute]),
            COMPULSION_OPEN,
        ],
        outcome: Outcome::Counsel,
    },
    Rule {
        id: "hold.detainer",
        clause: Clause::S2bIii,
        quote: DETAIN,
        positions: &["A-21", "A-28", "A-30"],
        because: "No judge's paper or law prevents the release. A detainer is a request, and nobody is held on it (Lunn v. Commonwealth, 477 Mass. 517).",
        when: &[Condition::Any(&[
            ENFORCEMENT_PAPER,
            IMMIGRATION_SIDE,
            Condition::Purpose(&[Purpose::ImmigrationEnforcement]),
        ])],
        outcome: Outcome::ActionProhibited,
    },
    Rule {
        id: "hold.unclear",
        clause: Clause::S3a,
        quote: ASK_THE_SOLICITOR,
        positions: &["A-02", "A-04"],
        because: "Why the hold is asked, or what the paper can do, is not clear enough to act on.",
        when: &[Condition::Any(&[
            Condition::Purpose(&[Purpose::NotStated, Purpose::Mixed]),
            Condition::Instrument(&[
                Instrument::AdministrativeSubpoena,
                Instrument::CourtSubpoena,
                Instrument::AgreementTerm,
            ]),
        ])],
        outcome: Outcome::Counsel,
    },
    Rule {
        id: "hold.other_law",
        clause: Clause::S2bIii,
        quote: "on the basis of an immigration detainer",
        positions: &[],
        because: "No immigration detainer is in play. Ordinary criminal law decides about custody.",
        when: &[],
        outcome: Outcome::NotCovered,
    },
];

/// 2(b)(i): looking up a person's status.
pub(super) static STATUS_DETERMINATION: &[Rule] = &[
    Rule {
        id: "lookup.public_benefit",
        clause: Clause::S2bI,
        quote: PUBLIC_BENEFIT,
        positions: &["A-17"],
        because: "The inquiry serves a public benefit that the person applies for.",
        when: &[Condition::Purpose(&[Purpose::PublicBenefit])],
        outcome: Outcome::StatusExchange,
    },
    Rule {
        id: "lookup.immigration_benefit",
        clause: Clause::S2c,
        quote: BENEFIT,
        positions: &["A-16"],
        because: "The inquiry serves an immigration benefit.",
        when: &[Condition::Purpose(&[Purpose::ImmigrationBenefit])],
        outcome: Outcome::StatusExchange,
    },
    Rule {
        id: "lookup.required_by_statute",
        clause: Clause::S2bI,
        quote: "unless such inquiry is required by state or federal law",
        positions: &["A-01", "A-03"],
        because: "A statute that binds the City requires the inquiry.",
        when: &[Condition::Instrument(&[Instrument::Statute]), COMPELLED],
        outcome: Outcome::StatusExchange,
    },
    Rule {
        id: "lookup.compelled",
        clause: Clause::S2bI,
        quote: "unless such inquiry is required by state or federal law",
        positions: &["A-01", "A-02"],
        because: "A court's process requires the inquiry.",
        when: &[COMPELLED],
        outcome: Outcome::Mandatory,
    },
    Rule {
        id: "lookup.open",
        clause: Clause::S3a,
        quote: ASK_THE_SOLICITOR,
        positions: &["A-02", "A-15"],
        because: "Whether the law requires the inquiry is an open question for the Solicitor.",
        when: &[COMPULSION_OPEN],
        outcome: Outcome::Counsel,
    },
    Rule {
        id: "lookup.barred",
        clause: Clause::S2bI,
        quote: DETERMINE,
        positions: &["A-15"],
        because: "City resources are not used to find out a person's immigration status.",
        when: &[],
        outcome: Outcome::ActionProhibited,
    },
];

/// 2(b)(ii): acting on actual or perceived status.
pub(super) static ACTION_ON_STATUS: &[Rule] = &[
    Rule {
        id: "status_action.public_benefit",
        clause: Clause::S2bIi,
        quote: PUBLIC_BENEFIT,
        positions: &["A-17"],
        because: "It is done to provide a public benefit.",
        when: &[Condition::Purpose(&[Purpose::PublicBenefit])],
        outcome: Outcome::Benefit,
    },
    Rule {
        id: "status_action.immigration_benefit",
        clause: Clause::S2c,
        quote: BENEFIT,
        positions: &["A-16"],
        because: "It serves an immigration benefit.",
        when: &[Condition::Purpose(&[Purpose::ImmigrationBenefit])],
        outcome: Outcome::Benefit,
    },
    Rule {
        id: "status_action.compelled",
        clause: Clause::S3a,
        quote: ASK_THE_SOLICITOR,
        positions: &["A-02", "A-15"],
        because: "2(b)(ii) has no exception for what a law or court requires. The Solicitor decides.",
        when: &[COMPELLED_OR_OPEN],
        outcome: Outcome::Counsel,
    },
    Rule {
        id: "status_action.barred",
        clause: Clause::S2bIi,
        quote: ACT_ON_STATUS,
        positions: &["A-27"],
        because: "City resources are not used to act on a person's status.",
        when: &[],
        outcome: Outcome::ActionProhibited,
    },
];

/// 2(a): help, presence, access to premises or a person.
pub(super) static ASSISTANCE: &[Rule] = &[
    Rule {
        id: "assistance.laws_collide",
        clause: Clause::S3a,
        quote: ASK_THE_SOLICITOR,
        positions: &["A-02", "A-29"],
        because: "One law forbids it and another may call for it. The Solicitor decides which comes first.",
        when: &[OTHER_LAW_FORBIDS, COMPELLED_OR_OPEN],
        outcome: Outcome::Counsel,
    },
    Rule {
        id: "assistance.forbidden",
        clause: Clause::OtherLaw,
        quote: "",
        positions: &[],
        because: "Another law forbids it, and nothing compels the City to do it.",
        when: &[OTHER_LAW_FORBIDS],
        outcome: Outcome::BarredByOtherLaw,
    },
    Rule {
        id: "assistance.required",
        clause: Clause::S2a,
        quote: UNLESS_REQUIRED,
        positions: &["A-01", "A-02", "A-03"],
        because: "State or federal law requires it now; either suffices.",
        when: &[COMPELLED],
        outcome: Outcome::Mandatory,
    },
    Rule {
        id: "assistance.unclear",
        clause: Clause::S3a,
        quote: ASK_THE_SOLICITOR,
        positions: &["A-02", "A-04"],
        because: "Whether the law requires it, or whether the other purpose is real, is for the Solicitor.",
        when: &[Condition::Any(&[COMPULSION_OPEN, Condition::Purpose(&[Purpose::Mixed])])],
        outcome: Outcome::Counsel,
    },
    Rule {
        id: "assistance.benefit_asked_by_enforcement",
        clause: Clause::S3a,
        quote: ASK_THE_SOLICITOR,
        positions: &["A-19"],
        because: "An immigration agency names a person's benefit as its purpose. That is the person's to ask for.",
        when: &[Condition::Purpose(&[Purpose::ImmigrationBenefit]), IMMIGRATION_SIDE],
        outcome: Outcome::Counsel,
    },
    Rule {
        id: "assistance.benefit",
        clause: Clause::S2c,
        quote: BENEFIT,
        positions: &["A-16"],
        because: "It serves an immigration benefit, and 2(c) keeps that open.",
        when: &[Condition::Purpose(&[Purpose::ImmigrationBenefit])],
        outcome: Outcome::Benefit,
    },
    Rule {
        id: "assistance.sole_purpose",
        clause: Clause::S2a,
        quote: SOLE_PURPOSE,
        positions: &["A-04", "A-08", "A-30"],
        because: "Immigration enforcement is the only purpose, stated or presumed, and no law requires it.",
        when: &[Condition::Any(&[
            Condition::Purpose(&[Purpose::ImmigrationEnforcement]),
            Condition::All(&[
                Condition::Purpose(&[Purpose::NotStated]),
                Condition::Any(&[IMMIGRATION_SIDE, ENFORCEMENT_PAPER]),
            ]),
        ])],
        outcome: Outcome::ActionProhibited,
    },
    Rule {
        id: "assistance.hold_and_ask",
        clause: Clause::S2a,
        quote: "any action for the sole purpose",
        positions: &["A-04"],
        because: "Nobody has said why. Ask before anything is done.",
        when: &[Condition::Purpose(&[Purpose::NotStated])],
        outcome: Outcome::NonMandatoryUndetermined,
    },
    Rule {
        id: "assistance.other_purpose",
        clause: Clause::S2a,
        quote: "any action for the sole purpose",
        positions: &["A-04", "A-20"],
        because: "No law requires it, and immigration enforcement is not its sole purpose.",
        when: &[AGENCY],
        outcome: Outcome::NonMandatoryPermitted,
    },
    Rule {
        id: "assistance.no_agency",
        clause: Clause::S2a,
        quote: "any action for the sole purpose",
        positions: &["A-07"],
        because: "Nobody from a state or federal agency asks, and the stated purpose is not immigration enforcement.",
        when: &[],
        outcome: Outcome::NotCovered,
    },
];
