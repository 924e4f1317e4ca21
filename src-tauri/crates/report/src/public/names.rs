//! The names of the tables of the public edition whose small cells are merged, and which of them are given exactly together.

use std::collections::BTreeSet;

use law::vocabulary;

vocabulary! {
    /// A table of counts that could be matched with a person, by the word that names it in files and in the record.
    TableName = "published_table" {
        /// Items released, as the law required it or as 2(a) does not gate it, by kind.
        ReleasedByKind = "released_by_kind",
        /// The same items, by what the law says of them.
        ReleasedByReason = "released_by_reason",
        /// Items received that were not released in the quarter and are not listed, by kind.
        NotReleasedByKind = "not_released_by_kind",
        /// Settled determinations of items that were not released in the quarter and are not listed, by outcome.
        NotReleasedByOutcome = "not_released_by_outcome",
        /// Items received, by department.
        ReceivedByDepartment = "received_by_department",
        /// Requests received, by the way they came.
        ReceivedByChannel = "received_by_channel",
        /// Certifications answered, in time or late.
        CertificationsAnswered = "certifications_answered",
        /// Status exchanges, by direction.
        ExchangesByDirection = "status_exchanges_by_direction",
        /// Status exchanges, by the agency at the other end.
        ExchangesByCounterpart = "status_exchanges_by_counterpart",
    }
}

/// The tables that count the same items in two ways.
const SAME_ITEMS: [[TableName; 2]; 2] = [
    [TableName::ReleasedByKind, TableName::ReleasedByReason],
    [TableName::NotReleasedByKind, TableName::NotReleasedByOutcome],
];

impl TableName {
    /// The other table that is given exactly with this one, because it would tell merged cells of it.
    ///
    /// Of what it is not known what was asked, no reason and no outcome is known: so the exact numbers by kind bound those by
    /// reason, and those by reason or outcome these. Of each a test has a quarter in which it alone tells a cell of the other;
    /// but of the kinds of what was not released the law itself tells the outcome of most. To merge the other any longer would
    /// be a promise that does not hold. All other tables share no more than a total with any, and a total tells no cell: the
    /// tests let the solver try each in turn.
    #[must_use]
    pub fn falls_with(self) -> Option<Self> {
        let pair = SAME_ITEMS.into_iter().find(|pair| pair.contains(&self))?;
        pair.into_iter().find(|other| *other != self)
    }

    /// Is it about status exchanges?
    pub(crate) const fn is_of_exchanges(self) -> bool {
        matches!(self, Self::ExchangesByDirection | Self::ExchangesByCounterpart)
    }
}

/// Some tables, and those that are given exactly with them.
pub(super) fn with_what_falls(tables: &BTreeSet<TableName>) -> BTreeSet<TableName> {
    tables.iter().flat_map(|table| [Some(*table), table.falls_with()].into_iter().flatten()).collect()
}
