//! The rows of a log, read ahead: on a thread of its own, each becomes checked entries while those before it are recorded.
//!
//! Nothing of the record is known here. What is read depends on the row alone, so it is the same on any machine.

use std::io::Read;
use std::sync::mpsc;
use std::{mem, panic, thread};

use jiff::Timestamp;
use law::directory::Directory;

use crate::columns::{Cells, Column};
use crate::entry::{self, Problem, Reading};
use crate::error::Error;
use crate::mapping::Layout;
use crate::rows::{Cell, Log, Row};

/// How many rows are handed over at once.
const AT_ONCE: usize = 256;
/// How many times as many may wait, so that no log can make the memory grow.
const AHEAD: usize = 4;

/// A row, read.
pub(super) struct ReadRow {
    /// The line of the file, or the row of the sheet, where it begins, from 1.
    pub(super) line: u64,
    /// Its items, each with what is wrong if it is none; empty where the mapping makes none of the row.
    pub(super) items: Vec<Result<ReadItem, Vec<Problem>>>,
}

/// An item of a row, read.
pub(super) struct ReadItem {
    /// The number of its request, as it stands there.
    pub(super) number: Option<String>,
    /// What could be read.
    pub(super) reading: Reading,
}

/// What a row is read with.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) layout: &'a Layout,
    pub(super) directory: &'a Directory,
    pub(super) now: Timestamp,
}

impl Reader<'_> {
    /// Gives every row behind the header, in order. When `take` fails, reading ends.
    ///
    /// # Errors
    /// What `take` said; or what stopped the reading, after the rows in front of it.
    pub(super) fn read(
        self,
        log: Log<impl Read + Send>,
        take: &mut dyn FnMut(ReadRow) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (sender, receiver) = mpsc::sync_channel(AHEAD);
        thread::scope(|scope| {
            // Where the system has no room for a thread, that is an error and no panic.
            let started = thread::Builder::new().spawn_scoped(scope, move || {
                let plain = self.layout.plain();
                let (mut rows, mut batch) = (0, Vec::with_capacity(AT_ONCE));
                let read = log.each(&mut |row| {
                    rows += 1;
                    batch.push(self.row(&row, rows, plain.as_deref()));
                    if batch.len() < AT_ONCE {
                        return Ok(());
                    }
                    let full = mem::replace(&mut batch, Vec::with_capacity(AT_ONCE));
                    // Nobody takes it any more: why, the other side knows.
                    sender.send(full).map_err(|_| Error::Stopped)
                });
                let _ = sender.send(batch);
                read
            });
            let reading = started.map_err(ledger::Error::NoThread)?;
            let taken = receiver.into_iter().flatten().try_for_each(take);
            let read = reading.join().unwrap_or_else(|cause| panic::resume_unwind(cause));
            taken.and(read)
        })
    }

    fn row(self, row: &Row<'_>, number: u64, plain: Option<&[(Column, usize)]>) -> ReadRow {
        let line = row.line;
        let texts = match &row.cells {
            Ok(texts) => texts,
            Err(message) => return ReadRow { line, items: vec![Err(vec![Problem::row(message.clone())])] },
        };
        if let Some(columns) = plain
            && !texts.iter().any(|cell| matches!(cell, Cell::Unusable(..)))
        {
            let mut cells = Cells::default();
            for (column, index) in columns {
                cells.set(*column, texts.get(*index).map_or("", |cell| cell.text()));
            }
            return ReadRow { line, items: vec![Ok(self.item(&cells))] };
        }
        let items = self.layout.items_of(number, line, texts).into_iter().map(|given| {
            let given = given?;
            let mut cells = Cells::default();
            for (column, text) in &given {
                cells.set(*column, text);
            }
            Ok(self.item(&cells))
        });
        ReadRow { line, items: items.collect() }
    }

    fn item(self, cells: &Cells<'_>) -> ReadItem {
        let number = cells.get(Column::Request).map(str::to_owned);
        ReadItem { number, reading: entry::read(cells, self.directory, self.now) }
    }
}
