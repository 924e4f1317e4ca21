//! Tables of the public edition that are given exactly: who asked for it, who decided, and since when it holds.
//!
//! The public edition merges small numbers; a table is given exactly only where another officer than who asked approved
//! that. What was published cannot be taken back, so what was approved stays so. Which tables hide what, and which fall
//! together, is not known here: a table is a word of a closed list. Reasons are about a table and stand in the events.

use jiff::Timestamp;
use rusqlite::{Connection, Row};

use crate::event::Event;
use crate::fold::{Contradiction, Made};
use crate::record::OfficerId;
use crate::remark::Said;
use crate::replay::Replay;
use crate::store::Store;
use crate::{Error, FreeText, Term, schema, tables, term};

/// That a table be given exactly was asked, as the record shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmerging {
    /// The quarter, by the calendar year: `2026-Q3`.
    pub quarter: String,
    /// The table, by its name in the public edition.
    pub table: Term,
    /// Who asked, when and why.
    pub asked: Said,
    /// Was it approved, by whom, when and why? `None`: nobody has decided yet.
    pub decided: Option<(bool, Said)>,
}

/// Is this word the name of a table that the record knows as published with merged cells?
#[must_use]
pub fn is_published_table(word: &str) -> bool {
    word.parse().is_ok_and(|word| term::allows("published_table", &word))
}

/// The columns of a row, in the order in which [`asked`] reads them.
macro_rules! columns {
    () => {
        "asked, asked_by, asked_at, quarter, published_table, reason, approved, decided, decided_by, decided_at, why"
    };
}

/// Everything that was asked, in the order of the events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Unmergings(Vec<Asked>);

/// One asking, with its decision.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    quarter: String,
    table: Term,
    made: Made,
    reason: FreeText,
    decided: Option<Decided>,
}

/// What the second officer said.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Decided {
    approved: bool,
    made: Made,
    reason: FreeText,
}

impl Unmergings {
    /// What follows from an event about a table given exactly.
    ///
    /// # Errors
    /// [`Contradiction`] if it cannot follow what was asked and decided before.
    pub(crate) fn follow(&mut self, event: Event, made: Made) -> Result<(), Contradiction> {
        if let Event::UnmergingAsked { quarter, table, reason } = event {
            self.ask(quarter, table, reason, made)
        } else if let Event::UnmergingApproved { quarter, table, reason } = event {
            self.decide(&quarter, &table, Decided { approved: true, made, reason })
        } else if let Event::UnmergingRefused { quarter, table, reason } = event {
            self.decide(&quarter, &table, Decided { approved: false, made, reason })
        } else {
            Err(Contradiction("it is not about a table of the public edition"))
        }
    }

    fn ask(&mut self, quarter: String, table: Term, reason: FreeText, made: Made) -> Result<(), Contradiction> {
        if !term::allows("published_table", &table) {
            return Err(Contradiction("it asks for a table that the public edition does not have"));
        }
        if !crate::quarter::is_over(&quarter, made.at) {
            return Err(Contradiction("it asks for a table of what is no quarter, or of one that is not over"));
        }
        match self.last(&quarter, &table).map(|asked| &asked.decided) {
            None | Some(Some(Decided { approved: false, .. })) => {
                self.0.push(Asked { quarter, table, made, reason, decided: None });
                Ok(())
            }
            Some(None) => Err(Contradiction("it asks for a table that is asked for already")),
            Some(Some(Decided { approved: true, .. })) => {
                Err(Contradiction("it asks for a table that is given exactly already"))
            }
        }
    }

    fn decide(&mut self, quarter: &str, table: &Term, decided: Decided) -> Result<(), Contradiction> {
        match self.last(quarter, table) {
            Some(asked) if asked.decided.is_none() && asked.made.officer == decided.made.officer => {
                Err(Contradiction("it decides what the same officer asked for"))
            }
            Some(asked) if asked.decided.is_none() => {
                asked.decided = Some(decided);
                Ok(())
            }
            Some(_) | None => Err(Contradiction("it decides what nobody asked, or what is decided already")),
        }
    }

    /// What was asked last of a table.
    fn last(&mut self, quarter: &str, table: &Term) -> Option<&mut Asked> {
        self.0.iter_mut().rev().find(|asked| asked.quarter == quarter && asked.table == *table)
    }

    /// All of it as the rows have it. Only for a store that knows it.
    pub(crate) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        const ALL: &str = concat!("SELECT ", columns!(), " FROM unmerging ORDER BY asked");
        Ok(Self(connection.prepare_cached(ALL)?.query_map([], asked)?.collect::<Result<_, _>>()?))
    }

    /// Writes the row of what was asked or decided last of a table.
    pub(crate) fn put(&mut self, connection: &Connection, quarter: &str, table: &Term) -> rusqlite::Result<()> {
        const PUT: &str = concat!(
            "INSERT OR REPLACE INTO unmerging (",
            columns!(),
            ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
        );
        let Some(Asked { quarter, table, made, reason, decided }) = self.last(quarter, table) else { return Ok(()) };
        let decided = decided.as_ref();
        connection.prepare_cached(PUT)?.execute((
            made.event,
            made.officer.0,
            made.at,
            &*quarter,
            table.as_str(),
            reason.as_str(),
            decided.map(|decided| decided.approved),
            decided.map(|decided| decided.made.event),
            decided.map(|decided| decided.made.officer.0),
            decided.map(|decided| decided.made.at),
            decided.map(|decided| decided.reason.as_str()),
        ))?;
        Ok(())
    }
}

fn made(row: &Row<'_>, event: i64, officer: usize) -> rusqlite::Result<Made> {
    Ok(Made { event, officer: OfficerId(row.get(officer)?), at: row.get(officer + 1)? })
}

fn asked(row: &Row<'_>) -> rusqlite::Result<Asked> {
    let decided = match row.get::<_, Option<i64>>(7)? {
        Some(event) => {
            Some(Decided { approved: row.get(6)?, made: made(row, event, 8)?, reason: tables::screened(row.get(10)?) })
        }
        None => None,
    };
    Ok(Asked {
        quarter: row.get(3)?,
        table: tables::required_term(row, 4)?,
        made: made(row, row.get(0)?, 1)?,
        reason: tables::screened(row.get(5)?),
        decided,
    })
}

impl Store {
    /// What was asked and decided of tables given exactly, by what was entered up to a moment, in the order of entry;
    /// without a moment, all of it.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn unmergings(&self, as_of: Option<Timestamp>) -> Result<Vec<Unmerging>, Error> {
        // An older store that is only read has no room for them yet, and so none.
        if schema::version(&self.connection, &self.folder)? < schema::UNMERGING {
            return Ok(Vec::new());
        }
        let until = as_of.map_or(i64::MAX, Timestamp::as_microsecond);
        let said = |made: Made, reason: FreeText| {
            let reason = Some(reason.as_str().to_owned());
            Ok::<_, Error>(Said {
                by: made.officer,
                name: self.name_of(made.officer)?,
                at: self.moment(made.at)?,
                reason,
            })
        };
        let known = Unmergings::read(&self.connection)?.0.into_iter().filter(|asked| asked.made.at <= until);
        known
            .map(|Asked { quarter, table, made, reason, decided }| {
                let decided = decided.filter(|decided| decided.made.at <= until);
                let decided = decided
                    .map(|Decided { approved, made, reason }| Ok::<_, Error>((approved, said(made, reason)?)))
                    .transpose()?;
                Ok(Unmerging { quarter, table, asked: said(made, reason)?, decided })
            })
            .collect()
    }
}

/// Compares the rows with what the events say.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    let mut entered = replay.unmergings.0.iter();
    if version < schema::UNMERGING {
        expect(entered.next().is_none(), "there are tables given exactly, which a store of its version does not know");
        return Ok(());
    }
    for found in Unmergings::read(connection)?.0 {
        expect(
            entered.next() == Some(&found),
            "what was asked or decided of a table given exactly is not what its events say",
        );
    }
    expect(entered.next().is_none(), "what was asked of a table given exactly has no row");
    Ok(())
}
