//! Progress: on a terminal, once the work takes longer than a second, and gone at its end.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::process::{Child, Command};
use std::thread::{self, JoinHandle, sleep};
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::office::{Office, large_log};

/// The program with its messages on a terminal, and what it writes there.
fn on_a_terminal(office: &Office, words: &str) -> (Child, JoinHandle<String>) {
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&ours).unwrap();
    unlockpt(&ours).unwrap();
    let name = ptsname(&ours, Vec::new()).unwrap();
    let theirs =
        fs::OpenOptions::new().read(true).write(true).open(std::ffi::OsStr::from_bytes(name.to_bytes())).unwrap();
    let child = office.command(words.split(' ')).env("TERM", "xterm").stderr(theirs).spawn().unwrap();
    let reader = thread::spawn(move || {
        let (mut ours, mut said, mut part) = (File::from(ours), Vec::new(), [0; 4096]);
        // A terminal that its last writer has closed ends with an error.
        while let Ok(read @ 1..) = ours.read(&mut part) {
            said.extend_from_slice(&part[..read]);
        }
        String::from_utf8(said).unwrap()
    });
    (child, reader)
}

/// What came on the terminal, and the result.
fn end((child, reader): (Child, JoinHandle<String>)) -> (String, String) {
    let output = child.wait_with_output().unwrap();
    let (said, out) = (reader.join().unwrap(), String::from_utf8(output.stdout).unwrap());
    assert!(output.status.success(), "{said}{out}");
    (said, out)
}

/// Lets the program stand still for longer than a second once its work has begun: when the thread is there that shows
/// progress.
fn stand_still(child: &Child) {
    let number = child.id().to_string();
    let signal = |with: &str| assert!(Command::new("kill").args([with, &number]).status().unwrap().success());
    for _ in 0..20_000 {
        let threads = fs::read_dir(format!("/proc/{number}/task")).into_iter().flatten().flatten();
        let mut names = threads.map(|thread| fs::read_to_string(thread.path().join("comm")).unwrap_or_default());
        if names.any(|name| name.trim() == "progress") {
            signal("-STOP");
            sleep(Duration::from_millis(1200));
            return signal("-CONT");
        }
        sleep(Duration::from_micros(500));
    }
    panic!("the work never began");
}

#[test]
fn long_work_shows_on_a_terminal_and_is_cleared_at_its_end() {
    let office = Office::new();
    office.write("log.csv", large_log(4000));
    for (words, doing, result) in [
        ("import store log.csv", "Rows read", "new items: 4000"),
        ("verify store", "Events checked", "events hold"),
        ("report store --quarter 2025-Q1 --out reports", "Items counted", "disclosure-report-2025-Q1.json"),
        ("export store --out record", "Events written", "both logs"),
        ("backup store kept", "Events copied and checked", "a verified copy"),
        ("restore kept restored", "Events restored and checked", "restored and verified"),
    ] {
        let running = on_a_terminal(&office, words);
        stand_still(&running.0);
        let (said, out) = end(running);
        let shown = said.rfind(doing).unwrap_or_else(|| panic!("{words} shows no progress: {said:?}"));
        let cleared = said.rfind("\u{1b}[2K").unwrap_or_else(|| panic!("{words} leaves its line: {said:?}"));
        assert!(shown < cleared, "{words} leaves its line: {said:?}");
        assert!(said.trim_end().ends_with("\u{1b}[2K"), "nothing is behind it: {said:?}");
        assert!(out.contains(result) && !out.contains(doing), "{words}: {out}");
    }
}

#[test]
fn short_work_and_work_in_a_pipe_show_nothing() {
    let office = Office::new();
    for words in [
        "verify store",
        "report store --quarter 2025-Q1 --out reports",
        "export store --out record",
        "backup store kept",
        "restore kept new",
    ] {
        let piped = office.run(words.split(' '));
        assert_eq!(piped.err, "", "{words}");
        piped.done();
        // These want a place where nothing is.
        for (command, made) in [("restore", "new"), ("export", "record")] {
            if words.starts_with(command) {
                fs::remove_dir_all(office.path(made)).unwrap();
            }
        }
        let begun = Instant::now();
        let (said, _) = end(on_a_terminal(&office, words));
        // On a busy machine even this takes its second.
        if begun.elapsed() < Duration::from_secs(1) {
            assert_eq!(said, "", "{words}");
        }
    }
}
