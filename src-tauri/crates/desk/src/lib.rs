//! The office's work: log, decide, list, report, verify. Use cases that bring law, ledger and report together.
//!
//! No window, no SQL, no terminal: a host (the desktop app, the command line, a test) gives the ports of [`ports`] and
//! calls the use cases of [`Desk`]. What both hosts take from the operating system stands in [`host`].

pub mod columns;
mod csv_text;
mod determining;
mod entry;
mod error;
pub mod host;
mod import;
mod letters;
mod listing;
mod logging;
mod looking;
mod mapping;
mod office;
pub mod pages;
pub mod ports;
mod quarterly;
mod retention;
pub mod roles;
mod rows;
mod seen;
mod settings;
mod sight;
pub mod tries;
pub mod wire;
mod workbook;

pub use csv_text::NotCsv;
pub use determining::determine;
pub use entry::Problem;
pub use error::{Error, RowProblem, RowProblems};
pub use import::{FirstItem, ImportOptions, Imported, NewRequest};
pub use jiff::Timestamp;
pub use ledger::{self, Founding, Passphrase, local_date};
pub use listing::{Filter, ListedItem};
pub use logging::{Logged, LoggedItem, RequestDocument};
pub use mapping::{HeaderError, ItemBlock, Mapping, MappingError};
pub use office::{Desk, Opening};
pub use quarterly::ReportFiles;
pub use report::{Edition, Quarter};
pub use seen::{Acceptance, GoneOnBy, Memory};
pub use settings::QuarterLabel;
pub use workbook::NotWorkbook;
