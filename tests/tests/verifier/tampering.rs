//! Some two hundred ways to change a record, the same in every run. Each is done to a copy of the database and to an
//! export alike: the other program refuses the one, and `verify` the other.

use std::sync::Mutex;
use std::thread;

use desk::Error;
use desk::ledger::{self, Log, Verification};
use desk::ports::Silent;

use crate::office::{Office, check, holds, python_is_here, refused};
use crate::record::{Event, Record};
use crate::stopped::Seeded;

/// One way to change a record.
struct Variant {
    what: String,
    record: Record,
    /// Must both name the same event first? Not where the program also sees what an event means, which it looks at
    /// before the next head, nor where both logs were cut.
    names_the_same: bool,
}

type Change = fn(&mut Record, &mut Seeded) -> String;

/// What is done, how often, and whether both name the same event.
const WAYS: &[(usize, bool, Change)] = &[
    (40, true, byte_flipped),
    (20, false, byte_flipped_under_its_leaf),
    (20, true, deleted),
    (15, true, deleted_and_renumbered),
    (10, false, deleted_and_recomputed),
    (15, true, swapped),
    (10, false, swapped_and_recomputed),
    (15, true, doubled),
    (10, false, inserted),
    (10, true, renumbered),
    (10, true, out_of_order),
    (15, false, changed_and_recomputed),
    (10, false, tail_cut),
    (5, false, root_changed),
    (5, false, clock_turned_back),
    (5, false, clock_turned_back_and_signed),
    (5, false, gap_signed),
    (5, false, other_desk_signed),
];

/// One of the record's events. The first is left alone here: without it there is no office to open.
fn any(record: &Record, seeded: &mut Seeded) -> usize {
    1 + seeded.below(record.events.len() - 1)
}

fn named(event: &Event) -> String {
    format!("event {} of the {} log", event.seq, event.log)
}

/// A body in which one byte is another, and which is still text.
fn flipped(body: &str, seeded: &mut Seeded) -> String {
    loop {
        let mut bytes = body.as_bytes().to_vec();
        let at = seeded.below(bytes.len());
        bytes[at] ^= 1 << seeded.below(7);
        if let Ok(body) = String::from_utf8(bytes) {
            return body;
        }
    }
}

fn byte_flipped(record: &mut Record, seeded: &mut Seeded) -> String {
    let at = any(record, seeded);
    record.events[at].body = flipped(&record.events[at].body, seeded);
    format!("a byte flipped in {}", named(&record.events[at]))
}

fn byte_flipped_under_its_leaf(record: &mut Record, seeded: &mut Seeded) -> String {
    let at = any(record, seeded);
    let body = flipped(&record.events[at].body, seeded);
    record.events[at].say(body);
    format!("a byte flipped in {}, and its leaf with it", named(&record.events[at]))
}

fn deleted(record: &mut Record, seeded: &mut Seeded) -> String {
    // Not the last of its log: that is a cut tail.
    let at = loop {
        let at = any(record, seeded);
        if record.of(record.events[at].log).last() != Some(&at) {
            break at;
        }
    };
    format!("{} deleted", named(&record.events.remove(at)))
}

fn deleted_and_renumbered(record: &mut Record, seeded: &mut Seeded) -> String {
    let said = deleted(record, seeded);
    record.renumber();
    format!("{said}, those behind it renumbered")
}

fn deleted_and_recomputed(record: &mut Record, seeded: &mut Seeded) -> String {
    let said = deleted_and_renumbered(record, seeded);
    record.rewrite_places();
    record.recompute_roots();
    format!("{said}, leaves and roots recomputed")
}

/// Two events of one log that say different things.
fn two(record: &Record, seeded: &mut Seeded) -> (usize, usize) {
    loop {
        let (one, other) = (any(record, seeded), any(record, seeded));
        if one < other && record.events[one].log == record.events[other].log {
            return (one, other);
        }
    }
}

/// Swaps what two events say, and leaves their places as they are.
fn swap(record: &mut Record, one: usize, other: usize) -> String {
    let (mut first, mut second) = (record.events[one].clone(), record.events[other].clone());
    std::mem::swap(&mut first.body, &mut second.body);
    std::mem::swap(&mut first.leaf, &mut second.leaf);
    let said = format!("{} and {} swapped", named(&first), named(&second));
    (record.events[one], record.events[other]) = (first, second);
    said
}

fn swapped(record: &mut Record, seeded: &mut Seeded) -> String {
    let (one, other) = two(record, seeded);
    swap(record, one, other)
}

fn swapped_and_recomputed(record: &mut Record, seeded: &mut Seeded) -> String {
    let (one, other) = two(record, seeded);
    let said = swap(record, one, other);
    record.rewrite_places();
    record.recompute_roots();
    format!("{said}, leaves and roots recomputed")
}

fn doubled(record: &mut Record, seeded: &mut Seeded) -> String {
    let at = any(record, seeded);
    let event = record.events[at].clone();
    let said = format!("{} doubled", named(&event));
    record.events.insert(at + 1, event);
    record.renumber();
    said
}

fn inserted(record: &mut Record, seeded: &mut Seeded) -> String {
    let at = any(record, seeded);
    let mut event = record.events[at].clone();
    let other = record.events[any(record, seeded)].clone();
    if other.log == event.log {
        event.body = other.with("seq", event.seq);
    }
    // It pretends to be the event that was there, at its moment.
    let moment: serde_json::Value = serde_json::from_str(&record.events[at].body).unwrap();
    event.body = event.with("at", moment["at"].as_i64().unwrap());
    let body = event.body.clone();
    event.say(body);
    let said = format!("another put in before {}", named(&record.events[at]));
    record.events.insert(at, event);
    record.renumber();
    said
}

fn renumbered(record: &mut Record, seeded: &mut Seeded) -> String {
    let at = any(record, seeded);
    let said = format!("{} and those behind it renumbered", named(&record.events[at]));
    let log = record.events[at].log;
    for event in record.events.iter_mut().skip(at).filter(|event| event.log == log) {
        event.seq += 1;
    }
    said
}

fn out_of_order(record: &mut Record, seeded: &mut Seeded) -> String {
    let at = any(record, seeded);
    let said = format!("a gap in the order of both logs before {}", named(&record.events[at]));
    for event in record.events.iter_mut().skip(at) {
        event.place += 1;
    }
    said
}

fn changed_and_recomputed(record: &mut Record, seeded: &mut Seeded) -> String {
    // A text that can be told from the one that was there and that means something all the same.
    let at = loop {
        let at = any(record, seeded);
        if record.events[at].body.contains("\"ICE\"") || record.events[at].body.contains("withheld") {
            break at;
        }
    };
    let body = record.events[at].body.replace("\"ICE\"", "\"CBP\"").replace("withheld", "released");
    record.events[at].say(body);
    record.recompute_roots();
    format!("{} changed, leaves and roots recomputed from there on", named(&record.events[at]))
}

fn tail_cut(record: &mut Record, seeded: &mut Seeded) -> String {
    let cut = 1 + seeded.below(record.events.len() / 2);
    record.events.truncate(record.events.len() - cut);
    format!("the last {cut} events cut off, the heads left")
}

fn root_changed(record: &mut Record, seeded: &mut Seeded) -> String {
    let at = seeded.below(record.heads.len());
    record.heads[at].root[seeded.below(32)] ^= 1 << seeded.below(8);
    format!("the root of head {at} changed")
}

/// Dates an event an hour before the one in front of it.
fn turn_back(record: &mut Record, seeded: &mut Seeded) -> String {
    let at = any(record, seeded);
    let moment: serde_json::Value = serde_json::from_str(&record.events[at - 1].body).unwrap();
    let body = record.events[at].with("at", moment["at"].as_i64().unwrap() - 3_600_000_000);
    record.events[at].say(body);
    format!("the clock turned back before {}", named(&record.events[at]))
}

fn clock_turned_back(record: &mut Record, seeded: &mut Seeded) -> String {
    let said = turn_back(record, seeded);
    record.recompute_roots();
    said
}

fn clock_turned_back_and_signed(record: &mut Record, seeded: &mut Seeded) -> String {
    let said = turn_back(record, seeded);
    record.sign();
    format!("{said}, and signed")
}

fn gap_signed(record: &mut Record, seeded: &mut Seeded) -> String {
    let said = deleted(record, seeded);
    record.sign();
    format!("{said}, and signed")
}

fn other_desk_signed(record: &mut Record, seeded: &mut Seeded) -> String {
    let at = any(record, seeded);
    let body = record.events[at].body.replace(&record.desk, "0123456789abcdef");
    record.events[at].say(body);
    record.sign();
    format!("{} is of another desk, and signed", named(&record.events[at]))
}

fn variants(record: &Record) -> Vec<Variant> {
    let mut seeded = Seeded(20_261_122);
    let mut variants = Vec::new();
    for (count, names_the_same, change) in WAYS {
        for _ in 0..*count {
            let mut changed = record.clone();
            let what = change(&mut changed, &mut seeded);
            assert!(changed.events != record.events || changed.heads != record.heads, "nothing changed: {what}");
            variants.push(Variant { what, record: changed, names_the_same: *names_the_same });
        }
    }
    variants
}

/// What the program's own check finds in events and heads. What it finds in the tables beside them does not count here:
/// a forger with more patience would have changed those as well.
fn found_in_the_logs(found: &Verification) -> Option<String> {
    let about = |what: &str| what.contains("is not signed");
    found.problems.iter().find(|found| found.log.is_some() || about(&found.what)).map(|found| found.what.clone())
}

/// The event that a finding names first.
fn event_in(said: &str) -> Option<&str> {
    let (_, rest) = said.split_once("Event ")?;
    rest.split_once(" log").map(|(event, _)| event)
}

/// Tries one variant, and tells what went wrong.
fn tried(office: &Office, at: usize, variant: &Variant) -> Result<(), String> {
    let Variant { what, record, names_the_same } = variant;
    let copy = office.copy();
    record.write(&mut copy.raw());
    let folder = copy.path("written");
    record.export(&folder);
    let (status, theirs) = check([&folder]);
    if status != 1 {
        return Err(format!("{at}: {what}: the other program says {status}: {theirs}"));
    }
    let mut desk = match copy.look() {
        Ok(desk) => desk,
        // Where the end of a log is no event any more, the store is not even opened.
        Err(Error::Ledger(ledger::Error::Damaged { .. })) => return Ok(()),
        Err(other) => return Err(format!("{at}: {what}: {other}")),
    };
    let found = desk.verify(&[], &mut Silent).unwrap();
    let Some(ours) = found_in_the_logs(&found) else {
        return Err(format!("{at}: {what}: `verify` does not see it in the logs: {:?}", found.problems));
    };
    if *names_the_same && event_in(&theirs) != event_in(&ours) {
        return Err(format!("{at}: {what}: one says {theirs} and the other {ours}"));
    }
    // What the program exports of such a store is what was written here, and no better.
    let exported = copy.path("exported");
    desk.export(&exported, &mut Silent).unwrap();
    for log in Log::ALL {
        let read = |folder: &std::path::Path| std::fs::read_to_string(folder.join(format!("{log}.jsonl"))).unwrap();
        if read(&exported) != read(&folder) {
            return Err(format!("{at}: {what}: the export of the {log} log is not what was written here"));
        }
    }
    Ok(())
}

#[test]
fn whatever_is_changed_both_find_it() {
    if !python_is_here("a changed record is refused") {
        return;
    }
    let office = Office::busy(7);
    let record = office.record();
    assert!(record.events.len() > 500 && record.heads.len() > 20, "{} {}", record.events.len(), record.heads.len());

    // Read, written and exported without a change, everything holds: what is found below is the change.
    let copy = office.copy();
    record.write(&mut copy.raw());
    assert_eq!(copy.verify(&[]).unwrap().problems, []);
    record.export(&copy.path("written"));
    let said = holds(&copy.path("written"), &[]);
    assert!(said.contains(&format!("{} events hold", record.events.len())), "{said}");

    let variants = variants(&record);
    assert!(variants.len() >= 200);
    let (next, wrong) = (Mutex::new(0..variants.len()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                loop {
                    let Some(at) = next.lock().unwrap().next() else { return };
                    if let Err(said) = tried(&office, at, &variants[at]) {
                        wrong.lock().unwrap().push(said);
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), variants.len(), wrong.join("\n"));
}

#[test]
fn a_head_of_another_store_fits_in_neither() {
    if !python_is_here("another store's head is refused") {
        return;
    }
    let (office, other) = (Office::busy(7), Office::busy(1234));
    let (ours, theirs) = (office.record(), other.record());
    for at in 0..10 {
        let copy = office.copy();
        let mut record = ours.clone();
        let at = at * record.heads.len() / 10;
        (record.heads[at].root, record.heads[at].signature) =
            (theirs.heads[at].root, theirs.heads[at].signature.clone());
        record.write(&mut copy.raw());
        record.export(&copy.path("written"));
        refused(&copy.path("written"), &[]);
        assert!(found_in_the_logs(&copy.verify(&[]).unwrap()).is_some(), "head {at}");
    }
}

#[test]
fn the_events_of_one_fork_do_not_stand_under_the_heads_of_the_other() {
    if !python_is_here("a spliced fork is refused") {
        return;
    }
    let office = Office::busy(7);
    let other = office.copy();
    office.go_on("2026-11-27", 6);
    other.go_on("2026-11-28", 6);
    let (ours, theirs) = (office.record(), other.record());
    assert_eq!(ours.events.len(), theirs.events.len(), "they did the same on different days");
    let common = ours.events.iter().zip(&theirs.events).take_while(|(one, other)| one == other).count();
    assert!(common < ours.events.len());
    for cut in 0..5 {
        let copy = office.copy();
        let mut record = ours.clone();
        let from = common + cut * (record.events.len() - common) / 5;
        record.events[from..].clone_from_slice(&theirs.events[from..]);
        record.write(&mut copy.raw());
        record.export(&copy.path("written"));
        refused(&copy.path("written"), &[]);
        assert!(found_in_the_logs(&copy.verify(&[]).unwrap()).is_some(), "from event {from} on");
    }
}
