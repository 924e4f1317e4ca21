//! The shape of the database: numbered migrations, applied in order, never changed once shipped.

use std::path::Path;

use rusqlite::Connection;

use crate::Error;

/// Every migration, in order. The version of a store (`user_version`) is the number of those it has had.
const MIGRATIONS: [&str; 17] = [
    include_str!("../migrations/0001_initial.sql"),
    include_str!("../migrations/0002_desk.sql"),
    include_str!("../migrations/0003_approvals.sql"),
    include_str!("../migrations/0004_reports.sql"),
    include_str!("../migrations/0005_settings.sql"),
    include_str!("../migrations/0006_mappings.sql"),
    include_str!("../migrations/0007_register.sql"),
    include_str!("../migrations/0008_waits.sql"),
    include_str!("../migrations/0009_requests.sql"),
    include_str!("../migrations/0010_officers.sql"),
    include_str!("../migrations/0011_keeping.sql"),
    include_str!("../migrations/0012_reviews.sql"),
    include_str!("../migrations/0013_access.sql"),
    include_str!("../migrations/0014_seals.sql"),
    include_str!("../migrations/0015_officer_events.sql"),
    include_str!("../migrations/0016_coverage.sql"),
    include_str!("../migrations/0017_unmerging.sql"),
];

/// The version this program makes and knows.
pub(crate) const VERSION: i64 = MIGRATIONS.len() as i64;

/// The version of an opened store.
///
/// # Errors
/// [`Error::Newer`] if a newer program wrote it: this one would misread it.
pub(crate) fn version(connection: &Connection, folder: &Path) -> Result<i64, Error> {
    let found = user_version(connection).map_err(|error| Error::of_database(error, folder))?;
    if found > VERSION { Err(Error::Newer { found, known: VERSION }) } else { Ok(found) }
}

/// The oldest version that can be read as it is: what came later is needed to write, or looked at only where it is.
const READABLE: i64 = 1;

/// The first version that knows approvals.
pub(crate) const APPROVALS: i64 = 3;

/// The first version that lists the reports issued.
pub(crate) const REPORTS: i64 = 4;

/// The first version that keeps settings.
pub(crate) const SETTINGS: i64 = 5;

/// The first version that knows who logged an item, and that sorts the register by an index.
pub(crate) const REGISTER: i64 = 7;

/// The first version that knows waits, and what is said of an answer.
pub(crate) const PAUSES: i64 = 8;

/// The first version that knows where the events of a request lie.
pub(crate) const HAPPENED: i64 = 9;

/// The first version that knows the roles and keys of officers.
pub(crate) const OFFICERS: i64 = 10;

/// The first version that knows releases at once and their reviews, and who answers for what was approved.
pub(crate) const REVIEWS: i64 = 12;

/// The first version that knows seals.
pub(crate) const SEALS: i64 = 14;

/// The first version that knows which departments report.
pub(crate) const COVERAGE: i64 = 16;

/// The first version that knows tables given exactly.
pub(crate) const UNMERGING: i64 = 17;

/// The first version that finds the events about officers by an index.
pub(crate) const OFFICER_EVENTS: i64 = 15;

/// The first version that has an access log.
pub(crate) const ACCESS: i64 = 13;

/// The first version that has room for attachments.
pub(crate) const ATTACHMENTS: i64 = 9;

/// The first version that knows legal holds and lawful destruction.
pub(crate) const KEEPING: i64 = 11;

pub(crate) fn user_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Applies the migrations a store has not had yet, all of them or none.
pub(crate) fn migrate(connection: &mut Connection, folder: &Path) -> Result<(), Error> {
    apply_missing(connection).map_err(|error| Error::of_database(error, folder))
}

fn apply_missing(connection: &mut Connection) -> rusqlite::Result<()> {
    apply_up_to(connection, VERSION)
}

fn apply_up_to(connection: &mut Connection, version: i64) -> rusqlite::Result<()> {
    let count = |version: i64| usize::try_from(version).unwrap_or_default();
    let had = count(user_version(connection)?);
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    for migration in MIGRATIONS.iter().take(count(version)).skip(had) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", version)?;
    transaction.commit()
}

/// Refuses a database without our tables.
pub(crate) fn require_readable(connection: &Connection, folder: &Path) -> Result<(), Error> {
    let found = version(connection, folder)?;
    if found >= READABLE {
        Ok(())
    } else {
        Err(Error::Damaged { path: folder.to_owned(), what: "it has none of the record's tables".to_owned() })
    }
}

/// The differences between the schema of this database and the one that the migrations of its version make, by name.
pub(crate) fn differences(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut fresh = Connection::open_in_memory()?;
    apply_up_to(&mut fresh, user_version(connection)?)?;
    let (expected, found) = (objects(&fresh)?, objects(connection)?);
    let mut names: Vec<String> = expected
        .iter()
        .filter(|object| !found.contains(object))
        .chain(found.iter().filter(|object| !expected.contains(object)))
        .map(|(kind, name, _)| format!("{kind} {name}"))
        .collect();
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

type Object = (String, String, Option<String>);

fn objects(connection: &Connection) -> rusqlite::Result<Vec<Object>> {
    connection
        .prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::term::VOCABULARIES;

    /// SHA-256 of every shipped migration. A line is only ever added.
    const SHIPPED: [&str; 17] = [
        "c6c5327814236b5e6c976382ad83bf8c9ba786dccf96f78e159523a25e7f7f74",
        "c5adc92eb11dac1d32887bfc3b3250530d17582651e9f2f3ba01cc199595db85",
        "3ecc7273237669755cc08d4b85ede78a2e5a9307860aa084b3de35dc2043eb73",
        "e227bb80063ed82b31727624d13c3e5f601977ac6a481f0eca0a043ced6d1cb9",
        "4a50ca985a0d62f5ab41ce692015fc9fc9cb577427faba5e3d3ed0322c90f90d",
        "bdf6cb0bf664574dc47a7b6123cbf29cfb93f3bf615977926323b884c224144f",
        "884f039d6a7f16db255e2c3eb2d94bb4159425d19289b43c700837659ceed13d",
        "9156b9ccbd4b0bab7e280bf9cd0878cd1d3027c64cbbf3022b0af2c331c9aa8b",
        "3a80989a36cbd0abb7427b15607422cd282b0b80c594f293cdf965c605aa6d49",
        "166289d7d901573873e0bbc4ce47bc4cfa1e40d17599593b19358833e58c62de",
        "56f7cb1ebfe2e82d8c27cb807ff4aa91bc8819345a34a17f7c639f42458df13d",
        "98581536310d5981d508da692bc016c488173cb7293c57b24022e51fe7515ae1",
        "07516c68a7f17478db35b75ccca790605645ba5b3c0902ceec61679e7616bc71",
        "837397d102783c7b1851fe356d4044a3cd3e1c8a160dba07868b28775f7e633a",
        "35d84957e62f6ce8f17a4be5e0cff792583dc7ca5855278a296d84a5bbd24d1d",
        "d126aac94dd336efbd28b82b11cd4a42774e35ca5d69fdf7bc8ae4ad4d2178b5",
        "9f6e0e8da79b4e313cc9b7f3ca6a880c585bce35d6b85a20d345e634d31b7b05",
    ];

    #[test]
    fn a_shipped_migration_never_changes() {
        for (migration, shipped) in MIGRATIONS.iter().zip(SHIPPED) {
            assert_eq!(HEXLOWER.encode(&Sha256::digest(migration)), shipped, "write a new migration instead");
        }
        assert_eq!(MIGRATIONS.len(), SHIPPED.len(), "a new migration is pinned here before it ships");
    }

    #[test]
    fn a_migrated_database_has_the_shape_of_a_fresh_one() {
        let shape = |version| {
            let mut connection = Connection::open_in_memory().unwrap();
            apply_up_to(&mut connection, version).unwrap();
            assert_eq!(differences(&connection).unwrap(), [""; 0], "version {version} is what its migrations make");
            apply_missing(&mut connection).unwrap();
            objects(&connection).unwrap()
        };
        let fresh = shape(VERSION);
        for older in READABLE..VERSION {
            assert_eq!(shape(older), fresh, "from version {older}");
        }
    }

    #[test]
    fn the_lists_in_the_schema_are_the_lists_of_the_contract() {
        let mut connection = Connection::open_in_memory().unwrap();
        apply_missing(&mut connection).unwrap();
        for (table, columns) in [
            ("item", 16),
            ("exchange", 15),
            ("request", 2),
            ("agency", 1),
            ("pause", 1),
            ("answer", 1),
            ("attachment", 2),
            ("officer", 1),
            ("review", 1),
            ("seal", 1),
            ("nil_certified", 1),
            ("unmerging", 1),
        ] {
            let sql: String = connection
                .query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [table], |row| row.get(0))
                .unwrap();
            let mut checked = 0;
            for list in VOCABULARIES {
                let words = list.words.iter().filter(|word| !(list.field == "response" && **word == "pending"));
                let words: Vec<String> = words.map(|word| format!("{} = '{word}'", list.field)).collect();
                let check = format!("CHECK ({})", words.join(" OR "));
                checked += usize::from(sql.contains(&check));
            }
            assert_eq!(checked, columns, "the closed lists of table {table}");
        }
    }

    #[test]
    fn the_exchange_table_has_no_room_for_text_or_a_status() {
        let mut connection = Connection::open_in_memory().unwrap();
        apply_missing(&mut connection).unwrap();
        let sql: String = connection
            .query_row("SELECT sql FROM sqlite_schema WHERE name = 'exchange'", [], |row| row.get(0))
            .unwrap();
        for column in sql.lines().filter(|line| line.contains(" TEXT")) {
            assert!(
                column.contains("CHECK") || column.contains("REFERENCES request (number)"),
                "this column takes any text: {column}"
            );
        }
        let columns: Vec<String> = connection
            .prepare("SELECT name FROM pragma_table_info('exchange')")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(
            columns,
            [
                "entry",
                "request",
                "item",
                "direction",
                "ask",
                "information",
                "recipient",
                "for_immigration_agency",
                "purpose",
                "instrument",
                "valid_on_face",
                "within_scope",
                "exempt_record",
                "other_law_forbids",
                "decided",
                "outcome",
                "clause",
                "flag",
                "rules",
                "text",
                "response",
                "responded",
                "imported",
            ],
            "a column more is a decision to be taken again"
        );
    }

    #[test]
    fn a_changed_schema_is_seen() {
        let mut connection = Connection::open_in_memory().unwrap();
        apply_missing(&mut connection).unwrap();
        assert_eq!(differences(&connection).unwrap(), Vec::<String>::new(), "a fresh store has the expected schema");
        connection.execute_batch("DROP TRIGGER exchange_event_stays; CREATE VIEW extra AS SELECT 1;").unwrap();
        assert_eq!(differences(&connection).unwrap(), ["trigger exchange_event_stays", "view extra"]);
    }
}
