//! Two quarters beside each other: the key figures of both with the difference, and what was restated of each. The figures are
//! those that a report sets beside the quarters before.

use std::cmp::Ordering;

use ledger::local_date;
use report::comparison::{KeyFigure, Restatement};

use super::contract;
use super::reports::{QuarterChoice, quarter_of};
use super::today::QuarterName;
use crate::error::Error;
use crate::office::Desk;

contract! {
    /// Two quarters to compare, in either order.
    pub struct Comparing {
        /// One.
        pub quarter: String,
        /// The other.
        pub with: String,
    }

    /// Two quarters beside each other.
    pub struct ComparisonView {
        /// The quarter that came first.
        pub earlier: QuarterChoice,
        /// The quarter that came after it.
        pub later: QuarterChoice,
        /// The key figures, each of them, in the order of the report.
        pub figures: Vec<FigureOfBoth>,
        /// What is not any more what the last report of its quarter said; of the earlier quarter first.
        pub restated: Vec<RestatedFigure>,
    }

    /// A key figure of both quarters.
    pub struct FigureOfBoth {
        /// Its word.
        pub figure: String,
        /// As people read it.
        pub label: String,
        /// Of the earlier quarter.
        pub earlier: u64,
        /// Of the later one.
        pub later: u64,
        /// By how much the later is more than the earlier, with its sign: `+3`, `−2`, `0`.
        pub difference: String,
    }

    /// A figure that is not any more what the last report of its quarter said.
    pub struct RestatedFigure {
        /// The quarter it is of.
        pub quarter: QuarterName,
        /// The moment that the report speaks of, UTC.
        pub issued_as_of: String,
        /// Which figure, as people read it.
        pub label: String,
        /// What the report said.
        pub was: u64,
        /// What the record says now.
        pub now: u64,
    }
}

impl Desk {
    /// The key figures of two quarters and what was restated of each, counted as in a report that is made now: without what
    /// is sealed.
    ///
    /// # Errors
    /// [`Error::Refused`] if one is no quarter, or both are the same; as [`Self::account`].
    pub fn compare_quarters(&self, ask: &Comparing) -> Result<ComparisonView, Error> {
        let (one, other) = (quarter_of(&ask.quarter)?, quarter_of(&ask.with)?);
        let (earlier, later) = (one.min(other), one.max(other));
        if earlier == later {
            return Err(Error::Refused("Choose two different quarters to compare.".to_owned()));
        }
        let (accounts, restated) = self.beside_each_other([earlier, later])?;
        let [before, after] = accounts.map(|account| account.key_figures());
        let figure = |figure: &KeyFigure| {
            let of = |figures: &report::comparison::KeyFigures| figures.get(figure).copied().unwrap_or_default();
            let (earlier, later) = (of(&before), of(&after));
            FigureOfBoth {
                figure: figure.as_str().to_owned(),
                label: figure.label().to_owned(),
                earlier,
                later,
                difference: difference(earlier, later),
            }
        };
        let today = local_date(self.clock.now());
        Ok(ComparisonView {
            earlier: QuarterChoice::of(earlier, today),
            later: QuarterChoice::of(later, today),
            figures: KeyFigure::ALL.iter().map(figure).collect(),
            restated: restated.iter().map(RestatedFigure::of).collect(),
        })
    }
}

impl RestatedFigure {
    fn of(restated: &Restatement) -> Self {
        Self {
            quarter: QuarterName::of(restated.quarter),
            issued_as_of: restated.issued_as_of.to_string(),
            label: restated.figure.label().to_owned(),
            was: restated.was,
            now: restated.now,
        }
    }
}

/// By how much a figure grew.
fn difference(earlier: u64, later: u64) -> String {
    let by = earlier.abs_diff(later);
    match later.cmp(&earlier) {
        Ordering::Greater => format!("+{by}"),
        Ordering::Less => format!("−{by}"),
        Ordering::Equal => "0".to_owned(),
    }
}
