//! The recovery sheet that a store is made with.

use std::fs;

use desk::ledger::{Kdf, RecoveryWords, Store};
use desk::{Passphrase, Timestamp};

use crate::office::{Office, names};

/// Bytes for a key that nobody has to guess.
struct Same;

impl desk::ports::Entropy for Same {
    fn fill(&mut self, bytes: &mut [u8]) -> std::io::Result<()> {
        bytes.fill(7);
        Ok(())
    }
}

#[test]
fn the_words_of_the_sheet_open_the_store_that_was_made_with_it() {
    let office = Office::without_store();
    office.run(["init", "store", "--officer", "Dana Reyes", "--recovery", "sheet.txt"]).done();
    let sheet = fs::read_to_string(office.path("sheet.txt")).unwrap();
    assert!(sheet.contains("RECOVERY SHEET"), "{sheet}");
    let typed: Vec<&str> = sheet
        .lines()
        .filter_map(|line| line.trim_start().split_once(". "))
        .filter(|(number, _)| number.parse::<u8>().is_ok())
        .map(|(_, word)| word.trim())
        .collect();
    let words = RecoveryWords::read(&typed.join(" ")).unwrap();
    let passphrase = Passphrase::new("another long passphrase".to_owned()).unwrap();
    let new = (&passphrase, Kdf { memory_kib: 64, passes: 1, lanes: 1 });
    let at: Timestamp = "2030-01-01T00:00:00Z".parse().unwrap();
    let store = Store::recover(&office.path("store"), "Dana Reyes", &words, new, at, &mut Same).unwrap();
    assert_eq!(store.verify(&[], &mut desk::ledger::to_the_end).unwrap().problems, []);
}

#[test]
fn no_store_is_made_where_the_sheet_cannot_be_and_no_sheet_is_left_where_the_store_cannot() {
    let office = Office::without_store();
    office.write("sheet.txt", "somebody's own");
    let said = office.run(["init", "store", "--recovery", "sheet.txt"]).refused();
    assert!(said.contains("sheet.txt"), "{said}");
    assert_eq!(names(&office.path("")), ["sheet.txt"]);
    assert_eq!(fs::read_to_string(office.path("sheet.txt")).unwrap(), "somebody's own");
    fs::create_dir(office.path("store")).unwrap();
    office.write("store/letter.txt", "mine");
    office.run(["init", "store", "--recovery", "new.txt"]).refused();
    assert_eq!(names(&office.path("")), ["sheet.txt", "store"], "a sheet that opens nothing is not left behind");
}
