//! Four eyes: who asked that an item be given out, who decided, and whether that still holds.
//!
//! The state is the sum of the item's events, like all else; the reasons lie beside the log, as descriptions do. What
//! takes an approval is not known here: that an approval is another officer's than the ask is.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, Row};

use crate::connection::optional;
use crate::fold::{Contradiction, Entry, Made};
use crate::record::OfficerId;
use crate::remark::Said;
use crate::replay::Replay;
use crate::store::Store;
use crate::{Error, schema};

/// What was said about giving an item out, as the record shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Who asked for it.
    pub asked: Said,
    /// Was it given, and by whom? `None`: nobody has decided yet.
    pub decided: Option<(bool, Said)>,
    /// Which officer answers for it, by name: where 2(a) bars what was approved.
    pub answerable: Option<String>,
    /// Was the item given out under it?
    pub used: bool,
}

/// Why a release was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocked {
    /// No second officer had approved it.
    NoApproval,
    /// An officer decided what they had asked for themselves.
    OwnAsk,
    /// An officer reviewed what they had given out themselves.
    OwnRelease,
    /// It was with the Solicitor.
    WithSolicitor,
    /// It takes the Solicitor's finding, and none was recorded for the facts it has.
    NoFinding,
    /// The officer's role does not do this.
    NotTheRole,
}

impl Blocked {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::NoApproval => "no_approval",
            Self::OwnAsk => "own_ask",
            Self::OwnRelease => "own_release",
            Self::WithSolicitor => "with_solicitor",
            Self::NoFinding => "no_finding",
            Self::NotTheRole => "not_the_role",
        }
    }
}

/// The ask about an item and its decision, while they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    asked: Made,
    decided: Option<(bool, Made)>,
    /// Who answers for what 2(a) bars and was approved.
    answerable: Option<OfficerId>,
    used: bool,
}

impl State {
    /// What follows from an ask.
    pub(crate) fn ask(current: Option<&Self>, made: Made) -> Result<Self, Contradiction> {
        match current {
            None | Some(Self { decided: Some((false, _)), .. }) => {
                Ok(Self { asked: made, decided: None, answerable: None, used: false })
            }
            Some(Self { decided: None | Some((true, _)), .. }) => {
                Err(Contradiction("it asks for an approval that is asked or given already"))
            }
        }
    }

    /// What follows from a decision.
    pub(crate) fn decide(
        current: Option<&Self>,
        given: bool,
        answerable: Option<OfficerId>,
        made: Made,
    ) -> Result<Self, Contradiction> {
        match current {
            Some(Self { asked, decided: None, .. }) if asked.officer == made.officer => {
                Err(Contradiction("it decides what the same officer asked for"))
            }
            Some(Self { asked, decided: None, .. }) => {
                Ok(Self { asked: *asked, decided: Some((given, made)), answerable, used: false })
            }
            None | Some(Self { decided: Some(_), .. }) => {
                Err(Contradiction("it decides what nobody asked, or what is decided already"))
            }
        }
    }

    pub(crate) const fn is_given(&self) -> bool {
        matches!(self.decided, Some((true, _)))
    }

    pub(crate) const fn is_refused(&self) -> bool {
        matches!(self.decided, Some((false, _)))
    }

    /// By whom it was approved and when, and who answers for it.
    pub(crate) fn given(&self) -> Option<(Made, Option<OfficerId>)> {
        self.decided.filter(|(given, _)| *given).map(|(_, made)| (made, self.answerable))
    }

    /// Was the item given out under it?
    pub(crate) const fn is_used(&self) -> bool {
        self.used
    }

    /// The item was given out under it.
    pub(crate) const fn use_up(&mut self) {
        self.used = true;
    }
}

/// The columns of a row, in the order in which [`state`] reads them.
macro_rules! columns {
    () => {
        columns!("answerable")
    };
    ($answerable:literal) => {
        concat!("entry, asked, asked_by, asked_at, state, decided, decided_by, decided_at, used, ", $answerable)
    };
}

/// All rows, of a store of this version: an older one that is only read does not know who answers for what.
const fn rows(version: i64) -> &'static str {
    if version < schema::REVIEWS {
        concat!("SELECT ", columns!("NULL"), " FROM approval")
    } else {
        concat!("SELECT ", columns!(), " FROM approval")
    }
}

fn state(row: &Row<'_>) -> rusqlite::Result<State> {
    let given = row.get_ref(4)?.as_str()? == "given";
    let decided = row.get::<_, Option<i64>>(5)?;
    let decided = decided.map(|event| made(row, event, 6).map(|made| (given, made))).transpose()?;
    let answerable = row.get::<_, Option<u32>>(9)?.map(OfficerId);
    Ok(State { asked: made(row, row.get(1)?, 2)?, decided, answerable, used: row.get(8)? })
}

fn made(row: &Row<'_>, event: i64, officer: usize) -> rusqlite::Result<Made> {
    Ok(Made { event, officer: OfficerId(row.get(officer)?), at: row.get(officer + 1)? })
}

/// The state of an entry's approval, in a store of this version.
pub(crate) fn of_entry(connection: &Connection, version: i64, entry: i64) -> rusqlite::Result<Option<State>> {
    let sql = format!("{} WHERE entry = ?1", rows(version));
    optional(connection.prepare_cached(&sql)?.query_row([entry], state))
}

/// Writes the state of an entry's approval; where there is none, none is kept.
pub(crate) fn put(connection: &Connection, entry: i64, approval: Option<&State>) -> rusqlite::Result<()> {
    const PUT: &str =
        concat!("INSERT OR REPLACE INTO approval (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    let Some(State { asked, decided, answerable, used }) = approval else {
        connection.prepare_cached("DELETE FROM approval WHERE entry = ?1")?.execute([entry])?;
        return Ok(());
    };
    let word = match decided {
        None => "asked",
        Some((true, _)) => "given",
        Some((false, _)) => "refused",
    };
    let decided = decided.map(|(_, made)| made);
    connection.prepare_cached(PUT)?.execute((
        entry,
        asked.event,
        asked.officer.0,
        asked.at,
        word,
        decided.map(|made| made.event),
        decided.map(|made| made.officer.0),
        decided.map(|made| made.at),
        used,
        answerable.map(|officer| officer.0),
    ))?;
    Ok(())
}

impl Store {
    /// What was said about giving an entry out, if anything that still holds was.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn approval(&self, entry: i64) -> Result<Option<Approval>, Error> {
        let version = schema::version(&self.connection, &self.folder)?;
        if version < schema::APPROVALS {
            return Ok(None);
        }
        let Some(State { asked, decided, answerable, used }) = of_entry(&self.connection, version, entry)? else {
            return Ok(None);
        };
        let decided = match decided {
            Some((given, made)) => Some((given, self.said(entry, made)?)),
            None => None,
        };
        let answerable = answerable.map(|officer| self.name_of(officer)).transpose()?;
        Ok(Some(Approval { asked: self.said(entry, asked)?, decided, answerable, used }))
    }

    /// The approvals under which something was given out, with their entries.
    pub(crate) fn used_approvals(&self) -> Result<Vec<(i64, State)>, Error> {
        let version = schema::version(&self.connection, &self.folder)?;
        if version < schema::APPROVALS {
            return Ok(Vec::new());
        }
        let mut statement = self.connection.prepare_cached(&format!("{} WHERE used = 1", rows(version)))?;
        let used = statement.query_map([], |row| Ok((row.get(0)?, state(row)?)))?.collect::<Result<_, _>>()?;
        Ok(used)
    }

    /// The unanswered entries for which a second officer is asked and has not decided, with when it was asked.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn approvals_asked(&self) -> Result<BTreeMap<i64, Timestamp>, Error> {
        if !self.knows_approvals()? {
            return Ok(BTreeMap::new());
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT approval.entry, approval.asked_at FROM approval JOIN item ON item.entry = approval.entry \
             WHERE approval.state = 'asked' AND item.response IS NULL",
        )?;
        let mut rows = statement.query([])?;
        let mut asked = BTreeMap::new();
        while let Some(row) = rows.next()? {
            asked.insert(row.get(0)?, self.moment(row.get(1)?)?);
        }
        Ok(asked)
    }

    /// An older store that is only read has no room for them yet, and so none.
    fn knows_approvals(&self) -> Result<bool, Error> {
        Ok(schema::version(&self.connection, &self.folder)? >= schema::APPROVALS)
    }
}

/// Compares approvals with what the events say.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    let mut entered = replay.entries.iter().flatten().filter_map(Entry::with_approval);
    if version < schema::APPROVALS {
        expect(entered.next().is_none(), "there are approvals, which a store of its version does not know");
        return Ok(());
    }
    let mut statement = connection.prepare(&format!("{} ORDER BY entry", rows(version)))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let found: i64 = row.get(0)?;
        let state = state(row)?;
        let holds = entered.next() == Some((found, &state));
        expect(holds, &format!("the approval of entry {found} is not what its events say"));
    }
    expect(entered.next().is_none(), "an approval that was recorded has no row");
    Ok(())
}
