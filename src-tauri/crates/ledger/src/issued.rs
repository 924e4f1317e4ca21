//! The reports that were issued: of which quarter and moment, under which heads, and what their files were.
//!
//! An entry binds the files by their digests, so that a file can be told from one that was changed. The files themselves
//! are not kept: the record makes them again. What the figures are is not known here.

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::connection::optional;
use crate::event::Digest;
use crate::fold::{Contradiction, Made};
use crate::merkle::{Frontier, Hash};
use crate::note::{Head, Heads};
use crate::record::{Log, OfficerId};
use crate::replay::Replay;
use crate::store::Store;
use crate::{Error, schema};

/// A report that was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedReport {
    /// The event by which it was issued: its place in the order of both logs.
    pub event: i64,
    /// The quarter, by the calendar year: `2026-Q3`.
    pub quarter: String,
    /// The moment whose record it speaks of.
    pub as_of: Timestamp,
    /// When it was issued.
    pub at: Timestamp,
    /// The name of the officer who issued it.
    pub by: String,
    /// The heads of both logs as of that moment.
    pub heads: Heads,
    /// Its files.
    pub files: Vec<IssuedFile>,
}

/// A file of a report, by what it held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedFile {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

impl IssuedFile {
    /// The file of this name with these bytes.
    #[must_use]
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), sha256: Sha256::digest(bytes).into() }
    }
}

/// What an event says of a report that was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Report {
    /// By the calendar year.
    pub(crate) quarter: String,
    /// Microseconds since 1970, UTC.
    pub(crate) as_of: i64,
    pub(crate) disclosure: Tip,
    pub(crate) status_exchange: Tip,
    pub(crate) files: Vec<ReportFile>,
}

/// Size and root of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tip {
    size: u64,
    root: Digest,
}

impl Tip {
    pub(crate) fn of(frontier: &Frontier) -> Self {
        Self { size: frontier.size(), root: Digest(frontier.root()) }
    }

    pub(crate) const fn of_head(head: &Head) -> Self {
        Self { size: head.size, root: Digest(head.root) }
    }

    pub(crate) const fn head(self, log: Log) -> Head {
        Head { log, size: self.size, root: self.root.0 }
    }
}

/// Name and digest of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReportFile {
    name: String,
    sha256: Digest,
}

impl From<IssuedFile> for ReportFile {
    fn from(IssuedFile { name, sha256 }: IssuedFile) -> Self {
        Self { name, sha256: Digest(sha256) }
    }
}

/// A line of the list: the event, and by whom and when it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Issued {
    pub(crate) made: Made,
    pub(crate) report: Report,
}

impl Issued {
    /// The line that follows from an event, in a record whose logs end so before it and whose last act was at `last_at`.
    ///
    /// # Errors
    /// [`Contradiction`] if the report speaks of another record than the one it was issued from.
    pub(crate) fn follow(
        report: Report,
        made: Made,
        [disclosure, status_exchange]: [Tip; 2],
        last_at: i64,
    ) -> Result<Self, Contradiction> {
        if (report.disclosure, report.status_exchange) != (disclosure, status_exchange) {
            return Err(Contradiction("it names heads for a report that are not those of the record then"));
        }
        if report.as_of < last_at || made.at <= report.as_of {
            return Err(Contradiction("it names a moment for a report that lies before its last entry, or after it"));
        }
        Ok(Self { made, report })
    }
}

/// The columns of a row, in the order in which [`issued`] reads them.
macro_rules! columns {
    () => {
        "event, at, officer, quarter, as_of, disclosure_size, disclosure_root, exchange_size, exchange_root, files"
    };
}

/// `None` if its files are not what the program writes.
fn issued(row: &Row<'_>) -> rusqlite::Result<Option<Issued>> {
    let tip = |place: usize| -> rusqlite::Result<Tip> {
        let root: Hash = row.get(place + 1)?;
        Ok(Tip { size: u64::try_from(row.get::<_, i64>(place)?).unwrap_or_default(), root: Digest(root) })
    };
    let Ok(files) = serde_json::from_str(row.get_ref(9)?.as_str()?) else { return Ok(None) };
    Ok(Some(Issued {
        made: Made { event: row.get(0)?, at: row.get(1)?, officer: OfficerId(row.get(2)?) },
        report: Report {
            quarter: row.get(3)?,
            as_of: row.get(4)?,
            disclosure: tip(5)?,
            status_exchange: tip(7)?,
            files,
        },
    }))
}

/// Writes a line of the list.
pub(crate) fn put(connection: &Connection, Issued { made, report }: &Issued) -> Result<(), Error> {
    const PUT: &str =
        concat!("INSERT INTO report_issued (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    let size = |tip: Tip| i64::try_from(tip.size).unwrap_or(i64::MAX);
    let files = serde_json::to_string(&report.files)
        .map_err(|error| Error::Database(rusqlite::Error::ToSqlConversionFailure(error.into())))?;
    connection.prepare_cached(PUT)?.execute((
        made.event,
        made.at,
        made.officer.0,
        &report.quarter,
        report.as_of,
        size(report.disclosure),
        report.disclosure.root.0,
        size(report.status_exchange),
        report.status_exchange.root.0,
        files,
    ))?;
    Ok(())
}

impl Store {
    /// The reports that were issued, the latest first.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn reports_issued(&self, limit: usize) -> Result<Vec<IssuedReport>, Error> {
        const ALL: &str = concat!("SELECT ", columns!(), " FROM report_issued ORDER BY event DESC LIMIT ?1");
        if !self.knows_reports()? {
            return Ok(Vec::new());
        }
        let mut statement = self.connection.prepare_cached(ALL)?;
        let mut rows = statement.query([i64::try_from(limit).unwrap_or(i64::MAX)])?;
        let mut reports = Vec::new();
        while let Some(row) = rows.next()? {
            reports.push(self.report(issued(row)?)?);
        }
        Ok(reports)
    }

    /// The report that was issued by this event.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn report_issued(&self, event: i64) -> Result<Option<IssuedReport>, Error> {
        const ONE: &str = concat!("SELECT ", columns!(), " FROM report_issued WHERE event = ?1");
        if !self.knows_reports()? {
            return Ok(None);
        }
        let found = optional(self.connection.prepare_cached(ONE)?.query_row([event], issued))?;
        found.map(|found| self.report(found)).transpose()
    }

    /// The report that was issued with this very file, the first if there are several.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn report_issued_with(&self, sha256: &[u8; 32]) -> Result<Option<IssuedReport>, Error> {
        const WITH: &str =
            concat!("SELECT ", columns!(), " FROM report_issued WHERE instr(files, ?1) ORDER BY event LIMIT 1");
        if !self.knows_reports()? {
            return Ok(None);
        }
        let digits = HEXLOWER.encode(sha256);
        let found = optional(self.connection.prepare_cached(WITH)?.query_row([digits], issued))?;
        found.map(|found| self.report(found)).transpose()
    }

    /// An older store that is only read has no room for them yet, and so none.
    fn knows_reports(&self) -> Result<bool, Error> {
        Ok(schema::version(&self.connection, &self.folder)? >= schema::REPORTS)
    }

    fn report(&self, found: Option<Issued>) -> Result<IssuedReport, Error> {
        let Issued { made, report } = found.ok_or_else(|| self.unreadable_event())?;
        let moment = |at| Timestamp::from_microsecond(at).map_err(|_| self.unreadable_event());
        let by = self
            .connection
            .prepare_cached("SELECT name FROM officer WHERE id = ?1")?
            .query_row([made.officer.0], |row| row.get(0));
        Ok(IssuedReport {
            event: made.event,
            quarter: report.quarter,
            as_of: moment(report.as_of)?,
            at: moment(made.at)?,
            by: optional(by)?.ok_or_else(|| self.unreadable_event())?,
            heads: Heads {
                disclosure: report.disclosure.head(Log::Disclosure),
                status_exchange: report.status_exchange.head(Log::StatusExchange),
            },
            files: report
                .files
                .into_iter()
                .map(|ReportFile { name, sha256 }| IssuedFile { name, sha256: sha256.0 })
                .collect(),
        })
    }
}

/// Compares the list with what the events say.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    let mut entered = replay.reports.iter();
    if version < schema::REPORTS {
        expect(entered.next().is_none(), "there are reports issued, which a store of its version does not know");
        return Ok(());
    }
    let mut statement = connection.prepare(concat!("SELECT ", columns!(), " FROM report_issued ORDER BY event"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let found = issued(row)?;
        let holds = found.is_some() && entered.next() == found.as_ref();
        expect(holds, "a line in the list of reports issued is not what its event says");
    }
    expect(entered.next().is_none(), "a report that was issued is not in the list");
    Ok(())
}
