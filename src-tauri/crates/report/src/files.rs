//! The files of a report's editions. Those of one edition say the same: each is written from the same figures, and none is
//! made here.

mod content;
mod csv;
mod dictionary;
mod figures;
mod json;
mod package;
mod pdf;
mod xlsx;

use law::vocabulary;

use self::content::Content;
pub use self::csv::CsvTable;
pub use self::figures::{Figure, Group, Line, Table, internal as tables, published_tables};
use crate::account::Account;
use crate::check::{DoesNotAddUp, check};
use crate::public::Publication;
use crate::typeset::{LaidOut, NotTypeset};

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
    /// The pages could not be made.
    #[error(transparent)]
    Pdf(#[from] NotTypeset),
}

vocabulary! {
    /// Which edition of a report.
    Edition = "edition" {
        /// Exact, for the office.
        Internal = "internal",
        /// For publication: small numbers merged.
        Public = "public",
    }
}

/// The files of the internal edition, each whole: name and bytes, `disclosure-report-2026-Q4` as `.pdf`, `.xlsx`, `.csv` (the
/// rows) and `.json`. The same account gives the same bytes.
///
/// Laying out the pages takes most of the time: tens of milliseconds, more with a long list. It holds the thread.
///
/// # Errors
/// [`RenderError`] if the account does not add up or one of the files cannot be made.
pub fn files(account: &Account) -> Result<Vec<(String, Vec<u8>)>, RenderError> {
    check(account)?;
    let content = Content::internal(account);
    let name = |extension: &str| format!("disclosure-report-{}.{extension}", content.quarter);
    Ok(vec![
        (name("pdf"), pdf::write(&content)?),
        (name("xlsx"), xlsx::write(&content)?),
        (name("csv"), csv::rows(&account.rows)?),
        (name("json"), json::write(account)?),
    ])
}

/// The files of the public edition, likewise: `disclosure-report-2026-Q4-public` as `.pdf`, `.xlsx`, `.csv` (the City's acts),
/// `.json`, and `.datapackage.json`, which describes the CSV to other programs.
///
/// # Errors
/// As [`files`].
pub fn public_files(publication: &Publication) -> Result<Vec<(String, Vec<u8>)>, RenderError> {
    let content = Content::public(publication);
    let name = |extension: &str| format!("disclosure-report-{}-public.{extension}", content.quarter);
    let rows = csv::acts(&publication.acts)?;
    let package = package::write(&content, &name("csv"), &rows)?;
    Ok(vec![
        (name("pdf"), pdf::write(&content)?),
        (name("xlsx"), xlsx::write(&content)?),
        (name("csv"), rows),
        (name("json"), json::write(publication)?),
        (name("datapackage.json"), package),
    ])
}

/// The PDF file of a report alone, as [`files`] makes it: what it costs can be measured without the others.
///
/// # Errors
/// As [`files`].
pub fn pdf(account: &Account) -> Result<Vec<u8>, RenderError> {
    check(account)?;
    pdf::write(&Content::internal(account))
}

/// The spreadsheet of a report alone, as [`files`] makes it, likewise.
///
/// # Errors
/// As [`files`].
pub fn xlsx(account: &Account) -> Result<Vec<u8>, RenderError> {
    check(account)?;
    xlsx::write(&Content::internal(account))
}

/// The pages of the internal edition, to be looked at: as they stand in the PDF of [`files`]. Laying them out takes the time that
/// it takes there; only the page that is asked for is drawn.
///
/// # Errors
/// As [`files`].
pub fn preview(account: &Account) -> Result<LaidOut, RenderError> {
    check(account)?;
    pdf::preview(&Content::internal(account))
}

/// The pages of the public edition, likewise.
///
/// # Errors
/// As [`files`].
pub fn public_preview(publication: &Publication) -> Result<LaidOut, RenderError> {
    pdf::preview(&Content::public(publication))
}

/// The JSON file of a report alone, as [`files`] makes it.
///
/// # Errors
/// As [`files`].
pub fn json(account: &Account) -> Result<Vec<u8>, RenderError> {
    check(account)?;
    json::write(account)
}

/// The JSON file of the public edition alone, as [`public_files`] makes it.
///
/// # Errors
/// As [`files`].
pub fn public_json(publication: &Publication) -> Result<Vec<u8>, RenderError> {
    json::write(publication)
}

#[cfg(test)]
mod extremes;
#[cfg(test)]
mod tests;
