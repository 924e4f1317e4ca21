//! What must hold after every fault, in one place.
//!
//! I1 what was acknowledged is there, once and unaltered. I2 the record verifies. I3 an act is kept whole or not at all.
//! I4 the projections are sums of the events (`verify` recomputes them all). I5 a file that is exported is the whole old
//! or the whole new one, and nothing half made can be seen. I6 what was logged stands in no other file, and in no
//! message. I7 the program never says done when it is not, and a refusal says what is safe. I8 nothing that was there is
//! deleted or changed.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::job::{Expected, Job};
use crate::office::{NEEDLE, Office, PASSPHRASE};
use crate::shim::Ran;

/// What does not hold, after the program was disturbed in doing something; empty where everything does.
///
/// `ran` is what the disturbed run said; where the power was cut there is only what had been printed by then.
pub fn broken(office: &Office, job: Job, ran: &Ran) -> Vec<String> {
    let Expected { stages, old, new } = job.expected();
    let mut broken = Vec::new();
    // First the files, before anything else is run there. (I5, I6, I8)
    let files = office.files();
    for (path, bytes) in &files {
        let shown = path.display();
        let exported = is_file_of(job, path);
        let hidden = path.iter().any(|part| part.to_string_lossy().starts_with('.'));
        let of_store = path.starts_with("store") || job.makes_store().is_some_and(|made| path.starts_with(made));
        if !old.contains_key(path) && !new.contains_key(path) && !hidden && !of_store {
            broken.push(format!("I5: {shown} is left behind, and can be seen"));
        }
        let may_tell = path == Path::new("log.csv") || exported;
        if !may_tell && (contains(bytes, NEEDLE) || contains(bytes, PASSPHRASE)) {
            broken.push(format!("I6: what was logged stands in {shown}"));
        }
    }
    for (path, bytes) in old.iter().filter(|(path, _)| !path.starts_with("store") && !is_file_of(job, path)) {
        if files.get(path) != Some(bytes) {
            broken.push(format!("I8: {} is not what it was", path.display()));
        }
    }
    for name in job.files() {
        let path = PathBuf::from(name);
        let found = files.get(&path);
        // A backup's bytes differ each time; that it is whole, restoring it tells.
        let is_new =
            |bytes: &Vec<u8>| if job == Job::Backup { whole_backup(office) } else { new.get(&path) == Some(bytes) };
        if found != old.get(&path) && !found.is_some_and(is_new) {
            broken.push(format!("I5: {name} is neither the old file nor the whole new one"));
        }
        if ran.status == Some(0) && (found.is_none() || found == old.get(&path)) {
            broken.push(format!("I7: the program said that {name} is made, and it is not"));
        }
    }
    broken.extend(broken_message(ran));
    // Then the record, read by the real program, started again. (I1 to I4)
    let there = job.makes_store().map(|made| (made, office.path(made).exists()));
    if let Some((made, there)) = there {
        if there {
            broken.extend(broken_record(office, made));
        } else if ran.status == Some(0) {
            broken.push(format!("I7: the program said that {made} is made, and it is not"));
        }
    }
    broken.extend(broken_record(office, "store"));
    let acknowledged = job.acknowledged(ran);
    match office.rows("store") {
        Err(said) => broken.push(format!("I1: the record cannot be listed: {said}")),
        Ok(rows) => match stages.iter().position(|stage| *stage == rows) {
            Some(stage) if stage < acknowledged => {
                broken.push(format!("I1: {acknowledged} acts were acknowledged, and {stage} are in the record"));
            }
            Some(stage) if stage > acknowledged + 1 && job.records() => {
                broken.push(format!("I3: {acknowledged} acts were acknowledged, and {stage} are in the record"));
            }
            Some(stage) if job.records() && stage > acknowledged && denies(&ran.err) => {
                broken.push(format!("I7: it is in the record, and the program said: {}", ran.err));
            }
            Some(stage) if job.records() && stage == acknowledged && claims(&ran.err) => {
                broken.push(format!("I7: it is not in the record, and the program said: {}", ran.err));
            }
            Some(_) => {}
            None => broken.push(other_rows(&stages[0], &rows)),
        },
    }
    broken
}

/// What does not hold in what the program said at its end. A program that was killed says nothing.
fn broken_message(ran: &Ran) -> Vec<String> {
    let Ran { status, err, .. } = ran;
    let mut broken = Vec::new();
    if status.is_some_and(|status| status != 0) {
        let safe = ["othing", "No ", "not made", "not written", "not logged", "is as it was", "unchanged"];
        if err.trim().is_empty() || err.contains("panicked") {
            broken.push(format!("I7: the program gave no reason: {err:?}"));
        } else if !safe.iter().any(|words| err.contains(words)) && !claims(err) {
            broken.push(format!("I7: the message does not say what is safe: {err}"));
        }
    }
    if err.contains(NEEDLE) || err.contains(PASSPHRASE) {
        broken.push(format!("I6: the message tells what was logged: {err}"));
    }
    broken
}

/// Does the message say that nothing of the act is in the record?
fn denies(said: &str) -> bool {
    ["nothing was saved", "Nothing was saved", "Nothing of this act was saved", "othing of it is in the record"]
        .iter()
        .any(|words| said.contains(words))
}

/// Does the message say that the act is in the record?
fn claims(said: &str) -> bool {
    said.contains("All of it is in the record")
}

fn broken_record(office: &Office, store: &str) -> Option<String> {
    let said = office.run(&["verify", store]);
    (said.status != Some(0)).then(|| format!("I2, I4: {store} does not verify: {}{}", said.out, said.err))
}

/// Which of the three first rules a record breaks that is neither the old nor the new one.
fn other_rows(before: &[Value], rows: &[Value]) -> String {
    let there = |wanted: &Value| rows.iter().filter(|row| *row == wanted).count();
    match before.iter().find(|row| there(row) != 1) {
        Some(row) => format!("I1: this row is there {} times: {row}", there(row)),
        None => format!("I3: {} rows were kept of an act that is whole or nothing", rows.len() - before.len()),
    }
}

fn whole_backup(office: &Office) -> bool {
    let said = office.run(&["restore", "kept", ".whole"]);
    let rows = office.rows(".whole");
    let _gone = std::fs::remove_dir_all(office.path(".whole"));
    said.status == Some(0) && rows.is_ok_and(|rows| rows == *Job::Backup.expected().before())
}

fn is_file_of(job: Job, path: &Path) -> bool {
    job.files().iter().any(|file| path == Path::new(file))
}

fn contains(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}
