//! The terminal: the passphrase that is asked for, progress that shows after a second, and lines that stop when nobody
//! reads them any more.

use std::env::{self, VarError};
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use desk::Passphrase;
use desk::ports::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::Failure;

const PASSPHRASE: &str = "GATEKEEPER_PASSPHRASE";
/// Names the officer.
pub const OFFICER: &str = "GATEKEEPER_OFFICER";

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

/// Shows progress on a terminal once the work has taken a second, and nothing where standard error is piped. The line
/// goes on while the work reports nothing, so that a long step does not look like a standstill.
pub struct Bar(Option<Shown>);

struct Shown {
    bar: ProgressBar,
    /// Dropped to say that the work is done.
    working: Sender<()>,
    clock: JoinHandle<()>,
}

/// How long work takes before it shows.
const SILENT_FOR: Duration = Duration::from_secs(1);
/// How often the line is written anew.
const REFRESH: Duration = Duration::from_millis(250);

impl Bar {
    /// Work that begins now.
    pub fn new(doing: &'static str) -> Self {
        if !io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_message(doing);
        style(&bar, "{msg} … {elapsed}");
        let (working, done) = mpsc::channel();
        let shown = bar.clone();
        let clock = thread::Builder::new().name("progress".to_owned()).spawn(move || {
            let goes_on_after = |time| done.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
            if goes_on_after(SILENT_FOR) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.tick();
                while goes_on_after(REFRESH) {
                    shown.tick();
                }
            }
        });
        // Where no thread can be had, the work goes on unseen.
        Self(clock.ok().map(|clock| Shown { bar, working, clock }))
    }
}

fn style(bar: &ProgressBar, form: &str) {
    if let Ok(style) = ProgressStyle::with_template(form) {
        bar.set_style(style);
    }
}

impl Progress for Bar {
    /// Shows it, and never stops: whoever waits at a terminal ends the whole program with Ctrl-C, which is safe.
    fn at(&mut self, done: u64, of: u64) -> ControlFlow<()> {
        let Some(Shown { bar, .. }) = &self.0 else { return ControlFlow::Continue(()) };
        if of == 0 {
            if bar.position() == 0 {
                style(bar, "{msg}: {human_pos}, {elapsed}");
            }
        } else if bar.length() != Some(of) {
            style(bar, "{msg}: {human_pos} of {human_len} ({percent} %), {elapsed}");
            bar.set_length(of);
        }
        bar.set_position(done);
        ControlFlow::Continue(())
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(Shown { bar, working, clock }) = self.0.take() {
            drop(working);
            // Joined first, so that it does not draw the line again after it was cleared.
            let _ended = clock.join();
            bar.finish_and_clear();
        }
    }
}

/// Writes a message to standard error. Where even that fails there is nobody to tell.
pub fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}
