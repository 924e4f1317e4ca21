//! Holds and destructions as rows, what of a request lies beside the log, and all of it against the events.

use jiff::Timestamp;
use rusqlite::{Connection, Row};

use super::{Destroyed, Destruction, Hold, LegalHold, State, There, Untouched};
use crate::connection::optional;
use crate::event::{Commitment, Salt};
use crate::fold::Made;
use crate::record::{OfficerId, RequestId};
use crate::remark::Said;
use crate::replay::Replay;
use crate::store::Store;
use crate::{Error, FreeText, attachment, schema, seal, tables};

/// The columns of a hold, after its request and its number, in the order in which [`hold`] reads them.
macro_rules! hold_columns {
    () => {
        "request, hold, reference, placed, placed_by, placed_at, lifted, lifted_by, lifted_at"
    };
}

macro_rules! destruction_columns {
    () => {
        "request, event, destroyed_by, destroyed_at, approval, texts"
    };
}

fn made(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<Made>> {
    let Some(event) = row.get(first)? else { return Ok(None) };
    Ok(Some(Made { event, officer: OfficerId(row.get(first + 1)?), at: row.get(first + 2)? }))
}

fn hold(row: &Row<'_>) -> rusqlite::Result<Hold> {
    let placed = made(row, 3)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    Ok(Hold { reference: row.get(2)?, placed, lifted: made(row, 6)? })
}

fn destroyed(row: &Row<'_>) -> rusqlite::Result<Destroyed> {
    let made = made(row, 1)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    Ok(Destroyed { made, approval: row.get(4)?, texts: row.get(5)? })
}

/// What is kept of a request. Only for a store that knows legal holds.
pub(crate) fn of_request(connection: &Connection, request: RequestId) -> rusqlite::Result<State> {
    const HOLDS: &str = concat!("SELECT ", hold_columns!(), " FROM hold WHERE request = ?1 ORDER BY hold");
    const DESTROYED: &str =
        concat!("SELECT ", destruction_columns!(), " FROM destruction WHERE request = ?1 ORDER BY event");
    let holds = connection.prepare_cached(HOLDS)?.query_map([request.0], hold)?.collect::<Result<_, _>>()?;
    let destroyed =
        connection.prepare_cached(DESTROYED)?.query_map([request.0], destroyed)?.collect::<Result<_, _>>()?;
    Ok(State { holds, destroyed })
}

/// Writes what is kept of a request in the place of what stood there.
pub(crate) fn put(connection: &Connection, request: RequestId, state: &State) -> rusqlite::Result<()> {
    const HOLD: &str = concat!("INSERT INTO hold (", hold_columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    const DESTROYED: &str =
        concat!("INSERT INTO destruction (", destruction_columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    connection.prepare_cached("DELETE FROM hold WHERE request = ?1")?.execute([request.0])?;
    for (number, Hold { reference, placed, lifted }) in (1_u32..).zip(&state.holds) {
        connection.prepare_cached(HOLD)?.execute((
            request.0,
            number,
            reference,
            placed.event,
            placed.officer.0,
            placed.at,
            lifted.map(|made| made.event),
            lifted.map(|made| made.officer.0),
            lifted.map(|made| made.at),
        ))?;
    }
    connection.prepare_cached("DELETE FROM destruction WHERE request = ?1")?.execute([request.0])?;
    for Destroyed { made, approval, texts } in &state.destroyed {
        connection.prepare_cached(DESTROYED)?.execute((
            request.0,
            made.event,
            made.officer.0,
            made.at,
            approval,
            texts,
        ))?;
    }
    Ok(())
}

/// Keeps what was said about a hold or a seal in an event.
pub(crate) fn put_words(
    connection: &Connection,
    request: RequestId,
    event: i64,
    salt: &Salt,
    words: &FreeText,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO hold_remark (event, request, salt, words) VALUES (?1, ?2, ?3, ?4)")?
        .execute((event, request.0, salt, words.as_str()))?;
    Ok(())
}

/// How many items of a request are open, in either ledger.
const OPEN: &str = "(SELECT count(*) FROM item LEFT JOIN review USING (entry) WHERE item.request = request.id \
     AND (response IS NULL OR (released IS NOT NULL AND reviewed IS NULL))) \
     + (SELECT count(*) FROM exchange WHERE exchange.request = request.number AND response IS NULL)";

/// How many texts and scans of a request lie beside the log.
const TEXTS: &str = "(SELECT count(*) FROM item JOIN description USING (entry) WHERE item.request = request.id) \
     + (SELECT count(*) FROM item JOIN remark USING (entry) WHERE item.request = request.id) \
     + (SELECT count(*) FROM hold_remark WHERE hold_remark.request = request.id) \
     + (SELECT count(*) FROM attachment WHERE attachment.request = request.id)";

/// What there is of a request at a moment, in microseconds since 1970, UTC.
pub(crate) fn there(connection: &Connection, request: RequestId, at: i64) -> rusqlite::Result<There> {
    let sealed = seal::of_request(connection, request)?.stands(at);
    connection
        .prepare_cached(&format!("SELECT {OPEN}, {TEXTS} FROM request WHERE id = ?1"))?
        .query_row([request.0], |row| Ok(There { open: row.get(0)?, texts: row.get(1)?, sealed }))
}

/// Destroys everything of a request that lies beside the log, with the salts, and what was indexed of it.
pub(crate) fn destroy(connection: &Connection, request: RequestId) -> rusqlite::Result<()> {
    const OF_ITEMS: &str = "(SELECT entry FROM item WHERE request = ?1)";
    for table in ["description", "remark"] {
        connection.prepare_cached(&format!("DELETE FROM {table} WHERE entry IN {OF_ITEMS}"))?.execute([request.0])?;
    }
    connection.prepare_cached("DELETE FROM hold_remark WHERE request = ?1")?.execute([request.0])?;
    attachment::destroy(connection, request)?;
    if let Some(summary) = tables::request_of(connection, request)? {
        tables::change_words(connection, request, &summary)?;
    }
    Ok(())
}

/// Before an act destroys: what leaves the index of words is only marked as gone. SQLite 3.53's own way of taking words out
/// of it at once (`secure-delete`) leaves an index that does not fit its words where many rows go in one act.
pub(crate) fn mark_only(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("INSERT INTO search (search, rank) VALUES ('secure-delete', 0)")
}

/// At its end: the index is built anew from the words that there are.
pub(crate) fn index_anew(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "INSERT INTO search (search) VALUES ('rebuild'); INSERT INTO search (search, rank) VALUES ('secure-delete', 1);",
    )
}

impl Store {
    /// The legal holds of a request, in the order in which they were placed.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn legal_holds(&self, number: &str) -> Result<Vec<LegalHold>, Error> {
        let Some((request, state)) = self.kept_of(number)? else { return Ok(Vec::new()) };
        (1..)
            .zip(state.holds)
            .map(|(hold, Hold { reference, placed, lifted })| {
                let lifted = lifted.map(|made| self.said_of_request(request, made)).transpose()?;
                Ok(LegalHold { hold, reference, placed: self.said_of_request(request, placed)?, lifted })
            })
            .collect()
    }

    /// When the particulars of a request were destroyed, the first time first. Mostly: never.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn destructions(&self, number: &str) -> Result<Vec<Destruction>, Error> {
        let Some((_, state)) = self.kept_of(number)? else { return Ok(Vec::new()) };
        state
            .destroyed
            .into_iter()
            .map(|Destroyed { made, approval, texts }| {
                Ok(Destruction { officer: self.name_of(made.officer)?, at: self.moment(made.at)?, approval, texts })
            })
            .collect()
    }

    /// The requests whose last entry was made before a moment, and those on legal hold whenever that was, in the order of
    /// entry: what stands against destroying their particulars. Those that have none any more are left out, unless they
    /// are on legal hold.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn untouched_since(&self, moment: Timestamp) -> Result<Vec<Untouched>, Error> {
        // What waits for a review is open: a store that knows no reviews yet is asked once it is opened to write.
        if schema::version(&self.connection, &self.folder)? < schema::REVIEWS {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT number, last, open, holds, texts FROM ( \
             SELECT request.id AS id, request.number AS number, max(happened.last) AS last, {OPEN} AS open, \
             (SELECT count(*) FROM hold WHERE hold.request = request.id AND lifted IS NULL) AS holds, {TEXTS} AS texts \
             FROM request JOIN happened ON happened.request = request.id GROUP BY request.id \
             HAVING max(happened.last) <= ?1 OR holds > 0) \
             WHERE texts > 0 OR holds > 0 ORDER BY id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([self.last_before(moment.as_microsecond())?])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Untouched {
                number: row.get(0)?,
                last_entry: self.moment(self.made_at(row.get(1)?)?)?,
                open: row.get(2)?,
                holds: row.get(3)?,
                texts: row.get(4)?,
            });
        }
        Ok(found)
    }

    /// The last event before a moment; 0 where there is none. Their times grow with their places, so that few are read.
    fn last_before(&self, at: i64) -> Result<i64, Error> {
        let (mut before, mut not_before) = (0, self.end.events + 1);
        while before + 1 < not_before {
            let middle = before + (not_before - before) / 2;
            if self.made_at(middle)? < at {
                before = middle;
            } else {
                not_before = middle;
            }
        }
        Ok(before)
    }

    /// When an event was made, in microseconds since 1970, UTC.
    pub(crate) fn made_at(&self, event: i64) -> Result<i64, Error> {
        let at = optional(
            self.connection
                .prepare_cached(
                    "SELECT CAST(body AS TEXT) ->> '$.at' FROM disclosure_event WHERE id = ?1 \
                     UNION ALL SELECT CAST(body AS TEXT) ->> '$.at' FROM exchange_event WHERE id = ?1",
                )?
                .query_row([event], |row| row.get(0)),
        )?;
        at.ok_or_else(|| self.unreadable_event())
    }

    fn kept_of(&self, number: &str) -> Result<Option<(RequestId, State)>, Error> {
        if !self.knows_keeping()? {
            return Ok(None);
        }
        match tables::find_request(&self.connection, number)? {
            Some((request, _)) => Ok(Some((request, of_request(&self.connection, request)?))),
            None => Ok(None),
        }
    }

    pub(crate) fn said_of_request(&self, request: RequestId, made: Made) -> Result<Said, Error> {
        Ok(Said {
            by: made.officer,
            name: self.name_of(made.officer)?,
            at: self.moment(made.at)?,
            reason: self.hold_remark(request, made.event)?,
        })
    }

    /// What was said about a hold or a seal in an event; `None` once it was destroyed.
    pub(crate) fn hold_remark(&self, request: RequestId, event: i64) -> Result<Option<String>, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT words FROM hold_remark WHERE event = ?1 AND request = ?2")?;
        Ok(optional(statement.query_row((event, request.0), |row| row.get(0)))?)
    }

    /// An older store that is only read knows no legal hold, and so has none.
    fn knows_keeping(&self) -> Result<bool, Error> {
        Ok(schema::version(&self.connection, &self.folder)? >= schema::KEEPING)
    }
}

/// Compares holds, destructions and what was said about holds with what the events say.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    let keeping = &replay.keeping;
    if version < schema::KEEPING {
        expect(keeping.states.is_empty(), "there are legal holds, which a store of its version does not know");
        return Ok(());
    }
    let mut entered = keeping
        .states
        .iter()
        .flat_map(|(of, state)| (1..).zip(&state.holds).map(|(number, hold)| (of.0, number, hold)));
    let mut statement = connection.prepare(concat!("SELECT ", hold_columns!(), " FROM hold ORDER BY request, hold"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (request, number): (i64, u32) = (row.get(0)?, row.get(1)?);
        let holds = entered.next() == Some((request, number, &hold(row)?));
        expect(holds, &format!("legal hold {number} of request row {request} is not what its events say"));
    }
    expect(entered.next().is_none(), "a legal hold has no row");
    let mut entered =
        keeping.states.iter().flat_map(|(of, state)| state.destroyed.iter().map(|destroyed| (of.0, destroyed)));
    let sql = concat!("SELECT ", destruction_columns!(), " FROM destruction ORDER BY request, event");
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let request: i64 = row.get(0)?;
        let holds = entered.next() == Some((request, &destroyed(row)?));
        expect(
            holds,
            &format!("that the particulars of request row {request} were destroyed is not what its events say"),
        );
    }
    expect(entered.next().is_none(), "that particulars were destroyed has no row");
    compare_words(connection, replay, expect)
}

/// What was said about holds and seals, with the commitments, but for what was destroyed.
fn compare_words(connection: &Connection, replay: &Replay, expect: &mut dyn FnMut(bool, &str)) -> Result<(), Error> {
    let keeping = &replay.keeping;
    let mut kept =
        keeping.words.iter().filter(|(event, request, _)| !keeping.is_destroyed(*request, *event)).peekable();
    let mut statement = connection.prepare("SELECT event, request, salt, words FROM hold_remark ORDER BY event")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (event, request, salt): (i64, i64, Salt) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let words = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
        while kept.next_if(|(said, ..)| *said < event).is_some() {
            expect(false, MISSING);
        }
        let is = |(said, of, commitment): &&(i64, RequestId, Commitment)| {
            (*said, of.0) == (event, request) && Commitment::to_reason(&salt, words) == *commitment
        };
        let what = format!(
            "words about a legal hold or a seal of request row {request} are not those that were entered, or should have been destroyed"
        );
        match kept.next_if(|(said, ..)| *said == event) {
            Some(said) => expect(is(&said), &what),
            None => expect(false, &what),
        }
    }
    for _ in kept {
        expect(false, MISSING);
    }
    Ok(())
}

const MISSING: &str = "what was said about a legal hold or a seal is missing";
