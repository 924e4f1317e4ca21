//! Legal holds and lawful destruction in the record: a hold keeps everything of its request, what is destroyed is gone from
//! every page, and a text that is missing or still there against the events is found.

#![cfg(test)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here, fails the test")]

#[path = "../common/mod.rs"]
mod common;
mod holds;
mod office;
mod remains;
mod told;
