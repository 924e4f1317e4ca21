//! The register as a file: every item that is sought, in the order and with the columns that are shown.
//!
//! A file holds the items of one ledger. One of § 1373 exchanges takes nothing from the letters they came in but their
//! numbers and days: who asked stands there by kind, as in that ledger, and no name or department.

use std::borrow::Cow;

use law::facts::FactName;
use law::northampton::questions::Question;
use ledger::{AccessEvent, Item, Log, Term};
use report::CsvTable;

use super::contract;
use super::register::{RegisterRow, RegisterSearch};
use super::words;
use crate::error::Error;
use crate::office::Desk;
use crate::ports::{Progress, goes_on};

/// How many items pass between two reports of progress.
const STRIDE: u64 = 256;

contract! {
    /// What of the register goes into a file.
    pub struct RegisterExport {
        /// What is sought; it names one ledger.
        pub search: RegisterSearch,
        /// The columns beside the request's, in order.
        pub columns: Vec<String>,
    }

    /// A file that was written.
    pub struct RegisterExported {
        /// Its name.
        pub file: String,
        /// The items in it.
        pub items: u64,
    }
}

/// A column of the register beside the request's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Asked,
    Law,
    Answer,
    Due,
    Paper,
    Department,
    Officer,
    Ledger,
}

impl Column {
    const ALL: [Self; 8] =
        [Self::Asked, Self::Law, Self::Answer, Self::Due, Self::Paper, Self::Department, Self::Officer, Self::Ledger];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Law => "law",
            Self::Answer => "answer",
            Self::Due => "due",
            Self::Paper => "paper",
            Self::Department => "department",
            Self::Officer => "officer",
            Self::Ledger => "ledger",
        }
    }

    /// The columns of this version among the words, each once, in the order in which they stand.
    fn among(words: &[String]) -> Vec<Self> {
        Self::ALL.into_iter().filter(|column| words.iter().any(|word| word == column.as_str())).collect()
    }

    /// As [`Self::among`], as words.
    pub(crate) fn known(words: &[String]) -> Vec<String> {
        Self::among(words).into_iter().map(|column| column.as_str().to_owned()).collect()
    }

    /// The columns of who has chosen none.
    pub(crate) fn usual() -> Vec<String> {
        [Self::Asked, Self::Law, Self::Answer].map(|column| column.as_str().to_owned()).to_vec()
    }

    const fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Asked => &["Who asks", "What is asked"],
            Self::Law => &["What the law says", "2(a) flag"],
            Self::Answer => &["What became of it", "Answered"],
            Self::Due => &["Due", "What is due"],
            Self::Paper => &["Paper"],
            Self::Department => &["Department"],
            Self::Officer => &["Logged by"],
            Self::Ledger => &["Ledger"],
        }
    }

    fn cells(self, row: &RegisterRow, item: &Item) -> Vec<String> {
        let exchange = item.determination.log == Log::StatusExchange;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        match self {
            Self::Asked if exchange => vec![counterpart(item.facts.recipient.as_ref()), row.what.clone()],
            Self::Asked => vec![row.agency.clone(), row.what.clone()],
            Self::Law => vec![row.label.clone(), text(&row.flag)],
            Self::Answer => vec![words::response_in_words(&row.response), text(&row.responded)],
            Self::Due => {
                row.due.as_ref().map_or_else(|| vec![String::new(); 2], |due| vec![due.date.clone(), due.label.clone()])
            }
            Self::Paper => vec![text(&row.instrument)],
            Self::Department if exchange => vec![String::new()],
            Self::Department => vec![text(&row.department)],
            Self::Officer => vec![text(&row.officer)],
            Self::Ledger => vec![if exchange { "§ 1373 exchanges" } else { "Disclosures" }.to_owned()],
        }
    }
}

/// Who was on the other side of an exchange, by kind.
fn counterpart(recipient: Option<&Term>) -> String {
    match (recipient, Question::about(FactName::Recipient)) {
        (Some(word), Some(question)) => question.label(word.as_str()).to_owned(),
        (Some(word), None) => word.to_string(),
        (None, _) => String::new(),
    }
}

impl Desk {
    /// Every item that is sought as a CSV file, and how many they are. The ledgers are as they were; that it was made is
    /// noted, and what was sought is not.
    ///
    /// # Errors
    /// [`Error::Refused`] if it names no ledger; [`Error::Stopped`]; or what the store says.
    pub fn register_file(
        &mut self,
        export: &RegisterExport,
        progress: &mut dyn Progress,
    ) -> Result<(Vec<u8>, u64), Error> {
        let ledger = Log::from_word(&export.search.ledger).ok_or_else(|| {
            Error::Refused(
                "a file holds the items of one ledger; say whether disclosures or § 1373 exchanges".to_owned(),
            )
        })?;
        let columns = Column::among(&export.columns);
        let headings: Vec<&str> = ["Request", "Item", "Received"]
            .into_iter()
            .chain(columns.iter().flat_map(|column| column.headings().iter().copied()))
            .collect();
        let mut table = CsvTable::under(&headings)?;
        let mut items = 0_u64;
        self.each_sought(&export.search, &mut |item, row| {
            items += 1;
            if items.is_multiple_of(STRIDE) {
                goes_on(progress.at(items, 0))?;
            }
            let own = [row.request.clone(), row.item.to_string(), row.received.clone()];
            let cells = own.into_iter().chain(columns.iter().flat_map(|column| column.cells(&row, item)));
            Ok(table.add(cells.map(Cow::Owned))?)
        })?;
        let file = table.finish()?;
        self.note(&AccessEvent::RegisterExported { ledger })?;
        Ok((file, items))
    }
}
