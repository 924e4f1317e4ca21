//! Importing a log from the window: what stands in it, what an import did or would do, and every problem with its row.

use std::fs::File;
use std::path::Path;

use ledger::Term;

use super::contract;
use super::mapping::{MappingDraft, OurColumn, at_the_page, our_columns};
use super::{register, words};
use crate::entry::{shown, stopped};
use crate::error::Error;
use crate::import::{FirstItem, ImportOptions, Imported, NewRequest};
use crate::looking::{self, Looked, Seen};
use crate::mapping::{HeaderError, Mapping, MappingError};
use crate::office::Desk;
use crate::ports::Progress;
use crate::rows;
use crate::workbook::NotWorkbook;

contract! {
    /// What is to be imported from the file that was chosen.
    pub struct ImportAsk {
        /// The sheet of a workbook; "": its only one.
        pub sheet: String,
        /// What the columns mean; none: they are ours.
        pub mapping: Option<MappingDraft>,
    }

    /// What stands in a log.
    pub struct LogView {
        /// The sheets of a workbook; none for a CSV file.
        pub sheets: Vec<String>,
        /// The sheet that was looked at; "": it is no workbook, or nobody said which.
        pub sheet: String,
        /// Data rows.
        pub rows: u64,
        /// Are the columns ours, so that no mapping is needed?
        pub fits: bool,
        /// The log's columns, in their order.
        pub columns: Vec<TheirColumn>,
        /// What somebody can fill from them.
        pub ours: Vec<OurColumn>,
        /// What the columns may mean. A guess.
        pub guess: MappingDraft,
        /// Why it cannot be read.
        pub problem: Option<String>,
    }

    /// A column of a log.
    pub struct TheirColumn {
        /// Its name.
        pub name: String,
        /// What stands in it, the most frequent first.
        pub values: Vec<SeenValue>,
        /// There are more values than these.
        pub more: bool,
        /// Does the spreadsheet program itself keep its cells as dates?
        pub moments: bool,
    }

    /// A value that stands in a column.
    pub struct SeenValue {
        /// The value; where it must not be shown, what was seen.
        pub text: String,
        /// How often.
        pub count: u64,
        /// Is it shown as what was seen?
        pub stopped: bool,
    }

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
        /// New items that nobody answered yet.
        pub unanswered: u64,
        /// The first requests with new items, as they are entered.
        pub first: Vec<PreviewRequest>,
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

    /// A request as it is entered.
    pub struct PreviewRequest {
        /// Its number.
        pub number: String,
        /// When it came in.
        pub received: String,
        /// Who asks.
        pub agency: String,
        /// Its first new items.
        pub items: Vec<PreviewItem>,
    }

    /// An item as it is entered.
    pub struct PreviewItem {
        /// What is asked, in words.
        pub what: String,
        /// The outcome's word; none while not settled.
        pub outcome: Option<String>,
        /// The outcome in words.
        pub label: String,
        /// What was answered, in words.
        pub response: String,
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
            unanswered: done.unanswered,
            first: done.first.into_iter().map(preview).collect(),
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
                view.problems = problems.iter().map(|problem| whole_file(header_at_the_page(problem))).collect();
            }
            Error::NotCsv { source, .. } => {
                view.problem_count = 1;
                view.problems = vec![whole_file(source.to_string())];
            }
            Error::NotWorkbook { source, .. } => {
                view.problem_count = 1;
                view.problems = vec![whole_file(source.to_string())];
            }
            Error::Mapping { source, .. } => {
                view.problem_count = 1;
                view.problems = vec![whole_file(at_the_page(&source))];
            }
            Error::Ledger(_)
            | Error::NotNoted { .. }
            | Error::Stopped
            | Error::File { .. }
            | Error::Request(_)
            | Error::Refused(_)
            | Error::Record { .. }
            | Error::DoesNotAddUp(_)
            | Error::Render(_)
            | Error::NotListed { .. }
            | Error::Letter(_)
            | Error::LetterNotIssued { .. }
            | Error::NothingThere
            | Error::Sealed { .. }
            | Error::SealedLogs
            | Error::SealedSince
            | Error::WeakPassphrase { .. }
            | Error::NeedsApproval { .. }
            | Error::NeedsFinding { .. }
            | Error::NotTheRole { .. }
            | Error::NotTheDecider { .. }
            | Error::OwnAsk
            | Error::OwnRelease
            | Error::Unchanged(_)
            | Error::NoExchange => return Err(error),
        }
        Ok(view)
    }
}

impl Desk {
    /// Imports a log file, or only looks at it. What is wrong with the file is in the answer; then nothing was imported.
    ///
    /// # Errors
    /// If the file cannot be read, or what the store says. Then nothing was imported.
    pub fn import_file(
        &mut self,
        log: &Path,
        ask: &ImportAsk,
        dry_run: bool,
        progress: &mut dyn Progress,
    ) -> Result<ImportView, Error> {
        let name = name_of(log);
        let mapping = match ask.mapping.as_ref().map(MappingDraft::checked) {
            None => None,
            Some(Ok(mapping)) => Some(mapping),
            Some(Err(source)) => return ImportView::stopped(Error::Mapping { file: name, source }),
        };
        let sheet = Some(ask.sheet.as_str()).filter(|sheet| !sheet.is_empty());
        let options = ImportOptions { file: &name, sheet, mapping: mapping.as_ref(), dry_run };
        match self.import(open(log)?, options, progress) {
            Ok(done) => Ok(ImportView::of(done, !dry_run)),
            Err(error) => ImportView::stopped(error),
        }
    }
}

/// What stands in a log, and what its columns may mean.
///
/// # Errors
/// [`Error::Stopped`]; or if the file cannot be read. What is wrong with its contents is in the answer.
pub fn look_at_log(path: &Path, sheet: &str, progress: &mut dyn Progress) -> Result<LogView, Error> {
    let file = name_of(path);
    let mut view = LogView {
        sheets: Vec::new(),
        sheet: String::new(),
        rows: 0,
        fits: false,
        columns: Vec::new(),
        ours: our_columns(),
        guess: MappingDraft::from(&Mapping::default()),
        problem: None,
    };
    let looked = rows::sheets(open(path)?, &file).and_then(|sheets| {
        view.sheets = sheets;
        let only = view.sheets.first().filter(|_| view.sheets.len() == 1);
        view.sheet = only.map_or(sheet, String::as_str).to_owned();
        let named = Some(view.sheet.as_str()).filter(|sheet| !sheet.is_empty());
        looking::look(open(path)?, &file, named, progress)
    });
    match looked {
        Ok(looked) => {
            view.rows = looked.rows;
            view.fits = looked.ours;
            view.guess = guess(&looked);
            view.columns = looked.columns.into_iter().map(their_column).collect();
        }
        // Nobody said which sheet yet: the page asks.
        Err(Error::NotWorkbook { source: NotWorkbook::WhichSheet(_), .. }) => {}
        Err(Error::NotWorkbook { source, .. }) => view.problem = Some(source.to_string()),
        Err(Error::NotCsv { source, .. }) => view.problem = Some(source.to_string()),
        Err(error) => return Err(error),
    }
    Ok(view)
}

/// A guess that shows no value the page may not show.
fn guess(looked: &Looked) -> MappingDraft {
    let mut guess = MappingDraft::from(&looking::guess(looked));
    for values in guess.values.values_mut() {
        values.retain(|theirs, _| stopped(theirs).is_none());
    }
    guess
}

fn their_column(seen: Seen) -> TheirColumn {
    let moments = seen.cells > 0 && seen.moments == seen.cells;
    let mut values: Vec<SeenValue> = seen
        .values
        .iter()
        .map(|(value, count)| {
            let stopped = stopped(value).is_some();
            let text = if stopped { shown(value) } else { value.clone() };
            SeenValue { text, count: *count, stopped }
        })
        .collect();
    // Those that are as frequent keep the order of the alphabet.
    values.sort_by_key(|value| std::cmp::Reverse(value.count));
    TheirColumn { name: seen.name, values, more: seen.more, moments }
}

fn preview(NewRequest { request, items }: NewRequest) -> PreviewRequest {
    PreviewRequest {
        number: request.number.as_str().to_owned(),
        received: request.received.to_string(),
        agency: request.agency.as_str().to_owned(),
        items: items.into_iter().map(preview_item).collect(),
    }
}

fn preview_item(FirstItem { facts, determination, response }: FirstItem) -> PreviewItem {
    let outcome = determination.outcome.as_ref().map(|word| word.as_str().to_owned());
    PreviewItem {
        what: words::what(facts.ask.as_ref().map(Term::as_str), facts.information.as_ref().map(Term::as_str)),
        label: outcome.as_deref().map_or_else(
            || "One question is open".to_owned(),
            |word| register::label(word, determination.clause.as_ref()),
        ),
        outcome,
        response: words::response_in_words(response.as_ref().map_or("pending", Term::as_str)),
    }
}

fn header_at_the_page(problem: &HeaderError) -> String {
    match problem {
        HeaderError::Mapping(MappingError::NoSuchColumn { name, .. }) => {
            format!("the file has no column `{name}`; choose which of its columns is meant")
        }
        HeaderError::Mapping(error) => at_the_page(error),
        HeaderError::NoHeader | HeaderError::Unknown { .. } | HeaderError::Doubled(_) | HeaderError::Missing(_) => {
            problem.to_string()
        }
    }
}

fn open(path: &Path) -> Result<File, Error> {
    File::open(path).map_err(|source| Error::File { path: path.to_owned(), doing: "could not be read", source })
}

/// A file's name, without its folder.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn whole_file(message: String) -> ImportProblem {
    ImportProblem { row: None, column: None, value: None, message }
}
