//! How the office works at its desk: what it set, and what holds where it set nothing. Kept beside the record, no part
//! of it: no determination and no figure rests on it. Closed days move the dates that staff are shown.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use law::calendar::ClosedDays;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::retention::{YEARS, YEARS_BOUNDS};

/// Which of a quarter's two labels stands first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum QuarterLabel {
    /// `FY2027-Q2`, by the City's fiscal year.
    #[default]
    Fiscal,
    /// `2026-Q4`, by the calendar year.
    Calendar,
}

/// The shortest and longest time without a touch until the desk locks itself, in minutes.
pub(crate) const IDLE_BOUNDS: std::ops::RangeInclusive<u32> = 1..=60;
/// That time where the office set none, in minutes.
const IDLE_MINUTES: u32 = 10;

/// The office's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    /// The departments that are offered while logging, in the order of the alphabet.
    pub(crate) departments: BTreeSet<String>,
    /// Days on which the office is closed though no law says so, each with the reason.
    pub(crate) closed: BTreeMap<Date, String>,
    /// Which label of a quarter stands first.
    pub(crate) quarters: QuarterLabel,
    /// Minutes without a touch until the desk locks itself.
    pub(crate) idle_minutes: u32,
    /// How long the particulars of a request are kept.
    pub(crate) retention: Retention,
}

/// How long the particulars of a request are kept after its last entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Retention {
    /// The series of the schedule that says so; may be empty.
    pub(crate) series: String,
    pub(crate) years: u16,
}

impl Default for Retention {
    fn default() -> Self {
        Self { series: String::new(), years: YEARS }
    }
}

const DEPARTMENTS: &str = "departments";
const CLOSED: &str = "closed_days";
const QUARTERS: &str = "quarter_label";
const IDLE: &str = "idle_minutes";
const RETENTION: &str = "retention";

impl Settings {
    /// What a store holds. A setting that was never made, or that another version of the program wrote in a way this one
    /// cannot read, is the usual one.
    pub(crate) fn of(store: &ledger::Store) -> Result<Self, Error> {
        Ok(Self {
            departments: kept(store, DEPARTMENTS)?.unwrap_or_default(),
            closed: kept(store, CLOSED)?.unwrap_or_default(),
            quarters: kept(store, QUARTERS)?.unwrap_or_default(),
            idle_minutes: kept(store, IDLE)?.filter(|set| IDLE_BOUNDS.contains(set)).unwrap_or(IDLE_MINUTES),
            retention: kept(store, RETENTION)?
                .filter(|set: &Retention| YEARS_BOUNDS.contains(&set.years))
                .unwrap_or_default(),
        })
    }

    /// Keeps what differs from `before`.
    pub(crate) fn keep(&self, before: &Self, store: &mut ledger::Store) -> Result<(), Error> {
        if self.departments != before.departments {
            keep(store, DEPARTMENTS, &self.departments)?;
        }
        if self.closed != before.closed {
            keep(store, CLOSED, &self.closed)?;
        }
        if self.quarters != before.quarters {
            keep(store, QUARTERS, &self.quarters)?;
        }
        if self.idle_minutes != before.idle_minutes {
            keep(store, IDLE, &self.idle_minutes)?;
        }
        if self.retention != before.retention {
            keep(store, RETENTION, &self.retention)?;
        }
        Ok(())
    }

    /// The days on which the office is closed, as deadlines take them.
    pub(crate) fn closed_days(&self) -> ClosedDays {
        self.closed.keys().copied().collect()
    }
}

/// What is kept beside the record under a name, unless another version of the program wrote it in another way.
pub(crate) fn kept<T: DeserializeOwned>(store: &ledger::Store, name: &str) -> Result<Option<T>, Error> {
    Ok(store.setting(name)?.and_then(|words| serde_json::from_str(&words).ok()))
}

/// Keeps something beside the record under a name.
pub(crate) fn keep(store: &mut ledger::Store, name: &str, value: &impl Serialize) -> Result<(), Error> {
    Ok(store.keep_setting(name, &serde_json::to_string(value).unwrap_or_default())?)
}
