//! The figures of one quarter, beside the same counts by bare SQL over the same rows of the same encrypted file.

use std::collections::BTreeMap;
use std::env;
use std::hint::black_box;
use std::process::Command;

use report::comparison::KeyFigures;
use report::{Account, Quarter};
use rusqlite::{Connection, Statement};

use crate::bench::measure::{self, Contestant, alternate, figure, stopped, timed, watched};
use crate::bench::verify::connect;
use crate::bench::{ROUNDS, import, sample};
use crate::command::{Stop, say};

/// A thousand requests of the made-up log have so many items.
const ITEMS_OF_1000: usize = 1_600;
/// The last whole quarter of the made-up log, for which the fewest later rows are read in vain.
const QUARTER: &str = "2023-Q4";

/// The rows that can matter to the quarters from a day on, as the program looks them up: its own columns and its request's.
const TOUCHED: &str = "CREATE TEMP TABLE touched AS \
     SELECT request, substr(received, 1, 10) AS received, origin, channel, department, agency, \
         substr(coalesce(decided, received), 1, 10) AS decided, substr(responded, 1, 10) AS responded, \
         ask, information, instrument, outcome, clause, flag, response, entry \
     FROM item JOIN request ON request.id = item.request \
     WHERE response IS NULL OR responded >= ?1 OR received >= ?1 OR decided >= ?1";

/// The key figures of the quarter from one day to another, by their words.
const KEY_FIGURES: &str = include_str!("key_figures.sql");

/// What the figures of the quarter are made of, a count for each word or name.
const BREAKDOWNS: [&str; 16] = [
    "SELECT count(*) FROM touched WHERE outcome IS NULL AND received BETWEEN ?1 AND ?2",
    "SELECT outcome, flag, count(*) FROM touched WHERE outcome NOT NULL AND decided BETWEEN ?1 AND ?2 GROUP BY 1, 2",
    "SELECT response, count(*) FROM touched WHERE responded BETWEEN ?1 AND ?2 GROUP BY 1",
    "SELECT agency, count(DISTINCT request), count(*) FROM touched WHERE received BETWEEN ?1 AND ?2 GROUP BY 1",
    "SELECT instrument, count(*) FROM touched WHERE received BETWEEN ?1 AND ?2 GROUP BY 1",
    "SELECT origin, count(DISTINCT request) FROM touched WHERE received BETWEEN ?1 AND ?2 GROUP BY 1",
    "SELECT department, count(DISTINCT request), count(*) FROM touched WHERE received BETWEEN ?1 AND ?2 GROUP BY 1",
    "SELECT channel, count(DISTINCT request) FROM touched WHERE received BETWEEN ?1 AND ?2 GROUP BY 1",
    "SELECT ask, count(*) FILTER (WHERE received BETWEEN ?1 AND ?2), \
         count(*) FILTER (WHERE responded BETWEEN ?1 AND ?2 AND response IN ('released', 'released_in_part')) \
     FROM touched GROUP BY 1",
    "SELECT information, count(*) FILTER (WHERE received BETWEEN ?1 AND ?2), \
         count(*) FILTER (WHERE responded BETWEEN ?1 AND ?2 AND response IN ('released', 'released_in_part')) \
     FROM touched WHERE ask = 'information' GROUP BY 1",
    "SELECT instrument, count(*) FROM touched WHERE outcome = 'mandatory' AND responded BETWEEN ?1 AND ?2 \
         AND response IN ('released', 'released_in_part') GROUP BY 1",
    "SELECT clause, count(*) FROM touched WHERE outcome = 'action_prohibited' AND responded BETWEEN ?1 AND ?2 \
         AND response = 'withheld' GROUP BY 1",
    "SELECT julianday(responded) - julianday(received), count(*) FROM touched WHERE responded BETWEEN ?1 AND ?2 GROUP BY 1",
    "SELECT count(*) FROM touched JOIN answer USING (entry) WHERE surplus AND responded BETWEEN ?1 AND ?2",
    "SELECT waits_for, count(*) FROM touched JOIN pause USING (entry) WHERE ended IS NULL AND received BETWEEN ?1 AND ?2 GROUP BY 1",
    "SELECT agency, direction, count(*) FROM exchange JOIN request ON request.number = exchange.request \
     WHERE substr(responded, 1, 10) BETWEEN ?1 AND ?2 \
         AND (direction = 'inquiry' OR response IN ('released', 'released_in_part')) GROUP BY 1, 2",
];

/// Measures and prints.
///
/// # Errors
/// When the record cannot be made or read, or the figures are not those that SQL counts.
pub(super) fn bench(requests: usize) -> Result<(), Stop> {
    let folder = measure::folder()?;
    let (log, store) = (folder.path().join("log.csv"), folder.path().join("store"));
    sample::write_log(&log, (requests * ITEMS_OF_1000).div_ceil(1000))?;
    sample::found(&store)?;
    watched(Command::new(env::current_exe().map_err(stopped)?).args(["bench", import::ALONE]).args([&log, &store]))?;

    let quarter: Quarter = QUARTER.parse().map_err(stopped)?;
    let desk = sample::open(&store, true)?;
    let connection = connect(&store.join("ledger.db"))?;
    connection.pragma_update(None, "temp_store", "MEMORY").map_err(stopped)?;
    agree(&desk.account(quarter, None).map_err(stopped)?, &counted(&connection, quarter).map_err(stopped)?)?;

    let measured = alternate(
        ROUNDS,
        vec![
            Contestant::new("report, figures", requests, || {
                timed(|| desk.account(quarter, None).map(|account| drop(black_box(account))).map_err(stopped))
            }),
            Contestant::new("SQL aggregates", requests, || {
                timed(|| counted(&connection, quarter).map(|counts| drop(black_box(counts))).map_err(stopped))
            }),
            Contestant::new("SQL, the rows alone", requests, || {
                timed(|| touched(&connection, quarter).map_err(stopped))
            }),
        ],
    )?;
    let items: i64 = connection.query_row("SELECT count(*) FROM touched", [], |row| row.get(0)).map_err(stopped)?;
    let title = format!("Figures of a quarter in a record of {requests} requests");
    say(&measure::table(&title, "requests", &measured));
    say(&measure::surroundings(folder.path())?);
    if let [ours, sql, _] = measured.as_slice() {
        say(&format!(
            "Both count {QUARTER} and the key figures of the four quarters before, from {items} items; the report also keeps\n\
             the quarter's rows and counts it a second time. Aim: within 2 times the SQL. Measured: {} times.",
            figure(ours.times_as_long_as(sql)),
        ));
    }
    Ok(())
}

/// A quarter and the four before, the earliest first.
fn five(quarter: Quarter) -> Vec<Quarter> {
    let mut quarters: Vec<Quarter> =
        std::iter::successors(Some(quarter), |later| Some(later.previous())).take(5).collect();
    quarters.reverse();
    quarters
}

/// Takes the rows aside.
fn touched(connection: &Connection, quarter: Quarter) -> rusqlite::Result<()> {
    let since = five(quarter).first().map_or_else(|| quarter.from(), |first| first.from());
    connection.execute_batch("DROP TABLE IF EXISTS touched")?;
    connection.execute(TOUCHED, [since.to_string()]).map(drop)
}

/// Counts everything, and gives the key figures of the five quarters.
fn counted(connection: &Connection, quarter: Quarter) -> rusqlite::Result<Vec<BTreeMap<String, u64>>> {
    touched(connection, quarter)?;
    let mut statement = connection.prepare(KEY_FIGURES)?;
    let figures = five(quarter).into_iter().map(|quarter| {
        statement
            .query_map(days(quarter), |row| Ok((row.get(0)?, row.get::<_, u32>(1)?.into())))?
            .collect::<rusqlite::Result<_>>()
    });
    let figures = figures.collect::<rusqlite::Result<_>>()?;
    for breakdown in BREAKDOWNS {
        read(&mut connection.prepare(breakdown)?, quarter)?;
    }
    Ok(figures)
}

fn days(quarter: Quarter) -> [String; 2] {
    [quarter.from().to_string(), quarter.to().to_string()]
}

fn read(statement: &mut Statement<'_>, quarter: Quarter) -> rusqlite::Result<()> {
    let columns = statement.column_count();
    let mut rows = statement.query(days(quarter))?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            black_box(row.get_ref(column)?);
        }
    }
    Ok(())
}

/// Do the report and SQL count the same?
fn agree(account: &Account, counted: &[BTreeMap<String, u64>]) -> Result<(), Stop> {
    let before = account.comparison.quarters_before.iter().map(|quarter| &quarter.figures);
    let own = account.key_figures();
    let words = |figures: &KeyFigures| {
        figures.iter().map(|(figure, count)| (figure.as_str().to_owned(), *count)).collect::<BTreeMap<_, _>>()
    };
    let ours: Vec<BTreeMap<String, u64>> = before.chain([&own]).map(words).collect();
    if ours == counted {
        Ok(())
    } else {
        Err(Stop::Needs(format!("the report counts {ours:#?}, and SQL counts {counted:#?}")))
    }
}
