//! The account of a quarter: its figures, its rows and the rules they are counted by, in the order in which every
//! file gives them.
//!
//! [`account`](fn@crate::account) is the only way to one. Nothing here names a person; an agency's name is as public as
//! its request. What is serialised here is the contract of `disclosure-report-….json`: keys and their order stay.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;
use law::facts::{Ask, Information, Instrument, Purpose, Recipient};
use law::outcome::{Clause, Flag, Outcome};
use serde::Serialize;
use serde::ser::{SerializeStruct as _, Serializer};

use crate::breakdown::{Breakdowns, CounterpartCount};
use crate::comparison::Comparison;
use crate::coverage::Coverage;
use crate::entry::{Direction, Origin, Release, Response, Review};
use crate::quarter::Quarter;

/// How the figures are counted, in sentences that stand in every report.
pub const COUNTING_RULES: &[&str] = &[
    "A request counts on the day it was received, a determination on the day it was decided, a disclosure or refusal \
     on the day it was answered. Days are those of Northampton (America/New_York); the first and the last day of the \
     quarter both belong to it.",
    "The two ledgers are counted apart. Exchanges of citizenship or immigration status under 8 U.S.C. § 1373 appear \
     only as counts, by direction and by the agency at the other end; every other figure, row and list is about the \
     disclosure ledger. An item whose determination is not settled is in the disclosure ledger until it is.",
    "A request counts if it has an item in the disclosure ledger. It is completed when none of those items waits for \
     an answer any more, on the day of the latest answer. Pending at the start, plus received, less completed, is \
     pending at the end.",
    "Determinations are counted by outcome and by 2(a) flag if they are settled and were decided in the quarter. \
     Not settled counts the items received in the quarter whose missing facts could still change the outcome.",
    "A disclosure is an item answered as released, or released in part, in the quarter: of information, that it was \
     given; of an act, that it was done. It counts as mandatory, non-mandatory or benefit by its outcome; all else, \
     not settled included, is other. Non-mandatory are the three outcomes that no law requires, and each such \
     disclosure is listed.",
    "Agencies, instruments and origins are those of the requests received in the quarter: requests and items by \
     agency, items by instrument, requests by origin. An agency stands under its name in the directory where it has \
     one. An item without a paper, or whose paper is not known, counts under none.",
    "Status exchanges are counted by the day they were answered: sent and received where status was released, wholly \
     or in part; an inquiry whatever the answer.",
    "The rows are the items of the disclosure ledger that were received, decided or answered in the quarter. An item \
     is numbered by its place among all items of its request, in the order they were entered.",
    "What was asked, its kind, the department and the channel are those of the items and requests received in the \
     quarter. A detainer is a request that brings one, or asks to hold a person; held and notified are items answered in \
     the quarter. A refusal under 2(b) is an item withheld that 2(b) bars. Surplus is an item with whose answer more \
     left than its paper names.",
    "Days to an answer are calendar days from the day of receipt to the day of the answer, over the items answered in \
     the quarter. An answer to a request for a certification is late after ninety days (G.L. c.258F § 3). What waits is \
     counted at the moment of the report.",
    "A department reported if it received a request of the quarter that counts. It certified nil if somebody of it signed, by \
     the office they hold, that it had nothing to report. Silent is a department on the list of those that report that did \
     neither. List and certificates are those of the moment of the report; capitals do not tell two departments apart.",
    "The quarters before stand as the record has them at the moment of the report. A figure that is not any more what \
     the last report of its quarter said is restated, with both.",
    "The report is made from what the record held at the moment it names; what was entered later is left out.",
];

/// The quarter, and the moment whose record the report speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The three months.
    pub quarter: Quarter,
    /// What was entered later is left out. Written in UTC, every digit kept, so that giving it back gives the same
    /// report.
    pub as_of: Timestamp,
}

impl Period {
    /// Did the quarter go on at that moment? Then its figures are not the last ones.
    #[must_use]
    pub fn is_interim(&self) -> bool {
        let day = self.as_of.to_zoned(jiff::tz::get!("America/New_York")).date();
        day <= self.quarter.to()
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut period = serializer.serialize_struct("Period", 5)?;
        period.serialize_field("calendar", &self.quarter.calendar())?;
        period.serialize_field("fiscal", &self.quarter.fiscal())?;
        period.serialize_field("from", &self.quarter.from())?;
        period.serialize_field("to", &self.quarter.to())?;
        period.serialize_field("as_of", &self.as_of.to_string())?;
        period.end()
    }
}

/// The roll-forward of the requests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Requests {
    /// Received before the quarter and not completed before it.
    pub pending_at_start: u64,
    /// Received in it.
    pub received: u64,
    /// Completed in it.
    pub completed: u64,
    /// Received by its end and not completed by then.
    pub pending_at_end: u64,
}

/// What was determined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Items {
    /// Settled determinations decided in the quarter.
    pub determined: u64,
    /// The same by outcome, and what is not settled.
    pub by_outcome: ByOutcome,
    /// The same by 2(a) flag; items without one are not listed.
    pub by_flag: BTreeMap<Flag, u64>,
}

/// Determinations by outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ByOutcome {
    /// Every outcome, those with none included.
    #[serde(flatten)]
    pub settled: BTreeMap<Outcome, u64>,
    /// Items received in the quarter whose determination is not settled.
    pub not_settled: u64,
}

/// What was disclosed in the quarter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Disclosures {
    /// Required by law.
    pub mandatory: u64,
    /// Required by no law: the number the council asks for.
    pub non_mandatory: u64,
    /// As a benefit.
    pub benefit: u64,
    /// All else, not settled included.
    pub other: u64,
}

/// One disclosure that no law required, flagged under 2(a).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NonMandatoryDisclosure {
    /// The request's number.
    pub request: String,
    /// The item's place in its request, from 1.
    pub item: u32,
    /// The day, with its time where recorded.
    pub responded: String,
    /// The agency as recorded.
    pub agency: String,
    /// What kind of recipient got it.
    pub recipient: Option<Recipient>,
    /// What kind of information.
    pub information: Option<Information>,
    /// The outcome.
    pub outcome: Outcome,
    /// The clause that decided.
    pub clause: Clause,
    /// The 2(a) flag.
    pub flag: Flag,
    /// When the request was received. This and what follows stand in what people read, not in the contract of the JSON file.
    #[serde(skip)]
    pub received: String,
    /// Who received it.
    #[serde(skip)]
    pub department: Option<String>,
    /// The articulated purpose.
    #[serde(skip)]
    pub purpose: Option<Purpose>,
    /// How it left.
    #[serde(skip)]
    pub release: Option<Release>,
}

impl NonMandatoryDisclosure {
    /// How it left, in a sentence or two: who approved it and who answers for it, each with the role that they had then; or
    /// that it went out at once to protect life, or, of what 2(a) bars, without an approval.
    #[must_use]
    pub fn how_it_left(&self) -> Option<String> {
        let barred = self.flag == Flag::High;
        match &self.release {
            Some(Release::AtOnce { review: None }) => Some(format!("{AT_ONCE} Not yet reviewed.")),
            Some(Release::AtOnce { review: Some(Review { by, on, in_order }) }) => {
                let found = if *in_order { "in order" } else { "not in order" };
                Some(format!("{AT_ONCE} Reviewed by {by} on {}: {found}.", on.strftime("%-d %B %Y")))
            }
            Some(Release::Approved { by, answerable }) => {
                let answers = match answerable {
                    Some(officer) => format!(" {officer} answers for it."),
                    None if barred => " The approval names nobody who answers for it.".to_owned(),
                    None => String::new(),
                };
                Some(format!("Approved by {by}.{answers}"))
            }
            None if barred => Some("It left without an approval.".to_owned()),
            None => None,
        }
    }
}

const AT_ONCE: &str = "Released at once to protect life.";

/// One agency's share of what was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgencyCount {
    /// The directory's name where it has one, else the name as recorded.
    pub agency: String,
    /// Its requests.
    pub requests: u64,
    /// The items of those.
    pub items: u64,
}

/// The outcome as a row gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowOutcome {
    /// The determination is settled.
    Settled(Outcome),
    /// A missing fact could still change it.
    NotSettled,
}

impl RowOutcome {
    /// The word of the outcome, else `not_settled`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Settled(outcome) => outcome.as_str(),
            Self::NotSettled => "not_settled",
        }
    }
}

impl Serialize for RowOutcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One item of the disclosure ledger that the quarter touches. What is not known is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The request's number.
    pub request: String,
    /// The item's place in its request, from 1.
    pub item: u32,
    /// When the request was received.
    pub received: String,
    /// When the item was decided.
    pub decided: String,
    /// When it was answered.
    pub responded: Option<String>,
    /// Who received it.
    pub department: Option<String>,
    /// The agency as recorded.
    pub agency: String,
    /// What kind of recipient asks.
    pub recipient: Option<Recipient>,
    /// What is asked.
    pub ask: Option<Ask>,
    /// What kind of information.
    pub information: Option<Information>,
    /// The paper that came with it.
    pub instrument: Option<Instrument>,
    /// The articulated purpose.
    pub purpose: Option<Purpose>,
    /// The outcome.
    pub outcome: RowOutcome,
    /// The clause that decided, once settled.
    pub clause: Option<Clause>,
    /// The 2(a) flag, once settled.
    pub flag: Option<Flag>,
    /// What became of it.
    pub response: Response,
    /// What the agency is called in the public edition. It stands in no row that is written.
    #[serde(skip)]
    pub public_agency: String,
}

impl Row {
    /// The columns, in order.
    pub const COLUMNS: [&'static str; 16] = [
        "request",
        "item",
        "received",
        "decided",
        "responded",
        "department",
        "agency",
        "recipient",
        "ask",
        "information",
        "instrument",
        "purpose",
        "outcome",
        "clause",
        "flag",
        "response",
    ];

    /// Was the request received in the quarter?
    pub(crate) fn is_received_in(&self, quarter: Quarter) -> bool {
        is_in(quarter, &self.received)
    }

    /// Was the item decided in the quarter? It counts once it is settled.
    pub(crate) fn is_decided_in(&self, quarter: Quarter) -> bool {
        is_in(quarter, &self.decided)
    }

    /// Was it answered in the quarter?
    pub(crate) fn is_answered_in(&self, quarter: Quarter) -> bool {
        self.responded.as_deref().is_some_and(|day| is_in(quarter, day))
    }

    /// The cells in the order of [`Self::COLUMNS`]; empty where nothing is known.
    #[must_use]
    pub fn cells(&self) -> [Cow<'_, str>; 16] {
        [
            self.request.as_str().into(),
            self.item.to_string().into(),
            self.received.as_str().into(),
            self.decided.as_str().into(),
            self.responded.as_deref().unwrap_or_default().into(),
            self.department.as_deref().unwrap_or_default().into(),
            self.agency.as_str().into(),
            self.recipient.map_or("", Recipient::as_str).into(),
            self.ask.map_or("", Ask::as_str).into(),
            self.information.map_or("", Information::as_str).into(),
            self.instrument.map_or("", Instrument::as_str).into(),
            self.purpose.map_or("", Purpose::as_str).into(),
            self.outcome.as_str().into(),
            self.clause.map_or("", Clause::as_str).into(),
            self.flag.map_or("", Flag::as_str).into(),
            self.response.as_str().into(),
        ]
    }
}

/// A day that cannot be read is in no quarter: figures made from it then differ.
fn is_in(quarter: Quarter, day: &str) -> bool {
    day.get(..10).and_then(|date| date.parse().ok()).is_some_and(|date| quarter.contains(date))
}

/// The head of a log: how many leaves it has, and the root over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its leaves.
    pub size: u64,
    /// The Merkle root; 64 hexadecimal digits in the JSON and the spreadsheet.
    pub root: [u8; 32],
    /// The head as it is printed, with a check word: what a reader types in to verify the record later.
    pub seal: String,
}

impl Head {
    /// The root in hexadecimal.
    #[must_use]
    pub fn root_hex(&self) -> String {
        self.root.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Serialize for Head {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut head = serializer.serialize_struct("Head", 2)?;
        head.serialize_field("size", &self.size)?;
        head.serialize_field("root", &self.root_hex())?;
        head.end()
    }
}

/// The heads of both logs at the moment of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heads {
    /// Of the disclosure log.
    pub disclosure: Head,
    /// Of the status exchange log.
    pub status_exchange: Head,
}

/// Everything a report says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Account {
    /// Of which days, seen from which moment.
    #[serde(rename = "quarter")]
    pub period: Period,
    /// Requests.
    pub requests: Requests,
    /// Determinations.
    pub items: Items,
    /// Answers by kind; `pending` is none.
    pub responses: BTreeMap<Response, u64>,
    /// Disclosures by kind.
    pub disclosures: Disclosures,
    /// Each disclosure that no law required, in the order of entry.
    pub non_mandatory_disclosures: Vec<NonMandatoryDisclosure>,
    /// Requests and items received, by agency in alphabetical order, capitals aside.
    pub by_agency: Vec<AgencyCount>,
    /// Items received, by paper; only papers that came.
    pub by_instrument: BTreeMap<Instrument, u64>,
    /// Requests received, by origin.
    pub by_origin: BTreeMap<Origin, u64>,
    /// Status exchanges, by direction.
    pub status_exchanges: BTreeMap<Direction, u64>,
    /// The items the quarter touches, in the order of entry.
    pub rows: Vec<Row>,
    /// What the record was.
    pub ledger: Heads,
    /// The office whose record it is.
    pub office: String,
    /// Requests received in the quarter that an order keeps secret, and that it allows to be counted. They are in no figure
    /// and no row above; this stands in what people read, not in the contract of the JSON file.
    #[serde(skip)]
    pub sealed: u64,
    /// [`COUNTING_RULES`].
    pub counting_rules: &'static [&'static str],
    /// Status exchanges by the agency at the other end, in alphabetical order.
    pub exchanges_by_counterpart: Vec<CounterpartCount>,
    /// What the figures of the disclosure ledger are made of.
    pub breakdowns: Breakdowns,
    /// What stands beside them; empty where nothing was set beside.
    pub comparison: Comparison,
    /// What the departments did.
    pub coverage: Coverage,
}

impl Account {
    /// The disclosures that no law required as people read them: what 2(a) bars first, then by flag, each in the order of
    /// entry.
    #[must_use]
    pub fn disclosures_by_flag(&self) -> Vec<&NonMandatoryDisclosure> {
        let mut listed: Vec<&NonMandatoryDisclosure> = self.non_mandatory_disclosures.iter().collect();
        listed.sort_by_key(|disclosure| disclosure.flag);
        listed
    }

    /// Was nothing received, decided or answered in the quarter, in either ledger, and nothing that may be counted apart?
    #[must_use]
    pub fn is_nil(&self) -> bool {
        self.sealed == 0 && self.rows.is_empty() && self.status_exchanges.values().all(|count| *count == 0)
    }
}
