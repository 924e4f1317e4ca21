//! CSV: the rows. UTF-8 without a mark, a header row, comma, RFC 4180 quoting, LF.
//!
//! A spreadsheet takes some cells for formulas and runs them. Those get an apostrophe in front, which spreadsheets
//! read as "text follows"; a program that reads the file takes exactly one off.

use std::borrow::Cow;

use super::RenderError;
use crate::account::{Account, Row};

/// What a spreadsheet starts a formula with, or skips on the way to one; the last four are the full-width forms,
/// which some read as the ASCII ones.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

pub(super) fn write(account: &Account) -> Result<Vec<u8>, RenderError> {
    let problem = |problem: String| RenderError::Text { format: "CSV", problem };
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(Row::COLUMNS).map_err(|error| problem(error.to_string()))?;
    for row in &account.rows {
        let cells = row.cells().map(as_text);
        writer.write_record(cells.iter().map(|cell| cell.as_bytes())).map_err(|error| problem(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| problem(error.to_string()))
}

/// The cell, so that a spreadsheet shows it and does not run it.
fn as_text(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.starts_with(FORMULA_STARTS) { format!("'{cell}").into() } else { cell }
}
