//! The window itself: it locks itself, keeps its size, and opens with the recovery sheet.

use std::ffi::OsStr;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::driver::{CONTROL, ENTER, PATIENCE, Window};
use crate::office::{PASSPHRASE, first_start};

const NEW_PASSPHRASE: &str = "amber turnip beyond a slow gate";

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn a_lost_passphrase_is_reset_with_the_words_of_the_sheet() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("sheet.txt");
    let window = Window::open(home.path(), &[("DESK_TEST_RECOVERY_SHEET", file.as_os_str())]);
    let words = first_start(&window);
    window.keys(&[CONTROL, 'l']);
    window.see("The desk is locked");
    window.press("Open with the recovery sheet");
    window.until_focused("textbox", "The words");
    let mut wrong = words.clone();
    wrong[2] = "lanpern".to_owned();
    window.type_here(&wrong.join(" "));
    window.fill("New passphrase", NEW_PASSPHRASE);
    window.fill("New passphrase again", NEW_PASSPHRASE);
    window.see("Very strong");
    window.look("recover");
    window.keys(&[ENTER]);
    window.see("Word 3 stands on no recovery sheet");
    window.look("recover-wrong-word");
    window.fill("The words", &words.join(" "));
    window.until_value("The words", &words.join(" "));
    window.press("Set the passphrase and open");
    window.see("Needs you");

    window.keys(&[CONTROL, 'l']);
    window.see("The desk is locked");
    window.fill("Passphrase", PASSPHRASE);
    window.keys(&[ENTER]);
    window.see("The passphrase is not right");
    window.fill("Passphrase", NEW_PASSPHRASE);
    window.keys(&[ENTER]);
    window.see("Needs you");

    // A new sheet is made under Settings, and saved.
    window.keys(&[CONTROL, '7']);
    window.see("A recovery sheet was made");
    window.fill("Your passphrase", NEW_PASSPHRASE);
    window.keys(&[ENTER]);
    window.see("Type two of the words");
    window.look("settings-recovery-sheet");
    window.press("Save as a file");
    window.see("Saved as sheet.txt");
    let saved = std::fs::read_to_string(file).unwrap();
    assert!(saved.starts_with("RECOVERY SHEET") && saved.contains("City Clerk"), "{saved}");
    assert!(!saved.contains(&words.join(" ")) && saved.contains("  12. "), "other words than those of the first sheet");
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn nobody_touches_the_desk_and_it_locks_itself_and_keeps_the_draft() {
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(home.path(), &[]);
    first_start(&window);
    drop(window);
    // The program that was told to end needs a moment to let go of its record.
    sleep(Duration::from_secs(1));
    let window = Window::open(home.path(), &[("DESK_TEST_IDLE_SECONDS", OsStr::new("8"))]);
    window.see("The desk is locked");
    window.fill("Passphrase", PASSPHRASE);
    window.keys(&[ENTER]);
    window.see("Needs you");
    window.keys(&[CONTROL, 'n']);
    window.until_focused("combobox", "Who asks");
    window.type_here("Massachusetts State Police");
    window.see("The desk is locked");
    assert!(!window.text().contains("State Police"), "nothing of the record is shown");
    let refused = window.run(
        "const [, done] = arguments;
         window.__TAURI_INTERNALS__.invoke('today').then(() => done('answered'), ({ code }) => done(code));",
        "",
    );
    assert_eq!(refused, "locked", "and the program answers nothing of it, whatever the page asks");
    window.fill("Passphrase", PASSPHRASE);
    window.keys(&[ENTER]);
    window.see("Needs you");
    window.keys(&[CONTROL, 'n']);
    window.until_value("Who asks", "Massachusetts State Police");
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn the_page_is_shown_larger_and_smaller() {
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(home.path(), &[]);
    window.see("Start the record");
    window.press("Try it on the practice desk");
    window.see("This quarter so far");
    window.keys(&[CONTROL, '2']);
    window.see("203 items");

    let width = "return Math.round(innerWidth * devicePixelRatio / 10)";
    let wide = window.script("return innerWidth", json!([]));
    let whole = window.script(width, json!([]));
    window.keys(&[CONTROL, '=']);
    window.until_script(
        "return document.querySelector('p.unseen[role=status]').innerText",
        &json!("Shown at 110 percent"),
    );
    window.until_script(&format!("return innerWidth < {wide}"), &json!(true));
    window.keys(&[CONTROL, '0']);
    window.until_script("return innerWidth", &wide);
    assert_eq!(window.script(width, json!([])), whole);
    for _ in 0..5 {
        window.keys(&[CONTROL, '=']);
        window.settle();
    }
    window.see("203 items");
    window.look_as_it_is("register-at-200-percent");
}

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn the_window_opens_as_it_was_left_and_keeps_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(home.path(), &[]);
    window.see("Start the record");
    window.order("window/rect", &json!({"x": 40, "y": 30, "width": 1100, "height": 760}));
    window.settle();
    let left = window.get("window/rect");
    assert_eq!((&left["width"], &left["height"]), (&json!(1100), &json!(760)));
    window.leave();
    let kept = home.path().join("gov.northamptonma.disclosure-gatekeeper/window.json");
    let begun = Instant::now();
    while !kept.exists() {
        assert!(begun.elapsed() < PATIENCE, "the window's size is never kept");
        sleep(Duration::from_millis(50));
    }
    drop(window);
    let text = std::fs::read_to_string(&kept).unwrap();
    let state: Value = serde_json::from_str(&text).unwrap();
    let numbers = state["main"].as_object().unwrap().values().all(|value| value.is_number() || value.is_boolean());
    assert!(numbers, "the file holds where the window was, and nothing about anybody: {text}");
    let window = Window::open(home.path(), &[]);
    window.see("Start the record");
    window.settle();
    assert_eq!(window.get("window/rect"), left);
}
