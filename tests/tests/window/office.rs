//! An office in the window: its first start, its record for a program beside it, and what every journey does.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::driver::{CONTROL, ENTER, PATIENCE, Window};

pub const PASSPHRASE: &str = "seven lamps on a quiet hill";

pub const GIVEN_PASSPHRASE: &str = "three crows on a copper roof";
/// The one that the second officer chooses in its place.
pub const SECOND_PASSPHRASE: &str = "copper violin beneath slow rivers";

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
    let words = read_sheet(window);
    window.press("Go to the desk");
    window.see("Needs you");
    words
}

/// Gives a second officer access, as a reviewer, with a passphrase to begin with.
pub fn add_reviewer(window: &Window) {
    window.keys(&[CONTROL, '7']);
    window.fill("Officer’s name", "J. Whitcomb");
    window.choose("Their role", "Reviewer");
    window.fill("Their passphrase", GIVEN_PASSPHRASE);
    window.fill("Their passphrase again", GIVEN_PASSPHRASE);
    window.see("Very strong");
    window.press("Add the officer");
    window.see("J. Whitcomb can open the desk now.");
}

/// Types two of the words back from a recovery sheet that is shown, and gives all of them.
pub fn read_sheet(window: &Window) -> Vec<String> {
    let words =
        window.script("return [...document.querySelectorAll('article ol li')].map((li) => li.innerText)", json!([]));
    let words: Vec<String> = words.as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect();
    assert_eq!(words.len(), 12);
    window.fill("Word 4", &words[3]);
    window.fill("Word 11", &words[10]);
    words
}

/// The record of the window, for a program beside it.
pub fn record(home: &Path) -> PathBuf {
    home.join("gov.northamptonma.disclosure-gatekeeper/record")
}

/// Asks the command line about the same record, once the window is closed. A program that was told to end needs a moment
/// to let go of its record.
pub fn gatekeeper(home: &Path, command: &str, arguments: &[&str]) -> String {
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
            // The window remembers there, too, how far its record has come.
            .env("XDG_DATA_HOME", home)
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
pub fn answer_no_until(window: &Window, text: &str) {
    answer_until(window, &[("Does another law keep it secret?", "No")], text);
}

/// Answers each of these questions that is asked, until none is open and the page shows a text.
pub fn answer_until(window: &Window, answers: &[(&str, &str)], text: &str) {
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
pub fn add(window: &Window, words: &str, kind: &str) {
    window.fill("Add what they ask for", words);
    window.settle();
    let option = window.option(kind);
    window.click(&option);
    window.until_value("Add what they ask for", "");
}
