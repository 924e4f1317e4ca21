//! What the desk needs from its surroundings, and nothing more. A host (the window, the command line, a test) gives it.

use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use jiff::Timestamp;

use ledger::Kdf;

pub use ledger::Entropy;

use crate::seen::Memory;

/// The clock. Time comes into the program here and nowhere else.
pub trait Clock: Send {
    /// Now.
    fn now(&self) -> Timestamp;

    /// What one guess at a passphrase shall cost on this computer, measured with this clock. A clock that stands still
    /// measures nothing, and gives the usual cost.
    fn kdf(&self) -> Kdf {
        Kdf::default()
    }
}

/// What this computer remembers of records, kept outside of them. A record is known by whose it is (`desk`, 16 hexadecimal
/// digits) and by where it lies: a copy that was restored elsewhere has a past of its own.
pub trait SeenHeads: Send {
    /// What was last seen of it; `None`: nothing yet.
    ///
    /// # Errors
    /// If it cannot be read, or is not what [`Self::remember`] writes.
    fn remembered(&self, desk: &str, record: &Path) -> io::Result<Option<Memory>>;

    /// Keeps this in the place of what was kept before: whole, or not at all.
    ///
    /// # Errors
    /// If it cannot be written; then what was kept before is still there.
    fn remember(&mut self, desk: &str, record: &Path, memory: &Memory) -> io::Result<()>;
}

/// How far a long piece of work has come, and whether it goes on. A host shows it, or does not.
pub trait Progress {
    /// `done` of `of` units; `of` is 0 where the end is not known. A break stops the work at the next place where
    /// nothing is left behind: it ends with [`crate::Error::Stopped`].
    fn at(&mut self, done: u64, of: u64) -> ControlFlow<()>;
}

/// Goes on, or stops the use case.
///
/// # Errors
/// [`crate::Error::Stopped`].
pub(crate) fn goes_on(answer: ControlFlow<()>) -> Result<(), crate::Error> {
    if answer.is_continue() { Ok(()) } else { Err(crate::Error::Stopped) }
}

/// A host that shows no progress and stops nothing.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {
    fn at(&mut self, _done: u64, _of: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
