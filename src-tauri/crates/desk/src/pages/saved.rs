//! What an officer keeps of the register: searches by name, and the columns they look at. It is no part of the record.

use ledger::FreeText;

use super::contract;
use super::register::{RegisterSearch, given};
use super::register_file::Column;
use crate::error::Error;
use crate::office::Desk;

contract! {
    /// What an officer keeps of the register, and what it can be narrowed by.
    pub struct RegisterKept {
        /// Searches, by name.
        pub saved: Vec<SavedSearch>,
        /// The columns beside the request's, in order.
        pub columns: Vec<String>,
        /// The officers who have logged something.
        pub officers: Vec<String>,
    }

    /// A search under a name.
    pub struct SavedSearch {
        /// Its name.
        pub name: String,
        /// What is sought.
        pub search: RegisterSearch,
        /// The columns that come with it.
        pub columns: Vec<String>,
    }

    /// A search to be saved.
    pub struct SavingSearch {
        /// The search, in the place of an older one of its name.
        pub saved: SavedSearch,
        /// The name it had before; empty: it is new.
        pub instead_of: String,
    }
}

/// The longest name of a saved search, in characters.
const LONGEST_NAME: usize = 60;

impl Desk {
    /// What this officer keeps of the register.
    ///
    /// # Errors
    /// What the store says.
    pub fn register_kept(&self) -> Result<RegisterKept, Error> {
        // What another version of the program kept, and this one cannot read, is left out.
        let saved = self.store.saved_searches()?.into_iter().filter_map(|(name, words)| {
            let SavedSearch { search, columns, .. } = serde_json::from_str(&words).ok()?;
            Some(SavedSearch { name, search, columns: Column::known(&columns) })
        });
        let columns: Option<Vec<String>> =
            self.store.kept_columns()?.and_then(|words| serde_json::from_str(&words).ok());
        Ok(RegisterKept {
            saved: saved.collect(),
            columns: columns.map_or_else(Column::usual, |columns| Column::known(&columns)),
            officers: self.store.loggers()?,
        })
    }

    /// Saves a search under its name.
    ///
    /// # Errors
    /// [`Error::Refused`] if it has no name, or if a text in it shows what must be kept nowhere; or what the store says.
    /// Then nothing was saved.
    pub fn save_search(&mut self, saving: &SavingSearch) -> Result<RegisterKept, Error> {
        let SavedSearch { name, search, columns } = &saving.saved;
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(Error::Refused(format!("give it a name of 1 to {LONGEST_NAME} characters, on one line")));
        }
        for (what, text) in
            [("the name", name), ("the words of the search", &search.text), ("the agency", &search.agency)]
        {
            if let Some(text) = given(text) {
                FreeText::new(text).map_err(|screened| Error::Refused(format!("{what}: {screened}")))?;
            }
        }
        let saved = SavedSearch { name: name.to_owned(), search: search.clone(), columns: Column::known(columns) };
        let words = serde_json::to_string(&saved).unwrap_or_default();
        self.store.save_search(name, &words, given(&saving.instead_of))?;
        self.register_kept()
    }

    /// Forgets a saved search.
    ///
    /// # Errors
    /// What the store says.
    pub fn forget_search(&mut self, name: &str) -> Result<RegisterKept, Error> {
        self.store.forget_search(name)?;
        self.register_kept()
    }

    /// Keeps the columns that this officer looks at.
    ///
    /// # Errors
    /// What the store says.
    pub fn keep_columns(&mut self, columns: &[String]) -> Result<RegisterKept, Error> {
        self.store.keep_columns(&serde_json::to_string(&Column::known(columns)).unwrap_or_default())?;
        self.register_kept()
    }
}
