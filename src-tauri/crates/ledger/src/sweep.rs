//! After particulars were destroyed, the database is written anew, page by page.
//!
//! SQLite overwrites what it deletes. But a page from which rows moved away when it was full may still have them in the
//! space between its rows, where no statement can delete them; and the log beside the database has the pages as they were.
//! Writing anew takes as much memory as the database is large. So that no power cut leaves it undone, the act itself notes
//! that it is due.

use rusqlite::Connection;

use crate::Error;
use crate::connection::{self, Mode};
use crate::store::Store;

/// The setting that says so, while it is due.
const DUE: &str = "sweep_due";

impl Store {
    /// Could there still be remains of what was destroyed in the database? They go when the store is next opened for
    /// writing, if they can.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn has_remains(&self) -> Result<bool, Error> {
        Ok(self.setting(DUE)?.is_some())
    }

    /// Notes, in the act that destroys, that the database is to be written anew.
    pub(crate) fn note_remains(&self) -> Result<(), Error> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO setting (name, words) VALUES (?1, 'true')")?
            .execute([DUE])?;
        Ok(())
    }

    /// Writes the database anew where that is due, and takes its log in. What fails is due at the next opening: the record is
    /// whole all the same.
    pub(crate) fn sweep(&self) -> Result<(), Error> {
        if !self.has_remains()? {
            return Ok(());
        }
        // By another connection: this one is not even able to.
        let sweeping = connection::open(&self.folder, &self.key, Mode::Migrate)?;
        // While somebody reads the pages as they were, their log stays, and with it what was destroyed.
        if !take_log_in(&sweeping)? {
            return Ok(());
        }
        sweeping.execute_batch("VACUUM")?;
        if !take_log_in(&sweeping)? {
            return Ok(());
        }
        self.connection.prepare_cached("DELETE FROM setting WHERE name = ?1")?.execute([DUE])?;
        take_log_in(&sweeping)?;
        Ok(())
    }
}

/// Takes the whole log into the database; `false`: somebody reads it.
fn take_log_in(connection: &Connection) -> Result<bool, Error> {
    let busy: bool = connection.query_row("PRAGMA wal_checkpoint (TRUNCATE)", [], |row| row.get(0))?;
    Ok(!busy)
}
