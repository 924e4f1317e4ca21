//! The practice quarter, worked through in the terminal: the same record and the same rules as in the window.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::command::{Stop, built, cargo, program, root, run, say, target};
use crate::install;

/// The made-up requests that come with the program.
pub const REQUESTS: &str = "src-tauri/crates/desk/practice/practice-2026-Q3.csv";
/// The quarter they lie in.
const QUARTER: &str = "2026-Q3";
/// Opens practice stores. It is written here because it protects nothing: practice requests are made up.
pub const PASSPHRASE: &str = "practice, nothing is real";

/// Makes a store, imports the practice requests, shows what needs attention, writes the report and checks the record.
///
/// # Errors
/// When something is missing that cannot be installed from here, or a step fails.
pub fn work_through() -> Result<(), Stop> {
    install::system(&[install::COMPILER])?;
    run(&mut cargo(&["build", "--package", "gatekeeper"]))?;

    let folder = fresh_folder()?;
    let store = folder.join("store");
    let reports = folder.join("reports");
    say(&format!("\nThis run's own folder is {}. Earlier runs keep theirs.\n", folder.display()));

    let gatekeeper = |words: &[&dyn AsRef<OsStr>]| {
        let mut command = program(built("gatekeeper"));
        // Nothing of a practice store is remembered among the user's own data.
        run(command.env("GATEKEEPER_PASSPHRASE", PASSPHRASE).env("GATEKEEPER_SEEN", "").args(words))
    };
    gatekeeper(&[&"init", &store, &"--officer", &"Practice Officer", &"--office", &"City Clerk (practice)"])?;
    gatekeeper(&[&"import", &store, &root().join(REQUESTS)])?;
    say("\nFlagged high under Section 2(a):\n");
    gatekeeper(&[&"list", &store, &"--quarter", &QUARTER, &"--flag", &"high"])?;
    gatekeeper(&[&"report", &store, &"--quarter", &QUARTER, &"--out", &reports])?;
    gatekeeper(&[&"verify", &store])?;
    say(&format!(
        "\nThe report for {QUARTER}, as PDF, XLSX, CSV and JSON, is in\n  {}\nThe store it was made from is in\n  {}\n\
         and opens with the passphrase \"{PASSPHRASE}\".",
        reports.display(),
        store.display()
    ));
    Ok(())
}

/// A folder nobody has used: the first free number.
fn fresh_folder() -> Result<PathBuf, Stop> {
    let all = target().join("practice");
    let stop = |path: &Path| {
        let path = path.to_path_buf();
        move |source| Stop::File { path, source }
    };
    fs::create_dir_all(&all).map_err(stop(&all))?;
    for number in 1_u32.. {
        let folder = all.join(number.to_string());
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(stop(&folder)(error)),
        }
    }
    Err(Stop::Needs(format!("{} is full. Delete it and start again.", all.display())))
}
