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

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The desk refused.
    #[error(transparent)]
    Desk(#[from] desk::Error),
    /// The command refused, or found something wrong.
    #[error("{0}")]
    Refused(String),
    /// The answer is already on standard output; only the exit status is left to say.
    #[error("")]
    Told,
    /// Standard output could not be written.
    #[error("the result could not be written: {0}")]
    Output(#[from] io::Error),
}

impl From<desk::ledger::Error> for Failure {
    fn from(error: desk::ledger::Error) -> Self {
        Self::Desk(error.into())
    }
}

fn main() -> ExitCode {
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
