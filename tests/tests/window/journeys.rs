//! A clerk's work in the real window, from the first start on: by names and keys, as a person does it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::driver::{CONTROL, ENTER, F1, PATIENCE, TAB, Window};

const PASSPHRASE: &str = "seven lamps on a quiet hill";

const SECOND_PASSPHRASE: &str = "copper violin beneath slow rivers";

/// Makes the record of a new office in an empty home.
fn first_start(window: &Window) {
    window.see("Start the record");
    window.fill("Office", "City Clerk");
    window.fill("Your name", "M. Alvarez");
    window.fill("Passphrase", PASSPHRASE);
    window.fill("Passphrase again", PASSPHRASE);
    window.look("first-start");
    window.press("Make the record");
    window.see("Needs you");
}

/// The record of the window, for a program beside it.
fn record(home: &Path) -> PathBuf {
    home.join("gov.northamptonma.disclosure-gatekeeper/record")
}

/// Asks the command line about the same record, once the window is closed. A program that was told to end needs a moment
/// to let go of its record.
fn gatekeeper(home: &Path, command: &str, arguments: &[&str]) -> String {
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
    drop(window);
    let exported = std::fs::read_dir(reports.path())
        .unwrap()
        .map(|file| file.unwrap().path())
        .find(|file| file.extension().is_some_and(|end| end == "json"))
        .expect("a report in JSON");
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
fn hostile_text_stays_text_and_what_names_a_person_is_stopped() {
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(home.path(), &[]);
    first_start(&window);
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
    // What was stopped is nowhere in the program's folders, not even in the page's own.
    for file in walk(home.path()) {
        let bytes = std::fs::read(&file).unwrap();
        for planted in ["123 456 789", "burglary report", PASSPHRASE] {
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
        }
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
        window.see("Start the record");
        drop(window);
        assert!(!record(home.path()).exists(), "practice makes no record");
    }
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
