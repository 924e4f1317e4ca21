//! What another office's columns mean, said at the page, kept under a name, or taken from a file. It is always the one
//! [`Mapping`] that a mapping file is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use law::northampton::questions::Question;

use super::contract;
use super::words::{self, Choice};
use crate::columns::Column;
use crate::entry::stopped;
use crate::error::Error;
use crate::host;
use crate::mapping::{ItemBlock, Mapping, MappingError, read_date};
use crate::office::Desk;
use crate::roles::Duty;

contract! {
    /// A mapping as the page holds it. An empty text says nothing.
    pub struct MappingDraft {
        /// How the log writes its dates, in the manner of `strftime`; "" as we do.
        pub date_format: String,
        /// The request's number where the log has none, with `{row}` in it.
        pub number: String,
        /// Our column = their column.
        pub columns: BTreeMap<String, String>,
        /// Our column = a value for every row.
        pub constants: BTreeMap<String, String>,
        /// For a column of theirs: their value = ours.
        pub values: BTreeMap<String, BTreeMap<String, String>>,
        /// Each row gives one item for each block; without a block, one.
        pub items: Vec<MappingBlock>,
    }

    /// One item that each row gives.
    pub struct MappingBlock {
        /// Only for rows with one of these values: their column = values.
        pub only: BTreeMap<String, BTreeSet<String>>,
        /// Not for rows with one of these values.
        pub except: BTreeMap<String, BTreeSet<String>>,
        /// Our column = the item's value.
        pub constants: BTreeMap<String, String>,
    }

    /// A mapping under the name it is kept by.
    pub struct NamedMapping {
        /// Its name.
        pub name: String,
        /// What it says.
        pub mapping: MappingDraft,
    }

    /// A mapping to be looked at, with dates as the log writes them.
    pub struct MappingAsk {
        /// The mapping as it stands.
        pub mapping: MappingDraft,
        /// Dates of the log.
        pub dates: Vec<String>,
    }

    /// What can be said of a mapping without the log.
    pub struct MappingSaid {
        /// What keeps it from being used, in a sentence each.
        pub problems: Vec<String>,
        /// The dates read back, in their order; none where the format does not read one.
        pub dates: Vec<Option<String>>,
    }

    /// A column of ours, as somebody chooses what fills it.
    pub struct OurColumn {
        /// Its name.
        pub column: String,
        /// Its name in plain words.
        pub label: String,
        /// The words it can hold; none: it holds text or a date.
        pub choices: Vec<Choice>,
        /// Must something fill it?
        pub needed: bool,
        /// Does it belong to one item?
        pub of_item: bool,
        /// Does it hold a date?
        pub is_date: bool,
    }
}

impl From<&Mapping> for MappingDraft {
    fn from(mapping: &Mapping) -> Self {
        let named = |texts: &BTreeMap<Column, String>| {
            texts.iter().map(|(column, text)| (column.to_string(), text.clone())).collect()
        };
        let blocks = mapping.items.iter().map(|block| MappingBlock {
            only: block.only.clone(),
            except: block.except.clone(),
            constants: named(&block.constants),
        });
        Self {
            date_format: mapping.date_format.clone().unwrap_or_default(),
            number: mapping.number.clone().unwrap_or_default(),
            columns: named(&mapping.columns),
            constants: named(&mapping.constants),
            values: mapping.values.iter().map(|(column, values)| (column.to_string(), values.clone())).collect(),
            items: blocks.collect(),
        }
    }
}

impl MappingDraft {
    /// The mapping that is meant, not yet looked at.
    fn read(&self) -> Result<Mapping, MappingError> {
        let column = |name: &String| {
            let unknown = |_| MappingError::Toml(format!("`{name}` is no column of a request log"));
            name.parse::<Column>().map_err(unknown)
        };
        let named = |texts: &BTreeMap<String, String>| -> Result<BTreeMap<Column, String>, MappingError> {
            texts.iter().map(|(name, text)| Ok((column(name)?, text.clone()))).collect()
        };
        let said = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let values = self.values.iter().map(|(name, values)| Ok((column(name)?, values.clone())));
        let blocks = self.items.iter().map(|block| {
            Ok(ItemBlock {
                only: block.only.clone(),
                except: block.except.clone(),
                constants: named(&block.constants)?,
            })
        });
        Ok(Mapping {
            date_format: said(&self.date_format),
            number: said(&self.number),
            columns: named(&self.columns)?,
            constants: named(&self.constants)?,
            values: values.collect::<Result<_, MappingError>>()?,
            items: blocks.collect::<Result<_, MappingError>>()?,
        })
    }

    /// The mapping that is meant, looked at as one that comes from a file.
    ///
    /// # Errors
    /// What keeps it from being used.
    pub fn checked(&self) -> Result<Mapping, MappingError> {
        let mapping = self.read()?;
        mapping.check()?;
        Ok(mapping)
    }
}

/// What can be said of a mapping without the log, and its dates read back.
#[must_use]
pub fn consider(ask: &MappingAsk) -> MappingSaid {
    let format = ask.mapping.date_format.as_str();
    let read = |date: &String| {
        let ours = if format.is_empty() { Some(date.clone()) } else { read_date(format, date) };
        ours.and_then(|date| ledger::When::parse(&date).ok()).map(|when| when.to_string())
    };
    MappingSaid {
        problems: ask.mapping.checked().err().map(|error| at_the_page(&error)).into_iter().collect(),
        dates: ask.dates.iter().map(read).collect(),
    }
}

/// What keeps a mapping from being used, for somebody who chooses and does not write the file.
pub(super) fn at_the_page(error: &MappingError) -> String {
    match error {
        MappingError::Twice(column) => {
            format!(
                "“{}” is filled twice: for every row, and once more for one of the items. Keep one.",
                label(*column)
            )
        }
        MappingError::ValuesWithoutColumn(column) => {
            format!("Values are listed for “{}”, and no column fills it. Choose the column.", label(*column))
        }
        MappingError::RequestColumnInItem(column) => {
            format!(
                "“{}” belongs to the whole request. Take it out of the item, and say it for every row.",
                label(*column)
            )
        }
        MappingError::NumberWithoutRow => {
            "The number made for each row needs {row} in it, such as PA-{row}, so that each row gets its own."
                .to_owned()
        }
        MappingError::NoNumber => {
            "Nothing gives a request its number. Choose the column that holds it, or have a number made for each row."
                .to_owned()
        }
        MappingError::Unfilled(column) => {
            format!("Nothing fills “{}”, which every request needs.", label(*column))
        }
        MappingError::DateFormat(format) => {
            format!("The date format `{format}` cannot be read. Write it like %m/%d/%Y or %Y-%m-%d %H:%M.")
        }
        MappingError::Values(_) | MappingError::Toml(_) | MappingError::NoSuchColumn { .. } => error.to_string(),
    }
}

/// Our columns, as somebody chooses what fills them.
#[must_use]
pub fn our_columns() -> Vec<OurColumn> {
    let all = Column::ALL.iter().copied();
    all.map(|column| OurColumn {
        column: column.to_string(),
        label: label(column).to_owned(),
        choices: choices(column),
        needed: matches!(column, Column::Request | Column::Received | Column::Agency),
        of_item: !column.is_of_request(),
        is_date: column.is_date(),
    })
    .collect()
}

/// A column in plain words.
pub(super) const fn label(column: Column) -> &'static str {
    match column {
        Column::Request => "Number of the request",
        Column::Received => "Received on",
        Column::Origin => "Who started it",
        Column::Channel => "How it came",
        Column::Department => "Department that received it",
        Column::Agency => "Who asks",
        Column::Recipient => "What they are",
        Column::Ask => "What is asked",
        Column::Information => "Kind of information",
        Column::ForImmigrationAgency => "For an immigration agency?",
        Column::Purpose => "Why they want it",
        Column::Instrument => "Paper with it",
        Column::ValidOnFace => "Paper valid on its face?",
        Column::WithinScope => "Does the paper name this?",
        Column::ExemptRecord => "Exempt record?",
        Column::OtherLawForbids => "Does another law forbid it?",
        Column::Description => "Description",
        Column::Decided => "Decided on",
        Column::Response => "What was answered",
        Column::Responded => "Answered on",
        Column::Direction => "Direction of a status exchange",
    }
}

fn choices(column: Column) -> Vec<Choice> {
    let in_words = |word: &&str| match column {
        Column::Origin => words::origin_in_words(word),
        Column::Channel => words::channel_in_words(word),
        Column::Response => words::response_in_words(word),
        Column::Direction => words::direction_in_words(word),
        Column::Request
        | Column::Received
        | Column::Department
        | Column::Agency
        | Column::Recipient
        | Column::Ask
        | Column::Information
        | Column::ForImmigrationAgency
        | Column::Purpose
        | Column::Instrument
        | Column::ValidOnFace
        | Column::WithinScope
        | Column::ExemptRecord
        | Column::OtherLawForbids
        | Column::Description
        | Column::Decided
        | Column::Responded => column
            .fact()
            .and_then(Question::about)
            .map_or_else(|| (*word).to_owned(), |question| question.label(word).to_owned()),
    };
    column.words().iter().map(|word| Choice::new(word, &in_words(word), "")).collect()
}

/// The longest name of a mapping, in characters.
const LONGEST_NAME: usize = 100;

impl Desk {
    /// The mappings that were kept, in the order of their names. One that this version cannot read is none.
    ///
    /// # Errors
    /// What the store says.
    pub fn saved_mappings(&self) -> Result<Vec<NamedMapping>, Error> {
        let kept = self.store.mappings()?.into_iter();
        let read = kept.filter_map(|(name, words)| {
            let mapping = Mapping::parse(&words).ok()?;
            Some(NamedMapping { name, mapping: MappingDraft::from(&mapping) })
        });
        Ok(read.collect())
    }

    /// Keeps a mapping under a name, in the place of an older one of that name, and gives those that are kept then.
    ///
    /// # Errors
    /// [`Error::Refused`] if it has no name, cannot be used, or shows a person; or what the store says. Then nothing was
    /// kept.
    pub fn save_mapping(&mut self, new: &NamedMapping) -> Result<Vec<NamedMapping>, Error> {
        self.require(Duty::Log)?;
        let name = new.name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(Error::Refused(format!("Give the mapping a name of 1 to {LONGEST_NAME} characters.")));
        }
        let mapping = new.mapping.checked().map_err(|error| Error::Refused(at_the_page(&error)))?;
        let words = mapping.to_toml().map_err(|error| Error::Refused(error.to_string()))?;
        // A mapping lists values of the log, and what shows a person has no place beside the record either.
        let texts = new.mapping.texts();
        if let Some(kind) = texts.into_iter().chain([name]).find_map(stopped) {
            return Err(Error::Refused(format!(
                "A text of this mapping {kind}, and is not kept. Take that value out, and save the mapping again."
            )));
        }
        self.store.keep_mapping(name, &words)?;
        self.saved_mappings()
    }

    /// Throws a mapping away, and gives those that are left.
    ///
    /// # Errors
    /// What the store says.
    pub fn drop_mapping(&mut self, name: &str) -> Result<Vec<NamedMapping>, Error> {
        self.store.drop_mapping(name)?;
        self.saved_mappings()
    }
}

impl MappingDraft {
    /// Every text that somebody or a log put into it.
    fn texts(&self) -> Vec<&str> {
        let blocks = self.items.iter().flat_map(|block| {
            let among = block.only.iter().chain(&block.except);
            among.flat_map(|(name, values)| values.iter().chain([name])).chain(block.constants.values())
        });
        let values = self.values.values().flat_map(|values| values.iter().flat_map(|(theirs, ours)| [theirs, ours]));
        let own = [&self.date_format, &self.number].into_iter();
        let all = own.chain(self.columns.values()).chain(self.constants.values()).chain(values).chain(blocks);
        all.map(String::as_str).collect()
    }
}

/// Reads a mapping file.
///
/// # Errors
/// [`Error::Mapping`] if it is none; or what the system says.
pub fn mapping_from_file(path: &Path) -> Result<MappingDraft, Error> {
    let failed = |source| Error::File { path: path.to_owned(), doing: "could not be read", source };
    let text = fs::read_to_string(path).map_err(failed)?;
    match Mapping::parse(&text) {
        Ok(mapping) => Ok(MappingDraft::from(&mapping)),
        Err(source) => Err(Error::Mapping { file: super::importing::name_of(path), source }),
    }
}

/// Writes a mapping to a file that [`mapping_from_file`] and the command line read.
///
/// # Errors
/// [`Error::Refused`] if it cannot be used; or what the system says. Then an older file is still there.
pub fn mapping_to_file(mapping: &MappingDraft, path: &Path) -> Result<(), Error> {
    let mapping = mapping.checked().map_err(|error| Error::Refused(at_the_page(&error)))?;
    let text = mapping.to_toml().map_err(|error| Error::Refused(error.to_string()))?;
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    host::save_all(folder, &[(super::importing::name_of(path), text.into_bytes())])
}
