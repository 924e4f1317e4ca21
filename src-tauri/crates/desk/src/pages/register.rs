//! The register: every item of both ledgers, sought by words and filters, sorted, a page at a time.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use law::calendar::ClosedDays;
use law::facts::Instrument;
use law::outcome::{Clause, Outcome};
use ledger::{By, Item, Mark, Order, Sought, Term, local_date};
use report::Quarter;
use serde::{Deserialize, Serialize};

use super::contract;
use super::exchanges::PAGE;
use super::needs::{first_deadline, sunday};
use super::today::days_between;
use super::words;
use crate::determining::facts_from_record;
use crate::error::Error;
use crate::office::Desk;
use crate::sight::LeftOut;

/// What is sought, and in which order it stands. An empty text does not narrow. It is kept with its name where somebody
/// saves it: what a later version adds is empty in what an earlier one kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RegisterSearch {
    /// Words, each by its beginning; or a request's number.
    pub text: String,
    /// Received in this quarter.
    pub quarter: String,
    /// Of this agency, however it was written; one that the directory does not know by the beginning of its name.
    pub agency: String,
    /// With this paper.
    pub instrument: String,
    /// With this outcome; `not_settled` is one.
    pub outcome: String,
    /// With this flag.
    pub flag: String,
    /// Of this ledger.
    pub ledger: String,
    /// Logged by the officer of this name.
    pub officer: String,
    /// Not answered, and due then: `overdue`, `today`, `this_week` (from tomorrow to Sunday) or `later`.
    pub due: String,
    /// With this response.
    pub response: String,
    /// `entry`, which an empty text is too, `received`, `agency`, `number`; `due` where it is narrowed by that.
    pub order: String,
    /// The first one first? Otherwise the last.
    pub ascending: bool,
}

contract! {
    /// A page of the register.
    pub struct RegisterQuery {
        /// What is sought.
        pub search: RegisterSearch,
        /// Where the page before ended; none: the first page.
        pub after: Option<RegisterMark>,
    }

    /// The place of an item in the order that was asked for.
    pub struct RegisterMark {
        /// What it is sorted by.
        pub value: String,
        /// Its entry.
        pub entry: i64,
    }

    /// A page of the register.
    pub struct RegisterPage {
        /// At most 200.
        pub rows: Vec<RegisterRow>,
        /// Where the next page begins; none: this was the last.
        pub next: Option<RegisterMark>,
        /// How many are sought in all; on the first page only.
        pub total: Option<RegisterTotal>,
    }

    /// How many items are sought.
    pub struct RegisterTotal {
        /// So many.
        pub items: u64,
        /// And more, which were not counted?
        pub more: bool,
    }

    /// One item.
    pub struct RegisterRow {
        /// Its place in the order of entry.
        pub entry: i64,
        /// The request's number.
        pub request: String,
        /// The item's number within the request.
        pub item: u32,
        /// When the request came in.
        pub received: String,
        /// Who asks.
        pub agency: String,
        /// Who received it.
        pub department: Option<String>,
        /// What is asked, in words.
        pub what: String,
        /// The paper that came with it, in words; none while nobody said.
        pub instrument: Option<String>,
        /// The outcome's word; none while not settled.
        pub outcome: Option<String>,
        /// The outcome in words.
        pub label: String,
        /// The flag's word.
        pub flag: Option<String>,
        /// The ledger's word.
        pub ledger: String,
        /// The response's word.
        pub response: String,
        /// When it was answered.
        pub responded: Option<String>,
        /// The first date that runs, where it waits for an answer.
        pub due: Option<RegisterDue>,
        /// Who logged it.
        pub officer: Option<String>,
        /// The day from which on its request is not sealed any more; none: it is not sealed.
        pub sealed_until: Option<String>,
    }

    /// A date, and how far away it is.
    pub struct RegisterDue {
        /// The date.
        pub date: String,
        /// What has to be done by then.
        pub label: String,
        /// Days from today; negative is late.
        pub days: i64,
    }
}

pub(crate) fn given(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// A recorded outcome in words; a word of a newer version stands as it is.
pub(super) fn label(word: &str, clause: Option<&Term>) -> String {
    match (word.parse::<Outcome>(), clause.map(|clause| clause.as_str().parse::<Clause>())) {
        (Ok(outcome), Some(Ok(clause))) => outcome.label_under(clause).to_owned(),
        (Ok(outcome), None | Some(Err(_))) => outcome.label().to_owned(),
        (Err(_), _) => word.to_owned(),
    }
}

fn paper(word: &Term) -> String {
    word.as_str().parse::<Instrument>().map_or_else(|_| word.to_string(), |known| words::instrument(known).to_owned())
}

/// The order of the items.
#[derive(Debug, Clone, Copy)]
enum Sorted {
    Recorded(Order),
    /// By a date of the law, which the record does not know.
    Due {
        descending: bool,
    },
}

/// What is sought, as the store is asked.
pub(crate) struct Narrowed {
    from: Option<String>,
    until: Option<String>,
    agencies: Option<Vec<String>>,
    /// The date of each entry that is due then, where it is narrowed by that.
    due: Option<BTreeMap<i64, Date>>,
    entries: Option<Vec<i64>>,
    /// What is left out of it.
    without: Vec<i64>,
    sorted: Sorted,
}

impl Narrowed {
    fn sought<'a>(&'a self, search: &'a RegisterSearch) -> Sought<'a> {
        Sought {
            text: given(&search.text),
            received_from: self.from.as_deref(),
            received_before: self.until.as_deref(),
            agencies: self.agencies.as_deref(),
            instrument: given(&search.instrument),
            outcome: given(&search.outcome).map(|word| if word == "not_settled" { "" } else { word }),
            flag: given(&search.flag),
            log: given(&search.ledger),
            officer: given(&search.officer),
            response: given(&search.response),
            entries: self.entries.as_deref(),
            without: Some(&self.without),
        }
    }
}

/// Some items of the register, and where they end.
pub(crate) struct Read {
    pub(crate) items: Vec<Item>,
    next: Option<Mark>,
    total: Option<RegisterTotal>,
}

impl Desk {
    /// A page of the register.
    ///
    /// # Errors
    /// [`Error::Refused`] if the quarter, the order or the due date is none; or what the store says.
    pub fn register(&self, query: &RegisterQuery) -> Result<RegisterPage, Error> {
        let narrowed = self.narrowed(&query.search, &self.out_of_sight()?)?;
        let after = query.after.as_ref().map(|mark| Mark { value: mark.value.clone(), entry: mark.entry });
        let Read { items, next, total } = self.read_register(&query.search, &narrowed, after.as_ref(), PAGE)?;
        let (today, closed) = (local_date(self.clock.now()), self.settings.closed_days());
        let officers = self.logged_by(&items)?;
        let sealed = self.sealed()?;
        let row = |(item, officer): (Item, _)| {
            let sealed_until = sealed.until(&item.request.number).map(|until| until.to_string());
            RegisterRow { sealed_until, ..row(item, officer, today, &closed) }
        };
        let rows = items.into_iter().zip(officers).map(row).collect();
        Ok(RegisterPage { rows, next: next.map(|Mark { value, entry }| RegisterMark { value, entry }), total })
    }

    /// Hands over every item that is sought, in the order that is asked for, to leave the program: without what is sealed.
    pub(crate) fn each_sought(
        &self,
        search: &RegisterSearch,
        take: &mut dyn FnMut(&Item, RegisterRow) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let narrowed = self.narrowed(search, &self.sealed()?)?;
        let (today, closed) = (local_date(self.clock.now()), self.settings.closed_days());
        let mut after = None;
        loop {
            let Read { items, next, .. } = self.read_register(search, &narrowed, after.as_ref(), AT_ONCE)?;
            let officers = self.logged_by(&items)?;
            for (item, officer) in items.into_iter().zip(officers) {
                take(&item.clone(), row(item, officer, today, &closed))?;
            }
            if next.is_none() {
                return Ok(());
            }
            after = next;
        }
    }

    fn narrowed(&self, search: &RegisterSearch, left_out: &LeftOut) -> Result<Narrowed, Error> {
        let quarter = match given(&search.quarter).map(str::parse::<Quarter>) {
            None => None,
            Some(Ok(quarter)) => Some(quarter),
            Some(Err(error)) => return Err(Error::Refused(error.to_string())),
        };
        let due = given(&search.due).map(|word| self.due_in(word)).transpose()?;
        Ok(Narrowed {
            from: quarter.map(|quarter| quarter.from().to_string()),
            until: quarter.map(|quarter| quarter.to().saturating_add(1.day()).to_string()),
            agencies: given(&search.agency).map(|agency| self.written_as(agency)).transpose()?,
            entries: due.as_ref().map(|due| due.keys().copied().collect()),
            sorted: sorted(search)?,
            without: self.store.entries_of(left_out.requests())?,
            due,
        })
    }

    fn read_register(
        &self,
        search: &RegisterSearch,
        narrowed: &Narrowed,
        after: Option<&Mark>,
        most: usize,
    ) -> Result<Read, Error> {
        let sought = narrowed.sought(search);
        let descending = match narrowed.sorted {
            Sorted::Recorded(order) => {
                let found = self.store.register(&sought, order, after, most)?;
                let next = found.items.last().filter(|_| found.items.len() == most).map(|item| order.mark(item));
                let total = found.total.map(|total| RegisterTotal { items: total.items, more: total.more });
                return Ok(Read { items: found.items, next, total });
            }
            Sorted::Due { descending } => descending,
        };
        let Some(due) = &narrowed.due else { return Err(Error::Refused(NOT_DUE.to_owned())) };
        let mut marks: Vec<Mark> = self
            .store
            .matching(&sought)?
            .into_iter()
            .filter_map(|entry| due.get(&entry).map(|date| Mark { value: date.to_string(), entry }))
            .collect();
        let place = |mark: &Mark| (mark.value.clone(), mark.entry);
        marks.sort_by_key(place);
        if descending {
            marks.reverse();
        }
        let items = u64::try_from(marks.len()).unwrap_or(u64::MAX);
        let begin =
            after.map_or(0, |after| {
                marks.partition_point(|mark| {
                    if descending { place(mark) >= place(after) } else { place(mark) <= place(after) }
                })
            });
        let page: Vec<Mark> = marks.into_iter().skip(begin).take(most).collect();
        let entries: Vec<i64> = page.iter().map(|mark| mark.entry).collect();
        Ok(Read {
            items: self.store.items_at(&entries)?,
            next: page.last().filter(|_| page.len() == most).cloned(),
            total: after.is_none().then_some(RegisterTotal { items, more: false }),
        })
    }

    /// The ways in which the record writes an agency.
    fn written_as(&self, agency: &str) -> Result<Vec<String>, Error> {
        let written = self.store.agencies_written()?;
        let known = self.directory.find(agency).map(|known| &known.name);
        let begins = agency.to_lowercase();
        let is = |name: &String| match known {
            Some(known) => self.directory.find(name).is_some_and(|found| found.name == *known),
            None => name.to_lowercase().starts_with(&begins),
        };
        Ok(written.into_iter().filter(is).collect())
    }

    /// What waits for an answer and is due then, with its first date.
    fn due_in(&self, word: &str) -> Result<BTreeMap<i64, Date>, Error> {
        let today = local_date(self.clock.now());
        let sunday = sunday(today);
        let is = |date: Date| match word {
            "overdue" => Some(date < today),
            "today" => Some(date == today),
            "this_week" => Some(date > today && date <= sunday),
            "later" => Some(date > sunday),
            _ => None,
        };
        if is(today).is_none() {
            return Err(Error::Refused(format!("`{word}` is no time at which an answer is due")));
        }
        let (mut due, closed) = (BTreeMap::new(), self.settings.closed_days());
        for item in self.store.unanswered()? {
            let facts = facts_from_record(&item.facts).map_err(|unknown| Error::Record {
                request: item.request.number.clone(),
                item: item.item,
                unknown,
            })?;
            if let Some(deadline) = first_deadline(&facts, item.request.received.date(), &closed)
                && is(deadline.due) == Some(true)
            {
                due.insert(item.entry, deadline.due);
            }
        }
        Ok(due)
    }

    fn logged_by(&self, items: &[Item]) -> Result<Vec<Option<String>>, Error> {
        Ok(self.store.logged_by(&items.iter().map(|item| item.entry).collect::<Vec<_>>())?)
    }
}

fn row(item: Item, officer: Option<String>, today: Date, closed: &ClosedDays) -> RegisterRow {
    let outcome = item.determination.outcome.as_ref().map(|word| word.as_str().to_owned());
    let label = outcome
        .as_deref()
        .map_or_else(|| "One question is open".to_owned(), |word| label(word, item.determination.clause.as_ref()));
    // A word of a newer version sets no date running here; the row still shows.
    let runs = if item.responded.is_none() { facts_from_record(&item.facts).ok() } else { None };
    let due = runs.and_then(|facts| first_deadline(&facts, item.request.received.date(), closed));
    RegisterRow {
        entry: item.entry,
        item: item.item,
        received: item.request.received.to_string(),
        what: item.description.unwrap_or_else(|| {
            words::what(item.facts.ask.as_ref().map(Term::as_str), item.facts.information.as_ref().map(Term::as_str))
        }),
        instrument: item.facts.instrument.as_ref().map(paper),
        outcome,
        label,
        flag: item.determination.flag.as_ref().map(|word| word.as_str().to_owned()),
        ledger: item.determination.log.to_string(),
        response: item.response.as_str().to_owned(),
        responded: item.responded.map(|when| when.to_string()),
        due: due.map(|due| RegisterDue {
            date: due.due.to_string(),
            label: due.kind.label().to_owned(),
            days: days_between(today, due.due),
        }),
        officer,
        sealed_until: None,
        request: item.request.number,
        agency: item.request.agency,
        department: item.request.department,
    }
}

/// How many items are read at once where all are.
const AT_ONCE: usize = 1000;

const NOT_DUE: &str = "items are sorted by their date only where they are narrowed by it; choose when they are due";

/// The order that is asked for.
fn sorted(search: &RegisterSearch) -> Result<Sorted, Error> {
    let descending = !search.ascending;
    let by = match search.order.as_str() {
        "" | "entry" => By::Entry,
        "received" => By::Received,
        "agency" => By::Agency,
        "number" => By::Number,
        "due" if search.due.is_empty() => return Err(Error::Refused(NOT_DUE.to_owned())),
        "due" => return Ok(Sorted::Due { descending }),
        other => return Err(Error::Refused(format!("`{other}` is no order of the register"))),
    };
    Ok(Sorted::Recorded(Order { by, descending }))
}
