//! The real program in a real window: what only the built program can prove.

#![cfg(test)]

mod backups;
mod doors;
mod driver;
mod importing;
mod journeys;
// The system's own keys are given by X11.
#[cfg(target_os = "linux")]
mod keyboard;
#[cfg(target_os = "linux")]
mod menu;
mod office;
mod officers;
mod register;
mod request;
mod shell;
