//! Importing a log from the window: what it did, or would do, and every problem with its row.

use std::fs::{self, File};
use std::path::Path;

use super::contract;
use crate::error::Error;
use crate::import::{ImportOptions, Imported};
use crate::mapping::Mapping;
use crate::office::Desk;
use crate::ports::Silent;

contract! {
    /// What an import did, or would do.
    pub struct ImportView {
        /// Data rows read.
        pub rows: u64,
        /// Rows for which the mapping makes no item.
        pub left_out: u64,
        /// Requests that are new.
        pub new_requests: u64,
        /// Items that are new.
        pub new_items: u64,
        /// Items that got an answer or a fact.
        pub changed_items: u64,
        /// Items that were there already.
        pub already_present: u64,
        /// New or changed items with an open question.
        pub not_settled: u64,
        /// What counts, and may be a slip: the first ones.
        pub warnings: Vec<String>,
        /// How many warnings there are in all.
        pub warning_count: u64,
        /// What is wrong: the first ones. Empty: the file can be imported.
        pub problems: Vec<ImportProblem>,
        /// How many problems there are in all.
        pub problem_count: u64,
        /// Was it recorded?
        pub recorded: bool,
    }

    /// Something that is wrong with a file.
    pub struct ImportProblem {
        /// The data row, from 1; none: the whole file.
        pub row: Option<u64>,
        /// The column.
        pub column: Option<String>,
        /// What stands there.
        pub value: Option<String>,
        /// What is wrong, and what would be right.
        pub message: String,
    }
}

impl ImportView {
    /// What an import did, or would do.
    #[must_use]
    pub fn of(done: Imported, recorded: bool) -> Self {
        Self {
            rows: done.rows,
            left_out: done.left_out,
            new_requests: done.new_requests,
            new_items: done.new_items,
            changed_items: done.changed_items,
            already_present: done.already_present,
            not_settled: done.not_settled,
            warnings: done.warnings,
            warning_count: done.warning_count,
            problems: Vec::new(),
            problem_count: 0,
            recorded,
        }
    }

    /// What stopped an import: the problems of the file. `Err`: what is no problem of the file.
    ///
    /// # Errors
    /// The error itself.
    pub fn stopped(error: Error) -> Result<Self, Error> {
        let mut view = Self::of(Imported::default(), false);
        match error {
            Error::Rows(found) => {
                view.problem_count = found.count;
                view.problems = found
                    .listed
                    .into_iter()
                    .map(|found| ImportProblem {
                        row: Some(found.row),
                        column: found.problem.column.map(|column| column.to_string()),
                        value: found.problem.value,
                        message: found.problem.message,
                    })
                    .collect();
            }
            Error::Header { problems, .. } => {
                view.problem_count = problems.len() as u64;
                view.problems = problems.iter().map(|problem| whole_file(problem.to_string())).collect();
            }
            Error::NotCsv { source, .. } => {
                view.problem_count = 1;
                view.problems = vec![whole_file(source.to_string())];
            }
            Error::Mapping { source, .. } => {
                view.problem_count = 1;
                view.problems = vec![whole_file(source.to_string())];
            }
            Error::Ledger(_)
            | Error::File { .. }
            | Error::Request(_)
            | Error::Refused(_)
            | Error::Record { .. }
            | Error::DoesNotAddUp(_)
            | Error::Render(_)
            | Error::NothingThere
            | Error::WeakPassphrase { .. }
            | Error::NeedsApproval { .. }
            | Error::NeedsFinding { .. }
            | Error::OwnAsk
            | Error::NoExchange => return Err(error),
        }
        Ok(view)
    }
}

impl Desk {
    /// Imports a log file, or only looks at it. What is wrong with the file is in the answer; then nothing was imported.
    ///
    /// # Errors
    /// If a file cannot be read, or what the store says. Then nothing was imported.
    pub fn import_file(&mut self, log: &Path, mapping: Option<&Path>, dry_run: bool) -> Result<ImportView, Error> {
        let reading = |path: &Path| {
            let path = path.to_owned();
            move |source| Error::File { path, doing: "could not be read", source }
        };
        let name = |path: &Path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let mapping = match mapping {
            None => None,
            Some(path) => {
                let text = fs::read_to_string(path).map_err(reading(path))?;
                match Mapping::parse(&text) {
                    Ok(mapping) => Some(mapping),
                    Err(source) => return ImportView::stopped(Error::Mapping { file: name(path), source }),
                }
            }
        };
        let file = File::open(log).map_err(reading(log))?;
        let name = name(log);
        let options = ImportOptions { file: &name, mapping: mapping.as_ref(), dry_run };
        match self.import(file, options, &mut Silent) {
            Ok(done) => Ok(ImportView::of(done, !dry_run)),
            Err(error) => ImportView::stopped(error),
        }
    }
}

fn whole_file(message: String) -> ImportProblem {
    ImportProblem { row: None, column: None, value: None, message }
}
