//! The account of a quarter: figures, and the files that carry them.
//!
//! Plain [`entry::Entry`]s come in, whatever keeps them; an [`account::Account`] is counted from them by
//! [`account`](fn@account), counted a second time, and written by [`files`] as PDF, XLSX, CSV and JSON that say the
//! same. The same entries and the same [`Preparation`] give the same bytes: no clock, locale or randomness enters,
//! and no description or person does.

pub mod account;
pub mod breakdown;
mod check;
pub mod comparison;
mod count;
pub mod coverage;
pub mod entry;
mod files;
pub mod letters;
mod printable;
pub mod public;
pub mod quarter;
#[cfg(test)]
mod sample;
mod typeset;

pub use account::{Account, Head};
pub use check::DoesNotAddUp;
pub use count::{Counting, Preparation, account};
pub use files::{
    CsvTable, Edition, Figure, Group, Line, RenderError, Table, files, json, pdf, preview, public_files, public_json,
    public_preview, published_tables, tables, xlsx,
};
pub use public::{Publication, TableName};
pub use quarter::Quarter;
pub use typeset::{LaidOut, NotTypeset};
