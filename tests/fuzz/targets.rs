//! Where bytes from outside come in, each as one function that takes any bytes at all. What must hold: no panic, nothing
//! recorded by what was refused or only looked at, and an answer or a refusal in words.
//!
//! Used twice: by the fuzzer, which finds bytes, and by a test, which tries changed seeds and whatever was found before.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use desk::ledger::{Founding, Passphrase};
use desk::pages::register::{RegisterQuery, RegisterSearch};
use desk::ports::Silent;
use desk::{Desk, ImportOptions, Mapping, Opening, RequestDocument, Timestamp};

use crate::stopped::{CHEAP, Seeded, StoppedClock};

/// One way in.
pub struct Target {
    /// What comes in there; the name of its folder of seeds, too.
    pub name: &'static str,
    /// Takes the bytes in.
    pub run: fn(&[u8]),
    /// Bytes that are right, to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// Every way in.
pub const TARGETS: [Target; 8] = [
    Target { name: "csv", run: csv, seeds: csv_seeds },
    Target { name: "workbook", run: workbook, seeds: workbook_seeds },
    Target { name: "mapping", run: mapping, seeds: mapping_seeds },
    Target { name: "request", run: request, seeds: request_seeds },
    Target { name: "search", run: search, seeds: search_seeds },
    Target { name: "kept", run: kept, seeds: kept_seeds },
    Target { name: "keys", run: keys, seeds: keys_seeds },
    Target { name: "backup", run: backup, seeds: backup_seeds },
];

const LOG: &str = "request,received,agency,recipient,information,purpose,instrument,valid_on_face,within_scope,\
                   exempt_record,description,response,responded\n\
                   F-1,2026-10-07,ICE,,personal,immigration_enforcement,administrative_subpoena,yes,yes,no,\
                   \"home, on file\",withheld,2026-10-08\n\
                   F-1,2026-10-07,ICE,,status,immigration_enforcement,none,,,,,pending,\n\
                   F-2,2026-10-09T14:05,Massachusetts State Police,,personal,other,none,,,no,police report,pending,\n";

const MAPPING: &str = "date_format = \"%m/%d/%Y\"\nnumber = \"PA-{row}\"\n[columns]\nreceived = \"date\"\nchannel = \"by\"\n\
                       [constants]\nagency = \"ICE\"\ninstrument = \"detainer\"\n[values.channel]\n\"Fax\" = \"fax\"\n\
                       \"\" = \"other\"\n[[items]]\nask = \"custody_hold\"\nonly = { by = [\"Fax\"] }\n\
                       [[items]]\nask = \"release_notification\"\n";

const THEIRS: &str = "date,by\n10/07/2026,Fax\n10/08/2026,\n";

const DOCUMENT: &str = r#"{"received":"2026-10-07","agency":"ICE","channel":"letter","items":[{"ask":"information",
    "information":"personal","purpose":"immigration_enforcement","instrument":"none","exempt_record":"no"}]}"#;

/// A small office, and a folder of its own for what is brought.
struct Office {
    desk: Desk,
    folder: tempfile::TempDir,
}

thread_local! {
    static OFFICE: RefCell<Office> = RefCell::new(Office::new());
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let founding = Founding { office: "City Clerk".to_owned(), officer: "Ada".to_owned(), kdf: CHEAP };
        Desk::found(&record(&folder), &founding, &passphrase(), &clock(), &mut Seeded(1)).unwrap();
        let mut desk = open(&record(&folder)).unwrap();
        desk.import(LOG.as_bytes(), looking("log.csv", None, false), &mut Silent).unwrap();
        Self { desk, folder }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The heads of the record, which no act below may move.
    fn heads(&self) -> String {
        self.desk.signed_heads().unwrap()
    }
}

fn passphrase() -> Passphrase {
    Passphrase::new("correct horse".to_owned()).unwrap()
}

fn clock() -> StoppedClock {
    StoppedClock(Timestamp::from_second(1_795_000_000).unwrap())
}

fn record(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("record")
}

fn open(store: &Path) -> Result<Desk, desk::Error> {
    let way = Opening { store, officer: Some("Ada"), passphrase: &passphrase(), read_only: false };
    Desk::open(way, Box::new(clock()), Box::new(Seeded(2)))
}

const fn looking<'a>(file: &'a str, mapping: Option<&'a Mapping>, dry_run: bool) -> ImportOptions<'a> {
    ImportOptions { file, sheet: None, mapping, dry_run }
}

/// Does something at the office's desk that records nothing, and looks that it did not.
fn without_a_trace<T>(act: impl FnOnce(&mut Office) -> Result<T, desk::Error>) {
    OFFICE.with_borrow_mut(|office| {
        let before = office.heads();
        if let Err(error) = act(office) {
            assert!(!error.to_string().is_empty(), "a refusal says why");
        }
        assert_eq!(office.heads(), before, "nothing was recorded");
    });
}

/// A request log.
fn csv(bytes: &[u8]) {
    without_a_trace(|office| office.desk.import(bytes, looking("log.csv", None, true), &mut Silent));
}

fn csv_seeds() -> Vec<Vec<u8>> {
    vec![LOG.into(), format!("\u{feff}{}", LOG.replace('\n', "\r\n")).into(), THEIRS.into()]
}

/// A request log in a workbook.
fn workbook(bytes: &[u8]) {
    without_a_trace(|office| {
        let bytes = std::io::Cursor::new(bytes.to_vec());
        office.desk.import(bytes, looking("log.xlsx", None, true), &mut Silent)
    });
}

fn workbook_seeds() -> Vec<Vec<u8>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(["request,received,agency,ask", "W-1,2026-10-07,ICE,custody_hold"]) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    vec![book.save_to_buffer().unwrap()]
}

/// A mapping file, and a log read with it.
fn mapping(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Mapping::parse(text) {
        Ok(mapping) => without_a_trace(|office| {
            office.desk.import(THEIRS.as_bytes(), looking("log.csv", Some(&mapping), true), &mut Silent)
        }),
        Err(error) => assert!(!error.to_string().is_empty(), "a refusal says why"),
    }
}

fn mapping_seeds() -> Vec<Vec<u8>> {
    vec![MAPPING.into(), "[columns]\nreceived = \"date\"\n[constants]\nagency = \"ICE\"\n".into()]
}

/// A request as a JSON document.
fn request(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Err(error) = RequestDocument::from_json(text) {
        assert!(!error.to_string().is_empty(), "a refusal says why");
    }
}

fn request_seeds() -> Vec<Vec<u8>> {
    vec![DOCUMENT.into()]
}

/// What somebody types into the search of the register.
fn search(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let search = RegisterSearch { text: text.to_owned(), ..RegisterSearch::default() };
    // Words are sought, and syntax is none: no text is refused.
    OFFICE.with_borrow(|office| office.desk.register(&RegisterQuery { search, after: None }).unwrap());
}

fn search_seeds() -> Vec<Vec<u8>> {
    ["police rep", "F-1", "\"home\" OR NEAR(a b) -c col:x*", "' ; DROP TABLE item; --"].map(Vec::from).into()
}

/// A file that is brought to be verified: a report, kept heads, a receipt.
fn kept(bytes: &[u8]) {
    without_a_trace(|office| {
        let file = office.file("brought.json");
        std::fs::write(&file, bytes).unwrap();
        if let Ok(typed) = std::str::from_utf8(bytes) {
            let _answer = office.desk.verify_seal(typed, &mut Silent);
        }
        office.desk.verify_report(&file, &mut Silent)
    });
}

fn kept_seeds() -> Vec<Vec<u8>> {
    OFFICE.with_borrow(|office| {
        let receipt = office.desk.receipt("F-1", 1).unwrap();
        let quarter = "2026-Q4".parse().unwrap();
        let account = office.desk.account(quarter, None).unwrap();
        let report = serde_json::to_vec_pretty(&account).unwrap();
        vec![office.heads().into(), receipt.into(), report]
    })
}

/// The key file of a record.
fn keys(bytes: &[u8]) {
    OFFICE.with_borrow(|office| {
        let folder = office.file("with-other-keys");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("ledger.db"), "no database").unwrap();
        std::fs::write(folder.join("keys.json"), bytes).unwrap();
        let _names = Desk::officers_of(&folder);
        assert!(open(&folder).is_err(), "there is no database");
    });
}

fn keys_seeds() -> Vec<Vec<u8>> {
    OFFICE.with_borrow(|office| vec![std::fs::read(record(&office.folder).join("keys.json")).unwrap()])
}

/// A backup that is restored.
fn backup(bytes: &[u8]) {
    OFFICE.with_borrow(|office| {
        let (file, place) = (office.file("brought"), office.file("restored"));
        std::fs::write(&file, bytes).unwrap();
        match Desk::restore(&file, &place, Some("Ada"), &passphrase(), &mut Silent) {
            Ok(_) => std::fs::remove_dir_all(&place).unwrap(),
            Err(error) => {
                assert!(!error.to_string().is_empty(), "a refusal says why");
                assert!(!place.exists(), "and nothing was made");
            }
        }
    });
}

fn backup_seeds() -> Vec<Vec<u8>> {
    OFFICE.with_borrow_mut(|office| {
        let file = office.file("a-backup");
        office.desk.backup(&file, &mut Silent).unwrap();
        vec![std::fs::read(file).unwrap()]
    })
}
