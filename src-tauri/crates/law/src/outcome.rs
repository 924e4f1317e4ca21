//! The words of an answer: outcomes, clauses, ledgers and flags, with what each means for staff.

use crate::vocabulary;

vocabulary! {
    /// What the law says about one item.
    Outcome = "outcome" {
        /// The law requires it, now: release exactly what the paper names.
        Mandatory = "mandatory",
        /// An exchange of citizenship or immigration status: neither prohibited nor required.
        StatusExchange = "status_exchange",
        /// Allowed as a benefit: 2(c), or the public-benefit exception of 2(b).
        Benefit = "benefit",
        /// Not required, and 2(a) bars it.
        NonMandatoryProhibited = "non_mandatory_prohibited",
        /// Not required; another purpose: may be disclosed with a second person's signature.
        NonMandatoryPermitted = "non_mandatory_permitted",
        /// Not required; hold and ask who and why.
        NonMandatoryUndetermined = "non_mandatory_undetermined",
        /// The City may not do what is asked.
        ActionProhibited = "action_prohibited",
        /// Another law keeps it secret.
        BarredByOtherLaw = "barred_by_other_law",
        /// This ordinance does not decide.
        NotCovered = "not_covered",
        /// Nothing is done until the Solicitor's written finding.
        Counsel = "counsel",
    }
}

impl Outcome {
    /// The outcome in the words that staff and the council read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Mandatory => "Required by law",
            Self::StatusExchange => "§ 1373 status exchange",
            Self::Benefit => "Benefit",
            Self::NonMandatoryProhibited => "Not required: 2(a) bars it",
            Self::NonMandatoryPermitted => "Not required: other purpose",
            Self::NonMandatoryUndetermined => "Not required: hold",
            Self::ActionProhibited => "The ordinance bars it",
            Self::BarredByOtherLaw => "Another law forbids it",
            Self::NotCovered => "Outside the ordinance",
            Self::Counsel => "Refer to the Solicitor",
        }
    }

    /// The outcome of one item in those words, naming the clause where the outcome stands in more than one.
    #[must_use]
    pub const fn label_under(self, clause: Clause) -> &'static str {
        let under_2a = matches!(clause, Clause::S2a);
        match self {
            Self::ActionProhibited if under_2a => "2(a) bars it",
            Self::ActionProhibited => "2(b) bars it",
            Self::Benefit if matches!(clause, Clause::S2c) => "Benefit: 2(c)",
            Self::Benefit => "Benefit: the exception of 2(b)",
            Self::Mandatory
            | Self::StatusExchange
            | Self::NonMandatoryProhibited
            | Self::NonMandatoryPermitted
            | Self::NonMandatoryUndetermined
            | Self::BarredByOtherLaw
            | Self::NotCovered
            | Self::Counsel => self.label(),
        }
    }

    /// Is this a disclosure that no law requires, in one of its three kinds?
    #[must_use]
    pub const fn is_non_mandatory(self) -> bool {
        matches!(self, Self::NonMandatoryProhibited | Self::NonMandatoryPermitted | Self::NonMandatoryUndetermined)
    }
}

vocabulary! {
    /// The clause that decides, as it is written on every border.
    Clause = "clause" {
        /// "Eligible for release from custody".
        S1c = "1(c)",
        /// The policy: no action for the sole purpose of facilitating federal immigration enforcement.
        S2a = "2(a)",
        /// No determining of a person's status.
        S2bI = "2(b)(i)",
        /// No action on the basis of status.
        S2bIi = "2(b)(ii)",
        /// No hold on the basis of a detainer.
        S2bIii = "2(b)(iii)",
        /// No functions of an immigration officer.
        S2bIv = "2(b)(iv)",
        /// Immigration benefits stay open.
        S2c = "2(c)",
        /// The mayor enforces the ordinance: questions go to the Solicitor.
        S3a = "3(a)",
        /// The saving clause for 8 U.S.C. § 1373.
        S3b = "3(b)",
        /// A law other than the ordinance.
        OtherLaw = "other_law",
    }
}

vocabulary! {
    /// The two ledgers, which are counted apart and never mixed.
    LedgerKind = "ledger" {
        /// Everything but status exchanges.
        Disclosure = "disclosure",
        /// § 1373 exchanges of citizenship or immigration status.
        StatusExchange = "status_exchange",
    }
}

vocabulary! {
    /// The 2(a) flag.
    Flag = "flag" {
        /// Barred or not to be decided yet, and 2(a) is why.
        High = "high",
        /// Permitted, to someone close to immigration enforcement.
        Medium = "medium",
        /// Permitted, to another agency.
        Low = "low",
        /// With the Solicitor, and an agency is waiting.
        Pending = "pending",
        /// No 2(a) question.
        None = "none",
    }
}
