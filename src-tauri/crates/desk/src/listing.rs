//! Items of the record as rows: for a list on a screen, for another program, for the report.

use std::ops::ControlFlow;

use jiff::Timestamp;
use law::directory::Directory;
use law::outcome::{Flag, LedgerKind};
use ledger::{Accounted, Acting, Item, Log, Reviewed, Term, When, local_date};
use report::Quarter;
use report::entry::{Day, Direction, Entry, Officer, Origin, Release, Response, Review, Settled};
use serde::Serialize;

use crate::determining::facts_from_record;
use crate::error::Error;
use crate::office::Desk;
use crate::pages::review::Found;
use crate::roles::Role;

/// Which items are wanted. What is not given does not narrow.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Received in this quarter.
    pub quarter: Option<Quarter>,
    /// With this flag.
    pub flag: Option<Flag>,
    /// Of this ledger.
    pub ledger: Option<LedgerKind>,
}

/// One item with the columns of the request log and its determination, in the order in which they are written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names are the columns of the request log, whose meaning stands with `Column`")]
pub struct ListedItem {
    pub request: String,
    pub item: u32,
    pub received: String,
    pub origin: String,
    pub channel: Option<String>,
    pub department: Option<String>,
    pub agency: String,
    pub recipient: Option<String>,
    pub ask: Option<String>,
    pub information: Option<String>,
    pub for_immigration_agency: Option<String>,
    pub purpose: Option<String>,
    pub instrument: Option<String>,
    pub valid_on_face: Option<String>,
    pub within_scope: Option<String>,
    pub exempt_record: Option<String>,
    pub other_law_forbids: Option<String>,
    pub description: Option<String>,
    /// The effective day: as given, else the day it was received.
    pub decided: String,
    pub response: String,
    pub responded: Option<String>,
    /// Of a status exchange only.
    pub direction: Option<String>,
    /// `null` while not settled, as are `clause` and `flag`.
    pub outcome: Option<String>,
    pub clause: Option<String>,
    pub ledger: &'static str,
    pub flag: Option<String>,
    /// While not settled: the one fact to ask next.
    pub ask_next: Option<String>,
}

fn word(term: Option<&Term>) -> Option<String> {
    term.map(|term| term.as_str().to_owned())
}

impl From<Item> for ListedItem {
    fn from(item: Item) -> Self {
        let facts = &item.facts;
        let exchange = item.determination.log == Log::StatusExchange;
        Self {
            item: item.item,
            received: item.request.received.to_string(),
            origin: item.request.origin.as_str().to_owned(),
            channel: word(item.request.channel.as_ref()),
            recipient: word(facts.recipient.as_ref()),
            ask: word(facts.ask.as_ref()),
            information: word(facts.information.as_ref()),
            for_immigration_agency: word(facts.for_immigration_agency.as_ref()),
            purpose: word(facts.purpose.as_ref()),
            instrument: word(facts.instrument.as_ref()),
            valid_on_face: word(facts.valid_on_face.as_ref()),
            within_scope: word(facts.within_scope.as_ref()),
            exempt_record: word(facts.exempt_record.as_ref()),
            other_law_forbids: word(facts.other_law_forbids.as_ref()),
            decided: item.decided.unwrap_or(item.request.received).to_string(),
            response: item.response.as_str().to_owned(),
            responded: item.responded.map(|when| when.to_string()),
            direction: word(item.direction.as_ref()).filter(|_| exchange),
            outcome: word(item.determination.outcome.as_ref()),
            clause: word(item.determination.clause.as_ref()),
            ledger: item.determination.log.as_str(),
            flag: word(item.determination.flag.as_ref()),
            ask_next: word(item.determination.ask_next.as_ref()),
            request: item.request.number,
            department: item.request.department,
            agency: item.request.agency,
            description: item.description,
        }
    }
}

impl Desk {
    /// Hands over each item that is wanted, in the order of entry, until `take` breaks off. It goes to other programs, which
    /// cannot tell who reads it: so what is sealed is left out, whoever asks.
    ///
    /// # Errors
    /// What the store says.
    pub fn list(&self, filter: Filter, take: &mut dyn FnMut(ListedItem) -> ControlFlow<()>) -> Result<(), Error> {
        let sealed = self.sealed()?;
        Ok(self.store.each_item(None, &mut |item| {
            let wanted = !sealed.has(&item.request.number)
                && filter.quarter.is_none_or(|quarter| quarter.contains(item.request.received.date()))
                && filter.flag.is_none_or(|flag| {
                    item.determination.flag.as_ref().is_some_and(|found| found.as_str() == flag.as_str())
                })
                && filter.ledger.is_none_or(|ledger| item.determination.log.as_str() == ledger.as_str());
            if wanted { take(item.into()) } else { ControlFlow::Continue(()) }
        })?)
    }

    /// Hands over the items as the report of a quarter needs them, each agency under the directory's name, in the order of
    /// entry, until `take` refuses one; with `as_of`, as the record was then. Items that were done with before the quarter
    /// may be left out: no figure counts them.
    pub(crate) fn each_entry(
        &self,
        quarter: Quarter,
        as_of: Option<Timestamp>,
        directory: &Directory,
        take: &mut dyn FnMut(Entry) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut refused = Ok(());
        let mut each = |accounted: Accounted| {
            let (request, item) = (accounted.item.request.number.clone(), accounted.item.item);
            let entry = entry(accounted, directory).map_err(|unknown| Error::Record { request, item, unknown });
            refused = entry.and_then(&mut *take);
            if refused.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        self.store.each_accounted(as_of, quarter.from(), &mut each)?;
        refused
    }
}

fn entry(accounted: Accounted, directory: &Directory) -> Result<Entry, law::facts::UnknownValue> {
    let Accounted { item, release, surplus, waits_for } = accounted;
    let determination = &item.determination;
    let settled = match (&determination.outcome, &determination.clause, &determination.flag) {
        (Some(outcome), Some(clause), Some(flag)) => Some(Settled {
            outcome: outcome.as_str().parse()?,
            clause: clause.as_str().parse()?,
            flag: flag.as_str().parse()?,
        }),
        _ => None,
    };
    let ledger = match determination.log {
        Log::Disclosure => LedgerKind::Disclosure,
        Log::StatusExchange => LedgerKind::StatusExchange,
    };
    let direction = match (ledger, &item.direction) {
        (LedgerKind::StatusExchange, Some(direction)) => Some(direction.as_str().parse::<Direction>()?),
        (LedgerKind::StatusExchange | LedgerKind::Disclosure, _) => None,
    };
    let agency = item.request.agency;
    let known = directory.find(&agency);
    let agency_name = known.map_or_else(|| agency.clone(), |known| known.name.to_string());
    let part_of = known.and_then(|known| known.parent.as_ref()).map(ToString::to_string);
    Ok(Entry {
        request: item.request.number,
        item: item.item,
        origin: item.request.origin.as_str().parse::<Origin>()?,
        received: day(item.request.received),
        decided: day(item.decided.unwrap_or(item.request.received)),
        responded: item.responded.map(day),
        channel: item.request.channel.map(|channel| channel.as_str().parse()).transpose()?,
        department: item.request.department,
        agency,
        agency_name,
        in_directory: known.is_some(),
        part_of,
        facts: facts_from_record(&item.facts)?,
        ledger,
        settled,
        response: item.response.as_str().parse::<Response>()?,
        direction,
        release: release.map(how_it_left),
        surplus,
        waits_for: waits_for.map(|word| word.as_str().parse()).transpose()?,
    })
}

/// How an item left, as the report tells it.
fn how_it_left(release: ledger::Release) -> Release {
    match release {
        ledger::Release::Approved { by, answerable } => {
            Release::Approved { by: officer(by), answerable: answerable.map(officer) }
        }
        ledger::Release::AtOnce { review } => Release::AtOnce {
            review: review.map(|Reviewed { found, by, at }| Review {
                by: officer(by),
                on: local_date(at),
                in_order: found == Found::InOrder.as_str(),
            }),
        },
    }
}

fn officer(acting: Acting) -> Officer {
    Officer { name: acting.name, role: acting.role.as_ref().map(Role::in_words) }
}

fn day(when: When) -> Day {
    Day { text: when.to_string(), date: when.date() }
}
