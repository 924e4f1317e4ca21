//! After the disk failed in a commit: what is in the record is read from the disk, not remembered.
//!
//! A write that the system could not carry out may be there, may be gone, and may be gone only after the next restart. So
//! nothing is tried again: the connection is given up, and the store is open for reading only.

use std::fmt;

use rusqlite::config::DbConfig;

use crate::connection::{self, Mode};
use crate::merkle;
use crate::record::Log;
use crate::store::{self, End, Store};

/// What is in the record of an act that could not be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadAgain {
    /// All of it, as far as it can be read now.
    Whole,
    /// Nothing of it.
    Nothing,
    /// It could not be told.
    Unknown,
}

impl fmt::Display for ReadAgain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Whole => {
                "The record was read again. All of it is in the record, and so is everything before it; but the disk has \
                 not confirmed that it stays there. Nothing more is written until the record is opened again. Do not enter \
                 it a second time: have the disk looked at, open the record, see whether it is there, and make a backup \
                 on another disk."
            }
            Self::Nothing => {
                "The record was read again. Nothing of it is in the record; everything before it is. Nothing more is \
                 written until the record is opened again. Have the disk looked at, open the record, and enter it then."
            }
            Self::Unknown => {
                "The record could not be read again, so it is not known whether this is in it. Nothing was deleted, and \
                 nothing more is written until the record is opened again. Have the disk looked at, keep the folder as it \
                 is, and run `verify` before you enter anything."
            }
        })
    }
}

impl Store {
    /// Gives up the connection and reads the end of the record from the disk: is it where it was before the act, or where
    /// the act was to bring it?
    pub(crate) fn read_again(&mut self, wanted: &End) -> ReadAgain {
        // A connection folds its log into the database when it is closed. This one shall write nothing more.
        let _kept = self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        self.mode = Mode::Read;
        let Ok(fresh) = connection::open(&self.folder, &self.key, Mode::Read) else { return ReadAgain::Unknown };
        self.connection = fresh;
        match self.end_on_disk() {
            Ok(Some(found)) if found == *wanted => {
                self.end = found;
                ReadAgain::Whole
            }
            Ok(Some(found)) if found == self.end => ReadAgain::Nothing,
            Ok(_) | Err(_) => ReadAgain::Unknown,
        }
    }

    /// Where the record ends, if the events behind the known end hash to what it says of itself.
    fn end_on_disk(&self) -> rusqlite::Result<Option<End>> {
        let Some(told) = store::end(&self.connection)? else { return Ok(None) };
        let mut computed = self.end.clone();
        for log in Log::ALL {
            let statement = match log {
                Log::Disclosure => "SELECT body FROM disclosure_event WHERE seq >= ?1 ORDER BY seq",
                Log::StatusExchange => "SELECT body FROM exchange_event WHERE seq >= ?1 ORDER BY seq",
            };
            let from = i64::try_from(self.end.of(log).size()).unwrap_or(i64::MAX);
            let mut statement = self.connection.prepare(statement)?;
            let mut bodies = statement.query([from])?;
            while let Some(row) = bodies.next()? {
                computed.of_mut(log).push(merkle::leaf(row.get_ref(0)?.as_blob()?));
            }
        }
        Ok(Log::ALL.into_iter().all(|log| computed.of(log) == told.of(log)).then_some(told))
    }
}
