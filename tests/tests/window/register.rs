//! The register of a long record in the real window: sought, narrowed, sorted, left, come back to, taken along.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::driver::{CONTROL, DOWN, END, ENTER, ESCAPE, PATIENCE, Window};
use crate::office::{first_start, gatekeeper};

/// A log of so many requests: every tenth a status exchange, every hundredth of the zoo.
fn log_of(requests: usize) -> String {
    let mut log =
        String::from("request,received,agency,recipient,information,purpose,description,response,responded\n");
    for number in 1..=requests {
        let day = format!("2026-{:02}-{:02}", 1 + number % 9, 1 + number % 28);
        let (agency, recipient) = match number % 100 {
            0 => ("Zoo of Westfield", "private_party"),
            1..50 => ("ICE", ""),
            _ => ("Massachusetts State Police", ""),
        };
        let (kind, what) =
            if number % 10 == 5 { ("status", "") } else { ("personal", "home address of one household") };
        let (response, responded) = if number % 4 == 0 { ("withheld", day.as_str()) } else { ("pending", "") };
        writeln!(log, "N-{number:05},{day},{agency},{recipient},{kind},other,{what},{response},{responded}").unwrap();
    }
    log
}

/// What the row that has the focus shows.
fn row(window: &Window) -> String {
    let shown = "const row = document.activeElement; return row?.getAttribute('role') === 'row' ? row.innerText : ''";
    window.script(shown, json!([])).as_str().unwrap_or_default().to_owned()
}

/// Waits until the focus is on a row of this request.
fn until_row(window: &Window, request: &str) {
    let begun = Instant::now();
    while !row(window).starts_with(request) {
        assert!(begun.elapsed() < PATIENCE, "the focus never goes to {request}, but to `{}`", row(window));
        sleep(Duration::from_millis(50));
    }
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn ten_thousand_requests_are_sought_narrowed_sorted_left_and_taken_along() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("shown.csv");
    drop({
        let window = Window::open(home.path(), &[]);
        first_start(&window);
        window
    });
    let log = home.path().join("log.csv");
    std::fs::write(&log, log_of(10_000)).unwrap();
    gatekeeper(home.path(), "import", &[log.to_str().unwrap()]);

    let window = Window::open(home.path(), &[("DESK_TEST_REGISTER_FILE", file.as_os_str())]);
    window.fill("Passphrase", crate::office::PASSPHRASE);
    window.keys(&[ENTER]);
    window.see("Needs you");
    window.keys(&[CONTROL, 'f']);
    window.see("10,000 items in all, the latest first");
    window.look("register-10000");

    // What is found more often than is counted says so; more words find less.
    window.until_focused("textbox", "Search");
    window.type_here("house");
    window.see("More than 1,000 items found");
    window.type_here("hold zoo");
    window.see("100 items found, the latest first");
    window.keys(&[ESCAPE]);
    window.see("10,000 items in all");

    // Narrowed and sorted; down the list, to a request, and back to the row one came from.
    window.fill("Agency", "State Pol");
    window.settle();
    let agency = window.option("Massachusetts State Police");
    window.click(&agency);
    window.choose("Ledger", "Disclosures");
    window.choose("Order", "Request number, up");
    window.see("4,500 items found, by number, up");
    window.see("N-00050");
    window.look("register-sorted");
    window.keys(&[CONTROL, 'f']);
    window.until_focused("textbox", "Search");
    window.keys(&[ENTER]);
    until_row(&window, "N-00050");
    window.keys(&[END]);
    window.keys(&[DOWN, DOWN, DOWN]);
    window.settle();
    let number: String = row(&window).chars().take("N-00050".len()).collect();
    assert!(number.as_str() > "N-00250", "it is far down: {number}");
    window.keys(&[ENTER]);
    window.see(&format!("Request {number}"));
    window.keys(&[CONTROL, '2']);
    until_row(&window, &number);
    window.see("4,500 items found, by number, up");
    window.look("register-come-back");

    window.press("Export");
    window.see("4,500 items were written to shown.csv");
    drop(window);
    let written = std::fs::read_to_string(&file).unwrap();
    let shown: BTreeSet<(String, String)> = written
        .lines()
        .skip(1)
        .map(|line| line.split(',').take(4).map(str::to_owned).collect::<Vec<_>>())
        .map(|cells| (cells[0].clone(), cells[3].clone()))
        .collect();
    let list: Value = serde_json::from_str(&gatekeeper(home.path(), "list", &["--json"])).unwrap();
    let text = |item: &Value, column: &str| item[column].as_str().unwrap().to_owned();
    let recorded: BTreeSet<(String, String)> = list
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["ledger"] == "disclosure" && item["agency"] == "Massachusetts State Police")
        .map(|item| (text(item, "request"), text(item, "agency")))
        .collect();
    assert_eq!(shown.len(), 4500);
    assert_eq!(shown, recorded, "the file holds what the record does, and nothing else");
    let numbers: Vec<&str> = written.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert!(numbers.is_sorted(), "in the order that was shown");
}
