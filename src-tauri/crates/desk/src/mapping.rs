//! Another office's log: how its columns become ours. The format is written down in `cli/FORMATS.md`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::strtime;
use jiff::tz::TimeZone;
use law::directory::Directory;
use serde::{Deserialize, Serialize};

use crate::columns::{Cells, Column};
use crate::entry::{self, Problem, shown};
use crate::rows::Cell;

/// What a mapping file says, checked as far as it can be without the log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// How the log writes its dates, in the manner of `strftime`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_format: Option<String>,
    /// The request's number where the log has none; `{row}` counts data rows from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Our column = their column.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<Column, String>,
    /// Our column = a value for every row.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub constants: BTreeMap<Column, String>,
    /// For a column of [`Self::columns`]: their value = ours.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<Column, BTreeMap<String, String>>,
    /// Each row gives one item for each block; without a block, one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemBlock>,
}

/// One item that each row gives.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemBlock {
    /// Only for rows with one of these values: their column = values.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub only: BTreeMap<String, BTreeSet<String>>,
    /// Not for rows with one of these values.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub except: BTreeMap<String, BTreeSet<String>>,
    /// Our column = the item's value.
    #[serde(flatten)]
    pub constants: BTreeMap<Column, String>,
}

/// Why a mapping cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// The file is no mapping.
    #[error("{0}")]
    Toml(String),
    /// A column of ours gets its value twice.
    #[error(
        "`{0}` is filled twice: from a column and by a constant, or by [constants] and an [[items]] block; keep one"
    )]
    Twice(Column),
    /// `[values.…]` for a column that is not mapped.
    #[error("[values.{0}] needs `{0}` under [columns], to say whose values they are")]
    ValuesWithoutColumn(Column),
    /// A column of the request in an item's block.
    #[error("`{0}` belongs to the request, not to one item; put it under [columns] or [constants]")]
    RequestColumnInItem(Column),
    /// A number that is the same for every row.
    #[error("`number` needs {{row}} in it, such as \"PA-{{row}}\", so that each row gets its own")]
    NumberWithoutRow,
    /// Nothing gives the request its number.
    #[error("nothing gives a request its number; map a column to `request`, or give `number = \"…{{row}}\"`")]
    NoNumber,
    /// Nothing fills a column that must be filled.
    #[error("nothing fills `{0}`, which every request needs; put it under [columns] or [constants]")]
    Unfilled(Column),
    /// A date format that can never work.
    #[error("`date_format` `{0}` cannot be read; write it like \"%Y-%m-%d %H:%M:%S\"")]
    DateFormat(String),
    /// Values of its own that no row could have.
    #[error("these values cannot be used:\n{}", .0.join("\n"))]
    Values(Vec<String>),
    /// A column of theirs that the log does not have.
    #[error("the log has no column `{name}`; it has: {}", has.join(", "))]
    NoSuchColumn {
        /// What the mapping names.
        name: String,
        /// What the log has.
        has: Vec<String>,
    },
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// [`MappingError`] with the line, if it is no TOML or not a mapping; or what in it cannot be meant.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let mapping: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| 1 + text.bytes().take(span.start).filter(|b| *b == b'\n').count());
            MappingError::Toml(format!("line {line}: {}", error.message().trim()))
        })?;
        mapping.check()?;
        Ok(mapping)
    }

    /// The mapping as a file that [`Self::parse`] reads.
    ///
    /// # Errors
    /// What the writer says; no mapping that was checked is known to bring it about.
    pub fn to_toml(&self) -> Result<String, MappingError> {
        toml::to_string(self).map_err(|error| MappingError::Toml(error.to_string()))
    }

    /// Looks whether the mapping can be meant, as far as that can be said without the log.
    ///
    /// # Errors
    /// The first thing that cannot be meant.
    pub fn check(&self) -> Result<(), MappingError> {
        for column in self.constants.keys() {
            if self.columns.contains_key(column) {
                return Err(MappingError::Twice(*column));
            }
        }
        for column in self.values.keys() {
            if !self.columns.contains_key(column) {
                return Err(MappingError::ValuesWithoutColumn(*column));
            }
        }
        for column in self.items.iter().flat_map(|block| block.constants.keys()) {
            if column.is_of_request() {
                return Err(MappingError::RequestColumnInItem(*column));
            }
            if self.columns.contains_key(column) || self.constants.contains_key(column) {
                return Err(MappingError::Twice(*column));
            }
        }
        let filled = |column| self.columns.contains_key(&column) || self.constants.contains_key(&column);
        match &self.number {
            Some(number) if !number.contains("{row}") => return Err(MappingError::NumberWithoutRow),
            None if !filled(Column::Request) => return Err(MappingError::NoNumber),
            Some(_) | None => {}
        }
        if let Some(column) = [Column::Received, Column::Agency].into_iter().find(|column| !filled(*column)) {
            return Err(MappingError::Unfilled(column));
        }
        if let Some(format) = self.date_format.as_ref().filter(|format| !can_be_read(format)) {
            return Err(MappingError::DateFormat(format.clone()));
        }
        let wrong = self.wrong_values();
        if wrong.is_empty() { Ok(()) } else { Err(MappingError::Values(wrong)) }
    }

    /// What is wrong with the values that the mapping itself gives. Every row would have the same problem, so it is told
    /// here, once, before any row is read.
    fn wrong_values(&self) -> Vec<String> {
        let constants = self.constants.iter().map(|(column, value)| ("[constants]".to_owned(), *column, value));
        let items = self.items.iter().enumerate().flat_map(|(index, block)| {
            let place = format!("[[items]] {}", index + 1);
            block.constants.iter().map(move |(column, value)| (place.clone(), *column, value))
        });
        // Dates here are in the log's format where there is one, and are read with their rows. Empty means not known.
        let listed = self.values.iter().filter(|(column, _)| self.date_format.is_none() || !column.is_date());
        let listed = listed.flat_map(|(column, values)| {
            let ours: BTreeSet<&String> = values.values().filter(|value| !value.trim().is_empty()).collect();
            ours.into_iter().map(move |value| (format!("[values.{column}]"), *column, value))
        });
        let given = constants.chain(items).chain(listed);
        given
            .flat_map(|(place, column, value)| {
                problems_of(column, value).into_iter().map(move |problem| format!("  {place} {problem}"))
            })
            .collect()
    }
}

/// What is wrong with a value in a column, whatever else a row has.
fn problems_of(column: Column, value: &str) -> Vec<Problem> {
    let mut cells = Cells::default();
    if column == Column::Responded {
        // A day of response is wrong without a response, and that is the row's affair.
        cells.set(Column::Response, "released");
    }
    cells.set(column, value);
    // No clock: whether a day lies in the future is seen with the rows.
    let reading = entry::read(&cells, Directory::shipped(), Timestamp::MAX);
    reading.problems.into_iter().filter(|problem| problem.column == Some(column)).collect()
}

/// Does a date that was written in this format come back from it?
fn can_be_read(format: &str) -> bool {
    let sample = Date::constant(2026, 10, 7).at(14, 5, 9, 0).to_zoned(TimeZone::UTC);
    let written = sample.and_then(|sample| strtime::format(format, &sample));
    written.is_ok_and(|text| read_date(format, &text).is_some())
}

/// A date written in a format, in our form; `None` where the text is none.
pub(crate) fn read_date(format: &str, text: &str) -> Option<String> {
    let parsed = strtime::parse(format, text).ok()?;
    if let Ok(instant) = parsed.to_timestamp() {
        return Some(instant.to_string());
    }
    if parsed.hour().is_some() {
        parsed.to_datetime().ok().map(|local| local.to_string())
    } else {
        parsed.to_date().ok().map(|date| date.to_string())
    }
}

/// Where a cell of ours comes from.
#[derive(Debug, Clone)]
enum Source {
    Constant(String),
    Cell { index: usize, values: Option<BTreeMap<String, String>> },
}

/// One item of each row: its cells, and for which rows it is there.
#[derive(Debug, Clone)]
struct ItemLayout {
    sources: Vec<(Column, Source)>,
    only: Vec<(usize, BTreeSet<String>)>,
    except: Vec<(usize, BTreeSet<String>)>,
}

impl ItemLayout {
    /// The columns that say whether a row gives this item.
    fn conditions(&self) -> impl Iterator<Item = usize> {
        self.only.iter().chain(&self.except).map(|(index, _)| *index)
    }
}

/// A log's own layout: what stands in which of its columns.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    items: Vec<ItemLayout>,
    number: Option<String>,
    date_format: Option<String>,
}

/// A header that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// No cell of the first row names a column.
    #[error(
        "the first row names no column of a request log; it must be a header row with at least `request`, `received` and `agency`"
    )]
    NoHeader,
    /// A column we do not know.
    #[error("column {position} is `{name}`, which is not a column of a request log; did you mean `{nearest}`?")]
    Unknown {
        /// From 1.
        position: usize,
        /// What stands there.
        name: String,
        /// The known column nearest to it.
        nearest: Column,
    },
    /// The same column twice.
    #[error("the column `{0}` is there twice; keep one of them")]
    Doubled(String),
    /// A column that must be there.
    #[error("the column `{0}` is missing; every log needs `request`, `received` and `agency`")]
    Missing(Column),
    /// The mapping does not fit the log.
    #[error(transparent)]
    Mapping(#[from] MappingError),
}

/// The cells of one item as its row gives them.
pub(crate) type GivenCells = Vec<(Column, String)>;

impl Layout {
    /// Our own layout: the header names our columns.
    ///
    /// # Errors
    /// Every unknown, doubled or missing column.
    pub(crate) fn ours(header: &[String]) -> Result<Self, Vec<HeaderError>> {
        if header.iter().all(|name| name.parse::<Column>().is_err()) {
            return Err(vec![HeaderError::NoHeader]);
        }
        let mut problems = doubled(header);
        let mut sources: Vec<(Column, Source)> = Vec::new();
        for (index, name) in header.iter().enumerate() {
            match name.parse::<Column>() {
                Ok(column) => sources.push((column, Source::Cell { index, values: None })),
                Err(_) => problems.push(HeaderError::Unknown {
                    position: index + 1,
                    name: shown(name),
                    nearest: Column::nearest(name),
                }),
            }
        }
        for column in [Column::Request, Column::Received, Column::Agency] {
            if !sources.iter().any(|(there, _)| *there == column) {
                problems.push(HeaderError::Missing(column));
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let item = ItemLayout { sources, only: Vec::new(), except: Vec::new() };
        Ok(Self { items: vec![item], number: None, date_format: None })
    }

    /// Another office's layout, through a mapping.
    ///
    /// # Errors
    /// Every column of the mapping that the log lacks, and every column it names that is doubled.
    pub(crate) fn mapped(mapping: &Mapping, header: &[String]) -> Result<Self, Vec<HeaderError>> {
        let mut problems: Vec<HeaderError> = Vec::new();
        let twice = doubled(header);
        let mut find = |name: &String| {
            let found = header.iter().position(|there| there == name);
            let doubled = HeaderError::Doubled(shown(name));
            if found.is_none() {
                let has = header.iter().map(|name| shown(name)).collect();
                problems.push(MappingError::NoSuchColumn { name: shown(name), has }.into());
            } else if twice.contains(&doubled) && !problems.contains(&doubled) {
                problems.push(doubled);
            }
            found
        };
        let mut shared: Vec<(Column, Source)> = Vec::new();
        for (column, name) in &mapping.columns {
            if let Some(index) = find(name) {
                shared.push((*column, Source::Cell { index, values: mapping.values.get(column).cloned() }));
            }
        }
        let constant = |(column, value): (&Column, &String)| (*column, Source::Constant(value.clone()));
        shared.extend(mapping.constants.iter().map(constant));

        let one = [ItemBlock::default()];
        let blocks = if mapping.items.is_empty() { &one[..] } else { &mapping.items[..] };
        let mut items = Vec::new();
        for block in blocks {
            let mut among = |conditions: &BTreeMap<String, BTreeSet<String>>| -> Vec<_> {
                conditions.iter().filter_map(|(name, values)| Some((find(name)?, values.clone()))).collect()
            };
            let (only, except) = (among(&block.only), among(&block.except));
            let mut sources = shared.clone();
            sources.extend(block.constants.iter().map(constant));
            items.push(ItemLayout { sources, only, except });
        }
        if problems.is_empty() {
            Ok(Self { items, number: mapping.number.clone(), date_format: mapping.date_format.clone() })
        } else {
            Err(problems)
        }
    }

    /// The cells of each item that a row gives, or what keeps them from becoming ours.
    pub(crate) fn items_of(&self, row: u64, line: u64, cells: &[Cell<'_>]) -> Vec<Result<GivenCells, Vec<Problem>>> {
        let cell = |index: usize| cells.get(index).copied().unwrap_or(Cell::Text(""));
        let among = |conditions: &[(usize, BTreeSet<String>)]| {
            conditions.iter().any(|(index, values)| values.contains(cell(*index).text().trim()))
        };
        // Which items a row gives cannot be said where what decides it cannot be read.
        let undecided: BTreeSet<usize> = self.items.iter().flat_map(ItemLayout::conditions).collect();
        let undecided: Vec<Problem> = undecided
            .into_iter()
            .filter_map(|index| match cell(index) {
                Cell::Unusable(_, why) => Some(Problem::row(why.message(index, line))),
                Cell::Text(_) | Cell::Moment(_) => None,
            })
            .collect();
        if !undecided.is_empty() {
            return vec![Err(undecided)];
        }
        self.items
            .iter()
            .filter(|item| (item.only.is_empty() || among(&item.only)) && !among(&item.except))
            .map(|item| self.item(item, (row, line), cell))
            .collect()
    }

    /// The layout's plain form: the column of each position, where every row is one item and nothing is mapped.
    pub(crate) fn plain(&self) -> Option<Vec<(Column, usize)>> {
        let [item] = self.items.as_slice() else { return None };
        if self.number.is_some() || self.date_format.is_some() || !item.only.is_empty() || !item.except.is_empty() {
            return None;
        }
        item.sources
            .iter()
            .map(|(column, source)| match source {
                Source::Cell { index, values: None } => Some((*column, *index)),
                Source::Cell { values: Some(_), .. } | Source::Constant(_) => None,
            })
            .collect()
    }

    fn item<'a>(
        &self,
        item: &ItemLayout,
        (row, line): (u64, u64),
        cell: impl Fn(usize) -> Cell<'a>,
    ) -> Result<GivenCells, Vec<Problem>> {
        let mut given = Vec::with_capacity(item.sources.len() + 1);
        let mut problems = Vec::new();
        for (column, source) in &item.sources {
            let text = match source {
                Source::Constant(value) => Ok(value.clone()),
                Source::Cell { index, values } => self.ours_of(*column, cell(*index), *index, line, values.as_ref()),
            };
            match text {
                Ok(text) => given.push((*column, text)),
                Err(problem) => problems.push(problem),
            }
        }
        if let Some(number) = &self.number
            && !given.iter().any(|(column, text)| *column == Column::Request && !text.is_empty())
        {
            given.retain(|(column, _)| *column != Column::Request);
            given.push((Column::Request, number.replace("{row}", &row.to_string())));
        }
        if problems.is_empty() { Ok(given) } else { Err(problems) }
    }

    fn ours_of(
        &self,
        column: Column,
        cell: Cell<'_>,
        index: usize,
        line: u64,
        values: Option<&BTreeMap<String, String>>,
    ) -> Result<String, Problem> {
        let there = cell.text().trim();
        if let Cell::Unusable(_, why) = cell {
            return Err(Problem::of(column, there, why.message(index, line)));
        }
        let (text, listed) = match values {
            None => (there.to_owned(), false),
            Some(values) => match values.get(there) {
                Some(ours) => (ours.clone(), true),
                None => {
                    let message = format!(
                        "the mapping does not list this value; add it under [values.{column}], or correct the log"
                    );
                    return Err(Problem::of(column, there, message));
                }
            },
        };
        // What a spreadsheet keeps as a day is in our form already, whatever the format of the log's text.
        let is_ours = matches!(cell, Cell::Moment(_)) && !listed;
        match &self.date_format {
            Some(format) if column.is_date() && !text.is_empty() && !is_ours => {
                read_date(format, &text).ok_or_else(|| {
                    let message = format!("not a date as the mapping's date_format \"{format}\" writes them");
                    Problem::of(column, &text, message)
                })
            }
            Some(_) | None => Ok(text),
        }
    }
}

/// The names that are there more than once.
fn doubled(header: &[String]) -> Vec<HeaderError> {
    let mut seen = BTreeSet::new();
    let mut reported = BTreeSet::new();
    header
        .iter()
        .filter(|name| !name.is_empty() && !seen.insert(name.as_str()) && reported.insert(name.as_str()))
        .map(|name| HeaderError::Doubled(shown(name)))
        .collect()
}
