//! A clerk's work in the real window, from the first start on: by names and keys, as a person does it.

use std::cell::Cell;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::driver::{CONTROL, DOWN, ENTER, F1, TAB, Window};
use crate::office::{PASSPHRASE, add, answer_no_until, first_start, gatekeeper, record};

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
    window.press("Verify a file");
    window.see("byte for byte");
    window.look("reports-verified");
    std::fs::write(&brought, exported.replacen("\"completed\": ", "\"completed\": 1", 1)).unwrap();
    window.press("Verify a file");
    window.see("one thing in it is not what the record says");
    window.see("Requests, completed");
    window.look("reports-changed");
    std::fs::write(&brought, "request,received\n").unwrap();
    window.press("Verify a file");
    window.see("This is no report of this program");
}

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

/// The report in JSON that lies in a folder, if there is one; that of the internal edition.
fn json_in(folder: &Path) -> Option<PathBuf> {
    let is_internal = |file: &&PathBuf| !file.to_string_lossy().contains("-public.");
    let mut reports = walk(folder);
    reports.retain(|file| file.extension().is_some_and(|end| end == "json"));
    reports.iter().find(is_internal).cloned()
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
