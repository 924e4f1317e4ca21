//! Every line of the system's menu, chosen as somebody at the keyboard chooses it.

use std::time::Instant;

use serde_json::json;

use crate::driver::{CONTROL, ESCAPE, PATIENCE, Window};
use crate::keyboard::Keyboard;

const TITLE: &str = "Disclosure Gatekeeper";

#[test]
#[ignore = "opens a real window: `cargo xtask test` builds the program, gives it a display and runs this"]
fn every_line_of_the_menu_does_what_it_says() {
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(home.path(), &[]);
    window.see("Start the record");
    window.press("Try it on the practice desk");
    window.see("This quarter so far");
    let keyboard = Keyboard::before(TITLE);
    let headed = |page: &str| window.until_script("return document.querySelector('h1').innerText", &json!(page));

    for (line, page) in [
        ('r', "Register"),
        ('e', "§ 1373 exchanges"),
        ('p', "Disclosure report"),
        ('o', "The ordinance"),
        ('i', "Import"),
        ('s', "Settings"),
        ('t', "Today"),
    ] {
        keyboard.choose('v', line);
        headed(page);
    }
    keyboard.choose('f', 'f');
    headed("Register");
    window.until_focused("textbox", "Search");
    keyboard.choose('f', 'l');
    headed("Log a request");

    // Editing, in a field of the page.
    window.until_focused("combobox", "Who asks");
    window.type_here("Zebra");
    window.until_value("Who asks", "Zebra");
    keyboard.choose('e', 'a');
    keyboard.choose('e', 't');
    window.until_value("Who asks", "");
    keyboard.choose('e', 'p');
    window.until_value("Who asks", "Zebra");
    keyboard.choose('e', 'a');
    keyboard.choose('e', 'c');
    window.keys(&[CONTROL, 'a']);
    window.type_here("x");
    window.until_value("Who asks", "x");
    keyboard.choose('e', 'u');
    window.until_value("Who asks", "Zebra");

    keyboard.choose('h', 'k');
    window.see("Save and log the next one");
    window.keys(&[ESCAPE]);
    window.settle();
    keyboard.choose('h', 'a');
    window.see("It is not legal advice");
    window.look("about");
    window.keys(&[ESCAPE]);
    window.settle();

    let wide = window.script("return innerWidth", json!([]));
    keyboard.choose('v', 'l');
    window.until_script(
        "return [...document.querySelectorAll('p.unseen[role=status]')].at(-1).innerText",
        &json!("Shown at 110 percent"),
    );
    window.until_script(&format!("return innerWidth < {wide}"), &json!(true));
    keyboard.choose('v', 'm');
    window.until_script("return innerWidth", &wide);
    keyboard.choose('v', 'l');
    keyboard.choose('v', 'a');
    window.until_script("return innerWidth", &wide);

    keyboard.choose('f', 'k');
    window.see("The practice desk is locked");
    // A line that makes no sense while the desk is locked rests.
    keyboard.choose('v', 'r');
    window.settle();
    assert!(window.text().contains("The practice desk is locked"));
    window.keys(&[ESCAPE]);
    keyboard.press(&[0xff1b]);
    keyboard.choose('f', 'q');
    let begun = Instant::now();
    while window.is_open() {
        assert!(begun.elapsed() < PATIENCE, "the menu's Quit ends the program");
    }
}
