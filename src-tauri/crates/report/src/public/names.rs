//! The names of the tables of the public edition whose small cells are merged, and which of them are given exactly together.

use std::collections::BTreeSet;

use law::vocabulary;

vocabulary! {
    /// A table of counts that could be matched with a person, by the word that names it in files and in the record.
    TableName = "published_table" {
        /// Items received that are not listed, by kind.
        AskedByKind = "asked_by_kind",
        /// Items released that are not listed, by kind.
        ReleasedByKind = "released_by_kind",
        /// The same items, by what the law says of them.
        ReleasedByReason = "released_by_reason",
        /// Settled determinations of items that are not listed, by outcome.
        DeterminedByOutcome = "determined_by_outcome",
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

/// The tables that count the same items by what they are.
const SAME_ITEMS: [TableName; 4] =
    [TableName::AskedByKind, TableName::ReleasedByKind, TableName::ReleasedByReason, TableName::DeterminedByOutcome];

impl TableName {
    /// The other tables that are given exactly with this one, because it would tell merged cells of them.
    ///
    /// What was asked, what was released, why, and what was determined count the same items. Where nothing was pending before
    /// the quarter, nothing was released but what was asked in it, so that the exact numbers of one bound those of the others
    /// from both sides: of each of the four a test has a quarter in which it alone tells a cell of another. To merge those any
    /// longer would be a promise that does not hold. The others share no more than a total with any table, and a total tells
    /// no cell: the tests let the solver try each in turn.
    pub fn falls_with(self) -> impl Iterator<Item = Self> {
        SAME_ITEMS.into_iter().filter(move |other| SAME_ITEMS.contains(&self) && *other != self)
    }

    /// Is it about status exchanges?
    pub(crate) const fn is_of_exchanges(self) -> bool {
        matches!(self, Self::ExchangesByDirection | Self::ExchangesByCounterpart)
    }
}

/// Some tables, and those that are given exactly with them.
pub(super) fn with_what_falls(tables: &BTreeSet<TableName>) -> BTreeSet<TableName> {
    tables.iter().flat_map(|table| table.falls_with().chain([*table])).collect()
}
