//! Rows a second of an import with rules, both logs and search text, beside `sqlite3`'s own import and Python.

use std::env;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use desk::ImportOptions;
use desk::ports::Silent;

use super::ROUNDS;
use super::measure::{self, Contestant, alternate, figure, stopped, watched};
use super::sample;
use crate::command::{Stop, answer, program, root, say};

/// Rows of the log, where no other number is asked for.
pub(crate) const ROWS: usize = 100_000;
/// The word by which this starts itself to import one log and end.
pub(crate) const ALONE: &str = "import-alone";

/// The search text, which the import makes too.
const SEARCH: &str = "CREATE VIRTUAL TABLE search USING fts5 (words); \
     INSERT INTO search (rowid, words) \
     SELECT rowid, request || ' ' || agency || ' ' || department || ' ' || description FROM log;";
/// Does this Python have what its script needs?
const PROBE: &str = "import sqlite3; sqlite3.connect(':memory:').execute('CREATE VIRTUAL TABLE t USING fts5 (w)')";
const SCRIPT: &str = "src-tauri/crates/xtask/src/bench/import.py";

/// Measures and prints.
///
/// # Errors
/// When one of the programs fails, or the imported record does not verify.
pub(crate) fn bench(rows: usize) -> Result<(), Stop> {
    let folder = measure::folder()?;
    let log = folder.path().join("log.csv");
    let (store, database) = (folder.path().join("store"), folder.path().join("peer.db"));
    sample::write_log(&log, rows)?;
    let alone = env::current_exe().map_err(stopped)?;

    let fresh = || if database.exists() { fs::remove_file(&database).map_err(stopped) } else { Ok(()) };
    let import = format!(".import \"{}\" log", log.display());
    let (fresh, database, import) = (&fresh, &database, &import);
    let mut contestants = vec![Contestant::new("import", rows, || {
        if store.exists() {
            fs::remove_dir_all(&store).map_err(stopped)?;
        }
        sample::found(&store)?;
        watched(Command::new(&alone).args(["bench", ALONE]).args([&log, &store]))
    })];
    if answer(program("sqlite3").arg("--version")).is_some() {
        let words: [&str; 4] = ["-bail", "-cmd", ".mode csv", "-cmd"];
        contestants.push(Contestant::new("sqlite3 .import", rows, move || {
            fresh()?;
            watched(program("sqlite3").args(words).arg(import).arg(database).arg("SELECT 1"))
        }));
        contestants.push(Contestant::new("sqlite3 .import + FTS5", rows, move || {
            fresh()?;
            watched(program("sqlite3").args(words).arg(import).arg(database).arg(SEARCH))
        }));
    } else {
        say("sqlite3 is not installed (Debian package sqlite3), so the import stands without it.");
    }
    if answer(program("python3").args(["-c", PROBE])).is_some() {
        contestants.push(Contestant::new("Python csv + sqlite3", rows, || {
            fresh()?;
            watched(program("python3").arg(root().join(SCRIPT)).args([&log, database]))
        }));
    } else {
        say("There is no python3 with SQLite's FTS5 here, so the import stands without it.");
    }

    let measured = alternate(ROUNDS, contestants)?;
    say(&measure::table(&format!("Import of {rows} rows, each time into an empty store"), "rows", &measured));
    say(&measure::surroundings(folder.path())?);
    let desk = sample::open(&store, true)?;
    let record = desk.verify(&[], &mut Silent).map_err(stopped)?;
    if let Some(problem) = record.problems.first() {
        return Err(Stop::Needs(format!("the imported record does not verify: {problem}")));
    }
    say(&format!(
        "The log has {} MB; the record it becomes, encrypted, has {} MB and verifies: {} events,\n\
         of them {} status exchanges. The peers check nothing, decide nothing, encrypt nothing.",
        size(&log),
        size(&store.join("ledger.db")),
        record.events,
        record.heads.status_exchange.size,
    ));
    if let Some(ours) = measured.first() {
        say(&format!("Aim: 20,000 rows a second. Measured: {}.", figure(ours.rate())));
    }
    Ok(())
}

fn size(file: &Path) -> String {
    fs::metadata(file).map_or_else(|_| "-".to_owned(), |file| figure(file.len() as f64 / 1e6))
}

/// Imports one log into an empty store, from opening it to closing it.
///
/// # Errors
/// When the log or the store cannot be read.
pub(crate) fn alone(log: &Path, store: &Path) -> Result<(), Stop> {
    let mut desk = sample::open(store, false)?;
    let file = File::open(log).map_err(|source| Stop::File { path: log.to_owned(), source })?;
    let options = ImportOptions { file: "log.csv", sheet: None, mapping: None, dry_run: false };
    let imported = desk.import(file, options, &mut Silent).map_err(stopped)?;
    say(&format!("{imported:#?}"));
    Ok(())
}
