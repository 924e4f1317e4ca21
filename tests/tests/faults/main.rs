//! The real program, disturbed from outside: killed at each of its writes, cut off from power, refused by the disk; and
//! after each fault, whether what it promises still holds. `cargo xtask faults` runs all of it.

#![cfg(test)]
#![cfg(target_os = "linux")]

mod calls;
mod damage;
mod day;
mod elsewhere;
mod invariants;
mod job;
mod office;
mod outside;
mod power;
mod shim;
#[path = "../stopped/mod.rs"]
mod stopped;
mod table;

use std::sync::Mutex;
use std::thread;

use job::Job;
use table::{Row, Table};

/// How much is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Some of it, in a minute or two.
    Short,
    /// All of it.
    Long,
}

/// A part of the work, done beside others.
type Part = Box<dyn FnOnce() -> Vec<Row> + Send>;

fn parts(depth: Depth) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for each in calls::loops(depth) {
        parts.push(Box::new(move || vec![each.run(depth)]));
    }
    // A migration is one more save; that it can be killed is tried in the short set too.
    for job in Job::of(depth).iter().filter(|job| depth == Depth::Long || **job != Job::Migrate) {
        parts.push(Box::new(move || power::cut(*job, depth)));
    }
    parts.push(Box::new(move || vec![damage::flipped(depth), damage::moved_aside(), damage::log(depth)]));
    parts.push(Box::new(move || damage::cut(depth)));
    parts.push(Box::new(move || damage::put_back(depth)));
    parts.push(Box::new(damage::inside));
    parts.push(Box::new(damage::strange));
    parts.push(Box::new(elsewhere::rows));
    parts.push(Box::new(move || damage::backups(depth)));
    parts.push(Box::new(outside::full_disk));
    parts.push(Box::new(move || vec![outside::file_limit(depth), outside::memory(depth), outside::held(depth)]));
    parts.push(Box::new(move || outside::two_at_once(depth)));
    parts.push(Box::new(|| vec![outside::folders(), outside::crash()]));
    parts.push(Box::new(outside::clock));
    parts
}

/// Does all parts, as many at once as the computer has processors, and gives the table.
fn account(depth: Depth) -> Table {
    let (waiting, table) = (Mutex::new(parts(depth)), Mutex::new(Table::default()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                loop {
                    let Some(part) = waiting.lock().unwrap().pop() else { return };
                    for row in part() {
                        table.lock().unwrap().add(row);
                    }
                }
            });
        }
    });
    table.into_inner().unwrap()
}

fn hold(depth: Depth) {
    let table = account(depth);
    println!("{table}");
    for broken in table.broken() {
        println!("{broken}");
    }
    assert_eq!(
        table.numbers(),
        (1..=34).chain([38]).chain(47..=68).collect::<Vec<_>>(),
        "each fault of the list has its line"
    );
    assert_eq!(
        table.broken().len(),
        0,
        "what the program promises did not hold after a fault; the lines above say what"
    );
    assert_eq!(table.silent(), Vec::<u32>::new(), "these faults were to be injected and never were");
}

#[test]
fn what_the_program_promises_holds_after_each_fault() {
    hold(Depth::Short);
}

#[test]
#[ignore = "takes long; `cargo xtask faults` runs it"]
fn what_the_program_promises_holds_after_every_fault() {
    hold(Depth::Long);
}
