//! Logs one request: its items are decided, recorded and answered for in one act.

use std::collections::BTreeSet;

use jiff::Timestamp;
use law::Decision;
use law::deadlines::{self, Deadline};
use ledger::{Answer, NewItem, Term, local_date};

use crate::columns::{Cells, Column};
use crate::determining::{determine, facts_to_record, for_the_record};
use crate::entry::{self, ItemEntry, Problem, Reading, RequestHead, shown};
use crate::error::Error;
use crate::import::to_record;
use crate::office::Desk;
use crate::roles::Duty;
use crate::wire::Written;

/// A request to be logged: the text of its cells, as somebody wrote them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestDocument {
    /// The request's own cells.
    pub request: Vec<(Column, String)>,
    /// Each item's cells.
    pub items: Vec<Vec<(Column, String)>>,
}

/// A request that was logged.
#[derive(Debug, Clone)]
pub struct Logged {
    /// Its number.
    pub number: String,
    /// Its items, in order.
    pub items: Vec<LoggedItem>,
    /// What counts, and may be a slip.
    pub warnings: Vec<String>,
}

/// An item that was logged.
#[derive(Debug, Clone)]
pub struct LoggedItem {
    /// Its number within the request, from 1.
    pub item: u32,
    /// What the law says about it.
    pub decision: Decision,
    /// The deadlines of its paper, whatever the answer is.
    pub deadlines: Vec<Deadline>,
}

impl RequestDocument {
    /// Reads `{"received": …, "agency": …, "items": [{…}]}`.
    ///
    /// # Errors
    /// [`Error::Request`] with everything in it that is no document of a request.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let document = serde_json::from_str(text).map_err(|error| {
            let place = format!("line {}, character {}", error.line(), error.column());
            Error::Request(vec![format!(
                "this is not JSON ({place}); write {{\"received\": …, \"agency\": …, \"items\": [{{…}}]}}"
            )])
        })?;
        let Written::Object(document) = document else {
            return Err(Error::Request(vec![
                "the document must be an object: {\"received\": …, \"agency\": …, \"items\": [{…}]}".to_owned(),
            ]));
        };
        let mut problems = doubled(&document, "");
        let mut read = Self::default();
        let mut items = None;
        for (name, value) in &document {
            if name == "items" {
                items = Some(value);
            } else if let Some(cell) = cell(name, value, true, "", &mut problems) {
                read.request.push(cell);
            }
        }
        match items {
            Some(Written::List(items)) if !items.is_empty() => {
                for (index, item) in items.iter().enumerate() {
                    let place = format!("item {}: ", index + 1);
                    let Written::Object(item) = item else {
                        problems.push(format!("{place}must be an object: {{\"ask\": \"information\", …}}"));
                        continue;
                    };
                    problems.append(&mut doubled(item, &place));
                    read.items.push(
                        item.iter()
                            .filter_map(|(name, value)| cell(name, value, false, &place, &mut problems))
                            .collect(),
                    );
                }
            }
            _ => problems.push("`items` must be a list with at least one item: \"items\": [{…}]".to_owned()),
        }
        if problems.is_empty() { Ok(read) } else { Err(Error::Request(problems)) }
    }
}

/// The keys that an object has more than once: which of the values is meant cannot be told.
fn doubled(object: &[(String, Written)], place: &str) -> Vec<String> {
    let (mut seen, mut told) = (BTreeSet::new(), BTreeSet::new());
    let again = object.iter().map(|(name, _)| name).filter(|name| !seen.insert(*name) && told.insert(*name));
    again.map(|name| format!("{place}`{}` is there twice; keep one of them", shown(name))).collect()
}

fn cell(
    name: &str,
    value: &Written,
    of_request: bool,
    place: &str,
    problems: &mut Vec<String>,
) -> Option<(Column, String)> {
    let column = match name.parse::<Column>() {
        Ok(column) if column.is_of_request() == of_request => column,
        Ok(column) => {
            let right = if of_request { "an item, under `items`" } else { "the request, at the top" };
            problems.push(format!("{place}`{column}` belongs to {right}"));
            return None;
        }
        Err(_) => {
            problems.push(format!("{place}`{}` is not known; did you mean `{}`?", shown(name), Column::nearest(name)));
            return None;
        }
    };
    match value {
        Written::Null => None,
        Written::Text(text) => Some((column, text.clone())),
        Written::Other | Written::List(_) | Written::Object(_) => {
            problems.push(format!("{place}`{column}` must be text in quotes"));
            None
        }
    }
}

impl Desk {
    /// Logs one request with its items in one act.
    ///
    /// # Errors
    /// [`Error::Request`] with everything that is wrong with it; or what the store says. Then nothing was logged.
    pub fn log(&mut self, document: &RequestDocument) -> Result<Logged, Error> {
        let now = self.clock.now();
        let readings = document.items.iter().map(|item| {
            let mut cells = Cells::default();
            for (column, text) in document.request.iter().chain(item) {
                cells.set(*column, text);
            }
            entry::read(&cells, &self.directory, now)
        });
        let request = gather(readings.collect())?;
        self.record(request, now)
    }

    /// Records a request that was read, with its items, in one act.
    pub(crate) fn record(&mut self, request: ReadRequest, now: Timestamp) -> Result<Logged, Error> {
        self.require(Duty::Log)?;
        let ReadRequest { head, items, warnings } = request;
        let closed = self.settings.closed_days();
        let hidden = self.out_of_sight()?;
        if let Some(number) = &head.number {
            hidden.require(number.as_str())?;
        }
        let mut act = self.store.begin(now, self.entropy.as_mut())?;
        let number = match &head.number {
            Some(number) => number.clone(),
            None => act.next_number(local_date(now).year())?,
        };
        let text = number.to_string();
        let id = act.record_request(to_record(&head, number))?;
        let mut logged = Vec::with_capacity(items.len());
        for entry in items {
            let received = head.received.date();
            let day = entry.decided.map_or(received, |decided| decided.date());
            let decision = determine(&entry.facts, day);
            let deadlines = deadlines::for_item(&entry.facts, received, None, &closed);
            let item = act.add_item(id, new_item(entry, for_the_record(&decision, day)))?;
            logged.push(LoggedItem { item, decision, deadlines });
        }
        act.commit()?;
        Ok(Logged { number: text, items: logged, warnings })
    }
}

/// A request with its items, read and without a problem.
pub(crate) struct ReadRequest {
    head: RequestHead,
    items: Vec<ItemEntry>,
    warnings: Vec<String>,
}

/// The request that the readings of its items make together, or everything that is wrong with them.
pub(crate) fn gather(readings: Vec<Reading>) -> Result<ReadRequest, Error> {
    let (mut head, mut items) = (None, Vec::new());
    let (mut problems, mut warnings) = (Vec::<String>::new(), Vec::new());
    for (index, reading) in readings.into_iter().enumerate() {
        let place = format!("item {}: ", index + 1);
        for problem in &reading.problems {
            let line = with_place(problem, &place);
            if !problems.contains(&line) {
                problems.push(line);
            }
        }
        warnings.extend(reading.warnings.into_iter().map(|warning| format!("{place}{warning}")));
        if let Some((of_request, entry)) = reading.head.zip(reading.item) {
            head = Some(of_request);
            items.push(entry);
        }
    }
    match head {
        Some(head) if problems.is_empty() => Ok(ReadRequest { head, items, warnings }),
        _ => Err(Error::Request(problems)),
    }
}

/// A problem of the request is said once, a problem of an item with the item's place.
fn with_place(problem: &Problem, place: &str) -> String {
    if problem.column.is_some_and(Column::is_of_request) { problem.to_string() } else { format!("{place}{problem}") }
}

fn new_item(entry: ItemEntry, determination: ledger::Determination) -> NewItem {
    let response = Term::from_static(entry.response.as_str());
    NewItem {
        facts: facts_to_record(&entry.facts),
        decided: entry.decided,
        direction: entry.direction.map(|direction| Term::from_static(direction.as_str())),
        answer: entry.responded.map(|responded| Answer {
            response,
            responded,
            imported: false,
            approved: false,
            basis: None,
            surplus: false,
        }),
        description: entry.description,
        determination,
    }
}
