//! What can be wrong with what the program is given: each message names the place and what would be right, the exit
//! status says so, and the record is as it was before.

use std::fs;
use std::io::Write;

use crate::office::{HEADER, Office, PASSPHRASE, contents, finish, names};

/// A log that cannot be imported, and what the message must name.
struct BadLog {
    what: &'static str,
    log: Vec<u8>,
    names: &'static [&'static str],
}

fn rows(rows: &str) -> Vec<u8> {
    format!("{HEADER}{rows}").into_bytes()
}

/// Rows under a header that also has the answers.
fn answered(rows: &str) -> Vec<u8> {
    format!("request,received,agency,response,responded\n{rows}").into_bytes()
}

fn bad_logs() -> Vec<BadLog> {
    let bad = |what, log: Vec<u8>, names| BadLog { what, log, names };
    let utf16 = |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let mut with_nul = rows("R-1,2025-01-02,A");
    with_nul.extend(b"\0B,court\n");
    let mut latin1 = rows("R-1,2025-01-02,Caf");
    latin1.extend(b"\xE9 Northampton,court\n");
    vec![
        bad("nothing", Vec::new(), &["empty", "header row"]),
        bad("a mark and nothing", b"\xEF\xBB\xBF".to_vec(), &["empty", "header row"]),
        bad("UTF-16, little-endian", utf16("\u{feff}request", u16::to_le_bytes), &["UTF-16", "CSV UTF-8"]),
        bad("UTF-16, big-endian", utf16("\u{feff}request", u16::to_be_bytes), &["UTF-16", "CSV UTF-8"]),
        bad("Latin-1", latin1, &["row 1 (line 2)", "cell 3", "not UTF-8", "CSV UTF-8"]),
        bad("a NUL byte", with_nul, &["row 1 (line 2)", "cell 3", "NUL", "remove it"]),
        bad("an open quote", rows("R-1,2025-01-02,\"A,court\nR-2,x\n"), &["line 2", "never closed", "close it"]),
        bad("a quote inside", rows("R-1,2025-01-02,5\" pipe,court\n"), &["line 2", "inside a cell", "quotes"]),
        bad("no header", b"R-1,2025-01-02,ICE\n".to_vec(), &["first row", "`request`, `received` and `agency`"]),
        bad(
            "a doubled column",
            b"request,received,agency,agency\nR-1,2025-01-02,ICE,ICE\n".to_vec(),
            &["`agency`", "twice", "keep one"],
        ),
        bad(
            "an unknown column",
            b"request,received,agency,purpos\nR-1,2025-01-02,ICE,other\n".to_vec(),
            &["column 4", "`purpos`", "did you mean `purpose`"],
        ),
        bad("a missing column", b"request,agency\nR-1,ICE\n".to_vec(), &["`received` is missing"]),
        bad(
            "30 February",
            rows("R-1,2025-02-30,ICE,\n"),
            &["row 1 (line 2)", "received", "`2025-02-30`", "no 2025-02-30 in the calendar"],
        ),
        bad(
            "29 February of a common year",
            rows("R-1,2023-02-29,ICE,\n"),
            &["row 1 (line 2)", "received", "`2023-02-29`", "calendar"],
        ),
        bad(
            "the hour that daylight saving skips",
            rows("R-1,2025-03-09T02:30,ICE,\n"),
            &["row 1 (line 2)", "received", "`2025-03-09T02:30`", "does not exist", "from 03:00 on"],
        ),
        bad("another way to write a date", rows("R-1,3/9/2025,ICE,\n"), &["`3/9/2025`", "write it as 2026-10-07"]),
        bad("the future", rows("R-1,2987-03-09,ICE,\n"), &["received", "`2987-03-09`", "future"]),
        bad(
            "an answer before its request",
            answered("R-1,2025-03-10,ICE,released,2025-03-09\n"),
            &["row 1 (line 2)", "responded", "`2025-03-09`", "before its request", "2025-03-10"],
        ),
        bad(
            "an answer without a day",
            answered("R-1,2025-03-10,ICE,released,\n"),
            &["responded", "`released`", "give the day"],
        ),
        bad(
            "a day without an answer",
            answered("R-1,2025-03-10,ICE,,2025-03-11\n"),
            &["responded", "`2025-03-11`", "fill `response` or empty this"],
        ),
        bad(
            "rows of one request that disagree",
            rows("R-1,2025-03-10,ICE,\nR-1,2025-03-11,CBP,\n"),
            &[
                "row 2 (line 3)",
                "received: `2025-03-11`",
                "says `2025-03-10`",
                "agency: `CBP`",
                "says `ICE`",
                "must agree",
            ],
        ),
        bad(
            "an unknown value",
            answered("R-1,2025-03-10,ICE,relesed,2025-03-11\n"),
            &["row 1 (line 2)", "response", "`relesed`", "released, released_in_part"],
        ),
        bad("no number", rows(",2025-03-10,ICE,\n"), &["row 1 (line 2)", "request", "empty"]),
        bad("no agency", rows("R-1,2025-03-10,,court\n"), &["row 1 (line 2)", "agency", "empty"]),
        bad(
            "an agency nobody knows",
            rows("R-1,2025-03-10,Acme Widgets,\n"),
            &["recipient", "`Acme Widgets`", "say what it is", "private_party"],
        ),
        bad(
            "a number without end",
            rows(&format!("{},2025-03-10,ICE,\n", "R".repeat(65))),
            &["request", "64 characters"],
        ),
        bad("a row that is too short", rows("R-1,2025-03-10\n"), &["row 1 (line 2)", "2 cells", "header has 4"]),
        bad(
            "a row that is too long",
            rows("R-1,2025-03-10,Smith, and Co,court\n"),
            &["5 cells", "header has 4", "quotes"],
        ),
        bad(
            "a number of a person",
            b"request,received,agency,description\nR-1,2025-03-10,ICE,file of A123456789\n".to_vec(),
            &["row 1 (line 2)", "description", "A-number"],
        ),
    ]
}

#[test]
fn a_bad_log_is_refused_with_its_place_and_nothing_is_imported() {
    let office = Office::new();
    office.import(rows("KEPT-1,2025-01-01,ICE,\n")).done();
    let before = contents(&office.path("store"));
    for BadLog { what, log, names } in bad_logs() {
        let said = office.import(&log).refused();
        for name in names {
            assert!(said.contains(name), "{what}: {name:?} is not in:\n{said}");
        }
        assert!(said.contains("log.csv"), "{what}: the file is named:\n{said}");
        assert!(said.contains("Nothing was imported."), "{what}: what is safe is said:\n{said}");
        assert!(contents(&office.path("store")) == before, "{what}: every byte of the store is as it was");
        assert_eq!(
            office.run(["import", "store", "log.csv", "--dry-run"]).refused(),
            said,
            "{what}: a dry run says the same"
        );
    }
    office.run(["verify", "store"]).done();
}

#[test]
fn a_message_gives_its_value_once() {
    let office = Office::new();
    for (row, value) in
        [("R-1,2025-02-30,ICE,\n", "`2025-02-30`"), ("R-1,2025-03-09T02:30,ICE,\n", "`2025-03-09T02:30`")]
    {
        let said = office.import(rows(row)).refused();
        assert_eq!(said.matches(value).count(), 1, "{said}");
    }
}

#[test]
fn one_bad_row_among_good_ones_keeps_all_of_them_out() {
    let office = Office::new();
    let before = office.heads();
    let mut log = rows("");
    for number in 0..5000 {
        writeln!(log, "R-{number},2025-01-02,ICE,").unwrap();
    }
    writeln!(log, "R-LAST,2025-13-02,ICE,").unwrap();
    let said = office.import(&log).refused();
    assert!(said.contains("row 5001 (line 5002)"), "{said}");
    assert!(said.contains("\n1 problem."), "{said}");
    assert_eq!(office.heads(), before);
    assert!(office.listed().is_empty());
}

#[test]
fn of_ten_thousand_problems_two_hundred_are_listed_and_all_are_counted() {
    let office = Office::new();
    let before = office.heads();
    let mut log = rows("");
    for number in 0..10_000 {
        writeln!(log, "R-{number},2025-02-30,ICE,").unwrap();
    }
    let said = office.import(&log).refused();
    assert_eq!(said.matches("(line ").count(), 200, "200 problems are listed");
    assert!(said.contains("9800 more problems") && said.contains("10000 problems. Nothing was imported."), "{said}");
    assert_eq!(office.heads(), before);
}

#[test]
fn a_cell_of_a_hundred_megabytes_is_refused_at_its_line() {
    let office = Office::new();
    for (start, wanted) in [("", "longer than"), ("\"", "never closed")] {
        let mut log = rows("R-1,2025-01-02,ICE,\nR-2,2025-01-02,");
        log.extend(start.bytes());
        log.resize(100 * 1024 * 1024, b'x');
        let said = office.import(&log).refused();
        assert!(said.contains("line 3") && said.contains(wanted), "{said}");
        assert!(said.len() < 2000, "the message does not repeat the cell");
    }
    assert!(office.listed().is_empty());
}

#[test]
fn hostile_text_is_text() {
    let office = Office::new();
    let hostile = [
        "=HYPERLINK(\"http://x.example\",\"click\")".to_owned(),
        "'; DROP TABLE events; --".to_owned(),
        "#set page(width: 1pt); $ x $ *bold* _it_ @ref <label> \\u{41} `raw`".to_owned(),
        "#read(\"/etc/passwd\") #import \"x\": *".to_owned(),
        "مكتب المحاماة \u{202e}gnp.exe\u{202c}".to_owned(),
        "long ".repeat(80).trim_end().to_owned(),
        "+1-413-555-0100, @SUM(A1)".to_owned(),
        "line one\nline two\ttab".to_owned(),
        "<script>alert(1)</script> &amp; {{row}} %s ${HOME} $(id)".to_owned(),
        "\u{1F469}\u{200D}\u{1F52C} e\u{301} \u{FEFF}mark".to_owned(),
    ];
    let mut log = csv::Writer::from_writer(Vec::new());
    log.write_record(["request", "received", "agency", "recipient", "department", "purpose", "information"]).unwrap();
    for (number, text) in hostile.iter().enumerate() {
        let number = format!("H-{number}");
        log.write_record([&number, "2025-08-05", text, "private_party", text, "other", "personal"]).unwrap();
    }
    let log = log.into_inner().unwrap();
    office.import(&log).done();
    let again = office.import(&log).done();
    assert!(again.contains("items already present: 10"), "what was entered reads back as the same: {again}");

    let listed = office.listed();
    for (item, text) in listed.iter().zip(&hostile) {
        assert_eq!(item["agency"], text.as_str());
        assert_eq!(item["department"], text.as_str());
    }
    assert!(office.run(["list", "store"]).done().lines().all(|line| line.chars().all(|c| !c.is_control())));

    office.run(["report", "store", "--quarter", "2025-Q3", "--out", "reports"]).done();
    assert_eq!(names(&office.path("reports")).len(), 4);
    let report = fs::read(office.path("reports/disclosure-report-2025-Q3.csv")).unwrap();
    let mut read = csv::Reader::from_reader(report.as_slice());
    let agency = read.headers().unwrap().iter().position(|name| name == "agency").unwrap();
    let mut rows = 0;
    for (row, text) in read.records().zip(&hostile) {
        let row = row.unwrap();
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "a formula: {row:?}");
        let cell = &row[agency];
        let guarded = text.starts_with(['=', '+', '-', '@']);
        let plain = if guarded { cell.strip_prefix('\'').unwrap() } else { cell };
        assert_eq!(plain, text, "one apostrophe off gives the text back");
        rows += 1;
    }
    assert_eq!(rows, hostile.len());
    office.run(["verify", "store"]).done();
}

#[test]
fn a_wrong_passphrase_is_told_apart_from_a_damaged_file() {
    let office = Office::new();
    office.import(crate::office::large_log(300)).done();
    let whole = contents(&office.path("store"));
    let restore = || whole.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());

    for command in [&["list", "store"][..], &["verify", "store"], &["import", "store", "log.csv"]] {
        let said = finish(office.command(command).env("GATEKEEPER_PASSPHRASE", "something else"), b"").refused();
        assert!(said.contains("passphrase is not right") && !said.contains("damaged"), "{said}");
        let said = finish(office.command(command).env("GATEKEEPER_PASSPHRASE", ""), b"").refused();
        assert!(said.contains("passphrase is empty"), "{said}");
        assert!(!said.contains(PASSPHRASE));
    }

    let database = office.path("store/ledger.db");
    for place in [20, 100, 4096 + 50, whole[&database].len() - 100] {
        let mut bytes = whole[&database].clone();
        bytes[place] ^= 0x10;
        fs::write(&database, &bytes).unwrap();
        let said = office.run(["verify", "store"]).refused();
        assert!(said.contains("damaged") || said.contains("does not hold"), "byte {place}: {said}");
        assert!(!said.contains("HMAC") && !said.contains("fts5"), "no word that only its maker knows: {said}");
        assert!(!said.contains("passphrase"), "byte {place}: {said}");
        assert!(said.contains("restore") && said.contains("backup"), "what to do next: {said}");
        assert_eq!(fs::read(&database).unwrap(), bytes, "a damaged file is left as it is");
    }
    restore();
    for (bytes, word) in [(&b"SQLite format 3\0 and more"[..], "not encrypted"), (b"", "empty")] {
        fs::write(&database, bytes).unwrap();
        let said = office.run(["list", "store"]).refused();
        assert!(said.contains("damaged") && said.contains(word), "{said}");
    }
    restore();
    fs::write(office.path("store/keys.json"), "{").unwrap();
    let said = office.run(["list", "store"]).refused();
    assert!(said.contains("keys.json") && said.contains("damaged") && said.contains("backup"), "{said}");
    restore();
    office.run(["verify", "store"]).done();
}

#[test]
fn a_place_that_does_not_fit_is_named() {
    let office = Office::new();
    office.write("file", "x");
    fs::create_dir(office.path("folder")).unwrap();
    for place in ["nowhere", "folder", "file"] {
        let said = office.run(["list", place]).refused();
        assert!(said.contains("no store") && said.contains(place) && said.contains("init"), "{said}");
    }
    for place in ["store", "file"] {
        for command in [&["init", place][..], &["restore", "file", place]] {
            let said = office.run(command).refused();
            assert!(said.contains("not an empty folder") && said.contains("Nothing was changed"), "{said}");
        }
    }
    let before = office.heads();
    for (command, wanted) in [
        (&["import", "store", "nowhere.csv"][..], "nowhere.csv"),
        (&["import", "store", "folder"], "folder"),
        (&["import", "store", "file", "--mapping", "nowhere.toml"], "nowhere.toml"),
        (&["import", "store", "file", "--mapping", "file"], "file"),
        (&["report", "store", "--quarter", "2025-Q1", "--out", "file"], "file"),
        (&["report", "store", "--quarter", "2025-Q1", "--out", "file/below"], "file"),
        (&["issue", "store", "--quarter", "2025-Q1", "--out", "file"], "file"),
        (&["issue", "store", "--quarter", "2025-Q1", "--out", "file/below"], "file"),
        (&["backup", "store", "file/below"], "file"),
        (&["backup", "store", "folder"], "folder"),
        (&["restore", "file", "new"], "backup"),
        (&["restore", "nowhere", "new"], "nowhere"),
        (&["verify", "store", "--head", "nowhere.txt"], "head"),
        (&["verify", "store", "--head", "disclosure 5 0123-4567 babab"], "mistyped"),
    ] {
        let said = office.run(command).refused();
        assert!(said.contains(wanted), "{command:?}: {said}");
        assert!(!said.contains("os error"), "{command:?}: {said}");
    }
    assert_eq!(office.heads(), before);
    assert_eq!(fs::read(office.path("file")).unwrap(), b"x", "a file that was in the way is as it was");
    assert_eq!(names(office.path("").as_path()), ["file", "folder", "store"], "nothing half made is left behind");
}

#[test]
fn an_unknown_quarter_or_instant_is_wrong_usage() {
    let office = Office::new();
    for quarter in ["2026-Q5", "2026Q4", "FY27-Q2", "Q4", "", "2026-Q0", "fy2027-q2 "] {
        for command in ["report", "issue"] {
            let ran = office.run([command, "store", "--quarter", quarter, "--out", "reports"]);
            assert_eq!(ran.status, Some(2), "{quarter}: {}", ran.err);
            assert!(ran.err.contains("2026-Q4") && ran.err.contains("FY2027-Q2"), "what would be right: {}", ran.err);
        }
    }
    for instant in ["yesterday", "2026-10-07", "2026-10-07T14:05", ""] {
        let ran = office.run(["report", "store", "--quarter", "2026-Q3", "--out", "reports", "--as-of", instant]);
        assert_eq!(ran.status, Some(2), "{instant}: {}", ran.err);
        assert!(ran.err.contains("2027-01-15T17:00:00-05:00"), "what would be right: {}", ran.err);
    }
    assert!(!office.path("reports").exists());
}

#[test]
fn a_mapping_that_cannot_be_meant_is_refused_with_its_line() {
    let office = Office::new();
    office.write("log.csv", "date,who\n2025-01-02,ICE\n");
    let start = "number = \"X-{row}\"\n[columns]\nreceived = \"date\"\nagency = \"who\"\n";
    for (map, wanted) in [
        ("number = \n".to_owned(), "line 1"),
        ("number = \"X\"\n[columns]\nreceived = \"date\"\nagency = \"who\"\n".to_owned(), "{row}"),
        (start.replace("who", "whom"), "`whom`"),
        (start.replace("agency", "agancy"), "agancy"),
        (format!("{start}[constants]\nagency = \"ICE\"\n"), "filled twice"),
        (format!("{start}[values.agency]\n\"CBP\" = \"CBP\"\n"), "`ICE`"),
        (
            format!("{start}[constants]\ninstrument = \"detaner\"\n"),
            "map.toml: these values cannot be used:\n  [constants] instrument: `detaner`: not a value of this column; allowed: none, ",
        ),
        (format!("date_format = \"%d.%m.%Y\"\n{start}"), "date_format"),
        (format!("{start}[[items]]\nchannel = \"fax\"\n"), "belongs to the request"),
        (start.replace("number = \"X-{row}\"\n", ""), "number"),
    ] {
        office.write("map.toml", &map);
        let said = office.run(["import", "store", "log.csv", "--mapping", "map.toml"]).refused();
        assert!(said.contains(wanted) && said.contains("Nothing was imported."), "{map}\n{said}");
    }
    office.write("map.toml", start);
    office.run(["import", "store", "log.csv", "--mapping", "map.toml"]).done();
}

#[test]
fn an_officer_nobody_knows_gets_no_access() {
    let office = Office::new();
    let said = finish(office.command(["list", "store"]).env("GATEKEEPER_OFFICER", "Mallory"), b"").refused();
    assert!(said.contains("No officer named \"Mallory\" has access"), "{said}");
    assert!(said.contains("GATEKEEPER_OFFICER"), "where the name came from: {said}");
    finish(office.command(["list", "store"]).env("GATEKEEPER_OFFICER", "Dana Reyes"), b"").done();
    finish(office.command(["list", "store"]).env("GATEKEEPER_OFFICER", ""), b"").done();
}

#[test]
fn of_several_officers_one_must_be_named_and_the_message_says_how() {
    use desk::ledger::{Kdf, Passphrase, Store};
    let office = Office::new();
    let passphrase = |text: &str| Passphrase::new(text.to_owned()).unwrap();
    let mut store = Store::open(&office.path("store"), None, &passphrase(PASSPHRASE)).unwrap();
    let (now, mut entropy) = ("2026-11-22T15:00:00Z".parse().unwrap(), desk::host::SystemEntropy);
    let mut act = store.begin(now, &mut entropy).unwrap();
    act.add_officer(
        "Ben",
        "clerk".parse().unwrap(),
        &passphrase("another one"),
        Kdf { memory_kib: 64, passes: 1, lanes: 1 },
    )
    .unwrap();
    act.commit().unwrap();
    drop(store);
    let said = office.run(["list", "store"]).refused();
    for words in ["several officers: Dana Reyes, Ben", "environment variable GATEKEEPER_OFFICER"] {
        assert!(said.contains(words), "{said}");
    }
    finish(office.command(["list", "store"]).env("GATEKEEPER_OFFICER", "Dana Reyes"), b"").done();
}

#[test]
#[cfg(unix)]
fn without_a_passphrase_and_without_a_terminal_the_program_does_not_wait() {
    let office = Office::new();
    let mut words = vec![env!("CARGO_BIN_EXE_gatekeeper").to_owned()];
    words.extend(["list".to_owned(), "store".to_owned()]);
    // A session of its own has no terminal.
    let mut command = std::process::Command::new("setsid");
    command.args(["--wait"]).args(words).current_dir(office.path("")).env_remove("GATEKEEPER_PASSPHRASE");
    command
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    if std::process::Command::new("setsid").arg("--version").output().is_err() {
        return crate::office::skipped("no terminal to ask", "there is no setsid here");
    }
    let said = finish(&mut command, b"").refused();
    assert!(said.contains("GATEKEEPER_PASSPHRASE"), "{said}");
}

#[test]
fn a_store_in_use_is_left_to_its_user() {
    let office = Office::new();
    let before = office.heads();
    // The program holds the store while it waits for the rest of a log that comes through a pipe.
    #[cfg(unix)]
    {
        use std::process::Command;
        assert!(Command::new("mkfifo").arg(office.path("slow.csv")).status().unwrap().success());
        let holder = office.command(["import", "store", "slow.csv"]).spawn().unwrap();
        let mut pipe = fs::OpenOptions::new().write(true).open(office.path("slow.csv")).unwrap();
        pipe.write_all(HEADER.as_bytes()).unwrap();
        // The database's log appears once the store is open; to try the store earlier would take it from the holder.
        for _ in 0..200 {
            if office.path("store/ledger.db-wal").exists() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        let said = office.run(["list", "store"]).refused();
        assert!(said.contains("in use") && said.contains("Close it there"), "{said}");
        let said = office.run(["import", "store", "slow.csv", "--dry-run"]);
        assert_eq!(said.status, Some(1), "{}", said.err);
        drop(pipe);
        assert!(holder.wait_with_output().unwrap().status.success());
    }
    assert_eq!(office.heads(), before);
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::new();
    let closed = office.path("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    // The permissions bind everyone but the superuser; for that one, `/proc` is a folder where nothing can be made.
    let place =
        if fs::write(closed.join("probe"), "x").is_ok() { "/proc/closed".to_owned() } else { "closed/x".to_owned() };
    let before = office.heads();
    for command in [
        &["init", &place][..],
        &["report", "store", "--quarter", "2025-Q1", "--out", &place],
        &["issue", "store", "--quarter", "2025-Q1", "--out", &place],
        &["backup", "store", &place],
    ] {
        let said = office.run(command).refused();
        assert!(said.contains(if place.starts_with('/') { "/proc" } else { "closed" }), "{command:?}: {said}");
    }
    assert_eq!(office.heads(), before);
}
