//! An office at its computer: a folder with a store in it, and the program run there.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// What opens every store here.
pub const PASSPHRASE: &str = "four words nobody guesses";

/// The columns that most logs here need.
pub const HEADER: &str = "request,received,agency,recipient\n";

/// What one run of the program did.
#[derive(Debug)]
pub struct Ran {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// The result, where the run must have been done.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.status, Some(0), "{}{}", self.out, self.err);
        self.out
    }

    /// The message, where the run must have been refused.
    #[track_caller]
    pub fn refused(self) -> String {
        assert_eq!(self.status, Some(1), "{}{}", self.out, self.err);
        assert!(!self.err.is_empty(), "a refusal says why");
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self.err
    }

    /// The result as one JSON document.
    #[track_caller]
    pub fn json(self) -> Value {
        serde_json::from_str(&self.done()).unwrap()
    }
}

/// A folder, in it a store called `store`.
pub struct Office {
    folder: TempDir,
    /// Where its computer remembers what it saw.
    seen: TempDir,
}

impl Office {
    /// An office with an empty store.
    pub fn new() -> Self {
        let office = Self::without_store();
        office.run(["init", "store", "--officer", "Dana Reyes", "--office", "City Clerk"]).done();
        office
    }

    /// An office that has yet to make its store.
    pub fn without_store() -> Self {
        Self { folder: TempDir::new().unwrap(), seen: TempDir::new().unwrap() }
    }

    /// A place in the office's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where its computer remembers what it saw of records.
    pub fn seen_folder(&self) -> PathBuf {
        self.seen.path().to_owned()
    }

    /// Puts a file there.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// The program with these words, not yet started. Relative paths are the office's.
    pub fn command<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gatekeeper"));
        command
            .args(words)
            .current_dir(self.folder.path())
            .env("GATEKEEPER_PASSPHRASE", PASSPHRASE)
            .env_remove("GATEKEEPER_OFFICER")
            .env("GATEKEEPER_SEEN", self.seen.path())
            .env("COLUMNS", "80")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs the program.
    pub fn run<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>) -> Ran {
        finish(&mut self.command(words), b"")
    }

    /// Runs the program with something on its standard input.
    pub fn run_with_input<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>, input: &[u8]) -> Ran {
        finish(self.command(words).stdin(Stdio::piped()), input)
    }

    /// Imports a log that is given as text.
    pub fn import(&self, log: impl AsRef<[u8]>) -> Ran {
        self.write("log.csv", log);
        self.run(["import", "store", "log.csv"])
    }

    /// Both heads as `verify` prints them: equal exactly where the record is.
    #[track_caller]
    pub fn heads(&self) -> String {
        heads(&self.run(["verify", "store"]).done())
    }

    /// The record as `list --json` gives it.
    #[track_caller]
    pub fn listed(&self) -> Vec<Value> {
        self.run(["list", "store", "--json"]).json().as_array().unwrap().clone()
    }
}

/// Runs a prepared command to its end.
pub fn finish(command: &mut Command, input: &[u8]) -> Ran {
    let mut child = command.spawn().unwrap();
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input).unwrap();
    }
    let output = child.wait_with_output().unwrap();
    Ran {
        status: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The heads in what `verify` printed.
pub fn heads(verified: &str) -> String {
    let start = verified.find("disclosure-gatekeeper/").unwrap();
    verified[start..].to_owned()
}

/// Every file below a folder with its bytes.
pub fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

/// The names in a folder, in order.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A log of this many requests of one item each, with an open question nowhere.
pub fn large_log(requests: usize) -> String {
    let mut log = String::from("request,received,agency,ask,instrument,response,responded\n");
    for number in 0..requests {
        let day = 1 + number % 28;
        log.push_str(&format!("B-{number:07},2025-02-{day:02},ICE,custody_hold,detainer,withheld,2025-03-{day:02}\n"));
    }
    log
}

/// Says on standard error that a test did not run, and why.
pub fn skipped(what: &str, why: &str) {
    eprintln!("skipped: {what}: {why}");
}
