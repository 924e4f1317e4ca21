//! CSV: the rows. UTF-8 without a mark, a header row, comma, RFC 4180 quoting, LF.
//!
//! A spreadsheet takes some cells for formulas and runs them. Those get an apostrophe in front, which spreadsheets
//! read as "text follows"; a program that reads the file takes exactly one off.

use std::borrow::Cow;

use super::RenderError;
use crate::account::Row;
use crate::public::PublicAct;

/// What a spreadsheet starts a formula with, or skips on the way to one; the last four are the full-width forms,
/// which some read as the ASCII ones.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

pub(super) fn rows(rows: &[Row]) -> Result<Vec<u8>, RenderError> {
    let mut table = CsvTable::under(&Row::COLUMNS)?;
    for row in rows {
        table.add(row.cells())?;
    }
    table.finish()
}

pub(super) fn acts(acts: &[PublicAct]) -> Result<Vec<u8>, RenderError> {
    let mut table = CsvTable::under(&PublicAct::COLUMNS)?;
    for act in acts {
        table.add(act.cells())?;
    }
    table.finish()
}

/// A table as a CSV file in memory, whose cells no spreadsheet runs.
#[derive(Debug)]
pub struct CsvTable {
    writer: ::csv::Writer<Vec<u8>>,
}

impl CsvTable {
    /// A table without rows under these headings.
    ///
    /// # Errors
    /// [`RenderError::Text`]
    pub fn under(headings: &[&str]) -> Result<Self, RenderError> {
        let writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::Any(b'\n')).from_writer(Vec::new());
        let mut table = Self { writer };
        table.add(headings.iter().map(|heading| Cow::Borrowed(*heading)))?;
        Ok(table)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// [`RenderError::Text`] if it has not as many cells as there are headings.
    pub fn add<'a>(&mut self, cells: impl IntoIterator<Item = Cow<'a, str>>) -> Result<(), RenderError> {
        let cells: Vec<Cow<'a, str>> = cells.into_iter().map(as_text).collect();
        self.writer.write_record(cells.iter().map(|cell| cell.as_bytes())).map_err(|error| problem(&error))
    }

    /// The whole file.
    ///
    /// # Errors
    /// [`RenderError::Text`]
    pub fn finish(self) -> Result<Vec<u8>, RenderError> {
        self.writer.into_inner().map_err(|error| problem(&error))
    }
}

fn problem(error: &dyn std::error::Error) -> RenderError {
    RenderError::Text { format: "CSV", problem: error.to_string() }
}

/// The cell, so that a spreadsheet shows it and does not run it.
fn as_text(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.starts_with(FORMULA_STARTS) { format!("'{cell}").into() } else { cell }
}
