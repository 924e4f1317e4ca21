//! Starts the desk.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")] // no console beside the window

use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    match disclosure_gatekeeper::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody may be listening, for instance when started from a menu; the exit status still says it.
            let _ = writeln!(std::io::stderr(), "The desk could not be opened: {error}. Nothing was changed.");
            ExitCode::FAILURE
        }
    }
}
