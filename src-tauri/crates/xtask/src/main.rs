//! The project's own commands. They need Rust and, for the window, Node.js; whatever else is missing they install, or
//! they say how.
//!
//! Nothing of the program enters here: these commands build it, start it and check it.

mod audit;
mod bench;
mod check;
mod command;
mod conformance;
mod faults;
mod fuzz;
mod install;
mod licences;
mod open;
mod package;
mod practice;

use std::process::ExitCode;

use command::{Stop, say};

const USAGE: &str = "\
cargo xtask run      installs what is missing, builds, and opens the desk; without a display it works through a
                     practice quarter in the terminal
cargo xtask test     installs what is missing and runs every check, in order
cargo xtask package  the installers for this system (compiles for some minutes)
cargo xtask licences writes the list of what the programs contain, with its licences, anew
cargo xtask audit    licences, sources and known vulnerabilities of all dependencies (needs the network)
cargo xtask faults   the program disturbed at every call it makes: killed, cut off from power, refused by the disk (an hour)
cargo xtask fuzz     bytes from outside, made up for a minute at each way in, or for as many seconds as are said
cargo xtask conformance  reports of an empty, a small and a large quarter, held against PDF/A-2a, PDF/UA-1 and the Data Package by
                     programs that others wrote (they come from the network)
cargo xtask bench    how fast it is on this machine, beside others that do the same (compiles for some minutes)";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["run"] => open::open(),
        ["test"] => check::check(),
        ["package"] => package::package(),
        ["audit"] => audit::audit(),
        ["licences"] => licences::licences(),
        ["faults"] => faults::faults(),
        ["fuzz"] => fuzz::fuzz("60"),
        ["fuzz", seconds] => fuzz::fuzz(seconds),
        ["conformance"] => conformance::conformance(),
        ["bench", words @ ..] => bench::bench(words),
        _ => {
            say(USAGE);
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Told) => ExitCode::FAILURE,
        Err(stop) => {
            say(&format!("\n{stop}"));
            ExitCode::FAILURE
        }
    }
}
