//! A quarter from the first day to the restored backup, on the practice requests.

use std::fs;

use desk::ledger::{Entropy, FreeText, Passphrase, Store};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::office::{Office, PASSPHRASE, contents, heads, names};

const PRACTICE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../desk/practice/practice-2026-Q3.csv");
const QUARTER: &str = "2026-Q3";
/// Later than every practice request, so that the report is of all of them.
const AS_OF: &str = "2999-01-01T00:00:00Z";
const REPORT: [&str; 4] = [
    "disclosure-report-2026-Q3.csv",
    "disclosure-report-2026-Q3.json",
    "disclosure-report-2026-Q3.pdf",
    "disclosure-report-2026-Q3.xlsx",
];

/// An office that has imported the practice requests.
fn practised() -> Office {
    let office = Office::new();
    office.run(["import", "store", PRACTICE]).done();
    office
}

#[test]
fn a_quarter_is_kept_reported_checked_and_restored() {
    let office = practised();
    let rows = csv::Reader::from_path(PRACTICE).unwrap().records().count();
    assert_eq!(office.listed().len(), rows, "one row an item");
    let verified = office.run(["verify", "store"]).done();
    office.write("heads.txt", &verified);

    office.run(["report", "store", "--quarter", QUARTER, "--out", "reports/new", "--as-of", AS_OF]).done();
    assert_eq!(names(&office.path("reports/new")), REPORT, "exactly four files, in a folder that was made");
    assert_eq!(office.heads(), heads(&verified), "a report appends nothing");

    office.run(["backup", "store", "kept.backup"]).done();
    office.run(["restore", "kept.backup", "restored"]).done();
    let restored = office.run(["verify", "restored"]).done();
    assert_eq!(heads(&restored), heads(&verified), "the restored record is the record");
    office.run(["report", "restored", "--quarter", QUARTER, "--out", "again", "--as-of", AS_OF]).done();
    for name in REPORT {
        let (first, second) = (office.path("reports/new").join(name), office.path("again").join(name));
        assert!(
            fs::read(first).unwrap() == fs::read(second).unwrap(),
            "{name}: the same bytes from the restored store"
        );
    }
    // The fiscal name of the quarter means the same days, and the file names carry the calendar one.
    office.run(["report", "store", "--quarter", "FY2027-Q1", "--out", "fiscal", "--as-of", AS_OF]).done();
    assert_eq!(names(&office.path("fiscal")), REPORT);
    assert!(contents(&office.path("fiscal")).into_values().eq(contents(&office.path("again")).into_values()));
}

/// Bytes that are no secret.
struct Same;
impl Entropy for Same {
    fn fill(&mut self, bytes: &mut [u8]) -> std::io::Result<()> {
        bytes.fill(7);
        Ok(())
    }
}

#[test]
fn a_check_says_how_much_was_destroyed_lawfully_and_the_report_is_the_same_as_before() {
    let office = practised();
    let reported = |folder: &str, as_of: &str| {
        office.run(["report", "store", "--quarter", QUARTER, "--out", folder, "--as-of", as_of]).done();
        contents(&office.path(folder)).into_values().collect::<Vec<_>>()
    };
    assert!(!office.run(["verify", "store"]).done().contains("destroyed"));
    let opened = || {
        let passphrase = Passphrase::new(PASSPHRASE.to_owned()).unwrap();
        Store::open(&office.path("store"), None, &passphrase).unwrap()
    };
    let as_of = opened().last_entry_at().unwrap();
    let before = reported("before", &as_of.to_string());
    let mut store = opened();
    let mut entropy = Same;
    let mut act = store.begin(as_of, &mut entropy).unwrap();
    let (request, _) = act.find_request("P-004").unwrap().unwrap();
    let texts = act.destroy_particulars(request, FreeText::new("RMU-2034-118").unwrap()).unwrap();
    act.commit().unwrap();
    drop(store);
    let verified = office.run(["verify", "store"]).done();
    let said = format!("destroyed with the approval of the Supervisor of Records: {texts}. No other is missing.");
    assert!(verified.contains(&said), "{verified}");
    assert!(reported("after", &as_of.to_string()) == before, "the same bytes");
}

#[test]
fn every_kind_of_kept_head_is_checked_and_a_foreign_one_is_found() {
    let office = practised();
    let verified = office.run(["verify", "store"]).done();
    office.write("heads.txt", &verified);
    office.run(["report", "store", "--quarter", QUARTER, "--out", "reports"]).done();
    let report = "reports/disclosure-report-2026-Q3.json";
    let seal = seal(&serde_json::from_slice(&fs::read(office.path(report)).unwrap()).unwrap());
    office.import("request,received,agency\nAFTER-1,2025-05-05,ICE\n").done();

    for kept in ["heads.txt", report, &seal, &seal.to_uppercase(), &seal.replace('-', " ")] {
        let said = office.run(["verify", "store", "--head", kept]).done();
        assert!(said.contains("continues the head"), "{kept}: {said}");
    }

    let other = practised();
    other.write("heads.txt", &verified);
    let found = other.run(["verify", "store", "--head", "heads.txt"]).refused();
    assert!(found.contains("store does not hold"), "{found}");
    let mistyped = seal.replacen("disclosure ", "disclosure 1", 1);
    let found = office.run(["verify", "store", "--head", &mistyped]).refused();
    assert!(found.contains("mistyped"), "a slip of the pen is told apart from a record that was changed: {found}");
}

#[test]
fn verify_prints_the_key_that_belongs_to_each_signature() {
    let office = practised();
    let verified = office.run(["verify", "store"]).done();
    let line = |start: &str, log: &str| {
        let wanted = format!("/{log}");
        let fits = |line: &&str| line.starts_with(start) && line.split(['+', ' ']).any(|part| part.ends_with(&wanted));
        verified.lines().find(fits).unwrap_or_else(|| panic!("{start}{log}: {verified}")).trim().to_owned()
    };
    for log in ["disclosure", "status_exchange"] {
        let key = line("  disclosure-gatekeeper/", log);
        let [name, id, key] = key.splitn(3, '+').collect::<Vec<_>>()[..] else { panic!("{key}") };
        assert!(name.ends_with(&format!("/{log}")) && id.len() == 8 && key.len() == 44, "name, id and key: {verified}");
        let signed = line("— ", log);
        assert_eq!(signed.split(' ').nth(1), Some(name), "the signature bears the key's name");
    }
    office.write("heads.txt", &verified);
    office.run(["verify", "store", "--head", "heads.txt"]).done();
}

/// The seal of a report's disclosure log, written here a second time as `FORMATS.md` describes it.
fn seal(report: &Value) -> String {
    let head = &report["ledger"]["disclosure"];
    let (size, root) = (head["size"].as_u64().unwrap(), head["root"].as_str().unwrap());
    let bytes: Vec<u8> = (0..32).map(|at| u8::from_str_radix(&root[2 * at..2 * at + 2], 16).unwrap()).collect();
    let digest =
        Sha256::new().chain_update("disclosure").chain_update(size.to_be_bytes()).chain_update(bytes).finalize();
    let bits = u16::from_be_bytes([digest[0], digest[1]]);
    let letter = |letters: &str, shift: u16| letters.chars().nth(usize::from(bits >> shift) % letters.len()).unwrap();
    let (consonants, vowels) = ("bdfghjklmnprstvz", "aiou");
    let word: String = [(consonants, 12), (vowels, 10), (consonants, 6), (vowels, 4), (consonants, 0)]
        .map(|(letters, shift)| letter(letters, shift))
        .into_iter()
        .collect();
    let groups: Vec<&str> = (0..16).map(|at| &root[4 * at..4 * at + 4]).collect();
    format!("disclosure {size} {} {word}", groups.join("-"))
}

#[test]
fn looking_changes_no_byte() {
    let office = practised();
    let before = contents(&office.path("store"));
    office.run(["verify", "store"]).done();
    office.run(["list", "store"]).done();
    office.run(["list", "store", "--json"]).done();
    office.run(["import", "store", PRACTICE, "--dry-run"]).done();
    assert!(contents(&office.path("store")) == before, "verify, list and a dry run leave every byte as it was");
}

#[test]
fn what_leaves_the_store_is_noted_apart_and_moves_no_head_and_no_byte_of_a_report() {
    let office = practised();
    let heads = office.heads();
    let report = |out: &str| {
        let as_of = "2027-01-04T15:00:00Z";
        office.run(["report", "store", "--quarter", QUARTER, "--out", out, "--as-of", as_of]).done();
    };
    report("first");
    office.run(["export", "store", "--out", "record"]).done();
    office.run(["receipt", "store", "--request", "P-001", "--item", "1", "--out", "receipt.json"]).done();
    office.run(["backup", "store", "kept"]).done();
    report("second");
    assert!(contents(&office.path("first")).into_values().eq(contents(&office.path("second")).into_values()));
    assert_eq!(office.heads(), heads, "`verify` prints the same of both ledgers as before");
    let verified = office.run(["verify", "store", "--access"]).done();
    let (_, access) = verified.split_once("The access log").unwrap();
    assert!(access.contains("/access\n5\n"), "five commands, five entries: {access}");
    office.write("kept-heads.txt", &verified);
    let said = office.run(["verify", "store", "--head", "kept-heads.txt"]).done();
    assert!(said.contains("continues the heads that you kept"), "{said}");
    // A backup from before the last report lacks its entry, and only the head that was kept tells.
    office.run(["restore", "kept", "older"]).done();
    office.run(["verify", "older"]).done();
    let said = office.run(["verify", "older", "--head", "kept-heads.txt"]).refused();
    assert!(said.contains("The access log is not the one that the kept head is of"), "{said}");
}

#[test]
fn the_same_log_twice_changes_nothing() {
    let office = practised();
    let before = office.heads();
    let again = office.run(["import", "store", PRACTICE, "--json"]).json();
    assert_eq!(
        (&again["new_items"], &again["new_requests"], &again["changed_items"]),
        (&0.into(), &0.into(), &0.into())
    );
    assert_eq!(again["already_present"], again["rows"]);
    assert_eq!(office.heads(), before);
}

#[test]
fn a_dry_run_tells_what_would_happen_and_records_nothing() {
    let office = Office::new();
    let before = office.heads();
    let mut would = office.run(["import", "store", PRACTICE, "--dry-run", "--json"]).json();
    assert_eq!(office.heads(), before);
    let done = office.run(["import", "store", PRACTICE, "--json"]).json();
    would["dry_run"] = false.into();
    assert_eq!(would, done, "the dry run and the import say the same");
}

#[test]
fn a_list_is_in_the_order_of_entry_and_its_filters_agree_with_its_rows() {
    let office = practised();
    let all = office.listed();
    assert_eq!(office.listed(), all, "the same from call to call");
    let entered: Vec<_> = csv::Reader::from_path(PRACTICE)
        .unwrap()
        .into_records()
        .map(|row| row.unwrap().get(0).unwrap().to_owned())
        .collect();
    let listed: Vec<_> = all.iter().map(|item| item["request"].as_str().unwrap().to_owned()).collect();
    assert_eq!(listed, entered);

    let narrowed = |words: &[&str]| {
        let Value::Array(items) = office.run([&["list", "store", "--json"], words].concat()).json() else { panic!() };
        items
    };
    let only = |keep: &dyn Fn(&Value) -> bool| all.iter().filter(|item| keep(item)).cloned().collect::<Vec<_>>();
    for flag in ["high", "medium", "low", "pending", "none"] {
        assert_eq!(narrowed(&["--flag", flag]), only(&|item| item["flag"] == flag), "{flag}");
    }
    for ledger in ["disclosure", "status_exchange"] {
        let wanted = only(&|item| item["ledger"] == ledger);
        assert!(!wanted.is_empty(), "the practice requests have items in both ledgers");
        assert_eq!(narrowed(&["--ledger", ledger]), wanted, "{ledger}");
    }
    let in_quarter = only(&|item| {
        let day = &item["received"].as_str().unwrap()[..10];
        ("2026-07-01".."2026-10-01").contains(&day)
    });
    assert!(!in_quarter.is_empty() && in_quarter.len() < all.len());
    assert_eq!(narrowed(&["--quarter", QUARTER]), in_quarter);
    let table = office.run(["list", "store"]).done();
    assert_eq!(table.lines().count(), all.len() + 1, "the table has a heading and a line an item");
    assert!(table.lines().all(|line| line.chars().count() <= 80), "a table fits a window of 80 columns");
}

#[test]
fn a_quarter_without_an_entry_gives_a_nil_report() {
    let office = practised();
    for quarter in ["2019-Q1", "2025-Q4"] {
        office.run(["report", "store", "--quarter", quarter, "--out", "nil"]).done();
        let name = format!("nil/disclosure-report-{quarter}.json");
        let report: Value = serde_json::from_slice(&fs::read(office.path(&name)).unwrap()).unwrap();
        assert_eq!(report["requests"]["received"], 0);
        assert_eq!(report["rows"], Value::Array(Vec::new()));
    }
    assert_eq!(names(&office.path("nil")).len(), 8, "reports of two quarters stand side by side");
}

#[test]
fn a_report_as_of_an_earlier_instant_leaves_out_what_came_later() {
    let office = practised();
    office.run(["report", "store", "--quarter", QUARTER, "--out", "now"]).done();
    let report: Value =
        serde_json::from_slice(&fs::read(office.path("now/disclosure-report-2026-Q3.json")).unwrap()).unwrap();
    let as_of = report["quarter"]["as_of"].as_str().unwrap();
    office.import("request,received,agency\nLATE-1,2026-08-03,ICE\n").done();
    office.run(["report", "store", "--quarter", QUARTER, "--out", "then", "--as-of", as_of]).done();
    assert!(
        contents(&office.path("now")).into_values().eq(contents(&office.path("then")).into_values()),
        "the report as it would have been made then is the report that was made then"
    );
}
