//! Bytes from outside that nobody meant well: seeds that are right, changed in every way that a bad disk, a wrong program or
//! a stranger changes them, and what the fuzzer found before. Each way in answers or refuses; none panics.

#![cfg(test)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

#[path = "../fuzz/pages.rs"]
mod pages;
#[path = "stopped/mod.rs"]
mod stopped;
#[path = "../fuzz/targets.rs"]
mod targets;

use stopped::Seeded;
use targets::{TARGETS, Target};

/// Changed seeds that are tried at each way in.
const TRIES: usize = 150;

/// What a process that restores hostile databases may take: of address space, in MiB, and of the processor, in seconds.
#[cfg(target_os = "linux")]
const MEMORY_MIB: u32 = 2048;
#[cfg(target_os = "linux")]
const SECONDS: u32 = 300;

/// Bytes that break what splits, quotes, escapes and counts.
const TOKENS: [&[u8]; 14] = [
    b"\0",
    b"\"",
    b",",
    b"\r",
    b"\n",
    b"=",
    b"{",
    b"[",
    b"\\u0000",
    b"\xff\xfe",
    "\u{202e}".as_bytes(),
    b"9999999999999999999",
    b"-1",
    b"*",
];

/// A seed with some changes: bytes flipped, cut out, doubled, put in, and the end cut off.
fn changed(seed: &[u8], random: &mut Seeded) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(4) {
        let place = random.below(bytes.len() + 1);
        let length = random.below(32).min(bytes.len() - place);
        match random.below(5) {
            0 if place < bytes.len() => bytes[place] ^= 1 << random.below(8),
            1 => drop(bytes.drain(place..place + length)),
            2 => {
                let doubled = bytes[place..place + length].to_vec();
                bytes.splice(place..place, doubled);
            }
            3 => bytes.truncate(place),
            _ => drop(bytes.splice(place..place, TOKENS[random.below(TOKENS.len())].iter().copied())),
        }
    }
    bytes
}

fn tried(name: &str) {
    let Target { run, seeds, .. } = TARGETS.iter().find(|target| target.name == name).unwrap();
    let seeds = seeds();
    seeds.iter().for_each(|seed| run(seed));
    let mut random = Seeded(0x5eed);
    for number in 0..TRIES {
        run(&changed(&seeds[number % seeds.len()], &mut random));
    }
}

#[test]
fn request_logs() {
    tried("csv");
}

#[test]
fn workbooks() {
    tried("workbook");
}

#[test]
fn mappings() {
    tried("mapping");
}

#[test]
fn requests_as_json() {
    tried("request");
}

#[test]
fn searches() {
    tried("search");
}

#[test]
fn reports_heads_and_receipts() {
    tried("kept");
}

#[test]
fn key_files() {
    tried("keys");
}

#[test]
fn backups() {
    tried("backup");
}

/// Somebody who has the key can make the database say anything: what SQLite makes of that is found out by a process of
/// its own, which may take only so much memory and time.
#[test]
#[cfg(target_os = "linux")]
fn databases() {
    let limits = format!("ulimit -v {} && ulimit -t {SECONDS} && exec \"$0\" \"$@\"", MEMORY_MIB * 1024);
    let this = std::env::current_exe().unwrap();
    let alone = ["--exact", "databases_within_limits", "--ignored", "--test-threads", "1"];
    let tried = std::process::Command::new("sh").args(["-c", &limits]).arg(this).args(alone).output().unwrap();
    let said = String::from_utf8_lossy(&tried.stdout);
    assert!(tried.status.success(), "{}: {said}{}", tried.status, String::from_utf8_lossy(&tried.stderr));
    assert!(said.contains("1 passed"), "it was run: {said}");
}

#[test]
#[ignore = "run by the test above, within limits"]
fn databases_within_limits() {
    tried("database");
}

#[test]
fn what_the_fuzzer_found() {
    let found = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/found");
    let mut tried = 0;
    for Target { name, run, .. } in &TARGETS {
        for file in std::fs::read_dir(found.join(name)).into_iter().flatten() {
            run(&std::fs::read(file.unwrap().path()).unwrap());
            tried += 1;
        }
    }
    println!("{tried} inputs");
}
