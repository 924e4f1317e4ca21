//! The report as a page shows it: the account of a quarter, in words and figures, and the check of the record.

use ledger::local_date;
use report::{Account, Quarter};

use super::contract;
use super::today::QuarterName;
use super::words;
use crate::error::Error;
use crate::office::Desk;
use crate::ports::Progress;

contract! {
    /// A quarter to choose.
    pub struct QuarterChoice {
        /// Its names.
        pub quarter: QuarterName,
        /// Is it over?
        pub complete: bool,
    }

    /// The account of a quarter.
    pub struct ReportView {
        /// Its names.
        pub quarter: QuarterName,
        /// The office whose record it is.
        pub office: String,
        /// The moment whose record it speaks of, UTC.
        pub as_of: String,
        /// Did nothing happen in it?
        pub nil: bool,
        /// Disclosures to federal and state agencies that no law required.
        pub non_mandatory: u64,
        /// Each of them.
        pub non_mandatory_rows: Vec<NonMandatoryRow>,
        /// The roll-forward of the requests.
        pub requests: RollForward,
        /// Determinations by outcome; those with none left out.
        pub outcomes: Vec<Count>,
        /// Items whose determination is open.
        pub not_settled: u64,
        /// Answers by kind.
        pub responses: Vec<Count>,
        /// Items by paper.
        pub instruments: Vec<Count>,
        /// Requests by agency, the most first.
        pub agencies: Vec<Count>,
        /// Status exchanges.
        pub exchanges: ExchangeCounts,
        /// How it is counted.
        pub counting_rules: Vec<String>,
        /// What was looked at before it can be relied on.
        pub checks: Vec<Check>,
        /// The heads of the record, as a person reads them out.
        pub seals: Vec<Seal>,
    }

    /// The roll-forward of the requests.
    pub struct RollForward {
        /// Pending when the quarter began.
        pub pending_before: u64,
        /// Received in it.
        pub received: u64,
        /// Completed in it.
        pub completed: u64,
        /// Pending when it ended.
        pub pending_after: u64,
    }

    /// Status exchanges by direction.
    pub struct ExchangeCounts {
        /// The City sent it.
        pub sent: u64,
        /// The City received it.
        pub received: u64,
        /// The City asked.
        pub inquiry: u64,
    }

    /// A figure under its name.
    pub struct Count {
        /// The word it is counted under.
        pub value: String,
        /// The word as staff read it.
        pub label: String,
        /// How many.
        pub count: u64,
    }

    /// A disclosure that no law required.
    pub struct NonMandatoryRow {
        /// The request's number.
        pub request: String,
        /// The item's number within the request.
        pub item: u32,
        /// When.
        pub responded: String,
        /// To whom.
        pub agency: String,
        /// What, in words.
        pub what: String,
        /// The outcome in words.
        pub label: String,
        /// The flag in words.
        pub flag: String,
    }

    /// Something that was looked at.
    pub struct Check {
        /// Does it hold?
        pub holds: bool,
        /// What was found, in a sentence.
        pub what: String,
    }

    /// The head of a log as a person reads it out.
    pub struct Seal {
        /// The log.
        pub log: String,
        /// Its size.
        pub size: u64,
        /// The seal.
        pub seal: String,
    }

    /// Where the report's files were put.
    pub struct Exported {
        /// The folder.
        pub folder: String,
        /// The files.
        pub files: Vec<String>,
    }

    /// What a check of the record found.
    pub struct Verified {
        /// The events of both logs.
        pub events: u64,
        /// What does not hold; none: everything holds.
        pub problems: Vec<String>,
        /// The heads of the record.
        pub seals: Vec<Seal>,
    }
}

/// The figures that are not 0, under their names.
fn counts<'a, K: Copy + 'a>(
    figures: impl Iterator<Item = (&'a K, &'a u64)>,
    named: impl Fn(K) -> (&'static str, &'static str),
) -> Vec<Count> {
    figures
        .filter(|(_, count)| **count > 0)
        .map(|(key, count)| {
            let (value, label) = named(*key);
            Count { value: value.to_owned(), label: label.to_owned(), count: *count }
        })
        .collect()
}

fn view(account: &Account, today: jiff::civil::Date) -> ReportView {
    let quarter = account.period.quarter;
    let requests = &account.requests;
    let not_settled = account.items.by_outcome.not_settled;
    let mut agencies: Vec<Count> = account
        .by_agency
        .iter()
        .map(|found| Count { value: found.agency.clone(), label: found.agency.clone(), count: found.requests })
        .collect();
    agencies.sort_by_key(|found| std::cmp::Reverse(found.count));
    let exchanges = |direction| account.status_exchanges.get(&direction).copied().unwrap_or_default();
    let seal = |log: &str, head: &report::Head| Seal { log: log.to_owned(), size: head.size, seal: head.seal.clone() };
    ReportView {
        quarter: QuarterName::of(quarter),
        office: account.office.clone(),
        as_of: account.period.as_of.to_string(),
        nil: account.is_nil(),
        non_mandatory: account.disclosures.non_mandatory,
        non_mandatory_rows: account
            .non_mandatory_disclosures
            .iter()
            .map(|found| NonMandatoryRow {
                request: found.request.clone(),
                item: found.item,
                responded: found.responded.clone(),
                agency: found.agency.clone(),
                what: words::what(None, found.information.map(law::facts::Information::as_str)),
                label: found.outcome.label().to_owned(),
                flag: words::flag(found.flag).to_owned(),
            })
            .collect(),
        requests: RollForward {
            pending_before: requests.pending_at_start,
            received: requests.received,
            completed: requests.completed,
            pending_after: requests.pending_at_end,
        },
        outcomes: counts(account.items.by_outcome.settled.iter(), |found| (found.as_str(), found.label())),
        not_settled,
        responses: counts(account.responses.iter(), |found| (found.as_str(), words::response(found))),
        instruments: counts(account.by_instrument.iter(), |found| (found.as_str(), words::instrument(found))),
        agencies,
        exchanges: ExchangeCounts {
            sent: exchanges(report::entry::Direction::Sent),
            received: exchanges(report::entry::Direction::Received),
            inquiry: exchanges(report::entry::Direction::Inquiry),
        },
        counting_rules: account.counting_rules.iter().map(ToString::to_string).collect(),
        checks: vec![
            // An account that does not add up is never made: `account` refuses.
            Check {
                holds: true,
                what: format!(
                    "{} pending + {} received − {} completed = {} pending",
                    requests.pending_at_start, requests.received, requests.completed, requests.pending_at_end
                ),
            },
            Check {
                holds: not_settled == 0,
                what: match not_settled {
                    0 => "Every item is settled".to_owned(),
                    1 => "1 item has a question open".to_owned(),
                    more => format!("{more} items have a question open"),
                },
            },
            Check {
                holds: quarter.to() < today,
                what: if quarter.to() < today { "The quarter is over" } else { "The quarter is not over yet" }
                    .to_owned(),
            },
        ],
        seals: vec![
            seal("disclosure", &account.ledger.disclosure),
            seal("status_exchange", &account.ledger.status_exchange),
        ],
    }
}

impl Desk {
    /// The quarters the record reaches over, the latest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn quarters(&self) -> Result<Vec<QuarterChoice>, Error> {
        let today = local_date(self.clock.now());
        let last = Quarter::containing(today);
        let first = self.store.first_received()?.map_or(last, |when| Quarter::containing(when.date()));
        let mut quarters = Vec::new();
        let mut quarter = first.min(last);
        while quarter <= last && quarters.len() < MOST {
            quarters.push(QuarterChoice { quarter: QuarterName::of(quarter), complete: quarter.to() < today });
            quarter = quarter.next();
        }
        quarters.reverse();
        Ok(quarters)
    }

    /// The account of a quarter as a page shows it.
    ///
    /// # Errors
    /// [`Error::Refused`] if the quarter is none; as [`Self::account`].
    pub fn report_view(&self, quarter: &str) -> Result<ReportView, Error> {
        let quarter = quarter_of(quarter)?;
        let mut view = view(&self.account(quarter, None)?, local_date(self.clock.now()));
        view.checks.push(surplus(self.store.surplus_between(quarter.from(), quarter.next().from())?));
        Ok(view)
    }

    /// Checks the whole record.
    ///
    /// # Errors
    /// As [`Self::verify`].
    pub fn verified(&self, progress: &mut dyn Progress) -> Result<Verified, Error> {
        let found = self.verify(&[], progress)?;
        let seal = |head: &ledger::Head| Seal { log: head.log.to_string(), size: head.size, seal: head.seal() };
        Ok(Verified {
            events: found.events,
            problems: found.problems.iter().map(ToString::to_string).collect(),
            seals: vec![seal(&found.heads.disclosure), seal(&found.heads.status_exchange)],
        })
    }
}

/// Whether more left than a paper names. It says what staff said: a log that was imported says nothing of it.
fn surplus(items: u64) -> Check {
    Check {
        holds: items == 0,
        what: match items {
            0 => "No item is marked as surplus to its paper".to_owned(),
            1 => "1 item went out with more than its paper names".to_owned(),
            more => format!("{more} items went out with more than their papers name"),
        },
    }
}

/// The quarter of this name, by either label.
///
/// # Errors
/// [`Error::Refused`] with what would be right.
pub fn quarter_of(name: &str) -> Result<Quarter, Error> {
    name.parse::<Quarter>().map_err(|error| Error::Refused(error.to_string()))
}

/// The most quarters that can be chosen: fifty years.
const MOST: usize = 200;
