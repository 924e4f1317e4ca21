//! What stands in the columns of a log that nobody has mapped yet: a few values of each, and a guess at what they mean.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use ledger::When;

use crate::columns::Column;
use crate::error::Error;
use crate::import::STRIDE;
use crate::mapping::{Layout, Mapping, read_date};
use crate::ports::{Progress, goes_on};
use crate::rows::{Cell, Log};

/// How many different values of a column are told apart. A closed list has fewer.
const DIFFERENT: usize = 60;
/// The longest value that is kept while looking, in bytes. A word of a closed list is shorter.
const LONGEST: usize = 120;

/// A log that was looked at.
#[derive(Debug)]
pub(crate) struct Looked {
    /// Data rows.
    pub(crate) rows: u64,
    /// Its columns, in their order.
    pub(crate) columns: Vec<Seen>,
    /// Are they ours, so that no mapping is needed?
    pub(crate) ours: bool,
}

/// What stands in one column.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// The name in the header.
    pub(crate) name: String,
    /// How often each value occurs, blanks around it left out; empty cells are the value "".
    pub(crate) values: BTreeMap<String, u64>,
    /// There are more values than these.
    pub(crate) more: bool,
    /// Cells that are not empty.
    pub(crate) cells: u64,
    /// Cells that the spreadsheet program itself keeps as days or moments.
    pub(crate) moments: u64,
}

impl Seen {
    fn take(&mut self, cell: Cell<'_>) {
        self.moments += u64::from(matches!(cell, Cell::Moment(_)));
        let text = cell.text().trim();
        self.cells += u64::from(!text.is_empty());
        if let Some(count) = self.values.get_mut(text) {
            *count += 1;
        } else if self.values.len() < DIFFERENT && text.len() <= LONGEST {
            self.values.insert(text.to_owned(), 1);
        } else {
            self.more = true;
        }
    }

    /// Its values that are not empty.
    fn filled(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str).filter(|value| !value.is_empty())
    }
}

/// Looks through a whole log.
///
/// # Errors
/// What keeps it from being read; [`Error::Stopped`]; or what the system says.
pub(crate) fn look(
    log: impl Read,
    file: &str,
    sheet: Option<&str>,
    progress: &mut dyn Progress,
) -> Result<Looked, Error> {
    let log = Log::open(log, file, sheet)?;
    let ours = Layout::ours(&log.header).is_ok();
    let named = |name: &String| Seen { name: name.clone(), ..Seen::default() };
    let mut columns: Vec<Seen> = log.header.iter().map(named).collect();
    let mut rows = 0_u64;
    log.each(&mut |row| {
        rows += 1;
        for (seen, cell) in columns.iter_mut().zip(row.cells.unwrap_or_default()) {
            seen.take(cell);
        }
        if rows.is_multiple_of(STRIDE) {
            goes_on(progress.at(rows, 0))?;
        }
        Ok(())
    })?;
    Ok(Looked { rows, columns, ours })
}

/// How the dates of a log may be written, the likeliest first: American before European, with a time before without.
const DATE_FORMATS: &[&str] = &[
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y",
    "%m/%d/%y %H:%M",
    "%m/%d/%y",
    "%m-%d-%Y",
    "%Y/%m/%d",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%d.%m.%Y",
    "%d-%b-%Y",
    "%d/%m/%Y",
];

/// A mapping that may be meant, by the names of the columns and what stands in them. It is a guess: nothing is taken on it
/// before somebody has looked at it.
pub(crate) fn guess(looked: &Looked) -> Mapping {
    let mut mapping = Mapping::default();
    for (_, column, index) in likenesses(looked) {
        let taken = |there: &str| mapping.columns.values().any(|name| name == there);
        let Some(seen) = looked.columns.get(index) else { continue };
        if !mapping.columns.contains_key(&column) && !taken(&seen.name) {
            mapping.columns.insert(column, seen.name.clone());
        }
    }
    for (column, name) in &mapping.columns {
        let Some(seen) = looked.columns.iter().find(|seen| seen.name == *name) else { continue };
        if column.is_date() && mapping.date_format.is_none() {
            mapping.date_format = format_of(seen);
        }
        if let Some(values) = values_of(*column, seen) {
            mapping.values.insert(*column, values);
        }
    }
    mapping
}

/// How alike a name must be to one of ours to be taken for it, from 0 to 1.
const ALIKE: f64 = 0.6;

/// Our columns and theirs whose names are alike, the most alike first.
fn likenesses(looked: &Looked) -> Vec<(f64, Column, usize)> {
    let mut names = BTreeSet::new();
    let mut found: Vec<(f64, Column, usize)> = Vec::new();
    for (index, seen) in looked.columns.iter().enumerate() {
        if seen.name.is_empty() || !names.insert(&seen.name) {
            continue;
        }
        let name = plain(&seen.name);
        let alike = |column: &Column| strsim::normalized_damerau_levenshtein(column.as_str(), &name);
        found.extend(Column::ALL.iter().map(|column| (alike(column), *column, index)));
    }
    found.retain(|(alike, ..)| *alike >= ALIKE);
    // What is as alike keeps the order of the contract.
    found.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
    found
}

/// A name or a value as our words are written.
fn plain(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    text.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

/// The format that reads every date of a column; `None` where they are written as ours, or no known format reads all.
fn format_of(seen: &Seen) -> Option<String> {
    if seen.filled().all(|value| When::parse(value).is_ok()) {
        return None;
    }
    let reads = |format: &&&str| seen.filled().all(|value| read_date(format, value).is_some());
    DATE_FORMATS.iter().find(reads).map(|format| (*format).to_owned())
}

/// Their values and ours, for a column of a closed list whose words are not all ours already. Those that are like none of
/// ours are left for somebody to say.
fn values_of(column: Column, seen: &Seen) -> Option<BTreeMap<String, String>> {
    let words = column.words();
    if words.is_empty() || seen.more || seen.filled().all(|value| words.contains(&value)) {
        return None;
    }
    let pairs = seen.values.keys().filter_map(|value| {
        let ours = if value.is_empty() { Some("") } else { words.iter().copied().find(|word| *word == plain(value)) };
        Some((value.clone(), ours?.to_owned()))
    });
    Some(pairs.collect())
}
