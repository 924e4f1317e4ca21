//! The projections as rows: how the state that events add up to is written to the tables and read back.

use rusqlite::types::{Type, ValueRef};
use rusqlite::{Connection, Row, Statement, ToSql, ffi};

use crate::connection::optional;
use crate::event::Commitment;
use crate::fold::{Entry, Place};
use crate::merkle::{Frontier, Hash};
use crate::record::{Answer, DeterminationSummary, Facts, Item, Log, RequestId, RequestSummary};
use crate::{FreeText, Term, When, answer, approval, pause, remark, review, schema};

/// The columns both tables of items have, in the order in which [`bind_shared`] writes and [`entry`] reads them.
macro_rules! shared {
    () => {
        "direction, ask, information, recipient, for_immigration_agency, purpose, instrument, valid_on_face, \
         within_scope, exempt_record, other_law_forbids, decided, outcome, clause, flag, rules, text, response, \
         responded, imported"
    };
}

/// Where the columns after the shared ones begin.
const AFTER_SHARED: usize = 23;

/// Items of the disclosure ledger: 26 columns of the entry, 6 of its request, and the description.
macro_rules! items {
    () => {
        concat!(
            "SELECT item.entry, item.request, item.item, ",
            shared!(),
            ", possible, ask_next, commitment, number, received, origin, channel, department, agency, words FROM item \
             JOIN request ON request.id = item.request LEFT JOIN description ON description.entry = item.entry"
        )
    };
}

/// Items of the exchange ledger, in the same columns.
macro_rules! exchanges {
    () => {
        concat!(
            "SELECT exchange.entry, exchange.request, exchange.item, ",
            shared!(),
            ", '', NULL, NULL, number, received, origin, channel, department, agency, NULL FROM exchange \
             JOIN request ON request.number = exchange.request"
        )
    };
}

/// The same two without an order or a condition, for looks into the register.
pub(crate) const ITEMS: &str = items!();
pub(crate) const EXCHANGES: &str = exchanges!();

/// Where the request's columns begin in a row of these.
const REQUEST: usize = 26;

/// Every item of both ledgers, in the order of entry.
pub(crate) const ALL: &str = concat!(items!(), " UNION ALL ", exchanges!(), " ORDER BY 1");

/// One table's rows, without their requests.
pub(crate) const ITEM_ROWS: &str =
    concat!("SELECT entry, request, item, ", shared!(), ", possible, ask_next, commitment FROM item ORDER BY entry");
pub(crate) const EXCHANGE_ROWS: &str =
    concat!("SELECT entry, request, item, ", shared!(), ", '', NULL, NULL FROM exchange ORDER BY entry");

macro_rules! into_item {
    () => {
        concat!(
            "INTO item (entry, request, item, ",
            shared!(),
            ", possible, ask_next, commitment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, \
             ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)"
        )
    };
}
macro_rules! into_exchange {
    () => {
        concat!(
            "INTO exchange (entry, request, item, ",
            shared!(),
            ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, \
             ?22, ?23)"
        )
    };
}

/// How an entry gets into the table of its ledger: the statement for either.
struct Insertion {
    item: &'static str,
    exchange: &'static str,
}

/// Nothing is replaced. SQLite is the faster for knowing that: where something could be, it first keeps a copy of each
/// page it touches.
const ADD: Insertion =
    Insertion { item: concat!("INSERT ", into_item!()), exchange: concat!("INSERT ", into_exchange!()) };
const PUT: Insertion = Insertion {
    item: concat!("INSERT OR REPLACE ", into_item!()),
    exchange: concat!("INSERT OR REPLACE ", into_exchange!()),
};

/// Writes a new entry to the table of its ledger.
pub(crate) fn add(connection: &Connection, entry: &Entry) -> rusqlite::Result<()> {
    write(connection, entry, &ADD)
}

/// Writes the state of an entry to the table of its ledger, whatever stood there.
pub(crate) fn put(connection: &Connection, entry: &Entry) -> rusqlite::Result<()> {
    write(connection, entry, &PUT)
}

fn write(connection: &Connection, entry: &Entry, into: &Insertion) -> rusqlite::Result<()> {
    let Some(determination) = &entry.determination else { return Ok(()) };
    match &entry.place {
        Place::Disclosure { request, description } => {
            let mut statement = connection.prepare_cached(into.item)?;
            statement.raw_bind_parameter(2, request.0)?;
            bind_shared(&mut statement, entry, determination)?;
            let possible: Vec<&str> = determination.possible.iter().map(Term::as_str).collect();
            statement.raw_bind_parameter(AFTER_SHARED + 1, possible.join(" "))?;
            statement.raw_bind_parameter(AFTER_SHARED + 2, determination.ask_next.as_ref().map(Term::as_str))?;
            statement.raw_bind_parameter(AFTER_SHARED + 3, description.as_ref().map(|commitment| commitment.0))?;
            statement.raw_execute()?;
        }
        Place::Exchange { request } => {
            let mut statement = connection.prepare_cached(into.exchange)?;
            statement.raw_bind_parameter(2, request)?;
            bind_shared(&mut statement, entry, determination)?;
            statement.raw_execute()?;
        }
        // The same act moves it on: there is no row for what is between two ledgers.
        Place::Moving { .. } => {
            connection.prepare_cached("DELETE FROM item WHERE entry = ?1")?.execute([entry.entry])?;
            connection.prepare_cached("DELETE FROM description WHERE entry = ?1")?.execute([entry.entry])?;
            connection.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([entry.entry])?;
            remark::destroy(connection, entry.entry)?;
        }
    }
    Ok(())
}

/// What of an entry stands in tables of their own: its approval, its review, its waits, and what is said of its answer.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Beside {
    approval: Option<Box<approval::State>>,
    review: Option<Box<review::State>>,
    waits: Vec<pause::State>,
    answer: Option<answer::Detail>,
}

impl Beside {
    pub(crate) fn of(entry: &Entry) -> Self {
        Self {
            approval: entry.approval.clone(),
            review: entry.review.clone(),
            waits: entry.waits.clone(),
            answer: answer::Detail::of(entry),
        }
    }
}

/// Writes what an act has changed of it.
pub(crate) fn put_beside(connection: &Connection, before: &Beside, entry: &Entry) -> rusqlite::Result<()> {
    let after = Beside::of(entry);
    if after.approval != before.approval {
        approval::put(connection, entry.entry, after.approval.as_deref())?;
    }
    if after.review != before.review {
        review::put(connection, entry.entry, after.review.as_deref())?;
    }
    if after.waits != before.waits {
        pause::put(connection, entry.entry, &after.waits)?;
    }
    if after.answer != before.answer {
        answer::put(connection, entry.entry, after.answer.as_ref())?;
    }
    Ok(())
}

fn bind_shared(statement: &mut Statement<'_>, entry: &Entry, law: &DeterminationSummary) -> rusqlite::Result<()> {
    fn word(term: Option<&Term>) -> Option<&str> {
        term.map(Term::as_str)
    }
    fn bind(statement: &mut Statement<'_>, place: usize, value: impl ToSql) -> rusqlite::Result<()> {
        statement.raw_bind_parameter(place, value)
    }
    bind(statement, 1, entry.entry)?;
    bind(statement, 3, entry.item)?;
    bind(statement, 4, word(entry.direction.as_ref()))?;
    for (place, (_, fact)) in (5..).zip(entry.facts.named()) {
        bind(statement, place, word(fact))?;
    }
    bind(statement, 15, entry.decided.map(|when| when.to_string()))?;
    bind(statement, 16, word(law.outcome.as_ref()))?;
    bind(statement, 17, word(law.clause.as_ref()))?;
    bind(statement, 18, word(law.flag.as_ref()))?;
    bind(statement, 19, law.rules.as_str())?;
    bind(statement, 20, law.text.as_str())?;
    bind(statement, 21, entry.answer.as_ref().map(|answer| answer.response.as_str()))?;
    bind(statement, 22, entry.answer.as_ref().map(|answer| answer.responded.to_string()))?;
    bind(statement, 23, entry.answer.as_ref().is_some_and(|answer| answer.imported))
}

/// A value of the store that is not of the form the program writes.
fn unreadable(place: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(place, Type::Text, Box::new(error))
}

fn term(row: &Row<'_>, place: usize) -> rusqlite::Result<Option<Term>> {
    let word = row.get_ref(place)?.as_str_or_null().map_err(|error| unreadable(place, error))?;
    word.map(Term::known_or_owned).transpose().map_err(|error| unreadable(place, error))
}

pub(crate) fn required_term(row: &Row<'_>, place: usize) -> rusqlite::Result<Term> {
    term(row, place)?.ok_or_else(|| unreadable(place, crate::NotATerm))
}

fn when(row: &Row<'_>, place: usize) -> rusqlite::Result<Option<When>> {
    let text = row.get_ref(place)?.as_str_or_null().map_err(|error| unreadable(place, error))?;
    text.map(When::parse).transpose().map_err(|error| unreadable(place, error))
}

/// Reads an entry from a row of [`ALL`], [`ITEM_ROWS`] or [`EXCHANGE_ROWS`].
pub(crate) fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let (log, place) = if let ValueRef::Integer(request) = row.get_ref(1)? {
        let description = row.get::<_, Option<[u8; 32]>>(25)?.map(Commitment);
        (Log::Disclosure, Place::Disclosure { request: RequestId(request), description })
    } else {
        (Log::StatusExchange, Place::Exchange { request: row.get(1)? })
    };
    let possible: String = row.get(23)?;
    let possible: Result<Vec<Term>, _> = possible.split_whitespace().map(Term::known_or_owned).collect();
    let response = term(row, 20)?;
    let answer = match (response, when(row, 21)?) {
        (Some(response), Some(responded)) => {
            let imported = row.get(22)?;
            Some(Answer { response, responded, imported, approved: false, basis: None, surplus: false })
        }
        _ => None,
    };
    Ok(Entry {
        entry: row.get(0)?,
        item: row.get(2)?,
        place,
        direction: term(row, 3)?,
        facts: Facts {
            ask: term(row, 4)?,
            information: term(row, 5)?,
            recipient: term(row, 6)?,
            for_immigration_agency: term(row, 7)?,
            purpose: term(row, 8)?,
            instrument: term(row, 9)?,
            valid_on_face: term(row, 10)?,
            within_scope: term(row, 11)?,
            exempt_record: term(row, 12)?,
            other_law_forbids: term(row, 13)?,
        },
        decided: when(row, 14)?,
        determination: Some(DeterminationSummary {
            log,
            outcome: term(row, 15)?,
            clause: term(row, 16)?,
            flag: term(row, 17)?,
            possible: possible.map_err(|error| unreadable(23, error))?,
            ask_next: term(row, 24)?,
            rules: required_term(row, 18)?,
            text: required_term(row, 19)?,
        }),
        answer,
        approval: None,
        review: None,
        waits: Vec::new(),
        told: None,
    })
}

/// Reads a request from six columns that begin at `first`.
pub(crate) fn request(row: &Row<'_>, first: usize) -> rusqlite::Result<RequestSummary> {
    Ok(RequestSummary {
        number: row.get(first)?,
        received: when(row, first + 1)?.ok_or_else(|| unreadable(first + 1, crate::NotATerm))?,
        origin: required_term(row, first + 2)?,
        channel: term(row, first + 3)?,
        department: row.get(first + 4)?,
        agency: row.get(first + 5)?,
    })
}

/// Reads an item from a row of [`ALL`], [`ITEMS`] or [`EXCHANGES`].
pub(crate) fn item(row: &Row<'_>) -> rusqlite::Result<Item> {
    let entry = entry(row)?;
    let summary = request(row, REQUEST)?;
    to_item(entry, summary, row.get(REQUEST + 6)?).ok_or_else(|| unreadable(0, crate::NotATerm))
}

/// An item from its entry, its request and its description; `None` for an entry without a determination.
pub(crate) fn to_item(entry: Entry, request: RequestSummary, description: Option<String>) -> Option<Item> {
    const PENDING: Term = Term::from_static("pending");
    let (response, responded, imported) = match entry.answer {
        Some(Answer { response, responded, imported, approved: _, basis: _, surplus: _ }) => {
            (response, Some(responded), imported)
        }
        None => (PENDING, None, false),
    };
    Some(Item {
        entry: entry.entry,
        request,
        item: entry.item,
        facts: entry.facts,
        decided: entry.decided,
        direction: entry.direction,
        description,
        determination: entry.determination?,
        response,
        responded,
        imported,
    })
}

/// One item of a request, by its number.
pub(crate) fn find_item(connection: &Connection, request: RequestId, number: u32) -> rusqlite::Result<Option<Item>> {
    const IN_ITEMS: &str = concat!(items!(), " WHERE item.request = ?1 AND item.item = ?2");
    const IN_EXCHANGES: &str = concat!(exchanges!(), " WHERE request.id = ?1 AND exchange.item = ?2");
    let found = optional(connection.prepare_cached(IN_ITEMS)?.query_row((request.0, number), item))?;
    match found {
        Some(found) => Ok(Some(found)),
        None => optional(connection.prepare_cached(IN_EXCHANGES)?.query_row((request.0, number), item)),
    }
}

/// One entry, from the table of its ledger, with what stands in tables of their own: its approval, its review, its waits, and
/// what is said of its answer. Only for a store that is open for writing: an older one that is only read lacks some of them.
pub(crate) fn find_entry(connection: &Connection, number: i64) -> rusqlite::Result<Option<Entry>> {
    const IN_ITEMS: &str = concat!(items!(), " WHERE item.entry = ?1");
    const IN_EXCHANGES: &str = concat!(exchanges!(), " WHERE exchange.entry = ?1");
    let found = match optional(connection.prepare_cached(IN_ITEMS)?.query_row([number], entry))? {
        Some(found) => {
            let approval = approval::of_entry(connection, schema::VERSION, number)?.map(Box::new);
            let review = review::of_entry(connection, number)?.map(Box::new);
            let waits = pause::of_entry(connection, number)?;
            Some(Entry { approval, review, waits, ..found })
        }
        None => optional(connection.prepare_cached(IN_EXCHANGES)?.query_row([number], entry))?,
    };
    let Some(mut found) = found else { return Ok(None) };
    if let Some(answer) = &mut found.answer
        && let Some(detail) = answer::of_entry(connection, number)?
    {
        answer.basis = detail.basis;
        answer.surplus = detail.surplus;
        found.told = detail.told;
    }
    Ok(Some(found))
}

/// One request, with its row number.
pub(crate) fn find_request(
    connection: &Connection,
    number: &str,
) -> rusqlite::Result<Option<(RequestId, RequestSummary)>> {
    optional(
        connection
            .prepare_cached(
                "SELECT id, number, received, origin, channel, department, agency FROM request WHERE number = ?1",
            )?
            .query_row([number], |row| Ok((RequestId(row.get(0)?), request(row, 1)?))),
    )
}

/// One request by its row number.
pub(crate) fn request_of(connection: &Connection, id: RequestId) -> rusqlite::Result<Option<RequestSummary>> {
    optional(
        connection
            .prepare_cached("SELECT number, received, origin, channel, department, agency FROM request WHERE id = ?1")?
            .query_row([id.0], |row| request(row, 0)),
    )
}

/// Writes a request; `false` if there is one of its number.
pub(crate) fn put_request(connection: &Connection, id: RequestId, request: &RequestSummary) -> rusqlite::Result<bool> {
    let written = connection
        .prepare_cached(
            "INSERT INTO request (id, number, received, origin, channel, department, agency) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute((
            id.0,
            &request.number,
            request.received.to_string(),
            request.origin.as_str(),
            request.channel.as_ref().map(Term::as_str),
            &request.department,
            &request.agency,
        ));
    match written {
        Ok(_) => Ok(true),
        // The only UNIQUE constraint of the table is the number's.
        Err(rusqlite::Error::SqliteFailure(error, _)) if error.extended_code == ffi::SQLITE_CONSTRAINT_UNIQUE => {
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// Writes a request as it is after a correction. Its number never changes.
pub(crate) fn change_request(connection: &Connection, id: RequestId, request: &RequestSummary) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE request SET received = ?2, origin = ?3, channel = ?4, department = ?5, agency = ?6 WHERE id = ?1",
        )?
        .execute((
            id.0,
            request.received.to_string(),
            request.origin.as_str(),
            request.channel.as_ref().map(Term::as_str),
            &request.department,
            &request.agency,
        ))?;
    Ok(())
}

/// Indexes the words of a request's items anew. Exchanges have none.
pub(crate) fn change_words(connection: &Connection, id: RequestId, request: &RequestSummary) -> rusqlite::Result<()> {
    let described: Vec<(i64, Option<String>)> = connection
        .prepare_cached(
            "SELECT item.entry, words FROM item LEFT JOIN description ON description.entry = item.entry \
             WHERE item.request = ?1",
        )?
        .query_map([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (entry, description) in described {
        change_words_of(connection, entry, request, description.as_deref())?;
    }
    Ok(())
}

/// Indexes the words of one item of a request anew.
pub(crate) fn change_words_of(
    connection: &Connection,
    entry: i64,
    request: &RequestSummary,
    description: Option<&str>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE search SET words = ?2 WHERE rowid = ?1")?
        .execute((entry, words(request, description)))?;
    Ok(())
}

/// What an item is found by: its request's number, agency and department, and its description.
pub(crate) fn words(request: &RequestSummary, description: Option<&str>) -> String {
    let parts = [Some(request.number.as_str()), Some(&request.agency), request.department.as_deref(), description];
    let mut words = String::new();
    for part in parts.into_iter().flatten() {
        if !words.is_empty() {
            words.push('\n');
        }
        words.push_str(part);
    }
    words
}

/// A stored text that was screened when it came in.
pub(crate) fn screened(text: String) -> FreeText {
    FreeText::stored(text)
}

pub(crate) fn frontier(connection: &Connection, log: Log) -> rusqlite::Result<Option<Frontier>> {
    let stored: Option<(i64, Vec<u8>)> = optional(
        connection
            .prepare_cached("SELECT size, peaks FROM frontier WHERE log = ?1")?
            .query_row([log.as_str()], |row| Ok((row.get(0)?, row.get(1)?))),
    )?;
    let Some((size, bytes)) = stored else { return Ok(Some(Frontier::default())) };
    let (peaks, rest) = bytes.as_chunks::<32>();
    let size = u64::try_from(size).ok();
    Ok(size.filter(|_| rest.is_empty()).and_then(|size| Frontier::from_parts(size, peaks.to_vec())))
}

pub(crate) fn put_frontier(connection: &Connection, log: Log, frontier: &Frontier) -> rusqlite::Result<()> {
    let size = i64::try_from(frontier.size()).unwrap_or(i64::MAX);
    connection.prepare_cached("INSERT OR REPLACE INTO frontier (log, size, peaks) VALUES (?1, ?2, ?3)")?.execute((
        log.as_str(),
        size,
        frontier.peaks().as_flattened(),
    ))?;
    Ok(())
}

/// The hash in a column.
pub(crate) fn hash(row: &Row<'_>, place: usize) -> rusqlite::Result<Hash> {
    row.get(place)
}
