//! Seals as rows, what stands at a moment, and all of it against the events.

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, Row};

use super::{Given, Seal, Sealed, State};
use crate::fold::Made;
use crate::record::{OfficerId, RequestId};
use crate::replay::Replay;
use crate::store::Store;
use crate::when::local_date;
use crate::{Error, schema, tables};

/// The columns of a seal, in the order in which [`given`] reads them.
macro_rules! columns {
    () => {
        "request, until, counted, under, sealed, sealed_by, sealed_at, lifted, lifted_by, lifted_at"
    };
}

fn made(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<Made>> {
    let Some(event) = row.get(first)? else { return Ok(None) };
    Ok(Some(Made { event, officer: OfficerId(row.get(first + 1)?), at: row.get(first + 2)? }))
}

fn date(row: &Row<'_>, place: usize) -> rusqlite::Result<Date> {
    let text: String = row.get(place)?;
    text.parse().map_err(|error: jiff::Error| {
        rusqlite::Error::FromSqlConversionFailure(place, rusqlite::types::Type::Text, Box::new(error))
    })
}

fn given(row: &Row<'_>) -> rusqlite::Result<Given> {
    Ok(Given {
        until: date(row, 1)?,
        counted: row.get(2)?,
        under: tables::required_term(row, 3)?,
        sealed: made(row, 4)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?,
        lifted: made(row, 7)?,
    })
}

/// The seals of a request. Only for a store that knows seals.
pub(crate) fn of_request(connection: &Connection, request: RequestId) -> rusqlite::Result<State> {
    const SEALS: &str = concat!("SELECT ", columns!(), " FROM seal WHERE request = ?1 ORDER BY sealed");
    Ok(State(connection.prepare_cached(SEALS)?.query_map([request.0], given)?.collect::<Result<_, _>>()?))
}

/// Writes the seals of a request in the place of what stood there.
pub(crate) fn put(connection: &Connection, request: RequestId, state: &State) -> rusqlite::Result<()> {
    const SEAL: &str = concat!("INSERT INTO seal (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    connection.prepare_cached("DELETE FROM seal WHERE request = ?1")?.execute([request.0])?;
    for Given { until, counted, under, sealed, lifted } in &state.0 {
        connection.prepare_cached(SEAL)?.execute((
            request.0,
            until.to_string(),
            counted,
            under.as_str(),
            sealed.event,
            sealed.officer.0,
            sealed.at,
            lifted.map(|made| made.event),
            lifted.map(|made| made.officer.0),
            lifted.map(|made| made.at),
        ))?;
    }
    Ok(())
}

impl Store {
    /// The seals that a request has or had, in the order in which they were given.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn seals(&self, number: &str) -> Result<Vec<Seal>, Error> {
        if !self.knows_seals()? {
            return Ok(Vec::new());
        }
        let Some((request, _)) = tables::find_request(&self.connection, number)? else { return Ok(Vec::new()) };
        of_request(&self.connection, request)?
            .0
            .into_iter()
            .map(|Given { until, counted, under, sealed, lifted }| {
                let lifted = lifted.map(|made| self.said_of_request(request, made)).transpose()?;
                Ok(Seal { until, counted, under, sealed: self.said_of_request(request, sealed)?, lifted })
            })
            .collect()
    }

    /// The requests on which a seal stands on a day, as the office counts days, in the order of entry.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn sealed_on(&self, day: Date) -> Result<Vec<Sealed>, Error> {
        self.sealed(i64::MAX, day)
    }

    /// The requests on which a seal stood at a moment, by what was entered up to it, in the order of entry.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn sealed_as_of(&self, moment: Timestamp) -> Result<Vec<Sealed>, Error> {
        self.sealed(moment.as_microsecond(), local_date(moment))
    }

    fn sealed(&self, until: i64, day: Date) -> Result<Vec<Sealed>, Error> {
        if !self.knows_seals()? {
            return Ok(Vec::new());
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT request.id, request.number, seal.until, seal.counted FROM seal JOIN request ON request.id = seal.request \
             WHERE seal.sealed = (SELECT max(last.sealed) FROM seal AS last \
                                  WHERE last.request = seal.request AND last.sealed_at <= ?1) \
             AND (seal.lifted_at IS NULL OR seal.lifted_at > ?1) AND seal.until > ?2 ORDER BY request.id",
        )?;
        let mut rows = statement.query((until, day.to_string()))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (request, number) = (RequestId(row.get(0)?), row.get(1)?);
            found.push(Sealed { request, number, until: date(row, 2)?, counted: row.get(3)? });
        }
        Ok(found)
    }

    /// Every entry of these requests, in both ledgers.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn entries_of(&self, requests: &[Sealed]) -> Result<Vec<i64>, Error> {
        let mut entries = Vec::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT entry FROM item WHERE request = ?1 UNION ALL SELECT entry FROM exchange WHERE request = ?2",
        )?;
        for Sealed { request, number, .. } in requests {
            for entry in statement.query_map((request.0, number), |row| row.get(0))? {
                entries.push(entry?);
            }
        }
        Ok(entries)
    }

    /// An older store that is only read knows no seal, and so has none.
    fn knows_seals(&self) -> Result<bool, Error> {
        Ok(schema::version(&self.connection, &self.folder)? >= schema::SEALS)
    }
}

/// Compares the seals with what the events say. What was said of them is compared with what was said of legal holds.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    let seals = replay.keeping.seals();
    if version < schema::SEALS {
        expect(seals.is_empty(), "there are seals, which a store of its version does not know");
        return Ok(());
    }
    let mut entered = seals.iter().flat_map(|(of, state)| state.0.iter().map(|given| (of.0, given)));
    let mut statement = connection.prepare(concat!("SELECT ", columns!(), " FROM seal ORDER BY request, sealed"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let request: i64 = row.get(0)?;
        let holds = entered.next() == Some((request, &given(row)?));
        expect(holds, &format!("a seal of request row {request} is not what its events say"));
    }
    expect(entered.next().is_none(), "a seal has no row");
    Ok(())
}
