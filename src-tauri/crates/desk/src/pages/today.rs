//! What needs someone today: requests with an item that waits for an answer or a review, most pressing first, and the
//! quarter so far.

use jiff::civil::Date;
use law::outcome::Outcome;
use ledger::local_date;
use report::Quarter;
use report::entry::Direction;

use super::contract;
use super::needs::{Need, NeedCount, Needs};
use crate::error::Error;
use crate::office::Desk;

contract! {
    /// A quarter in both labels, with its first and last day.
    pub struct QuarterName {
        /// What it is asked for by: `2026-Q4`.
        pub id: String,
        /// `2026-Q4`, by the calendar year.
        pub calendar: String,
        /// `FY2027-Q2`, by the City's fiscal year.
        pub fiscal: String,
        /// The first day.
        pub begins: String,
        /// The last day.
        pub ends: String,
    }

    /// The day's work.
    pub struct Today {
        /// The civil date in New York.
        pub date: String,
        /// The quarter it is in.
        pub quarter: QuarterName,
        /// The day of the quarter, from 1.
        pub day: i64,
        /// The days of the quarter.
        pub days: i64,
        /// Requests with an item that waits for an answer or a review, most pressing first; at most 100.
        pub needs: Vec<Need>,
        /// How many there are in all.
        pub needs_total: usize,
        /// How many there are of each kind; a request can be of several.
        pub counts: Vec<NeedCount>,
        /// The quarter so far.
        pub figures: QuarterFigures,
        /// What the record holds.
        pub record: RecordState,
        /// What somebody should know about its backups, in sentences; nothing, where all is well.
        pub safekeeping: Vec<String>,
    }

    /// The quarter in figures, as the report counts them.
    pub struct QuarterFigures {
        /// Disclosures to federal and state agencies that no law required.
        pub non_mandatory: u64,
        /// Requests received.
        pub received: u64,
        /// Items that 2(a) bars.
        pub refused_2a: u64,
        /// Items that the law requires.
        pub mandatory: u64,
        /// Status exchanges.
        pub exchanges: u64,
        /// Requests pending.
        pub pending: u64,
    }

    /// What the record holds.
    pub struct RecordState {
        /// Entries of both logs.
        pub entries: u64,
        /// When the last one was made, UTC.
        pub last_entry_at: String,
    }
}

impl QuarterName {
    pub(crate) fn of(quarter: Quarter) -> Self {
        Self {
            id: quarter.calendar(),
            calendar: quarter.calendar(),
            fiscal: quarter.fiscal(),
            begins: quarter.from().to_string(),
            ends: quarter.to().to_string(),
        }
    }
}

impl Desk {
    /// The day's work.
    ///
    /// # Errors
    /// What the store says.
    pub fn today(&self) -> Result<Today, Error> {
        let date = local_date(self.clock.now());
        let quarter = Quarter::containing(date);
        let all = self.all_needs()?;
        let counts = all.counts();
        let Needs { needs, total: needs_total } = all.of(None);
        let heads = self.store.heads(None)?;
        Ok(Today {
            date: date.to_string(),
            day: days_between(quarter.from(), date) + 1,
            days: days_between(quarter.from(), quarter.to()) + 1,
            needs,
            needs_total,
            counts,
            figures: self.figures(quarter)?,
            quarter: QuarterName::of(quarter),
            record: RecordState {
                entries: heads.disclosure.size + heads.status_exchange.size,
                last_entry_at: self.store.last_entry_at()?.to_string(),
            },
            safekeeping: self.safekeeping()?,
        })
    }

    fn figures(&self, quarter: Quarter) -> Result<QuarterFigures, Error> {
        let account = self.account_alone(quarter)?;
        let of = |outcome| account.items.by_outcome.settled.get(&outcome).copied().unwrap_or_default();
        Ok(QuarterFigures {
            non_mandatory: account.disclosures.non_mandatory,
            received: account.requests.received,
            refused_2a: of(Outcome::NonMandatoryProhibited),
            mandatory: of(Outcome::Mandatory),
            exchanges: Direction::ALL.iter().filter_map(|direction| account.status_exchanges.get(direction)).sum(),
            pending: account.requests.pending_at_end,
        })
    }
}

pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}
