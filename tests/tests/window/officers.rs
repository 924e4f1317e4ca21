//! An officer who leaves, in the real window: the record goes on under another key.

use serde_json::json;

use crate::driver::{CONTROL, ENTER, Window};
use crate::office::{PASSPHRASE, add_reviewer, first_start, gatekeeper, read_sheet};

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn after_an_officer_has_left_the_record_goes_on_under_another_key() {
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(home.path(), &[]);
    let words = first_start(&window);
    add_reviewer(&window);
    window.press("Has left…");
    window.see("will not be able to open the record any more");
    window.press("Take the access away");
    window.see("could have kept the record’s key");
    assert!(!window.has("J. Whitcomb can open the desk now."));
    window.look("settings-officer-left");

    // Another form asks for the same passphrase under the same name.
    let field = "document.querySelector('form[aria-label=\"Give the record a new key\"] input').focus()";
    window.script(field, json!([]));
    window.type_here(PASSPHRASE);
    window.keys(&[ENTER]);
    window.see("Type two of the words");
    window.look("settings-new-key-sheet");
    assert_ne!(read_sheet(&window), words);
    window.press("Done");
    window.see("The record has its new key");
    assert!(!window.has("could have kept the record’s key"));

    // The desk goes on at once, and opens again with the passphrase that it had.
    window.keys(&[CONTROL, '1']);
    window.see("Needs you");
    window.keys(&[CONTROL, 'l']);
    window.see("The desk is locked");
    window.fill("Passphrase", PASSPHRASE);
    window.keys(&[ENTER]);
    window.see("Needs you");
    drop(window);
    let verified = gatekeeper(home.path(), "verify", &[]);
    assert!(verified.contains("events hold"), "the record holds: {verified}");
}
