//! The four files of a report. They say the same: each is written from the same account, and no figure is made here.

mod csv;
mod figures;
mod json;
mod pdf;
mod xlsx;

pub use self::csv::CsvTable;
use crate::account::Account;
use crate::check::{DoesNotAddUp, check};

/// A file that could not be made. None of the four is then given out.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The account was changed after it was counted.
    #[error(transparent)]
    DoesNotAddUp(#[from] DoesNotAddUp),
    /// JSON or CSV refused a value.
    #[error("The {format} file could not be made: {problem}. No file was written, and the record was not changed.")]
    Text {
        /// `JSON` or `CSV`.
        format: &'static str,
        /// What the writer said.
        problem: String,
    },
    /// A text is longer than a cell may be, or there are more rows than a sheet may have.
    #[error(
        "The spreadsheet could not be made ({0}). No file was written, and the record was not changed. A cell holds \
         32,767 characters, a sheet 1,048,576 rows."
    )]
    Spreadsheet(#[from] rust_xlsxwriter::XlsxError),
    /// The page layout was refused, or the document broke a rule of PDF/A-2a or PDF/UA-1.
    #[error("The PDF could not be made: {problem}. No file was written, and the record was not changed.")]
    Pdf {
        /// What the compiler said.
        problem: String,
    },
}

/// The files of a report, each whole: name and bytes, `disclosure-report-2026-Q4` as `.pdf`, `.xlsx`, `.csv` (the
/// rows) and `.json`. The same account gives the same bytes.
///
/// Laying out the pages takes most of the time: tens of milliseconds, more with a long list. It holds the thread.
///
/// # Errors
/// [`RenderError`] if the account does not add up or one of the files cannot be made.
pub fn files(account: &Account) -> Result<Vec<(String, Vec<u8>)>, RenderError> {
    check(account)?;
    let name = |extension: &str| format!("disclosure-report-{}.{extension}", account.period.quarter);
    Ok(vec![
        (name("pdf"), pdf::write(account)?),
        (name("xlsx"), xlsx::write(account)?),
        (name("csv"), csv::write(account)?),
        (name("json"), json::write(account)?),
    ])
}

/// The JSON file of a report alone, as [`files`] makes it.
///
/// # Errors
/// As [`files`].
pub fn json(account: &Account) -> Result<Vec<u8>, RenderError> {
    check(account)?;
    json::write(account)
}

#[cfg(test)]
mod tests;
