//! A clerk's work in the real window, from the first start on: by names and keys, as a person does it.

use std::cell::Cell;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::driver::{CONTROL, DOWN, ENTER, F1, PATIENCE, TAB, Window};

pub const PASSPHRASE: &str = "seven lamps on a quiet hill";

const SECOND_PASSPHRASE: &str = "copper violin beneath slow rivers";

/// Makes the record of a new office in an empty home, and gives the words of its recovery sheet.
pub fn first_start(window: &Window) -> Vec<String> {
    window.see("Start the record");
    window.fill("Office", "City Clerk");
    window.fill("Your name", "M. Alvarez");
    window.fill("Passphrase", PASSPHRASE);
    window.fill("Passphrase again", PASSPHRASE);
    window.look("first-start");
    window.press("Make the record");
    window.see("Type two of the words");
    window.look("recovery-sheet");
    let words =
        window.script("return [...document.querySelectorAll('article ol li')].map((li) => li.innerText)", json!([]));
    let words: Vec<String> = words.as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect();
    assert_eq!(words.len(), 12);
    window.fill("Word 4", &words[3]);
    window.fill("Word 11", &words[10]);
    window.press("Go to the desk");
    window.see("Needs you");
    words
}

/// The record of the window, for a program beside it.
pub(crate) fn record(home: &Path) -> PathBuf {
    home.join("gov.northamptonma.disclosure-gatekeeper/record")
}

/// Asks the command line about the same record, once the window is closed. A program that was told to end needs a moment
/// to let go of its record.
pub(crate) fn gatekeeper(home: &Path, command: &str, arguments: &[&str]) -> String {
    let program = PathBuf::from(std::env::var_os("DESK_PROGRAM").unwrap())
        .with_file_name(format!("gatekeeper{}", std::env::consts::EXE_SUFFIX));
    let begun = Instant::now();
    loop {
        let output = Command::new(&program)
            .arg(command)
            .arg(record(home))
            .args(arguments)
            .env("GATEKEEPER_OFFICER", "M. Alvarez")
            .env("GATEKEEPER_PASSPHRASE", PASSPHRASE)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        if said.contains("is in use") && begun.elapsed() < PATIENCE {
            sleep(Duration::from_millis(200));
            continue;
        }
        assert!(output.status.success(), "{command} {arguments:?}: {said}");
        return String::from_utf8(output.stdout).unwrap();
    }
}

/// Answers each question that is asked with *No*, until none is open and the page shows a text.
fn answer_no_until(window: &Window, text: &str) {
    answer_until(window, &[("Does another law keep it secret?", "No")], text);
}

/// Answers each of these questions that is asked, until none is open and the page shows a text.
fn answer_until(window: &Window, answers: &[(&str, &str)], text: &str) {
    let begun = Instant::now();
    while window.has("One question is open") || !window.has(text) {
        assert!(begun.elapsed() < PATIENCE, "there is never `{text}` on the page, which shows:\n{}", window.text());
        for (question, answer) in answers {
            if window.has(question) && window.has("One question is open") {
                let answer = window.option(answer);
                window.click(&answer);
                window.keys(&[ENTER]);
            }
        }
    }
}

/// Adds a thing to the request that is being written down: by its beginning, then by its line in the list.
fn add(window: &Window, words: &str, kind: &str) {
    window.fill("Add what they ask for", words);
    window.settle();
    let option = window.option(kind);
    window.click(&option);
    window.until_value("Add what they ask for", "");
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn from_the_first_start_to_an_exported_quarter() {
    let home = tempfile::tempdir().unwrap();
    let reports = tempfile::tempdir().unwrap();
    let window = Window::open(home.path(), &[("DESK_TEST_REPORT_FOLDER", reports.path().as_os_str())]);
    first_start(&window);
    assert_eq!(window.heard("h1"), ("heading".to_owned(), "Today".to_owned()));
    window.look("today-empty");

    // The mixed letter: status, an address, the date of a release.
    window.keys(&[CONTROL, 'n']);
    window.see("Log a request");
    window.until_focused("combobox", "Who asks");
    window.type_here("Enforcement and Removal Operations");
    window.settle();
    let agency = window.option("Enforcement and Removal Operations");
    window.click(&agency);
    window.choose("Paper with it", "No paper");
    window.choose("Why they want it", "Immigration enforcement");
    add(&window, "status", "Immigration status");
    add(&window, "home", "Home address");
    add(&window, "release", "Date of release");
    // What still matters is asked, item by item, and only that.
    answer_no_until(&window, "Not required: 2(a) bars it");
    window.see("§ 1373 status exchange");
    window.look("log-a-request");
    window.keys(&[CONTROL, 's']);
    window.see("Answer this item");
    let request = window.text();
    assert!(request.matches("Not required: 2(a) bars it").count() >= 2, "two items are barred:\n{request}");
    assert!(request.contains("§ 1373 status exchange"), "one is an exchange:\n{request}");
    window.look("request");

    // The exchange stands in its own ledger.
    window.keys(&[CONTROL, '3']);
    window.see("Record an exchange");
    window.see("Immigration enforcement agency");
    window.look("exchanges");

    // Locked, nothing is shown; the wrong passphrase opens nothing.
    window.keys(&[CONTROL, 'l']);
    window.see("The desk is locked");
    assert!(!window.text().contains("Removal"), "a locked desk shows nothing of the record");
    window.look("locked");
    window.fill("Passphrase", "not the right words at all");
    window.keys(&[ENTER]);
    window.see("passphrase");
    window.fill("Passphrase", PASSPHRASE);
    window.keys(&[ENTER]);
    window.see("Needs you");

    // The register finds it by its words.
    window.keys(&[CONTROL, 'f']);
    window.until_focused("textbox", "Search");
    window.type_here("removal");
    window.see("Home address");
    window.look("register");

    // The quarter is exported, and the command line makes the same report of the same record.
    window.keys(&[CONTROL, '4']);
    window.see("non-mandatory disclosures");
    window.look("reports");
    window.press("Export");
    window.see("disclosure-report-");
    for (key, text, name) in
        [('5', "What if", "ordinance"), ('6', "Choose", "import"), ('7', "The record lies in", "settings")]
    {
        window.keys(&[CONTROL, key]);
        window.see(text);
        window.look(name);
    }
    // A setting holds at once.
    let calendar = window.option("The calendar year");
    window.click(&calendar);
    window.see("Every page names quarters this way now.");
    window.fill("Another department", "Police Records");
    window.keys(&[ENTER]);
    window.see("Police Records is offered while logging now.");
    window.look("settings-set");
    window.keys(&[CONTROL, '1']);
    window.see(" (FY");
    window.keys(&[CONTROL, 'n']);
    window.until_focused("combobox", "Who asks");
    window.fill("Department it reached first", "pol");
    let department = window.option("Police Records");
    window.click(&department);
    window.until_value("Department it reached first", "Police Records");
    window.press("Undo");
    window.see("The field is what it was before.");
    window.until_value("Department it reached first", "");
    drop(window);
    let exported = json_in(reports.path()).expect("a report in JSON");
    let text = std::fs::read_to_string(exported).unwrap();
    let report: Value = serde_json::from_str(&text).unwrap();
    let quarter = report["quarter"]["calendar"].as_str().unwrap();
    let as_of = report["quarter"]["as_of"].as_str().unwrap();
    let again = tempfile::tempdir().unwrap();
    let folder = again.path().to_str().unwrap();
    gatekeeper(home.path(), "report", &["--quarter", quarter, "--as-of", as_of, "--out", folder]);
    let made = std::fs::read_to_string(again.path().join(format!("disclosure-report-{quarter}.json"))).unwrap();
    assert_eq!(text, made, "the same record gives the same report, byte for byte");
    assert_eq!(report["items"]["by_outcome"]["non_mandatory_prohibited"], 2);
    let list: Value = serde_json::from_str(&gatekeeper(home.path(), "list", &["--json"])).unwrap();
    let ledgers: Vec<&str> = list.as_array().unwrap().iter().map(|item| item["ledger"].as_str().unwrap()).collect();
    assert_eq!(ledgers, ["status_exchange", "disclosure", "disclosure"]);
    assert_eq!(list[0]["description"], json!(null), "the exchange holds no text");
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn a_report_that_is_issued_is_listed_made_again_and_verified() {
    let home = tempfile::tempdir().unwrap();
    let reports = tempfile::tempdir().unwrap();
    let brought = home.path().join("brought.json");
    let window = Window::open(
        home.path(),
        &[("DESK_TEST_REPORT_FOLDER", reports.path().as_os_str()), ("DESK_TEST_REPORT", brought.as_os_str())],
    );
    window.see("Start the record");
    window.press("Try it on the practice desk");
    window.see("Needs you");
    window.keys(&[CONTROL, '4']);
    window.see("What was decided");
    window.see("None yet. A report that is exported here stands in this list");
    window.press("Export");
    window.see("disclosure-report-");
    window.see("by Practice officer");
    let json = json_in(reports.path()).expect("a report in JSON");
    let exported = std::fs::read_to_string(&json).unwrap();
    window.press("Show the seals");
    window.look("reports-issued");

    std::fs::remove_file(&json).unwrap();
    window.press("Make again");
    window.until("the report that was made again", || json_in(reports.path()));
    assert_eq!(std::fs::read_to_string(&json).unwrap(), exported, "made again, every byte is the same");

    std::fs::write(&brought, &exported).unwrap();
    window.press("Verify a report");
    window.see("byte for byte");
    window.look("reports-verified");
    std::fs::write(&brought, exported.replacen("\"completed\": ", "\"completed\": 1", 1)).unwrap();
    window.press("Verify a report");
    window.see("one thing in it is not what the record says");
    window.see("Requests, completed");
    window.look("reports-changed");
    std::fs::write(&brought, "request,received\n").unwrap();
    window.press("Verify a report");
    window.see("This is no report of this program");
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn what_2a_flags_goes_out_when_a_second_officer_approves_and_not_before() {
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(home.path(), &[]);
    first_start(&window);
    window.keys(&[CONTROL, '7']);
    window.fill("Officer’s name", "J. Whitcomb");
    window.fill("Their passphrase", SECOND_PASSPHRASE);
    window.fill("Their passphrase again", SECOND_PASSPHRASE);
    window.see("Very strong");
    window.press("Add the officer");
    window.see("J. Whitcomb can open the desk now.");
    window.look("settings-two-officers");

    window.keys(&[CONTROL, 'n']);
    window.until_focused("combobox", "Who asks");
    window.type_here("Massachusetts State Police");
    window.settle();
    let agency = window.option("Massachusetts State Police");
    window.click(&agency);
    window.choose("Paper with it", "No paper");
    window.choose("Why they want it", "Another reason");
    add(&window, "police", "Police report");
    answer_no_until(&window, "Not required: other purpose");
    window.keys(&[CONTROL, 's']);
    window.see("Giving this out takes the approval of another officer.");

    // Nobody approved it: the try is refused, and it is an event.
    window.choose("What was done", "Given or done");
    window.press("Record the answer");
    window.see("a second officer must approve its release");
    window.look("request-blocked");
    window.fill("Why it should go out", "a homicide inquiry, case number checked");
    window.press("Ask a second officer");
    window.see("Another officer opens the desk and decides here.");

    window.keys(&[CONTROL, 'l']);
    window.choose("Officer", "J. Whitcomb");
    window.fill("Passphrase", SECOND_PASSPHRASE);
    window.keys(&[ENTER]);
    window.see("Waits for a second officer.");
    window.keys(&[CONTROL, 'f']);
    window.until_focused("textbox", "Search");
    window.type_here("police");
    window.see("1 item found");
    window.keys(&[ENTER]);
    window.keys(&[ENTER]);
    window.see("M. Alvarez asks for it");
    window.look("request-asked");
    window.fill("Why, or why not", "checked with the investigator");
    window.press("Approve the release");
    window.see("J. Whitcomb approved it");
    window.choose("What was done", "Given or done");
    window.press("Record the answer");
    window.see("Given or done,");
    window.look("request-approved");
    drop(window);
    let list: Value = serde_json::from_str(&gatekeeper(home.path(), "list", &["--json"])).unwrap();
    assert_eq!(list[0]["response"], "released");
    let verified = gatekeeper(home.path(), "verify", &[]);
    assert!(!verified.contains("does not"), "the record holds: {verified}");
}

/// How many keys a call at the counter may take. At three a second it is logged within half a minute.
const KEYS_OF_A_CALL: usize = 60;

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn a_call_at_the_counter_is_logged_by_a_few_keys() {
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(home.path(), &[]);
    first_start(&window);
    let pressed = Cell::new(0);
    let press = |keys: &[char]| {
        pressed.set(pressed.get() + keys.len());
        window.keys(keys);
    };
    let words = |words: &str| press(&words.chars().collect::<Vec<_>>());
    let tab_to = |name: &str| {
        let begun = pressed.get();
        while !window.focused().1.contains(name) {
            assert!(pressed.get() < begun + 10, "Tab leads to {name}, not only to {:?}", window.focused());
            press(&[TAB]);
        }
    };
    press(&[CONTROL, 'n']);
    window.until_focused("combobox", "Who asks");
    words("ice");
    window.settle();
    press(&[DOWN, ENTER]);
    // What they are, the day and the time are right already.
    for (field, choice, chosen) in [
        ("How it came", "ph", "Phone"),
        ("Paper with it", "no p", "No paper"),
        ("Why they want it", "im", "Immigration enf"),
    ] {
        tab_to(field);
        words(choice);
        window.see(chosen);
    }
    tab_to("Add what they ask for");
    words("home");
    window.settle();
    press(&[ENTER]);
    window.until_value("Add what they ask for", "");
    window.settle();
    press(&[ENTER]);
    window.see("Does another law keep it secret?");
    window.settle();
    press(&[' ', DOWN, ENTER]);
    window.see("Not required: 2(a) bars it");
    press(&[CONTROL, 's']);
    window.see("Answer this item");
    assert!(pressed.get() <= KEYS_OF_A_CALL, "a call at the counter took {} keys", pressed.get());
    drop(window);
    let list: Value = serde_json::from_str(&gatekeeper(home.path(), "list", &["--json"])).unwrap();
    let received = list[0]["received"].as_str().unwrap();
    assert_eq!(received.len(), "2026-10-07T14:05".len(), "the time of the call was there already: {received}");
    assert_eq!((&list[0]["channel"], &list[0]["outcome"]), (&json!("phone"), &json!("non_mandatory_prohibited")));
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn what_is_with_the_solicitor_goes_out_when_the_finding_is_recorded_and_not_before() {
    for theme in ["light", "dark"] {
        let home = tempfile::tempdir().unwrap();
        let gtk = if theme == "dark" { "Adwaita:dark" } else { "Adwaita" };
        let window = Window::open(home.path(), &[("GTK_THEME", OsStr::new(gtk))]);
        first_start(&window);
        window.keys(&[CONTROL, 'n']);
        window.until_focused("combobox", "Who asks");
        window.type_here("Enforcement and Removal Operations");
        window.settle();
        let agency = window.option("Enforcement and Removal Operations");
        window.click(&agency);
        window.choose("Paper with it", "Agency subpoena");
        window.choose("Why they want it", "Immigration enforcement");
        add(&window, "home", "Home address");
        let paper = [("Is the paper good on its face?", "Yes"), ("Does the paper name this very thing?", "Yes")];
        answer_until(&window, &paper, "Refer to the Solicitor");
        window.keys(&[CONTROL, 's']);
        window.see("Answer this item");

        // Nobody has referred it: the try is refused, and it is an event.
        window.choose("What was done", "Given in part");
        window.see("Refer it first. Or say that it has already left.");
        window.press("Record the answer");
        window.see("Nothing was released here; the try is in the record.");
        window.press("Refer to the Solicitor…");
        window.until_focused("textbox", "Question to the Solicitor");
        window.look(&format!("{theme}-request-refer"));
        window.type_here("Does the subpoena bind the City before a court orders it?");
        window.press("Refer to the Solicitor");
        window.see("M. Alvarez referred it to the Solicitor");
        window.press("Record the answer");
        window.see("Record the finding first, then do what it says.");
        window.look(&format!("{theme}-request-with-solicitor"));

        // Today says since when; its figures lead there by keys.
        window.keys(&[CONTROL, '1']);
        window.see("With the Solicitor since");
        window.look(&format!("{theme}-today-waits"));
        window.press("With the Solicitor 1");
        window.see("that waits for the Solicitor's finding; its dates run on: 1.");
        window.look(&format!("{theme}-today-with-solicitor"));
        window.press("Overdue 0");
        window.see("Requests with a date that has passed: none.");
        window.look(&format!("{theme}-today-none"));
        window.press("All 1");
        window.see("With the Solicitor since");
        window.keys(&[TAB]);
        while window.focused().0 != "button" {
            window.keys(&[TAB]);
        }
        window.keys(&[ENTER]);
        window.see("What the Solicitor found");

        window.fill("What the Solicitor found", "Only the street may go out; the house number stays.");
        window.press("Record the finding");
        window.see("M. Alvarez recorded the finding");
        window.choose("What was done", "Given in part");
        window.choose("On what basis", "The Solicitor's finding");
        window.fill("What left, and to whom", "The street and the town, to the agency's address");
        window.press("Surplus: more left than the paper names");
        window.look(&format!("{theme}-request-surplus"));
        window.press("Record the answer");
        window.see("What went beyond it is not required by it.");
        window.see("M. Alvarez recorded the finding");
        window.see("Basis: The Solicitor's finding");
        window.look(&format!("{theme}-request-answered"));
        window.keys(&[CONTROL, '4']);
        window.see("1 item went out with more than its paper names");
        window.keys(&[CONTROL, '1']);
        window.see("Nothing waits. Every item of every request has its answer.");
        drop(window);
        let list: Value = serde_json::from_str(&gatekeeper(home.path(), "list", &["--json"])).unwrap();
        assert_eq!((&list[0]["response"], &list[0]["outcome"]), (&json!("released_in_part"), &json!("counsel")));
        let verified = gatekeeper(home.path(), "verify", &[]);
        assert!(!verified.contains("does not"), "the record holds: {verified}");
    }
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn what_was_entered_wrongly_is_corrected_beside_what_stood_there_and_a_scan_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let papers = tempfile::tempdir().unwrap();
    let scan = home.path().join("Juan Zqneedle detainer.pdf");
    std::fs::write(&scan, b"%PDF-1.7 a made up scan").unwrap();
    let window = Window::open(
        home.path(),
        &[("DESK_TEST_ATTACHMENT", scan.as_os_str()), ("DESK_TEST_ATTACHMENT_FOLDER", papers.path().as_os_str())],
    );
    first_start(&window);
    window.keys(&[CONTROL, 'n']);
    window.until_focused("combobox", "Who asks");
    window.type_here("Massachusetts State Police");
    window.settle();
    let agency = window.option("Massachusetts State Police");
    window.click(&agency);
    window.choose("Paper with it", "No paper");
    window.choose("Why they want it", "Another reason");
    add(&window, "police", "Police report");
    answer_no_until(&window, "Not required: other purpose");
    window.keys(&[CONTROL, 's']);
    window.see("The request was logged: Massachusetts State Police");

    // The reason was misread: the law is asked again, and what stood there stays.
    window.press("Correct this item");
    window.until_focused("heading", "Correct this item");
    window.choose("Why do they want it?", "Immigration enforcement");
    window.see("The law says then");
    window.script("document.querySelector('.correction-acts').scrollIntoView({ block: 'end' })", json!([]));
    window.look("request-correcting-an-item");
    window.choose("Why it is corrected", "The paper was misread");
    window.press("Record the correction");
    window.see("Item 1 was corrected: the paper was misread.");
    window.see("Not required: 2(a) bars it");

    window.press("Correct this request");
    window.until_focused("heading", "Correct this request");
    window.fill("Department it reached first", "Fire Department");
    window.see("What changes");
    window.look("request-correcting");
    window.choose("Why it is corrected", "It was typed wrongly");
    window.press("Record the correction");
    window.see("The request was corrected: it was typed wrongly.");

    window.choose("What the scan shows", "The paper that came with it");
    window.press("Attach a scan");
    window.see("Scan 1 was attached");
    window.press("Save a copy");
    window.see("That copy is not encrypted.");
    window.look("request-corrected");
    window.script("document.querySelector('.timeline').scrollIntoView()", json!([]));
    window.look("request-timeline");
    assert!(!window.text().contains("Zqneedle"), "the file's own name is kept nowhere");
    drop(window);
    let copy = std::fs::read_dir(papers.path()).unwrap().next().unwrap().unwrap().path();
    assert_eq!(std::fs::read(copy).unwrap(), std::fs::read(scan).unwrap(), "the copy is what was scanned");
    let list: Value = serde_json::from_str(&gatekeeper(home.path(), "list", &["--json"])).unwrap();
    assert_eq!(list[0]["outcome"], "non_mandatory_prohibited");
    let verified = gatekeeper(home.path(), "verify", &[]);
    assert!(!verified.contains("does not"), "the record holds: {verified}");
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn hostile_text_stays_text_and_what_names_a_person_is_stopped() {
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(home.path(), &[]);
    let words = first_start(&window);
    window.keys(&[CONTROL, 'n']);
    window.see("Log a request");
    let hostile = "<img src=x onerror=document.title='gone'> =HYPERLINK(1) {{7*7}}";
    window.fill("Who asks", hostile);
    window.keys(&[TAB]);
    window.choose("What they are", "Private person or firm");
    add(&window, "police", "Police report");
    window.fill("Description", "file of A 123 456 789");
    window.see("A-number");
    window.look("stopped");
    window.keys(&[CONTROL, 's']);
    window.see("Log a request");
    window.fill("Description", "a burglary report");
    window.keys(&[CONTROL, 's']);
    window.see("Answer this item");
    window.see(hostile);
    assert_eq!(window.script("return document.querySelectorAll('img').length", json!([])), 0);
    assert!(!window.get("title").as_str().unwrap().contains("gone"));
    drop(window);
    // What was stopped is nowhere in the program's folders, not even in the page's own; nor are the words of the sheet.
    let sheet = words.join(" ");
    for file in walk(home.path()) {
        let bytes = std::fs::read(&file).unwrap();
        for planted in ["123 456 789", "burglary report", PASSPHRASE, &sheet] {
            let found = bytes.windows(planted.len()).any(|window| window == planted.as_bytes());
            assert!(!found, "`{planted}` can be read in {}", file.display());
        }
    }
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn a_log_with_errors_is_refused_whole_and_imported_once_it_is_right() {
    let home = tempfile::tempdir().unwrap();
    let log = home.path().join("log.csv");
    std::fs::write(&log, "request,received,agency,information,purpose\nA-1,2026-02-30,ICE,personal,not_stated\n")
        .unwrap();
    let window = Window::open(home.path(), &[("DESK_TEST_LOG", log.as_os_str())]);
    first_start(&window);
    window.keys(&[CONTROL, '6']);
    window.press("Choose");
    window.see("log.csv");
    window.press("Check");
    window.see("2026-02-30");
    window.look("import-problems");
    std::fs::write(&log, "request,received,agency,information,purpose\nA-1,2026-02-28,ICE,personal,not_stated\n")
        .unwrap();
    window.press("Check");
    window.see("1 ");
    window.press("Import");
    window.see("is recorded");
    window.look("import-done");
    window.keys(&[CONTROL, 'f']);
    window.see("A-1");
}

/// An office's own log as a workbook: its columns are not ours, and its dates are the spreadsheet program's.
fn workbook(file: &Path, rows: &[[&str; 4]]) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let form = rust_xlsxwriter::Format::new().set_num_format("mm/dd/yyyy");
    sheet.write_row(0, 0, ["Request no", "Received", "Agency", "Channel"]).unwrap();
    for (row, cells) in (1..).zip(rows) {
        sheet.write_row(row, 0, cells.iter().copied()).unwrap();
        let day = rust_xlsxwriter::ExcelDateTime::parse_from_str(cells[1]).unwrap();
        sheet.write_datetime_with_format(row, 1, &day, &form).unwrap();
    }
    book.save(file).unwrap();
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn a_workbook_is_mapped_by_hand_refused_with_errors_and_imported_without() {
    for theme in ["light", "dark"] {
        let home = tempfile::tempdir().unwrap();
        let gtk = if theme == "dark" { "Adwaita:dark" } else { "Adwaita" };
        let log = home.path().join("log.xlsx");
        std::fs::write(&log, b"request,received,agency\n").unwrap();
        let chosen = [("DESK_TEST_LOG", log.as_os_str()), ("GTK_THEME", OsStr::new(gtk))];
        let window = Window::open(home.path(), &chosen);
        first_start(&window);
        window.keys(&[CONTROL, '6']);
        window.press("Choose");
        window.see("its name says that it is a spreadsheet");
        window.look(&format!("{theme}-import-no-workbook"));

        workbook(&log, &[["F-1", "2026-02-03", "ICE", "FAX"], ["A1234567", "2026-02-04", "ICE", "By hand"]]);
        window.press("Choose another");
        window.see("A guess by their names");
        window.see("1 value means nothing yet");
        window.look(&format!("{theme}-import-guess"));
        window.choose("“By hand”", "At the counter");
        window.press("Check");
        window.see("What the check found");
        window.see("reads as an A-number");
        assert!(!window.text().contains("A1234567"), "what is stopped is not shown");
        window.look(&format!("{theme}-import-mapped-problems"));
        window.fill("Keep this one as", "Sheriff");
        window.keys(&[ENTER]);
        window.see("Kept as “Sheriff”");

        workbook(&log, &[["F-1", "2026-02-03", "ICE", "FAX"], ["F-2", "2026-02-04", "ICE", "By hand"]]);
        window.press("Choose another");
        window.see("1 value means nothing yet");
        window.choose("Use a mapping that was kept", "Sheriff");
        window.see("How it came");
        window.press("Check");
        window.see("2 new requests with 2 new items");
        window.see("The first requests, as they would be entered");
        window.look(&format!("{theme}-import-preview"));
        window.press("Import");
        window.see("is recorded");
        drop(window);
        let list: Value = serde_json::from_str(&gatekeeper(home.path(), "list", &["--json"])).unwrap();
        assert_eq!(list[1]["received"], "2026-02-04");
        assert_eq!(list[1]["channel"], "in_person");
        assert_eq!(list.as_array().unwrap().len(), 2);
    }
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn every_page_of_the_practice_desk_is_marked_and_fit_for_everybody_in_light_and_dark() {
    for theme in ["light", "dark"] {
        let home = tempfile::tempdir().unwrap();
        let gtk = if theme == "dark" { "Adwaita:dark" } else { "Adwaita" };
        let window = Window::open(home.path(), &[("GTK_THEME", OsStr::new(gtk))]);
        window.see("Start the record");
        window.look(&format!("{theme}-first-start"));
        window.press("Try it on the practice desk");
        for (key, text, name) in [
            ('1', "This quarter so far", "today"),
            ('2', "203 items", "register"),
            ('3', "Record an exchange", "exchanges"),
            ('4', "What was decided", "reports"),
            ('5', "Text and rules", "ordinance"),
            ('6', "Choose", "import"),
            ('7', "Add an agency", "settings"),
            ('n', "Nothing is asked yet", "log"),
        ] {
            window.keys(&[CONTROL, key]);
            window.see(text);
            window.see("Practice desk. Everything here is made up");
            window.look(&format!("{theme}-{name}"));
            if theme == "light" {
                window.look_large(name);
            }
        }
        window.keys(&[CONTROL, '7']);
        window.press("Show the licences");
        window.see("sqlcipher-src");
        window.look(&format!("{theme}-licences"));
        for tab in ["Open questions", "What if"] {
            window.keys(&[CONTROL, '5']);
            window.press(tab);
            window.look(&format!("{theme}-ordinance-{}", tab.replace(' ', "-")));
        }
        window.keys(&[CONTROL, 'f']);
        window.until_focused("textbox", "Search");
        window.type_here("P-155");
        window.see("1 item found");
        window.keys(&[ENTER]);
        window.keys(&[ENTER]);
        window.see("Answer this item");
        window.look(&format!("{theme}-request"));
        window.keys(&[F1]);
        window.see("This sheet");
        window.look(&format!("{theme}-keys"));
        window.keys(&[F1]);
        window.keys(&[CONTROL, 'l']);
        window.see("The practice desk is locked");
        window.look(&format!("{theme}-practice-locked"));
        // The other officer goes on where the first one was.
        window.choose("Officer", "Second practice officer");
        window.fill("Passphrase", "two boats under the bridge");
        window.keys(&[ENTER]);
        window.see("This quarter so far");
        assert!(window.text().contains("Second practice officer"));
        window.keys(&[CONTROL, 'l']);
        window.see("The practice desk is locked");
        window.press("End the practice");
        window.see("Start the record");
        drop(window);
        assert!(!record(home.path()).exists(), "practice makes no record");
    }
}

/// The report in JSON that lies in a folder, if there is one.
fn json_in(folder: &Path) -> Option<PathBuf> {
    walk(folder).into_iter().find(|file| file.extension().is_some_and(|end| end == "json"))
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(walk(&path))
        } else if path.is_file() {
            files.push(path)
        }
    }
    files
}
