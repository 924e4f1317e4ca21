//! What the commands need beside Rust: system packages on Debian and its relatives, the page's packages, Rust's own
//! formatter and linter. Where something cannot be installed from here, the exact command is said instead.

use std::fs;
use std::time::SystemTime;

use crate::command::{Stop, answer, npm, program, root, run, say};

/// What compiling needs: a C compiler, and Perl for OpenSSL's own build.
pub const COMPILER: &[&str] = &["build-essential", "perl", "pkg-config"];
/// What the window is made of on Linux.
pub const WINDOW: &[&str] = &["libwebkit2gtk-4.1-dev"];
/// A display in memory and the driver of the window, for the window's test.
pub const DRIVER: &[&str] = &["webkit2gtk-driver", "xauth", "xvfb"];

/// Installs those of `packages` that are missing. Does nothing on Windows and macOS, where none is needed.
///
/// # Errors
/// When a package is missing and this user may not install it.
pub fn system(packages: &[&[&str]]) -> Result<(), Stop> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let wanted = packages.concat();
    if answer(program("dpkg-query").arg("--version")).is_none() {
        say(&format!(
            "This system has no Debian packages; if the build fails, look for its own {}.",
            wanted.join(", ")
        ));
        return Ok(());
    }
    let missing: Vec<&str> = wanted.into_iter().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let root = answer(program("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    if !root && answer(program("sudo").args(["-n", "true"])).is_none() {
        return Err(Stop::Needs(format!(
            "Some system packages are missing, and this user may not install them. Run this, then start again:\n\n  \
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
            missing.join(" ")
        )));
    }
    let apt = |arguments: &[&str]| {
        let mut command = program(if root { "env" } else { "sudo" });
        command.args((!root).then_some("env"));
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]).args(arguments);
        run(&mut command)
    };
    apt(&["update"])?;
    apt(&[&["install", "-y", "--no-install-recommends"], missing.as_slice()].concat())
}

/// Installs the page's packages, exactly as its lockfile has them, where they are missing or older than it.
///
/// # Errors
/// When there is no Node.js, or npm fails.
pub fn page() -> Result<(), Stop> {
    if answer(&mut npm(&["--version"])).is_none() {
        return Err(Stop::Needs(
            "The window's page needs Node.js (20.19 or newer) with npm. Install it from https://nodejs.org, then start \
             again."
                .to_owned(),
        ));
    }
    let ui = root().join("ui");
    let changed = |file: &str| -> Option<SystemTime> { fs::metadata(ui.join(file)).ok()?.modified().ok() };
    match (changed("package-lock.json"), changed("node_modules/.package-lock.json")) {
        (Some(lockfile), Some(installed)) if installed >= lockfile => Ok(()),
        _ => run(&mut npm(&["ci"])),
    }
}

/// Adds Rust's formatter and linter where rustup left them out.
///
/// # Errors
/// When one is missing and rustup is not there to add it.
pub fn rust() -> Result<(), Stop> {
    for (tool, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if answer(program(tool).arg("--version")).is_none() {
            run(program("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

fn is_installed(package: &str) -> bool {
    answer(program("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]))
        .is_some_and(|status| status == "installed")
}
