//! A desk that is open for a while, as the window's is: it says of each act when it is saved, long before it is closed.
//! The command line closes after each act, and closing syncs once more, so it alone would not show what a commit is
//! worth.

use std::path::Path;
use std::process::Command;

use desk::{Desk, Error, RequestDocument, ledger};

use crate::office::{NEEDLE, Office, desk_of};

/// What the line says that acknowledges an act. The first one stands behind what the test runner has to say.
pub const SAVED: &str = "saved DAY-";

/// Tells the tests' own program that it is to be this desk.
const BEGUN: &str = "FAULTS_DAY";

/// How many requests are logged.
const ACTS: usize = 5;

/// The tests' own program, as this desk.
pub fn command(office: &Office) -> Command {
    let words = ["--exact", "day::a_desk_says_what_it_saved", "--ignored", "--nocapture", "--test-threads", "1"];
    let mut command = office.command(&std::env::current_exe().unwrap(), &words);
    command.env(BEGUN, "yes");
    command
}

fn log(desk: &mut Desk, act: usize) -> Result<(), Error> {
    let document = format!(
        r#"{{"request": "DAY-{act}", "received": "2025-03-04", "agency": "ICE",
        "items": [{{"ask": "custody_hold", "instrument": "detainer", "description": "a hold {NEEDLE}"}}]}}"#
    );
    desk.log(&RequestDocument::from_json(&document)?).map(|_| ())
}

fn work(desk: &mut Desk) -> Result<(), Error> {
    for act in 1..=ACTS {
        if let Err(error) = log(desk, act) {
            // Whoever was told that it is not certain whether it is kept may try; the desk must not.
            if let Error::Ledger(ledger::Error::CommitUnsure { .. }) = error
                && log(desk, act + 1).is_ok()
            {
                panic!("the desk went on writing after this: {error}");
            }
            return Err(error);
        }
        println!("{SAVED}{act}");
    }
    Ok(())
}

#[test]
#[ignore = "is started by the others, in an office of theirs"]
fn a_desk_says_what_it_saved() {
    if std::env::var_os(BEGUN).is_none() {
        return;
    }
    let done = desk_of(Path::new("store"), 99).and_then(|mut desk| work(&mut desk));
    if let Err(error) = done {
        eprintln!("{error}");
        std::process::exit(1);
    }
}
