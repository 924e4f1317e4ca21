//! Looking into the register: a page of items at a time, the latest entry first.
//!
//! A page is fetched by the entry it begins below, never by counting rows from the top: page 500 costs what page 1 does,
//! and entries made meanwhile move nothing.

use rusqlite::{ToSql, params_from_iter};

use crate::record::Item;
use crate::store::Store;
use crate::{Error, When, read, tables};

/// What is sought. What is not given does not narrow.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sought<'a> {
    /// Words that all occur, each by its beginning; or the number of a request.
    pub text: Option<&'a str>,
    /// Received on this day or later, `2026-10-01`.
    pub received_from: Option<&'a str>,
    /// Received before this day.
    pub received_before: Option<&'a str>,
    /// With this outcome; an empty word: not settled.
    pub outcome: Option<&'a str>,
    /// With this flag.
    pub flag: Option<&'a str>,
    /// Of this log, by its word.
    pub log: Option<&'a str>,
    /// With this response; `pending`: not answered yet.
    pub response: Option<&'a str>,
}

/// A page of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The items, the latest entry first.
    pub items: Vec<Item>,
    /// How many items are sought in all, those of other pages included.
    pub total: u64,
}

/// Conditions on one of the two tables, with their values.
struct Conditions<'a> {
    sql: String,
    values: Vec<Box<dyn ToSql + 'a>>,
}

impl<'a> Conditions<'a> {
    /// `table` is `item` or `exchange`; `None` if no row of it can be sought.
    fn on(table: &'static str, sought: &Sought<'a>, before: Option<i64>) -> Option<Self> {
        let log = if table == "item" { "disclosure" } else { "status_exchange" };
        if sought.log.is_some_and(|wanted| wanted != log) {
            return None;
        }
        let mut these = Self { sql: String::from(" WHERE 1"), values: Vec::new() };
        if let Some(text) = sought.text.map(str::trim).filter(|text| !text.is_empty()) {
            // An exchange has no words; it is found by the number of its request alone.
            if table == "exchange" {
                these.also("exchange.request = ?", text);
            } else {
                these.also("item.entry IN (SELECT rowid FROM search WHERE search MATCH ?)", read::quoted(text)?);
            }
        }
        if let Some(day) = sought.received_from {
            these.also("request.received >= ?", day);
        }
        if let Some(day) = sought.received_before {
            these.also("request.received < ?", day);
        }
        match sought.outcome {
            None => {}
            Some("") => these.sql.push_str(" AND outcome IS NULL"),
            Some(outcome) => these.also("outcome = ?", outcome),
        }
        if let Some(flag) = sought.flag {
            these.also("flag = ?", flag);
        }
        match sought.response {
            None => {}
            Some("pending") => these.sql.push_str(" AND response IS NULL"),
            Some(response) => these.also("response = ?", response),
        }
        if let Some(entry) = before {
            these.also(if table == "item" { "item.entry < ?" } else { "exchange.entry < ?" }, entry);
        }
        Some(these)
    }

    fn also(&mut self, condition: &str, value: impl ToSql + 'a) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.values.push(Box::new(value));
    }
}

/// The two tables with what an item of each is read from, and what its rows are counted in.
const TABLES: [(&str, &str, &str); 2] = [
    ("item", tables::ITEMS, "SELECT count(*) FROM item JOIN request ON request.id = item.request"),
    ("exchange", tables::EXCHANGES, "SELECT count(*) FROM exchange JOIN request ON request.number = exchange.request"),
];

impl Store {
    /// Up to `most` items below the entry `before`, the latest first, and how many are sought in all.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn register(&self, sought: &Sought<'_>, before: Option<i64>, most: usize) -> Result<Found, Error> {
        let mut found = Found { items: Vec::new(), total: 0 };
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        for (table, rows, count) in TABLES {
            if let Some(these) = Conditions::on(table, sought, before) {
                let sql = format!("{rows}{} ORDER BY {table}.entry DESC LIMIT {most}", these.sql);
                let mut statement = self.connection.prepare_cached(&sql)?;
                for item in statement.query_map(params_from_iter(these.values), tables::item)? {
                    found.items.push(item?);
                }
            }
            if let Some(these) = Conditions::on(table, sought, None) {
                let mut statement = self.connection.prepare_cached(&format!("{count}{}", these.sql))?;
                let here: i64 = statement.query_row(params_from_iter(these.values), |row| row.get(0))?;
                found.total += u64::try_from(here).unwrap_or_default();
            }
        }
        found.items.sort_unstable_by_key(|item| std::cmp::Reverse(item.entry));
        found.items.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(found)
    }

    /// Every item of a request, in both ledgers, by its number within the request. Empty: there is no such request.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn items_of(&self, number: &str) -> Result<Vec<Item>, Error> {
        let mut items: Vec<Item> = Vec::new();
        for (_, rows, _) in TABLES {
            let mut statement = self.connection.prepare_cached(&format!("{rows} WHERE number = ?1"))?;
            for item in statement.query_map([number], tables::item)? {
                items.push(item?);
            }
        }
        items.sort_unstable_by_key(|item| item.item);
        Ok(items)
    }

    /// When the first request came in; `None`: there is none.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn first_received(&self) -> Result<Option<When>, Error> {
        let mut statement = self.connection.prepare_cached("SELECT min(received) FROM request")?;
        let first: Option<String> = statement.query_row([], |row| row.get(0))?;
        first.map(|text| When::parse(&text).map_err(|_| self.unreadable_event())).transpose()
    }

    /// Every item of both ledgers that waits for an answer, in the order of entry.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn unanswered(&self) -> Result<Vec<Item>, Error> {
        let mut items: Vec<Item> = Vec::new();
        for (table, rows, _) in TABLES {
            let sql = format!("{rows} WHERE {table}.response IS NULL ORDER BY {table}.entry");
            let mut statement = self.connection.prepare_cached(&sql)?;
            for item in statement.query_map([], tables::item)? {
                items.push(item?);
            }
        }
        items.sort_unstable_by_key(|item| item.entry);
        Ok(items)
    }
}
