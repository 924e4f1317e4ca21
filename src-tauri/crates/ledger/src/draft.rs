//! What an officer was writing down when the program ended. It is encrypted like the record and no part of it.

use crate::Error;
use crate::connection::optional;
use crate::store::Store;

impl Store {
    /// Keeps this officer's draft in the place of an older one.
    ///
    /// # Errors
    /// If the store cannot be written; then the older draft is still there.
    pub fn keep_draft(&mut self, words: &str) -> Result<(), Error> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO draft (officer, words) VALUES (?1, ?2)")?
            .execute((self.officer.0.0, words))?;
        Ok(())
    }

    /// This officer's draft, if one was kept.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn draft(&self) -> Result<Option<String>, Error> {
        let mut statement = self.connection.prepare_cached("SELECT words FROM draft WHERE officer = ?1")?;
        Ok(optional(statement.query_row([self.officer.0.0], |row| row.get(0)))?)
    }

    /// Drops this officer's draft. Its bytes are overwritten.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn drop_draft(&mut self) -> Result<(), Error> {
        self.connection.prepare_cached("DELETE FROM draft WHERE officer = ?1")?.execute([self.officer.0.0])?;
        Ok(())
    }
}
