//! `cargo xtask faults`: the program disturbed at every call it makes, and the table of what held.

use crate::command::{Stop, cargo, run, say};

/// Builds the program and injects every fault of the list that can be injected here.
///
/// # Errors
/// When something that the program promises did not hold; the table and the lines below it have said what.
pub fn faults() -> Result<(), Stop> {
    if !cfg!(target_os = "linux") {
        say("The faults are injected through a library in front of the system's own, on Linux only.");
        return Ok(());
    }
    program()?;
    let long = ["--", "--ignored", "--exact", "what_the_program_promises_holds_after_every_fault", "--nocapture"];
    run(&mut cargo(&[&["test", "--package", "acceptance", "--test", "faults", "--locked"][..], &long].concat()))
}

/// Builds the program that the faults are injected into.
///
/// # Errors
/// When it does not build.
pub fn program() -> Result<(), Stop> {
    run(&mut cargo(&["build", "--locked", "--package", "gatekeeper"]))
}
