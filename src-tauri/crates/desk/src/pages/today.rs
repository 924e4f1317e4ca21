//! What needs someone today: requests with an item that waits for an answer, most pressing first, and the quarter so far.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use law::calendar::ClosedDays;
use law::deadlines;
use law::facts::Facts;
use law::outcome::Outcome;
use ledger::{Item, local_date};
use report::Quarter;
use report::entry::Direction;

use super::contract;
use super::words;
use crate::determining::{determine, facts_from_record};
use crate::error::Error;
use crate::office::Desk;

contract! {
    /// A quarter in both labels, with its first and last day.
    pub struct QuarterName {
        /// What it is asked for by: `2026-Q4`.
        pub id: String,
        /// `2026-Q4`, by the calendar year.
        pub calendar: String,
        /// `FY2027-Q2`, by the City's fiscal year.
        pub fiscal: String,
        /// The first day.
        pub begins: String,
        /// The last day.
        pub ends: String,
    }

    /// The day's work.
    pub struct Today {
        /// The civil date in New York.
        pub date: String,
        /// The quarter it is in.
        pub quarter: QuarterName,
        /// The day of the quarter, from 1.
        pub day: i64,
        /// The days of the quarter.
        pub days: i64,
        /// Requests with an item that waits for an answer, most pressing first; at most 100.
        pub needs: Vec<Need>,
        /// How many there are in all.
        pub needs_total: usize,
        /// The quarter so far.
        pub figures: QuarterFigures,
        /// What the record holds.
        pub record: RecordState,
    }

    /// A request that waits for somebody.
    pub struct Need {
        /// Its number.
        pub number: String,
        /// How many of its items wait.
        pub items: usize,
        /// When it came in.
        pub received: String,
        /// Who asks.
        pub agency: String,
        /// How it came.
        pub channel: Option<String>,
        /// Who received it.
        pub department: Option<String>,
        /// The first date that runs.
        pub due: Option<Due>,
        /// The outcome that presses most; none: a question is open.
        pub outcome: Option<String>,
        /// The outcome in words.
        pub label: String,
        /// What to do next.
        pub next: String,
        /// Is a second officer asked, who has not decided yet?
        pub approval: bool,
    }

    /// A date, and how far away it is.
    pub struct Due {
        /// The date.
        pub date: String,
        /// What has to be done by then.
        pub label: String,
        /// The law it rests on, and how the date was computed.
        pub how: String,
        /// Days from today; negative is late.
        pub days: i64,
    }

    /// The quarter in figures, as the report counts them.
    pub struct QuarterFigures {
        /// Disclosures to federal and state agencies that no law required.
        pub non_mandatory: u64,
        /// Requests received.
        pub received: u64,
        /// Items that 2(a) bars.
        pub refused_2a: u64,
        /// Items that the law requires.
        pub mandatory: u64,
        /// Status exchanges.
        pub exchanges: u64,
        /// Requests pending.
        pub pending: u64,
    }

    /// What the record holds.
    pub struct RecordState {
        /// Entries of both logs.
        pub entries: u64,
        /// When the last one was made, UTC.
        pub last_entry_at: String,
    }
}

impl QuarterName {
    pub(crate) fn of(quarter: Quarter) -> Self {
        Self {
            id: quarter.calendar(),
            calendar: quarter.calendar(),
            fiscal: quarter.fiscal(),
            begins: quarter.from().to_string(),
            ends: quarter.to().to_string(),
        }
    }
}

/// The most requests that a page lists.
const LISTED: usize = 100;

impl Desk {
    /// The day's work.
    ///
    /// # Errors
    /// What the store says.
    pub fn today(&self) -> Result<Today, Error> {
        let date = local_date(self.clock.now());
        let quarter = Quarter::containing(date);
        let (asked, closed) = (self.store.approvals_asked()?, self.settings.closed_days());
        let mut by_request: BTreeMap<String, Vec<Item>> = BTreeMap::new();
        for item in self.store.unanswered()? {
            by_request.entry(item.request.number.clone()).or_default().push(item);
        }
        let mut needs = by_request
            .into_values()
            .map(|items| need(&items, date, &asked, &closed))
            .collect::<Result<Vec<(Pressing, Need)>, Error>>()?;
        needs.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| a.number.cmp(&b.number)));
        let needs_total = needs.len();
        needs.truncate(LISTED);
        let heads = self.store.heads(None)?;
        Ok(Today {
            date: date.to_string(),
            day: days_between(quarter.from(), date) + 1,
            days: days_between(quarter.from(), quarter.to()) + 1,
            needs: needs.into_iter().map(|(_, need)| need).collect(),
            needs_total,
            figures: self.figures(quarter)?,
            quarter: QuarterName::of(quarter),
            record: RecordState {
                entries: heads.disclosure.size + heads.status_exchange.size,
                last_entry_at: self.store.last_entry_at()?.to_string(),
            },
        })
    }

    fn figures(&self, quarter: Quarter) -> Result<QuarterFigures, Error> {
        let account = self.account(quarter, None)?;
        let of = |outcome| account.items.by_outcome.settled.get(&outcome).copied().unwrap_or_default();
        Ok(QuarterFigures {
            non_mandatory: account.disclosures.non_mandatory,
            received: account.requests.received,
            refused_2a: of(Outcome::NonMandatoryProhibited),
            mandatory: of(Outcome::Mandatory),
            exchanges: Direction::ALL.iter().filter_map(|direction| account.status_exchanges.get(direction)).sum(),
            pending: account.requests.pending_at_end,
        })
    }
}

pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// The first date that an item's facts set running.
pub(crate) fn first_deadline(facts: &Facts, received: Date, closed: &ClosedDays) -> Option<deadlines::Deadline> {
    deadlines::for_item(facts, received, None, closed).into_iter().next()
}

/// What orders requests: the first date that runs, then what waits for a person, then when they came in.
type Pressing = (Date, u8, String);

/// How much an open item presses, the most first.
const fn rank(outcome: Option<Outcome>) -> u8 {
    match outcome {
        Some(Outcome::Counsel) => 0,
        None => 1,
        Some(Outcome::NonMandatoryUndetermined) => 2,
        Some(Outcome::Mandatory) => 3,
        Some(Outcome::BarredByOtherLaw | Outcome::ActionProhibited | Outcome::NonMandatoryProhibited) => 4,
        Some(Outcome::NonMandatoryPermitted) => 5,
        Some(Outcome::Benefit | Outcome::StatusExchange | Outcome::NotCovered) => 6,
    }
}

/// The row of one request, from its items that wait. There is at least one; of those in `asked` a second officer is
/// asked.
fn need(items: &[Item], today: Date, asked: &BTreeSet<i64>, closed: &ClosedDays) -> Result<(Pressing, Need), Error> {
    let mut first: Option<(u8, Option<Outcome>, &str, String)> = None;
    let mut due: Option<deadlines::Deadline> = None;
    let mut request = None;
    for item in items {
        request = Some(&item.request);
        let facts = facts_from_record(&item.facts).map_err(|unknown| Error::Record {
            request: item.request.number.clone(),
            item: item.item,
            unknown,
        })?;
        let received = item.request.received.date();
        let decision = determine(&facts, item.decided.map_or(received, |decided| decided.date()));
        let (outcome, label, next) = match &decision {
            law::Decision::Settled(found) => {
                let next = found.next_steps.first().map_or("", |step| *step).to_owned();
                (Some(found.outcome), found.outcome.label_under(found.clause), next)
            }
            law::Decision::NotSettled(open) => (None, "One question is open", words::question_about(open.ask_next)),
        };
        if first.as_ref().is_none_or(|(known, ..)| rank(outcome) < *known) {
            first = Some((rank(outcome), outcome, label, next));
        }
        let runs = first_deadline(&facts, received, closed);
        due = match (due, runs) {
            (Some(known), Some(found)) if found.due < known.due => Some(found),
            (known @ Some(_), _) => known,
            (None, found) => found,
        };
    }
    let Some(request) = request else { return Err(Error::NothingThere) };
    let (rank, outcome, label, next) = first.unwrap_or_default();
    let order = (due.as_ref().map_or(Date::MAX, |due| due.due), rank, request.received.to_string());
    let due = due.map(|due| Due {
        date: due.due.to_string(),
        label: due.kind.label().to_owned(),
        how: format!("{}. {}", due.basis, due.how),
        days: days_between(today, due.due),
    });
    let row = Need {
        number: request.number.clone(),
        items: items.len(),
        received: request.received.to_string(),
        agency: request.agency.clone(),
        channel: request.channel.as_ref().map(|word| words::channel_in_words(word.as_str())),
        department: request.department.clone(),
        due,
        outcome: outcome.map(|outcome| outcome.to_string()),
        label: label.to_owned(),
        next,
        approval: items.iter().any(|item| asked.contains(&item.entry)),
    };
    Ok((order, row))
}
