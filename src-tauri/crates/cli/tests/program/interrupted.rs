//! Killed and interrupted at any moment: the record holds all of an act or nothing of it, and a report's files are whole.

use std::fs;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::office::{Office, contents, large_log, names};

const REQUESTS: usize = 8_000;
const REPORT: [&str; 4] = [
    "disclosure-report-2025-Q1.csv",
    "disclosure-report-2025-Q1.json",
    "disclosure-report-2025-Q1.pdf",
    "disclosure-report-2025-Q1.xlsx",
];

/// Sends a signal after a while, and waits for the end.
fn stop(mut child: Child, signal: &str, after: Duration) {
    sleep(after);
    // The program may have been faster; then there is nobody to send it to.
    let _sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    child.wait().unwrap();
}

/// How long something takes here, to spread the moments over.
fn timed(act: impl FnOnce()) -> Duration {
    let start = Instant::now();
    act();
    start.elapsed()
}

#[test]
fn an_import_that_is_killed_leaves_all_or_nothing() {
    let log = large_log(REQUESTS);
    let whole = {
        let office = Office::new();
        timed(|| drop(office.import(&log).done()))
    };
    let office = Office::new();
    office.import("request,received,agency\nKEPT-1,2025-01-01,ICE\n").done();
    let before = office.heads();
    office.write("large.csv", &log);
    let (mut nothing, mut all) = (0, 0);
    for (signal, eighths) in
        [("-KILL", 1), ("-INT", 2), ("-KILL", 4), ("-INT", 6), ("-KILL", 7), ("-KILL", 8), ("-TERM", 5)]
    {
        let child = office.command(["import", "store", "large.csv"]).spawn().unwrap();
        stop(child, signal, whole * eighths / 8);
        let listed = office.listed().len();
        match listed {
            1 => {
                assert_eq!(office.heads(), before, "{signal} at {eighths}/8: nothing was kept");
                nothing += 1;
            }
            2.. => {
                assert_eq!(listed, 1 + REQUESTS, "{signal} at {eighths}/8: a part of the log was kept");
                office.run(["verify", "store"]).done();
                all += 1;
                break;
            }
            0 => panic!("{signal} at {eighths}/8: what was there before is gone"),
        }
    }
    assert!(nothing > 0, "no run was stopped in time");
    let after = office.run(["import", "store", "large.csv", "--json"]).json();
    let expected = if all == 0 { "new_items" } else { "already_present" };
    assert_eq!(after[expected], REQUESTS, "the import can be done again");
    office.run(["verify", "store"]).done();
    assert_eq!(names(&office.path("store")), ["keys.json", "ledger.db", "lock"], "nothing of the stopped runs is left");
}

#[test]
fn a_report_that_is_killed_leaves_whole_files_and_the_next_run_exactly_four() {
    let office = Office::new();
    office.import(large_log(1500)).done();
    let words = |out| ["report", "store", "--quarter", "2025-Q1", "--out", out, "--as-of", "2025-12-31T00:00:00Z"];
    let whole = timed(|| drop(office.run(words("whole")).done()));
    let expected = contents(&office.path("whole"));
    for sixteenths in [4, 8, 12, 13, 14, 15, 16] {
        let child = office.command(words("out")).spawn().unwrap();
        stop(child, "-KILL", whole * sixteenths / 16);
        if office.path("out").exists() {
            for name in names(&office.path("out")) {
                if REPORT.contains(&name.as_str()) {
                    let found = fs::read(office.path("out").join(&name)).unwrap();
                    assert!(found == expected[&office.path("whole").join(&name)], "{name} is there and not whole");
                } else {
                    assert!(name.starts_with('.'), "an unfinished file does not look like a report: {name}");
                }
            }
        }
    }
    office.run(words("out")).done();
    assert_eq!(names(&office.path("out")), REPORT);
    assert!(contents(&office.path("out")).values().eq(expected.values()));
}

#[test]
fn a_store_or_backup_in_the_making_that_is_killed_can_be_made_again() {
    let office = Office::without_store();
    let whole = {
        let other = Office::without_store();
        timed(|| drop(other.run(["init", "store"]).done()))
    };
    for eighths in [1, 3, 5, 6, 7] {
        stop(office.command(["init", "store"]).spawn().unwrap(), "-KILL", whole * eighths / 8);
        if office.path("store").exists() {
            office.run(["verify", "store"]).done();
            break;
        }
    }
    if !office.path("store").exists() {
        office.run(["init", "store"]).done();
    }
    office.import(large_log(3000)).done();
    let heads = office.heads();
    let whole = timed(|| drop(office.run(["backup", "store", "kept"]).done()));
    let kept = fs::read(office.path("kept")).unwrap();
    for eighths in [2, 4, 6, 7] {
        stop(office.command(["backup", "store", "kept"]).spawn().unwrap(), "-KILL", whole * eighths / 8);
        stop(office.command(["restore", "kept", "new"]).spawn().unwrap(), "-KILL", whole * eighths / 8);
        assert_eq!(fs::read(office.path("kept")).unwrap().len(), kept.len(), "the older backup, or the new one, whole");
        if office.path("new").exists() {
            office.run(["verify", "new"]).done();
            fs::remove_dir_all(office.path("new")).unwrap();
        }
    }
    office.run(["backup", "store", "kept"]).done();
    office.run(["restore", "kept", "new"]).done();
    assert_eq!(office.heads(), heads);
    assert_eq!(names(&office.path("")), ["kept", "log.csv", "new", "store"], "nothing half made is left behind");
}
