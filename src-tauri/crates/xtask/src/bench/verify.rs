//! The check of a whole record, beside bare scans of the same encrypted file.

use std::env;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;

use desk::ports::Silent;
use rusqlite::{Connection, OpenFlags};

use super::measure::{self, Contestant, alternate, figure, stopped, timed, watched};
use super::{ROUNDS, import, sample};
use crate::command::{Stop, say};

/// Events of the record, about, where no other number is asked for.
pub(crate) const EVENTS: usize = 1_000_000;
/// Events that a hundred rows of the made-up log become.
const EVENTS_OF_100_ROWS: usize = 317;

const OF_EVENTS: [&str; 2] = ["disclosure_event", "exchange_event"];
/// Every table that holds rows of its own; the search table's words lie in tables beside it.
const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'";

/// Measures and prints.
///
/// # Errors
/// When the record cannot be made or read, or does not verify.
pub(crate) fn bench(events: usize) -> Result<(), Stop> {
    let folder = measure::folder()?;
    let (log, store) = (folder.path().join("log.csv"), folder.path().join("store"));
    sample::write_log(&log, (events * 100).div_ceil(EVENTS_OF_100_ROWS))?;
    sample::found(&store)?;
    watched(Command::new(env::current_exe().map_err(stopped)?).args(["bench", import::ALONE]).args([&log, &store]))?;

    let file = store.join("ledger.db");
    let connection = connect(&file)?;
    let tables = tables(&connection)?;
    let events = OF_EVENTS.iter().map(|table| scan(&connection, table)).sum::<Result<usize, Stop>>()?;
    let desk = sample::open(&store, true)?;
    let measured = alternate(
        ROUNDS,
        vec![
            Contestant::new("verify", events, || {
                timed(|| {
                    let record = desk.verify(&[], &mut Silent).map_err(stopped)?;
                    match record.problems.first() {
                        None => Ok(()),
                        Some(problem) => Err(Stop::Needs(format!("the record does not verify: {problem}"))),
                    }
                })
            }),
            Contestant::new("scan of the events", events, || {
                timed(|| OF_EVENTS.iter().try_for_each(|table| scan(&connection, table).map(drop)))
            }),
            Contestant::new("scan of every table", events, || {
                timed(|| tables.iter().try_for_each(|table| scan(&connection, table).map(drop)))
            }),
            Contestant::new("cipher_integrity_check", events, || {
                timed(|| {
                    let mut check = connection.prepare("PRAGMA cipher_integrity_check").map_err(stopped)?;
                    let found = check.query([]).and_then(|mut rows| Ok(rows.next()?.is_some())).map_err(stopped)?;
                    if found { Err(Stop::Needs("a page of the record does not hold".to_owned())) } else { Ok(()) }
                })
            }),
        ],
    )?;
    say(&measure::table(&format!("Check of a record of {events} events"), "events", &measured));
    say(&measure::surroundings(folder.path())?);
    let bytes = fs::metadata(&file).map_or(f64::NAN, |file| file.len() as f64);
    if let [verify, of_events, of_all, _] = measured.as_slice() {
        let free: i64 = connection.query_row("PRAGMA freelist_count", [], |row| row.get(0)).map_err(stopped)?;
        say(&format!(
            "The file has {} MB, {free} pages of it free, and lies in the system's cache. Aim of the check: within\n\
             1.5 times a bare scan. Measured: {} times the scan of the events, {} times the scan of all tables.",
            figure(bytes / 1e6),
            figure(verify.times_as_long_as(of_events)),
            figure(verify.times_as_long_as(of_all)),
        ));
    }
    Ok(())
}

/// The tables that hold rows of their own.
pub(crate) fn tables(connection: &Connection) -> Result<Vec<String>, Stop> {
    let named = connection.prepare(TABLES).and_then(|mut tables| tables.query_map([], |row| row.get(0))?.collect());
    named.map_err(stopped)
}

/// The record's database without the program: its key is known, because the benchmark gave the random bytes.
pub(crate) fn connect(file: &Path) -> Result<Connection, Stop> {
    let digits: String = sample::store_key()?.iter().map(|byte| format!("{byte:02x}")).collect();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags).map_err(stopped)?;
    connection.pragma_update(None, "key", format!("x'{digits}'")).map_err(stopped)?;
    connection.pragma_update(None, "cache_size", -16_384).map_err(stopped)?;
    Ok(connection)
}

/// Reads every value of a table, and gives the number of its rows.
pub(crate) fn scan(connection: &Connection, table: &str) -> Result<usize, Stop> {
    let read = || {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                black_box(row.get_ref(column)?);
            }
            count += 1;
        }
        Ok::<usize, rusqlite::Error>(count)
    };
    read().map_err(stopped)
}
