//! The spreadsheet beside two writers of Python with the same cells, and the CSV file beside a writer that guards nothing.

use std::fs::File;
use std::hint::black_box;
use std::io::BufReader;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use report::account::Row;
use report::{Account, CsvTable};
use serde_json::{Value, json};

use super::{Peer, ROUNDS, in_python, missing, ours, quarter, times_as_fast, write};
use crate::bench::measure::{self, Contestant, alternate, figure, stopped, timed};
use crate::command::{Stop, say};

const OURS: &str = "report, XLSX";
const PEERS: [Peer; 2] =
    [Peer { name: "XlsxWriter", module: "xlsxwriter" }, Peer { name: "openpyxl, write only", module: "openpyxl" }];

/// Measures and prints.
///
/// # Errors
/// When a file cannot be made, or a peer's has other cells than ours.
pub(super) fn bench(rows: usize) -> Result<(), Stop> {
    spreadsheet(rows)?;
    csv(rows)
}

fn spreadsheet(rows: usize) -> Result<(), Stop> {
    let folder = measure::folder()?;
    let folder = folder.path();
    let (made, given) = (folder.join("ours.xlsx"), folder.join("sheets.json"));
    // What it holds is read from the file itself, so that all write the same.
    let mut first = ours(OURS, "xlsx", rows, folder)?;
    (first.run)()?;
    let sheets = sheets(&made)?;
    let cells: usize = sheets.iter().map(|(_, cells)| cells.iter().map(Vec::len).sum::<usize>()).sum();
    write(&given, serde_json::to_vec(&sheets).map_err(stopped)?)?;

    let files = PEERS.each_ref().map(|peer| folder.join(peer.module).with_extension("xlsx"));
    let mut contestants = vec![first];
    let mut not_there = String::new();
    for (peer, file) in PEERS.iter().zip(&files) {
        if peer.is_there() {
            contestants.push(in_python(peer.name, peer, rows, &given, file));
        } else {
            not_there.push_str(&missing(peer.name, &format!("pip: {}", peer.module)));
        }
    }
    let measured = alternate(ROUNDS, contestants)?;
    for file in files.iter().filter(|file| file.exists()) {
        if self::sheets(file)? != sheets {
            return Err(Stop::Needs(format!("{} has other cells than ours", file.display())));
        }
    }
    let title = format!("XLSX of {rows} rows, {cells} cells");
    say(&format!("{}{not_there}", measure::table(&title, "rows", &measured)));
    say(&measure::surroundings(folder)?);
    let [xlsxwriter, openpyxl] = PEERS.each_ref().map(|peer| times_as_fast(&measured, peer.name));
    say(&format!(
        "Aims: 6 times as fast as XlsxWriter, 10 times as fast as openpyxl.\nMeasured: {xlsxwriter} and {openpyxl} times. \
         Ours has tables, widths, a chart and formats too."
    ));
    Ok(())
}

/// A sheet by its name, with the cells of each row.
type Sheet = (String, Vec<Vec<Value>>);

/// Every sheet of a workbook with its cells, text as text and numbers as numbers. A day is the number that it is in the file.
fn sheets(file: &Path) -> Result<Vec<Sheet>, Stop> {
    let mut workbook: Xlsx<BufReader<File>> = open_workbook(file).map_err(stopped)?;
    let cell = |cell: &Data| match cell {
        Data::Int(number) => json!(number),
        Data::Float(number) => json!(number),
        Data::DateTime(day) => json!(day.as_f64()),
        Data::Empty => json!(""),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => json!(text),
        Data::Bool(_) | Data::Error(_) => json!(cell.to_string()),
    };
    let names = workbook.sheet_names();
    let read = names.into_iter().map(|name| {
        let cells = workbook.worksheet_range(&name).map_err(stopped)?;
        Ok((name, cells.rows().map(|row| row.iter().map(cell).collect()).collect()))
    });
    read.collect()
}

/// How many files a round makes: one takes some hundredths of a second.
const FILES: usize = 10;
const GUARDED: &str = "report, CSV";
const BARE: &str = "csv, no guard";

fn csv(rows: usize) -> Result<(), Stop> {
    let folder = measure::folder()?;
    let account = quarter::of_rows(rows)?;
    if guarded(&account)? != bare(&account)? {
        return Err(Stop::Needs("the made-up rows hold a formula, so that both CSV files differ".to_owned()));
    }
    let files = |file: fn(&Account) -> Result<Vec<u8>, Stop>| {
        let account = &account;
        move || timed(|| (0..FILES).try_for_each(|_| file(account).map(|bytes| drop(black_box(bytes)))))
    };
    let measured = alternate(
        super::super::ROUNDS,
        vec![Contestant::new(GUARDED, rows * FILES, files(guarded)), Contestant::new(BARE, rows * FILES, files(bare))],
    )?;
    say(&measure::table(&format!("CSV of {rows} rows"), "rows", &measured));
    say(&measure::surroundings(folder.path())?);
    if let [guarded, bare] = measured.as_slice() {
        say(&format!(
            "Aim: 0.7 times as fast as the writer without a guard. Measured: {} times.",
            figure(bare.times_as_long_as(guarded)),
        ));
    }
    Ok(())
}

/// The rows as the report writes them.
fn guarded(account: &Account) -> Result<Vec<u8>, Stop> {
    let mut table = CsvTable::under(&Row::COLUMNS).map_err(stopped)?;
    account.rows.iter().try_for_each(|row| table.add(row.cells())).map_err(stopped)?;
    table.finish().map_err(stopped)
}

/// The same rows by the same writer as they are.
fn bare(account: &Account) -> Result<Vec<u8>, Stop> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    table.write_record(Row::COLUMNS).map_err(stopped)?;
    for row in &account.rows {
        table.write_record(row.cells().iter().map(|cell| cell.as_bytes())).map_err(stopped)?;
    }
    table.into_inner().map_err(stopped)
}
