//! The pages and tables that a check of the record looks at for themselves, beside what it compares with the events.
//!
//! A page that is read is checked against its authentication code. So it is enough that every page is read once, by
//! whomever, and that each connection is asked afterwards whether all were as they were written: that no page is left
//! out, and none passes that was changed, is what this room is for.

use rusqlite::Connection;

use crate::verify::Problem;
use crate::{Error, connection};

/// What nobody else looks at: every page is read once, and a page that is read is checked against its code.
pub(crate) fn check_rest(connection: &Connection) -> Result<Vec<Problem>, Error> {
    let mut problems = Vec::new();
    // A page that holds nothing any more belongs to no table. Where such pages cannot be read one by one, the whole
    // file is read once more.
    let free: i64 = connection.pragma_query_value(None, "freelist_count", |row| row.get(0))?;
    if !read_free_pages(connection, free).is_ok_and(|read| read == free) {
        gather(connection, "PRAGMA cipher_integrity_check", &mut problems)?;
    }
    let tables: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for table in tables.iter().filter(|table| !COMPARED.contains(&table.as_str())) {
        gather(connection, &format!("PRAGMA integrity_check ('{}')", table.replace('\'', "''")), &mut problems)?;
    }
    Ok(problems)
}

/// Reads every page of the list of free pages, as the file format of SQLite has it, and gives their number.
fn read_free_pages(connection: &Connection, free: i64) -> rusqlite::Result<i64> {
    let mut read = 0;
    if free == 0 {
        return Ok(read);
    }
    let mut pages = connection.prepare("SELECT data FROM sqlite_dbpage WHERE pgno = ?1")?;
    let mut words_of = |page: u32| {
        pages.query_row([page], |row| {
            let (words, _) = row.get_ref(0)?.as_blob()?.as_chunks::<4>();
            Ok(words.iter().map(|word| u32::from_be_bytes(*word)).collect::<Vec<_>>())
        })
    };
    // The header names the first trunk; a trunk the next one, how many leaves it lists, and these.
    let mut trunk = words_of(1)?.get(32 / 4).copied().unwrap_or_default();
    while trunk != 0 && read < free {
        let words = words_of(trunk)?;
        read += 1;
        let [next, count, leaves @ ..] = words.as_slice() else { break };
        for leaf in leaves.iter().take(usize::try_from(*count).unwrap_or_default()) {
            words_of(*leaf)?;
            read += 1;
        }
        trunk = *next;
    }
    Ok(read)
}

/// The tables of which every page is read elsewhere: by the replay, by a comparison with the events, or by the check of
/// the index of words.
const COMPARED: [&str; 12] = [
    "disclosure_event",
    "exchange_event",
    "signed_head",
    "happened",
    "request",
    "item",
    "exchange",
    "description",
    "search",
    "search_content",
    "search_data",
    "search_idx",
];

/// The index of words against the words.
pub(crate) fn check_words(connection: &Connection) -> Result<Vec<Problem>, Error> {
    let mut problems = Vec::new();
    gather(connection, "PRAGMA integrity_check (search)", &mut problems)?;
    Ok(problems)
}

/// That a page which this connection has read was not as it was written. It is asked once the connection has read all that
/// it looks at.
pub(crate) fn changed(connection: &Connection) -> Result<Option<Problem>, Error> {
    let as_written = connection::read_as_written(connection)?;
    Ok((!as_written).then(|| Problem::of_store("a page of ledger.db is not as it was written")))
}

fn gather(connection: &Connection, check: &str, problems: &mut Vec<Problem>) -> Result<(), Error> {
    let mut statement = connection.prepare(check)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line != "ok" {
            let problem = Problem::of_store(&told(check, &line));
            if problems.last() != Some(&problem) {
                problems.push(problem);
            }
        }
    }
    Ok(())
}

/// What a check found. The database's own words are for who makes databases; what can be told is the page's number or
/// the table's name.
fn told(check: &str, line: &str) -> String {
    let page = line.split_whitespace().skip_while(|word| *word != "page").nth(1);
    match (check.split_once('('), page) {
        (Some((_, table)), _) => {
            format!("the table {} does not fit its index, or cannot be read", table.trim_matches([')', '\'']))
        }
        (None, Some(page)) => format!("page {page} of ledger.db does not hold"),
        (None, None) => "a page of ledger.db does not hold".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_free_page_is_read_one_by_one() {
        let connection = Connection::open_in_memory().unwrap();
        let free = |connection: &Connection| -> i64 {
            connection.pragma_query_value(None, "freelist_count", |row| row.get(0)).unwrap()
        };
        assert_eq!(read_free_pages(&connection, 0).unwrap(), 0);
        // A trunk lists some thousand leaves.
        for blob in [100, 3_000_000, 20_000_000] {
            let spare =
                format!("CREATE TABLE spare (words); INSERT INTO spare VALUES (zeroblob({blob})); DROP TABLE spare");
            connection.execute_batch(&spare).unwrap();
            let free = free(&connection);
            assert!(free > blob / 5000, "{free} pages are free");
            assert_eq!(read_free_pages(&connection, free).unwrap(), free, "needs SQLITE_ENABLE_DBPAGE_VTAB");
        }
    }
}
