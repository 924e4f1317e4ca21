//! What another office's columns mean, kept under a name for the next import. It is encrypted like the record and no part
//! of it.

use crate::Error;
use crate::store::Store;

impl Store {
    /// Keeps a mapping under a name, in the place of an older one.
    ///
    /// # Errors
    /// If the store cannot be written; then the older one is still there.
    pub fn keep_mapping(&mut self, name: &str, words: &str) -> Result<(), Error> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO mapping (name, words) VALUES (?1, ?2)")?
            .execute((name, words))?;
        Ok(())
    }

    /// Every mapping that was kept, with its name, in the order of the names.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn mappings(&self) -> Result<Vec<(String, String)>, Error> {
        let mut statement = self.connection.prepare_cached("SELECT name, words FROM mapping ORDER BY name")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Drops a mapping. Its bytes are overwritten.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn drop_mapping(&mut self, name: &str) -> Result<(), Error> {
        self.connection.prepare_cached("DELETE FROM mapping WHERE name = ?1")?.execute([name])?;
        Ok(())
    }
}
