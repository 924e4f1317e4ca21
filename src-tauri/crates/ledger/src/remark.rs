//! What officers said about an item, beside the log that commits to it: why they asked, approved or refused, why it
//! waits, what came of that, and what left.
//!
//! Words and salt are destroyed when the item settles as a status exchange. What each was said for stands in the table of
//! its own kind; here it is found by its event.

use jiff::Timestamp;
use rusqlite::Connection;

use crate::connection::optional;
use crate::event::{Commitment, Salt};
use crate::fold::{Made, Place};
use crate::record::OfficerId;
use crate::replay::Replay;
use crate::store::Store;
use crate::{Error, FreeText, schema};

/// Who said something, when and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The officer.
    pub by: OfficerId,
    /// The officer's name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// The words; `None` where there were none, or once they were destroyed.
    pub reason: Option<String>,
}

/// Keeps what was said in an event.
pub(crate) fn put(
    connection: &Connection,
    entry: i64,
    event: i64,
    salt: &Salt,
    words: &FreeText,
) -> rusqlite::Result<()> {
    connection.prepare_cached("INSERT INTO remark (entry, event, salt, words) VALUES (?1, ?2, ?3, ?4)")?.execute((
        entry,
        event,
        salt,
        words.as_str(),
    ))?;
    Ok(())
}

/// Destroys what was said about an entry.
pub(crate) fn destroy(connection: &Connection, entry: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM remark WHERE entry = ?1")?.execute([entry])?;
    Ok(())
}

impl Store {
    pub(crate) fn said(&self, entry: i64, made: Made) -> Result<Said, Error> {
        let name = optional(
            self.connection
                .prepare_cached("SELECT name FROM officer WHERE id = ?1")?
                .query_row([made.officer.0], |row| row.get(0)),
        )?;
        Ok(Said {
            by: made.officer,
            name: name.ok_or_else(|| self.unreadable_event())?,
            at: self.moment(made.at)?,
            reason: self.remark(entry, made.event)?,
        })
    }

    pub(crate) fn remark(&self, entry: i64, event: i64) -> Result<Option<String>, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT words FROM remark WHERE entry = ?1 AND event = ?2")?;
        Ok(optional(statement.query_row((entry, event), |row| row.get(0)))?)
    }

    /// A stored moment, in microseconds since 1970, UTC.
    pub(crate) fn moment(&self, at: i64) -> Result<Timestamp, Error> {
        Timestamp::from_microsecond(at).map_err(|_| self.unreadable_event())
    }
}

/// Compares what was said with what the events commit to.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    let mut remarks: Vec<(i64, i64, Commitment)> = replay.remarks.clone();
    // What was said about an item that is an exchange now was destroyed with its description.
    remarks.retain(|(entry, _, _)| {
        let entry = usize::try_from(entry - 1).ok().and_then(|index| replay.entries.get(index)?.as_ref());
        entry.is_none_or(|entry| matches!(entry.place, Place::Disclosure { .. }))
    });
    if version < schema::APPROVALS {
        expect(remarks.is_empty(), "there are remarks, which a store of its version does not know");
        return Ok(());
    }
    remarks.sort_unstable_by_key(|(entry, event, _)| (*entry, *event));
    let mut committed = remarks.into_iter();
    let mut statement = connection.prepare("SELECT entry, event, salt, words FROM remark ORDER BY entry, event")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (entry, event, salt): (i64, i64, Salt) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let words = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
        let holds = committed.next() == Some((entry, event, Commitment::to_reason(&salt, words)));
        expect(holds, &format!("a reason given about entry {entry} is not the one that was entered"));
    }
    expect(committed.next().is_none(), "a reason that was given is missing");
    Ok(())
}
