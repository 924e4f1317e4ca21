//! What the figures of a quarter are made of: who asked and for what, how it came in, on what basis it left, and how long
//! it took. Every figure here is a part of one in [`mod@crate::account`], or stands beside it; none replaces one.

use std::collections::BTreeMap;

use law::facts::{Ask, Information, Instrument};
use law::outcome::Clause;
use serde::Serialize;
use serde::ser::Serializer;

use crate::entry::{Channel, Direction};

/// The clauses of 2(b), each of which a report names, also where nothing was refused under it.
pub const CLAUSES_OF_2B: [Clause; 4] = [Clause::S2bI, Clause::S2bIi, Clause::S2bIii, Clause::S2bIv];

/// A quarter's figures, broken down.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Breakdowns {
    /// As `by_agency`, with the agency that each is a part of.
    pub by_component: Vec<ComponentCount>,
    /// Items by what was asked, in the order of the closed list; last, if there are any, those of which it is not known.
    pub by_ask: Vec<AskCount>,
    /// The items that ask for information, by its kind, likewise.
    pub by_information: Vec<InformationCount>,
    /// Requests and items received, by department in alphabetical order; last those without one.
    pub by_department: Vec<DepartmentCount>,
    /// Requests received, by the way they came; last those without one.
    pub by_channel: Vec<ChannelCount>,
    /// Items released because a law requires it, by the paper they were asked with; only papers that came.
    pub mandatory_by_instrument: BTreeMap<Instrument, u64>,
    /// Items withheld because 2(b) bars the act, by clause; each of the four.
    pub refused_under_2b: BTreeMap<Clause, u64>,
    /// Detainers.
    pub detainers: Detainers,
    /// Certifications for immigration benefits.
    pub certifications: Certifications,
    /// Items with whose answer more left than the paper names.
    pub surplus: u64,
    /// What waits, at the moment of the report.
    pub waiting: Waiting,
    /// From receipt to answer; `null` where nothing was answered.
    pub days_to_answer: Option<DaysToAnswer>,
}

/// One agency's share of what was received, and where it belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComponentCount {
    /// The directory's name where it has one, else the name as recorded.
    pub agency: String,
    /// The agency it is a part of, where the directory knows one.
    pub part_of: Option<String>,
    /// Its requests.
    pub requests: u64,
    /// The items of those.
    pub items: u64,
}

/// Items that ask for one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AskCount {
    /// What is asked; `null`: not known.
    pub ask: Option<Ask>,
    /// Received in the quarter.
    pub received: u64,
    /// Answered in the quarter, and given or done, wholly or in part.
    pub released: u64,
}

/// Items that ask for one kind of information.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InformationCount {
    /// The kind; `null`: not known.
    pub information: Option<Information>,
    /// Received in the quarter.
    pub received: u64,
    /// Answered in the quarter, and given, wholly or in part.
    pub released: u64,
}

/// What one department received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepartmentCount {
    /// Its name as recorded; `null`: not recorded.
    pub department: Option<String>,
    /// Requests.
    pub requests: u64,
    /// Their items.
    pub items: u64,
}

/// What came in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChannelCount {
    /// The way; `null`: not recorded.
    pub channel: Option<Channel>,
    /// Requests.
    pub requests: u64,
}

/// Detainers, and what was done on them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Detainers {
    /// Requests received that bring a detainer, or ask to hold a person.
    pub received: u64,
    /// Items to hold a person, answered in the quarter, where the person was held.
    pub held: u64,
    /// Items for notice of a release, answered in the quarter, where notice was given.
    pub notified: u64,
}

/// Certifications for immigration benefits (I-918B, I-914B, SIJ).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Certifications {
    /// Items received.
    pub received: u64,
    /// Items answered in the quarter.
    pub answered: u64,
    /// Of those, later than the ninety days of G.L. c.258F § 3.
    pub late: u64,
}

/// What waits at the moment of the report, of all that was received by the quarter's end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Items with the City Solicitor.
    pub solicitor: u64,
    /// Items on hold for somebody else.
    pub on_hold: u64,
}

/// Calendar days from receipt to answer, over the items answered in the quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DaysToAnswer {
    /// How many items.
    pub items: u64,
    /// The day in the middle; between the two in the middle, where their number is even.
    pub median: HalfDays,
    /// The most.
    pub longest: u64,
}

/// A number of days that may end in a half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct HalfDays(u64);

impl HalfDays {
    /// The middle of a sorted list of days; `None` of an empty one.
    pub(crate) fn median(sorted: &[u64]) -> Option<Self> {
        let upper = *sorted.get(sorted.len() / 2)?;
        let lower = sorted.len().checked_sub(1).and_then(|last| sorted.get(last / 2)).copied()?;
        Some(Self(lower + upper))
    }

    /// Twice the days.
    #[must_use]
    pub const fn halves(self) -> u64 {
        self.0
    }
}

impl std::fmt::Display for HalfDays {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let half = if self.0.is_multiple_of(2) { "" } else { ".5" };
        write!(f, "{}{half}", self.0 / 2)
    }
}

impl Serialize for HalfDays {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(2) {
            serializer.serialize_u64(self.0 / 2)
        } else {
            // A half is exact in binary.
            serializer.serialize_f64(self.0 as f64 / 2.0)
        }
    }
}

/// Status exchanges with one agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CounterpartCount {
    /// As [`Entry::public_agency`](crate::entry::Entry::public_agency) has it: nothing that somebody typed is told of an
    /// exchange.
    pub agency: String,
    /// By direction; each of the three.
    #[serde(flatten)]
    pub by_direction: BTreeMap<Direction, u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        let median = |days: &[u64]| HalfDays::median(days).map(|median| median.to_string());
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3]).as_deref(), Some("3"));
        assert_eq!(median(&[0, 1]).as_deref(), Some("0.5"));
        assert_eq!(median(&[0, 1, 9]).as_deref(), Some("1"));
        assert_eq!(median(&[0, 2, 4, 90]).as_deref(), Some("3"));
    }

    #[test]
    fn a_half_is_a_number_in_json() {
        assert_eq!(serde_json::to_string(&[HalfDays(5), HalfDays(4)]).unwrap(), "[2.5,2]");
    }
}
