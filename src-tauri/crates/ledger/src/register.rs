//! Looking into the register: a page of items at a time, in the order that is asked for.
//!
//! A page is fetched from the place where the one before it ended, never by counting rows from the top: page 500 costs
//! what page 1 does, and entries made meanwhile move nothing. First it is found which entries stand on the page, then
//! those are read.

use std::ops::ControlFlow;

use jiff::civil::Date;
use rusqlite::{ToSql, params_from_iter};

use crate::connection::optional;
use crate::record::{Item, RequestSummary};
use crate::seal::Sealed;
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
    /// Of an agency that is written in one of these ways; capitals do not count.
    pub agencies: Option<&'a [String]>,
    /// With this paper.
    pub instrument: Option<&'a str>,
    /// With this outcome; an empty word: not settled.
    pub outcome: Option<&'a str>,
    /// With this flag.
    pub flag: Option<&'a str>,
    /// Of this log, by its word.
    pub log: Option<&'a str>,
    /// Logged by the officer of this name.
    pub officer: Option<&'a str>,
    /// With this response; `pending`: not answered yet.
    pub response: Option<&'a str>,
    /// Among these entries.
    pub entries: Option<&'a [i64]>,
    /// And none of these, which whoever looks may not see.
    pub without: Option<&'a [i64]>,
}

/// What the items are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The order of entry.
    Entry,
    /// When their request came in.
    Received,
    /// Who asks, capitals aside.
    Agency,
    /// The number of their request, as text.
    Number,
}

/// An order of items. Those of the same value are in the order of entry, the same way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// What they are sorted by.
    pub by: By,
    /// The last one first?
    pub descending: bool,
}

impl Order {
    /// The latest entry first.
    pub const LATEST: Self = Self { by: By::Entry, descending: true };
}

/// The place of an item in an order: where the page before ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The value it is sorted by; nothing in the order of entry.
    pub value: String,
    /// Its entry.
    pub entry: i64,
}

/// A page of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The items, in order.
    pub items: Vec<Item>,
    /// How many items are sought in all; counted for the first page only.
    pub total: Option<Total>,
}

/// How many items are sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// So many.
    pub items: u64,
    /// And more, which were not counted?
    pub more: bool,
}

/// Items found by words are counted up to here. The count would take longer than the page, and grow with the record.
const COUNTED: usize = 1000;

/// One of the two tables of items.
struct Table {
    name: &'static str,
    log: &'static str,
    /// What an item is read from.
    items: &'static str,
    /// How a request finds its items, and they their request.
    request: &'static str,
}

const TABLES: [Table; 2] = [
    Table { name: "item", log: "disclosure", items: tables::ITEMS, request: "item.request = request.id" },
    Table {
        name: "exchange",
        log: "status_exchange",
        items: tables::EXCHANGES,
        request: "exchange.request = request.number",
    },
];

/// An entry that is sought, by the value it is sorted by.
struct Place<'t> {
    value: String,
    entry: i64,
    table: &'t Table,
}

impl By {
    /// The column, as it is compared.
    const fn column(self) -> &'static str {
        match self {
            Self::Entry => "''",
            Self::Received => "request.received",
            Self::Agency => "request.agency COLLATE NOCASE",
            Self::Number => "request.number",
        }
    }

    /// The value as it is compared, as the database does.
    fn compared(self, value: &str) -> String {
        match self {
            Self::Entry | Self::Received | Self::Number => value.to_owned(),
            Self::Agency => value.to_ascii_lowercase(),
        }
    }

    /// The value of an item.
    fn value(self, item: &Item) -> String {
        match self {
            Self::Entry => String::new(),
            Self::Received => item.request.received.to_string(),
            Self::Agency => item.request.agency.clone(),
            Self::Number => item.request.number.clone(),
        }
    }
}

impl Order {
    /// The place of an item in this order.
    #[must_use]
    pub fn mark(self, item: &Item) -> Mark {
        Mark { value: self.by.value(item), entry: item.entry }
    }
}

/// Tables and conditions, with their values.
struct Query<'a> {
    sql: String,
    values: Vec<Box<dyn ToSql + 'a>>,
}

impl<'a> Query<'a> {
    /// What is sought in one of the two tables; `None` if no row of it can be. The entry stands in the column that comes
    /// with it.
    fn on(table: &Table, sought: &Sought<'a>, by: By) -> Option<(Self, String)> {
        let Sought {
            text,
            received_from,
            received_before,
            agencies,
            instrument,
            outcome,
            flag,
            log,
            officer,
            response,
            entries,
            without,
        } = *sought;
        if log.is_some_and(|wanted| wanted != table.log) {
            return None;
        }
        let name = table.name;
        let text = text.map(str::trim).filter(|text| !text.is_empty());
        // An exchange has no words; it is found by the number of its request alone.
        let words = match text.filter(|_| table.log == "disclosure") {
            Some(text) => Some(read::quoted(text)?),
            None => None,
        };
        let of_request = by != By::Entry || received_from.is_some() || received_before.is_some() || agencies.is_some();
        let of_item = instrument.is_some() || outcome.is_some() || flag.is_some() || response.is_some();
        // What gives the order comes first, so that no more rows are looked at than are shown: the index of words gives
        // its entries in their order, an index of the requests theirs.
        let from = match (words.is_some(), of_request) {
            (true, false) if !of_item => "search".to_owned(),
            (true, false) => "search CROSS JOIN item ON item.entry = search.rowid".to_owned(),
            (true, true) => {
                "search CROSS JOIN item ON item.entry = search.rowid JOIN request ON item.request = request.id"
                    .to_owned()
            }
            (false, false) => name.to_owned(),
            (false, true) if by == By::Entry => format!("{name} JOIN request ON {}", table.request),
            (false, true) => format!("request CROSS JOIN {name} ON {}", table.request),
        };
        let entry = if words.is_some() { "search.rowid".to_owned() } else { format!("{name}.entry") };
        let mut these = Self { sql: format!("{from} WHERE 1"), values: Vec::new() };
        if let Some(words) = words {
            these.also("search MATCH ?", words);
        } else if let Some(text) = text {
            these.also("exchange.request = ?", text);
        }
        if let Some(day) = received_from {
            these.also("request.received >= ?", day);
        }
        if let Some(day) = received_before {
            these.also("request.received < ?", day);
        }
        if let Some(names) = agencies {
            these.also("request.agency COLLATE NOCASE IN (SELECT value FROM json_each(?))", listed(names));
        }
        if let Some(instrument) = instrument {
            these.also(&format!("{name}.instrument = ?"), instrument);
        }
        match outcome {
            None => {}
            Some("") => these.sql.push_str(&format!(" AND {name}.outcome IS NULL")),
            Some(outcome) => these.also(&format!("{name}.outcome = ?"), outcome),
        }
        if let Some(flag) = flag {
            these.also(&format!("{name}.flag = ?"), flag);
        }
        match response {
            None => {}
            Some("pending") => these.sql.push_str(&format!(" AND {name}.response IS NULL")),
            Some(response) => these.also(&format!("{name}.response = ?"), response),
        }
        if let Some(officer) = officer {
            these.also(
                &format!(
                    "(SELECT officer FROM logged_by WHERE logged_by.entry <= {entry} \
                     ORDER BY logged_by.entry DESC LIMIT 1) = (SELECT id FROM officer WHERE name = ?)"
                ),
                officer,
            );
        }
        if let Some(entries) = entries {
            these.also(&format!("{entry} IN (SELECT value FROM json_each(?))"), listed(entries));
        }
        if let Some(without) = without.filter(|without| !without.is_empty()) {
            these.also(&format!("{entry} NOT IN (SELECT value FROM json_each(?))"), listed(without));
        }
        Some((these, entry))
    }

    fn also(&mut self, condition: &str, value: impl ToSql + 'a) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.values.push(Box::new(value));
    }

    /// Only what comes after the mark.
    fn after(&mut self, mark: &'a Mark, order: Order, entry: &str) {
        let sign = if order.descending { "<" } else { ">" };
        if order.by == By::Entry {
            self.also(&format!("{entry} {sign} ?"), mark.entry);
        } else {
            let column = order.by.column();
            self.also(&format!("{column} {sign}= ?"), &mark.value);
            self.also(&format!("({column} {sign} ?"), &mark.value);
            self.sql.push_str(&format!(" OR {entry} {sign} ?)"));
            self.values.push(Box::new(mark.entry));
        }
    }
}

/// A list as JSON: one value of a statement, however long it is.
fn listed<T: Clone>(list: &[T]) -> String
where
    serde_json::Value: From<Vec<T>>,
{
    serde_json::Value::from(list.to_vec()).to_string()
}

impl Store {
    /// Up to `most` items that come after the mark, and how many are sought in all.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn register(
        &self,
        sought: &Sought<'_>,
        order: Order,
        after: Option<&Mark>,
        most: usize,
    ) -> Result<Found, Error> {
        let words = sought.text.is_some_and(|text| !text.trim().is_empty());
        let first = after.is_none();
        // Words are looked up once, for the page and for the count.
        let looked_at = if words && first { most.max(COUNTED + 1) } else { most };
        let mut places = self.places(sought, order, after, looked_at)?;
        let total = match (first, words) {
            (false, _) => None,
            (true, true) => Some(Total {
                items: u64::try_from(places.len().min(COUNTED)).unwrap_or(u64::MAX),
                more: places.len() > COUNTED,
            }),
            (true, false) => Some(Total { items: self.count(sought)?, more: false }),
        };
        places.truncate(most);
        let items = places.iter().map(|place| self.item_at(place)).collect::<Result<Vec<_>, _>>()?;
        Ok(Found { items: items.into_iter().flatten().collect(), total })
    }

    /// Every entry that is sought, in the order of entry.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn matching(&self, sought: &Sought<'_>) -> Result<Vec<i64>, Error> {
        let order = Order { by: By::Entry, descending: false };
        Ok(self.places(sought, order, None, usize::MAX)?.into_iter().map(|place| place.entry).collect())
    }

    /// These entries, in this order; one that there is none of is left out.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn items_at(&self, entries: &[i64]) -> Result<Vec<Item>, Error> {
        let mut items = Vec::with_capacity(entries.len());
        for entry in entries {
            for table in &TABLES {
                items.extend(self.item_at(&Place { value: String::new(), entry: *entry, table })?);
            }
        }
        Ok(items)
    }

    /// The ways in which agencies are written in the record, capitals aside, in the order of the alphabet.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn agencies_written(&self) -> Result<Vec<String>, Error> {
        // From one name to the next by the index: there are few names, and many requests.
        let mut statement = self.connection.prepare_cached(
            "WITH RECURSIVE written (name) AS ( \
               SELECT min(agency COLLATE NOCASE) FROM request \
               UNION ALL \
               SELECT (SELECT agency FROM request WHERE agency COLLATE NOCASE > written.name \
                       ORDER BY agency COLLATE NOCASE LIMIT 1) FROM written WHERE written.name IS NOT NULL \
             ) SELECT name FROM written WHERE name IS NOT NULL",
        )?;
        let names = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(names)
    }

    fn item_at(&self, place: &Place<'_>) -> Result<Option<Item>, Error> {
        let Table { name, items, .. } = place.table;
        let mut statement = self.connection.prepare_cached(&format!("{items} WHERE {name}.entry = ?1"))?;
        Ok(optional(statement.query_row([place.entry], tables::item))?)
    }

    /// Where the items stand that are sought.
    fn places(
        &self,
        sought: &Sought<'_>,
        order: Order,
        after: Option<&Mark>,
        most: usize,
    ) -> Result<Vec<Place<'static>>, Error> {
        let mut places: Vec<Place<'static>> = Vec::new();
        if sought.officer.is_some() && !self.knows_loggers()? {
            return Ok(places);
        }
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        for table in &TABLES {
            let Some((mut query, entry)) = Query::on(table, sought, order.by) else { continue };
            if let Some(mark) = after {
                query.after(mark, order, &entry);
            }
            let way = if order.descending { "DESC" } else { "ASC" };
            let column = order.by.column();
            let sorted = if order.by == By::Entry { String::new() } else { format!("{column} {way}, ") };
            query.values.push(Box::new(limit));
            let sql = format!("SELECT {column}, {entry} FROM {} ORDER BY {sorted}{entry} {way} LIMIT ?", query.sql);
            let mut statement = self.connection.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(query.values))?;
            while let Some(row) = rows.next()? {
                let value: String = row.get(0)?;
                places.push(Place { value: order.by.compared(&value), entry: row.get(1)?, table });
            }
        }
        places.sort_unstable_by(|one, other| {
            let (one, other) = if order.descending { (other, one) } else { (one, other) };
            one.value.cmp(&other.value).then(one.entry.cmp(&other.entry))
        });
        places.truncate(most);
        Ok(places)
    }

    /// How many items are sought.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn count(&self, sought: &Sought<'_>) -> Result<u64, Error> {
        let mut total = 0;
        if sought.officer.is_some() && !self.knows_loggers()? {
            return Ok(total);
        }
        for table in &TABLES {
            let Some((query, _)) = Query::on(table, sought, By::Entry) else { continue };
            let mut statement = self.connection.prepare_cached(&format!("SELECT count(*) FROM {}", query.sql))?;
            let count: i64 = statement.query_row(params_from_iter(query.values), |row| row.get(0))?;
            total += u64::try_from(count).unwrap_or_default();
        }
        Ok(total)
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

    /// When the first request came in, these left out; `None`: there is none.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn first_received(&self, without: &[Sealed]) -> Result<Option<When>, Error> {
        // From one day to the next by their index, so that few rows are looked at.
        let sql = "SELECT received FROM request WHERE id NOT IN (SELECT value FROM json_each(?1)) \
                   ORDER BY received LIMIT 1";
        let ids: Vec<i64> = without.iter().map(|sealed| sealed.request.0).collect();
        let mut statement = self.connection.prepare_cached(sql)?;
        let first: Option<String> = optional(statement.query_row([listed(&ids)], |row| row.get(0)))?;
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
