//! What the desk needs from its surroundings, and nothing more. A host (the window, the command line, a test) gives it.

use jiff::Timestamp;

pub use ledger::Entropy;

/// The clock. Time comes into the program here and nowhere else.
pub trait Clock: Send {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// How far a long piece of work has come. A host shows it, or does not.
pub trait Progress {
    /// `done` of `of` units; `of` is 0 where the end is not known.
    fn at(&mut self, done: u64, of: u64);
}

/// A host that shows no progress.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {
    fn at(&mut self, _done: u64, _of: u64) {}
}
