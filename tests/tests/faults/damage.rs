//! A store that is changed between two runs: bytes flipped, an old page or file put back, a file cut or taken away.
//!
//! Here the record need not be whole; but the program must say so, show nothing wrong as right, and leave what is damaged
//! as it is.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use serde_json::Value;

use crate::Depth;
use crate::invariants;
use crate::job::Job;
use crate::office::{Office, key_literal, raw};
use crate::shim::{self, Fault};
use crate::table::Row;

/// What a damaged store may still be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Must {
    /// The check finds it.
    BeFound,
    /// The check finds it, or nothing that anybody reads is different.
    BeFoundOrHarmless,
}

/// What does not hold after a store was changed: it is found, it is not called a wrong passphrase, no row is shown that
/// was never there, and neither `verify` nor `list` changes a byte.
fn broken(office: &Office, rows: &[Value], must: Must, head: Option<&str>) -> Vec<String> {
    let before = office.files();
    let mut broken = Vec::new();
    let words = [&["verify", "store"][..], head.map_or(&[][..], |_| &["--head"]), head.as_slice()].concat();
    let said = office.run(&words);
    let listed = office.rows("store");
    if said.status == Some(0) && (must == Must::BeFound || listed.as_deref() != Ok(rows)) {
        broken.push(format!("I2: it was not found: {}", said.out));
    }
    if said.status != Some(0) {
        let told = format!("{}{}", said.out, said.err);
        if told.contains("passphrase") || told.contains("panicked") || told.trim().is_empty() {
            broken.push(format!("I7: this is said of a damaged store: {told}"));
        }
        if told.to_lowercase().contains("delete it") {
            broken.push(format!("I8: the program offers to delete: {told}"));
        }
    }
    if office.files() != before {
        broken.push("I8: what is damaged was changed".to_owned());
    }
    broken
}

/// An office with the heads of its record kept beside it, and what is in it.
fn office() -> (Office, Vec<Value>) {
    let office = Office::new();
    fs::write(office.path("heads"), office.run(&["verify", "store"]).done()).unwrap();
    let rows = office.rows("store").unwrap();
    (office, rows)
}

const PAGE: usize = 4096;

/// One byte changed in the database: of every page the real program must find one; of every position of every page,
/// reading that page must.
pub fn flipped(depth: Depth) -> Row {
    let mut row = Row::of(13, "a byte of the database, or of the key file, is changed");
    let (office, rows) = office();
    let file = office.path("store/ledger.db");
    let whole = fs::read(&file).unwrap();
    let pages = whole.len() / PAGE;
    let step = if depth == Depth::Long { 1 } else { pages.div_ceil(24) };
    for page in (0..pages).step_by(step) {
        let at = page * PAGE + (page * 37 + 11) % PAGE;
        with_flip(&file, &whole, at, || {
            row.done(&format!("page {page}"), broken(&office, &rows, Must::BeFound, None));
        });
    }
    let keys = office.path("store/keys.json");
    let sealed = fs::read(&keys).unwrap();
    let step = if depth == Depth::Long { 1 } else { sealed.len().div_ceil(24) };
    for at in (0..sealed.len()).step_by(step) {
        with_flip(&keys, &sealed, at, || {
            let said = office.run(&["verify", "store"]);
            let found = said.status == Some(1) && said.err.contains("keys.json") && said.err.contains("damaged");
            let newer = said.status == Some(1) && said.err.contains("Use a newer program");
            let broken = (!found && !newer).then(|| format!("I7: {}{}", said.out, said.err)).into_iter().collect();
            row.done("keys.json", broken);
        });
    }
    if depth == Depth::Short {
        row.note = "every position of every page: the long set".to_owned();
        return row;
    }
    for page in 0..pages {
        let mut unseen = Vec::new();
        for at in page * PAGE..(page + 1) * PAGE {
            with_flip(&file, &whole, at, || {
                if page_reads(&file, page + 1) {
                    unseen.push(format!("I2: position {at} was changed and page {} still reads", page + 1));
                }
            });
            row.injections += 1;
        }
        assert!(page_reads(&file, page + 1), "page {} reads as it was", page + 1);
        row.broken.extend(unseen);
    }
    row
}

fn with_flip(file: &Path, whole: &[u8], at: usize, test: impl FnOnce()) {
    use std::os::unix::fs::FileExt as _;
    let open = fs::OpenOptions::new().write(true).open(file).unwrap();
    open.write_all_at(&[whole[at] ^ 0x10], at as u64).unwrap();
    test();
    open.write_all_at(&whole[at..=at], at as u64).unwrap();
}

/// Does this page come out of the database, read by itself? One whose code is wrong comes out as zeros, without an error;
/// but from then on the encryption says that it has failed.
fn page_reads(file: &Path, page: usize) -> bool {
    let read = || -> rusqlite::Result<String> {
        let raw = Connection::open_with_flags(
            format!("file:{}?immutable=1", file.display()),
            rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_URI,
        )?;
        raw.pragma_update(None, "cipher_log_level", "NONE")?;
        raw.pragma_update(None, "key", key_literal())?;
        raw.query_row("SELECT data FROM sqlite_dbpage WHERE pgno = ?1", [i64::try_from(page).unwrap()], |_| Ok(()))?;
        raw.pragma_query_value(None, "cipher_status", |row| row.get::<_, String>(0))
    };
    read().is_ok_and(|status| status == "1")
}

/// The first page gone; and the file, or its log, cut or taken away.
pub fn cut(depth: Depth) -> Vec<Row> {
    let (office, rows) = office();
    let file = office.path("store/ledger.db");
    let whole = fs::read(&file).unwrap();
    let mut header = Row::of(15, "the first page is damaged");
    for length in [16, 100, PAGE] {
        let mut changed = whole.clone();
        changed[..length].fill(0);
        fs::write(&file, &changed).unwrap();
        header.done(&format!("{length} bytes"), broken(&office, &rows, Must::BeFound, None));
    }
    let mut short = Row::of(19, "the database is cut");
    let step = if depth == Depth::Long { PAGE / 2 } else { whole.len() / 12 };
    for length in (0..whole.len()).step_by(step) {
        fs::write(&file, &whole[..length]).unwrap();
        short.done(&format!("to {length}"), broken(&office, &rows, Must::BeFound, None));
    }
    vec![header, short]
}

/// One old page after the other put back, each of them authentic; then the whole old file.
pub fn put_back(depth: Depth) -> Vec<Row> {
    let (office, _) = office();
    let old = fs::read(office.path("store/ledger.db")).unwrap();
    office.import("AFTER", 6, 3);
    fs::write(office.path("heads"), office.run(&["verify", "store"]).done()).unwrap();
    let rows = office.rows("store").unwrap();
    let file = office.path("store/ledger.db");
    let new = fs::read(&file).unwrap();
    let mut page_row = Row::of(16, "an old page is put back");
    let differ: Vec<usize> = (0..old.len() / PAGE)
        .filter(|page| old[page * PAGE..(page + 1) * PAGE] != new[page * PAGE..(page + 1) * PAGE])
        .collect();
    assert!(differ.len() > 5, "{} pages differ", differ.len());
    for page in &differ {
        if depth == Depth::Short && page % 2 == 1 {
            continue;
        }
        let mut mixed = new.clone();
        let place = page * PAGE..(page + 1) * PAGE;
        mixed[place.clone()].copy_from_slice(&old[place]);
        fs::write(&file, &mixed).unwrap();
        page_row.done(&format!("page {page}"), broken(&office, &rows, Must::BeFoundOrHarmless, None));
    }
    let mut file_row = Row::of(17, "the whole old database is put back (a head kept outside finds it)");
    fs::write(&file, &old).unwrap();
    file_row.done("old file", broken(&office, &rows, Must::BeFound, Some("heads")));
    file_row.note = "the heads that the program keeps by itself: cli/tests/program/seen.rs".to_owned();
    vec![page_row, file_row]
}

/// A log that a kill left behind is taken away, cut, changed or exchanged.
pub fn log(depth: Depth) -> Row {
    let mut row = Row::of(18, "the database's log is taken away, cut or changed (a head kept outside finds it)");
    let office = Office::new();
    let early = fs::read(office.path("store/ledger.db")).unwrap();
    // The folder as a kill leaves it: what was saved last is in the log alone.
    let desk = crate::office::desk_of(&office.path("store"), 5).unwrap();
    let mut desk = desk;
    let document = r#"{"request": "WAL-1", "received": "2025-03-04", "agency": "ICE",
        "items": [{"ask": "custody_hold", "instrument": "detainer"}]}"#;
    desk.log(&desk::RequestDocument::from_json(document).unwrap()).unwrap();
    let killed = office.copy();
    drop(desk);
    fs::write(killed.path("heads"), killed.run(&["verify", "store"]).done()).unwrap();
    let rows = killed.rows("store").unwrap();
    let name = killed.path("store/ledger.db-wal");
    let whole = fs::read(&name).unwrap();
    assert!(whole.len() > PAGE && fs::read(killed.path("store/ledger.db")).unwrap() == early, "it is in the log");
    fs::remove_file(&name).unwrap();
    row.done("taken away", broken(&killed, &rows, Must::BeFound, Some("heads")));
    for length in (0..whole.len()).step_by(if depth == Depth::Long { PAGE / 4 } else { whole.len() / 6 }) {
        fs::write(&name, &whole[..length]).unwrap();
        row.done("cut", broken(&killed, &rows, Must::BeFound, Some("heads")));
    }
    fs::write(&name, &whole).unwrap();
    let step = if depth == Depth::Long { 97 } else { whole.len() / 24 };
    for at in (0..whole.len()).step_by(step) {
        with_flip(&name, &whole, at, || {
            row.done("changed", broken(&killed, &rows, Must::BeFoundOrHarmless, Some("heads")));
        });
    }
    assert_eq!(killed.rows("store").unwrap(), rows, "as it was, it is all there");
    row
}

/// Somebody with the key takes the rules out of the database, or cuts the end of the record off.
pub fn inside() -> Vec<Row> {
    let mut tail =
        Row::of(20, "the end of the record is cut off by somebody with the key (a head kept outside finds it)");
    let (office, rows) = office();
    let older = Office::new();
    fs::copy(older.path("store/ledger.db"), office.path("older.db")).unwrap();
    // The record as it was one import earlier, whole and signed: what a patient insider would make of it.
    let restored = office.run(&["restore", "kept", "earlier"]);
    assert_eq!(restored.status, Some(0), "{}", restored.err);
    fs::copy(office.path("earlier/ledger.db"), office.path("store/ledger.db")).unwrap();
    tail.done("cut off", broken(&office, &rows, Must::BeFound, Some("heads")));
    let mut rules = Row::of(21, "the database's own rules are taken out, a row is replaced");
    for change in [
        "DROP TRIGGER disclosure_event_stays",
        "DROP TRIGGER disclosure_event_stays; DROP TRIGGER disclosure_event_remains; DELETE FROM disclosure_event WHERE seq = 4",
        "UPDATE request SET agency = 'Nobody' WHERE id = 1",
        "CREATE TRIGGER extra AFTER INSERT ON request BEGIN SELECT 1; END",
    ] {
        let office = Office::new();
        let rows = office.rows("store").unwrap();
        office.raw().execute_batch(change).unwrap();
        rules.done(change, broken(&office, &rows, Must::BeFound, None));
    }
    let mut newer = Row::of(33, "the store is of a newer program");
    let office = Office::new();
    office.raw().execute_batch("PRAGMA user_version = 999").unwrap();
    for words in [&["verify", "store"][..], &["import", "store", "log.csv"]] {
        newer.done(words[0], refused(&office, words, "of version 999"));
    }
    vec![tail, rules, newer]
}

/// What does not hold where the program must refuse, in these words, and change nothing.
fn refused(office: &Office, words: &[&str], why: &str) -> Vec<String> {
    let before = office.files();
    let said = office.run(words);
    let mut broken = Vec::new();
    if said.status != Some(1) || !said.err.contains(why) {
        broken.push(format!("I7: {words:?}: {:?} {}{}", said.status, said.out, said.err));
    }
    if office.files() != before {
        broken.push(format!("I3, I8: {words:?} changed something"));
    }
    broken
}

/// Files in the store's folder that are not what they should be.
pub fn strange() -> Vec<Row> {
    let mut conflict = Row::of(24, "a sync client leaves another copy of the database");
    let office = Job::Import.office();
    fs::copy(office.path("store/ledger.db"), office.path("store/ledger (conflicted copy).db")).unwrap();
    let copy = office.files();
    let ran = shim::run(&office, Job::Import, Fault::none("w"));
    let mut broken = invariants::broken(&office, Job::Import, &ran);
    let name = Path::new("store/ledger (conflicted copy).db");
    if office.files().get(name) != copy.get(name) {
        broken.push("I8: the copy was touched".to_owned());
    }
    conflict.done("a copy beside it", broken);
    conflict.note = "that it is there is not told".to_owned();

    let mut migration = Row::of(32, "a migration fails on the data it meets");
    let office = Job::Migrate.office();
    let before = office.rows("store").unwrap();
    office.raw().execute_batch("ALTER TABLE officer ADD COLUMN role TEXT").unwrap();
    let said = office.run(&Job::Migrate.words());
    let version: i64 = office.raw().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    let mut broken = Vec::new();
    if said.status != Some(1) || !said.err.contains("Nothing of this act was saved") {
        broken.push(format!("I7: {:?} {}{}", said.status, said.out, said.err));
    }
    if version != 9 || office.rows("store").as_ref() != Ok(&before) {
        broken.push(format!("I3: the store is of version {version} now"));
    }
    office.raw().execute_batch("ALTER TABLE officer DROP COLUMN role").unwrap();
    let ran = shim::run(&office, Job::Migrate, Fault::none("w"));
    broken.extend(invariants::broken(&office, Job::Migrate, &ran));
    migration.done("a column of that name", broken);

    let mut plain = Row::of(51, "the database is not encrypted");
    let office = Office::new();
    fs::remove_file(office.path("store/ledger.db")).unwrap();
    Connection::open(office.path("store/ledger.db")).unwrap().execute_batch("CREATE TABLE item (entry)").unwrap();
    for words in [&["verify", "store"][..], &["import", "store", "log.csv"]] {
        plain.done(words[0], refused(&office, words, "is not encrypted"));
    }
    plain.note = "a library that cannot encrypt needs another build; each opening asks it".to_owned();
    vec![conflict, migration, plain]
}

/// A damaged store, and a backup restored in its place: what was damaged is beside it, byte for byte.
pub fn moved_aside() -> Row {
    let mut row = Row::of(13, "");
    for (at, file) in [(5_000, "ledger.db"), (100, "ledger.db"), (40, "keys.json")] {
        let (office, _) = office();
        let path = office.path("store").join(file);
        let mut bytes = fs::read(&path).unwrap();
        bytes[at] ^= 0x10;
        fs::write(&path, bytes).unwrap();
        let before = office.files();
        let said = office.run(&["restore", "kept", "store"]);
        let mut broken = Vec::new();
        if said.status != Some(0) || !said.out.contains("store.damaged-1") {
            broken.push(format!("I7: {:?} {}{}", said.status, said.out, said.err));
        }
        let after = office.files();
        for (path, bytes) in before.iter().filter(|(path, _)| path.starts_with("store")) {
            if after.get(&Path::new("store.damaged-1").join(path.strip_prefix("store").unwrap())) != Some(bytes) {
                broken.push(format!("I8: {} is not what it was", path.display()));
            }
        }
        if office.run(&["verify", "store"]).status != Some(0) {
            broken.push("I2: the restored store does not verify".to_owned());
        }
        row.done("restored in its place", broken);
    }
    let (office, _) = office();
    row.done("a whole store", refused(&office, &["restore", "kept", "store"], "Nothing was changed"));
    row
}

/// Backups that are none, or not any more.
pub fn backups(depth: Depth) -> Vec<Row> {
    let mut row = Row::of(53, "the backup is cut, empty, changed, or of another key");
    let mut schema = Row::of(56, "the backup's database has another shape");
    let office = Office::new();
    let whole = fs::read(office.path("kept")).unwrap();
    let try_one = |row: &mut Row, how: &str, bytes: &[u8]| {
        fs::write(office.path("kept"), bytes).unwrap();
        row.done(how, refused(&office, &["restore", "kept", "new"], "Nothing was changed"));
    };
    let steps = if depth == Depth::Long { 200 } else { 12 };
    for length in (0..whole.len() - 1024).step_by(whole.len() / steps) {
        try_one(&mut row, "cut", &whole[..length]);
    }
    for at in (700..whole.len() - 1536).step_by(whole.len() / steps) {
        // Between the two files and behind the last one, an archive has filling that nobody reads.
        let mut changed = whole.clone();
        changed[at] ^= 0x10;
        if whole[at] != 0 {
            try_one(&mut row, "changed", &changed);
        }
    }
    try_one(&mut row, "zeros", &vec![0; whole.len()]);
    try_one(&mut row, "no backup", b"a letter");
    let place = whole.windows(9).position(|window| window == b"ledger.db").unwrap() + 512;
    for change in [
        "CREATE TRIGGER extra AFTER INSERT ON request BEGIN SELECT 1; END",
        "CREATE VIEW extra AS SELECT 1",
        "DROP TRIGGER disclosure_event_stays",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ledger.db");
        fs::write(&file, &whole[place..whole.len() - 1024]).unwrap();
        let database = raw(&file);
        database.execute_batch(change).unwrap();
        database.query_row("PRAGMA wal_checkpoint (TRUNCATE)", [], |_| Ok(())).unwrap();
        drop(database);
        let changed = fs::read(&file).unwrap();
        let mut packed = whole.clone();
        // A page more makes another length, which the archive's header would have to say.
        packed.splice(
            place..whole.len() - 1024,
            changed.iter().copied().chain(std::iter::repeat(0)).take(whole.len() - 1024 - place),
        );
        try_one(&mut schema, change, &packed);
    }
    vec![row, schema]
}
