//! Waits: who said that an item waits, for whom and why, and how that ended.
//!
//! One mechanism for what is with the Solicitor and for what is on hold. The state is the sum of the item's events; the
//! words lie beside the log. What may not be done meanwhile is not known here: deadlines run on, and an answer ends a wait.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, Row};

use crate::fold::{Contradiction, Entry, Made};
use crate::record::OfficerId;
use crate::remark::Said;
use crate::replay::Replay;
use crate::store::Store;
use crate::{Error, Term, schema, term};

/// One wait of an item, as the record shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// `solicitor`, `requester`, `records` or `other`.
    pub waits_for: Term,
    /// Who said that it waits, when and why.
    pub begun: Said,
    /// How it ended; `None`: it waits.
    pub ended: Option<(PauseEnd, Said)>,
    /// Is its end the Solicitor's finding, for the facts that the item has?
    pub stands: bool,
}

/// How a wait ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PauseEnd {
    /// Somebody recorded what came of it.
    Resumed,
    /// The item was answered.
    Answered,
}

impl PauseEnd {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Resumed => "resumed",
            Self::Answered => "answered",
        }
    }
}

/// Since when an unanswered item waits, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// A word of the list that [`Pause::waits_for`] has.
    pub waits_for: Term,
    /// When it began to wait.
    pub since: Timestamp,
}

const SOLICITOR: &str = "solicitor";

/// One wait of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    waits_for: Term,
    begun: Made,
    ended: Option<(PauseEnd, Made)>,
    stands: bool,
}

impl State {
    const fn is_open(&self) -> bool {
        self.ended.is_none()
    }
}

impl Entry {
    /// Whom it waits for, if it does.
    pub(crate) fn waits_for(&self) -> Option<&Term> {
        self.waits.iter().find(|wait| wait.is_open()).map(|wait| &wait.waits_for)
    }
}

/// The item waits.
pub(crate) fn begin(waits: &mut Vec<State>, waits_for: Term, made: Made) -> Result<(), Contradiction> {
    if !term::allows("waits_for", &waits_for) {
        return Err(Contradiction("it waits for what is in no list"));
    }
    if waits.iter().any(State::is_open) {
        return Err(Contradiction("it makes an item wait that waits already"));
    }
    waits.push(State { waits_for, begun: made, ended: None, stands: false });
    Ok(())
}

/// Somebody says what came of the wait.
pub(crate) fn resume(waits: &mut [State], made: Made) -> Result<(), Contradiction> {
    let open = waits.iter_mut().find(|wait| wait.is_open());
    let wait = open.ok_or(Contradiction("it ends the wait of an item that does not wait"))?;
    wait.ended = Some((PauseEnd::Resumed, made));
    wait.stands = wait.waits_for == SOLICITOR;
    Ok(())
}

/// An answer ends a wait.
pub(crate) fn answer(waits: &mut [State], made: Made) {
    if let Some(wait) = waits.iter_mut().find(|wait| wait.is_open()) {
        wait.ended = Some((PauseEnd::Answered, made));
    }
}

/// A finding is for the facts it was given for.
pub(crate) fn other_facts(waits: &mut [State]) {
    for wait in waits {
        wait.stands = false;
    }
}

/// The columns of a row, in the order in which [`state`] reads them.
macro_rules! columns {
    () => {
        "entry, begun, begun_by, begun_at, waits_for, ended, ended_by, ended_at, how, stands"
    };
}

fn state(row: &Row<'_>) -> rusqlite::Result<State> {
    let made = |event: i64, officer: usize| -> rusqlite::Result<Made> {
        Ok(Made { event, officer: OfficerId(row.get(officer)?), at: row.get(officer + 1)? })
    };
    let word: String = row.get(4)?;
    let waits_for = Term::try_from(word)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(4, rusqlite::types::Type::Text, Box::new(error)))?;
    let how = match row.get_ref(8)?.as_str_or_null().map_err(rusqlite::Error::from)? {
        Some("resumed") => PauseEnd::Resumed,
        Some(_) | None => PauseEnd::Answered,
    };
    let ended = row.get::<_, Option<i64>>(5)?;
    let ended = ended.map(|event| made(event, 6).map(|made| (how, made))).transpose()?;
    Ok(State { waits_for, begun: made(row.get(1)?, 2)?, ended, stands: row.get(9)? })
}

/// The waits of an entry, the first first.
pub(crate) fn of_entry(connection: &Connection, entry: i64) -> rusqlite::Result<Vec<State>> {
    const OF_ENTRY: &str = concat!("SELECT ", columns!(), " FROM pause WHERE entry = ?1 ORDER BY begun");
    connection.prepare_cached(OF_ENTRY)?.query_map([entry], state)?.collect()
}

/// Writes the waits of an entry in the place of those that are kept.
pub(crate) fn put(connection: &Connection, entry: i64, waits: &[State]) -> rusqlite::Result<()> {
    const PUT: &str = concat!("INSERT INTO pause (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    connection.prepare_cached("DELETE FROM pause WHERE entry = ?1")?.execute([entry])?;
    for State { waits_for, begun, ended, stands } in waits {
        let made = ended.map(|(_, made)| made);
        connection.prepare_cached(PUT)?.execute((
            entry,
            begun.event,
            begun.officer.0,
            begun.at,
            waits_for.as_str(),
            made.map(|made| made.event),
            made.map(|made| made.officer.0),
            made.map(|made| made.at),
            ended.map(|(how, _)| how.as_str()),
            stands,
        ))?;
    }
    Ok(())
}

impl Store {
    /// The waits of an entry, the first first. None is left of an item that is a status exchange.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn pauses(&self, entry: i64) -> Result<Vec<Pause>, Error> {
        if !self.knows_pauses()? {
            return Ok(Vec::new());
        }
        of_entry(&self.connection, entry)?
            .into_iter()
            .map(|State { waits_for, begun, ended, stands }| {
                let ended = match ended {
                    Some((how, made)) => Some((how, self.said(entry, made)?)),
                    None => None,
                };
                Ok(Pause { waits_for, begun: self.said(entry, begun)?, ended, stands })
            })
            .collect()
    }

    /// The entries that wait now.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn waiting(&self) -> Result<BTreeMap<i64, Waiting>, Error> {
        if !self.knows_pauses()? {
            return Ok(BTreeMap::new());
        }
        let sql = concat!("SELECT ", columns!(), " FROM pause WHERE ended IS NULL");
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut waiting = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let State { waits_for, begun, .. } = state(row)?;
            waiting.insert(row.get(0)?, Waiting { waits_for, since: self.moment(begun.at)? });
        }
        Ok(waiting)
    }

    /// An older store that is only read has no room for them yet, and so none.
    fn knows_pauses(&self) -> Result<bool, Error> {
        Ok(schema::version(&self.connection, &self.folder)? >= schema::PAUSES)
    }
}

/// Compares the waits with what the events say.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    let entries = replay.entries.iter().flatten();
    let mut entered = entries.flat_map(|entry| entry.waits.iter().map(|wait| (entry.entry, wait)));
    if version < schema::PAUSES {
        expect(entered.next().is_none(), "there are items that wait, which a store of its version does not know");
        return Ok(());
    }
    let mut statement = connection.prepare(concat!("SELECT ", columns!(), " FROM pause ORDER BY entry, begun"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let found: i64 = row.get(0)?;
        let state = state(row)?;
        let holds = entered.next() == Some((found, &state));
        expect(holds, &format!("what entry {found} waits or waited for is not what its events say"));
    }
    expect(entered.next().is_none(), "that an item waits or waited has no row");
    Ok(())
}
