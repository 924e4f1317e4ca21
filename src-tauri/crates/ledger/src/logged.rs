//! Who logged an item: the officer of its first event.

use rusqlite::Connection;

use crate::connection::optional;
use crate::record::OfficerId;
use crate::replay::Replay;
use crate::store::Store;
use crate::{Error, schema};

/// Records that entries from this one on are logged by this officer, unless those before it are already.
pub(crate) fn put(connection: &Connection, entry: i64, officer: OfficerId) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO logged_by (entry, officer) SELECT ?1, ?2 \
             WHERE ?2 IS NOT (SELECT officer FROM logged_by ORDER BY entry DESC LIMIT 1)",
        )?
        .execute((entry, officer.0))?;
    Ok(())
}

impl Store {
    /// The names of the officers who logged these entries, in the order given; `None` where an older store, only read, does
    /// not say it.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn logged_by(&self, entries: &[i64]) -> Result<Vec<Option<String>>, Error> {
        if !self.knows_loggers()? {
            return Ok(vec![None; entries.len()]);
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT name FROM officer \
             WHERE id = (SELECT officer FROM logged_by WHERE entry <= ?1 ORDER BY entry DESC LIMIT 1)",
        )?;
        entries.iter().map(|entry| Ok(optional(statement.query_row([entry], |row| row.get(0)))?)).collect()
    }

    /// The names of the officers who have logged an item, in the order in which they became officers.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn loggers(&self) -> Result<Vec<String>, Error> {
        if !self.knows_loggers()? {
            return Ok(Vec::new());
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT name FROM officer WHERE id IN (SELECT officer FROM logged_by) ORDER BY id")?;
        let names = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(names)
    }

    /// An older store that is only read has no table for it.
    pub(crate) fn knows_loggers(&self) -> Result<bool, Error> {
        Ok(schema::version(&self.connection, &self.folder)? >= schema::REGISTER)
    }
}

/// Compares the officers with what the events say.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    if version < schema::REGISTER {
        return Ok(());
    }
    let rows: Vec<(i64, OfficerId)> = connection
        .prepare("SELECT entry, officer FROM logged_by ORDER BY entry")?
        .query_map([], |row| Ok((row.get(0)?, OfficerId(row.get(1)?))))?
        .collect::<Result<_, _>>()?;
    expect(rows == replay.logged, "the officers who logged the items are not those of the events");
    Ok(())
}
