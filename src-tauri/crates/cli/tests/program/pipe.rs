//! Output that nobody reads to its end.

use std::io::{BufRead, BufReader, Read};

use crate::office::{Office, large_log};

#[test]
fn a_list_whose_reader_has_seen_enough_ends_quietly() {
    let office = Office::new();
    // More than a pipe holds, so that the program is still writing when its reader goes.
    office.import(large_log(5000)).done();
    for words in [&["list", "store"][..], &["list", "store", "--json"]] {
        let mut child = office.command(words).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        assert!(!first.is_empty());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{words:?}");
    }
    office.run(["verify", "store"]).done();
}

#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_is_said_in_words() {
    let office = Office::new();
    office.import(large_log(10)).done();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let child = office.command(["list", "store"]).stdout(full).spawn().unwrap();
    let ended = child.wait_with_output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(1), "{said}");
    assert!(said.contains("could not be written: the disk is full.") && !said.contains("os error"), "{said}");
}
