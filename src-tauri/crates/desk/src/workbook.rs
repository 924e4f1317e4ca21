//! Reads an Excel workbook (.xlsx) as the text that a CSV log would hold, row by row.
//!
//! A workbook is a packed folder of XML, and may come from anywhere: it is unpacked once only to be measured, and its
//! rows are never held all at once.

use std::io::{self, Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use jiff::civil::{Date, Time};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::csv_text::LONGEST_CELL;
use crate::entry::shown;
use crate::error::Error;
use crate::rows::{Cell, Unusable};

/// The largest workbook that is read, in bytes: 50 MB.
pub(crate) const LARGEST: u64 = 50_000_000;
/// The most that may be packed in a workbook, in bytes.
const LARGEST_UNPACKED: u64 = 256_000_000;
/// The most parts a workbook may have.
const MOST_PARTS: usize = 10_000;
/// The most rows of a sheet that are read, the header among them.
const MOST_ROWS: u64 = 200_001;
/// The most cells of one row.
const WIDEST: usize = 500;

/// Why a file is no workbook that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotWorkbook {
    /// The file is too large.
    #[error("the workbook is larger than 50 MB; split the log into several files, or save it as \"CSV UTF-8\"")]
    TooLarge,
    /// What is packed in it is too large.
    #[error("what is packed in the workbook is larger than 256 MB; save the sheet with the log as \"CSV UTF-8\"")]
    UnpacksTooLarge,
    /// Too many rows.
    #[error(
        "the sheet `{0}` has more than 200,000 rows; split the log into several files, or save it as \"CSV UTF-8\""
    )]
    TooManyRows(String),
    /// Too many columns.
    #[error("row {line} of the sheet `{sheet}` has more than {WIDEST} cells; delete the columns that belong to no log")]
    TooWide {
        /// The sheet.
        sheet: String,
        /// The row, as the spreadsheet program counts.
        line: u64,
    },
    /// Closed with a password.
    #[error(
        "the workbook is closed with a password; open it in the spreadsheet program, take the password off, and save it \
         again"
    )]
    Encrypted,
    /// The format before .xlsx.
    #[error(
        "this is a workbook of an older kind (.xls); open it in the spreadsheet program and save it as \"Excel Workbook \
         (.xlsx)\""
    )]
    Older,
    /// Another spreadsheet format.
    #[error(
        "this is a spreadsheet of another kind (.ods or .xlsb); open it in its program and save it as \"Excel Workbook \
         (.xlsx)\" or as \"CSV UTF-8\""
    )]
    OtherKind,
    /// Something else, packed like a workbook.
    #[error("this is a packed file (zip) and no Excel workbook; choose the log itself")]
    Packed,
    /// The name says workbook, the contents do not.
    #[error(
        "its name says that it is a spreadsheet, and what is in it is none; open it in the program it comes from and save \
         it as \"Excel Workbook (.xlsx)\" or as \"CSV UTF-8\""
    )]
    Misnamed,
    /// It cannot be read to its end.
    #[error(
        "the workbook is damaged and cannot be read to its end; open it in the spreadsheet program, look whether all rows \
         are there, and save it again"
    )]
    Damaged,
    /// A cell holds an error that this version does not know.
    #[error("a cell of the workbook holds the error `{}`; mend its formula, or type the value", shown(.0))]
    UnknownError(String),
    /// There is no sheet in it.
    #[error("the workbook has no sheet that can be seen; show the sheet with the log, and save the workbook again")]
    NoSheet,
    /// There are several sheets, and none was named.
    #[error("the workbook has several sheets: {}; say which of them holds the log", named(.0))]
    WhichSheet(Vec<String>),
    /// The sheet that was named is not there.
    #[error("the workbook has no sheet `{}`; it has: {}", shown(.name), named(.has))]
    NoSuchSheet {
        /// What was named.
        name: String,
        /// What is there.
        has: Vec<String>,
    },
    /// Nothing is in the sheet.
    #[error("the sheet `{0}` is empty; it needs a header row with the names of the columns")]
    Empty(String),
}

fn named(sheets: &[String]) -> String {
    sheets.iter().map(|name| format!("`{}`", shown(name))).collect::<Vec<_>>().join(", ")
}

/// What the first bytes of a file say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Looks {
    /// Packed: a workbook, or another packed file.
    Packed,
    /// The container of older office programs; also of workbooks with a password.
    Compound,
    /// Neither.
    Plain,
}

/// How many bytes say what a file looks like.
pub(crate) const MARK: usize = 8;

impl Looks {
    pub(crate) fn of(start: &[u8]) -> Self {
        match start {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Self::Packed,
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Self::Compound,
            _ => Self::Plain,
        }
    }
}

/// Does a file's name say that it is a spreadsheet?
pub(crate) fn is_named_so(file: &str) -> bool {
    let end = file.rsplit_once('.').map_or("", |(_, end)| end);
    ["xlsx", "xlsm", "xls", "xlsb", "ods"].iter().any(|known| end.eq_ignore_ascii_case(known))
}

/// Takes a row by its number and its cells; `false`: no more rows are wanted.
pub(crate) type TakeRow<'a> = dyn FnMut(u64, &[Cell<'_>]) -> Result<bool, Error> + 'a;

/// An open workbook.
pub(crate) struct Workbook {
    book: Xlsx<Cursor<Vec<u8>>>,
}

impl Workbook {
    /// Opens a workbook that is held whole.
    ///
    /// # Errors
    /// [`NotWorkbook`].
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self, NotWorkbook> {
        if bytes.len() as u64 > LARGEST {
            return Err(NotWorkbook::TooLarge);
        }
        if Looks::of(&bytes) == Looks::Compound {
            return Err(compound(&bytes));
        }
        measure(&bytes)?;
        let book = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
        // No spreadsheet program writes a workbook without a sheet.
        if book.sheets_metadata().is_empty() {
            return Err(NotWorkbook::Damaged);
        }
        Ok(Self { book })
    }

    /// The names of the sheets that can be seen, in their order.
    pub(crate) fn sheets(&self) -> Vec<String> {
        let sheets = self.book.sheets_metadata().iter();
        sheets
            .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
            .map(|sheet| sheet.name.clone())
            .collect()
    }

    /// The sheet that is meant: the one that is named, else the only one.
    ///
    /// # Errors
    /// [`NotWorkbook`] if there is none or more than one.
    pub(crate) fn sheet(&self, named: Option<&str>) -> Result<String, NotWorkbook> {
        let has = self.sheets();
        match (named, has.as_slice()) {
            (_, []) => Err(NotWorkbook::NoSheet),
            (Some(name), _) if has.iter().any(|there| there == name) => Ok(name.to_owned()),
            (Some(name), _) => Err(NotWorkbook::NoSuchSheet { name: name.to_owned(), has }),
            (None, [only]) => Ok(only.clone()),
            (None, _) => Err(NotWorkbook::WhichSheet(has)),
        }
    }

    /// Gives every row that is not empty, with its number as the spreadsheet program counts, until `take` breaks off.
    ///
    /// # Errors
    /// The outer error is the workbook's, the inner one is what `take` said.
    pub(crate) fn each_row(&mut self, sheet: &str, take: &mut TakeRow<'_>) -> Result<Result<(), Error>, NotWorkbook> {
        let mut cells = self.book.worksheet_cells_reader(sheet).map_err(unreadable)?;
        let mut row: Vec<Held> = Vec::new();
        let mut line = 0;
        let mut rows = 0;
        loop {
            let next = cells.next_cell().map_err(unreadable)?;
            let place = next.as_ref().map(|cell| cell.get_position());
            let ends = place.is_none_or(|(at, _)| u64::from(at) + 1 != line);
            if ends && row.iter().any(|cell| !cell.text.trim().is_empty()) {
                rows += 1;
                if rows > MOST_ROWS {
                    return Err(NotWorkbook::TooManyRows(sheet.to_owned()));
                }
                let told: Vec<Cell<'_>> = row.iter().map(Held::cell).collect();
                match take(line, &told) {
                    Ok(true) => {}
                    Ok(false) => return Ok(Ok(())),
                    Err(error) => return Ok(Err(error)),
                }
            }
            let (Some(cell), Some((at, column))) = (next, place) else { return Ok(Ok(())) };
            if ends {
                row.clear();
                // Rows stand in their order; what says otherwise was not written by a spreadsheet program.
                if u64::from(at) < line {
                    return Err(NotWorkbook::Damaged);
                }
                line = u64::from(at) + 1;
            }
            let Some(held) = Held::of(cell.get_value()) else { continue };
            let column = column as usize;
            if column >= WIDEST {
                return Err(NotWorkbook::TooWide { sheet: sheet.to_owned(), line });
            }
            // A cell that is there twice, or left of the one before, comes from no spreadsheet program either.
            if column < row.len() {
                return Err(NotWorkbook::Damaged);
            }
            row.resize_with(column, Held::default);
            row.push(held);
        }
    }
}

/// A cell as it is held while its row is gathered.
#[derive(Default)]
struct Held {
    text: String,
    kind: Kind,
}

#[derive(Default)]
enum Kind {
    #[default]
    Text,
    Moment,
    Unusable(Unusable),
}

impl Held {
    fn of(value: &DataRef<'_>) -> Option<Self> {
        let text = |text: &str| {
            let kind = if text.contains('\0') {
                Kind::Unusable(Unusable::Nul)
            } else if text.len() > LONGEST_CELL {
                Kind::Unusable(Unusable::Long)
            } else {
                Kind::Text
            };
            Self { text: text.to_owned(), kind }
        };
        let unusable = |text: String, why| Self { text, kind: Kind::Unusable(why) };
        match value {
            DataRef::Empty => None,
            DataRef::String(words) => Some(text(words)),
            DataRef::SharedString(words) => Some(text(words)),
            DataRef::Int(number) => Some(text(&number.to_string())),
            DataRef::Float(number) if number.is_finite() => Some(text(&written(*number))),
            DataRef::Float(number) => Some(unusable(number.to_string(), Unusable::Number)),
            DataRef::Bool(yes) => Some(unusable(if *yes { "TRUE" } else { "FALSE" }.to_owned(), Unusable::Logical)),
            DataRef::Error(error) => Some(unusable(error.to_string(), Unusable::Error)),
            DataRef::DateTime(moment) => Some(match in_our_form(*moment) {
                Some(text) => Self { text, kind: Kind::Moment },
                None => unusable(written(moment.as_f64()), Unusable::Moment),
            }),
            DataRef::DateTimeIso(moment) => {
                let day = moment.strip_suffix("T00:00:00").or_else(|| moment.strip_suffix("T00:00:00.000"));
                Some(Self { text: day.unwrap_or(moment).to_owned(), kind: Kind::Moment })
            }
            DataRef::DurationIso(time) => Some(unusable(time.clone(), Unusable::Moment)),
        }
    }

    fn cell(&self) -> Cell<'_> {
        match self.kind {
            Kind::Text => Cell::Text(&self.text),
            Kind::Moment => Cell::Moment(&self.text),
            Kind::Unusable(why) => Cell::Unusable(&self.text, why),
        }
    }
}

/// A number as it is typed: whole numbers without a point.
fn written(number: f64) -> String {
    // Zero has a sign in a workbook, and none on paper.
    if number == 0.0 { "0".to_owned() } else { number.to_string() }
}

/// A day, or a day and a time, in our form; `None` for what is neither, such as a time without its day.
fn in_our_form(moment: ExcelDateTime) -> Option<String> {
    if moment.is_duration() || !(1.0..3_000_000.0).contains(&moment.as_f64()) {
        return None;
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let part = |number: u8| i8::try_from(number).ok();
    let date = Date::new(i16::try_from(year).ok()?, part(month)?, part(day)?).ok()?;
    let time = Time::new(part(hour)?, part(minute)?, part(second)?, 0).ok()?;
    if time == Time::midnight() {
        return Some(date.to_string());
    }
    let form = if second == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
    Some(date.to_datetime(time).strftime(form).to_string())
}

/// Unpacks every part of a packed file, only to see that it is whole and how large it is.
fn measure(bytes: &[u8]) -> Result<(), NotWorkbook> {
    let mut packed = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NotWorkbook::Damaged)?;
    let has = |name: &str| packed.file_names().flatten().any(|part| part.eq_ignore_ascii_case(name));
    if has("xl/workbook.bin") || has("content.xml") {
        return Err(NotWorkbook::OtherKind);
    }
    if !has("[Content_Types].xml") {
        return Err(NotWorkbook::Packed);
    }
    if packed.len() > MOST_PARTS {
        return Err(NotWorkbook::Damaged);
    }
    let mut left = LARGEST_UNPACKED;
    for part in 0..packed.len() {
        let part = packed.by_index(part).map_err(|error| {
            let closed = matches!(error, ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED));
            if closed { NotWorkbook::Encrypted } else { NotWorkbook::Damaged }
        })?;
        let unpacked = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|_| NotWorkbook::Damaged)?;
        left = left.checked_sub(unpacked).ok_or(NotWorkbook::UnpacksTooLarge)?;
    }
    Ok(())
}

/// What lies in the container of older office programs. Workbooks with a password name what they hold.
fn compound(bytes: &[u8]) -> NotWorkbook {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|window| window == name) { NotWorkbook::Encrypted } else { NotWorkbook::Older }
}

fn unreadable(error: XlsxError) -> NotWorkbook {
    if let XlsxError::CellError(error) = error {
        NotWorkbook::UnknownError(error)
    } else if matches!(error, XlsxError::Password) {
        NotWorkbook::Encrypted
    } else {
        NotWorkbook::Damaged
    }
}
