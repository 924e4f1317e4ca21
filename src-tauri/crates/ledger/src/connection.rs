//! How the database is opened: the key first, then every setting that durability and safety rest on, each read back.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::Error;
use crate::keys::StoreKey;

/// The name of the database in a store's folder.
pub(crate) const FILE: &str = "ledger.db";

/// SQLite 3.53.2: the first without CVE-2026-11822 and -11824, which a crafted file of a backup could use.
const SQLITE_FLOOR: i32 = 3_053_002;

/// What every file of plain SQLite begins with, and an encrypted one does not.
const PLAIN_HEADER: &[u8; 16] = b"SQLite format 3\0";

/// The tables that only grow; see [`refuse_rewriting`].
const APPEND_ONLY: [&str; 4] = ["disclosure_event", "exchange_event", "signed_head", "access_event"];

/// Settings of every connection, with the value each must read back as.
const SETTINGS: [(&str, i64); 12] = [
    ("synchronous", 2), // FULL: what was acknowledged survives a power cut, at one sync for each act
    ("fullfsync", 1),   // macOS: a sync that reaches the disk
    ("checkpoint_fullfsync", 1),
    ("foreign_keys", 1),
    ("recursive_triggers", 1), // REPLACE fires the delete triggers
    ("trusted_schema", 0),     // a crafted schema runs no functions
    ("cell_size_check", 1),
    ("secure_delete", 1), // a destroyed description leaves no bytes in its page
    ("temp_store", 2),    // no temporary file, so no plain text on disk
    ("cache_size", -16_384),
    ("journal_size_limit", 67_108_864), // a large import does not leave a large log behind
    // Folding the log into the database costs three syncs; a commit needs only its own. So it is done at closing, and
    // in between only where the log has grown to 32 MiB.
    ("wal_autocheckpoint", 8_192),
];

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Making a database, or bringing an older one to this program's shape.
    Migrate,
    /// Reading and appending.
    Write,
    /// Reading, without changing any file in the folder.
    Read,
    /// Reading beside the connection that writes.
    Beside,
}

/// The database of the store in this folder.
pub(crate) fn path(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// Opens the database of the store in this folder.
///
/// # Errors
/// [`Error::Damaged`] if the first page cannot be read with the key, [`Error::Build`] if the library is not the
/// encrypting one, or too old.
pub(crate) fn open(folder: &Path, key: &StoreKey, mode: Mode) -> Result<Connection, Error> {
    begin_once();
    let linked = rusqlite::version_number();
    if linked < SQLITE_FLOOR {
        return Err(Error::Build { what: format!("its SQLite is {}, older than 3.53.2", rusqlite::version()) });
    }
    // To close a file gives up every lock that this process has on it, so what is open already is not opened here.
    if matches!(mode, Mode::Write | Mode::Read) {
        refuse_plain(folder)?;
    }
    let of_store = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) if mode != Mode::Read => {
            Error::writing(folder)(std::io::ErrorKind::PermissionDenied.into())
        }
        _ => Error::of_database(error, folder),
    };
    let mut connection = connect(folder, mode).map_err(of_store)?;
    prepare(&mut connection, key, mode).map_err(of_store)??;
    Ok(connection)
}

/// Does this key open the database of the store in this folder? Nothing is changed by asking.
pub(crate) fn opens(folder: &Path, key: &StoreKey) -> bool {
    open(folder, key, Mode::Read).is_ok()
}

/// Encrypts a database anew, with another key. Never that of a store: a copy, which is thrown away where this breaks off.
pub(crate) fn encrypt_anew(folder: &Path, key: &StoreKey, with: &StoreKey) -> Result<(), Error> {
    let connection = open(folder, key, Mode::Migrate)?;
    let done = connection
        .query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))
        .and_then(|()| connection.pragma_update(None, "rekey", with.as_blob_literal().as_str()));
    done.map_err(|error| Error::of_database(error, folder))
}

/// Lets the library begin its work on one thread alone. SQLite says it is ready before the encryption is: whoever opens
/// a database in between is told that its key cannot be used.
pub(crate) fn begin_once() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| drop(Connection::open_in_memory()));
}

fn connect(folder: &Path, mode: Mode) -> rusqlite::Result<Connection> {
    let file = path(folder);
    let unshared = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE;
    match mode {
        Mode::Migrate => Connection::open_with_flags(
            file,
            unshared | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        ),
        Mode::Write => Connection::open_with_flags(file, unshared | OpenFlags::SQLITE_OPEN_READ_WRITE),
        Mode::Beside => Connection::open_with_flags(file, unshared | OpenFlags::SQLITE_OPEN_READ_ONLY),
        Mode::Read => {
            let reading = unshared | OpenFlags::SQLITE_OPEN_READ_ONLY;
            if has_log_left_behind(folder) {
                // Events that were saved just before a crash are still in the log. Without shared locks (the store's own
                // lock keeps others out) its index is built in memory, and no file is made or changed.
                let without_locks = if cfg!(windows) { c"win32-none" } else { c"unix-none" };
                let connection = Connection::open_with_flags_and_vfs(file, reading, without_locks)?;
                connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
                connection.pragma_update(None, "locking_mode", "exclusive")?;
                Ok(connection)
            } else {
                Connection::open_with_flags(immutable_uri(&file), reading | OpenFlags::SQLITE_OPEN_URI)
            }
        }
    }
}

/// Takes the log into the database and syncs that, so that what comes next begins a new log. What a crash or a disk that
/// failed left in the log may not be on the disk, although it can be read; nothing may be appended behind it.
pub(crate) fn take_log_in(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint (TRUNCATE)", [], |_| Ok(()))
}

/// Was every page that this connection has read as it was written? One that was not is read as zeros, without an error, and
/// so is every page after it: the encryption alone tells.
pub(crate) fn read_as_written(connection: &Connection) -> rusqlite::Result<bool> {
    connection.pragma_query_value(None, "cipher_status", |row| Ok(row.get_ref(0)?.as_str()? == "1"))
}

pub(crate) fn has_log_left_behind(folder: &Path) -> bool {
    std::fs::metadata(beside(folder, "-wal")).is_ok_and(|file| file.len() > 0)
}

/// Is the log beside the database gone, whose index was left behind? A program that is killed leaves both. The next
/// opening for writing removes the trace.
pub(crate) fn log_is_gone(folder: &Path) -> bool {
    let is_there = |file| std::fs::exists(file).unwrap_or(false);
    is_there(beside(folder, "-shm")) && !is_there(beside(folder, "-wal"))
}

/// A file that SQLite makes beside the database.
fn beside(folder: &Path, end: &str) -> PathBuf {
    let mut file = path(folder).into_os_string();
    file.push(end);
    file.into()
}

/// The file as a URI that says nobody will change it, so that reading it needs neither locks nor a log beside it.
fn immutable_uri(file: &Path) -> String {
    let mut uri = String::from("file:");
    if cfg!(windows) {
        uri.push('/');
    }
    for byte in file.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' | b':' => {
                uri.push(char::from(*byte));
            }
            b'\\' if cfg!(windows) => uri.push('/'),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// The outer result is the database's, the inner one ours.
fn prepare(connection: &mut Connection, key: &StoreKey, mode: Mode) -> rusqlite::Result<Result<(), Error>> {
    // What SQLCipher has to say comes back as an error; its lines on standard error would only confuse a clerk.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    connection.pragma_update(None, "key", key.as_blob_literal().as_str())?;
    let cipher: Option<String> = optional(connection.pragma_query_value(None, "cipher_version", |row| row.get(0)))?;
    if cipher.is_none_or(|version| version.is_empty()) {
        return Ok(Err(Error::Build { what: "it cannot encrypt".to_owned() }));
    }
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;

    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    if matches!(mode, Mode::Read | Mode::Beside) {
        connection.pragma_update(None, "query_only", true)?;
    } else {
        let journal: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if journal != "wal" {
            return Ok(Err(Error::Build { what: format!("the journal mode is {journal}, not wal") }));
        }
    }
    for (setting, value) in SETTINGS {
        connection.pragma_update(None, setting, value)?;
        let kept: i64 = connection.pragma_query_value(None, setting, |row| row.get(0))?;
        if kept != value {
            return Ok(Err(Error::Build { what: format!("the setting {setting} is {kept}, not {value}") }));
        }
    }
    if mode == Mode::Write {
        connection.authorizer(Some(refuse_rewriting))?;
    }
    Ok(Ok(()))
}

/// No statement of this program rewrites an event or the schema: one that tries is a mistake, and is not even prepared.
fn refuse_rewriting(context: AuthContext<'_>) -> Authorization {
    let action = context.action;
    let rewrites = matches!(
        action,
        AuthAction::Delete { table_name } | AuthAction::Update { table_name, .. } if APPEND_ONLY.contains(&table_name)
    );
    let reshapes = matches!(
        action,
        AuthAction::DropTable { .. }
            | AuthAction::DropTrigger { .. }
            | AuthAction::DropIndex { .. }
            | AuthAction::AlterTable { .. }
            | AuthAction::Attach { .. }
    ) || matches!(action, AuthAction::Pragma { pragma_name: "writable_schema", .. });
    if rewrites || reshapes { Authorization::Deny } else { Authorization::Allow }
}

/// `None` where the query gave no row.
pub(crate) fn optional<T>(result: rusqlite::Result<T>) -> rusqlite::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Refuses a database that is missing, cut to nothing, or not encrypted.
pub(crate) fn refuse_plain(folder: &Path) -> Result<(), Error> {
    let file = path(folder);
    let damaged = |what: &str| Error::Damaged { path: folder.to_owned(), what: what.to_owned() };
    let mut header = [0; 16];
    let read = match File::open(&file) {
        Ok(mut file) => file.read_exact(&mut header),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(damaged("ledger.db is missing")),
        Err(error) => return Err(Error::reading(&file)(error)),
    };
    match read {
        Ok(()) if &header == PLAIN_HEADER => Err(damaged("ledger.db is not encrypted")),
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Err(damaged("ledger.db is empty")),
        Err(error) => Err(Error::reading(&file)(error)),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io;

    use super::*;
    use crate::keys::Entropy;

    struct Sevens;

    impl Entropy for Sevens {
        fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
            bytes.fill(7);
            Ok(())
        }
    }

    /// What the encryption does with a page that was changed: zeros, and no error. A library that does otherwise is
    /// noticed here.
    #[test]
    fn a_changed_page_is_read_as_zeros_and_told_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let key = StoreKey::random(&mut Sevens).unwrap();
        let made = open(folder.path(), &key, Mode::Migrate).unwrap();
        made.execute_batch("CREATE TABLE words (text); INSERT INTO words VALUES ('whole')").unwrap();
        take_log_in(&made).unwrap();
        drop(made);
        let page_two = || -> (Vec<u8>, bool) {
            let connection = open(folder.path(), &key, Mode::Read).unwrap();
            assert!(read_as_written(&connection).unwrap(), "nothing of page 2 was read yet");
            let sql = "SELECT data FROM sqlite_dbpage WHERE pgno = 2";
            let page = connection.query_row(sql, [], |row| row.get(0)).unwrap();
            (page, read_as_written(&connection).unwrap())
        };
        let (page, as_written) = page_two();
        assert!(as_written && page.windows(5).any(|words| words == b"whole"));
        let file = path(folder.path());
        let mut changed = fs::read(&file).unwrap();
        changed[4096 + 2_000] ^= 0x10;
        fs::write(&file, &changed).unwrap();
        assert_eq!(page_two(), (vec![0; 4096], false));
    }
}
