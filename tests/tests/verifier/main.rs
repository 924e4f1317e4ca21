//! The record, checked by a program that shares no code with this one: `tests/verifier/verify_log.py`, written from
//! `FORMAT.md` alone. What it finds is what `verify` finds, on the same tampering; what neither can see is shown too. And the
//! figures of a report, counted from an export by another such program, `tests/verifier/count_report.py`.

#![cfg(test)]

mod access_log;
mod counted;
mod files;
mod four_eyes;
mod limits;
mod office;
mod office_acts;
mod receipts;
mod record;
#[path = "../stopped/mod.rs"]
mod stopped;
mod tampering;
