//! Checking a store: every page, both logs and the access log, every projection, and heads that were kept outside. It writes nothing.
//!
//! The events are read once. A second thread hashes, parses and folds them while the next are read. Two more check what
//! does not wait for them, each in its own time: what nobody else reads, and the index of words. Then the tables are
//! compared, on two threads. What is found is told in the order of the record, so that the first event that does not
//! hold comes first.

use std::ops::ControlFlow;
use std::sync::mpsc;
use std::thread;

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::{Connection, Row};

use crate::connection::{self, optional};
use crate::event::{Commitment, Salt};
use crate::fold::Place;
use crate::merkle::Hash;
use crate::note::{self, AccessHead, ClaimedHead, Head, Heads};
use crate::record::{Log, OfficerId, RequestSummary};
use crate::replay::{Expected, Replay, Stored};
use crate::store::Store;
use crate::watch::{Progress, Watch, beside, start};
use crate::{
    Error, acting, answer, approval, attachment, coverage, history, issued, keeping, logged, officer, pages, pause,
    remark, review, schema, seal, tables, term, unmerging,
};

/// What a check of the whole store found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The heads as recomputed from the events.
    pub heads: Heads,
    /// The number of events in both logs.
    pub events: u64,
    /// The head of the access log, as recomputed from its events.
    pub access: AccessHead,
    /// How many texts and scans were destroyed lawfully, with the approval of the Supervisor of Records.
    pub destroyed: u64,
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

    pub(crate) fn of_access(seq: i64, what: &str) -> Self {
        let what = format!("Event {seq} of the {} log {what}.", note::ACCESS);
        Self { log: None, seq: u64::try_from(seq).ok(), what, advice: RESTORE }
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

/// The size of a page, in bytes, which SQLCipher uses unless it is told otherwise.
const PAGE: u64 = 4096;

/// Events handed to the replaying thread at once.
const BATCH: usize = 1024;

/// Entries that are compared between two questions whether to go on.
const ASKED_AFTER: i64 = 1024;

/// Some stored events, their bodies in one piece.
#[derive(Default)]
struct Batch {
    /// Id, log, seq, leaf, and where the body ends.
    events: Vec<(i64, Log, i64, Hash, usize)>,
    bodies: Vec<u8>,
}

impl Batch {
    /// Adds the event of a row: id, seq, leaf, body.
    fn push(&mut self, log: Log, row: &Row<'_>) -> rusqlite::Result<()> {
        self.bodies.extend_from_slice(row.get_ref(3)?.as_blob()?);
        self.events.push((row.get(0)?, log, row.get(1)?, row.get(2)?, self.bodies.len()));
        Ok(())
    }

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
    /// `progress` is asked now and then with the events done and the events there are. Nothing is written.
    ///
    /// # Errors
    /// [`Error::Stopped`] if it is told to stop; else only if the check itself cannot go on. What it finds is in the
    /// [`Verification`].
    pub fn verify(&self, against: &[ClaimedHead], progress: &mut Progress<'_>) -> Result<Verification, Error> {
        let mut watch = Watch::new(u64::try_from(self.end.events).unwrap_or_default(), progress);
        let (folder, key, mode) = (&self.folder, &self.key, self.mode_beside());
        let (replay, mut problems, access) = thread::scope(|scope| -> Result<_, Error> {
            let checking = |check: fn(&Connection) -> Result<Vec<Problem>, Error>| {
                let stop = watch.stop();
                beside(scope, move || {
                    let mut second = connection::open(folder, key, mode)?;
                    stop.ends(&mut second)?;
                    let mut problems = check(&second)?;
                    problems.extend(pages::changed(&second)?);
                    Ok::<_, Error>(problems)
                })
            };
            let (rest, words) = (checking(pages::check_rest)?, checking(pages::check_words)?);
            let replay = self.replay(against, &mut watch)?;
            let compared = self.compare(&replay, &mut watch);
            watch.goes_on()?;
            let mut problems = replay.problems.clone();
            let access = match self.check_access(&replay) {
                Ok((head, found)) => {
                    problems.extend(found);
                    head
                }
                Err(error) => {
                    problems.push(Problem::of_store(&format!("the access log cannot be read ({error})")));
                    self.access_head()
                }
            };
            // What this connection read, it has read by now.
            problems.extend(pages::changed(&self.connection)?);
            for check in [rest, words] {
                let found = watch
                    .wait_for(check)?
                    .unwrap_or_else(|_| Ok(vec![Problem::of_store("the check of the pages broke off")]));
                problems.extend(found.unwrap_or_else(|error| vec![Problem::of_store(&error.to_string())]));
            }
            match compared {
                Ok(found) => problems.extend(found),
                // That the computer has no room for a check says nothing about the record.
                Err(error @ Error::NoThread(_)) => return Err(error),
                Err(error) => problems.push(Problem::of_store(&format!("a table cannot be read ({error})"))),
            }
            Ok((replay, problems, access))
        })?;
        problems.truncate(MOST);
        let head = |log| Head { log, size: replay.frontier(log).size(), root: replay.frontier(log).root() };
        let heads = Heads { disclosure: head(Log::Disclosure), status_exchange: head(Log::StatusExchange) };
        let events = heads.disclosure.size + heads.status_exchange.size;
        Ok(Verification { heads, events, access, destroyed: replay.keeping.destroyed(), problems })
    }

    /// Reads every event and replays it on another thread.
    fn replay(&self, against: &[ClaimedHead], watch: &mut Watch<'_>) -> Result<Replay, Error> {
        let expected = |log: Log| -> Result<Vec<Expected>, Error> {
            let claims = against.iter().filter(|claim| claim.log == log);
            let claims =
                claims.map(|claim| Expected { size: claim.size, root: claim.root, kept_outside: true, by: None });
            let mut heads: Vec<Expected> = claims.collect();
            // Heads that cannot be read are found with the pages; the events are still looked at.
            let version = schema::version(&self.connection, &self.folder)?;
            heads.extend(signed_heads(&self.connection, version, log).unwrap_or_default());
            Ok(heads)
        };
        let mut replay = Replay::new(self.keys.store(), expected(Log::Disclosure)?, expected(Log::StatusExchange)?);
        let (full, batches) = mpsc::sync_channel::<Batch>(8);
        let (spent, empty) = mpsc::channel::<Batch>();
        let (read, mut replay) = thread::scope(|scope| -> Result<_, Error> {
            let replaying = start(scope, move || {
                for mut batch in batches {
                    batch.replay(&mut replay);
                    batch.events.clear();
                    batch.bodies.clear();
                    // The reader may be done and gone; then the space is not needed again.
                    let _unneeded = spent.send(batch);
                }
                replay
            })?;
            let read = self.read_events(&full, &empty, watch);
            drop(full);
            Ok((read, replaying.join()))
        })?;
        watch.goes_on()?;
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
        watch: &mut Watch<'_>,
    ) -> rusqlite::Result<()> {
        let mut batch = Batch::default();
        let mut done = 0_u64;
        // The thread that replays takes batches until this sender goes.
        let hand_over = |batch: Batch| full.send(batch).is_ok();
        let read = self.each_event(&mut |log, row| {
            batch.push(log, row)?;
            done += 1;
            if batch.events.len() < BATCH {
                return Ok(ControlFlow::Continue(()));
            }
            hand_over(std::mem::replace(&mut batch, empty.try_recv().unwrap_or_default()));
            watch.tell(done);
            Ok(watch.ask())
        });
        hand_over(batch);
        watch.tell(done);
        read
    }

    /// The events of both logs in the order they happened, until `each` stops.
    fn each_event(
        &self,
        each: &mut dyn FnMut(Log, &Row<'_>) -> rusqlite::Result<ControlFlow<()>>,
    ) -> rusqlite::Result<()> {
        // Two statements, merged here: SQLite would copy each body once more to merge them.
        let mut disclosure = self.connection.prepare("SELECT id, seq, leaf, body FROM disclosure_event ORDER BY id")?;
        let mut exchange = self.connection.prepare("SELECT id, seq, leaf, body FROM exchange_event ORDER BY id")?;
        let (mut disclosure, mut exchange) = (disclosure.query([])?, exchange.query([])?);
        disclosure.advance()?;
        exchange.advance()?;
        loop {
            let id = |row: Option<&Row<'_>>| row.map(|row| row.get::<_, i64>(0)).transpose();
            let (log, rows) = match (id(disclosure.get())?, id(exchange.get())?) {
                (None, None) => return Ok(()),
                (Some(one), Some(other)) if other < one => (Log::StatusExchange, &mut exchange),
                (None, Some(_)) => (Log::StatusExchange, &mut exchange),
                (Some(_), _) => (Log::Disclosure, &mut disclosure),
            };
            if let Some(row) = rows.get()
                && each(log, row)?.is_break()
            {
                return Ok(());
            }
            rows.advance()?;
        }
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
    fn compare(&self, replay: &Replay, watch: &mut Watch<'_>) -> Result<Vec<Problem>, Error> {
        let mut problems = Vec::new();
        let mut expect = expecting(&mut problems);
        let connection = &self.connection;
        for name in schema::differences(connection)? {
            expect(false, &format!("the shape of the database was changed at {name}"));
        }
        let file = connection::path(&self.folder);
        let length = std::fs::metadata(&file).map_err(Error::reading(&file))?.len();
        let pages: u32 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
        // Shorter it may be, while pages are in the log beside it; what is missing is found where it is read.
        // And longer, where the power went while the log said that it was written anew with fewer pages.
        let swept_in_log = self.has_remains()? && connection::has_log_left_behind(&self.folder);
        expect(length <= u64::from(pages) * PAGE || swept_in_log, "the database is longer than its pages");
        for log in Log::ALL {
            let kept = tables::frontier(connection, log)?;
            expect(kept.as_ref() == Some(replay.frontier(log)), &format!("the kept end of the {log} log does not fit"));
            let head = Head { log, size: replay.frontier(log).size(), root: replay.frontier(log).root() };
            expect(self.is_last_signed(&head)?, &format!("the last head of the {log} log is not signed"));
        }
        expect(replay.office.as_deref() == Some(self.office()), "the office is not the one that was entered");
        expect(self.agencies()? == replay.agencies, "the directory of agencies is not the one that was entered");
        let numbering: Vec<(i16, i64)> = connection
            .prepare("SELECT year, last FROM numbering ORDER BY year")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        expect(numbering.into_iter().eq(replay.numbering.clone()), "the numbering does not fit the requests");
        let version = schema::version(connection, &self.folder)?;
        officer::compare(connection, version, replay, &mut expect)?;
        approval::compare(connection, version, replay, &mut expect)?;
        review::compare(connection, version, replay, &mut expect)?;
        issued::compare(connection, version, replay, &mut expect)?;
        acting::compare(connection, version, replay, &mut expect)?;
        coverage::compare(connection, version, replay, &mut expect)?;
        unmerging::compare(connection, version, replay, &mut expect)?;
        logged::compare(connection, version, replay, &mut expect)?;
        pause::compare(connection, version, replay, &mut expect)?;
        answer::compare(connection, version, replay, &mut expect)?;
        remark::compare(connection, version, replay, &mut expect)?;
        history::compare(connection, version, replay, &mut expect)?;
        attachment::compare(connection, version, replay, &mut expect)?;
        keeping::compare(connection, version, replay, &mut expect)?;
        seal::compare(connection, version, replay, &mut expect)?;
        // The two large comparisons share the work between two threads and two connections.
        let (folder, key, mode) = (&self.folder, &self.key, self.mode_beside());
        let texts = thread::scope(|scope| {
            let stop = watch.stop();
            let texts = beside(scope, move || {
                let mut second = connection::open(folder, key, mode)?;
                stop.ends(&mut second)?;
                let mut problems = Vec::new();
                compare_requests(&second, version, replay, &mut expecting(&mut problems))?;
                compare_texts(&second, replay, &mut expecting(&mut problems))?;
                problems.extend(pages::changed(&second)?);
                Ok::<_, Error>(problems)
            })?;
            self.compare_entries(replay, watch, &mut expect)?;
            compare_entry_indexes(&self.connection, replay, &mut expect)?;
            watch.wait_for(texts)?.unwrap_or_else(|_| Ok(vec![Problem::of_store("the check of the texts broke off")]))
        })?;
        drop(expect);
        problems.extend(texts);
        Ok(problems)
    }

    fn compare_entries(
        &self,
        replay: &Replay,
        watch: &mut Watch<'_>,
        expect: &mut dyn FnMut(bool, &str),
    ) -> Result<(), Error> {
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
                if found.entry % ASKED_AFTER == 0 {
                    watch.goes_on()?;
                }
                let holds = entered.next().is_some_and(|entry| entry.is_row(&found)) && found.is_in_listed_words();
                expect(holds, &format!("entry {} of the {log} ledger is not what its events say", found.entry));
            }
            expect(entered.next().is_none(), &format!("an entry of the {log} ledger has no row"));
        }
        Ok(())
    }

    /// Is this the last head that was signed of its log? A log without events has none.
    pub(crate) fn is_last_signed(&self, head: &Head) -> Result<bool, Error> {
        let last: Option<(i64, Hash, [u8; 64])> = optional(
            self.connection
                .prepare_cached(
                    "SELECT size, root, signature FROM signed_head WHERE log = ?1 ORDER BY id DESC LIMIT 1",
                )?
                .query_row([head.log.as_str()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))),
        )?;
        let Some((size, root, signature)) = last else { return Ok(head.size == 0) };
        Ok(u64::try_from(size) == Ok(head.size)
            && root == head.root
            && note::is_signed(self.keys.store(), head, &signature, &self.signing.verifying_key()))
    }
}

fn compare_requests(
    connection: &Connection,
    version: i64,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    let mut statement = connection
        .prepare("SELECT id, number, received, origin, channel, department, agency FROM request ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut requests = (1_i64..).zip(&replay.requests);
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let found = tables::request(row, 1)?;
        let holds = requests.next().is_some_and(|(entered, request)| entered == id && *request == found);
        expect(holds && is_in_listed_words(&found), &format!("request row {id} is not what was entered"));
    }
    expect(requests.next().is_none(), "a request that was entered has no row");
    let numbers = replay.requests.iter().map(|request| request.number.as_str()).zip(1_i64..).collect();
    let sql = "SELECT number, id FROM request INDEXED BY sqlite_autoindex_request_1 ORDER BY number";
    let holds = compare_index(connection, sql, numbers, |row, (number, id)| {
        Ok(row.get_ref(0)?.as_str()? == *number && row.get::<_, i64>(1)? == *id)
    })?;
    expect(holds, "the index of request numbers does not fit the requests");
    if version < schema::REGISTER {
        return Ok(());
    }
    let days: Vec<(String, i64)> =
        replay.requests.iter().map(|request| request.received.to_string()).zip(1_i64..).collect();
    let sql = "SELECT received, id FROM request INDEXED BY request_received ORDER BY received, id";
    let holds = compare_index(connection, sql, days, |row, (day, id)| {
        Ok(row.get_ref(0)?.as_str()? == *day && row.get::<_, i64>(1)? == *id)
    })?;
    expect(holds, "the index of days does not fit the requests");
    let names = replay.requests.iter().map(|request| request.agency.as_str());
    let names = names.zip(1_i64..).map(|(name, id)| (name.to_ascii_lowercase(), id, name)).collect();
    let sql = "SELECT agency, id FROM request INDEXED BY request_agency ORDER BY agency COLLATE NOCASE, id";
    let holds = compare_index(connection, sql, names, |row, (_, id, name)| {
        Ok(row.get_ref(0)?.as_str()? == *name && row.get::<_, i64>(1)? == *id)
    })?;
    expect(holds, "the index of agencies does not fit the requests");
    Ok(())
}

/// The table itself takes only words of its lists; whoever holds the key could make it take others.
fn is_in_listed_words(request: &RequestSummary) -> bool {
    term::allows("origin", &request.origin) && request.channel.as_ref().is_none_or(|word| term::allows("channel", word))
}

/// The indexes of both tables of items, against the entries.
fn compare_entry_indexes(
    connection: &Connection,
    replay: &Replay,
    expect: &mut dyn FnMut(bool, &str),
) -> Result<(), Error> {
    let (mut items, mut exchanges) = (Vec::new(), Vec::new());
    let (mut open_items, mut open_exchanges) = (Vec::new(), Vec::new());
    for entry in replay.entries.iter().flatten() {
        let open = match &entry.place {
            Place::Disclosure { request, .. } => {
                items.push((request.0, entry.item, entry.entry));
                &mut open_items
            }
            Place::Exchange { request } => {
                exchanges.push((request.as_str(), entry.item, entry.entry));
                &mut open_exchanges
            }
            Place::Moving { .. } => continue,
        };
        if entry.answer.is_none() {
            open.push(entry.entry);
        }
    }
    let sql = "SELECT request, item, entry FROM item INDEXED BY sqlite_autoindex_item_1 ORDER BY request, item";
    let holds = compare_index(connection, sql, items, |row, (request, item, entry)| {
        Ok(row.get::<_, i64>(0)? == *request && row.get::<_, u32>(1)? == *item && row.get::<_, i64>(2)? == *entry)
    })?;
    expect(holds, "the index of items does not fit the items");
    let sql = "SELECT request, item, entry FROM exchange INDEXED BY sqlite_autoindex_exchange_1 ORDER BY request, item";
    let holds = compare_index(connection, sql, exchanges, |row, (request, item, entry)| {
        Ok(row.get_ref(0)?.as_str()? == *request && row.get::<_, u32>(1)? == *item && row.get::<_, i64>(2)? == *entry)
    })?;
    expect(holds, "the index of exchanges does not fit the exchanges");
    for (sql, open) in [
        ("SELECT entry FROM item INDEXED BY item_unanswered WHERE response IS NULL ORDER BY entry", open_items),
        (
            "SELECT entry FROM exchange INDEXED BY exchange_unanswered WHERE response IS NULL ORDER BY entry",
            open_exchanges,
        ),
    ] {
        let holds = compare_index(connection, sql, open, |row, entry| Ok(row.get::<_, i64>(0)? == *entry))?;
        expect(holds, "the index of what is unanswered does not fit the entries");
    }
    Ok(())
}

/// Does the index hold these keys and no others? It is read as it lies, in one pass: to look up each row in it, as
/// SQLite's own check does, costs several times as much and says less.
fn compare_index<K: Ord>(
    connection: &Connection,
    sql: &str,
    mut expected: Vec<K>,
    is: impl Fn(&Row<'_>, &K) -> rusqlite::Result<bool>,
) -> rusqlite::Result<bool> {
    expected.sort_unstable();
    let mut expected = expected.iter();
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        match expected.next() {
            Some(key) if is(row, key)? => {}
            _ => return Ok(false),
        }
    }
    Ok(expected.next().is_none())
}

/// Descriptions against their commitments, and the words that are searched against both.
fn compare_texts(connection: &Connection, replay: &Replay, expect: &mut dyn FnMut(bool, &str)) -> Result<(), Error> {
    let mut statement = connection.prepare(
        "SELECT s.id, s.c0, d.salt, d.words FROM search_content s LEFT JOIN description d ON d.entry = s.id ORDER BY s.id",
    )?;
    let mut rows = statement.query([])?;
    let mut described = 0_i64;
    let mut entered = replay.entries.iter().flatten().filter_map(|entry| match &entry.place {
        Place::Disclosure { request, description } => {
            let destroyed = replay.description_is_destroyed(entry.entry, *request);
            Some((entry.entry, *request, description.filter(|_| !destroyed)))
        }
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
            &if commitment.is_some() {
                format!("the description of entry {entry} is not the one that was entered, or is missing")
            } else {
                format!(
                    "a description of entry {entry} is kept that nobody entered, or that should have been destroyed"
                )
            },
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

fn signed_heads(connection: &Connection, version: i64, log: Log) -> rusqlite::Result<Vec<Expected>> {
    connection
        .prepare(if version < schema::OFFICERS {
            "SELECT size, root, NULL, NULL FROM signed_head WHERE log = ?1 ORDER BY id"
        } else {
            "SELECT size, root, officer, officer_signature FROM signed_head WHERE log = ?1 ORDER BY id"
        })?
        .query_map([log.as_str()], |row| {
            let size = u64::try_from(row.get::<_, i64>(0)?).unwrap_or_default();
            let officer = row.get::<_, Option<u32>>(2)?.map(OfficerId);
            let by = officer.zip(row.get(3)?);
            Ok(Expected { size, root: row.get(1)?, kept_outside: false, by })
        })?
        .collect()
}
