//! Guards a CSV file while it is read: RFC 4180 to the letter, no cell without bound, no other encoding.
//!
//! The reader behind it is forgiving, and a forgiving reader swallows half a file after one unclosed quote. Here such a
//! file is stopped at the place, with its line.

use std::io::{self, Read};

/// The longest cell that is read, in bytes. A description has at most 4,000 characters.
pub(crate) const LONGEST_CELL: usize = 64 * 1024;

/// Why a file is no request log at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotCsv {
    /// There is nothing in it.
    #[error("the file is empty; it needs a header row with the names of the columns")]
    Empty,
    /// Another encoding.
    #[error("the file is UTF-16, not UTF-8; in the spreadsheet program, save it as \"CSV UTF-8\"")]
    Utf16,
    /// A quote that is never closed.
    #[error(
        "line {line}: a quote (\") opens here and is never closed; close it, or write \"\" for a quote inside a cell"
    )]
    Unclosed {
        /// Where it opens, from 1.
        line: u64,
    },
    /// A quote where none may be.
    #[error(
        "line {line}: a quote (\") stands inside a cell; put the whole cell in quotes and write \"\" for the quote"
    )]
    Stray {
        /// Where it stands, from 1.
        line: u64,
    },
    /// A cell without end.
    #[error("line {line}: a cell is longer than {LONGEST_CELL} bytes; shorten it, or look for a missing quote above")]
    LongCell {
        /// Where the cell begins, from 1.
        line: u64,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    CellStart,
    Bare,
    Quoted,
    /// After a quote inside a quoted cell: its end, or the first half of a doubled quote.
    QuoteInQuoted,
}

/// Passes a file through and stops it where it is no CSV. Every end of a row becomes a line feed, so that lines are
/// counted alike whatever program wrote the file.
pub(crate) struct Guarded<R> {
    source: R,
    place: Place,
    line: u64,
    cell_line: u64,
    cell_bytes: usize,
    read_any: bool,
    /// The last byte was a carriage return that ended a row: a line feed behind it belongs to the same end.
    after_return: bool,
    /// Set when the file was stopped; the reader behind sees only an I/O error.
    pub(crate) stopped: Option<NotCsv>,
}

impl<R> Guarded<R> {
    pub(crate) fn new(source: R) -> Self {
        Self {
            source,
            place: Place::CellStart,
            line: 1,
            cell_line: 1,
            cell_bytes: 0,
            read_any: false,
            after_return: false,
            stopped: None,
        }
    }

    fn look_at(&mut self, byte: u8) -> Result<(), NotCsv> {
        self.cell_bytes += 1;
        if self.cell_bytes > LONGEST_CELL {
            return Err(match self.place {
                Place::Quoted => NotCsv::Unclosed { line: self.cell_line },
                Place::CellStart | Place::Bare | Place::QuoteInQuoted => NotCsv::LongCell { line: self.cell_line },
            });
        }
        self.place = match (self.place, byte) {
            (Place::Quoted, b'"') => Place::QuoteInQuoted,
            (Place::Quoted, _) | (Place::QuoteInQuoted, b'"') => Place::Quoted,
            (_, b',' | b'\n') => {
                self.cell_bytes = 0;
                self.cell_line = self.line + u64::from(byte == b'\n');
                Place::CellStart
            }
            (Place::CellStart, b'"') => Place::Quoted,
            (Place::Bare, b'"') => return Err(NotCsv::Stray { line: self.line }),
            (Place::QuoteInQuoted, _) => return Err(NotCsv::Stray { line: self.line }),
            (Place::CellStart | Place::Bare, _) => Place::Bare,
        };
        if byte == b'\n' {
            self.line += 1;
        }
        Ok(())
    }

    fn at_end(&self) -> Result<(), NotCsv> {
        match self.place {
            Place::Quoted => Err(NotCsv::Unclosed { line: self.cell_line }),
            Place::CellStart | Place::Bare | Place::QuoteInQuoted if !self.read_any => Err(NotCsv::Empty),
            Place::CellStart | Place::Bare | Place::QuoteInQuoted => Ok(()),
        }
    }

    /// What the first bytes say of the encoding.
    fn look_at_start(bytes: &[u8]) -> Result<&[u8], NotCsv> {
        match bytes {
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Err(NotCsv::Utf16),
            // Without a mark at its start, UTF-16 shows in the zero byte of its first letter.
            [0, _, ..] | [_, 0, ..] => Err(NotCsv::Utf16),
            [0xEF, 0xBB, 0xBF, rest @ ..] => Ok(rest),
            _ => Ok(bytes),
        }
    }

    /// Checks what was read and leaves in the buffer what is passed on; gives its length.
    fn check(&mut self, bytes: &mut [u8]) -> Result<usize, NotCsv> {
        let skipped = if self.read_any { 0 } else { bytes.len() - Self::look_at_start(bytes)?.len() };
        self.read_any = true;
        let mut kept = 0;
        for place in skipped..bytes.len() {
            let Some(byte) = bytes.get(place).copied() else { break };
            if std::mem::take(&mut self.after_return) && byte == b'\n' {
                continue;
            }
            self.after_return = byte == b'\r' && self.place != Place::Quoted;
            let byte = if self.after_return { b'\n' } else { byte };
            self.look_at(byte)?;
            if let Some(slot) = bytes.get_mut(kept) {
                *slot = byte;
                kept += 1;
            }
        }
        Ok(kept)
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.source.read(buffer)?;
            let checked = match buffer.get_mut(..read) {
                Some(bytes) if read > 0 => self.check(bytes),
                _ => self.at_end().map(|()| 0),
            };
            match checked {
                // Nothing is left of what was read, as of the second half of an end of row: that is not the end yet.
                Ok(0) if read > 0 => {}
                Ok(kept) => return Ok(kept),
                Err(not_csv) => {
                    self.stopped = Some(not_csv);
                    return Err(io::Error::from(io::ErrorKind::InvalidData));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stopped(bytes: &[u8]) -> Option<NotCsv> {
        // One byte at a time, so that no rule depends on where a buffer ends; and all at once.
        let mut whole = Guarded::new(bytes);
        let first = io::copy(&mut whole, &mut io::sink()).err().and(whole.stopped);
        let mut bytewise = Guarded::new(OneByOne(bytes));
        let second = io::copy(&mut bytewise, &mut io::sink()).err().and(bytewise.stopped);
        if !matches!(first, Some(NotCsv::Utf16)) {
            assert_eq!(first, second, "the verdict does not depend on how the file is cut into reads");
        }
        first
    }

    struct OneByOne<'a>(&'a [u8]);

    impl Read for OneByOne<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let one = self.0.len().min(1).min(buffer.len());
            self.0.read(&mut buffer[..one])
        }
    }

    #[test]
    fn good_files_pass() {
        for good in
            ["a,b\r\n1,2\r\n", "a\n\"x\"\"y, z\nnext line\"\n", "\u{feff}a\n1\n", "a,b\n,\n", "a\n\"\"\n", "\"a\""]
        {
            assert_eq!(stopped(good.as_bytes()), None, "{good:?}");
        }
    }

    #[test]
    fn every_end_of_a_row_becomes_a_line_feed_and_a_cell_keeps_its_own() {
        let file = b"a,b\r\n\"x\r\ny\",2\r3,4\n";
        let (mut whole, mut bytewise) = (Guarded::new(&file[..]), Guarded::new(OneByOne(file)));
        for read in [&mut whole as &mut dyn Read, &mut bytewise] {
            let mut text = String::new();
            read.read_to_string(&mut text).unwrap();
            assert_eq!(text, "a,b\n\"x\r\ny\",2\n3,4\n");
        }
    }

    #[test]
    fn what_is_no_csv_is_stopped_at_its_line() {
        assert_eq!(stopped(b""), Some(NotCsv::Empty));
        assert_eq!(stopped(b"\xFF\xFEa\0"), Some(NotCsv::Utf16));
        assert_eq!(stopped(b"a\0,\0b\0"), Some(NotCsv::Utf16), "UTF-16 without a mark");
        assert_eq!(stopped(b"a,b\n1,\"two\nthree\n"), Some(NotCsv::Unclosed { line: 2 }));
        assert_eq!(stopped(b"a\nx\n5\" pipe\n"), Some(NotCsv::Stray { line: 3 }));
        assert_eq!(stopped(b"a\n\"x\"y\n"), Some(NotCsv::Stray { line: 2 }));
        let long = format!("a\n{}\n", "x".repeat(LONGEST_CELL + 1));
        assert_eq!(stopped(long.as_bytes()), Some(NotCsv::LongCell { line: 2 }));
        let quoted = format!("a\n\"{}", "x".repeat(LONGEST_CELL + 1));
        assert_eq!(stopped(quoted.as_bytes()), Some(NotCsv::Unclosed { line: 2 }), "a quote that runs away");
    }
}
