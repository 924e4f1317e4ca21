//! What is said of an answer beyond its word and its day: on what basis it was given, whether more left than the paper
//! names, and, beside the log, what left and to whom.
//!
//! Few answers have it: what a log or the command line brings has none. So it stands in a table of its own. The words are
//! never those of a status exchange.

use jiff::civil::Date;
use rusqlite::types::Type;
use rusqlite::{Connection, Row};

use crate::connection::optional;
use crate::fold::{Contradiction, Entry};
use crate::record::{Answer, Facts};
use crate::replay::Replay;
use crate::store::Store;
use crate::{Error, Term, schema, term};

/// What is said of an answer, as the record shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerDetail {
    /// On what basis it was given: a word of a closed list.
    pub basis: Option<Term>,
    /// Did more leave than the paper names?
    pub surplus: bool,
    /// What left, and to whom.
    pub what_left: Option<String>,
}

/// Can this be said of an answer to an item with these facts?
///
/// # Errors
/// [`Contradiction`] if the basis is in no list, or more than the paper names left where nothing was given under a paper.
pub(crate) fn check(answer: &Answer, facts: &Facts) -> Result<(), Contradiction> {
    if answer.basis.as_ref().is_some_and(|basis| !term::allows("basis", basis)) {
        return Err(Contradiction("the basis of its answer is in no list"));
    }
    let given = answer.gives_out();
    let paper = facts.instrument.as_ref().is_some_and(|paper| *paper != "none");
    if answer.surplus && !(given && paper) {
        return Err(Contradiction("more than a paper names left, it says, and nothing was given out under a paper"));
    }
    Ok(())
}

/// What the row of an answer holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Detail {
    pub(crate) basis: Option<Term>,
    pub(crate) surplus: bool,
    /// The event whose words say what left.
    pub(crate) told: Option<i64>,
}

impl Detail {
    /// `None`: there is no more to be said of the entry's answer.
    pub(crate) fn of(entry: &Entry) -> Option<Self> {
        let Answer { basis, surplus, .. } = entry.answer.as_ref()?;
        let said = basis.is_some() || *surplus || entry.told.is_some();
        said.then(|| Self { basis: basis.clone(), surplus: *surplus, told: entry.told })
    }

    /// From the columns basis, surplus and told, which begin at `first`.
    fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<Self> {
        let basis: Option<String> = row.get(first)?;
        let basis = basis
            .map(Term::try_from)
            .transpose()
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure(first, Type::Text, Box::new(error)))?;
        Ok(Self { basis, surplus: row.get(first + 1)?, told: row.get(first + 2)? })
    }
}

/// What is kept of an entry's answer.
pub(crate) fn of_entry(connection: &Connection, entry: i64) -> rusqlite::Result<Option<Detail>> {
    let mut statement = connection.prepare_cached("SELECT basis, surplus, told FROM answer WHERE entry = ?1")?;
    optional(statement.query_row([entry], |row| Detail::read(row, 0)))
}

/// Writes what is said of an entry's answer; where there is nothing, nothing is kept.
pub(crate) fn put(connection: &Connection, entry: i64, detail: Option<&Detail>) -> rusqlite::Result<()> {
    let Some(Detail { basis, surplus, told }) = detail else {
        connection.prepare_cached("DELETE FROM answer WHERE entry = ?1")?.execute([entry])?;
        return Ok(());
    };
    connection
        .prepare_cached("INSERT OR REPLACE INTO answer (entry, basis, surplus, told) VALUES (?1, ?2, ?3, ?4)")?
        .execute((entry, basis.as_ref().map(Term::as_str), surplus, told))?;
    Ok(())
}

impl Store {
    /// What is said of an entry's answer; nothing, where it has none.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn answer_detail(&self, entry: i64) -> Result<AnswerDetail, Error> {
        if !self.knows_answers()? {
            return Ok(AnswerDetail::default());
        }
        let Some(Detail { basis, surplus, told }) = of_entry(&self.connection, entry)? else {
            return Ok(AnswerDetail::default());
        };
        let what_left = match told {
            Some(event) => self.remark(entry, event)?,
            None => None,
        };
        Ok(AnswerDetail { basis, surplus, what_left })
    }

    /// How many items of the disclosure ledger were answered from one day to before another with more than their paper
    /// names, these entries left out.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn surplus_between(&self, from: Date, before: Date, without: &[i64]) -> Result<u64, Error> {
        if !self.knows_answers()? {
            return Ok(0);
        }
        // Dates begin with their day, so that texts are in the order of days.
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*) FROM answer JOIN item ON item.entry = answer.entry \
             WHERE surplus = 1 AND responded >= ?1 AND responded < ?2 \
             AND item.entry NOT IN (SELECT value FROM json_each(?3))",
        )?;
        let without = serde_json::Value::from(without.to_vec()).to_string();
        let count: i64 = statement.query_row((from.to_string(), before.to_string(), without), |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// An older store that is only read has no room for it yet, and so none.
    fn knows_answers(&self) -> Result<bool, Error> {
        Ok(schema::version(&self.connection, &self.folder)? >= schema::PAUSES)
    }
}

/// Compares what is said of answers with what the events say.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    let entries = replay.entries.iter().flatten();
    let mut entered = entries.filter_map(|entry| Some((entry.entry, Detail::of(entry)?)));
    if version < schema::PAUSES {
        expect(entered.next().is_none(), "more is said of answers than a store of its version knows");
        return Ok(());
    }
    let mut statement = connection.prepare("SELECT entry, basis, surplus, told FROM answer ORDER BY entry")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let found: i64 = row.get(0)?;
        let detail = Detail::read(row, 1)?;
        let holds = entered.next() == Some((found, detail));
        expect(holds, &format!("what is said of the answer of entry {found} is not what its events say"));
    }
    expect(entered.next().is_none(), "what is said of an answer has no row");
    Ok(())
}
