//! What was given out at once to protect life, without an approval, and what a second officer found of it afterwards.
//!
//! The one mark of such a release is its basis, `life_safety`. The state is the sum of the item's events, and no
//! correction takes it away: facts that are known better afterwards do not undo that it went out, and what never went out
//! after all is for the second officer to say. By when it is to be reviewed is not known here.

use rusqlite::types::Type;
use rusqlite::{Connection, Row};

use crate::connection::optional;
use crate::fold::{Contradiction, Entry, Made};
use crate::record::{Answer, DeterminationSummary, Facts, Item, OfficerId};
use crate::remark::Said;
use crate::replay::Replay;
use crate::store::Store;
use crate::{Error, Term, approval, schema, tables, term};

/// The basis of what is given out at once to protect life, and the purpose that allows it.
const LIFE_SAFETY: &str = "life_safety";

/// A release at once and its review, as the record shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Who recorded that it went out at once.
    pub released: Said,
    /// Is the item's answer that release? Not where a correction showed that nothing went out.
    pub stands: bool,
    /// What a second officer found: `in_order` or `not_in_order`; `None`: nobody has reviewed it yet.
    pub reviewed: Option<(Term, Said)>,
}

/// The last release at once of an item, and its review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) released: Made,
    pub(crate) stands: bool,
    pub(crate) reviewed: Option<(Term, Made)>,
}

impl State {
    /// What follows from a review.
    pub(crate) fn review(current: Option<&Self>, found: Term, made: Made) -> Result<Self, Contradiction> {
        if !term::allows("found", &found) {
            return Err(Contradiction("it finds of a release what is in no list"));
        }
        match current {
            Some(Self { released, reviewed: None, .. }) if released.officer == made.officer => {
                Err(Contradiction("it reviews what the same officer gave out"))
            }
            Some(Self { released, stands, reviewed: None }) => {
                Ok(Self { released: *released, stands: *stands, reviewed: Some((found, made)) })
            }
            Some(Self { reviewed: Some(_), .. }) => Err(Contradiction("it reviews a release a second time")),
            None => Err(Contradiction("it reviews what was not given out at once")),
        }
    }

    /// What follows from a corrected answer: what went out at once stays that for as long as it went out, and a
    /// correction makes no such release.
    pub(crate) fn correct(current: Option<&mut Self>, answer: Option<&Answer>) -> Result<(), Contradiction> {
        let at_once = answer.filter(|answer| is_at_once(answer));
        let Some(state) = current.filter(|state| state.stands) else {
            let none = at_once.is_none();
            return if none { Ok(()) } else { Err(Contradiction("it corrects an answer to a release at once")) };
        };
        if at_once.is_some_and(|answer| answer.approved || answer.imported || !answer.gives_out()) {
            return Err(NO_RELEASE_AT_ONCE);
        }
        state.stands = at_once.is_some();
        if answer.is_some_and(Answer::gives_out) && !state.stands {
            return Err(Contradiction("it forgets that the item was given out at once"));
        }
        Ok(())
    }
}

const NO_RELEASE_AT_ONCE: Contradiction =
    Contradiction("it calls a release at once what gives nothing out, was approved, or came with a log");

/// Does the answer say that the item was given out at once, to protect life?
pub(crate) fn is_at_once(answer: &Answer) -> bool {
    answer.basis.as_ref().is_some_and(|basis| *basis == LIFE_SAFETY)
}

/// The answer without that mark: what is a status exchange takes no second officer.
pub(crate) fn not_at_once(answer: Answer) -> Answer {
    if is_at_once(&answer) { Answer { basis: None, ..answer } } else { answer }
}

/// Can the answer be what it says, where it says that the item was given out at once? It is for what 2(a) flags, with the
/// purpose to protect life, and for nothing that a second officer refused.
///
/// # Errors
/// [`Contradiction`] if it cannot.
pub(crate) fn check(
    answer: &Answer,
    facts: &Facts,
    law: &DeterminationSummary,
    said: Option<&approval::State>,
) -> Result<(), Contradiction> {
    if !is_at_once(answer) {
        return Ok(());
    }
    if !answer.gives_out() || answer.imported || answer.approved {
        return Err(NO_RELEASE_AT_ONCE);
    }
    if facts.purpose.as_ref().is_none_or(|purpose| *purpose != LIFE_SAFETY) {
        return Err(Contradiction("it gives out at once what is not asked to protect life"));
    }
    if law.flag.as_ref().is_none_or(|flag| !["high", "medium", "low"].contains(&flag.as_str())) {
        return Err(Contradiction("it gives out at once what takes no second officer"));
    }
    if said.is_some_and(approval::State::is_refused) {
        return Err(Contradiction("it gives out at once what a second officer refused"));
    }
    Ok(())
}

/// The columns of a row, in the order in which [`state`] reads them.
macro_rules! columns {
    () => {
        "entry, released, released_by, released_at, stands, reviewed, reviewed_by, reviewed_at, found"
    };
}

fn state(row: &Row<'_>) -> rusqlite::Result<State> {
    let made = |event: i64, officer: usize| -> rusqlite::Result<Made> {
        Ok(Made { event, officer: OfficerId(row.get(officer)?), at: row.get(officer + 1)? })
    };
    let reviewed = match row.get::<_, Option<i64>>(5)? {
        None => None,
        Some(event) => {
            let found = Term::try_from(row.get::<_, String>(8)?)
                .map_err(|error| rusqlite::Error::FromSqlConversionFailure(8, Type::Text, Box::new(error)))?;
            Some((found, made(event, 6)?))
        }
    };
    Ok(State { released: made(row.get(1)?, 2)?, stands: row.get(4)?, reviewed })
}

/// The state of an entry's release at once.
pub(crate) fn of_entry(connection: &Connection, entry: i64) -> rusqlite::Result<Option<State>> {
    const ONE: &str = concat!("SELECT ", columns!(), " FROM review WHERE entry = ?1");
    optional(connection.prepare_cached(ONE)?.query_row([entry], state))
}

/// Writes the state of an entry's release at once; where there is none, none is kept.
pub(crate) fn put(connection: &Connection, entry: i64, review: Option<&State>) -> rusqlite::Result<()> {
    const PUT: &str =
        concat!("INSERT OR REPLACE INTO review (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    let Some(State { released, stands, reviewed }) = review else {
        connection.prepare_cached("DELETE FROM review WHERE entry = ?1")?.execute([entry])?;
        return Ok(());
    };
    let made = reviewed.as_ref().map(|(_, made)| made);
    connection.prepare_cached(PUT)?.execute((
        entry,
        released.event,
        released.officer.0,
        released.at,
        stands,
        made.map(|made| made.event),
        made.map(|made| made.officer.0),
        made.map(|made| made.at),
        reviewed.as_ref().map(|(found, _)| found.as_str()),
    ))?;
    Ok(())
}

impl Store {
    /// The last release at once of an entry, with its review. None is left of an item that is a status exchange.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn review(&self, entry: i64) -> Result<Option<Review>, Error> {
        if !self.knows_reviews()? {
            return Ok(None);
        }
        let Some(State { released, stands, reviewed }) = of_entry(&self.connection, entry)? else { return Ok(None) };
        let reviewed = match reviewed {
            Some((found, made)) => Some((found, self.said(entry, made)?)),
            None => None,
        };
        Ok(Some(Review { released: self.said(entry, released)?, stands, reviewed }))
    }

    /// The items that were given out at once and that nobody has reviewed yet, in the order of entry.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn not_reviewed(&self) -> Result<Vec<(Item, Review)>, Error> {
        if !self.knows_reviews()? {
            return Ok(Vec::new());
        }
        let sql = format!(
            "{} JOIN review ON review.entry = item.entry WHERE reviewed IS NULL ORDER BY item.entry",
            tables::ITEMS
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let items: Vec<Item> = statement.query_map([], tables::item)?.collect::<Result<_, _>>()?;
        items
            .into_iter()
            .map(|item| {
                let review = self.review(item.entry)?.ok_or_else(|| self.unreadable_event())?;
                Ok((item, review))
            })
            .collect()
    }

    /// Those that stand, with their entries.
    pub(crate) fn standing_reviews(&self) -> Result<Vec<(i64, State)>, Error> {
        if !self.knows_reviews()? {
            return Ok(Vec::new());
        }
        let sql = concat!("SELECT ", columns!(), " FROM review WHERE stands = 1");
        let mut statement = self.connection.prepare_cached(sql)?;
        let standing = statement.query_map([], |row| Ok((row.get(0)?, state(row)?)))?.collect::<Result<_, _>>()?;
        Ok(standing)
    }

    /// An older store that is only read has no room for them yet, and so none.
    fn knows_reviews(&self) -> Result<bool, Error> {
        Ok(schema::version(&self.connection, &self.folder)? >= schema::REVIEWS)
    }
}

/// Compares releases at once and their reviews with what the events say.
pub(crate) fn compare(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    let mut entered = replay.entries.iter().flatten().filter_map(Entry::with_review);
    if version < schema::REVIEWS {
        expect(entered.next().is_none(), "there are releases at once, which a store of its version does not know");
        return Ok(());
    }
    let mut statement = connection.prepare(concat!("SELECT ", columns!(), " FROM review ORDER BY entry"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let found: i64 = row.get(0)?;
        let state = state(row)?;
        let holds = entered.next() == Some((found, &state));
        expect(holds, &format!("the release at once of entry {found} is not what its events say"));
    }
    expect(entered.next().is_none(), "a release at once that was recorded has no row");
    Ok(())
}
