//! The acceptance tests of the whole are in `tests/`, a file for each subject; nothing else belongs in this crate. Each
//! file begins with `#![cfg(test)]`: by that the lints know its helpers for a test's.
