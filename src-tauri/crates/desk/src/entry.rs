//! From cells to a checked entry: one row of a log, one item of a document.
//!
//! Every cell is hostile until it is read into a type here. Each problem names its column, the value and what would be
//! right; all of a row's problems are found at once.

use std::fmt;

use jiff::Timestamp;
use law::directory::Directory;
use law::facts::{Ask, FactName, Facts, Instrument, Recipient, UnknownValue, YesNo, YesNoUnknown};
use ledger::{FreeText, Kind, RequestNumber, When};
use report::entry::{Channel, Direction, Origin, Response};

use crate::columns::{Cells, Column};

/// Something that is wrong with a cell, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The column, unless the whole row is meant.
    pub column: Option<Column>,
    /// What stands there, shortened.
    pub value: Option<String>,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// How much of a value a message shows, in characters.
const SHOWN: usize = 60;

/// A value as a message shows it: short, without control characters, and where it shows what must not be kept, only what
/// that is.
#[must_use]
pub fn shown(value: &str) -> String {
    if let Some(kind) = stopped(value) {
        return format!("({kind})");
    }
    short(value)
}

/// What a text shows of a person, in words; `None` where the screen lets it pass.
pub(crate) fn stopped(text: &str) -> Option<&'static str> {
    let screened = FreeText::new(text).err()?;
    screened.findings.iter().find_map(|finding| match finding.kind {
        Kind::ANumber => Some("reads as an A-number"),
        Kind::SocialSecurityNumber => Some("reads as a Social Security number"),
        Kind::DateOfBirth => Some("reads as a date of birth"),
        Kind::StatusWords => Some("states someone's status"),
        Kind::ControlCharacter | Kind::TooLong | Kind::Empty => None,
    })
}

fn short(value: &str) -> String {
    let mut text: String =
        value.chars().take(SHOWN).map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect();
    if value.chars().nth(SHOWN).is_some() {
        text.push('…');
    }
    text
}

impl Problem {
    pub(crate) fn of(column: Column, value: &str, message: impl Into<String>) -> Self {
        // A date is what belongs in a column of dates, however long ago it was.
        let value = if column.is_date() { short(value) } else { shown(value) };
        Self { column: Some(column), value: Some(value), message: message.into() }
    }

    pub(crate) fn row(message: impl Into<String>) -> Self {
        Self { column: None, value: None, message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(column) = self.column {
            write!(f, "{column}: ")?;
        }
        if let Some(value) = &self.value {
            write!(f, "`{value}`: ")?;
        }
        f.write_str(&self.message)
    }
}

/// What belongs to a request, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestHead {
    /// The office's own number; without one the program gives the next of the year.
    pub number: Option<RequestNumber>,
    /// When it came in.
    pub received: When,
    /// Who started it.
    pub origin: Origin,
    /// How it came.
    pub channel: Option<Channel>,
    /// Who received it.
    pub department: Option<FreeText>,
    /// The requester's agency or organisation, as typed.
    pub agency: FreeText,
}

/// What belongs to an item, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemEntry {
    /// What is known about it.
    pub facts: Facts,
    /// What was asked, without the person.
    pub description: Option<FreeText>,
    /// When it was decided; `None`: on the day it was received.
    pub decided: Option<When>,
    /// What was answered.
    pub response: Response,
    /// When it was answered; there exactly where the response is not `pending`.
    pub responded: Option<When>,
    /// The direction, should the item be a status exchange; `None`: the usual one.
    pub direction: Option<Direction>,
}

impl ItemEntry {
    /// The direction of the item as a status exchange: the one given, else an inquiry where a status is looked up, else
    /// sent.
    #[must_use]
    pub fn effective_direction(&self) -> Direction {
        self.direction.unwrap_or(if self.facts.ask == Some(Ask::StatusDetermination) {
            Direction::Inquiry
        } else {
            Direction::Sent
        })
    }
}

/// One row, read: the parts that could be read, every problem, and what is worth a second look.
#[derive(Debug)]
pub struct Reading {
    /// The request, if nothing is wrong with its own cells.
    pub head: Option<RequestHead>,
    /// The item. It counts only where there is no problem.
    pub item: Option<ItemEntry>,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
    /// What counts, and may be a slip.
    pub warnings: Vec<String>,
}

/// Reads the cells of one item of a request log. What its columns leave empty has the meaning that the contract of the
/// log gives it, such as `none` for the instrument.
#[must_use]
pub fn read(cells: &Cells<'_>, directory: &Directory, now: Timestamp) -> Reading {
    const UNSAID: Facts = Facts {
        ask: Some(Ask::Information),
        information: None,
        recipient: None,
        for_immigration_agency: Some(YesNoUnknown::No),
        purpose: None,
        instrument: Some(Instrument::None),
        valid_on_face: None,
        within_scope: None,
        exempt_record: None,
        other_law_forbids: Some(YesNo::No),
    };
    read_with(cells, directory, now, Some(UNSAID))
}

/// Reads the cells of one item as somebody writes it down at the desk: nothing that was not said is filled in, so that
/// it is asked where it matters.
#[must_use]
pub fn read_what_was_said(cells: &Cells<'_>, directory: &Directory, now: Timestamp) -> Reading {
    read_with(cells, directory, now, None)
}

fn read_with(cells: &Cells<'_>, directory: &Directory, now: Timestamp, unsaid: Option<Facts>) -> Reading {
    let mut reader = Reader { cells, now, unsaid, problems: Vec::new(), warnings: Vec::new() };
    let head = reader.head();
    let head = head.filter(|_| reader.problems.is_empty());
    let item = reader.item(head.as_ref().map(|head| head.received), directory);
    let Reader { problems, warnings, .. } = reader;
    Reading { head, item, problems, warnings }
}

struct Reader<'a> {
    cells: &'a Cells<'a>,
    now: Timestamp,
    /// What an empty cell means; `None`: nothing.
    unsaid: Option<Facts>,
    problems: Vec<Problem>,
    warnings: Vec<String>,
}

impl Reader<'_> {
    fn problem<T>(&mut self, column: Column, value: &str, message: impl Into<String>) -> Option<T> {
        self.problems.push(Problem::of(column, value, message));
        None
    }

    /// A cell that must not be empty.
    fn required(&mut self, column: Column, wanted: &str) -> Option<&str> {
        let cell = self.cells.get(column);
        if cell.is_none() {
            self.problems.push(Problem {
                column: Some(column),
                value: None,
                message: format!("it is empty; {wanted}"),
            });
        }
        cell
    }

    fn word<T: std::str::FromStr<Err = UnknownValue>>(&mut self, column: Column) -> Option<T> {
        let text = self.cells.get(column)?;
        text.parse()
            .or_else(|unknown: UnknownValue| {
                self.problem(
                    column,
                    text,
                    format!("not a value of this column; allowed: {}", unknown.allowed.join(", ")),
                )
                .ok_or(())
            })
            .ok()
    }

    fn text(&mut self, column: Column) -> Option<FreeText> {
        let text = self.cells.get(column)?;
        match FreeText::new(text) {
            Ok(text) => Some(text),
            Err(screened) => {
                self.problems.push(Problem { column: Some(column), value: None, message: screened.to_string() });
                None
            }
        }
    }

    fn when(&mut self, column: Column) -> Option<When> {
        let text = self.cells.get(column)?;
        match When::parse(text) {
            // Its message begins with the value.
            Err(error) => {
                self.problems.push(Problem { column: Some(column), value: None, message: error.to_string() });
                None
            }
            Ok(when) if when.is_future(self.now) => {
                self.problem(column, text, "this lies in the future; give the day on which it happened")
            }
            Ok(when) => Some(when),
        }
    }

    fn head(&mut self) -> Option<RequestHead> {
        let number = match self.cells.get(Column::Request).map(|text| (text, RequestNumber::new(text))) {
            None => None,
            Some((_, Ok(number))) => Some(number),
            Some((text, Err(error))) => self.problem(Column::Request, text, error.to_string()),
        };
        let origin = self.word(Column::Origin).unwrap_or(Origin::Requested);
        let channel = self.word(Column::Channel);
        let department = self.text(Column::Department);
        let received = self.required(Column::Received, "give the day it came in, such as 2026-10-07").is_some();
        let received = if received { self.when(Column::Received) } else { None };
        let agency = self.required(Column::Agency, "name the requester's agency or organisation").is_some();
        let agency = if agency { self.text(Column::Agency) } else { None };
        Some(RequestHead { number, received: received?, origin, channel, department, agency: agency? })
    }

    fn item(&mut self, received: Option<When>, directory: &Directory) -> Option<ItemEntry> {
        let facts = self.facts(directory);
        let description = self.text(Column::Description);
        let decided = self.when(Column::Decided);
        let response = self.word(Column::Response).unwrap_or(Response::Pending);
        let responded = self.when(Column::Responded);
        let direction = self.word(Column::Direction);

        let given = self.cells.get(Column::Responded);
        match (response, given) {
            (Response::Pending, Some(text)) => {
                self.problem::<()>(
                    Column::Responded,
                    text,
                    "there is a day of response and no response; fill `response` or empty this",
                );
            }
            (Response::Pending, None) | (_, Some(_)) => {}
            (answered, None) => {
                let message = format!("the response is `{answered}`; give the day on which it was made");
                self.problems.push(Problem { column: Some(Column::Responded), value: None, message });
            }
        }
        if let (Some(received), Some(responded), Some(text)) = (received, responded, given)
            && responded.is_before(&received)
        {
            self.problem::<()>(
                Column::Responded,
                text,
                format!("a response cannot come before its request ({received})"),
            );
        }
        if let (Some(received), Some(decided)) = (received, decided)
            && decided.is_before(&received)
        {
            self.warnings.push(format!("decided {decided}, before it was received ({received})"));
        }
        Some(ItemEntry { facts, description, decided, response, responded, direction })
    }

    fn facts(&mut self, directory: &Directory) -> Facts {
        let mut facts = self.unsaid.unwrap_or_default();
        for (column, fact) in Column::ALL.iter().filter_map(|column| Some((*column, column.fact()?))) {
            let Some(text) = self.cells.get(column) else { continue };
            if let Err(unknown) = facts.set(fact, text) {
                let message = format!("not a value of this column; allowed: {}", unknown.allowed.join(", "));
                self.problem::<()>(column, text, message);
            }
        }
        facts.recipient = self.recipient(facts.recipient, directory);
        facts
    }

    /// The recipient's class: the one given, else the directory's for the agency.
    fn recipient(&mut self, given: Option<Recipient>, directory: &Directory) -> Option<Recipient> {
        let Some(agency) = self.cells.get(Column::Agency) else { return given };
        let known = directory.find(agency);
        match (given, known) {
            (Some(given), Some(known)) if given != known.recipient => {
                self.warnings.push(format!(
                    "`{}` is {} in the directory; this row says {given}, and the row counts",
                    shown(agency),
                    known.recipient
                ));
                Some(given)
            }
            (Some(given), _) => Some(given),
            (None, Some(known)) => Some(known.recipient),
            (None, None) if self.unsaid.is_none() || self.cells.get(Column::Recipient).is_some() => None,
            (None, None) => {
                let message = format!(
                    "the directory does not know the agency `{}`; say what it is: {}",
                    shown(agency),
                    FactName::Recipient.values().join(", ")
                );
                self.problems.push(Problem { column: Some(Column::Recipient), value: None, message });
                None
            }
        }
    }
}
