//! The columns of the request log: the words that the CSV file, the JSON document and the flags of `log` share.

use law::facts::FactName;
use law::vocabulary;
use report::entry::{Channel, Direction, Origin, Response};

vocabulary! {
    /// One column of the request log.
    Column = "column" {
        /// The office's own number of the request.
        Request = "request",
        /// When it came in.
        Received = "received",
        /// Who started it.
        Origin = "origin",
        /// How it came.
        Channel = "channel",
        /// Who received it.
        Department = "department",
        /// The requester's agency or organisation.
        Agency = "agency",
        /// The class of who would get the information.
        Recipient = "recipient",
        /// What is asked.
        Ask = "ask",
        /// The kind of information.
        Information = "information",
        /// Does the recipient act for an immigration agency?
        ForImmigrationAgency = "for_immigration_agency",
        /// The articulated purpose.
        Purpose = "purpose",
        /// The paper that comes with it.
        Instrument = "instrument",
        /// Is the paper valid on its face?
        ValidOnFace = "valid_on_face",
        /// Does the paper name this item?
        WithinScope = "within_scope",
        /// Is the record exempt?
        ExemptRecord = "exempt_record",
        /// Does another law keep it secret?
        OtherLawForbids = "other_law_forbids",
        /// What was asked, without the person.
        Description = "description",
        /// When it was decided.
        Decided = "decided",
        /// What was answered.
        Response = "response",
        /// When it was answered.
        Responded = "responded",
        /// The direction of a status exchange.
        Direction = "direction",
    }
}

impl Column {
    /// Does it belong to the request, so that all its rows must agree? All others belong to the item.
    #[must_use]
    pub const fn is_of_request(self) -> bool {
        matches!(self, Self::Request | Self::Received | Self::Origin | Self::Channel | Self::Department | Self::Agency)
    }

    /// Does it hold a date or date-time?
    #[must_use]
    pub const fn is_date(self) -> bool {
        matches!(self, Self::Received | Self::Decided | Self::Responded)
    }

    /// The fact this column states, if it states one.
    #[must_use]
    pub const fn fact(self) -> Option<FactName> {
        match self {
            Self::Ask => Some(FactName::Ask),
            Self::Information => Some(FactName::Information),
            Self::Recipient => Some(FactName::Recipient),
            Self::ForImmigrationAgency => Some(FactName::ForImmigrationAgency),
            Self::Purpose => Some(FactName::Purpose),
            Self::Instrument => Some(FactName::Instrument),
            Self::ValidOnFace => Some(FactName::ValidOnFace),
            Self::WithinScope => Some(FactName::WithinScope),
            Self::ExemptRecord => Some(FactName::ExemptRecord),
            Self::OtherLawForbids => Some(FactName::OtherLawForbids),
            Self::Request
            | Self::Received
            | Self::Origin
            | Self::Channel
            | Self::Department
            | Self::Agency
            | Self::Description
            | Self::Decided
            | Self::Response
            | Self::Responded
            | Self::Direction => None,
        }
    }

    /// The words it can hold, in order; none for a column of text, numbers or dates.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Origin => Origin::ALL.iter().map(|word| word.as_str()).collect(),
            Self::Channel => Channel::ALL.iter().map(|word| word.as_str()).collect(),
            Self::Response => Response::ALL.iter().map(|word| word.as_str()).collect(),
            Self::Direction => Direction::ALL.iter().map(|word| word.as_str()).collect(),
            Self::Recipient
            | Self::Ask
            | Self::Information
            | Self::ForImmigrationAgency
            | Self::Purpose
            | Self::Instrument
            | Self::ValidOnFace
            | Self::WithinScope
            | Self::ExemptRecord
            | Self::OtherLawForbids => self.fact().map(FactName::values).unwrap_or_default(),
            Self::Request
            | Self::Received
            | Self::Department
            | Self::Agency
            | Self::Description
            | Self::Decided
            | Self::Responded => Vec::new(),
        }
    }

    /// The known column whose name is nearest to what somebody wrote.
    #[must_use]
    pub fn nearest(written: &str) -> Self {
        let written = written.to_lowercase();
        Self::ALL
            .iter()
            .copied()
            .min_by_key(|column| strsim::damerau_levenshtein(column.as_str(), &written))
            .unwrap_or(Self::Request)
    }
}

/// The cells of one item, by column. An empty cell is the same as none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cells<'a> {
    values: [Option<&'a str>; Column::ALL.len()],
}

impl<'a> Cells<'a> {
    /// Puts a cell in its column; blanks around it are dropped.
    pub fn set(&mut self, column: Column, text: &'a str) {
        if let Some(cell) = self.values.get_mut(column as usize) {
            let text = text.trim();
            *cell = (!text.is_empty()).then_some(text);
        }
    }

    /// The cell of a column, if it is not empty.
    #[must_use]
    pub fn get(&self, column: Column) -> Option<&'a str> {
        self.values.get(column as usize).copied().flatten()
    }
}
