//! The record, checked by a program that shares no code with this one: `tests/verifier/verify_log.py`, written from
//! `FORMAT.md` alone. What it finds is what `verify` finds, on the same tampering; what neither can see is shown too.

#![cfg(test)]

mod access_log;
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
