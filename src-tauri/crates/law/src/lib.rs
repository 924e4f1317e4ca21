//! What the ordinance says: facts in, determination out.
//!
//! This crate is pure. No clock, no file, no network, no randomness: the same facts give the same determination, and
//! a determination carries its reasons. Nothing about a person enters it; facts are kinds and classes.

pub mod facts;
pub mod outcome;
