//! How the office works at its desk. It is encrypted like the record and no part of it: a change leaves no event.

use crate::Error;
use crate::connection::{self, Mode, optional};
use crate::schema;
use crate::store::Store;

impl Store {
    /// Keeps a setting in the place of what it was. It is on the disk when this returns.
    ///
    /// # Errors
    /// [`Error::ReadOnly`] if the store was opened for reading; or if it cannot be written: then the setting is what it was.
    pub fn keep_setting(&mut self, name: &str, words: &str) -> Result<(), Error> {
        if self.mode == Mode::Read {
            return Err(Error::ReadOnly);
        }
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO setting (name, words) VALUES (?1, ?2)")?
            .execute((name, words))?;
        Ok(())
    }

    /// A setting, if it was ever kept.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        // An older store that is only read has no room for settings yet, and so none.
        if schema::version(&self.connection, &self.folder)? < schema::SETTINGS {
            return Ok(None);
        }
        let mut statement = self.connection.prepare_cached("SELECT words FROM setting WHERE name = ?1")?;
        Ok(optional(statement.query_row([name], |row| row.get(0)))?)
    }
}

/// The library that keeps the record, and its version: SQLCipher with the SQLite inside it.
///
/// # Errors
/// If the library cannot be asked.
pub fn library() -> Result<String, Error> {
    connection::begin_once();
    let connection = rusqlite::Connection::open_in_memory()?;
    let cipher: Option<String> = optional(connection.pragma_query_value(None, "cipher_version", |row| row.get(0)))?;
    let cipher = cipher.unwrap_or_default();
    Ok(format!("SQLCipher {cipher}, SQLite {}", rusqlite::version()))
}
