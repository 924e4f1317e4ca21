//! A log's rows, whatever kind of file they come from: its header, then each row as cells of text.

use std::io::{Chain, Cursor, Read};

use crate::NotCsv;
use crate::csv_text::{Guarded, LONGEST_CELL};
use crate::entry::shown;
use crate::error::Error;
use crate::workbook::{self, LARGEST, Looks, MARK, NotWorkbook, Workbook};

/// One cell of a row.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cell<'a> {
    /// What stands there.
    Text(&'a str),
    /// A day or moment that the spreadsheet program itself keeps as one, in our form.
    Moment(&'a str),
    /// What a log cannot hold, as it reads there.
    Unusable(&'a str, Unusable),
}

impl<'a> Cell<'a> {
    /// The cell as text.
    pub(crate) const fn text(self) -> &'a str {
        match self {
            Self::Text(text) | Self::Moment(text) | Self::Unusable(text, _) => text,
        }
    }
}

/// Why a cell cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// TRUE or FALSE.
    Logical,
    /// The error of a formula.
    Error,
    /// A time without its day, or a day that no calendar has.
    Moment,
    /// No number.
    Number,
    /// A NUL byte is in it.
    Nul,
    /// It is too long.
    Long,
}

impl Unusable {
    /// What is wrong and what would be right, with the cell's place as the spreadsheet program names it.
    pub(crate) fn message(self, column: usize, line: u64) -> String {
        let place = place(column, line);
        match self {
            Self::Logical => format!("{place} holds a logical value; type the word that is meant, as text"),
            Self::Error => format!("{place} holds the error of a formula; mend the formula, or type the value"),
            Self::Moment => format!("{place} holds no day of the calendar; type the day, such as 2026-10-07"),
            Self::Number => format!("{place} holds no number; type the value"),
            Self::Nul => format!("{place} holds a NUL byte; remove it"),
            Self::Long => format!("{place} is longer than {LONGEST_CELL} bytes; shorten it"),
        }
    }
}

/// A cell's place as spreadsheet programs name it, such as `C7`.
fn place(column: usize, line: u64) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &line.to_string()
}

/// One row behind the header.
pub(crate) struct Row<'a> {
    /// The line of the file, or the row of the sheet, where it begins, from 1.
    pub(crate) line: u64,
    /// As many cells as the header has; or why the row cannot be read.
    pub(crate) cells: Result<Vec<Cell<'a>>, String>,
}

/// A log that is open: its header is read.
pub(crate) struct Log<R> {
    /// The name that messages call the file by.
    file: String,
    /// The names of its columns, without blanks around them.
    pub(crate) header: Vec<String>,
    source: Source<R>,
}

type Csv<R> = csv::Reader<Guarded<Chain<Cursor<Vec<u8>>, R>>>;

enum Source<R> {
    Csv(Box<Csv<R>>),
    Sheet { book: Box<Workbook>, sheet: String },
}

impl<R: Read> Log<R> {
    /// Opens a log and reads its header. What kind of file it is, its first bytes say.
    ///
    /// # Errors
    /// [`Error::NotCsv`], [`Error::NotWorkbook`], or what the system says.
    pub(crate) fn open(mut log: R, file: &str, sheet: Option<&str>) -> Result<Self, Error> {
        let start = start_of(&mut log, file)?;
        let not_workbook = |source| Error::NotWorkbook { file: file.to_owned(), source };
        match Looks::of(&start) {
            Looks::Plain if workbook::is_named_so(file) => Err(not_workbook(NotWorkbook::Misnamed)),
            Looks::Plain => Self::csv(Cursor::new(start).chain(log), file),
            Looks::Packed | Looks::Compound => {
                let book = held(start, log, file)?;
                let sheet = book.sheet(sheet).map_err(not_workbook)?;
                Self::sheet(Box::new(book), sheet, file)
            }
        }
    }

    fn csv(log: Chain<Cursor<Vec<u8>>, R>, file: &str) -> Result<Self, Error> {
        let mut csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(64 * 1024)
            .from_reader(Guarded::new(log));
        let mut record = csv::ByteRecord::new();
        match csv.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Err(Error::NotCsv { file: file.to_owned(), source: NotCsv::Empty }),
            Err(error) => return Err(stopped(file, csv.get_ref(), error)),
        }
        let header = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
        Ok(Self { file: file.to_owned(), header, source: Source::Csv(Box::new(csv)) })
    }

    fn sheet(mut book: Box<Workbook>, sheet: String, file: &str) -> Result<Self, Error> {
        let not_workbook = |source| Error::NotWorkbook { file: file.to_owned(), source };
        let mut header = Vec::new();
        book.each_row(&sheet, &mut |_, cells| {
            header = cells.iter().map(|cell| cell.text().trim().to_owned()).collect();
            Ok(false)
        })
        .map_err(not_workbook)??;
        // Cells that only look empty name no column.
        while header.last().is_some_and(String::is_empty) {
            header.pop();
        }
        if header.is_empty() {
            return Err(not_workbook(NotWorkbook::Empty(sheet)));
        }
        Ok(Self { file: file.to_owned(), header, source: Source::Sheet { book, sheet } })
    }

    /// Gives every row behind the header, in order.
    ///
    /// # Errors
    /// What stopped the reading; or what `take` said.
    pub(crate) fn each(self, take: &mut dyn FnMut(Row<'_>) -> Result<(), Error>) -> Result<(), Error> {
        let Self { file, header, source } = self;
        let width = header.len();
        match source {
            Source::Csv(csv) => each_of_csv(*csv, &file, width, take),
            Source::Sheet { mut book, sheet } => {
                let mut below_header = false;
                let read = book.each_row(&sheet, &mut |line, cells| {
                    if below_header {
                        take(Row { line, cells: cells_of_sheet(cells, line, width) })?;
                    }
                    below_header = true;
                    Ok(true)
                });
                read.map_err(|source| Error::NotWorkbook { file, source })?
            }
        }
    }
}

/// The names of a workbook's sheets; none for a CSV file.
///
/// # Errors
/// As [`Log::open`].
pub(crate) fn sheets(mut log: impl Read, file: &str) -> Result<Vec<String>, Error> {
    let start = start_of(&mut log, file)?;
    match Looks::of(&start) {
        Looks::Plain => Ok(Vec::new()),
        Looks::Packed | Looks::Compound => Ok(held(start, log, file)?.sheets()),
    }
}

fn start_of(log: &mut impl Read, file: &str) -> Result<Vec<u8>, Error> {
    let mut start = Vec::with_capacity(MARK);
    log.take(MARK as u64).read_to_end(&mut start).map_err(unread(file))?;
    Ok(start)
}

/// A workbook is held whole, because what says where its parts are stands at its end.
fn held(mut bytes: Vec<u8>, log: impl Read, file: &str) -> Result<Workbook, Error> {
    log.take(LARGEST).read_to_end(&mut bytes).map_err(unread(file))?;
    Workbook::open(bytes).map_err(|source| Error::NotWorkbook { file: file.to_owned(), source })
}

fn unread(file: &str) -> impl Fn(std::io::Error) -> Error {
    let path = file.into();
    move |source| Error::File { path: std::path::PathBuf::clone(&path), doing: "could not be read", source }
}

/// Why reading stopped: the guard's reason, or the system's.
fn stopped<R>(file: &str, guard: &Guarded<R>, error: csv::Error) -> Error {
    if let Some(source) = guard.stopped.clone() {
        return Error::NotCsv { file: file.to_owned(), source };
    }
    // The system's own error keeps its kind, so that it can be told in words.
    let kind = error.into_kind();
    let source =
        if let csv::ErrorKind::Io(source) = kind { source } else { std::io::Error::other(format!("{kind:?}")) };
    unread(file)(source)
}

fn each_of_csv<R: Read>(
    mut csv: Csv<R>,
    file: &str,
    width: usize,
    take: &mut dyn FnMut(Row<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut record = csv::ByteRecord::new();
    loop {
        match csv.read_byte_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {}
            Err(error) => return Err(stopped(file, csv.get_ref(), error)),
        }
        let line = record.position().map_or(0, csv::Position::line);
        take(Row { line, cells: cells_of_csv(&record, width) })?;
    }
}

fn cells_of_csv(record: &csv::ByteRecord, width: usize) -> Result<Vec<Cell<'_>>, String> {
    if record.len() != width {
        return Err(format!("this row has {} cells and the header has {width}; a comma may need quotes", record.len()));
    }
    let mut cells = Vec::with_capacity(width);
    for (index, cell) in record.iter().enumerate() {
        match std::str::from_utf8(cell) {
            Ok(text) if !text.contains('\0') => cells.push(Cell::Text(text)),
            Ok(_) => return Err(format!("cell {} holds a NUL byte; remove it", index + 1)),
            Err(_) => {
                return Err(format!(
                    "cell {} (`{}`) is not UTF-8; in the spreadsheet program, save the file as \"CSV UTF-8\"",
                    index + 1,
                    shown(&String::from_utf8_lossy(cell))
                ));
            }
        }
    }
    Ok(cells)
}

/// A sheet leaves out empty cells; what stands right of the header belongs to no column.
fn cells_of_sheet<'a>(cells: &[Cell<'a>], line: u64, width: usize) -> Result<Vec<Cell<'a>>, String> {
    let outside = cells.iter().enumerate().skip(width).find(|(_, cell)| !cell.text().trim().is_empty());
    if let Some((column, _)) = outside {
        return Err(format!(
            "{} holds something, and no column is named above it; name the column in the header row, or empty the cell",
            place(column, line)
        ));
    }
    let mut cells: Vec<Cell<'a>> = cells.iter().copied().take(width).collect();
    cells.resize(width, Cell::Text(""));
    Ok(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_called_as_spreadsheet_programs_call_it() {
        for (column, name) in [(0, "A7"), (2, "C7"), (25, "Z7"), (26, "AA7"), (51, "AZ7"), (52, "BA7"), (701, "ZZ7")] {
            assert_eq!(place(column, 7), name);
        }
    }
}
