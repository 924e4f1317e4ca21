//! A small office for the tests: a store with cheap passphrases, and items of each kind.
#![allow(dead_code, reason = "each test binary uses the part it needs")]

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use ledger::{
    Determination, Entropy, Facts, Founding, FreeText, Item, Kdf, Log, NewItem, Passphrase, Request, RequestNumber,
    Store, Term, When, merkle,
};
use sha2::{Digest, Sha256};

/// The cheapest parameters Argon2id has, so that a test does not wait.
pub const CHEAP: Kdf = Kdf { memory_kib: 8, passes: 1, lanes: 1 };

/// Bytes that differ from call to call and are the same from run to run.
pub struct Counting(pub u64);

impl Entropy for Counting {
    fn fill(&mut self, bytes: &mut [u8]) -> std::io::Result<()> {
        for chunk in bytes.chunks_mut(32) {
            self.0 += 1;
            let block = Sha256::digest(self.0.to_be_bytes());
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
        Ok(())
    }
}

pub struct Office {
    pub folder: tempfile::TempDir,
    pub path: PathBuf,
}

impl Office {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store with é");
        Store::create(&path, &founding(), &passphrase("correct horse"), at(0), &mut Counting(0)).unwrap();
        Self { folder, path }
    }

    pub fn open(&self) -> Store {
        Store::open(&self.path, None, &passphrase("correct horse")).unwrap()
    }

    pub fn open_read_only(&self) -> Store {
        Store::open_read_only(&self.path, None, &passphrase("correct horse")).unwrap()
    }

    /// Logs one request with one settled item at a second.
    pub fn log_one(&self, store: &mut Store, second: i64) {
        let mut entropy = Counting(u64::try_from(second).unwrap() * 1000);
        let mut act = store.begin(at(second), &mut entropy).unwrap();
        let number = act.next_number(2026).unwrap();
        let id = act.record_request(request(number)).unwrap();
        act.add_item(id, settled(Some("home address on Street List"))).unwrap();
        act.commit().unwrap();
    }

    /// The database as somebody who holds the key sees it: no authorizer, no recipe. The key is the first thing the
    /// test's entropy gave.
    pub fn raw(&self) -> rusqlite::Connection {
        let mut key = [0; 32];
        Counting(0).fill(&mut key).unwrap();
        let raw = rusqlite::Connection::open(self.path.join("ledger.db")).unwrap();
        let digits: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        raw.pragma_update(None, "key", format!("x'{digits}'")).unwrap();
        raw.pragma_update(None, "recursive_triggers", true).unwrap();
        raw
    }

    /// Puts the store back to how the program of an older version left it: what later migrations made is taken away.
    pub fn back_to(&self, version: usize) {
        let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        let mut later: Vec<PathBuf> = fs::read_dir(migrations).unwrap().map(|file| file.unwrap().path()).collect();
        later.sort();
        let raw = self.raw();
        if version < OFFICERS_SIGN {
            write_as_before_officers_signed(&raw);
        }
        for (place, migration) in later.iter().enumerate().skip(version).rev() {
            for line in fs::read_to_string(migration).unwrap().lines().rev() {
                let undone = match line.split_whitespace().collect::<Vec<_>>().as_slice() {
                    ["CREATE", "TABLE", table, ..] | ["CREATE", "VIRTUAL", "TABLE", table, ..] => {
                        as_it_was_made(&later[..place], table).map_or_else(
                            || format!("DROP TABLE {table}"),
                            |made| {
                                format!(
                                    "CREATE TEMP TABLE kept AS SELECT * FROM {table}; DROP TABLE {table}; {made}; \
                                     INSERT INTO {table} SELECT * FROM kept; DROP TABLE kept"
                                )
                            },
                        )
                    }
                    ["CREATE", "INDEX", index, ..] => format!("DROP INDEX {index}"),
                    ["ALTER", "TABLE", table, "ADD", "COLUMN", column, ..] => {
                        format!("ALTER TABLE {table} DROP COLUMN {column}")
                    }
                    _ => continue,
                };
                raw.execute_batch(&undone).unwrap();
            }
        }
        raw.pragma_update(None, "user_version", i64::try_from(version).unwrap()).unwrap();
    }
}

/// How the last of these migrations that makes a table makes it; `None`: none does.
fn as_it_was_made(migrations: &[PathBuf], table: &str) -> Option<String> {
    let begins = format!("CREATE TABLE {table} (");
    migrations.iter().rev().find_map(|migration| {
        let text = fs::read_to_string(migration).unwrap();
        let (_, rest) = text.split_once(&begins)?;
        Some(format!("{begins}{}", rest.split(';').next().unwrap()))
    })
}

/// The first version in which officers have roles and sign.
const OFFICERS_SIGN: usize = 10;

/// Writes the disclosure log as it was before officers had roles and keys: without them, and with every leaf and head as
/// they were then. A desk that holds its own key can.
fn write_as_before_officers_signed(raw: &rusqlite::Connection) {
    let (seed, desk): ([u8; 32], String) = raw
        .query_row(
            "SELECT seed, CAST(body AS TEXT) ->> '$.desk' FROM signing_key, disclosure_event LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    let key = ed25519_dalek::SigningKey::from_bytes(&seed);
    let triggers: Vec<(String, String)> = all(raw, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
    triggers.iter().for_each(|(name, _)| raw.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
    raw.execute("UPDATE signed_head SET officer = NULL, officer_signature = NULL", []).unwrap();
    let mut leaves = Vec::new();
    for (id, body) in all::<(i64, String)>(raw, "SELECT id, CAST(body AS TEXT) FROM disclosure_event ORDER BY id") {
        let body = without_roles_and_keys(&body);
        leaves.push(merkle::leaf(body.as_bytes()));
        raw.execute(
            "UPDATE disclosure_event SET body = ?2, leaf = ?3 WHERE id = ?1",
            (id, body.as_bytes(), leaves.last()),
        )
        .unwrap();
    }
    for (id, size) in all::<(i64, i64)>(raw, "SELECT id, size FROM signed_head WHERE log = 'disclosure'") {
        let root = merkle::root(&leaves[..usize::try_from(size).unwrap()]);
        let text =
            format!("disclosure-gatekeeper/{desk}/disclosure\n{size}\n{}\n", data_encoding::BASE64.encode(&root));
        let signature = ed25519_dalek::Signer::sign(&key, text.as_bytes()).to_bytes();
        raw.execute("UPDATE signed_head SET root = ?2, signature = ?3 WHERE id = ?1", (id, root, signature)).unwrap();
    }
    let mut frontier = merkle::Frontier::EMPTY;
    leaves.into_iter().for_each(|leaf| frontier.push(leaf));
    raw.execute("UPDATE frontier SET peaks = ?1 WHERE log = 'disclosure'", [frontier.peaks().concat()]).unwrap();
    triggers.iter().for_each(|(_, sql)| raw.execute_batch(sql).unwrap());
}

/// The rows of a query.
fn all<T: FromRow>(raw: &rusqlite::Connection, sql: &str) -> Vec<T> {
    raw.prepare(sql).unwrap().query_map([], T::from_row).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Two columns of a row.
trait FromRow: Sized {
    fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self>;
}

impl<A: rusqlite::types::FromSql, B: rusqlite::types::FromSql> FromRow for (A, B) {
    fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok((row.get(0)?, row.get(1)?))
    }
}

/// The body of an event as it was written before officers had roles and keys. Cut as text: its bytes are what is hashed.
fn without_roles_and_keys(body: &str) -> String {
    let about_officers = ["officer_added", "passphrase_changed", "passphrase_reset"];
    if !about_officers.iter().any(|kind| body.contains(&format!("\"event\":{{\"{kind}\""))) {
        return body.to_owned();
    }
    let before =
        [",\"role\":", ",\"key\":"].iter().filter_map(|field| body.split_once(field)).map(|(before, _)| before);
    before.min_by_key(|before| before.len()).map_or_else(|| body.to_owned(), |before| format!("{before}}}}}}}"))
}

/// A second officer approves what nothing bars.
pub const APPROVE: ledger::Decision = ledger::Decision::Approve { answerable: None };

/// The role of a second officer.
pub const REVIEWER: Term = Term::from_static("reviewer");

/// An officer as they were when they acted.
pub fn acting(name: &str, role: &str) -> ledger::Acting {
    ledger::Acting { name: name.to_owned(), role: Some(term(role)) }
}

/// Somebody who was added replaces the passphrase they were given by one of their own.
pub fn choose_own(office: &Office, officer: &str, given: &str, own: &str) {
    let mut store = Store::open(&office.path, Some(officer), &passphrase(given)).unwrap();
    let mut entropy = Counting(4_000_000);
    let mut act = store.begin(at(0), &mut entropy).unwrap();
    act.change_passphrase(&passphrase(given), &passphrase(own), CHEAP).unwrap();
    act.commit().unwrap();
}

pub fn founding() -> Founding {
    Founding { office: "City Clerk of Northampton".to_owned(), officer: "Ada".to_owned(), kdf: CHEAP }
}

pub fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned()).unwrap()
}

/// Seconds after the store was made.
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

pub fn term(word: &str) -> Term {
    word.parse().unwrap()
}

pub fn when(text: &str) -> When {
    When::parse(text).unwrap()
}

pub fn request(number: RequestNumber) -> Request {
    Request {
        number,
        received: when("2026-10-07"),
        origin: term("requested"),
        channel: Some(term("letter")),
        department: Some(FreeText::new("Police").unwrap()),
        agency: FreeText::new("Sheriff of Hampshire County").unwrap(),
    }
}

pub fn facts(purpose: Option<&str>) -> Facts {
    Facts {
        ask: Some(term("information")),
        information: Some(term("personal")),
        recipient: Some(term("state_agency")),
        for_immigration_agency: Some(term("no")),
        purpose: purpose.map(term),
        instrument: Some(term("none")),
        other_law_forbids: Some(term("no")),
        ..Facts::default()
    }
}

fn determination(log: Log, law: Option<(&str, &str, &str)>) -> Determination {
    let open = law.is_none();
    Determination {
        log,
        outcome: law.map(|(outcome, _, _)| term(outcome)),
        clause: law.map(|(_, clause, _)| term(clause)),
        flag: law.map(|(_, _, flag)| term(flag)),
        possible: if open { vec![term("mandatory"), term("counsel")] } else { Vec::new() },
        ask_next: open.then(|| term("purpose")),
        trace: [term("compelled?~none"), term("2(a).11+")].into_iter().collect(),
        rules: term("northampton-1"),
        text: term("19.153-2025"),
    }
}

pub fn settled(description: Option<&str>) -> NewItem {
    NewItem {
        facts: facts(Some("other")),
        decided: Some(when("2026-10-07")),
        direction: None,
        description: description.map(|text| FreeText::new(text).unwrap()),
        determination: determination(Log::Disclosure, Some(("non_mandatory_permitted", "2(a)", "low"))),
        answer: Some(ledger::Answer {
            response: term("released"),
            responded: when("2026-10-09"),
            imported: true,
            approved: false,
            basis: None,
            surplus: false,
        }),
    }
}

pub fn exchange(description: Option<&str>) -> NewItem {
    let mut item = settled(description);
    item.facts.information = Some(term("status"));
    item.determination = determination(Log::StatusExchange, Some(("status_exchange", "3(b)", "none")));
    item
}

pub fn open_item(description: Option<&str>) -> NewItem {
    NewItem {
        facts: facts(None),
        decided: None,
        direction: None,
        description: description.map(|text| FreeText::new(text).unwrap()),
        determination: determination(Log::Disclosure, None),
        answer: None,
    }
}

pub fn items(store: &Store, as_of: Option<Timestamp>) -> Vec<Item> {
    let mut items = Vec::new();
    store
        .each_item(as_of, &mut |item| {
            items.push(item);
            ControlFlow::Continue(())
        })
        .unwrap();
    items
}

/// How each item left, in the order of entry: those that a report of a quarter long ago would read.
pub fn releases(store: &Store, as_of: Option<Timestamp>) -> Vec<Option<ledger::Release>> {
    let mut releases = Vec::new();
    let since = jiff::civil::date(2020, 1, 1);
    store
        .each_accounted(as_of, since, &mut |accounted| {
            releases.push(accounted.release);
            ControlFlow::Continue(())
        })
        .unwrap();
    releases
}

pub fn assert_holds(store: &Store) {
    let found = store.verify(&[], &mut ledger::to_the_end).unwrap();
    assert_eq!(found.problems, [], "the store verifies");
    assert_eq!(found.heads, store.heads(None).unwrap(), "and its heads are those recomputed");
    assert_eq!(found.access, store.access_head(), "that of the access log too");
}

/// Every file of a folder with its bytes.
pub fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// The names in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}
