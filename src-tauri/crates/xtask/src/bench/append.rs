//! One request at a time: what it costs until it is safe, beside the syncs of the disk below.

use std::env;
use std::fs;
use std::path::Path;

use desk::RequestDocument;
use desk::columns::Column;
use rusqlite::Connection;

use super::measure::{self, Contestant, Syncs, alternate, figure, stopped, timed};
use super::{ROUNDS, sample};
use crate::command::{Stop, answer, program, say};

/// Requests a round, where no other number is asked for.
pub(crate) const REQUESTS: usize = 200;
/// The word by which this starts itself to log some requests and end.
pub(crate) const ALONE: &str = "append-alone";
/// Requests whose syncs are counted; so many that the log beside the database is folded into it now and then.
const COUNTED: usize = 1000;

/// Measures and prints.
///
/// # Errors
/// When a store or file cannot be written.
pub(crate) fn bench(requests: usize) -> Result<(), Stop> {
    let folder = measure::folder()?;
    let store = folder.path().join("store");
    sample::found(&store)?;
    let mut desk = sample::open(&store, false)?;
    let document = document();
    let mut syncs = Syncs::new(folder.path())?;
    let (plain, encrypted) =
        (bare(&folder.path().join("plain.db"), None)?, bare(&folder.path().join("cipher.db"), Some("x"))?);
    let insert = |connection: &Connection| {
        timed(|| {
            let mut statement = connection.prepare("INSERT INTO event (body) VALUES (?1)").map_err(stopped)?;
            (0..requests).try_for_each(|_| statement.execute([[0x5a_u8; 430]]).map(drop).map_err(stopped))
        })
    };
    let measured = alternate(
        ROUNDS,
        vec![
            Contestant::new("one request logged", requests, || {
                timed(|| (0..requests).try_for_each(|_| desk.log(&document).map(drop).map_err(stopped)))
            }),
            Contestant::new("raw sync of 4 KiB", requests, || timed(|| syncs.times(requests).map(drop))),
            Contestant::new("SQLite, bare insert", requests, || insert(&plain)),
            Contestant::new("SQLCipher, bare insert", requests, || insert(&encrypted)),
        ],
    )?;
    say(&measure::table("One request at a time, each safe before the next", "requests", &measured));
    say(&measure::surroundings(folder.path())?);
    say("A request of one item is three events, its tables and search text, and a signed head.");
    if let [ours, raw, ..] = measured.as_slice() {
        say(&format!("It takes {} times as long as the disk's one sync.", figure(ours.times_as_long_as(raw))));
    }
    drop(desk);
    count_syncs(folder.path())
}

/// Says how many syncs one request costs, by watching the system calls of a process that logs some.
fn count_syncs(folder: &Path) -> Result<(), Stop> {
    if answer(program("strace").arg("--version")).is_none() {
        say("strace is not installed (Debian package strace), so the syncs of a request are not counted.");
        return Ok(());
    }
    let store = folder.join("watched");
    sample::found(&store)?;
    // Opening, the first request and closing have syncs of their own; both counts have those.
    let counted = syncs_of(folder, &store, 1)?.zip(syncs_of(folder, &store, 1 + COUNTED)?);
    let Some((one, more)) = counted else {
        say("strace may not watch a program here, so the syncs of a request are not counted.");
        return Ok(());
    };
    let log = more.log.saturating_sub(one.log);
    let (folded, others) = (more.database.saturating_sub(one.database), more.others.saturating_sub(one.others));
    // Folding the log into the database syncs both, and then the head of the log that begins again.
    let commits = log.saturating_sub(2 * folded);
    say(&format!(
        "Aim: one sync for each. Counted for {COUNTED} requests: {} for each commit; 3 for each of the {folded} times the\n\
         log was folded into the database; {others} others. (Opening, one request and closing: {} in all.)",
        figure(commits as f64 / COUNTED as f64),
        one.log + one.database + one.others,
    ));
    Ok(())
}

/// Syncs by the file they were for.
#[derive(Debug, Clone, Copy, Default)]
struct Counted {
    log: usize,
    database: usize,
    others: usize,
}

fn syncs_of(folder: &Path, store: &Path, requests: usize) -> Result<Option<Counted>, Stop> {
    let calls = folder.join("calls");
    let mut strace = program("strace");
    strace.args(["-f", "-qq", "-y", "-e", "trace=fsync,fdatasync,msync,sync_file_range", "-o"]).arg(&calls);
    strace.arg(env::current_exe().map_err(stopped)?).args(["bench", ALONE]).arg(store).arg(requests.to_string());
    if answer(&mut strace).is_none() {
        return Ok(None);
    }
    let calls = fs::read_to_string(&calls).map_err(|source| Stop::File { path: calls, source })?;
    let mut counted = Counted::default();
    // A call that another thread interrupts fills two lines, of which the second says so.
    for line in calls.lines().filter(|line| line.contains("sync") && !line.contains(" resumed>")) {
        let of = if line.contains("/ledger.db-wal>") {
            &mut counted.log
        } else if line.contains("/ledger.db>") {
            &mut counted.database
        } else {
            &mut counted.others
        };
        *of += 1;
    }
    Ok(Some(counted))
}

/// Logs so many requests in an existing store, from opening it to closing it.
///
/// # Errors
/// When the store cannot be written.
pub(crate) fn alone(store: &Path, requests: usize) -> Result<(), Stop> {
    let mut desk = sample::open(store, false)?;
    let document = document();
    (0..requests).try_for_each(|_| desk.log(&document).map(drop).map_err(stopped))
}

fn document() -> RequestDocument {
    let cell = |(column, text): (Column, &str)| (column, text.to_owned());
    RequestDocument {
        request: [(Column::Received, "2026-10-01"), (Column::Agency, "Enforcement and Removal Operations")]
            .map(cell)
            .to_vec(),
        items: vec![
            [
                (Column::Information, "personal"),
                (Column::Purpose, "not_stated"),
                (Column::Description, "incident report of a burglary case, asked for without a reason"),
            ]
            .map(cell)
            .to_vec(),
        ],
    }
}

/// A database of one table, as durable as the program's own.
fn bare(file: &Path, key: Option<&str>) -> Result<Connection, Stop> {
    let made = || {
        let connection = Connection::open(file)?;
        if let Some(key) = key {
            connection.pragma_update(None, "key", key)?;
        }
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.execute_batch("CREATE TABLE event (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")?;
        Ok::<Connection, rusqlite::Error>(connection)
    };
    made().map_err(stopped)
}
