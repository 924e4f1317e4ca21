//! Small numbers: what keeps a published table from pointing at one person.
//!
//! A count of one to four is *small*. Where a table has a small cell, every cell below five goes into one merged cell, those
//! with none included, and with them the smallest cell that is not below five, and all that are equal to it. So:
//!
//! - the merged cell stands for at least two cells, of which one is below five and one is not, unless there is none that
//!   is not; what is in which cannot be told, also by who knows this rule: it looks at the numbers alone, so any exchange
//!   of the merged cells' numbers would have been published in the same way;
//! - a table without a small cell is published as it is: that nothing was held, sent or certified points at nobody.
//!
//! Tables whose sum would tell of others ([`Total::Unsaid`]) give no sum of what is merged, and merge a cell with none also
//! where no other is small: what is none in one quarter would tell what was answered from it in the next.
//!
//! A table in which two officers let nothing be merged is given as it is ([`exactly`]).
//!
//! A table is published once: a second one of the same quarter, with what came late, would tell by the difference what was
//! merged ([`super::Publication::of`]).

use serde::Serialize;

use super::TableName;

/// The least number of a cell that stands for itself.
pub const LEAST: u64 = 5;

/// A table as it is published: its cells are parts of one total, and each item is in one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublishedTable {
    /// What it is about: a word that stays.
    pub name: TableName,
    /// The sum of all cells, the merged one included; `null` where it is not given.
    pub total: Option<u64>,
    /// The cells that stand for themselves, in the table's order.
    pub cells: Vec<Cell>,
    /// The cells that are merged; `null`: none is.
    pub merged: Option<Merged>,
}

/// A cell that stands for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The word of a closed list, or a name.
    pub label: String,
    /// How many.
    pub count: u64,
}

/// Several cells as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Merged {
    /// The cells of a closed list, in the table's order; empty where the list is open, because a name says that there is
    /// at least one.
    pub labels: Vec<String>,
    /// All of them together; `null` where that is not given.
    pub count: Option<u64>,
}

/// Whether a table's labels are known to everybody beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Labels {
    /// A closed list of the program's: each word stands there, also with none.
    Closed,
    /// Names as they come.
    Open,
}

/// Is the total of a table given beside its merged cells?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Total {
    /// It is, however small: it is published elsewhere, or follows from what is.
    Known,
    /// Only where it is not small.
    Guarded,
    /// Never, where a cell is merged.
    Unsaid {
        /// How many there are with those that the table leaves out: where there is none at all, other figures say so.
        most: u64,
    },
}

impl Total {
    fn is_given(self, sum: u64) -> bool {
        match self {
            Self::Known => true,
            Self::Guarded => sum >= LEAST,
            Self::Unsaid { .. } => false,
        }
    }

    /// Does a cell with so many make the table one that is merged?
    fn is_small(self, count: u64) -> bool {
        match self {
            Self::Known | Self::Guarded => (1..LEAST).contains(&count),
            // Where other figures say that there is nothing, none of it points at anybody.
            Self::Unsaid { most } => most > 0 && count < LEAST,
        }
    }
}

/// The table as two officers let it be published: every cell as it is.
pub(super) fn exactly(name: TableName, cells: Vec<Cell>) -> PublishedTable {
    let total = Some(cells.iter().map(|cell| cell.count).sum());
    PublishedTable { name, total, cells, merged: None }
}

/// The table as it may be published.
pub(super) fn merged(name: TableName, cells: Vec<Cell>, labels: Labels, total: Total) -> PublishedTable {
    let sum = cells.iter().map(|cell| cell.count).sum::<u64>();
    if !cells.iter().any(|cell| total.is_small(cell.count)) {
        return exactly(name, cells);
    }
    let companion = cells.iter().map(|cell| cell.count).filter(|count| *count >= LEAST).min();
    let is_merged = |cell: &Cell| cell.count < LEAST || Some(cell.count) == companion;
    let (merged, shown): (Vec<Cell>, Vec<Cell>) = cells.into_iter().partition(is_merged);
    let together = merged.iter().map(|cell| cell.count).sum::<u64>();
    let given = total.is_given(sum);
    let labels = match labels {
        Labels::Closed => merged.into_iter().map(|cell| cell.label).collect(),
        Labels::Open => Vec::new(),
    };
    PublishedTable {
        name,
        total: given.then_some(sum),
        cells: shown,
        merged: Some(Merged { labels, count: given.then_some(together) }),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    fn table(counts: &[u64]) -> PublishedTable {
        publish(counts, Total::Known)
    }

    fn publish(counts: &[u64], total: Total) -> PublishedTable {
        let cells = counts.iter().zip('a'..).map(|(count, label)| Cell { label: label.to_string(), count: *count });
        merged(TableName::ReleasedByKind, cells.collect(), Labels::Closed, total)
    }

    fn hidden(table: &PublishedTable) -> String {
        table.merged.as_ref().map(|merged| merged.labels.concat()).unwrap_or_default()
    }

    #[test]
    fn a_small_cell_goes_with_all_below_five_and_the_smallest_that_is_not() {
        assert_eq!(hidden(&table(&[0, 3, 9, 7, 0])), "abde");
        assert_eq!(hidden(&table(&[3, 7, 7, 9])), "abc", "equal ones are not told apart by their order");
        assert_eq!(hidden(&table(&[1, 2, 0])), "abc", "there is none that is not small");
        assert_eq!(hidden(&table(&[0, 5, 0, 9])), "", "none is small");
        assert_eq!(hidden(&table(&[0, 0])), "");
    }

    #[test]
    fn a_small_total_is_not_given_unless_it_is_known() {
        let small = publish(&[1, 2, 0], Total::Guarded);
        assert_eq!((small.total, small.merged.unwrap().count), (None, None));
        let known = publish(&[1, 2, 0], Total::Known);
        assert_eq!((known.total, known.merged.unwrap().count), (Some(3), Some(3)));
        assert_eq!(publish(&[0, 0, 0], Total::Guarded).total, Some(0), "that there is nothing is said");
    }

    /// Every table of so many cells with this sum, and none above it.
    fn with_sum(cells: usize, sum: u64) -> Vec<Vec<u64>> {
        if cells == 1 {
            return vec![vec![sum]];
        }
        let first = 0..=sum;
        first
            .flat_map(|first| {
                with_sum(cells - 1, sum - first).into_iter().map(move |rest| [vec![first], rest].concat())
            })
            .collect()
    }

    /// Who knows the rule and all that is published asks which tables it could be: each merged cell has two values at least.
    #[test]
    fn who_knows_the_rule_cannot_tell_a_merged_cell() {
        for cells in 2..=4 {
            for sum in 0..=24 {
                // Where the sum is not given here it may follow from elsewhere.
                for total in [Total::Known, Total::Guarded, Total::Unsaid { most: sum }] {
                    who_knows_the_sum_too_tells_nothing(with_sum(cells, sum), total);
                }
            }
        }
    }

    fn who_knows_the_sum_too_tells_nothing(all: Vec<Vec<u64>>, total: Total) {
        let mut looks: BTreeMap<String, Vec<Vec<u64>>> = BTreeMap::new();
        for counts in all {
            looks.entry(format!("{:?}", publish(&counts, total))).or_default().push(counts);
        }
        for tables in looks.into_values() {
            let shown = publish(&tables[0], total);
            for label in hidden(&shown).chars() {
                let place = usize::try_from(u32::from(label) - u32::from('a')).unwrap();
                let values: BTreeSet<u64> = tables.iter().map(|counts| counts[place]).collect();
                assert!(values.len() > 1, "{shown:?} says that {label} is {values:?}");
            }
        }
    }

    #[test]
    fn where_the_sum_is_not_given_a_cell_with_none_is_small_too() {
        let table = publish(&[0, 9, 7], Total::Unsaid { most: 16 });
        assert_eq!((hidden(&table), table.total, table.merged.unwrap().count), ("ac".to_owned(), None, None));
        let whole = publish(&[5, 9, 7], Total::Unsaid { most: 21 });
        assert_eq!((hidden(&whole), whole.total), (String::new(), Some(21)));
        let nothing = publish(&[0, 0, 0], Total::Unsaid { most: 0 });
        assert_eq!((hidden(&nothing), nothing.total), (String::new(), Some(0)), "other figures say it");
        assert_eq!(hidden(&publish(&[0, 0, 0], Total::Unsaid { most: 1 })), "abc", "there may be one");
    }

    proptest! {
        #[test]
        fn nothing_small_is_shown_and_nothing_is_lost(counts in proptest::collection::vec(0_u64..40, 1..12)) {
            let table = table(&counts);
            prop_assert!(table.cells.iter().all(|cell| cell.count == 0 || cell.count >= LEAST));
            let shown: u64 = table.cells.iter().map(|cell| cell.count).sum();
            let merged = table.merged.as_ref().and_then(|merged| merged.count).unwrap_or_default();
            prop_assert_eq!(shown + merged, counts.iter().sum::<u64>());
        }
    }
}
