//! What an officer keeps of the register: searches by name, and the columns they look at. It is encrypted like the record
//! and no part of it. What is kept was screened by whoever hands it over.

use crate::Error;
use crate::connection::optional;
use crate::store::Store;

impl Store {
    /// Keeps a search of this officer under a name, in the place of an older one of that name; `instead_of` is the name it
    /// had before.
    ///
    /// # Errors
    /// If the store cannot be written; then what was kept is as it was.
    pub fn save_search(&mut self, name: &str, words: &str, instead_of: Option<&str>) -> Result<(), Error> {
        let officer = self.officer.0.0;
        let transaction = self.connection.transaction()?;
        if let Some(before) = instead_of {
            transaction.execute("DELETE FROM saved_search WHERE officer = ?1 AND name = ?2", (officer, before))?;
        }
        transaction.execute(
            "INSERT OR REPLACE INTO saved_search (officer, name, words) VALUES (?1, ?2, ?3)",
            (officer, name, words),
        )?;
        transaction.commit()?;
        Ok(())
    }

    /// Forgets a search of this officer.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn forget_search(&mut self, name: &str) -> Result<(), Error> {
        self.connection
            .prepare_cached("DELETE FROM saved_search WHERE officer = ?1 AND name = ?2")?
            .execute((self.officer.0.0, name))?;
        Ok(())
    }

    /// The searches of this officer, by name: the name, and what was kept.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<(String, String)>, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT name, words FROM saved_search WHERE officer = ?1 ORDER BY name")?;
        let found =
            statement.query_map([self.officer.0.0], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// Keeps the columns that this officer looks at.
    ///
    /// # Errors
    /// If the store cannot be written; then the columns kept before are.
    pub fn keep_columns(&mut self, words: &str) -> Result<(), Error> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO shown_columns (officer, words) VALUES (?1, ?2)")?
            .execute((self.officer.0.0, words))?;
        Ok(())
    }

    /// The columns that this officer looks at; `None` until some are chosen.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn kept_columns(&self) -> Result<Option<String>, Error> {
        let mut statement = self.connection.prepare_cached("SELECT words FROM shown_columns WHERE officer = ?1")?;
        Ok(optional(statement.query_row([self.officer.0.0], |row| row.get(0)))?)
    }
}
