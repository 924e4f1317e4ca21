//! `gatekeeper`: the desk without a window. The same record and the same rules as the desktop app.
//!
//! Results go to standard output, messages to standard error. Nothing is ever half done.

mod arguments;
mod commands;
mod terminal;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use desk::host;
use desk::ledger::in_words;

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The desk refused.
    #[error(transparent)]
    Desk(desk::Error),
    /// The command refused, or found something wrong.
    #[error("{0}")]
    Refused(String),
    /// The answer is already on standard output; only the exit status is left to say.
    #[error("")]
    Told,
    /// Standard output could not be written.
    #[error("The result could not be written: {}. What a store recorded stays recorded; `list` shows it.", in_words(.0))]
    Output(#[from] io::Error),
}

impl From<desk::Error> for Failure {
    fn from(error: desk::Error) -> Self {
        use desk::ledger::Error::{UnknownOfficer, WhichOfficer};
        // The record knows officers; how one says here who one is, only this program knows.
        if let desk::Error::Ledger(WhichOfficer { .. } | UnknownOfficer { .. }) = error {
            Self::Refused(format!("{error} The name goes into the environment variable {}.", terminal::OFFICER))
        } else {
            Self::Desk(error)
        }
    }
}

impl From<desk::ledger::Error> for Failure {
    fn from(error: desk::ledger::Error) -> Self {
        desk::Error::from(error).into()
    }
}

fn main() -> ExitCode {
    host::leave_no_core();
    let arguments = Arguments::parse();
    let mut out = BufWriter::new(io::stdout().lock());
    let done = commands::run(arguments.command, &mut out).and_then(|()| Ok(out.flush()?));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read the list has seen enough, as `head` does.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = out.flush();
            let message = failure.to_string();
            if !message.is_empty() {
                terminal::say(&format!("gatekeeper: {message}"));
            }
            ExitCode::FAILURE
        }
    }
}
