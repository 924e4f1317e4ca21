//! What can go wrong at the desk, in words for the person there.

use std::fmt;
use std::path::PathBuf;

use ledger::in_words;

use crate::csv_text::NotCsv;
use crate::entry::Problem;
use crate::mapping::{HeaderError, MappingError};
use crate::workbook::NotWorkbook;

/// Why the desk did not do what was asked. Whatever it is, nothing of the act was kept; only
/// [`ledger::Error::CommitUnsure`] says what was.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store refused.
    #[error(transparent)]
    Ledger(ledger::Error),
    /// Whoever waited for long work said to stop.
    #[error("It was stopped before its end, as you asked. Nothing was saved and nothing was changed.")]
    Stopped,
    /// The file is no request log.
    #[error("{file}: {source}. Nothing was imported.")]
    NotCsv {
        /// The file's name.
        file: String,
        /// Where and why.
        source: NotCsv,
    },
    /// The file is no workbook that can be read.
    #[error("{file}: {source}. Nothing was imported.")]
    NotWorkbook {
        /// The file's name.
        file: String,
        /// Why.
        source: NotWorkbook,
    },
    /// The header cannot be used.
    #[error("{}\nNothing was imported. Correct this and import the file again.", of_file(file, problems))]
    Header {
        /// The file's name.
        file: String,
        /// Everything that is wrong with it.
        problems: Vec<HeaderError>,
    },
    /// The mapping cannot be used.
    #[error("{file}: {source}. Nothing was imported.")]
    Mapping {
        /// The mapping file's name.
        file: String,
        /// What is wrong.
        source: MappingError,
    },
    /// Rows of the log are wrong.
    #[error("{0}")]
    Rows(RowProblems),
    /// A request that was to be logged is wrong.
    #[error("The request was not logged.\n{}", lines(.0))]
    Request(Vec<String>),
    /// What was asked or entered at the desk cannot be.
    #[error("Nothing was recorded.\n  {0}")]
    Refused(String),
    /// A setting cannot be what was asked.
    #[error("{0} Nothing was changed.")]
    Unchanged(String),
    /// A file could not be read or written.
    #[error("{}: {doing}: {}. The record is as it was. {}", path.display(), in_words(source), next_step(source))]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// The record holds a word that this version of the law does not know.
    #[error(
        "Request {request}, item {item}: {unknown}. The record is unchanged. It was written by another version of the program; use that one."
    )]
    Record {
        /// The request's number.
        request: String,
        /// The item.
        item: u32,
        /// The word.
        unknown: law::facts::UnknownValue,
    },
    /// The figures of a report contradict each other.
    #[error("{0} No report was written. Run `verify` on the store.")]
    DoesNotAddUp(#[from] report::DoesNotAddUp),
    /// A file of the report could not be made.
    #[error("{0} No report was written.")]
    Render(#[from] report::RenderError),
    /// The files of a report are in place, and the record did not take the entry that it was issued.
    #[error(
        "The report's files were saved, but the list of reports issued does not name them: {source} Then export it again."
    )]
    NotListed {
        /// What the store said.
        source: ledger::Error,
    },
    /// A letter could not be made.
    #[error("{0} No letter was made or issued.")]
    Letter(#[from] report::letters::LetterError),
    /// A letter is in place, and the record did not take the entry that it was issued.
    #[error(
        "The letter was saved, but the record does not name it as issued: {source} Do not send it. Issue it again."
    )]
    LetterNotIssued {
        /// What the store said.
        source: Box<Error>,
    },
    /// Something was done, and only that it was done could not be kept.
    #[error(
        "{done}. That it was done could not be kept beside the record, so the desk will ask for it again: {source}"
    )]
    NotNoted {
        /// What was done.
        done: &'static str,
        /// What the store said.
        source: Box<Error>,
    },
    /// There is no request of this number, or no such item in it.
    #[error("There is no such request or item in the record. Nothing was changed. Go back to the register.")]
    NothingThere,
    /// The request is sealed, and the officer may not see it.
    #[error("This entry is sealed until {}. Nothing was shown or changed.", until.strftime("%-d %B %Y"))]
    Sealed {
        /// The first day on which the seal does not stand any more.
        until: jiff::civil::Date,
    },
    /// The logs hold what is sealed, and the officer may not see it.
    #[error(
        "The logs hold entries that are sealed, and a log is handed over whole or not at all. Nothing was written. Ask a \
         solicitor or an auditor."
    )]
    SealedLogs,
    /// A report cannot be made again as it was by who may not see what was sealed since.
    #[error(
        "Entries were sealed since this report was issued, and to make it again would show them. Nothing was made. Ask a \
         solicitor or an auditor."
    )]
    SealedSince,
    /// A passphrase that is guessed too easily, with what would make it harder.
    #[error("The desk takes no passphrase that is easy to guess. {advice} Nothing was made or changed.")]
    WeakPassphrase {
        /// What would make it harder.
        advice: String,
    },
    /// Giving out what 2(a) flags was tried without a second officer's approval. That it was tried is in the record.
    #[error(
        "This item carries a 2(a) flag, and a second officer must approve its release. {next} Nothing was released here; the try is in the record."
    )]
    NeedsApproval {
        /// What to do.
        next: &'static str,
    },
    /// Giving out was tried what is with the Solicitor, or takes the Solicitor's finding. That it was tried is in the record.
    #[error(
        "{next} If it has already left, say so, and record it as it happened. Nothing was released here; the try is in \
         the record."
    )]
    NeedsFinding {
        /// What to do.
        next: &'static str,
    },
    /// The officer's role does not do this.
    #[error("Your role, {role}, does not do this: {duty}. Ask {whose}. Nothing was changed.")]
    NotTheRole {
        /// The role.
        role: &'static str,
        /// What was tried, as the table of roles has it.
        duty: &'static str,
        /// Who may do it.
        whose: String,
    },
    /// An officer tried to decide on a release whose role does not. That it was tried is in the record.
    #[error(
        "Your role, {role}, does not decide on the release of what 2(a) flags. Ask {whose}. Nothing was decided; the try \
         is in the record."
    )]
    NotTheDecider {
        /// The role.
        role: &'static str,
        /// Who may do it.
        whose: String,
    },
    /// An officer tried to decide what they had asked for. That it was tried is in the record.
    #[error(
        "You asked for this approval, so another officer must decide it. Lock the desk, and let another officer unlock \
         it. Nothing was decided; the try is in the record."
    )]
    OwnAsk,
    /// An officer tried to review what they had given out at once. That it was tried is in the record.
    #[error(
        "You gave this out, so another officer must review it. Lock the desk, and let another officer unlock it. Nothing \
         was reviewed; the try is in the record."
    )]
    OwnRelease,
    /// What was written down as a status exchange is none.
    #[error(
        "This is no exchange of status under 8 U.S.C. § 1373 as the ordinance counts it: the counterpart must be a \
         government, and nothing else may be asked. Nothing was recorded. Log it as a request, where the law is shown."
    )]
    NoExchange,
}

impl From<ledger::Error> for Error {
    fn from(error: ledger::Error) -> Self {
        // The desk stops work of its own as well: one word for both.
        if matches!(error, ledger::Error::Stopped) { Self::Stopped } else { Self::Ledger(error) }
    }
}

fn of_file(file: &str, problems: &[HeaderError]) -> String {
    problems.iter().map(|problem| format!("{file}: {problem}")).collect::<Vec<_>>().join("\n")
}

fn lines(problems: &[String]) -> String {
    problems.iter().map(|problem| format!("  {problem}")).collect::<Vec<_>>().join("\n")
}

fn next_step(source: &std::io::Error) -> &'static str {
    use std::io::ErrorKind;
    let is = |kinds: &[ErrorKind]| kinds.contains(&source.kind());
    if is(&[ErrorKind::StorageFull, ErrorKind::QuotaExceeded]) {
        "Free some space and try again."
    } else if is(&[ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem]) {
        "Ask for the right to read and write there, or choose another place."
    } else if is(&[ErrorKind::AlreadyExists]) {
        "Choose another name or folder."
    } else if is(&[ErrorKind::NotADirectory]) {
        "Choose another folder."
    } else if is(&[ErrorKind::NotFound, ErrorKind::IsADirectory]) {
        "Check the path."
    } else {
        "Check the path and the disk, and try again."
    }
}

/// How many problems are listed; the others are counted.
pub(crate) const LISTED: usize = 200;

/// A problem with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The data row, from 1; the header is not counted.
    pub row: u64,
    /// The line of the file where the row begins, from 1.
    pub line: u64,
    /// What is wrong.
    pub problem: Problem,
}

/// Everything that is wrong with a log: the first 200 problems, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblems {
    /// The file's name.
    pub file: String,
    /// The first problems, in the order of the file.
    pub listed: Vec<RowProblem>,
    /// How many there are in all.
    pub count: u64,
}

impl fmt::Display for RowProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for RowProblem { row, line, problem } in &self.listed {
            writeln!(f, "{}: row {row} (line {line}): {problem}", self.file)?;
        }
        let more = self.count.saturating_sub(self.listed.len() as u64);
        if more > 0 {
            writeln!(f, "{}: and {more} more problems", self.file)?;
        }
        let problems = if self.count == 1 { "problem" } else { "problems" };
        write!(f, "{} {problems}. Nothing was imported. Correct the file and import it again.", self.count)
    }
}
