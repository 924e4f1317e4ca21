//! The library that stands between the program and its files, and what it reports.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::job::Job;
use crate::office::Office;

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/faults/shim.c");

/// The library, built once by the system's C compiler, which building the program needs as well.
fn library() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let (unfinished, library) =
            (folder.join(format!("faults-{}.so", std::process::id())), folder.join("faults-shim.so"));
        let built = Command::new("cc")
            .args(["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-O1", "-shared", "-fPIC", "-o"])
            .args([&unfinished, Path::new(SOURCE)])
            .status()
            .expect("the faults need a C compiler, `cc`, as the program's own build does");
        assert!(built.success(), "{SOURCE} does not compile");
        fs::rename(&unfinished, &library).unwrap();
        library
    })
}

/// What happens at the calls that are hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// The program is killed before the call.
    Kill,
    /// Half of the write is made, and then the program is killed.
    Tear,
    /// The program is stopped, until it is told to go on.
    Stop,
    /// The program crashes, as a mistake in it would make it.
    Crash,
    /// The call fails with this number of the system.
    Fail(i32),
}

/// A disk that cannot be read or written.
pub const EIO: i32 = 5;
/// Something holds the file, or it is not allowed.
pub const EACCES: i32 = 13;
/// A full disk.
pub const ENOSPC: i32 = 28;
/// A disk that can only be read.
pub const EROFS: i32 = 30;

/// What is injected.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// The kinds of call that count; `shim.c` has the letters.
    pub kinds: &'static str,
    /// Only files whose path holds these words.
    pub path: Option<&'static str>,
    /// The first call that is hit, from 1; 0 counts and hits none.
    pub at: u64,
    /// How many are hit from there on.
    pub times: u64,
    /// What happens.
    pub does: Does,
    /// By how many seconds the clock is wrong.
    pub clock: i64,
}

impl Fault {
    /// One call of a kind is hit.
    pub const fn one(kinds: &'static str, does: Does) -> Self {
        Self { kinds, path: None, at: 1, times: 1, does, clock: 0 }
    }

    /// Every call of a kind is hit, from one on.
    pub const fn from_then_on(kinds: &'static str, does: Does) -> Self {
        Self { times: u64::MAX >> 1, ..Self::one(kinds, does) }
    }

    /// No call is hit.
    pub const fn none(kinds: &'static str) -> Self {
        Self { at: 0, ..Self::one(kinds, Does::Kill) }
    }
}

/// What one run of the program did, and what was done to it.
#[derive(Debug)]
pub struct Ran {
    /// The exit status; none where it was killed.
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
    /// The injections, each with the place in the program that it hit.
    pub fired: Vec<String>,
    /// How many calls of the wanted kinds there were, if the program came to its end.
    pub seen: Option<u64>,
}

impl Ran {
    fn of(output: Output, report: &str) -> Self {
        let fired = report.lines().filter_map(|line| line.strip_prefix("fired ")).map(place).collect();
        let seen = report.lines().find_map(|line| line.strip_prefix("seen ")).and_then(|count| count.parse().ok());
        Self {
            status: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            fired,
            seen,
        }
    }
}

/// The kind of call and the place in the program, without the count and the path.
fn place(line: &str) -> String {
    let mut words = line.split(' ');
    let kind = words.next().unwrap_or_default();
    format!("{kind} {}", words.nth(2).unwrap_or_default())
}

/// A run that has begun.
pub struct Running {
    pub child: Child,
    beside: TempDir,
}

impl Running {
    /// What the library has reported so far.
    pub fn report(&self) -> String {
        fs::read_to_string(self.beside.path().join("report")).unwrap_or_default()
    }

    /// Waits for the end, and gives the journal too.
    pub fn finish(self) -> (Ran, Vec<u8>) {
        let report = self.beside.path().join("report");
        let output = self.child.wait_with_output().unwrap();
        let ran = Ran::of(output, &fs::read_to_string(report).unwrap());
        (ran, fs::read(self.beside.path().join("journal")).unwrap_or_default())
    }
}

/// Starts a program behind the library, with what it prints kept.
pub fn start(office: &Office, mut command: Command, fault: Fault, keeps_journal: bool) -> Running {
    let beside = TempDir::new().unwrap();
    let report = beside.path().join("report");
    fs::write(&report, "").unwrap();
    let does = match fault.does {
        Does::Kill => "kill".to_owned(),
        Does::Tear => "tear".to_owned(),
        Does::Stop => "stop".to_owned(),
        Does::Crash => "segv".to_owned(),
        Does::Fail(number) => number.to_string(),
    };
    command
        .env("LD_PRELOAD", library())
        .env("FAULTS_ROOT", office.root())
        .env("FAULTS_REPORT", &report)
        .env("FAULTS_KINDS", fault.kinds)
        .env("FAULTS_AT", fault.at.to_string())
        .env("FAULTS_TIMES", fault.times.to_string())
        .env("FAULTS_CLOCK", fault.clock.to_string())
        .env("FAULTS_DO", does);
    if let Some(path) = fault.path {
        command.env("FAULTS_PATH", path);
    }
    if keeps_journal {
        command.env("FAULTS_JOURNAL", beside.path().join("journal"));
    }
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    Running { child, beside }
}

/// Has a job done with a fault in it.
pub fn run(office: &Office, job: Job, fault: Fault) -> Ran {
    start(office, job.command(office), fault, false).finish().0
}

/// The places that a set of runs has hit.
pub type Places = BTreeSet<String>;
