//! What the ordinance says: facts in, determination out.
//!
//! This crate is pure. No clock, no file, no network, no randomness: the same facts give the same determination, and
//! a determination carries its reasons. Nothing about a person enters it; facts are kinds and classes.
//!
//! What any ordinance needs stands in [`facts`], [`rule`], [`ordinance`], [`text`] and [`decision`]; what Northampton's
//! says stands in [`northampton`], beside its text. The law around it has rooms of its own: [`directory`] (who asks),
//! [`citations`] (statutes named as a duty that are none), [`exemptions`] (of the
//! public-records law), [`calendar`] and [`deadlines`].

pub mod calendar;
pub mod citations;
mod completions;
pub mod deadlines;
pub mod decision;
pub mod directory;
pub mod enumeration;
pub mod exemptions;
pub mod facts;
pub mod northampton;
pub mod ordinance;
pub mod outcome;
pub mod rule;
pub mod text;

pub use decision::{Decision, Determination, NotSettled, Step, decide};
