//! The terminal: the passphrase that is asked for, progress that shows after a second, and lines that stop when nobody
//! reads them any more.

use std::env::{self, VarError};
use std::io::{self, Write};
use std::time::{Duration, Instant};

use desk::Passphrase;
use desk::ports::Progress;
use indicatif::{ProgressBar, ProgressStyle};

use crate::Failure;

const PASSPHRASE: &str = "GATEKEEPER_PASSPHRASE";
const OFFICER: &str = "GATEKEEPER_OFFICER";

/// The passphrase, from the environment or asked for without an echo.
pub fn passphrase() -> Result<Passphrase, Failure> {
    let text = match env::var(PASSPHRASE) {
        Ok(text) => text,
        Err(VarError::NotPresent) => ask("Passphrase: ")?,
        Err(VarError::NotUnicode(_)) => {
            return Err(Failure::Refused(format!("{PASSPHRASE} is not valid text. Nothing was changed.")));
        }
    };
    Ok(Passphrase::new(text)?)
}

/// A passphrase for a new store: asked for twice, so that a slip does not lock anybody out.
pub fn new_passphrase() -> Result<Passphrase, Failure> {
    if env::var_os(PASSPHRASE).is_some() {
        return passphrase();
    }
    let first = ask("New passphrase: ")?;
    if first != ask("The same again: ")? {
        return Err(Failure::Refused("The two are not the same. Nothing was made. Try again.".to_owned()));
    }
    Ok(Passphrase::new(first)?)
}

fn ask(prompt: &str) -> Result<String, Failure> {
    rpassword::prompt_password(prompt).map_err(|_| {
        Failure::Refused(format!("There is no terminal to ask for the passphrase. Set {PASSPHRASE} and try again."))
    })
}

/// The officer's name from the environment, if it is there.
pub fn officer() -> Option<String> {
    env::var(OFFICER).ok().filter(|name| !name.is_empty())
}

/// Shows progress on a terminal once the work has taken a second, and nothing where standard error is piped.
pub struct Bar {
    doing: &'static str,
    since: Instant,
    bar: Option<ProgressBar>,
}

impl Bar {
    /// Work that begins now.
    pub fn new(doing: &'static str) -> Self {
        Self { doing, since: Instant::now(), bar: None }
    }
}

impl Progress for Bar {
    fn at(&mut self, done: u64, of: u64) {
        if self.bar.is_none() && self.since.elapsed() >= Duration::from_secs(1) {
            let bar = if of == 0 { ProgressBar::no_length() } else { ProgressBar::new(of) };
            let form = if of == 0 { "{msg}: {human_pos}" } else { "{msg}: {human_pos} of {human_len} ({percent} %)" };
            if let Ok(style) = ProgressStyle::with_template(form) {
                bar.set_style(style);
            }
            bar.set_message(self.doing);
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(done);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Writes a message to standard error. Where even that fails there is nobody to tell.
pub fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}
