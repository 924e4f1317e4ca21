//! A verified backup of a whole record, beside the least that could be called one: the file copied, synced, and read
//! again.

use std::cell::RefCell;
use std::env;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use desk::ports::Silent;

use super::measure::{self, Contestant, alternate, figure, stopped, timed, watched};
use super::verify::{connect, scan, tables};
use super::{ROUNDS, import, sample};
use crate::command::{Stop, say};

/// Rows of the made-up request log that the record is made from, where no other number is asked for.
pub(crate) const ROWS: usize = 100_000;

/// Measures and prints.
///
/// # Errors
/// When the record cannot be made, copied or read.
pub(crate) fn bench(rows: usize) -> Result<(), Stop> {
    let folder = measure::folder()?;
    let (log, store) = (folder.path().join("log.csv"), folder.path().join("store"));
    sample::write_log(&log, rows)?;
    sample::found(&store)?;
    watched(Command::new(env::current_exe().map_err(stopped)?).args(["bench", import::ALONE]).args([&log, &store]))?;

    let (file, plain, kept) =
        (store.join("ledger.db"), folder.path().join("copy.db"), folder.path().join("kept.backup"));
    let tables = tables(&connect(&file)?)?;
    let desk = RefCell::new(sample::open(&store, false)?);
    let measured = alternate(
        ROUNDS,
        vec![
            Contestant::new("backup", rows, || timed(|| desk.borrow_mut().backup(&kept, &mut Silent).map_err(stopped))),
            Contestant::new("copy, sync and scan", rows, || {
                timed(|| {
                    copy(&file, &plain)?;
                    let copy = connect(&plain)?;
                    tables.iter().try_for_each(|table| scan(&copy, table).map(drop))
                })
            }),
            Contestant::new("copy and sync", rows, || timed(|| copy(&file, &plain))),
            Contestant::new("verify", rows, || {
                timed(|| desk.borrow().verify(&[], &mut Silent).map(drop).map_err(stopped))
            }),
        ],
    )?;
    say(&measure::table(&format!("Backup of a record of {rows} rows"), "rows", &measured));
    say(&measure::surroundings(folder.path())?);
    let bytes = fs::metadata(&kept).map_or(f64::NAN, |file| file.len() as f64);
    if let [backup, least, ..] = measured.as_slice() {
        say(&format!(
            "The backup has {} MB. Aim: within 1.3 times a plain copy that is synced and read once. Measured: {} times.\n\
             A plain copy finds no change of the past, and is none while the record is open.",
            figure(bytes / 1e6),
            figure(backup.times_as_long_as(least)),
        ));
    }
    Ok(())
}

/// The file copied as it is, and safe.
fn copy(from: &Path, to: &Path) -> Result<(), Stop> {
    let failed = |source| Stop::File { path: to.to_owned(), source };
    fs::copy(from, to).map_err(failed)?;
    File::open(to).and_then(|copy| copy.sync_all()).map_err(failed)
}
