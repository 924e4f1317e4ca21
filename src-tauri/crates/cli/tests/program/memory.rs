//! The memory that an import and an export take, as the kernel counts it.

use std::fmt::Write;
use std::fs;
use std::thread::sleep;
use std::time::Duration;

use crate::office::Office;

/// The most memory a child ever held, in kilobytes, read until it ends.
fn peak(mut child: std::process::Child) -> u64 {
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let now = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = now.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0);
        peak = peak.max(now);
        sleep(Duration::from_millis(5));
    }
    assert!(child.wait().unwrap().success());
    peak
}

#[test]
fn ten_times_the_rows_do_not_take_ten_times_the_memory() {
    let (mut peaks, mut exports) = (Vec::new(), Vec::new());
    for rows in [10_000, 100_000] {
        let office = Office::new();
        let mut log = String::from("request,received,agency,ask,instrument\n");
        // Requests of a hundred items: what grows is the log, not the table of requests that were met.
        for row in 0..rows {
            writeln!(log, "M-{:06},2025-02-03,ICE,custody_hold,detainer", row / 100).unwrap();
        }
        office.write("log.csv", log);
        peaks.push(peak(office.command(["import", "store", "log.csv"]).spawn().unwrap()));
        exports.push(peak(office.command(["export", "store", "--out", "record"]).spawn().unwrap()));
    }
    eprintln!("memory of an import: {} kB at 10,000 rows, {} kB at 100,000", peaks[0], peaks[1]);
    eprintln!("memory of an export: {} kB at 10,000 rows, {} kB at 100,000", exports[0], exports[1]);
    for peaks in [peaks, exports] {
        assert!(peaks[0] > 0);
        assert!(peaks[1] < 2 * peaks[0] + 50_000, "{peaks:?} kB");
    }
}
