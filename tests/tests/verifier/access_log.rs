//! The access log, changed in the database: the other program refuses what is exported of it, and `verify` the record.

use desk::ledger::{Verification, merkle};
use desk::ports::Silent;
use rusqlite::Connection;

use crate::office::{Office, check, holds, python_is_here, refused};

/// An office of two ledgers that were exported four times, between letters.
fn office() -> Office {
    let office = Office::busy(7);
    for (hour, day) in ["2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29"].into_iter().enumerate() {
        office.go_on(day, 2);
        office.leave(&format!("{day}T18:00:00Z"), &format!("left-{hour}"));
    }
    office
}

/// Says something else in an entry, under a leaf that fits; roots and signatures stay.
fn say(raw: &Connection, seq: i64, change: impl FnOnce(&str) -> String) {
    let body: String =
        raw.query_row("SELECT CAST(body AS TEXT) FROM access_event WHERE seq = ?1", [seq], |row| row.get(0)).unwrap();
    let changed = change(&body);
    assert_ne!(changed, body);
    let leaf = merkle::leaf(changed.as_bytes());
    raw.execute("UPDATE access_event SET body = ?2, leaf = ?3 WHERE seq = ?1", (seq, changed.as_bytes(), leaf))
        .unwrap();
}

/// The same number of the body's own fields, another one.
fn with(body: &str, field: &str, change: impl FnOnce(i64) -> i64) -> String {
    let name = format!("\"{field}\":");
    let (before, rest) = body.split_once(&name).unwrap();
    let (number, after) = rest.split_once(',').unwrap();
    format!("{before}{name}{},{after}", change(number.parse().unwrap()))
}

type Change = fn(&Connection);

const WAYS: &[(&str, Change)] = &[
    ("another body", |raw| {
        raw.execute_batch("UPDATE access_event SET body = CAST(replace(body, 'logs', 'log') AS BLOB) WHERE seq = 2")
            .unwrap();
    }),
    ("another act under its leaf", |raw| say(raw, 2, |body| body.replace("logs_exported", "backup_made"))),
    ("another officer under its leaf", |raw| say(raw, 2, |body| with(body, "officer", |_| 2))),
    ("of another desk", |raw| say(raw, 2, |body| format!("{{\"desk\":\"0123456789abcdef{}", body.split_at(25).1))),
    ("dated an hour earlier", |raw| say(raw, 2, |body| with(body, "at", |at| at - 3_600_000_000))),
    ("after more events than there are", |raw| say(raw, 4, |body| with(body, "after", |_| 1_000_000))),
    ("after fewer events than the one before", |raw| say(raw, 3, |body| with(body, "after", |_| 1))),
    ("one in the middle gone", |raw| raw.execute_batch("DELETE FROM access_event WHERE seq = 1").unwrap()),
    ("the first gone, the others moved up", |raw| {
        raw.execute_batch("DELETE FROM access_event WHERE seq = 0; UPDATE access_event SET seq = seq - 1").unwrap();
    }),
    ("another root", |raw| {
        raw.execute_batch("UPDATE access_event SET root = leaf WHERE seq = 3").unwrap();
    }),
    ("the desk's signature of another head", |raw| {
        let other = "(SELECT signature FROM access_event WHERE seq = 1)";
        raw.execute_batch(&format!("UPDATE access_event SET signature = {other} WHERE seq = 3")).unwrap();
    }),
    ("the officer's signature gone", |raw| {
        raw.execute_batch("UPDATE access_event SET officer_signature = NULL WHERE seq = 3").unwrap();
    }),
    ("the officer's signature of another head", |raw| {
        let other = "(SELECT officer_signature FROM access_event WHERE seq = 1)";
        raw.execute_batch(&format!("UPDATE access_event SET officer_signature = {other} WHERE seq = 3")).unwrap();
    }),
];

/// Changes the log as somebody who has the store's key can.
fn change(office: &Office, change: impl FnOnce(&Connection)) {
    let raw = office.raw();
    let mut triggers = raw
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'access_event'")
        .unwrap();
    let triggers: Vec<(String, String)> =
        triggers.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    assert_eq!(triggers.len(), 3);
    triggers.iter().for_each(|(name, _)| raw.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
    change(&raw);
    triggers.iter().for_each(|(_, sql)| raw.execute_batch(sql).unwrap());
}

fn found_in_it(found: &Verification) -> bool {
    found.problems.iter().any(|problem| problem.what.contains("of the access log"))
}

#[test]
fn whatever_is_changed_in_the_access_log_both_find_it() {
    if !python_is_here("a changed access log is refused") {
        return;
    }
    let office = office();
    let said = holds(&office.export("whole"), &[]);
    assert!(said.contains("; the access log, 5 events"), "the report and four exports: {said}");
    assert_eq!(office.verify(&[]).unwrap().problems, []);
    for (what, way) in WAYS {
        let copy = office.copy();
        change(&copy, *way);
        let mut desk = copy.look().unwrap();
        assert!(found_in_it(&desk.verify(&[], &mut Silent).unwrap()), "{what}");
        let folder = copy.path("changed");
        desk.export(&folder, &mut Silent).unwrap();
        let (status, said) = check([&folder]);
        assert_eq!(status, 1, "{what}: {said}");
        assert!(said.contains("access"), "{what}: {said}");
    }
}

#[test]
fn an_end_that_was_cut_off_shows_against_a_kept_head_and_the_file_of_another_record_does_not_fit() {
    if !python_is_here("a cut access log is refused") {
        return;
    }
    let office = office();
    let (note, key) = office.look().unwrap().signed_access_head();
    let kept = office.path("kept.txt");
    std::fs::write(&kept, format!("{note}\n  {key}\n")).unwrap();
    let words = ["--head".as_ref(), kept.as_os_str()];
    let whole = office.export("whole");
    assert!(holds(&whole, &words).ends_with("they continue what was kept (1)\n"));
    change(&office, |raw| raw.execute_batch("DELETE FROM access_event WHERE seq = 4").unwrap());
    let cut = office.export("cut");
    holds(&cut, &[]);
    assert!(refused(&cut, &words).contains("the head that was kept counts 5 events"));
    std::fs::remove_file(cut.join("access.jsonl")).unwrap();
    assert!(holds(&cut, &[]).contains("without an access log"), "as an export from before there was one");
    let (status, said) = check([cut.as_os_str(), "--head".as_ref(), kept.as_os_str()]);
    assert!(status == 2 && said.contains("of which a head was kept"), "{said}");
    std::fs::copy(Office::busy(11).export("other").join("access.jsonl"), cut.join("access.jsonl")).unwrap();
    assert!(refused(&cut, &[]).contains("is not of the desk of the two others"));
}
