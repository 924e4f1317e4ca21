//! The real program in a real window: what only the built program can prove.

#![cfg(test)]

mod backups;
mod doors;
mod driver;
mod importing;
mod journeys;
mod office;
mod register;
mod request;
mod shell;
