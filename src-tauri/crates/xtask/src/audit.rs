//! `cargo xtask audit`: the dependencies' licences, sources and known vulnerabilities, by the rules of
//! `.cargo/deny.toml`. Apart from `test`, because the list of vulnerabilities comes from the network, and because it
//! changes without the program changing.

use crate::command::{Stop, answer, cargo, program, run, say, target};

/// The checker, pinned so that two machines say the same.
const CHECKER: &str = "cargo-deny@0.20.2";

/// Checks all dependencies.
///
/// # Errors
/// When a dependency breaks a rule, or the checker cannot be installed.
pub fn audit() -> Result<(), Stop> {
    let tools = target().join("tools");
    let checker = tools.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if answer(program(&checker).arg("--version")).is_none() {
        say("Compiling the checker; this takes some minutes, once.");
        run(cargo(&["install", "--locked", CHECKER, "--root"]).arg(&tools))?;
    }
    run(program(&checker).args(["--workspace", "--all-features", "check"]))
}
