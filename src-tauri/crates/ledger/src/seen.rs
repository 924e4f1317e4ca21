//! A record against the heads that were last seen of it: an older copy put back, a newest part that is missing, an end
//! that was cut off, a past that is another one.
//!
//! An encrypted file that is replaced by an older one opens like any other, and the logs of an older copy hold. Only
//! who kept its later heads elsewhere can tell. Who keeps them, and where, is not known here; nothing of the record
//! enters here but sizes, roots and the moment.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::connection::optional;
use crate::issued::Tip;
use crate::note::Heads;
use crate::record::Log;
use crate::store::Store;
use crate::when::local_date;

/// The heads of a record at the moment somebody saw them. As JSON, its `ledger` is a kept head like that of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Seen {
    /// When.
    pub at: Timestamp,
    /// The heads of both logs.
    pub heads: Heads,
}

/// The form of [`Seen`] in JSON.
#[derive(Serialize, Deserialize)]
struct Written {
    at: Timestamp,
    ledger: Tips,
}

#[derive(Serialize, Deserialize)]
struct Tips {
    disclosure: Tip,
    status_exchange: Tip,
}

impl From<Written> for Seen {
    fn from(Written { at, ledger }: Written) -> Self {
        let heads = Heads {
            disclosure: ledger.disclosure.head(Log::Disclosure),
            status_exchange: ledger.status_exchange.head(Log::StatusExchange),
        };
        Self { at, heads }
    }
}

impl From<Seen> for Written {
    fn from(Seen { at, heads }: Seen) -> Self {
        let ledger =
            Tips { disclosure: Tip::of_head(&heads.disclosure), status_exchange: Tip::of_head(&heads.status_exchange) };
        Self { at, ledger }
    }
}

/// What became of a record that does not hold everything that was seen of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// It ends where an earlier act ended: an older copy was put in its place. So ends, too, what lost the log beside the
    /// database with nothing left that tells of it.
    OlderCopy,
    /// It ends where an earlier act ended, and the log beside the database is gone, whose index still lies there.
    NewestPart,
    /// It ends where no act ended.
    CutOff,
    /// Entries that were seen are not what they were.
    OtherPast,
}

/// A record that does not hold everything that was seen of it, in words for the person at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regression {
    /// What became of it.
    pub lost: Lost,
    /// What was seen of it.
    pub seen: Seen,
    /// The entries that it has in both logs.
    pub entries: u64,
}

impl fmt::Display for Regression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (has, seen) = (in_words(self.entries), in_words(self.seen.entries()));
        let day = local_date(self.seen.at).strftime("%-d %B %Y");
        match self.lost {
            Lost::OlderCopy => write!(
                f,
                "This record is older than the one last used on this computer: it has {has}; on {day} there were {seen}. \
                 An older copy was put in its place, or its newest part (the file ledger.db-wal) is missing."
            ),
            Lost::NewestPart => write!(
                f,
                "The newest part of this record is missing: the file ledger.db-wal is gone, and the program had not \
                 been closed before. The record has {has}; on {day} there were {seen}. Look for that file where the \
                 folder was copied or cleaned up, and put it back before anything new is entered."
            ),
            Lost::CutOff => write!(
                f,
                "The end of this record was cut off: it has {has}; on {day} there were {seen}. It ends where no act of \
                 the program ended, so this is no older copy. Check the record."
            ),
            Lost::OtherPast => write!(
                f,
                "The past of this record is not the one last seen on this computer: of the {seen} that there were on \
                 {day}, not all are as they were. Entries were changed and the log computed again, or this is another \
                 copy of the record that went on by itself."
            ),
        }
    }
}

fn in_words(entries: u64) -> String {
    if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") }
}

impl Seen {
    /// The entries of both logs.
    #[must_use]
    pub const fn entries(&self) -> u64 {
        // What the file of somebody else says is no count of ours.
        self.heads.disclosure.size.saturating_add(self.heads.status_exchange.size)
    }
}

impl Store {
    /// Whose record this is: 16 hexadecimal digits, drawn when it was made. Every copy has the same.
    #[must_use]
    pub fn desk(&self) -> String {
        self.keys.store().to_string()
    }

    /// What is wrong with the record if this was seen of it earlier; `None`: it continues from there. Where the record
    /// is as it was seen, only its end is looked at.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn regression(&self, seen: &Seen) -> Result<Option<Regression>, Error> {
        let heads = self.heads(None)?;
        let lengths = [self.length(Log::Disclosure)?, self.length(Log::StatusExchange)?];
        let found = |lost| Ok(Some(Regression { lost, seen: *seen, entries: lengths.iter().sum() }));
        let (mut shorter, mut longer, mut cut) = (false, false, false);
        for (log, length) in Log::ALL.into_iter().zip(lengths) {
            let (then, now) = (seen.heads.of(log), heads.of(log));
            // The head is computed from the kept end of the log. Whoever cuts the log may leave that as it was.
            cut |= length < now.size;
            if length < then.size {
                shorter = true;
            } else if self.has_had(&(*then).into())? {
                longer |= length > then.size;
            } else {
                return found(Lost::OtherPast);
            }
        }
        if !shorter {
            return Ok(None);
        }
        // Of an older copy, neither log is longer than it was.
        if cut || longer || !self.ends_with_an_act(&heads)? {
            found(Lost::CutOff)
        } else if self.without_its_log {
            found(Lost::NewestPart)
        } else {
            found(Lost::OlderCopy)
        }
    }

    /// The events that are there, by the number of the last one.
    fn length(&self, log: Log) -> Result<u64, Error> {
        let last: Option<i64> = optional(self.connection.query_row(
            match log {
                Log::Disclosure => "SELECT seq FROM disclosure_event ORDER BY id DESC LIMIT 1",
                Log::StatusExchange => "SELECT seq FROM exchange_event ORDER BY id DESC LIMIT 1",
            },
            [],
            |row| row.get(0),
        ))?;
        Ok(last.and_then(|last| u64::try_from(last).ok()).map_or(0, |last| last.saturating_add(1)))
    }

    /// Was the end of each log signed, as at the end of each act?
    fn ends_with_an_act(&self, heads: &Heads) -> Result<bool, Error> {
        Ok(self.is_last_signed(&heads.disclosure)? && self.is_last_signed(&heads.status_exchange)?)
    }
}
