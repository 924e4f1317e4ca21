//! The report as a page shows it: the account of a quarter, in words and figures, and the check of the record.

use jiff::civil::Date;
use ledger::local_date;
use report::{Account, Figure, Quarter};

use super::checks::Check;
use super::contract;
use super::coverage::CoverageView;
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
        /// Each of them, what 2(a) bars first.
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
        /// What was given out, by whether the law requires it.
        pub disclosures: Vec<Count>,
        /// Determinations by 2(a) flag; items without one left out.
        pub flags: Vec<Count>,
        /// How the requests came about.
        pub origins: Vec<Count>,
        /// Requests and items by agency, the most requests first.
        pub agencies: Vec<AgencyShare>,
        /// Status exchanges.
        pub exchanges: ExchangeCounts,
        /// What the figures are made of, in the tables of the pages that are exported.
        pub groups: Vec<ReportGroup>,
        /// Requests received in it that an order keeps secret, as far as it allows them to be counted; in no other figure.
        pub sealed: u64,
        /// How it is counted.
        pub counting_rules: Vec<String>,
        /// What was looked at before it can be relied on.
        pub checks: Vec<Check>,
        /// The heads of the record, as a person reads them out.
        pub seals: Vec<Seal>,
        /// What the departments did.
        pub coverage: CoverageView,
    }

    /// Tables under one heading.
    pub struct ReportGroup {
        /// The heading.
        pub title: String,
        /// What is said before them; empty where there is nothing to say.
        pub note: String,
        /// The tables.
        pub tables: Vec<ReportTable>,
    }

    /// A table as it stands on the pages.
    pub struct ReportTable {
        /// Its name.
        pub title: String,
        /// What each column is.
        pub columns: Vec<String>,
        /// How many of the columns are text; the others are numbers.
        pub texts: u64,
        /// The cells of each line.
        pub lines: Vec<Vec<String>>,
        /// How it is counted.
        pub rule: String,
        /// The numbers of one line, to be drawn as bars; `null`: none is.
        pub bars: Option<Vec<u64>>,
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

    /// What one agency asked.
    pub struct AgencyShare {
        /// Its name.
        pub agency: String,
        /// Its requests.
        pub requests: u64,
        /// The items of those.
        pub items: u64,
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
        /// Who approved it and who answers for it, each with the role of then; or how it left without an approval.
        pub release: Option<String>,
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
        /// Of a report that was made again: those whose bytes are not the ones that were issued.
        pub changed: Vec<String>,
    }

    /// What a check of the record found.
    pub struct Verified {
        /// The events of both logs.
        pub events: u64,
        /// How many texts and scans were destroyed lawfully.
        pub destroyed: u64,
        /// What does not hold; none: everything holds.
        pub problems: Vec<String>,
        /// What else is told: what this computer has seen of the record that is not in it, and when the desk went on
        /// all the same.
        pub remarks: Vec<String>,
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

impl QuarterChoice {
    /// The quarter as it can be chosen on a day.
    pub(crate) fn of(quarter: Quarter, today: Date) -> Self {
        Self { quarter: QuarterName::of(quarter), complete: quarter.to() < today }
    }
}

impl Seal {
    /// The seal of one log.
    pub(crate) fn of(head: &ledger::Head) -> Self {
        Self { log: head.log.to_string(), size: head.size, seal: head.seal() }
    }

    /// The seals of both logs.
    pub(crate) fn both(heads: &ledger::Heads) -> Vec<Self> {
        vec![Self::of(&heads.disclosure), Self::of(&heads.status_exchange)]
    }
}

/// The tables of the exported pages that the page does not draw in a way of its own.
fn groups(account: &Account) -> Vec<ReportGroup> {
    const DRAWN: [&str; 3] = ["By agency", "Coverage by department", "§ 1373 status exchanges"];
    let groups = report::tables(account).into_iter().skip(1).map(|group| {
        let tables = group.tables.into_iter().filter(|table| !DRAWN.contains(&table.title)).map(ReportTable::from);
        ReportGroup { title: group.title.to_owned(), note: group.note.to_owned(), tables: tables.collect() }
    });
    groups.filter(|group| !group.tables.is_empty()).collect()
}

impl From<report::Table> for ReportTable {
    fn from(table: report::Table) -> Self {
        let count = |figure: &Figure| if let Figure::Count(count) = figure { *count } else { 0 };
        let bars = table.bars().map(|(line, _)| line.counts.iter().map(count).collect());
        let cells = |line: report::Line| {
            let counts = line.counts.iter().map(ToString::to_string);
            std::iter::once(line.label).chain(line.notes).chain(counts).collect()
        };
        Self {
            title: table.title.to_owned(),
            columns: table.columns,
            texts: table.texts as u64,
            lines: table.lines.into_iter().map(cells).collect(),
            rule: table.rule.into_owned(),
            bars,
        }
    }
}

/// What was given out, in the report's order.
fn disclosures(found: &report::account::Disclosures) -> Vec<Count> {
    let report::account::Disclosures { mandatory, non_mandatory, benefit, other } = *found;
    [
        ("non_mandatory", "Required by no law", non_mandatory),
        ("mandatory", "Required by law", mandatory),
        ("benefit", "A benefit", benefit),
        ("other", "Other", other),
    ]
    .into_iter()
    .filter(|(_, _, count)| *count > 0)
    .map(|(value, label, count)| Count { value: value.to_owned(), label: label.to_owned(), count })
    .collect()
}

fn view(account: &Account, checks: Vec<Check>, coverage: CoverageView) -> ReportView {
    let quarter = account.period.quarter;
    let requests = &account.requests;
    let not_settled = account.items.by_outcome.not_settled;
    let mut agencies: Vec<AgencyShare> = account
        .by_agency
        .iter()
        .map(|found| AgencyShare { agency: found.agency.clone(), requests: found.requests, items: found.items })
        .collect();
    agencies.sort_by_key(|found| std::cmp::Reverse(found.requests));
    let exchanges = |direction| account.status_exchanges.get(&direction).copied().unwrap_or_default();
    let seal = |log: &str, head: &report::Head| Seal { log: log.to_owned(), size: head.size, seal: head.seal.clone() };
    ReportView {
        quarter: QuarterName::of(quarter),
        office: account.office.clone(),
        as_of: account.period.as_of.to_string(),
        nil: account.is_nil(),
        non_mandatory: account.disclosures.non_mandatory,
        non_mandatory_rows: account
            .disclosures_by_flag()
            .into_iter()
            .map(|found| NonMandatoryRow {
                request: found.request.clone(),
                item: found.item,
                responded: found.responded.clone(),
                agency: found.agency.clone(),
                what: words::what(None, found.information.map(law::facts::Information::as_str)),
                label: found.outcome.label().to_owned(),
                flag: words::flag(found.flag).to_owned(),
                release: found.how_it_left(),
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
        disclosures: disclosures(&account.disclosures),
        flags: counts(account.items.by_flag.iter(), |found| (found.as_str(), words::flag(found))),
        origins: counts(account.by_origin.iter(), |found| (found.as_str(), words::origin(found))),
        agencies,
        groups: groups(account),
        exchanges: ExchangeCounts {
            sent: exchanges(report::entry::Direction::Sent),
            received: exchanges(report::entry::Direction::Received),
            inquiry: exchanges(report::entry::Direction::Inquiry),
        },
        sealed: account.sealed,
        counting_rules: account.counting_rules.iter().map(ToString::to_string).collect(),
        checks,
        seals: vec![
            seal("disclosure", &account.ledger.disclosure),
            seal("status_exchange", &account.ledger.status_exchange),
        ],
        coverage,
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
        let first = self
            .store
            .first_received(self.out_of_sight()?.requests())?
            .map_or(last, |when| Quarter::containing(when.date()));
        let mut quarters = Vec::new();
        let mut quarter = first.min(last);
        while quarter <= last && quarters.len() < MOST {
            quarters.push(QuarterChoice::of(quarter, today));
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
        let account = self.account(quarter, None)?;
        let checks = self.checks(&account, local_date(self.clock.now()))?;
        let coverage = self.coverage_view(quarter, &account.coverage, account.period.is_interim())?;
        Ok(view(&account, checks, coverage))
    }

    /// Checks the whole record.
    ///
    /// # Errors
    /// As [`Self::verify`].
    pub fn verified(&self, progress: &mut dyn Progress) -> Result<Verified, Error> {
        let found = self.verify(&[], progress)?;
        Ok(Verified {
            events: found.events,
            destroyed: found.destroyed,
            problems: found.problems.iter().map(ToString::to_string).collect(),
            remarks: self.remarks(),
            seals: Seal::both(&found.heads),
        })
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
