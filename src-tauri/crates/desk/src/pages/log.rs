//! Logging a request: what the law says while it is being written down, and the act of logging it.
//!
//! A draft is what somebody typed; nothing in it is filled in for them. What is missing stays missing, so that the page
//! asks it where it matters.

use std::collections::BTreeMap;

use jiff::Timestamp;
use law::{Decision, deadlines};
use ledger::{FreeText, local_date};
use serde::{Deserialize, Serialize};

use super::determination::Determination;
use super::words::Choice;
use super::{approval, contract, waits};
use crate::columns::{Cells, Column};
use crate::determining::determine;
use crate::entry::{self, Problem, Reading};
use crate::error::Error;
use crate::logging;
use crate::office::Desk;

/// Answers by the names of the facts. One that is missing was not answered yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Answers(pub BTreeMap<String, String>);

contract! {
    /// A request as it is being written down. Dates are `2026-10-07` or `2026-10-07T14:05`; an empty text says nothing.
    pub struct RequestDraft {
        /// When it came in.
        pub received: String,
        /// How it came about.
        pub origin: String,
        /// How it came.
        pub channel: String,
        /// Who received it.
        pub department: String,
        /// Who asks.
        pub agency: String,
        /// What holds for every item that does not say otherwise, by the names of the facts.
        pub facts: Answers,
        /// What is asked.
        pub items: Vec<ItemDraft>,
    }

    /// One thing that is asked for.
    pub struct ItemDraft {
        /// What, without the person.
        pub description: String,
        /// Which way it went, should it be a status exchange.
        pub direction: String,
        /// What is known about it, by the names of the facts.
        pub facts: Answers,
        /// What became of it, if something did.
        pub response: String,
        /// When.
        pub responded: String,
    }

    /// Something that is wrong with a field.
    pub struct FieldProblem {
        /// The item, from 0; none: the request itself.
        pub item: Option<usize>,
        /// The field's name.
        pub field: String,
        /// What is wrong, and what would be right.
        pub message: String,
    }

    /// A request that may be the same one.
    pub struct Alike {
        /// Its number.
        pub number: String,
        /// When it came in.
        pub received: String,
        /// Who asked.
        pub agency: String,
    }

    /// What the desk says about a draft. Nothing is recorded.
    pub struct Considered {
        /// What has to be right before it can be logged.
        pub problems: Vec<FieldProblem>,
        /// What counts, and may be a slip.
        pub warnings: Vec<String>,
        /// The class of the agency, where the directory knows it.
        pub recipient: Option<Choice>,
        /// What the law says about each item.
        pub items: Vec<Determination>,
        /// Requests that may be the same.
        pub alike: Vec<Alike>,
    }

    /// A request that was logged.
    pub struct Logged {
        /// Its number.
        pub number: String,
        /// How many items it has.
        pub items: usize,
        /// What counts, and may be a slip.
        pub warnings: Vec<String>,
    }
}

impl RequestDraft {
    /// The cells of one item, with those of its request.
    fn cells<'a>(&'a self, item: &'a ItemDraft) -> Cells<'a> {
        let mut cells = Cells::default();
        let own = [
            (Column::Received, &self.received),
            (Column::Origin, &self.origin),
            (Column::Channel, &self.channel),
            (Column::Department, &self.department),
            (Column::Agency, &self.agency),
            (Column::Description, &item.description),
            (Column::Direction, &item.direction),
            (Column::Response, &item.response),
            (Column::Responded, &item.responded),
        ];
        for (column, text) in own {
            cells.set(column, text);
        }
        for (fact, value) in self.facts.0.iter().chain(&item.facts.0) {
            if let Ok(column) = fact.parse::<Column>()
                && column.fact().is_some()
            {
                cells.set(column, value);
            }
        }
        cells
    }

    /// The draft without what must not be kept anywhere: a text that shows a person or a status.
    fn without_what_is_stopped(mut self) -> Self {
        let stop = |text: &mut String| {
            if !text.is_empty() && FreeText::new(text).is_err() {
                text.clear();
            }
        };
        stop(&mut self.agency);
        stop(&mut self.department);
        self.items.iter_mut().for_each(|item| stop(&mut item.description));
        self
    }
}

/// Who has a say before an item is given out; `None`: nobody else.
fn who_comes_first(decision: &Decision) -> Option<&'static str> {
    if approval::is_flagged(decision) {
        Some("Giving this out takes another officer's approval first.")
    } else if waits::takes_a_finding(decision) {
        Some("Nothing that was asked is done until the Solicitor's written finding.")
    } else {
        None
    }
}

fn at(item: Option<usize>, problem: Problem) -> FieldProblem {
    let of_request = problem.column.is_some_and(Column::is_of_request) || problem.column == Some(Column::Recipient);
    FieldProblem {
        item: item.filter(|_| !of_request),
        field: problem.column.map_or_else(String::new, |column| column.to_string()),
        message: problem.message,
    }
}

impl Desk {
    /// What the law says about a draft as it stands, what is wrong with it, and what it may repeat.
    ///
    /// # Errors
    /// What the store says.
    pub fn consider(&self, draft: &RequestDraft) -> Result<Considered, Error> {
        let now = self.clock.now();
        let closed = self.settings.closed_days();
        let mut considered = Considered {
            problems: Vec::new(),
            warnings: Vec::new(),
            recipient: self.directory.find(&draft.agency).map(|known| super::opening::class(known.recipient)),
            items: Vec::new(),
            alike: self.alike(draft)?,
        };
        let none = ItemDraft::nothing();
        let items: Vec<&ItemDraft> = if draft.items.is_empty() { vec![&none] } else { draft.items.iter().collect() };
        for (index, item) in items.into_iter().enumerate() {
            let Reading { head, item: entry, problems, warnings } = self.read(draft, item, now);
            for problem in problems {
                let problem = at(Some(index), problem);
                if !considered.problems.contains(&problem) {
                    considered.problems.push(problem);
                }
            }
            for warning in warnings {
                if !considered.warnings.contains(&warning) {
                    considered.warnings.push(warning);
                }
            }
            if let Some(entry) = entry
                && !draft.items.is_empty()
            {
                let received = head.map_or_else(|| local_date(now), |head| head.received.date());
                let due = deadlines::for_item(&entry.facts, received, None, &closed);
                considered.items.push(Determination::of(&determine(&entry.facts, received), &due));
            }
        }
        if draft.items.is_empty() {
            considered.problems.push(FieldProblem {
                item: None,
                field: "items".to_owned(),
                message: "Nothing is asked yet. Add at least one thing.".to_owned(),
            });
        }
        Ok(considered)
    }

    /// What a draft says of one item. What takes somebody else first is not given out by logging it: that would be a way
    /// around them.
    fn read(&self, draft: &RequestDraft, item: &ItemDraft, now: Timestamp) -> Reading {
        let mut reading = entry::read_what_was_said(&draft.cells(item), &self.directory, now);
        let first = reading.head.as_ref().zip(reading.item.as_ref()).and_then(|(head, entry)| {
            let decision = determine(&entry.facts, entry.decided.unwrap_or(head.received).date());
            who_comes_first(&decision).filter(|_| entry.response.is_disclosure())
        });
        if let Some(first) = first {
            reading.problems.push(Problem {
                column: Some(Column::Response),
                value: None,
                message: format!(
                    "{first} Save it without an answer. If it has left already, say so on the request's page."
                ),
            });
        }
        reading
    }

    /// Requests of the same agency that came in on the same day, among those entered last.
    fn alike(&self, draft: &RequestDraft) -> Result<Vec<Alike>, Error> {
        let day = draft.received.get(..10).unwrap_or_default();
        let agency = draft.agency.trim();
        if agency.is_empty() {
            return Ok(Vec::new());
        }
        let canonical =
            |name: &str| self.directory.find(name).map_or_else(|| name.to_owned(), |known| known.name.to_string());
        let wanted = canonical(agency);
        let hidden = self.out_of_sight()?;
        let same = self.store.latest_requests(LOOKED_AT)?.into_iter().filter(|request| {
            !hidden.has(&request.number)
                && request.received.to_string().starts_with(day)
                && canonical(&request.agency) == wanted
        });
        let told = same.take(TOLD).map(|request| Alike {
            number: request.number,
            received: request.received.to_string(),
            agency: request.agency,
        });
        Ok(told.collect())
    }

    /// Logs a draft: all its items in one act. What is not settled is logged as that.
    ///
    /// # Errors
    /// [`Error::Request`] with everything that is wrong with it; or what the store says. Then nothing was logged.
    pub fn log_draft(&mut self, draft: &RequestDraft) -> Result<Logged, Error> {
        let now = self.clock.now();
        if draft.items.is_empty() {
            return Err(Error::Request(vec!["nothing is asked yet; add at least one thing".to_owned()]));
        }
        let readings = draft.items.iter().map(|item| self.read(draft, item, now)).collect();
        let logged = self.record(logging::gather(readings)?, now)?;
        self.store.drop_draft()?;
        Ok(Logged { number: logged.number, items: logged.items.len(), warnings: logged.warnings })
    }

    /// Keeps the draft, so that a crash does not lose it. Text that must not be kept is left out of it.
    ///
    /// # Errors
    /// What the store says; then the draft kept before is still there.
    pub fn keep_draft(&mut self, draft: RequestDraft) -> Result<(), Error> {
        let words = serde_json::to_string(&draft.without_what_is_stopped()).unwrap_or_default();
        Ok(self.store.keep_draft(&words)?)
    }

    /// The draft this officer left, if there is one.
    ///
    /// # Errors
    /// What the store says.
    pub fn kept_draft(&self) -> Result<Option<RequestDraft>, Error> {
        // A draft of another version of the program that cannot be read is none.
        Ok(self.store.draft()?.and_then(|words| serde_json::from_str(&words).ok()))
    }

    /// Throws this officer's draft away.
    ///
    /// # Errors
    /// What the store says.
    pub fn drop_draft(&mut self) -> Result<(), Error> {
        Ok(self.store.drop_draft()?)
    }
}

impl ItemDraft {
    const fn nothing() -> Self {
        Self {
            description: String::new(),
            direction: String::new(),
            facts: Answers(BTreeMap::new()),
            response: String::new(),
            responded: String::new(),
        }
    }
}

/// How many requests are compared, and how many are told.
const LOOKED_AT: usize = 500;
const TOLD: usize = 5;
