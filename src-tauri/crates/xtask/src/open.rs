//! `cargo xtask run`: the desk, opened; without a display, the practice quarter.

use crate::command::{Stop, cargo, npm, run, say};
use crate::{install, practice};

/// What makes Cargo put the page into the program; without it a build asks the page's development server.
pub const WITH_PAGE: &[&str] = &["--package", "disclosure-gatekeeper", "--features", "tauri/custom-protocol"];

/// What the desk is started with on Linux, as one that is installed is (`src-tauri/linux.desktop`): WebKitGTK hands over in
/// memory what it has drawn. Its newer way needs a graphics card; where only a driver stands in for one, a letter that is
/// typed shows after a third of a second. Other systems do not know the word.
pub const DRAWN_IN_MEMORY: (&str, &str) = ("WEBKIT_DISABLE_DMABUF_RENDERER", "1");

/// Builds the desk and opens it.
///
/// # Errors
/// When something is missing that cannot be installed from here, or a step fails.
pub fn open() -> Result<(), Stop> {
    if !has_display() {
        say(
            "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open. The same work\n\
             is done in the terminal, on a practice quarter with made-up requests.\n",
        );
        return practice::work_through();
    }
    install::system(&[install::COMPILER, install::WINDOW])?;
    install::page()?;
    run(&mut npm(&["run", "build"]))?;
    let (word, value) = DRAWN_IN_MEMORY;
    run(cargo(&["run"]).args(WITH_PAGE).env(word, value))
}

/// Windows and macOS always have one; on Linux a terminal may stand alone.
fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
