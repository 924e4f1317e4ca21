//! The files of a quarterly report, and its figures, each beside others that make the same from the same.
//!
//! Of a file only the work counts: what is made from data in memory. A peer in Python is not charged for starting Python,
//! its imports and reading its input; pdflatex is charged for all it does, for it cannot be taken apart. Peers in Python are
//! packages of the `python3` on the `PATH`, which may be one of a virtual environment.

mod figures;
mod pages;
mod quarter;
mod sheets;

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use super::measure::{Contestant, Measured, Run, figure, stopped, watched};
use crate::command::{Stop, answer, program, root};

/// Requests of the record whose figures are counted, where no other number is asked for.
pub(crate) const REQUESTS: usize = 200_000;
/// The word by which this starts itself to make one file and end.
pub(crate) const ALONE: &str = "report-alone";

/// How many times each file is made, in turns with those beside it: the slowest peers take minutes.
const ROUNDS: usize = 3;
/// Rows of the spreadsheet and the CSV file.
const ROWS: usize = 100_000;
const SCRIPT: &str = "src-tauri/crates/xtask/src/bench/report.py";

/// Measures and prints.
///
/// # Errors
/// When a file or a record cannot be made, or the figures are not those that SQL counts.
pub(crate) fn bench(requests: usize) -> Result<(), Stop> {
    pages::bench()?;
    sheets::bench(ROWS)?;
    figures::bench(requests)
}

/// Makes one file of a made-up quarter, and writes how many seconds that took.
///
/// # Errors
/// When it cannot be made or written.
pub(crate) fn alone(file: &str, rows: usize, to: &Path, took: &Path) -> Result<(), Stop> {
    let pdf = file == "pdf";
    let account = if pdf { quarter::of_disclosures(rows)? } else { quarter::of_rows(rows)? };
    let begun = Instant::now();
    let made = if pdf { ::report::pdf(&account) } else { ::report::xlsx(&account) }.map_err(stopped)?;
    let seconds = begun.elapsed().as_secs_f64();
    write(to, made)?;
    write(took, seconds.to_string())
}

/// One of our files, made by a program of its own.
fn ours<'a>(name: &'a str, file: &'a str, rows: usize, folder: &'a Path) -> Result<Contestant<'a>, Stop> {
    let this = env::current_exe().map_err(stopped)?;
    let (to, took) = (folder.join(format!("ours.{file}")), folder.join("took"));
    Ok(Contestant::new(name, rows, move || {
        let mut command = Command::new(&this);
        worked(command.args(["bench", ALONE, file]).arg(rows.to_string()).arg(&to), &took)
    }))
}

/// The same by a peer of the script.
fn in_python<'a>(name: &'a str, peer: &'a Peer, rows: usize, given: &'a Path, to: &'a Path) -> Contestant<'a> {
    let took = to.with_extension("took");
    Contestant::new(name, rows, move || worked(script(peer.module).args([given, to]), &took))
}

/// A program that says by itself how many seconds its work took. All else of it, its memory too, is watched.
fn worked(command: &mut Command, took: &Path) -> Result<Run, Stop> {
    let whole = watched(command.arg(took))?;
    let said = fs::read_to_string(took).map_err(|source| Stop::File { path: took.to_owned(), source })?;
    // What it was busy with is not the work alone.
    Ok(Run { seconds: said.parse().map_err(stopped)?, busy: None, ..whole })
}

/// A package of Python.
struct Peer {
    name: &'static str,
    module: &'static str,
}

impl Peer {
    fn is_there(&self) -> bool {
        answer(program("python3").args(["-c", &format!("import {}", self.module)])).is_some()
    }
}

fn script(peer: &str) -> Command {
    let mut command = program("python3");
    command.arg(root().join(SCRIPT)).arg(peer);
    command
}

/// The line of a table for who is not there.
fn missing(name: &str, how: &str) -> String {
    format!("{name:<23} is not installed ({how})\n")
}

/// How many times as fast as a peer we are, where it was measured.
fn times_as_fast(measured: &[Measured<'_>], peer: &str) -> String {
    let found = measured.first().zip(measured.iter().find(|one| one.name == peer));
    found.map_or_else(|| "-".to_owned(), |(ours, peer)| figure(peer.times_as_long_as(ours)))
}

fn write(to: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Stop> {
    fs::write(to, bytes).map_err(|source| Stop::File { path: to.to_owned(), source })
}
