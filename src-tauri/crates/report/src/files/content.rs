//! What an edition says, in the order and the words in which people read it: the one source of the pages and of the
//! spreadsheet, whichever edition it is.

use jiff::Timestamp;

use super::figures::{Group, internal, published};
use crate::account::{Account, Head, NonMandatoryDisclosure, Row};
use crate::public::{PublicAct, Publication};
use crate::quarter::Quarter;

/// An edition of a report, ready to be written.
pub(super) struct Content<'a> {
    /// Which edition it is, in words that stand on every page.
    pub(super) edition: &'static str,
    pub(super) office: &'a str,
    pub(super) quarter: Quarter,
    pub(super) as_of: Timestamp,
    /// The quarter is not over yet.
    pub(super) interim: bool,
    /// Nothing was recorded in it.
    pub(super) nil: bool,
    /// The number that the council asks for.
    pub(super) non_mandatory: u64,
    /// How many departments reported or certified nil, in a sentence.
    pub(super) coverage: String,
    pub(super) groups: Vec<Group>,
    pub(super) listed: Listed<'a>,
    pub(super) rules: &'a [&'static str],
    /// Each log's name and head.
    pub(super) heads: Vec<(&'static str, &'a Head)>,
}

/// What is listed one by one.
pub(super) enum Listed<'a> {
    /// The disclosures that no law required, what 2(a) bars first, and every row.
    Internal(Vec<&'a NonMandatoryDisclosure>, &'a [Row]),
    /// The City's acts.
    Public(&'a [PublicAct]),
}

impl<'a> Content<'a> {
    pub(super) fn internal(account: &'a Account) -> Self {
        Self {
            edition: "Internal edition: exact figures, for the office",
            office: &account.office,
            quarter: account.period.quarter,
            as_of: account.period.as_of,
            interim: account.period.is_interim(),
            nil: account.is_nil(),
            non_mandatory: account.disclosures.non_mandatory,
            coverage: account.coverage.in_a_sentence(account.period.is_interim()),
            groups: internal(account),
            listed: Listed::Internal(account.disclosures_by_flag(), &account.rows),
            rules: account.counting_rules,
            heads: vec![
                ("Disclosure", &account.ledger.disclosure),
                ("Status exchange", &account.ledger.status_exchange),
            ],
        }
    }

    pub(super) fn public(publication: &'a Publication) -> Self {
        Self {
            edition: if publication.given_exactly.is_empty() {
                "Public edition: small numbers merged"
            } else {
                "Public edition: small numbers merged, but where two officers decided otherwise"
            },
            office: &publication.office,
            quarter: publication.period.quarter,
            as_of: publication.period.as_of,
            interim: publication.period.is_interim(),
            nil: publication.nil,
            non_mandatory: publication.non_mandatory,
            coverage: publication.coverage.in_a_sentence(),
            groups: published(publication),
            listed: Listed::Public(&publication.acts),
            rules: &publication.counting_rules,
            heads: vec![("Disclosure", &publication.ledger.disclosure)],
        }
    }
}
