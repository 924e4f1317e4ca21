//! `cargo xtask package`: the installers of the system it runs on.

use std::path::PathBuf;

use crate::command::{Stop, program, run, say, target};
use crate::install;

/// Builds the desk as users get it, and packs it: a Debian package on Linux, an app and a disk image on macOS, NSIS and
/// MSI installers on Windows.
///
/// # Errors
/// When something is missing that cannot be installed from here, or a step fails.
pub fn package() -> Result<(), Stop> {
    install::system(&[install::COMPILER, install::WINDOW])?;
    install::page()?;
    let bundles = match std::env::consts::OS {
        "windows" => "nsis,msi",
        "macos" => "app,dmg",
        _ => "deb",
    };
    // The page's folder is not the package's: the command line is called by its file, so that it works from the root.
    let mut tauri = program("node");
    tauri.args(["ui/node_modules/@tauri-apps/cli/tauri.js", "build", "--ci", "--bundles", bundles]);
    run(tauri.args(["--", "--locked"]))?;
    let folder: PathBuf = target().join("release").join("bundle");
    say(&format!("The packages are in {}.", folder.display()));
    Ok(())
}
