//! Running other programs, visibly: each is shown as it is run, and a failure names it.

use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// Why a command of the project stopped.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// A program ran and failed; it has said why.
    #[error("`{command}` ended with {status}.")]
    Failed {
        /// The program and its arguments.
        command: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// A program could not be started.
    #[error("`{command}` could not be started: {source}. Is it installed?")]
    NotStarted {
        /// The program and its arguments.
        command: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file or folder could not be read or made.
    #[error("{}: {source}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Something is missing that only the reader can provide, or something is not as it should be.
    #[error("{0}")]
    Needs(String),
    /// What stopped it has been said already.
    #[error("stopped")]
    Told,
}

/// A program to be run in the workspace's folder.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// The same Cargo that runs this.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    command
}

/// npm, in the folder of the page.
pub fn npm(arguments: &[&str]) -> Command {
    let mut command = program(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(arguments).current_dir(root().join("ui"));
    command
}

/// Runs `command`, shows it, and lets it write to the terminal.
///
/// # Errors
/// When it cannot be started, or ends with anything but success.
pub fn run(command: &mut Command) -> Result<(), Stop> {
    say(&format!("$ {}", shown(command)));
    let status = command.status().map_err(|source| Stop::NotStarted { command: shown(command), source })?;
    if status.success() { Ok(()) } else { Err(Stop::Failed { command: shown(command), status }) }
}

/// What `command` writes to its standard output, or nothing where it does not run or does not succeed.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Writes a line to standard output. A reader that has gone away is no reason to stop.
pub fn say(line: &str) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).map(Path::to_path_buf).unwrap_or_default()
}

/// The folder Cargo builds into.
pub fn target() -> PathBuf {
    root().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// A program that Cargo has built, by its name.
pub fn built(name: &str) -> PathBuf {
    target().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// The same, built for users.
#[cfg(feature = "bench-window")]
pub fn built_for_users(name: &str) -> PathBuf {
    target().join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<String> = words
        .map(|word| word.to_string_lossy().into_owned())
        .map(|word| if word.is_empty() || word.contains(' ') { format!("\"{word}\"") } else { word })
        .collect();
    words.join(" ")
}
