//! Looking into the register: a page of items at a time, the latest entry first.
//!
//! A page is fetched by the entry it begins below, never by counting rows from the top: page 500 costs what page 1 does,
//! and entries made meanwhile move nothing.

use std::ops::ControlFlow;

use jiff::civil::Date;
use rusqlite::{ToSql, params_from_iter};

use crate::record::{Item, RequestSummary};
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

impl Sought<'_> {
    /// Is nothing sought but words?
    fn only_words(&self) -> bool {
        let Self { text: _, received_from, received_before, outcome, flag, log: _, response } = self;
        received_from.is_none()
            && received_before.is_none()
            && outcome.is_none()
            && flag.is_none()
            && response.is_none()
    }

    /// The words, if there are any.
    fn words(&self) -> Option<&str> {
        self.text.map(str::trim).filter(|text| !text.is_empty())
    }
}

/// One of the two tables of items.
struct Table {
    name: &'static str,
    log: &'static str,
    /// What an item is read from.
    items: &'static str,
    /// How a row finds its request.
    request: &'static str,
}

const TABLES: [Table; 2] = [
    Table {
        name: "item",
        log: "disclosure",
        items: tables::ITEMS,
        request: " JOIN request ON request.id = item.request",
    },
    Table {
        name: "exchange",
        log: "status_exchange",
        items: tables::EXCHANGES,
        request: " JOIN request ON request.number = exchange.request",
    },
];

/// Conditions on one of the two tables, with their values.
struct Conditions<'a> {
    sql: String,
    values: Vec<Box<dyn ToSql + 'a>>,
}

impl<'a> Conditions<'a> {
    /// `None` if no row of the table can be sought.
    fn on(table: &Table, sought: &Sought<'a>, page: Option<(Option<i64>, i64)>) -> Option<Self> {
        if sought.log.is_some_and(|wanted| wanted != table.log) {
            return None;
        }
        let mut these = Self { sql: String::from(" WHERE 1"), values: Vec::new() };
        if let Some(text) = sought.text.map(str::trim).filter(|text| !text.is_empty()) {
            // An exchange has no words; it is found by the number of its request alone.
            if table.log == "status_exchange" {
                these.also("exchange.request = ?", text);
            } else if let (true, Some((before, most))) = (sought.only_words(), page) {
                // The index of words gives the latest rows itself: no more of them are looked at than are shown.
                these.also(
                    "item.entry IN (SELECT rowid FROM search WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?)",
                    read::quoted(text)?,
                );
                these.values.push(Box::new(before.unwrap_or(i64::MAX)));
                these.values.push(Box::new(most));
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
        if let Some((before, most)) = page {
            if let Some(entry) = before {
                these.also(&format!("{}.entry < ?", table.name), entry);
            }
            these.sql.push_str(&format!(" ORDER BY {}.entry DESC LIMIT ?", table.name));
            these.values.push(Box::new(most));
        }
        Some(these)
    }

    fn also(&mut self, condition: &str, value: impl ToSql + 'a) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.values.push(Box::new(value));
    }
}

impl Store {
    /// Up to `most` items below the entry `before`, the latest first, and how many are sought in all.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn register(&self, sought: &Sought<'_>, before: Option<i64>, most: usize) -> Result<Found, Error> {
        let mut found = Found { items: Vec::new(), total: 0 };
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        for table in TABLES {
            if let Some(these) = Conditions::on(&table, sought, Some((before, limit))) {
                let mut statement = self.connection.prepare_cached(&format!("{}{}", table.items, these.sql))?;
                for item in statement.query_map(params_from_iter(these.values), tables::item)? {
                    found.items.push(item?);
                }
                found.total += self.count(&table, sought)?;
            }
        }
        found.items.sort_unstable_by_key(|item| std::cmp::Reverse(item.entry));
        found.items.truncate(most);
        Ok(found)
    }

    /// How many rows of a table are sought. Its requests are looked at only where something about them is sought.
    fn count(&self, table: &Table, sought: &Sought<'_>) -> Result<u64, Error> {
        let Some(these) = Conditions::on(table, sought, None) else { return Ok(0) };
        let (sql, values) = match sought.words().and_then(read::quoted) {
            Some(words) if table.log == "disclosure" && sought.only_words() => {
                let words: Vec<Box<dyn ToSql>> = vec![Box::new(words)];
                ("SELECT count(*) FROM search WHERE search MATCH ?".to_owned(), words)
            }
            Some(_) | None => {
                let of_request = sought.received_from.is_some() || sought.received_before.is_some();
                let request = if of_request { table.request } else { "" };
                (format!("SELECT count(*) FROM {}{request}{}", table.name, these.sql), these.values)
            }
        };
        let count: i64 = self.connection.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// Calls `each` with every item of both ledgers that a count of days from this one on can see, in the order of entry,
    /// until it breaks: received, decided or answered on it or later, or not answered yet.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn each_item_since(&self, day: Date, each: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<(), Error> {
        const SINCE: &str = " WHERE response IS NULL OR responded >= ?1 OR received >= ?1 OR decided >= ?1";
        let sql = format!("{}{SINCE} UNION ALL {}{SINCE} ORDER BY 1", tables::ITEMS, tables::EXCHANGES);
        let mut statement = self.connection.prepare_cached(&sql)?;
        // Dates begin with their day, so that texts are in the order of days.
        let mut rows = statement.query([day.to_string()])?;
        while let Some(row) = rows.next()? {
            if each(tables::item(row)?).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// The requests entered last, the latest first.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn latest_requests(&self, most: usize) -> Result<Vec<RequestSummary>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT number, received, origin, channel, department, agency FROM request ORDER BY id DESC LIMIT ?1",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let requests = statement.query_map([most], |row| tables::request(row, 0))?.collect::<Result<_, _>>()?;
        Ok(requests)
    }

    /// Every item of a request, in both ledgers, by its number within the request. Empty: there is no such request.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn items_of(&self, number: &str) -> Result<Vec<Item>, Error> {
        let mut items: Vec<Item> = Vec::new();
        for table in TABLES {
            let mut statement = self.connection.prepare_cached(&format!("{} WHERE number = ?1", table.items))?;
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
        for Table { name, items: rows, .. } in TABLES {
            let sql = format!("{rows} WHERE {name}.response IS NULL ORDER BY {name}.entry");
            let mut statement = self.connection.prepare_cached(&sql)?;
            for item in statement.query_map([], tables::item)? {
                items.push(item?);
            }
        }
        items.sort_unstable_by_key(|item| item.entry);
        Ok(items)
    }
}
