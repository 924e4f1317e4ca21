//! A quarter beside others: the few figures of the four before, and what has changed in a quarter since its report was
//! issued. A changed past is never a silent difference: a report lists it with the old figure and the new one.

use std::collections::BTreeMap;

use jiff::Timestamp;
use law::vocabulary;
use serde::Serialize;
use serde::ser::{SerializeStruct as _, Serializer};

use crate::account::Account;
use crate::entry::{Direction, Response};
use crate::quarter::Quarter;

vocabulary! {
    /// A figure that is set beside that of other quarters.
    KeyFigure = "figure" {
        /// Requests received.
        Received = "requests_received",
        /// Requests completed.
        Completed = "requests_completed",
        /// Requests pending at the end.
        Pending = "requests_pending_at_end",
        /// Determinations.
        Determined = "items_determined",
        /// Disclosures that no law required.
        NonMandatory = "disclosures_non_mandatory",
        /// Disclosures that a law required.
        Mandatory = "disclosures_mandatory",
        /// Disclosures as a benefit.
        Benefit = "disclosures_benefit",
        /// Other disclosures.
        Other = "disclosures_other",
        /// Items withheld.
        Withheld = "items_withheld",
        /// Detainers received.
        Detainers = "detainers_received",
        /// Status exchanges sent.
        ExchangesSent = "status_exchanges_sent",
        /// Status exchanges received.
        ExchangesReceived = "status_exchanges_received",
        /// Inquiries for a status.
        Inquiries = "status_exchanges_inquiry",
    }
}

impl KeyFigure {
    /// Is it about the agencies and the City's own acts alone? The others could be matched with a person.
    #[must_use]
    pub const fn is_about_the_city(self) -> bool {
        match self {
            Self::Received
            | Self::Completed
            | Self::Pending
            | Self::Determined
            | Self::NonMandatory
            | Self::Withheld
            | Self::Detainers => true,
            Self::Mandatory
            | Self::Benefit
            | Self::Other
            | Self::ExchangesSent
            | Self::ExchangesReceived
            | Self::Inquiries => false,
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Received => "Requests received",
            Self::Completed => "Requests completed",
            Self::Pending => "Requests pending at the end",
            Self::Determined => "Items determined",
            Self::NonMandatory => "Non-mandatory disclosures",
            Self::Mandatory => "Disclosures required by law",
            Self::Benefit => "Disclosures as a benefit",
            Self::Other => "Other disclosures",
            Self::Withheld => "Items withheld",
            Self::Detainers => "Detainers received",
            Self::ExchangesSent => "Status exchanges sent",
            Self::ExchangesReceived => "Status exchanges received",
            Self::Inquiries => "Inquiries for a status",
        }
    }
}

/// The key figures of a quarter, each of them.
pub type KeyFigures = BTreeMap<KeyFigure, u64>;

/// A quarter's key figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarterFigures {
    /// The quarter.
    pub quarter: Quarter,
    /// Its figures, as the record has them at the moment of the report.
    pub figures: KeyFigures,
}

impl Serialize for QuarterFigures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut figures = serializer.serialize_struct("QuarterFigures", 2)?;
        figures.serialize_field("quarter", &self.quarter.calendar())?;
        figures.serialize_field("figures", &self.figures)?;
        figures.end()
    }
}

/// A figure that is not any more what the last report of its quarter said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restatement {
    /// The quarter that the figure is of.
    pub quarter: Quarter,
    /// The moment that the report issued then speaks of.
    pub issued_as_of: Timestamp,
    /// Which figure.
    pub figure: KeyFigure,
    /// What the report said.
    pub was: u64,
    /// What the record says at the moment of this report.
    pub now: u64,
}

impl Serialize for Restatement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut restatement = serializer.serialize_struct("Restatement", 5)?;
        restatement.serialize_field("quarter", &self.quarter.calendar())?;
        restatement.serialize_field("issued_as_of", &self.issued_as_of.to_string())?;
        restatement.serialize_field("figure", &self.figure)?;
        restatement.serialize_field("was", &self.was)?;
        restatement.serialize_field("now", &self.now)?;
        restatement.end()
    }
}

/// What stands beside a quarter's own figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The quarters before, the earliest first.
    pub quarters_before: Vec<QuarterFigures>,
    /// What changed since the last report of this quarter and of those before, in their order.
    pub restated: Vec<Restatement>,
}

impl Comparison {
    /// Notes every figure in which a quarter differs from what its last report said.
    pub fn restate(&mut self, quarter: Quarter, issued_as_of: Timestamp, said: &KeyFigures, now: &KeyFigures) {
        for figure in KeyFigure::ALL {
            let of = |figures: &KeyFigures| figures.get(figure).copied().unwrap_or_default();
            let (was, now) = (of(said), of(now));
            if was != now {
                self.restated.push(Restatement { quarter, issued_as_of, figure: *figure, was, now });
            }
        }
    }
}

impl Account {
    /// The figures that are set beside those of other quarters.
    #[must_use]
    pub fn key_figures(&self) -> KeyFigures {
        let exchanges = |direction| self.status_exchanges.get(&direction).copied().unwrap_or_default();
        let of = |figure: KeyFigure| match figure {
            KeyFigure::Received => self.requests.received,
            KeyFigure::Completed => self.requests.completed,
            KeyFigure::Pending => self.requests.pending_at_end,
            KeyFigure::Determined => self.items.determined,
            KeyFigure::NonMandatory => self.disclosures.non_mandatory,
            KeyFigure::Mandatory => self.disclosures.mandatory,
            KeyFigure::Benefit => self.disclosures.benefit,
            KeyFigure::Other => self.disclosures.other,
            KeyFigure::Withheld => self.responses.get(&Response::Withheld).copied().unwrap_or_default(),
            KeyFigure::Detainers => self.breakdowns.detainers.received,
            KeyFigure::ExchangesSent => exchanges(Direction::Sent),
            KeyFigure::ExchangesReceived => exchanges(Direction::Received),
            KeyFigure::Inquiries => exchanges(Direction::Inquiry),
        };
        KeyFigure::ALL.iter().map(|figure| (*figure, of(*figure))).collect()
    }

    /// The same account with what stands beside it.
    #[must_use]
    pub fn beside(self, comparison: Comparison) -> Self {
        Self { comparison, ..self }
    }
}
