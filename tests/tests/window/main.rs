//! The real program in a real window: what only the built program can prove.

#![cfg(test)]

mod doors;
mod driver;
mod journeys;
mod register;
mod shell;
