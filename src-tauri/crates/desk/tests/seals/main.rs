//! What an order keeps secret shows nowhere to who may not see it: in no page, list, count, search, file or figure, and in no
//! refusal but that it is sealed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here, in a test or in what tests share, fails the test"
)]

mod by_number;
mod ending;
mod office;
mod reports;
#[path = "../support/mod.rs"]
mod support;
mod unseen;
