//! The real program, run as a clerk, an auditor or a script runs it: what it prints, what it answers, what it leaves on
//! the disk.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr,
    reason = "a test stops at the first surprise, and says on standard error what it measured or left out"
)]

mod bad_input;
mod decide;
mod export;
#[cfg(target_os = "linux")]
mod full_disk;
mod help;
#[cfg(unix)]
mod interrupted;
mod journey;
mod log;
#[cfg(target_os = "linux")]
mod memory;
mod office;
mod pipe;
#[cfg(target_os = "linux")]
mod progress;
mod real_log;
mod recovery;
mod sealed;
mod seen;
