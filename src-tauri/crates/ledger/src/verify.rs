//! Checking a store: every page, both logs, every projection, and heads that were kept outside. It writes nothing.
//!
//! The events are read once. A second thread hashes, parses and folds them while the next are read; a third checks the
//! pages. What is found is told in the order of the record, so that the first event that does not hold comes first.

use std::sync::mpsc;
use std::thread;

use rusqlite::Connection;

use crate::connection::{self, optional};
use crate::event::{Commitment, Salt};
use crate::fold::Place;
use crate::merkle::Hash;
use crate::note::{self, ClaimedHead, Head, Heads};
use crate::read::EVENTS;
use crate::record::Log;
use crate::replay::{Expected, Replay, Stored};
use crate::store::Store;
use crate::{Error, schema, tables};

/// What a check of the whole store found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The heads as recomputed from the events.
    pub heads: Heads,
    /// The number of events in both logs.
    pub events: u64,
    /// What does not hold, at most 50; events first, in the order in which they were found. Empty: everything holds.
    pub problems: Vec<Problem>,
}

/// One thing that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The log, if it is about an event.
    pub log: Option<Log>,
    /// The event's place in its log, from 0.
    pub seq: Option<u64>,
    /// What was found.
    pub what: String,
    /// What to do.
    pub advice: &'static str,
}

const RESTORE: &str = "Keep this folder as it is; restore the last backup to another place, and compare the two from \
                       this event on.";
const KEEP: &str = "Keep this folder as it is and restore the last backup to another place; the logs themselves are \
                    checked apart.";

impl Problem {
    pub(crate) fn of_event(log: Log, seq: i64, what: &str) -> Self {
        let what = format!("Event {seq} of the {log} log {what}.");
        Self { log: Some(log), seq: u64::try_from(seq).ok(), what, advice: RESTORE }
    }

    pub(crate) fn of_store(what: &str) -> Self {
        Self { log: None, seq: None, what: format!("In the store, {what}."), advice: KEEP }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.what, self.advice)
    }
}

/// The most problems that are told: the first ones matter.
const MOST: usize = 50;

/// Events handed to the replaying thread at once.
const BATCH: usize = 1024;

/// Some stored events, their bodies in one piece.
#[derive(Default)]
struct Batch {
    /// Id, log, seq, leaf, and where the body ends.
    events: Vec<(i64, Log, i64, Hash, usize)>,
    bodies: Vec<u8>,
}

impl Batch {
    fn replay(&self, replay: &mut Replay) {
        let mut rest = self.bodies.as_slice();
        let mut begin = 0;
        for (id, log, seq, leaf, end) in &self.events {
            let (body, after) = rest.split_at_checked(end - begin).unwrap_or_default();
            replay.take(Stored { id: *id, log: *log, seq: *seq, leaf: *leaf, body });
            rest = after;
            begin = *end;
        }
    }
}

impl Store {
    /// Checks every page, recomputes both logs and every projection, and compares heads that were kept outside.
    /// `progress` is called now and then with the events done and the events there are. Nothing is written.
    ///
    /// # Errors
    /// Only if the check itself cannot go on; what it finds is in the [`Verification`].
    pub fn verify(&self, against: &[ClaimedHead], progress: &mut dyn FnMut(u64, u64)) -> Result<Verification, Error> {
        let of = u64::try_from(self.end.events).unwrap_or_default();
        let (folder, key, mode) = (&self.folder, &self.key, self.mode_beside());
        let (replay, mut beside) = thread::scope(|scope| -> Result<_, Error> {
            let pages =
                scope.spawn(move || connection::open(folder, key, mode).and_then(|second| check_pages(&second)));
            let replay = self.replay(against, progress, of)?;
            let beside =
                pages.join().unwrap_or_else(|_| Ok(vec![Problem::of_store("the check of the pages broke off")]));
            Ok((replay, beside.unwrap_or_else(|error| vec![Problem::of_store(&error.to_string())])))
        })?;
        let mut problems = replay.problems.clone();
        problems.append(&mut beside);
        match self.compare(&replay) {
            Ok(mut found) => problems.append(&mut found),
            Err(error) => problems.push(Problem::of_store(&format!("a table cannot be read ({error})"))),
        }
        problems.truncate(MOST);
        let head = |log| Head { log, size: replay.frontier(log).size(), root: replay.frontier(log).root() };
        let heads = Heads { disclosure: head(Log::Disclosure), status_exchange: head(Log::StatusExchange) };
        Ok(Verification { heads, events: heads.disclosure.size + heads.status_exchange.size, problems })
    }

    /// Reads every event and replays it on another thread.
    fn replay(&self, against: &[ClaimedHead], progress: &mut dyn FnMut(u64, u64), of: u64) -> Result<Replay, Error> {
        let expected = |log: Log| -> Result<Vec<Expected>, Error> {
            let claims = against.iter().filter(|claim| claim.log == log);
            let claims = claims.map(|claim| Expected { size: claim.size, root: claim.root, kept_outside: true });
            let mut heads: Vec<Expected> = claims.collect();
            // Heads that cannot be read are found with the pages; the events are still looked at.
            heads.extend(signed_heads(&self.connection, log).unwrap_or_default());
            Ok(heads)
        };
        let mut replay = Replay::new(self.keys.store(), expected(Log::Disclosure)?, expected(Log::StatusExchange)?);
        let (full, batches) = mpsc::sync_channel::<Batch>(8);
        let (spent, empty) = mpsc::channel::<Batch>();
        let (read, mut replay) = thread::scope(|scope| {
            let replaying = scope.spawn(move || {
                for mut batch in batches {
                    batch.replay(&mut replay);
                    batch.events.clear();
                    batch.bodies.clear();
                    // The reader may be done and gone; then the space is not needed again.
                    let _unneeded = spent.send(batch);
                }
                replay
            });
            let read = self.read_events(&full, &empty, progress, of);
            drop(full);
            (read, replaying.join())
        });
        let replay = replay.as_mut().map_err(|_| self.unreadable_event())?;
        if read.is_err() {
            for log in Log::ALL {
                if let Some(seq) = self.first_unreadable(log)? {
                    replay.unreadable(log, seq);
                }
            }
        }
        replay.finish();
        Ok(std::mem::replace(replay, Replay::new(self.keys.store(), Vec::new(), Vec::new())))
    }

    fn read_events(
        &self,
        full: &mpsc::SyncSender<Batch>,
        empty: &mpsc::Receiver<Batch>,
        progress: &mut dyn FnMut(u64, u64),
        of: u64,
    ) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare(EVENTS)?;
        let mut rows = statement.query([])?;
        let mut batch = Batch::default();
        let mut done = 0_u64;
        let mut go_on = true;
        let mut result = Ok(());
        while go_on {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => break,
                Err(error) => {
                    result = Err(error);
                    break;
                }
            };
            let log = if row.get::<_, i64>(1)? == 0 { Log::Disclosure } else { Log::StatusExchange };
            batch.bodies.extend_from_slice(row.get_ref(4)?.as_blob()?);
            batch.events.push((row.get(0)?, log, row.get(2)?, row.get(3)?, batch.bodies.len()));
            done += 1;
            if batch.events.len() == BATCH {
                go_on = full.send(batch).is_ok();
                batch = empty.try_recv().unwrap_or_default();
                progress(done, of);
            }
        }
        if go_on {
            // The thread that replays is there until this sender goes.
            let _taken = full.send(batch);
        }
        progress(done, of);
        result
    }

    /// The first event of a log that cannot be read, looked for on a connection that has seen no damage yet.
    fn first_unreadable(&self, log: Log) -> Result<Option<i64>, Error> {
        let fresh = connection::open(&self.folder, &self.key, self.mode_beside())?;
        let mut statement = fresh.prepare(match log {
            Log::Disclosure => "SELECT seq, body FROM disclosure_event ORDER BY id",
            Log::StatusExchange => "SELECT seq, body FROM exchange_event ORDER BY id",
        })?;
        let mut rows = statement.query([])?;
        let mut next = 0;
        loop {
            match rows.next() {
                Ok(Some(row)) => next = row.get::<_, i64>(0)? + 1,
                Ok(None) => return Ok(None),
                Err(_) => return Ok(Some(next)),
            }
        }
    }

    /// Compares every projection with what the events add up to.
    fn compare(&self, replay: &Replay) -> Result<Vec<Problem>, Error> {
        let mut problems = Vec::new();
        let mut expect = expecting(&mut problems);
        let connection = &self.connection;
        for name in schema::differences(connection)? {
            expect(false, &format!("the shape of the database was changed at {name}"));
        }
        for log in Log::ALL {
            let kept = tables::frontier(connection, log)?;
            expect(kept.as_ref() == Some(replay.frontier(log)), &format!("the kept end of the {log} log does not fit"));
            expect(self.last_head_is_signed(log, replay)?, &format!("the last head of the {log} log is not signed"));
        }
        expect(replay.office.as_deref() == Some(self.office()), "the office is not the one that was entered");
        let officers: Vec<(u32, String)> = connection
            .prepare("SELECT id, name FROM officer ORDER BY id")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let entered = replay.officers.iter().map(|(id, name)| (id.0, name.as_str()));
        expect(
            entered.eq(officers.iter().map(|(id, name)| (*id, name.as_str()))),
            "the officers are not those that were entered",
        );
        expect(self.agencies()? == replay.agencies, "the directory of agencies is not the one that was entered");
        let numbering: Vec<(i16, i64)> = connection
            .prepare("SELECT year, last FROM numbering ORDER BY year")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        expect(numbering.into_iter().eq(replay.numbering.clone()), "the numbering does not fit the requests");
        // The two large comparisons share the work between two threads and two connections.
        let (folder, key, mode) = (&self.folder, &self.key, self.mode_beside());
        let texts = thread::scope(|scope| {
            let texts = scope.spawn(move || {
                let second = connection::open(folder, key, mode)?;
                let mut problems = Vec::new();
                compare_requests(&second, replay, &mut expecting(&mut problems))?;
                compare_texts(&second, replay, &mut expecting(&mut problems))?;
                Ok::<_, Error>(problems)
            });
            self.compare_entries(replay, &mut expect)?;
            texts.join().unwrap_or_else(|_| Ok(vec![Problem::of_store("the check of the texts broke off")]))
        })?;
        drop(expect);
        problems.extend(texts);
        Ok(problems)
    }

    fn compare_entries(&self, replay: &Replay, expect: &mut dyn FnMut(bool, &str)) -> Result<(), Error> {
        for (log, rows) in [(Log::Disclosure, tables::ITEM_ROWS), (Log::StatusExchange, tables::EXCHANGE_ROWS)] {
            let mut statement = self.connection.prepare(rows)?;
            let mut rows = statement.query([])?;
            let mut entered = replay.entries.iter().flatten().filter(|entry| match entry.place {
                Place::Disclosure { .. } => log == Log::Disclosure,
                Place::Moving { .. } => false,
                Place::Exchange { .. } => log == Log::StatusExchange,
            });
            while let Some(row) = rows.next()? {
                let found = tables::entry(row)?;
                let holds = entered.next() == Some(&found);
                expect(holds, &format!("entry {} of the {log} ledger is not what its events say", found.entry));
            }
            expect(entered.next().is_none(), &format!("an entry of the {log} ledger has no row"));
        }
        Ok(())
    }

    fn last_head_is_signed(&self, log: Log, replay: &Replay) -> Result<bool, Error> {
        let last: Option<(i64, Hash, [u8; 64])> = optional(self.connection.query_row(
            "SELECT size, root, signature FROM signed_head WHERE log = ?1 ORDER BY id DESC LIMIT 1",
            [log.as_str()],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        ))?;
        let frontier = replay.frontier(log);
        let Some((size, root, signature)) = last else { return Ok(frontier.size() == 0) };
        let head = Head { log, size: u64::try_from(size).unwrap_or_default(), root };
        Ok(head.size == frontier.size()
            && note::is_signed(self.keys.store(), &head, &signature, &self.signing.verifying_key()))
    }
}

fn compare_requests(connection: &Connection, replay: &Replay, expect: &mut dyn FnMut(bool, &str)) -> Result<(), Error> {
    let mut statement = connection
        .prepare("SELECT id, number, received, origin, channel, department, agency FROM request ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut requests = (1_i64..).zip(&replay.requests);
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let found = tables::request(row, 1)?;
        let holds = requests.next().is_some_and(|(entered, request)| entered == id && *request == found);
        expect(holds, &format!("request row {id} is not what was entered"));
    }
    expect(requests.next().is_none(), "a request that was entered has no row");
    Ok(())
}

/// Descriptions against their commitments, and the words that are searched against both.
fn compare_texts(connection: &Connection, replay: &Replay, expect: &mut dyn FnMut(bool, &str)) -> Result<(), Error> {
    let mut statement = connection.prepare(
        "SELECT s.id, s.c0, d.salt, d.words FROM search_content s LEFT JOIN description d ON d.entry = s.id ORDER BY s.id",
    )?;
    let mut rows = statement.query([])?;
    let mut described = 0_i64;
    let mut entered = replay.entries.iter().flatten().filter_map(|entry| match &entry.place {
        Place::Disclosure { request, description } => Some((entry.entry, *request, *description)),
        Place::Moving { .. } | Place::Exchange { .. } => None,
    });
    while let Some(row) = rows.next()? {
        let (found, salt): (i64, Option<Salt>) = (row.get(0)?, row.get(2)?);
        let (words, text) = (row.get_ref(1)?.as_str(), row.get_ref(3)?.as_str_or_null());
        let (words, text) = (words.map_err(rusqlite::Error::from)?, text.map_err(rusqlite::Error::from)?);
        let Some((entry, request, commitment)) = entered.next() else {
            expect(false, "words are kept of an item that has none");
            break;
        };
        described += i64::from(text.is_some());
        let committed = salt.zip(text).map(|(salt, text)| Commitment::to(&salt, text));
        expect(
            committed == commitment,
            &format!("the description of entry {entry} is not the one that was entered, or is missing"),
        );
        let request = usize::try_from(request.0 - 1).ok().and_then(|index| replay.requests.get(index));
        let fits = request.is_some_and(|request| tables::words(request, text) == words);
        expect(fits && found == entry, &format!("the words of entry {entry} are not those of its item"));
    }
    expect(entered.next().is_none(), "an item has no words to be found by");
    let kept: i64 = connection.query_row("SELECT count(*) FROM description", [], |row| row.get(0))?;
    expect(kept == described, "a description is kept that should have been destroyed");
    Ok(())
}

/// Gathers what does not hold.
fn expecting(problems: &mut Vec<Problem>) -> impl FnMut(bool, &str) {
    |holds, what| {
        if !holds {
            problems.push(Problem::of_store(what));
        }
    }
}

fn signed_heads(connection: &Connection, log: Log) -> rusqlite::Result<Vec<Expected>> {
    connection
        .prepare("SELECT size, root FROM signed_head WHERE log = ?1 ORDER BY id")?
        .query_map([log.as_str()], |row| {
            let size = u64::try_from(row.get::<_, i64>(0)?).unwrap_or_default();
            Ok(Expected { size, root: row.get(1)?, kept_outside: false })
        })?
        .collect()
}

/// Every page against its own authentication code, and every index against its table.
fn check_pages(connection: &Connection) -> Result<Vec<Problem>, Error> {
    let mut problems = Vec::new();
    let mut gather = |pragma: &str| -> Result<(), Error> {
        let mut statement = connection.prepare(pragma)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                problems.push(Problem::of_store(&format!("a page does not hold ({line})")));
            }
        }
        Ok(())
    };
    gather("PRAGMA cipher_integrity_check")?;
    for table in ["request", "item", "exchange", "officer", "agency", "search"] {
        gather(&format!("PRAGMA integrity_check ({table})"))?;
    }
    Ok(problems)
}
