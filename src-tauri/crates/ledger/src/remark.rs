//! What officers said about an item, beside the log that commits to it: why they asked, approved or refused, why it
//! waits, what came of that, what left, and what a review found; and the descriptions that it had before they were corrected.
//!
//! Words and salt are destroyed when the item settles as a status exchange. What each was said for stands in the table of
//! its own kind; here it is found by its event, the one that commits to it.

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

/// Keeps the description of an entry as one that it had, by the event that committed to it. None stands there then.
pub(crate) fn put_description(connection: &Connection, entry: i64, event: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO remark (entry, event, salt, words) \
             SELECT entry, ?2, salt, words FROM description WHERE entry = ?1",
        )?
        .execute((entry, event))?;
    connection.prepare_cached("DELETE FROM description WHERE entry = ?1")?.execute([entry])?;
    Ok(())
}

/// Destroys what was said about an entry, and the descriptions that it had.
pub(crate) fn destroy(connection: &Connection, entry: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM remark WHERE entry = ?1")?.execute([entry])?;
    Ok(())
}

impl Store {
    pub(crate) fn said(&self, entry: i64, made: Made) -> Result<Said, Error> {
        Ok(Said {
            by: made.officer,
            name: self.name_of(made.officer)?,
            at: self.moment(made.at)?,
            reason: self.remark(entry, made.event)?,
        })
    }

    /// The name of an officer.
    pub(crate) fn name_of(&self, officer: OfficerId) -> Result<String, Error> {
        let mut statement = self.connection.prepare_cached("SELECT name FROM officer WHERE id = ?1")?;
        optional(statement.query_row([officer.0], |row| row.get(0)))?.ok_or_else(|| self.unreadable_event())
    }

    pub(crate) fn remark(&self, entry: i64, event: i64) -> Result<Option<String>, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT words FROM remark WHERE entry = ?1 AND event = ?2")?;
        Ok(optional(statement.query_row((entry, event), |row| row.get(0)))?)
    }

    /// The description that was committed to so: the one that the entry has, or one that it had. `None` where there was
    /// none, or once it was destroyed.
    pub(crate) fn description(&self, entry: i64, commitment: Option<Commitment>) -> Result<Option<String>, Error> {
        const STANDS: &str = "SELECT salt, words FROM description WHERE entry = ?1";
        const STOOD: &str = "SELECT salt, words FROM remark WHERE entry = ?1";
        let Some(commitment) = commitment else { return Ok(None) };
        let find = |among: &str| -> rusqlite::Result<Option<String>> {
            let mut statement = self.connection.prepare_cached(among)?;
            let mut rows = statement.query([entry])?;
            while let Some(row) = rows.next()? {
                let (salt, words): (Salt, String) = (row.get(0)?, row.get(1)?);
                if Commitment::to(&salt, &words) == commitment {
                    return Ok(Some(words));
                }
            }
            Ok(None)
        };
        match find(STANDS)? {
            Some(words) => Ok(Some(words)),
            // An older store that is only read has no room for what was corrected.
            None if schema::version(&self.connection, &self.folder)? < schema::APPROVALS => Ok(None),
            None => Ok(find(STOOD)?),
        }
    }

    /// A stored moment, in microseconds since 1970, UTC.
    pub(crate) fn moment(&self, at: i64) -> Result<Timestamp, Error> {
        Timestamp::from_microsecond(at).map_err(|_| self.unreadable_event())
    }
}

/// Words that have to be kept.
struct Kept {
    entry: i64,
    /// The event that commits to them.
    event: i64,
    commitment: Commitment,
    /// Are they a description that was corrected?
    description: bool,
}

impl Kept {
    /// Everything that has to be kept of what the events commit to, in the order of the table.
    fn all(replay: &Replay) -> Vec<Self> {
        let all = |said: &[(i64, i64, Commitment)], description: bool| -> Vec<Self> {
            said.iter().map(|&(entry, event, commitment)| Self { entry, event, commitment, description }).collect()
        };
        let mut kept = all(&replay.remarks, false);
        kept.extend(all(&replay.superseded, true));
        // What was said about an item that is an exchange now was destroyed with its description; other words were with
        // the particulars of their request.
        kept.retain(|said| {
            let entry = usize::try_from(said.entry - 1).ok().and_then(|index| replay.entries.get(index)?.as_ref());
            entry.is_none_or(|entry| match &entry.place {
                Place::Disclosure { request, .. } => !replay.keeping.is_destroyed(*request, said.event),
                Place::Moving { .. } | Place::Exchange { .. } => false,
            })
        });
        kept.sort_unstable_by_key(Self::place);
        kept
    }

    const fn place(&self) -> (i64, i64) {
        (self.entry, self.event)
    }

    fn is(&self, salt: &Salt, words: &str) -> bool {
        let commit = if self.description { Commitment::to } else { Commitment::to_reason };
        commit(salt, words) == self.commitment
    }

    fn changed(&self) -> String {
        let entry = self.entry;
        if self.description {
            format!("a description that entry {entry} had before a correction is not the one that was entered")
        } else {
            format!("a reason given about entry {entry} is not the one that was entered")
        }
    }

    fn missing(&self) -> String {
        let entry = self.entry;
        if self.description {
            format!("a description that entry {entry} had before a correction is missing")
        } else {
            format!("a reason that was given is missing, about entry {entry}")
        }
    }
}

/// Compares what was said with what the events commit to.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    let kept = Kept::all(replay);
    if version < schema::APPROVALS {
        expect(kept.is_empty(), "there are remarks, which a store of its version does not know");
        return Ok(());
    }
    let mut kept = kept.into_iter().peekable();
    let mut statement = connection.prepare("SELECT entry, event, salt, words FROM remark ORDER BY entry, event")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (entry, event, salt): (i64, i64, Salt) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let words = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
        while let Some(said) = kept.next_if(|said| said.place() < (entry, event)) {
            expect(false, &said.missing());
        }
        match kept.next_if(|said| said.place() == (entry, event)) {
            Some(said) => expect(said.is(&salt, words), &said.changed()),
            None => expect(
                false,
                &format!("words about entry {entry} are kept that nobody entered, or that should have been destroyed"),
            ),
        }
    }
    for said in kept {
        expect(false, &said.missing());
    }
    Ok(())
}
