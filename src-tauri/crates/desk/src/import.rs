//! Imports a request log: all of it or nothing.
//!
//! The file is read once, row by row, inside one act on the record; the rows that come next are read meanwhile. Rows that are already present change nothing; a row
//! may answer an item that was pending; whatever else differs is a problem. With one problem the act is dropped.

mod ahead;

use std::collections::{BTreeSet, HashMap};
use std::io::Read;

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Act, Answer, Item, ItemChange, NewItem, Request, RequestId, RequestNumber, Term};
use report::entry::Response;

use crate::columns::Column;
use crate::determining::{Determiner, facts_from_record, facts_to_record};
use crate::entry::{ItemEntry, Problem, Reading, RequestHead, shown};
use crate::error::{Error, LISTED, RowProblem, RowProblems};
use crate::mapping::{Layout, Mapping};
use crate::office::Desk;
use crate::ports::{Progress, goes_on};
use crate::roles::Duty;
use crate::rows::Log;
use crate::sight::LeftOut;
use ahead::{ReadItem, ReadRow, Reader};

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Data rows read.
    pub rows: u64,
    /// Rows for which the mapping makes no item.
    pub left_out: u64,
    /// Requests that are new.
    pub new_requests: u64,
    /// Items that are new.
    pub new_items: u64,
    /// Items that were there and got an answer or a fact.
    pub changed_items: u64,
    /// Items that were there as they are in the file.
    pub already_present: u64,
    /// New or changed items that need an answer to a question.
    pub not_settled: u64,
    /// New items that nobody answered yet.
    pub unanswered: u64,
    /// The first requests with new items, as they are entered.
    pub first: Vec<NewRequest>,
    /// What counts, and may be a slip: the first ones.
    pub warnings: Vec<String>,
    /// How many warnings there are in all.
    pub warning_count: u64,
}

/// A request of a log, with its first new items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRequest {
    /// The request.
    pub request: Request,
    /// Its first new items.
    pub items: Vec<FirstItem>,
}

/// A new item of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstItem {
    /// What is known about it.
    pub facts: ledger::Facts,
    /// What the law says about it.
    pub determination: ledger::Determination,
    /// What was answered; `None`: nothing yet.
    pub response: Option<Term>,
}

/// How many of the first requests, and how many items of each, are told.
const FIRST: usize = 8;

/// What an import is told.
#[derive(Debug, Clone, Copy)]
pub struct ImportOptions<'a> {
    /// The name that messages call the file by.
    pub file: &'a str,
    /// The sheet of a workbook that holds the log; `None`: its only one.
    pub sheet: Option<&'a str>,
    /// How another office's columns become ours.
    pub mapping: Option<&'a Mapping>,
    /// Only look; record nothing.
    pub dry_run: bool,
}

impl Desk {
    /// Imports a request log in one act.
    ///
    /// # Errors
    /// [`Error::NotCsv`], [`Error::NotWorkbook`], [`Error::Header`] or [`Error::Rows`] with everything that is wrong;
    /// [`Error::Stopped`]; or what the store says. In each case nothing was imported.
    pub fn import(
        &mut self,
        log: impl Read + Send,
        options: ImportOptions<'_>,
        progress: &mut dyn Progress,
    ) -> Result<Imported, Error> {
        self.require(Duty::Log)?;
        let now = self.clock.now();
        let hidden = self.out_of_sight()?;
        let directory = &self.directory;
        let act = self.store.begin(now, self.entropy.as_mut())?;
        let mut import = Import {
            act,
            directory,
            hidden,
            now,
            determiner: Determiner::default(),
            seen: HashMap::new(),
            broken: BTreeSet::new(),
            lost_a_row: false,
            current: None,
            told: Vec::new(),
            done: Imported::default(),
            problems: RowProblems { file: options.file.to_owned(), listed: Vec::new(), count: 0 },
        };
        import.read(log, options, progress)?;
        let Import { act, done, problems, .. } = import;
        if problems.count > 0 {
            return Err(Error::Rows(problems));
        }
        if !options.dry_run {
            act.commit()?;
        }
        Ok(done)
    }
}

/// How many rows pass between two reports of progress.
pub(crate) const STRIDE: u64 = 4096;

/// What this import knows of a request it has met.
#[derive(Clone, Copy)]
struct Seen {
    /// Rows of it in this file so far.
    rows: u32,
    /// Was it in the record before?
    before: bool,
}

/// The request of the last row: rows of one request usually follow each other.
struct Current {
    id: RequestId,
    head: RequestHead,
}

struct Import<'a> {
    act: Act<'a>,
    directory: &'a law::directory::Directory,
    /// What the officer may not see.
    hidden: LeftOut,
    now: Timestamp,
    determiner: Determiner,
    seen: HashMap<RequestId, Seen>,
    /// Numbers of requests with a row whose request could not be read: their later rows cannot be compared.
    broken: BTreeSet<String>,
    /// A row was lost before its request was known: from there on no row can be matched with an item of the record.
    lost_a_row: bool,
    current: Option<Current>,
    /// The requests that [`Imported::first`] tells, in its order.
    told: Vec<RequestId>,
    done: Imported,
    problems: RowProblems,
}

impl Import<'_> {
    fn read(
        &mut self,
        log: impl Read + Send,
        options: ImportOptions<'_>,
        progress: &mut dyn Progress,
    ) -> Result<(), Error> {
        let log = Log::open(log, options.file, options.sheet)?;
        let layout = match options.mapping {
            None => Layout::ours(&log.header),
            Some(mapping) => Layout::mapped(mapping, &log.header),
        };
        let layout = layout.map_err(|problems| Error::Header { file: options.file.to_owned(), problems })?;
        let reader = Reader { layout: &layout, directory: self.directory, now: self.now };
        reader.read(log, &mut |row| {
            self.done.rows += 1;
            self.row(row)?;
            if self.done.rows.is_multiple_of(STRIDE) {
                goes_on(progress.at(self.done.rows, 0))?;
            }
            Ok(())
        })
    }

    fn row(&mut self, ReadRow { line, items }: ReadRow) -> Result<(), Error> {
        if items.is_empty() {
            self.done.left_out += 1;
        }
        for item in items {
            match item {
                Ok(item) => self.item(item, line)?,
                Err(problems) => {
                    self.lost_a_row = true;
                    for problem in problems {
                        self.problem(line, problem);
                    }
                }
            }
        }
        Ok(())
    }

    fn problem(&mut self, line: u64, problem: Problem) {
        self.problems.count += 1;
        if self.problems.listed.len() < LISTED {
            self.problems.listed.push(RowProblem { row: self.done.rows, line, problem });
        }
    }

    fn item(&mut self, item: ReadItem, line: u64) -> Result<(), Error> {
        let ReadItem { number, reading: Reading { head, item, mut problems, warnings } } = item;
        for warning in warnings {
            self.done.warning_count += 1;
            if self.done.warnings.len() < LISTED {
                self.done.warnings.push(format!("row {} (line {line}): {warning}", self.done.rows));
            }
        }
        if number.is_none() {
            let message = "it is empty; give the office's own number of the request".to_owned();
            problems.push(Problem { column: Some(Column::Request), value: None, message });
        }
        let readable = problems.is_empty();
        for problem in problems {
            self.problem(line, problem);
        }
        let Some(number) = number else { return Ok(()) };
        let Some(head) = head.filter(|_| !self.broken.contains(&number)) else {
            self.broken.insert(number);
            return Ok(());
        };
        // A row whose item cannot be read keeps its place all the same, so that the rows behind it are checked too.
        let Some((id, seen)) = self.request(head, line)? else { return Ok(()) };
        let Some(item) = item.filter(|_| readable) else { return Ok(()) };
        if seen.before && self.lost_a_row {
            return Ok(());
        }
        let present = if seen.before { self.act.find_item(id, seen.rows)? } else { None };
        let Some(present) = present else { return self.add(id, item) };
        for problem in self.compare(id, seen.rows, &present, item)? {
            self.problem(line, problem);
        }
        Ok(())
    }

    /// The request of a row, recorded if it is new, with the row counted; `None` if the row disagrees with it.
    fn request(&mut self, head: RequestHead, line: u64) -> Result<Option<(RequestId, Seen)>, Error> {
        let id = match &self.current {
            Some(current) if current.head == head => current.id,
            _ => match self.find_or_record(&head)? {
                Ok(id) => {
                    self.current = Some(Current { id, head });
                    id
                }
                Err(problems) => {
                    for problem in problems {
                        self.problem(line, problem);
                    }
                    return Ok(None);
                }
            },
        };
        let seen = self.seen.entry(id).or_insert(Seen { rows: 0, before: true });
        seen.rows += 1;
        Ok(Some((id, *seen)))
    }

    fn find_or_record(&mut self, head: &RequestHead) -> Result<Result<RequestId, Vec<Problem>>, Error> {
        let Some(number) = &head.number else { return Ok(Err(Vec::new())) };
        let request = to_record(head, number.clone());
        match self.act.find_request(number.as_str())? {
            None => {
                let id = self.act.record_request(request)?;
                self.seen.insert(id, Seen { rows: 0, before: false });
                self.done.new_requests += 1;
                Ok(Ok(id))
            }
            Some((id, present)) => {
                if let Some(until) = self.hidden.until(number.as_str()) {
                    return Ok(Err(vec![sealed(number, until)]));
                }
                let problems = disagreements(&present, &request, self.seen.contains_key(&id));
                if problems.is_empty() {
                    return Ok(Ok(id));
                }
                // The row is one of the request's all the same, so that the rows behind it keep their places.
                self.seen.entry(id).or_insert(Seen { rows: 0, before: true }).rows += 1;
                Ok(Err(problems))
            }
        }
    }

    fn add(&mut self, id: RequestId, entry: ItemEntry) -> Result<(), Error> {
        // An exchange keeps its direction; so does an item that may still settle as one.
        let decided = entry.decided;
        let day = self.day_of_decision(decided);
        let determination = self.determiner.record(&entry.facts, day).clone();
        self.done.new_items += 1;
        self.done.not_settled += u64::from(determination.outcome.is_none());
        let answer = answer(&entry);
        self.done.unanswered += u64::from(answer.is_none());
        let facts = facts_to_record(&entry.facts);
        self.tell_first(id, &facts, &determination, answer.as_ref());
        let item = NewItem {
            facts,
            decided,
            direction: entry.direction.map(|direction| Term::from_static(direction.as_str())),
            description: entry.description,
            determination,
            answer,
        };
        self.act.add_item(id, item)?;
        Ok(())
    }

    fn tell_first(
        &mut self,
        id: RequestId,
        facts: &ledger::Facts,
        determination: &ledger::Determination,
        answer: Option<&Answer>,
    ) {
        let told = self.told.iter().position(|told| *told == id);
        if told.is_none() && self.told.len() == FIRST {
            return;
        }
        let Some(Current { head, .. }) = self.current.as_ref().filter(|current| current.id == id) else { return };
        let Some(number) = head.number.clone() else { return };
        let place = told.unwrap_or_else(|| {
            self.told.push(id);
            self.done.first.push(NewRequest { request: to_record(head, number), items: Vec::new() });
            self.told.len() - 1
        });
        if let Some(told) = self.done.first.get_mut(place).filter(|told| told.items.len() < FIRST) {
            told.items.push(FirstItem {
                facts: facts.clone(),
                determination: determination.clone(),
                response: answer.map(|answer| answer.response.clone()),
            });
        }
    }

    fn day_of_decision(&self, decided: Option<ledger::When>) -> jiff::civil::Date {
        let received = self.current.as_ref().map(|current| current.head.received);
        decided.or(received).map_or(jiff::civil::Date::MAX, |when| when.date())
    }

    /// Compares a row with the item it is: present as it is, answered by it, or in conflict with it.
    fn compare(&mut self, id: RequestId, number: u32, present: &Item, entry: ItemEntry) -> Result<Vec<Problem>, Error> {
        let known = facts_from_record(&present.facts).map_err(|unknown| Error::Record {
            request: present.request.number.clone(),
            item: present.item,
            unknown,
        })?;
        let pending = present.response.as_str() == Response::Pending.as_str();
        let mut problems = Vec::new();
        let mut differs = |column: Column, there: &str, here: &str| {
            if there != here {
                let there = if there.is_empty() { "empty" } else { there };
                let message = format!(
                    "item {number} is already recorded, and this is {there} there; an entry is never overwritten"
                );
                problems.push(Problem { column: Some(column), value: Some(shown(here)), message });
            }
        };

        let mut completed = known;
        for (column, fact) in Column::ALL.iter().filter_map(|column| Some((*column, column.fact()?))) {
            match (known.get(fact), entry.facts.get(fact)) {
                (None, Some(answer)) if pending => {
                    completed.set(fact, answer).map_err(|unknown| Error::Record {
                        request: present.request.number.clone(),
                        item: present.item,
                        unknown,
                    })?;
                }
                (there, here) => differs(column, there.unwrap_or_default(), here.unwrap_or_default()),
            }
        }
        let text = |when: Option<ledger::When>| when.map(|when| when.to_string()).unwrap_or_default();
        let day = self.day_of_decision(entry.decided.or(present.decided));
        // An item is decided on the day it was received unless a log says otherwise: written or not, that is the same.
        let usual = Some(present.request.received);
        let decided = match (present.decided, entry.decided) {
            (None, given @ Some(_)) if pending && given != usual => given,
            (there, here) => {
                if there.or(usual) != here.or(usual) {
                    differs(Column::Decided, &text(there.or(usual)), &text(here));
                }
                there
            }
        };
        // Of an exchange the direction counts; so does one that was given for an item that becomes one now.
        let becomes_exchange = self.determiner.record(&completed, day).log == ledger::Log::StatusExchange;
        let there = present.direction.as_ref().map(Term::as_str);
        if becomes_exchange && let Some(there) = there {
            differs(Column::Direction, there, entry.effective_direction().as_str());
        }
        if present.determination.log == ledger::Log::Disclosure {
            let there = present.description.as_deref().unwrap_or_default();
            differs(Column::Description, there, entry.description.as_ref().map_or("", ledger::FreeText::as_str));
        }
        if !(pending && entry.response != Response::Pending) {
            differs(Column::Response, present.response.as_str(), entry.response.as_str());
            differs(Column::Responded, &text(present.responded), &text(entry.responded));
        }
        if !problems.is_empty() {
            return Ok(problems);
        }

        let answered = pending && entry.response != Response::Pending;
        if !answered && completed == known && decided == present.decided {
            self.done.already_present += 1;
            return Ok(problems);
        }
        let determination = self.determiner.record(&completed, day).clone();
        self.done.changed_items += 1;
        self.done.not_settled += u64::from(determination.outcome.is_none());
        let answer = if answered { answer(&entry) } else { None };
        let direction = entry.direction.map(|direction| Term::from_static(direction.as_str()));
        let facts = facts_to_record(&completed);
        self.act.change_item(
            id,
            number,
            ItemChange { facts, decided, direction, determination, answer, what_left: None },
        )?;
        Ok(problems)
    }
}

/// A log's answers are history: recorded as they happened, and marked as imported.
fn answer(entry: &ItemEntry) -> Option<Answer> {
    let response = Term::from_static(entry.response.as_str());
    entry.responded.map(|responded| Answer {
        response,
        responded,
        imported: true,
        approved: false,
        basis: None,
        surplus: false,
    })
}

/// A request in the record's words.
pub(crate) fn to_record(head: &RequestHead, number: ledger::RequestNumber) -> Request {
    Request {
        number,
        received: head.received,
        origin: Term::from_static(head.origin.as_str()),
        channel: head.channel.map(|channel| Term::from_static(channel.as_str())),
        department: head.department.clone(),
        agency: head.agency.clone(),
    }
}

/// Of a request that is sealed nothing is told but that.
fn sealed(number: &RequestNumber, until: Date) -> Problem {
    Problem {
        column: Some(Column::Request),
        value: Some(number.to_string()),
        message: format!("this entry is sealed until {}", until.strftime("%-d %B %Y")),
    }
}

/// What differs between a request as it is known and as a row says it.
fn disagreements(known: &Request, row: &Request, in_this_file: bool) -> Vec<Problem> {
    let term = |term: &Option<Term>| term.as_ref().map_or(String::new(), |term| term.as_str().to_owned());
    let text = |text: &Option<ledger::FreeText>| text.as_ref().map_or(String::new(), |text| text.as_str().to_owned());
    let cells = [
        (Column::Received, known.received.to_string(), row.received.to_string()),
        (Column::Origin, known.origin.as_str().to_owned(), row.origin.as_str().to_owned()),
        (Column::Channel, term(&known.channel), term(&row.channel)),
        (Column::Department, text(&known.department), text(&row.department)),
        (Column::Agency, known.agency.as_str().to_owned(), row.agency.as_str().to_owned()),
    ];
    let place = if in_this_file { "an earlier row of this request says" } else { "the record says" };
    cells
        .into_iter()
        .filter(|(_, known, row)| known != row)
        .map(|(column, known, row)| {
            let known = if known.is_empty() { "nothing".to_owned() } else { format!("`{}`", shown(&known)) };
            let message =
                format!("{place} {known}; all rows of a request must agree, and an entry is never overwritten");
            Problem::of(column, &row, message)
        })
        .collect()
}
